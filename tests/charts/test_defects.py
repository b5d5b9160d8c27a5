"""Charts that a graphics desk once sent back, each with what it marked."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import pytest
from artists import said, words_of
from inspection import flaws
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import cchc_analysis as cchc
from cchc_analysis import (
    contributions_chart,
    history_chart,
    path_chart,
    rank_chart,
    statement,
    strip_chart,
    trend_chart,
    weaknesses_chart,
)
from cchc_analysis.charts import is_empty
from cchc_analysis.statements import footer as footer_of

SIZES = ("slide", "a4", "square", "band")


@pytest.fixture(scope="module")
def ask(raw):
    """Return a function that answers a question about all that was published of an index, each once."""
    frames, answers = {}, {}

    def answer(question, *, index, **asked):
        if index not in frames:
            frames[index] = raw(index)
        key = (question, index, *sorted(asked.items()))
        if key not in answers:
            answers[key] = getattr(cchc, question)(frames[index], index=index, **asked)
        return answers[key]

    return answer


@pytest.mark.parametrize(
    ("index", "year", "unit"),
    [
        ("PAR", 2023, "Hải Dương"),
        ("SIPAS", 2023, "Bình Phước"),
        ("SIPAS", 2023, "Cao Bằng"),
        ("DTI", 2022, "Bắc Kạn"),
    ],
)
def test_no_dot_of_a_strip_is_cut(ask, index, year, unit):
    table = ask("ranks", index=index, year=year)
    for size in (None, *SIZES):
        assert flaws(strip_chart(table, unit=unit, size=size).figure) == []


def test_an_index_of_one_score_names_nobody_twice(ask):
    ax = strip_chart(ask("ranks", index="DTI", year=2023), unit="Đà Nẵng")
    # Once in the title and once beside the place: not as the best, the last and ours.
    assert [len(re.findall("0,8340", " ".join(words))) for words in (said(ax), words_of(ax))] == [1, 1]


@pytest.mark.parametrize(("index", "year", "computed"), [("PAPI", 2024, True), ("PAR", 2023, False)])
def test_a_printed_rank_has_no_footer_of_a_computed_one(ask, index, year, computed):
    table = ask("ranks", index=index, year=year)
    assert table["printed_rank"].isna().all() == computed
    assert ("tính từ điểm công bố" in footer_of(table)) == computed


@pytest.mark.parametrize(("draw", "question"), [(trend_chart, "trend"), (rank_chart, "rank_history")])
@pytest.mark.parametrize("index", ["PAR", "SIPAS", "PAPI", "DTI", "PCI"])
def test_a_break_is_explained_where_one_is_drawn_and_only_there(ask, draw, question, index):
    for unit in ("Bắc Kạn", "Quảng Ninh", "Hà Nội", "Long An"):
        table = ask(question, index=index, unit=unit)
        ax = draw(table, ax=_bare())
        explained = re.search("[Cc]hỗ đứt|[Cc]hỗ gián đoạn", footer_of(table)) is not None
        drawn = any(_is_break(line) for line in ax.lines)
        if len(ax.get_xticks()):  # neither said in words nor on rulers
            assert (unit, drawn) == (unit, explained)


def _bare():
    figure = Figure(figsize=(13.3, 7.5))
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def _is_break(line):
    xs, ys = (list(values) for values in (line.get_xdata(), line.get_ydata()))
    return ys == [0, 1] and xs[0] == xs[1] and line.get_linestyle() == "--"


def test_no_break_stands_after_the_last_point(ask):
    ax = trend_chart(ask("trend", index="PAR", unit="Hải Dương"), ax=_bare())
    last = max((x for line in ax.lines for x in line.get_xdata() if line.get_marker() == "o"), default=0)
    assert all(line.get_xdata()[0] < last for line in ax.lines if _is_break(line))


@pytest.mark.parametrize("index", ["PAR", "SIPAS", "PAPI", "PCI"])
def test_a_year_without_contributions_says_why(ask, index):
    try:
        table = ask("compare", index=index, unit="Bà Rịa - Vũng Tàu", year=2018)
    except ValueError as why:
        assert str(why)  # said in words, and nothing is drawn
        return
    ax = contributions_chart(table)
    assert ax.patches or is_empty(ax)
    assert len(statement(table)) > 20


@pytest.mark.parametrize("size", [None, *SIZES])
def test_the_longest_titles_have_two_lines(ask, size):
    table = ask("cheapest_path", index="PAPI", unit="Kiên Giang", year=2024, rank=10)
    ax = path_chart(table, size=size)
    assert flaws(ax.figure) == []
    plt.close(ax.figure)
    ends = [line.split() for text in ax.figure.texts for line in text.get_text().split("\n")]
    # No number is parted from its word, no year from its "năm".
    assert not any(words and re.fullmatch(r"\d+|năm", words[-1]) for words in ends[:-1])


@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_the_figures_of_a_history_can_be_read(ask, index):
    year = {"PAPI": 2024, "PCI": 2021}[index]
    assert flaws(history_chart(ask("history", index=index, unit="Bắc Kạn")).figure) == []
    assert (
        flaws(
            weaknesses_chart(ask("weaknesses", index=index, unit="Bắc Kạn", year=year), size="square").figure
        )
        == []
    )


def test_no_abbreviation_stands_in_small_letters(ward):
    from cchc_analysis import sheet, side_by_side

    where = {"index": "PAR", "unit": "Phường Minh Họa"}
    loud = ward.assign(name=ward["name"].mask(ward["level"] == 1, "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CCHC"))
    for table in (sheet(loud, year=2024, **where), side_by_side(loud, **where)):
        assert "cchc" not in statement(table).replace("CCHC", "")


def number(text):
    return float(text.replace("−", "-").replace(",", "."))


def test_gaps_and_changes_agree_with_the_printed_numbers(ask, figures):
    """Whoever subtracts two printed numbers gets the printed difference."""
    wrong = []
    for unit in sorted(
        figures.loc[(figures["index"] == "PAPI") & (figures["year"] == 2024), "unit"].unique()
    ):
        told = statement(ask("trend", index="PAPI", unit=unit))
        table = ask("trend", index="PAPI", unit=unit)
        now, before = (round(float(value), 2) for value in table["score"].iloc[[-1, -2]])
        if (
            now == now
            and before == before
            and (change := re.search(r"(tăng|giảm) (\d+,\d\d) so với năm 2023", told))
        ):
            printed = round(abs(now - before), 2)
            if number(change[2]) != printed:
                wrong.append((unit, change[0], printed))
        if gap := re.search(r"(cao|thấp) hơn trung vị các tỉnh (\d+,\d\d)", told):
            printed = round(abs(now - round(float(table["median"].iloc[-1]), 2)), 2)
            if number(gap[2]) != printed:
                wrong.append((unit, gap[0], printed))
    assert wrong == []
