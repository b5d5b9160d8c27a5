"""A unit named in a text: first the word for its kind, then its name, and where the name ends.

``kinds.csv`` declares the words, ``departments.csv`` the usual departments with their abbreviations,
``no_units.csv`` what only begins like one, ``letterhead.toml`` the words that a name ends before.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from cchc_analysis.declarations import declaration
from cchc_analysis.units.names import is_unit
from cchc_analysis.units.spelling import declared_spellings, is_generic, longest_spelling, squeezed
from cchc_analysis.units.times import declared
from cchc_analysis.vietnamese import key, without_accents

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\s,;:()\[\]/|\"“”…*¹²³⁰⁴-⁹]+")
_HARD = re.compile(r"\s*[;:()\[\]|\"“”…*]")
_BREAK = re.compile(r"\s*(?:$|[,;:()\[\]/|\"“”…*]|[-–—](?:\s|$))|\s+[-–—]")
#: The most words that the name of a commune or district has, and the most syllables one of a department.
_LONGEST, _LONGEST_DEPARTMENT = 5, 15
#: A number that is part of a name, and no year.
_NUMBER = re.compile(r"(?!(?:19|20)\d\d)\d{1,4}")
_VOWELS = re.compile(r"[aeiouy]+")


class Named(NamedTuple):
    """A unit named in a text: its name, its kind, how low it stands (1 lowest), and where its name ends."""

    name: str
    unit_type: str
    rank: int
    end: int


def surroundings() -> dict[str, Any]:
    """Return what surrounds the names of units, as ``letterhead.toml`` declares it."""
    return declaration("units", "data/letterhead.toml")


@cache
def kinds() -> list[dict[str, str]]:
    """Return the rows of ``kinds.csv``."""
    return declared("kinds.csv")


@cache
def kind_words(plain: bool) -> str:
    """Return the pattern of the words for a kind of unit, a named group a row of ``kinds.csv``.

    Without accents (*plain*) ``so`` and ``bao`` are words of many meanings: of departments the words that
    have no accents are left.
    """
    groups = []
    for i, row in enumerate(kinds()):
        spelt = row["words"]
        if plain and row["unit_type"] == "department":
            spelt = "|".join(word for word in spelt.split("|") if row["name"] == "common" and word.isascii())
        pattern = "|".join(filter(None, [spelt and f"(?i:{spelt})(?!\\w)", row["short"]]))
        if pattern:
            groups.append(f"(?P<k{i}>{without_accents(pattern) if plain else pattern})")
    return rf"(?<!\w)(?:{'|'.join(groups)})"


@cache
def kind_pattern(plain: bool) -> re.Pattern[str]:
    """Return :func:`kind_words`, compiled."""
    return re.compile(kind_words(plain))


def named_at(text: str, start: int = 0) -> Named | None:
    """Return the unit whose name begins at a place in a text (NFC, tone marks placed), its kind first.

    Examples
    --------
    >>> named_at("phường Hòa An, tỉnh Cao Bằng").name, named_at("SỞ KH&ĐT TỈNH HÒA BÌNH").name
    ('Phường Hòa An', 'Sở Kế hoạch và Đầu tư')
    >>> named_at("xã hội số"), named_at("BAN HÀNH KẾ HOẠCH")
    (None, None)
    """
    department = _declared_at(text, start)
    if department is not None:
        return None if is_no_unit(text[start:]) else department
    plain = text.isascii()
    match = kind_pattern(plain).match(text, start)
    if match is None or is_no_unit(text[start:]):
        return None
    row = row_of(match)
    if row["name"] == "whole":
        return _named(row, match[0].capitalize(), match.end())
    begin = len(text) - len(text[match.end() :].lstrip())
    if begin == match.end() and not match[0].endswith("."):
        return None
    name, end = (proper_name if row["name"] == "proper" else _common)(text, begin)
    if not name or (match[0][1:] == "." and _is_something_else(match[0], name, text[begin:])):
        return None
    return _named(row, f"{row['called'] or match[0].capitalize()} {name}", end)


def _is_something_else(letter: str, name: str, rest: str) -> bool:
    """Tell whether one letter shortens no kind: ``X. Sở Nội vụ`` is the tenth, ``P. Lý`` is Phủ Lý."""
    tenth = letter == "X." and (rest.isupper() or named_at(rest) is not None)
    return tenth or (" " not in name and not name.isdigit())


def row_of(match: re.Match[str]) -> dict[str, str]:
    """Return the row of ``kinds.csv`` whose words were met."""
    return kinds()[int(str(match.lastgroup)[1:])]


def _named(row: dict[str, str], name: str, end: int) -> Named:
    return Named(name, row["unit_type"], int(row["rank"]), end)


def proper_name(text: str, begin: int) -> tuple[str, int]:
    """Return the capitalised words that begin at a place: the name of a commune or district, and its end."""
    for name in surroundings()["name"]["dashed"]:
        if key(text[begin : begin + len(name)]) == key(name):
            return name, begin + len(name)
    words: list[str] = []
    ends, at = ends_before("ends", text.isascii()), begin
    in_capitals = ends_before("ends_in_capitals", text.isascii())
    while len(words) <= _LONGEST and (token := _TOKEN.match(text, at)) and not ends.match(text, at):
        word = token[0].rstrip(".-–")
        stop = in_capitals.match(text, at) if words and word.isupper() and words[0].isupper() else None
        # One syllable is hardly a name: ``PHƯỜNG TAM KỲ``, but ``XÃ ĐỨC CÔNG BỐ KẾT QUẢ``.
        if stop and (len(words) > 1 or " " in stop[0] or not _is_syllable(words[0])):
            break
        if not (word[:1].isupper() or _NUMBER.fullmatch(word)):
            break
        words.append(word.lstrip("0") if word.isdigit() else word)
        end = token.start() + len(word)
        if word != token[0] or not text[end : end + 1].isspace():
            break
        at = end + 1
    if not 1 <= len(words) <= _LONGEST or words[0].lower() in ("", *surroundings()["name"]["never"]):
        return "", begin
    name = " ".join(words)
    if re.fullmatch(surroundings()["name"]["never_whole"], name, re.IGNORECASE):
        return "", begin
    return (name.title() if name.isupper() and len(name) > 1 else name), end


def _is_syllable(word: str) -> bool:
    return len(_VOWELS.findall(key(word))) == 1


def _are_syllables(words: list[str]) -> bool:
    """Tell whether words in capitals are words, not initials: ``KINH TẾ``, but not ``KH ĐT``."""
    return len(words) > 1 and all(map(_is_syllable, words))


def _common(text: str, begin: int) -> tuple[str, int]:
    """Return the name of a department that nobody declares, and its end: its words go on in small letters."""
    if not (text[begin : begin + 1].isupper() or text[begin : begin + 1].isdigit()):
        return "", begin
    stops = (
        ends_before("department_ends", text.isascii()).search(text, begin + 1),
        _HARD.search(text, begin),
    )
    end = min((stop.start() for stop in stops if stop), default=len(text))
    name = text[begin:end].rstrip(" ,-–.")
    if not name or is_generic(name):
        return "", begin
    kind = text[:begin].split()[-1:]
    if name.isupper() and ("".join(kind).isupper() or _are_syllables(name.split())):
        kept = surroundings()["name"]["abbreviations"]
        words = [w if w in kept else w.lower() for w in name.split()]
        name = " ".join([words[0] if words[0] in kept else words[0].capitalize(), *words[1:]])
    return name, begin + len(name)


@cache
def ends_before(which: str, plain: bool) -> re.Pattern[str]:
    """Return the pattern of what a name ends before, as ``[name]`` of ``letterhead.toml`` declares it."""
    names = surroundings()["name"]
    text, labels = "|".join(names[which]), "|".join(names["labels"])
    pattern = rf"(?<!\w)(?:(?:{text})(?!\w)|{labels})"
    return re.compile(without_accents(pattern) if plain else pattern, re.IGNORECASE)


def is_no_unit(text: str) -> bool:
    """Tell whether a text only begins like a unit: ``Xã hội số``, ``Ban hành kế hoạch``."""
    return _no_unit(text.isascii()).fullmatch(text.lower()) is not None


@cache
def _no_unit(plain: bool) -> re.Pattern[str]:
    text = "|".join(row["pattern"] for row in declared("no_units.csv"))
    return re.compile(without_accents(text) if plain else text)


@cache
def declared_departments() -> dict[str, Named]:
    """Return the declared departments by their squeezed spellings."""
    departments = {}
    for row, name in declared_spellings("departments.csv", "department"):
        match = kind_pattern(False).match(row["department"])
        rank = int(row_of(match)["rank"]) if match else 3
        departments[squeezed(name)] = named = Named(row["department"], "department", rank, 0)
        if name.startswith("Phòng "):  # ``P. Tư pháp`` is no ward
            departments[squeezed(f"P {name[6:]}")] = named
    return departments


@cache
def first_words() -> frozenset[str]:
    """Return the keys of the words that a unit's name, or its committee's, may begin with (in English, end)."""
    words = (f"{r['words']} {r['short']} {r['english']}" for r in kinds())
    spelt = " ".join([*surroundings()["name"]["committee"], *words])
    return frozenset(key(spelt).split()) | _department_starts()


@cache
def _department_starts() -> frozenset[str]:
    """Return the first words of the declared departments: what begins with another is none of them."""
    spelt = declared_spellings("departments.csv", "department")
    return frozenset({"p", *(key(name).split()[0] for _, name in spelt)})


def _declared_at(text: str, start: int) -> Named | None:
    """Return the declared department with the longest name that begins at a place and ends there."""
    first = _WORD.match(text, start)
    if first is None or key(first[0]) not in _department_starts():
        return None
    longest = longest_spelling(text, start, declared_departments(), _LONGEST_DEPARTMENT)
    if longest is None or (first[0].islower() and text[first.end() :].lstrip()[:1].islower()):
        return None
    return _ended(text, declared_departments()[longest[0]]._replace(end=longest[1]))


def _ended(text: str, named: Named) -> Named | None:
    """Return a declared department whose name ends here: Phòng Kinh tế, but not Phòng Kinh tế đối ngoại.

    Behind ``tỉnh`` stands the name of its province; one that nobody declares is kept as part of the name.
    """
    rest = text[named.end :]
    begin = len(text) - len(rest.lstrip(" "))
    if named.name.endswith((" tỉnh", " thành phố")) and text[begin : begin + 1].isupper():
        words = rest.split()
        if any(is_unit(" ".join(words[:n])) for n in range(1, 6)):
            return named
        name, end = proper_name(text, begin)
        return named._replace(name=f"{named.name} {name}", end=end) if name else named
    stop = ends_before("ends", text.isascii()).match(rest.lstrip())
    return named if _BREAK.match(rest) or stop else None
