"""Whoever is scored: ministries, the nation, and units inside a province."""

import pytest

from cchc_analysis import units
from cchc_analysis.units.local import local


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
        ("P. Hòa An", "Phường Hòa An", "commune"),
        ("P.Hoà An", "Phường Hòa An", "commune"),
        ("PHƯỜNG HOÀ AN", "Phường Hòa An", "commune"),
        ("phường HÒA AN", "Phường Hòa An", "commune"),
        ("phuong Hoa An", "Phường Hoa An", "commune"),
        ("Phường 01", "Phường 1", "commune"),
        ("P. 12", "Phường 12", "commune"),
        ("X. Long Thành", "Xã Long Thành", "commune"),
        ("Xa Long Thanh", "Xã Long Thanh", "commune"),
        ("TT. Năm Căn", "Thị trấn Năm Căn", "commune"),
        ("TT Năm Căn", "Thị trấn Năm Căn", "commune"),
        ("Xã Tân", "Xã Tân", "commune"),
        ("Xã Hội Hoan", "Xã Hội Hoan", "commune"),
        ("Xã Thuỷ Tân", "Xã Thủy Tân", "commune"),
        ("Xã Trung Thành", "Xã Trung Thành", "commune"),
        ("Xã Ea H'leo", "Xã Ea H'leo", "commune"),
        ("XÃ M'DRẮK", "Xã M'Drắk", "commune"),
        ("Thị trấn Nông trường Mộc Châu", "Thị trấn Nông trường Mộc Châu", "commune"),
        ("UBND P. Hòa An", "Phường Hòa An", "commune"),
        ("HĐND - UBND xã Yên Phú", "Xã Yên Phú", "commune"),
        ("HĐND&UBND xã Yên Phú", "Xã Yên Phú", "commune"),
        ("Đảng ủy, HĐND, UBND xã Yên Phú", "Xã Yên Phú", "commune"),
        ("Uỷ ban nhân dân phường Đức Xuân", "Phường Đức Xuân", "commune"),
        ("Phường Minh Họa, tỉnh Đồng Nai", "Phường Minh Họa", "commune"),
        ("Phường Minh Họa (tỉnh Đồng Nai)", "Phường Minh Họa", "commune"),
        ("Phường Minh Họa - Đồng Nai", "Phường Minh Họa", "commune"),
        ("Xã Đường Hồng, huyện Bắc Mê, tỉnh Hà Giang", "Xã Đường Hồng", "commune"),
        ("Xã Yên Phú*", "Xã Yên Phú", "commune"),
        ("Xã Yên Phú (2)", "Xã Yên Phú", "commune"),
        ("Xã Tân Lập (Đan Phượng)", "Xã Tân Lập (Đan Phượng)", "commune"),
        ("Xã Yên Phú (loại I)", "Xã Yên Phú", "commune"),
        ("Xã Yên Phú (khu vực III)", "Xã Yên Phú", "commune"),
        ("Xã Yên Phú (mới)", "Xã Yên Phú", "commune"),
        ("XÃ YÊN PHÚ (CHƯA SÁP NHẬP)", "Xã Yên Phú", "commune"),
        ("Xã Yên Phú (xã biên giới)", "Xã Yên Phú", "commune"),
        ("Xã Yên Phú (không xếp hạng)", "Xã Yên Phú", "commune"),
        ("Xã Yên Phú (Mới Lập)", "Xã Yên Phú (Mới Lập)", "commune"),
        ("Huyện Kim Bôi (miền núi)", "Huyện Kim Bôi", "district"),
        ("TX. Sơn Tây", "Thị xã Sơn Tây", "district"),
        ("Thị xã Phúc yên", "Thị xã Phúc yên", "district"),
        ("TP. Hòa Bình", "Thành phố Hòa Bình", "district"),
        ("TP Phan Rang - Tháp Chàm", "Thành phố Phan Rang - Tháp Chàm", "district"),
        ("H. Kim Bôi", "Huyện Kim Bôi", "district"),
        ("Q. 1", "Quận 1", "district"),
        ("Q.1", "Quận 1", "district"),
        ("X. Sở Nội vụ", "Sở Nội vụ", "department"),
        ("SỞ NỘI VỤ", "Sở Nội vụ", "department"),
        ("Sở Nội vụ tỉnh Hòa Bình", "Sở Nội vụ", "department"),
        ("Sở Nội vụ TP. Hà Nội", "Sở Nội vụ", "department"),
        ("Phòng Nội vụ TP. Cao Bằng", "Phòng Nội vụ TP. Cao Bằng", "department"),
        ("Sở Nội vụ - Home Affairs Department", "Sở Nội vụ", "department"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo", "department"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", "department"),
        ("SỞ GD-ĐT", "Sở Giáo dục và Đào tạo", "department"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư", "department"),
        ("Sở Kế hoạch & Đầu tư", "Sở Kế hoạch và Đầu tư", "department"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường", "department"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn", "department"),
        ("Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn", "department"),
        ("Sở LĐTBXH", "Sở Lao động - Thương binh và Xã hội", "department"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội", "department"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "department"),
        ("Sở Văn hoá, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch", "department"),
        ("Sở TTTT", "Sở Thông tin và Truyền thông", "department"),
        ("Sở KHCN", "Sở Khoa học và Công nghệ", "department"),
        ("Sở GTVT", "Sở Giao thông vận tải", "department"),
        ("Sở XD", "Sở Xây dựng", "department"),
        ("So Noi vu", "Sở Nội vụ", "department"),
        ("VP UBND tỉnh", "Văn phòng UBND tỉnh", "department"),
        ("Văn phòng UBND tỉnh Hòa Bình", "Văn phòng UBND tỉnh", "department"),
        ("Phòng Kinh tế đối ngoại", "Phòng Kinh tế đối ngoại", "department"),
        ("Ban QLDA CTGT tỉnh", "Ban QLDA CTGT tỉnh", "department"),
        ("BAN QUẢN LÝ DỰ ÁN", "Ban Quản lý dự án", "department"),
        ("Thu Nghiem Ward", "Phường Thu Nghiem", "commune"),
        ("Kim Boi District", "Huyện Kim Boi", "district"),
        ("P. Tư pháp", "Phòng Tư pháp", "department"),
        ("P. TC-KH", "Phòng Tài chính - Kế hoạch", "department"),
        ("P. TN&MT", "Phòng Tài nguyên và Môi trường", "department"),
        ("P. Sông Thử", "Phường Sông Thử", "commune"),
        ("01 Phường Sông Thử", "Phường Sông Thử", "commune"),
        ("12 UBND xã Đảo Mẫu", "Xã Đảo Mẫu", "commune"),
        ("3 Sở Nội vụ", "Sở Nội vụ", "department"),
        ("ĐK Đảo Mẫu", "Đặc khu Đảo Mẫu", "commune"),
        ("Đ.khu Đảo Mẫu", "Đặc khu Đảo Mẫu", "commune"),
        ("Vụ Kế hoạch - Tài chính", "Vụ Kế hoạch - Tài chính", "department"),
        ("Tổng cục Thuế", "Tổng cục Thuế", "department"),
        ("Viện Chiến lược Mẫu", "Viện Chiến lược Mẫu", "department"),
        ("VP Bộ", "Văn phòng Bộ", "department"),
        ("Phường Từ Sơn", "Phường Từ Sơn", "commune"),
        ("PHƯỜNG TỪ SƠN", "Phường Từ Sơn", "commune"),
    ],
)
def test_a_unit_inside_a_province_is_known_by_its_first_word(written, name, kind):
    assert units.local_unit(written) == (name, kind)


