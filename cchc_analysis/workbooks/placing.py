"""The written names of a table find their units: who is meant, who is named twice, who is nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from cchc_analysis.findings import Findings
from cchc_analysis.frameworks import Framework
from cchc_analysis.units import Match, Roster, is_pseudo, province_in
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.headings import role_of
from cchc_analysis.workbooks.layouts import Names, Table

Vector = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where the written names of a table belong.

    ``places`` gives the unit of each name, −1 where it is none, −2 where it is named a second time; ``here``
    and ``units`` are the names that count and their units; ``lines`` gives the line of each unit, −1 where
    the table does not list it.
    """

    places: Vector
    here: Vector
    units: Vector
    lines: Vector


class Placing:
    """Places the names in the tables of one year on the roster, reporting what is doubtful."""

    def __init__(self, framework: Framework, roster: Roster, path: Path, findings: Findings) -> None:
        self.framework = framework
        self.roster = roster
        self.path = path
        self.findings = findings
        self._matches: dict[int, list[Match]] = {}
        self._provinces: dict[int, str] = {}
        self._placed: dict[int, Placed] = {}
        self._pseudo: dict[int, list[tuple[str, str]]] = {}

    def enlist(self, tables: Iterable[Table]) -> None:
        """Give everybody a place before the first vector is made, so that all are of one length."""
        for table in tables:
            province = partial(self._province, table)
            for names in {id(s.names): s.names for s in table.series}.values():
                self._matches[id(names)] = [
                    self.roster.identify(written, province) for written in names.written
                ]

    def _province(self, table: Table, unit: str) -> str:
        """Return the province that a table is about: its titles, its sheet, the file, the folder tell."""
        if id(table) not in self._provinces:
            path = self.path.absolute()
            texts = [*table.titles, table.sheet.name, path.stem, path.parent.name]
            self._provinces[id(table)] = province_in(texts, self.framework.year)
            if not self._provinces[id(table)]:
                self.say("province_unknown", table, unit=unit)
        return self._provinces[id(table)]

    def of(self, table: Table, names: Names) -> Placed:
        """Return where the names belong; what is doubtful about them is reported the first time."""
        found = self._placed.get(id(names))
        if found is None:
            places = self._identified(table, names)
            here = np.flatnonzero(places >= 0)
            lines = np.full(len(self.roster.units), -1)
            lines[places[here]] = np.asarray(names.lines)[here]
            found = self._placed[id(names)] = Placed(places, here, places[here], lines)
        return found

    def _identified(self, table: Table, names: Names) -> Vector:
        places = np.full(len(names.written), -1)
        taken: dict[int, int] = {}
        for i, match in enumerate(self._matches[id(names)]):
            if match.unit is None:
                self._say_not_a_unit(table, names, i, match.how)
                continue
            place = self.roster.place_of[match.unit.unit_id]
            first = taken.setdefault(place, i)
            places[i] = place if first == i else -2
            if match.how == "misspelt":
                cell = table.address(names.lines[i], names.at)
                self.say("unit_misspelt", table, cell, printed=names.written[i], unit=match.unit.unit)
            if first != i:
                self._say_duplicate(table, names, i, first, match.unit.unit)
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
            year = self.framework.year
            self.say("unit_unknown", table, cell, printed=names.written[i], year=year)

    def _say_duplicate(self, table: Table, names: Names, i: int, first: int, unit: str) -> None:
        mine = [s for s in table.series if s.names is names]
        differing = next((s for s in mine if _differ(s.values[first], s.values[i])), None)
        cell = table.address(names.lines[i], names.at if differing is None else differing.at)
        rule = "unit_twice" if differing is None else "unit_twice_differs"
        self.say(rule, table, cell, unit=unit, first=table.address(names.lines[first], names.at))

    def say_nameless(self, table: Table) -> None:
        """Report lines of numbers without a unit; a label elsewhere in the line says what they are."""
        for line in table.nameless:
            cells = enumerate(table.line(line))
            texts = [(at, clean(v)) for at, v in cells if isinstance(v, str) and v.strip()]
            at, label = texts[0] if texts else (0, "–")
            if not is_pseudo(label):
                self.say("row_without_name", table, table.address(line, at), label=label)
            else:
                self._pseudo.setdefault(id(table), []).append((table.address(line, at), label))

    def say_pseudo(self, table: Table) -> None:
        """Report what looked like units and is none."""
        found = self._pseudo.get(id(table), [])
        if found:
            labels = ", ".join(dict.fromkeys(label for _, label in found))
            self.say("pseudo_unit", table, found[0][0], count=len(found), printed=labels)

    def say(self, rule: str, table: Table, cell: str = "", **values: object) -> None:
        """Add a finding about a place in a table."""
        self.findings.add(rule, file=self.path.name, sheet=table.sheet.name, cell=cell, **values)


def _differ(one: Any, other: Any) -> bool:
    numbers = one.__class__ is float and other.__class__ is float
    return numbers and abs(one - other) > 1e-6
