"""The series of a table become vectors over the units of the year, so that sheets compare by arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cchc_analysis.vietnamese import clean, is_missing, parse_number
from cchc_analysis.workbooks.headings import Role
from cchc_analysis.workbooks.layouts import Series, Table
from cchc_analysis.workbooks.placing import Placed, Placing, Vector

Scale = tuple[float, float]


@dataclass(slots=True, eq=False)
class Column:
    """The scores of one criterion as one sheet prints them.

    ``values[u]`` is the score of the *u*-th unit of the roster, NaN where none is printed; ``lines[u]`` is
    where it stands, −1 where the sheet does not list the unit. ``properties`` holds vectors of the same
    length by name (``low``, ``high``, ``standard_error``, ``n``).
    """

    code: str
    level: int | None
    name: str
    values: Vector
    lines: Vector
    at: int
    scale: Scale | None
    properties: dict[str, Vector] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class AlignedSheet:
    """What one sheet says: its columns, its printed ranks by criterion, and the classes of the total.

    ``pending`` are its indicators, by parent, in printed order: columns are made of those that are wanted,
    since most sheets that repeat another repeat its indicators too.
    """

    table: Table
    columns: list[Column]
    pending: list[tuple[str, Series, Role]] = field(default_factory=list)
    ranks: dict[str, Vector] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """How many scores above the indicators it holds: the summary holds most."""
        return sum(int(np.count_nonzero(c.lines >= 0)) for c in self.columns)


def scatter(
    placing: Placing, table: Table, series: Series, scale: Scale | None = None
) -> tuple[Vector, Vector]:
    """Return a series as a vector over the units, and the lines it came from.

    ``scale`` decides what ``1.234`` typed as text is.
    """
    placed = placing.of(table, series.names)
    values = np.full(len(placed.lines), np.nan)
    values[placed.units] = _numbers(placing, table, series, placed, scale)[placed.here]
    return values, placed.lines


def _numbers(placing: Placing, table: Table, series: Series, placed: Placed, scale: Scale | None) -> Vector:
    if set(map(type, series.values)) == {float}:  # nearly every column
        return np.array(series.values, dtype="float64")
    plain = (float, int)
    numbers = np.array([v if v.__class__ in plain else np.nan for v in series.values], "float64")
    typed = []
    for i in [i for i, v in enumerate(series.values) if v != "" and v.__class__ not in plain]:
        value = series.values[i]
        if placed.places[i] >= 0 and not is_missing(value):
            number = parse_number(value, scale) if isinstance(value, str) else None
            if number is None:
                placing.say("not_a_number", table, table.cell(series, i),
                            printed=clean(str(value))[:60], unit=series.names.written[i])  # fmt: skip
                continue
            numbers[i] = number
            typed.append(i)
    if typed:
        placing.say("numbers_as_text", table, table.cell(series, typed[0]), count=len(typed),
                    printed=clean(str(series.values[typed[0]])))  # fmt: skip
    return numbers


def has_number(values: list[Any]) -> bool:
    """Tell whether a series holds a number, be it typed as text."""
    kinds = set(map(type, values))
    return bool(kinds & {float, int}) or any(
        isinstance(v, str) and v and parse_number(v) is not None for v in values
    )
