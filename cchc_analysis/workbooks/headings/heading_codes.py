"""Codes in the headings of criteria that stand across: ``1. Chỉ đạo``, ``Cộng lĩnh vực 1``, ``TC 1.2``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_analysis import frameworks
from cchc_analysis.tables.headings import Heading, heading
from cchc_analysis.tables.printed import without_brackets
from cchc_analysis.tables.vocabulary import vocabulary
from cchc_analysis.vietnamese import clean, key

#: A domain or criterion named by its number, in words as they are compared: ``linh vuc 1``, ``d2``, ``tc 1 2``.
NUMBERED = vocabulary("numbered")[0][2]
#: What may stand before a code: ``Cộng lĩnh vực 1``, ``TC 1.2``.
_BEFORE = r"(?:(?i:(?:(?:tổng|cộng|điểm)\s+)*(?:tiêu chí|lĩnh vực|nội dung|mục|tc|lv|nd))\s*)?"
_CODE = re.compile(_BEFORE + r"((?:\d+|[IVX]+)(?:\.\d+)*)(?:[.):]+\s*|\s+|$)(.*)", re.S)
#: Where a code may begin behind other words.
_WITHIN = re.compile(r"\s(?=(?:\d+(?:\.\d+)*|[IVX]+)[.):]+\s)")


def code_of_stage(label: Heading) -> str:
    """Return the code that a stage stands beside: ``Điểm tự chấm lĩnh vực 1``."""
    match = NUMBERED.match(label.rest) if label.stage else None
    return match[1].replace(" ", ".") if match else ""


def code_and_name(label: Heading) -> tuple[str, str]:
    """Return code and name of a heading, be it behind a stage or a year: ``Tự chấm 2022 1. Chỉ đạo``.

    Examples
    --------
    >>> code_and_name(heading("Tự chấm 2022 1. Chỉ đạo")), code_and_name(heading("Kiểm tra"))
    (('1', 'Chỉ đạo'), ('', ''))
    """
    return _code_and_name(label.text)


@frameworks.remembered
def _code_and_name(text: str) -> tuple[str, str]:
    text = clean(text)
    behind = (text[at.end() :] for at in _WITHIN.finditer(text) if heading(text[: at.start()]).plain)
    match = next(filter(None, map(_CODE.fullmatch, (text, *behind))), None)
    name = match[2] if match and key(without_brackets(match[2])) else ""  # ``LV1 (15đ)`` has none
    return (match[1], name) if match else ("", "")


def code_above(labels: Sequence[Heading]) -> str:
    """Return the code of the innermost heading that is nothing else: ``Lĩnh vực 1``."""
    coded = map(code_and_name, reversed(labels))
    return next((code for code, name in coded if code and not name), "")


def key_of(label: Heading) -> str:
    """Return what headings of one criterion have in common: its code, or its name."""
    return code_and_name(label)[0] or (label.rest if label.stage else label.text)
