"""The trend: a line that breaks, marks and holes where they belong, labels that can be read."""

from __future__ import annotations

from statistics import median, quantiles

import pytest
from artists import bests, box, covered, crossed, lines, medians, own_lines, places, said, ticks, years_of
from matplotlib.colors import to_hex
from plain import column

from cchc_analysis import domains, trend, trend_chart
from cchc_analysis.charts import NothingToDraw, is_empty
from cchc_analysis.charts.style import BAND, OURS
from cchc_analysis.statements import footer, subtitle

BREAK, RESCALED = "đổi phương\npháp đo", "đổi\nthang điểm"
PARTLY, JUMPED = "đổi\nmột phần", "đột\nbiến"


@pytest.fixture
def papi(result):
    """Return a function that gives the PAPI trend of a province."""
    return lambda unit, code="total": result("trend", index="PAPI", unit=unit, code=code)


def own(published, unit, years, code="total"):
    return [float(published["PAPI", year, unit, code]) for year in years]


def everybody(published, year, code="total"):
    return list(column(published, "PAPI", year, code).values())


def test_the_line_breaks_where_the_total_was_redefined(papi, published, drawn):
    ax = drawn(trend_chart, papi("Bắc Kạn"))
    # Solid where the total is comparable; of years between dashed steps the dots alone.
    stretches = [[*range(2011, 2016)], *([y] for y in range(2016, 2022)), [2022, 2023, 2024]]
    assert years_of(own_lines(ax)) == years_of(medians(ax)) == stretches
    for years, (_, scores), (_, middle) in zip(stretches, own_lines(ax), medians(ax), strict=True):
        assert scores == own(published, "Bắc Kạn", years)
        expected = [median(everybody(published, year)) for year in years]
        assert middle == pytest.approx(expected, abs=1e-9)
    dashed = [[2016, 2017], *([y, y + 1] for y in range(2018, 2022))]
    assert years_of(lines(ax, OURS, "--")) == dashed
    assert places(ax, PARTLY) == [2016.5, 2020]  # once for a run of such steps, amid its bracket
    assert places(ax, BREAK) == [2015.5, 2017.5] and places(ax, RESCALED) == []
    assert "Chỗ gián đoạn: thay đổi phương pháp đo" in footer(papi("Bắc Kạn"))


def test_the_line_breaks_where_the_median_jumped(result, drawn):
    ax = drawn(trend_chart, result("trend", index="PCI", unit="Long An", code="legal"))
    assert years_of(own_lines(ax)) == [
        [2006, 2007, 2008], [2009, 2010], [2011], [2012], [*range(2013, 2025)],
    ]  # fmt: skip
    assert places(ax, JUMPED) == [2010.5] and places(ax, BREAK) == [2008.5, 2012.5]
    told = footer(result("trend", index="PCI", unit="Long An", code="legal"))
    assert "“đột biến”: trung vị thay đổi quá 8 % thang điểm trong một năm" in told


def test_the_band_is_the_middle_half_and_breaks_with_the_line(papi, published, drawn):
    ax = drawn(trend_chart, papi("Bắc Kạn"))
    filled = [c for c in ax.collections if len(c.get_facecolor())]
    bands = [c for c in filled if to_hex(c.get_facecolor()[0]) == BAND.lower()]
    spans = [b.get_paths()[0].get_extents() for b in bands]
    assert [(s.x0, s.x1) for s in spans] == [(2011, 2015), (2016, 2017), (2018, 2024)]
    corners = bands[2].get_paths()[0].vertices
    low, _, high = quantiles(everybody(published, 2020), n=4, method="inclusive")
    heights = corners[corners[:, 0] == 2020, 1]
    assert (heights.min(), heights.max()) == pytest.approx((low, high), abs=1e-9)


def share(score, year):
    """Return a score of dimension 5 in per cent of its scale: four parts until 2020, three since."""
    low, high = (0.25, 2.5) if year <= 2020 else (1 / 3, 10 / 3)
    return 100 * (score - low) / (high - low)


