"""Sheets that declare their own criteria: small ones, one messiness each.

All units and figures are invented (số liệu minh họa), the provinces' names and DiemChuan.xlsx apart.
"""

from __future__ import annotations

import pytest
from openpyxl.styles import Alignment, Font

from cchc_analysis.files.grid import open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.tables.bodies import find_bodies
from cchc_analysis.workbooks import ReadError, read
from cchc_analysis.workbooks.outline.rows import Rows

TITLE = "BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"
UNIT = "Đơn vị: UBND xã Minh Họa, tỉnh Minh Họa"
HEADINGS = ["TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định"]
BODY = [
    ["I", "Chỉ đạo, điều hành", 5, 4.5, 4],
    ["1", "Ban hành kế hoạch", 2, 2, 1.75],
    ["2", "Kiểm tra", 3, 2.5, 2.25],
    ["II", "Thể chế", 4, 4, 4],
    ["1", "Rà soát văn bản", 4, 4, 4],
]
NAME = "bang.xlsx"
PROVINCES = ["Hà Nội", "Bắc Kạn", "Cao Bằng", "Quảng Nam", "Quảng Ninh", "Hà Giang"]


def sheet(*titles, body=BODY, headings=HEADINGS):
    return [*([t] for t in titles), headings, *body]


def rules(reading):
    return set(reading.findings["rule"])


def said(reading, rule):
    """Return (cell, message) of the only finding of a rule."""
    (row,) = reading.findings[reading.findings["rule"] == rule].itertuples()
    return row.cell, row.message


def values(frame, *columns, stage="final"):
    """Return some columns of one stage as a list of tuples, missing ones as None."""
    part = frame[frame["stage"] == stage] if stage else frame
    rows = part[list(columns)].astype(object)
    return list(rows.where(rows.notna(), None).itertuples(index=False, name=None))


def merged(*areas):
    return lambda book: [book.worksheets[0].merge_cells(area) for area in areas]


# -- a plain sheet ------------------------------------------------------------------------------------


def test_every_criterion_and_stage_is_a_row_with_its_cell(workbook):
    reading = read(workbook({"S": sheet(TITLE, UNIT)}, NAME))
    assert values(reading.scores, "code", "level", "name", "score", "max_score", "cell", stage="self") == [
        ("I", 1, "Chỉ đạo, điều hành", 4.5, 5, "D4"),
        ("I.1", 2, "Ban hành kế hoạch", 2, 2, "D5"),
        ("I.2", 2, "Kiểm tra", 2.5, 3, "D6"),
        ("II", 1, "Thể chế", 4, 4, "D7"),
        ("II.1", 2, "Rà soát văn bản", 4, 4, "D8"),
    ]  # fmt: skip
    judged = values(reading.scores, "score", "cell", stage="appraised")
    assert judged == [(4, "E4"), (1.75, "E5"), (2.25, "E6"), (4, "E7"), (4, "E8")]
    assert len(reading.scores) == 10 and reading.findings.empty
    whose = ["index", "edition", "year", "unit", "unit_id", "unit_type", "scope", "sheet", "file"]
    assert set(reading.scores[whose].itertuples(index=False, name=None)) == {
        ("PAR", "par-xa-2023", 2023, "Xã Minh Họa", "xa/minh-hoa/xa-minh-hoaj", "commune",
         "xa/minh-hoa", "S", NAME),
    }  # fmt: skip


def test_the_total_is_the_index_itself_and_comes_first(workbook):
    body = [*BODY, [None, "Tổng cộng", 9, 8.5, 8, "Tốt"]]
    headings = [*HEADINGS, "Xếp loại"]
    frame = read(workbook({"S": sheet(TITLE, UNIT, body=body, headings=headings)}, NAME)).scores
    assert values(frame, "code", "level", "score", "max_score", "group", stage="appraised")[0] == (
        "total", 0, 8, 9, "Tốt",
    )  # fmt: skip
    assert frame.loc[frame["code"] != "total", "group"].isna().all()


