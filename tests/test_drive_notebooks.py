"""Driving the notebooks in a browser installs nothing: what is missing is said."""

import importlib.util
from pathlib import Path

import pytest

_FILE = Path(__file__).resolve().parents[1] / "tools/drive_notebooks.py"


@pytest.fixture
def drive():
    spec = importlib.util.spec_from_file_location("drive_notebooks", _FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("selenium", "there", "said"),
    [
        (None, (), "selenium is not installed: run .venv/bin/python -m pip install selenium"),
        (True, (), "There is no Chromium, Chrome or Edge on the path"),
        (True, ("chromium",), "There is no chromedriver on the path (Debian: chromium-driver)"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_fetched(drive, monkeypatch, capsys, selenium, there, said):
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.delenv("CHROMEDRIVER", raising=False)
    monkeypatch.setattr(drive, "find_spec", lambda _: selenium)
    monkeypatch.setattr(drive.shutil, "which", lambda name: name if name in there else None)
    assert drive.main([]) == 2
    assert said in capsys.readouterr().err
