"""From a workbook to scores and findings: the one function that the rest of the package calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cchc_analysis import frameworks, scores
from cchc_analysis.findings import Findings
from cchc_analysis.findings.checks import check
from cchc_analysis.frameworks import Framework, FrameworkError
from cchc_analysis.units import scope_of
from cchc_analysis.workbooks.alignment import INDICATOR, AlignedSheet, Aligner, Column, units_of
from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.grid import Workbook, column_letters, open_workbook
from cchc_analysis.workbooks.headings import is_unit_heading
from cchc_analysis.workbooks.layouts import Table, recognise
from cchc_analysis.workbooks.subject import assign_years, index_of, year_of_sheet

#: Printed values of one score that differ by less than this differ by rounding.
_SAME = 0.006
#: A sheet that differs in more than this share of what it repeats holds something else.
_OTHER_DATA = 0.05
#: What stands between the letters and the number of an address.
_NOTHING = pa.scalar("", pa.large_string())


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
    >>> reading = read("data/raw/papi/papi_2024.xlsx")  # doctest: +SKIP
    >>> reading.scores[["unit", "code", "score", "cell"]].head(1)  # doctest: +SKIP
    """
    findings = Findings()
    workbook = open_workbook(path, findings)
    tables = [t for s in workbook.sheets if s.rows and (t := recognise(s)) is not None and t.series]
    _report_marks(workbook, findings)
    if not tables:
        raise _no_table(workbook, findings)
    index = _known_index(index, workbook, findings) or index_of(workbook.path, tables, findings)
    frames = []
    for y, own in assign_years(workbook.path, tables, index, year, findings).items():
        framework = _framework(index, y, workbook, findings)
        part = _Year(workbook, framework, findings).read(own)
        if part["score"].notna().any():
            check(part, framework, findings)
            frames.append(part)
    if not frames:
        raise _no_score(workbook, tables, index, findings)
    frame = frames[0] if len(frames) == 1 else scores.concat(frames)
    if unit is not None:
        from cchc_analysis.units import canonical

        frame = frame[frame["unit"] == canonical(unit)].reset_index(drop=True)
    return Reading(frame, findings.to_frame())


