"""Where the tables of a sheet begin: the first row of headings of each, and the first row below them."""

from __future__ import annotations

from collections import Counter

from cchc_analysis.tables.heading_rows import COUNTS, WIDE, HeadingRows
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import NUMBERS, has_number
from cchc_analysis.tables.tracks import names_somebody
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units import is_pseudo
from cchc_analysis.vietnamese import clean, key

#: Rows of headings above a body, at most.
_HIGHEST = 6
#: Longer lone texts are titles.
_TITLE = 45


class Starts(HeadingRows):
    """The rows of headings of one sheet, by the tables that they head."""

    def tables(self) -> list[tuple[int, int]]:
        """Return the first row of headings and the first row below them, of every table of the sheet."""
        starts: list[tuple[int, int]] = []
        line = 0
        while line < len(self.rows):
            if self.is_heading(line) and not (starts and self._heads_a_group(line)):
                last = self._last(line)
                if closer := self._closer(line, last):
                    line = last = closer
                if not starts or self.texts(line) not in map(self.texts, range(*starts[-1])):
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
        body = next((r for r in below if not COUNTS.isdisjoint(self.kinds[r])), None)
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

    def _heads_a_group(self, line: int) -> bool:
        """Tell whether a row within a table names kinds of units and heads no numbers: ``II | XÃ``.

        Other words behind them, over no number and no headings, are a note.
        """
        labels = {c: heading(str(self.rows[line][c])) for c in self.filled[line]}
        at, below = next((c for c in labels if labels[c].holds == "units"), None), self._below(line)
        if at is None or below is None or not has_number(self.kinds[below][at + 1 :]):
            return False
        behind = [c for c in labels if c > at]
        return not any(labels[c].is_known or self.kinds[below][c] in NUMBERS for c in behind)

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
        spans = dict(self.merged).get((line, at), (line, at))[1] - at + 1
        text = clean(str(value))
        if spans > WIDE * width or len(text) > _TITLE or ":" in text:
            return False
        return spans > 1 or (at >= 2 and value in self.known)

    def _stands_over(self, line: int, below: int) -> bool:
        """Tell whether both texts of a row head groups right below: a letterhead's do not."""
        at, under = self.filled[line], set(self.filled[below])
        merged = not dict(self.merged).keys().isdisjoint((line, c) for c in at)
        return merged and all(c in under and len(clean(str(self.rows[line][c]))) <= _TITLE for c in at)

    def _first_unit(self, end: int) -> int | None:
        """Return the first row of the fullest column of units, where it stands above the row *end*."""
        if not any(self.units_in(line, self._units) for line in range(end)):
            return None
        down = Counter(c for line in range(len(self.rows)) for c in self.units_in(line, self._units))
        at, count = down.most_common(1)[0]
        first = next((line for line in range(end) if self._is_line(line, at)), None)
        return first if count > 1 else None

    def _is_line(self, line: int, at: int) -> bool:
        value = self.rows[line][at]
        if value.__class__ is not str or not value or value in self.known:
            return False
        return (names_somebody(value) or is_pseudo(value)) and has_number(self.kinds[line][at + 1 :])
