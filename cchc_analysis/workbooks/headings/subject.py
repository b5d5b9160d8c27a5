"""Whose a body is where no row or column names a unit: arguments, titles, tab, cover, file."""

from __future__ import annotations

from dataclasses import replace

from cchc_analysis import units
from cchc_analysis.units import Unit
from cchc_analysis.units.letterhead import Whose, whose
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.conflicts import say_conflict
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.source import BLANK
from cchc_analysis.workbooks.headings.placing import Placing


def unit_of(context: Context, year: int, placing: Placing) -> Unit | None:
    """Return the unit that a body as a whole is about; None where nothing tells, or two are told.

    What is ambiguous, or contradicts what the caller asks for, is reported.
    """
    layers = [_unit_in(lines, year, placing) for lines in (context.titles, *context.outer)]
    titled = next((layer for layer in layers if layer.name or layer.rivals), layers[0])
    asked = context.asked.unit
    if titled.rivals and not asked:
        lines = context.lines({"unit": (BLANK, " ".join(f"{name}?" for name in titled.rivals))})
        context.say("units_contradict", names=", ".join(titled.rivals), lines=lines)
        return None
    nearest = titled
    if not titled.name or titled.unit_type == "province":
        # A province alone in the letterhead is above the unit that the tab or the cover names.
        surroundings = ([context.sheet], context.cover, [context.inherited_unit], [context.path.stem])
        others = (_unit_in(lines, year, placing) for lines in surroundings)
        lower = (w for w in others if w.name and (not titled.name or w.unit_type != "province"))
        nearest = next((replace(w, province=w.province or titled.province) for w in lower), titled)
    if asked:
        name, unit_type = _asked(asked, year)
        if nearest.name and _differs(nearest.name, name):
            context.say("unit_conflict", printed=nearest.name, unit=name)
        _compare(context, year, name, unit_type, {"asked": name})
        province = units.province_in([asked], year) or nearest.province or ""
        unit_type = context.asked.level or unit_type
        return placing.named(name, unit_type, "" if unit_type == "province" else province)
    if not nearest.name:
        return None
    _compare(context, year, nearest.name, nearest.unit_type, {})
    return placing.named(nearest.name, nearest.unit_type, nearest.province)


def _unit_in(lines: list[str], year: int, placing: Placing) -> Whose:
    """Return whose a sheet is; of an index that scores provinces alone, the province of whoever heads it."""
    unit = whose(lines, year)
    if not placing.of_provinces or not (unit.province or unit.name):
        return unit
    return Whose(unit.province, "province" if unit.province else "", unit.province)


def _compare(context: Context, year: int, name: str, unit_type: str, named: dict[str, object]) -> None:
    """Report where title, tab or file name another unit of its kind than the one that was taken."""
    places = {"tab": [context.sheet], "file": [context.path.stem] if context.of_one_unit else []}
    if not named:  # of what is asked for a title is reported with the line to write
        places = {"title": context.titles, **places}
    for place, lines in places.items():
        unit = whose(lines, year)
        other = unit.name if unit.unit_type == unit_type else ""
        if unit_type == "province":  # a file may be called by its bare name
            other = other or units.province_in(lines, year)
        if other:
            named[place] = other if _differs(other, name) else name
    say_conflict(context, "unit", named, name)


def _asked(name: str, year: int) -> tuple[str, str]:
    bare = clean(name).partition(",")[0]
    match = units.identify(bare, year)
    if match.unit is not None and match.how == "exact" and units.local_unit(bare) is None:
        return match.unit.unit, match.unit.unit_type
    ministry = units.ministry(bare)
    if ministry is not None:
        return ministry.unit, ministry.unit_type
    return units.local_unit(bare) or (bare, "department")  # an office that no roster has


def _differs(printed: str, asked: str) -> bool:
    a, b = key(printed), key(asked)
    return a not in b and b not in a and _initials(a) != _initials(b)


def _initials(name: str) -> str:
    """Return the initials of a name behind the word for its kind; of one word, that word: ``xã BM``."""
    _, *words = name.split()
    return words[0] if len(words) == 1 else "".join(word[0] for word in words)
