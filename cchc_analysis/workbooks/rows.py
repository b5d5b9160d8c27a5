"""The rows of a sheet that declares its own criteria: which are criteria, and which stands below which.

Option rows under a criterion, wrapped names, subtotals, signatures and notes are no criteria; a total row is
the index itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.vietnamese import clean, key, parse_number
from cchc_analysis.workbooks.looks import looks_of
from cchc_analysis.workbooks.outline import DEEPEST, Node, by_levels, is_code, outline
from cchc_analysis.workbooks.parts import part_of

_TOTAL_BEGINS = ("tổng", "cộng", "tong", "cong")
_SUBTOTAL = re.compile(
    r"(?:tong|cong)(?: (?:cong|diem|so))* "
    r"(?:(?:muc|linh vuc|phan|nhom|noi dung|tieu chi|tieu muc)\b.*|[ivx]+|[a-h]|\d+)"
)
_PARTS = re.compile(
    r"(?:\btừ\s+)?\b(?:[IVXL]+|[A-H]|\d+)(?:\s*(?:[+…\-–.]+|\b(?:đến|tới|và)\b)\s*(?:[IVXL]+|[A-H]|\d+))+\b",
    re.I,
)
_CODE_IN_NAME = re.compile(
    r"((?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)[.):]|\d+(?:\.\d+)+|[a-zđ]\)|[-–+])\s+(\S.*)", re.S
)
#: A row without a code that begins like this goes on with the name above.
_GOES_ON = re.compile(r"[^\W\d_]")
#: An option of a scoring scale: ``Kịp thời: 1 điểm``, ``- Đạt từ 80 % trở lên``.
_OPTION = re.compile(r"^[-–+•*]|:\s*[-+]?\d")


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
    subtotals : list of int
        Rows of subtotals.
    generated : bool
        True where the sheet prints no codes.
    """

    nodes: list[Node]
    names: list[str]
    parents: list[int]
    code_at: int
    subtotals: list[int] = field(default_factory=list)
    generated: bool = False

    @property
    def lines(self) -> list[int]:
        """The row of each criterion."""
        return [n.line for n in self.nodes]

    def children(self) -> list[Sequence[int]]:
        """Return the places of the criteria right below each; those of the top below the total."""
        below: dict[int, list[int]] = {}
        total = 0 if self.nodes and self.nodes[0].level == 0 else -1
        for place, parent in enumerate(self.parents):
            if parent >= 0:
                below.setdefault(parent, []).append(place)
            elif total == 0 and place:
                below.setdefault(0, []).append(place)
        return [below.get(place, ()) for place in range(len(self.nodes))]


@lru_cache(maxsize=16384)
def is_total(label: str) -> bool:
    """Tell whether a row's label is that of the whole: ``Tổng cộng``, ``Tổng điểm (I+II)``, ``Tổng điểm CCHC``.

    Examples
    --------
    >>> is_total("TỔNG ĐIỂM (1+2)"), is_total("Tổng số hồ sơ"), is_total("Công khai"), is_total("Cộng mục I")
    (True, False, False, False)
    >>> is_total("Cộng"), is_total("Điểm cộng: có sáng kiến")
    (True, False)
    """
    if not label or (not label.isascii() and label.lower().startswith("công")):
        return False
    if label[0].islower() and not label.startswith(_TOTAL_BEGINS):
        return False  # the rest of a name: ``… chấm`` / ``điểm chỉ số CCHC``
    bare = re.sub(r"\(.*?\)|[:=].*$", " ", label)
    bare = _PARTS.sub(" ", bare)
    words = key(bare)
    if _SUBTOTAL.fullmatch(words):
        return False
    told = heading(bare.strip())
    begins = label.lower().startswith(_TOTAL_BEGINS)
    if told.holds or told.quantity in ("bonus", "deduction", "n"):
        return False  # *Điểm cộng* are points that are added, *Tổng số phiếu* are answers
    return bool(words) and (told.total or (begins and told.plain))


@lru_cache(maxsize=16384)
def is_subtotal(label: str) -> bool:
    """Tell whether a row's label is that of a part's sum: ``Cộng mục I``."""
    if not label.lower().startswith(_TOTAL_BEGINS) or (
        not label.isascii() and label.lower().startswith("công")
    ):
        return False
    return _SUBTOTAL.fullmatch(key(_PARTS.sub(" ", label))) is not None


