"""Any question of any unit, answered as one chooses: sentence, chart and table, live."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from cchc_analysis.briefing.answering import answer, applies
from cchc_analysis.briefing.questions import Answer, questions
from cchc_analysis.briefing.subject import Subject, meant, of_unit, with_estimates
from cchc_analysis.briefing.tables import table
from cchc_analysis.errors import CchcError
from cchc_analysis.notebooks.form import LATEST, drop_down, show_widget, unit_box, widgets, years_offered
from cchc_analysis.notebooks.known_units import as_written
from cchc_analysis.notebooks.phrases import USUAL_INDEX, one_line, say
from cchc_analysis.notebooks.showing import as_html, png_of
from cchc_analysis.phrases import LANGUAGES
from cchc_analysis.settings import settings, working_folder

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

#: What stands for all indices in the box of one.
_EVERY_INDEX = ""


@dataclass(frozen=True, slots=True)
class Explored:
    """An answer as it is shown: a sentence, or why there is none; chart and table where it has them."""

    sentence: str
    chart: Figure | None = None
    table: pd.DataFrame | None = None


def explored(
    scores: pd.DataFrame,
    question: str,
    *,
    unit: str,
    index: str | None = None,
    year: int | None = None,
    lang: str = "vi",
) -> Explored:
    """Answer one question of a unit.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    question : str
        Its key in ``briefing/questions.toml``.
    unit : str
        A name in any spelling, or an id.
    index : str, optional
        The index that is asked about; the first that has an answer unless given.
    year : int, optional
        The latest unless given.
    lang : {"vi", "en"}

    Returns
    -------
    Explored
        Never an error for what the figures do not hold: the sentence says why.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> explored(load(), "xep_hang", unit="Bắc Kạn", index="PCI").sentence
    'Bắc Kạn xếp thứ 48/63 về PCI năm 2021, tăng 11 bậc so với năm 2020.'
    """
    try:
        briefing = answer(scores, unit, year=year, lang=lang, key=question, index=index)
    except CchcError as error:
        return Explored(one_line(error, lang))
    if not briefing.answers:
        reasons = [one.why[LANGUAGES.index(lang)] for one in briefing.not_answered]
        return Explored((reasons or [say("explore", "not_asked", lang, unit=briefing.subject.unit)])[0])
    one = briefing.answers[0]
    return Explored(f"{one.sentence}.", _drawn(one, briefing.subject, lang), table(one.result, lang))


def explore(scores: pd.DataFrame | None = None) -> None:
    """Show boxes for a question, a unit, an index and a year, and below them the answer, drawn as one chooses.

    Begins with the unit, index and year of ``cchc.toml``. In a stored notebook a line of text stands instead.

    Parameters
    ----------
    scores : pandas.DataFrame, optional
        A Scores frame; :func:`cchc_analysis.load` unless given.

    Raises
    ------
    NotebookError
        Where ipywidgets is not installed.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> explorer = Explorer(load(), unit="Bắc Kạn")
    >>> explorer.question.value = "xep_hang"
    >>> explorer.sentence.value[:27]
    '<p><b>Bắc Kạn xếp thứ 22/61'
    """
    from cchc_analysis.dataset import load

    chosen = settings(working_folder())
    explorer = Explorer(
        load() if scores is None else scores,
        unit=chosen.unit, index=chosen.index, year=chosen.year, lang=chosen.lang,
    )  # fmt: skip
    show_widget(explorer.box, say("explore", "plain", chosen.lang))


class Explorer:
    """The boxes of :func:`explore` and what they show; its parameters are what the boxes say first."""

    def __init__(
        self, scores: pd.DataFrame, *, unit: str, index: str | None = None, year: int | None = None,
        lang: str = "vi",
    ) -> None:  # fmt: skip
        self._scores, self._lang, self._index = scores, lang, index or USUAL_INDEX
        self.unit = unit_box(scores, unit, lang)
        self.question, self.index, self.year = (
            drop_down(phrase, lang, [], None) for phrase in ("question", "index", "year")
        )
        self.sentence, self.table = widgets().HTML(), widgets().HTML()
        self.chart = widgets().Image(format="png", layout=widgets().Layout(max_width="100%", width="1000px"))
        self._ask(year or LATEST)
        for box in (self.unit, self.question, self.index, self.year):
            box.observe(self._changed, "value")

    @cached_property
    def box(self) -> Any:
        """All of it."""
        row = widgets().Layout(flex_flow="row wrap")
        return widgets().VBox([
            widgets().HBox([self.question, self.unit], layout=row),
            widgets().HBox([self.index, self.year], layout=row),
            self.sentence, self.chart, self.table,
        ])  # fmt: skip

    def _changed(self, _: Any) -> None:
        """Answer what the boxes say now; that what they offer changes with it asks nothing more."""
        boxes = (self.unit, self.question, self.index, self.year)
        for box in boxes:
            box.unobserve(self._changed, "value")
        try:
            self._index = self.index.value or self._index
            self._ask(self.year.value)
        finally:
            for box in boxes:
                box.observe(self._changed, "value")

    def _ask(self, year: int) -> None:
        """Offer what can be asked of the unit, keeping what is chosen where it can be; answer it."""
        try:
            unit = meant(self._scores, as_written(self._scores, self.unit.value)[1])
            whose = of_unit(with_estimates(self._scores, unit), unit)
        except CchcError as error:
            self._show(Explored(one_line(error, self._lang)))
            return
        asked = {getattr(q, self._lang): q for q in questions() if applies(q, whose)}
        _offer(self.question, [(text, q.key) for text, q in asked.items()], self.question.value)
        one = next(q for q in asked.values() if q.key == self.question.value)
        every = [(say("explore", "every", self._lang), _EVERY_INDEX)]
        _offer(self.index, every if one.of == "all" else [(i, i) for i in whose.years], self._index)
        _offer(self.year, years_offered(_years(whose, self.index.value), self._lang), year)
        self._show(
            explored(
                self._scores, one.key, unit=whose.asked, index=self.index.value or None,
                year=self.year.value or None, lang=self._lang,
            )
        )  # fmt: skip

    def _show(self, answered: Explored) -> None:
        """Show an answer; close the figure, of which the picture is kept."""
        import matplotlib.pyplot as plt

        self.sentence.value = f"<p><b>{escape(answered.sentence)}</b></p>"
        self.chart.layout.display = "none" if answered.chart is None else ""
        self.chart.value = b"" if answered.chart is None else png_of(answered.chart)
        frame = answered.table
        named = frame is not None and frame.index.name is not None
        self.table.value = "" if frame is None else as_html(frame.reset_index() if named else frame)
        if answered.chart is not None:
            plt.close(answered.chart)


def _offer(box: Any, options: list[tuple[str, Any]], wanted: Any) -> None:
    """Give a box its options; the one that is wanted stays where it is among them, else the first is taken."""
    values = [value for _, value in options]
    box.options = options
    box.value = wanted if wanted in values else values[0]


def _years(whose: Subject, index: str) -> list[int]:
    """Return the years of a unit with figures, of an index or of any, the latest first."""
    of_indices = [years for name, years in whose.years.items() if index in (_EVERY_INDEX, name)]
    return sorted({year for years in of_indices for year in years}, reverse=True)


def _drawn(one: Answer, whose: Subject, lang: str) -> Figure | None:
    """Return the chart of an answer; None for a question without one, or where there is nothing to draw."""
    from inspect import signature

    from cchc_analysis import charts
    from cchc_analysis.charts import NothingToDraw

    if not one.question.chart:
        return None
    draw: Any = getattr(charts, one.question.chart)
    more = {"unit": whose.unit} if "unit" in signature(draw).parameters else {}
    try:
        return draw(one.result, lang=lang, if_empty="raise", **more).get_figure(root=True)
    except NothingToDraw:
        return None
