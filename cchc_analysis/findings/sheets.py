"""The rules over a scoring sheet: what its own numbers say against each other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

from cchc_analysis.findings.form import Findings

if TYPE_CHECKING:
    from cchc_analysis.workbooks.scoring import Entry

Say = Callable[..., None]
#: Points that differ by less than this differ by rounding; per cent by less than the second.
_ROUNDING, _ROUNDING_PCT = 0.011, 0.06
#: A self-score that exceeds the appraised one by this share of the maximum asks for a word.
_FLATTERING = 0.2
#: The stages of a result, the first that a sheet prints.
_RESULTS = (("final",), ("appraised_2", "survey"), ("appraised_2",), ("appraised", "survey"), ("appraised",))


def check_sheet(entries: list[Entry], file: str, sheet: str, findings: Findings) -> None:
    """Report what does not add up in a scoring sheet, each at its cell.

    Parameters
    ----------
    entries : list of Entry
        The criteria of one sheet.
    file, sheet : str
        Where they stand.
    findings : Findings
        Takes the findings.
    """

    def say(rule: str, cell: str, entry: Entry, **values: object) -> None:
        findings.add(rule, file=file, sheet=sheet, cell=cell, code=entry.code, name=entry.name[:60], **values)

    for entry in entries:
        if entry.node.again:
            say("criterion_twice", entry.code_cell, entry)
        for stage, value in () if entry.answers else entry.values.items():
            if _is_above(value.number, entry.maximum.number) and not _has_penalty(entry):
                say("score_above_max", value.cell, entry, value=value.number, max=entry.maximum.number)
            expected = _below(entry, stage)
            if expected is not None and _apart(value.number, expected, len(entry.children)):
                say("parent_not_sum", value.cell, entry, value=value.number, expected=expected)
        sums = _sums_of_maxima(entry)
        if sums and all(_apart(entry.maximum.number, s, 1) for s in sums):
            say("max_not_sum", entry.maximum.cell, entry, value=entry.maximum.number, expected=sums[0])
        gap = _flattering(entry)
        if gap is not None:
            say("self_above_appraised", entry.values["self"].cell, entry, gap=gap)
        _check_pct(entry, say)
        _check_answers(entry, say)


def _has_penalty(entry: Entry) -> bool:
    """Tell whether penalties stand below: a block of bonus and penalty may exceed what it adds up to."""
    return any(c.maximum.number < 0 or _has_penalty(c) for c in entry.children)


def _is_above(score: float, most: float) -> bool:
    return score > most + _ROUNDING if most >= 0 else score < most - _ROUNDING


def _apart(printed: float, expected: float, count: int) -> bool:
    """Tell whether a printed sum is missed by more than the rounding of its *count* parts."""
    return abs(printed - expected) > max(_ROUNDING, 0.0051 * count)


def _below(entry: Entry, stage: str) -> float | None:
    """Return what the criteria below add up to; one that prints no score counts by those below it."""
    return _sum([_reading(child, stage) for child in entry.children])


def _reading(entry: Entry, stage: str) -> float | None:
    number = entry.values[stage].number
    return number if number == number else _below(entry, stage)


def _sum(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) if known else None


def _sums_of_maxima(entry: Entry) -> list[float]:
    """Return what the maximum may be: of all below, without bonus and penalty, without what does not apply."""
    known = [c for c in entry.children if c.maximum.number == c.maximum.number]
    if entry.answers or any(c.answers for c in known):
        return []  # shares are not added up
    if not known or len(known) < len(entry.children):
        return []
    every = sum(c.maximum.number for c in known)
    plain = sum(c.maximum.number for c in known if not is_bonus(c.name) and c.maximum.number >= 0)
    applying = sum(c.maximum.number for c in known
                   if not any(v.status == "not_applicable" for v in c.values.values()))  # fmt: skip
    return list(dict.fromkeys([every, plain, applying]))


def is_bonus(name: str) -> bool:
    """Tell whether a block of points is one of bonus or penalty, which a total may leave out."""
    words = name.lower()
    return "điểm thưởng" in words or "điểm phạt" in words or "điểm trừ" in words


def _flattering(entry: Entry) -> float | None:
    own = entry.values.get("self")
    judged = entry.values.get("appraised_2") or entry.values.get("appraised")
    if entry.children or own is None or judged is None or not entry.maximum.number > 0:
        return None
    gap = own.number - judged.number
    return gap if gap >= _FLATTERING * entry.maximum.number - 1e-9 else None


def _check_pct(entry: Entry, say: Say) -> None:
    printed, most = entry.index_pct, entry.maximum.number
    if printed is None or printed.number != printed.number or not most > 0:
        return
    reached = next((r for stages in _RESULTS if (r := _reached(entry, stages)) is not None), None)
    if reached is None:
        return
    shares = (printed.number, 100 * printed.number)
    ratios = [100 * reached / m for m in (most, entry.possible) if m > 0]
    nearest, expected = min(product(shares, ratios), key=lambda pair: abs(pair[0] - pair[1]))
    if abs(nearest - expected) > _ROUNDING_PCT:
        whole = nearest == round(nearest) and abs(nearest - expected) <= 0.5
        say("pct_rounded" if whole else "index_not_ratio", printed.cell, entry, value=nearest,
            expected=expected)  # fmt: skip


def _check_answers(entry: Entry, say: Say) -> None:
    answers = entry.answers
    if answers is not None and abs(answers.printed.number - answers.n) > 0.5:
        counts = {"value": int(answers.printed.number), "expected": int(answers.n)}
        say("answers_not_sum", answers.printed.cell, entry, **counts)


def _reached(entry: Entry, stages: tuple[str, ...]) -> float | None:
    if any(s not in entry.values for s in stages):
        return None
    known = [entry.values[s].number for s in stages]
    return _sum([n for n in known if n == n])
