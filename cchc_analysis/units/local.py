"""Units inside a province: known by what they are called.

Nobody declares departments, districts and communes one by one: the words that begin their names are, and the
name is taken as the sheet prints it. Two provinces' ``Sở Nội vụ`` are two units, told apart by their scope.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cchc_analysis.units.headed import is_bare, kind_of
from cchc_analysis.units.kinds import Named, ends_before, first_words, kinds, named_at, surroundings
from cchc_analysis.units.ministries import without_ministry
from cchc_analysis.units.names import is_unit
from cchc_analysis.units.spelling import bare, is_generic, slug, tones_placed
from cchc_analysis.units.times import Unit
from cchc_analysis.vietnamese import clean, key, typed, without_accents

#: How the scope of each kind begins.
SCOPES = {"department": "so", "district": "huyen", "commune": "xa"}
#: The province of a sheet that does not tell it.
UNTOLD = "chua-ro"

_PROVINCE = re.compile(r"[\s,–-]*\(?\s*(?:tỉnh|tinh)\s+(?P<name>\w.*?)\)?", re.IGNORECASE)
_CITY = re.compile(r"[\s,–-]*\(?\s*((?:thành phố|thanh pho|TP)\b.*?)\)?", re.IGNORECASE)
_BARE_PROVINCE = re.compile(r"\s*[,(–-]\s*(\w[^()]*)\)?")
_DISTRICT = re.compile(r"\s*[,–-]\s*(?:huyện|quận|thành phố|thị xã|TP|TX|H\.|Q\.)\.?\s*\w.*", re.IGNORECASE)
_OTHER_LANGUAGE = re.compile(r"\s*[-–/(]\s*[A-Z][A-Za-z.,&' -]+\)?")
#: ``Tam Kỳ (TP)``, ``Đại Lộc (huyện)``.
_KIND_BEHIND = re.compile(r"([^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){1,4})\s*\((\w[\w ]*)\.?\)")
#: ``01 Phường Minh Họa``, but not ``3 xã``.
_COUNT = re.compile(r"^\d{1,3} (?=[A-ZĐ])")
_SMALL_LETTERS = re.compile(r" \w+(?: \w+){0,3}")


@cache
def _committee() -> re.Pattern[str]:
    names = "|".join(surroundings()["name"]["committee"])
    spelt = rf"(?:{names}|{without_accents(names)})(?!\w)\s*"
    return re.compile(rf"^{spelt}(?:(?:[-–&,/]|và)?\s*{spelt})*[-:]?\s*(?=\w)", re.IGNORECASE)


def without_committee(text: str) -> str:
    """Return a body's name without its committee and council: ``HĐND - UBND xã Yên Phú`` → ``xã Yên Phú``.

    Without the committee, its council or party is another body than it.
    """
    match = _committee().match(text)
    executive = surroundings()["name"]["executive"]
    is_its = match is not None and re.search(executive, key(match[0])) is not None
    return text[match.end() :] if match and is_its else text


@lru_cache(maxsize=65536)
def local_unit(text: str) -> tuple[str, str] | None:
    """Return name and kind of the department, district or commune that *text* names; None for others.

    The name that follows ``Sở``, ``Huyện``, ``Xã`` must begin with a capital: ``Xã hội số`` is no commune.
    What places it (``, tỉnh Đồng Nai``) is no part of its name.

    Examples
    --------
    >>> local_unit("UBND huyện Kim Bôi"), local_unit("3. UBND TP. Hoà Bình")
    (('Huyện Kim Bôi', 'district'), ('Thành phố Hòa Bình', 'district'))
    >>> local_unit("Thành phố Hà Nội"), local_unit("Xã hội số")
    (None, None)
    """
    words = key(text).split()
    if not 3 <= len(text) <= 120 or first_words().isdisjoint([*words[:3], *words[-1:]]):
        return None
    line = _kind_first(without_ministry(tones_placed(clean(text)))[0])
    named, line = _named_in(line)
    if named is None:
        return None
    return _alone(named, line[named.end :])


@cache
def _english() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a name with its kind behind it, in English, and what each kind is called."""
    called = {row["english"]: row["called"] for row in kinds() if row["english"]}
    return re.compile(rf"((?:[A-Z0-9][\w'-]* ){{1,5}})({'|'.join(called)})"), called


def _kind_first(line: str) -> str:
    """Return a line with the kind of unit behind a name before it: ``Hoa An Ward``, ``Tam Kỳ (TP)``."""
    pattern, called = _english()
    match = pattern.fullmatch(line)
    if match:
        return f"{called[match[2]]} {match[1].strip()}"
    behind = _KIND_BEHIND.fullmatch(line)
    is_name = behind is not None and behind[1].istitle() and is_bare(behind[1]) and kind_of(behind[2])
    return f"{behind[2]} {behind[1]}" if behind and is_name else line


def _named_in(line: str) -> tuple[Named | None, str]:
    """Return whom a line begins with, and the line without its number: ``X. Long Thành`` has none."""
    for text in dict.fromkeys((line, bare(line), _COUNT.sub("", line))):
        text = without_committee(text)
        named = named_at(text)
        if named is not None:
            return named, text
    return None, line


