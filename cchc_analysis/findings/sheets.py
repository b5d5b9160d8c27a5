"""The rules over a scoring sheet: what its own numbers say against each other."""

from __future__ import annotations

from itertools import product
from math import inf, nan

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.findings.form import Findings
from cchc_analysis.findings.scored_tree import ROUNDING, ScoredTree
from cchc_analysis.scores import RESULTS

#: Per cent that differ by less differ by rounding.
_ROUNDING_PCT = 0.06
#: A self-score that exceeds the appraised one by this share of the maximum asks for a word.
_FLATTERING, _LEAST = 0.2, 1e-9


def check_sheet(tree: ScoredTree, file: str, sheet: str, findings: Findings) -> None:
    """Report what does not add up in a unit's criteria, standing in a *file* and *sheet*, each at its cell."""
    _Check(tree, file, sheet, findings).run()


class _Check:
    def __init__(self, tree: ScoredTree, file: str, sheet: str, findings: Findings) -> None:
        self.tree = tree
        self.file, self.sheet = file, sheet
        self.findings = findings
        self.parents = [(place, below) for place in tree.upwards if (below := tree.children[place])]
        self.possible = tree.possible()
        self.sums = {stage: self._sums(values) for stage, values in tree.scores.items()}
        self.second = self._second_appraisal()
        self.left_standing = self._sums(self.second) if "appraised_2" in tree.scores else ()
        self.penalised = self._penalised()
        self.penalties = self._penalties()

    def run(self) -> None:
        tree = self.tree
        for place in np.flatnonzero(self._may_be_wrong()).tolist():
            if tree.again and tree.again[place]:
                self._say("criterion_twice", place, "code")
            if not tree.is_survey:
                self._check_points(place)
            for stage, printed in tree.shares.items():
                self._check_share(place, stage, printed[place])
        self._check_lowered()
        for place, below in self.parents:
            for misplaced in (c for c in below if _is_elsewhere(tree.codes[c], tree.codes[place])):
                self._say("code_elsewhere", misplaced, "code", parent=tree.codes[place])

    def _check_lowered(self) -> None:
        """Report the maxima from which those of criteria that do not apply were taken away."""
        tree = self.tree
        lowered = [p for p, most in enumerate(self.possible) if abs(most - tree.maxima[p]) > ROUNDING]
        if lowered:
            out = [tree.codes[p] for p in range(len(tree.codes)) if tree.out[p]]
            self._say("maximum_lowered", lowered[0], "maximum", value=tree.maxima[lowered[0]],
                      taken=self.possible[lowered[0]], out=", ".join(out),
                      cells=", ".join(tree.cell(p, "maximum") for p in lowered))  # fmt: skip

    def _may_be_wrong(self) -> Vector:
        """Tell which criteria a rule asks anything of: most have no parts, and points within their maximum."""
        tree, most = self.tree, np.array(self.tree.maxima)
        asked = np.array([bool(below) for below in tree.children], bool)
        for stage, scores in tree.scores.items():
            values, tops = np.array(scores), np.array(tree.most(stage))
            least, highest = np.where(tops < 0, tops, 0), np.where(tops < 0, inf, tops)
            asked |= (values < least - ROUNDING) | (values > highest + ROUNDING)
        if (judged := self._judged()) is not None:
            asked |= np.array(tree.scores["self"]) - judged >= _FLATTERING * most - _LEAST
        shares = ([share == share for share in of_stage] for of_stage in tree.shares.values())
        for flags in (tree.again, *shares):
            if flags:
                asked |= np.array(flags)
        return asked

    def _say(self, rule: str, place: int, column: str, **values: object) -> None:
        tree = self.tree
        self.findings.add(rule, file=self.file, sheet=self.sheet, cell=tree.cell(place, column),
                          code=tree.codes[place], name=tree.names[place][:60], **values)  # fmt: skip

    def _sums(self, values: list[float]) -> list[float]:
        """Return what the criteria below each add up to; one that prints no score counts by those below it."""
        sums = [nan] * len(values)
        for place, below in self.parents:
            known = [values[c] if values[c] == values[c] else sums[c] for c in below]
            known = [v for v in known if v == v]
            if known:
                sums[place] = sum(known)
        return sums

    def _second_appraisal(self) -> list[float]:
        """Return the points after a second appraisal; what it leaves blank stands as first appraised."""
        first, second = (self.tree.scores.get(s, ()) for s in ("appraised", "appraised_2"))
        return [b if b == b else a for a, b in zip(first, second, strict=False)] or [nan] * len(
            self.tree.codes
        )

    def _penalised(self) -> list[bool]:
        """Tell below which criteria penalties stand: such a block may exceed what it adds up to."""
        tree, penalised = self.tree, [False] * len(self.tree.codes)
        has_penalties = True in [most < 0 for most in tree.maxima]
        for place, below in self.parents if has_penalties else ():
            penalised[place] = any(tree.maxima[c] < 0 or penalised[c] for c in below)
        return penalised

    def _penalties(self) -> set[int]:
        """Return the criteria that are penalties, or stand below one."""
        tree = self.tree
        penalties = {p for p, of in enumerate(tree.changing) if "deduction" in of or tree.maxima[p] < 0}
        for place, below in reversed(self.parents) if penalties else ():
            penalties |= set(below) if place in penalties else set()
        return penalties

    def _check_points(self, place: int) -> None:
        tree, most = self.tree, self.tree.maxima[place]
        parts = len(tree.children[place])
        of_more = tree.is_of_more(place, self.sums)
        if of_more:
            self._say("total_of_more", place, "maximum", out=", ".join(tree.left_out))
        for stage, values in tree.scores.items():
            value, expected, top = values[place], self._expected(place, stage), tree.most(stage)[place]
            above = value > top + ROUNDING if top >= 0 else value < top - ROUNDING
            if above and not self.penalised[place]:
                self._say("score_above_max", place, stage, value=value, max=top)
            if value < -ROUNDING and not (place in self.penalties or self.penalised[place]):
                self._say("score_below_zero", place, stage, value=value)
            if abs(value - expected) > max(ROUNDING, 0.0051 * parts) and not of_more:
                self._say("parent_not_sum", place, stage, value=value, expected=expected)
        if parts:
            every = sum(tree.maxima[c] for c in tree.children[place])
            if abs(most - every) > ROUNDING and not (of_more or self._is_sum_of_some(place, most)):
                self._say("max_not_sum", place, "maximum", value=most, expected=every)
        else:
            self._check_flattering(place, most)

    def _expected(self, place: int, stage: str) -> float:
        """Return what points should sum to: of a total with bonuses and penalties or without."""
        value, summed = self.tree.scores[stage][place], self.sums[stage][place]
        sums = [summed]
        if self.tree.codes[place] == "total":
            sums.append(summed + self.tree.changes.get(stage, 0.0))
        if stage == "appraised_2":
            sums.append(self.left_standing[place])
        return min(sums, key=lambda expected: abs(value - expected))

    def _is_sum_of_some(self, place: int, most: float) -> bool:
        """Tell whether a maximum sums those below but bonuses and penalties, what is out or has no points."""
        tree = self.tree
        below = tree.children[place]
        plain = sum(tree.maxima[c] for c in below if "bonus" not in tree.changing[c] and tree.maxima[c] >= 0)
        applying = sum(tree.maxima[c] for c in below if not tree.out[c])
        scored = [c for c in below if any(values[c] == values[c] for values in tree.scores.values())]
        sums = (plain, applying, sum(tree.maxima[c] for c in scored))
        return any(abs(most - s) <= ROUNDING for s in sums)

    def _check_flattering(self, place: int, most: float) -> None:
        judged = self._judged()
        if judged is None or not most > 0:
            return
        gap = self.tree.scores["self"][place] - judged[place]
        if gap >= _FLATTERING * most - _LEAST:
            self._say("self_above_appraised", place, "self", gap=gap)

    def _judged(self) -> list[float] | None:
        """Return the appraised points beside which self-scores stand; None without either."""
        scores = self.tree.scores
        if "self" not in scores:
            return None
        both = "appraised" in scores and "appraised_2" in scores
        return self.second if both else scores.get("appraised_2") or scores.get("appraised")

    def _check_share(self, place: int, stage: str, printed: float) -> None:
        most = self.tree.most(stage)[place]
        if printed != printed or not most > 0:
            return
        results = (
            ((stage,),) if stage else RESULTS[:-1]
        )  # a survey alone is no result of which a share is printed
        reached = next((r for stages in results if (r := self._reached(place, stages)) is not None), None)
        if reached is None:
            return
        ratios = [100 * reached / m for m in (most, self.possible[place]) if m > 0]
        nearest, expected = min(
            product((printed, 100 * printed), ratios), key=lambda pair: abs(pair[0] - pair[1])
        )
        if abs(nearest - expected) > _ROUNDING_PCT:
            whole = nearest == round(nearest) and abs(nearest - expected) <= 0.5
            rule = "pct_rounded" if whole else "index_not_ratio"
            self._say(rule, place, f"share {stage}".strip(), value=nearest, expected=expected)

    def _reached(self, place: int, stages: tuple[str, ...]) -> float | None:
        if any(s not in self.tree.scores for s in stages):
            return None
        known = [v for s in stages if (v := self.tree.scores[s][place]) == v]
        return sum(known) if known else None


def _is_elsewhere(code: str, above: str) -> bool:
    """Tell whether a dotted code is of another section than the one that it stands below.

    Examples
    --------
    >>> _is_elsewhere("3.2", "1"), _is_elsewhere("1.2", "1"), _is_elsewhere("1.2", "I")
    (True, False, False)
    """
    if code.startswith(f"{above}."):
        return False
    parts, section = code.partition("#")[0].split("."), above.partition("#")[0].split(".")
    is_numbered = all(part.isdigit() for part in (*parts, *section))
    return is_numbered and len(parts) > len(section) and parts[: len(section)] != section
