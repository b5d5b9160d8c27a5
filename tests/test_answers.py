"""The sentences of what is asked beyond one criterion: whole, in both languages, true to the figures."""

from __future__ import annotations

from math import sqrt

import pytest
from plain import column

from cchc_analysis import scores
from cchc_analysis.analysis.criteria.scenarios import cheapest_path, what_if
from cchc_analysis.analysis.movement.trends import compare, trend
from cchc_analysis.analysis.ranking.sensitivity import sensitivity
from cchc_analysis.analysis.scorecards import scorecard
from cchc_analysis.analysis.surveys import survey
from cchc_analysis.analysis.uncertainty import difference
from cchc_analysis.analysis.weakest_criteria import weakest
from cchc_analysis.statements import footer, statement, subtitle

# All figures of units A, B, C … and of “Xã A” are made up (số liệu minh họa).

PAPI_VI, PAPI_EN = (
    "Nguồn: PAPI (CECODES, VFF-CRT, RTA và UNDP).",
    "Source: PAPI (CECODES, VFF-CRT, RTA and UNDP).",
)
WARD = "Phường Minh Họa"


def said(result, **more):
    """Return the sentence in Vietnamese and in English."""
    return statement(result, **more), statement(result, "en", **more)


def both(function, result):
    """Return what is said of a result in Vietnamese and in English."""
    return function(result), function(result, "en")


def figure(published, index, year, unit, code="total"):
    return float(published[index, year, unit, code])


def moved(published, index, unit, year, code="total"):
    """Return how far a score is from that of the year before."""
    now, then = (figure(published, index, y, unit, code) for y in (year, year - 1))
    return now - then


def place(published, index, year, score):
    """Return the place of a total among the published ones."""
    values = column(published, index, year, "total").values()
    return 1 + sum(value > score + 1e-9 for value in values), len(values)


@pytest.fixture(scope="module")
def recent(figures):
    """What was published since 2020: enough for the last year and the one before."""
    return figures[figures["year"] >= 2020]


@pytest.fixture
def two(made_up):
    """Make PAPI of A in 2023 and 2024: ``two({"4": (5.0, 5.5)})``; B has 40 points in both years."""

    def make(domains, **more):
        values = {("B", 2023): 40.0, ("B", 2024): 40.0}
        for n, year in enumerate((2023, 2024)):
            row = {code: pair[n] for code, pair in domains.items()}
            values |= {("A", year, code): score for code, score in row.items()}
            values["A", year] = sum(row.values()) + (8 - len(row)) * 5.0
            values |= {("A", year, c): 5.0 for c in "12345678" if c not in row}
        return compare(made_up(values, **more), index="PAPI", unit="A", year=2024)

    return make


# -- what moved the total -----------------------------------------------------------------------------


def test_the_total_moved_by_what_the_two_printed_totals_give(two):
    # 40,004 and 40,996 print as 40,00 and 41,00.
    assert "tăng 1,00 điểm so với năm 2023" in statement(two({"4": (5.004, 5.996)}))


def test_what_moved_papi_most_each_way(result, published):
    steps = {code: moved(published, "PAPI", "Bắc Kạn", 2024, code) for code in "12345678"}
    assert round(moved(published, "PAPI", "Bắc Kạn", 2024), 2) == 0.75
    assert max(steps, key=steps.get) == "8" and round(steps["8"], 2) == 0.35
    assert min(steps, key=steps.get) == "7" and round(steps["7"], 2) == -0.13
    assert said(result("compare", index="PAPI", unit="Bắc Kạn", year=2024)) == (
        "PAPI năm 2024 của Bắc Kạn tăng 0,75 điểm so với năm 2023: tăng nhiều nhất ở quản trị điện tử"
        " (+0,35), giảm nhiều nhất ở quản trị môi trường (−0,13)",
        "Bắc Kạn's PAPI 2024 rose by 0.75 points on 2023: largest gain in E-Governance (+0.35),"
        " largest loss in Environmental Governance (−0.13)",
    )


def test_what_moved_pci_most_is_weighed(result, published):
    # A point of labour is worth two of the total, one of informal charges one: NOTES, section 6.
    assert round(moved(published, "PCI", "Bắc Kạn", 2021), 2) == 0.29
    assert round(moved(published, "PCI", "Bắc Kạn", 2021, "informal"), 2) == 1.15
    assert round(2 * moved(published, "PCI", "Bắc Kạn", 2021, "labor"), 2) == -2.22
    # Unweighed, entry costs fell most; with their median, which fell by 10 % of the scale.
    assert moved(published, "PCI", "Bắc Kạn", 2021, "entry") < -2.9
    assert said(result("compare", index="PCI", unit="Bắc Kạn", year=2021)) == (
        "PCI năm 2021 của Bắc Kạn tăng 0,29 điểm so với năm 2020: tăng nhiều nhất ở chi phí không chính "
        "thức (+1,15), giảm nhiều nhất ở đào tạo lao động (−2,22) trong các phần không thay đổi phương "
        "pháp đo",
        "Bắc Kạn's PCI 2021 rose by 0.29 points on 2020: largest gain in Informal Charges (+1.15), "
        "largest loss in Labor and Training (−2.22) among the parts whose measurement did not change",
    )


