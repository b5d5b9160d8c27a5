"""Numbers with a mark that a note below explains: ``0*`` over ``* Đơn vị không nộp hồ sơ, không tính điểm``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.numbers import mark_of
from cchc_analysis.tables.vocabulary import value_of
from cchc_analysis.vietnamese import clean, key

_MARK = r"\*+|\(\*+\)|[¹²³⁴⁵]|\(\d\)"
#: A line of notes: a mark, be it behind a label, and its words.
_NOTES = re.compile(rf"(?:[^\W\d_][^:()]{{0,20}}:\s*)?(?:{_MARK})\s*[:.]?\s*[^\W\d_].*")
_NOTE = re.compile(rf"(?<![^\s;.:])({_MARK})\s*[:.]?\s*([^\W\d_].*?)(?=\s*(?<![^\s;.])(?:{_MARK})\s|$)")


class Footnotes:
    """The notes of a body that its marks lead to, looked for when the first mark is met."""

    def __init__(self, body: Body) -> None:
        self.body = body

    def of(self, cell: object) -> str:
        """Return the note of a number with a mark; blank where it has none."""
        mark = mark_of(clean(cell)) if isinstance(cell, str) else ""
        return self._notes.get(mark.strip("()"), "") if mark else ""

    @cached_property
    def _notes(self) -> dict[str, str]:
        notes: dict[str, str] = {}
        for line in self._lines():
            for mark, words in notes_in(line):
                notes.setdefault(mark, words)
        return notes

    def explains(self, line: str) -> bool:
        """Tell whether a line is of notes to marks that numbers of the body have."""
        return any(mark in self._marks for mark, _ in notes_in(clean(line)))

    @cached_property
    def _marks(self) -> set[str]:
        texts = (v for line in self.body.lines for v in self.body.sheet.rows[line] if isinstance(v, str))
        return {mark_of(clean(text)).strip("()") for text in texts} - {""}

    def _lines(self) -> Iterator[str]:
        """Yield the lines of texts below the first row of the body; a mark may have a cell of its own."""
        for row in self.body.sheet.rows[self.body.lines[0] if self.body.lines else 0 :]:
            texts = [v for v in row if v.__class__ is str and v.strip()]
            for text in (*texts, *([" ".join(texts)] if len(texts) == 2 else [])):
                yield from map(clean, text.splitlines())


def notes_in(line: str) -> list[tuple[str, str]]:
    """Return the notes of a line, each with its mark."""
    notes = _NOTE.findall(line) if _NOTES.fullmatch(line) else []
    return [(mark.strip("()"), words.strip(" ;")) for mark, words in notes]


@lru_cache(maxsize=1024)
def says_missing(note: str) -> bool:
    """Tell whether the first sentence of a note says that nothing was scored.

    Examples
    --------
    >>> says_missing("Đơn vị không nộp hồ sơ, không tính điểm"), says_missing("Không tính điểm thưởng")
    (True, False)
    >>> says_missing("Không nộp hồ sơ nên chấm 0 điểm"), says_missing("Mới thành lập. KĐG: không đánh giá")
    (False, False)
    """
    return value_of("footnote", key(re.split(r"[.;]\s", note)[0])) == "missing"
