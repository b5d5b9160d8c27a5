"""Which criterion a name is of that is no declared one: by a shorter or longer form of it, or one misspelt."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from cchc_analysis import frameworks
from cchc_analysis.frameworks import Framework

INDICATOR = 4
_ALIKE, _CLEAR_MARGIN = 90, 5
#: Shorter headings are too easily alike.
_FUZZY_FROM = 10
#: A shorter form has so many words at least; a longer one adds so many at most.
FEWEST, _ADDED = 2, 3
#: A name of so many words tells its criterion whatever stands around it.
_TELLING = 6


@frameworks.remembered
def heads(framework: Framework) -> dict[str, str]:
    """Return the names of everything above the indicators, by matching key."""
    names = {k: c for k, c in framework.aliases.items() if framework.criteria[c].level != INDICATOR}
    return {frameworks.written_out(k): c for k, c in reversed(names.items())} | names


def in_part(words: str, names: dict[str, str], framework: Framework) -> str:
    """Return the criterion of which *words* are a shorter or longer form, where they fit one only.

    A form that a criterion shares with those below it (*Công khai, minh bạch*) is the one above.
    """
    count = len(words.split())
    if count < FEWEST:
        return ""
    fewest = min(max(FEWEST, count - _ADDED), _TELLING)
    padded = f" {words} "
    shorter = {code for name, code in names.items() if padded in f" {name} "}
    if shorter := shorter - {"total"} or shorter:
        top = [c for c in shorter if framework.criteria[c].parent not in shorter]
        return top[0] if len(top) == 1 else ""
    longer = {c for name, c in names.items() if f" {name} " in padded and len(name.split()) >= fewest}
    fitting = longer or {code for name, code in names.items() if _leaves_out(words.split(), name.split())}
    return next(iter(fitting)) if len(fitting) == 1 else ""


def short_form(words: str, framework: Framework) -> str:
    """Return the criterion of which words are a shorter form, be they those of a result: ``Kết quả``."""
    names = heads(framework)
    return names.get(words) or in_part(words, names, framework)


def _leaves_out(words: list[str], name: list[str]) -> bool:
    """Tell whether words are those of a name, less than half left out: ``Tham gia ở cơ sở``."""
    rest, fewest = iter(name), max(FEWEST, len(name) // 2)
    return len(words) > fewest and words[0] == name[0] and all(word in rest for word in words)


def most_alike(words: str, names: dict[str, str]) -> str:
    """Return the criterion whose name *words* are but for a slip, where no other's is nearly as much alike."""
    if len(words) < _FUZZY_FROM:
        return ""
    best = process.extractOne(words, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if best is None:
        return ""
    code = names[best[0]]
    rivals = (k for k, c in names.items() if c != code)
    floor = best[1] - _CLEAR_MARGIN
    return "" if process.extractOne(words, rivals, scorer=fuzz.ratio, score_cutoff=floor) else code
