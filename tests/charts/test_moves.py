"""Who moved: a region's ranks over the years, all units between two years, a plan's target."""

from __future__ import annotations

import pytest
from artists import lines, own_lines, places, said
from inspection import flaws
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from plain import column, members, rank

from cchc_analysis import (
    moves,
    progress,
    progress_chart,
    region_bump_chart,
    region_ranks,
    slope_chart,
    statement,
)
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.charts import NothingToDraw
from cchc_analysis.charts.style import ABOVE, BELOW, LINE, MUTED, OURS, WORSE

UNIT = "Bắc Kạn"
REGION = "Trung du và miền núi phía Bắc"


def totals(published, year, index="PAPI"):
    return column(published, index, year, "total")


@pytest.fixture
def moved(result):
    return result("moves", index="PAPI", year=2024)


def test_moves_are_differences_of_units_of_both_years(moved, published):
    now, then = totals(published, 2024), totals(published, 2023)
    common = now.keys() & then.keys()
    table = moved.set_index("unit")
    assert moved.attrs["previous"] == 2023 and moved.attrs["n_common"] == len(common)
    changes = {unit: now[unit] - then[unit] for unit in common}
    known = table["change"].dropna().astype(float)
    assert known.to_dict() == pytest.approx(changes)
    assert list(known) == sorted(changes.values(), reverse=True)
    places_now = {unit: now[unit] for unit in common}
    places_then = {unit: then[unit] for unit in common}
    assert table.loc[UNIT, "rank_change"] == rank(places_then, UNIT) - rank(places_now, UNIT)


def test_a_year_that_is_comparable_in_part_has_ranks_and_no_change(result):
    table = result("moves", index="PAPI", year=2021)
    assert table.attrs["comparability"] == "partly" and table["change"].isna().all()
    assert table["rank_change"].notna().sum() == table.attrs["n_common"]


def test_a_redefined_year_has_neither(made_up):
    scores = made_up({(u, y): 40.0 + y - 2017 for u in "ABCDEFGHI" for y in (2017, 2018)})
    table = moves(scores, index="PAPI", year=2018)
    assert table.attrs["comparability"] == "redefined"
    assert table["change"].isna().all() and table["rank_change"].isna().all()
    with pytest.raises(NothingToDraw, match="PAPI năm 2018 không so sánh được với năm 2017"):
        slope_chart(table, unit="A", if_empty="raise")


def test_moves_refuse_a_later_year_before(figures):
    with pytest.raises(AnalysisError):
        moves(figures, index="PAPI", year=2023, previous=2024)


def test_a_slope_has_a_line_for_each_unit_of_both_years(moved, published, drawn):
    ax = drawn(slope_chart, moved, unit=UNIT)
    now, then = totals(published, 2024), totals(published, 2023)
    common = now.keys() & then.keys()
    assert lines(ax, OURS) == [([0, 1], [pytest.approx(then[UNIT]), pytest.approx(now[UNIT])])]
    counts = {}
    for group in ax.collections:
        if isinstance(group, LineCollection):
            counts[to_hex(group.get_color()[0])] = len(group.get_segments())
    near = len((set(members(REGION)) & common) - {UNIT})
    assert counts[MUTED.lower()] == near and sum(counts.values()) == len(common) - 1
    first, last = (f"{v:.2f}".replace(".", ",") for v in (then[UNIT], now[UNIT]))
    assert first in said(ax) and f"{last} {UNIT}" in said(ax)


def test_the_title_of_a_slope_subtracts_the_printed_scores(moved, published):
    now, then = totals(published, 2024), totals(published, 2023)
    common = now.keys() & then.keys()
    change = {u: round(round(now[u], 2) - round(then[u], 2), 2) for u in common}
    written = f"{change[UNIT]:.2f}".replace(".", ",")
    rose = sum(c > 0 for c in change.values())
    assert statement(moved, unit=UNIT) == (
        f"PAPI năm 2024 của Bắc Kạn tăng {written} điểm so với năm 2023; {rose}/{len(common)} tỉnh, thành "
        "phố tăng"
    )


def test_a_region_has_a_line_a_province_and_ours_in_colour(result, published, drawn):
    table = result("region_ranks", index="PAPI", unit=UNIT)
    ax = drawn(region_bump_chart, table)
    ours = {int(x): y for xs, ys in own_lines(ax) for x, y in zip(xs, ys, strict=True) if y == y}
    expected = {year: rank(totals(published, year), UNIT) for year in range(2011, 2025)}
    assert ours == expected
    values = totals(published, 2024)
    labels = {f"{rank(values, unit)} {unit}" for unit in members(REGION)}
    assert labels <= set(said(ax))
    bottom, top = ax.get_ylim()
    assert bottom > top and len(lines(ax, LINE)) >= len(members(REGION)) - 1
    placed = sorted(rank(values, unit) for unit in members(REGION))
    assert statement(table) == (
        f"Bắc Kạn xếp thứ {expected[2024]}/{len(values)} theo điểm PAPI năm 2024, "
        f"thứ {1 + placed.index(expected[2024])} trong {len(placed)} tỉnh, thành phố của vùng"
    )


