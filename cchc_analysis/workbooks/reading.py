"""From a workbook to scores and findings: the one function that the rest of the package calls."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from cchc_analysis import frameworks, scores
from cchc_analysis.findings import Findings
from cchc_analysis.findings.checks import check
from cchc_analysis.frameworks import Framework, FrameworkError
from cchc_analysis.workbooks.declared import read_scoring_sheets
from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.grid import Workbook, open_workbook
from cchc_analysis.workbooks.joining import Year
from cchc_analysis.workbooks.layouts import Table, recognise
from cchc_analysis.workbooks.layouts.scoring_sheet import find
from cchc_analysis.workbooks.refusals import no_score, no_table, report_marks
from cchc_analysis.workbooks.subject import assign_years, index_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a workbook.

    Attributes
    ----------
    scores : pandas.DataFrame
        The Scores frame (:data:`cchc_analysis.scores.COLUMNS`).
    findings : pandas.DataFrame
        ``severity, rule, message, message_en, file, sheet, cell``, the gravest first.
    """

    scores: pd.DataFrame
    findings: pd.DataFrame


def read(
    path: str | Path, *, index: str | None = None, year: int | None = None, unit: str | None = None
) -> Reading:
    """Read a workbook of an index, whatever its layout.

    Parameters
    ----------
    path : str or Path
        A workbook (XLSX, XLS, XLSB, ODS by content).
    index : str, optional
        ``PAPI``, ``PCI`` …; else the file, its sheets or its headings tell it.
    year : int, optional
        The year assessed; else the file's name, the sheets or their titles tell it.
    unit : str, optional
        Keep only this unit's scores.

    Returns
    -------
    Reading
        Scores with their cells, and everything doubtful.

    Raises
    ------
    ReadError
        Where not one score could be read; the message says what, where and what to do.

    Examples
    --------
    >>> reading = read("data/raw/papi/papi_2024.xlsx")
    >>> reading.scores[["unit", "code", "score", "cell"]].values.tolist()[0]
    ['An Giang', 'total', 42.891685, 'BG3']
    """
    findings = Findings()
    workbook = open_workbook(path, findings)
    _declare_own(workbook, findings)
    report_marks(workbook, findings)
    known = _known_index(index, workbook, findings)
    sheets = [f for s in workbook.sheets if s.rows and (f := find(s)) is not None]
    if sheets:
        frame = read_scoring_sheets(sheets, workbook, findings, index=known, year=year, unit=unit)
        _say_left_out(workbook, {id(f.sheet) for f in sheets}, findings)
        return Reading(frame, findings.to_frame())
    tables = [t for s in workbook.sheets if s.rows and (t := recognise(s)) is not None and t.series]
    if not tables:
        raise no_table(workbook, findings)
    frame = _by_framework(tables, workbook, findings, index=known, year=year)
    return Reading(frame if unit is None else _only(frame, unit), findings.to_frame())


def _say_left_out(workbook: Workbook, read: set[int], findings: Findings) -> None:
    """Report the tables of units that stand beside scoring sheets: they are another thing, and not read."""
    for sheet in workbook.sheets:
        if id(sheet) not in read and sheet.rows and (table := recognise(sheet)) and table.series:
            findings.add("table_beside_sheets", file=workbook.file, sheet=sheet.name)


def _by_framework(
    tables: list[Table], workbook: Workbook, findings: Findings, *, index: str | None, year: int | None
) -> pd.DataFrame:
    """Return the scores of tables of units and criteria, read against what the index declares."""
    index = index or index_of(workbook.path, tables, findings)
    frames = []
    for y, own in assign_years(workbook.path, tables, index, year, findings).items():
        framework = _framework(index, y, workbook, findings)
        part = Year(workbook, framework, findings).read(own)
        if np.isfinite(part["score"].to_numpy()).any() or part["rank"].notna().any():
            scopes = part["scope"].unique()
            for scope in scopes:
                own_scope = part["scope"] == scope if len(scopes) > 1 else None
                together = part if own_scope is None else part[own_scope].reset_index(drop=True)
                check(together, framework, findings)
            frames.append(part)
    if not frames:
        raise no_score(workbook, tables, framework, findings)
    return frames[0] if len(frames) == 1 else scores.concat(frames)


def _only(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    from cchc_analysis.units import canonical

    own = frame["unit_id"] == unit
    return frame[own if own.any() else frame["unit"] == canonical(unit)].reset_index(drop=True)


def _declare_own(workbook: Workbook, findings: Findings) -> None:
    """Learn the indices that the user declares beside the workbook's data folder."""
    try:
        frameworks.declare_beside(workbook.path)
    except FrameworkError as error:
        vi, _, en = str(error).partition("\n")
        raise ReadError("framework_wrong", findings, file=workbook.file, problem=vi,
                        problem_en=en or vi) from None  # fmt: skip


def _known_index(index: str | None, workbook: Workbook, findings: Findings) -> str | None:
    if index is None:
        return None
    known = {name.upper(): name for name in frameworks.indices()}
    if index.upper() not in known:
        raise ReadError(
            "index_undeclared", findings, file=workbook.file, index=index, known=", ".join(known.values())
        )
    return known[index.upper()]


def _framework(index: str, year: int, workbook: Workbook, findings: Findings) -> Framework:
    try:
        framework = frameworks.framework(index, year)
    except FrameworkError:
        first = frameworks.editions(index)[0].year
        raise ReadError(
            "year_before_index", findings, file=workbook.file, index=index, year=year, first=first
        ) from None
    if framework.assumed:
        findings.add("edition_assumed", file=workbook.file, index=index, year=year, edition=framework.edition)
    return framework
