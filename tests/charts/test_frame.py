"""What every chart function does around its drawing: its parameters, its refusals, what it says when empty."""

from __future__ import annotations

import inspect

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from artists import words_of

import cchc_analysis as cchc
from cchc_analysis import charts, history, history_chart, strip_chart, trend, trend_chart, weaknesses_chart
from cchc_analysis.charts import ChartError, NothingToDraw, is_empty

CHARTS = [getattr(charts, name) for name in charts.__all__ if name.endswith("_chart")]
SHARED = ["title", "subtitle", "footer", "lang", "size", "words", "ax", "if_empty"]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_a_chart_says_its_own_parameters(chart):
    assert not hasattr(chart, "__wrapped__") and "__signature__" not in vars(chart)
    parameters = inspect.signature(chart).parameters
    assert not [p for p in parameters.values() if p.kind in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    assert [name for name in parameters if name in SHARED] == SHARED
    assert all(p.annotation is not p.empty for p in parameters.values())
    with pytest.raises(TypeError, match="colour"):
        chart(1, colour="pink")


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_what_is_no_result_is_refused_in_two_languages(chart):
    more = {"unit": "A"} if chart is strip_chart else {}
    for wrong in (1, None, pd.DataFrame({"a": [1]})):
        with pytest.raises(ChartError) as error:
            chart(wrong, **more)
        vietnamese, english = str(error.value).split("\n")
        assert "đây không phải kết quả phân tích" in vietnamese and english.endswith("this is none.")


def test_a_result_of_another_question_is_refused(result):
    table = result("trend", index="PAPI", unit="Bắc Kạn")
    with pytest.raises(ChartError) as error:
        weaknesses_chart(table)
    assert str(error.value) == (
        "Biểu đồ này vẽ kết quả của weaknesses, weakest; đây là kết quả của trend.\n"
        "This chart draws results of weaknesses, weakest; this is one of trend."
    )
    assert plt.get_fignums() == []


@pytest.fixture(scope="module")
def small(made_up):
    """A small trend (số liệu minh họa)."""
    frame = made_up({("A", 2023): 40.0, ("A", 2024): 41.0, ("B", 2024): 42.0})
    return trend(frame, index="PAPI", unit="A")


def test_axes_have_no_size(small, bare):
    with pytest.raises(ChartError, match="Chỉ cho một trong hai"):
        trend_chart(small, ax=bare, size="a4")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"size": "a5"}, "Khổ “a5” không có"),
        ({"lang": "fr"}, "lang = “fr”"),
        ({"if_empty": "no"}, "if_empty"),
    ],
)
def test_a_choice_that_there_is_none_of_names_those_there_are(small, asked, message):
    with pytest.raises(ChartError, match=message):
        trend_chart(small, **asked)
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("size", "width"), [("slide", 40 / 3), ("a4", 16 / 2.54), ("square", 9), ("band", 40 / 3)]
)
def test_every_size_has_its_width_and_all_its_words(small, size, width):
    ax = trend_chart(small, size=size)
    assert ax.figure.get_size_inches()[0] == pytest.approx(width)
    assert len(words_of(ax)) == 3


def test_without_words_title_and_footer_are_left_to_the_slide(small):
    whole, bare = trend_chart(small), trend_chart(small, words=False)
    assert words_of(bare) == [words_of(whole)[1]]
    assert charts.saving.description(bare.figure) == charts.saving.description(whole.figure)
    (wide, high), (bare_wide, bare_high) = (ax.figure.get_size_inches() for ax in (whole, bare))
    assert (wide, high) == pytest.approx((13.333, 7.5), abs=0.01)
    assert bare_wide == wide and bare_high == pytest.approx(6.3)  # lower by the room of the words


@pytest.fixture(scope="module")
def empty(made_up):
    """A trend without a figure of ours (số liệu minh họa)."""
    return trend(made_up({("A", 2024): None, ("B", 2024): 41.0}), index="PAPI", unit="A")


@pytest.mark.parametrize("size", ["slide", "a4", "square", "band"])
def test_nothing_to_draw_is_said_large(empty, size):
    ax = trend_chart(empty, size=size)
    (sentence,) = ax.texts
    assert " ".join(sentence.get_text().split()) == "PAPI năm 2024 không công bố điểm nào của A"
    assert is_empty(ax) and ax.lines[:] == []
    assert len(words_of(ax)) == 1 and sentence.get_fontsize() > 1.5 * ax.figure.texts[0].get_fontsize()


def test_where_nothing_is_drawn_no_mark_is_explained(made_up):
    frame = made_up(
        {("A", year): None for year in (2022, 2024)} | {("B", year): 41.0 for year in (2022, 2024)}
    )
    ax = history_chart(history(frame, index="PAPI", unit="A"))
    assert is_empty(ax) and words_of(ax)[-1].startswith("Số liệu minh họa. Lập ngày")


def test_nothing_to_draw_is_raised_where_asked(empty, made_up):
    with pytest.raises(NothingToDraw, match="PAPI năm 2024 không công bố điểm nào của A") as error:
        trend_chart(empty, if_empty="raise")
    assert error.value.sentence == str(error.value)
    assert plt.get_fignums() == []


def test_a_chart_that_fails_leaves_no_figure_behind(small):
    with pytest.raises(KeyError):
        trend_chart(small.drop(columns="median"))
    assert plt.get_fignums() == []


def test_the_pack_skips_an_empty_chart_and_says_why(empty, small, tmp_path):
    def exported(chart):
        return [p.name for p in cchc.export("A", 2024, charts={"x": chart}, out=tmp_path)]

    folder = tmp_path / "a/2024"
    assert exported(trend_chart(small)) == ["x.png"]
    assert exported(trend_chart(empty)) == ["x.txt"]
    assert [p.name for p in folder.iterdir()] == ["x.txt"]
    assert (folder / "x.txt").read_text(encoding="utf-8") == "PAPI năm 2024 không công bố điểm nào của A\n"
    assert exported(trend_chart(small)) == ["x.png"] and [p.name for p in folder.iterdir()] == ["x.png"]
    assert plt.get_fignums() == []
