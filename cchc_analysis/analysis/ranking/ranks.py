"""Where units stand: on raw scores, best first, among the published units of one scope and year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis import scores as frame
from cchc_analysis import units
from cchc_analysis.analysis.asked import companions, lines
from cchc_analysis.analysis.asked import peers as company
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import estimated_units, kept
from cchc_analysis.analysis.asked.published_scores import Published, published_in
from cchc_analysis.analysis.asked.scopes import few, is_illustrative, printed_among
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.errors import error, listed, no_year, noted, words
from cchc_analysis.vietnamese import collation_key

_RANKS = ["unit", "unit_id", "score", "pct", "rank", "printed_rank", "rank_low", "rank_high", "group",
    "status",
]  # fmt: skip
_TAKEN = ["unit", "unit_id", "score", "min_score", "max_score", "rank", "group", "status", "note", "file"]


def ranks(
    scores: pd.DataFrame, *, index: str, year: int, code: str = "total", scope: str | None = None,
    unit: str | None = None, peers: str | Sequence[str] = "all",
) -> pd.DataFrame:  # fmt: skip
    """Return the published units of a year in their order.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index : str
        The index.
    year : int
        The year assessed.
    code : str
        Code in the edition of *year*.
    scope : str, optional
        The set of units; the provinces of that year where there are several and it is left open,
        needed where several of them are no provinces.
    unit : str, optional
        Whose region or neighbours *peers* means.
    peers : {"all", "region", "nearest"} or sequence of str
        Among whom units are ranked, as in :func:`cchc_analysis.weaknesses`; *unit* is
        one of them. Where these are not all, printed ranks, which are among all, are left out.

    Returns
    -------
    pandas.DataFrame
        One row a unit: ``unit, unit_id, score`` (points), ``pct`` (% of the scale), ``rank``
        (computed: on raw scores, best first, ties share the better rank), ``printed_rank``, the range
        among all units ``rank_low, rank_high`` (22 of 61 published is 22 to 24 of 63), ``group`` as printed;
        sorted by rank, the printed one before the computed one, then by name. A unit of which only
        the rank was printed has no score and no computed rank; those that were not published at
        all stand last, with neither. In ``attrs``: ``not_published`` (names), ``n_units`` (with a
        score), ``n_printed`` (among how many printed ranks are), ``n_whole`` (how many should have a score),
        ``n_scope``, ``partial`` (fewer than half published) and then ``note_vi``, ``note_en``; ``peers,
        peer_names`` where these are not all.

    Raises
    ------
    AnalysisError
        For a year without figures, a code of another edition, or a choice of scopes left open.

    Notes
    -----
    ``rank`` is SQL's ``RANK() OVER (ORDER BY score DESC)``; estimates for merged units are not ranked.
    """
    index, year, code, scope = checked(scores, index=index, year=year, code=code, scope=scope)
    (peers,) = checked(scores, peers=peers)
    if unit is not None:
        _, unit = checked(scores, index=index, unit=unit)
    asked = (index, year, code, scope, unit, peers if isinstance(peers, str) else tuple(peers))
    return kept(scores, ("ranks", *asked), lambda: _ranks(scores, *asked), shared=unit is None).copy(
        deep=False
    )


def _ranks(
    scores: pd.DataFrame, index: str, year: int, code: str, scope: str | None, unit: str | None,
    peers: str | Sequence[str],
) -> pd.DataFrame:  # fmt: skip
    rows = company.rows_of(scores, index)
    published = published_in(rows)
    _require_year(published, index, year, "total", None)
    asked = lines.criterion(index, code, year)
    _require_year(published, index, year, code, code)
    scope = one_scope(published.scopes(year), index, year, scope)
    among = None
    if peers != "all":
        rows = rows[rows["scope"] == scope]
        among = companions.members(rows, peers, unit, index=index, year=year, code=code)
    key = (year, code, scope)
    taken = published.rows_at(key, _TAKEN)
    if among is not None:
        taken = taken[taken["unit_id"].isin(among)].assign(rank=pd.NA).astype({"rank": "Int16"})
    listed_units = taken[taken["score"].notna() | taken["rank"].notna()]
    n_units = int(listed_units["score"].notna().sum())
    n_scope, n_whole = published.size(scope), published.expected(*key)
    if among is not None:
        n_scope = n_whole = len(among)
    absent = _absent(published, taken, listed_units, scope, among)
    result = _ordered(listed_units, absent, published.alphabet, n_whole)
    result.attrs = {
        "kind": "ranks", "index": index, "code": code, "name": asked.name_vi, "name_en": asked.name_en,
        "year": year, "scope": scope, "illustrative": is_illustrative(taken["note"]),
        "not_published": absent["unit"].tolist(), "n_units": n_units,
        "n_printed": printed_among(listed_units["rank"].dropna().tolist(), n_scope), "n_whole": n_whole,
        "n_scope": n_scope, "partial": few(n_units, n_scope),
    }  # fmt: skip
    if later := estimated_units(scores):
        result.attrs["estimated_units"] = later
    if among is not None:
        result.attrs["peers"] = peers if isinstance(peers, str) else "named"
        result.attrs["peer_names"] = _names(rows, among, unit, index)
    files = listed_units["file"].dropna().unique()
    if not scope.startswith(("tinh-", "bo")) and len(files):
        result.attrs["file"] = listed(files)
    if result.attrs["partial"]:
        result.attrs |= noted(words("notes", _partial(result), year=year, n=n_units, size=n_scope))
    return result


def _names(rows: pd.DataFrame, ids: list[str], unit: str | None, index: str) -> list[str]:
    """Return the names of some units in Vietnamese order, that of the unit asked about too."""
    names = rows.drop_duplicates("unit_id", keep="last").set_index("unit_id")["unit"].reindex(ids)
    if names.isna().any():  # the unit asked about was never published
        names = names.fillna(find_subject(rows, str(unit), index).unit)
    return sorted(names, key=collation_key)


def _partial(result: pd.DataFrame) -> str:
    """Return which note a year of few scores has: by whether those units have a printed rank."""
    printed = result.loc[result["score"].notna(), "printed_rank"].notna()
    if printed.empty:
        return "ranks_only"
    return "partial_printed" if printed.all() else "partial_mixed" if printed.any() else "partial"


def _ordered(
    listed_units: pd.DataFrame, absent: pd.DataFrame, alphabet: dict[str, int], n_whole: int
) -> pd.DataFrame:
    """Return the units by rank, the printed one before the computed one, then by name; the absent ones last."""
    table = listed_units.assign(
        pct=frame.pct(listed_units),
        printed_rank=listed_units["rank"],
        rank=listed_units["score"].rank(method="min", ascending=False).astype("Int16"),
    )
    table["order"] = table["rank_low"] = table["printed_rank"].fillna(table["rank"])
    # Every unit without a score may stand before a computed rank.
    worst = table["rank"] + max(0, n_whole - int(table["score"].notna().sum()))
    table["rank_high"] = table["printed_rank"].fillna(worst).astype("Int16")
    table["name_order"] = [alphabet[name] for name in table["unit"]]
    table = table.sort_values(["order", "rank", "name_order"], na_position="last")[_RANKS]
    if len(absent):
        table = pd.concat([table, absent.astype(table.dtypes.filter(absent.columns))])
    return table.reset_index(drop=True)


def _require_year(published: Published, index: str, year: int, what: str, code: str | None) -> None:
    years = published.years(code)
    if year not in years:
        raise no_year(index, year, what, years)


def one_scope(scopes: Sequence[str], index: str, year: int, scope: str | None) -> str:
    """Return which of the scopes of a year is meant: that of the provinces where it is left open."""
    provinces = [s for s in scopes if s.startswith("tinh-")]
    if scope is None and len(provinces or scopes) == 1:
        scope = (provinces or scopes)[0]
    elif scope is None and units.scope_of(year) in provinces:
        scope = units.scope_of(year)
    if scope is not None and scope not in scopes:
        raise error("bad_choice", argument="scope", value=scope, near=listed(scopes))
    if scope is None:
        raise error("several_scopes", index=index, year=year, near=listed(scopes))
    return str(scope)


def _absent(
    published: Published, taken: pd.DataFrame, listed_units: pd.DataFrame, scope: str, among: list[str] | None
) -> pd.DataFrame:
    """Return ``unit, unit_id`` of the scope's units of which nothing was published, in Vietnamese order.

    Provinces of a scope are the same in all its years, so one without a row is missed as well;
    other units come and go, and only those with a row of that year count.
    """
    known = published.members(scope) if scope.startswith("tinh-") else taken[["unit", "unit_id"]]
    if among is not None:
        known = known[known["unit_id"].isin(among)]
    missing = known[~known["unit"].isin(listed_units["unit"])].drop_duplicates("unit", keep="last")
    return missing.sort_values("unit", key=lambda names: names.map(published.alphabet))
