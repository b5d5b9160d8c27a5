"""What keeps a chart from being drawn: a wrong call, or nothing to draw."""

from __future__ import annotations

from cchc_analysis.errors import CchcError
from cchc_analysis.phrases import LANGUAGES
from cchc_analysis.statements import say


class ChartError(CchcError, ValueError):
    """Raised for a chart that cannot be drawn as asked; the message says what can."""


class NothingToDraw(CchcError, ValueError):  # noqa: N818
    """Raised where a result holds nothing to draw; ``sentence`` says why, in the language of the chart."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


def chart_error(key: str, **facts: object) -> ChartError:
    """Return the error *key* of ``words.toml``, Vietnamese first and English on the next line."""
    return ChartError("\n".join(say("chart_errors", key, lang, **facts) for lang in LANGUAGES))
