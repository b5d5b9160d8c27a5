"""Charts of a unit's own scoring sheets: what it scored itself, what it got, what may be compared.

The ward and its three years are invented (số liệu minh họa), and every chart says so.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from artists import covered, footer, lines, outside, said, words_of, written
from matplotlib.colors import to_hex
from telling_apart import GREYS, lightness

from cchc_analysis import (
    read,
    scores,
    self_appraised_chart,
    sheet,
    side_by_side,
    survey,
    survey_chart,
    years_chart,
)
from cchc_analysis.charts import is_empty
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, WORSE

WARD = {"index": "PAR", "unit": "Phường Minh Họa"}
YEARS = (2022, 2023, 2024)
#: The widest gaps of 2024, as the workbook prints them: code, maximum, self-scored, appraised.
GAPS = [
    ("3.2", 8, 8, 5), ("3.3", 6, 6, 3.5), ("7.2", 6, 6, 4), ("7.3", 4, 4, 2), ("5.1", 6, 6, 5),
    ("6.2", 3, 3, 2), ("1.2", 4, 4, 3.5), ("1.3", 3, 3, 2.5), ("2.1", 4, 4, 3.5), ("4.2", 4, 4, 3.5),
    ("5.2", 4, 4, 3.5),
]  # fmt: skip
#: Points and maximum of every domain by year, and the years that may be compared with the one before.
DOMAINS = [
    ((7, 10), (8.2, 10), (9, 10)), ((6, 8), (6.5, 8), (7.5, 8)), ((14, 20), (16.5, 21), (16.5, 22)),
    ((8, 8), (8, 8), (7.5, 8)), ((7.5, 10), (8, 10), (8.5, 10)), ((6, 8), (6.5, 8), (7, 8)),
    ((5.5, 10), (6.5, 10), (10, 14)), ((15.7, 20), (16.2, 20), (16.5, 20)),
]  # fmt: skip
BROKEN = {(2, 2023), (2, 2024), (6, 2024)}


@pytest.fixture(scope="module")
def gaps(ward):
    return sheet(ward, year=2024, **WARD)


@pytest.fixture(scope="module")
def answers():
    """The two rounds of the ward's survey."""
    raw = Path(__file__).parents[2] / "data" / "raw" / "sipas"
    names = (raw / f"sipas_{year}_phuong_minh_hoa_so_lieu_minh_hoa.xlsx" for year in YEARS[1:])
    frame = scores.concat([read(name).scores for name in names])
    return survey(frame, index="SIPAS", unit=WARD["unit"], year=2024)


@pytest.fixture(scope="module")
def by_year(ward):
    return side_by_side(ward, **WARD)


def dots(ax):
    """Return (x, y, filled) of the dots, in the order drawn."""
    return [
        (line.get_xdata()[0], line.get_ydata()[0], to_hex(line.get_markerfacecolor()) != "#ffffff")
        for line in marks(ax)
    ]


def marks(ax):
    """Return the dots of the rows, not those that say above them what a dot means."""
    return [line for line in ax.lines if line.get_marker() == "o" and line.get_transform() == ax.transData]


def strokes(ax, colour):
    """Return (ends, row) of the lines of a colour that join two points of a row."""
    found = lines(ax, colour)
    return [(xs, ys[0]) for xs, ys in found if len(xs) == 2 and ys[0] == ys[1]]


def names(ax):
    return [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]


# -- do we flatter ourselves? -------------------------------------------------------------------------


def test_hollow_is_what_we_scored_and_full_what_was_appraised(gaps, bare):
    ax = self_appraised_chart(gaps, ax=bare)
    assert [(x, y) for x, y, full in dots(ax) if not full] == [
        (own, row) for row, (_, _, own, _) in enumerate(GAPS)
    ]
    assert [(x, y) for x, y, full in dots(ax) if full] == [
        (judged, row) for row, (_, _, _, judged) in enumerate(GAPS)
    ]
    assert {to_hex(line.get_markeredgecolor()) for line in marks(ax)} == {OURS.lower()}


def test_the_gap_is_a_stroke_on_a_rail_up_to_the_maximum(gaps, bare):
    ax = self_appraised_chart(gaps, ax=bare)
    assert strokes(ax, WORSE) == [([judged, own], row) for row, (_, _, own, judged) in enumerate(GAPS)]
    assert strokes(ax, FAINT) == [([0, most], row) for row, (_, most, _, _) in enumerate(GAPS)]
    bottom, top = ax.get_ylim()
    assert bottom > top and ax.get_xlim()[0] == 0


def test_gaps_are_written_and_criteria_named(gaps, bare):
    ax = self_appraised_chart(gaps, ax=bare)
    columns = [
        [vietnamese(number, sign=at == 0) for number in numbers]
        for at, numbers in enumerate(
            zip(*((own - judged, own, judged, most) for _, most, own, judged in GAPS), strict=True)
        )
    ]
    heads = ["chênh lệch", "○ tự đánh giá", "● thẩm định", "tối đa"]
    expected = [text for head, column in zip(heads, columns, strict=True) for text in (head, *column)]
    assert said(ax) == expected
    assert [name.split(" ")[0] for name in names(ax)] == [code for code, *_ in GAPS]
    assert names(ax)[0] == "3.2 Tỷ lệ hồ sơ giải quyết đúng hạn"


