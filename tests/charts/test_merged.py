"""A province that came out of a merger, beside the one of its name before: what a chart of either may say."""

from __future__ import annotations

import pytest
from artists import footer, words_of
from matplotlib.colors import to_hex

import cchc_analysis as cchc
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.charts import NothingToDraw
from cchc_analysis.charts.style import OURS

NEW, BEFORE = "tinh-34/19", "tinh-63/19"
SPELLINGS = ["Thái Nguyên", "thai nguyen", NEW]


@pytest.fixture(scope="module")
def later(recent):
    """The figures since 2020 with the estimates for the provinces of today."""
    return cchc.as_of(recent, "2025-07-01")


@pytest.mark.parametrize("unit", SPELLINGS)
def test_the_strip_of_those_before_does_not_show_one_of_them_as_the_new_province(later, unit):
    ranks = cchc.ranks(later, index="PAPI", year=2024)
    with pytest.raises(NothingToDraw, match="không công bố điểm hay thứ hạng của Thái Nguyên"):
        cchc.strip_chart(ranks, unit=unit, if_empty="raise")
    ax = cchc.tile_map_chart(ranks, unit=unit)
    title, _, noted = words_of(ax)
    assert "xếp thứ" not in title and "không công bố điểm, thứ hạng của Thái Nguyên" in title
    assert "Thái Nguyên hợp nhất từ Bắc Kạn, Thái Nguyên ngày 1/7/2025" in noted
    assert "Thái Nguyên was merged from Bắc Kạn, Thái Nguyên on 1 July 2025" in footer(
        cchc.tile_map_chart(ranks, unit=unit, lang="en")
    )


@pytest.mark.parametrize("unit", SPELLINGS)
def test_neither_does_the_slope(later, unit):
    moves = cchc.moves(later, index="PAPI", year=2024)
    with pytest.raises(NothingToDraw, match="của Thái Nguyên"):
        cchc.slope_chart(moves, unit=unit, if_empty="raise")


def test_the_province_before_goes_by_its_id_and_others_by_their_name(later):
    ranks = cchc.ranks(later, index="PAPI", year=2024)
    for unit in (BEFORE, "Bắc Kạn"):
        title, *_, noted = words_of(cchc.strip_chart(ranks, unit=unit))
        assert "xếp thứ" in title and "hợp nhất" not in noted


def test_a_name_means_the_province_before_where_no_estimates_were_asked_for(recent):
    title, *_ = words_of(cchc.strip_chart(cchc.ranks(recent, index="PAPI", year=2024), unit="Thái Nguyên"))
    assert title.startswith("Thái Nguyên xếp thứ 4/61")


@pytest.mark.parametrize("unit", SPELLINGS)
def test_the_weakest_criteria_are_of_the_new_province_alone(later, unit):
    table = cchc.weakest(later, unit=unit, year=2024)
    assert set(table["index"]) == {"PAPI"} and "PCI" in table.attrs["without"]


def test_an_index_that_cannot_be_estimated_says_so(later):
    with pytest.raises(AnalysisError, match=f"PCI chưa có số liệu của Thái Nguyên .* dưới mã {BEFORE}"):
        cchc.trend(later, index="PCI", unit="Thái Nguyên")
    assert cchc.trend(later, index="PCI", unit=BEFORE)["score"].notna().any()


def test_progress_draws_estimates_hollow(later, recent):
    def drawn(scores, unit):
        table = cchc.progress(scores, index="PAPI", unit=unit, targets={"PAPI": {"score": 45}})
        ax = cchc.progress_chart(table)
        tops = {}  # of several marks on one place the last is seen
        for line in sorted(ax.lines, key=lambda line: line.get_zorder()):
            if line.get_marker() == "o":
                face = to_hex(line.get_markerfacecolor())
                tops |= dict.fromkeys(zip(*line.get_data(), strict=True), face)
        title, *_, noted = words_of(ax)
        return set(tops.values()), title, noted

    fills, title, noted = drawn(later, "Thái Nguyên")
    assert fills == {"#ffffff"} and "chấm rỗng: ước tính" in noted.lower() and "năm 2024 (ước tính);" in title
    fills, title, noted = drawn(recent, "Bắc Kạn")
    assert fills == {OURS.lower()} and "chấm rỗng" not in noted.lower() and "ước tính" not in title


@pytest.mark.parametrize(("lang", "word"), [("vi", "trung vị"), ("en", "median")])
def test_no_median_is_explained_where_the_new_provinces_have_none(later, recent, lang, word):
    for scores, explained in ((later, False), (recent, True)):
        asked = {"index": "PAPI", "unit": "Thái Nguyên"}
        domains = cchc.domains_chart(cchc.domains(scores, year=2024, **asked), lang=lang)
        multiples = cchc.multiples_chart(cchc.domain_lines(scores, **asked), lang=lang)
        for ax in (domains, multiples):
            assert (word in words_of(ax)[1]) is explained
