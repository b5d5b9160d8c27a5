"""The questions of a pack, answered from the figures: what is told of a unit; what is not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

import cchc_analysis as cchc
from cchc_analysis import statements
from cchc_analysis.analysis.sheets import has_sheet
from cchc_analysis.briefing import criteria
from cchc_analysis.briefing.phrases import both
from cchc_analysis.briefing.questions import Answer, Briefing, NotAnswered, Question, questions
from cchc_analysis.briefing.subject import BriefingError, Subject, in_english, meant, of_unit, with_estimates
from cchc_analysis.errors import CchcError

#: The rank that is aimed at where the plan has no target.
_ASPIRED = 10
#: Results that know of no unit of ours.
_OF_EVERYBODY = ("ranks", "bands", "rank_range")
#: What is asked of all years.
_OF_ALL_YEARS = ("trend", "rank_history", "history", "domain_lines", "region_ranks")


def applies(question: Question, whose: Subject) -> bool:
    """Tell whether a question is asked of a unit of this kind; of its province only where it is in one."""
    return whose.kind in question.kinds and (bool(whose.province) or not question.context)


def answer(
    scores: pd.DataFrame,
    unit: str,
    *,
    year: int | None = None,
    lang: str = "vi",
    targets: Mapping[str, Mapping[str, float]] | None = None,
    key: str | None = None,
    index: str | None = None,
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
    key, index : str, optional
        The one question that is asked, and the one index that it is asked of; all unless given.

    Raises
    ------
    BriefingError
        For a name of several units, a unit without figures, a year without any (names those there are).
    UnknownUnit
        For a name that is no unit's.
    """
    whose, scores = asked_about(scores, unit, year)
    if year is not None:
        scores = scores[scores["year"] <= year]
    told = year or whose.last_year
    if whose.kind == "scope" and lang == "en":
        whose = in_english(whose)
    asked = _Asked(scores, whose, told, year, lang, targets or {}, key, index)
    answers, silent = asked.everything()
    return Briefing(whose, told, year, lang, answers, silent, scores)


def asked_about(scores: pd.DataFrame, unit: str, year: int | None) -> tuple[Subject, pd.DataFrame]:
    """Return whom a name means, and the figures, of a merged province with estimates; see :func:`answer`."""
    named = meant(scores, unit, year)
    scores = with_estimates(scores, named)
    whose = of_unit(scores, named)
    if year is not None:
        _check_year(whose, year)
    return whose, scores


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
    key: str | None = None
    index: str | None = None
    _own_sheets: dict[str, bool] = field(default_factory=dict)
    _criteria_years: dict[str, int] = field(default_factory=dict)

    def everything(self) -> tuple[list[Answer], list[NotAnswered]]:
        """Ask what applies; number what is answered."""
        answers: list[Answer] = []
        silent: list[NotAnswered] = []
        lead = self._lead()
        for question, index in self._applicable():
            if question.only == "lead" and self.index is None and index != lead:
                continue
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
        for index in self._indices():
            if self.whose.year_of(index, self.asked_year) is None:
                spans = _spans(self.whose.years[index])
                reason = both("errors", "index_without_year", index=index, year=self.year, years=spans)
                silent.append(NotAnswered("", index, reason))
        return answers, silent

    def _applicable(self) -> Iterator[tuple[Question, str]]:
        for question in questions():
            if self.key not in (None, question.key) or not applies(question, self.whose):
                continue
            if question.of == "all":
                yield question, ""
                continue
            for index in self._indices():
                if self.whose.year_of(index, self.asked_year) is not None and self._has(question.of, index):
                    yield question, index

    def _indices(self) -> list[str]:
        return [index for index in self.whose.years if self.index in (None, index)]

    def _has(self, figures: str, index: str) -> bool:
        """Tell whether the figures of an index are of the sort that a question needs."""
        own = self._own_sheets.get(index)
        if own is None:
            own = has_sheet(self.scores, index=index, unit=self.whose.unit_id, year=self._year(index))
            self._own_sheets[index] = own
        if self.whose.kind == "scope":
            return True
        if figures == "targets":
            return index in self.targets
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
        if question.of == "scope":
            return self._of_scope(question, index)
        if question.ask == "side_by_side":
            return self._sheets(index)
        if question.ask in _OF_ALL_YEARS:
            return _some(ask(self.scores, index=index, unit=unit))
        if question.of == "targets":
            return _some(ask(self.scores, index=index, unit=unit, targets=self.targets))
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

    def _of_scope(self, question: Question, index: str) -> pd.DataFrame | None:
        """Return what is asked of the sheets of a whole scope."""
        year, scope = self._year(index), self.whose.scope
        rows = self.scores[(self.scores["index"] == index) & (self.scores["scope"] == scope)]
        if index == "SIPAS" and not rows["code"].eq("total").any():  # a question each, and nothing over them
            raise BriefingError("\n".join(both("errors", "survey_of_many", index=index, year=year)))
        if question.ask == "match":
            return criteria.changed(self.scores, index, year, scope)
        result = getattr(cchc, question.ask)(self.scores, index=index, year=year, scope=scope)
        if result.empty:
            raise BriefingError("\n".join(statements.statement(result, lang) for lang in ("vi", "en")))
        return result

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
        if result.attrs["kind"] == "match":
            sentence, subtitle = criteria.sentence(result, self.lang), criteria.subtitle(result, self.lang)
        else:
            sentence = statements.statement(result, self.lang, **named)
            subtitle = statements.subtitle(result, self.lang)
        return Answer(
            number, question, index, int(year), about, sentence, subtitle, source, caveats, result, lead
        )


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
