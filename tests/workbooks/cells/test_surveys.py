"""Counted answers become shares of the satisfied. Số liệu minh họa."""

import re

import pytest

from cchc_analysis.declarations import declaration
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks import ReadError, read

TITLES = [["KHẢO SÁT SỰ HÀI LÒNG NĂM 2023"], ["Đơn vị: Xã Minh Họa, tỉnh Minh Họa"]]
HEAD = ["TT", "Câu hỏi", "Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Tổng số phiếu"]


@pytest.fixture
def survey(read_rows):
    """Return a function that reads questions with their answers."""
    return lambda *body, head=HEAD, **more: read_rows([*TITLES, head, *body], **more)


def shares(reading):
    rows = reading.scores[["code", "score", "n"]].astype(object)
    return [
        tuple(None if v != v else v for v in row) for row in rows.fillna(float("nan")).itertuples(index=False)
    ]


def said(reading, rule):
    found = reading.findings[reading.findings["rule"] == rule]
    return list(zip(found["cell"], found["severity"], found["message"], strict=True))


def test_a_share_is_of_all_who_answered(survey):
    reading = survey(["1", "Nơi chờ", 30, 40, 20, 10, 100], ["2", "Biển hiệu", 7, 0, 0, 0, 7])
    assert shares(reading) == [("1", 70, 100), ("2", 100, 7)]
    assert reading.findings.empty and set(reading.scores["stage"]) == {"final"}
    assert reading.scores["low"].isna().all() and reading.scores["high"].isna().all()


@pytest.mark.parametrize("merged", [False, True])
def test_answers_listed_by_commune_are_each_commune_s(read_rows, merged):
    title = "KHẢO SÁT SỰ HÀI LÒNG (SIPAS) CÁC XÃ NĂM 2023, TỈNH ĐỒNG NAI"
    body = [["Xã Minh Họa", "Nơi chờ", 30, 40, 20, 10], ["Xã Minh Họa", "Thái độ", 7, 0, 0, 0],
            ["Xã Thí Dụ", "Nơi chờ", 5, 5, 5, 5], ["Xã Thí Dụ", "Thái độ", 1, 2, 1, 0]]  # fmt: skip
    if merged:
        body[1][0] = body[3][0] = None
    scores = read_rows([[title], ["Xã", *HEAD[1:-1]], *body]).scores
    assert scores[["unit", "score", "n"]].to_numpy().tolist() == [
        ["Xã Minh Họa", 70, 100], ["Xã Minh Họa", 100, 7], ["Xã Thí Dụ", 50, 20], ["Xã Thí Dụ", 75, 4],
    ]  # fmt: skip


def test_one_cell_that_is_formatted_as_a_percentage_is_no_count(workbook):
    def one_cell(book):
        book["S"]["E4"].number_format = "0%"  # 20 of 100 would be 2,000

    body = [["1", "Nơi chờ", 30, 40, 20, 10, 100], ["2", "Biển hiệu", 10, 20, 5, 5, 40]]
    reading = read(workbook({"S": [*TITLES, HEAD, *body]}, "bang.xlsx", one_cell))
    assert shares(reading) == [("1", None, None), ("2", 75, 40)]
    ((place, severity, message),) = said(reading, "answers_broken")
    assert (place, severity) == ("E4", "warning") and "“20”" in message and "định dạng %" in message


def test_answers_that_are_not_the_sum(survey):
    reading = survey(["1", "Nơi chờ", 30, 40, 20, 10, 105], ["2", "Biển hiệu", 10, 20, 5, 5, 40])
    assert said(reading, "answers_not_sum") == [
        ("G4", "error", "1 (Nơi chờ): số phiếu ghi 105, các mức trả lời cộng lại là 100.")
    ]
    assert shares(reading) == [("1", 70, 100), ("2", 75, 40)]


def test_answers_that_are_the_sum_or_are_not_printed(survey):
    reading = survey(["1", "Nơi chờ", 30, 40, 20, 10, 100], ["2", "Biển hiệu", 10, 20, 5, 5, None])
    assert said(reading, "answers_not_sum") == []


