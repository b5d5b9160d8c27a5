"""Saving a chart: PNG, SVG or PDF by the ending, its words in the file for those who cannot see it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from matplotlib.figure import Figure

from cchc_analysis.charts.errors import chart_error
from cchc_analysis.charts.style import DPI, styled
from cchc_analysis.writing import saving, write

FORMATS = ("png", "svg", "pdf")


@dataclass(frozen=True, slots=True)
class Description:
    """What a chart says, in words: its title, and its footer below."""

    title: str
    footer: str

    @property
    def whole(self) -> str:
        """Both, each ended."""
        return " ".join(f"{part.rstrip('.')}." for part in (self.title, self.footer) if part)


_DESCRIPTIONS: WeakKeyDictionary[Figure, Description] = WeakKeyDictionary()


def describe(fig: Figure, title: str, footer: str) -> None:
    """Keep what a chart says, to be written into its file."""
    _DESCRIPTIONS[fig] = Description(title, footer)


def description(fig: Figure) -> Description:
    """Return what a chart says, empty for a figure that is nobody's chart."""
    return _DESCRIPTIONS.get(fig, Description("", ""))


def save(fig: Figure, path: str | Path) -> Path:
    """Write a figure as PNG, SVG or PDF, by the ending of its name: the same bytes for the same chart.

    Title and footer go into the file as its description (alt text).

    Parameters
    ----------
    fig : Figure
    path : str or Path
        Ends in ``.png``, ``.svg`` or ``.pdf``; folders are made.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ChartError
        For another ending.
    SaveError
        Where the file is open elsewhere, the folder cannot be written, the disk is full.
    """
    path, made = Path(path), io.BytesIO()
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise chart_error("ending", path=path, known=", ".join(f".{f}" for f in FORMATS))
    described = description(fig)
    with saving(path), styled():
        path.parent.mkdir(parents=True, exist_ok=True)
        # A picture of flat colours is small as it is: pressing it harder takes most of the time of saving.
        more: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if kind == "png" else {}
        fig.savefig(made, format=kind, dpi=DPI, metadata=_metadata(kind, described), **more)
    content = made.getvalue()
    return write(path, _described(content, described) if kind == "svg" else content)


def _metadata(kind: str, described: Description) -> dict[str, Any]:
    """Return what each format has a place for; no date, so that the same chart is the same file."""
    if kind == "png":
        words = {"Title": described.title, "Description": described.whole}
        return {"Software": "cchc_analysis", **{name: text for name, text in words.items() if text}}
    if kind == "svg":
        return {"Date": None, "Creator": "cchc_analysis", "Title": described.title or None}
    return {
        "CreationDate": None,
        "Creator": "cchc_analysis",
        "Title": described.title,
        "Subject": described.whole,
    }


def _described(content: bytes, described: Description) -> bytes:
    """Return an SVG with its description behind its title, where screen readers look for it."""
    tag = f"<desc>{escape(described.whole)}</desc>".encode()
    head, end, rest = content.partition(b"</title>")
    return head + end + b"\n " + tag + rest if end else content
