"""A small data folder of made-up figures (số liệu minh họa), and what is seen of a build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

PROVINCES = ["Hà Nội", "Bắc Kạn", "Cao Bằng", "Quảng Nam"]


@pytest.fixture(scope="session")
def write() -> Callable[..., None]:
    """Return a function that writes a small made-up PCI workbook."""

    def workbook(path, offset=0.0, headings=("Tiếp cận đất đai", "Tính minh bạch")):
        rows = [[p, 5 + offset + i / 10, 6 + offset + i / 10] for i, p in enumerate(PROVINCES)]
        path.parent.mkdir(parents=True, exist_ok=True)
        pd.DataFrame(rows, columns=["Tỉnh", *headings]).to_excel(path, index=False, sheet_name="Tổng hợp")

    return workbook


@pytest.fixture
def root(tmp_path, write) -> Path:
    write(tmp_path / "data/raw/pci/pci_2016.xlsx")
    write(tmp_path / "data/raw/pci/pci_2017.xlsx", 0.3)
    return tmp_path / "data"


@pytest.fixture
def outputs() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that gives the outputs that others read, by where they lie."""

    def of(root):
        processed = root / "processed"
        paths = [*processed.glob("index=*/year=*/*.parquet"), *processed.glob("_findings.parquet")]
        return {str(path.relative_to(processed)): path.read_bytes() for path in paths}

    return of