def _counts_answers(name: str) -> bool:
    """Tell whether a row says how many answered: ``Số phiếu hợp lệ``."""
    told = heading(name)
    return told.quantity == "n" and told.plain


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
    """

    def __init__(
        self, body: Body, lines: list[int], scores: list[int], points: list[int], path: Path
    ) -> None:
        self.body = body
        self.lines = lines
        self.rows = body.sheet.rows
        self.path = path
        self.scores, self.points = scores, points
        self.names = body.sides["names"]
        self.level_at = body.side("levels")
        self.code_at = self._code_column()
        self.has_codes = self.code_at is not None and self.level_at is None
        self.coded: dict[int, Any] = {}
        self.name: dict[int, str] = {}

    def criteria(self) -> Criteria:
        """Return the criteria among the rows."""
        lines = self.lines
        self.name = {line: self._printed_name(line) for line in lines}
        self.coded = {line: code for line in lines if (code := self._code(line)) != ""}
        if not self.has_codes:
            named = [line for line in lines if self.name[line]]
            self.has_codes = sum(line in self.coded for line in named) * 2 > len(named)
        totals, kept, continued, subtotals = self._sorted(lines)
        nodes = self._tree(kept)
        generated = bool(nodes) and nodes[0].printed is None
        place = {node: i for i, node in enumerate(nodes)}
        parents = [-1 if n.parent is None else place[n.parent] for n in nodes]
        names = [self._whole_name(n.line, continued) for n in nodes]
        if totals:
            part, name = part_of(self.body, (n.code for n in nodes))
            below = [replace(n, level=min(n.level + 1, DEEPEST)) for n in nodes] if part else nodes
            nodes = [Node(totals[0], None, code=part or "total", level=1 if part else 0), *below]
            names = [name or self._label(totals[0]), *names]
            parents = [-1, *(p + 1 if p >= 0 else 0 if part else -1 for p in parents)]
        at = self.code_at if self.code_at is not None else self.names[0]
        return Criteria(nodes, names, parents, at, subtotals, generated)

    # -- codes and names ---------------------------------------------------------------------------

    def _code_column(self) -> int | None:
        """Return the column of codes; none where it is blank, or counts rows whose names carry codes."""
        columns = self.body.sides.get("codes", [])
        if not columns:
            return None
        at = next((c for c in columns if not self._counts_rows(c)), columns[0])
        coded = [line for line in self.lines if self.rows[line][at] != ""]
        if not coded:
            return None
        runs = all(self.rows[line][at] == i for i, line in enumerate(coded, 1))
        if runs and len(coded) > 2:
            names = (
                next((self.rows[line][c] for c in self.names if self.rows[line][c] != ""), "")
                for line in coded
            )
            carrying = sum(bool(re.match(r"\s*(?:\d+\.\d+|[IVX]+\.)", str(name))) for name in names)
            if carrying * 2 > len(coded):
                return None
        return at

    def _counts_rows(self, at: int) -> bool:
        """Tell whether a column of codes counts the rows, beside another that holds the codes."""
        cells = [v for line in self.lines if (v := self.rows[line][at]) != ""]
        return all(b.__class__ is a.__class__ is float and b == a + 1 for a, b in pairwise(cells))

    def _printed_name(self, line: int) -> str:
        row = self.rows[line]
        for c in self.names:
            if row[c].__class__ is str and row[c].strip():
                return clean(row[c])
        return ""

    def _code(self, line: int) -> Any:
        """Return what stands as the code of a row, be it at the head of its name; nothing where none does."""
        if self.code_at is not None:
            printed = self.rows[line][self.code_at]
            if printed != "" and str(printed).strip():
                return printed if self.name[line] and is_code(printed) else ""
            if not self._has_score(line):
                return ""
        match = _CODE_IN_NAME.fullmatch(self.name[line])
        if match and (self.code_at is None or not match[1].startswith(("-", "–", "+"))):
            return match[1]
        return ""

    def _has_score(self, line: int) -> bool:
        row = self.rows[line]
        return any(is_number(row[c]) for c in self.scores)

    def _bare_name(self, line: int) -> str:
        """Return the name without a code at its head, where no column holds the codes."""
        name = self.name[line]
        if self.code_at is not None and str(self.rows[line][self.code_at]).strip():
            return name
        match = _CODE_IN_NAME.fullmatch(name)
        return match[2] if match and self.code_at is None else name

    def _whole_name(self, line: int, continued: dict[int, list[int]]) -> str:
        name = self._bare_name(line)
        return " ".join([name, *(self.name[more] for more in continued[line])]) if line in continued else name

    def _label(self, line: int) -> str:
        """Return the text of a row that may be a total's: its name, or what stands in the code's column."""
        if self.name[line]:
            return self.name[line]
        if self.code_at is None:
            return ""
        value = self.rows[line][self.code_at]
        return clean(value) if value.__class__ is str else ""

    # -- which rows --------------------------------------------------------------------------------

    def _sorted(self, lines: list[int]) -> tuple[list[int], list[int], dict[int, list[int]], list[int]]:
        """Return total rows, rows of criteria, by row of a criterion those its name goes on in, subtotals."""
        totals: list[int] = []
        kept: list[int] = []
        subtotals: list[int] = []
        continued: dict[int, list[int]] = {}
        is_criterion: Callable[[int], bool] = (
            self.coded.__contains__ if self.has_codes else self._is_criterion
        )
        for place, line in enumerate(lines):
            label = self._label(line)
            if is_subtotal(label) and line not in self.coded:
                subtotals.append(line)
            elif (
                is_total(label)
                and (line not in self.coded or not self.has_codes)
                and not any(map(self._goes_on, lines[place + 1 : place + 2]))
            ):
                totals.append(line)
            elif is_criterion(line):
                kept.append(line)
            elif kept and self._goes_on(line):
                continued.setdefault(kept[-1], []).append(line)
        return totals, kept, continued, subtotals

    def _is_criterion(self, line: int) -> bool:
        """Tell whether a row of a sheet without codes is a criterion: named, with points, no option."""
        if not self.name[line] or _counts_answers(self.name[line]):
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
        return by_levels(list(zip(lines, self._levels(lines), strict=True)))

    def _levels(self, lines: list[int]) -> list[int]:
        """Return the levels of rows without codes: by a column of levels, the name's column, or its look."""
        rows = self.rows
        if self.level_at is not None:
            return [int(parse_number(str(rows[line][self.level_at])) or 1) for line in lines]
        if len(self.names) > 1:
            return [next(i for i, c in enumerate(self.names) if str(rows[line][c]).strip()) for line in lines]
        at = self.names[0]
        looks = looks_of(self.path, self.body.sheet.name, [(line, at) for line in lines])
        texts = [str(rows[line][at]) for line in lines]
        indents = [len(t) - len(t.lstrip()) + 2 * look.indent for t, look in zip(texts, looks, strict=True)]
        if len(set(indents)) > 1:
            steps = sorted(set(indents))
            return [steps.index(i) for i in indents]
        return [0 if look.bold and not look.italic else 1 for look in looks]
