"""The pack for the leadership: charts as PNG, tables for Excel, the notebooks as they were run."""

from cchc_analysis.briefing.pack import brief, export
from cchc_analysis.briefing.subject import BriefingError
from cchc_analysis.briefing.tables import table

__all__ = ["BriefingError", "brief", "export", "table"]
