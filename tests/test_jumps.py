"""One rule for jumps: threshold, whose median, what a publisher may say, and where they are reported."""

from __future__ import annotations

from statistics import median

import pytest
from plain import column

from cchc_analysis import frameworks, scores
from cchc_analysis.findings import Findings
from cchc_analysis.findings.across import check_years
from cchc_analysis.jumps import jumps_of, rule

SHARE = 8.0


def shares(published, index, year, code):
    """Return each unit's share of the declared scale, in per cent."""
    criterion = frameworks.framework(index, year).criteria[code]
    low, high = criterion.min_score, criterion.max_score
    scores = column(published, index, year, code)
    return {unit: 100 * (score - low) / (high - low) for unit, score in scores.items()}


@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_jumps_agree_with_plain_arithmetic(figures, published, index):
    expected = {}
    for year in range(2006, 2025):
        try:
            criteria = frameworks.framework(index, year).criteria
            frameworks.framework(index, year - 1)
        except frameworks.FrameworkError:
            continue
        for code, criterion in criteria.items():
            before = frameworks.code_in(index, code, year - 1, of=year)
            comparable = frameworks.comparability(index, year, code).kind in ("same", "rescaled")
            if criterion.level not in (0, 1, 2) or not criterion.has_scale or not comparable or not before:
                continue
            now, then = shares(published, index, year, code), shares(published, index, year - 1, before)
            both = now.keys() & then.keys()
            if 2 * len(both) < 64 - (year >= 2009):
                continue
            medians = median(then[u] for u in both), median(now[u] for u in both)
            if abs(medians[1] - medians[0]) > SHARE:
                expected[criterion.concept, year] = (*medians, len(both))
    found = jumps_of(figures, index, "tinh-63")
    assert found.keys() == expected.keys() and len(found) == {"PAPI": 1, "PCI": 21}[index]
    for key, jump in found.items():
        assert (jump.before, jump.after, jump.n) == pytest.approx(expected[key], abs=1e-9)
        assert jump.basis == "median"


def made(frame_of, n, moved, code="legal", index="PCI", years=(2018, 2019), scope="thu/nghiem"):
    """Make *n* units that do not exist, half of the scale in one year and *moved* of it more in the next."""
    rows = []
    for year, more in zip(years, (0.0, moved), strict=True):
        rows += [
            {"index": index, "year": year, "unit": f"Đơn vị {k}", "unit_id": f"thu/{k}", "scope": scope,
             "code": code, "score": 5.5 + 0.09 * more + 0.001 * k}
            for k in range(n)
        ]  # fmt: skip
    return frame_of(rows)


@pytest.mark.parametrize(("moved", "jumped"), [(7.9, False), (8.1, True), (-8.1, True)])
def test_a_median_may_move_by_the_declared_share(frame_of, moved, jumped):
    assert rule()["share"] == SHARE
    assert bool(jumps_of(made(frame_of, 9, moved), "PCI", "thu/nghiem")) == jumped


def test_a_median_is_of_at_least_half_of_the_units_of_either_year(frame_of):
    frame = made(frame_of, 20, 30.0)
    late = frame["year"] == 2019
    assert jumps_of(frame[~late | (frame["unit"] < "Đơn vị 2")], "PCI", "thu/nghiem")  # 0, 1, 10 to 19
    few = frame[~late | frame["unit"].isin([f"Đơn vị {k}" for k in range(9)])]
    assert jumps_of(few, "PCI", "thu/nghiem") == {}
    # Of provinces half of those declared count, published or not.
    assert jumps_of(made(frame_of, 31, 30.0, scope="tinh-63"), "PCI", "tinh-63") == {}
    assert jumps_of(made(frame_of, 32, 30.0, scope="tinh-63"), "PCI", "tinh-63")


def test_a_few_units_make_no_median(frame_of):
    assert jumps_of(made(frame_of, 4, 30.0), "PCI", "thu/nghiem") == {}


def test_a_redefined_step_is_no_jump(frame_of):
    assert jumps_of(made(frame_of, 9, 30.0, years=(2012, 2013)), "PCI", "thu/nghiem") == {}


def test_what_its_publisher_compares_is_no_jump(frame_of, monkeypatch):
    told = frameworks.Step("same", "VCCI so sánh hai năm", "VCCI compares the two years", "a report")
    monkeypatch.setattr(frameworks, "comparability", lambda index, year, code: told)
    assert jumps_of(made(frame_of, 9, 30.0), "PCI", "thu/nghiem") == {}


def nation(frame_of, values, provinces=()):
    rows = [
        {"index": "PAR", "year": year, "unit": "Cả nước", "unit_id": "quoc-gia/ca-nuoc", "scope": "quoc-gia",
         "unit_type": "nation", "code": "total", "score": score}
        for year, score in values.items()
    ]  # fmt: skip
    return frame_of([*rows, *provinces])


def test_the_nations_mean_stands_in_where_few_provinces_were_published(frame_of):
    frame = nation(frame_of, {2015: 85.11, 2016: 74.64})
    for scope in ("tinh-63", "quoc-gia", "vung"):
        (jump,) = jumps_of(frame, "PAR", scope).values()
        assert (jump.basis, jump.year) == ("mean", 2016) and jump.points == pytest.approx(-10.47)
    assert jumps_of(frame, "PAR", "bo") == {}  # ministries are not what it is the mean of


def test_a_median_of_enough_provinces_comes_before_the_nations_mean(frame_of):
    provinces = [
        {"index": "PAR", "year": year, "unit": f"Tỉnh {k}", "unit_id": f"thu/{k}", "scope": "tinh-63",
         "code": "total", "score": 80.0 + 0.1 * k}
        for year in (2015, 2016) for k in range(40)
    ]  # fmt: skip
    assert jumps_of(nation(frame_of, {2015: 85.11, 2016: 74.64}, provinces), "PAR", "tinh-63") == {}


def test_findings_report_the_same_jumps(figures, frame_of):
    pci = figures[figures["index"] == "PCI"]
    findings = Findings()
    check_years(pci.assign(file="pci.xlsx", sheet="PCI"), "PCI", findings)
    told = [f for f in findings.items if f.rule == "median_jump"]
    expected = jumps_of(figures, "PCI", "tinh-63").values()
    assert len(told) == len(expected) == 21
    points = {f"{abs(jump.points):.2f}".replace(".", ",") for jump in expected}
    assert all(any(p in finding.message for p in points) for finding in told)
    findings = Findings()
    check_years(nation(frame_of, {2015: 85.11, 2016: 74.64}), "PAR", findings)
    (finding,) = findings.items
    assert finding.rule == "mean_jump" and "−10,47 % thang điểm so với năm 2015" in finding.message
    assert "The nation's mean of the total moves by −10.47 %" in finding.message_en


def test_a_frame_without_scales_has_no_jump(frame_of):
    frame = made(frame_of, 9, 30.0).assign(min_score=float("nan"))
    assert jumps_of(frame, "PCI", "thu/nghiem") == {} == jumps_of(scores.empty(), "PCI", "tinh-63")
