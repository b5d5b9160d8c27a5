"""Clean made-up workbooks as Scores frames: every sum, weight, rank and interval is as it should be.

The provinces are real, their numbers are not (số liệu minh họa).
"""

from __future__ import annotations

import pandas as pd
import pytest

from cchc_analysis import units

#: As many provinces as make a median: half of the 63.
PROVINCES = units.provinces().query("scope == 'tinh-63'")["unit"].tolist()[:32]
#: What one point of a sub-index adds to the total of PCI 2013–2021 (frameworks/NOTES.md, section 6).
PCI_WEIGHTS = {
    "entry": 0.5, "land": 0.5, "transparency": 2.0, "time": 0.5, "informal": 1.0, "bias": 0.5,
    "proactive": 0.5, "support": 2.0, "labor": 2.0, "legal": 0.5,
}  # fmt: skip
#: Sub-dimensions of PAPI since 2021.
PAPI_PARTS = {
    "1": ("1.1", "1.2", "1.3", "1.4"), "2": ("2.1", "2.2", "2.3", "2.4"), "3": ("3.1", "3.2", "3.3"),
    "4": ("4.1", "4.2", "4.3", "4.4"), "5": ("5.1", "5.3", "5.4"), "6": ("6.1", "6.2", "6.3", "6.4"),
    "7": ("7.1", "7.2", "7.3"), "8": ("8.1", "8.2", "8.3"),
}  # fmt: skip


class Workbook:
    """One index and year, by (unit, code); what is set before :meth:`frame` is summed up there."""

    def __init__(self, frame_of, index, year, lowest):
        self._frame_of = frame_of
        self.index, self.year = index, year
        self.scores = lowest
        #: Printed sums and ranks that are not what they should be.
        self.printed, self.ranks = {}, {}

    def _sums(self):
        found = dict(self.scores)
        for unit in {unit for unit, _ in self.scores}:
            if self.index == "PAPI":
                for code, parts in PAPI_PARTS.items():
                    found[unit, code] = sum(self.scores[unit, part] for part in parts)
                    found[unit, code] = self.printed.get((unit, code), found[unit, code])
                found[unit, "total"] = sum(found[unit, code] for code in PAPI_PARTS)
            else:
                weighted = (w * self.scores[unit, code] for code, w in PCI_WEIGHTS.items())
                found[unit, "total"] = sum(weighted)
        return found | self.printed

    def frame(self):
        """Return the Scores frame, every score with its cell: one row a unit, one column a code."""
        scores = self._sums()
        names = list(dict.fromkeys(unit for unit, _ in scores))
        codes = list(dict.fromkeys(code for _, code in scores))
        totals = [scores[unit, "total"] for unit in names]
        rows = []
        for (unit, code), score in scores.items():
            row = {"index": self.index, "year": self.year, "unit": unit, "code": code, "score": score}
            place = units.identify(unit, self.year).unit
            row |= {"unit_id": place.unit_id, "scope": units.scope_of(self.year)}
            row |= {"file": f"{self.index.lower()}_{self.year}.xlsx", "sheet": "Điểm"}
            row |= {"cell": f"{chr(66 + codes.index(code))}{names.index(unit) + 2}"}
            if code == "total":
                rank = 1 + sum(total > score for total in totals)
                row["rank"] = self.ranks.get(unit, rank)
            rows.append(row)
        return self._frame_of(rows)


@pytest.fixture
def papi(frame_of):
    """Return a function that makes a clean PAPI year of some provinces."""

    def make(year=2024, n=5, shift=0.0):
        lowest = {}
        for place, unit in enumerate(PROVINCES[:n]):
            for parts in PAPI_PARTS.values():
                for number, code in enumerate(parts):
                    # From 30 % of the scale upwards; no two provinces and no two codes alike.
                    share = 0.3 + 0.015 * place + 0.03 * number + shift
                    lowest[unit, code] = (1 + 9 * share) / len(parts)
        return Workbook(frame_of, "PAPI", year, lowest)

    return make


@pytest.fixture
def pci(frame_of):
    """Return a function that makes a clean PCI year of some provinces."""

    def make(year=2016, n=5, shift=0.0):
        lowest = {
            (unit, code): 4 + 0.1 * place + 0.2 * number + shift
            for place, unit in enumerate(PROVINCES[:n])
            for number, code in enumerate(PCI_WEIGHTS)
        }
        return Workbook(frame_of, "PCI", year, lowest)

    return make


@pytest.fixture
def cell_of():
    """Return a function that gives the cell in which a frame has a score."""

    def find(frame: pd.DataFrame, unit: str, code: str) -> str:
        (cell,) = frame.loc[(frame["unit"] == unit) & (frame["code"] == code), "cell"]
        return cell

    return find
