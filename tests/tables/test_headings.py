"""What headings say, in Vietnamese and in English, facet by facet."""

import pytest

from cchc_analysis.tables.headings import heading, indices_in
from cchc_analysis.tables.numbering import is_numbering
from cchc_analysis.tables.printed import is_year, printed_code, printed_maximum, scale_of, years_in

#: The facets of headings that say nothing else: all that is not named here is not said.
PLAIN = [
    # stages
    ({"stage": "self"}, ["Điểm tự chấm", "Tự đánh giá", "Điểm tự đánh giá của đơn vị", "TĐG", "Xã tự chấm",
                         "ĐIỂM TỰ CHẤM", "Self-assessed score", "Tự chấm lại", "Xã chấm lại",
                         "Tự đánh giá lần 2"]),
    ({"stage": "appraised"}, ["Điểm thẩm định", "Sở Nội vụ thẩm định", "Kết quả thẩm định của Hội đồng",
                              "Thẩm định lần 1", "Appraised score"]),
    ({"stage": "appraised_2"}, ["Thẩm định lần 2", "Phúc tra", "Điểm thẩm định lại"]),
    ({"stage": "survey"}, ["Điểm điều tra XHH", "ĐTXHH", "Đánh giá qua ĐTXHH"]),
    ({"stage": "final"}, ["Điểm đạt được", "Kết quả cuối cùng", "Điểm công bố chính thức",
                           "Hội đồng huyện công nhận", "Điểm được duyệt", "UBND tỉnh phê duyệt",
                           "Hội đồng thẩm định kết luận"]),
    ({"stage": "final", "total": True}, ["Tổng điểm", "Tổng điểm đạt được", "Tổng cộng",
                                         "Tổng điểm (tối đa 100)",
                                         "Tổng điểm (I+II)", "Tổng điểm (1+2+3)"]),
    ({"total": True}, ["Total score", "Overall"]),
    # quantities
    ({"quantity": "score"}, ["Điểm", "Điểm số", "Giá trị", "Score", "Điểm / Score"]),
    ({"quantity": "maximum"}, ["Điểm tối đa", "Thang điểm", "Điểm chuẩn", "Maximum score"]),
    ({"quantity": "rank"}, ["Hạng", "Xếp hạng", "Xếp thứ", "Vị trí", "Rank", "Hạng / Rank", "Rang"]),
    ({"quantity": "group"}, ["Xếp loại", "Nhóm", "Nhóm xếp hạng"]),
    ({"quantity": "share", "percent": True}, ["Tỷ lệ (%)", "Chỉ số (%)", "Tỷ lệ đạt (%)"]),
    ({"quantity": "difference"}, ["Chênh lệch", "Tăng/giảm", "+/-", "±", "Thay đổi thứ hạng",
                                  "Tăng/giảm thứ hạng",                                  "Change"]),
    ({"quantity": "target"}, ["Mục tiêu", "Target", "Chỉ tiêu giao"]),
    ({"quantity": "weight"}, ["Trọng số", "Weight"]),
    ({"quantity": "other"}, ["Số xã", "Số tiêu chí đạt", "Số đơn vị hoàn thành", "SD"]),
    ({"quantity": "share"}, ["So với điểm tối đa", "Tỷ lệ so với tổng điểm tối đa"]),
    ({}, ["Sở, xã", "Sở, huyện", "Sở, đơn vị"]),
    ({"quantity": "note"}, ["Ghi chú", "Giải trình", "Notes"]),
    ({"quantity": "office"}, ["Cơ quan chủ trì", "Đơn vị thực hiện"]),
    ({"quantity": "evidence"}, ["Tài liệu kiểm chứng"]),
    ({"quantity": "bonus"}, ["Điểm thưởng"]),
    ({"quantity": "deduction"}, ["Điểm trừ", "Điểm bị trừ"]),
    ({"quantity": "other"}, ["Số điện thoại", "Dân số", "ĐVT", "Đơn vị tính"]),
    ({"quantity": "n"}, ["Tổng số phiếu", "n", "Số quan sát"]),
    ({"quantity": "satisfied"}, ["Rất hài lòng", "Hài lòng", "Số phiếu rất hài lòng", "Very satisfied"]),
    ({"quantity": "unsatisfied"}, ["Không hài lòng", "Bình thường", "Chưa hài lòng"]),
    ({"quantity": "low"}, ["Cận dưới", "Lower bound", "95% CI (dưới)", "KTC 95% dưới", "CI lower", "LB",
                           "Khoảng tin cậy 95% (cận dưới)", "Lower 95% CI", "ci_low"]),
    ({"quantity": "high"}, ["Cận trên", "Upper bound", "95% CI (trên)", "KTC 95% trên", "CI upper", "UB"]),
    # both limits in one cell, or the heading over two columns
    ({"quantity": "other"}, ["95% CI", "KTC 95%", "Khoảng tin cậy 95%"]),
    ({"quantity": "standard_error"}, ["Sai số", "Sai số chuẩn", "Standard error"]),
    # years and parts of years
    ({"years": (2023,)}, ["2023", "Năm 2023", "N2023", "Baseline 2023", "Endline score (2023)"]),
    ({"quantity": "target", "years": (2026,)}, ["Target 2026"]),
    ({"shift": -1}, ["Năm trước", "Cùng kỳ", "Last year"]),
    ({"shift": 0}, ["Năm nay", "Cả năm"]),
    ({"part": True}, ["6 tháng đầu năm", "Quý III", "9 tháng"]),
    ({"part": True, "years": (2024,)}, ["Quý III/2024", "6 tháng năm 2024"]),
    # indices
    ({"indices": ("PAR",)}, ["PAR INDEX", "Chỉ số CCHC", "Chỉ số cải cách hành chính", "Điểm CS CCHC",
                             "CS CCHC", "Chỉ số CCHC (điểm)"]),
    ({"indices": ("PAPI",)}, ["Chỉ số PAPI", "PAPI"]),
    ({"indices": ("PCI",), "total": True}, ["Overall PCI", "Điểm PCI có trọng số"]),
    ({"indices": ("PAPI",), "total": True}, ["Tổng điểm 8 nội dung PAPI", "PAPI (không có trọng số)"]),
    # several at once
    ({"indices": ("DTI",), "years": (2022,)}, ["DTI 2022", "Điểm DTI năm 2022"]),
    ({"indices": ("PCI",), "quantity": "rank"}, ["Hạng PCI", "Thứ hạng PCI"]),
    ({"stage": "appraised", "years": (2023,)}, ["Điểm thẩm định năm 2023", "Thẩm định 2023"]),
    ({"stage": "appraised", "shift": -1}, ["Điểm thẩm định năm trước"]),
    ({"stage": "self", "part": True}, ["Tự chấm 6 tháng đầu năm"]),
    ({"quantity": "rank", "years": (2022,)}, ["Thứ hạng năm 2022", "Hạng N2022"]),
    ({"quantity": "n", "years": (2022,)}, ["n 2022", "n2022", "N 2022"]),
    ({"quantity": "difference", "years": (2022,)}, ["So với năm 2022", "Tăng/giảm so với 2022"]),
]  # fmt: skip

