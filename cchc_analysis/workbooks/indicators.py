"""Indicators: what stands below the criteria of a framework, declared or as a sheet prints it."""

from __future__ import annotations

from collections import Counter

from cchc_analysis import frameworks
from cchc_analysis.frameworks import Framework
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.columns import AlignedSheet, Column, scatter
from cchc_analysis.workbooks.headings import Role, printed_name, scale_of
from cchc_analysis.workbooks.layouts import Series
from cchc_analysis.workbooks.placing import Placing

INDICATOR = 4

#: An indicator's series under the criterion that it belongs to.
Pending = tuple[str, Series, Role]


@frameworks.remembered
def _declared(index: str, year: int) -> dict[str, dict[str, list[str]]]:
    """Return the declared indicators of every criterion: their codes by matching key of the name."""
    found: dict[str, dict[str, list[str]]] = {}
    for criterion in frameworks.framework(index, year).criteria.values():
        if criterion.level == INDICATOR:
            name = key(criterion.name_vi or criterion.name_en)
            found.setdefault(criterion.parent, {}).setdefault(name, []).append(criterion.code)
    return found


def placeable(
    found: list[Pending], codes: list[str], framework: Framework, leaf: int
) -> tuple[list[Pending], int]:
    """Return the indicators whose parent is certain, and how many others there are.

    Under criteria that stand together (1.1, 1.2, 1.3, 1.4, then all indicators) nobody can tell
    which is whose; a few unknown columns among many criteria are no indicators either.
    """
    if leaf == 1 or not found:
        return found, 0
    criteria = framework.criteria
    leaves = [c for c in codes if criteria[c].level == leaf]
    owned = Counter(parent for parent, _, _ in found)
    childless = {criteria[c].parent for c in leaves if not owned[c]}
    if len(found) < len(leaves):
        return [], 0
    sure = [f for f in found if criteria[f[0]].parent not in childless]
    return sure, len(found) - len(sure)


def indicators(sheet: AlignedSheet, served: set[str], framework: Framework, placing: Placing) -> list[Column]:
    """Return the columns of the sheet's indicators, but for parents that are *served* already."""
    declared = _declared(framework.index, framework.year)
    taken: set[str] = set()
    further: Counter[str] = Counter()
    columns = []
    for parent, series, role in sheet.pending:
        if parent in served:
            continue
        names = declared.get(parent, {})
        code = _declared_code(names, series.labels, taken)
        if not code:
            further[parent] += 1
            code = f"{parent}.{sum(map(len, names.values())) + further[parent]}"
        scale = next((s for t in series.labels if (s := scale_of(t))), None)
        values, lines = scatter(placing, sheet.table, series, scale)
        label = role.label if role.kind == "score" else ""
        name = printed_name(series.labels, Role("other", label=label))
        columns.append(Column(code, INDICATOR, name, values, lines, series.at, scale))
    return columns


def _declared_code(names: dict[str, list[str]], labels: tuple[str, ...], taken: set[str]) -> str:
    for label in labels if names else ():
        free = [c for c in names.get(key(label), ()) if c not in taken]
        if free:
            taken.add(free[0])
            return free[0]
    return ""
