"""Blocks of one index and year joined: each score once, from the sheet that says most. Số liệu minh họa."""

import numpy as np
import pytest

from cchc_analysis.findings import Findings
from cchc_analysis.frameworks import framework
from cchc_analysis.units import Unit, identify
from cchc_analysis.workbooks.cells.block import STAGE, Block, Criterion
from cchc_analysis.workbooks.scores.checking import blank_zeros, years_of
from cchc_analysis.workbooks.scores.emission import emit
from cchc_analysis.workbooks.scores.joining import Joining

NAMES = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa", "Sơn La", "Yên Bái", "Hà Giang",
         "Phú Thọ", "Nghệ An", "Bắc Giang", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Phước", "Cà Mau",
         "Đắk Lắk", "Đồng Nai", "Gia Lai", "Hà Nam", "Hà Tĩnh", "Kiên Giang", "Kon Tum"]  # fmt: skip
UNITS = [identify(name, 2016).unit for name in NAMES]


def block(sheet, columns, *, told=None, visible=True, declared=False, stage="final", levels=None):
    """Return a block of PCI 2016: a column of numbers by code, one row a unit, from B2 on."""
    criteria = [Criterion(code, (levels or {}).get(code, 1), code) for code in columns]
    count = len(next(iter(columns.values())))
    unit, criterion = np.tile(np.arange(count), len(columns)), np.repeat(np.arange(len(columns)), count)
    value = np.concatenate([np.array(column, float) for column in columns.values()])
    ends = np.full(len(value), 1.0), np.full(len(value), 10.0)
    return Block(
        "PCI", 2016, "pci-2013", None if declared else framework("PCI", 2016), "a.xlsx", sheet, visible, told,
        UNITS[:count], criteria, unit, criterion, np.full(len(value), STAGE[stage]), value, *ends,
        np.isnan(value).astype(int), unit + 1, criterion + 1,
    )  # fmt: skip


def join(*blocks):
    """Return the values kept by (sheet, code), and the findings as (rule, sheet, cell)."""
    findings = Findings()
    joining = Joining(findings)
    joining.join(blocks)
    blank_zeros(joining.blocks, joining.findings)
    kept = {
        (b.sheet, b.criteria[k].code): b.value[b.criterion == k].tolist()
        for b in joining.blocks
        for k in np.unique(b.criterion).tolist()
    }
    return kept, [(f.rule, f.sheet, f.cell) for f in findings.items], joining.blocks


FIVE = [5.0 + k / 100 for k in range(24)]
SIX = [6.0 + k / 100 for k in range(24)]


def test_sheets_that_add_to_each_other_are_all_kept():
    kept, findings, _ = join(block("A", {"entry": FIVE}), block("B", {"land": SIX}))
    assert kept == {("A", "entry"): FIVE, ("B", "land"): SIX} and findings == []


@pytest.mark.parametrize("first", [True, False])
def test_the_fuller_sheet_is_kept_and_its_copy_noted(first):
    full, copy = block("A", {"entry": FIVE, "land": SIX}), block("B", {"entry": FIVE})
    kept, findings, _ = join(*((full, copy) if first else (copy, full)))
    assert set(kept) == {("A", "entry"), ("A", "land")}
    assert findings == [("sheet_repeats", "B", "")]


def test_a_hidden_sheet_comes_last():
    kept, _, _ = join(block("A", {"entry": FIVE, "land": SIX}, visible=False), block("B", {"entry": FIVE}))
    assert kept == {("B", "entry"): FIVE, ("A", "land"): SIX}


def test_a_sheet_with_other_numbers_is_left_out_whole():
    main = block("A", {"entry": FIVE, "land": SIX, "time": FIVE})
    kept, findings, _ = join(main, block("B", {"entry": SIX, "land": FIVE, "labor": SIX}))
    assert {sheet for sheet, _ in kept} == {"A"} and findings == [("sheet_contradicts", "B", "B2")]


def test_one_criterion_that_differs_leaves_the_others_of_its_sheet():
    main = block("A", {"entry": FIVE, "land": SIX})
    kept, findings, _ = join(main, block("B", {"entry": SIX, "labor": SIX}))
    assert set(kept) == {("A", "entry"), ("A", "land"), ("B", "labor")}
    assert findings == [("column_contradicts", "B", "B2")]


def test_one_number_that_differs_is_told_with_its_cell():
    other = [*FIVE[:3], 9.0, *FIVE[4:]]
    kept, findings, _ = join(block("A", {"entry": FIVE, "land": SIX}), block("B", {"entry": other}))
    assert ("B", "entry") not in kept and ("value_differs", "B", "B5") in findings


@pytest.mark.parametrize(("wrong", "rules"), [(1, ["value_differs"]), (2, 2 * ["value_differs"])])
def test_a_summary_keeps_its_ranks_where_some_totals_differ(wrong, rules):
    """An office adds up by hand: one unit's slip does not make the sheet another year's."""
    totals = [58.0, 57.0, 56.0, 55.0]
    details = block("A", {"total": totals, "1": totals}, declared=True)
    summary = block("B", {"total": [n + (k < wrong) for k, n in enumerate(totals)]}, declared=True)
    summary.beside["rank"] = np.arange(1.0, 5.0)
    kept, findings, blocks = join(details, summary)
    assert kept == {("A", "total"): totals, ("A", "1"): totals}
    assert findings == [(rule, "B", f"B{k}") for k, rule in enumerate(rules, 2)]
    assert blocks[0].beside["rank"][:4].tolist() == [1, 2, 3, 4]


