"""Groups of units down one table. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import ReadError

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ, PHƯỜNG NĂM 2025, TỈNH ĐỒNG NAI"]
HEADS = ["TT", "Đơn vị", "Tổng điểm", "Xếp hạng"]


def said(reading):
    return sorted(reading.findings["rule"])


@pytest.mark.parametrize(
    "heads", [("NHÓM PHƯỜNG", "NHÓM XÃ"), ("CÁC PHƯỜNG", "CÁC XÃ"), ("Khối phường", "Khối xã")]
)
@pytest.mark.parametrize("codes", [("A", "B"), ("I", "II")])
def test_the_heading_of_a_group_tells_the_kind_of_its_names(read_rows, heads, codes):
    groups = [["Ví Dụ", 90, 1], ["Thử Nghiệm", 88, 2]], [["Minh Họa", 91, 1], ["Ví Dụ", 80, 2]]
    rows = [TITLE, HEADS]
    for code, head, group in zip(codes, heads, groups, strict=True):
        rows += [[code, head], *([i, *row] for i, row in enumerate(group, 1))]
    reading = read_rows(rows)
    assert reading.scores[["unit", "score"]].to_numpy().tolist() == [
        ["Phường Ví Dụ", 90], ["Phường Thử Nghiệm", 88], ["Xã Minh Họa", 91], ["Xã Ví Dụ", 80]]  # fmt: skip
    assert reading.scores["rank"].isna().all()
    assert (
        {"kind_of_heading", "rank_within"}
        <= set(said(reading))
        <= {"kind_of_heading", "rank_within", "pseudo_unit"}
    )


def test_ranks_among_all_are_kept(read_rows):
    rows = [
        ["A", "CÁC PHƯỜNG"],
        [1, "Phường Ví Dụ", 90, 2],
        ["B", "CÁC XÃ"],
        [1, "Xã Minh Họa", 91, 1],
        [2, "Xã Ví Dụ", 80, 3],
    ]
    reading = read_rows([TITLE, HEADS, *rows])
    assert reading.scores["rank"].tolist() == [2, 1, 3]
    assert said(reading) == []


def test_ranks_of_departments_and_of_communes_are_those_of_each(read_rows):
    rows = [
        ["I", "KHỐI SỞ, NGÀNH"],
        [1, "Sở Nội vụ", 90, 1],
        [2, "Sở Y tế", 80, 2],
        ["II", "KHỐI XÃ"],
        [1, "Xã Ví Dụ", 91, 1],
    ]
    reading = read_rows([["KẾT QUẢ CHỈ SỐ CCHC NĂM 2025, TỈNH ĐỒNG NAI"], HEADS, *rows])
    assert reading.scores["rank"].tolist() == [1, 2, 1]


@pytest.mark.parametrize("mean", ["Bình quân khối", "Trung bình"])
def test_the_mean_below_each_kind_of_units_makes_them_no_groups_of_one(read_rows, mean):
    rows = [
        ["I", "CÁC SỞ, BAN, NGÀNH"],
        [1, "Sở Nội vụ", 90, 1],
        [2, "Sở Y tế", 80, 2],
        [None, mean, 85],
        ["II", "UBND CÁC HUYỆN, THỊ XÃ"],
        [1, "Thị xã Ví Dụ", 91, 1],
        [2, "Huyện Minh Họa", 81, 2],
        [None, mean, 86],
    ]
    reading = read_rows([["KẾT QUẢ CHỈ SỐ CCHC NĂM 2022, TỈNH ĐỒNG NAI"], HEADS, *rows])
    assert reading.scores["rank"].tolist() == [1, 2, 1, 2]
    assert said(reading) == ["pseudo_unit"]


def test_ranks_that_begin_anew_are_no_errors(read_rows):
    rows = [
        ["A", "CÁC PHƯỜNG"],
        [1, "Phường Ví Dụ", 90, 1],
        ["B", "CÁC XÃ"],
        [1, "Xã Minh Họa", 91, 1],
        [2, "Xã Ví Dụ", 80, 2],
    ]
    reading = read_rows([TITLE, HEADS, *rows])
    assert reading.scores["rank"].isna().all()
    assert said(reading) == ["rank_within"]


PIVOT = ["TT", "Tiêu chí", "Điểm tối đa"]
LINES = [[1, "Chỉ đạo", 10, 8, 7, 9], [2, "Thể chế", 10, 6, 5, 4]]


@pytest.mark.parametrize(
    ("headed", "names", "units"),
    [
        ("Huyện", ["Hòa Một", "Bảo Hai", "Hà Ba"], ["Huyện Hòa Một", "Huyện Bảo Hai", "Huyện Hà Ba"]),
        ("Các xã", ["Minh Họa", "VÍ DỤ", "Thử"], ["Xã Minh Họa", "Xã Ví Dụ", "Xã Thử"]),
        (
            "Huyện, thành phố",
            ["TP Hòa Một", "Bảo Hai", "Hà Ba"],
            ["Thành phố Hòa Một", "Huyện Bảo Hai", "Huyện Hà Ba"],
        ),
    ],
)
def test_names_across_below_a_heading_of_their_kind(read_rows, headed, names, units):
    heads = [[*PIVOT, headed, None, None], [None, None, None, *names]]
    title = ["KẾT QUẢ CHỈ SỐ CCHC NĂM 2022, TỈNH ĐỒNG NAI"]  # when there were districts
    reading = read_rows([title, *heads, *LINES], merged=["A2:A3", "B2:B3", "C2:C3", "D2:F2"])
    by_unit = reading.scores.groupby("unit", sort=False)["score"].apply(list).to_dict()
    assert by_unit == dict(zip(units, [[8, 6], [7, 5], [9, 4]], strict=True))
    assert said(reading) == ["kind_of_heading"]


def test_names_across_of_either_of_two_kinds_are_asked_for(read_rows):
    heads = [[*PIVOT, "Xã, phường", None, None], [None, None, None, "Một", "Hai", "Xã Ba"]]
    reading = read_rows([TITLE, *heads, *LINES], merged=["A2:A3", "B2:B3", "C2:C3", "D2:F2"])
    assert reading.scores["unit"].unique().tolist() == ["Xã Ba"]
    assert reading.findings.query("rule == 'kind_unknown'")["cell"].tolist() == ["D3"]


def test_what_is_written_as_no_name_is_none_across(read_rows):
    heads = [[*PIVOT, "Xã", None], [None, None, None, "Lần 1", "chấm lại"]]
    with pytest.raises(ReadError):
        read_rows([TITLE, *heads, *(row[:5] for row in LINES)], merged=["A2:A3", "B2:B3", "C2:C3", "D2:E2"])


SERVICES = ["Cấp đổi giấy phép", "Công chứng", "Chung của sở"]
FACTORS = ["Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức trực tiếp giải quyết công việc", "SIPAS"]


def by_service(services, *, filled, heads=FACTORS, headed="Dịch vụ"):
    """Return a table in which each department has a row for each of its services."""
    rows = [["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2021 CÁC SỞ TỈNH ĐỒNG NAI"], ["Đơn vị", headed, *heads]]
    for unit, start in (("Sở Nội vụ", 80), ("Sở Y tế", 70)):
        for at, service in enumerate(services):
            printed = unit if filled or not at else None
            rows.append([printed, service, *(start + 5 * at + step / 2 for step in range(len(heads)))])
    return rows


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("headed", ["Dịch vụ", "Lĩnh vực"])
@pytest.mark.parametrize("whole", ["Chung của sở", "Chung", "Tổng hợp chung"])
def test_of_the_services_of_a_unit_the_row_of_all_is_the_unit_s(read_rows, filled, order, headed, whole):
    services = [*SERVICES[:2], whole][::order]
    reading = read_rows(by_service(services, filled=filled, headed=headed))
    at = services.index(whole)
    total = reading.scores.query("code == 'total'")
    assert total["unit"].tolist() == ["Sở Nội vụ", "Sở Y tế"]
    assert total["score"].tolist() == [81.5 + 5 * at, 71.5 + 5 * at]
    assert len(reading.scores) == 8
    left = reading.account.query("reason == 'part_of_unit'")
    assert left["cells"].sum() == 16


def test_without_a_row_of_all_services_nothing_is_read(read_rows):
    rows = by_service(SERVICES[:2], filled=False, headed="Lĩnh vực")
    rows[3][1] = "Lý lịch tư pháp"
    with pytest.raises(ReadError) as error:
        read_rows(rows)
    (told,) = (f for f in error.value.findings.items if f.rule == "row_label_unknown")
    assert (told.cell, told.severity) == ("B3", "error")
    assert "2 đơn vị" in told.message and "“Cấp đổi giấy phép”, “Lý lịch tư pháp”" in told.message


def test_a_unit_s_own_list_of_criteria_is_no_list_of_its_parts(read_rows):
    heads = ["Điểm tự chấm", "Điểm thẩm định"]
    rows = by_service(["Kế hoạch", "Báo cáo"], filled=False, heads=heads, headed="Tiêu chí")
    rows[0] = ["BẢNG CHẤM ĐIỂM CCHC NĂM 2021 CÁC SỞ TỈNH ĐỒNG NAI"]
    reading = read_rows(rows)
    assert set(reading.scores["name"]) == {"Kế hoạch", "Báo cáo"}


OFFICES = "KẾT QUẢ CHỈ SỐ CCHC {} NĂM 2023"


@pytest.mark.parametrize(
    ("title", "head", "names", "units"),
    [
        ("CỦA CÁC BỘ, CƠ QUAN NGANG BỘ", "Đơn vị", ["Tư pháp", "NN&PTNT", "Ngân hàng Nhà nước"],
         ["Bộ Tư pháp", "Bộ Nông nghiệp và Phát triển nông thôn", "Ngân hàng Nhà nước Việt Nam"]),
        ("", "Bộ, ngành", ["1. Nội vụ", "Y tế"], ["Bộ Nội vụ", "Bộ Y tế"]),
        ("TỈNH CAO BẰNG", "Tên sở, ban, ngành", ["Nội vụ", "BQL KKT", "Thanh tra tỉnh"],
         ["Sở Nội vụ", "Ban Quản lý Khu kinh tế", "Thanh tra tỉnh"]),
        ("CÁC SỞ, NGÀNH TỈNH CAO BẰNG", "Cơ quan", ["Y tế", "Sở Nội vụ"], ["Sở Y tế", "Sở Nội vụ"]),
    ],
)  # fmt: skip
def test_offices_have_the_kind_that_the_heading_or_the_title_tells(read_rows, title, head, names, units):
    rows = [[name, 80 + i] for i, name in enumerate(names)]
    reading = read_rows([[OFFICES.format(title)], [head, "Tổng điểm"], *rows])
    assert reading.scores["unit"].tolist() == units
    assert said(reading) == []


def test_names_of_offices_of_several_kinds_stay_unknown(read_rows):
    title = OFFICES.format("CÁC SỞ VÀ CÁC PHÒNG CHUYÊN MÔN TỈNH CAO BẰNG")
    reading = read_rows([[title], ["Đơn vị", "Tổng điểm"], ["Nội vụ", 80], ["Sở Y tế", 81]])
    assert reading.scores["unit"].tolist() == ["Sở Y tế"]
    assert said(reading) == ["unit_unknown"]


ACROSS = ["TT", "Lĩnh vực", "Điểm chuẩn", "Văn phòng HĐND và UBND", "Nội vụ", "TC-KH", "LĐTB&XH"]


def test_offices_across_have_the_kind_that_the_title_tells(read_rows):
    titles = [["UBND HUYỆN MINH HỌA, TỈNH CAO BẰNG"], [OFFICES.format("CÁC PHÒNG CHUYÊN MÔN")]]
    reading = read_rows([*titles, ACROSS, *([*line[:3], 9, *line[3:]] for line in LINES)])
    # *KH* is no plan here, and *Nội vụ* none who appraised.
    offices = ["Văn phòng HĐND và UBND", "Phòng Nội vụ", "Phòng Tài chính - Kế hoạch",
               "Phòng Lao động - Thương binh và Xã hội"]  # fmt: skip
    assert reading.scores.query("code == '1'")[["unit", "score"]].to_numpy().tolist() == [
        [f"{office} huyện Minh Họa", score] for office, score in zip(offices, [9, 8, 7, 9], strict=True)
    ]


TITLED = "KẾT QUẢ CHỈ SỐ CCHC CÁC {} TỈNH CAO BẰNG NĂM 2022"


@pytest.mark.parametrize(
    ("kinds", "names", "units"),
    [
        ("HUYỆN, THÀNH PHỐ", ["TP. Minh Họa", "Ví Dụ", "Thử Một"],
         ["Thành phố Minh Họa", "Huyện Ví Dụ", "Huyện Thử Một"]),
        ("PHƯỜNG", ["Ví Dụ", "Minh Họa"], ["Phường Ví Dụ", "Phường Minh Họa"]),
        ("XÃ VÀ PHƯỜNG", ["Phường Ví Dụ", "Minh Họa"], ["Phường Ví Dụ", "Xã Minh Họa"]),
    ],
)  # fmt: skip
def test_the_title_tells_the_kind_of_bare_names_where_no_heading_does(read_rows, kinds, names, units):
    rows = [[name, 80 + i] for i, name in enumerate(names)]
    reading = read_rows([[TITLED.format(kinds)], ["Đơn vị", "Tổng điểm"], *rows])
    assert reading.scores["unit"].tolist() == units
    assert said(reading) == ["kind_of_heading"]


def test_a_bare_name_of_a_province_below_such_a_title_is_asked(read_rows):
    rows = [["Lạng Sơn", 80], ["Ví Dụ", 81], ["Minh Họa", 82]]
    reading = read_rows([[TITLED.format("HUYỆN")], ["Đơn vị", "Tổng điểm"], *rows])
    assert reading.scores["unit"].tolist() == ["Huyện Ví Dụ", "Huyện Minh Họa"]
    assert said(reading) == ["kind_of_heading", "kind_unknown"]


@pytest.mark.parametrize("kinds", ["SỞ, NGÀNH, HUYỆN", "HUYỆN VÀ CÁC XÃ", "ĐƠN VỊ CẤP HUYỆN"])
def test_titles_of_several_levels_tell_no_kind(read_rows, kinds):
    rows = [["Ví Dụ", 80], ["Huyện Minh Họa", 81]]
    reading = read_rows([[TITLED.format(kinds)], ["Đơn vị", "Tổng điểm"], *rows])
    assert reading.scores["unit"].tolist() == ["Huyện Minh Họa"]
    assert said(reading) == ["unit_unknown"]


def in_groups(*groups):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC NĂM 2022, TỈNH ĐỒNG NAI"], HEADS]
    for head, names in groups:
        rows += [[None, head], *([i, name, 90 - i, i] for i, name in enumerate(names, 1))]
    return rows


@pytest.mark.parametrize("heads", [("CỤM 1", "CỤM 2"), ("Cụm thi đua số I", "Cụm thi đua số II")])
def test_ranks_within_clusters_are_no_ranks_of_the_index(read_rows, heads):
    names = ["Huyện Ví Dụ", "Huyện Minh Họa"], ["Huyện Thử Một", "Huyện Thử Hai"]
    reading = read_rows(in_groups(*zip(heads, names, strict=True)))
    assert reading.scores["rank"].isna().all()
    assert said(reading) == ["pseudo_unit", "rank_within"]


def test_each_group_tells_the_kind_of_its_own_names(read_rows):
    reading = read_rows(
        in_groups(("I. CÁC SỞ", ["Nội vụ", "Y tế"]), ("II. CÁC HUYỆN", ["Ví Dụ", "Minh Họa"]))
    )
    assert reading.scores[["unit", "rank"]].to_numpy().tolist() == [
        ["Sở Nội vụ", 1], ["Sở Y tế", 2], ["Huyện Ví Dụ", 1], ["Huyện Minh Họa", 2]]  # fmt: skip
