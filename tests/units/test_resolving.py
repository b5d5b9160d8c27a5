"""Whom a user means: ids, any spelling of a name, and never a guess."""

from __future__ import annotations

import pytest

from cchc_analysis import units
from cchc_analysis.units import Unit, resolve


@pytest.mark.parametrize(
    ("written", "unit_id"),
    [
        ("Bắc Kạn", "tinh-63/06"),
        ("BAC KAN", "tinh-63/06"),
        ("  tỉnh   Bắc Kạn ", "tinh-63/06"),
        ("UBND tỉnh Bắc Kạn", "tinh-63/06"),
        ("TINH-63/06", "tinh-63/06"),
        ("Hoà Bình", "tinh-63/17"),
        ("HÒA BÌNH", "tinh-63/17"),
        ("TP.HCM", "tinh-34/79"),
        ("tp. huế", "tinh-34/46"),
        ("thua thien hue", "tinh-63/46"),
        ("Hà Tây", "tinh-64/28"),
        ("cả nước", "quoc-gia/ca-nuoc"),
        ("NHNN", "bo/ngan-hang-nha-nuoc-viet-nam"),
        ("Sở Nội vụ tỉnh Hòa Bình", "so/hoa-binh/so-noi-vu"),
        ("UBND huyện Kim Bôi", "huyen/chua-ro/huyen-kim-boi"),
    ],
)
def test_a_unit_is_known_by_its_id_and_in_any_spelling(written, unit_id):
    assert resolve(written).unit_id == unit_id


@pytest.mark.parametrize(
    "written", ["Bac Kann", "Bắc Cạn kan", "Atlantis", "", "Tỉnh, thành phố", "tinh-63/99"]
)
def test_what_is_misspelt_or_no_unit_is_not_guessed(written):
    with pytest.raises(units.UnknownUnit, match=f"“{written}”. Gần nhất: .+\n.*Nearest: ") as error:
        resolve(written)
    if written.startswith("B"):
        assert "Bắc Kạn" in str(error.value)


@pytest.mark.parametrize(("year", "scope"), [(2020, "tinh-63"), (2025, "tinh-34"), (None, "tinh-34")])
def test_of_provinces_of_one_name_that_of_the_year_is_meant(year, scope):
    assert resolve("Thái Nguyên", year=year).unit_id == f"{scope}/19"


def test_among_known_units_nobody_else_is_meant():
    cao_bang = next(u for u in units.all_units() if u.unit_id == "tinh-63/04")
    known = [Unit("thu/A", "A", "province", "thu"), cao_bang]  # A is made up
    assert resolve("a", known).unit_id == "thu/A"
    # The same place with the boundaries of 2025.
    assert resolve("tinh-34/04", known) == resolve("cao bằng", known, year=2025) == cao_bang
    with pytest.raises(units.UnknownUnit, match="Gần nhất: A, Cao Bằng"):
        resolve("Bắc Bằng", known)
    with pytest.raises(units.UnknownUnit):
        resolve("Hà Nội", known)
    with pytest.raises(units.UnknownUnit, match="Gần nhất: –"):
        resolve("Hà Nội", [])


def test_a_name_is_that_of_the_unit_that_has_it_then_that_of_the_place():
    known = [u for u in units.all_units() if u.unit_id == "tinh-63/46"]
    assert resolve("Huế", known).unit == "Thừa Thiên Huế"
    later = Unit("tinh-34/46", "Huế (34 tỉnh)", "province", "tinh-34")
    assert resolve("Huế", [*known, later]).unit == "Thừa Thiên Huế"
    assert resolve("Huế", [later]) == later


def test_two_units_of_one_name_are_a_question_with_its_choices():
    known = [
        Unit(f"so/{p}/so-noi-vu", "Sở Nội vụ", "department", f"so/{p}") for p in ("thu", "hoa-binh")
    ]  # fmt: skip
    for written in ("Sở Nội vụ", "sở nội vụ", "So Noi vu"):
        with pytest.raises(units.AmbiguousUnit) as error:
            resolve(written, known)
        assert list(error.value.choices) == known
        assert str(error.value) == (
            f"“{written}” là đơn vị nào: Sở Nội vụ (so/thu/so-noi-vu), Sở Nội vụ (so/hoa-binh/so-noi-vu)?\n"
            f"Which unit is “{written}”: Sở Nội vụ (so/thu/so-noi-vu), Sở Nội vụ (so/hoa-binh/so-noi-vu)?"
        )
    assert resolve("Sở Nội vụ, tỉnh Hòa Bình", known) == known[1]
    assert resolve("so/thu/so-noi-vu", known) == known[0]
