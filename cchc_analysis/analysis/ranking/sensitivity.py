"""How much of a rank is the choice of weights: the domains weighed otherwise, ten thousand times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.values import number, whole
from cchc_analysis.analysis.errors import error, noted, words
from cchc_analysis.analysis.ranking.ranks import ranks

#: Published figures have six decimals at most.
_DECIMALS = 9
#: As many draws as a computer's memory holds for a country of provinces.
MOST_DRAWS = 100_000
#: Quantiles of the ranks over all draws.
_RANGES = {"best_rank": 0.0, "worst_rank": 1.0, "low_rank": 0.05, "high_rank": 0.95}


def sensitivity(
    scores: pd.DataFrame, *, index: str, year: int, scope: str | None = None,
    spread: float = 0.25, draws: int = 10_000, seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Return how far ranks move when the declared weights of the domains are drawn anew.

    Each draw takes every weight uniformly between ``1 − spread`` and ``1 + spread`` times the declared one,
    whatever the others are; the units are then ranked on the totals that this gives.

    Parameters
    ----------
    scores, index, year, scope
        As in :func:`cchc_analysis.ranks`.
    spread : float
        From 0 (the declared weights) to 1 (anything up to the double).
    draws, seed : int
        How many draws, and where the random numbers begin: the same seed gives the same result.

    Returns
    -------
    pandas.DataFrame
        One row a unit with all its domains published: ``unit, unit_id, score, rank`` (on the declared
        weights), ``best_rank, worst_rank`` over all draws, ``low_rank, high_rank`` of the middle 90 % of
        them. A range of what the choice of weights could do, not a confidence interval: nothing is said of
        how sure the scores are. ``attrs``: ``not_published`` (names), ``spread, draws, note_vi, note_en``.

    Raises
    ------
    AnalysisError
        As ``ranks``; for a year without declared weights, or a spread that is none.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = sensitivity(load(), index="PAPI", year=2024).set_index("unit")
    >>> table.loc["Bắc Kạn", ["rank", "low_rank", "high_rank"]].tolist()
    [22, 21, 24]
    """
    index, year, scope = checked(scores, index=index, year=year, scope=scope)
    spread = number(spread, "spread", 0, 1)
    draws, seed = whole(draws, "draws", 1, MOST_DRAWS), whole(seed, "seed", 0)
    asked = (index, year, scope, spread, draws, seed)
    return kept(scores, ("sensitivity", *asked), lambda: _made(scores, *asked), shared=True).copy(deep=False)


def _made(
    scores: pd.DataFrame, index: str, year: int, scope: str | None, spread: float, draws: int, seed: int
) -> pd.DataFrame:
    everyone = ranks(scores, index=index, year=year, scope=scope)
    declared, counts = weighed(scores, everyone, spread, draws, seed)
    table = everyone[["unit", "unit_id", "score"]].set_index("unit_id").loc[declared.index]
    table["rank"] = declared
    table[list(_RANGES)] = places_at(counts, list(_RANGES.values()))
    table = table.astype(dict.fromkeys(["rank", *_RANGES], "Int16")).reset_index()
    table = table[["unit", "unit_id", "score", "rank", *_RANGES]]
    note = words("notes", "sensitivity", draws=draws, spread=percent(spread))
    partial = (everyone.attrs.get("note_vi", ""), everyone.attrs.get("note_en", ""))
    table.attrs = everyone.attrs | noted(note, partial) | {
        "kind": "sensitivity", "n_units": len(table), "spread": spread, "draws": draws,
        "not_published": [unit for unit in everyone["unit"] if unit not in set(table["unit"])],
    }  # fmt: skip
    return table


def weighed(
    scores: pd.DataFrame, everyone: pd.DataFrame, spread: float, draws: int, seed: int
) -> tuple[pd.Series, np.ndarray]:
    """Return the ranks on the declared weights, by unit_id, and how often each rank came out (``counted``).

    *everyone* is a result of :func:`cchc_analysis.ranks`; units without all domains are left
    out.
    """
    index, year = everyone.attrs["index"], everyone.attrs["year"]
    weights = _weights(index, year)
    points = _points(scores, everyone, list(weights))
    if points.empty:
        raise error("no_domains", index=index, year=year)
    declared = np.array(list(weights.values()))
    now = places_of(points.to_numpy() @ declared[:, None])[:, 0]

    def make() -> np.ndarray:
        return counted(points.to_numpy() @ _drawn(declared, spread, draws, seed).T)

    asked = (index, year, spread, draws, seed, *points.index)
    return pd.Series(now, index=points.index), kept(scores, ("weighed", *asked), make, shared=True)


def _weights(index: str, year: int) -> dict[str, float]:
    """Return the declared weights of the domains of a year."""
    weights = {c.code: float(c.weight) for c in frameworks.framework(index, year).children("total")}
    if not weights or not np.isfinite(list(weights.values())).all():
        raise error("no_weights", index=index, year=year)
    return weights


def _points(scores: pd.DataFrame, everyone: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    """Return the domains' scores of the units that have them all, one row a unit, best first."""
    facts = everyone.attrs
    published = published_in(peers.rows_of(scores, facts["index"]))
    cohorts = {code: published.of(facts["year"], code, facts["scope"]) for code in codes}
    wide = pd.DataFrame({code: pd.Series(of.scores, of.unit_ids) for code, of in cohorts.items()})
    return wide.reindex(everyone["unit_id"]).dropna()


def _drawn(declared: np.ndarray, spread: float, draws: int, seed: int) -> np.ndarray:
    """Return one row of weights a draw."""
    random = np.random.default_rng(seed)
    return np.asarray(declared * random.uniform(1 - spread, 1 + spread, (draws, len(declared))))


def percent(share: float) -> tuple[str, str]:
    """Return a share in per cent, as it is written in Vietnamese and in English."""
    vi, en = (f"{100 * share:g}".replace(".", mark) for mark in (",", "."))
    return vi, en


def counted(totals: np.ndarray) -> np.ndarray:
    """Return for each row of totals in how many columns it has the first rank, the second, and so on."""
    n = len(totals)
    places = places_of(totals) - 1 + n * np.arange(n)[:, None]
    return np.bincount(places.ravel(), minlength=n * n).reshape(n, n)


def places_at(counts: np.ndarray, shares: Sequence[float]) -> np.ndarray:
    """Return the ranks at some quantiles of what was counted, a column each; the nearest that came out.

    Examples
    --------
    >>> places_at(np.array([[3, 1], [1, 3]]), [0.0, 0.5, 1.0]).tolist()
    [[1, 1, 2], [1, 2, 2]]
    """
    at = np.rint(np.array(shares) * (counts[0].sum() - 1))
    return 1 + (counts.cumsum(axis=1)[:, None, :] <= at[:, None]).sum(axis=2)


def places_of(totals: np.ndarray) -> np.ndarray:
    """Return the ranks in each column, best first, equal totals sharing the better rank.

    What differs in the last bit alone is equal: it depends on the order of adding up.
    """
    across = -np.round(totals.T, _DECIMALS)  # a draw a row: sorted where it lies
    order = np.argsort(across, axis=1)
    ordered = np.take_along_axis(across, order, axis=1)
    counted = np.tile(np.arange(1, len(totals) + 1, dtype="int32"), (len(across), 1))
    counted[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = 0
    places = np.empty_like(counted)
    np.put_along_axis(places, order, np.maximum.accumulate(counted, axis=1), axis=1)
    return places.T
