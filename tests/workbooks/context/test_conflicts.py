"""Two places that say two things of a sheet: the nearest is believed, and both are named."""

import pytest

from cchc_analysis.workbooks import read

HEADS = [["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"], ["1", "Chỉ đạo", 2, 1.5], ["2", "Thể chế", 3, 2.5]]
PROVINCES = [["Tỉnh", "Điểm"], ["Hà Nội", 81.5], ["Bắc Kạn", 80.5], ["Cao Bằng", 79.5]]


@pytest.fixture
def found(workbook):
    """Return a function that reads a sheet and gives what it took and the conflicts that it reports."""

    def read_it(titles, tab="Bảng 1", name="bang.xlsx", rows=HEADS, source="", **asked):
        path = workbook({tab: [[t] for t in titles] + rows}, name)
        if source:
            path.with_suffix(".source.toml").write_text(source, encoding="utf-8")
        reading = read(path, **asked)
        scores = reading.scores.iloc[0]
        findings = reading.findings
        conflicts = findings[findings["rule"].isin(["said_otherwise", "asked_otherwise"])]
        return (scores["index"], int(scores["year"]), scores["unit"]), list(conflicts["message_en"])

    return read_it


WARD = ["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2023", "Đơn vị: Phường Minh Họa, tỉnh Cao Bằng"]


def message(facet, near, taken, far, other):
    return (
        f"Two places differ on {facet}: {near} says {taken}, {far} says {other}. {taken} was taken, "
        f"as {near} says; check the original."
    )


def asked_message(facet, taken, far, other):
    return f"On {facet}, {far} says {other}; {taken} was taken, as the argument or the source file says."


@pytest.mark.parametrize(
    ("tab", "name", "said"),
    [
        ("2022", "bang.xlsx", [message("the year", "the title", 2023, "the tab", 2022)]),
        ("Năm 2022", "bang 2023.xlsx", [message("the year", "the title", 2023, "the tab", 2022)]),
        ("Bảng 1", "bang 2021.xlsx", [message("the year", "the title", 2023, "the file's name", 2021)]),
        ("2023", "bang 2023.xlsx", []),
        ("2022-2023", "bang 2021-2023.xlsx", []),  # two years tell nothing
        ("PCI", "bang.xlsx", [message("the index", "the title", "PAR", "the tab", "PCI")]),
        ("S", "SIPAS 2023.xlsx", [message("the index", "the title", "PAR", "the file's name", "SIPAS")]),
        ("Chuyển đổi số", "bang.xlsx", []),  # a domain of the index
        ("Phường Ví Dụ", "bang.xlsx",
         [message("the unit", "the title", "Phường Minh Họa", "the tab", "Phường Ví Dụ")]),
        ("P. Minh Họa", "phuong minh hoa.xlsx", []),
        ("Phường MH", "bang.xlsx", []),
        ("Sở Nội vụ", "bang.xlsx", []),  # no rival of a ward
    ],
)  # fmt: skip
def test_the_title_is_nearer_than_tab_and_file(found, tab, name, said):
    taken, conflicts = found(WARD, tab, name)
    assert taken == ("PAR", 2023, "Phường Minh Họa") and conflicts == said


def test_the_tab_is_nearer_than_the_file(found):
    titles = ["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC", WARD[1]]
    taken, conflicts = found(titles, "Năm 2022", "bang 2021.xlsx")
    assert taken[1] == 2022
    assert conflicts == [message("the year", "the tab", 2022, "the file's name", 2021)]


def test_what_is_asked_for_wins_and_is_told_apart(found):
    taken, conflicts = found(["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC", WARD[1]], "Năm 2022", year=2024)
    # The year of the sheet is reported by the rule that judges the sheets of a workbook.
    assert taken[1] == 2024 and conflicts == []
    taken, conflicts = found(WARD, name="bang 2021.xlsx", year=2023)
    assert taken[1] == 2023 and conflicts == [asked_message("the year", 2023, "the file's name", 2021)]
    taken, conflicts = found(WARD, name="SIPAS.xlsx", source='index = "PAR"')
    assert taken[0] == "PAR" and conflicts == [asked_message("the index", "PAR", "the file's name", "SIPAS")]


def test_a_title_of_another_index_than_is_asked_for_is_a_warning(found):
    taken, conflicts = found(["Kết quả SIPAS năm 2023"], rows=PROVINCES, index="PAR")
    near = "the argument or the source file"
    assert taken[0] == "PAR" and conflicts == [message("the index", near, "PAR", "the title", "SIPAS")]


