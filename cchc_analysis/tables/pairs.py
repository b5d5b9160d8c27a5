"""A score and its rank in one cell, ``66,15 (12)`` or ``12 (66,15)``: all cells together say which is which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.numbers import number_of, rank_of
from cchc_analysis.vietnamese import clean, is_missing

#: Which of the two numbers stands first, outside the brackets.
RANK_FIRST, SCORE_FIRST = "rank_first", "score_first"

_HALF = r"(?:(?:hạng|thứ|xếp thứ|xếp hạng|#)\s*)?\d[\d.,]*\s*(?:%|điểm|đ)?(?:\s*/\s*\d{1,3})?"
_PAIR = re.compile(rf"({_HALF})\s*\(\s*({_HALF})\s*\)", re.IGNORECASE)
_BETWEEN = re.compile(r"[(/\n]|\s[-–]\s|\svà\s|\sand\s", re.IGNORECASE)
#: So many steps from one rank to the next must not go up in scores.
AGREE = 0.8


@lru_cache(maxsize=16384)
def halves(text: str) -> tuple[str, str] | None:
    """Return the two numbers of a cell, as written; None where it does not hold two.

    Examples
    --------
    >>> halves("66,15 (12)"), halves("Hạng 12 (66,15 điểm)"), halves("66,15 (*)")
    (('66,15', '12'), ('Hạng 12', '66,15 điểm'), None)
    """
    match = _PAIR.fullmatch(text) if text.endswith(")") else None
    return (match[1].strip(), match[2].strip()) if match else None


def score_and_rank(pair: tuple[str, str], order: str) -> tuple[str, str]:
    """Return the halves of a cell as score and rank."""
    return (pair[1], pair[0]) if order == RANK_FIRST else pair


def order_of_heading(text: str) -> str:
    """Return which number stands first as a heading says; blank where it does not.

    Examples
    --------
    >>> order_of_heading("Điểm (xếp hạng)"), order_of_heading("Hạng/điểm"), order_of_heading("Xếp hạng")
    ('score_first', 'rank_first', '')
    """
    first, _, second = _BETWEEN.sub("\n", text, count=1).partition("\n")
    ranked = [heading(half.strip(" )")).quantity == "rank" for half in (first, second)]
    if ranked == [False, True]:
        return SCORE_FIRST
    is_score = second.strip() and heading(second.strip(" )")).quantity in ("score", "share")
    return RANK_FIRST if ranked == [True, False] and is_score else ""


def order_in_words(pairs: list[tuple[str, str]]) -> str:
    """Return which number stands first where every cell calls one of its two a rank; blank elsewhere.

    Examples
    --------
    >>> order_in_words([("84,10", "hạng 50"), ("83,62", "hạng 4")]), order_in_words([("84,10", "50")])
    ('score_first', '')
    """
    called = {"".join("sr"[half[:1].isalpha() or half[:1] == "#"] for half in pair) for pair in pairs}
    return {"sr": SCORE_FIRST, "rs": RANK_FIRST}.get("/".join(called), "")


def pairs_among(cells: Iterable[Any]) -> list[tuple[str, str]]:
    """Return the cells of a row or column as pairs of numbers; nothing where most are none."""
    filled = [v for v in cells if not is_missing(v)]
    pairs = [pair for v in filled if v.__class__ is str and (pair := halves(clean(v))) is not None]
    return pairs if len(pairs) * 2 > len(filled) else []


def order_of(pairs: list[tuple[str, str]], headed: str, most: int, *, of_units: bool) -> str:
    """Return which number of the cells stands first; blank where neither they nor the heading tell.

    Parameters
    ----------
    pairs : list of (str, str)
    headed : str
        What the heading says.
    most : int
        No rank is beyond it.
    of_units : bool
        Whether the cells are of one criterion: then those of better ranks have no lower scores.
    """
    if headed and _fitting(pairs, headed, most) * 2 > len(pairs):
        return headed
    both = (RANK_FIRST, SCORE_FIRST)
    fitting = [order for order in both if _fitting(pairs, order, most) == len(pairs)]
    if len(fitting) != 1:
        return ""
    ranks = [rank_in(pair, fitting[0], most) for pair in pairs]
    if len(set(ranks)) == 1 and fitting[0] == SCORE_FIRST and (len(ranks) > 1 or ranks[0] < 10):
        return ""  # the number of a note: ``85,32 (1)``
    scores = [number_of(score_and_rank(pair, fitting[0])[0], (0, 1000)) or 0.0 for pair in pairs]
    return fitting[0] if not of_units or in_order(zip(ranks, scores, strict=True)) else ""


def hold_scores(pairs: list[tuple[str, str]], order: str, most: int) -> bool:
    """Tell whether most scores can be neither ranks nor changes of rank: ``12 (66,15)`` and no ``5 (2)``."""
    scores = [score_and_rank(pair, order)[0] for pair in pairs]
    sure = [s for s in scores if rank_of(s, most) is None and number_of(s, (0, 1000))]
    return len(sure) * 2 > len(scores)


def _fitting(pairs: list[tuple[str, str]], order: str, most: int) -> int:
    """Count the cells that are a score and a possible rank in an order."""
    scores = (number_of(score_and_rank(pair, order)[0], (0, 1000)) for pair in pairs)
    return sum(s is not None and rank_in(p, order, most) > 0 for p, s in zip(pairs, scores, strict=True))


def rank_in(pair: tuple[str, str], order: str, most: int) -> int:
    """Return the rank that a cell holds, 0 where what stands in its place is none."""
    return rank_of(score_and_rank(pair, order)[1], most) or 0


def in_order(ranked: Iterable[tuple[int, float]], share: float = AGREE) -> bool:
    """Tell whether better ranks have no lower scores, but for a few.

    Examples
    --------
    >>> in_order([(2, 80.5), (1, 81), (2, 80)]), in_order([(1, 80), (2, 81)])
    (True, False)
    """
    best = pairwise(sorted(ranked, key=lambda pair: (pair[0], -pair[1])))
    steps = [better[0] == worse[0] or better[1] >= worse[1] for better, worse in best]
    return sum(steps) >= share * len(steps)
