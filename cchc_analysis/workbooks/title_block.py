"""What stands above a scoring sheet: whose it is, of which year and province."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_analysis import frameworks, units
from cchc_analysis.findings import Findings
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.layouts.scoring_sheet import ScoringSheet
from cchc_analysis.workbooks.subject import years_in

#: What invented figures are called, in the title of their sheet and wherever they are shown.
ILLUSTRATIVE = "Số liệu minh họa"
_NAMED = re.compile(r"^(?:tên )?(?:đơn vị|cơ quan|địa phương)[^:]{0,40}:\s*(.+)$", re.IGNORECASE)
_DATES = re.compile(
    r"ngay \d* ?(thang )?\d* ?(nam )?\d{4}|\d+ \d+ (19|20)\d\d|\b\d+ (19|20)\d\d (qd|nq|kh|tt)\b"
)
_YEAR_SAID = re.compile(r"\bnam ((?:19|20)\d\d)\b")
#: What comes after a unit's name, and is none of it.
_WITHIN = re.compile(r"\s*[,(–-]\s*(?:tỉnh|huyện|thành phố|thị xã|quận|tp\.?)\s.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose scoring sheet it is, and of which index and year.

    ``label`` says so where the sheet calls its figures invented.
    """

    index: str
    year: int
    unit: str
    unit_id: str
    unit_type: str
    scope: str
    label: str = ""

    @property
    def edition(self) -> str:
        """The edition that the sheet declares itself: ``par-xa-2024``."""
        return f"{self.index.lower()}-{self.scope.partition('/')[0]}-{self.year}"


def subject_of(
    found: ScoringSheet,
    path: Path,
    findings: Findings,
    *,
    index: str | None,
    year: int | None,
    unit: str | None,
    column: str = "",
) -> Subject:
    """Return what a scoring sheet is about: the arguments first, then titles, sheet and file name.

    *column* is the unit of one column or row, where a sheet holds several.

    Raises
    ------
    ReadError
        Where nothing tells the year or the unit; the message names the argument to give.
    """
    sheet = found.sheet.name
    told = (
        _year_of(found.titles)
        or _year_of(found.groups.values())
        or _only(years_in(sheet))
        or _only(years_in(path.stem))
    )
    if year is None and told is None:
        raise ReadError("year_unknown", findings, file=path.name, sheet=sheet)
    if year is not None and told not in (None, year):
        findings.add("year_conflict", file=path.name, sheet=sheet, year=year, told=told)
    given = column or unit or ""
    named = units.local_unit(given) or (given and (clean(given), "department"))
    named = (column and named) or _unit_of(found.titles, sheet, path) or named
    if not named:
        raise ReadError("sheet_without_unit", findings, file=path.name, sheet=sheet)
    name, unit_type = named
    province = units.province_in([*found.titles, path.parent.name, path.stem], year or told or 0)
    if not province:
        findings.add("province_unknown", file=path.name, sheet=sheet, unit=name)
    scope = units.local_scope(unit_type, province)
    unit_id = f"{scope}/{key(name).replace(' ', '-')}"
    usual = "SIPAS" if found.columns.get("satisfied") else "PAR"
    about = index or _index_of([*found.titles, sheet, path.stem]) or usual
    said = " ".join(key(t) for t in [*found.titles, sheet, path.stem])
    label = ILLUSTRATIVE if key(ILLUSTRATIVE) in said else ""
    return Subject(about, year or told or 0, name, unit_id, unit_type, scope, label)


def _only(years: list[int]) -> int | None:
    return years[0] if len(years) == 1 else None


def _year_of(titles: Iterable[str]) -> int | None:
    """Return the year that the titles say, which is not that of the decision they name."""
    words = [_DATES.sub(" ", key(t)) for t in titles]
    said = [int(y) for w in words for y in _YEAR_SAID.findall(w)]
    return said[0] if said else _only([*dict.fromkeys(y for w in words for y in years_in(w))])


def _unit_of(titles: list[str], sheet: str, path: Path) -> tuple[str, str] | None:
    """Return name and kind of the unit: the one after ``Đơn vị:``, else one that a title or a name is."""
    after = [m[1] for t in titles for line in t.split("\\n") if (m := _NAMED.match(line))]
    for text in [*after, sheet, *titles, path.stem]:
        found = units.local_unit(_WITHIN.sub("", text))
        if found is not None:
            return found
    return (clean(after[0]), "department") if after else None


def _index_of(texts: list[str]) -> str:
    words = " ".join(f" {key(t)} " for t in texts)
    for name, declared in frameworks.indices().items():
        if any(f" {token} " in words for token in declared.tokens):
            return name
    return ""