def test_notes_are_kept_with_what_they_are(workbook):
    headings = [*HEADINGS, "Nhận xét", "Cơ quan phụ trách", "Tài liệu kiểm chứng", "Điểm trừ"]
    body = [
        ["1", "Kế hoạch", 2, 2, 1.5, "chậm 5 ngày", "Văn phòng", "KH số 1", 0.5],
        ["2", "Kiểm tra", 3, 3, 3, None, None, None, "-"],
    ]
    frame = read(workbook({"S": sheet(TITLE, UNIT, body=body, headings=headings)}, NAME)).scores
    whole = "chậm 5 ngày · Đơn vị chủ trì: Văn phòng · Tài liệu: KH số 1 · Điểm trừ: 0,5"
    assert values(frame, "note", stage="self") == [(whole,), (None,)]
    assert values(frame, "score", stage="appraised") == [(1.5,), (3,)]


def test_illustrative_in_a_title_is_in_every_note(workbook):
    headings = [*HEADINGS, "Ghi chú"]
    body = [[*BODY[0], "chậm"], *BODY[1:]]
    rows = sheet(TITLE, "(Số liệu minh họa)", UNIT, body=body, headings=headings)
    frame = read(workbook({"S": rows}, NAME)).scores
    assert values(frame, "note", stage="self") == [
        ("chậm · Số liệu minh họa",), *[("Số liệu minh họa",)] * 4,
    ]  # fmt: skip


# -- surveys ------------------------------------------------------------------------------------------

SURVEY = ["TT", "Câu hỏi", "Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Tổng số phiếu"]


def survey(*body):
    return [["KHẢO SÁT SỰ HÀI LÒNG NĂM 2023"], [UNIT], SURVEY, *body]


def test_a_survey_gives_the_share_satisfied_and_the_number_of_answers(workbook):
    rows = survey(["I", "Tiếp cận"], ["1", "Nơi chờ", 30, 40, 20, 10, 100], ["2", "Biển hiệu", 7, 0, 0, 0, 7])
    reading = read(workbook({"S": rows}, NAME))
    frame = reading.scores
    assert values(frame, "code", "score", "max_score", "n", "status") == [
        ("I", None, 100, None, "missing"), ("1", 70, 100, 100, "scored"), ("2", 100, 100, 7, "scored"),
    ]  # fmt: skip
    assert set(frame["stage"]) == {"final"} and set(frame["index"]) == {"SIPAS"}
    assert frame[["low", "high"]].isna().all(axis=None)  # an interval is published, or none
    assert not rules(reading)


# -- several units in one sheet -----------------------------------------------------------------------

AREA = "TỔNG HỢP CHỈ SỐ CCHC CÁC PHÒNG NĂM 2019, HUYỆN MINH HỌA, TỈNH MINH HỌA"
OURS = " huyện Minh Họa"
STAGED = ["Đánh giá qua ĐTXHH", "UBND huyện thẩm định", "Tổng điểm", "Chỉ số (%)"]
SUMMARY = [
    [AREA],
    ["TT", "Lĩnh vực", "Kết quả"],
    [None, None, "Chỉ số cải cách HC năm 2019", None, None, None, "1. Chỉ đạo, điều hành", None, None, None,
     "2. Thể chế"],
    [None, None, *STAGED * 3],
    [None],
    [None, "Điểm tối đa", 10, 20, 30, None, 4, 8, 12, None, 6, 12, 18, None],
    [1, "Phòng Nội vụ", 8, 15, 23, 76.67, 3, 6, 9, 75, 5, 9, 14, 77.78],
    [2, "Phòng Tư pháp", 7, 16, 23, 76.67, 2, 7, 9, 75, 5, 9, 14, 77.78],
]  # fmt: skip
SUMMARY_AREAS = ["A2:A5", "B2:B5", "C2:N2", "C3:F3", "G3:J3", "K3:N3",
                 *(f"{c}4:{c}5" for c in "CDEFGHIJKLMN")]  # fmt: skip


