"""What the answers of a survey say: with what people are least satisfied, and what changed."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.statements.phrases import enumerated, lowered, say
from cchc_analysis.vietnamese import format_number


def _survey(result: pd.DataFrame, lang: str) -> str:
    least = result.iloc[0]
    sentence = say("survey", "title", lang, unit=result.attrs["unit"], year=result.attrs["year"],
                   name=lowered(str(least["name"]), lang),
                   score=format_number(least["score"], 1, lang, unit="%"))  # fmt: skip
    if result["significant"].isna().all():
        previous = result.attrs["previous"]
        return sentence + (
            say("survey", "regraded", lang, previous=previous) if result.attrs["regraded"] else ""
        )
    moved = result.loc[result["significant"].fillna(False), "name"]
    names = enumerated(lowered(str(name), lang) for name in moved)
    return sentence + say("survey", "moved" if names else "steady", lang, names=names,
                      previous=result.attrs["previous"])  # fmt: skip


def _survey_answers(result: pd.DataFrame, lang: str) -> str:
    most = result.iloc[0]
    facts = {name: result.attrs[name] for name in ("unit", "year")}
    if not most["unhappy"]:
        return say("survey_answers", "title_none", lang, **facts)
    share = format_number(most["unhappy"], 1, lang, unit="%")
    return say("survey_answers", "title", lang, name=lowered(str(most["name"]), lang), share=share, **facts)


def _subtitle(result: pd.DataFrame, lang: str) -> str:
    return say("survey_answers", "subtitle", lang, year=result.attrs["year"])


SENTENCES = {"survey": _survey, "survey_answers": _survey_answers}
SUBTITLES = {"survey_answers": _subtitle}
