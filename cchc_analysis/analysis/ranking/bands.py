"""Which band each unit is in: as the publisher printed it, else by the publisher's rule, and marked so."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.errors import error, noted, words
from cchc_analysis.analysis.ranking.banding import Banding, banding
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.analysis.years import comparing
from cchc_analysis.analysis.years.jumped import Compared, jumps_in, with_jumps
from cchc_analysis.frameworks.bands import Band
from cchc_analysis.jumps import Jumps
from cchc_analysis.vietnamese import key

_BANDS = [
    "unit", "unit_id", "band", "band_en", "band_rank", "score", "rank", "printed_rank", "status",
    "previous_band", "previous_band_en", "moved", "reason", "reason_en",
]  # fmt: skip
_TYPES = {
    "band": "string", "band_en": "string", "band_rank": "Int8", "status": "string", "reason": "string",
    "reason_en": "string", "previous_band": "string", "previous_band_en": "string", "moved": "Int8",
}  # fmt: skip


def bands(
    scores: pd.DataFrame, *, index: str, year: int, previous: int | None = None, scope: str | None = None
) -> pd.DataFrame:
    """Return the band of every unit of a year, and who moved between bands.

    Parameters
    ----------
    scores, index, year, scope
        As in :func:`cchc_analysis.ranks`.
    previous : int, optional
        The year to compare with; the last one before *year* with figures of the same scope unless given.

    Returns
    -------
    pandas.DataFrame
        One row a unit, in the order of ``ranks``: ``band, band_en, band_rank`` (1 is the highest), ``score,
        rank, printed_rank``, ``status`` (``printed``; ``computed`` by the publisher's rule, or by quarters
        where it has none), ``previous_band, previous_band_en``, ``moved`` (bands gained, or lost with a
        minus; missing where the total may not be compared). A unit without a published score has no band;
        ``reason, reason_en`` say why there is none, or no move. ``attrs``: ``previous, rule, basis``
        (``sourced``, ``unconfirmed`` limits of other years, ``own``), ``names`` and ``names_en`` of the
        bands, ``note_vi, note_en``, and those of ``ranks``.

    Raises
    ------
    AnalysisError
        As ``ranks``; for a *previous* year that is not before *year*, or without figures.

    Notes
    -----
    A band by quantiles is a matter of rank and number of units: of 63 units, 16, 16, 15 and 16. Equal scores
    are in one band, the better one.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = bands(load(), index="PAPI", year=2024).set_index("unit")
    >>> table.loc["Bắc Kạn", ["band", "status", "previous_band"]].tolist()
    ['Trung bình cao', 'computed', 'Trung bình cao']
    """
    index, year, previous, scope = checked(scores, index=index, year=year, previous=previous, scope=scope)
    if previous is not None and previous >= year:
        raise error("not_before", year=year, previous=previous)
    asked = (index, year, previous, scope)
    return kept(scores, ("bands", *asked), lambda: _made(scores, *asked), shared=True).copy(deep=False)


def _made(
    scores: pd.DataFrame, index: str, year: int, previous: int | None, scope: str | None
) -> pd.DataFrame:
    now = _banded(scores, index, year, scope)
    if previous is None:
        previous = year_before(scores, index, year, now.attrs["scope"])
    table = now.assign(previous_band=pd.NA, previous_band_en=pd.NA, moved=pd.NA)
    if previous is not None:
        then = _banded(scores, index, previous, now.attrs["scope"])
        jumps = jumps_in(scores, index, now.attrs["scope"])
        table = _with_moves(table, then, _incomparable(index, year, previous, jumps), previous)
    table = table.astype(_TYPES)[_BANDS]
    table.attrs = now.attrs | {"previous": previous}
    return table


def _banded(scores: pd.DataFrame, index: str, year: int, scope: str | None) -> pd.DataFrame:
    """Return the ranks of a year with the band of each unit."""
    table = ranks(scores, index=index, year=year, scope=scope)
    attrs, table.attrs = table.attrs, {}  # pandas copies them whole for every column that is looked at
    divided = banding(index, attrs["scope"], year, n_units=attrs["n_units"], n_scope=attrs["n_scope"])
    declared = divided.declared
    by_name = {key(band.name_vi): band for band in declared}
    by_name |= {key(band.name_en): band for band in declared}
    refused = divided.refused
    banded = [_of_unit(row, divided, by_name, refused) for row in table.to_dict("records")]
    columns = ["band", "band_en", "band_rank", "status", "reason", "reason_en"]
    table[columns] = pd.DataFrame(banded, columns=columns, index=table.index, dtype="object")
    table.attrs = attrs | {
        "kind": "bands", "rule": declared[0].rule, "names": [band.name_vi for band in declared],
        "names_en": [band.name_en for band in declared],
        "basis": next((s for s in ("own", "unconfirmed") if any(b.status == s for b in _used(table, declared))),
                      "sourced"),
    }  # fmt: skip
    table.attrs |= noted(_note(table, declared), (attrs.get("note_vi", ""), attrs.get("note_en", "")))
    return table


def _of_unit(
    row: dict[Hashable, Any], divided: Banding, by_name: dict[str, Band], refused: tuple[str, str]
) -> tuple[object, ...]:
    """Return band, its English name and place, status and reason of one unit."""
    if pd.notna(row["group"]):
        band = by_name.get(key(str(row["group"])))
        known = (band.name_vi, band.name_en, band.place) if band else (row["group"], row["group"], pd.NA)
        return *known, "printed", "", ""
    why = refused
    if pd.isna(row["score"]):
        why = words("reasons", "rank_only" if pd.notna(row["printed_rank"]) else "not_published")
    if any(why):
        return pd.NA, pd.NA, pd.NA, pd.NA, *why
    band = divided.band(row["rank"], row["pct"])
    return band.name_vi, band.name_en, band.place, "computed", "", ""


def _used(table: pd.DataFrame, declared: Sequence[Band]) -> list[Band]:
    """Return the bands by whose rule a unit's band was computed."""
    names = set(table.loc[table["status"].eq("computed").fillna(False), "band"])
    return [band for band in declared if band.name_vi in names]