def _known_index(index: str | None, workbook: Workbook, findings: Findings) -> str | None:
    if index is None:
        return None
    known = {name.upper(): name for name in frameworks.indices()}
    if index.upper() not in known:
        raise ReadError(
            "index_undeclared",
            findings,
            file=workbook.file,
            index=index,
            known=", ".join(known.values()),
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
        findings.add(
            "edition_assumed", file=workbook.file, index=index, year=year, edition=framework.edition
        )
    return framework


class _Year:
    """The sheets of one year joined: each score once, from the sheet that says most."""

    def __init__(self, workbook: Workbook, framework: Framework, findings: Findings) -> None:
        self.file = workbook.file
        self.framework = framework
        self.findings = findings
        self.aligner = Aligner(framework, self.file, findings)
        self.kept: dict[str, _Kept] = {}
        self.ranks: np.ndarray | None = None
        self.groups: dict[int, str] = {}
        self.told: dict[int, int | None] = {}

    def read(self, tables: list[Table]) -> pd.DataFrame:
        align = self.aligner.align
        aligned = [a for t in tables if (a := align(t)) is not None and (a.columns or a.pending)]
        self.told = {id(a): year_of_sheet(a.table, self.framework.index) for a in aligned}
        for sheet in sorted(aligned, key=self._precedence):
            if self._join(sheet):
                self.ranks = sheet.ranks if self.ranks is None else self.ranks
                self.groups = self.groups or sheet.groups
        self._zeros()
        parts = [part for kept in self.kept.values() for part in kept.parts]
        if not parts:
            return scores.empty()
        return _emit(parts, self.framework, self.file, self.ranks, self.groups)

    def _precedence(self, sheet: AlignedSheet) -> tuple[bool, bool, int]:
        return self._is_stranger(sheet), not sheet.table.sheet.visible, -sheet.weight

    def _is_stranger(self, sheet: AlignedSheet) -> bool:
        return self._told(sheet) not in (None, self.framework.year)

    def _told(self, sheet: AlignedSheet) -> int | None:
        return self.told[id(sheet)]

    def _join(self, sheet: AlignedSheet) -> bool:
        """Take what the sheet adds; report what it repeats or contradicts. False where it is left out."""
        common = [c for c in sheet.columns if c.code in self.kept]
        against = [self.kept[c.code].column for c in common]
        differing = [_differing(k, c) for k, c in zip(against, common, strict=True)]
        compared = sum(both for both, _ in differing)
        different = sum(len(units) for _, units in differing)
        stranger = self._is_stranger(sheet)
        name = sheet.table.sheet.name
        if stranger and self.kept and (not compared or different > _OTHER_DATA * compared):
            self._say(
                "sheet_of_another_year", name, told=self._told(sheet), year=self.framework.year
            )
            return False
        contradicted = {c.code for c, (both, units) in zip(common, differing, strict=True)
                        if len(units) > _OTHER_DATA * both}  # fmt: skip
        if contradicted and len(contradicted) >= max(2, len(common)):
            self._say(
                "sheet_contradicts",
                name,
                main=self._main_name(),
                codes=", ".join(sorted(contradicted)),
            )
            return False
        self._report_differences(sheet, common, differing, contradicted)
        if compared and stranger:
            self._say("sheet_mistitled", name, told=self._told(sheet), year=self.framework.year)
        new = self._take(sheet)
        if compared and not new and not contradicted:
            self._say("sheet_repeats", name, main=self._main_name())
        return True

    def _main_name(self) -> str:
        return next(iter(self.kept.values())).sheet.table.sheet.name.strip()

    def _report_differences(
        self, sheet: AlignedSheet, common: list[Column], differing: list[tuple[int, list[int]]],
        contradicted: set[str],
    ) -> None:  # fmt: skip
        for column, (_, units) in zip(common, differing, strict=True):
            if not units:
                continue
            kept = self.kept[column.code]
            first = units[0]
            rule = "column_contradicts" if column.code in contradicted else "value_differs"
            self._say(
                rule, sheet.table.sheet.name,
                cell=sheet.table.address(int(column.lines[first]), column.at),
                code=column.code, count=len(units), unit=units_of(self.framework.year)[first].unit,
                value=float(column.values[first]), other=float(kept.column.values[first]),
                main=kept.sheet.table.sheet.name.strip(),
            )  # fmt: skip

    def _take(self, sheet: AlignedSheet) -> bool:
        """Keep the columns that nobody gave yet, and what others of the same scores lack."""
        served = {_parent(code) for code, k in self.kept.items() if k.column.level == INDICATOR}
        new = False
        for column in [*sheet.columns, *self.aligner.indicators(sheet, served)]:
            kept = self.kept.get(column.code)
            if kept is None:
                self.kept[column.code] = _Kept(column, sheet)
                new = True
            else:
                for name, vector in column.properties.items():
                    new |= name not in kept.column.properties
                    kept.column.properties.setdefault(name, vector)
                new |= kept.add(column, sheet)
        return new

    def _zeros(self) -> None:
        """Blank the zeros that stand below the scale: data that are missing, printed as 0."""
        for code, kept in self.kept.items():
            criterion = self.framework.criteria.get(code)
            if criterion is None or not criterion.min_score > 0:
                continue
            for part in kept.parts:
                for u in np.flatnonzero(part.column.values == 0):
                    cell = part.sheet.table.address(int(part.column.lines[u]), part.column.at)
                    unit = units_of(self.framework.year)[u].unit
                    self._say("zero_is_missing", part.sheet.table.sheet.name, cell=cell, code=code, unit=unit,
                              min=criterion.min_score)  # fmt: skip
                    part.column.values[u] = np.nan

    def _say(self, rule: str, sheet: str, cell: str = "", **values: object) -> None:
        self.findings.add(rule, file=self.file, sheet=sheet, cell=cell, **values)


@dataclass(slots=True, eq=False)
class _Part:
    """A column and the sheet it stands in."""

    column: Column
    sheet: AlignedSheet


@dataclass(slots=True, eq=False)
class _Kept:
    """The column that is believed for a criterion, and what other sheets add for other units."""

    column: Column
    sheet: AlignedSheet
    more: list[_Part] = field(default_factory=list)

    @property
    def parts(self) -> list[_Part]:
        return [_Part(self.column, self.sheet), *self.more]

    def add(self, column: Column, sheet: AlignedSheet) -> bool:
        listed = self.column.lines >= 0
        for part in self.more:
            listed = listed | (part.column.lines >= 0)
        fresh = (column.lines >= 0) & ~listed
        if not fresh.any():
            return False
        lines = np.where(fresh, column.lines, -1)
        own = Column(column.code, column.level, column.name, column.values, lines, column.at, column.scale,
                     column.properties)  # fmt: skip
        self.more.append(_Part(own, sheet))
        return True


def _parent(code: str) -> str:
    return code.rpartition(".")[0]


def _differing(kept: Column, other: Column) -> tuple[int, list[int]]:
    """Return how many units both print, and for which of them the values differ."""
    both = (
        ~np.isnan(kept.values) & ~np.isnan(other.values) & (kept.values != 0) & (other.values != 0)
    )
    apart = both & (np.abs(kept.values - other.values) > _SAME)
    return int(both.sum()), [int(u) for u in np.flatnonzero(apart)]


# -- from columns to the frame ---------------------------------------------------------------------


def _emit(
    parts: list[_Part],
    framework: Framework,
    file: str,
    ranks: np.ndarray | None,
    groups: dict[int, str],
) -> pd.DataFrame:
    """Lay the columns below each other: a row for every unit that a sheet lists."""
    units = units_of(framework.year)
    places = [np.flatnonzero(p.column.lines >= 0) for p in parts]
    sizes = [len(p) for p in places]
    unit = np.concatenate(places)
    part = np.repeat(np.arange(len(parts)), sizes)
    lines = np.concatenate([p.column.lines[at] for p, at in zip(parts, places, strict=True)])
    values = np.concatenate([p.column.values[at] for p, at in zip(parts, places, strict=True)])
    rows = len(unit)
    missing = np.isnan(values)
    ends = np.array([_ends(p.column, framework) for p in parts])
    total = np.array([p.column.code == "total" for p in parts])[part]
    columns = {
        "index": _constant(framework.index, rows),
        "edition": _constant(framework.edition, rows),
        "year": np.full(rows, framework.year),
        "unit": _words([u.unit for u in units], unit),
        "unit_id": _words([u.unit_id for u in units], unit),
        "unit_type": _words([u.unit_type for u in units], unit),
        "scope": _constant(scope_of(framework.year), rows),
        "code": _words([p.column.code for p in parts], part),
        "level": np.array([np.nan if p.column.level is None else p.column.level for p in parts])[
            part
        ],
        "name": _words([p.column.name for p in parts], part),
        "stage": _constant("final", rows),
        "score": values,
        "min_score": ends[part, 0],
        "max_score": ends[part, 1],
        **{name: _property(name, parts, places) for name in ("low", "high", "standard_error", "n")},
        "status": _words(["scored", "missing"], missing.astype(int)),
        "file": _constant(file, rows),
        "sheet": _words([p.sheet.table.sheet.name for p in parts], part),
        "cell": _cells(parts, part, lines),
    }
    if ranks is not None:
        columns["rank"] = np.where(total, ranks[unit], np.nan)
    if groups:
        classes = [groups.get(u) for u in range(len(units))] + [None]
        columns["group"] = _words(classes, np.where(total, unit, len(units)))
    return scores.from_columns(columns, rows)


def _words(words: list[str] | list[str | None], which: np.ndarray) -> pa.Array:
    return pa.array(words, pa.large_string()).take(pa.array(which))


def _constant(word: str, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(word, pa.large_string()), rows)


def _ends(column: Column, framework: Framework) -> tuple[float, float]:
    criterion = framework.criteria.get(column.code)
    if criterion is not None and criterion.min_score == criterion.min_score:
        return criterion.min_score, criterion.max_score
    return column.scale or (np.nan, np.nan)


def _property(name: str, parts: list[_Part], places: list[np.ndarray]) -> np.ndarray | None:
    if not any(name in p.column.properties for p in parts):
        return None
    nothing = np.full(200, np.nan)
    return np.concatenate(
        [p.column.properties.get(name, nothing)[at] for p, at in zip(parts, places, strict=True)]
    )


def _cells(parts: list[_Part], part: np.ndarray, lines: np.ndarray) -> pa.Array:
    turned = np.array([p.sheet.table.turned for p in parts])[part]
    at = np.array([p.column.at for p in parts])[part]
    columns, rows = np.where(turned, lines, at), np.where(turned, at, lines) + 1
    letters = pa.array([column_letters(c) for c in range(int(columns.max()) + 1)], pa.large_string())
    return pc.binary_join_element_wise(
        letters.take(pa.array(columns)), pa.array(rows).cast(pa.large_string()), _NOTHING
    )


# -- what goes wrong as a whole --------------------------------------------------------------------


def _report_marks(workbook: Workbook, findings: Findings) -> None:
    for sheet in workbook.sheets:
        marks, place = sheet.marks, {"file": workbook.file, "sheet": sheet.name}
        if not sheet.visible:
            findings.add("sheet_hidden", **place)
        for at, error in sorted(marks.errors.items())[:20]:
            findings.add(
                "error_cell", cell=_address(at), error=error, count=len(marks.errors), **place
            )
        if marks.unvalued:
            findings.add("formula_without_value", cell=_address(min(marks.unvalued)),
                         count=len(marks.unvalued), **place)  # fmt: skip
        rows = sorted(r + 1 for r in marks.hidden_rows if r < len(sheet.rows))
        if rows:
            findings.add("rows_hidden", cell=f"{rows[0]}:{rows[0]}", rows=_listed(rows), **place)
        columns = sorted(c for c in marks.hidden_columns if c < sheet.width)
        if columns:
            letters = [column_letters(c) for c in columns]
            findings.add(
                "columns_hidden",
                cell=f"{letters[0]}:{letters[0]}",
                columns=_listed(letters),
                **place,
            )


def _address(at: tuple[int, int]) -> str:
    return f"{column_letters(at[1])}{at[0] + 1}"


def _listed(items: list[int] | list[str]) -> str:
    shown = ", ".join(str(i) for i in items[:8])
    return shown if len(items) <= 8 else f"{shown} … ({len(items)})"


def _no_table(workbook: Workbook, findings: Findings) -> ReadError:
    if not any(sheet.rows for sheet in workbook.sheets):
        return ReadError("no_cells", findings, file=workbook.file)
    unknown = _unknown_names(workbook)
    if unknown:
        name, cell, names = unknown
        return ReadError(
            "only_unknown_units", findings, file=workbook.file, sheet=name, cell=cell, found=names
        )
    sheet = max(workbook.sheets, key=lambda s: len(s.rows))
    texts = [
        str(v).strip() for row in sheet.rows[:6] for v in row if isinstance(v, str) and v.strip()
    ]
    found = "; ".join(texts[:5]) or "–"
    return ReadError("no_table", findings, file=workbook.file, sheet=sheet.name, found=found[:160])


def _unknown_names(workbook: Workbook) -> tuple[str, str, str] | None:
    """Return where a heading says that units follow, and the names that nobody knows."""
    for sheet in workbook.sheets:
        for line, row in enumerate(sheet.rows[:12]):
            for at, value in enumerate(row):
                if isinstance(value, str) and is_unit_heading(value):
                    below = [
                        r[at]
                        for r in sheet.rows[line + 1 :]
                        if isinstance(r[at], str) and r[at].strip()
                    ]
                    if below:
                        return sheet.name, _address((line + 1, at)), ", ".join(below[:5])
    return None


def _no_score(workbook: Workbook, tables: list[Table], index: str, findings: Findings) -> ReadError:
    table = max(tables, key=lambda t: len(t.series))
    printed = [" | ".join(s.labels) for s in table.series if s.labels]
    found = "; ".join(printed[:5]) or "–"
    return ReadError("no_score", findings, file=workbook.file, sheet=table.sheet.name, index=index,
                     found=found[:200])  # fmt: skip
