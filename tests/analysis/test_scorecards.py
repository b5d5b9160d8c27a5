"""Scorecards: all five indices side by side, every gap said, nothing compared that may not be."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from plain import column, median, rank

from cchc_analysis import scores, units
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.movement.trends import trend
from cchc_analysis.analysis.scorecards import scorecard
from cchc_analysis.analysis.weakest_criteria import weakest
from cchc_analysis.units.mergers import as_of

INDICES = ["PAR", "SIPAS", "PAPI", "DTI", "PCI"]
WARD = "Phường Minh Họa"

Press = dict[tuple[str, int, str], tuple[str, str]]


@pytest.fixture(scope="module")
def press(raw) -> Press:
    """Total and rank as text, by (index, year, unit): what was published of the 63 provinces."""
    found = {}
    for index in ("PAR", "SIPAS", "DTI"):
        told = raw(index).query("code == 'total' and scope == 'tinh-63' and (score.notna() or rank.notna())")
        for row in told.itertuples():
            printed = ("" if pd.isna(value) else str(value) for value in (row.score, row.rank))
            found[index, int(row.year), row.unit] = tuple(printed)
    return found


@pytest.fixture(scope="module")
def five(press, figures, frame_of) -> pd.DataFrame:
    """The published totals of all five indices as one Scores frame."""
    rows = []
    for (index, year, name), (value, place) in press.items():
        unit = units.identify(name, year).unit
        assert unit is not None
        row = {"index": index, "year": year, "unit": unit.unit, "unit_id": unit.unit_id}
        row |= {"code": "total", "scope": units.scope_of(year), "score": float(value or "nan")}
        rows.append(row | {"rank": float(place or "nan")})
    whole = scores.concat([figures[figures["code"] == "total"], frame_of(rows)])
    return scores.validate(whole)


@pytest.fixture(scope="module")
def card(five):
    """Return a function that gives the rows of a unit's scorecard by index; asked once each."""
    known = {}
    targets = {"SIPAS": {"rank": 60, "pct": 80}, "PAPI": {"rank": 30}, "DTI": {"rank": 63, "pct": 50}}
    #: Each index takes its time: of these two not all are asked about.
    asked = {"Đà Nẵng": ["SIPAS", "PAPI"], "Hà Nội": ["PAR", "PAPI", "DTI"]}

    def ask(unit, year):
        if (unit, year) not in known:
            frame = five[five["index"].isin(asked.get(unit, INDICES))]
            table = scorecard(frame, unit=unit, year=year, targets=targets)
            known[unit, year] = table.set_index("index")
        return known[unit, year]

    return ask


@pytest.fixture
def own(made_up):
    """Make the scorecard of A (số liệu minh họa) from PAPI totals, with a plan's targets."""

    def make(totals, target=None, year=2024):
        targets = {"PAPI": target} if target else None
        table = scorecard(made_up(totals), unit="A", year=year, targets=targets)
        return table.set_index("index").loc["PAPI"]

    return make


# -- five rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "year"), [("Bắc Kạn", 2024), ("Bắc Kạn", 2013), ("Hà Nội", 2024)])
def test_every_index_has_its_row(card, unit, year):
    table = card(unit, year)
    assert table.index.tolist() == INDICES
    assert table["name"].notna().all() and table["name_en"].notna().all()


def test_an_index_without_any_figures_has_a_row_that_says_so(made_up):
    table = scorecard(made_up({("A", 2024): 40.0, ("B", 2024): 41.0}), unit="A", year=2024)
    assert table["index"].tolist() == INDICES
    absent = table[table["index"] != "PAPI"]
    assert set(absent["note"]) == {"chưa có tệp số liệu nào trong data/raw"}
    assert set(absent["note_en"]) == {"no file of figures in data/raw"}
    assert absent[["year", "rank", "score", "position", "change"]].isna().all(axis=None)
    assert table.attrs == {"kind": "scorecard", "unit": "A", "year": 2024, "illustrative": True}


def test_an_index_that_does_not_score_the_unit_says_so(made_up):
    papi = made_up({("A", 2024): 40.0, ("B", 2024): 41.0})
    dti = made_up({("B", 2024): 0.5}, index="DTI")
    table = scorecard(pd.concat([papi, dti]), unit="A", year=2024).set_index("index")
    assert table.loc["DTI", "note"] == "đơn vị không thuộc phạm vi đánh giá của chỉ số"
    assert table.loc["DTI", "note_en"] == "the unit is outside the scope of the index"


