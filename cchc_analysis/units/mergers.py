"""How units became others, and what the figures of a merged unit would have been before.

63 provinces became 34 on 1 July 2025, Hà Tây became part of Hà Nội on 1 August 2008, and every commune was
drawn anew in 2025. Who merged into whom is declared in ``mergers.csv``; ``population.csv`` holds the average
population of the 63 provinces in thousands (General Statistics Office, 2012–2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from cchc_analysis import frameworks
from cchc_analysis.units.local import slug
from cchc_analysis.units.names import Unit, UnknownUnit, all_units, declared
from cchc_analysis.units.roster import canonical
from cchc_analysis.vietnamese import format_number

if TYPE_CHECKING:
    import pandas as pd

#: The first year assessed with the communes, departments and provinces of July 2025.
_REARRANGED = 2025
_LOCAL = ("so/", "huyen/", "xa/")
#: What makes a score of an index one of its kind; the unit is what is estimated.
_KEYS = ["index", "year", "code"]


class MergerError(ValueError):
    """Raised for a date or a choice that cannot be; the message names the valid ones."""


@dataclass(frozen=True, slots=True)
class Merger:
    """A unit that came out of others.

    ``parts`` are the ids of those that it came out of, one where only the boundaries of others changed;
    ``first_year`` is the first year assessed with it, ``on`` the day, ``source`` the resolution.
    """

    after: str
    parts: tuple[str, ...]
    on: date
    first_year: int
    source: str


@cache
def mergers() -> dict[str, Merger]:
    """Return every unit that succeeded others, by its id.

    Examples
    --------
    >>> mergers()["tinh-34/19"].parts
    ('tinh-63/06', 'tinh-63/19')
    """
    rows = declared("mergers.csv")
    parts: dict[str, tuple[str, ...]] = {}
    for row in rows:
        parts[row["after"]] = (*parts.get(row["after"], ()), row["before"])
    return {
        r["after"]: Merger(
            r["after"], parts[r["after"]], date.fromisoformat(r["on"]), int(r["first_year"]), r["source"]
        )
        for r in rows
    }  # fmt: skip


def same_place(unit_id: str) -> set[str]:
    """Return the ids under which a place was scored with the boundaries that *unit_id* has.

    Examples
    --------
    >>> sorted(same_place("tinh-34/04")), sorted(same_place("tinh-34/19"))
    (['tinh-34/04', 'tinh-63/04'], ['tinh-34/19'])
    """
    alone = {m.after: m.parts[0] for m in mergers().values() if len(m.parts) == 1}
    later = {before: after for after, before in alone.items()}
    return {unit_id} | {table[unit_id] for table in (alone, later) if unit_id in table}


def successor(unit: str) -> Unit:
    """Return the province of today that a province, by any of its names, is or became part of.

    Examples
    --------
    >>> successor("Bắc Kạn").unit, successor("Bắc Kạn").unit_id
    ('Thái Nguyên', 'tinh-34/19')
    """
    name = canonical(unit)
    now = {before: m.after for m in mergers().values() for before in m.parts}
    known = {u.unit_id: u for u in all_units()}
    # Of two provinces of one name the earlier one is meant: the later one follows from it.
    earliest = min(
        (u for u in known.values() if u.unit == name), key=lambda u: u.valid_to, default=None
    )
    if earliest is None:
        raise UnknownUnit(f"“{unit}” không phải tỉnh, thành phố.\n“{unit}” is no province.")
    found = earliest.unit_id
    while found in now:
        found = now[found]
    return known[found]


def is_same_unit(before: str, year_before: int, after: str, year_after: int) -> bool:
    """Tell whether two ids of two years are one unit, with the same boundaries in both.

    Communes and districts were drawn anew in July 2025: a name that stayed is no proof. A department is the
    same as long as its province is.

    Examples
    --------
    >>> is_same_unit("tinh-63/04", 2024, "tinh-34/04", 2025), is_same_unit("xa/a/b", 2024, "xa/a/b", 2025)
    (True, False)
    """
    if before != after:
        return after in same_place(before)
    if year_before < _REARRANGED <= year_after and after.startswith(_LOCAL):
        return after.startswith("so/") and after.split("/")[1] in _provinces_that_stayed()
    return True


@cache
def _provinces_that_stayed() -> frozenset[str]:
    names = {u.unit_id: slug(u.unit) for u in all_units()}
    return frozenset(
        names[m.after]
        for m in mergers().values()
        if m.first_year == _REARRANGED and len(m.parts) == 1 and names[m.parts[0]] == names[m.after]
    )


@cache
def _population() -> dict[str, dict[int, float]]:
    return {
        row["unit_id"]: {int(y): float(v) for y, v in row.items() if y != "unit_id" and v}
        for row in declared("population.csv")
    }


def shares(unit_id: str, year: int) -> tuple[dict[str, float], int | None]:
    """Return each part's share of a merged unit's people, and the year that the shares are of.

    The nearest year with figures stands in for one without: 2021 for all that follow. No shares where the
    population of a part is unknown.

    Examples
    --------
    >>> {part: round(share, 3) for part, share in shares("tinh-34/19", 2024)[0].items()}
    {'tinh-63/06': 0.197, 'tinh-63/19': 0.803}
    """
    parts = mergers()[unit_id].parts
    people = [_population().get(part, {}) for part in parts]
    years = set.intersection(*(set(p) for p in people))
    if not years:
        return {}, None
    of = min(years, key=lambda y: (abs(y - year), y))
    everyone = sum(p[of] for p in people)
    return {part: p[of] / everyone for part, p in zip(parts, people, strict=True)}, of


def as_of(scores: pd.DataFrame, on: str | date, *, parts: str = "all") -> pd.DataFrame:
    """Add what the units of a day would have had in the years before they came to be.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    on : str or date
        A day such as ``"2025-07-01"``: its boundaries are asked for.
    parts : {"all", "published"}
        ``all`` leaves a merged unit's figure missing where one of its parts was not published;
        ``published`` takes those that were, and the note names the others.

    Returns
    -------
    pandas.DataFrame
        *scores*, followed by the estimates: population-weighted means of what a merged unit was made of,
        ``estimated`` True, with the shares and their year in ``note`` and the cells of all parts in
        ``cell``; without rank, class or interval. For surveys of residents alone (PAPI, SIPAS): the mean
        of two provinces' points for measures taken or business climate is nobody's score. A province that
        did not merge is left as it is. A merged unit's name then means the unit of that day; what it was
        before goes by its ``unit_id``.

    Raises
    ------
    MergerError
        For a day that is none, or another word for *parts*.

    Notes
    -----
    Mê Linh and four communes that joined Hà Nội with Hà Tây in 2008 are left out: nobody was asked there
    on their own.

    Examples
    --------
    >>> from cchc_analysis import load, trend
    >>> table = trend(as_of(load(), "2025-07-01"), index="PAPI", unit="Thái Nguyên")
    >>> table[["year", "score", "estimated"]].tail(2).round(2).values.tolist()
    [[2023, 45.31, True], [2024, 45.91, True]]
    """
    if parts not in ("all", "published"):
        raise MergerError(
            f"parts = “{parts}” không hợp lệ. Có thể dùng: all, published.\n"
            f"parts = “{parts}” is not valid. Use one of: all, published."
        )
    import pandas as pd

    made = [m for m in _in_force(on) if len(m.parts) > 1]
    asked = [name for name, index in frameworks.indices().items() if index.residents]
    ids = {part for merger in made for part in merger.parts}
    rows = scores[
        scores["index"].isin(asked) & scores["unit_id"].isin(ids) & (scores["stage"] == "final")
        & ~scores["estimated"]
    ]  # fmt: skip
    if rows.empty:
        return scores
    by_unit = {str(unit_id): own.set_index(_KEYS) for unit_id, own in rows.groupby("unit_id")}
    names = {u.unit_id: u for u in all_units()}
    estimates = [
        _estimates(names[m.after], [by_unit.get(p, rows.iloc[:0].set_index(_KEYS)) for p in m.parts],
                   [names[p].unit for p in m.parts], whole=parts == "all")
        for m in made
        if by_unit.keys() & set(m.parts)
    ]  # fmt: skip
    added = pd.concat(estimates, ignore_index=True)[list(scores.columns)].astype(scores.dtypes)
    # A figure left missing before is no answer to keep.
    scores = scores[~(scores["estimated"] & scores["score"].isna() & scores["unit_id"].isin(names))]
    there = pd.MultiIndex.from_frame(scores[["unit_id", *_KEYS]])
    new = ~pd.MultiIndex.from_frame(added[["unit_id", *_KEYS]]).isin(there)
    return pd.concat([scores, added[new]], ignore_index=True)


def _in_force(on: str | date) -> list[Merger]:
    """Return the mergers that made the provinces of a day."""
    try:
        day = date.fromisoformat(str(on)[:10])
    except ValueError:
        days = ", ".join(sorted({str(m.on) for m in mergers().values()}))
        raise MergerError(
            f"“{on}” không phải ngày dạng năm-tháng-ngày. Các lần sắp xếp đã khai báo: {days}.\n"
            f"“{on}” is no day written year-month-day. Declared mergers: {days}."
        ) from None
    latest = max((m.on for m in mergers().values() if m.on <= day), default=None)
    return [m for m in mergers().values() if m.on == latest]


def _estimates(
    unit: Unit, parts: list[pd.DataFrame], names: list[str], *, whole: bool
) -> pd.DataFrame:
    """Return the rows of one merged unit: the weighted mean of its parts, wherever one has a row."""
    import pandas as pd

    every = pd.concat(parts)
    first = every[~every.index.duplicated()]
    ids = mergers()[unit.unit_id].parts
    years = {int(y): shares(unit.unit_id, int(y)) for y in first.index.unique("year")}
    of_year = first.index.get_level_values("year")
    score = pd.DataFrame(
        {p: f["score"].reindex(first.index) for p, f in zip(ids, parts, strict=True)}
    )
    weight = pd.DataFrame(
        {p: [years[int(y)][0].get(p, float("nan")) for y in of_year] for p in ids},
        index=first.index,
    ).where(score.notna())
    mean = (score * weight).sum(axis=1) / weight.sum(axis=1).where(lambda total: total > 0)
    mean = mean.where(score.notna().all(axis=1)) if whole else mean
    said = {year: _told(dict(zip(ids, names, strict=True)), *told) for year, told in years.items()}
    absent = pd.Series([
        ", ".join(name for name, there in zip(names, row, strict=True) if not there)
        for row in score.notna().to_numpy()
    ], index=first.index)  # fmt: skip
    note = pd.Series([said[int(y)] for y in of_year], index=first.index)
    note = note.where(absent == "", note + "; không công bố: " + absent)
    cells = [f["cell"].reindex(first.index).fillna("–") for f in parts]
    told = first.assign(
        unit=unit.unit, unit_id=unit.unit_id, scope=unit.scope, score=mean, estimated=True, note=note,
        cell=cells[0].str.cat(cells[1:], sep=" + "),
        **{name: _once_each(parts, first.index, name) for name in ("file", "sheet")},
        status=mean.notna().map({True: "scored", False: "missing"}),
    )  # fmt: skip
    told[["low", "high", "standard_error", "n"]] = float("nan")
    told[["rank", "group"]] = pd.NA
    return told.reset_index()


def _once_each(parts: list[pd.DataFrame], index: pd.MultiIndex, name: str) -> list[str]:
    """Return the files or sheets that the parts stand in, each once."""
    columns = [part[name].reindex(index).fillna("") for part in parts]
    rows = zip(*columns, strict=True)
    return [" + ".join(dict.fromkeys(place for place in row if place)) for row in rows]


def _told(names: dict[str, str], parts: dict[str, float], of: int | None) -> str:
    """Say how an estimate was weighted."""
    if of is None:
        return "Không ước tính: không có số dân"
    told = ", ".join(
        f"{names[p]} {format_number(100 * s, 1, 'vi', unit='%')}" for p, s in parts.items()
    )
    return f"Ước tính theo dân số năm {of}: {told}"