def test_a_summary_by_domain_under_four_rows_of_headings(workbook):
    reading = read(workbook({"S": SUMMARY}, NAME, merged(*SUMMARY_AREAS)))
    frame = reading.scores
    columns = ("unit", "code", "level", "name", "score", "max_score", "cell")
    whole, first, second = "Chỉ số cải cách HC năm 2019", "Chỉ đạo, điều hành", "Thể chế"
    assert values(frame, *columns) == [
        (f"Phòng Nội vụ{OURS}", "total", 0, whole, 23, 30, "E7"),
        (f"Phòng Nội vụ{OURS}", "1", 1, first, 9, 12, "I7"),
        (f"Phòng Nội vụ{OURS}", "2", 1, second, 14, 18, "M7"),
        (f"Phòng Tư pháp{OURS}", "total", 0, whole, 23, 30, "E8"),
        (f"Phòng Tư pháp{OURS}", "1", 1, first, 9, 12, "I8"),
        (f"Phòng Tư pháp{OURS}", "2", 1, second, 14, 18, "M8"),
    ]
    ours = frame[frame["unit"] == f"Phòng Tư pháp{OURS}"]
    columns = ("code", "score", "max_score", "cell")
    assert values(ours, *columns, stage="survey") == [
        ("total", 7, 10, "C8"), ("1", 2, 4, "G8"), ("2", 5, 6, "K8"),
    ]  # fmt: skip
    assert values(ours, *columns, stage="appraised") == [
        ("total", 16, 20, "D8"), ("1", 7, 8, "H8"), ("2", 9, 12, "L8"),
    ]  # fmt: skip
    assert set(frame["year"]) == {2019} and not rules(reading)
    assert set(frame["unit_id"]) == {
        "so/minh-hoa.huyen-minh-hoa/phong-noi-vu", "so/minh-hoa.huyen-minh-hoa/phong-tu-phap",
    }  # fmt: skip


def test_a_summary_by_domain_whose_units_are_headed_don_vi(workbook):
    rows = [
        [AREA],
        ["TT", "Đơn vị", "Chỉ số CCHC 2019", None, None, "1. Chỉ đạo, điều hành"],
        [None, None, *["Thẩm định", "ĐTXHH", "Tổng điểm"] * 2],
        [None, "Điểm tối đa", 20, 10, 30, 20, 10, 30],
        [1, "Phòng Nội vụ", 15, 8, 23, 15, 8, 23],
        [2, "Phòng Tư pháp", 16, 7, 23, 16, 7, 23],
    ]
    path = workbook({"S": rows}, NAME, merged("A2:A3", "B2:B3", "C2:E2", "F2:H2"))
    assert values(read(path).scores, "unit", "code", "score", "max_score", stage="survey") == [
        (f"Phòng Nội vụ{OURS}", "total", 8, 10), (f"Phòng Nội vụ{OURS}", "1", 8, 10),
        (f"Phòng Tư pháp{OURS}", "total", 7, 10), (f"Phòng Tư pháp{OURS}", "1", 7, 10),
    ]  # fmt: skip


def offices(workbook, title, *names, heading="Đơn vị"):
    """Read a table of offices."""
    rows = [[title], ["TT", heading, "Tổng điểm"], *([i, n, 80 + i] for i, n in enumerate(names, 1))]
    return read(workbook({"S": rows}, NAME), index="PAR", year=2023)


def test_offices_of_a_district_are_told_from_those_of_another(workbook):
    title = "CHỈ SỐ CCHC CÁC PHÒNG CHUYÊN MÔN, {}, TỈNH MINH HỌA NĂM 2023"
    names = ("Văn phòng HĐND và UBND", "Phòng Nội vụ", "Phòng Kinh tế")
    one, other = (offices(workbook, title.format(d), *names).scores for d in ("HUYỆN MỘT", "XÃ HAI"))
    assert set(one["unit_id"]).isdisjoint(other["unit_id"])
    assert list(other["unit"]) == [f"{name} xã Hai" for name in names]
    assert set(one["scope"]) == {"so/minh-hoa.huyen-mot"} and set(other["scope"]) == {"so/minh-hoa.xa-hai"}


