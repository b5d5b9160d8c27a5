"""The line of one unit in one criterion, with all that were ranked with it: trends and ranks begin there."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis import lines, peers
from cchc_analysis.analysis.jumped import jumps_in
from cchc_analysis.analysis.kept import kept
from cchc_analysis.jumps import Jumps


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's years in one criterion. Shared by all questions: nobody writes into its tables.

    Attributes
    ----------
    index : str
    rows : pandas.DataFrame
        The index's rows (``peers.rows_of``).
    subject : Subject
        The unit.
    asked : Criterion
        What the code is in the last year.
    line : pandas.DataFrame
        The unit's scores (``peers.own_line``), compared from year to year (``lines.compared``).
    others : pandas.DataFrame
        The published scores of all that were ranked with it (``peers.published``), with ``rank``.
    jumps : dict
        Those that the line is subject to.
    """

    index: str
    rows: pd.DataFrame
    subject: peers.Subject
    asked: frameworks.Criterion
    line: pd.DataFrame
    others: pd.DataFrame
    jumps: Jumps


def unit_line(scores: pd.DataFrame, index: str, unit: str, code: str = "total") -> UnitLine:
    """Return the line of a unit in a criterion, by its code in the edition of the unit's last year.

    Raises
    ------
    AnalysisError
        For an unknown unit or code, or a unit with scoring sheets of its own.
    """
    return kept(scores, ("unit line", index, unit, code), lambda: _made(scores, index, unit, code))


def _made(scores: pd.DataFrame, index: str, unit: str, code: str) -> UnitLine:
    rows = peers.rows_of(scores, index, unit)
    subject = peers.of_one_framework(peers.subject(rows, unit, index), index)
    asked = lines.criterion(index, code, subject.years[-1])
    jumps = jumps_in(scores, index, str(subject.by_year["scope"].iloc[-1]))
    followed = lines.follow(index, [code], subject.years, of=subject.years[-1])
    line = lines.compared(peers.own_line(subject, followed), index, jumps)
    others = peers.published(rows, line)
    others["rank"] = peers.ranked(others)
    return UnitLine(index, rows, subject, asked, line, others, jumps)
