"""The numbers of an answer as a table: what its sentence and its chart show, each with where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis.briefing.derived import completed, computed
from cchc_analysis.briefing.keys import Key
from cchc_analysis.briefing.phrases import Phrases, declared
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.briefing.tracing import Trace, Tracer
from cchc_analysis.statements import decimals_of
from cchc_analysis.vietnamese import format_number

#: A code that stands for a word: none that is printed.
_OURS = re.compile("[a-z]{3}")
#: Results of which only the unit's own rows are told.
_OWN_ROWS = ("bands", "rank_range")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a table: its decimals, and where it comes from (nowhere: a year)."""

    value: float
    places: int
    trace: Trace | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind an answer.

    ``names`` are those of the columns in ``figures.toml``; ``rows`` hold texts, :class:`Number` or None (not
    published); ``facts`` are single numbers: what, number.
    """

    names: list[str]
    headings: list[str]
    rows: list[list[str | Number | None]]
    facts: list[tuple[str, Number]] = field(default_factory=list)
    formulas: list[tuple[str, str]] = field(default_factory=list)

    def chosen(self, names: Sequence[str], lang: str) -> tuple[list[str], list[list[str]]]:
        """Return some columns as they are shown: their headings, their rows."""
        places = [at for at, name in enumerate(self.names) if name in names]
        rows = [[shown(row[at], lang) for at in places] for row in self.rows]
        return [self.headings[at] for at in places], rows

    def numbers(self) -> Iterator[tuple[str, Number]]:
        """Yield every number with its heading."""
        for row in self.rows:
            for heading, value in zip(self.headings, row, strict=True):
                if isinstance(value, Number):
                    yield heading, value
        yield from self.facts


def tabulate(answer: Answer, unit_id: str, tracer: Tracer, say: Phrases) -> Table:
    """Return the numbers of an answer.

    Parameters
    ----------
    answer : Answer
    unit_id : str
        Whom it is about.
    tracer : Tracer
    say : Phrases
        In the language of the pack.
    """
    result = completed(answer.result, unit_id)
    kind = str(result.attrs["kind"])
    columns = {
        name: column
        for name, column in _of_kind("columns", kind).items()
        if name in result and not result[name].replace("", pd.NA).isna().all()
    }
    if kind in _OWN_ROWS:
        result = _kept_attrs(result, result[result["unit_id"] == unit_id])
    rows, used = [], {}
    for row in result.to_dict("records"):
        facts = {str(name): value for name, value in row.items()} | {"unit_id": row.get("unit_id", unit_id)}
        key = tracer.key(facts, result)
        cells: list[str | Number | None] = []
        for name, column in columns.items():
            cells.append(_cell(facts, name, column, key, result, tracer, say))
            if "from" in column:
                used[column[say.lang]] = column["from"]
        rows.append(cells)
    singles = list(_facts(answer, result, unit_id, tracer, say))
    formulas = declared("figures.toml")["formulas"]
    told = {what for what, _ in singles}
    facts_of = {c[say.lang]: c["from"] for c in _of_kind("facts", kind).values() if c[say.lang] in told}
    sources = {**used, **facts_of}
    named = {heading: _NAMED.get(source, source) for heading, source in sources.items()}
    explained = [(heading, formulas[f][say.lang]) for heading, f in named.items() if f in formulas]
    return Table(list(columns), [c[say.lang] for c in columns.values()], rows, singles, explained)


_NAMED = {"computed_rank": "rank"}


def _of_kind(section: str, kind: str) -> dict[str, Any]:
    figures = declared("figures.toml")
    return dict(figures[section].get(figures["same"].get(kind, kind), {}))


def _kept_attrs(result: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    rows.attrs = result.attrs
    return rows


def _cell(
    row: dict[str, Any], name: str, column: dict[str, Any], key: Key, result: pd.DataFrame, tracer: Tracer,
    say: Phrases,
) -> str | Number | None:  # fmt: skip
    english = f"{name}_en"
    value = row[english] if say.lang == "en" and english in row else row[name]
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if "places" not in column:
        return printed_code(str(value)) if name in ("code", "code_before") else str(value)
    if column.get("from") == "count" and not value:  # the nation, an estimate: nobody is ranked with it
        return None
    trace = None
    if "from" in column:
        trace = tracer.trace(column["from"], key, row, name, result, say)
    return Number(float(value), _places(column, key.index), trace, bool(column.get("plain")))


def printed_code(code: str) -> str | None:
    """Return a code as sheets print it; nothing for one that is only ours.

    Examples
    --------
    >>> printed_code("3.2"), printed_code("III"), printed_code("total"), printed_code("entry.1")
    ('3.2', 'III', None, None)
    """
    return None if _OURS.match(code) else code


def _places(column: dict[str, Any], index: str) -> int:
    return decimals_of(index) if column["places"] == "index" else int(column["places"])


def _facts(
    answer: Answer, result: pd.DataFrame, unit_id: str, tracer: Tracer, say: Phrases
) -> Iterator[tuple[str, Number]]:
    """Yield the single numbers of an answer, those that its result holds."""
    kind = str(result.attrs["kind"])
    attrs = answer.result.attrs | computed(kind, answer.result, unit_id)
    row = {name: value for name, value in attrs.items() if np.isscalar(value)} | {
        "unit_id": unit_id,
        "code": "total",
    }
    key = tracer.key(row, answer.result)
    for name, column in _of_kind("facts", kind).items():
        value = attrs.get(name)
        if value is None or pd.isna(value):
            continue
        trace = tracer.trace(column["from"], key, row, name, answer.result, say)
        yield column[say.lang], Number(float(value), _places(column, key.index), trace)


def unit_of(answer: Answer, briefing: Briefing) -> str:
    """Return the id of whom an answer is about: the subject, or as context its province.

    The province is the one of the figures: what it became of a merger has none yet.
    """
    if not answer.question.context:
        return briefing.subject.unit_id
    scores = briefing.scores
    ids = scores.loc[(scores["unit"] == answer.about) & (scores["unit_type"] == "province"), "unit_id"]
    return str(ids.mode().iloc[0]) if len(ids) else briefing.subject.unit_id


def shown(value: str | Number | None, lang: str) -> str:
    """Return a value as a table shows it: ``84,2``; a dash where nothing was published.

    Examples
    --------
    >>> shown(Number(84.25, 1), "vi"), shown(Number(2024, 0, plain=True), "vi"), shown(None, "vi")
    ('84,2', '2024', '–')
    """
    if not isinstance(value, Number):
        return value or "–"
    return str(int(value.value)) if value.plain else format_number(value.value, value.places, lang)
