"""What a sheet of an index is of: a summary of its criteria, or a domain with its indicators, and which."""

from __future__ import annotations

from collections import Counter

from cchc_analysis import frameworks
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.headings import Heading
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.headings.criteria import NOBODY, Named, named, printed_name
from cchc_analysis.workbooks.headings.name_forms import INDICATOR, heads


class SheetOfIndex:
    """The criteria of the series of one sheet: a summary, or a domain with its indicators.

    Parameters
    ----------
    series : list of tuple of Heading
        The headings of each series of scores, in printed order.
    framework : Framework
    tab : str
        The sheet's name: it may say which domain it holds.
    beside : list of tuple of Heading
        The headings of series in bodies beside this one.
    """

    def __init__(
        self,
        series: list[tuple[Heading, ...]],
        framework: Framework,
        tab: str,
        beside: list[tuple[Heading, ...]],
    ) -> None:
        self.framework = framework
        self.series = series
        self.leaf = max(c.level for c in framework.criteria.values() if c.level in (0, 1, 2))
        names = [named(labels, framework) for labels in series]
        names = self._but_over_many(names)
        every = names + self._but_over_many([named(labels, framework) for labels in beside])
        self.parent = ""
        self.is_foreign = False
        if self.leaf == 1 and not self._is_summary(every):
            self.parent = self._domain(every, tab)
            titled = any(n.is_sub_index for n in every)
            self.is_foreign = not self.parent and titled and frameworks.has_indicators(framework.index)
            names = [self._as_indicator(n, titled) for n in names]
        self.names = [self._numbered(n) for n in names]

    def _but_over_many(self, names: list[Named]) -> list[Named]:
        """Return names without a sub-index that stands over several columns: ``Chỉ số thành phần (%)``."""
        nameless = [n.is_sub_index and not (n.code or n.number) for n in names]
        if True not in nameless:
            return names
        over = Counter(text for labels in self.series for text in {h.text for h in labels[:-1]})
        pairs = zip(nameless, names, strict=True)
        return [NOBODY if is_so and over[n.label] > 1 else n for is_so, n in pairs]

    def _level(self, code: str | None) -> int | None:
        return self.framework.criteria[code].level if code else None

    def _is_summary(self, names: list[Named]) -> bool:
        domains = {n.code for n in names if n.code and self._level(n.code) == 1}
        return len(domains) > 1 and sum(n.is_sub_index for n in names) != 1

    def _domain(self, names: list[Named], tab: str) -> str:
        """Return the domain whose indicators the sheet holds: its own series says, or the sheet's name."""
        titled = [n for n in names if n.is_sub_index]
        coded = next((n.code for n in titled if n.code), "")
        of_tab = heads(self.framework).get(key(tab), "")
        of_tab = of_tab if self._level(of_tab) == 1 else ""
        numbered = next((self._numbered(n).code for n in titled if n.number), "")
        return coded or of_tab or numbered

    def _as_indicator(self, name: Named, titled: bool) -> Named:
        """In a domain's own sheet every score but the domain's is an indicator, whatever it is called.

        Where one series is *titled* as the sub-index, another of the domain's name is an intermediate score.
        """
        if name.is_sub_index:
            return Named(self.parent, name.how or "name", name.label)
        if name.code and self.parent and (titled or name.code != self.parent):
            return Named(label=name.label)
        return name

    def _numbered(self, name: Named) -> Named:
        if not name.is_sub_index:
            return name
        domains = [c.code for c in self.framework.criteria.values() if c.level == 1]
        inside = 0 < name.number <= len(domains)
        code = name.code or (domains[name.number - 1] if inside else "")
        return Named(code, name.how or "code", name.label)

    def indicators(
        self, unnamed: list[int], order: list[tuple[int, str]]
    ) -> tuple[dict[int, tuple[str, str]], int]:
        """Return code and name of the *unnamed* series that are indicators, and how many nobody can place.

        Under criteria that stand together (1.1, 1.2, 1.3, 1.4, then all indicators) nobody can tell which
        is whose; a few unknown columns among many criteria are no indicators either.

        Parameters
        ----------
        unnamed : list of int
            Places in ``series``.
        order : list of (int, str)
            Place and code of the series that are criteria, in printed order.
        """
        owner = {place: self._owner(place, order) for place in unnamed}
        placed = [p for p in unnamed if owner[p]]
        if self.leaf > 1 and placed:
            criteria = self.framework.criteria
            leaves = [code for _, code in order if criteria[code].level == self.leaf]
            owned = Counter(owner[p] for p in placed)
            childless = {criteria[c].parent for c in leaves if not owned[c]}
            if len(placed) < len(leaves):
                return {}, 0
            sure = [p for p in placed if criteria[owner[p]].parent not in childless]
            return self._coded(sure, owner), len(placed) - len(sure)
        return self._coded(placed, owner), 0

    def _owner(self, place: int, order: list[tuple[int, str]]) -> str:
        if self.leaf == 1:
            return self.parent
        before = [code for at, code in order if at < place]
        last = before[-1] if before else ""
        return last if self._level(last) == self.leaf else ""

    def _coded(self, places: list[int], owner: dict[int, str]) -> dict[int, tuple[str, str]]:
        declared = _declared(self.framework)
        taken: set[str] = set()
        further: Counter[str] = Counter()
        coded = {}
        for place in places:
            parent = owner[place]
            names = declared.get(parent, {})
            code = _declared_code(names, self.series[place], taken)
            if not code:
                further[parent] += 1
                code = f"{parent}.{sum(map(len, names.values())) + further[parent]}"
            label = self.names[place].label if self.names[place].code else ""
            coded[place] = (code, printed_name(self.series[place], Named(label=label)))
        return coded


@frameworks.remembered
def _declared(framework: Framework) -> dict[str, dict[str, list[str]]]:
    """Return the declared indicators of every criterion: their codes by matching key of the name."""
    codes: dict[str, dict[str, list[str]]] = {}
    for criterion in framework.criteria.values():
        if criterion.level == INDICATOR:
            name = key(criterion.name_vi or criterion.name_en)
            codes.setdefault(criterion.parent, {}).setdefault(name, []).append(criterion.code)
    return codes


def _declared_code(names: dict[str, list[str]], labels: tuple[Heading, ...], taken: set[str]) -> str:
    for label in labels if names else ():
        free = [c for c in names.get(key(label.text), ()) if c not in taken]
        if free:
            taken.add(free[0])
            return free[0]
    return ""