@pytest.mark.parametrize(
    ("answers", "cell", "printed"),
    [((None, 30, 8, 2), "C4", "“–”"), (("7O", 20, 6, 4), "C4", "“7O”"), ((70, -20, 6, 4), "D4", "“-20”"),
     ((70, 20, 6.5, 4), "E4", "“6.5”")],
)  # fmt: skip
def test_a_count_that_is_none_leaves_the_share_missing(survey, answers, cell, printed):
    reading = survey(["1", "Nơi chờ", *answers], ["2", "Biển hiệu", 10, 20, 5, 5], head=HEAD[:-1])
    assert shares(reading) == [("1", None, None), ("2", 75, 40)]
    ((place, severity, message),) = said(reading, "answers_broken")
    assert (place, severity) == (cell, "warning") and printed in message


def test_a_heading_of_questions_without_answers_is_missing_and_not_reported(survey):
    reading = survey(["I", "Tiếp cận"], ["1", "Nơi chờ", 30, 40, 20, 10, 100])
    assert [s for _, s, _ in shares(reading)] == [None, 70] and reading.findings.empty


def test_options_in_per_cent_give_a_share_and_no_number_of_answers(survey):
    reading = survey(
        ["1", "Nơi chờ", 30.5, 40.2, 19.3, 10], ["2", "Biển hiệu", 25.5, 50.5, 14, 10], head=HEAD[:-1]
    )
    assert [(c, pytest.approx(s), n) for c, s, n in shares(reading)] == [("1", 70.7, None), ("2", 76, None)]


SILENT = ["TT", "Câu hỏi", "Hài lòng", "Không hài lòng", "Không ý kiến"]


@pytest.mark.parametrize("words", ["Không ý kiến", "Không có ý kiến", "Không biết", "Số phiếu không ý kiến"])
@pytest.mark.parametrize("order", [(2, 3, 4), (4, 2, 3)])
def test_those_without_an_opinion_are_part_of_the_hundred(survey, words, order):
    head = [*SILENT[:4], words]
    questions = ["1", "Nơi chờ", 85, 5, 10], ["2", "Biển hiệu", 80.5, 10, 9.5]
    reading = survey(*([*q[:2], *(q[i] for i in order)] for q in questions),
                     head=[*head[:2], *(head[i] for i in order)])  # fmt: skip
    assert [(code, score) for code, score, _ in shares(reading)] == [("1", 85), ("2", 80.5)]
    assert reading.findings.query("severity != 'note'").empty


@pytest.mark.parametrize(
    ("all_answers", "share", "rules"),
    [(50, 80, set()), (45, pytest.approx(100 * 40 / 45), set()),
     (None, pytest.approx(100 * 40 / 45), {"no_opinion_left_out"}),
     (44, pytest.approx(100 * 40 / 45), {"no_opinion_left_out", "answers_not_sum"})],
)  # fmt: skip
def test_printed_numbers_tell_whether_those_without_an_opinion_count(survey, all_answers, share, rules):
    reading = survey(["1", "Nơi chờ", 40, 5, 5, all_answers], head=[*SILENT, "Tổng số phiếu"])
    assert [score for _, score, _ in shares(reading)] == [share]
    assert set(reading.findings["rule"]) == rules


def test_percentages_that_lack_an_option_are_taken_as_printed(survey):
    head = ["TT", "Câu hỏi", "Hài lòng (%)", "Không hài lòng (%)"]
    reading = survey(["1", "Nơi chờ", 85, 5], ["2", "Biển hiệu", 80.4, 19.7], head=head)
    assert [score for _, score, _ in shares(reading)] == [85, pytest.approx(100 * 80.4 / 100.1)]
    ((cell, severity, message),) = said(reading, "answers_not_whole")
    assert (cell, severity) == ("C4", "warning") and "90,00 %" in message


