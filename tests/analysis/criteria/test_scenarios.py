"""Scenarios: arithmetic on published scores, everybody else's held; the fewest criteria to a rank."""

from __future__ import annotations

import math
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import column, rank, region_of

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.criteria.scenarios import cheapest_path, what_if
from cchc_analysis.statements import statement

WARD = {"index": "PAR", "unit": "Phường Minh Họa", "year": 2024}
#: PCI's weights from 2013 to 2021, in points of the total (frameworks/NOTES.md, section 6).
PCI = {"entry": 0.5, "land": 0.5, "transparency": 2, "time": 0.5, "informal": 1, "bias": 0.5,
       "proactive": 0.5, "support": 2, "labor": 2, "legal": 0.5}  # fmt: skip
#: (index, year, unit, targets): one and several, of sub-dimensions, dimensions and sub-indices.
SCENARIOS = [
    ("PAPI", 2024, "Bắc Kạn", {"6.2": 1.72}),
    ("PAPI", 2024, "Bắc Kạn", {"6.2": 1.72, "6.3": 2.1, "3.1": 2.2, "1.1": 1.5}),
    ("PAPI", 2024, "Bắc Kạn", {"8": 4.0, "6.2": 1.72}),
    ("PAPI", 2022, "Hà Nội", {"5": 8.0}),
    ("PAPI", 2016, "Quảng Ninh", {"3.1": 3.0, "4.4": 2.0}),
    ("PCI", 2021, "Bắc Kạn", {"labor": 6.0}),
    ("PCI", 2021, "Hà Nội", {"land": 8.0, "transparency": 7.0, "legal": 8.5}),
    ("PCI", 2014, "Quảng Ninh", {"support": 7.0, "time": 8.0}),
]


def figure(published, index, year, unit, code):
    return float(published[index, year, unit, code])


def worth(index, code):
    """Return what one point of a criterion adds to the total."""
    return 1 if index == "PAPI" else PCI[code]


def place(published, index, year, unit, code, score):
    """Return the place of a score among the other units' published ones."""
    others = {u: v for u, v in column(published, index, year, code).items() if u != unit}
    return 1 + sum(value > score + 1e-9 for value in others.values())


@pytest.fixture(scope="module")
def scenario(figures):
    """Work out a scenario on published figures, once."""
    known = {}

    def ask(index, year, unit, targets):
        key = (index, year, unit, *targets)
        if key not in known:
            known[key] = what_if(figures, index=index, unit=unit, year=year, targets=targets)
        return known[key]

    return ask


def made(made_up, totals, **leaves):
    """Make PAPI 2024 of units by total, and of their sub-dimensions: ``made(…, A={"7.1": 1.0})``."""
    values = {(unit, 2024): total for unit, total in totals.items()}
    values |= {(unit, 2024, c): v for unit, row in leaves.items() for c, v in row.items()}
    return made_up(values)


# -- what if: nothing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Hà Nội", "Đà Nẵng"])
@pytest.mark.parametrize(("index", "year"), [("PAPI", 2024), ("PAPI", 2012), ("PCI", 2020)])
def test_no_target_changes_nothing(figures, published, index, year, unit):
    table = what_if(figures, index=index, unit=unit, year=year, targets={})
    values = column(published, index, year, "total")
    assert len(table) == 1 and table["code"].tolist() == ["total"]
    row, attrs = table.iloc[0], table.attrs
    assert row["score"] == row["new_score"] == attrs["total"] == attrs["new_total"] == values[unit]
    assert row["rank"] == row["new_rank"] == attrs["rank"] == attrs["new_rank"]
    assert attrs["rank"] == rank(values, unit) and attrs["n_units"] == len(values)
    assert row["gain"] == 0 and attrs["targets"] == {}


totals = st.lists(st.integers(0, 20).map(lambda n: 40 + n / 4), min_size=2, max_size=7)


