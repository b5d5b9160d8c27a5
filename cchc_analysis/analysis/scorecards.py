"""The indices of one unit side by side: where it stands in each, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked.arguments import checked, unknown_unit
from cchc_analysis.analysis.asked.kept import who
from cchc_analysis.analysis.collected import sheets
from cchc_analysis.analysis.collected.sheet_years import side_by_side
from cchc_analysis.analysis.errors import AnalysisError, listed, words
from cchc_analysis.analysis.movement.plan_targets import checked_targets, target_in_words, with_targets
from cchc_analysis.analysis.ranking.rank_histories import rank_history
from cchc_analysis.analysis.ranking.successors import with_later_boundaries
from cchc_analysis.analysis.years.like_for_like import leaves, scored, summed
from cchc_analysis.analysis.years.unit_lines import UnitLine, unit_line

_DTYPES = {
    "index": "string", "name": "string", "name_en": "string", "year": "Int16", "rank": "Int16",
    "n_units": "Int16", "position": "float64", "score": "float64", "max_score": "float64", "pct": "string",
    "pct_en": "string", "previous": "Int16", "previous_score": "float64", "change": "float64",
    "like_for_like": "float64",
    "share_comparable": "float64", "rank_change": "Int16",
    "rank_previous": "Int16", "rank_change_n": "Int16", "rank_basis": "string", "scope": "string",
    "later_rank": "Int16", "later_n_units": "Int16", "later_year": "Int16", "later_scope": "string",
    "comparability": "string", "reason": "string", "reason_en": "string", "target": "string",
    "target_en": "string", "target_met": "boolean", "target_position": "float64", "note": "string",
    "note_en": "string",
}  # fmt: skip


def scorecard(
    scores: pd.DataFrame, *, unit: str, year: int,
    targets: Mapping[str, Mapping[str, float]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return how one unit stands in every index, rank first, gaps stated.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    unit : str
        Name or ``unit_id``.
    year : int
        The last year to look at.
    targets : mapping, optional
        The plan's targets by index, as ``settings().targets`` has them: ``{"PAPI": {"rank": 20}}``; of
        ``rank`` (at most), ``score`` or ``pct`` (at least).

    Returns
    -------
    pandas.DataFrame
        One row an index, whether or not anything was published: ``index, name, name_en``; ``year``, the last
        with a score or rank up to the one asked for; ``rank`` of ``n_units`` (printed, else computed) and
        ``position``, 0 for the best to 1 for the last; ``score, max_score`` in points; ``pct, pct_en``, text:
        shares of two indices' scales are not the same thing; ``change`` in points since ``previous`` (of
        which ``previous_score`` is that score), or, where the total is ``partly`` comparable,
        ``like_for_like`` and ``share_comparable`` as in ``trend``; ``rank_change`` in places gained since
        ``rank_previous``, among the ``rank_change_n`` units of both years where the sets of units differ
        (missing where they do not); ``rank_basis``, ``printed`` or ``computed``; ``scope``, the set of units
        that the rank is among; ``later_rank`` of ``later_n_units`` in ``later_year``, the rank of the same
        province with the boundaries after a merger, among ``later_scope``, which is never mixed with the
        other; ``comparability, reason, reason_en`` as in :func:`cchc_analysis.trend`; ``target, target_en``
        in words, ``target_met`` (missing where the figures are older than the year asked for),
        ``target_position``;
        ``note, note_en``: what is not there.

    Raises
    ------
    AnalysisError
        For a unit that no index knows (names the nearest), or a target that is none.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> card = scorecard(load(), unit="Bắc Kạn", year=2024, targets={"PAPI": {"rank": 20}})
    >>> card.loc[card["index"] == "PAPI", ["rank", "n_units", "pct", "target", "target_met"]].values.tolist()
    [[22, 61, '50,1 %', 'thuộc nhóm 20 đơn vị dẫn đầu', False]]
    """
    unit, year = checked(scores, unit=unit, year=year)
    targets = checked_targets(targets if targets is not None else {})
    # Estimates were asked for by naming a day: the name then means the unit of that day, in every index.
    later = scores.loc[scores["estimated"] & (scores["unit"] == unit), "unit_id"].unique()
    unit = str(later[0]) if len(later) else unit
    rows = []
    for index in frameworks.indices():
        try:
            known = _row(scores, index, unit, year)
        except AnalysisError as why:
            if why.key not in ("unknown_unit", "own_sheet", "later_boundaries"):
                raise
            known = _blank(index, *words("reasons", "not_scored"))
            if why.key != "unknown_unit" or len(later):  # sheets of later years, or not there yet
                never = words("reasons", "never_published", year=year)
                known = _blank(index, *never) | {"unit": _name(scores, unit)}
        rows.append(known | target_in_words(targets.get(index, {})))
    if not any("unit" in row for row in rows):
        raise unknown_unit(scores, unit, None)
    table = pd.DataFrame(rows).reindex(columns=[*_DTYPES, "unit", "illustrative", "pct_value", "file"])
    table = with_targets(table, targets, year)
    result = table[list(_DTYPES)].astype(_DTYPES)
    result.attrs = {
        "kind": "scorecard", "unit": table["unit"].dropna().iloc[0], "year": year,
        "illustrative": bool((table["illustrative"] == True).any()),  # noqa: E712
    }  # fmt: skip
    if table["file"].notna().any():  # of a unit inside a province: its own sheets
        result.attrs["file"] = listed(dict.fromkeys(", ".join(table["file"].dropna()).split(", ")))
    return result


