"""The thresholds of the analysis, as declared in ``thresholds.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _declared() -> dict[str, dict[str, float]]:
    text = files("cchc_analysis.analysis").joinpath("thresholds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def threshold(section: str, name: str) -> float:
    """Return a declared threshold.

    Examples
    --------
    >>> threshold("usual_change", "share")
    0.9
    """
    return _declared()[section][name]