@settings(max_examples=25)
@given(totals)
def test_no_target_changes_nothing_of_made_up_figures(frame_of, scores):
    values = {f"U{n}": score for n, score in enumerate(scores)}
    rows = [
        {"index": "PAPI", "year": 2024, "unit": unit, "unit_id": f"thu/{unit}", "code": "total"}
        | {"scope": "thu/nghiem", "score": score, "note": "Số liệu minh họa"}
        for unit, score in values.items()
    ]
    table = what_if(frame_of(rows), index="PAPI", unit="U0", year=2024, targets={})
    assert len(table) == 1 and table.attrs["illustrative"]
    assert table.loc[0, ["score", "new_score", "gain"]].tolist() == [values["U0"], values["U0"], 0]
    expected = rank(values, "U0")
    assert table.loc[0, ["rank", "new_rank", "n_units"]].tolist() == [expected, expected, len(values)]


def test_the_present_score_as_a_target_changes_nothing_either(figures, published):
    own = figure(published, "PAPI", 2024, "Bắc Kạn", "6.2")
    table = what_if(figures, index="PAPI", unit="Bắc Kạn", year=2024, targets={"6.2": own})
    assert (table["gain"] == 0).all() and (table["new_score"] == table["score"]).all()
    assert (table["new_rank"] == table["rank"]).all() and table["code"].tolist()[0] == "total"


# -- what if: something -------------------------------------------------------------------------------


@pytest.mark.parametrize(("index", "year", "unit", "targets"), SCENARIOS)
def test_total_and_rank_agree_with_plain_arithmetic(scenario, published, index, year, unit, targets):
    table = scenario(index, year, unit, targets)
    now = figure(published, index, year, unit, "total")
    gains = {
        code: (target - figure(published, index, year, unit, code)) * worth(index, code)
        for code, target in targets.items()
    }
    total = table.iloc[0]
    assert total["score"] == now
    assert total["gain"] == pytest.approx(sum(gains.values()), abs=1e-9)
    assert total["new_score"] == pytest.approx(now + sum(gains.values()), abs=1e-9)
    assert total["rank"] == rank(column(published, index, year, "total"), unit)
    new = now + sum(gains.values())
    assert total["new_rank"] == place(published, index, year, unit, "total", new)
    assert total["n_units"] == len(column(published, index, year, "total"))
    attrs = table.attrs
    assert (attrs["new_total"], attrs["new_rank"]) == (total["new_score"], total["new_rank"])
    assert (attrs["total"], attrs["targets"]) == (now, targets)


@pytest.mark.parametrize(("index", "year", "unit", "targets"), SCENARIOS)
def test_what_is_set_and_what_is_above_it_move_and_nothing_else(
    scenario, published, index, year, unit, targets
):
    table = scenario(index, year, unit, targets).set_index("code")
    above = {code[0] for code in targets if "." in code}
    assert set(table.index) == {"total", *targets, *above}
    for code in above | set(targets):
        moved = {
            c: t - figure(published, index, year, unit, c)
            for c, t in targets.items()
            if c == code or c.startswith(f"{code}.")
        }
        now, row = figure(published, index, year, unit, code), table.loc[code]
        assert row["score"] == now
        assert row["new_score"] == pytest.approx(now + sum(moved.values()), abs=1e-9)
        assert row["gain"] == pytest.approx(sum(moved.values()) * worth(index, code), abs=1e-9)
        assert row["rank"] == place(published, index, year, unit, code, now)
        assert row["new_rank"] == place(published, index, year, unit, code, row["new_score"])


def test_rows_stand_in_printed_order_with_their_names(figures):
    targets = {"6.3": 2.1, "1.1": 1.5, "6.2": 1.7}
    table = what_if(figures, index="PAPI", unit="Bắc Kạn", year=2024, targets=targets)
    assert table["code"].tolist() == ["total", "1", "1.1", "6", "6.2", "6.3"]
    assert table["level"].tolist() == [0, 1, 2, 1, 2, 2]
    assert table.loc[4, ["name", "name_en"]].tolist() == ["Giáo dục tiểu học công lập", "Primary Education"]
    assert table["max_score"].tolist()[1:] == [10, 2.5, 10, 2.5, 2.5]


