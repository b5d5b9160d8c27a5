"""The account: every number of a sheet is taken, or named by range and reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import Sheet, address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import PROPERTIES
from cchc_analysis.tables.kinds import NUMBERS, Kinds
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.cells.matrix import Matrix

COLUMNS = ("file", "sheet", "range", "cells", "taken", "quantity", "reason")

#: Cells by their rows and their columns.
Cells = tuple[Vector, Vector]
#: What a column beside a body is called that is not called by what it holds.
_SIDES = {"codes": "code", "years": "year"}
_IS_NUMBER = np.isin(np.arange(128), [ord(kind) for kind in NUMBERS])


@dataclass(slots=True, eq=False)
class BodyAccount:
    """What became of the rows and columns of one body, and the matrices that were read of it."""

    body: Body
    rows: list[Track]
    columns: list[Track]
    matrices: list[Matrix] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    reason: str = ""  # why nothing of the body is read
    lines: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = set(self.body.lines)

    def judge_sides(self, verdicts: Verdicts) -> None:
        """Name the columns beside the body by what they hold: codes, years …, which may be numbers."""
        lines = np.array(sorted(self.lines - self.body.aside.keys()), int)
        for holds, columns in reversed(self.body.sides.items()) if not self.reason else ():
            for at in columns:
                verdicts.give((lines, np.full(len(lines), at)), False, _SIDES.get(holds, holds))

    def judge_taken(self, verdicts: Verdicts) -> list[Cells]:
        """Name the cells that were taken by what they hold, and return where they stand."""
        taken: list[Cells] = []
        for matrix in self.matrices:
            rows, columns = matrix.view.rows, matrix.view.columns
            of_row = [verdicts.number(True, t.quantity) if t.quantity in PROPERTIES else 0 for t in rows]
            of_column = [verdicts.number(True, t.quantity or "score") for t in columns]
            r, c = np.nonzero(matrix.taken)
            beside, over = np.array(of_row, int)[r], np.array(of_column, int)[c]
            cells = np.array(matrix.lines, int)[r], np.array([t.at for t in columns], int)[c]
            verdicts.which[cells] = np.where(beside > 0, beside, over)
            taken += [cells, verdicts.give_each(True, matrix.also_taken)]
        return taken

    def judge_left_out(self, verdicts: Verdicts, taken: list[Cells]) -> None:
        """Name the cells that were read and not kept by the reason."""
        if self.blocks and all(block.dropped for block in self.blocks):
            for cells in taken:
                verdicts.give(cells, False, "given_by_another_sheet")
        for matrix in self.matrices:
            verdicts.give_each(False, matrix.left_out)
        for block in self.blocks:
            for lines, columns, reason in block.left_out:
                verdicts.give((lines, columns), False, reason)


class Verdicts:
    """What becomes of the cells of a sheet, by the number of a verdict for each; 0 is none yet."""

    def __init__(self, kinds: list[str]) -> None:
        letters = np.frombuffer("".join(kinds).encode("ascii"), "uint8")
        self.is_number = _IS_NUMBER[letters].reshape(len(kinds), len(kinds[0]) if kinds else 0)
        self.which = np.zeros(self.is_number.shape, int)
        self._number: dict[tuple[bool, str], int] = {}

    def number(self, is_taken: bool, what: str) -> int:
        """Return the number of a quantity that is taken, or of a reason why something is not."""
        return self._number.setdefault((is_taken, what), len(self._number) + 1)

    def give(self, cells: Cells, is_taken: bool, what: str) -> None:
        """Give cells one verdict."""
        self.which[cells] = self.number(is_taken, what)

    def give_each(self, is_taken: bool, words: Mapping[tuple[int, int], str]) -> Cells:
        """Give each cell the verdict that stands beside it, and return where they are."""
        for cell, what in words.items():
            self.which[cell] = self.number(is_taken, what)
        return np.array([r for r, _ in words], int), np.array([c for _, c in words], int)

    def groups(self) -> Iterator[tuple[Vector, int, bool, str]]:
        """Yield the rows and the column that have one verdict, the first in the sheet first."""
        words = dict(zip(self._number.values(), self._number, strict=True))
        found = []
        for at in range(self.which.shape[1]):
            lines = np.flatnonzero(self.is_number[:, at])
            which = self.which[lines, at]
            found += [(lines[which == n], at, *words[n]) for n in dict.fromkeys(which.tolist())]
        yield from sorted(found, key=lambda group: (int(group[0][0]), group[1]))


@dataclass(slots=True, eq=False)
class SheetAccount:
    """The bodies of one sheet; what is in none of them is left out for *reason*, unless it is listed here."""

    file: str
    sheet: Sheet
    bodies: list[BodyAccount]
    reason: str = "no_table"
    taken: dict[tuple[int, int], str] = field(default_factory=dict)
    left_out: dict[tuple[int, int], str] = field(default_factory=dict)

    def lines(self) -> list[tuple[str, str, str, int, bool, str, str]]:
        """Return the lines of the account of this sheet, by column and reason."""
        kinds = self.bodies[0].body.kinds if self.bodies else Kinds(self.sheet)
        verdicts = Verdicts(kinds.rows)
        for body in reversed(self.bodies):
            body.judge_sides(verdicts)
        verdicts.give_each(True, self.taken)
        taken = [body.judge_taken(verdicts) for body in self.bodies]
        verdicts.give_each(False, self.left_out)
        for body, cells in zip(self.bodies, taken, strict=True):
            body.judge_left_out(verdicts, cells)
        for line, at in np.argwhere(verdicts.is_number & (verdicts.which == 0)).tolist():
            verdicts.which[line, at] = verdicts.number(False, self._reason(line, at))
        return [
            (self.file, self.sheet.name, _range(lines, at), len(lines), is_taken,
             what if is_taken else "", "" if is_taken else what)
            for lines, at, is_taken, what in verdicts.groups()
        ]  # fmt: skip

    def _reason(self, line: int, at: int) -> str:
        reasons = (_reason_within(account, line, at) for account in self.bodies)
        return next(filter(None, reasons), "outside_table") if self.bodies else self.reason


def _reason_within(account: BodyAccount, line: int, at: int) -> str:
    """Return why a body leaves a number out, of which it gives no verdict; blank of one outside it."""
    body = account.body
    if at not in body.stacks:
        return ""
    if line in body.headings or line in body.repeated:
        return "heading"
    if account.reason:
        return account.reason if line in account.lines else ""
    if line in body.aside:
        return body.aside[line]
    row = next((t for t in account.rows if t.at == line), None)
    column = next((t for t in account.columns if t.at == at), None)
    if row is None or column is None:
        return ""
    quantities = [t.quantity for t in (column, row) if not t.is_score]
    reason = column.reason or row.reason or next(iter(quantities), "")
    if reason or not (column.unit or column.labels):
        return reason or "no_heading"
    return "not_taken" if row.unit or row.labels else "no_unit"


def _range(lines: Vector, at: int) -> str:
    """Return the range that some rows of one column span."""
    first, last = address(int(lines[0]), at), address(int(lines[-1]), at)
    return first if first == last else f"{first}:{last}"


def frame_of(accounts: Iterable[SheetAccount]) -> pd.DataFrame:
    """Return the account as a table.

    Returns
    -------
    pandas.DataFrame
        ``file, sheet, range, cells, taken, quantity, reason``: the cells of one column that were taken as one
        quantity, or left out for one reason.
    """
    lines = [line for account in accounts for line in account.lines()]
    return pd.DataFrame(lines, columns=list(COLUMNS))
