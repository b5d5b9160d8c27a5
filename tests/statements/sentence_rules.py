"""What is wrong with the words of a result: rules that need no knowledge of how the words were made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis.phrases import index_name
from cchc_analysis.statements import footer, statement, subtitle
from cchc_analysis.vietnamese import sentence_case

_EMPTY = re.compile(
    r"[{}]|\b(?:nan|NaN|None|NaT|inf)\b|<NA>|(?:^|[ (:;,])–(?:$|[ );:,.])|\(\s*\)|: *$|: *[;,.]"
)
_ID = re.compile(r"\btinh-\d+\b|\b(?:so|xa|bo)/[\w-]+")
_UNTIDY = re.compile(r"  |\s$|^\s| [,.;:)]|\( |[;,:]{2}|\.\.(?!\.)")
_POINT = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])")
_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_OLD = re.compile(r"kém |\bnơi (?:dẫn|cao|đứng)|mất điểm|cách đo|tự chấm|chỗ (?:đứt|gãy)|đứng thứ|so được"
                  r"|\bPAR\b(?! INDEX)|measured anew|utmost|everybody")  # fmt: skip
#: What no official would write: from a place to the same place, a span of one year, one of one, none of them.
_ODD = re.compile(r"từ thứ (\d+) (?:đến|lên|xuống) thứ \1\b|from rank (\d+) to \2\b|\b((?:19|20)\d\d)–\3\b"
                  r"|\(1/1 năm|\b1 trong 1\b|\bthe 1 of\b|\b(?:chỉ có|only) 0 "
                  r"|[;,] 0 (?:tiêu|đơn)")  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Letters that English has not.
_VIETNAMESE = re.compile(r"\w*[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]\w*")
_NUMBER = {"vi": re.compile(r"(?<![\w.,])[−+±]?\d+(?:\.\d{3})*(?:,\d+)?(?![\w])"),
           "en": re.compile(r"(?<![\w.,])[−+±]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")}  # fmt: skip


def faults(table: pd.DataFrame, unit: str | None = None) -> list[str]:
    """Return what is wrong with sentence, subtitle and footer of a result, in both languages."""
    wrong, known = [], Known(table)
    for lang in ("vi", "en"):
        texts = {"sentence": statement(table, lang, unit=unit), "subtitle": subtitle(table, lang),
                 "footer": footer(table, lang)}  # fmt: skip
        for part, text in texts.items():
            kinds = words_of(text, lang)
            if lang == "en" and (word := _VIETNAMESE.search(known.nameless(text))):
                kinds.append(f"Vietnamese in English {word[0]}")
            if part == "sentence":
                kinds += _against_table(table, known, text, lang, unit)
            wrong += [f"{lang} {part}: {kind}: {text}" for kind in kinds]
    return wrong


def words_of(text: str, lang: str) -> list[str]:
    """Return what is wrong with a text by itself.

    Examples
    --------
    >>> words_of("A đạt 41.25 điểm  PAPI", "vi")
    ['untidy', 'decimal point']
    >>> words_of("PCI năm 2021: support tăng nan", "vi")
    ['empty place', 'code support']
    """
    wrong = []
    if not text.strip() or _EMPTY.search(text):
        wrong.append("empty place")
    if _UNTIDY.search(text) or text[:1].islower():
        wrong.append("untidy")
    if lang == "vi" and _POINT.search(re.sub(r"(?:\d\.\d(?:\.\d)*)(?=[,; )]|$)", _codes_out, text)):
        wrong.append("decimal point")
    if lang == "en" and _COMMA.search(re.sub(r"\d, \d", "", text)):
        wrong.append("decimal comma")
    if old := _OLD.search(text):
        wrong.append(f"old word {old[0].strip()}")
    if unit_id := _ID.search(text):
        wrong.append(f"id of a unit {unit_id[0]}")
    if odd := _ODD.search(text):
        wrong.append(f"odd: {odd[0]}")
    return wrong + [f"code {code}" for code in sorted(set(_internal_codes().findall(text))) if lang == "vi"]


def _codes_out(number: re.Match[str]) -> str:
    """Leave a printed number of a criterion, such as 6.2, out of what is looked at as a number."""
    return "" if number[0] in _printed_codes() else number[0]


@cache
def _printed_codes() -> frozenset[str]:
    return frozenset(c.code for c in _criteria() if c.code[0].isdigit())


@cache
def _internal_codes() -> re.Pattern[str]:
    """Return the pattern of codes that nobody prints: words in lower case."""
    codes = {c.code for c in _criteria() if c.code.isascii() and c.code.islower() and len(c.code) > 2}
    return re.compile(rf"\b(?:{'|'.join(sorted(codes))})\b")


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


def _against_table(
    table: pd.DataFrame, known: Known, sentence: str, lang: str, unit: str | None
) -> list[str]:
    """Return the numbers of a sentence that its table does not give, and what its own kind of rule finds."""
    bare = sentence
    for name in known.names:
        bare = bare.replace(name, " ").replace(name[:1].lower() + name[1:], " ")
    strange = [f"{n} is not in the table" for n in _NUMBER[lang].findall(bare) if not known.gives(n, lang)]
    strange += _unnamed(table, sentence, lang)
    rule = _RULES.get(str(table.attrs["kind"]))
    return strange + (list(rule(table, sentence, lang, unit)) if rule else [])


def _unnamed(table: pd.DataFrame, sentence: str, lang: str) -> Iterator[str]:
    """Yield what a sentence lacks that stands alone, torn out of a briefing: the index, the year."""
    attrs = table.attrs
    nameless = sentence.replace(str(attrs.get("unit")), " ")
    if "index" in attrs and index_name(str(attrs["index"]), lang) not in nameless:
        yield "index is not named"
    if (attrs.get("year") or "year" in table) and not _YEAR.search(sentence):
        yield "year is not named"


class Known:
    """What a table gives: its numbers, what it counts, differences to median and best; names with figures."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.attrs = dict(table.attrs)
        self._table = table.copy(deep=False)
        self._table.attrs = {}  # pandas copies them whole for every column that is looked at
        self.names = sorted(_names(self._table, self.attrs), key=len, reverse=True)
        self._units = sorted(_units(self._table, self.attrs), key=len, reverse=True)

    def nameless(self, text: str) -> str:
        """Return a text without the names of units, files and of what a unit's own sheet names."""
        for name in self._units:
            text = text.replace(name, " ")
        return text

    def gives(self, number: str, lang: str) -> bool:
        """Tell whether a number as it is written is one of the table's, or of a share in per cent."""
        plain = number.lstrip("−+±")
        plain = plain.replace(".", "").replace(",", ".") if lang == "vi" else plain.replace(",", "")
        half = 0.5 * 10.0 ** -len(plain.partition(".")[2]) + 1e-9
        return any(
            (np.abs(values * by - float(plain)) <= half).any()
            for values in (self._printed, self._made) for by in (1, 100)
        )  # fmt: skip

    @cached_property
    def _printed(self) -> np.ndarray:
        return _sizes(_values(self._table, self.attrs))

    @cached_property
    def _made(self) -> np.ndarray:
        return _sizes(_differences(self._table, self.attrs))


