"""What holds of every run: the order of tests, the frame of examples; its seed and what it skipped are told."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pandas as pd
import pytest

import cchc_analysis as cchc

# The schema of notebooks has no addresses, whose syntax takes longer to build than all else to import.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
pytest_plugins = ["nbval.plugin"]

#: Files of few tests that take longest, the longest first: begun first, so that no process waits for the other.
LONG = (
    "test_scoring_sheets.py",
    "test_workers.py",
    "test_packs.py",
    "test_fuzz.py",
    "test_killing.py",
    "test_corpus.py",
    "test_inspection.py",
    "test_defects.py",
    "test_many.py",
    "test_sentences.py",
)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Search for no garbage while tests are collected: there is none; nor ever among what stays to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(7_000)  # ten times as rarely as usual: what tests leave behind is no garbage
        gc.enable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Leave the cells of a notebook in their order, each stands upon those before it; long files come first."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.random_order(disabled=True))
    result = yield
    if hasattr(config, "workerinput"):  # one of several processes
        tests = Counter(item.path for item in items)
        turn = {path: LONG.index(path.name) for path in tests if path.name in LONG}
        turn |= {path: len(LONG) for path in tests if path.suffix == ".ipynb"}
        items.sort(key=lambda item: (turn.get(item.path, len(LONG) + 1), -tests[item.path]))
    return result


@pytest.fixture(scope="session")
def load_once() -> Callable[..., pd.DataFrame]:
    """Return what loads each selection of the scores once."""
    from cchc_analysis.dataset import load

    return cache(load)


@pytest.fixture(autouse=True)
def examples_load_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the examples of all docstrings share one frame: they only read it."""
    if isinstance(request.node, pytest.DoctestItem):
        monkeypatch.setattr(cchc, "load", request.getfixturevalue("load_once"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell how many tests were skipped for each reason, and how to have this order again."""
    skipped = terminalreporter.stats.get("skipped", ())
    reasons = Counter(str(report.longrepr[-1]).removeprefix("Skipped: ") for report in skipped)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} skipped: {reason}")
    seed = config.option.random_order_seed.removeprefix("default:")
    terminalreporter.write_line(f"Order of the tests: --random-order-seed={seed}")