def _name(scores: pd.DataFrame, unit: str) -> str:
    """Return the name of a unit that may be given by its id."""
    names = scores.loc[scores["unit_id"] == unit, "unit"]
    return str(names.iloc[-1]) if len(names) else unit


def _blank(index: str, note: str, note_en: str) -> dict[str, Any]:
    declared = frameworks.indices()[index]
    return {
        "index": index, "name": declared.name_vi, "name_en": declared.name_en, "note": note,
        "note_en": note_en,
    }  # fmt: skip


def _row(scores: pd.DataFrame, index: str, unit: str, year: int) -> dict[str, Any]:
    """Return what is known of one index: from the unit's own sheet where it has one, else as published."""
    if not (who(scores)["index"] == index).any():
        return _blank(index, *words("reasons", "no_data"))
    years = [y for y in sheets.years_with_rows(scores, index=index, unit=unit) if y <= year][::-1]
    if years and sheets.has_sheet(scores, index=index, unit=unit, year=years[0]):
        return _of_sheet(scores, index, unit, year, years)
    return _as_published(scores, index, unit, year)


def _as_published(scores: pd.DataFrame, index: str, unit: str, year: int) -> dict[str, Any]:
    places = rank_history(scores, index=index, unit=unit)
    of_unit = unit_line(scores, index, unit)
    line, about = of_unit.line, of_unit.subject.attrs(index)
    shown = places["printed_rank"].fillna(places["rank"])
    known = places[(places["year"] <= year) & (line["score"].notna() | shown.notna())]
    facts = {name: about[name] for name in ("unit", "illustrative", "file") if name in about}
    if known.empty:
        return _blank(index, *words("reasons", "never_published", year=year)) | facts
    at = known.index[-1]
    row, earlier = line.loc[at], line.loc[: at - 1, "year"][line.loc[: at - 1, "score"].notna()]
    rank, n_units = shown[at], places.at[at, "n_shown"]
    alone = pd.isna(rank) or (pd.notna(n_units) and n_units < 2)
    has_score = pd.notna(row["score"])
    identity = {"unit": facts["unit"], "unit_id": about["unit_id"]}
    later = with_later_boundaries(scores, index, pd.concat([places.loc[at], pd.Series(identity)]), year)
    gaps = _gaps(int(row["year"]), year, has_score, ranked=not alone, estimated=bool(row["estimated"]),
                 derived=row["status"] == "derived")  # fmt: skip
    if later:
        names = ("rank", "n_units", "year")
        phrase = words("reasons", "later", **{name: later[f"later_{name}"] for name in names})
        gaps = ("; ".join(filter(None, (gaps[0], phrase[0]))), "; ".join(filter(None, (gaps[1], phrase[1]))))
    return _blank(index, *gaps) | facts | {
        "year": int(row["year"]), "rank": pd.NA if alone else rank, "n_units": pd.NA if alone else n_units,
        "position": float("nan") if alone or pd.isna(n_units) else (int(rank) - 1) / (int(n_units) - 1),
        "rank_basis": pd.NA if alone else "computed" if pd.isna(places.at[at, "printed_rank"]) else "printed",
        "scope": places.at[at, "scope"],
        "score": row["score"], "max_score": row["max_score"], "pct_value": row["pct"],
        "previous": _last(earlier) if has_score else pd.NA, "change": row["change"],
        "previous_score": _score_of(line, row["previous"]) if has_score else float("nan"),
        **_alike(of_unit, row),
        "rank_change": places.at[at, "shown_change"], "rank_change_n": places.at[at, "shown_common"],
        "rank_previous": _last(places.loc[: at - 1, "year"][shown.loc[: at - 1].notna()]),
    } | later | {
        # A year of which only the rank is known, or known before, compares as its rank does.
        column: (row if has_score and row["comparability"] != "new" else places.loc[at])[column]
        for column in ("comparability", "reason", "reason_en")
    }  # fmt: skip


