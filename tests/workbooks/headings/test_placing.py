"""Units that cannot be placed. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import ReadError

TITLE, HEADS = "Kết quả PAR INDEX năm 2023", ["Đơn vị", "PAR INDEX"]
DIMENSIONS = [
    "Tham gia của người dân ở cấp cơ sở",
    "Công khai, minh bạch",
    "Kiểm soát tham nhũng trong khu vực công",
]


@pytest.mark.parametrize(
    "strange", ["Thành phố Vinh", "Huyện Ba Bể", "Thành phố Thanh Hóa", "Phường Minh Họa"]
)
def test_a_unit_below_a_province_amid_provinces_is_left_out(read_rows, strange):
    units = ["An Giang", strange, "Hà Nội"]
    reading = read_rows([[TITLE], HEADS, *([unit, 81 + i] for i, unit in enumerate(units))])
    assert reading.scores[["unit", "score"]].to_numpy().tolist() == [["An Giang", 81], ["Hà Nội", 83]]
    told = reading.findings.set_index("rule").loc["unit_amid_provinces"]
    assert told["cell"] == "A4" and strange in told["message"]


def test_provinces_among_the_units_of_one_stay_as_they_were(read_rows):
    rows = [["Tỉnh Nghệ An", 85], ["Thành phố Vinh", 81], ["Huyện Nam Đàn", 82]]
    reading = read_rows([[TITLE + ", tỉnh Nghệ An"], HEADS, *rows])
    assert reading.scores["score"].tolist() == [85, 81, 82]


@pytest.mark.parametrize(
    "whose",
    [
        "tỉnh Bắc Kạn và Thái Nguyên",
        "tỉnh Bắc Kạn, Thái Nguyên",
        "tỉnh Bắc Kạn - Thái Nguyên",
        "(so sánh Bắc Kạn và Thái Nguyên)",
    ],
)
def test_a_title_of_two_provinces_is_asked(read_rows, whose):
    rows = [[f"PAPI năm 2023 {whose}"], ["Chỉ số nội dung", "Điểm"], *([name, 5] for name in DIMENSIONS)]
    with pytest.raises(ReadError) as error:
        read_rows(rows)
    told = next(f for f in error.value.findings.items if f.rule == "units_contradict")
    assert "Bắc Kạn, Thái Nguyên" in told.message and 'unit = "' in told.message
    assert set(read_rows(rows, unit="Bắc Kạn").scores["unit"]) == {"Bắc Kạn"}


XA, HUYEN = ["Xã Một", "Phường Hai", "Xã Ba"], ["Huyện Một", "Huyện Hai", "Huyện Ba"]


@pytest.mark.parametrize(
    ("units", "office", "is_one"),
    [(XA, "Sở Nội vụ", False), (HUYEN, "Sở Nội vụ", False), (XA, "Phòng Nội vụ", False),
     (HUYEN, "Ban Quản lý khu kinh tế", True)],
)  # fmt: skip
def test_a_lone_office_amid_the_units_that_it_appraised_is_none_of_them(read_rows, units, office, is_one):
    title = "KẾT QUẢ CHỈ SỐ CCHC NĂM 2024, TỈNH ĐỒNG NAI"
    rows = [[name, 81 + at] for at, name in enumerate([*units, office])]
    down = read_rows([[title], HEADS, *rows])
    across = read_rows([[title], ["TT", "Tiêu chí", "Điểm tối đa", *units, office],
                        [1, "Chỉ đạo", 100, *(score for _, score in rows)]])  # fmt: skip
    for reading, cell in ((down, "A6"), (across, "G2")):
        assert reading.scores["score"].tolist() == [81, 82, 83, 84][: 4 if is_one else 3]
        told = reading.findings.query("rule == 'unit_of_another_level'")["cell"].tolist()
        assert told == ([] if is_one else [cell])


def test_an_office_among_others_is_scored(read_rows):
    units = [*HUYEN, "Sở Nội vụ", "Sở Tài chính"]
    rows = [["KẾT QUẢ CHỈ SỐ CCHC NĂM 2024, TỈNH ĐỒNG NAI"], HEADS, *([u, 80] for u in units)]
    assert read_rows(rows).scores["unit"].tolist() == units


@pytest.mark.parametrize(("title", "number", "count"), [("", 4, 4), ("", None, 3), (" CỦA CÁC XÃ", 4, 3)])
def test_an_office_that_is_counted_with_the_units_is_one_of_them(read_rows, title, number, count):
    rows = [*([at, unit, 80 + at] for at, unit in enumerate(XA, 1)), [number, "Sở Nội vụ", 90]]
    title = f"KẾT QUẢ CHỈ SỐ CCHC NĂM 2024{title}, TỈNH ĐỒNG NAI"
    assert len(read_rows([[title], ["TT", *HEADS], *rows]).scores) == count


ONE_HEAD = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["TT", "Đơn vị", "Đơn vị", "Điểm"]]


@pytest.mark.parametrize("others", [["Xã Một", "Xã Hai", "Xã Ba"], ["Xã Một", None, "Xã Ba"]])
def test_of_two_columns_of_units_headed_alike_the_taken_one_is_named(read_rows, others):
    names = ["Xã Ví Dụ", "Xã Minh Họa", "Xã Giả Định"]
    rows = [[i, name, other, 80 + i] for i, (name, other) in enumerate(zip(names, others, strict=True))]
    reading = read_rows([*ONE_HEAD, *rows])
    assert set(reading.scores["unit"]) == set(filter(None, others))
    (told,) = reading.findings.query("rule == 'two_unit_columns'").itertuples()
    assert (told.cell, "C2" in told.message, told.severity) == ("B2", True, "warning")


@pytest.mark.parametrize("district", ["Huyện Xuân Lộc", None])
def test_districts_before_their_communes_are_no_second_column(read_rows, district):
    names = ["Xã Ví Dụ", "Xã Minh Họa", "Xã Giả Định"]
    rows = [[i, district if i else "Huyện Xuân Lộc", name, 80 + i] for i, name in enumerate(names)]
    reading = read_rows([*ONE_HEAD, *rows], merged=("B2:C2",))
    assert reading.scores["unit"].tolist() == names
    assert "two_unit_columns" not in set(reading.findings["rule"])


@pytest.mark.parametrize("number", ["{:02}. ", "{:02}) ", "{}/ ", "{} - ", "({}) "])
def test_numbers_before_names_are_no_part_of_them(read_rows, number):
    names = ["Xã Ví Dụ", "Phường Minh Họa", "Xã Thử 2"]
    rows = [[number.format(i) + name, 80 + i] for i, name in enumerate(names, 1)]
    reading = read_rows(
        [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH CAO BẰNG NĂM 2025"], ["Đơn vị", "Tổng điểm"], *rows]
    )
    assert reading.scores[["unit", "score"]].to_numpy().tolist() == [[n, 81 + i] for i, n in enumerate(names)]
    assert reading.findings.empty


@pytest.mark.parametrize("lost", ["Xã", "Phường", "Sở, ngành", "Tỉnh"])
def test_scores_of_a_row_that_names_no_unit_are_told(read_rows, lost):
    rows = [
        [1, "Xã Minh Họa", 81],
        [2, lost, 82],
        [3, "Xã Ví Dụ", 83],
        ["", "Phường", ""],
        [4, "Phường Ví Dụ", 84],
    ]
    reading = read_rows(
        [["KẾT QUẢ PAR INDEX CÁC XÃ TỈNH CAO BẰNG NĂM 2024"], ["TT", "Đơn vị", "Điểm"], *rows]
    )
    told = reading.findings[reading.findings["rule"] == "unit_unknown"]
    assert told["cell"].tolist() == ["B4"] and f"“{lost}”" in told["message"].iloc[0]
    assert reading.scores["score"].tolist() == [81, 83, 84]


@pytest.mark.parametrize("written", ["Xã Minh Họa (Hưng Yên)", "Xã Minh Họa - Hưng Yên",
                                     "Xã Minh Họa, Hưng Yên", "Xã Minh Họa (tỉnh Hưng Yên)"])  # fmt: skip
def test_a_unit_with_another_province_beside_it_is_in_that(read_rows, written):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH CAO BẰNG NĂM 2024"], ["TT", "Đơn vị", "Tổng điểm"],
            [1, "Xã Minh Họa", 80], [2, "Xã Ví Dụ (Cao Bằng)", 81], [3, written, 80]]  # fmt: skip
    scores = read_rows(rows).scores
    assert scores["unit"].tolist() == ["Xã Minh Họa", "Xã Ví Dụ", "Xã Minh Họa"]
    assert scores["scope"].tolist() == ["xa/cao-bang", "xa/cao-bang", "xa/hung-yen"]
