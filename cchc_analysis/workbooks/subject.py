"""What a workbook is about: which index, and which year each of its sheets holds."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path

from cchc_analysis import frameworks
from cchc_analysis.findings import Findings
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.headings import role_of
from cchc_analysis.workbooks.layouts import Table

_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
#: Enough headings of an index to know it by them.
_ENOUGH = 3


def years_in(text: str) -> list[int]:
    """Return the years written in a text, each once, in order.

    Examples
    --------
    >>> years_in("PAPI 2011-2016"), years_in("2019PAPIThaiNguyen")
    ([2011, 2016], [2019])
    """
    return list(dict.fromkeys(int(y) for y in _YEAR.findall(text)))


def year_of_file(path: Path) -> int | None:
    """Return the year that the file's name tells; None where it tells none or several."""
    years = years_in(path.stem)
    return years[0] if len(years) == 1 else None


def year_of_sheet(table: Table, index: str) -> int | None:
    """Return the year that a sheet tells: its name first, then its titles, then ``PCI 2013`` in a heading.

    A year in a heading that does not name the index is a detail of one criterion (``số liệu 2003``).
    """
    headings = {label for series in table.series for label in series.labels}
    dated = [label for label in headings if "20" in label and _YEAR.search(label)]
    naming = (label for label in dated if _names(index, label))
    for texts in ([table.sheet.name], table.titles, naming):
        years = Counter(y for text in texts for y in set(years_in(text)))
        if years:
            return years.most_common(1)[0][0]
    return None


def _names(index: str, text: str) -> bool:
    """Tell whether a text names the index by one of its declared tokens."""
    words = f" {re.sub('[0-9]+', ' ', key(text))} "
    return any(f" {token} " in words for token in frameworks.indices()[index].tokens)


def index_of(path: Path, tables: list[Table], findings: Findings) -> str:
    """Return the index that a workbook holds: by its name, its sheets, its titles, or its headings.

    Raises
    ------
    ReadError
        Where nothing tells it (rule ``index_unknown``).
    """
    named = [path.stem, *(t.sheet.name for t in tables), *(x for t in tables for x in t.titles)]
    headings = (label for t in tables for s in t.series[:40] for label in s.labels)
    for text in chain(named, headings):
        for name in frameworks.indices():
            if _names(name, text):
                return name
    by_headings = {name: _headings_known(name, tables) for name in frameworks.indices()}
    best = max(by_headings, key=lambda name: by_headings[name])
    if by_headings[best] < _ENOUGH:
        known = ", ".join(frameworks.indices())
        raise ReadError("index_unknown", findings, file=path.name, known=known)
    findings.add("index_by_headings", file=path.name, index=best, count=by_headings[best])
    return best


def _headings_known(index: str, tables: list[Table]) -> int:
    """Count the criteria of the index's latest edition that the headings name."""
    framework = frameworks.editions(index)[-1]
    roles = (role_of(s.labels, framework) for t in tables for s in t.series)
    return len({r.code for r in roles if r.code and r.how == "name"})


def assign_years(
    path: Path, tables: list[Table], index: str, year: int | None, findings: Findings
) -> dict[int, list[Table]]:
    """Return the tables by year, those that tell another year than the file last in its list.

    A year that the caller gives goes before the file's name, and that before what the sheets say: the
    publishers' own tabs are titled wrongly more often than their files. Whether a sheet of another year
    repeats this year's numbers or holds old ones is decided when they are compared.

    Raises
    ------
    ReadError
        Where nothing tells a year (rule ``year_unknown``).
    """
    told = {id(t): year_of_sheet(t, index) for t in tables}
    target = year or year_of_file(path)
    if target is not None:
        own = [t for t in tables if told[id(t)] in (None, target)]
        strangers = [t for t in tables if told[id(t)] not in (None, target)]
        if strangers and not own:
            findings.add("year_conflict", file=path.name, sheet=strangers[0].sheet.name, year=target,
                         told=told[id(strangers[0])])  # fmt: skip
        return {target: own + strangers}
    years = sorted({y for y in told.values() if y is not None})
    if not years:
        raise ReadError("year_unknown", findings, file=path.name)
    if len(years) == 1:
        return {years[0]: tables}
    for table in tables:
        if told[id(table)] is None:
            findings.add("sheet_without_year", file=path.name, sheet=table.sheet.name)
    return {y: [t for t in tables if told[id(t)] == y] for y in years}