def test_argument_and_source_that_differ(found):
    _, conflicts = found(WARD, source="year = 2022", year=2023)
    assert conflicts == ["On the year, the source file says 2022; 2023 was taken, as the argument says."]
    _, conflicts = found(WARD, source='index = "SIPAS"', index="PAR")
    assert conflicts == ["On the index, the source file says SIPAS; PAR was taken, as the argument says."]
    _, conflicts = found(WARD, source='unit = "Phường Ví Dụ, tỉnh Cao Bằng"', unit="Phường Minh Họa")
    assert conflicts == [
        "On the unit, the source file says Phường Ví Dụ, tỉnh Cao Bằng; Phường Minh Họa was taken, "
        "as the argument says."
    ]


def test_sheets_of_several_years_in_a_file_of_one(workbook):
    sheets = {str(y): [[f"BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM {y}"], [WARD[1]], *HEADS] for y in (2022, 2023)}
    reading = read(workbook(sheets, "bang 2023.xlsx"))
    assert sorted(reading.scores["year"].unique()) == [2022, 2023]
    assert "said_otherwise" not in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("tab", "name", "said"),
    [
        ("Bảng 1", "tinh Đồng Nai 2023.xlsx",
         [message("the province", "the title", "Cao Bằng", "the file's name", "Đồng Nai")]),
        ("Bảng 1", "cham diem lao cai.xlsx",
         [message("the province", "the title", "Cao Bằng", "the file's name", "Lào Cai")]),
        ("Hòa Bình", "bang.xlsx", [message("the province", "the title", "Cao Bằng", "the tab", "Hòa Bình")]),
        ("Cao Bằng", "tinh cao bang.xlsx", []),
        ("xã Hòa Bình", "bang.xlsx",  # a commune that is called like a province
         [message("the unit", "the title", "Phường Minh Họa", "the tab", "Xã Hòa Bình")]),
    ],
)  # fmt: skip
def test_a_province_of_tab_or_file_is_compared_with_the_title_s(found, tab, name, said):
    taken, conflicts = found(WARD, tab, name)
    assert taken == ("PAR", 2023, "Phường Minh Họa") and conflicts == said


def test_the_province_of_units_in_rows_is_compared_too(workbook):
    rows = [["Kết quả CCHC các xã, phường tỉnh Cao Bằng năm 2023"],
            ["Đơn vị", "Điểm tự chấm", "Điểm thẩm định"],
            ["Phường Minh Họa", 80, 79], ["Xã Ví Dụ", 81, 78]]  # fmt: skip
    reading = read(workbook({"Bảng 1": rows}, "ket qua dong nai.xlsx"), index="PAR")
    assert all(scope.startswith("xa") and "cao-bang" in scope for scope in reading.scores["scope"])
    told = reading.findings.query("rule == 'said_otherwise'")["message"].tolist()
    assert told == [
        "Ghi không thống nhất về tỉnh: dòng tên bảng ghi Cao Bằng, tên tệp ghi Đồng Nai. Đã lấy Cao Bằng theo "
        "dòng tên bảng; kiểm tra lại với bản gốc."
    ]


@pytest.mark.parametrize(
    ("title", "scope", "others"),
    [
        ("Học tập tỉnh Quảng Ninh: chỉ số CCHC các xã tỉnh Cao Bằng năm 2023", "cao-bang", []),
        ("CHỈ SỐ CCHC CÁC XÃ TỈNH CAO BẰNG NĂM 2023 (THEO TỈNH QUẢNG NINH)", "cao-bang", ["Quảng Ninh"]),
        ("Chỉ số CCHC năm 2023 tỉnh Cao Bằng, tỉnh Quảng Ninh", "cao-bang", ["Quảng Ninh"]),
    ],
)  # fmt: skip
def test_a_title_of_two_provinces(workbook, title, scope, others):
    rows = [[title], ["Đơn vị", "Điểm"], ["Phường Minh Họa", 80], ["Xã Ví Dụ", 81]]
    reading = read(workbook({"Bảng 1": rows}, "bang.xlsx"))
    assert set(reading.scores["scope"]) == {f"xa/{scope}"}
    messages = reading.findings.query("rule == 'said_otherwise'")["message_en"].tolist()
    assert messages == [message("the province", "the title", "Cao Bằng", "the same place", o) for o in others]


