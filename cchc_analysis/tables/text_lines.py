"""The lines of text around a table: its titles above, and the notes at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_analysis.files.grid import Row
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import Kinds, has_number, last_number
from cchc_analysis.tables.printed import is_year
from cchc_analysis.tables.vocabulary import is_note
from cchc_analysis.units.claimants import is_label, labelled


def title_lines(rows: Sequence[Row], kinds: Kinds, top: int) -> range:
    """Return the rows of titles of a further table of a sheet: those without numbers right above its headings.

    A year that stands alone is a title. The notes of the table before, and what follows them without a gap,
    are no titles of this one.
    """
    first = top
    while first > 0 and (
        not has_number(kinds.rows[first - 1]) or kinds.rows[first - 1].strip() in ("y", "Y")
    ):
        first -= 1
    notes = [line for line in range(first, top) if _begins_notes(rows[line])]
    gaps = (line for line in range(notes[-1], top) if not kinds.filled[line]) if notes else ()
    return range(next(iter(gaps), notes[-1] + 1 if notes else first), top)


def above_notes(rows: Sequence[Row], kinds: Kinds, lines: list[int], units: int) -> list[int]:
    """Return the lines above the notes at the foot of a table of units: whom they name is no row of it.

    A note with scores below it stands within the table, and ends nothing.
    """
    below = (last_number(kinds.rows[line]) > units for line in reversed(lines))
    first = len(lines) - next((place for place, is_scored in enumerate(below) if is_scored), 0)
    notes = (place for place in range(first, len(lines)) if _begins_notes(rows[lines[place]]))
    return lines[: next(notes, len(lines))]


def _begins_notes(row: Row) -> bool:
    return any(map(is_note, texts_of(row)[:1]))


def texts_of(row: Row) -> list[str]:
    """Return the texts of a row of titles; a label that ends in a colon takes what stands behind it.

    A label of the unit needs no colon where a name, and nothing else, stands beside it.

    Examples
    --------
    >>> texts_of(["Năm đánh giá:", 2024.0, "", "Đơn vị: Xã Ví Dụ"])
    ['Năm đánh giá: 2024', 'Đơn vị: Xã Ví Dụ']
    >>> texts_of(["Tên đơn vị", "Ví Dụ"]), texts_of(["Đơn vị", "Điểm"])
    (['Tên đơn vị: Ví Dụ'], ['Đơn vị', 'Điểm'])
    """
    texts: list[str] = []
    for value in row:
        if value == "":
            continue
        text = f"{value:.10g}" if value.__class__ is float else str(value).strip()
        if texts and texts[-1].endswith(":"):
            texts[-1] = f"{texts[-1]} {text}"
        elif value.__class__ is str or is_year(value):
            texts.append(text)
    texts = [text for text in texts if text]
    if pairs := labelled([str(value).strip() for value in row if value != ""]):
        return pairs
    if len(texts) == 2 and is_label(texts[0]) and not heading(texts[1]).is_known:
        return [": ".join(texts)]
    return texts