def test_shares_that_are_only_added_are_reported(survey):
    head = ["TT", "Câu hỏi", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
    bodies = ["1", "Nơi chờ", 2.8, 12, 61.1, 24.1], ["2", "Biển hiệu", 3.1, 11.9, 60, 25]
    reading = survey(*bodies, head=head)
    assert [score for _, score, _ in shares(reading)] == [pytest.approx(85.2), 85]
    ((cell, severity, message),) = said(reading, "shares_added")
    assert (cell, severity) == ("E3", "warning") and "“Hài lòng”, “Rất hài lòng”" in message
    printed = survey(*([*b, b[4] + b[5]] for b in bodies), head=[*head, "Chỉ số hài lòng"])
    assert shares(printed) == shares(reading) and printed.findings.empty


def test_the_satisfied_alone_are_no_share_without_what_they_are_of(survey):
    head, bodies = (
        ["TT", "Câu hỏi", "Hài lòng", "Rất hài lòng"],
        [["1", "Nơi chờ", 61, 24], ["2", "Quầy", 60, 25]],
    )
    reading = survey(*bodies, head=head)
    assert [score for _, score, _ in shares(reading)] == [None, None]
    assert [(cell, severity) for cell, severity, _ in said(reading, "answers_without_whole")] == [
        ("C3", "error")
    ]
    for head_of_more, more, right in (
        ("Số phiếu", [100, 170], [(85, 100), (50, 170)]), ("Chỉ số hài lòng", [85, 85], [(85, None)] * 2)
    ):  # fmt: skip
        reading = survey(*([*b, n] for b, n in zip(bodies, more, strict=True)), head=[*head, head_of_more])
        assert [(score, n) for _, score, n in shares(reading)] == right
        assert said(reading, "answers_without_whole") == []


def test_of_several_groups_of_respondents_all_together_are_read(survey):
    group = ["TT", "Câu hỏi", "Người dân", None, "Doanh nghiệp", None, "Chung"]
    below = [None, None, *["Hài lòng", "Không hài lòng"] * 3]
    reading = survey(
        below, ["1", "Nơi chờ", 70, 30, 40, 60, 110, 90], head=group, merged=("C3:D3", "E3:F3", "G3:H3")
    )
    assert shares(reading) == [("1", 55, 200)]
    left = reading.account.query("reason == 'group_of_respondents'")
    assert sorted(left["range"]) == ["C5", "D5", "E5", "F5"]


def grades(reading):
    return reading.scores["answers"].astype(object).where(reading.scores["answers"].notna(), None).tolist()


def test_answers_are_kept_from_the_most_dissatisfied_to_the_most_satisfied(survey):
    assert grades(survey(["1", "Nơi chờ", 30, 40, 20, 10, 100])) == ["– 10 20 40 30"]
    head = [
        "TT",
        "Câu hỏi",
        "Rất không hài lòng",
        "Không hài lòng",
        "Bình thường",
        "Hài lòng",
        "Rất hài lòng",
    ]
    assert grades(survey(["1", "Nơi chờ", 1, 2, 3, 4, 5], head=head)) == ["1 2 3 4 5"]
    agree = [
        "TT",
        "Câu hỏi",
        "Hoàn toàn không đồng ý",
        "Không đồng ý",
        "Trung lập",
        "Đồng ý",
        "Hoàn toàn đồng ý",
    ]
    assert grades(survey(["1", "Nơi chờ", 1, 2, 3, 4, 5], head=agree)) == ["1 2 3 4 5"]


def test_a_question_that_cannot_be_counted_has_no_grades(survey):
    reading = survey(["1", "Nơi chờ", 30, 40, 20, 10, 100], ["2", "Biển hiệu", None, 30, 8, 2, 40])
    assert grades(reading) == ["– 10 20 40 30", None]


def test_which_of_two_alike_grades_is_worse_is_not_guessed(survey):
    head = ["TT", "Câu hỏi", "Rất hài lòng", "Hài lòng", "Không hài lòng", "Chưa hài lòng"]
    assert grades(survey(["1", "Nơi chờ", 30, 40, 20, 10], head=head)) == [None]


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("Rất không hài lòng", "very_dissatisfied"), ("Rất kém", "very_dissatisfied"),
        ("Số phiếu chưa hài lòng", "dissatisfied"), ("Kém", "dissatisfied"), ("Dissatisfied", "dissatisfied"),
        ("Very dissatisfied", "very_dissatisfied"), ("Bình thường", "neutral"), ("Khá hài lòng", "satisfied"),
        ("Satisfied", "satisfied"), ("Very satisfied", "very_satisfied"), ("Rất tốt", "very_satisfied"),
        ("Hoàn toàn hài lòng", "very_satisfied"),
    ],
)  # fmt: skip
def test_a_heading_is_one_grade(words, grade):
    patterns = declaration("workbooks/cells", "grades.toml")["grades"]
    assert [name for name, pattern in patterns.items() if re.search(pattern, key(words))] == [grade]


