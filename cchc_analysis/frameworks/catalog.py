"""The declared indices and editions, loaded and checked."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from rapidfuzz import process

from cchc_analysis.frameworks.model import LEVELS, Criterion, Framework, FrameworkError, Index
from cchc_analysis.vietnamese import key

_DATA = files("cchc_analysis.frameworks").joinpath("data")
_LAST = 9999

#: One declared row: a criterion and the years that it holds for.
_Row = tuple[Criterion, int, int]


def read_rows(source: Path | Traversable) -> list[dict[str, str]]:
    """Return the rows of a declared CSV, empty cells as empty text."""
    return list(csv.DictReader(source.read_text(encoding="utf-8-sig").splitlines()))


@cache
def indices() -> dict[str, Index]:
    """Return the declared indices by their short names."""
    declared = tomllib.loads(_DATA.joinpath("indices.toml").read_text(encoding="utf-8"))
    return {name: _index(name, facts) for name, facts in declared.items()}


def _index(name: str, facts: dict[str, object]) -> Index:
    tolerance = {int(year): float(value) for year, value in dict(facts["tolerance"]).items()}  # type: ignore[call-overload]
    tokens = tuple(key(str(token)) for token in facts["tokens"])  # type: ignore[attr-defined]
    return Index(index=name, **facts | {"tolerance": tolerance, "tokens": tokens})  # type: ignore[arg-type]


def tolerance(index: str, year: int) -> float:
    """Return how far a printed sum may be from its printed parts in *year*."""
    declared = indices()[_known(index)].tolerance
    return declared[max((y for y in declared if y <= year), default=min(declared))]


def framework(index: str, year: int, unit_type: str = "province") -> Framework:
    """Return an index as it stood in a year.

    Parameters
    ----------
    index : str
        ``PAPI``, ``PCI`` …
    year : int
        The year assessed. A later year than the last edition gets that edition, marked ``assumed``.
    unit_type : str
        Who is scored; the declared editions are those of provinces.

    Returns
    -------
    Framework

    Raises
    ------
    FrameworkError
        For an index that is not declared, a year before its first edition, a kind of unit that it does
        not score; the message names what there is.

    Examples
    --------
    >>> framework("PAPI", 2024).edition
    'papi-2021'
    >>> framework("PAPI", 2015).criteria["2.1"].name_vi
    'Danh sách hộ nghèo'
    """
    if unit_type != "province":
        raise FrameworkError(
            f"Bộ tiêu chí của {index} chỉ khai báo cho cấp tỉnh (province), không có “{unit_type}”.\n"
            f"The editions of {index} are declared for provinces only, not for “{unit_type}”."
        )
    return _framework(_known(index), int(year))


def _known(index: str) -> str:
    if index in indices():
        return index
    near = process.extractOne(index.upper(), list(indices()))
    known = ", ".join(indices())
    raise FrameworkError(
        f"Chưa khai báo chỉ số “{index}”. Có: {known}. Gần nhất: {near[0]}.\n"
        f"Index “{index}” is not declared. There are: {known}. Nearest: {near[0]}."
    )


@cache
def _framework(index: str, year: int) -> Framework:
    rows = _rows(index)
    first, last = min(r[1] for r in rows), max(r[1] for r in rows)
    if year < first:
        raise FrameworkError(
            f"{index} bắt đầu từ năm {first}; không có năm {year}.\n"
            f"{index} began in {first}; there is no {year}."
        )
    assumed = year > indices()[index].last_year
    taken = year if any(r[1] <= year <= r[2] for r in rows) else last
    criteria = {c.code: c for c, start, stop in rows if start <= taken <= stop}
    edition = next(iter(criteria.values())).edition
    return Framework(index, edition, year, criteria, _aliases(index, taken, criteria), assumed)


def _aliases(index: str, year: int, criteria: Mapping[str, Criterion]) -> dict[str, str]:
    found: dict[str, str] = {}
    for c in sorted(criteria.values(), key=lambda c: (c.level is None, c.level or 0)):
        for name in (c.name_vi, c.name_en):
            if name:
                found.setdefault(key(name), c.code)
    for row in _declared_aliases().get(index, ()):
        if row["code"] in criteria and int(row["valid_from"] or 0) <= year <= int(
            row["valid_to"] or _LAST
        ):
            found[key(row["alias"])] = row["code"]
    return found


@cache
def _declared_aliases() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_rows(_DATA.joinpath("aliases.csv")):
        found.setdefault(row["index"], []).append(row)
    return found


def editions(index: str) -> list[Framework]:
    """Return an index as it stood in the first year of each edition, the oldest first."""
    starts: dict[str, int] = {}
    for criterion, start, _ in _rows(_known(index)):
        starts[criterion.edition] = min(start, starts.get(criterion.edition, _LAST))
    return [_framework(index, year) for year in sorted(starts.values())]


@cache
def _rows(index: str) -> list[_Row]:
    return load(_DATA.joinpath(f"criteria_{index.lower()}.csv"))


def load(source: Path | Traversable) -> list[_Row]:
    """Load a CSV of criteria with the years that each row holds for, and check it.

    Raises
    ------
    FrameworkError
        For a number that is none, an unknown level, a parent that does not exist, a scale upside down,
        or two rows for one code and year; the message names the file and the row.
    """
    rows = []
    for number, row in enumerate(read_rows(source), 2):
        try:
            rows.append(_row(row))
        except (KeyError, ValueError) as error:
            raise FrameworkError(f"{source.name} › dòng {number}: {error}") from None
    _check(rows, source.name)
    return rows


def _row(row: dict[str, str]) -> _Row:
    level = int(row["level"]) if row["level"] else None
    if level is not None and level not in LEVELS:
        raise ValueError(f"level = {level}")
    numbers = {
        n: float(row[n]) if row[n] else float("nan") for n in ("min_score", "max_score", "weight")
    }
    if numbers["min_score"] >= numbers["max_score"]:
        raise ValueError(f"min_score {numbers['min_score']} ≥ max_score {numbers['max_score']}")
    facts: dict[str, Any] = {n: row[n] for n in _TEXTS} | numbers
    criterion = Criterion(level=level, **facts)
    return criterion, int(row["valid_from"]), int(row["valid_to"] or _LAST)


_TEXTS = ("index", "edition", "code", "parent", "name_vi", "name_en", "concept", "status", "source")


def _check(rows: Iterable[_Row], file: str) -> None:
    by_code: dict[str, list[tuple[int, int]]] = {}
    for criterion, start, stop in rows:
        for other_start, other_stop in by_code.setdefault(criterion.code, []):
            if start <= other_stop and other_start <= stop:
                raise FrameworkError(
                    f"{file}: {criterion.code} khai báo hai lần / declared twice, {start}"
                )
        by_code[criterion.code].append((start, stop))
    for criterion, start, _ in rows:
        spans = by_code.get(criterion.parent, [])
        if criterion.parent and not any(a <= start <= b for a, b in spans):
            raise FrameworkError(
                f"{file}: {criterion.code} ({start}) thuộc “{criterion.parent}”, không có / has no such parent"
            )
