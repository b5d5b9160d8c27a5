"""Vietnamese text as offices type it: cleaning, matching, numbers, sorting.

Everything that is read goes through :func:`clean`, everything that is compared through :func:`key`,
everything that is shown through :func:`format_number` and :func:`collation_key`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
#: The Icelandic eth is what several keyboards and converters leave instead of Đ.
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "\u200b": "", "\ufeff": "", "\u00ad": ""})
_BASE_LETTERS = _LOOK_ALIKES | str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_MARKS = re.compile("[\u0300-\u036f]+")
_COMMA_AND_POINT = str.maketrans(",.", ".,")

#: A word that is a syllable: what is none, in capitals, is an abbreviation.
_SYLLABLE = re.compile(
    r"(b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr?|v|x)?[aeiouy]{1,3}(ch?|m|ng?|nh|p|t)?"
)

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
#: Combining tone marks in dictionary order: huyền, hỏi, ngã, sắc, nặng (none comes first).
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

#: The keys of the same marks.
_TELEX_TONES = {"\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0301": "s", "\u0323": "j"}

#: What people write where there is no number.
_MISSING = frozenset(["", ".", "-", "–", "—", "x", "…", "...", "..", "kcdl", "n/a", "na", "nan", "null",
                      "không có", "#n/a", "*", "không công bố", "chưa công bố", "không xếp hạng",
                      "chưa xếp hạng", "không có số liệu", "chưa có số liệu", "không có dữ liệu",
                      "chưa có dữ liệu", "chưa có", "not published", "not available", "not ranked",
                      "no data"])  # fmt: skip

#: A line that a form leaves to fill in: ``……/10 điểm``.
_LEFT_OPEN = re.compile(r"[.…_]{2,}(?: ?/ ?[\d.,]+)?(?: ?(?:điểm|đ))?")
#: Spaces part thousands; elsewhere between digits they are a slip: ``7 9,75``.
_SLIP = re.compile(r"\d \d(?!\d\d(?!\d))")
_VIETNAMESE_NUMBER = re.compile(r"[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?")
_ENGLISH_NUMBER = re.compile(r"[+-]?([1-9]\d{0,2}(,\d{3})+|\d+)(\.\d+)?")


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    r"""Return *text* in NFC, without non-breaking, doubled or outer spaces, with Đ for Ð.

    Examples
    --------
    >>> clean("  Bắc   Kạn ")
    'Bắc Kạn'
    """
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", text.translate(_LOOK_ALIKES))
    return _SPACES.sub(" ", text).strip()


def sentence_case(text: str) -> str:
    """Return what is written in capitals throughout in small letters, but its first and its abbreviations.

    Examples
    --------
    >>> sentence_case("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CCHC CỦA UBND")
    'Công tác chỉ đạo, điều hành CCHC của UBND'
    >>> sentence_case("Cải cách thủ tục hành chính")
    'Cải cách thủ tục hành chính'
    """
    if not text.isupper():
        return text
    words = re.sub(r"\w+", lambda word: word[0].lower() if is_syllable(key(word[0])) else word[0], text)
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    r"""Return the form in which names are compared: no accents, lower case, words only.

    Examples
    --------
    >>> key("Thừa Thiên-Huế")
    'thua thien hue'
    >>> key("Gia nhập – thị trường")
    'gia nhap thi truong'
    """
    return _NOT_WORD.sub(" ", without_accents(text).lower()).strip()


def is_syllable(word: str) -> bool:
    """Tell whether a word, as :func:`key` gives it, is built as a syllable.

    Examples
    --------
    >>> is_syllable("nghieng"), is_syllable("cchc"), is_syllable("ubnd")
    (True, False, False)
    """
    return _SYLLABLE.fullmatch(word) is not None


def without_accents(text: str) -> str:
    """Return *text* with base letters only, as in unaccented tables (``Ha Noi``)."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_BASE_LETTERS)))


@lru_cache(maxsize=65536)
def typed(text: str) -> str:
    """Return a name as it is typed by Telex: lower case, words only, in letters without marks, none lost.

    Examples
    --------
    >>> typed("Đồng Tâm"), typed("Đông Tâm"), typed("Ea H'leo")
    ('ddoongf taam', 'ddoong taam', 'ea h leo')
    """
    words = re.findall(r"[^\W_]+", clean(text).lower())
    return " ".join(_typed(word) for word in words)


