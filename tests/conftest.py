"""Where the shared material lies: tests that need it are skipped, saying so, where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

# No deadline: how long an example takes says what else the machine is doing.
hypothesis.settings.register_profile("cchc", deadline=None, derandomize=True)
hypothesis.settings.load_profile("cchc")

_BESIDE = Path(__file__).resolve().parents[2] / "shared"


def _folder(variable: str, default: Path) -> Path:
    folder = Path(os.environ.get(variable, default))
    if not folder.is_dir():
        pytest.skip(f"{variable} ({folder}) is absent")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published figures and frameworks (``CCHC_SHARED``)."""
    return _folder("CCHC_SHARED", _BESIDE)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The original workbooks with their true values (``CCHC_CORPUS``)."""
    return _folder("CCHC_CORPUS", _BESIDE / "workbooks")
