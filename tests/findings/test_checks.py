"""The rules over one year, each on made-up numbers of real provinces (số liệu minh họa) that break it."""

from __future__ import annotations

import pytest

from cchc_analysis.findings import Findings
from cchc_analysis.findings.checks import Year, check
from cchc_analysis.frameworks import framework


def found(frame):
    """Return the findings of a frame of one index and year."""
    findings = Findings()
    index, year = frame["index"].iloc[0], int(frame["year"].iloc[0])
    check(Year.of(frame, framework(index, year)), findings)
    return findings.items


def units_of(frame):
    return list(dict.fromkeys(frame["unit"]))


@pytest.mark.parametrize("book", ["papi", "pci"])
def test_a_clean_year_has_no_finding(book, request):
    frame = request.getfixturevalue(book)().frame()
    assert len(frame) > 50 and found(frame) == []


@pytest.mark.parametrize(("value", "printed"), [(3.5, "3,50"), (0.2, "0,20")])
def test_outside_scale(papi, cell_of, value, printed):
    book = papi()
    unit = "Bắc Kạn"
    assert (unit, "5.1") in book.scores
    book.scores[unit, "5.1"] = value
    frame = book.frame()
    (finding,) = found(frame)
    assert (finding.rule, finding.severity) == ("outside_scale", "error")
    assert (
        finding.message
        == f"5.1 của Bắc Kạn là {printed}, ngoài thang điểm 0,3333–3,33 (1 đơn vị: Bắc Kạn); không lấy. "
        "Đề nghị sửa ô này."
    )
    assert finding.message_en.startswith("5.1 of Bắc Kạn is")
    assert (finding.file, finding.sheet) == ("papi_2024.xlsx", "Điểm")
    assert finding.cell == cell_of(frame, unit, "5.1")


def test_outside_scale_is_told_once_at_the_worst_and_counted(papi, cell_of):
    book = papi()
    first, second = units_of(book.frame())[:2]
    book.scores[first, "1.1"], book.scores[second, "1.1"] = 2.6, 2.8
    frame = book.frame()
    (finding,) = found(frame)
    assert (
        finding.cell == cell_of(frame, second, "1.1") and f"(2 đơn vị: {first}, {second})" in finding.message
    )


def test_the_end_of_a_scale_may_be_missed_by_rounding(papi):
    book = papi()
    unit = units_of(book.frame())[0]
    book.scores[unit, "5.1"] = 10 / 3 + 0.0049
    assert found(book.frame()) == []


def test_parts_do_not_sum(papi, cell_of):
    book = papi()
    unit = units_of(book.frame())[2]
    right = sum(book.scores[unit, code] for code in ("5.1", "5.3", "5.4"))
    book.printed[unit, "5"] = right + 0.25
    frame = book.frame()
    (finding,) = found(frame)
    assert (finding.rule, finding.severity) == ("parts_do_not_sum", "error")
    assert finding.cell == cell_of(frame, unit, "5")
    said = f"5 của {unit} ghi là {right + 0.25:.2f}, các thành phần cộng lại là {right:.2f}; "
    assert finding.message == f"{said.replace('.', ',')}1/5 đơn vị lệch, nhiều nhất 0,25."


def test_a_total_that_is_not_the_sum_of_its_dimensions(papi, cell_of):
    book = papi()
    # The leader's total, so that no rank is touched.
    unit = units_of(book.frame())[-1]
    total = float(book.frame().set_index(["unit", "code"]).loc[(unit, "total"), "score"])
    book.printed[unit, "total"] = total + 1
    frame = book.frame()
    (finding,) = found(frame)
    assert finding.rule == "parts_do_not_sum" and finding.cell == cell_of(frame, unit, "total")
    assert finding.message.startswith(f"Tổng điểm của {unit} ghi là ")
    assert finding.message_en.startswith(f"the total of {unit} is printed as ")


def test_a_sum_may_be_missed_within_the_tolerance_of_the_index(papi):
    book = papi()
    unit = units_of(book.frame())[0]
    right = sum(book.scores[unit, code] for code in ("5.1", "5.3", "5.4"))
    book.printed[unit, "5"] = right + 0.0009
    assert found(book.frame()) == []
    book.printed[unit, "5"] = right + 0.0011
    assert [f.rule for f in found(book.frame())] == ["parts_do_not_sum"]


def test_a_part_that_was_not_printed_is_not_summed(papi):
    frame = papi().frame()
    assert found(frame[frame["code"] != "5.3"]) == []


def test_weights_do_not_give_total(pci, cell_of):
    book = pci()
    unit = units_of(book.frame())[-1]
    total = float(book.frame().set_index(["unit", "code"]).loc[(unit, "total"), "score"])
    book.printed[unit, "total"] = total + 0.5
    frame = book.frame()
    (finding,) = found(frame)
    assert (finding.rule, finding.severity) == ("weights_do_not_give_total", "error")
    assert finding.cell == cell_of(frame, unit, "total") and finding.file == "pci_2016.xlsx"
    said = (
        f"Điểm tổng của {unit} ghi là {total + 0.5:.2f}, các chỉ số thành phần với trọng số cho {total:.2f}"
    )
    assert finding.message == f"{said.replace('.', ',')}; 1/5 đơn vị lệch, nhiều nhất 0,50."


