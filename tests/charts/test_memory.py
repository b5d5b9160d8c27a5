"""What is left of charts that were drawn and closed: nothing, however many units there are."""

from __future__ import annotations

import gc
import weakref

import matplotlib.pyplot as plt
import pytest
from every import charts_of

from cchc_analysis.charts import saving, wrapping


@pytest.fixture(scope="module")
def one_of_each(recent):
    """One chart of each function, of what was published since 2020."""
    charts = charts_of(recent, "Bắc Kạn", lambda name: name in ("scorecard", "weakest") or "PAPI" in name)
    return list({chart: (chart, table, more) for _, chart, table, more in charts}.values())


def test_no_chart_outlives_its_figure(one_of_each):
    assert len(one_of_each) > 12
    described, alive = len(saving._DESCRIPTIONS), []
    for chart, table, more in one_of_each:
        ax = chart(table, **more)
        alive += [weakref.ref(ax), weakref.ref(ax.figure)]
        plt.close(ax.figure)
    del ax
    gc.collect()
    assert [kept() for kept in alive if kept() is not None] == []
    assert len(saving._DESCRIPTIONS) <= described


def test_widths_of_words_are_kept_up_to_a_number(one_of_each, monkeypatch):
    monkeypatch.setattr(wrapping, "_WIDTHS", {})
    monkeypatch.setattr(wrapping, "_MOST_WIDTHS", 40)
    for chart, table, more in one_of_each[:2]:
        plt.close(chart(table, **more).figure)
        assert 0 < len(wrapping._WIDTHS) <= 41
