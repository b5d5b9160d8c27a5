"""From the tables of a workbook to scores: whose, of what and when each number is."""

from cchc_analysis.files.errors import ReadError
from cchc_analysis.workbooks.reading import Reading, read, read_many

__all__ = ["ReadError", "Reading", "read", "read_many"]
