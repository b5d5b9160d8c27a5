"""What holds for a whole body: arguments, source, titles, tab, cover, file and folder."""

from pathlib import Path

import pytest

from cchc_analysis.findings import Findings
from cchc_analysis.workbooks import ReadError
from cchc_analysis.workbooks.context.conflicts import asked_of
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.source import Asked, Source


def context(*titles, tab="S", file="bang.xlsx", folder="bang", cover=(), asked=None):
    return Context(Path("/x", folder, file), tab, list(titles), asked or Asked(), Findings(), list(cover))


PAR = "BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2023"
CITING = f"{PAR} (kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2024)"


@pytest.mark.parametrize(
    ("where", "indices"),
    [
        (context(PAR, tab="SIPAS"), ("PAR",)),
        (context("Kết quả", tab="SIPAS 2023", file="PAPI.xlsx"), ("SIPAS",)),
        (context("Kết quả", cover=["Chỉ số DTI"], file="PAPI.xlsx"), ("DTI",)),
        (context("Kết quả", file="PAPI 2023.xlsx", folder="pci"), ("PAPI",)),
        (context("Kết quả", folder="pci"), ("PCI",)),
        (context("PAR INDEX, SIPAS năm 2023"), ("PAR", "SIPAS")),
        (context(PAR, asked=Asked("DTI")), ("DTI",)),
        (context("Kết quả"), ()),
        (context("Bảng chấm điểm (kèm theo Kế hoạch CCHC năm 2023)"), ()),
    ],
)
def test_the_index_is_that_of_the_nearest_that_names_any(where, indices):
    assert where.indices() == indices


@pytest.mark.parametrize(
    ("where", "year"),
    [
        (context(PAR, tab="2021"), 2023),
        (context(CITING), 2023),
        (context("Chỉ số CCHC", tab="CCHC 2021"), 2021),
        (context("Chỉ số CCHC", cover=["Năm đánh giá: 2020"]), 2020),
        (context("Kết quả năm 2023 so với năm 2022"), 2023),
        (context("Quyết định số 15/2024/QĐ-UBND", "Chỉ số CCHC năm 2023"), 2023),
        (context("Kết quả năm 2022", "Kết quả năm 2023"), None),
        (context(PAR, "Năm đánh giá: 2022"), None),
        (context(PAR, "Kỳ báo cáo: 2022"), None),
        (context(PAR, "Năm công bố: 2024"), 2023),
        (context("Chỉ số CCHC 2024", "Năm được đánh giá 2023"), 2023),
        (context("PAPI 2011-2016"), None),
        (context("Kết quả", file="PAPI 2023.xlsx"), None),
    ],
)
def test_the_year_is_what_titles_tab_or_cover_say(where, year):
    assert where.year() == year


@pytest.mark.parametrize(
    ("file", "year", "dated"),
    [("PAPI 2023.xlsx", 2023, True), ("bang 2023.xlsx", 2023, False), ("PAPI 2011-2016.xlsx", None, False),
     ("PAPI.xlsx", None, False)],
)  # fmt: skip
def test_the_year_of_the_file(file, year, dated):
    where = context(file=file)
    assert (where.year_of_file(), where.file_is_dated) == (year, dated)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("BẢNG CHẤM ĐIỂM XÃ NÔNG THÔN MỚI NĂM 2024", "other"),
        ("Bảng chấm điểm thi đua năm 2024", "other"),
        ("DỰ TOÁN CHI NGÂN SÁCH NĂM 2024", "other"),
        ("CHỈ SỐ HÀI LÒNG VỀ Y TẾ CÁC TỈNH NĂM 2024", "other"),
        ("MỨC ĐỘ HÀI LÒNG CỦA NGƯỜI DÂN ĐỐI VỚI DỊCH VỤ GIÁO DỤC NĂM 2024", "other"),
        ("CHỈ SỐ HÀI LÒNG CỦA NGƯỜI DÂN ĐIỆN BIÊN NĂM 2024", ""),
        ("GIAO CHỈ TIÊU CHỈ SỐ CCHC NĂM 2024", "target"),
        ("Lộ trình nâng hạng PAR INDEX năm 2024", "target"),
        ("Đề án cải thiện, nâng cao chỉ số PCI", "target"),
        ("Kế hoạch số 5/KH-UBND về nâng cao chỉ số PAPI năm 2024", "target"),
        ("Chỉ tiêu xếp hạng PAR INDEX năm 2024", "target"),
        ("Kết quả thực hiện chỉ tiêu nâng cao chỉ số CCHC năm 2024", ""),
        ("Kết quả thực hiện Đề án nâng cao chỉ số PCI năm 2024", ""),
        (PAR, ""),
        (f"{PAR} (kèm theo Kế hoạch xây dựng nông thôn mới)", ""),
        (f"{PAR} phục vụ họp thi đua", ""),
        ("(Phục vụ hồ sơ đề nghị khen thưởng)", ""),
        ("(Dùng cho hội nghị tổng kết phong trào thi đua)", ""),
        ("Hồ sơ đề nghị khen thưởng", "other"),
        ("(Chấm điểm thi đua năm 2024)", "other"),
    ],
)
def test_another_programme_in_the_title(title, kind):
    assert context(title).programme() == (kind, title if kind else "")