@pytest.mark.parametrize("index", ["PAR", "DTI"])
def test_what_was_never_published_says_so(card, press, index):
    assert not any((index, y, "Bắc Kạn") in press for y in range(2005, 2014))
    row = card("Bắc Kạn", 2013).loc[index]
    assert row["note"] == "đến năm 2013 không công bố số liệu nào của đơn vị này"
    assert row["note_en"] == "nothing of this unit was published up to 2013"
    assert pd.isna(row["year"]) and pd.isna(row["rank"]) and math.isnan(row["score"])


# -- places -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "asked", "index", "year"),
    [
        ("Bắc Kạn", 2024, "PAPI", 2024),
        ("Hà Nội", 2024, "PAPI", 2024),
        ("Bắc Kạn", 2024, "PCI", 2021),
        ("Bắc Kạn", 2013, "PAPI", 2013),
        ("Bắc Kạn", 2013, "PCI", 2013),
    ],
)
def test_rank_and_position_agree_with_plain_arithmetic(card, published, unit, asked, index, year):
    values, row = column(published, index, year, "total"), card(unit, asked).loc[index]
    assert (row["year"], row["score"]) == (year, values[unit])
    assert (row["rank"], row["n_units"]) == (rank(values, unit), len(values))
    place = (rank(values, unit) - 1) / (len(values) - 1)
    assert row["position"] == pytest.approx(place, abs=1e-12)


@pytest.mark.parametrize(("index", "year"), [("SIPAS", 2024), ("DTI", 2022), ("PAR", 2023)])
def test_a_printed_rank_is_among_all_of_the_scope(card, press, index, year):
    row = card("Bắc Kạn", 2024).loc[index]
    place = {"SIPAS": 63, "DTI": 63, "PAR": 57}[index]
    assert float(press[index, year, "Bắc Kạn"][1]) == place
    assert (row["year"], row["rank"], row["n_units"]) == (year, place, 63)
    assert row["position"] == pytest.approx((place - 1) / 62)


def test_the_printed_rank_goes_before_the_computed_one(five, published):
    printed = int(published["PCI", 2021, "Bắc Giang", "rank"])
    computed = rank(column(published, "PCI", 2021, "total"), "Bắc Giang")
    assert printed != computed  # VCCI parts equal scores
    pci = scorecard(five[five["index"] == "PCI"], unit="Bắc Giang", year=2021)
    row = pci.set_index("index").loc["PCI"]
    assert row["rank"] == printed and row["position"] == pytest.approx((printed - 1) / 62)


def test_the_first_is_at_0_and_the_last_at_1(made_up):
    frame = made_up({("A", 2024): 42.0, ("B", 2024): 41.0, ("C", 2024): 40.0, ("D", 2024): 41.0})
    found = {unit: scorecard(frame, unit=unit, year=2024).set_index("index").loc["PAPI"] for unit in "ABC"}
    # Ties share the better rank: D is second as well.
    assert {unit: row["rank"] for unit, row in found.items()} == {"A": 1, "B": 2, "C": 4}
    assert [found[unit]["position"] for unit in "ABC"] == pytest.approx([0, 1 / 3, 1])


def test_a_unit_alone_is_not_ranked(own):
    row = own({("A", 2024): 42.0})
    assert pd.isna(row["rank"]) and pd.isna(row["n_units"]) and math.isnan(row["position"])
    assert (row["score"], row["note"], row["note_en"]) == (42.0, "không xếp hạng", "not ranked")


# -- years and gaps -----------------------------------------------------------------------------------


def test_figures_are_the_latest_up_to_the_year_asked_for(card, press):
    last = {("Bắc Kạn", 2013): {"PAPI": 2013, "PCI": 2013}}
    last["Bắc Kạn", 2024] = {"PAR": 2023, "SIPAS": 2024, "PAPI": 2024, "DTI": 2022, "PCI": 2021}
    for asked, years in last.items():
        assert card(*asked)["year"].dropna().to_dict() == years
    assert max(y for i, y, u in press if (i, u) == ("PAR", "Bắc Kạn")) == 2023