@pytest.mark.parametrize(("index", "year", "code"), [("PAPI", 2024, "8.2"), ("PCI", 2021, "land")])
def test_a_target_below_the_score_is_a_loss(figures, published, index, year, code):
    now = figure(published, index, year, "Bắc Kạn", code)
    table = what_if(figures, index=index, unit="Bắc Kạn", year=year, targets={code: now - 1.5})
    loss = -1.5 * worth(index, code)
    total = figure(published, index, year, "Bắc Kạn", "total") + loss
    assert table["gain"].tolist() == pytest.approx([loss] * len(table), abs=1e-9)
    assert table.attrs["new_total"] == pytest.approx(total, abs=1e-9)
    assert table.attrs["new_rank"] == place(published, index, year, "Bắc Kạn", "total", total)
    assert table.attrs["new_rank"] > table.attrs["rank"]


def test_who_draws_level_shares_the_better_rank(made_up):
    # 40.1 + 0.2 is 40.300000000000004: what is level in print is level.
    frame = made(made_up, {"A": 40.1, "B": 40.3, "C": 41.0, "D": 39.0}, A={"7.1": 1.0})
    told = [
        what_if(frame, index="PAPI", unit="A", year=2024, targets={"7.1": target}).attrs["new_rank"]
        for target in (1.0, 1.19, 1.2, 1.21, 1.9, 1.95)
    ]
    assert told == [3, 3, 2, 2, 1, 1]


def test_the_printed_total_is_the_base_even_where_the_parts_disagree(figures, published, made_up):
    # NOTES: the sub-indices that are stored of PCI 2011 do not give the stored total.
    total, land = (figure(published, "PCI", 2011, "Bắc Kạn", c) for c in ("total", "land"))
    table = what_if(figures, index="PCI", unit="Bắc Kạn", year=2011, targets={"land": land + 1})
    assert table.attrs["total"] == total
    assert table.attrs["new_total"] == pytest.approx(total + 0.5, abs=1e-9)
    frame = made(made_up, {"A": 50.0, "B": 49.0}, A={"7": 2.0, "7.1": 1.0, "7.2": 0.5, "7.3": 0.6})
    table = what_if(frame, index="PAPI", unit="A", year=2024, targets={"7.1": 1.5})
    assert table["new_score"].tolist() == pytest.approx([50.5, 2.5, 1.5])


def test_estimates_are_not_ranked_with(made_up):
    frame = made(made_up, {"A": 40.0, "B": 41.0, "C": 42.0}, A={"7.1": 1.0})
    frame.loc[frame["unit"] == "C", "estimated"] = True
    attrs = what_if(frame, index="PAPI", unit="A", year=2024, targets={"7.1": 1.5}).attrs
    assert (attrs["rank"], attrs["new_rank"], attrs["n_units"]) == (2, 2, 2)


def test_what_is_assumed_is_said(figures):
    attrs = what_if(figures, index="PAPI", unit="bac kan", year=2024, targets={"6.2": 2.0}).attrs
    assert (attrs["kind"], attrs["unit"], attrs["index"]) == ("what_if", "Bắc Kạn", "PAPI")
    assert attrs["note_vi"] == (
        "Giả định: điểm của các đơn vị khác và các nội dung khác của năm 2024 giữ nguyên;"
        " đây là phép tính, không phải dự báo."
    )
    assert attrs["note_en"] == (
        "Assumes that the other units' scores and the other criteria of 2024 stay as they are;"
        " arithmetic, not a forecast."
    )


def test_where_few_were_published_there_is_a_total_and_no_rank(figures, published):
    table = what_if(figures, index="PCI", unit="Quảng Ninh", year=2022, targets={})
    assert table.attrs["total"] == figure(published, "PCI", 2022, "Quảng Ninh", "total")
    assert table.attrs["rank"] is None and table[["rank", "new_rank"]].isna().all(axis=None)


def test_where_few_were_published_it_is_not_one_of_one(figures):
    table = what_if(figures, index="PCI", unit="Quảng Ninh", year=2022, targets={})
    assert table["n_units"].isna().all()


