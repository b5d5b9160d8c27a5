"""Words that a heading leaves over: another quantity, or reported. All figures are invented."""

import pytest

from cchc_analysis import frameworks
from cchc_analysis.tables.headings import heading
from cchc_analysis.workbooks import ReadError, read
from cchc_analysis.workbooks.headings.criteria import named, words_beside

TITLE = "KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"
UNITS, POINTS, OTHERS = ["Xã Ví Dụ", "Xã Giả Định", "Xã Minh Họa"], [86.5, 89.75, 77.25], [82.5, 85.75, 73.25]
SIX = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]


def communes(*heads, title=TITLE):
    return [[title], ["Đơn vị", *heads], *map(list, zip(UNITS, POINTS, OTHERS, strict=True))]


def said(reading):
    found = reading.findings
    return found.loc[found["severity"] == "warning", ["rule", "cell"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "head",
    ["Tự chấm (dự kiến)", "Tự chấm kế hoạch", "KH tự chấm", "Tự đánh giá - đăng ký", "Tự chấm bị trừ",
     "Điểm thiếu tự chấm", "Tự chấm bình quân các xã", "Tự chấm (TB)", "Tự chấm cao nhất", "Tự chấm hệ số 2",
     "Tự chấm (nháp)", "Tự chấm cũ", "Tự chấm tăng", "Tự chấm năm tới", "Tổng điểm bình quân",
     "Tổng điểm thi đua", "Tổng điểm (dự thảo)", "Kết quả (tham khảo)"],
)  # fmt: skip
def test_words_of_another_quantity_make_a_column_that(read_rows, head):
    reading = read_rows(communes("Thẩm định", head))
    assert reading.scores["score"].tolist() == POINTS
    assert set(reading.scores["stage"]) == {"appraised"}
    assert "words_of_no_score" in set(reading.findings["rule"])


@pytest.mark.parametrize("head", ["Tự chấm đến 30/6", "Tự chấm 6T", "Tự chấm (Q1)"])
def test_words_of_a_part_of_a_year_are_told(read_rows, head):
    reading = read_rows(communes("Thẩm định", head))
    assert reading.scores["score"].tolist() == POINTS
    assert said(reading) == [["part_of_year", "C2"]]


@pytest.mark.parametrize(
    ("head", "words"),
    [("Tự chấm x10", "x10"), ("Tự chấm đợt bổ khuyết", "bo khuyet"), ("Tự chấm 2021-2024", "2021 2024")],
)
def test_words_that_nobody_understands_are_reported(read_rows, head, words):
    reading = read_rows(communes("Thẩm định", head))
    assert sorted(reading.scores["score"]) == sorted(POINTS + OTHERS)
    assert said(reading) == [["words_left", "C2"]]
    message = reading.findings.loc[reading.findings["rule"] == "words_left", "message"].iloc[0]
    assert head in message and words in message and 'C = "' in message


@pytest.mark.parametrize(
    "head",
    ["Tự chấm", "Điểm tự chấm của xã", "Tự chấm qua hồ sơ", "Điểm tự đánh giá năm 2024", "Tự chấm lần 1",
     "UBND xã tự chấm", "Tự chấm (tối đa 100)", "Tự chấm theo bộ tiêu chí", "Tự chấm (điểm)"],
)  # fmt: skip
def test_words_that_say_nothing_are_not_reported(read_rows, head):
    reading = read_rows(communes("Sở Tư pháp thẩm định", head))
    assert sorted(reading.scores["score"]) == sorted(POINTS + OTHERS)
    assert set(reading.scores["stage"]) == {"appraised", "self"}
    assert not reading.findings["rule"].str.startswith("words").any()


DOMAINS = ["Cải cách thể chế", "Cải cách tài chính công"]


@pytest.mark.parametrize(
    "form",
    ["{} (mục tiêu)", "{} dự kiến", "KH {}", "{} (tăng/giảm)", "Δ {}", "Điểm mất {}", "{} (tối đa)",
     "{} (trọng số)", "{} (trung vị)", "{} (SE)", "{} so với năm trước"],
)  # fmt: skip
@pytest.mark.parametrize("index", ["PAR INDEX", "PCI"])
def test_words_beside_the_names_of_domains_count(read_rows, form, index):
    names = DOMAINS if index == "PAR INDEX" else ["Gia nhập thị trường", "Tính minh bạch"]
    numbers = [[5 + i / 10, 6 + i / 10, 7 + i / 10, 8 + i / 10] for i in range(6)]
    heads = [*names, *map(form.format, names)]
    reading = read_rows(
        [[f"{index} 2023"], ["Tỉnh", *heads], *([u, *n] for u, n in zip(SIX, numbers, strict=True))]
    )
    assert sorted(reading.scores["score"].dropna()) == sorted(n for row in numbers for n in row[:2])
    alone = [
        [f"{index} 2023"],
        ["Tỉnh", *heads[2:]],
        *([u, *n[:2]] for u, n in zip(SIX, numbers, strict=True)),
    ]
    with pytest.raises(ReadError):
        read_rows(alone)


def test_the_stage_of_a_survey_is_reported(read_rows):
    numbers = [[5 + i / 10, 6 + i / 10] for i in range(6)]
    heads = ["Gia nhập thị trường tự chấm", "Tính minh bạch tự chấm"]
    reading = read_rows(
        [["PCI 2023"], ["Tỉnh", *heads], *([u, *n] for u, n in zip(SIX, numbers, strict=True))]
    )
    assert said(reading) == [["words_left", "B2"], ["words_left", "C2"]]


def test_a_name_of_a_unit_is_no_part_of_a_year(read_rows):
    rows = [["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"], ["1", "Chỉ đạo", 3, 2.5], ["2", "Thể chế", 2, 1]]
    for unit in ("Xã Minh Tâm, tỉnh Cao Bằng", "Xã Lũy Kế, tỉnh Bắc Ninh"):
        reading = read_rows([["BẢNG CHẤM ĐIỂM CCHC NĂM 2024"], [f"Đơn vị: {unit}"], *rows])
        assert set(reading.scores["unit"]) == {unit.partition(",")[0]}
    with pytest.raises(ReadError, match="một phần năm"):
        read_rows([["BẢNG CHẤM ĐIỂM CCHC NĂM 2024 (TẠM TÍNH)"], [f"Đơn vị: {unit}"], *rows])


@pytest.mark.parametrize(
    "name",
    ["Xã Ví Dụ (KH 2025)", "Xã Ví Dụ (dự kiến)", "Xã Ví Dụ (6 tháng)", "Xã Ví Dụ (tự chấm)", "Xã Ví Dụ (cũ)"],
)
def test_brackets_behind_a_unit_count(read_rows, name):
    rows = [[TITLE], ["Đơn vị", "Điểm"], ["Xã Một", 80], ["Xã Hai", 81], [name, 90]]
    reading = read_rows(rows)
    assert reading.scores["score"].tolist() == [80, 81]
    assert said(reading) == [["bracket_of_unit", "A5"]]
    named = read_rows([*rows[:4], ["Xã Ví Dụ (mới)", 90]])
    assert named.scores["score"].tolist() == [80, 81, 90]


@pytest.mark.parametrize("year", ["2025 (dự kiến)", "KH 2025", "Mục tiêu 2025"])
def test_words_beside_a_year_count(read_rows, year):
    rows = [
        ["CHỈ SỐ CCHC PHƯỜNG MINH HỌA, TỈNH ĐỒNG NAI QUA CÁC NĂM"],
        ["Năm", "Chỉ đạo", "Thể chế", "Tổng điểm"],
    ]
    reading = read_rows([*rows, ["2023", 9, 8, 87], ["2024", 8.5, 7.7, 86], [year, 9.5, 9, 92]])
    assert set(reading.scores["year"]) == {2023, 2024}


@pytest.mark.parametrize(
    "title",
    ["BẢNG ĐIỂM CCHC MỤC TIÊU CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024", "BẢNG CHỈ TIÊU ĐIỂM CCHC CÁC XÃ NĂM 2024",
     "BẢNG ĐIỂM CCHC BỊ TRỪ CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024", "NGƯỠNG ĐIỂM CCHC CÁC XÃ NĂM 2024"],
)  # fmt: skip
def test_words_of_a_title_count(read_rows, title):
    assert ["title_in_doubt", ""] in said(
        read_rows(communes("Tổng điểm", "Hạng", title=title)[:2] + [["Xã Một", 80, 1]])
    )


@pytest.mark.parametrize("tab", ["Mục tiêu", "KH", "Dự thảo", "Quý 1", "6T", "Điểm trừ", "Năm trước", "TB"])
def test_words_of_a_tab_count(workbook, tab):
    rows = [[TITLE], ["Đơn vị", "Điểm"], ["Xã Một", 80], ["Xã Hai", 81]]
    assert said(read(workbook({tab: rows}, "bang.xlsx"))) == [["title_in_doubt", ""]]
    for ordinary in ("Kết quả", "CCHC 2024", "Sheet1", "Xã", "Phụ lục 1", "Tổng hợp điểm"):
        assert said(read(workbook({ordinary: rows}, "bang.xlsx"))) == []


@pytest.mark.parametrize("tab", ["Thể chế", "Tài chính công"])
def test_a_tab_of_one_domain_holds_no_totals(workbook, tab):
    with pytest.raises(ReadError, match=tab):
        read(workbook({tab: [[TITLE], ["Đơn vị", "Điểm"], ["Xã Một", 80], ["Xã Hai", 81]]}, "bang.xlsx"))


def test_the_number_of_a_criterion_behind_a_stage_is_understood(read_rows):
    heads = [
        f"{stage} {name}"
        for name in ("1. Chỉ đạo", "2. Cải cách thể chế")
        for stage in ("Tự chấm", "Thẩm định")
    ]
    reading = read_rows([[TITLE], ["Đơn vị", *heads], ["Xã Một", 9, 8, 7, 6], ["Xã Hai", 8, 7, 6, 5]])
    assert reading.scores["score"].tolist() and said(reading) == []


@pytest.mark.parametrize("head", ["Mục tiêu hài lòng", "Hài lòng phấn đấu", "Mức độ hài lòng (mục tiêu)"])
def test_words_beside_the_name_of_the_whole_count(read_rows, head):
    title = "SIPAS CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"
    reading = read_rows(communes("Mức độ hài lòng", head, title=title))
    assert reading.scores["score"].tolist() == POINTS
    with pytest.raises(ReadError):
        read_rows(communes(head, title=title))


@pytest.mark.parametrize("head", ["Mức độ hài lòng chung", "Chỉ số hài lòng (%)", "Mức độ hài lòng của xã"])
def test_words_of_the_name_of_the_whole_are_not_reported(read_rows, head):
    reading = read_rows(communes(head, title="SIPAS CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"))
    assert reading.scores["score"].tolist() == POINTS
    assert not reading.findings["rule"].str.startswith("words").any()


FACTORS = ["Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức"]


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("B. Cung ứng dịch vụ hành chính công", []),
        ("B) Cung ứng dịch vụ hành chính công", []),
        ("II. Cung ứng dịch vụ hành chính công", []),
        ("Cung ứng dịch vụ hành chính công bổ khuyết", [["words_left", "C3"]]),
    ],
)
def test_of_a_heading_over_several_columns_words_are_told_once(read_rows, group, told):
    rows = [["CHỈ SỐ HÀI LÒNG (SIPAS) CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"],
            ["TT", "Đơn vị", group, None, None, "Chỉ số hài lòng"], [None, None, *FACTORS]]  # fmt: skip
    rows += [
        [at, unit, n, n + 1, n + 2.5, n + 1.5] for at, (unit, n) in enumerate(zip(UNITS, POINTS, strict=True))
    ]
    reading = read_rows(rows, merged=["C2:E2"])
    assert len(reading.scores) == 12
    assert said(reading) == told


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Cải cách thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông", "3"),
        ("Cải cách TTHC, thực hiện cơ chế một cửa, một cửa liên thông", "3"),
        ("Chính phủ điện tử, Chính phủ số", "7"),
        ("Xây dựng và phát triển chính phủ điện tử, chính phủ số", "7"),
    ],
)
def test_the_usual_longer_names_of_domains_leave_no_words(head, code):
    assert named((heading(head),), frameworks.framework("PAR", 2024)).code == code
    assert words_beside(head, "PAR") == ""
