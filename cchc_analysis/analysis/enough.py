"""How much it takes before something is said of a group of units (``enough.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _declared() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("cchc_analysis.analysis").joinpath("enough.toml").read_text(encoding="utf-8"))


def enough(section: str, key: str) -> Any:
    """Return a declared minimum, or what else is declared about groups of units.

    Examples
    --------
    >>> enough("correlation", "pairs")
    10
    """
    return _declared()[section][key]