def test_what_was_measured_anew_is_neither_gain_nor_loss(result, published):
    steps = {code: moved(published, "PAPI", "Bắc Kạn", 2021, code) for code in "12345678"}
    # Public services, asked about anew, moved most of all; accountability fell most, by 3.2 asked anew.
    assert max(steps, key=steps.get) == "6" and min(steps, key=steps.get) == "3"
    assert round(steps["4"], 2) == 0.40 and round(steps["2"], 2) == -0.38
    table = result("compare", index="PAPI", unit="Bắc Kạn", year=2021)
    assert said(table) == (
        "PAPI năm 2021 của Bắc Kạn, so sánh phần không đổi phương pháp đo: giảm 1,11 điểm so với năm 2020,"
        " tăng nhiều nhất ở kiểm soát tham nhũng trong khu vực công (+0,40), giảm nhiều nhất ở công khai, minh"
        " bạch trong việc ra quyết định ở địa phương (−0,38)",
        "Bắc Kạn's PAPI 2021, like for like, fell by 1.11 points on 2020, largest gain in Control of Corruption"
        " in the Public Sector (+0.40), largest loss in Transparency of Local Decision-making (−0.38)",
    )
    assert both(footer, table) == (
        f"{PAPI_VI} Chỉ tính các nội dung giữ nguyên phương pháp đo (90 % thang điểm); tổng điểm công bố thay"
        " đổi −0,57 điểm, phần còn lại thuộc những nội dung không so sánh được (3.2, 5, 6.2, 6.4).",
        f"{PAPI_EN} Counts only the parts whose measurement did not change (90 % of the scale); the published"
        " total moved by −0.57 points, the rest comes from parts that cannot be compared (3.2, 5, 6.2, 6.4).",
    )


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Hà Nội", "Đà Nẵng", "Bà Rịa - Vũng Tàu", "Cần Thơ"])
def test_nobody_gained_or_lost_where_the_measure_changed(result, unit):
    names = {"thủ tục hành chính công", "cung ứng dịch vụ công"}
    vietnamese, english = said(result("compare", index="PAPI", unit=unit, year=2021))
    assert "nhất ở" in vietnamese and not any(f"ở {name} (" in vietnamese for name in names)
    for name in ("Public Administrative Procedures", "Public Service Delivery"):
        assert f"in {name} (" not in english


def test_years_that_cannot_be_compared_are_not(result):
    table = result("compare", index="PAPI", unit="Bắc Kạn", year=2018)
    assert said(table) == (
        "PAPI năm 2018 của Bắc Kạn không so sánh được với năm 2017",
        "Bắc Kạn's PAPI 2018 is not comparable with 2017",
    )
    assert both(footer, table) == (
        f"{PAPI_VI} Không tính phần đóng góp: tổng điểm năm 2018 không so sánh được với năm 2017 (thêm lĩnh vực"
        " 7 và 8; PAPI 2018 không so sánh với các năm trước).",
        f"{PAPI_EN} No contributions: the total of 2018 is not comparable with 2017 (dimensions 7 and 8"
        " were added; PAPI 2018 is not compared with earlier years).",
    )


def test_without_weights_the_change_alone_is_told(result, published):
    now, then = (figure(published, "PCI", y, "Quảng Ninh") for y in (2022, 2021))
    assert (now, then) == (72.95, 73.02)
    table = result("compare", index="PCI", unit="Quảng Ninh", year=2022)
    assert said(table) == (
        "PCI năm 2022 của Quảng Ninh giảm 0,07 điểm so với năm 2021",
        "Quảng Ninh's PCI 2022 fell by 0.07 points on 2021",
    )
    assert "Chưa có trọng số chính thức của PCI năm 2022" in footer(table)
    assert "The official weights of PCI 2022 are not known" in footer(table, "en")


def test_only_what_is_there_is_told_of_gain_and_loss(two):
    assert said(two({"4": (5.0, 5.5), "7": (4.0, 4.25)})) == (
        "PAPI năm 2024 của A tăng 0,75 điểm so với năm 2023:"
        " tăng nhiều nhất ở kiểm soát tham nhũng trong khu vực công (+0,50)",
        "A's PAPI 2024 rose by 0.75 points on 2023:"
        " largest gain in Control of Corruption in the Public Sector (+0.50)",
    )
    assert said(two({"7": (4.0, 3.0)})) == (
        "PAPI năm 2024 của A giảm 1,00 điểm so với năm 2023: giảm nhiều nhất ở quản trị môi trường (−1,00)",
        "A's PAPI 2024 fell by 1.00 points on 2023: largest loss in Environmental Governance (−1.00)",
    )


