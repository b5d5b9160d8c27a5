"""Who is compared with whom: the rows of an index, the names in them, the peers that are asked for.

Only published figures of units of one scope and year are compared; an estimate for a merged unit is
never ranked and never part of a median.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis import scores as frame
from cchc_analysis.analysis.asked.arguments import unit_among
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.scopes import COLLECTIVE
from cchc_analysis.analysis.asked.values import word
from cchc_analysis.analysis.errors import AnalysisError, error

#: What the analysis takes of the Scores frame: half its columns, and twice the speed.
_USED = [
    "index", "edition", "year", "unit", "unit_id", "unit_type", "scope", "code", "level", "stage", "score",
    "min_score", "max_score", "standard_error", "rank", "group", "status", "estimated", "note", "file",
]  # fmt: skip


def rows_of(scores: pd.DataFrame, index: str, asked: str = "") -> pd.DataFrame:
    """Return an index's final rows, without nation and regions, which are no ranked units.

    Of these the one *asked* for by its name stays: it has a line, and no peers.
    """
    rows, of_many = kept(scores, ("final rows", index), lambda: _final_rows(scores, index), shared=True)
    if not of_many.any():
        return rows
    named = asked if asked and (collective(scores, index)["unit"] == asked).any() else ""
    return kept(
        scores, ("rows", index, named), lambda: rows[~(of_many & (rows["unit"] != named))], shared=True
    )


def collective(scores: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return an index's final rows of the nation and of regions."""
    rows, of_many = kept(scores, ("final rows", index), lambda: _final_rows(scores, index), shared=True)
    return kept(scores, ("collective rows", index), lambda: rows[of_many], shared=True)


def _final_rows(scores: pd.DataFrame, index: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return an index's final rows, each score once, and which are those of the nation and of regions."""
    try:
        rows = frame.select(scores[_USED], index=index, stage="final")
    except frame.ScoresError as none:
        raise AnalysisError(str(none)) from None
    require_once(rows, index)
    return rows, rows["unit_type"].isin(COLLECTIVE)


def require_once(rows: pd.DataFrame, index: str, *more: str) -> None:
    """Refuse rows in which a score comes twice: of a unit, year and code, and of what else tells them apart."""
    apart = ["year", "code", *more]
    twice = rows.duplicated(["unit_id", "scope", *apart])
    if twice.any():
        example = ", ".join(str(value) for value in rows.loc[twice, ["unit", *apart]].iloc[0])
        raise error("duplicates", index=index, n=int(twice.sum()), example=example)


def asked_for(rows: pd.DataFrame, peers: str | Sequence[str], index: str) -> str | list[str]:
    """Return the peers that are asked for: ``all``, ``region``, ``nearest``, or names as they stand in *rows*.

    Raises
    ------
    AnalysisError
        For another word, nobody, or a name that is no unit.
    """
    if isinstance(peers, str) or not peers:
        return word(peers, "peers", ("all", "region", "nearest"))
    by_id = dict(zip(rows["unit_id"], rows["unit"], strict=True))
    return list(dict.fromkeys(by_id.get(name) or unit_among(rows, name, index) for name in peers))
