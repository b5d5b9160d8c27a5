"""Counted answers become shares of the satisfied: of all who answered, or of nobody where a count is broken."""

from __future__ import annotations

import re

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.declarations import declaration
from cchc_analysis.files.grid import address
from cchc_analysis.tables.numbers import MISSING, SCORED, are_alike, shares_beside
from cchc_analysis.tables.tracks import Track
from cchc_analysis.vietnamese import clean, is_missing, key
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.context.titles import only
from cchc_analysis.workbooks.headings.views import View

_OPTIONS = ("satisfied", "unsatisfied")
#: How the group of all respondents together is headed.
_WHOLE_GROUP = ("chung", "tổng", "tổng cộng", "tổng số", "chung cả xã")
#: Printed percentages of the options sum to 100 within this.
_WHOLE = 1.0
#: Numbers of answers are whole.
_COUNTED = 0.5
#: Less than a printed digit.
_DIGIT = 1e-6
#: Where the grades are declared, from the worst to the best.
_GRADES = ("workbooks/cells", "grades.toml")
_Names = list[tuple[str, str]]


class Answers:
    """The answers of a sheet's questions, by question.

    Attributes
    ----------
    place : int
        The first column of the satisfied, where the shares stand now: NaN where a count is blank, no number,
        negative or broken.
    n : array of float
        Number of answers; NaN where the options are printed as percentages.
    shares : array of float
        The shares of the satisfied, in per cent.
    """

    def __init__(self, view: View, matrix: Matrix) -> None:
        self.view, self.matrix = view, matrix
        self.places = _columns_of_answers(view)
        satisfied = [i for i in self.places if view.columns[i].quantity == "satisfied"]
        self.place = satisfied[0]
        for i in self.places:
            matrix.read(i, wanted=False)
        self._counts = counts = matrix.values[:, self.places]
        of_satisfied = [i in satisfied for i in self.places]
        group = _outer(view.columns[self.place])  # of respondents
        self._silent = [t for t in view.columns if t.quantity == "no_opinion" and _outer(t) == group]
        silent = [matrix.peeked(t) for t in self._silent]
        self._number_silent = np.nansum(silent, axis=0) if silent else np.zeros(len(view.rows))
        self.in_percent = self._is_percent(counts)
        broken = self._broken(counts)
        total = self._whole(counts.sum(axis=1))
        with np.errstate(invalid="ignore", divide="ignore"):
            share = 100 * counts[:, of_satisfied].sum(axis=1) / total
        self.n: Vector = np.full(len(counts), np.nan) if self.in_percent else np.where(broken, np.nan, total)
        matrix.taken[:, self.places] |= ~np.isnan(counts) & ~broken[:, None]
        self.shares: Vector = np.where(broken | ~(total > 0), np.nan, share)
        matrix.values[:, self.place] = self.shares
        matrix.status[:, self.place] = np.where(np.isnan(matrix.values[:, self.place]), MISSING, SCORED)

    def _whole(self, answered: Vector) -> Vector:
        """Return of how much each share is: of all options, and of those without an opinion where that tells.

        It tells where printed numbers of answers count them, or where they make the options up to 100.
        """
        columns = self.view.columns
        printed = [] if self.in_percent else self._peeked("n")
        if printed and not self._names("unsatisfied"):
            return np.maximum(printed[0], answered)
        if self._silent:
            expected = printed[0] if printed else np.full(len(answered), 100.0)
            everybody = answered + self._number_silent
            within = _COUNTED if printed else _WHOLE
            if are_alike(everybody, expected, within):
                return everybody
            if not (printed and are_alike(answered, expected, within)):
                self.view.say("no_opinion_left_out", self._silent[0])
        if not self.in_percent or np.isnan(answered).all():
            return answered
        whole = 1.0 if np.nanmax(answered) <= 1 + _WHOLE / 100 else 100.0
        off = np.flatnonzero(np.abs(answered - whole) > _WHOLE * whole / 100)
        if len(off):
            cell = address(self.view.rows[off[0]].at, columns[self.place].at)
            value = 100 * float(answered[off[0]]) / whole
            self.view.context.say("answers_not_whole", cell, value=value, count=len(off))
        if len(added := self._names("satisfied")) > 1 and not self._peeked("share"):
            self.view.say("shares_added", columns[self.place], printed="”, “".join(added))
        answered[off] = whole
        return answered

    def _names(self, quantity: str) -> list[str]:
        """Return the headings of the columns of answers that are of the satisfied, or of the others."""
        columns = [self.view.columns[i] for i in self.places]
        return [t.text[:60] for t in columns if t.quantity == quantity]

    def _peeked(self, quantity: str) -> list[Vector]:
        return [self.matrix.peeked(t) for t in self.view.columns if t.quantity == quantity and not t.reason]

    def _is_percent(self, counts: Vector) -> bool:
        """Tell whether the answers are percentages; what is shown otherwise than most of them is no count."""
        if any(self.view.columns[i].percent for i in self.places):
            return True
        marks, columns = self.view.body.sheet.marks.percent, [self.view.columns[i].at for i in self.places]
        shown = np.array([[(row.at, at) in marks for at in columns] for row in self.view.rows])
        known = ~np.isnan(counts)
        in_percent = bool(2 * (shown & known).sum() > known.sum())
        counts[known & (shown != in_percent)] = np.nan
        if in_percent:
            return True
        fractions = bool((counts[~np.isnan(counts)] % 1 != 0).any())
        sums, whole = counts.sum(axis=1), np.full(len(counts), 100.0)
        if not self._names("unsatisfied") and any(are_alike(sums, s, _WHOLE) for s in self._peeked("share")):
            return True
        return fractions and any(are_alike(sums + n, whole, _WHOLE) for n in (0, self._number_silent))

    def _broken(self, counts: Vector) -> Vector:
        """Tell which questions cannot be counted, and report the cells that say so."""
        whole = self.in_percent | (counts % 1 == 0)
        wrong = np.isnan(counts) | (counts < 0) | ~whole
        cells = [self.matrix.cells(self.view.columns[i]) for i in self.places]
        empty = np.array([all(map(is_missing, row)) for row in zip(*cells, strict=True)])
        if not (self.in_percent or self._names("unsatisfied") or self._peeked("n")):
            printed = "”, “".join(self._names("satisfied"))
            self.view.say("answers_without_whole", self.view.columns[self.place], printed=printed)
            return np.full(len(counts), True)
        for row in np.flatnonzero(wrong.any(axis=1) & ~empty):
            place = int(np.flatnonzero(wrong[row])[0])
            line, at = self.view.rows[row].at, self.view.columns[self.places[place]].at
            value = self.view.body.sheet.rows[line][at]
            printed = clean(f"{value:g}" if isinstance(value, float) else str(value)) or "–"
            self.view.context.say("answers_broken", address(line, at), printed=printed[:40])
        return wrong.any(axis=1)

    def by_grade(self) -> dict[int, str]:
        """Return the answers of each question from the most dissatisfied to the most satisfied, by its place.

        A grade that the sheet does not have is a dash. Nothing where an option is none of the grades, or two
        are one of them: which is worse is not guessed.
        """
        grades = [_grade(self.view.columns[i]) for i in self.places]
        if None in grades or len(set(grades)) < len(grades):
            return {}
        places = [grades.index(g) if g in grades else None for g in declaration(*_GRADES)["grades"]]
        answered = np.flatnonzero(~np.isnan(self.matrix.values[:, self.place])).tolist()
        counts = {row: self._counts[row] for row in answered}
        return {row: " ".join("–" if p is None else f"{n[p]:g}" for p in places) for row, n in counts.items()}

    def check_printed(self, criteria: _Names) -> None:
        """Report printed numbers and shares that the answers to the questions (code, name) do not give."""
        columns = self.view.columns
        for i, counts in zip(self.places, self._counts.T, strict=True):
            printed = np.array(shares_beside(self.matrix.cells(columns[i])))
            self._check_shares(columns[i], printed, 100 * counts / self.n, criteria)
        for i, track in enumerate(columns):
            if track.reason or track.quantity not in (("share",) if self.in_percent else ("share", "n")):
                continue
            self.matrix.read(i, wanted=False)
            printed = self.matrix.values[:, i]
            self.matrix.taken[:, i] |= ~np.isnan(printed)
            if track.quantity == "share":
                factor = 100 if np.nanmax(printed, initial=0) <= 1 else 1
                self._check_shares(track, np.round(factor * printed, 10), self.shares, criteria)
                continue
            for row in np.flatnonzero(np.abs(printed - self.n) > _COUNTED):
                (code, name), cell = criteria[row], address(self.view.rows[row].at, track.at)
                self.view.context.say("answers_not_sum", cell, code=code, name=name[:60],
                                      value=int(printed[row]), expected=int(self.n[row]))  # fmt: skip

    def _check_shares(self, track: Track, printed: Vector, counted: Vector, criteria: _Names) -> None:
        """Report once of a column the shares that differ from the counted ones by more than rounding."""
        decimals = max((_decimals(value) for value in printed[~np.isnan(printed)]), default=0)
        differ = np.flatnonzero(np.abs(printed - counted) > 0.51 * 10.0**-decimals)
        if len(differ):
            (code, name), row = criteria[differ[0]], int(differ[0])
            self.view.context.say("share_not_counted", address(self.view.rows[row].at, track.at),
                                  count=len(differ), printed=track.text[:60], code=code, name=name[:60],
                                  value=float(printed[row]), expected=float(counted[row]))  # fmt: skip


