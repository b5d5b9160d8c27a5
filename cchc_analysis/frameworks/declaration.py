"""A declared CSV of criteria: read, given what is usual, and checked, row by row."""

from __future__ import annotations

import csv
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from cchc_analysis.frameworks.model import LEVELS, Criterion, FrameworkError
from cchc_analysis.vietnamese import parse_number

#: The year until which an open row holds.
LAST = 9999

#: One declared row: a criterion and the years that it holds for.
Row = tuple[Criterion, int, int]


def read_rows(source: Path | Traversable) -> list[dict[str, str]]:
    """Return the rows of a declared CSV, empty cells as empty text; Excel's ``;`` parts them as well."""
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    parted = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    return list(csv.DictReader(lines, delimiter=parted, restval=""))


def load(source: Path | Traversable) -> list[Row]:
    """Load a CSV of criteria with the years that each row holds for, and check it.

    ``code, parent, level, name_vi, min_score, max_score, weight, valid_from`` are needed; without the
    others a row is of the edition ``<index>-<valid_from>``, measures what its code says, and is sourced.

    Raises
    ------
    FrameworkError
        For a column that is absent, a number that is none, an unknown level, a parent that does not
        exist, a scale upside down, two rows for one code and year, or no index at level 0; the message
        names the file and the row.
    """
    try:
        written = read_rows(source)
    except UnicodeDecodeError:
        raise FrameworkError(
            f"{source.name}: không phải UTF-8; lưu lại bằng CSV UTF-8.\n"
            f"{source.name}: is not UTF-8; save it as CSV UTF-8."
        ) from None
    index = source.name.partition(".")[0].removeprefix("criteria_").upper()
    rows: list[Row] = []
    for number, row in enumerate(written, 2):
        try:
            rows.append(_row(row, index))
            _check_code(rows)
        except KeyError as error:
            raise _wrong(source, number, f"thiếu cột {error}", f"column {error} is missing") from None
        except ValueError as error:
            raise _wrong(source, number, str(error), str(error)) from None
    for number, (criterion, start, _) in enumerate(rows, 2):
        if criterion.parent and not any(c.code == criterion.parent and a <= start <= b for c, a, b in rows):
            raise _wrong(source, number, f"{criterion.code} ({start}) thuộc “{criterion.parent}”, không có",
                         f"{criterion.code} ({start}) has no such parent “{criterion.parent}”")  # fmt: skip
    if not any(c.code == "total" and c.level == 0 for c, _, _ in rows):
        raise _wrong(source, len(rows) + 1, "không có dòng nào mã total, cấp 0",
                     "no row has the code total and level 0")  # fmt: skip
    return rows


def _wrong(source: Path | Traversable, number: int, vi: str, en: str) -> FrameworkError:
    return FrameworkError(f"{source.name} › dòng {number}: {vi}.\n{source.name} › row {number}: {en}.")


def _row(row: dict[str, str], index: str) -> Row:
    level = int(row["level"]) if row["level"] else None
    if level is not None and level not in LEVELS:
        raise ValueError(f"level = {level}")
    numbers = {n: _number(n, row[n]) for n in ("min_score", "max_score", "weight")}
    if numbers["min_score"] >= numbers["max_score"]:
        raise ValueError(f"min_score {numbers['min_score']} ≥ max_score {numbers['max_score']}")
    facts: dict[str, Any] = {"level": level, **numbers}
    facts |= {n: row[n] for n in ("code", "parent", "name_vi")}
    usual = {"index": index, "edition": f"{index.lower()}-{row['valid_from']}",
             "concept": row["code"], "status": "sourced", "source": ""}  # fmt: skip
    facts |= {n: row.get(n) or usual[n] for n in usual}
    facts["name_en"] = row.get("name_en", row["name_vi"])
    criterion = Criterion(**facts)
    return criterion, int(row["valid_from"]), int(row.get("valid_to") or LAST)


def _number(column: str, text: str) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        number = parse_number(text)
        if number is None:
            raise ValueError(f"{column} = “{text}”") from None
        return number


def _check_code(rows: list[Row]) -> None:
    """Refuse a row whose code is declared for the same year already."""
    criterion, start, stop = rows[-1]
    for other, other_start, other_stop in rows[:-1]:
        if other.code == criterion.code and start <= other_stop and other_start <= stop:
            raise ValueError(f"{criterion.code} ({start}) khai báo hai lần / is declared twice")
