"""A recognised table meets the framework and the units: its series become columns of scores.

A column is a vector over the units of the year, so that sheets are compared and joined by arithmetic;
each value keeps the line it came from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.findings import Findings
from cchc_analysis.frameworks import Framework
from cchc_analysis.units import Unit, identify, is_pseudo, valid_units
from cchc_analysis.vietnamese import clean, key, parse_number
from cchc_analysis.workbooks.headings import (
    PROPERTIES,
    Role,
    heads,
    misnamed,
    printed_name,
    role_of,
    scale_of,
)
from cchc_analysis.workbooks.layouts import Names, Series, Table

Vector = np.ndarray[Any, np.dtype[Any]]
INDICATOR = 4
#: What people write where there is no number.
_MISSING_WORDS = frozenset(
    [
        "",
        "-",
        "–",
        "—",
        "x",
        "…",
        "...",
        "..",
        "kcdl",
        "n/a",
        "na",
        "nan",
        "null",
        "không có",
        "#n/a",
        "*",
    ]
)


@dataclass(slots=True, eq=False)
class Column:
    """The scores of one criterion as one sheet prints them.

    ``values[u]`` is the score of the *u*-th unit of the year, NaN where none is printed; ``lines[u]`` is
    where it stands, −1 where the sheet does not list the unit. ``properties`` holds vectors of the same
    length by name (``low``, ``high``, ``standard_error``, ``n``).
    """

    code: str
    level: int | None
    name: str
    values: Vector
    lines: Vector
    at: int
    scale: tuple[float, float] | None
    properties: dict[str, Vector] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class AlignedSheet:
    """What one sheet says: its columns, and the printed ranks and classes of the total.

    ``pending`` are its indicators, by parent, in printed order: :meth:`Aligner.indicators` makes columns
    of those that are wanted, since most sheets that repeat another repeat its indicators too.
    """

    table: Table
    columns: list[Column]
    pending: list[tuple[str, Series, Role]] = field(default_factory=list)
    ranks: Vector | None = None
    groups: dict[int, str] = field(default_factory=dict)
    rank_at: int = -1

    @property
    def weight(self) -> int:
        """How many scores above the indicators it holds: the summary holds most."""
        return sum(int((c.lines >= 0).sum()) for c in self.columns)


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """Where the written names of a table belong.

    ``places`` gives the unit of each name, −1 where it is none, −2 where it is named a second time; ``here``
    and ``units`` are the names that count and their units; ``lines`` is as in :class:`Column`.
    """

    places: Vector
    here: Vector
    units: Vector
    lines: Vector


@cache
def units_of(year: int) -> tuple[Unit, ...]:
    """Return the units of a year, in the order of the vectors."""
    return tuple({u.unit_id: u for u in valid_units(year).values()}.values())


@cache
def _place_of(year: int) -> dict[str, int]:
    return {u.unit_id: i for i, u in enumerate(units_of(year))}


@cache
def _declared_indicators(index: str, year: int) -> dict[str, dict[str, list[str]]]:
    """Return the declared indicators of every criterion: their codes by matching key of the name."""
    found: dict[str, dict[str, list[str]]] = {}
    for criterion in frameworks.framework(index, year).criteria.values():
        if criterion.level == INDICATOR:
            name = key(criterion.name_vi or criterion.name_en)
            found.setdefault(criterion.parent, {}).setdefault(name, []).append(criterion.code)
    return found


def _declared_count(framework: Framework, parent: str) -> int:
    names = _declared_indicators(framework.index, framework.year).get(parent, {})
    return sum(len(codes) for codes in names.values())


class Aligner:
    """Aligns the tables of one workbook to one framework, reporting what is doubtful."""

    def __init__(self, framework: Framework, file: str, findings: Findings) -> None:
        self.framework = framework
        self.file = file
        self.findings = findings
        self.leaf = max(c.level for c in framework.criteria.values() if c.level in (0, 1, 2))
        self._identified: dict[int, _Placed] = {}
        self._pseudo: dict[int, list[tuple[str, str]]] = {}
        self._said: set[tuple[str, str]] = set()

    def align(self, table: Table) -> AlignedSheet | None:
        """Return the table's columns; None where the sheet is no part of the index."""
        roles = [role_of(s.labels, self.framework) for s in table.series]
        parent = ""
        if self.leaf == 1 and not self._is_summary(roles):
            parent = self._domain_of(table, roles)
            if not parent and any(r.kind == "sub_index" for r in roles):
                self._say("sheet_not_in_framework", table, index=self.framework.index)
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
            names.get(key(table.sheet.name), "")
            if self._level(names.get(key(table.sheet.name))) == 1
            else ""
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
        indicators: list[tuple[str, Series, Role]] = []
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
            elif role.kind in ("other", "score") and series.labels and _has_number(series.values):
                (indicators.append((parent, series, role)) if parent else unused.append(series))
        self._properties(table, roles, seen)
        placed = self._placeable(indicators, list(seen), table)
        unused.extend(s for _, s, _ in indicators if not placed)
        sheet.pending = placed
        self._headless_rank(sheet, table, unused)
        if seen:
            self._unused(table, unused)
            self._nameless(table)
        self._say_pseudo(table)
        return sheet

    def _say_pseudo(self, table: Table) -> None:
        found = self._pseudo.get(id(table), [])
        if found:
            labels = ", ".join(dict.fromkeys(label for _, label in found))
            self._say("pseudo_unit", table, found[0][0], count=len(found), printed=labels)

    def _column(self, table: Table, series: Series, role: Role) -> Column | None:
        criterion = self.framework.criteria[role.code]
        level = criterion.level
        scale = next((s for t in series.labels if (s := scale_of(t))), None)
        ends = (criterion.min_score, criterion.max_score)
        values, lines = self._scatter(
            table, series, scale or (ends if ends[0] == ends[0] else None)
        )
        if not len(self._placed(table, series.names).here):
            return None
        name = printed_name(series.labels, role)
        self._check_heading(table, series, role, scale)
        return Column(role.code, level, name, values, lines, series.at, scale)

    def _check_heading(
        self, table: Table, series: Series, role: Role, scale: tuple[float, float] | None
    ) -> None:
        criterion = self.framework.criteria[role.code]
        if (role.label, role.code) in self._said:
            return
        self._said.add((role.label, role.code))
        cell = table.address(max(0, series.names.lines[0] - 1), series.at)
        if role.how == "alike":
            self._say("heading_alike", table, cell, printed=role.label, taken=criterion.name_vi,
                      taken_en=criterion.name_en, code=role.code)  # fmt: skip
        if role.how == "code":
            fw = self.framework
            meant = misnamed(role.label, role.code, fw.index, fw.year)
            if meant:
                self._say("label_of_another_edition", table, cell, printed=role.label, code=role.code,
                          name=criterion.name_vi, name_en=criterion.name_en, year=fw.year)  # fmt: skip
        ends = (criterion.min_score, criterion.max_score)
        if (
            scale
            and ends[0] == ends[0]
            and max(abs(scale[0] - ends[0]), abs(scale[1] - ends[1])) > 0.011
        ):
            self._say("scale_differs", table, cell, code=role.code, low=scale[0], high=scale[1],
                      min=ends[0], max=ends[1])  # fmt: skip

    def _properties(self, table: Table, roles: list[Role], seen: dict[str, Column]) -> None:
        for series, role in zip(table.series, roles, strict=True):
            if role.kind in PROPERTIES and role.code in seen:
                values, _ = self._scatter(table, series, None)
                kind = "standard_error" if role.kind == "variance" else role.kind
                if role.kind == "variance":
                    values = np.sqrt(values)
                seen[role.code].properties.setdefault(kind, values)

    # -- indicators ------------------------------------------------------------------------------

    def _placeable(
        self, found: list[tuple[str, Series, Role]], codes: list[str], table: Table
    ) -> list[tuple[str, Series, Role]]:
        """Return the indicators whose parent is certain.

        Under criteria that stand together (1.1, 1.2, 1.3, 1.4, then all indicators) nobody can tell
        which is whose; a few unknown columns among many criteria are no indicators either.
        """
        if self.leaf == 1 or not found:
            return found
        leaves = [c for c in codes if self._level(c) == self.leaf]
        owned = Counter(parent for parent, _, _ in found)
        childless = {self.framework.criteria[c].parent for c in leaves if not owned[c]}
        if len(found) < len(leaves):
            return []
        sure = [f for f in found if self.framework.criteria[f[0]].parent not in childless]
        if len(sure) < len(found):
            self._say("indicators_unplaced", table, count=len(found) - len(sure))
        return sure

    def indicators(self, sheet: AlignedSheet, served: set[str]) -> list[Column]:
        """Return the columns of the sheet's indicators, but for parents that are *served* already."""
        table = sheet.table
        found = [p for p in sheet.pending if p[0] not in served]
        taken: set[str] = set()
        further: Counter[str] = Counter()
        columns = []
        for parent, series, role in found:
            code = self._indicator_code(parent, series.labels, taken)
            if not code:
                further[parent] += 1
                code = f"{parent}.{_declared_count(self.framework, parent) + further[parent]}"
            scale = next((s for t in series.labels if (s := scale_of(t))), None)
            values, lines = self._scatter(table, series, scale)
            name = printed_name(
                series.labels, Role("other", label=role.label if role.kind == "score" else "")
            )
            columns.append(Column(code, INDICATOR, name, values, lines, series.at, scale))
        return columns

    def _indicator_code(self, parent: str, labels: tuple[str, ...], taken: set[str]) -> str:
        names = _declared_indicators(self.framework.index, self.framework.year).get(parent, {})
        for label in labels if names else ():
            free = [c for c in names.get(key(label), ()) if c not in taken]
            if free:
                taken.add(free[0])
                return free[0]
        return ""

    # -- ranks, classes, leftovers ---------------------------------------------------------------

    def _rank_or_group(self, sheet: AlignedSheet, series: Series, role: Role) -> None:
        places = self._placed(sheet.table, series.names).places
        if _has_number(series.values):
            if sheet.ranks is None and role.kind == "rank":
                sheet.ranks, _ = self._scatter(sheet.table, series, None)
                sheet.rank_at = series.at
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
            if not _has_number(series.values):
                if sheet.ranks is not None:
                    self._rank_or_group(sheet, series, Role("group"))
                continue
            if total is None or sheet.ranks is not None:
                continue
            ranks, _ = self._scatter(table, series, None)
            both = ~np.isnan(ranks) & ~np.isnan(total.values)
            order = np.argsort(-total.values[both], kind="stable")
            if (
                both.sum() > 2
                and np.array_equal(np.sort(ranks[both]), np.arange(1, both.sum() + 1))
                and np.array_equal(ranks[both][order], np.arange(1, both.sum() + 1))
            ):
                sheet.ranks, sheet.rank_at = ranks, series.at
                if series in unused:
                    unused.remove(series)

    def _unused(self, table: Table, unused: list[Series]) -> None:
        headed = [s for s in unused if s.labels]
        if headed:
            cell = table.address(max(0, headed[0].names.lines[0] - 1), headed[0].at)
            printed = "; ".join(s.labels[-1][:50] for s in headed[:4]) + (
                "; …" if len(headed) > 4 else ""
            )
            self._say("headings_unused", table, cell, count=len(headed), printed=printed)

    def _nameless(self, table: Table) -> None:
        """Report lines of numbers without a unit; a label elsewhere in the line says what they are."""
        for line in table.nameless:
            cells = enumerate(table.line(line))
            texts = [(at, clean(v)) for at, v in cells if isinstance(v, str) and v.strip()]
            at, label = texts[0] if texts else (0, "–")
            if not is_pseudo(label):
                self._say("row_without_name", table, table.address(line, at), label=label)
            else:
                self._pseudo.setdefault(id(table), []).append((table.address(line, at), label))

    # -- units and values ------------------------------------------------------------------------

    def _placed(self, table: Table, names: Names) -> _Placed:
        found = self._identified.get(id(names))
        if found is None:
            places = self._identify(table, names)
            here = np.flatnonzero(places >= 0)
            lines = np.full(len(units_of(self.framework.year)), -1)
            lines[places[here]] = np.asarray(names.lines)[here]
            found = self._identified[id(names)] = _Placed(places, here, places[here], lines)
        return found

    def _identify(self, table: Table, names: Names) -> Vector:
        """Return the unit's place for each written name: −1 is none, −2 names a unit a second time."""
        year = self.framework.year
        place_of = _place_of(year)
        places = np.full(len(names.written), -1)
        taken: set[int] = set()
        for i, written in enumerate(names.written):
            match = identify(written, year)
            if match.unit is None:
                self._say_not_a_unit(table, names, i, match.how)
                continue
            place = place_of[match.unit.unit_id]
            places[i] = -2 if place in taken else place
            taken.add(place)
            if match.how == "misspelt":
                cell = table.address(names.lines[i], names.at)
                self._say("unit_misspelt", table, cell, printed=written, unit=match.unit.unit)
            if places[i] == -2:
                self._say_duplicate(table, names, i, list(places).index(place), match.unit.unit)
        return places

    def _say_not_a_unit(self, table: Table, names: Names, i: int, how: str) -> None:
        mine = [s for s in table.series if s.names is names]
        if not any(s.values[i].__class__ in (float, int) for s in mine):
            return
        role = role_of((names.written[i],), self.framework)
        if role.kind in ("unit", "ordinal", "rank", "scale"):
            return
        cell = table.address(names.lines[i], names.at)
        if how == "pseudo":
            self._pseudo.setdefault(id(table), []).append((cell, names.written[i]))
        else:
            self._say(
                "unit_unknown", table, cell, printed=names.written[i], year=self.framework.year
            )

    def _say_duplicate(self, table: Table, names: Names, i: int, first: int, unit: str) -> None:
        mine = [s for s in table.series if s.names is names]
        differing = next((s for s in mine if _differ(s.values[first], s.values[i])), None)
        cell = table.address(names.lines[i], names.at if differing is None else differing.at)
        rule = "unit_twice" if differing is None else "unit_twice_differs"
        self._say(rule, table, cell, unit=unit, first=table.address(names.lines[first], names.at))

    def _scatter(
        self, table: Table, series: Series, scale: tuple[float, float] | None
    ) -> tuple[Vector, Vector]:
        """Return the series as a vector over the units, and the lines it came from."""
        placed = self._placed(table, series.names)
        values = np.full(len(placed.lines), np.nan)
        values[placed.units] = self._numbers(table, series, placed, scale)[placed.here]
        return values, placed.lines

    def _numbers(
        self, table: Table, series: Series, placed: _Placed, scale: tuple[float, float] | None
    ) -> Vector:
        if set(map(type, series.values)) == {float}:
            return np.array(series.values, dtype="float64")
        numbers = np.full(len(series.values), np.nan)
        typed = []
        for i, value in enumerate(series.values):
            if value.__class__ in (float, int):
                numbers[i] = value
            elif placed.places[i] >= 0 and not _is_missing_word(value):
                numbers[i] = self._number(table, series, i, scale)
                if numbers[i] == numbers[i]:
                    typed.append(i)
        if typed:
            self._say("numbers_as_text", table, table.cell(series, typed[0]), count=len(typed),
                      printed=clean(str(series.values[typed[0]])))  # fmt: skip
        return numbers

    def _number(
        self, table: Table, series: Series, i: int, scale: tuple[float, float] | None
    ) -> float:
        value = series.values[i]
        number = parse_number(value, scale) if isinstance(value, str) else None
        if number is None:
            self._say("not_a_number", table, table.cell(series, i), printed=clean(str(value))[:60],
                      unit=series.names.written[i])  # fmt: skip
            return float("nan")
        return number

    def _say(self, rule: str, table: Table, cell: str = "", **values: object) -> None:
        self.findings.add(rule, file=self.file, sheet=table.sheet.name, cell=cell, **values)


def _is_missing_word(value: Any) -> bool:
    return value.__class__ is str and (not value or value.strip().lower() in _MISSING_WORDS)


def _has_number(values: list[Any]) -> bool:
    kinds = set(map(type, values))
    return bool(kinds & {float, int}) or any(
        isinstance(v, str) and v and parse_number(v) is not None for v in values
    )


def _differ(one: Any, other: Any) -> bool:
    numbers = one.__class__ is float and other.__class__ is float
    return numbers and abs(one - other) > 1e-6
