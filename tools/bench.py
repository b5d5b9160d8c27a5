"""Measure what the project promises of speed and memory, print it, and keep it in ``benchmarks/RESULTS.md``.

    python tools/bench.py [--communes 3321] [--rounds 5] [--proofs] [--out FILE]

``--proofs`` adds the builds that are killed (``make kill``) and the mutants (``make fuzz``): half an hour more.
The file is written for a whole run alone: with fewer communes only where ``--out`` names one.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import bench_dataset
import bench_reading
from bench_results import Result, machine, table

HOME = Path(__file__).resolve().parents[1]
KEPT = HOME / "benchmarks" / "RESULTS.md"
COMMUNES, KILLED, MUTANTS = 3321, 60, 3000
#: What a fresh process loads: names that come with Python, with pandas, or are the package's own do not count.
_LOADED = "import sys, pandas; before = set(sys.modules); import cchc_analysis; "
_BEYOND = _LOADED + (
    "tops = {m.partition('.')[0] for m in set(sys.modules) - before} - {'cchc_analysis'} - "
    "set(sys.stdlib_module_names); print(len(tops), *sorted(tops))"
)
_HELP = "import sys; sys.argv = ['cchc', '--help']; from cchc_analysis.cli import main; main()"


def spent(code: str, rounds: int) -> float:
    """Return the median seconds of a process that runs some code."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def start_up(rounds: int) -> list[Result]:
    """Measure what importing the package and asking for help take."""
    printed = subprocess.run(
        [sys.executable, "-c", _BEYOND], check=True, capture_output=True, text=True
    ).stdout
    count, _, names = printed.strip().partition(" ")
    pandas, shown = spent("import pandas", rounds), spent(_HELP, rounds)
    return [
        Result("import: packages beyond pandas and the standard library", int(count), 0, "", names),
        Result("cchc --help / import pandas", shown / pandas, 0.5),
    ]


def proofs() -> list[Result]:
    """Run the builds that are killed and the mutants."""
    killing = [sys.executable, HOME / "tests/dataset/killing.py", "--moments", str(KILLED)]
    killed = subprocess.run(killing, capture_output=True, text=True)
    fuzz = [sys.executable, HOME / "tools/fuzz.py", "--count", str(MUTANTS)]
    read = subprocess.run(fuzz, capture_output=True, text=True).stdout
    wrong = re.search(rf"^(\d+) of {MUTANTS} mutants are read wrong$", read, re.MULTILINE)
    said = killed.stdout.strip() or "a build was lost"
    return [
        Result("kills that leave something unreadable", int(killed.returncode != 0), 0, "", said),
        Result(f"crashes, hangs, silent differences of {MUTANTS} mutants", int(wrong[1]) if wrong else MUTANTS,
               0, ""),
    ]  # fmt: skip


def page(results: list[Result]) -> str:
    """Return what is kept of a run."""
    return (
        "# Benchmarks\n\nWritten by `make bench`: medians of several rounds, and single runs of a build. The "
        "last column is what was measured as a\nshare of what is allowed.\n\n"
        f"{table(results)}\n\nMeasured on {date.today().isoformat()}: {machine()}\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--communes", type=int, default=COMMUNES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--proofs", action="store_true")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    results = start_up(asked.rounds)
    results += bench_reading.results(asked.rounds, min(asked.communes, bench_reading.COMMUNES))
    results += bench_dataset.results(asked.communes)
    results += proofs() if asked.proofs else []
    print(table(results))
    out = asked.out or (KEPT if asked.communes == COMMUNES else None)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page(results), encoding="utf-8")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
