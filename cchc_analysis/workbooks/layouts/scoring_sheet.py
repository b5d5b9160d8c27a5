"""*Scoring sheet*: criteria down; points at most, self-scored, appraised, surveyed, final across; one unit.

    TT  | Tiêu chí, tiêu chí thành phần | Điểm tối đa | Tự chấm | Thẩm định | Ghi chú
    I   | Công tác chỉ đạo, điều hành   | 10          | 9,5     | 8,5       |
    1.1 | Ban hành kế hoạch             | 2           | 2       | 1,5       | chậm 5 ngày

Columns stand in any order under one to four rows of headings, merged or not. The words are declared in
``sheet_headings.csv`` (patterns over :func:`cchc_analysis.vietnamese.key`, first match wins).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from cchc_analysis.units import is_unit, local_unit
from cchc_analysis.vietnamese import clean, key, parse_number
from cchc_analysis.workbooks.grid import Row, Sheet

#: Columns that hold scores, by the stage that they tell.
STAGES = ("self", "appraised", "appraised_2", "survey", "final")
NAMES = ("name", "name_1", "name_2", "name_3")
#: A heading is looked for in so many rows, and is at most so many rows high.
_LOOKED_AT, _HIGHEST = 80, 4
_LONGEST = 90
#: A sheet that names so many provinces is about them.
_PROVINCES = 10
_NUMBERING = re.compile(r"\(?[\dA-Za-z]{1,2}\)?(?:\s*=\s*[\d\s+*/%:().-]+)?")


@dataclass(slots=True, eq=False)
class ScoringSheet:
    """A recognised scoring sheet.

    Attributes
    ----------
    sheet : Sheet
    columns : dict of str to list of int
        Columns by what they hold: ``code, name, max, self, appraised, …``.
    headings : dict of int to str
        The innermost heading of each column.
    first, last : int
        Rows of the headings, from 0.
    titles : list of str
        What stands above.
    groups : dict of int to str
        The heading above the innermost one of each column, where there is one.
    units : dict of int to str
        Columns headed by a unit's name, where units stand across.
    """

    sheet: Sheet
    columns: dict[str, list[int]]
    headings: dict[int, str]
    first: int
    last: int
    titles: list[str] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)

    def at(self, kind: str) -> int | None:
        """Return the first column of a kind, None where the sheet has none."""
        return self.columns[kind][0] if self.columns.get(kind) else None

    @property
    def stages(self) -> list[str]:
        """Return the stages that the sheet prints, in the order of :data:`STAGES`."""
        return [s for s in STAGES if self.columns.get(s)]

    @property
    def is_summary(self) -> bool:
        """Tell whether one stage stands under several groups: domains across, units down."""
        return any(len({self.groups.get(at) for at in self.columns.get(s, [])} - {None}) > 1 for s in STAGES)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    text = files(__package__).joinpath("sheet_headings.csv").read_text(encoding="utf-8")
    return [(row["kind"], re.compile(row["pattern"])) for row in csv.DictReader(text.splitlines())]


@lru_cache(maxsize=16384)
def heading_kind(text: str) -> str:
    """Return what a heading says that its column holds; empty where it says nothing known."""
    words = key(text) if len(text) <= _LONGEST else ""
    return next((kind for kind, pattern in _patterns() if pattern.search(words)), "") if words else ""


def find(sheet: Sheet) -> ScoringSheet | None:
    """Return the scoring sheet that a sheet holds, None where it holds none."""
    rows = sheet.rows[:_LOOKED_AT]
    kinds = {heading_kind(text) for text in sheet.texts}
    if not kinds & {*NAMES, "index_pct", "unit"} or not kinds & {*STAGES, "max", "points", "satisfied"}:
        return None
    if sum(map(is_unit, sheet.texts)) >= _PROVINCES:
        return None  # a published table of provinces
    spread = _spread(sheet, len(rows))
    for first, row in enumerate(spread):
        if len({v for v in row if v.__class__ is str and heading_kind(v)}) < 2:
            continue
        last = _last_heading(spread, first)
        found = _headed(sheet, spread[first : last + 1], first, last)
        if found is not None and _names_criteria(found):
            found.titles = [clean(v) for r in rows[:first] for v in r if v.__class__ is str and v.strip()]
            return found
    return None


def _names_criteria(found: ScoringSheet) -> bool:
    """Tell whether the column of names holds criteria: text, and no list of units."""
    at = [c for kind in NAMES for c in found.columns.get(kind, [])]
    cells = [row[c] for row in found.sheet.rows[found.last + 1 :] for c in at if row[c] != ""]
    texts = [clean(v) for v in cells if v.__class__ is str and v.strip()]
    units = sum(is_unit(t) or local_unit(t) is not None for t in texts)
    return len(texts) * 2 > len(cells) and (found.is_summary or units * 2 < max(1, len(texts)))


def _spread(sheet: Sheet, count: int) -> list[Row]:
    """Return the first rows with every merged cell's text in all of its area."""
    rows = [list(row) for row in sheet.rows[:count]]
    for (top, left), (bottom, right) in sheet.merged:
        if top >= count or right >= sheet.width:
            continue
        text = sheet.rows[top][left]
        if text.__class__ is str and text.strip():
            for line in range(top, min(bottom, count - 1) + 1):
                rows[line][left : right + 1] = [text] * (right + 1 - left)
    return rows


