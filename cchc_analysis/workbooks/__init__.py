"""From a file to scores: the grid, its bodies and their headings, the keys of the numbers."""

from cchc_analysis.files.errors import ReadError
from cchc_analysis.workbooks.reading import Reading, read, read_many

__all__ = ["ReadError", "Reading", "read", "read_many"]
