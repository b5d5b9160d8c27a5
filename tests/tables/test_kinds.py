"""What each cell of a sheet is."""

import datetime

import pytest

from cchc_analysis.tables.kinds import Kinds, has_number, kind_of, last_number


@pytest.mark.parametrize(
    ("value", "kind"),
    [(81.5, "n"), (2024.0, "y"), (2024, "y"), (1850.0, "n"), ("81,5", "N"), ("9/10", "N"), ("85,32*", "N"),
     ("2024", "Y"), (" 2024 ", "Y"), ("Hà Nội", "t"), ("-", "t"), ("Luật 2013", "t"), ("", " "), ("  ", " "),
     (True, "o"), (datetime.date(2024, 1, 2), "o")],
)  # fmt: skip
def test_the_letter_of_a_cell(value, kind):
    assert kind_of(value) == kind


def test_rows_are_strings_and_blanks_are_left_out(sheet_of):
    kinds = Kinds(sheet_of([["TT", "Tỉnh", 2023], [1, "Hà Nội", ""], ["", " ", "81,5"]]))
    assert kinds.rows == ["tty", "nt ", "  N"]
    assert kinds.filled == [[0, 1, 2], [0, 1], [2]]
    assert kinds.column(2, [0, 1, 2]) == "yN" and kinds.column(1, [2]) == ""


@pytest.mark.parametrize(
    ("kinds", "any_number", "last"), [("tt ", False, -1), ("ntNot ", True, 2), ("y", True, 0)]
)
def test_numbers_of_a_row(kinds, any_number, last):
    assert has_number(kinds) is any_number and last_number(kinds) == last