def test_older_figures_say_of_which_year_they_are(card):
    row = card("Bắc Kạn", 2024).loc["PCI"]
    assert row["note"] == "chưa có số liệu năm 2024, năm gần nhất là 2021"
    assert row["note_en"] == "no figures of 2024, the latest are of 2021"
    current = card("Bắc Kạn", 2024).loc["PAPI"]
    assert current["note"] == current["note_en"] == ""


def test_a_rank_without_a_score_says_so(card, press):
    assert press["DTI", 2022, "Bắc Kạn"] == ("", "63")
    row = card("Bắc Kạn", 2022).loc["DTI"]
    assert math.isnan(row["score"]) and pd.isna(row["pct"]) and pd.isna(row["pct_en"])
    assert (row["note"], row["note_en"]) == ("chỉ công bố thứ hạng", "only the rank was published")
    older = card("Bắc Kạn", 2024).loc["DTI"]
    assert older["note"] == "chưa có số liệu năm 2024, năm gần nhất là 2022; chỉ công bố thứ hạng"
    assert older["note_en"] == ("no figures of 2024, the latest are of 2022; only the rank was published")


def test_a_score_without_a_rank_says_so(card, press):
    assert press["SIPAS", 2018, "Đà Nẵng"] == ("87.43", "")
    row = card("Đà Nẵng", 2018).loc["SIPAS"]
    assert (row["year"], row["score"], row["pct"]) == (2018, 87.43, "87,4 %")
    assert pd.isna(row["rank"]) and math.isnan(row["position"])
    assert (row["note"], row["note_en"]) == ("không xếp hạng", "not ranked")


def test_the_share_of_the_scale_is_text_in_both_languages(card, published):
    total = float(published["PAPI", 2024, "Bắc Kạn", "total"])
    # Eight dimensions from 1 to 10.
    share = f"{100 * (total - 8) / 72:.1f} %"
    row = card("Bắc Kạn", 2024).loc["PAPI"]
    assert (row["pct_en"], row["pct"]) == (share, share.replace(".", ","))
    assert row["max_score"] == 80 and str(card("Bắc Kạn", 2024)["pct"].dtype).startswith("str")


# -- change -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "asked", "index", "year", "previous"),
    [("Bắc Kạn", 2024, "PAPI", 2024, 2023), ("Bắc Kạn", 2024, "PCI", 2021, 2020),
     ("Bắc Kạn", 2013, "PAPI", 2013, 2012)],
)  # fmt: skip
def test_the_change_is_a_plain_difference(card, published, unit, asked, index, year, previous):
    row = card(unit, asked).loc[index]
    then, now = (column(published, index, y, "total") for y in (previous, year))
    assert row["change"] == pytest.approx(now[unit] - then[unit], abs=1e-12)
    assert (row["previous"], row["comparability"]) == (previous, "same")
    if index == "PAPI":
        both = then.keys() & now.keys()
        then, now = ({u: values[u] for u in both} for values in (then, now))
        assert row["rank_change"] == rank(then, unit) - rank(now, unit)
        n = pd.NA if year == 2013 else len(both)  # in 2012 and 2013 all 63 were published
        assert pd.isna(row["rank_change_n"]) if pd.isna(n) else row["rank_change_n"] == n
    else:
        then, now = (int(published[index, y, unit, "rank"]) for y in (previous, year))
        assert row["rank_change"] == then - now


@pytest.mark.parametrize(
    ("unit", "year", "index", "reason", "reason_en"),
    [
        ("Đà Nẵng", 2018, "PAPI", "thêm lĩnh vực 7 và 8", "dimensions 7 and 8 were added"),
        ("Bắc Kạn", 2013, "PCI", "PCI xây dựng lại năm 2013", "PCI was rebuilt in 2013"),
        ("Hà Nội", 2024, "PAR", "bộ tiêu chí mới theo Quyết định 892", "new criteria by Dec"),
    ],
)
def test_what_may_not_be_compared_has_a_reason_and_no_change(card, unit, year, index, reason, reason_en):
    row = card(unit, year).loc[index]
    assert row["comparability"] == "redefined" and row["reason"].startswith(reason)
    assert row["reason_en"].startswith(reason_en)
    assert math.isnan(row["change"]) and pd.isna(row["rank_change"]) and pd.notna(row["previous"])


