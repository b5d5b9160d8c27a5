"""How much it takes before something is said of a group of units (``enough.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _declared() -> dict[str, dict[str, float]]:
    return tomllib.loads(files("cchc_analysis.analysis").joinpath("enough.toml").read_text(encoding="utf-8"))


def enough(section: str, key: str) -> float:
    """Return a declared minimum.

    Examples
    --------
    >>> enough("correlation", "pairs")
    10
    """
    return _declared()[section][key]
