"""Where on its page a report is, as far as that can be told: a figure without room waits for text behind it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import ceil

#: Of a page of Nghị định 30, in centimetres: height and width of the text.
_HEIGHT, _WIDTH = 25.7, 16.0
#: Centimetres of a point; of a line's height and of an average letter's width, in its type's size.
_POINT, _LINE, _LETTER = 2.54 / 72, 1.15, 0.45
#: What the estimate of a page may be wrong by, in centimetres.
_SPARE = 0.4


def height_of(text: str, size: float, *, around: float = 6.0) -> float:
    """Return how high a paragraph is, in centimetres, by the points of its type and of the space around it."""
    lines = ceil(len(text) * size * _POINT * _LETTER / _WIDTH)
    return (max(1, lines) * size * _LINE + around) * _POINT


class Flow:
    """How much room the page has that is being written, and the figures that found none.

    Parameters
    ----------
    used : float
        Centimetres of the first page that are taken.

    Examples
    --------
    >>> flow, written = Flow(used=20.0), []
    >>> flow.figure(8.0, lambda: written.append("figure"))
    >>> written.append("text")
    >>> flow.text(6.0)
    >>> written
    ['text', 'figure']
    """

    def __init__(self, used: float = 0.0) -> None:
        self._room = _HEIGHT - used
        self._waiting: deque[tuple[float, Callable[[], None]]] = deque()

    def text(self, height: float, *, keep: bool = False) -> None:
        """Count a text that was written, and write the figures that have room behind it.

        *keep* is that of a heading, behind which nothing but its text may stand.
        """
        self._room -= height
        while self._room < 0:
            self._room += _HEIGHT
        while not keep and self._waiting and self._waiting[0][0] + _SPARE <= self._room:
            self._write()

    def figure(self, height: float, write: Callable[[], None]) -> None:
        """Have a figure written, now or as soon as a page has room for it."""
        self._waiting.append((height, write))
        self.text(0.0)

    def end(self) -> None:
        """Write the figures that still wait."""
        while self._waiting:
            self._write()

    def _write(self) -> None:
        height, write = self._waiting.popleft()
        write()
        self._room = self._room - height if height <= self._room else _HEIGHT - height
