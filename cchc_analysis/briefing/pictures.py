"""The charts of a pack: drawn at the size of where they stand, with their alt text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from inspect import signature
from pathlib import Path
from typing import Any

import cchc_analysis as cchc
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.charts import NothingToDraw
from cchc_analysis.charts.frame import dated
from cchc_analysis.charts.style import SizeName

#: The folder of the charts in a pack.
CHARTS = "bieu_do"
#: Charts of a report, which has five pages at most.
_MOST_IN_REPORT = 5


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in a file: its alt text, width and height in pixels."""

    path: Path
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """The charts of a pack by answer: large with their words, for the report, for slides."""

    large: dict[int, Picture]
    report: dict[int, Picture]
    slides: dict[int, Picture]


def draw(
    answer: Answer, unit_id: str, folder: Path, lang: str, made: date, *,
    size: SizeName | None = None, words: bool = True,
) -> Picture | None:  # fmt: skip
    """Draw the chart of an answer into a folder; nothing where there is nothing to draw.

    Parameters
    ----------
    answer : Answer
    unit_id : str
        Whose pack it is.
    folder : Path
    lang : {"vi", "en"}
    made : date
        The day in the footer.
    size : {"slide", "a4", "square", "band"}, optional
        The chart's own unless given.
    words : bool
        With title and footer.
    """
    import matplotlib.pyplot as plt

    from cchc_analysis import charts
    from cchc_analysis.charts.saving import description

    function: Any = getattr(cchc, answer.question.chart)
    more = {}
    if "unit" in signature(function).parameters:  # of everybody's figures, by its name, which it writes
        rows = answer.result
        more = {"unit": str(rows.loc[rows["unit_id"] == unit_id, "unit"].iloc[0])}
    try:
        with dated(made):
            ax = function(answer.result, lang=lang, size=size, words=words, if_empty="raise", **more)
    except NothingToDraw:
        return None
    fig = ax.get_figure(root=True)
    path = charts.save(fig, folder / f"{answer.name}.png")
    width, height = (round(inches * fig.dpi) for inches in fig.get_size_inches())
    alt = description(fig).whole
    plt.close(fig)
    return Picture(path, alt, width, height)


def draw_all(briefing: Briefing, folder: Path, made: date) -> tuple[Pictures, list[str]]:
    """Draw every chart with its words."""
    large, skipped = {}, []
    for one in briefing.answers:
        if one.question.chart:
            picture = draw(one, briefing.subject.unit_id, folder, briefing.lang, made)
            if picture is None:
                skipped.append(one.name)
            else:
                large[one.number] = picture
    return Pictures(large, {}, {}), skipped


def draw_more(
    briefing: Briefing, drawn: Pictures, shown: list[Answer], scratch: Path, made: date
) -> Pictures:
    """Draw those of the report and the slides again, at the size that they have there, without their words."""

    def plain(one: Answer, size: SizeName) -> Picture | None:
        whose = briefing.subject.unit_id
        return draw(one, whose, scratch / size, briefing.lang, made, size=size, words=False)

    for one in charts_in_report(briefing.answers, drawn):
        if picture := plain(one, "a4"):
            drawn.report[one.number] = picture
    for one in shown:
        if picture := plain(one, "slide"):
            drawn.slides[one.number] = picture
    return drawn


def charts_in_report(answers: Sequence[Answer], drawn: Pictures) -> list[Answer]:
    """Return the answers whose chart stands in the report: without the spare ones where there are many."""
    chosen = [one for one in answers if one.number in drawn.large and one.stands_in("report")]
    return chosen if len(chosen) <= _MOST_IN_REPORT else [one for one in chosen if not one.question.spare]
