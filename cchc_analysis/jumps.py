"""One rule for jumps: a step over which the units' median moved too far to be called a change.

The threshold is declared in ``frameworks/data/jumps.toml``. Findings report the jumps, and the analysis breaks
its lines there; both take them from here. Medians are those of the units of both years, at least half of the
scope; of provinces of which fewer were published, the printed mean of the nation is taken instead.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis.arrays import Vector
from cchc_analysis.declarations import declaration
from cchc_analysis.scores import pct

_USED = ["unit", "scope", "code", "year", "score", "min_score", "max_score"]
_PROVINCES = re.compile(r"^tinh-\d+$")


class Step(NamedTuple):
    """How far a criterion's median moved from the year before, in per cent of its scale.

    Attributes
    ----------
    among : str
        The group of units; ``quoc-gia`` where it is the printed mean of the nation.
    concept, code : str
        What the criterion measures, and its code in *year*.
    year : int
    before, after : float
        The median of the year before and of the year, in per cent of the scale.
    n : int
        The units of both years.
    """

    among: str
    concept: str
    code: str
    year: int
    before: float
    after: float
    n: int

    @property
    def points(self) -> float:
        """How far it moved, in percentage points of the scale."""
        return self.after - self.before

    @property
    def jumped(self) -> bool:
        """Whether it moved further than the rule allows."""
        return abs(self.points) > rule()["share"]

    @property
    def basis(self) -> str:
        """``median`` of the units of both years, or ``mean``: the printed one of the nation."""
        return "mean" if self.among == rule()["mean_scope"] else "median"


#: The steps that jumped, by concept and year.
Jumps = dict[tuple[str, int], Step]


def rule() -> dict[str, Any]:
    """Return the declared rule: ``share``, ``least_units``, ``mean_scope``, ``mean_of``."""
    return declaration("frameworks", "data/jumps.toml")


def among(scope: pd.Series) -> pd.Series:
    """Return whom units are compared with over the years: those of their scope.

    Provinces are compared across their scopes: 64, 63 or 34 of them, most the same.
    """
    return scope.str.replace(_PROVINCES.pattern, "tinh", regex=True)


@cache
def _group(scope: str) -> str:
    return _PROVINCES.sub("tinh", scope)


def jumps_of(scores: pd.DataFrame, index: str, scope: str) -> Jumps:
    """Return the jumps that the units of a scope are subject to, by concept and year.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index : str
    scope : str
        Of the units; nation and regions share the jumps of the provinces.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> jump = jumps_of(load(), "PCI", "tinh-63")["legal", 2012]
    >>> round(jump.before, 1), round(jump.after, 1), jump.n
    (54.3, 29.3, 63)
    """
    mean, provinces = rule()["mean_scope"], rule()["mean_of"]
    group = provinces if scope in (mean, "vung") else _group(scope)
    wanted = [group, mean] if group == provinces else [group]
    scopes = scores["scope"].dropna().unique()
    of_index = (scores["index"] == index) & (scores["stage"] == "final") & scores["score"].notna()
    of_index &= ~scores["estimated"] & scores["scope"].isin([s for s in scopes if _group(s) in wanted])
    known = {(s.among, s.concept, s.year): s for s in measured(scores[_USED][of_index], index)}
    # The mean of the nation has a say only where there is no median.
    steps = [s for s in known.values() if s.among == group or (group, s.concept, s.year) not in known]
    return {(s.concept, s.year): s for s in steps if s.jumped}


def measured(rows: pd.DataFrame, index: str) -> list[Step]:
    """Return how far each median moved in a year, over all steps that would be compared but for a jump.

    Parameters
    ----------
    rows : pandas.DataFrame
        Published scores of one index, one stage.
    index : str

    Returns
    -------
    list of Step
        Those of groups of which enough units were published in both years.
    """
    share = pct(rows).to_numpy()
    known = ~np.isnan(share)
    if not known.any():
        return []
    rows, share = rows[_USED][known], share[known]
    unit, names = pd.factorize(rows["unit"])
    at_scope, scopes = pd.factorize(rows["scope"])
    at_code, codes = pd.factorize(rows["code"])
    at_year, years = pd.factorize(rows["year"].to_numpy(dtype="int64"), sort=True)
    groups = list(dict.fromkeys(_group(scope) for scope in scopes))
    group = np.array([groups.index(_group(scope)) for scope in scopes])[at_scope]
    codes = [str(code) for code in codes]
    concepts, line, is_open = _lines(index, codes, years.tolist())
    sizes = _sizes(group, years[at_year], unit, at_scope, [str(s) for s in scopes])
    # One number for what is compared: unit within year within line within group.
    span = int(years[-1] - years[0]) + 2
    step = (group * len(concepts) + line[at_year, at_code]) * span + (years[at_year] - years[0] + 1)
    key = step * len(names) + unit
    declared = line[at_year, at_code] >= 0
    order = np.flatnonzero(declared)[np.argsort(key[declared], kind="stable")]
    then, of_then = key[order], share[order]
    now = np.flatnonzero(is_open[at_year, at_code] & declared)
    place = np.minimum(np.searchsorted(then, key[now] - len(names)), len(then) - 1)
    both = then[place] == key[now] - len(names)
    now, place = now[both], place[both]
    steps = []
    firsts, after, counts = _medians(step[now], share[now])
    before = _medians(step[now], of_then[place])[1]
    for first, n, old, new in zip(firsts, counts, before, after, strict=True):
        row = now[first]
        of, at = groups[group[row]], int(years[at_year[row]])
        most = max(sizes.get((int(group[row]), y), 0) for y in (at, at - 1))
        if of == rule()["mean_scope"] or (2 * n >= most and n >= rule()["least_units"]):
            concept = concepts[line[at_year[row], at_code[row]]]
            steps.append(Step(of, concept, codes[at_code[row]], at, float(old), float(new), int(n)))
    return steps


def _medians(of: Vector, values: Vector) -> tuple[Vector, Vector, Vector]:
    """Return for each number of *of*: the place of its first value, the median of its values, how many."""
    order = np.lexsort((values, of))
    _, starts, counts = np.unique(of[order], return_index=True, return_counts=True)
    middle = values[order][starts + (counts - 1) // 2], values[order][starts + counts // 2]
    return order[starts], (middle[0] + middle[1]) / 2, counts


def _lines(index: str, codes: list[str], years: list[int]) -> tuple[list[str], Vector, Vector]:
    """Return the concepts, and by year and code which it is (-1 for none) and whether its step is open.

    A step is open that would be compared but for a jump. Criteria that sheets bring along themselves are
    declared nowhere: nothing is known of what they measured the year before.
    """
    concepts: dict[str, int] = {}
    line = np.full((len(years), len(codes)), -1)
    is_open = np.zeros((len(years), len(codes)), bool)
    for y, year in enumerate(years):
        try:
            criteria = frameworks.framework(index, year).criteria
        except frameworks.FrameworkError:
            continue
        for c, code in enumerate(codes):
            if code in criteria:
                line[y, c] = concepts.setdefault(criteria[code].concept, len(concepts))
                step = frameworks.comparability(index, year, code)
                is_open[y, c] = step.kind in ("same", "rescaled") and not step.publisher_compares
    return list(concepts), line, is_open


def _sizes(
    group: Vector, year: Vector, unit: Vector, at_scope: Vector, scopes: list[str]
) -> dict[tuple[int, int], int]:
    """Return how many units each group has in a year: as declared, or with any score of that year."""
    first = int(year.min())
    wide, span = int(unit.max()) + 1, int(year.max()) - first + 1
    of = group * span + (year - first)
    seen, counts = np.unique(np.unique(of * wide + unit) // wide, return_counts=True)
    sizes = dict(zip(seen.tolist(), counts.tolist(), strict=True))
    for place in np.unique(of * len(scopes) + at_scope).tolist():
        here, scope = divmod(place, len(scopes))
        sizes[here] = max(sizes[here], _declared_sizes().get(scopes[scope], 0))
    return {(here // span, first + here % span): n for here, n in sizes.items()}


@cache
def _declared_sizes() -> dict[str, int]:
    return {str(scope): int(n) for scope, n in units.provinces()["scope"].value_counts().items()}
