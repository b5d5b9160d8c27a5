"""What a scoring sheet says in words beside its criteria: notes, offices, evidence, bonuses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cchc_analysis.tables.vocabulary import says
from cchc_analysis.vietnamese import clean, format_number, is_missing, key
from cchc_analysis.workbooks.cells.matrix import Matrix

_LABELS = {"note": "", "office": "Đơn vị chủ trì: ", "evidence": "Tài liệu: ", "bonus": "Điểm thưởng: ",
           "deduction": "Điểm trừ: "}  # fmt: skip


def notes_of(matrix: Matrix, quantities: Iterable[str] = _LABELS) -> dict[int, str]:
    """Return what a sheet says beside each row of its view, by its place."""
    columns = [t for quantity in quantities for t in matrix.view.columns if t.quantity == quantity]
    notes: dict[int, list[str]] = {}
    for track in columns:
        for place, value in enumerate(matrix.cells(track)):
            blank = value == "" or (track.quantity in ("bonus", "deduction") and is_missing(value))
            if not blank and (text := written(value)):
                notes.setdefault(place, []).append(_LABELS[track.quantity] + text)
    return {place: joined(*texts) for place, texts in notes.items()}


def joined(*notes: str) -> str:
    """Return several notes of one score as one, those that say nothing left out."""
    return " · ".join(note for note in notes if note)


def written(value: Any) -> str:
    """Return a cell as Vietnamese text: a number with its decimal comma and no zeros behind it."""
    if value.__class__ is float:
        return format_number(value, 10).rstrip("0").rstrip(",")
    return clean(str(value))


def is_derived(note: str) -> bool:
    """Tell whether a note says that its figure is derived from others, and was not printed itself.

    Examples
    --------
    >>> is_derived("suy ra từ số đã công bố: 89,06 − 19,53"), is_derived("ước tính")
    (True, False)
    """
    return says("figure", key(note))
