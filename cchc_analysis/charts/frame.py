"""What every chart function does around its drawing: the check of its table, canvas, words, finish.

A chart function is five lines::

    require(data, "trend")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=20) as axes:
        _draw(axes, data, lang)
    return axes
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Literal

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis import statements
from cchc_analysis.charts.canvas import arrange, canvas, finish, literal, size_of, text_size
from cchc_analysis.charts.errors import NothingToDraw, chart_error
from cchc_analysis.charts.measuring import figure_of
from cchc_analysis.charts.saving import describe
from cchc_analysis.charts.style import MUTED, SIZES, SizeName, styled
from cchc_analysis.charts.wrapping import wrapped
from cchc_analysis.phrases import LANGUAGES

IfEmpty = Literal["say", "raise"]
#: The axes of a chart that had nothing to draw.
_EMPTY = "nothing to draw"
#: The day that footers give as when the chart was made: today unless set.
_DAY: ContextVar[date | None] = ContextVar("day of charts", default=None)
#: A sentence instead of a chart: times ordinary text, and the points that it takes where a canvas grows.
_LARGE, _LARGE_BODY = 1.9, 8.0


@dataclass(frozen=True, slots=True)
class Request:
    """How a chart was asked for: the parameters that all chart functions have."""

    title: str | None
    subtitle: str | None
    footer: str | None
    lang: str
    size: SizeName | None
    words: bool
    ax: Axes | None
    if_empty: IfEmpty

    def __post_init__(self) -> None:
        """Raise a :class:`ChartError` for a value that there is none of, or two that exclude each other."""
        choices = (("lang", self.lang, LANGUAGES), ("if_empty", self.if_empty, ("say", "raise")))
        for argument, value, valid in choices:
            if value not in valid:
                raise chart_error("choice", argument=argument, value=value, known=", ".join(valid))
        if self.ax is not None and self.size is not None:
            raise chart_error("ax_and_size")
        if self.size is not None and self.size not in SIZES:
            raise chart_error("size", size=self.size, known=", ".join(SIZES))


@contextmanager
def dated(day: date) -> Iterator[None]:
    """Have charts drawn in the block say in their footers that they were made on this *day*."""
    token = _DAY.set(day)
    try:
        yield
    finally:
        _DAY.reset(token)


@contextmanager
def page(
    data: pd.DataFrame,
    request: Request,
    *,
    default: SizeName = "slide",
    body: float = 20.0,
    notes: tuple[str, ...] = (),
    added: tuple[str, ...] = (),
    noted: str = "",
    unit: str | None = None,
    sentence: str | None = None,
    shorter: str = "",
) -> Iterator[Axes]:
    """Give the axes to draw on, and finish them with their words.

    Parameters
    ----------
    data : pandas.DataFrame
        What is drawn.
    request : Request
    default : {"slide", "a4", "square", "band"}
        The canvas unless one is asked for.
    body : float
        How high the drawing should be, in lines of ordinary text, where the canvas grows.
    notes : tuple of str
        Phrases that the subtitle adds, keys of ``[trend]`` in ``words.toml``.
    added : tuple of str
        What else the subtitle says.
    noted : str
        What else the footer says, a sentence.
    unit : str, optional
        Whom the statement is about, where the table is of all units.
    sentence : str, optional
        The title where the statement of the data is not.
    shorter : str, optional
        The title on a page that has no room for the sentence.

    Raises
    ------
    ChartError
        For a size, a language that there is none of.
    NothingToDraw
        Where the drawing found nothing to draw, and ``if_empty="raise"`` was asked for.
    """
    title = request.title
    if title is None:
        title = statements.statement(data, request.lang, unit=unit) if sentence is None else sentence
        if unit is not None and (merged := statements.merged_note(data, unit, request.lang)):
            noted = f"{noted} {merged}.".strip()
    with styled():
        ax = request.ax
        if ax is None:
            _, ax = canvas(request.size or default)
        try:
            yield ax
        except NothingToDraw as nothing:
            if request.if_empty == "raise":
                _close(ax, request)
                raise NothingToDraw(nothing.sentence or title) from None
            why = nothing.sentence or title
            _empty(ax, why if request.ax is None or why != title else "")
            title = "" if request.ax is None else title
        except BaseException:
            _close(ax, request)
            raise
        if request.ax is not None:
            _entitle(ax, title)
            return
        additions = (*(statements.say("trend", note, request.lang) for note in notes), *added)
        shorter = shorter if request.title is None else ""
        _finish(ax, data, request, (title, shorter), (additions, noted), body * text_size(ax))


def is_empty(ax: Axes) -> bool:
    """Tell whether a chart had nothing to draw, and says so instead."""
    return ax.get_gid() == _EMPTY


def require(data: pd.DataFrame, *kinds: str) -> None:
    """Raise a :class:`ChartError` unless *data* is a result of one of these *kinds*."""
    kind = str(data.attrs.get("kind", "")) if isinstance(data, pd.DataFrame) else ""
    if not kind:
        raise chart_error("no_result", kinds=", ".join(kinds))
    if kind not in kinds:
        raise chart_error("kind", kind=kind, kinds=", ".join(kinds))


def _finish(
    ax: Axes,
    data: pd.DataFrame,
    request: Request,
    titles: tuple[str, str],
    more: tuple[tuple[str, ...], str],
    body: float,
) -> None:
    title, shorter = titles
    lang, subtitle, footer = request.lang, request.subtitle, request.footer
    empty = is_empty(ax)
    if subtitle is None:
        subtitle = "" if empty else statements.subtitle(data, lang, more[0])
    if footer is None:
        # Where nothing is drawn the marks are not explained, only the source and the notes of the result.
        drawn = data.iloc[:0] if empty and "index" in data.attrs else data
        footer = " ".join(filter(None, [more[1], statements.footer(drawn, lang, _DAY.get() or date.today())]))
    written = request.words
    finish(ax, title=title if written else "", subtitle=subtitle, footer=footer if written else "",
           body=_LARGE_BODY * text_size(ax) if empty else body, shorter=shorter if written else "")  # fmt: skip
    describe(figure_of(ax), title or str(ax.texts[0].get_text()).replace("\n", " "), footer)


def _empty(ax: Axes, sentence: str) -> None:
    """Write a sentence large where the chart would be; axes whose title says it stay empty."""
    ax.clear()
    ax.set_axis_off()
    ax.set_gid(_EMPTY)
    fig = figure_of(ax)
    text = ax.text(0, 0.5, "", transform=ax.transAxes, va="center", ha="left", color=MUTED,
                   fontsize=_LARGE * text_size(ax), linespacing=1.3)  # fmt: skip
    size = size_of(ax)
    room = size.room if size else 72 * 0.8 * fig.get_size_inches()[0]
    renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]
    text.set_text(wrapped(text, sentence, 0.92 * room * fig.dpi / 72, renderer))


def _entitle(ax: Axes, title: str) -> None:
    """Write the title alone, above axes of the caller's own."""
    # Text that matplotlib wraps it measures as a formula, whatever it is told: escape there.
    shown = title.replace("$", r"\$")
    ax.set_title(shown, loc="left", fontsize=text_size(ax), fontweight="bold", wrap=True)
    literal(ax)
    arrange(ax)


def _close(ax: Axes, request: Request) -> None:
    """Close a canvas that will not be handed out."""
    if request.ax is None:
        plt.close(figure_of(ax))
