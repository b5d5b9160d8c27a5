"""Scoring sheets: what was got and lost, and two years side by side; against plain arithmetic.

The ward and its three years are invented (số liệu minh họa): ``tools/write_illustrative_sheets.py``.
"""

from __future__ import annotations

from math import nan

import pandas as pd
import pytest

from cchc_analysis import scores
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.collected.matching import match
from cchc_analysis.analysis.collected.sheet_years import side_by_side
from cchc_analysis.analysis.collected.sheets import has_sheet, sheet
from cchc_analysis.analysis.criteria.weaknesses import weaknesses
from cchc_analysis.statements import statement

YEARS = (2022, 2023, 2024)
WARD = {"index": "PAR", "unit": "Phường Minh Họa"}
#: 2024 by code: maximum, self-scored, appraised or surveyed, as the workbook prints them.
LEAVES = {
    "1.1": (3, 3, 3), "1.2": (4, 4, 3.5), "1.3": (3, 3, 2.5), "2.1": (4, 4, 3.5), "2.2": (4, 4, 4),
    "3.1": (4, 4, 4), "3.2": (8, 8, 5), "3.3": (6, 6, 3.5), "3.4": (4, 4, 4), "4.1": (4, 4, 4),
    "4.2": (4, 4, 3.5), "5.1": (6, 6, 5), "5.2": (4, 4, 3.5), "6.1": (5, 5, 5), "6.2": (3, 3, 2),
    "7.1": (4, 4, 4), "7.2": (6, 6, 4), "7.3": (4, 4, 2), "8.1": (14, None, 11.9), "8.2": (6, None, 4.6),
}  # fmt: skip
LOST = {code: most - got for code, (most, _, got) in LEAVES.items()}
#: Points got and their maximum by domain: what its leaves add up to.
DOMAINS = {
    "1": ((7, 10), (8.2, 10), (9, 10)), "2": ((6, 8), (6.5, 8), (7.5, 8)),
    "3": ((14, 20), (16.5, 21), (16.5, 22)), "4": ((8, 8), (8, 8), (7.5, 8)),
    "5": ((7.5, 10), (8, 10), (8.5, 10)), "6": ((6, 8), (6.5, 8), (7, 8)),
    "7": ((5.5, 10), (6.5, 10), (10, 14)), "8": ((15.7, 20), (16.2, 20), (16.5, 20)),
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(ward):
    return {year: sheet(ward, year=year, **WARD) for year in YEARS}


@pytest.fixture(scope="module")
def by_year(ward):
    return side_by_side(ward, **WARD)


def rows(values, unit="Xã Minh Họa", year=2023):
    """Make a sheet's rows of {(code, level, maximum): {stage: points}}; a word is a status."""
    found = []
    for (code, level, most), stages in values.items():
        for stage, score in stages.items():
            known = not isinstance(score, str)
            found.append(
                {"index": "PAR", "edition": f"par-xa-{year}", "year": year, "unit": unit,
                 "unit_id": "xa/minh-hoa/xa", "unit_type": "commune", "scope": "xa/minh-hoa",
                 "code": code, "level": level, "name": f"Tiêu chí {code}", "stage": stage,
                 "score": score if known else nan, "status": "scored" if known else score,
                 "min_score": 0.0, "max_score": float(most), "file": "a.xlsx"}
            )  # fmt: skip
    columns = {name: [row.get(name) for row in found] for name in found[0]}
    return scores.from_columns(columns, len(found))


def table(criteria, year):
    """Make what :func:`sheet` gives, of (code, level, name, maximum)."""
    made = pd.DataFrame(criteria, columns=["code", "level", "name", "max_score"])
    made.attrs = {"year": year, "unit": "Xã Minh Họa", "index": "PAR"}
    return made


def changes(found):
    """Return by (code before, code) what happened."""
    pairs = zip(found["code_before"], found["code"], strict=True)
    return dict(zip(pairs, found["change"], strict=True))


# -- one sheet ----------------------------------------------------------------------------------------


def test_points_lost_and_their_shares(sheets):
    found = sheets[2024].set_index("code")
    leaves = found[found["leaf"]]
    assert list(leaves.index) == list(LEAVES)
    whole = sum(LOST.values())
    for code, (most, own, got) in LEAVES.items():
        row = found.loc[code]
        assert (row["max_score"], row["result"]) == (most, got)
        assert row["points_lost"] == pytest.approx(most - got, abs=1e-9)
        assert row["pct"] == pytest.approx(100 * got / most, abs=1e-9)
        assert row["share_of_loss"] == pytest.approx((most - got) / whole, abs=1e-9)
        gap = nan if own is None else own - got
        assert row["self_minus_appraised"] == pytest.approx(gap, abs=1e-9, nan_ok=True)
    assert whole == pytest.approx(17.5) and leaves["share_of_loss"].sum() == pytest.approx(1)
    assert found.loc["total", ["self", "appraised", "survey", "final"]].tolist() == [80, 66, 16.5, 82.5]
    assert found.loc["total", "self_minus_appraised"] == 80 - 66


def test_domains_are_what_their_leaves_add_up_to(sheets):
    for at, year in enumerate(YEARS):
        domains = sheets[year][sheets[year]["level"] == 1]
        found = list(zip(domains["result"], domains["max_score"], strict=True))
        assert found == [values[at] for values in DOMAINS.values()]


def test_a_sheet_says_whose_it_is_and_that_it_is_invented(sheets):
    attrs = sheets[2024].attrs
    expected = WARD | {
        "kind": "sheet", "year": 2024, "unit_id": "xa/minh-hoa/phuong-minh-hoaj", "illustrative": True,
        "scope": "xa/minh-hoa", "stages": ("final",),
        "file": "par_2024_phuong_minh_hoa_so_lieu_minh_hoa.xlsx",
    }  # fmt: skip
    assert attrs == expected
    note = sheets[2024].set_index("code").loc["3.2", "note"]
    assert note == "94 hồ sơ quá hạn · Số liệu minh họa"


def test_parents_and_leaves(sheets):
    found = sheets[2022].set_index("code")
    assert found.loc[["total", "I", "1.1", "VIII", "8.2"], "parent"].tolist() == [
        "", "total", "I", "total", "VIII",
    ]  # fmt: skip
    assert not found.loc[["total", "I", "VIII"], "leaf"].any()


RESULTS = [
    ({"self": 9, "appraised": 7, "survey": 1, "final": 8}, ("final",), 8),
    ({"self": 9, "appraised": 7, "survey": 1}, ("appraised", "survey"), 8),
    ({"self": 9, "appraised": 7, "appraised_2": 6.5, "survey": 1}, ("appraised_2", "survey"), 7.5),
    ({"self": 9, "appraised": 7, "appraised_2": 6.5}, ("appraised_2",), 6.5),
    ({"self": 9, "appraised": 7}, ("appraised",), 7),
    ({"self": 9}, ("self",), 9),
    ({"survey": 8}, ("survey",), 8),
]


@pytest.mark.parametrize(("stages", "used", "result"), RESULTS)
def test_the_result_is_of_the_last_stage_that_is_printed(stages, used, result):
    found = sheet(rows({("1", 1, 10): stages}), index="PAR", unit="Xã Minh Họa", year=2023)
    assert found.loc[0, ["result", "pct", "points_lost"]].tolist() == [result, 10 * result, 10 - result]
    assert [s for s in found.attrs["stages"] if s in stages] == list(used)


def test_one_rule_for_the_whole_sheet():
    made = rows(
        {("1", 1, 5): {"appraised": 4, "final": 3}, ("2", 1, 5): {"appraised": 4, "final": "missing"}}
    )
    found = sheet(made, index="PAR", unit="Xã Minh Họa", year=2023)
    assert found["result"].tolist()[0] == 3 and found["result"].isna().tolist() == [False, True]


def test_what_is_surveyed_and_what_is_appraised_make_one_result():
    made = rows(
        {
            ("1", 1, 5): {"appraised": 4, "survey": "missing"},
            ("2", 1, 5): {"appraised": "missing", "survey": 3},
        }
    )
    found = sheet(made, index="PAR", unit="Xã Minh Họa", year=2023)
    assert found["result"].tolist() == [4, 3]


def test_the_second_appraisal_is_what_a_self_score_is_held_against():
    made = rows(
        {("1", 1, 5): {"self": 5, "appraised": 3, "appraised_2": 4}, ("2", 1, 5): {"self": 5, "appraised": 3}}
    )
    found = sheet(made, index="PAR", unit="Xã Minh Họa", year=2023)
    assert found["self_minus_appraised"].tolist() == [5 - 4, 5 - 3]


def test_what_does_not_apply_loses_nothing():
    out = {"self": "not_applicable", "final": "not_applicable"}
    made = rows(
        {("1", 1, 4): {"self": 4, "final": 3}, ("1.1", 2, 4): {"self": 4, "final": 3}, ("1.2", 2, 2): out}
    )
    found = sheet(made, index="PAR", unit="Xã Minh Họa", year=2023).set_index("code")
    assert found["status"].tolist() == ["scored", "scored", "not_applicable"]
    assert found["points_lost"].isna().tolist() == [False, False, True]
    assert found.loc["1.1", "share_of_loss"] == 1


def test_a_scoring_sheet_is_known_by_its_edition(ward, figures):
    assert has_sheet(ward, year=2024, **WARD)
    assert has_sheet(ward, index="PAR", unit="xa/minh-hoa/phuong-minh-hoaj", year=2024)
    assert not has_sheet(ward, year=2021, **WARD)
    assert not has_sheet(figures, index="PAPI", unit="Bắc Kạn", year=2024)


def test_errors_name_what_there_is(ward):
    with pytest.raises(AnalysisError) as error:
        sheet(ward, year=2019, **WARD)
    assert str(error.value).startswith("PAR INDEX không có số liệu năm 2019; có 2022–2024.")
    with pytest.raises(AnalysisError) as error:
        sheet(ward, index="PAR", unit="Phường Minh Hoa", year=2024)
    assert "“Phường Minh Hoa” trong số liệu PAR INDEX. Gần nhất: Phường Minh Họa." in str(error.value)
    twin = ward.assign(unit_id="xa/noi-khac/phuong-minh-hoaj").astype(ward.dtypes)
    with pytest.raises(AnalysisError) as error:
        sheet(scores.concat([ward, twin]), year=2024, **WARD)
    assert "xa/minh-hoa/phuong-minh-hoaj, xa/noi-khac/phuong-minh-hoaj" in str(error.value)


# -- weaknesses ---------------------------------------------------------------------------------------


def test_weaknesses_of_a_sheet_are_its_points_lost(ward):
    found = weaknesses(ward, year=2024, n=None, **WARD)
    expected = sorted(LOST.items(), key=lambda pair: -round(pair[1], 9))
    assert found["code"].tolist() == [code for code, _ in expected]
    assert found["points_lost"].tolist() == pytest.approx([lost for _, lost in expected])
    assert found["share_of_loss"].tolist() == pytest.approx([lost / 17.5 for _, lost in expected])
    assert found["score"].tolist() == [LEAVES[code][2] for code in found["code"]]
    gaps = found.set_index("code")["self_minus_appraised"]
    assert gaps[["3.2", "3.3", "1.1"]].tolist() == [8 - 5, 6 - 3.5, 0]
    assert found.loc[0, "note"] == "94 hồ sơ quá hạn · Số liệu minh họa"
    assert found[["gap_to_median", "rank", "best_unit", "persistent", "trend"]].isna().all(axis=None)
    assert (found.attrs["kind"], found.attrs["by"], found.attrs["illustrative"]) == (
        "weaknesses",
        "loss",
        True,
    )
    assert len(weaknesses(ward, year=2024, **WARD)) == 10


# -- two years ----------------------------------------------------------------------------------------


def test_match_of_2022_with_2023(sheets):
    found = match(sheets[2022], sheets[2023])
    told = {pair: change for pair, change in changes(found).items() if change != "same"}
    domains = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    expected = {(code, str(n)): "renumbered" for n, code in enumerate(domains, 1)}
    expected |= {
        ("III", "3"): "renumbered+reweighted", ("3.3", "3.3"): "reweighted", ("3.4", "3.4"): "renamed",
        ("6.1", "6.2"): "renumbered", ("6.2", "6.1"): "renumbered",
    }  # fmt: skip
    assert told == expected and len(found) == 8 + 19
    rows = found.set_index("code")
    assert rows.loc["3.3", ["max_before", "max_score"]].tolist() == [4, 5]
    assert rows.loc["3.4", "name_before"] == "Xử lý phản ánh, kiến nghị của người dân"
    assert 60 <= rows.loc["3.4", "likeness"] < 97
    assert rows.loc["6.1", ["name", "likeness"]].tolist() == ["Công khai ngân sách", 100]
    assert not found["corrected"].any()
    assert (found.attrs["previous"], found.attrs["year"]) == (2022, 2023)


def test_match_of_2023_with_2024(sheets):
    found = match(sheets[2023], sheets[2024])
    told = {pair: change for pair, change in changes(found).items() if change != "same"}
    assert told == {
        ("3", "3"): "reweighted", ("3.3", "3.3"): "reweighted", ("7", "7"): "reweighted", ("", "7.3"): "added",
    }  # fmt: skip
    assert found["code"].tolist() == sheets[2024]["code"].tolist()[1:]
    added = found.set_index("code").loc["7.3"]
    assert (added["name_before"], added["max_score"], added["level"]) == ("", 4, 2)
    assert pd.isna(added["max_before"]) and pd.isna(added["likeness"])


def test_what_is_dropped_stands_at_the_end(sheets):
    found = match(sheets[2024], sheets[2023])
    assert found.iloc[-1][["code_before", "code", "change", "max_before"]].tolist() == [
        "7.3", "", "dropped", 4,
    ]  # fmt: skip
    assert (found["change"] == "dropped").sum() == 1


def test_a_code_that_means_something_else_now_is_not_matched():
    before = table([("1", 1, "Cải cách tổ chức bộ máy", 5)], 2022)
    after = table([("1", 1, "Chuyển đổi số", 5)], 2023)
    assert changes(match(before, after)) == {("", "1"): "added", ("1", ""): "dropped"}


def test_a_name_that_fits_two_is_not_guessed():
    before = table([("1", 1, "Ban hành kế hoạch quý 1", 5)], 2022)
    after = table([("2", 1, "Ban hành kế hoạch quý 2", 5), ("3", 1, "Ban hành kế hoạch quý 3", 5)], 2023)
    assert set(changes(match(before, after)).values()) == {"added", "dropped"}


def test_criteria_of_different_levels_are_not_matched():
    before, after = table([("1", 1, "Kế hoạch", 5)], 2022), table([("1", 2, "Kế hoạch", 5)], 2023)
    assert changes(match(before, after)) == {("", "1"): "added", ("1", ""): "dropped"}


def corrections(tmp_path, text):
    path = tmp_path / "2023.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_corrections_goes_before_what_is_found(sheets, tmp_path):
    path = corrections(tmp_path, "code_before,code\n6.1,6.1\n6.2, 6.2\n3.4,\n,3.4\n")
    found = match(sheets[2022], sheets[2023], path)
    told = changes(found)
    assert told["6.1", "6.1"] == told["6.2", "6.2"] == "renamed+reweighted"
    assert told["3.4", ""] == "dropped" and told["", "3.4"] == "added"
    said = found[found["corrected"]]
    assert sorted(zip(said["code_before"], said["code"], strict=True)) == [
        ("", "3.4"), ("3.4", ""), ("6.1", "6.1"), ("6.2", "6.2"),
    ]  # fmt: skip


def test_corrections_without_their_columns_are_an_error(sheets, tmp_path):
    path = corrections(tmp_path, "before,code\n6.1,6.1\n")
    with pytest.raises(AnalysisError) as error:
        match(sheets[2022], sheets[2023], path)
    assert str(error.value).startswith("2023.csv: thiếu cột code_before.")


# -- side by side -------------------------------------------------------------------------------------


def test_domains_side_by_side(by_year):
    got = [69.7, 76.4, 82.5]  # 100 · got / maximum, the maxima being what the leaves add up to
    expected = {"total": list(zip(got, (94, 95, 100), strict=True))} | DOMAINS
    assert list(dict.fromkeys(by_year["code"])) == list(expected)
    for code, values in expected.items():
        part = by_year[by_year["code"] == code]
        assert part["year"].tolist() == list(YEARS)
        assert part["result"].tolist() == pytest.approx([result for result, _ in values])
        assert part["max_score"].tolist() == [most for _, most in values]
        assert part["pct"].tolist() == pytest.approx([100 * r / m for r, m in values])
    assert by_year["name"].nunique() == 9
    assert (by_year.attrs["kind"], by_year.attrs["illustrative"]) == ("side_by_side", True)
    assert by_year.attrs["file"].count(".xlsx") == len(YEARS)


@pytest.mark.parametrize(
    ("before", "now", "comparable"),
    [
        ({"self": 8, "appraised": 7}, {"self": 9}, False),
        ({"final": 7}, {"self": 9}, False),
        ({"self": 8}, {"self": 9, "appraised": 9}, False),
        ({"self": 8, "appraised": 7}, {"appraised_2": 8}, True),
        ({"final": 7}, {"appraised": 5, "survey": 3}, True),
        ({"self": 8}, {"self": 9}, True),
    ],
)
def test_a_self_score_is_not_set_against_an_appraisal(before, now, comparable):
    years = [rows({("total", 0, 10): stages, ("1", 1, 10): stages}, year=year)
             for year, stages in ((2023, before), (2024, now))]  # fmt: skip
    both = side_by_side(pd.concat(years, ignore_index=True), index="PAR", unit="Xã Minh Họa")
    assert both["comparable"].tolist() == 2 * [False, comparable]
    assert both["change"].tolist() == 2 * ["", "same" if comparable else "other_stage"]
    sentence = statement(both)
    assert ("so sánh được" in sentence) is not comparable
    assert sentence.startswith("Xã Minh Họa tự đánh giá") is ("appraised" not in now and "self" in now)
    assert ("tăng" in sentence) is comparable


def test_nothing_is_said_of_gaps_where_nobody_appraised():
    one_stage = rows({("total", 0, 10): {"self": 9}, ("1", 1, 10): {"self": 9}})
    assert "không tự đánh giá cao hơn" not in statement(
        sheet(one_stage, index="PAR", unit="Xã Minh Họa", year=2023)
    )


def test_what_may_be_compared_with_the_year_before(by_year):
    flags = {code: part["comparable"].tolist() for code, part in by_year.groupby("code")}
    kept = [False, True, True]
    expected = {code: kept for code in "124568"}
    assert flags == expected | {"total": [False] * 3, "3": [False] * 3, "7": [False, True, False]}
    told = {code: part["change"].tolist() for code, part in by_year.groupby("code")}
    assert told["total"] == ["", "rebuilt", "rebuilt"]
    assert told["3"] == ["", "renumbered+reweighted", "reweighted"]
    assert told["7"] == ["", "renumbered", "reweighted"]
    assert told["6"] == ["", "renumbered", "same"]  # its criteria only changed places


TREE = [("1", 1, "Chỉ đạo", 5), ("1.1", 2, "Ban hành kế hoạch", 3), ("1.2", 2, "Kiểm tra công vụ", 2),
        ("2", 1, "Thể chế", 4), ("2.1", 2, "Rà soát văn bản", 4)]  # fmt: skip


def frame(year, criteria):
    made = rows({(c, level, most): {"final": most} for c, level, _, most in criteria}, year=year)
    names = {code: name for code, _, name, _ in criteria}
    return made.assign(name=made["code"].map(names).astype("string[pyarrow]"))


@pytest.mark.parametrize(
    "now",
    [TREE[:2] + [("1.2", 2, "Tuyên truyền, phổ biến", 2)] + TREE[3:],  # one dropped, one added
     [TREE[0], ("1.1", 2, "Ban hành kế hoạch", 2), ("1.2", 2, "Kiểm tra công vụ", 3), *TREE[3:]],
     TREE[:1] + [("1.1", 2, "Ban hành chương trình", 3)] + TREE[2:]],
)  # fmt: skip
def test_a_domain_of_the_same_maximum_is_rebuilt_where_what_is_below_it_changed(now):
    both = scores.concat([frame(2022, TREE), frame(2023, now)])
    found = side_by_side(both, index="PAR", unit="Xã Minh Họa").set_index(["code", "year"])
    assert found.loc[("1", 2023), ["change", "comparable"]].tolist() == ["rebuilt", False]
    assert found.loc[("2", 2023), ["change", "comparable"]].tolist() == ["same", True]


def test_a_criterion_is_followed_through_its_numbers(ward):
    found = side_by_side(ward, level=2, **WARD)
    part = found[found["code"] == "6.1"]
    assert part["name"].unique().tolist() == ["Công khai ngân sách"]
    assert part["result"].tolist() == [4, 4.5, 5] and part["max_score"].tolist() == [5, 5, 5]
    assert part["change"].tolist() == ["", "renumbered", "same"]
    assert part["comparable"].tolist() == [False, True, True]
    new = found[found["code"] == "7.3"]
    assert new[["year", "change", "comparable"]].to_numpy().tolist() == [[2024, "added", False]]


def test_chosen_years_and_corrections(ward, tmp_path):
    found = side_by_side(ward, years=[2022, 2024], **WARD)
    assert sorted(set(found["year"])) == [2022, 2024]
    path = corrections(tmp_path, "code_before,code\nV,\n,5\n")
    found = side_by_side(ward, corrections={2023: path}, **WARD)
    part = found[found["code"] == "5"]
    assert part["year"].tolist() == [2023, 2024] and part["change"].tolist() == ["added", "same"]


def test_years_without_a_sheet_are_an_error(ward):
    with pytest.raises(AnalysisError) as error:
        side_by_side(ward, years=[2019], **WARD)
    assert "2022–2024" in str(error.value)
