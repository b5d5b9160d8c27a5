"""The form at the head of a notebook: unit, year, index, language into ``cchc.toml``.

A widget cannot run the cells below it: the form writes the choice, and asks for *Run All*.
"""

from __future__ import annotations

from functools import cached_property
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_analysis.errors import CchcError
from cchc_analysis.notebooks.known_units import as_written, labels
from cchc_analysis.notebooks.phrases import USUAL_INDEX, NotebookError, one_line, say
from cchc_analysis.phrases import LANGUAGES
from cchc_analysis.settings import Settings, choose

if TYPE_CHECKING:
    import pandas as pd

_STYLE = {"description_width": "70px"}
_LANGUAGES = (("Tiếng Việt", "vi"), ("English", "en"))
#: What stands for no choice in a box, which shows nothing for None.
LATEST = 0


def widgets() -> Any:
    """Return ipywidgets; refuse to go on where it is not installed."""
    if find_spec("ipywidgets") is None:
        raise NotebookError("\n".join(say("stops", "no_widgets", lang) for lang in LANGUAGES))
    import ipywidgets

    return ipywidgets


def show_widget(widget: Any, plain: str) -> None:
    """Show a widget; where there are none, as in a stored notebook, a line of text instead."""
    from IPython.display import display

    bundle = widget._repr_mimebundle_() or {}
    display(bundle | {"text/markdown": plain, "text/plain": plain}, raw=True)


def unit_box(scores: pd.DataFrame, unit: str, lang: str) -> Any:
    """Return a box of every unit with figures, which searches as one types."""
    return widgets().Combobox(
        value=unit, options=list(labels(scores)), ensure_option=False, continuous_update=False,
        description=say("form", "unit", lang), placeholder=say("form", "placeholder", lang), style=_STYLE,
        layout=widgets().Layout(width="420px"),
    )  # fmt: skip


def drop_down(phrase: str, lang: str, options: list[Any], value: Any) -> Any:
    """Return a drop-down box."""
    width = "420px" if phrase == "question" else "230px"
    return widgets().Dropdown(
        options=options, value=value, description=say("form", phrase, lang), style=_STYLE,
        layout=widgets().Layout(width=width),
    )  # fmt: skip


def years_offered(years: list[int], lang: str) -> list[tuple[str, int]]:
    """Return what a box of years offers: the latest, whichever that is, and each."""
    return [(say("form", "latest", lang), LATEST), *((str(year), year) for year in years)]


class Form:
    """The boxes of a choice among the units and years of *scores*, and the button that writes it.

    *folder* is where ``cchc.toml`` lies, *chosen* what it says now; *with_index* is set where the notebook
    looks into its index.
    """

    def __init__(self, scores: pd.DataFrame, folder: Path, chosen: Settings, *, with_index: bool) -> None:
        self._scores, self._folder, self._chosen, self._with_index = scores, folder, chosen, with_index

    @property
    def plain(self) -> str:
        """What is chosen, as a line of text."""
        chosen, lang = self._chosen, self._chosen.lang
        return say("form", "plain", lang, facts=self._facts(chosen.unit, chosen.year, chosen.index, lang))

    def show(self) -> None:
        """Show the boxes; without ipywidgets, or in a stored notebook, the line of text."""
        from cchc_analysis.notebooks.showing import show_text

        if find_spec("ipywidgets") is None:
            show_text(self.plain)
        else:
            show_widget(self.box, self.plain)

    @cached_property
    def unit(self) -> Any:
        """The box of the unit."""
        return unit_box(self._scores, self._chosen.unit, self._chosen.lang)

    @cached_property
    def year(self) -> Any:
        """The box of the year: those with figures of the unit, and the latest of each index."""
        return drop_down("year", self._chosen.lang, [], None)

    @cached_property
    def index(self) -> Any:
        """The box of the index: those with figures of the unit."""
        return drop_down("index", self._chosen.lang, [], None)

    @cached_property
    def lang(self) -> Any:
        """The box of the language."""
        return drop_down("lang", self._chosen.lang, list(_LANGUAGES), self._chosen.lang)

    @cached_property
    def button(self) -> Any:
        """The button that writes the choice."""
        return widgets().Button(
            description=say("form", "save", self._chosen.lang), button_style="primary", icon="check",
            layout=widgets().Layout(width="180px"),
        )  # fmt: skip

    @cached_property
    def says(self) -> Any:
        """What came of it, or what is wrong, in one line."""
        return widgets().HTML(say("form", "hint", self._chosen.lang))

    @cached_property
    def box(self) -> Any:
        """All of it."""
        self._offer(self._chosen.year or LATEST, self._chosen.index or USUAL_INDEX)
        self.unit.observe(lambda _: self._offer(self.year.value, self.index.value), "value")
        self.button.on_click(lambda _: self.save())
        row = [self.year, self.index, self.lang] if self._with_index else [self.year, self.lang]
        flow = widgets().Layout(flex_flow="row wrap")
        return widgets().VBox([
            widgets().HBox([self.unit, *row], layout=flow),
            widgets().HBox([self.button, self.says], layout=flow),
        ])  # fmt: skip

    def save(self) -> None:
        """Write what the boxes say into ``cchc.toml``, or say in one line why not."""
        lang = self.lang.value
        try:
            _, written = as_written(self._scores, self.unit.value)
            choices = {"unit": written, "year": self.year.value or None, "lang": lang}
            if self._with_index:
                choices["index"] = self.index.value
            choose(self._folder, **choices)
        except CchcError as error:
            self._complain(error)
            return
        facts = self._facts(self.unit.value, self.year.value, self.index.value, lang)
        self.says.value = say("form", "saved", lang, facts=escape(facts), menu=say("form", "menu", lang))

    def _offer(self, year: int, index: str) -> None:
        """Offer the indices and years of the unit, keeping those chosen where it has them."""
        from cchc_analysis.briefing.subject import of_unit

        try:
            years = of_unit(self._scores, as_written(self._scores, self.unit.value)[0]).years
        except CchcError as error:
            self._complain(error)
            return
        every = sorted({year for of_index in years.values() for year in of_index}, reverse=True)
        self.year.options = years_offered(every, self._chosen.lang)
        self.year.value = year if year in every else LATEST
        self.index.options = list(years)
        self.index.value = index if index in years else next(iter(years))
        self.says.value = say("form", "hint", self._chosen.lang)

    def _complain(self, error: CchcError) -> None:
        self.says.value = f'<span style="color:#b3261e">{escape(one_line(error, self._chosen.lang))}</span>'

    def _facts(self, unit: str, year: int | None, index: str | None, lang: str) -> str:
        """Return what is chosen in a few words."""
        facts = [
            unit, f"{say('form', 'year', lang).lower()} {year or say('form', 'latest', lang)}",
            index if self._with_index and index else "",
        ]  # fmt: skip
        return ", ".join(filter(None, facts))