def _sizes(values: Iterable[float]) -> np.ndarray:
    sizes = np.abs(np.fromiter(values, dtype="float64"))
    return np.unique(sizes[np.isfinite(sizes)])


@cache
def _provinces() -> frozenset[str]:
    return frozenset(units.provinces()["unit"]) | {"QĐ"}


def _units(table: pd.DataFrame, attrs: dict) -> set[str]:
    """Return names that are the same in every language: of units; of criteria that only a sheet names."""
    columns = [c for c in table.columns if c.startswith("unit") or c in ("other", "best_unit")]
    if "name_en" not in table.columns:
        columns += [c for c in table.columns if c == "name"]
    names = _texts(table, columns) | _provinces()
    if {"name", "name_en"} <= set(table.columns):  # a sheet of one's own has its names in one language
        names |= _texts(table[table["name"].eq(table["name_en"]).fillna(False)], ["name"])
    names |= {str(attrs.get(key, "")) for key in ("unit", "file", "other")} - {""}
    names |= {str(name) for value in attrs.values() if isinstance(value, list) for name in value}
    return {form for name in names for form in (name, sentence_case(name))}


def _names(table: pd.DataFrame, attrs: dict) -> set[str]:
    begin = ("name", "unit", "band", "region", "reason", "basis", "best_unit")
    texts = _texts(table, [c for c in table.columns if c.startswith(begin)]) | {"PAR INDEX"}
    texts |= {str(v) for v in attrs.values() if isinstance(v, str)}
    return {t for t in texts if re.search(r"\d", t) and re.search(r"[^\W\d]", t)}


