"""What the documents of a pack say, before any of them is written: the same sentences in all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from cchc_analysis import frameworks, successor
from cchc_analysis.briefing.dates import written_date
from cchc_analysis.briefing.figures import unit_of
from cchc_analysis.briefing.phrases import Phrases, declared
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.statements import index_name, weakest_named
from cchc_analysis.statements.phrases import enumerated
from cchc_analysis.units import all_units
from cchc_analysis.units.boundaries import mergers

#: The parts of a report, in order.
PARTS = ("ket_qua", "thay_doi", "manh_yeu", "uu_tien", "nghi_van")
_INDICES = "|".join(index_name(index, "en").casefold() for index in frameworks.indices())
_SIGNED = re.compile(r"(?<=\d) (?=%)")
#: The indices that an overview names, and what goes with the names.
_NAMED = re.compile(rf"( of)? (?:{_INDICES})(, (?:{_INDICES}))*")
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
    """Return a part of the report: by index and year the name of both, the answers, what they say.

    What is told of all indices together comes first, the indices in the same order in every part, then what is
    context.
    """
    order = {index: at for at, index in enumerate(("", *briefing.subject.years))}
    groups: dict[tuple[bool, int, int], list[Answer]] = {}
    for answer in briefing.of_part(part):
        if answer.is_told:
            year = -answer.year if answer.index else 0  # the latest first
            groups.setdefault((answer.question.context, order[answer.index], year), []).append(answer)
    return [
        (f"{index_name(answers[0].index, say.lang)} {answers[0].year}" if answers[0].index else "", answers,
         " ".join(dict.fromkeys(sentence_of(answer, briefing, say) for answer in answers)))
        for _, answers in sorted(groups.items())
    ]  # fmt: skip


def boundaries(unit_id: str, say: Phrases) -> str:
    """Return into what provinces were merged of which this is one, or what they became; else nothing."""
    names = {unit.unit_id: unit.unit for unit in all_units()}
    if unit_id not in names:
        return ""
    after = successor(unit_id)
    merger = mergers().get(after.unit_id)
    if merger is None or len(merger.parts) < 2:
        return ""
    parts, date = enumerated(names[part] for part in merger.parts), written_date(merger.on, say.lang)
    key = "merged" if unit_id == after.unit_id else "successor"
    return say("general", key, date=date, unit=names[unit_id], parts=parts, after=after.unit)


def remaining(briefing: Briefing) -> list[Answer]:
    """Return the answers that tell what remains to be done, of all indices together first.

    One that names only criteria that others named before is left out.
    """
    kept: list[Answer] = []
    known: set[tuple[str, str]] = set()
    for answer in (*briefing.of_part("uu_tien"), *briefing.of_part("manh_yeu")):
        named = weakest_named(answer.result) if answer.question.tells == "weak" else set()
        if answer.question.tells == "weak" and not (named and named <= known):
            kept.append(answer)
            known |= named
    return kept


def not_compared(briefing: Briefing, say: Phrases) -> list[str]:
    """Return, by index, why its last change may not be told as a change, or only of a part.

    That a year is the first with a score says less than what changed since ranks of an earlier one; that it is
    the first with a rank says nothing of its score.
    """
    reasons: dict[tuple[str, int], tuple[bool, str]] = {}
    scored: dict[str, int] = {}  # the year of each score, told before the ranks
    for answer in briefing.answers:
        kind, rows = answer.result.attrs["kind"], answer.result
        if kind not in ("trend", "rank_history"):
            continue
        known = rows[
            (rows["score"] if kind == "trend" else rows["printed_rank"].fillna(rows["rank"])).notna()
        ]
        if known.empty:
            continue
        last = known.iloc[-1]
        reason, comparability = last["reason_en" if say.lang == "en" else "reason"], last["comparability"]
        is_first, at = comparability == "new", (answer.index, int(last["year"]))
        if kind == "trend":
            scored[answer.index] = at[1]
        is_told = comparability in _NOT_COMPARED and pd.notna(reason) and reason
        if not is_told or at[1] < scored.get(answer.index, 0):  # a rank older than the score
            continue
        if not (is_first and kind == "rank_history") and reasons.get(at, (True, ""))[0]:
            reasons[at] = (is_first, str(reason))
    return [
        sentence(say("general", "not_compared", index=index, year=year, reason=reason))
        for (index, year), (_, reason) in reasons.items()
    ]


def is_made_up(briefing: Briefing) -> bool:
    """Tell whether figures are those of a unit that does not exist."""
    return any(answer.result.attrs.get("illustrative") for answer in briefing.answers)


def doubts_told(briefing: Briefing, say: Phrases) -> list[str]:
    """Return the doubts of what a report says: of all indices together, and of the leading one.

    That figures are made up stands below its title already.
    """
    told = [a for a in briefing.answers if a.is_told and (a.lead or not a.index or a.stands_in("report"))]
    return [line for line in doubts(briefing, say, told) if line != say("general", "illustrative")]


def doubts(briefing: Briefing, say: Phrases, answers: Sequence[Answer] | None = None) -> list[str]:
    """Return what must be known of the figures: caveats of the answers, estimates; a clause once."""
    lines: list[str] = []
    if is_made_up(briefing):
        lines.append(say("general", "illustrative"))
    if briefing.subject.kind == "merged":
        lines.append(say("general", "estimated"))
    clauses: dict[str, list[str]] = {}
    answers = briefing.answers if answers is None else answers
    for answer in answers:
        clauses.setdefault(answer.index, []).extend("; ".join(answer.caveats).casefold().split("; "))
    for about in dict.fromkeys(unit_of(answer, briefing) for answer in answers if answer.question.context):
        if merged := boundaries(about, say):
            lines.append(say("general", "of_context", what=merged))
    for answer in answers:
        of = f"{index_name(answer.index, say.lang)}: " if answer.index else ""
        of = say("general", "of_context", what="") if answer.question.context else of
        for part in answer.caveats:
            new = [clause for clause in part.split("; ") if not _said(clause, answer.index, clauses)]
            if new:
                lines.append(of + sentence(_begun("; ".join(new))))
    return list(dict.fromkeys(lines))


def _said(clause: str, of: str, clauses: dict[str, list[str]]) -> bool:
    """Tell whether another clause says the same and more; else strike the clause out, as told from now on.

    What the overview says of an index that it names, that index's own clauses may say without the name.
    """
    known, clause = clauses[of], clause.casefold()
    if clause not in known or any(clause in other and other != clause for other in known):
        return True
    clauses[of] = [other for other in known if other != clause]
    named = [index for index in frameworks.indices() if index_name(index, "en").casefold() in clause]
    unnamed = _NAMED.sub("", clause)
    return not of and bool(named) and all(_begins(unnamed, clauses.get(index, ())) for index in named)


def _begins(clause: str, known: Sequence[str]) -> bool:
    return any(other.startswith(clause) for other in known)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def silences(briefing: Briefing, lang: str) -> dict[str, str]:
    """Return why questions have no answer, each reason once, with the part of the report that misses it.

    Where others of the part have one, that is the last: of what must be doubted.
    """
    empty = [part for part in PARTS if not briefing.of_part(part)]
    reasons: dict[str, str] = {}
    for silent in briefing.not_answered:
        part = silent.part if silent.part in empty else PARTS[-1]
        reasons.setdefault(sentence(silent.why[lang == "en"]), part)
    return reasons


def measured(briefing: Briefing, say: Phrases) -> list[str]:
    """Return what each index measures, of those that this is written down of."""
    keys = (f"what_{index.lower()}" for index in briefing.years_told())
    return [say("notice", key) for key in keys if key in declared("words.toml")["notice"]]


def years_told(briefing: Briefing, say: Phrases) -> str:
    """Return the sentence that names the year of each index."""
    told_of = briefing.years_told().items()
    years = ", ".join(f"{index_name(index, say.lang)} {year}" for index, year in told_of)
    return say("general", "years", years=years)


def sources(briefing: Briefing) -> list[str]:
    """Return the sources of the answers: those with a common heading (*Nguồn:*) on one line, each once."""
    lines: dict[str, dict[str, dict[str, None]]] = {}
    for answer in briefing.answers:
        heading, colon, named = answer.source.rpartition(": ")
        for source in filter(None, named.split("; ")):  # "PAR INDEX, SIPAS (Bộ Nội vụ), theo báo chí"
            names, bracket, publisher = source.partition(" (")
            known = lines.setdefault(heading + colon, {}).setdefault(bracket + publisher, {})
            known.update(dict.fromkeys(names.split(", ")))
    return [
        sentence(
            heading + "; ".join(", ".join(names) + publisher for publisher, names in by_publisher.items())
        )
        for heading, by_publisher in lines.items()
    ]
