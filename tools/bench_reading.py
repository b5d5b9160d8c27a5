"""Time the reading of workbooks against other readers, in one process, imports aside.

    python tools/bench_reading.py [--rounds 5]

First over all originals of ``papi`` and ``pci`` but PCI 2014 (whose sheets calamine alone cannot read): the
median time of ``cchc.read``, of ``CalamineWorkbook … to_python()`` on every sheet, of
``pandas.read_excel(sheet_name=None)`` with openpyxl or xlrd, and the ratios. Then ``cchc.read_many`` over the
scoring sheets of 200 communes that do not exist, of 136 criteria and 8 columns each, against calamine.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from bench_results import Result, table
from python_calamine import CalamineWorkbook

import cchc_analysis as cchc

CORPUS = Path(os.environ.get("CCHC_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "workbooks"))
LEFT_OUT = "PCI 2014.xlsx"
COMMUNES, DOMAINS, CRITERIA = 200, 8, 16

Reader = Callable[[list[Path]], object]


def read(files: list[Path]) -> None:
    for file in files:
        cchc.read(file)


def calamine(files: list[Path]) -> None:
    for file in files:
        with CalamineWorkbook.from_path(file) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()


def pandas(files: list[Path]) -> None:
    for file in files:
        pd.read_excel(file, sheet_name=None, engine="xlrd" if file.suffix == ".xls" else "openpyxl")


def seconds(reader: Reader, files: list[Path]) -> float:
    gc.collect()
    start = time.perf_counter()
    reader(files)
    return time.perf_counter() - start


def measure(readers: dict[str, Reader], files: list[Path], rounds: int) -> dict[str, float]:
    """Print and return the median of each reader; a first round warms imports, data and patterns."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for counted in range(rounds + 1):
        for name, reader in readers.items():
            spent = seconds(reader, files)
            if counted:
                taken[name].append(spent)
    median = {name: statistics.median(times) for name, times in taken.items()}
    for name, spent in median.items():
        print(f"{name:20} {spent:7.3f} s for {len(files)} files")
    return median


def write_commune(path: Path, number: int, province: str = "Minh Họa") -> None:
    """Write the scoring sheet of a commune that does not exist; its points are invented."""
    import openpyxl  # only who writes needs it

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024 (Số liệu minh họa)"])
    sheet.append([f"Đơn vị: Xã Minh Họa {number}, tỉnh {province}"])
    sheet.append(["Mã", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định", "Điều tra", "Kết quả", "Ghi chú"])
    for domain in range(1, DOMAINS + 1):
        sheet.append([str(domain), f"Lĩnh vực {domain}", CRITERIA, 10, 9, None, 9, None])
        for criterion in range(1, CRITERIA + 1):
            note = "x" if criterion % 5 == 0 else None
            sheet.append([f"{domain}.{criterion}", f"Tiêu chí {domain}.{criterion} về cải cách hành chính", 1,
                          10 / CRITERIA, 9 / CRITERIA, None, 9 / CRITERIA, note])  # fmt: skip
    book.save(path)


def results(rounds: int, count: int = COMMUNES) -> list[Result]:
    """Measure the reading, print each median, and return the lines of the table."""
    warnings.simplefilter("ignore")
    files = [f for d in ("papi", "pci") for f in sorted((CORPUS / d).glob("*.xls*"))]
    files = [f for f in files if f.name != LEFT_OUT]
    found = []
    if files:
        median = measure(
            {"cchc.read": read, "calamine": calamine, "pandas.read_excel": pandas}, files, rounds
        )
        ratio, slower = (
            median[a] / median[b] for a, b in (("cchc.read", "calamine"), ("pandas.read_excel", "cchc.read"))
        )
        found.append(Result("cchc.read over the originals / calamine", ratio, 3.0))
        print(f"pandas.read_excel takes {slower:.1f} × cchc.read")
    else:
        print(f"CCHC_CORPUS ({CORPUS}) is absent: the originals are not timed")
    with tempfile.TemporaryDirectory() as folder:
        communes = [Path(folder) / f"par_2024_xa_minh_hoa_{number}.xlsx" for number in range(count)]
        for number, path in enumerate(communes):
            write_commune(path, number)
        median = measure({"cchc.read_many": cchc.read_many, "calamine": calamine}, communes, rounds)
    ratio = median["cchc.read_many"] / median["calamine"]
    return [*found, Result(f"cchc.read_many over {count} communes / calamine", ratio, 7.0)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    print(table(results(parser.parse_args().rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
