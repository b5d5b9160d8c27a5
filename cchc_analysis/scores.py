"""The Scores frame: one row is one score, and every score leads back to its cell.

The frame is the only thing that reading produces and analysis takes. One row is the score of one
criterion, for one unit, in one year, at one stage. Missing means *not published* and is never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from cchc_analysis.errors import CchcError

#: Every column of the frame, in order, with its dtype.
COLUMNS: dict[str, str] = {
    "index": "string",
    "edition": "string",
    "year": "Int16",
    "unit": "string",
    "unit_id": "string",
    "unit_type": "string",
    "scope": "string",
    "code": "string",
    "level": "Int8",
    "name": "string",
    "stage": "string",
    "score": "float64",
    "min_score": "float64",
    "max_score": "float64",
    "low": "float64",
    "high": "float64",
    "standard_error": "float64",
    "n": "float64",
    "answers": "string",
    "rank": "Int16",
    "group": "string",
    "status": "string",
    "estimated": "bool",
    "note": "string",
    "file": "string",
    "sheet": "string",
    "cell": "string",
}
KEY = ["index", "year", "unit_id", "scope", "code", "stage"]
STAGES = ("self", "appraised", "appraised_2", "survey", "final")
#: The stages that make a result, the first that a sheet prints.
RESULTS = (
    ("final",), ("appraised_2", "survey"), ("appraised_2",), ("appraised", "survey"), ("appraised",), ("self",),
    ("survey",),
)  # fmt: skip
STATUSES = ("scored", "missing", "not_applicable", "derived")
#: Those of a score: as printed, or derived from two printed figures, as its source says.
WITH_SCORE = ("scored", "derived")
UNIT_TYPES = ("province", "ministry", "department", "district", "commune", "region", "nation")

#: 95 % of a normal distribution lie within so many standard errors; PAPI's own "95 %" limits are ± 1.645.
Z = 1.96


class ScoresError(CchcError, ValueError):
    """Raised when a frame breaks the contract; the message names the rows."""


def from_columns(
    columns: Mapping[str, Any], rows: int, names: Iterable[str] = tuple(COLUMNS)
) -> pd.DataFrame:
    """Build a Scores frame from arrays, filling what is not given with missing values.

    Parameters
    ----------
    columns : mapping of str to array
        Arrays of length *rows* by column name; text as ``pyarrow`` string arrays or sequences of str.
    rows : int
        Number of rows.
    names : iterable of str
        The columns to make, all by default.

    Returns
    -------
    pandas.DataFrame
        Shape (rows, 27): exactly :data:`COLUMNS`, or those of *names*.
    """
    return pd.DataFrame({name: typed(columns.get(name), COLUMNS[name], rows) for name in names}, copy=False)


def typed(values: Any, dtype: str, rows: int) -> Any:
    """Return values as an array of a dtype of the frame; missing ones throughout for ``None``.

    Examples
    --------
    >>> typed([1, None], "Int16", 2).tolist(), typed(["a", None], "string", 2).tolist()
    ([1, <NA>], ['a', <NA>])
    """
    if dtype == "string":
        if not isinstance(values, pa.Array | pa.ChunkedArray):
            values = (
                pa.nulls(rows, pa.large_string()) if values is None else pa.array(values, pa.large_string())
            )
        return pd.arrays.ArrowStringArray(values, dtype=pd.StringDtype("pyarrow"))
    if dtype == "float64":
        return np.full(rows, np.nan) if values is None else np.asarray(values, dtype="float64")
    if dtype == "bool":
        return np.zeros(rows, dtype=bool) if values is None else np.asarray(values, dtype=bool)
    return _integers(values, dtype, rows)


def _integers(values: Any, dtype: str, rows: int) -> pd.arrays.IntegerArray:
    numpy_dtype = dtype.lower()
    if values is None:
        return pd.arrays.IntegerArray(np.ones(rows, numpy_dtype), np.ones(rows, bool))
    values = np.asarray(values, dtype="float64")
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 1, values).astype(numpy_dtype), missing)


def empty() -> pd.DataFrame:
    """Return a Scores frame without rows."""
    return from_columns({}, 0)


def concat(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put Scores frames below each other; none gives an empty frame."""
    return pd.concat(frames, ignore_index=True) if frames else empty()


