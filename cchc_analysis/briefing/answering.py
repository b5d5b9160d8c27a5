"""The questions of a pack, answered from the figures: what is told of a unit; what is not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

import cchc_analysis as cchc
from cchc_analysis import statements
from cchc_analysis.analysis.sheets import has_sheet
from cchc_analysis.briefing.phrases import both, declared
from cchc_analysis.briefing.subject import BriefingError, Subject, meant, of_unit, with_estimates
from cchc_analysis.errors import CchcError

#: The rank that is aimed at where the plan has no target.
_ASPIRED = 10
#: Results that know of no unit of ours.
_OF_EVERYBODY = ("ranks", "bands", "rank_range")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of ``questions.toml``."""

    key: str
    part: str
    ask: str
    of: str
    kinds: tuple[str, ...]
    chart: str = ""
    report: str = ""
    slide: str = ""
    context: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the figures answer to a question.

    ``index`` is empty where several are told of together; ``year`` is that of the figures; ``about`` is the
    unit that it is about, the subject or, as context, its province; ``caveats`` is what must be known of it.
    """

    number: int
    question: Question
    index: str
    year: int
    about: str
    sentence: str
    subtitle: str
    source: str
    caveats: str
    result: pd.DataFrame = field(repr=False)
    lead: bool = False

    @property
    def name(self) -> str:
        """The name of its files: ``07_papi_dien_bien``."""
        index = f"{self.index.lower()}_" if self.index else ""
        return f"{self.number:02d}_{index}{self.question.key}"

    def stands_in(self, where: str) -> bool:
        """Tell whether its chart stands in the ``report`` or on a ``slide``."""
        wanted = getattr(self.question, where)
        return wanted == "all" or (wanted == "lead" and self.lead)


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """A question without an answer, and why, in both languages."""

    key: str
    index: str
    why: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that a pack tells: the subject, the year, answers and what has none."""

    subject: Subject
    year: int
    asked_year: int | None
    lang: str
    answers: list[Answer]
    not_answered: list[NotAnswered]
    scores: pd.DataFrame = field(repr=False)

    def years_told(self) -> dict[str, int]:
        """Return the year that is told of each index."""
        found = {i: self.subject.year_of(i, self.asked_year) for i in self.subject.years}
        return {index: year for index, year in found.items() if year is not None}

    def of_part(self, part: str) -> list[Answer]:
        """Return the answers of a part of the report, in order."""
        return [answer for answer in self.answers if answer.question.part == part]


def questions() -> list[Question]:
    """Return the declared questions in their order."""
    return [
        Question(**row | {"kinds": tuple(row["kinds"])}) for row in declared("questions.toml")["question"]
    ]


def answer(
    scores: pd.DataFrame,
    unit: str,
    *,
    year: int | None = None,
    lang: str = "vi",
    targets: Mapping[str, Mapping[str, float]] | None = None,
) -> Briefing:
    """Answer the questions that apply to a unit, from the figures of one year.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    unit : str
        A name in any spelling, or an id.
    year : int, optional
        The year that is told, and the last that is shown; of each index the latest unless given.
    lang : {"vi", "en"}
    targets : mapping, optional
        The plan's targets by index.

    Raises
    ------
    BriefingError
        For a name of several units, a unit without figures, a year without any (names those there are).
    UnknownUnit
        For a name that is no unit's.
    """
    named = meant(scores, unit, year)
    scores = with_estimates(scores, named)
    whose = of_unit(scores, named)
    if year is not None:
        _check_year(whose, year)
        scores = scores[scores["year"] <= year]
    told = year or max(years[-1] for years in whose.years.values())
    asked = _Asked(scores, whose, told, year, lang, targets or {})
    answers, silent = asked.everything()
    return Briefing(whose, told, year, lang, answers, silent, scores)


def _check_year(whose: Subject, year: int) -> None:
    if not any(year in years for years in whose.years.values()):
        spans = "; ".join(f"{i} {_spans(years)}" for i, years in whose.years.items())
        raise BriefingError("\n".join(both("errors", "no_year", unit=whose.unit, year=year, years=spans)))


