"""Formulas that no spreadsheet has calculated: reckoned as Excel does, or left and reported."""

import openpyxl
import pytest
from parts import ods

from cchc_analysis.files.cells import Marks
from cchc_analysis.files.formulas import calculate
from cchc_analysis.files.grid import open_workbook
from cchc_analysis.findings import Findings

#: A1:C3 of the sheet that the formulas below stand beside.
ROWS = [[2.0, 3.5, "chữ"], ["", 0.125, True], [-4.0, "4,5", ""]]


def calculated(formula, **others):
    """Return the value of a formula in E1 above ROWS, None where it is left; others stand in E2, E3 …"""
    formulas = {(0, 4): formula} | {(int(name[1:]) - 1, 4): text for name, text in others.items()}
    marks = Marks(unvalued=set(formulas), formulas=formulas)
    rows = [list(row) for row in ROWS]
    calculate(marks, rows)
    assert (marks.unvalued | marks.calculated.keys(), marks.unvalued & marks.calculated.keys()) == (
        set(formulas),
        set(),
    )
    if (0, 4) in marks.calculated:
        assert rows[0][4] == marks.calculated[0, 4] and {len(row) for row in rows} == {5}
    return marks.calculated.get((0, 4))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(A1:B3)", 2 + 3.5 + 0.125 - 4),  # a number that is typed as text is none to Excel
        ("SUM(A1,$B$1,7)", 2 + 3.5 + 7),
        ("SUM(A1,C1,C2,B3)", 2),
        ("A1:A1+SUM(A1:A1)", 4),
        ("SUM(B3:A1)", 2 + 3.5 + 0.125 - 4),
        ("COUNT(A1:C3)", 4),
        ("AVERAGE(A1:A3)", (2 - 4) / 2),
        ("MIN(A1:B3)", -4),
        ("MAX(A1:B3,5)", 5),
        ("A1+B1*2-A3/4", 2 + 3.5 * 2 + 4 / 4),
        ("(A1+B1)*2", (2 + 3.5) * 2),
        ("-A1-1", -2 - 1),
        ("2--1", 3),
        ("10-3-2", 10 - 3 - 2),
        ("A1*50%", 1),
        ("A2+1", 1),  # a blank is zero
        ("ROUND(100*A1/3,2)", 66.67),
        ("ROUND(0.125,2)", 0.13),  # a half goes up, unlike Python's own
        ("ROUND(-2.5,0)", -3),
        ("ROUND(1234,-2)", 1200),
        ('IF(COUNT(A2,C3)=0,"",1/0)', ""),
        ('IF(A2="",5,6)', 5),
        ('IF(A1="",5,6)', 6),
        ("IF(A1>=2;1;0)", 1),
        ("IF(A1<>2,1,0)", 0),
        ('IF(C1="CHỮ","x""y",0)', 'x"y'),
        ("RANK(A1,A1:B3)", 2),
        ("RANK(A1;$A$1:$B$3;1)", 3),
        ("_xlfn.RANK.EQ(B1,A1:B3,0)", 1),
        ("SUM(E2:E3)+1", (2 + 3.5) + 2 * (2 + 3.5) + 1),
    ],
)
def test_as_excel_reckons(formula, value):
    assert calculated(formula, E2="A1+B1", E3="E2*2") == pytest.approx(value)


@pytest.mark.parametrize(
    "formula",
    [
        "VLOOKUP(A1,A1:B3,2,0)", "Sheet2!A1+1", "'Trang 2'!A1", "[1]Sheet1!A1", "A1+C1", "A1+B3", "A1&B1",
        "1/0", "1/A2", "SUM(", "SUM)", "", "1 2", "A1:B2", "SUM(#REF!)", "IF(A1,1)", "ROUND(1,99)", "A1B2",
        "ROUND(1,2,3)", "E1+1", "SUM(E1:E3)", "E2", "TODAY()", "9E999*9E999", "A0", "A1048577:XFD1048577",
        "SUM(A1:XFD1048576)", "{1,2}", "C2+1", "(" * 5000 + "1" + ")" * 5000, "-" * 8000 + "1",
        "1+" * 4000 + "1", "ROUND(1E+30,2)", "1E999", "A2", "IF(A1=2,A2,1)", "SUM(A2,C3)",
        'SUM(80,"5")', 'MAX(A1,"9")', 'SUM(A1,IF(A1=2,"x",0))', "AVERAGE(A1,1=1)",  # no text of a cell
        "AVERAGE(A2:A2)", "MAX(C1:C1)",
    ],
)  # fmt: skip
def test_what_is_not_known_is_left(formula):
    assert calculated(formula, E2="SUM(E3)", E3="E2") is None


def test_a_cell_in_error_makes_none(tmp_path):
    marks = Marks(unvalued={(0, 1)}, formulas={(0, 1): "SUM(A1:A2)"}, errors={(1, 0): "#REF!"})
    calculate(marks, [[1.0], [""]])
    assert marks.unvalued == {(0, 1)} and not marks.calculated


def test_long_chains_downwards_are_reckoned_and_wide_ones_end():
    formulas = {(r, 0): f"A{r}+1" if r else "1" for r in range(5000)}
    marks = Marks(unvalued=set(formulas), formulas=formulas)
    rows: list[list] = []
    calculate(marks, rows)
    assert rows[-1] == [5000.0] and not marks.unvalued
    wide = {(r, 1): "SUM(A$1:A$5000)" for r in range(5000)}
    marks = Marks(unvalued=set(wide), formulas=wide)
    calculate(marks, [[1.0] for _ in range(5000)])
    assert 0 < len(marks.calculated) < 5000  # the bound, and no more


def test_a_workbook_that_no_spreadsheet_has_opened(tmp_path):
    book = openpyxl.Workbook()
    for row in (["a", 1, 2], ["b", "=SUM(B1:C1)", "=B2*2"], ["c", "=NOW()", '=B2&"<"']):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    sheet = open_workbook(tmp_path / "t.xlsx", Findings()).sheets[0]
    assert sheet.rows == [["a", 1.0, 2.0], ["b", 3.0, 6.0], ["c", "", ""]]
    assert sheet.marks.calculated == {(1, 1): 3.0, (1, 2): 6.0} and sheet.marks.unvalued == {(2, 1), (2, 2)}


def test_formulas_of_ods_are_reckoned_and_the_others_reported(tmp_path):
    number = '<table:table-cell office:value-type="float" office:value="{}"/>'
    formula = '<table:table-cell table:formula="{}"{}/>'
    cells = [
        number.format(2), number.format(3.5),
        formula.format("of:=SUM([.A1:.B1])", ""),
        formula.format("of:=IF([.$A$1]&gt;1;[.C1]*2;0)", ""),
        formula.format("of:=[Other.A1]+1", ""),
        formula.format("of:=[.A1]", ' office:value-type="float" office:value="2"'),
    ]  # fmt: skip
    path = tmp_path / "t.ods"
    path.write_bytes(ods(f"<table:table-row>{''.join(cells)}</table:table-row>"))
    (sheet,) = open_workbook(path, Findings()).sheets
    assert sheet.rows == [[2.0, 3.5, 5.5, 11.0, "", 2.0]]
    assert sheet.marks.calculated == {(0, 2): 5.5, (0, 3): 11.0} and sheet.marks.unvalued == {(0, 4)}
