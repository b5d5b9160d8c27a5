"""The thresholds of the analysis, as declared in ``thresholds.toml``: how much is enough, in one place."""

from __future__ import annotations

from typing import Any

from cchc_analysis.declarations import declaration


def threshold(section: str, name: str) -> Any:
    """Return a declared threshold, or what else is declared about groups of units.

    Examples
    --------
    >>> threshold("usual_change", "share"), threshold("correlation", "pairs")
    (0.9, 10)
    """
    return declaration("analysis", "thresholds.toml")[section][name]
