"""Write the workbooks of ``data/raw/par``, ``sipas`` and ``dti`` from what the press published of them.

Not part of the package: run once, and again only when the published figures change. No table of all
units was found for any year of these indices, so each workbook holds the few figures that were printed,
in a plain table, and on its sheet ``Nguồn`` where each was. Running it twice gives the same bytes.

    CCHC_SHARED=../shared python tools/write_published_tables.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet
from write_raw_workbooks import RAW, ROOT, SHARED, rows_of, save, sheet_of, write_source

Row = dict[str, str]
TITLES = {"par": "PAR INDEX", "sipas": "SIPAS", "dti": "DTI"}
FILES = {"par": "par_index_published", "sipas": "sipas_published", "dti": "dti_published"}
ORDER = ["toàn quốc", "vùng", "bộ, ngành", "tỉnh (63)", "tỉnh (34)"]
PUBLISHERS = {"par": "Bộ Nội vụ", "sipas": "Bộ Nội vụ",
              "dti": "Bộ Thông tin và Truyền thông; từ 2025 Bộ Khoa học và Công nghệ"}  # fmt: skip


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
    sheet.append([title])
    sheet.append(["TT", "Tên đơn vị", *headings])
    if any(scales):
        sheet.append([None, None, *scales])
    for number, unit in enumerate(units_of(rows), 1):
        printed = (cells.get((unit, name), {}).get(what) for name, what in columns)
        sheet.append([number, unit, *(float(text) if text else None for text in printed)])
    for cell in (c for line in sheet.iter_rows(min_row=3) for c in line):
        if isinstance(cell.value, float) and columns[cell.column - 3][1] == "rank":
            cell.value = int(cell.value)


def write_sources(sheet: Worksheet, rows: list[Row]) -> None:
    sheet.append(["Đơn vị", "Tiêu chí", "Đã in", "Tình trạng", "Nguồn"])
    for r in rows:
        value = f"{r['value'].replace('.', ',')} ({r['scale']})" if r["value"] else ""
        rank = f"hạng {float(r['rank']):.0f}" if r["rank"] else ""
        printed = "; ".join(filter(None, (value, rank)))
        sheet.append([r["unit"], r["criterion"], printed, r["status"], r["source"]])


def write(index: str, year: int, tables: dict[str, tuple[str, list[Row]]], place: str = "") -> None:
    """Write one workbook: its *tables* by sheet, each with its title, and the sources."""
    everything = [r for _, rows in tables.values() for r in rows]
    book, sheet = sheet_of(next(iter(tables)))
    for name, (title, rows) in tables.items():
        write_table(book[name] if name in book else book.create_sheet(name), title, TITLES[index], rows)
    write_sources(book.create_sheet("Nguồn"), everything)
    del sheet
    stem = f"{year}_{place}" if place else str(year)
    save(book, RAW / index / f"{index}_{stem}.xlsx")
    derived = units_of(r for r in everything if r["status"].startswith("suy ra"))
    facts = {
        "title": next(iter(tables.values()))[0],
        "publisher": PUBLISHERS[index] if not place else "UBND tỉnh",
        "layout": "bảng đơn vị × tiêu chí đơn giản; bản gốc không có",
        "figures_from": "báo chí và trang của cơ quan nhà nước, từng số một: trang tính Nguồn",
        "owner": "Số liệu thuộc cơ quan công bố; giấy phép MIT của dự án không áp dụng",
    }
    if derived:
        facts["note"] = "Suy ra từ hai số đã in, không phải số in sẵn: " + ", ".join(derived) + "."
    reason = "không tìm thấy bảng đủ các đơn vị của năm này"
    write_source(index, stem, facts, [("các đơn vị và tiêu chí khác", "tất cả", reason)])


def write_national() -> None:
    for index, file in FILES.items():
        rows = rows_of(SHARED / "figures" / f"{file}.csv")
        for year in sorted({int(r["year"]) for r in rows}):
            own = [r for r in rows if int(r["year"]) == year]
            own.sort(key=lambda r: ORDER.index(r["unit_type"]))
            title = f"{TITLES[index]} năm {year}: những giá trị và thứ hạng đã công bố"
            write(index, year, {f"{TITLES[index]} {year}": (title, own)})


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
