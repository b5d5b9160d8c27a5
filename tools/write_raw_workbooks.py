"""Write the workbooks of ``data/raw/papi`` and ``data/raw/pci`` from the published figures.

Not part of the package: run once, and again only when the published figures change. Each workbook holds
one year in the layout that the publisher used that year, or the nearest one that is known. Running it
twice gives the same bytes.

    OPENPYXL_LXML=False CCHC_SHARED=../shared python tools/write_raw_workbooks.py
"""

from __future__ import annotations

import csv
import io
import os
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CCHC_SHARED", ROOT.parent / "shared"))
RAW = ROOT / "data" / "raw"
WRITTEN = datetime(2026, 11, 24)
PSEUDO = "Trung vị 63 tỉnh"

Values = dict[tuple[str, str], float]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def unaccented(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def save(book: Workbook, path: Path) -> None:
    """Save with fixed dates inside and outside, so that the bytes depend on the figures alone."""
    book.properties.creator = "cchc-analysis"
    book.properties.created = book.properties.modified = WRITTEN
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for item in made.infolist():
            content = made.read(item)
            if item.filename == "docProps/core.xml":
                content = _fixed_dates(content)
            kept.writestr(zipfile.ZipInfo(item.filename, (2026, 11, 24, 0, 0, 0)), content,
                          zipfile.ZIP_DEFLATED)  # fmt: skip


def _fixed_dates(core: bytes) -> bytes:
    import re

    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-24T00:00:00Z", core)


def sheet_of(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    return book, sheet


# -- PAPI ------------------------------------------------------------------------------------------


def criteria_of(index: str, year: int) -> list[dict[str, str]]:
    rows = rows_of(SHARED / "frameworks" / f"{index}.csv")
    depth = {"papi": ("1", "2"), "pci": ("1",)}[index]
    return [
        r
        for r in rows
        if int(r["valid_from"][:4]) <= year <= int((r["valid_to"] or "9999")[:4])
        and r["depth"] in depth
        and not r["code"].startswith("PCI")
    ]


def provinces() -> list[tuple[int, str]]:
    rows = rows_of(SHARED / "figures" / "provinces_63_to_34.csv")
    return sorted((int(r["gso_code"]), r["province"]) for r in rows)


def papi_bilingual(year: int, values: Values) -> Workbook:
    """PAPI 2011–2017: two heading rows, provinces down, a last row that is no province."""
    criteria = criteria_of("papi", year)
    book, sheet = sheet_of(f"{year}_PAPI")
    names = ["tinhid", "tentinh_eng", "tentinh_vie"]
    sheet.append([*names, *(c["name_en"] for c in criteria), f"Un-weighted{year}PAPI"])
    sheet.append([*names, *(c["name_vi"] for c in criteria), "Chỉ số PAPI (không có trọng số)"])
    codes = [c["code"] for c in criteria]
    for number, province in provinces():
        row = [values.get((province, code)) for code in codes]
        sheet.append([number, unaccented(province), province, *row, values.get((province, "total"))])
    best = [max(v for (_, c), v in values.items() if c == code) for code in codes]
    total = sum(b for code, b in zip(codes, best, strict=True) if "." not in code)
    sheet.append([999, "Highest", "Điểm cao nhất", *best, total])
    return book


def scale_of(criterion: dict[str, str]) -> str:
    low, high = float(criterion["scale_min"]), float(criterion["scale_max"])
    if abs(high - 10 / 3) < 0.001:
        return "0.33-3.33 điểm"
    return f"{low:g}-{high:.1f} điểm" if high < 10 else f"{low:g}-{high:g} điểm"


def papi_turned(year: int, values: Values, errors: list[dict[str, str]]) -> Workbook:
    """PAPI since 2018: criteria down, provinces across, a column of scales, KCDL for no data."""
    book, sheet = sheet_of("ProvincialIndicators_VIE" if year == 2018 else f"{year}PAPI_Indicators_VIE")
    listed = provinces()
    if year == 2018:
        sheet.append(["Tên tỉnh/thành phố", "Thang điểm", *(unaccented(p) for _, p in listed)])
    else:
        sheet.append(["Mã tỉnh", "Thang điểm", *(n for n, _ in listed)])
        sheet.append(["Tỉnh/Thành phố trực thuộc trung ương", None, *(p for _, p in listed)])

    def line(label: str, scale: str | None, value: Callable[[str], object]) -> None:
        sheet.append([label, scale, *(value(p) for _, p in listed)])

    def score(code: str) -> Callable[[str], object]:
        return lambda p: values.get((p, code), "KCDL")

    by_place = {(r["unit"], r["code"]): r for r in errors}

    def printed(code: str, column: str, change: Callable[[float], float] = float) -> Callable[[str], object]:
        return lambda p: change(float(by_place[p, code][column]))

    def with_limits(code: str, label: str) -> None:
        line(label, "10-80 điểm", printed(code, "value") if code == "weighted" else score(code))
        line(f"{label} - điểm tối thiểu trong khoảng tin cậy 95%", None, printed(code, "low"))
        line(f"{label} - điểm tối đa trong khoảng tin cậy 95%", None, printed(code, "high"))
        line(f"{label} - sai số", None, printed(code, "standard_error"))

    if errors:
        with_limits("weighted", "Chỉ số PAPI tổng hợp (có trọng số)")
        with_limits("total", "Chỉ số PAPI tổng hợp (không có trọng số)")
    else:
        line(f"Chỉ số PAPI {year} (không có trọng số)", "10-80 điểm", score("total"))
    for criterion in criteria_of("papi", year):
        code, name = criterion["code"], criterion["name_vi"]
        label = f"{code}: {name}" if "." in code else f"Chỉ số nội dung {code}: {name}"
        line(label, scale_of(criterion), score(code))
        if errors and "." not in code:
            line(
                f"Phương sai (Chỉ số nội dung {code})", None, printed(code, "standard_error", lambda e: e * e)
            )
            line(f"Số quan sát (Chỉ số nội dung {code})", None, printed(code, "observations"))
    sheet.append([])
    sheet.append(["KCDL = Không có dữ liệu"])
    sheet.append([f"Copyrights: CECODES, VFF-CRT, RTA & UNDP ({year})"])
    return book


def write_papi() -> None:
    figures = defaultdict(dict)
    for r in rows_of(SHARED / "figures" / "papi_2011_2024.csv"):
        if r["value"]:
            figures[int(r["year"])][r["unit"], r["code"]] = float(r["value"])
    errors = rows_of(SHARED / "figures" / "papi_uncertainty_2019.csv")
    for year, values in sorted(figures.items()):
        bilingual = year <= 2017
        book = (
            papi_bilingual(year, values)
            if bilingual
            else papi_turned(year, values, errors if year == 2019 else [])
        )
        save(book, RAW / "papi" / f"papi_{year}.xlsx")
        missing = _not_published(values, criteria_of("papi", year), year)
        write_source("papi", year, _papi_facts(year, bilingual), missing)


_PAPI_REASONS = {
    2023: "kết quả khảo sát vượt giá trị sai số cho phép trong thống kê (theo báo chí)",
    2018: "nhà xuất bản in KCDL",
    2022: "nhà xuất bản không công bố",
}


def _not_published(values: Values, criteria: list[dict[str, str]], year: int) -> list[tuple[str, str, str]]:
    reason = _PAPI_REASONS.get(year, "không có trong số liệu công bố của năm này")
    missing = []
    for _, province in provinces():
        codes = [c for c in ["total", *(c["code"] for c in criteria)] if (province, c) not in values]
        if codes:
            what = "tất cả" if len(codes) > len(criteria) else ", ".join(codes)
            missing.append((province, what, reason))
    return missing


def _papi_facts(year: int, bilingual: bool) -> dict[str, str]:
    layout = (
        "hai hàng tiêu đề Anh – Việt, dòng cuối 999 Điểm cao nhất, như bảng PAPI 2011–2016"
        if bilingual
        else "tiêu chí theo hàng, tỉnh theo cột, cột Thang điểm, KCDL, như bảng PAPI 2018 và 2019"
    )
    exact = year in (2011, 2012, 2013, 2014, 2015, 2016, 2018, 2019)
    return {
        "title": f"PAPI {year}: chỉ số, lĩnh vực và nội dung thành phần của 63 tỉnh, thành phố",
        "publisher": "CECODES, VFF-CRT, RTA, UNDP",
        "layout": layout + ("" if exact else "; bản gốc của năm này không có, dùng kiểu gần nhất đã biết"),
        "figures_from": "bảng số liệu PAPI đã công bố"
        if year <= 2019
        else "bản tổng hợp công khai github.com/hnks-gh/ml-mcdm (data/csv) từ số liệu PAPI",
        "owner": "Số liệu thuộc CECODES, VFF-CRT, RTA và UNDP; giấy phép MIT của dự án không áp dụng",
    }


# -- PCI -------------------------------------------------------------------------------------------

ENGLISH = {"entry": "Entry Costs", "land": "Land Access & Tenure", "transparency": "Transparency",
           "time": "Time Costs", "informal": "Informal Charges", "bias": "Policy Bias",
           "proactive": "Proactivity", "support": "Business Support Services", "labor": "Labor Policy",
           "legal": "Law & Order"}  # fmt: skip
HIDDEN_2006 = ["Entry Soft Indices (w/new and old indicators)", "Land Use Right Sub-Index",
               "Transparency Sub-Index", "Regulatory Compliance and Inspections Sub-Index",
               "Informal Charges Sub-Index", "SOE Bias Sub-Index", "Proactivity Sub-Index",
               "Private Sector Development Services", "Sub-Index Labor Skills Development",
               "Legal Sub-Index", "Weighted PCI 2006"]  # fmt: skip

Texts = dict[tuple[str, str], str]


class PciYear:
    """The published figures of one PCI year: numbers, texts, and who has any."""

    def __init__(self, year: int, rows: list[dict[str, str]]) -> None:
        self.year = year
        kept = [r for r in rows if r["value"]]
        words = ("group", "region")
        self.values: Values = {
            (r["unit"], r["code"]): float(r["value"]) for r in kept if r["code"] not in words
        }
        self.texts: Texts = {(r["unit"], r["code"]): r["value"] for r in kept if r["code"] in words}
        self.criteria = criteria_of("pci", year)
        self.codes = [c["code"] for c in self.criteria]
        self.names = [c["name_vi"] for c in self.criteria]
        self.units = sorted({r["unit"] for r in kept} - {PSEUDO})

    def row(self, unit: str, codes: list[str]) -> list[float | None]:
        return [self.values.get((unit, code)) for code in codes]

    def column(self, code: str) -> list[float]:
        return [v for (u, c), v in self.values.items() if c == code and u != PSEUDO]

    def ranked(self, code: str) -> list[str]:
        """Return the units that have the figure, best first; a rank counts the other way round."""
        sign = 1 if code == "rank" else -1
        return sorted((u for u in self.units if (u, code) in self.values),
                      key=lambda u: (sign * self.values[u, code], u))  # fmt: skip


def pci_2005(y: PciYear) -> Workbook:
    """A ranking with classes merged downward, and a summary under merged super-headings."""
    book, ranking = sheet_of("Xếp hạng theo chỉ số PCI")
    ranking.append(["Tỉnh, thành phố", "PCI có trọng số (Điểm tối đa =100)", "Thứ hạng", None])
    start, groups = 2, []
    for unit in y.ranked("rank"):
        group = y.texts[unit, "group"]
        new = not groups or groups[-1] != group
        groups.append(group)
        ranking.append([unit, y.values[unit, "total"], int(y.values[unit, "rank"]), group if new else None])
        if new and ranking.max_row > 2:
            _merge_down(ranking, start, ranking.max_row - 1)
            start = ranking.max_row
    _merge_down(ranking, start, ranking.max_row)
    summary = book.create_sheet("Bảng tóm tắt chỉ số")
    summary.append([None, None, "Điều kiện truyền thống", None, None, "Chỉ số thành phần"])
    traditional = [
        "Mức độ phát triển (nguồn nhân lực)",
        "Chất lượng cơ sở hạ tầng",
        "Khoảng cách tới thị trường",
    ]
    summary.append(
        ["Tỉnh, thành phố", "Vùng", *traditional, *y.names, "Chỉ số PCI có trọng số (Điểm tối đa=100)"]
    )
    summary.merge_cells("C1:E1")
    summary.merge_cells(start_row=1, end_row=1, start_column=6, end_column=5 + len(y.codes))
    for unit in sorted(y.units, key=lambda u: (y.texts[u, "region"], u)):
        codes = ["trad_human", "trad_infra", "trad_market", *y.codes, "total"]
        summary.append([unit, y.texts[unit, "region"], *y.row(unit, codes)])
    return book


def _merge_down(sheet: Worksheet, first: int, last: int) -> None:
    if last > first:
        sheet.merge_cells(start_row=first, end_row=last, start_column=4, end_column=4)


def pci_2006(y: PciYear) -> Workbook:
    """A rank without heading, a hidden English heading row, MIN and MAX below."""
    book, sheet = sheet_of("PCI Tóm tắt")
    sheet.append([None, "Tỉnh, thành phố", *HIDDEN_2006])
    sheet.row_dimensions[1].hidden = True
    sheet.append([None, "Tỉnh, thành phố", *y.names, "Chỉ số PCI 2006 (đã có trọng số)"])
    codes = [*y.codes, "total"]
    for unit in y.ranked("rank"):
        sheet.append([int(y.values[unit, "rank"]), unit, *y.row(unit, codes)])
    for label, pick in (("MIN", min), ("MAX", max)):
        sheet.append([None, label, *(pick(y.column(c)) for c in codes)])
    return book


def pci_2007(y: PciYear) -> Workbook:
    """Ranks and classes on the left, the extremes labelled in a column that is not the names'."""
    book, sheet = sheet_of("Tóm tắt các chỉ số PCI ")
    sheet.append(["Tỉnh/thành phố", "Xếp hạng", None, "Nhóm xếp hạng PCI 2007", *y.names,
                  "Chỉ số PCI 2007 chưa có trọng số", "Chỉ số PCI 2007 đã có trọng số"])  # fmt: skip
    codes = [*y.codes, "unweighted", "total"]
    for unit in y.ranked("rank"):
        sheet.append([unit, int(y.values[unit, "rank"]), None, y.texts[unit, "group"], *y.row(unit, codes)])
    sheet.append([])
    for label, pick in (("Min", min), ("Max", max), ("Trung vị", median)):
        sheet.append([None, None, None, label, *(pick(y.column(c)) for c in codes)])
    return book


def pci_2009(y: PciYear) -> Workbook:
    """Three heading rows, the first blank, a numeric code with gaps."""
    book, sheet = sheet_of("Tong Hop")
    sheet.append([])
    numbers = [f"Chỉ số thành phần {i}" for i in range(1, len(y.codes) + 1)]
    sheet.append(["Mã PCI", "Thứ hạng \nPCI 2009", "Tỉnh", *numbers, "PCI 2009 \ncó trọng số"])
    sheet.append(["Mã PCI", None, "Tỉnh", *y.names, None])
    for number, unit in enumerate(y.units, 1):
        code = number + number // 8
        sheet.append([code, int(y.values[unit, "rank"]), unit, *y.row(unit, [*y.codes, "total"])])
    return book


def pci_blocks(y: PciYear) -> Workbook:
    """PCI 2008 and 2010–2016: pairs of a province and a value, each sorted on its own."""
    book, sheet = sheet_of("Tong hop" if y.year <= 2012 else "Summary_VN")
    plain = y.year in (2008, 2010)
    blocks = [(name, code) for name, code in zip(y.names, y.codes, strict=True)]
    if y.column("unweighted"):
        blocks.append(("Chưa có\n trọng số", "unweighted"))
    blocks.append((f"PCI {y.year}", "total"))
    headings: list[str | None] = ["Thứ tự", "Tỉnh"]
    for i, (name, _) in enumerate(blocks):
        headings += [None, name] if i else [name]
    ends = [("Xếp hạng", "rank"), ("Nhóm\n xếp hạng", "group")] if y.column("rank") else []
    sheet.append([*headings, *(name for name, _ in ends)])
    columns = [y.ranked(code) for _, code in blocks]
    for line in range(max(len(c) for c in columns)):
        row: list[object] = [line + 1]
        for units, (_, code) in zip(columns, blocks, strict=True):
            unit = units[line]
            row += [unaccented(unit) if plain else unit, y.values[unit, code]]
        last = columns[-1][line]
        if ends:
            row += [int(y.values[last, "rank"]), y.texts.get((last, "group"))]
        sheet.append(row)
    return book


def pci_english(y: PciYear) -> Workbook:
    """PCI since 2017: a plain table in English, sorted by name."""
    book, sheet = sheet_of("Summary")
    headings = [f"Sub-Index {i}: {ENGLISH[code]}" for i, code in enumerate(y.codes, 1)]
    sheet.append(["Province", "Rank", f"The Weighted PCI Score in {y.year}", *headings])
    codes = ["total", *y.codes]
    complete = len(y.column("total")) >= 63
    for unit in sorted(y.units, key=unaccented):
        rank = y.values.get((unit, "rank"))
        sheet.append([unaccented(unit), None if rank is None else int(rank), *y.row(unit, codes)])
    if any((PSEUDO, c) in y.values for c in codes):
        sheet.append([PSEUDO, None, *y.row(PSEUDO, codes)])
    for label, pick in (("Min", min), ("Median", median), ("Max", max)) if complete else ():
        sheet.append([label, None, *(pick(y.column(c)) for c in codes)])
    return book


PCI_LAYOUTS: dict[int, Callable[[PciYear], Workbook]] = {
    2005: pci_2005, 2006: pci_2006, 2007: pci_2007, 2009: pci_2009,
    **{year: pci_blocks for year in (2008, 2010, 2011, 2012, 2013, 2014, 2015, 2016)},
    **{year: pci_english for year in range(2017, 2025)},
}  # fmt: skip
PCI_NOTES = {
    2008: "Trang “Ưu đãi DNNN” của bản gốc có cả 64 giá trị sai; ở đây lấy trang tổng hợp.",
    2011: "Điểm tổng đã in lớn hơn kết quả tính từ chỉ số thành phần ở 62/63 tỉnh, từ 0,05 đến 0,55 điểm.",
    2022: "Từ 2022 VCCI chỉ công bố 30 tỉnh đứng đầu; trọng số chưa kiểm chứng.",
    2023: "Từ 2022 VCCI chỉ công bố 30 tỉnh đứng đầu; trọng số chưa kiểm chứng.",
    2024: "Từ 2022 VCCI chỉ công bố 30 tỉnh đứng đầu; trọng số chưa kiểm chứng.",
}


def write_pci() -> None:
    by_year = defaultdict(list)
    for r in rows_of(SHARED / "figures" / "pci_2005_2024.csv"):
        by_year[int(r["year"])].append(r)
    for year, rows in sorted(by_year.items()):
        figures = PciYear(year, rows)
        layout = PCI_LAYOUTS[year]
        save(layout(figures), RAW / "pci" / f"pci_{year}.xlsx")
        write_source("pci", year, _pci_facts(year, layout), _pci_missing(figures))


def _pci_facts(year: int, layout: Callable[[PciYear], Workbook]) -> dict[str, str]:
    known = year in (2005, 2006, 2007, 2009, 2010, 2013, 2014, 2018)
    said = (layout.__doc__ or "").splitlines()[0]
    words = {
        pci_2005: "bảng xếp hạng và bảng tóm tắt, tiêu đề gộp ô",
        pci_2006: "cột thứ hạng không tiêu đề, hàng tiêu đề tiếng Anh bị ẩn, MIN/MAX ở cuối",
        pci_2007: "bảng có nhóm xếp hạng, Min/Max/Trung vị ghi ở cột D",
        pci_2009: "ba hàng tiêu đề, hàng đầu trống, mã PCI",
        pci_blocks: "từng cặp (tỉnh, giá trị), mỗi cặp xếp riêng",
        pci_english: "bảng tiếng Anh theo tỉnh, Min/Median/Max ở cuối",
    }
    facts = {
        "title": f"PCI {year}: điểm tổng, thứ hạng và các chỉ số thành phần",
        "publisher": "VCCI",
        "layout": words.get(layout, said)
        + ("" if known else "; bản gốc của năm này không có, dùng kiểu gần nhất đã biết"),
        "figures_from": "bảng số liệu PCI đã công bố"
        if year <= 2016
        else "số liệu PCI tổng hợp lại và báo chí",
        "owner": "Số liệu thuộc VCCI; giấy phép MIT của dự án không áp dụng",
    }
    return facts | ({"note": PCI_NOTES[year]} if year in PCI_NOTES else {})


def _pci_missing(y: PciYear) -> list[tuple[str, str, str]]:
    if y.year < 2022:
        return []
    reason = "VCCI chỉ công bố 30 tỉnh đứng đầu; những điểm khác không tìm thấy trên báo chí"
    missing = []
    for _, unit in provinces():
        codes = [c for c in ["rank", "total", *y.codes] if (unit, c) not in y.values]
        if codes:
            missing.append((unit, "tất cả" if len(codes) == 2 + len(y.codes) else ", ".join(codes), reason))
    return missing


# -- sources ---------------------------------------------------------------------------------------


def write_source(
    index: str, stem: int | str, facts: dict[str, str], missing: list[tuple[str, str, str]]
) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = [f"{name} = {quoted(text)}" for name, text in facts.items()]
    lines.append("written = 2026-11-24")
    lines.append("missing = [")
    lines += [f"  {{ unit = {quoted(u)}, what = {quoted(w)}, why = {quoted(y)} }}," for u, w, y in missing]
    lines.append("]")
    path = RAW / index / f"{index}_{stem}.source.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> int:
    if not (SHARED / "figures").is_dir():
        print(f"{SHARED}/figures is absent: set CCHC_SHARED", file=sys.stderr)
        return 2
    write_papi()
    write_pci()
    print(f"{len(list(RAW.glob('*/*.xlsx')))} workbooks in {RAW.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
