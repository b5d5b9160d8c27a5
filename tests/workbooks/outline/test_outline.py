"""Codes as offices type them become a tree: what each is, how deep it stands, and below which."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cchc_analysis.files.grid import open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks.outline.codes import is_code
from cchc_analysis.workbooks.outline.outline import by_levels, outline

DONG_NAI = "Dong_Nai_2018__DT-2018-N-B50-TT343-75.xlsx"
THANH_HOA = "MOF_Budget_2007__Thanh Hoa 2007.xls"


def tree(printed):
    """Return (code, level, code of the parent) of every code, in order."""
    nodes = outline(list(enumerate(printed)))
    assert [n.line for n in nodes] == list(range(len(printed)))
    return [(n.code, n.level, n.parent.code if n.parent else None) for n in nodes]


def codes(printed):
    return [code for code, _, _ in tree(printed)]


def recovered(printed):
    """Return the codes that were read as something else than they say."""
    return [n.code for n in outline(list(enumerate(printed))) if n.recovered]


def column(corpus, file, sheet, first, last):
    """Return column A from row *first* to row *last*."""
    book = open_workbook(corpus / "hazards" / file, Findings())
    (found,) = (s for s in book.sheets if s.name.strip() == sheet)
    return [row[0] for row in found.rows[first - 1 : last]]


# -- what is a code -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    ["I", "XIV", "1", "1.", "1.1", "1,1", "(1)", "1.1.1", "A", "Đ", "a)", "đ)", "-", "–", "+", "•",
     "a1", "a1.1", "I.1", "TC.1", 1.0, 1.1, 12.0, date(2023, 2, 1), datetime(2023, 2, 1)],
)  # fmt: skip
def test_is_a_code(value):
    assert is_code(value)


@pytest.mark.parametrize(
    "value",
    ["", " ", "Tổng cộng", "abc", "IIII", "1.1 Kế hoạch", "1234", True, False, 0.0, -1.0, 1000.0,
     1.2345678],
)  # fmt: skip
def test_is_no_code(value):
    assert not is_code(value)


# -- text ---------------------------------------------------------------------------------------------


def test_numbers_that_begin_anew_in_each_roman_block_are_named_after_it():
    assert tree(["I", "1", "2", "II", "1", "2"]) == [
        ("I", 1, None), ("I.1", 2, "I"), ("I.2", 2, "I"),
        ("II", 1, None), ("II.1", 2, "II"), ("II.2", 2, "II"),
    ]  # fmt: skip


def test_numbers_that_go_on_through_roman_blocks_keep_their_names():
    assert tree(["I", "1", "2", "II", "3", "4"]) == [
        ("I", 1, None), ("1", 2, "I"), ("2", 2, "I"), ("II", 1, None), ("3", 2, "II"), ("4", 2, "II"),
    ]  # fmt: skip
    assert tree(["I", "1.1", "1.1.1", "II", "2.1"]) == [
        ("I", 1, None), ("1.1", 2, "I"), ("1.1.1", 3, "1.1"), ("II", 1, None), ("2.1", 2, "II"),
    ]  # fmt: skip


def test_lettered_blocks_hold_roman_ones():
    assert tree(["A", "I", "1", "II", "B", "I", "1"]) == [
        ("A", 1, None), ("A.I", 2, "A"), ("A.I.1", 3, "A.I"), ("A.II", 2, "A"),
        ("B", 1, None), ("B.I", 2, "B"), ("B.I.1", 3, "B.I"),
    ]  # fmt: skip


def test_i_after_h_is_a_letter_and_i_after_a_is_one_in_roman():
    assert [level for _, level, _ in tree(["G", "1", "H", "1", "I", "1", "K"])] == [
        1, 2, 1, 2, 1, 2, 1,
    ]  # fmt: skip
    assert [level for _, level, _ in tree(["A", "I", "II", "B", "I"])] == [1, 2, 2, 1, 2]


def test_letters_and_dashes_stand_below_what_is_above_them():
    assert tree(["1", "a)", "b)", "đ)", "2", "a)", "-", "-", "b)"]) == [
        ("1", 1, None), ("1.a", 2, "1"), ("1.b", 2, "1"), ("1.đ", 2, "1"),
        ("2", 1, None), ("2.a", 2, "2"), ("2.a.-1", 3, "2.a"), ("2.a.-2", 3, "2.a"), ("2.b", 2, "2"),
    ]  # fmt: skip


def test_dashes_of_any_kind_are_counted_below_their_parent():
    assert codes(["1", "1.1", "-", "–", "+", "1.2", "•"]) == [
        "1", "1.1", "1.1.-1", "1.1.-2", "1.1.-3", "1.2", "1.2.-1",
    ]  # fmt: skip


def test_compound_codes():
    assert tree(["a1", "a1.1", "a1.2", "b1", "b1.1"]) == [
        ("a1", 1, None), ("a1.1", 2, "a1"), ("a1.2", 2, "a1"), ("b1", 1, None), ("b1.1", 2, "b1"),
    ]  # fmt: skip
    assert tree(["I", "I.1", "I.1.a", "II", "II.1"]) == [
        ("I", 1, None), ("I.1", 2, "I"), ("I.1.a", 3, "I.1"), ("II", 1, None), ("II.1", 2, "II"),
    ]  # fmt: skip


@pytest.mark.parametrize("tail", ["", ".", ")", " ", "\u00a0", ":"])
def test_tails_and_commas_are_no_part_of_a_code(tail):
    assert codes(["1" + tail, "1,1" + tail, "1.2" + tail]) == ["1", "1.1", "1.2"]
    assert codes(["I" + tail, "II" + tail]) == ["I", "II"]


def test_a_gap_in_the_numbers_is_no_gap_in_the_tree():
    assert tree(["1", "1.1", "1.4", "3", "3.2", "3.2.5"]) == [
        ("1", 1, None), ("1.1", 2, "1"), ("1.4", 2, "1"), ("3", 1, None), ("3.2", 2, "3"),
        ("3.2.5", 3, "3.2"),
    ]  # fmt: skip


def test_a_code_that_is_printed_again_is_numbered_and_nothing_is_lost():
    printed = ["4", "4.1", "4.1", "4.2", "4.1", "a)", "a)"]
    assert codes(printed) == ["4", "4.1", "4.1#2", "4.2", "4.1#3", "4.1#3.a", "4.1#3.a#2"]


def test_no_level_is_deeper_than_the_frame_knows():
    assert tree(["I", "1", "1.1", "1.1.1", "1.1.1.1", "-"]) == [
        ("I", 1, None), ("1", 2, "I"), ("1.1", 3, "1"), ("1.1.1", 4, "1.1"),
        ("1.1.1.1", 4, "1.1.1"), ("1.1.1.1.-1", 4, "1.1.1.1"),
    ]  # fmt: skip


def test_nothing_is_a_tree_of_nothing():
    assert outline([]) == by_levels([]) == []


# -- numbers and dates --------------------------------------------------------------------------------


def test_one_point_ten_typed_as_a_number_follows_one_point_nine():
    printed = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11, 2.0]
    assert codes(printed) == ["1", *(f"1.{n}" for n in range(1, 12)), "2"]
    assert recovered(printed) == ["1.10"]


def test_two_point_twenty_typed_as_a_number_follows_two_point_nineteen():
    printed = ["2", *(f"2.{n}" for n in range(1, 20)), 2.2, 2.21]
    assert codes(printed)[-3:] == ["2.19", "2.20", "2.21"] and recovered(printed) == ["2.20"]


def test_one_point_one_as_text_is_taken_as_it_stands():
    printed = ["1", *(f"1.{n}" for n in range(1, 10)), "1.1"]
    assert codes(printed)[-1] == "1.1#2" and recovered(printed) == []


@pytest.mark.parametrize("kind", [date, datetime])
def test_dates_are_read_as_day_and_month_in_the_order_that_fits(kind):
    typed_in_vietnam = [kind(2023, 1, 1), kind(2023, 2, 1), kind(2023, 3, 1)]  # 1.1, 1.2, 1.3
    assert codes(["1", *typed_in_vietnam, "2", kind(2023, 1, 2)]) == [
        "1", "1.1", "1.2", "1.3", "2", "2.1",
    ]  # fmt: skip
    turned = [kind(2023, 1, 1), kind(2023, 1, 2), kind(2023, 1, 3)]  # month first
    assert codes(["1", *turned]) == ["1", "1.1", "1.2", "1.3"]
    assert recovered(["1", *turned]) == ["1.1", "1.2", "1.3"]


def test_a_date_with_its_year_is_a_code_of_three_parts():
    printed = ["1", "1.1", "1.2", datetime(2001, 2, 1), datetime(2002, 2, 1), "1.3"]
    assert tree(printed)[3:5] == [("1.2.1", 3, "1.2"), ("1.2.2", 3, "1.2")]
    assert codes(printed)[-1] == "1.3"


def test_numbers_typed_as_numbers_begin_anew_in_each_block():
    printed = ["I", 1.1, 1.2, "II", 1.1, 1.2]
    assert codes(printed) == ["I", "I.1.1", "I.1.2", "II", "II.1.1", "II.1.2"]
    assert recovered(printed) == []


def test_dates_begin_anew_in_each_block():
    first, second = datetime(2023, 1, 1), datetime(2023, 2, 1)
    assert codes(["I", first, second, "II", first, second]) == [
        "I", "I.1.1", "I.1.2", "II", "II.1.1", "II.1.2",
    ]  # fmt: skip


def test_a_number_that_is_typed_again_is_no_leap_to_ten():
    printed = ["1", 1.1, 1.2, 1.2, 1.3]
    assert codes(printed) == ["1", "1.1", "1.2", "1.2#2", "1.3"] and recovered(printed) == []


def test_column_of_dong_nai(corpus):
    printed = column(corpus, DONG_NAI, "Sheet1", 14, 23)
    assert printed[-1] == 1.1
    assert codes(printed) == [f"1.{n}" for n in range(1, 11)]
    assert recovered(printed) == ["1.10"]


def test_column_of_thanh_hoa(corpus):
    printed = column(corpus, THANH_HOA, "M15", 65, 78)
    assert codes(printed) == [f"1.{n}" for n in range(1, 15)]
    whole = column(corpus, THANH_HOA, "M15", 63, 79)
    assert tree(whole)[:3] == [("V", 1, None), ("1", 2, "V"), ("1.1", 3, "1")]
    assert tree(whole)[-2:] == [("1.14", 3, "1"), ("2", 2, "V")]


# -- levels known otherwise ---------------------------------------------------------------------------


def test_by_levels_counts_by_position():
    nodes = by_levels([(5, 0), (6, 1), (7, 2), (8, 2), (9, 1), (10, 0), (11, 1)])
    found = [(n.line, n.code, n.level, n.parent.code if n.parent else None) for n in nodes]
    assert found == [
        (5, "1", 1, None), (6, "1.1", 2, "1"), (7, "1.1.1", 3, "1.1"), (8, "1.1.2", 3, "1.1"),
        (9, "1.2", 2, "1"), (10, "2", 1, None), (11, "2.1", 2, "2"),
    ]  # fmt: skip


def test_by_levels_skips_levels_that_are_left_out():
    nodes = by_levels([(0, 1), (1, 4), (2, 4), (3, 2), (4, 1)])
    assert [(n.code, n.level) for n in nodes] == [
        ("1", 1), ("1.1", 2), ("1.2", 2), ("1.3", 2), ("2", 1),
    ]  # fmt: skip
    deep = by_levels([(line, line) for line in range(6)])
    assert [n.level for n in deep] == [1, 2, 3, 4, 4, 4]