def test_an_office_of_nobody_knows_whose_district_is_reported(workbook):
    reading = offices(workbook, "CHỈ SỐ CCHC CÁC PHÒNG, TỈNH MINH HỌA NĂM 2023", "Phòng Nội vụ", "Phòng Y tế")
    assert set(reading.scores["scope"]) == {"so/minh-hoa.chua-ro"}
    assert list(reading.scores["unit"]) == ["Phòng Nội vụ", "Phòng Y tế"]
    assert said(reading, "body_unknown")[1].startswith("Không rõ Phòng Nội vụ là phòng của huyện, xã")
    assert rules(reading) == {"body_unknown"}


def test_departments_of_a_province_are_no_district_s(workbook):
    title = "CHỈ SỐ CCHC CÁC SỞ, BAN, NGÀNH TỈNH MINH HỌA (HỌP TẠI HUYỆN MỘT) NĂM 2023"
    reading = offices(workbook, title, "Sở Nội vụ", "Thanh tra tỉnh")
    assert set(reading.scores["scope"]) == {"so/minh-hoa"} and not rules(reading)


def test_departments_of_a_ministry_are_told_by_it(workbook):
    names = ("Vụ Pháp chế", "Văn phòng Bộ", "Thanh tra Bộ", "Cục Thử nghiệm", "Viện Chiến lược Mẫu")
    reading = offices(workbook, "BỘ TƯ PHÁP: CHỈ SỐ CCHC CÁC VỤ, CỤC, VIỆN NĂM 2023", *names)
    assert list(reading.scores["unit"]) == list(names) and not rules(reading)
    assert set(reading.scores["scope"]) == {"so/bo-tu-phap"}


@pytest.mark.parametrize(
    ("heading", "unit", "kind"),
    [("Phòng, ban", "Phòng Sông Thử huyện Một", "department"), ("Xã, phường", "Phường Sông Thử", "commune"),
     ("Đơn vị", "Phường Sông Thử", "commune")],
)  # fmt: skip
def test_p_is_what_its_heading_tells(workbook, heading, unit, kind):
    title = "CHỈ SỐ CCHC HUYỆN MỘT, TỈNH MINH HỌA NĂM 2023"
    reading = offices(workbook, title, "P. Sông Thử", "P. TN&MT", "P. Tư pháp", heading=heading)
    first, *others = reading.scores[["unit", "unit_type"]].itertuples(index=False)
    assert tuple(first) == (unit, kind)
    assert [o.unit for o in others] == [
        "Phòng Tài nguyên và Môi trường huyện Một", "Phòng Tư pháp huyện Một",
    ]  # fmt: skip


def test_criteria_down_and_units_across(workbook):
    headings = ["TT", "Tiêu chí", "Điểm tối đa", "Xã An Bình", "Phường Minh Họa"]
    body = [["1", "Chỉ đạo", 5, 4, 3.5], ["1.1", "Kế hoạch", 2, 2, 1.5], ["1.2", "Kiểm tra", 3, 2, 2]]
    rows = sheet("CHỈ SỐ CCHC CẤP XÃ, TỈNH MINH HỌA, NĂM 2023", body=body, headings=headings)
    reading = read(workbook({"S": rows}, NAME))
    assert values(reading.scores, "unit_id", "code", "score", "max_score", "cell") == [
        ("xa/minh-hoa/xa-an-binhf", "1", 4, 5, "D3"),
        ("xa/minh-hoa/xa-an-binhf", "1.1", 2, 2, "D4"),
        ("xa/minh-hoa/xa-an-binhf", "1.2", 2, 3, "D5"),
        ("xa/minh-hoa/phuong-minh-hoaj", "1", 3.5, 5, "E3"),
        ("xa/minh-hoa/phuong-minh-hoaj", "1.1", 1.5, 2, "E4"),
        ("xa/minh-hoa/phuong-minh-hoaj", "1.2", 2, 3, "E5"),
    ]
    assert not rules(reading)


