"""Answers as diverging bars (số liệu minh họa): from which end each begins, and that grey tells them apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from inspection import flaws
from matplotlib.colors import to_hex

from cchc_analysis import read, survey_answers, survey_answers_chart
from cchc_analysis.charts.style import OURS, WORSE


@pytest.fixture(scope="module")
def table():
    folder = Path(__file__).parents[2] / "data" / "raw" / "sipas"
    scores = read(folder / "sipas_2024_phuong_minh_hoa_so_lieu_minh_hoa.xlsx").scores
    return survey_answers(scores, index="SIPAS", unit="Phường Minh Họa", year=2024)


def test_dissatisfied_lead_left_of_zero_and_satisfied_right(table, bare):
    survey_answers_chart(table, ax=bare)
    ends = {}
    for bar in bare.patches:
        ends.setdefault(to_hex(bar.get_facecolor()), []).append((bar.get_x(), bar.get_x() + bar.get_width()))
    assert len(ends) == 4 and {WORSE.lower(), OURS.lower()} < set(ends)
    for colour, inner, outer, way in (
        (WORSE, "dissatisfied", "unhappy", -1),
        (OURS, "satisfied", "happy", 1),
    ):
        starts, stops = zip(*ends[colour.lower()], strict=True)
        assert starts == pytest.approx(way * table[inner]) and stops == pytest.approx(way * table[outer])


def test_the_numbers_beside_are_the_two_sums_and_the_neutral(table, bare):
    survey_answers_chart(table, ax=bare)
    words = [text.get_text() for text in bare.texts]
    assert {"16,1 %", "26,8 %", "57,1 %", "205"} <= set(words)
    assert words.count("không hài lòng") == 2 and words.count("bình thường") == 1


@pytest.mark.parametrize(("size", "lang"), [("slide", "vi"), ("a4", "vi"), ("square", "en"), ("band", "en")])
def test_in_every_size_a_graphics_desk_would_mark_nothing(table, size, lang):
    assert flaws(survey_answers_chart(table, size=size, lang=lang).figure) == []


def test_a_sheet_without_one_of_the_grades_is_drawn(table, bare):
    four = table.assign(very_dissatisfied=float("nan"), unhappy=table["dissatisfied"], n=float("nan"))
    four.attrs = table.attrs
    survey_answers_chart(four, ax=bare)
    assert min(bar.get_x() + bar.get_width() for bar in bare.patches) == pytest.approx(-four["unhappy"].max())
    assert "205" not in [text.get_text() for text in bare.texts]
