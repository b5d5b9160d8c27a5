"""What may be compared from one year to the next, and what a criterion was called before.

Declared by year in ``comparability.csv`` with its reason and source, because questions change inside an
edition too; the code ``*`` stands for every criterion that existed the year before. What is not declared
is derived from the two editions. A declared ``same`` is the publisher's word that two years may be compared:
it holds whatever was rebuilt below the criterion, and however far the median moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_analysis.declarations import table
from cchc_analysis.frameworks.catalog import editions, framework, remembered
from cchc_analysis.frameworks.model import Criterion, FrameworkError

#: From what may be compared freely to what may not be compared at all.
KINDS = ("same", "rescaled", "partly", "redefined", "new", "dropped")
#: Totals of the same parts as the index's own: with other weights, or with none.
OTHER_TOTALS = ("weighted", "unweighted")
#: What has nothing to be compared with.
REBUILT = ("redefined", "new", "dropped")
#: What a row of ``comparability.csv`` may say; ``partly`` follows from what is declared below a criterion.
DECLARED_KINDS = tuple(kind for kind in KINDS if kind != "partly")


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a criterion from one year to the next.

    ``kind`` is one of :data:`KINDS`: ``same`` may be compared in points, ``rescaled`` in per cent of the
    scale, ``partly`` (parts below were rebuilt) by the parts that stayed, the others not at all. The reasons
    are for readers; ``source`` says where it is known from.
    """

    kind: str
    reason_vi: str = ""
    reason_en: str = ""
    source: str = ""

    @property
    def publisher_compares(self) -> bool:
        """Whether the publisher says that the two years may be compared: a ``same`` with a source."""
        return self.kind == "same" and bool(self.source)


SAME = Step("same")


@remembered
def _declared() -> dict[tuple[str, str, int], Step]:
    steps: dict[tuple[str, str, int], Step] = {}
    for number, row in enumerate(table("frameworks", "data/comparability.csv"), 2):
        place = (row["index"], row["code"], int(row["year"]))
        if row["kind"] not in DECLARED_KINDS or place in steps:
            raise FrameworkError(f"comparability.csv › dòng {number}: {row['kind']} {place}")
        steps[place] = Step(row["kind"], row["reason_vi"], row["reason_en"], row["source"])
    return steps


@remembered
def comparability(index: str, year: int, code: str) -> Step:
    """Return what happened to *code* (as in the edition of *year*) since the year before.

    Examples
    --------
    >>> comparability("PAPI", 2021, "5.1").kind
    'rescaled'
    >>> comparability("PAPI", 2018, "total").kind, comparability("PAPI", 2020, "total").kind
    ('redefined', 'partly')
    """
    declared = _declared()
    if (index, code, year) in declared:
        return declared[index, code, year]
    step = derived(index, year, code)
    if step.kind not in ("new", "dropped"):
        step = declared.get((index, "*", year), step)
    if step.kind in ("same", "rescaled") and (below := rebuilt_below(index, code, year, year - 1)):
        codes = ", ".join(below)
        return Step(
            "partly", f"một phần thay đổi phương pháp đo ({codes})", f"parts were redefined ({codes})"
        )
    return step


def derived(index: str, year: int, code: str) -> Step:
    """Return what the two editions alone say: a new concept, other children, another scale, or none.

    A parent whose set of children changed is ``redefined``; a change further down is not passed up.
    """
    now = framework(index, year).criteria.get(code)
    if now is None:
        return Step("dropped", "không còn trong bộ tiêu chí", "no longer in the edition")
    try:
        before = framework(index, year - 1)
    except FrameworkError:
        return Step("new", "năm đầu của chỉ số", "first year of the index")
    then = next((c for c in before.criteria.values() if c.concept == now.concept), None)
    if then is None:
        return Step("new", f"nội dung mới từ {year}", f"new in {year}", now.source)
    if _parts(index, year, now) != _parts(index, year - 1, then):
        return Step("redefined", "các nội dung bên dưới thay đổi", "its parts changed", now.source)
    if now.has_scale and (now.min_score, now.max_score) != (then.min_score, then.max_score):
        return Step("rescaled", "thang điểm thay đổi", "its scale changed", now.source)
    return SAME


def _parts(index: str, year: int, criterion: Criterion) -> set[str]:
    return {c.concept for c in framework(index, year).children(criterion.code)}


def between(index: str, code: str, year: int, previous: int) -> Step:
    """Return the worst step on the way from *previous* to *year*; *code* as in the edition of *year*.

    Examples
    --------
    >>> between("PAPI", "5.1", 2024, 2019).kind
    'rescaled'
    """
    worst = SAME
    for at in range(previous + 1, year + 1):
        here = code_in(index, code, at, of=year)
        step = comparability(index, at, here) if here else Step("new", "chưa có", "did not exist yet")
        worse = KINDS.index(step.kind) - KINDS.index(worst.kind)
        # Of steps that are alike the one with something to say is told.
        if worse > 0 or (worse == 0 and step.reason_vi and not worst.reason_vi):
            worst = step
    return worst


@remembered
def rebuilt_below(index: str, code: str, year: int, previous: int) -> list[str]:
    """Return what was rebuilt below a criterion on the way from *previous* to *year*.

    What was redefined, is new, or lost a part; not what only has such a part further down. Codes are of the
    edition of *year*, the lowest ones alone. Below another total of the same parts (PAPI's weighted one) stands
    what is below the total.

    Examples
    --------
    >>> rebuilt_below("PAPI", "total", 2020, 2019)
    ['6.2', '8.3']
    """
    below = below_of(index, code, year)
    if not below:
        return []
    above = {c.code: c.parent for c in framework(index, year).criteria.values()}
    moved = [c for c in below if between(index, c, year, previous).kind in REBUILT]
    return [c for c in moved if not any(c in line_up(other, above) for other in moved)]


@remembered
def below_of(index: str, code: str, year: int) -> tuple[str, ...]:
    """Return the codes of all that stands below a criterion in *year*, indicators left out.

    Below another total of the same parts stands what is below the total.

    Examples
    --------
    >>> below_of("PAPI", "5", 2024)
    ('5.1', '5.3', '5.4')
    """
    known = framework(index, year)
    top = "total" if code in OTHER_TOTALS else code
    below: list[str] = []
    for child in known.children(top):
        below += [child.code, *below_of(index, child.code, year)]
    return tuple(below)


def line_up(code: str, parents: Mapping[str, str]) -> list[str]:
    """Return what stands above a code, the nearest first; *parents* has the code above each.

    Examples
    --------
    >>> line_up("6.2", {"6.2": "6", "6": "total"})
    ['6', 'total']
    """
    line = []
    while code := parents.get(code, ""):
        line.append(code)
    return line


@remembered
def code_in(index: str, code: str, year: int, *, of: int | None = None) -> str | None:
    """Return the code that the concept of *code* has in the edition of *year*; None where it has none.

    Parameters
    ----------
    index, code : str
    year : int
    of : int, optional
        The year whose edition *code* is of; the latest unless given.

    Examples
    --------
    >>> code_in("PAPI", "2.2", 2015)
    '2.1'
    """
    home = framework(index, of) if of is not None else editions(index)[-1]
    if code not in home.criteria:
        near = ", ".join(list(home.criteria)[:12])
        raise FrameworkError(
            f"{home.edition} không có tiêu chí “{code}”. Có: {near} …\n"
            f"{home.edition} has no criterion “{code}”. There are: {near} …"
        )
    concept = home.criteria[code].concept
    try:
        criteria = framework(index, year).criteria.values()
    except FrameworkError:
        return None
    return next((c.code for c in criteria if c.concept == concept), None)
