"""The one gate for what is asked of the analysis: arguments become what they mean, or an error that helps.

Every public function calls :func:`checked` first, with its arguments by name. Numbers may be Python's, numpy's
or whole numbers as text; an index and a unit may be written in any spelling; a code may be a number. All else
is an :class:`~cchc_analysis.analysis.errors.AnalysisError` that says what was given and what is possible.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis import scores as frame
from cchc_analysis.analysis.asked.kept import estimated_units, kept, once, who
from cchc_analysis.analysis.asked.values import code_text, index_name, sequence, whole, word
from cchc_analysis.analysis.errors import AnalysisError, error, listed, shown, words, year_spans
from cchc_analysis.units.boundaries import mergers
from cchc_analysis.units.names import LATER_PROVINCE_MARK
from cchc_analysis.vietnamese import clean

#: Years that can be meant at all; four digits.
_YEARS = (1000, 9999)


def checked(scores: pd.DataFrame, **given: Any) -> tuple[Any, ...]:
    """Return the arguments of a public function as they are meant, in the order in which they are given.

    Parameters
    ----------
    scores : pandas.DataFrame
        The Scores frame that was given; refused where it is none, lacks columns or rows.
    **given
        By their names, ``index`` before what depends on it; an optional one that is ``None`` stays so.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> checked(load(), index="par-index", unit="tỉnh BẮC KẠN", year="2024")
    ('PAR', 'Bắc Kạn', 2024)
    """
    scores_frame(scores)
    known, meant = who(scores), dict[str, Any]()
    for name, value in given.items():
        left_open = value is None and name in _OPTIONAL
        meant[name] = None if left_open else _RULES[name](known, name, value, meant.get("index"))
    return tuple(meant.values())


def scores_frame(scores: object) -> None:
    """Refuse what is no Scores frame, or one without columns or rows."""
    if not isinstance(scores, pd.DataFrame):
        raise error("no_frame", value=type(scores).__name__)
    if missing := [name for name in frame.COLUMNS if name not in scores.columns]:
        raise error("no_columns", columns=listed(missing))
    if scores.empty:
        raise error("empty_frame")


def unit_among(rows: pd.DataFrame, value: object, index: str | None, argument: str = "unit") -> str:
    """Return the unit that is meant among those of *rows*: its name there, or its id where that was given.

    A province that was not published can be meant where provinces are scored; without an *index*, any.
    """
    if not isinstance(value, str) or not clean(value):
        raise error("bad_choice", argument=argument, value=shown(value), near=words("values", "unit"))
    text = clean(value)
    if (rows["unit"] == text).any():
        return text
    published = _units_of(rows)
    try:
        try:
            unit = units.resolve(text, published)
        except units.UnknownUnit:
            unit = units.resolve(text, _provinces_of(rows, whole_country=index is None))
    except units.AmbiguousUnit as several:
        near = listed(f"{u.unit_id} ({u.scope})" for u in several.choices)
        raise error("ambiguous_unit", unit=text, near=near) from None
    except units.UnknownUnit:
        raise unknown_unit(rows, text, index) from None
    by_id = text.lower() in {unit_id.lower() for unit_id in units.same_place(unit.unit_id)}
    of_its_time = by_id or LATER_PROVINCE_MARK.search(text)
    if of_its_time and index is not None and not rows["unit_id"].isin(units.same_place(unit.unit_id)).any():
        raise unknown_unit(rows, text, index)
    # "Sở Nội vụ, tỉnh Hòa Bình" is one of several of its name: the name alone would not tell which.
    shared = (
        not unit.unit_id.startswith("tinh-")
        and len({u.unit_id for u in published if u.unit == unit.unit}) > 1
    )
    return unit.unit_id if by_id or shared else unit.unit


def near_units(rows: pd.DataFrame, text: str) -> str:
    """Return the units of *rows* whose names are most like a text."""
    return listed(units.nearest(text, set(rows["unit"].dropna().unique())))


def unknown_unit(rows: pd.DataFrame, text: str, index: str | None) -> AnalysisError:
    """Return the error of a name that is no unit of *rows*; of a province of later boundaries its parts."""
    with suppress(units.UnknownUnit, units.AmbiguousUnit):
        later = units.resolve(text)
        merger = mergers().get(later.unit_id)
        parts = merger.parts if merger else ()
        published = rows.loc[rows["unit_id"].isin(parts), "unit"].dropna().unique()
        if len(published) and index is not None:
            return error("later_boundaries", unit=later.unit, index=index, year=later.valid_from,
                         near=listed(published))  # fmt: skip
    key = "unknown_anywhere" if index is None else "unknown_unit"
    return error(key, unit=text, index=index, near=near_units(rows, text))


def _units_of(rows: pd.DataFrame) -> list[units.Unit]:
    """Return the units of *rows*, the earliest first."""
    declared = {u.unit_id: u for u in units.all_units()}
    ordered = rows[_OF_UNITS].dropna(subset=["unit", "unit_id"])
    ordered = ordered.sort_values("year", kind="stable").drop_duplicates(["unit_id", "unit"], keep="last")
    known = []
    for row in ordered.itertuples(index=False):
        u = declared.get(row.unit_id)
        span = (u.valid_from, u.valid_to) if u else (0, 9999)
        known.append(units.Unit(row.unit_id, row.unit, row.unit_type, row.scope, "", "", *span))
    return known


def _provinces_of(rows: pd.DataFrame, *, whole_country: bool) -> list[units.Unit]:
    """Return the provinces of the years of *rows*, if it has provinces; of every time for a whole country."""
    if whole_country:
        return list(units.all_units())
    if not rows["scope"].str.startswith("tinh-").any():
        return []
    years = [int(year) for year in rows["year"].dropna().unique()]
    return [u for u in units.all_units() if any(u.valid_from <= year <= u.valid_to for year in years)]


def _index(scores: pd.DataFrame, name: str, value: object, _: None) -> str:
    published = sorted(once(scores, "index"))
    meant = index_name(value, name, published)
    if meant not in published:
        raise error("no_index", index=meant, near=listed(published))
    return meant


def _indices(scores: pd.DataFrame, name: str, value: object, _: str | None) -> list[str]:
    near = listed(sorted(once(scores, "index")))
    return list(dict.fromkeys(_index(scores, name, item, None) for item in sequence(value, name, near)))


def _unit(scores: pd.DataFrame, name: str, value: object, index: str | None) -> str:
    def rows() -> pd.DataFrame:
        return scores[scores["index"] == index if index is not None else scores["index"].notna()]

    as_published = once(scores, "unit") if index is None else once(scores, "index", "unit")
    if not isinstance(value, str):
        unit = unit_among(rows(), value, index, name)
    elif (value if index is None else (index, value)) in as_published:
        unit = value
    else:
        unit = kept(scores, ("meant", index, value), lambda: unit_among(rows(), value, index, name))
    later = estimated_units(scores).get(unit)
    return unit if later is None or index is None else _of_today(rows(), unit, later, index)


def _of_today(rows: pd.DataFrame, unit: str, later: str, index: str) -> str:
    """Return what the merged unit of a name is called in an index, which may know only the one before it."""
    ids = dict.fromkeys(rows.loc[rows["unit"] == unit, "unit_id"])
    if later in ids or not ids:
        return unit
    if (rows["unit_id"] == later).any():
        return later
    raise error("only_before_merger", unit=unit, index=index, near=listed(ids))


def _units(scores: pd.DataFrame, name: str, value: object, _: str | None) -> list[str]:
    """Return names, also of those who were not published, as long as they are units."""
    return [_named_anywhere(scores, name, item) for item in sequence(value, name, words("values", "unit"))]


def _named_anywhere(scores: pd.DataFrame, name: str, value: object) -> str:
    try:
        return _unit(scores, name, value, None)
    except AnalysisError as unknown:
        with suppress(units.UnknownUnit):
            if unknown.key == "unknown_anywhere":
                return units.resolve(str(value)).unit
        raise


def _year(scores: pd.DataFrame, name: str, value: object, index: str | None) -> int:
    year = whole(value, name, *_YEARS)
    if index is None:  # of all indices together, the last year up to this one is meant
        return year
    published = [at for of, at in once(scores, "index", "year") if of == index]
    if year not in published:
        raise error("no_such_year", index=index, year=year, years=year_spans(published))
    return year


def _years_of(scores: pd.DataFrame, name: str, value: object, index: str | None) -> list[int]:
    return sorted({_year(scores, name, item, index) for item in sequence(value, name, "[…, …]")})


def _until(scores: pd.DataFrame, name: str, value: object, _: str | None) -> int:
    return whole(value, name, *_YEARS)


def _code(scores: pd.DataFrame, name: str, value: object, index: str | None) -> str:
    return code_text(value, (code for f in frameworks.editions(str(index)) for code in f.criteria), name)


def _level(scores: pd.DataFrame, name: str, value: object, _: str | None) -> int:
    """Return a level; which of them an index has is said by what looks for its criteria."""
    return whole(value, name, -99, 99, near="0, 1, 2, 3, 4")


def _scope(scores: pd.DataFrame, name: str, value: object, _: str | None) -> str:
    return word(value, name, sorted(once(scores, "scope")))


def _peers(scores: pd.DataFrame, name: str, value: object, _: str | None) -> str | list[str]:
    items = sequence(value, name, words("values", "peers"))
    if not all(isinstance(item, str) for item in items):
        raise error("bad_choice", argument=name, value=shown(value), near=words("values", "peers"))
    return value.strip().lower() if isinstance(value, str) else items


def _roster(scores: pd.DataFrame, name: str, value: object, _: str | None) -> list[str]:
    """Return a list of names; those that no sheet has are what a roster is for."""
    near = '["Xã A", "Xã B"]'
    items = [] if isinstance(value, str) else sequence(value, name, near)
    if not items or not all(isinstance(item, str) and clean(item) for item in items):
        raise error("bad_choice", argument=name, value=shown(value), near=near)
    return items


_OF_UNITS = ["unit_id", "unit", "unit_type", "scope", "year"]
_RULES: dict[str, Callable[..., Any]] = {
    "index": _index, "indices": _indices, "unit": _unit, "other": _unit, "units": _units, "year": _year,
    "previous": _year, "until": _until, "years": _years_of, "code": _code, "level": _level,
    "scope": _scope, "peers": _peers, "roster": _roster,
}  # fmt: skip
_OPTIONAL = {"indices", "previous", "until", "years", "scope", "roster"}
