"""How a notebook shows things: sentences as Markdown, charts with their words, whole tables."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

#: Dots an inch of a chart on a screen: a stored notebook stays small.
_SCREEN = 100
#: What a column of numbers holds: numbers, ranks such as 22/61, and the dash for what is missing.
_NUMBER = re.compile(r"[+−±-]?[\d.,]+( %)?(/\d+)?|–|")
_CELL = "padding:4px 10px;vertical-align:top;white-space:{wrap};text-align:{side}"
#: Longer texts are broken into lines.
_WRAPPED = 28


def show_text(text: str) -> None:
    """Show a sentence or remark as Markdown."""
    from IPython.display import Markdown, display

    display(Markdown(text))


def show_chart(fig: Figure) -> None:
    """Show a chart; where there are no pictures, what it says."""
    from IPython.display import display

    from cchc_analysis.charts.saving import description

    words = description(fig).whole
    display({"image/png": png_of(fig), "text/plain": words}, raw=True, metadata={"image/png": {"alt": words}})


def show_table(table: pd.DataFrame) -> None:
    """Show a table as :func:`as_html`; as plain text where there is no HTML."""
    from IPython.display import display

    table = table if table.index.name is None else table.reset_index()
    display({"text/html": as_html(table), "text/plain": table.to_string(index=False)}, raw=True)


def png_of(fig: Figure) -> bytes:
    """Return a chart as PNG, for a screen."""
    from cchc_analysis.charts.style import styled

    made = io.BytesIO()
    with styled():
        fig.savefig(made, format="png", dpi=_SCREEN, metadata={"Software": "cchc_analysis"})
    return made.getvalue()


def as_html(table: pd.DataFrame) -> str:
    """Return a table of texts as HTML: text to the left, numbers to the right, no running number, nothing cut.

    Examples
    --------
    >>> import pandas as pd
    >>> shown = as_html(pd.DataFrame({"Đơn vị": ["Bắc Kạn"], "Hạng": ["22/61"]}))
    >>> [side for side in ("left", "right") if f"text-align:{side}" in shown]
    ['left', 'right']
    """
    sides = ["right" if _is_numeric(table.iloc[:, place]) else "left" for place in range(table.shape[1])]
    head = "".join(_cell("th", name, side) for name, side in zip(table.columns, sides, strict=True))
    rows = (
        "".join(_cell("td", value, side) for value, side in zip(row, sides, strict=True))
        for row in table.itertuples(index=False, name=None)
    )
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table style="margin:0">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _cell(tag: str, value: Any, side: str) -> str:
    text = str(value)
    wrap = "normal" if tag == "th" or len(text) > _WRAPPED else "nowrap"
    return f'<{tag} style="{_CELL.format(side=side, wrap=wrap)}">{escape(text)}</{tag}>'


def _is_numeric(column: pd.Series) -> bool:
    return all(_NUMBER.fullmatch(str(value)) for value in column)