def test_a_ward_that_is_called_like_a_province_is_no_conflict(found):
    _, conflicts = found([WARD[0], "Đơn vị: Phường Hòa Bình, tỉnh Cao Bằng"], name="hoa binh.xlsx")
    assert conflicts == []


def test_sheets_of_several_provinces_in_a_file_of_one(workbook):
    sheets = {
        p: [[WARD[0]], [f"Đơn vị: Phường Minh Họa, tỉnh {p}"], *HEADS] for p in ("Cao Bằng", "Hòa Bình")
    }
    reading = read(workbook(sheets, "cao bang 2023.xlsx"))
    assert reading.scores["scope"].nunique() == 2
    assert "said_otherwise" not in set(reading.findings["rule"])


def test_a_province_s_own_sheet_in_a_file_of_another(found):
    titles = ["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2023", "Đơn vị: Tỉnh Cao Bằng"]
    rows = [HEADS[0], ["1", "Công tác chỉ đạo, điều hành cải cách hành chính", 2, 1.5],
            ["2", "Cải cách thể chế", 3, 2.5]]  # fmt: skip
    taken, conflicts = found(titles, name="dong nai 2023.xlsx", rows=rows)
    assert taken[2] == "Cao Bằng"
    assert conflicts == [message("the unit", "the title", "Cao Bằng", "the file's name", "Đồng Nai")]


@pytest.mark.parametrize("line", ["Năm đánh giá: 2022", "Kỳ báo cáo: năm 2022"])
@pytest.mark.parametrize(("tab", "name"), [("Bảng 1", "bang 2023.xlsx"), ("2023", "bang.xlsx")])
def test_of_two_years_in_the_titles_that_of_tab_or_file_is_taken_and_both_are_named(found, line, tab, name):
    taken, said = found([*WARD, line], tab, name)
    assert taken[1] == 2023
    assert said == [message("the year", "the title", 2023, "the same place", 2022)]


def of_tabs(
    years,
    title="TỰ CHẤM CHỈ SỐ CCHC NĂM {}",
    tab="Trang {}",
    unit="Đơn vị: Phường {} Minh Họa, tỉnh Cao Bằng",
):
    """Return a workbook with one sheet a ward, titled by the years."""
    wards = "Đông", "Tây", "Nam", "Bắc"
    return {tab.format(year if "{}" not in tab else ward): [[title.format(year)], [unit.format(ward)], *HEADS]
            for year, ward in zip(years, wards, strict=False)}  # fmt: skip


@pytest.mark.parametrize(
    ("years", "name", "tabs"),
    [
        ((2025, 2024, 2025, 2025), "tu cham 2025.xlsx", ["Trang Tây"]),
        ((2023, 2023, 2023, 2022), "tu cham 2023.xlsx", ["Trang Bắc"]),
        ((2025, 2024, 2025, 2025), "tu cham.xlsx", []),
        ((2025, 2024, 2025, 2025), "tu cham 2024.xlsx", []),  # most sheets say another
        ((2024, 2023, 2022, 2025), "tu cham 2025.xlsx", []),  # a series
    ],
)
def test_a_sheet_of_another_year_than_most_and_the_file_is_told(workbook, years, name, tabs):
    reading = read(workbook(of_tabs(years), name))
    assert reading.scores.groupby("unit")["year"].first().nunique() == len(set(years))
    found = reading.findings.query("rule == 'said_otherwise'")
    assert found["sheet"].tolist() == tabs and found["severity"].tolist() == ["warning"] * len(tabs)
    others = message("the year", "the title", min(years), "the file's name", max(years))
    assert found["message_en"].tolist() == [others] * len(tabs)


def test_a_sheet_whose_tab_or_other_words_tell_its_year_is_no_slip(workbook):
    sheets = of_tabs((2025, 2025, 2025))
    before = [["KẾT QUẢ CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Cao Bằng"], *HEADS]
    assert "said_otherwise" not in set(
        read(workbook(sheets | {"Trước": before}, "cham 2025.xlsx")).findings["rule"]
    )
    alike = [["TỰ CHẤM CHỈ SỐ CCHC NĂM 2024"], *before[1:]]
    assert "said_otherwise" not in set(
        read(workbook(sheets | {"2024": alike}, "cham 2025.xlsx")).findings["rule"]
    )
