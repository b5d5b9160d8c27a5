"""A draw of what is said: no empty place, no code, no number that the table does not give."""

from __future__ import annotations

import random

import pytest
from every_result import Figures, every_question
from sentence_rules import faults, words_of

import cchc_analysis as cchc

#: Questions that are drawn: six texts each.
DRAWN = 60
#: The draw is of some provinces: the first, the last, of gaps, of a merger, a city.
UNITS = ["Bắc Kạn", "Quảng Ninh", "Hải Dương", "TP. Hồ Chí Minh", "Bình Phước"]


@pytest.fixture(scope="module")
def scores():
    return cchc.load()


def test_a_draw_of_sentences_has_no_fault(scores):
    questions = list(every_question(scores, UNITS))
    drawn, figures = random.Random(10).sample(questions, DRAWN), Figures(scores)
    answered = [(q, table) for q in drawn if (table := q.answer(figures)) is not None]
    assert len(answered) > DRAWN / 2
    assert {str(q): wrong for q, table in answered if (wrong := faults(table, q.unit))} == {}


@pytest.mark.parametrize(
    ("text", "lang", "kinds"),
    [
        ("A đạt 41,25 điểm PAPI năm 2024 (6.2, 7.1)", "vi", []),
        ("A đạt 41.25 điểm PAPI năm 2024", "vi", ["decimal point"]),
        ("A scored 41,25 points", "en", ["decimal comma"]),
        ("A đạt nan điểm", "vi", ["empty place"]),
        ("A đạt – điểm", "vi", ["empty place"]),
        ("A đạt {score} điểm", "vi", ["empty place"]),
        ("A đạt 41,25  điểm", "vi", ["untidy"]),
        ("hạ tầng số tăng", "vi", ["untidy"]),
        ("PCI, tiêu chí support", "vi", ["code support"]),
        ("A kém trung vị", "vi", ["old word kém"]),
    ],
)
def test_what_is_wrong_with_a_text(text, lang, kinds):
    assert words_of(text, lang) == kinds
