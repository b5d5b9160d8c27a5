"""The rules over a scoring sheet, each on a sheet that breaks only it.

All figures are invented (số liệu minh họa).
"""

from __future__ import annotations

from math import nan

import pytest

from cchc_analysis.findings import Findings
from cchc_analysis.findings.sheets import ScoredTree, check_sheet
from cchc_analysis.workbooks.outline.row_labels import change_in

#: Code, name, maximum, self-scored, appraised, per cent: everything adds up.
CLEAN = [
    ("1", "Chỉ đạo", 10, 9, 8.5, 85),
    ("1.1", "Kế hoạch", 6, 5.5, 5, 83.33),
    ("1.2", "Kiểm tra", 4, 3.5, 3.5, 87.5),
    ("2", "Thể chế", 5, 5, 5, 1),
]
COLUMNS = {"code": "A", "maximum": "C", "self": "D", "appraised": "E", "share": "F"}
OUT = "not_applicable"


def tree_of(rows):
    """Return the criteria of a sheet whose first row is 2."""
    codes, names, maxima, own, judged, shares = ([row[c] for row in rows] for c in range(6))
    below = [[i for i, c in enumerate(codes) if c.rpartition(".")[0] == code] for code in codes]
    return ScoredTree(
        codes=codes, names=names, children=below, maxima=numbers(maxima), out=[v == OUT for v in own],
        scores={"self": numbers(own), "appraised": numbers(judged)}, shares={"": numbers(shares)},
        cell=lambda place, column: f"{COLUMNS[column]}{place + 2}", again=["#" in code for code in codes],
        changing=list(map(change_in, names)),
    )  # fmt: skip


def numbers(cells):
    return [nan if v in (None, OUT) else float(v) for v in cells]


def found(rows):
    """Return (rule, cell, message) of all that is found in a sheet."""
    findings = Findings()
    check_sheet(tree_of(rows), "a.xlsx", "S", findings)
    assert {(f.file, f.sheet) for f in findings.items} <= {("a.xlsx", "S")}
    return [(f.rule, f.cell, f.message) for f in findings.items]


def but(**changes):
    """Return the clean sheet with other values: ``but(r3=(2, 7))`` puts 7 into column 2 of row 3."""
    rows = [list(row) for row in CLEAN]
    for name, pairs in changes.items():
        for column, value in zip(pairs[::2], pairs[1::2], strict=True):
            rows[int(name[1:]) - 2][column] = value
    return rows


def test_a_clean_sheet_breaks_no_rule():
    assert found(CLEAN) == []
    assert found([]) == []


@pytest.mark.parametrize(("stage", "cell", "value"), [("self", "D5", "5,00"), ("appraised", "E5", "5,00")])
def test_points_are_held_against_the_maximum_of_their_stage(stage, cell, value):
    findings, tree = Findings(), tree_of(CLEAN)
    tree.tops = {s: [*tree.maxima[:-1], 4.0 if s == stage else 8.0] for s in tree.scores}
    tree.shares = {}
    check_sheet(tree, "a.xlsx", "S", findings)
    assert [(f.rule, f.cell) for f in findings.items] == [("score_above_max", cell)]
    assert value in findings.items[0].message


@pytest.mark.parametrize(("most", "rules"), [(6, []), (10, []), (8, ["max_not_sum"])])
def test_a_maximum_may_leave_out_what_has_no_points(most, rules):
    rows = but(r4=(3, None, 4, None, 5, None), r2=(2, most, 3, 5.5, 4, 5, 5, None))
    assert [rule for rule, *_ in found(rows)] == rules


def test_what_is_not_printed_breaks_no_rule():
    assert found(but(r2=(2, None, 3, None, 4, None, 5, None))) == []
    rules = [rule for rule, *_ in found(but(r3=(3, OUT, 4, OUT, 5, None), r2=(3, 3.5, 4, 3.5, 5, 87.5)))]
    assert rules == ["maximum_lowered"]


def test_a_code_that_stands_there_twice():
    rows = but(r4=(0, "1.1#2"))
    assert found(rows) == [
        ("criterion_twice", "A4", "Mã 1.1#2 (Kiểm tra) xuất hiện lần thứ hai. Đề nghị sửa mã.")
    ]


def test_a_score_above_its_maximum():
    rows = but(r4=(4, 4.5, 5, None), r2=(4, 9.5, 5, 95))
    assert found(rows) == [("score_above_max", "E4", "1.2 (Kiểm tra): 4,50 điểm, vượt mức tối đa 4,00.")]
    assert found(but(r4=(4, 4.01, 5, None), r2=(4, 9.01, 5, None))) == []


def test_a_penalty_may_not_cost_more_than_it_can():
    plain = [("3", "Điểm phạt", -2, -1, -1, None)]
    assert found(CLEAN + plain) == []
    beyond = [("3", "Điểm phạt", -2, -3, -1, None)]
    assert found(CLEAN + beyond) == [
        ("score_above_max", "D6", "3 (Điểm phạt): −3,00 điểm, vượt mức tối đa −2,00.")
    ]


