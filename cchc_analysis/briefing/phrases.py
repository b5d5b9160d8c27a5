"""The phrases of the pack (``words.toml``); an office may replace them beside its ``cchc.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any

from cchc_analysis.declarations import declaration
from cchc_analysis.errors import CchcError
from cchc_analysis.phrases import both as in_both
from cchc_analysis.phrases import filled, phrase

#: Where an office keeps its own phrases and letterhead.
TEMPLATES = Path("templates")
#: Return a phrase of the pack in Vietnamese and English.
both = partial(in_both, "briefing")


def declared(name: str) -> dict[str, Any]:
    """Return a declaration of this room: ``words.toml``, ``questions.toml``, ``figures.toml``."""
    return declaration("briefing", name)


class Phrases:
    """The phrases of a pack in one language, those of the office before the package's.

    Parameters
    ----------
    lang : {"vi", "en"}
    replaced : mapping, optional
        Phrases of the office, as in ``words.toml``: ``{"report": {"title": {"vi": "…"}}}``.

    Examples
    --------
    >>> Phrases("vi", {"parts": {"ket_qua": {"vi": "Kết quả đạt được"}}})("parts", "ket_qua")
    'Kết quả đạt được'
    """

    def __init__(self, lang: str, replaced: Mapping[str, Any] | None = None) -> None:
        self.lang = lang
        self._replaced = replaced or {}

    def __call__(self, section: str, key: str, /, **facts: object) -> str:
        """Return a phrase, its braces filled in."""
        text = self._replaced.get(section, {}).get(key, {}).get(self.lang)
        if text is None:
            return phrase("briefing", section, key, self.lang, **facts)
        return filled(str(text), self.lang, **facts)


class TemplateError(CchcError):
    """Raised for a template of the office that cannot be used; the message names the file and the phrase."""

    def __init__(self, file: Path, key: str, **facts: object) -> None:
        super().__init__("\n".join(both("errors", key, file=file.as_posix(), **facts)))


def phrases(lang: str, templates: Path = TEMPLATES) -> Phrases:
    """Return the phrases of a language, with those that the office replaced in ``templates/words.toml``.

    Raises
    ------
    TemplateError
        For a file that is not TOML, a phrase that there is not, braces that nothing fills in.
    """
    path = templates / "words.toml"
    if not path.is_file():
        return Phrases(lang)
    try:
        replaced = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:  # not UTF-8, not TOML
        raise TemplateError(path, "bad_template", why=error) from None
    for section, chosen in replaced.items():
        for key, texts in chosen.items() if isinstance(chosen, dict) else [(section, chosen)]:
            _check(path, section, key, texts)
    return Phrases(lang, replaced)


def _check(path: Path, section: str, key: str, texts: object) -> None:
    """Refuse what is no phrase of ours, is not written by language, or has braces that nothing fills in."""
    ours = declared("words.toml").get(section, {}).get(key)
    if ours is None:
        raise TemplateError(path, "no_phrase", phrase=f"[{section}] {key}")
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise TemplateError(path, "phrase_form", phrase=f"[{section}] {key}")
    known = {name for text in ours.values() for _, name, _, _ in Formatter().parse(text) if name}
    for text in texts.values():
        try:
            used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            used = {text}
        if used - known:
            names = ", ".join(f"{{{name}}}" for name in sorted(known)) or "–"
            raise TemplateError(path, "phrase_braces", phrase=f"[{section}] {key}", names=names)
