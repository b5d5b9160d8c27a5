"""What an index is: its editions, criteria, scales, weights, and what may be compared between them."""

from cchc_analysis.frameworks.catalog import (
    declare,
    declare_beside,
    editions,
    framework,
    has_indicators,
    indices,
    is_users,
    own_files,
    remembered,
    tolerance,
    written_out,
)
from cchc_analysis.frameworks.comparability import (
    KINDS,
    OTHER_TOTALS,
    Step,
    below_of,
    between,
    code_in,
    comparability,
    derived,
    line_up,
    rebuilt_below,
)
from cchc_analysis.frameworks.declaration import load
from cchc_analysis.frameworks.model import Criterion, Framework, FrameworkError, Term

__all__ = [
    "KINDS",
    "OTHER_TOTALS",
    "Criterion",
    "Framework",
    "FrameworkError",
    "Step",
    "Term",
    "below_of",
    "between",
    "code_in",
    "comparability",
    "declare",
    "declare_beside",
    "derived",
    "editions",
    "framework",
    "has_indicators",
    "indices",
    "is_users",
    "line_up",
    "load",
    "own_files",
    "rebuilt_below",
    "remembered",
    "tolerance",
    "written_out",
]
