"""The criteria of one scoring sheet and their points, as the rules over it ask for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

#: Points printed with two decimals, their sums and their means differ by less than this by rounding.
ROUNDING = 0.011


@dataclass(slots=True, eq=False)
class ScoredTree:
    """The criteria of one unit's sheet and their points; lists are by criterion, the total first if printed.

    Attributes
    ----------
    codes, names : list of str
    children : sequence of sequence of int
    maxima : list of float
        As printed; NaN where none is.
    out : list of bool
        Criteria that do not apply to this unit.
    scores : dict of str to list of float
        By stage.
    cell : callable
        Gives the cell of a criterion's ``"code"``, ``"maximum"``, ``"share"``, ``"share self"`` … or stage.
    shares : dict of str to list of float
        Printed percentages of the maximum, by the stage that they are of; blank for the result.
    again : list of bool
        Codes that stand a second time.
    is_survey : bool
        True where scores are shares of answers, which are not added up.
    left_out : sequence of str
        Codes that the criteria at the top leave out: a total may be of more than the sheet prints.
    changes : mapping of str to float
        Bonuses less penalties beside the criteria, which a total may have in it, by stage.
    changing : sequence of collection of str
        Whether the name of a criterion speaks of a ``bonus``, which a total may leave out, or a ``deduction``,
        below which points may be negative.
    tops : mapping of str to list of float
        The maxima of stages, where those of one are not those of all.
    upwards : list of int
        The criteria with those below before those above.
    """

    codes: list[str]
    names: list[str]
    children: Sequence[Sequence[int]]
    maxima: list[float]
    out: list[bool]
    scores: dict[str, list[float]]
    cell: Callable[[int, str], str]
    shares: Mapping[str, list[float]] = field(default_factory=dict)
    again: list[bool] = field(default_factory=list)
    is_survey: bool = False
    left_out: Sequence[str] = ()
    changes: Mapping[str, float] = field(default_factory=dict)
    changing: Sequence[Collection[str]] = ()
    tops: Mapping[str, list[float]] = field(default_factory=dict)
    upwards: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.changing = self.changing or [()] * len(self.codes)
        self.upwards = self._upwards()

    def most(self, stage: str) -> list[float]:
        """Return the maxima of a stage."""
        return self.tops.get(stage, self.maxima)

    def possible(self) -> list[float]:
        """Return the most that this unit could get: what is printed, less what does not apply to it."""
        if not any(self.out):
            return self.maxima
        most, without = list(self.maxima), [0.0] * len(self.codes)
        for place in self.upwards:
            below = self.children[place]
            if not below:
                without[place] = self.maxima[place] if self.out[place] and self.maxima[place] > 0 else 0.0
                continue
            without[place] = sum(without[c] for c in below)
            parts = sum(self.maxima[c] for c in below if self.maxima[c] == self.maxima[c])
            left_out = abs(self.maxima[place] - (parts - without[place])) < ROUNDING
            if without[place] and not left_out:
                most[place] = self.maxima[place] - without[place]
        return most

    def is_of_more(self, place: int, sums: dict[str, list[float]]) -> bool:
        """Tell whether a total sums more than the sheet prints: its maximum says so, or else its points."""
        if not self.left_out or self.codes[place] != "total":
            return False
        every = sum(self.maxima[c] for c in self.children[place])
        if not isnan(self.maxima[place] - every):
            return self.maxima[place] > every + ROUNDING
        pairs = [(values[place], sums[stage][place]) for stage, values in self.scores.items()]
        return any(value > expected + ROUNDING for value, expected in pairs)

    def _upwards(self) -> list[int]:
        """Return the criteria with those below before those above."""
        order: list[int] = []
        below = {c for children in self.children for c in children}
        stack = [p for p in range(len(self.codes)) if p not in below]
        while stack:
            place = stack.pop()
            order.append(place)
            stack += self.children[place]
        return order[::-1]
