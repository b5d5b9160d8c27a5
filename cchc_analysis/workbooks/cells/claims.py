"""Who claims one key: copies are taken once, contradictions not at all, and both are reported."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.tables.numbers import SAME, are_alike
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.block import Criterion
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.facet_words import declared

#: The shares of so many units tell of which points they are.
_UNITS = 2
#: Two rows of one column are printed alike: what differs by more is another number.
_EQUAL = 1e-6
_NONE = Criterion("", None, "")


@dataclass(slots=True, eq=False)
class Series:
    """A row or a column of scores with what it gives to each of its numbers.

    Attributes
    ----------
    place : int
        Among the rows or columns of its view.
    track : Track
    code : str
        Of its criterion; blank where the criteria stand along it.
    stage : str
        Blank where its headings say none.
    unit : Unit or None
    criterion : Criterion
        Where a framework declares it.
    is_share : bool
        Whether it may be the share of the maximum that other series reach.
    """

    place: int
    track: Track
    code: str = ""
    stage: str = ""
    unit: Unit | None = None
    criterion: Criterion = _NONE
    is_share: bool = False

    @property
    def whole(self) -> tuple[str, str]:
        """The unit and the criterion that it is of."""
        return (self.unit.unit_id if self.unit else self.track.unit), self.code


def share_of(track: Track) -> str:
    """Return the stage that printed percentages of the maximum are of; blank for the result."""
    return "" if track.stage == "final" else track.stage


def settle(series: list[Series], axis: Axis) -> list[Series]:
    """Return the series that are taken, in printed order.

    Of those of one key that agree the first is taken and the others are noted; where two differ none is
    taken, and the error names both. Shares beside the points that they are of are no scores.

    Parameters
    ----------
    series : list of Series
        In printed order; those with a reason are not taken.
    axis : Axis
        Where they stand, and their numbers.
    """
    default = axis.view.context.stage() or "final"
    groups: dict[tuple[str, str, str], list[Series]] = {}
    for s in without_shares([s for s in series if not s.track.reason], axis.matrix):
        groups.setdefault((*s.whole, s.stage or default), []).append(s)
    kept = [s for claims in groups.values() for s in _of_one_key(claims, axis)]
    return sorted(kept, key=lambda s: s.place)


def without_shares(series: list[Series], matrix: Matrix) -> list[Series]:
    """Return the series but shares beside the points that they are of: those are no scores.

    ``Chỉ số`` beside several stages, of none of which it is a share, is what they come to.
    """
    pointed: dict[tuple[str, str], list[Series]] = {}
    for s in series:
        if not s.is_share:
            pointed.setdefault(s.whole, []).append(s)
    for s in series:
        if s.is_share and s.whole in pointed:
            if _is_result(s, pointed[s.whole], matrix):
                s.is_share, s.stage, s.track.quantity = False, "final", "score"
            else:
                s.track.quantity = "share"
                if share_of(s.track) not in ("", *(p.stage for p in pointed[s.whole])):
                    s.track.reason = "share_of_no_points"
                    matrix.view.say(s.track.reason, s.track)
    return [s for s in series if not (s.is_share and s.whole in pointed)]


def _is_result(share: Series, points: list[Series], matrix: Matrix) -> bool:
    """Tell whether a column headed as an index is the result of the stages beside it.

    What may be one under another heading is reported.
    """
    stages = {p.stage for p in points}
    is_staged = len(stages) > 1 and not stages & {"", "final"}
    if share.track.quantity != "share" or share.stage or not is_staged:
        return False
    if share.track not in (columns := matrix.view.columns):
        return False
    others = [matrix.peeked(p.track) for p in points if p.track in columns]
    values = matrix.peeked(share.track)
    if any(_are_in_proportion(values, other) for other in others):
        return False
    summed = any(are_alike(values, np.sum(some, axis=0), 2 * SAME) for n in range(2, len(others) + 1)
                 for some in combinations(others, n))  # fmt: skip
    is_headed = share.track.labels[-1].words.startswith("chi so")
    if is_headed and (summed or np.count_nonzero(~np.isnan(values)) > 1):
        return True
    matrix.view.say("share_unclear", share.track)
    return False


def _are_in_proportion(shares: Vector, points: Vector) -> bool:
    """Tell whether numbers of several units are those shares of others that rounding lets them be."""
    both = ~np.isnan(shares) & (shares > 0) & (points > 0)
    if np.count_nonzero(both) < _UNITS:
        return False
    most = 100 * points[both] / shares[both]
    return bool(np.ptp(most) <= 2 * SAME * float(most.max()) / float(shares[both].min()))


def unstaged(series: list[Series], context: Context) -> list[Series]:
    """Return the series but those that say no stage beside others that do: nobody knows whose they are.

    A heading that names an index, the total or a year says which is meant.
    """
    staged = {s.whole for s in series if s.track.stage not in ("", "final")}
    for s in series if not context.stage() else ():
        names = s.track.year or any(h.indices or h.total for h in s.track.labels)
        if s.whole in staged and not (s.track.stage or s.is_share or names):
            s.track.reason = "heading_unknown"
    return [s for s in series if not s.track.reason]


def _of_one_key(claims: list[Series], axis: Axis) -> list[Series]:
    if len(claims) == 1:
        return claims
    filled = [(c, v) for c in claims if not np.isnan(v := axis.vector(c.place)).all()]
    if len(filled) < 2:
        return [c for c, _ in filled] or claims[:1]
    first, numbers = filled[0]
    for _, others in filled[1:]:
        if not are_alike(numbers, others, SAME):
            contradict([c.track for c, _ in filled], axis)
            return []
    for other, _ in filled[1:]:
        other.track.reason = "copy"
        cell, first_cell = axis.heading_cell(other.track), axis.heading_cell(first.track)
        axis.view.context.say("column_copied", cell, first=first_cell)
    return [first]


def contradict(tracks: list[Track], axis: Axis) -> None:
    """Take none of the rows or columns that claim one key and differ, and report them.

    Of columns the report has the lines for the sheet's declaration that tell them apart.
    """
    context, cells = axis.view.context, list(dict.fromkeys(map(axis.heading_cell, tracks)))
    lines = context.lines(columns={t.at: declared(t) for t in tracks}) if axis.down else ""
    printed = tracks[0].text[:80]
    context.say("two_claims", cells[0], cells=", ".join(cells), printed=printed, lines=lines)
    for track in tracks:
        track.reason = "two_claims"


def once(keys: Vector, values: Vector) -> tuple[Vector, list[tuple[Vector, bool]]]:
    """Return the places of the numbers to take, each key once, and those of one key with whether they differ.

    Keys are numbers from 0. Of equal numbers the first is taken, of those that differ none; a blank claims
    nothing.

    Examples
    --------
    >>> once(np.array([1, 2, 1, 3, 3]), np.array([5.0, 6.0, 5.0, 7.0, 8.0]))
    (array([0, 1]), [(array([0, 2]), False), (array([3, 4]), True)])
    """
    order = np.argsort(keys, kind="stable")
    begins = np.diff(keys[order]) > 0
    if begins.all():
        return np.arange(len(keys)), []
    starts = np.flatnonzero(np.concatenate([[True], begins]))
    counts = np.diff(starts, append=len(keys))
    taken, twice = np.ones(len(keys), bool), []
    for start, count in zip(starts[counts > 1], counts[counts > 1], strict=True):
        places = order[start : start + count]
        known = places[~np.isnan(values[places])]
        differ = len(known) > 1 and bool(np.ptp(values[known]) > _EQUAL)
        taken[places] = False
        if not differ:
            taken[known[0] if len(known) else places[0]] = True
        twice.append((places, differ))
    return np.flatnonzero(taken), twice
