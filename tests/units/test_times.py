"""The sets of boundaries are declared: a later one needs rows, and no code."""

import importlib
import pkgutil

import pandas as pd
import pytest
from plain import members, region

from cchc_analysis import units
from cchc_analysis.analysis.asked.arguments import unit_among
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.units import boundaries, times

COLUMNS = ["unit_id", "unit", "unit_type", "scope", "region", "gso_code", "valid_from", "valid_to"]


def _forget():
    names = [m.name for m in pkgutil.iter_modules(units.__path__, "cchc_analysis.units.")]
    for module in map(importlib.import_module, names):
        for function in vars(module).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()


@pytest.fixture
def three_of_2031(monkeypatch):
    """Three provinces from 2031 (số liệu minh họa): Minh Họa, of Cao Bằng and Lạng Sơn; Hà Nội; Huế."""
    rows = [("tinh-3/04", "Minh Họa"), ("tinh-3/01", "Hà Nội"), ("tinh-3/46", "Huế")]
    provinces = [
        dict(zip(COLUMNS, (i, name, "province", "tinh-3", "Miền Minh Họa", i[-2:], "2031", ""), strict=True))
        for i, name in rows
    ]
    parts = [("tinh-34/04", "tinh-3/04"), ("tinh-34/20", "tinh-3/04"), ("tinh-34/01", "tinh-3/01"),
             ("tinh-34/46", "tinh-3/46")]  # fmt: skip
    when = {"on": "2031-01-01", "first_year": "2031", "source": "số liệu minh họa"}
    merged = [{"before": before, "after": after} | when for before, after in parts]
    added = {"provinces.csv": provinces, "mergers.csv": merged}
    read = times.declared

    def declared(name):
        return read(name) + added.get(name, [])

    for module in (times, boundaries):
        monkeypatch.setattr(module, "declared", declared)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def test_the_sets_follow_each_other():
    assert [(b.scope, b.first_year) for b in units.all_boundaries()] == [
        ("tinh-64", 2004), ("tinh-63", 2009), ("tinh-34", 2025),
    ]  # fmt: skip
    assert [units.scope_of(y) for y in (1999, 2008, 2009, 2024, 2025, 2100)] == [
        "tinh-64", "tinh-64", "tinh-63", "tinh-63", "tinh-34", "tinh-34",
    ]  # fmt: skip


def test_a_later_set_needs_rows_only(three_of_2031):
    assert [units.scope_of(y) for y in (2024, 2025, 2030, 2031, 2040)] == [
        "tinh-63", "tinh-34", "tinh-34", "tinh-3", "tinh-3",
    ]  # fmt: skip
    counts = [len({u.unit_id for u in units.valid_units(y).values()}) for y in (2008, 2024, 2030, 2031)]
    assert counts == [64, 63, 34, 3]
    assert units.is_unit("Tỉnh Minh Họa") and units.identify("Minh Họa", 2031).unit.unit_id == "tinh-3/04"
    assert units.identify("Minh Họa", 2030).unit is None
    assert units.identify("Lạng Sơn", 2031).unit is None
    assert units.canonical("MINH HOẠ") == "Minh Họa"
    assert units.Roster(2025).identify("Huế (3 tỉnh)").unit.unit_id == "tinh-3/46"
    assert units.whose(["UBND TỈNH MINH HỌA"]) == units.Whose("Minh Họa", "province", "Minh Họa", "", 0)
    assert region("Minh Họa", "tinh-3") == "Miền Minh Họa"
    assert members("Miền Minh Họa", "tinh-3") == ["Minh Họa", "Hà Nội", "Huế"]


def test_places_and_successors_go_on_through_every_set(three_of_2031):
    assert units.successor("Lạng Sơn").unit_id == "tinh-3/04"
    assert units.same_place("tinh-63/46") == {"tinh-63/46", "tinh-34/46", "tinh-3/46"}
    assert units.same_place("tinh-3/04") == {"tinh-3/04"}
    assert units.is_same_unit("so/hue/so-noi-vu", 2030, "so/hue/so-noi-vu", 2031)
    assert not units.is_same_unit("so/cao-bang/so-noi-vu", 2030, "so/cao-bang/so-noi-vu", 2031)
    # Communes were not drawn anew in 2031: rearrangements.csv says nothing of it.
    assert units.is_same_unit("xa/hue/xa-a", 2030, "xa/hue/xa-a", 2031)
    shares, year = boundaries.shares("tinh-3/04", 2031)
    people = {"tinh-34/04": 542.22, "tinh-34/20": 796.94}
    assert year == 2021 and shares == pytest.approx({k: v / sum(people.values()) for k, v in people.items()})


def test_a_name_is_found_in_any_set_that_the_data_have(three_of_2031):
    facts = {"unit_id": ["tinh-3/90", "tinh-3/01"], "unit_type": "province", "scope": "tinh-3"}
    rows = pd.DataFrame({"unit": ["Minh Họa", "Hà Nội"], "year": [2031, 2031]} | facts)
    assert unit_among(rows, "tỉnh Minh Hoạ", "PAPI") == "Minh Họa"
    # Lạng Sơn is known, and the data of 2031 do not have it.
    with pytest.raises(AnalysisError, match="Lạng Sơn"):
        unit_among(rows, "Lạng Sơn", "PAPI")


def test_a_department_is_the_same_while_its_province_is():
    same = units.is_same_unit
    assert same("so/cao-bang/a", 2024, "so/cao-bang/a", 2025)
    assert not same("so/thai-nguyen/a", 2024, "so/thai-nguyen/a", 2025)
    assert not same("so/ha-noi/a", 2008, "so/ha-noi/a", 2009)
    assert same("so/cao-bang/a", 2008, "so/cao-bang/a", 2009)
    assert not same("so/chua-ro/a", 2024, "so/chua-ro/a", 2025)
    assert same("so/chua-ro/a", 2023, "so/chua-ro/a", 2024)
