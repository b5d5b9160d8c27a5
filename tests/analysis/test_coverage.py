"""Coverage: what was published, and until when."""

from __future__ import annotations

import pandas as pd
import pytest

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.coverage import latest_year, published


def test_every_figure_stands_with_its_cell(made_up):
    frame = made_up({("A", 2023): 40.0, ("A", 2024): 41.0, ("B", 2024): 39.0}, file="f.xlsx", cell="C3")
    table = published(frame, index="PAPI", units=["A"])
    assert table["year"].tolist() == [2023, 2024] and table["score"].tolist() == [40.0, 41.0]
    assert table[["file", "cell"]].iloc[0].tolist() == ["f.xlsx", "C3"]


def test_a_name_that_is_no_unit_is_refused_and_an_unpublished_province_is_not(figures):
    assert published(figures, index="PAPI", units=["Bắc Giang", "Cả nước"])["unit"].nunique() == 1
    with pytest.raises(AnalysisError, match="“Bắc Kann”.*Gần nhất: Bắc Kạn"):
        published(figures, index="PAPI", units=["Bắc Kann"])


@pytest.mark.parametrize(
    ("index", "unit", "until", "year"),
    [
        ("PAPI", "Bắc Kạn", None, 2024),
        ("PAPI", "Quảng Ninh", 2023, 2022),  # not published in 2023
        ("PCI", "Quảng Ninh", None, 2021),  # later on only the leaders were published
        (None, "Bắc Kạn", None, 2024),
        (None, "Bắc Kạn", 2020, 2020),
        (None, "Hà Tây", None, 2008),
    ],
)
def test_the_latest_year(figures, index, unit, until, year):
    assert latest_year(figures, index=index, unit=unit, until=until) == year


def test_an_index_that_does_not_score_the_unit_has_no_say(figures, made_up):
    both = pd.concat([figures, made_up({("A", 2023): 40.0}, index="PAR")])
    assert latest_year(both, unit="A") == 2023
