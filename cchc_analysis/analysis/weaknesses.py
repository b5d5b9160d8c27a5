"""What costs a unit its points, and what to fix first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis import lines, sheets, values
from cchc_analysis.analysis.arguments import checked
from cchc_analysis.analysis.errors import error, listed, nearest_years, words
from cchc_analysis.analysis.peers import (
    Subject,
    asked_for,
    ordinary,
    own_line,
    published,
    ranked,
    rows_of,
    size,
)
from cchc_analysis.analysis.peers import subject as find_subject
from cchc_analysis.jumps import jumps_of

#: Persistent: in the lowest quarter in three of the last four comparable years (design, section 6).
_YEARS, _WEAK_YEARS = 4, 3
#: As many peers as it takes to speak of their lowest quarter.
_QUARTERED = 8
#: What every result has.
COLUMNS = [
    "code", "name", "name_en", "level", "score", "max_score", "pct", "points_lost", "share_of_loss",
    "gap_to_median", "gap_to_best", "best_unit", "median", "best", "median_pct", "best_pct", "rank", "n_units",
    "years_weak", "persistent", "trend",
]  # fmt: skip


def weaknesses(
    scores: pd.DataFrame,
    *,
    index: str,
    unit: str,
    year: int,
    peers: str | Sequence[str] = "all",
    by: str | None = None,
    n: int | None = 10,
) -> pd.DataFrame:
    """Return the criteria that cost a unit most, at the lowest level that carries points.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index, unit : str
        As in :func:`cchc_analysis.analysis.trends.trend`.
    year : int
        The year assessed; codes are those of its edition.
    peers : {"all", "region"} or sequence of str
        All units of the scope, those of the region, or the named ones. The unit is one of the
        first two; a list is taken as it is given. Ranks are always among the peers and the unit.
    by : {"gap", "loss"}, optional
        Order by gap to the peers' median, or by points lost. Default ``gap`` where there are
        peers (on a published table points lost name the same criteria for everybody), else
        ``loss``.
    n : int, optional
        Rows to return, the weakest first; all for ``None``.

    Returns
    -------
    pandas.DataFrame
        ``score, max_score`` in the criterion's points; in points of the total ``points_lost =
        (max − score)·weight``, ``gap_to_median = (median − score)·weight`` and ``gap_to_best``
        (negative where the unit is ahead), ``median, best`` themselves in the criterion's points;
        ``share_of_loss`` from 0 to 1, of all points lost at
        this level; ``pct, median_pct, best_pct`` in % of the scale; ``rank`` of ``n_units``.
        ``years_weak``: in how many of the last four comparable years the unit was in the lowest
        quarter of the peers (at or below their first quartile, and below their median);
        ``persistent``: in at least three, missing where fewer than four years are comparable.
        ``trend``: change of ``pct`` since the last year in which the unit was published, in
        percentage points; missing where that is not comparable. ``attrs``: ``by, peers, level,
        partial, not_published`` (codes), ``note_vi``, ``note_en``.

        From a unit's own scoring sheet: by points lost, without peers, and with
        ``self_minus_appraised`` and the appraiser's ``note``.

        Where the index's weights are unknown, everything in points of the total is missing, the
        order is by % of the scale, and the note says so.

    Raises
    ------
    AnalysisError
        For an unknown unit or peer, a year in which the unit was not published, or a wrong word.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = weaknesses(load(), index="PAPI", unit="Bắc Kạn", year=2024, n=1)
    >>> table[["code", "gap_to_median", "rank", "n_units"]].round(2).values.tolist()
    [['6.2', 0.32, 54, 61]]
    """
    index, unit, year, peers = checked(scores, index=index, unit=unit, year=year, peers=peers)
    by = None if by is None else values.word(by, "by", ("gap", "loss"))
    n = None if n is None else values.whole(n, "n", 1)
    if sheets.has_sheet(scores, index=index, unit=unit, year=year):
        return _of_sheet(sheets.sheet(scores, index=index, unit=unit, year=year), n)
    rows = rows_of(scores, index)
    subject = find_subject(rows, unit, index)
    leaves = _leaves(subject, index, year)
    years = range(subject.years[0], year + 1)
    line = lines.follow(index, [c.code for c in leaves], years, of=year)
    jumps = jumps_of(scores, index, str(subject.by_year["scope"].iloc[-1]))
    own = lines.compared(own_line(subject, line), index, jumps)
    others = published(rows, own)
    peers = asked_for(rows, peers, index)
    chosen = _chosen(others, peers)
    usual = ordinary(others[chosen])
    ranking = others[(others["year"] == year) & (chosen | others["unit_id"].isin(own["unit_id"]))]
    worth = frameworks.framework(index, year).weight_in_total
    table = _standing(own, usual, ranking, {c: worth(c.code) for c in leaves}, year)
    table = table.merge(_persistence(own, usual), on="of", how="left")
    absent = table.loc[table["score"].isna(), "of"].tolist()
    table = table[table["score"].notna()].rename(columns={"of": "code"})
    by = by or ("gap" if (table["n_units"] > 1).any() else "loss")
    scope = str(own.loc[own["year"] == year, "scope"].iloc[0])
    whole = size(rows, scope) if peers == "all" else 0
    notes, partial = _notes(table, index, year, by, absent, whole)
    result = _ordered(table, by)[COLUMNS]
    result = result.head(len(result) if n is None else n).reset_index(drop=True)
    result.attrs = subject.attrs(index) | {
        "kind": "weaknesses",
        "scope": scope,
        "year": year,
        "by": by,
        "peers": peers if isinstance(peers, str) else listed(peers),
        "level": leaves[0].level,
        "partial": partial,
        "not_published": absent,
        "note_vi": " ".join(vi for vi, _ in notes),
        "note_en": " ".join(en for _, en in notes),
    }
    return result


def _of_sheet(sheet: pd.DataFrame, n: int | None) -> pd.DataFrame:
    """Return the leaves of a scoring sheet, those that lost most first."""
    leaves = sheet[sheet["leaf"] & (sheet["status"] == "scored") & sheet["result"].notna()]
    table = leaves.assign(score=leaves["result"], name_en=leaves["name"])
    for column in ("gap_to_median", "gap_to_best", "median", "best", "median_pct", "best_pct", "trend"):
        table[column] = float("nan")
    for column, dtype in (("rank", "Int16"), ("n_units", "Int16"), ("years_weak", "Int8"),
                          ("best_unit", "string"), ("persistent", "boolean")):  # fmt: skip
        table[column] = pd.Series(pd.NA, index=table.index, dtype=dtype)
    table = table.sort_values("points_lost", ascending=False, kind="stable")
    result = table[[*COLUMNS, "self_minus_appraised", "note"]].head(len(table) if n is None else n)
    result = result.reset_index(drop=True)
    result.attrs = sheet.attrs | {
        "kind": "weaknesses", "by": "loss", "peers": "", "level": int(leaves["level"].max()),
        "partial": False, "not_published": [], "note_vi": "", "note_en": "",
    }  # fmt: skip
    return result


def _leaves(subject: Subject, index: str, year: int) -> list[frameworks.Criterion]:
    """Return the criteria that carry points in *year*; refuse a year without any score of them."""
    rows = subject.rows[subject.rows["score"].notna()]
    there = set(rows["year"].unique())
    if year in there:
        leaves = frameworks.framework(index, year).leaves()
        if set(rows.loc[rows["year"] == year, "code"]) & {leaf.code for leaf in leaves}:
            return leaves
        there -= {year}
    near = nearest_years(year, (int(y) for y in there))
    raise error("no_year", index=index, year=year, what=subject.unit, near=near)


def _chosen(others: pd.DataFrame, peers: str | Sequence[str]) -> pd.Series:
    """Return which published scores are the peers'."""
    if isinstance(peers, str):
        return others["same_region"] if peers == "region" else others["score"].notna()
    return others["unit"].isin(peers)