@pytest.mark.parametrize(
    "written",
    ["Xã hội số", "XÃ HỘI SỐ", "Quản lý đất đai", "Ban thanh tra nhân dân", "Thành phố Hà Nội", "TP.HCM",
     "Thị xã", "Sở", "UBND tỉnh Hòa Bình", "Hòa Bình", "Xã hội", "XÃ HỘI", "Xa hoi so", "Phường, xã",
     "Phòng chống tham nhũng", "PHÒNG, CHỐNG THAM NHŨNG", "Ban hành kế hoạch", "Ban Hành Kế Hoạch",
     "BAN HÀNH KẾ HOẠCH", "Báo cáo kết quả", "BÁO CÁO KẾT QUẢ", "Báo cáo định kỳ", "Sở hữu trí tuệ",
     "SỞ HỮU TRÍ TUỆ", "Cục bộ", "Văn phòng điện tử", "Công an cấp xã", "SỞ, BAN, NGÀNH", "SỞ BAN NGÀNH",
     "THÀNH PHỐ", "HUYỆN, THÀNH PHỐ", "TT Huế", "TT", "TT Nội dung", "X. TỔNG ĐIỂM", "X. Cải cách tài chính",
     "Vụ việc tồn đọng", "Phục vụ Nhân dân", "Viện trợ", "Bệnh viện", "Phòng chuyên môn",
     "Phòng, ban", "Cục thuộc Bộ", "ĐK kinh doanh", "Đ. Khánh", "P. Lý", "Ho Chi Minh City",
     "the first Ward", "3 xã Hòa An", "2024 Xã Hòa An", "12 Xã, phường", "1 Xã hội số", "Phường Hòa An tự chấm",
     "Sở Nội vụ thẩm định", "Xã đạt chuẩn nông thôn mới", "So luong",
     "Xã từ năm 2021", "XÃ TỪ NĂM 2021", "XÃ TỪ I ĐẾN V", "PHƯỜNG TỪ 01/7/2025",
     "Quan ly nha nuoc", "Bộ Nội vụ", "Thành phố trực thuộc Trung ương"],
)  # fmt: skip
def test_what_only_begins_like_one_is_none(written):
    assert units.local_unit(written) is None


