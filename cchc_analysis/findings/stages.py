"""The rule over the stages of one score: a final score that elsewhere is what was appraised and surveyed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cchc_analysis.findings.form import Findings
from cchc_analysis.findings.scored_tree import ROUNDING

Key = tuple[int, str]


def check_stages(
    scores: Mapping[Key, Mapping[str, float]],
    place: Callable[[Key], tuple[str, str, str]],
    name: Callable[[Key], tuple[str, str]],
    findings: Findings,
    changes: Mapping[Key, float] | None = None,
) -> None:
    """Report final scores that are not the sum of appraisal and survey, where most others are.

    Parameters
    ----------
    scores : mapping of (unit, code) to mapping of stage to float
    place, name : callable
        Give file, sheet and cell of a final score; and its unit and code.
    findings : Findings
        Takes the findings.
    changes : mapping of (unit, code) to float, optional
        Bonuses less penalties, which a final score may have in it.
    """
    sums = {k: _expected(s, (changes or {}).get(k, 0.0)) for k, s in scores.items() if "final" in s}
    known = {k: v for k, v in sums.items() if v is not None}
    wrong = [k for k, v in known.items() if abs(scores[k]["final"] - v) > ROUNDING]
    if not wrong or len(wrong) * 2 >= len(known):
        return
    for key in wrong:
        file, sheet, cell = place(key)
        unit, code = name(key)
        findings.add("final_not_sum", file=file, sheet=sheet, cell=cell, unit=unit, code=code,
                     value=scores[key]["final"], expected=known[key])  # fmt: skip


def _expected(stages: Mapping[str, float], change: float) -> float | None:
    judged = stages.get("appraised_2", stages.get("appraised"))
    survey = stages.get("survey")
    if judged is None or survey is None:
        return None
    whole = judged + survey
    return min(whole, whole + change, key=lambda points: abs(stages["final"] - points))
