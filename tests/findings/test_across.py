"""The rules over years, each on made-up numbers of real provinces (số liệu minh họa) that break it."""

from __future__ import annotations

import pytest

from cchc_analysis import scores
from cchc_analysis.findings import Findings
from cchc_analysis.findings.across import check_years

#: Half of the 63 provinces, the fewest that make a median.
N = 32


def found(*books):
    """Return the findings over the years of some workbooks."""
    findings = Findings()
    check_years(scores.concat([book.frame() for book in books]), books[0].index, findings)
    return findings.items


def move(book, code, share):
    """Move everybody's score of a sub-dimension by *share* of its scale; its dimension goes along."""
    parts = len({c for _, c in book.scores if c[0] == code[0]})
    for unit in {unit for unit, _ in book.scores}:
        book.scores[unit, code] += share * 9 / parts
    return book


def test_years_that_move_a_little_have_no_finding(papi):
    assert found(papi(2023, N), papi(2024, N, shift=0.02)) == []
    assert found(papi(2024, N)) == []


def test_same_as_another_year(papi, cell_of):
    before, now = papi(2023, N), papi(2024, N)
    (finding,) = found(before, now)
    assert (finding.rule, finding.severity) == ("same_as_another_year", "error")
    rows = N * (28 + 8 + 1)
    assert finding.message == (
        f"Số liệu PAPI năm 2024 trùng với năm 2023 ở {rows}/{rows} điểm; một trong hai tệp sai năm."
    )
    assert f"The scores of PAPI 2024 equal those of 2023 in {rows} of {rows}" in finding.message_en
    frame = now.frame()
    first = frame.iloc[0]
    assert (finding.file, finding.sheet) == ("papi_2024.xlsx", "Điểm")
    assert finding.cell == cell_of(frame, first["unit"], first["code"])


def test_a_few_equal_scores_are_no_other_year(papi):
    before, now = papi(2023, N), papi(2024, N, shift=0.02)
    for place, key in enumerate(now.scores):
        if place % 10:  # nine in ten of the lowest, and no sum
            now.scores[key] = before.scores[key]
    assert found(before, now) == []


@pytest.mark.parametrize(("share", "said"), [(0.1, "10,00"), (-0.1, "−10,00")])
def test_median_jump(papi, share, said):
    (finding,) = found(papi(2023, N), move(papi(2024, N, shift=0.001), "1.2", share - 0.001))
    assert (finding.rule, finding.severity) == ("median_jump", "warning")
    assert finding.message.startswith(
        f"Trung vị các đơn vị của 1.2 thay đổi {said} % thang điểm so với năm 2023;"
    )
    assert f"The units' median of 1.2 moves by {said.replace(',', '.')} %" in finding.message_en
    assert (finding.file, finding.sheet, finding.cell) == ("papi_2024.xlsx", "Điểm", "")


def test_a_median_may_move_by_eight_per_cent(papi):
    assert found(papi(2023, N), move(papi(2024, N, shift=0.001), "1.2", 0.078)) == []


def test_a_median_of_a_few_leaders_says_nothing(papi):
    assert found(papi(2023, 5), move(papi(2024, 5, shift=0.001), "1.2", 0.3)) == []


def test_a_jump_with_a_declared_reason_is_none(papi):
    # 1.1 was redefined in 2022, not in 2023.
    assert found(papi(2021, N), move(papi(2022, N, shift=0.001), "1.1", 0.2)) == []
    jumped = found(papi(2022, N), move(papi(2023, N, shift=0.001), "1.1", 0.2))
    assert [f.rule for f in jumped] == ["median_jump"]


def test_years_that_do_not_follow_each_other_are_not_compared(papi):
    assert found(papi(2022, N), move(papi(2024, N, shift=0.001), "1.2", 0.3)) == []


def test_over_a_new_scale_it_is_the_share_that_counts(frame_of):
    # Half of the scale in both years: 1.375 of 0.25–2.5, 1.8333 of 1/3–10/3.
    def year_of(year, score):
        return [
            {
                "index": "PAPI", "year": year, "unit": f"Tỉnh {n}", "unit_id": f"thu/{n}",
                "scope": "thu", "code": "5.1", "score": score + 0.001 * n,
            }
            for n in range(N)
        ]  # fmt: skip

    def rules(now):
        findings = Findings()
        frame = frame_of(year_of(2020, 1.375) + year_of(2021, now))
        check_years(frame, "PAPI", findings)
        return [f.rule for f in findings.items]

    assert rules(1 / 3 + 1.5) == []
    assert rules(1.3753) == ["median_jump"]  # nearly the same points are less of the scale


def test_criteria_that_sheets_bring_along_are_declared_nowhere():
    # 24 wards with criteria of their own, 80 % of the scale in one year and 40 % in the next.
    def year_of(year, score):
        return [
            {
                "index": "PAR", "year": year, "unit": f"Phường {n}", "unit_id": f"thu/{n}", "scope": "xa/thu",
                "code": code, "score": score + 0.001 * n, "edition": f"par-xa-{year}", "level": 2,
                "name": "Tiêu chí riêng", "min_score": 0.0, "max_score": 1.0, "unit_type": "commune",
                "stage": "final", "estimated": False, "status": "scored",
            }
            for n in range(N)
            for code in ("99.1", "99.2")
        ]  # fmt: skip

    rows = year_of(2023, 0.8) + year_of(2024, 0.4)
    names = {name: [row.get(name) for row in rows] for name in scores.COLUMNS}
    findings = Findings()
    check_years(scores.from_columns(names, len(rows)), "PAR", findings)
    assert findings.items == []