def _spans(years: list[int]) -> str:
    from cchc_analysis.analysis.errors import year_spans

    return year_spans(years)


@dataclass(slots=True)
class _Asked:
    """A run of the questions about one subject."""

    scores: pd.DataFrame
    whose: Subject
    year: int
    asked_year: int | None
    lang: str
    targets: Mapping[str, Mapping[str, float]]
    _own_sheets: dict[str, bool] = field(default_factory=dict)
    _criteria_years: dict[str, int] = field(default_factory=dict)

    def everything(self) -> tuple[list[Answer], list[NotAnswered]]:
        """Ask what applies; number what is answered."""
        answers: list[Answer] = []
        silent: list[NotAnswered] = []
        lead = self._lead()
        for question, index in self._applicable():
            try:
                result = self._result(question, index)
            except CchcError as why:
                silent.append(NotAnswered(question.key, index, self._why(why, question, index)))
                continue
            if result is not None and self._unbanded(result):
                why_not = (
                    statements.statement(result, lang, unit=self.whose.unit_id) for lang in ("vi", "en")
                )
                silent.append(NotAnswered(question.key, index, (next(why_not), next(why_not))))
            elif result is not None:
                answers.append(self._answer(len(answers) + 1, question, index, result, index == lead))
        for index in self.whose.years:
            if self.whose.year_of(index, self.asked_year) is None:
                spans = _spans(self.whose.years[index])
                reason = both("errors", "index_without_year", index=index, year=self.year, years=spans)
                silent.append(NotAnswered("", index, reason))
        return answers, silent

    def _applicable(self) -> Iterator[tuple[Question, str]]:
        for question in questions():
            if self.whose.kind not in question.kinds or (question.context and not self.whose.province):
                continue
            if question.of == "all":
                yield question, ""
                continue
            for index in self.whose.years:
                if self.whose.year_of(index, self.asked_year) is not None and self._has(question.of, index):
                    yield question, index

    def _has(self, figures: str, index: str) -> bool:
        """Tell whether the figures of an index are of the sort that a question needs."""
        own = self._own_sheets.get(index)
        if own is None:
            own = has_sheet(self.scores, index=index, unit=self.whose.unit_id, year=self._year(index))
            self._own_sheets[index] = own
        if figures in ("sheet", "survey"):
            return own and (index == "SIPAS") == (figures == "survey")
        return not own

    def _year(self, index: str) -> int:
        year = self.whose.year_of(index, self.asked_year)
        assert year is not None
        return year

    def _criteria_year(self, index: str) -> int:
        """Return the year whose criteria are told: the one asked for, else the latest that can be compared."""
        if self.asked_year is not None or self.whose.kind == "nation":
            return self._year(index)
        if index not in self._criteria_years:
            self._criteria_years[index] = cchc.latest_year(self.scores, index=index, unit=self.whose.asked)
        return self._criteria_years[index]

    def _lead(self) -> str:
        """Return the index of which most is known in its year: the one that the report goes into."""
        known: dict[str, tuple[int, int]] = {}
        for index in self.whose.years:
            year = self.whose.year_of(index, self.asked_year)
            if year is not None:
                rows = self.scores[(self.scores["index"] == index) & (self.scores["year"] == year)]
                own = rows["unit_id"].eq(self.whose.unit_id) & rows["score"].notna()
                known[index] = (int(own.sum()), year)
        return max(known, key=lambda index: known[index]) if known else ""

    def _result(self, question: Question, index: str) -> pd.DataFrame | None:
        unit, ask = self.whose.asked, getattr(cchc, question.ask)
        if question.of == "all":
            unit = self.whose.province if question.context else unit
            more = {"targets": self.targets} if question.ask == "scorecard" and not question.context else {}
            return _some(ask(self.scores, unit=unit, year=self.year, **more))
        if question.ask == "side_by_side":
            return self._sheets(index)
        if question.ask in ("trend", "rank_history", "history"):
            return _some(ask(self.scores, index=index, unit=unit))
        if question.of == "criteria":
            year = self._criteria_year(index)
            rank = {"rank": self._aspired(index)} if question.ask == "cheapest_path" else {}
            return _some(ask(self.scores, index=index, unit=unit, year=year, **rank))
        if question.ask in _OF_EVERYBODY:
            return self._among_others(question, index)
        return _some(ask(self.scores, index=index, unit=unit, year=self._year(index)))

    def _among_others(self, question: Question, index: str) -> pd.DataFrame | None:
        """Return the ranks of everybody in the unit's scope; nothing where it is alone there, or estimated."""
        year = self._year(index)
        rows = self.scores[
            (self.scores["index"] == index) & (self.scores["year"] == year)
            & (self.scores["unit_id"] == self.whose.unit_id) & ~self.scores["estimated"]
        ]  # fmt: skip
        if rows.empty:
            return None
        scope = str(rows["scope"].iloc[0])
        result = getattr(cchc, question.ask)(self.scores, index=index, year=year, scope=scope)
        return result if result["unit_id"].eq(self.whose.unit_id).any() and len(result) > 1 else None

    def _sheets(self, index: str) -> pd.DataFrame:
        """Return the sheets of the years side by side, with the code that a criterion had in each of them."""
        unit = self.whose.asked
        table = cchc.side_by_side(self.scores, index=index, unit=unit)
        years = sorted((int(y) for y in table["year"].unique()), reverse=True)
        codes = {(years[0], code): code for code in table["code"]}
        for year, before in zip(years, years[1:], strict=False):
            pair = (cchc.sheet(self.scores, index=index, unit=unit, year=y) for y in (before, year))
            found = cchc.match(*pair)
            was = {"total": "total"} | dict(zip(found["code"], found["code_before"], strict=True))
            for code in table["code"]:
                codes[before, code] = was.get(codes.get((year, code), ""), "")
        pairs = zip(table["year"], table["code"], strict=True)
        made = table.assign(traced_code=[codes.get((int(y), code), code) for y, code in pairs])
        made.attrs = table.attrs
        return made

    def _unbanded(self, result: pd.DataFrame) -> bool:
        """Tell whether a table of bands has none for the unit."""
        if result.attrs["kind"] != "bands":
            return False
        return bool(result.loc[result["unit_id"] == self.whose.unit_id, "band"].isna().all())

    def _why(self, error: CchcError, question: Question, index: str) -> tuple[str, str]:
        """Return why there is no answer, in both languages, of the unit by its name."""
        if question.of == "criteria" and getattr(error, "key", "") == "no_year":
            return both("errors", "no_criteria", index=index, year=self._year(index))
        vi, _, en = str(error).replace(self.whose.unit_id, self.whose.unit).partition("\n")
        return vi, en or vi

    def _aspired(self, index: str) -> int:
        return int(self.targets.get(index, {}).get("rank", _ASPIRED))

    def _answer(
        self, number: int, question: Question, index: str, result: pd.DataFrame, lead: bool
    ) -> Answer:
        about = self.whose.province if question.context else self.whose.unit
        named = {"unit": self.whose.unit_id} if result.attrs["kind"] in _OF_EVERYBODY else {}
        source, caveats = _parted(statements.footer(result, self.lang))
        year = result.attrs.get("year") or self._year(index)
        return Answer(
            number, question, index, int(year), about, statements.statement(result, self.lang, **named),
            statements.subtitle(result, self.lang), source, caveats, result, lead,
        )  # fmt: skip


def _some(result: pd.DataFrame) -> pd.DataFrame | None:
    """Return a result, or nothing for one without rows or without a figure of the unit."""
    if result.empty:
        return None
    kind = result.attrs["kind"]
    known = {"trend": ("score",), "rank_history": ("rank", "printed_rank"), "history": ("gap_pct",)}
    if kind in known and result[list(known[kind])].isna().all().all():
        return None
    if kind == "scorecard" and result["rank"].isna().all():  # nothing but what the sheets say themselves
        return None
    if kind == "compare" and result["contribution"].isna().all():  # no more than the line says
        return None
    if kind == "cheapest_path" and not result.attrs["targets"]:
        return None
    return result


def _parted(footer: str) -> tuple[str, str]:
    """Return a footer's source, and what must be known of the figures."""
    source, _, caveats = footer.partition(". ")
    return source.rstrip("."), caveats.strip()
