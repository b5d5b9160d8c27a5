"""Titles that say that points are no totals: of one domain, of one group of people, increases, points lost.

CHỈ SỐ THÀNH PHẦN CẢI CÁCH THỦ TỤC HÀNH CHÍNH CỦA CÁC TỈNH (PAR INDEX 2023)
STT | Tỉnh | Chỉ số (%) | Xếp hạng
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_analysis import frameworks
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading, indices_in
from cchc_analysis.tables.other_words import subject_of
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units.mentions import without_units
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.titles import without_citations, without_dates
from cchc_analysis.workbooks.headings.criteria import named, words_beside

#: What parts a title from the name of a domain: ``SIPAS 2023: Tiếp cận dịch vụ``, ``I. Chỉ đạo, điều hành``.
_PARTED = re.compile(
    r"\s[-–—]\s|[:\n]|^\s*(?:(?:Mục|Phần|Bảng|Biểu|Phụ lục)\s+)?(?:[IVX]+|\d+)\s*[.)]\s", re.I
)
_POINTS = ("", "score", "share")


def refuse_other_than_totals(body: Body, columns: list[Track], context: Context, index: str) -> None:
    """Refuse points of units whose title says that they are no totals, where no heading says what they are."""
    if body.side("units") is None or body.sides.get("names"):
        return
    points = [t for t in columns if t.quantity in _POINTS and not t.reason and t.labels]
    # *Mức độ hài lòng* may be that of some people, with one service: it names no index, and no points.
    named_here = [t for t in points if not any("hai long" in h.words for h in t.labels)]
    if not points or any(t.index for t in named_here) or not all(h.plain for t in points for h in t.labels):
        return
    tells = any(t.year or t.stage or t.total or t.shift is not None for t in points)
    aspects = ["another"] * (len(points) == 1 and bool(named_here) and not tells) + ["part"]
    aspects += ["mean"] * (not any(t.year for t in points))
    title = next(filter(None, (titled(aspect, context.lines_above) for aspect in aspects)), "")
    if not title and index:
        title = _of_a_criterion([*context.lines_above, context.sheet], frameworks.editions(index)[-1])
    if title:
        cell, printed = body.heading_cell(points[0].at), points[0].text[:60]
        raise context.error("title_of_no_total", cell, title=title[:150], printed=printed)


def titled(aspect: str, titles: Iterable[str]) -> str:
    """Return the title that says that figures are of a ``part`` of an index, or ``another`` quantity."""
    return next((clean(t) for t in titles if says("aspect", without_citations(t), aspect)), "")


def _of_a_criterion(titles: Iterable[str], framework: Framework) -> str:
    """Return the title of which a part is the name of a criterion."""
    for title in (t for t in titles if not heading(t).total):
        if words_beside(subject_of(without_dates(without_units(title))), framework.index) == "":
            return clean(title)
        for part in _PARTED.split(title)[1:]:
            name = named((heading(part.strip()),), framework)
            if name.how in ("name", "part", "short") and name.code != "total" and not indices_in(part):
                return clean(title)
    return ""
