"""What every chart function does around its drawing: canvas, words, finish."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Protocol

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis import statements
from cchc_analysis.charts.canvas import canvas, finish, literal, text_size
from cchc_analysis.charts.style import styled


class ChartFunction(Protocol):
    """``f(data, *, title=None, subtitle=None, footer=None, lang="vi", ax=None) -> Axes``."""

    def __call__(
        self,
        data: pd.DataFrame,
        *,
        title: str | None = None,
        subtitle: str | None = None,
        footer: str | None = None,
        lang: str = "vi",
        ax: Axes | None = None,
        **options: Any,
    ) -> Axes:
        """Draw *data* on *ax* with its title alone, or on a canvas of its own with all its words."""


def chart(
    kind: str | Callable[[pd.DataFrame], str] = "slide",
    notes: Callable[[pd.DataFrame], tuple[str, ...]] = lambda data: (),
) -> Callable[[Callable[..., None]], ChartFunction]:
    """Make a chart function of a drawing ``draw(ax, data, lang, **options)``.

    Parameters
    ----------
    kind : str or callable
        The canvas, or what tells it from the data.
    notes : callable
        Tells the phrases of ``[trend]`` in ``words.toml`` that the subtitle adds.
    """

    def decorate(draw: Callable[..., None]) -> ChartFunction:
        @wraps(draw, assigned=("__module__", "__name__", "__qualname__"))
        def function(
            data: pd.DataFrame,
            *,
            title: str | None = None,
            subtitle: str | None = None,
            footer: str | None = None,
            lang: str = "vi",
            ax: Axes | None = None,
            **options: Any,
        ) -> Axes:
            if title is None:
                title = statements.statement(data, lang, **options)
            with styled():
                if ax is not None:
                    draw(ax, data, lang, **options)
                    size = text_size(ax)
                    # Text that matplotlib wraps it measures as a formula, whatever it is told: escape there.
                    title = title.replace("$", r"\$")
                    ax.set_title(title, loc="left", fontsize=size, fontweight="bold", wrap=True)
                    literal(ax)
                    return ax
                _, ax = canvas(kind if isinstance(kind, str) else kind(data))
                draw(ax, data, lang, **options)
            if subtitle is None:
                said = tuple(statements.say("trend", note, lang) for note in notes(data))
                subtitle = statements.subtitle(data, lang, said)
            if footer is None:
                footer = statements.footer(data, lang, date.today())
            return finish(ax, title=title, subtitle=subtitle, footer=footer)

        function.__doc__ = f"{inspect.cleandoc(draw.__doc__ or '')}\n\nReturns\n-------\nAxes"
        function.__signature__ = _signature(function, draw)  # type: ignore[attr-defined]
        return function

    return decorate


def _signature(function: Callable[..., Axes], draw: Callable[..., None]) -> inspect.Signature:
    """Return what a reader of the help sees: the drawing's own options, then those of every chart."""
    shared = inspect.signature(function, follow_wrapped=False)
    own = [p for p in inspect.signature(draw).parameters.values() if p.kind is p.KEYWORD_ONLY]
    first, *others = (p for p in shared.parameters.values() if p.kind is not p.VAR_KEYWORD)
    return shared.replace(parameters=[first, *own, *others])
