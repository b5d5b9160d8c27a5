"""The thresholds of the analysis, as declared in ``thresholds.toml``: how much is enough, in one place."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _declared() -> dict[str, dict[str, Any]]:
    text = files("cchc_analysis.analysis").joinpath("thresholds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def threshold(section: str, name: str) -> Any:
    """Return a declared threshold, or what else is declared about groups of units.

    Examples
    --------
    >>> threshold("usual_change", "share"), threshold("correlation", "pairs")
    (0.9, 10)
    """
    return _declared()[section][name]
