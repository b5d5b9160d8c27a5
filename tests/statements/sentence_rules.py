"""What is wrong with the words of a result: rules that need no knowledge of how the words were made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from numbers import Real

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.statements import footer, statement, subtitle

_EMPTY = re.compile(
    r"[{}]|\b(?:nan|NaN|None|NaT|inf)\b|<NA>|(?:^|[ (:;,])–(?:$|[ );:,.])|\(\s*\)|: *$|: *[;,.]"
)
_UNTIDY = re.compile(r"  |\s$|^\s| [,.;:)]|\( |[;,:]{2}|\.\.(?!\.)")
_POINT = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])")
_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_OLD = re.compile(r"kém |\bnơi (?:dẫn|cao|đứng)|mất điểm|cách đo|tự chấm|chỗ (?:đứt|gãy)|đứng thứ|so được"
                  r"|\bPAR (?!INDEX)|measured anew|utmost|everybody")  # fmt: skip
_NUMBER = {"vi": re.compile(r"(?<![\w.,])[−+±]?\d+(?:\.\d{3})*(?:,\d+)?(?![\w])"),
           "en": re.compile(r"(?<![\w.,])[−+±]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")}  # fmt: skip


def faults(table: pd.DataFrame, unit: str | None = None) -> list[str]:
    """Return what is wrong with sentence, subtitle and footer of a result, in both languages."""
    found = []
    for lang in ("vi", "en"):
        sentence = statement(table, lang, unit=unit)
        for part, text in (
            ("sentence", sentence),
            ("subtitle", subtitle(table, lang)),
            ("footer", footer(table, lang)),
        ):
            found += [f"{lang} {part}: {fault}: {text}" for fault in words_of(text, lang)]
        found += [
            f"{lang} sentence: {fault}: {sentence}" for fault in _against_table(table, sentence, lang, unit)
        ]
    return found


def words_of(text: str, lang: str) -> list[str]:
    """Return what is wrong with a text by itself.

    Examples
    --------
    >>> words_of("A đạt 41.25 điểm  PAPI", "vi")
    ['untidy', 'decimal point']
    >>> words_of("PCI năm 2021: support tăng nan", "vi")
    ['empty place', 'code support']
    """
    found = []
    if not text.strip() or _EMPTY.search(text):
        found.append("empty place")
    if _UNTIDY.search(text) or text[:1].islower():
        found.append("untidy")
    if lang == "vi" and _POINT.search(re.sub(r"(?:\d\.\d(?:\.\d)*)(?=[,; )]|$)", _codes_out, text)):
        found.append("decimal point")
    if lang == "en" and _COMMA.search(re.sub(r"\d, \d", "", text)):
        found.append("decimal comma")
    if old := _OLD.search(text):
        found.append(f"old word {old[0].strip()}")
    found += [
        f"code {code}" for code in _internal_codes() if lang == "vi" and re.search(rf"\b{code}\b", text)
    ]
    return found


def _codes_out(number: re.Match[str]) -> str:
    """Leave a printed number of a criterion, such as 6.2, out of what is looked at as a number."""
    return "" if number[0] in _printed_codes() else number[0]


@cache
def _printed_codes() -> frozenset[str]:
    return frozenset(c.code for c in _criteria() if c.code[0].isdigit())


@cache
def _internal_codes() -> tuple[str, ...]:
    """Return the codes that nobody prints: words in lower case."""
    return tuple(
        sorted({c.code for c in _criteria() if c.code.isascii() and c.code.islower() and len(c.code) > 2})
    )


@cache
def _criteria() -> tuple[frameworks.Criterion, ...]:
    indices = frameworks.indices().items()
    return tuple(c for index, declared in indices for year in _years(index, declared.last_year)
                 for c in frameworks.framework(index, year).criteria.values())  # fmt: skip


def _years(index: str, last: int) -> list[int]:
    """Return the years of an index: the first is named where a year is asked for that is none."""
    try:
        frameworks.framework(index, 1)
    except frameworks.FrameworkError as error:
        return list(range(int(re.findall(r"\b(?:19|20)\d\d\b", str(error))[0]), last + 1))
    return [last]


def _against_table(table: pd.DataFrame, sentence: str, lang: str, unit: str | None) -> list[str]:
    """Return the numbers of a sentence that its table does not give, and what its own kind of rule finds."""
    known = _numbers(table)
    bare = sentence
    for name in sorted(_texts(table), key=len, reverse=True):
        bare = bare.replace(name, " ").replace(name[:1].lower() + name[1:], " ")
    strange = []
    for number in _NUMBER[lang].findall(bare):
        plain = number.lstrip("−+±")
        plain = plain.replace(".", "").replace(",", ".") if lang == "vi" else plain.replace(",", "")
        if plain not in known:
            strange.append(f"{number} is not in the table")
    rule = _RULES.get(str(table.attrs["kind"]))
    return strange + (list(rule(table, sentence, lang, unit)) if rule else [])


def _texts(table: pd.DataFrame) -> set[str]:
    columns = [
        c
        for c in table.columns
        if c.startswith(("name", "unit", "band", "region", "reason", "basis", "best_unit"))
    ]
    texts = {str(v) for c in columns for v in table[c].dropna().unique()} | {"PAR INDEX"}
    return {
        t for t in texts | {str(v) for v in table.attrs.values() if isinstance(v, str)} if re.search(r"\d", t)
    }


def _numbers(table: pd.DataFrame) -> set[str]:
    """Return all numbers that a table gives: its cells, what it counts, and differences to median and best."""
    values = [
        float(v) for c in table.columns for v in table[c].dropna() if isinstance(v, Real) and c != "code"
    ]
    words = [str(v).replace(",", ".") for c in table.columns if not pd.api.types.is_numeric_dtype(table[c])
             for v in table[c].dropna().unique()]  # fmt: skip
    values += [float(x) for word in words for x in re.findall(r"\d+(?:\.\d+)?", word)]
    for value in table.attrs.values():
        many = (
            value.values()
            if isinstance(value, dict)
            else value
            if isinstance(value, list | tuple)
            else [value]
        )
        values += [float(x) for v in many for x in re.findall(r"\d+(?:\.\d+)?", str(v).replace(",", "."))]
    values += [float(n) for n in range(len(table) + 1)] + [90.0, 95.0]
    values += [float(y) - 1 for y in table["year"].dropna()] if "year" in table else []
    if "score" in table and len(table):
        scores = pd.to_numeric(table["score"], errors="coerce").dropna()
        if len(scores):
            values.append(float(scores.median()))
        best = scores.max()
        values += [float(round(best, 4) - round(s, 4)) for s in scores] + [
            float(round(best, 2) - round(s, 2)) for s in scores
        ]
        if "median" in table:
            values += [float(d) for d in (table["score"] - table["median"]).dropna()]
    if {"change", "median_change"} <= set(table.columns):
        values += [
            float(d)
            for d in (pd.to_numeric(table["change"], errors="coerce") - table["median_change"]).dropna()
        ]
    if {"total", "other_total"} <= set(table.attrs) and table.attrs["other_total"] is not None:
        values += [round(table.attrs["other_total"], d) - round(table.attrs["total"], d) for d in (2, 4)]
    if "self_minus_appraised" in table and "leaf" in table:
        values.append(
            float(
                table.loc[
                    table["leaf"] & (table["self_minus_appraised"] > 0.005), "self_minus_appraised"
                ].sum()
            )
        )
    if "high" in table and "low" in table and "basis" in table:
        values += list((table["high"] - table["low"]).groupby(table["basis"]).mean().astype(float))
    return {
        f"{abs(v) * by:.{d}f}"
        for v, by, d in product(values, (1, 100), (0, 1, 2, 4))
        if v == v and abs(v) < 1e7
    }


def _trend(table: pd.DataFrame, sentence: str, lang: str, _: str | None) -> Iterable[str]:
    published = table[table["score"].notna()]
    if published.empty or lang == "en":
        return
    last = published.iloc[-1]
    up, down = " tăng " in sentence, " giảm " in sentence
    if (up or down) and last["comparability"] in ("redefined", "new", "jumped", "dropped"):
        yield f"a change over a step that is {last['comparability']}"
    column = {"same": "change", "rescaled": "change_in_pct", "partly": "like_for_like"}.get(
        last["comparability"]
    )
    if (
        column
        and pd.notna(last[column])
        and (up, down) != (last[column] > 0, last[column] < 0)
        and (up or down)
    ):
        yield f"direction is not that of {column}"
    gap = last["score"] - last["median"]
    if pd.notna(gap) and ("; cao hơn" in sentence) > (gap > 0) or ("; thấp hơn" in sentence) > (gap < 0):
        yield "the median is on the other side"


def _rank_history(table: pd.DataFrame, sentence: str, lang: str, _: str | None) -> Iterable[str]:
    ranked = table[table["printed_rank"].fillna(table["rank"]).notna()]
    if ranked.empty or lang == "en":
        return
    moved = ranked.iloc[-1]["shown_change"]
    for word, right in (("tăng", moved > 0), ("giảm", moved < 0), ("giữ nguyên", moved == 0)):
        if re.search(rf"[,;] {word}|hai năm, {word}", sentence) and not (pd.notna(moved) and right):
            yield f"{word}, while the rank moved by {moved}"


def _behind(table: pd.DataFrame, sentence: str, lang: str, _: str | None) -> Iterable[str]:
    for row in table.itertuples():
        name = row.name if lang == "vi" else row.name_en
        inside = name[:1].lower() + name[1:] if lang == "vi" else name
        listed = sentence.partition(": ")[2].split(", ")
        if (
            "thấp hơn trung vị" in sentence
            and inside in listed
            and not row.gap_to_median > 0
            and not row.median_pct > row.pct
        ):
            yield f"{name} is not below the median"


def _scorecard(table: pd.DataFrame, sentence: str, lang: str, _: str | None) -> Iterable[str]:
    ranked = table[table["position"].notna()]
    if lang == "en" or " thấp nhất ở " not in sentence:
        return
    from cchc_analysis.statements.headlines import main_scope

    main = ranked[ranked["scope"] == main_scope(ranked)]
    best, worst = sentence.split(" và thấp nhất ở ")
    for part, row in (
        (best, main.loc[main["position"].idxmin()]),
        (worst.partition(";")[0], main.loc[main["position"].idxmax()]),
    ):
        if f"({row['rank']}/{row['n_units']}" not in part:
            yield f"{row['index']} {row['rank']}/{row['n_units']} is further out than what is named"


_RULES = {"trend": _trend, "rank_history": _rank_history, "weaknesses": _behind, "scorecard": _scorecard}
