"""What the tests of bounds and of mutants share: the tool that reads under limits."""

import importlib.util
from pathlib import Path

import pytest

_FUZZ = Path(__file__).resolve().parents[2] / "tools" / "fuzz.py"


@pytest.fixture(scope="module")
def fuzz():
    """The tool that reads in a process of its own, within 1 GiB and 10 s a file."""
    spec = importlib.util.spec_from_file_location("fuzz", _FUZZ)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
