"""The rows or the columns of a view along which its criteria stand, and those across them."""

from __future__ import annotations

from collections.abc import Iterator
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
        return list(self._numbers(place))

    def holds_numbers(self, place: int) -> bool:
        """Tell whether a row or column holds a number."""
        return any(True for _ in self._numbers(place))

    def _numbers(self, place: int) -> Iterator[tuple[int, int]]:
        kinds, at = self.view.body.kinds.rows, self.tracks[place].at
        cells = ((t.at, at) if self.down else (at, t.at) for t in self.across)
        return ((line, column) for line, column in cells if kinds[line][column] in NUMBERS)

    def vector(self, place: int) -> Vector:
        """Return the numbers of a row or column, to be changed where they stand."""
        return self.matrix.values[:, place] if self.down else self.matrix.values[place, :]
