"""What is made of a frame once, for every question about it, as long as the frame stays as it was.

All questions begin with the same: an index's rows, a unit among them, the jumps, the usual changes. They are
kept beside the frame while it lives, as many as were used last: who asks about 63 provinces, one after the
other, does not keep 63 sets of tables, neither of the frame nor of the frames made of it (an index's rows),
and makes once what all of them share. Whoever writes into the frame
gets everything made anew: pandas copies before it writes (copy on write), so that a frame that still has the
data of its kept copy was not written to. What writes past pandas into a column's array
(``frame["rank"].array[0] = 3``) is not noticed: copy the frame.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar, cast

import pandas as pd

from cchc_analysis.units import all_units
from cchc_analysis.units.boundaries import mergers

_T = TypeVar("_T")
#: What a result is called: what it is, and its arguments.
_Asked = tuple[Hashable, ...]
_WHO = ["index", "year", "unit", "unit_id", "unit_type", "scope", "edition"]


class _Made(NamedTuple):
    """What was made of a frame, and the frame as it was then (its data are shared, not doubled)."""

    of: weakref.ref[pd.DataFrame]
    as_it_was: pd.DataFrame
    data: list[Any] | None
    shared: dict[_Asked, Any]


#: Results kept of all frames together: as many as all charts of one unit ask for, which another unit has no use
#: for; and those of one frame that all units share, by index, year, code.
_MOST, _MOST_SHARED = 64, 1024
_NOTHING = object()

#: By the id of a frame; an entry is dropped when its frame dies, before another may come to have its id.
_MADE: dict[int, _Made] = {}
#: What was made for single units, by the id of the frame and what was asked of it.
_OF_UNITS: dict[tuple[int, _Asked], Any] = {}


def kept(frame: pd.DataFrame, asked: _Asked, make: Callable[[], _T], *, shared: bool = False) -> _T:
    """Return what *make* makes of a frame, the one made before where the frame did not change since.

    Parameters
    ----------
    frame : pandas.DataFrame
        What the result is made of, and of nothing else but *asked*.
    asked : tuple
        Names the result: the first item says what it is, the others are its arguments.
    make : callable
        Makes it. The result is everybody's: nobody may write into it, and it must not be *frame* itself.
    shared : bool
        Whether it is the same for all units, and outlasts what is made for each of them.

    Examples
    --------
    >>> frame = pd.DataFrame({"score": [1.0, 2.0]})
    >>> best = lambda: kept(frame, ("best",), lambda: float(frame["score"].max()))
    >>> before = best()
    >>> frame.loc[0, "score"] = 3.0
    >>> before, best()
    (2.0, 3.0)
    """
    made = _MADE.get(id(frame))
    if made is None or made.of() is not frame or not _unchanged(frame, made):
        forget, place = _forget, id(frame)
        forget(place)
        dead = weakref.ref(frame, lambda _: forget(place))
        as_it_was = frame.copy(deep=False)
        made = _MADE[place] = _Made(dead, as_it_was, _data(as_it_was), {})
    if shared:
        return cast("_T", _last_used(made.shared, asked, make, _MOST_SHARED))
    return cast("_T", _last_used(_OF_UNITS, (id(frame), asked), make, _MOST))


def _last_used(results: dict[Any, Any], asked: _Asked, make: Callable[[], Any], most: int) -> Any:
    """Return a result, made unless it is there, and put it behind all others; drop the first of too many."""
    result = results.pop(asked, _NOTHING)
    result = make() if result is _NOTHING else result
    results[asked] = result
    if len(results) > most:
        results.pop(next(iter(results)), None)
    return result


def _forget(place: int, made: dict[int, _Made] = _MADE, of_units: dict[Any, Any] = _OF_UNITS) -> None:
    """Drop what was made of a frame; the names may be gone when the last one dies, at the program's end."""
    made.pop(place, None)
    for asked in list(of_units):
        if asked[0] == place:
            of_units.pop(asked, None)


def who(scores: pd.DataFrame) -> pd.DataFrame:
    """Return who was scored in which index and year, once: what every question looks up first."""
    return kept(scores, ("who",), lambda: scores[_WHO].drop_duplicates(ignore_index=True),
                shared=True)  # fmt: skip


def once(frame: pd.DataFrame, *columns: str) -> set[Any]:
    """Return what stands in a column of a frame, or in several beside each other, missing values left out."""

    def make() -> set[Any]:
        rows = frame[list(columns)].dropna().drop_duplicates()
        values = (rows[name].tolist() for name in columns)
        return set(zip(*values, strict=True)) if len(columns) > 1 else set(next(values))

    return kept(frame, ("once", *columns), make, shared=True)


def estimated_units(scores: pd.DataFrame) -> dict[str, str]:
    """Return by name the ids of merged units with estimates: their name means them (``as_of``)."""

    def make() -> dict[str, str]:
        merged = {after: merger.first_year for after, merger in mergers().items() if len(merger.parts) > 1}
        called = {unit.unit_id: unit.unit for unit in all_units()}
        known = who(scores)
        before = known.loc[known["year"] < known["unit_id"].map(merged), ["unit", "unit_id"]]
        pairs = before.drop_duplicates().itertuples(index=False)
        return {row.unit: row.unit_id for row in pairs if called.get(row.unit_id) == row.unit}

    return kept(scores, ("estimated units",), make)


def _unchanged(frame: pd.DataFrame, made: _Made) -> bool:
    """Tell whether a frame still has the very data of its kept copy, not only equal ones."""
    if not (frame.index.is_(made.as_it_was.index) and frame.columns.is_(made.as_it_was.columns)):
        return False
    now, then = _data(frame), made.data
    return now is not None and then is not None and len(now) == len(then) and all(map(_is_same, now, then))


def _data(table: pd.DataFrame) -> list[Any] | None:
    """Return the arrays in which a frame's data lie; None where this pandas does not tell."""
    try:
        arrays = [block.values for block in table._mgr.blocks]  # type: ignore[attr-defined,unused-ignore]
        return [part for array in arrays for part in _parts(array)]
    except AttributeError:
        return None


def _parts(array: Any) -> list[Any]:
    if hasattr(array, "_pa_array"):  # Arrow's data are never written into
        return [array._pa_array]
    if hasattr(array, "_mask"):
        return [*_parts(array._data), *_parts(array._mask)]
    return [(array.__array_interface__["data"], array.shape, array.strides)]


def _is_same(now: Any, then: Any) -> bool:
    return now == then if isinstance(now, tuple) else now is then
