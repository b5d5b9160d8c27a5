"""A result as the table that an analyst reads: their headings, their numbers, nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis.statements import decimals_of
from cchc_analysis.vietnamese import format_number

#: Decimals of points in ``headings.toml``.
_POINTS = 2
_YES = {"vi": {True: "có", False: "không"}, "en": {True: "yes", False: "no"}}


@cache
def _headings() -> dict[str, dict[str, dict[str, Any]]]:
    text = files("cchc_analysis.briefing").joinpath("headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def table(result: pd.DataFrame, lang: str = "vi") -> pd.DataFrame:
    """Return a result of the analysis with the headings and numbers that its readers know.

    Parameters
    ----------
    result : pandas.DataFrame
        Any result of the analysis.
    lang : {"vi", "en"}

    Returns
    -------
    pandas.DataFrame
        Text, in the result's order, without an index name; missing is an en dash. A rank stands with
        the number of units that it is among: ``22/61``. For :func:`~cchc_analysis.analysis.trends.history`
        a table of criteria × years in % of the scale.
    """
    kind = str(result.attrs.get("kind", ""))
    if kind == "history":
        return _wide(result, "pct", 0, lang)
    if kind == "side_by_side":
        return _wide(result, "pct", 1, lang)
    if kind not in _headings():
        known = ", ".join([*_headings(), "history", "side_by_side"])
        raise ValueError(
            f"Không có bảng cho “{kind}”; có: {known}.\nNo table for “{kind}”; there are: {known}."
        )
    shown = {}
    frame = result.assign(place=_places(result))
    for name, heading in _headings()[kind].items():
        column = f"{name}_en" if lang == "en" and f"{name}_en" in frame else name
        if heading.get("optional") and frame[column].replace("", pd.NA).isna().all():
            continue
        shown[heading[lang]] = [
            _text(v, heading | _decimals(heading, index), lang)
            for v, index in zip(frame[column], _indices(frame), strict=True)
        ]
    return pd.DataFrame(shown)


def _indices(result: pd.DataFrame) -> Iterable[str]:
    """Return the index of each row: the result's own, or the row's where it sets several side by side."""
    return result["index"] if "index" in result else [str(result.attrs.get("index", ""))] * len(result)


def _decimals(heading: dict[str, Any], index: str) -> dict[str, int]:
    """Return the decimals of points, which are those that their index prints."""
    return {"decimals": decimals_of(index)} if heading.get("decimals") == _POINTS else {}


def _places(result: pd.DataFrame) -> list[str]:
    if "rank" not in result:
        return ["–"] * len(result)
    among = (
        result["n_units"] if "n_units" in result else [result.attrs.get("n_units", len(result))] * len(result)
    )
    return [
        f"{int(r)}/{int(n)}" if pd.notna(r) and pd.notna(n) else "–"
        for r, n in zip(result["rank"], among, strict=True)
    ]


def _text(value: Any, heading: dict[str, Any], lang: str) -> str:
    if value is None or pd.isna(value):
        return "–"
    if isinstance(value, bool | np.bool_):
        return _YES[lang][bool(value)]
    if "decimals" in heading:
        return format_number(float(value), heading["decimals"], lang, sign=heading.get("sign", False))
    return str(value)


def _wide(result: pd.DataFrame, values: str, places: int, lang: str) -> pd.DataFrame:
    """Return a table of criteria × years."""
    name = "name_en" if lang == "en" and "name_en" in result else "name"
    ordered = result.drop_duplicates("code").set_index("code")
    wide = result.pivot(index="code", columns="year", values=values).loc[ordered.index]
    texts = wide.map(lambda v: format_number(v, places, lang))
    texts.insert(0, "Tiêu chí" if lang == "vi" else "Criterion", ordered[name].astype(object))
    return texts.rename_axis(index="Mã" if lang == "vi" else "Code", columns=None)


def write_excel_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table that Vietnamese Excel opens by double click: UTF-8 with BOM, ``;``, decimal comma.

    Raises
    ------
    PermissionError
        Where the file is open in Excel; the message says to close it.
    """
    try:
        named = frame.index.name is not None
        frame.to_csv(path, index=named, sep=";", decimal=",", encoding="utf-8-sig")
    except PermissionError:
        raise open_elsewhere(path) from None


def open_elsewhere(path: Path) -> PermissionError:
    """Return the error of a file that cannot be written: most often it is open in Excel."""
    return PermissionError(
        f"{path}: tệp đang mở trong Excel, hãy đóng lại.\n{path}: the file is open in Excel, close it."
    )
