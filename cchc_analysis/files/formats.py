"""What a file is by its content: a container of Office, a text, or something that is no workbook."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from cchc_analysis.declarations import table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
#: The directory of a zip stands at its end, behind which comes at most a comment of this length.
_ZIP_DIRECTORY, _ZIP_COMMENT = b"PK\x05\x06", 65_557
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Characters that no text holds.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file that is refused: the rule that says so, and its name in the two languages."""

    rule: str
    starts: bytes
    holds: bytes
    kind: str
    kind_en: str

    @property
    def is_known(self) -> bool:
        """False for the last of the declared kinds, which is everything else."""
        return bool(self.starts)


def is_container(data: bytes) -> bool:
    """Tell whether a file is a zip or a compound document, as the workbooks of Excel and LibreOffice are."""
    return data.startswith((OLE, ZIP)) or _ZIP_DIRECTORY in data[-_ZIP_COMMENT:]


def foreign(data: bytes) -> Foreign:
    """Return what kind of file this is where it is no workbook: the first of ``formats.csv`` that fits.

    Examples
    --------
    >>> foreign(b"%PDF-1.7").kind_en, foreign(b"Hello").is_known
    ('a PDF', False)
    """
    start = data[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    return next(f for f in _declared() if start.startswith(f.starts) and f.holds in data)


@cache
def _declared() -> tuple[Foreign, ...]:
    return tuple(
        Foreign(r["rule"], _bytes(r["starts"]), _bytes(r["holds"]), r["kind"], r["kind_en"])
        for r in table("files", "formats.csv")
    )


def _bytes(written: str) -> bytes:
    return written.encode("latin-1").decode("unicode_escape").encode("latin-1")


def text_of(data: bytes) -> str | None:
    """Return a text in UTF-8, or in UTF-16 with its mark; None for what is neither.

    Examples
    --------
    >>> text_of("Tỉnh;Điểm".encode("utf-8-sig")), text_of("Hà Nội".encode("utf-16"))
    ('Tỉnh;Điểm', 'Hà Nội')
    >>> text_of("Hà".encode("cp1258")) is None
    True
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    try:
        return data.decode(encoding or "utf-8").removeprefix("\ufeff") if encoding or is_text(data) else None
    except UnicodeDecodeError:
        return None


def is_text(data: bytes) -> bool:
    """Tell whether a file can be a text of one byte or more a letter."""
    return _BINARY.search(data) is None
