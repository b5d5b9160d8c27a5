"""What the tests of the pack share: published figures of a few years, the sheets of an invented ward."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from cchc_analysis import scores
from cchc_analysis.briefing.answering import answer
from cchc_analysis.workbooks import read

RAW = Path(__file__).resolve().parents[2] / "data/raw"
_FILES = (
    "papi/papi_2023", "papi/papi_2024", "par/par_2022", "par/par_2023", "dti/dti_2022",
    "pci/pci_2008",
    "par/par_2023_phuong_minh_hoa_so_lieu_minh_hoa", "par/par_2024_phuong_minh_hoa_so_lieu_minh_hoa",
    "sipas/sipas_2023_phuong_minh_hoa_so_lieu_minh_hoa", "sipas/sipas_2024_phuong_minh_hoa_so_lieu_minh_hoa",
    "par/par_2024_hoa_binh", "par/par_2025_tuyen_quang",
)  # fmt: skip


@pytest.fixture(scope="session")
def some_scores():
    """Published figures of a few years, with the cells that they stand in."""
    return scores.concat([read(RAW / f"{name}.xlsx").scores for name in _FILES])


@pytest.fixture(scope="session")
def briefing_of(some_scores):
    """Answer for a unit, once each: what stands upon a briefing only reads it."""

    @cache
    def of(unit, year=None, lang="vi"):
        return answer(some_scores, unit, year=year, lang=lang)

    return of
