"""The formulas that no program has calculated yet: sums and the like are calculated, all others are left.

A sheet filled in by a program has formulas without values until a spreadsheet opens it. What scoring sheets
calculate with is known here, as Excel reckons it: ``SUM``, ``COUNT``, ``AVERAGE``, ``MIN``, ``MAX``, ``ROUND``,
``RANK``, ``IF``, the four operations and comparisons, over cells of the same sheet. Anything else, whatever
depends on it, and the zero that Excel makes of nothing but blanks, stays without a value and is reported as
that.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from cchc_analysis.files.cells import Marks, Place, Row
from cchc_analysis.files.formula_trees import Unknown, Value, parsed, single
from cchc_analysis.files.limits import most

#: So many cells may be looked at for all formulas of a sheet, so deep may they stand upon one another.
_MOST_LOOKS, _DEEPEST = 2_000_000, 100


def calculate(marks: Marks, rows: list[Row]) -> None:
    """Put into a sheet the values of its uncalculated formulas, as far as they are known here.

    What was calculated moves from ``marks.unvalued`` to ``marks.calculated``.
    """
    if not marks.formulas:
        return
    height = max(len(rows), 1 + max(r for r, _ in marks.formulas))
    width = max(len(rows[0]) if rows else 0, 1 + max(c for _, c in marks.formulas))
    if height * width > most("cells"):
        return
    sheet = _Sheet(marks, rows)
    values = {place: value for place in sorted(marks.formulas) if (value := sheet.value(place)) is not None}
    if not values:
        return
    for row in rows:
        row.extend([""] * (width - len(row)))
    rows.extend([""] * width for _ in range(height - len(rows)))
    for (r, c), value in values.items():
        rows[r][c] = value
    marks.unvalued -= values.keys()
    marks.calculated.update(values)


class _Sheet:
    """The cells of a sheet, those that are calculated among them."""

    def __init__(self, marks: Marks, rows: list[Row]) -> None:
        self._marks, self._rows = marks, rows
        self._known: dict[Place, Value | None] = {}
        self._looks = self._depth = 0

    def value(self, place: Place) -> Value | None:
        """Return the value of a formula; None where it is not known, or is that of a blank."""
        if place not in self._known:
            self._known[place] = None  # until it is: one that stands upon itself has no value
            try:
                result = single(parsed(self._marks.formulas[place])(self))
            except (Unknown, RecursionError, ArithmeticError):
                return None
            self._known[place] = result
        return self._known[place]

    def cell(self, place: Place) -> Any:
        """Return what a cell holds: a number, a text, None where it is blank."""
        self._looks += 1
        if self._looks > _MOST_LOOKS or self._depth > _DEEPEST or place in self._marks.errors:
            raise Unknown
        if place in self._marks.formulas:
            self._depth += 1
            value = self.value(place)
            self._depth -= 1
            if value is None:
                raise Unknown
            return value
        if place in self._marks.unvalued:
            raise Unknown
        r, c = place
        value = self._rows[r][c] if r < len(self._rows) and c < len(self._rows[r]) else ""
        if isinstance(value, date):  # a number to Excel, by a calendar that the grid does not tell
            raise Unknown
        return None if value == "" else value
