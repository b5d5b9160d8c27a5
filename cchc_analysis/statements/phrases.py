"""The declared phrases (``words.toml``), and names and numbers as they stand in them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.declarations import declaration
from cchc_analysis.statements.shown import decimals, in_percent
from cchc_analysis.vietnamese import format_number


def _words() -> dict[str, dict[str, dict[str, str]]]:
    return declaration("statements", "words.toml")


def say(section: str, key: str, lang: str, **facts: object) -> str:
    """Return a declared phrase in a language, its braces filled in.

    An index is named as sentences call it; ``{index_full}`` is its name where it is mentioned first.

    Examples
    --------
    >>> say("marks", "median", "vi", value="43,48")
    'Trung vị 43,48'
    >>> say("rulers", "title", "vi", unit="Bắc Kạn", rank=3, n=63, index="PAR", year=2023)
    'Bắc Kạn xếp thứ 3/63 về Chỉ số CCHC (PAR INDEX) năm 2023'
    """
    if "index" in facts:
        facts["index_full"] = index_name(str(facts["index"]), lang, first=True)
        facts["index"] = index_name(str(facts["index"]), lang)
    return _words()[section][key][lang].format(**facts)


def has_phrase(section: str, key: str) -> bool:
    """Tell whether a phrase is declared."""
    return key in _words()[section]


def index_name(index: str, lang: str, *, first: bool = False) -> str:
    """Return how a sentence names an index: in full where it is mentioned first; other text as it is."""
    declared = frameworks.indices().get(index)
    return declared.mentioned(lang, first=first) if declared else index


def term(result: pd.DataFrame, lang: str, *, several: bool = False, level: int | None = None) -> str:
    """Return what the index of a result calls its criteria, at the level of the result unless given."""
    if level is None:
        level = _level(result)
    declared = frameworks.indices().get(str(result.attrs.get("index", "")))
    known = declared.term(int(level)) if declared and level is not None else frameworks.Term()
    return known.word(lang, several=several)


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


def _level(result: pd.DataFrame) -> int | None:
    """Return the level of a result: its own, that of its rows, or that of the criterion asked for."""
    attrs = result.attrs
    if attrs.get("level") is not None:
        return int(attrs["level"])
    if "level" in result and result["level"].notna().any():
        return int(result["level"].dropna().iloc[-1])
    index, code = str(attrs.get("index", "")), attrs.get("code", "total")
    if code == "total" or index not in frameworks.indices() or not attrs.get("year"):
        return None
    criterion = frameworks.framework(index, int(attrs["year"])).criteria.get(str(code))
    return criterion.level if criterion else None


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


def points(value: float, result: pd.DataFrame, lang: str, *, sign: bool = False) -> str:
    """Write points with as many decimals as the result's index."""
    return format_number(value, decimals(result), lang, sign=sign)


def most_points(value: float, lang: str) -> str:
    """Write a maximum: a round one without decimals, as sheets and reports do.

    Examples
    --------
    >>> most_points(10, "vi"), most_points(3.333333, "vi"), most_points(14.5, "en")
    ('10', '3,33', '14.5')
    """
    written = f"{round(float(value), 2):g}"
    return written.replace(".", ",") if lang == "vi" else written


def amount(value: float, result: pd.DataFrame, lang: str) -> str:
    """Write a score with its unit: points, or per cent where the index is one."""
    return say(
        "amounts", "percent" if in_percent(result) else "points", lang, value=points(value, result, lang)
    )


def amount_of_row(row: Mapping[Hashable, Any], lang: str) -> str:
    """Write the score of a row that names its index, among rows of several: per cent where it is one."""
    table = pd.DataFrame({"score": [row["score"]], "max_score": [row["max_score"]]})
    table.attrs["index"] = row["index"]
    return amount(row["score"], table, lang)


def amount_of_index(value: float, result: pd.DataFrame, lang: str) -> str:
    """Write a score with its unit and what it is of: ``43,48 điểm PAPI``, ``83,94 % về SIPAS``."""
    key = "of_percent" if in_percent(result) else "of_points"
    return say("amounts", key, lang, value=points(value, result, lang), index=result.attrs["index"])


def gap_amount(value: float, result: pd.DataFrame, lang: str, *, sign: bool = False) -> str:
    """Write a difference of two scores with its unit: points, or percentage points."""
    key = "percentage_points" if in_percent(result) else "points"
    return say("amounts", key, lang, value=points(value, result, lang, sign=sign))
