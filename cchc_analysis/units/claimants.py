"""Which bodies the lines above a table name, and how much each claims to be the unit that the sheet is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cchc_analysis.units.kinds import (
    ends_before,
    is_no_unit,
    kind_pattern,
    kind_words,
    named_at,
    row_of,
    surroundings,
)
from cchc_analysis.units.local import without_committee
from cchc_analysis.units.mentions import PROVINCE, Mention, line_of, province_beside, province_named
from cchc_analysis.units.slips import as_meant, is_broken, is_like_a_name
from cchc_analysis.units.spelling import bare, is_generic, tones_placed
from cchc_analysis.vietnamese import clean, key, without_accents

#: How much a line claims that a body is the unit: it only places it, heads the letter, names it, or says so.
PLACES, HEADS, TITLES, SAYS = range(4)
#: The lines of a cell; a wide gap parts them too where another label stands behind it.
_LINES = re.compile(r"[\r\n]+|(?<=\S)(?:\t|[ \xa0]{3,})(?=[^\W\d_][^:;,.\r\n]{0,40}:)")
#: So much stands between an office and the commune that it is of: ``Phòng Kinh tế, UBND xã Hòa An``.
_BETWEEN = len(", UBND ")
#: Of which unit the party's committee is: ``Tỉnh ủy Cao Bằng``.
_PARTY = re.compile(r"(?<!\w)(tỉnh|huyện|quận) ủy(?= (?!ban))", re.I)
_AROUND = " (.…_-–)\"“”'"


@dataclass(frozen=True, slots=True)
class Claim:
    """A body that a line names, with the strength of its claim to be the unit."""

    mention: Mention
    line: int
    strength: int


def lines_of(cells: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of all cells with the cell's place; one that ends with a colon, or in a name, goes on."""
    before = ""
    for at, cell in enumerate(cells):
        texts = [_PARTY.sub(r"\1", tones_placed(clean(text))) for text in _LINES.split(cell)]
        for text, following in zip(texts, [*texts[1:], ""], strict=True):
            line = f"{before} {text}".strip()
            before = line if line.endswith(":") or (following and is_broken(line, following)) else ""
            if line and not before and not pattern_of("nobody").match(line):
                yield at, as_meant(line)


