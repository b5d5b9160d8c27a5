"""A score and its rank in one cell."""

import pytest

from cchc_analysis.tables.pairs import (
    RANK_FIRST,
    SCORE_FIRST,
    halves,
    order_of,
    order_of_heading,
    pairs_among,
    score_and_rank,
)


def order(*cells, told="", most=63, of_units=True):
    return order_of(pairs_among(cells), told, most, of_units=of_units)


@pytest.mark.parametrize(
    ("text", "pair"),
    [("66,15 (12)", ("66,15", "12")), ("12(66,15)", ("12", "66,15")), ("01 ( 0,727 )", ("01", "0,727")),
     ("66,15% (12/63)", ("66,15%", "12/63")), ("66,15 điểm (hạng 12)", ("66,15 điểm", "hạng 12")),
     ("85,32 (1)", ("85,32", "1")), ("85,32 (*)", None), ("5 (tốt)", None), ("(1)", None), ("12 ▲", None)],
)  # fmt: skip
def test_the_two_numbers_of_a_cell(text, pair):
    assert halves(text) == pair


def test_what_is_score_and_what_is_rank():
    assert score_and_rank(("66,15", "12"), SCORE_FIRST) == ("66,15", "12")
    assert score_and_rank(("12", "66,15"), RANK_FIRST) == ("66,15", "12")


@pytest.mark.parametrize(
    ("cells", "first"),
    [(["66,15 (2)", "70,5 (1)"], SCORE_FIRST), (["2 (66,15)", "1 (70,5)"], RANK_FIRST),
     (["85 (12)", "80 (20)"], SCORE_FIRST), (["12 (85)", "20 (80)"], RANK_FIRST),
     (["66,15 (12)"], SCORE_FIRST), (["01 (0,727)"], RANK_FIRST),
     (["66,15 (thứ 2)", "70 (hạng 1)"], SCORE_FIRST),
     # What nothing tells: both may be ranks, neither may, worse ranks with higher scores, marks of notes.
     (["45 (12)", "40 (20)"], ""), (["66,15 (70,2)", "60,1 (61,5)"], ""), (["66,15 (640)", "60,1 (580)"], ""),
     (["66,15 (1)", "70,5 (2)", "75,5 (3)"], ""), (["66,15 (1)", "70,5 (1)"], ""), (["66,15 (1)"], "")],
)  # fmt: skip
def test_all_cells_tell_which_is_which(cells, first):
    assert order(*cells) == first


def test_a_heading_tells_where_the_cells_do_not():
    cells = ["45 (12)", "40 (20)"]
    assert order(*cells, told=SCORE_FIRST) == SCORE_FIRST
    assert order(*cells, told=RANK_FIRST) == RANK_FIRST
    assert order("85,5 (12)", told=RANK_FIRST) == SCORE_FIRST  # it cannot be as told
    assert order("1 (91,35)", "2 (90,5)", told=SCORE_FIRST) == RANK_FIRST
    assert order("1 (91,35)", "90,5 (2)", told=SCORE_FIRST) == ""
    assert order("85,5 (1)", told=SCORE_FIRST) == SCORE_FIRST


def test_better_ranks_of_several_criteria_may_have_lower_scores():
    cells = ["66,15 (1)", "70,5 (2)", "75,5 (3)"]
    assert order(*cells, of_units=False) == SCORE_FIRST


def test_most_cells_are_pairs_or_none_is():
    assert pairs_among(["66,15 (2)", "", "-", "70 (1)", 65.0]) == [("66,15", "2"), ("70", "1")]
    assert pairs_among(["66,15 (2)", 70.0]) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [("Điểm (hạng)", SCORE_FIRST), ("PAR INDEX (xếp hạng)", SCORE_FIRST), ("Điểm/Thứ hạng", SCORE_FIRST),
     ("Điểm và xếp hạng", SCORE_FIRST), ("Score (rank)", SCORE_FIRST), ("Hạng (điểm)", RANK_FIRST),
     ("Xếp hạng - Điểm số", RANK_FIRST), ("Rank (score)", RANK_FIRST), ("Điểm", ""), ("Xếp hạng", ""),
     ("Xếp hạng (năm 2022)", ""), ("Điểm (tối đa 100)", "")],
)  # fmt: skip
def test_headings_of_both(text, first):
    assert order_of_heading(text) == first
