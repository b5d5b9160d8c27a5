"""What a heading was taken for, in the words of the analyst's language (``facets.csv``)."""

from __future__ import annotations

from functools import cache

from cchc_analysis import frameworks
from cchc_analysis.declarations import table
from cchc_analysis.tables.headings import Heading
from cchc_analysis.tables.tracks import Track, names_a_unit
from cchc_analysis.workbooks.context.source import BLANK
from cchc_analysis.workbooks.headings.criteria import named


@cache
def words_of(lang: str) -> dict[tuple[str, str], str]:
    """Return the words of facets by facet and value; the Vietnamese ones mean just that in a heading."""
    return {(row["facet"], row["value"]): row[lang] for row in table("workbooks/headings", "facets.csv")}


def facets_of(label: Heading, lang: str, index: str = "") -> str:
    """Return what a heading was taken for, in words of a language; blank where it says nothing known.

    Examples
    --------
    >>> from cchc_analysis.tables.headings import heading
    >>> facets_of(heading("Điểm thẩm định năm 2023"), "vi"), facets_of(heading("Điểm thẩm định năm 2023"), "en")
    ('thẩm định 2023', 'appraised 2023')
    """
    words = words_of(lang)
    if names_a_unit(label):
        return words["holds", "units"]
    pairs = [("holds", label.holds), ("quantity", label.quantity),
             ("stage", "" if label.total else label.stage), ("total", "" if label.total else "-"),
             ("part", "" if label.part else "-"),
             ("shift", "" if label.shift is None else str(label.shift))]  # fmt: skip
    says = pairs if label.is_known else [p for p in pairs if p[0] in ("quantity", "stage", "shift")]
    facets = [words[pair] for pair in says if pair in words]
    if code := _criterion(label, index):
        facets = [f"{'tiêu chí' if lang == 'vi' else 'criterion'} {code}"]
    elif label.rest and not label.is_known:
        facets = []
    known = [*dict.fromkeys(facets), *label.indices, *map(str, label.years)]
    return " ".join(known) if facets or label.is_known else ""


def _criterion(label: Heading, index: str) -> str:
    """Return the criterion that a heading names in the latest edition of an index that has it."""
    editions = reversed(frameworks.editions(index)) if index and label.rest else ()
    return next((code for edition in editions if (code := named((label,), edition).code)), "")


def declared(track: Track) -> tuple[str, str]:
    """Return what a column is as far as its headings say, to be completed by what tells it from others."""
    words = " ".join(facets_of(h, "vi") if h.plain else h.text for h in track.labels)
    return f"{words} {BLANK}".strip(), remark(track.text, "năm? giai đoạn? / year? stage?")


def remark(printed: str, choices: str = "") -> str:
    """Return what stands behind a line to paste: the heading as printed, and what it may be."""
    return ": ".join(filter(None, (printed and f"“{printed}”", choices)))
