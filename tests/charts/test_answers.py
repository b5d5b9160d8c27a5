"""Waterfall, scorecard, path and the weakest of all: as long as the data say, in colour where true."""

from __future__ import annotations

from statistics import median

import pytest
from artists import covered, footer, outside, said, words_of, written
from matplotlib.colors import to_hex
from plain import column

from cchc_analysis import cheapest_path, compare, contributions_chart, path_chart, weakest, weaknesses_chart
from cchc_analysis.charts import is_empty
from cchc_analysis.charts.style import LINE, OURS, WORSE

WARD = "Phường Minh Họa"


def names(ax):
    """Return what stands left of the rows, each as one line."""
    return [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]


def bars(ax):
    """Return (row, beginning, end, colour) of the bars, from the top down; tracks are no bars.

    A loss in a waterfall begins at its right and ends at its left.
    """
    return sorted(
        (round(p.get_y() + p.get_height() / 2, 6), p.get_x(), p.get_x() + p.get_width(), colour)
        for p in ax.patches
        if (colour := to_hex(p.get_facecolor()).upper()) in (OURS, WORSE, LINE)
    )


def figure(published, index, year, unit, code="total"):
    return float(published[index, year, unit, code])


def vietnamese(number, sign=True):
    text = f"{number:{'+' if sign else ''}.2f}".replace("-", "−")
    return text.replace(".", ",")


# -- what moved the total? ----------------------------------------------------------------------------


def like_for_like_of(table):
    """Return a partly comparable year's steps, and what cannot be compared last."""
    added = table["contribution"].tolist()
    return [*added, table.attrs["total"] - table.attrs["previous_total"] - sum(added)]


def steps_of(published, year, unit="Bắc Kạn"):
    """Return what each dimension added since the year before, the greatest gain first."""
    found = {
        code: figure(published, "PAPI", year, unit, code) - figure(published, "PAPI", year - 1, unit, code)
        for code in "12345678"
    }
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


@pytest.mark.parametrize(("unit", "year"), [("Bắc Kạn", 2024), ("Hà Nội", 2024), ("Hà Nội", 2023)])
def test_bars_are_what_each_domain_added_from_zero(result, published, drawn, unit, year):
    ax = drawn(contributions_chart, result("compare", index="PAPI", unit=unit, year=year))
    steps = list(steps_of(published, year, unit).values())
    assert [end - begin for _, begin, end, _ in bars(ax)] == pytest.approx(steps, abs=1e-9)
    assert {begin for _, begin, *_ in bars(ax)} == {0} and steps == sorted(steps, reverse=True)
    totals = [figure(published, "PAPI", y, unit) for y in (year - 1, year)]
    assert sum(steps) == pytest.approx(totals[1] - totals[0], abs=1e-5)
    page = contributions_chart(result("compare", index="PAPI", unit=unit, year=year))
    told = " → ".join(vietnamese(total, False) for total in totals)
    assert words_of(page)[1].endswith(f"tổng điểm {told}")


def test_gains_are_blue_and_losses_orange(result, published, drawn):
    ax = drawn(contributions_chart, result("compare", index="PAPI", unit="Bắc Kạn", year=2024))
    steps = steps_of(published, 2024).values()
    assert [c for *_, c in bars(ax)] == [OURS if step > 0 else WORSE for step in steps]
    assert {OURS, WORSE} == {colour for *_, colour in bars(ax)}


def test_like_for_like_the_last_step_is_grey_and_leads_to_the_printed_total(result, published, drawn):
    table = result("compare", index="PAPI", unit="Bắc Kạn", year=2021)
    ax = drawn(contributions_chart, table)
    steps = like_for_like_of(table)
    assert [end - begin for _, begin, end, _ in bars(ax)] == pytest.approx(steps, abs=1e-9)
    expected = [*(OURS if step > 0 else WORSE for step in steps[:-1]), LINE]
    assert [colour for *_, colour in bars(ax)] == expected
    assert names(ax)[-1] == "Nội dung không so sánh được"
    then, now = (figure(published, "PAPI", y, "Bắc Kạn") for y in (2020, 2021))
    assert sum(end - begin for _, begin, end, _ in bars(ax)) == pytest.approx(now - then, abs=1e-9)


