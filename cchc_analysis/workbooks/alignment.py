"""A recognised table meets the framework: its series become columns of scores, ranks and indicators."""

from __future__ import annotations

import numpy as np

from cchc_analysis.frameworks import Framework
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.columns import AlignedSheet, Column, Scale, has_number, scatter
from cchc_analysis.workbooks.headings import (
    PROPERTIES,
    Role,
    heads,
    misnamed,
    printed_name,
    role_of,
    scale_of,
)
from cchc_analysis.workbooks.indicators import Pending, placeable
from cchc_analysis.workbooks.layouts import Series, Table
from cchc_analysis.workbooks.placing import Placing


class Aligner:
    """Aligns the tables of one workbook to one framework, reporting what is doubtful."""

    def __init__(self, framework: Framework, placing: Placing) -> None:
        self.framework = framework
        self.placing = placing
        self.leaf = max(c.level for c in framework.criteria.values() if c.level in (0, 1, 2))
        self._said: set[tuple[str, str]] = set()

    def align(self, table: Table) -> AlignedSheet | None:
        """Return the table's columns; None where the sheet is no part of the index.

        Its names must stand on the roster (:meth:`Placing.enlist`).
        """
        roles = [role_of(s.labels, self.framework) for s in table.series]
        parent = ""
        if self.leaf == 1 and not self._is_summary(roles):
            parent = self._domain_of(table, roles)
            if not parent and any(r.kind == "sub_index" for r in roles):
                self.placing.say("sheet_not_in_framework", table, index=self.framework.index)
                return None
            titled = any(r.kind == "sub_index" for r in roles)
            roles = [self._as_indicator(r, parent, titled) for r in roles]
        roles = [self._numbered(r) for r in roles]
        return self._columns(table, roles, parent)

    # -- which criterion -------------------------------------------------------------------------

    def _is_summary(self, roles: list[Role]) -> bool:
        domains = {r.code for r in roles if r.code and self._level(r.code) == 1}
        return len(domains) > 1 and sum(r.kind == "sub_index" for r in roles) != 1

    def _domain_of(self, table: Table, roles: list[Role]) -> str:
        """Return the domain whose indicators the sheet holds: its own series says, or the sheet's name."""
        own = [r for r in roles if r.kind == "sub_index"]
        coded = next((r.code for r in own if r.code), "")
        names = heads(self.framework)
        named = (
            names.get(key(table.sheet.name), "") if self._level(names.get(key(table.sheet.name))) == 1 else ""
        )
        numbered = next((self._numbered(r).code for r in own if r.number), "")
        return coded or named or numbered

    def _as_indicator(self, role: Role, parent: str, titled: bool) -> Role:
        """In a domain's own sheet every score but the domain's is an indicator, whatever it is called.

        Where one series is *titled* as the sub-index, another of the domain's name is an intermediate score.
        """
        if role.kind == "sub_index":
            return Role("score", parent, role.how or "name", role.label)
        if role.kind == "score" and parent and (titled or role.code != parent):
            return Role("other", label=role.label)
        return role

    def _numbered(self, role: Role) -> Role:
        if role.kind != "sub_index":
            return role
        domains = [c.code for c in self.framework.criteria.values() if c.level == 1]
        inside = 0 < role.number <= len(domains)
        code = role.code or (domains[role.number - 1] if inside else "")
        return Role("score" if code else "other", code, role.how or "code", role.label)

    def _level(self, code: str | None) -> int | None:
        return self.framework.criteria[code].level if code else None

    # -- columns ---------------------------------------------------------------------------------

    def _columns(self, table: Table, roles: list[Role], parent: str) -> AlignedSheet:
        sheet = AlignedSheet(table, [])
        seen: dict[str, Column] = {}
        indicators: list[Pending] = []
        unused: list[Series] = []
        for series, role in zip(table.series, roles, strict=True):
            if role.kind == "score" and role.code not in seen:
                column = self._column(table, series, role)
                if column is None:
                    continue
                seen[role.code] = column
                sheet.columns.append(column)
                if self.leaf > 1:
                    parent = role.code if column.level == self.leaf else ""
            elif role.kind in ("rank", "group"):
                self._rank_or_group(sheet, series, role)
            elif role.kind in ("other", "score") and series.labels and has_number(series.values):
                (indicators.append((parent, series, role)) if parent else unused.append(series))
        self._properties(table, roles, seen)
        sheet.pending, lost = placeable(indicators, list(seen), self.framework, self.leaf)
        if lost:
            self.placing.say("indicators_unplaced", table, count=lost)
        unused.extend(s for _, s, _ in indicators if not sheet.pending)
        self._headless_rank(sheet, table, unused)
        if seen:
            self._unused(table, unused)
            self.placing.say_nameless(table)
        self.placing.say_pseudo(table)
        return sheet

    def _column(self, table: Table, series: Series, role: Role) -> Column | None:
        criterion = self.framework.criteria[role.code]
        scale = next((s for t in series.labels if (s := scale_of(t))), None)
        ends = (criterion.min_score, criterion.max_score)
        within = scale or (ends if criterion.has_scale else None)
        values, lines = scatter(self.placing, table, series, within)
        if not len(self.placing.of(table, series.names).here):
            return None
        name = printed_name(series.labels, role)
        self._check_heading(table, series, role, scale)
        return Column(role.code, criterion.level, name, values, lines, series.at, scale)

    def _check_heading(self, table: Table, series: Series, role: Role, scale: Scale | None) -> None:
        criterion = self.framework.criteria[role.code]
        if (role.label, role.code) in self._said:
            return
        self._said.add((role.label, role.code))
        cell = table.address(max(0, series.names.lines[0] - 1), series.at)
        if role.how == "alike":
            self.placing.say("heading_alike", table, cell, printed=role.label, taken=criterion.name_vi,
                      taken_en=criterion.name_en, code=role.code)  # fmt: skip
        if role.how == "code":
            fw = self.framework
            meant = misnamed(role.label, role.code, fw.index, fw.year)
            if meant:
                self.placing.say("label_of_another_edition", table, cell, printed=role.label, code=role.code,
                          name=criterion.name_vi, name_en=criterion.name_en, year=fw.year)  # fmt: skip
        ends = (criterion.min_score, criterion.max_score)
        if scale and criterion.has_scale and max(abs(scale[0] - ends[0]), abs(scale[1] - ends[1])) > 0.011:
            self.placing.say("scale_differs", table, cell, code=role.code, low=scale[0], high=scale[1],
                      min=ends[0], max=ends[1])  # fmt: skip

    def _properties(self, table: Table, roles: list[Role], seen: dict[str, Column]) -> None:
        for series, role in zip(table.series, roles, strict=True):
            if role.kind in PROPERTIES and role.code in seen:
                values, _ = scatter(self.placing, table, series)
                kind = "standard_error" if role.kind == "variance" else role.kind
                if role.kind == "variance":
                    values = np.sqrt(values)
                seen[role.code].properties.setdefault(kind, values)

    # -- ranks, classes, leftovers ---------------------------------------------------------------

    def _rank_or_group(self, sheet: AlignedSheet, series: Series, role: Role) -> None:
        places = self.placing.of(sheet.table, series.names).places
        if has_number(series.values):
            code = role.code or "total"
            if role.kind == "rank" and code not in sheet.ranks:
                sheet.ranks[code], _ = scatter(self.placing, sheet.table, series)
            return
        for place, value in zip(places, series.values, strict=True):
            if place >= 0 and isinstance(value, str) and value.strip():
                sheet.groups.setdefault(int(place), clean(value))

    def _headless_rank(self, sheet: AlignedSheet, table: Table, unused: list[Series]) -> None:
        """Take a column without heading for the rank where it counts the units by their total.

        Text without a heading beside a rank is the class that the ranks are grouped in.
        """
        total = next((c for c in sheet.columns if c.code == "total"), None)
        for series in [s for s in table.series if not s.labels]:
            if not has_number(series.values):
                if "total" in sheet.ranks:
                    self._rank_or_group(sheet, series, Role("group"))
                continue
            if total is None or "total" in sheet.ranks:
                continue
            ranks, _ = scatter(self.placing, table, series)
            both = ~np.isnan(ranks) & ~np.isnan(total.values)
            order = np.argsort(-total.values[both], kind="stable")
            if (
                both.sum() > 2
                and np.array_equal(np.sort(ranks[both]), np.arange(1, both.sum() + 1))
                and np.array_equal(ranks[both][order], np.arange(1, both.sum() + 1))
            ):
                sheet.ranks["total"] = ranks
                if series in unused:
                    unused.remove(series)

    def _unused(self, table: Table, unused: list[Series]) -> None:
        headed = [s for s in unused if s.labels]
        if headed:
            cell = table.address(max(0, headed[0].names.lines[0] - 1), headed[0].at)
            printed = "; ".join(s.labels[-1][:50] for s in headed[:4]) + ("; …" if len(headed) > 4 else "")
            self.placing.say("headings_unused", table, cell, count=len(headed), printed=printed)
