"""The questions of a pack, answered from the figures: what is told of a unit; what is not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from cchc_analysis import statements, units
from cchc_analysis.analysis.collected.sheets import has_sheet
from cchc_analysis.briefing import criteria
from cchc_analysis.briefing.asking import OF_EVERYBODY, Asker, last_year
from cchc_analysis.briefing.phrases import both
from cchc_analysis.briefing.questions import Answer, Briefing, NotAnswered, Question, questions
from cchc_analysis.briefing.subject import BriefingError, Subject, in_english, meant, of_unit, with_estimates
from cchc_analysis.errors import CchcError


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
    shown = year or whose.last_year
    if whose.kind == "scope" and lang == "en":
        whose = in_english(whose)
    asker = Asker(scores, whose, shown, year, targets or {})
    answers, silent = _Asked(asker, lang, key, index).everything()
    return Briefing(whose, shown, year, lang, answers, silent, scores)


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

    asker: Asker
    lang: str
    key: str | None = None
    index: str | None = None
    _own_sheets: dict[str, bool] = field(default_factory=dict)

    def everything(self) -> tuple[list[Answer], list[NotAnswered]]:
        """Ask what applies; number what is answered."""
        answers: list[Answer] = []
        silent: list[NotAnswered] = []
        lead = self._lead()
        for question, index in self._applicable():
            if question.only == "lead" and self.index is None and index != lead:
                continue
            try:
                result = self.asker.result(question, index)
            except CchcError as why:
                silent.append(
                    NotAnswered(question.key, index, self._why(why, question, index), question.part)
                )
                continue
            if result is not None and self._unbanded(result):
                why_not = (
                    statements.statement(result, lang, unit=self.asker.whose.unit_id) for lang in ("vi", "en")
                )
                silent.append(NotAnswered(question.key, index, (next(why_not), next(why_not)), question.part))
            elif result is not None:
                answers.append(self._answer(answers, question, index, result, index == lead))
        for index in self._indices():
            if self.asker.whose.year_of(index, self.asker.asked_year) is None:
                spans = _spans(self.asker.whose.years[index])
                reason = both("errors", "index_without_year", index=index, year=self.asker.year, years=spans)
                silent.append(NotAnswered("", index, reason))
        return answers, silent

    def _applicable(self) -> Iterator[tuple[Question, str]]:
        for question in questions():
            if self.key not in (None, question.key) or not applies(question, self.asker.whose):
                continue
            if question.of == "all":
                yield question, ""
                continue
            for index in self._indices():
                if self.asker.whose.year_of(index, self.asker.asked_year) is not None and self._has(
                    question.of, index
                ):
                    yield question, index

    def _indices(self) -> list[str]:
        return [index for index in self.asker.whose.years if self.index in (None, index)]

    def _has(self, figures: str, index: str) -> bool:
        """Tell whether the figures of an index are of the sort that a question needs."""
        has = self._own_sheets.get(index)
        if has is None:
            has = has_sheet(
                self.asker.scores, index=index, unit=self.asker.whose.unit_id, year=self.asker.year_of(index)
            )
            self._own_sheets[index] = has
        if self.asker.whose.kind == "scope":
            return True
        if figures == "targets":
            return index in self.asker.targets
        if figures in ("sheet", "survey"):
            return has and (index == "SIPAS") == (figures == "survey")
        return not has

    def _lead(self) -> str:
        """Return the index of which most is known in its year: the one that the report goes into."""
        known: dict[str, tuple[int, int]] = {}
        for index in self.asker.whose.years:
            year = self.asker.whose.year_of(index, self.asker.asked_year)
            if year is not None:
                rows = self.asker.scores[
                    (self.asker.scores["index"] == index) & (self.asker.scores["year"] == year)
                ]
                scored = rows["unit_id"].eq(self.asker.whose.unit_id) & rows["score"].notna()
                known[index] = (int(scored.sum()), year)
        return max(known, key=lambda index: known[index]) if known else ""

    def _unbanded(self, result: pd.DataFrame) -> bool:
        """Tell whether a table of bands has none for the unit."""
        if result.attrs["kind"] != "bands":
            return False
        return bool(result.loc[result["unit_id"] == self.asker.whose.unit_id, "band"].isna().all())

    def _why(self, error: CchcError, question: Question, index: str) -> tuple[str, str]:
        """Return why there is no answer, in both languages, of the unit by its name."""
        if question.of == "criteria" and getattr(error, "key", "") == "no_year":
            return both("errors", "no_criteria", index=index, year=self.asker.year_of(index))
        text = str(error)
        for unit_id in units.same_place(
            self.asker.whose.unit_id
        ):  # before a merger it may have had another id
            text = text.replace(unit_id, self.asker.whose.unit)
        vi, _, en = text.partition("\n")
        return vi, en or vi

    def _is_only_rank(self, before: list[Answer], result: pd.DataFrame) -> bool:
        """Tell whether an overview named no other rank than this one, of which no score is known."""
        scores = result.loc[result["unit_id"] == self.asker.whose.unit_id, "score"]
        overviews = [a.result for a in before if a.question.ask == "scorecard"]
        return bool(scores.isna().all()) and any(o["rank"].notna().sum() == 1 for o in overviews)

    def _answer(
        self, before: list[Answer], question: Question, index: str, result: pd.DataFrame, lead: bool
    ) -> Answer:
        rank_told = next((a.year for a in before if a.question.tells == "rank" and a.index == index), None)
        about = self.asker.whose.province if question.context else self.asker.whose.unit
        named = {"unit": self.asker.whose.unit_id} if result.attrs["kind"] in OF_EVERYBODY else {}
        source, signs, caveats = statements.footer_parts(result, self.lang)
        year = result.attrs.get("year") or last_year(result) or self.asker.year_of(index)
        if result.attrs["kind"] == "match":
            sentence, subtitle = criteria.sentence(result, self.lang), criteria.subtitle(result, self.lang)
        else:
            sentence = statements.statement(result, self.lang, rank_told=rank_told, **named)
            subtitle = statements.subtitle(result, self.lang)
        return Answer(
            len(before) + 1,
            question,
            index,
            int(year),
            about,
            sentence,
            subtitle,
            source,
            signs,
            caveats,
            result,
            lead,
            question.tells == "rank" and self._is_only_rank(before, result),
        )
