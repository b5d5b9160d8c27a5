"""What the caller and the source beside the file say: it wins over what a sheet says."""

from __future__ import annotations

from cchc_analysis import frameworks
from cchc_analysis.files.errors import ReadError
from cchc_analysis.findings import Findings
from cchc_analysis.tables.headings import indices_in
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.context.conflicts import say_source_differs
from cchc_analysis.workbooks.context.source import Asked, Source


def asked_of(
    source: Source, index: str | None, year: int | None, unit: str | None, findings: Findings, file: str
) -> Asked:
    """Return what is asked for: the arguments, else the source beside the file.

    Raises
    ------
    ReadError
        For an index that nobody declares.
    """
    declared, asked = (_known_index(name, findings, file) if name else "" for name in (source.index, index))
    pairs = {"index": (asked, declared), "year": (year, source.year), "unit": (unit, source.unit)}
    for facet, (argument, of_source) in pairs.items():
        if argument and of_source and key(str(argument)) not in key(str(of_source)):
            say_source_differs(findings, file, facet, argument, of_source)
    return Asked(asked or declared, year or source.year, unit or source.unit, source.level)


def _known_index(name: str, findings: Findings, file: str) -> str:
    known = {declared.upper(): declared for declared in frameworks.indices()}
    if name.upper() in known:
        return known[name.upper()]
    named = indices_in(name)
    if len(named) == 1:
        return named[0]
    raise ReadError("index_undeclared", findings, file=file, index=name, known=", ".join(known.values()))
