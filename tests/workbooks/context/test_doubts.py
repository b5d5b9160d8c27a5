"""Remarks beside the figures of units. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks.context.titles import other_kind

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"]
UNITS, POINTS = ["Xã Minh Họa", "Xã Ví Dụ", "Xã Thí Dụ"], [86.5, 89.75, 77.25]


def table(head, *remarks, heads=("Tổng điểm",)):
    rows = [[i + 1, UNITS[i], *[POINTS[i] - c for c in range(len(heads))], remarks[i]] for i in range(3)]
    return [TITLE, ["TT", "Đơn vị", *heads, head], *rows]


@pytest.mark.parametrize("head", ["Ghi chú", None, "Thông tin thêm", "Tình trạng"])
@pytest.mark.parametrize("remark", ["Số liệu năm 2023", "mới chấm 6 tháng", "số liệu tạm tính"])
def test_a_remark_against_its_figure_is_kept_and_told(read_rows, head, remark):
    reading = read_rows(table(head, None, remark, remark))
    assert reading.scores["score"].tolist() == POINTS
    assert reading.scores["max_score"].tolist() == [100] * 3
    assert reading.scores["note"].fillna("").tolist() == ["", remark, remark]
    (told,) = reading.findings.itertuples()
    assert (told.rule, told.severity, told.cell) == ("foot_in_doubt", "warning", "D4")
    assert f"“{remark}”" in told.message and "2024" in told.message


def test_a_note_that_nobody_appraised_is_told(read_rows):
    reading = read_rows(table("Ghi chú", "chưa thẩm định", None, "chưa thẩm định"))
    assert reading.findings[["rule", "cell"]].to_numpy().tolist() == [["foot_in_doubt", "D3"]]


@pytest.mark.parametrize("head", ["Ghi chú", None])
@pytest.mark.parametrize("remark", ["Xã mới thành lập năm 2025", "điểm năm 2024", "nộp đúng hạn"])
def test_another_remark_is_kept(read_rows, head, remark):
    reading = read_rows(table(head, remark, None, None))
    assert reading.scores["note"].fillna("").tolist() == [remark, "", ""]
    assert reading.findings.empty


def test_a_remark_stands_with_the_score_that_counts_most_and_beside_its_penalty(read_rows):
    rows = table("Ghi chú", "nộp muộn", None, None, heads=["Tự chấm", "Thẩm định", "Điểm trừ"])
    for row in rows[2:]:
        row[4] = 1
    notes = read_rows(rows).scores.set_index(["unit", "stage"])["note"]
    assert notes[UNITS[0], "appraised"] == "nộp muộn · Điểm trừ: 1"
    assert notes[UNITS[1], "appraised"] == "Điểm trừ: 1"
    assert notes.xs("self", level="stage").isna().all()


def around(place, words):
    """A table with words at one place around it, and the cell of the finding; blank for that of a title."""
    rows = [TITLE, ["TT", "Đơn vị", "Tổng điểm"], *([i + 1, UNITS[i], POINTS[i]] for i in range(3))]
    if place in ("title", "line"):
        lines = [[f"{TITLE[0]} ({words.upper()})"]] if place == "title" else [TITLE, [words]]
        return [*lines, *rows[1:]], ""
    if place == "mark":
        rows[1] = ["TT", "Đơn vị", "Tổng điểm*"]
        return [*rows, [f"* {words}"]], "A6"
    if place == "mark on the title":
        return [[f"{TITLE[0]} (*)"], *rows[1:], [f"(*) {words}"]], "A6"
    return [*rows, [f"{place} {words}"]], "A6"


FEET = ["Ghi chú:", "Ghi chú: Số liệu trên là", "(*)", "mark", "mark on the title"]


@pytest.mark.parametrize("place", ["title", "line", *FEET])
@pytest.mark.parametrize("words", [
    "dự thảo", "thử nghiệm", "kịch bản 1", "số liệu giả định", "chưa tính điểm XHH", "đã nhân hệ số 2",
    "chưa phê duyệt", "đăng ký", "tham khảo", "ĐVT: hồ sơ"])  # fmt: skip
def test_one_vocabulary_for_all_places_around_a_table(read_rows, place, words):
    rows, cell = around(place, words)
    reading = read_rows(rows)
    assert reading.scores["score"].tolist() == POINTS
    found = reading.findings
    assert found.loc[found["severity"] == "warning", ["rule", "cell"]].to_numpy().tolist() == [
        ["foot_in_doubt" if cell else "title_in_doubt", cell]]  # fmt: skip


@pytest.mark.parametrize("place", FEET)
@pytest.mark.parametrize("words", ["điểm tự chấm của các đơn vị", "điểm dự kiến", "mục tiêu", "9 tháng",
                                   "năm trước", "Hạng năm 2023", "xếp hạng trong cụm"])  # fmt: skip
def test_what_a_title_would_be_taken_for_is_told_in_a_remark(read_rows, place, words):
    rows, cell = around(place, words)
    assert read_rows(rows).findings[["rule", "cell"]].to_numpy().tolist() == [["foot_in_doubt", cell]]


@pytest.mark.parametrize(
    "words", ["điểm cộng", "điểm sàn", "điểm khác biệt", "khoảng cách đến xã dẫn đầu", "năm trước"]
)
@pytest.mark.parametrize("place", ["title", "line"])
def test_another_quantity_in_a_title_is_told(read_rows, place, words):
    if (place, words) != ("title", "năm trước"):
        found = read_rows(around(place, words)[0]).findings
        assert found["rule"].tolist() == ["title_in_doubt"]


@pytest.mark.parametrize("place", ["title", "line", *FEET])
@pytest.mark.parametrize("words", ["chính thức", "đã phê duyệt", "thang điểm 100", "sau điều chỉnh",
                                   "ĐVT: điểm", "xếp theo điểm giảm dần", "kết quả cuối cùng"])  # fmt: skip
def test_words_of_final_results_are_not_told(read_rows, place, words):
    reading = read_rows(around(place, words)[0])
    assert reading.scores["score"].tolist() == POINTS
    assert reading.findings.empty


@pytest.mark.parametrize("remark", ["Ghi chú: Giảm 2 điểm do nộp muộn", "Ghi chú: Điểm trung bình toàn tỉnh 80",
                                    "* Đã trừ điểm"])  # fmt: skip
def test_a_remark_that_explains_some_points_is_not_told(read_rows, remark):
    rows = [TITLE, ["TT", "Đơn vị", "Tổng điểm"], *([i + 1, UNITS[i], POINTS[i]] for i in range(3)), [remark]]
    assert read_rows(rows).findings.empty


@pytest.mark.parametrize(("head", "remark"), [("Tự chấm", "Ghi chú: Điểm tự chấm của các đơn vị"),
                                              ("Thẩm định", "(*) Chưa tính điểm XHH")])  # fmt: skip
def test_a_remark_that_says_what_the_heading_says_is_not_told(read_rows, head, remark):
    rows = [TITLE, ["TT", "Đơn vị", head], *([i + 1, UNITS[i], POINTS[i]] for i in range(3)), [remark]]
    assert read_rows(rows).findings.empty


def test_points_on_a_scale_of_ten_are_of_no_october(read_rows):
    rows = [[f"{TITLE[0]} TRÊN THANG 10"], ["TT", "Đơn vị", "Tổng điểm"]]
    reading = read_rows([*rows, *([i + 1, UNITS[i], POINTS[i] / 10] for i in range(3))])
    assert reading.scores["score"].tolist() == [8.65, 8.975, 7.725]
    assert reading.scores["max_score"].tolist() == [10] * 3


def test_what_a_unit_typed_in_is_no_draft():
    assert other_kind("- Điểm tự chấm do đơn vị nhập.") == "self"
    assert other_kind("Điểm nháp") == "earlier"