@pytest.mark.parametrize("total", ["Cộng", "Tổng cộng", "Tổng số", "Tổng số phiếu"])
@pytest.mark.parametrize(
    "share", ["Mức độ hài lòng (%)", "Tỷ lệ hài lòng", "% hài lòng", "Chỉ số hài lòng", "Tỷ lệ (%)"]
)
def test_totals_and_shares_beside_the_answers_are_checked_against_them(survey, total, share):
    head = [*HEAD[:-1], total, share]
    reading = survey(["1", "Nơi chờ", 30, 40, 20, 10, 100, 70], ["2", "Ghế", 1, 1, 1, 0, 3, 66.67], head=head)
    assert shares(reading) == [("1", 70, 100), ("2", pytest.approx(200 / 3), 3)]
    assert reading.findings.empty and set(reading.account.query("taken")["quantity"]) == {
        "satisfied", "unsatisfied", "n", "share",
    }  # fmt: skip
    wrong = survey(["1", "Nơi chờ", 30, 40, 20, 10, 99, 72], ["2", "Ghế", 1, 1, 1, 0, 3, 66.66], head=head)
    assert shares(wrong) == shares(reading)
    assert said(wrong, "answers_not_sum")[0][0] == "G4"
    assert said(wrong, "share_not_counted") == [
        ("H4", "warning", f"2 tỷ lệ in ở cột “{share}” khác tỷ lệ tính từ số phiếu (ví dụ 1 "
         "(Nơi chờ): in 72,00, tính ra 70,00); lấy số tính từ phiếu.")
    ]  # fmt: skip


@pytest.mark.parametrize("printed", [(66.67, 70.0), (66.7, 70), (67, 70), (0.667, 0.7)])
def test_printed_shares_may_be_rounded(survey, printed):
    reading = survey(["1", "Ghế", 1, 1, 1, 0, printed[0]], ["2", "Nơi chờ", 30, 40, 20, 10, printed[1]],
                     head=[*HEAD[:-1], "Mức độ hài lòng (%)"])  # fmt: skip
    assert reading.findings.empty


def test_shares_of_each_answer_are_no_answers(survey):
    head = ["TT", "Câu hỏi", "Hài lòng", "% hài lòng", "Không hài lòng", "% không hài lòng"]
    reading = survey(["1", "Nơi chờ", 30, 75, 10, 25], head=head)
    assert shares(reading) == [("1", 75, 40)] and reading.findings.empty


def test_totals_of_another_group_are_not_held_against_the_answers_of_all(survey):
    group = ["TT", "Câu hỏi", "Người dân", None, None, "Chung"]
    below = [None, None, *["Hài lòng", "Không hài lòng", "Cộng"] * 2]
    reading = survey(
        below, ["1", "Nơi chờ", 70, 30, 100, 110, 90, 200], head=group, merged=("C3:E3", "F3:H3")
    )
    assert shares(reading) == [("1", 55, 200)] and not said(reading, "answers_not_sum")


def test_answers_with_their_shares(survey):
    reading = survey(["1", "Nơi chờ", "30 (30%)", "40 (40%)", "20 (20 %)", "10 (10%)", 100])
    assert shares(reading) == [("1", 70, 100)]
    assert reading.findings.empty


def test_answers_that_are_all_unread_are_told(survey):
    reading = survey(["1", "Nơi chờ", *["30% (30)"] * 4, None], ["2", "Biển hiệu", 10, 20, 5, 5, 40])
    assert shares(reading) == [("1", None, None), ("2", 75, 40)]
    ((place, severity, _),) = said(reading, "answers_broken")
    assert (place, severity) == ("C4", "warning")


