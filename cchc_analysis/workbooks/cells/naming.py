"""The rows or columns of a view meet a framework: which criterion each is of, and what is left of them."""

from __future__ import annotations

import re
from math import nan

from cchc_analysis.files.grid import address
from cchc_analysis.findings.scored_tree import ROUNDING
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import weighing
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.block import Criterion
from cchc_analysis.workbooks.cells.claims import Series, unstaged
from cchc_analysis.workbooks.cells.unread import Unread
from cchc_analysis.workbooks.headings.criteria import NOBODY, Named, misnamed, named, printed_name, whole
from cchc_analysis.workbooks.headings.indicators import SheetOfIndex
from cchc_analysis.workbooks.headings.name_forms import INDICATOR
from cchc_analysis.workbooks.headings.ranking import agree

#: The name of a variable under a heading: ``x20``, ``ten_tinh``.
_VARIABLE = re.compile(r"[a-z][a-z_]*\d*")


class Naming:
    """Names the series of one view by the criteria of the framework of its index and year."""

    def __init__(self, axis: Axis, framework: Framework) -> None:
        self.axis = axis
        self.tracks = axis.tracks
        self.framework = framework
        self.context = axis.view.context

    def series(self) -> list[Series]:
        """Return the rows or columns of scores with their criteria; report those that are none."""
        tracks, body = self.tracks, self.axis.view.body
        self._doubt_the_lone()
        scores = [i for i, t in enumerate(tracks) if not t.reason and (t.is_score or t.quantity == "share")]
        beside = [b.stacks[c] for b in body.beside for c in b.columns]
        sheet = SheetOfIndex([tracks[i].labels for i in scores], self.framework, body.sheet.name, beside)
        if sheet.is_foreign:
            self.context.say("sheet_not_in_framework", index=self.framework.index)
            for i in scores:
                tracks[i].reason = "sheet_not_in_framework"
            return []
        names = self._but_alone(dict(zip(scores, sheet.names, strict=True)))
        coded = self._coded(names, sheet)
        unnamed = [
            i
            for i in scores
            if i in names and i not in coded and tracks[i].labels and self.axis.holds_numbers(i)
        ]
        place_of = {i: place for place, i in enumerate(scores)}
        order = [(place_of[i], n.code) for i, n in coded.items()]
        indicators, lost = sheet.indicators([place_of[i] for i in unnamed], order)
        if lost:
            self.context.say("indicators_unplaced", count=lost)
        series = [self._criterion(i, n) for i, n in coded.items()]
        for place, (code, title) in indicators.items():
            low, high = tracks[scores[place]].scale or (nan, nan)
            series.append(self._of(scores[place], Criterion(code, INDICATOR, title, low, high)))
        if not (series or self.axis.down or body.sides.get("names")):
            series = self._headless()
        series += self._only_ranked({s.code for s in series})
        series = unstaged(series, self.context) if self.axis.down else series
        codes = {s.place: s.code for s in series if s.criterion.level != INDICATOR}
        Unread(self.axis, self.framework).say([i for i in unnamed if place_of[i] not in indicators], codes)
        return sorted(series, key=lambda s: s.place)

    def _doubt_the_lone(self) -> None:
        """Take no column for the whole that a year or an index alone heads, beside several without headings."""
        scores = [t for t in self.tracks if t.is_score and not t.reason] if self.axis.down else []
        headed = [t for t in scores if t.labels or t.unit]
        plain = [
            t for t in headed if not (t.total or t.quantity or t.stage) and all(h.plain for h in t.labels)
        ]
        bare = [i for i, t in enumerate(self.tracks) if t in scores and not (t.labels or t.unit)]
        if len(plain) == len(headed) == 1 and sum(self.axis.holds_numbers(i) for i in bare) > 1:
            plain[0].reason = "heading_unknown"

    def _but_alone(self, names: dict[int, Named]) -> dict[int, Named]:
        """Return names without two words of a criterion's that no other of its domain is beside: *Kế hoạch*.

        Another is surely named, or most of them are; *Môi trường*, of a domain, tells enough.
        """
        criteria, kept = self.framework.criteria, dict(names)
        for i, name in names.items() if self.axis.down else ():
            if name.how != "short" or criteria[name.code].level == 1:
                continue
            among = {c.code for c in criteria.values() if c.parent == criteria[name.code].parent}
            beside = [n for n in names.values() if n.code in among]
            if len(beside) * 2 <= len(among) and all(n.how == "short" for n in beside):
                self.tracks[i].reason = "heading_unknown"
                del kept[i]
        return kept

    def _coded(self, names: dict[int, Named], sheet: SheetOfIndex) -> dict[int, Named]:
        """Return what names a criterion: for certain, else where nothing else does, and each once."""
        names = self._but_one_whole({i: self._of_whole(self.tracks[i], name) for i, name in names.items()})
        exact = {n.code for n in names.values() if n.how in ("code", "name")}
        coded, seen = {}, set()
        for i, name in names.items():
            key = name.code, self.tracks[i].stage
            again = key in seen and self._may_be_indicator(sheet, name)
            is_form = name.how in ("part", "short", "alike") and name.code in exact
            if name.code and not (again or is_form):
                coded[i] = name
                seen.add(key)
        return coded

    def _may_be_indicator(self, sheet: SheetOfIndex, name: Named) -> bool:
        """Tell whether a second series of a criterion's name may be an indicator that is called like it."""
        level = self.framework.criteria[name.code].level
        return bool(sheet.parent) or (sheet.leaf > 1 and level == sheet.leaf and name.how == "name")

    def _of_whole(self, track: Track, name: Named) -> Named:
        """Take a heading that names an index, a year, a stage, and nothing else, for that of the whole."""
        if name.code:
            return name
        keys = [h for h in track.labels if h.plain or not _VARIABLE.fullmatch(h.text)]
        if not keys or not all(h.plain for h in keys):
            return name
        return whole(next((h for h in keys if weighing(h.words)), track.labels[-1]), self.framework)

    def _but_one_whole(self, names: dict[int, Named]) -> dict[int, Named]:
        """Where a row names the whole, another that names no more than a quantity is an indicator."""
        whole = [i for i, n in names.items() if n.code == "total"]
        index = self.framework.index
        named_whole = [i for i in whole if any(h.total or index in h.indices for h in self.tracks[i].labels)]
        if self.axis.down or not named_whole:
            return names
        return {i: NOBODY if i in whole and i not in named_whole else n for i, n in names.items()}

    def _only_ranked(self, codes: set[str]) -> list[Series]:
        """Return the criteria of which only ranks are printed: their scores are missing.

        A rank without a name beside one criterion, or one behind each of several, is of what it stands behind.
        """
        ranks = [i for i, t in enumerate(self.tracks)
                 if t.quantity == "rank" and not t.reason and self.axis.holds_numbers(i)]  # fmt: skip
        if not ranks:
            return []
        names = {i: named(self.tracks[i].labels, self.framework) for i in ranks}
        scores = {-1 - k: Named(code, "name") for k, code in enumerate(codes)}
        names = self._but_alone(names | scores)
        named_codes = {i: names[i].code for i in ranks if i in names}
        of_scores = len(codes) == 1 or (bool(codes) and list(named_codes.values()).count("") > 1)
        series: list[Series] = []
        for i, named_code in named_codes.items():
            code = named_code or ("" if of_scores else "total")
            if codes and code == "total" not in {named_code, *codes} and not self._ranks_the_whole(i, codes):
                continue
            if code not in codes and code in self.framework.criteria:
                codes.add(code)
                name = Named(code, "name", self.framework.criteria[code].name_vi)
                series.append(self._criterion(i, name))
        return series

    def _ranks_the_whole(self, place: int, codes: set[str]) -> bool:
        """Tell, and report, whether ranks beside several criteria are the whole's.

        They are unless they put some of those in order and others not; where all parts are there they are.
        """
        track, body = self.tracks[place], self.axis.view.body
        lines = [t.at for t in self.axis.across if t.unit and not t.reason]
        scores = [t for t in self.tracks if t.is_score and not t.reason] if self.axis.down else []
        parts = {code for code, criterion in self.framework.criteria.items() if criterion.level == 1}
        if not parts <= codes and len({agree(body, t, track, lines, share=1) for t in scores}) > 1:
            track.reason = "heading_unknown"
            return False
        self.axis.say("rank_without_total", track, index=self.framework.index)
        return True

    def _headless(self) -> list[Series]:
        """Return the rows of scores where nothing names a criterion: they are the whole."""
        name = Named("total", "name", self.framework.criteria["total"].name_vi)
        return [self._criterion(i, name) for i, t in enumerate(self.tracks) if t.is_score]

    def _criterion(self, place: int, name: Named) -> Series:
        declared, track = self.framework.criteria[name.code], self.tracks[place]
        self._check_heading(track, name)
        ends = (declared.min_score, declared.max_score) if declared.has_scale else track.scale
        low, high = ends or (nan, nan)
        printed = printed_name(track.labels, name) or declared.name_vi
        return self._of(place, Criterion(name.code, declared.level, printed, low, high))

    def _of(self, place: int, criterion: Criterion) -> Series:
        track = self.tracks[place]
        return Series(place, track, criterion.code, track.stage, criterion=criterion,
                      is_share=track.quantity == "share")  # fmt: skip

    def _check_heading(self, track: Track, name: Named) -> None:
        if (name.label, name.code) in self.context.once:
            return
        self.context.once.add((name.label, name.code))
        criterion, fw = self.framework.criteria[name.code], self.framework
        cell = self.axis.heading_cell(track)
        if name.how == "alike":
            self.context.say("heading_alike", cell, printed=name.label, code=name.code,
                             taken=(criterion.name("vi"), criterion.name("en")))  # fmt: skip
        if name.how == "code" and misnamed(name.label, name.code, fw):
            self.context.say("label_of_another_edition", cell, printed=name.label, code=name.code,
                             name=(criterion.name("vi"), criterion.name("en")), year=fw.year)  # fmt: skip
        ends, scale = (criterion.min_score, criterion.max_score), track.scale
        if scale and criterion.has_scale and max(abs(scale[0] - ends[0]), abs(scale[1] - ends[1])) > ROUNDING:
            scales = self.axis.view.body.side("scales")
            at = cell if self.axis.down or scales is None else address(track.at, scales)
            self.context.say("scale_differs", at, code=name.code, low=scale[0], high=scale[1],
                             min=ends[0], max=ends[1])  # fmt: skip
