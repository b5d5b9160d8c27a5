"""What a notebook shows without code: whose it is, a form to choose, answers in words, chart and table."""

from cchc_analysis.notebooks.exploring import explore
from cchc_analysis.notebooks.opening import notebook

__all__ = ["explore", "notebook"]
