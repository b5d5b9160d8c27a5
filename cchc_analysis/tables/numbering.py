"""What numbers the columns below headings, ``(1) (2) (3)``, or the criteria that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_analysis.files.grid import Row
from cchc_analysis.tables.kinds import NUMBERS
from cchc_analysis.vietnamese import clean

_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=\s*[\d\s+*/%:().xX-]+)?")


_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,3})*")


def numbers_columns(row: Row, filled: Sequence[int], kinds: str) -> bool:
    """Tell whether a row numbers the columns, be it beside texts of another table.

    Parameters
    ----------
    row : Row
    filled : sequence of int
        Its columns that are not blank.
    kinds : str
        What its cells are (:mod:`.kinds`).
    """
    if len(filled) < 3 or (row[filled[-1]].__class__ is float and not row[filled[-1]].is_integer()):
        return False
    if not _is_numbering_cell(row[filled[0]]):
        return False
    gap = next((i for i, c in enumerate(filled[1:], 1) if c > filled[i - 1] + 2), len(filled))
    return NUMBERS.isdisjoint(kinds[c] for c in filled[gap:]) and is_numbering([row[c] for c in filled[:gap]])


def numbers_criteria(cells: Sequence[object]) -> bool:
    """Tell whether the numbers of a row of headings are 1, 2, 3 …: those of criteria."""
    return len(cells) > 1 and all(
        v == i if v.__class__ is float else _as_written(v) == str(i) for i, v in enumerate(cells, 1)
    )


def is_numbering(cells: Sequence[object]) -> bool:
    """Tell whether the filled cells of a row number the columns: ``(1) (2) (3)``, ``A B 1 2 3=1+2``."""
    # A line of scores is told by its last cell.
    if len(cells) < 3 or not all(map(_is_numbering_cell, reversed(cells))):
        return False
    texts = map(_as_written, cells)
    digits = [int(m[0]) for t in texts if (m := re.match(r"\d+", t.strip("( ")))]
    if len(digits) < 2 or digits[0] > 4:
        return False
    return digits == list(range(digits[0], digits[0] + len(digits)))


def _is_numbering_cell(value: object) -> bool:
    """Tell whether a cell may number a column."""
    if value.__class__ is float:
        return value.is_integer() and 0 <= value < 100
    return _NUMBERING.fullmatch(clean(str(value))) is not None


def _as_written(value: object) -> str:
    if value.__class__ is float and float(value).is_integer():
        return str(int(value))
    return clean(str(value))


def is_dotted(code: object) -> bool:
    """Tell whether a cell holds a number, or numbers parted by dots."""
    return _DOTTED.fullmatch(_code(code)) is not None


def steps_up(code: object, other: object) -> int | None:
    """Return how far above a number or dotted code the next stands below the same; None where it is not next.

    Examples
    --------
    >>> steps_up("2.3", "2.4"), steps_up("2.3.1", "2.4"), steps_up("2.", "2.1"), steps_up(7.0, 8.0)
    (1, 2, 0, 1)
    >>> steps_up("2.3", "2.5"), steps_up("2.3", "3.1"), steps_up("", "1")
    (None, None, None)
    """
    first, second = ([*map(int, _code(v).split("."))] if is_dotted(v) else [] for v in (code, other))
    above, depth = second[:-1], len(second) - 1
    is_next = first and second and above == first[:depth] and second[-1] == 1 + sum(first[depth : depth + 1])
    return len(first) - depth if is_next else None


def _code(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else clean(str(value)).strip(" .)(")
