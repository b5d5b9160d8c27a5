"""Which rows of a sheet hold headings: where one table begins, and where the next."""

from __future__ import annotations

import re
from collections import Counter

from cchc_analysis.files.grid import Sheet
from cchc_analysis.tables.headings import heading, indices_in, is_known
from cchc_analysis.tables.kinds import NUMBERS, TYPED, Kinds, has_number, last_number
from cchc_analysis.tables.numbering import numbers_columns, numbers_criteria
from cchc_analysis.tables.printed import is_year, scale_of, years_in
from cchc_analysis.tables.tracks import names_somebody
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units import is_other_unit, is_pseudo, is_unit, whose
from cchc_analysis.units.claimants import labelled
from cchc_analysis.units.spelling import bare
from cchc_analysis.vietnamese import clean, is_missing, key

#: Rows of headings above a body, at most.
_HIGHEST = 6
#: A merged cell or a lone text that spans so much of the width is a title.
WIDE = 0.8
#: What counts a group of rows.
_COUNTED = re.compile(r"(?:[A-Z]|[IVX]+)[.)]?")
#: Longer lone texts are titles.
_TITLE = 45
#: Numbers that are no years.
_COUNTS = frozenset("nN")


class HeadingRows:
    """The rows of headings of one sheet.

    Parameters
    ----------
    sheet : Sheet
    kinds : Kinds

    Attributes
    ----------
    known : set of str
        The texts of the sheet that the vocabulary knows.
    named : set of str
        Those that name a unit.
    """

    def __init__(self, sheet: Sheet, kinds: Kinds) -> None:
        self.rows = sheet.rows
        self.merged = sheet.merged
        self.kinds = kinds.rows
        self.filled, self.texts_at = kinds.filled, kinds.texts
        self.known = set(filter(is_known, sheet.texts))
        self.named = {*filter(is_unit, sheet.texts), *filter(is_other_unit, sheet.texts)}
        self._units = self.named - self.known
        self._telling = self.named | self.known
        self._spans = {(a[0], a[1]): (b[0], b[1]) for a, b in sheet.merged}
        self._heads: dict[int, bool] = {}

    def tables(self) -> list[tuple[int, int]]:
        """Return the first row of headings and the first row below them, of every table of the sheet."""
        starts: list[tuple[int, int]] = []
        line = 0
        while line < len(self.rows):
            if self.is_heading(line) and not (starts and self._heads_a_group(line)):
                last = self._last(line)
                if closer := self._closer(line, last):
                    line = last = closer
                if not starts or not self._repeats(starts[-1], line):
                    starts.append((self._first(line), last + 1))
                line = last
            line += 1
        first = self._first_unit(starts[0][1] if starts else len(self.rows))
        if first is not None:
            starts.insert(0, (self._first(first), first))
        return [s for s in starts if s[1] < len(self.rows)]

    def _closer(self, first: int, last: int) -> int | None:
        """Return the row of texts right above the numbers, where a blank row parts it from words above.

        Those are no headings of its columns: the filters of a pivot table (``Năm | 2025``), a form's lines.
        """
        below = range(last + 1, len(self.rows))
        body = next((r for r in below if not _COUNTS.isdisjoint(self.kinds[r])), None)
        gaps = [r for r in range(first, body or first) if not self.filled[r]]
        above = [at for at in self.filled[first : gaps[-1] if gaps else first] if at]
        if body is None or not above or not self.filled[body - 1]:
            return None
        among = gaps[-1] < last
        if among and any(len(at) != 2 for at in above):
            return None  # no filters, each a name and its value
        over = {c for at in above for c in at}
        numbers = [c for c in self.filled[body - 1] if self.kinds[body][c] in NUMBERS]
        is_wider = len(numbers) > 1 and (among or len(set(numbers) - over) * 2 > len(numbers))
        return body - 1 if is_wider and set(self.kinds[body - 1]) <= set(" tyY") else None

    def is_heading(self, line: int) -> bool:
        """Tell whether a row holds headings: known words, units across, or years; and no other number."""
        if line not in self._heads:
            self._heads[line] = self._is_heading(line)
        return self._heads[line]

    def _is_heading(self, line: int) -> bool:
        row, kinds, at = self.rows[line], self.kinds[line], self.filled[line]
        if self._telling.isdisjoint(row) and "y" not in kinds and "Y" not in kinds:
            return False
        is_numbered = not _COUNTS.isdisjoint(kinds) and not self._are_codes(line)
        if len(at) < 2 or is_numbered or self._is_form(line):
            return False
        years = kinds.count("y") + kinds.count("Y")
        words = [row[c] for c in at if row[c].__class__ is str and row[c] in self.known]
        labels = list(map(heading, words))
        if years == 1 and len(at) > 2 and not any(h.years for h in labels):
            return False
        if len(set(words)) + max(0, years - 1) < 2 and len(words) < 3:
            names = any(h.holds in ("names", "indices") for h in labels)  # ``Lĩnh vực | Hà Tĩnh``
            return self._units_across(line) + names >= 2 or self._heads_units(line)
        return not self.is_numbering(line)

    def _is_form(self, line: int) -> bool:
        """Tell whether a row holds labels of the unit, each with a name beside it: ``Đơn vị: | Xã Ví Dụ``."""
        texts = [self.rows[line][c].strip() for c in self.texts_at[line]]
        return 1 < len(texts) == len(self.filled[line]) and bool(labelled(texts))

    def _are_codes(self, line: int) -> bool:
        """Tell whether the numbers of a row number criteria between known words: ``Đơn vị | 1 | 2 | Tổng``."""
        row, kinds, at = self.rows[line], self.kinds[line], self.filled[line]
        if not numbers_criteria([row[c] for c in at if kinds[c] in "nN"]):
            return False
        return len({row[c] for c in at if kinds[c] == "t" and row[c] in self.known}) > 1

    def is_numbering(self, line: int) -> bool:
        """Tell whether a row numbers the columns, be it beside texts of another table."""
        return numbers_columns(self.rows[line], self.filled[line], self.kinds[line])

    def _units_across(self, line: int) -> int:
        """Count the units of a row that have a number right below them."""
        row, below = self.rows[line], self.kinds[line + 1 : line + 6]
        at = [c for c in self.filled[line] if row[c].__class__ is str and row[c] in self._units]
        return sum(any(kinds[c] in NUMBERS for kinds in below) for c in at)

    def _heads_units(self, line: int) -> bool:
        """Tell whether the word for units stands over a name beside numbers; ``B | Các xã`` heads a group."""
        row = self.rows[line]
        texts = (c for c in self.filled[line] if row[c].__class__ is str)
        at = next((c for c in texts if heading(row[c]).holds == "units"), None)
        below = self._below(line)
        if at is None or below is None or self.kinds[below][at] != "t":
            return False
        if any(_COUNTED.fullmatch(clean(str(row[c]))) for c in self.filled[line] if c < at):
            return False
        return self.rows[below][at] not in self.known and not _COUNTS.isdisjoint(self.kinds[below][at + 1 :])

    def _heads_a_group(self, line: int) -> bool:
        """Tell whether a row within a table names kinds of units and heads no numbers: ``II | XÃ``."""
        last, below = self.filled[line][-1], self._below(line)
        holds = heading(str(self.rows[line][last])).holds
        return holds == "units" and below is not None and has_number(self.kinds[below][last + 1 :])

    def _below(self, line: int) -> int | None:
        """Return the next row that is not blank."""
        return next((below for below in range(line + 1, len(self.rows)) if self.filled[below]), None)

    def _last(self, line: int) -> int:
        """Return the last row of the block of headings that *line* stands in."""
        last = line
        for at in range(line + 1, min(line + _HIGHEST + 1, len(self.rows))):
            if not self.filled[at]:
                continue
            if self.is_numbering(at):
                return at
            if not self._goes_on(at) and not self._stands_between(at):
                break
            last = at
        return last

    def _stands_between(self, line: int) -> bool:
        """Tell whether a row of texts alone stands between rows of headings: a group without a known word."""
        texts = [self.rows[line][c] for c in self.filled[line]]
        if not set(self.kinds[line]) <= {" ", "t"} or any(map(is_missing, texts)):
            return False
        if self.filled[line][0] == 0 and not heading(texts[0]).plain:
            return False
        below = self._below(line)
        return below is not None and self.is_heading(below)

    def _goes_on(self, line: int) -> bool:
        """Tell whether a row below headings holds more: texts, or years, alone, none of which begins a line."""
        at, row = self.filled[line], self.rows[line]
        if self.is_heading(line) or (at[0] >= 1 and set(self.kinds[line]) <= set(" yY")):
            return True
        texts = [row[c] for c in at]
        if TYPED.isdisjoint(self.kinds[line]) and all(scale_of(clean(v)) is not None for v in texts):
            return True
        if has_number(self.kinds[line]) or any(is_missing(v) for v in texts):
            return False
        again = len(texts) >= len(set(texts)) * 2 > 2  # ``KH | TH`` under each group
        if at[0] >= 1 and (again or any(v in self.known for v in texts)):
            return not any(is_unit(v) for v in texts if v.__class__ is str)
        return len(at) >= 2 and self._merged_over(line).issuperset(at)

    def _merged_over(self, line: int) -> set[int]:
        """Return the columns that a wide merged heading right above *line* spans."""
        above = ((a, b) for (_, a), (bottom, b) in self.merged if bottom == line - 1 and a < b)
        return {c for left, right in above for c in range(left, right + 1)}

    def _first(self, line: int) -> int:
        """Return the first row of the headings above *line*: up to a blank row or a title."""
        first = line
        while first > 0 and line - first < _HIGHEST and self._is_over(first - 1, first):
            first -= 1
        return first

    def _is_over(self, line: int, below: int) -> bool:
        row, at = self.rows[line], self.filled[line]
        if not at or not set(self.kinds[line]) <= {" ", "t", "y", "Y"} or self._is_form(line):
            return False
        if any(says("letterhead", key(str(row[c]))) for c in at):
            return False
        if len({row[c] for c in at}) == 1:
            return self._is_group(line, at[0], max(self.filled[below][-1] + 1, 2))
        return len({row[c] for c in at}) > 2 or self.is_heading(line) or self._stands_over(line, below)

    def _is_group(self, line: int, at: int, width: int) -> bool:
        """Tell whether a lone text heads some columns of the row below, and is no title over all of them."""
        value = self.rows[line][at]
        spans = self._spans.get((line, at), (line, at))[1] - at + 1
        text = clean(str(value))
        if spans > WIDE * width or len(text) > _TITLE or ":" in text:
            return False
        return spans > 1 or (at >= 2 and value in self.known)

    def _stands_over(self, line: int, below: int) -> bool:
        """Tell whether both texts of a row head groups right below: a letterhead's do not."""
        at, under = self.filled[line], set(self.filled[below])
        merged = any((line, c) in self._spans for c in at)
        return merged and all(c in under and len(clean(str(self.rows[line][c]))) <= _TITLE for c in at)

    def _repeats(self, table: tuple[int, int], line: int) -> bool:
        """Tell whether a row of headings goes on with the table above: no title of its own stands over it."""
        heads = {self.texts(at) for at in range(*table)}
        above = line - 1
        while above >= 0 and (not self.filled[above] or (above >= table[1] and self.texts(above) in heads)):
            above -= 1  # blanks, and the headings' own upper rows
        lone = {self.rows[above][c] for c in self.filled[above]} if above >= table[1] else set()
        if len(lone) == 1 and _is_title(*lone):
            return False
        return self.texts(line) in heads

    def texts(self, line: int) -> tuple[str, ...]:
        """Return the texts of a row as they are compared."""
        return tuple(key(str(self.rows[line][c])) for c in self.filled[line])

    def repeated(self, heads: list[int], lines: list[int]) -> list[int]:
        """Return the rows that say what a row of headings says, or number the columns; and name no unit."""
        words = {self.texts(head) for head in heads}
        lengths = set(map(len, words))

        def says_again(line: int) -> bool:
            at = self.filled[line]
            alike = len(at) in lengths and self.kinds[line][at[-1]] in "tNyY"
            return (alike and self.texts(line) in words) or self.is_numbering(line)

        again = ((line, self.texts_at[line]) for line in lines if says_again(line))
        return [line for line, at in again if not any(is_unit(self.rows[line][c]) for c in at)]

    def _first_unit(self, end: int) -> int | None:
        """Return the first row of the fullest column of units, where it stands above the row *end*."""
        if not any(self.units_in(line, self._units) for line in range(end)):
            return None
        down = Counter(c for line in range(len(self.rows)) for c in self.units_in(line, self._units))
        at, count = down.most_common(1)[0]
        first = next((line for line in range(end) if self._is_line(line, at)), None)
        return first if count > 1 else None

    def units_in(self, line: int, among: set[str]) -> list[int]:
        """Return the columns of the units of a row, some *among* all, that a number stands behind."""
        row, last = self.rows[line], last_number(self.kinds[line])
        return [c for c in self.texts_at[line] if c < last and row[c] in among]

    def _is_line(self, line: int, at: int) -> bool:
        value = self.rows[line][at]
        if value.__class__ is not str or not value or value in self.known:
            return False
        return (names_somebody(value) or is_pseudo(value)) and has_number(self.kinds[line][at + 1 :])


def _is_title(value: object) -> bool:
    """Tell whether what stands alone above repeated headings names another table: its year, unit or stage."""
    text = bare(str(value))  # ``2. Đơn vị: Xã Hai``
    named = is_year(value) or years_in(text) or names_somebody(text) or indices_in(text) or whose([text]).name
    return bool(named or says("titled", key(text))) and (is_year(value) or text[:1].isupper())
