"""The phrases that users read: a room declares them in its ``words.toml``, their braces are filled in here."""

from __future__ import annotations

from string import Formatter

from cchc_analysis import frameworks, units
from cchc_analysis.declarations import declaration
from cchc_analysis.vietnamese import format_number

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


def column_in(name: str, lang: str) -> str:
    """Return the column, or the fact of a result, that holds its words in a language: ``name``, ``name_en``."""
    return f"{name}_en" if lang == "en" else name


def number_in_both(value: float, decimals: int, *, sign: bool = False) -> tuple[str, str]:
    """Return a number as it is written in Vietnamese and in English."""
    vi, en = (format_number(value, decimals, lang, sign=sign) for lang in LANGUAGES)
    return vi, en


def filled(text: str, lang: str, /, **facts: object) -> str:
    """Return a text, its braces filled in.

    A fact that is a (Vietnamese, English) pair is filled in by language; so is a ``unit`` that has an English
    name. An index is named as sentences call it; ``{index_full}`` is its name where it is mentioned first.
    ``{n:one|several}`` writes a number and its word.

    Examples
    --------
    >>> filled("{index_full} năm {year}: {why}", "vi", index="PAR", year=2023, why=("đạt", "met"))
    'Chỉ số CCHC (PAR INDEX) năm 2023: đạt'
    >>> filled("down {n:place|places}", "en", n=1)
    'down 1 place'
    """
    at = LANGUAGES.index(lang)
    spoken = {name: fact[at] if isinstance(fact, tuple) else fact for name, fact in facts.items()}
    if lang == "en" and isinstance(spoken.get("unit"), str):
        spoken["unit"] = units.in_english(str(spoken["unit"]))
    if "index" in spoken:
        index = str(spoken["index"])
        spoken |= {"index": index_name(index, lang), "index_full": index_name(index, lang, first=True)}
    return _COUNTING.vformat(text, (), spoken)


class _Counting(Formatter):
    """What fills braces in: as ``str.format``, and a number with the word for one or for several."""

    def format_field(self, value: object, spec: str) -> str:
        """Return a number and its word for ``one|several``, anything else as it is always written."""
        one, bar, several = spec.partition("|")
        if not bar:
            return str(super().format_field(value, spec))
        return f"{value} {one if str(value) == '1' else several}"


_COUNTING = _Counting()


def index_name(index: str, lang: str, *, first: bool = False) -> str:
    """Return how a sentence names an index: in full where it is mentioned first; other text as it is.

    Examples
    --------
    >>> index_name("PAR", "vi", first=True), index_name("PAR", "en"), index_name("A", "vi")
    ('Chỉ số CCHC (PAR INDEX)', 'PAR INDEX', 'A')
    """
    declared = frameworks.indices().get(index)
    return declared.mentioned(lang, first=first) if declared else index
