"""Whose packs are asked for where it is many: all provinces, those of a region, a scope, a list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cchc_analysis import units
from cchc_analysis.briefing.phrases import both
from cchc_analysis.briefing.subject import BriefingError, is_collected
from cchc_analysis.files.formats import text_of
from cchc_analysis.vietnamese import collation_key, key
from cchc_analysis.writing import saving

#: What may stand above a list of names.
_HEADINGS = ("don vi", "ten don vi", "ten", "danh sach", "danh sach don vi", "unit", "units", "name")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit as it is asked for, and what it is called where nothing comes of it: its line in a list."""

    unit: str
    called: str


def provinces(scores: pd.DataFrame, year: int | None = None) -> list[Wanted]:
    """Return the provinces of a year; of the last in which the data have provinces, unless it is given.

    Raises
    ------
    BriefingError
        Where the data have no province.
    """
    return _sorted(unit.unit for unit in _of_year(scores, year))


def of_region(scores: pd.DataFrame, region: str, year: int | None = None) -> list[Wanted]:
    """Return the provinces of a region, in any spelling, as it was drawn in a year; see :func:`provinces`.

    Raises
    ------
    BriefingError
        For a region that there is not; names those that there are.
    """
    known = _of_year(scores, year)
    chosen = [unit.unit for unit in known if key(unit.region) == key(region).removeprefix("vung ")]
    if not chosen:
        regions = sorted({unit.region for unit in known}, key=collation_key)
        raise BriefingError("\n".join(both("errors", "no_region", region=region, regions=", ".join(regions))))
    return _sorted(chosen)


def of_scope(scores: pd.DataFrame, scope: str) -> list[Wanted]:
    """Return the units of a scope with figures, before them the scope itself where sheets are collected in it.

    Raises
    ------
    BriefingError
        For a scope that there is not; names those that there are.
    """
    ids = scores.loc[scores["scope"] == scope, ["unit_id", "unit"]].drop_duplicates("unit_id")
    if ids.empty:
        scopes = ", ".join(sorted(scores["scope"].dropna().unique()))
        raise BriefingError("\n".join(both("errors", "no_scope", scope=scope, scopes=scopes)))
    listed = sorted(ids.itertuples(index=False), key=lambda row: collation_key(row.unit))
    first = [Wanted(scope, scope)] if is_collected(scope) else []
    return first + [Wanted(row.unit_id, row.unit) for row in listed]


def of_file(path: Path) -> list[Wanted]:
    """Return the units that a list names: a name a line; of a CSV the first cell that is no number.

    Raises
    ------
    BriefingError
        For a file that is no text, or that names nobody.
    """
    with saving(path):
        text = text_of(path.read_bytes())
    if text is None:
        raise BriefingError("\n".join(both("errors", "no_list", file=path)))
    lines = [_name_in(line, path.suffix.lower() == ".csv") for line in text.lstrip("\ufeff").splitlines()]
    wanted = [Wanted(name, f"{path.name}:{line}: {name}") for line, name in enumerate(lines, start=1) if name]
    if wanted and key(wanted[0].unit) in _HEADINGS:
        wanted = wanted[1:]
    if not wanted:
        raise BriefingError("\n".join(both("errors", "no_list", file=path)))
    return wanted


def _name_in(line: str, is_csv: bool) -> str:
    if not is_csv:
        return line.strip()
    parted = next((mark for mark in "\t;" if mark in line), ",")
    cells = (cell.strip() for row in csv.reader(io.StringIO(line), delimiter=parted) for cell in row)
    return next(
        (cell for cell in cells if cell and not cell.rstrip(".").isdigit() and key(cell) != "stt"), ""
    )


def _of_year(scores: pd.DataFrame, year: int | None) -> list[units.Unit]:
    scored = scores.loc[(scores["unit_type"] == "province") & ~scores["estimated"], "year"]
    if year is None and scored.empty:
        raise BriefingError("\n".join(both("errors", "no_province")))
    return list(units.valid_units(int(scored.max()) if year is None else year).values())


def _sorted(names: Iterable[str]) -> list[Wanted]:
    return [Wanted(name, name) for name in sorted(set(names), key=collation_key)]
