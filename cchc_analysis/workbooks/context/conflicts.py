"""Two places that say two things of a whole body: the nearest is believed, and both are named.

Arguments and the source beside the file are nearest, then come titles, tab, cover, the other sheets, and the
file's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cchc_analysis import frameworks, units
from cchc_analysis.files.errors import ReadError
from cchc_analysis.findings import Findings
from cchc_analysis.tables.headings import indices_in
from cchc_analysis.units.provinces_told import provinces_told
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.context.source import Asked, Source
from cchc_analysis.workbooks.context.titles import only

if TYPE_CHECKING:
    from cchc_analysis.workbooks.context.context import Context

#: Where something may be said, the nearest first, in the words of both languages.
_PLACES = {
    "asked": ("tham số hoặc tệp nguồn", "the argument or the source file"),
    "title": ("dòng tên bảng", "the title"),
    "also": ("cũng nơi đó", "the same place"),
    "tab": ("tên trang", "the tab"),
    "cover": ("trang bìa", "the cover"),
    "sheets": ("các trang khác", "the other sheets"),
    "file": ("tên tệp", "the file's name"),
}
_FACETS = {"year": ("năm", "the year"), "index": ("chỉ số", "the index"), "unit": ("đơn vị", "the unit"),
           "province": ("tỉnh", "the province")}  # fmt: skip


def say_conflict(
    context: Context, facet: str, places: Mapping[str, object], taken: object, but: Iterable[object] = ()
) -> None:
    """Report the nearest place that says another year, index, unit or province than the one that was taken.

    Parameters
    ----------
    context : Context
    facet : {"year", "index", "unit", "province"}
    places : dict of str to object
        What each place says, by the places above; empty where it says nothing.
    taken : object
    but : iterable
        What is reported elsewhere.
    """
    near = next((place for place in _PLACES if places.get(place) == taken), None)
    far = next((p for p in _PLACES if places.get(p) and places[p] not in (taken, *but)), None)
    if near is None or far is None:
        return
    line = (facet, near, far, str(taken), str(places[far]))
    if line in context.once:
        return
    context.once.add(line)
    # Who asks has chosen; that a title is of another index he may not have seen.
    chosen = near == "asked" and (facet, far) != ("index", "title")
    context.say("asked_otherwise" if chosen else "said_otherwise", taken=str(taken), other=str(places[far]),
                facet=_FACETS[facet], near=_PLACES[near], far=_PLACES[far])  # fmt: skip


def compare_provinces(context: Context, year: int, province: str, unit: str = "") -> None:
    """Report where another province is told than the one taken; the unit may be called like one."""
    inherited = [f"tỉnh {context.inherited_province}"] if context.inherited_province else []
    places = {"asked": [context.asked.unit], "title": context.titles, "tab": [context.sheet],
              "cover": context.cover, "sheets": inherited,
              "file": [context.path.stem] if context.of_one_province else []}  # fmt: skip
    named = {}
    for place, lines in places.items():
        provinces = [p for line in lines for p in _provinces_in(line, year) if p and key(p) not in key(unit)]
        others = [p for p in provinces if not (key(p) in key(province) or key(province) in key(p))]
        named[place] = province if len(others) < len(provinces) else next(iter(others), "")
        if place == "title" and named[place] == province:
            named["also"] = next(iter(others), "")
    say_conflict(context, "province", named, province)


def _provinces_in(line: str | None, year: int) -> tuple[str, ...]:
    """Return the provinces that a line tells; the one that it only names where it tells none."""
    return provinces_told(line or "", year) or (units.province_in([line or ""], year),)


def asked_of(
    source: Source, index: str | None, year: int | None, unit: str | None, findings: Findings, file: str
) -> Asked:
    """Return what is asked for: the arguments, else the source beside the file; where they differ, say so.

    Raises
    ------
    ReadError
        For an index that nobody declares.
    """
    declared, asked = (_known_index(name, findings, file) if name else "" for name in (source.index, index))
    pairs = {"index": (asked, declared), "year": (year, source.year), "unit": (unit, source.unit)}
    for facet, (argument, of_source) in pairs.items():
        if argument and of_source and key(str(argument)) not in key(str(of_source)):
            findings.add("asked_otherwise", file=file, taken=str(argument), other=str(of_source),
                         facet=_FACETS[facet], near=("tham số", "the argument"),
                         far=("tệp nguồn", "the source file"))  # fmt: skip
    return Asked(asked or declared, year or source.year, unit or source.unit, source.level)


def _known_index(name: str, findings: Findings, file: str) -> str:
    known = {declared.upper(): declared for declared in frameworks.indices()}
    named = (known[name.upper()],) if name.upper() in known else indices_in(name)
    if len(named) == 1:
        return named[0]
    raise ReadError("index_undeclared", findings, file=file, index=name, known=", ".join(known.values()))


@frameworks.remembered
def named_by_abbreviation(text: str) -> str:
    """Return the one index that a tab or a file names by an abbreviation; a name in full may be a domain's.

    Examples
    --------
    >>> [named_by_abbreviation(text) for text in ("PCI 2023", "Chuyển đổi số", "PAR, DTI")]
    ['PCI', '', '']
    """
    words = key(text).split()
    declared = frameworks.indices()
    named = [i for i in indices_in(text) if any(t in words for t in declared[i].tokens)]
    return only(named) or ""
