"""Breaking words into lines by measuring them: never inside a number and its word, never cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontPath, FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.text import Text

Measure = Callable[[str], float]

#: A space that no line ends at: between a word and its number, a number and its word.
_BOUND = re.compile(
    r"(?<=\bnăm) (?=\d)|(?<=\bhạng) (?=\d)|(?<=\bthứ) (?=\d)|(?<=\brank) (?=\d)|(?<=\bhơn) (?=\d)"
    r"|(?<=\bcao) (?=nhất\b)|(?<=\bthấp) (?=nhất\b)|(?<=\bnhiều) (?=nhất\b)"
    r"|(?<=\d) (?=→)|(?<=→) (?=\d)|(?<=điểm) (?=\d+,\d+ →)"
    r"|(?<=\d) (?=%|điểm\b|bậc\b|đơn vị\b|tiêu chí\b|tỉnh\b|năm\b|points?\b|places?\b|units?\b)",
    re.IGNORECASE,
)
#: Widths of words by their look: charts repeat most of their words.
_WIDTHS: dict[tuple[str, float, str, float, str], float] = {}
_MOST_WIDTHS = 20_000
#: How letters are set: as charts are saved, and on whole pixels as a notebook shows them.
_HINTINGS = {"none": LoadFlags.NO_HINTING, "force_autohint": LoadFlags.FORCE_AUTOHINT}
_TIED = "\u2060 "  # only while lines are made
#: Words of a name that stay on one line: what is longer is a heading in capitals.
_LONGEST_NAME = 4


def wrapped(text: Text, words: str, room: float, renderer: RendererBase, *, balanced: bool = True) -> str:
    """Return *words* broken at spaces so that no line of *text* is wider than *room* pixels.

    Where *balanced*, two lines are parted behind a comma or colon if that leaves neither short; else the
    lines are made about equally long, so that no word is left alone on the last.
    """
    font = text.get_fontproperties()

    def width(line: str) -> float:
        return line_width(renderer, font, line)

    words = _with_whole_names(words)
    return broken_lines(words, room, width, balanced=balanced)


def broken_lines(words: str, room: float, width: Measure, *, balanced: bool) -> str:
    """Return *words* in lines of at most *room*; *width* measures each line once, however often it is tried."""
    return _joined(_BOUND.sub(_TIED, words), room, cache(width), balanced=balanced).replace("\u2060", "")


def _with_whole_names(words: str) -> str:
    """Return *words* with the words of a name tied: capitals that follow each other, few as in a name."""
    runs: list[list[str]] = [[]]
    for word in words.split(" "):
        before = runs[-1][-1] if runs[-1] else ""
        begun = before.lstrip("(")[:1].isupper() and not before.endswith((",", ";", ":"))
        if before and not (begun and word[:1].isupper()):
            runs.append([])
        runs[-1].append(word)
    return " ".join((_TIED if len(run) <= _LONGEST_NAME else " ").join(run) for run in runs)


def line_width(renderer: RendererBase, font: FontProperties, line: str) -> float:
    """Return how many pixels a line takes: the sum of its words, each measured once a process.

    The wider of the line as charts are saved and as a notebook shows them, where letters stand on whole pixels.
    """
    dpi: Any = renderer.points_to_pixels(72.0)
    look = (float(font.get_size_in_points()), str(font.get_weight()), float(dpi))
    words = line.replace("\u2060", "").split(" ")

    def width(hinting: str) -> float:
        def word_width(word: str) -> float:
            key = (word, *look, hinting)
            if (known := _WIDTHS.get(key)) is None:
                known = _measured(font, key)
            return known

        # A space has no ink to measure by.
        space = word_width("n n") - word_width("nn") if len(words) > 1 else 0.0
        return sum(map(word_width, filter(None, words))) + space * (len(words) - 1)

    return max(map(width, _HINTINGS))


def _measured(font: FontProperties, key: tuple[str, float, str, float, str]) -> float:
    """Measure a word as a renderer does, which looks for the files of its font anew; keep how wide it is."""
    if len(_WIDTHS) > _MOST_WIDTHS:
        _WIDTHS.clear()
    word, size, weight, dpi, hinting = key
    face = get_font(_files(tuple(font.get_family()), weight))
    face.clear()
    face.set_size(size, dpi)
    face.set_text(word, 0.0, flags=_HINTINGS[hinting])
    _WIDTHS[key] = face.get_width_height()[0] / 64  # of a pixel
    return _WIDTHS[key]


@cache
def _files(families: tuple[str, ...], weight: str) -> tuple[FontPath, ...]:
    """Return the files of a font: signs that the first lacks are taken from the next."""
    fonts = (FontProperties(family=[family], weight=weight) for family in families)
    return tuple(dict.fromkeys(map(findfont, fonts)))


def _joined(words: str, room: float, width: Measure, *, balanced: bool) -> str:
    lines = _broken(words, room, width)
    if not balanced:
        return "\n".join(_no_widow(lines, words, room, width))
    if len(lines) == 2 and (parted := _parted(words, room, width)):
        return parted
    narrower = room
    while len(lines) > 1 and narrower > 0.5 * room:
        tried = _broken(words, narrower := 0.96 * narrower, width)
        if len(tried) > len(lines):
            break
        lines = tried
    return "\n".join(lines)


def _no_widow(lines: list[str], words: str, room: float, width: Measure) -> list[str]:
    """Return the lines a little narrower where the last would be one short word."""
    for narrower in (0.94, 0.88, 0.82):
        if len(lines) < 2 or width(lines[-1]) > 0.12 * room:
            break
        tried = _broken(words, narrower * room, width)
        lines = tried if len(tried) == len(lines) else lines
    return lines


def _parted(words: str, room: float, width: Measure) -> str:
    """Return *words* in two lines parted at punctuation, the most equal of those that fit; else nothing."""
    fitting = []
    for mark in re.finditer("[,;:] ", words):
        first, second = words[: mark.end()].rstrip(), words[mark.end() :]
        short, long = sorted((width(first), width(second)))
        if long <= room and short > 0.4 * long:
            fitting.append((long, f"{first}\n{second}"))
    return min(fitting)[1] if fitting else ""


def _broken(words: str, room: float, width: Measure) -> list[str]:
    lines = []
    for paragraph in words.split("\n"):
        line = ""
        for word in re.split("(?<!\u2060) +", paragraph):
            longer = f"{line} {word}".strip()
            if line and width(longer) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines
