"""The pack for the leadership: charts, workbook, report, slides, notice; what notebooks write.

What else is public here is so under its own module: who only writes a table need not wait for charts.
"""

from cchc_analysis.briefing.subject import BriefingError

__all__ = ["BriefingError"]
