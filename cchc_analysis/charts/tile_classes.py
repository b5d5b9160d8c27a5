"""What each tile of a map says, and how dark it is: quarters of the provinces, or the publisher's bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from cchc_analysis.phrases import column_in
from cchc_analysis.statements import decimals, say, shown_rank
from cchc_analysis.statements.moves import moves_by, printed_changes
from cchc_analysis.units.tiles import tiles
from cchc_analysis.vietnamese import format_number

Show = Literal["rank", "score", "band", "change"]
#: From the best to the last, by the number of classes: each step is told from the next in grey too.
SHADES = {
    4: ("#0B4A85", "#7BA8D3", "#B0CAE4", "#E3EBF3"),
    5: ("#0B4A85", "#4273A1", "#7D9EBE", "#BACBDC", "#F4F6F9"),
    6: ("#0B4A85", "#3B6E9D", "#698FB4", "#95B1CA", "#C4D3E2", "#F4F6F9"),
}
#: Those on which words are white.
DARK = {"#0B4A85", "#4273A1", "#3B6E9D"}
_CLASSES = 4


@dataclass(frozen=True, slots=True)
class Mapped:
    """By province: the number it is classed by, what is written, its class; and what each class is called."""

    written: dict[str, str]
    classes: dict[str, int]
    labels: list[str]
    absent: str

    def shade(self, at: int) -> str:
        """Return the colour of a class; those beyond the sixth share one."""
        shades = SHADES[min(max(len(self.labels), min(SHADES)), max(SHADES))]
        return shades[min(at, len(shades) - 1)]


def mapped_by(data: pd.DataFrame, show: Show, lang: str) -> Mapped:
    """Return what each province's tile says and how dark it is."""
    if show == "band":
        return _bands(data, lang)
    absent = say("tiles", "no_change" if show == "change" else "absent", lang)
    places = decimals(data)
    if show == "rank":
        values, order = shown_rank(data).astype("float64"), 1
        written = [str(int(v)) if v == v else "–" for v in values]
    elif show == "score":
        values, order = data["score"].astype("float64"), -1
        written = [format_number(v, places, lang) for v in values]
    else:
        by_rank = moves_by(data) == "rank_change"
        values = (data["rank_change"] if by_rank else printed_changes(data)).astype("float64")
        order = -1
        written = [format_number(v, 0 if by_rank else places, lang, sign=True) for v in values]
    known = values.dropna()
    if known.empty:
        return Mapped({}, {}, [], absent)
    classes = quarters(order * known)
    at = dict(zip(data["unit"], written, strict=True))
    classed = {data.at[i, "unit"]: int(c) for i, c in classes.items()}
    labels = [_label(known[classes == c], at, data["unit"], show, lang) for c in range(_CLASSES)]
    return Mapped(at, classed, labels, absent if len(known) < len(tiles(str(data.attrs["scope"]))) else "")


def quarters(values: pd.Series) -> pd.Series:
    """Return the quarter of each value, 0 for the least; equal values are in one quarter, the first.

    Examples
    --------
    >>> quarters(pd.Series([1.0, 2.0, 3.0, 4.0, 4.0])).tolist()
    [0, 0, 1, 2, 2]
    """
    share = (values.rank(method="min") - 1) / max(1, len(values))
    return np.floor(_CLASSES * share).astype(int)


def _label(values: pd.Series, written: dict[str, str], names: pd.Series, show: Show, lang: str) -> str:
    if values.empty:
        return ""
    low, high = (written[names[i]] for i in (values.idxmin(), values.idxmax()))
    if show == "rank":
        return say("tiles", "rank" if low == high else "ranks", lang, low=low, high=high)
    return low if low == high else say("tiles", "values", lang, low=low, high=high)


def _bands(data: pd.DataFrame, lang: str) -> Mapped:
    names = data[column_in("band", lang)]
    known = data[names.notna() & data["band_rank"].notna()]
    classes = {str(u): int(r) - 1 for u, r in zip(known["unit"], known["band_rank"], strict=True)}
    written = {unit: str(at + 1) for unit, at in classes.items()}
    declared = data.attrs[column_in("names", lang)]
    labels = [f"{at + 1}  {name}" if at in classes.values() else "" for at, name in enumerate(declared)]
    absent = say("tiles", "no_band", lang) if len(classes) < len(tiles(str(data.attrs["scope"]))) else ""
    return Mapped(written, classes, labels, absent)
