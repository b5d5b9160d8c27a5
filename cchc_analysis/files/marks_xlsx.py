"""The marks of XLSX: the bytes of a sheet tell whether it has any, and only there is it looked into."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import reduce

from cchc_analysis.files.cells import Marks, Place, address, is_percentage
from cchc_analysis.files.package import DamagedPartError, Package

_ERROR = b' t="e"'
_HIDDEN = b' hidden="'
_IS_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_UNVALUED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_UNVALUED_SHARED = re.compile(rb"<f [^>]*/>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
#: A formula may well give an empty text; one that gives an error is counted as that.
_GIVES_NOTHING = re.compile(rb' t="(?:str|e)"')
_ATTRIBUTE = re.compile(rb'\s([a-zA-Z]+)="([^"]*)"')
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
#: Few programs put a prefix before every name, leave out the addresses, or write the style before them.
_PREFIXED = re.compile(rb"\s*(?:<\?[^>]*>\s*)?<\w+:worksheet\b")
_PREFIX = re.compile(rb"<(/?)\w+:")
_ROW_OR_CELL = re.compile(rb"<(row|c)(?!\w)([^>/]*)")
_ROW = re.compile(rb"<row(?!\w)[^>]*")
_CELL = re.compile(rb"<c(?!\w)[^>]*")
_STYLED_CELL = re.compile(rb'<c(?!\w)[^>]*\ss="[^>]*')
_USUAL = re.compile(rb'<row r="|<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="\w+")?(?:/| [cvp]\w+=|$)')
_NUMBER = re.compile(rb'<c r="([A-Z]+)(\d+)" s="(\d+)"(?:| t="n"|(?: [cvp]\w+="\d+")+)>(?!</c>)')
#: So many styles of percentages are looked for one by one, before all cells are looked at.
_FEW = 16
#: Number formats: the built-in percentages, those of the file, and the format of each style of cells.
_PERCENTAGES = {b"9", b"10"}
_FORMAT = re.compile(rb"""<(?:\w+:)?numFmt\s(?:[^>"]|"[^"]*")*>""")
_STYLE_FORMAT = re.compile(rb'<(?:\w+:)?xf\b(?:[^>]*?\snumFmtId="(\d+)")?')


class _Columns(dict[bytes, int]):
    """Columns from 0 by their letters."""

    def __missing__(self, letters: bytes) -> int:
        self[letters] = reduce(lambda column, letter: column * 26 + letter - 64, letters, 0) - 1
        return self[letters]


_COLUMNS = _Columns()


def xlsx_marks(package: Package) -> dict[int, Marks]:
    """Return the marks of the worksheets that have any, by the sheet's place in the workbook.

    Raises
    ------
    ValueError
        For XLSB, whose sheets are records that nothing here reads.
    """
    if package.workbook.endswith(".bin"):
        raise ValueError(package.workbook)
    styles = _percent_styles(package)
    marks: dict[str, Marks | None] = {}
    for part in package.parts("worksheet"):
        try:
            marks[part] = _look(package.read(part), styles)
        except DamagedPartError:
            marks[part] = Marks(damaged=True)
    if not any(marks.values()):
        return {}
    listed = enumerate(package.sheets())
    return {place: m for place, sheet in listed if (m := marks.get(sheet.part)) is not None}


def _percent_styles(package: Package) -> set[bytes]:
    """Return the numbers of the cells' styles whose number format is a percentage."""
    for part in package.parts("styles"):
        styles = package.read(part)
        start = styles.find(b"cellXfs")
        cells = styles[start : styles.find(b"cellXfs>", start + 1)]
        formats = _PERCENTAGES | _own_percentages(styles)
        if any(b'numFmtId="%b"' % f in cells for f in formats):
            return {b"%d" % k for k, f in enumerate(_STYLE_FORMAT.findall(cells)) if f in formats}
    return set()


def _own_percentages(styles: bytes) -> set[bytes]:
    end = styles.find(b"numFmts>")  # the closing tag: the file's own formats stand before everything else
    formats = (dict(_ATTRIBUTE.findall(f)) for f in _FORMAT.findall(styles, 0, max(end, 0)))
    return {
        f[b"numFmtId"]
        for f in formats
        if is_percentage(html.unescape(f.get(b"formatCode", b"").decode("utf-8", "replace")))
    }


def _look(xml: bytes, percent: set[bytes]) -> Marks | None:
    if _PREFIXED.match(xml):
        xml = _PREFIX.sub(rb"<\1", xml)
    styled = _uses(xml, percent)
    unvalued = b"</f>" in xml and (_UNVALUED.search(xml) or _UNVALUED_SHARED.search(xml))
    errors, hidden = _ERROR in xml, _HIDDEN in xml
    if not (styled or unvalued or errors or hidden):
        return None
    first = (_ROW.search(xml), _CELL.search(xml), _STYLED_CELL.search(xml) if styled else None)
    if not all(_USUAL.match(tag[0]) for tag in first if tag):
        xml = _as_usual(xml)
    marks = Marks()
    if errors:
        _look_for_errors(xml, marks)
    if hidden:
        _look_for_hidden(xml, marks)
    if unvalued:
        marks.unvalued = set(_unvalued(xml))
    if styled:  # texts have another type, blanks no content
        cells = _NUMBER.findall(xml)
        marks.percent = {(int(r) - 1, _COLUMNS[c]) for c, r, style in cells if style in percent}
    return marks


def _uses(xml: bytes, styles: set[bytes]) -> bool:
    """Tell whether a sheet may use one of the styles; where they are many, that is not cheaply told."""
    return len(styles) > _FEW or any(b' s="%b"' % style in xml for style in styles)


def _as_usual(xml: bytes) -> bytes:
    """Return the sheet with address, style and type of each cell in the order of Excel."""
    row = column = 0

    def written(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        attributes = _attributes(tag[2])
        given = attributes.pop(b"r", None)
        if tag[1] == b"row":
            row, column = int(given) if given else row + 1, 0
            attributes = {b"r": b"%d" % row} | attributes
        else:
            row, column = (n + 1 for n in place_of(given)) if given else (row, column + 1)
            usual = {name: attributes.pop(name) for name in (b"s", b"t") if name in attributes}
            attributes = {b"r": address(row - 1, column - 1).encode()} | usual | attributes
        return b"<" + tag[1] + b"".join(b' %b="%b"' % item for item in attributes.items())

    return _ROW_OR_CELL.sub(written, xml)


def _look_for_errors(xml: bytes, marks: Marks) -> None:
    for tag, end in _tags(xml, re.compile(_ERROR)):
        value = _VALUE.search(xml, end, xml.find(b"</c>", end))
        marks.errors[_place(tag)] = value[1].decode() if value and value[1] else "#"


def _look_for_hidden(xml: bytes, marks: Marks) -> None:
    for tag, _ in _tags(xml, _IS_HIDDEN):
        attributes = _attributes(tag)
        if tag.startswith(b"<row"):
            marks.hidden_rows.add(int(attributes.get(b"r", b"0")) - 1)
        elif tag.startswith(b"<col"):
            first, last = int(attributes.get(b"min", b"1")), int(attributes.get(b"max", b"1"))
            marks.hidden_columns.update(range(first - 1, min(last, 16384)))


def _unvalued(xml: bytes) -> Iterator[Place]:
    for pattern in (_UNVALUED, _UNVALUED_SHARED):
        for match in pattern.finditer(xml):
            start = xml.rfind(b"<c ", 0, match.start())
            tag = xml[start : xml.find(b">", start)]
            if not _GIVES_NOTHING.search(tag):
                yield _place(tag)


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


def place_of(reference: bytes) -> Place:
    """Return the row and column, from 0, of an address.

    Examples
    --------
    >>> place_of(b"F37")
    (36, 5)
    """
    letters = reference.rstrip(b"0123456789")
    return int(reference[len(letters) :]) - 1, _COLUMNS[letters]
