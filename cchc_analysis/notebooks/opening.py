"""The first cell of a notebook: whose it is of which year (``cchc.toml`` says it); the form to change that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_analysis.analysis.asked.values import index_name as known_index
from cchc_analysis.analysis.collected.sheets import has_sheet
from cchc_analysis.analysis.coverage import latest_year
from cchc_analysis.errors import CchcError
from cchc_analysis.notebooks.collected import of_scope, of_sheets
from cchc_analysis.notebooks.form import Form
from cchc_analysis.notebooks.page import Notebook
from cchc_analysis.notebooks.phrases import USUAL_INDEX, NotebookError, one_line, say
from cchc_analysis.settings import Settings, settings, working_folder
from cchc_analysis.statements import index_name

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from cchc_analysis.briefing.subject import Subject


def notebook(*, index: str | None = None, of: str = "published", root: str = "data") -> Notebook:
    """Open a notebook: show its form, say what it is about, and return what its cells ask.

    Parameters
    ----------
    index : str, optional
        The index of the notebook; that of ``cchc.toml`` unless given.
    of : {"published", "sheets", "scope"}
        What it is about: published figures of the unit, its own scoring sheets, or the sheets of all units that
        are scored with it. Where there are no such sheets another unit's are shown as an example, and that is
        said.
    root : str
        The folder of the data.

    Raises
    ------
    NotebookError
        Where there is nothing to show, with one line that says why.

    Examples
    --------
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> with redirect_stdout(StringIO()):  # a cell shows the form here
    ...     page = notebook(index="PAPI")
    >>> page.name, page.year
    ('Bắc Kạn', 2024)
    """
    from cchc_analysis.dataset import load

    folder, scores = working_folder(), load(root)
    chosen, broken = _settings(folder)
    Form(scores, folder, chosen, with_index=index is None and of == "published").show()
    if broken:
        raise NotebookError(broken)
    try:
        made = _opened(scores, chosen, index, of)
    except CchcError as error:
        raise NotebookError(one_line(error, chosen.lang)) from None
    made.show_heading()
    return made


def _settings(folder: Path) -> tuple[Settings, str]:
    """Return what ``cchc.toml`` says; where it cannot be used, the defaults and why."""
    try:
        return settings(folder), ""
    except CchcError as error:
        return Settings(), one_line(error, "vi")


def _opened(scores: pd.DataFrame, chosen: Settings, index: str | None, of: str) -> Notebook:
    """Return what the notebook is about; refuse an unknown name, and one without figures."""
    from cchc_analysis.briefing.subject import meant, of_unit, with_estimates

    unit = meant(scores, chosen.unit, chosen.year)
    if of == "scope":
        return of_scope(scores, unit, chosen)
    if of == "sheets":
        return of_sheets(scores, unit, chosen)
    scores = with_estimates(scores, unit)
    whose = of_unit(scores, unit)
    looked_into = index or _index(scores, whose, chosen)
    whose, notes = _with_figures(scores, whose, looked_into, chosen.lang)
    if has_sheet(scores, index=looked_into, unit=whose.unit_id, year=whose.years[looked_into][-1]):
        raise NotebookError(say("stops", "own_sheets", chosen.lang, unit=whose.unit, index=looked_into))
    year = latest_year(scores, unit=whose.asked, index=index, until=chosen.year)
    if index and chosen.year not in (None, year):
        notes.append(say("notes", "other_year", chosen.lang, asked=chosen.year, year=year))
    phrase, facts = ("of_index", {"index": index_name(index, chosen.lang)}) if index else ("of_all", {})
    heading = say("heading", phrase, chosen.lang, unit=whose.full_name, year=year, **facts)
    return Notebook(scores, whose, year, chosen, looked_into, heading=heading, notes=notes)


def _index(scores: pd.DataFrame, whose: Subject, chosen: Settings) -> str:
    """Return the index that is looked into: of ``cchc.toml``, the usual one, else one that the unit has."""
    if chosen.index is not None:
        return known_index(chosen.index, known=scores["index"].unique())
    return USUAL_INDEX if USUAL_INDEX in whose.years else next(iter(whose.years))


def _with_figures(scores: pd.DataFrame, whose: Subject, index: str, lang: str) -> tuple[Subject, list[str]]:
    """Return the unit, or as context its province where only that is scored by the index."""
    from cchc_analysis.briefing.subject import subject

    if index in whose.years:
        return whose, []
    named = index_name(index, lang)
    if whose.province:
        province = subject(scores, whose.province)
        if index in province.years:
            note = say("notes", "province", lang, unit=whose.unit, index=named, province=province.unit)
            return province, [note]
    raise NotebookError(say("stops", "no_index", lang, unit=whose.unit, index=named))
