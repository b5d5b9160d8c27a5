"""Charts that a newspaper would print: one question each, the finding in the title.

``f(data, *, title=None, subtitle=None, footer=None, lang="vi", size=None, words=True, ax=None,
if_empty="say") -> Axes``, *data* being a result of the analysis. Nothing is shown, nothing saved, no setting
of the user's changed.
"""

from cchc_analysis.charts.canvas import canvas, finish
from cchc_analysis.charts.collected import self_appraised_units_chart, units_criteria_chart
from cchc_analysis.charts.contributions import contributions_chart
from cchc_analysis.charts.errors import ChartError, NothingToDraw
from cchc_analysis.charts.frame import is_empty
from cchc_analysis.charts.history import history_chart
from cchc_analysis.charts.ranks import rank_chart
from cchc_analysis.charts.saving import save
from cchc_analysis.charts.scenarios import path_chart
from cchc_analysis.charts.scorecards import scorecard_chart
from cchc_analysis.charts.sheets import self_appraised_chart, survey_chart, years_chart
from cchc_analysis.charts.strips import strip_chart
from cchc_analysis.charts.trends import trend_chart
from cchc_analysis.charts.weaknesses import weaknesses_chart
from cchc_analysis.writing import SaveError

__all__ = [
    "ChartError",
    "NothingToDraw",
    "SaveError",
    "canvas",
    "contributions_chart",
    "finish",
    "history_chart",
    "is_empty",
    "path_chart",
    "rank_chart",
    "save",
    "scorecard_chart",
    "self_appraised_chart",
    "self_appraised_units_chart",
    "survey_chart",
    "strip_chart",
    "trend_chart",
    "units_criteria_chart",
    "weaknesses_chart",
    "years_chart",
]
