"""What a jump does to a step of a line: the line breaks, and what stands above names it."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import lines
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.errors import words
from cchc_analysis.jumps import Jumps, Step, jumps_of, rule
from cchc_analysis.phrases import number_in_both
from cchc_analysis.vietnamese import format_number


class Compared(NamedTuple):
    """How a year compares with an earlier one: kind, reason in two languages, codes of what changed below."""

    kind: str
    reason: str
    reason_en: str
    below: str


def jumps_in(scores: pd.DataFrame, index: str, scope: str) -> Jumps:
    """Return the jumps that the units of a scope are subject to (:func:`cchc_analysis.jumps.jumps_of`)."""
    return kept(scores, ("jumps", index, scope), lambda: jumps_of(scores, index, scope), shared=True)


def jump_of(index: str, code: str, year: int, previous: int, jumps: Jumps) -> Step | None:
    """Return the greatest jump of a criterion (a code of *year*) on the way from *previous* to *year*."""
    if not jumps:
        return None
    concept = frameworks.framework(index, year).criteria[code].concept
    steps = [jumps[concept, y] for y in range(previous + 1, year + 1) if (concept, y) in jumps]
    return max(steps, key=lambda step: abs(step.points), default=None)


def with_jumps(index: str, code: str, year: int, previous: int, compared: Compared, jumps: Jumps) -> Compared:
    """Return a comparison as the jumps leave it.

    A criterion that jumped is of the kind ``jumped`` where it would have been compared. What stands above it
    stays what it is and names it: the median of the whole did not move so far.
    """
    step = jump_of(index, code, year, previous, jumps) if compared.kind in ("same", "rescaled") else None
    if step is not None:
        return Compared("jumped", *_joined(_reason(step), compared), compared.below)
    if compared.kind not in ("same", "rescaled", "partly") or not jumps:
        return compared
    already = compared.below.split(", ")
    below = [
        c for c in frameworks.below_of(index, code, year)
        if c not in already and jump_of(index, c, year, previous, jumps)
        and frameworks.between(index, c, year, previous).kind in ("same", "rescaled")
    ]  # fmt: skip
    if not below:
        return compared
    share = format_number(rule()["share"], 0)
    reason = words("reasons", "jumped_below", names=lines.named(index, year, below), share=share)
    return Compared(
        compared.kind, *_joined(reason, compared), ", ".join(c for c in (compared.below, *below) if c)
    )


def _reason(step: Step) -> tuple[str, str]:
    before, after = number_in_both(step.before, 1), number_in_both(step.after, 1)
    way = ("lên", "up") if step.points > 0 else ("xuống", "down")
    return words("reasons", f"jumped_{step.basis}", before=before, after=after, way=way, year=step.year)


def _joined(reason: tuple[str, str], compared: Compared) -> tuple[str, str]:
    vi, en = ("; ".join(part for part in parts if part) for parts in zip(reason, compared[1:3], strict=True))
    return vi, en
