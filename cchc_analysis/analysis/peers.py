"""Who is compared with whom: the unit asked about, those ranked with it, what is ordinary there.

Only published figures of units of one scope and year are compared; an estimate for a merged unit is
never ranked and never part of a median.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis import scores as frame
from cchc_analysis.analysis.arguments import unit_among
from cchc_analysis.analysis.errors import AnalysisError, choose, error, listed
from cchc_analysis.analysis.kept import kept

#: Invented figures say so in their note.
ILLUSTRATIVE = "Số liệu minh họa"
_KEYS = ["of", "year"]
_COLLECTIVE = ["nation", "region"]
#: What the analysis takes of the Scores frame: half its columns, and twice the speed.
_USED = [
    "index", "edition", "year", "unit", "unit_id", "unit_type", "scope", "code", "level", "stage", "score",
    "min_score", "max_score", "standard_error", "rank", "group", "status", "estimated", "note", "file",
]  # fmt: skip
_NUMBERS = [
    "median", "q1", "q3", "best", "median_pct", "q1_pct", "q3_pct", "best_pct",
]  # fmt: skip
_NOBODY = {
    "n_units": pd.Series(dtype="Int16"),
    "best_unit": pd.Series(dtype="string"),
    **{name: pd.Series(dtype="float64") for name in _NUMBERS},
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The unit asked about.

    Attributes
    ----------
    unit, unit_id : str
        Its name, and its id in the latest year.
    years : range
        Every year from the first to the last in which its scopes were scored.
    by_year : pandas.DataFrame
        ``year, own_id, scope, region``: which unit of the name it was, and who it was ranked with.
    rows : pandas.DataFrame
        Its rows of the Scores frame.
    """

    unit: str
    unit_id: str
    years: range
    by_year: pd.DataFrame
    rows: pd.DataFrame

    def attrs(self, index: str) -> dict[Hashable, Any]:
        """Return what every result about the unit carries."""
        notes = self.rows["note"].dropna().unique()
        return {
            "index": index,
            "unit": self.unit,
            "unit_id": self.unit_id,
            "scope": str(self.by_year["scope"].iloc[-1]),
            "illustrative": any(ILLUSTRATIVE in note for note in notes),
        }


def rows_of(scores: pd.DataFrame, index: str, asked: str = "") -> pd.DataFrame:
    """Return an index's final rows, without nation and regions, which are no ranked units.

    Of these the one *asked* for by its name stays: it has a line, and no peers.
    """
    rows, collective = kept(scores, ("final rows", index), lambda: _final_rows(scores, index))
    if not collective.any():
        return rows
    named = asked if asked and (rows.loc[collective, "unit"] == asked).any() else ""
    return kept(scores, ("rows", index, named), lambda: rows[~(collective & (rows["unit"] != named))])


