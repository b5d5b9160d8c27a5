"""Where units stand: on raw scores, best first, among the published units of one scope and year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis import scores as frame
from cchc_analysis import units
from cchc_analysis.analysis import companions, lines, places
from cchc_analysis.analysis import peers as company
from cchc_analysis.analysis.arguments import checked
from cchc_analysis.analysis.errors import error, listed, nearest_years, words
from cchc_analysis.analysis.kept import kept
from cchc_analysis.analysis.unit_lines import unit_line
from cchc_analysis.vietnamese import collation_key

_RANKS = ["unit", "unit_id", "score", "pct", "rank", "printed_rank", "rank_low", "rank_high", "group",
    "status",
]  # fmt: skip
_RANK_HISTORY = [
    "year", "code", "rank", "printed_rank", "rank_low", "rank_high", "n_units", "n_shown", "n_whole", "group",
    "score", "pct", "change", "change_basis", "change_common", "n_common", "shown_change", "shown_common",
    "comparability", "reason", "reason_en", "partial", "step", "scope", "status",
]  # fmt: skip


#: How scores compare from year to year; places are compared anew, over the years with a rank.
_OF_SCORES = ["comparability", "reason", "reason_en", "below", "moved", "step", "previous", "change",
    "change_in_pct", "printed_change",
]  # fmt: skip


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
        Among whom units are ranked, as in :func:`cchc_analysis.analysis.weaknesses.weaknesses`; *unit* is
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
    return kept(scores, ("ranks", *asked), lambda: _ranks(scores, *asked)).copy(deep=False)


def _ranks(
    scores: pd.DataFrame, index: str, year: int, code: str, scope: str | None, unit: str | None,
    peers: str | Sequence[str],
) -> pd.DataFrame:  # fmt: skip
    rows = company.rows_of(scores, index)
    _require_year(rows, index, year, "total")
    asked = lines.criterion(index, code, year)
    _require_year(rows[rows["code"] == code], index, year, code)
    rows, scope = one_scope(rows, index, year, scope)
    among = companions.members(rows, peers, unit, index=index, year=year, code=code)
    if among is not None:
        rows = rows[rows["unit_id"].isin(among)].assign(rank=pd.NA).astype({"rank": "Int16"})
    taken = rows[(rows["year"] == year) & (rows["code"] == code) & ~rows["estimated"]]
    there = taken[taken["score"].notna() | taken["rank"].notna()]
    table = there.assign(
        pct=frame.pct(there),
        printed_rank=there["rank"],
        rank=there["score"].rank(method="min", ascending=False).astype("Int16"),
    )
    line = pd.DataFrame({"year": [year], "code": [code], "scope": [scope]})
    n_units, n_scope = int(there["score"].notna().sum()), company.size(rows, scope)
    n_whole = int(company.expected(rows, line).iloc[0])
    if among is not None:
        n_scope = n_whole = len(among)
    table = places.ranged(table.assign(n_scored=n_units, n_whole=n_whole))
    table["order"] = table["printed_rank"].fillna(table["rank"])
    names = sorted(table["unit"].unique(), key=collation_key)
    table["name_order"] = table["unit"].map({name: place for place, name in enumerate(names)})
    table = table.sort_values(["order", "rank", "name_order"], na_position="last")
    absent = _absent(rows, taken, there, scope)
    result = pd.concat([table[_RANKS], absent.astype(table.dtypes.filter(absent.columns))])
    result = result.reset_index(drop=True)
    result.attrs = {
        "kind": "ranks",
        "index": index,
        "code": code,
        "name": asked.name_vi,
        "name_en": asked.name_en,
        "year": year,
        "scope": scope,
        "illustrative": _illustrative(taken),
        "not_published": absent["unit"].tolist(),
        "n_units": n_units,
        "n_printed": places.printed_among(there["rank"], n_scope),
        "n_whole": n_whole,
        "n_scope": n_scope,
        "partial": company.few(n_units, n_scope),
    }
    if among is not None:
        names = rows.drop_duplicates("unit_id", keep="last").set_index("unit_id")["unit"].reindex(among)
        result.attrs["peers"] = peers if isinstance(peers, str) else "named"
        result.attrs["peer_names"] = sorted(names, key=collation_key)
    files = there["file"].dropna().unique()
    if not scope.startswith(("tinh-", "bo")) and len(files):
        result.attrs["file"] = listed(files)
    if result.attrs["partial"]:
        printed = result.loc[result["score"].notna(), "printed_rank"].notna()
        key = "partial_printed" if printed.all() else "partial_mixed" if printed.any() else "partial"
        key = key if n_units else "ranks_only"
        note = words("notes", key, year=year, n=n_units, size=n_scope)
        result.attrs["note_vi"], result.attrs["note_en"] = note
    return result


def _require_year(rows: pd.DataFrame, index: str, year: int, what: str) -> None:
    years = rows.loc[rows["score"].notna() | rows["rank"].notna(), "year"].unique()
    if year not in years:
        near = nearest_years(year, (int(y) for y in years))
        raise error("no_year", index=index, year=year, what=what, near=near)


def one_scope(rows: pd.DataFrame, index: str, year: int, scope: str | None) -> tuple[pd.DataFrame, str]:
    """Return the rows of one scope of a year, and which: that of the provinces where it is left open."""
    scopes = sorted(rows.loc[(rows["year"] == year) & ~rows["estimated"], "scope"].unique())
    provinces = [s for s in scopes if s.startswith("tinh-")]
    if scope is None and len(provinces or scopes) == 1:
        scope = (provinces or scopes)[0]
    elif scope is None and units.scope_of(year) in provinces:
        scope = units.scope_of(year)
    if scope is not None and scope not in scopes:
        raise error("bad_choice", argument="scope", value=scope, near=listed(scopes))
    if scope is None:
        raise error("several_scopes", index=index, year=year, near=listed(scopes))
    return rows[rows["scope"] == scope], str(scope)


def _absent(rows: pd.DataFrame, taken: pd.DataFrame, there: pd.DataFrame, scope: str) -> pd.DataFrame:
    """Return ``unit, unit_id`` of the scope's units of which nothing was published, in Vietnamese order.

    Provinces of a scope are the same in all its years, so one without a row is missed as well;
    other units come and go, and only those with a row of that year count.
    """
    known = rows if scope.startswith("tinh-") else taken
    missing = known.loc[~known["unit"].isin(there["unit"]), ["unit", "unit_id"]]
    missing = missing.drop_duplicates("unit", keep="last")
    return missing.sort_values("unit", key=lambda names: names.map(collation_key))


def _illustrative(rows: pd.DataFrame) -> bool:
    return any(company.ILLUSTRATIVE in note for note in rows["note"].dropna().unique())


def rank_history(scores: pd.DataFrame, *, index: str, unit: str, code: str = "total") -> pd.DataFrame:
    """Return a unit's rank year by year, and its change on two bases.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index, unit, code : str
        As in :func:`cchc_analysis.analysis.trends.trend`.

    Returns
    -------
    pandas.DataFrame
        One row a year: ``code`` of the year's edition, ``rank`` (computed), ``printed_rank``,
        ``rank_low, rank_high`` as in :func:`ranks`; ``n_units`` (how many are ranked; in a ``partial``
        year, when fewer than half were published, the size of the scope, and ``rank`` is missing),
        ``n_shown`` (among how many the printed rank is, else the computed one), ``n_whole`` (how
        many should have a score), ``group`` as printed, ``score`` (points), ``pct``. ``change`` is
        places gained (+) or lost (−) since the last year with a rank, on the whole sets of both
        years: of the printed ranks, or the computed one where none is printed (``change_basis``:
        ``printed, computed, mixed``); ``change_common`` the same among the ``n_common`` units
        published in both years. ``shown_change`` is the one that sentences tell: ``change`` where
        the sets are the same, else ``change_common`` with ``shown_common`` as their number.
        All only at ``same`` and ``rescaled``; ``comparability, reason, reason_en`` as in
        ``trend``, from the last year with a rank (places may be compared over a jump: it moved
        everybody); ``status`` of the score. A rank among 34 is none among 63: where the set
        of units (``scope``) changed, the step is ``redefined``.

    Raises
    ------
    AnalysisError
        For an unknown unit or code; names the nearest.
    """
    index, unit, code = checked(scores, index=index, unit=unit, code=code)
    company.subject(company.rows_of(scores, index), unit, index)  # the nation and regions have no rank
    of_unit = unit_line(scores, index, unit, code)
    rows, subject, asked, others = of_unit.rows, of_unit.subject, of_unit.asked, of_unit.others
    counted = others.groupby("year")["unit_id"].size().rename("n_units").astype("Int16")
    table = (
        of_unit.line.drop(columns=_OF_SCORES)
        .merge(counted.reset_index(), on="year", how="left")
        .merge(others[["year", "unit_id", "rank"]], on=["year", "unit_id"], how="left")
    )
    size = company.sizes(rows, table["scope"])
    table["n_units"] = table["n_units"].fillna(0)
    scored = table["n_units"]
    whole = company.expected(rows, table)
    few = company.few(table["n_units"], size) & ~table["estimated"]  # nobody is ranked beside an estimate
    table["partial"] = few.fillna(False).astype(bool)
    table["n_units"] = table["n_units"].mask(table["partial"], size)
    table["rank"] = table["rank"].mask(table["partial"])
    printed = _printed_among(rows, table, size)
    table["n_shown"] = table["n_units"].mask(table["printed_rank"].notna(), printed)
    table = places.ranged(table.assign(n_scored=scored, n_whole=whole))
    table = _changes(table, others, index)
    whole_numbers = dict.fromkeys(["n_shown", "shown_change", "shown_common"], "Int16")
    result = places.moved(table)[_RANK_HISTORY].astype(whole_numbers).reset_index(drop=True)
    shown = result.loc[result["rank"].notna() | result["printed_rank"].notna(), "year"]
    result.attrs = subject.attrs(index) | {
        "kind": "rank_history",
        "code": code,
        "name": asked.name_vi,
        "name_en": asked.name_en,
        "year": int(shown.max()) if len(shown) else None,
    }
    return result


def _printed_among(rows: pd.DataFrame, table: pd.DataFrame, size: pd.Series) -> pd.Series:
    """Return for each year of a line among how many units its printed ranks are."""
    keys = ["year", "code", "scope"]
    printed = rows[rows["rank"].notna()].merge(table[keys], on=keys).groupby("year")["rank"]
    among = {
        year: places.printed_among(printed.get_group(year), int(n)) if year in printed.groups else int(n)
        for year, n in zip(table["year"], size, strict=True)
    }
    return table["year"].map(among).astype("Int16")


def _changes(table: pd.DataFrame, others: pd.DataFrame, index: str) -> pd.DataFrame:
    """Add comparability and the change of rank, on the shown ranks and among the common units."""
    shown = table["printed_rank"].fillna(table["rank"]).astype("float64")
    # A year counts as published here when it has a rank, be it without a score.
    by_rank = lines.compared(table.assign(score=shown), index)
    for column in ("comparability", "reason", "reason_en", "step"):
        table[column] = by_rank[column].array
    guessed = table["estimated"] & shown.isna()
    table.loc[guessed, ["reason", "reason_en"]] = words("reasons", "estimated_unranked")
    table = _among_others(table, shown)
    comparable = table["comparability"].isin(lines.RANKABLE)
    past = shown.ffill().shift()
    table["change"] = (past - shown).where(comparable).round().astype("Int16")
    pairs = pd.DataFrame({"year": table["year"], "previous": table["year"].where(shown.notna())})
    pairs["previous"] = pairs["previous"].ffill().shift()
    pairs = pairs[comparable & shown.notna()]
    whole = others[~others["year"].isin(table.loc[table["partial"], "year"])]
    return table.merge(_common(whole, pairs), on=["year", "unit_id"], how="left")


def _among_others(table: pd.DataFrame, shown: pd.Series) -> pd.DataFrame:
    """Break the line of ranks where a rank is among another set of units than the last one."""
    ranked = table["scope"].where(shown.notna())
    before = ranked.ffill().shift()
    moved = shown.notna() & before.notna() & (ranked != before)
    for at in table.index[moved & table["comparability"].isin(lines.RANKABLE)]:
        counts = [company.declared_size(s) or "?" for s in (before[at], ranked[at])]
        said = words("reasons", "other_units", before=counts[0], now=counts[1])
        table.loc[at, ["comparability", "reason", "reason_en", "step"]] = ["redefined", *said, "redefined"]
    return table


def _common(published: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return places gained among the units published in both years of each pair."""
    then = published[["year", "unit_id", "score"]].rename(columns={"year": "previous"})
    both = published.merge(pairs, on="year").merge(then, on=["previous", "unit_id"], suffixes=("", "_then"))
    years = both.groupby("year")
    places = {name: years[name].rank(method="min", ascending=False) for name in ("score", "score_then")}
    both["change_common"] = (places["score_then"] - places["score"]).astype("Int16")
    both["n_common"] = years["unit_id"].transform("size").astype("Int16")
    return both[["year", "unit_id", "change_common", "n_common"]]
