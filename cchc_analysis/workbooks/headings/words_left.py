"""Words of a heading that its stage, its total, its criterion leave over: another quantity, or not understood.

Tự chấm (dự kiến) | Cải cách thể chế (tăng, giảm) | Tổng điểm (mật)
"""

from __future__ import annotations

import re

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import Heading, heading
from cchc_analysis.tables.other_words import otherwise, unknown_in
from cchc_analysis.tables.printed import years_in
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units.mentions import without_units
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.criteria import words_beside
from cchc_analysis.workbooks.headings.facet_words import declared, words_of
from cchc_analysis.workbooks.headings.heading_codes import code_and_name, code_of_stage

_BRACKETED = re.compile(r"(.*\S)\s*\(([^()]*)\)\s*", re.S)


def account_for_words(body: Body, columns: list[Track], index: str, context: Context) -> None:
    """Let every word in the headings of scores count: one beside a name may say that they are none.

    Where nobody understands it beside a stage, a total or a criterion, that is reported; of a heading over
    several columns once.
    """
    groups: set[str] = set()
    for track in columns:
        for label in track.labels:
            words, is_name = "", False
            if track.quantity == label.quantity == "maximum":
                words = label.rest  # ``Điểm trừ tối đa``
            elif track.is_score and not track.reason:
                words, is_name = _left_over(label, index)
            # Brackets in cells are what those of their heading stand over.
            if not words or any("(" in v for v in body.cells(track.at) if v.__class__ is str):
                continue
            kind, cell = otherwise(words), body.heading_cell(track.at)
            if kind == "part":
                track.part = label.text
            elif kind:
                track.quantity = kind
                called = words_of("vi")["quantity", kind], words_of("en")["quantity", kind]
                context.say("words_of_no_score", cell, printed=label.text[:80], quantity=called)
            elif is_name and label.text not in groups and (unknown := _unknown(words, index)):
                groups |= {label.text} if label is not track.labels[-1] else set()
                lines = context.lines(columns={track.at: declared(track)})
                context.say("words_left", cell, printed=label.text[:80], words=unknown[:60], lines=lines)


def _unknown(words: str, index: str) -> str:
    """Return what nobody understands of words left over: several years, a stage of what nobody appraises."""
    is_survey = bool(index) and frameworks.has_indicators(index)
    if years_in(words) or (is_survey and heading(words).stage in ("self", "appraised")):
        return words
    return "" if is_survey else unknown_in(words)


def account_for_brackets(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Take no row or column whose unit says another year, stage or kind: ``Xã Ví Dụ (KH 2025)``."""
    for track in (t for t in (*rows, *columns) if "(" in t.unit and not t.reason):
        bracketed = _BRACKETED.fullmatch(track.unit)
        label = heading(bracketed[2]) if bracketed else heading("")
        is_other = label.plain and (label.stage or label.years or label.shift)
        if bracketed and (is_other or otherwise(key(bracketed[2]))):
            track.reason = "bracket_of_unit"
            units = body.side("units")
            cell = body.heading_cell(track.at) if units is None else address(track.at, units)
            context.say(track.reason, cell, printed=track.unit)


def _left_over(label: Heading, index: str) -> tuple[str, bool]:
    """Return the words that a heading leaves over, and whether all others are known: then these must be.

    Who appraised (*Sở Tư pháp thẩm định*) is known; a code names a criterion of the sheet's own.
    """
    several = " ".join(map(str, label.years)) if len(label.years) > 1 and (label.stage or label.total) else ""
    if label.plain or label.holds:
        return several, bool(several)
    beside = words_beside(label.text, index)
    if beside is not None or (index and frameworks.has_indicators(index)):
        words, code = f"{beside or ''} ", key(code_and_name(label)[0])  # ``Tự chấm 2. Thể chế``
        return (words.replace(f"{code} ", "") if code else words).strip(), beside is not None
    if (label.stage or label.total) and not (code_and_name(label)[0] or code_of_stage(label)):
        return heading(without_units(label.text)).left, True
    bracketed = _BRACKETED.fullmatch(label.text)
    if bracketed is None:
        return _behind_a_whole(label.words), False
    head = heading(bracketed[1])
    return key(bracketed[2]), head.plain and bool(head.total or head.stage)


def _behind_a_whole(words: str) -> str:
    """Return the words behind *Tổng điểm* or *Kết quả* where a heading begins with it.

    Examples
    --------
    >>> _behind_a_whole("tong diem binh quan"), _behind_a_whole("van hoa")
    ('binh quan', '')
    """
    split = words.split()
    for end in range(len(split) - 1, 0, -1):
        head = heading(" ".join(split[:end]))
        if head.plain and (head.total or head.stage):
            return " ".join(split[end:])
    return ""
