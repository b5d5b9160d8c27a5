"""Whose sheet it is: what the lines above a table say of the unit, and of who is above it.

``Đơn vị: Phường Minh Họa, tỉnh Đồng Nai``, ``UBND TỈNH HÒA BÌNH`` over ``SỞ NỘI VỤ``, ``… CỦA UBND PHƯỜNG HÒA
AN NĂM 2024``: what stands behind ``Đơn vị:`` counts most, then a title, then a letterhead; the lowest body is
the unit and those above place it. Two of one rank are nobody: the reader asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from cchc_analysis.units.kinds import ends_before, kind_pattern, kind_words, named_at, row_of, surroundings
from cchc_analysis.units.local import without_committee
from cchc_analysis.units.mentions import PROVINCE, Mention, line_of, province_beside, province_named
from cchc_analysis.units.spelling import bare, is_generic, tones_placed
from cchc_analysis.units.times import all_boundaries
from cchc_analysis.vietnamese import clean, key, without_accents

#: How much a line claims that a body is the unit: it only places it, heads the letter, names it, or says so.
_PLACES, _HEADS, _TITLES, _SAYS = range(4)
#: The lines of a cell; a wide gap parts them too where another label stands behind it.
_LINES = re.compile(r"[\r\n]+|(?<=\S)(?:\t|[ \xa0]{3,})(?=[^\W\d_][^:;,.\r\n]{0,40}:)")
_AROUND = " (.…_-–)"
#: So much stands between an office and the commune that it is of: ``Phòng Kinh tế, UBND xã Hòa An``.
_BETWEEN = len(", UBND ")
_CITY = re.compile(r"(?:Thành phố|Thị xã) (.+)")


@dataclass(frozen=True, slots=True)
class Whose:
    """The unit that the lines above a table are about, and where it is.

    Attributes
    ----------
    name, unit_type : str
        Canonical name and kind; empty where nobody is named, or several with equal claim.
    province : str
        Where it is; empty where that is not told. A province is its own.
    body : str
        The district that it is in, or of an office the district, commune or ministry; empty where none is told.
    line : int
        Which of the lines told it; −1 for none.
    rivals : tuple of str
        The units of one rank that are named with equal claim.
    """

    name: str = ""
    unit_type: str = ""
    province: str = ""
    body: str = ""
    line: int = -1
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """A body that a line names, with the strength of its claim to be the unit."""

    mention: Mention
    line: int
    strength: int


def whose(lines: Iterable[str], year: int | None = None) -> Whose:
    """Return whose sheet it is, by the lines above its table.

    Parameters
    ----------
    lines : iterable of str
        The cells above the table, top to bottom; a cell may hold several lines.
    year : int, optional
        The year assessed, for its boundaries; the latest declared unless given.

    Returns
    -------
    Whose

    Examples
    --------
    >>> whose(["UBND TỈNH CAO BẰNG", "UBND PHƯỜNG HOÀ AN", "BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2025"])
    Whose(name='Phường Hòa An', unit_type='commune', province='Cao Bằng', body='', line=1, rivals=())
    >>> whose(["UBND TỈNH CAO BẰNG", "UBND XÃ ………"]).name, whose(["SỞ NỘI VỤ", "Tên đơn vị:"]).name
    ('', '')
    >>> whose(["KẾT QUẢ CCHC CỦA CÁC SỞ, BAN, NGÀNH TỈNH HÒA BÌNH NĂM 2024"], 2024).province
    'Hòa Bình'
    """
    return _whose(tuple(lines), all_boundaries()[-1].first_year if year is None else year)


@lru_cache(maxsize=1024)  # the same titles are asked for the unit, its place, and whether others contradict
def _whose(lines: tuple[str, ...], year: int) -> Whose:
    parts = [(at, *part) for at, text in _lines(lines) for part in _parts(text)]
    named = [line_of(text, year) for _, text, strength in parts if strength in (_TITLES, _HEADS)]
    many = set().union(*(line.many for line in named))
    levels = set().union(*(line.levels for line in named))
    claims = [claim for at, text, strength in parts for claim in _claims(text, at, strength, year)]
    blank = next((at for at, text in enumerate(lines) if _pattern("open").search(tones_placed(text))), None)
    if blank is None and lines and lines[-1].endswith(":") and is_label(lines[-1]):
        blank = len(lines) - 1
    above = _appraisers([text for _, text, strength in parts if strength == _TITLES], claims)
    claims = _offices_of_communes(claims)
    weakened = (_weakened(c, many, levels, blank, above) for c in claims if c.strength != _SAYS)
    claims = [*(c for c in claims if c.strength == _SAYS), *weakened]
    unit = _settled(claims)
    below = _body_below([text for _, text, strength in parts if strength == _TITLES], year)
    is_head = unit.name and all(c.strength in (_PLACES, _HEADS) for c in claims)
    return (
        replace(unit, name="", unit_type="", line=-1, rivals=(unit.name, below))
        if is_head and below
        else unit
    )


def kinds_meant(lines: Iterable[str], year: int) -> set[str]:
    """Return the kinds of units that titles say a table is of: ``các xã, phường``, ``cấp huyện``.

    Examples
    --------
    >>> kinds_meant(["KẾT QUẢ CHỈ SỐ CCHC CỦA CÁC XÃ, PHƯỜNG TỈNH CAO BẰNG NĂM 2025"], 2025)
    {'commune'}
    """
    named = [line_of(text, year) for _, text in _lines(lines)]
    return set().union(*(line.many | line.levels for line in named))


def _lines(cells: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of all cells with the cell's place; one that ends with a colon goes on in the next."""
    before = ""
    for at, cell in enumerate(cells):
        for text in _LINES.split(cell):
            line = tones_placed(clean(f"{before} {text}"))
            before = line if line.endswith(":") else ""
            if line and not before and not _pattern("nobody").match(line):
                yield at, line


