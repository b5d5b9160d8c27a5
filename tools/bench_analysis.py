"""Time the analysis of one unit: every public function once, in one process, after the data are loaded.

    python tools/bench_analysis.py [--unit "Bắc Kạn"] [--index PAPI] [--year 2024] [--rounds 3]
    python tools/bench_analysis.py --grow 1,8,63

Arguments are given by their names, so that a function that is exported later is timed as well; one that cannot
answer (a sheet of a unit that has none) says so in its line. Each round asks all of them of a frame of its own,
as after loading; what the first ones look up the later ones share. A first round is left out: it reads
declarations. ``--grow`` asks all of them about so many units, one after the other, of a frame of its own for
each number: how the time grows with the units, and what one more of them costs.
Times are those of the processor, which do not depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import inspect
import statistics
import time
from collections.abc import Callable
from typing import Any

import cchc_analysis as cchc
from cchc_analysis.errors import CchcError

#: What some functions need that the options do not give.
NEEDED = {
    "other": "Hà Nội", "rank": 10, "targets": {}, "share": 0.8, "n": 200, "other_n": 200, "code": "total",
    "change": 1.5, "scope": "xa/minh-hoa",
}  # fmt: skip
#: Scoring sheets are those of a unit that does not exist (số liệu minh họa).
SHEET = {"index": "PAR", "unit": "Phường Minh Họa", "year": 2024}
OF_SHEETS = {"sheet", "side_by_side", "units_table", "units_criteria", "common_weaknesses", "self_bias"}
OF_SURVEYS = {"survey"}


def functions() -> dict[str, Callable[..., Any]]:
    """Return the public functions of the analysis by name."""
    names = [name for name, module in cchc._HOME.items() if module.startswith("cchc_analysis.analysis")]
    return {name: getattr(cchc, name) for name in names if name != "match"}


def question(name: str, function: Callable[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a function that have no default, from what is given."""
    if name in OF_SHEETS | OF_SURVEYS:
        given = given | SHEET | ({"index": "SIPAS"} if name in OF_SURVEYS else {})
    if name == "two_proportions":
        given = given | {"other": 0.7}
    wanted = inspect.signature(function).parameters.values()
    return {p.name: given[p.name] for p in wanted if p.default is p.empty}


def main() -> None:
    """Print a line a function, the median of the rounds in milliseconds of the processor, then their sum."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--unit", default="Bắc Kạn")
    options.add_argument("--index", default="PAPI")
    options.add_argument("--year", type=int, default=2024)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--grow", default="", help="numbers of units, such as 1,8,63")
    asked = options.parse_args()
    scores = cchc.load()
    given = NEEDED | {"scores": scores, "index": asked.index, "unit": asked.unit, "year": asked.year}
    given |= {"units": [asked.unit], "years": [asked.year - 1, asked.year]}
    if asked.grow:
        return grow(given, [int(n) for n in asked.grow.split(",")])
    rounds = [one_round(given | {"scores": scores.copy()}) for _ in range(asked.rounds + 1)][1:]
    for name in rounds[0]:
        median = statistics.median(times[name][0] for times in rounds)
        print(f"{name:20} {median:8.1f} ms  {rounds[0][name][1]}".rstrip())
    total = statistics.median(sum(spent for spent, _ in times.values()) for times in rounds)
    print(f"{'together':20} {total:8.1f} ms")


def grow(given: dict[str, Any], numbers: list[int]) -> None:
    """Print the seconds of the processor that all functions take for so many units, and those of one more."""
    scores = given["scores"]
    of_year = (scores["index"] == given["index"]) & (scores["year"] == given["year"])
    units = sorted(scores.loc[of_year & (scores["unit_type"] == "province"), "unit"].dropna().unique())
    one_round(given | {"scores": scores.copy()})  # reads declarations
    last, spent_last = 0, 0.0
    for number in numbers:
        frame = scores.copy()
        rounds = [one_round(given | {"scores": frame, "unit": u, "units": [u]}) for u in units[:number]]
        spent = sum(ms for times in rounds for ms, _ in times.values()) / 1000
        one_more = (spent - spent_last) / (number - last)
        print(f"{len(rounds):3} units {spent:8.2f} s, each further one {one_more:.3f} s", flush=True)
        last, spent_last = number, spent


def one_round(given: dict[str, Any]) -> dict[str, tuple[float, str]]:
    """Ask every function once; return the milliseconds by name, and the reason where it refused."""
    times = {}
    for name, function in functions().items():
        arguments, remark = question(name, function, given), ""
        start = time.process_time()
        try:
            function(**arguments)
        except CchcError as error:
            remark = str(error).partition("\n")[0]
        times[name] = (1000 * (time.process_time() - start), remark)
    return times


if __name__ == "__main__":
    main()