@pytest.mark.parametrize("code", ["5.1", "5.3", "5.4"])
def test_a_new_scale_is_drawn_in_per_cent_and_makes_no_jump(papi, published, drawn, code):
    ax = drawn(trend_chart, papi("Bắc Kạn", code))
    ((years, shares),) = own_lines(ax)
    assert years == list(range(2011, 2025))
    scores = own(published, "Bắc Kạn", years, code)
    expected = [share(score, year) for score, year in zip(scores, years, strict=True)]
    assert shares == pytest.approx(expected, abs=1e-9)
    then, now = shares[years.index(2020)], shares[years.index(2021)]
    misread = share(scores[years.index(2021)], 2020)
    assert abs(now - then) < 10 < misread - then
    ((_, middle),) = medians(ax)
    for year in (2020, 2021):
        value = share(median(everybody(published, year, code)), year)
        assert middle[years.index(year)] == pytest.approx(value, abs=1e-9)
    assert places(ax, RESCALED) == [2020.5] and places(ax, BREAK) == []
    assert f"Bắc Kạn {shares[-1]:.1f} %".replace(".", ",") in said(ax)
    assert "% của thang điểm (thang điểm đã đổi)" in subtitle(papi("Bắc Kạn", code))


@pytest.mark.parametrize(("code", "first"), [("2.1", 2018), ("7.1", 2018), ("8.3", 2019)])
def test_years_before_the_criterion_existed_have_no_place(papi, drawn, code, first):
    ax = drawn(trend_chart, papi("Bắc Kạn", code))
    years = list(range(first, 2025))
    assert [t.get_text() for t in ticks(ax.xaxis)] == [str(year) for year in years]
    assert ax.get_xlim()[0] > first - 1
    assert [year for stretch in years_of(own_lines(ax)) for year in stretch] == years
    assert crossed(ax) == []


@pytest.mark.parametrize("unit", ["Bắc Giang", "Quảng Ninh", "Đồng Tháp", "Bắc Kạn"])
def test_a_year_without_figures_keeps_its_place_and_is_crossed(papi, published, drawn, unit):
    ax = drawn(trend_chart, papi(unit))
    silent = [y for y in range(2011, 2025) if ("PAPI", y, unit, "total") not in published]
    assert crossed(ax) == silent
    assert [t.get_text().split()[0] for t in ticks(ax.xaxis)] == [str(year) for year in range(2011, 2025)]
    drawn = {
        year
        for years, scores in own_lines(ax)
        for year, score in zip(years, scores, strict=True)
        if score == score
    }
    assert drawn == set(range(2011, 2025)) - set(silent)
    assert ("× không công bố" in footer(papi(unit))) == bool(silent)


def test_estimated_points_are_hollow(made_up, bare):
    # Số liệu minh họa: made-up figures of made-up units.
    frame = made_up({(u, y): 40.0 + y % 5 + len(u) for u in ("A", "BB") for y in (2022, 2023, 2024)})
    frame.loc[(frame["unit"] == "A") & (frame["year"] < 2024), "estimated"] = True
    table = trend(frame, index="PAPI", unit="A")
    ax = trend_chart(table, ax=bare)
    hollow = [
        list(line.get_xdata())
        for line in ax.lines
        if to_hex(line.get_markerfacecolor()) == "#ffffff"
        and to_hex(line.get_markeredgecolor()) == OURS.lower()
    ]
    assert hollow == [[2022, 2023]]
    assert years_of(own_lines(ax)) == [[2022, 2023, 2024]]
    assert "Hollow: estimated" in footer(table, "en")
    # On the other charts of estimates nothing is hollow, or hollow is the year before.
    parts = {(u, y, code): 5.0 for u in ("A", "BB") for y in (2023, 2024) for code in "12345678"}
    frame = made_up({("A", 2024): 40.0, ("BB", 2024): 40.0} | parts)
    frame.loc[frame["unit"] == "A", "estimated"] = True
    plain = footer(domains(frame, index="PAPI", unit="A", year=2024))
    assert "Ước tính theo dân số" in plain and "rỗng" not in plain


def test_the_axis_shows_a_twentieth_of_the_scale_at_least(made_up, bare):
    frame = made_up({(u, y): 40.0 + 0.1 * (y - 2023) for u in ("A", "BB") for y in (2023, 2024)})
    low, high = trend_chart(trend(frame, index="PAPI", unit="A"), ax=bare).get_ylim()
    scale = 72  # eight domains from 1 to 10
    assert (high - low, (low + high) / 2) == pytest.approx((0.05 * scale, 40.05))


def test_nothing_is_hollow_where_nothing_is_estimated(papi, drawn):
    ax = drawn(trend_chart, papi("Bắc Kạn"))
    assert not any(years for years, _ in lines(ax, "#ffffff", "None"))


def test_each_line_is_named_at_its_end_with_its_last_value(papi, published, drawn):
    values = everybody(published, 2024)
    named = {
        "Bắc Kạn": float(published["PAPI", 2024, "Bắc Kạn", "total"]),
        "Trung vị": median(values),
        "Cao nhất: Quảng Ninh": max(values),
    }
    labels = said(drawn(trend_chart, papi("Bắc Kạn")))
    for words, value in named.items():
        assert f"{words} {value:.2f}".replace(".", ",") in labels
    labels = said(drawn(trend_chart, papi("Bắc Kạn"), lang="en"))
    assert f"Median {median(values):.2f}" in labels
    assert f"Best: Quảng Ninh {max(values):.2f}" in labels
    assert "measure\nchanged" in labels