def test_what_prints_as_nothing_is_no_change(two):
    assert said(two({})) == (
        "PAPI năm 2024 của A không đổi so với năm 2023",
        "A's PAPI 2024 did not change on 2023",
    )
    assert said(two({"7": (4.0, 4.004), "4": (5.0, 4.997)})) == said(two({}))
    # Gains and losses that cancel are still told.
    assert statement(two({"7": (4.0, 4.5), "4": (5.0, 4.5)})) == (
        "PAPI năm 2024 của A không đổi so với năm 2023: tăng nhiều nhất ở quản trị môi trường (+0,50),"
        " giảm nhiều nhất ở kiểm soát tham nhũng trong khu vực công (−0,50)"
    )


def test_what_a_comparison_measures(result, two):
    assert both(subtitle, result("compare", index="PCI", unit="Bắc Kạn", year=2021)) == (
        "Mỗi chỉ số thành phần làm tổng điểm PCI thay đổi bao nhiêu, từ năm 2020 đến năm 2021, tính bằng "
        "điểm",
        "What each sub-index added to the change of PCI from 2020 to 2021, in points",
    )
    assert both(footer, result("compare", index="PAPI", unit="Bắc Kạn", year=2024)) == (PAPI_VI, PAPI_EN)
    assert both(footer, two({})) == ("Số liệu minh họa.", "Illustrative figures.")


# -- where we stand in all ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def card(recent):
    targets = {"PAPI": {"rank": 20}}
    return scorecard(recent, unit="Bắc Kạn", year=2024, targets=targets)


def test_best_and_worst_index_with_their_years(card, published):
    assert place(published, "PAPI", 2024, figure(published, "PAPI", 2024, "Bắc Kạn")) == (22, 61)
    assert published["PCI", 2021, "Bắc Kạn", "rank"] == "48"
    assert said(card) == (
        "Bắc Kạn xếp cao nhất ở PAPI (22/61 năm 2024) và thấp nhất ở PCI (48/63, số liệu cũ năm 2021)",
        "Bắc Kạn ranks best in PAPI (22/61 in 2024) and worst in PCI (48/63, older figures of 2021)",
    )


def test_a_scorecard_says_what_it_shows_and_from_where(card, published):
    then, now = (column(published, "PAPI", year, "total").keys() for year in (2023, 2024))
    common = len(then & now)
    assert common < len(now)
    assert both(subtitle, card) == (
        "Vị trí của Bắc Kạn từ đơn vị dẫn đầu (trái) đến đơn vị xếp cuối (phải) theo số liệu mới nhất đến "
        "năm 2024",
        "Place of Bắc Kạn from the first (left) to the last (right), latest figures up to 2024",
    )
    assert both(footer, card) == (
        "Nguồn: PAPI (CECODES, VFF-CRT, RTA và UNDP); PCI (VCCI). Thứ hạng PAPI tính từ điểm công bố;"
        f" thay đổi thứ hạng tính trong các đơn vị có cả hai năm: PAPI ({common});"
        " chấm rỗng: số liệu cũ hơn năm 2024 (PCI 2021); vạch cam: mục tiêu của kế hoạch.",
        "Source: PAPI (CECODES, VFF-CRT, RTA and UNDP); PCI (VCCI). Ranks of PAPI are computed from"
        f" scores; change of rank among the units of both years: PAPI ({common});"
        " hollow: older than 2024 (PCI 2021); orange mark: the plan's target.",
    )


def test_the_place_in_the_ranking_decides_and_not_the_rank(made_up):
    # Third of three is worse than fourth of ten.
    papi = made_up({(unit, 2024): 40.0 + n for n, unit in enumerate("ABC")})
    pci = made_up({(unit, 2021): 60.0 - n for n, unit in enumerate("DEFABCGHIJ")}, index="PCI")
    table = scorecard(scores.concat([papi, pci]), unit="A", year=2024)
    assert said(table) == (
        "A xếp cao nhất ở PCI (4/10, số liệu cũ năm 2021) và thấp nhất ở PAPI (3/3 năm 2024)",
        "A ranks best in PCI (4/10, older figures of 2021) and worst in PAPI (3/3 in 2024)",
    )
    assert both(footer, table) == (
        "Số liệu minh họa. Thứ hạng PAPI, PCI tính từ điểm công bố;"
        " chấm rỗng: số liệu cũ hơn năm 2024 (PCI 2021).",
        "Illustrative figures. Ranks of PAPI, PCI are computed from scores;"
        " hollow: older than 2024 (PCI 2021).",
    )


@pytest.fixture
def one(made_up):
    """The scorecard of a unit that is ranked in PAPI alone."""
    frame = made_up({("A", 2024): 40.0, ("B", 2024): 41.0})
    return scorecard(frame, unit="A", year=2024)