def test_rounding_is_no_difference():
    kept, findings, _ = join(
        block("A", {"entry": FIVE, "land": SIX}), block("B", {"entry": [v + 0.004 for v in FIVE]})
    )
    assert [rule for rule, _, _ in findings] == ["sheet_repeats"] and kept["A", "entry"] == FIVE


def test_of_two_scoring_sheets_that_contradict_the_fuller_is_kept():
    full = block("A", {"I": [5.0], "II": [4.0]}, declared=True)
    kept, findings, _ = join(block("B", {"I": [3.0], "III": [1.0], "IV": [1.0]}, declared=True), full)
    assert {sheet for sheet, _ in kept} == {"B"} and findings == [("sheet_contradicts", "A", "B2")]


@pytest.mark.parametrize(
    ("again", "rule"),
    [({"entry": SIX, "land": FIVE}, "sheet_contradicts"), ({"entry": SIX, "land": SIX}, "column_contradicts"),
     ({"entry": FIVE, "land": SIX}, "table_repeats")],
)  # fmt: skip
def test_two_tables_of_one_sheet_are_compared_like_two_sheets(again, rule):
    kept, findings, _ = join(block("A", {"entry": FIVE, "land": SIX}), block("A", again))
    assert kept == {("A", "entry"): FIVE, ("A", "land"): SIX}
    assert [found for found, _, _ in findings] == [rule]


def test_a_sheet_of_another_year_is_left_out_and_a_mistitled_copy_is_taken():
    main = block("A", {"entry": FIVE})
    kept, findings, _ = join(main, block("B", {"entry": SIX, "land": SIX}, told=2013))
    assert set(kept) == {("A", "entry")} and findings == [("sheet_of_another_year", "B", "")]
    kept, findings, _ = join(block("A", {"entry": FIVE}), block("B", {"entry": FIVE, "land": SIX}, told=2013))
    assert set(kept) == {("A", "entry"), ("B", "land")} and findings[0] == ("sheet_mistitled", "B", "")


def test_stages_are_keys_of_their_own():
    own = block("B", {"entry": SIX}, stage="self")
    kept, findings, _ = join(block("A", {"entry": FIVE}), own)
    assert len(kept) == 2 and findings == []


def test_ranks_and_classes_of_a_copy_complete_what_is_kept():
    full, copy = block("A", {"entry": FIVE, "land": SIX}), block("B", {"entry": FIVE})
    copy.beside["rank"] = np.arange(24.0) + 1
    copy.group = {0: "Tốt"}
    _, findings, (kept,) = join(full, copy)
    assert kept.beside["rank"][:2].tolist() == [1, 2] and np.isnan(kept.beside["rank"][24:]).all()
    assert kept.group == {0: "Tốt"} and findings == []


def test_a_zero_below_the_scale_is_missing():
    kept, findings, _ = join(block("A", {"entry": [5.0, 0.0]}))
    assert kept["A", "entry"][0] == 5 and np.isnan(kept["A", "entry"][1])
    assert findings == [("zero_is_missing", "A", "B3")]


def test_an_indicator_may_be_zero():
    kept, findings, _ = join(block("A", {"entry.1": [5.0, 0.0]}, levels={"entry.1": 4}))
    assert kept["A", "entry.1"] == [5, 0] and findings == []


def test_the_years_to_check_are_matrices_with_the_cells_of_their_numbers():
    first, second = (
        block("A", {"entry": FIVE[:2]}),
        block("B", {"land": SIX[:2], "land.1": SIX[:2]}, levels={"land.1": 4}),
    )
    second.beside["rank"] = np.array([1.0, 2.0, 0, 0])
    (year,) = years_of([first, second])
    assert (year.units, year.codes) == (["An Giang", "Bắc Kạn"], ["entry", "land"])
    assert year.scores.tolist() == [[5.0, 6.0], [5.01, 6.01]]
    assert year.beside["rank"][:, 1].tolist() == [1, 2] and np.isnan(year.beside["rank"][:, 0]).all()
    assert year.place(1, 1) == ("a.xlsx", "B", "B3") and year.place(0, 0) == ("a.xlsx", "A", "B2")


def test_an_office_is_one_whatever_capitals_its_name_is_written_in():
    names = {"A": "Sở Thí dụ", "B": "Sở Thí Dụ"}
    units = {s: Unit("so/chua-ro/so-thi-du", n, "department", "so/chua-ro") for s, n in names.items()}
    blocks = [block("A", {"entry": [5.0], "land": [6.0]}), block("B", {"entry": [5.0], "labor": [7.0]})]
    for b in blocks:
        b.units = [units[b.sheet]]
    kept, findings, joined = join(*blocks)
    assert findings == [] and kept == {("A", "entry"): [5.0], ("A", "land"): [6.0], ("B", "labor"): [7.0]}
    assert set(emit(joined)["unit"]) == {"Sở Thí Dụ"}
