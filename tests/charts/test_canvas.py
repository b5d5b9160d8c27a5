"""The page: its size, its words, what is left alone, what is written to disk."""

from __future__ import annotations

import errno
import gc
import weakref

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from artists import box, covered, footer, outside, words_of, written
from matplotlib.figure import Figure

from cchc_analysis import (
    charts,
    contributions_chart,
    history_chart,
    rank_chart,
    ranks,
    strip_chart,
    trend,
    trend_chart,
    weaknesses_chart,
)
from cchc_analysis.charts import SaveError, canvas, finish, save

KINDS = ["trend", "rank_history", "ranks", "weaknesses", "history"]
#: The longest name and the longest words, in both languages, on every chart; the first-ranked and one
#: with missing years on those that look different for them.
LONGEST = [("PAPI", "Bà Rịa - Vũng Tàu", 2024, "vi"), ("PCI", "Bà Rịa - Vũng Tàu", 2021, "en")]
FIRST, MISSING = ("PAPI", "Quảng Ninh", 2024, "vi"), ("PAPI", "Bắc Giang", 2024, "vi")
PAGES = [
    *((kind, *page) for page in LONGEST for kind in KINDS),
    *((kind, *FIRST) for kind in ("trend", "ranks", "weaknesses")),
    *((kind, *MISSING) for kind in ("trend", "rank_history", "history")),
]


@pytest.fixture
def draw(result):
    """Return a function that draws a kind of result for a unit."""

    def make(kind, index="PAPI", unit="Bắc Kạn", year=2024, **more):
        if kind == "ranks":
            return strip_chart(result("ranks", index=index, year=year), unit=unit, **more)
        asked = {"index": index, "unit": unit}
        if kind == "weaknesses":
            asked["year"] = year
        charts = {
            "trend": trend_chart,
            "rank_history": rank_chart,
            "weaknesses": weaknesses_chart,
            "history": history_chart,
        }
        return charts[kind](result(kind, **asked), **more)

    return make


@pytest.fixture(scope="module")
def small(made_up):
    """A small trend (số liệu minh họa)."""
    frame = made_up({("A", 2023): 40.0, ("A", 2024): 41.0, ("B", 2024): 42.0})
    return trend(frame, index="PAPI", unit="A")


# -- layout ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "index", "unit", "year", "lang"), PAGES)
def test_all_words_are_on_the_page_and_none_covers_another(draw, kind, index, unit, year, lang):
    ax = draw(kind, index, unit, year, lang=lang)
    if kind != "ranks":  # a band, which grows with its words; else a slide
        assert tuple(200 * ax.figure.get_size_inches()) == pytest.approx((2667, 1500), abs=1)
    heading, below, source = ax.figure.texts
    assert box(heading).y0 >= box(below).y1 and box(below).y0 > box(source).y1
    assert len({round(box(words).x0) for words in ax.figure.texts}) == 1  # on one margin
    assert outside(ax.figure, written(ax)) == []
    assert covered(written(ax)) == []
    frame = ax.get_window_extent()
    assert box(below).y0 >= frame.y1 and frame.y0 >= box(source).y1


def test_long_words_are_wrapped_and_never_cut():
    fig, ax = canvas("a4")
    ax.plot([0, 1], [0, 1])
    long = {name: f"{name} " + "dài-dằng-dặc " * 11 + "hết." for name in ("title", "subtitle", "footer")}
    finish(ax, **long)
    assert words_of(ax) == [" ".join(words.split()) for words in long.values()]
    assert outside(fig, fig.texts) == [] and covered(fig.texts) == []
    assert all("\n" in text.get_text() for text in fig.texts)


def test_two_lines_are_parted_behind_a_comma():
    _, ax = canvas()
    first = "Đơn vị này đạt bốn mươi bốn phẩy một điểm năm ngoái,"
    second = "tăng không phẩy bảy lăm so với năm trước nữa"
    finish(ax, title=f"{first} {second}")
    assert ax.figure.texts[0].get_text() == f"{first}\n{second}"


def test_no_word_is_left_alone_on_the_last_line():
    fig, ax = canvas()
    finish(ax, title="chữ " * 50)
    *_, before, last = fig.texts[0].get_text().split("\n")
    assert len(last) > 0.6 * len(before)


