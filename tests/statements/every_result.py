"""Every question whose answer is said in a sentence: of a unit, of all units of a year, of scoring sheets.

Of the 63 provinces, of the 34 since 1 July 2025 (printed, or estimated from their parts), departments, a ward.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

import cchc_analysis as cchc
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.units import UnknownUnit

WARD, DEPARTMENTS = "Phường Minh Họa", "so/hoa-binh"
#: Draws of a simulation: sentences are looked at, not ranges.
DRAWS = 200


#: Targets as a plan may set them, by what they measure.
TARGETS = ({"rank": 20}, {"score": 60}, {"pct": 88})
#: The day from which there are 34 provinces.
MERGED = "2025-07-01"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a function of the analysis, its arguments, whose place; of which figures.

    These are all, those of the index up to the year ``until``, or those with the boundaries of a ``day``.
    """

    name: str
    ask: dict[str, object] = field(default_factory=dict)
    until: int = 9999
    unit: str | None = None
    day: str = ""

    def __str__(self) -> str:
        ends = [f"–{self.until}"] if self.until < 9999 else []
        asked = [str(value) for value in self.ask.values()]
        return " ".join([self.name, *asked, *ends, self.day, self.unit or ""]).strip()

    @property
    def figures(self) -> tuple[str, str, int]:
        """What figures are asked: questions of the same ones are best asked together."""
        return (self.day, str(self.ask["index"]) if self.until < 9999 else "", self.until)

    def answer(self, figures: Figures) -> pd.DataFrame | None:
        """Return the result; nothing for what was never published, which is an error of the analysis."""
        try:
            return getattr(cchc, self.name)(figures.of(self), **self.ask)
        except (AnalysisError, UnknownUnit):
            return None


class Figures:
    """The figures that questions are asked of: the frame asked last is kept, with what was made of it."""

    def __init__(self, scores: pd.DataFrame) -> None:
        self._scores = scores
        self._last: tuple[tuple[str, str, int], pd.DataFrame] = (("", "", 9999), scores)

    def of(self, question: Question) -> pd.DataFrame:
        """Return the frame that a question is asked of."""
        if self._last[0] != question.figures:
            self._last = question.figures, self._made(question)
        return self._last[1]

    def _made(self, question: Question) -> pd.DataFrame:
        frame = cchc.as_of(self._scores, question.day) if question.day else self._scores
        if question.until == 9999:
            return frame
        return frame[(frame["index"] == question.ask["index"]) & (frame["year"] <= question.until)]


def every_question(scores: pd.DataFrame, units: list[str] | None = None) -> Iterator[Question]:
    """Yield all questions about some provinces; about all of them, and what is no province, unless given."""
    provinces = scores[scores["unit_type"] == "province"]
    asked = units or sorted(provinces["unit"].unique())
    if units is None:
        yield from _of_sheets(scores)
        yield from _of_nation(provinces)
        yield from _of_merged(scores)
    years = provinces[["index", "year"]].drop_duplicates().sort_values(["index", "year"])
    for index, year in years.itertuples(index=False):
        at = {"index": str(index), "year": int(year)}
        for name in ("regions_table", "dimension_correlation", "ranks", "bands", "moves", "rank_range"):
            yield Question(name, at | ({"draws": DRAWS} if name == "rank_range" else {}))
        scopes = provinces.loc[(provinces["index"] == index) & (provinces["year"] == year), "scope"].unique()
        ranked = set(provinces.loc[provinces["scope"].isin(scopes), "unit"])
        for unit in (name for name in asked if name in ranked):
            for name in ("ranks", "bands", "moves"):
                yield Question(name, at, unit=unit)
            yield Question("rank_range", at | {"draws": DRAWS}, unit=unit)
            yield Question("sensitivity", at | {"draws": DRAWS}, unit=unit)
    for unit, other in zip(asked, [*asked[1:], "Hà Nội"], strict=True):
        yield from _of_unit(provinces, unit, other)


def _of_unit(provinces: pd.DataFrame, unit: str, other: str) -> Iterator[Question]:
    rows = provinces[provinces["unit"] == unit]
    for year in sorted(rows["year"].unique()):
        yield Question("scorecard", {"unit": unit, "year": int(year)})
        yield Question("weakest", {"unit": unit, "year": int(year)})
    for index, published in rows.groupby("index", observed=True):
        ask: dict[str, object] = {"index": str(index), "unit": unit}
        for year, parts in published.groupby("year"):
            yield from _in_year(ask | {"year": int(year)}, parts, other)
            for name in ("trend", "rank_history", "history"):
                yield Question(name, ask, until=int(year))
        for name in ("domain_lines", "region_ranks"):
            yield Question(name, ask)
        for target in TARGETS:
            yield Question("progress", ask | {"targets": {index: target}})
        for code in published.loc[published["level"].isin([1, 2]), "code"].unique():
            for name in ("trend", "rank_history"):
                yield Question(name, ask | {"code": code})


