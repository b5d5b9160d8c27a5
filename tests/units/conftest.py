"""What the tests of boundaries and of mergers share: the population, by province."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest


@pytest.fixture(scope="session")
def people():
    """Return the population in thousands, by province and year; a test compares it with the published one."""
    data = files("cchc_analysis.units").joinpath("data")
    provinces, population = (
        list(csv.DictReader(data.joinpath(name).read_text(encoding="utf-8").splitlines()))
        for name in ("provinces.csv", "population.csv")
    )
    names = {row["unit_id"]: row["unit"] for row in provinces}
    return {
        (names[row["unit_id"]], int(year)): float(value)
        for row in population
        for year, value in row.items()
        if year != "unit_id"
    }
