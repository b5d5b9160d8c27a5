"""One way in for every workbook: a file becomes sheets, a sheet becomes rows of cells.

The content decides the format, not the name: of 2,906 real ``.xls`` files 389 hold XLSX. Text in the
encodings before Unicode is decoded here, before anything cleans it: cleaning drops the soft hyphen.
"""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG
from textwrap import shorten

from cchc_analysis import legacy
from cchc_analysis.files.cells import Row, Sheet, Workbook, address, addresses, column_letters, column_number
from cchc_analysis.files.engine import read_sheets
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.formats import foreign, is_container, is_text, text_of
from cchc_analysis.files.html_tables import html_sheets, is_page, page_text
from cchc_analysis.files.limits import Limit, TooLargeError, check, limits
from cchc_analysis.files.marks_xls import is_locked
from cchc_analysis.files.text_tables import BrokenTableError, csv_sheet
from cchc_analysis.findings import Findings

__all__ = [
    "Row",
    "Sheet",
    "Workbook",
    "address",
    "addresses",
    "column_letters",
    "column_number",
    "open_workbook",
]

#: Most letters of a text that a finding shows.
_EXAMPLE = 60


def open_workbook(path: str | Path, findings: Findings) -> Workbook:
    """Read every worksheet of a workbook.

    Parameters
    ----------
    path : str or Path
        XLSX, XLS, XLSM, XLSB, ODS, CSV or tables in HTML by content, whatever the name ends in.
    findings : Findings
        Takes what is doubtful: a sheet that cannot be read, texts in an old encoding.

    Raises
    ------
    ReadError
        Where the file is absent, empty, damaged, locked by a password, or no workbook.

    Examples
    --------
    >>> book = open_workbook("data/raw/papi/papi_2024.xlsx", Findings())
    >>> book.sheets[0].rows[0][:2]
    ['Mã tỉnh', 'Thang điểm']
    """
    path = Path(path)
    data = _bytes(path, findings)
    try:
        if is_container(data):
            sheets = read_sheets(data, path.name, findings)
        else:
            check("text_file_bytes", len(data))
            sheets = _tables_of_text(data, path, findings)
        check("text_length", max((len(max(s.texts, key=len, default="")) for s in sheets or ()), default=0))
    except TooLargeError as error:
        raise _too_large(error.limit, path.name, findings) from None
    if not sheets:
        raise _refusal(data, path, findings)
    _decode(sheets, path.name, findings)
    return Workbook(path, sheets)


def _tables_of_text(data: bytes, path: Path, findings: Findings) -> list[Sheet]:
    """Return the tables of a text; none where it holds none or its kind is known to be another."""
    text = text_of(data)
    if foreign(text.encode() if text else data).is_known or (text is None and not is_text(data)):
        return []
    shown = data.decode("latin-1") if text is None else text
    if is_page(shown):
        text = page_text(data)
        tables = html_sheets(shown if text is None else text, path.stem)
    else:
        try:
            sheet = csv_sheet(shown, path.stem)
        except BrokenTableError as error:
            raise ReadError(error.rule, findings, file=path.name, line=error.line) from None
        tables = [sheet] if sheet else []
    if tables and text is None:
        raise ReadError("text_encoding", findings, file=path.name)
    return tables


def _refusal(data: bytes, path: Path, findings: Findings) -> ReadError:
    if is_locked(data):
        return ReadError("locked", findings, file=path.name)
    text = text_of(data)
    kind = foreign(text.encode() if text else data)
    return ReadError(kind.rule, findings, file=path.name, kind=(kind.kind, kind.kind_en))


def _too_large(limit: Limit, file: str, findings: Findings) -> ReadError:
    return ReadError("too_large", findings, file=file, what=(limit.vi, limit.en), most=limit.most)


def _bytes(path: Path, findings: Findings) -> bytes:
    """Return what a file holds; a pipe or a device is not read, since that may never end."""
    shown = str(path).encode("utf-8", "replace").decode()
    if shown != str(path):  # no table could hold where its scores come from
        raise ReadError("name_not_text", findings, file=shown)
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise ReadError("is_folder", findings, file=shown)
        if not S_ISREG(status.st_mode):
            raise ReadError("cannot_open", findings, file=shown)
        if status.st_size > limits()["file_bytes"].most:
            raise _too_large(limits()["file_bytes"], path.name, findings)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name with a null in it
        raise ReadError("no_file", findings, file=shown) from None
    except OSError:
        raise ReadError("cannot_open", findings, file=shown) from None
    if not data.strip(b"\0 \r\n\t"):
        raise ReadError("empty_file", findings, file=path.name)
    return data


def _decode(sheets: list[Sheet], file: str, findings: Findings) -> None:
    """Turn what is typed in TCVN3 or VNI into Unicode, each text in its cells, and report it."""
    if not any(legacy.has_signs("\n".join(sheet.texts)) for sheet in sheets):
        return
    for sheet in sheets:
        read = _readings(sheet)
        sheet.texts = {read[t][0] if t in read else t for t in sheet.texts}
        cells: dict[str, list[tuple[str, str, str]]] = {}
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                if type(value) is str and value in read:
                    row[c], encoding = read[value]
                    cells.setdefault(encoding, []).append((address(r, c), value, row[c]))
        for encoding, places in cells.items():
            _report(encoding, places, {"file": file, "sheet": sheet.name}, findings)


def _readings(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Return what the texts of a sheet that look legacy are read as, and their encoding."""
    texts = {t for t in sheet.texts if not t.isascii()}
    read = {text: decoded for text in texts if (decoded := legacy.decode(text))[1]}
    known = legacy.only_encoding(texts) if read else ""
    doubtful = [text for text in texts if known and read.get(text, ("", ""))[1] != known]
    return read | {t: (u, known) for t in doubtful if (u := legacy.decode_as(t, known)) != t}


def _report(
    encoding: str, cells: list[tuple[str, str, str]], place: dict[str, str], findings: Findings
) -> None:
    cell, before, after = cells[0]
    rule = "encoding_unknown" if encoding == "?" else "legacy_encoding"
    findings.add(rule, cell=cell, count=len(cells), encoding=encoding, before=_shown(before),
                 after=_shown(after), **place)  # fmt: skip


def _shown(text: str) -> str:
    return shorten(text, _EXAMPLE, placeholder=" …")
