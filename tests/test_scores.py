"""The contract of the Scores frame."""

import numpy as np
import pytest

import cchc_analysis as cchc
from cchc_analysis import scores
from cchc_analysis.statements import footer


def frame(**changes):
    columns = {
        "index": ["PAPI"], "edition": ["papi-2021"], "year": [2024], "unit": ["Bắc Kạn"],
        "unit_id": ["tinh-63/06"], "unit_type": ["province"], "scope": ["tinh-63"], "code": ["1.1"],
        "level": [2], "name": ["Tri thức công dân"], "stage": ["final"], "score": [1.0],
        "min_score": [0.25], "max_score": [2.5], "status": ["scored"], "file": ["a.xlsx"],
        "sheet": ["S"], "cell": ["F37"],
    }  # fmt: skip
    return scores.from_columns(columns | changes, 1)


def test_every_column_has_its_dtype_in_order():
    made = frame()
    assert list(made.columns) == list(scores.COLUMNS)
    assert {c: str(t) for c, t in made.dtypes.items()} == scores.COLUMNS
    assert len(scores.empty()) == 0
    assert scores.validate(made) is made


def test_what_is_not_given_is_missing():
    made = frame()
    assert made["rank"].isna().all() and made["note"].isna().all() and made["n"].isna().all()
    assert not made["estimated"].any()


@pytest.mark.parametrize(
    ("score", "low", "high", "pct"), [(0.25, 0.25, 2.5, 0), (2.5, 0.25, 2.5, 100), (5, 0, 20, 25)]
)
def test_pct_is_the_share_of_the_scale(score, low, high, pct):
    made = frame(score=[score], min_score=[low], max_score=[high])
    assert scores.pct(made).iloc[0] == pytest.approx(pct)


def test_pct_is_missing_where_the_scale_is():
    assert np.isnan(scores.pct(frame(max_score=[np.nan])).iloc[0])
    assert np.isnan(scores.pct(frame(min_score=[2.5])).iloc[0])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stage": ["chốt"]}, "stage ∉"),
        ({"status": ["missing"]}, "status ≠ score"),
        ({"unit_type": ["planet"]}, "unit_type ∉"),
    ],
)
def test_a_broken_frame_is_refused_with_the_cell(changes, message):
    with pytest.raises(scores.ScoresError, match=message) as error:
        scores.validate(frame(**changes))
    assert "a.xlsx › S › F37 (Bắc Kạn, 1.1, 2024)" in str(error.value)


def test_two_rows_with_one_key_are_refused():
    twice = scores.concat([frame(), frame(cell=["F38"])])
    with pytest.raises(scores.ScoresError, match="trùng khóa"):
        scores.validate(twice)


def test_a_missing_column_and_a_wrong_dtype_are_named():
    with pytest.raises(scores.ScoresError, match="“cell”"):
        scores.validate(frame().drop(columns="cell"))
    with pytest.raises(scores.ScoresError, match="“year” phải có kiểu Int16"):
        scores.validate(frame().astype({"year": "int64"}))


def test_select_names_what_there_is():
    assert len(scores.select(frame(), index="PAPI")) == 1
    with pytest.raises(scores.ScoresError, match="Có: PAPI"):
        scores.select(frame(), index="PCI")


# -- figures that were never printed themselves ------------------------------------------------------


def test_a_derived_figure_has_a_score_and_is_ranked(frame_of):
    rows = [
        {"index": "PAR", "year": 2022, "unit": unit, "unit_id": f"thu/{unit}", "scope": "thu/nghiem",
         "code": "total", "score": score, "status": status}
        for unit, score, status in (("A", 80.0, "scored"), ("B", 85.0, "derived"), ("C", 70.0, "scored"))
    ]  # fmt: skip
    frame = scores.validate(frame_of(rows))
    table = cchc.ranks(frame, index="PAR", year=2022)
    assert table[["unit", "rank", "status"]].values.tolist()[0] == ["B", 1, "derived"]
    assert "Điểm của B suy ra từ hai số đã công bố;" in footer(table)
    line = cchc.trend(frame, index="PAR", unit="B")
    assert cchc.statement(line) == (
        "B đạt 85,00 % về Chỉ số CCHC (PAR INDEX) năm 2022 (suy ra); cao hơn trung vị các đơn vị 5,00 điểm "
        "phần trăm"
    )
    assert "Điểm năm 2022 suy ra từ hai số đã công bố" in footer(line)
    assert "suy ra" not in cchc.statement(cchc.trend(frame, index="PAR", unit="A"))
    with pytest.raises(scores.ScoresError, match="status ≠ score"):
        scores.validate(frame.assign(score=float("nan")))
