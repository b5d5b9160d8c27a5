"""What the answers of a survey say: what people are most dissatisfied with."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.statements.phrases import lowered, say
from cchc_analysis.vietnamese import format_number


def _survey_answers(result: pd.DataFrame, lang: str) -> str:
    most = result.iloc[0]
    facts = {name: result.attrs[name] for name in ("unit", "year")}
    if not most["unhappy"]:
        return say("survey_answers", "title_none", lang, **facts)
    share = format_number(most["unhappy"], 1, lang, unit="%")
    return say("survey_answers", "title", lang, name=lowered(str(most["name"]), lang), share=share, **facts)


def _subtitle(result: pd.DataFrame, lang: str) -> str:
    return say("survey_answers", "subtitle", lang, year=result.attrs["year"])


SENTENCES = {"survey_answers": _survey_answers}
SUBTITLES = {"survey_answers": _subtitle}
