"""What a merged unit's figures would have been before: population-weighted estimates, marked as such."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cchc_analysis import frameworks
from cchc_analysis.errors import CchcError
from cchc_analysis.units.boundaries import Merger, mergers, shares
from cchc_analysis.units.times import Unit, all_units
from cchc_analysis.vietnamese import format_number

if TYPE_CHECKING:
    import pandas as pd

#: What makes a score of an index one of its kind; the unit is what is estimated.
_KEYS = ["index", "year", "code"]


class MergerError(CchcError, ValueError):
    """Raised for a date or a choice that cannot be; the message names the valid ones."""


def as_of(scores: pd.DataFrame, on: str | date, *, parts: str = "all") -> pd.DataFrame:
    """Add what the units of a day would have had in the years before they came to be.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    on : str or date
        A day such as ``"2025-07-01"``: its boundaries are asked for.
    parts : {"all", "published"}
        ``all`` leaves a merged unit's figure missing where one of its parts was not published;
        ``published`` takes those that were, and the note names the others.

    Returns
    -------
    pandas.DataFrame
        *scores*, followed by the estimates: population-weighted means of what a merged unit was made of,
        ``estimated`` True, with the shares and their year in ``note`` and the cells of all parts in
        ``cell``; without rank, class or interval. For surveys of residents alone (PAPI, SIPAS): the mean
        of two provinces' points for measures taken or business climate is nobody's score. A province that
        did not merge is left as it is. A merged unit's name then means the unit of that day, also in an
        index that cannot be estimated, which says so; what it was before goes by its ``unit_id``.

    Raises
    ------
    MergerError
        For a day that is none, or another word for *parts*.

    Notes
    -----
    Mê Linh and four communes that joined Hà Nội with Hà Tây in 2008 are left out: nobody was asked there
    on their own.

    Examples
    --------
    >>> from cchc_analysis import load, trend
    >>> table = trend(as_of(load(), "2025-07-01"), index="PAPI", unit="Thái Nguyên")
    >>> table[["year", "score", "estimated"]].tail(2).round(2).values.tolist()
    [[2023, 45.31, True], [2024, 45.91, True]]
    """
    if parts not in ("all", "published"):
        raise MergerError(
            f"parts = “{parts}” không hợp lệ. Có thể dùng: all, published.\n"
            f"parts = “{parts}” is not valid. Use one of: all, published."
        )
    import pandas as pd

    made = [m for m in _in_force(on) if len(m.parts) > 1]
    asked = [name for name, index in frameworks.indices().items() if index.residents]
    ids = {part for merger in made for part in merger.parts}
    rows = scores[
        scores["index"].isin(asked) & scores["unit_id"].isin(ids) & (scores["stage"] == "final")
        & ~scores["estimated"]
    ]  # fmt: skip
    if rows.empty:
        return scores
    by_unit = {str(unit_id): of_unit.set_index(_KEYS) for unit_id, of_unit in rows.groupby("unit_id")}
    names = {u.unit_id: u for u in all_units()}
    estimates = [
        _estimates(names[m.after], [by_unit.get(p, rows.iloc[:0].set_index(_KEYS)) for p in m.parts],
                   [names[p].unit for p in m.parts], whole=parts == "all")
        for m in made
        if by_unit.keys() & set(m.parts)
    ]  # fmt: skip
    added = pd.concat(estimates, ignore_index=True)[list(scores.columns)].astype(scores.dtypes)
    # A figure left missing before is no answer to keep.
    scores = scores[~(scores["estimated"] & scores["score"].isna() & scores["unit_id"].isin(names))]
    known = pd.MultiIndex.from_frame(scores[["unit_id", *_KEYS]])
    new = ~pd.MultiIndex.from_frame(added[["unit_id", *_KEYS]]).isin(known)
    return pd.concat([scores, added[new]], ignore_index=True)


def _in_force(on: str | date) -> list[Merger]:
    """Return the mergers that made the provinces of a day."""
    try:
        day = date.fromisoformat(str(on)[:10])
    except ValueError:
        days = ", ".join(sorted({str(m.on) for m in mergers().values()}))
        raise MergerError(
            f"“{on}” không phải ngày dạng năm-tháng-ngày. Các lần sắp xếp đã khai báo: {days}.\n"
            f"“{on}” is no day written year-month-day. Declared mergers: {days}."
        ) from None
    latest = max((m.on for m in mergers().values() if m.on <= day), default=None)
    return [m for m in mergers().values() if m.on == latest]


def _estimates(unit: Unit, parts: list[pd.DataFrame], names: list[str], *, whole: bool) -> pd.DataFrame:
    """Return the rows of one merged unit: the weighted mean of its parts, wherever one has a row."""
    import pandas as pd

    every = pd.concat(parts)
    first = every[~every.index.duplicated()]
    ids = mergers()[unit.unit_id].parts
    years = {int(y): shares(unit.unit_id, int(y)) for y in first.index.unique("year")}
    of_year = first.index.get_level_values("year")
    score = pd.DataFrame({p: f["score"].reindex(first.index) for p, f in zip(ids, parts, strict=True)})
    weight = pd.DataFrame(
        {p: [years[int(y)][0].get(p, float("nan")) for y in of_year] for p in ids}, index=first.index
    ).where(score.notna())
    mean = (score * weight).sum(axis=1) / weight.sum(axis=1).where(lambda total: total > 0)
    mean = mean.where(score.notna().all(axis=1)) if whole else mean
    weighted = {year: _told(dict(zip(ids, names, strict=True)), *weights) for year, weights in years.items()}
    absent = pd.Series([
        ", ".join(name for name, is_known in zip(names, row, strict=True) if not is_known)
        for row in score.notna().to_numpy()
    ], index=first.index)  # fmt: skip
    note = pd.Series([weighted[int(y)] for y in of_year], index=first.index)
    note = note.where(absent == "", note + "; không công bố: " + absent)
    cells = [f["cell"].reindex(first.index).fillna("–") for f in parts]
    table = first.assign(
        unit=unit.unit, unit_id=unit.unit_id, scope=unit.scope, score=mean, estimated=True, note=note,
        cell=cells[0].str.cat(cells[1:], sep=" + "),
        **{name: _once_each(parts, first.index, name) for name in ("file", "sheet")},
        status=mean.notna().map({True: "scored", False: "missing"}),
    )  # fmt: skip
    table[["low", "high", "standard_error", "n"]] = float("nan")
    table[["answers", "rank", "group"]] = pd.NA
    return table.reset_index()


def _once_each(parts: list[pd.DataFrame], index: pd.MultiIndex, name: str) -> list[str]:
    """Return the files or sheets that the parts stand in, each once."""
    columns = [part[name].reindex(index).fillna("") for part in parts]
    rows = zip(*columns, strict=True)
    return [" + ".join(dict.fromkeys(place for place in row if place)) for row in rows]


def _told(names: dict[str, str], parts: dict[str, float], of: int | None) -> str:
    """Say how an estimate was weighted."""
    if of is None:
        return "Không ước tính: không có số dân"
    listed = ", ".join(f"{names[p]} {format_number(100 * s, 1, 'vi', unit='%')}" for p, s in parts.items())
    return f"Ước tính theo dân số năm {of}: {listed}"
