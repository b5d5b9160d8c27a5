"""What a file may ask for: bounds that are looked at before an engine allocates (``limits.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from cchc_analysis.declarations import declaration

#: A row and a column beyond which not even Excel has cells.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that is allowed of something, and what that is in the two languages."""

    most: int
    vi: str
    en: str


class TooLargeError(Exception):
    """Raised for what asks for more than a limit allows."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.en)
        self.limit = limit


@cache
def limits() -> dict[str, Limit]:
    """Return the declared limits by name."""
    return {name: Limit(**facts) for name, facts in declaration("files", "limits.toml").items()}


def most(name: str) -> int:
    """Return the most that is allowed of something."""
    return limits()[name].most


def check(name: str, asked: int) -> None:
    """Raise where more is asked for than is allowed.

    Raises
    ------
    TooLargeError
    """
    if asked > most(name):
        raise TooLargeError(limits()[name])


def far_cells(rows: Sequence[int], columns: Sequence[int]) -> list[int]:
    """Return which of the filled cells of a sheet, given by their rows and columns, stand far from its table.

    None does where all fit into the cells that a sheet may have. Else those are far that stand behind a gap of
    empty rows or columns.

    Raises
    ------
    TooLargeError
        Where there are many of them, or the others do not fit either.

    Examples
    --------
    >>> far_cells([0, 1, 20_000], [0, 1, 16_383]), far_cells([0, 50_000], [0, 1])
    ([2], [])
    """
    if _fit(rows, columns):
        return []
    last, right = _before_gap(rows), _before_gap(columns)
    far = [k for k, (r, c) in enumerate(zip(rows, columns, strict=True)) if r > last or c > right]
    check("far_cells", len(far))
    if (last + 1) * (right + 1) > most("cells"):
        raise TooLargeError(limits()["cells"])
    return far


def without(content: bytes, spans: Iterable[tuple[int, int]], instead: bytes = b"") -> bytes:
    """Return a content without some of it, each from where it starts to where it ends, in order.

    Examples
    --------
    >>> without(b"0123456789", [(1, 3), (5, 9)], b"-")
    b'0-34-9'
    """
    pieces, done = [], 0
    for start, end in spans:
        pieces += [content[done:start], instead]
        done = end
    return b"".join([*pieces, content[done:]]) if pieces else content


def _fit(rows: Sequence[int], columns: Sequence[int]) -> bool:
    height, width = max(rows, default=0) + 1, max(columns, default=0) + 1
    return height <= MOST_ROWS and width <= MOST_COLUMNS and height * width <= most("cells")


def _before_gap(places: Sequence[int]) -> int:
    """Return the last row or column before the first gap."""
    before = -1
    for place in sorted(set(places)):
        if place - before > most("gap") + 1 and before >= 0:
            return before
        before = place
    return before
