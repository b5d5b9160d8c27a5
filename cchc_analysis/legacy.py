"""Text in the encodings before Unicode: TCVN3 (ABC fonts) and VNI-Windows.

Old cells live on in new sheets: ``Tæng sè`` is *Tổng số* in TCVN3, ``ÑÔN VÒ`` *ĐƠN VỊ* in VNI. Only the font
tells, and it is not read; but Vietnamese has few possible syllables, and they decide where no doubt is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import cache, lru_cache
from string import ascii_uppercase

from cchc_analysis.declarations import declaration

_DECLARED = declaration("", "legacy.toml")
#: Codes that are no Vietnamese letters, and those that are.
_STRANGE = "¡-©ª«-®µ-¹»-¾ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïñöøûüþ÷"
_FAMILIAR = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
#: Ordinary text has none of these signs. The looking behind comes second because a search for one class of
#: characters is many times faster than one for a choice of patterns.
_SIGNS = re.compile(rf"""[{_STRANGE}{_FAMILIAR}](?:
    (?<=[{_STRANGE}])
    | (?<=[aAeE].) | (?<=[uUyYôÔ][ùõÙÕ]) | (?<=[oO][âùõÂÙÕ]) | (?<=[uU][oO][àáãÀÁÃ])  # VNI marks
    | (?<=[óòÓÒ])(?=[uU]|[nN][hH]) | (?<=[gG][hH][óòÓÒ])  # VNI ĩ and ị
    | (?<=[a-z][ÈÉÊÌÒÓÔÕÝ]) | (?<=[A-Z][ÈÉÊÌÒÓÔÕÝ])(?=[a-z])  # TCVN3: a small letter looks capital
    | (?<=[éèêíâì])(?=i) | (?<=[àèìòùãõÀÈÌÒÙÃÕ])(?=[cptCPT]) | (?<=[áâã])(?=a)  # no such rhymes
    )""", re.VERBOSE)  # fmt: skip
_WORD = re.compile("[A-Za-z¡-©ª«-®µ-¹»-¾À-ɏẠ-ỹ]+")
#: Symbols that stand alone mean themselves, save the words ô (« nhiÔm), Ô (¤ t«) and á (Ch©u ¸).
_SYMBOL = re.compile("[¡-£¥-ª¬-·¹-¾×÷]|µ[gm]")
#: £m, §a; m×n, N·m; footnotes: KH¹.
_NO_REASON = re.compile("[£¥§©][A-Za-z]|[A-Za-z][·×÷][A-Za-z]|[A-Z]+¹|[A-Za-z][ª·¹]")
_ABBREVIATION = re.compile("[BCDĐGHKLMNPQRSTVX]{2,}|[Đđ]")
#: Vietnamese letters of Unicode alone, composed or not, and enough texts to know a sheet's encoding by.
_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯẠ-ỹ\u0300-\u036f]")
_ENOUGH = 3
#: Only behind a vowel: the tilde of ñ is no tone.
_TONES = re.compile("(?<=[aeiouy\u0302\u0306\u031b])[\u0300\u0301\u0303\u0309\u0323]")


def has_signs(text: str) -> bool:
    """Tell quickly whether a text, of any length, can hold something for :func:`decode`."""
    return _SIGNS.search(text) is not None


def decode(text: str) -> tuple[str, str]:
    """Return the text in Unicode, and the encoding that it was in.

    Decoded is what has an impossible syllable, where one encoding alone makes every word possible.

    Returns
    -------
    text, encoding : str
        ``TCVN3`` or ``VNI``; ``""`` for neither; ``"?"`` for what looks like one, but not for certain.

    Examples
    --------
    >>> decode("Tæng sè"), decode("ÑÔN VÒ"), decode("Tổng số")
    (('Tổng số', 'TCVN3'), ('ĐƠN VỊ', 'VNI'), ('Tổng số', ''))
    """
    if not has_signs(text):
        return text, ""
    whole = unicodedata.normalize("NFC", text)
    words = {w for w in _WORD.findall(whole) if not w.isascii() and not _SYMBOL.fullmatch(w)}
    odd = {w for w in words if len(w) > 1 and not _NO_REASON.fullmatch(w) and not _is_meant(w)}
    # In TCVN3 the font of the cell makes the capitals, whatever the codes are.
    fit = {"TCVN3": {w for w in words if _is_syllable(_reading(w, "TCVN3"))}}
    fit["VNI"] = {w for w in words if _is_meant(_reading(w, "VNI"))}
    if not any(_reading(w, e) != w for e in fit for w in odd & fit[e]):
        return text, ""
    certain = [e for e in fit if fit[e] == words]
    return (_decoded(whole, certain[0]), certain[0]) if len(certain) == 1 else (text, "?")


def decode_as(text: str, encoding: str) -> str:
    """Return the text read in the encoding that its sheet is known to be in, unchanged where it cannot be.

    Where nothing in the text itself looks like it, every word must become a possible syllable.

    Examples
    --------
    >>> decode_as("Toát", "VNI"), decode_as("Sè TT", "TCVN3"), decode_as("Café", "TCVN3")
    ('Tốt', 'Số TT', 'Café')
    """
    whole = unicodedata.normalize("NFC", text)
    if encoding == "TCVN3" and re.fullmatch(r"[®§][.)\s]*", whole):  # a code: ®) is đ)
        return _codes(encoding)[1].sub(lambda m: _codes(encoding)[0][m[0]], whole)
    words = [w for w in _WORD.findall(whole) if not w.isascii() and not _SYMBOL.fullmatch(w)]
    read = [_reading(w, encoding) for w in words]
    if decode(text)[1]:
        known = all(read)
    else:  # M· is Mã among TCVN3, while KH¹ keeps its footnote
        plain = [w for w in words if not w.endswith("·")]
        known = all(map(_is_syllable, read)) and not any(map(_NO_REASON.fullmatch, plain))
    return _decoded(whole, encoding) if known else text


def only_encoding(texts: Collection[str]) -> str:
    """Return the one encoding that texts of a sheet are certainly in; empty where nothing shows it.

    Letters that neither encoding has (``ă``, ``ạ`` … of Unicode) show that the sheet is not.
    """
    if any(_UNICODE.search(text) for text in texts):
        return ""
    counts = Counter(encoding for text in texts if (encoding := decode(text)[1]))
    known = [e for e in counts if e != "?"]
    return known[0] if len(known) == 1 and counts[known[0]] >= _ENOUGH else ""


def _decoded(text: str, encoding: str) -> str:
    # A capital font shows capitals whatever was typed: TæNG Sè is TỔNG SỐ; but Sè TT is Số TT.
    coded = [re.sub("[^A-Z]", "", w) for w in _WORD.findall(text) if not w.isascii()]
    capitals = not re.search("[a-z]", text) and any(len(letters) > 1 for letters in coded)
    text = _WORD.sub(lambda m: m[0] if _SYMBOL.fullmatch(m[0]) else _reading(m[0], encoding), text)
    return text.upper() if capitals else text


@lru_cache(maxsize=4096)
def _reading(word: str, encoding: str) -> str:
    """Return the word read in the encoding, ``""`` where a letter is none of its codes."""
    letters, codes = _codes(encoding)
    return codes.sub(lambda m: letters[m[0]], word) if codes.sub("", word).isascii() else ""


@cache
def _codes(encoding: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the letters by their codes, and the pattern of the codes, the longest first."""
    letters = {item[:-1]: item[-1] for item in _DECLARED[encoding]["letters"].split()}
    if encoding == "VNI":
        letters |= {c: v.upper() for k, v in letters.items() for c in (k.capitalize(), k.upper())}
    return letters, re.compile("|".join(sorted(letters, key=len, reverse=True)))


