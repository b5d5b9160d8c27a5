"""Where the headings and the numbers of a sheet are: its bodies.

A body is a rectangle of numbers that headings surround: rows of headings above it, columns beside it that
name what a row is of (units, criteria, years …). A sheet may hold several: another row of headings begins
another below, another column of units another beside. Nothing is understood here but places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from cchc_analysis.files.grid import Row, Sheet, address
from cchc_analysis.units import is_other_unit, is_pseudo, is_unit
from cchc_analysis.units.names import name_key
from cchc_analysis.vietnamese import clean, is_missing, key
from cchc_analysis.workbooks.headings import Heading, heading, is_numbering, is_year, scale_of, years_in
from cchc_analysis.workbooks.numbers import number_of

#: So many provinces in a row or a column are units, whatever the headings say …
_MANY = 5
#: … and of two columns of names the shorter one counts when it has this share of the longer one's.
_SHARE = 0.3
#: Rows of headings above a body, at most.
_HIGHEST = 6
#: A merged cell or a lone text that spans so much of the width is a title.
_WIDE = 0.8
#: A share of the maximum: ``9/10``.
_FRACTION = re.compile(r"\d+(?:[.,]\d+)?\s*/\s*\d+(?:[.,]\d+)?")
#: Words of a letterhead or a form's number, which are no headings.
_LETTERHEAD = re.compile(
    r"\b(?:cong hoa xa hoi|doc lap tu do|(?:mau|bieu|phu luc)(?: bieu)? so|don vi tinh)\b"
)
#: Longer lone texts are titles.
_TITLE = 45


@dataclass(slots=True, eq=False)
class Body:
    """A body of numbers and what surrounds it; rows and columns counted from 0.

    Attributes
    ----------
    sheet : Sheet
    headings : list of int
        Rows of headings, numbering included.
    lines : list of int
        Rows below them, repeated headings and blank rows left out.
    sides : dict of str to list of int
        Columns that name what a row is of, by what they hold: ``units, codes, names, years, …``.
    columns : list of int
        The other columns.
    stacks : dict of int to tuple of Heading
        The headings over each column, the outermost first.
    titles : list of str
        The texts above, the first on top.
    turned : list of str
        Units that stand across, as written; empty where none do.
    repeated : list of int
        Rows within that repeat headings or number the columns.
    beside : list of Body
        The other bodies between the same rows.
    aside : dict of int to str
        Rows below the headings that are left out, and why.
    """

    sheet: Sheet
    headings: list[int]
    lines: list[int]
    sides: dict[str, list[int]]
    columns: list[int]
    stacks: dict[int, tuple[Heading, ...]]
    titles: list[str]
    repeated: list[int] = field(default_factory=list)
    beside: list[Body] = field(default_factory=list, repr=False)
    aside: dict[int, str] = field(default_factory=dict)

    def heading_cell(self, at: int) -> str:
        """Return the address of the innermost heading of a column."""
        return address(self.headings[-1] if self.headings else 0, at)

    @property
    def holds_numbers(self) -> bool:
        """Whether a cell of the body holds a number."""
        return any(is_number(self.sheet.rows[line][c]) for line in self.lines for c in self.columns)

    @property
    def is_form(self) -> bool:
        """Whether it is a scoring sheet to fill in: codes, names and stages, and no number yet."""
        staged = any(stack and stack[-1].stage for stack in self.stacks.values())
        return staged and bool(self.sides.get("codes") and self.sides.get("names")) and not self.holds_numbers

    def side(self, holds: str) -> int | None:
        """Return the first column that holds something, None where none does."""
        return self.sides[holds][0] if self.sides.get(holds) else None


def is_number(value: Any) -> bool:
    """Tell whether a cell holds a number that is no date, or a text that reads as one number."""
    if value.__class__ is float or value.__class__ is int:
        return True
    return value.__class__ is str and bool(value) and reads_as_number(value)


@lru_cache(maxsize=65536)
def reads_as_number(text: str) -> bool:
    """Tell whether a text reads as one number, be it with a word or a star: ``2 điểm``, ``85,32*``."""
    if len(text) > 24 or not any(c.isdigit() for c in text):
        return False
    return number_of(clean(text), (0, 1000))[0] is not None or _FRACTION.fullmatch(clean(text)) is not None


@lru_cache(maxsize=65536)
def names_somebody(text: str) -> bool:
    """Tell whether a text names a unit that is ranked: regions and the nation apart."""
    return is_unit(text) or (is_other_unit(text) and not is_pseudo(text))


def find_bodies(
    sheet: Sheet,
    headings: tuple[int, int] | None = None,
    columns: Mapping[int, Heading] = MappingProxyType({}),
) -> list[Body]:
    """Return the bodies of a sheet, in the order of their first cells.

    Parameters
    ----------
    sheet : Sheet
    headings : (int, int), optional
        First and last row of the headings, from 0, where the analyst declares them.
    columns : mapping of int to Heading
        What the analyst says of columns: it stands for their headings.
    """
    return _Finder(sheet, headings, columns).bodies() if sheet.rows else []


class _Finder:
    """Finds the bodies of one sheet."""

    def __init__(
        self, sheet: Sheet, declared: tuple[int, int] | None, columns: Mapping[int, Heading]
    ) -> None:
        self.columns = columns
        self.sheet = sheet
        self.rows = sheet.rows
        self.declared = declared
        self.known = {t for t in sheet.texts if heading(t).is_known}
        self.filled = [[c for c, v in enumerate(row) if v != "" and str(v).strip()] for row in self.rows]
        self.spans = _spans(sheet)
        self.units_down, self.units_across = self._count_units()

    def bodies(self) -> list[Body]:
        found: list[Body] = []
        starts = self._starts()
        ends = [top for top, _ in starts[1:]] + [len(self.rows)]
        for (top, first), end in zip(starts, ends, strict=False):
            found += self._segment(top, first, end, bool(found))
        return [b for b in found if b.holds_numbers or b.is_form]

    # -- rows --------------------------------------------------------------------------------------

    def _starts(self) -> list[tuple[int, int]]:
        """Return the first row of headings and the first row below them, of every segment."""
        if self.declared is not None:
            return [(self.declared[0], self.declared[1] + 1)]
        starts: list[tuple[int, int]] = []
        line = 0
        while line < len(self.rows):
            if self._is_heading(line):
                last = self._last_heading(line)
                top = self._first_heading(line)
                if not starts or not self._repeats(starts, line):
                    starts.append((top, last + 1))
                line = last + 1
            else:
                line += 1
        first = self._first_unit()
        if first is not None and not any(below <= first for _, below in starts):
            starts.insert(0, (self._first_heading(first), first))
        return [s for s in starts if s[1] < len(self.rows)]

    def _is_heading(self, line: int) -> bool:
        """Tell whether a row holds headings: known words, units across, or years; and no other number."""
        row, filled = self.rows[line], self.filled[line]
        if len(filled) < 2 or is_numbering([row[c] for c in filled]):
            return False
        years = sum(is_year(row[c]) for c in filled)
        numbers = sum(is_number(row[c]) for c in filled)
        if numbers > years or (years and years == numbers == 1 and len(filled) > 2):
            return False
        known = len({row[c] for c in filled if row[c] in self.known}) + max(0, years - 1)
        repeated = sum(row[c] in self.known for c in filled) >= 3
        return known >= 2 or repeated or self.units_across.get(line, 0) >= 2 or self._heads_units(line)

    def _heads_units(self, line: int) -> bool:
        """Tell whether one known word, that of units, stands over a name beside numbers."""
        at = next((c for c in self.filled[line] if heading(str(self.rows[line][c])).holds == "units"), None)
        below = next(
            (
                row
                for row, filled in zip(self.rows[line + 1 :], self.filled[line + 1 :], strict=True)
                if filled
            ),
            None,
        )
        if at is None or below is None or below[at].__class__ is not str or is_number(below[at]):
            return False
        is_name = below[at].strip() != "" and below[at] not in self.known
        return is_name and any(is_number(v) and not is_year(v) for v in below[at + 1 :])

    def _last_heading(self, line: int) -> int:
        """Return the last row of the block of headings that *line* stands in."""
        last = line
        for at in range(line + 1, min(line + _HIGHEST + 1, len(self.rows))):
            filled = [self.rows[at][c] for c in self.filled[at]]
            if not filled:
                continue
            if is_numbering(filled):
                return at
            if not self._goes_on(at, filled) and not self._stands_between(at, filled):
                break
            last = at
        return last

    def _stands_between(self, line: int, filled: list[Any]) -> bool:
        """Tell whether a row of texts alone stands between rows of headings: a group without a known word."""
        if any(v.__class__ is not str or is_number(v) or is_missing(v) for v in filled):
            return False
        if self.filled[line][0] == 0 and not heading(str(filled[0])).plain:
            return False
        below = next((at for at in range(line + 1, len(self.rows)) if self.filled[at]), None)
        return below is not None and self._is_heading(below)

    def _goes_on(self, line: int, filled: list[Any]) -> bool:
        """Tell whether a row below headings holds more of them: texts alone, none of which begins a line."""
        if self._is_heading(line):
            return True
        row = self.rows[line]
        if all(v.__class__ is str and scale_of(clean(v)) is not None for v in filled):
            return True
        if any(is_number(v) for v in filled) or any(is_missing(v) for v in filled):
            return False
        at = self.filled[line]
        if any(row[c] in self.known for c in at) and len(at) >= 1 and at[0] >= 1:
            return all(not is_unit(row[c]) for c in at)
        below = [c for c in at if c in self._merged_over(line)]
        return len(at) >= 2 and len(below) == len(at)

    def _merged_over(self, line: int) -> set[int]:
        """Return the columns that a wide merged heading right above *line* spans."""
        return {
            c
            for (top, left), (bottom, right) in self.sheet.merged
            if bottom == line - 1 and left < right and top <= line - 1
            for c in range(left, right + 1)
        }

    def _first_heading(self, line: int) -> int:
        """Return the first row of the headings above *line*: up to a blank row or a title."""
        first = line
        while first > 0 and line - first < _HIGHEST and self._is_over(first - 1, first):
            first -= 1
        return first

    def _is_over(self, line: int, below: int) -> bool:
        row, filled = self.rows[line], self.filled[line]
        if not filled or any(is_number(row[c]) and not is_year(row[c]) for c in filled):
            return False
        if any(row[c].__class__ is not str and not is_year(row[c]) for c in filled):
            return False
        texts = [str(row[c]) for c in filled]
        if any(_LETTERHEAD.search(key(t)) for t in texts):
            return False
        width = max(self.filled[below][-1] + 1, 2)
        if len(filled) == 1 or len({row[c] for c in filled}) == 1:
            at = filled[0]
            right = self.spans.get((line, at), (line, at))[1]
            spans = right - at + 1
            text = clean(str(row[at]))
            if spans > _WIDE * width or len(text) > _TITLE or ":" in text:
                return False
            return spans > 1 or (at >= 2 and row[at] in self.known)
        return len(set(texts)) > 2 or self._is_heading(line) or self._stands_over(line, below)

    def _stands_over(self, line: int, below: int) -> bool:
        """Tell whether both texts of a row head groups right below: a letterhead's do not."""
        filled, under = self.filled[line], set(self.filled[below])
        merged = any((line, c) in self.spans for c in filled)
        return merged and all(c in under and len(clean(str(self.rows[line][c]))) <= _TITLE for c in filled)

    def _repeats(self, starts: list[tuple[int, int]], line: int) -> bool:
        """Tell whether a row of headings goes on with the table above: no title of its own stands over it."""
        above = line - 1
        while above >= 0 and not self.filled[above]:
            above -= 1
        top, below = starts[-1]
        while above >= below and self._texts(above) in {self._texts(at) for at in range(top, below)}:
            above -= 1  # the headings' own upper rows
        lone = [self.rows[above][c] for c in self.filled[above]] if above >= below else []
        if len(set(lone)) == 1 and _is_title(str(lone[0])):
            return False
        texts = self._texts(line)
        return any(self._texts(at) == texts for at in range(top, below))

    def _texts(self, line: int) -> tuple[str, ...]:
        return tuple(key(str(self.rows[line][c])) for c in self.filled[line])

    # -- units -------------------------------------------------------------------------------------

    def _count_units(self) -> tuple[Counter[int], Counter[int]]:
        """Count the units of each column, and of each row that has several with numbers below them."""
        names = {t for t in self.sheet.texts if is_unit(t) or is_other_unit(t)} - self.known
        down: Counter[int] = Counter()
        across: Counter[int] = Counter()
        for line, row in enumerate(self.rows):
            if names.isdisjoint(v for v in row if v.__class__ is str):
                continue
            at = [c for c, v in enumerate(row) if v.__class__ is str and v in names]
            below = self.rows[line + 1 : line + 6]
            across[line] = sum(any(is_number(r[c]) for r in below) for c in at)
            for c in at:
                if any(is_number(v) for v in row[c + 1 :]):
                    down[c] += 1
        return down, across

    def _first_unit(self) -> int | None:
        """Return the first row of the fullest column of units."""
        if not self.units_down:
            return None
        at = max(self.units_down, key=lambda c: self.units_down[c])
        if self.units_down[at] < 2:
            return None
        lines = (i for i, row in enumerate(self.rows) if self._is_line(row, at))
        return next(lines, None)

    def _is_line(self, row: Row, at: int) -> bool:
        value = row[at]
        if value.__class__ is not str or not value or value in self.known:
            return False
        return (is_unit(value) or is_other_unit(value) or is_pseudo(value)) and any(
            is_number(v) for v in row[at + 1 :]
        )

    # -- one segment -------------------------------------------------------------------------------

    def _segment(self, top: int, first: int, end: int, further: bool) -> Iterator[Body]:
        """Yield the bodies beside each other between two rows of headings."""
        heads = list(range(top, first))
        worded = [h for h in heads if not is_numbering([self.rows[h][c] for c in self.filled[h]])]
        spread = _spread(self.sheet, worded)
        repeated: list[int] = []
        lines: list[int] = []
        texts = {self._texts(h) for h in heads}
        for line in range(first, end):
            if not self.filled[line]:
                continue
            again = self._repeats_texts(line, texts) or is_numbering(
                [self.rows[line][c] for c in self.filled[line]]
            )
            (repeated if again and not self._has_unit(line) else lines).append(line)
        stacks = {c: _stack(spread, c) for c in range(self.sheet.width)}
        stacks |= {c: (told,) for c, told in self.columns.items()}
        titles = self._titles(top, further)
        bodies = []
        for columns, units in self._blocks(stacks, lines):
            bodies.append(
                Body(self.sheet, heads, lines, {}, [], {c: stacks[c] for c in columns}, titles, repeated)
            )
            self._name_sides(bodies[-1], columns, units)
        for body in bodies:
            body.beside = [b for b in bodies if b is not body]
        yield from bodies

    def _repeats_texts(self, line: int, texts: set[tuple[str, ...]]) -> bool:
        """Tell whether a row says what a row of headings says; one that ends in a number does not."""
        filled = self.filled[line]
        last = self.rows[line][filled[-1]]
        may = last.__class__ is str or is_year(last)
        return may and any(len(t) == len(filled) for t in texts) and self._texts(line) in texts

    def _has_unit(self, line: int) -> bool:
        return any(
            is_unit(self.rows[line][c]) for c in self.filled[line] if isinstance(self.rows[line][c], str)
        )

    def _titles(self, top: int, further: bool) -> list[str]:
        """Return what stands above: of a further segment, the rows without numbers right above it."""
        first = 0
        if further:
            first = top
            while first > 0 and not any(is_number(self.rows[first - 1][c]) for c in self.filled[first - 1]):
                first -= 1
        return [text for line in range(first, top) for text in texts_of(self.rows[line])]

    def _blocks(
        self, stacks: dict[int, tuple[Heading, ...]], lines: list[int]
    ) -> list[tuple[list[int], int | None]]:
        """Part the columns where another column of units begins another body."""
        units = self._unit_columns(stacks, lines)
        width = range(self.sheet.width)
        if len(units) < 2:
            return [(list(width), units[0] if units else None)]
        before = self._led_by(units, stacks)
        edges = [0, *(u - before for u in units[1:]), self.sheet.width]
        return [(list(range(a, b)), u) for a, b, u in zip(edges[:-1], edges[1:], units, strict=True)]

    def _led_by(self, units: list[int], stacks: dict[int, tuple[Heading, ...]]) -> int:
        """Return how many columns before its units each block begins: those headed as before the first."""
        before = 0
        while before < units[0]:
            step = before + 1
            first = [h.words for h in stacks[units[0] - step]]
            if not first or any([h.words for h in stacks[u - step]] != first for u in units[1:]):
                break
            before = step
        return before

    def _unit_columns(self, stacks: dict[int, tuple[Heading, ...]], lines: list[int]) -> list[int]:
        """Return the columns of units; of two that say the same line by line, the last."""
        counts = {c: n for c, n in self._units_of(lines).items() if self._may_name(stacks[c], n)}
        headed = [c for c in stacks if stacks[c] and stacks[c][-1].holds == "units"]
        across = {
            c for c in stacks if any(is_unit(h.text) or is_other_unit(h.text) for h in stacks[c])
        } - set(headed)
        if not counts:
            return [c for c in headed if not across and any(self.rows[line][c] != "" for line in lines)][:1]
        most = max(counts.values())
        if most < 2 and not set(headed) & counts.keys():
            return []
        kept: list[int] = []
        for at in sorted(c for c, n in counts.items() if n >= max(1, _SHARE * most)):
            if kept and kept[-1] == at - 1 and self._same_names(kept[-1], at, lines):
                kept.pop()
            kept.append(at)
        return kept

    def _units_of(self, lines: list[int]) -> Counter[int]:
        counts: Counter[int] = Counter()
        for line in lines:
            row = self.rows[line]
            filled = self.filled[line]
            last = max((c for c in filled if is_number(row[c])), default=-1)
            for c in filled:
                value = row[c]
                if c < last and value.__class__ is str and names_somebody(value):
                    counts[c] += 1
        return counts

    def _may_name(self, stack: tuple[Heading, ...], count: int) -> bool:
        """Tell whether a column may hold the units: not one of offices, notes or criteria."""
        for told in reversed(stack):
            if told.quantity in ("office", "note", "evidence", "other"):
                return False
            if told.holds:
                return told.holds in ("units", "codes", "names") or (
                    count >= _MANY and told.holds != "regions"
                )
        return True

    def _same_names(self, one: int, other: int, lines: list[int]) -> bool:
        pairs = [(self.rows[line][one], self.rows[line][other]) for line in lines]
        named = [(a, b) for a, b in pairs if a.__class__ is b.__class__ is str and (is_unit(a) or is_unit(b))]
        alike = sum(name_key(a) == name_key(b) for a, b in named)
        return bool(named) and alike * 2 > len(named)

    # -- columns that name what a row is of ----------------------------------------------------------

    def _name_sides(self, body: Body, columns: list[int], units: int | None) -> None:
        for at in columns:
            holds = "units" if at == units else self._holds(body, at, units)
            holds = holds or ("scales" if self._is_scale_column(body, at) else "")
            if holds:
                body.sides.setdefault(holds, []).append(at)
            elif body.stacks[at] or any(self.rows[line][at] != "" for line in body.lines):
                body.columns.append(at)
        self._find_quantities(body)
        if units is None and not body.sides.get("names"):
            self._find_names(body)
        if body.sides.get("respondents") or body.sides.get("quantities"):
            _fill_names(body)
        if body.sides.get("respondents"):
            _keep_whole(body)

    def _find_quantities(self, body: Body) -> None:
        """Take a column of words such as ``Điểm``, ``Xếp hạng`` for what the numbers of its rows are."""
        for at in list(body.columns):
            if any(h.is_known for h in body.stacks[at]):
                continue
            texts = [v for line in body.lines if (v := self.rows[line][at]) != ""]
            told = [heading(v) for v in texts if v.__class__ is str]
            known = [h for h in told if h.plain and (h.quantity in ("score", "rank", "group") or h.stage)]
            if len(known) > 1 and len(known) == len(texts):
                body.columns.remove(at)
                body.sides["quantities"] = [at]
                return

    def _is_scale_column(self, body: Body, at: int) -> bool:
        """Tell whether a column holds printed scales: ``0.25-2.5 điểm``."""
        texts = [v for line in body.lines if (v := self.rows[line][at]).__class__ is str and v.strip()]
        return bool(texts) and sum(scale_of(clean(t)) is not None for t in texts) * 2 > len(texts)

    def _holds(self, body: Body, at: int, units: int | None) -> str:
        """Return what a column holds besides numbers: by its heading, as far as its cells bear it out."""
        told = next((h.holds for h in reversed(body.stacks[at]) if h.holds), "")
        if not told:
            return ""
        cells = [self.rows[line][at] for line in body.lines if self.rows[line][at] != ""]
        texts = sum(v.__class__ is str and not is_number(v) for v in cells)
        if told == "years":
            return told if cells and sum(bool(years_in(str(v))) for v in cells) * 2 > len(cells) else ""
        if told in ("codes", "levels"):
            return told
        if told == "units":
            return "" if units is not None or texts * 2 < len(cells) else "names"
        return told if texts * 2 >= len(cells) else ""

    def _find_names(self, body: Body) -> None:
        """Take a column of texts before the first number for the names, where no heading says which it is."""
        for at in list(body.columns):
            cells = [self.rows[line][at] for line in body.lines if self.rows[line][at] != ""]
            texts = sum(v.__class__ is str and not is_number(v) and not is_missing(v) for v in cells)
            if cells and texts * 2 > len(cells) and not any(h.is_known for h in body.stacks[at]):
                body.columns.remove(at)
                body.sides["names"] = [at]
                return
            if any(is_number(v) for v in cells):
                return