def _in_year(at: dict[str, object], parts: pd.DataFrame, other: str) -> Iterator[Question]:
    for peers in ("all", "region", "nearest"):
        yield Question("weaknesses", at | {"peers": peers})
        yield Question("strengths", at | {"peers": peers})
    for level in (1, 2):
        yield Question("compare", at | {"level": level})
        yield Question("gap_to_above", at | {"level": level})
    yield Question("region_table", at)
    yield Question("domains", at)
    yield Question("difference", at | {"other": other})
    yield Question("cheapest_path", at | {"rank": 10})
    yield Question("what_if", at | {"targets": {}})
    domains = parts[parts["level"] == 1]
    for code in domains["code"]:
        yield Question("drill", at | {"code": code})
    scored = domains[domains["score"].notna()]
    if len(scored):  # of each unit and year another domain
        row = scored.iloc[(len(str(at["unit"])) + int(str(at["year"]))) % len(scored)]
        yield Question("what_if", at | {"targets": {row["code"]: float(row["score"] + row["max_score"]) / 2}})


def _of_sheets(scores: pd.DataFrame) -> Iterator[Question]:
    """Yield the questions about scoring sheets: of the made-up ward, and of a province's departments."""
    ward: dict[str, object] = {"index": "PAR", "unit": WARD}
    for year in sorted(scores.loc[scores["unit"] == WARD, "year"].unique()):
        for name in ("weaknesses", "strengths", "sheet"):
            yield Question(name, ward | {"year": int(year)})
        yield Question("survey", {"index": "SIPAS", "unit": WARD, "year": int(year)})
    yield Question("side_by_side", ward)
    departments = scores[scores["scope"] == DEPARTMENTS]
    for year in sorted(departments["year"].unique()):
        group = {"index": "PAR", "year": int(year), "scope": DEPARTMENTS}
        for name in ("units_table", "units_criteria", "common_weaknesses", "self_bias", "ranks", "bands"):
            yield Question(name, group)
        for unit in departments["unit_id"].unique():
            yield Question("ranks", group, unit=unit)
            yield Question("bands", group, unit=unit)
    for unit in [
        *departments["unit_id"].unique(),
        *scores.loc[scores["unit_type"] == "ministry", "unit"].unique(),
    ]:
        for name in ("trend", "rank_history"):
            yield Question(name, {"index": "PAR", "unit": unit})


def _of_merged(scores: pd.DataFrame) -> Iterator[Question]:
    """Yield the questions about the provinces since 1 July 2025: printed, and estimated from their parts."""
    merged = cchc.as_of(scores, MERGED)
    rows = merged[(merged["scope"] == "tinh-34") & (merged["code"] == "total")]
    for unit_id, of_unit in rows.groupby("unit_id", observed=True):
        yield Question("scorecard", {"unit": unit_id, "year": int(of_unit["year"].max())}, day=MERGED)
        yield Question("weakest", {"unit": unit_id, "year": int(of_unit["year"].max())}, day=MERGED)
        for index, published in of_unit.groupby("index", observed=True):
            ask: dict[str, object] = {"index": str(index), "unit": unit_id}
            for name in ("trend", "rank_history", "history", "domain_lines", "region_ranks"):
                yield Question(name, ask, day=MERGED)
            for year in published["year"].unique():
                for name in ("weaknesses", "strengths", "compare", "region_table", "domains", "gap_to_above"):
                    yield Question(name, ask | {"year": int(year)}, day=MERGED)
                for name in ("ranks", "bands", "moves"):
                    yield Question(name, {"index": str(index), "year": int(year)}, unit=unit_id, day=MERGED)


def _of_nation(provinces: pd.DataFrame) -> Iterator[Question]:
    """Yield the questions that belong to no unit and no single index and year."""
    for index, rows in provinces.groupby("index", observed=True):
        for code in rows.loc[rows["level"].isin([0, 1, 2]), "code"].unique():
            for name in ("convergence", "usual_change"):
                yield Question(name, {"index": str(index), "code": code})
    for year in sorted(provinces["year"].unique()):
        for latest in (False, True):
            yield Question("index_correlation", {"year": int(year), "latest": latest})
