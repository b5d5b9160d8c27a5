"""Analysis of Vietnam's administrative-reform indices, from workbook to briefing chart.

>>> import cchc_analysis as cchc
>>> reading = cchc.read("data/raw/papi/papi_2024.xlsx")
>>> scores = cchc.load()
>>> print(cchc.statement(cchc.rank_history(scores, index="PAPI", unit="Bắc Kạn")))
Bắc Kạn đứng thứ 22/61 về PAPI năm 2024, giữ nguyên so với năm 2023

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "cchc_analysis.workbooks": ("read", "Reading", "ReadError"),
    "cchc_analysis.dataset": ("load", "build"),
    "cchc_analysis.frameworks": ("framework", "comparability", "code_in"),
    "cchc_analysis.analysis.trends": ("trend", "history", "compare"),
    "cchc_analysis.analysis.coverage": ("published", "latest_year"),
    "cchc_analysis.analysis.ranks": ("ranks", "rank_history"),
    "cchc_analysis.analysis.sensitivity": ("sensitivity",),
    "cchc_analysis.analysis.weaknesses": ("weaknesses",),
    "cchc_analysis.analysis.uncertainty": ("difference", "survey", "two_proportions"),
    "cchc_analysis.analysis.scenarios": ("what_if", "cheapest_path"),
    "cchc_analysis.analysis.scorecards": ("scorecard", "weakest"),
    "cchc_analysis.analysis.sheets": ("sheet", "match", "side_by_side"),
    "cchc_analysis.units.boundaries": ("successor",),
    "cchc_analysis.units.mergers": ("as_of",),
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
        "survey_chart",
        "years_chart",
    ),
    "cchc_analysis.briefing": ("table", "export", "brief"),
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
