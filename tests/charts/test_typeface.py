"""The typeface: every Vietnamese letter, figures of one width, signs from the one behind it."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import matplotlib.pyplot as plt
import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from cchc_analysis.charts.style import styled
from cchc_analysis.charts.typeface import FAMILIES, FAMILY

VOWELS, TONES = "aăâeêioôơuưy", ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LOWER = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
LETTERS = LOWER | {letter.upper() for letter in LOWER}
#: What sentences and charts write besides.
SIGNS = "–−×±≥≤→“”‘’…·%/\u00a0"


@pytest.fixture(params=["Regular", "Bold"])
def font(request):
    """The file of a weight."""
    folder = files("fontpkg_ibm_plex_sans_condensed") / "files"
    return TTFont(str(folder / f"IBMPlexSansCondensed-{request.param}.ttf"))


def test_it_has_every_vietnamese_letter(font):
    assert len(LETTERS) == 146
    assert [c for c in sorted(LETTERS) + list(SIGNS) if ord(c) not in font.getBestCmap()] == []


def test_its_figures_are_of_one_width(font):
    names = font.getBestCmap()
    assert len({font["hmtx"][names[ord(figure)]][0] for figure in "0123456789"}) == 1
    assert "fvar" not in font


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_a_chart_is_set_in_it(weight):
    with styled():
        assert plt.rcParams["font.family"] == FAMILIES
        found = font_manager.findfont(font_manager.FontProperties(family=FAMILY, weight=weight))
    assert found.endswith(f"IBMPlexSansCondensed-{weight.capitalize()}.ttf")


def test_signs_that_it_lacks_are_drawn_all_the_same():
    with styled():
        fig = plt.figure()
        fig.text(0, 0, "● ▲ ▼ ○ → ≤ −")
        fig.canvas.draw()  # a sign that no typeface has is a warning, and here an error
