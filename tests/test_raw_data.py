"""The workbooks of data/raw read back to exactly the published figures."""

import csv
import re
import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from cchc_analysis import dataset, frameworks
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks import read

ROOT = Path(__file__).resolve().parents[1]
NOT_CRITERIA = {"rank", "group", "region", "unweighted", "trad_human", "trad_infra", "trad_market"}
WORKBOOKS = [
    p.relative_to(ROOT) for p in dataset.raw_workbooks(ROOT / "data") if "so_lieu_minh_hoa" not in p.stem
]
#: What the press calls units and criteria otherwise than the frame.
UNITS = {"Trung bình 63 tỉnh": "Cả nước", "Trung bình cấp tỉnh": "Cả nước"}
NO_UNIT = re.compile(r"Trung bình (\d+ |các |cấp )?bộ\b.*")
UNPLACED = "tỉnh (chưa rõ 63 hay 34)"
SPARSE = [("par", "press_par_index", 310), ("sipas", "press_sipas", 133), ("dti", "press_dti", 290)]


@cache
def reading_of(path):
    return read(ROOT / path)


def figures(shared, name):
    with (shared / "figures" / name).open(encoding="utf-8") as file:
        return [r for r in csv.DictReader(file) if r["value"] and r["unit"] != "Trung vị 63 tỉnh"]


@pytest.mark.parametrize(("folder", "name"), [("papi", "papi_2011_2024.csv"), ("pci", "pci_2005_2024.csv")])
def test_every_figure_and_no_other_is_read_back(shared, folder, name):
    rows = [r for r in figures(shared, name) if r["code"] not in NOT_CRITERIA]
    published = {(int(r["year"]), r["unit"], r["code"]): float(r["value"]) for r in rows}
    read_back = {}
    for path in (p for p in WORKBOOKS if p.parent.name == folder):
        frame = reading_of(path).scores
        frame = frame[frame["score"].notna() & ~frame["code"].isin(["weighted", "unweighted"])]
        read_back |= {(r.year, r.unit, r.code): r.score for r in frame.itertuples()}
    assert read_back == published


def read_back(folder, *, within_provinces):
    """Return what was read of the sparse tables: value and rank by year, unit and printed name."""
    found = {}
    for path in (p for p in WORKBOOKS if p.parent.name == folder):
        if (path.stem.count("_") > 1) != within_provinces:
            continue
        frame = reading_of(path).scores
        for r in frame[frame["score"].notna() | frame["rank"].notna()].itertuples():
            name = "total" if r.code == "total" else r.name
            assert (r.year, r.unit, name) not in found
            found[r.year, r.unit, name] = (
                None if r.status == "missing" else r.score,
                None if pd.isna(r.rank) else r.rank,
            )
    return found


def number(text):
    return float(text) if text else None


def press(shared, name):
    """Return the rows of a list that its workbooks hold, by year, unit as read, and criterion.

    A list may hold one figure twice, under two names of its unit.
    """
    rows = {}
    with (shared / "figures" / f"{name}.csv").open(encoding="utf-8") as file:
        for r in csv.DictReader(file):
            if NO_UNIT.fullmatch(r["unit"]) or r["unit_type"] == UNPLACED:
                continue
            unit = UNITS.get(r["unit"], r["unit"])
            if r["unit_type"] == "tỉnh (34)":
                unit = unit.removesuffix(" (34 tỉnh)") + " (34 tỉnh)"
            rows.setdefault((int(r["year"]), unit, r["criterion"]), []).append(r)
    return rows


@pytest.mark.parametrize(("folder", "name", "count"), SPARSE)
def test_every_published_value_and_rank_of_the_sparse_indices_is_read_back(shared, folder, name, count):
    published = {
        key: {(number(r["value"]), number(r["rank"])) for r in rows}
        for key, rows in press(shared, name).items()
    }
    assert len(published) == count
    assert {k: {v} for k, v in read_back(folder, within_provinces=False).items()} == published


def sources_of(path):
    """Return the status and the addresses that the sheet ``Nguồn`` has for each unit and criterion."""
    sheet = CalamineWorkbook.from_path(ROOT / path).get_sheet_by_name("Nguồn")
    heading, *rows = sheet.to_python()
    assert heading == ["Đơn vị", "Tiêu chí", "Đã in", "Tình trạng", "Nguồn"]
    sources = {(UNITS.get(unit, unit), criterion): (status, set(addresses.split(" ; ")))
               for unit, criterion, _, status, addresses in rows}  # fmt: skip
    assert len(sources) == len(rows)
    return sources


