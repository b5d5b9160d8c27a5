"""Any question of any unit: the plain function, and the boxes on it, without a browser."""

import pytest

from cchc_analysis.briefing.questions import questions
from cchc_analysis.notebooks.exploring import Explorer, explore, explored


def test_every_question_has_its_words_in_both_languages():
    for question in questions():
        assert question.vi.endswith("?") and question.en.endswith("?"), question.key
    assert len({q.vi for q in questions()}) == len(questions())


def test_a_question_is_answered_in_words_chart_and_table(figures):
    found = explored(figures, "dien_bien", unit="bac kan", index="PAPI")
    assert found.sentence.startswith("Bắc Kạn đạt 44,10 điểm PAPI năm 2024, tăng 0,75 điểm so với năm 2023")
    assert found.table["Điểm"].tolist() == ["43,35", "44,10"] and found.chart is not None
    earlier = explored(figures, "dien_bien", unit="Bắc Kạn", index="PAPI", year=2023, lang="en")
    assert earlier.sentence.startswith("Bắc Kạn scored 43.35 points in PAPI 2023")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"unit": "Bắc Kann"}, "Không có đơn vị nào tên “Bắc Kann”. Gần nhất: Bắc Kạn"),
        ({"unit": "Sở Nội vụ"}, "Hãy chọn một: Sở Nội vụ, Hòa Bình"),
        ({"unit": "Bắc Kạn", "year": 1999}, "Bắc Kạn không có số liệu năm 1999"),
        ({"unit": "Phường Minh Họa"}, "không trả lời được câu hỏi này cho Phường Minh Họa"),
    ],
)
def test_what_has_no_answer_is_one_line(figures, asked, said):
    found = explored(figures, "diem_yeu", **asked)
    assert said in found.sentence and "\n" not in found.sentence
    assert found.chart is None and found.table is None


def test_boxes_offer_what_can_be_asked_and_answer_it(figures):
    live = Explorer(figures, unit="Bắc Kạn", index="PAR")
    assert live.question.value == "tong_quan" and live.index.options == (("các chỉ số", ""),)
    live.question.value = "xep_hang"
    assert [value for _, value in live.index.options] == ["PAR", "PAPI"]
    live.index.value = "PAPI"
    assert "Bắc Kạn xếp thứ 22/61" in live.sentence.value and "22/61" in live.table.value
    before = bytes(live.chart.value)
    assert before.startswith(b"\x89PNG")
    live.year.value = 2023
    assert "PAPI năm 2023" in live.sentence.value and bytes(live.chart.value) != before
    live.unit.value = "Phường Minh Họa"
    assert live.question.value == "xep_hang" and live.index.options == (("PAR", "PAR"),)
    assert live.year.value == 2023
    live.unit.value = "Phường Min Họa"
    assert "Không có đơn vị nào" in live.sentence.value and live.table.value == ""
    assert bytes(live.chart.value) == b"" and live.chart.layout.display == "none"


def test_a_cell_shows_the_boxes_and_stores_a_line(folder, cells):
    explore()
    (bundle,) = cells
    assert bundle["text/markdown"].startswith("Ô xem nhanh")
