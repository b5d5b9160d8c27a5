"""The phrases of notebooks (``words.toml``), and an error as the one line that stops a notebook."""

from __future__ import annotations

from cchc_analysis.declarations import declaration
from cchc_analysis.errors import CchcError
from cchc_analysis.phrases import LANGUAGES

#: The index that is looked into where neither notebook nor settings name one.
USUAL_INDEX = "PAPI"


class NotebookError(CchcError):
    """Raised where a notebook cannot go on; the message is the one line that it shows."""


def say(section: str, phrase: str, lang: str, **facts: object) -> str:
    """Return a phrase in a language, its braces filled in.

    Examples
    --------
    >>> say("form", "year", "vi")
    'Năm'
    """
    return str(declaration("notebooks", "words.toml")[section][phrase][lang]).format(**facts)


def one_line(error: CchcError, lang: str) -> str:
    r"""Return what an error says in one language: the first line is Vietnamese, the second English.

    Examples
    --------
    >>> one_line(CchcError("Không có.\nThere is none."), "en")
    'There is none.'
    """
    lines = str(error).splitlines()
    return lines[min(LANGUAGES.index(lang), len(lines) - 1)] if lines else ""
