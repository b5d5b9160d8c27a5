# ruff: noqa: E501 (a table of invented figures)
"""Write the ILLUSTRATIVE scoring sheets and satisfaction surveys of a ward that does not exist.

Every number here is invented, to show what the package does with an office's own sheets: the title, the file's
name and, through them, every chart say *Số liệu minh họa*. Three years in three layouts, with a criterion that
was added, one renamed, one re-weighted and one renumbered. Besides, what an office collects of the communes of a
province that does not exist either: a workbook a year, a sheet a commune, one of which sent none in 2024.
Running it twice gives the same bytes.

    OPENPYXL_LXML=False python tools/write_illustrative_sheets.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from write_raw_workbooks import RAW, save

UNIT = "UBND phường Minh Họa"
LABEL = "Số liệu minh họa"
Leaf = tuple[str, str, float, dict[int, tuple[float, float]], str]

#: Domains, their criteria: code, name, maximum, {year: (self, appraised)}, the appraiser's reason in 2024.
DOMAINS: list[tuple[str, list[Leaf]]] = [
    ("Công tác chỉ đạo, điều hành cải cách hành chính", [
        ("1.1", "Ban hành kế hoạch cải cách hành chính năm", 3, {2022: (3, 2), 2023: (3, 2.5), 2024: (3, 3)}, ""),
        ("1.2", "Mức độ hoàn thành kế hoạch", 4, {2022: (4, 3), 2023: (4, 3.2), 2024: (4, 3.5)}, "2 nhiệm vụ chậm"),
        ("1.3", "Công tác tuyên truyền cải cách hành chính", 3, {2022: (2.5, 2), 2023: (3, 2.5), 2024: (3, 2.5)}, ""),
    ]),
    ("Tổ chức thực hiện văn bản quy phạm pháp luật", [
        ("2.1", "Theo dõi thi hành pháp luật", 4, {2022: (4, 3), 2023: (4, 3.5), 2024: (4, 3.5)}, ""),
        ("2.2", "Rà soát văn bản", 4, {2022: (3, 3), 2023: (4, 3), 2024: (4, 4)}, ""),
    ]),
    ("Cải cách thủ tục hành chính và cơ chế một cửa", [
        ("3.1", "Công khai thủ tục hành chính", 4, {2022: (4, 3.5), 2023: (4, 4), 2024: (4, 4)}, ""),
        ("3.2", "Tỷ lệ hồ sơ giải quyết đúng hạn", 8, {2022: (8, 5.5), 2023: (8, 6), 2024: (8, 5)}, "94 hồ sơ quá hạn"),
        ("3.3", "Tỷ lệ hồ sơ trực tuyến toàn trình", 6, {2022: (4, 2), 2023: (5, 3), 2024: (6, 3.5)},
         "hồ sơ do cán bộ nộp thay không được tính"),
        ("3.4", "Tiếp nhận, xử lý phản ánh, kiến nghị", 4, {2022: (4, 3), 2023: (4, 3.5), 2024: (4, 4)}, ""),
    ]),
    ("Cải cách tổ chức bộ máy", [
        ("4.1", "Thực hiện quy chế làm việc", 4, {2022: (4, 4), 2023: (4, 4), 2024: (4, 4)}, ""),
        ("4.2", "Sử dụng biên chế được giao", 4, {2022: (4, 4), 2023: (4, 4), 2024: (4, 3.5)}, ""),
    ]),
    ("Cải cách chế độ công vụ", [
        ("5.1", "Chấp hành kỷ luật, kỷ cương hành chính", 6, {2022: (6, 4.5), 2023: (6, 5), 2024: (6, 5)}, ""),
        ("5.2", "Đào tạo, bồi dưỡng công chức", 4, {2022: (4, 3), 2023: (4, 3), 2024: (4, 3.5)}, ""),
    ]),
    ("Cải cách tài chính công", [
        ("6.1", "Công khai ngân sách", 5, {2022: (5, 4), 2023: (5, 4.5), 2024: (5, 5)}, ""),
        ("6.2", "Thực hiện kiến nghị sau kiểm tra, kiểm toán", 3, {2022: (3, 2), 2023: (3, 2), 2024: (3, 2)},
         "còn 1 kiến nghị chưa thực hiện"),
    ]),
    ("Xây dựng và phát triển chính quyền số", [
        ("7.1", "Xử lý văn bản trên môi trường mạng", 4, {2022: (4, 3), 2023: (4, 3.5), 2024: (4, 4)}, ""),
        ("7.2", "Số hóa hồ sơ, kết quả giải quyết", 6, {2022: (5, 2.5), 2023: (6, 3), 2024: (6, 4)}, "mới số hóa 68 %"),
        ("7.3", "Thanh toán trực tuyến phí, lệ phí", 4, {2024: (4, 2)}, "tỷ lệ 47 %"),
    ]),
]  # fmt: skip
#: The last domain is surveyed: name, maximum, points by year.
SURVEYED = ("Tác động của cải cách hành chính đến người dân, tổ chức",
            [("8.1", "Mức độ hài lòng của người dân, tổ chức", 14, {2022: 11.2, 2023: 11.6, 2024: 11.9}),
             ("8.2", "Tác động đến phát triển kinh tế - xã hội", 6, {2022: 4.5, 2023: 4.6, 2024: 4.6})])  # fmt: skip
#: What earlier years called, weighed or numbered otherwise.
RENAMED = {2022: {"3.4": "Xử lý phản ánh, kiến nghị của người dân"}}
REWEIGHTED = {2022: {"3.3": 4.0}, 2023: {"3.3": 5.0}}
RENUMBERED = {2022: {"6.1": "6.2", "6.2": "6.1"}}

#: The communes of another province that does not exist, by what is added to the ward's share of every criterion.
PROVINCE = "tỉnh Ví Dụ"
COMMUNES = {
    "phường Giả Định": 0.08, "xã Bản Mẫu": 0.05, "phường Thí Điểm Một": 0.02, "xã Giả Lập": 0.0, "xã Tưởng Tượng": -0.02,
    "xã Đặt Ra": -0.05, "xã Phỏng Theo": -0.09, "xã Không Có Thật": -0.14, "xã Vắng Mặt": -0.04,
}  # fmt: skip
#: Who sent no sheet, by year.
SENT_NONE = {2024: ("xã Vắng Mặt",)}

THIN = Side(style="thin", color="999999")


def leaves(
    year: int,
) -> list[tuple[str, list[tuple[str, str, float, float | None, float | None, float | None, str]]]]:
    """Return the domains of a year with code, name, maximum, self, appraised, surveyed points, reason."""
    found = []
    for domain, criteria in DOMAINS:
        rows = []
        for code, name, most, scores, reason in criteria:
            if year in scores:
                own, judged = scores[year]
                most = REWEIGHTED.get(year, {}).get(code, most)
                rows.append((RENUMBERED.get(year, {}).get(code, code), RENAMED.get(year, {}).get(code, name), most,
                             min(own, most), min(judged, most), None, reason if year == 2024 else ""))  # fmt: skip
        found.append((domain, sorted(rows)))
    surveyed = [
        (code, name, float(most), None, None, points[year], "") for code, name, most, points in SURVEYED[1]
    ]
    return [*found, (SURVEYED[0], surveyed)]


def total(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(sum(known), 4) if known else None


def of_commune(year: int, place: int, better: float) -> list[tuple[str, list[tuple]]]:
    """Return the domains of a commune: the ward's criteria, reached by another share, in quarters of a point."""
    found, count = [], 0
    for domain, rows in leaves(year):
        made = []
        for code, name, most, _, judged, surveyed, _ in rows:
            count += 1
            apart = better + ((7 * count + 5 * place * place) % 9 - 4) * 0.035
            reached = shared((judged or surveyed or 0) / most + apart, most)
            above = round(min(most, reached + ((3 * count + place) % 4) * 0.25), 4)
            own = (None, None, reached) if surveyed is not None else (above, reached, None)
            made.append((code, name, most, *own, ""))
        found.append((domain, made))
    return found


