"""Text that came from a workbook, made harmless for where it goes: one function for each place.

A terminal obeys control characters, a spreadsheet calculates what looks like a formula, a file system takes a
slash for a folder. HTML needs nothing here: pandas escapes the tables that notebooks show.
"""

from __future__ import annotations

import hashlib
import re

#: What moves the cursor, colours, hides or turns text round, and what no encoding has; line ends and tabs stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONE_RETURN = re.compile("\r(?!\n)")
#: What Excel or LibreOffice may calculate, full width too; and what stands so behind our own apostrophe.
_FORMULA = re.compile("[\\s']*[-=+@＝＋－＠]|'*[\t\r\n]")
_ESCAPED = re.compile(f"'(?:{_FORMULA.pattern})")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?\s?%?")
#: What no file's name may hold on one of the systems, and the names that Windows keeps for devices.
_NO_NAME = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
#: Bytes of a name: 255 is the most of a file system, less an ending and what stands before it on Windows.
_LONGEST = 120


def plain(text: str) -> str:
    r"""Return a text without control characters and terminal escapes, for terminals and messages.

    A return alone, which writes over its own line, becomes the end of the line.

    Examples
    --------
    >>> plain("Xã\x1b[2J\nhai dòng")
    'Xã�[2J\nhai dòng'
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", _LONE_RETURN.sub("\n", text))


def on_one_line(text: str) -> str:
    r"""Return a text as :func:`plain` does, on one line: a name cannot write a line of its own.

    Examples
    --------
    >>> on_one_line("Xã\n[LỖI] giả")
    'Xã [LỖI] giả'
    """
    return text if text.isprintable() else " ".join(plain(text).splitlines())


def as_cell(text: str) -> str:
    """Return a text as a cell of CSV or XLSX that nothing calculates: ``'`` before what looks like a formula.

    Numbers typed as text stay; :func:`from_cell` gives back exactly what was there.

    Examples
    --------
    >>> as_cell("=1+1"), as_cell("- Kế hoạch"), as_cell("-1,5"), as_cell("'=1+1")
    ("'=1+1", "'- Kế hoạch", '-1,5', "''=1+1")
    """
    text = plain(text)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def from_cell(text: str) -> str:
    """Return the text that :func:`as_cell` was given.

    Examples
    --------
    >>> from_cell("'=1+1"), from_cell("''=1+1"), from_cell("'90"), from_cell("-1,5")
    ('=1+1', "'=1+1", "'90", '-1,5')
    """
    return text[1:] if _ESCAPED.match(text) else text


def file_name(text: str) -> str:
    """Return a text as the name of one file or folder, on every system: no path, no device, not too long.

    Examples
    --------
    >>> file_name("điểm"), file_name("../../x"), file_name("AUX"), file_name("..")
    ('điểm', '-..-x', '_AUX', '_')
    """
    name = _NO_NAME.sub("-", text).strip(" .")
    name = f"_{name}" if not name or _DEVICE.match(name) else name
    if len(name.encode()) <= _LONGEST:
        return name
    # Two long names that begin alike stay two.
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name.encode()[: _LONGEST - 9].decode(errors='ignore').rstrip(' .')}-{mark}"
