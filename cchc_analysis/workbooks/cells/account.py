"""The account: every number of a sheet is taken, or named by range and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress

import pandas as pd

from cchc_analysis.files.grid import Sheet, address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import PROPERTIES
from cchc_analysis.tables.kinds import NUMBERS, Kinds
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.cells.matrix import Matrix

COLUMNS = ("file", "sheet", "range", "cells", "taken", "quantity", "reason")


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

    def left_out(self) -> dict[tuple[int, int], str]:
        """Return the cells that were read and not kept, with the reason."""
        dropped = bool(self.blocks) and all(block.dropped for block in self.blocks)
        cells = dict.fromkeys(self.taken() if dropped else (), "given_by_another_sheet")
        for matrix in self.matrices:
            cells |= matrix.left_out
        for block in self.blocks:
            for lines, columns, reason in block.left_out:
                cells |= dict.fromkeys(zip(lines.tolist(), columns.tolist(), strict=True), reason)
        return cells

    def taken(self) -> dict[tuple[int, int], str]:
        """Return the cells that were taken, with their quantity."""
        cells: dict[tuple[int, int], str] = {}
        for matrix in self.matrices:
            columns = [(t.at, t.quantity or "score") for t in matrix.view.columns]
            rows = [(t.at, t.quantity if t.quantity in PROPERTIES else "") for t in matrix.view.rows]
            for (line, of_row), taken in zip(rows, matrix.taken.tolist(), strict=True):
                cells |= {(line, at): of_row or name for at, name in compress(columns, taken)}
            cells |= matrix.also_taken
        return cells


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
        taken, left_out = dict(self.taken), dict(self.left_out)
        for body in self.bodies:
            taken |= body.taken()
            left_out |= body.left_out()
        kinds = self.bodies[0].body.kinds if self.bodies else Kinds(self.sheet)
        groups: dict[tuple[int, bool, str, str], list[tuple[int, int]]] = {}
        # Rows of a table look alike: where their numbers stand is looked up once.
        numbers = {row: [at for at, kind in enumerate(row) if kind in NUMBERS] for row in set(kinds.rows)}
        for line, row in enumerate(kinds.rows):
            for at in numbers[row]:
                cell = line, at
                quantity = None if cell in left_out else taken.get(cell)
                if quantity is None:
                    key = at, False, "", left_out.get(cell) or self._reason(line, at)
                else:
                    key = at, True, quantity, ""
                groups.setdefault(key, []).append(cell)
        return [
            (self.file, self.sheet.name, _range(cells), len(cells), is_taken, quantity, reason)
            for (_, is_taken, quantity, reason), cells in groups.items()
        ]

    def _reason(self, line: int, at: int) -> str:
        if not self.bodies:
            return self.reason
        for account in self.bodies:
            reason = _reason_within(account, line, at)
            if reason:
                return reason
        return "outside_table"


def _reason_within(account: BodyAccount, line: int, at: int) -> str:
    body = account.body
    if at not in body.stacks:
        return ""
    if line in body.headings or line in body.repeated:
        return "heading"
    if account.reason:
        return account.reason if line in account.lines else ""
    if line in body.aside:
        return body.aside[line]
    side = next((holds for holds, columns in body.sides.items() if at in columns), "")
    if side and line in account.lines:
        return {"codes": "code", "years": "year"}.get(side, side)
    row = next((t for t in account.rows if t.at == line), None)
    column = next((t for t in account.columns if t.at == at), None)
    if row is None or column is None:
        return ""
    quantity = _quantity_reason(column) or _quantity_reason(row)
    return column.reason or row.reason or quantity or _unnamed(row, column)


def _quantity_reason(track: Track) -> str:
    return track.quantity if track.quantity not in ("", "score") else ""


def _unnamed(row: Track, column: Track) -> str:
    """Tell what is lacking: nothing over the number, or nobody before it."""
    if not (column.unit or column.labels):
        return "no_heading"
    return "not_taken" if row.unit or row.labels else "no_unit"


def _range(cells: list[tuple[int, int]]) -> str:
    """Return the range that some cells of one column span."""
    first, last = address(*cells[0]), address(*cells[-1])
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
