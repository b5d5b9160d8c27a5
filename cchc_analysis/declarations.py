"""What the package declares in TOML beside its code: words, thresholds, limits, each file read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def declaration(room: str, name: str) -> dict[str, Any]:
    """Return a declared file of a room of the package; shared, so that nobody may write into it.

    Examples
    --------
    >>> declaration("analysis", "thresholds.toml")["usual_change"]["share"]
    0.9
    """
    return tomllib.loads(files("cchc_analysis").joinpath(room, name).read_text(encoding="utf-8"))
