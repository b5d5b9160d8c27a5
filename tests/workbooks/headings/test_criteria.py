"""Which criterion of a framework a heading names, and by what."""

import pytest

from cchc_analysis.frameworks import framework
from cchc_analysis.tables.headings import heading
from cchc_analysis.workbooks.headings.criteria import NOBODY, misnamed, named, printed_name
from cchc_analysis.workbooks.headings.indicators import SheetOfIndex


def name_of(*texts, index="PAPI", year=2018):
    return named(tuple(map(heading, texts)), framework(index, year))


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("Thủ tục hành chính công", "5", "name"),
        ("THỦ TỤC HÀNH CHÍNH CÔNG", "5", "name"),
        ("Công khai, minh bạch", "2", "name"),
        ("Civic Knowledge", "1.1", "name"),
        ("1.1: Tri thức công dân", "1.1", "code"),
        ("Dimension 1: Participation", "1", "name"),
        ("Chỉ số nội dung 3: Trách nhiệm", "3", "code"),
        ("Nội dung 4", "4", "code"),
        ("Trục 4", "4", "code"),
        ("Trục 3: Trách nhiệm", "3", "code"),
        ("d2_2018", "2", "code"),
        ("Chất lượng bầu cử cơ sở", "1.3", "part"),
        ("II. Công khai, minh bạch", "2", "name"),
        ("V. Thủ tục hành chính công", "5", "name"),
        ("Tổng điểm PAPI", "total", "name"),
        ("Chỉ số PAPI tổng hợp (không có trọng số)", "total", "name"),
        ("D4 Control of Corruption", "4", "code"),
        ("Dim 5 Public Admin Procedures", "5", "code"),
        ("d4_corruption", "4", "code"),
        ("d6_services", "6", "code"),
        ("LV3 Trách nhiệm giải trình", "3", "code"),
        ("Công khai / Transparency", "2", "name"),
        ("Kiểm soát tham nhũng (Control of Corruption)", "4", "name"),
        ("Quản trị môi trường - Environmental Governance", "7", "name"),
        ("Quản trị môi trường Environmental Governance", "7", "name"),
        ("Dịch vụ công", "6", "name"),
    ],
)
def test_a_heading_names_a_criterion_by_name_code_or_part(text, code, how):
    found = name_of(text)
    assert (found.code, found.how, found.label) == (code, how, text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Total (unweighted)", ("total", "total", "unweighted")),
        ("Unweighted total score", ("total", "total", "unweighted")),
        ("Tổng điểm (chưa nhân trọng số)", ("total", "total", "unweighted")),
        ("Tổng điểm có trọng số", ("", "weighted", "total")),
        ("Total (weighted)", ("", "weighted", "total")),
        ("Overall score", ("total", "total", "total")),
        ("Aggregate score", ("total", "total", "total")),
    ],
)
def test_a_total_by_its_weighing(text, codes):
    asked = (("PAPI", 2015), ("PAPI", 2019), ("PCI", 2019))
    assert tuple(name_of(text, index=index, year=year).code for index, year in asked) == codes


def test_a_misspelt_name_is_taken_where_no_other_is_alike():
    found = name_of("Tiếp cận đấ đai", index="PCI", year=2016)
    assert (found.code, found.how) == ("land", "alike")


@pytest.mark.parametrize(
    "text",
    [
        "Lượng mưa",
        "Chi phí",
        "Hạng",
        "Điểm",
        "2018",
        "9.9: Khác",
        "Mức độ hài lòng",
        "D4 Transparency",
        "d4_prob",
        "d3_corruption",
    ],
)
def test_a_heading_that_names_none(text):
    assert name_of(text) == NOBODY


@pytest.mark.parametrize(
    ("text", "code"),
    [("Cạnh tranh", "bias"), ("Năng lực cạnh tranh", "total"), ("Thời gian", "time"), ("Gia nhập TT", "entry"),
     ("Cạnh tranh / Policy Bias", "bias"), ("Thời gian / Time Costs", "time")],
)  # fmt: skip
def test_a_short_name_is_rather_a_part_s_than_the_whole_s(text, code):
    assert name_of(text, index="PCI", year=2021).code == code


def test_a_cost_called_time_is_a_score(read_rows):
    rows = [["PCI 2021"], ["Tỉnh", "Thời gian", "Minh bạch"], ["Hà Nội", 6, 7], ["Cao Bằng", 5, 6]]
    assert read_rows(rows).scores.groupby("code")["score"].sum().to_dict() == {"time": 11, "transparency": 13}