def test_a_sheet_for_every_unit(workbook):
    other = [["I", "Chỉ đạo, điều hành", 5, 3, 2]]
    book = workbook({"Xã An Bình": sheet(TITLE), "Xã Minh Họa": sheet(TITLE, body=other)}, NAME)
    frame = read(book).scores
    assert values(frame, "unit", "code", "score", "sheet", stage="appraised") == [
        *(("Xã An Bình", code, score, "Xã An Bình")
          for code, score in (("I", 4), ("I.1", 1.75), ("I.2", 2.25), ("II", 4), ("II.1", 4))),
        ("Xã Minh Họa", "I", 2, "Xã Minh Họa"),
    ]  # fmt: skip


def test_one_sheet_without_a_unit_does_not_lose_the_others(workbook):
    reading = read(workbook({"Xã An Bình": sheet(TITLE), "Sheet2": sheet(TITLE)}, NAME))
    assert set(reading.scores["unit"]) == {"Xã An Bình"}
    assert "sheet_without_unit" in rules(reading)


@pytest.mark.parametrize("order", [("1", "2"), ("2", "1")])
def test_of_two_sheets_of_one_unit_that_contradict_the_fuller_is_read_and_the_other_left_out(workbook, order):
    again = [["I", "Chỉ đạo, điều hành", 5, 4, 3.75], ["III", "Đổi mới", 1, 1, 1]]
    sheets = {"1": sheet(TITLE, UNIT), "2": sheet(TITLE, UNIT, body=again)}
    reading = read(workbook({tab: sheets[tab] for tab in order}, NAME))
    assert len(reading.scores) == 10 and set(reading.scores["sheet"]) == {"1"}
    (row,) = reading.findings[reading.findings["rule"] == "sheet_contradicts"].itertuples()
    assert row.sheet == "2" and row.severity == "error"
    assert "trang tính “1” ô D4 là 4,50" in row.message and "(I;" in row.message


@pytest.mark.parametrize(
    "cover",
    [["ỦY BAN NHÂN DÂN", "HỒ SƠ CHẤM ĐIỂM CCHC", "Cơ quan lập: UBND X. Minh Họa", "Kỳ đánh giá: 2024"],
     ["UBND TỈNH ĐỒNG NAI", "UBND XÃ MINH HỌA", "CHỈ SỐ CCHC NĂM 2024"]],
)  # fmt: skip
def test_a_cover_is_read_as_a_whole(workbook, cover):
    reading = read(workbook({"Bìa": [[line] for line in cover], "Biểu": sheet("BIỂU CHẤM")}))
    assert set(reading.scores["unit"]) == {"Xã Minh Họa"} and set(reading.scores["year"]) == {2024}


def test_two_sheets_of_one_unit_that_agree_complete_each_other(workbook):
    more = [BODY[0], ["III", "Đổi mới", 1, 1, 1]]
    reading = read(workbook({"1": sheet(TITLE, UNIT), "2": sheet(TITLE, UNIT, body=more)}, NAME))
    added = reading.scores[reading.scores["sheet"] == "2"]
    assert len(reading.scores) == 12 and set(added["code"]) == {"III"}
    assert not rules(reading)


def test_a_criterion_that_stands_twice_in_a_sheet_is_told(workbook):
    reading = read(workbook({"S": sheet(TITLE, UNIT, body=[*BODY, ["I", "Chỉ đạo lại", 5, 3, 3]])}, NAME))
    assert said(reading, "criterion_twice")[0] == "A9"
    assert values(reading.scores, "score", stage="self")[0] == (4.5,)


