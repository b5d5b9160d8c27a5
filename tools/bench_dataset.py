"""Build and load the scoring sheets of a nation's communes that do not exist, and measure it.

    python tools/bench_dataset.py [--communes 3321] [--folder FOLDER]

The sheets (136 criteria, 8 columns) are written once into FOLDER. Each measurement has a process of its own;
the memory is the peak of each process. Calamine alone, in one process, is measured before and after.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from bench_reading import calamine, write_commune
from bench_results import Result, table

PROVINCES = 34


def measured(step: str, root: Path) -> tuple[float, int, str]:
    """Run a step in a process of its own; return seconds, MiB of the largest process, and what it says."""
    code = [sys.executable, __file__, "--step", step, "--folder", root.parent]
    printed = subprocess.run(code, check=True, capture_output=True, text=True).stdout
    seconds, most, said = printed.split("|")
    return float(seconds), int(most), said.strip()


def step(name: str, root: Path) -> None:
    """Do one step and print its seconds, the memory, and a word on it."""
    from cchc_analysis import dataset

    files = sorted((root / "raw/par").glob("*.xlsx"))
    steps: dict[str, Callable[[], str]] = {
        "calamine": lambda: str(calamine(files) or ""),
        "cold": lambda: f"{len(dataset.build(root, workers=2).read)} files read, {cpu():.0f} s of processors",
        "changed": lambda: f"{len(dataset.build(root).read)} file read",
        "nothing": lambda: f"{len(dataset.build(root).read)} files read",
        "load": lambda: f"{len(dataset.load(root, index='PAR', scope='xa/thi-du-16'))} rows",
    }
    if name == "cold":
        shutil.rmtree(root / "processed", ignore_errors=True)
    if name == "changed":
        import openpyxl  # what is measured are other imports than the bench's own

        book = openpyxl.load_workbook(files[1000 % len(files)])
        book.active["G10"] = round(random.random() / 2, 4)
        book.save(files[1000 % len(files)])
    peaks: dict[int, int] = {}
    threading.Thread(target=watch, args=(peaks,), daemon=True).start()
    start = time.perf_counter()
    said = steps[name]()
    seconds = time.perf_counter() - start
    print(f"{seconds}|{max([peak('self'), *peaks.values()])}|{said}")


def cpu() -> float:
    """Return the seconds of processors that this process and those it started have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(own.ru_utime + own.ru_stime for own in used)


def watch(peaks: dict[int, int]) -> None:
    """Note the peak memory of the processes that this one starts."""
    me = Path(f"/proc/{os.getpid()}/task")
    while me.is_dir():
        for child in [c for task in me.iterdir() for c in children(task)]:
            peaks[child] = max(peak(child), peaks.get(child, 0))
        time.sleep(0.2)


def peak(process: int | str) -> int:
    """Return the MiB that a process has had at most; what ``getrusage`` calls so holds its parent's as well."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return max([int(x.split()[1]) // 1024 for x in lines if x.startswith("VmHWM")], default=0)


def children(task: Path) -> list[int]:
    try:
        return [int(child) for child in (task / "children").read_text().split()]
    except OSError:
        return []


def folder_of(communes: int) -> Path:
    """Return the folder that keeps the sheets of so many communes."""
    return Path(tempfile.gettempdir()) / f"cchc_communes_{communes}"


def results(communes: int, folder: Path | None = None) -> list[Result]:
    """Measure builds and loads, and return the lines of the table."""
    root = (folder or folder_of(communes)) / "data"
    (root / "raw/par").mkdir(parents=True, exist_ok=True)
    for number in range(communes):
        path = root / "raw/par" / f"par_2024_xa_minh_hoa_{number}.xlsx"
        if not path.exists():
            write_commune(path, number, f"Thí Dụ {number % PROVINCES}")
    first = measured("calamine", root)
    cold, changed, nothing, load = (measured(name, root) for name in ("cold", "changed", "nothing", "load"))
    alone = (first[0] + measured("calamine", root)[0]) / 2
    return [
        Result(f"cold build of {communes} communes, two workers / calamine, one process", cold[0] / alone, 5.0,
               said=cold[2]),
        Result("peak memory of that build, each process", cold[1], 400, "MiB"),
        Result("one file changed: files read", int(changed[2].split()[0]), 1, ""),
        Result("one file changed", changed[0], 3.0, "s"),
        Result("nothing changed: files read", int(nothing[2].split()[0]), 0, ""),
        Result("nothing changed", nothing[0], 0.5, "s"),
        Result("load of a province's communes", load[0], 0.5, "s", said=load[2]),
        Result("load of a province's communes, peak memory", load[1], 250, "MiB"),
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--communes", type=int, default=3321)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        step(asked.step, (asked.folder or folder_of(asked.communes)) / "data")
    else:
        print(table(results(asked.communes, asked.folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
