"""What every chart function does around its drawing: canvas, words, finish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis import statements
from cchc_analysis.charts.canvas import canvas, finish, text_size
from cchc_analysis.charts.style import styled


def framed(
    draw: Callable[[Axes], None],
    data: pd.DataFrame,
    ax: Axes | None,
    lang: str,
    *,
    title: str | None,
    subtitle: str | None,
    footer: str | None,
    kind: str = "slide",
    notes: tuple[str, ...] = (),
) -> Axes:
    """Draw on a canvas of its own, with its words; or on the axes given, with its title alone."""
    title = statements.statement(data, lang) if title is None else title
    with styled():
        if ax is not None:
            draw(ax)
            ax.set_title(title, loc="left", fontsize=text_size(ax), fontweight="bold", wrap=True)
            return ax
        _, ax = canvas(kind)
        draw(ax)
    return finish(
        ax,
        title=title,
        subtitle=statements.subtitle(data, lang, notes) if subtitle is None else subtitle,
        footer=statements.footer(data, lang, date.today()) if footer is None else footer,
    )