def _columns_of_answers(view: View) -> list[int]:
    """Return the columns of answers: of several groups of respondents those of all together."""
    columns = view.columns
    _set_shares_aside(view)
    places = [i for i, t in enumerate(columns) if t.quantity in _OPTIONS and not t.reason]
    groups: dict[str, list[int]] = {}
    for i in places:
        others = [h.text for h in columns[i].labels if h.quantity not in _OPTIONS]
        groups.setdefault(others[-1] if others else "", []).append(i)
    complete = {g: p for g, p in groups.items() if any(columns[i].quantity == "satisfied" for i in p)}
    _name_printed(view)
    if len(complete) < 2:
        return places
    whole = next((g for g in complete if clean(g).lower() in _WHOLE_GROUP), None)
    if whole is None:
        whole = next(iter(complete))
        view.context.say("groups_of_respondents", printed="; ".join(complete)[:120], taken=whole)
    left = complete.keys() - {whole}
    # What is printed beside the answers of a group is that group's.
    beside = [t for t in columns if t.quantity in ("n", "share") and _outer(t) in left]
    for track in (*beside, *(columns[i] for group in left for i in complete[group])):
        track.reason = "group_of_respondents"
    return complete[whole]


def _name_printed(view: View) -> None:
    """Take *Cộng* beside the answers for their number, and a share of the satisfied for what it is."""
    for track in view.columns:
        label = track.labels[-1] if track.labels else None
        if label is None or track.reason or not track.is_score or not (label.plain or label.holds):
            continue
        if track.percent or "hai long" in label.words:
            track.quantity = "share"
        elif track.total:
            track.quantity = "n"


def _set_shares_aside(view: View) -> None:
    """Keep shares of the answers apart from the answers: *Hài lòng* and, beside it, *% hài lòng*."""
    options = [t for t in view.columns if t.quantity in _OPTIONS and not t.reason]
    shares = [t for t in options if t.percent]
    for track in shares if len(shares) < len(options) else ():
        is_whole = len(shares) == 1 and track.quantity == "satisfied"
        track.quantity = "share" if is_whole else "share_of_answers"


def _outer(track: Track) -> str:
    """Return the heading that stands over that of a column of its own kind."""
    return track.labels[-2].text if len(track.labels) > 1 else ""


def _grade(track: Track) -> str | None:
    """Return which grade a column of answers is, by the patterns that are declared."""
    words = key(" ".join(h.text for h in track.labels if h.quantity in _OPTIONS))
    grades = declaration(*_GRADES)["grades"]
    return only([grade for grade, pattern in grades.items() if re.search(pattern, words)])


def _decimals(value: float) -> int:
    """Return with how many decimals a percentage is printed, as far as its digits show."""
    return next((n for n in range(3) if abs(value - round(value, n)) < _DIGIT), 3)
