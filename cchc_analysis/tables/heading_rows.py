"""Which rows of a sheet hold headings, say them again, or number the columns."""

from __future__ import annotations

import re

from cchc_analysis.files.grid import Sheet
from cchc_analysis.tables.headings import heading, is_known
from cchc_analysis.tables.kinds import NUMBERS, TYPED, Kinds, has_number, last_number
from cchc_analysis.tables.numbering import numbers_columns, numbers_criteria
from cchc_analysis.tables.printed import scale_of
from cchc_analysis.units import is_other_unit, is_unit
from cchc_analysis.units.claimants import labelled
from cchc_analysis.vietnamese import clean, is_missing, key

#: A merged cell or a lone text that spans so much of the width is a title.
WIDE = 0.8
#: What counts a group of rows.
_COUNTED = re.compile(r"(?:[A-Z]|[IVX]+)[.)]?")
#: Numbers that are no years.
COUNTS = frozenset("nN")


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
        self._heads: dict[int, bool] = {}

    def is_heading(self, line: int) -> bool:
        """Tell whether a row holds headings: known words, units across, or years; and no other number."""
        if line not in self._heads:
            self._heads[line] = self._is_heading(line)
        return self._heads[line]

    def _is_heading(self, line: int) -> bool:
        row, kinds, at = self.rows[line], self.kinds[line], self.filled[line]
        texts = row if "N" in kinds else [row[c] for c in self.texts_at[line]]
        if self._telling.isdisjoint(texts) and "y" not in kinds and "Y" not in kinds:
            return False
        is_numbered = not COUNTS.isdisjoint(kinds) and not self._are_codes(line)
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
        row, kinds = self.rows[line], self.kinds[line]
        words = self.known.intersection([row[c] for c in self.texts_at[line]])
        return len(words) > 1 and numbers_criteria([row[c] for c in self.filled[line] if kinds[c] in "nN"])

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
        return self.rows[below][at] not in self.known and not COUNTS.isdisjoint(self.kinds[below][at + 1 :])

    def _below(self, line: int) -> int | None:
        """Return the next row that is not blank."""
        return next((below for below in range(line + 1, len(self.rows)) if self.filled[below]), None)

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
        """Tell whether a row below headings holds more: texts, or years, alone, none of which begins a line.

        So it does where a heading beside them is merged down to it.
        """
        at, row = self.filled[line], self.rows[line]
        if len(at) == 1 and self._is_over_names(line, at[0]):
            return False
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
        beside = (c in self.filled[top] for (top, c), (bottom, _) in self.merged if top < line == bottom)
        return len(at) >= 2 and (any(beside) or self._merged_over(line).issuperset(at))

    def _is_over_names(self, line: int, at: int) -> bool:
        """Tell whether a lone cell stands over a text with numbers behind it: it is of the rows below."""
        counted = (r for r in range(line + 1, len(self.rows)) if not COUNTS.isdisjoint(self.kinds[r]))
        first = next((r for r in counted if not self.is_numbering(r)), None)
        return first is not None and self.kinds[first][at] == "t" and has_number(self.kinds[first][at + 1 :])

    def _merged_over(self, line: int) -> set[int]:
        """Return the columns that a wide merged heading right above *line* spans."""
        above = ((a, b) for (_, a), (bottom, b) in self.merged if bottom == line - 1 and a < b)
        return {c for left, right in above for c in range(left, right + 1)}

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

    def units_in(self, line: int, among: set[str]) -> list[int]:
        """Return the columns of the units of a row, some *among* all, that a number stands behind."""
        row, last = self.rows[line], last_number(self.kinds[line])
        return [c for c in self.texts_at[line] if c < last and row[c] in among]
