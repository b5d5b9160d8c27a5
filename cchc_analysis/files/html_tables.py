"""Tables of a web page: what many programs write and call ``.xls``, and what Excel saves as a page.

A table with numbers is a sheet. The text before it stands above it, a row a line, as Excel shows a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cchc_analysis.files.cells import Area, Marks, Sheet, rectangle
from cchc_analysis.files.formats import text_of
from cchc_analysis.files.limits import check
from cchc_analysis.files.text_tables import decimal_mark, is_number

_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
#: The part of a page in which its encoding is looked for.
_HEAD = 4096
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNDISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANK = " \t\r\n\f"
#: Elements that begin a line and end it; elements that nobody sees.
_LINES = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "table", "tr", "td", "th"}
_UNSEEN = {"head", "script", "style"}
#: No cell and no table is wider, whatever they say. Lines of a page that stand above its table.
_SPAN, _COLUMNS, _LINES_ABOVE = 1000, 16384, 12


def is_page(text: str) -> bool:
    """Tell whether a text is a page with tables: it begins with a tag, whatever its file is called."""
    return text.lstrip()[:1] == "<" and _TABLE.search(text) is not None


def page_text(data: bytes) -> str | None:
    """Return the text of a page, None where its encoding is neither declared nor UTF-8.

    A page that is UTF-8 is so whatever it declares: programs often declare another.
    """
    text = text_of(data)
    declared = _CHARSET.search(data, 0, _HEAD)
    if text is not None or declared is None:
        return text
    try:
        return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def html_sheets(text: str, name: str) -> list[Sheet]:
    """Return the tables with numbers of a page, each a sheet.

    Examples
    --------
    >>> page = "<p>PCI 2024<table><tr><td rowspan=2>Hà Nội<td>67,3<tr><td>68,1</table>"
    >>> (sheet,) = html_sheets(page, "pci")
    >>> sheet.rows, sheet.merged
    ([['PCI 2024', ''], ['Hà Nội', '67,3'], ['', '68,1']], [((1, 0), (2, 0))])
    """
    check("tags", text.count("<"))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    sheets: list[Sheet] = []
    above: list[list[str]] = []
    line = ""
    for piece in [*_pieces(etree.fromstring(text.encode(), parser), True), "\n"]:
        if isinstance(piece, str):
            line += piece
            continue
        above += [[text] for text in _lines(line)]
        line = ""
        rows, merged, hidden = _grid(piece)
        if any(map(is_number, (text for row in rows for text in row))):
            title = name if not sheets else f"{name} ({len(sheets) + 1})"
            sheets.append(_sheet(title, above[-_LINES_ABOVE:], rows, merged, hidden))
            above = []
        else:
            above += [row for row in rows if any(row)]
    return sheets


def _sheet(
    name: str, above: list[list[str]], rows: list[list[str]], merged: list[Area], hidden: set[int]
) -> Sheet:
    down = len(above)
    areas = [((r + down, c), (s + down, d)) for (r, c), (s, d) in merged]
    marks = Marks(hidden_rows={r + down for r in hidden})
    cells = rectangle([*above, *rows])
    return Sheet(name, True, cells, areas, marks, typed=False, decimal=decimal_mark(rows))


def _pieces(element: etree._Element, apart: bool) -> Iterator[str | etree._Element]:
    """Yield the text of an element, a line break where a line begins or ends, and its tables set *apart*.

    A table that holds one with numbers arranges the page; what it holds is text and tables as any.
    """
    if element.tag in _UNSEEN:
        return
    if apart and element.tag == "table" and not any(map(_has_number, element.iterdescendants("table"))):
        yield element
        return
    edge = "\n" if element.tag in _LINES else ""
    yield edge + _SPACES.sub(" ", element.text or "")
    for child in element:
        yield from _pieces(child, apart)
        yield _SPACES.sub(" ", child.tail or "")
    yield edge


def _lines(text: str) -> list[str]:
    return [line for part in text.split("\n") if (line := part.strip(_BLANK))]


def _text(cell: etree._Element) -> str:
    return "\n".join(_lines("".join(str(piece) for piece in _pieces(cell, False))))


def _has_number(table: etree._Element) -> bool:
    return any(is_number(_text(cell)) for cell in table.iter("td", "th"))


def _grid(table: etree._Element) -> tuple[list[list[str]], list[Area], set[int]]:
    """Return the cells of a table in their rows and columns, its merged areas, its hidden rows."""
    lines = _inside(table, "tr")
    rows: list[list[str]] = []
    merged: list[Area] = []
    free: dict[int, int] = {}  # the row in which a column is free again
    cells = 0
    for r, line in enumerate(lines):
        row: list[str] = []
        for cell in _inside(line, "td", "th"):
            while free.get(len(row), 0) > r:
                row.append("")
            column = len(row)
            across = min(_span(cell, "colspan") or 1, _SPAN, _COLUMNS - column)
            down = min(_span(cell, "rowspan") or len(lines), len(lines) - r)
            if across < 1:
                break
            free.update(dict.fromkeys(range(column, column + across), r + down))
            row += [_text(cell)] + [""] * (across - 1)
            if across > 1 or down > 1:
                merged.append(((r, column), (r + down - 1, column + across - 1)))
        rows.append(row)
        cells += len(row)
        check("cells", cells)
    hidden = {r for r, line in enumerate(lines) if _UNDISPLAYED.search(line.get("style", ""))}
    return rows, merged, hidden


def _inside(element: etree._Element, *tags: str) -> list[etree._Element]:
    """Return the rows of a table or the cells of a row, without those of a table inside it."""
    return [e for e in element.iter(*tags) if next(e.iterancestors(element.tag)) is element]


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return int(value[:6]) if value.isdecimal() else 1
