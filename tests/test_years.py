"""A new year needs no code: none is written there, and one that nobody has seen is read, ranked, told apart."""

from __future__ import annotations

import ast
import random
import re
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import cchc_analysis as cchc
from cchc_analysis import dataset, frameworks, units
from cchc_analysis.frameworks import catalog

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
MINH_HOA = "Số liệu minh họa"

# -- no year in the code ---------------------------------------------------------------------------

_YEAR = re.compile(r"(?<!\d)(?:199|20[0-9])\d(?!\d)")


def years_written(source: str) -> list[tuple[int, str]]:
    """Return the years in code, with their lines: numbers as people write them, and texts but addresses."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in said:
            continue
        if type(node.value) is int and 1990 <= node.value <= 2100:
            written = ast.get_source_segment(source, node) or ""
            found += [(node.lineno, written)] if written.isdigit() else []
        elif isinstance(node.value, str) and not node.value.startswith(("http://", "urn:")):
            found += [(node.lineno, year) for year in _YEAR.findall(node.value)]
    return found


def test_no_year_stands_in_the_code():
    files = sorted((ROOT / "cchc_analysis").rglob("*.py"))
    assert len(files) > 50
    assert {p.name: years for p in files if (years := years_written(p.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = 2024", ["2024"]), ("x = f'năm {y} sau 2008'", ["2008"]), ("x = re.compile('nam 2025')", ["2025"]),
        ('"""Of 2024."""\nx = 0x809', []), ("x = 'http://a.org/2006/b'", []), ("x = 20240", []),
    ],
)  # fmt: skip
def test_a_year_in_code_would_be_found(source, found):
    assert [year for _, year in years_written(source)] == found


# -- provinces of a year that nobody has seen ------------------------------------------------------

NINE = ["Gia nhập thử", "Đất đai thử", "Minh bạch thử", "Tuân thủ thử", "Phi chính thức thử",
        "Bình đẳng thử", "Kiến tạo thử", "Hỗ trợ thử", "Pháp lý thử"]  # fmt: skip


def provinces_of(year: int) -> pd.DataFrame:
    table = units.provinces()
    return table[table["scope"] == units.scope_of(year)]


def papi_as_in_2024(path: Path) -> dict[str, float]:
    """Write PAPI 2025 of the 34 provinces as the workbook of 2024 lays it out; return the totals (made up)."""
    rng, now = random.Random(25), provinces_of(2025)
    before = openpyxl.load_workbook(RAW / "papi" / "papi_2024.xlsx").active
    rows = list(before.iter_rows(min_row=3, max_col=2, values_only=True))
    values: dict[str, dict[str, float]] = {}
    for label, scale in reversed(rows):
        if scale is None:
            continue
        low, high = (float(end) for end in scale.removesuffix(" điểm").split("-"))
        inside = [own for other, own in values.items() if _is_part(other, label)]
        values[label] = {
            u: round(sum(own[u] for own in inside) if inside else rng.uniform(low, high), 6)
            for u in now["unit"]
        }
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2025PAPI_Indicators_VIE"
    sheet.append(["Mã tỉnh", "Thang điểm", *map(int, now["gso_code"])])
    sheet.append(["Tỉnh/Thành phố trực thuộc trung ương", None, *now["unit"]])
    for label, scale in rows:
        own = values.get(label, {})
        sheet.append([label and label.replace("2024", "2025"), scale, *(own[u] for u in own)])
    sheet.append([MINH_HOA])
    book.save(path)
    return values[rows[0][0]]


def _is_part(label: str, of: str) -> bool:
    """Tell whether a row is right below another: 1.1 of *Chỉ số nội dung 1*, that of the index."""
    domain = re.match(r"Chỉ số nội dung (\d)", of)
    return label.startswith(f"{domain[1]}." if domain else "Chỉ số nội dung") and not of[0].isdigit()


def pci_of_nine(root: Path) -> dict[str, float]:
    """Declare a PCI of nine sub-indices from 2025 on, write it for 34 provinces; return its totals."""
    rng = random.Random(9)
    lines = ["code,parent,level,name_vi,min_score,max_score,weight,valid_from", "total,,0,PCI,10,100,,2025"]
    lines += [f"thu{k},total,1,{name},1,10,,2025" for k, name in enumerate(NINE, 1)]
    (root / "frameworks" / "pci.csv").write_text("\n".join(lines), encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"PCI 2025 ({MINH_HOA})"])
    sheet.append(["Tỉnh", *NINE, "PCI 2025"])
    totals = {}
    for unit in provinces_of(2025)["unit"]:
        parts = [round(rng.uniform(3, 9), 2) for _ in NINE]
        totals[unit] = round(sum(parts) * 10 / 9, 2)
        sheet.append([unit, *parts, totals[unit]])
    book.save(root / "raw" / "pci" / "pci_2025.xlsx")
    return totals


@pytest.fixture(scope="module")
def new_year(tmp_path_factory):
    """Return the Scores frame of PAPI and PCI 2023–2025, its findings, and the totals made up for 2025."""
    root = tmp_path_factory.mktemp("new") / "data"
    for folder in ("raw/papi", "raw/pci", "frameworks"):
        (root / folder).mkdir(parents=True)
    for index in ("papi", "pci"):
        for year in (2023, 2024):
            shutil.copy(RAW / index / f"{index}_{year}.xlsx", root / "raw" / index)
    papi = papi_as_in_2024(root / "raw" / "papi" / "papi_2025.xlsx")
    totals = {"PAPI": papi, "PCI": pci_of_nine(root)}
    scores = cchc.load(root)
    yield scores, dataset.findings(root), totals
    catalog._OWN.pop("PCI")
    for forget in catalog._FORGET:
        forget()


@pytest.mark.parametrize(("index", "criteria"), [("PAPI", 37), ("PCI", 10)])
def test_every_score_of_34_provinces_is_read(new_year, index, criteria):
    scores, findings, totals = new_year
    own = scores[(scores["index"] == index) & (scores["year"] == 2025)]
    assert len(own) == 34 * criteria and own["score"].notna().all()
    assert own["scope"].unique().tolist() == ["tinh-34"]
    read = own[own["code"] == "total"].set_index("unit")["score"].to_dict()
    assert read == {unit: pytest.approx(value) for unit, value in totals[index].items()}
    assert not (findings["severity"] == "error").any()


def test_a_users_edition_leaves_the_years_before_to_the_package(new_year):
    scores, _, _ = new_year
    editions = scores[scores["index"] == "PCI"].groupby("year")["edition"].unique().map(list).to_dict()
    assert editions == {2023: ["pci-2022"], 2024: ["pci-2022"], 2025: ["pci-2025"]}
    now, before = (frameworks.framework("PCI", year) for year in (2025, 2024))
    assert [c.name_vi for c in now.children("total")] == NINE and not now.assumed
    assert len(before.children("total")) == 10 and frameworks.framework("PCI", 2006).edition == "pci-2006"
    assert not frameworks.is_users("PCI") and frameworks.indices()["PCI"].publisher == "VCCI"


@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_they_are_ranked_among_34(new_year, index):
    scores, _, totals = new_year
    table = cchc.ranks(scores, index=index, year=2025)
    own = totals[index]
    assert table.attrs["n_units"] == table.attrs["n_scope"] == 34
    places = {unit: 1 + sum(other > value for other in own.values()) for unit, value in own.items()}
    assert dict(zip(table["unit"], table["rank"], strict=True)) == places


@pytest.mark.parametrize("index", ["PAPI", "PCI"])
@pytest.mark.parametrize("unit", ["Thái Nguyên", "Hà Nội", "Quảng Ninh", "Huế"])
def test_and_are_compared_with_nothing_before(new_year, index, unit):
    scores, _, totals = new_year
    line = cchc.trend(scores, index=index, unit=unit).set_index("year")
    row = line.loc[2025]
    assert row["score"] == pytest.approx(totals[index][unit]) and row["n_units"] == 34
    assert row["comparability"] in ("redefined", "new") and row["reason"] and row["reason_en"]
    assert pd.isna(row["change"]) and pd.isna(row["change_in_pct"]) and row["step"] == "redefined"
    ranks = cchc.rank_history(scores, index=index, unit=unit).set_index("year").loc[2025]
    assert pd.isna(ranks["change"]) and pd.isna(ranks["change_common"])
    if 2024 in line.index and pd.notna(line.loc[2024, "score"]):
        table = cchc.compare(scores, index=index, unit=unit, year=2025, previous=2024)
        assert table["contribution"].isna().all() and table["change"].isna().all()
        assert "không so sánh được" in table.attrs["note_vi"]


def test_estimates_for_a_merged_province_are_compared_and_said_to_be_none(new_year):
    scores, _, totals = new_year
    line = cchc.trend(cchc.as_of(scores, "2025-07-01"), index="PAPI", unit="Thái Nguyên").set_index("year")
    assert line.loc[2024, "estimated"] and not line.loc[2025, "estimated"]
    change = totals["PAPI"]["Thái Nguyên"] - line.loc[2024, "score"]
    assert line.loc[2025, "change"] == pytest.approx(change)
    assert line.loc[2025, "reason"].endswith("năm trước là ước tính theo dân số")
