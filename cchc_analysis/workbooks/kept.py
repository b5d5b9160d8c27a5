"""A Scores frame that was written out (``cchc read … -o``) is scores already: it is read back as they are.

It is known by its headings, the columns of the frame. A number leads back to its cell in the file that is read;
where it was first printed stands beside it, in the columns ``file``, ``sheet``, ``cell`` of the same row.
Excel turns codes into numbers and dates: the edition, the names or the order of the codes tell which they were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from math import isnan, nan
from typing import Any

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.escaping import from_cell
from cchc_analysis.files.grid import Sheet, address
from cchc_analysis.findings import Findings
from cchc_analysis.frameworks import FrameworkError
from cchc_analysis.scores import COLUMNS, KEY, UNIT_TYPES
from cchc_analysis.tables.numbering import is_dotted
from cchc_analysis.tables.numbers import DERIVED, MISSING, NOT_APPLICABLE, SCORED, STATUSES
from cchc_analysis.units import Unit
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.cells.account import SheetAccount
from cchc_analysis.workbooks.cells.block import BESIDE, STAGE, TEXTS_BESIDE, Block, Criterion
from cchc_analysis.workbooks.context.source import Asked
from cchc_analysis.workbooks.outline.codes import as_spoilt, codes_for
from cchc_analysis.workbooks.outline.outline import outline

#: What a row cannot do without; the other columns may have been deleted.
_NEEDED = {*KEY, "edition", "unit", "unit_type", "name", "score"}
_NUMBERS = ("score", "min_score", "max_score", *BESIDE)
_QUANTITIES = {"min_score": "minimum", "max_score": "maximum"}


def is_kept(sheet: Sheet) -> bool:
    """Tell whether a sheet is a Scores frame, by its headings."""
    return bool(sheet.rows) and {v for v in sheet.rows[0] if v.__class__ is str} >= _NEEDED


def kept_scores(
    sheet: Sheet, file: str, asked: Asked, findings: Findings
) -> tuple[list[Block], SheetAccount]:
    """Return the scores of a sheet that is a Scores frame, and its account.

    Parameters
    ----------
    sheet, file : Sheet, str
    asked : Asked
        Only the index and the year asked for are kept.
    findings : Findings
        Takes the rows that cannot be used, and the codes that Excel changed.
    """
    table = _Table(sheet, file, findings)
    account = SheetAccount(file, sheet, [], "key")
    blocks = [table.block(lines) for lines in table.runs(asked)]
    for name in _NUMBERS:
        if (at := table.at.get(name)) is not None:
            taken = _QUANTITIES.get(name, name)
            account.taken |= {(line, at): taken for block in blocks for line in block.line.tolist()}
    account.left_out |= {(line, table.at["score"]): reason for line, reason in table.left_out.items()}
    return blocks, account


class _Table:
    """The rows of one sheet."""

    def __init__(self, sheet: Sheet, file: str, findings: Findings) -> None:
        self.sheet, self.findings = sheet, findings
        self.place = {"file": file, "sheet": sheet.name}
        self.at = {v: c for c, v in reversed(list(enumerate(sheet.rows[0]))) if v in COLUMNS}
        self.left_out: dict[int, str] = {}
        lines = [i for i, row in enumerate(sheet.rows) if i and any(v != "" for v in row)]
        self.mark = self._decimal_mark(lines)
        self.numbers = {n: {i: self._number(i, n) for i in lines} for n in (*_NUMBERS, "year", "level")}
        self.lines = [i for i in lines if self._is_whole(i)]
        self.codes = self._codes()
        self._refuse_twice()

    # -- cells -------------------------------------------------------------------------------------

    def cell(self, line: int, name: str) -> Any:
        value = self.sheet.rows[line][self.at[name]] if name in self.at else ""
        return from_cell(value) if value.__class__ is str else value

    def text(self, line: int, name: str) -> str:
        value = self.cell(line, name)
        return f"{value:.10g}" if value.__class__ is float else str(value)

    def _decimal_mark(self, lines: list[int]) -> str:
        """Return the one mark that the numbers have: Excel parts no thousands of its own accord."""
        texts = [v for n in _NUMBERS for i in lines if (v := self.cell(i, n)).__class__ is str]
        marks = {m for text in texts for m in ",." if m in text}
        return marks.pop() if len(marks) == 1 else self.sheet.decimal

    def _number(self, line: int, name: str) -> float:
        """Return the number of a cell; one that cannot be read is reported."""
        value = self.cell(line, name)
        if value == "" or value.__class__ in (float, int):
            return nan if value == "" else float(value)
        text = str(value).strip()
        if re.fullmatch(rf"[+-]?\d+(?:[{self.mark or '.'}]\d+)?(?:[eE][+-]?\d+)?", text):
            return float(text.replace(",", "."))
        if text:
            self._wrong(line, name, text)
        return nan

    def _wrong(self, line: int, name: str, printed: str) -> None:
        self.left_out[line] = "row_wrong"
        cell = address(line, self.at.get(name, 0))
        self.findings.add("kept_row_wrong", cell=cell, column=name, printed=printed, **self.place)

    def _is_whole(self, line: int) -> bool:
        """Tell whether a row says all that a score needs; what is wrong in it is reported."""
        if line in self.left_out:
            return False
        right = {
            "index": self.text(line, "index") != "",
            "year": self.numbers["year"][line].is_integer(),
            "unit_id": self.text(line, "unit_id") != "",
            "unit_type": self.text(line, "unit_type") in UNIT_TYPES,
            "code": self.text(line, "code") != "",
            "stage": self.text(line, "stage") in STAGE,
        }
        for name in (n for n, is_right in right.items() if not is_right):
            self._wrong(line, name, self.text(line, name))
        return all(right.values())

    # -- codes -------------------------------------------------------------------------------------

    def _codes(self) -> dict[int, str]:
        """Return the code of every row; what Excel made a number or a date of is recovered, or reported."""
        codes = {i: self.text(i, "code") for i in self.lines}
        groups: dict[tuple[str, ...], list[int]] = {}
        for line in self.lines:
            groups.setdefault(self._key(line), []).append(line)
        for lines in groups.values():
            counts = Counter(codes[i] for i in lines)
            spoilt = {i: v for i in lines if (v := as_spoilt(self.cell(i, "code"), counts)) is not None}
            if any(v.__class__ is not float or not v.is_integer() for v in spoilt.values()):
                codes |= self._recovered(lines, spoilt)
        return codes

    def _key(self, line: int) -> tuple[str, ...]:
        return tuple(self.text(line, name) for name in KEY if name != "code")

    def _recovered(self, lines: list[int], spoilt: dict[int, Any]) -> Iterator[tuple[int, str]]:
        """Yield line and code: by the edition and the name there, else by what may follow the code before."""
        named = {i: c for i, v in spoilt.items() if (c := self._by_name(i, v))}
        in_order = [(i, named.get(i) or spoilt.get(i, self.text(i, "code"))) for i in lines]
        dotted = [(i, v) for i, v in in_order if v.__class__ is not str or is_dotted(v)]
        followed = {n.line: n.text for n in outline(dotted)}
        for line, value in spoilt.items():
            code = named.get(line) or followed.get(line) or self.text(line, "code")
            printed = self.text(line, "code")
            if code != printed:
                self.findings.add("code_recovered", cell=address(line, self.at["code"]), printed=printed,
                                  code=code, **self.place)  # fmt: skip
            elif isinstance(value, date):
                self._wrong(line, "code", printed)
            yield line, code

    def _by_name(self, line: int, value: Any) -> str:
        """Return the one candidate that the edition knows, or knows by the name printed; blank without."""
        try:
            framework = frameworks.framework(self.text(line, "index"), int(self.numbers["year"][line]))
        except FrameworkError:
            return ""
        if framework.edition != self.text(line, "edition"):
            return ""
        known = [c for c in codes_for(value) if c in framework.criteria]
        named = [c for c in known if key(framework.criteria[c].name_vi) == key(self.text(line, "name"))]
        return next((of[0] for of in (named, known) if len(of) == 1), "")

    def _refuse_twice(self) -> None:
        """Leave out the rows of one key: nobody can tell which is right."""
        keys = {i: (*self._key(i), self.codes[i]) for i in self.lines if i not in self.left_out}
        counts = Counter(keys.values())
        for line, of in keys.items():
            if counts[of] > 1:
                self.left_out[line] = "criterion_twice"
                self.findings.add("criterion_twice", cell=address(line, self.at["code"]), code=self.codes[line],
                                  name=self.text(line, "name")[:60], **self.place)  # fmt: skip
        self.lines = [i for i in self.lines if i not in self.left_out]

    # -- blocks ------------------------------------------------------------------------------------

    def runs(self, asked: Asked) -> list[list[int]]:
        """Return the rows of one index, edition and year that stand below each other."""
        wanted = []
        for line in self.lines:
            index, _, year = self._series(line)
            if asked.index in ("", index) and asked.year in (None, year):
                wanted.append(line)
            else:
                self.left_out[line] = f"index {index} {year}"
        return [list(run) for _, run in groupby(wanted, self._series)]

    def _series(self, line: int) -> tuple[str, str, int]:
        return self.text(line, "index"), self.text(line, "edition"), int(self.numbers["year"][line])

    def block(self, lines: list[int]) -> Block:
        """Return rows of one index, edition and year as a block."""
        of_unit = [self._unit(i) for i in lines]
        of_criterion = [self._criterion(i) for i in lines]
        units = {u: place for place, u in enumerate(dict.fromkeys(of_unit))}
        criteria = {(c.code, c.level, c.name): c for c in of_criterion}
        places = {name: place for place, name in enumerate(criteria)}
        index, edition, year = self._series(lines[0])
        block = Block(
            index, year, edition, None, self.place["file"], self.sheet.name, self.sheet.visible, None,
            list(units), list(criteria.values()),
            np.array([units[u] for u in of_unit]),
            np.array([places[c.code, c.level, c.name] for c in of_criterion]),
            np.array([STAGE[self.text(i, "stage")] for i in lines]),
            self._vector(lines, "score"), self._vector(lines, "min_score"), self._vector(lines, "max_score"),
            np.array([self._status(i) for i in lines], "int8"),
            np.array(lines), np.full(len(lines), self.at["score"]),
        )  # fmt: skip
        for name in BESIDE:
            if not np.isnan(vector := self._vector(lines, name)).all():
                block.beside[name] = vector
        estimated = np.array([self.text(i, "estimated").lower() in ("true", "1") for i in lines], float)
        if estimated.any():
            block.beside["estimated"] = estimated
        for name in TEXTS_BESIDE:
            setattr(block, name, {p: t for p, i in enumerate(lines) if (t := self.text(i, name))})
        return block

    def _vector(self, lines: list[int], name: str) -> Any:
        return np.array([self.numbers[name][i] for i in lines], float)

    def _unit(self, line: int) -> Unit:
        text = partial(self.text, line)
        return Unit(text("unit_id"), text("unit"), text("unit_type"), text("scope"))

    def _criterion(self, line: int) -> Criterion:
        level = self.numbers["level"][line]
        return Criterion(self.codes[line], int(level) if level == level else None, self.text(line, "name"))

    def _status(self, line: int) -> int:
        usual, other = (MISSING, NOT_APPLICABLE) if isnan(self.numbers["score"][line]) else (SCORED, DERIVED)
        return other if self.text(line, "status") == STATUSES[other] else usual
