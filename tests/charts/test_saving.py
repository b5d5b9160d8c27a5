"""Files of charts: by their ending, with their words for those who cannot see them."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from cchc_analysis import trend, trend_chart
from cchc_analysis.charts import ChartError, save

TITLE, FOOTER = "Một phần < hai & “ba”", "Nguồn: số liệu minh họa"
WHOLE = f"{TITLE}. {FOOTER}."


@pytest.fixture
def chart(made_up):
    """A function that draws a small chart (số liệu minh họa)."""
    frame = made_up({("A", 2023): 40.0, ("A", 2024): 41.0, ("B", 2024): 42.0})
    return lambda: trend_chart(trend(frame, index="PAPI", unit="A"), title=TITLE, footer=FOOTER).figure


def test_a_png_has_its_words_and_its_resolution(chart, tmp_path):
    with Image.open(save(chart(), tmp_path / "a.png")) as picture:
        assert picture.text == {"Software": "cchc_analysis", "Title": TITLE, "Description": WHOLE}
        assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)


def test_an_svg_has_title_and_description(chart, tmp_path):
    text = save(chart(), tmp_path / "a.svg").read_text(encoding="utf-8")
    assert re.search(r"<title>(.*?)</title>", text)[1] == TITLE.replace("&", "&amp;").replace("<", "&lt;")
    assert "<desc>Một phần &lt; hai &amp; “ba”. Nguồn: số liệu minh họa.</desc>" in text


def test_a_pdf_has_title_and_subject(chart, tmp_path):
    content = save(chart(), tmp_path / "a.PDF").read_bytes()
    assert content.startswith(b"%PDF")
    for words in (TITLE, WHOLE):
        encoded = words.encode("utf-16-be")
        assert b"\xfe\xff" + encoded in content.replace(b"\\(", b"(").replace(b"\\)", b")")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_chart_is_the_same_file(chart, tmp_path, ending):
    first, second = (save(chart(), tmp_path / f"{n}.{ending}").read_bytes() for n in "ab")
    assert first == second


@pytest.mark.parametrize("name", ["a.jpg", "a", "a.png.exe"])
def test_another_ending_names_those_there_are(chart, tmp_path, name):
    with pytest.raises(ChartError, match=r"phải có đuôi \.png, \.svg, \.pdf"):
        save(chart(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []
