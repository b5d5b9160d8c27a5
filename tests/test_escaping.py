"""Text of a workbook is harmless where it goes, and can be had back from our own tables."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc_analysis.escaping import as_cell, file_name, from_cell, on_one_line, plain

FORMULAS = ['=HYPERLINK("http://127.0.0.1/";"Xem")', "+1+1", "@SUM(A1:A2)", "-2+3+cmd|' /C calc'!A0", "\t=1",
            "\r=1", "\n=1", " =1", "＝1+1", "- Kế hoạch", "'=1", "' '=1", "-"]  # fmt: skip
#: What no text of ours may begin with in a cell, unless it is a number.
STARTS = tuple("=+-@\t\r\n＝＋－＠")
NAMES = ["../../x", "C:\\x", "a/b", "CON", "aux.csv", "lpt1 .txt", "COM¹", "..", ".", "", " ", "x. ", ".ẩn",
         "x\0y", "<script>", "đ" * 300, "\udcff", "a:b", "x\ny"]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_begins_with_an_apostrophe_and_comes_back(text):
    written = as_cell(text)
    assert not written.lstrip().startswith(STARTS) and written.startswith("'")
    assert from_cell(written) == plain(text)


@pytest.mark.parametrize(
    "text", ["-1,5", "+0,75", "-12", "1.10", "-3 %", "-1e-05", "Xã", "22/61", "–", "'90", ""]
)
def test_numbers_and_plain_words_stay(text):
    assert as_cell(text) == text == from_cell(text)


@given(st.text(alphabet="'=+-@ \t\n1,ă\r") | st.text())
@example("'")
def test_every_text_comes_back(text):
    assert from_cell(as_cell(text)) == plain(text)


def test_a_terminal_is_told_nothing():
    text = "Xã\x1b]0;x\x07\x9b2J\x08\r\u202egnab\u2066\udcff\x7f"
    shown = plain(text)
    assert shown == "Xã\ufffd]0;x\ufffd\ufffd2J\ufffd\n\ufffdgnab" + "\ufffd" * 3
    assert plain("một\r\nhai\tba\n") == "một\r\nhai\tba\n"
    assert on_one_line("Xã\n[LỖI] giả\x85\u2028") == "Xã [LỖI] giả\ufffd"


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_one_name_on_every_system(text):
    name = file_name(text)
    assert name and name == file_name(name)
    assert not set(name) & set('<>:"/\\|?*\0\n') and name[-1] not in " ." and name[0] != "."
    assert name.partition(".")[0].strip().upper() not in {"CON", "AUX", "LPT1", "COM¹"}
    assert len(f"{name}.xlsx".encode()) < 140


def test_long_names_that_begin_alike_stay_two():
    assert file_name("đ" * 300) != file_name("đ" * 301)
    assert file_name("điểm 2024") == "điểm 2024"
