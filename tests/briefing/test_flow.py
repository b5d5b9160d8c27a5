"""A report leaves no empty end of a page where text that comes later can stand."""

from __future__ import annotations

import pytest

from cchc_analysis.briefing.flow import Flow, height_of


@pytest.fixture
def written():
    return []


@pytest.fixture
def figure(written):
    return lambda flow, name, height=8.0: flow.figure(height, lambda: written.append(name))


def text(flow, written, name, height, **how):
    written.append(name)
    flow.text(height, **how)


def test_a_figure_with_room_stands_where_it_is_told_of(written, figure):
    flow = Flow(used=10.0)
    figure(flow, "figure")
    text(flow, written, "text", 1.0)
    assert written == ["figure", "text"]


def test_a_figure_without_room_stands_on_the_next_page_behind_the_text(written, figure):
    flow = Flow(used=19.0)
    figure(flow, "figure 1")
    text(flow, written, "text 1", 5.0)
    figure(flow, "figure 2", 2.0)  # would have room, but is not the first
    text(flow, written, "heading", 1.0, keep=True)
    text(flow, written, "text 2", 3.0)
    assert written == ["text 1", "heading", "text 2", "figure 1", "figure 2"]


def test_what_still_waits_stands_at_the_end(written, figure):
    flow = Flow(used=22.0)
    figure(flow, "figure")
    assert written == []
    flow.end()
    assert written == ["figure"]


def test_a_paragraph_is_as_high_as_its_lines():
    assert height_of("", 13, around=0) == pytest.approx(13 * 1.15 * 2.54 / 72)
    assert height_of("x" * 150, 13, around=0) == pytest.approx(2 * height_of("", 13, around=0))
