"""Say every sentence, subtitle and footer of every result, for all provinces and years; list what is wrong.

Exits with 1 where anything is. ``--units`` takes some provinces, ``--only`` a part of what is asked,
``--share`` a share of the questions, drawn by chance; ``--part 2/8`` the second of eight parts that together
are all; ``--show`` writes so many sentences, to be read aloud; ``--workers`` processes answer them.

    python tools/check_sentences.py --units "Bắc Kạn,Quảng Ninh" --only trend --show 20
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from every_result import Figures, Question

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "statements"))
#: Sentence, subtitle and footer, in two languages.
TEXTS = 6
#: Questions that a process takes at once, all of the same figures.
BATCH = 60


class Heard(NamedTuple):
    """What was said to a question: its faults, and the sentence in each language if it is to be read aloud."""

    question: str
    name: str
    faults: list[str]
    aloud: list[str]


def main() -> int:
    from every_result import every_question

    import cchc_analysis as cchc

    asked, started = arguments(), time.monotonic()
    draw = random.Random(asked.seed)
    units = asked.units.split(",") if asked.units else None
    questions = [q for q in every_question(cchc.load(), units)
                 if asked.only in str(q) and draw.random() < asked.share]  # fmt: skip
    aloud = set(map(str, draw.sample(questions, min(asked.show, len(questions)))))
    part, parts = map(int, asked.part.split("/"))
    asked_now = list(batches(questions))[part - 1 :: parts]
    with ProcessPoolExecutor(asked.workers, initializer=begin, initargs=(aloud,)) as processes:
        kinds, texts = report(processes.map(answer, asked_now), asked.most)
    asked_all = f"{sum(map(len, asked_now))} of {len(questions)} questions"
    spent = f"{texts} texts in {time.monotonic() - started:.0f} s"
    print(f"\n{asked_all}, {spent}, {sum(kinds.values())} faults")
    for kind, count in kinds.most_common():
        print(f"  {count:5} {kind}")
    return 1 if kinds else 0


def batches(questions: list[Question]) -> Iterator[list[Question]]:
    """Yield questions of the same figures together: what is made of a frame is made once in a process."""
    ordered = sorted(questions, key=lambda q: q.figures)
    for _, group in groupby(ordered, key=lambda q: q.figures):
        same = list(group)
        yield from (same[at : at + BATCH] for at in range(0, len(same), BATCH))


def begin(aloud: set[str]) -> None:
    """Load the figures of a process once."""
    from every_result import Figures

    import cchc_analysis as cchc

    global FIGURES, ALOUD  # noqa: PLW0603 - what a process has
    FIGURES, ALOUD = Figures(cchc.load()), aloud


FIGURES: Figures
ALOUD: set[str]


def answer(questions: list[Question]) -> list[Heard]:
    """Answer questions, each once for both languages, and look at what is said."""
    return [heard for question in questions if (heard := hear(question)) is not None]


def hear(question: Question) -> Heard | None:
    from sentence_rules import faults

    from cchc_analysis.statements import statement

    try:
        table = question.answer(FIGURES)
        if table is None:
            return None
        aloud = [statement(table, lang, unit=question.unit) for lang in ("vi", "en")
                 if str(question) in ALOUD]  # fmt: skip
        wrong = faults(table, question.unit)
    except Exception as error:  # what cannot be said is the worst fault of all
        aloud, wrong = [], [f"vi sentence: {type(error).__name__}: {error}"]
    return Heard(str(question), question.name, wrong, aloud)


def report(answers, most: int) -> tuple[Counter[str], int]:
    """Print what is wrong with the answers, at most so many of a kind, and the sentences to read aloud."""
    kinds: Counter[str] = Counter()
    texts = 0
    for heard in (each for batch in answers for each in batch):
        texts += TEXTS
        if heard.aloud:
            print(f"  {heard.question}:", *heard.aloud, sep="\n    ", flush=True)
        for fault in heard.faults:
            part, sort, *_ = fault.split(": ", 2)
            sort = "a number that is not in the table" if "not in the table" in sort else sort
            kind = f"{heard.name}: {part}: {sort}"
            kinds[kind] += 1
            if kinds[kind] <= most:
                print(f"{heard.question} · {fault}", flush=True)
    return kinds, texts


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--units", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--most", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
