"""What a notebook about scoring sheets is about: a unit with its own sheets, or all units scored with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked.scopes import ILLUSTRATIVE
from cchc_analysis.notebooks.page import Notebook
from cchc_analysis.notebooks.phrases import NotebookError, say
from cchc_analysis.statements import index_name
from cchc_analysis.units.spelling import slug

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.settings import Settings
    from cchc_analysis.units import Unit

#: The index whose scoring sheets offices fill in.
_INDEX = "PAR"


def of_sheets(scores: pd.DataFrame, unit: Unit, chosen: Settings) -> Notebook:
    """Return a notebook about a unit's scoring sheets; about another's, as an example, where it has none."""
    from cchc_analysis.briefing.subject import subject

    sheets, notes = _sheets(scores, chosen.lang), []
    mine = sheets[sheets["unit_id"] == unit.unit_id]
    if mine.empty:
        years = sheets.groupby("unit_id", sort=True)["year"].nunique()
        mine = sheets[sheets["unit_id"] == years.idxmax()]
        facts = {"other": mine["unit"].iloc[0], "invented": _invented(mine, chosen.lang)}
        notes = [say("notes", "example", chosen.lang, unit=unit.unit, **facts)]
    whose = subject(scores, str(mine["unit_id"].iloc[0]))
    year = _year(mine["year"], chosen.year)
    named = index_name(_INDEX, chosen.lang)
    heading = say("heading", "of_index", chosen.lang, unit=whose.full_name, index=named, year=year)
    return Notebook(scores, whose, year, chosen, _INDEX, heading=heading, notes=notes)


def of_scope(scores: pd.DataFrame, unit: Unit, chosen: Settings) -> Notebook:
    """Return a notebook about the sheets of all units that are scored with a unit, or in a province."""
    from cchc_analysis.briefing.subject import subject

    sheets, notes = _sheets(scores, chosen.lang), []
    counts = (
        sheets.groupby("scope", sort=True)["unit_id"].nunique().sort_values(ascending=False, kind="stable")
    )
    inside = f"/{slug(unit.unit)}"
    mine = [scope for scope in counts.index if scope == unit.scope or scope.endswith(inside)]
    scope = (mine or counts.index)[0]
    rows = sheets[sheets["scope"] == scope]
    if not mine:
        invented = _invented(rows, chosen.lang)
        notes = [say("notes", "example_scope", chosen.lang, unit=unit.unit, invented=invented)]
    year = _year(rows["year"], chosen.year)
    then = rows[rows["year"] == year]
    facts = {"n": then["unit_id"].nunique(), "scope": scope, "index": index_name(_INDEX, chosen.lang)}
    unit_id = unit.unit_id if unit.unit_id in set(then["unit_id"]) else str(then["unit_id"].iloc[0])
    heading = say("heading", "of_scope", chosen.lang, year=year, **facts)
    return Notebook(
        scores, subject(scores, unit_id), year, chosen, _INDEX, scope=scope, heading=heading, notes=notes
    )


def _sheets(scores: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return whose scoring sheets, which no edition declares, there are by year; stop where there are none."""
    declared = [framework.edition for framework in frameworks.editions(_INDEX)]
    rows = scores[(scores["index"] == _INDEX) & ~scores["edition"].isin(declared) & scores["score"].notna()]
    if rows.empty:
        raise NotebookError(say("stops", "no_sheet", lang))
    invented = rows["note"].str.contains(ILLUSTRATIVE, na=False)
    return rows.assign(invented=invented)[["unit_id", "unit", "scope", "year", "invented"]].drop_duplicates()


def _invented(sheets: pd.DataFrame, lang: str) -> str:
    """Return what is said of sheets that are made up; nothing of others."""
    return say("notes", "invented", lang) if sheets["invented"].any() else ""


def _year(years: pd.Series, asked: int | None) -> int:
    """Return the latest year, no later than the one asked for where there is one so early."""
    early = years[years <= asked] if asked is not None else years
    return int((early if len(early) else years).max())
