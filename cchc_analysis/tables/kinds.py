"""What each cell of a sheet is, one letter a cell: questions about rows and columns are asked of strings.

``n`` a number, ``y`` a number that is a year; ``N``, ``Y`` a text that reads as one; ``t`` another text;
``o`` anything else (a date, true or false); a space for a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cchc_analysis.files.grid import Row, Sheet
from cchc_analysis.tables.numbers import number_of
from cchc_analysis.tables.pairs import halves
from cchc_analysis.tables.printed import YEARS, is_year
from cchc_analysis.vietnamese import clean

NUMBERS = frozenset("nyNY")
TYPED = frozenset("nyo")
TEXT = "t"
#: A share of the maximum: ``9/10``.
_FRACTION = re.compile(r"\d+(?:[.,]\d+)?\s*/\s*\d+(?:[.,]\d+)?")


class Kinds:
    """The kinds of the cells of a sheet.

    Attributes
    ----------
    rows : list of str
        One letter a cell.
    filled, texts : list of list of int
        The columns of the cells of each row that are not blank; that are texts, and no numbers.
    """

    def __init__(self, sheet: Sheet) -> None:
        of_text = {text: _kind_of_text(text) for text in sheet.texts} | {"": " "}
        self.rows = [_of_row(row, of_text) for row in sheet.rows]
        # Rows of a table look alike: their columns are looked up once.
        filled = {kinds: [c for c, kind in enumerate(kinds) if kind != " "] for kinds in set(self.rows)}
        texts = {kinds: [c for c, kind in enumerate(kinds) if kind == TEXT] for kinds in filled}
        self.filled = [filled[kinds] for kinds in self.rows]
        self.texts = [texts[kinds] for kinds in self.rows]

    def columns(self, lines: Iterable[int]) -> list[str]:
        """Return the kinds of every column's cells in some rows, blanks left out; nothing without rows."""
        rows = [self.rows[line] for line in lines]
        return ["".join(kinds).replace(" ", "") for kinds in zip(*rows, strict=True)]

    def column(self, at: int, lines: Iterable[int]) -> str:
        """Return the kinds of a column's cells in some rows, blanks left out."""
        rows = self.rows
        return "".join([rows[line][at] for line in lines]).replace(" ", "")


def _of_row(row: Row, of_text: dict[str, str]) -> str:
    # Most cells are numbers: they are told here, without a call each.
    return "".join(
        [
            of_text[v]
            if v.__class__ is str
            else ("y" if v in YEARS else "n")
            if v.__class__ is float
            else kind_of(v)
            for v in row
        ]
    )


def kind_of(value: Any) -> str:
    """Return the letter of a cell.

    Examples
    --------
    >>> [kind_of(v) for v in (81.5, 2024.0, "2 điểm", "2024", "Hà Nội", " ", True)]
    ['n', 'y', 'N', 'Y', 't', ' ', 'o']
    """
    if value.__class__ is float or value.__class__ is int:
        return "y" if is_year(value) else "n"
    return _kind_of_text(value) if value.__class__ is str else "o"


@lru_cache(maxsize=65536)
def _kind_of_text(text: str) -> str:
    if not text.strip():
        return " "
    if not _reads_as_number(text):
        return TEXT
    return "Y" if is_year(text) else "N"


def is_number(value: Any) -> bool:
    """Tell whether a cell holds a number that is no date, or a text that reads as one number."""
    if value.__class__ is float or value.__class__ is int:
        return True
    return value.__class__ is str and _kind_of_text(value) in NUMBERS


def _reads_as_number(text: str) -> bool:
    """Tell whether a text reads as one number, be it with a word or a star: ``2 điểm``, ``85,32*``."""
    if len(text) > 24 or not any(c.isdigit() for c in text):
        return False
    words = clean(text)
    return number_of(words, (0, 1000)) is not None or bool(_FRACTION.fullmatch(words) or halves(words))


def has_number(kinds: Iterable[str]) -> bool:
    """Tell whether one of some cells is a number."""
    return not NUMBERS.isdisjoint(kinds)


def last_number(kinds: str) -> int:
    """Return the place of the last number of a row, -1 where there is none."""
    return len(kinds.rstrip("to ")) - 1
