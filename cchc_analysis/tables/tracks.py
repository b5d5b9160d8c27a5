"""The columns of a body with what their headings say, as tracks: so are its rows (:mod:`.row_tracks`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import Heading, heading
from cchc_analysis.tables.printed import printed_maximum, scale_of, years_in
from cchc_analysis.tables.vocabulary import value_of
from cchc_analysis.units import is_other_unit, is_pseudo, is_unit


@dataclass(slots=True, eq=False)
class Track:
    """A row or a column, and its facets; blank where its headings do not say.

    Attributes
    ----------
    at : int
        The row or column, from 0.
    labels : tuple of Heading
        Its headings, units left out, the outermost first: a criterion is found among them.
    unit : str
        As written.
    index, year, stage, quantity : str or int
    shift : int or None
        Years to add to the year of the context (*năm trước*).
    part : str
        The heading that says that it is of a part of a year.
    total, percent : bool
    maximum : float or None
        The maximum that a heading prints.
    reason : str
        Why its numbers are not taken; blank where they are.
    pairs : str
        Which number stands first where its cells hold a score and its rank (:mod:`.pairs`).
    """

    at: int
    labels: tuple[Heading, ...] = ()
    unit: str = ""
    index: str = ""
    year: int | None = None
    shift: int | None = None
    part: str = ""
    stage: str = ""
    quantity: str = ""
    total: bool = False
    percent: bool = False
    maximum: float | None = None
    scale: tuple[float, float] | None = None
    reason: str = ""
    pairs: str = ""

    @property
    def is_score(self) -> bool:
        """Whether its numbers are scores, as far as its headings say."""
        return self.quantity in ("", "score")

    @property
    def is_taken(self) -> bool:
        """Whether they are scores under a heading that nothing speaks against."""
        return self.is_score and not self.reason and bool(self.labels)

    @property
    def text(self) -> str:
        """Its headings as one text."""
        return " | ".join(h.text for h in self.labels)


def columns_of(body: Body) -> list[Track]:
    """Return the columns of a body with what their headings say."""
    units_across = body.side("units") is None
    stacks = {at: body.stacks[at] for at in body.columns} | (_parted(body) if units_across else {})
    among_units: frozenset[str] = _offices(stacks) if units_across else frozenset()
    return [track_of(at, stack, units_across, among_units) for at, stack in stacks.items()]


def _parted(body: Body) -> dict[int, tuple[Heading, ...]]:
    """Return the stacks of headings that name a unit and something else in one text, those two apart.

    One that an office appraised (*Sở Nội vụ thẩm định*) is no unit: several units must have the same stages.
    """
    pairs = {at: _unit_and_rest(body.stacks[at][-1].text) for at in body.columns if body.stacks[at]}
    rests: dict[str, set[str]] = {}
    for unit, rest in pairs.values():
        rests.setdefault(unit, set()).add(rest)
    rests.pop("", None)
    same = len(rests) > 1 and len({frozenset(parts) for parts in rests.values()}) == 1
    if not same or (any(heading(u).stage for u in rests) and len(next(iter(rests.values()))) < 2):
        return {}
    named = {at: (heading(unit), heading(rest)) for at, (unit, rest) in pairs.items() if unit}
    return {at: (*body.stacks[at][:-1], *unit_and_rest) for at, unit_and_rest in named.items()}


@lru_cache(maxsize=4096)
def _unit_and_rest(text: str) -> tuple[str, str]:
    """Return the unit in a heading and its other words, as in ``Xã Ví Dụ Tự chấm 2023``; blank without both."""
    words = text.split()
    for length, start in product(range(1, len(words)), range(len(words))):
        unit = " ".join(words[start : start + length])
        rest = heading(" ".join(words[:start] + words[start + length :]))
        says = rest.plain and (rest.stage or rest.years or rest.quantity)
        if says and (is_unit(unit) or is_other_unit(unit)) and not years_in(unit):
            return unit, rest.text
    return "", ""


def _offices(stacks: dict[int, tuple[Heading, ...]]) -> frozenset[str]:
    """Return the offices that head a column as others of their kind do, though they also name a stage."""
    texts = {h.text for stack in stacks.values() for h in stack}
    offices = {t for t in texts if is_unit(t) or is_other_unit(t)}
    plain = {t for t in offices if not heading(t).is_known}
    return frozenset(offices) if plain else frozenset()


def track_of(
    at: int, stack: tuple[Heading, ...], units_across: bool = False, offices: frozenset[str] = frozenset()
) -> Track:
    """Return a row or a column with the facets of its stack."""
    units = [t for t in stack if t.text in offices or names_a_unit(t)] if units_across else []
    track = Track(at, tuple(label for label in stack if label not in units) if units else stack)
    track.unit = units[-1].text if units else ""
    _unite(track)
    option = next((h.quantity for h in stack if h.quantity in ("satisfied", "unsatisfied")), "")
    if option and stack[-1].quantity not in ("satisfied", "unsatisfied"):
        share = stack[-1].percent or stack[-1].quantity == "share"
        track.quantity = "share_of_answers" if share else option
    return track


def _unite(track: Track, *, named: bool = False, quantity: bool = False) -> None:
    """Union the facets of the headings of a track, the innermost first.

    What stands in the name of a criterion (``Law 2013``, ``Khảo sát …``) is part of the name and no facet,
    unless the criterion is *named* for certain.
    """
    for label in reversed(track.labels):
        counts = label.plain or bool(label.holds) or named
        takes_quantity = label.plain or label.has_name or (named and quantity)
        if label.quantity == "maximum" and printed_maximum(label.text) is not None:
            takes_quantity = False  # ``Điểm tối đa: 30`` over the stages of a criterion
        # A rank under *Tăng, giảm* is a difference of ranks.
        if takes_quantity and (not track.quantity or label.quantity in ("difference", "target", "weight")):
            track.quantity = label.quantity
        if label.holds == "indices" and not track.quantity:
            track.quantity = "share"  # ``Chỉ số`` over numbers
        track.maximum = printed_maximum(label.text) if track.maximum is None else track.maximum
        track.scale = track.scale or scale_of(label.text)
        if not counts:
            continue
        # *Tổng điểm*, *Điểm đạt* under *Tự chấm* are of that stage.
        track.stage = track.stage or ("" if _is_result(label) else label.stage)
        track.index = track.index or (label.indices[0] if len(label.indices) == 1 else "")
        track.year = label.years[0] if track.year is None and len(label.years) == 1 else track.year
        track.shift = label.shift if track.shift is None else track.shift
        track.part = track.part or (label.text if label.part else "")
        track.total = track.total or label.total
        track.percent = track.percent or label.percent
    track.stage = track.stage or next((h.stage for h in track.labels if h.stage and _is_result(h)), "")


def _is_result(label: Heading) -> bool:
    return label.total or value_of("result", label.words) is not None


def apply_name(track: Track, *, quantity: bool, year: bool) -> None:
    """Let the facets in a criterion's own heading count: ``d1_2019``, ``Điểm tự chấm lĩnh vực 1``."""
    if track.quantity in ("satisfied", "unsatisfied", "share_of_answers"):
        return
    dated = track.year
    track.stage, track.year, track.shift, track.part = "", None, None, ""
    track.quantity = "" if quantity else track.quantity
    _unite(track, named=True, quantity=quantity)
    track.year = track.year if year else dated


def names_a_unit(label: Heading) -> bool:
    """Tell whether a heading is the name of a unit, or of what looks like one (a median, a region)."""
    text = label.text
    return bool(text) and (is_unit(text) or is_other_unit(text) or is_pseudo(text)) and not label.is_known


@lru_cache(maxsize=65536)
def names_somebody(text: str) -> bool:
    """Tell whether a text names a unit that is ranked: regions and the nation apart."""
    return is_unit(text) or (is_other_unit(text) and not is_pseudo(text))
