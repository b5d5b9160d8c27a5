"""The sentences about regions, parts, correlations, spread and many sheets: whole, true, in both languages."""

from __future__ import annotations

import re
from statistics import median, stdev

import pytest
from invented_sheets import SCOPE, THREE, frame, gap, sheet_rows, three
from plain import column

from cchc_analysis.analysis.collected.many_sheets import units_table
from cchc_analysis.analysis.collected.shared_weaknesses import common_weaknesses, self_bias, units_criteria
from cchc_analysis.analysis.correlations import dimension_correlation, index_correlation
from cchc_analysis.analysis.criteria.drilling import drill
from cchc_analysis.analysis.movement.converging import convergence
from cchc_analysis.analysis.movement.moves import moves
from cchc_analysis.analysis.regions import region_table, regions_table
from cchc_analysis.briefing.tables import table
from cchc_analysis.statements import footer, statement, subtitle

NORTH = "Trung du và miền núi phía Bắc"
WHERE = {"index": "PAR", "year": 2024, "scope": SCOPE}


def test_a_place_in_the_region(figures):
    table = region_table(figures, index="PAPI", unit="Bắc Kạn", year=2024)
    assert statement(table) == (
        f"Bắc Kạn xếp thứ 5/14 trong vùng {NORTH} theo điểm PAPI năm 2024; cao hơn trung vị vùng 0,49 điểm"
    )
    assert statement(table, "en") == (
        "Bắc Kạn ranks 5 of 14 in its region (Northern Midlands and Mountains) by score in PAPI 2024; 0.49 "
        "points above the region's median"
    )


def test_a_place_among_those_that_were_published(figures, raw):
    table = region_table(figures, index="PAPI", unit="Cao Bằng", year=2021)
    assert statement(table).startswith("Cao Bằng xếp thứ 12 trong 13 tỉnh, thành phố được công bố của vùng")
    absent = region_table(raw("PAR"), index="PAR", unit="Bắc Kạn", year=2024)
    assert statement(absent) == "Chỉ số CCHC (PAR INDEX) năm 2024 không công bố số liệu của Bắc Kạn"


def test_the_regions_are_told_by_their_published_means(figures, raw):
    assert statement(regions_table(raw("PAR"), index="PAR", year=2023)) == (
        "Chỉ số CCHC (PAR INDEX) năm 2023: trung bình được công bố cao nhất là vùng Đồng bằng sông Hồng "
        "(88,33 %), thấp nhất là vùng Đồng bằng sông Cửu Long (85,42 %)"
    )
    assert statement(regions_table(figures, index="PAPI", year=2024)).startswith(
        "PAPI năm 2024: trung bình cao nhất"
    )
    assert statement(regions_table(raw("DTI"), index="DTI", year=2022)).endswith(
        "chưa đủ vùng có số liệu để so sánh"
    )


def test_the_parts_that_are_furthest_behind(figures):
    asked = {"index": "PAPI", "year": 2024}
    assert statement(drill(figures, unit="Bắc Kạn", code="6", **asked)) == (
        "Trong lĩnh vực “Cung ứng dịch vụ công” (PAPI) năm 2024, Bắc Kạn thấp hơn trung vị nhiều nhất ở: "
        "giáo dục tiểu học công lập, cơ sở hạ tầng căn bản"
    )
    above = statement(drill(figures, unit="Thái Nguyên", code="2", **asked))
    assert above.startswith("Thái Nguyên không thấp hơn trung vị ở phần nào của lĩnh vực “Công khai")


def test_scores_that_are_not_compared_are_not_said_to_be_few(figures):
    table = moves(figures, index="PAPI", year=2017)
    assert table["change"].isna().all() and table["rank_change"].notna().all()
    assert statement(table) == (
        "PAPI năm 2017: không so sánh mức tăng, giảm điểm với năm 2016: một phần nội dung thay đổi phương pháp"
        " đo (1.4)"
    )


def test_a_correlation_that_does_not_stand_for_all_is_not_told(figures):
    assert statement(index_correlation(figures, year=2021)) == (
        "Tương quan hạng giữa PAPI 2021 và PCI 2021 là 0,22 (60 tỉnh, thành phố có cả hai)"
    )
    assert statement(index_correlation(figures, year=2024)) == (
        "Năm 2024 không cặp chỉ số nào có đủ số tỉnh, thành phố được công bố để tính tương quan cho cả nước"
    )