def test_the_first_year_has_nothing_to_be_compared_with(own):
    row = own({("A", 2024): 42.0, ("B", 2024): 41.0})
    assert pd.isna(row["previous"]) and math.isnan(row["change"])
    reasons = "năm đầu có trong bộ số liệu này", "first year in these figures"
    assert (row["reason"], row["reason_en"]) == reasons


def test_a_year_of_which_only_the_rank_is_known_compares_as_its_rank_does(card, press):
    assert press["DTI", 2023, "Hà Nội"] == ("", "6")
    assert press["DTI", 2022, "Hà Nội"] == ("", "24")
    row = card("Hà Nội", 2024).loc["DTI"]
    assert (row["comparability"], row["rank_change"]) == ("same", 24 - 6)
    assert math.isnan(row["change"]) and pd.isna(row["previous"])


# -- the plan -----------------------------------------------------------------------------------------

TWO = {("A", 2024): 42.0, ("B", 2024): 44.0, ("C", 2024): 41.0, ("D", 2024): 40.0}


@pytest.mark.parametrize(
    ("target", "met", "vi", "en"),
    [
        ({"rank": 2}, True, "thuộc nhóm 2 đơn vị dẫn đầu", "among the first 2"),
        ({"rank": 1}, False, "thuộc nhóm 1 đơn vị dẫn đầu", "among the first 1"),
        ({"score": 42}, True, "đạt từ 42 điểm trở lên", "42 points or more"),
        ({"score": 42.25}, False, "đạt từ 42,25 điểm trở lên", "42.25 points or more"),
        # (42 − 8) / 72 is 47.2 %.
        ({"pct": 47}, True, "đạt từ 47 % trở lên", "47 % or more"),
        ({"pct": 47.5}, False, "đạt từ 47,50 % trở lên", "47.50 % or more"),
        ({"rank": 2, "score": 43}, False, "thuộc nhóm 2 đơn vị dẫn đầu; đạt từ 43 điểm trở lên",
         "among the first 2; 43 points or more"),
        ({"rank": 2, "pct": 40}, True, "thuộc nhóm 2 đơn vị dẫn đầu; đạt từ 40 % trở lên",
         "among the first 2; 40 % or more"),
    ],
)  # fmt: skip
def test_a_target_is_met_or_not_and_said_in_words(own, target, met, vi, en):
    row = own(TWO, target)
    assert bool(row["target_met"]) == met
    assert (row["target"], row["target_en"]) == (vi, en)


def test_only_a_target_of_a_rank_has_a_place(own):
    assert own(TWO, {"rank": 2})["target_position"] == pytest.approx(1 / 3)
    assert math.isnan(own(TWO, {"score": 42})["target_position"])


def test_without_a_target_nothing_is_said_of_one(own):
    row = own(TWO)
    assert math.isnan(row["target_position"])
    assert row[["target", "target_en", "target_met"]].isna().all()


def test_older_figures_neither_meet_nor_miss_a_target(own):
    row = own(TWO, {"rank": 2}, year=2025)
    assert row["year"] == 2024 and pd.isna(row["target_met"])
    assert row["target"] == "thuộc nhóm 2 đơn vị dẫn đầu"


def test_what_is_not_known_neither_meets_nor_misses_a_target(card, made_up):
    # DTI 2022: of Bắc Kạn only the rank was published, and the target is of its score as well.
    table = card("Bắc Kạn", 2022)
    assert table.loc["DTI", "target"] == "thuộc nhóm 63 đơn vị dẫn đầu; đạt từ 50 % trở lên"
    assert pd.isna(table.loc["DTI", "target_met"]) and pd.isna(table.loc["PCI", "target_met"])
    table = card("Bắc Kạn", 2024)
    assert bool(table.loc["PAPI", "target_met"]) and not bool(table.loc["SIPAS", "target_met"])
    alone = made_up({("A", 2024): 42.0})
    table = scorecard(alone, unit="A", year=2024, targets={"PAPI": {"rank": 1}, "PCI": {"rank": 9}})
    assert table["target_met"].isna().all() and table["target_position"].isna().all()
    assert table.set_index("index").loc["PCI", "target"] == "thuộc nhóm 9 đơn vị dẫn đầu"


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ({"PAPY": {"rank": 1}}, "targets = “PAPY” không hợp lệ.*: PAR, SIPAS, PAPI, DTI, PCI"),
        ({"PAPI": {"place": 1}}, "PAPI = “place” không hợp lệ.*: rank, score, pct"),
        ({"PCI": {"rank": 1, "Score": 60}}, "PCI = “Score” không hợp lệ.*: rank, score, pct"),
    ],
)
def test_a_target_that_is_none_is_refused(made_up, targets, said):
    with pytest.raises(AnalysisError, match=said):
        scorecard(made_up(TWO), unit="A", year=2024, targets=targets)


