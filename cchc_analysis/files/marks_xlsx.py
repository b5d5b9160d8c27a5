"""The marks of XLSX: the bytes of a sheet tell whether it has any, and only there is it looked into."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cached_property

from cchc_analysis.files.cells import Marks, Place, is_percentage
from cchc_analysis.files.limits import MOST_COLUMNS, TooLargeError
from cchc_analysis.files.package import DamagedPartError, Package
from cchc_analysis.files.reach_xlsx import (
    COLUMNS,
    as_usual,
    check_texts,
    lengths_of_texts,
    place_of,
    within_reach,
)  # fmt: skip
from cchc_analysis.files.runs_xlsx import Runs

_ERROR = b' t="e"'
_HIDDEN = b' hidden="'
_IS_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_UNVALUED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_UNVALUED_SHARED = re.compile(rb"<f [^>]*/>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
#: One of one cell, or the first of those that share it; those of areas (``t="array"``) are others.
_FORMULA = re.compile(rb'<f(?:\s(?![^>]*\bt="(?:array|dataTable)")[^>]*)?>([^<]+)</f>')
#: A formula may well give an empty text; one that gives an error is counted as that.
_GIVES_NOTHING = re.compile(rb' t="(?:str|e)"')
_ATTRIBUTE = re.compile(rb'\s([a-zA-Z]+)="([^"]*)"')
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_ROW = re.compile(rb"<row(?!\w)[^>]*")
_CELL = re.compile(rb"<c(?!\w)[^>]*")
_STYLED_CELL = re.compile(rb'<c(?!\w)[^>]*\ss="[^>]*')
_USUAL = re.compile(rb'<row r="|<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="\w+")?(?:/| [cvp]\w+=|$)')
_NUMBER = rb'<c r="([A-Z]+)(\d+)" s="(%b)"(?:| t="n"|(?: [cvp]\w+="\d+")+)>(?!</c>)'
#: So many styles of percentages are looked for one by one, before all cells are looked at.
_FEW = 16
#: Number formats: the built-in percentages, those of the file, and the format of each style of cells.
_PERCENTAGES = {b"9", b"10"}
_FORMAT = re.compile(rb"""<(?:\w+:)?numFmt\s(?:[^>"]|"[^"]*")*>""")
_STYLE_FORMAT = re.compile(rb'<(?:\w+:)?xf\b(?:[^>]*?\snumFmtId="(\d+)")?')


class _Rows(dict[bytes, int]):
    """Rows from 0 by their numbers, of which a sheet repeats each in many cells."""

    def __missing__(self, number: bytes) -> int:
        self[number] = int(number) - 1
        return self[number]


class Look:
    """Looks at the worksheets of a workbook one by one, and keeps what was seen by their parts."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.blind = False
        self._percent = _percent_styles(package.styles)
        self._texts = lengths_of_texts(package.strings) if package.strings else []
        self._seen: dict[str, Marks] = {}

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self._package)

    def __call__(self, part: str, xml: bytes) -> bytes:
        """Return what an engine may be given of a worksheet.

        Raises
        ------
        DamagedPartError
            Where that is nothing; the marks tell why.
        """
        self._seen[part] = marks = Marks()
        try:
            xml, far = within_reach(xml)
            check_texts(xml, self._texts)
        except TooLargeError as error:
            marks.too_large = error.limit
            raise DamagedPartError(part) from None
        except (ValueError, OverflowError):  # the address of a cell is none
            raise DamagedPartError(part) from None
        try:
            _look(xml, self._percent, marks)
            self._runs.look(xml, marks)
        except Exception:  # a second look must never cost what the first one saw
            self.blind = True
        marks.far = far
        return xml

    def marks(self) -> dict[int, Marks]:
        """Return the marks of the worksheets by the sheet's place in the workbook."""
        lost = Marks(damaged=True)
        return {
            place: self._seen.get(sheet.part, lost)
            for place, sheet in enumerate(self._package.sheets())
            if sheet.is_worksheet
        }


def _percent_styles(styles: bytes) -> set[bytes]:
    """Return the numbers of the cells' styles whose number format is a percentage."""
    start = styles.find(b"cellXfs")
    cells = styles[start : styles.find(b"cellXfs>", start + 1)]
    formats = _PERCENTAGES | _own_percentages(styles)
    if not any(b'numFmtId="%b"' % f in cells for f in formats):
        return set()
    return {b"%d" % k for k, f in enumerate(_STYLE_FORMAT.findall(cells)) if f in formats}


def _own_percentages(styles: bytes) -> set[bytes]:
    end = styles.find(b"numFmts>")  # the closing tag: the file's own formats stand before everything else
    formats = (dict(_ATTRIBUTE.findall(f)) for f in _FORMAT.findall(styles, 0, max(end, 0)))
    return {
        f[b"numFmtId"]
        for f in formats
        if is_percentage(html.unescape(f.get(b"formatCode", b"").decode("utf-8", "replace")))
    }


def _look(xml: bytes, percent: set[bytes], marks: Marks) -> None:
    styled = _uses(xml, percent)
    unvalued = b"</f>" in xml and (_UNVALUED.search(xml) or _UNVALUED_SHARED.search(xml))
    errors, hidden = _ERROR in xml, _HIDDEN in xml
    if not (styled or unvalued or errors or hidden):
        return
    first = (_ROW.search(xml), _CELL.search(xml), _STYLED_CELL.search(xml) if styled else None)
    if not all(_USUAL.match(tag[0]) for tag in first if tag):
        xml = as_usual(xml)
    if errors:
        _look_for_errors(xml, marks)
    if hidden:
        _look_for_hidden(xml, marks)
    if unvalued:
        formulas = dict(_unvalued(xml))
        marks.unvalued = set(formulas)
        marks.formulas = {place: formula for place, formula in formulas.items() if formula}
    if styled:  # texts have another type, blanks no content
        styles = b"|".join(sorted(percent)) if len(percent) <= _FEW else rb"\d+"
        rows = _Rows()
        marks.percent = {
            (rows[r], COLUMNS[c]) for c, r, style in re.findall(_NUMBER % styles, xml) if style in percent
        }


def _uses(xml: bytes, styles: set[bytes]) -> bool:
    """Tell whether a sheet may use one of the styles; where they are many, that is not cheaply told."""
    return len(styles) > _FEW or any(b' s="%b"' % style in xml for style in styles)


def _look_for_errors(xml: bytes, marks: Marks) -> None:
    for tag, end in _tags(xml, re.compile(_ERROR)):
        value = _VALUE.search(xml, end, xml.find(b"</c>", end))
        marks.errors[_place(tag)] = value[1].decode() if value and value[1] else "#"


def _look_for_hidden(xml: bytes, marks: Marks) -> None:
    hidden = bytearray(MOST_COLUMNS)
    for tag, _ in _tags(xml, _IS_HIDDEN):
        attributes = _attributes(tag)
        if tag.startswith(b"<row"):
            marks.hidden_rows.add(int(attributes.get(b"r", b"0")) - 1)
        elif tag.startswith(b"<col"):
            first, last = (max(0, min(int(attributes.get(b, b"1")), MOST_COLUMNS)) for b in (b"min", b"max"))
            hidden[max(first - 1, 0) : last] = b"\1" * (last - max(first - 1, 0))
    marks.hidden_columns.update(c for c, is_hidden in enumerate(hidden) if is_hidden)


def _unvalued(xml: bytes) -> Iterator[tuple[Place, str]]:
    """Yield the places of formulas without a value, and what they say where that stands there itself."""
    for pattern in (_UNVALUED, _UNVALUED_SHARED):
        for match in pattern.finditer(xml):
            start = xml.rfind(b"<c ", 0, match.start())
            tag = xml[start : xml.find(b">", start)]
            if not _GIVES_NOTHING.search(tag):
                formula = _FORMULA.search(xml, start, match.end())
                yield _place(tag), html.unescape(formula[1].decode("utf-8", "replace")) if formula else ""


def _tags(xml: bytes, sign: re.Pattern[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield the opening tags that hold a sign, and where they end; the same words in a text are none."""
    for match in sign.finditer(xml):
        start, end = xml.rfind(b"<", 0, match.start()), xml.find(b">", match.end())
        if b">" not in xml[start : match.start()]:
            yield xml[start:end], end


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))


def _place(tag: bytes) -> Place:
    return place_of(_attributes(tag).get(b"r", b"A1"))
