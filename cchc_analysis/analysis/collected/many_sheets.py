"""The sheets of many units side by side: who reached what, and who has not sent one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pandas as pd

from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.collected.panels import Panel, panel_of, stages_named
from cchc_analysis.analysis.collected.rosters import known_roster, named_roster, of_unknown_province
from cchc_analysis.analysis.errors import noted, words
from cchc_analysis.analysis.ranking.banding import banding
from cchc_analysis.vietnamese import collation_key

_ASKED = ("index", "year", "scope")
#: Names listed in a note before the rest is counted.
_NAMED = 5


def units_table(
    scores: pd.DataFrame, *, index: str, year: int, scope: str, roster: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return a row a unit of a scope: what its sheet gave, and who has sent none.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index : str
        The index, such as ``PAR``.
    year : int
        The year assessed.
    scope : str
        The units that are scored together, such as ``xa/dong-nai``.
    roster : sequence of str, optional
        Names or ids of all that must send a sheet. Unless given: every unit of the scope that *scores* has
        in any index, in a year without a rearrangement of boundaries between it and *year*.

    Returns
    -------
    pandas.DataFrame
        By rank; then those that are not compared, then those that sent nothing. ``unit, unit_id, total,
        max_score, pct`` (of the unit's own maximum, which *Không áp dụng* lowers), ``rank`` (on ``pct``,
        ties share the better one), ``n_units`` ranked, ``band, band_en, band_rank`` (as in ``bands``: by the
        publisher's rule, else the quarter of the ranks; missing for a handful of units), a column a domain
        with its points, headed by its code; ``self_minus_appraised`` (points, over the criteria that have
        both; the last appraisal), ``n_both``; ``n_missing`` (criteria of the sheet without points),
        ``n_absent`` (criteria of most sheets that this one has not), ``n_extra``
        (those that most sheets have not), ``n_other_max`` (other maximum than most sheets); ``total_from``
        (``printed``, or ``summed`` where the sheet prints no total), ``stages, stages_en`` (what the result
        is made of), ``compared``, ``sent``, ``file``.

        Stages are never mixed: who is ``compared`` has a result of the stages that most results are made of;
        the others keep their points and have no rank. In ``attrs``: ``domains`` (name by column),
        ``domain_max``, ``not_sent``, ``not_compared``, ``not_on_roster``, ``province_unknown`` (names),
        ``n_sent, n_roster``, ``note_vi``, ``note_en``.

    Raises
    ------
    AnalysisError
        For a scope or year without a sheet, or a roster that is no list.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = units_table(load(), index="PAR", year=2024, scope="xa/minh-hoa")
    >>> table[["unit", "total", "pct", "rank", "self_minus_appraised", "sent"]].values.tolist()
    [['Phường Minh Họa', 82.5, 82.5, 1, 14.0, True]]
    """
    (roster,) = checked(scores, roster=roster)
    panel = panel_of(scores, index, year, scope)
    index, year, scope = (panel.attrs[name] for name in _ASKED)
    table = _totals(panel)
    of_domains, names, maxima = _domains(panel)
    table = table.join(of_domains).join(_counts(panel))
    table["sent"] = True
    table["n_units"] = pd.array([table["rank"].notna().sum()] * len(table), dtype="Int16")
    expected = known_roster(scores, year, scope) if roster is None else named_roster(roster, year, scope)
    table = _with_bands(table, panel, len(expected)).reset_index(names="unit_id")
    absent = {unit_id: name for unit_id, name in expected.items() if unit_id not in set(table["unit_id"])}
    result = _ordered(table, absent)
    result.attrs = panel.attrs | {
        "kind": "units_table", "domains": names, "domain_max": maxima,
        "not_sent": sorted(absent.values(), key=collation_key),
        "not_compared": table.loc[~table["compared"], "unit"].tolist(),
        "not_on_roster": table.loc[~table["unit_id"].isin(list(expected)), "unit"].tolist() if roster else [],
        "province_unknown": of_unknown_province(scores, index, year, scope),
        "n_sent": len(table), "n_roster": len(expected), "roster": "known" if roster is None else "given",
    }  # fmt: skip
    result.attrs |= _notes(result)
    return result


def _totals(panel: Panel) -> pd.DataFrame:
    """Return by unit its total, printed or summed, the maximum, the share of it and the rank by that."""
    cells, table = panel.cells, panel.units.copy()
    printed = cells[(cells["level"] == 0)].drop_duplicates("unit_id").set_index("unit_id")
    leaves = cells[cells["leaf"] & (cells["status"] == "scored")].groupby("unit_id", sort=False)
    # A sum that lacks a part is no total.
    whole = leaves["result"].sum().where(leaves["result"].count() == leaves.size())
    table["total"] = printed["result"].reindex(table.index)
    summed = table["total"].isna() & whole.reindex(table.index).notna()
    table["total"] = table["total"].fillna(whole)
    table["max_score"] = printed["max_score"].reindex(table.index).fillna(leaves["max_score"].sum())
    table["total_from"] = (
        pd.Series("printed", table.index).mask(summed, "summed").where(table["total"].notna())
    )
    summed_pct = 100 * table["total"] / table["max_score"].where(table["max_score"] > 0)
    table["pct"] = printed["pct"].reindex(table.index).fillna(summed_pct)
    ranked = table["pct"].where(table["compared"]).round(9)
    table["rank"] = ranked.rank(method="min", ascending=False).astype("Int16")
    named = table["stages"].map(stages_named)
    table["stages"], table["stages_en"] = named.str[0], named.str[1]
    return table


