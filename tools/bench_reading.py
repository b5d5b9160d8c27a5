"""Time the reading of the original workbooks against other readers, in one process, imports aside.

    python tools/bench_reading.py [--rounds 5]

Prints, over all files of ``papi`` and ``pci`` but PCI 2014 (whose sheets calamine alone cannot read): the
median time of ``cchc.read``, of ``CalamineWorkbook … to_python()`` on every sheet, of
``pandas.read_excel(sheet_name=None)`` with openpyxl or xlrd, and the ratios.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

import cchc_analysis as cchc

CORPUS = Path(os.environ.get("CCHC_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "workbooks"))
LEFT_OUT = "PCI 2014.xlsx"


def ours(file: Path) -> None:
    cchc.read(file)


def calamine(file: Path) -> None:
    with CalamineWorkbook.from_path(file) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def pandas(file: Path) -> None:
    engine = "xlrd" if file.suffix == ".xls" else "openpyxl"
    pd.read_excel(file, sheet_name=None, engine=engine)


def seconds(read: Callable[[Path], None], files: list[Path]) -> float:
    gc.collect()
    start = time.perf_counter()
    for file in files:
        read(file)
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    files = [f for d in ("papi", "pci") for f in sorted((CORPUS / d).glob("*.xls*"))]
    files = [f for f in files if f.name != LEFT_OUT]
    if not files:
        print(f"CCHC_CORPUS ({CORPUS}) is absent")
        return 2
    warnings.simplefilter("ignore")
    readers = {"cchc.read": ours, "calamine": calamine, "pandas.read_excel": pandas}
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for counted in range(rounds + 1):
        for name, read in readers.items():
            taken[name].append(seconds(read, files))
        if not counted:  # the first round warms: imports, declared data, regular expressions
            taken = {name: [] for name in readers}
    median = {name: statistics.median(t) for name, t in taken.items()}
    for name, t in median.items():
        print(f"{name:20} {t:7.3f} s for {len(files)} files")
    print(f"cchc.read takes {median['cchc.read'] / median['calamine']:.2f} × calamine,")
    print(f"pandas.read_excel {median['pandas.read_excel'] / median['cchc.read']:.1f} × cchc.read")
    return 0


if __name__ == "__main__":
    sys.exit(main())