@pytest.mark.parametrize("unit", [UNIT, "Thái Nguyên", "Cao Bằng"])  # amid its region, its first, its last
def test_who_stands_next_in_the_region_is_coloured(result, published, drawn, unit):
    ax = drawn(region_bump_chart, result("region_ranks", index="PAPI", unit=unit))
    values = {u: v for u, v in totals(published, 2024).items() if u in members(REGION)}
    order = sorted(values, key=values.get, reverse=True)
    at = order.index(unit)
    expected = {order[at]: OURS, **dict(zip(order[max(0, at - 1) : at], [ABOVE], strict=False)),
                **dict(zip(order[at + 1 : at + 2], [BELOW], strict=False))}  # fmt: skip
    colours = {text.get_text().partition(" ")[2]: text.get_color() for text in ax.texts}
    assert {name: colour for name, colour in colours.items() if name in values} == {
        name: expected.get(name, MUTED) for name in values
    }
    for colour in (ABOVE, BELOW):
        ends = {xs[-1]: ys[-1] for xs, ys in lines(ax, colour)}
        named = [name for name in order if expected.get(name) == colour]
        assert [ends[2024.0]] == [order_of(published, name) for name in named] if named else not ends


def order_of(published, unit):
    return rank(totals(published, 2024), unit)


def test_names_lead_to_the_dots_of_the_last_year_only(result, drawn):
    ax = drawn(region_bump_chart, result("region_ranks", index="PAPI", unit="Quảng Ninh"))
    led = {text.get_text(): text.arrow_patch is not None for text in ax.texts}
    assert led["43 Hải Dương"] and not led["16 Vĩnh Phúc (2023)"]


def test_a_region_breaks_where_the_index_was_redefined(result, drawn):
    table = result("region_ranks", index="PAPI", unit=UNIT)
    redefined = sorted(set(table.loc[table["step"].isin(["redefined"]), "year"]))
    starts = [int(xs[0]) for xs, _ in own_lines(drawn(region_bump_chart, table))]
    assert starts == [2011, *(int(year) for year in redefined)]


def test_one_rank_is_no_line(made_up):
    from cchc_analysis import region_ranks

    rows = {(unit, 2024): 40.0 + at for at, unit in enumerate(members("Tây Nguyên"))}
    scores = made_up(rows, scope="tinh-63")
    ids = {u: i for u, i in _ids("tinh-63").items() if u in members("Tây Nguyên")}
    scores = scores.assign(unit_id=scores["unit"].map(ids).astype(scores["unit_id"].dtype))
    table = region_ranks(scores, index="PAPI", unit="Kon Tum")
    with pytest.raises(NothingToDraw):
        region_bump_chart(table, if_empty="raise")


def _ids(scope):
    from cchc_analysis.units import provinces

    table = provinces()
    table = table[table["scope"] == scope]
    return dict(zip(table["unit"], table["unit_id"], strict=True))


@pytest.mark.parametrize(
    ("target", "missing"),
    [({"rank": 20}, 2.0), ({"score": 45}, 45 - 44.096229), ({"score": 44}, 44 - 44.096229)],
)
def test_progress_is_what_is_missing_of_the_target(result, figures, published, target, missing):
    table = progress(figures, index="PAPI", unit=UNIT, targets={"PAPI": target})
    assert table.attrs["missing"] == pytest.approx(missing) and table.attrs["met"] is (missing <= 0)
    years = dict(zip(table["year"], table["value"], strict=True))
    values = totals(published, 2024)
    assert years[2024] == pytest.approx(rank(values, UNIT) if "rank" in target else values[UNIT])


def test_the_target_is_a_line_and_the_gap_an_arrow(figures, published, drawn, bare):
    table = progress(figures, index="PAPI", unit=UNIT, targets={"PAPI": {"rank": 20}})
    ax = progress_chart(table, ax=bare)
    (target,) = (line for line in ax.lines if to_hex(line.get_color()) == WORSE.lower())
    assert set(target.get_ydata()) == {20}
    ours = {int(x): y for xs, ys in own_lines(ax) for x, y in zip(xs, ys, strict=True) if y == y}
    assert ours == {year: rank(totals(published, year), UNIT) for year in range(2011, 2025)}
    assert "còn thiếu\n2 bậc" in said(ax) and len(places(ax, "22")) == 1
    arrows = [t for t in ax.texts if t.arrow_patch is not None] if hasattr(ax.texts[0], "arrow_patch") else []
    assert [(a.xyann[1], a.xy[1]) for a in arrows] == [(22, 20)]
    assert ax.get_title(loc="left") == (
        "Bắc Kạn xếp thứ 22/61 về PAPI năm 2024; còn thiếu 2 bậc so với mục tiêu thuộc nhóm 20 đơn vị dẫn đầu"
    )


