"""Whom a line of text names in passing: titles, letterheads, the names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from cchc_analysis.units.kinds import kind_pattern, kind_words, named_at, proper_name, row_of, surroundings
from cchc_analysis.units.ministries import ministry_at
from cchc_analysis.units.names import identify, is_unit
from cchc_analysis.units.spelling import tones_placed
from cchc_analysis.units.times import all_boundaries, lookup_years, valid_units
from cchc_analysis.vietnamese import clean, key, without_accents

#: How high they stand, above the ranks of ``kinds.csv``.
PROVINCE, MINISTRY = 5, 6
#: The most words that the name of a province has, its dash counted.
_LONGEST = 5
_GROUP = re.compile(r"\(\?P<k\d+>")
_WORD = re.compile(r"(?<!\w)(?=\w)")
_UNTIL = re.compile(r"[^,;:()\[\]/|\"“”…]*")
_AND = re.compile(r"\s*(?:[,;/&–-]|(?i:và|với|va|voi)(?!\w))\s*(?=\w)")
_COMPARED = re.compile(r"\bso sanh (?!voi\b)")
_JOINING = " ,;/&–-"
_BESIDE = re.compile(r"\s*[,(–-]\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body that a text names: canonical name, kind, rank (1 lowest), and where in the text it stands."""

    name: str
    unit_type: str
    rank: int
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """What a line names: bodies in their order, kinds of which many are meant, kinds named as a level.

    ``listed`` is where the first list of many ends: what follows it places them.
    """

    mentions: list[Mention] = field(default_factory=list)
    many: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)
    listed: int | None = None


@cache
def _kind(plain: bool) -> re.Pattern[str]:
    """Return the pattern of any word for a kind of unit, those that begin no name too."""
    text = rf"(?:{_GROUP.sub('(?:', kind_words(False))}|(?<!\w)(?i:{surroundings()['line']['kinds']})(?!\w))"
    return re.compile(without_accents(text) if plain else text)


@cache
def _lists(plain: bool) -> re.Pattern[str]:
    """Return the pattern of kinds without a name: ``các xã``, ``cấp huyện``, ``sở, ban, ngành``."""
    line, kind = surroundings()["line"], _kind(False).pattern
    more = rf"(?:\s*(?:[,/&–-]|(?i:và|hoặc)(?!\w))\s*{kind})"
    before = rf"(?<!\w)(?i:(?P<many>{line['many']})|(?P<level>{line['level']}))\s+"
    text = rf"{before}{kind}{more}*|{kind}{more}+"
    return re.compile(without_accents(text) if plain else text)


@cache
def _provinces(plain: bool) -> re.Pattern[str]:
    text = r"(?:(?P<city>(?i:thành phố|TP)(?!\w)\.?)|(?i:tỉnh)(?!\w)|T\.)\s*(?=\w)"
    return re.compile(without_accents(text) if plain else text)


@lru_cache(maxsize=4096)
def line_of(text: str, year: int) -> Line:
    """Return whom a line (NFC, tone marks placed) names, with the boundaries of a year.

    Examples
    --------
    >>> [m.name for m in line_of("của Sở Tư pháp tỉnh Hòa Bình năm 2024", 2024).mentions]
    ['Sở Tư pháp', 'Hòa Bình']
    >>> line = line_of("các xã, phường tỉnh Đồng Nai", 2025)
    >>> line.many, [m.name for m in line.mentions]
    ({'commune'}, ['Đồng Nai'])
    """
    line, at = Line(), 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < at:
            continue
        listed = _lists(text.isascii()).match(text, start)
        end = _end_of_list(text, listed, year) if listed else start
        if listed and end > start:
            at = end
            _note_kinds(line, text[start:end], listed["level"] is not None, end)
            continue
        mention = _mention_at(text, start, year)
        if mention is not None:
            line.mentions.append(mention)
            at = _resume(text, mention)
            if mention.unit_type == "province":
                line.mentions += _provinces_beside(text, mention.end, year)
    if not line.mentions and _COMPARED.search(key(text)):
        line.mentions += _provinces_compared(text, year)
    return line


@lru_cache(maxsize=4096)
def without_units(text: str) -> str:
    """Return a text without the names of units in it: *Xã Minh Tâm, tỉnh …* is nothing provisional.

    Examples
    --------
    >>> without_units("Đơn vị: Xã Minh Tâm, tỉnh Cao Bằng"), without_units("Sở Tư pháp thẩm định")
    ('Đơn vị: ,', 'thẩm định')
    """
    text = tones_placed(clean(text))
    mentions = line_of(text, all_boundaries()[-1].first_year).mentions
    for mention in sorted(mentions, key=lambda m: -m.start):
        if any(mention.start < other.start < mention.end for other in mentions):
            continue  # ``Sở tỉnh Đồng Nai`` names one of many, of which it is the province's name
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return clean(text)


