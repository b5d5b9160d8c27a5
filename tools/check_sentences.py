"""Say every sentence, subtitle and footer of every result, for all provinces and years; list what is wrong.

Exits with 1 where anything is. ``--units`` takes some provinces, ``--only`` a part of what is asked,
``--share`` a share of the questions, drawn by chance; ``--show`` writes so many sentences, to be read aloud.

    python tools/check_sentences.py --units "Bắc Kạn,Quảng Ninh" --only trend --show 20
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "statements"))
#: Sentence, subtitle and footer, in two languages.
TEXTS = 6


def main() -> int:
    from every_result import every_question

    import cchc_analysis as cchc

    asked = arguments()
    scores, draw = cchc.load(), random.Random(asked.seed)
    questions = [q for q in every_question(scores, asked.units.split(",") if asked.units else None)
                 if asked.only in str(q) and draw.random() < asked.share]  # fmt: skip
    return check(
        scores,
        questions,
        asked.most,
        {id(q) for q in draw.sample(questions, min(asked.show, len(questions)))},
    )


def check(scores, questions, most, aloud) -> int:
    """Print what is wrong with the answers, at most so many of a kind, and the sentences to read aloud."""
    from sentence_rules import faults

    from cchc_analysis.statements import statement

    kinds: Counter[str] = Counter()
    texts, started = 0, time.monotonic()
    for question in questions:
        try:
            table = question.answer(scores)
            if table is None:
                continue
            found = faults(table, question.unit)
            if id(question) in aloud:
                print(f"  {question}: {statement(table, 'vi', unit=question.unit)}.", flush=True)
        except Exception as error:  # what cannot be said is the worst fault of all
            found = [f"vi sentence: {type(error).__name__}: {error}"]
        texts += TEXTS
        for fault in found:
            part, sort, *_ = fault.split(": ", 2)
            sort = "a number that is not in the table" if "not in the table" in sort else sort
            kind = f"{question.name}: {part}: {sort}"
            kinds[kind] += 1
            if kinds[kind] <= most:
                print(f"{question} · {fault}", flush=True)
    print(f"\n{texts} texts in {time.monotonic() - started:.0f} s, {sum(kinds.values())} faults")
    for kind, count in kinds.most_common():
        print(f"  {count:5} {kind}")
    return 1 if kinds else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--units", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--most", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