def _fill_names(body: Body) -> None:
    """Let names, codes and indices printed once for several rows stand in each of them."""
    rows = list(body.sheet.rows)
    sides = [at for holds in ("names", "codes", "indices") for at in body.sides.get(holds, ())]
    last: dict[int, Any] = {}
    for line in body.lines:
        if any(rows[line][at] != "" for at in sides):
            last = {at: rows[line][at] for at in sides}
        rows[line] = [last.get(c, v) for c, v in enumerate(rows[line])]
    body.sheet = replace(body.sheet, rows=rows)


def _keep_whole(body: Body) -> None:
    """Keep, of rows by group of respondents, those of all together."""
    at = body.sides["respondents"][0]
    whole = [line for line in body.lines if heading(str(body.sheet.rows[line][at])).total]
    if whole:
        body.aside |= {line: "group_of_respondents" for line in body.lines if line not in whole}
        body.lines = whole


def _is_title(text: str) -> bool:
    """Tell whether a lone text above repeated headings says that another table begins: a year, a unit."""
    text = clean(text)
    return text[:1].isupper() and bool(years_in(text) or names_somebody(text))


def texts_of(row: Row) -> list[str]:
    """Return the texts of a row of titles; a label that ends in a colon takes what stands behind it.

    Examples
    --------
    >>> texts_of(["Năm đánh giá:", 2024.0, "", "Đơn vị: Xã Ví Dụ"])
    ['Năm đánh giá: 2024', 'Đơn vị: Xã Ví Dụ']
    """
    texts: list[str] = []
    for value in row:
        if value == "":
            continue
        text = f"{value:.10g}" if value.__class__ is float else str(value).strip()
        if texts and texts[-1].endswith(":"):
            texts[-1] = f"{texts[-1]} {text}"
        elif value.__class__ is str and text:
            texts.append(text)
    return texts