@pytest.mark.parametrize(
    ("title", "part"),
    [("Kết quả chấm điểm 6 tháng đầu năm 2024", True), ("Chỉ số CCHC quý II năm 2024", True), (PAR, False),
     ("Chỉ số CCHC năm 2023 (kèm theo Báo cáo ngày 12 tháng 6 năm 2024)", False),
     ("Chỉ số CCHC năm 2024 (tính đến 30/9/2024)", True), ("Chỉ số CCHC tính đến hết ngày 30/9/2024", True),
     ("Chỉ số CCHC năm 2024 (từ 01/01/2024 đến ngày 15 tháng 6 năm 2024)", True),
     ("Chỉ số CCHC năm 2024 (tính đến 30/9)", True), ("Chỉ số CCHC năm 2024 (tính đến 31/12/2024)", False),
     ("Chỉ số CCHC năm 2024 (tính đến 31/12)", False), ("Chỉ số CCHC năm 2024, ngày 30/9/2024", False),
     ("Chỉ số CCHC năm 2024 (số liệu cập nhật đến 15/01/2025)", False)],
)  # fmt: skip
def test_a_part_of_a_year_in_the_title(title, part):
    assert context(title).part_of_year() == (title if part else "")


@pytest.mark.parametrize(
    ("title", "year"),
    [("Chỉ số CCHC (Bộ tiêu chí năm 2022)", None), ("(Theo Bộ chỉ số CCHC cấp xã năm 2022)", None),
     ("Chỉ số CCHC, thang điểm năm 2022", None), ("[Bộ tiêu chí 2022]", None),
     ("Áp dụng Bộ chỉ số năm 2022", None), ("Chỉ số CCHC năm 2024 (Bộ tiêu chí 2022)", 2024),
     ("Bộ chỉ số CCHC năm 2022", 2022), ("Chỉ số CCHC (năm 2022)", 2022)],
)  # fmt: skip
def test_the_year_of_the_criteria_is_not_that_of_the_scores(title, year):
    assert context(title).year() == year


@pytest.mark.parametrize(
    ("title", "stage"),
    [("BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CCHC", "self"), ("KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC", "appraised"), (PAR, ""),
     ("BẢNG TỰ CHẤM VÀ KẾT QUẢ THẨM ĐỊNH", "")],
)  # fmt: skip
def test_the_stage_of_the_title(title, stage):
    assert context(title).stage() == stage


def test_illustrative_figures_are_labelled_wherever_they_say_so():
    assert context("Số liệu minh họa").label() == "Số liệu minh họa"
    assert context(tab="SỐ LIỆU MINH HOẠ").label() == "Số liệu minh họa"
    assert context(PAR).label() == ""


def test_the_province_of_titles_tab_or_folder():
    assert context("Các sở, huyện tỉnh Hòa Bình").province(2023) == "Hòa Bình"
    assert context(PAR, folder="Hòa Bình").province(2023) == "Hòa Bình"
    assert context(PAR).province(2023) == ""


def test_what_is_asked_for_wins_over_the_source_and_may_be_spelt_loosely():
    source = Source("DTI", 2021, "Xã Một")
    assert asked_of(source, None, None, None, Findings(), "a.xlsx") == Asked("DTI", 2021, "Xã Một")
    assert asked_of(source, "par", 2023, "Xã Hai", Findings(), "a.xlsx") == Asked("PAR", 2023, "Xã Hai")
    assert asked_of(Source("PAR INDEX"), None, None, None, Findings(), "a.xlsx").index == "PAR"


def test_an_index_that_nobody_declares_is_an_error():
    with pytest.raises(ReadError) as error:
        asked_of(Source(), "XYZ", None, None, Findings(), "a.xlsx")
    assert error.value.rule == "index_undeclared" and "PAPI" in str(error.value)