# -- what does not apply ------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Không áp dụng", "KAD", "không đánh giá"])
def test_what_does_not_apply_lowers_the_maximum_of_all_above(workbook, words):
    body = [
        ["I", "Chỉ đạo", 10, 4, 4], ["1", "Kế hoạch", 6, 2, 2], ["1.1", "Ban hành", 2, 2, 2],
        ["1.2", "Sửa đổi", 4, words, words], ["2", "Kiểm tra", 4, 2, 2],
        ["II", "Thể chế", 5, 5, 5], [None, "Tổng cộng", 15, 9, 9],
    ]  # fmt: skip
    reading = read(workbook({"S": sheet(TITLE, UNIT, body=body)}, NAME))
    assert values(reading.scores, "code", "max_score", "status", stage="self") == [
        ("total", 15 - 4, "scored"), ("I", 10 - 4, "scored"), ("1", 6 - 4, "scored"),
        ("1.1", 2, "scored"), ("1.2", 4, "not_applicable"), ("2", 4, "scored"),
        ("II", 5, "scored"),
    ]  # fmt: skip
    (lowered,) = reading.findings.query("rule == 'maximum_lowered'").itertuples()
    assert lowered.severity == "warning"
    first = reading.scores["cell"].str[1:].astype(int).min()
    assert all(f"C{first + row}" in lowered.message for row in (0, 1, len(body) - 1))


def test_a_printed_maximum_that_left_it_out_already_is_not_lowered_again(workbook):
    body = [["1", "Kế hoạch", 2, 2, 2], ["1.1", "Ban hành", 2, 2, 2], ["1.2", "Sửa đổi", 4, "KAD", "KAD"]]
    reading = read(workbook({"S": sheet(TITLE, UNIT, body=body)}, NAME))
    assert values(reading.scores, "max_score", stage="self") == [(2,), (2,), (4,)]
    assert not rules(reading)


# -- whose sheet, and of which year -------------------------------------------------------------------

BARE = "BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC"


@pytest.mark.parametrize(
    ("title", "tab", "name"),
    [(TITLE, "S", NAME), (BARE, "CCHC 2023", NAME), (BARE, "S", "CCHC 2023.xlsx"),
     (f"{BARE} NĂM 2023 (kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2024)", "S", NAME),
     (TITLE, "S", "CCHC 2021.xlsx")],
)  # fmt: skip
def test_the_year_is_told_by_title_sheet_or_file(workbook, title, tab, name):
    frame = read(workbook({tab: sheet(title, UNIT)}, name)).scores
    assert set(frame["year"]) == {2023}


def test_the_year_is_told_by_the_argument(workbook):
    reading = read(workbook({"S": sheet(BARE, UNIT)}, NAME), year=2022)
    assert set(reading.scores["year"]) == {2022} and not rules(reading)


def test_a_year_that_nothing_tells_is_an_error(workbook):
    with pytest.raises(ReadError) as error:
        read(workbook({"S": sheet(BARE, UNIT)}, NAME))
    assert error.value.rule == "year_unknown"
    assert str(error.value).startswith(f"{NAME} › S: Không rõ số liệu của năm nào")
    assert "--year" in str(error.value)


def test_an_argument_against_the_title_is_taken_and_told(workbook):
    reading = read(workbook({"S": sheet(TITLE, UNIT)}, NAME), year=2024)
    assert set(reading.scores["year"]) == {2024}
    message = said(reading, "year_conflict")[1]
    assert message.startswith("Tệp là năm 2024 nhưng trang tính ghi năm 2023. Đã lấy năm 2024")


@pytest.mark.parametrize(
    ("title", "tab", "name", "unit", "unit_type"),
    [
        ("Đơn vị: UBND xã Minh Họa", "S", NAME, "Xã Minh Họa", "commune"),
        ("UBND PHƯỜNG MINH HỌA", "S", NAME, "Phường Minh Họa", "commune"),
        ("Cơ quan: Sở Nội vụ", "S", NAME, "Sở Nội vụ", "department"),
        (BARE, "Huyện Minh Họa", NAME, "Huyện Minh Họa", "district"),
        (BARE, "S", "Xã Minh Họa.xlsx", "Xã Minh Họa", "commune"),
        ("Tên đơn vị: Trung tâm Minh Họa", "S", NAME, "Trung tâm Minh Họa", "department"),
    ],
)
def test_the_unit_is_told_by_title_sheet_or_file(workbook, title, tab, name, unit, unit_type):
    frame = read(workbook({tab: sheet(title)}, name), index="PAR", year=2023).scores
    assert set(zip(frame["unit"], frame["unit_type"], strict=True)) == {(unit, unit_type)}