# -- canvas ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "pixels"),
    [("slide", (2667, 1500)), ("band", (2667, 920)), ("a4", (1260, 520)), ("square", (1800, 1800))],
)
def test_a_canvas_has_its_final_size(kind, pixels):
    fig, ax = canvas(kind)
    assert tuple(200 * fig.get_size_inches()) == pytest.approx(pixels, abs=1)
    assert fig.axes == [ax]


def test_an_unknown_size_names_those_there_are():
    with pytest.raises(ValueError, match="“x” không có; có: slide, band, a4, square") as error:
        canvas("x")
    assert "There is no size “x”; there are: slide" in str(error.value)
    assert plt.get_fignums() == []


# -- words -----------------------------------------------------------------------------------------


def test_words_given_by_the_caller_stand_instead(small):
    ax = trend_chart(small, title="Một", subtitle="Hai", footer="Ba")
    assert words_of(ax) == ["Một", "Hai", "Ba"]
    assert len(trend_chart(small, title="Một", subtitle="", footer="").figure.texts) == 1


def test_made_up_figures_are_marked_in_the_footer(made_up, small):
    assert footer(trend_chart(small)).startswith("Số liệu minh họa.")
    frame = made_up({("A", 2024): 40.0, ("B", 2024): 44.0})
    ax = strip_chart(ranks(frame, index="PAPI", year=2024), unit="A", lang="en")
    assert footer(ax).startswith("Illustrative figures.")


def test_published_figures_name_their_source_and_are_not_marked(draw):
    words = footer(draw("ranks", lang="en"))
    assert words.startswith("Source: PAPI (CECODES, VFF-CRT, RTA and UNDP).")
    assert "Illustrative" not in words


#: What matplotlib would set as a formula, or fail on.
NO_FORMULA = "Xã $x^2$ \\frac{ $\\alpha{$ [/x] <b>"


@pytest.mark.parametrize("given", [True, False])
def test_a_name_is_shown_as_it_is_written(result, given):
    found = result("weaknesses", index="PAPI", unit="Bắc Kạn", year=2024)
    named = found.assign(name=NO_FORMULA)
    named.attrs = found.attrs
    ax = weaknesses_chart(named, title=NO_FORMULA, ax=plt.subplots()[1] if given else None)
    ax.figure.canvas.draw()
    names = ax.get_yticklabels()
    assert " ".join(names[0].get_text().split()) == NO_FORMULA and len(names) > 1
    title = ax._left_title if given else ax.figure.texts[0]
    for text in [*names, title]:
        shown, is_formula = text._preprocess_math(text.get_text())
        assert not is_formula and " ".join(shown.split()) == NO_FORMULA


# -- what is left alone ----------------------------------------------------------------------------


@pytest.fixture
def refused(monkeypatch):
    """Make showing and saving fail."""

    def refuse(*_, **__):
        raise AssertionError("a chart shows or saves nothing by itself")

    for owner, name in ((plt, "show"), (Figure, "show"), (Figure, "savefig")):
        monkeypatch.setattr(owner, name, refuse)


@pytest.fixture
def settings():
    """Settings that the style would change."""
    with mpl.rc_context({"font.size": 23, "axes.grid": False, "lines.linewidth": 7}):
        yield dict(mpl.rcParams)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_changes_nothing_but_the_axes_given(draw, result, refused, settings, kind):
    asked = {"index": "PAPI"} | ({"year": 2024} if kind in ("ranks", "weaknesses") else {})
    table = result(kind, **asked | ({} if kind == "ranks" else {"unit": "Bắc Kạn"}))
    before, attrs = table.copy(deep=True), dict(table.attrs)
    fig, (left, right) = plt.subplots(1, 2)
    assert draw(kind, ax=right, title="Tiêu đề") is right
    assert right.has_data() and not left.has_data()
    assert right.get_title(loc="left") == "Tiêu đề" and fig.texts == []
    assert plt.get_fignums() == [fig.number]
    assert dict(mpl.rcParams) == settings
    assert table.equals(before) and table.attrs == attrs


