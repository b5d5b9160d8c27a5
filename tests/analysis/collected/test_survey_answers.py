"""Answers by grade, as the ward's sheet prints them (số liệu minh họa)."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_analysis import read, statement
from cchc_analysis.analysis.collected.survey_answers import GRADES, survey_answers
from cchc_analysis.analysis.errors import AnalysisError

ASKED = {"index": "SIPAS", "unit": "Phường Minh Họa", "year": 2024}
#: Answers as printed: from very dissatisfied to very satisfied.
PRINTED = {
    "Trả kết quả đúng hẹn": (8, 25, 55, 78, 39), "Thành phần hồ sơ dễ hiểu": (5, 17, 50, 90, 43),
    "Biển hiệu, bảng hướng dẫn": (3, 9, 36, 99, 58), "Hướng dẫn rõ ràng": (2, 9, 31, 97, 66),
    "Nơi ngồi chờ tại bộ phận một cửa": (2, 5, 24, 104, 70), "Thái độ lịch sự": (2, 5, 22, 98, 78),
    "Niêm yết công khai đầy đủ": (2, 4, 24, 103, 72),
}  # fmt: skip


@pytest.fixture(scope="module")
def ward():
    folder = Path(__file__).parents[3] / "data" / "raw" / "sipas"
    return read(folder / "sipas_2024_phuong_minh_hoa_so_lieu_minh_hoa.xlsx").scores


def test_shares_are_of_all_answers_the_most_dissatisfied_first(ward):
    table = survey_answers(ward, **ASKED)
    assert table["name"].tolist() == list(PRINTED)
    for name, counts in PRINTED.items():
        row = table.set_index("name").loc[name]
        assert [row[grade] for grade in GRADES] == pytest.approx([100 * n / sum(counts) for n in counts])
        assert row["unhappy"] == pytest.approx(100 * sum(counts[:2]) / 205)
        assert (row["n"], row["happy"]) == (205, pytest.approx(100 * sum(counts[3:]) / 205))
    # What is satisfied here is what the score says.
    scores = ward.set_index("name")["score"]
    assert table.set_index("name")["happy"].to_dict() == pytest.approx(scores[list(PRINTED)].to_dict())
    assert table.attrs["kind"] == "survey_answers" and table.attrs["illustrative"]


def test_what_people_are_most_dissatisfied_with(ward):
    table = survey_answers(ward, **ASKED)
    assert statement(table) == (
        "Người dân không hài lòng nhiều nhất với Phường Minh Họa về: trả kết quả đúng hẹn (16,1 %, năm 2024)"
    )
    content = table.assign(unhappy=0.0)
    content.attrs = table.attrs
    assert statement(content, "en") == "Nobody was dissatisfied with Phường Minh Họa in 2024"


def test_a_grade_that_is_not_asked_is_missing_and_a_year_without_grades_refused(ward):
    four = ward.assign(answers=ward["answers"].str.replace(r"^\d+", "–", regex=True))
    table = survey_answers(four, **ASKED).set_index("name")
    assert table["very_dissatisfied"].isna().all()
    assert table.loc["Trả kết quả đúng hẹn", "unhappy"] == pytest.approx(100 * 25 / 197)
    with pytest.raises(AnalysisError, match="2019"):
        survey_answers(ward, **ASKED | {"year": 2019})
    with pytest.raises(AnalysisError, match="2024"):
        survey_answers(ward.assign(answers=None).astype({"answers": "string"}), **ASKED)
