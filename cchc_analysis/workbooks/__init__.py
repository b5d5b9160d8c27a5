"""From a file to scores: the grid, the layouts, the alignment, the reading."""

from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.reading import Reading, read

__all__ = ["ReadError", "Reading", "read"]
