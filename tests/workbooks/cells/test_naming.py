"""Headings of published tables name criteria; the units are real, the numbers made up (số liệu minh họa)."""

TITLE = ["Kết quả PAPI năm 2019"]
HEADS = ["Tham gia của người dân ở cấp cơ sở", "Công khai, minh bạch", "Trách nhiệm giải trình với người dân"]


def rows(heads):
    units = enumerate(["Hà Nội", "Bắc Kạn", "Cao Bằng"])
    return [TITLE, ["Tỉnh", *heads], *([u, *(5 + (i + k) / 10 for k in range(len(heads)))] for i, u in units)]


def test_a_heading_that_is_alike_is_taken_and_reported(read_rows):
    reading = read_rows(rows([HEADS[0] + "o", *HEADS[1:]]))
    assert reading.scores["code"].drop_duplicates().tolist() == ["1", "2", "3"]
    told = reading.findings.set_index("rule").loc["heading_alike"]
    assert (told["severity"], told["cell"]) == ("warning", "B2")


def test_one_that_is_alike_yields_to_one_that_is_exact(read_rows):
    reading = read_rows(rows([HEADS[0] + "o", *HEADS]))
    first = reading.scores.query("code == '1' and unit == 'Hà Nội'")
    assert first["cell"].tolist() == ["C3"]