def _typed(word: str) -> str:
    letters, tone = "", ""
    for mark in unicodedata.normalize("NFD", word.replace("đ", "dd")):
        if mark in _TELEX_TONES:
            tone = _TELEX_TONES[mark]
        elif mark == "\u0302":  # â, ê, ô
            letters += letters[-1]
        elif mark in "\u0306\u031b":  # ă, ơ, ư
            letters += "w"
        else:
            letters += mark
    return letters + tone


def parse_number(text: str, within: tuple[float, float] | None = None) -> float | None:
    """Read a number typed as text; ``None`` where it is none or could be two numbers.

    ``12,5`` and ``1.234,5`` are Vietnamese, ``12.5`` and ``1,234.5`` English. ``1.234`` alone can be
    either one thousand or one and a bit: the scale that it stands *within* decides, or nobody. A
    percentage is a share: ``81,66%`` is 0.8166, since that is how a spreadsheet stores it.

    Examples
    --------
    >>> parse_number("12,5"), parse_number("1.234,5"), parse_number("81,66%")
    (12.5, 1234.5, 0.8166)
    >>> parse_number("1.234") is None, parse_number("1.234", within=(0.25, 2.5))
    (True, 1.234)
    """
    text = unicodedata.normalize("NFKC", clean(text)).replace("\u2212", "-")
    if _SLIP.search(text):
        return None
    text = text.replace(" ", "")
    if text.endswith("%"):
        share = parse_number(text[:-1])
        return None if share is None else round(share / 100, 12)
    if _is_ambiguous(text):
        return _decide(text, within)
    if _VIETNAMESE_NUMBER.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _ENGLISH_NUMBER.fullmatch(text):
        return float(text.replace(",", ""))
    return None


def is_missing(value: object) -> bool:
    """Tell whether a cell says that there is no number: blank, ``-``, ``x``, ``…/10``, ``KCDL``.

    Examples
    --------
    >>> is_missing("…"), is_missing("Không công bố"), is_missing("0"), is_missing(0.0)
    (True, True, False, False)
    """
    if not isinstance(value, str):
        return value is None
    text = clean(value).lower()
    return text in _MISSING or _LEFT_OPEN.fullmatch(text) is not None


def _is_ambiguous(text: str) -> bool:
    return re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", text) is not None


def _decide(text: str, within: tuple[float, float] | None) -> float | None:
    """Return the one reading of an ambiguous number that lies on the scale; None if both or none do."""
    if within is None:
        return None
    readings = {float(text.replace(",", ".")), float(text.replace(",", "").replace(".", ""))}
    inside = [r for r in readings if within[0] <= r <= within[1]]
    return inside[0] if len(inside) == 1 else None


def format_number(
    value: float | None, decimals: int = 2, lang: str = "vi", *, sign: bool = False, unit: str = ""
) -> str:
    """Write a number for readers: decimal comma in Vietnamese, a true minus, ``–`` where missing.

    Parameters
    ----------
    value : float or None
        Missing (``None`` or NaN) is written as an en dash, never as 0.
    decimals : int
        Digits after the decimal mark.
    lang : {"vi", "en"}
        ``1.234,50`` or ``1,234.50``.
    sign : bool
        Write ``+`` before a positive number, as in a change.
    unit : str
        Written after a space: ``81,66 %``.

    Examples
    --------
    >>> format_number(1234.5), format_number(-0.5, 1), format_number(81.66, unit="%")
    ('1.234,50', '−0,5', '81,66 %')
    """
    if value is None or value != value or math.isinf(value):
        return "–"
    number = round(float(value), decimals) + 0.0
    text = f"{number:{'+' if sign and number else ''},.{decimals}f}".replace("-", "\u2212")
    if lang == "vi":
        text = text.translate(_COMMA_AND_POINT)
    return f"{text} {unit}" if unit else text


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return the sort key of Vietnamese dictionary order: letters first, then tones.

    Examples
    --------
    >>> sorted(["Đắk Lắk", "Yên Bái", "Bắc Kạn", "Bạc Liêu"], key=collation_key)
    ['Bạc Liêu', 'Bắc Kạn', 'Đắk Lắk', 'Yên Bái']
    """
    ranks, tones = [], []
    for letter in clean(text).lower():
        base, tone = _split_tone(letter)
        ranks.append(_LETTER_RANK.get(base, ord(base) - 1000 if ord(base) < 97 else ord(base)))
        tones.append(tone)
    return tuple(ranks), tuple(tones), text


@lru_cache(maxsize=1024)
def _split_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[m] for m in marks if m in _TONES), 0)
    base = unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONES))
    return base[0], tone