# -- a scoring sheet ----------------------------------------------------------------------------------


def test_a_scoring_sheet_has_a_new_total_and_no_rank(ward):
    # The workbook prints 82.5 of 100: 5 of 8 in 3.2, 2 of 4 in 7.3 (test_sheets.py).
    table = what_if(ward, targets={"3.2": 7.0, "7.3": 4.0}, **WARD)
    assert table["code"].tolist() == ["total", "3", "3.2", "7", "7.3"]
    assert table["score"].tolist() == [82.5, 16.5, 5, 10, 2]
    assert table["new_score"].tolist() == pytest.approx([86.5, 18.5, 7, 12, 4])
    assert table["gain"].tolist() == pytest.approx([4, 2, 2, 2, 2])
    assert table["max_score"].tolist() == [100, 22, 8, 14, 4]
    assert table[["rank", "new_rank", "n_units"]].isna().all(axis=None)
    assert table.attrs["rank"] is None and table.attrs["new_rank"] is None
    assert table.attrs["illustrative"] and table.attrs["new_total"] == pytest.approx(86.5)


def test_a_scoring_sheet_without_a_target_stays_as_it_is(ward):
    table = what_if(ward, targets={}, **WARD)
    assert table["code"].tolist() == ["total"] and table.attrs["new_total"] == 82.5


def test_a_whole_domain_of_a_scoring_sheet_can_be_set(ward):
    table = what_if(ward, targets={"3": 20.0}, **WARD)
    assert table["new_score"].tolist() == pytest.approx([86.0, 20.0])


def test_a_scoring_sheet_refuses_what_it_cannot_score(ward):
    with pytest.raises(AnalysisError, match="Điểm 9,00 của tiêu chí “3.2” nằm ngoài thang điểm 0,00 – 8,00"):
        what_if(ward, targets={"3.2": 9}, **WARD)
    with pytest.raises(AnalysisError, match="“3.21”. Mã gần nhất: 3.1, 3.2, "):
        what_if(ward, targets={"3.21": 1}, **WARD)
    with pytest.raises(AnalysisError, match="“3.2” hoặc cho “3” ở trên nó"):
        what_if(ward, targets={"3.2": 6, "3": 17}, **WARD)
    with pytest.raises(AnalysisError, match="PAR INDEX không có số liệu năm 2020; có 2022–2024"):
        what_if(ward, targets={}, **WARD | {"year": 2020})
    with pytest.raises(AnalysisError, match="Phường Minh Họa không được xếp hạng"):
        cheapest_path(ward, rank=1, **WARD)


# -- what cannot be asked -----------------------------------------------------------------------------


def ask(figures, targets, index="PAPI", unit="Bắc Kạn", year=2024):
    return what_if(figures, index=index, unit=unit, year=year, targets=targets)


def test_unknown_codes_and_units_name_the_nearest(figures):
    with pytest.raises(AnalysisError, match=r"PAPI năm 2024 không có mã “6.9”. Mã gần nhất: 6"):
        ask(figures, {"6.9": 1.0})
    # 5.2 was asked about until 2020.
    with pytest.raises(AnalysisError, match=r"“5.2” không có .* 2024 \(có .* 2011–2020\)"):
        ask(figures, {"5.2": 1.0})
    with pytest.raises(AnalysisError, match="không có mã “total”"):
        ask(figures, {"total": 50.0})
    with pytest.raises(AnalysisError, match=r"“Bắc Cạnn”.*Gần nhất: .*Bắc Kạn"):
        ask(figures, {}, unit="Bắc Cạnn")


@pytest.mark.parametrize("targets", [{"6": 8.0, "6.2": 2.0}, {"6.2": 2.0, "6": 8.0}])
def test_a_criterion_and_one_below_it_are_not_both_set(figures, targets):
    with pytest.raises(AnalysisError) as error:
        ask(figures, targets)
    assert str(error.value) == (
        "Chỉ đặt mục tiêu cho “6.2” hoặc cho “6” ở trên nó, không đặt cả hai.\n"
        "Set a target for “6.2” or for “6” above it, not for both."
    )


