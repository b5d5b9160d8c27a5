"""What ``make bench`` prints and keeps: ratios, bounds, and a machine without a name."""

import importlib.util
import platform
import sys
from pathlib import Path

import pytest

_RESULTS = Path(__file__).resolve().parents[1] / "tools" / "bench_results.py"


@pytest.fixture(scope="module")
def results():
    """The lines of the bench."""
    spec = importlib.util.spec_from_file_location("bench_results", _RESULTS)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclass looks for itself
    spec.loader.exec_module(module)
    return module


def test_a_line_says_what_is_allowed_and_how_much_of_it_is_used(results):
    cold = results.Result("cold / calamine", 4.2, 5.0)
    opened = results.Result("files read", 1, 0, "", "of 70")
    assert cold.holds and not opened.holds
    assert results.table([cold, opened]).splitlines()[2:] == [
        "| cold / calamine | 4.20 × | 5 × | 0.84 |",
        "| files read (of 70) | 1 | 0 | **over** |",
    ]


def test_the_machine_is_told_without_its_name(results):
    said = results.machine()
    assert f"Python {platform.python_version()}" in said and "pandas" in said and "cores" in said
    assert not platform.node() or platform.node() not in said
    assert "/" not in said and "\\" not in said
