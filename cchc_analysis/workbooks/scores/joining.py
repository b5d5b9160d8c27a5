"""The blocks of one index and year joined: each score once, from the sheet that says most."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.findings import Findings
from cchc_analysis.tables.numbers import SAME
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import BESIDE, STAGES, Block, Criterion
from cchc_analysis.workbooks.headings.name_forms import INDICATOR
from cchc_analysis.workbooks.scores.checking import blank_outside, blank_zeros, check_blocks

#: A sheet that differs in more than this share of what it repeats holds something else: a publisher's copies
#: agree but for slips, what an office adds up by hand is wrong for a unit here and there.
_OTHER_DATA, _OTHER_DATA_BY_HAND = 0.05, 0.5


def joined(blocks: list[Block], findings: Findings) -> list[Block]:
    """Return the blocks of one index and year that are kept, joined and checked.

    Parameters
    ----------
    blocks : list of Block
        In the order of the workbook; what is not kept of them is named in them for the account.
    findings : Findings
    """
    first = blocks[0]
    if all(b.printed_year is not None for b in blocks):
        findings.add("year_conflict", file=first.file, sheet=first.sheet, year=first.year,
                     printed_year=first.printed_year)  # fmt: skip
        for block in blocks:
            block.printed_year = None
    joining = Joining(findings)
    joining.join(blocks)
    for block in blocks:
        if not any(block is kept for kept in joining.blocks):
            block.dropped = not any(block is useful for useful in joining.completing)
            block.leave_out(np.flatnonzero(~np.isnan(block.value)), "given_by_another_sheet")
    blank_zeros(joining.blocks, findings)
    check_blocks(joining.blocks, findings)
    blank_outside(joining.blocks)
    return joining.blocks


@dataclass(slots=True, eq=False)
class Joining:
    """Joins the blocks of one index and year, the fullest sheet first.

    ``blocks`` are those that are kept, each with the rows that nobody gave before it; ``completing`` those that
    gave ranks, limits … which the kept ones lacked.
    """

    findings: Findings
    blocks: list[Block] = field(default_factory=list)
    _keys_of_blocks: list[Vector] = field(default_factory=list)
    completing: list[Block] = field(default_factory=list)
    _units: dict[Unit, int] = field(default_factory=dict)
    _codes: dict[str, int] = field(default_factory=dict)
    _keys: Vector = field(default_factory=lambda: np.array([], "int64"))
    _values: Vector = field(default_factory=lambda: np.array([], "float64"))
    _where: Vector = field(default_factory=lambda: np.zeros((0, 2), "int64"))  # block, row in it
    #: The criteria whose indicators a sheet gave.
    _served: set[str] = field(default_factory=set)

    def join(self, blocks: list[Block]) -> None:
        """Take what each block adds; report what it repeats or contradicts."""
        if len(blocks) == 1:  # of most workbooks: nothing to compare
            self.blocks = list(blocks)
            return
        by_sheet: dict[str, list[Block]] = {}
        for block in blocks:
            by_sheet.setdefault(block.sheet, []).append(block)
        parts = [part for blocks in by_sheet.values() for part in self._apart(blocks)]
        for part in sorted(parts, key=_precedence):
            self._join_sheet(part)

    def _apart(self, blocks: list[Block]) -> list[list[Block]]:
        """Part the blocks of a sheet where one says again what another says: two tables of one thing."""
        if len(blocks) == 1:
            return [blocks]
        parts: list[tuple[list[Block], set[int]]] = []
        for block in blocks:
            keys = set(self._keys_of(block).tolist())
            part = next((p for p in parts if p[1].isdisjoint(keys)), None)
            if part is None:
                parts.append(([block], keys))
            else:
                part[0].append(block)
                part[1].update(keys)
        return [members for members, _ in parts]

    def _join_sheet(self, blocks: list[Block]) -> None:
        keys = [self._keys_of(b) for b in blocks]
        compared, differing = 0, 0
        contradicted: set[str] = set()
        common: set[str] = set()
        details = []
        for block, key in zip(blocks, keys, strict=True) if self.blocks else ():
            mine, theirs = self._common(key, block)
            apart = np.abs(block.value[mine] - self._values[theirs]) > SAME
            met = np.bincount(block.criterion[mine], minlength=len(block.criteria))
            common.update(block.criteria[k].code for k in np.flatnonzero(met))
            for k in np.unique(block.criterion[mine[apart]]).tolist():
                wrong = np.flatnonzero((block.criterion[mine] == k) & apart)
                share = _OTHER_DATA_BY_HAND if block.framework is None else _OTHER_DATA
                if len(wrong) > share * int(met[k]):
                    contradicted.add(block.criteria[k].code)
                details.append((block, k, mine[wrong], theirs[wrong]))
            compared, differing = compared + len(mine), differing + int(apart.sum())
        first = next((b for b in blocks if b.printed_year is not None), blocks[0])
        stranger = first.printed_year is not None and first.framework is not None
        if stranger and self.blocks and (not compared or differing > _OTHER_DATA * compared):
            self._say("sheet_of_another_year", first, printed_year=first.printed_year, year=first.year)
            return
        most = len(contradicted) >= max(2, len(common))
        if contradicted and (most or first.framework is None):
            block, k, mine, theirs = next(d for d in details if d[0].criteria[d[1]].code in contradicted)
            self._say_difference("sheet_contradicts", block, k, mine, theirs,
                                 codes=", ".join(sorted(contradicted)[:12]))  # fmt: skip
            return
        for block, k, mine, theirs in details:
            self._say_differences(block, k, mine, theirs, block.criteria[k].code in contradicted)
        if compared and stranger:
            self._say("sheet_mistitled", first, printed_year=first.printed_year, year=first.year)
        new = sum(self._take(b, k) for b, k in zip(blocks, keys, strict=True))
        if compared and not new and not contradicted:
            main = self.blocks[0].sheet.strip()
            again = first.sheet.strip() == main
            cell = address(int(first.line.min()), int(first.at.min())) if again else ""
            self._say("table_repeats" if again else "sheet_repeats", first, cell, main=main)

    def _keys_of(self, block: Block) -> Vector:
        """Return the rows' keys as numbers: unit, criterion, stage."""
        unit = np.array([self._units.setdefault(u, len(self._units)) for u in block.units])
        code = np.array([self._codes.setdefault(c.code, len(self._codes)) for c in block.criteria])
        return (unit[block.unit] * 100_000 + code[block.criterion]) * len(STAGES) + block.stage

    def _common(self, key: Vector, block: Block) -> tuple[Vector, Vector]:
        """Return the places, here and there, of what both print, missing values and zeros left out."""
        known, place = self._known(key)
        mine, theirs = np.flatnonzero(known), place[known]
        both = np.abs(block.value[mine] * self._values[theirs]) > 0
        return mine[both], theirs[both]

    def _known(self, key: Vector) -> tuple[Vector, Vector]:
        """Tell which keys were given before, and where."""
        place = np.searchsorted(self._keys, key)
        if not len(self._keys):
            return np.zeros(len(key), bool), place
        place[place == len(self._keys)] = 0
        return self._keys[place] == key, place

    def _say_differences(
        self, block: Block, k: int, mine: Vector, theirs: Vector, contradicted: bool
    ) -> None:
        """Report a criterion that differs as one where it is another's, else each number that does."""
        if contradicted:
            self._say_difference("column_contradicts", block, k, mine, theirs, count=len(mine))
            return
        for at in range(len(mine)):
            self._say_difference("value_differs", block, k, mine[at:], theirs[at:])

    def _say_difference(
        self, rule: str, block: Block, k: int, mine: Vector, theirs: Vector, **values: object
    ) -> None:
        """Report what differs, naming the first cell here and that of the sheet that is kept."""
        row, (place, line) = int(mine[0]), self._where[theirs[0]]
        kept = self.blocks[place]
        self._say(rule, block, block.cell(row), code=block.criteria[k].code,
                  unit=block.units[int(block.unit[row])].unit, value=float(block.value[row]),
                  other=float(self._values[theirs[0]]), main=kept.sheet.strip(),
                  other_cell=kept.cell(int(line)), **values)  # fmt: skip

    def _take(self, block: Block, key: Vector) -> bool:
        """Keep the rows that nobody gave yet, and what the kept ones lack beside their scores."""
        known, _ = self._known(key)
        if block.framework is not None and self._served:
            served = np.array([_parent(c) in self._served for c in block.criteria])
            known = known | served[block.criterion]
        if added := self._complete(block, key):
            self.completing.append(block)
        fresh = np.flatnonzero(~known)
        if not len(fresh):
            return added
        block.take(fresh, "given_by_another_sheet")
        keys = np.concatenate([self._keys, key[fresh]])
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._values = np.concatenate([self._values, block.value])[order]
        here = np.column_stack([np.full(len(fresh), len(self.blocks)), np.arange(len(fresh))])
        self._where = np.concatenate([self._where, here])[order]
        self.blocks.append(block)
        self._keys_of_blocks.append(key[fresh])
        held = np.flatnonzero(np.bincount(block.criterion))
        criteria = [block.criteria[k] for k in held]
        self._served |= {_parent(c) for c in criteria if c.level == INDICATOR} - {""}
        return True

    def _complete(self, block: Block, key: Vector) -> bool:
        """Put limits, errors, ranks and classes of this block where those kept have none."""
        added, pairs = False, zip(self.blocks, self._keys_of_blocks, strict=True)
        for kept, keys in pairs if block.beside or block.group else ():
            _, mine, theirs = np.intersect1d(key, keys, return_indices=True)
            for name in BESIDE:
                if name not in block.beside or not len(mine):
                    continue
                values = block.beside[name][mine]
                into = kept.beside.setdefault(name, np.full(len(kept), np.nan))
                lacking = np.isnan(into[theirs]) & ~np.isnan(values)
                added |= bool(lacking.any())
                into[theirs[lacking]] = values[lacking]
            for i, j in zip(mine.tolist(), theirs.tolist(), strict=True) if block.group else ():
                if i in block.group:
                    kept.group.setdefault(j, block.group[i])
        return added

    def _say(self, rule: str, block: Block, cell: str = "", **values: object) -> None:
        self.findings.add(rule, file=block.file, sheet=block.sheet, cell=cell, **values)


def _parent(criterion: Criterion) -> str:
    """Return the criterion that an indicator is below of; blank for what is no indicator."""
    return criterion.code.rpartition(".")[0] if criterion.level == INDICATOR else ""


def _precedence(blocks: list[Block]) -> tuple[bool, bool, int]:
    """Strangers and hidden sheets come last; else the sheet with most scores above the indicators first."""
    first = next((b for b in blocks if b.printed_year is not None), blocks[0])
    weight = sum(int(np.count_nonzero(_above(b))) for b in blocks)
    return first.printed_year is not None, not first.visible, -weight


def _above(block: Block) -> Vector:
    levels = np.array([c.level != INDICATOR or block.framework is None for c in block.criteria])
    return levels[block.criterion]