def test_weights_that_were_not_published_are_no_error(pci):
    (finding,) = found(pci(year=2022).frame())
    assert (finding.rule, finding.severity) == ("weights_unknown", "note")
    assert finding.message.startswith("Chưa có trọng số công bố của PCI năm 2022")
    assert (finding.file, finding.cell) == ("pci_2022.xlsx", "")


def test_rank_differs(papi, cell_of):
    book = papi()
    units = units_of(book.frame())
    # Each province does better than the one before: the last is first.
    book.ranks = {units[-1]: 2, units[-2]: 1}
    frame = book.frame()
    (finding,) = found(frame)
    assert (finding.rule, finding.severity) == ("rank_differs", "warning")
    assert finding.cell == cell_of(frame, units[-2], "total")
    assert finding.message == (
        f"Thứ hạng ghi cho {units[-2]} là 1, tính từ điểm là 2 (2 đơn vị: {units[-2]}, {units[-1]})."
        " Đã giữ thứ hạng đã ghi."
    )


def test_ties_share_the_better_rank_or_are_counted_on(papi):
    book = papi()
    units = units_of(book.frame())
    for code in [code for unit, code in book.scores if unit == units[-1]]:
        book.scores[units[-2], code] = book.scores[units[-1], code]
    assert found(book.frame()) == []
    book.ranks = {units[-2]: 2}
    assert found(book.frame()) == []  # equal as printed, not in what was rounded
    book.ranks = {units[-2]: 3}
    assert [f.rule for f in found(book.frame())] == ["rank_differs"]


def test_ties_may_all_be_counted_as_one(papi):
    book = papi()
    units = units_of(book.frame())  # the last has the most points
    for code in [code for unit, code in book.scores if unit == units[-2]]:
        book.scores[units[-3], code] = book.scores[units[-2], code]
    dense = dict(zip(units, [4, 3, 2, 2, 1], strict=True))
    book.ranks = dense
    assert found(book.frame()) == []
    book.ranks = dense | {units[1]: 4, units[0]: 5}
    assert found(book.frame()) == []  # the usual way
    book.ranks = dense | {units[0]: 5}
    assert [f.rule for f in found(book.frame())] == ["rank_differs"]


def test_ranks_among_units_that_were_not_published_are_not_computed(papi):
    book = papi()
    units = units_of(book.frame())
    book.ranks = {units[0]: 30}  # of 63, five of which are here
    assert found(book.frame()) == []
    frame = papi().frame()
    frame.loc[(frame["unit"] == units[0]) & (frame["code"] == "total"), "rank"] = None
    frame.loc[(frame["unit"] == units[1]) & (frame["code"] == "total"), "rank"] = 5
    assert found(frame) == []


def test_ranks_of_a_wider_field_are_held_against_the_order_of_the_scores(papi, cell_of):
    book = papi()
    units = units_of(book.frame())
    book.ranks = dict(zip(units, [60, 50, 41, 12, 34], strict=True))  # the last has the most points
    frame = book.frame()
    (finding,) = found(frame)
    assert (finding.rule, finding.cell) == ("ranks_unordered", cell_of(frame, units[-2], "total"))
    book.ranks |= {units[1]: 60}
    assert found(book.frame()) == []  # ranks of two fields
    said = f"Thứ hạng ghi cho {units[-2]} là 12, trái với thứ tự của điểm (2 đơn vị:"
    assert finding.message.startswith(said)


def with_interval(frame, errors):
    """Return a frame whose totals have a standard error of 0.4 and limits of *errors* of them."""
    total = (frame["code"] == "total").to_numpy()
    frame.loc[total, "standard_error"] = 0.4
    frame.loc[total, "low"] = frame.loc[total, "score"] - errors * 0.4
    frame.loc[total, "high"] = frame.loc[total, "score"] + errors * 0.4
    return frame


@pytest.mark.parametrize(("errors", "level"), [(1.645, 90), (2.576, 99)])
def test_interval_label(papi, cell_of, errors, level):
    frame = with_interval(papi().frame(), errors)
    (finding,) = found(frame)
    assert (finding.rule, finding.severity) == ("interval_label", "warning")
    ratio = f"{errors:.3f}"
    vietnamese = ratio.replace(".", ",")
    assert f"bằng ± {vietnamese} lần sai số chuẩn, tức khoảng {level} %" in finding.message
    assert f"is ± {ratio} standard errors, that is {level} %" in finding.message_en
    assert finding.cell == cell_of(frame, units_of(frame)[0], "total")


def test_an_interval_that_is_what_it_says(papi):
    assert found(with_interval(papi().frame(), 1.96)) == []
