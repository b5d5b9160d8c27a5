"""Tiles of the provinces, held against the map: neighbours, north and south, the coast."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from cchc_analysis.units import provinces
from cchc_analysis.units.tiles import tiles

#: The coast from north to south, without those that stand side by side in one row of tiles.
COAST = {
    "tinh-63": "Quảng Ninh, Hải Phòng, Thái Bình, Nam Định, Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình, "
    "Quảng Trị, "
    "Thừa Thiên Huế, Quảng Nam, Quảng Ngãi, Bình Định, Phú Yên, Khánh Hòa, Ninh Thuận, Bà Rịa - Vũng "
    "Tàu, Tiền Giang, Bến Tre, Sóc Trăng",
    "tinh-34": "Quảng Ninh, Hải Phòng, Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Trị, Huế, Đà Nẵng, "
    "Quảng Ngãi, Gia Lai, "
    "Đắk Lắk, Khánh Hòa, TP. Hồ Chí Minh, Vĩnh Long, Cà Mau",
}
#: Who borders whom on the map: their tiles touch, at least at a corner.
BORDERS = {
    "tinh-63": "Lào Cai-Lai Châu, Lào Cai-Yên Bái, Hà Giang-Cao Bằng, Cao Bằng-Bắc Kạn, Bắc Kạn-Thái Nguyên, "
    "Bắc Kạn-Lạng Sơn, Bắc Kạn-Tuyên Quang, Lạng Sơn-Bắc Giang, Bắc Giang-Quảng Ninh, Quảng Ninh-Hải Phòng, "
    "Hải Phòng-Hải Dương, Hà Nội-Bắc Ninh, Hà Nội-Hòa Bình, Hà Nội-Hà Nam, Hưng Yên-Hải Dương, Nam "
    "Định-Thái Bình, Ninh Bình-Thanh Hóa, Thanh Hóa-Nghệ An, Nghệ An-Hà Tĩnh, Hà Tĩnh-Quảng Bình, Quảng "
    "Trị-Thừa Thiên Huế, Thừa Thiên Huế-Đà Nẵng, Đà Nẵng-Quảng Nam, Quảng Nam-Kon Tum, Kon Tum-Gia Lai, "
    "Gia Lai-Bình Định, Đắk Lắk-Đắk Nông, Đắk Lắk-Khánh Hòa, Đắk Nông-Bình Phước, Lâm Đồng-Bình Thuận, "
    "Lâm Đồng-Ninh Thuận, Đồng Nai-Bà Rịa - Vũng Tàu, TP. Hồ Chí Minh-Long An, TP. Hồ Chí Minh-Bình "
    "Dương, Tây Ninh-Long An, An Giang-Kiên Giang, An Giang-Đồng Tháp, Cần Thơ-Hậu Giang, Tiền "
    "Giang-Bến Tre, Bạc Liêu-Cà Mau",
    "tinh-34": "Thái Nguyên-Cao Bằng, Thái Nguyên-Lạng Sơn, Phú Thọ-Hà Nội, Hà Nội-Bắc Ninh, Hà Nội-Ninh Bình, "
    "Hưng Yên-Hải Phòng, Ninh Bình-Thanh Hóa, Hà Tĩnh-Quảng Trị, Quảng Trị-Huế, Huế-Đà Nẵng, Đắk "
    "Lắk-Khánh Hòa, Lâm Đồng-Đồng Nai, Đồng Nai-TP. Hồ Chí Minh, An Giang-Đồng Tháp, Đồng Tháp-Vĩnh "
    "Long, Cần Thơ-Cà Mau",
}


def at(scope):
    return {tile.unit: (tile.column, tile.row) for tile in tiles(scope)}


@pytest.mark.parametrize("scope", ["tinh-63", "tinh-34"])
def test_every_province_has_one_tile_of_its_own(scope):
    table = provinces()
    assert sorted(tile.unit for tile in tiles(scope)) == sorted(table.loc[table["scope"] == scope, "unit"])
    assert len(set(at(scope).values())) == len(tiles(scope))


@pytest.mark.parametrize("scope", ["tinh-63", "tinh-34"])
def test_the_coast_runs_from_north_to_south_with_the_sea_at_a_side(scope):
    places = at(scope)
    coast = COAST[scope].split(", ")
    rows = [places[unit][1] for unit in coast]
    assert rows == sorted(rows) and len(set(rows)) == len(rows)
    taken = set(places.values())
    for unit in coast:
        column, row = places[unit]
        assert {(column + 1, row), (column, row + 1), (column + 1, row + 1)} - taken, unit


@pytest.mark.parametrize("scope", ["tinh-63", "tinh-34"])
def test_neighbours_on_the_map_are_neighbours_in_tiles(scope):
    places = at(scope)
    for pair in BORDERS[scope].split(", "):
        one, other = next((a, b) for a in places for b in places if pair == f"{a}-{b}")
        apart = [abs(a - b) for a, b in zip(places[one], places[other], strict=True)]
        assert max(apart) == 1, pair


def test_tiles_say_that_they_were_drawn_by_hand():
    text = files("cchc_analysis.units").joinpath("data/tiles.csv").read_text(encoding="utf-8")
    assert all(row["source"].startswith("vẽ tay, xem ") for row in csv.DictReader(text.splitlines()))
    assert tiles("so/hoa-binh") == () and {t.short for t in tiles("tinh-63")} >= {"TP.HCM", "BR-VT", "TT-Huế"}