def _provinces_compared(text: str, year: int) -> list[Mention]:
    """Return the provinces that a title compares by their bare names: ``So sánh Bắc Kạn và Thái Nguyên``."""
    firsts = (_bare_province(text, word.start(), year) for word in _WORD.finditer(text))
    listed = ([first, *_provinces_beside(text, first.end, year)] for first in firsts if first)
    return next((several for several in listed if len(several) > 1), [])


def _provinces_beside(text: str, end: int, year: int) -> Iterator[Mention]:
    """Yield the provinces that follow another without the word for it: ``tỉnh Bắc Kạn và Thái Nguyên``."""
    while joined := _AND.match(text, len(text[:end].rstrip(_JOINING))):
        mention = _bare_province(text, joined.end(), year)
        if mention is None:
            return
        yield mention
        end = mention.end


def _end_of_list(text: str, listed: re.Match[str], year: int) -> int:
    """Return where a list of kinds ends: before its last one if that has a name, ``cấp xã, tỉnh Đồng Nai``."""
    starts = [m.start() for m in _kind(text.isascii()).finditer(text, listed.start(), listed.end())]
    if _mention_at(text, starts[-1], year) is None:
        return listed.end()
    enough = len(starts) > (1 if listed["many"] or listed["level"] else 2)
    return starts[-1] if enough else listed.start()


def _note_kinds(line: Line, words: str, level: bool, end: int) -> None:
    kinds = {row_of(m)["unit_type"] for m in kind_pattern(words.isascii()).finditer(words)}
    if re.search(r"\b(?:tinh|thanh pho)\b", key(words)):
        kinds.add("province")
    if not kinds or re.search(r"\b(?:nganh|co quan)\b", key(words)):
        kinds.add("department")
    if level:
        line.levels |= kinds
    else:
        line.many |= kinds
        line.listed = end if line.listed is None else line.listed


def _resume(text: str, mention: Mention) -> int:
    """Return where to read on: ``Văn phòng UBND tỉnh Hòa Bình`` names the province with its last word."""
    last = re.search(
        r"(?i:\btỉnh|\bthành phố|\btinh|\bthanh pho)(?: .*)?$", text[mention.start : mention.end]
    )
    return mention.start + last.start() if last and last.start() else mention.end


def _mention_at(text: str, start: int, year: int) -> Mention | None:
    ministry = ministry_at(text, start)
    if ministry is not None:
        return Mention(ministry[0], "ministry", MINISTRY, start, ministry[1])
    province = _province_at(text, start, year)
    if province is not None:
        return Mention(province[0], "province", PROVINCE, start, province[1])
    named = named_at(text, start)
    return named and Mention(named.name, named.unit_type, named.rank, start, named.end)


def _province_at(text: str, start: int, year: int) -> tuple[str, int] | None:
    """Return the province that is named at a place with the word for it; an undeclared one after ``tỉnh``."""
    match = _provinces(text.isascii()).match(text, start)
    if match is None:
        return None
    until = _UNTIL.match(text, match.end())
    words = [w.span() for w in re.finditer(r"\S+", until[0])] if until else []
    for _, end in reversed(words[:_LONGEST]):
        name = text[match.end() : match.end() + end]
        province = _city(name, year) if match["city"] else province_named(name, year)
        if province:
            return province, match.end() + end
    if match["city"] or match[0].startswith("T."):
        return None
    name, end = proper_name(text, match.end())
    return (name, end) if name else None


def province_beside(text: str, end: int, year: int) -> Mention | None:
    """Return the province that follows a body's name without the word for it: ``Phường Hòa An, Cao Bằng``."""
    after = _BESIDE.match(text, end)
    return _bare_province(text, after.end(), year) if after else None


def _bare_province(text: str, start: int, year: int) -> Mention | None:
    """Return the province whose name begins at a place, without the word for it."""
    until = _UNTIL.match(text, start)
    words = list(re.finditer(r"\S+", until[0]))[:_LONGEST] if until else []
    for word in reversed(words):
        end = start + word.end()
        if name := province_named(text[start:end].rstrip(_JOINING), year):
            return Mention(name, "province", PROVINCE, start, end)
    return None


def province_named(name: str, year: int | None = None) -> str:
    """Return the canonical name of the province that *name* alone is, of that year or else of any."""
    if not is_unit(name):
        return ""
    matches = (identify(name, y) for y in lookup_years(year))
    return next((m.unit.unit for m in matches if m.unit is not None), "")


def _city(name: str, year: int) -> str:
    """Return the city that is no part of a province in that year; Huế is one of a province until 2025."""
    unit = valid_units(year).get(key(f"Thành phố {name}"))
    return unit.unit if unit else ""
