"""The charts of a pack: drawn at the size of where they stand, with their alt text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cchc_analysis import statements
from cchc_analysis.briefing.answering import Answer
from cchc_analysis.charts import NothingToDraw
from cchc_analysis.charts.style import SizeName


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in a file: its alt text, width and height in pixels."""

    path: Path
    alt: str
    width: int
    height: int


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

    function: Any = getattr(charts, answer.question.chart)
    more = {}
    if answer.question.chart == "strip_chart":  # by its name, which it writes beside the dot
        rows = answer.result
        more = {"unit": str(rows.loc[rows["unit_id"] == unit_id, "unit"].iloc[0])}
    footer = statements.footer(answer.result, lang, made)
    try:
        ax = function(
            answer.result, lang=lang, size=size, words=words, footer=footer, if_empty="raise", **more
        )
    except NothingToDraw:
        return None
    fig = ax.get_figure(root=True)
    path = charts.save(fig, folder / f"{answer.name}.png")
    width, height = (round(inches * fig.dpi) for inches in fig.get_size_inches())
    alt = description(fig).whole
    plt.close(fig)
    return Picture(path, alt, width, height)