def _is_meant(word: str) -> bool:
    """Tell whether a word can stand as it is: a syllable, no accented capital among small letters."""
    cased = word.isupper() or word[1:].islower() or word.lstrip(ascii_uppercase).islower()
    # Ð is what some keyboards leave instead of Đ: Ðo is Đo, not TCVN3 for éo.
    return cased and _is_syllable(word.replace("Ð", "Đ"))


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    """Tell whether the word is a possible Vietnamese syllable, or an abbreviation (HĐND)."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones, bare = _TONES.findall(letters), unicodedata.normalize("NFC", _TONES.sub("", letters))
    # Syllables that end in a stop are sắc or nặng; those in k (Đăk Lăk) may have no tone.
    stopped = bare.endswith(("c", "ch", "p", "t"))
    possible = tones in (["\u0301"], ["\u0323"]) if stopped else len(tones) < 2
    parts = _syllable().fullmatch(bare) if possible else None
    # No tone is on the glide behind a vowel (nghèo, not ngheò), save in uỳ.
    glide = parts and letters[-1] in tones and bare[-1] in "iouy" and parts[1] not in (bare[-1], "uy")
    return bool((parts and not glide) or _ABBREVIATION.fullmatch(word))


@cache
def _syllable() -> re.Pattern[str]:
    initials, rhymes = ("|".join(part.split()) for part in _DECLARED["syllable"].values())
    return re.compile(f"(?:{initials})?({rhymes})")