def shared(share: float, most: float) -> float:
    """Return a share of a maximum in quarters of a point, neither below nothing nor above all."""
    return max(0.0, min(most, round(4 * share * most) / 4))


def write_collected(year: int) -> None:
    """Write what the communes of a province sent: a sheet a commune."""
    book = Workbook()
    book.remove(book.active)
    for place, (commune, better) in enumerate(COMMUNES.items()):
        if commune not in SENT_NONE.get(year, ()):
            sheet = book.create_sheet(commune[:1].upper() + commune[1:])
            lay_out(sheet, year, f"UBND {commune}, {PROVINCE}", PROVINCE, of_commune(year, place, better))
    stem = f"par_{year}_cac_xa_vi_du_so_lieu_minh_hoa"
    save(book, RAW / "par" / f"{stem}.xlsx")
    source("par", stem, f"Bảng chấm điểm CCHC {year} của các xã, phường {PROVINCE}")


def titled(sheet: Worksheet, year: int, width: int, unit: str, province: str) -> None:
    lines = [f"UBND {province.upper()}", f"BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM {year}",
             f"({LABEL}: mọi con số đều do người viết đặt ra, đơn vị không có thật)",
             f"Đơn vị: {unit}"]  # fmt: skip
    for line in lines:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
        cell = sheet.cell(sheet.max_row, 1)
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
        cell.font = Font(bold=sheet.max_row == 2, italic=sheet.max_row == 3)
    sheet.append([])