def _alone(named: Named, rest: str) -> tuple[str, str] | None:
    """Return name and kind where the *rest* of the text only places the unit, or says its name once more."""
    name, kind, rest = named.name, named.unit_type, bare(f"x{rest}")[1:]
    if name.endswith((" tỉnh", " thành phố")) and rest[:2].strip()[:1].isupper():
        return name, kind
    placing = _places(rest) or (kind != "department" and _DISTRICT.fullmatch(rest))
    if (
        not rest.strip(" .,")
        or placing
        or _remarks().fullmatch(rest)
        or (not name.isascii() and _OTHER_LANGUAGE.fullmatch(rest))
    ):
        return name, kind
    if kind == "department":
        goes_on = ends_before("no_name", rest.isascii()).search(rest) is None
        rest = rest.lower() if rest.isupper() else rest
    else:
        goes_on = rest.startswith(" (") or _in_small_letters(name, rest)
    return (name + rest, kind) if goes_on else None


@cache
def _remarks() -> re.Pattern[str]:
    """Return the pattern of brackets that tell something about a unit: ``(loại I)``, ``(mới)``."""
    words = "|".join(surroundings()["name"]["remarks"])
    return re.compile(rf"\s*\((?:{words}|{without_accents(words)})\)", re.IGNORECASE)


def _in_small_letters(name: str, rest: str) -> bool:
    """Tell whether a name goes on in small letters: ``Phúc yên``, ``Nông trường Mộc Châu``."""
    ends = ends_before("ends", rest.isascii()).search(rest)
    if not _SMALL_LETTERS.fullmatch(rest) or ends or is_generic(name + rest):
        return False
    *_, last = rest.split()
    one_word = sum(word[0].isupper() for word in name.split()) == 2
    return last[0].isupper() or (one_word and last.isalpha() and rest.count(" ") == 1)


def _places(rest: str) -> bool:
    """Tell whether the rest of a text says in which province a unit is."""
    match = _PROVINCE.fullmatch(rest)
    if match and all(word[0].isupper() for word in match["name"].split()):
        return True
    after = _CITY.fullmatch(rest) or _BARE_PROVINCE.fullmatch(rest)
    return after is not None and is_unit(after[1])


def local_scope(unit_type: str, province: str, body: str = "") -> str:
    """Return the set of units that one kind of unit is ranked in, inside a province or a ministry.

    The offices of a district or a commune (*body*) are ranked among themselves.

    Examples
    --------
    >>> local_scope("department", "Hòa Bình"), local_scope("commune", "")
    ('so/hoa-binh', 'xa/chua-ro')
    >>> local_scope("department", "Hòa Bình", "Huyện Kim Bôi")
    'so/hoa-binh.huyen-kim-boi'
    """
    return f"{SCOPES[unit_type]}/{slug(province) or UNTOLD}{body and '.'}{slug(body)}"


def place_of(scope: str) -> tuple[str, str]:
    """Return the province or ministry of a local scope, or of an id in it, and the body in that, as in the id.

    Examples
    --------
    >>> place_of("so/hoa-binh"), place_of("so/hoa-binh.huyen-kim-boi/phong-noi-vu")
    (('hoa-binh', ''), ('hoa-binh', 'huyen-kim-boi'))
    """
    province, _, body = scope.partition("/")[2].partition("/")[0].partition(".")
    return province, body


def local(name: str, unit_type: str, province: str, body: str = "") -> Unit:
    """Return the unit of a name and kind, as :func:`local_unit` gives them, inside a province or a ministry.

    The name of a district's or commune's office goes on with that *body*: every district has a Phòng Nội vụ.

    Communes of one province may differ by a mark alone, so that their ids spell the marks of their names.
    Departments and districts are few, and no two of a province do.

    Examples
    --------
    >>> local("Xã Đồng Tâm", "commune", "Hà Nội").unit_id, local("Xã Đông Tâm", "commune", "Hà Nội").unit_id
    ('xa/ha-noi/xa-ddoongf-taam', 'xa/ha-noi/xa-ddoong-taam')
    >>> local("Sở Nội vụ", "department", "Hòa Bình").unit_id
    'so/hoa-binh/so-noi-vu'
    >>> local("Phòng Nội vụ", "department", "Hòa Bình", "Huyện Kim Bôi").unit
    'Phòng Nội vụ huyện Kim Bôi'
    """
    scope = local_scope(unit_type, province, body)
    whose = "" if body in ("", UNTOLD) else f" {body[:1].lower()}{body[1:]}"
    name = name.removesuffix(whose)
    spelt = _spelt(name) if unit_type == "commune" else slug(name)
    return Unit(f"{scope}/{spelt}", name + whose, unit_type, scope)


def _spelt(name: str) -> str:
    """Return a commune's name as it stands in its id: the marks of its own name by Telex, its kind without."""
    begins = _communes().match(name)
    kind, rest = (name[: begins.end()], name[begins.end() :]) if begins else ("", name)
    return "-".join([*key(kind).split(), *typed(rest).split()])


@cache
def _communes() -> re.Pattern[str]:
    words = "|".join(row["words"] for row in kinds() if row["unit_type"] == "commune")
    return re.compile(rf"(?:{words}|{without_accents(words)})(?!\w)", re.IGNORECASE)
