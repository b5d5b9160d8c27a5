"""What the years of a line may be compared with, and why not.

A difference is a change only where scale and content stayed the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cchc_analysis import frameworks, units
from cchc_analysis.analysis.errors import listed, words
from cchc_analysis.analysis.years.jumped import Compared, with_jumps
from cchc_analysis.jumps import Jumps

#: Steps over which the share of the scale may be compared.
COMPARABLE = ("same", "rescaled")
#: Steps over which places may be compared: all are measured in the same way, whatever that is.
RANKABLE = (*COMPARABLE, "partly", "jumped")


class Point(NamedTuple):
    """A year of a line."""

    of: str
    year: int
    code: str | None
    unit_id: str | None
    scored: bool
    estimated: bool


class Comparison(NamedTuple):
    """How a point compares with the last published one before it on its line.

    Attributes
    ----------
    comparability : str or None
        The kind of the step; missing where there is none.
    reason, reason_en : str
        Why not, or what to mind where it may be compared; empty where there is nothing to say.
    below : str
        Codes of what was rebuilt or jumped below it.
    moved : str
        Why the unit is not the one it was; empty where it is.
    step : str or None
        What happened to the criterion since the year before, published or not: ``redefined`` where the
        units are others, ``jumped`` where the median did: it breaks everybody's line, not this unit's alone.
    past : int or None
        The place of the point that it is compared with.
    """

    comparability: str | None
    reason: str
    reason_en: str
    below: str
    moved: str
    step: str | None
    past: int | None


def compared(index: str, points: Sequence[Point], jumps: Jumps) -> list[Comparison]:
    """Compare each point of one or more lines, one below the other, with the last published one before it.

    *points* are by ``of``, then year; *jumps* those that the unit's line is subject to.
    """
    result: list[Comparison] = []
    past: int | None = None
    for place, point in enumerate(points):
        if past is not None and points[past].of != point.of:
            past = None
        last = points[past] if past is not None else None
        moved = _moved(point, last) if last is not None else ""
        step_of_all = _of_everybody(index, point, moved, jumps) if point.code else None
        result.append(Comparison(*_with_last(index, point, last, moved, jumps), moved, step_of_all, past))
        if point.scored:
            past = place
    return result


def _of_everybody(index: str, point: Point, moved: str, jumps: Jumps) -> str:
    """Return what happened to a point's criterion since the year before, for all units alike."""
    if moved:
        return "redefined"
    kind = frameworks.comparability(index, point.year, str(point.code)).kind
    declared = Compared(kind, "", "", "")
    return with_jumps(index, str(point.code), point.year, point.year - 1, declared, jumps).kind


def _with_last(
    index: str, point: Point, last: Point | None, moved: str, jumps: Jumps
) -> tuple[str | None, str, str, str]:
    if point.code is None:
        return None, *words("reasons", "absent"), ""
    if last is None:
        kind = "new" if point.scored else None
        return kind, *words("reasons", "first" if point.scored else "not_published"), ""
    estimates = ("both" if last.estimated else "now") if point.estimated else "then"
    comparison = step(index, point.code, point.year, last.year, moved,
                 estimates if point.estimated or last.estimated else "")  # fmt: skip
    comparison = with_jumps(index, point.code, point.year, last.year, comparison, jumps)
    if not point.scored:
        return comparison.kind, *words("reasons", "not_published"), ""
    return comparison


def _moved(point: Point, last: Point) -> str:
    """Return the reason why a unit is not the one that it was, if any."""
    before, after = last.unit_id, point.unit_id
    if after is None or before is None:
        return ""
    if units.is_same_unit(before, last.year, after, point.year):
        # Who stayed as it was is ranked among others now, and made of other communes.
        redrawn = before != after and not last.estimated and units.drawn_anew(last.year, point.year)
        return "redrawn" if redrawn else ""
    return "boundaries" if before != after else "rearranged"


@frameworks.remembered
def step(index: str, code: str, year: int, previous: int, moved: str = "", estimates: str = "") -> Compared:
    """Return kind and reason of a step: why not, or what to mind where two years may be compared.

    The last is what was rebuilt below the criterion, the codes in one string.
    """
    declared = frameworks.between(index, code, year, previous)
    kind, reasons = declared.kind, [(declared.reason_vi, declared.reason_en)]
    if moved:
        kind, reasons = "redefined", [words("reasons", moved)]
    below: list[str] = []
    if kind in (*COMPARABLE, "partly"):
        if below := frameworks.rebuilt_below(index, code, year, previous):
            parts = words("reasons", "partly" if kind == "partly" else "below", codes=listed(below))
            reasons = [*(reasons if kind != "partly" else ()), parts]
        if _weights_known(index, code, previous, of=year) and not _weights_known(index, code, year):
            reasons.append(words("reasons", "weights", year=year))
        if frameworks.framework(index, year).assumed:
            edition = frameworks.framework(index, year).edition
            reasons.append(words("reasons", "assumed", year=year, edition=edition))
        if estimates:
            reasons.append(words("reasons", f"estimated_{estimates}"))
    vi, en = ("; ".join(part for part in parts if part) for parts in zip(*reasons, strict=True))
    codes = ", ".join(below)
    if previous == year - 1:
        return Compared(kind, vi, en, codes)
    if vi:
        reason = words("reasons", "gap_because", previous=previous, reason=(vi, en))
    else:
        reason = words("reasons", "gap", previous=previous)
    return Compared(kind, *reason, codes)


def _weights_known(index: str, code: str, year: int, *, of: int | None = None) -> bool:
    """Tell whether all parts of a criterion (a code of year *of*) have a declared weight in *year*."""
    then = frameworks.code_in(index, code, year, of=of or year)
    parts = frameworks.framework(index, year).children(then) if then else []
    return bool(parts) and all(part.weight == part.weight for part in parts)
