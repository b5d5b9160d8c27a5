"""Boundaries: who became part of whom, and who is still the same unit."""

from __future__ import annotations

import csv
import datetime
from collections import Counter

import pytest
from resolution import STAYED, WENT, parts_of

from cchc_analysis import units
from cchc_analysis.units.boundaries import is_same_unit, mergers, same_place, shares
from cchc_analysis.units.resolving import successor

NAMES = {u.unit_id: u.unit for u in units.all_units()}
IDS = {u.unit: u.unit_id for u in units.all_units() if u.unit_id.startswith("tinh-63/")}


# -- who became whom -------------------------------------------------------------------------------


def test_every_province_goes_where_the_resolution_says():
    went = {
        NAMES[part]: NAMES[merger.after]
        for merger in mergers().values()
        for part in merger.parts
        if merger.first_year == 2025
    }
    assert went == WENT and len(went) == 63


def test_eleven_provinces_did_not_merge():
    alone = {NAMES[m.parts[0]] for m in mergers().values() if len(m.parts) == 1}
    sizes = Counter(WENT.values())
    assert alone == {before for before, now in WENT.items() if sizes[now] == 1}
    assert alone == set(STAYED) and len(sizes) == 34


def test_a_merger_tells_its_day_and_its_resolution():
    for merger in mergers().values():
        if merger.after.startswith("tinh-34/"):
            assert (merger.on, merger.first_year) == (datetime.date(2025, 7, 1), 2025)
            assert merger.source == "Nghị quyết 202/2025/QH15"
    ha_noi = mergers()["tinh-63/01"]
    assert [NAMES[part] for part in ha_noi.parts] == ["Hà Nội", "Hà Tây"]
    assert (ha_noi.on, ha_noi.first_year) == (datetime.date(2008, 8, 1), 2009)
    assert len(mergers()) == 35


def test_the_successor_is_the_province_of_today():
    assert {name: successor(name).unit for name in WENT} == WENT
    assert {successor(name).scope for name in WENT} == {"tinh-34"}
    assert successor("Hà Tây").unit_id == "tinh-34/01" and successor("bac kan").unit == "Thái Nguyên"
    with pytest.raises(units.UnknownUnit, match="“Sở Nội vụ” không phải tỉnh"):
        successor("Sở Nội vụ")


def test_the_population_is_the_published_one(shared, people):
    with (shared / "figures" / "population_63_2012_2021.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        published = {(r["unit"], int(r["year"])): float(r["population_thousand"]) for r in rows}
    assert people == published and len(people) == 630


@pytest.mark.parametrize("year", [2011, 2012, 2016, 2021, 2022, 2025])
def test_shares_are_those_of_the_people_of_the_nearest_year(people, year):
    of = min(max(year, 2012), 2021)
    for province in set(WENT.values()):
        parts = parts_of(province)
        everyone = sum(people[part, of] for part in parts)
        after = next(m.after for m in mergers().values() if IDS[parts[0]] in m.parts)
        found, told = shares(after, year)
        assert told == of and sum(found.values()) == pytest.approx(1, abs=1e-12)
        assert {NAMES[part]: share for part, share in found.items()} == pytest.approx(
            {part: people[part, of] / everyone for part in parts}, abs=1e-12
        )


def test_no_shares_where_the_population_is_unknown():
    assert shares("tinh-63/01", 2009) == ({}, None)


# -- one unit or another ---------------------------------------------------------------------------


def test_a_place_has_the_ids_of_the_times_with_its_boundaries():
    assert same_place("tinh-63/04") == same_place("tinh-34/04") == {"tinh-63/04", "tinh-34/04"}
    assert same_place("tinh-34/46") == {"tinh-63/46", "tinh-34/46"}  # Thừa Thiên Huế, Huế
    assert same_place("tinh-34/19") == {"tinh-34/19"}
    assert same_place("tinh-63/19") == {"tinh-63/19"} and same_place("tinh-63/06") == {"tinh-63/06"}
    assert same_place("tinh-63/01") == same_place("tinh-34/01") == {"tinh-63/01", "tinh-34/01"}
    assert same_place("tinh-64/01") == {"tinh-64/01"}
    assert same_place("xa/a/b") == {"xa/a/b"}


@pytest.mark.parametrize(
    ("before", "year_before", "after", "year_after", "same"),
    [
        *((IDS[name], 2024, IDS[name].replace("63", "34", 1), 2025, True) for name in STAYED),
        ("tinh-63/19", 2024, "tinh-34/19", 2025, False),  # Thái Nguyên took in Bắc Kạn
        ("tinh-63/06", 2024, "tinh-34/19", 2025, False),
        ("tinh-63/79", 2024, "tinh-34/79", 2025, False),  # TP. Hồ Chí Minh
        ("tinh-64/01", 2008, "tinh-63/01", 2009, False),  # Hà Nội took in Hà Tây
        ("tinh-64/28", 2008, "tinh-63/01", 2009, False),
        ("tinh-63/01", 2009, "tinh-63/01", 2024, True),
        ("tinh-34/19", 2025, "tinh-34/19", 2026, True),
        ("xa/cao-bang/a", 2024, "xa/cao-bang/a", 2025, False),
        ("xa/cao-bang/a", 2023, "xa/cao-bang/a", 2025, False),
        ("xa/cao-bang/a", 2023, "xa/cao-bang/a", 2024, True),
        ("xa/cao-bang/a", 2025, "xa/cao-bang/a", 2026, True),
        ("xa/cao-bang/a", 2024, "xa/cao-bang/b", 2024, False),
        ("huyen/cao-bang/a", 2024, "huyen/cao-bang/a", 2025, False),
        ("so/cao-bang/so-noi-vu", 2024, "so/cao-bang/so-noi-vu", 2025, True),
        ("so/ha-noi/so-noi-vu", 2024, "so/ha-noi/so-noi-vu", 2025, True),
        ("so/thai-nguyen/so-noi-vu", 2024, "so/thai-nguyen/so-noi-vu", 2025, False),
        ("so/thua-thien-hue/so-noi-vu", 2024, "so/hue/so-noi-vu", 2025, False),
        ("so/chua-ro/so-noi-vu", 2024, "so/chua-ro/so-noi-vu", 2025, False),
        ("so/thai-nguyen/so-noi-vu", 2023, "so/thai-nguyen/so-noi-vu", 2024, True),
        # an office goes with its district or commune, though its province stayed
        ("so/cao-bang.huyen-a/phong-b", 2023, "so/cao-bang.huyen-a/phong-b", 2024, True),
        ("so/cao-bang.xa-a/phong-b", 2024, "so/cao-bang.xa-a/phong-b", 2025, False),
        ("bo/bo-noi-vu", 2024, "bo/bo-noi-vu", 2025, True),
    ],
)
def test_who_is_the_same_unit(before, year_before, after, year_after, same):
    assert is_same_unit(before, year_before, after, year_after) is same


def test_whoever_it_is_a_unit_is_itself_within_a_year():
    ids = [*NAMES, "xa/cao-bang/a", "huyen/cao-bang/a", "so/thai-nguyen/so-noi-vu", "bo/bo-noi-vu"]
    assert all(is_same_unit(i, year, i, year) for i in ids for year in (2008, 2024, 2025))
