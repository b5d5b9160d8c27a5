"""What the tests of notebooks share: figures of a few years, and what a cell shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_analysis import scores
from cchc_analysis.workbooks import read

RAW = Path(__file__).resolve().parents[2] / "data/raw"
_FILES = (
    "papi/papi_2023", "papi/papi_2024", "par/par_2023", "par/par_2024_hoa_binh", "par/par_2025_tuyen_quang",
    "par/par_2023_phuong_minh_hoa_so_lieu_minh_hoa", "par/par_2024_phuong_minh_hoa_so_lieu_minh_hoa",
    "par/par_2023_cac_xa_vi_du_so_lieu_minh_hoa", "par/par_2024_cac_xa_vi_du_so_lieu_minh_hoa",
)  # fmt: skip


@pytest.fixture(scope="session")
def figures():
    """Published figures of a few years, and the sheets of units that do not exist (số liệu minh họa)."""
    return scores.concat([read(RAW / f"{name}.xlsx").scores for name in _FILES])


@pytest.fixture
def folder(tmp_path, monkeypatch, figures):
    """A working folder with a notebook's folder in it, where cells run."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setattr("cchc_analysis.dataset.load", lambda root="data": figures)
    return tmp_path


@pytest.fixture
def cells(monkeypatch):
    """What cells show, in order: Markdown as text, other things as their bundle."""
    shown = []

    def display(what, **_):
        shown.append(what if isinstance(what, dict) else what.data)

    monkeypatch.setattr("IPython.display.display", display)
    return shown