# -- a ward -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", [WARD, "xa/minh-hoa/phuong-minh-hoaj"])
def test_a_ward_with_a_sheet_of_its_own_has_a_score_and_no_rank(ward, unit):
    table = scorecard(ward, unit=unit, year=2024)
    row = table.set_index("index").loc["PAR"]
    assert (row["year"], row["score"], row["max_score"], row["pct"]) == (2024, 82.5, 100, "82,5 %")
    assert pd.isna(row["rank"]) and pd.isna(row["n_units"]) and math.isnan(row["position"])
    assert (row["note"], row["note_en"]) == ("không xếp hạng", "not ranked")
    assert table.attrs["unit"] == WARD and table.attrs["illustrative"]


@pytest.mark.parametrize(("year", "previous"), [(2024, 2023), (2023, 2022)])
def test_a_sheet_whose_criteria_changed_has_no_change(ward, year, previous):
    # The ward's sheets were re-weighted in both years: their maxima are 94, 95 and 100.
    row = scorecard(ward, unit=WARD, year=year).set_index("index").loc["PAR"]
    assert (row["previous"], row["comparability"]) == (previous, "redefined")
    assert math.isnan(row["change"])
    reasons = "bộ tiêu chí của bảng chấm điểm đã thay đổi", "the sheet's criteria changed"
    assert (row["reason"], row["reason_en"]) == reasons


def again(ward, year, more):
    """Return the sheet of 2022, and the same of another year with so many points more."""
    first = ward[ward["year"] == 2022]
    later = first.assign(year=year).astype(first.dtypes)
    total = (later["code"] == "total") & (later["stage"] == "final")
    later.loc[total, "score"] += more
    return scores.concat([first, later])


def test_a_sheet_whose_criteria_stayed_has_a_change(ward):
    table = scorecard(again(ward, 2023, 2.5), unit=WARD, year=2024).set_index("index")
    row = table.loc["PAR"]
    assert (row["year"], row["previous"], row["comparability"]) == (2023, 2022, "same")
    assert row["change"] == pytest.approx(2.5) and row["reason"] == row["reason_en"] == ""
    assert row["note"] == "chưa có số liệu năm 2024, năm gần nhất là 2023; không xếp hạng"


def test_the_first_sheet_has_nothing_to_be_compared_with(ward):
    row = scorecard(ward, unit=WARD, year=2022).set_index("index").loc["PAR"]
    assert pd.isna(row["previous"]) and math.isnan(row["change"])
    assert (row["comparability"], row["reason"]) == ("new", "năm đầu có trong bộ số liệu này")


def test_a_ward_of_which_nothing_is_old_enough(ward):
    row = scorecard(ward, unit=WARD, year=2021).set_index("index").loc["PAR"]
    assert row["note"] == "đến năm 2021 không công bố số liệu nào của đơn vị này"


def test_a_ward_that_became_another_is_no_changed_sheet(ward):
    # Wards were drawn anew on 1 July 2025; the criteria of the two sheets are the same.
    row = scorecard(again(ward, 2025, 1.0), unit=WARD, year=2025).set_index("index").loc["PAR"]
    assert math.isnan(row["change"]) and row["comparability"] == "redefined"
    assert row["reason"] != "bộ tiêu chí của bảng chấm điểm đã thay đổi"


# -- whom nobody knows --------------------------------------------------------------------------------


def test_a_unit_that_no_index_knows_names_the_nearest_of_all(five, ward):
    with pytest.raises(AnalysisError) as error:
        scorecard(five, unit="Bắc Cạnn", year=2024)
    assert str(error.value).startswith("Không chỉ số nào có đơn vị tên “Bắc Cạnn”. Gần nhất: ")
    assert "Bắc Kạn" in str(error.value).split("\n")[0]
    assert "No index has a unit named “Bắc Cạnn”" in str(error.value)
    both = scores.concat([ward, five])
    for function in (scorecard, weakest):
        with pytest.raises(AnalysisError, match=f"“Phường Minh Hoa”. Gần nhất: {WARD}"):
            function(both, unit="Phường Minh Hoa", year=2024)


