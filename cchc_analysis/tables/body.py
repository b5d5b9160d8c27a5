"""A body: a rectangle of numbers, the headings over it, and the columns beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc_analysis.files.grid import Row, Sheet, address
from cchc_analysis.tables.headings import Heading
from cchc_analysis.tables.kinds import NUMBERS, Kinds, is_number
from cchc_analysis.tables.numbering import is_dotted, steps_up

Stacks = dict[int, tuple[Heading, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of text within a table that head the rows below them.

    Attributes
    ----------
    lines : range
    texts : tuple of str
    facets : frozenset of str
        What kinds of facets they say: ``year, what, index, unit, criterion``.
    kind : str
        What they say that numbers are besides scores of the year.
    """

    lines: range
    texts: tuple[str, ...]
    facets: frozenset[str]
    kind: str = ""


@dataclass(slots=True, eq=False)
class Body:
    """A body of numbers and what surrounds it; rows and columns counted from 0.

    Attributes
    ----------
    sheet : Sheet
    kinds : Kinds
        What each cell of the sheet is.
    headings : list of int
        Rows of headings, numbering included.
    lines : list of int
        Rows below them, repeated headings and blank rows left out.
    sides : dict of str to list of int
        Columns that name what a row is of, by what they hold: ``units, codes, names, years, …``.
    columns : list of int
        The other columns.
    stacks : dict of int to tuple of Heading
        The headings over each column, the outermost first.
    titles : list of str
        The texts above, the first on top.
    title_lines : range
        The rows of titles above the headings.
    repeated : list of int
        Rows within that repeat headings or number the columns.
    beside : list of Body
        The other bodies between the same rows.
    aside : dict of int to str
        Rows below the headings that are left out, and why.
    sections : list of Section
        Where it is a part of a table, the lines within that which head it, the nearest first.
    goes_on : int or None
        How many levels above its last criterion the one is with which its table goes on on the next sheet.
    """

    sheet: Sheet
    kinds: Kinds
    headings: list[int]
    lines: list[int]
    columns: list[int]
    stacks: Stacks
    titles: list[str]
    title_lines: range = range(0)
    repeated: list[int] = field(default_factory=list)
    sides: dict[str, list[int]] = field(default_factory=dict)
    beside: list[Body] = field(default_factory=list, repr=False)
    aside: dict[int, str] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    goes_on: int | None = None

    def heading_cell(self, at: int) -> str:
        """Return the address of the innermost heading of a column."""
        return address(self.headings[-1] if self.headings else 0, at)

    @property
    def holds_numbers(self) -> bool:
        """Whether a cell of the body holds a number."""
        rows = self.kinds.rows
        return any(rows[line][c] in NUMBERS for line in self.lines for c in self.columns)

    @property
    def is_form(self) -> bool:
        """Whether it is a scoring sheet to fill in: codes, names and stages, and no number yet."""
        staged = any(stack and stack[-1].stage for stack in self.stacks.values())
        return staged and bool(self.sides.get("codes") and self.sides.get("names")) and not self.holds_numbers

    def is_apart(self, at: int) -> bool:
        """Tell whether a blank column parts a column from the table: it is of another one beside."""
        used = {*self.columns, *(c for columns in self.sides.values() for c in columns)}
        return any(c not in used for c in range(min(self.columns), at))

    def cells(self, at: int) -> list[Any]:
        """Return what stands in a column, blanks left out."""
        return [v for line in self.lines if (v := self.sheet.rows[line][at]) != ""]

    def side(self, holds: str) -> int | None:
        """Return the first column that holds something, None where none does."""
        return self.sides[holds][0] if self.sides.get(holds) else None

    def steps_to(self, rows: Sequence[Row], lines: Sequence[int]) -> int | None:
        """Return how far above its last code the first of some lines of another sheet goes on, if it does."""
        at = self.side("codes")
        first = next((rows[line] for line in lines if any(map(is_number, rows[line]))), [])
        if at is None or at >= len(first):
            return None
        codes = self.cells(at)
        # A number below *II* or *a)* is no whole code.
        is_whole = self.side("units") is not None or all(map(is_dotted, codes))
        return steps_up(codes[-1], first[at]) if codes and is_whole else None
