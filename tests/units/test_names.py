"""From a name as somebody wrote it to the unit that is meant."""

import pytest
from plain import members, region

from cchc_analysis import units


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("Bắc Kạn", "Bắc Kạn"),
        ("bac kan", "Bắc Kạn"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("Tỉnh Bắc Kạn", "Bắc Kạn"),
        ("HCMC", "TP. Hồ Chí Minh"),
        ("Tp.HCM", "TP. Hồ Chí Minh"),
        ("Ho Chi Minh City", "TP. Hồ Chí Minh"),
        ("TT- Huế", "Thừa Thiên Huế"),
        ("Thua Thien-Hue", "Thừa Thiên Huế"),
        ("BRVT", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa-VT", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa - VT", "Bà Rịa - Vũng Tàu"),
        ("BR - V.Tàu", "Bà Rịa - Vũng Tàu"),
        ("Hanoï", "Hà Nội"),
        ("Haïphong", "Hải Phòng"),
        ("Hô-Chi-Minh-Ville", "TP. Hồ Chí Minh"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Hoà Bình", "Hòa Bình"),
        ("1. Hà Nội", "Hà Nội"),
        ("(12) Hà Nội", "Hà Nội"),
        ("03/ Hà Nội", "Hà Nội"),
        ("4 - Hà Nội", "Hà Nội"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("TỈNH KHÁNH HOÀ", "Khánh Hòa"),
        ("Hà Nội*", "Hà Nội"),
        ("Hà Nội (*)", "Hà Nội"),
        ("Bắc Kạn**", "Bắc Kạn"),
        ("Huế (1)", "Thừa Thiên Huế"),
        ("Huế1)", "Thừa Thiên Huế"),
        ("Huế¹", "Thừa Thiên Huế"),
        ("Huế¹⁾", "Thừa Thiên Huế"),
        ("Hà Nội2", "Hà Nội"),
        ("Hà Nội (Ha Noi)", "Hà Nội"),
        ("Hà Nội / Ha Noi", "Hà Nội"),
        ("Hà Nội/Ha Noi", "Hà Nội"),
        ("Hà Nội\nHa Noi", "Hà Nội"),
        ("Hanoi - Hà Nội", "Hà Nội"),
        ("TP. Hồ Chí Minh (HCMC)", "TP. Hồ Chí Minh"),
        ("Bà Rịa - Vũng Tàu (Ba Ria-Vung Tau)", "Bà Rịa - Vũng Tàu"),
        ("TP. Huế", "Thừa Thiên Huế"),
        ("TP Huế", "Thừa Thiên Huế"),
        ("Tp.Huế", "Thừa Thiên Huế"),
        ("Thành phố Huế", "Thừa Thiên Huế"),
        ("Thành phố Hà Nội", "Hà Nội"),
        ("TP. Cần Thơ", "Cần Thơ"),
        ("T. Bắc Kạn", "Bắc Kạn"),
        ("UBND tỉnh Bắc Kạn", "Bắc Kạn"),
        ("Uỷ ban nhân dân tỉnh Bắc Kạn", "Bắc Kạn"),
        ("7. UBND TP Hà Nội", "Hà Nội"),
    ],
)
def test_declared_spellings_are_known_without_a_word(written, unit):
    match = units.identify(written, 2019)
    assert (match.unit.unit, match.how) == (unit, "exact")
    assert units.is_unit(written)


@pytest.mark.parametrize(
    "written", ["Huế", "TP. Huế", "TP Huế", "Tp.Huế", "Thành phố Huế*", "Thừa Thiên Huế"]
)
def test_hue_is_a_city_of_its_own_since_2025(written):
    match = units.identify(written, 2025)
    assert (match.unit.unit_id, match.how) == ("tinh-34/46", "exact")
    assert units.Roster(2025).identify(written).unit.unit_id == "tinh-34/46"


@pytest.mark.parametrize("written", ["TP. Hòa Bình", "Thành phố Cao Bằng", "UBND TP. Bắc Ninh"])
def test_the_city_of_a_province_is_not_the_province(written):
    assert not units.is_unit(written)
    assert units.Roster(2019).identify(written).unit.unit_type == "district"


@pytest.mark.parametrize(
    "written",
    ["Tỉnh, thành phố", "Tỉnh/Thành phố", "Thành phố", "THÀNH PHỐ", "Đơn vị", "Xã, phường", "Sở, ban, ngành",
     "Tỉnh/Thành phố (trực thuộc trung ương)", "Tỉnh, thành phố trực thuộc Trung ương", "Tinh, thanh pho",
     "Tên tỉnh, thành phố", "Điểm", "Tổng điểm", "Cơ quan, đơn vị", "Province/City", "Địa phương", "Phường, xã",
     "Huyện, thị xã, thành phố"],
)  # fmt: skip
def test_what_heads_a_column_of_units_is_no_unit(written):
    assert not units.is_unit(written) and not units.is_other_unit(written)
    assert units.local_unit(written) is None
    for year in (2008, 2024, 2025):
        assert units.identify(written, year).unit is None
        assert units.Roster(year, nation=True).identify(written).unit is None


@pytest.mark.parametrize("written", ["Bắc Kạn (mới)", "Bà Rịa - Vũng Tàu cũ", "Thừa Thiên Huế mở rộng"])
def test_a_word_more_is_another_name(written):
    assert units.identify(written, 2019).how == "unknown"


@pytest.mark.parametrize(
    "written", ["Bắc Kạn (tỉnh ta)", "Bắc Kạn (đơn vị mình)", "UBND tỉnh Bắc Kạn (cụm trưởng)"]
)
def test_a_remark_in_brackets_is_left_out_and_said_to_be(written):
    match = units.identify(written, 2019)
    assert (match.unit.unit, match.how) == ("Bắc Kạn", "misspelt")


@pytest.mark.parametrize(
    "written", ["Bắc Kạn (Thái Nguyên)", "Bắc Kạn (tỉnh mới)", "Bắc Kạn (sau hợp nhất)", "Ví Dụ (tỉnh ta)"]
)
def test_what_brackets_say_of_other_provinces_is_no_remark(written):
    assert units.identify(written, 2019).unit is None


@pytest.mark.parametrize("written", ["Quảng Bình", "tỉnh Quang Binh", "Hà Nam", "Bắc Kạn", "Long An"])
def test_a_province_of_another_time_is_no_misspelling_of_one_of_today(written):
    assert units.identify(written, 2025).how == "unknown"
    assert units.identify("Haải Phòng", 2025).unit.unit == "Hải Phòng"


@pytest.mark.parametrize(("written", "unit"), [("Haải Dương", "Hải Dương"), ("Quàng Ngãi", "Quảng Ngãi")])
def test_misspelt_names_are_taken_and_said_to_be(written, unit):
    match = units.identify(written, 2005)
    assert (match.unit.unit, match.how) == (unit, "misspelt")


@pytest.mark.parametrize(
    ("written", "unit"),
    [("Q.Ninh", "Quảng Ninh"), ("Q. NINH", "Quảng Ninh"), ("Đ.Nẵng", "Đà Nẵng"), ("V.Phúc", "Vĩnh Phúc"),
     ("B. Kạn", "Bắc Kạn"), ("T.T.Huế", "Thừa Thiên Huế"), ("B. Ninh Bình", "Ninh Bình")],
)  # fmt: skip
def test_first_syllables_may_be_shortened_to_their_letters(written, unit):
    assert units.identify(written, 2019).unit.unit == unit
    assert units.is_unit(written)


@pytest.mark.parametrize("written", ["H.Giang", "Đ.", "Q.N", "X.Hoa"])
def test_letters_that_no_province_or_two_have_are_unknown(written):
    assert units.identify(written, 2019).how == "unknown"
    assert not units.is_unit(written)


@pytest.mark.parametrize("written", ["Quảng", "Quảng N", "Hà", "Atlantis", "Phường Minh Họa"])
def test_a_name_without_one_clear_candidate_is_unknown(written):
    assert units.identify(written, 2019).how == "unknown"


@pytest.mark.parametrize(
    "written",
    ["Điểm cao nhất", "Điểm thấp nhất mẫu", "MIN", "Median", "Trung vị 63 tỉnh", "Tây Nguyên", "Cả nước",
     "Trung bình", "Đông Nam Bộ", "Điểm bình quân", "Trung bình chung", "Bình quân chung", "Điểm trung bình",
     "TB cả nước", "Trung bình toàn tỉnh", "Vùng núi phía Bắc", "Cộng", "TỔNG CỘNG", "Khối sở, ban, ngành",
     "I. Các sở, ban, ngành", "II. UBND cấp huyện", "Tiểu vùng Tây Bắc", "Tieu vung Tay Bac",
     "B. Các huyện, thành phố", "Sở, ban, ngành tỉnh"],
)  # fmt: skip
def test_what_looks_like_a_unit_and_is_none(written):
    assert units.identify(written, 2019).how == "pseudo"
    assert units.is_pseudo(written)


@pytest.mark.parametrize(
    "written", ["Khởi kiện", "Miễn giảm thuế", "Vững mạnh", "Các chỉ số", "Bắc Kạn", "Khánh Hòa"]
)
def test_what_only_looks_like_a_group_is_none(written):
    assert not units.is_pseudo(written)


def test_a_unit_has_the_boundaries_of_its_time():
    assert units.identify("Thái Nguyên", 2024).unit.unit_id == "tinh-63/19"
    assert units.identify("Thái Nguyên", 2025).unit.unit_id == "tinh-34/19"
    assert units.identify("Hà Nội", 2008).unit.unit_id != units.identify("Hà Nội", 2009).unit.unit_id
    assert units.identify("Hà Tây", 2008).unit.unit == "Hà Tây"
    assert units.identify("Hà Tây", 2009).unit is None
    assert units.identify("Bắc Kạn", 2025).unit is None


@pytest.mark.parametrize(("year", "count"), [(2008, 64), (2009, 63), (2024, 63), (2025, 34)])
def test_how_many_provinces_there_were(year, count):
    assert len({u.unit_id for u in units.valid_units(year).values()}) == count


def test_scopes():
    assert [units.scope_of(y) for y in (2008, 2009, 2024, 2025)] == [
        "tinh-64", "tinh-63", "tinh-63", "tinh-34",
    ]  # fmt: skip


def test_an_unknown_unit_is_refused_with_the_nearest_names():
    with pytest.raises(units.UnknownUnit, match="Bắc Kạn") as error:
        units.canonical("Bắc Kặn kan")
    assert "Không có đơn vị nào tên" in str(error.value)
    assert "No unit is named" in str(error.value)


def test_regions():
    assert region("Bắc Kạn") == "Trung du và miền núi phía Bắc"
    assert region("Quảng Trị", "tinh-34") == "Bắc Trung Bộ"
    assert members("Tây Nguyên") == ["Đắk Lắk", "Đắk Nông", "Gia Lai", "Kon Tum", "Lâm Đồng"]
    assert "Hà Tây" not in {u.unit for u in units.provinces_of("tinh-63")}


def test_neighbours_are_the_others_of_a_region():
    for scope, unit in (("tinh-63", "Kon Tum"), ("tinh-34", "Quảng Trị")):
        near = members(region(unit, scope), scope)
        assert units.neighbours(unit, scope) == [other for other in near if other != unit] != []
    assert units.neighbours("Hà Tây", "tinh-63") == units.neighbours("Sở Nội vụ", "so/hoa-binh") == []


def test_the_provinces_agree_with_the_published_list(shared):
    import csv

    with (shared / "figures" / "provinces_63_to_34.csv").open(encoding="utf-8") as file:
        published = {(r["province"], f"{int(r['gso_code']):02d}", r["region"]) for r in csv.DictReader(file)}
    table = units.provinces()
    ours = table[table["scope"] == "tinh-63"]
    assert set(zip(ours["unit"], ours["gso_code"], ours["region"], strict=True)) == published
