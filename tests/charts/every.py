"""Every chart of a unit: its name, its function, its result and what else it is asked.

What is not *wanted*, by its name, is not asked for either: half of the time goes into the results.
"""

from __future__ import annotations

from collections.abc import Callable

import cchc_analysis as cchc
from cchc_analysis import units
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.scores import ScoresError

#: The years of which the most was published.
YEARS = {"PAR": 2023, "SIPAS": 2023, "PAPI": 2024, "DTI": 2022, "PCI": 2021}
#: Targets as a plan may set them: of each index a rank, and points or % of the scale.
TARGETS = {
    "PAR": {"rank": 15, "score": 90}, "SIPAS": {"rank": 30, "pct": 85}, "PAPI": {"rank": 20, "score": 45},
    "DTI": {"rank": 20, "score": 0.7}, "PCI": {"rank": 30, "score": 68},
}  # fmt: skip
#: Longest name, first, last, gaps, a city, the one of the examples.
HARD = ["Bà Rịa - Vũng Tàu", "Quảng Ninh", "Bắc Kạn", "TP. Hồ Chí Minh", "Hải Dương", "Bình Phước", "Cao Bằng",
        "Kiên Giang", "Đà Nẵng", "Thừa Thiên Huế"]  # fmt: skip
#: The day from which there are 34 provinces.
MERGED = "2025-07-01"
WARD, SHEETS = "Phường Minh Họa", (2023, 2024)

Wanted = Callable[[str], bool]


def all_of_them(name: str) -> bool:
    """Want every chart."""
    return True


def provinces(scope):
    """Return the names of the provinces of a scope."""
    table = units.provinces()
    return list(table.loc[table["scope"] == scope, "unit"])


def charts_of(scores, unit, wanted: Wanted = all_of_them):
    """Return (name, function, table, options) of everything that there is to draw of a province."""
    card = {"unit": unit, "year": 2024, "targets": {"PAPI": {"rank": 20}}}
    made = [
        ("scorecard", cchc.scorecard_chart, cchc.scorecard, card, {}),
        ("weakest", cchc.weaknesses_chart, cchc.weakest, {"unit": unit, "year": 2024}, {}),
    ]
    for index, year in YEARS.items():
        asked, at = {"index": index, "unit": unit}, {"index": index, "unit": unit, "year": year}
        everybody = {"index": index, "year": year}
        made += [
            (f"{index} trend", cchc.trend_chart, cchc.trend, asked, {}),
            (f"{index} rank", cchc.rank_chart, cchc.rank_history, asked, {}),
            (f"{index} strip", cchc.strip_chart, cchc.ranks, everybody, {"unit": unit}),
            (f"{index} weaknesses", cchc.weaknesses_chart, cchc.weaknesses, at, {}),
            (f"{index} history", cchc.history_chart, cchc.history, asked, {}),
            (f"{index} contributions", cchc.contributions_chart, cchc.compare, at, {}),
            (f"{index} path", cchc.path_chart, cchc.cheapest_path, at | {"rank": 10}, {}),
            (f"{index} domains", cchc.domains_chart, cchc.domains, at, {}),
            (f"{index} multiples", cchc.multiples_chart, cchc.domain_lines, asked, {}),
            (f"{index} bump", cchc.region_bump_chart, cchc.region_ranks, asked, {}),
            (f"{index} slope", cchc.slope_chart, cchc.moves, everybody, {"unit": unit}),
            (f"{index} bands", cchc.bands_chart, cchc.bands, everybody, {"unit": unit}),
            (f"{index} map", cchc.tile_map_chart, cchc.ranks, everybody, {"unit": unit}),
            (
                f"{index} score map",
                cchc.tile_map_chart,
                cchc.ranks,
                everybody,
                {"unit": unit, "show": "score"},
            ),
            (f"{index} band map", cchc.tile_map_chart, cchc.bands, everybody, {"unit": unit}),
            (f"{index} change map", cchc.tile_map_chart, cchc.moves, everybody, {"unit": unit}),
        ]
        for measure, target in TARGETS[index].items():
            plan = asked | {"targets": {index: {measure: target}}}
            made.append((f"{index} {measure} progress", cchc.progress_chart, cchc.progress, plan, {}))
    return _answered(scores, [job for job in made if wanted(job[0])])


def charts_of_34(scores, wanted: Wanted = all_of_them):
    """Return (name, function, table, options) of the 34 provinces, of which little is published yet."""
    at = {"index": "DTI", "year": 2024, "scope": "tinh-34"}
    unit = {"unit": "tinh-34/19"}
    made = [
        ("34 map", cchc.tile_map_chart, cchc.ranks, at, unit),
        ("34 score map", cchc.tile_map_chart, cchc.ranks, at, unit | {"show": "score"}),
        ("34 bands", cchc.bands_chart, cchc.bands, at, unit),
        ("34 slope", cchc.slope_chart, cchc.moves, at, unit),
        ("34 bump", cchc.region_bump_chart, cchc.region_ranks, {"index": "DTI"} | unit, {}),
        (
            "34 progress",
            cchc.progress_chart,
            cchc.progress,
            {"index": "DTI", "targets": {"DTI": {"rank": 5}}} | unit,
            {},
        ),
    ]
    return _answered(scores, [job for job in made if wanted(job[0])])


def charts_of_ward(scores, wanted: Wanted = all_of_them):
    """Return (name, function, table, options) of the made-up scoring sheets of a ward."""
    at = {"index": "PAR", "unit": WARD, "year": max(SHEETS)}
    departments = {"index": "PAR", "year": 2024, "scope": "so/hoa-binh"}
    communes, provinces = departments | {"scope": "xa/minh-hoa"}, {"index": "PAPI", "scope": "tinh-63"}
    made = [
        ("ward weaknesses", cchc.weaknesses_chart, cchc.weaknesses, at, {}),
        ("ward self", cchc.self_appraised_chart, cchc.sheet, at, {}),
        ("ward years", cchc.years_chart, cchc.side_by_side, {"index": "PAR", "unit": WARD}, {}),
        ("ward survey", cchc.survey_chart, cchc.survey, at | {"index": "SIPAS"}, {}),
        ("ward answers", cchc.survey_answers_chart, cchc.survey_answers, at | {"index": "SIPAS"}, {}),
        ("departments strip", cchc.strip_chart, cchc.ranks, departments, {"unit": "Sở Nội vụ"}),
        ("communes criteria", cchc.units_criteria_chart, cchc.units_criteria, communes, {}),
        (
            "provinces criteria",
            cchc.units_criteria_chart,
            cchc.units_criteria,
            provinces | {"year": 2024},
            {},
        ),
        ("communes bias", cchc.self_appraised_units_chart, cchc.self_bias, communes, {}),
    ]
    return _answered(scores, [job for job in made if wanted(job[0])])


def _answered(scores, made):
    """Ask for the tables; of what was never published there is no chart to look at."""
    charts = []
    for name, chart, answer, asked, more in made:
        try:
            charts.append((name, chart, answer(scores, **asked), more))
        except (AnalysisError, ScoresError):
            continue
    return charts
