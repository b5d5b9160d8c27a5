"""What holds for a whole body: the arguments, the source beside the file, titles, tab, file and folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from cchc_analysis import frameworks, units
from cchc_analysis.files.errors import ReadError
from cchc_analysis.findings import Findings
from cchc_analysis.tables.headings import indices_in, vocabulary, years_in
from cchc_analysis.units.letterhead import whose
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.conflicts import named_by_abbreviation, say_conflict, say_source_differs
from cchc_analysis.workbooks.source import Source, lines_to_paste

#: What invented figures are called, in the title of their sheet and wherever they are shown.
ILLUSTRATIVE = "Số liệu minh họa"
_YEAR_NAMED = re.compile(r"\bnam ((?:19|20)\d\d)\b")
_AFTER_COMPARISON = re.compile(r"\b(?:so voi|so sanh voi|voi) (?:nam )?(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller and the source beside the file say; it wins over what a sheet says."""

    index: str = ""
    year: int | None = None
    unit: str = ""
    level: str = ""


@dataclass(slots=True)
class Context:
    """What a body's surroundings say, nearest first; blank where they say nothing.

    Attributes
    ----------
    path : Path
    sheet : str
        The tab.
    titles : list of str
        The texts above the body.
    head : list of str
        The texts above the first body of the sheet: they say what the sheet is about.
    another_index : str
        The index of the titles, where it is not the one asked for and others' titles name that one.
    of_one_year, of_one_unit, of_one_province : bool
        Whether the titles of the workbook tell no two: then the file's name should tell theirs.
    asked : Asked
    findings : Findings
    """

    path: Path
    sheet: str
    titles: list[str]
    asked: Asked
    findings: Findings
    cover: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    another_index: str = ""
    inherited_index: tuple[str, ...] = ()
    inherited_year: int | None = None
    inherited_unit: str = ""
    inherited_province: str = ""
    of_one_year: bool = True
    of_one_unit: bool = True
    of_one_province: bool = True
    once: set[tuple[str, ...]] = field(default_factory=set)

    # -- index ---------------------------------------------------------------------------------------

    def titled_indices(self) -> set[str]:
        """Return the indices that the titles name."""
        return set(_indices_of(map(_without_citations, self.titles)))

    def indices(self) -> tuple[str, ...]:
        """Return the indices named, by the nearest that names any: titles, tab, cover, file, folder."""
        if self.asked.index:
            return (self.asked.index,)
        subjects = [_without_citations(t) for t in self.titles]
        folder = self.path.absolute().parent.name
        of_folder = {n.lower(): n for n in frameworks.indices()}.get(folder.lower())
        if titled := _indices_of(subjects):
            return titled
        for texts in ([self.sheet], self.cover, [self.path.stem]):
            named = tuple(dict.fromkeys(i for t in texts for i in indices_in(t)))
            if named:
                return named
        return (of_folder,) if of_folder else self.inherited_index

    def compare_indices(self, index: str) -> None:
        """Report where another index is told than the one taken."""
        titled = _indices_of(map(_without_citations, self.titles))
        said = {"asked": self.asked.index, "title": titled[0] if len(titled) == 1 else "",
                "tab": named_by_abbreviation(self.sheet),
                "file": named_by_abbreviation(self.path.stem)}  # fmt: skip
        say_conflict(self, "index", said, index)

    def programme(self) -> tuple[str, str]:
        """Return what a title is about that is no result of an index, and the title; blank where none is.

        ``other`` is another programme (nông thôn mới, thi đua, ngân sách …), ``target`` targets to reach.
        """
        for title in [*self._subjects(), self.sheet]:
            words = _without_citations(title)
            for kind, _, pattern in vocabulary("programme"):
                if pattern.search(words):
                    return kind, clean(title)
        return "", ""

    # -- year ----------------------------------------------------------------------------------------

    def year(self) -> int | None:
        """Return the year that title, tab or cover tell; None where they tell none or several."""
        told = _year_of(self.titles) or _only(years_in(self.sheet)) or _year_of(self.cover)
        return told or self.inherited_year

    def compare_years(self, year: int, told: int | None) -> None:
        """Report where another year is told than the one taken, and than the one that is reported apart."""
        said = {"asked": self.asked.year, "title": _year_of(self.titles), "tab": _only(years_in(self.sheet)),
                "sheets": self.inherited_year,
                "file": self.year_of_file() if self.of_one_year else None}  # fmt: skip
        say_conflict(self, "year", said, year, (told,))

    def is_of_another_year(self, year: int) -> bool:
        """Tell whether the titles say another year than a column's; that of a publication is none."""
        told = _year_of(self.titles)
        named = {y for t in self.titles for y in years_in(t)}
        return told is not None and year not in named and not any("cong bo" in key(t) for t in self.titles)

    def year_of_file(self) -> int | None:
        """Return the year of the file's name; None where it tells none or several."""
        return _only(years_in(self.path.stem))

    @property
    def file_is_dated(self) -> bool:
        """Whether the file's name tells index and year: then it is believed before a title."""
        return self.year_of_file() is not None and bool(indices_in(self.path.stem))

    def part_of_year(self) -> str:
        """Return the title that says that the figures are of a part of a year; blank where none does."""
        return next((t for t in self._subjects() if len(t) < 200 and _is_part(_without_dates(t))), "")

    def _subjects(self) -> list[str]:
        """Return the titles; those of the sheet too where the body's own do not name index and year."""
        whole = self.titled_indices() and _year_of(self.titles)
        return self.titles if whole else [*self.titles, *self.head]

    # -- unit, stage, label, place -----------------------------------------------------------------------------

    def unit_line(self) -> str:
        """Return the title that names the unit; blank where none does, or several are named."""
        told = whose(self.titles)
        if told.unit_type == "province" or not told.province or not told.name:
            return told.name
        return f"Đơn vị: {told.name}, tỉnh {told.province}"

    def stage(self) -> str:
        """Return the stage that the titles name, else those of the sheet; blank where they name several."""
        for titles in (self.titles, self.head):
            named = {s for t in titles for s in _stages(_without_citations(t))}
            if named:
                return named.pop() if len(named) == 1 else ""
        return ""

    def is_ranking(self) -> bool:
        """Tell whether a title or the tab says that ranks are listed, and says nothing of scores."""
        pattern = vocabulary("ranked")[0][2]
        return any(pattern.search(_without_citations(t)) for t in [*self.titles, self.sheet])

    def label(self) -> str:
        """Return what the sheet calls its figures where it says that they are invented."""
        texts = " ".join(key(t) for t in [*self.titles, self.sheet, self.path.stem])
        return ILLUSTRATIVE if key(ILLUSTRATIVE) in texts else ""

    def province(self, year: int) -> str:
        """Return the province that titles, tab, cover, file or folder tell."""
        path = self.path.absolute()
        texts = [*self.titles, self.sheet, *self.cover, path.stem, path.parent.name]
        return units.province_in(texts, year) or self.inherited_province

    def titled_province(self) -> str:
        """Return the province that the titles or the tab tell."""
        year = self.year() or self.year_of_file()
        return units.province_in([*self.titles, self.sheet], year) if year else ""

    def compare_provinces(self, year: int, province: str, unit: str = "") -> None:
        """Report where another province is told than the one taken; the unit may be called like one."""
        places = {"asked": [self.asked.unit], "title": self.titles, "tab": [self.sheet], "cover": self.cover,
                  "sheets": [f"tỉnh {self.inherited_province}"] if self.inherited_province else [],
                  "file": [self.path.stem] if self.of_one_province else []}  # fmt: skip
        said = {}
        for place, lines in places.items():
            told = [p for line in lines if (p := units.province_in([line], year)) and key(p) not in key(unit)]
            same = any(key(p) in key(province) or key(province) in key(p) for p in told)
            said[place] = province if same else next(iter(told), "")
        say_conflict(self, "province", said, province)

    def say(self, rule: str, cell: str = "", **values: object) -> None:
        """Add a finding about a place in the sheet."""
        self.findings.add(rule, file=self.path.name, sheet=self.sheet, cell=cell, **values)

    def lines(
        self,
        whole: Mapping[str, tuple[object, str]] = MappingProxyType({}),
        headings: tuple[int, int] | None = None,
        columns: Mapping[int, tuple[str, str]] = MappingProxyType({}),
    ) -> str:
        """Return the lines of the source that say something of the workbook, or of this sheet."""
        return lines_to_paste(self.path, whole, self.sheet, headings, columns)

    def error(self, rule: str, cell: str = "", **values: object) -> ReadError:
        """Return the error of a body that cannot be read."""
        return ReadError(rule, self.findings, file=self.path.name, sheet=self.sheet, cell=cell, **values)


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


