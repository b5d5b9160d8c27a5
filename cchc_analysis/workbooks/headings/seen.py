"""What was seen of a body that is not understood: headings, their facets, what is missing, what to declare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz, process

from cchc_analysis import frameworks
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.grid import Sheet, address
from cchc_analysis.tables.bodies import find_bodies
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import Heading, heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbering import is_numbering
from cchc_analysis.tables.printed import is_year, years_in
from cchc_analysis.tables.tracks import Track, columns_of, names_somebody
from cchc_analysis.units.letterhead import whose
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.source import BLANK, CHOICES, CRITERIA
from cchc_analysis.workbooks.context.titles import only, without_dates
from cchc_analysis.workbooks.headings.facet_words import declared, facets_of, remark, words_of
from cchc_analysis.workbooks.headings.undeclared import lines_of
from cchc_analysis.workbooks.outline.codes import is_code

#: More headings than this are counted.
_MOST = 20
#: Of so many rows one is guessed to hold the headings.
_DEEPEST = 40
#: A heading that resembles a word so much is guessed to be it.
_ALIKE = 88
#: What an error lacks besides what nothing tells; of errors that are not listed nothing can be declared.
_LACKS = {"index_unknown": "index", "another_other": "programme", "year_unknown": "year",
          "year_before_index": "year", "sheet_without_unit": "unit", "only_unknown_units": "units",
          "no_stage_column": "scores", "no_score": "scores", "nothing_left": "claims",
          "no_table": ""}  # fmt: skip
_MISSING = {"index": ("chỉ số", "the index"), "year": ("năm", "the year"), "unit": ("đơn vị", "the unit"),
            "units": ("cột tên đơn vị", "a column of units"),
            "names": ("cột tên tiêu chí", "names of criteria"),
            "scores": ("cột điểm", "a column of scores"),
            "claims": ("năm, giai đoạn của các cột trùng nhau", "years, stages of columns alike")}  # fmt: skip
_UNKNOWN = {"vi": "chưa rõ", "en": "unknown"}


def explain(error: ReadError, body: Body, context: Context) -> None:
    """Add to an error what was seen of the body, what is missing, and the lines of the source that say it."""
    if error.rule == "another_index":
        error.explain("", "", lines_of(body, context))
    if error.rule not in _LACKS:
        return
    seen = _Seen(body, context, _LACKS[error.rule])
    error.explain(seen.explained("vi"), seen.explained("en"), seen.lines())


def guessed(sheet: Sheet) -> Body | None:
    """Return the body that a sheet of unknown headings may be: a row of texts, and numbers below."""
    for line, row in enumerate(sheet.rows[:_DEEPEST]):
        filled = [c for c, v in enumerate(row) if v.__class__ is str and v.strip()]
        below = sheet.rows[line + 1 : line + 4]
        numbers = {c for r in below for c, v in enumerate(r) if is_number(v)}
        if len(filled) > 1 and numbers & set(filled) and not any(is_number(v) for v in row):
            return next(iter(find_bodies(sheet, (line, line), _guessed_sides(sheet, line, filled))), None)
    return None


def _guessed_sides(sheet: Sheet, line: int, filled: list[int]) -> dict[int, tuple[Heading]]:
    """Return what columns beside the numbers hold, by their cells: units, codes, names."""
    sides: dict[str, int] = {}
    for at in filled:
        cells = [v for r in sheet.rows[line + 1 :] if (v := r[at]) != ""]
        texts = [v for v in cells if v.__class__ is str and not is_number(v)]
        if texts and len(texts) * 2 > len(cells):
            holds = "units" if sum(map(names_somebody, texts)) * 2 > len(texts) else "names"
            sides.setdefault(holds, at)
        elif at == filled[0] and cells and all(map(is_code, cells)):
            sides["codes"] = at
    return {at: (heading(words_of("vi")["holds", holds]),) for holds, at in sides.items()}


def _above(body: Body) -> list[int]:
    """Return the rows of several texts right above a body that has no headings."""
    first = last = body.lines[0]
    while first and sum(v.__class__ is str and v.strip() != "" for v in body.sheet.rows[first - 1]) > 1:
        first -= 1
    return list(range(first, last))


class _Seen:
    """What was seen of one body."""

    def __init__(self, body: Body, context: Context, lacks: str) -> None:
        self.body, self.context = body, context
        self.columns = columns_of(body)
        self.heads = body.headings or _above(body)
        self.index = only(context.indices()) or ""
        self.unclear = [t for t in self.columns if self._is_unclear(t)]
        self.missing = ["index"] if lacks == "programme" else list(self._missing(lacks))
        self.declares_columns = lacks != "programme"

    def _is_unclear(self, track: Track) -> bool:
        """Tell whether a column of numbers has no heading that says what they are."""
        may_be_criteria = bool(self.body.sides.get("units")) and not self.index
        if track.unit or may_be_criteria or not self._counts(track.at):
            return False
        labels = track.labels or (heading(self._printed(track.at)),)
        return not any(facets_of(h, "vi", self.index) for h in labels)

    def _counts(self, at: int) -> bool:
        """Tell whether a column holds numbers and no code."""
        return any(map(is_number, self.body.cells(at))) and at not in self.body.sides.get("codes", ())[:1]

    def _missing(self, lacks: str) -> Iterator[str]:
        context, body, tracks = self.context, self.body, self.columns
        tells_units = bool(body.sides.get("units")) or any(t.unit for t in tracks)
        dated = any(t.year for t in tracks) or bool(body.sides.get("years"))
        names_index = context.indices() or any(t.index for t in tracks) or body.sides.get("indices")
        if lacks == "index" or not names_index:
            yield "index"
        if lacks == "year" or not (context.asked.year or context.year() or context.year_of_file() or dated):
            yield "year"
        if lacks == "unit" or not (tells_units or self._names_unit()):
            yield "unit"
        if lacks in ("units", "claims"):
            yield lacks
        elif lacks in ("", "scores") and not tells_units and not body.sides.get("names"):
            yield "names"
        scored = any(t.is_score and t not in self.unclear for t in tracks)
        if lacks == "scores" or not scored:
            yield "scores"

    def _names_unit(self) -> bool:
        context = self.context
        texts = (context.sheet, *context.cover, context.path.stem)
        return bool(context.asked.unit or context.unit_line() or any(whose([t]).name for t in texts))

    # -- what is said --------------------------------------------------------------------------------

    def explained(self, lang: str) -> str:
        """Return the headings with their cells and facets, and what is missing."""
        lines = [f"{cell} “{text[:40]}”: {words}" for cell, text, words in self._headings(lang)]
        more = [f"… ({len(lines)})"] if len(lines) > _MOST else []
        heads = "; ".join(lines[:_MOST] + more) or "–"
        lacking = "; ".join(_MISSING[m][lang == "en"] for m in self.missing) or "–"
        if lang == "vi":
            return f"Tiêu đề đã thấy: {heads}.\nCòn thiếu: {lacking}."
        return f"Headings seen: {heads}.\nMissing: {lacking}."

    def _headings(self, lang: str) -> Iterator[tuple[str, str, str]]:
        for line in self.heads:
            row = self.body.sheet.rows[line]
            if is_numbering([v for v in row if v != ""]):
                continue
            for at, value in enumerate(row):
                if at in self.body.stacks and (text := _text(value)):
                    yield address(line, at), text, self._facets(text, at, lang)

    def _facets(self, text: str, at: int, lang: str) -> str:
        holds = next((h for h, columns in self.body.sides.items() if at in columns), "")
        side = words_of(lang).get(("holds", holds), "") if text == self._printed(at) else ""
        return side or facets_of(heading(text), lang, self.index) or _UNKNOWN[lang]

    # -- what to declare -----------------------------------------------------------------------------

    def lines(self) -> str:
        """Return the lines of the source, with what can be guessed filled in."""
        remarks = {"index": ", ".join(frameworks.indices()), "year": self._years(), "unit": self._units()}
        whole = {m: (BLANK, remarks[m]) for m in self.missing if m in remarks}
        heads, columns = self.heads, dict(self._columns()) if self.declares_columns else {}
        if not whole and not columns:
            return ""
        says_rows = bool(columns) or not self.body.headings
        rows = (heads[0], heads[-1]) if heads and says_rows and self._is_alone() else None
        return self.context.lines(whole, rows, columns)

    def _is_alone(self) -> bool:
        """Tell whether no number stands outside it: headings are declared of a whole sheet."""
        body = self.body
        within = {*self.heads, *body.lines, *body.repeated, *body.aside}
        others = (row for line, row in enumerate(body.sheet.rows) if line not in within)
        return not body.beside and not any(is_number(v) and not is_year(v) for row in others for v in row)

    def _years(self) -> str:
        texts = (*self.context.lines_above, self.context.sheet)
        years = sorted({y for t in texts for y in years_in(without_dates(t))})
        return " ".join(f"{y}?" for y in years) or "năm được chấm điểm / the year assessed"

    def _units(self) -> str:
        rivals = whose(self.context.lines_above).rivals
        return " ".join(f"{r}?" for r in rivals) or "Phường …, tỉnh …"

    def _columns(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """Yield the columns to declare: sides that no heading names, columns alike, numbers unexplained."""
        yield from self._sides()
        if "units" in self.missing:
            for at in self.body.sides.get("units", ()):
                yield (
                    at,
                    (words_of("vi")["holds", "names"], "nếu không phải tên đơn vị / if they are no units"),
                )
        if {"claims", "scores"} & set(self.missing):
            lines = {t.at: declared(t) for t in self.columns if t.is_score and t.labels and not t.unit}
            counts = Counter(words for words, _ in lines.values())
            yield from ((at, line) for at, line in lines.items() if counts[line[0]] > 1)
        yield from ((t.at, self._guess(t)) for t in self.unclear)

    def _sides(self) -> Iterator[tuple[int, tuple[str, str]]]:
        for holds, columns in self.body.sides.items():
            words = words_of("vi").get(("holds", holds))
            for place, at in enumerate(columns):
                printed = self._printed(at)
                if place and self._counts(at) and self.missing:
                    yield at, (BLANK, remark(printed, f"điểm tối đa? {CHOICES}"))
                elif words and printed and heading(printed).holds != holds:
                    yield at, (words, remark(printed))

    def _guess(self, track: Track) -> tuple[str, str]:
        """Return what an unclear column is, where a word resembles it or there is but one beside the maxima."""
        printed = self._printed(track.at)
        words = {w: key(w) for (facet, _), w in words_of("vi").items() if facet in ("stage", "quantity")}
        alike = process.extractOne(key(printed), words, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if alike is not None:
            return str(alike[2]), remark(printed)
        beside = {t.quantity for t in self.columns if t not in self.unclear}
        if len(self.unclear) == 1 and "maximum" in beside and not any(t.stage for t in self.columns):
            return words_of("vi")["quantity", "score"], remark(printed)
        return BLANK, remark(printed, CRITERIA if self.body.sides.get("units") else CHOICES)

    def _printed(self, at: int) -> str:
        """Return the innermost heading of a column as it is printed."""
        texts = (_text(self.body.sheet.rows[line][at]) for line in reversed(self.heads))
        return next((t for t in texts if t), "")


def _text(value: Any) -> str:
    if value.__class__ is float:
        return f"{value:g}" if is_year(value) else ""
    return clean(value) if value.__class__ is str else ""