@pytest.mark.parametrize(("folder", "name", "count"), SPARSE)
def test_every_figure_of_the_sparse_indices_has_its_status_and_all_its_sources(shared, folder, name, count):
    stated = {year: sources_of(Path(f"data/raw/{folder}/{folder}_{year}.xlsx"))
              for year in {key[0] for key in press(shared, name)}}  # fmt: skip
    for (year, unit, criterion), rows in press(shared, name).items():
        status, addresses = stated[year][unit, criterion]
        assert status == max(rows, key=lambda r: int(r["n_sources"]))["status"]
        assert addresses == {a for r in rows for a in r["source"].split(" ; ")}


def test_a_figure_of_one_of_two_provinces_stands_among_the_sources_only():
    status, addresses = sources_of(Path("data/raw/dti/dti_2024.xlsx"))["Hải Phòng", "total"]
    assert status == "một nguồn; chưa rõ 63 hay 34 tỉnh nên không vào bảng" and len(addresses) == 1
    units = set(reading_of(Path("data/raw/dti/dti_2024.xlsx")).scores["unit"])
    assert "Hải Phòng (34 tỉnh)" in units and "Hải Phòng" not in units


def test_figures_that_were_derived_have_a_status_and_a_note_of_their_own():
    found = {}
    for folder in ("par", "sipas", "dti"):
        for path in sorted((ROOT / "data" / "raw" / folder).glob(f"{folder}_[0-9][0-9][0-9][0-9].xlsx")):
            rows = read(path).scores.query("status == 'derived'")
            found |= {(r.index, int(r.year), r.unit): (r.score, r.note) for r in rows.itertuples(index=False)}
    assert len(found) == 13
    assert found["SIPAS", 2018, "Quảng Ninh"] == (91.15, "suy ra từ số đã công bố: 95,26 − 4,11")
    assert found["PAR", 2024, "Bình Thuận"] == (88.26, "suy ra từ số đã công bố: 81,87 + 6,39")
    assert found["PAR", 2013, "Thừa Thiên Huế"] == (76.72, "suy ra từ số đã công bố")


def test_a_derived_figure_is_read_back_from_the_frame(tmp_path):
    scores = read(ROOT / "data" / "raw" / "sipas" / "sipas_2018.xlsx").scores
    kept = tmp_path / "scores.csv"
    scores.to_csv(kept, index=False)
    again = read(kept).scores
    assert again["status"].tolist() == scores["status"].tolist()
    assert again["note"].dropna().tolist() == ["suy ra từ số đã công bố: 95,26 − 4,11"]


def test_figures_that_were_derived_are_named_in_the_source_file():
    derived = set()
    for path in WORKBOOKS:
        if path.parent.name in ("par", "sipas", "dti"):
            source = tomllib.loads((ROOT / path).with_suffix(".source.toml").read_text(encoding="utf-8"))
            noted = re.search(r"không phải số in sẵn: (.+?)\.", source.get("note", ""))
            units = {u for (u, _), (status, _) in sources_of(path).items() if status.startswith("suy ra")}
            assert units == {UNITS.get(u, u) for u in (noted[1].split(", ") if noted else ())}
            derived |= {(path.stem, unit) for unit in units}
    assert len(derived) == 13


