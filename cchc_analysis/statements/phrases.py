"""The declared phrases (``words.toml``), and names and numbers as they stand in them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

import pandas as pd

from cchc_analysis.statements.shown import decimals, in_percent
from cchc_analysis.vietnamese import format_number


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("cchc_analysis.statements").joinpath("words.toml").read_text(encoding="utf-8"))


def say(section: str, key: str, lang: str, **facts: object) -> str:
    """Return a declared phrase in a language, its braces filled in.

    Examples
    --------
    >>> say("marks", "median", "vi", value="43,48")
    'Trung vị 43,48'
    """
    return _words()[section][key][lang].format(**facts)


def has_phrase(section: str, key: str) -> bool:
    """Tell whether a phrase is declared."""
    return key in _words()[section]


def told_by(
    result: pd.DataFrame, table: Mapping[str, Callable[[pd.DataFrame, str], str]]
) -> Callable[[pd.DataFrame, str], str]:
    """Return the function of a table that tells results of this kind.

    Raises
    ------
    ValueError
        For a table that is no result of the analysis.
    """
    kind = str(result.attrs.get("kind", ""))
    if kind not in table:
        known = ", ".join(table)
        raise ValueError(
            f"Bảng này không phải kết quả phân tích ({known}).\n"
            f"This table is no result of the analysis ({known})."
        )
    return table[kind]


def criterion_name(result: pd.DataFrame, lang: str) -> str:
    """Return the name of the criterion that a result is about."""
    return str(result.attrs.get("name_en" if lang == "en" else "name") or result.attrs.get("name", ""))


def lowered(name: str, lang: str) -> str:
    """Return a name as it stands inside a sentence: ``Tiếp cận đất đai`` → ``tiếp cận đất đai``.

    English names are titles and keep their capitals, as do abbreviations.
    """
    first = name.split(" ")[0]
    abbreviated = len(first) > 1 and first.isupper()
    return name if lang == "en" or abbreviated else name[:1].lower() + name[1:]


def span(result: pd.DataFrame) -> dict[str, int]:
    """Return the first and the last year in which the criterion existed."""
    there = result.loc[result["code"].notna(), "year"]
    return {"first": int(there.min()), "last": int(there.max())}


def points(value: float, result: pd.DataFrame, lang: str) -> str:
    """Write points with as many decimals as the result's index."""
    return format_number(value, decimals(result), lang)


def amount(value: float, result: pd.DataFrame, lang: str) -> str:
    """Write a score with its unit: points, or per cent where the index is one."""
    return say(
        "amounts", "percent" if in_percent(result) else "points", lang, value=points(value, result, lang)
    )


def gap_amount(value: float, result: pd.DataFrame, lang: str) -> str:
    """Write a difference of two scores with its unit: points, or percentage points."""
    key = "percentage_points" if in_percent(result) else "points"
    return say("amounts", key, lang, value=points(value, result, lang))
