"""Criteria of the sheet's own that stand across: which headings name them, and by which codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.tables.headings import Heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import SAME, are_alike
from cchc_analysis.tables.printed import without_brackets
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import is_pseudo
from cchc_analysis.workbooks.cells.block import Criterion
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.headings.criteria import codes_by_name, named
from cchc_analysis.workbooks.headings.heading_codes import code_above, code_and_name, code_of_stage, key_of
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.outline.outline import DEEPEST

#: Two parts and their sum, in as many rows.
_FEWEST = 3


class Headed:
    """The criteria that the headings of columns name, in printed order.

    Parameters
    ----------
    view : View
        With units down.

    Attributes
    ----------
    criteria : list of Criterion
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.framework = frameworks.editions(view.index)[-1]
        scores = [t for t in view.columns if not t.reason and (t.is_score or t.quantity == "share")]
        labels = [(label, t) for t in scores if (label := label_of(t)) is not None]
        self._texts = {label.text for label, t in labels if t.is_score}
        years = {(label.words, label.years) for label, t in labels if label.years and t.year is None}
        self._by_year = [words for words, count in Counter(words for words, _ in years).items() if count > 1]
        self._over: dict[str, set[str]] = {}
        for label, track in labels:
            self._over.setdefault(key_of(label), set()).add(_named_above(label, track))
        columns: dict[str, tuple[Heading, Track]] = {}
        for label, track in labels:
            if self._is_known(label, track):
                columns.setdefault(key_of(label), (label, track))
        if len(columns) == 1 and len(labels) < len(scores) and all(map(self._is_alone, columns.values())):
            columns.clear()  # ``Văn bản`` beside totals may count them
        self._codes = dict(zip(columns, self._codes_of([*columns.values()]), strict=True))
        names = (code_and_name(h)[1] or without_brackets(h.text).strip() for h, _ in columns.values())
        self.criteria = [
            Criterion(code, min(DEEPEST, code.count(".") + 1), name)
            for code, name in zip(self._codes.values(), names, strict=True)
        ]

    def code(self, track: Track) -> str:
        """Return the code of a column: of the whole where nothing names a criterion; nothing of an unknown."""
        label = label_of(track)
        return "total" if label is None else self._codes.get(key_of(label), "")

    def named_code(self, track: Track) -> str:
        """Return the criterion that headings name; blank where they say but what the numbers are."""
        is_named = label_of(track) is not None or any(h.total or h.indices for h in track.labels)
        return self.code(track) if is_named else ""

    def _is_known(self, label: Heading, track: Track) -> bool:
        """Tell whether a heading names a criterion: by its code, its maximum, its stages or the framework."""
        if _printed_code(label, track):
            return True
        if label.words in self._by_year or is_pseudo(label.text):
            return (
                False  # ``Kinh phí 2023`` and ``Kinh phí 2024``: one thing, in two years; ``TB tỉnh``: a mean
            )
        over = self._over[key_of(label)]
        if len(over) > 1 or not over.isdisjoint(self._over):
            return False  # ``Mức sàn`` below a criterion that another column has the points of
        known = track.maximum is not None or bool(named((label,), self.framework).code)
        known = known or (bool(track.stage) and len(self._texts) > 1) or self._has_maximum(track)
        return known and not self.view.body.is_apart(track.at)

    def _is_alone(self, column: tuple[Heading, Track]) -> bool:
        """Tell whether two words of a criterion's name are all that tells it."""
        label, track = column
        is_known = (
            _printed_code(label, track)
            or label.stage
            or track.maximum is not None
            or self._has_maximum(track)
        )
        return not is_known and named((label,), self.framework).how == "short"

    def _has_maximum(self, track: Track) -> bool:
        rows = self.view.body.sheet.rows
        return any(t.quantity == "maximum" and is_number(rows[t.at][track.at]) for t in self.view.rows)

    def _codes_of(self, columns: list[tuple[Heading, Track]]) -> list[str]:
        """Return the codes that are printed, else the next by position.

        Where none is, they are those of the framework that knows all names. A name of which the framework
        has another code than its position is reported.
        """
        printed = [_printed_code(label, track) for label, track in columns]
        codes: list[str] = []
        for code in printed:
            codes.append(code or str(1 + sum("." not in c for c in codes)))
        if any(printed) or not columns:
            return codes
        labels, cell = [label for label, _ in columns], self.view.body.heading_cell(columns[0][1].at)
        by_name = codes_by_name(labels, self.framework)
        if by_name and by_name != codes:
            self.view.context.say("codes_by_name", cell, codes=", ".join(by_name), index=self.view.index)
        elif any(named((h,), self.framework).code not in ("", c) for h, c in zip(labels, codes, strict=True)):
            self.view.context.say("codes_generated", cell, count=len(codes))
        return by_name or codes


def tell_total(columns: Sequence[Track], matrix: Matrix) -> None:
    """Take the first or the last of the columns of a stage for its total where it is the sum of the others.

    Whatever heads it: *Kết quả chung*, *T. điểm*. Not where it prints a code, or a total stands beside.
    """
    scores = [t for t in columns if t.is_score and not t.reason and t.labels]
    for stage in dict.fromkeys(t.stage for t in scores):
        of_stage = [t for t in scores if t.stage == stage]
        codes = [code_and_name(t.labels[-1])[0] or code_above(t.labels) for t in of_stage]
        if len(of_stage) < _FEWEST or None in map(label_of, of_stage) or any("." in code for code in codes):
            continue
        values = np.array([matrix.peeked(t) for t in of_stage])
        values = values[:, ~np.isnan(values).any(axis=0)]
        for at in (-1, 0):
            whole, parts = values[at], np.delete(values, at, axis=0).sum(axis=0)
            if codes[at] or len(whole) < _FEWEST or not are_alike(whole, parts, SAME):
                continue
            track = of_stage[at]
            matrix.view.say("total_by_sum", track)
            track.total = True
            track.labels = tuple(replace(h, rest="", plain=True, total=True) for h in track.labels)
            break


def label_of(track: Track) -> Heading | None:
    """Return the heading that names a criterion; None where none does: then it is the whole."""
    naming = (h for h in reversed(track.labels) if h.rest and not h.quantity)
    return next((h for h in naming if not h.stage or code_of_stage(h) or code_and_name(h)[0]), None)


def _named_above(label: Heading, track: Track) -> str:
    """Return what the nearest heading above one names that says more than a facet; blank for nothing."""
    above = track.labels[: track.labels.index(label)]
    return next((key_of(h) for h in reversed(above) if h.rest and not h.quantity), "")


def _printed_code(label: Heading, track: Track) -> str:
    """Return the code that a heading prints, or one above it."""
    above = track.labels[: track.labels.index(label)]
    return code_and_name(label)[0] or code_of_stage(label) or code_above(above)
