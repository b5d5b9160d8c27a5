"""Small sheets as offices lay them out: every number of each with its key, and nothing beside.

Each case stands with its neighbours: other words, another order, one more column, a merged cell gone. All
figures are invented (số liệu minh họa); the provinces' names are real, the ward of the scoring sheets is not.
"""

from __future__ import annotations

import inspect
import itertools
import math
import unicodedata
from dataclasses import dataclass, field

import pandas as pd
import pytest
from accounts import unexplained, untaken_scores

from cchc_analysis.scores import KEY
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.workbooks import ReadError

SIX = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
ELEVEN = [*SIX, "Sơn La", "Yên Bái", "Hà Giang", "Phú Thọ", "Nghệ An"]
UP, DOWN = [81, 82, 83, 84, 85, 86], [6, 5, 4, 3, 2, 1]
TITLE = ["Kết quả PAR INDEX năm 2023 của các tỉnh"]
WARD = "Phường Minh Họa"
SHEET = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], [f"Đơn vị: {WARD}, tỉnh Đồng Nai"], []]
CRITERIA = [("1", "Chỉ đạo", 2), ("1.1", "Kế hoạch", 1), ("1.2", "Báo cáo", 1), ("2", "Thể chế", 1),
            ("2.1", "Rà soát", 1)]  # fmt: skip
TOPS = {code: top for code, _, top in CRITERIA}


@dataclass
class Case:
    """A sheet, how to read it, and all that is right.

    ``right`` maps (unit, year, code, stage) to a score, (unit, year, code, "rank") to a rank; ``says`` are
    the rules of all warnings and errors; ``error`` is the rule where nothing can be read.
    """

    name: str
    rows: list
    right: dict
    says: set = field(default_factory=set)
    error: str = ""
    tops: dict = field(default_factory=dict)
    look: dict = field(default_factory=dict)
    asked: dict = field(default_factory=dict)


def of(numbers, year=2023, code="total", stage="final", units=SIX):
    return {(unit, year, code, stage): number for unit, number in zip(units, numbers, strict=True)}


def ranked(ranks, year=2023):
    return of(ranks, year, stage="rank")


def table(*heads, columns, title=TITLE):
    """Return a table of the six provinces, numbered: columns of numbers below one row of headings."""
    rows = zip(SIX, *columns, strict=True)
    return [title, ["STT", "Tỉnh", *heads], *([i, *row] for i, row in enumerate(rows, 1))]


def case(name, rows, right, says=(), error="", tops=None, merged=(), percent="", hidden="", **asked):
    look = {"merged": merged, "percent": percent, "hidden": hidden}
    return Case(name, rows, right, set(says), error, tops or {}, look, asked)


def par(name, rows, right, says=(), **more):
    return case(name, rows, right, says, index="PAR", **more)


# -- tables of units ---------------------------------------------------------------------------------------

UP_RANKS = [1, 2, 3, 4, 5, 6]
UP_2022, UP_2021 = [71, 72, 73, 74, 75, 76], [61, 62, 63, 64, 65, 66]
BOTH = of(UP) | ranked(DOWN)


def numbering_row():
    head, body = ["STT", "Tỉnh", "PAR INDEX 2023", "Xếp hạng"], table(columns=[UP, DOWN])[2:]
    swapped = [[i, u, r, s] for i, u, s, r in body]
    yield par("numbering", [TITLE, head, ["(1)", "(2)", "(3)", "(4)"], *body], BOTH)
    yield par(
        "numbering A B 1 2", [TITLE, ["TT", "Địa phương", "Điểm", "Thứ hạng"], ["A", "B", 1, 2], *body], BOTH
    )
    yield par("numbering with a sum", [TITLE, head, ["(1)", "(2)", "(3)=(4)/2", "(4)"], *body], BOTH)
    yield par(
        "numbering, rank first", [TITLE, ["STT", "Tỉnh", "Hạng", "PAR INDEX"], [1, 2, 3, 4], *swapped], BOTH
    )
    noted = [[*row, "tốt"] for row in body]
    yield par(
        "numbering, notes", [TITLE, [*head, "Ghi chú"], ["(1)", "(2)", "(3)", "(4)", "(5)"], *noted], BOTH
    )


def ranks_of_other_years():
    title, last = ["Bảng xếp hạng PAR INDEX năm 2023 của các tỉnh"], [5, 6, 4, 2, 3, 1]
    right = of(UP) | ranked(DOWN) | ranked(last, 2022)
    for heads in (("Điểm", "Hạng 2023", "Hạng 2022"), ("PAR INDEX 2023 (%)", "Xếp hạng 2023", "Xếp hạng 2022"),
                  ("PAR INDEX 2023", "Hạng", "Hạng năm 2022")):  # fmt: skip
        yield par(f"ranks of this year and the last: {heads[0]}",
                  table(*heads, columns=[UP, DOWN, last], title=title), right)  # fmt: skip


def years_beyond_the_title():
    heads = ("Điểm 2021", "Điểm 2022", "Điểm 2012")
    for title in ("PAR INDEX các tỉnh 2021-2023", "PAR INDEX các tỉnh từ năm 2021 đến năm 2023"):
        yield par(f"a year outside the span: {title}",
                  table(*heads, columns=[UP_2021, UP_2022, UP], title=[title]),
                  of(UP_2021, 2021) | of(UP_2022, 2022), {"year_outside_title"})  # fmt: skip
    yield par("a year before that of the title", table("Điểm 2022", "Điểm 2023", columns=[UP_2022, UP]),
              of(UP) | of(UP_2022, 2022))  # fmt: skip


def columns_of_last_year():
    full = [100] * 6
    yield par("last year's column once more", table("Điểm 2022", "Điểm 2023", columns=[UP, UP]),
              of(UP) | of(UP, 2022), {"year_copied"})  # fmt: skip
    yield par("one score that moved", table("Điểm 2022", "Điểm 2023", columns=[[*UP[:5], 86.5], UP]),
              of(UP) | of([*UP[:5], 86.5], 2022))  # fmt: skip
    yield par("full marks two years running", table("Điểm 2022", "Điểm 2023", columns=[full, full]),
              of(full) | of(full, 2022))  # fmt: skip


def one_unit_and_the_nation():
    title = ["Chỉ số CCHC (PAR INDEX) tỉnh Nghệ An qua các năm"]
    rows = [[2021, 81.5, "45/63", 83.1], [2022, 82.5, "31/63", 84.2], [2023, 83.5, "39/63", 85.3]]
    for head in ("Chỉ số (%)", "Điểm"):
        for mean in ("Trung bình cả nước (%)", "Cả nước"):
            table_of = [title, ["Năm", head, "Thứ hạng", mean], *rows]
            right = {("Nghệ An", year, "total", "final"): score for year, score, *_ in rows}
            right |= {("Cả nước", year, "total", "final"): score for year, *_, score in rows}
            right |= {("Nghệ An", year, "total", "rank"): int(rank[:2]) for year, _, rank, _ in rows}
            yield par(f"a province beside the nation: {head}, {mean}", table_of, right)


def stacked_with_notes():
    head, noted = ["Tỉnh", "PAR INDEX"], "(1) Năm 2020 tỉnh này đạt 80,9 điểm, xếp thứ 50 cả nước"
    for note in (noted, "* " + noted[4:], "Ghi chú: " + noted[4:]):
        first, second = zip(SIX, UP_2021, strict=True), zip(ELEVEN[6:], UP[:5], strict=True)
        rows = [["Bảng 1. PAR INDEX năm 2021"], head, *map(list, first), [note], [], [],
                ["Bảng 2. PAR INDEX năm 2022"], head, *map(list, second)]  # fmt: skip
        right = of(UP_2021, 2021) | of(UP[:5], 2022, units=ELEVEN[6:])
        yield par(f"two tables, a note between: {note[:4]}", rows, right)


def forms_that_nobody_filled_in():
    body = [["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"], [1, "Chỉ đạo", 2, 1.5], [2, "Thể chế", 2, 1]]
    title = ["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"]
    for above, line in (("UBND TỈNH CAO BẰNG", "Đơn vị: ……………"), ("SỞ NỘI VỤ", "Tên xã: ........"),
                        ("UBND TỈNH CAO BẰNG", "UBND XÃ ………"), ("BỘ NỘI VỤ", "Địa phương: ......"),
                        ("UBND TỈNH CAO BẰNG", "Tên đơn vị:")):  # fmt: skip
        yield par(f"nobody's form: {above}, {line}", [[above], title, [line], *body], {},
                  error="sheet_without_unit")  # fmt: skip
    right = {("Xã Hòa An", 2024, "1", "self"): 1.5, ("Xã Hòa An", 2024, "2", "self"): 1}
    yield par("a form with dots for its district",
              [["UBND TỈNH CAO BẰNG"], title, ["Đơn vị: Xã Hòa An, huyện ………"], *body], right)  # fmt: skip


def whose_points_they_are():
    body = [["TT", "Tiêu chí", "Điểm tối đa", "Điểm"], [1, "Chỉ đạo", 2, 1.5], [2, "Thể chế", 2, 1]]
    appraised, title = ["KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2024"], ["BẢNG TỰ CHẤM ĐIỂM CCHC NĂM 2024"]
    right = {("Hòa An", 2024, "1", "appraised"): 1.5, ("Hòa An", 2024, "2", "appraised"): 1}
    for line in (["Tên đơn vị", "Hòa An"], ["Đơn vị được chấm", None, "Hòa An"], ["Đơn vị: ", "Hòa An"]):
        yield par(f"a name beside its label: {line}", [["SỞ NỘI VỤ TỈNH CAO BẰNG"], appraised, line, *body],
                  right)  # fmt: skip
    for head in ("SỞ NỘI VỤ TỈNH CAO BẰNG", "Tổ thẩm định của Sở Nội vụ tỉnh Cao Bằng"):
        yield par(f"nobody but who appraised: {head}", [[head], appraised, *body], {},
                  error="sheet_without_unit")  # fmt: skip
    yield par("nobody but an inspection team",
              [title, ["Đoàn kiểm tra UBND tỉnh Cao Bằng"], *body], {}, error="sheet_without_unit")  # fmt: skip
    office = "Phòng Kinh tế xã Hòa An"
    right = {(office, 2024, "1", "self"): 1.5, (office, 2024, "2", "self"): 1}
    yield par("an office of a commune",
              [["UBND XÃ HÒA AN, TỈNH CAO BẰNG"], ["PHÒNG KINH TẾ"],
               ["KẾT QUẢ TỰ CHẤM CHỈ SỐ CCHC CỦA PHÒNG KINH TẾ NĂM 2024"], *body], right)  # fmt: skip
    yield par("an office of a commune, or the commune",
              [["UBND XÃ HÒA AN, TỈNH CAO BẰNG"], ["PHÒNG KINH TẾ"], title, *body], {},
              error="sheet_without_unit")  # fmt: skip


def numbered_totals():
    for last in ([3, "Tổng điểm", 3, 2], ["III", "Tổng cộng", 3, 2]):
        codes = ["I", "II"] if last[0] == "III" else [1, 2]
        rows = [["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"], [codes[0], "Chỉ đạo", 2, 1.5],
                [codes[1], "Thể chế", 1, 0.5], last]  # fmt: skip
        right = {(WARD, 2024, str(code), "self"): n
                 for code, n in zip((*codes, "total"), (1.5, 0.5, 2), strict=True)}  # fmt: skip
        yield par(f"a total that is numbered on: {last[0]}", [*SHEET[:2], *rows], right)


def ranks_by_words():
    right = of(UP) | ranked(DOWN)
    for words in (["Sáu", "Năm", "Tư", "Ba", "Nhì", "Nhất"], ["VI", "V", "IV", "III", "II", "I"],
                  [6, 5, 4, "Ba", "Nhì", "Nhất"]):  # fmt: skip
        yield par(
            f"ranks in words: {words[-1]}, {words[0]}", table("Điểm", "Xếp hạng", columns=[UP, words]), right
        )
    for words in (["Nhất", "Nhì", "Nhì", "Ba", "Ba", "Ba"], ["Tốt", "Khá", "Khá", "Tốt", "Tốt", "Khá"]):
        yield par(f"classes in words: {words[0]}", table("Điểm", "Xếp hạng", columns=[UP, words]), of(UP))
    yield par("the best rank ever", table("Điểm", "Thứ hạng cao nhất từng đạt", columns=[UP, DOWN]), of(UP))


def points_over_ranks():
    rows = []
    for unit, score, rank in zip(SIX, UP, DOWN, strict=True):
        rows += [[unit, "Điểm số", score], [None, "Thứ hạng", rank]]
    yield par(
        "a row of points and one of ranks",
        [TITLE, ["Tỉnh", "Nội dung", "2023"], *rows],
        of(UP) | ranked(DOWN),
    )


def offices_in_charge():
    title = ["BẢNG CHẤM ĐIỂM PAR INDEX TỈNH CAO BẰNG NĂM 2024"]
    offices = ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính"]
    rows = [[i, name, office, 5, 4] for i, (name, office) in enumerate(zip("ABC", offices, strict=True), 1)]
    right = {("Cao Bằng", 2024, str(i), "self"): 4 for i in (1, 2, 3)}
    yield par("offices in charge beside the criteria",
              [title, ["TT", "Tiêu chí", "Đơn vị", "Điểm tối đa", "Tự chấm"], *rows], right)  # fmt: skip


def means_of_lower_units():
    body = [
        ["I", "Huyện Hòa An", 82],
        [1, "Xã Nam Tuấn", 81],
        [2, "Xã Dân Chủ", 83],
        ["", "Tỉnh Cao Bằng", 82],
    ]
    right = of([81, 83], 2023, units=["Xã Nam Tuấn", "Xã Dân Chủ"])
    yield par("a district and a province among communes",
              [["CHỈ SỐ CCHC CẤP XÃ TỈNH CAO BẰNG NĂM 2023"], ["TT", "Đơn vị", "Điểm"], *body], right,
              {"unit_of_another_level"})  # fmt: skip
    both = right | of([82], 2023, units=["Huyện Hòa An"])
    yield par("districts and communes by the title",
              [["CHỈ SỐ CCHC CỦA CÁC HUYỆN, XÃ TỈNH CAO BẰNG NĂM 2023"], ["TT", "Đơn vị", "Điểm"], *body[:3]],
              both)  # fmt: skip
    bare = [
        [i, name, n] for i, (name, n) in enumerate([("Hòa Bình", 81), ("Hưng Yên", 82), ("Hà Nam", 83)], 1)
    ]
    yield par("communes that are called like provinces",
              [["CHỈ SỐ CCHC CÁC XÃ, PHƯỜNG TỈNH CAO BẰNG NĂM 2025"], ["TT", "Đơn vị", "Điểm"], *bare], {},
              error="only_unknown_units")  # fmt: skip
    former = [
        [1, "Quảng Ninh", 89],
        [2, "Quảng Bình", 83],
        [3, "Hà Nam", 82],
        [4, "Huế", 84],
        [5, "Bình Định", 81],
    ]
    yield par("provinces of another time beside those of today",
              [["PAR INDEX NĂM 2025 CÁC TỈNH"], ["TT", "Tỉnh", "Tổng"], *former],
              of([89, 84], 2025, units=["Quảng Ninh", "Huế"]), {"unit_unknown"})  # fmt: skip


def days_in_names():
    rows = [["CHỈ SỐ CCHC CÁC TỈNH"], ["Tỉnh", "PAR INDEX"], *map(list, zip(SIX, UP, strict=True))]
    for name in ("CCHC 15.01.2024.xlsx", "2024-01-15_CCHC.xlsx", "CCHC T1-2024.xlsx", "QD 123-2024 CCHC.xlsx",
                 "CCHC QĐ_123_2024.xlsx", "2024-QĐ-UBND CCHC.xlsx", "CCHC cong van so 2024.xlsx"):  # fmt: skip
        yield Case(f"the day of sending: {name}", rows, {}, error="year_unknown",
                   look={"name": name}, asked={"index": "PAR"})  # fmt: skip
    for name in ("CCHC 2023 (15.01.2024).xlsx", "QD 123-2024 CCHC nam 2023.xlsx", "CCHC 2023 UBND tinh.xlsx"):
        yield Case(f"the year and the day of sending: {name}", rows, of(UP), look={"name": name},
                   asked={"index": "PAR"})  # fmt: skip


def titles_of_several_years():
    rows = table(
        "Điểm", "Tăng/giảm", columns=[UP, [1] * 6], title=["SO SÁNH PAR INDEX NĂM 2022 VỚI NĂM 2023"]
    )
    yield par("one year set against another", rows, {}, error="year_unknown")
    rows = table("Điểm", "Tăng/giảm", columns=[UP, [1] * 6], title=["PAR INDEX NĂM 2023 SO VỚI NĂM 2022"])
    yield par("a year compared with the one before", rows, of(UP))
    rows = table("Điểm", columns=[UP], title=["PAR INDEX các tỉnh 3 năm 2021-2023"])
    yield par("points of a span of years", rows, {}, error="year_unknown")
    rows = table("Điểm", columns=[UP], title=["PAR INDEX TRUNG BÌNH 3 NĂM (ĐẾN 2023) CÁC TỈNH"])
    yield par("a mean of three years", rows, {}, error="title_of_no_total")


def titles_of_later_boundaries():
    for title in ("PAR INDEX NĂM 2024 THEO ĐỊA GIỚI SAU SÁP NHẬP", "PAR INDEX 2024 CỦA 34 TỈNH, THÀNH PHỐ"):
        yield par(f"provinces before or after a merger: {title}", table("Điểm", columns=[UP], title=[title]),
                  of(UP, 2024), {"later_boundaries"})  # fmt: skip


def who_became_part_of_whom():
    into = ["Lào Cai", "Thái Nguyên", "Hà Giang", "Sơn La", "Yên Bái", "Nghệ An"]
    rows = [list(r) for r in zip(SIX, into, UP, strict=True)]
    yield par("whom each became part of", [TITLE, ["Tỉnh", "Sáp nhập vào", "Điểm"], *rows], of(UP))


def headings_centred_by_eye():
    """Over the middle of its columns, in cells that nobody merged, a heading is that of all of them."""
    heads, columns = ["Tự chấm", "Thẩm định", "XHH"], [UP, UP_2022, UP_2021]
    later = [[n + 0.5 for n in column] for column in columns]
    stages, rows = ["self", "appraised", "survey"], list(zip(SIX, *columns, *later, strict=True))
    right = {}
    for year, numbers in ((2022, columns), (2023, later)):
        for stage, points in zip(stages, numbers, strict=True):
            right |= of(points, year, stage=stage)
    for offset in range(3):
        over = [None] * 7
        over[1 + offset], over[4 + offset] = "Năm 2022", "Năm 2023"
        for unit in ([None, "Tỉnh"], ["Tỉnh", None]):
            yield par(f"years over column {offset + 1} of three: {unit}",
                      [["PAR INDEX các tỉnh"], [unit[0], *over[1:]], [unit[1], *heads * 2], *map(list, rows)],
                      right)  # fmt: skip


def sub_indices_by_number():
    ones, tens = [5.1, 5.2, 5.3, 5.4, 5.5, 5.6], [6.1, 6.2, 6.3, 6.4, 6.5, 6.6]
    right = of(ones, 2019, "entry") | of(tens, 2019, "legal")
    for heads in (("PCI_1", "PCI_10"), ("CSTP 1", "CSTP 10")):
        yield case(f"sub-indices by the publisher's number: {heads[0]}",
                   table(*heads, columns=[ones, tens], title=["PCI năm 2019"]), right, index="PCI")  # fmt: skip
    yield case("numbers that an edition does not have", table("PCI", "PCI_1", columns=[UP, ones],
               title=["PCI năm 2010"]), of(UP, 2010), {"heading_unknown"}, index="PCI")  # fmt: skip


def totals_below_criteria():
    heads = [["Tỉnh", "Toàn bộ", "", "Chỉ đạo, điều hành", "", "Cải cách thể chế", ""],
             ["", "Tổng điểm", "Hạng", "Tổng điểm", "Hạng", "Tổng điểm", "Hạng"]]  # fmt: skip
    ones, twos = [7, 8, 9, 6, 5, 4], [5, 6, 4, 3, 2, 1]
    rows = zip(SIX, UP, DOWN, ones, DOWN, twos, DOWN, strict=True)
    merged = ("A2:A3", "B2:C2", "D2:E2", "F2:G2")
    yield par("a total under each criterion", [TITLE, *heads, *map(list, rows)],
              of(UP) | of(ones, code="1") | of(twos, code="2") | ranked(DOWN)
              | of(DOWN, code="1", stage="rank") | of(DOWN, code="2", stage="rank"), merged=merged)  # fmt: skip


def years():
    two, three = of(UP) | of(UP_2022, 2022), of(UP) | of(UP_2022, 2022) | of(UP_2021, 2021)
    title = ["PAR INDEX các tỉnh 2021-2023"]
    yield par("last year's column", table("PAR INDEX 2022", "PAR INDEX 2023", columns=[UP_2022, UP]), two)
    yield par(
        "last year's column behind", table("PAR INDEX 2023", "PAR INDEX 2022", columns=[UP, UP_2022]), two
    )
    yield par(
        "last year's column, points", table("Điểm năm 2022", "Điểm năm 2023", columns=[UP_2022, UP]), two
    )
    yield par(
        "last year's column by word", table("PAR INDEX năm trước", "PAR INDEX", columns=[UP_2022, UP]), two
    )
    moved = table("Năm 2022", "Năm 2023", "Tăng/giảm", columns=[UP_2022, UP, [10] * 6])
    yield par("two years and what moved", moved, two)
    undated = table("Điểm năm 2022", "Điểm", columns=[UP_2022, UP], title=["PAR INDEX các tỉnh năm 2023"])
    yield par("last year's column dated, this year's not", undated, two)
    beside = table("Điểm 2022", "Hạng 2022", "Điểm 2023", "Hạng 2023", columns=[UP_2022, DOWN, UP, DOWN])
    yield par("two years with ranks", beside, two | ranked(DOWN) | ranked(DOWN, 2022))
    of_years = [UP_2021, UP_2022, UP]
    yield par("years across", table(2021, 2022, 2023, columns=of_years, title=title), three)
    yield par(
        "years across in words",
        table("Năm 2021", "Năm 2022", "Năm 2023", columns=of_years, title=title),
        three,
    )
    yield par(
        "years across, latest first", table(2023, 2022, 2021, columns=of_years[::-1], title=title), three
    )
    under = [["STT", "Tỉnh", "PAR INDEX"], [None, None, 2021, 2022, 2023], *table(columns=of_years)[2:]]
    yield par("years across under a group", under, three, merged=("A1:A2", "B1:B2", "C1:E1"))
    yield par("years across under a group, unmerged", under, three)
    down = [["PAR INDEX qua các năm"], ["Năm", *SIX], [2021, *UP_2021], [2022, *UP_2022], [2023, *UP]]
    yield par("years down", down, three)


def percents():
    shares = [n / 100 for n in UP]
    yield par("per cent cells", table("PAR INDEX 2023", columns=[shares]), of(UP), percent="C")
    yield par(
        "per cent cells and ranks", table("PAR INDEX 2023", "Hạng", columns=[shares, DOWN]), BOTH, percent="C"
    )
    yield par("per cent cells headed so", table("PAR INDEX (%)", columns=[shares]), of(UP), percent="C")
    yield par("points headed per cent", table("PAR INDEX (%)", columns=[UP]), of(UP))
    for text in ("{},00%", "{}%", "{}.00 %"):
        texts = [text.format(n) for n in UP]
        yield par(f"per cent as {text}", table("PAR INDEX 2023", columns=[texts]), of(UP))


def headings_again():
    head = ["STT", "Tỉnh, thành phố", "PAR INDEX 2023"]
    body = table(columns=[UP])[2:]
    twice = [TITLE, head, *body[:3], head, *body[3:]]
    yield par("headings again", twice, of(UP))
    number = ["(1)", "(2)", "(3)"]
    yield par(
        "headings and numbering again", [TITLE, head, number, *body[:3], head, number, *body[3:]], of(UP)
    )
    yield par("headings again after a blank row", [TITLE, head, *body[:3], [], head, *body[3:]], of(UP))
    yield par("headings three times", [TITLE, head, *body[:2], head, *body[2:4], head, *body[4:]], of(UP))


def two_indices():
    sipas = [85, 84, 83, 82, 81, 80]
    title = ["TỔNG HỢP KẾT QUẢ CÁC CHỈ SỐ PAR INDEX, SIPAS NĂM 2023"]
    body = table(columns=[UP, DOWN, sipas, DOWN[::-1]])[2:]
    group, below = (
        ["STT", "Tỉnh", "PAR INDEX", None, "SIPAS", None],
        [None, None, "Điểm", "Hạng", "Điểm", "Hạng"],
    )
    rows, areas = [title, group, below, *body], ("C2:D2", "E2:F2")
    of_sipas = of(sipas) | ranked(DOWN[::-1])
    for name, right in (("PAR", BOTH), ("SIPAS", of_sipas)):
        yield case(f"two indices, {name}", rows, right, merged=areas, index=name)
        yield case(f"two indices unmerged, {name}", rows, right, index=name)
        one_row = table("Điểm PAR INDEX", "Hạng PAR INDEX", "Điểm SIPAS", "Hạng SIPAS",
                        columns=[UP, DOWN, sipas, DOWN[::-1]], title=title)  # fmt: skip
        yield case(f"two indices in one row, {name}", one_row, right, index=name)
    other = [
        title,
        [*group[:2], "SIPAS", None, "PAR INDEX"],
        below,
        *([i, u, c, d, a, b] for i, u, a, b, c, d in body),
    ]
    yield case("two indices, the other first", other, of_sipas, merged=areas, index="SIPAS")

    words = table("Chỉ số CCHC", "Chỉ số SIPAS", columns=[UP, sipas], title=["TỔNG HỢP NĂM 2023"])
    yield case("two indices in words, PAR", words, of(UP), index="PAR")
    yield case("two indices in words, SIPAS", words, of(sipas), index="SIPAS")


def halves():
    head, scores = ["Hạng", "Tỉnh", "PAR INDEX 2023"], [90 - i for i in range(6)]
    body = [[i + 1, SIX[i], scores[i]] for i in range(6)]
    right = of(scores) | ranked(range(1, 7))
    yield par(
        "two halves",
        [TITLE, [*head, None, *head], *([*body[i], None, *body[i + 3]] for i in range(3))],
        right,
    )
    yield par(
        "two halves without a gap", [TITLE, head * 2, *([*body[i], *body[i + 3]] for i in range(3))], right
    )
    uneven = [[*body[i], None, *(body[i + 4] if i < 2 else [])] for i in range(4)]
    yield par("two halves, one shorter", [TITLE, [*head, None, *head], *uneven], right)
    thirds = [[*body[i], None, *body[i + 2], None, *body[i + 4]] for i in range(2)]
    yield par("three parts", [TITLE, [*head, None, *head, None, *head], *thirds], right)
    counted = [TITLE, ["TT", "Tỉnh", "Điểm", None] * 2, *([*body[i], None, *body[i + 3]] for i in range(3))]
    yield par("two halves, counted", counted, of(scores))


def long_tables():
    head = ["Năm", "Tỉnh/Thành phố", "Chỉ số", "Giá trị"]
    lines = [[2023, u, "PAR INDEX", n] for u, n in zip(SIX, UP, strict=True)]
    yield case("long", [head, *lines], of(UP))
    yield case(
        "long, other order",
        [[head[c] for c in (1, 2, 0, 3)], *([u, x, y, n] for y, u, x, n in lines)],
        of(UP),
    )
    yield case("long, years as text", [head, *([f"{y}", *line] for y, *line in lines)], of(UP))
    earlier = [[2022, u, "PAR INDEX", n] for u, n in zip(SIX, UP_2022, strict=True)]
    yield case("long, two years", [head, *earlier, *lines], of(UP) | of(UP_2022, 2022))
    sipas = [[2023, u, "SIPAS", n] for u, n in zip(SIX, UP_2022, strict=True)]
    yield case("long, one index of two", [head, *lines, *sipas], of(UP), index="PAR")
    yield case("long, the other index of two", [head, *lines, *sipas], of(UP_2022), index="SIPAS")
    yield case(
        "long with a rank", [[*head, "Hạng"], *([*x, r] for x, r in zip(lines, DOWN, strict=True))], BOTH
    )