def test_where_ours_leads_the_line_of_the_best_ends_and_is_named_there(result, published, drawn):
    ax = drawn(trend_chart, result("trend", index="PCI", unit="Quảng Ninh"))
    leaders = {year: best_of(published, "PCI", year) for year in range(2005, 2022)}
    others = [year for year, (unit, _) in leaders.items() if unit != "Quảng Ninh"]
    assert others == list(range(2005, 2017)) and others != list(leaders)
    seen = [year for years, _ in known(bests(ax)) for year in years]
    assert seen == others
    unit, value = leaders[2016]
    labels = said(ax)
    assert f"Cao nhất: {unit} {value:.2f} (2016)".replace(".", ",") in labels
    assert sum("Quảng Ninh" in words for words in labels) == 1


def test_who_is_the_best_of_all_in_the_last_year_is_said_to_be(made_up, bare):
    # Số liệu minh họa.
    frame = made_up({("A", 2023): 40.0, ("B", 2023): 41.0, ("A", 2024): 43.0, ("B", 2024): 42.0})
    labels = said(trend_chart(trend(frame, index="PAPI", unit="A"), ax=bare))
    assert "A 43,00, cao nhất" in labels and "Cao nhất: B 41,00 (2023)" in labels


def best_of(published, index, year):
    """Return the best unit of a year and its score."""
    scores = column(published, index, year, "total")
    best = max(scores, key=scores.get)
    return best, scores[best]


def known(stretches):
    """Return the points of stretches that have a value."""
    return [
        ([x for x, y in zip(xs, ys, strict=True) if y == y], [y for y in ys if y == y])
        for xs, ys in stretches
    ]


def test_labels_stand_where_their_lines_end(result):
    ax = trend_chart(result("trend", index="PCI", unit="Bắc Kạn"))
    ends = {t.get_text(): t.xy for t in ax.texts if t.get_gid() == "line end"}
    assert len(ends) == 4 and {x for x, _ in ends.values()} == {2021}
    # Ours goes on to 2024, and no label of those that do not stands on it.
    ax = trend_chart(result("trend", index="PCI", unit="Quảng Ninh"))
    ends = {t.get_text().split()[0]: t for t in ax.texts if t.get_gid() == "line end"}
    assert {words: t.xy[0] for words, t in ends.items()} == {"Cao": 2016, "Trung": 2021, "Quảng": 2024}
    assert covered(list(ends.values())) == []
    years, scores = ([v for part in own_lines(ax) for v in part[at] if part[0][0] >= 2013] for at in (0, 1))
    for words in ("Cao", "Trung"):
        place = box(ends[words])
        (left, low), (right, high) = ax.transData.inverted().transform(
            [(place.x0, place.y0), (place.x1, place.y1)]
        )
        under = [s for y, s in zip(years, scores, strict=True) if left <= y <= right]
        assert under and (low > max(under) or high < min(under))


@pytest.mark.parametrize("size", ["a4", "square", "slide"])
def test_years_that_have_no_room_are_left_out_evenly_and_never_the_last(result, size):
    ax = trend_chart(result("trend", index="PCI", unit="Quảng Ninh"), size=size)
    shown = [int(t.get_text()) for t in ax.get_xticklabels() if t.get_text().strip()]
    assert len(ax.get_xticks()) == 20 and shown[-1] == 2024
    steps = {b - a for a, b in zip(shown[:-1], shown[1:], strict=True)}
    assert steps == ({1} if size == "slide" else {2})
    assert covered([t for t in ax.get_xticklabels() if t.get_text().strip()]) == []


def test_words_above_the_axes_stand_in_storeys_where_they_would_touch(papi):
    ax = trend_chart(papi("Bắc Kạn"), size="square")
    words = [t for t in ax.texts if t.get_text() in (BREAK, PARTLY)]
    assert len(words) == 4 and covered(words) == []
    assert len({round(box(t).y0) for t in words}) == 2


def test_a_line_that_ended_earlier_says_when(papi, published, drawn):
    labels = said(drawn(trend_chart, papi("Vĩnh Phúc")))
    last = f"{float(published['PAPI', 2023, 'Vĩnh Phúc', 'total']):.2f}".replace(".", ",")
    assert f"Vĩnh Phúc {last} (2023)" in labels