def _final_rows(scores: pd.DataFrame, index: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return an index's final rows, each score once, and which are those of the nation and of regions."""
    try:
        rows = frame.select(scores[_USED], index=index, stage="final")
    except frame.ScoresError as none:
        raise AnalysisError(str(none)) from None
    twice = rows.duplicated(["year", "unit_id", "scope", "code"])
    if twice.any():
        row = rows[twice].iloc[0]
        example = f"{row['unit']}, {row['year']}, {row['code']}"
        raise error("duplicates", index=index, n=int(twice.sum()), example=example)
    return rows, rows["unit_type"].isin(_COLLECTIVE)


def subject(rows: pd.DataFrame, unit: str, index: str) -> Subject:
    """Find the unit that *unit* names, by id, by name, or by any spelling of a province's name.

    Raises
    ------
    AnalysisError
        For a name that is no unit of *rows* (names the nearest), or that is several in one year.
    """
    return kept(rows, (unit,), lambda: _subject(rows, unit, index))


def _subject(rows: pd.DataFrame, unit: str, index: str) -> Subject:
    asked = unit
    own = rows[rows["unit_id"].isin(units.same_place(unit))]
    if own.empty:
        unit = named(rows, unit, index)
        own = rows[rows["unit"] == unit]
        # Estimates were asked for by naming a day: the name then means the unit of that day.
        later = own.loc[own["estimated"], "unit_id"].unique()
        own = own[own["unit_id"].isin(later)] if len(later) else own
    places = set().union(*(units.same_place(unit_id) for unit_id in own["unit_id"].unique()))
    own = rows[rows["unit_id"].isin(places)].sort_values("year", kind="stable")
    own = _of_one_time(own, asked)
    known = own[["year", "unit_id", "scope"]].drop_duplicates().sort_values("year")
    if own.empty:
        known = _as_a_province(rows, unit)
    if known.empty:  # a unit of today, of which there are no estimates either
        raise error("unknown_unit", unit=asked, index=index,
                    near=listed(units.nearest(asked, set(rows["unit"].dropna().unique()))))  # fmt: skip
    # Two provinces' departments of one name are two, even where they are of different years.
    apart = known["scope"].str.match("(so|huyen|xa)/") & (known["unit_id"].nunique() > 1)
    if known["year"].duplicated().any() or apart.any():
        ids = listed(dict.fromkeys(known["unit_id"] + " (" + known["scope"] + ")"))
        raise error("ambiguous_unit", unit=unit, near=ids)
    there = rows.loc[rows["scope"].isin(known["scope"].unique()), "year"]
    if there.empty:  # a unit of boundaries with which the index was never published
        raise error(
            "unknown_unit", unit=unit, index=index, near=listed(units.nearest(unit, set(rows["unit"])))
        )
    years = range(int(there.min()), int(there.max()) + 1)
    # A year without a row of the unit still has its peers: those of the nearest year that has one.
    by_year = known.set_index("year").reindex(list(years)).ffill().bfill()
    by_year = by_year.rename(columns={"unit_id": "own_id"}).reset_index(names="year")
    by_year = by_year.assign(year=by_year["year"].astype("Int16"), region=by_year["own_id"].map(regions()))
    named_so = own.loc[(own["unit_id"] == asked) | (own["unit"] == unit), "unit"]
    name = str((named_so if len(named_so) else own["unit"]).iloc[-1]) if len(own) else unit
    return Subject(name, str(by_year["own_id"].iloc[-1]), years, by_year, own)


def _of_one_time(rows: pd.DataFrame, asked: str) -> pd.DataFrame:
    """Keep one scope of provinces a year: that of the id *asked* for, else that of the year itself.

    An edition that came out after a merger may rank a year's units with the boundaries before and after.
    """
    provinces = rows["scope"].str.startswith("tinh-")
    several = rows.loc[provinces].groupby("year")["scope"].transform("nunique") > 1
    several = several.reindex(rows.index, fill_value=False)
    if not several.any():
        return rows
    meant = rows["scope"] == rows["year"].map(lambda year: units.scope_of(int(year)))
    if (rows["unit_id"] == asked).any():
        has_it = (rows["unit_id"] == asked).groupby(rows["year"]).transform("any")
        meant = meant.where(~has_it, rows["unit_id"] == asked)
    return rows[~several | meant]


def of_one_framework(subject: Subject, index: str) -> Subject:
    """Return the subject; refuse a unit of which there are only scoring sheets of its own.

    Such a sheet declares its own criteria: what the index's editions say of a code is not true of it.
    """
    declared = {framework.edition for framework in frameworks.editions(index)}
    own = set(subject.rows["edition"].dropna().unique())
    if own and not own & declared:
        raise error("own_sheet", unit=subject.unit, index=index)
    return subject


def _as_a_province(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return who a province was in the years of *rows*, of which it has none: it was not published."""
    years = sorted(int(y) for y in rows.loc[rows["scope"].str.startswith("tinh-"), "year"].unique())
    found = [
        (year, match.unit.unit_id, units.scope_of(year))
        for year in years
        if (match := units.identify(unit, year)).unit is not None
    ]
    columns = {"year": "Int16", "unit_id": "string", "scope": "string"}
    return pd.DataFrame(found, columns=list(columns)).astype(columns)


def named(rows: pd.DataFrame, unit: str, index: str) -> str:
    """Return the name in *rows* that *unit* means."""
    return unit_among(rows, unit, index)


def asked_for(rows: pd.DataFrame, peers: str | Sequence[str], index: str) -> str | list[str]:
    """Return the peers that are asked for: ``all``, ``region``, ``nearest``, or names as they stand in *rows*.

    Raises
    ------
    AnalysisError
        For another word, nobody, or a name that is no unit.
    """
    if isinstance(peers, str) or not peers:
        choose("peers", peers, ("all", "region", "nearest"))
        return str(peers)
    by_id = dict(zip(rows["unit_id"], rows["unit"], strict=True))
    return list(dict.fromkeys(by_id.get(name) or named(rows, name, index) for name in peers))


def unknown_anywhere(scores: pd.DataFrame, unit: str) -> AnalysisError:
    """Return the error of a unit that no index knows, naming the nearest of all."""
    near = units.nearest(unit, set(scores["unit"].dropna().unique()))
    return error("unknown_anywhere", unit=unit, near=listed(near))


@cache
def _provinces() -> pd.DataFrame:
    return units.provinces()


@cache
def regions() -> dict[str, str]:
    """Return the region of every province of every time, by id."""
    table = _provinces()
    return dict(zip(table["unit_id"], table["region"], strict=True))


def own_line(subject: Subject, line: pd.DataFrame) -> pd.DataFrame:
    """Put the unit's scores on a line; a year without one keeps its row.

    Returns
    -------
    pandas.DataFrame
        *line* (from ``lines.follow``), same rows, with ``own_id, scope, region, unit_id, score,
        min_score, max_score, printed_rank, standard_error, estimated, status, group, pct``.
    """
    taken = subject.rows[
        [
            "year",
            "code",
            "unit_id",
            "score",
            "min_score",
            "max_score",
            "rank",
            "standard_error",
            "estimated",
            "status",
            "group",
        ]
    ].rename(columns={"rank": "printed_rank"})
    own = line.merge(subject.by_year, on="year", how="left").merge(
        taken.dropna(subset=["code"]), on=["year", "code"], how="left"
    )
    own["min_score"] = own["min_score"].fillna(own["scale_min"])
    own["max_score"] = own["max_score"].fillna(own["scale_max"])
    own["estimated"] = own["estimated"].astype("boolean").fillna(False).astype(bool)
    own["status"] = own["status"].fillna("missing").where(own["code"].notna())
    own["pct"] = frame.pct(own)
    return own


def published(rows: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return the published scores of all that were ranked with the unit, on the lines of *own*.

    Returns
    -------
    pandas.DataFrame
        ``of, year, unit, unit_id, score, pct, same_region``, ordered by unit within a line and
        year.
    """
    line = own.loc[own["code"].notna(), ["of", "year", "code", "scope", "region"]]
    wanted = rows[
        rows["code"].isin(line["code"].unique()) & rows["score"].notna() & ~rows["estimated"]
        & ~rows["unit_type"].isin(_COLLECTIVE)
    ]  # fmt: skip
    columns = ["year", "code", "scope", "unit", "unit_id", "score", "min_score", "max_score"]
    found = line.merge(wanted[columns], on=["year", "code", "scope"])
    found = found.sort_values([*_KEYS, "unit_id"], kind="stable", ignore_index=True)
    found["pct"] = frame.pct(found)
    found["same_region"] = (found["unit_id"].map(regions()) == found["region"]).fillna(False)
    return found[[*_KEYS, "unit", "unit_id", "score", "pct", "same_region"]]


def ordinary(table: pd.DataFrame) -> pd.DataFrame:
    """Return what is ordinary and what is best among published units.

    Parameters
    ----------
    table : pandas.DataFrame
        As :func:`published` returns it.

    Returns
    -------
    pandas.DataFrame
        One row an ``of`` and year: ``n_units, median, q1, q3, best, best_unit`` and, in % of the
        scale, ``median_pct, q1_pct, q3_pct, best_pct``. Quartiles by linear interpolation.
    """
    if table.empty:
        return pd.DataFrame({c: table[c] for c in _KEYS}).assign(**_NOBODY)
    groups = table.groupby(_KEYS, sort=False)
    result = groups.size().rename("n_units").astype("Int16").to_frame()
    quartiles = groups[["score", "pct"]].quantile(np.array([0.25, 0.5, 0.75])).unstack()
    for value, suffix in (("score", ""), ("pct", "_pct")):
        for share, name in ((0.25, "q1"), (0.5, "median"), (0.75, "q3")):
            result[name + suffix] = quartiles[value, share]
    first = table.loc[groups["score"].idxmax(), [*_KEYS, "unit", "score"]].set_index(_KEYS)
    result["best"], result["best_unit"] = first["score"], first["unit"]
    result["best_pct"] = groups["pct"].max()
    return result.reset_index()


def ranked(table: pd.DataFrame) -> pd.Series:
    """Return ranks on raw scores in each line and year: best first, ties share the better rank."""
    ranks = table.groupby(_KEYS, sort=False)["score"].rank(method="min", ascending=False)
    return ranks.astype("Int16").rename("rank")


def declared_size(scope: str) -> int:
    """Return how many provinces a scope has; 0 for units that are not declared one by one."""
    return int((_provinces()["scope"] == scope).sum())


def few(n_units: Any, size: Any) -> Any:
    """Tell whether so few of a scope's units were published that nothing is said of all: fewer than half.

    Examples
    --------
    >>> few(31, 63), few(32, 63)
    (True, False)
    """
    return 2 * n_units < size


def size(rows: pd.DataFrame, scope: str) -> int:
    """Return how many units a scope has, published or not: as declared, or seen in any year."""
    return max(declared_size(scope), int(rows.loc[rows["scope"] == scope, "unit_id"].nunique()))


def expected(rows: pd.DataFrame, line: pd.DataFrame) -> pd.Series:
    """Return how many units should have a score in each year of a line, published or not (Int16).

    Provinces are declared one by one; of other units those count that have a row of that year.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of one index.
    line : pandas.DataFrame
        Columns ``year, code, scope``.
    """
    listed_there = rows[~rows["estimated"]].groupby(["year", "code", "scope"])["unit_id"].nunique()
    keys = pd.MultiIndex.from_frame(line[["year", "code", "scope"]])
    seen = pd.Series(listed_there.reindex(keys).to_numpy(), index=line.index).fillna(0)
    whole = {s: size(rows, s) for s in line["scope"].dropna().unique() if s.startswith("tinh-")}
    declared = line["scope"].map(whole).fillna(0)
    return pd.concat([seen, declared], axis=1).max(axis=1).astype("Int16")


def sizes(rows: pd.DataFrame, scopes: Sequence[str] | pd.Series) -> pd.Series:
    """Return the size of each scope of *scopes*, in their order (Int16)."""
    known = {scope: size(rows, scope) for scope in pd.unique(pd.Series(scopes).dropna())}
    return pd.Series(scopes).map(known).astype("Int16")
