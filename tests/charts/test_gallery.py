"""The gallery: every public chart has its question, its lines and its picture."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import cchc_analysis as cchc

ROOT = Path(__file__).resolve().parents[2]


def gallery():
    spec = importlib.util.spec_from_file_location("write_gallery", ROOT / "tools" / "write_gallery.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_chart_is_in_the_gallery_with_a_small_picture():
    shown = [entry["function"] for entry in gallery().charts()]
    assert sorted(shown) == sorted(name for name in cchc.__all__ if name.endswith("_chart"))
    for name in shown:
        assert (ROOT / "docs" / "gallery" / f"{name}.png").stat().st_size <= gallery().MOST_BYTES


def test_the_page_is_what_is_declared_and_each_chart_takes_two_lines():
    entries = gallery().charts()
    assert (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8") == gallery().text(entries)
    for entry in entries:
        lines = entry["code"].strip().split("\n")
        assert len(lines) == 2 and lines[-1].startswith(f"cchc.{entry['function']}(")