def test_marks_and_accents_make_no_other_unit():
    roster = units.Roster(2025)
    for names in [
        ("Phường Hòa An", "PHƯỜNG HOÀ AN", "P. Hoà An", "UBND phường Hòa An*", "phuong Hoa An"),
        ("Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", "SỞ KẾ HOẠCH & ĐẦU TƯ", "3. Sở KHĐT"),
    ]:
        assert len({roster.identify(name, lambda *_: ("Cao Bằng", "")).unit.unit_id for name in names}) == 1


def test_a_name_that_tells_its_province_is_placed_there():
    unit = (
        units.Roster(2024).identify("Sở Nội vụ tỉnh Hòa Bình", lambda *told: (told[2] or "Bắc Kạn", "")).unit
    )
    assert (unit.unit, unit.unit_id) == ("Sở Nội vụ", "so/hoa-binh/so-noi-vu")


def test_a_department_that_tells_its_ministry_is_placed_there():
    roster = units.Roster(2024)
    for written in ("Vụ Pháp chế, Bộ Nội vụ", "Vụ Pháp chế (Bộ NV)"):
        unit = roster.identify(written).unit
        assert (unit.unit, unit.unit_id, unit.scope) == (
            "Vụ Pháp chế", "so/bo-noi-vu/vu-phap-che", "so/bo-noi-vu",
        )  # fmt: skip
        assert units.resolve(written).unit_id == unit.unit_id


