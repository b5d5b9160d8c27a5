"""How a notebook shows things: sentences as Markdown, charts with their words, whole tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

#: Dots an inch of a chart on a screen: a stored notebook stays small.
_SCREEN = 100
_COLOURS = 64
#: What a column of numbers holds: numbers, ranks such as 22/61, and the dash for what is missing.
_NUMBER = re.compile(r"[+−±-]?[\d.,]+( %)?(/\d+)?|–|")
#: Codes are no numbers, whatever they are written with.
_CODE = ("Mã", "Code")
_CELL = "padding:{pad};vertical-align:top;line-height:1.3;white-space:{wrap};text-align:{side}"
#: Shorter texts, and numbers, are never broken into lines.
_WHOLE = 12
#: A table of more columns than this is set smaller and closer, so that all of it is to be seen.
_MANY = 11


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
    """Return a chart as PNG, for a screen: in few colours, a third of the size."""
    from PIL import Image

    from cchc_analysis.charts.style import styled

    drawn, made = io.BytesIO(), io.BytesIO()
    with styled():
        fig.savefig(drawn, format="png", dpi=_SCREEN, pil_kwargs={"compress_level": 1})
    picture = Image.open(drawn).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    picture.save(made, "PNG", optimize=True)
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
    many = table.shape[1] > _MANY
    size, pad = ("11px", "3px") if many else ("13px", "4px 6px")
    sides = ["right" if _is_numeric(table.iloc[:, place]) else "left" for place in range(table.shape[1])]
    head = _row("th", table.columns, sides, pad)
    rows = (_row("td", row, sides, pad) for row in table.itertuples(index=False, name=None))
    return (
        f'<table style="margin:0;font-size:{size}">\n<thead>{head}</thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table>"
    )


def _row(tag: str, values: Iterable[Any], sides: Iterable[str], pad: str) -> str:
    cells = (_cell(tag, str(value), side, pad) for value, side in zip(values, sides, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, text: str, side: str, pad: str) -> str:
    whole = tag == "td" and (side == "right" or len(text) <= _WHOLE)
    style = _CELL.format(side=side, pad=pad, wrap="nowrap" if whole else "normal")
    return f'<{tag} style="{style}">{escape(text)}</{tag}>'


def _is_numeric(column: pd.Series) -> bool:
    return not str(column.name).startswith(_CODE) and all(_NUMBER.fullmatch(str(value)) for value in column)