def long_tables_of_criteria():
    named = {"2": "Cải cách thể chế", "6": "Cải cách tài chính công", "total": "Tổng điểm"}
    points = {"2": [8.1, 8.2, 8.3, 8.4, 8.5, 8.6], "6": [9.1, 9.2, 9.3, 9.4, 9.5, 9.6], "total": UP}
    right = {k: v for code, numbers in points.items() for k, v in of(numbers, code=code).items()}
    lines = [[2023, unit, named[code], points[code][at]] for at, unit in enumerate(SIX) for code in points]
    for heads in (["Năm", "Tỉnh", "Nội dung", "Giá trị"], ["nam", "tinh", "noi_dung", "gia_tri"],
                  ["year", "province", "criterion", "value"]):  # fmt: skip
        yield par(f"long by criterion: {heads[0]} {heads[1]}", [TITLE, heads, *lines], right)
    together = [[i, *line[1:]] for i, line in enumerate(sorted(lines, key=lambda line: line[2]), 1)]
    head = ["TT", "Tỉnh", "Tiêu chí", "Điểm"]
    yield par("long by criterion, criteria together", [TITLE, head, *together], right)
    strange = [TITLE, ["Năm", *head[1:]], [2023, "An Giang", "Văn hóa công sở", 7.5], *lines]
    yield par("long by criterion, one of which is unknown", strange, right, ["heading_unknown"])
    measured = [[*line[:3], measure, value] for line in lines
                for measure, value in (("max", 100), ("score", line[3]), ("n_respondents", 30))]  # fmt: skip
    heads = ["year", "province", "component", "measure", "value"]
    yield par("long by criterion and measure", [TITLE, heads, *measured], right)
    ranks = [[*line[:3], measure, value] for line, rank in zip(lines[2::3], DOWN, strict=True)
             for measure, value in (("rank", rank), ("score", line[3]))]  # fmt: skip
    yield par("long by measure, ranks above", [TITLE, heads, *ranks], BOTH)


def long_tables_of_communes():
    title, units = ["Kết quả chỉ số CCHC các xã tỉnh Đồng Nai"], [WARD, "Xã Ví Dụ", "Xã Thử Nghiệm"]
    totals, orders, first = [86.5, 89.75, 77.25], [2, 1, 3], [40, 39, 38]
    whole = of(totals, 2024, units=units)
    heads = ["Đơn vị", "Năm", "Tiêu chí", "Chỉ tiêu", "Giá trị"]
    for name, points, rank in (("Tổng điểm", "Điểm", "Hạng"), ("Tổng cộng", "Điểm số", "Xếp hạng")):
        lines = [[u, 2024, name, word, of_unit[i]] for i, u in enumerate(units)
                 for word, of_unit in ((points, totals), (rank, orders))]  # fmt: skip
        right = whole | of(orders, 2024, stage="rank", units=units)
        yield par(f"long by measure, communes: {name}", [title, heads, *lines], right)
    parts = {"Chỉ đạo, điều hành": first, "Cải cách thể chế": [46.5, 50.75, 39.25]}
    by_code = (
        whole | of(first, 2024, "1", units=units) | of(parts["Cải cách thể chế"], 2024, "2", units=units)
    )
    both = [[u, 2024, name, word, of_unit[i]] for i, u in enumerate(units)
            for name, points in ({"Tổng điểm": totals} | parts).items()
            for word, of_unit in (("Điểm", points), ("Hạng", orders))]  # fmt: skip
    yield par("long by criterion and measure, communes", [title, heads, *both], by_code, {"row_left_out"})
    for name in ("PAR INDEX", "Chỉ số CCHC", "Tổng điểm"):
        for order in ([name, *parts], [*parts, name]):
            lines = [[u, 2024, part, {name: totals}.get(part, parts.get(part))[i]]
                     for i, u in enumerate(units) for part in order]  # fmt: skip
            rows = [title, ["Đơn vị", "Năm", "Tiêu chí", "Điểm"], *lines]
            yield par(f"long by criterion, communes: {name}, {order[0]} first", rows, by_code)
    last_year = parts | {
        "Chỉ số CCHC năm trước": [1, 2, 3],
        "Tổng điểm": [n + i for i, n in enumerate(totals, 1)],
    }
    lines = [[u, 2024, part, points[i]] for i, u in enumerate(units) for part, points in last_year.items()]
    right = by_code | of(last_year["Tổng điểm"], 2024, units=units) | of([1, 2, 3], 2024, "3", units=units)
    rows = [title, ["Đơn vị", "Năm", "Tiêu chí", "Điểm"], *lines]
    yield par("long by criterion, communes: last year's index is one", rows, right)
    first, second = "Cải cách thể chế", "Cải cách tài chính công"
    once = [line for unit, one, two in zip(SIX, UP, UP_2022, strict=True)
            for line in ([unit, first, one / 10], [None, second, two / 10])]  # fmt: skip
    right = of([n / 10 for n in UP], code="2") | of([n / 10 for n in UP_2022], code="6")
    merged = [f"A{3 + 2 * i}:A{4 + 2 * i}" for i in range(len(SIX))]
    yield par("long by criterion, units merged", [TITLE, ["Tỉnh", "Lĩnh vực", "Điểm"], *once], right,
              merged=merged)  # fmt: skip


def names_of_criteria():
    one, part = [5.1, 5.2, 5.3, 5.4, 5.5, 5.6], [1.1, 1.2, 1.3, 1.4, 1.5, 1.6]
    right = of(one, 2019, "1") | of(part, 2019, "1.1")
    unit = "Tỉnh/Thành phố (trực thuộc trung ương)"
    asked = {"index": "PAPI", "year": 2019}

    def lines(*heads, columns):
        return [list(heads), *([i, *row] for i, row in enumerate(zip(SIX, *columns, strict=True), 1))]

    english = ["Dimension 1: Participation", "Civic Knowledge"]
    yield case("heading of the units", lines("Tinh_ID", unit, *english, columns=[one, part]), right, **asked)
    swapped = lines("Tinh_ID", unit, *english[::-1], columns=[part, one])
    yield case("heading of the units, other order", swapped, right, **asked)
    vietnamese = ["Nội dung 1: Tham gia của người dân ở cấp cơ sở", "1.1: Tri thức công dân"]
    rows = lines("Mã tỉnh", "Tỉnh, thành phố", *vietnamese, columns=[one, part])
    yield case("heading of the units in Vietnamese", rows, right, **asked)
    right = of(one, 2018, "2") | of(part, 2018, "1.3")
    short = ["Công khai, minh bạch", "Chất lượng bầu cử cơ sở"]
    asked = {"index": "PAPI", "year": 2018}
    yield case("short names", lines("STT", "Tỉnh", *short, columns=[one, part]), right, **asked)
    yield case(
        "short names, other order", lines("STT", "Tỉnh", *short[::-1], columns=[part, one]), right, **asked
    )
    capitals = [s.upper() for s in short]
    yield case(
        "short names in capitals", lines("STT", "TỈNH", *capitals, columns=[one, part]), right, **asked
    )


def ranks():
    values = [0.69, 0.68, 0.67, 0.66, 0.65, 0.64]
    right = of(values, 2022) | ranked(range(1, 7), 2022)
    title = ["Xếp hạng DTI năm 2022"]
    for form in ("{:02d} (0,{}00)", "{} (0,{})", "{}(0,{}0)"):
        texts = [form.format(i, 70 - i) for i in range(1, 7)]
        rows = table("DTI 2022", columns=[texts], title=title)
        yield case(f"rank before value {form}", rows, right, index="DTI")
    odd = [70000, 2.5, -3, 1e308, 2.5, 1]
    right = of(range(41, 47)) | {("Thanh Hóa", 2023, "total", "rank"): 1}
    asked = {"index": "PAPI", "year": 2023}
    rows = list(zip(SIX, range(41, 47), odd, strict=True))
    says = ("rank_impossible",)
    yield case("odd ranks", [["Tỉnh", "Tổng điểm PAPI", "Hạng"], *map(list, rows)], right, says, **asked)
    swapped = [["Tỉnh", "Xếp hạng", "Tổng điểm"], *([u, r, s] for u, s, r in rows)]
    yield case("odd ranks first", swapped, right, says, **asked)
    even = of(range(41, 47)) | ranked([5, 5, 4, 3, 2, 1])
    ties = ["5-6", "5–6", "4", "03", 2, 1]
    rows = map(list, zip(SIX, range(41, 47), ties, strict=True))
    typed = [["Tỉnh", "PAPI", "Hạng"], *rows]
    yield case("ranks as they are typed", typed, even, ("rank_differs",), **asked)


def stages_of_provinces():
    lines = [[i, u, 85 + i, 80 + i] for i, u in enumerate(ELEVEN, 1)]
    own, judged = (
        of([b + i for i in range(1, 12)], stage=s, units=ELEVEN) for s, b in (("self", 85), ("appraised", 80))
    )
    right = own | judged
    title, group = ["KẾT QUẢ CHẤM ĐIỂM PAR INDEX NĂM 2023"], ["TT", "Tỉnh", "PAR INDEX", None]
    rows = [title, group, [None, None, "Tự chấm", "Thẩm định"], *lines]
    yield par("two stages", rows, right, merged=("C2:D2",))
    yield par("two stages, merged down too", rows, right, merged=("A2:A3", "B2:B3", "C2:D2"))
    yield par("two stages unmerged", rows, right)
    swapped = [[i, u, b, a] for i, u, a, b in lines]
    yield par(
        "two stages, the judged first", [title, group, [None, None, "Thẩm định", "Tự chấm"], *swapped], right
    )
    one = ["TT", "Tỉnh", "Điểm tự đánh giá", "Điểm thẩm định"]
    yield par("two stages in one row", [title, one, *lines], right)
    last = of([80 + i for i in range(1, 12)], units=ELEVEN)
    more = [title, [*one, "Điểm đạt được"], *([*row, row[-1]] for row in lines)]
    yield par("two stages and a result", more, right | last)
    titled = [
        ["BẢNG TỔNG HỢP TỰ CHẤM ĐIỂM PAR INDEX NĂM 2023"],
        ["TT", "Tỉnh", "Điểm"],
        *(row[:3] for row in lines),
    ]
    yield par("a stage in the title alone", titled, own)


# -- scoring sheets ----------------------------------------------------------------------------------------


def ward(stage, factor=1.0, total=True, year=2024, unit=WARD):
    tops = TOPS | ({"total": 3} if total else {})
    return {(unit, year, code, stage): top * factor for code, top in tops.items()}


def lines(*factors, total="Tổng cộng", tops=True):
    """Return the criteria with their maxima and, by column, so much of them; the total last if it is named."""
    rows = [*CRITERIA, (None, total, 3)] if total else CRITERIA
    return [[code, name, *[top] * tops, *(top * f for f in factors)] for code, name, top in rows]


def scored(*heads, factors, titles=SHEET, total="Tổng cộng"):
    return [*titles, ["TT", "Tiêu chí", "Điểm tối đa", *heads], *lines(*factors, total=total)]


def sheet(name, rows, right, says=(), tops=TOPS, **more):
    return par(name, rows, right, says, tops=tops, **more)


def years_of_a_sheet():
    right = ward("appraised") | ward("appraised", 0.5, year=2023)
    for heads in (["Điểm thẩm định năm 2023", "Điểm thẩm định năm 2024"], ["Thẩm định 2023", "Thẩm định 2024"],
                  ["Điểm thẩm định năm trước", "Điểm thẩm định"],
                  ["Điểm thẩm định năm trước", "Điểm thẩm định năm nay"]):  # fmt: skip
        yield sheet(f"two years: {heads}", scored(*heads, factors=[0.5, 1]), right)
        yield sheet(f"two years: {heads[::-1]}", scored(*heads[::-1], factors=[1, 0.5]), right)
    rows = scored("Điểm thẩm định năm trước", "Điểm thẩm định", factors=[0.5, 1])
    yield sheet("last year hidden", rows, right, hidden="D")
    for head in ("Kết quả năm 2023", "Điểm thẩm định năm 2023"):
        rows = scored(head, "Điểm thẩm định", factors=[0.5, 1])
        before = ward("appraised" if "thẩm định" in head else "final", 0.5, year=2023)
        yield sheet(f"{head} beside what is not dated", rows, ward("appraised") | before)
    group = ["TT", "Tiêu chí", "Điểm tối đa", "Năm 2023", None, "Năm 2024"]
    below = [None] * 3 + ["Tự chấm", "Thẩm định"] * 2
    rows = [*SHEET, group, below, *lines(0.75, 0.5, 1, 1)]
    both = right | ward("self") | ward("self", 0.75, year=2023)
    yield sheet("two years of two stages", rows, both, merged=("D4:E4", "F4:G4"))
    yield sheet("two years of two stages, unmerged", rows, both)


def groups_headed_once():
    """Groups headed once, in the first of their columns, over pairs of years, plans and stages."""
    title, units = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Xã Một", "Xã Hai"]
    points = [[1, 1.5, 2, 2.5], [0.5, 1, 1.5, 2]]
    told = {("Năm trước", "Năm nay"): (2023, 2024), ("Cùng kỳ", "Thực hiện"): (2023, 2024),
            ("Kỳ trước", "Kỳ này"): (2023, 2024), ("N-1", "N"): (2023, 2024)}  # fmt: skip
    for pair, years in told.items():
        heads = [["TT", "Đơn vị", "1. Chỉ đạo", None, "2. Thể chế"], [None, None, *pair * 2]]
        rows = [
            title,
            *heads,
            *([i, u, *row] for i, (u, row) in enumerate(zip(units, points, strict=True), 1)),
        ]
        right = {(u, year, code, "final"): row[2 * k + j] for u, row in zip(units, points, strict=True)
                 for k, code in enumerate("12") for j, year in enumerate(years)}  # fmt: skip
        yield par(f"domains headed once over {pair}", rows, right)
        group = ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", None, "Thẩm định"]
        below = [None] * 3 + list(pair) * 2
        both = ward("self") | ward("appraised", 0.75)
        both |= ward("self", 0.5, year=2023) | ward("appraised", 0.25, year=2023)
        rows = [*SHEET, group, below, *lines(0.5, 1, 0.25, 0.75)]
        yield sheet(f"stages headed once over {pair}", rows, both)


def parts_of_a_year():
    right = ward("self")
    for half in (
        "Tự chấm 6 tháng đầu năm",
        "Tự chấm quý II",
        "Điểm tự chấm 9 tháng",
        "Tự chấm lũy kế đến 30/6",
    ):
        says = ("part_of_year",)
        yield sheet(f"{half} first", scored(half, "Tự chấm cả năm", factors=[0.5, 1]), right, says)
        yield sheet(f"{half} behind", scored("Tự chấm", half, factors=[1, 0.5]), right, says)


def two_claims():
    heads = ["Điểm thẩm định", "Điểm thẩm định"]
    yield sheet("two claims", scored(*heads, factors=[0.5, 1]), {}, error="nothing_left", tops={})
    words = ["Điểm thẩm định", "Kết quả thẩm định"]
    yield sheet(
        "two claims in other words", scored(*words, factors=[0.5, 1]), {}, error="nothing_left", tops={}
    )
    own = scored("Điểm tự chấm", *heads, factors=[1, 0.5, 1])
    yield sheet("two claims beside another stage", own, ward("self"), ("two_claims",))
    yield sheet("a column and its copy", scored(*heads, factors=[1, 1]), ward("appraised"))
    told = scored("Thẩm định lần 1", "Thẩm định lần 2", factors=[0.5, 1])
    yield sheet("two rounds", told, ward("appraised", 0.5) | ward("appraised_2"))


def communes():
    title = ["TỔNG HỢP ĐIỂM CHỈ SỐ CCHC CÁC XÃ, PHƯỜNG TỈNH ĐỒNG NAI NĂM 2025"]
    units, stages = ["Phường Trấn Biên", "Xã Long Thành"], ["Tự chấm", "Thẩm định"]
    factors = {
        (units[0], "self"): 1,
        (units[0], "appraised"): 0.5,
        (units[1], "self"): 1,
        (units[1], "appraised"): 1,
    }
    right = {k: v for (u, s), f in factors.items() for k, v in ward(s, f, year=2025, unit=u).items()}
    first = ["TT", "Tiêu chí", "Điểm tối đa"]
    rows = [title, [], [*first, units[0], None, units[1]], [None] * 3 + stages * 2, *lines(1, 0.5, 1, 1)]
    yield sheet("communes across", rows, right, merged=("D3:E3", "F3:G3"))
    yield sheet("communes across, unmerged", rows, right)
    outer = [title, [], [*first, stages[0], None, stages[1]], [None] * 3 + units * 2, *lines(1, 1, 0.5, 1)]
    yield sheet("stages over communes", outer, right, merged=("D3:E3", "F3:G3"))
    third = "Xã Xuân Lộc"
    more = [title, [], [*first, units[0], None, units[1], None, third], [None] * 3 + stages * 3,
            *lines(1, 0.5, 1, 1, 1, 0.5)]  # fmt: skip
    added = ward("self", year=2025, unit=third) | ward("appraised", 0.5, year=2025, unit=third)
    yield sheet("three communes across", more, right | added, merged=("D3:E3", "F3:G3", "H3:I3"))
    swapped = [
        title,
        [],
        [*first, units[1], None, units[0]],
        [None] * 3 + stages[::-1] * 2,
        *lines(1, 1, 0.5, 1),
    ]
    yield sheet("communes across, other order", swapped, right, merged=("D3:E3", "F3:G3"))


def departments():
    title = ["CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"]
    units = ["Sở Tài chính", "Sở Nội vụ", "Sở Y tế"]
    right = {
        k: v for u, f in zip(units, (1, 0.5, 0.75), strict=True) for k, v in ward("final", f, unit=u).items()
    }
    head = ["TT", "Tiêu chí", "Điểm tối đa"]
    yield sheet("departments across", [title, [*head, *units], *lines(1, 0.5, 0.75)], right)
    staged = [title, [*head, units[1], None, units[2]], [None] * 3 + ["Tự chấm", "Thẩm định"] * 2,
              *lines(1, 0.5, 0.75, 0.75)]  # fmt: skip
    both = ward("self", unit=units[1]) | ward("appraised", 0.5, unit=units[1])
    both |= ward("self", 0.75, unit=units[2]) | ward("appraised", 0.75, unit=units[2])
    yield sheet("departments across in two stages", staged, both, merged=("D2:E2", "F2:G2"))


def domains():
    title, units = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Xã Một", "Xã Hai"]
    rows = [[1, units[0], 1, 2, 3, 4], [2, units[1], 2, 3, 4, 5]]
    keys = [(code, stage) for code in ("1", "2") for stage in ("self", "appraised")]
    right = {(row[1], 2024, *key): n for row in rows for key, n in zip(keys, row[2:], strict=True)}
    stages = ["Tự chấm", "Thẩm định"]
    group = ["TT", "Đơn vị", "1. Chỉ đạo", None, "2. Thể chế"]
    yield case("domains with two stages", [title, group, [None, None, *stages * 2], *rows], right)
    one_row = ["TT", "Đơn vị", *(f"Điểm {s.lower()} lĩnh vực {k}" for k in (1, 2) for s in stages)]
    yield case("domains with two stages in one row", [title, one_row, *rows], right)
    summed = [[*row[:3], row[4], row[2] + row[4]] for row in rows]
    right = {
        (u, 2024, code, "final"): n
        for _, u, *points in summed
        for code, n in zip(("1", "2", "total"), points, strict=True)
    }
    for total in ("Tổng điểm", "Tổng điểm (1+2)", "Tổng cộng"):
        head = ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế", total]
        yield case(f"domains and {total}", [title, head, *summed], right)


def rows_with_labels():
    """Two rows of each unit or criterion, told apart in the next cell, be the names merged or blank below."""
    title, units = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Xã Một", "Xã Hai", "Phường Ba"]
    first, second = [(1.5, 2), (1, 2.5), (0.5, 1)], [(1, 1.5), (0.75, 2), (0.25, 0.5)]

    def keyed(points, year=2024, stage="final"):
        return {(u, year, str(i), stage): n for u, ns in zip(units, points, strict=True)
                for i, n in enumerate(ns, 1)}  # fmt: skip

    def of_criteria(factor, **more):
        return ward(more.get("stage", "final"), factor, total=False, year=more.get("year", 2024))

    told = {
        ("Năm 2023", "Năm 2024"): ({"year": 2023}, {}),
        ("Năm trước", "Năm nay"): ({"year": 2023}, {}),
        ("Tự chấm", "Thẩm định"): ({"stage": "self"}, {"stage": "appraised"}),
        ("Kế hoạch", "Thực hiện"): (None, {}),
        ("Trước", "Sau"): (None, None),
        ("Điểm", "Bình quân cụm"): ({}, None),
    }
    for labels, (of_first, of_second) in told.items():
        for head in (None, "Phân loại", "Nội dung"):
            name = f"rows of {' and '.join(labels)} headed {head}"
            unknown = labels[0] in ("Trước", "Điểm")
            pairs = [(of_first, 1, first), (of_second, 0.5, second)]
            right = {
                k: v
                for more, _, points in pairs
                if more is not None
                for k, v in keyed(points, **more).items()
            }
            rows = [row for i, unit in enumerate(units) for row in ([i + 1, unit, labels[0], *first[i]],
                    [None, None, labels[1], *second[i]])]  # fmt: skip
            heads = ["TT", "Đơn vị", head, "1. Chỉ đạo", "2. Thể chế"]
            error = "" if right else "nothing_left"
            yield case(name, [title, heads, *rows], right, ["row_label_unknown"] if unknown else [], error)
            right = {k: v for more, factor, _ in pairs if more is not None
                     for k, v in of_criteria(factor, **more).items()}  # fmt: skip
            rows = [row for code, text, top in CRITERIA
                    for row in ([code, text, top, labels[0], top],
                                [None, None, None, labels[1], top / 2])]  # fmt: skip
            heads = ["TT", "Tiêu chí", "Điểm tối đa", head, "Điểm"]
            says = ["row_label_unknown"] if unknown else []
            yield sheet(f"criteria, {name}", [*SHEET, heads, *rows], right, says, error=error,
                        merged=[f"{c}{r}:{c}{r + 1}" for r in range(5, 14, 2) for c in "ABC"])  # fmt: skip


