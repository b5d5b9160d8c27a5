"""What the package declares beside its code in TOML and CSV: words, limits …, each file read once."""

from __future__ import annotations

import csv
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


@cache
def table(room: str, name: str) -> list[dict[str, str]]:
    """Return the rows of a declared CSV of a room of the package; shared, as those of :func:`declaration`.

    Examples
    --------
    >>> table("tables", "vocabulary.csv")[0].keys()
    dict_keys(['facet', 'value', 'match', 'pattern'])
    """
    text = files("cchc_analysis").joinpath(room, name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