@pytest.mark.parametrize(
    ("index", "year", "code", "target", "scale"),
    [
        ("PAPI", 2024, "6.2", 2.6, "0,25 – 2,50"),
        ("PAPI", 2024, "6.2", 0.2, "0,25 – 2,50"),
        ("PAPI", 2024, "5.1", 3.4, "0,33 – 3,33"),
        ("PAPI", 2024, "6", 10.5, "1,00 – 10,00"),
        ("PCI", 2021, "land", 0.9, "1,00 – 10,00"),
        ("PCI", 2021, "land", 11.0, "1,00 – 10,00"),
    ],
)
def test_a_target_outside_the_scale_is_refused(figures, index, year, code, target, scale):
    said = rf"của tiêu chí “{code}” nằm ngoài thang điểm {scale}\.\n.*{scale.replace(',', '.')}"
    with pytest.raises(AnalysisError, match=said):
        ask(figures, {code: target}, index=index, year=year)


@pytest.mark.parametrize("target", [float("nan"), "1,7", None])
def test_a_target_that_is_no_number_is_refused(figures, target):
    with pytest.raises(AnalysisError, match=f"6.2 = “{target}” không hợp lệ"):
        ask(figures, {"6.2": target})
    with pytest.raises(AnalysisError, match="targets = “.*” không hợp lệ"):
        ask(figures, ["6.2"])


@pytest.mark.parametrize(("code", "target"), [("6.2", 2.5), ("6.2", 0.25), ("5.1", 3.33)])
def test_the_ends_of_the_scale_are_on_it(figures, code, target):
    table = ask(figures, {code: target}).set_index("code")
    assert table.loc[code, "new_score"] == pytest.approx(target)


def test_a_criterion_without_a_score_is_refused(made_up):
    frame = made(made_up, {"A": 40.0, "B": 41.0}, A={"7.1": 1.0, "7.2": None, "8.1": 2.0})
    with pytest.raises(AnalysisError, match=r"A không có điểm của tiêu chí “7.2” .*: 7.1, 8.1\."):
        ask(frame, {"7.2": 2.0}, unit="A")


def test_unknown_weights_are_refused(figures):
    with pytest.raises(AnalysisError) as error:
        ask(figures, {"land": 8.0}, index="PCI", unit="Quảng Ninh", year=2022)
    assert str(error.value) == (
        "Chưa có trọng số chính thức của PCI năm 2022: không tính được.\n"
        "The official weights of PCI 2022 are not known: this cannot be computed."
    )


@pytest.mark.parametrize("function", [what_if, cheapest_path])
def test_a_year_that_was_not_published_names_the_nearest(figures, function):
    more = {"rank": 1} if function is cheapest_path else {"targets": {}}
    with pytest.raises(AnalysisError, match="PAPI không .* 2021 cho “Quảng Ninh”.* 2019, 2020, 2"):
        function(figures, index="PAPI", unit="Quảng Ninh", year=2021, **more)


# -- the fewest criteria ------------------------------------------------------------------------------

#: (index, year, unit, rank, peers).
PATHS = [
    ("PAPI", 2024, "Bắc Kạn", 10, "all"),
    ("PAPI", 2024, "Bắc Kạn", 1, "all"),
    ("PAPI", 2024, "Bắc Kạn", 15, "region"),
    ("PAPI", 2023, "Hà Nội", 8, ("Hải Phòng", "Đà Nẵng", "TP. Hồ Chí Minh")),
    ("PCI", 2021, "Bắc Kạn", 20, "all"),
    ("PCI", 2021, "Bắc Kạn", 1, "region"),
    ("PCI", 2016, "Hà Nội", 3, ("Đà Nẵng", "Quảng Ninh")),
]


