"""Office documents are packages of files: written with one date, so that the same pack has the same bytes."""

from __future__ import annotations

import io
import re
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: The properties of a document, and when it was made and changed there.
_PROPERTIES = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def dated(content: bytes, made: date) -> bytes:
    """Return a package whose files, and the document itself, are of one date.

    Parameters
    ----------
    content : bytes
        A DOCX, PPTX or XLSX.
    made : date
        The day on which it was made.
    """
    moment = (max(made.year, 1980), made.month, made.day, 0, 0, 0)
    stamp = f"{made.isoformat()}T00:00:00Z".encode()
    made_again = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(made_again, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == _PROPERTIES:
                data = _DATES.sub(rb"\g<1>" + stamp + rb"\g<3>", data)
            entry = ZipInfo(item.filename, moment)
            entry.compress_type = item.compress_type if item.filename.endswith(".png") else ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data)
    return made_again.getvalue()
