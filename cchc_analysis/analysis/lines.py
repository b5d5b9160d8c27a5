"""One criterion followed through the years: its code in each, and what may be compared with what.

Codes move between concepts (PAPI 2.1 is poverty lists until 2017, access to information from
2018), so a line follows the concept; and a difference is a change only where scale and content
stayed the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis.analysis.errors import error, listed, nearest_codes, words, year_spans
from cchc_analysis.analysis.jumped import Compared, with_jumps
from cchc_analysis.jumps import Jumps

#: Steps over which the share of the scale may be compared.
COMPARABLE = ("same", "rescaled")
#: Steps over which places may be compared: all are measured in the same way, whatever that is.
RANKABLE = (*COMPARABLE, "partly", "jumped")
#: Steps over which the printed figures are of one scale.
_PRINTED = ("same", "partly", "jumped")
#: Ends of a scale that are this close are one: they are printed with two decimals.
_ONE_SCALE = 0.01


class Point(NamedTuple):
    """A year of a line."""

    of: str
    year: int
    code: str | None
    unit_id: str | None
    scored: bool
    estimated: bool


def criterion(index: str, code: str, year: int) -> frameworks.Criterion:
    """Return the criterion that *code* is in *year*'s edition.

    Raises
    ------
    AnalysisError
        For a code of another edition, or none; names the years that have it and the nearest codes.
    """
    framework = frameworks.framework(index, year)
    if code in framework.criteria:
        return framework.criteria[code]
    near = nearest_codes(code, framework.criteria)
    elsewhere = _years_with(index, code, year)
    if elsewhere:
        raise error("other_edition", index=index, code=code, year=year, years=elsewhere, near=near)
    raise error("unknown_code", index=index, code=code, year=year, near=near)


def _years_with(index: str, code: str, year: int) -> str:
    """Return the years around *year* whose edition has *code*, as spans: ``2011–2017, 2019``."""
    return year_spans(y for y in range(year - 30, year + 31) if _has(index, code, y))


def _has(index: str, code: str, year: int) -> bool:
    try:
        framework = frameworks.framework(index, year)
    except frameworks.FrameworkError:
        return False
    # A year after the last edition borrows it, and says nothing about who has the code.
    return not getattr(framework, "assumed", False) and code in framework.criteria


def follow(index: str, codes: Iterable[str], years: Sequence[int], of: int) -> pd.DataFrame:
    """Follow concepts through *years*.

    Parameters
    ----------
    index : str
        The index.
    codes : iterable of str
        Codes of the edition of year *of*.
    years : sequence of int
        Years to follow them through.
    of : int
        The year whose edition *codes* are of.

    Returns
    -------
    pandas.DataFrame
        One row a code and year, in that order: ``of`` (the code given), ``year`` (Int16),
        ``code`` (in that year's edition, missing where the concept does not exist), ``name``,
        ``level``, ``scale_min``, ``scale_max`` (as declared for that year).
    """
    rows = [(code, year, *_then(index, code, year, of)) for code in codes for year in years]
    columns = ["of", "year", "code", "name", "level", "scale_min", "scale_max"]
    types = {"of": "string", "year": "Int16", "code": "string", "name": "string", "level": "Int8"}
    return pd.DataFrame(rows, columns=columns).astype(
        types | {"scale_min": "float64", "scale_max": "float64"}
    )


@frameworks.remembered
def _then(
    index: str, code: str, year: int, of: int
) -> tuple[str | None, str | None, int | None, float, float]:
    then = frameworks.code_in(index, code, year, of=of)
    if then is None:
        return None, None, None, float("nan"), float("nan")
    found = frameworks.framework(index, year).criteria[then]
    return then, found.name_vi, found.level, found.min_score, found.max_score


def compared(line: pd.DataFrame, index: str, jumps: Jumps | None = None) -> pd.DataFrame:
    """Add to a line what each year may be compared with, and the change where it may.

    Parameters
    ----------
    line : pandas.DataFrame
        One row an ``of`` and year, in that order, with ``year, code, score, pct, min_score, max_score,
        unit_id, estimated``.
    index : str
        The index.
    jumps : dict, optional
        Those that the unit's line is subject to, from :func:`cchc_analysis.jumps.jumps_of`; none unless given.

    Returns
    -------
    pandas.DataFrame
        *line* with ``comparability`` (from the last year with a score, missing where there is
        none), ``reason``, ``reason_en`` (why not, or what to mind where it may; empty where there is
        nothing to say), ``below`` (codes of what was rebuilt or jumped below it), ``change`` (points; at
        ``same`` only), ``change_in_pct`` (percentage points of the scale; at ``same`` and ``rescaled``)
        and ``printed_change`` (points; at ``partly`` and ``jumped`` too, where the scale stayed).
        ``previous`` is the year it is compared with; ``moved`` says why the unit is not the one it was.
        ``step`` is what happened to the criterion since the year before, published or not: ``redefined``
        where the units are others, ``jumped`` where the median did: it breaks everybody's line, not this
        unit's alone.
    """
    jumps = jumps or {}
    columns = ["of", "year", "code", "unit_id"]
    points = [
        Point(of, int(year), None if code is pd.NA else code, None if unit is pd.NA else unit, scored, est)
        for of, year, code, unit, scored, est in zip(
            *(line[name].array for name in columns), line["score"].notna(), line["estimated"], strict=True
        )
    ]  # fmt: skip
    told = ["comparability", "reason", "reason_en", "below"]
    said = pd.DataFrame(_walk(index, points, jumps), columns=[*told, "moved"])
    line = line.copy()
    for column in (*told, "moved"):
        line[column] = said[column].astype("string").array
    steps = [p.code and _of_everybody(index, p, moved, jumps)
             for p, moved in zip(points, said["moved"], strict=True)]  # fmt: skip
    line["step"] = pd.array(steps, dtype="string")
    values = line[["score", "pct", "min_score", "max_score"]].where(line["score"].notna())
    values["year"] = line["year"].astype("float64").where(line["score"].notna())
    past = values.groupby(line["of"], sort=False).ffill().groupby(line["of"], sort=False).shift()
    line["previous"] = past["year"].round().astype("Int16")
    for value, change, kinds in (("score", "change", ("same",)), ("pct", "change_in_pct", COMPARABLE)):
        line[change] = (line[value] - past[value]).where(line["comparability"].isin(kinds))
    ends = ["min_score", "max_score"]
    one_scale = ((line[ends] - past[ends]).abs() < _ONE_SCALE) | (line[ends].isna() & past[ends].isna())
    printed = line["comparability"].isin(_PRINTED) & one_scale.all(axis=1)
    line["printed_change"] = (line["score"] - past["score"]).where(printed)
    return line


def _of_everybody(index: str, point: Point, moved: str, jumps: Jumps) -> str:
    """Return what happened to a point's criterion since the year before, for all units alike."""
    if moved:
        return "redefined"
    kind = frameworks.comparability(index, point.year, str(point.code)).kind
    declared = Compared(kind, "", "", "")
    return with_jumps(index, str(point.code), point.year, point.year - 1, declared, jumps).kind


def _walk(index: str, points: list[Point], jumps: Jumps) -> list[tuple[str | None, str, str, str, str]]:
    """Say of every point of every line how it compares with the last published one before it, and who moved."""
    said = []
    last: Point | None = None
    for point in points:
        if last is not None and point.of != last.of:
            last = None
        moved = _moved(point, last) if last is not None else ""
        said.append((*_said(index, point, last, moved, jumps), moved))
        if point.scored:
            last = point
    return said


def _said(
    index: str, point: Point, last: Point | None, moved: str, jumps: Jumps
) -> tuple[str | None, str, str, str]:
    if point.code is None:
        return None, *words("reasons", "absent"), ""
    if last is None:
        kind = "new" if point.scored else None
        return kind, *words("reasons", "first" if point.scored else "not_published"), ""
    estimates = ("both" if last.estimated else "now") if point.estimated else "then"
    told = step(index, point.code, point.year, last.year, moved,
                 estimates if point.estimated or last.estimated else "")  # fmt: skip
    told = with_jumps(index, point.code, point.year, last.year, told, jumps)
    if not point.scored:
        return told.kind, *words("reasons", "not_published"), ""
    return told


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
    kind, said = declared.kind, [(declared.reason_vi, declared.reason_en)]
    if moved:
        kind, said = "redefined", [words("reasons", moved)]
    below: list[str] = []
    if kind in (*COMPARABLE, "partly"):
        if below := frameworks.rebuilt_below(index, code, year, previous):
            parts = words("reasons", "partly" if kind == "partly" else "below", codes=listed(below))
            said = [*(said if kind != "partly" else ()), parts]
        if _weights_known(index, code, previous, of=year) and not _weights_known(index, code, year):
            said.append(words("reasons", "weights", year=year))
        if frameworks.framework(index, year).assumed:
            edition = frameworks.framework(index, year).edition
            said.append(words("reasons", "assumed", year=year, edition=edition))
        if estimates:
            said.append(words("reasons", f"estimated_{estimates}"))
    vi, en = ("; ".join(part for part in parts if part) for parts in zip(*said, strict=True))
    codes = ", ".join(below)
    if previous == year - 1:
        return Compared(kind, vi, en, codes)
    if vi:
        told = words("reasons", "gap_because", previous=previous, reason=(vi, en))
    else:
        told = words("reasons", "gap", previous=previous)
    return Compared(kind, *told, codes)


def _weights_known(index: str, code: str, year: int, *, of: int | None = None) -> bool:
    """Tell whether all parts of a criterion (a code of year *of*) have a declared weight in *year*."""
    then = frameworks.code_in(index, code, year, of=of or year)
    parts = frameworks.framework(index, year).children(then) if then else []
    return bool(parts) and all(part.weight == part.weight for part in parts)