@pytest.fixture(scope="module")
def within_reach(published):
    """Find by criterion, once, the peers' best score of all that the unit has a score of."""
    known = {}

    def find(index, year, unit, peers):
        key = (index, year, unit, peers)
        if key not in known:
            codes = {c for i, y, u, c in published if (i, y, u) == (index, year, unit)}
            codes = codes & set(PCI) if index == "PCI" else {c for c in codes if "." in c}
            known[key] = {code: best(index, year, unit, peers, code) for code in codes}
        return known[key]

    def best(index, year, unit, peers, code):
        values = column(published, index, year, code)
        chosen = region_of(unit) if peers == "region" else values if peers == "all" else peers
        return max(v for u, v in values.items() if u in chosen and u != unit)

    return find


@pytest.fixture(scope="module")
def path(result):
    """Find a path on published figures, once: ``path("PAPI", 2024, "Bắc Kạn", 10)``."""

    def find(index, year, unit, place, peers="all"):
        asked = {"index": index, "unit": unit, "year": year, "rank": place}
        return result("cheapest_path", peers=peers, **asked)

    return find


@pytest.mark.parametrize(("index", "year", "unit", "asked", "peers"), PATHS)
def test_the_rank_is_reached_indeed(path, published, index, year, unit, asked, peers):
    table = path(index, year, unit, asked, peers)
    targets = table.attrs["targets"]
    gains = [
        (target - figure(published, index, year, unit, code)) * worth(index, code)
        for code, target in targets.items()
    ]
    total = figure(published, index, year, unit, "total") + sum(gains)
    new = place(published, index, year, unit, "total", total)
    assert table.attrs["reached"] is True and new <= asked < table.attrs["rank"]
    assert table.attrs["new_rank"] == new and table.attrs["asked_rank"] == asked
    assert table.attrs["new_total"] == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize(("index", "year", "unit", "asked", "peers"), PATHS)
def test_nothing_is_raised_above_the_best_peer(
    path, published, within_reach, index, year, unit, asked, peers
):
    table = path(index, year, unit, asked, peers)
    best = within_reach(index, year, unit, peers)
    rows = table[table["code"].isin(list(table.attrs["targets"]))]
    assert len(rows) >= 1
    for row in rows.itertuples():
        assert row.score < row.new_score <= best[row.code] + 1e-9
        assert figure(published, index, year, row.best_unit, row.code) == best[row.code]
    assert table.loc[~table["code"].isin(rows["code"]), "best_unit"].isna().all()


@pytest.mark.parametrize(("index", "year", "unit", "asked", "peers"), PATHS)
def test_no_fewer_would_do_and_the_last_goes_no_further_than_needed(
    path, published, within_reach, index, year, unit, asked, peers
):
    targets = path(index, year, unit, asked, peers).attrs["targets"]
    best = within_reach(index, year, unit, peers)
    now = {code: figure(published, index, year, unit, code) for code in best}
    most = sorted(((best[c] - now[c]) * worth(index, c) for c in best), reverse=True)
    total = figure(published, index, year, unit, "total")
    fewer = total + sum(most[: len(targets) - 1])
    assert place(published, index, year, unit, "total", fewer) > asked
    *full, last = targets
    assert {c: targets[c] for c in full} == {c: pytest.approx(best[c], abs=1e-9) for c in full}
    # The last can be printed and is no more than 0.01, and what the others lose in print, above the need.
    assert targets[last] <= best[last] + 1e-9
    assert targets[last] == pytest.approx(best[last]) or targets[last] == pytest.approx(
        round(targets[last], 2)
    )
    lost = sum((best[c] - math.floor(100 * best[c]) / 100) * worth(index, c) for c in full)
    less = dict(targets) | {last: targets[last] - 0.0101 - lost / worth(index, last)}
    total += sum((t - now[c]) * worth(index, c) for c, t in less.items())
    assert place(published, index, year, unit, "total", total) > asked


@pytest.mark.parametrize(("unit", "rank"), [("Bắc Kạn", 12), ("An Giang", 37), ("Lai Châu", 21)])
def test_the_scores_as_they_are_printed_reach_the_rank(figures, unit, rank):
    facts = {"index": "PAPI", "unit": unit, "year": 2024}
    path = cheapest_path(figures, rank=rank, **facts)
    printed = {code: math.floor(100 * t + 1e-9) / 100 for code, t in path.attrs["targets"].items()}
    assert what_if(figures, targets=printed, **facts).attrs["new_rank"] <= rank


