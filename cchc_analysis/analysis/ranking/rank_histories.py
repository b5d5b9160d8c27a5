"""A unit's rank year by year, and what moved it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.published_scores import Published
from cchc_analysis.analysis.asked.scopes import declared_size, few, printed_among
from cchc_analysis.analysis.asked.subjects import subject
from cchc_analysis.analysis.errors import words
from cchc_analysis.analysis.years import comparing
from cchc_analysis.analysis.years.unit_lines import UnitLine, unit_line
from cchc_analysis.scores import typed

_COLUMNS = [
    "year", "code", "rank", "printed_rank", "rank_low", "rank_high", "n_units", "n_shown", "n_whole", "group",
    "score", "pct", "change", "change_basis", "change_common", "n_common", "shown_change", "shown_common",
    "comparability", "reason", "reason_en", "partial", "step", "scope", "status",
]  # fmt: skip
_OF_LINE = ["year", "code", "group", "score", "pct", "printed_rank", "scope", "status"]
_OF_RANKS = {
    **dict.fromkeys([
        "rank", "rank_low", "rank_high", "n_units", "n_shown", "n_whole", "change", "change_common", "n_common",
        "shown_change", "shown_common",
    ], "Int16"),
    **dict.fromkeys(["change_basis", "comparability", "reason", "reason_en", "step"], "string"),
    "partial": "bool",
}  # fmt: skip


@dataclass(slots=True)
class _Year:
    """A unit's rank in a year, and how it moved since the last year with one."""

    key: tuple[int, str | None, str]  # year, code and scope
    unit_id: str | None
    estimated: bool
    partial: bool
    rank: int | None
    printed_rank: int | None
    n_units: int
    n_shown: int | None
    n_whole: int
    rank_low: int | None
    rank_high: int | None
    comparability: str | None = None
    reason: str = ""
    reason_en: str = ""
    step: str | None = None
    change: int | None = None
    change_basis: str | None = None
    change_common: int | None = None
    n_common: int | None = None
    shown_change: int | None = None
    shown_common: int | None = None

    @property
    def shown(self) -> int | None:
        """The printed rank, else the computed one."""
        return self.rank if self.printed_rank is None else self.printed_rank


def rank_history(scores: pd.DataFrame, *, index: str, unit: str, code: str = "total") -> pd.DataFrame:
    """Return a unit's rank year by year, and its change on two bases.

    Parameters
    ----------
    scores, index, unit, code
        As in :func:`cchc_analysis.trend`.

    Returns
    -------
    pandas.DataFrame
        One row a year: ``code`` of the year's edition, ``rank`` (computed), ``printed_rank``,
        ``rank_low, rank_high`` as in :func:`ranks`; ``n_units`` (how many are ranked; in a ``partial``
        year, when fewer than half were published, the size of the scope, and ``rank`` is missing),
        ``n_shown`` (among how many the printed rank is, else the computed one), ``n_whole`` (how
        many should have a score), ``group`` as printed, ``score`` (points), ``pct``. ``change`` is
        places gained (+) or lost (−) since the last year with a rank, on the whole sets of both
        years: of the printed ranks, or the computed one where none is printed (``change_basis``:
        ``printed, computed, mixed``); ``change_common`` the same among the ``n_common`` units
        published in both years. ``shown_change`` is the one that sentences tell: ``change`` where
        the sets are the same, else ``change_common`` with ``shown_common`` as their number.
        All only at ``same`` and ``rescaled``; ``comparability, reason, reason_en`` as in
        ``trend``, from the last year with a rank (places may be compared over a jump: it moved
        everybody); ``status`` of the score. A rank among 34 is none among 63: where the set
        of units (``scope``) changed, the step is ``redefined``.

    Raises
    ------
    AnalysisError
        For an unknown unit or code; names the nearest.
    """
    index, unit, code = checked(scores, index=index, unit=unit, code=code)
    subject(peers.rows_of(scores, index), unit, index)  # the nation and regions have no rank
    return kept(scores, ("rank history", index, unit, code),
                lambda: _made(unit_line(scores, index, unit, code), code)).copy(deep=False)  # fmt: skip


