"""The declared phrases (``words.toml``), and names and numbers as they stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.phrases import column_in, phrase
from cchc_analysis.statements.shown import decimals, in_percent
from cchc_analysis.vietnamese import format_number

#: What the units of a scope are called, by how it begins.
_OF_SCOPES = {
    "tinh": "provinces", "bo": "ministries", "so": "departments", "huyen": "districts", "xa": "communes",
}  # fmt: skip
#: Return a phrase of the sentences and charts, in a language.
say = partial(phrase, "statements")
_ONE_YEAR = re.compile(r"\b((?:19|20)\d\d)–\1\b")


def tidy(text: str) -> str:
    """Return a text that begins with a capital; of two brackets one is made, of a span of one year the year.

    Examples
    --------
    >>> tidy("tri thức (PAPI) (thứ hạng), 2024–2024")
    'Tri thức (PAPI; thứ hạng), 2024'
    """
    return _ONE_YEAR.sub(r"\1", text[:1].upper() + text[1:].replace(") (", "; "))


def term(result: pd.DataFrame, lang: str, *, several: bool = False, level: int | None = None) -> str:
    """Return what the index of a result calls its criteria, at the level of the result unless given."""
    if level is None:
        level = _level(result)
    declared = frameworks.indices().get(str(result.attrs.get("index", "")))
    known = declared.term(int(level)) if declared and level is not None else frameworks.Term()
    return known.word(lang, several=several)


def units_words(result: pd.DataFrame, lang: str) -> dict[str, str]:
    """Return what the units of a result are called: ``units``, and ``counted`` behind a number."""
    kind = re.split("[-/]", str(result.attrs.get("scope", "")))[0]
    words = {form: say(form, _OF_SCOPES.get(kind, "units"), lang) for form in ("units", "counted")}
    peers = str(result.attrs.get("peers") or "all")
    if result.attrs.get("kind") != "ranks" or peers == "all":
        return words
    names = ", ".join(result.attrs["peer_names"])
    return {form: say("place", peers, lang, units=word, names=names) for form, word in words.items()}


def teller(
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
    if code == "total" or index not in frameworks.indices():
        return None
    years = [attrs["year"]] if attrs.get("year") else result["year"].iloc[::-1] if "year" in result else []
    editions = (frameworks.framework(index, int(year)).criteria for year in years)
    return next((criteria[code].level for criteria in editions if code in criteria), None)


def criterion_name(result: pd.DataFrame, lang: str) -> str:
    """Return the name of the criterion that a result is about."""
    return str(result.attrs.get(column_in("name", lang)) or result.attrs.get("name", ""))


def lowered(name: str, lang: str) -> str:
    """Return a name as it stands inside a sentence: ``Tiếp cận đất đai`` → ``tiếp cận đất đai``.

    English names are titles and keep their capitals, as do abbreviations.
    """
    first = name.split(" ")[0]
    abbreviated = len(first) > 1 and first.isupper()
    return name if lang == "en" or abbreviated else name[:1].lower() + name[1:]


def name_of(row: Mapping[Hashable, Any], lang: str) -> str:
    """Return the name of a row's criterion as it stands inside a sentence."""
    return lowered(str(row[column_in("name", lang)]), lang)


def enumerated(names: Iterable[str]) -> str:
    """Write names one after the other; by semicolons where one of them has a comma of its own.

    Examples
    --------
    >>> enumerated(["tri thức công dân", "thu, chi ngân sách"])
    'tri thức công dân; thu, chi ngân sách'
    """
    listed = list(names)
    return ("; " if any(", " in name for name in listed) else ", ").join(listed)


def span(result: pd.DataFrame) -> dict[str, int | str]:
    """Return the first and the last year in which the criterion existed, and both as ``span``."""
    existed = result["code"].notna() if "code" in result else slice(None)
    years = result.loc[existed, "year"]
    first, last = int(years.min()), int(years.max())
    return {"first": first, "last": last, "span": f"{first}–{last}"}


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
