"""The rows of a sheet that declares its own criteria: which are criteria, and which stands below which.

Option rows under a criterion, wrapped names, subtotals, signatures and notes are no criteria; a total row is
the index itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.vietnamese import clean, parse_number
from cchc_analysis.workbooks.outline.codes import is_code
from cchc_analysis.workbooks.outline.looks import looks_of
from cchc_analysis.workbooks.outline.outline import DEEPEST, Node, by_levels, outline
from cchc_analysis.workbooks.outline.row_labels import counts_answers, is_subtotal, is_total, names_index
from cchc_analysis.workbooks.outline.sheet_criteria import Criteria
from cchc_analysis.workbooks.outline.totals import Totals, part_of, sums_no_part

_CODE_IN_NAME = re.compile(
    r"((?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)[.):]|\d+(?:\.\d+)+|[a-zđ]\)|[-–+])\s+(\S.*)", re.S
)
#: A row without a code that begins like this goes on with the name above.
_GOES_ON = re.compile(r"[^\W\d_]")
#: What a total is called that nothing is printed beside.
_TOTAL = "Tổng điểm"
#: An option of a scoring scale: ``Kịp thời: 1 điểm``, ``- Đạt từ 80 % trở lên``.
_OPTION = re.compile(r"^[-–+•*]|:\s*[-+]?\d")


class Rows:
    """The rows of a body, to be sorted into criteria and others.

    Parameters
    ----------
    body : Body
        With a column of names.
    lines : list of int
        The rows that are looked at.
    scores, points : list of int
        The columns of scores; those and the maxima.
    path : Path
        Of the workbook: looks are read from it where there are no codes.
    index : str
        That of a list of units and their criteria: its name may stand for a total's.
    """

    def __init__(
        self, body: Body, lines: list[int], scores: list[int], points: list[int], path: Path, index: str = ""
    ) -> None:
        self.body = body
        self.lines = lines
        self.rows = body.sheet.rows
        self.path, self.index = path, index
        self.scores, self.points = scores, points
        self.names = body.sides["names"]
        self.groups = [c for i, c in enumerate(self.names[:-1]) if self._groups(c, self.names[i + 1 :])]
        self._nearest = [c for c in self.names if c not in self.groups] + self.groups
        self.level_at = body.side("levels")
        self.code_at = self._code_column()
        self.name = {line: self._printed_name(line) for line in lines}
        self.coded = {line: code for line in lines if (code := self._code(line)) != ""}
        named = [line for line in lines if self.name[line]]
        self.has_codes = self.code_at is not None and self.level_at is None
        self.has_codes = self.has_codes or sum(line in self.coded for line in named) * 2 > len(named)

    def criteria(self) -> Criteria:
        """Return the criteria among the rows."""
        totals, kept, continued, subtotals = self._sorted()
        nodes = self._tree(kept)
        labels = {line: self._label(line) for line in self.lines if line not in self.coded or line in totals}
        if kept and not totals:
            totals = [n for n in subtotals if not kept[0] < n < kept[-1] and sums_no_part(labels[n], nodes)]
            totals = totals if len(totals) == 1 else []
        generated = bool(nodes) and nodes[0].printed is None
        place = {node: i for i, node in enumerate(nodes)}
        parents = [-1 if n.parent is None else place[n.parent] for n in nodes]
        names = [self._bare_name(n.line) for n in nodes]
        for i, node in enumerate(nodes) if continued else ():
            names[i] = " ".join([names[i], *(self.name[more] for more in continued.get(node.line, ()))])
        found = Totals(labels, totals, nodes, self.rows, self.points)
        whole = found.by_sum(self.scores) if found.whole is None else found.whole
        if whole is not None:
            part, name = part_of(self.body, (n.code for n in nodes))
            below = [replace(n, level=min(n.level + 1, DEEPEST)) for n in nodes] if part else nodes
            nodes = [Node(whole, None, code=part or "total", level=1 if part else 0), *below]
            names = [name or self._label(whole) or _TOTAL, *names]
            parents = [-1, *(p + 1 if p >= 0 else 0 if part else -1 for p in parents)]
        at = self.code_at if self.code_at is not None else self.names[0]
        sums = [line for line in subtotals if line != whole] + found.of_blocks
        return Criteria(nodes, names, parents, at, sums, found.of_some, generated, whole != found.whole)

    # -- codes and names ---------------------------------------------------------------------------

    def _code_column(self) -> int | None:
        """Return the column of codes; none where it is blank, or counts rows whose names carry codes."""
        columns, units = self.body.sides.get("codes", []), self.body.side("units")
        # ``TT | Đơn vị | Tiêu chí``: what stands before the units counts them.
        columns = [c for c in columns if units is None or not c < units < self.names[0]]
        at = next((c for c in columns if not self._counts_rows(c)), next(iter(columns), None))
        coded = [line for line in self.lines if at is not None and self.rows[line][at] != ""]
        if at is None or not coded:
            return None
        runs = all(self.rows[line][at] == i for i, line in enumerate(coded, 1))
        if runs and len(coded) > 2:
            carrying = (re.match(r"\d+\.\d+|[IVX]+\.", self._printed_name(line)) for line in coded)
            if sum(map(bool, carrying)) * 2 > len(coded):
                return None
        return at

    def _counts_rows(self, at: int) -> bool:
        """Tell whether a column of codes counts the rows, beside another that holds the codes."""
        cells = [v for line in self.lines if (v := self.rows[line][at]) != ""]
        return all(b.__class__ is a.__class__ is float and b == a + 1 for a, b in pairwise(cells))

    def _printed_name(self, line: int) -> str:
        row = self.rows[line]
        for c in self._nearest:
            if row[c].__class__ is str and (name := clean(row[c])):
                return name
        return ""

    def _names_in(self, line: int) -> list[int]:
        """Return the columns in which a row has a name, the outermost first."""
        return [c for c in self.names if (v := self.rows[line][c]).__class__ is str and v.strip()]

    def _groups(self, at: int, inner: list[int]) -> bool:
        """Tell whether names are of groups, each over the rows whose own names stand beside it.

        Such a group has no points: those of its first row belong to the name beside.
        """
        pointed = [n for n in self.lines if any(is_number(self.rows[n][c]) for c in self.points)]
        named = [self._names_in(n) for n in pointed]
        within = [bool(set(columns) & set(inner)) for columns in named]
        return any(within[i] and within[i + 1] and at in named[i] and at not in named[i + 1]
                   for i in range(len(named) - 1))  # fmt: skip

    def _code(self, line: int) -> Any:
        """Return what stands as the code of a row, be it at the head of its name; nothing where none does."""
        if self.code_at is not None:
            printed = self.rows[line][self.code_at]
            if printed != "" and str(printed).strip():
                return printed if self.name[line] and is_code(printed) else ""
            if not any(is_number(self.rows[line][c]) for c in self.scores):
                return ""
        match = _CODE_IN_NAME.fullmatch(self.name[line])
        if match is None or is_total(self.name[line]):  # ``T. CỘNG``
            return ""
        return match[1] if self.code_at is None or match[1][0] not in "-–+" else ""

    def _bare_name(self, line: int) -> str:
        """Return the name without a code at its head, where no column holds the codes."""
        match = _CODE_IN_NAME.fullmatch(self.name[line]) if self.code_at is None else None
        return match[2] if match else self.name[line]

    def _label(self, line: int) -> str:
        """Return the text of a row that may be a total's: its name, or what stands in the code's column."""
        if self.name[line]:
            return self.name[line]
        value = "" if self.code_at is None else self.rows[line][self.code_at]
        return clean(value) if value.__class__ is str else ""

    # -- which rows --------------------------------------------------------------------------------

    def _sorted(self) -> tuple[list[int], list[int], dict[int, list[int]], list[int]]:
        """Return total rows, rows of criteria, by row of a criterion those its name goes on in, subtotals."""
        totals: list[int] = []
        kept: list[int] = []
        subtotals: list[int] = []
        continued: dict[int, list[int]] = {}
        last = max(self.coded, default=-1)  # there a total may have a running number too
        for line, below in zip(self.lines, [*self.lines[1:], None], strict=True):
            label = self._label(line)
            may_be_total = line not in self.coded or not self.has_codes or line == last
            is_whole = is_total(label) or self._is_index(line)
            if is_subtotal(label) and line not in self.coded:
                subtotals.append(line)
            elif is_whole and may_be_total and not (below is not None and self._goes_on(below)):
                totals.append(line)
            elif line in self.coded if self.has_codes else self._is_criterion(line):
                kept.append(line)
            elif kept and self._goes_on(line):
                continued.setdefault(kept[-1], []).append(line)
        return totals, kept, continued, subtotals

    def _is_index(self, line: int) -> bool:
        """Tell whether a row names an index in place of a code, or that of the list, with points."""
        label, may_be = heading(self.name[line]), line not in self.coded and self._is_criterion(line)
        is_bare = label.plain and not (label.stage or label.quantity or label.shift)
        is_named = may_be and is_bare and label.indices == (self.index,)
        return is_named or names_index(self.rows[line][self.code_at or 0], self.name[line])

    def _is_criterion(self, line: int) -> bool:
        """Tell whether a row of a sheet without codes is a criterion: named, with points, no option."""
        if not self.name[line] or counts_answers(self.name[line]):
            return False
        row = self.rows[line]
        if self.level_at is not None:
            return is_number(row[self.level_at])
        scored = any(str(row[c]).strip() for c in self.scores)
        pointed = any(is_number(row[c]) for c in self.points)
        return pointed and (scored or not _OPTION.search(self.name[line]))

    def _goes_on(self, line: int) -> bool:
        """Tell whether a row holds the rest of the name above: nothing else, in small letters."""
        name = self.name[line]
        if not name or not name[0].islower() or not _GOES_ON.match(name):
            return False
        filled = [c for c, v in enumerate(self.rows[line]) if v != "" and str(v).strip()]
        return len(filled) == 1 and filled[0] in self.names

    # -- the tree ----------------------------------------------------------------------------------

    def _tree(self, lines: list[int]) -> list[Node]:
        if self.level_at is None and all(line in self.coded for line in lines):
            return outline([(line, self.coded[line]) for line in lines])
        levels = list(zip(lines, self._levels(lines), strict=True))
        if not self.groups or self.level_at is not None:
            return by_levels(levels)
        places = {c: i for i, c in enumerate(self.names)}
        heads = {n: [(-1, places[c]) for c in self._names_in(n) if c in self.groups] for n, _ in levels}
        rows = [row for n, level in levels for row in (*heads[n], (n, level)) if row != (-1, level)]
        nodes = by_levels(rows)
        return [replace(n, parent=None if n.parent is None or n.parent.line < 0 else n.parent)
                for n in nodes if n.line >= 0]  # fmt: skip

    def _levels(self, lines: list[int]) -> list[int]:
        """Return the levels of rows without codes: by a column of levels, the name's column, or its look."""
        rows = self.rows
        if self.level_at is not None:
            return [int(parse_number(str(rows[line][self.level_at])) or 1) for line in lines]
        if len(self.names) > 1:
            columns = [self._names_in(n) for n in lines]
            inner = (next((c for c in named if c not in self.groups), named[0]) for named in columns)
            return [self.names.index(at) for at in inner]
        at = self.names[0]
        looks = looks_of(self.path, self.body.sheet.name, [(line, at) for line in lines])
        texts = [str(rows[line][at]) for line in lines]
        indents = [len(t) - len(t.lstrip()) + 2 * look.indent for t, look in zip(texts, looks, strict=True)]
        if len(set(indents)) > 1:
            steps = sorted(set(indents))
            return [steps.index(i) for i in indents]
        return [0 if look.bold and not look.italic else 1 for look in looks]
