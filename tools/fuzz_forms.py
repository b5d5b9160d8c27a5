"""What ``fuzz.py`` makes of workbooks: ODS, XLSB, CSV, pages; how these are changed, and other readers of them.

The other readers are written here in a few lines each: no engine that the package uses has a part in them.
"""

from __future__ import annotations

import csv
import io
import random
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from parts import ods, xlsb, xlsb_record

Rows = dict[str, list[list[object]]]
FORMS = ("ods", "xlsb", "csv", "html")
_VALUES = [
    "81,5",
    "1.234,5",
    "-",
    "",
    "=1/0",
    "NaN",
    "1e400",
    "66,15 (12)",
    "12 (66,15)",
    '"',
    "x" * 40_000,
    "Hà Nội",
]
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


# -- writing ---------------------------------------------------------------------------------------


def rows_of(data: bytes) -> Rows:
    """Return the values of an XLSX by sheet."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {s.title: [[_plain(v) for v in row] for row in s.iter_rows(values_only=True)] for s in book}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def written(rows: Rows, form: str) -> bytes:
    """Return sheets as a file of another form; a text holds the first alone."""
    if form == "ods":
        return ods(*("".join(map(_ods_row, sheet)) for sheet in rows.values()))
    if form == "xlsb":
        return xlsb({name: sheet for name, sheet in rows.items() if any(map(any, sheet))})
    first = next(iter(rows.values()))
    if form == "csv":
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([[_shown(v) for v in row] for row in first])
        return text.getvalue().encode("utf-8-sig")
    lines = ("<tr>" + "".join(f"<td>{escape(_shown(v))}</td>" for v in row) + "</tr>" for row in first)
    head = '<html><head><meta charset="utf-8"></head><body><table>'
    return (head + "\n".join(lines) + "</table></body></html>").encode()


def _ods_row(row: list[object]) -> str:
    return "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    number = isinstance(value, (int, float))
    kind = f'"float" office:value={quoteattr(repr(value))}' if number else '"string"'
    text = escape(re.sub(r"[\x00-\x08\x0b-\x1f]", "", str(value)))
    return f"<table:table-cell office:value-type={kind}><text:p>{text}</text:p></table:table-cell>"


def _shown(value: object) -> str:
    """Return a cell as Vietnamese Excel writes it into a text."""
    if isinstance(value, (int, float)):
        return repr(value).replace(".", ",")
    return "" if value is None else str(value)


# -- mutations -------------------------------------------------------------------------------------


def of_lines(rng: random.Random, data: bytes) -> bytes:
    """Change a CSV as people and programs do: lines, separators, quotes, encodings, cells."""
    lines = data.decode("utf-8-sig").splitlines(keepends=True)
    for _ in range(rng.choice([1, 1, 3])):
        k = rng.randrange(len(lines))
        cells = lines[k].split(";")
        cells[rng.randrange(len(cells))] = rng.choice(_VALUES)
        lines[k : k + 1] = rng.choice(
            [[";".join(cells)], [";".join(cells)], [lines[k]] * 2, [], [lines[k] + "\n"], ["sep=,\n", lines[k]],
             [lines[k].replace(";", rng.choice([",", "\t", "|"]))], [f'"{lines[k]}'], [lines[k].rstrip("\n")],
             lines[k : k + 1] * 300]
        )  # fmt: skip
        lines = lines or [""]
    text = "".join(lines)
    coding = rng.choice(["utf-8", "utf-8-sig", "utf-8", "utf-16", "utf-16-le", "cp1258", "utf-8-sig"])
    return text.encode(coding, "replace")


def of_records(rng: random.Random, data: bytes) -> bytes:
    """Change the records of the parts of an XLSB."""
    parts = _parts(data)
    name = rng.choice([n for n in parts if n.endswith(".bin")])
    records = list(_records(parts[name]))
    for _ in range(rng.choice([1, 1, 2, 10])):
        if not records:
            break
        k = rng.randrange(len(records))
        kind, content = records[k]
        other = bytearray(content)
        if other:
            at = rng.randrange(len(other))
            new = rng.choice([b"\0", b"\1", b"\xff", rng.randbytes(1), b"\xff\xff\xff\xff", rng.randbytes(4)])
            other[at : at + len(new)] = new
        records[k : k + 1] = rng.choice(
            [[(kind, bytes(other))], [(kind, bytes(other))], [(rng.choice(records)[0], content)],
             [(kind, content[: rng.randrange(len(content) + 1)])], [(kind, content)] * 2, [],
             [(rng.choice([0, 5, 6, 7, 148, 156]), content)]]
        )  # fmt: skip
    parts[name] = b"".join(xlsb_record(kind, content) for kind, content in records)
    return _zipped(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return result.getvalue()


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, at = content[at], at + 1
        if kind & 0x80:
            kind, at = kind & 0x7F | content[at] << 7, at + 1
        length = shift = 0
        while True:
            byte, at = content[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                break
        yield kind, content[at : at + length]
        at += length


# -- other readers ---------------------------------------------------------------------------------


def reader_of(data: bytes, form: str) -> Callable[[str, int, int], list[object]]:
    """Return a function that gives what may stand in a cell, by sheet, row and column from 0.

    Of a CSV that is what each separator gives; of a page, whose rows the package counts in its own way, every
    cell of it.
    """
    if form == "ods":
        sheets = _ods_cells(_parts(data)["content.xml"])
        return lambda sheet, row, column: [sheets[sheet].get((row, column))]
    if form == "xlsb":
        sheets = _xlsb_cells(_parts(data))
        return lambda sheet, row, column: [sheets[sheet].get((row, column))]
    text = _text(data)
    if form == "csv":
        tables = [list(csv.reader(io.StringIO(text, newline=""), delimiter=d)) for d in ";,\t|"]
        return lambda _, row, column: [
            t[row][column] for t in tables if row < len(t) and column < len(t[row])
        ]
    from lxml import html

    cells = [" ".join("".join(c.itertext()).split()) for c in html.fromstring(data).iter("td", "th")]
    return lambda *_: cells


def _text(data: bytes) -> str:
    for coding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "utf-16-le"):
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        return re.sub(r"\Asep=.\r?\n", "", text)
    raise ValueError("encoding")


def _ods_cells(content: bytes) -> dict[str, dict[tuple[int, int], object]]:
    sheets = {}
    for table in ElementTree.fromstring(content).iter(f"{_TABLE}table"):
        cells: dict[tuple[int, int], object] = {}
        row = 0
        for line in table.iter(f"{_TABLE}table-row"):
            times = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
            column = 0
            for cell in line:
                across = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                value = cell.get(f"{_OFFICE}value") or "".join(cell.itertext())
                for r in range(row, row + min(times, 50)) if value else ():
                    cells.update(
                        dict.fromkeys(((r, c) for c in range(column, column + min(across, 50))), value)
                    )
                column += across
            row += times
        sheets[table.get(f"{_TABLE}name", "")] = cells
    return sheets


def _xlsb_cells(parts: dict[str, bytes]) -> dict[str, dict[tuple[int, int], object]]:
    relations = ElementTree.fromstring(parts["xl/_rels/workbook.bin.rels"])
    targets = {r.get("Id"): f"xl/{r.get('Target')}" for r in relations}
    sheets = {}
    for kind, content in _records(parts["xl/workbook.bin"]):
        if kind == 156:
            relation, rest = _wide(content, 8)
            sheets[_wide(content, rest)[0]] = _cells_of(parts[targets[relation]])
    return sheets


def _cells_of(sheet: bytes) -> dict[tuple[int, int], object]:
    cells: dict[tuple[int, int], object] = {}
    row = 0
    for kind, content in _records(sheet):
        if kind == 0:
            (row,) = struct.unpack_from("<I", content)
        elif kind in (5, 6):
            (column,) = struct.unpack_from("<I", content)
            cells[row, column] = (
                struct.unpack_from("<d", content, 8)[0] if kind == 5 else _wide(content, 8)[0]
            )
    return cells


def _wide(content: bytes, at: int) -> tuple[str, int]:
    (letters,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * letters
    return content[at + 4 : end].decode("utf-16-le"), end
