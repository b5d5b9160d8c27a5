"""Plain Python over the published figures: what the analysis must agree with."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from cchc_analysis import units


class Published(dict[tuple[str, int, str, str], str]):
    """Every published figure as its text, by (index, year, unit, code)."""

    @cached_property
    def columns(self) -> dict[tuple[str, int, str], dict[str, str]]:
        """The texts by unit, of each (index, year, code): 40,000 figures are gone through once."""
        columns: dict[tuple[str, int, str], dict[str, str]] = defaultdict(dict)
        for (index, year, unit, code), text in self.items():
            columns[index, year, code][unit] = text
        return dict(columns)


def column(published: Published, index: str, year: int, code: str) -> dict[str, float]:
    """Return the published scores of a year by unit."""
    return {unit: float(text) for unit, text in published.columns.get((index, year, code), {}).items()}


def rank(values: dict[str, float], unit: str) -> int:
    """Return the unit's place: one more than the units that did better."""
    return 1 + sum(value > values[unit] for value in values.values())


def median(values: list[float]) -> float:
    """Return the middle value, or the mean of the two middle ones."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def quantile(values: list[float], share: float) -> float:
    """Return a quantile by linear interpolation."""
    ordered = sorted(values)
    at = (len(ordered) - 1) * share
    below = int(at)
    return ordered[below] + (at - below) * (ordered[min(below + 1, len(ordered) - 1)] - ordered[below])


def quarter(values: list[float]) -> float:
    """Return the first quartile, by linear interpolation."""
    return quantile(values, 0.25)


def region(unit: str, scope: str = "tinh-63") -> str:
    """Return the region of a province."""
    return next(u.region for u in units.provinces_of(scope) if u.unit == unit)


def members(region: str, scope: str = "tinh-63") -> list[str]:
    """Return the provinces of a region, in the order of the table."""
    return [u.unit for u in units.provinces_of(scope) if u.region == region]


def region_of(unit: str) -> set[str]:
    """Return the unit's region's provinces, of the time before July 2025."""
    return set(members(region(unit)))