def test_the_unit_is_told_by_the_argument(workbook):
    path = workbook({"S": sheet(TITLE)}, NAME)
    frame = read(path, unit="UBND xã Minh Họa").scores
    assert set(frame["unit"]) == {"Xã Minh Họa"} and set(frame["unit_type"]) == {"commune"}
    assert set(read(path, unit="Minh Họa").scores["unit"]) == {"Minh Họa"}


def test_a_unit_that_nothing_tells_is_an_error(workbook):
    with pytest.raises(ReadError) as error:
        read(workbook({"S": sheet(TITLE)}, NAME))
    assert error.value.rule == "sheet_without_unit"
    assert str(error.value).startswith(f"{NAME} › S: Bảng chấm điểm không ghi đơn vị")
    assert "--unit" in str(error.value)


def test_a_province_that_nothing_tells_is_noted(workbook):
    reading = read(workbook({"S": sheet(TITLE, "Đơn vị: Xã Minh Họa")}, NAME))
    assert set(reading.scores["unit_id"]) == {"xa/chua-ro/xa-minh-hoaj"}
    assert said(reading, "province_unknown")[1].startswith("Không rõ Xã Minh Họa thuộc tỉnh nào")
    assert rules(reading) == {"province_unknown"}


def test_a_province_in_capitals_ends_before_the_year(workbook):
    title = "CHỈ SỐ CCHC CẤP XÃ, TỈNH MINH HỌA NĂM 2023"
    reading = read(workbook({"S": sheet(title, "Đơn vị: Xã Minh Họa")}, NAME))
    assert set(reading.scores["scope"]) == {"xa/minh-hoa"}


def test_the_index_is_told_by_the_title_or_the_argument(workbook):
    path = workbook({"S": sheet("BẢNG CHẤM ĐIỂM CHỈ SỐ DTI NĂM 2023", UNIT)}, NAME)
    assert set(read(path).scores["index"]) == {"DTI"}
    assert set(read(path, index="par").scores["index"]) == {"PAR"}


def test_an_index_that_nothing_names_is_an_error(workbook):
    with pytest.raises(ReadError) as error:
        read(workbook({"S": sheet("BẢNG CHẤM ĐIỂM NĂM 2023", UNIT)}, NAME))
    assert error.value.rule == "index_unknown"
    assert str(error.value).startswith(f"{NAME} › S: Không rõ đây là chỉ số nào")
    assert "--index" in str(error.value)


# -- which row stands below which ---------------------------------------------------------------------

UNCODED = [["Chỉ đạo", 5, 4], ["Kế hoạch", 2, 2], ["Kiểm tra", 3, 2], ["Thể chế", 4, 4], ["Rà soát", 4, 4]]
TREE = [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1), ("2.1", 2)]
PARENTS = (0, 3)


def uncoded(body):
    return sheet(TITLE, UNIT, body=body, headings=["Tiêu chí", "Điểm tối đa", "Điểm đạt được"])


def test_a_column_of_levels(workbook):
    body = [[2 - (line in PARENTS), line + 1, *row] for line, row in enumerate(UNCODED)]
    headings = ["Level", "Order", "Tiêu chí", "Điểm tối đa", "Điểm đạt được"]
    reading = read(workbook({"S": sheet(TITLE, UNIT, body=body, headings=headings)}, NAME))
    assert values(reading.scores, "code", "level") == TREE
    assert values(reading.scores, "score") == [(4,), (2,), (2,), (4,), (4,)]


