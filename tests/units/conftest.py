"""What the tests of boundaries and of mergers share: the resolution and the population as published."""

from __future__ import annotations

import csv

import pytest


@pytest.fixture(scope="module")
def resolution(shared):
    """Return the province of today of each of the 63, by name."""
    with (shared / "figures" / "provinces_63_to_34.csv").open(encoding="utf-8") as file:
        return {r["province"]: r["province_from_2025_07"] for r in csv.DictReader(file)}


@pytest.fixture(scope="module")
def people(shared):
    """Return the published population in thousands, by province and year."""
    with (shared / "figures" / "population_63_2012_2021.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {(r["unit"], int(r["year"])): float(r["population_thousand"]) for r in rows}
