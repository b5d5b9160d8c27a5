"""Cells become numbers, on the scale of their criterion."""

import math
from datetime import datetime

import pytest

from cchc_analysis.tables.numbers import (
    MISSING,
    NOT_APPLICABLE,
    SCORED,
    number_of,
    numbers,
    points_of_share,
    rank_of,
)


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [("2", (0, 2), 2), ("2 điểm", (0, 2), 2), ("1đ", (0, 2), 1), ("1,5 đ.", (0, 2), 1.5),
     ("3 points", (0, 5), 3), ("9/10", (0, 10), 9), ("9,5 / 10", (0, 10), 9.5), ("85,32*", (0, 100), 85.32),
     ("85,32 (*)", (0, 100), 85.32), ("85,32 (1)", (0, 100), 85.32), ("85,32²", (0, 100), 85.32),
     ("-0,5", (-1, 0), -0.5), ("−0,5", (-1, 0), -0.5), ("81,5%", (0, 100), 0.815),
     ("80 (66,7%)", None, 80), ("8,5 ( 85 % )", (0, 10), 8.5)],
)  # fmt: skip
def test_texts_that_are_a_number(text, scale, value):
    assert number_of(text, scale) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "scale"),
    [("tốt", (0, 2)), ("x", (0, 2)), ("9/10", (0, 5)), ("9/10", None), ("1-2", (0, 2)), ("7O", (0, 100)),
     ("", (0, 2)), ("12/5/2024", (0, 100)), ("1.2.3", (0, 2)),
     ("80% (80)", (0, 100)), ("80% (66,7%)", (0, 100)), ("80 (66,7)", (0, 100))],
)  # fmt: skip
def test_texts_that_are_none(text, scale):
    assert number_of(text, scale) is None


def test_the_scale_tells_what_a_point_means():
    assert number_of("1.234", (0, 10)) == 1.234
    assert number_of("1.234", (1000, 5000)) == 1234
    assert number_of("1.234", (0, 5000)) is None  # it could be both


@pytest.mark.parametrize("text", ["0.727", "0,727", "0.7270"])
def test_no_thousand_begins_with_a_zero(text):
    assert number_of(text, (0, 1)) == 0.727


def test_the_decimal_mark_of_a_file_tells_too():
    assert number_of("1.234", (0, 5000), ".") == 1.234
    assert number_of("81,234", (0, 100000), ",") == 81.234


def test_a_run_of_cells():
    cells = [
        1.5,
        2,
        "1,5",
        "81,5%",
        "tốt",
        "",
        "-",
        "KCDL",
        "Không áp dụng",
        "KPS",
        "01 (0,5)",
        datetime(2024, 1, 2),
    ]
    read = numbers(cells, (0, 100))
    assert read.status == [SCORED] * 4 + [MISSING] * 4 + [NOT_APPLICABLE] * 2 + [MISSING] * 2
    assert read.values[:4] == [1.5, 2, 1.5, 0.815]
    assert all(math.isnan(v) for v, s in zip(read.values, read.status, strict=True) if s != SCORED)
    assert (read.percent, read.typed, read.unread) == ({3}, [2, 3], [4, 10, 11])


def test_a_run_of_numbers_alone():
    read = numbers([1.0, 0.0], None)
    assert (read.values, read.status, read.typed, read.unread) == ([1, 0], [SCORED, SCORED], [], [])


@pytest.mark.parametrize(
    ("scale", "points"),
    [((0, 100), 100), ((10, 100), 100), ((0, 1), 1), ((0.25, 2.5), None), ((0, 10), None)],
)
def test_a_share_in_the_points_of_a_scale(scale, points):
    assert points_of_share(scale) == points


@pytest.mark.parametrize(
    ("value", "rank"),
    [(12.0, 12), (1, 1), ("12", 12), ("03", 3), ("=12", 12), ("12=", 12), ("12–13", 12), ("12-13", 12),
     ("22/61", 22), ("Hạng 5", 5), ("12 ▲", 12), ("5 (+2)", 5)],
)  # fmt: skip
def test_ranks_as_they_are_printed(value, rank):
    assert rank_of(value, 63) == rank


@pytest.mark.parametrize("value", [0.0, 64.0, -3.0, 2.5, 70000.0, 1e308, "64", "0", "2,5", "nhất", "", "I"])
def test_what_is_no_rank(value):
    assert rank_of(value, 63) is None
