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
"D:E" = "thẩm định 2024"
H = "bỏ qua"
[sheets."Phụ lục"]
skip = true
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc_analysis.files.errors import ReadError
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks.headings import heading

_COLUMNS = re.compile(r"([A-Z]{1,3})(?::([A-Z]{1,3}))?")
_ROWS = re.compile(r"(\d+)(?::(\d+))?")
#: The types of unit that a workbook may be declared to be of.
LEVELS = ("province", "ministry", "department", "district", "commune")
_SHEET_KEYS = {"headings", "columns", "skip"}


@dataclass(frozen=True, slots=True)
class DeclaredSheet:
    """What is declared of a sheet: its rows of headings, from 0, its columns in the vocabulary's words."""

    headings: tuple[int, int] | None = None
    columns: dict[int, str] = field(default_factory=dict)
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What is declared of a workbook; blank where nothing is."""

    index: str = ""
    year: int | None = None
    unit: str = ""
    level: str = ""
    sheets: dict[str, DeclaredSheet] = field(default_factory=dict)


def source_path(path: Path) -> Path:
    """Return where the source of a workbook is declared."""
    return path.with_name(f"{path.stem}.source.toml")


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
        raise ReadError(
            "source_wrong", findings, file=beside.name, line=str(error), line_en=str(error)
        ) from None
    try:
        year = declared.get("year")
        return Source(
            str(declared.get("index", "") or ""),
            int(year) if year is not None and not isinstance(year, bool) else None,
            str(declared.get("unit", "") or ""),
            _level(declared.get("level", "")),
            {str(name): _sheet(facts) for name, facts in declared.get("sheets", {}).items()},
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise ReadError(
            "source_wrong", findings, file=beside.name, line=str(error), line_en=str(error)
        ) from None


def _level(declared: object) -> str:
    if declared and declared not in LEVELS:
        raise ValueError(f'level = "{declared}"')
    return str(declared or "")


def _sheet(facts: dict[str, Any]) -> DeclaredSheet:
    unknown = set(facts) - _SHEET_KEYS
    if unknown:
        raise ValueError(f"{sorted(unknown)[0]} = …")
    columns = {
        c: words for name, words in facts.get("columns", {}).items() for c in _columns(name, str(words))
    }
    return DeclaredSheet(_rows(facts.get("headings")), columns, bool(facts.get("skip", False)))


def _rows(declared: object) -> tuple[int, int] | None:
    if declared is None:
        return None
    match = _ROWS.fullmatch(str(declared).strip())
    if match is None or int(match[1]) < 1:
        raise ValueError(f'headings = "{declared}"')
    return int(match[1]) - 1, int(match[2] or match[1]) - 1


def _columns(name: str, words: str) -> range:
    match = _COLUMNS.fullmatch(name.strip().upper())
    if match is None:
        raise ValueError(f'{name} = "{words}"')
    told = heading(words)
    if not told.is_known and not told.left:
        raise ValueError(f'{name} = "{words}"')
    return range(_place(match[1]), _place(match[2] or match[1]) + 1)


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
