"""Charts are drawn without a screen, and no figure outlives its test."""

from __future__ import annotations

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def closed_figures():
    """Close every figure: those left open would be counted, and warned of, in a later test."""
    yield
    plt.close("all")


@pytest.fixture
def bare():
    """Axes of the caller's own: what is drawn can be looked at without laying out a page around it."""
    return _bare()


@pytest.fixture(scope="session")
def drawn(result):
    """Draw a chart of a result on bare axes, once: ``drawn(trend_chart, result(…), lang="en")``.

    For tests that only look.
    """
    charts = {}

    def draw(chart, table, **more):
        key = (chart, id(table), *sorted(more.items()))
        if key not in charts:
            charts[key] = chart(table, ax=_bare(), **more)
        return charts[key]

    return draw


@pytest.fixture(scope="session")
def recent(figures):
    """What was published since 2020: enough for the last year and the one before."""
    return figures[figures["year"] >= 2020]


def _bare():
    # No figure of pyplot's: those are counted, and closed after each test.
    figure = Figure(figsize=(13.33, 7.5))
    FigureCanvasAgg(figure)
    return figure.add_subplot()