def test_the_dimensions_that_go_together(figures):
    said = statement(dimension_correlation(figures, index="PAPI", year=2024))
    assert said.endswith("thấp nhất giữa quản trị môi trường và quản trị điện tử (r = −0,31); 61 đơn vị")


def test_units_grow_alike_only_where_both_measures_say_so(figures, published, made_up):
    # In 2022 the median of 6.2 jumped, among the units of 2021 and 2022: what is told begins with that year.
    years = (column(published, "PAPI", year, "6.2") for year in (2021, 2022, 2024))
    before, then, now = ({unit: (score - 0.25) / 2.25 for unit, score in of.items()} for of in years)
    stayed = before.keys() & then.keys()
    assert abs(median(then[u] for u in stayed) - median(before[u] for u in stayed)) > 0.08
    common = sorted(then.keys() & now.keys())
    wide, narrow = (f"{100 * stdev(of[u] for u in common):.1f}".replace(".", ",") for of in (then, now))
    assert statement(convergence(figures, index="PAPI", code="6.2")) == (
        f"Giáo dục tiểu học công lập (PAPI): khoảng cách giữa các đơn vị thu hẹp, độ lệch chuẩn giảm từ {wide} "
        f"xuống {narrow} % thang điểm (2022–2024, {len(common)} đơn vị có cả hai năm)"
    )
    values = {(u, 2024): 80.0 + n for n, u in enumerate("ABCDE")}
    one_year = statement(convergence(made_up(values, index="PAR"), index="PAR", scope="thu/nghiem"))
    assert one_year.startswith("Chỉ số CCHC (PAR INDEX; 2024): không có hai năm")
    # PCI: the standard deviation fell, the distance of the quartiles rose.
    assert statement(convergence(figures, index="PCI")).startswith("PCI: chưa thấy các đơn vị xích lại gần")
    values = {("A", 2023): 40.0, ("B", 2023): 44.0, ("C", 2023): 48.0, ("A", 2024): 42.0, ("B", 2024): 44.0,
              ("C", 2024): 46.0}  # fmt: skip
    closer = convergence(made_up(values), index="PAPI", scope="thu/nghiem")
    then, now = (f"{100 * sd / 72:.1f}".replace(".", ",") for sd in (4, 2))
    assert f"thu hẹp, độ lệch chuẩn giảm từ {then} xuống {now} % thang điểm" in statement(closer)


def test_the_first_and_the_last_of_many_sheets():
    assert statement(units_table(three(), **WHERE)) == (
        "Chỉ số CCHC (PAR INDEX) năm 2024: Xã A, Xã B cao nhất (85,0 %), Xã C thấp nhất (60,0 %) trong 3 "
        "xã, phường được xếp hạng"
    )
    one = units_table(frame(sheet_rows("Xã A", THREE["Xã A"])), **WHERE, roster=[f"{SCOPE}/a", "Xã Khuyết"])
    assert statement(one) == (
        "Chỉ số CCHC (PAR INDEX) năm 2024: mới có một đơn vị được xếp hạng, Xã A (85,0 %); "
        "1 xã, phường chưa gửi"
    )
    alike = units_table(three()[lambda rows: rows["unit"] != "Xã C"], **WHERE)
    assert "2 xã, phường được xếp hạng có kết quả như nhau (85,0 %)" in statement(alike)


