"""Holm's correction: against a table that was worked by hand, and the properties that define it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis.analysis.holm import holm


def plain(values):
    """Return each p value's correction by the definition: the greatest of all steps down to it."""
    ordered = sorted(values)
    m = len(values)
    steps = {p: max(min(1.0, (m - k) * ordered[k]) for k in range(ordered.index(p) + 1)) for p in values}
    return [steps[p] for p in values]


@pytest.mark.parametrize(
    ("values", "adjusted"),
    [
        # 4 × 0.005, 3 × 0.01, 2 × 0.03, then 0.04 is lifted to the step before.
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.5, 0.6], [1.0, 1.0]),
        ([0.02], [0.02]),
        ([], []),
    ],
)
def test_holm_gives_what_was_worked_by_hand(values, adjusted):
    assert holm(values).tolist() == pytest.approx(adjusted)


def test_what_is_missing_counts_as_no_test():
    found = holm([0.02, math.nan, 0.04])
    assert found[[0, 2]].tolist() == pytest.approx([0.04, 0.04]) and math.isnan(found[1])


@given(st.lists(st.floats(0, 1), max_size=12, unique=True))
def test_holm_follows_its_definition(values):
    assert holm(values).tolist() == pytest.approx(plain(values))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_no_adjusted_value_is_smaller_and_none_exceeds_one(values):
    found = holm(values)
    assert (found >= np.array(values)).all() and (found <= 1).all()


def test_holm_agrees_with_statsmodels_where_it_is_installed():
    multitest = pytest.importorskip("statsmodels.stats.multitest", reason="statsmodels is not installed")
    values = np.random.default_rng(0).uniform(0, 0.2, 9)
    assert holm(values).tolist() == pytest.approx(multitest.multipletests(values, method="holm")[1].tolist())