def test_a_sum_that_is_none():
    assert found(but(r2=(4, 8.75, 5, 87.5))) == [
        ("parent_not_sum", "E2", "1 (Chỉ đạo): ghi 8,75, các tiêu chí bên dưới cộng lại là 8,50.")
    ]
    assert found(but(r2=(4, 8.51, 5, 85.1))) == []


def test_a_criterion_without_a_score_counts_by_those_below_it():
    rows = [
        ("1", "Chỉ đạo", 4, 3, 3, None), ("1.1", "Kế hoạch", 4, None, None, None),
        ("1.1.1", "Ban hành", 2, 1, 1, None), ("1.1.2", "Thực hiện", 2, 2, 2, None),
    ]  # fmt: skip
    assert found(rows) == []
    rows[0] = ("1", "Chỉ đạo", 4, 3, 3.5, None)
    assert found(rows) == [
        ("parent_not_sum", "E2", "1 (Chỉ đạo): ghi 3,50, các tiêu chí bên dưới cộng lại là 3,00.")
    ]


def test_a_maximum_that_is_no_sum():
    assert found(but(r2=(2, 11, 5, 77.27))) == [
        ("max_not_sum", "C2", "1 (Chỉ đạo): điểm tối đa ghi 11,00, các tiêu chí bên dưới cộng lại là 10,00.")
    ]  # fmt: skip


@pytest.mark.parametrize("most", [10, 11])
def test_a_maximum_may_leave_bonus_points_out(most):
    rows = [
        ("1", "Chỉ đạo", most, 8, 8, None), ("1.1", "Kế hoạch", 10, 8, 8, None),
        ("1.2", "Điểm thưởng sáng kiến", 1, 0, 0, None),
    ]  # fmt: skip
    assert found(rows) == []


@pytest.mark.parametrize("most", [10, 4])
def test_a_maximum_may_leave_out_what_does_not_apply(most):
    out = ("1.1", "Kế hoạch", 6, OUT, OUT, None)
    lowered = [
        (rule, cell) for rule, cell, _ in found([("1", "Chỉ đạo", most, 3.5, 3.5, 87.5), out, CLEAN[2]])
    ]
    assert lowered == ([("maximum_lowered", "C2")] if most == 10 else [])


def test_a_self_score_well_above_the_appraised_one():
    rows = but(r4=(3, 4, 4, 3, 5, 75), r2=(3, 9.5, 4, 8, 5, 80))
    assert found(rows) == [
        ("self_above_appraised", "D4", "1.2 (Kiểm tra): tự đánh giá cao hơn thẩm định 1,00 điểm.")
    ]


def test_a_fifth_of_the_maximum_is_well_above_and_less_is_not():
    fifth = but(r4=(3, 4, 4, 3.2, 5, 80), r2=(3, 9.5, 4, 8.2, 5, 82))
    assert found(fifth) == [
        ("self_above_appraised", "D4", "1.2 (Kiểm tra): tự đánh giá cao hơn thẩm định 0,80 điểm.")
    ]
    assert found(but(r4=(3, 4, 4, 3.21, 5, 80.25), r2=(3, 9.5, 4, 8.21, 5, 82.1))) == []


def test_a_share_that_is_no_ratio():
    assert found(but(r4=(5, 90))) == [
        ("index_not_ratio", "F4", "1.2 (Kiểm tra): chỉ số ghi 90,00 %, điểm đạt chia điểm tối đa cho 87,50 %.")
    ]  # fmt: skip


def test_a_share_may_be_printed_as_a_fraction():
    assert found(but(r2=(5, 0.85), r3=(5, 0.8333), r4=(5, 0.875))) == []


def test_a_share_that_was_rounded():
    assert found(but(r3=(5, 83))) == [
        ("pct_rounded", "F3", "1.1 (Kế hoạch): chỉ số ghi 83,00 % đã làm tròn; tính từ điểm là 83,33 %.")
    ]  # fmt: skip


def test_what_does_not_apply_lowers_what_is_possible_above_it():
    rows = [("1", "Chỉ đạo", 10, 4, 4, None), ("1.1", "Kế hoạch", 6, OUT, OUT, None), CLEAN[2]]
    assert tree_of(rows).possible() == [4, 6, 4]
    rows[0] = ("1", "Chỉ đạo", 4, 4, 4, None)  # printed without it
    assert tree_of(rows).possible() == [4, 6, 4]
    assert tree_of(CLEAN).possible() == [10, 6, 4, 5]


def test_shares_of_answers_are_not_added_up():
    tree = tree_of(but(r2=(4, 1, 5, None)))
    tree.is_survey = True
    findings = Findings()
    check_sheet(tree, "a.xlsx", "S", findings)
    assert not findings.items
