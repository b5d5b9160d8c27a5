"""The rows of a scoring sheet: which are criteria, what each got at each stage, and where it stands.

Option rows under a sub-criterion, wrapped names, repeated page headings, subtotals, signatures and notes are
no criteria; a total row is the index itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isclose, nan
from pathlib import Path
from typing import Any

from cchc_analysis.findings import Findings
from cchc_analysis.scores import wilson
from cchc_analysis.vietnamese import clean, is_missing, key, parse_number
from cchc_analysis.workbooks.grid import Sheet, address
from cchc_analysis.workbooks.layouts.scoring_sheet import NAMES, ScoringSheet, is_numbering
from cchc_analysis.workbooks.looks import looks_of
from cchc_analysis.workbooks.outline import Node, by_levels, is_code, outline

#: Total and subtotal rows, with their accents (``công`` is no ``cộng``) or without any.
_TOTAL = re.compile(r"(tổng|cộng|tong|cong)( (cộng|số|điểm|cong|so|diem))*[ (:]*(\d+( điểm| diem)?)?[.):]*")
_SUBTOTAL = re.compile(
    r"(cộng|tổng|cong|tong)( điểm| cộng| diem| cong)? (mục|lĩnh vực|phần|nhóm|muc|linh vuc|phan|nhom)\b"
)
#: Printed points that differ by less than this differ by rounding.
_ROUNDING = 0.011
_NOT_APPLICABLE = {"khong ap dung", "kad", "k ad", "khong danh gia"}
_SHARE = re.compile(r"([\d.,]+)\s*/\s*([\d.,]+)")
_CODE_IN_NAME = re.compile(r"((?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)[.)]|\d+(?:\.\d+)+|[a-zđ]\)|[-–+])\s+(\S.*)")
#: A row without a code that begins like this goes on with the name above.
_GOES_ON = re.compile(r"[^\W\d_]")
#: An option of a scoring scale: ``Kịp thời: 1 điểm``, ``- Đạt từ 80 % trở lên``.
_OPTION = re.compile(r"^[-–+•*]|:\s*[-+]?\d")
_TEXTS = {"note": "", "office": "Đơn vị chủ trì: ", "evidence": "Tài liệu: ", "bonus": "Điểm thưởng: ",
          "deduction": "Điểm trừ: "}  # fmt: skip


@dataclass(slots=True)
class Value:
    """A number in its cell; ``status`` as in the Scores frame."""

    number: float
    status: str
    cell: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Counted answers: how many there are, and how many of them are satisfied."""

    n: float
    satisfied: float
    printed: Value

    @property
    def pct(self) -> float:
        """Per cent satisfied."""
        return 100 * self.satisfied / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson, in per cent."""
        low, high = wilson(self.satisfied / self.n, self.n)
        return 100 * low, 100 * high


@dataclass(slots=True, eq=False)
class Entry:
    """A criterion, or the total, as a scoring sheet prints it.

    ``values`` are by stage, and so are ``maxima`` where each stage has its own; ``maximum``, ``index_pct``
    and ``code_cell`` are what the rules look at.
    """

    node: Node
    name: str
    code_cell: str
    maximum: Value
    values: dict[str, Value]
    index_pct: Value | None
    note: str
    group: str
    answers: Answers | None = None
    maxima: dict[str, float] = field(default_factory=dict)
    children: list[Entry] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The criterion's code."""
        return self.node.code

    @property
    def not_applicable(self) -> float:
        """The points of everything here that does not apply to this unit."""
        if self.children:
            return sum(c.not_applicable for c in self.children)
        out = any(v.status == "not_applicable" for v in self.values.values())
        most = self.maximum.number
        return most if out and most == most else 0.0

    @property
    def possible(self) -> float:
        """The most that this unit could get: what is printed, less what does not apply to it."""
        printed, without = self.maximum.number, self.not_applicable
        if not self.children or not without:
            return printed
        parts = sum(c.maximum.number for c in self.children if c.maximum.number == c.maximum.number)
        return printed if abs(printed - (parts - without)) < _ROUNDING else printed - without

    @property
    def is_total(self) -> bool:
        """True for the index itself."""
        return self.node.level == 0


