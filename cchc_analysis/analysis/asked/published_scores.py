"""What is the same for every unit of an index, computed once for a frame and then looked up.

Who was scored with whom, how many there are, who has both years: no unit's question computes it anew. An
estimate for a merged unit is never ranked and never part of a median.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import scores as frame
from cchc_analysis.analysis.asked.cohorts import NOBODY, Both, Cohort, both_of, ranks_of_both
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.scopes import COLLECTIVE, declared_size, is_illustrative, regions
from cchc_analysis.arrays import Vector
from cchc_analysis.vietnamese import collation_key

#: Year, code and scope.
Key = tuple[int, str | None, str | None]


class Published:
    """What was published of an index: its cohorts, each made when it is first asked for."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self._rows = rows.copy(deep=False)  # the rows themselves must be free to die
        self._made: dict[Any, Any] = {}
        self._unit_ids, ids = pd.factorize(rows["unit_id"])
        self._ids = ids.to_numpy(dtype=object)
        self._regions = np.array([regions().get(unit_id) for unit_id in self._ids], dtype=object)
        self._scopes, scopes = pd.factorize(rows["scope"])
        self._scope_names = scopes.to_numpy(dtype=object)
        self._scores = rows["score"].to_numpy()
        self._places = self._by_key(rows)

    def _by_key(self, rows: pd.DataFrame) -> dict[Key, Vector]:
        """Return by key the places of all rows but estimates, in the order of ``unit_id``."""
        code, names = pd.factorize(rows["code"])
        year = rows["year"].to_numpy(dtype="int64", na_value=0)
        in_order = np.empty(len(self._ids), dtype="int64")
        in_order[np.argsort(self._ids)] = np.arange(len(self._ids))
        wide = len(self._scope_names) + 1
        key = (year * (len(names) + 1) + code) * wide + self._scopes
        counted = np.flatnonzero(~rows["estimated"].to_numpy() & (code >= 0) & (self._scopes >= 0))
        counted = counted[np.lexsort((in_order[self._unit_ids[counted]], key[counted]))]
        starts = np.flatnonzero(np.diff(key[counted], prepend=-1))
        codes, first = names.to_numpy(dtype=object), counted[starts]
        keys = zip(
            year[first].tolist(), codes[code[first]], self._scope_names[self._scopes[first]], strict=True
        )
        return dict(zip(keys, np.split(counted, starts[1:]), strict=True)) if len(starts) else {}

    def _once(self, asked: Any, make: Callable[[], Any]) -> Any:
        if asked not in self._made:
            self._made[asked] = make()
        return self._made[asked]

    @cached_property
    def _columns(self) -> tuple[Vector, Vector, Vector, Vector]:
        """The names, the shares of the scale, the printed ranks of all rows, and which units are ranked."""
        rows = self._rows
        ranked = ~rows["unit_type"].isin(COLLECTIVE).to_numpy(dtype=bool)
        ranks = rows["rank"].to_numpy(dtype="float64", na_value=np.nan)
        return rows["unit"].to_numpy(dtype=object), frame.pct(rows).to_numpy(), ranks, ranked

    def places(self, key: Key) -> Vector:
        """Return the places of the rows of a year, code and scope, in the order of ``unit_id``."""
        return self._places.get(key, np.array([], dtype="int64"))

    def rows_at(self, key: Key, columns: list[str]) -> pd.DataFrame:
        """Return the rows of a year, code and scope, estimates left out, in their order."""
        return self._rows[columns].iloc[np.sort(self.places(key))]

    def of(self, year: int, code: str | None, scope: str | None) -> Cohort:
        """Return the units whose score of a criterion was published in a year, among those of a scope."""
        if code is None or scope is None or (year, code, scope) not in self._places:
            return NOBODY
        return self._once((year, code, scope), lambda: self._cohort((year, code, scope)))

    def _cohort(self, key: Key) -> Cohort:
        names, pct, _, ranked = self._columns
        at = self.places(key)
        at = at[~np.isnan(self._scores[at]) & ranked[at]]
        of_unit = self._unit_ids[at]
        return Cohort(self._ids[of_unit], names[at], self._scores[at], pct[at], self._regions[of_unit])

    def counted(self, year: int, code: str | None, scope: str | None) -> int:
        """Return how many units have a score or a printed rank."""
        return len({*self.of(year, code, scope).unit_ids, *self.printed(year, code, scope)})

    def printed(self, year: int, code: str | None, scope: str | None) -> dict[str, int]:
        """Return the printed ranks of a year by ``unit_id``."""
        return self._once(("printed", year, code, scope), lambda: self._printed((year, code, scope)))

    def _printed(self, key: Key) -> dict[str, int]:
        at = self.places(key)
        ranks = self._columns[2][at]
        known = ~np.isnan(ranks)
        ids = self._ids[self._unit_ids[at[known]]]
        return dict(zip(ids, ranks[known].astype(int).tolist(), strict=True))

    def both(self, now: Key, then: Key) -> Both:
        """Return the medians of two years of the places published in both."""
        return self._once(("both", now, then), lambda: both_of(self.of(*now), self.of(*then)))

    def ranks_of_both(self, now: Key, then: Key) -> dict[str, tuple[int, int]]:
        """Return by ``unit_id`` the ranks of two years (now, then) among the units published in both."""
        return self._once(("ranks", now, then), lambda: ranks_of_both(self.of(*now), self.of(*then)))

    def years(self, code: str | None = None) -> set[int]:
        """Return the years with any score or rank, of a criterion or of all."""
        return self._once(("years", code), lambda: self._years(code))

    def _years(self, code: str | None) -> set[int]:
        rows = (
            self._rows if code is None else self._rows[["year", "score", "rank"]][self._rows["code"] == code]
        )
        return {int(year) for year in rows.loc[rows["score"].notna() | rows["rank"].notna(), "year"].unique()}

    def scopes(self, year: int) -> list[str]:
        """Return the scopes that were scored in a year, in their order."""
        return self._once(("scopes", year), lambda: sorted({
            str(scope) for at, _, scope in self._places if at == year
        }))  # fmt: skip

    def members(self, scope: str) -> pd.DataFrame:
        """Return ``unit, unit_id`` of all that a scope has in any year."""

        def make() -> pd.DataFrame:
            of_scope = self._rows.loc[self._rows["scope"] == scope, ["unit", "unit_id"]]
            return of_scope.drop_duplicates(keep="last")

        return self._once(("members", scope), make)

    @cached_property
    def alphabet(self) -> dict[str, int]:
        """The place of each name in Vietnamese order."""
        names = sorted(self._rows["unit"].dropna().unique(), key=collation_key)
        return {name: place for place, name in enumerate(names)}

    def illustrative(self, key: Key) -> bool:
        """Tell whether the scores of a year, code and scope are invented, as their notes then say."""
        return is_illustrative(self.rows_at(key, ["note"])["note"])

    def size(self, scope: str) -> int:
        """Return how many units a scope has, published or not: as declared, or seen in any year."""
        return self._once(("size", scope), lambda: max(declared_size(scope), self._seen(scope)))

    def _seen(self, scope: str) -> int:
        return len(np.unique(self._unit_ids[self._scope_names[self._scopes] == scope]))

    def expected(self, year: int, code: str | None, scope: str | None) -> int:
        """Return how many units should have a score, published or not.

        Provinces are declared one by one; of other units those count that have a row of that year.
        """
        if scope is None:
            return 0
        rows = len(self.places((year, code, scope))) if code is not None else 0
        return max(rows, self.size(scope) if scope.startswith("tinh-") else 0)


def published_in(rows: pd.DataFrame) -> Published:
    """Return what was published of an index, from its rows (``peers.rows_of``)."""
    return kept(rows, ("published",), lambda: Published(rows), shared=True)