#: What heads a column that names what its row is of.
HOLDS = [
    ("units", ["Tỉnh", "Tỉnh, thành phố", "Tỉnh/Thành phố (trực thuộc trung ương)", "Đơn vị", "Tên đơn vị",
               "Địa phương", "Xã, phường", "Phòng, ban", "Phòng chuyên môn", "Vụ, cục", "Province",
               "Province/City", "Commune / Ward", "Districts"]),
    ("codes", ["STT", "TT", "Mã", "No.", "Ký hiệu", "STT No."]),
    ("names", ["Tiêu chí", "Nội dung", "Tiêu chí, tiêu chí thành phần", "Câu hỏi", "Lĩnh vực", "Criteria"]),
    ("indices", ["Chỉ số", "Index"]),
    ("years", ["Năm", "Year"]),
    ("stages", ["Giai đoạn"]),
    ("regions", ["Vùng", "Khu vực"]),
    ("levels", ["Level"]),
]  # fmt: skip

NOTHING = {"indices": (), "years": (), "shift": None, "part": False, "stage": "", "quantity": "",
           "total": False, "percent": False}  # fmt: skip


def rows(table):
    return [(facets, text) for facets, texts in table for text in texts]


def facets_of(told):
    return {name: getattr(told, name) for name in NOTHING}


@pytest.mark.parametrize(("facets", "text"), rows(PLAIN))
def test_a_heading_says_its_facets_and_no_other(facets, text):
    told = heading(text)
    assert facets_of(told) == NOTHING | facets
    assert told.plain and not told.rest and not told.holds


@pytest.mark.parametrize(("holds", "text"), rows(HOLDS))
def test_a_heading_that_names_what_stands_below_it_says_nothing_else(holds, text):
    told = heading(text)
    assert (told.holds, facets_of(told)) == (holds, NOTHING) and told.is_known


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Công khai, minh bạch", "khai minh bach"), ("Chi phí thời gian", "chi phi thoi gian"),
     ("Khoản chi", "khoan chi"),
     ("Điểm trên 80", "tren 80"), ("UBND xã dưới chuẩn", "duoi chuan"), ("Phan Rang", "rang"),
     ("1.2 Thẩm định văn bản", "1 2 van ban"), ("1.2 Kiểm tra", "1 2 kiem tra"),
     ("Dimension 1: Participation", "dimension 1 participation")],
)  # fmt: skip
def test_the_name_of_a_criterion_says_nothing_and_is_left(text, rest):
    told = heading(text)
    assert facets_of(told) == NOTHING and told.rest == rest
    assert not told.plain and not told.is_known


def test_a_quantity_beside_the_name_of_its_criterion():
    told = heading("Hạng Cải cách thể chế")
    assert (told.quantity, told.has_name, told.plain) == ("rank", True, False)
    assert told.left == "cai cach the che"
    assert heading("Số quan sát (Chỉ số nội dung 1)").left == "chi so noi dung 1"


