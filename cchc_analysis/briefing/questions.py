"""The questions of a pack (``questions.toml``), and what is known of each: an answer, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from cchc_analysis.briefing.phrases import declared
from cchc_analysis.briefing.subject import Subject


@dataclass(frozen=True, slots=True)
class Question:
    """A question of ``questions.toml``."""

    key: str
    part: str
    ask: str
    of: str
    kinds: tuple[str, ...]
    chart: str = ""
    report: str = ""
    slide: str = ""
    words: str = ""
    tells: str = ""
    only: str = ""
    context: bool = False
    spare: bool = False
    most: int = 40
    columns: tuple[str, ...] = ()
    vi: str = ""
    en: str = ""
    caption: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the figures answer to a question.

    ``index`` is empty where several are told of together; ``year`` is that of the figures; ``about`` is the
    unit that it is about, the subject or, as context, its province; ``signs`` is what those of its chart mean,
    ``caveats`` what must be known of the figures, in sentences without their stops; ``repeats`` tells that the
    overview of all indices has said its sentence.
    """

    number: int
    question: Question
    index: str
    year: int
    about: str
    sentence: str
    subtitle: str
    source: str
    signs: str
    caveats: tuple[str, ...]
    result: pd.DataFrame = field(repr=False)
    lead: bool = False
    repeats: bool = False

    @property
    def name(self) -> str:
        """The name of its files: ``07_papi_dien_bien``."""
        index = f"{self.index.lower()}_" if self.index else ""
        return f"{self.number:02d}_{index}{self.question.key}"

    @property
    def is_told(self) -> bool:
        """Whether its sentence stands in the report."""
        told = self.question.words in ("", "report") or (self.question.words == "lead" and self.lead)
        return told and not self.repeats

    def stands_in(self, where: str) -> bool:
        """Tell whether its chart stands in the ``report`` or on a ``slide``."""
        wanted = getattr(self.question, where)
        return wanted == "all" or (wanted == "lead" and self.lead)


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """A question without an answer, and why, in both languages; ``part`` is that of the report it is of."""

    key: str
    index: str
    why: tuple[str, str]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that a pack tells: the subject, the year, answers and what has none."""

    subject: Subject
    year: int
    asked_year: int | None
    lang: str
    answers: list[Answer]
    not_answered: list[NotAnswered]
    scores: pd.DataFrame = field(repr=False)

    def years_told(self) -> dict[str, int]:
        """Return the year that is told of each index."""
        return self.subject.years_told(self.asked_year)

    def of_part(self, part: str) -> list[Answer]:
        """Return the answers of a part of the report, in order."""
        return [answer for answer in self.answers if answer.question.part == part]


def questions() -> list[Question]:
    """Return the declared questions in their order."""
    return [
        Question(**row | {name: tuple(row.get(name, ())) for name in ("kinds", "columns")})
        for row in declared("questions.toml")["question"]
    ]
