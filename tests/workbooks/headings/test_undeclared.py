"""An index that nobody has declared: what would declare it. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis import frameworks
from cchc_analysis.workbooks import ReadError, read

HEADS = ["Minh bạch", "2. Chi phí thời gian", "Điểm DDCI", "Hạng"]
SCORES = [[7, 8, 75, 2], [8, 8, 80, 1]]
TITLE = "KẾT QUẢ CHỈ SỐ DDCI TỈNH ĐỒNG NAI NĂM 2024"


@pytest.mark.parametrize("across", [False, True])
def test_the_lines_that_are_printed_have_the_index_read(workbook, across):
    rows = [["Đơn vị", *HEADS], ["Sở Y tế", *SCORES[0]], ["Sở Tư pháp", *SCORES[1]]]
    rows = [["Tiêu chí", *rows[0][1:]], *rows[1:]] if across else rows
    rows = [list(row) for row in zip(*rows, strict=True)] if across else rows
    path = workbook({"S": [[TITLE], *rows]}, "bang.xlsx")
    with pytest.raises(ReadError) as error:
        read(path)
    assert error.value.rule == "another_index" and "data/frameworks/ddci.csv" in str(error.value)
    lines = str(error.value).partition("code,")
    declared = path.parent / "data" / "frameworks" / "ddci.csv"
    declared.parent.mkdir(parents=True)
    (path.parent / "data" / "raw").mkdir()
    declared.write_text("".join(lines[1:]), encoding="utf-8")
    frameworks.declare(path.parent / "data")
    scores = read(path).scores
    assert set(scores["index"]) == {"DDCI"} and set(scores["year"]) == {2024}
    assert scores.groupby("code")["score"].apply(list).to_dict() == {
        "1": [7, 8],
        "2": [8, 8],
        "total": [75, 80],
    }
    assert scores["rank"].dropna().tolist() == [2, 1]


@pytest.mark.parametrize("heads", [["Ô nhiễm", "Tuân thủ", "PGI"], ["PGI", "Ô nhiễm", "Tuân thủ"]])
def test_a_heading_that_abbreviates_the_title_is_the_index_and_no_criterion(read_rows, heads):
    rows = [["Chỉ số Xanh cấp tỉnh (Provincial Green Index)"], ["Tỉnh", 2022, None, None], [None, *heads]]
    with pytest.raises(ReadError) as error:
        read_rows([*rows, ["An Giang", 5, 6, 7], ["Cao Bằng", 5.5, 6.5, 7.5]], merged=["A2:A3", "B2:D2"])
    assert "data/frameworks/pgi.csv" in str(error.value) and "--index pgi" in str(error.value)
    *_, total, first, second = str(error.value).splitlines()
    assert [total, first, second] == [
        "total,,0,PGI,,,,2022", "1,total,1,Ô nhiễm,,,,2022", "2,total,1,Tuân thủ,,,,2022"]  # fmt: skip


def test_a_year_that_nothing_tells_is_left_open(read_rows):
    rows = [[TITLE.removesuffix(" NĂM 2024")], ["Đơn vị", *HEADS], ["Sở Y tế", *SCORES[0]]]
    with pytest.raises(ReadError) as error:
        read_rows([*rows, ["Sở Tư pháp", *SCORES[1]]])
    assert str(error.value).endswith("1,total,1,Minh bạch,,,,…\n2,total,1,Chi phí thời gian,,,,…")


@pytest.mark.parametrize("index", ["PAR", "SIPAS"])
def test_a_declared_index_that_is_asked_for_is_read_with_a_warning(read_rows, index):
    rows = [[TITLE], ["Đơn vị", "Tổng điểm"], ["Sở Y tế", 75], ["Sở Tư pháp", 80]]
    reading = read_rows(rows, index=index)
    assert reading.scores["score"].tolist() == [75, 80]
    assert "another_programme_asked" in reading.findings["rule"].tolist()
