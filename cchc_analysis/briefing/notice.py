"""``tin_bai``: the notice to the public, in plain words; what was reached, and what remains to be done."""

from __future__ import annotations

from datetime import date

from cchc_analysis.briefing import contents, office
from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.briefing.questions import Answer, Briefing

#: Words of a notice, at least and at most.
LEAST, MOST = 250, 400


def notice(briefing: Briefing, say: Phrases) -> list[tuple[str, list[str]]]:
    """Return the notice: the title with its opening, then headings, each with its paragraphs.

    It has 250 to 400 words: sentences of less weight are left out where it would be longer, and where little is
    known it says more of how to read what is.
    """
    opening = say(
        "notice", "opening", unit=briefing.subject.full_name, years=contents.years_told(briefing, say)
    )
    opening = " ".join(filter(None, (opening, contents.boundaries(briefing.subject.unit_id, say))))
    estimated = [say("general", "estimated")] if briefing.subject.kind == "merged" else []
    fixed = [*estimated, say("notice", "close"), say("notice", "ask")]
    headings = [say("notice", name) for name in ("results", "changes", "remains", "doubt", "file")]
    headings.append(say("notice", "title", unit=briefing.subject.full_name))
    chosen: dict[str, list[str]] = {part: [] for part in ("results", "changes", "remains")}
    words = _count([opening, *fixed, say("notice", "weak"), *contents.sources(briefing), *headings])
    for part, lines in _candidates(briefing, say):
        for line in lines:
            if words + _count([line]) <= MOST:
                chosen[part].append(line)
                words += _count([line])
    kept = [line for line in contents.measured(briefing, say) if (words := words + _count([line])) <= MOST]
    remains = [*chosen["remains"], say("notice", "weak")] if chosen["remains"] else []
    of_reading = [say("notice", "ranks"), *contents.doubts(briefing, say)]
    of_reading += [say("notice", name) for name in ("median", "alone")]
    of_reading = [line for line in of_reading if line not in estimated]
    while of_reading and words - (0 if remains else _count([say("notice", "weak")])) < LEAST + 20:
        fixed.insert(-1, of_reading.pop(0))
        words += _count(fixed[-2:-1])
    sections = [
        (_begun(say("notice", "title", unit=briefing.subject.full_name)), [" ".join([opening, *kept])]),
        (say("notice", "results"), [" ".join(chosen["results"])]),
        (say("notice", "changes"), [" ".join(chosen["changes"])]),
        (say("notice", "remains"), [" ".join(remains)]),
        (say("notice", "doubt"), fixed),
        (say("notice", "file"), [" ".join(contents.sources(briefing))]),
    ]
    return [(heading, [p for p in lines if p]) for heading, lines in sections if any(lines)]


def _begun(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def _candidates(briefing: Briefing, say: Phrases) -> list[tuple[str, list[str]]]:
    """Return the sentences by part, those that matter most first."""
    results = [a for a in briefing.of_part("ket_qua") if a.is_told and a.question.words != "report"]
    results.sort(key=lambda answer: (answer.question.context, bool(answer.index), not answer.lead))
    remains = contents.remaining(briefing)
    changes = [a for a in briefing.of_part("thay_doi") if a.question.tells == "change"]
    changes.sort(key=lambda answer: not answer.lead)
    first = [say("general", "illustrative")] if contents.is_made_up(briefing) else []
    return [
        ("results", first + _sentences(results[:2], briefing, say)),
        ("remains", _sentences(remains[:2], briefing, say)),
        ("changes", _sentences(changes[:1], briefing, say)),
        ("results", _sentences(results[2:], briefing, say)),
        ("changes", _sentences(changes[1:], briefing, say)),
        ("remains", _sentences(remains[2:], briefing, say)),
    ]


def _sentences(answers: list[Answer], briefing: Briefing, say: Phrases) -> list[str]:
    return [contents.sentence_of(answer, briefing, say) for answer in answers]


def _count(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


def as_markdown(sections: list[tuple[str, list[str]]]) -> str:
    """Return a notice as Markdown."""
    marks = ["#", *["##"] * (len(sections) - 1)]
    blocks = [
        block for mark, (heading, lines) in zip(marks, sections, strict=True)
        for block in (f"{mark} {heading}", *lines)
    ]  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def as_document(sections: list[tuple[str, list[str]]], made: date, lang: str) -> bytes:
    """Return a notice as a document of Word."""
    document = office.document()
    for at, (heading, lines) in enumerate(sections):
        if at == 0:
            office.write(document, heading, bold=True, align=office.CENTRE, after=10, size=office.TITLE)
        else:
            office.heading(document, heading, 1)
        for line in lines:
            office.write(document, line, indent=True)
    return office.finished(document, sections[0][0], made, lang)
