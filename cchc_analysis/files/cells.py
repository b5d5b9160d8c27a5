"""What every way of reading gives: a workbook is sheets, a sheet is rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from math import isfinite
from pathlib import Path
from typing import Any

from cchc_analysis.files.limits import Limit, check

Row = list[Any]
Place = tuple[int, int]
Area = tuple[Place, Place]

#: What stands literally in a number format: quoted, escaped, as a space, as a filling, in brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', re.DOTALL)


@dataclass(slots=True)
class Marks:
    """What stands in a sheet beside its values; places counted from 0.

    Attributes
    ----------
    errors : dict of (row, column) to str
        ``#REF!``, ``#DIV/0!`` …; the value there is shown as a blank.
    hidden_rows, hidden_columns : set of int
    unvalued : set of (row, column)
        Formulas that were never calculated.
    formulas : dict of (row, column) to str
        Of those, what they say, without the sign of equality before it.
    calculated : dict of (row, column) to value
        Of those, what was calculated in the spreadsheet's place.
    percent : set of (row, column)
        Numbers whose format shows them as a percentage: 0.815 is shown as 81.5 %.
    apart : dict of (row, column) to (str, str)
        Numbers with raised or struck-out characters: as a whole, and without those.
    struck : set of (row, column)
        Numbers that are struck out.
    merged : list of ((row, column), (row, column))
        Merged areas, in the formats in which the engine does not show them.
    damaged : bool
        The bytes of the sheet are not those that were stored, whatever an engine reads from them.
    far : list of (row, column)
        Cells so far from the table that the sheet is read without them.
    too_large : Limit, optional
        What the sheet asks for more of than is allowed, so that no engine is given it.
    """

    errors: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: set[Place] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)
    calculated: dict[Place, float | str | bool] = field(default_factory=dict)
    percent: set[Place] = field(default_factory=set)
    apart: dict[Place, tuple[str, str]] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    damaged: bool = False
    far: list[Place] = field(default_factory=list)
    too_large: Limit | None = None


@dataclass(slots=True)
class Sheet:
    """A sheet as rows of cells; ``rows[r][c]`` is row ``r + 1``, column ``c + 1`` of the sheet.

    Attributes
    ----------
    name : str
        As in the workbook, outer spaces included.
    visible : bool
        False for hidden and very hidden sheets.
    rows : list of list
        Values: str, float, bool, date, datetime; ``""`` for a blank.
    merged : list of ((row, column), (row, column))
        Upper left and lower right cells of the merged areas, from 0.
    marks : Marks
        Error cells, percentages, hidden rows and columns, formulas without a value.
    typed : bool
        False for CSV and HTML, whose cells are all texts: a number typed as text is nothing odd there.
    decimal : str
        ``","`` or ``"."`` where the numbers of an untyped sheet show which mark is the decimal one.
    texts : set of str
        Every text of the sheet once: most of what is asked of a sheet is asked of these.
    """

    name: str
    visible: bool
    rows: list[Row]
    merged: list[Area] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    typed: bool = True
    decimal: str = ""
    texts: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = {value for row in self.rows for value in row if value.__class__ is str} - {""}
        if not isfinite(sum([value for row in self.rows for value in row if value.__class__ is float])):
            self._blank_what_is_no_number()

    def _blank_what_is_no_number(self) -> None:
        """Take what only a program calls a number, or one that is infinite, for the error that it is."""
        for r, row in enumerate(self.rows):
            for c, value in enumerate(row):
                if value.__class__ is float and not isfinite(value):
                    row[c], self.marks.errors[r, c] = "", "#NUM!"

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(slots=True)
class Workbook:
    """A workbook: the file's name, for messages and for what it tells, and its sheets in order."""

    path: Path
    sheets: list[Sheet]

    @property
    def file(self) -> str:
        """The file's name without its folder."""
        return self.path.name


@lru_cache(maxsize=16384)
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(26), column_letters(701)
    ('A', 'AA', 'ZZ')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, from 0, by its letters.

    Examples
    --------
    >>> column_number("A"), column_number("AA"), column_number("ZZ")
    (0, 26, 701)
    """
    return reduce(lambda column, letter: column * 26 + ord(letter) - 64, letters, 0) - 1


def address(row: int, column: int) -> str:
    """Return the address of a cell counted from 0.

    Examples
    --------
    >>> address(36, 5)
    'F37'
    """
    return f"{column_letters(column)}{row + 1}"


def addresses(cells: Sequence[Place], most: int = 12) -> str:
    """Return the addresses of cells as one text, the first of many.

    Examples
    --------
    >>> addresses([(0, 0), (1, 2)]), addresses([(0, 0), (1, 2)], 1)
    ('A1, C2', 'A1, …')
    """
    return ", ".join([*(address(*cell) for cell in cells[:most]), *(["…"] if len(cells) > most else [])])


def rectangle(rows: list[list[str]]) -> list[Row]:
    """Return rows of texts without the blank rows and columns at their ends, all of one length.

    Raises
    ------
    TooLargeError
        Where that makes more cells than a sheet may have.

    Examples
    --------
    >>> rectangle([["x", ""], ["y"], [" ", "", ""]])
    [['x'], ['y']]
    """
    lengths = [max((c + 1 for c, text in enumerate(row) if text.strip()), default=0) for row in rows]
    width = max(lengths, default=0)
    height = max((r + 1 for r, length in enumerate(lengths) if length), default=0)
    check("cells", height * width)
    return [row[:width] + [""] * (width - len(row)) for row in rows[:height]]


def is_percentage(code: str) -> bool:
    r"""Tell whether a number format shows a percentage; a sign that is quoted or escaped is only text.

    Examples
    --------
    >>> is_percentage("0.0%"), is_percentage('0.0"%"'), is_percentage(r"0.0\%")
    (True, False, False)
    """
    return "%" in code and "%" in _LITERAL.sub("", code)