def _standing(
    own: pd.DataFrame,
    usual: pd.DataFrame,
    ranking: pd.DataFrame,
    leaves: dict[frameworks.Criterion, float],
    year: int,
) -> pd.DataFrame:
    """Return one row a leaf: the unit's score of *year* against the peers', in points and in %.

    *leaves* are given with what one of their points adds to the total.
    """
    now = own[own["year"] == year].merge(
        pd.DataFrame(
            {
                "of": pd.array([c.code for c in leaves], dtype="string"),
                "name_en": pd.array([c.name_en for c in leaves], dtype="string"),
                "weight": list(leaves.values()),
            }
        ),
        on="of",
    )
    ranking = ranking.assign(rank=ranked(ranking))
    counted = ranking.groupby("of")["unit_id"].size().rename("n_units").astype("Int16")
    usual = usual[usual["year"] == year].drop(columns=["n_units", "year"])
    now = (
        now.drop(columns="code")
        .merge(usual, on="of", how="left")
        .merge(ranking[["of", "unit_id", "rank"]], on=["of", "unit_id"], how="left")
        .merge(counted.reset_index(), on="of", how="left")
    )
    now["points_lost"] = (now["max_score"] - now["score"]) * now["weight"]
    now["share_of_loss"] = now["points_lost"] / now["points_lost"].sum()
    now["gap_to_median"] = (now["median"] - now["score"]) * now["weight"]
    now["gap_to_best"] = (now["best"] - now["score"]) * now["weight"]
    return now.rename(columns={"change_in_pct": "trend"})