def test_namesakes_of_two_districts_are_two_units():
    roster = units.Roster(2024)
    bodies = ("Huyện Kim Bôi", "Huyện Lạc Sơn")
    one, other = (roster.identify("Phòng Nội vụ", lambda *_, b=b: ("Hòa Bình", b)).unit for b in bodies)
    assert (one.unit, one.unit_id) == (
        "Phòng Nội vụ huyện Kim Bôi", "so/hoa-binh.huyen-kim-boi/phong-noi-vu",
    )  # fmt: skip
    assert (other.unit, other.scope) == ("Phòng Nội vụ huyện Lạc Sơn", "so/hoa-binh.huyen-lac-son")
    in_full = roster.identify("Phòng Nội vụ huyện Kim Bôi", lambda *_: ("Hòa Bình", "Huyện Kim Bôi")).unit
    assert in_full == one


def test_namesakes_of_two_provinces_are_two_units():
    roster = units.Roster(2024)
    one, other, nobodys = (
        roster.identify("Sở Nội vụ", lambda *_, p=p: (p, "")).unit for p in ("Hòa Bình", "Bắc Kạn", "")
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


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
        ("Bộ GDĐT", "Bộ Giáo dục và Đào tạo"),
        ("Bộ LĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
        ("Bộ KH&ĐT", "Bộ Kế hoạch và Đầu tư"),
        ("BỘ KẾ HOẠCH & ĐẦU TƯ", "Bộ Kế hoạch và Đầu tư"),
        ("Bộ VH,TT&DL", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Bộ Văn hoá, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("NHNN", "Ngân hàng Nhà nước Việt Nam"),
        ("NHNN Việt Nam", "Ngân hàng Nhà nước Việt Nam"),
        ("Thanh tra Chính phủ", "Thanh tra Chính phủ"),
        ("Uỷ ban Dân tộc", "Ủy ban Dân tộc"),
        ("UBDT", "Ủy ban Dân tộc"),
        ("BHXH Việt Nam", "Bảo hiểm xã hội Việt Nam"),
        ("12. Bộ Nội vụ*", "Bộ Nội vụ"),
        ("Bộ NN&MT", "Bộ Nông nghiệp và Môi trường"),
        ("Bộ Dân tộc và Tôn giáo", "Bộ Dân tộc và Tôn giáo"),
        ("Bộ KH&CN", "Bộ Khoa học và Công nghệ"),
    ],
)
def test_ministries_in_any_spelling(written, unit):
    assert units.ministry(written).unit == unit
    assert units.Roster(2025).identify(written).unit.unit_id.startswith("bo/")


@pytest.mark.parametrize("written", ["Bộ chỉ số", "Bộ phận một cửa", "Bộ", "Văn phòng", "Thanh tra tỉnh"])
def test_what_is_no_ministry(written):
    assert units.ministry(written) is None


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Xã Đồng Tâm", "Xã Đông Tâm", "Xã Đống Tâm"],
         ["xa-ddoongf-taam", "xa-ddoong-taam", "xa-ddoongs-taam"]),
        (["Phường Hòa An", "Phường Hoà An", "PHƯỜNG HÒA AN"], ["phuong-hoaf-an"] * 3),
        (["Xã Hoa An", "Xã Hưng Lộc", "Xã Hùng Lộc"], ["xa-hoa-an", "xa-huwng-loocj", "xa-hungf-loocj"]),
        (["Thị trấn Phú Thứ", "Đặc khu Phú Quý", "Phường 1"],
         ["thi-tran-phus-thuws", "dac-khu-phus-quys", "phuong-1"]),
        (["Xã Tân Xã", "Xã Phường Vĩ"], ["xa-taan-xax", "xa-phuwowngf-vix"]),
    ],
)  # fmt: skip
def test_communes_of_a_province_that_differ_by_a_mark_are_two(names, ids):
    assert [local(name, "commune", "Hà Nội").unit_id for name in names] == [f"xa/ha-noi/{i}" for i in ids]


def test_what_has_no_twin_goes_by_its_words_alone():
    assert local("Sở Kế hoạch và Đầu tư", "department", "Hà Nội").unit_id == "so/ha-noi/so-ke-hoach-va-dau-tu"
    assert local("Huyện Đông Anh", "district", "Hà Nội").unit_id == "huyen/ha-noi/huyen-dong-anh"
