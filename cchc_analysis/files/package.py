"""A workbook that is a zip: its parts, and which part points to which.

The standard names (``xl/workbook.xml``) are a habit that some programs do not share: the relations tell.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.etree import ElementTree

from cchc_analysis.files.limits import check

#: The end of a zip: how many parts its directory lists, and how long that is.
_DIRECTORY = struct.Struct("<4s6xHI")
_ENTRY_BYTES = 256  # of a directory, for each part, its name included
_WORKBOOK = "xl/workbook.xml"
_STRINGS, _STYLES, _WORKSHEET = "sharedStrings", "styles", "worksheet"
_USUAL = {_STRINGS: "xl/sharedStrings.xml", _STYLES: "xl/styles.xml"}
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it; ``part`` is empty where the file lacks it."""

    name: str
    visible: bool
    is_worksheet: bool
    part: str


class DamagedPartError(Exception):
    """Raised for a part that cannot be inflated, or whose content is not what was stored."""


class Package:
    """The parts of a zipped workbook, by their names in small letters.

    Raises
    ------
    zipfile.BadZipFile
        Where the directory of the zip is broken or cut off.
    TooLargeError
        Where it lists too many parts.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._unpacked = 0
        at = data.rfind(b"PK\x05\x06")
        if 0 <= at <= len(data) - _DIRECTORY.size:
            _, count, length = _DIRECTORY.unpack_from(data, at)
            check("parts", max(count, length // _ENTRY_BYTES))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {i.filename.replace("\\", "/").lower(): i for i in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def read(self, part: str) -> bytes:
        """Return the content of a part; what it inflates to is never more than it declares.

        Raises
        ------
        DamagedPartError
            Where it is damaged.
        TooLargeError
            Where it declares more than is allowed, alone or with the parts that were read before.
        KeyError
            Where it is absent.
        """
        info = self._parts[part.lower()]
        check("part_bytes", info.file_size)
        self._unpacked += info.file_size
        check("unpacked_bytes", self._unpacked)
        try:
            names = struct.unpack_from("<HH", self._data, info.header_offset + 26)
            start = info.header_offset + 30 + sum(names)
            content: bytes | memoryview = memoryview(self._data)[start : start + info.compress_size]
            if info.compress_type != zipfile.ZIP_STORED:
                content = zlib.decompressobj(-15).decompress(content, info.file_size + 1)
        except (zlib.error, struct.error):
            raise DamagedPartError(part) from None
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise DamagedPartError(part)
        return bytes(content)

    @cached_property
    def workbook(self) -> str:
        """The part that lists the sheets."""
        if _WORKBOOK in self:
            return _WORKBOOK
        return next(target for kind, target in self.related("").values() if kind == "officeDocument")

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part points to: the last word of the relation's type, and the part, by id."""
        folder, name = posixpath.split(part)
        relations = ElementTree.fromstring(self.read(posixpath.join(folder, "_rels", f"{name}.rels")))
        return {
            r.get("Id", ""): (
                r.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/"),
            )
            for r in relations
        }

    @cached_property
    def relations(self) -> dict[str, tuple[str, str]]:
        """What the workbook points to."""
        return self.related(self.workbook)

    def parts(self, kind: str) -> list[str]:
        """Return the parts of a kind (``worksheet``, ``styles`` …) that the workbook points to."""
        return [target for k, target in self.relations.values() if k == kind and target in self]

    @cached_property
    def listing(self) -> bytes:
        """What the workbook lists: its sheets, as it shows them."""
        return self.read(self.workbook)

    @cached_property
    def strings(self) -> bytes:
        """The texts that the sheets share; several look at them."""
        return self._only(_STRINGS)

    @cached_property
    def styles(self) -> bytes:
        """The styles of the cells; several look at them."""
        return self._only(_STYLES)

    def _only(self, kind: str) -> bytes:
        return next(map(self.read, self.parts(kind)), b"")

    def sheets(self) -> Iterator[SheetPart]:
        """Yield the sheets in the workbook's order, which the names of their parts do not tell."""
        for sheet in ElementTree.fromstring(self.listing).iter():
            if sheet.tag.rpartition("}")[2] == "sheet":
                relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
                kind, part = self.relations.get(relation, ("worksheet", ""))
                visible = sheet.get("state", "visible") == "visible"
                yield SheetPart(
                    sheet.get("name", ""), visible, kind == "worksheet", part if part in self else ""
                )

    def rebuilt(self, look: Callable[[str, bytes], bytes]) -> bytes:
        """Return the workbook with the parts alone that calamine needs, under the names that it expects.

        What it is given has been inflated here, and *look* has made of each worksheet what it may be given;
        where that raises, and where a part is damaged, the part is left out. All is stored as it is, which
        costs calamine less than to inflate it again.
        """
        relations = ((i, kind, _USUAL.get(kind, part)) for i, (kind, part) in self.relations.items())
        parts = {
            "_rels/.rels": _relations(("rId1", "officeDocument", _WORKBOOK)),
            "xl/_rels/workbook.xml.rels": _relations(*relations),
            _WORKBOOK: self.listing,
        }
        parts |= {
            _USUAL[kind]: text for kind, text in ((_STRINGS, self.strings), (_STYLES, self.styles)) if text
        }
        for part in sorted(set(self.parts(_WORKSHEET))):
            with contextlib.suppress(DamagedPartError):
                parts[part] = look(part, self.read(part))
        return stored(parts)


def stored(parts: dict[str, bytes]) -> bytes:
    """Return a zip of parts that are not deflated; they are given up one by one."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        while parts:
            name = next(iter(parts))
            archive.writestr(name, parts.pop(name))
    return result.getvalue()


@lru_cache(maxsize=64)  # workbooks of one form have the same parts
def _relations(*relations: tuple[str, str, str]) -> bytes:
    root = ElementTree.Element("Relationships", xmlns=_PACKAGE_RELATIONS)
    for name, kind, part in relations:
        facts = {"Id": name, "Type": f"{_OFFICE_RELATIONS}/{kind}", "Target": f"/{part}"}
        ElementTree.SubElement(root, "Relationship", facts)
    return ElementTree.tostring(root)
