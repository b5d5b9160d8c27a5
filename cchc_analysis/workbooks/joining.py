"""The sheets of one year joined: each score once, from the sheet that says most."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cchc_analysis import frameworks, scores
from cchc_analysis.findings import Findings
from cchc_analysis.frameworks import Framework
from cchc_analysis.units import Roster
from cchc_analysis.workbooks.alignment import Aligner
from cchc_analysis.workbooks.columns import AlignedSheet, Column
from cchc_analysis.workbooks.emission import Part, emit
from cchc_analysis.workbooks.grid import Workbook
from cchc_analysis.workbooks.indicators import INDICATOR, indicators
from cchc_analysis.workbooks.layouts import Table
from cchc_analysis.workbooks.placing import Placing, Vector
from cchc_analysis.workbooks.subject import year_of_sheet

#: Printed values of one score that differ by less than this differ by rounding.
_SAME = 0.006
#: A sheet that differs in more than this share of what it repeats holds something else.
_OTHER_DATA = 0.05


class Year:
    """One year of a workbook: what its sheets add to each other, repeat and contradict."""

    def __init__(self, workbook: Workbook, framework: Framework, findings: Findings) -> None:
        self.file = workbook.file
        self.framework = framework
        self.findings = findings
        who = frameworks.indices()[framework.index]
        self.roster = Roster(framework.year, provinces_only=who.provinces_only, nation=who.nation)
        self.placing = Placing(framework, self.roster, workbook.path, findings)
        self.kept: dict[str, _Kept] = {}
        self.ranks: dict[str, Vector] = {}
        self.groups: dict[int, str] = {}
        self.told: dict[int, int | None] = {}

    def read(self, tables: list[Table]) -> pd.DataFrame:
        """Return the Scores frame of the year that *tables* hold."""
        self.placing.enlist(tables)
        align = Aligner(self.framework, self.placing).align
        aligned = [a for t in tables if (a := align(t)) is not None and (a.columns or a.pending)]
        self.told = {id(a): year_of_sheet(a.table, self.framework.index) for a in aligned}
        for sheet in sorted(aligned, key=self._precedence):
            if self._join(sheet):
                self.ranks = sheet.ranks | self.ranks
                self.groups = sheet.groups | self.groups
        self._zeros()
        parts = [part for kept in self.kept.values() for part in kept.parts]
        if not parts:
            return scores.empty()
        return emit(parts, self.framework, self.roster, self.file, self.ranks, self.groups)

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
            self._say("sheet_of_another_year", name, told=self._told(sheet), year=self.framework.year)
            return False
        contradicted = {c.code for c, (both, units) in zip(common, differing, strict=True)
                        if len(units) > _OTHER_DATA * both}  # fmt: skip
        if contradicted and len(contradicted) >= max(2, len(common)):
            self._say(
                "sheet_contradicts", name, main=self._main_name(), codes=", ".join(sorted(contradicted))
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
                code=column.code, count=len(units), unit=self.roster.units[first].unit,
                value=float(column.values[first]), other=float(kept.column.values[first]),
                main=kept.sheet.table.sheet.name.strip(),
            )  # fmt: skip

    def _take(self, sheet: AlignedSheet) -> bool:
        """Keep the columns that nobody gave yet, and what others of the same scores lack."""
        served = {_parent(code) for code, k in self.kept.items() if k.column.level == INDICATOR}
        new = False
        for column in [*sheet.columns, *indicators(sheet, served, self.framework, self.placing)]:
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
                    unit = self.roster.units[u].unit
                    self._say("zero_is_missing", part.sheet.table.sheet.name, cell=cell, code=code, unit=unit,
                              min=criterion.min_score)  # fmt: skip
                    part.column.values[u] = np.nan

    def _say(self, rule: str, sheet: str, cell: str = "", **values: object) -> None:
        self.findings.add(rule, file=self.file, sheet=sheet, cell=cell, **values)


@dataclass(slots=True, eq=False)
class _Kept:
    """The column that is believed for a criterion, and what other sheets add for other units."""

    column: Column
    sheet: AlignedSheet
    more: list[Part] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        return [Part(self.column, self.sheet), *self.more]

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
        self.more.append(Part(own, sheet))
        return True


def _parent(code: str) -> str:
    return code.rpartition(".")[0]


def _differing(kept: Column, other: Column) -> tuple[int, list[int]]:
    """Return how many units both print, and for which of them the values differ."""
    # A value that is missing, or 0 where data are, makes the product NaN or 0.
    both = np.abs(kept.values * other.values) > 0
    apart = both & (np.abs(kept.values - other.values) > _SAME)
    return int(np.count_nonzero(both)), np.flatnonzero(apart).tolist()
