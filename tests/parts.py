"""Workbooks taken apart and put together again, with parts changed, renamed or left out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

from openpyxl.utils.cell import coordinate_to_tuple

#: The names under which some programs keep the part that lists the sheets.
WORKBOOK_2 = {
    "xl/workbook.xml": "xl/workbook2.xml",
    "xl/_rels/workbook.xml.rels": "xl/_rels/workbook2.xml.rels",
}
_SHEET = "xl/worksheets/sheet1.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def repacked(data: bytes, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> bytes:
    """Return the zip with each part as *change* gives it; None leaves a part out."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(*part)
    return result.getvalue()


def without(data: bytes, part: str) -> bytes:
    """Return the zip without one of its parts."""
    return repacked(data, lambda name, content: None if name == part else (name, content))


def with_sheet(data: bytes, change: Callable[[bytes], bytes], part: str = _SHEET) -> bytes:
    """Return the workbook with the XML of its first sheet changed."""

    def changed(name: str, content: bytes) -> tuple[str, bytes]:
        if name != part:
            return name, content
        assert change(content) != content
        return name, change(content)

    return repacked(data, changed)


def renamed(data: bytes, names: dict[str, str]) -> bytes:
    """Return the workbook with parts under other names, in the relations and content types too."""

    def changed(name: str, content: bytes) -> tuple[str, bytes]:
        if name.endswith(".rels") or name == "[Content_Types].xml":
            content = content.replace(b'Target="styles', b'Target="/xl/styles')
            for old, new in names.items():
                for mark in (b"/", b'"'):
                    content = content.replace(mark + old.encode(), mark + new.encode())
        return names.get(name, name), content

    return repacked(data, changed)


def with_shared_strings(data: bytes) -> bytes:
    """Return the workbook with its texts in a part of their own, as Excel writes them."""
    texts: list[bytes] = []

    def shared(cell: re.Match[bytes]) -> bytes:
        texts.append(cell[2])
        return cell[1] + b't="s"><v>%d</v></c>' % (len(texts) - 1)

    def changed(name: str, content: bytes) -> tuple[str, bytes]:
        if name.startswith("xl/worksheets/"):
            pattern = rb'(<c [^>]*)t="inlineStr"><is>(.*?)</is></c>'
            content = re.sub(pattern, shared, content)
        elif name == "xl/_rels/workbook.xml.rels":
            relation = (
                f'<Relationship Id="rIdS" Type="{_MAIN}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
            )
            content = content.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
        elif name == "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            content = content.replace(b"</Types>", override.encode())
        return name, content

    result = io.BytesIO(repacked(data, changed))
    with zipfile.ZipFile(result, "a") as archive:
        items = b"".join(b"<si>%b</si>" % text for text in texts)
        space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", b'<sst xmlns="%b">%b</sst>' % (space, items))
    return result.getvalue()


def ods(*tables: str) -> bytes:
    """Return an ODS of tables, each given as the XML inside it."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:{name}"'
        for prefix, name in {
            "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
            "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
            "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
            "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        }.items()
    )
    sheets = "".join(f'<table:table table:name="S{k}">{t}</table:table>' for k, t in enumerate(tables, 1))
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return result.getvalue()


def xlsb_record(kind: int, content: bytes = b"") -> bytes:
    """Return a record of an XLSB."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = bytearray()
    size = len(content)
    while size > 0x7F:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    return head + bytes(length) + bytes([size]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheets: dict[str, list[list[object]]], **far: object) -> bytes:
    """Return an XLSB of sheets of numbers and texts; *far* cells stand in the first, by address (``XFD9``)."""
    parts, listed, relations = {}, b"", ""
    for number, (name, rows) in enumerate(sheets.items(), 1):
        cells = {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None}
        if number == 1:
            cells |= {(r - 1, c - 1): v for at, v in far.items() for r, c in [coordinate_to_tuple(at)]}
        parts[f"xl/worksheets/sheet{number}.bin"] = _xlsb_sheet(cells)
        listed += xlsb_record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        relations += (
            f'<Relationship Id="rId{number}" Type="{_MAIN}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        )
    package = f'<Relationships xmlns="{_PACKAGE}">{{}}</Relationships>'
    main = f'<Relationship Id="rId1" Type="{_MAIN}/officeDocument" Target="xl/workbook.bin"/>'
    parts |= {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": package.format(main).encode(),
        "xl/_rels/workbook.bin.rels": package.format(relations).encode(),
        "xl/workbook.bin": xlsb_record(131) + xlsb_record(143) + listed + xlsb_record(144) + xlsb_record(132),
    }
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part), content)
    return result.getvalue()


def _xlsb_sheet(cells: dict[tuple[int, int], object]) -> bytes:
    last = [max(place) for place in zip(*cells, strict=True)]
    size = xlsb_record(148, struct.pack("<4I", 0, last[0], 0, last[1]))
    content, before = xlsb_record(129) + size + xlsb_record(145), -1
    for (row, column), value in sorted(cells.items(), key=lambda item: item[0]):
        if row != before:
            content += xlsb_record(0, struct.pack("<I13x", row))
            before = row
        head = struct.pack("<II", column, 0)
        content += (
            xlsb_record(6, head + _wide(value))
            if isinstance(value, str)
            else xlsb_record(5, head + struct.pack("<d", value))
        )
    return content + xlsb_record(146) + xlsb_record(130)


def record(kind: int, form: str, *values: object) -> bytes:
    """Return a record of an XLS."""
    content = struct.pack(form, *values)
    return struct.pack("<HH", kind, len(content)) + content


def compound(stream: bytes) -> bytes:
    """Return a compound document whose one stream is that of a workbook."""
    free, end, table, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    chain = [table, end, *range(3, sectors + 2), end]
    header = struct.pack("<8s16s6H10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0,
                         0, 0, 1, 1, 0, 4096, end, 0, end, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[free] * 108)

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        return struct.pack("<64sHBB3I36sII4x", text, len(text), kind, 1, none, none, child, b"", first, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, none, 2, len(stream))
    return (
        header
        + struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
        + directory.ljust(512, b"\0")
        + stream
    )
