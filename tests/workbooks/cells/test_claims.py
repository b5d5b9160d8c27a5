"""Columns of one key: copies are taken once, contradictions not at all. Số liệu minh họa."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from cchc_analysis.findings import Findings
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.cells.claims import Series, once, settle, unstaged
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.source import Asked


def stand(context, columns):
    """Return where series stand, and their numbers, as far as they are asked for."""
    return SimpleNamespace(
        view=SimpleNamespace(context=context),
        matrix=None,
        down=True,
        heading_cell=lambda track: f"{'DEFG'[track.at]}4",
        vector=lambda place: np.array(columns[place], float),
    )


@pytest.fixture
def settled():
    """Return a function that settles columns of numbers: places kept, their reasons, the findings."""

    def run(*columns):
        tracks = [Track(at, (heading("Điểm thẩm định"),)) for at in range(len(columns))]
        claims, findings = [Series(track.at, track) for track in tracks], Findings()
        context = Context(Path("a.xlsx"), "S", [], Asked(), findings)
        kept = settle(claims, stand(context, columns))
        reasons = [c.track.reason for c in claims]
        return (
            [c.track.at for c in kept],
            reasons,
            [(f.rule, f.severity, f.cell, f.message) for f in findings.items],
        )

    return run


NAN = float("nan")


def test_one_claim_is_taken(settled):
    assert settled([1, 2]) == ([0], [""], [])
    assert settled([NAN, NAN]) == ([0], [""], [])


def test_a_blank_column_claims_nothing(settled):
    assert settled([NAN, NAN], [1, 2]) == ([1], ["", ""], [])


@pytest.mark.parametrize("copy", [[1, 2], [1.004, 2], [NAN, 2]])
def test_a_copy_is_noted_and_taken_once(settled, copy):
    kept, reasons, findings = settled([1, 2], copy)
    assert (kept, reasons) == ([0], ["", "copy"])
    ((rule, severity, cell, message),) = findings
    assert (rule, severity, cell) == ("column_copied", "note", "E4") and "cột D4" in message


@pytest.mark.parametrize("other", [[1, 2.5], [1.01, 2], [3, 4]])
def test_of_two_that_differ_none_is_taken_and_both_are_named(settled, other):
    kept, reasons, findings = settled([1, 2], other)
    assert (kept, reasons) == ([], ["two_claims", "two_claims"])
    ((rule, severity, cell, message),) = findings
    assert (rule, severity, cell) == ("two_claims", "error", "D4")
    assert "“Điểm thẩm định”: D4, E4" in message


def test_two_that_have_no_row_in_common_differ(settled):
    assert settled([1, NAN], [NAN, 2])[0] == []


def test_of_three_one_that_differs_spoils_all(settled):
    kept, _, findings = settled([1, 2], [1, 2], [1, 3])
    assert kept == [] and "D4, E4, F4" in findings[0][3]


def test_shares_beside_the_points_of_their_criterion_claim_nothing():
    tracks = [Track(at, (heading(text),)) for at, text in enumerate(["Điểm", "Tỷ lệ %", "Tỷ lệ %"])]
    series = [
        Series(0, tracks[0], "1"),
        *(Series(t.at, t, c, is_share=True) for t, c in zip(tracks[1:], "12", strict=True)),
    ]
    context = Context(Path("a.xlsx"), "S", [], Asked(), Findings())
    kept = settle(series, stand(context, [[1.0]] * 3))
    assert [s.place for s in kept] == [0, 2]  # of the second criterion only shares are printed
    assert [t.quantity for t in tracks] == ["", "share", ""]


def test_a_key_met_twice_is_taken_once_where_the_numbers_agree():
    keys = np.array([7, 8, 7, 9, 9, 6, 6])
    taken, twice = once(keys, np.array([NAN, 2, 1, 3, 4, NAN, NAN]))
    assert taken.tolist() == [1, 2, 5]  # a blank claims nothing
    assert {tuple(places): differ for places, differ in twice} == {(5, 6): False, (0, 2): False, (3, 4): True}


def test_numbers_met_once_are_all_taken():
    taken, twice = once(np.array([2, 1]), np.array([5.0, NAN]))
    assert (taken.tolist(), twice) == ([0, 1], [])


@pytest.mark.parametrize(
    ("again", "left", "rule"),
    [
        ([4, 3], {"1": 4, "2": 3}, "unit_twice"),
        ([4, None], {"1": 4, "2": 3}, "unit_twice"),
        ([4, 2], {"1": 4}, "unit_twice_differs"),
    ],
)
def test_domains_of_a_unit_that_stands_twice_are_judged_cell_by_cell(read_rows, again, left, rule):
    rows = [["KẾT QUẢ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"], ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế"],
            [None, "Điểm tối đa", 5, 4], [1, "Sở Y tế", 4, 3], [2, "Sở Nội vụ", 5, 2],
            [3, "Sở Y tế", *again]]  # fmt: skip
    reading = read_rows(rows, index="PAR")
    scores = reading.scores[reading.scores["unit"] == "Sở Y tế"]
    assert scores.set_index("code")["score"].dropna().to_dict() == left
    assert set(scores["max_score"]) <= {5, 4}
    (told,) = reading.findings[reading.findings["rule"].str.startswith("unit_twice")].itertuples()
    assert (told.rule, told.cell) == (rule, "D6" if rule == "unit_twice_differs" else "B6")


@pytest.mark.parametrize(
    ("heads", "titles", "kept"),
    [
        (["Tự chấm", "Điểm"], [], [0]),  # whose are the points?
        (["Tự chấm", "Điểm"], ["KẾT QUẢ THẨM ĐỊNH"], [0, 1]),
        (["Tự chấm", "Tổng điểm"], [], [0, 1]),
        (["Kết quả", "Điểm"], [], [0, 1]),
        (["Tự chấm", "Điểm 2023"], [], [0, 1]),
    ],
)
def test_a_series_of_no_stage_beside_stages_is_set_aside(heads, titles, kept):
    series = []
    for at, text in enumerate(heads):
        told = heading(text)
        year = told.years[0] if told.years else None
        series.append(Series(at, Track(at, (told,), stage=told.stage, year=year)))
    left = unstaged(series, Context(Path("a.xlsx"), "S", titles, Asked(), Findings()))
    assert [s.place for s in left] == kept
    assert [bool(s.track.reason) for s in series] == [s not in left for s in series]
