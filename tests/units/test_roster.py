"""Whoever is scored: ministries, the nation, and units inside a province."""

import pytest

from cchc_analysis import units


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("UBND huyện Kim Bôi", "Huyện Kim Bôi", "district"),
        ("UBND thành phố Hòa Bình", "Thành phố Hòa Bình", "district"),
        ("3. UBND TX. Sơn Tây", "Thị xã Sơn Tây", "district"),
        ("Quận 1", "Quận 1", "district"),
        ("UBND phường Đức Xuân", "Phường Đức Xuân", "commune"),
        ("ỦY BAN NHÂN DÂN XÃ YÊN PHÚ", "Xã Yên Phú", "commune"),
        ("Đặc khu Phú Quốc", "Đặc khu Phú Quốc", "commune"),
        ("Sở Nội vụ", "Sở Nội vụ", "department"),
        ("Ban Quản lý các khu công nghiệp", "Ban Quản lý các khu công nghiệp", "department"),
        ("Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh", "department"),
        ("Thanh tra tỉnh", "Thanh tra tỉnh", "department"),
    ],
)
def test_a_unit_inside_a_province_is_known_by_its_first_word(written, name, kind):
    assert units.local_unit(written) == (name, kind)


@pytest.mark.parametrize(
    "written",
    ["Xã hội số", "XÃ HỘI SỐ", "Quản lý đất đai", "Ban thanh tra nhân dân", "Thành phố Hà Nội", "TP.HCM",
     "Thị xã", "Sở", "UBND tỉnh Hòa Bình", "Hòa Bình"],
)  # fmt: skip
def test_what_only_begins_like_one_is_none(written):
    assert units.local_unit(written) is None


def test_namesakes_of_two_provinces_are_two_units():
    roster = units.Roster(2024)
    one, other, nobodys = (
        roster.identify("Sở Nội vụ", lambda _, p=p: p).unit for p in ("Hòa Bình", "Bắc Kạn", "")
    )
    assert (one.unit_id, one.scope) == ("so/hoa-binh/so-noi-vu", "so/hoa-binh")
    assert (other.unit_id, nobodys.unit_id) == ("so/bac-kan/so-noi-vu", "so/chua-ro/so-noi-vu")
    assert [roster.units[roster.place_of[u.unit_id]] for u in (one, other, nobodys)] == [
        one, other, nobodys,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "unit_id", "unit", "scope"),
    [
        ("Bộ LĐ-TB&XH", "bo/bo-lao-dong-thuong-binh-va-xa-hoi", "Bộ Lao động - Thương binh và Xã hội", "bo"),
        ("Cả nước", "quoc-gia/ca-nuoc", "Cả nước", "quoc-gia"),
        ("Trung bình 63 tỉnh", "quoc-gia/ca-nuoc", "Cả nước", "quoc-gia"),
        ("Tây Nguyên", "vung/tay-nguyen", "Vùng Tây Nguyên", "vung"),
        ("Huế (34 tỉnh)", "tinh-34/46", "Huế (34 tỉnh)", "tinh-34"),
        ("Hà Nội", "tinh-63/01", "Hà Nội", "tinh-63"),
    ],
)  # fmt: skip
def test_ministries_the_nation_and_the_provinces_of_2025_stand_beside_the_63(written, unit_id, unit, scope):
    found = units.Roster(2024, nation=True).identify(written).unit
    assert (found.unit_id, found.unit, found.scope) == (unit_id, unit, scope)


def test_where_an_index_does_not_score_the_nation_its_row_is_no_unit():
    roster = units.Roster(2024)
    assert [roster.identify(n).how for n in ("Cả nước", "Vùng Tây Nguyên", "Trung bình 19 bộ")] == [
        "pseudo", "pseudo", "pseudo",
    ]  # fmt: skip
    assert units.Roster(2024, nation=True).identify("Trung bình 19 bộ").how == "pseudo"
    closed = units.Roster(2024, provinces_only=True)
    assert [closed.identify(n).how for n in ("Sở Nội vụ", "Bộ Tư pháp")] == ["unknown", "unknown"]


def test_hue_is_a_city_of_its_province_until_it_is_one_itself():
    assert units.Roster(2022).identify("Thành phố Huế").unit.unit_type == "district"
    assert units.Roster(2025).identify("Thành phố Huế").unit.unit_id == "tinh-34/46"


@pytest.mark.parametrize(
    ("texts", "province"),
    [
        (["Chỉ số CCHC của các sở tỉnh Hòa Bình năm 2024"], "Hòa Bình"),
        (["UBND TỈNH HÒA BÌNH", "x"], "Hòa Bình"),
        (["các huyện, thành phố tỉnh Minh Họa"], "Minh Họa"),
        (["Sở, ban, ngành", "par_2024_hoa_binh"], "Hòa Bình"),
        (["Sở, ban, ngành", "a.xlsx"], ""),
    ],
)
def test_the_province_that_a_sheet_is_about(texts, province):
    assert units.province_in(texts, 2024) == province


def test_a_canonical_name_of_whoever_is_scored():
    assert units.canonical("UBND huyện Kim Bôi") == "Huyện Kim Bôi"
    assert units.canonical("NHNN") == "Ngân hàng Nhà nước Việt Nam"