def vietnamese(number, *, sign=False):
    return f"{number:{'+' if sign else ''}.2f}".replace(".", ",")


def test_where_we_are_modest_the_gap_is_negative_and_what_is_equal_is_left_out(gaps, bare):
    modest = gaps.copy()
    modest.loc[modest["code"] == "1.1", ["self", "self_minus_appraised"]] = 2.0, -1.0
    modest.attrs = gaps.attrs
    ax = self_appraised_chart(modest, ax=bare)
    assert names(ax)[-1].startswith("1.1 ") and "−1,00" in said(ax)
    assert len(names(ax)) == len(GAPS) + 1


def test_no_more_than_twelve_gaps_are_shown(gaps, bare):
    wide = gaps.copy()
    wide["self_minus_appraised"] = wide["self_minus_appraised"].where(
        ~wide["leaf"] | (wide["self_minus_appraised"] > 0), 0.25
    )
    wide["self"] = wide["result"] + wide["self_minus_appraised"]
    wide.attrs = gaps.attrs
    assert len(names(self_appraised_chart(wide, ax=bare))) == 12


def test_a_sheet_without_a_gap_has_an_empty_chart(gaps, bare):
    level = gaps.assign(self_minus_appraised=0.0)
    level.attrs = gaps.attrs
    ax = self_appraised_chart(level, ax=bare)
    assert is_empty(ax) and not ax.axison and dots(ax) == []
    assert ax.get_title(loc="left") == (
        "Về Chỉ số CCHC (PAR INDEX) năm 2024, Phường Minh Họa không tự đánh giá cao hơn thẩm định ở tiêu chí"
        " nào"
    )


def test_the_title_of_the_gaps_is_computed(gaps, bare):
    whole = sum(own - judged for _, _, own, judged in GAPS)
    assert whole == 14
    ax = self_appraised_chart(gaps, ax=bare)
    assert ax.get_title(loc="left") == (
        "Về Chỉ số CCHC (PAR INDEX) năm 2024, Phường Minh Họa tự đánh giá cao hơn thẩm định 14,00 điểm, nhiều "
        "nhất ở: tỷ lệ hồ sơ giải quyết đúng hạn, tỷ lệ hồ sơ trực tuyến toàn trình"
    )
    english = self_appraised_chart(gaps, ax=plt.figure().add_subplot(), lang="en")
    assert "scored itself 14.00 points above the appraisal" in english.get_title(loc="left")
    assert "+3.00" in said(english) and "gap" in said(english)


# -- the domains over the years -----------------------------------------------------------------------


def test_a_dot_is_a_domains_share_of_its_maximum(by_year, bare):
    ax = years_chart(by_year, ax=bare)
    expected = [(100 * got / most, row) for row, values in enumerate(DOMAINS) for got, most in values]
    found = dots(ax)
    assert [row for _, row, _ in found] == [row for _, row in expected]
    assert [x for x, _, _ in found] == pytest.approx([x for x, _ in expected], abs=1e-9)


def test_what_may_not_be_compared_is_hollow_and_no_line_leads_to_it(by_year, bare):
    ax = years_chart(by_year, ax=bare)
    cells = [(row, year) for row in range(len(DOMAINS)) for year in YEARS]
    hollow = {cell for cell, (_, _, full) in zip(cells, dots(ax), strict=True) if not full}
    assert hollow == BROKEN
    expected = [
        ([100 * was[0] / was[1], 100 * now[0] / now[1]], row)
        for row, values in enumerate(DOMAINS)
        for was, now, year in zip(values[:-1], values[1:], YEARS[1:], strict=True)
        if (row, year) not in BROKEN
    ]
    found = strokes(ax, LINE)
    assert [row for _, row in found] == [row for _, row in expected]
    for (ends, _), (wanted, _) in zip(found, expected, strict=True):
        assert ends == pytest.approx(wanted, abs=1e-9)


def test_the_latest_year_is_darkest_and_largest_and_all_are_named(by_year, bare):
    ax = years_chart(by_year, ax=bare)
    key = [line for line in ax.lines if line.get_marker() == "o" and line not in marks(ax)]
    assert said(ax)[: len(YEARS)] == [str(year) for year in YEARS]
    tones = [lightness(line.get_markerfacecolor()) for line in key]
    assert all(a - b >= GREYS for a, b in zip(tones[:-1], tones[1:], strict=True))
    assert to_hex(key[-1].get_markerfacecolor()) == OURS.lower()
    sizes = [line.get_markersize() for line in key]
    assert sizes == sorted(sizes) and len(set(sizes)) == len(YEARS)
    # The palest can be seen by its rim, and a word is never written in a pale year's colour.
    assert {to_hex(line.get_markeredgecolor()) for line in (*key, *marks(ax))} == {OURS.lower()}
    assert {to_hex(t.get_color()) for t in ax.texts if t.get_text() == "2022"} == {MUTED.lower()}