def _last_heading(rows: list[Row], first: int) -> int:
    """Return the last row of the block of headings that begins at *first*, column numbers included."""
    last = first
    for line in range(first + 1, min(first + _HIGHEST + 1, len(rows))):
        if is_numbering(rows[line]):
            return line
        if line == first + _HIGHEST or any(_is_number(v) for v in rows[line]):
            break
        if _is_heading(rows[line]):
            last = line  # a row between may hold the name of a group alone
    return last


def _is_number(value: Any) -> bool:
    return value.__class__ is not str or (value != "" and parse_number(value) is not None)


def is_numbering(row: Row) -> bool:
    """Tell whether a row numbers the columns: ``(1) (2) (3)``, ``A B 1 2 3=1+2``."""
    cells = [clean(_text(v)) for v in row if _text(v)]
    if len(cells) < 3 or not all(_NUMBERING.fullmatch(c) for c in cells):
        return False
    digits = [int(m[0]) for c in cells if (m := re.match(r"\d+", c.strip("()")))]
    return len(digits) >= 2 and digits == list(range(digits[0], digits[0] + len(digits)))


def _text(value: Any) -> str:
    if value.__class__ is float and float(value).is_integer():
        return str(int(value))
    return value.strip() if value.__class__ is str else "" if value == "" else str(value)


def _is_heading(row: Row) -> bool:
    cells = [v for v in row if v != ""]
    texts = [v for v in cells if v.__class__ is str]
    known = len({v for v in texts if heading_kind(v)})
    return len(texts) == len(cells) and known >= 2


def _headed(sheet: Sheet, rows: list[Row], first: int, last: int) -> ScoringSheet | None:
    """Return the sheet with its columns by kind, each by its innermost heading that says something."""
    if any(sum(v.__class__ is str and is_unit(v) for v in row) > 1 for row in rows):
        return None  # a published table of provinces
    found = ScoringSheet(sheet, {}, {}, first, last)
    for at in range(len(rows[0])):
        labels = list(dict.fromkeys(clean(r[at]) for r in rows if r[at].__class__ is str and r[at].strip()))
        told = [(heading_kind(t), t) for t in reversed(labels) if heading_kind(t)]
        unit = next((u[0] for t in labels if (u := local_unit(t))), "")
        if unit and not told:
            found.units[at] = unit
        elif told:
            kind = next((k for k, _ in told if k != "points"), "points")
            found.columns.setdefault(kind, []).append(at)
            found.headings[at] = told[0][1]
            above = [t for t in labels[: labels.index(told[0][1])]]
            if above:
                found.groups[at] = above[-1]
    if "unit" in found.columns and found.is_summary:
        found.columns["name"] = found.columns.pop("unit")
    return found if _is_whole(found.columns, len(found.units)) else None


def _is_whole(columns: dict[str, list[int]], units: int) -> bool:
    """Tell whether the columns make a scoring sheet, mending what only the others make clear."""
    names = [k for k in NAMES if k in columns]
    if not names and "index_pct" in columns and ("code" in columns or "max" in columns):
        columns["name"] = [columns["index_pct"].pop(0)]
    elif len(names) == 1:
        columns["name"] = columns.pop(names[0])
    elif not names:
        return False
    if "name" in columns and len(names) > 1:
        # ``Tiêu chí | Nội dung``: the first holds the codes of the second.
        columns.setdefault("code", columns[names[1]])
        for name in names[1:]:
            columns.pop(name)
    if "points" in columns:
        columns.setdefault("final" if "max" in columns else "max", columns.pop("points"))
    if "satisfied" in columns:
        if "final" in columns:
            columns.setdefault("answers", columns.pop("final"))
        return "unsatisfied" in columns
    staged = any(columns.get(s) for s in STAGES)
    return staged or units > 1 or ("max" in columns and bool({"code", "level", "order"} & set(columns)))
