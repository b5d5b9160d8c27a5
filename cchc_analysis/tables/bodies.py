"""Where the headings and the numbers of a sheet are: its bodies.

A body is a rectangle of numbers that headings surround: rows of headings above it, columns beside it that
name what a row is of (units, criteria, years …). A sheet may hold several: another row of headings begins
another below, another column of units another beside. Nothing is understood here but places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from cchc_analysis.files.grid import Sheet
from cchc_analysis.tables.body import Body, Stacks
from cchc_analysis.tables.headings import Heading
from cchc_analysis.tables.kinds import TEXT, Kinds, has_number, is_number, last_number
from cchc_analysis.tables.measures import name_measures
from cchc_analysis.tables.other_words import otherwise
from cchc_analysis.tables.scorers import name_scorers
from cchc_analysis.tables.sides import name_sides
from cchc_analysis.tables.stacks import stacks_of
from cchc_analysis.tables.starts import Starts
from cchc_analysis.tables.text_lines import above_notes, texts_of, title_lines
from cchc_analysis.tables.tracks import names_somebody
from cchc_analysis.units import is_other_unit, is_unit
from cchc_analysis.units.names import name_key

#: So many provinces in a column are units, whatever its heading says …
_MANY = 5
#: … and of two columns of names the shorter one counts when it has this share of the longer one's.
_SHARE = 0.3


def find_bodies(
    sheet: Sheet,
    headings: tuple[int, int] | None = None,
    columns: Mapping[int, tuple[Heading, ...]] = MappingProxyType({}),
) -> list[Body]:
    """Return the bodies of a sheet, in the order of their first cells.

    Parameters
    ----------
    sheet : Sheet
    headings : (int, int), optional
        First and last row of the headings, from 0, where the analyst declares them.
    columns : mapping of int to tuple of Heading
        What is known of columns: it stands for their headings.
    """
    if not sheet.rows:
        return []
    finder = _Finder(sheet, columns)
    bodies: list[Body] = []
    starts = [(headings[0], headings[1] + 1)] if headings else finder.heads.tables()
    ends = [top for top, _ in starts[1:]] + [len(sheet.rows)]
    for (top, first), end in zip(starts, ends, strict=False):
        bodies += finder.between(top, first, end, further=bool(bodies))
    return [b for b in bodies if b.holds_numbers or b.is_form]


def going_on(sheet: Sheet, before: Body) -> list[Body]:
    """Return the bodies of a sheet without headings whose numbers or codes go on with a body of another.

    Parameters
    ----------
    sheet : Sheet
    before : Body
        The last one of the sheet before, whose headings hold on.
    """
    lines = [line for line, row in enumerate(sheet.rows) if any(map(is_number, row))]
    is_next = before.steps_to(sheet.rows, lines) is not None
    return find_bodies(sheet, (lines[0], lines[0] - 1), before.stacks) if is_next else []


class _Finder:
    """Finds the bodies of one sheet."""

    def __init__(self, sheet: Sheet, columns: Mapping[int, tuple[Heading, ...]]) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.columns = columns
        self.kinds = Kinds(sheet)
        self.filled = self.kinds.filled
        self.heads = Starts(sheet, self.kinds)

    def between(self, top: int, first: int, end: int, *, further: bool) -> list[Body]:
        """Return the bodies beside each other between two rows of headings."""
        heads = list(range(top, first))
        stacks = stacks_of(self.sheet, [h for h in heads if not self.heads.is_numbering(h)])
        stacks |= {c: stack for c, stack in self.columns.items() if c < self.sheet.width}
        below = [line for line in range(first, end) if self.filled[line]]
        repeated = self.heads.repeated(heads, below)
        lines = [line for line in below if line not in repeated] if repeated else below
        over = title_lines(self.rows, self.kinds, top) if further else range(top)
        titles = [text for line in over for text in texts_of(self.rows[line])]
        name_scorers(stacks, self.rows, self.kinds, lines)
        name_measures(stacks, lambda c: [self.rows[r][c] for r in lines if c in self.kinds.texts[r]])
        bodies = []
        for columns, units in self._parts(stacks, lines):
            title = _shared(stacks, columns, units)
            stacked = {c: tuple(h for h in stacks[c] if h not in title) for c in columns}
            above = [*titles, *(h.text for h in title)]
            kept = lines if units is None else above_notes(self.rows, self.kinds, lines, units)
            body = Body(self.sheet, self.kinds, heads, kept, [], stacked, above, over, repeated)
            name_sides(body, units)
            bodies.append(body)
        for body in bodies:
            body.beside = [b for b in bodies if b is not body]
        return bodies

    # -- columns of units ----------------------------------------------------------------------------

    def _parts(self, stacks: Stacks, lines: list[int]) -> list[tuple[list[int], int | None]]:
        """Part the columns where another column of units begins another body."""
        units = self._unit_columns(stacks, lines)
        width = range(self.sheet.width)
        if len(units) < 2:
            return [(list(width), units[0] if units else None)]
        before = _led_by(units, stacks)
        edges = [0, *(u - before for u in units[1:]), self.sheet.width]
        return [(list(range(a, b)), u) for a, b, u in zip(edges[:-1], edges[1:], units, strict=True)]

    def _unit_columns(self, stacks: Stacks, lines: list[int]) -> list[int]:
        """Return the columns of units; of two that say the same line by line, the last.

        Of two with no number between, the one headed as units where the other is not (*Đơn vị cũ*).
        """
        somebody = {text for text in self.heads.named if names_somebody(text)}
        named = Counter(c for line in lines if somebody for c in self.heads.units_in(line, somebody))
        counts = {c: n for c, n in named.items() if _may_name(stacks[c], n)}
        headed = [c for c, stack in stacks.items() if stack and stack[-1].holds == "units"]
        if not counts:
            across = any(_heads_a_unit(stack) for c, stack in stacks.items() if c not in headed)
            return [c for c in headed if not across and TEXT in self.kinds.column(c, lines)][:1]
        most = max(counts.values())
        if most < 2 and counts.keys().isdisjoint(headed):
            return []
        kept: list[int] = []
        often = sorted(c for c, n in counts.items() if n >= max(1, _SHARE * most))
        of_others = [c for c in often if _names_others(stacks[c])]
        for at in self._finer(of_others, [c for c in often if c not in of_others], lines) or often:
            if kept and self._is_beside(kept[-1], at, lines):
                if self._is_headed_alone(kept[-1], at, headed, lines):
                    continue
                if self._is_headed_alone(at, kept[-1], headed, lines) or (
                    kept[-1] == at - 1 and self._same_names(kept[-1], at, lines)
                ):
                    kept.pop()
            kept.append(at)
        return kept

    def _finer(self, of_others: list[int], usual: list[int], lines: list[int]) -> list[int]:
        """Return the columns of units without those *of others*; those where they name more that have numbers.

        *Tỉnh cũ* is whose scores these are where each *Tỉnh mới* stands once over several.
        """
        behind = max((*of_others, *usual))
        scored = [line for line in lines if last_number(self.kinds.rows[line]) > behind]
        counts = [len({self.rows[line][c] for line in scored} - {""}) for c in (*of_others, *usual)]
        is_finer = min(counts[: len(of_others)], default=0) > max(counts[len(of_others) :], default=0)
        return of_others if is_finer else usual

    def _is_beside(self, left: int, right: int, lines: list[int]) -> bool:
        return not any(has_number(self.kinds.column(c, lines)) for c in range(left + 1, right))

    def _is_headed_alone(self, at: int, other: int, headed: list[int], lines: list[int]) -> bool:
        """Tell whether one of two columns is headed as units and says them: not a province for all rows."""
        names, others = ({self.rows[line][c] for line in lines} - {""} for c in (at, other))
        return at in headed and other not in headed and len(names) >= len(others)

    def _same_names(self, left: int, right: int, lines: list[int]) -> bool:
        pairs = [(self.rows[line][left], self.rows[line][right]) for line in lines]
        named = [(a, b) for a, b in pairs if a.__class__ is b.__class__ is str and (is_unit(a) or is_unit(b))]
        alike = sum(name_key(a) == name_key(b) for a, b in named)
        return bool(named) and alike * 2 > len(named)


def _led_by(units: list[int], stacks: Stacks) -> int:
    """Return how many columns before its units each body begins: those headed as before the first."""
    before = 0
    while before < units[0]:
        step = before + 1
        first, *others = ([h.words for h in stacks[u - step][-1:]] for u in units)
        if not first or any(words != first for words in others):
            break
        before = step
    return before


def _shared(stacks: Stacks, columns: list[int], units: int | None) -> list[Heading]:
    """Return the headings over all columns of a body, that of its units too: they are its title."""
    if units is None:
        return []
    headed = [stacks[c] for c in columns if stacks[c]]
    return [h for h in stacks[units] if not h.holds and len(headed) > 1 and all(h in s for s in headed)]


def _heads_a_unit(stack: tuple[Heading, ...]) -> bool:
    return any(is_unit(h.text) or is_other_unit(h.text) for h in stack)


def _names_others(stack: tuple[Heading, ...]) -> bool:
    """Tell whether a column is headed as of other units than those scored: *Tên cũ*, *trước sáp nhập*."""
    return any(otherwise(h.words) in ("earlier", "other") for h in stack[-1:])


def _may_name(stack: tuple[Heading, ...], count: int) -> bool:
    """Tell whether a column may hold the units: not one of offices, notes or criteria."""
    for label in reversed(stack):
        if label.quantity in ("office", "note", "evidence", "other"):
            return False
        if label.holds:
            may_be_wrong = count >= _MANY and label.holds != "regions"
            return may_be_wrong or label.holds in ("units", "codes", "order", "names")
    return True