LEAVES = ["7.1", "7.2", "7.3", "8.1", "8.2"]
leaf = st.integers(4, 33).map(lambda n: n / 10)
unit_rows = st.lists(leaf, min_size=5, max_size=5)


@settings(max_examples=30)
@given(
    unit_rows,
    st.lists(unit_rows, min_size=2, max_size=4),
    st.lists(st.integers(0, 28), min_size=4, max_size=4),
    st.data(),
)
def test_no_smaller_set_reaches_the_rank(frame_of, own, others, ahead, data):
    # A has 40 points, the others from 39 to 46: most places take one to five criteria, or are too far.
    rows = [
        {"index": "PAPI", "year": 2024, "unit": unit, "unit_id": f"thu/{unit}", "code": code}
        | {"scope": "thu/nghiem", "score": score, "note": "Số liệu minh họa"}
        for unit, scores, total in [
            ("A", own, 40.0),
            *((f"U{n}", scores, 39.0 + ahead[n] / 4) for n, scores in enumerate(others)),
        ]
        for code, score in [("total", total), *zip(LEAVES, scores, strict=True)]
    ]
    asked = data.draw(st.integers(1, len(others)))
    table = cheapest_path(frame_of(rows), index="PAPI", unit="A", year=2024, rank=asked)
    gains = {code: max(max(scores[n] for scores in others) - own[n], 0) for n, code in enumerate(LEAVES)}

    def reached(codes):
        total = 40.0 + sum(gains[code] for code in codes)
        better = [39.0 + ahead[n] / 4 > total + 1e-9 for n in range(len(others))]
        return 1 + sum(better) <= asked

    enough = [size for size in range(6) if any(map(reached, combinations(LEAVES, size)))]
    assert table.attrs["reached"] == bool(enough)
    if enough:
        assert len(table.attrs["targets"]) == min(enough)
        assert table.attrs["new_rank"] <= asked
    else:
        assert set(table.attrs["targets"]) == {code for code, gain in gains.items() if gain > 1e-9}
    for code, target in table.attrs["targets"].items():
        assert 0 < target - own[LEAVES.index(code)] <= gains[code] + 1e-9


def test_the_greatest_gain_in_points_of_the_total_goes_first(path, published, within_reach):
    # A point of land is worth half a point of PCI, a point of support or labour two.
    targets = path("PCI", 2021, "Bắc Kạn", 20).attrs["targets"]
    best = within_reach("PCI", 2021, "Bắc Kạn", "all")
    gains = {code: PCI[code] * (best[code] - figure(published, "PCI", 2021, "Bắc Kạn", code)) for code in PCI}
    ordered = sorted(gains, key=gains.get, reverse=True)
    assert list(targets) == ordered[: len(targets)]


def test_where_the_unit_is_already_nothing_is_raised(path, published):
    now = rank(column(published, "PAPI", 2024, "total"), "Bắc Kạn")
    for asked in (now, now + 1, 61):
        table = path("PAPI", 2024, "Bắc Kạn", asked)
        assert table["code"].tolist() == ["total"] and table.attrs["targets"] == {}
        assert table.attrs["reached"] and table.attrs["new_rank"] == table.attrs["rank"] == now
        assert table.loc[0, "gain"] == 0 and pd.isna(table.loc[0, "best_unit"])


def test_the_last_place_is_a_place_too(path, published):
    values = column(published, "PAPI", 2024, "total")
    last = min(values, key=values.get)
    table = path("PAPI", 2024, last, len(values))
    assert table.attrs["targets"] == {} and table.attrs["reached"]
    assert path("PAPI", 2024, last, len(values) - 1).attrs["reached"]


