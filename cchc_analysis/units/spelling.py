"""How a name is written: what stands around it, where its tone marks stand, capitals, abbreviations.

The same name comes as ``Hoà Bình*``, ``3. HÒA BÌNH`` and ``Hòa Bình (1)``: here it becomes one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import islice

from cchc_analysis.units.times import declared
from cchc_analysis.vietnamese import clean, key, without_accents

#: ``1.``, ``(2)``, ``03/``, ``4 -``, ``II.``, ``a)``, ``A.``, a bullet.
#: Other capitals shorten a kind of unit: ``P. Hòa An``.
_NUMBERING = re.compile(r"^(?:\(?(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ]|[A-DĐ])[.)]|\d+\s*[/–-]|[-–+•])\s*(?=\S)")
#: ``*``, ``(*)``, ``(1)``, ``[1]``, a raised digit, ``Huế1)``.
_NOTE = re.compile(r"\s*(?:\*+|\(\*+\)|[(\[]\d{1,2}[)\]]|[¹²³⁰⁴-⁹⁽⁾]+|(?<=[^\W\d_])\d{1,2}\))$")
#: An open syllable in oa, oe, uy with the mark on its second vowel: ``Hoà``, ``Thuỷ``, but not ``Quý``.
_LATE_TONE = re.compile(r"(?:(?<![qQ])[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\w)")
_WORD = re.compile(r"[^\W_]+")


def tones_placed(text: str) -> str:
    """Return *text* with the tone marks of open syllables on the first vowel, as the project's data have them.

    Examples
    --------
    >>> tones_placed("Hoà Thuỷ"), tones_placed("KHOẺ"), tones_placed("Hoàn, Quý, Khoái")
    ('Hòa Thủy', 'KHỎE', 'Hoàn, Quý, Khoái')
    """
    return text if text.isascii() else _LATE_TONE.sub(_earlier, text)


def _earlier(match: re.Match[str]) -> str:
    second = unicodedata.normalize("NFD", match[0][1])
    return unicodedata.normalize("NFC", match[0][0] + second[1]) + second[0]


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return a name in NFC without the numbering before it and the mark for a note behind it.

    Examples
    --------
    >>> bare("3. Hà Nội*"), bare("Huế (1)"), bare("Quận 1"), bare("P. Hoà An")
    ('Hà Nội', 'Huế', 'Quận 1', 'P. Hòa An')
    """
    text = clean(text)
    if text.isalpha():
        return tones_placed(text)
    return tones_placed(_NOTE.sub("", _NUMBERING.sub("", text)))


def slug(name: str) -> str:
    """Return a name as it stands in an id: ``Sở Nội vụ`` → ``so-noi-vu``."""
    return key(name).replace(" ", "-")


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Return the form in which abbreviations are compared: ``Sở KH&ĐT``, ``Sở KH và ĐT`` → ``sokhdt``."""
    return "".join(word for word in key(text).split() if word != "va")


def declared_spellings(name: str, column: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield each row of a declared table with its canonical name in a *column*, then with each alias."""
    for row in declared(name):
        for spelling in (row[column], *filter(None, row["aliases"].split(";"))):
            yield row, spelling


def longest_spelling(text: str, start: int, known: Collection[str], most: int) -> tuple[str, int] | None:
    """Return the longest squeezed spelling that is *known* of the words from a place on, and where it ends."""
    squashed, longest = "", None
    for word in islice(_WORD.finditer(text, start), most):
        squashed += squeezed(word[0])
        if squashed in known:
            longest = squashed, word.end()
    return longest


@lru_cache(maxsize=16384)
def is_generic(text: str) -> bool:
    """Tell whether a text has only words that stand for kinds of units, and names none.

    Examples
    --------
    >>> is_generic("Tỉnh, thành phố"), is_generic("Sở, ban, ngành"), is_generic("Thành phố Huế")
    (True, True, False)
    """
    words = _WORD.findall(tones_placed(clean(text)).lower())
    known = _generic_words(text.isascii())
    return all(word in known or word.isdigit() for word in words)


@cache
def _generic_words(plain: bool) -> frozenset[str]:
    words = (row["word"] for row in declared("generic_words.csv"))
    return frozenset(without_accents(w) if plain else w for w in words)