def pct(scores: pd.DataFrame) -> pd.Series:
    """Return each score as a percentage of its scale: ``100·(score − min)/(max − min)``.

    The one percentage that is used everywhere. Where the minimum is 0 it is the share of the maximum.
    Missing where the score or either end of the scale is unknown.

    Examples
    --------
    >>> frame = from_columns({"score": [1.94], "min_score": [0.25], "max_score": [2.5]}, 1)
    >>> round(float(pct(frame).iloc[0]), 2)
    75.11
    """
    ends = (scores[name].to_numpy() for name in ("score", "min_score", "max_score"))
    return pd.Series(share_of_scale(*ends), index=scores.index, name="pct")


def share_of_scale(score: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return points as percentages of their scales, as :func:`pct` does."""
    span = high - low
    return 100 * (score - low) / np.where(span > 0, span, np.nan)


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share of *n* independent answers (Wilson 1927), both from 0 to 1.

    A sample in clusters is less sure than that: the interval is a lower bound.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(0.8, 100)]
    [0.711, 0.867]
    """
    centre = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    reach = Z / (1 + Z**2 / n) * float(np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)))
    return max(0.0, centre - reach), min(1.0, centre + reach)


def select(scores: pd.DataFrame, *, index: str, stage: str = "final") -> pd.DataFrame:
    """Return the rows of one index at one stage; stages are never mixed within a comparison.

    Raises
    ------
    ScoresError
        When the frame has no row of the index, naming those it has.
    """
    wanted = ((scores["index"] == index) & (scores["stage"] == stage)).to_numpy(dtype=bool, na_value=False)
    places = np.flatnonzero(wanted)
    # The rows of an index mostly stand together: a slice copies nothing.
    together = len(places) > 0 and places[-1] - places[0] + 1 == len(places)
    rows = scores.iloc[places[0] : places[-1] + 1] if together else scores[wanted]
    if rows.empty:
        known = ", ".join(sorted(scores["index"].dropna().unique())) or "–"
        raise ScoresError(
            f"Không có điểm nào của chỉ số {index} (giai đoạn {stage}). Có: {known}.\n"
            f"There is no score of index {index} (stage {stage}). There is: {known}."
        )
    return rows


def validate(scores: pd.DataFrame) -> pd.DataFrame:
    """Check a frame against the contract and return it.

    Raises
    ------
    ScoresError
        For a missing column, a wrong dtype, an unknown word in a closed column, a score whose status
        says there is none, or two rows with one key. The message names the cells of the first rows.
    """
    for name, dtype in COLUMNS.items():
        if name not in scores:
            raise ScoresError(f"Thiếu cột “{name}”.\nColumn “{name}” is missing.")
        if str(scores[name].dtype) != dtype:
            raise ScoresError(
                f"Cột “{name}” phải có kiểu {dtype}, đang là {scores[name].dtype}.\n"
                f"Column “{name}” must be {dtype}, it is {scores[name].dtype}."
            )
    for name, words in (("stage", STAGES), ("status", STATUSES), ("unit_type", UNIT_TYPES)):
        _refuse(scores, ~scores[name].isin(words), f"{name} ∉ {{{', '.join(words)}}}")
    scored = scores["status"].isin(WITH_SCORE)
    _refuse(scores, scored != scores["score"].notna(), "status ≠ score")
    _refuse(scores, scores.duplicated(KEY, keep=False), "trùng khóa / duplicate key")
    return scores


def _refuse(scores: pd.DataFrame, wrong: pd.Series, what: str) -> None:
    wrong = wrong.fillna(True)
    if not wrong.any():
        return
    places = scores.loc[wrong, ["file", "sheet", "cell", "unit", "code", "year"]].head(3)
    shown = "; ".join(
        f"{r.file} › {r.sheet} › {r.cell} ({r.unit}, {r.code}, {r.year})" for r in places.itertuples()
    )
    raise ScoresError(f"{int(wrong.sum())} dòng sai / rows wrong: {what}: {shown}")