def _note(table: pd.DataFrame, declared: Sequence[Band]) -> tuple[str, str]:
    """Return how the bands came about."""
    used = _used(table, declared)
    if not used:
        printed = table["status"].eq("printed").fillna(False).any()
        return words("notes", "bands_printed") if printed else ("", "")
    kind = table.attrs["basis"] if table.attrs["basis"] != "sourced" else used[0].rule
    return words("notes", f"bands_{kind}", n=table.attrs["n_units"], year=table.attrs["year"])


def year_before(scores: pd.DataFrame, index: str, year: int, scope: str) -> int | None:
    """Return the last year before *year* with a total in the scope; None for the first."""
    known = published_in(peers.rows_of(scores, index))
    years = (at for at in known.years("total") if at < year and known.counted(at, "total", scope))
    return max(years, default=None)


def _with_moves(
    table: pd.DataFrame, then: pd.DataFrame, why: tuple[str, str] | None, previous: int
) -> pd.DataFrame:
    """Add the band of the year before and, where the total may be compared, how many bands a unit moved."""
    before = then.set_index("unit_id")
    for column in ("band", "band_en"):
        table[f"previous_{column}"] = table["unit_id"].map(before[column])
    moved = table["unit_id"].map(before["band_rank"]).astype("Int8") - table["band_rank"].astype("Int8")
    table["moved"] = moved if why is None else pd.NA
    banded, before_too = table["band"].notna(), table["previous_band"].notna()
    absent = words("reasons", "no_band_before", previous=previous)
    for at, column in enumerate(("reason", "reason_en")):
        table[column] = table[column].mask(banded & ~before_too, absent[at])
        if why is not None:
            table[column] = table[column].mask(banded & before_too, why[at])
    return table


def _incomparable(index: str, year: int, previous: int, jumps: Jumps) -> tuple[str, str] | None:
    """Return why bands of two years are not compared; None where they may be."""
    try:
        step = frameworks.between(index, "total", year, previous)
    except frameworks.FrameworkError:
        return None  # an index of scoring sheets alone: its bands are those of the year
    declared = Compared(step.kind, step.reason_vi, step.reason_en, "")
    compared = with_jumps(index, "total", year, previous, declared, jumps)
    if compared.kind in comparing.COMPARABLE:
        return None
    return compared.reason or compared.kind, compared.reason_en or compared.kind
