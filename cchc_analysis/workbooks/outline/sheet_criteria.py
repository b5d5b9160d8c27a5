"""The criteria that a sheet declares in its rows: their codes, their names, and which stands below which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_analysis.workbooks.outline.outline import Node


@dataclass(slots=True, eq=False)
class Criteria:
    """The criteria of a sheet in printed order, the total first where one is printed.

    Attributes
    ----------
    nodes : list of Node
        Line, code, level, parent; the total has level 0.
    names : list of str
    parents : list of int
        Place of the criterion above, −1 for the top and for the total.
    code_at : int
        The column where codes stand, or names where there are none.
    subtotals, part_sums : list of int
        Rows of subtotals: of the block above, of some criteria at the top.
    generated, by_sum : bool
        True where the sheet prints no codes; where the total is known by its numbers alone.
    """

    nodes: list[Node]
    names: list[str]
    parents: list[int]
    code_at: int
    subtotals: list[int] = field(default_factory=list)
    part_sums: list[int] = field(default_factory=list)
    generated: bool = False
    by_sum: bool = False

    @property
    def lines(self) -> list[int]:
        """The row of each criterion."""
        return [n.line for n in self.nodes]

    @property
    def has_total(self) -> bool:
        """Whether a row of the total is printed."""
        return bool(self.nodes) and self.nodes[0].level == 0

    def unfinished(self, above: int | None) -> set[int]:
        """Return the criteria with parts on the next sheet, which goes on so far above the last one."""
        path = [len(self.nodes) - 1]
        while path[-1] >= 0:
            path.append(self.parents[path[-1]])
        return set() if above is None else {0 if self.has_total else -1, *path[above:]}

    def recode(self, codes: Sequence[str]) -> list[str]:
        """Give other codes to the criteria at the top, and so to those below; return them if any is another."""
        tops = [n.code for n in self.nodes if n.level == 1]
        if not codes or tops == codes:
            return []
        new = dict(zip(tops, codes, strict=True))
        for node in self.nodes:
            first, dot, rest = node.code.partition(".")
            node.code = new.get(first, first) + dot + rest
        return list(codes)