def _persistence(own: pd.DataFrame, usual: pd.DataFrame) -> pd.DataFrame:
    """Return ``of, years_weak, persistent`` over the last four years comparable with the last."""
    table = own.merge(usual[["of", "year", "n_units", "q1", "median"]], on=["of", "year"], how="inner")
    # A year with the figures of a few leaders only has no lowest quarter.
    most = table.groupby("of")["n_units"].transform("max")
    table = table[table["score"].notna() & (2 * table["n_units"] >= most)]
    table["weak"] = (table["score"] <= table["q1"]) & (table["score"] < table["median"])
    # Who is in the lowest quarter is a matter of places: those hold however far the median jumped.
    table["broken"] = ~table["comparability"].isin(lines.RANKABLE)
    stretch = table.groupby("of")["broken"].cumsum()
    last = table[stretch == stretch.groupby(table["of"]).transform("max")]
    counted = last.groupby("of").tail(_YEARS).groupby("of")["weak"].agg(["sum", "size"])
    weak, n = counted["sum"].astype("Int8"), counted["size"]
    # A handful of peers has no lowest quarter.
    few = table.groupby("of")["n_units"].max() < _QUARTERED
    persistent = (weak >= _WEAK_YEARS).astype("boolean").mask((n < _YEARS) | few.reindex(n.index))
    return pd.DataFrame({"years_weak": weak, "persistent": persistent}).reset_index()


def _weights_known(table: pd.DataFrame) -> bool:
    return bool(np.isfinite(table["weight"]).all())


def _ordered(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Sort the weakest first: in points where weights are known, else in % of the scale."""
    if _weights_known(table):
        key = table["gap_to_median"] if by == "gap" else table["points_lost"]
    else:
        key = table["median_pct"] - table["pct"] if by == "gap" else 100 - table["pct"]
    return table.loc[key.sort_values(ascending=False, kind="stable").index]


def _notes(
    table: pd.DataFrame, index: str, year: int, by: str, absent: list[str], whole: int
) -> tuple[list[tuple[str, str]], bool]:
    """Return what the reader must know, and whether few were published."""
    notes = []
    if not _weights_known(table):
        order = words("notes", f"order_{by}")
        notes.append(words("notes", "weights_unknown", index=index, year=year, order=order))
    n = 0 if table["n_units"].isna().all() else int(table["n_units"].max())
    partial = 0 < 2 * n < whole
    if partial:
        notes.append(words("notes", "partial", year=year, n=n, size=whole))
    if absent:
        notes.append(words("notes", "leaves_missing", codes=listed(absent)))
    return notes, partial