def test_shares_stand_in_a_column_a_year(by_year, bare):
    ax = years_chart(by_year, ax=bare)
    expected = [
        text
        for at in (2, 1, 0)
        for text in (str(YEARS[at]), *(percent(100 * got / most) for got, most in (v[at] for v in DOMAINS)))
    ]
    assert [t.replace("\u00a0", " ") for t in said(ax)[len(YEARS) :]] == expected
    assert names(ax)[6] == "Xây dựng và phát triển chính quyền số" and len(names(ax)) == 8


def percent(number):
    return f"{number:.1f} %".replace(".", ",")


def test_abbreviations_keep_their_capitals(by_year, bare):
    loud = by_year.assign(name="ĐIỀU HÀNH CCHC CỦA UBND")
    loud.attrs = by_year.attrs
    assert names(years_chart(loud, ax=bare))[0] == "Điều hành CCHC của UBND"


# -- what they said -----------------------------------------------------------------------------------


def test_shares_satisfied_stand_with_their_intervals_this_year_and_before(answers, bare):
    table, ax = answers, survey_chart(answers, ax=bare)
    assert said(ax)[:3] == ["2024", "2023", "2024"] and len(table) == 7
    now, then = (
        [(line.get_xdata()[0], round(line.get_ydata()[0])) for line in ax.lines
         if line.get_marker() == marker and line.get_transform() == ax.transData]
        for marker in ("o", "D")
    )  # fmt: skip
    assert now == list(zip(table["score"], range(7), strict=True))
    assert then == list(zip(table["previous"], range(7), strict=True))
    # Told apart by their form too, not by blue and grey alone.
    assert [x for x, _ in strokes(ax, OURS)] == [
        [a, b] for a, b in zip(table["low"], table["high"], strict=True)
    ]
    assert percent(table["score"].iloc[0]) in [t.replace("\u00a0", " ") for t in said(ax)]
    assert said(ax)[-7:] == [str(int(n)) for n in table["n"]]


def test_a_first_survey_has_no_year_before_it(answers, bare):
    first = answers.assign(previous=None, previous_low=None, previous_high=None).astype(answers.dtypes)
    first.attrs = answers.attrs
    ax = survey_chart(first, ax=bare)
    assert said(ax)[0] == "hài lòng" and not any(line.get_marker() == "D" for line in ax.lines)


def test_the_title_of_the_years_does_not_compare_what_is_not_comparable(by_year, bare):
    assert years_chart(by_year, ax=bare).get_title(loc="left") == (
        "Phường Minh Họa đạt 82,50/100 điểm Chỉ số CCHC (PAR INDEX) năm 2024 (82,5 %); bộ tiêu chí thay đổi "
        "nên không so sánh được với năm 2023"
    )


def test_the_title_of_years_that_compare_tells_the_change(by_year, bare):
    same = by_year.assign(comparable=True)
    same.attrs = by_year.attrs
    change = f"{82.5 - 100 * 76.4 / 95:.1f}".replace(".", ",")
    title = years_chart(same, ax=bare).get_title(loc="left")
    assert title.endswith(f"(82,5 %), tăng {change} điểm phần trăm so với năm 2023")


# -- on a page of its own -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_says_that_figures_are_invented_and_clips_nothing(gaps, by_year, lang):
    marked = {"vi": "Số liệu minh họa", "en": "Illustrative"}[lang]
    for draw, data in ((self_appraised_chart, gaps), (years_chart, by_year)):
        ax = draw(data, lang=lang)
        assert marked.lower() in footer(ax).lower()
        assert outside(ax.figure, written(ax)) == []
        labels = [*ax.figure.texts, *ax.get_yticklabels()]
        assert covered(labels) == []


def test_a_sheet_that_is_not_invented_is_its_own_source(gaps):
    real = gaps.copy()
    real.attrs = gaps.attrs | {"illustrative": False}
    said_there = footer(self_appraised_chart(real))
    assert "par_2024_phuong_minh_hoa_so_lieu_minh_hoa.xlsx" in said_there
    assert "Số liệu minh họa" not in said_there


def test_words_of_the_caller_go_before_those_that_are_computed(by_year):
    ax = years_chart(by_year, title="Tiêu đề", subtitle="Phụ đề", footer="Chân trang")
    assert words_of(ax) == ["Tiêu đề", "Phụ đề", "Chân trang"]


def test_subtitles_say_what_is_measured(gaps, by_year):
    assert words_of(self_appraised_chart(gaps))[1] == (
        "Điểm tự đánh giá (chấm rỗng) và điểm thẩm định (chấm đặc), điểm PAR INDEX năm 2024"
    )
    assert words_of(years_chart(by_year))[1] == (
        "% điểm tối đa của từng lĩnh vực, 2022–2024; chấm càng đậm càng gần đây"
    )