def test_a_column_for_every_level_of_names(workbook):
    body = [
        [name, None, *points] if line in PARENTS else [None, name, *points]
        for line, (name, *points) in enumerate(UNCODED)
    ]
    headings = ["Lĩnh vực", "Tiêu chí", "Điểm tối đa", "Điểm đạt được"]
    reading = read(workbook({"S": sheet(TITLE, UNIT, body=body, headings=headings)}, NAME))
    assert values(reading.scores, "code", "level") == TREE
    assert values(reading.scores, "name") == [(row[0],) for row in UNCODED]


def look(change):
    """Return what changes the cells of the names, parents (True) and others."""

    def put(book):
        for line in range(len(UNCODED)):
            change(book.worksheets[0].cell(4 + line, 1), line in PARENTS)

    return put


def spaced(cell, parent):
    cell.value = ("" if parent else "    ") + cell.value


def indented(cell, parent):
    cell.alignment = Alignment(indent=0 if parent else 1)


def emboldened(cell, parent):
    cell.font = Font(bold=parent)


@pytest.mark.parametrize("change", [spaced, indented, emboldened])
def test_names_without_codes_are_arranged_by_their_look(workbook, change):
    reading = read(workbook({"S": uncoded(UNCODED)}, NAME, look(change)))
    assert values(reading.scores, "code", "level") == TREE
    assert values(reading.scores, "name") == [(row[0],) for row in UNCODED]
    assert said(reading, "codes_generated") == (
        "A4", "Bảng không ghi mã tiêu chí; 5 tiêu chí được đánh số theo thứ tự và cách trình bày.",
    )  # fmt: skip
    assert rules(reading) == {"codes_generated"}


# -- what is no scoring sheet -------------------------------------------------------------------------


def test_a_published_table_of_provinces_is_read_against_the_framework(workbook):
    down = [["TT", "Tên tỉnh", "Nội dung 1", "Tổng điểm"], *([i, p, 5, 60] for i, p in enumerate(PROVINCES))]
    named = [["TT", "Nội dung", "Tổng điểm"], *([i, p, 60] for i, p in enumerate(PROVINCES))]
    across = [["TT", "Tiêu chí", "Điểm tối đa", *PROVINCES], ["1", "Chỉ đạo", 5, 1, 2, 3, 4, 5, 1]]
    for rows, codes in ((down, {"1", "total"}), (named, {"total"}), (across, {"1"})):
        frame = read(workbook({"S": rows}, NAME), index="PAR", year=2023).scores
        assert set(frame["unit"]) == set(PROVINCES) and set(frame["scope"]) == {"tinh-63"}
        assert set(frame["code"]) == codes and set(frame["stage"]) == {"final"}
        assert not frame["edition"].str.startswith("par-tinh").any()


def test_criteria_without_a_column_of_scores_are_an_error(workbook):
    rows = sheet(TITLE, UNIT, body=[row[:3] for row in BODY], headings=HEADINGS[:3])
    with pytest.raises(ReadError) as error:
        read(workbook({"S": rows}, NAME))
    assert error.value.rule == "no_stage_column"
    assert "Tiêu đề đọc được: TT; Tiêu chí; Điểm tối đa." in str(error.value)
    assert "“Điểm tự chấm”, “Điểm thẩm định”, “Điểm đạt được”" in str(error.value)


def test_standard_points_of_the_hazards_are_known_and_lack_scores(corpus):
    path = corpus / "hazards" / "DiemChuan.xlsx"
    (body,) = find_bodies(open_workbook(path, Findings()).sheets[0])
    assert (body.sides, body.columns) == ({"levels": [0], "codes": [1], "names": [3]}, [2])
    criteria = Rows(body, body.lines, [], [2], path).criteria()
    rows = body.sheet.rows[1:]
    assert len(rows) == len(criteria.nodes) == 38
    assert [n.level for n in criteria.nodes] == [int(row[0]) for row in rows]
    assert criteria.names == [row[3].strip() for row in rows]
    assert [n.code for n in criteria.nodes[:4]] == ["1", "1.1", "1.1.1", "1.1.2"]
    with pytest.raises(ReadError) as error:
        read(path, year=2020, unit="Sở Nội vụ")
    assert error.value.rule == "index_unknown"