def _indices_of(titles: Iterable[str]) -> tuple[str, ...]:
    """Return the indices that titles name; of several in one title, the one that the last names alone."""
    each = [told for t in titles if (told := indices_in(t))]
    if len(each) > 1 and len(each[-1]) == 1 and any(len(told) > 1 and each[-1][0] in told for told in each):
        return each[-1]
    return tuple(dict.fromkeys(i for told in each for i in told))


def _without_citations(title: str) -> str:
    """Return the words of a title without the documents that it cites: they name what it is not about."""
    return vocabulary("cited")[0][2].sub(" ", key(title))


def _without_dates(title: str) -> str:
    return vocabulary("dated")[0][2].sub(" ", _without_citations(title))


def _is_part(words: str) -> bool:
    return any(pattern.search(words) for _, _, pattern in vocabulary("part"))


def _stages(words: str) -> Iterator[str]:
    for value, _, pattern in vocabulary("titled"):
        if pattern.search(words):
            yield value


def _year_of(titles: Iterable[str]) -> int | None:
    """Return the year that titles say, which is not that of the decision they cite or are compared with."""
    words = [_AFTER_COMPARISON.sub(" ", _without_dates(t)) for t in titles]
    named = [int(y) for w in words for y in _YEAR_NAMED.findall(w)]
    if len(set(named)) == 1:
        return named[0]
    years = _only(tuple(dict.fromkeys(y for w in words for y in years_in(w))))
    return years or (named[0] if named and len(set(named)) == 1 else None)


def _only(years: tuple[int, ...]) -> int | None:
    return years[0] if len(years) == 1 else None
