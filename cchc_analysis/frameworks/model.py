"""What an index is: its criteria, its editions, and what it is called."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from cchc_analysis.errors import CchcError

if TYPE_CHECKING:
    import pandas as pd

#: Levels of a criterion: the index, its domains, criteria, sub-criteria, indicators.
LEVELS = (0, 1, 2, 3, 4)


class FrameworkError(CchcError, ValueError):
    """Raised for an index, a year or a declaration that cannot be; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of an edition.

    Attributes
    ----------
    index, edition, code : str
        ``PAPI``, ``papi-2021``, ``5.3``.
    parent : str
        Code of the criterion above; empty for the index itself.
    level : int or None
        0 index, 1 domain, 2 criterion, 3 sub-criterion, 4 indicator; None stands outside the tree.
    name_vi, name_en : str
    min_score, max_score : float
        Ends of the scale; NaN where not published.
    weight : float
        What one point adds to the parent's score; NaN where unknown.
    concept : str
        What is measured, under a name that outlives the code.
    status : str
        ``sourced`` or ``unconfirmed``.
    source : str
        Key into ``sources.csv``.
    """

    index: str
    edition: str
    code: str
    parent: str
    level: int | None
    name_vi: str
    name_en: str
    min_score: float
    max_score: float
    weight: float
    concept: str
    status: str
    source: str

    def name(self, lang: str = "vi") -> str:
        """Return the name in a language, in the other where it has none."""
        return (self.name_en or self.name_vi) if lang == "en" else (self.name_vi or self.name_en)

    @property
    def has_scale(self) -> bool:
        """Whether both ends of the scale are known."""
        return not (math.isnan(self.min_score) or math.isnan(self.max_score))


@dataclass(frozen=True, slots=True)
class Term:
    """What a publisher calls a criterion: in Vietnamese, in English, and several of them in English."""

    vi: str = "tiêu chí"
    en: str = "criterion"
    many: str = "criteria"

    def word(self, lang: str = "vi", *, several: bool = False) -> str:
        """Return the term in a language; Vietnamese has one word for one and for several."""
        return self.vi if lang == "vi" else self.many if several else self.en


@dataclass(frozen=True, slots=True)
class Index:
    """An index: what it is called, who publishes it, and how its totals come about.

    ``tolerance`` maps a first year to how far a printed sum may be from what its printed parts give;
    ``last_year`` is the last for which the declared editions are known to hold; ``provinces_only`` and
    ``nation`` tell whose rows are read, ``residents`` whether it is a survey of residents,
    ``in_percent`` whether its scores are percentages. ``terms`` is what its publisher calls a criterion,
    by level; ``called`` is how a sentence names it, ``full_vi`` and ``full_en`` where it is named first,
    ``short_vi`` and ``short_en`` what it measures where its name is long.
    """

    index: str
    name_vi: str
    name_en: str
    publisher: str
    source_vi: str
    source_en: str
    rule: str
    decimals: int
    tokens: tuple[str, ...]
    tolerance: Mapping[int, float]
    last_year: int
    provinces_only: bool = False
    nation: bool = False
    residents: bool = False
    in_percent: bool = False
    terms: Mapping[int, Term] = field(default_factory=dict)
    called: str = ""
    full_vi: str = ""
    full_en: str = ""
    short_vi: str = ""
    short_en: str = ""

    def measures(self, lang: str = "vi") -> str:
        """Return in few words what the index measures: its name without *Chỉ số*, or as declared."""
        name, short = (self.name_vi, self.short_vi) if lang == "vi" else (self.name_en, self.short_en)
        short = short or name.partition(" (")[0].removeprefix("Chỉ số ").strip()
        return short[:1].upper() + short[1:]

    def term(self, level: int) -> Term:
        """Return what a criterion of a level is called; the word of every index where none is declared."""
        return self.terms.get(level, Term())

    def mentioned(self, lang: str = "vi", *, first: bool = False) -> str:
        """Return the name by which a sentence calls the index, in full where it is named first."""
        full = self.full_vi if lang == "vi" else self.full_en
        return (full if first else "") or self.called or self.index


@dataclass(frozen=True, slots=True, eq=False)
class Framework:
    """An index as it stood in one year.

    Attributes
    ----------
    index, edition : str
    year : int
    criteria : dict of str to Criterion
        By code, in printed order.
    aliases : dict of str to str
        Codes by :func:`~cchc_analysis.vietnamese.key` of every name and declared alias of that year.
    assumed : bool
        True where the year is later than the last declared edition, which stands in for it.
    """

    index: str
    edition: str
    year: int
    criteria: dict[str, Criterion]
    aliases: dict[str, str]
    assumed: bool = False
    _children: dict[str, list[Criterion]] = field(default_factory=dict, repr=False)

    def children(self, code: str) -> list[Criterion]:
        """Return the criteria right below *code*, indicators left out."""
        if code not in self._children:
            below = self.criteria.values()
            self._children[code] = [c for c in below if c.parent == code and c.level in (1, 2, 3)]
        return self._children[code]

    def leaves(self) -> list[Criterion]:
        """Return the criteria at the lowest level that carries points: those without children."""
        return [c for c in self.criteria.values() if c.level in (1, 2, 3) and not self.children(c.code)]

    def weight_in_total(self, code: str) -> float:
        """Return what one point of *code* adds to the total; NaN where a weight on the way is unknown.

        ``Criterion.weight`` is what it adds to the criterion above; this is the product up the tree.
        """
        weight = 1.0
        while code and self.criteria[code].level:
            weight *= self.criteria[code].weight
            code = self.criteria[code].parent
        return weight

    def to_frame(self) -> pd.DataFrame:
        """Return the criteria as a table, one row each, in printed order."""
        import pandas as pd

        return pd.DataFrame([asdict(c) for c in self.criteria.values()])
