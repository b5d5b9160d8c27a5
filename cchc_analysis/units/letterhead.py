"""Whose sheet it is: what the lines above a table say of the unit, and of who is above it.

``Đơn vị: Phường Minh Họa, tỉnh Đồng Nai``, ``UBND TỈNH HÒA BÌNH`` over ``SỞ NỘI VỤ``, ``… CỦA UBND PHƯỜNG HÒA
AN NĂM 2024``: what stands behind ``Đơn vị:`` counts most, then a title, then a letterhead; the lowest body is
the unit and those above place it. Two of one rank are nobody: the reader asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from cchc_analysis.units.claimants import (
    HEADS,
    PLACES,
    SAYS,
    TITLES,
    Claim,
    begins_like_a_unit,
    claims_of,
    is_head,
    is_label,
    lines_of,
    offices_of_communes,
    parts_of,
    pattern_of,
)
from cchc_analysis.units.kinds import surroundings
from cchc_analysis.units.local import without_committee
from cchc_analysis.units.mentions import PROVINCE, line_of, province_named
from cchc_analysis.units.provinces_told import province_in
from cchc_analysis.units.slips import is_like_a_name
from cchc_analysis.units.spelling import is_generic, tones_placed
from cchc_analysis.units.times import all_boundaries

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


def whose(lines: Iterable[str], year: int | None = None) -> Whose:
    """Return whose sheet it is, by the lines above its table.

    Parameters
    ----------
    lines : iterable of str
        The cells above the table, top to bottom; a cell may hold several lines.
    year : int, optional
        The year assessed, for its boundaries; the latest declared unless given.

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
    parts = [(at, *part) for at, text in lines_of(lines) for part in parts_of(text)]
    named = [line_of(text, year) for _, text, strength in parts if strength in (TITLES, HEADS)]
    many = set().union(*(line.many for line in named))
    levels = set().union(*(line.levels for line in named))
    claims = [claim for at, text, strength in parts for claim in claims_of(text, at, strength, year)]
    blank = next((at for at, text in enumerate(lines) if pattern_of("open").search(tones_placed(text))), None)
    if blank is None and lines and lines[-1].endswith(":") and is_label(lines[-1]):
        blank = len(lines) - 1
    if not any(claim.strength == SAYS for claim in claims):
        unnamed = (at for at, text, strength in parts if strength == SAYS and _is_somebody(text))
        blank = next(unnamed, blank)
    titles = [text for _, text, strength in parts if strength == TITLES]
    above = _appraisers(titles, claims)
    claims = offices_of_communes(claims)
    weakened = (_weakened(c, many, levels, blank, above) for c in claims if c.strength != SAYS)
    claims = [*(c for c in claims if c.strength == SAYS), *weakened]
    unit = _settled(claims)
    if unit.unit_type not in ("", "province", "ministry"):
        unit = _or_province(unit, claims, titles, year)
    is_high = unit.unit_type in ("province", "district")
    below = _body_below(titles, year, is_high)
    if below and unit.name and all(c.strength in (PLACES, HEADS) for c in claims):
        return replace(unit, name="", unit_type="", line=-1, rivals=(unit.name, below))
    return unit


def _is_somebody(text: str) -> bool:
    """Tell whether what stands behind ``Đơn vị:`` is like the name of a unit, be it one that nobody knows."""
    return begins_like_a_unit(text) or (is_like_a_name(text) and not is_generic(text))


def kinds_meant(lines: Iterable[str], year: int) -> set[str]:
    """Return the kinds of units that titles say a table is of: ``các xã, phường``, ``cấp huyện``.

    Examples
    --------
    >>> kinds_meant(["KẾT QUẢ CHỈ SỐ CCHC CỦA CÁC XÃ, PHƯỜNG TỈNH CAO BẰNG NĂM 2025"], 2025)
    {'commune'}
    """
    named = [line_of(text, year) for _, text in lines_of(lines)]
    return set().union(*(line.many | line.levels for line in named))


