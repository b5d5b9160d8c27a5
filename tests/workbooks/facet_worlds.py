"""What is true of the sheets of ``facet_sheets``: a number for every index, year, unit, criterion and stage.

All figures are invented (số liệu minh họa). The names of provinces are real, since a reader must know them;
those of wards are not.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from typing import Any

from cchc_analysis import frameworks

# fmt: off
PROVINCES = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa", "Sơn La", "Yên Bái",
             "Hà Giang", "Phú Thọ", "Nghệ An", "Quảng Ninh", "Hải Phòng", "Đà Nẵng"]
WARDS = ["Xã Minh Họa", "Phường Ví Dụ", "Xã Thí Dụ Đông", "Phường Minh Họa Bắc", "Xã Ví Dụ Tây",
         "Xã Thí Dụ Nam"]
OFFICES = ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Tư pháp", "Sở Giáo dục và Đào tạo", "Thanh tra tỉnh"]
RANGES = {"PAR": (7000, 9500), "SIPAS": (7000, 9200), "PAPI": (3800, 4800), "DTI": (4000, 8000),
          "PCI": (5800, 7200)}
STAGES = [["self"], ["self", "appraised"], ["self", "appraised"], ["final"], ["self", "appraised", "final"]]
DOMAINS = ["Chỉ đạo, điều hành", "Cải cách thể chế", "Thủ tục hành chính", "Tổ chức bộ máy", "Chế độ công vụ"]
PARTS = ["Ban hành kế hoạch đúng hạn", "Báo cáo định kỳ", "Kiểm tra, rà soát", "Tuyên truyền",
         "Niêm yết công khai", "Hồ sơ đúng hạn", "Bố trí biên chế", "Đào tạo, bồi dưỡng", "Công khai tài chính",
         "Chữ ký số"]
# fmt: on

#: Index, year, unit, code, stage (or ``rank``).
Key = tuple[str, int, str, str, str]


@dataclass
class World:
    """What is true: the values of each facet, and a number for every combination."""

    kind: str  # province, commune, department
    indices: list[str]
    years: list[int]
    units: list[str]
    stages: list[str]
    codes: list[str]
    names: dict[str, str]
    tops: dict[str, int]
    numbers: dict[Key, float]

    def values(self, facet: str) -> list[Any]:
        return {"index": self.indices, "year": self.years, "unit": self.units, "stage": self.stages,
                "code": self.codes}[facet]  # fmt: skip

    def at(self, place: dict[str, Any], quantity: str = "") -> float:
        """Return the number of a place; of its rank, competition rank among the units, the best first."""
        index, year, unit, code, stage = (place[f] for f in ("index", "year", "unit", "code", "stage"))
        own = self.numbers[index, year, unit, code, stage]
        if quantity != "rank":
            return own
        return 1 + sum(self.numbers[index, year, u, code, stage] > own for u in self.units)


def world(rng: random.Random) -> World:
    """Draw what is true: an index of provinces, or points of wards or departments by criteria."""
    return of_provinces(rng) if rng.random() < 0.5 else of_offices(rng)


def of_provinces(rng: random.Random) -> World:
    """Draw published totals of several indices and years, or PAPI by dimension."""
    units = rng.sample(PROVINCES, rng.randint(4, 9))
    first = rng.randint(2020, 2022)  # the first year of DTI
    years = list(range(first, first + rng.choice([1, 1, 2, 3])))
    if rng.random() < 0.3:
        names = {c.code: c.name_vi for c in frameworks.framework("PAPI", first).children("total")}
        codes = [*names]
        own = World("province", ["PAPI"], years, units, ["final"], [*codes, "total"], names, {}, {})
        for year, unit in itertools.product(years, units):
            parts = [rng.randint(30000, 80000) for _ in codes]
            for code, part in zip(own.codes, [*parts, sum(parts)], strict=True):
                own.numbers["PAPI", year, unit, code, "final"] = part / 10000
        return own
    indices = rng.sample([*RANGES], rng.choice([1, 1, 1, 2, 3]))
    own = World("province", indices, years, units, ["final"], ["total"], {}, {}, {})
    for index, year in itertools.product(indices, years):
        low, high = RANGES[index]
        for unit in units:
            tied = [n for k, n in own.numbers.items() if k[:2] == (index, year)]
            drawn = rng.randint(low, high) / (10000 if index == "DTI" else 100)
            again = rng.choice(tied) if tied and rng.random() < 0.1 else drawn
            own.numbers[index, year, unit, "total", "final"] = again
    return own


def of_offices(rng: random.Random) -> World:
    """Draw points of wards or departments: a tree of criteria, maxima, one to three stages."""
    kind = rng.choice(["commune", "commune", "department"])
    units = rng.sample(WARDS if kind == "commune" else OFFICES, rng.choice([1, 1, 2, 3, 5]))
    years = [rng.randint(2020, 2024)]
    years += [years[0] + 1] if years[0] < 2024 and rng.random() < 0.35 else []
    stages = rng.choice(STAGES)
    leaves, names, tops = _tree(rng)
    own = World(kind, ["PAR"], years, units, stages, [*names, "total"], names, tops, {})
    for year, unit in itertools.product(years, units):
        for leaf in leaves:
            self_score = 25 * rng.randint(1, tops[leaf] // 25)
            judged = self_score if rng.random() < 0.6 else max(0, self_score - 25)
            points = {"self": self_score, "appraised": judged, "final": judged}
            for stage in stages:
                own.numbers["PAR", year, unit, leaf, stage] = points[stage] / 100
        for code, stage in itertools.product(own.codes, stages):
            below = [c for c in leaves if code == "total" or c == code or c.startswith(f"{code}.")]
            total = sum(own.numbers["PAR", year, unit, c, stage] for c in below)
            own.numbers["PAR", year, unit, code, stage] = round(total, 2)
    return own


def _tree(rng: random.Random) -> tuple[list[str], dict[str, str], dict[str, int]]:
    """Return the leaves, the names by code in order, and the maxima in hundredths."""
    parts = iter(rng.sample(PARTS, len(PARTS)))
    leaves, names, tops = [], {}, {}
    for d, domain in enumerate(DOMAINS[: rng.randint(2, 4)], 1):
        names[str(d)] = domain
        for k in range(1, rng.randint(1, 2) + 2 if d < 4 else 2):
            code = f"{d}.{k}"
            names[code], tops[code] = next(parts, f"Nội dung khác {code}"), rng.choice([100, 150, 200, 300])
            leaves.append(code)
        tops[str(d)] = sum(tops[c] for c in leaves if c.startswith(f"{d}."))
    tops["total"] = sum(tops[c] for c in leaves)
    return leaves, names, tops
