"""Into which bands a publisher divides the units, by year; declared in ``bands.csv`` with the source."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_analysis.declarations import table
from cchc_analysis.frameworks.catalog import remembered
from cchc_analysis.frameworks.declaration import LAST
from cchc_analysis.frameworks.model import FrameworkError

#: How a band comes about: by the share of the units below, by per cent of the scale, or only as printed.
RULES = ("quantile", "percent", "printed")
#: ``sourced`` by the publisher, ``unconfirmed`` (another year's limits), or ``own``: nobody's but ours.
STATUSES = ("sourced", "unconfirmed", "own")


@dataclass(frozen=True, slots=True)
class Band:
    """A band; ``place`` 1 is the highest.

    ``low`` is the least that belongs to it: a share of the units (``quantile``), a percentage of the scale
    (``percent``); nothing for the lowest band, and where only what was printed is known (``printed``).
    """

    place: int
    rule: str
    low: float
    name_vi: str
    name_en: str
    status: str
    source: str


@remembered
def bands(index: str, scope: str, year: int) -> tuple[Band, ...]:
    """Return the bands of an index for the units of a scope in a year, the highest first.

    An index for which none are declared has quarters, which are not its publisher's: ``own``.

    Examples
    --------
    >>> [band.name_vi for band in bands("PAPI", "tinh-63", 2024)]
    ['Cao nhất', 'Trung bình cao', 'Trung bình thấp', 'Thấp nhất']
    """
    for wanted in (index, "*"):
        rows = [
            row for row in table("frameworks", "data/bands.csv")
            if row["index"] == wanted and (row["scope"] == "*" or scope.startswith(row["scope"]))
            and int(row["valid_from"]) <= year <= int(row["valid_to"] or LAST)
        ]  # fmt: skip
        if rows:
            return tuple(sorted(map(_band, rows), key=lambda band: band.place))
    raise FrameworkError(f"bands.csv: {index} {scope} {year}")


def _band(row: dict[str, str]) -> Band:
    if row["rule"] not in RULES or row["status"] not in STATUSES:
        raise FrameworkError(f"bands.csv: {row['index']} {row['band_vi']}: {row['rule']}, {row['status']}")
    return Band(int(row["place"]), row["rule"], float(row["low"] or "-inf"), row["band_vi"], row["band_en"],
                row["status"], row["source"])  # fmt: skip