def test_what_the_best_peers_scores_do_not_give_is_not_reached(made_up):
    frame = made(
        made_up,
        {"A": 40.0, "B": 45.0, "C": 41.0},
        A={"7.1": 1.0, "7.2": 1.0, "8.1": 2.0},
        B={"7.1": 1.5, "7.2": 0.9, "8.1": 2.5},
        C={"7.1": 1.2, "7.2": 0.8, "8.1": 1.0},
    )
    table = cheapest_path(frame, index="PAPI", unit="A", year=2024, rank=1)
    assert table.attrs["reached"] is False and table.attrs["new_rank"] == 2
    # All that is behind the best peer is raised, and what is ahead stays.
    assert table.attrs["targets"] == pytest.approx({"7.1": 1.5, "8.1": 2.5})
    assert table.attrs["note_vi"] == (
        "Nâng mọi nội dung bằng đơn vị cao nhất trong cả nước vẫn chưa xếp được thứ 1"
        " (điểm của các đơn vị khác năm 2024 giữ nguyên)."
    )
    assert table.attrs["note_en"] == (
        "Not even the best score of all in every criterion would reach rank 1"
        " (the other units' scores of 2024 held)."
    )


def test_what_was_not_published_of_the_unit_is_not_raised(made_up):
    frame = made(
        made_up, {"A": 40.0, "B": 40.4}, A={"7.1": None, "7.2": 1.0}, B={"7.1": 3.0, "7.2": 1.5, "8.1": 3.0}
    )
    table = cheapest_path(frame, index="PAPI", unit="A", year=2024, rank=1)
    assert table.attrs["targets"] == pytest.approx({"7.2": 1.4})


def test_what_is_assumed_of_a_path_is_said(path):
    attrs = path("PAPI", 2024, "Bắc Kạn", 15, "region").attrs
    assert (attrs["kind"], attrs["unit"], attrs["year"]) == ("cheapest_path", "Bắc Kạn", 2024)
    assert attrs["note_vi"] == (
        "Giả định: điểm của các đơn vị khác năm 2024 giữ nguyên, mỗi nội dung nâng lên được nhiều nhất bằng"
        " đơn vị cao nhất trong vùng, không nội dung nào kéo theo nội dung khác; số nội dung là ít nhất,"
        " không phải dễ nhất."
    )
    assert attrs["note_en"] == (
        "Assumes that the other units' scores of 2024 stay as they are, that each criterion can reach the"
        " best score of the region, and that none moves another; these are the fewest criteria,"
        " not the easiest."
    )


@pytest.mark.parametrize("asked", [0, -1, 62])
def test_a_rank_that_is_none_is_refused(path, asked):
    with pytest.raises(AnalysisError, match=f"rank = “{asked}” không hợp lệ.*: 1 … 61"):
        path("PAPI", 2024, "Bắc Kạn", asked)


def test_a_year_of_which_few_were_published_is_refused(path):
    with pytest.raises(AnalysisError, match="PCI năm 2022: Quảng Ninh không được xếp hạng") as said:
        path("PCI", 2022, "Quảng Ninh", 1)
    assert "PCI 2022: too few units were published with Quảng Ninh" in str(said.value)


def test_unknown_peers_are_refused(path):
    with pytest.raises(AnalysisError, match="peers = “near” không hợp lệ.*: all, region"):
        path("PAPI", 2024, "Bắc Kạn", 10, "near")
    with pytest.raises(AnalysisError, match=r"“Hà Nộii”.*Gần nhất: .*Hà Nội"):
        path("PAPI", 2024, "Bắc Kạn", 10, ("Hà Nộii",))


def test_nobody_is_no_peer(figures):
    with pytest.raises(AnalysisError, match="peers = “\\[\\]” không hợp lệ"):
        cheapest_path(figures, index="PAPI", unit="Bắc Kạn", year=2024, rank=10, peers=[])


def test_a_path_of_many_criteria_names_three_and_counts_the_rest_by_their_publishers_term(figures):
    table = cheapest_path(figures, index="PCI", unit="Lai Châu", year=2007, rank=10)
    assert len(table.attrs["targets"]) == 4
    words = statement(table)
    assert "nếu nâng điểm 4 chỉ số thành phần: " in words and words.endswith(
        ", cùng 1 chỉ số thành phần khác"
    )
    assert "thứ 10/64" in words and statement(table, "en").endswith(" and 1 more")
