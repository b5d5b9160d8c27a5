"""What a heading says: the facets that it carries, by one vocabulary for every kind of sheet.

A heading may name an index, years, a stage, a quantity, the whole (*Tổng điểm*), or what the cells beside it
hold (*Tỉnh, thành phố*). The words stand in ``vocabulary.csv``: patterns over
:func:`cchc_analysis.vietnamese.key`, years taken out, first match wins within a facet. Units come from the
roster and criteria from a framework or from the sheet's own names: neither is looked for here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cchc_analysis import frameworks
from cchc_analysis.tables.printed import parted, without_brackets, without_years, years_in
from cchc_analysis.tables.vocabulary import says, value_of, vocabulary, weighing, without
from cchc_analysis.vietnamese import clean, key

#: What a number may be besides a score: columns of the frame …
PROPERTIES = ("maximum", "rank", "group", "low", "high", "standard_error", "variance", "n")
#: … and what is named in the account, or kept as a note, and never a score.
TEXTS = ("note", "office", "evidence", "bonus", "deduction", "no_opinion")
COUNTS = ("respondents", "share_of_answers")
NO_SCORE = ("difference", "target", "earlier", "rank_within", "other", "weight", *COUNTS, *TEXTS)

#: ``1.2 Kiểm tra``: words that a code begins.
_CODED = re.compile(r"\(?\d+(?:\.\d+)*\s*[:.)]?\s*\D")
#: ``Điểm tự chấm - 1. Kiểm tra``: what stands before a code, and what with it.
_STAGED = re.compile(r"(\D{3,40}?)\s[-–:]?\s*(\d+(?:\.\d+)*[.):]\s.*)")
#: Signs that head a column of changes.
_DIFFERENCES = frozenset(["+/-", "±", "+/−", "Δ", "▲▼", "↑↓", "+, -", "(+/-)", "(+,-)", "+-"])
#: Signs that head a column of shares of the maximum.
_PER_CENT = frozenset(["%", "(%)", "% đạt"])
_COMPARED = re.compile(r"[Δ±]|so (?:năm )?(?:19|20)\d\d\b", re.I)
#: How sure a limit is: ``95% CI`` is no column of percentages.
_CONFIDENCE = re.compile(r"\b9[059]\s*%")
#: A month of a year is a part of it.
_MONTH = re.compile(r"\(?(?:0?[1-9]|1[0-2])/(?:19|20)\d\d\)?")
#: Longer texts are titles, notes or names of criteria.
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its facets.

    Attributes
    ----------
    text, words : str
        Cleaned; and as compared, without years.
    holds : str
        What the cells below or beside it are: ``codes, order, names, units, years, indices, stages, levels,
        regions, scales``; empty where they are numbers, or nothing is said.
    indices : tuple of str
        The indices that it names.
    years : tuple of int
    shift : int or None
        −1 for *năm trước*, 0 for *năm nay*: the year of the sheet, moved.
    part : bool
        True for a part of a year (*6 tháng*): never a year's score.
    stage, quantity : str
        As in the Scores frame; a quantity of :data:`PROPERTIES`, :data:`NO_SCORE`, ``share``, ``satisfied`` …
    total : bool
        True for the whole index.
    plain : bool
        True where nothing is left that could be the name of a criterion.
    left, rest : str
        The words without those that told a facet; and without those that say nothing.
    has_name : bool
        True where a quantity stands beside the name of its criterion: ``Hạng Cải cách thể chế``.
    percent : bool
    """

    text: str
    words: str = ""
    holds: str = ""
    indices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    shift: int | None = None
    part: bool = False
    stage: str = ""
    quantity: str = ""
    total: bool = False
    plain: bool = False
    left: str = ""
    rest: str = ""
    has_name: bool = False
    percent: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the vocabulary says anything of it: then it is a heading wherever it stands."""
        if self.holds or (self.quantity and (self.plain or self.has_name or self.quantity in TEXTS)):
            return True
        dates = self.years or self.shift is not None or self.part
        return self.plain and bool(self.stage or dates or self.indices or self.total)


@frameworks.remembered
def heading(text: str) -> Heading:
    """Return what a heading says.

    Examples
    --------
    >>> h = heading("Điểm thẩm định năm 2023")
    >>> h.stage, h.years, h.plain
    ('appraised', (2023,), True)
    >>> heading("Tỉnh, thành phố").holds, heading("Hạng PCI").indices, heading("1.2 Kiểm tra").plain
    ('units', ('PCI',), False)
    """
    text = clean(text)
    if text in _PER_CENT:
        return replace(heading("Tỷ lệ"), text=text, percent=True)
    years = years_in(text)
    if years and (before := _before_source(text)) is not None:
        return replace(before, text=text, percent="%" in text)
    words = without_years(key(parted(without_brackets(text))))
    if len(text) > _LONGEST or not (words or years or text in _DIFFERENCES):
        long = Heading(text, words, years=years, left=words, rest=words)
        staged = _STAGED.match(text)  # before the long name of a criterion
        stage = heading(staged[1]).stage if staged and heading(staged[1]).plain else ""
        return replace(long, stage=stage, rest=key(staged[2])) if staged and stage else long
    is_side = not years and "%" not in text and value_of("amount", text.lower()) is None
    if is_side and (holds := value_of("holds", words)):
        return Heading(text, words, holds=holds)
    indices, bare = indices_and_rest(words)
    if indices and value_of("programme", words) == "other":
        indices, bare = (), words  # ``Chỉ số hài lòng về y tế`` is no SIPAS
    facets, how, bare, left = _facets(bare, words)
    quantity = facets.pop("quantity", "")
    # A share is the index itself, in per cent; ``Sở, xã`` is no ``Số xã``.
    if (indices and quantity == "share") or (quantity == "other" and text[:2].lower() == "sở"):
        quantity = how = ""
    if text in _DIFFERENCES or _COMPARED.match(text):
        quantity, how = "difference", "part"
    # ``Tổng số tiêu chí`` is no total of points, ``Công chứng`` no ``Cộng chung``.
    counts = quantity == "other" or text.lower().startswith("công")
    total = not counts and any(says("total", without("weighing", w)) for w in (bare, words))
    rest = "" if total else _rest(bare, words, indices)
    total = total or (not rest and bool(weighing(words)))  # ``Điểm PCI có trọng số``
    if rest and (half := _known_half(text)) is not None:
        return replace(half, text=text)
    limits = quantity in ("low", "high", "other")
    if rest and _CODED.match(text) is not None and how != "part":
        facets, quantity, left = {}, "", words  # ``1.2 Thẩm định văn bản`` is a criterion
    return Heading(
        text, words, "", indices, years, shift=int(facets["shift"]) if "shift" in facets else None,
        part="part" in facets, stage=facets.get("stage", ""), quantity=quantity, total=total, plain=not rest,
        left=left, rest=rest, has_name=bool(rest) and how == "part",
        percent="%" in (_CONFIDENCE.sub("", text) if limits else text),
    )  # fmt: skip


@frameworks.remembered
def is_known(text: str) -> bool:
    """Tell whether the vocabulary says anything of a text: then it is a heading wherever it stands."""
    return heading(text).is_known


def row_label(text: str) -> Heading:
    """Return what a label beside numbers says of its row: a heading, or *Kế hoạch* and *Thực hiện* alone."""
    label = heading(text)
    quantity = value_of("label", label.words)
    return label if quantity is None else replace(label, quantity=quantity, holds="", plain=True, rest="")


def _before_source(text: str) -> Heading | None:
    """Return what a stage, a total, a maximum says before its document: ``Thẩm định (QĐ 12/QĐ-SNV năm 2025)``.

    When that was issued is not the year assessed. None where nothing is known before it. A month
    alone is a part of a year.
    """
    if _MONTH.fullmatch(text):
        return heading(f"tháng {text}")
    words = key(text)
    if says("part", words):
        return None
    patterns = [pattern for facet in ("source", "dated") for _, _, pattern in vocabulary(facet)]
    starts = sorted({match.start() for pattern in patterns for match in pattern.finditer(words)} - {0})
    labels = (heading(words[:start]) for start in starts)
    known = (h for h in labels if h.plain and (h.stage or h.total or h.quantity == "maximum"))
    return next(known, None)


def _facets(bare: str, words: str) -> tuple[dict[str, str], str, str, str]:
    """Return facets, how the quantity matched, and the words left without and with indices."""
    facets: dict[str, str] = {}
    left, how = words, ""
    for facet in ("part", "shift", "quantity", "stage"):
        if facet == "stage" and facets.get("quantity") in NO_SCORE:
            continue
        for value, match, pattern in vocabulary(facet):
            if not pattern.search(bare):
                continue
            facets[facet], how = value, match if facet == "quantity" else how
            bare, left = (" ".join(pattern.sub(" ", ws).split()) for ws in (bare, left))
            left = "" if match == "whole" else left
            break
    return facets, how, bare, left


def _rest(bare: str, words: str, indices: tuple[str, ...]) -> str:
    """Return the words that may be the name of a criterion: those that say something, without an index's.

    Some say something where they are all *words* that there are: *Mức 2023*, *Lần 1*.
    """
    if bare == words and says("vague", words):
        return words
    rest = without("noise", without("weighing", bare))
    if not indices:
        return rest
    return " ".join(w for w in rest.split() if w not in _words_of_indices(indices))


def _known_half(text: str) -> Heading | None:
    """Return what one half of a heading in two languages says, where that is all known.

    ``Thời gian / Time costs`` is no date: what is a number of something else decides nothing of its other half.
    """
    halves = [h for h in text.split(" / ") if h.strip()]
    labels = map(heading, halves if len(halves) == 2 else ())
    known = (h for h in labels if h.is_known and (h.plain or h.holds) and h.quantity != "other")
    return next(known, None)


@frameworks.remembered
def _words_of_indices(indices: tuple[str, ...]) -> frozenset[str]:
    """Return the words of the full names of indices: a heading that has no others is the index itself."""
    declared = (frameworks.indices()[name] for name in indices)
    return frozenset(w for d in declared for t in (d.name_vi, d.name_en, *d.tokens) for w in key(t).split())


def indices_and_rest(words: str) -> tuple[tuple[str, ...], str]:
    """Return the indices that words name, in order, and the words left."""
    padded = f" {words} "
    named: dict[str, int] = {}
    for name, declared in frameworks.indices().items():
        for token in sorted(declared.tokens, key=len, reverse=True):
            at = padded.find(f" {token} ")
            if at >= 0:
                named.setdefault(name, at)
                padded = padded.replace(f" {token} ", " ")
    return tuple(sorted(named, key=lambda n: named[n])), " ".join(padded.split())


@frameworks.remembered
def indices_in(text: str) -> tuple[str, ...]:
    """Return the indices that a text of any length names by their declared tokens."""
    return indices_and_rest(" ".join(re.sub("[0-9]+", " ", key(text)).split()))[0]
