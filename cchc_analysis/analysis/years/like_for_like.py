"""The change of what is comparable: the sum over the parts that are measured as they were.

A printed total may move because a question was replaced. The like-for-like change leaves out what was: it is
the sum over the leaves (the lowest criteria that carry points) that stayed, of the points that each added to
or took from the criterion above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked.subjects import Subject
from cchc_analysis.analysis.errors import words
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.analysis.years.jumped import jump_of
from cchc_analysis.jumps import Jumps
from cchc_analysis.phrases import number_in_both

_NAN = float("nan")
#: Score and ends of the scale, by year and code.
Scored = Mapping[tuple[int, str], Sequence[float]]
COLUMNS = ["like_for_like", "share_comparable", "like_for_like_reason", "like_for_like_reason_en"]


class Leaf(NamedTuple):
    """A leaf's part in the change of a criterion above it.

    ``change`` is in points of that criterion, missing where the leaf is not comparable or was not published in
    both years; ``span`` is how much of that criterion's scale the leaf is; ``published`` tells whether both
    years have its score.
    """

    code: str
    change: float
    span: float
    published: bool


class Change(NamedTuple):
    """A like-for-like change in points, the share of the scale that it is of (0 to 1), or why it is missing."""

    change: float
    share: float
    reason: str
    reason_en: str


def scored(subject: Subject) -> Scored:
    """Return the published scores of one unit, by year and code, with the ends of their scales."""
    return {key: values[1:4] for key, values in subject.points.items() if values[1] == values[1]}


def leaves(
    points: Scored, index: str, code: str, year: int, previous: int, jumps: Jumps
) -> list[Leaf]:  # fmt: skip
    """Return what each leaf below a criterion did between two years; the criterion itself where it has none.

    *code* is in the edition of *year*; leaves are in printed order. One that stayed ``same`` changes by the
    difference of its two scores. One that was ``rescaled`` changes by the difference of its two shares of the
    scale (``pct``), times the width of its scale in *year*: as if it had been measured on the later scale in
    both years. Either is multiplied by what one of its points adds to *code* in *year*. A leaf that jumped did
    not stay the same.
    """
    edition = frameworks.framework(index, year)
    parents = {c.parent for c in edition.criteria.values() if c.level in (1, 2, 3)}
    below = [c for c in frameworks.below_of(index, code, year) if c not in parents]
    return [_leaf(points, edition, leaf, code, previous, jumps) for leaf in below or [code]]


def _leaf(
    points: Scored, edition: frameworks.Framework, code: str, above: str, previous: int, jumps: Jumps
) -> Leaf:
    index, year = edition.index, edition.year
    before = frameworks.code_in(index, code, previous, of=year)
    now, then = points.get((year, code)), points.get((previous, before or ""))
    weight = _worth(edition, code, above)
    low, high = _scale(now, edition.criteria[code])
    span = weight * (high - low)
    if now is None or then is None or before is None:
        return Leaf(code, _NAN, span, published=False)
    kind = frameworks.between(index, code, year, previous).kind
    if jump_of(index, code, year, previous, jumps):
        kind = "jumped"
    if kind == "same":
        return Leaf(code, weight * (now[0] - then[0]), span, published=True)
    if kind != "rescaled":
        return Leaf(code, _NAN, span, published=True)
    ends = _scale(then, frameworks.framework(index, previous).criteria[before])
    moved = (now[0] - low) / (high - low) - (then[0] - ends[0]) / (ends[1] - ends[0])
    return Leaf(code, span * moved, span, published=True)


def _scale(point: Sequence[float] | None, declared: frameworks.Criterion) -> tuple[float, float]:
    """Return the ends of a scale as they stand beside a score, else as declared."""
    if point is not None and point[1] == point[1] and point[2] == point[2]:
        return point[1], point[2]
    return declared.min_score, declared.max_score


def _worth(edition: frameworks.Framework, code: str, above: str) -> float:
    """Return what one point of a leaf adds to a criterion above it; missing where a weight is unknown."""
    if above in frameworks.OTHER_TOTALS:
        return 1.0 if code == above else _NAN
    worth = 1.0
    while code != above:
        worth *= edition.criteria[code].weight
        code = edition.criteria[code].parent
    return worth


def summed(parts: list[Leaf]) -> Change:
    """Return the like-for-like change that leaves make; missing, with its reason, under half of the scale."""
    if not any(leaf.published for leaf in parts):
        return Change(_NAN, _NAN, *words("reasons", "not_like_leaves"))
    if len(parts) == 1 and parts[0].change == parts[0].change:  # a leaf is all of itself, on any scale
        return Change(parts[0].change, 1.0, "", "")
    whole = sum(leaf.span for leaf in parts)
    if whole != whole:
        return Change(_NAN, _NAN, *words("reasons", "not_like_weights"))
    stayed = [leaf for leaf in parts if leaf.change == leaf.change]
    if not stayed:
        return Change(_NAN, 0.0, *words("reasons", "not_like_nothing"))
    share = sum(leaf.span for leaf in stayed) / whole
    if share < threshold("like_for_like", "least_share"):
        reason = words("reasons", "not_like_share", share=number_in_both(100 * share, 0))
        return Change(_NAN, share, *reason)
    return Change(sum(leaf.change for leaf in stayed), share, "", "")


def with_like_for_like(line: pd.DataFrame, points: Scored, index: str, jumps: Jumps) -> pd.DataFrame:
    """Add to a compared line the change of what is comparable since the year it is compared with.

    The columns are ``like_for_like`` (points of the criterion), ``share_comparable`` (of its scale, 0 to 1) and
    ``like_for_like_reason, like_for_like_reason_en``: why it is missing, empty where it is not, and where
    there is nothing to compare.
    """
    changes = [
        _change(points, index, row, jumps) for row in
        line[["year", "code", "score", "previous", "moved"]].itertuples(index=False, name=None)
    ]  # fmt: skip
    added = pd.DataFrame(changes, columns=COLUMNS, index=line.index)
    line = line.copy()
    line[COLUMNS[:2]] = added[COLUMNS[:2]].astype("float64")
    for column in COLUMNS[2:]:
        line[column] = added[column].astype("string")
    return line


def _change(points: Scored, index: str, row: tuple[int, str, float, int, str], jumps: Jumps) -> Change:
    year, code, score, previous, moved = row
    if pd.isna(score) or pd.isna(previous):
        return Change(_NAN, _NAN, "", "")
    if moved:
        return Change(_NAN, _NAN, *words("reasons", "not_like_moved"))
    return summed(leaves(points, index, str(code), int(year), int(previous), jumps))
