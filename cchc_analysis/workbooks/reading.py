"""From workbooks to scores and findings: the functions that the rest of the package calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from cchc_analysis.findings import Finding, Findings
from cchc_analysis.workbooks.book import Book
from cchc_analysis.workbooks.cells.account import SheetAccount, frame_of
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.scores.emission import emit


@dataclass(eq=False)
class Reading:
    """What was understood of workbooks.

    Attributes
    ----------
    scores : pandas.DataFrame
        The Scores frame (:data:`cchc_analysis.scores.COLUMNS`).
    findings : pandas.DataFrame
        ``severity, rule, message, message_en, file, sheet, cell``, the gravest first.
    account : pandas.DataFrame
        ``file, sheet, range, cells, taken, quantity, reason``: every number of the sheets is taken, or named.
    """

    scores: pd.DataFrame
    findings: pd.DataFrame
    _accounts: list[SheetAccount] = field(default_factory=list, repr=False)

    @cached_property
    def account(self) -> pd.DataFrame:
        """The account of every number, made when it is first asked for."""
        return frame_of(self._accounts)


def read(
    path: str | Path, *, index: str | None = None, year: int | None = None, unit: str | None = None
) -> Reading:
    """Read a workbook of an index, whatever its layout.

    Parameters
    ----------
    path : str or Path
        A workbook (XLSX, XLS, XLSB, ODS by content), a CSV or a table of HTML.
    index : str, optional
        ``PAPI``, ``PCI`` …; else the source beside it, its titles, tabs, name or headings tell it.
    year : int, optional
        The year assessed; else the same tell it.
    unit : str, optional
        Keep only this unit's scores; of a sheet that names none, the unit that it is of.

    Returns
    -------
    Reading
        Scores with their cells, everything doubtful, and the account of every number.

    Raises
    ------
    ReadError
        Where not one score could be read; the message says what, where and what to do.

    Examples
    --------
    >>> reading = read("data/raw/papi/papi_2024.xlsx")
    >>> reading.scores[["unit", "code", "score", "cell"]].values.tolist()[0]
    ['Hà Nội', 'total', 43.774715, 'C3']
    """
    book = Book(Path(path), index, year, unit)
    blocks = book.read()
    book.findings.fold()
    return Reading(emit(blocks), book.findings.to_frame(), book.accounts)


def read_many(
    paths: Iterable[str | Path], *, index: str | None = None, year: int | None = None, unit: str | None = None
) -> Reading:
    """Read many workbooks into one frame; one that cannot be read is a finding, and the others go on.

    Parameters
    ----------
    paths : iterable of str or Path
    index, year, unit
        As for :func:`read`, for all of them.

    Returns
    -------
    Reading

    Examples
    --------
    >>> reading = read_many(["data/raw/papi/papi_2023.xlsx", "data/raw/papi/papi_2024.xlsx"])
    >>> reading.scores["year"].drop_duplicates().tolist()
    [2023, 2024]
    """
    blocks: list[Block] = []
    accounts: list[SheetAccount] = []
    found: list[Finding] = []
    for path in paths:
        book = Book(Path(path), index, year, unit)
        blocks += book.tried()
        accounts += book.accounts
        book.findings.fold()
        found += book.findings.items
    return Reading(emit(blocks), Findings(found).to_frame(), accounts)
