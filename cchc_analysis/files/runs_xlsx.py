"""Characters of a cell of XLSX that stand apart: raised ones that lead to a footnote, and struck-out ones.

An engine joins them to the number beside: 83,2¹ becomes 83,21.
"""

from __future__ import annotations

import re

from lxml import etree

from cchc_analysis.files.cells import Marks
from cchc_analysis.files.package import Package
from cchc_analysis.files.reach_xlsx import COLUMNS, as_usual
from cchc_analysis.vietnamese import clean, parse_number

_SIGNS = (b"vertAlign", b"strike")
_CELL = re.compile(
    rb'<c r="([A-Z]+)(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?[^>]*(?<!/)>(.*?)</c>', re.DOTALL
)  # fmt: skip
_VALUE = re.compile(rb"<v[^>]*>([^<]+)</v>")
_INLINE = re.compile(rb"<is>.*</is>", re.DOTALL)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class Runs:
    """Looks for characters that stand apart in the worksheets of one workbook."""

    def __init__(self, package: Package) -> None:
        self._struck = _struck_styles(package.styles)
        self._texts: dict[bytes, tuple[str, str]] = {}
        if _has_signs(package.strings):
            items = enumerate(etree.fromstring(package.strings, _PARSER))
            self._texts = {b"%d" % place: parted for place, item in items if (parted := _parted(item))}

    def look(self, xml: bytes, marks: Marks) -> None:
        """Put numbers with such characters, and those that are struck out, among the marks of a worksheet."""
        if not (self._texts or self._struck or _has_signs(xml)):
            return
        for column, row, style, kind, content in _CELL.findall(as_usual(xml)):
            place = int(row) - 1, COLUMNS[column]
            value = _VALUE.search(content)
            if style in self._struck and value and kind in (b"", b"n"):
                marks.struck.add(place)
            inline = _INLINE.search(content) if kind == b"inlineStr" and _has_signs(content) else None
            parted = _parted(etree.fromstring(inline[0], _PARSER)) if inline else None
            if kind == b"s" and value:
                parted = self._texts.get(value[1])
            if parted:
                marks.apart[place] = parted


def _has_signs(xml: bytes) -> bool:
    return any(sign in xml for sign in _SIGNS)


def _parted(item: etree._Element) -> tuple[str, str] | None:
    """Return a number as an engine reads it and without what stands apart; None for other texts."""
    whole, kept = "", ""
    for run in item.iter("{*}r"):
        text = "".join(t.text or "" for t in run.iter("{*}t"))
        whole += text
        kept += "" if _is_apart(run) else text
    if whole == kept or parse_number(clean(whole)) is None:
        return None
    return whole, kept.strip()


def _is_apart(run: etree._Element) -> bool:
    raised = any(e.get("val") == "superscript" for e in run.iter("{*}vertAlign"))
    return raised or _is_struck(run)


def _is_struck(element: etree._Element) -> bool:
    return any(e.get("val", "1") not in ("0", "false") for e in element.iter("{*}strike"))


def _struck_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cells' styles whose font is struck out."""
    if b"strike" not in styles:
        return frozenset()
    root = etree.fromstring(styles, _PARSER)
    fonts = [_is_struck(font) for font in root.iterfind("{*}fonts/{*}font")]
    cells = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(b"%d" % k for k, xf in cells if fonts[int(xf.get("fontId", "0"))])