def _made(of_unit: UnitLine, code: str) -> pd.DataFrame:
    years = _years(of_unit)
    for at, year in enumerate(years):
        past = next((then for then in reversed(years[:at]) if then.shown is not None), None)
        _compare(year, past, of_unit.published)
    line = of_unit.line
    table = {name: line[name].array for name in _OF_LINE}
    table |= {name: typed([getattr(year, name) for year in years], dtype, len(years))
              for name, dtype in _OF_RANKS.items()}  # fmt: skip
    result = pd.DataFrame(table)[_COLUMNS]
    shown = [year.key[0] for year in years if year.shown is not None]
    result.attrs = of_unit.subject.attrs(of_unit.index) | {
        "kind": "rank_history", "code": code, "name": of_unit.asked.name_vi, "name_en": of_unit.asked.name_en,
        "year": shown[-1] if shown else None,
    }  # fmt: skip
    return result


def _years(of_unit: UnitLine) -> list[_Year]:
    """Return the ranks of a unit's years, each compared with the last that has one."""
    published, line = of_unit.published, of_unit.line
    codes, ids, printed = (line[name].array.to_numpy(dtype=object, na_value=None)
                           for name in ("code", "unit_id", "printed_rank"))  # fmt: skip
    keys = list(zip(line["year"].tolist(), codes, line["scope"].tolist(), strict=True))
    years = [
        _year(key, unit_id, rank, estimated, published)
        for key, unit_id, rank, estimated in zip(keys, ids, printed, line["estimated"].tolist(), strict=True)
    ]
    # A year counts as published here when it has a rank, be it without a score.
    points = [
        comparing.Point(of, year.key[0], year.key[1], year.unit_id, year.shown is not None, year.estimated)
        for of, year in zip(line["of"].tolist(), years, strict=True)
    ]
    for year, comparison in zip(years, comparing.compared(of_unit.index, points, {}), strict=True):
        year.comparability, year.reason, year.reason_en, *_ = comparison
        year.step = comparison.step
    return years


def _year(
    key: tuple[int, str | None, str], unit_id: str | None, printed: int | None, estimated: bool,
    published: Published,
) -> _Year:  # fmt: skip
    """Return the rank of a year, printed and computed, and among how many it is."""
    cohort, size = published.of(*key), published.size(key[2])
    # Nobody is ranked beside an estimate.
    partial = bool(few(len(cohort.scores), size)) and not estimated
    rank = None if partial or unit_id is None else cohort.ranks.get(unit_id)
    n_units = size if partial else len(cohort.scores)
    among = n_units if printed is None else printed_among(published.printed(*key).values(), size)
    whole = published.expected(*key)
    worst = None if rank is None else rank + max(0, whole - len(cohort.scores))
    return _Year(key, unit_id, estimated, partial, rank, printed, n_units, among, whole,
                 rank_low=rank if printed is None else printed,
                 rank_high=worst if printed is None else printed)  # fmt: skip


def _compare(year: _Year, past: _Year | None, published: Published) -> None:
    """Add to a year how its rank moved since the last one, on the shown ranks and among the common units."""
    if year.shown is None:
        if year.estimated:
            year.reason, year.reason_en = words("reasons", "estimated_unranked")
        return
    if past is None or past.shown is None:
        return
    if past.key[2] != year.key[2] and year.comparability in comparing.RANKABLE:
        counts = [declared_size(scope) or "?" for scope in (past.key[2], year.key[2])]
        year.reason, year.reason_en = words("reasons", "other_units", before=counts[0], now=counts[1])
        year.comparability = year.step = "redefined"
    if year.comparability not in comparing.RANKABLE:
        return
    year.change = past.shown - year.shown
    if not (year.partial or past.partial):
        ranks = published.ranks_of_both(year.key, past.key)
        if year.unit_id in ranks:
            now, then = ranks[year.unit_id]
            year.change_common, year.n_common = then - now, len(ranks)
    printed = [at.printed_rank is not None for at in (year, past)]
    year.change_basis = "printed" if all(printed) else "mixed" if any(printed) else "computed"
    among_one_set = year.n_shown is not None and year.n_shown == past.n_shown
    if among_one_set and (all(printed) or year.n_common == year.n_shown):
        year.shown_change = year.change
    else:
        year.shown_change, year.shown_common = year.change_common, year.n_common
