"""*Since when?* Criteria × years against the peers' median: filled below it, hollow above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import page_width, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.measuring import text_width, wrapped_to
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, TEXT, WORSE, SizeName
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import FULL_COLOUR as FULL
from cchc_analysis.vietnamese import format_number

#: More criteria than this stand in two columns where there is room.
_ONE_COLUMN = 14
#: Ems of ordinary text from which a canvas has room for two columns.
_WIDE = 52
#: Lines of ordinary text that a row takes; rows that the years above take.
_ROW, _HEADS = 1.75, 1.3
#: Gaps, in percentage points, that print as none.
_NONE = 0.5
#: Points of the line around a hollow dot.
_LINE = 1.3
#: What a column's width is parted into: the names at most, and ems of the last year's numbers and between.
_NAMES, _NUMBERS, _BETWEEN = 0.5, 2.2, 1.6


def history_chart(
    data: pd.DataFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    footer: str | None = None,
    lang: str = "vi",
    size: SizeName | None = None,
    words: bool = True,
    ax: Axes | None = None,
    if_empty: IfEmpty = "say",
) -> Axes:
    """Draw all criteria of a level over the years: how far above or below the peers' median.

    A filled dot is below the median, a hollow one above: it prints in black. The greater the gap the greater
    the dot. A black rule stands where the criterion was redefined or its
    median jumped, a cross where nothing was published; blank
    is what did not exist. The last year's gaps are written out. Many criteria stand in two columns where the
    canvas is wide.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.history`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "history")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=_body(data, size or "slide")) as axes:
        _draw_history(axes, data, lang)
    return axes


def _body(data: pd.DataFrame, size: SizeName) -> float:
    rows = data["code"].nunique()
    return _ROW * (_HEADS + (rows / 2 + 1 if _in_two(rows, size in ("slide", "band")) else rows))


def _in_two(rows: int, wide: bool) -> bool:
    return rows > _ONE_COLUMN and wide


@dataclass(frozen=True, slots=True)
class _Block:
    """A column of the chart, in points: where names end, the years begin, how far apart they are; the type."""

    codes: list[str]
    left: float
    names: float
    first: float
    step: float
    size: float

    def x(self, column: int) -> float:
        """Return where the dots of a year stand."""
        return self.first + self.step * (column + 0.5)


def _draw_history(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    if data["gap_pct"].isna().all():
        raise NothingToDraw
    codes = list(dict.fromkeys(data["code"]))
    years = sorted({int(year) for year in data["year"]})
    rows = data.drop_duplicates("code").set_index("code").loc[codes]
    names = rows[column_in("name", lang)].fillna(rows["name"])
    labels = {c: f"{c} {n}" if c[:1].isdigit() else str(n) for c, n in zip(codes, names, strict=True)}
    width = page_width(ax)
    wide = width > _WIDE * text_size(ax)
    parts = _parted(codes, list(rows["parent"])) if _in_two(len(codes), wide) else [codes]
    ax.set_xlim(0, width)
    ax.set_ylim(max(len(part) for part in parts) - 0.5, -0.5 - _HEADS)
    dots: dict[str, _Dots] = {kind: [] for kind in ("below", "above", "none", "missing", "no median")}
    for at, part in enumerate(parts):
        block = _block(ax, part, labels, years, (at, len(parts), width))
        _heads(ax, block, years)
        for row, code in enumerate(part):
            _name(ax, block, row, labels[code])
            if row and rows["parent"][code] != rows["parent"][part[row - 1]]:
                ax.plot(
                    [block.left, block.x(len(years))], [row - 0.5] * 2, color=LINE, linewidth=0.5, zorder=1
                )
            _row(ax, block, row, data[data["code"] == code], years, lang, dots)
    _draw_dots(ax, dots)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.set(xlabel="", ylabel="")
    for spine in ax.spines.values():
        spine.set_visible(False)


def _parted(codes: list[str], parents: list[str]) -> list[list[str]]:
    """Return the codes in two columns, parted between two domains as near to the middle as can be."""
    ends = [i for i in range(1, len(codes)) if parents[i] != parents[i - 1]] or [(len(codes) + 1) // 2]
    middle = min(ends, key=lambda i: abs(i - len(codes) / 2))
    return [codes[:middle], codes[middle:]]


def _block(ax: Axes, codes: list[str], labels: dict[str, str], years: list[int],
           place: tuple[int, int, float]) -> _Block:  # fmt: skip
    at, count, width = place
    size = text_size(ax)
    whole = (width - (count - 1) * _BETWEEN * size) / count
    left = at * (whole + _BETWEEN * size)
    wide = {code: text_width(ax, label, type_size(ax, 0.76)) for code, label in labels.items()}
    names = min(max(wide[code] for code in codes), _NAMES * whole)
    # One size for all names, smaller where one of them must be broken: sizes say what matters more.
    share = 0.76 if max(wide.values()) <= _NAMES * whole + 0.5 else 0.66
    first = left + names + 0.5 * size
    step = (left + whole - _NUMBERS * size - first) / len(years)
    # Few years stand together: a dot is found by its neighbours.
    return _Block(codes, left, left + names, first, min(step, 3.2 * size), type_size(ax, share))


def _heads(ax: Axes, block: _Block, years: list[int]) -> None:
    """Write the first year, the last, and as many between as have room."""
    size = type_size(ax, 0.76)
    room = text_width(ax, "0000", size) * 1.25
    apart = max(1, int(np.ceil(room / block.step)))
    last = len(years) - 1
    shown = {last, *range(last, -1, -apart)}
    for column in shown:
        ax.text(
            block.x(column), -0.6, str(years[column]), ha="center", va="bottom", fontsize=size, color=MUTED
        )


def _name(ax: Axes, block: _Block, row: int, label: str) -> None:
    room = block.names - block.left
    if text_width(ax, label, block.size) > room + 0.5:
        label = wrapped_to(ax, label, room, block.size)
    ax.text(
        block.names, row, label, ha="right", va="center", fontsize=block.size, color=TEXT, linespacing=0.98
    )


#: Dots of one kind: where they stand, and how wide they are in points.
_Dots = list[tuple[float, int, float]]


def _row(ax: Axes, block: _Block, row: int, data: pd.DataFrame, years: list[int], lang: str,
         dots: dict[str, _Dots]) -> None:  # fmt: skip
    """Gather a criterion's dots; draw where it was redefined, and its last gap in figures."""
    ax.plot([block.x(-1) + 0.5 * block.step, block.x(len(years)) - 0.5 * block.step], [row, row], color=FAINT,
            linewidth=0.4, zorder=0)  # fmt: skip
    size = text_size(ax)
    known = data.assign(status=data["status"].fillna(""), step=data["step"].fillna(""))
    seen = False
    for point in known.itertuples():
        x, gap = block.x(years.index(int(point.year))), float(point.gap_pct)
        if point.step in ("redefined", "jumped") and seen:
            ax.plot([x - block.step / 2] * 2, [row - 0.42, row + 0.42], color=TEXT, linewidth=1.6,
                    solid_capstyle="butt", zorder=4)  # fmt: skip
        if gap == gap:
            seen = True
            kind, points = _dot(block, gap, size)
            dots[kind].append((x, row, points))
            if int(point.year) == years[-1]:
                number = format_number(gap, 0, lang, sign=abs(gap) >= _NONE)
                ax.text(x + block.step / 2 + 1.7 * size, row, number, ha="right", va="center",
                        fontsize=type_size(ax, 0.7), color=MUTED)  # fmt: skip
        elif point.status == "missing":
            dots["missing"].append((x, row, 0.3 * size))
        elif pd.notna(point.score):
            dots["no median"].append((x, row, 0.24 * size))


def _dot(block: _Block, gap: float, size: float) -> tuple[str, float]:
    """Return how a gap is drawn: filled below the median, hollow above, a grey point for none; how wide."""
    if abs(gap) < _NONE:
        return "none", 0.17 * size
    most = min(0.95 * block.step, 1.28 * size)
    wide = most * max(0.22, (min(abs(gap), FULL) / FULL) ** 0.5)
    return ("below", wide) if gap < 0 else ("above", wide - _LINE)


def _draw_dots(ax: Axes, dots: dict[str, _Dots]) -> None:
    """Draw all dots, kind by kind: one by one would take most of the time of a chart."""
    looks: dict[str, dict[str, Any]] = {
        "below": {"color": WORSE, "linewidth": 0},
        "above": {"facecolor": "white", "edgecolor": OURS, "linewidth": _LINE},
        "none": {"color": LINE, "linewidth": 0},
        "missing": {"color": LINE, "marker": "x", "linewidth": 0.7},
        "no median": {"color": LINE, "marker": "D", "linewidth": 0},
    }
    for kind, marks in dots.items():
        if marks:
            x, y, wide = (np.array(values, dtype=float) for values in zip(*marks, strict=True))
            drawn = ax.scatter(x, y, s=wide**2, clip_on=False, zorder=3, **looks[kind])
            drawn.set_gid(kind)
