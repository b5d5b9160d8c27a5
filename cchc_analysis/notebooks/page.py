"""A notebook that is open: whose it is, what its cells ask and show, what it writes at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import signature
from typing import TYPE_CHECKING, Any

from cchc_analysis.errors import CchcError
from cchc_analysis.notebooks.phrases import one_line, say
from cchc_analysis.notebooks.showing import show_chart, show_table, show_text
from cchc_analysis.settings import Settings

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from cchc_analysis.briefing.subject import Subject


@dataclass
class Notebook:
    """What a notebook is about, and what it has shown.

    Attributes
    ----------
    scores : pandas.DataFrame
        The figures, none later than the year that is asked for; of a merged province with the estimates of
        the years before it came to be.
    subject : Subject
        The unit.
    year : int
        The year that is told.
    settings : Settings
        What ``cchc.toml`` says.
    index : str
        The index that is looked into.
    scope : str
        The units that are looked at together, where it is about many.
    heading : str
        What it says of itself.
    notes : list of str
        What must be said of that: another year, a province as context, an example.
    """

    scores: pd.DataFrame = field(repr=False)
    subject: Subject
    year: int
    settings: Settings
    index: str
    scope: str = ""
    heading: str = ""
    notes: list[str] = field(default_factory=list)
    _charts: dict[str, Figure] = field(default_factory=dict, repr=False)
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    _silent: list[str] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        """Leave out what came after the year that is asked for, in lines and tables too."""
        if self.settings.year is not None:
            last = max(self.year, self.settings.year)
            self.scores = self.scores[self.scores["year"] <= last]

    @property
    def unit(self) -> str:
        """What the analysis is asked by."""
        return self.subject.asked

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.subject.unit

    @property
    def lang(self) -> str:
        """The language of what is shown."""
        return self.settings.lang

    @property
    def targets(self) -> dict[str, dict[str, float]]:
        """The plan's targets, which are those of the unit of ``cchc.toml`` and nobody else's."""
        from cchc_analysis.settings import targets

        return targets(self.name) if self.subject.kind == "province" else {}

    def show_heading(self) -> None:
        """Show what the notebook is about, and what must be known of that."""
        show_text("\n\n".join([self.heading, *self.notes]))

    def ask(self, function: Callable[..., pd.DataFrame], **question: Any) -> pd.DataFrame | None:
        """Ask the analysis; what the figures do not answer is told once, by :meth:`export` at the end.

        Parameters
        ----------
        function : callable
            A function of the analysis, such as :func:`cchc_analysis.trend`; the figures are given to it.
        **question
            What is asked.

        Returns
        -------
        pandas.DataFrame or None
            The result; None where there is none.
        """
        try:
            return function(self.scores, **question)
        except CchcError as why:
            self._silent.append(one_line(why, self.lang))
            show_text(say("notes", "silent", self.lang))
            return None

    def tell(
        self, result: pd.DataFrame | None, *, chart: Callable[..., Any] | None = None, save: str = "",
        tabled: bool = True,
    ) -> None:  # fmt: skip
        """Show what a result says: its sentence, its chart, its table.

        Parameters
        ----------
        result : pandas.DataFrame or None
            Of :meth:`ask`; nothing is shown of None.
        chart : callable, optional
            What draws it.
        save : str
            The name of the files that :meth:`export` writes; none unless given.
        tabled : bool
            Whether the table is shown.
        """
        from cchc_analysis.statements import statement

        if result is None:
            return
        sentence = statement(result, self.lang, unit=self._named_in(result))
        if chart is None:
            show_text(f"**{sentence}.**")
        else:  # whose title it is; below it stands to be copied
            self._draw(chart, result, save)
            show_text(f"{sentence}.")
        if note := str(result.attrs.get(f"note_{self.lang}", "")):
            show_text(f"*{note}*")
        if tabled and len(result):
            self.show(result, save=save)

    def show(self, result: pd.DataFrame | None, *, save: str = "") -> None:
        """Show a result as a table alone, and keep it under a name for :meth:`export`; nothing of None."""
        from cchc_analysis.briefing.tables import table as readable

        if result is None:
            return
        shown = readable(result, self.lang)
        show_table(shown)
        if save:
            self._tables[save] = shown

    def export(self, out: str = "exports") -> None:
        """Write every chart and table that was shown under a name: PNG, and CSV for Excel; say where.

        What the figures did not answer is told here, each reason once.
        """
        from cchc_analysis.briefing.pack import export

        whose = self.scope.replace("/", "-") or self.subject.full_name
        paths = export(whose, self.year, charts=self._charts, tables=self._tables, out=out, lang=self.lang)
        if paths:
            names = ", ".join(path.name for path in paths)
            facts = {"n": len(paths), "folder": paths[0].parent.as_posix(), "names": names}
            show_text(say("notes", "exported", self.lang, **facts))
        if self._silent:
            reasons = "\n".join(f"- {why}" for why in dict.fromkeys(self._silent))
            show_text(f"{say('notes', 'not_enough', self.lang)}\n\n{reasons}")

    def _named_in(self, result: pd.DataFrame) -> str | None:
        """Return the unit as a table of everybody names it; None for a table without it."""
        for column, value in (("unit_id", self.subject.unit_id), ("unit", self.name)):
            if column in result and result[column].eq(value).any():
                return value
        return None if result.attrs.get("kind") == "ranks" else self.unit

    def _draw(self, chart: Callable[..., Any], result: pd.DataFrame, save: str) -> None:
        """Show a chart; a table without anything to draw says so."""
        import matplotlib.pyplot as plt

        from cchc_analysis.charts import is_empty
        from cchc_analysis.charts.saving import description

        more = {"unit": self.name} if "unit" in signature(chart).parameters else {}
        ax = chart(result, lang=self.lang, **more)
        fig = ax.get_figure(root=True)
        plt.close(fig)
        if is_empty(ax):
            show_text(f"*{description(fig).title}*")
        else:
            show_chart(fig)
        if save:
            self._charts[save] = fig
