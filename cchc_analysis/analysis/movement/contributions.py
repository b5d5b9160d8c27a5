"""What moved the total from one year to another: each criterion's contribution, at one level."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.subjects import Subject, of_one_framework
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.errors import error, listed, no_year, noted, words
from cchc_analysis.analysis.years import like_for_like
from cchc_analysis.analysis.years.gap_changes import with_gap_changes
from cchc_analysis.analysis.years.jumped import jumps_in
from cchc_analysis.analysis.years.unit_lines import lines_of
from cchc_analysis.jumps import Jumps
from cchc_analysis.phrases import number_in_both

_COMPARE = [
    "code", "name", "name_en", "level", "previous_score", "score", "max_score", "previous_pct", "pct",
    "change", "change_in_pct", "contribution", "printed_change", "printed_contribution",
    *like_for_like.COLUMNS, "gap_change", "gap_change_in_pct", "comparability", "reason", "reason_en", "below",
]  # fmt: skip


def compare(
    scores: pd.DataFrame, *, index: str, unit: str, year: int, previous: int | None = None,
    level: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """Return two years of one unit side by side, and what each criterion added to the total's change.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`.
    year, previous : int
        The years; *previous* is the last with a score of the unit before *year* unless given.
    level : int
        Level of the criteria (1 dimensions or PCI's sub-indices); contributions are of one level.

    Returns
    -------
    pandas.DataFrame
        One row a criterion of *year*'s edition, and one for each that was dropped since: ``code, name,
        name_en, level, previous_score, score, max_score`` in its points, ``previous_pct, pct``; ``change,
        change_in_pct, printed_change, like_for_like, share_comparable, gap_change, comparability, reason,
        reason_en, below`` and the like as in ``trend``;
        ``printed_contribution = score·weight − previous_score·previous_weight``, in points of the total.
        ``contribution``, the greatest gain first, is the same where the total is comparable: a last row,
        ``làm tròn``, then holds what rounding leaves (or says that the published figures disagree, or are
        not all published), so that contributions sum to the change of the total. Where it is ``partly``
        comparable they are like for like, of the parts that are measured as they were, and sum to
        ``like_for_like`` of the total. They are missing where the total itself may not be compared, less
        than half of its scale may, or weights are unknown; the note then says so. ``attrs``: ``year,
        previous, total, previous_total, total_change`` (missing unless the total is comparable);
        ``comparability, printed_change, like_for_like, share_comparable, gap_change`` of the total,
        ``note_vi, note_en``.

    Raises
    ------
    AnalysisError
        For an unknown unit, a year in which it was not published, or a level without criteria.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = compare(load(), index="PAPI", unit="Bắc Kạn", year=2024, previous=2023)
    >>> table[["name", "contribution"]].head(1).round(2).values.tolist()
    [['Quản trị điện tử', 0.35]]
    """
    index, unit, year, previous, level = checked(
        scores, index=index, unit=unit, year=year, previous=previous, level=level
    )
    rows = peers.rows_of(scores, index)
    subject = of_one_framework(find_subject(rows, unit, index), index)
    previous = _two_years(subject, index, year, previous)
    jumps = jumps_in(scores, index, subject.scope)
    both = _both_years(rows, subject, index, (previous, year), level, jumps)
    total, table = both.loc["total"], both.drop(index="total")
    table["contribution"] = table["printed_contribution"]
    if total["comparability"] != "same":
        of_parts = total["comparability"] == "partly" and pd.notna(total["like_for_like"])
        known = _like_for_like(subject, index, (previous, year), jumps) if of_parts else {}
        table["contribution"] = [float(known.get(str(code), "nan")) for code in table.index]
    table = table.sort_values("contribution", ascending=False, kind="stable")
    table = table.drop(columns="code").rename_axis("code").reset_index()[_COMPARE]
    table, note = _with_rest(table, total, (index, year, previous))
    table.attrs = subject.attrs(index) | {
        "kind": "compare", "year": year, "previous": previous, "level": level,
        "total": float(total["score"]), "previous_total": float(total["previous_score"]),
        "total_change": float(total["change"]), "comparability": str(total["comparability"]),
        **{name: float(total[name]) for name in
           ("printed_change", "like_for_like", "share_comparable", "gap_change")},
    } | noted(note)  # fmt: skip
    return table


def _both_years(
    rows: pd.DataFrame, subject: Subject, index: str, years: tuple[int, int], level: int, jumps: Jumps
) -> pd.DataFrame:
    """Return the total and the criteria of a level, by code, with both years and what they contributed.

    What is new contributed all of its points, what was dropped took its points away.
    """
    previous, year = years
    now, then = (frameworks.framework(index, y) for y in (year, previous))
    codes = [c.code for c in now.criteria.values() if c.level == level]
    if not codes or level not in (1, 2, 3):
        levels = sorted({c.level for c in now.criteria.values() if c.level in (1, 2, 3)})
        raise error("no_level", index=index, level=level, near=listed(levels))
    both = lines_of(subject, index, ["total", *codes], [previous, year], year, jumps)
    both = with_gap_changes(both, published_in(rows))
    both = like_for_like.with_like_for_like(both, like_for_like.scored(subject), index, jumps)
    both = both.set_index("of")
    before, table = (both[both["year"] == y].copy() for y in years)
    table["previous_score"], table["previous_pct"] = before["score"], before["pct"]
    table["name_en"] = pd.array([now.criteria[c].name_en for c in table.index], dtype="string")
    worth = pd.Series({code: now.weight_in_total(code) for code in table.index})
    earlier = pd.Series({
        of: 0.0 if pd.isna(code) else then.weight_in_total(code) for of, code in before["code"].items()
    })  # fmt: skip
    lost = table["previous_score"].where(before["code"].notna(), 0.0) * earlier
    table["printed_contribution"] = table["score"] * worth - lost
    gone = [c for c in then.criteria.values()
            if c.level == level and frameworks.code_in(index, c.code, year, of=previous) is None]  # fmt: skip
    return pd.concat([table, _dropped(subject, gone, then, previous)]) if gone else table


def _like_for_like(subject: Subject, index: str, years: tuple[int, int], jumps: Jumps) -> dict[str, float]:
    """Return by code what each criterion added to the total's like-for-like change, where a leaf stayed."""
    previous, year = years
    points = like_for_like.scored(subject)
    parents = {c.code: c.parent for c in frameworks.framework(index, year).criteria.values()}
    added: dict[str, float] = {}
    for leaf in like_for_like.leaves(points, index, "total", year, previous, jumps):
        if leaf.change == leaf.change:
            for code in (leaf.code, *frameworks.line_up(leaf.code, parents)):
                added[code] = added.get(code, 0.0) + leaf.change
    return added


def _dropped(
    subject: Subject, gone: list[frameworks.Criterion], then: frameworks.Framework, previous: int
) -> pd.DataFrame:
    """Return the rows of criteria that are no longer there, by the codes that they had."""
    scores_then = subject.rows[subject.rows["year"] == previous].set_index("code")["score"]
    vi, en = words("reasons", "dropped")
    rows = [
        {"code": c.code, "name": c.name_vi, "name_en": c.name_en, "level": c.level,
         "previous_score": scores_then.get(c.code, float("nan")), "comparability": "dropped",
         "printed_contribution": -scores_then.get(c.code, float("nan")) * then.weight_in_total(c.code),
         "reason": vi, "reason_en": en, "below": ""}
        for c in gone
    ]  # fmt: skip
    return pd.DataFrame(rows).set_index("code")


def _two_years(subject: Subject, index: str, year: int, previous: int | None) -> int:
    """Return the year to compare with; refuse a year in which the unit's total was not published."""
    totals = subject.rows[(subject.rows["code"] == "total") & subject.rows["score"].notna()]
    years = {int(known) for known in totals["year"]}
    asked = previous if previous is not None else max((y for y in years if y < year), default=year - 1)
    for y in (year, asked):
        if y not in years:
            raise no_year(index, y, subject.unit, years)
    if asked >= year:
        raise error("not_before", year=year, previous=asked)
    return asked


def _with_rest(
    table: pd.DataFrame, total: pd.Series, of: tuple[str, int, int]
) -> tuple[pd.DataFrame, tuple[str, str]]:
    """Add what the criteria leave of the total's change, under the name of what it is; or say why not."""
    index, year, previous = of
    if total["comparability"] == "partly":
        return table, _partly(total, year, previous)
    if total["comparability"] != "same":
        reason = (total["reason"], total["reason_en"])
        return table, words("notes", "no_contributions", year=year, previous=previous, reason=reason)
    if table["contribution"].isna().all():
        framework = frameworks.framework(index, year)
        known = any(framework.weight_in_total(c) >= 0 for c in table["code"] if c in framework.criteria)
        return table, words("notes", "no_parts" if known else "no_weights", index=index, year=year)
    rest = float(total["change"] - table["contribution"].sum())
    rounding = frameworks.tolerance(index, year) + frameworks.tolerance(index, previous)
    if table["contribution"].isna().any():
        kind = "unpublished"
    else:
        kind = "rounding" if abs(rest) <= rounding else "disagree"
    name, name_en = words("rows", kind)
    last = pd.DataFrame([{"code": kind, "name": name, "name_en": name_en, "level": table["level"].iloc[0],
                          "contribution": rest, "printed_contribution": rest, "reason": "", "reason_en": "",
                          "below": ""}])  # fmt: skip
    table = pd.concat([table, last.reindex(columns=table.columns).astype(table.dtypes)], ignore_index=True)
    reason = (total["reason"], total["reason_en"])
    return table, words("notes", "mind", reason=reason) if total["reason"] else ("", "")


def _partly(total: pd.Series, year: int, previous: int) -> tuple[str, str]:
    """Return what must be known of like-for-like contributions, or why there are none."""
    if pd.isna(total["like_for_like"]):
        reason = (total["like_for_like_reason"], total["like_for_like_reason_en"])
        return words("notes", "no_like_for_like", year=year, previous=previous, reason=reason)
    share = number_in_both(100 * total["share_comparable"], 0)
    printed = number_in_both(total["printed_change"], 2, sign=True)
    key = "like_for_like" if previous == year - 1 else "like_for_like_gap"
    return words("notes", key, share=share, printed=printed, codes=total["below"], previous=previous)
