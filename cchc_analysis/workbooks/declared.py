"""From the entries of a sheet that declares its own criteria to rows of the Scores frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from cchc_analysis import scores
from cchc_analysis.findings import Findings
from cchc_analysis.findings.sheets import check_sheet
from cchc_analysis.workbooks.domain_summary import summaries
from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.grid import Workbook
from cchc_analysis.workbooks.layouts.scoring_sheet import ScoringSheet
from cchc_analysis.workbooks.scoring import Entry, entries_of
from cchc_analysis.workbooks.title_block import Subject, subject_of


def read_scoring_sheets(
    sheets: list[ScoringSheet],
    workbook: Workbook,
    findings: Findings,
    *,
    index: str | None = None,
    year: int | None = None,
    unit: str | None = None,
) -> pd.DataFrame:
    """Return the scores of the scoring sheets of a workbook; what one lacks does not lose the others.

    Raises
    ------
    ReadError
        Where no sheet tells its year, its unit or a score.
    """
    frames: list[pd.DataFrame] = []
    failed: ReadError | None = None
    for found in sheets:
        try:
            frames.append(
                read_scoring_sheet(found, workbook.path, findings, index=index, year=year, unit=unit)
            )
        except ReadError as error:
            failed = failed or error
    if not frames and failed is not None:
        raise failed
    frame = scores.concat(frames)
    _once(frame, findings)
    return frame[~frame.duplicated(scores.KEY)].reset_index(drop=True)


def _once(frame: pd.DataFrame, findings: Findings) -> None:
    """Report scores that two sheets, or two rows of one, both claim to be; the first is kept."""
    for row in frame[frame.duplicated(scores.KEY)].drop_duplicates(["sheet", "code"]).itertuples():
        findings.add(
            "score_again", file=row.file, sheet=row.sheet, cell=row.cell, code=row.code, unit=row.unit
        )


def read_scoring_sheet(
    found: ScoringSheet,
    path: Path,
    findings: Findings,
    *,
    index: str | None = None,
    year: int | None = None,
    unit: str | None = None,
) -> pd.DataFrame:
    """Return the scores of one scoring sheet, checked; arguments go before what the sheet says.

    A sheet holds one unit, or several: across (criteria by unit), or down (a summary by domain).

    Raises
    ------
    ReadError
        Where nothing tells its year or unit.
    """
    if not found.stages and len(found.units) < 2 and not found.columns.get("satisfied"):
        said = "; ".join(found.headings.values())
        raise ReadError("no_stage_column", findings, file=path.name, sheet=found.sheet.name, found=said)
    frames = []
    for name, entries in _by_unit(found, path, findings):
        subject = subject_of(found, path, findings, index=index, year=year, unit=unit, column=name)
        check_sheet(entries, path.name, found.sheet.name, findings)
        frames.append(frame_of(entries, subject, path.name, found.sheet.name))
    return scores.concat(frames)


def _by_unit(found: ScoringSheet, path: Path, findings: Findings) -> Iterator[tuple[str, list[Entry]]]:
    if found.is_summary:
        yield from summaries(found)
    elif len(found.units) > 1:
        for at, name in found.units.items():
            yield (name, entries_of(replace(found, columns=found.columns | {"final": [at]}), path, findings))
    else:
        yield "", entries_of(found, path, findings)


def frame_of(entries: list[Entry], subject: Subject, file: str, sheet: str) -> pd.DataFrame:
    """Return one row for every criterion and stage that the sheet prints.

    A criterion that is *not applicable* lowers the maximum of everything above it by its own.
    """
    rows = [
        {
            "code": e.code, "level": e.node.level, "name": e.name, "stage": stage,
            "score": value.number, "min_score": min(0.0, most), "max_score": max(0.0, most),
            "group": (e.group or None) if e.is_total else None, "status": value.status, "cell": value.cell,
            "note": " · ".join(t for t in (e.note, subject.label) if t) or None,
            "n": e.answers.n if e.answers else None,
            "low": e.answers.interval[0] if e.answers else None,
            "high": e.answers.interval[1] if e.answers else None,
        }
        for e in entries
        for stage, value in e.values.items()
        for most in (e.maxima.get(stage, e.possible),)
    ]  # fmt: skip
    columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
    count = len(rows)
    facts = {
        "index": subject.index, "edition": subject.edition, "unit": subject.unit,
        "unit_id": subject.unit_id, "unit_type": subject.unit_type, "scope": subject.scope, "file": file,
        "sheet": sheet,
    }  # fmt: skip
    constant = {name: [value] * count for name, value in facts.items()}
    return scores.from_columns(columns | constant | {"year": [subject.year] * count}, count)