def test_a_page_changes_no_setting_and_is_neither_shown_nor_saved(small, refused, settings):
    ax = trend_chart(small)
    assert ax.figure.axes == [ax] and plt.get_fignums() == [ax.figure.number]
    assert dict(mpl.rcParams) == settings


# -- saving ----------------------------------------------------------------------------------------


def test_the_same_chart_is_saved_as_the_same_bytes(small, tmp_path):
    folder = tmp_path / "một/hai"
    for name in ("a.png", "b.png"):
        assert save(trend_chart(small).figure, folder / name) == folder / name
    written = (folder / "a.png").read_bytes()
    assert written.startswith(b"\x89PNG") and written == (folder / "b.png").read_bytes()
    # Width and height stand behind the first chunk's name.
    sides = int.from_bytes(written[16:20]), int.from_bytes(written[20:24])
    assert sides == (2666, 1500)


def test_a_disk_that_is_full_leaves_the_chart_that_was_there(tmp_path, monkeypatch):
    path = save(canvas()[0], tmp_path / "x.png")
    before = path.read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SaveError, match="x.png: ổ đĩa đầy"):
        save(canvas("a4")[0], path)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["x.png"]


@pytest.mark.parametrize("step", ["pathlib.Path.mkdir", "matplotlib.figure.Figure.savefig"])
def test_where_it_cannot_be_written_the_message_says_what_to_do(tmp_path, monkeypatch, step):
    def refuse(*_, **__):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(step, refuse)
    path = tmp_path / "x.png"
    with pytest.raises(SaveError) as error:
        save(canvas()[0], str(path))
    vietnamese, english = str(error.value).split("\n")
    assert vietnamese == (f"{path}: không ghi được; nếu tệp đang mở, hãy đóng lại, hoặc chọn thư mục khác.")
    assert english.startswith(f"{path}: cannot be written; close it if it is open")


def test_a_closed_chart_is_forgotten(draw):
    """What waits for the axes to have their place knows them, and must not keep them."""
    fig = draw("trend").figure
    gone = weakref.ref(fig)
    plt.close(fig)
    del fig
    gc.collect()
    assert gone() is None


def test_no_line_ends_within_a_name():
    _, ax = canvas("square")
    finish(
        ax, title="Chỉ số tổng hợp năm 2024 vừa công bố của tỉnh Quảng Ninh tăng 2 điểm phần trăm so với 2022"
    )
    lines = ax.figure.texts[0].get_text().split("\n")
    assert len(lines) == 2 and any("Quảng Ninh" in line for line in lines)
    capitals = (
        "Chỉ Số Cải Cách Hành Chính Của Các Tỉnh Và Thành Phố Trực Thuộc Trung Ương Năm Nay So Với Năm Trước"
    )
    fig, ax = canvas("square")
    finish(ax, title=capitals)  # is no name: it is broken like all words
    assert fig.texts[0].get_text().count("\n") == 1 and outside(fig, fig.texts) == []


def test_a_shorter_title_stands_where_the_whole_would_be_smaller_than_the_subtitle():
    long, short = "Tổng điểm tăng: " + "lĩnh vực thứ nhất và thứ hai, " * 9, "Tổng điểm tăng"
    for title, shorter, shown in ((long, short, short), (long, "", long), ("Một", short, "Một")):
        fig, ax = canvas("a4")
        finish(ax, title=title, subtitle="Điểm", shorter=shorter)
        assert fig.texts[0].get_text().replace("\n", " ") == shown.strip()
        assert charts.saving.description(fig).title == title
        plt.close(fig)


def test_the_title_of_contributions_names_on_a4_what_moved_most(result):
    compared = result("compare", index="PAPI", unit="Bà Rịa - Vũng Tàu", year=2024)
    slide, a4 = (contributions_chart(compared, size=size) for size in ("slide", "a4"))
    assert "giảm nhiều nhất ở công khai, minh bạch" in words_of(slide)[0]
    assert words_of(a4)[0].endswith("tăng nhiều nhất ở kiểm soát tham nhũng trong khu vực công (+0,40)")
    assert a4.figure.texts[0].get_fontsize() > a4.figure.texts[1].get_fontsize()
