"""Raised and struck-out characters of rich text are no digits of the number beside them."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from parts import repacked, with_shared_strings

from cchc_analysis.workbooks import read

RAISED, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
UNITS = ["An Giang", "Cao Bằng", "Thanh Hóa"]
ROWS = [
    ["PAR INDEX các tỉnh năm 2023"],
    ["Tỉnh", "PAR INDEX"],
    *([u, n] for u, n in zip(UNITS, (91, 82, 83), strict=True)),
]


def rules(reading):
    return {(f.rule, f.cell) for f in reading.findings.itertuples() if f.severity != "note"}


@pytest.fixture
def scores_with(workbook):
    """Return a function that reads the table with the cell B4 as given, texts in the cells or shared."""

    def read_with(text, shared):
        path = workbook({"S": ROWS}, "bang.xlsx", lambda book: book["S"].__setitem__("B4", text))
        if shared:
            path.write_bytes(with_shared_strings(path.read_bytes()))
        reading = read(path, index="PAR")
        return reading.scores["score"].tolist(), rules(reading)

    return read_with


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(
    "text", [CellRichText("82,5", TextBlock(RAISED, "1")), CellRichText("82,5", TextBlock(STRUCK, "5"))]
)
def test_characters_apart_are_no_digits(scores_with, text, shared):
    assert scores_with(text, shared) == ([91, 82.5, 83], {("characters_apart", "B4")})


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("text", [CellRichText("82", TextBlock(InlineFont(b=True), ",5")), "82,5"])
def test_other_runs_are_part_of_the_number(scores_with, text, shared):
    assert scores_with(text, shared) == ([91, 82.5, 83], set())


def test_raised_letters_of_a_text_stay(workbook):
    def change(book):
        book["S"]["B2"] = CellRichText("PAR INDEX", TextBlock(RAISED, "1"))

    reading = read(workbook({"S": ROWS}, "bang.xlsx", change), index="PAR")
    assert "characters_apart" not in {rule for rule, _ in rules(reading)}


def test_numbers_struck_out_as_a_whole_are_reported(workbook):
    def change(book):
        for cell in book["S"][4]:
            cell.font = Font(strike=True)

    reading = read(workbook({"S": ROWS}, "bang.xlsx", change), index="PAR")
    assert rules(reading) == {("numbers_struck", "B4")}
    assert reading.scores["score"].tolist() == [91, 82, 83]


@pytest.mark.parametrize("font", [b"<font><strike>", b'<font x="<"><strike/>'])
def test_damaged_styles_cost_the_second_look_only(workbook, font):
    path = workbook({"S": ROWS}, "bang.xlsx")
    path.write_bytes(repacked(path.read_bytes(), lambda part, xml: (part, xml.replace(b"<font>", font))))
    reading = read(path, index="PAR")
    assert reading.scores["score"].tolist() == [91, 82, 83]
    assert "no_second_look" in set(reading.findings["rule"])
