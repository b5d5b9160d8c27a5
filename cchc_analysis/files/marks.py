"""What is looked at before calamine reads: how far a workbook reaches, and what calamine does not show.

How XLSX, XLS and ODS say it stands in modules of their own. Of XLSB it is reported that nobody looked for
percentages, error cells, hidden rows and columns, formulas without a value.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from xml.etree import ElementTree
from xml.parsers import expat

from cchc_analysis.files import marks_xls, marks_xlsx, reach_ods, reach_xlsb
from cchc_analysis.files.cells import Marks
from cchc_analysis.files.compound import DamagedContainerError, container, workbook_stream
from cchc_analysis.files.formats import OLE
from cchc_analysis.files.marks_ods import ods_marks
from cchc_analysis.files.package import DamagedPartError, Package, stored
from cchc_analysis.findings import Findings

__all__ = ["Marks", "looked_at"]

#: What calamine asks of an ODS besides its content.
_ODS_PARTS = ("mimetype", "META-INF/manifest.xml")
_DAMAGE = (zipfile.BadZipFile, DamagedPartError, DamagedContainerError, KeyError, StopIteration, struct.error,
           IndexError, ElementTree.ParseError, expat.ExpatError, ValueError, NotImplementedError)  # fmt: skip


def looked_at(data: bytes, file: str, findings: Findings) -> tuple[bytes, dict[int, Marks]] | None:
    """Return what calamine may be given of a workbook, and the marks of its sheets by their place.

    None where it is damaged. Marks that cannot be looked for are reported and left: a second look must never
    cost what the first one saw.

    Raises
    ------
    TooLargeError
        Where it asks for more than is allowed.
    """
    try:
        if data.startswith(OLE):
            look = marks_xls.Look(workbook_stream(data))
            return container(look.stream), look.marks
        return _zipped(data, file, findings)
    except _DAMAGE:
        return None


def _zipped(data: bytes, file: str, findings: Findings) -> tuple[bytes, dict[int, Marks]]:
    package = Package(data)
    if "content.xml" in package:
        return _ods(package, file, findings)
    if package.workbook.endswith(".bin"):
        return _xlsb(package, file, findings)
    look = marks_xlsx.Look(package)
    given = package.rebuilt(look)
    if look.blind:
        findings.add("no_second_look", file=file)
    return given, look.marks()


def _ods(package: Package, file: str, findings: Findings) -> tuple[bytes, dict[int, Marks]]:
    content = package.read("content.xml")
    content, far = reach_ods.within_reach(content)
    try:
        marks = ods_marks(content)
    except Exception:
        findings.add("no_second_look", file=file)
        marks = {}
    for place, cells in far.items():
        marks.setdefault(place, Marks()).far = cells
    others = {part: package.read(part) for part in _ODS_PARTS if part in package}
    return stored(others | {"content.xml": content}), marks


def _xlsb(package: Package, file: str, findings: Findings) -> tuple[bytes, dict[int, Marks]]:
    findings.add("no_second_look", file=file)
    sheets = package.parts("worksheet")
    needed = [part for kind in ("worksheet", "sharedStrings", "styles") for part in package.parts(kind)]
    parts = {part: package.read(part) for part in (*_lists(package), *needed)}
    places = {
        package.relations[relation][1]: place
        for place, relation in enumerate(reach_xlsb.relations_of(parts[package.workbook]))
        if relation in package.relations
    }
    marks: dict[int, Marks] = {}
    for part in sheets:
        parts[part], far = reach_xlsb.within_reach(parts[part])
        if far and part in places:
            marks[places[part]] = Marks(far=far)
    return stored(parts), marks


def _lists(package: Package) -> list[str]:
    folder, name = posixpath.split(package.workbook)
    return [package.workbook, posixpath.join(folder, "_rels", f"{name}.rels")]
