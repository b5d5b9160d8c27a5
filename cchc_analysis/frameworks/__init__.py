"""What an index is: its editions, criteria, scales, weights, and what may be compared between them."""

from cchc_analysis.frameworks.catalog import editions, framework, indices, load, tolerance
from cchc_analysis.frameworks.comparability import (
    KINDS,
    Step,
    between,
    code_in,
    comparability,
    derived,
)
from cchc_analysis.frameworks.model import Criterion, Framework, FrameworkError, Index

__all__ = [
    "KINDS",
    "Criterion",
    "Framework",
    "FrameworkError",
    "Index",
    "Step",
    "between",
    "code_in",
    "comparability",
    "derived",
    "editions",
    "framework",
    "indices",
    "load",
    "tolerance",
]
