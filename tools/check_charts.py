"""Draw every chart of the 63 provinces and the 34, and ten hard ones in all sizes and both languages.

Lists what is wrong, and exits with 1 where anything is. ``--units`` takes some, ``--only`` parts of charts'
names, ``--out`` a folder for the pictures of those that are wrong, ``--part 1/2`` every second chart.

    python tools/check_charts.py --units "Bắc Kạn,Quảng Ninh" --only strip --out wrong
"""

from __future__ import annotations

import argparse
import gc
import logging
import resource
import signal
import statistics
import sys
import threading
import time
import warnings
from collections import Counter, defaultdict
from itertools import count, product, takewhile
from pathlib import Path

import matplotlib

matplotlib.use("agg")
TESTS = Path(__file__).resolve().parents[1] / "tests" / "charts"
sys.path[:0] = [str(TESTS)]
SIZES = ("slide", "a4", "square", "band")
#: Numbers of units after which the memory is measured.
MEASURED = (1, 10, 30, 63)


class Heard(logging.Handler):
    """Keeps what matplotlib logs: a typeface or a weight that was not there."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def main() -> int:
    import cchc_analysis as cchc

    asked = arguments()
    units = asked.units.split(",") if asked.units else None
    return report(every_chart(cchc.load(), units, wanted(asked.only, asked.part)), asked.out)


def wanted(only, part):
    """Return what tells of a chart's name whether it is drawn: by its words, and every so many of them."""
    words, numbers = only.split(","), count()
    mine, parts = (int(number) for number in part.split("/"))
    return lambda name: any(word in name for word in words) and next(numbers) % parts == mine - 1


def every_chart(scores, units, wanted):
    """Yield (unit, chart, size, language), unit by unit: the tables of all at once would fill the memory."""
    import every

    import cchc_analysis as cchc

    def in_all_sizes(unit, charts, sizes=SIZES):
        return ((unit, *job) for job in product(charts, sizes, ("vi", "en")))

    if units is None:
        yield from in_all_sizes(every.WARD, every.charts_of_ward(scores, wanted), (None, *SIZES))
        yield from in_all_sizes("34", every.charts_of_34(scores, wanted), (None, *SIZES))
    merged = cchc.as_of(scores, every.MERGED)
    for frame, scope, suffix in ((scores, "tinh-63", ""), (merged, "tinh-34", " (34)")):
        for unit in every.provinces(scope):
            if units is None or unit in units:
                charts = every.charts_of(frame, unit, wanted)
                yield from ((unit + suffix, chart, None, "vi") for chart in charts)
    for unit in every.HARD:
        if units is None or unit in units:
            yield from in_all_sizes(unit, every.charts_of(scores, unit, wanted))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--units", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--part", default="1/1", help="such as 1/2: every second chart, for two processes")
    return parser.parse_args()


def report(jobs, out) -> int:
    import matplotlib.pyplot as plt

    heard, kinds, seconds, wrong = Heard(), Counter(), defaultdict(list), 0
    memory, units = {}, {}  # a unit is told from the next by its first chart
    logging.getLogger("matplotlib").addHandler(heard)
    for at, (unit, (name, chart, table, more), size, lang) in enumerate(until_stopped(jobs)):
        began = time.process_time()
        fig, found = inspected(lambda: chart(table, size=size, lang=lang, **more), heard)  # noqa: B023
        seconds[chart.__name__].append(found.pop() - began)
        if found:
            wrong += 1
            print(f"{unit} · {name} · {size or 'own'} · {lang}: " + " | ".join(found[:6]), flush=True)
            sorts = {flaw.split(":")[0].rstrip("0123456789. %") for flaw in found}
            kinds.update(f"{name.split()[-1]}: {sort}" for sort in sorts)
            if out:
                from cchc_analysis.charts import save

                save(fig, out / f"{unit} {name} {size or 'own'} {lang}.png")
        plt.close(fig)
        if plt.get_fignums():
            print(f"{unit} · {name}: {len(plt.get_fignums())} figures left open")
            wrong += 1
            plt.close("all")
        # Figures refer to themselves: pictures that pile up leave holes which the system never gets back.
        gc.collect()
        if units.setdefault(unit, at) == at:
            if len(units) == 2:
                gc.freeze()  # what all units share is not looked through after every chart
            if len(units) - 1 in MEASURED:
                memory[len(units) - 1] = resident()
    every = [one for some in seconds.values() for one in some]
    medians = [statistics.median(some) for some in seconds.values()]
    print(f"\n{len(every)} charts, {wrong} with findings")
    print(f"{statistics.median(medians):.2f} s of a core a chart: the median of the functions' medians")
    print("  " + ", ".join(f"{name} {statistics.median(some):.2f}" for name, some in sorted(seconds.items())))
    memory[len(units)] = resident()
    print("memory: " + ", ".join(f"{size} MiB after {n} units" for n, size in memory.items()))
    for kind, times in kinds.most_common():
        print(f"  {times:5} {kind}")
    return 1 if wrong else 0


def until_stopped(jobs):
    """Return the charts until somebody presses Ctrl+C: those drawn until then are reported."""
    stopped = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stopped.set())
    return takewhile(lambda _: not stopped.is_set(), jobs)


def inspected(drawing, heard):
    """Return the figure that was drawn and its flaws, with the time at which it was drawn as the last."""
    from inspection import flaws

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        fig = drawing().figure
        fig.canvas.draw()
        drawn = time.process_time()
        found = flaws(fig)
    found += [f"warning: {w.message}" for w in warned] + [f"logged: {message}" for message in heard.messages]
    heard.messages.clear()
    return fig, [*found, drawn]


def resident() -> int:
    """Return the MiB of memory in use now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


if __name__ == "__main__":
    raise SystemExit(main())
