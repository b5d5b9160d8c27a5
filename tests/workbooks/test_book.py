"""Tables that go on, on the next sheet. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import read

UNITS = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
LINES = [[i, unit, 90 - i, i] for i, unit in enumerate(UNITS, 1)]
HEADS = [["Kết quả PAR INDEX năm 2023 của các tỉnh"], ["STT", "Tỉnh", "PAR INDEX", "Xếp hạng"]]


@pytest.mark.parametrize("pages", [(3, 6), (2, 4, 6)])
def test_a_sheet_without_headings_goes_on_with_the_one_before(workbook, pages):
    parts = [LINES[start:end] for start, end in zip((0, *pages), pages, strict=False)]
    sheets = {f"Trang {i}": part if i else [*HEADS, *part] for i, part in enumerate(parts)}
    reading = read(workbook(sheets, "bang.xlsx"))
    assert reading.scores.set_index("unit")["score"].to_dict() == {unit: score for _, unit, score, _ in LINES}
    assert sorted(reading.scores["rank"]) == [1, 2, 3, 4, 5, 6]
    told = reading.findings
    assert told[["rule", "sheet"]].to_numpy().tolist() == [
        ["sheet_goes_on", f"Trang {i}"] for i in range(1, len(parts))
    ]


def test_a_sheet_whose_number_does_not_go_on_is_told(workbook):
    reading = read(workbook({"Một": [*HEADS, *LINES[:3]], "Hai": LINES[4:]}, "bang.xlsx"))
    assert len(reading.scores) == 3
    assert reading.findings["rule"].tolist() == ["table_without_headings"]


def test_the_criteria_of_one_unit_go_on(workbook):
    heads = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"],
             ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"]]  # fmt: skip
    points = [[str(i), f"Lĩnh vực {name}", 10, i + 4] for i, name in enumerate("ABCD", 1)]
    sheets = {"Một": [*heads, *points[:2]], "Hai": points[2:]}
    scores = read(workbook(sheets, "bang.xlsx")).scores
    assert scores["score"].tolist() == [5, 6, 7, 8]
    assert scores["max_score"].tolist() == [10] * 4


WARD = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"],
        ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"]]  # fmt: skip
CODED = [["1", "A", 4, 3], ["1.1", "B", 2, 2], ["1.2", "C", 2, 1], ["2", "D", 6, 5], ["2.1", "E", 2, 2],
         ["2.2", "F", 2, 1], ["2.3", "G", 2, 2], ["3", "H", 4, 4], ["3.1", "I", 4, 4]]  # fmt: skip


@pytest.mark.parametrize("end", [2, 5, 6, 7])
@pytest.mark.parametrize("above", [[], [["(tiếp theo)"]], WARD[2:], WARD])
def test_codes_go_on_from_sheet_to_sheet(workbook, above, end):
    reading = read(workbook({"Một": [*WARD, *CODED[:end]], "Hai": [*above, *CODED[end:]]}, "bang.xlsx"))
    taken = sorted(reading.scores[["code", "score", "max_score"]].to_numpy().tolist())
    assert taken == [[code, score, most] for code, _, most, score in CODED]
    assert reading.findings["rule"].tolist() == ([] if above[-1:] == WARD[2:] else ["sheet_goes_on"])


@pytest.mark.parametrize(("rest", "told"), [(CODED[6:], ["table_without_headings"]), (CODED[8:], [])])
def test_criteria_that_nothing_heads_are_told(workbook, rest, told):
    rest = [row for row in rest if row is not CODED[7]]  # 3.1 behind 2.2 goes on with nothing
    reading = read(workbook({"Một": [*WARD, *CODED[:5]], "Hai": rest}, "bang.xlsx"))
    assert sorted(reading.scores["code"]) == ["1", "1.1", "1.2", "2", "2.1"]
    assert reading.findings.query("sheet == 'Hai'")["rule"].tolist() == told


def test_numbers_below_other_codes_do_not_go_on(workbook):
    rows = [["I", "A", 4, 3], ["1", "B", 2, 2], ["2", "C", 2, 1], ["II", "D", 6, 5], ["1", "E", 3, 3]]
    rest = [["2", "F", 3, 2], ["III", "G", 4, 4], ["1", "H", 4, 4]]
    reading = read(workbook({"Một": [*WARD, *rows], "Hai": rest}, "bang.xlsx"))
    assert set(reading.scores["sheet"]) == {"Một"}
    assert reading.findings.query("sheet == 'Hai'")["rule"].tolist() == ["table_without_headings"]


def test_a_sheet_that_goes_on_is_of_the_unit_that_it_names(workbook):
    rest = [["Đơn vị: Phường Ví Dụ, tỉnh Đồng Nai"], *CODED[5:]]
    scores = read(workbook({"Một": [*WARD, *CODED[:5]], "Hai": rest}, "bang.xlsx")).scores
    assert scores.groupby("unit").size().to_dict() == {"Phường Minh Họa": 5, "Phường Ví Dụ": 4}


def test_what_is_below_a_criterion_is_summed_where_its_sheet_ends(workbook):
    wrong = [*CODED[:6], ["2.3", "G", 2, 1], *CODED[7:]]
    told = read(workbook({"Một": [*WARD, *wrong[:7]], "Hai": wrong[7:]}, "bang.xlsx")).findings
    assert told[["rule", "cell"]].to_numpy().tolist()[0] == ["parent_not_sum", "D7"]


def test_a_sheet_that_the_source_leaves_out_does_not_go_on(workbook):
    path = workbook({"Một": [*HEADS, *LINES[:3]], "Hai": LINES[3:]}, "bang.xlsx")
    path.with_suffix(".source.toml").write_text('[sheets."Hai"]\nskip = true\n', "utf-8")
    assert len(read(path).scores) == 3
