"""What the documents of a pack say, before any of them is written: the same sentences in all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.statements import index_name

#: The parts of a report, in order.
PARTS = ("ket_qua", "thay_doi", "manh_yeu", "uu_tien", "nghi_van")
#: The questions whose answers tell what remains to be done.
_WEAK = ("yeu_nhat", "diem_chua_dat", "diem_yeu", "diem_yeu_chung")
_SIGNED = re.compile(r"(?<=\d) (?=%)")
#: Steps after which a change is not told as such.
_NOT_COMPARED = ("redefined", "partly", "jumped", "rescaled", "new")


def sentence(text: str) -> str:
    """Return a sentence that ends.

    Examples
    --------
    >>> sentence("Bắc Kạn xếp thứ 22/61"), sentence("Có.")
    ('Bắc Kạn xếp thứ 22/61.', 'Có.')
    """
    return text if not text or text[-1] in ".!?" else f"{text}."


def bound(text: str) -> str:
    r"""Return a text in which no line ends between a number and its sign.

    Examples
    --------
    >>> bound("82,5 % điểm")
    '82,5\xa0% điểm'
    """
    return _SIGNED.sub("\u00a0", text)


def sentence_of(answer: Answer, briefing: Briefing, say: Phrases) -> str:
    """Return the sentence of an answer; what is context is called so."""
    if not answer.question.context:
        return sentence(answer.sentence)
    called = say("general", "context", unit=answer.about, whose=briefing.subject.unit)
    return f"{called}. {sentence(answer.sentence)}"


def paragraphs(briefing: Briefing, part: str, say: Phrases) -> list[tuple[str, list[Answer], str]]:
    """Return a part of the report: by index its name with the year, the answers, what they say.

    What is told of all indices together comes first, the indices in the same order in every part.
    """
    groups: dict[str, list[Answer]] = {index: [] for index in ("", *briefing.subject.years)}
    for answer in briefing.of_part(part):
        if answer.is_told:
            groups[answer.index].append(answer)
    return [
        (f"{index_name(index, say.lang)} {answers[0].year}" if index else "", answers,
         " ".join(dict.fromkeys(sentence_of(answer, briefing, say) for answer in answers)))
        for index, answers in groups.items() if answers
    ]  # fmt: skip


def remaining(briefing: Briefing) -> list[Answer]:
    """Return the answers that tell what remains to be done, of all indices together first."""
    answers = (*briefing.of_part("uu_tien"), *briefing.of_part("manh_yeu"))
    return [answer for answer in answers if answer.question.key in _WEAK]


def not_compared(briefing: Briefing, say: Phrases) -> list[str]:
    """Return, by index, why its last change may not be told as a change, or only of a part."""
    lines = []
    for answer in briefing.answers:
        if answer.result.attrs["kind"] not in ("trend", "rank_history"):
            continue
        known = answer.result[answer.result["score"].notna()]
        if known.empty:
            continue
        last = known.iloc[-1]
        reason = last["reason_en" if say.lang == "en" else "reason"]
        if last["comparability"] in _NOT_COMPARED and pd.notna(reason) and reason:
            line = say("general", "not_compared", index=answer.index, year=int(last["year"]), reason=reason)
            lines.append(sentence(line))
    return list(dict.fromkeys(lines))


def doubts(briefing: Briefing, say: Phrases, answers: Sequence[Answer] | None = None) -> list[str]:
    """Return what must be known of the figures: caveats of the charts, estimates; each clause once an index."""
    lines: list[str] = []
    if any(answer.result.attrs.get("illustrative") for answer in briefing.answers):
        lines.append(say("general", "illustrative"))
    if briefing.subject.kind == "merged":
        lines.append(say("general", "estimated"))
    known: dict[str, set[str]] = {}
    for answer in answers if answers is not None else briefing.answers:
        of = f"{index_name(answer.index, say.lang)}: " if answer.index else ""
        for part in answer.caveats.split(". "):
            clauses = _not_yet(part.strip().rstrip("."), known.setdefault(answer.index, set()))
            if clauses:
                lines.append(of + sentence(clauses[:1].upper() + clauses[1:]))
    return list(dict.fromkeys(lines))


def _not_yet(text: str, known: set[str]) -> str:
    """Return the clauses of a sentence that are not known yet, which they are from then on."""
    new = [clause for clause in text.split("; ") if clause.casefold() not in known]
    known.update(clause.casefold() for clause in new)
    return "; ".join(new)


def silences(briefing: Briefing, lang: str) -> list[str]:
    """Return why questions have no answer, each reason once."""
    reasons = (silent.why[0 if lang == "vi" else 1] for silent in briefing.not_answered)
    return list(dict.fromkeys(sentence(reason) for reason in reasons))


def years_told(briefing: Briefing, say: Phrases) -> str:
    """Return the sentence that names the year of each index."""
    told_of = briefing.years_told().items()
    years = ", ".join(f"{index_name(index, say.lang)} {year}" for index, year in told_of)
    return say("general", "years", years=years)


def sources(briefing: Briefing) -> list[str]:
    """Return the sources of the answers: those with a common heading (*Nguồn:*) on one line, each once."""
    lines: dict[str, list[str]] = {}
    for answer in briefing.answers:
        heading, colon, named = answer.source.partition(": ")
        heading, named = (heading, named) if colon else ("", answer.source)
        lines.setdefault(heading, []).extend(named.split("; "))
    return [
        sentence((f"{heading}: " if heading else "") + "; ".join(_each_once(named)))
        for heading, named in lines.items() if any(named)
    ]  # fmt: skip


def _each_once(sources: Sequence[str]) -> list[str]:
    """Return each source once, and none that stands in the list of another: ``a.xlsx, b.xlsx``."""
    lists = {source: source.split(", ") for source in sources}
    listed = {name for names in lists.values() if len(names) > 1 for name in names}
    return [source for source in lists if source not in listed]
