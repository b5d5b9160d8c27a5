"""Draw every chart of every province, and ten hard ones in all sizes and both languages; list what is wrong.

Exits with 1 where anything is. ``--units`` takes some, ``--only`` a part of a chart's name, ``--out`` a folder
for the pictures of those that are wrong.

    python tools/check_charts.py --units "Bắc Kạn,Quảng Ninh" --only strip --out /tmp/wrong
"""

from __future__ import annotations

import argparse
import gc
import logging
import resource
import statistics
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

import matplotlib

matplotlib.use("agg")
TESTS = Path(__file__).resolve().parents[1] / "tests" / "charts"
sys.path[:0] = [str(TESTS)]
SIZES = ("slide", "a4", "square", "band")


class Heard(logging.Handler):
    """Keeps what matplotlib logs: a typeface or a weight that was not there."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


def main() -> int:
    import every

    import cchc_analysis as cchc

    asked = arguments()
    scores = cchc.load()
    provinces = sorted(scores.loc[scores["unit_type"] == "province", "unit"].unique())
    units = asked.units.split(",") if asked.units else provinces
    jobs = [(unit, chart, None, "vi") for unit in units for chart in every.charts_of(scores, unit)]
    jobs += [(every.WARD, chart, size, lang) for chart in every.charts_of_ward(scores)
             for size in (None, *SIZES) for lang in ("vi", "en")]  # fmt: skip
    jobs += [(unit, chart, size, lang) for unit in units if unit in every.HARD
             for chart in every.charts_of(scores, unit) for size in SIZES for lang in ("vi", "en")]  # fmt: skip
    return report([job for job in jobs if asked.only in job[1][0]], asked.out)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--units", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def report(jobs, out) -> int:
    import matplotlib.pyplot as plt
    from inspection import flaws

    heard, kinds, seconds, wrong, memory = Heard(), Counter(), [], 0, []
    logging.getLogger("matplotlib").addHandler(heard)
    for at, (unit, (name, chart, table, more), size, lang) in enumerate(jobs):
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            seconds.append(-time.process_time())
            ax = chart(table, size=size, lang=lang, **more)
            ax.figure.canvas.draw()
            seconds[-1] += time.process_time()
            found = flaws(ax.figure)
        found += [f"warning: {w.message}" for w in warned]
        found += [f"logged: {said}" for said in heard.said]
        heard.said.clear()
        if found:
            wrong += 1
            print(f"{unit} · {name} · {size or 'own'} · {lang}: " + " | ".join(found[:6]))
            sorts = {flaw.split(":")[0].rstrip("0123456789. %") for flaw in found}
            kinds.update(f"{name.split()[-1]}: {sort}" for sort in sorts)
            if out:
                from cchc_analysis.charts import save

                save(ax.figure, out / f"{unit} {name} {size or 'own'} {lang}.png")
        plt.close(ax.figure)
        if at % 20 == 0:
            gc.collect()  # as export does
        if plt.get_fignums():
            print(f"{unit} · {name}: {len(plt.get_fignums())} figures left open")
            wrong += 1
            plt.close("all")
        if at in (len(jobs) // 10, len(jobs) - 1):
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(f"\n{len(jobs)} charts, {wrong} with findings")
    print(f"{statistics.median(seconds):.2f} s of a core each (median), drawn and laid out")
    print(f"memory after a tenth and at the end: {memory} MiB")
    for kind, count in kinds.most_common():
        print(f"  {count:5} {kind}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
