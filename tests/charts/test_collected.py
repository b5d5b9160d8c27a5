"""Charts of many units' sheets (số liệu minh họa): what stands where, and what is not compared."""

from __future__ import annotations

import numpy as np
import pytest
from artists import covered, footer, outside, said, words_of, written
from inspection import flaws
from invented_sheets import MAXIMA, SCOPE, THREE, frame, gap, sheet_rows, three
from matplotlib.colors import to_hex

from cchc_analysis import self_appraised_units_chart, self_bias, units_criteria, units_criteria_chart
from cchc_analysis.charts import NothingToDraw
from cchc_analysis.charts.style import LINE, WORSE
from cchc_analysis.statements import statement

WHERE = {"index": "PAR", "year": 2024, "scope": SCOPE}
#: Criteria by points short, units by the share that they reached.
CODES, UNITS = ["2.2", "1.2", "1.1", "2.1"], ["Xã A", "Xã B", "Xã C"]


def many(units):
    """Make the sheets of so many units, each a little worse than the one before."""
    letters = "ABCDEĐGHIKLMNOPQRSTUVXYabcdeghiklmnopqrstuvxy"[:units]
    rows = [
        row
        for place, letter in enumerate(letters)
        for row in sheet_rows(f"Xã {letter}", {"1.1": (4, 4 - place / units, ""), "2.1": (5, 4, "")})
    ]
    for row in rows:
        row["unit_id"] = f"{SCOPE}/{'hoa' if row['unit'][-1].isupper() else 'thuong'}-{row['unit'][-1]}"
    return frame(rows)


@pytest.fixture(scope="module")
def mixed():
    """Four sheets: points missing, a criterion that does not apply, another maximum, another stage."""
    rows = sheet_rows("Xã A", THREE["Xã A"] | {"2.2": (5, None, "")})
    rows += sheet_rows("Xã B", THREE["Xã B"] | {"1.1": ("KAD", "KAD")})
    rows += sheet_rows("Xã C", THREE["Xã C"], maxima={"2.1": 10})
    rows += sheet_rows("Xã D", {code: (own,) for code, (own, *_) in THREE["Xã C"].items()}, stages=("self",))
    return frame(rows)