def test_medians_of_a_few_leaders_are_not_drawn(result):
    table = result("trend", index="PCI", unit="Quảng Ninh")
    ax = trend_chart(table)
    drawn = [y for xs, ys in medians(ax) for y, value in zip(xs, ys, strict=True) if value == value]
    assert drawn == list(range(2005, 2022))
    assert years_of(own_lines(ax))[-1] == list(range(2013, 2025))
    assert any(words.startswith("Trung vị ") and words.endswith("(2021)") for words in said(ax))
    assert "ăm 2022–2024 chỉ công bố một phần các tỉnh" in footer(table)
    assert covered(ax.texts) == []


def test_end_labels_are_moved_apart_in_their_order(made_up):
    # Số liệu minh họa: values that would all be written on one line.
    values = {("Thử", 2024): 43.0, ("B", 2024): 43.01, ("C", 2024): 42.99, ("D", 2024): 43.0}
    frame = made_up(values | {(u, 2023): 43.0 for u, _ in values})
    ax = trend_chart(trend(frame, index="PAPI", unit="Thử"))
    labels = [t for t in ax.texts if t.get_text().split()[0] in ("Thử", "Trung", "Cao")]
    assert len(labels) == 3 and covered(labels) == []
    assert max(labels, key=lambda t: box(t).y1).get_text() == "Cao nhất: B 43,01"


def test_numbers_on_the_axis_are_written_in_the_language(papi, drawn):
    table = papi("Bắc Kạn", "1.1")
    vietnamese, english = (
        [t.get_text() for t in ticks(drawn(trend_chart, table, lang=lang).yaxis)] for lang in ("vi", "en")
    )
    # Charts have at most five horizontal rules.
    assert 2 <= len(vietnamese) <= 5 and all("," in number for number in vietnamese)
    assert english == [number.replace(",", ".") for number in vietnamese]


def test_one_year_of_others_is_seen(made_up, bare):
    # Số liệu minh họa: the scale was redefined between 2017 and 2018.
    values = {("A", 2017): 40.0, ("B", 2017): 44.0, ("C", 2017): 42.0}
    frame = made_up(values | {(unit, year): 40.0 for unit in "ABC" for year in (2018, 2019)})
    ax = trend_chart(trend(frame, index="PAPI", unit="A"), ax=bare)
    # A line through one point has no length: it needs a marker.
    lone = [line for line in ax.lines if list(line.get_ydata()) in ([42.0], [44.0])]
    assert [line.get_marker() for line in lone] == ["_", "_"]


def test_one_point_has_no_axis_and_is_said(made_up, bare):
    # Số liệu minh họa.
    frame = made_up({("A", 2024): 40.0, ("B", 2024): 44.0, ("C", 2024): 42.0, ("B", 2023): 43.0})
    table = trend(frame, index="PAPI", unit="A")
    ax = trend_chart(table, ax=bare)
    assert is_empty(ax) and ax.lines[:] == [] and ax.get_title(loc="left").startswith("A đạt 40,00 điểm PAPI")
    with pytest.raises(NothingToDraw, match="A đạt 40,00 điểm PAPI năm 2024"):
        trend_chart(table, if_empty="raise")


def test_a_unit_of_which_nothing_was_published(made_up, bare):
    # Số liệu minh họa.
    frame = made_up({("A", 2023): None, ("A", 2024): None, ("B", 2023): 40.0, ("B", 2024): 41.0})
    ax = trend_chart(trend(frame, index="PAPI", unit="A"), ax=bare)
    assert is_empty(ax) and ax.lines[:] == [] and said(ax) == [""]
    assert ax.get_title(loc="left") == "PAPI năm 2023–2024 không công bố điểm nào của A"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("index", "unit"), [("PCI", "Bắc Kạn"), ("PCI", "TP. Hồ Chí Minh"), ("PAPI", "Bà Rịa - Vũng Tàu")]
)
def test_a_page_of_text_has_room_for_what_must_be_known(result, index, unit, lang):
    ax = trend_chart(result("trend", index=index, unit=unit), size="a4", lang=lang)
    assert ax.figure.texts[2].get_text().count("\n") < 3


@pytest.mark.parametrize("size", ["a4", "square"])
def test_a_title_without_room_says_what_changed_and_leaves_the_median_to_the_chart(result, size):
    ax = trend_chart(result("trend", index="PCI", unit="Hải Dương"), size=size)
    title = ax.figure.texts[0].get_text()
    assert title.count("\n") < 2 and "tăng 5,13 điểm" in title and title.count("(") == title.count(")")