def test_two_units_of_one_name_must_be_told_apart(ward):
    twin = ward.assign(unit_id="xa/noi-khac/phuong-minh-hoaj").astype(ward.dtypes)
    with pytest.raises(AnalysisError, match="xa/minh-hoa/.*xa/noi-khac/") as error:
        scorecard(scores.concat([ward, twin]), unit=WARD, year=2024)
    assert "Nhiều" in str(error.value) or "nhiều đơn vị" in str(error.value)


# -- the weakest criteria of all indices ----------------------------------------------------------------


@pytest.fixture(scope="module")
def weak(figures):
    """The weakest of Bắc Kạn in what was published since 2019."""
    return weakest(figures[figures["year"] >= 2019], unit="Bắc Kạn", year=2024)


def gaps(published, index, year, unit, codes):
    """Return by code how far a unit is behind the median, in per cent of the scale."""
    n = {code: len([c for c in codes if c.split(".")[0] == code.split(".")[0]]) for code in codes}
    found = {}
    for code in codes:
        values = column(published, index, year, code)
        # A dimension's ten points are split among its parts; a sub-index has its own ten.
        span = 9 / n[code] if index == "PAPI" else 9
        found[code] = 100 * (median(list(values.values())) - values[unit]) / span
    return found


@pytest.mark.parametrize(("index", "year"), [("PAPI", 2024), ("PCI", 2021)])
def test_each_index_has_its_own_year_and_its_own_weakest(weak, published, index, year):
    rows = weak[weak["index"] == index]
    assert len(rows) == 3 and set(rows["year"]) == {year}
    known = {c for i, y, u, c in published if (i, y, u) == (index, year, "Bắc Kạn")}
    codes = {c for c in known if "." in c}
    if index == "PCI":
        codes = {"entry", "land", "transparency", "time", "informal", "bias", "proactive",
                 "support", "labor", "legal"}  # fmt: skip
    expected = gaps(published, index, year, "Bắc Kạn", codes)
    for row in rows.itertuples():
        assert row.gap_pct == pytest.approx(expected[row.code], abs=1e-4)
        assert row.gap_pct == pytest.approx(row.median_pct - row.pct, abs=1e-12)
        assert row.score == float(published[index, year, "Bắc Kạn", row.code])


def test_indices_stand_in_order_and_in_each_what_is_furthest_behind(weak, published):
    assert weak["index"].tolist() == ["PAPI"] * 3 + ["PCI"] * 3
    for _, rows in weak.groupby("index"):
        assert rows["gap_pct"].is_monotonic_decreasing
    behind = {}
    for code in ("entry", "land", "transparency", "time", "informal", "bias", "proactive", "support",
                 "labor", "legal"):  # fmt: skip
        values = column(published, "PCI", 2021, code)
        behind[code] = median(list(values.values())) - values["Bắc Kạn"]
    ordered = sorted(behind, key=behind.get, reverse=True)[:3]
    assert weak.loc[weak["index"] == "PCI", "code"].tolist() == ordered


def test_indices_without_criteria_are_named(weak):
    assert weak.attrs["without"] == ["PAR", "SIPAS", "DTI"]
    assert weak.attrs["note_vi"] == (
        "Không so sánh được theo nội dung (không công bố, hoặc chỉ công bố một số đơn vị dẫn đầu): PAR "
        "INDEX, SIPAS, DTI."
    )
    assert weak.attrs["note_en"] == (
        "Not compared by criterion (not published, or of a few leaders only): PAR INDEX, SIPAS, DTI."
    )
    assert (weak.attrs["kind"], weak.attrs["unit"], weak.attrs["year"]) == ("weakest", "Bắc Kạn", 2024)


@pytest.fixture
def papi(made_up):
    """Make PAPI of three units (số liệu minh họa), of 2023 and 2024."""
    values = {}
    for year in (2023, 2024):
        for n, unit in enumerate("ABC"):
            values |= {(unit, year): 40.0 + n, (unit, year, "7.1"): 1.0 + n / 2}
            values |= {(unit, year, "7.2"): 1.5 - n / 4, (unit, year, "8.1"): 1.2 + n / 8}
    return made_up(values)


