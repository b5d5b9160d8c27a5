"""What is one criterion over many sheets, each of which declares its own.

Two sheets' criteria are one where code and name agree, or where the same name at the same level stands under
another code and no sheet has both; all others stay apart.
"""

from __future__ import annotations

import pandas as pd
from rapidfuzz import fuzz

from cchc_analysis.analysis.collected.matching import ALIKE
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.vietnamese import key


def common_criteria(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the criteria of all sheets, and put each cell's place among them into ``cells.criterion``."""
    same = cells.groupby(["code", "name", "level"], sort=False, dropna=False).ngroup().to_numpy()
    members = pd.Series(pd.factorize(cells["unit_id"])[0]).groupby(same).agg(set)
    first = cells.loc[~pd.Series(same).duplicated(), ["code", "name", "level"]].reset_index(drop=True)
    triples = list(zip(first["code"], first["name"], first["level"], members, strict=True))
    known = _Known()
    ordered = sorted(range(len(triples)), key=lambda i: -len(members[i]))
    places = {i: known.place(*triples[i]) for i in ordered}
    cells["criterion"] = pd.Series(same).map(places).to_numpy()
    criteria = pd.DataFrame(known.criteria, columns=["code", "name", "level"])
    grouped = cells.groupby("criterion")
    criteria["n_units"] = grouped.size()
    criteria["leaf"] = grouped["leaf"].mean() > 0.5
    criteria["max_score"] = _usual(cells)
    least = threshold("many_sheets", "common_share") * cells["unit_id"].nunique()
    criteria["common"] = criteria["n_units"] >= least
    # The order of the first sheet that has most criteria, then of whatever the others add.
    first_seen = cells.drop_duplicates("criterion")
    place = pd.Series(first_seen.index, index=first_seen["criterion"])
    longest = cells["unit_id"].value_counts(sort=True).index[0]
    in_longest = cells.loc[cells["unit_id"] == longest].drop_duplicates("criterion")
    at = pd.Series(range(len(in_longest)), index=in_longest["criterion"])
    criteria["order"] = at.reindex(criteria.index).fillna(len(cells) + place)
    return criteria.sort_values("order", kind="stable").drop(columns="order")


def _usual(cells: pd.DataFrame) -> pd.Series:
    """Return by criterion the most frequent maximum, of equally frequent ones the greatest."""
    scored = cells[(cells["status"] == "scored") & cells["max_score"].notna()]
    counted = scored.groupby(["criterion", scored["max_score"].round(6)]).size().rename("n").reset_index()
    counted = counted.sort_values(["n", "max_score"]).drop_duplicates("criterion", keep="last")
    return counted.set_index("criterion")["max_score"]


class _Known:
    """The criteria seen so far; those of most sheets come first."""

    def __init__(self) -> None:
        self.criteria: list[tuple[str, str, int]] = []
        self.keys: list[str] = []
        self.units: list[set[int]] = []
        self.by_code: dict[tuple[str, int], list[int]] = {}
        self.by_name: dict[tuple[str, int], list[int]] = {}

    def place(self, code: str, name: str, level: int, units: set[int]) -> int:
        """Return the place of the criterion that this is, a new one where it is none of them."""
        name_key = key(str(name))
        of_code = self.by_code.get((code, level), [])
        alike = [i for i in of_code if level == 0 or fuzz.ratio(name_key, self.keys[i]) >= ALIKE]
        of_name = [i for i in self.by_name.get((name_key, level), []) if not self.units[i] & units]
        place = next(iter(alike), of_name[0] if len(of_name) == 1 else None)
        if place is None:
            place = len(self.criteria)
            self.criteria.append((code, name, level))
            self.keys.append(name_key)
            self.units.append(set())
            self.by_code.setdefault((code, level), []).append(place)
            self.by_name.setdefault((name_key, level), []).append(place)
        self.units[place] |= units
        return place
