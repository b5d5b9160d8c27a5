"""What a heading says of its series: which criterion, or which property of one.

The words are declared in ``headings.csv`` (patterns over :func:`cchc_analysis.vietnamese.key`, first
match wins) and in the framework's names and aliases; a printed code goes before a printed name.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from cchc_analysis import frameworks
from cchc_analysis.frameworks import Framework
from cchc_analysis.vietnamese import clean, key, parse_number

#: Properties of a criterion's score that a series of their own may print.
PROPERTIES = ("low", "high", "standard_error", "variance", "n")
_PRINTED_CODE = re.compile(r"(?P<before>[^\d:]*)(?P<code>\d+(?:\.\d+)*)\s*(?P<mark>[:.)]|$)\s*(?P<name>.*)")
_BEFORE_CODE = (
    "",
    "chi so noi dung",
    "noi dung",
    "dimension",
    "chi so",
    "tieu chi",
    "linh vuc",
    "truc noi dung",
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=[a-z])20\d\d(?=[a-z])")
_SCALE = re.compile(
    r"(?P<low>[\d.,]+)\s*(?P<p1>%?)\s*[-–]\s*(?P<high>[\d.,]+)\s*(?P<p2>%?)\s*(?:điểm|points?)?"
)
_RANK = re.compile(r"\b(?:thu hang|xep hang|hang|ranking|rank)\b")
_ALIKE, _CLEAR_MARGIN = 90, 5
#: Shorter headings are too easily alike.
_FUZZY_FROM = 10


@dataclass(frozen=True, slots=True)
class Role:
    """What a series is.

    Attributes
    ----------
    kind : str
        ``score``, ``sub_index`` (a domain's own series in its sheet), one of :data:`PROPERTIES`,
        ``rank``, ``group``, ``ordinal``, ``unit``, ``region``, ``scale`` or ``other``.
    code : str
        The criterion (of a rank too); empty where the heading does not tell.
    how : str
        ``code``, ``name`` or ``alike``.
    label : str
        The heading that told it.
    number : int
        The number of a sub-index (``Sub-Index 6``), 0 where none is printed.
    """

    kind: str
    code: str = ""
    how: str = ""
    label: str = ""
    number: int = 0


OTHER = Role("other")


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    text = files("cchc_analysis.workbooks").joinpath("headings.csv").read_text(encoding="utf-8")
    return [(row["kind"], re.compile(row["pattern"])) for row in csv.DictReader(text.splitlines())]


@cache
def _any_pattern() -> re.Pattern[str]:
    """Match wherever one of the patterns does: most headings match none, and this says so at once."""
    bare = (re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for _, pattern in _patterns())
    return re.compile("|".join(f"(?:{pattern})" for pattern in bare))


def role_of(labels: tuple[str, ...], framework: Framework) -> Role:
    """Return the role of a series from its headings, the innermost that says something first.

    Parameters
    ----------
    labels : tuple of str
        From the outermost heading inwards.
    framework : Framework
        Of the index and year that the sheet is read as.
    """
    unnamed = OTHER
    for at, label in reversed(list(enumerate(labels))):
        role = _role(label, framework.index, framework.year)
        if role.kind == "rank" and not role.code:
            return replace(role, code=role_of(labels[:at], framework).code)
        if role.code or role.kind not in ("other", "sub_index"):
            return role
        if role.kind == "sub_index" and role.number >= unnamed.number:
            unnamed = role
    return unnamed


@frameworks.remembered
def _role(label: str, index: str, year: int) -> Role:
    framework = frameworks.framework(index, year)
    words = _YEAR.sub("", key(label)).strip()
    words = re.sub(" +", " ", words)
    for kind, pattern in _patterns() if _any_pattern().search(words) else ():
        match = pattern.search(words)
        if match is None:
            continue
        if kind in PROPERTIES:
            return _property(kind, words[: match.start()] + " " + words[match.end() :], label, framework)
        if kind == "sub_index":
            return _sub_index(match, words, label, framework)
        if kind == "rank":
            ranked = heads(framework).get(_RANK.sub("", words).strip(), "")
            if not ranked and words.startswith("hang "):
                continue
            return Role(kind, ranked, label=label)
        return Role(kind, label=label)
    return _criterion(label, words, framework)


def _property(kind: str, rest: str, label: str, framework: Framework) -> Role:
    rest = re.sub(r"\b95\b| +", " ", rest).strip()
    named = heads(framework).get(rest)
    if named is None:
        printed = re.fullmatch(r"(?:chi so noi dung|noi dung|dimension) (\d+)", rest)
        named = printed[1] if printed and printed[1] in framework.criteria else ""
    return Role(kind, named, "name", label)


def _sub_index(match: re.Match[str], words: str, label: str, framework: Framework) -> Role:
    names = heads(framework)
    if words in names:
        return Role("score", names[words], "name", label)
    code = names.get(match["rest"], "")
    return Role("sub_index", code, "name" if code else "", label, int(match["number"] or 0))


def _criterion(label: str, words: str, framework: Framework) -> Role:
    printed = _PRINTED_CODE.fullmatch(clean(label))
    if printed and key(printed["before"]) in _BEFORE_CODE and printed["code"] in framework.criteria:
        return Role("score", printed["code"], "code", label)
    names = heads(framework)
    if words in names:
        return Role("score", names[words], "name", label)
    code = _most_alike(words, names)
    return Role("score", code, "alike", label) if code else OTHER


def _most_alike(words: str, names: dict[str, str]) -> str:
    if len(words) < _FUZZY_FROM:
        return ""
    best = process.extractOne(words, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if best is None:
        return ""
    code = names[best[0]]
    rivals = (k for k, c in names.items() if c != code)
    floor = best[1] - _CLEAR_MARGIN
    return "" if process.extractOne(words, rivals, scorer=fuzz.ratio, score_cutoff=floor) else code


def is_unit_heading(label: str) -> bool:
    """Tell whether a heading says that names of units follow."""
    return bool(label.strip()) and bool(dict(_patterns())["unit"].search(key(label)))


def heads(framework: Framework) -> dict[str, str]:
    """Return the names of everything above the indicators, by matching key."""
    return _heads(framework.index, framework.year)


@frameworks.remembered
def _heads(index: str, year: int) -> dict[str, str]:
    framework = frameworks.framework(index, year)
    return {k: c for k, c in framework.aliases.items() if framework.criteria[c].level != 4}


@lru_cache(maxsize=4096)
def scale_of(label: str) -> tuple[float, float] | None:
    """Return the ends of a printed scale: ``0.25-2.5 điểm`` → (0.25, 2.5), ``0%-100%`` → (0, 1)."""
    match = _SCALE.fullmatch(label)
    if match is None:
        return None
    low, high = parse_number(match["low"], (0, 100)), parse_number(match["high"], (0, 100))
    if low is None or high is None or low >= high:
        return None
    share = 100.0 if match["p1"] or match["p2"] else 1.0
    return low / share, high / share


@lru_cache(maxsize=16384)
def printed_name(labels: tuple[str, ...], role: Role) -> str:
    """Return a criterion's name as printed, without its code: Vietnamese before English, long before short."""
    named = [t for t in labels if scale_of(t) is None]
    if role.label:
        named = [role.label]
    if not named:
        return ""
    label = max(named, key=lambda t: (not t.isascii(), len(t)))
    printed = _PRINTED_CODE.fullmatch(label)
    if role.how == "code" and printed and printed["name"]:
        return printed["name"]
    return label


@frameworks.remembered
def misnamed(label: str, code: str, index: str, year: int) -> str:
    """Return what the printed name means, where it belongs to another criterion than the printed code.

    Publishers print the labels of a later edition over older columns: ``2.1 Tiếp cận thông tin`` over
    poverty lists. The code says which column it is; the name is then of another criterion.
    """
    printed = _PRINTED_CODE.fullmatch(clean(label))
    if printed is None or not printed["name"]:
        return ""
    words = key(printed["name"])
    concept = frameworks.framework(index, year).criteria[code].concept
    meant = {
        f.criteria[f.aliases[words]].concept: f.criteria[f.aliases[words]].name_vi
        for f in frameworks.editions(index)
        if words in f.aliases
    }
    return "" if concept in meant or not meant else next(iter(meant.values()))
