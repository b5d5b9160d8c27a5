"""What a unit's criteria are worth beside the others': the one table that weaknesses and strengths read.

Weaknesses stand in one order, strengths in the other; what either says is computed here, once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis import companions, lines, sheets
from cchc_analysis.analysis.arguments import checked
from cchc_analysis.analysis.errors import error, listed, nearest_years, words
from cchc_analysis.analysis.jumped import jumps_in
from cchc_analysis.analysis.kept import kept
from cchc_analysis.analysis.peers import Subject, few, ordinary, own_line, published, ranked, rows_of, size
from cchc_analysis.analysis.peers import subject as find_subject
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.analysis.values import whole, word

#: Fewer points short of the maximum than this print as none.
_NO_POINTS = 0.005


def columns(*, strong: bool) -> list[str]:
    """Return the columns of a table of weaknesses, or of strengths."""
    return [
        "code", "name", "name_en", "level", "score", "max_score", "pct", "points_lost", "share_of_loss",
        "gap_to_median", "gap_to_best", "best_unit", "median", "best", "median_pct", "best_pct", "rank",
        "n_units", "years_strong" if strong else "years_weak", "persistent", "trend",
    ]  # fmt: skip


def table_of(
    scores: pd.DataFrame, *, index: str, unit: str, year: int, peers: str | Sequence[str], by: str | None,
    n: int | None, strong: bool,
) -> pd.DataFrame:  # fmt: skip
    """Return the criteria at the lowest level that carries points, the weakest (or strongest) first.

    Parameters are those of :func:`cchc_analysis.analysis.weaknesses.weaknesses`, whose answer it is; *strong*
    turns the order, and the quarter in which ``persistent`` looks.
    """
    index, unit, year, peers = checked(scores, index=index, unit=unit, year=year, peers=peers)
    by = None if by is None else word(by, "by", ("gap", "loss"))
    n = None if n is None else whole(n, "n", 1)
    if sheets.has_sheet(scores, index=index, unit=unit, year=year):
        sheet = sheets.sheet(scores, index=index, unit=unit, year=year)
        return _first(_of_sheet(sheet, strong=strong), n, strong=strong)
    rows = rows_of(scores, index)
    subject = find_subject(rows, unit, index)
    asked = (index, unit, year)
    leaves, own, others = kept(
        scores, ("leaves", *asked), lambda: _beside(scores, rows, subject, index, year)
    )
    company = companions.chosen(rows, others, subject, peers, index=index, year=year)
    usual = ordinary(others[company.among])
    ranking = others[(others["year"] == year) & (company.among | others["unit_id"].isin(own["unit_id"]))]
    worth = frameworks.framework(index, year).weight_in_total
    table = _standing(own, usual, ranking, {c: worth(c.code) for c in leaves}, year)
    table = table.merge(_persistence(own, usual, strong=strong), on="of", how="left")
    absent = table.loc[table["score"].isna(), "of"].tolist()
    table = table[table["score"].notna()].rename(columns={"of": "code"})
    by = by or ("gap" if (table["n_units"] > 1).any() else "loss")
    scope = str(own.loc[own["year"] == year, "scope"].iloc[0])
    expected = size(rows, scope) if company.kind == "all" else 0
    notes, partial = _notes(table, index, year, by, absent, expected)
    notes += [company.note] if company.note else []
    result = _ordered(table, by, strong=strong)
    result.attrs = subject.attrs(index) | {
        "kind": "strengths" if strong else "weaknesses",
        "scope": scope,
        "year": year,
        "by": by,
        "peers": listed(company.names) if company.kind == "named" else company.kind,
        "peer_names": company.names,
        "level": leaves[0].level,
        "partial": partial,
        "not_published": absent,
        "note_vi": " ".join(vi for vi, _ in notes),
        "note_en": " ".join(en for _, en in notes),
    }
    return _first(result, n, strong=strong)


def _beside(
    scores: pd.DataFrame, rows: pd.DataFrame, subject: Subject, index: str, year: int
) -> tuple[list[frameworks.Criterion], pd.DataFrame, pd.DataFrame]:
    """Return the criteria that carry points, the unit's lines in them, and the others' scores."""
    leaves = _leaves(subject, index, year)
    years = range(subject.years[0], year + 1)
    line = lines.follow(index, [c.code for c in leaves], years, of=year)
    jumps = jumps_in(scores, index, str(subject.by_year["scope"].iloc[-1]))
    of_unit = lines.compared(own_line(subject, line), index, jumps)
    return leaves, of_unit, published(rows, of_unit)


def _first(table: pd.DataFrame, n: int | None, *, strong: bool) -> pd.DataFrame:
    """Return the first rows of a table with the columns that it is asked for."""
    more = [name for name in ("self_minus_appraised", "note") if name in table]
    result = table[[*columns(strong=strong), *more]].head(len(table) if n is None else n)
    result = result.reset_index(drop=True)
    # A row that is cut off has its points too.
    full = int((table["points_lost"] < _NO_POINTS).sum())
    result.attrs = dict(table.attrs) | ({"n_full": full} if strong else {})
    return result


def _of_sheet(sheet: pd.DataFrame, *, strong: bool) -> pd.DataFrame:
    """Return the leaves of a scoring sheet: those that lost most first, or the largest that lost least."""
    leaves = sheet[sheet["leaf"] & (sheet["status"] == "scored") & sheet["result"].notna()]
    table = leaves.assign(score=leaves["result"], name_en=leaves["name"])
    for column in ("gap_to_median", "gap_to_best", "median", "best", "median_pct", "best_pct", "trend"):
        table[column] = float("nan")
    years = "years_strong" if strong else "years_weak"
    for column, dtype in (("rank", "Int16"), ("n_units", "Int16"), (years, "Int8"),
                          ("best_unit", "string"), ("persistent", "boolean")):  # fmt: skip
        table[column] = pd.Series(pd.NA, index=table.index, dtype=dtype)
    result = _ordered(table.assign(weight=1.0), "loss", strong=strong)
    result.attrs = sheet.attrs | {
        "kind": "strengths" if strong else "weaknesses", "by": "loss", "peers": "", "peer_names": [],
        "level": int(leaves["level"].max()),
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


def _persistence(own: pd.DataFrame, usual: pd.DataFrame, *, strong: bool) -> pd.DataFrame:
    """Return in how many of the last four years comparable with the last a unit was weak (or strong).

    The columns are ``of, years_weak`` (or ``years_strong``) and ``persistent``.
    """
    table = own.merge(usual[["of", "year", "n_units", "q1", "q3", "median"]], on=["of", "year"], how="inner")
    # A year with the figures of a few leaders only has no quarters.
    most = table.groupby("of")["n_units"].transform("max")
    table = table[table["score"].notna() & (2 * table["n_units"] >= most)]
    lowest = (table["score"] <= table["q1"]) & (table["score"] < table["median"])
    highest = (table["score"] >= table["q3"]) & (table["score"] > table["median"])
    table["extreme"] = highest if strong else lowest
    # Who is in a quarter is a matter of places: those hold however far the median jumped.
    table["broken"] = ~table["comparability"].isin(lines.RANKABLE)
    stretch = table.groupby("of")["broken"].cumsum()
    last = table[stretch == stretch.groupby(table["of"]).transform("max")]
    years, at_least = (threshold("persistent", name) for name in ("years", "at_least"))
    counted = last.groupby("of").tail(years).groupby("of")["extreme"].agg(["sum", "size"])
    times, n = counted["sum"].astype("Int8"), counted["size"]
    # A handful of peers has no quarters.
    few = table.groupby("of")["n_units"].max() < threshold("persistent", "least_units")
    persistent = (times >= at_least).astype("boolean").mask((n < years) | few.reindex(n.index))
    return pd.DataFrame(
        {"years_strong" if strong else "years_weak": times, "persistent": persistent}
    ).reset_index()


def _weights_known(table: pd.DataFrame) -> bool:
    return bool(np.isfinite(table["weight"]).all())


def _ordered(table: pd.DataFrame, by: str, *, strong: bool) -> pd.DataFrame:
    """Sort the weakest (or strongest) first: in points where weights are known, else in % of the scale."""
    if _weights_known(table):
        key = table["gap_to_median"] if by == "gap" else table["points_lost"]
    else:
        key = table["median_pct"] - table["pct"] if by == "gap" else 100 - table["pct"]
    if not strong:
        return table.loc[key.sort_values(ascending=False, kind="stable").index]
    # Of those that lost nothing the largest is the greatest strength.
    largest = table["max_score"] * table["weight"].fillna(1.0)
    keys = pd.DataFrame({"key": key.round(9), "largest": largest if by == "loss" else 0.0})
    return table.loc[keys.sort_values(["key", "largest"], ascending=[True, False], kind="stable").index]


def _notes(
    table: pd.DataFrame, index: str, year: int, by: str, absent: list[str], whole: int
) -> tuple[list[tuple[str, str]], bool]:
    """Return what the reader must know, and whether few were published."""
    notes = []
    if not _weights_known(table):
        order = words("notes", f"order_{by}")
        notes.append(words("notes", "weights_unknown", index=index, year=year, order=order))
    n = 0 if table["n_units"].isna().all() else int(table["n_units"].max())
    partial = n > 0 and few(n, whole)
    if partial:
        notes.append(words("notes", "partial", year=year, n=n, size=whole))
    if absent:
        notes.append(words("notes", "leaves_missing", codes=listed(absent)))
    return notes, partial
