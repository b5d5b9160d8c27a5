"""All indices of a unit: the rank large, a ruler from the first to the last, what is known beside it."""

from __future__ import annotations

import pytest
from artists import covered, outside, said, written
from matplotlib.colors import to_hex
from plain import column, rank

from cchc_analysis import scorecard, scorecard_chart
from cchc_analysis.charts.scorecards import places
from cchc_analysis.charts.style import WORSE
from cchc_analysis.statements import footer
from cchc_analysis.vietnamese import format_number

WARD = "Phường Minh Họa"


@pytest.fixture(scope="module")
def card(recent):
    """The scorecard of Bắc Kạn with two targets: PAPI is of 2024, PCI of 2021."""
    targets = {"PAPI": {"rank": 20}, "PCI": {"score": 65}}
    return scorecard(recent, unit="Bắc Kạn", year=2024, targets=targets)


def dots(ax):
    """Return (position, row, filled) of the dots."""
    return [
        (line.get_xdata()[0], line.get_ydata()[0], to_hex(line.get_markerfacecolor()) != "#ffffff")
        for line in ax.lines
        if line.get_marker() == "o"
    ]


def row(ax, at):
    """Return what is written in a row."""
    return [t.get_text().replace("\n", " ") for t in ax.texts if t.xy[1] == at and t.get_text().strip()]


def rank_of(published, index, year, unit):
    totals = column(published, index, year, "total")
    return rank(totals, unit), len(totals)


def test_the_rank_is_the_hero_and_hollow_where_older(card, published, drawn):
    ax = drawn(scorecard_chart, card)
    rank, among = rank_of(published, "PAPI", 2024, "Bắc Kạn")
    now, before = (int(published["PCI", year, "Bắc Kạn", "rank"]) for year in (2021, 2020))
    assert dots(ax) == [
        (
            pytest.approx((rank - 1) / (among - 1)),
            2,
            True,
        ),  # of other units than the year before: no dot then
        (pytest.approx((before - 1) / 62), 4, False),
        (pytest.approx((now - 1) / 62), 4, False),
    ]
    assert {str(rank), f"/{among}"} <= set(row(ax, 2)) and {str(now), "/63", "  2021"} <= set(row(ax, 4))
    size = {t.get_text(): t.get_fontsize() for t in ax.texts if t.xy[1] == 2}
    assert size[str(rank)] == max(t.get_fontsize() for t in ax.texts) > 1.9 * size["PAPI"]
    (year,) = (t for t in ax.texts if t.get_text() == "  2021")
    assert to_hex(year.get_color()) == WORSE.lower()


def test_every_index_has_its_row_from_first_to_last(card, drawn):
    ax = drawn(scorecard_chart, card)
    assert [next(w for w in row(ax, at) if w.isupper()) for at in range(5)] == [
        "PAR INDEX",
        "SIPAS",
        "PAPI",
        "DTI",
        "PCI",
    ]
    ends = {t.get_text(): t.xy[0] for t in ax.texts}
    assert ends["dẫn đầu"] == 0 and ends["xếp cuối"] == 1
    ticks = [len(marks.get_segments()) for marks in ax.collections]
    assert ticks == [61, 63]
    bottom, top = ax.get_ylim()
    assert bottom > top


def test_a_tick_is_the_rank_that_the_plan_asks_for(card, drawn):
    ax = drawn(scorecard_chart, card)
    (tick,) = (line for line in ax.lines if to_hex(line.get_color()) == WORSE.lower())
    assert list(tick.get_xdata()) == pytest.approx([19 / 60] * 2)
    assert sum(tick.get_ydata()) / 2 == pytest.approx(2)


def test_change_score_and_target_stand_beside(card, published, drawn):
    ax = drawn(scorecard_chart, card)
    now, then = (float(published["PAPI", year, "Bắc Kạn", "total"]) for year in (2024, 2023))
    moved = rank_of(published, "PAPI", 2023, "Bắc Kạn")[0] - rank_of(published, "PAPI", 2024, "Bắc Kạn")[0]
    assert moved == 0  # among all; two units of 2023 were not published in 2024, and two others were
    score = f"{format_number(now, 2)} điểm ({format_number(now - then, 2, sign=True)})"
    assert row(ax, 2)[-3:] == ["tăng 1 bậc so với 2023", score, "kế hoạch: thuộc nhóm 20 đơn vị dẫn đầu"]
    up = int(published["PCI", 2020, "Bắc Kạn", "rank"]) - int(published["PCI", 2021, "Bắc Kạn", "rank"])
    assert f"tăng {up} bậc so với 2020" in row(ax, 4) and "kế hoạch: đạt từ 65 điểm trở lên" in row(ax, 4)
    for at in (0, 1, 3):
        assert row(ax, at)[-1] == "chưa có tệp số liệu nào trong data/raw"


def test_a_scorecard_in_english(card, drawn):
    ax = drawn(scorecard_chart, card, lang="en")
    words = " ".join(said(ax)).replace("\n", " ")
    assert {"first", "last"} <= set(said(ax)) and "đứng" not in words
    assert "plan: among the first 20" in words and "up 1 place on 2023" in words and "44.10 points" in words


def test_a_unit_that_nobody_ranks_has_words_and_no_dot(ward, bare):
    ax = scorecard_chart(scorecard(ward, unit=WARD, year=2024), ax=bare)
    assert dots(ax) == []
    assert row(ax, 0)[-2:] == ["không xếp hạng: bộ tiêu chí của bảng chấm điểm đã thay đổi", "82,50 %"]
    assert ax.get_title(loc="left") == "Đến năm 2024, không chỉ số nào xếp hạng Phường Minh Họa"


@pytest.mark.parametrize("size", ["slide", "a4", "square", "band"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_of_a_scorecard_cuts_and_covers_nothing(card, lang, size):
    ax = scorecard_chart(card, lang=lang, size=size)
    assert outside(ax.figure, written(ax)) == [] and covered(written(ax)) == []


def test_on_a_slide_words_beside_a_ruler_stay_within_their_row(card):
    ax = scorecard_chart(card, size="slide")
    for at in (2, 4):
        beside = [t.get_text() for t in ax.texts if t.xy == (1, at)]
        assert sum(1 + words.count("\n") for words in beside) <= 3
    ours = [dot for dot in dots(ax) if dot[1] == 2]
    assert len(ours) == 1  # the place before is the next but one or nearer: the words tell it


def test_the_change_of_what_stayed_stands_beside_a_total_that_is_partly_comparable(figures):
    table = scorecard(figures, unit="Bắc Kạn", year=2022)
    card = table.set_index("index").loc["PAPI"]
    assert card["comparability"] == "partly"
    score, change = (
        format_number(card[name], 2, sign=name != "score") for name in ("score", "like_for_like")
    )
    row = places(table, "vi")[table["index"].tolist().index("PAPI")]
    assert row.beside[1] == f"{score} điểm (phần so sánh được: {change})"
    told = "hay đổi tính trên phần thang điểm không đổi phương pháp đo: PAPI"
    assert f"{told} ({format_number(100 * card['share_comparable'], 0)} %)" in footer(table)
    assert told not in footer(scorecard(figures, unit="Bắc Kạn", year=2024))