@cache
def pattern_of(which: str) -> re.Pattern[str]:
    """Return the declared pattern of what a line may say of a body."""
    texts = surroundings()["line"][which]
    text = texts if isinstance(texts, str) else "|".join(texts)
    return re.compile(rf"(?<!\w)(?:{text}|{without_accents(text)})", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    """Return the pattern of what stands before a colon and tells of whom the rest is."""
    words = surroundings()["label"]
    kind = re.sub(r"\(\?P<k\d+>", "(?:", kind_words(False))
    text = (
        rf"(?<!\w)(?:(?i:tên)\s+)?(?:(?P<unit>(?i:{words['unit']})(?!\w)[^:;.]{{0,60}}?)"
        rf"|(?P<kind>(?:(?i:UBND)\s+)?(?:{kind}|(?i:tỉnh)(?!\w)))"
        rf"|(?P<bare>(?i:{words['bare']})))\s*:\s*"
    )
    return re.compile(text)


def is_label(text: str) -> bool:
    """Tell whether a text is but the label of a unit's name, be it without a colon.

    Examples
    --------
    >>> is_label("Tên đơn vị"), is_label("UBND xã:"), is_label("Đơn vị tính"), is_label("Đơn vị: Xã Ví Dụ")
    (True, True, False, False)
    """
    label = _label().fullmatch(f"{tones_placed(clean(text)).rstrip(': ')}: ")
    return label is not None and _is_ours(label)


def labelled(texts: Sequence[str]) -> list[str]:
    """Return the lines of a form whose labels and names stand in cells of their own; none where it is none.

    Examples
    --------
    >>> labelled(["Đơn vị:", "Xã Minh Tân", "Tỉnh", "Cao Bằng"]), labelled(["Đơn vị", "Điểm", "Tỉnh", "Hạng"])
    (['Đơn vị: Xã Minh Tân', 'Tỉnh: Cao Bằng'], [])
    """
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    if len(texts) % 2 or not all(is_label(label) and not is_label(name) for label, name in pairs):
        return []
    named = any(label.endswith(":") or named_at(name) or province_named(name) for label, name in pairs)
    return [f"{label.rstrip(': ')}: {name}" for label, name in pairs] if named else []


def parts_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a line with what each may claim: what follows a label, the title, a decision."""
    dated = pattern_of("dated").fullmatch(text)
    if dated:
        yield dated[1] or dated[2], PLACES
        return
    decision = pattern_of("places_only").search(text)
    if decision:
        yield text[decision.start() :], PLACES
        text = text[: decision.start()]
    labels = list(_label().finditer(text))
    ends = [*(label.start() for label in labels), len(text)]
    if text[: ends[0]].strip(_AROUND):
        yield text[: ends[0]].strip(_AROUND), TITLES
    for label, end in zip(labels, ends[1:], strict=True):
        value = text[label.end() : end].strip(_AROUND)
        if value:
            yield _with_kind(label, value), SAYS if _is_ours(label) else PLACES


def _is_ours(label: re.Match[str]) -> bool:
    """Tell whether a label means the unit itself: not ``Đơn vị tính:``, not ``Cơ quan thẩm định:``."""
    if label["unit"] is None:
        return True
    words = re.sub(rf"\b{surroundings()['label']['judged']}\b", " ", key(label["unit"])).split()
    between = surroundings()["label"]["between"].split()
    spelt = re.findall(r"\w+", label["unit"].lower())
    strange = {
        key(word) for word in spelt if not word.isascii() and word not in between
    }  # *tính* is not *tỉnh*
    return {key(word) for word in between}.issuperset(words) and strange.isdisjoint(words)


def _with_kind(label: re.Match[str], value: str) -> str:
    """Return a value with the kind that its label tells: ``Xã: Long Thành`` is ``Xã Long Thành``."""
    if label["kind"] is None or named_at(without_committee(value)) is not None:
        return value
    return f"{without_committee(label['kind'])} {value}"


def claims_of(text: str, at: int, strength: int, year: int) -> list[Claim]:
    """Return the bodies that a part of a line names, each with its claim."""
    line = line_of(text, year)
    mentions = [*line.mentions] or _alone(text, strength, year)
    if strength == SAYS:
        leads = bool(mentions) and _leads(text, mentions[0])
        written = [] if leads else _as_written(text)
        mentions = [*written, *mentions]
        rest = (
            mentions[1:] if leads or written else mentions
        )  # ``minh tân, tỉnh Cao Bằng`` is not the province
    else:
        if strength == TITLES and mentions and is_head(text, mentions):
            strength = HEADS
        rest = [m for m in mentions if line.listed is not None and m.start >= line.listed]
        if mentions and not (line.many or line.levels) and _is_of_another(text[: mentions[0].start]):
            rest = mentions
    rest = [*rest, *(m for m in mentions if strength == TITLES and _is_agent(text, m))]
    beside = [p for m in mentions if (p := province_beside(text, m.end, year))]
    claims = [Claim(m, at, PLACES if m in rest else strength) for m in mentions]
    return claims + [Claim(p, at, PLACES) for p in beside]


def offices_of_communes(claims: list[Claim]) -> list[Claim]:
    """Put an office below the commune that it is of: named in a title, or right before the commune.

    Where both only head the letter, the sheet may be of either: of one rank with the commune, it is asked.
    """
    communes = [c for c in claims if c.mention.unit_type == "commune"]
    heads = {c.line for c in communes if c.strength == HEADS}
    ranked = []
    for place, claim in enumerate(claims):
        office, rank = claim.mention, claim.mention.rank
        if communes and claim.strength in (TITLES, HEADS) and pattern_of("of_communes").match(office.name):
            gaps = (c.mention.start - office.end for c in communes if c.line == claim.line)
            if any(0 < gap <= _BETWEEN for gap in gaps) or (heads and claim.strength == TITLES):
                rank = 0
            elif heads and any(c in communes and c.strength == HEADS for c in claims[:place]):
                rank = communes[0].mention.rank
        ranked.append(replace(claim, mention=replace(office, rank=rank)))
    return ranked


def _is_of_another(before: str) -> bool:
    """Tell whether what stands before the first body of a line is the name of another: ``UBND Minh Tân``."""
    name = without_committee(before.strip(_AROUND + ","))
    parted = before.rstrip()[-1:] in tuple(",(-–—") or name != before.strip(_AROUND + ",")
    return parted and (is_like_a_name(name) or begins_like_a_unit(name))


def begins_like_a_unit(text: str) -> bool:
    """Tell whether a text begins with a word for a kind of unit: ``sở minh tân``."""
    return kind_pattern(text.isascii()).match(text) is not None and not (is_generic(text) or is_no_unit(text))


def _alone(text: str, strength: int, year: int) -> list[Mention]:
    """Return the province that a line is the name of, with nothing else in it."""
    name = province_named(text, year)
    return [Mention(name, "province", PROVINCE, 0, len(text))] if name and strength != HEADS else []


def _as_written(text: str) -> list[Mention]:
    """Return what stands behind ``Đơn vị:`` and is no known kind of unit: an office, named as it is written."""
    end = re.search(r"\s*(?:[,;(]|\s[-–]\s|$)", text)
    name = text[: end.start()] if end else text
    if label := ends_before("labels", text.isascii()).search(name, 1):
        name = name[: label.start()].rstrip(_AROUND)
    if not name[:1].isupper() or is_generic(name):
        return []
    kind = kind_pattern(name.isascii()).match(without_committee(name))
    row = row_of(kind) if kind else {"unit_type": "department", "rank": "3"}
    return [Mention(without_committee(name), row["unit_type"], int(row["rank"]), 0, len(name))]


def _leads(text: str, mention: Mention) -> bool:
    """Tell whether a body stands first in a text, but for its number and its committee."""
    return without_committee(bare(f"{text[: mention.start]}x")) == "x"


def is_head(text: str, mentions: list[Mention]) -> bool:
    """Tell whether a line has bodies only, as a letterhead does."""
    rest = text
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]}x{rest[mention.end :]}"
    words = re.findall(r"\w+", without_committee(bare(rest)))
    return _leads(text, mentions[0]) and set(words) <= {"x", "UBND"}


def _is_agent(text: str, mention: Mention) -> bool:
    """Tell whether an office is named as who appraised: *do Phòng Nội vụ*, *Phòng Nội vụ thẩm định*."""
    before, after = pattern_of("agent_before"), pattern_of("agent_after")
    is_named = before.search(text[: mention.start]) or after.match(text[mention.end :].lstrip(" ,"))
    return mention.unit_type == "department" and is_named is not None