def test_a_finding_and_an_error_carry_their_place():
    where = context(PAR)
    where.say("unit_unknown", "B4", printed="Atlantis", year=2023, line="")
    (item,) = where.findings.items
    assert (item.file, item.sheet, item.cell) == ("bang.xlsx", "S", "B4")
    assert str(where.error("year_unknown")).startswith("bang.xlsx › S: ")


def test_a_province_of_two_names_is_passed_on_whole():
    titled = context("HỒ SƠ CÁC CHỈ SỐ TỈNH BÀ RỊA – VŨNG TÀU NĂM 2019")
    assert titled.unit_line() == "Bà Rịa - Vũng Tàu"
    assert context("Đơn vị: Xã Minh Họa, tỉnh Cao Bằng").unit_line() == "Đơn vị: Xã Minh Họa, tỉnh Cao Bằng"


@pytest.mark.parametrize(
    ("where", "stage"),
    [
        (context(PAR, tab="Tự chấm"), "self"),
        (context(PAR, tab="Thẩm định"), "appraised"),
        (context(PAR, tab="Tự chấm, thẩm định"), ""),
        (context(PAR, file="Tự chấm CCHC xã Một 2023.xlsx"), "self"),
        (context(PAR, tab="Thẩm định", file="Tự chấm CCHC.xlsx"), "appraised"),
        (context("BẢNG TỰ CHẤM ĐIỂM", tab="Thẩm định"), "self"),
        (context(f"{PAR} (CHƯA THẨM ĐỊNH)"), "self"),
        (context("ĐIỂM TỰ CHẤM, CHƯA CÓ KẾT QUẢ THẨM ĐỊNH"), "self"),
        (context("KẾT QUẢ THẨM ĐỊNH ĐIỂM TỰ CHẤM"), "appraised"),
        (context(f"{PAR} (trình Sở Nội vụ thẩm định)"), "self"),
        (context("BẢNG CHẤM ĐIỂM GỬI HỘI ĐỒNG THẨM ĐỊNH"), "self"),
        (context("BẢNG ĐIỂM TỰ CHẤM ĐÃ ĐƯỢC THẨM ĐỊNH"), "appraised"),
        (context("KẾT QUẢ THẨM ĐỊNH TRÌNH HỘI ĐỒNG THẨM ĐỊNH"), "appraised"),
        (context("TRÌNH TỰ THẨM ĐỊNH"), ""),
        (context("HỘI ĐỒNG THẨM ĐỊNH CHỈ SỐ CCHC"), ""),
        (context("HỘI ĐỒNG THẨM ĐỊNH: THẨM ĐỊNH LẦN 1"), "appraised"),
        (context(PAR, tab="Thẩm định lần 2"), "appraised_2"),
        (context("KẾT QUẢ TỰ CHẤM VÀ THẨM ĐỊNH"), ""),
        (context("Kết quả điều tra xã hội học xác định Chỉ số CCHC"), "survey"),
        (context("KẾT QUẢ ĐIỀU TRA XÃ HỘI HỌC VÀ TỰ CHẤM"), "self"),
        (context("Kết quả khảo sát xã hội học sự hài lòng (SIPAS)"), ""),
        (context("KẾT QUẢ CHỈ SỐ CCHC (GỒM ĐIỂM ĐIỀU TRA XÃ HỘI HỌC)"), ""),
        (context(PAR, tab="Khảo sát"), ""),
    ],
    ids=lambda c: " | ".join([*c.titles, c.sheet, c.path.stem]) if isinstance(c, Context) else c,
)
def test_the_stage_is_that_of_the_nearest_that_names_any(where, stage):
    assert where.stage() == stage


@pytest.mark.parametrize(
    ("name", "told"),
    [("bao_cao_2025_UBND.xlsx", True), ("Phụ lục 2025.xlsx", True), ("par_2025.xlsx", False),
     ("Phụ lục CCHC năm 2025.xlsx", False), ("2025.xlsx", False)],
)  # fmt: skip
def test_a_year_that_only_a_document_names_is_doubtful(read_rows, name, told):
    rows = [["KẾT QUẢ PAR INDEX CÁC TỈNH"], ["Tỉnh", "PAR INDEX"], ["An Giang", 81], ["Hà Nội", 82]]
    reading = read_rows(rows, name)
    assert set(reading.scores["year"]) == {2025}
    found = reading.findings.loc[reading.findings["rule"] == "year_of_document", "message"].tolist()
    assert ["year = 2025" in message for message in found] == [True] * told
    assert read_rows(rows, name, year=2025).findings.empty