@pytest.mark.parametrize(
    ("numbers", "ranks"), [((1, 2, 3), [1, 2, 3]), ((2, 5, 9), [2, 5, 9]), ((120, 130, 140), None)]
)
def test_numbers_of_answers_in_brackets_are_no_ranks(read_rows, numbers, ranks):
    cells = zip(("Xã Một", "Xã Hai", "Xã Ba"), ("85,2", "84,1", "83,2"), numbers, strict=True)
    rows = [["KẾT QUẢ SIPAS CÁC XÃ NĂM 2024, TỈNH MINH HỌA"], ["Đơn vị", "Chỉ số hài lòng"],
            *([unit, f"{score} ({number})"] for unit, score, number in cells)]  # fmt: skip
    if ranks:
        assert read_rows(rows).scores["rank"].tolist() == ranks
        return
    with pytest.raises(ReadError) as error:
        read_rows(rows)
    assert "pairs_unclear" in {f.rule for f in error.value.findings.items}


@pytest.mark.parametrize(("share", "cells"), [("80 %", []), ("80,0%", []), ("60%", ["C4"]), ("79%", ["C4"])])
def test_a_share_behind_its_count_is_held_against_it(survey, share, cells):
    body = [["1", "Nơi chờ", f"80 ({share})", "20 (20%)"], ["2", "Biển hiệu", "2 (66,7%)", "1 (33,3%)"]]
    reading = survey(*body, head=["TT", "Câu hỏi", "Hài lòng", "Không hài lòng"])
    assert [score for _, score, _ in shares(reading)] == [80, pytest.approx(200 / 3)]
    assert [cell for cell, _, _ in said(reading, "share_not_counted")] == cells


def test_maxima_beside_answers_are_not_looked_for(survey):
    reading = survey(["1", "Nơi chờ", 30, 40, 20, 10, 100, 3], head=[*HEAD, "Điểm tối đa"])
    assert shares(reading) == [("1", 70, 100)]
    assert reading.account.query("range == 'H4'")["reason"].tolist() == ["maximum"]


@pytest.mark.parametrize("points", ["Điểm quy đổi", "Điểm đạt", "Điểm"])
def test_points_that_answers_were_turned_into_are_the_scores(read_rows, points):
    title = ["PHIẾU ĐIỀU TRA XHH NĂM 2024 - PHƯỜNG MINH HỌA, TỈNH ĐỒNG NAI"]
    heads = ["Câu", "Nội dung", "Rất tốt", "Tốt", "Trung bình", "Kém", "Điểm tối đa", points]
    rows = [
        title,
        heads,
        [1, "Niêm yết công khai", 30, 10, 5, 5, 6, 4.8],
        [2, "Thái độ phục vụ", 20, 20, 5, 5, 4, 3.2],
    ]
    with pytest.raises(ReadError) as error:
        read_rows(rows)
    assert error.value.rule == "index_unknown"
    scores = read_rows(rows, index="PAR").scores
    assert scores[["score", "max_score"]].to_numpy().tolist() == [[4.8, 6], [3.2, 4]]
    assert set(scores["stage"]) == {"survey"}


def test_of_answers_alone_tot_is_one_of_the_satisfied(read_rows):
    title = ["KẾT QUẢ KHẢO SÁT SIPAS NĂM 2024 - PHƯỜNG MINH HỌA, TỈNH ĐỒNG NAI"]
    heads = ["TT", "Nội dung", "Rất tốt", "Tốt", "Trung bình", "Kém"]
    reading = read_rows(
        [title, heads, [1, "Niêm yết công khai", 30, 10, 5, 5], [2, "Thái độ phục vụ", 20, 10, 5, 5]]
    )
    assert reading.scores["score"].tolist() == [80, 75]


def test_without_rat_tot_it_is_a_grade_of_something_else(read_rows):
    rows = [["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI NĂM 2024, TỈNH ĐỒNG NAI"], ["Đơn vị", "Tốt", "Khá", "Trung bình"]]
    with pytest.raises(ReadError) as error:
        read_rows([*rows, ["Xã Ví Dụ", 30, 10, 5], ["Xã Minh Họa", 20, 10, 5]])
    assert error.value.rule == "index_unknown"
