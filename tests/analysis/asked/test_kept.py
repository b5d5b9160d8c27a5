"""What is kept of a frame: made once, made anew after every kind of writing, gone with its frame."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pandas as pd
import pytest

import cchc_analysis as cchc
from cchc_analysis.analysis.asked import kept as module
from cchc_analysis.analysis.asked.kept import kept


def table() -> pd.DataFrame:
    return pd.DataFrame({
        "unit": pd.array(["A", "B"], dtype="string"), "score": [1.0, 2.0], "pct": [10.0, 20.0],
        "rank": pd.array([2, None], dtype="Int16"), "estimated": [False, False],
    })  # fmt: skip


def set_cell(name: str, value: object) -> Callable[[pd.DataFrame], None]:
    return lambda frame: frame.__setitem__(name, frame[name].where(frame.index > 0, value))


WRITINGS: dict[str, Callable[[pd.DataFrame], object]] = {
    "a number": lambda f: f.loc.__setitem__((0, "score"), 9.0),
    "another number of its block": lambda f: f.at.__setitem__((1, "pct"), 5.0),
    "a name": lambda f: f.loc.__setitem__((0, "unit"), "C"),
    "a rank": lambda f: f.iloc.__setitem__((1, 3), 1),
    "a flag": lambda f: f.loc.__setitem__((0, "estimated"), True),
    "a column": set_cell("score", 7.0),
    "a new column": lambda f: f.insert(0, "year", 2024),
    "a column less": lambda f: f.pop("pct"),
    "the labels of rows": lambda f: setattr(f, "index", pd.Index([5, 6])),
    "the names of columns": lambda f: setattr(f, "columns", pd.Index(list("abcde"))),
}


@pytest.mark.parametrize("what", WRITINGS)
def test_whoever_writes_gets_it_made_anew(what):
    frame, times = table(), []
    for _ in range(2):
        kept(frame, ("times",), lambda: times.append(1))
    assert len(times) == 1
    WRITINGS[what](frame)
    kept(frame, ("times",), lambda: times.append(1))
    assert len(times) == 2


def test_reading_changes_nothing_and_equal_frames_are_two():
    frame, other = table(), table()
    first = kept(frame, ("mean",), lambda: frame["score"].mean())
    frame[frame["score"] > 1].sort_values("pct")
    copied = frame.copy()
    copied.loc[0, "score"] = 9.0
    assert kept(frame, ("mean",), lambda: 0.0) == first == 1.5
    assert kept(other, ("mean",), lambda: 0.0) == 0.0 and kept(frame, ("max",), lambda: 2.0) == 2.0


def test_what_was_kept_dies_with_its_frame():
    frame = table()
    at = id(frame)
    kept(frame, ("mean",), lambda: 1.5)
    assert at in module._MADE
    del frame
    gc.collect()
    assert at not in module._MADE


def test_an_answer_follows_a_score_that_is_corrected(made_up):
    frame = made_up({("A", 2024): 41.0, ("B", 2024): 42.0, ("C", 2024): 43.0})
    ask = {"index": "PAPI", "unit": "A"}
    assert cchc.rank_history(frame, **ask)["rank"].tolist() == [3]
    frame.loc[frame["unit"] == "A", "score"] = 42.5
    assert cchc.rank_history(frame, **ask)["rank"].tolist() == [2]
    assert cchc.trend(frame, **ask)["score"].tolist() == [42.5]
    frame["score"] = frame["score"].where(frame["unit"] != "A", 44.0)
    assert cchc.ranks(frame, index="PAPI", year=2024)["unit"].tolist() == ["A", "C", "B"]


def test_nobody_writes_into_what_is_shared(made_up):
    frame = made_up({("A", 2024): 41.0, ("B", 2024): 42.0})
    first = cchc.ranks(frame, index="PAPI", year=2024)
    first.loc[0, "score"] = 0.0
    first.attrs["not_published"].append("Z")
    again = cchc.ranks(frame, index="PAPI", year=2024)
    assert again["score"].tolist() == [42.0, 41.0] and "Z" not in again.attrs["not_published"]


def test_of_many_questions_those_used_last_are_kept():
    frame, made = table(), []

    def ask(name: object) -> None:
        kept(frame, (name,), lambda: made.append(name))

    for number in range(3 * module._MOST):
        ask("of all units")
        ask(number)
    assert made.count("of all units") == 1 and len(module._OF_UNITS) == module._MOST
    ask(3 * module._MOST - 1)
    ask(0)
    assert made.count(3 * module._MOST - 1) == 1 and made.count(0) == 2


def test_what_is_looked_up_for_an_index_dies_with_its_frame(figures):
    frame = figures.copy()
    before = set(module._MADE)
    cchc.trend(frame, index="PAPI", unit="Bắc Kạn")
    cchc.usual_change(frame, index="PAPI")
    assert len(set(module._MADE) - before) >= 2  # the frame, and the rows of the index
    del frame
    gc.collect()
    assert set(module._MADE) <= before
