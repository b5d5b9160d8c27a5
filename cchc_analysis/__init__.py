"""Analysis of Vietnam's administrative-reform indices, from workbook to briefing chart.

>>> import cchc_analysis as cchc
>>> reading = cchc.read("data/raw/papi/papi_2024.xlsx")
>>> scores = cchc.load()
>>> print(cchc.statement(cchc.rank_history(scores, index="PCI", unit="Bắc Kạn")))
Bắc Kạn xếp thứ 48/63 về PCI năm 2021, tăng 11 bậc so với năm 2020

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what type checkers and editors see; at run time the names are loaded lazily
    from cchc_analysis.analysis.collected.many_sheets import units_table as units_table
    from cchc_analysis.analysis.collected.matching import match as match
    from cchc_analysis.analysis.collected.shared_weaknesses import common_weaknesses as common_weaknesses
    from cchc_analysis.analysis.collected.shared_weaknesses import self_bias as self_bias
    from cchc_analysis.analysis.collected.shared_weaknesses import units_criteria as units_criteria
    from cchc_analysis.analysis.collected.sheet_years import side_by_side as side_by_side
    from cchc_analysis.analysis.collected.sheets import sheet as sheet
    from cchc_analysis.analysis.collected.survey_answers import survey_answers as survey_answers
    from cchc_analysis.analysis.correlations import dimension_correlation as dimension_correlation
    from cchc_analysis.analysis.correlations import index_correlation as index_correlation
    from cchc_analysis.analysis.coverage import latest_year as latest_year
    from cchc_analysis.analysis.coverage import published as published
    from cchc_analysis.analysis.criteria.above import gap_to_above as gap_to_above
    from cchc_analysis.analysis.criteria.drilling import drill as drill
    from cchc_analysis.analysis.criteria.scenarios import cheapest_path as cheapest_path
    from cchc_analysis.analysis.criteria.scenarios import what_if as what_if
    from cchc_analysis.analysis.criteria.strengths import strengths as strengths
    from cchc_analysis.analysis.criteria.weaknesses import weaknesses as weaknesses
    from cchc_analysis.analysis.movement.changes import change_share as change_share
    from cchc_analysis.analysis.movement.changes import usual_change as usual_change
    from cchc_analysis.analysis.movement.converging import convergence as convergence
    from cchc_analysis.analysis.movement.domains import domain_lines as domain_lines
    from cchc_analysis.analysis.movement.domains import domains as domains
    from cchc_analysis.analysis.movement.moves import moves as moves
    from cchc_analysis.analysis.movement.progress import progress as progress
    from cchc_analysis.analysis.movement.trends import compare as compare
    from cchc_analysis.analysis.movement.trends import history as history
    from cchc_analysis.analysis.movement.trends import trend as trend
    from cchc_analysis.analysis.ranking.bands import bands as bands
    from cchc_analysis.analysis.ranking.ranges import rank_range as rank_range
    from cchc_analysis.analysis.ranking.rank_histories import rank_history as rank_history
    from cchc_analysis.analysis.ranking.ranks import ranks as ranks
    from cchc_analysis.analysis.ranking.region_ranks import region_ranks as region_ranks
    from cchc_analysis.analysis.ranking.sensitivity import sensitivity as sensitivity
    from cchc_analysis.analysis.regions import region_table as region_table
    from cchc_analysis.analysis.regions import regions_table as regions_table
    from cchc_analysis.analysis.scorecards import scorecard as scorecard
    from cchc_analysis.analysis.surveys import survey as survey
    from cchc_analysis.analysis.uncertainty import difference as difference
    from cchc_analysis.analysis.uncertainty import two_proportions as two_proportions
    from cchc_analysis.analysis.weakest_criteria import weakest as weakest
    from cchc_analysis.briefing.pack import export as export
    from cchc_analysis.briefing.packs import brief as brief
    from cchc_analysis.briefing.tables import table as table
    from cchc_analysis.charts import contributions_chart as contributions_chart
    from cchc_analysis.charts import history_chart as history_chart
    from cchc_analysis.charts import path_chart as path_chart
    from cchc_analysis.charts import rank_chart as rank_chart
    from cchc_analysis.charts import scorecard_chart as scorecard_chart
    from cchc_analysis.charts import self_appraised_chart as self_appraised_chart
    from cchc_analysis.charts import self_appraised_units_chart as self_appraised_units_chart
    from cchc_analysis.charts import strip_chart as strip_chart
    from cchc_analysis.charts import survey_chart as survey_chart
    from cchc_analysis.charts import trend_chart as trend_chart
    from cchc_analysis.charts import units_criteria_chart as units_criteria_chart
    from cchc_analysis.charts import weaknesses_chart as weaknesses_chart
    from cchc_analysis.charts import years_chart as years_chart
    from cchc_analysis.charts.bands import bands_chart as bands_chart
    from cchc_analysis.charts.domains import domains_chart as domains_chart
    from cchc_analysis.charts.moves import region_bump_chart as region_bump_chart
    from cchc_analysis.charts.moves import slope_chart as slope_chart
    from cchc_analysis.charts.multiples import multiples_chart as multiples_chart
    from cchc_analysis.charts.progress import progress_chart as progress_chart
    from cchc_analysis.charts.survey_answers import survey_answers_chart as survey_answers_chart
    from cchc_analysis.charts.tiles import tile_map_chart as tile_map_chart
    from cchc_analysis.dataset import build as build
    from cchc_analysis.dataset import load as load
    from cchc_analysis.frameworks import code_in as code_in
    from cchc_analysis.frameworks import comparability as comparability
    from cchc_analysis.frameworks import framework as framework
    from cchc_analysis.notebooks import explore as explore
    from cchc_analysis.notebooks import notebook as notebook
    from cchc_analysis.settings import targets as targets
    from cchc_analysis.statements import statement as statement
    from cchc_analysis.units.mergers import as_of as as_of
    from cchc_analysis.units.resolving import resolve as resolve
    from cchc_analysis.units.resolving import successor as successor
    from cchc_analysis.workbooks import ReadError as ReadError
    from cchc_analysis.workbooks import Reading as Reading
    from cchc_analysis.workbooks import read as read
    from cchc_analysis.workbooks import read_many as read_many

__version__ = "0.1.0"

_PUBLIC = {
    "cchc_analysis.workbooks": ("read", "read_many", "Reading", "ReadError"),
    "cchc_analysis.dataset": ("load", "build"),
    "cchc_analysis.frameworks": ("framework", "comparability", "code_in"),
    "cchc_analysis.analysis.movement.trends": ("trend", "history", "compare"),
    "cchc_analysis.analysis.ranking.bands": ("bands",),
    "cchc_analysis.analysis.movement.changes": ("usual_change", "change_share"),
    "cchc_analysis.analysis.coverage": ("published", "latest_year"),
    "cchc_analysis.analysis.ranking.ranges": ("rank_range",),
    "cchc_analysis.analysis.ranking.ranks": ("ranks",),
    "cchc_analysis.analysis.ranking.rank_histories": ("rank_history",),
    "cchc_analysis.analysis.ranking.sensitivity": ("sensitivity",),
    "cchc_analysis.analysis.criteria.weaknesses": ("weaknesses",),
    "cchc_analysis.analysis.criteria.strengths": ("strengths",),
    "cchc_analysis.analysis.criteria.above": ("gap_to_above",),
    "cchc_analysis.analysis.collected.survey_answers": ("survey_answers",),
    "cchc_analysis.analysis.uncertainty": ("difference", "two_proportions"),
    "cchc_analysis.analysis.surveys": ("survey",),
    "cchc_analysis.analysis.criteria.scenarios": ("what_if", "cheapest_path"),
    "cchc_analysis.analysis.scorecards": ("scorecard",),
    "cchc_analysis.analysis.weakest_criteria": ("weakest",),
    "cchc_analysis.analysis.regions": ("region_table", "regions_table"),
    "cchc_analysis.analysis.criteria.drilling": ("drill",),
    "cchc_analysis.analysis.movement.domains": ("domains", "domain_lines"),
    "cchc_analysis.analysis.movement.moves": ("moves",),
    "cchc_analysis.analysis.ranking.region_ranks": ("region_ranks",),
    "cchc_analysis.analysis.movement.progress": ("progress",),
    "cchc_analysis.analysis.correlations": ("index_correlation", "dimension_correlation"),
    "cchc_analysis.analysis.movement.converging": ("convergence",),
    "cchc_analysis.analysis.collected.many_sheets": ("units_table",),
    "cchc_analysis.analysis.collected.shared_weaknesses": (
        "units_criteria",
        "common_weaknesses",
        "self_bias",
    ),
    "cchc_analysis.analysis.collected.sheets": ("sheet",),
    "cchc_analysis.analysis.collected.matching": ("match",),
    "cchc_analysis.analysis.collected.sheet_years": ("side_by_side",),
    "cchc_analysis.units.mergers": ("as_of",),
    "cchc_analysis.units.resolving": ("resolve", "successor"),
    "cchc_analysis.settings": ("targets",),
    "cchc_analysis.statements": ("statement",),
    "cchc_analysis.charts": (
        "trend_chart",
        "rank_chart",
        "strip_chart",
        "weaknesses_chart",
        "history_chart",
        "contributions_chart",
        "scorecard_chart",
        "path_chart",
        "self_appraised_chart",
        "self_appraised_units_chart",
        "units_criteria_chart",
        "survey_chart",
        "years_chart",
    ),
    # A chart is public under its own module: charts/__init__ need not know it.
    "cchc_analysis.charts.bands": ("bands_chart",),
    "cchc_analysis.charts.domains": ("domains_chart",),
    "cchc_analysis.charts.moves": ("region_bump_chart", "slope_chart"),
    "cchc_analysis.charts.multiples": ("multiples_chart",),
    "cchc_analysis.charts.progress": ("progress_chart",),
    "cchc_analysis.charts.survey_answers": ("survey_answers_chart",),
    "cchc_analysis.charts.tiles": ("tile_map_chart",),
    "cchc_analysis.briefing.pack": ("export",),
    "cchc_analysis.briefing.packs": ("brief",),
    "cchc_analysis.briefing.tables": ("table",),
    "cchc_analysis.notebooks": ("notebook", "explore"),
}
_HOME = {name: module for module, names in _PUBLIC.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