@cache
def _pattern(which: str) -> re.Pattern[str]:
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


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a line with what each may claim: what follows a label, the title, a decision."""
    dated = _pattern("dated").fullmatch(text)
    if dated:
        yield dated[1] or dated[2], _PLACES
        return
    decision = _pattern("places_only").search(text)
    if decision:
        yield text[decision.start() :], _PLACES
        text = text[: decision.start()]
    labels = list(_label().finditer(text))
    ends = [*(label.start() for label in labels), len(text)]
    if text[: ends[0]].strip(_AROUND):
        yield text[: ends[0]].strip(_AROUND), _TITLES
    for label, end in zip(labels, ends[1:], strict=True):
        value = text[label.end() : end].strip(_AROUND)
        if value:
            yield _with_kind(label, value), _SAYS if _is_ours(label) else _PLACES


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


def _claims(text: str, at: int, strength: int, year: int) -> list[_Claim]:
    """Return the bodies that a part of a line names, each with its claim."""
    line = line_of(text, year)
    mentions = [*line.mentions] or _alone(text, strength, year)
    if strength == _SAYS:
        if not mentions or not _leads(text, mentions[0]):
            mentions = [*_as_written(text), *mentions]
        rest = mentions[1:]
    else:
        if strength == _TITLES and mentions and _is_head(text, mentions):
            strength = _HEADS
        rest = [m for m in mentions if line.listed is not None and m.start >= line.listed]
    rest = [*rest, *(m for m in mentions if strength == _TITLES and _is_agent(text, m))]
    beside = [p for m in mentions if (p := province_beside(text, m.end, year))]
    claims = [_Claim(m, at, _PLACES if m in rest else strength) for m in mentions]
    return claims + [_Claim(p, at, _PLACES) for p in beside]


def _alone(text: str, strength: int, year: int) -> list[Mention]:
    """Return the province that a line is the name of, with nothing else in it."""
    name = province_named(text, year)
    return [Mention(name, "province", PROVINCE, 0, len(text))] if name and strength != _HEADS else []


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


def _is_head(text: str, mentions: list[Mention]) -> bool:
    """Tell whether a line has bodies only, as a letterhead does."""
    rest = text
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]}x{rest[mention.end :]}"
    words = re.findall(r"\w+", without_committee(bare(rest)))
    return _leads(text, mentions[0]) and set(words) <= {"x", "UBND"}


def _is_agent(text: str, mention: Mention) -> bool:
    """Tell whether an office is named as who appraised: *do Phòng Nội vụ*, *Phòng Nội vụ thẩm định*."""
    before, after = _pattern("agent_before"), _pattern("agent_after")
    is_named = before.search(text[: mention.start]) or after.match(text[mention.end :].lstrip(" ,"))
    return mention.unit_type == "department" and is_named is not None


def _appraisers(titles: list[str], claims: list[_Claim]) -> int | None:
    """Return the rank from which letterheads are of who appraised; None where no title is of an appraisal."""
    if not any(_pattern("appraisal").search(title) for title in titles):
        return None
    offices = surroundings()["line"]["appraisers"]
    ranks = [c.mention.rank for c in claims if c.strength == _HEADS and c.mention.name in offices]
    return min(ranks, default=None)


def _offices_of_communes(claims: list[_Claim]) -> list[_Claim]:
    """Put an office below the commune that it is of: named in a title, or right before the commune.

    Where both only head the letter, the sheet may be of either: of one rank with the commune, it is asked.
    """
    communes = [c for c in claims if c.mention.unit_type == "commune"]
    heads = {c.line for c in communes if c.strength == _HEADS}
    ranked = []
    for place, claim in enumerate(claims):
        office, rank = claim.mention, claim.mention.rank
        if communes and claim.strength in (_TITLES, _HEADS) and _pattern("of_communes").match(office.name):
            gaps = (c.mention.start - office.end for c in communes if c.line == claim.line)
            if any(0 < gap <= _BETWEEN for gap in gaps) or (heads and claim.strength == _TITLES):
                rank = 0
            elif heads and any(c in communes and c.strength == _HEADS for c in claims[:place]):
                rank = communes[0].mention.rank
        ranked.append(replace(claim, mention=replace(office, rank=rank)))
    return ranked


def _body_below(lines: list[str], year: int) -> str:
    """Return the body that is no unit and stands, in capitals, right below a letterhead; blank without one."""
    for above, text in pairwise(lines):
        mentions = line_of(above, year).mentions
        is_body = text.isupper() and not line_of(text, year).mentions and _pattern("bodies").match(text)
        if is_body and mentions and _is_head(above, mentions):
            return text
    return ""


def _weakened(
    claim: _Claim, many: set[str], levels: set[str], blank: int | None, above: int | None
) -> _Claim:
    """Return a claim that only places where the titles are about units of other kinds, or about many.

    Where a form has dots for the unit, in the line *blank*, whoever stands above them is not it; nor is who
    appraised, or anybody of that rank or *above* in the letterhead.

    A department heads the table of all departments, and a province that of all provinces: neither is meant.
    """
    kinds = many | levels | ({"department"} if "province" in levels else set())
    kind = claim.mention.unit_type
    issued = claim.strength == _HEADS and kind in many & {"department", "province"}
    appraised = above is not None and claim.strength == _HEADS and claim.mention.rank >= above
    higher = blank is not None and kind != "commune"
    if appraised or higher or (kinds and (kind not in kinds or issued)):
        return replace(claim, strength=_PLACES)
    return claim


def _settled(claims: list[_Claim]) -> Whose:
    """Return the unit of the strongest claim, the lowest body of it, and what places that."""
    pool = _pool([c for c in claims if c.mention.rank < PROVINCE])
    if not pool:
        higher = [c for c in claims if c.mention.rank >= PROVINCE and c.strength > _PLACES]
        strongest = max((c.strength for c in higher), default=_PLACES)
        pool = [c for c in higher if c.strength == strongest]
    lowest = min((c.mention.rank for c in pool), default=0)
    meant = sorted((c for c in pool if c.mention.rank == lowest), key=lambda c: -c.strength)
    names = list(dict.fromkeys(c.mention.name for c in meant))
    unit = meant[0] if len(names) == 1 else None
    others = [c for c in claims if c.mention.name not in names]
    province = _placed(others, "province", unit)
    is_office = unit is None or unit.mention.unit_type == "department"
    bodies = ("district", "commune", "ministry") if is_office else ("district",)
    body = next(filter(None, (_placed(others, kind, unit) for kind in bodies)), "")
    if unit is None:
        return Whose(province=province or _of_city(claims), body=body, rivals=tuple(names))
    kind = unit.mention.unit_type
    if kind in ("province", "ministry"):
        province = names[0] if kind == "province" else ""
        body = ""
    elif not province:
        province = _of_city(claims)
    return Whose(names[0], kind, province, "" if kind == "district" else body, unit.line)


def _pool(claims: list[_Claim]) -> list[_Claim]:
    """Return the claims among which the lowest body is the unit: who issued a sheet about another is not."""
    said = [c for c in claims if c.strength == _SAYS]
    titles = [c for c in claims if c.strength == _TITLES]
    heads = [c for c in claims if c.strength == _HEADS]
    if titles:
        heads = [c for c in heads if c.mention.unit_type != "department"]
    return said or titles + heads


def _placed(claims: list[_Claim], kind: str, unit: _Claim | None) -> str:
    """Return the one body of a kind that places the unit: in its own line first, then by strength."""
    placing = [c for c in claims if c.mention.unit_type == kind]
    groups = [[c for c in placing if unit is not None and c.line == unit.line]]
    groups += [
        [c for c in placing if c.strength == strength] for strength in (_SAYS, _TITLES, _HEADS, _PLACES)
    ]
    names = next(({c.mention.name for c in group} for group in groups if group), set())
    return names.pop() if len(names) == 1 else ""


def _of_city(claims: list[_Claim]) -> str:
    """Return the province that has the name of its city: Thành phố Cao Bằng is in Cao Bằng."""
    cities = (c.mention.name for c in claims if c.mention.unit_type == "district")
    names = {province_named(m[1]) for name in cities if (m := _CITY.fullmatch(name))} - {""}
    return names.pop() if len(names) == 1 else ""