@pytest.mark.parametrize(("folder", "index", "count"), [("par", "PAR INDEX", 30), ("sipas", "SIPAS", 24)])
def test_departments_districts_and_communes_are_read_back(shared, folder, index, count):
    with (shared / "figures" / "within_province_published.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["index"].startswith(index)]
    published = {
        (int(r["year"]), re.sub("^UBND ([thx])", lambda m: m[1].upper(), r["unit"]), "total"):
            (float(r["value"]), None) for r in rows
    }  # fmt: skip
    assert len(published) == count
    assert read_back(folder, within_provinces=True) == published


def test_who_was_ranked_with_whom():
    frame = reading_of(Path("data/raw/par/par_2024_hoa_binh.xlsx")).scores.set_index("unit")
    said = frame.loc[["Sở Nội vụ", "Thành phố Hòa Bình"], ["unit_id", "unit_type", "scope"]]
    assert said.to_numpy().tolist() == [
        ["so/hoa-binh/so-noi-vu", "department", "so/hoa-binh"],
        ["huyen/hoa-binh/thanh-pho-hoa-binh", "district", "huyen/hoa-binh"],
    ]
    commune = reading_of(Path("data/raw/par/par_2025_tuyen_quang.xlsx")).scores.set_index("unit")
    assert commune.loc["Xã Du Già", "scope"] == "xa/tuyen-quang"
    dti = reading_of(Path("data/raw/dti/dti_2024.xlsx")).scores.query("code == 'total'")
    assert dict(zip(dti["unit"], dti["unit_id"], strict=True)) == {
        "Cả nước": "quoc-gia/ca-nuoc", "TP. Hồ Chí Minh": "tinh-63/79", "Đà Nẵng": "tinh-63/48",
        "Thừa Thiên Huế": "tinh-63/46", "Huế (34 tỉnh)": "tinh-34/46", "Hà Nội (34 tỉnh)": "tinh-34/01",
        "Hà Tĩnh (34 tỉnh)": "tinh-34/42", "Hải Phòng (34 tỉnh)": "tinh-34/31",
        "TP. Hồ Chí Minh (34 tỉnh)": "tinh-34/79", "Thanh Hóa (34 tỉnh)": "tinh-34/38",
        "Điện Biên (34 tỉnh)": "tinh-34/11", "Đà Nẵng (34 tỉnh)": "tinh-34/48",
        "Gia Lai (34 tỉnh)": "tinh-34/64", "Khánh Hòa (34 tỉnh)": "tinh-34/56",
        "Lào Cai (34 tỉnh)": "tinh-34/10", "Thái Nguyên (34 tỉnh)": "tinh-34/19",
        "Đồng Nai (34 tỉnh)": "tinh-34/75",
    }  # fmt: skip


def test_the_weights_of_dti_give_the_values_of_2022():
    frame = reading_of(Path("data/raw/dti/dti_2022.xlsx")).scores
    parts = [c for c in frameworks.framework("DTI", 2022).criteria.values() if c.level == 1]
    printed = frame[frame["score"].notna()].set_index(["unit", "code"])["score"]
    for unit in ("Đà Nẵng", "TP. Hồ Chí Minh", "Quảng Ninh", "Thừa Thiên Huế", "Cần Thơ"):
        given = sum(c.weight * printed[unit, c.code] for c in parts)
        assert printed[unit, "total"] == pytest.approx(given, abs=1.1e-4)


def test_ranks_and_classes_are_read_back(shared):
    printed = {
        (int(r["year"]), r["unit"], r["code"]): r["value"] for r in figures(shared, "pci_2005_2024.csv")
    }
    ranks, groups = {}, {}
    for path in (p for p in WORKBOOKS if p.parent.name == "pci"):
        total = reading_of(path).scores.query("code == 'total'")
        ranks |= {(r.year, r.unit): r.rank for r in total[total["rank"].notna()].itertuples()}
        groups |= {(r.year, r.unit): r.group for r in total[total["group"].notna()].itertuples()}
    assert ranks == {(y, u): float(v) for (y, u, c), v in printed.items() if c == "rank"}
    assert groups == {(y, u): clean(v) for (y, u, c), v in printed.items() if c == "group"}


def test_uncertainty_of_papi_2019_is_read_back(shared):
    frame = reading_of(Path("data/raw/papi/papi_2019.xlsx")).scores.set_index(["unit", "code"])
    for r in figures(shared, "papi_uncertainty_2019.csv"):
        row = frame.loc[(r["unit"], r["code"])]
        assert row["score"] == pytest.approx(float(r["value"]), abs=5e-6)  # two lists, two roundings
        assert row["standard_error"] == pytest.approx(float(r["standard_error"]), abs=1e-9)
        for ours, theirs in (("low", "low"), ("high", "high"), ("n", "observations")):
            if r[theirs]:
                assert row[ours] == float(r[theirs])


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda p: p.stem)
def test_each_has_its_source_and_reads_as_what_its_name_says(path):
    index, year, *_ = path.stem.upper().split("_")
    reading = reading_of(path)
    assert set(reading.scores["index"]) == {index}
    assert set(reading.scores["year"]) == {int(year)}
    assert (ROOT / path).with_suffix(".source.toml").is_file()
    assert not {"unit_unknown", "heading_alike", "not_a_number", "year_conflict"} & set(
        reading.findings["rule"]
    )


def test_papi_parts_sum_to_their_dimension_and_total():
    for path in (p for p in WORKBOOKS if p.parent.name == "papi"):
        assert "parts_do_not_sum" not in set(reading_of(path).findings["rule"]), path.stem


def test_pci_weights_give_the_totals_as_closely_as_is_known():
    """Only 2011 is known not to be reproduced; its finding says by how much."""
    differing = {}
    for path in (p for p in WORKBOOKS if p.parent.name == "pci"):
        found = reading_of(path).findings
        for row in found[found["rule"] == "weights_do_not_give_total"].itertuples():
            differing[path.stem] = row.message
    assert set(differing) == {"pci_2011"}
    assert "đơn vị lệch, nhiều nhất 0,55" in differing["pci_2011"]


def test_printed_ranks_are_those_of_the_scores():
    for path in (p for p in WORKBOOKS if p.parent.name == "pci"):
        assert "rank_differs" not in set(reading_of(path).findings["rule"])


def test_the_total_of_2018_has_the_scale_that_its_parts_give():
    frame = reading_of(Path("data/raw/papi/papi_2018.xlsx")).scores
    total = frame[frame["code"] == "total"].iloc[0]
    assert (total["min_score"], total["max_score"]) == (8, 80)
    assert frameworks.framework("PAPI", 2018).criteria["total"].max_score == 80
