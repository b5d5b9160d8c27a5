"""The phrases of the pack (``words.toml``); an office may replace them beside its ``cchc.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from cchc_analysis.declarations import declaration
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


def phrases(lang: str, templates: Path = TEMPLATES) -> Phrases:
    """Return the phrases of a language, with those that the office replaced in ``templates/words.toml``."""
    path = templates / "words.toml"
    replaced = tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}
    return Phrases(lang, replaced)
