"""Write the workbooks of ``data/raw/par``, ``sipas`` and ``dti`` from what the press published of them.

Not part of the package: run once, and again only when the published figures change. No table of all
units was found for any year of these indices, so each workbook holds the few figures that were printed,
in a plain table, and on its sheet ``Nguồn`` where each was. Running it twice gives the same bytes.

    OPENPYXL_LXML=False CCHC_SHARED=../shared python tools/write_published_tables.py
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet
from write_raw_workbooks import RAW, ROOT, SHARED, rows_of, save, sheet_of, write_source

Row = dict[str, str]
TITLES = {"par": "PAR INDEX", "sipas": "SIPAS", "dti": "DTI"}
FILES = {"par": "press_par_index", "sipas": "press_sipas", "dti": "press_dti"}
#: A figure that could be of either province of its name: on the sheet ``Nguồn`` only.
UNPLACED = "tỉnh (chưa rõ 63 hay 34)"
ORDER = ["toàn quốc", "vùng", "bộ, ngành", "tỉnh (63)", "tỉnh (34)", UNPLACED]
#: How the lists mark a figure that is derived from two printed ones.
DERIVED = "suy ra"
NEW_PROVINCE = " (34 tỉnh)"
TWO_RANKINGS = (
    "Bộ, ngành xếp hạng theo hai bảng riêng, có dịch vụ công và không có dịch vụ công (Viện Hàn lâm Khoa học "
    "và Công nghệ Việt Nam, Đài Truyền hình Việt Nam): một thứ hạng có thể in cho hai cơ quan."
)
NOTES = {("dti", year): TWO_RANKINGS for year in (2020, 2021, 2022, 2023)}
#: The lists spell one mean in several ways: ``các bộ có``, ``cấp bộ có cung cấp``, ``bộ, ngành cung cấp``.
BY_SERVICE = re.compile(
    r"Trung bình (?:các |cấp )?bộ(?:, ngành)? (không )?(?:có )?(?:cung cấp )?dịch vụ công"
)
COUNTED = re.compile(r"(Trung bình \d+ bộ), cơ quan ngang bộ")
PUBLISHERS = {"par": "Bộ Nội vụ", "sipas": "Bộ Nội vụ",
              "dti": "Bộ Thông tin và Truyền thông; từ 2025 Bộ Khoa học và Công nghệ"}  # fmt: skip


def normalised(row: Row) -> Row:
    """Return a row under the one name that its unit has in the tables."""
    unit, kind = row["unit"], row["unit_type"]
    if kind == "tỉnh (34)":
        unit = unit.removesuffix(NEW_PROVINCE) + NEW_PROVINCE
    elif mean := BY_SERVICE.fullmatch(unit):
        unit = f"Trung bình bộ, ngành {mean[1] or ''}có dịch vụ công"
    elif mean := COUNTED.fullmatch(unit):
        unit = mean[1]
    return row | {"unit": unit, "unit_type": "toàn quốc" if unit.startswith("Trung bình") else kind}


def printed_number(text: str) -> float | None:
    return float(text) if text else None


def joined(rows: Iterable[Row]) -> list[Row]:
    """Return one row for each figure, as it has most sources, with the addresses of all.

    Raises
    ------
    ValueError
        Where the lists give two figures for one.
    """
    alike = defaultdict(list)
    for r in map(normalised, rows):
        alike[r["unit"], r["unit_type"], r["criterion"]].append(r)
    single = []
    for key, group in alike.items():
        if len({(printed_number(r["value"]), printed_number(r["rank"])) for r in group}) > 1:
            raise ValueError(f"two figures for {key}: {group}")
        best = max(group, key=lambda r: int(r["n_sources"]))
        addresses = dict.fromkeys(a for r in (best, *group) for a in r["source"].split(" ; "))
        single.append(best | {"source": " ; ".join(addresses)})
    return single


def units_of(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(r["unit"] for r in rows))


def write_table(sheet: Worksheet, title: str, total: str, rows: list[Row]) -> None:
    """Write ``TT | Tên đơn vị | total | criteria …, each before its ranks | Thứ hạng``."""
    cells = {(r["unit"], r["criterion"]): r for r in rows}
    criteria = sorted({r["criterion"] for r in rows} - {"total"})
    ranked = {r["criterion"] for r in rows if r["rank"]}
    headings, columns, scales = [total], [("total", "value")], [None]
    for name in criteria:
        headings.append(name)
        columns.append((name, "value"))
        percent = any(r["criterion"] == name and r["value"] and r["scale"] == "%" for r in rows)
        scales.append("0-100" if percent else None)
        if name in ranked:
            headings.append(f"Hạng {name}")
            columns.append((name, "rank"))
            scales.append(None)
    if "total" in ranked:
        headings.append("Thứ hạng")
        columns.append(("total", "rank"))
    notes = {r["unit"]: derivation(r) for r in rows if r["status"].startswith(DERIVED)}
    if notes:
        headings.append("Ghi chú")
    sheet.append([title])
    sheet.append(["TT", "Tên đơn vị", *headings])
    if any(scales):
        sheet.append([None, None, *scales])
    for number, unit in enumerate(units_of(rows), 1):
        printed = (cells.get((unit, name), {}).get(what) for name, what in columns)
        noted = [notes.get(unit)] if notes else []
        sheet.append([number, unit, *(printed_number(text or "") for text in printed), *noted])
    for cell in (c for line in sheet.iter_rows(min_row=3) for c in line):
        if isinstance(cell.value, float) and columns[cell.column - 3][1] == "rank":
            cell.value = int(cell.value)


def _sum(text: str) -> str:
    """Return ``81,87 + 6,39`` of ``2023: 81,87 + 6,39``."""
    return re.sub(r"^\d{4}:", "", text).strip().replace(" - ", " − ")


def derivation(row: Row) -> str:
    """Return the note beside a derived figure: from which two printed ones it is."""
    sums = re.search(r"suy ra \(([^;)]*)", row["source"])
    return f"{DERIVED} từ số đã công bố" + (f": {_sum(sums[1])}" if sums else "")


def write_sources(sheet: Worksheet, rows: list[Row]) -> None:
    sheet.append(["Đơn vị", "Tiêu chí", "Đã in", "Tình trạng", "Nguồn"])
    for r in rows:
        value = f"{r['value'].replace('.', ',')} ({r['scale']})" if r["value"] else ""
        rank = f"hạng {float(r['rank']):.0f}" if r["rank"] else ""
        printed = "; ".join(filter(None, (value, rank)))
        unplaced = "; chưa rõ 63 hay 34 tỉnh nên không vào bảng" if r.get("unit_type") == UNPLACED else ""
        sheet.append([r["unit"], r["criterion"], printed, r["status"] + unplaced, r["source"]])


def note_of(rows: list[Row], more: str) -> str:
    """Return what the source file says of figures that were not printed as they stand, and *more*."""
    derived = units_of(r for r in rows if r["status"].startswith(DERIVED))
    partly = units_of(r for r in rows if DERIVED in r["source"] and r["unit"] not in derived)
    reasons = {
        "Suy ra từ hai số đã in, không phải số in sẵn": derived,
        "Thứ hạng, hoặc một trong các nguồn, có phần suy ra (xem trang tính Nguồn)": partly,
    }
    notes = [f"{reason}: {', '.join(units)}." for reason, units in reasons.items() if units]
    return " ".join(filter(None, (*notes, more)))


def write(index: str, year: int, tables: dict[str, tuple[str, list[Row]]], place: str = "") -> None:
    """Write one workbook: its *tables* by sheet, each with its title, and the sources."""
    everything = [r for _, rows in tables.values() for r in rows]
    book, sheet = sheet_of(next(iter(tables)))
    for name, (title, rows) in tables.items():
        placed = [r for r in rows if r.get("unit_type") != UNPLACED]
        write_table(book[name] if name in book else book.create_sheet(name), title, TITLES[index], placed)
    write_sources(book.create_sheet("Nguồn"), everything)
    del sheet
    stem = f"{year}_{place}" if place else str(year)
    save(book, RAW / index / f"{index}_{stem}.xlsx")
    facts = {
        "title": next(iter(tables.values()))[0],
        "publisher": PUBLISHERS[index] if not place else "UBND tỉnh",
        "layout": "bảng đơn vị × tiêu chí đơn giản; bản gốc không có",
        "figures_from": "báo chí và trang của cơ quan nhà nước, từng số một: trang tính Nguồn",
        "owner": "Số liệu thuộc cơ quan công bố; giấy phép MIT của dự án không áp dụng",
    }
    if note := note_of(everything, NOTES.get((index, year), "")):
        facts["note"] = note
    reason = "không tìm thấy bảng đủ các đơn vị của năm này"
    write_source(index, stem, facts, [("các đơn vị và tiêu chí khác", "tất cả", reason)])


def write_national() -> None:
    for index, file in FILES.items():
        rows = rows_of(SHARED / "figures" / f"{file}.csv")
        for year in sorted({int(r["year"]) for r in rows}):
            printed = joined(r for r in rows if int(r["year"]) == year)
            printed.sort(key=lambda r: ORDER.index(r["unit_type"]))
            title = f"{TITLES[index]} năm {year}: những giá trị và thứ hạng đã công bố"
            write(index, year, {f"{TITLES[index]} {year}": (title, printed)})


def write_within_provinces() -> None:
    rows = rows_of(SHARED / "figures" / "within_province_published.csv")
    for r in rows:
        r |= {"criterion": r["code_or_domain"], "scale": r["unit_of_measure"], "status": "một nguồn"}
    places = {"hoa_binh": "Hòa Bình", "tuyen_quang": "Tuyên Quang"}
    for place, province in places.items():
        for index in ("par", "sipas"):
            label = f"{TITLES[index]} nội tỉnh {province}"
            own = [r for r in rows if r["index"] == label]
            if not own:
                continue
            year = int(own[0]["year"])
            lower = "xã" if year >= 2025 else "huyện, thành phố"
            title = f"{TITLES[index]} năm {year} của {{}} tỉnh {province}: những giá trị đã công bố"
            below = [r for r in own if r["unit"].startswith("UBND ")]
            others = [r for r in own if r not in below]
            write(index, year, {
                "Sở, ban, ngành": (title.format("các sở, ban, ngành"), others),
                f"UBND {lower}": (title.format(f"UBND các {lower}"), below),
            }, place)  # fmt: skip


def main() -> int:
    if not (SHARED / "figures").is_dir():
        print(f"{SHARED}/figures is absent: set CCHC_SHARED", file=sys.stderr)
        return 2
    write_national()
    write_within_provinces()
    for index in FILES:
        folder = RAW / index
        print(f"{len(list(folder.glob('*.xlsx')))} workbooks in {folder.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
