"""Which band a rank or a percentage belongs to by a publisher's rule: the one place that applies it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.errors import words
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.frameworks.bands import Band, bands


class Banding(NamedTuple):
    """The bands of a year, and whom they divide: units with a score, of so many in the scope."""

    declared: Sequence[Band]
    year: int
    n_units: int
    n_scope: int

    @property
    def refused(self) -> tuple[str, str]:
        """Why no band is computed for anyone, in two languages; empty where one is."""
        rule, least = self.declared[0].rule, int(threshold("bands", "least_units"))
        if rule == "printed":
            return words("reasons", "no_band_rule", year=self.year)
        if rule == "quantile" and few(self.n_units, self.n_scope):
            return words("reasons", "few_published", n=self.n_units, size=self.n_scope)
        if rule == "quantile" and self.n_units < least:
            return words("reasons", "few_units", n=self.n_units, least=least)
        return "", ""

    def band(self, rank: int, pct: float) -> Band:
        """Return the band of a unit with this rank among ``n_units``, at this percentage of the scale."""
        return next(band for band in self.declared if self._reaches(band, rank, pct))

    def _reaches(self, band: Band, rank: int, pct: float) -> bool:
        if math.isinf(band.low):
            return True
        if band.rule == "percent":
            return bool(pct >= band.low)
        # As many units reach a quantile by linear interpolation as have a rank up to this.
        return bool(rank <= math.floor((self.n_units - 1) * (1 - band.low) + 1))


def banding(index: str, scope: str, year: int, *, n_units: int, n_scope: int) -> Banding:
    """Return how the units of a scope and year are divided into bands.

    Examples
    --------
    >>> banding("PAPI", "tinh-63", 2024, n_units=61, n_scope=63).band(rank=22, pct=49.0).name_vi
    'Trung bình cao'
    """
    return Banding(bands(index, scope, year), year, n_units, n_scope)
