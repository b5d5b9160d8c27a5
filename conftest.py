"""What holds of every run: cells of a notebook keep their order; its seed and what it skipped are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Leave the cells of a notebook in their order: each stands upon those before it."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.random_order(disabled=True))
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell how many tests were skipped for each reason, and how to have this order again."""
    skipped = terminalreporter.stats.get("skipped", ())
    reasons = Counter(str(report.longrepr[-1]).removeprefix("Skipped: ") for report in skipped)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} skipped: {reason}")
    seed = config.option.random_order_seed.removeprefix("default:")
    terminalreporter.write_line(f"Order of the tests: --random-order-seed={seed}")
