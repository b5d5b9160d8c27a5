"""Dots that stand beside each other instead of on top of each other, in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cchc_analysis.units import neighbours

#: Of the region, how many are named: the best, the last, those next to ours.
_NAMED = 4
#: Dots in ems of ordinary text: their width, and that of ours.
DOT, OUR_DOT = 0.78, 1.02


def swarm(places: Sequence[float], width: float) -> list[float]:
    """Return how far above or below the line each dot stands, so that dots of this *width* do not touch.

    *places* along the line and the width are in points.

    Examples
    --------
    >>> swarm([0.0, 10.0, 10.0], 5.0)
    [0.0, 0.0, 5.0]
    """
    stood: list[tuple[float, float]] = []
    off = [0.0] * len(places)
    for i in sorted(range(len(places)), key=lambda i: places[i]):
        x = places[i]
        near = [(a, b) for a, b in stood if x - a < width]
        wanted = [0.0]
        for a, b in near:
            step = max(width**2 - (x - a) ** 2, 0.0) ** 0.5
            wanted += [b + step, b - step]
        free = (y for y in sorted(wanted, key=lambda y: (abs(y), -y)) if _is_free(x, y, near, width))
        off[i] = next(free)
        stood.append((x, off[i]))
    return off


def _is_free(x: float, y: float, near: list[tuple[float, float]], width: float) -> bool:
    return all((x - a) ** 2 + (y - b) ** 2 >= width**2 * (1 - 1e-9) for a, b in near)


@dataclass(frozen=True, slots=True)
class Dots:
    """All units with a score: names and scores, which one is ours, which are of its region."""

    names: list[str]
    scores: list[float]
    ours: int
    region: list[int]

    @classmethod
    def of(cls, scored: pd.DataFrame, unit: str, facts: dict[str, object]) -> Dots:
        """Return the dots of a ranking with these *facts*, ours being *unit*."""
        names = [str(name) for name in scored["unit"]]
        near = set(neighbours(unit, str(facts["scope"])))
        return cls(names, [float(s) for s in scored["score"]], names.index(unit),
                   [at for at, name in enumerate(names) if name in near])  # fmt: skip

    @property
    def ends(self) -> tuple[float, float]:
        """The limits of the axis: a little beyond the last dots."""
        low, high = min(self.scores), max(self.scores)
        room = 0.035 * (high - low or 1.0)
        return low - room, high + room

    def points(self, width: float) -> list[float]:
        """Return the dots' places along an axis of this width in points."""
        low, high = self.ends
        return [width * (score - low) / (high - low) for score in self.scores]

    def half(self, width: float, text: float) -> float:
        """Return how many points the swarm reaches above and below its line."""
        off = swarm(self.points(width), 1.08 * DOT * text)
        return max(abs(y) for y in off) + OUR_DOT * text / 2

    def named(self) -> list[int]:
        """Return who of the region is named: its best, its last, and the next above and below ours."""
        order = sorted([*self.region, self.ours], key=lambda i: -self.scores[i])
        at = order.index(self.ours)
        chosen = [order[0], order[-1], *order[max(0, at - 1) : at], *order[at + 1 : at + 2]]
        ends = {0, len(self.names) - 1, self.ours}  # named above
        return [i for i in dict.fromkeys(chosen) if i not in ends][:_NAMED]