def names(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def cells(ax):
    (mesh,) = ax.collections
    return np.ma.filled(mesh.get_array(), np.nan), mesh.get_clim()


def test_a_cell_is_the_share_of_the_maximum(bare):
    ax = units_criteria_chart(units_criteria(three(), **WHERE), ax=bare)
    assert names(ax.yaxis) == UNITS and names(ax.xaxis) == CODES
    shares, ends = cells(ax)
    expected = [[100 * THREE[unit][code][1] / MAXIMA[code] for code in CODES] for unit in UNITS]
    assert shares == pytest.approx(np.array(expected)) and ends == (0, 100)


def test_what_is_not_compared_has_a_mark_and_no_colour(mixed, bare):
    ax = units_criteria_chart(units_criteria(mixed, **WHERE), ax=bare)
    units, codes = names(ax.yaxis), names(ax.xaxis)
    shares, _ = cells(ax)
    place = {(u, c): (units.index(u), codes.index(c)) for u in units for c in codes}
    blank = {key for key, (y, x) in place.items() if np.isnan(shares[y, x])}
    assert blank == {("Xã A", "2.2"), ("Xã B", "1.1"), ("Xã C", "2.1"), *(("Xã D", c) for c in codes)}
    (hatched,) = [patch for patch in ax.patches if patch.get_hatch()]
    assert (int(hatched.get_y()), int(hatched.get_x())) == place["Xã A", "2.2"]
    marks = {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in ax.texts}
    assert marks[place["Xã B", "1.1"]] == "–"
    assert {key for key, at in place.items() if marks.get(at) == "•"} == blank - {
        ("Xã A", "2.2"),
        ("Xã B", "1.1"),
    }
    assert units[-1] == "Xã D"


def test_the_marks_are_explained_below(mixed):
    said_below = footer(units_criteria_chart(units_criteria(mixed, **WHERE)))
    for words in (
        "ô gạch chéo: chưa có điểm",
        "dấu –: không áp dụng",
        "Ô có dấu chấm: kết quả không phải thẩm định",
    ):
        assert words.lower() in said_below.lower()


def test_a_page_holds_the_lowest_units_and_says_so():
    data = units_criteria(many(40), **WHERE)
    ax = units_criteria_chart(data)
    assert len(names(ax.yaxis)) == 36 and names(ax.yaxis)[-1] == data["unit"].drop_duplicates().iloc[-1]
    assert "36 trong 40 xã, phường, thấp nhất" in words_of(ax)[1]
    assert outside(ax.figure, written(ax)) == [] and covered([*ax.figure.texts, *ax.get_yticklabels()]) == []


def test_a_dot_is_a_unit_and_the_widest_gaps_are_named(bare):
    ax = self_appraised_units_chart(self_bias(three(), **WHERE), ax=bare)
    others, named = dots(ax)
    assert (to_hex(others.get_color()), to_hex(named.get_color())) == (LINE.lower(), WORSE.lower())
    order = ["Xã C", "Xã A", "Xã B"]
    points = {
        unit: [100 * sum(pair[at] for pair in THREE[unit].values()) / 20 for at in (1, 0)] for unit in order
    }
    assert np.column_stack([named.get_xdata(), named.get_ydata()]) == pytest.approx(
        np.array([points[u] for u in order])
    )
    listed = [f"{u} +{100 * gap(u) / 20:.1f}".replace(".", ",") for u in order]
    assert said(ax)[: len(listed)] == listed


def dots(ax):
    return [line for line in ax.lines if line.get_marker() == "o"]


@pytest.mark.parametrize(("units", "size"), [(9, None), (9, "a4"), (40, None), (40, "a4")])
def test_a_name_stands_left_of_all_dots_at_its_height_and_of_few_units_all_are_named(units, size):
    table = self_bias(many(units), **WHERE)
    ax = self_appraised_units_chart(table, size=size)
    ax.figure.canvas.draw()
    whole = table[table["code"] == "total"]
    names = [text for text in ax.texts if text.get_text().startswith("Xã ")]
    assert len(names) == (units if units < 12 else 6)
    left = {text: text.get_window_extent() for text in names if text.get_ha() == "right"}
    assert len(left) == 6 and covered(names) == []
    at = ax.transData.transform(whole[["appraised_pct", "self_pct"]].to_numpy(dtype=float))
    for box in left.values():
        assert not any(x < box.x1 and box.y0 < y < box.y1 for x, y in at) and box.x0 > ax.bbox.x0
    assert flaws(ax.figure) == []


@pytest.mark.parametrize("size", ["slide", "a4", "square"])
def test_a_graphics_desk_would_mark_nothing_of_few_units_or_many(size):
    for data in (three(), many(40)):
        for chart, table in (
            (units_criteria_chart, units_criteria(data, **WHERE)),
            (self_appraised_units_chart, self_bias(data, **WHERE)),
        ):
            assert flaws(chart(table, size=size).figure) == []


def test_codes_that_would_touch_stand_in_two_rows():
    rows = [
        row
        for letter in "AB"
        for row in sheet_rows(f"Xã {letter}", dict.fromkeys(WIDE, (4, 3, "")), names=WIDE,
                              maxima=dict.fromkeys(WIDE, 5))
    ]  # fmt: skip
    ax = units_criteria_chart(units_criteria(frame(rows), **WHERE), size="a4")
    codes = ax.get_xticklabels()
    assert {t.get_text().endswith("\n") for t in codes[1::2]} == {True}
    assert {t.get_text().endswith("\n") for t in codes[::2]} == {False} and covered(codes[::2]) == []


#: Criteria whose codes are wider than their columns are on paper.
WIDE = {f"1.1.{10 + at}": f"Tiêu chí {at}" for at in range(24)}


def test_who_is_modest_is_not_coloured(bare):
    modest = {code: (judged - 1, judged, "") for code, (_, judged, _) in THREE["Xã A"].items()}
    rows = [*sheet_rows("Xã A", modest), *sheet_rows("Xã B", modest)]
    ax = self_appraised_units_chart(self_bias(frame(rows), **WHERE), ax=bare)
    _, named = dots(ax)
    assert len(named.get_xdata()) == 0


def test_of_one_unit_the_sentence_is_the_chart():
    rows = sheet_rows("Xã A", THREE["Xã A"])
    with pytest.raises(NothingToDraw, match="Xã A"):
        self_appraised_units_chart(self_bias(frame(rows), **WHERE), if_empty="raise")


def test_nothing_crosses_the_list_of_names_and_few_rows_are_no_higher_than_needed():
    every = [row for unit, scores in THREE.items() for row in sheet_rows(unit, scores)]
    ax = self_appraised_units_chart(self_bias(frame(every), **WHERE))
    assert not any(line.get_visible() for axis in (ax.xaxis, ax.yaxis) for line in axis.get_gridlines())
    heights = [
        units_criteria_chart(units_criteria(frame(rows), **WHERE)).figure.get_figheight()
        for rows in (sheet_rows("Xã A", THREE["Xã A"]), every)
    ]
    assert heights[0] <= heights[1] < 7.5


def test_no_pair_of_scores_makes_an_empty_chart(bare):
    rows = sheet_rows("Xã A", {code: (own,) for code, (own, *_) in THREE["Xã A"].items()}, stages=("self",))
    ax = self_appraised_units_chart(self_bias(frame(rows), **WHERE), ax=bare)
    assert (
        ax.get_title(loc="left") == "Chỉ số CCHC (PAR INDEX) năm 2024: chưa đơn vị nào có cả điểm tự đánh "
        "giá và điểm thẩm định"
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_pages_say_that_figures_are_invented_and_clip_nothing(lang):
    drawn = [
        units_criteria_chart(units_criteria(three(), **WHERE), lang=lang),
        self_appraised_units_chart(self_bias(three(), **WHERE), lang=lang),
    ]
    for ax in drawn:
        assert {"vi": "Số liệu minh họa", "en": "Illustrative"}[lang] in footer(ax)
        assert outside(ax.figure, written(ax)) == []


def test_the_title_of_a_grid_names_its_darkest_cells():
    table = units_criteria(three(), **WHERE)
    darkest = table[table["pct"] == table["pct"].min()]
    title = statement(table)
    assert title.startswith("Về Chỉ số CCHC (PAR INDEX) năm 2024, xa điểm tối đa nhất: Xã C, ")
    assert list(darkest["unit"]) == ["Xã C"] and title.endswith("(thiếu 4,00 trên 5 điểm)")
    alike = table.assign(score=table["max_score"] - 1, points_lost=1.0, pct=50.0)
    alike.attrs = table.attrs
    assert statement(alike).endswith(" và 1 trường hợp khác")
    assert "Xã A, Xã B và 1 đơn vị khác" in statement(alike)