def test_what_jumped_is_grey(result, drawn):
    table = result("compare", index="PCI", unit="Hải Dương", year=2011)
    ax = drawn(contributions_chart, table)
    jumped = set(table.loc[table["comparability"].ne("same").fillna(True), "name"])  # and the rest
    grey = {name for name, (*_, colour) in zip(names(ax), bars(ax), strict=True) if colour == LINE}
    assert grey == jumped and len(jumped) == 4


def test_every_step_is_written_and_named(result, published, drawn):
    ax = drawn(contributions_chart, result("compare", index="PAPI", unit="Bắc Kạn", year=2024))
    assert names(ax)[0] == "Quản trị điện tử" and len(names(ax)) == 8
    steps = [vietnamese(step) for step in steps_of(published, 2024).values()]
    assert [t for t in said(ax) if t[0] in "+−"] == steps
    score = vietnamese(figure(published, "PAPI", 2024, "Bắc Kạn", "8"), False)
    assert {"đóng góp", "điểm 2024", score} <= set(said(ax))
    bottom, top = ax.get_ylim()
    assert bottom > top and ax.get_xticks().size == 0


def test_a_step_of_pci_is_weighed(result, published, drawn):
    ax = drawn(contributions_chart, result("compare", index="PCI", unit="Bắc Kạn", year=2021))
    ends = {n: end - begin for n, (_, begin, end, _) in zip(names(ax), bars(ax), strict=True)}
    for name, code, weight in (
        ("Đào tạo lao động", "labor", 2),
        ("Chi phí không chính thức", "informal", 1),
        ("Gia nhập thị trường", "entry", 0.5),
    ):
        then, now = (figure(published, "PCI", y, "Bắc Kạn", code) for y in (2020, 2021))
        assert ends[name] == pytest.approx(weight * (now - then), abs=1e-9)


def test_rounding_is_told_in_the_footer_where_it_prints(result):
    # PAPI adds up to six decimals; PCI 2021 is printed to two, and leaves 0.0055 of Bắc Kạn.
    papi = contributions_chart(result("compare", index="PAPI", unit="Bắc Kạn", year=2024))
    pci = contributions_chart(result("compare", index="PCI", unit="Bắc Kạn", year=2021))
    assert "làm tròn" not in [*names(papi), *names(pci)]
    assert words_of(pci)[2].startswith("Làm tròn: +0,01 điểm.") and "Làm tròn" not in words_of(papi)[2]


def test_figures_that_disagree_are_grey_and_named(result, published, drawn):
    table = result("compare", index="PCI", unit="Bắc Kạn", year=2011)
    ax = drawn(contributions_chart, table)
    at = names(ax).index("số công bố không khớp nhau")
    assert bars(ax)[at][-1] == LINE
    english = drawn(contributions_chart, table, lang="en")
    assert names(english)[at] == "the published figures disagree"


@pytest.mark.parametrize(
    ("index", "unit", "year"),
    [("PAPI", "Bắc Kạn", 2018), ("PCI", "Bắc Kạn", 2013), ("PCI", "Quảng Ninh", 2022)],
)
def test_where_nothing_may_be_added_up_nothing_is_drawn(result, drawn, index, unit, year):
    ax = drawn(contributions_chart, result("compare", index=index, unit=unit, year=year))
    assert is_empty(ax) and ax.patches[:] == [] and ax.lines[:] == [] and said(ax) == [""]
    assert not ax.axison


def test_a_total_that_may_not_be_compared_is_said_not_to_be(result):
    table = result("compare", index="PCI", unit="Bắc Kạn", year=2013)
    ax = contributions_chart(table)
    (below,) = words_of(ax)
    assert " ".join(said(ax)[0].split()) == "PCI năm 2013 của Bắc Kạn không so sánh được với năm 2012"
    assert "Không tính phần đóng góp: tổng điểm năm 2013 không so sánh được với năm 2012" in below


def test_contributions_in_english(result, drawn):
    table = result("compare", index="PAPI", unit="Bắc Kạn", year=2024)
    ax = drawn(contributions_chart, table, lang="en")
    assert "E-Governance" in names(ax) and "+0.35" in said(ax) and "−0.13" in said(ax)
    assert ax.get_title(loc="left").startswith("Bắc Kạn's PAPI 2024 rose by 0.75 points on 2023")