def test_one_index_alone_is_neither_best_nor_worst(one):
    assert statement(one, "en") == "A ranks in PAPI (2/2 in 2024) only"
    assert "PAPI (2/2 năm 2024)" in statement(one) and "nhất" not in statement(one)
    assert footer(one) == "Số liệu minh họa. Thứ hạng PAPI tính từ điểm công bố."


def test_a_unit_that_nobody_ranks(ward):
    table = scorecard(ward, unit=WARD, year=2024)
    assert said(table) == (
        "Đến năm 2024, không chỉ số nào xếp hạng Phường Minh Họa",
        "Up to 2024, no index ranks Phường Minh Họa",
    )
    assert both(footer, table) == ("Số liệu minh họa.", "Illustrative figures.")


def test_a_rank_among_nobody_knows_how_many_is_still_a_rank(one):
    alone = one.assign(n_units=None, position=None)
    alone.attrs = one.attrs
    assert said(alone) == (
        "A được xếp hạng ở PAPI (thứ 2 năm 2024), không rõ trong bao nhiêu đơn vị",
        "A is ranked in PAPI (rank 2 in 2024), among how many is not known",
    )


# -- the weakest of all indices -------------------------------------------------------------------------


def test_the_furthest_behind_whatever_the_index(recent, published):
    def behind(index, year, code, span):
        values = sorted(column(published, index, year, code).values())
        assert len(values) % 2  # 61 and 63
        gap = values[len(values) // 2] - figure(published, index, year, "Bắc Kạn", code)
        return 100 * gap / span

    entry, support = (behind("PCI", 2021, code, 9) for code in ("entry", "support"))
    school = behind("PAPI", 2024, "6.2", 2.25)
    assert entry > school > support > 10
    table = weakest(recent, unit="Bắc Kạn", year=2024)
    assert said(table) == (
        "Nội dung yếu nhất của Bắc Kạn theo từng chỉ số: gia nhập thị trường (PCI 2021), giáo dục tiểu học"
        " công lập"
        " (PAPI 2024), hỗ trợ doanh nghiệp (PCI 2021)",
        "Weakest criteria of Bắc Kạn across the indices: Entry Costs (PCI 2021), Primary Education (PAPI 2024),"
        " Business Support Services (PCI 2021)",
    )
    assert both(subtitle, table) == (
        "Thấp hơn trung vị các tỉnh bao nhiêu, tính bằng % thang điểm của từng nội dung, số liệu mới nhất "
        "đến năm 2024",
        "Behind the median of the provinces, in % of each criterion's scale, latest figures up to 2024",
    )
    assert both(footer, table) == (
        "Nguồn: PAPI (CECODES, VFF-CRT, RTA và UNDP); PCI (VCCI). Không so sánh được theo nội dung (không "
        "công bố, hoặc chỉ công bố một số đơn vị dẫn đầu): PAR INDEX, SIPAS, DTI.",
        "Source: PAPI (CECODES, VFF-CRT, RTA and UNDP); PCI (VCCI)."
        " Not compared by criterion (not published, or of a few leaders only): PAR INDEX, SIPAS, DTI.",
    )


def test_a_unit_that_is_behind_nowhere(made_up):
    leads = made_up({("A", 2024, "7.1"): 2.0, ("B", 2024, "7.1"): 1.0, ("A", 2024): 41.0})
    assert said(weakest(leads, unit="A", year=2024)) == (
        "A không thấp hơn trung vị ở nội dung nào có số liệu đến năm 2024",
        "A is behind the median in no criterion with figures up to 2024",
    )


def test_a_ward_without_peers_is_not_said_to_be_behind_nowhere(ward):
    # In % of the maximum it lacks most in 7.3 (2 of 4), 3.3 (2.5 of 6) and 3.2 (3 of 8).
    table = weakest(ward, unit=WARD, year=2024, n=20)
    vietnamese, english = said(table)
    names = ("thanh toán trực tuyến phí, lệ phí", "tỷ lệ hồ sơ trực tuyến toàn trình")
    # All of one index: "theo từng chỉ số" would not be true of them, and it is named once.
    assert vietnamese.startswith(
        f"Các nội dung yếu nhất của {WARD} đều thuộc PAR INDEX năm 2024: {names[0]}; {names[1]}"
    )
    assert "tỷ lệ hồ sơ giải quyết đúng hạn" in vietnamese and vietnamese.count("PAR INDEX") == 1
    assert english.startswith(f"Weakest criteria of {WARD}, all in PAR INDEX 2024: Thanh toán trực tuyến")
    assert "trung vị" not in subtitle(table) and "median" not in subtitle(table, "en")


def test_a_unit_without_any_criteria_has_a_sentence(made_up):
    table = weakest(made_up({("A", 2024): 40.0, ("B", 2024): 41.0}), unit="A", year=2024)
    assert statement(table)


# -- what would be if ---------------------------------------------------------------------------------


def test_what_total_and_rank_the_targets_would_give(recent, published):
    total, school = (figure(published, "PAPI", 2024, "Bắc Kạn", c) for c in ("total", "6.2"))
    assert round(total + 1.72 - school, 2) == 44.41 and round(1.72 - school, 2) == 0.32
    assert place(published, "PAPI", 2024, total)[0] == 22
    assert place(published, "PAPI", 2024, total + 1.72 - school) == (19, 61)
    targets = {"6.2": 1.72}
    table = what_if(recent, index="PAPI", unit="Bắc Kạn", year=2024, targets=targets)
    assert said(table) == (
        "Nếu điểm của giáo dục tiểu học công lập đạt mức giả định, Bắc Kạn đạt 44,41 điểm PAPI năm 2024, "
        "tăng 0,32 điểm, từ thứ 22 lên thứ 19/61",
        "At the assumed scores in Primary Education, Bắc Kạn would reach 44.41 points in PAPI 2024, 0.32 "
        "points more, from rank 22 to 19 of 61",
    )
    assert both(footer, table) == (
        f"{PAPI_VI} Giả định: điểm của các đơn vị khác và các nội dung khác của năm 2024 giữ nguyên;"
        " đây là phép tính, không phải dự báo.",
        f"{PAPI_EN} Assumes that the other units' scores and the other criteria of 2024 stay as they are;"
        " arithmetic, not a forecast.",
    )


def test_only_what_was_set_is_named(recent):
    targets = {"6.3": 2.2, "1.1": 1.5}
    table = what_if(recent, index="PAPI", unit="Bắc Kạn", year=2024, targets=targets)
    assert statement(table).startswith(
        "Nếu điểm của tri thức công dân, cơ sở hạ tầng căn bản đạt mức giả định, Bắc Kạn đạt "
    )


def test_no_target_is_said_to_be_none(recent):
    table = what_if(recent, index="PAPI", unit="Bắc Kạn", year=2024, targets={})
    vietnamese, english = said(table)
    assert vietnamese.startswith("Không đặt mục tiêu nào: Bắc Kạn giữ nguyên 44,10 điểm PAPI năm 2024")
    assert english.startswith("No target set: Bắc Kạn stays at 44.10 points in PAPI 2024")


def test_a_scenario_of_a_ward_has_no_rank(ward):
    table = what_if(ward, index="PAR", unit=WARD, year=2024, targets={"3.2": 7, "7.3": 4})
    assert said(table) == (
        "Nếu điểm của tỷ lệ hồ sơ giải quyết đúng hạn; thanh toán trực tuyến phí, lệ phí đạt mức giả định, "
        "Phường Minh Họa đạt 86,50 % về Chỉ số CCHC (PAR INDEX) năm 2024, tăng 4,00 điểm phần trăm",
        "At the assumed scores in Tỷ lệ hồ sơ giải quyết đúng hạn; Thanh toán trực tuyến phí, lệ phí, Phường "
        "Minh Họa would reach 86.50 % in PAR INDEX 2024, 4.00 percentage points more",
    )
    assert footer(table).startswith("Số liệu minh họa. Giả định: ")


# -- what would bring us there --------------------------------------------------------------------------


def test_the_criteria_that_would_bring_a_rank(recent, published):
    # Both raised to the best, Quảng Ninh's and Đồng Tháp's; the second only as far as needed.
    school, water = (
        max(score for u, score in column(published, "PAPI", 2024, code).items() if u != "Bắc Kạn")
        - figure(published, "PAPI", 2024, "Bắc Kạn", code)
        for code in ("6.2", "7.3")
    )
    total = figure(published, "PAPI", 2024, "Bắc Kạn")
    assert place(published, "PAPI", 2024, total + school)[0] > 10
    assert place(published, "PAPI", 2024, total + school + water)[0] <= 10
    table = cheapest_path(recent, index="PAPI", unit="Bắc Kạn", year=2024, rank=10)
    assert said(table) == (
        "Bắc Kạn có thể xếp thứ 10/61 về PAPI năm 2024 nếu nâng điểm 2 nội dung thành phần: giáo dục tiểu "
        "học công lập, chất lượng nước",
        "Bắc Kạn would reach rank 10 of 61 in PAPI 2024 by raising Primary Education, Quality of Water",
    )
    assert both(subtitle, table) == (
        "Điểm PAPI tăng thêm nhờ mỗi nội dung thành phần, năm 2024; bên phải: điểm hiện tại → điểm cần đạt",
        "Points of PAPI that each sub-dimension would add, 2024; right: score now → needed",
    )
    assert footer(table) == (
        f"{PAPI_VI} Giả định: điểm của các đơn vị khác năm 2024 giữ nguyên, mỗi nội dung nâng lên được nhiều"
        " nhất bằng đơn vị cao nhất trong cả nước, không nội dung nào kéo theo nội dung khác; số nội dung là"
        " ít nhất, không phải dễ nhất."
    )
    assert footer(table, "en").startswith(f"{PAPI_EN} Assumes that the other units' scores of 2024 ")


def test_where_the_unit_is_already(recent):
    table = cheapest_path(recent, index="PAPI", unit="Bắc Kạn", year=2024, rank=25)
    assert said(table) == (
        "Bắc Kạn đã xếp thứ 22/61 về PAPI năm 2024, không cần nâng điểm để thuộc nhóm 25 đơn vị dẫn đầu",
        "Bắc Kạn already ranks 22 of 61 in PAPI 2024: nothing is needed to be among the first 25",
    )


def test_a_rank_that_is_out_of_reach(made_up):
    values = {("A", 2024): 40.0, ("B", 2024): 45.0, ("C", 2024): 41.0}
    values |= {("A", 2024, "7.1"): 1.0, ("B", 2024, "7.1"): 2.5, ("C", 2024, "7.1"): 0.9}
    values |= {("A", 2024, "8.1"): 1.0, ("B", 2024, "8.1"): 1.5, ("C", 2024, "8.1"): 0.9}
    table = cheapest_path(made_up(values), index="PAPI", unit="A", year=2024, rank=1)
    assert said(table) == (
        "A chưa thể xếp thứ 1/3 về PAPI năm 2024 dù nâng điểm cả 2 nội dung thành phần; cao nhất là thứ 2",
        "A would not reach rank 1 of 3 in PAPI 2024 even with all 2 sub-dimensions raised; at best rank 2",
    )
    assert both(footer, table) == (
        "Số liệu minh họa. Nâng mọi nội dung bằng đơn vị cao nhất trong cả nước vẫn chưa xếp được thứ 1 "
        "(điểm của các đơn vị khác năm 2024 giữ nguyên).",
        "Illustrative figures. Not even the best score of all in every criterion would reach rank 1 (the "
        "other units' scores of 2024 held).",
    )


# -- two units ----------------------------------------------------------------------------------------


@pytest.fixture
def apart(made_up):
    """Return the difference of A and B in 2019, each with a standard error of 0.3."""

    def make(a, b):
        frame = made_up({("A", 2019): a, ("B", 2019): b}, standard_error=0.3)
        return difference(frame, index="PAPI", year=2019, unit="A", other="B")

    return make


#: 1.96 standard errors of a difference, or of a change, where both have 0.3.
MARGIN = 1.96 * sqrt(2 * 0.3**2)


def test_two_units_that_are_more_than_chance_apart(apart):
    assert [round(1.5 - MARGIN, 2), round(1.5 + MARGIN, 2)] == [0.67, 2.33]
    assert said(apart(45.0, 43.5)) == (
        "PAPI năm 2019: A cao hơn B 1,50 điểm; khoảng tin cậy 95 %: 0,67 đến 2,33, có ý nghĩa thống kê",
        "PAPI 2019: A is 1.50 points above B; 95 % confidence interval 0.67 to 2.33: statistically "
        "significant",
    )
    assert said(apart(43.5, 45.0)) == (
        "PAPI năm 2019: A thấp hơn B 1,50 điểm; khoảng tin cậy 95 %: −2,33 đến −0,67, có ý nghĩa thống kê",
        "PAPI 2019: A is 1.50 points below B; 95 % confidence interval −2.33 to −0.67: statistically "
        "significant",
    )


def test_two_units_that_chance_may_part(apart):
    assert [round(0.5 - MARGIN, 2), round(0.5 + MARGIN, 2)] == [-0.33, 1.33]
    assert said(apart(44.0, 43.5)) == (
        "PAPI năm 2019: A cao hơn B 0,50 điểm; khoảng tin cậy 95 %: −0,33 đến 1,33, không có ý nghĩa thống "
        "kê",
        "PAPI 2019: A is 0.50 points above B; 95 % confidence interval −0.33 to 1.33: not statistically "
        "significant",
    )


def test_two_units_of_which_no_error_is_known(recent, published):
    ours, theirs = (figure(published, "PAPI", 2024, unit) for unit in ("Bắc Kạn", "Hà Nội"))
    assert round(ours - theirs, 2) == 0.32
    table = difference(recent, index="PAPI", year=2024, unit="Bắc Kạn", other="Hà Nội")
    assert said(table) == (
        "PAPI năm 2024: Bắc Kạn cao hơn Hà Nội 0,32 điểm; không công bố sai số nên chưa xác định được "
        "chênh lệch có ý nghĩa thống kê hay không",
        "PAPI 2024: Bắc Kạn is 0.32 points above Hà Nội; no error was published: whether the difference is "
        "statistically significant is not known",
    )
    assert both(footer, table) == (PAPI_VI, PAPI_EN)


# -- other weights ------------------------------------------------------------------------------------


@pytest.fixture
def shaken(made_up):
    """Return the ranks of three units under other weights; A leads and C trails in every dimension."""
    values = {}
    for n, unit in enumerate("ABC"):
        values |= {(unit, 2024, code): 6.0 - n for code in "12345678"} | {(unit, 2024): 48.0 - 8 * n}
    values["D", 2024] = 30.0
    return sensitivity(made_up(values), index="PAPI", year=2024, draws=20)


def test_between_which_ranks_other_weights_would_put_a_unit(shaken):
    assert said(shaken, unit="B") == (
        "PAPI năm 2024: B xếp thứ 2/3; nếu trọng số mỗi lĩnh vực thay đổi tối đa ±25 % thì giữ nguyên thứ 2 "
        "trong 90 % số lần thử",
        "PAPI 2024: B ranks 2 of 3; if each weight moves by up to ±25 %, it stays at rank 2 in 90 % of draws",
    )
    assert both(footer, shaken) == (
        "Số liệu minh họa. Thứ hạng nếu trọng số của mỗi thành phần thay đổi tối đa ±25 % (20 lần thử): cho "
        "biết thứ hạng phụ thuộc vào cách chọn trọng số đến đâu, không phải khoảng tin cậy.",
        "Illustrative figures. Ranks if each weight moved by up to ±25 % (20 draws): how much the rank"
        " depends on the choice of weights, not a confidence interval.",
    )


def test_a_unit_whose_domains_were_not_all_published(shaken):
    assert said(shaken, unit="D") == (
        "PAPI năm 2024 không công bố đủ các lĩnh vực của D",
        "PAPI 2024: not all dimensions of D were published",
    )


# -- changes and their errors ---------------------------------------------------------------------------


@pytest.fixture
def line(made_up):
    """Make A's PAPI in 2022 and 2023, the years in *known* with a standard error of 0.3."""

    def make(then, now, known=(2022,), estimated=()):
        frame = made_up({("A", 2022): then, ("A", 2023): now, ("B", 2023): now})
        frame.loc[frame["year"].isin(known), "standard_error"] = 0.3
        frame.loc[(frame["unit"] == "A") & frame["year"].isin(estimated), "estimated"] = True
        return trend(frame, index="PAPI", unit="A")

    return make


@pytest.mark.parametrize(
    ("now", "known", "vi", "en"),
    [
        # An error that is assumed of one of the two years is no test, and nothing is said of it.
        (40.5, (2022,), "tăng 0,50 điểm so với năm 2022", "up 0.50 points on 2022"),
        (41.5, (2022,), "tăng 1,50 điểm so với năm 2022", "up 1.50 points on 2022"),
        (38.5, (2022, 2023), "giảm 1,50 điểm so với năm 2022 (có ý nghĩa thống kê, vượt sai số ±0,83)",
         "down 1.50 points on 2022 (statistically significant, beyond the error of ±0.83)"),
        (39.5, (2022, 2023), "giảm 0,50 điểm so với năm 2022 (không có ý nghĩa thống kê, trong sai số ±0,83)",
         "down 0.50 points on 2022 (not statistically significant, within the error of ±0.83)"),
        (41.5, (), "tăng 1,50 điểm so với năm 2022", "up 1.50 points on 2022"),
    ],
)  # fmt: skip
def test_a_change_is_told_with_what_is_known_of_its_error(line, now, known, vi, en):
    assert round(MARGIN, 2) == 0.83
    number = f"{now:.2f}"
    assert said(line(40.0, now, known)) == (
        f"A đạt {number.replace('.', ',')} điểm PAPI năm 2023, {vi}; bằng trung vị các đơn vị",
        f"A scored {number} points in PAPI 2023, {en}; level with the median of the units",
    )


def test_what_a_tested_margin_stands_upon_is_in_the_footer(line):
    assumed, tested = line(40.0, 40.5), line(40.0, 40.5, (2022, 2023))
    assert "Thanh dọc: khoảng tin cậy 95 % theo sai số công bố" in footer(assumed)
    assert "Biên độ" not in footer(assumed) and "margin" not in footer(assumed, "en")
    assert assumed.attrs["margin_note_vi"] == (
        "Biên độ chỉ để tham khảo: ± 1,96 sai số chuẩn của hiệu số, giả định sai số năm 2022 đúng cho cả"
        " hai năm."
    )
    assert footer(tested).endswith(
        "Biên độ ± 1,96 sai số chuẩn của hiệu số, từ sai số công bố của cả hai năm."
    )
    assert "Biên độ" not in footer(line(40.0, 40.5, ()))


def test_an_estimate_is_called_one_and_has_no_error(line):
    table = line(40.0, 41.5, (2022, 2023), (2022, 2023))
    assert said(table) == (
        "A đạt 41,50 điểm PAPI năm 2023 (ước tính), tăng 1,50 điểm so với năm 2022; bằng trung vị các đơn vị",
        "A scored 41.50 points in PAPI 2023 (estimated), up 1.50 points on 2022; level with the median of "
        "the units",
    )
    assert "Chấm rỗng: ước tính theo dân số các đơn vị cũ" in footer(table)
    assert "Hollow: estimated from the former units by population" in footer(table, "en")
    # Of an earlier year it is not said of the last.
    assert "ước tính" not in statement(line(40.0, 41.5, (), (2022,)))


# -- two rounds of a survey -----------------------------------------------------------------------------


def survey_of(*rounds):
    """Make a commune's survey: by year, {question: % satisfied of 200 answers}."""
    rows = [
        {"index": "SIPAS", "edition": f"sipas-xa-{year}", "year": year, "unit": "Xã A",
         "unit_id": "xa/thu/a", "unit_type": "commune", "scope": "xa/thu", "code": str(n),
         "level": 1, "name": name, "stage": "final", "score": share, "n": 200.0, "min_score": 0.0,
         "max_score": 100.0, "status": "scored", "estimated": False, "note": "Số liệu minh họa"}
        for year, answers in rounds
        for n, (name, share) in enumerate(answers.items(), 1)
    ]  # fmt: skip
    columns = {name: [row.get(name) for row in rows] for name in scores.COLUMNS}
    frame = scores.from_columns(columns, len(rows))
    return survey(frame, index="SIPAS", unit="Xã A", year=rounds[-1][0])


def z(then, now, n=200):
    """Return by how many standard errors two shares of *n* answers differ."""
    pooled = (then + now) / 200
    return (now - then) / 100 / sqrt(pooled * (1 - pooled) * 2 / n)


def test_what_moved_by_more_than_chance_is_named():
    then = {"Thủ tục đơn giản": 60.0, "Thái độ phục vụ": 80.0, "Thời gian chờ": 85.0}
    now = {"Thủ tục đơn giản": 75.0, "Thái độ phục vụ": 82.0, "Thời gian chờ": 72.0}
    tests = [z(then[name], now[name]) for name in then]
    assert tests[0] > 3 and 0 < tests[1] < 1 and tests[2] < -3
    table = survey_of((2023, then), (2024, now))
    assert said(table) == (
        "Người dân ít hài lòng nhất với Xã A về: thời gian chờ (72,0 %, năm 2024); thay đổi có ý nghĩa "
        "thống kê so với năm 2023: thời gian chờ, thủ tục đơn giản",
        "People are least satisfied with Xã A in: Thời gian chờ (72.0 %, 2024); changed significantly "
        "since 2023: Thời gian chờ, Thủ tục đơn giản",
    )
    assert both(subtitle, table) == (
        "% trả lời hài lòng và rất hài lòng, năm 2024 (xanh) và 2023 (xám); thanh ngang là khoảng tin cậy"
        " 95 %",
        "% satisfied or very satisfied, 2024 (blue) and 2023 (grey); the bar is the 95 % interval",
    )


def test_what_chance_may_have_moved_is_steady():
    then, now = {"Thái độ phục vụ": 80.0}, {"Thái độ phục vụ": 85.0}
    assert 1 < z(80, 85) < 1.5
    assert said(survey_of((2022, then), (2024, now))) == (
        "Người dân ít hài lòng nhất với Xã A về: thái độ phục vụ (85,0 %, năm 2024); không câu hỏi nào "
        "thay đổi có ý nghĩa thống kê so với năm 2022",
        "People are least satisfied with Xã A in: Thái độ phục vụ (85.0 %, 2024); no question changed "
        "significantly since 2022",
    )


def test_a_first_round_is_compared_with_nothing():
    table = survey_of((2024, {"Thái độ phục vụ": 80.0, "Thời gian chờ": 70.5}))
    assert said(table) == (
        "Người dân ít hài lòng nhất với Xã A về: thời gian chờ (70,5 %, năm 2024)",
        "People are least satisfied with Xã A in: Thời gian chờ (70.5 %, 2024)",
    )
    assert both(subtitle, table) == (
        "% trả lời hài lòng và rất hài lòng, năm 2024; thanh ngang là khoảng tin cậy 95 %",
        "% satisfied or very satisfied, 2024; the bar is the 95 % interval",
    )
    assert both(footer, table) == (
        "Số liệu minh họa. Khoảng tin cậy Wilson coi mỗi người trả lời là độc lập nên là mức tối thiểu:"
        " mẫu lấy theo cụm thì rộng hơn.",
        "Illustrative figures. Wilson intervals take answers as independent and are a lower bound: a"
        " sample in clusters is less sure.",
    )


def test_questions_that_are_new_are_compared_with_nothing():
    table = survey_of((2023, {"Thái độ phục vụ": 80.0}), (2024, {"Thời gian chờ": 70.5}))
    assert statement(table) == ("Người dân ít hài lòng nhất với Xã A về: thời gian chờ (70,5 %, năm 2024)")
