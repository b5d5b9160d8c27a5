"""What holds for a whole body: the arguments, the source beside the file, titles, tab, file and folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from cchc_analysis import frameworks, units
from cchc_analysis.files.errors import ReadError
from cchc_analysis.findings import Findings
from cchc_analysis.tables.headings import heading, indices_in
from cchc_analysis.tables.printed import years_in
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units.letterhead import whose
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.conflicts import named_by_abbreviation, say_conflict
from cchc_analysis.workbooks.context.source import Asked, lines_to_paste
from cchc_analysis.workbooks.context.titles import (
    indices_of,
    is_part,
    only,
    programmes_in,
    stages_in,
    without_citations,
    year_of,
    years_named,
)

#: What invented figures are called, in the title of their sheet and wherever they are shown.
ILLUSTRATIVE = "Số liệu minh họa"


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
    outer : list of list of str
        The titles of what the body is a part of, the nearest first: of other rows of text, of its whole table.
    head : list of str
        The texts above the first body of the sheet: they say what the sheet is about.
    another_index : str
        The index of the titles, where it is not the one asked for and others' titles name that one.
    typed : dict of (row, column) to str
        The cells of the body whose numbers were typed as text.
    footnoted : dict of (str, bool) to list of (row, column)
        The cells with a mark, by the note that explains it and whether they are missing by that.
    of_one_year, of_one_unit, of_one_province : bool
        Whether the titles of the workbook tell no two: then the file's name should tell theirs. It should tell
        the year too that most of the tables titled alike tell.
    asked : Asked
    findings : Findings
    """

    path: Path
    sheet: str
    titles: list[str]
    asked: Asked
    findings: Findings
    cover: list[str] = field(default_factory=list)
    outer: list[list[str]] = field(default_factory=list)
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
    typed: dict[tuple[int, int], str] = field(default_factory=dict)
    footnoted: dict[tuple[str, bool], list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def lines_above(self) -> list[str]:
        """All titles of the table, those of its part first."""
        return [text for lines in (self.titles, *self.outer) for text in lines]

    # -- index ---------------------------------------------------------------------------------------

    def titled_indices(self) -> tuple[str, ...]:
        """Return the indices that the titles name."""
        return indices_of(map(without_citations, self.titles))

    def indices(self) -> tuple[str, ...]:
        """Return the indices named, by the nearest that names any: titles, tab, cover, file, folder."""
        if self.asked.index:
            return (self.asked.index,)
        for lines in (self.titles, *self.outer):
            if titled := indices_of(map(without_citations, lines)):
                return titled
        for texts in ([self.sheet], self.cover, [self.path.stem]):
            named = tuple(dict.fromkeys(i for t in texts for i in indices_in(t)))
            if named:
                return named
        folder = self.path.absolute().parent.name.lower()
        of_folder = tuple(name for name in frameworks.indices() if name.lower() == folder)
        return of_folder or self.inherited_index

    def compare_indices(self, index: str) -> None:
        """Report where another index is told than the one taken."""
        tab, file = map(named_by_abbreviation, (self.sheet, self.path.stem))
        places = {"asked": self.asked.index, "title": only(self.titled_indices()), "tab": tab, "file": file}
        say_conflict(self, "index", places, index)

    def programme(self) -> tuple[str, str]:
        """Return what a title is about that is no result of an index, and the title; blank where none is.

        ``other`` is another programme (nông thôn mới, thi đua, ngân sách …), ``target`` targets to reach,
        ``index`` an index that nobody declared (DDCI …).
        """
        is_declared = bool(self.titled_indices())
        for title in [*self.subjects(), self.sheet]:
            words = without_citations(title)
            if title.strip().startswith("(") and says("purpose", words):
                continue
            if kind := next((k for k in programmes_in(words) if not (k == "index" and is_declared)), ""):
                return kind, clean(title)
        return "", ""

    # -- year ----------------------------------------------------------------------------------------

    def year(self) -> int | None:
        """Return the year that title, tab or cover tell; None where they tell none or several."""
        moved = 0
        for lines in (self.titles, *self.outer, [self.sheet], self.cover):
            if year := year_of(lines):
                return year + moved
            shifts = (h.shift for h in map(heading, lines) if self.outer and h.plain and h.shift)
            moved = moved or next(shifts, 0)
        return self.inherited_year

    def compare_years(self, year: int, other: int | None) -> None:
        """Report where another year is told than the one taken, and than the *other* that is reported apart."""
        named = years_named(self.titles)
        places = {"asked": self.asked.year, "title": year if year in named else year_of(self.titles),
                  "also": next(iter(named - {year}), None) if year in named else None,
                  "tab": year_of([self.sheet]), "sheets": None if self.outer else self.inherited_year,
                  "file": self.year_of_file() if self.of_one_year else None}  # fmt: skip
        say_conflict(self, "year", places, year, (other,))

    def is_of_another_year(self, year: int) -> bool:
        """Tell whether the titles say another year than a column's; that of a publication is none."""
        named = {y for t in self.titles for y in years_in(t)}
        is_titled = year_of(self.titles) is not None
        return is_titled and year not in named and not any("cong bo" in key(t) for t in self.titles)

    def year_of_file(self) -> int | None:
        """Return the year of the file's name; None where it tells none or several."""
        return year_of([self.path.stem])

    @property
    def file_is_dated(self) -> bool:
        """Whether the file's name tells index and year: then it is believed before a title."""
        return self.year_of_file() is not None and bool(indices_in(self.path.stem))

    def part_of_year(self) -> str:
        """Return the title that says that the figures are of a part of a year; blank where none does."""
        year = self.year() or self.year_of_file()
        return next((t for t in self.subjects() if len(t) < 200 and is_part(t, year)), "")

    def subjects(self) -> list[str]:
        """Return the titles; those of the sheet too where the body's own do not name index and year."""
        whole = self.titled_indices() and year_of(self.titles)
        return self.titles if whole else [*self.lines_above, *self.head]

    # -- unit, stage, label, place -----------------------------------------------------------------------------

    def unit_line(self) -> str:
        """Return the title that names the unit; blank where none does, or several are named."""
        unit = whose(self.titles, self.year())
        if unit.unit_type == "province" or not unit.province or not unit.name:
            return unit.name
        return f"Đơn vị: {unit.name}, tỉnh {unit.province}"

    def stages(self) -> dict[str, str]:
        """Return the stages named by the nearest that names any (titles, sheet, tab, file), with the text.

        A line within a table may be the heading of a stage: *Tự chấm*.
        """
        places = (self.titles, *self.outer, self.head, [self.sheet], [self.path.stem])
        headed = ({h.stage: h.text for h in map(heading, lines) if h.plain and h.stage}
                  for lines in places[: len(self.outer)])  # fmt: skip
        titled = ({s: t for t in titles for s in stages_in(without_citations(t))} for titles in places)
        return next(filter(None, (*headed, *titled)), {})

    def stage(self) -> str:
        """Return the one stage that is named; blank for several."""
        return only(self.stages()) or ""

    def is_ranking(self) -> bool:
        """Tell whether a title or the tab says that ranks are listed, and says nothing of scores."""
        return any(says("ranked", without_citations(t)) for t in (*self.lines_above, self.sheet))

    def is_of_region(self) -> bool:
        """Tell whether a title says that units of one region or cluster are listed."""
        return any(says("region", without_citations(t)) for t in self.lines_above)

    def label(self) -> str:
        """Return what the sheet calls its figures where it says that they are invented."""
        texts = " ".join(key(t) for t in [*self.lines_above, self.sheet, self.path.stem])
        return ILLUSTRATIVE if key(ILLUSTRATIVE) in texts else ""

    def province(self, year: int) -> str:
        """Return the province that titles, tab, cover, file or folder tell."""
        path = self.path.absolute()
        texts = [*self.lines_above, self.sheet, *self.cover, path.stem, path.parent.name]
        return units.province_in(texts, year) or self.inherited_province

    def body(self, year: int) -> str:
        """Return the district, commune or ministry whose offices may be meant, by the nearest that tells."""
        near = [self.titles, *self.outer, [self.sheet], self.cover, [self.path.stem]]
        for unit in (whose(lines, year) for lines in [[self.asked.unit or ""], *near]):
            is_body = unit.unit_type in ("district", "commune", "ministry")
            if body := unit.name if is_body else unit.body:
                return body
        return ""

    def titled_province(self) -> str:
        """Return the province that the titles or the tab tell."""
        year = self.year() or self.year_of_file()
        return units.province_in([*self.lines_above, self.sheet], year) if year else ""

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
