"""From a unit as somebody wrote it to the one that is meant, among those that can be meant: by id or name.

The one place of the package that does so where a user asks for a unit. It never guesses: what is misspelt is an
error that names the nearest, and what is several units is a question that names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_analysis.errors import CchcError
from cchc_analysis.units.boundaries import mergers, same_place
from cchc_analysis.units.local import SCOPES
from cchc_analysis.units.names import LATER_PROVINCE_MARK, UnknownUnit, folded, nearest
from cchc_analysis.units.roster import Roster
from cchc_analysis.units.times import Unit, all_units, lookup_years
from cchc_analysis.vietnamese import clean, key

#: How the ids of units inside a province begin: two of one name are two units.
_LOCAL = tuple(f"{kind}/" for kind in SCOPES.values())


class AmbiguousUnit(CchcError, ValueError):
    """Raised for a name of several units; ``choices`` holds them, the message asks which is meant."""

    def __init__(self, written: str, choices: Sequence[Unit]) -> None:
        self.choices = tuple(choices)
        listed = ", ".join(f"{u.unit} ({u.unit_id})" for u in choices)
        super().__init__(f"“{written}” là đơn vị nào: {listed}?\nWhich unit is “{written}”: {listed}?")


def resolve(written: str, known: Iterable[Unit] | None = None, *, year: int | None = None) -> Unit:
    """Return the unit that *written* means among *known*.

    Parameters
    ----------
    written : str
        An id, or a name in any spelling: capitals or not, tone marks on either vowel, without accents, with
        ``tỉnh``, ``TP.``, ``UBND`` before it or the province behind it (``Sở Nội vụ, tỉnh Hòa Bình``), a
        declared alias.
    known : iterable of Unit, optional
        Those that can be meant, the earliest first; the provinces of every time unless given, and then
        ministries and the units inside provinces too, which are declared by how their names begin.
    year : int, optional
        Of provinces of one name, the one of that year; the latest unless given.

    Raises
    ------
    UnknownUnit
        For a name that is none of them; names the nearest.
    AmbiguousUnit
        For a name of several units inside provinces.

    Examples
    --------
    >>> resolve("tỉnh BẮC KẠN").unit_id, resolve("HCMC").unit, resolve("TINH-63/06").unit
    ('tinh-63/06', 'TP. Hồ Chí Minh', 'Bắc Kạn')
    >>> resolve("Thái Nguyên", year=2024).unit_id, resolve("Thái Nguyên").unit_id
    ('tinh-63/19', 'tinh-34/19')
    """
    units = list(all_units() if known is None else known)
    written = clean(written)
    if by_id := _by_id(written, units):
        return by_id
    named = _by_name(written, units) or _by_declared_name(written, units, year, open_ended=known is None)
    if not named:
        names = {u.unit for u in units}
        near = ", ".join(nearest(written, names)) or "–"
        raise UnknownUnit(
            f"Không có đơn vị nào tên “{written}”. Gần nhất: {near}.\n"
            f"No unit is named “{written}”. Nearest: {near}."
        )
    return _the_one(written, named, year)


def canonical(name: str) -> str:
    """Return the canonical name of the unit that *name* means: a province of any time, or another unit.

    Raises
    ------
    UnknownUnit
        Naming the nearest names there are.

    Examples
    --------
    >>> canonical("HCMC"), canonical("bac kan")
    ('TP. Hồ Chí Minh', 'Bắc Kạn')
    """
    return resolve(name).unit


def successor(unit: str) -> Unit:
    """Return the province of today that a province, by any of its names, is or became part of.

    Examples
    --------
    >>> successor("Bắc Kạn").unit, successor("Bắc Kạn").unit_id
    ('Thái Nguyên', 'tinh-34/19')
    """
    name = canonical(unit)
    now = {before: m.after for m in mergers().values() for before in m.parts}
    known = {u.unit_id: u for u in all_units()}
    # Of two provinces of one name the earlier one is meant: the later one follows from it.
    earliest = min((u for u in known.values() if u.unit == name), key=lambda u: u.valid_to, default=None)
    if earliest is None:
        raise UnknownUnit(f"“{unit}” không phải tỉnh, thành phố.\n“{unit}” is no province.")
    unit_id = earliest.unit_id
    while unit_id in now:
        unit_id = now[unit_id]
    return known[unit_id]


def _by_id(written: str, units: Sequence[Unit]) -> Unit | None:
    """Return the unit of an id, or of the place that the id had with other boundaries."""
    ids = {u.unit_id: u for u in units}
    wanted = written if written in ids else written.lower()
    places = [wanted, *sorted(same_place(wanted), reverse=True)] if "/" in wanted else [wanted]
    return next((ids[place] for place in places if place in ids), None)


def _by_name(written: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the units of a name as it is, then in other capitals and tone marks, then without accents."""
    named = [u for u in units if u.unit == written]
    if not named and (fold := folded(written)):
        named = [u for u in units if folded(u.unit) == fold]
    if not named and written.isascii() and (plain := key(written)):
        named = [u for u in units if key(u.unit) == plain]
    return named


def _by_declared_name(
    written: str, units: Sequence[Unit], year: int | None, *, open_ended: bool
) -> list[Unit]:
    """Return the units that a declared spelling means, in the latest time in which it means one of *units*.

    Where nobody says who can be meant, whoever the spelling means exactly can. A name that says of which
    boundaries it is (``(34 tỉnh)``) does not mean the province of that name before.
    """
    ids = {u.unit_id: u for u in units}
    years = [year] if year is not None else []
    renamed: list[Unit] = []
    for time in [*years, *reversed(lookup_years())]:
        match = Roster(time, nation=True).identify(written)
        if match.unit is None or match.how != "exact":
            continue
        unit = ids.get(match.unit.unit_id)
        if unit is not None and unit.unit == match.unit.unit:
            return [unit]
        marked = same_place(match.unit.unit_id) if LATER_PROVINCE_MARK.search(written) else ids
        if named := [u for u in units if u.unit == match.unit.unit and u.unit_id in marked]:
            return named
        if open_ended:
            return [match.unit]
        # A sheet may call it otherwise: "Huế (34 tỉnh)" is meant only where no unit has the name.
        renamed = renamed or ([unit] if unit is not None else [])
    return renamed


def _the_one(written: str, named: list[Unit], year: int | None) -> Unit:
    """Return one of several units of a name: provinces follow one another, other units are several."""
    by_id = {u.unit_id: u for u in named}
    several = len({u.unit for u in named}) > 1 or any(unit_id.startswith(_LOCAL) for unit_id in by_id)
    if len(by_id) > 1 and several:
        raise AmbiguousUnit(written, list(by_id.values()))
    valid = [u for u in named if year is not None and u.valid_from <= year <= u.valid_to]
    return (valid or named)[-1]
