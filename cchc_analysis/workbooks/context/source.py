"""What the analyst says of a workbook beside it: ``<file>.source.toml``, which wins over what is inferred.

title = "Bảng chấm điểm CCHC xã, phường 2024"
index = "PAR"
year = 2024
unit = "Phường Hòa An, tỉnh Cao Bằng"
level = "commune"

[sheets."Bảng 1"]
headings = "4:5"
[sheets."Bảng 1".columns]
A = "mã"
B = "tên tiêu chí"
D = "tự đánh giá 2024"
E = "thẩm định 2024"
"F:H" = "bỏ qua"
[sheets."Phụ lục"]
skip = true

A reader that lacks something prints the lines that would say it (:func:`lines_to_paste`), with ``…`` where it
has no guess; what is left so is refused.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from cchc_analysis.files import source_path
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.grid import Sheet, Workbook, column_letters, column_number
from cchc_analysis.findings import Findings
from cchc_analysis.tables.headings import heading

_COLUMNS = re.compile(r"([A-Z]{1,3})(?::([A-Z]{1,3}))?")
_ROWS = re.compile(r"(\d+)(?::(\d+))?")
#: The types of unit that a workbook may be declared to be of.
LEVELS = ("province", "ministry", "department", "district", "commune")
_SHEET_KEYS = {"headings", "columns", "skip"}
_KEYS = ("index", "year", "unit", "level", "sheets")
#: Any other key describes the source (``title``, ``publisher`` …), unless it is one of these misspelt.
_MISSPELT = 75
#: What the reader cannot guess: the analyst writes it.
BLANK = "…"
#: … of these: a column of a scoring sheet, of a table of units.
CRITERIA = "tên tiêu chí như bản công bố? tổng điểm? xếp hạng? bỏ qua?"
CHOICES = "tự chấm? thẩm định? điểm đạt được? tên đơn vị? bỏ qua?"


@dataclass(frozen=True, slots=True)
class DeclaredSheet:
    """What is declared of a sheet: its rows of headings, from 0, its columns in the vocabulary's words."""

    headings: tuple[int, int] | None = None
    columns: dict[int, str] = field(default_factory=dict)
    skip: bool = False

    def unmatched(self, sheet: Sheet) -> str:
        """Return the first line that matches nothing of a sheet: blank rows, a blank column; else blank."""
        first, last = self.headings or (0, -1)
        rows = sheet.rows[first : last + 1]
        if last >= len(sheet.rows) or (rows and not any(v != "" for row in rows for v in row)):
            return f'headings = "{first + 1}:{last + 1}"'
        for at, words in self.columns.items():
            if at >= sheet.width or all(row[at] == "" for row in sheet.rows[last + 1 :]):
                return _line(column_letters(at), words, "")
        return ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Index, year, unit and its level; blank where nothing is asked for."""

    index: str = ""
    year: int | None = None
    unit: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Source(Asked):
    """What is declared of a workbook and of its sheets; blank where nothing is."""

    sheets: dict[str, DeclaredSheet] = field(default_factory=dict)

    def of(self, sheet: Sheet) -> DeclaredSheet | None:
        """Return what is declared of a sheet; blanks around its name do not matter."""
        return {n.strip(): declared for n, declared in self.sheets.items()}.get(sheet.name.strip())

    def check(self, workbook: Workbook, findings: Findings) -> None:
        """Refuse a line that matches no sheet, row or column of the workbook."""
        names = {s.name.strip(): s for s in workbook.sheets}
        for name, declared in self.sheets.items():
            sheet = names.get(name.strip())
            line = "" if sheet is None else declared.unmatched(sheet)
            if sheet is None or line:
                line = f'[sheets."{name}"] {line}'.strip()
                raise ReadError("source_unmatched", findings, file=workbook.file, line=line,
                                sheets=", ".join(names))  # fmt: skip


def source_of(path: Path, findings: Findings) -> Source:
    """Return what is declared beside a workbook.

    Raises
    ------
    ReadError
        For a file that is no TOML, or a line that the vocabulary does not know (rule ``source_wrong``).
    """
    beside = source_path(path)
    try:
        declared = tomllib.loads(beside.read_text(encoding="utf-8-sig")) if beside.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ReadError("source_wrong", findings, file=beside.name, line=str(error)) from None
    try:
        _check_keys(declared)
        return Source(
            str(declared.get("index", "") or ""),
            _year(declared.get("year")),
            str(declared.get("unit", "") or ""),
            _level(declared.get("level", "")),
            {str(name): _sheet(facts) for name, facts in declared.get("sheets", {}).items()},
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise ReadError("source_wrong", findings, file=beside.name, line=str(error)) from None


def lines_to_paste(
    path: Path,
    whole: Mapping[str, tuple[object, str]],
    sheet: str,
    headings: tuple[int, int] | None,
    columns: Mapping[int, tuple[str, str]],
) -> str:
    """Return the lines of the source beside a workbook that say what is given.

    Parameters
    ----------
    path : Path
        The workbook.
    whole : mapping of str to (object, str)
        ``index``, ``year``, ``unit``: a value, or :data:`BLANK`, and a remark.
    sheet : str
    headings : (int, int), optional
        First and last row of headings, from 0.
    columns : mapping of int to (str, str)
        What a column is, and a remark.

    Examples
    --------
    >>> print(lines_to_paste(Path("bang.xlsx"), {"year": (2024, "")}, "S", (2, 2), {3: ("tự chấm", "“Cột 1”")}))
    # bang.source.toml: dán lên đầu tệp / paste at its top
    year = 2024
    [sheets."S"]
    headings = "3"
    [sheets."S".columns]
    D = "tự chấm"  # “Cột 1”
    """
    lines = [f"# {source_path(path).name}: dán lên đầu tệp / paste at its top"]
    lines += [_line(name, value, remark) for name, (value, remark) in whole.items()]
    if headings is not None:
        first, last = headings[0] + 1, headings[1] + 1
        rows = str(first) if first == last else f"{first}:{last}"
        lines += [f"[sheets.{_quoted(sheet)}]", _line("headings", rows, "")]
    if columns:
        lines.append(f"[sheets.{_quoted(sheet)}.columns]")
    lines += [_line(column_letters(at), words, remark) for at, (words, remark) in sorted(columns.items())]
    return "\n".join(lines)


def _line(name: str, value: object, remark: str) -> str:
    written = str(value) if isinstance(value, int) else _quoted(str(value))
    return f"{name} = {written}" + (f"  # {' '.join(remark.split())}" if remark else "")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check_keys(declared: dict[str, Any]) -> None:
    """Refuse what was printed to be filled in and was not, and a key that is none."""
    for name, value in declared.items():
        if name in _KEYS and value.__class__ is str and BLANK in value:
            raise ValueError(f'{name} = "{value}"')
        if name not in _KEYS and any(fuzz.ratio(name, k) >= _MISSPELT for k in _KEYS):
            raise ValueError(f"{name} = …")


def _year(declared: object) -> int | None:
    if declared is None:
        return None
    if not re.fullmatch(r"(?:19|20)\d\d", str(declared)):
        raise ValueError(f'year = "{declared}"')
    return int(str(declared))


def _level(declared: object) -> str:
    if declared and declared not in LEVELS:
        raise ValueError(f'level = "{declared}"')
    return str(declared or "")


def _sheet(facts: dict[str, Any]) -> DeclaredSheet:
    unknown = set(facts) - _SHEET_KEYS
    if unknown:
        raise ValueError(f"{sorted(unknown)[0]} = …")
    columns: dict[int, str] = {}
    for name, words in facts.get("columns", {}).items():
        for at in _columns(name, str(words)):
            if columns.setdefault(at, str(words)) != str(words):
                raise ValueError(f'{name} = "{words}"')
    skip = facts.get("skip", False)
    if not isinstance(skip, bool):
        raise ValueError(f'skip = "{skip}"')
    return DeclaredSheet(_rows(facts.get("headings")), columns, skip)


def _rows(declared: object) -> tuple[int, int] | None:
    if declared is None:
        return None
    match = _ROWS.fullmatch(str(declared).strip())
    if match is None or not 1 <= int(match[1]) <= int(match[2] or match[1]):
        raise ValueError(f'headings = "{declared}"')
    return int(match[1]) - 1, int(match[2] or match[1]) - 1


def _columns(name: str, words: str) -> range:
    match = _COLUMNS.fullmatch(name.strip().upper())
    if match is None:
        raise ValueError(f'{name} = "{words}"')
    label, columns = heading(words), range(column_number(match[1]), column_number(match[2] or match[1]) + 1)
    if BLANK in words or not columns or not (label.is_known or label.left or label.shift is not None):
        raise ValueError(f'{name} = "{words}"')
    return columns