def _domains(panel: Panel) -> tuple[pd.DataFrame, dict[str, str], dict[str, float]]:
    """Return the points by unit and domain, the domains' names and their usual maxima, by column."""
    domains = panel.criteria[panel.criteria["level"] == 1]
    twice = domains["code"].duplicated(keep=False)
    columns = domains["code"].where(~twice, domains["code"] + " " + domains["name"]).astype(str)
    rows = panel.cells[panel.cells["criterion"].isin(domains.index)]
    wide = rows.pivot(index="unit_id", columns="criterion", values="result").reindex(columns=domains.index)
    wide.columns = list(columns)
    names = dict(zip(columns, domains["name"].astype(str), strict=True))
    return wide, names, dict(zip(columns, domains["max_score"], strict=True))


def _counts(panel: Panel) -> pd.DataFrame:
    """Return by unit how its sheet differs from the others', and what it scored itself above the appraisal."""
    leaves = panel.cells[panel.cells["leaf"]]
    common = panel.criteria["common"] & panel.criteria["leaf"]
    applies = leaves["status"] == "scored"
    gap = leaves["self"] - leaves["judged"]
    facts = pd.DataFrame({
        "unit_id": leaves["unit_id"], "self_minus_appraised": gap, "n_both": gap.notna(),
        "n_missing": applies & leaves["result"].isna(),
        "n_common": leaves["criterion"].map(common),
        "n_extra": ~leaves["criterion"].map(panel.criteria["common"]),
        "n_other_max": applies & ~leaves["usual_max"],
    }).groupby("unit_id")  # fmt: skip
    table = facts.sum(min_count=1).reindex(panel.units.index)
    table["n_absent"] = int(common.sum()) - table.pop("n_common").fillna(0)
    counted = [name for name in table if name.startswith("n_")]
    return table.astype(dict.fromkeys(counted, "Int16"))


def _with_bands(table: pd.DataFrame, panel: Panel, n_expected: int) -> pd.DataFrame:
    """Add the band of each ranked unit; missing where so few are ranked that they are not divided."""
    n, (index, year, scope) = int(table["rank"].notna().sum()), (panel.attrs[name] for name in _ASKED)
    divided = banding(index, scope, year, n_units=n, n_scope=n_expected if panel.attrs["published"] else n)
    ranked = table[table["rank"].notna()] if n and not any(divided.refused) else table.iloc[:0]
    bands = [divided.band(rank, pct) for rank, pct in zip(ranked["rank"], ranked["pct"], strict=True)]
    banded = [(band.name_vi, band.name_en, band.place) for band in bands]
    types = {"band": "string", "band_en": "string", "band_rank": "Int8"}
    return table.join(pd.DataFrame(banded, columns=list(types), index=ranked.index).astype(types))


def _ordered(table: pd.DataFrame, absent: dict[str, str]) -> pd.DataFrame:
    """Put units by rank, then who is not compared, then who sent nothing, each by name."""
    order = {name: place for place, name in enumerate(sorted(table["unit"].unique(), key=collation_key))}
    table = table.assign(order=table["unit"].map(order))
    table = table.sort_values(
        ["compared", "rank", "order"], ascending=[False, True, True], na_position="last"
    )
    missing = pd.DataFrame({"unit_id": list(absent), "unit": list(absent.values())}).astype("string")
    missing = missing.sort_values("unit", key=lambda names: names.map(collation_key))
    missing["sent"], missing["compared"] = False, False
    first = ["unit", "unit_id", "total", "max_score", "pct", "rank", "n_units", "band", "band_en",
             "band_rank"]  # fmt: skip
    last = ["self_minus_appraised", "n_both", "n_missing", "n_absent", "n_extra", "n_other_max", "total_from",
            "stages", "stages_en", "compared", "sent", "file"]  # fmt: skip
    domains = [c for c in table if c not in (*first, *last, "order")]
    columns = [*first, *domains, *last]
    if missing.empty:
        return table[columns].reset_index(drop=True)
    types = table[columns].dtypes.mask(table[columns].dtypes == "int64", "Int64")
    return pd.concat([table[columns], missing.reindex(columns=columns).astype(types)], ignore_index=True)


def _notes(result: pd.DataFrame) -> dict[Hashable, str]:
    """Say who is not compared and why, whose criteria differ, who has sent nothing."""
    facts, sent = result.attrs, result[result["sent"]]
    differing = sent.loc[(sent[["n_absent", "n_extra", "n_other_max"]] > 0).any(axis=1), "unit"].tolist()
    return noted(
        about("not_compared", facts["not_compared"], stages=stages_named(facts["stages"])),
        about("differing", differing),
        about("not_published" if facts["published"] else "not_sent", facts["not_sent"], of=facts["n_roster"]),
        about("not_on_roster", facts["not_on_roster"]),
        about("province_unknown", facts["province_unknown"]),
        words("many_sheets", "roster_published" if facts["published"] else "roster_known", n=len(sent))
        if facts["roster"] == "known" and "/" in facts["scope"]  # of provinces it is known who there are
        else ("", ""),
    )


def about(phrase: str, names: Sequence[str], **facts: object) -> tuple[str, str]:
    """Return a phrase of ``[many_sheets]`` about some units, the first of them named; nothing for none.

    Examples
    --------
    >>> about("no_pairs", list("ABCDEFG"))[1]
    'Without both a self-score and an appraisal (7): A, B, C, D, E ….'
    """
    shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return words("many_sheets", phrase, n=len(names), names=shown, **facts) if names else ("", "")