def _or_province(unit: Whose, claims: list[Claim], titles: list[str], year: int) -> Whose:
    """Return the province that titles are of, where the unit only heads the letter; nobody where both may be.

    A department writes of its province: ``CHỈ SỐ CCHC CỦA TỈNH``; what it, or a commune, scored itself may be
    its own by the criteria of the province.
    """
    if any(c.strength > HEADS and c.mention.rank < PROVINCE for c in claims):
        return unit
    titles = [t for t in titles if not ((bodies := line_of(t, year).mentions) and is_head(t, bodies))]
    above = _settled([c for c in claims if c.mention.unit_type == "province"])
    name = above.name or province_in(titles, year)
    is_its_own = any(map(pattern_of("of_province").search, titles))
    is_at_level = any(map(pattern_of("at_level").search, titles))
    wrote = unit.unit_type == "department" and not any(map(pattern_of("by_itself").search, titles))
    if above.name and is_its_own and wrote:
        return above
    if name and (is_its_own or (wrote and (is_at_level or province_in(titles, year)))):
        return replace(unit, name="", unit_type="", line=-1, rivals=(unit.name, name))
    return unit


def _appraisers(titles: list[str], claims: list[Claim]) -> int | None:
    """Return the rank from which letterheads are of who appraised; None where no title is of an appraisal."""
    if not any(pattern_of("appraisal").search(title) for title in titles):
        return None
    offices = surroundings()["line"]["appraisers"]
    ranks = [c.mention.rank for c in claims if c.strength == HEADS and c.mention.name in offices]
    return min(ranks, default=None)


def _body_below(lines: list[str], year: int, is_high: bool) -> str:
    """Return the body that is no unit and stands right below a letterhead; blank without one.

    It begins with a word for such bodies, in capitals, or, below a province or district, is but like a name.
    """
    for above, text in pairwise(lines):
        mentions = line_of(above, year).mentions
        is_body = (text.isupper() and pattern_of("bodies").match(text)) or (
            is_high and is_like_a_name(without_committee(text))
        )
        if is_body and mentions and not line_of(text, year).mentions and is_head(above, mentions):
            return text
    return ""


def _weakened(claim: Claim, many: set[str], levels: set[str], blank: int | None, above: int | None) -> Claim:
    """Return a claim that only places where the titles are about units of other kinds, or about many.

    Where a form has dots for the unit, in the line *blank*, whoever stands above them is not it; nor is who
    appraised, or anybody of that rank or *above* in the letterhead.

    A department heads the table of all departments, and a province that of all provinces: neither is meant.
    """
    kinds = many | levels | ({"department"} if "province" in levels else set())
    kind = claim.mention.unit_type
    issued = claim.strength == HEADS and kind in many & {"department", "province"}
    appraised = above is not None and claim.strength == HEADS and claim.mention.rank >= above
    higher = blank is not None and kind != "commune"
    if appraised or higher or (kinds and (kind not in kinds or issued)):
        return replace(claim, strength=PLACES)
    return claim


def _settled(claims: list[Claim]) -> Whose:
    """Return the unit of the strongest claim, the lowest body of it, and what places that."""
    pool = _pool([c for c in claims if c.mention.rank < PROVINCE])
    if not pool:
        higher = [c for c in claims if c.mention.rank >= PROVINCE and c.strength > PLACES]
        strongest = max((c.strength for c in higher), default=PLACES)
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


def _pool(claims: list[Claim]) -> list[Claim]:
    """Return the claims among which the lowest body is the unit: who issued a sheet about another is not."""
    labelled = [c for c in claims if c.strength == SAYS]
    titles = [c for c in claims if c.strength == TITLES]
    heads = [c for c in claims if c.strength == HEADS]
    if titles:
        heads = [c for c in heads if c.mention.unit_type != "department"]
    return labelled or titles + heads


def _placed(claims: list[Claim], kind: str, unit: Claim | None) -> str:
    """Return the one body of a kind that places the unit: in its own line first, then by strength."""
    placing = [c for c in claims if c.mention.unit_type == kind]
    groups = [[c for c in placing if unit is not None and c.line == unit.line]]
    groups += [[c for c in placing if c.strength == strength] for strength in (SAYS, TITLES, HEADS, PLACES)]
    names = next(({c.mention.name for c in group} for group in groups if group), set())
    return names.pop() if len(names) == 1 else ""


def _of_city(claims: list[Claim]) -> str:
    """Return the province that has the name of its city: Thành phố Cao Bằng is in Cao Bằng."""
    cities = (c.mention.name for c in claims if c.mention.unit_type == "district")
    names = {province_named(m[1]) for name in cities if (m := _CITY.fullmatch(name))} - {""}
    return names.pop() if len(names) == 1 else ""
