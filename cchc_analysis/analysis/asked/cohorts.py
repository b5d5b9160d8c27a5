"""Units that were scored together, and what is ordinary among them.

A cohort is whose score of one criterion was published in one year and scope.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from cchc_analysis.analysis.asked.scopes import place_of
from cchc_analysis.arrays import Vector

_NAN = float("nan")


class Ordinary(NamedTuple):
    """What is ordinary and what is best; quartiles by linear interpolation, ``…_pct`` in % of the scale."""

    n_units: int = 0
    median: float = _NAN
    q1: float = _NAN
    q3: float = _NAN
    best: float = _NAN
    best_unit: str | None = None
    median_pct: float = _NAN
    q1_pct: float = _NAN
    q3_pct: float = _NAN
    best_pct: float = _NAN


class Both(NamedTuple):
    """The places published in two years: how many, and their medians in the later and the earlier year."""

    n: int
    score: float
    pct: float
    score_then: float
    pct_then: float


@dataclass(frozen=True)
class Cohort:
    """The published scores of one criterion, year and scope, in the order of ``unit_id``.

    ``regions`` are those of provinces, ``None`` for other units.
    """

    unit_ids: Vector
    units: Vector
    scores: Vector
    pct: Vector

    regions: Vector

    def among(self, ids: Set[str]) -> Cohort:
        """Return the part of it that some units are."""
        return self._where(np.array([unit_id in ids for unit_id in self.unit_ids], dtype=bool))

    def in_region(self, region: str | None) -> Cohort:
        """Return the provinces of a region."""
        if region not in self._by_region:
            self._by_region[region] = NOBODY if region is None else self._where(self.regions == region)
        return self._by_region[region]

    def _where(self, inside: Vector) -> Cohort:
        columns = (self.unit_ids, self.units, self.scores, self.pct, self.regions)
        return Cohort(*(values[inside] for values in columns))

    @cached_property
    def _by_region(self) -> dict[str | None, Cohort]:
        return {}

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Ranks on raw scores by ``unit_id``: best first, ties share the better rank."""
        return dict(zip(self.unit_ids, placed(self.scores).tolist(), strict=True))

    @cached_property
    def ordinary(self) -> Ordinary:
        """What is ordinary among these units."""
        if not len(self.scores):
            return Ordinary()
        (q1, middle, q3), (q1_pct, middle_pct, q3_pct) = (
            quantile(values, 0.25, 0.5, 0.75) for values in (self.scores, self.pct)
        )
        best = int(np.argmax(self.scores))
        highest = float(np.nanmax(self.pct)) if not np.isnan(self.pct).all() else _NAN
        return Ordinary(len(self.scores), middle, q1, q3, float(self.scores[best]), self.units[best],
                        middle_pct, q1_pct, q3_pct, highest)  # fmt: skip

    @cached_property
    def medians(self) -> tuple[float, float]:
        """The medians in points and in % of the scale."""
        return median(self.scores), median(self.pct)


def both_of(now: Cohort, then: Cohort) -> Both:
    """Return the medians of two years of the places published in both, whatever set they were ranked in."""
    was = {place_of(unit_id): at for at, unit_id in enumerate(then.unit_ids)}
    pairs = [(at, was[place]) for at, unit_id in enumerate(now.unit_ids)
             if (place := place_of(unit_id)) in was]  # fmt: skip
    at, before = np.array(pairs, dtype="int64").reshape(-1, 2).T
    return Both(
        len(pairs), *map(median, (now.scores[at], now.pct[at], then.scores[before], then.pct[before]))
    )


def ranks_of_both(now: Cohort, then: Cohort) -> dict[str, tuple[int, int]]:
    """Return by ``unit_id`` the ranks of two years (now, then) among the units published in both."""
    _, at, before = np.intersect1d(now.unit_ids, then.unit_ids, assume_unique=True, return_indices=True)
    ranks = zip(placed(now.scores[at]).tolist(), placed(then.scores[before]).tolist(), strict=True)
    return dict(zip(now.unit_ids[at], ranks, strict=True))


def placed(values: Vector) -> Vector:
    """Return the place of each value: one more than there are greater ones.

    Examples
    --------
    >>> placed(np.array([3.0, 5.0, 5.0, 1.0])).tolist()
    [3, 1, 1, 4]
    """
    return 1 + len(values) - np.searchsorted(np.sort(values), values, side="right")


def median(values: Vector) -> float:
    """Return the middle of the values that are known, or the mean of the two middle ones."""
    known = np.sort(values[~np.isnan(values)])
    half = len(known) // 2
    if not len(known):
        return _NAN
    return float(known[half] if len(known) % 2 else (known[half] + known[half - 1]) / 2)


def quantile(values: Vector, *shares: float) -> Any:
    """Return quantiles of the values that are known, by linear interpolation; of one share a number.

    Examples
    --------
    >>> quantile(np.array([3.0, 1.0, 2.0]), 0.25, 0.5), quantile(np.array([3.0, 1.0]), 0.5)
    ([1.5, 2.0], 2.0)
    """
    ordered = np.sort(values[~np.isnan(values)])
    results = [_at_share(ordered, share) for share in shares]
    return results if len(results) > 1 else results[0]


def _at_share(ordered: Vector, share: float) -> float:
    if not len(ordered):
        return _NAN
    at = share * (len(ordered) - 1)
    low, part = int(at), at % 1
    if not part:
        return float(ordered[low])
    return float(ordered[low] + (ordered[low + 1] - ordered[low]) * part)


NOBODY = Cohort(*(np.array([], dtype=kind) for kind in (object, object, float, float, object)))
