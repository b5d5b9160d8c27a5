"""What a range of ranks may stand upon: published errors, errors of another year, weights, printed weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.analysis.ranking.sensitivity import counted, places_at, places_of, weighed
from cchc_analysis.analysis.thresholds import threshold

#: The publisher's weighted total, where it prints one beside the sum.
_WEIGHTED = "weighted"


@dataclass(frozen=True)
class Question:
    """What is asked of a year's ranks: which share of so many draws a range holds."""

    scores: pd.DataFrame
    everyone: pd.DataFrame  # the ranks of the year, those with a score
    level: float
    draws: int
    seed: int

    @property
    def index(self) -> str:
        """The index that was ranked."""
        return str(self.everyone.attrs["index"])

    @property
    def year(self) -> int:
        """The year that was ranked."""
        return int(self.everyone.attrs["year"])

    @property
    def ends(self) -> tuple[float, float]:
        """The quantiles at the ends of a range."""
        tail = (1 - self.level) / 2
        return tail, 1 - tail

    @cached_property
    def known_year(self) -> int | None:
        """The nearest year whose errors were published, on the same scale; None without."""
        rows = peers.rows_of(self.scores, self.index)
        years = {int(year) for year in rows.loc[rows["standard_error"].notna(), "year"].unique()} - {
            self.year
        }
        scale = frameworks.framework(self.index, self.year).criteria["total"]
        alike = [
            year for year in years
            if (total := frameworks.framework(self.index, year).criteria["total"]).has_scale
            and (total.min_score, total.max_score) == (scale.min_score, scale.max_score)
        ]  # fmt: skip
        return min(alike, key=lambda year: (abs(year - self.year), year), default=None)


def _by_errors(asked: Question) -> pd.DataFrame | None:
    return _simulated(asked, asked.year)


def _by_assumed_errors(asked: Question) -> pd.DataFrame | None:
    return None if asked.known_year is None else _simulated(asked, asked.known_year)


def _by_weights(asked: Question) -> pd.DataFrame | None:
    try:
        spread = threshold("rank_range", "spread")
        now, counts = weighed(asked.scores, asked.everyone, spread, asked.draws, asked.seed)
    except AnalysisError as missing:
        if missing.key in ("no_weights", "no_domains"):
            return None
        raise
    return _table(asked, now, *places_at(counts, asked.ends).T)


def _by_printed_weights(asked: Question) -> pd.DataFrame | None:
    """Return the two ranks that the publisher's two totals give, among the units that have both."""
    weighted = _of_year(asked, asked.year, _WEIGHTED).set_index("unit_id")["score"].dropna()
    both = asked.everyone[asked.everyone["unit_id"].isin(weighted.index)].set_index("unit_id")
    if len(both) < 2:
        return None
    plain, other = (places_of(v.to_numpy()[:, None])[:, 0] for v in (both["score"], weighted.loc[both.index]))
    return _table(
        asked, pd.Series(plain, index=both.index), np.minimum(plain, other), np.maximum(plain, other)
    )


def _simulated(asked: Question, year: int) -> pd.DataFrame | None:
    """Return the ranges by drawn errors, those of *year*; None unless every ranked unit's is known."""
    scores = asked.everyone.set_index("unit_id")["score"]
    errors = _of_year(asked, year, "total").set_index("unit_id")["standard_error"].reindex(scores.index)
    if errors.isna().any():
        return None
    random = np.random.default_rng(asked.seed)
    drawn = scores.to_numpy()[:, None] + errors.to_numpy()[:, None] * random.standard_normal(
        (len(scores), asked.draws)
    )
    now = pd.Series(places_of(scores.to_numpy()[:, None])[:, 0], index=scores.index)
    return _table(asked, now, *places_at(counted(drawn), asked.ends).T)


def _table(asked: Question, now: pd.Series, low: np.ndarray, high: np.ndarray) -> pd.DataFrame:
    units = asked.everyone.set_index("unit_id")["unit"]
    table = pd.DataFrame({"unit": units.loc[now.index], "rank": now, "low": low, "high": high})
    table = table.rename_axis("unit_id").reset_index().astype(dict.fromkeys(("rank", "low", "high"), "Int16"))
    return table.sort_values("rank", kind="stable")[["unit", "unit_id", "rank", "low", "high"]]


def _of_year(asked: Question, year: int, code: str) -> pd.DataFrame:
    rows = peers.rows_of(asked.scores, asked.index)
    here = (rows["year"] == year) & (rows["code"] == code) & (rows["scope"] == asked.everyone.attrs["scope"])
    return rows[here & ~rows["estimated"]]


MAKERS = {
    "errors": _by_errors,
    "assumed_errors": _by_assumed_errors,
    "weights": _by_weights,
    "printed_weights": _by_printed_weights,
}