def test_a_stage_beside_the_number_of_its_criterion():
    told = heading("Điểm tự chấm lĩnh vực 1")
    assert (told.stage, told.rest, told.plain) == ("self", "linh vuc 1", False)


@pytest.mark.parametrize("text", ["Ghi chú", "Điểm tự chấm", "Quý III", "PAR INDEX", "2023", "Hạng", "Tỉnh"])
def test_what_the_vocabulary_knows_is_a_heading_wherever_it_stands(text):
    assert heading(text).is_known
    assert heading(text.upper()).is_known


def test_longer_texts_are_no_headings():
    text = "Bảng tổng hợp điểm tự chấm và điểm thẩm định của các xã, phường trên địa bàn tỉnh trong năm 2023"
    told = heading(text)
    assert (told.stage, told.quantity, told.years, told.is_known) == ("", "", (2023,), False)


def test_both_languages_of_a_heading_count_as_one():
    assert heading("Tỉnh / Province").holds == "units"
    assert heading("Điểm tự chấm\nSelf-scored").stage == "self"


# -- what stands in headings ---------------------------------------------------------------------------


def test_years_in_a_text():
    assert years_in("PAPI 2011-2016") == (2011, 2016) and years_in("d1_2019") == (2019,)
    assert years_in("12024") == () and years_in("từ 2023 đến 2023") == (2023,)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2023.0, True), ("2023", True), (2023.5, False), (1066.0, False), ("năm 2023", False), ("", False)],
)
def test_a_cell_that_is_a_year(value, expected):
    assert is_year(value) is expected


def test_indices_in_a_text_of_any_length():
    assert indices_in("Kết quả Chỉ số CCHC và SIPAS năm 2023 của tỉnh") == ("PAR", "SIPAS")
    assert indices_in("PCI2013") == ("PCI",) and indices_in("Kết quả khác") == ()


@pytest.mark.parametrize(
    "cells",
    [["(1)", "(2)", "(3)"], [1.0, 2.0, 3.0], ["A", "B", 1.0, 2.0], ["(1)", "(2)", "(3)=(1)+(2)", "(4)"],
     ["A", "B", "1", "2", "3=1-2"]],
)  # fmt: skip
def test_rows_that_number_the_columns(cells):
    assert is_numbering(cells)


@pytest.mark.parametrize(
    "cells",
    [[1.0, 2.0], [1.0, 3.0, 4.0], ["I", "Chỉ đạo", 5.0], [81.0, 82.0, 83.0], [2021.0, 2022.0, 2023.0]],
)
def test_rows_that_do_not(cells):
    assert not is_numbering(cells)


@pytest.mark.parametrize(
    ("text", "scale"),
    [("0.25-2.5 điểm", (0.25, 2.5)), ("1-10 điểm", (1, 10)), ("0%-100%", (0, 1)), ("Tham gia (1–10)", (1, 10)),
     ("10-1 điểm", None), ("2011-2016 kết quả", None), ("Kế hoạch", None)],
)  # fmt: skip
def test_a_printed_scale(text, scale):
    assert scale_of(text) == scale


@pytest.mark.parametrize(
    ("text", "most"),
    [("Tổng điểm (tối đa 100)", 100), ("Kế hoạch (2 điểm)", 2), ("Thang điểm: 10", 10), ("Max: 5,5", 5.5),
     ("Điểm tối đa", None), ("Kế hoạch (2)", None), ("Điểm tối đa 2023", None), ("Max 2024", None),
     ("Tối đa 2000 điểm", 2000), ("Tối đa 20", 20)],
)  # fmt: skip
def test_a_maximum_in_a_heading(text, most):
    assert printed_maximum(text) == most


def test_a_printed_code_and_what_stands_around_it():
    assert printed_code("Chỉ số nội dung 1: Tham gia") == ("chi so noi dung", "1", "Tham gia")
    assert printed_code("1.10. Kiểm tra") == ("", "1.10", "Kiểm tra")
    assert printed_code("Kiểm tra") == ("", "", "")


@pytest.mark.parametrize(
    ("text", "holds"), [("Mục", "codes"), ("MỤC", "codes"), ("Mức", ""), ("MỨC", ""), ("Mức 2024", "")]
)
def test_an_amount_is_no_number_of_a_criterion(text, holds):
    assert heading(text).holds == holds


LONG = "Xây dựng và phát triển chính quyền điện tử, chính quyền số của xã (tối đa 22 điểm)"


@pytest.mark.parametrize(
    ("before", "stage"), [("Điểm tự chấm - 7. ", "self"), ("Thẩm định: 7.1. ", "appraised"), ("7. ", "")]
)
def test_a_stage_before_the_long_name_of_a_criterion_is_its_stage(before, stage):
    label = heading(before + LONG)
    assert (label.stage, label.plain, label.text) == (stage, False, before + LONG)
    assert heading(f"7. Thẩm định, tự chấm điểm và {LONG}").stage == ""
