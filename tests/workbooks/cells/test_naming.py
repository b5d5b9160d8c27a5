"""Headings of published tables name criteria; the units are real, the numbers made up (số liệu minh họa)."""

from small_workbooks import PCI_CODES

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


ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]


def test_as_many_unknown_headings_as_there_are_domains_wait_for_them(read_rows):
    rows = [["Hà Nội", *[5] * 8, 40], ["Cao Bằng", *[5.5] * 8, 44]]
    reading = read_rows([["PAPI 2023"], ["Tỉnh", *ROMANS, "Tổng điểm"], *rows])
    assert reading.scores["score"].tolist() == [40, 44]
    told = reading.findings.query("rule == 'heading_waits'")
    assert told["cell"].tolist() == [f"{column}2" for column in "BCDEFGHI"]
    fewer = [[*row[:5], row[-1]] for row in (["Tỉnh", *ROMANS, "Tổng điểm"], *rows)]
    assert "heading_waits" not in read_rows([["PAPI 2023"], *fewer]).findings["rule"].tolist()


def test_domains_of_the_pci_by_their_initials(read_rows):
    heads = ["GNTT", "TCĐĐ", "TMB", "CPTG", "CPKCT", "CTBĐ", "TNĐ", "HTDN", "ĐTLĐ", "TCPL"]
    rows = [["Tỉnh", *heads], ["Hà Nội", *range(1, 11)], ["Cao Bằng", *range(1, 11)]]
    scores = read_rows([["PCI 2021"], *rows]).scores.query("unit == 'Hà Nội'")
    assert scores.set_index("code")["score"].to_dict() == dict(zip(PCI_CODES, range(1, 11), strict=True))
