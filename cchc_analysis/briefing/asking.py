"""One question of a pack put to the analysis: with the year, the scope, the target that it is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

import cchc_analysis as cchc
from cchc_analysis import statements
from cchc_analysis.briefing import criteria
from cchc_analysis.briefing.phrases import both
from cchc_analysis.briefing.questions import Question
from cchc_analysis.briefing.subject import BriefingError, Subject

#: The rank that is aimed at where the plan has no target.
_ASPIRED = 10
#: Results that know of no unit of ours.
OF_EVERYBODY = ("ranks", "bands", "rank_range")
#: Of what is asked of all years, the columns that hold figures of the unit.
_FIGURES = {"trend": ("score",), "rank_history": ("rank", "printed_rank"), "history": ("gap_pct",)}
#: What is asked of all years.
_OF_ALL_YEARS = ("trend", "rank_history", "history", "domain_lines", "region_ranks")


@dataclass(slots=True)
class Asker:
    """Whom a pack is about, the figures, and the year that is told."""

    scores: pd.DataFrame
    whose: Subject
    year: int
    asked_year: int | None
    targets: Mapping[str, Mapping[str, float]]
    _criteria_years: dict[str, int] = field(default_factory=dict)

    def year_of(self, index: str) -> int:
        """Return the year that is told of an index."""
        year = self.whose.year_of(index, self.asked_year)
        assert year is not None
        return year

    def _criteria_year(self, index: str) -> int:
        """Return the year whose criteria are told: the one asked for, else the latest that can be compared."""
        if self.asked_year is not None or self.whose.kind == "nation":
            return self.year_of(index)
        if index not in self._criteria_years:
            self._criteria_years[index] = cchc.latest_year(self.scores, index=index, unit=self.whose.asked)
        return self._criteria_years[index]

    def result(self, question: Question, index: str) -> pd.DataFrame | None:
        """Return what the analysis answers; None where that says nothing of the unit.

        Raises
        ------
        CchcError
            Where the figures do not answer the question, with the reason.
        """
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
            result = ask(self.scores, index=index, unit=unit, year=year, **rank)
            if result.attrs.get("partial"):  # the median of a few leaders is not representative
                raise BriefingError("\n".join(both("errors", "few", index=index, year=year)))
            return _some(result)
        if question.ask in OF_EVERYBODY:
            return self._among_others(question, index)
        return _some(ask(self.scores, index=index, unit=unit, year=self.year_of(index)))

    def _among_others(self, question: Question, index: str) -> pd.DataFrame | None:
        """Return the ranks of everybody in the unit's scope; nothing where it is alone there, or estimated."""
        year = self.year_of(index)
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
            matched = cchc.match(*pair)
            was = {"total": "total"} | dict(zip(matched["code"], matched["code_before"], strict=True))
            for code in table["code"]:
                codes[before, code] = was.get(codes.get((year, code), ""), "")
        pairs = zip(table["year"], table["code"], strict=True)
        made = table.assign(traced_code=[codes.get((int(y), code), code) for y, code in pairs])
        made.attrs = table.attrs
        return made

    def _of_scope(self, question: Question, index: str) -> pd.DataFrame | None:
        """Return what is asked of the sheets of a whole scope."""
        year, scope = self.year_of(index), self.whose.scope
        rows = self.scores[(self.scores["index"] == index) & (self.scores["scope"] == scope)]
        if index == "SIPAS" and not rows["code"].eq("total").any():  # a question each, and nothing over them
            raise BriefingError("\n".join(both("errors", "survey_of_many", index=index, year=year)))
        if question.ask == "match":
            return criteria.changed(self.scores, index, year, scope)
        result = getattr(cchc, question.ask)(self.scores, index=index, year=year, scope=scope)
        if result.empty:
            raise BriefingError("\n".join(statements.statement(result, lang) for lang in ("vi", "en")))
        return result

    def _aspired(self, index: str) -> int:
        return int(self.targets.get(index, {}).get("rank", _ASPIRED))


def last_year(result: pd.DataFrame) -> int | None:
    """Return the last year of which a result over the years has a figure; None of any other."""
    columns = list(_FIGURES.get(str(result.attrs["kind"]), ()))
    known = result.loc[result[columns].notna().any(axis=1), "year"] if columns else result.iloc[:0]
    return int(known.max()) if len(known) else None


def _some(result: pd.DataFrame) -> pd.DataFrame | None:
    """Return a result, or nothing for one without rows or without a figure of the unit."""
    if result.empty:
        return None
    kind = result.attrs["kind"]
    if kind in _FIGURES and last_year(result) is None:
        return None
    if kind == "scorecard" and result["rank"].isna().all():  # nothing but what the sheets say themselves
        return None
    if kind == "compare" and result["contribution"].isna().all():  # no more than the line says
        return None
    if kind == "cheapest_path" and not result.attrs["targets"]:
        return None
    return result
