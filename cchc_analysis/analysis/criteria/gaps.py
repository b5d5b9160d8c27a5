"""What a unit's criteria are worth beside the others': the one table that weaknesses and strengths read.

Weaknesses stand in one order, strengths in the other; what either says is computed here, once.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import companions, lines
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.cohorts import Cohort
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.peers import rows_of
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.asked.subjects import Subject
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.asked.values import whole, word
from cchc_analysis.analysis.collected import sheets
from cchc_analysis.analysis.errors import listed, no_year, noted, words
from cchc_analysis.analysis.years import like_for_like
from cchc_analysis.analysis.years.jumped import jumps_in
from cchc_analysis.analysis.years.persistence import persistence
from cchc_analysis.analysis.years.unit_lines import cohorts_beside, lines_of, ranks_beside, with_ordinary
from cchc_analysis.scores import typed

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

    Parameters are those of :func:`cchc_analysis.weaknesses`, whose answer it is; *strong*
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
    leaves, line = kept(scores, ("leaves", *asked), lambda: _leaf_lines(scores, subject, index, year))
    published = published_in(rows)
    cohorts = cohorts_beside(line, published)
    now = [at for at, of_year in enumerate(line["year"]) if of_year == year]
    company = companions.chosen(rows, [cohorts[at] for at in now], subject, peers, index=index, year=year)
    regions = [None if pd.isna(region) else region for region in line["region"]]
    beside = [company.of(cohort, region) for cohort, region in zip(cohorts, regions, strict=True)]
    table = _standing(
        line.iloc[now], [(cohorts[at], beside[at]) for at in now], set(line["unit_id"].dropna())
    )
    table = _weighed(table, leaves, frameworks.framework(index, year))
    table = table.join(persistence(line, beside, strong=strong), on="of")
    absent = table.loc[table["score"].isna(), "of"].tolist()
    table = table[table["score"].notna()].rename(columns={"of": "code"})
    by = by or ("gap" if (table["n_units"] > 1).any() else "loss")
    scope = subject.by_year[year].scope
    expected = published.size(scope) if company.kind == "all" else 0
    notes, partial = _notes(table, index, year, by, absent, expected)
    notes += [company.note] if company.note else []
    result = _ordered(table, by, strong=strong)
    result.attrs = subject.attrs(index) | {
        "kind": "strengths" if strong else "weaknesses", "scope": scope, "year": year, "by": by,
        "peers": listed(company.names) if company.kind == "named" else company.kind,
        "peer_names": company.names, "level": leaves[0].level, "partial": partial,
        "estimated": bool(line["estimated"].iloc[now].any()), "not_published": absent,
    } | noted(*notes)  # fmt: skip
    return _first(result, n, strong=strong)


def _leaf_lines(
    scores: pd.DataFrame, subject: Subject, index: str, year: int
) -> tuple[list[frameworks.Criterion], pd.DataFrame]:
    """Return the criteria that carry points, and the unit's lines in them."""
    leaves = _leaves(subject, index, year)
    years = range(subject.years[0], year + 1)
    jumps = jumps_in(scores, index, subject.scope)
    return leaves, lines_of(subject, index, [c.code for c in leaves], years, year, jumps)


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
    years = set(subject.scored_years)
    if year in years:
        leaves = frameworks.framework(index, year).leaves()
        points = like_for_like.scored(subject)
        if any((year, leaf.code) in points for leaf in leaves):
            return leaves
    raise no_year(index, year, subject.unit, years - {year})


def _standing(now: pd.DataFrame, beside: Sequence[tuple[Cohort, Cohort]], unit_ids: Set[str]) -> pd.DataFrame:
    """Return a year's rows with what is ordinary among the peers, and the rank among these and the unit.

    *beside* has for each row all that were scored with the unit, and the peers among them.
    """
    ranking = [whole.among(unit_ids | set(peers.unit_ids)) if peers is not whole else whole
               for whole, peers in beside]  # fmt: skip
    table = with_ordinary(now, [peers for _, peers in beside])
    table["rank"] = ranks_beside(table, ranking)
    table["n_units"] = typed([len(cohort.scores) or None for cohort in ranking], "Int16", len(table))
    return table.drop(columns="code").rename(columns={"change_in_pct": "trend"})


def _weighed(
    table: pd.DataFrame, leaves: Sequence[frameworks.Criterion], framework: frameworks.Framework
) -> pd.DataFrame:
    """Add what is lost and what the gaps are in points of the total."""
    table["name_en"] = typed([leaf.name_en for leaf in leaves], "string", len(table))
    table["weight"] = [framework.weight_in_total(leaf.code) for leaf in leaves]
    table["points_lost"] = (table["max_score"] - table["score"]) * table["weight"]
    table["share_of_loss"] = table["points_lost"] / table["points_lost"].sum()
    table["gap_to_median"] = (table["median"] - table["score"]) * table["weight"]
    table["gap_to_best"] = (table["best"] - table["score"]) * table["weight"]
    return table


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
        notes.append(words("notes", "leaves_missing", codes=lines.named(index, year, absent)))
    return notes, partial
