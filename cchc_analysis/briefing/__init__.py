"""The pack for the leadership: charts, workbook, report, slides, notice; what notebooks write."""

from cchc_analysis.briefing.pack import export
from cchc_analysis.briefing.packs import brief
from cchc_analysis.briefing.subject import BriefingError
from cchc_analysis.briefing.tables import table

__all__ = ["BriefingError", "brief", "export", "table"]