def test_a_domain_that_was_not_published_has_no_step_but_the_rest(made_up, bare):
    # Số liệu minh họa.
    values = {("A", year): 40.0 + year - 2023 for year in (2023, 2024)}
    values |= {("A", year, code): 5.0 for year in (2023, 2024) for code in "12345678"}
    values["A", 2024, "3"] = None
    table = compare(made_up(values), index="PAPI", unit="A", year=2024)
    ax = contributions_chart(table, ax=bare)
    assert names(ax)[0] == "phần không công bố" and len(names(ax)) == 7 + 1
    (_, begin, end, colour), *_ = bars(ax)
    assert (begin, end, colour) == (0, pytest.approx(1), LINE)


# -- what would bring us there? -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def path(recent):
    """What would bring Bắc Kạn to the tenth place in PAPI 2024: schools, then water."""
    return cheapest_path(recent, index="PAPI", unit="Bắc Kạn", year=2024, rank=10)


def test_a_bar_is_what_a_criterion_would_add(path, published, drawn):
    ax = drawn(path_chart, path)
    totals = [v for u, v in column(published, "PAPI", 2024, "total").items() if u != "Bắc Kạn"]
    needed = sorted(totals, reverse=True)[9] - figure(published, "PAPI", 2024, "Bắc Kạn")
    schools = figure(published, "PAPI", 2024, "Quảng Ninh", "6.2") - figure(
        published, "PAPI", 2024, "Bắc Kạn", "6.2"
    )
    gains = [schools, needed - schools]
    assert [(row, begin, colour) for row, begin, _, colour in bars(ax)] == [(0, 0, OURS), (1, 0, OURS)]
    # Scores are those that can be printed: less than 0.01 below the best, then as much more.
    assert [end for _, _, end, _ in bars(ax)] == pytest.approx(gains, abs=0.01)
    assert names(ax) == ["Giáo dục tiểu học công lập", "Chất lượng nước"]
    assert [vietnamese(end) for _, _, end, _ in bars(ax)] == [t for t in said(ax) if t.startswith("+")]
    assert ax.get_xlim()[0] == 0 and ax.get_ylim()[0] > ax.get_ylim()[1]


def test_scores_now_and_then_and_who_has_the_best_stand_beside(path, published, drawn):
    ax = drawn(path_chart, path)
    now, best = (figure(published, "PAPI", 2024, u, "6.2") for u in ("Bắc Kạn", "Quảng Ninh"))
    now, best = (vietnamese(score, False) for score in (now, best))
    first = [t.get_text() for t in ax.texts if t.xy[1] == 0]
    assert first[1:] == [f"{now} → {best}", f"Quảng Ninh {best}"] and "Đồng Tháp 1,36" in said(ax)
    english = drawn(path_chart, path, lang="en")
    assert names(english) == ["Primary Education", "Quality of Water"]
    assert {f"{now} → {best}".replace(",", "."), "best"} <= set(said(english))


def test_where_nothing_is_needed_nothing_is_drawn(recent, bare):
    there = cheapest_path(recent, index="PAPI", unit="Bắc Kạn", year=2024, rank=30)
    ax = path_chart(there, ax=bare)
    assert is_empty(ax) and bars(ax) == [] and not ax.axison
    assert "không cần nâng điểm" in ax.get_title(loc="left")


# -- the weakest of all indices -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def weak(recent):
    """The weakest criteria of Bắc Kạn in PAPI 2024 and PCI 2021."""
    return weakest(recent, unit="Bắc Kạn", year=2024)


#: Index, year, name, code and the length of the scale, as the bars should stand.
WEAKEST = [
    ("PCI", 2021, "Gia nhập thị trường", "entry", 9),
    ("PAPI", 2024, "Giáo dục tiểu học công lập", "6.2", 2.25),
    ("PCI", 2021, "Hỗ trợ doanh nghiệp", "support", 9),
    ("PAPI", 2024, "Cơ sở hạ tầng căn bản", "6.3", 2.25),
    ("PCI", 2021, "Đào tạo lao động", "labor", 9),
    ("PAPI", 2024, "Hiệu quả tương tác với các cấp chính quyền", "3.1", 3),
]


