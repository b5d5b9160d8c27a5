"""The phrases that users read: a room declares them in its ``words.toml``, their braces are filled in here."""

from __future__ import annotations

from cchc_analysis import frameworks
from cchc_analysis.declarations import declaration

LANGUAGES = ("vi", "en")


def phrase(room: str, section: str, key: str, lang: str, /, **facts: object) -> str:
    """Return a phrase that a room declares, in a language, its braces filled in.

    Examples
    --------
    >>> phrase("statements", "marks", "median", "vi", value="43,48")
    'Trung vị 43,48'
    >>> phrase("statements", "rulers", "title", "en", unit="Bắc Kạn", rank=3, n=63, index="PAR", year=2023)
    'Bắc Kạn ranked 3 of 63 in PAR INDEX 2023'
    """
    return filled(declaration(room, "words.toml")[section][key][lang], lang, **facts)


def both(room: str, section: str, key: str, /, **facts: object) -> tuple[str, str]:
    """Return a phrase that a room declares in Vietnamese and in English.

    Examples
    --------
    >>> both("analysis", "reasons", "first")
    ('năm đầu có trong bộ số liệu này', 'first year in these figures')
    """
    vi, en = (phrase(room, section, key, lang, **facts) for lang in LANGUAGES)
    return vi, en


def filled(text: str, lang: str, /, **facts: object) -> str:
    """Return a text, its braces filled in.

    A fact that is a (Vietnamese, English) pair is filled in by language. An index is named as sentences call
    it; ``{index_full}`` is its name where it is mentioned first.

    Examples
    --------
    >>> filled("{index_full} năm {year}: {why}", "vi", index="PAR", year=2023, why=("đạt", "met"))
    'Chỉ số CCHC (PAR INDEX) năm 2023: đạt'
    """
    at = LANGUAGES.index(lang)
    spoken = {name: fact[at] if isinstance(fact, tuple) else fact for name, fact in facts.items()}
    if "index" in spoken:
        index = str(spoken["index"])
        spoken |= {"index": index_name(index, lang), "index_full": index_name(index, lang, first=True)}
    return text.format(**spoken)


def index_name(index: str, lang: str, *, first: bool = False) -> str:
    """Return how a sentence names an index: in full where it is mentioned first; other text as it is.

    Examples
    --------
    >>> index_name("PAR", "vi", first=True), index_name("PAR", "en"), index_name("A", "vi")
    ('Chỉ số CCHC (PAR INDEX)', 'PAR INDEX', 'A')
    """
    declared = frameworks.indices().get(index)
    return declared.mentioned(lang, first=first) if declared else index