def entries_of(found: ScoringSheet, path: Path, findings: Findings) -> list[Entry]:
    """Return the criteria of a sheet in printed order, the total row first where one is printed."""
    return _Reader(found, path, findings).entries()


class _Reader:
    def __init__(self, found: ScoringSheet, path: Path, findings: Findings) -> None:
        self.found = found
        self.sheet: Sheet = found.sheet
        self.path = path
        self.findings = findings
        self.names = [c for kind in NAMES for c in found.columns.get(kind, [])]
        self.code_at = found.at("code")
        self.typed: list[tuple[str, str]] = []

    def entries(self) -> list[Entry]:
        lines = list(self._body())
        totals, coded, continued = self._sorted(lines)
        nodes = self._tree(coded)
        entries = [self._entry(node, continued) for node in nodes]
        by_node = {e.node: e for e in entries}
        for entry in entries:
            if entry.node.parent is not None:
                by_node[entry.node.parent].children.append(entry)
        for line in totals[:1]:
            total = self._entry(Node(line, None, code="total"), continued)
            total.children = [e for e in entries if e.node.parent is None]
            entries.insert(0, total)
        self._report(entries)
        return entries

    # -- which rows ------------------------------------------------------------------------------

    def _body(self) -> Iterator[int]:
        """Yield the rows that are neither blank nor headings again."""
        found = self.found
        headings = {self._texts(line) for line in range(found.first, found.last + 1)}
        for line in range(found.last + 1, len(self.sheet.rows)):
            texts = self._texts(line)
            if texts and texts not in headings and not is_numbering(self.sheet.rows[line]):
                yield line

    def _texts(self, line: int) -> tuple[str, ...]:
        return tuple(key(str(v)) for v in self.sheet.rows[line] if v != "" and str(v).strip())

    def _sorted(self, lines: list[int]) -> tuple[list[int], list[int], dict[int, list[int]]]:
        """Return the total rows, the rows of criteria, and by row of a criterion those its name goes on in."""
        totals: list[int] = []
        coded: list[int] = []
        continued: dict[int, list[int]] = {}
        own_codes = self._has_codes(lines)
        for place, line in enumerate(lines):
            label = self._label(line)
            words = label.lower()
            if _SUBTOTAL.match(words):
                continue
            following = lines[place + 1 : place + 2]
            if _TOTAL.fullmatch(words) and not self._code(line) and not any(map(self._goes_on, following)):
                totals.append(line)
            elif self._code(line) if own_codes else self._is_criterion(line):
                coded.append(line)
            elif coded and self._goes_on(line):
                continued.setdefault(coded[-1], []).append(line)
        return totals, coded, continued

    def _has_codes(self, lines: list[int]) -> bool:
        if self.code_at is not None and not self.found.columns.get("level"):
            return True
        named = [line for line in lines if self._name(line)]
        return sum(bool(self._code(line)) for line in named) * 2 > len(named)

    def _label(self, line: int) -> str:
        """Return the text of a row that may be a total's: its name, or what stands in the code's column."""
        row = self.sheet.rows[line]
        at = [c for c in (*self.names, self.code_at) if c is not None]
        return next((clean(row[c]) for c in at if isinstance(row[c], str) and row[c].strip()), "")

    def _code(self, line: int) -> Any:
        """Return what stands as the code of a row, be it at the head of its name; nothing where none does."""
        if self.code_at is not None:
            printed = self.sheet.rows[line][self.code_at]
            if printed != "" and str(printed).strip():
                return printed if is_code(printed) and self._name(line) else ""
        if self.code_at is None or not self._options_stand(line):
            match = _CODE_IN_NAME.fullmatch(self._name(line, whole=True))
            if match and (self.code_at is None or not match[1].startswith(("-", "–", "+"))):
                return match[1]
        return ""

    def _options_stand(self, line: int) -> bool:
        """Tell whether a row without a code has no score either: then a number at its head is no code."""
        return not any(self._is_number(line, at) for s in self.found.stages for at in self.found.columns[s])

    def _is_number(self, line: int, at: int) -> bool:
        value = self.sheet.rows[line][at]
        return value.__class__ is float or (isinstance(value, str) and parse_number(value) is not None)

    def _name(self, line: int, *, whole: bool = False) -> str:
        row = self.sheet.rows[line]
        name = next((clean(row[c]) for c in self.names if isinstance(row[c], str) and row[c].strip()), "")
        if whole or (self.code_at is not None and str(row[self.code_at]).strip()):
            return name
        match = _CODE_IN_NAME.fullmatch(name)
        return match[2] if match and self.code_at is None else name

    def _is_criterion(self, line: int) -> bool:
        """Tell whether a row of a sheet without codes is a criterion: named, with points, no option."""
        if not self._name(line):
            return False
        stages = [at for s in self.found.stages for at in self.found.columns[s]]
        at = [*stages, *self.found.columns.get("max", [])]
        if self.found.at("level") is not None:
            return self._is_number(line, self.found.columns["level"][0])
        scored = any(str(self.sheet.rows[line][c]).strip() for c in stages)
        pointed = any(self._is_number(line, c) for c in at)
        return pointed and (scored or not _OPTION.search(self._name(line, whole=True)))

    def _goes_on(self, line: int) -> bool:
        """Tell whether a row holds the rest of the name above: nothing else, in small letters."""
        row = self.sheet.rows[line]
        filled = [c for c, v in enumerate(row) if v != "" and str(v).strip()]
        name = self._name(line, whole=True)
        begins = _GOES_ON.match(name)
        return len(filled) == 1 and filled[0] in self.names and bool(begins) and name[0].islower()

    # -- the tree --------------------------------------------------------------------------------

    def _tree(self, lines: list[int]) -> list[Node]:
        if all(self._code(line) for line in lines) and self.found.at("level") is None:
            return outline([(line, self._code(line)) for line in lines])
        levels = self._levels(lines)
        if lines:
            self._say("codes_generated", self._cell(lines[0], self.names[0]), count=len(lines))
        return by_levels(list(zip(lines, levels, strict=True)))

    def _levels(self, lines: list[int]) -> list[int]:
        """Return the levels of rows without codes: by a column of levels, the name's column, or its look."""
        at = self.found.at("level")
        rows = self.sheet.rows
        if at is not None:
            return [int(parse_number(str(rows[line][at])) or 1) for line in lines]
        if len(self.names) > 1:
            return [next(i for i, c in enumerate(self.names) if str(rows[line][c]).strip()) for line in lines]
        looks = looks_of(self.path, self.sheet.name, [(line, self.names[0]) for line in lines])
        spaces = [len(str(rows[line][self.names[0]])) - len(str(rows[line][self.names[0]]).lstrip())
                  for line in lines]  # fmt: skip
        indents = [space + 2 * look.indent for space, look in zip(spaces, looks, strict=True)]
        if len(set(indents)) > 1:
            steps = sorted(set(indents))
            return [steps.index(i) for i in indents]
        return [0 if look.bold and not look.italic else 1 for look in looks]

    # -- what a row says -------------------------------------------------------------------------

    def _entry(self, node: Node, continued: dict[int, list[int]]) -> Entry:
        line, found = node.line, self.found
        name = self._label(line) if node.level == 0 else self._name(line)
        parts = [name, *(self._name(more, whole=True) for more in continued.get(line, []))]
        maximum = self._value(line, found.at("max"), None)
        values = {s: self._value(line, found.at(s), maximum.number) for s in found.stages}
        statuses = {v.status for v in values.values()}
        if "not_applicable" in statuses and "scored" not in statuses:
            for value in values.values():
                value.status = "not_applicable"
        pct = self._value(line, found.at("index_pct"), 100.0) if found.at("index_pct") is not None else None
        answers = self._answers(line)
        if found.columns.get("satisfied"):
            cell = self._cell(line, found.columns["satisfied"][0])
            values = {"final": Value(answers.pct, "scored", cell) if answers else Value(nan, "missing", cell)}
            maximum = Value(100.0, "scored", "")
        at = self.code_at if self.code_at is not None else self.names[0]
        return Entry(node, " ".join(parts), self._cell(line, at), maximum, values, pct, self._note(line),
                     self._text(line, found.at("group")), answers)  # fmt: skip

    def _answers(self, line: int) -> Answers | None:
        """Return the counted answers of a question; nothing where the row counts none."""
        counts = {
            kind: [self._value(line, at, None).number for at in self.found.columns.get(kind, [])]
            for kind in ("satisfied", "unsatisfied")
        }
        known = {kind: sum(c for c in numbers if c == c) for kind, numbers in counts.items()}
        n = sum(known.values())
        printed = self._value(line, self.found.at("answers"), None)
        return Answers(n, known["satisfied"], printed) if n > 0 else None

    def _value(self, line: int, at: int | None, most: float | None) -> Value:
        if at is None:
            return Value(nan, "missing", "")
        value, cell = self.sheet.rows[line][at], self._cell(line, at)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Value(float(value), "scored", cell)
        if is_missing(value):
            return Value(nan, "missing", cell)
        text = clean(str(value))
        if key(text) in _NOT_APPLICABLE:
            return Value(nan, "not_applicable", cell)
        number = self._number(text, most)
        if number is None:
            self._say("not_a_number", cell, printed=text[:60], unit=self._name(line)[:60])
            return Value(nan, "missing", cell)
        self.typed.append((cell, text))
        return Value(number, "scored", cell)

    @staticmethod
    def _number(text: str, most: float | None) -> float | None:
        """Read a number typed as text; ``9/10`` is nine where ten is the most."""
        known = most is not None and most == most
        share = _SHARE.fullmatch(text)
        if share:
            whole = parse_number(share[2])
            matches = known and whole is not None and most is not None and isclose(whole, most)
            return parse_number(share[1], (0, whole or 0)) if matches else None
        top = max(abs(most), 1.0) if known and most is not None else 1000.0
        return parse_number(text, (-top, top))

    def _note(self, line: int) -> str:
        said = []
        for kind, label in _TEXTS.items():
            for at in self.found.columns.get(kind, []):
                text = self._text(line, at)
                if text and not (kind in ("bonus", "deduction") and is_missing(text)):
                    said.append(label + text)
        return " · ".join(said)

    def _text(self, line: int, at: int | None) -> str:
        value = "" if at is None else self.sheet.rows[line][at]
        return clean(f"{value:g}".replace(".", ",")) if isinstance(value, float) else clean(str(value))

    # -- what is said ----------------------------------------------------------------------------

    def _report(self, entries: list[Entry]) -> None:
        for entry in entries:
            if entry.node.recovered:
                self._say("code_recovered", entry.code_cell, printed=_shown(entry.node.printed),
                          code=entry.code)  # fmt: skip
        if self.typed:
            cell, text = self.typed[0]
            self._say("numbers_as_text", cell, count=len(self.typed), printed=text)

    def _cell(self, line: int, at: int) -> str:
        return address(line, at)

    def _say(self, rule: str, cell: str, **values: object) -> None:
        self.findings.add(rule, file=self.path.name, sheet=self.sheet.name, cell=cell, **values)


def _shown(printed: Any) -> str:
    return f"{printed:g}" if isinstance(printed, float) else str(printed)[:10]
