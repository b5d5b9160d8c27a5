"""Rows of text amid the numbers of a table that say what the rows below them are of: which year, stage, unit.

TT | Đơn vị      | Tổng điểm
I  | Năm 2024    |
1  | Xã Ví Dụ    | 80,75
II | Năm 2023    |
1  | Xã Minh Họa | 79,50

So does a line above headings that come again. Groups of units, criteria, unknown words part nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.scores import STAGES
from cchc_analysis.tables.body import Body, Section
from cchc_analysis.tables.headings import TEXTS, heading, indices_in
from cchc_analysis.tables.kinds import has_number
from cchc_analysis.tables.numbering import numbers_columns
from cchc_analysis.tables.text_lines import texts_of
from cchc_analysis.tables.tracks import names_somebody
from cchc_analysis.tables.vocabulary import is_note, says, value_of
from cchc_analysis.units import is_pseudo
from cchc_analysis.units.headed import kinds_headed
from cchc_analysis.units.letterhead import whose
from cchc_analysis.units.mentions import without_units
from cchc_analysis.units.spelling import bare
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.titles import is_part, other_kind, stages_in, without_citations, year_of
from cchc_analysis.workbooks.headings.criteria import named

#: So many words of a line above headings need not be understood.
_STRANGE = 2
#: Longer lines are texts.
_LONGEST = 150
#: What counts groups of rows.
_COUNTED = re.compile(r"(?:[A-ZĐ]{1,4}|\d{1,2})[.)]?")
#: Columns whose texts hold for the rows below them as it is.
_HELD_DOWN = ("years", "indices", "stages", "quantities")


def parts_of(body: Body) -> list[Body]:
    """Return the parts of a body: each stands below other sections, the nearest of which are its titles.

    A section ends those before that say a facet which it says too, and what stood below them.
    """
    parts: list[tuple[list[int], list[Section]]] = [([], [])]
    printed = {text for line in body.headings for text in texts_of(body.sheet.rows[line])}
    above = {key(bare(text)) for text in (*body.titles, *printed)}
    place = 0
    while place < len(body.lines):
        outer = parts[-1][1]
        # What stands above the first page is printed again above the next.
        section = _section(body, place, () if outer else above)
        if section is None or not (outer or {key(bare(text)) for text in section.texts} - above):
            parts[-1][0].append(body.lines[place])
            place += 1
            continue
        ended = [i for i, s in enumerate(outer) if s.facets & section.facets]
        left = [outer[i] for i in ended if not outer[i].kind and not outer[i].facets <= section.facets]
        parts.append(([], [section, *left, *outer[max(ended, default=-1) + 1 :]]))
        place = next(
            (p for p in range(place, len(body.lines)) if body.lines[p] not in section.lines), place + 1
        )
    if len(parts) == 1:
        return [body]
    held = [part for part in parts if any(_holds_points(body, line) for line in part[0])]
    if not any(sections for _, sections in held):
        return [body]
    return [_part(body, *part, is_last=part is held[-1]) for part in held]


def refuse_no_scores(part: Body, context: Context) -> None:
    """Refuse a part of a table whose line says that its numbers are no scores of the year."""
    section = next((s for s in part.sections if "what" in s.facets), None)
    if section is not None and section.kind:
        line = section.lines[0]
        cell, rows = address(line, part.kinds.filled[line][0]), f"{part.lines[0] + 1}–{part.lines[-1] + 1}"
        raise context.error("section_of_no_scores", cell, printed=section.texts[0], rows=rows)


def _part(body: Body, lines: list[int], sections: list[Section], *, is_last: bool) -> Body:
    part = replace(
        body, lines=lines, sides={holds: [*at] for holds, at in body.sides.items()}, columns=[*body.columns],
        stacks=dict(body.stacks), goes_on=body.goes_on if is_last else None,
    )  # fmt: skip
    if sections:
        part.sections = sections
        part.titles, part.title_lines = [*sections[0].texts], sections[0].lines
    return part


def _holds_points(body: Body, line: int) -> bool:
    return has_number(body.kinds.rows[line][c] for c in body.columns)


def _section(body: Body, place: int, again: Collection[str]) -> Section | None:
    """Return the section that a row begins; None where it says nothing of those below, or but *again*."""
    line = body.lines[place]
    if len(body.kinds.filled[line]) > 1 and _holds_points(body, line):
        return None
    lone = ((at, _lone_text(body, at)) for at in _above_headings(body, place))
    texts = {at: text for at, text in lone if text and key(bare(text)) not in again}
    over = bool(texts)
    if not over and (text := _lone_text(body, line)):
        texts = {line: text}
    lines = [_facets_of(body, text, over=over) for text in texts.values()]
    facets = frozenset().union(*(facets for facets, _ in lines))
    if not facets:
        return None
    kind = next((kind for _, kind in lines if kind), "")
    return Section(range(min(texts), max(texts) + 1), tuple(map(bare, texts.values())), facets, kind)


def _above_headings(body: Body, place: int) -> list[int]:
    """Return the rows of text that stand together above headings that come again; none where none come."""
    filled, block = body.kinds.filled, list[int]()
    for line in islice(body.lines, place, None):
        if _holds_points(body, line) or (block and line > block[-1] + 1):
            return []
        block.append(line)
        below = next((r for r in range(line + 1, len(filled)) if filled[r]), line)
        rows, kinds = body.sheet.rows, body.kinds.rows
        if below in body.repeated and not numbers_columns(rows[below], filled[below], kinds[below]):
            return block
    return []


def _lone_text(body: Body, line: int) -> str:
    """Return the one text of a row, be it behind what counts rows; blank where it holds more, or a number.

    Notes beside it are no text of the row. Where criteria stand down, what has a code is one of them.
    """
    row, sides, filled = body.sheet.rows[line], body.sides, body.kinds.filled[line]
    noted = [c for c, stack in body.stacks.items() if stack and stack[-1].quantity in TEXTS]
    filled = [c for c in filled if c not in noted] or filled
    is_counted = _COUNTED.fullmatch(f"{row[filled[0]]}".removesuffix(".0")) is not None
    texts = texts_of([row[c] for c in filled[len(filled) == 2 and is_counted and not sides.get("names") :]])
    if len(texts) != 1 or len(texts[0]) > _LONGEST or is_note(texts[0]):
        return ""
    held_down = {c for holds in _HELD_DOWN for c in sides.get(holds, ())}
    return "" if filled[0] in held_down and not names_somebody(texts[0]) else texts[0]


def _facets_of(body: Body, printed: str, *, over: bool) -> tuple[set[str], str]:
    """Return what kinds of facets a line says, and what it says that numbers are besides scores of the year."""
    text, units, names = bare(printed), bool(body.sides.get("units")), bool(body.sides.get("names"))
    if text[:1].islower() or not text[:1].isalnum():
        return set(), ""  # the rest of the name above, an option
    if names and not over:
        return _amid_criteria(body, text, is_counted=len(text) < len(clean(printed)))
    label = heading(text)
    is_group = is_pseudo(text) or kinds_headed(text) or says("region", key(text))
    is_group = is_group or (units and says("group", key(text)))  # ``Xã loại II``
    is_of_units = units and (names_somebody(text) or key(without_units(text)) != key(text))  # *Huyện … cũ*
    if not over and (is_of_units or is_group):
        return set(), ""
    facets = {"unit"} if not units and _names_another(body, text) else set()
    kind = "" if is_group else _kind(text, over=over)
    if label.part or (label.plain and (label.years or label.shift is not None)) or year_of([text]):
        facets.add("year")
    # *Chuyển đổi số* is a domain as well.
    if indices_in(text):
        facets.add("index" if over or says("called_index", key(text)) else "criterion")
    is_heard = label.plain and not label.total and label.quantity in ("", "score", "target")
    if kind or (is_heard and (label.stage or label.quantity)) or stages_in(without_citations(text)):
        facets.add("what")
    if units and not names and not facets and _is_a_domain(text):
        facets.add("criterion")
    return facets, kind


def _amid_criteria(body: Body, text: str, *, is_counted: bool) -> tuple[set[str], str]:
    """Return what a line amid criteria says where it says but that: others name a group of them."""
    facets, label = {"unit"} if _names_another(body, text) else set(), heading(text)
    if is_counted or label.total or label.indices or not label.plain:
        return facets, ""  # ``II. Điều tra xã hội học`` is a criterion
    is_target = value_of("label", label.words) == "target"
    if label.part or label.years or (label.shift is not None and not label.stage):
        facets.add("year")
    are_staged = any(h.stage for stack in body.stacks.values() for h in stack)
    if label.part or is_target or (label.stage not in ("", "final") and not are_staged):
        facets.add("what")
    return facets, "part_of_year" if label.part else "target" if is_target else ""


def _names_another(body: Body, text: str) -> bool:
    """Tell whether a line names another unit of the kind that the titles name, or one where they name none."""
    unit, of_titles = whose([text]), whose(body.titles)
    is_alike = unit.unit_type == (of_titles.unit_type or unit.unit_type)
    return bool(unit.name) and is_alike and unit.name != of_titles.name


def _kind(text: str, *, over: bool) -> str:
    """Return what a line says that numbers are besides scores of the year; blank where it says nothing."""
    label = heading(text)
    if label.part or is_part(text, None):
        return "part_of_year"
    programme = value_of("programme", without_citations(text))
    if programme and not (programme == "index" and indices_in(text)):
        return programme
    is_word = " " in text or text.isupper()  # *Thượng* is the last word of a name, and no *thưởng*
    kind = other_kind(text, _STRANGE if over else 0) if is_word else ""
    is_read = kind in STAGES or (kind == "earlier" and label.shift is not None)  # *Năm trước* dates its rows
    return "" if is_read or (kind == "other" and not over) else kind  # *Nhóm trung bình*


def _is_a_domain(text: str) -> bool:
    """Tell whether a line is the name of a criterion of some index."""
    latest = (frameworks.editions(name)[-1] for name in frameworks.indices())
    names = (named((heading(text),), framework) for framework in latest)
    return any(name.how == "name" and name.code != "total" for name in names)