def totals_by_what_they_sum():
    """A column is the total by its words, whatever follows, or as the sum of the others in every row."""
    title = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"]
    points = [["Xã Một", 1.5, 2.25], ["Xã Hai", 1, 2.5], ["Phường Ba", 0.75, 1]]
    right = {
        (unit, 2024, code, "final"): n
        for unit, *parts in points
        for code, n in zip(("1", "2", "total"), (*parts, sum(parts)), strict=True)
    }
    rows = [[i, *row, sum(row[1:])] for i, row in enumerate(points, 1)]
    first = [[*row[:2], row[4], *row[2:4]] for row in rows]
    for words in ("TỔNG ĐIỂM (A+B)", "Tổng điểm: (1)+(2)", "Tổng điểm = 1+2", "Tổng điểm I-II", "Kết quả chung",
                  "Tổng điểm (làm tròn)", "Tổng điểm theo biên bản", "Tổng điểm (công bố 17/4/2025)", "T. điểm",
                  "Tổng điểm theo QĐ 302/QĐ-BNV năm 2025", "Tổng điểm trên phần mềm", "Sum"):  # fmt: skip
        names = ["1. Chỉ đạo", "2. Thể chế"]
        yield case(f"domains and {words}", [title, ["TT", "Đơn vị", *names, words], *rows], right)
        yield case(f"{words} and domains", [title, ["TT", "Đơn vị", words, *names], *first], right)
    for words in ("TỔNG ĐIỂM (A+B)", "Tổng điểm (làm tròn)", "Tổng điểm (gồm điểm thưởng)"):
        more = [[*row[:4], row[4] + i] for i, row in enumerate(rows)]
        summed = {k: v + int(k[2] == "total" and i // 3) for i, (k, v) in enumerate(right.items())}
        rows_of = [title, ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế", words], *more]
        yield case(f"no sum but {words}", rows_of, summed, ["parent_not_sum"])


def stages_with_their_documents():
    """When a stage was recorded, or on which document it rests, is not the year assessed."""
    right = ward("self") | ward("appraised", 0.5)
    for behind in ("theo TB số 15/TB-SNV ngày 20/02/2025", "(cập nhật 15/01/2025)", "theo Bộ chỉ số 2022",
                   "ngày 15/01/2025", "(Biên bản ngày 10/01/2025)", "theo NĐ 61/2018/NĐ-CP",
                   "theo Kế hoạch 123/KH-UBND năm 2023", "(02/2025)",
                   "cập nhật 2025", "(trước 15/01/2025)"):  # fmt: skip
        heads = ("Điểm tự chấm", f"Điểm thẩm định {behind}")
        yield sheet(f"a stage {behind}", scored(*heads, factors=[1, 0.5]), right)
        yield sheet(f"a stage {behind}, first", scored(*heads[::-1], factors=[0.5, 1]), right)
    heads = ("Điểm thẩm định năm 2023 (QĐ 12/QĐ-SNV ngày 5/2/2024)", "Điểm thẩm định 2024 (cập nhật 2025)")
    both = ward("appraised", 0.5) | ward("appraised", year=2023)
    yield sheet("a stage with its year and a document", scored(*heads, factors=[1, 0.5]), both)


def offices_that_score():
    """An office and what it does with the scores is no unit scored, where the sheet names its own."""
    offices = (
        "Sở Tư pháp",
        "Sở NV",
        "Công an tỉnh",
        "Thanh tra tỉnh",
        "Văn phòng UBND tỉnh",
        "Trung tâm PVHCC",
    )
    for office, does in itertools.product(offices, ("chấm", "đánh giá", "thẩm định")):
        heads, right = ("Tự chấm", f"{office} {does}"), ward("self") | ward("appraised", 0.5)
        yield sheet(f"{office} {does}", scored(*heads, factors=[1, 0.5]), right)
        yield sheet(f"{office} {does}, first", scored(*heads[::-1], factors=[0.5, 1]), right)
        yield sheet(f"{office} {does}, alone", scored(heads[1], factors=[0.5]), ward("appraised", 0.5))
    for does in ("rà soát", "duyệt"):  # of which nobody knows whether it is an appraisal
        heads = ("Tự chấm", f"Sở Tư pháp {does}")
        yield sheet(heads[1], scored(*heads, factors=[1, 0.5]), ward("self"), ["heading_unknown"])
        rows = scored(heads[1], factors=[0.5])
        yield sheet(f"{heads[1]}, alone", rows, {}, error="no_stage_column", tops=None)


def totals():
    for words in ("Tổng điểm (1+2)", "TỔNG ĐIỂM ĐÁNH GIÁ", "Tổng điểm CCHC", "Tổng cộng", "TỔNG SỐ ĐIỂM",
                  "Cộng", "Tổng điểm toàn bộ", "Tổng cộng (I+II)"):  # fmt: skip
        yield sheet(f"total: {words}", scored("Điểm thẩm định", factors=[1], total=words), ward("appraised"))
    first = scored("Điểm thẩm định", factors=[1])
    yield sheet("total on top", [*first[:4], first[-1], *first[4:-1]], ward("appraised"))
    in_code = [*scored("Điểm thẩm định", factors=[1], total=None), ["Tổng cộng", None, 3, 3]]
    yield sheet("total in the column of codes", in_code, ward("appraised"))
    yield sheet("total merged", in_code, ward("appraised"), merged=("A10:B10",))
    yield sheet("no total", in_code[:-1], ward("appraised", total=False))


def cells():
    worded = [
        [code, name, f"{top} điểm", f"{top}đ"] for code, name, top in (*CRITERIA, (None, "Tổng điểm", 3))
    ]
    head = ["TT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định"]
    yield sheet("words after numbers", [*SHEET, head, *worded], ward("appraised"))
    of_most = [[code, name, top, f"{top}/{top}"] for code, name, top in (*CRITERIA, (None, "Tổng điểm", 3))]
    yield sheet("points of the maximum", [*SHEET, head, *of_most], ward("appraised"))
    for heads in (["Điểm tự chấm/điểm tối đa", "Điểm thẩm định"], ["Tự chấm / điểm chuẩn", "Thẩm định"]):
        halves = [[*row[:2], f"{row[2]:g}/{row[2]:g}", f"{row[2] / 2:.2f}đ".replace(".", ",")]
                  for row in lines(tops=True)]  # fmt: skip
        both = ward("self") | ward("appraised", 0.5)
        yield sheet(f"points of the maximum: {heads[0]}", [*SHEET, [*head[:2], *heads], *halves], both)
    commas = [
        [code, name, f"{top},0", f"{top},00"] for code, name, top in (*CRITERIA, (None, "Tổng điểm", 3))
    ]
    yield sheet("decimal commas as text", [*SHEET, head, *commas], ward("appraised"))
    bare = [*SHEET, ["TT", "Tiêu chí", "Điểm thẩm định"], *lines(1, tops=False)]
    none = dict.fromkeys(TOPS, float("nan"))
    yield sheet("no maximum", bare, ward("appraised"), tops=none)
    measured = [[*row[:2], "%", *row[2:]] for row in lines(1)]
    yield sheet(
        "a unit of measurement", [*SHEET, [*head[:2], "Đơn vị tính", *head[2:]], *measured], ward("appraised")
    )
    noted = [[*row, "đã có"] for row in lines(1, tops=False)]
    yield sheet("no maximum, notes", [*SHEET, [*bare[3], "Ghi chú"], *noted], ward("appraised"), tops=none)
    plain = [*SHEET, ["TT", "Tiêu chí", "Điểm đạt được"], *lines(1, tops=False)]
    yield sheet("no maximum, a result", plain, ward("final"), tops=none)


def programmes():
    for title in ("BẢNG CHẤM ĐIỂM BỘ TIÊU CHÍ NÔNG THÔN MỚI NĂM 2024",
                  "Bảng chấm điểm thi đua, khen thưởng năm 2024",
                  "BẢNG CHẤM ĐIỂM XÃ, PHƯỜNG ĐẠT CHUẨN TIẾP CẬN PHÁP LUẬT NĂM 2024"):  # fmt: skip
        rows = scored("Điểm thẩm định", factors=[1], total=None, titles=[[title], *SHEET[1:]])
        yield case(f"another programme: {title}", rows, {}, error="another_other")
        asked = ward("appraised", total=False)
        yield sheet(f"asked for: {title}", rows, asked, ("another_programme_asked",))
    cited = ["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024", "(kèm theo Kế hoạch xây dựng nông thôn mới)"]
    rows = scored("Điểm thẩm định", factors=[1], titles=[*([t] for t in cited), *SHEET[1:]])
    yield case("another programme is cited", rows, ward("appraised"), tops=TOPS)
    targets = scored(
        "Điểm thẩm định", factors=[1], titles=[["GIAO CHỈ TIÊU CHỈ SỐ CCHC NĂM 2024"], *SHEET[1:]]
    )
    yield case("targets", targets, {}, error="another_target")
    unnamed = scored("Điểm thẩm định", factors=[1], titles=[["BẢNG CHẤM ĐIỂM NĂM 2024"], *SHEET[1:]])
    yield case("no index is named", unnamed, {}, error="index_unknown")
    budget = [
        ["STT", "Chỉ tiêu", "Kết quả"],
        [1, "Chi đầu tư phát triển", 829260],
        [2, "Chi thường xuyên", 1658520],
    ]
    district = ["UBND huyện Phong Điền"]
    yield case("a budget", [["DỰ TOÁN CHI NGÂN SÁCH NĂM 2024"], district, *budget], {}, error="another_other")
    yield case(
        "a budget without a title", [["BIỂU SỐ 12 NĂM 2024"], district, *budget], {}, error="index_unknown"
    )


def whose():
    rows = [["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"], *lines(1)]
    right = ward("appraised", unit="Phường Hòa An")
    title = ["BẢNG CHẤM ĐIỂM CCHC NĂM 2024"]
    for top, unit in (("UBND THÀNH PHỐ CAO BẰNG", "UBND PHƯỜNG HÒA AN"),
                      ("UBND TỈNH CAO BẰNG", "UBND phường Hoà An"),
                      ("ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "P. Hòa An")):  # fmt: skip
        yield sheet(f"letterhead: {unit} of {top}", [[top], [unit], [], title, *rows], right)
    beside = [["UBND TỈNH CAO BẰNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
              ["UBND PHƯỜNG HÒA AN", None, None, "Độc lập - Tự do - Hạnh phúc"], title]  # fmt: skip
    yield sheet("letterhead beside the motto", [*beside, *rows], right)
    for line in ("Bảng chấm điểm CCHC năm 2024 – Phường Hòa An, tỉnh Cao Bằng",
                 "BẢNG CHẤM ĐIỂM CCHC NĂM 2024 CỦA UBND PHƯỜNG HÒA AN, TỈNH CAO BẰNG",
                 "Phường Hòa An (tỉnh Cao Bằng): bảng chấm điểm CCHC năm 2024"):  # fmt: skip
        yield sheet(line, [[line], *rows], right)
    corner = [*rows[0], None, "Phường Hòa An"]
    bare = [title, ["tt", "tieu chi", "diem toi da", "tham dinh", None, "Phường Hòa An"], *lines(1)]
    yield sheet("in the corner of the headings", [title, corner, *lines(1)], right)
    yield sheet("in the corner of headings without marks", bare, right)
    named_above = [["UBND TỈNH CAO BẰNG"], ["UBND PHƯỜNG HÒA AN"], title, [*rows[0], "Phường Minh Họa"]]
    yield sheet("above a column that nobody filled in", [*named_above, *lines(1)], right)


def ranks_alone():
    both = ranked(DOWN) | ranked(DOWN[::-1], 2022)
    for title in ("THỨ HẠNG PAR INDEX CÁC TỈNH", "Bảng xếp hạng PAR INDEX", "PAR INDEX ranking"):
        rows = table("PAR INDEX 2022", "PAR INDEX 2023", columns=[DOWN[::-1], DOWN], title=[title])
        yield par(f"ranks by the title: {title}", rows, both)
    shown = table(2022, 2023, columns=[DOWN[::-1], [f"{n}/63" for n in DOWN]], title=["Thứ hạng PAR INDEX"])
    yield par("ranks of 63", shown, both)
    turned = [["Thứ hạng PAR INDEX"], ["Năm", *SIX], [2022, *DOWN[::-1]], [2023, *DOWN]]
    yield par("ranks by the title, years down", turned, both)
    scores = table("PAR INDEX 2023", columns=[UP], title=["Bảng xếp hạng PAR INDEX các tỉnh"])
    yield par("scores under a title of ranks", scores, of(UP))
    two = ["Điểm và thứ hạng PAR INDEX các tỉnh"]
    rows = table("Điểm 2023", "Hạng 2023", columns=[UP, DOWN], title=two)
    yield par("scores and ranks under one title", rows, BOTH)
    units = ["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp"]
    title = ["XẾP HẠNG PAR INDEX CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"]
    rows = [title, ["TT", "Đơn vị", "PAR INDEX"], *([i, u, 95 - i] for i, u in enumerate(units, 1))]
    yield par("whole scores of few under a title of ranks", rows, of([94, 93, 92], 2024, units=units))


def ranks_of_criteria():
    heads = ["TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định"]
    places = {"1": 3, "2": 5, "total": 4}
    body = [[code, name, top, top, top / 2, places.get(code or "total")]
            for code, name, top in (*CRITERIA, (None, "Tổng cộng", 3))]  # fmt: skip
    right = ward("self") | ward("appraised", 0.5)
    right |= {(WARD, 2024, code, "rank"): n for code, n in places.items()}
    for head in ("Xếp hạng", "Xếp hạng trong 30 xã", "Thứ hạng trong tỉnh", "Hạng/30"):
        yield sheet(f"ranks of criteria: {head}", [*SHEET, [*heads, head], *body], right)
    first = [[*row[:2], row[-1], *row[2:-1]] for row in body]
    yield sheet("ranks of criteria first", [*SHEET, [*heads[:2], "Hạng", *heads[2:]], *first], right)
    title = ["PAR INDEX CỦA TỈNH BẮC KẠN QUA CÁC NĂM"]
    right = {("Bắc Kạn", 2022, "total", "final"): 80.5, ("Bắc Kạn", 2022, "total", "rank"): 28}
    right |= {("Bắc Kạn", 2023, "total", "final"): 81.5, ("Bắc Kạn", 2023, "total", "rank"): 12}
    for words, cells in (("Xếp hạng toàn quốc", ["28/63", "12/63"]), ("Thứ hạng", [28, 12])):
        rows = [title, ["TT", "Nội dung", "Năm 2022", "Năm 2023"], [1, "PAR INDEX", 80.5, 81.5],
                [2, words, *cells]]  # fmt: skip
        yield par(f"a row of ranks: {words}", rows, right)


def ranks_of_one_unit():
    head = [["Năm", "PAR INDEX", None, "SIPAS"], [None, *["Giá trị (%)", "Xếp hạng"] * 2]]
    body = [[2022, 80.5, "28/63", 79, "10/63"], [2023, 81.5, 12, 80, 9]]
    for index, at in (("PAR", 1), ("SIPAS", 3)):
        right = {("Bắc Kạn", row[0], "total", "final"): row[at] for row in body}
        right |= {("Bắc Kạn", 2022, "total", "rank"): (28, 10)[at > 1]}
        right |= {("Bắc Kạn", 2023, "total", "rank"): body[1][at + 1]}
        rows = [["KẾT QUẢ CÁC CHỈ SỐ CỦA TỈNH BẮC KẠN"], *head, *body]
        name = f"years down of one unit with ranks: {index}"
        yield case(name, rows, right, index=index, merged=("B2:C2", "D2:E2"))


def tables_beside():
    title = ["KẾT QUẢ THẨM ĐỊNH PAR INDEX TỈNH ĐỒNG NAI NĂM 2024"]
    offices, communes = ["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp"], ["Xã Một", "Phường Hai"]
    head, right = ["TT", "Đơn vị", "Điểm", "Hạng"], {}
    for units, points in ((offices, [94, 90, 80]), (communes, [96, 91])):
        right |= of(points, 2024, stage="appraised", units=units)
        right |= of(range(1, len(units) + 1), 2024, stage="rank", units=units)
    left = [[i, u, n, i] for i, (u, n) in enumerate(zip(offices, [94, 90, 80], strict=True), 1)]
    other = [[i, u, n, i] for i, (u, n) in enumerate(zip(communes, [96, 91], strict=True), 1)] + [[None] * 4]
    for names in (("A. CẤP SỞ", "B. CẤP XÃ"), ("Khối sở, ngành", "Khối xã, phường")):
        for gap in ([], [None]):
            group = [names[0], None, None, None, *gap, names[1], None, None, None]
            body = [[*a, *gap, *b] for a, b in zip(left, other, strict=True)]
            at = "E2:H2" if not gap else "F2:I2"
            rows = [title, group, [*head, *gap, *head], *body]
            yield par(f"two tables beside: {names[0]}, {len(gap)}", rows, right, merged=("A2:D2", at))


def titles_of_the_whole():
    points = [40.1, 40.2, 40.3, 40.4, 40.5, 40.6], [41.1, 41.2, 41.3, 41.4, 41.5, 41.6]
    for title in (
        "Chỉ số PAPI tổng hợp (không trọng số)",
        "Chỉ số PAPI tổng hợp",
        "Tổng điểm PAPI chưa có trọng số",
    ):
        rows = table(2021, 2022, columns=points, title=[title])
        yield case(f"years below {title}", rows, of(points[0], 2021) | of(points[1], 2022), index="PAPI")


def criteria_beside():
    points = {"3": [5.1, 5.2, 5.3], "6": [6.3, 6.2, 6.1]}
    right = {
        k: v for code, numbers in points.items() for k, v in of(numbers, code=code, units=SIX[:3]).items()
    }
    lines = [[SIX[at], points["3"][at], SIX[at], points["6"][at]] for at in range(3)]
    head = ["Tỉnh", "Điểm"] * 2
    for over in (["3. Cải cách TTHC", "6. Cải cách tài chính công"],
                 ["Cải cách TTHC", "Cải cách tài chính công"]):  # fmt: skip
        above = [[over[0], None, over[1], None], head]
        merged = ["A2:B2", "C2:D2"]
        yield par(f"tables of criteria: {over[0]}", [TITLE, *above, *lines], right, merged=merged)
    halves = [[[unit, number] for unit, number in zip(SIX[at : at + 3], UP[at : at + 3], strict=True)]
              for at in (0, 3)]  # fmt: skip
    rows = [[*left, *right] for left, right in zip(*halves, strict=True)]
    above = [["I. Miền núi", None, "II. Đồng bằng", None], head]
    yield par("tables of halves of the country", [TITLE, *above, *rows], of(UP), merged=["A2:B2", "C2:D2"])


def stacked():
    title, head = ["PAR INDEX các tỉnh"], ["STT", "Tỉnh", "PAR INDEX"]
    first, second = table(columns=[UP_2022])[2:], table(columns=[UP])[2:]
    right = of(UP_2022, 2022) | of(UP)
    for years in (
        (2022, 2023),
        ("2022", "2023"),
        ("Năm 2022", "Năm 2023"),
        ("PAR INDEX 2022", "PAR INDEX 2023"),
    ):
        for gap in ([], [[]]):
            rows = [title, [], [years[0]], head, *first, *gap, [years[1]], head, *second]
            yield par(f"stacked by year: {years[0]!r}, {len(gap)}", rows, right)


def domains_in_per_cent():
    title, units = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"], ["Xã Một", "Xã Hai"]
    shares = [[0.9082, 0.8505, 0.8945, 0.9687], [0.851, 0.969, 0.8601, 0.6619]]
    body = [[i, u, *row] for i, (u, row) in enumerate(zip(units, shares, strict=True), 1)]
    named = {"137": ["Chỉ đạo điều hành", "Cải cách TTHC", "Chuyển đổi số"],
             "247": ["Cải cách thể chế", "Cải cách tổ chức bộ máy", "Chính quyền số"]}  # fmt: skip
    for codes, names in named.items():
        right = {(u, 2024, code, "final"): 100 * n for u, row in zip(units, shares, strict=True)
                 for code, n in zip(("total", *codes), row, strict=True)}  # fmt: skip
        rows = [title, ["Hạng", "Đơn vị", "Chỉ số chung", *names], *body]
        ranks = {(u, 2024, "total", "rank"): i for i, u in enumerate(units, 1)}
        yield case(f"domains in per cent: {names[-1]}", rows, right | ranks, percent="CDEF")


def stages_that_add_up():
    title, units = (
        ["TỔNG HỢP CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"],
        ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"],
    )
    points = [[60, 25, 85], [58, 26, 84], [55, 27, 92]]
    keys = ("appraised", "survey", "final")
    right = {(u, 2024, "total", s): n for u, row in zip(units, points, strict=True)
             for s, n in zip(keys, row, strict=True)}  # fmt: skip
    for heads in (["Điểm thẩm định", "Điểm XHH", "Tổng điểm đạt"], ["SNV thẩm định", "ĐTXHH", "Tổng cộng"]):
        body = [[i, u, *row] for i, (u, row) in enumerate(zip(units, points, strict=True), 1)]
        rows = [title, ["TT", "Đơn vị", *heads], *body]
        yield par(f"one total is not the sum: {heads[-1]}", rows, right, ("final_not_sum",))


def signed():
    listed = [["TT", "Chỉ số", "Năm 2022", "Năm 2023"], [1, "PAR INDEX", 80.5, 81.5], [2, "SIPAS", 79, 80]]
    below = [[], [None, None, None, "TM. ỦY BAN NHÂN DÂN"], [None, None, None, "CHỦ TỊCH"]]
    rows = [["CÁC CHỈ SỐ CỦA TỈNH BẮC KẠN"], *listed, *below]
    years = zip((2022, 2023), (80.5, 81.5), strict=True)
    yield par("a signature below", rows, {("Bắc Kạn", year, "total", "final"): n for year, n in years})


def stages_down():
    title = [["CHỈ SỐ CCHC NĂM 2024"], [f"Đơn vị: {WARD}, tỉnh Đồng Nai"]]
    heads = ["I. Chỉ đạo điều hành", "II. Cải cách thể chế", "Tổng điểm"]
    rows = [["Điểm tối đa", 12, 10, 22], ["Điểm tự đánh giá", 10, 7, 17], ["Điểm thẩm định", 9.5, 6, 15.5],
            ["Xếp hạng (trên 24 xã)", 4, 9, 5]]  # fmt: skip
    codes, tops = ("I", "II", "total"), {"I": 12, "II": 10, "total": 22}
    right = {(WARD, 2024, code, stage): n
             for stage, row in zip(("self", "appraised", "rank"), rows[1:], strict=True)
             for code, n in zip(codes, row[1:], strict=True)}  # fmt: skip
    for word in ("Nội dung", "Chỉ tiêu"):
        yield par(f"stages down: {word}", [*title, [word, *heads], *rows], right, tops=tops)
    other = [*title, ["Nội dung", *heads[::-1]], *([row[0], *row[:0:-1]] for row in rows)]
    yield par("stages down, other order", other, right, tops=tops)
    ranked_last = {k: v for k, v in right.items() if k[3] != "rank"}
    yield par("stages down, no ranks", [*title, ["Nội dung", *heads], *rows[:-1]], ranked_last, tops=tops)

    title = ["CHỈ SỐ CCHC NĂM 2024 CỦA CÁC XÃ TỈNH ĐỒNG NAI"]
    units, points = ["Xã Một", "Xã Hai"], [[[10, 7], [9, 6]], [[8, 9], [8, 7]]]
    right = {(u, 2024, code, stage): n for u, both in zip(units, points, strict=True)
             for stage, row in zip(("self", "appraised"), both, strict=True)
             for code, n in zip(("1", "2"), row, strict=True)}  # fmt: skip
    lines = [[u, s, *row] for u, both in zip(units, points, strict=True)
             for s, row in zip(("Tự chấm", "Thẩm định"), both, strict=True)]  # fmt: skip
    head = ["Đơn vị", "Giai đoạn", "1. Chỉ đạo", "2. Thể chế"]
    yield case("stages below each unit", [title, head, *lines], right)
    once = [[u if s == "Tự chấm" else None, s, *row] for u, s, *row in lines]
    yield case("stages below each unit, merged", [title, head, *once], right, merged=("A3:A4", "A5:A6"))
    totals = [["Đơn vị", "Giai đoạn", "Điểm"], *([u, s, sum(row)] for u, s, *row in lines)]
    right = {(u, 2024, "total", stage): sum(row) for u, both in zip(units, points, strict=True)
             for stage, row in zip(("self", "appraised"), both, strict=True)}  # fmt: skip
    yield case("totals by stages below each unit", [title, *totals], right)


def bodies_that_score():
    right = ward("self") | ward("appraised", 0.5)
    pairs = (
        ["Phường chấm", "Tỉnh chấm"],
        ["Xã tự cho điểm", "Huyện cho điểm"],
        ["Cơ sở chấm", "Cấp trên chấm"],
    )
    for heads in pairs:
        yield sheet(f"two bodies: {heads}", scored(*heads, factors=[1, 0.5]), right)
    for other in ("Cụm chấm", "Sở chấm", "Điểm"):
        beside = scored("Tự chấm", other, factors=[1, 0.5])
        yield sheet(f"a body of no stage: {other}", beside, ward("self"), ("heading_unknown",))
    title, units = ["KẾT QUẢ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"], ["Sở Y tế", "Sở Nội vụ"]
    rows = [title, ["TT", "Đơn vị", "Tự chấm", "Sở chấm"], [1, units[0], 90, 80], [2, units[1], 88, 79]]
    own = of([90, 88], 2024, stage="self", units=units)
    yield par("a table with a body of no stage", rows, own, ("heading_unknown",))
    head = ["TT", "Đơn vị", "1. Chỉ đạo", None, "2. Thể chế", None]
    below = [None, None, *["Tự chấm", "Cụm chấm"] * 2]
    rows = [title, head, below, [1, units[0], 9, 8, 7, 6], [2, units[1], 8, 7, 6, 5]]
    right = {(u, 2024, code, "self"): n for u, both in zip(units, ([9, 7], [8, 6]), strict=True)
             for code, n in zip(("1", "2"), both, strict=True)}  # fmt: skip
    yield par("domains with a body of no stage", rows, right, ("heading_unknown",))


def results_of_a_stage():
    """A title of one stage says the stage of what only says that it is the result."""
    units = ["Xã Một", "Xã Hai"]

    def listed(title, *heads):
        rows = [[i, u, *(n - i for n in (80, 60, 20)[: len(heads)])] for i, u in enumerate(units, 1)]
        return [[f"{title} CHỈ SỐ CCHC CÁC XÃ NĂM 2024"], ["TT", "Đơn vị", *heads], *rows]

    for title, stage in (("TỔNG HỢP KẾT QUẢ TỰ CHẤM", "self"), ("BÁO CÁO TỰ ĐÁNH GIÁ", "self"),
                         ("BẢNG TỰ CHẤM ĐIỂM", "self"), ("KẾT QUẢ THẨM ĐỊNH", "appraised"),
                         ("THẨM ĐỊNH LẦN 1", "appraised"), ("THẨM ĐỊNH LẦN 2", "appraised_2")):  # fmt: skip
        for head in ("Điểm đạt được", "Tổng điểm", "Kết quả", "Tổng"):
            yield par(f"{title}: {head}", listed(title, head), of([79, 78], 2024, stage=stage, units=units))
    for title, head in (("KẾT QUẢ TỰ CHẤM", "Điểm chính thức"),
                        ("KẾT QUẢ TỰ CHẤM", "Điểm thẩm định sau khi trừ"),
                        ("KẾT QUẢ TỰ CHẤM", "UBND huyện công nhận"),
                        ("KẾT QUẢ TỰ CHẤM VÀ THẨM ĐỊNH", "Điểm đạt được"), ("KẾT QUẢ", "Điểm đạt được"),
                        ("KẾT QUẢ THẨM ĐỊNH", "Điểm chính thức")):  # fmt: skip
        yield par(f"{title}: {head}", listed(title, head), of([79, 78], 2024, units=units))
    right = (of([79, 78], 2024, units=units) | of([59, 58], 2024, stage="appraised", units=units)
             | of([19, 18], 2024, stage="survey", units=units))  # fmt: skip
    heads = ("Tổng điểm", "Thẩm định", "Điểm XHH")
    yield par("a total of stages below a title of one", listed("KẾT QUẢ TỰ CHẤM", *heads), right)
    for head in ("Điểm đạt/Điểm tối đa", "Điểm đạt"):
        rows = [["BÁO CÁO TỰ ĐÁNH GIÁ CHỈ SỐ CCHC CỦA XÃ MỘT NĂM 2024"], ["TT", "Nội dung", head]]
        points = [("1", "Chỉ đạo", 4, 5), ("1.1", "Kế hoạch", 2, 2), ("1.2", "Điều tra xã hội học", 2, 3)]
        over = "/" in head
        rows[1] += [] if over else ["Điểm tối đa"]
        rows += [[c, n, f"{p}/{top}"] if over else [c, n, p, top] for c, n, p, top in points]
        right = {("Xã Một", 2024, c, "self"): p for c, _, p, _ in points}
        yield par(f"a self-assessment: {head}", rows, right)


def units_in_english():
    title = ["PAR Index pilot, baseline and endline"]
    head = ["No.", "Commune / Ward", "Baseline score (2023)", "Endline score (2025)", "Change", "Target 2026"]
    body = [[1, "Minh Hoa Ward", 70, 75, 5, 80], [2, "Tan Mau Commune", 60, 66, 6, 80]]
    units = ["Phường Minh Hoa", "Xã Tan Mau"]
    right = of([70, 60], 2023, units=units) | of([75, 66], 2025, units=units)
    yield par("communes in English", [title, head, *body], right)
    bare = [*body, [3, "Dong Gia", 50, 55, 5, 80]]
    yield par("a bare name below two kinds in English", [title, head, *bare], right, ("kind_unknown",))
    head = [*head[:1], "Commune", *head[2:]]
    bare = [[i, u.partition(" ")[2], *n] for (i, _, *n), u in zip(body, units, strict=True)]
    right = {(f"Xã {u.partition(' ')[2]}", *rest): n for (u, *rest), n in right.items()}
    yield par("bare names below a kind in English", [title, head, *bare], right)


def points_without_a_survey():
    """What a survey is not part of yet is what was appraised; what nobody appraised yet is a self-score."""
    units, title = ["Xã Một", "Xã Hai"], ["CHỈ SỐ CCHC CÁC XÃ TỈNH CAO BẰNG NĂM 2024"]
    for head, stage in (("Điểm chưa tính XHH", "appraised"), ("Thẩm định (chưa tính XHH)", "appraised"),
                        ("Điểm không gồm điều tra XHH", "appraised"), ("Tự chấm (chưa tính XHH)", "self"),
                        ("Điểm chưa thẩm định", "self"), ("Điểm XHH", "survey"),
                        ("Điểm điều tra xã hội học", "survey")):  # fmt: skip
        rows = [title, ["TT", "Đơn vị", head, "Tổng điểm"], [1, units[0], 70, 85], [2, units[1], 60, 80]]
        right = of([70, 60], 2024, stage=stage, units=units) | of([85, 80], 2024, units=units)
        yield par(f"points of a stage: {head}", rows, right)
    survey = ["KẾT QUẢ ĐIỀU TRA XÃ HỘI HỌC XÁC ĐỊNH CHỈ SỐ CCHC CÁC XÃ TỈNH CAO BẰNG NĂM 2024"]
    for head in ("Điểm", "Điểm đạt"):
        rows = [survey, ["TT", "Đơn vị", head], [1, units[0], 25], [2, units[1], 24]]
        yield par(f"a title of a survey: {head}", rows, of([25, 24], 2024, stage="survey", units=units))


def titles_of_no_total():
    """Points below a title of one domain, or of another quantity, are no totals unless a heading says more."""

    def listed(titles, *heads):
        return [*([t] for t in titles), ["STT", "Tỉnh", *heads],
                *([i, u, *(n - i for n in (80, 60)[: len(heads)])] for i, u in enumerate(SIX, 1))]  # fmt: skip

    points = of([80 - i for i in range(1, 7)])
    for title, head in (
        ("CHỈ SỐ THÀNH PHẦN CẢI CÁCH THỦ TỤC HÀNH CHÍNH CỦA CÁC TỈNH (PAR INDEX 2023)", "Chỉ số (%)"),
        ("KẾT QUẢ LĨNH VỰC CẢI CÁCH THỂ CHẾ - PAR INDEX NĂM 2023", "Điểm đạt"),
        ("PAR INDEX 2023 - LĨNH VỰC TÀI CHÍNH CÔNG", "Điểm"), ("PAR INDEX 2023 - Cải cách thể chế", "Điểm"),
        ("SIPAS 2023: MỨC ĐỘ HÀI LÒNG VỀ TIẾP CẬN DỊCH VỤ", "Tỷ lệ (%)"),
        ("SIPAS NĂM 2023 - LĨNH VỰC ĐẤT ĐAI", "Mức độ hài lòng (%)"),
        ("SIPAS NĂM 2023 (ĐỐI TƯỢNG: DOANH NGHIỆP)", "Mức độ hài lòng (%)"),
        ("MỨC TĂNG ĐIỂM PAR INDEX NĂM 2023 SO VỚI NĂM 2022", "Điểm"),
        ("PAR INDEX 2023: 5 TỈNH TĂNG ĐIỂM NHIỀU NHẤT", "Điểm"),
        ("SỐ ĐIỂM BỊ MẤT TRONG PAR INDEX 2023", "Điểm"),
        ("CHÊNH LỆCH ĐIỂM TỰ CHẤM VÀ THẨM ĐỊNH PAR INDEX 2023", "Điểm"),
        ("TỶ LỆ CHƯA HÀI LÒNG CỦA NGƯỜI DÂN (SIPAS) NĂM 2023", "Tỷ lệ (%)"),
        ("SIPAS 2023: TỶ LỆ NGƯỜI DÂN MONG ĐỢI NÂNG CAO CHẤT LƯỢNG", "Tỷ lệ (%)"),
        ("ĐIỂM TỐI ĐA PAR INDEX NĂM 2023", "Điểm"), ("ĐIỂM CỘNG PAR INDEX NĂM 2023", "Điểm"),
        ("TỶ LỆ HỒ SƠ ĐÚNG HẠN PHỤC VỤ CHẤM PAR INDEX CÁC TỈNH NĂM 2023", "Tổng điểm"),
        ("Bảng 2. Tỷ lệ giải ngân (PAR INDEX 2023)", "Tỷ lệ (%)"),
        ("BẢNG TỔNG HỢP SỐ LƯỢNG HỒ SƠ CHẤM PAR INDEX 2023", "Điểm"),
    ):  # fmt: skip
        yield case(f"no total: {title}", listed([title], head), {}, error="title_of_no_total")
    for line in (
        "Lĩnh vực: Cải cách thể chế",
        "Tiêu chí 1.2: Kiểm tra CCHC",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
    ):
        rows = listed(["CHỈ SỐ CCHC (PAR INDEX) CÁC TỈNH NĂM 2023", line], "Tự chấm", "Thẩm định")
        yield case(f"no total: {line}", rows, {}, error="title_of_no_total")
    for title, head in (
        ("PAR INDEX 2023 CÁC TỈNH, QUA CÁC LĨNH VỰC", "Điểm"), ("ĐIỂM CÔNG BỐ PAR INDEX 2023", "Điểm"),
        ("XẾP HẠNG PAR INDEX 2023 TRONG LĨNH VỰC CẢI CÁCH HÀNH CHÍNH", "Điểm"),
        ("PAR INDEX 2023 (ĐIỂM TỐI ĐA: 100)", "Điểm"), ("PAR INDEX 2023 (8 LĨNH VỰC)", "Điểm"),
        ("TỶ LỆ ĐIỂM ĐẠT ĐƯỢC CỦA CÁC TỈNH, PAR INDEX 2023", "Tổng điểm"),
        ("BẢNG TỶ LỆ % CHỈ SỐ PAR INDEX CÁC TỈNH NĂM 2023", "Điểm"),
        ("MỨC TĂNG ĐIỂM PAR INDEX NĂM 2023", "PAR INDEX 2023"), ("TỶ LỆ CHƯA HÀI LÒNG, SIPAS 2023", "SIPAS"),
    ):  # fmt: skip
        yield case(f"a total: {title}", listed([title], head), points)
    rows = listed(["CHÊNH LỆCH ĐIỂM TỰ CHẤM VÀ THẨM ĐỊNH PAR INDEX 2023"], "Tự chấm", "Thẩm định")
    right = of([80 - i for i in range(1, 7)], stage="self") | of(
        [60 - i for i in range(1, 7)], stage="appraised"
    )
    yield case("the two scores of a difference", rows, right)
    rows = [["CHẤM ĐIỂM LĨNH VỰC CẢI CÁCH THỂ CHẾ, CHỈ SỐ CCHC NĂM 2024"], *SHEET[1:],
            ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"], *([c, n, top, top] for c, n, top in CRITERIA),
            [None, "Tổng", 3, 3]]  # fmt: skip
    yield par("a sheet of one domain whose number nobody knows", rows, ward("self"), ("sheet_of_a_part",))


def headings_of_who_scored():
    right = ward("self") | ward("appraised", 0.5)
    body = [*([c, n, top, top, top / 2] for c, n, top in CRITERIA), [None, "Tổng cộng", 3, 3, 1.5]]
    head = ["TT", "Tiêu chí", "Điểm tối đa"]
    for pair in (["Phường", "Tỉnh"], ["Xã", "Huyện"], ["UBND xã", "UBND tỉnh"], ["Đơn vị", "Tỉnh"]):
        below = [*SHEET, [*head, "Điểm đánh giá", None], [None, None, None, *pair], *body]
        yield par(f"who scored: {pair}, below", below, right, merged=("D4:E4",))
        yield par(f"who scored: {pair}", [*SHEET, [*head, *pair], *body], right)
    rows = [*SHEET, [*head, "Xã chấm", "Tỉnh chấm"], *body]
    yield par("who scored, in words", rows, right)


def order_and_change():
    for last in ("Thứ tự", "Số thứ tự"):
        behind = map(list, zip(SIX, UP, DOWN, strict=True))
        yield par(f"order behind the scores: {last}", [TITLE, ["Tỉnh", "PAR INDEX", last], *behind], BOTH)
        rows = [TITLE, [last, "Tỉnh", "PAR INDEX"], *map(list, zip(DOWN, SIX, UP, strict=True))]
        yield par(f"order before the units: {last}", rows, of(UP))
    for words in (
        "So năm trước",
        "So 2022",
        "So với năm trước",
        "So cùng kỳ năm trước",
        "Tăng/giảm so với 2022",
    ):
        rows = table("PAR INDEX 2023", words, columns=[UP, ["+1,2", "-0,5", 1, 2, 0.5, "–"]])
        yield par(f"a change: {words}", rows, of(UP))


def targets_abbreviated():
    above = [["TỈNH CAO BẰNG"], ["KẾT QUẢ THỰC HIỆN CÁC CHỈ SỐ GIAI ĐOẠN 2022-2023"]]
    points = {"PAR": (81, 82), "SIPAS": (83, 84), "PAPI": (41, 42)}
    rows = [["Chỉ số PAR INDEX", "≥ 80", 81, 85, 82, "Đạt"], ["Chỉ số SIPAS", 82, 83, 90, 84, "Không đạt"],
            ["Chỉ số PAPI", 43, 41, 44, 42, "Chưa đạt"]]  # fmt: skip
    for plan, done in (("CT", "KQ"), ("KH", "KQ"), ("Chỉ tiêu", "Kết quả")):
        for heads in ("Chỉ tiêu", "Chỉ số"):
            head = [[heads, 2022, None, 2023, None, "Đánh giá"], [None, plan, done, plan, done, None]]
            for index, numbers in points.items():
                right = {("Cao Bằng", 2022 + at, "total", "final"): n for at, n in enumerate(numbers)}
                yield case(f"{index} by {plan} and {done} headed {heads}", [*above, *head, *rows], right,
                           ["marks"], index=index)  # fmt: skip


def targets():
    title = ["TỔNG ĐIỂM PAR INDEX VÀ MỤC TIÊU PHẤN ĐẤU"]
    both = of(UP_2022, 2022) | of(UP)
    for head in ("Mục tiêu năm 2024", "Chỉ tiêu phấn đấu 2024", "Mục tiêu"):
        rows = table("Năm 2022", "Năm 2023", head, columns=[UP_2022, UP, UP], title=title)
        yield par(f"results and a target: {head}", rows, both)
    heads = ["Baseline 2022", "Endline 2023", "Change", "Target 2026"]
    rows = table(*heads, columns=[UP_2022, UP, [10] * 6, UP_2021], title=["PAR INDEX pilot"])
    yield par("a project's baseline and endline", rows, both)
    plans = (["Mục tiêu 2024", 2025, 2026], ["Kết quả", "Mục tiêu 2024", "Ghi chú"], [2024, 2025, 2026])
    for heads in plans:
        rows = table(*heads, columns=[UP_2022, UP, UP], title=title)
        yield par(f"targets: {heads}", rows, {}, error="another_target")


def weighed_totals():
    head = ["Index", "Year", "Province", "Dimension", "Score"]
    names = {"1. Participation at Local Levels": ("1", 5), "3. Vertical Accountability": ("3", 4)}
    for total in ("Total (unweighted)", "Unweighted total score", "Overall score, unweighted"):
        codes = names | {total: ("total", 40)}
        rows = [["PAPI", 2019, u, name, n] for u in SIX for name, (_, n) in codes.items()]
        right = {(u, 2019, code, "final"): n for u in SIX for code, n in codes.values()}
        yield case(f"long: {total}", [head, *rows], right)
    rows = table(
        "PAPI có trọng số", "PAPI không trọng số", columns=[UP_2021, UP_2022], title=["PAPI năm 2019"]
    )
    yield case("totals by their weighing", rows, of(UP_2021, 2019, "weighted") | of(UP_2022, 2019))
    rows = table(
        "1. Tham gia của người dân ở cấp cơ sở",
        "2. Công khai",
        "Mức hài lòng",
        columns=[[5] * 6] * 3,
        title=["PAPI năm 2023"],
    )
    right = of([5] * 6, code="1") | of([5] * 6, code="2")
    yield case("a column that could be a score", rows, right, ("heading_unknown",), index="PAPI")
    limits = [[n - 1 for n in UP_2021], [n + 1 for n in UP_2021]]
    for heads in (("95% CI (dưới)", "95% CI (trên)"), ("KTC 95% dưới", "KTC 95% trên"), ("LB", "UB"),
                  ("Lower", "Upper")):  # fmt: skip
        rows = table("PAPI 2019 (unweighted)", *heads, columns=[UP_2021, *limits], title=["PAPI năm 2019"])
        yield case(f"limits beside a total: {heads}", rows, of(UP_2021, 2019))
    over = [None, None, "PAPI 2019", "95% CI", None]
    rows = table("Điểm", "Dưới", "Trên", columns=[UP_2021, *limits], title=["PAPI năm 2019"])
    yield case("limits below one heading", [rows[0], over, *rows[1:]], of(UP_2021, 2019), merged=("D2:E2",))
    named = ["Chỉ tiêu lạ", "1.1: Tri thức công dân", "Chỉ tiêu một", "1.2: Cơ hội tham gia", "Chỉ tiêu hai"]
    parts = [1.1, 1.2, 1.3, 1.4, 1.5, 1.6]
    rows = table(*named, columns=[parts, parts, [0.5] * 6, parts, [0.6] * 6], title=["PAPI năm 2018"])
    right = of(parts, 2018, "1.1") | of(parts, 2018, "1.2")
    right |= of([0.5] * 6, 2018, "1.1.1") | of([0.6] * 6, 2018, "1.2.1")
    yield case(
        "a stray column before criteria with indicators", rows, right, ("heading_unknown",), index="PAPI"
    )
    rows = table(
        "Tổng (8 lĩnh vực khác)",
        "1. Tham gia của người dân ở cấp cơ sở",
        columns=[UP, [5] * 6],
        title=["PAPI năm 2023"],
    )
    says = ("heading_unknown",)
    yield case("a total of something else", rows, of([5] * 6, code="1"), says, index="PAPI")


def maxima_in_headings():
    title = ["KẾT QUẢ CHẤM ĐIỂM PAR INDEX CẤP HUYỆN TỈNH ĐỒNG NAI NĂM 2019"]
    units, stages = ["Huyện Ví Dụ", "Thị xã Minh Họa"], ("self", "appraised", "survey", "final")
    points = [[62, 61, 23, 84], [54, None, 21, None]]
    right = {(u, 2019, "total", stage): n for u, row in zip(units, points, strict=True)
             for stage, n in zip(stages, row, strict=True) if n is not None}  # fmt: skip
    body = [[i, u, *row] for i, (u, row) in enumerate(zip(units, points, strict=True), 1)]
    for form in ("{} ({})", "{} ({} điểm)", "{} (tối đa {})"):
        words = zip(("Tự chấm", "SNV thẩm định", "ĐTXHH", "Tổng"), (70, 70, 30, 100), strict=True)
        heads = [form.format(*pair) for pair in words]
        yield par(f"maxima in headings: {heads[0]}", [title, ["TT", "Đơn vị", *heads], *body], right)


def maxima_of_years():
    """``Điểm tối đa 2023`` heads maxima, of a year: no score is full marks of it."""
    head = ["TT", "Tiêu chí"]
    rows = [[code, name, 2 * top, top, top / 2] for code, name, top in CRITERIA]
    right = ward("appraised", 0.5, total=False)
    for word in ("Điểm tối đa {}", "Tối đa {}", "Thang điểm {}", "Max {}", "Điểm tối đa: {}"):
        names = [word.format(year) for year in (2023, 2024)]
        yield sheet(f"maxima of two years: {word}", [*SHEET, [*head, *names, "Thẩm định"], *rows], right)
        before = [[*row[:2], row[4], row[2], row[3]] for row in rows]
        behind = [*SHEET, [*head, "Thẩm định", *names], *before]
        yield sheet(f"maxima of two years behind: {word}", behind, right)
    alone = [*SHEET, [*head, "Điểm tối đa 2023", "Thẩm định"], *(row[:3] + row[4:] for row in rows)]
    yield sheet("maxima of another year", alone, right, tops=dict.fromkeys(TOPS, math.nan))


def recognised():
    heads = ["Tự chấm", "Phòng Nội vụ thẩm định", "Hội đồng huyện công nhận"]
    right = ward("self") | ward("appraised", 0.5) | ward("final", 0.75)
    for last in (heads[-1], "UBND tỉnh phê duyệt", "Sở Nội vụ công bố"):
        yield sheet(f"three bodies: {last}", scored(*heads[:2], last, factors=[1, 0.5, 0.75]), right)
    swapped = scored(*heads[::-1], factors=[0.75, 0.5, 1])
    yield sheet("three bodies, the last first", swapped, right)


def lettered():
    points = [("A.", "Chỉ đạo", 2), ("1.", "Kế hoạch", 1), ("a)", "Kịp thời", 0.5), ("b)", "Đủ", 0.5),
              ("2.", "Báo cáo", 1), ("B.", "Thể chế", 1), ("3.", "Rà soát", 1)]  # fmt: skip
    codes = dict(zip(("A", "1", "1.a", "1.b", "2", "B", "3"), (2, 1, 0.5, 0.5, 1, 2 - 1, 1), strict=True))
    right = {(WARD, 2024, code, "appraised"): n for code, n in (codes | {"total": 3}).items()}
    for head, total in (("Ký hiệu", "Cộng A đến B"), ("Mã", "Tổng (A + B)"), ("TT", "Tổng điểm từ A đến B")):
        rows = [[n, n, code, name] for code, name, n in (*points, (None, total, 3))]
        heads = ["Điểm thẩm định", "Điểm tối đa", head, "Tiêu chí"]
        yield par(f"letters under {head}: {total}", [*SHEET, heads, *rows], right)


def surveys():
    title = [["KẾT QUẢ KHẢO SÁT SỰ HÀI LÒNG NĂM 2024"], [f"Đơn vị: {WARD}, tỉnh Đồng Nai"]]
    head = ["TT", "Nội dung khảo sát", "Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng"]
    body = [[1, "Tiếp cận dịch vụ", 60, 30, 8, 2], [2, "Thủ tục hành chính", None, None, 50, 17],
            [3, "Công chức", "7O", 20, 6, 4], [4, "Kết quả", -70, 39.5, 5, 5]]  # fmt: skip
    right = {(WARD, 2024, "1", "final"): 90.0}
    says = ("answers_broken",)
    yield case("survey counts", [*title, head, *body], right, says, index="SIPAS")
    turned = [[*row[:2], *row[:1:-1]] for row in body]
    yield case(
        "survey counts, other order", [*title, [*head[:2], *head[:1:-1]], *turned], right, says, index="SIPAS"
    )
    counted = [*title, [*head, "Tổng số phiếu"], [*body[0], 100]]
    yield case("survey counts and their sum", counted, right, index="SIPAS")
    short = [["TT", "Câu hỏi", "Hài lòng", "Không hài lòng"], [1, "Tiếp cận dịch vụ", 90, 10]]
    yield case("survey of two answers", [*title, *short], right, index="SIPAS")


# -- tables below and beside each other ------------------------------------------------------------------

BESIDE = [("Xếp loại", "Số lượng"), ("Tốt", 2), ("Khá", 3), ("Yếu", 1)]


def beside(rows, top, gap=2):
    """Return rows with another small table beside, from the row *top* on."""
    width = max(map(len, rows)) + gap
    more = {top + i: line for i, line in enumerate(BESIDE)}
    return [
        [*row, *[None] * (width - len(row)), *more[i]] if i in more else row for i, row in enumerate(rows)
    ]


def tables_of_each_unit():
    titles = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], []]
    head = ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"]
    right = ward("appraised", unit="Xã Một") | ward("appraised", 0.5, unit="Xã Hai")
    for name in ("Đơn vị: {}", "Đơn vị: {}, tỉnh Đồng Nai", "{}", "UBND {}", "2. ĐƠN VỊ: UBND {}"):
        rows = [
            *titles,
            [name.format("Xã Một")],
            head,
            *lines(1),
            [],
            [name.format("Xã Hai")],
            head,
            *lines(0.5),
        ]
        yield sheet(f"a table for each unit: {name}", rows, right)
    own = [["BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Xã Một, tỉnh Đồng Nai"],
           ["TT", "Tiêu chí", "Điểm tối đa", "Điểm"], *lines(1), [], ["Đơn vị: Xã Hai, tỉnh Đồng Nai"],
           ["TT", "Tiêu chí", "Điểm tối đa", "Điểm"], *lines(0.5)]  # fmt: skip
    right = ward("self", unit="Xã Một") | ward("self", 0.5, unit="Xã Hai")
    yield sheet("the sheet's title tells the stage of all its tables", own, right)


def tables_of_each_index():
    papi = [41, 42, 43, 44, 45, 46]
    one, two = table(2022, 2023, columns=[UP_2022, UP])[1:], table(2022, 2023, columns=[papi, papi[::-1]])[1:]
    rows = [["KẾT QUẢ CÁC CHỈ SỐ"], ["Chỉ số PAR INDEX"], *one, [], ["Chỉ số PAPI"], *two]
    of_papi = of(papi, 2022) | of(papi[::-1])
    yield case("a table for each index, the second asked for", rows, of_papi, index="PAPI")
    yield case("a table for each index, the first asked for", rows, of(UP_2022, 2022) | of(UP), index="PAR")
    for title, rule in (("MỤC TIÊU NÂNG CHỈ SỐ PAPI NĂM 2023", "another_target"),
                        ("KẾT QUẢ CHỈ SỐ PAPI 9 THÁNG NĂM 2023", "part_of_year_only")):  # fmt: skip
        parts = [[title], ["Năm 2022"], *table("Điểm", columns=[papi])[1:], [], ["Năm 2023"],
                 *table("Điểm", columns=[papi])[1:]]  # fmt: skip
        yield case(f"of several tables: {title}", parts, {}, error=rule)


def another_table_beside():
    numbered = [
        *SHEET,
        ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"],
        ["(1)", "(2)", "(3)", "(4)"],
        *lines(1),
    ]
    yield sheet("numbering beside another table", beside(numbered, 4), ward("appraised"))
    title, group = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế"]
    rows = [title, group, [None, "Điểm tối đa", 5, 4], [1, "Xã Một", 3, 2], [2, "Xã Hai", 4, 1]]
    right = {(r[1], 2024, code, "final"): n for r in rows[3:] for code, n in zip("12", r[2:], strict=True)}
    yield case("domains beside another table", beside(rows, 1), right, ("heading_unknown",))
    falling = [84, 83, 82, 81, 80, 79]
    ordered = table("PAR INDEX 2023", columns=[falling])
    ordered = [*ordered[:2], *([*row, None, None, i] for i, row in enumerate(ordered[2:], 1))]
    yield par("numbers beside that happen to be ranks", ordered, of(falling))


# -- several facets in one heading -----------------------------------------------------------------------


def codes_behind_words():
    title, stages = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Tự chấm", "Thẩm định"]
    rows = [[1, "Xã Một", 1, 2, 3, 4], [2, "Xã Hai", 2, 3, 4, 5]]
    keys = [(code, stage) for code in ("1", "2") for stage in ("self", "appraised")]
    right = {(row[1], 2024, *key): n for row in rows for key, n in zip(keys, row[2:], strict=True)}
    for form in ("{s} {k}. {n}", "{k}. {n} {s}", "{k}. {n} ({s})", "{k}. {n} - {s}"):
        heads = [form.format(k=k, n=n, s=s) for k, n in ((1, "Chỉ đạo"), (2, "Thể chế")) for s in stages]
        yield case(f"criterion and stage as {form}", [title, ["TT", "Đơn vị", *heads], *rows], right)
    equal = [[*row[:2], row[2], row[2], *row[4:]] for row in rows]
    right = {(row[1], 2024, *key): n for row in equal for key, n in zip(keys, row[2:], strict=True)}
    heads = [f"{k}. {n} {s}" for k, n in ((1, "Chỉ đạo"), (2, "Thể chế")) for s in stages]
    yield case("stages of equal numbers", [title, ["TT", "Đơn vị", *heads], *equal], right)
    dated = [(y, code, "final") for code in "12" for y in (2023, 2024)]
    years = {(row[1], *key): n for row in rows for key, n in zip(dated, row[2:], strict=True)}
    heads = [f"Năm {y} {k}. {n}" for k, n in ((1, "Chỉ đạo"), (2, "Thể chế")) for y in (2023, 2024)]
    yield case(
        "years before codes", [["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI"], ["TT", "Đơn vị", *heads], *rows], years
    )


def totals_of_a_stage():
    rows = [[1, "Xã Một", 1, 2, 3], [2, "Xã Hai", 2, 3, 5]]
    keys, of_all = ("1", "2", "total"), "CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"
    for title, group in ((f"BẢNG TỰ CHẤM ĐIỂM {of_all}", None), (of_all, ["TT", "Đơn vị", "Tự chấm"])):
        right = {(r[1], 2024, code, "self"): n for r in rows for code, n in zip(keys, r[2:], strict=True)}
        head = ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế", "Tổng điểm"]
        heads = [head] if group is None else [group, [None, None, *head[2:]]]
        yield case(f"the total of a stage: {title[:8]}", [[title], *heads, *rows], right)


def units_with_words():
    title = ["TỔNG HỢP ĐIỂM CHỈ SỐ CCHC CÁC {} TỈNH ĐỒNG NAI NĂM 2024"]
    first = ["TT", "Tiêu chí", "Điểm tối đa"]
    for whose, units in (("XÃ", ["Xã Một", "Xã Hai"]), ("SỞ", ["Sở Tư pháp", "Thanh tra tỉnh"])):
        right = {}
        for unit, factors in zip(units, ((1, 0.5), (0.75, 0.75)), strict=True):
            for stage, factor in zip(("self", "appraised"), factors, strict=True):
                right |= ward(stage, factor, unit=unit)
        for form in ("{u} {s}", "{s} {u}"):
            heads = [form.format(u=u, s=s) for u in units for s in ("Tự chấm", "Thẩm định")]
            rows = [[title[0].format(whose)], [*first, *heads], *lines(1, 0.5, 0.75, 0.75)]
            yield sheet(f"unit and stage in one heading: {form}, {whose}", rows, right)
    judges = scored("Tự chấm", "Sở Tư pháp thẩm định", factors=[1, 0.5])
    yield sheet("an office that appraises is no unit", judges, ward("self") | ward("appraised", 0.5))


def ties():
    few = [["SIPAS các tỉnh năm 2021"], ["Tỉnh", "Điểm", "Thứ hạng"], ["Sơn La", 83, 1], ["Hà Nội", 76, "2-3"],
           ["Thanh Hóa", 76, "2-3"], ["Nghệ An", 71, 4]]  # fmt: skip
    units = [row[0] for row in few[2:]]
    right = of([83, 76, 76, 71], 2021, units=units) | of([1, 2, 2, 4], 2021, stage="rank", units=units)
    yield case("ties among few", few, right, index="SIPAS")
    all_tied = [*few[:2], ["Sơn La", 83, "1-2"], ["Hà Nội", 83, "1-2"], ["Thanh Hóa", 70, "3–4"],
                ["Nghệ An", 70, "3–4"]]  # fmt: skip
    right = of([83, 83, 70, 70], 2021, units=units) | of([1, 1, 3, 3], 2021, stage="rank", units=units)
    yield case("nothing but ties", all_tied, right, index="SIPAS")


def misspelt():
    one, two, three = [5, 6, 5, 6, 5, 6], [4, 5, 4, 5, 4, 5], [3, 4, 3, 4, 3, 4]
    people, right = [900, 800, 700, 600, 500, 400], of(one, code="1") | of(three, code="3")
    first, last = "1: Tham gia của người dân ở cấp cơ sở", "3: Trách nhiệm giải trình với người dân"
    for name, heads, columns, says in (
        ("a misspelt heading between two", ["Cnôg kiah mnih bcạh"], [two], ("heading_waits",)),
        ("a number of people between two", ["Số hộ nghèo"], [people], ()),
        ("more headings than criteria are lacking", ["Abc", "Xyz"], [two, three], ("heading_unknown",)),
    ):
        rows = table(first, *heads, last, columns=[one, *columns, three], title=["PAPI năm 2023"])
        yield case(name, rows, right, says, index="PAPI")


def shortened():
    """Headings that are a shorter form of one criterion, and what is none though it could be a score."""
    marks, eight = (
        [[s - k for s in (80, 81, 82, 83, 84, 85)] for k in range(9)],
        [str(k) for k in range(1, 9)],
    )
    right = {k: v for code, column in zip(["total", *eight], marks, strict=True)
             for k, v in of(column, code=code).items()}  # fmt: skip
    whole, told = "PAR INDEX", {"parts_in_percent"}  # of no declared scales
    short = ["CĐĐH CCHC", "Thể chế", "TTHC", "CC TCBM", "CC chế độ công vụ", "TCC", "CQĐT, CQS",
             "Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH"]  # fmt: skip
    for name, heads in (("abbreviations", short), ("CSTP", [f"CSTP {c}" for c in eight]),
                        ("sub-indices by number", [f"Chỉ số thành phần {c} (%)" for c in eight]),
                        ("decomposed", [unicodedata.normalize("NFD", h) for h in short])):  # fmt: skip
        yield case(f"domains of PAR: {name}", table(whole, *heads, columns=marks), right, told)
    last = table(*reversed(short), whole, columns=[*reversed(marks[1:]), marks[0]])
    yield case("domains of PAR: the other way round", last, right, told)
    over = table("Chỉ số thành phần (%)", *[None] * 7, whole, columns=[*marks[1:], marks[0]])
    over.insert(2, [None, None, *short, None])
    yield case("domains of PAR below a common heading", over, right, told, merged=("C2:J2", "K2:K3"))
    shares = table(whole, *short, columns=[[v / 100 for v in c] for c in marks])
    yield case("domains of PAR shown in per cent", shares, right, told, percent="CDEFGHIJK")
    one = of(UP)
    for name, heads in (("one", ["Lĩnh vực Abc"]), ("many", ["Abc", "Xyz", "Def"])):
        rows = table(whole, *heads, columns=[UP, *[[50, 51, 52, 53, 54, 55.5]] * len(heads)])
        yield case(f"PAR INDEX beside unknown headings: {name}", rows, one, ["heading_unknown"])
    yield case("PAR INDEX beside a number of people",
               table(whole, "Số hộ dân", columns=[UP, [9000, 8000, 7000, 6000, 5000, 4000]]), one)  # fmt: skip
    counted = [
        TITLE,
        ["#", "Tỉnh", whole],
        *([i, u, v] for i, (u, v) in enumerate(zip(SIX, UP, strict=True), 1)),
    ]
    yield case("PAR INDEX behind a running number", counted, one)
    parts = [[v / 10 for v in UP]] * 2
    yield case("PAPI: words left out, a total put together",
               table("PAPI gộp (không trọng số)", "Tham gia ở cơ sở", "Kiểm soát TN trong khu vực công",
                     columns=[[v / 2 for v in UP], *parts], title=["PAPI năm 2023"]),
               of([v / 2 for v in UP]) | of(parts[0], code="1"), ["heading_unknown"])  # fmt: skip


def listed():
    """Units down one list, each with its own criteria: a scoring sheet of each."""
    title, names = ["Điểm CCHC các xã, phường tỉnh Đồng Nai năm 2024"], [WARD, "Xã Ví Dụ"]
    own = {"self": 1, "appraised": 0.5}
    right = {k: v for u in names for s, f in own.items() for k, v in ward(s, f, total=False, unit=u).items()}
    head, count = (
        ["Đơn vị", "Mã tiêu chí", "Tên tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định"],
        len(CRITERIA),
    )
    own = [[code, name, top, top, top / 2] for code, name, top in CRITERIA]
    once = [[unit if i == 0 else None, *row] for unit in names for i, row in enumerate(own)]
    merged = (f"A3:A{2 + count}", f"A{3 + count}:A{2 + 2 * count}")
    yield sheet("units merged down a list of criteria", [title, head, *once], right, merged=merged)
    yield sheet("units once in a list of criteria, blanks below", [title, head, *once], right)
    full = [[unit, *row] for unit in names for row in own]
    yield sheet("units in each row of a list of criteria", [title, head, *full], right)
    numbered = [title, ["TT", *head], *([i, *row] for i, row in enumerate(full, 1))]
    yield sheet("units in each row of a numbered list of criteria", numbered, right)
    sums = [[None, None, "Cộng", None, 3, 1.5]]
    whole = {(u, 2024, "total", s): v for u in names for s, v in (("self", 3), ("appraised", 1.5))}
    summed = [title, head, *once[:count], *sums, *once[count:], *sums]
    yield sheet("units merged down, each with its sum", summed, right | whole)
    behind = [title, [*head[1:3], head[0], *head[3:]], *([*r[1:3], r[0], *r[3:]] for r in full)]
    yield sheet("units behind the names of criteria", behind, right)
    unnamed = [title, [head[0], *head[2:]], *([r[0], *r[2:]] for r in full)]
    places = {"1.1": "2", "1.2": "3", "2": "4", "2.1": "5"}
    counted = {(u, y, places.get(code, code), stage): v for (u, y, code, stage), v in right.items()}
    yield sheet("units in each row, criteria without codes", unnamed, counted, tops={})


def whole_of_another_year():
    """The year that heads the whole dates it, whatever the title says of the domains beside it."""
    domains, points = ["Chỉ đạo, điều hành", "Cải cách thể chế"], [[8, 7, 6, 5, 4, 3], [9, 8, 7, 6, 5, 4]]
    of_domains = of(points[0], code="1") | of(points[1], code="2")
    for head in ("Tổng điểm 2022", "PAR INDEX 2022", 2022, "Điểm tổng hợp 2022", "Tổng điểm năm trước"):
        right = of_domains | of(UP_2022, 2022)
        yield par(f"{head} behind domains", table(*domains, head, columns=[*points, UP_2022]), right)
        yield par(f"{head} before domains", table(head, *domains, columns=[UP_2022, *points]), right)
    right = of_domains | of(UP)
    yield par("the year of the title behind", table(*domains, "Tổng điểm 2023", columns=[*points, UP]), right)


def title_of_another_year():
    """A title and the columns that say two years: the columns' is taken, and that is said."""
    for name, heads in (("score", ["Điểm 2022"]), ("score and rank", ["Điểm 2022", "Hạng 2022"])):
        rows = table(*heads, columns=[UP, DOWN][: len(heads)])
        right = of(UP, 2022) | (ranked([6, 5, 4, 3, 2, 1], 2022) if len(heads) > 1 else {})
        yield case(f"a title of another year than the {name}", rows, right, ["title_of_another_year"])
    published = [["Kết quả PAR INDEX công bố năm 2023 của các tỉnh"]]
    yield case("a title of the year of publication", table("Điểm 2022", columns=[UP], title=published[0]),
               of(UP, 2022))  # fmt: skip


def years_of_documents():
    """When something was published, decided, issued, written or told is not the year assessed."""
    for title in ("PAR INDEX các tỉnh công bố năm 2025", "PAR INDEX các tỉnh (QĐ 1187/QĐ-BNV năm 2025)",
                  "Kết quả PAR INDEX các tỉnh theo bộ chỉ số ban hành năm 2022",
                  "Kết quả PAR INDEX các tỉnh (Quyết định số 1187 năm 2025)",
                  "Kết quả PAR INDEX các tỉnh (báo cáo năm 2025)",
                  "PAR INDEX các tỉnh (Văn bản số 2025/UBND)", "PAR INDEX các tỉnh (QĐ 123-2025)",
                  "PAR INDEX các tỉnh (Quyết định số 2024/QĐ-UBND)", "PAR INDEX các tỉnh (TB 15/UBND 2025)",
                  "PAR INDEX các tỉnh theo NĐ 61/2018/NĐ-CP", "PAR INDEX các tỉnh theo Luật 77/2015/QH13",
                  "PAR INDEX các tỉnh (Nghị định số 30/2020/NĐ-CP)", "PAR INDEX các tỉnh (mẫu năm 2022)",
                  "PAR INDEX các tỉnh theo bộ tiêu chí 2022", "PAR INDEX các tỉnh, áp dụng từ năm 2022",
                  "PAR INDEX các tỉnh (phiên bản 2022)", "PAR INDEX các tỉnh (sửa đổi, bổ sung năm 2022)",
                  "Kết quả PAR INDEX năm trước của các tỉnh - Hội nghị 2025"):  # fmt: skip
        yield case(
            f"no year but {title}", table("Điểm", columns=[UP], title=[title]), {}, error="year_unknown"
        )
        dated = table("Điểm 2022", columns=[UP], title=[title])
        yield case(f"a column's year below {title}", dated, of(UP, 2022))
        both = table("Điểm", columns=[UP], title=[title.replace("PAR INDEX", "PAR INDEX năm 2023")])
        yield case(f"a year assessed in {title}", both, of(UP))
    for title in ("Công bố PAR INDEX năm 2023 các tỉnh", "Báo cáo PAR INDEX các tỉnh năm 2023",
                  "Kết quả PAR INDEX các tỉnh, kỳ báo cáo năm 2023",
                  "Hội nghị tổng kết PAR INDEX các tỉnh năm 2023"):  # fmt: skip
        yield case(f"assessed: {title}", table("Điểm", columns=[UP], title=[title]), of(UP))
    heads, says = ["Công bố năm 2023", "Công bố năm 2024"], ["year_of_publication"]
    rows = table(*heads, columns=[UP_2022, UP], title=["Kết quả PAR INDEX các tỉnh"])
    yield case("columns of years of publication", rows, {}, error="nothing_left")
    for head in (heads[1], "Công bố 2024", "Ban hành 2024"):
        rows = table("Điểm 2023", head, columns=[UP, UP_2022], title=["Kết quả PAR INDEX các tỉnh"])
        yield case(f"a year of publication beside a year: {head}", rows, of(UP), says)
    rows = table("Điểm công bố năm 2023", columns=[UP], title=["Kết quả PAR INDEX các tỉnh"])
    yield case("points that were published of a year", rows, of(UP))


def titles_of_targets():
    """What is planned, assigned, registered, aimed at, expected is no result; what cites a plan is one."""
    for title in ("KẾ HOẠCH PAR INDEX CÁC TỈNH NĂM 2023", "KẾ HOẠCH NÂNG CAO CHỈ SỐ PAR INDEX NĂM 2023",
                  "PHẤN ĐẤU CHỈ SỐ PAR INDEX CÁC TỈNH NĂM 2023", "ĐĂNG KÝ CHỈ SỐ CCHC CÁC TỈNH NĂM 2023",
                  "GIAO CHỈ SỐ CCHC CHO CÁC TỈNH NĂM 2023", "Biểu số 2: Đăng ký điểm PAR INDEX năm 2023",
                  "CHỈ TIÊU CHỈ SỐ CCHC GIAO CHO CÁC TỈNH NĂM 2023", "DỰ BÁO PAR INDEX CÁC TỈNH NĂM 2023",
                  "CHỈ TIÊU PAR INDEX NĂM 2023 ĐƯỢC GIAO", "DỰ KIẾN KẾT QUẢ CHỈ SỐ CCHC CÁC TỈNH NĂM 2023",
                  "KẾT QUẢ PAR INDEX DỰ KIẾN NĂM 2023"):  # fmt: skip
        yield case(
            f"targets: {title}", table("Điểm", columns=[UP], title=[title]), {}, error="another_target"
        )
    for title in ("Kết quả PAR INDEX năm 2023 (kèm theo Kế hoạch số 12/KH-UBND)",
                  "Kết quả PAR INDEX năm 2023 thực hiện Kế hoạch cải cách hành chính",
                  "Kế hoạch khắc phục hạn chế của PAR INDEX năm 2023",
                  "Kế hoạch đánh giá PAR INDEX năm 2023"):  # fmt: skip
        yield case(f"a plan is cited: {title}", table("Điểm", columns=[UP], title=[title]), of(UP))
    plan = ["KẾ HOẠCH NÂNG CAO PAR INDEX CÁC TỈNH NĂM 2023"]
    for heads in (["Điểm đạt năm 2022", "Điểm năm 2023"], ["Điểm 2022", "Mục tiêu 2023"]):
        yield case(f"the results that a plan begins with: {heads}",
                   table(*heads, columns=[UP_2022, UP], title=plan), of(UP_2022, 2022),
                   ["title_of_another_year"])  # fmt: skip
    for head in ("Điểm dự kiến", "Điểm đăng ký", "Dự kiến đạt"):
        yield case(f"targets beside results: {head}", table("Điểm", head, columns=[UP, UP_2022]), of(UP))


def targets_among_results():
    """Rows that date results and targets are years; what was aimed at is no result."""
    title, unit = ["PAR INDEX TỈNH LÀO CAI NĂM 2023"], "Lào Cai"
    right = {(unit, 2022, "total", "final"): 88, (unit, 2022, "total", "rank"): 5,
             (unit, 2023, "total", "final"): 89, (unit, 2023, "total", "rank"): 4}  # fmt: skip
    lines = [["Kết quả năm 2022", 88, 5], ["Mục tiêu năm 2023", 90, 3], ["Kết quả năm 2023", 89, 4]]
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        rows = [lines[i] for i in order]
        yield par(f"targets in rows: {order}", [title, ["Nội dung", "Điểm", "Hạng"], *rows], right)
    for words in ("Chỉ tiêu phấn đấu năm 2023", "Dự kiến đạt năm 2023", "Phấn đấu năm 2023"):
        rows = [lines[0], [words, *lines[1][1:]], lines[2]]
        yield par(f"targets in rows: {words}", [title, ["Chỉ tiêu", "Điểm", "Xếp hạng"], *rows], right)
    yield par("results in rows", [title, ["Nội dung", "Điểm", "Hạng"], lines[0], lines[2]], right)
    domains = [["Chỉ đạo, điều hành", 8, 5], ["Kết quả năm 2022", 7, 3]]
    ones = {(unit, 2023, "1", "final"): 8, (unit, 2023, "1", "rank"): 5}
    ones |= {(unit, 2023, "2", "final"): 7, (unit, 2023, "2", "rank"): 3}
    yield par("criteria of which one names a year", [title, ["Nội dung", "Điểm", "Hạng"], *domains], ones)


def parts_of_years_in_rows():
    title, right = ["PAR INDEX TỈNH LÀO CAI"], {("Lào Cai", 2022, "total", "final"): 88}
    for year, part, head in (("Năm 2022", "6 tháng đầu năm 2023", "Năm"), ("2022", "Ước năm 2023", "Năm"),
                             ("Kết quả năm 2022", "Kết quả 6 tháng năm 2023", "Nội dung")):  # fmt: skip
        for rows in ([[year, 88], [part, 90]], [[part, 90], [year, 88]]):
            yield par(f"a part of a year in a row: {part}, {rows[0][0]}", [title, [head, "Điểm"], *rows], right,
                      {"part_of_year"})  # fmt: skip


def ranks_within_a_region():
    for head in ("Xếp hạng vùng", "Hạng trong cụm", "Xếp hạng khu vực", "Thứ hạng trong khối",
                 "Xếp hạng cụm thi đua", "Xếp hạng trong 5 TP trực thuộc TW"):  # fmt: skip
        yield case(f"no rank of the index: {head}", table("Điểm", head, columns=[UP, DOWN]), of(UP))
        both = table("Điểm", head, "Xếp hạng", columns=[UP, [1, 1, 1, 2, 2, 2], DOWN])
        yield case(f"beside the rank of the index: {head}", both, BOTH)
    for head in ("Xếp hạng toàn quốc", "Hạng cả nước", "Xếp hạng trong 63 tỉnh"):
        yield case(f"a rank of the index: {head}", table("Điểm", head, columns=[UP, DOWN]), BOTH)

    for title in ("XẾP HẠNG PAR INDEX 2023 TRONG VÙNG TRUNG DU VÀ MIỀN NÚI PHÍA BẮC",
                  "PAR INDEX 2023 CÁC TỈNH ĐỒNG BẰNG SÔNG HỒNG", "Cụm số 1: PAR INDEX năm 2023"):  # fmt: skip
        for heads, columns in ((["Điểm", "Xếp hạng"], [UP, DOWN]), (["Hạng", "Điểm"], [DOWN, UP])):
            rows = table(*heads, columns=columns, title=[title])
            yield case(f"ranks of a region: {title}, {heads[0]}", rows, of(UP))
        national = [51, 45, 39, 22, 20, 7]
        rows = table("Điểm", "Xếp hạng", columns=[UP, national], title=[title])
        yield case(f"ranks of all in a region: {title}", rows, of(UP) | ranked(national))
    across = [["PAR INDEX 2023 CÁC TỈNH VÙNG TÂY BẮC"], ["", *SIX], ["Điểm", *UP], ["Xếp hạng", *DOWN]]
    yield par("ranks of a region across", across, of(UP))
    title = ["PAR INDEX 2023 TỈNH BÀ RỊA - VŨNG TÀU VÀ NĂM TỈNH KHÁC"]
    yield par(
        "a province called like a region", table("Điểm", "Xếp hạng", columns=[UP, DOWN], title=title), BOTH
    )


def points_before():
    """Points before an adjustment, a re-check, a deduction are neither the result nor a criterion."""
    for head in ("Tổng điểm trước điều chỉnh", "Điểm trước phúc tra", "Tổng điểm trước khi trừ",
                 "Tổng điểm chưa trừ", "Điểm trước khi cộng, trừ"):  # fmt: skip
        rows = table(head, "Tổng điểm", "Xếp hạng", columns=[UP_2022, UP, DOWN])
        yield case(f"no result: {head}", rows, BOTH)
        rows = table(head, "Xếp hạng", columns=[UP_2022, DOWN])
        yield case(f"nothing but {head}", rows, ranked(DOWN))
    for head in ("Tổng điểm sau điều chỉnh", "Tổng điểm đã trừ", "Tổng điểm sau khi trừ"):
        rows = table("Tổng điểm trước điều chỉnh", "Điểm trừ", head, columns=[UP_2022, [0] * 6, UP])
        yield case(f"the result: {head}", rows, of(UP))
    communes = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"],
                ["STT", "Đơn vị", "Tổng điểm trước điều chỉnh", "Tổng điểm sau điều chỉnh", "Xếp hạng"],
                *([i, f"Xã Ví Dụ {i}", 70 + i, 80 + i, 4 - i] for i in (1, 2, 3))]  # fmt: skip
    units = [f"Xã Ví Dụ {i}" for i in (1, 2, 3)]
    right = of([81, 82, 83], 2024, units=units) | of([3, 2, 1], 2024, stage="rank", units=units)
    yield par("communes before and after an adjustment", communes, right)
    for stage, head in (("appraised", "Thẩm định (chưa tính XHH)"), ("survey", "Điều tra XHH"),
                        ("self", "Tự chấm (chưa tính điều tra XHH)"),
                        ("appraised_2", "Điểm sau phúc tra")):  # fmt: skip
        yield sheet(f"the stage of {head}", scored(head, factors=[1]), ward(stage))


def ranks_with_those_of_another_year():
    pairs = [f"{now} ({before})" for now, before in zip(DOWN, UP_RANKS, strict=True)]
    for head in ("Xếp hạng (năm 2022)", "Hạng (2022)", "Xếp hạng (năm trước)"):
        rows = table("Điểm", head, columns=[UP, pairs])
        yield case(f"ranks of another year in brackets: {head}", rows, BOTH, ["brackets_of_year"])
        rows = table("Điểm", head, columns=[UP, DOWN])
        right = of(UP) | ranked(DOWN, 2022)
        yield case(f"ranks of another year without brackets: {head}", rows, right)


def years_over_two_columns():
    """Columns behind those of a year and without a heading: ranks of its scores, or nobody knows what."""
    title, head = ["Kết quả PAR INDEX các tỉnh"], ["Tỉnh", 2022, None, 2023, None]
    right = of(UP_2022, 2022) | of(UP)
    for name, ranks, more, says in (
        ("ranks of", DOWN, ranked(DOWN, 2022) | ranked(DOWN), []),
        ("ranks of more than", [12, 10, 9, 7, 5, 2], {}, ["columns_unheaded"]),
    ):
        body = [list(row) for row in zip(SIX, UP_2022, ranks, UP, ranks, strict=True)]
        yield case(f"years over two columns each: {name} the units", [title, head, *body], right | more, says)
    turned = [6 - place for place in range(6)]
    body = [list(row) for row in zip(SIX, UP_2022, turned[::-1], UP, turned, strict=True)]
    yield case("years over two columns each: one of another order", [title, head, *body],
               right | ranked(turned), ["columns_unheaded"])  # fmt: skip
    single = [title, ["Tỉnh", 2022, 2023], *([u, a, b] for u, a, _, b, _ in body)]
    yield case("years over one column each", single, right)


def columns_that_nothing_heads():
    """Numbers below a blank heading may be anybody's: they are left out, and that is said."""
    title, years = ["PAR INDEX CÁC TỈNH 2020-2023"], of(UP_2021, 2020) | of(UP, 2023)
    for heads, columns in ((["2020", None, "2023"], [UP_2021, UP_2022, UP]),
                           (["2020", "2023", None], [UP_2021, UP, UP_2022])):  # fmt: skip
        yield par(f"a year left blank: {heads}", table(*heads, columns=columns, title=title), years,
                  {"columns_unheaded"})  # fmt: skip
    yield par("points left blank beside points", table("Điểm", None, columns=[UP, UP_2022]), of(UP),
              {"columns_unheaded"})  # fmt: skip
    yield par("ranks left blank beside points", table("Điểm", None, columns=[UP, DOWN]), BOTH)
    yield par("rows counted behind the points", table("Điểm", None, columns=[UP[::-1], [1, 2, 3, 4, 5, 6]]),
              of(UP[::-1]) | ranked(UP_RANKS))  # fmt: skip
    yield par("a number at the margin", [*table("Điểm", None, columns=[UP, [None] * 6])[:-1],
              [6, SIX[-1], UP[-1], 3.5]], of(UP), {"columns_unheaded"})  # fmt: skip


def coded_headings():
    """Bare codes across: criteria of the sheet's own, summed up."""
    title = ["TỔNG HỢP ĐIỂM THẨM ĐỊNH CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"]
    units, marks = ["Xã Ví Dụ", "Xã Thí Dụ"], {"1": [7, 6], "2": [3, 4], "total": [10, 10]}
    right = {
        k: v for code, column in marks.items() for k, v in of(column, 2024, code, "appraised", units).items()
    }
    lines = [[i, u, *own] for i, (u, *own) in enumerate(zip(units, *marks.values(), strict=True), 1)]
    for name, codes in (("numbers", [1, 2]), ("texts", ["1", "2"])):
        rows = [title, ["TT", "Đơn vị", *codes, "Tổng điểm thẩm định"], *lines]
        yield par(f"criteria across by code alone: {name}", rows, right)


def indices_beside():
    """Two tables beside each other, each under its index; the title names both, and one is asked for."""
    title, head = ["KẾT QUẢ PAR INDEX VÀ SIPAS NĂM 2024"], ["Tỉnh", "Điểm (%)", None, "Tỉnh", "Điểm (%)"]
    par_scores, sipas = UP, [71, 72, 73, 74, 75, 76]
    lines = [[u, a, None, v, b] for u, a, v, b in zip(SIX, par_scores, reversed(SIX), sipas, strict=True)]
    rows = [title, [], ["PAR INDEX 2024", None, None, "SIPAS 2024"], head, *lines]
    merged = ("A3:B3", "D3:E3")
    right = of(sipas, 2024, units=SIX[::-1])
    yield case("SIPAS asked for, beside PAR INDEX", rows, right, merged=merged, index="SIPAS")
    yield case("PAR INDEX asked for, beside SIPAS", rows, of(par_scores, 2024), merged=merged, index="PAR")
    single = [title, [], ["PAR INDEX 2024"], head[:2], *(r[:2] for r in lines), [], ["SIPAS 2024"], head[:2],
              *(r[3:] for r in lines)]  # fmt: skip
    yield case("SIPAS asked for, below PAR INDEX", single, right, index="SIPAS")


def sums_of_domains():
    """A sheet a domain with its sum, a summary of sums and results: *Cộng* is a sum, beside *Trừ* a bonus."""
    title, units = ["ĐIỂM THẨM ĐỊNH CCHC NĂM 2024 CÁC SỞ TỈNH ĐỒNG NAI"], ["Sở Thí Dụ", "Sở Ví Dụ"]

    def scored_as(stage, **marks):
        return {
            k: v
            for code, column in marks.items()
            for k, v in of(column, 2024, code[1:], stage, units).items()
        }

    head = ["TT", "Đơn vị", "2.1 Rà soát", "2.2 Theo dõi", "Cộng lĩnh vực 2"]
    lines = [[1, units[0], 1, 2, 3], [2, units[1], 2, 2, 4]]
    right = scored_as("appraised", **{"_2.1": [1, 2], "_2.2": [2, 2], "_2": [3, 4]})
    for name in ("Cộng lĩnh vực 2", "Tổng điểm lĩnh vực 2", "Lĩnh vực 2"):
        yield par(f"a domain's sum in its sheet: {name}", [title, [*head[:4], name], *lines], right)
    title = ["TỔNG HỢP CHỈ SỐ CCHC NĂM 2024 CÁC SỞ TỈNH ĐỒNG NAI"]
    heads = [["TT", "Đơn vị", "Điểm thẩm định", None, None, "Điểm điều tra XHH", "Kết quả"],
             [None, None, "Lĩnh vực 1", "Lĩnh vực 2", "Cộng"]]  # fmt: skip
    lines = [[1, units[0], 1, 2, 3, 4, 7], [2, units[1], 2, 2, 4, 5, 9]]
    parts = scored_as("appraised", _1=[1, 2], _2=[2, 2]) | of([3, 4], 2024, "total", "appraised", units)
    whole = of([4, 5], 2024, "total", "survey", units) | of([7, 9], 2024, "total", "final", units)
    yield par("sums of stages beside a result", [title, *heads, *lines], parts | whole, merged=("C2:E2",))
    rows = [SHEET[0], SHEET[1], [], ["TT", "Tiêu chí", "Điểm tối đa", "Điểm", "Cộng", "Trừ", "Kết quả"],
            *([c, n, t, t, None, None, t] for c, n, t in CRITERIA)]  # fmt: skip
    yield par("points added and taken away", rows, ward("final", total=False))
    rows = [
        *SHEET,
        ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Điều tra XHH", "Kết quả"],
        *lines_of_three(),
    ]
    yield par("a result beside stages", rows, ward("self", total=False) | ward("final", 0.5, total=False))
    head = ["Mã", "Tiêu chí", "Điểm tối đa", "Thẩm định"]
    letters = [*SHEET, head, ["I", "Chỉ đạo", 2, 1], ["1.1", "Kế hoạch", 2, 1],
               ["1.1.a", "Ban hành", 1, 0.5], ["1.1.b", "Hoàn thành", 1, 0.5]]  # fmt: skip
    points = {"I": 1, "1.1": 1, "1.1.a": 0.5, "1.1.b": 0.5}
    yield par(
        "letters behind dotted codes", letters, {(WARD, 2024, c, "appraised"): v for c, v in points.items()}
    )
    joined = [["1.1" + row[0][-1] if row[0][-1] in "ab" else row[0], *row[1:]] for row in letters[3:]]
    right = {
        (WARD, 2024, c if c[-1] not in "ab" else "1.1" + c[-1], "appraised"): v for c, v in points.items()
    }
    yield par("letters right behind dotted codes", [*letters[:3], *joined], right)


def lines_of_three():
    return [[code, name, top, top, None, top / 2] for code, name, top in CRITERIA]


def forms_of_questions():
    """Answers by question: codes of questions, forms handed out, forms without an answer."""
    title = [["Khảo sát SIPAS năm 2024"], [f"Đơn vị: {WARD}, tỉnh Đồng Nai"], []]
    right = {(WARD, 2024, "1.1", "final"): 75, (WARD, 2024, "2.1", "final"): 50}
    for name in ("Mã câu", "Mã câu hỏi", "Câu hỏi số", "Mã nội dung"):
        rows = [*title, [name, "Nội dung câu hỏi", "Hài lòng", "Bình thường", "Không hài lòng"],
                ["1.1", "Nơi ngồi chờ", 75, 15, 10], ["2.1", "Công khai", 40, 20, 20]]  # fmt: skip
        yield case(f"codes of questions: {name}", rows, right)
    for issued, blank in (("Số phiếu phát ra", "Không trả lời"), ("Tổng số phiếu phát ra", "Phiếu trắng")):
        rows = [*title, ["Mã", "Nội dung", issued, "Hài lòng", "Bình thường", "Không hài lòng", blank],
                ["1.1", "Nơi ngồi chờ", 110, 75, 15, 10, 5],
                ["2.1", "Công khai", 110, 40, 20, 20, 3]]  # fmt: skip
        yield case(f"forms beside the answers: {issued}", rows, right)


def scores_with_ranks():
    """A score and its rank in one cell, which the whole column or its heading tells apart."""
    scores = [f"{n},15" for n in UP]
    right = of([n + 0.15 for n in UP]) | ranked(DOWN)
    behind = [f"{s} ({r})" for s, r in zip(scores, DOWN, strict=True)]
    before = [f"{r} ({s})" for s, r in zip(scores, DOWN, strict=True)]
    for head in ("PAR INDEX 2023", "Điểm", "Điểm (hạng)", "Xếp hạng", "PAR INDEX (xếp hạng)"):
        yield par(f"the rank behind the score: {head}", table(head, columns=[behind]), right)
    for head in ("PAR INDEX 2023", "Điểm", "Hạng (điểm)", "Xếp hạng", "Thứ hạng PAR INDEX"):
        yield par(f"the rank before the score: {head}", table(head, columns=[before]), right)
    years = table(
        "Năm 2022", "Năm 2023", columns=[[f"{n} ({r})" for n, r in zip(UP_2022, DOWN, strict=True)], behind]
    )
    yield par("scores and ranks of two years", years, right | of(UP_2022, 2022) | ranked(DOWN, 2022))
    yield par(
        "a score beside its rank and itself",
        table("Điểm", "Hạng", columns=[[n + 0.15 for n in UP], before]),
        right,
    )
    other = [[n + 1 for n in UP], before]
    yield par(
        "a score beside its rank and another", table("Điểm", "Hạng", columns=other), {}, error="nothing_left"
    )
    across = [TITLE, ["Chỉ số", *SIX], ["PAR INDEX", *behind]]
    yield par("the rank behind the score, units across", across, right)
    yield par(
        "the rank before the score, units across",
        [TITLE, ["Chỉ số", *SIX], ["Xếp hạng PAR INDEX", *before]],
        right,
    )
    shares = [f"{s}% ({r}/63)" for s, r in zip(scores, DOWN, strict=True)]
    yield par("shares with ranks of 63", table("PAR INDEX", columns=[shares]), right)
    both = [f"{n} ({r})" for n, r in zip([45, 46, 47, 48, 49, 50], DOWN, strict=True)]
    whole = of([45, 46, 47, 48, 49, 50]) | ranked(DOWN)
    yield par("whole scores, the heading tells", table("Điểm (xếp hạng)", columns=[both]), whole)
    yield par("whole scores, nothing tells", table("PAR INDEX", columns=[both]), {}, error="nothing_left")
    yield par(
        "a rank and last year's", table("Điểm", "Hạng", columns=[UP, [f"{r} ({r + 1})" for r in DOWN]]), BOTH
    )
    yield par(
        "marks of notes",
        table("PAR INDEX", columns=[[f"{s} (1)" for s in scores]]),
        of([n + 0.15 for n in UP]),
    )
    for name, moves in (("signed", ["+1", "0", "-2", "+3", "0", "+1"]), ("unsigned", [0, 1, 2, 3, 0, 1])):
        moved = [f"{r} ({m})" for r, m in zip(DOWN, moves, strict=True)]
        yield par(f"a rank and its change, {name}", table("Điểm", "Hạng", columns=[UP, moved]), BOTH)
    one = table("PAR INDEX", columns=[[*UP[:5], "86 (12)"]])
    yield par("one such cell", one, of(UP[:5], units=SIX[:5]), {"not_a_number"})
    far = [f"{s} ({r})" for s, r in zip(scores, [70, *DOWN[1:]], strict=True)]
    most = of([n + 0.15 for n in UP]) | of(DOWN[1:], stage="rank", units=SIX[1:])
    yield par("a rank beyond the units", table("Điểm (xếp hạng)", columns=[far]), most, {"rank_impossible"})
    marks = [f"{s} ({i})" for i, s in enumerate(scores, 1)]
    yield par(
        "ranks or marks",
        table("PAR INDEX", columns=[marks]),
        of([n + 0.15 for n in UP]),
        {"brackets_left_out"},
    )
    heads = ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế", "Tổng điểm"]
    lines = [
        ["", "Điểm tối đa", 5, 4, 9],
        [1, "Xã Ví Dụ", "4 (1)", "3,5 (2)", "7,5 (2)"],
        [2, "Xã Mẫu", "4 (1)", "4 (1)", "8 (1)"],
    ]
    title = ["TỔNG HỢP ĐIỂM THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"]
    names = ["Xã Ví Dụ", "Xã Mẫu"]
    points = {
        (n, 2024, c, s): v
        for c, s, row in (
            ("2", "appraised", [3.5, 4]),
            ("total", "appraised", [7.5, 8]),
            ("2", "rank", [2, 1]),
            ("total", "rank", [2, 1]),
            ("1", "appraised", [4, 4]),
        )
        for n, v in zip(names, row, strict=True)
    }
    yield par("domains with ranks", [title, heads, *lines], points)


def totals_of_local_units():
    title = ["CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"]
    units, points, shares = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"], [76, 72, 68], [95, 90, 85]
    right = of(points, 2024, units=units) | of([1, 2, 3], 2024, stage="rank", units=units)
    body = list(zip(units, points, [1, 2, 3], strict=True))
    for word in ("Điểm tối đa", "Điểm chuẩn", "Tổng điểm tối đa"):
        rows = [title, ["Đơn vị", "Điểm đạt", "Xếp hạng", word], *([*row, 80] for row in body)]
        yield par(f"a column of maxima: {word}", rows, right, tops={"total": 80})
    for word in ("Tỷ lệ % đạt được", "%", "Tỷ lệ"):
        rows = [title, ["Đơn vị", "Điểm đạt", "Xếp hạng", word, "Điểm tối đa"],
                *([*row, share, 80] for row, share in zip(body, shares, strict=True))]  # fmt: skip
        yield par(f"points, maxima and shares: {word}", rows, right, tops={"total": 80})
    rows = [title, ["Đơn vị", "Điểm đạt", "Xếp hạng"], ["Điểm tối đa", 80, None], *body]
    yield par("a row of maxima", rows, right, tops={"total": 80})
    yield par("a row of maxima as text", [*rows[:2], ["Điểm tối đa", "80", None], *body], right,
              tops={"total": 80})  # fmt: skip
    rows = [title, ["Đơn vị", "Điểm đạt (80)", "Xếp hạng"], *body]
    yield par("a maximum in the heading of local units", rows, right, tops={"total": 80})
    for heads in (["Tổng điểm đạt được", "Chỉ số CCHC (%)"], ["Chỉ số CCHC (%)", "Tổng điểm đạt được"]):
        rows = [title, ["Đơn vị", *heads, "Xếp hạng"], *([u, n, n, r] for u, n, r in body)]
        yield par(f"one total under two names: {heads[0]}", rows, right)


def shares_beyond_all():
    title, units = ["KẾT QUẢ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"], ["Xã Một", "Xã Hai"]
    rows = [title, ["TT", "Đơn vị", "Số TTHC", "Tỷ lệ"], [1, units[0], 100, 98], [2, units[1], 200, 190]]
    yield par("a share of 190 per cent", rows, {}, error="no_score")


def totals_after_a_bonus():
    title = ["CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"]
    units, points = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"], [81, 80, 79]
    for after in ("Tổng điểm sau thưởng, trừ", "Điểm sau khi cộng, trừ", "Điểm đạt sau khi đã trừ"):
        for before in ("Điểm đạt", "Tổng điểm"):
            rows = [title, ["TT", "Đơn vị", before, "Điểm thưởng", "Điểm trừ", after, "Hạng"],
                    *([i, u, n, 1, 0.5, n + 0.5, i]
                      for i, (u, n) in enumerate(zip(units, points, strict=True), 1))]  # fmt: skip
            right = of([n + 0.5 for n in points], 2024, units=units)
            yield par(f"{before}, then {after}", rows, right | of([1, 2, 3], 2024, stage="rank", units=units))


def notes_at_the_foot():
    title = ["CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"]
    units, points = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"], [81, 80, 79]
    body = [[i, u, n] for i, (u, n) in enumerate(zip(units, points, strict=True), 1)]
    right = of(points, 2024, units=units)
    for word in ("Ghi chú:", "Ghi chú: 1. Điểm tạm tính", "Nguồn: Sở Nội vụ", "Nơi nhận:"):
        feet = [[], [word], [2, "Sở Xây dựng chưa nộp báo cáo"], [None, "Sở Nội vụ"], ["UBND xã Một"]]
        yield par(f"notes at the foot: {word}", [title, ["TT", "Đơn vị", "Điểm"], *body, *feet], right,
                  {"foot_in_doubt"} if "tạm tính" in word else ())  # fmt: skip
    amid = [*body[:1], ["Ghi chú: tính đến tháng 12"], *body[1:]]
    yield par("a note amid the units", [title, ["TT", "Đơn vị", "Điểm"], *amid], right)


def lists_of_documents():
    below = [[], ["DANH MỤC TÀI LIỆU KIỂM CHỨNG"], ["STT", "Tên tài liệu", "Số", "Ngày", "Trang"]]
    for count in (1, 3):
        documents = [[i, f"Kế hoạch {i}", 12 + i, "05/01/2025", i] for i in range(1, count + 1)]
        rows = [*scored("Thẩm định", factors=[0.5]), *below, *documents]
        yield sheet(f"a list of {count} documents below", rows, ward("appraised", 0.5))
    rows = table("Điểm", columns=[UP])
    yield par("a running number headed Số", [rows[0], ["Số", *rows[1][1:]], *rows[2:]], of(UP))


def maxima_of_each_unit():
    title = ["CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"]
    units, tops, points = ["Sở Y tế", "Sở Nội vụ", "Ban Dân tộc"], [100, 100, 85], [93.58, 91.54, 82.12]
    shares = [round(100 * n / top, 2) for n, top in zip(points, tops, strict=True)]
    right = of(points, 2024, units=units) | of([2, 3, 1], 2024, stage="rank", units=units)
    for share in ("Chỉ số CCHC (%)", "Tỷ lệ đạt", "Chỉ số CCHC"):
        rows = [title, ["Đơn vị", "Tổng điểm chuẩn", "Tổng điểm đạt", share, "Xếp hạng"],
                *map(list, zip(units, tops, points, shares, [2, 3, 1], strict=True))]  # fmt: skip
        yield par(f"shares of maxima of their own: {share}", rows, right)


def rows_of_unknown_years():
    """A row amid rows of years whose own year nobody understands is told."""
    right = of([91, 82], 2023, units=["An Giang", "Cao Bằng"]) | of([92], 2024, units=["An Giang"])
    for year in ("2204", 2204, "24", "2023-2024", "năm nay"):
        rows = [["Năm", "Tỉnh", "PAR INDEX"], [2023, "An Giang", 91], [2023, "Cao Bằng", 82],
                [2024, "An Giang", 92], [year, "Cao Bằng", 83]]  # fmt: skip
        yield par(f"a row of the year {year!r}", rows, right, ["row_without_year"])


def points_before_a_bonus():
    """What a unit's result exceeds, beside bonuses, is no maximum of it."""
    title, names = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"], ["Xã Hòa An", "Xã Ví Dụ", "Xã Minh Họa"]
    result, right = (
        [80.5, 77, 72.5],
        of([80.5, 77, 72.5], 2024, units=["Xã Hòa An", "Xã Ví Dụ", "Xã Minh Họa"]),
    )
    for bonus in ("Điểm thưởng", "Điểm cộng"):
        heads, before = ["Đơn vị", "Điểm chuẩn", bonus, "Điểm trừ", "Tổng điểm"], [82, 76, 73]
        body = [[u, b, 1, 0.5, n] for u, b, n in zip(names, before, result, strict=True)]
        yield par(f"points before: {bonus}", [title, heads, *body], right, ["maxima_exceeded"])
    body = [[u, 90, 1, 0.5, n] for u, n in zip(names, result, strict=True)]
    yield par("maxima beside a bonus", [title, heads, *body], right, tops={"total": 90})


def maxima_in_cells():
    """Points *of* one maximum all down a column are of that maximum; of several, nothing says of which."""
    title, names = ["ĐIỂM CCHC NĂM 2024 CỦA CÁC XÃ, TỈNH ĐỒNG NAI"], ["Xã Hòa An", "Xã Ví Dụ", "Xã Minh Họa"]
    points, most = [(11, 7.5, 18.5), (7.25, 8, 15.25), (12, 9, 21)], (12, 10, 22)
    right = {(unit, 2024, code, "final"): n for unit, row in zip(names, points, strict=True)
             for code, n in zip(("1", "2", "total"), row, strict=True)}  # fmt: skip
    heads = ["Đơn vị", "Chỉ đạo, điều hành CCHC", "Cải cách thể chế", "Tổng"]
    for form in ("{}/{}", "{} / {}", "{:.2f}/{}"):
        body = [[u, *(form.format(n, m).replace(".", ",") for n, m in zip(row, most, strict=True))]
                for u, row in zip(names, points, strict=True)]  # fmt: skip
        yield par(
            f"maxima in the cells: {form}", [title, heads, *body], right, tops={"1": 12, "2": 10, "total": 22}
        )
    odd = [*body[:2], [names[2], "12/13", *body[2][2:]]]
    kept = {k: n for k, n in right.items() if k[2] != "1"}
    yield par("two maxima in the cells", [title, heads, *odd], kept, says=["not_a_number", "parent_not_sum"])


def ranks_in_brackets():
    body = [[f"({i})", name, 90 - i] for i, name in enumerate(SIX, 1)]
    yield par("ranks in brackets", [TITLE, ["Hạng", "Tỉnh", "Tổng điểm"], *body],
              of([90 - i for i in range(1, 7)]) | ranked(range(1, 7)))  # fmt: skip


def maxima_headed_as_totals():
    """*Tổng điểm* before the stages is the maxima where it is never below them; else it is the result."""
    tops, own, appraised = list(TOPS.values()), [1.5, 1, 0.5, 1, 1], [1, 0.5, 0.5, 0.5, 0.5]
    stages = {"Tự chấm": ("self", own), "Thẩm định": ("appraised", appraised)}
    of_stages = {(WARD, 2024, code, stage): n for stage, numbers in stages.values()
                 for code, n in zip(TOPS, numbers, strict=True)}  # fmt: skip
    for head, points, are_tops in (("Tổng điểm", tops, True), ("Tổng số điểm", tops, True),
                                   ("Tổng điểm", [1.25, 0.5, 0.75, 1, 1], False),
                                   ("Tổng điểm", [2.5, 1.5, 1, 1.5, 1.5], False)):  # fmt: skip
        for heads in (list(stages), list(stages)[::-1]):
            columns = zip(CRITERIA, points, *(stages[h][1] for h in heads), strict=True)
            body = [[code, name, *numbers] for (code, name, _), *numbers in columns]
            result = {(WARD, 2024, code, "final"): n for code, n in zip(TOPS, points, strict=True)}
            yield par(f"{head} {points[0]} before {heads[0]}",
                      [*SHEET, ["Mã", "Tiêu chí", head, *heads], *body],
                      of_stages | ({} if are_tops else result), tops=TOPS if are_tops else None)  # fmt: skip


def maxima_beside_provinces():
    """Maxima that the provinces' framework does not declare are the printed ones."""
    title = ["SO SÁNH PAR INDEX TỈNH LÀO CAI VỚI TỈNH YÊN BÁI NĂM 2023"]
    body, names = [(9.5, 9, 8.5), (10, 9.1, 9.2)], ["Chỉ đạo, điều hành", "Cải cách thể chế"]
    right = {(unit, 2023, str(i), "final"): row[place] for place, unit in ((1, "Lào Cai"), (2, "Yên Bái"))
             for i, row in enumerate(body, 1)}  # fmt: skip
    places = {"Điểm tối đa": 0, "Thang điểm": 0, "Lào Cai": 1, "Yên Bái": 2}
    for heads in (["Điểm tối đa", "Lào Cai", "Yên Bái"], ["Lào Cai", "Yên Bái", "Thang điểm"]):
        lines = [[i, name, *(row[places[head]] for head in heads)]
                 for i, (name, row) in enumerate(zip(names, body, strict=True), 1)]  # fmt: skip
        yield par(f"maxima beside provinces across: {heads[0]}", [title, ["TT", "Lĩnh vực", *heads], *lines],
                  right, tops={"1": 9.5, "2": 10})  # fmt: skip
    ones = [9, 8, 7, 6, 5, 4]
    heads, *lines = table("Chỉ đạo, điều hành", "Tổng điểm", columns=[ones, UP])[1:]
    yield par("a row of maxima above provinces", [TITLE, heads, [None, "Điểm tối đa", 9.5, 100], *lines],
              of(UP) | of(ones, code="1"), tops={"1": 9.5, "total": 100})  # fmt: skip


def rows_without_a_name():
    """A nameless first row is of maxima where its numbers say so; any other is reported."""
    title, units = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Xã Một", "Xã Hai", "Xã Ba"]
    heads, points = ["Đơn vị", "Chỉ đạo", "Thể chế", "Tổng"], [[14, 9, 23], [13, 8, 21], [12, 10, 22]]
    body = [[u, *p] for u, p in zip(units, points, strict=True)]
    right = {(u, 2024, code, "final"): n for u, p in zip(units, points, strict=True)
             for code, n in zip(("1", "2", "total"), p, strict=True)}  # fmt: skip
    for tops in ([15, 10, 25], [14, 10, 24]):
        yield par(f"maxima without a name: {tops}", [title, heads, [None, *tops], *body], right,
                  tops=dict(zip(("1", "2", "total"), tops, strict=True)))  # fmt: skip
    for row in ([13, 9.5, 22.5], [15, 10, 100]):
        yield par(
            f"a first row of nobody: {row}", [title, heads, [None, *row], *body], right, {"row_without_unit"}
        )
    yield par("a last row of nobody", [title, heads, *body, [None, 15, 10, 25]], right, {"row_without_unit"})
    noted = [[title[0]], [*heads, "Ghi chú"], *body, [None, 12, 8, 21, "Thấp nhất"]]
    yield par("a last row that is named behind its numbers", noted, right)


def maxima_of_each_stage():
    title = ["KẾT QUẢ CHỈ SỐ CCHC CẤP HUYỆN NĂM 2023, TỈNH BẾN TRE"]
    units, points = ["Huyện Ba Tri", "Huyện Giồng Trôm"], [[57, 54, 26, 80], [58, 55, 29, 84]]
    keys = ("self", "appraised", "survey", "final")
    right = {(u, 2023, "total", s): n for u, row in zip(units, points, strict=True)
             for s, n in zip(keys, row, strict=True)}  # fmt: skip
    group = ["STT", "Đơn vị", "Thẩm định qua hồ sơ", None, "Điều tra XHH (35đ)", "Tổng hợp"]
    below = [None, None, "Tự chấm (65đ)", "HĐ chấm (65đ)", None, "Điểm"]
    rows = [
        title,
        group,
        below,
        *([i, u, *row] for i, (u, row) in enumerate(zip(units, points, strict=True), 1)),
    ]
    yield par("a maximum for each stage", rows, right, merged=("C2:D2",))


def ranks_in_words():
    words = ["Quán quân", "Á quân", "Hạng ba", "Thứ tư", "thứ năm", "Xếp thứ sáu"]
    yield par("ranks in words", table("PAR INDEX", "Vị trí", columns=[UP[::-1], words]),
              of(UP[::-1]) | ranked(range(1, 7)))  # fmt: skip


def ranks_in_words_and_figures():
    ranks = [6, 5, 4, "Ba", "Nhì", "Nhất"]
    yield par("ranks written out that go on in figures", table("PAR INDEX", "Xếp hạng", columns=[UP, ranks]),
              BOTH)  # fmt: skip
    prizes = ["Nhất", "Nhì", "Nhì", "Ba", "Ba", "–"]
    yield par("prizes are no ranks", table("PAR INDEX", "Xếp hạng", columns=[UP, prizes]), of(UP))


def points_of_a_province_s_own():
    title = ["XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP XÃ NĂM 2024 TỈNH ĐỒNG NAI"]
    units = ["Xã Một", "Xã Hai", "Xã Ba"]
    for points in ([88.4, 85, 70.1], [884, 850, 701]):
        rows = [
            title,
            ["Hạng", "UBND xã", "Điểm DTI"],
            *map(list, zip([1, 2, 3], units, points, strict=True)),
        ]
        right = of(points, 2024, units=units) | of([1, 2, 3], 2024, stage="rank", units=units)
        yield case(f"points where the nation has shares: {points[0]}", rows, right)


def sums_of_fractions():
    head = ["Mục", "Nội dung", "Điểm thẩm định/điểm tối đa"]
    rows = [*SHEET, head, ["I", "Chỉ đạo", None], ["1", "Kế hoạch", "1,5/2"], ["2", "Báo cáo", "3/4"],
            [None, "Cộng lĩnh vực I", "4,5/6"]]  # fmt: skip
    right = {(WARD, 2024, code, "appraised"): n for code, n in (("I", 4.5), ("1", 1.5), ("2", 3))}
    yield par("a subtotal of fractions", rows, right, tops={"I": 6, "1": 2, "2": 4})


def sums_of_blanks():
    """A form's formulas give 0 where nobody has scored yet; a typed 0 stands among the points of its stage."""
    says = {"sum_of_blanks"}
    head = ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định"]
    for order in (CRITERIA, [*CRITERIA[3:], *CRITERIA[:3]]):
        for zeros in ([None], [None, "1", "2"], ["2"]):
            lines = [
                [c, name, top, top, 0 if c in zeros else None] for c, name, top in [*order, (None, "Tổng", 3)]
            ]
            yield par(f"a stage without points, sums {zeros}, {order[0][0]} first", [*SHEET, head, *lines],
                      ward("self"), says)  # fmt: skip
    swapped = [[c, name, top, None if c else 0, top] for c, name, top in [*CRITERIA, (None, "Cộng", 3)]]
    yield par("the self-scores are lacking", [*SHEET, head, *swapped], ward("appraised"), says)
    part = {"1": 0, None: 1, "2": 1, "2.1": 1}
    lines = [[c, name, top, top, part.get(c)] for c, name, top in [*CRITERIA, (None, "Tổng", 3)]]
    right = {(WARD, 2024, c, "appraised"): 1 for c in ("total", "2", "2.1")}
    yield par("one domain without points", [*SHEET, head, *lines], ward("self") | right, says)
    lines = [[c, name, top, top, 0, None] for c, name, top in [*CRITERIA, (None, "Tổng", 3)]]
    yield par(
        "a result of nothing", [*SHEET, [*head[:4], "Điểm đạt", "Thẩm định"], *lines], ward("self"), says
    )
    right = ward("self") | ward("appraised", 0)
    yield par("zeros that are written", scored(*head[3:], factors=[1, 0]), right)
    deep = [
        ("1", "Chỉ đạo", 2, 1), ("1.1", "Kế hoạch", 2, 1), ("2", "Thể chế", 1, 0), ("2.1", "Rà soát", 1, None),
        ("2.1.1", "Đúng hạn", 0.5, 0), ("2.1.2", "Đủ", 0.5, 0), (None, "Tổng", 3, 1),
    ]  # fmt: skip
    right = {(WARD, 2024, code or "total", "appraised"): n for code, _, _, n in deep if n is not None}
    yield par("zeros below a blank", [*SHEET, [*head[:3], "Thẩm định"], *map(list, deep)], right)
    by_domain = {"1": 0, "2": 1, None: 1}
    lines = [[c, name, top, top, by_domain.get(c)] for c, name, top in [*CRITERIA, (None, "Tổng", 3)]]
    right = {(WARD, 2024, c or "total", "appraised"): n for c, n in by_domain.items()}
    yield par("scored by domain alone", [*SHEET, head, *lines], ward("self") | right)
    title, units = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"], ["Xã Một", "Xã Hai"]
    for heads in (["1. Chỉ đạo", "2. Thể chế", "Tổng điểm"], ["Tổng điểm", "1. Chỉ đạo", "2. Thể chế"]):
        points = {"1. Chỉ đạo": (9, None), "2. Thể chế": (6, None), "Tổng điểm": (15, 0)}
        rows = [
            title,
            ["Đơn vị", *heads],
            *([u, *(points[h][i] for h in heads)] for i, u in enumerate(units)),
        ]
        right = {(units[0], 2024, c, "final"): n for c, n in (("1", 9), ("2", 6), ("total", 15))}
        yield par(f"a unit that nobody scored: {heads[0]} first", rows, right, says)


def years_of_a_commune_on_a_scale_of_its_own():
    """A commune's points of 100 are not those of the provinces' index, which runs from 0 to 1."""
    title = [f"CHỈ SỐ CHUYỂN ĐỔI SỐ (DTI) CỦA {WARD.upper()}, TỈNH ĐỒNG NAI QUA CÁC NĂM"]
    points = {2022: (31.2, 14.5, 60.8), 2023: (34.25, 16, 68), 2024: (36.5, 17.25, 72.25)}
    heads = ["Chính quyền số", "Kinh tế số", "Tổng điểm"]
    codes = ["government", "economy", "total"]
    for years in (points, list(points)[::-1], [2023]):
        for order in (1, -1):
            rows = [title, ["Năm", *heads[::order]], *([y, *points[y][::order]] for y in years)]
            right = {(WARD, y, c, "final"): n for y in years for c, n in zip(codes, points[y], strict=True)}
            rows.append(["Mục tiêu 2025", 45, 22, 90])
            yield case(f"a commune's DTI, {list(years)}, {heads[::order][0]} first", rows, right,
                       tops=dict.fromkeys(codes, float("nan")))  # fmt: skip


def exports_of_pivot_tables():
    """The filters above a pivot table are no headings of its columns."""
    units, heads = ["Xã Một", "Xã Hai", "Xã Ba"], ["Chỉ đạo, điều hành", "Cải cách thể chế"]
    points = [[6, 8.75], [11, 5.25], [7.75, 6]]
    words = [("Sum of Điểm thẩm định", "Column Labels", "Row Labels", "Grand Total"),
             ("Tổng của Điểm thẩm định", "Nhãn Cột", "Nhãn Hàng", "Tổng Cuối")]  # fmt: skip
    filters = [["Chỉ số", "CCHC"], ["Năm", 2024]]
    right = {(u, 2024, c, "appraised"): n for u, row in zip(units, points, strict=True)
             for c, n in zip(("1", "2", "total"), [*row, sum(row)], strict=True)}  # fmt: skip
    for value, across, down, total in words:
        for above in (filters, filters[::-1]):
            body = [[u, *row, sum(row)] for u, row in zip(units, points, strict=True)]
            sums = [total, *map(sum, zip(*(row[1:] for row in body), strict=True))]
            rows = [*above, [], [value, across], [down, *heads, total], *body, sums]
            yield case(f"a pivot table: {down}, {above[0][0]} first", rows, right)
    both = ["Hà Nội", "Lào Cai"]
    right = of([43, 42], 2021, units=both) | of([44, 41], 2022, units=both)
    for value, across, down, total in words:
        sums = [total, 85, 85]
        years = [[down, 2021, 2022], [both[0], 43, 44], [both[1], 42, 41], sums]
        rows = [["Chỉ số", "PAPI"], [], [value.removesuffix(" thẩm định"), across], *years]
        yield case(f"a pivot table of years: {down}", rows, right)
    rows = [["Năm", 2022], [], ["Row Labels", "Sum of PAPI"], [both[0], 44], [both[1], 41]]
    yield case("a pivot table of one column", rows, of([44, 41], 2022, units=both))


def data_written_by_programs():
    """Names of variables are headings like others; the codes of units are no codes of criteria."""
    units = {"Xã Một": "H1.01", "Xã Hai": "H1.02"}
    vietnamese = ["MaDonVi", "TenDonVi", "Nam", "MaTieuChi", "TenTieuChi", "DiemToiDa", "DiemTuCham",
                  "DiemThamDinh", "NgayCapNhat"]  # fmt: skip
    underlined = ["ma_don_vi", "ten_don_vi", "nam", "ma_tieu_chi", "ten_tieu_chi", "diem_toi_da",
                  "diem_tu_cham", "diem_tham_dinh", "ngay_cap_nhat"]  # fmt: skip
    parts = [("1.1", "Ban hành kế hoạch", 2, 1.5, 1.25), ("1.2", "Báo cáo định kỳ", 1, 1, 0.5)]
    right = {(u, 2024, code, stage): n for u in units for code, _, _, *points in parts
             for stage, n in zip(("self", "appraised"), points, strict=True)}  # fmt: skip
    for heads in (vietnamese, underlined):
        rows = [heads, *([code, unit, 2024, *part, "15/01/2025 08:31"] for unit, code in units.items()
                         for part in parts)]  # fmt: skip
        yield par(f"an export, {heads[0]}", rows, right, tops={"1.1": 2, "1.2": 1})
    for year, said in (("NamDanhGia", "LoaiDiem"), ("Năm", "Hình thức đánh giá")):
        rows = [["TenDonVi", year, "MaTieuChi", "TieuChi", said, "Diem"],
                *([unit, 2024, code, name, stage, n] for unit in units for code, name, _, *points in parts
                  for stage, n in zip(("Tự chấm", "Thẩm định"), points, strict=True))]  # fmt: skip
        yield par(f"an export of stages down: {said}", rows, right)
    english = [("D1", "Participation at Local Levels", 5.1), ("D2", "Transparency", 5.2),
               ("D4", "Control of Corruption", 5.4)]  # fmt: skip
    right = {(unit, 2023, code[1], "final"): n for unit in SIX[:2] for code, _, n in english}
    for unit, code, name in (("province", "dim", "dim_label"), ("prov", "dim_id", "dimension"),
                             ("Province", "Dimension code", "Dimension name"),
                             ("province_name", "code", "indicator")):  # fmt: skip
        rows = [["prov_id", unit, "year", code, name, "score"],
                *([22 + i, u, 2023, *d] for i, u in enumerate(SIX[:2]) for d in english)]  # fmt: skip
        yield case(f"a long table of a researcher: {unit}, {code}, {name}", rows, right, index="PAPI")


def points_of_a_province_that_scores_itself():
    """A sheet headed ``Chỉ số`` is a scoring sheet like others; the index itself may stand in its first row."""
    sheet = [["UBND TỈNH CAO BẰNG"], ["PHIẾU TỰ ĐÁNH GIÁ CHUYỂN ĐỔI SỐ CẤP TỈNH NĂM 2024"], [],
             ["TT", "Chỉ số", "Điểm tối đa", "Điểm tự đánh giá"]]  # fmt: skip
    parts = [["I", "Nhóm nền tảng", 200, 170], [1, "Nhận thức số", 100, 90], [2, "Thể chế số", 100, 80],
             ["II", "Nhóm hoạt động", 200, 150], [7, "Hoạt động chính quyền số", 200, 150]]  # fmt: skip
    right = {(SIX[2], 2024, str(code), "self"): points for code, _, _, points in parts}
    right[SIX[2], 2024, "total", "self"] = 320
    for whole, at in ((["DTI", "Chỉ số chuyển đổi số", 400, 320], 0), (["", "Tổng điểm", 400, 320], 5)):
        yield case(
            f"points of 1,000 of a province, {whole[1]}", [*sheet, *parts[:at], whole, *parts[at:]], right
        )


def kinds_of_units_in_rows_between():
    """A row that names a kind of unit, and nothing else, heads the bare names below it."""
    title = ["XẾP HẠNG CHỈ SỐ CCHC CÁC ĐƠN VỊ CỦA TỈNH ĐỒNG NAI NĂM 2024"]
    points = [81, 82, 83, 84]

    def grouped(*groups):
        rows, lines = [title, ["TT", "Đơn vị", "Điểm", "Hạng"]], iter(enumerate(points))
        for number, head, names in groups:
            rows += [[number, head, None, None]] * bool(head)
            rows += [[place + 1, name, n, 4 - place] for name, (place, n) in zip(names, lines, strict=False)]
        return rows

    def right(*units):
        ranks = of([4, 3, 2, 1][: len(units)], 2024, stage="rank", units=units)
        return of(points[: len(units)], 2024, units=units) | ranks

    communes = right("Phường Một", "Phường Hai", "Xã Ba", "Xã Bốn")
    for first, second in (("PHƯỜNG", "XÃ"), ("KHỐI PHƯỜNG", "KHỐI XÃ"), ("Các phường", "Các xã")):
        for whole in (False, True):
            names = ["Phường Một", "Phường Hai", "Xã Ba", "Xã Bốn"] if whole else ["Một", "Hai", "Ba", "Bốn"]
            rows = grouped(("I", first, names[:2]), ("II", second, names[2:]))
            yield par(f"rows of kinds: {first}, {names[0]}", rows, communes)
    districts = right("Quận Một", "Quận Hai", "Huyện Ba", "Thị xã Bốn")
    rows = grouped(("", "KHỐI QUẬN", ["Một", "Hai"]), ("", "KHỐI HUYỆN, THỊ XÃ", ["Ba", "TX Bốn"]))
    yield par("the kind that no other name of a group has", rows, districts)
    rows = grouped(("", "KHỐI QUẬN", ["Một", "Hai"]), ("", "KHỐI HUYỆN, THỊ XÃ", ["Ba", "Bốn"]))
    yield par("names of either of two kinds", rows, right("Quận Một", "Quận Hai"), {"kind_unknown"})
    rows = grouped(("", "", ["Sông Một (TP)", "Sông Hai (TX)", "Sông Ba (huyện)", "Huyện Sông Bốn"]))
    behind = right("Thành phố Sông Một", "Thị xã Sông Hai", "Huyện Sông Ba", "Huyện Sông Bốn")
    yield par("kinds behind the names", rows, behind)


def indices_that_nobody_declared():
    """An index that the title names and nobody declared is said, be its criteria called like another's."""
    heads = ["Tiếp cận đất đai", "Tính minh bạch", "Chi phí thời gian", "Tổng điểm"]
    units, points = ["Sở Y tế", "Sở Tư pháp"], [[7, 8, 6, 71], [6, 7, 5, 61]]
    body = [["Đơn vị", *heads], *([u, *row] for u, row in zip(units, points, strict=True))]
    for name in ("DDCI", "chỉ số DDCI của các sở", "chỉ số xanh cấp tỉnh (PGI)", "PII"):
        title = [f"KẾT QUẢ {name} TỈNH ĐỒNG NAI NĂM 2024"]
        yield case(
            f"a title of an index that nobody declared: {name}", [title, *body], {}, error="another_index"
        )
    rows = [["CHỈ SỐ CCHC VÀ DDCI TỈNH ĐỒNG NAI NĂM 2024"], ["Đơn vị", "CCHC", "DDCI"], ["Sở Y tế", 81, 71],
            ["Sở Tư pháp", 82, 72]]  # fmt: skip
    yield case(
        "one beside another that is declared", rows, of([81, 82], 2024, units=units), {"heading_unknown"}
    )


def percentages_with_marks():
    """A mark for a note stands behind the per cent sign as behind a number."""
    for mark in ("*", "(*)", "(1)"):
        rows = [TITLE, ["Tỉnh", "PAR INDEX"], *([u, f"{n},5% {mark}"] for u, n in zip(SIX, UP, strict=True)),
                [f"{mark} Số đã đính chính theo Công văn của Bộ Nội vụ"]]  # fmt: skip
        yield case(f"a percentage with {mark}", rows, of([n + 0.5 for n in UP]), {"footnoted"})


def results_among_factors():
    """*Kết quả* among the factors of a survey is one of them; alone it is the whole."""
    short, codes = (
        ["Tiếp cận DV", "TTHC", "Công chức", "Kết quả", "PAKN"],
        ["B.1", "B.2", "B.3", "B.4", "B.5"],
    )
    title, columns = ["SIPAS năm 2023 của các tỉnh"], [[n + i for n in UP] for i in range(5)]
    parts = {k: n for code, c in zip(codes, columns, strict=True) for k, n in of(c, code=code).items()}
    both = parts | of(UP)
    for whole in ("SIPAS", "Chỉ số hài lòng chung", "Tổng hợp"):
        rows = table(*short, whole, columns=[*columns, UP], title=title)
        yield case(f"a result among factors and {whole}", rows, both)
    first = table("SIPAS", *short, columns=[UP, *columns], title=title)
    yield case("a result among factors behind the whole", first, both)
    yield case("a result between factors", table(*short, columns=columns, title=title), parts)
    names = [*short[:3], "Kết quả dịch vụ", "Góp ý, kiến nghị", "Kết quả"]
    yield case("a result beside its factor", table(*names, columns=[*columns, UP], title=title), both)
    yield case("a result alone", table("Kết quả", columns=[UP], title=title), of(UP))


def results_headed_as_an_index():
    """*Chỉ số* beside stages is what they come to, unless it is a share of the points of one of them."""
    title, units = ["CHỈ SỐ CCHC CẤP XÃ TỈNH CAO BẰNG NĂM 2024"], ["Xã Một", "Xã Hai", "Xã Ba"]
    stages = {"Tự chấm": [70, 66, 60], "Thẩm định": [68, 60, 58], "XHH": [15, 16, 12.5]}
    keys, ranks = ("self", "appraised", "survey"), [1, 2, 3]
    right = {(u, 2024, "total", k): n for k, ns in zip(keys, stages.values(), strict=True)
             for u, n in zip(units, ns, strict=True)}  # fmt: skip

    def listed(*columns):
        heads, numbers = zip(*columns, strict=True)
        return [
            title,
            ["TT", "Đơn vị", *heads],
            *([i, u, *ns] for i, (u, *ns) in enumerate(zip(units, *numbers, strict=True), 1)),
        ]

    sums = [83, 76, 70.5]
    weighed = [81, 77.5, 69.25]
    for head in ("Chỉ số", "Chỉ số CCHC", "Chỉ số (%)", "Chỉ số tổng hợp"):
        for result in (sums, weighed):
            final = right | of(result, 2024, units=units) | of(ranks, 2024, stage="rank", units=units)
            for order in (1, -1):
                columns = [*stages.items(), (head, result)][::order]
                yield par(f"a result: {head}, {result}, {order}", listed(*columns, ("Hạng", ranks)), final)
    shares = [round(100 * n / 80, 2) for n in stages["Thẩm định"]]
    for head in ("Chỉ số", "Chỉ số (%)", "Tỷ lệ"):
        yield par(f"shares of what was appraised: {head}", listed(*stages.items(), (head, shares)), right)
    yield par(
        "what may be a result", listed(*stages.items(), ("Tỷ lệ (%)", weighed)), right, {"share_unclear"}
    )


def stages_below_each_unit():
    """Rows named by stages are stages, whatever heads their column and wherever the unit is written."""
    title, units = ["TỔNG HỢP ĐIỂM CHỈ SỐ CCHC CÁC SỞ TỈNH CAO BẰNG NĂM 2024"], ["Sở Nội vụ", "Sở Y tế"]
    points = {"self": [[9, 6, 15], [8, 5, 13]], "appraised": [[8.5, 6, 14.5], [8, 4, 12]]}
    gaps = [[a - b for a, b in zip(*pair, strict=True)] for pair in zip(*points.values(), strict=True)]
    right = {
        (unit, 2024, code, stage): number
        for stage, rows in points.items()
        for unit, row in zip(units, rows, strict=True)
        for code, number in zip(("1", "2", "total"), row, strict=True)
    }
    words = [[("Tự chấm", points["self"]), ("Thẩm định", points["appraised"]), ("Chênh lệch", gaps)],
             [("Điểm thẩm định", points["appraised"]), ("Điểm tự chấm", points["self"])]]  # fmt: skip
    for head in ("Nội dung", "Tiêu chí", "Loại", "Cách đánh giá", "Giai đoạn", None):
        for stages in words:
            for at in ("merged", "written once", "repeated"):
                last = 3 + len(stages) - 1
                lines = [[i + 1, u if at == "repeated" or not k else None, word, *of_units[i]]
                         for i, u in enumerate(units) for k, (word, of_units) in enumerate(stages)]  # fmt: skip
                rows = [
                    title,
                    ["TT", "Đơn vị", head, "Chỉ đạo, điều hành", "Cải cách thể chế", "Tổng điểm"],
                    *lines,
                ]
                merged = (f"B3:B{last}", f"B{last + 1}:B{last + len(stages)}") if at == "merged" else ()
                yield par(f"stages below each unit: {head}, {stages[0][0]}, {at}", rows, right, merged=merged)


def zeros_with_a_footnote():
    """What a footnote says was not scored is missing where 0 stands; any other footnote is named."""
    title, units = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"], ["Xã Một", "Xã Hai", "Xã Ba"]

    def marked(mark, note, points, right, says):
        rows = [
            title,
            ["TT", "Đơn vị", "Điểm"],
            *([i, u, n] for i, (u, n) in enumerate(zip(units, points, strict=True), 1)),
        ]
        far_below = {"far_below_others"} if 0 in right.values() else set()
        return par(f"{mark}: {note}, {points}", [*rows, [], *note], right, {says, *far_below})

    full = of([90, 80], 2024, units=units[:2])
    reasons = {
        "*": "Đơn vị không nộp hồ sơ, không tính điểm",
        "(*)": "Chưa được thẩm định",
        "(1)": "chưa có kết quả",
        "¹": "Không chấm điểm",
        "**": "chưa gửi báo cáo",
    }
    for mark, words in reasons.items():
        line = f"{mark} {words}"
        for note in (
            [[line]],
            [["Ghi chú:"], [f"{mark}: {words}."]],
            [[f"Ghi chú: {line}"]],
            [[mark, words]],
        ):
            yield marked(mark, note, [90, 80, f"0{mark}"], full, "footnote_missing")
    two = [["* Sáp nhập từ tháng 7. ** Chưa nộp hồ sơ"]]
    yield marked("**", two, [90, 80, "0**"], full, "footnote_missing")
    yield marked("*", two, [90, 80, "0*"], full | of([0], 2024, units=units[2:]), "footnoted")
    for words in ("Không nộp hồ sơ nên chấm 0 điểm", "Xã mới thành lập. KĐG: không đánh giá"):
        note = [[f"* {words}"]]
        yield marked("*", note, [90, 80, "0*"], full | of([0], 2024, units=units[2:]), "footnoted")
    for words in ("Không tính điểm thưởng", "Xã mới thành lập", "Chưa nộp báo cáo quý IV"):
        note = [[f"* {words}"]]
        yield marked("*", note, [90, 80, "70,5*"], full | of([70.5], 2024, units=units[2:]), "footnoted")
    yield marked(
        "*",
        [["* Không tính điểm thưởng"]],
        [90, 80, "0*"],
        full | of([0], 2024, units=units[2:]),
        "footnoted",
    )
    rows = [title, ["Đơn vị", "Điểm"], [units[0], 90], [units[1], "80*"], [], ["** Chưa nộp"]]
    yield par("a mark without its footnote", rows, full)


def numbers_of_answers_in_a_row():
    title = [f"SỰ HÀI LÒNG VỀ SỰ PHỤC VỤ HÀNH CHÍNH NĂM 2025 - {WARD.upper()}, TỈNH ĐỒNG NAI"]
    body = [["Tiếp cận", 88.65], ["Thủ tục", 90.3], ["Công chức", 93.5], ["SIPAS chung", 90.8]]
    right = {(WARD, 2025, code, "final"): n
             for code, (_, n) in zip(("1", "2", "3", "total"), body, strict=True)}  # fmt: skip
    for words in ("Số phiếu hợp lệ", "Tổng số phiếu thu về", "Số phiếu"):
        rows = [title, ["Yếu tố", "Mức độ hài lòng (%)"], [words, 200], *body]
        yield case(f"answers counted in a row: {words}", rows, right)


def ranks_go_with_the_last_stage():
    title = ["CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"]
    units, points, own = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"], [90, 85, 80], [64, 63, 60]
    right = of(points, 2024, units=units) | of([1, 2, 3], 2024, stage="rank", units=units)
    right |= of(own, 2024, stage="self", units=units)
    columns = {"Tổng điểm": points, "Xếp hạng": [1, 2, 3], "Xếp loại": ["Tốt"] * 3, "Tự chấm": own}
    for heads in (list(columns), list(columns)[::-1], ["Xếp hạng", "Tổng điểm", "Tự chấm"]):
        rows = [title, ["Đơn vị", *heads], *map(list, zip(units, *map(columns.get, heads), strict=True))]
        yield par(f"ranks, {heads[0]} first", rows, right)


def shares_below_each_domain():
    title, units = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"], ["Xã Một", "Xã Hai"]
    heads = [
        "TT",
        "Đơn vị",
        "1. Chỉ đạo (10 điểm)",
        None,
        "2. Thể chế (8 điểm)",
        None,
        "Tổng điểm (18)",
        None,
    ]
    rows = [[1, units[0], 9, 90, 6, 75, 15, 83.33], [2, units[1], 8, 80, 8, 100, 16, 88.89]]
    right = {(row[1], 2024, code, "final"): row[2 + 2 * i] for row in rows
             for i, code in enumerate(("1", "2", "total"))}  # fmt: skip
    for share in ("%", "(%)", "Tỷ lệ (%)"):
        sheet = [title, heads, [None, None, *["Điểm", share] * 3], *rows]
        yield par(f"shares below each domain: {share}", sheet, right, merged=("C2:D2", "E2:F2", "G2:H2"),
                  tops={"1": 10, "2": 8, "total": 18})  # fmt: skip


def codes_with_letters():
    for before in ("TC", "LV"):
        right = {(WARD, 2024, f"{before}{c}", "appraised"): top for c, _, top in CRITERIA}
        rows = [*SHEET, ["Mã", "Tiêu chí", "Điểm tối đa", "Thẩm định"],
                *([f"{before}{c}", name, top, top] for c, name, top in CRITERIA),
                [None, "Tổng cộng", 3, 3]]  # fmt: skip
        yield par(f"codes with letters: {before}", rows, right | {(WARD, 2024, "total", "appraised"): 3})


def bare_names():
    points = [90, 88, 86]
    for kind, scope in (("xã", "XÃ"), ("huyện", "HUYỆN"), ("phường", "PHƯỜNG")):
        title = [f"CHỈ SỐ CCHC CÁC {scope} TỈNH CAO BẰNG NĂM 2024"]
        units = ["Một", "Hai", "Cao Bằng"]
        right = of(points, 2024, units=[f"{kind.capitalize()} {u}" for u in units])
        for head in (f"Tên {kind}", kind.capitalize(), f"Các {kind}"):
            rows = [
                title,
                ["TT", head, "Điểm"],
                *([i, u, n] for i, (u, n) in enumerate(zip(units, points, strict=True))),
            ]
            yield par(f"bare names below {head}", rows, right)
    title = ["CHỈ SỐ CCHC CÁC HUYỆN, THÀNH PHỐ TỈNH CAO BẰNG NĂM 2024"]
    for head in ("Huyện, thành phố", "Huyện/TP", "Đơn vị"):
        body = [
            [i, u, n] for i, (u, n) in enumerate(zip(["Bảo Lạc", "Cao Bằng", "Hạ Lang"], points, strict=True))
        ]
        yield par(f"a city that is called like its province: {head}", [title, ["TT", head, "Điểm"], *body], {},
                  error="only_unknown_units")  # fmt: skip
        mixed = [*body, [4, "Huyện Quảng Hòa", 84]]
        yield par(f"one whole name among bare ones: {head}", [title, ["TT", head, "Điểm"], *mixed],
                  of([84], 2024, units=["Huyện Quảng Hòa"]), {"kind_unknown"})  # fmt: skip


def ranges_in_one_cell():
    """A lone ``0-2`` is a slip of one number; a column of scales is one of ranges nearly all through."""
    for slip in ("0-2", "71-72,5", "2 – 3"):
        years = table("Điểm 2022", "Điểm 2023", columns=[[71, slip, *UP_2022[2:]], UP])
        units = [u for u in SIX if u != SIX[1]]
        yield par(f"a range amid a year: {slip}", years,
                  of(UP) | of([71, *UP_2022[2:]], 2022, units=units), {"not_a_number"})  # fmt: skip
    rows = scored("Thẩm định", factors=[0.5], total=None)
    slipped = [[*r[:2], "0-1", *r[3:]] if r[:1] == ["1.2"] else r for r in rows]
    tops = {code: top for code, top in TOPS.items() if code != "1.2"}
    yield sheet("a range amid the maxima", slipped, ward("appraised", 0.5, total=False), {"not_a_number"},
                tops=tops)  # fmt: skip
    scales = [[*r[:2], f"0-{r[2]}", *r[3:]] if r and r[0] in TOPS else r for r in rows]
    yield sheet("a column of scales", scales, ward("appraised", 0.5, total=False), tops={})


def orders_of_magnitude():
    """A digit lost, shares of 1 among percentages, zeros for what was not sent; whole columns of 10 or 5."""
    for slip in (0.8411, "8,411", "0,84"):
        read = float(str(slip).replace(",", "."))
        yield par(f"a lower order of magnitude: {slip}", table("PAR INDEX", columns=[[*UP[:3], slip, *UP[4:]]]),
                  of([*UP[:3], read, *UP[4:]]), {"far_below_others"})  # fmt: skip
    for count in (2, 3, 4, 5):
        shares = [*(n / 100 for n in UP[:count]), *UP[count:]]
        for head in ("PAR INDEX", "Chỉ số (%)"):
            yield par(f"{count} shares of 1 among points: {head}", table(head, columns=[shares]), of(shares),
                      {"far_below_others"})  # fmt: skip
    low = [*UP[:5], 21]
    yield par("a low score of the same order", table("PAR INDEX", columns=[low]), of(low))
    title, units = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Xã Một", "Xã Hai", "Xã Ba"]
    body = [[unit, n, n, r] for unit, n, r in zip(units, (85, 81, 0), (1, 2, None), strict=True)]
    right = of([85, 81, 0], 2024, stage="appraised", units=units) | of([85, 81, 0], 2024, units=units)
    right |= of([1, 2], 2024, stage="rank", units=units[:2])
    heads = ["Đơn vị", "Điểm thẩm định", "Tổng điểm", "Xếp hạng"]
    yield par("zeros for what was not sent", [title, heads, *body], right, {"far_below_others"})
    for name, column in (("10", [n / 10 for n in UP]), ("5", [n / 20 for n in UP])):
        yield par(
            f"a column of points of {name}",
            table("PAR INDEX", columns=[column]),
            {},
            error="column_off_scale",
        )
    ten = [[unit, n] for unit, n in zip(units, (9.5, 8, 7.5), strict=True)]
    tens = of([9.5, 8, 7.5], 2024, units=units)
    for line in ("(Thang điểm 10)", "Thang điểm: 10"):
        yield par(f"communes, {line}", [title, [line], ["Đơn vị", "Điểm"], *ten], tens, tops={"total": 10})
    yield par(
        "communes, points of 10 unsaid", [title, ["Đơn vị", "Điểm"], *ten], {}, error="column_off_scale"
    )
    papi = ["PAPI các tỉnh năm 2023"]
    for head, right, error in (
        ("Tỷ lệ (%)", {}, "column_off_scale"),
        ("Điểm", of([41, 42, 43, 44, 45, 46]), ""),
    ):
        yield case(f"points of 80 below {head}", table(head, columns=[[41, 42, 43, 44, 45, 46]], title=papi),
                   right, error=error, index="PAPI")  # fmt: skip


def percentages_of_the_survey():
    title, units = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Xã Một", "Xã Hai", "Xã Ba"]
    body = [[u, *row] for u, row in zip(units, ([60, 80, 84], [58, 75, 80.5], [55, 70, 76]), strict=True)]
    right = of([60, 58, 55], 2024, stage="appraised", units=units) | of([84, 80.5, 76], 2024, units=units)
    right |= of([80, 75, 70], 2024, stage="survey", units=units)
    for head, says in (("Điểm điều tra XHH (%)", {"share_amid_points"}), ("Điểm điều tra XHH", set())):
        rows = [title, ["Đơn vị", "Điểm thẩm định", head, "Tổng điểm"], *body]
        yield par(f"the survey beside points: {head}", rows, right, says)


def years_with_other_words():
    """A heading of a year and a word more, or a heading lost: never left out in silence."""
    for head in ("2023 TH", "2023 (điều chỉnh)", "2023 (mới)", "2023 (63 tỉnh)", "2023 (nguồn: Bộ Nội vụ)",
                 "Năm 2023 (theo bộ mới)"):  # fmt: skip
        for columns in ([UP_2022, UP], [UP, UP_2022]):
            heads = ["2022", head] if columns[0] is UP_2022 else [head, "2022"]
            rows = table(*heads, columns=columns, title=["PAR INDEX các tỉnh"])
            yield par(f"years: {heads}", rows, of(UP_2022, 2022), {"heading_unknown"})
    rows = table("2022", "6T/2023", columns=[UP_2022, UP], title=["PAR INDEX các tỉnh"])
    yield par("half a year in short", rows, of(UP_2022, 2022), {"part_of_year"})
    lost = table("2022", None, "2024", columns=[UP_2022, UP_2021, UP], title=["PAR INDEX các tỉnh"])
    yield par("a year's heading lost", lost, of(UP_2022, 2022) | of(UP, 2024), {"columns_unheaded"})


def ranks_behind_years():
    """A rank behind several years is of the latest whose scores it puts into order, or of none."""
    mixed, title = [73, 76, 71, 75, 72, 74], ["PAR INDEX các tỉnh năm 2023"]
    order = [4, 1, 6, 2, 5, 3]
    both = of(UP) | of(mixed, 2022)
    for heads, columns in ((("Năm 2023", "Năm 2022"), [UP, mixed]), (("Năm 2022", "Năm 2023"), [mixed, UP])):

        def behind(rank, ranks, heads=heads, columns=columns):
            return table(*heads, rank, columns=[*columns, ranks], title=title)

        for ranks, right in ((DOWN, ranked(DOWN)), (order, ranked(order, 2022))):
            yield par(f"a rank behind {heads}: {ranks}", behind("Xếp hạng", ranks), both | right)
        yield par(
            f"a rank behind {heads}, of neither", behind("Xếp hạng", UP_RANKS), both, {"rank_of_no_year"}
        )
        dated = behind("Xếp hạng 2022", order)
        yield par(f"a dated rank behind {heads}", dated, both | ranked(order, 2022))


def brackets_of_criteria():
    """Criteria of one unit have no ranks: what stands in brackets is a deduction, a maximum, a note."""
    points = {"1": "1 (1)", "1.1": "0 (1)", "1.2": "1 (0)", "2": "1 (0)", "2.1": "1 (0)"}
    for head in ("Điểm thẩm định (điểm trừ)", "Điểm thẩm định"):
        rows = [*SHEET, ["TT", "Tiêu chí", "Điểm tối đa", head],
                *([code, name, top, points[code]] for code, name, top in CRITERIA)]  # fmt: skip
        right = {(WARD, 2024, code, "appraised"): float(text[0]) for code, text in points.items()}
        yield sheet(f"brackets below {head}", rows, right, {"brackets_left_out"})


def remarks_below():
    """What a remark says of its figures is told: a part of the year, another year, a stage, a correction."""
    title, units, points = ["CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"], ["Sở Y tế", "Sở Tư pháp"], [81, 79]
    body = [title, ["Đơn vị", "Tổng điểm"], *map(list, zip(units, points, strict=True))]
    right, doubt = of(points, 2024, units=units), {"foot_in_doubt"}
    for line, says in (("Ghi chú: Số liệu 9 tháng đầu năm", doubt), ("Ghi chú: Kết quả tạm tính", doubt),
                       ("* Số liệu năm 2023", doubt), ("* Số liệu năm 2024", ()),
                       ("Ghi chú: Chưa bao gồm điểm điều tra xã hội học", doubt),
                       ("Ghi chú: Đã bao gồm điểm điều tra xã hội học", ()),
                       ("Đính chính: điểm của Sở Y tế là 81,75", doubt),
                       ("Đồng Nai, ngày 5 tháng 1 năm 2025", ()), ("Đồng Nai, tháng 1 năm 2025", ()),
                       ("Nguồn: Bộ Nội vụ. Chỉ số theo thang 0-100", ()),
                       ("Ghi chú: Điểm tiêu chí theo thang 10", ()),
                       ("Nguồn: Sở Nội vụ, 2025", ()), ("So với kết quả năm 2023 tăng 2 điểm", ()),
                       ):  # fmt: skip
        for gap in ([], [[]]):
            yield par(f"a remark below, {len(gap)} apart: {line}", [*body, *gap, [line]], right, says)


def titles_in_doubt():
    units, points = ["Sở Y tế", "Sở Tư pháp"], [81, 79]
    right, whole = of(points, 2024, units=units), "CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI"
    for title, says, error in (
        (f"DỰ THẢO KẾT QUẢ {whole} NĂM 2024", {"title_in_doubt"}, ""),
        (f"CHẤM THỬ {whole} NĂM 2024", {"title_in_doubt"}, ""),
        (f"ĐIỂM BÌNH QUÂN {whole} NĂM 2024", {"title_in_doubt"}, ""),
        (f"{whole} NĂM 2024 TRƯỚC KHI ĐIỀU CHỈNH", {"title_in_doubt"}, ""),
        (f"VÍ DỤ CÁCH CHẤM {whole} NĂM 2024", {"title_in_doubt"}, ""),
        (f"BỘ TIÊU CHÍ VÀ VÍ DỤ CHẤM ĐIỂM {whole} NĂM 2024", {"title_in_doubt"}, ""),
        (f"BẢNG CHẤM ĐIỂM THỬ {whole} NĂM 2024", {"title_in_doubt"}, ""),
        (f"CHẤM ĐIỂM THỦ TỤC {whole} NĂM 2024", (), ""),
        (f"MỤC TIÊU {whole} NĂM 2024", (), "another_target"),
        (f"MỤC TIÊU ĐIỂM {whole} NĂM 2024", (), "another_target"),
        (f"CHỈ TIÊU PAR INDEX {whole} NĂM 2024", (), "another_target"),
        (f"{whole} NĂM 2024 DỰ BÁO", (), "another_target"),
        (f"SỐ ĐIỂM CHƯA ĐẠT {whole} NĂM 2024", (), "title_of_no_total"),
        (f"ĐIỂM CHUẨN {whole} NĂM 2024", (), "title_of_no_total"),
        (f"ĐIỂM TIÊU CHÍ 1.1 TRONG {whole} NĂM 2024", (), "title_of_no_total"),
        (f"{whole} BÌNH QUÂN 3 NĂM ĐẾN NĂM 2024", (), "title_of_no_total"),
        (f"{whole} KỲ I NĂM 2024", (), "part_of_year_only"),
        (f"{whole} NĂM 2023 VÀ 2024", (), "year_unknown"),
        (f"{whole} NĂM 2023 VÀ NĂM 2024", (), "year_unknown"),
        (f"{whole} (Nguồn: Sở Nội vụ, 2024)", (), "year_unknown"),
        (f"{whole} NĂM 2024 (Nguồn: Sở Nội vụ, 2025)", (), ""),
        (f"KẾT QUẢ {whole} NĂM 2024 SAU KHI ĐIỀU CHỈNH", (), ""),
    ):
        for head in ("Điểm", "Tổng điểm"):
            if error == "title_of_no_total" and head == "Tổng điểm" and "BÌNH QUÂN" not in title:
                continue
            rows = [[title], ["Đơn vị", head], *map(list, zip(units, points, strict=True))]
            yield par(f"{title}: {head}", rows, {} if error else right, says, error=error)
    years = [[f"{whole} NĂM 2023 VÀ 2024"], ["Đơn vị", "2023", "2024"], *([u, 70, 80] for u in units)]
    yield par("years of the title in the headings", years,
              of([80, 80], 2024, units=units) | of([70, 70], units=units))  # fmt: skip
    published = [["Năm công bố", "Tỉnh", "PAR INDEX"], [2025, SIX[0], 81], [2024, SIX[0], 80]]
    yield par("years of publication", published, {}, error="year_unknown")


def other_satisfactions():
    """Satisfaction of patients, pupils, customers is no SIPAS."""
    title, sipas = ["KẾT QUẢ CÁC CHỈ SỐ NĂM 2023"], [91, 92, 93, 94, 95, 96]
    for head in ("Chỉ số hài lòng về y tế", "Chỉ số hài lòng người bệnh", "Chỉ số hài lòng ngành điện",
                 "Chỉ số hài lòng nội bộ", "Chỉ số hài lòng của doanh nghiệp"):  # fmt: skip
        rows = table("PAR INDEX", head, columns=[UP, sipas], title=title)
        yield case(f"beside PAR INDEX: {head}", rows, of(UP), {"heading_unknown"})
    for head in ("SIPAS", "Chỉ số hài lòng (SIPAS)"):
        rows = table(head, columns=[sipas], title=title)
        yield case(f"SIPAS: {head}", rows, of(sipas))


def scores_merged_over_rows():
    """A score in a merged cell over several rows is given to the first alone, and that is said."""
    rows = table("PAR INDEX", "Ghi chú", columns=[[81, 82, None, 84, 85, 86], ["tốt"] * 6])
    right = of([81, 82, 84, 85, 86], units=[u for u in SIX if u != SIX[2]])
    yield par("a score merged over two units", rows, right, {"score_merged"}, merged=("C4:C5",))
    yield par("notes merged over units", rows, right, merged=("D4:D5",))
    marked = [*SHEET, ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"], ["1", "Chỉ đạo", 2, 2],
              ["2", "Thể chế", 1, 1.5], ["3", "Thủ tục", 1, None]]  # fmt: skip
    merged = {(WARD, 2024, "1", "appraised"): 2, (WARD, 2024, "2", "appraised"): 1.5}
    says = {"score_merged", "score_above_max"}
    yield sheet("a score merged over two criteria", marked, merged, says, tops={}, merged=("D6:D7",))


def plans_beside_domains():
    """A plan of another year beside domains without a total is no domain."""
    units, title = ["Xã Một", "Xã Hai", "Xã Ba"], ["KẾT QUẢ CHẤM ĐIỂM CCHC CẤP XÃ TỈNH CAO BẰNG NĂM 2024"]
    numbers = {"1": [9, 8, 7], "2": [7, 6, 5]}
    right = {(u, 2024, c, "final"): n for c, of_code in numbers.items()
             for u, n in zip(units, of_code, strict=True)}  # fmt: skip
    for plan in ("Chỉ tiêu 2025", "Kế hoạch 2025", "2025 (KH)"):
        head = ["TT", "Đơn vị", "1. Chỉ đạo, điều hành", "2. Cải cách thể chế", plan]
        rows = [[i, u, a, b, a - 1] for i, u, a, b in zip((1, 2, 3), units, *numbers.values(), strict=True)]
        yield par(f"beside domains: {plan}", [title, head, *rows], right)


def ranks_before_scores():
    """``1 (91,35)`` below *Điểm (xếp hạng)*: the cells tell which is which, whatever the heading says."""
    scores, ranks = [81.5, 82.5, 83.5, 84.5, 85.5, 86.5], DOWN
    cells = [f"{r} ({s})".replace(".", ",") for s, r in zip(scores, ranks, strict=True)]
    for head in ("Điểm (xếp hạng)", "Điểm/Hạng", "Hạng (điểm)"):
        yield par(f"ranks first: {head}", table(head, columns=[cells]), of(scores) | ranked(ranks))
    unclear = [*cells[:4], "85,5 (2)", "86,5 (1)"]
    yield par("some ranks first, some scores", table("PAR INDEX", "Điểm (xếp hạng)", columns=[UP, unclear]),
              of(UP), {"pairs_unclear"})  # fmt: skip


def points_under_words_of_texts():
    """Points below a heading that mostly stands over texts are not left out in silence."""
    for head in ("Điểm cơ quan chủ trì", "Ý kiến người dân"):
        rows = scored("Tự chấm", head, factors=[1, 0.5])
        yield sheet(f"points below {head}", rows, ward("self"), {"heading_unknown"})
    rows = [*SHEET, ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Cơ quan chủ trì"],
            *([*line, "Sở Nội vụ"] for line in lines(1))]  # fmt: skip
    yield sheet("offices below Cơ quan chủ trì", rows, ward("self"))


def totals_to_rank_by():
    for name in ("Tổng điểm để xếp hạng", "Tổng điểm dùng để xếp hạng"):
        yield sheet(f"the whole: {name}", scored("Tự chấm", factors=[1], total=name), ward("self"))
        yield par(f"of units: {name}", table(name, "Xếp hạng", columns=[UP, DOWN]), BOTH)
    yield par("two rounds and a final score",
              table("Lần 1", "Lần 2", "Điểm cuối", columns=[UP_2021, UP_2022, UP]), of(UP),
              {"heading_unknown"})  # fmt: skip


def scorers_under_domains():
    """Who scored below each domain: the communes themselves, then the department; of provinces nobody knows."""
    title = ["KẾT QUẢ CHẤM ĐIỂM CCHC CẤP XÃ TỈNH CAO BẰNG NĂM 2024"]
    head = ["TT", "Đơn vị", "1. Chỉ đạo, điều hành", None, "2. Cải cách thể chế", None]
    units = ["Xã Một", "Xã Hai", "Phường Ba"]
    right = {}
    for i, unit in enumerate(units):
        right |= {(unit, 2024, "1", "self"): 9 - i, (unit, 2024, "1", "appraised"): 8.5 - i,
                  (unit, 2024, "2", "self"): 7 - i, (unit, 2024, "2", "appraised"): 6.5 - i}  # fmt: skip
    for pair in (["Xã", "Sở"], ["Xã", "Tỉnh"]):
        rows = [[i + 1, unit, 9 - i, 8.5 - i, 7 - i, 6.5 - i] for i, unit in enumerate(units)]
        yield par(f"below each domain: {pair}", [title, head, [None, None, *pair, *pair], *rows], right)
    rows = [[i + 1, unit, 9 - i, 8.5 - i, 7 - i, 6.5 - i] for i, unit in enumerate(units)]
    turned = [title, head, [None, None, "Sở", "Xã", "Sở", "Xã"], *rows]
    yield par("below each domain, the higher first", turned, {}, error="nothing_left")


def dates_in_titles():
    title = ["BÁO CÁO ĐẦU NĂM 2024 VỀ PAR INDEX (số liệu 2023)"]
    yield par("early in the year after", table("Điểm", columns=[UP], title=title), of(UP))
    title = ["KẾT QUẢ PAR INDEX CUỐI NĂM 2023"]
    yield par("late in the year assessed", table("Điểm", columns=[UP], title=title), of(UP))


def ranges_under_scores():
    cells = [f"{n},35-{n + 1},35" for n in UP]
    yield par("ranges below a score", table("Điểm", "Hạng", columns=[cells, DOWN]), ranked(DOWN),
              {"not_a_number"})  # fmt: skip
    scales = ["0-100"] * 6
    yield par("a scale beside a score", table("Thang", "Điểm", columns=[scales, UP]), of(UP))


def counts_of_criteria_below_headings():
    title = ["KẾT QUẢ CCHC CÁC SỞ TỈNH CAO BẰNG NĂM 2024"]
    rows = [title, ["TT", "Đơn vị", "Tổng điểm"], [None, "Số TC", 34], [1, "Sở Y tế", 81], [2, "Sở TC", 79]]
    right = of([81, 79], 2024, units=["Sở Y tế", "Sở Tài chính"])
    yield par("a count of criteria above departments", rows, right, {"unit_unknown"})


COMMUNES = ["Xã Nam Tuấn", "Xã Dân Chủ", "Xã Hòa An"]


def criteria_printed_once_before_their_units():
    title = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH CAO BẰNG"]
    lists = {"2": [8, 7, 6], "3": [5, 4, 3]}
    names = {"2": "2. Cải cách thể chế", "3": "3. Cải cách thủ tục hành chính"}
    for codes in (["2"], ["2", "3"]):
        right = {}
        body = []
        for code in codes:
            right |= of(lists[code], 2024, code, units=COMMUNES)
            cells = zip([names[code], None, None], COMMUNES, lists[code], strict=True)
            body += [[name, unit, 9 if name else None, points] for name, unit, points in cells]
        merged = [f"A{3 * k + 3}:A{3 * k + 5}" for k in range(len(codes))]
        for heads in (("Lĩnh vực", "Đơn vị"), ("Nội dung", "Xã")):
            rows = [title, [*heads, "Điểm tối đa", "Điểm đạt"], *body]
            yield par(f"units down beside {len(codes)} criteria: {heads[0]}", rows, right, merged=merged)
            yield par(f"units down beside {len(codes)} criteria, blanks: {heads[0]}", rows, right)
    provinces = ["Hà Nội", "Lào Cai"]
    body = [["1. Tham gia của người dân ở cấp cơ sở", provinces[0], 5], ["", provinces[1], 4],
            ["2. Công khai, minh bạch", provinces[0], 6], ["", provinces[1], 7]]  # fmt: skip
    rows = [["PAPI 2022"], ["Nội dung", "Tỉnh", "Điểm"], *body]
    yield case("provinces down beside criteria", rows,
               of([5, 4], 2022, "1", units=provinces) | of([6, 7], 2022, "2", units=provinces))  # fmt: skip


def persons():
    title = ["KẾT QUẢ CHẤM ĐIỂM CCHC NĂM 2025 XÃ NAM TUẤN TỈNH CAO BẰNG"]
    for head in ("Họ và tên", "Họ, tên", "Họ tên công chức", "Tên cán bộ, công chức", "Cán bộ, công chức",
                 "Công chức", "Cán bộ", "Viên chức, người lao động", "Người lao động"):  # fmt: skip
        for heads in (("Điểm",), ("Điểm tự chấm", "Điểm thẩm định")):
            rows = [[1, "Nguyễn Văn K", 70, 71], [2, "Lê Thị M", 75, 76]]
            body = [row[: 2 + len(heads)] for row in rows]
            yield par(f"persons: {head}, {len(heads)}", [title, ["TT", head, *heads], *body], {},
                      error="rows_of_persons")  # fmt: skip
    rows = [title, ["TT", "Tiêu chí", "Công chức", "Điểm tối đa", "Điểm tự chấm"],
            ["1", "Chỉ đạo", "Nguyễn Văn K", 10, 7], ["2", "Thể chế", "Lê Thị M", 10, 6]]  # fmt: skip
    right = {("Xã Nam Tuấn", 2025, code, "self"): n for code, n in (("1", 7), ("2", 6))}
    yield par("persons beside criteria", rows, right, tops={"1": 10, "2": 10})


def an_index_before_its_criteria():
    head = ["Tỉnh", "Năm", "Chỉ số", "Tiêu chí", "Điểm"]
    body = [["Hà Nội", 2020, "PCI", "Gia nhập thị trường", 7.1],
            ["Hà Nội", 2020, "PCI", "Tiếp cận đất đai", 6.1], ["Hà Nội", 2020, "PCI", "PCI", 65],
            ["Lào Cai", 2020, "PCI", "Gia nhập thị trường", 7.2],
            ["Lào Cai", 2020, "PCI", "Tổng điểm", 64]]  # fmt: skip
    both = ["Hà Nội", "Lào Cai"]
    right = of([7.1, 7.2], 2020, "entry", units=both) | of([6.1], 2020, "land", units=both[:1])
    yield case("a list with an index before its criteria", [head, *body],
               right | of([65, 64], 2020, units=both))  # fmt: skip


def parts_of_domains_in_data():
    both = ["Hà Nội", "Lào Cai"]
    right = of([4.9, 5.1], 2021, "1", units=both) | of([1.5, 1.2], 2021, "1.1", units=both)
    right |= of([0.7, 0.9], 2021, "1.2", units=both)
    for heads in (("SC11", "SC12"), ("sd1_1", "sd1_2"), ("sc_11", "sc_12")):
        body = [["Hà Nội", 2021, 4.9, 1.5, 0.7], ["Lào Cai", 2021, 5.1, 1.2, 0.9]]
        rows = [["province", "year", "d1", *heads], *body]
        yield case(f"parts of a domain: {heads[0]}", rows, right, index="PAPI")


def shares_of_domains():
    right = of(UP, code="1") | of(UP)
    for name in ("1. Chỉ đạo, điều hành CCHC (%)", "Công tác chỉ đạo, điều hành CCHC (tỷ lệ %)"):
        rows = table(name, "PAR INDEX (%)", columns=[UP, UP])
        yield par(f"shares of a domain: {name}", rows, right, tops={"1": 100, "total": 100})
        most = [None, "Điểm tối đa", 10, 100]
        yield par(f"shares of a domain below its points: {name}", [*rows[:2], most, *rows[2:]], right,
                  tops={"1": 100})  # fmt: skip
    rows = table("1. Chỉ đạo, điều hành CCHC", "PAR INDEX", columns=[[8, 9, 12, 7, 6, 9], UP])
    rows.insert(2, [None, "Điểm tối đa", 10, 100])
    yield par("points of a domain beyond its maximum", rows,
              of([8, 9, 7, 6, 9], code="1", units=[*SIX[:2], *SIX[3:]]) | of(UP), {"outside_scale"},
              tops={"1": 10})  # fmt: skip


def two_tables_told_apart_by_stage():
    head, title = ["TT", "Đơn vị", "Điểm"], ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH CAO BẰNG"]
    own, judged = [81, 79, 78], [80, 78, 77]
    right = of(own, 2024, stage="self", units=COMMUNES) | of(judged, 2024, stage="appraised", units=COMMUNES)
    for titles in (
        ("Bảng 1. Điểm tự đánh giá", "Bảng 2. Điểm thẩm định"),
        ("I. Tự chấm", "II. Kết quả thẩm định"),
    ):
        bodies = [
            [[i, *row] for i, row in enumerate(zip(COMMUNES, n, strict=True), 1)] for n in (own, judged)
        ]
        rows = [title, [], [titles[0]], head, *bodies[0], [], [titles[1]], head, *bodies[1]]
        yield par(f"two tables by stage: {titles[0]}", rows, right)


def when_a_table_was_published():
    body = [
        ["TT", "Đơn vị", "Điểm"],
        *([i, *row] for i, row in enumerate(zip(COMMUNES, [83, 82, 81], strict=True))),
    ]
    for when in ("điều chỉnh tháng 3 năm 2024", "công bố quý I năm 2024", "cập nhật tháng 3/2024"):
        yield par(f"a year's table, {when}", [[f"Chỉ số CCHC các xã tỉnh Cao Bằng năm 2023 ({when})"], *body],
                  of([83, 82, 81], units=COMMUNES))  # fmt: skip
    for part in ("quý I năm 2024", "báo cáo quý I năm 2024"):
        yield par(f"a part of a year, {part}", [[f"Chỉ số CCHC các xã tỉnh Cao Bằng ({part})"], *body], {},
                  error="part_of_year_only")  # fmt: skip


def counts_of_criteria_beside_a_total():
    title, totals = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH CAO BẰNG"], [81, 80, 79]
    for head in ("Số tiêu chí đạt điểm tối đa", "Tổng số tiêu chí", "Số tiêu chí bị trừ điểm"):
        for heads in (("Tổng điểm", head), (head, "Tổng điểm")):
            body = [[unit, *(n if h == "Tổng điểm" else 30 for h in heads)]
                    for unit, n in zip(COMMUNES, totals, strict=True)]  # fmt: skip
            yield par(f"{heads[0]} before {heads[1]}", [title, ["Đơn vị", *heads], *body],
                      of(totals, 2024, units=COMMUNES), tops={"total": 100})  # fmt: skip


def changes_in_brackets():
    for marks in (("+0,5", "-0,3"), ("▲0,5", "▼0,3"), ("+0,5 điểm", "−0,3 điểm")):
        cells = [f"{n},5 ({marks[n % 2]})" for n in UP]
        yield par(f"scores with their changes: {marks[0]}", table("PAR INDEX", columns=[cells]),
                  of([n + 0.5 for n in UP]))  # fmt: skip
    rows = [
        ["Kết quả của tỉnh Lào Cai"],
        ["Chỉ số", 2022, 2023],
        ["PAR INDEX", "83,62 (hạng 44)", "86,5 (hạng 37)"],
    ]
    right = {("Lào Cai", 2022, "total", "final"): 83.62, ("Lào Cai", 2023, "total", "final"): 86.5}
    right |= {("Lào Cai", 2022, "total", "rank"): 44, ("Lào Cai", 2023, "total", "rank"): 37}
    yield case("ranks called so in the cells of scores", rows, right)


def criteria_that_print_their_maxima():
    names = [["1. Chỉ đạo, điều hành (tối đa 10 điểm)", 9], ["2. Cải cách thể chế (tối đa 8 điểm)", 7]]
    right = of([9], 2024, "1", "self", ["Xã Nam Tuấn"]) | of([7], 2024, "2", "self", ["Xã Nam Tuấn"])
    for title in (
        "Xã Nam Tuấn, tỉnh Cao Bằng: kết quả tự chấm CCHC 2024",
        "TỰ CHẤM CCHC 2024 XÃ NAM TUẤN TỈNH CAO BẰNG",
    ):
        for head in ("Nội dung chấm", "Tiêu chí"):
            yield par(f"maxima in names, {head}: {title[:11]}", [[title], [head, "Điểm"], *names], right,
                      tops={"1": 10, "2": 8})  # fmt: skip


def one_heading_beside_none():
    others = [[n - 5 for n in UP], [n - 9 for n in UP]]
    for head in ("Kết quả (%)", "Điểm đạt được"):
        rows = table(head, None, None, columns=[UP, *others], title=["SIPAS 2023 các tỉnh"])
        yield case(f"a result beside columns without headings: {head}", rows, of(UP), {"columns_unheaded"})


def a_unit_against_the_best():
    names = ["1. Tham gia của người dân ở cấp cơ sở", "2. Công khai, minh bạch"]
    right = of([5.1], 2022, "1", units=["Hà Tĩnh"]) | of([5.2], 2022, "2", units=["Hà Tĩnh"])
    for heads, cells in ((("Hà Tĩnh",), [[5.1], [5.2]]), (("Hà Tĩnh", "Khoảng cách"), [[5.1, -1], [5.2, 0.5]]),
                         (("Hà Tĩnh", "Bình quân cả nước", "Tỉnh cao nhất", "Điểm cao nhất"),
                          [[5.1, 5, "Quảng Ninh", 6], [5.2, 5.1, "Thái Nguyên", 6.1]])):  # fmt: skip
        for head in ("Lĩnh vực", "Nội dung"):
            body = [[name, *row] for name, row in zip(names, cells, strict=True)]
            yield case(f"{head} | {' | '.join(heads)}", [["PAPI NĂM 2022"], [head, *heads], *body], right)


def maxima_by_stage_and_of_all():
    heads = ["TT", "Đơn vị", "Điểm tối đa", None, None, "Điểm đạt", None, None]
    stages = [None, None, *["Thẩm định", "ĐTXHH", "Tổng"] * 2]
    body = [[1, COMMUNES[0], 6, 4, 10, 5, 4, 9], [2, COMMUNES[1], 6, 4, 10, 5, 3, 8]]
    title, units = ["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH CAO BẰNG"], COMMUNES[:2]
    right = of([5, 5], 2024, stage="appraised", units=units) | of([4, 3], 2024, stage="survey", units=units)
    yield par("communes with maxima by stage", [title, heads, stages, *body],
              right | of([9, 8], 2024, units=units), merged=["C2:E2", "F2:H2"])  # fmt: skip
    heads[1] = "Lĩnh vực"
    names = [[1, "Cải cách thể chế", 6, 4, 10, 5, 4, 9], [2, "Cải cách tài chính công", 5, 3, 8, 5, 3, 8]]
    title = ["CHỈ SỐ CCHC NĂM 2024 XÃ NAM TUẤN TỈNH CAO BẰNG"]
    right = {}
    for code, row in zip("12", names, strict=True):
        for stage, points in zip(("appraised", "survey", "final"), row[5:], strict=True):
            right |= of([points], 2024, code, stage, units=COMMUNES[:1])
    yield par("criteria with maxima by stage", [title, heads, stages, *names], right,
              merged=["C2:E2", "F2:H2"])  # fmt: skip


def scales_that_the_sheet_prints():
    points, title = [650, 640, 630, 620, 610, 600], ["DTI NĂM 2023 CÁC TỈNH"]
    rows = table("DTI", columns=[points], title=title)
    of_one = of([n / 1000 for n in points])
    most = [None, "Điểm tối đa", 1000]
    yield case("points of 1000 below their maximum", [*rows[:2], most, *rows[2:]], of_one, tops={"total": 1})
    for head in ("DTI (1.000)", "Tổng điểm (tối đa 1000)", "Điểm DTI (thang 1000)"):
        yield case(f"points of 1000: {head}", table(head, columns=[points], title=title), of_one)
    titled = table("DTI", columns=[points], title=["DTI NĂM 2023 CÁC TỈNH (thang điểm 1000)"])
    yield case("points of 1000 by the title", titled, of_one)
    yield case("points of 1000 unsaid", rows, {}, error="column_off_scale")
    shares = [0.65, 0.64, 0.63, 0.62, 0.61, 0.6]
    yield case("shares of 1 below a maximum of 1000",
               [title, ["STT", "Tỉnh", "DTI"], most, *table(columns=[shares])[2:]], of(shares))  # fmt: skip
    domain = ["Chính quyền số (400)", "Tổng điểm (1.000)", "DTI"]
    parts = [[n * 0.4 for n in points], points, [n / 1000 for n in points]]
    yield case("points beside the index", table(*domain, columns=parts, title=["DTI NĂM 2021 CÁC TỈNH"]),
               of([n / 1000 for n in points], 2021) | of([n / 1000 for n in points], 2021, "1"))  # fmt: skip
    yield case("a sheet of shares of 1 that says so",
               table("SIPAS (tối đa 1)", columns=[[n / 100 for n in UP]], title=["SIPAS 2023 các tỉnh"]),
               of(UP))  # fmt: skip


def a_total_without_its_decimal_mark():
    rows = table("SIPAS", columns=[[81, 82, 8366, 8.4, 85, 86]], title=["SIPAS 2023 các tỉnh"])
    right = of([81, 82, 8.4, 85, 86], units=[*SIX[:2], *SIX[3:]])
    yield case("a total without its mark", rows, right, {"outside_scale", "far_below_others"})


def letterheads_above_a_province():
    heads = [["UBND TỈNH CAO BẰNG"], ["SỞ NỘI VỤ"]]
    body = [["TT", "Nội dung", "Điểm"], [1, "Tham gia của người dân ở cấp cơ sở", 6.5],
            [2, "Công khai, minh bạch", 3.5]]  # fmt: skip
    right = {("Cao Bằng", 2023, "1", "final"): 6.5, ("Cao Bằng", 2023, "2", "final"): 3.5}
    for above in (heads, [heads[0], ["UBND XÃ MINH HỌA"]], heads[:1]):
        for title in ("CHỈ SỐ PAPI NĂM 2023", "CHỈ SỐ PAPI NĂM 2023 CỦA TỈNH"):
            yield case(
                f"PAPI scores provinces alone: {above[-1][0]}, {title}", [*above, [title], *body], right
            )
    yield case("PAPI of a department without its province", [heads[1], ["CHỈ SỐ PAPI NĂM 2023"], *body], {},
               error="sheet_without_unit")  # fmt: skip


def plans_beside_results():
    title, papi = ["PAPI các tỉnh năm 2023"], [40, 41, 42, 43, 44, 45]
    few = [2.1, 2.2, 1.9, 1.8, 2, 2.3]
    for head in ("Hạng kế hoạch 2024", "Kế hoạch 2024 (hạng)", "Hạng dự kiến 2024"):
        planned = table("PAPI 2023", head, columns=[papi, DOWN], title=title)
        yield case(f"ranks that are planned: {head}", planned, of(papi))
    for head, ranks, says in (
        ("Hạng GRDP", [3, 6, 1, 2, 5, 4], {"heading_unknown"}),
        ("Vị trí xếp hạng", DOWN, set()),
    ):
        ranks_of = table("PAPI 2023", head, columns=[papi, ranks], title=title)
        yield case(
            f"ranks of nobody knows what: {head}", ranks_of, of(papi) | ({} if says else ranked(DOWN)), says
        )
    for head in ("Kế hoạch", "Ngân sách", "Y tế"):
        yield case(
            f"two words of a criterion's name alone: {head}",
            table("PAPI 2023", head, columns=[papi, few], title=title),
            of(papi),
            {"heading_unknown"},
        )
    beside = table(
        "PAPI", "Thu, chi ngân sách cấp xã", "Kế hoạch", columns=[papi, few, few[::-1]], title=title
    )
    yield case("two words of a name beside its like", beside,
               of(papi) | of(few, code="2.3") | of(few[::-1], code="2.4"))  # fmt: skip
    yield case("two words of a domain's name", table("PAPI", "Môi trường", columns=[papi, few], title=title),
               of(papi) | of(few, code="7"))  # fmt: skip
    stacked = [title, ["TT", "Tỉnh", "Điểm", "Kế hoạch 2024", None], [None, None, None, "Điểm", "Hạng"],
               *([1, u, p, p + 1, r] for u, p, r in zip(SIX, papi, DOWN, strict=True))]  # fmt: skip
    yield case("a plan of points and ranks", stacked, of(papi), merged=[("D2:E2")])


GROUPS = [group for group in list(globals().values()) if inspect.isgeneratorfunction(group)]
CASES = [c for group in GROUPS for c in group()]


def numbers_of(frame):
    """Return every score and rank by unit, year, code and stage."""
    return {
        (row.unit, row.year, row.code, stage): float(value)
        for row in frame.itertuples()
        for stage, value in ((row.stage, row.score), ("rank", row.rank))
        if pd.notna(value)
    }


@pytest.mark.parametrize("sample", CASES, ids=lambda c: c.name)
def test_every_number_is_right_and_nothing_beside(read_rows, sample):
    if sample.error:
        with pytest.raises(ReadError) as error:
            read_rows(sample.rows, **sample.look, **sample.asked)
        assert error.value.rule == sample.error
        return
    reading = read_rows(sample.rows, **sample.look, **sample.asked)
    assert numbers_of(reading.scores) == pytest.approx(sample.right)
    assert not reading.scores.duplicated(KEY).any()
    found = reading.findings
    assert set(found.loc[found["severity"] != "note", "rule"]) == sample.says
    if sample.tops:
        tops = reading.scores.groupby("code")["max_score"].first()
        assert tops[list(sample.tops)].to_dict() == pytest.approx(sample.tops, nan_ok=True)
    assert reading.account["cells"].sum() == sum(is_number(v) for row in sample.rows for v in row)
    assert unexplained(reading) == [] and untaken_scores(reading) == 0


def test_names_of_cases_are_their_own():
    assert len({c.name for c in CASES}) == len(CASES) > 100
