"""The rows or the columns of a view along which its criteria stand, and those across them."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.tables.kinds import NUMBERS
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.headings.views import View


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Where the criteria of a view stand.

    Attributes
    ----------
    matrix : Matrix
        The numbers of the view.
    down : bool
        Whether each criterion has a column of numbers down; else it has a row.
    """

    matrix: Matrix
    down: bool

    @property
    def view(self) -> View:
        """The view that it is of."""
        return self.matrix.view

    @property
    def tracks(self) -> list[Track]:
        """The rows or columns of criteria."""
        return self.view.columns if self.down else self.view.rows

    @property
    def across(self) -> list[Track]:
        """The columns or rows across them."""
        return self.view.rows if self.down else self.view.columns

    def heading_cell(self, track: Track) -> str:
        """Return the address of the heading of a row or column of criteria."""
        body = self.view.body
        names = body.side("names") or body.side("indices") or 0
        return body.heading_cell(track.at) if self.down else address(track.at, names)

    def say(self, rule: str, track: Track, **values: object) -> None:
        """Report at the heading of a row or column what a rule says of it."""
        self.view.context.say(rule, self.heading_cell(track), **({"printed": track.text[:60]} | values))

    def cells(self, place: int) -> list[tuple[int, int]]:
        """Return the cells of a row or column that hold numbers."""
        kinds, at, across = self.view.body.kinds.rows, self.tracks[place].at, self.across
        if self.down:
            return [(t.at, at) for t in across if kinds[t.at][at] in NUMBERS]
        return [(at, t.at) for t in across if kinds[at][t.at] in NUMBERS]

    def holds_numbers(self, place: int) -> bool:
        """Tell whether a row or column holds a number."""
        kinds, at, across = self.view.body.kinds.rows, self.tracks[place].at, self.across
        if self.down:
            return any(kinds[t.at][at] in NUMBERS for t in across)
        return any(kinds[at][t.at] in NUMBERS for t in across)

    def vector(self, place: int) -> Vector:
        """Return the numbers of a row or column, to be changed where they stand."""
        return self.matrix.values[:, place] if self.down else self.matrix.values[place, :]