def _score_of(line: pd.DataFrame, year: Any) -> float:
    """Return the score of a year of a line; missing where there is none."""
    scores = line.loc[line["year"] == year, "score"] if pd.notna(year) else line["score"].iloc[:0]
    return float(scores.iloc[0]) if len(scores) else float("nan")


def _alike(of_unit: UnitLine, row: pd.Series) -> dict[str, float]:
    """Return the change of what stayed comparable of a total that is partly comparable."""
    if pd.isna(row["score"]) or row["comparability"] != "partly":
        return {}
    years = (int(row["year"]), int(row["previous"]))
    change = summed(leaves(scored(of_unit.subject), of_unit.index, str(row["code"]), *years, of_unit.jumps))
    return {"like_for_like": change.change, "share_comparable": change.share}


def _last(years: pd.Series) -> Any:
    return int(years.iloc[-1]) if len(years) else pd.NA


def _of_sheet(scores: pd.DataFrame, index: str, unit: str, year: int, years: list[int]) -> dict[str, Any]:
    """Return the total of a unit's own scoring sheet; nobody is ranked by it."""
    sheet = sheets.sheet(scores, index=index, unit=unit, year=years[0])
    facts = {name: sheet.attrs[name] for name in ("unit", "illustrative", "file")}
    total = sheet[sheet["code"] == "total"]
    if total.empty or total["result"].isna().all():
        return _blank(index, *words("reasons", "no_total", year=years[0])) | facts
    both = side_by_side(scores, index=index, unit=unit, years=years[:2])
    totals = both[both["code"] == "total"]
    comparable = len(totals) > 1 and bool(totals["comparable"].iloc[-1])
    step = totals["change"].iloc[-1]
    why = "first" if len(totals) < 2 else step if step in ("rearranged", "other_stage") else "sheet_rebuilt"
    reason = ("", "") if comparable else words("reasons", why)
    kind = "same" if comparable else "redefined" if len(totals) > 1 else "new"
    change = totals["result"].diff().iloc[-1] if comparable else float("nan")
    row = total.iloc[0]
    alone = sheet.attrs["stages"] == ("self",)
    return _blank(index, *_gaps(years[0], year, True, ranked=False, self_scored=alone)) | facts | {
        "year": years[0], "score": row["result"], "max_score": row["max_score"], "pct_value": row["pct"],
        "previous": years[1] if len(years) > 1 else pd.NA, "change": change, "comparability": kind,
        "reason": reason[0], "reason_en": reason[1],
    }  # fmt: skip


def _gaps(
    published: int, asked: int, scored: bool, *, ranked: bool, estimated: bool = False, derived: bool = False,
    self_scored: bool = False,
) -> tuple[str, str]:  # fmt: skip
    """Say what is missing: the year asked for, the score, the rank; and what was not printed as it stands."""
    reasons = []
    if published < asked:
        reasons.append(words("reasons", "older", year=asked, latest=published))
    if not scored:
        reasons.append(words("reasons", "rank_only"))
    if self_scored:
        reasons.append(words("reasons", "self_scored"))
    if derived:
        reasons.append(words("reasons", "derived"))
    if estimated:
        reasons.append(words("reasons", "estimated_unranked"))
    elif not ranked:
        reasons.append(words("reasons", "not_ranked"))
    vi, en = zip(*reasons, strict=True) if reasons else ((), ())
    return "; ".join(vi), "; ".join(en)