def test_the_innermost_heading_that_names_one_wins():
    assert name_of("Dimension 1: Participation", "1.2: Cơ hội tham gia").code == "1.2"
    assert name_of("Công khai, minh bạch", "Điểm").code == "2"
    assert name_of("PAPI", "Công khai, minh bạch", "Điểm").label == "Công khai, minh bạch"


def test_the_total_of_another_index_is_not_this_one():
    assert name_of("Tổng điểm PCI").code == ""


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("Chỉ số thành phần 2", "", 2),
        ("Sub-Index 6", "", 6),
        ("Điểm chỉ số thành phần Tiếp cận đất đai", "land", 0),
    ],
)
def test_a_sub_index_in_its_own_sheet(text, code, number):
    found = name_of(text, index="PCI", year=2016)
    assert (found.is_sub_index, found.code, found.number) == (True, code, number)


def test_names_are_printed_without_their_code_and_in_vietnamese():
    labels = tuple(map(heading, ["1.1: Tri thức công dân", "0.25-2.5 điểm"]))
    assert printed_name(labels, named(labels, framework("PAPI", 2018))) == "Tri thức công dân"
    assert printed_name(tuple(map(heading, ["Entry", "Gia nhập"])), NOBODY) == "Gia nhập"


def test_a_name_of_another_edition_is_told():
    assert "hộ nghèo" not in misnamed("2.1: Tiếp cận thông tin", "2.1", framework("PAPI", 2018))
    assert misnamed("2.1: Tiếp cận thông tin", "2.1", framework("PAPI", 2012)) == "Tiếp cận thông tin"
    assert misnamed("2.1", "2.1", framework("PAPI", 2012)) == ""


def sheet_of_pci(*texts, tab="S"):
    series = [(heading(t),) for t in texts]
    return SheetOfIndex(series, framework("PCI", 2017), tab, [])


def test_a_domain_in_its_own_sheet_and_its_indicators():
    sheet = sheet_of_pci("Chỉ số thành phần 2", "Tỷ lệ một", "Tỷ lệ hai", tab="Tiếp cận đất đai")
    assert sheet.parent == "land" and [n.code for n in sheet.names] == ["land", "", ""]
    coded, lost = sheet.indicators([1, 2], [(0, "land")])
    assert {p: c for p, (c, _) in coded.items()} == {1: "land.1", 2: "land.2"} and lost == 0


def test_a_sheet_of_many_domains_is_a_summary():
    sheet = sheet_of_pci("Gia nhập thị trường", "Tiếp cận đất đai", "Tính minh bạch", "Tổng điểm")
    assert sheet.parent == "" and [n.code for n in sheet.names] == ["entry", "land", "transparency", "total"]


def test_a_sub_index_that_the_framework_does_not_have():
    assert sheet_of_pci("Chỉ số thành phần 11", "Số khu công nghiệp").is_foreign


FACTORS = ["Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức", "Phản ánh, kiến nghị"]


@pytest.mark.parametrize(
    ("results", "code", "rules"),
    [((84, 74), "B.4", []), ((79.5, 71.5), "B.4", []), ((81.5, 71.5), "", ["heading_unknown"])],
)
def test_results_are_a_factor_where_they_are_no_mean_of_those_beside_them(read_rows, results, code, rules):
    rows = [["SIPAS 2023 các tỉnh"], ["Tỉnh", *FACTORS, "Kết quả"]]
    rows += [["Hà Nội", 80, 81, 82, 83, results[0]], ["Cao Bằng", 70, 71, 72, 73, results[1]]]
    reading = read_rows(rows)
    last = reading.scores[reading.scores["cell"].str.startswith("F")]
    assert last[["code", "score"]].to_numpy().tolist() == [[code, score] for score in results if code]
    assert "total" not in set(reading.scores["code"])
    found = reading.findings
    assert found.loc[found["severity"] != "note", "rule"].tolist() == rules


def test_results_beside_the_whole_are_a_factor_of_it(read_rows):
    rows = [["Tỉnh", *FACTORS, "Kết quả", "SIPAS"], ["Hà Nội", 80, 81, 82, 83, 82, 81.6]]
    scores = read_rows([["SIPAS 2023 các tỉnh"], *rows, ["Cao Bằng", 70, 71, 72, 73, 72, 71.6]]).scores
    assert scores.query("code == 'B.4'")["score"].tolist() == [82, 72]
    assert scores.query("code == 'total'")["score"].tolist() == [81.6, 71.6]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Thu ngân sách", ""),
        ("Kiểm soát khu vực", ""),
        ("Thu chi ngân sách", "2.3"),
        ("Tham gia ở cơ sở", "1"),
    ],
)
def test_a_form_leaves_out_less_than_half_of_a_name(words, code):
    assert named((heading(words),), framework("PAPI", 2023)).code == code