def test_bars_of_two_indices_are_in_per_cent_of_the_scale(weak, published, drawn):
    ax = drawn(weaknesses_chart, weak)
    gaps = []
    for index, year, _, code, span in WEAKEST:
        values = column(published, index, year, code).values()
        behind = median(values) - figure(published, index, year, "Bắc Kạn", code)
        gaps.append(100 * behind / span)
    assert [end for _, _, end, _ in bars(ax)] == pytest.approx(gaps, abs=1e-4)
    assert gaps == sorted(gaps, reverse=True)
    assert {(begin, colour) for _, begin, _, colour in bars(ax)} == {(0, WORSE)}
    assert {f"{gap:.1f}".replace(".", ",") for gap in gaps} <= set(said(ax))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_criterion_is_named_with_its_index_and_its_year(weak, drawn, lang):
    told = names(drawn(weaknesses_chart, weak, lang=lang))
    if lang == "vi":
        assert told == [f"{index} {year}: {name}" for index, year, name, *_ in WEAKEST]
    else:
        assert told[:2] == ["PCI 2021: Entry Costs", "PAPI 2024: Primary Education"]


def test_ranks_of_each_index_are_among_its_own_units(weak, published, drawn):
    ax = drawn(weaknesses_chart, weak)
    ranks = [t.get_text() for t in ax.texts if "/" in t.get_text()]
    expected = []
    for index, year, _, code, _ in WEAKEST:
        values = column(published, index, year, code).values()
        ours = figure(published, index, year, "Bắc Kạn", code)
        expected.append(f"{1 + sum(v > ours for v in values)}/{len(values)}")
    assert ranks == expected


def test_a_ward_is_set_against_its_maximum(ward, bare):
    ax = weaknesses_chart(weakest(ward, unit=WARD, year=2024), ax=bare)
    # Of the three that lost most points: 2.5 of 6, 3 of 8, 2.1 of 14.
    lost = [100 * 2.5 / 6, 100 * 3 / 8, 100 * 2.1 / 14]
    assert [end for _, _, end, _ in bars(ax)] == pytest.approx(lost)
    assert names(ax)[0] == "PAR INDEX 2024: Tỷ lệ hồ sơ trực tuyến toàn trình"
    assert not any("/" in words for words in said(ax))


# -- on a page of its own -----------------------------------------------------------------------------

LONG = "Bà Rịa - Vũng Tàu"


def whole(ax):
    """Check that all that is written is on the page, and nothing on top of anything else."""
    seen = written(ax)
    assert outside(ax.figure, seen) == [] and covered(seen) == []


@pytest.mark.parametrize(
    ("index", "unit", "year", "lang"),
    [("PAPI", "Bắc Kạn", 2021, "vi"), ("PAPI", LONG, 2020, "en"), ("PCI", LONG, 2011, "vi")],
)
def test_a_page_of_a_waterfall_cuts_and_covers_nothing(result, index, unit, year, lang):
    ax = contributions_chart(result("compare", index=index, unit=unit, year=year), lang=lang)
    assert len(words_of(ax)) == 3
    whole(ax)


@pytest.mark.parametrize(
    ("index", "unit", "year", "rank", "lang"),
    [("PAPI", "Bắc Kạn", 2024, 10, "vi"), ("PCI", LONG, 2021, 1, "en")],
)
def test_a_page_of_a_path_cuts_and_covers_nothing(recent, index, unit, year, rank, lang):
    whole(path_chart(cheapest_path(recent, index=index, unit=unit, year=year, rank=rank), lang=lang))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_of_the_weakest_cuts_and_covers_nothing(weak, lang):
    whole(weaknesses_chart(weak, lang=lang))


def test_a_page_says_that_figures_are_invented(ward):
    ax = weaknesses_chart(weakest(ward, unit=WARD, year=2024), lang="en")
    assert footer(ax).startswith("Illustrative figures.")


def test_a_page_of_a_long_path_covers_nothing(recent):
    whole(path_chart(cheapest_path(recent, index="PAPI", unit="Bắc Kạn", year=2024, rank=1)))


def test_a_page_of_sub_dimensions_covers_nothing(recent):
    table = compare(recent, index="PAPI", unit="Bắc Kạn", year=2024, level=2)
    whole(contributions_chart(table))


def test_a_chart_leaves_its_data_alone(result, path, weak, bare):
    told = [
        (contributions_chart, result("compare", index="PAPI", unit="Bắc Kạn", year=2021)),
        (path_chart, path),
        (weaknesses_chart, weak),
    ]
    for draw, table in told:
        before, attrs = table.copy(deep=True), dict(table.attrs)
        bare.clear()
        assert draw(table, ax=bare, title="Tiêu đề") is bare
        assert bare.get_title(loc="left") == "Tiêu đề"
        assert table.equals(before) and table.attrs == attrs