def _texts(table: pd.DataFrame, columns: Iterable[str]) -> set[str]:
    """Return what stands in some columns, each text once."""
    return {str(v) for c in columns for v in set(table[c].tolist()) if not pd.isna(v)}


def _floats(column: pd.Series) -> np.ndarray:
    return column.to_numpy(dtype="float64", na_value=np.nan)


def _values(table: pd.DataFrame, attrs: dict) -> Iterator[float]:
    """Yield the numbers that a table gives, and what it counts."""
    texts = set()
    for name, column in table.items():
        if pd.api.types.is_numeric_dtype(column.dtype):
            yield from () if name == "code" else _floats(column)
        else:
            texts |= _texts(table, [name])
    for value in attrs.values():
        listed = value.values() if isinstance(value, dict) else value
        texts |= set(map(str, listed if isinstance(listed, list | tuple | type({}.values())) else [value]))
    for text in texts:
        yield from map(float, re.findall(r"\d+(?:\.\d+)?", text.replace(",", ".")))
    yield from (*range(len(table) + 1), 90, 95)
    if "year" in table:
        yield from _floats(table["year"]) - 1


def _differences(table: pd.DataFrame, attrs: dict) -> Iterator[float]:
    """Yield the differences that a sentence tells and that stand in no column."""
    columns = set(table.columns)
    scores = pd.to_numeric(table["score"], errors="coerce").dropna() if "score" in columns else pd.Series([])
    if len(scores):
        yield float(scores.median())
        for places in (2, 4):
            printed = [round(float(score), places) for score in scores]
            yield from (max(printed) - score for score in printed)
            yield from (later - score for score, later in pairwise(printed))
    for a, b in (("score", "median"), ("pct", "median_pct"), ("change", "median_change"), ("high", "low"),
                 ("score", "previous_score")):  # fmt: skip
        if {a, b} <= columns:
            pair = zip(_floats(table[a]).tolist(), _floats(table[b]).tolist(), strict=True)
            known = [(x, y) for x, y in pair if x == x and y == y]
            for places in (1, 2, 4):
                yield from (round(x, places) - round(y, places) for x, y in known)
    for a, b in (("total", "other_total"), ("total", "previous_total"), ("value", "target")):
        ends = attrs.get(a), attrs.get(b)
        if None not in ends:
            yield from (round(ends[0], places) - round(ends[1], places) for places in (1, 2, 4))
    yield from _sums(table, columns)


def _sums(table: pd.DataFrame, columns: set[str]) -> Iterator[float]:
    """Yield the sums and means that a sentence tells."""
    if {"self_minus_appraised", "leaf"} <= columns:
        above = table["leaf"] & (table["self_minus_appraised"] > 0.005)
        yield float(table.loc[above, "self_minus_appraised"].sum())
    if {"high", "low", "basis"} <= columns:
        yield from (table["high"] - table["low"]).groupby(table["basis"]).mean().astype(float)


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
        listed = sentence.partition(": ")[2]
        if (
            re.search("(?<!không )thấp hơn trung vị", sentence)
            and inside in re.split("[,;] ", listed)
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