def test_a_target_that_is_met_has_no_arrow(figures, bare):
    table = progress(figures, index="PAPI", unit=UNIT, targets={"PAPI": {"score": 44}})
    ax = progress_chart(table, ax=bare)
    assert not any("thiếu" in words for words in said(ax))
    assert ax.get_title(loc="left") == "Bắc Kạn đạt 44,10 điểm PAPI năm 2024; đạt mục tiêu 44 điểm"


def test_progress_needs_a_target_of_the_index(figures):
    with pytest.raises(AnalysisError):
        progress(figures, index="PAPI", unit=UNIT, targets={"PCI": {"rank": 20}})


@pytest.mark.parametrize(
    ("scores", "target", "side"),
    [
        ((38.0, 44.0), {"score": 42}, ("center", "bottom")),  # met, and risen: above
        ((48.0, 44.0), {"score": 42}, ("left", "bottom")),  # the line falls on it from above
        ((38.0, 44.0), {"score": 44.5}, ("left", "top")),  # the target just above, the line from below
        ((48.0, 44.0), {"score": 46}, ("center", "top")),
        ((38.0, 44.0), {"score": 54}, ("center", "bottom")),
    ],
)
def test_the_last_value_stands_off_the_line_and_off_the_target(made_up, bare, scores, target, side):
    frame = made_up({("A", 2023): scores[0], ("A", 2024): scores[1], ("B", 2024): 40.0})
    ax = progress_chart(progress(frame, index="PAPI", unit="A", targets={"PAPI": target}), ax=bare)
    (label,) = (text for text in ax.texts if text.get_text() == "44,00")
    assert (label.get_ha(), label.get_va()) == side


@pytest.mark.parametrize(
    ("index", "unit", "target", "size"),
    [
        ("PCI", UNIT, {"score": 68}, "square"),  # many years on a narrow page
        ("PCI", "Đồng Nai", {"score": 68}, "slide"),
        ("PAPI", "Kiên Giang", {"rank": 20}, "slide"),  # last of all, and fallen
        ("PAPI", "Kiên Giang", {"rank": 55}, "a4"),
        ("PAPI", "Thừa Thiên Huế", {"score": 45}, "slide"),  # met, just, and fallen
    ],
)
def test_value_arrow_and_what_is_missing_stand_clear_of_each_other(figures, index, unit, target, size):
    ax = progress_chart(progress(figures, index=index, unit=unit, targets={index: target}), size=size)
    ax.figure.canvas.draw()
    assert any("mục tiêu" in words for words in said(ax)) and flaws(ax.figure) == []


def test_of_the_others_in_a_region_only_ends_and_lone_years_are_dots(result, drawn):
    ax = drawn(region_bump_chart, result("region_ranks", index="PAPI", unit=UNIT))
    for line in ax.lines:
        seen, years = line.get_markevery(), [int(year) for year in line.get_xdata()]
        known = [i for i, y in enumerate(line.get_ydata()) if y == y]
        lone = [i for i in known if i - 1 not in known and i + 1 not in known]
        expected = sorted({*lone, *(i for i in known if years[i] == 2024)})
        assert seen == (known if to_hex(line.get_color()) == OURS.lower() else expected)


def test_the_name_of_a_lone_dot_of_years_ago_is_not_written_far_from_it(recent):
    kept = {"Lai Châu": {2021}, "Cao Bằng": {2021, 2022}}
    gone = [
        year not in kept.get(unit, {year}) for unit, year in zip(recent["unit"], recent["year"], strict=True)
    ]
    table = region_ranks(recent[[not g for g in gone]], index="PAPI", unit=UNIT)
    named = " ".join(said(region_bump_chart(table)))
    assert "Sơn La" in named and "Cao Bằng (2022)" in named and "Lai Châu" not in named


def test_the_only_province_of_its_region_with_a_rank_is_not_first_of_one(recent):
    others = set(members("Trung du và miền núi phía Bắc")) - {UNIT}
    alone = recent[~recent["unit"].isin(others)]
    table = region_ranks(alone, index="PAPI", unit=UNIT)
    assert "là tỉnh duy nhất của vùng có thứ hạng (vùng có 14)" in statement(table)
    assert "the only province of its region with a rank (14 in all)" in statement(table, "en")
