"""Read random sheets of both generators of the tests, and report how many are right, told, refused, or silent.

Half of them are scoring sheets (``scoring_sheets``), half have every facet anywhere (``facet_sheets``). Exits
with 1 where a number is wrong or lost in silence.

    python tools/run_generator.py 2000
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests" / "workbooks"
sys.path[:0] = [str(TESTS)]

VERDICTS = {
    "right": "right",
    "right and told": "right, with findings",
    "refused": "refused or in part, and said",
    "silent": "different in silence",
}


def main(count: int) -> int:
    import facet_sheets
    from test_scoring_sheets import judged, make

    verdicts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count // 2):
            book, sheet = make(seed), facet_sheets.facet_sheet(seed)
            found = {
                "scoring sheets": judged(book, book.save(Path(folder))),
                "facets anywhere": facet_sheets.judged(sheet, sheet.save(Path(folder))),
            }
            for generator, (verdict, differences) in found.items():
                verdicts[generator, verdict] += 1
                if verdict == "silent":
                    print(f"{generator}, seed {seed}: {differences[0]}")
    for verdict, words in VERDICTS.items():
        of = {generator: verdicts[generator, verdict] for generator in found}
        print(f"{sum(of.values()):6} {words} ({', '.join(f'{g} {n}' for g, n in of.items())})")
    return int(any(verdict == "silent" for _, verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