def test_where_they_all_fall_short():
    said = (
        "Về Chỉ số CCHC (PAR INDEX) năm 2024, 3 xã, phường chưa đạt nhiều điểm nhất ở: giải quyết đúng hạn"
        " (3/3 đơn vị), kiểm tra cải cách hành "
        "chính (2/3 đơn vị), ban hành kế hoạch (1/3 đơn vị)"
    )
    assert statement(common_weaknesses(three(), **WHERE)) == said
    assert statement(units_criteria(three(), **WHERE)) == (
        "Về Chỉ số CCHC (PAR INDEX) năm 2024, xa điểm tối đa nhất: Xã C, giải quyết đúng hạn"
        " (thiếu 4,00 trên 5 điểm)"
    )
    alone = statement(common_weaknesses(frame(sheet_rows("Xã A", THREE["Xã A"])), **WHERE))
    assert ", đơn vị duy nhất có bảng điểm so sánh được chưa đạt" in alone and "1/1" not in alone
    full = {code: (points[0], points[0], "") for code, points in {"1.1": (4,), "2.1": (5,)}.items()}
    table = common_weaknesses(frame(sheet_rows("Xã A", full)), **WHERE)
    assert (
        statement(table)
        == "Các xã, phường đạt điểm tối đa ở mọi tiêu chí của Chỉ số CCHC (PAR INDEX) năm 2024"
    )


def test_who_scores_itself_too_high_and_where():
    mean = f"{sum(100 * gap(unit) / 20 for unit in THREE) / 3:.1f}".replace(".", ",")
    assert statement(self_bias(three(), **WHERE)) == (
        f"Về Chỉ số CCHC (PAR INDEX) năm 2024, 3 xã, phường tự đánh giá cao hơn thẩm định trung bình {mean}"
        " % điểm tối đa, nhiều nhất là Xã C "
        "(30,0 %); lĩnh vực cao hơn nhiều nhất: thủ tục hành chính"
    )
    modest = {code: (judged - 1, judged, "") for code, (_, judged, _) in THREE["Xã A"].items()}
    assert statement(self_bias(frame(sheet_rows("Xã A", modest)), **WHERE)) == (
        "Về Chỉ số CCHC (PAR INDEX) năm 2024, Xã A không tự đánh giá cao hơn thẩm định"
    )


@pytest.fixture(scope="module")
def everything(figures, raw):
    """Return one result of each kind, and some of which little is known."""
    return [
        *(region_table(figures, index="PAPI", unit=unit, year=2021) for unit in ("Bắc Kạn", "Bắc Giang")),
        region_table(figures, index="PCI", unit="Đắk Lắk", year=2021),
        region_table(raw("PAR"), index="PAR", unit="Sơn La", year=2024),
        regions_table(figures, index="PAPI", year=2024, code="6.2"),
        *(drill(figures, index="PCI", unit=u, year=2019, code="total") for u in ("Bắc Kạn", "Cao Bằng")),
        *(index_correlation(figures, year=2024, latest=latest) for latest in (False, True)),
        dimension_correlation(figures, index="PCI", year=2021),
        dimension_correlation(raw("DTI"), index="DTI", year=2022),
        *(convergence(figures, index="PAPI", code=code) for code in ("total", "1", "6.2")),
        convergence(raw("PAR"), index="PAR"),
        *(f(three(), **WHERE) for f in (units_table, common_weaknesses, units_criteria, self_bias)),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_empty_and_numbers_are_of_the_language(everything, lang):
    for result in everything:
        for said in (statement(result, lang), subtitle(result, lang), footer(result, lang)):
            assert said and not re.search(r"  |\bnan\b|[{}]|<NA>|None", said)
            assert not re.search(
                r"\d\.\d" if lang == "vi" else r"\d,\d", re.sub(r"\(1\.4.*|tiêu chí \S+", "", said)
            )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_result_is_a_table_for_readers(everything, lang):
    for result in everything:
        made = table(result, lang)
        assert len(made) == len(result) and made.columns.is_unique
        assert not made.map(lambda text: "nan" in text or "<NA>" in text).any(axis=None)


def test_the_domains_are_columns_headed_by_code_and_name():
    made = table(units_table(three(), **WHERE))
    assert made[["Hạng", "Đơn vị", "1 Chỉ đạo, điều hành"]].values.tolist()[2] == ["3/3", "Xã C", "6,00"]
    assert table(self_bias(three(), **WHERE))["Lĩnh vực"].iloc[0] == "Tổng cộng"


def test_sheets_of_real_units_are_their_own_source():
    table = units_table(three().assign(note="").astype(three().dtypes), **WHERE)
    assert footer(table).startswith("Nguồn: 3 tệp bảng chấm điểm của các đơn vị.")
    assert footer(units_table(three(), **WHERE)).startswith("Số liệu minh họa.")