def _spans(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the lower right cell of every merged area by its upper left one."""
    return {(a[0], a[1]): (b[0], b[1]) for a, b in sheet.merged}


def _spread(sheet: Sheet, heads: list[int]) -> list[Row]:
    """Return the rows of headings with every merged text in all of its area, and groups over their columns.

    A heading without merged cells counts for the blank cells on its right as long as headings stand below.
    """
    rows = {line: list(sheet.rows[line]) for line in heads}
    areas: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged:
        if top not in rows or left >= sheet.width:
            continue
        areas.update((line, c) for line in range(top, bottom + 1) for c in range(left, right + 1))
        value = sheet.rows[top][left]
        if value == "" or right - left + 1 > _WIDE * sheet.width > 2:
            if right - left + 1 > _WIDE * sheet.width > 2:
                rows[top][left] = ""
            continue
        for line in range(top, bottom + 1):
            if line in rows:
                rows[line][left : right + 1] = [value] * (min(right + 1, sheet.width) - left)
    lines = list(rows)
    for place, line in enumerate(lines[:-1]):
        below = [rows[b] for b in lines[place + 1 :]]
        headed = [c for c in range(sheet.width) if any(b[c] not in ("", rows[line][c]) for b in below)]
        if sum(rows[line][c] != "" for c in headed) * 2 <= len(headed):
            _fill_right(rows[line], below, line, areas)
    return list(rows.values())


def _fill_right(row: Row, below: list[Row], line: int, areas: set[tuple[int, int]]) -> None:
    group: Any = ""
    for c, value in enumerate(row):
        if value != "" and str(value).strip():
            # A heading with nothing below it is no group.
            group = value if any(b[c] != "" for b in below) and (line, c) not in areas else ""
        elif group != "" and (line, c) not in areas and any(b[c] != "" for b in below):
            row[c] = group
        else:
            group = ""


def _stack(spread: list[Row], at: int) -> tuple[Heading, ...]:
    texts = dict.fromkeys(_written(row[at]) for row in spread)
    return tuple(heading(t) for t in texts if t)


def _written(value: Any) -> str:
    if value.__class__ is float and is_year(value):
        return str(int(value))
    return clean(value) if value.__class__ is str else ""