def test_as_many_as_asked_for_of_each_index(papi, made_up):
    land = {(unit, 2021, "land"): 6.0 + n / 2 for n, unit in enumerate("ABC")}
    pci = made_up(land | {(unit, 2021): 60.0 for unit in "ABC"}, index="PCI")
    table = weakest(scores.concat([papi, pci]), unit="A", year=2024, n=2)
    assert list(zip(table["index"], table["year"], table["code"], strict=True)) == [
        ("PAPI", 2024, "7.1"),
        ("PAPI", 2024, "8.1"),
        ("PCI", 2021, "land"),
    ]
    # 0.5 of 3 points, 0.125 of 3, 0.5 of 9.
    assert table["gap_pct"].tolist() == pytest.approx([50 / 3, 12.5 / 3, 50 / 9])
    assert table.attrs["illustrative"] and table.columns[:2].tolist() == ["index", "year"]


def test_figures_of_an_earlier_year_can_be_asked_for(papi):
    assert set(weakest(papi, unit="A", year=2023)["year"]) == {2023}


def test_no_figures_are_of_a_year_after_the_one_asked_for(papi):
    table = weakest(papi, unit="A", year=2022)
    assert table.empty and "PAPI" in table.attrs["without"]


def test_a_ward_has_its_sheet_and_no_median(ward):
    table = weakest(ward, unit=WARD, year=2024)
    # The most points lost: 3 of 8, 2.5 of 6, 2.1 of 14.
    assert table["code"].tolist() == ["3.2", "3.3", "8.1"] and set(table["index"]) == {"PAR"}
    assert table["points_lost"].tolist() == pytest.approx([3, 2.5, 2.1])
    assert table["gap_pct"].isna().all() and table["rank"].isna().all()


def test_a_unit_without_any_criteria_has_no_rows(made_up):
    table = weakest(made_up({("A", 2024): 40.0, ("B", 2024): 41.0}), unit="A", year=2024)
    assert table.empty and table.attrs["without"] == INDICES
    assert table.attrs["note_vi"].endswith(": PAR INDEX, SIPAS, PAPI, DTI, PCI.")


def test_the_median_of_a_few_leaders_is_nobodys(figures):
    # PCI 2022: sub-indices of 17 provinces at most were published.
    few = figures[(figures["index"] == "PCI") & (figures["year"] == 2022)]
    table = weakest(few, unit="Ninh Thuận", year=2022)
    assert table.empty and table.attrs["without"] == INDICES


def test_a_merged_province_is_one_unit_in_every_row(figures):
    later = as_of(figures, "2025-07-01")
    card = scorecard(later, unit="Thái Nguyên", year=2024)
    assert card.attrs["unit"] == "Thái Nguyên" and card["rank"].isna().all()
    row = card.set_index("index")
    assert row.loc["PAPI", "note"] == "ước tính theo dân số, không xếp hạng"
    assert row.loc["PCI", "note"] == "đến năm 2024 không công bố số liệu nào của đơn vị này"
    assert scorecard(later, unit="tinh-63/19", year=2024).set_index("index").loc["PCI", "rank"] == 28


@pytest.mark.parametrize("targets", [{"PAPI": 3}, {"PAPI": {"rank": "3"}}, {"PAPI": {"rank": 0}}])
def test_a_target_that_is_no_number_is_refused(figures, targets):
    with pytest.raises(AnalysisError, match="không hợp lệ"):
        scorecard(figures, unit="Bắc Kạn", year=2024, targets=targets)


def test_a_total_that_is_partly_comparable_has_the_change_of_what_stayed(figures):
    card = scorecard(figures, unit="Bắc Kạn", year=2022).set_index("index").loc["PAPI"]
    line = trend(figures, index="PAPI", unit="Bắc Kạn").set_index("year").loc[2022]
    assert card["comparability"] == "partly" and pd.isna(card["change"])
    assert card["like_for_like"] == pytest.approx(line["like_for_like"])
    assert card["share_comparable"] == pytest.approx(line["share_comparable"])
    whole = scorecard(figures, unit="Bắc Kạn", year=2024).set_index("index").loc["PAPI"]
    assert whole["comparability"] == "same" and pd.isna(whole["like_for_like"])