def unit_of(year: int) -> str:
    return f"{UNIT}, tỉnh Minh Họa" if year != 2023 else UNIT


def styled(sheet: Worksheet, first: int, width: int) -> None:
    for row in sheet.iter_rows(min_row=first, max_col=width):
        for cell in row:
            cell.border = Border(THIN, THIN, THIN, THIN)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    for letter, size in zip("ABCDEFGHI", (7, 46, 10, 12, 12, 12, 12, 11, 34), strict=True):
        sheet.column_dimensions[letter].width = size


def write_sheet(year: int) -> None:
    """Write a year's scoring sheet; each year in another layout."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"CCHC {year}"
    lay_out(sheet, year, unit_of(year), "tỉnh Minh Họa", leaves(year))
    save(book, RAW / "par" / f"par_{year}_phuong_minh_hoa_so_lieu_minh_hoa.xlsx")
    source(
        "par",
        f"par_{year}_phuong_minh_hoa_so_lieu_minh_hoa",
        f"Bảng chấm điểm CCHC {year} của phường Minh Họa",
    )


def lay_out(sheet: Worksheet, year: int, unit: str, province: str, domains: list) -> None:
    """Write the scoring sheet of a unit as that year lays it out."""
    titled(sheet, year, 9, unit, province)
    first = sheet.max_row + 2  # below a blank row
    if year == 2023:
        sheet.append(["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Điểm đánh giá", None, None,
                      "Điểm đạt được", "Chỉ số (%)", "Ghi chú"])  # fmt: skip
        sheet.append([None, None, None, "Điều tra XHH", "Tự đánh giá", "Thẩm định"])
        for area in ("A", "B", "C", "G", "H", "I"):
            sheet.merge_cells(f"{area}{first}:{area}{first + 1}")
        sheet.merge_cells(f"D{first}:F{first}")
    else:
        sheet.append(["TT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Điểm ĐTXHH", "Điểm tự chấm", "Điểm thẩm định",
                      "Điểm đạt được", "Chỉ số (%)", "Nhận xét của đơn vị thẩm định"])  # fmt: skip
    sheet.append([f"({i})" for i in range(1, 10)])
    for number, (domain, rows) in enumerate(domains, 1):
        code = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"][number - 1] if year == 2022 else str(number)
        sheet.append(line(code, domain, [total([r[i] for r in rows]) for i in (2, 5, 3, 4)], ""))
        for printed, name, most, own, judged, surveyed, reason in rows:
            sheet.append(line(printed, name, [most, surveyed, own, judged], reason))
    every = [r for _, rows in domains for r in rows]
    sheet.append(line(None, "Tổng cộng", [total([r[i] for r in every]) for i in (2, 5, 3, 4)], ""))
    styled(sheet, first, 9)
    sheet.append([])
    sheet.append([None, "NGƯỜI LẬP BIỂU", None, None, None, None, "CHỦ TỊCH"])


def line(code: str | None, name: str, points: list[float | None], reason: str) -> list[object]:
    most, surveyed, own, judged = points
    reached = total([surveyed, judged])
    share = round(100 * reached / most, 2) if reached is not None and most else None
    return [code, name, most, surveyed, own, judged, reached, share, reason or None]


QUESTIONS = [
    ("I", "Tiếp cận dịch vụ", []),
    ("1", "Nơi ngồi chờ tại bộ phận một cửa", [(2023, (61, 98, 31, 8, 2)), (2024, (70, 104, 24, 5, 2))]),
    ("2", "Biển hiệu, bảng hướng dẫn", [(2023, (55, 92, 40, 11, 2)), (2024, (58, 99, 36, 9, 3))]),
    ("II", "Thủ tục hành chính", []),
    ("3", "Niêm yết công khai đầy đủ", [(2023, (64, 101, 27, 6, 2)), (2024, (72, 103, 24, 4, 2))]),
    ("4", "Thành phần hồ sơ dễ hiểu", [(2023, (41, 87, 52, 16, 4)), (2024, (43, 90, 50, 17, 5))]),
    ("III", "Công chức", []),
    ("5", "Thái độ lịch sự", [(2023, (70, 95, 26, 7, 2)), (2024, (78, 98, 22, 5, 2))]),
    ("6", "Hướng dẫn rõ ràng", [(2023, (58, 93, 37, 10, 2)), (2024, (66, 97, 31, 9, 2))]),
    ("IV", "Kết quả dịch vụ", []),
    ("7", "Trả kết quả đúng hẹn", [(2023, (46, 84, 48, 17, 5)), (2024, (39, 78, 55, 25, 8))]),
]  # fmt: skip


def write_survey(year: int) -> None:
    """Write a year's survey: answers counted by option."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"SIPAS {year}"
    for text in (f"TỔNG HỢP Ý KIẾN ĐÁNH GIÁ SỰ HÀI LÒNG CỦA NGƯỜI DÂN NĂM {year}",
                 f"({LABEL}: mọi con số đều do người viết đặt ra, đơn vị không có thật)",
                 f"Đơn vị: {UNIT}, tỉnh Minh Họa"):  # fmt: skip
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=8)
    sheet.append(["TT", "Câu hỏi", "Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng",
                  "Rất không hài lòng", "Tổng số phiếu"])  # fmt: skip
    for code, name, counts in QUESTIONS:
        answers = dict(counts).get(year)
        sheet.append([code, name, *(answers or [None] * 5), sum(answers) if answers else None])
    sheet.column_dimensions["B"].width = 40
    save(book, RAW / "sipas" / f"sipas_{year}_phuong_minh_hoa_so_lieu_minh_hoa.xlsx")
    source("sipas", f"sipas_{year}_phuong_minh_hoa_so_lieu_minh_hoa",
           f"Khảo sát hài lòng {year} của phường Minh Họa")  # fmt: skip


def source(index: str, stem: str, title: str) -> None:
    text = f'''title = "{title} ({LABEL})"
publisher = "Không có: số liệu minh họa"
layout = "bảng của một đơn vị"
figures_from = "đặt ra để minh họa; đơn vị không có thật"
owner = "Dự án này; giấy phép MIT"
written = 2026-11-24
missing = []
'''
    (RAW / index / f"{stem}.source.toml").write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    Path(RAW / "par").mkdir(parents=True, exist_ok=True)
    for year in (2022, 2023, 2024):
        write_sheet(year)
    for year in (2023, 2024):
        write_survey(year)
        write_collected(year)
    return 0


if __name__ == "__main__":
    sys.exit(main())
