"""The written names of a body find their units: who is meant, who is named twice, who is nobody."""

from __future__ import annotations

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import has_number, is_number
from cchc_analysis.tables.printed import is_year
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units import Roster, Unit, is_pseudo, is_unit
from cchc_analysis.units.headed import is_bare, kinds_headed, kinds_titled, office_headed, offices_headed
from cchc_analysis.units.letterhead import kinds_meant
from cchc_analysis.units.local import SCOPES, UNTOLD, local
from cchc_analysis.units.mentions import line_of
from cchc_analysis.units.ministries import ministry
from cchc_analysis.units.names import Match
from cchc_analysis.units.times import all_boundaries
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.conflicts import compare_provinces
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.groups import complete_names, groups_of

#: A word before a name of each kind, where a message shows how to write it.
_CALLED = {"commune": "Xã", "department": "Sở", "district": "Thành phố"}
#: One unit beside an office is no list of units with the office among them.
_PAIR = 2


class Placing:
    """Places the units of one body on the roster of an index and year, reporting what is doubtful."""

    def __init__(self, index: str, year: int, body: Body, context: Context) -> None:
        declared = frameworks.indices()[index]
        self.of_provinces = declared.provinces_only
        self.year = year
        self.body = body
        self.context = context
        self.roster = Roster(year, provinces_only=declared.provinces_only, nation=declared.nation)
        self._province: str | None = None
        self._is_bodiless = False
        self.pseudo: list[tuple[str, str]] = []

    def province(self, unit: str) -> str:
        """Return the province that the body is about; where nothing tells, that is reported for *unit*."""
        if self._province is None:
            self._province = self.context.province(self.year)
            if not self._province:
                self.context.say("province_unknown", unit=unit)
            compare_provinces(self.context, self.year, self._province)
        return self._province

    def inside(self, unit: str, unit_type: str, province: str = "") -> tuple[str, str]:
        """Return the province or ministry that a local unit is in, and the body whose office it is.

        Every district and commune has a *Phòng Nội vụ*: where nothing tells whose one is, that is reported.
        """
        body = self.context.body(self.year) if unit_type == "department" and not _of_province(unit) else ""
        if ministry(body) is not None:
            if not province and not self.context.province(self.year):
                return body, ""
            body = ""
        bodies = [m for m in line_of(unit, self.year).mentions if m.unit_type in ("district", "commune")]
        if unit.startswith("Phòng ") and not body and not bodies:
            if not self._is_bodiless:
                self.context.say("body_unknown", unit=unit)
            self._is_bodiless, body = True, UNTOLD
        named_in_it = {m.name for m in bodies} - {body}
        return province or self.province(unit), "" if named_in_it else body

    def place(self, tracks: list[Track], *, down: bool) -> list[Unit | None]:
        """Return the unit of each track; what is doubtful about a name is reported at its cell.

        Parameters
        ----------
        tracks : list of Track
            Rows (*down*) or columns that name units.
        """
        units: list[Unit | None] = []
        if down:
            self._say_twin()
            self._complete(tracks)
        for track in tracks:
            if track.reason or not track.unit:
                units.append(None)
                continue
            match = self.roster.identify(track.unit, self.inside)
            if match.unit is None or match.how == "misspelt":
                self._say_doubtful(track, self._cell_of(track, down), match, down)
            # The roster's unit has the scope of the year: who was ranked together.
            units.append(match.unit and self.roster.units[self.roster.place_of[match.unit.unit_id]])
        if any(u is not None and u.unit_type == "province" for u in units):
            self._compare_boundaries()
        if self.of_provinces or not any(t.unit for t in tracks):
            return units
        return self._of_one_level(tracks, units, down=down)

    def _say_twin(self) -> None:
        """Report a list of as many units before the one taken, headed alike: *Đơn vị | Đơn vị*."""
        body, at = self.body, self.body.side("units")
        for other in body.beside if at is not None else ():
            left = other.side("units")
            if at is None or left is None or left > at or other.stacks[left] != body.stacks[at]:
                continue
            names, others = set(body.cells(at)), set(body.cells(left))
            is_list = not any(has_number(other.kinds.column(c, other.lines)) for c in other.columns)
            twin = ("two_unit_columns", other.heading_cell(left))
            if is_list and len(others) >= len(names) and twin not in self.context.once:
                self.context.once.add(twin)
                self.context.say(*twin, printed=self._heading(at), taken=body.heading_cell(at))

    def _compare_boundaries(self) -> None:
        """Report a title that tells of provinces after a merger that the year is before."""
        title = next((t for t in self.context.lines_above if says("boundaries", key(t))), "")
        if title and self.year < all_boundaries()[-1].first_year:
            self.context.say("later_boundaries", title=clean(title)[:120], year=self.year)

    def _of_one_level(
        self, tracks: list[Track], units: list[Unit | None], *, down: bool
    ) -> list[Unit | None]:
        """Take nobody of a higher level than the titles tell: bare names are namesakes, others print a mean.

        Nor is a city or a commune amid provinces a province, nor a lone *Sở Nội vụ* one of the communes that it
        appraised, unless it is counted with them.
        """
        pairs = list(zip(tracks, units, strict=True))
        kinds = self._kinds_meant()
        local = bool(kinds) and kinds <= {*SCOPES}
        provinces = [t for t, u in pairs if u is not None and u.unit_type == "province" and is_bare(t.unit)]
        unknown = [t.unit for t, u in pairs if u is None and t.reason == "unit_unknown"]
        others = sum(
            is_bare(name) and not is_unit(name) for name in unknown
        )  # not a province of another time
        others += sum(u is not None and u.unit_type in SCOPES for _, u in pairs)
        if provinces and (local or len(provinces) < others):
            for track in provinces:
                track.reason = "unit_unknown"
            self.context.say(
                "kind_unknown", self._cell_of(provinces[0], down), count=len(provinces),
                heading=self._heading(self.body.side("units")),
                printed=", ".join(t.unit for t in provinces),
                kind=_CALLED[min(kinds)] if local else "Thành phố",
            )  # fmt: skip
        strange = {"province"} if local else set()
        strange |= {"district"} if kinds == {"commune"} else set()
        known = [u.unit_type for u in units if u is not None]
        amid_provinces = known.count("province") >= max(2, sum(kind in SCOPES for kind in known))
        strange |= {*SCOPES} if amid_provinces and not strange else set()
        offices = [t for t, u in pairs if u is not None and u.unit_type == "department"]
        is_lone = len(offices) == 1 and len(known) > _PAIR and not amid_provinces
        if is_lone and "department" not in kinds and heading(offices[0].unit).stage == "appraised":
            strange |= set() if down and not local and self._is_counted(offices[0]) else {"department"}
        for track, unit in pairs:
            if unit is not None and not track.reason and unit.unit_type in strange:
                track.reason = "unit_amid_provinces" if amid_provinces else "unit_of_another_level"
                self.context.say(track.reason, self._cell_of(track, down), printed=track.unit)
        return [u if not t.reason else None for t, u in pairs]

    def _kinds_meant(self) -> set[str]:
        return kinds_meant(self.context.lines_above, self.year) & {*SCOPES, "province", "ministry"}

    def _is_scored(self, row: Track) -> bool:
        """Tell whether a row has numbers, and what names it is written as names are."""
        has = any(is_number(self.body.sheet.rows[row.at][c]) for c in self.body.columns)
        return has and all(word[:1].isupper() for word in row.unit.split())

    def _is_counted(self, row: Track) -> bool:
        """Tell whether a row has a running number, as those who were scored have."""
        at = self.body.side("codes")
        return at is not None and self.body.sheet.rows[row.at][at] != ""

    def _heading(self, at: int | None) -> str:
        stack = self.body.stacks[at] if at is not None else ()
        return stack[-1].text if stack else ""

    def _complete(self, tracks: list[Track]) -> None:
        """Put the kind that heads a column, or the rows below it, before bare names."""
        at = self.body.side("units")
        if at is None:
            return
        headings = [h.text for h in self.body.stacks[at]]
        titled = kinds_titled(self.context.titles) if len(self._kinds_meant() & {*SCOPES}) == 1 else ""
        headed = next((h for h in reversed(headings) if kinds_headed(h)), "")
        for group, of_group in groups_of(self.body, tracks):
            offices = offices_headed([*headings, group], self.context.titles)
            for track in of_group if offices else ():
                track.unit = office_headed(offices, track.unit)
            heading_of_kind = group if kinds_headed(group) else headed
            if not heading_of_kind:  # below a title alone a province's name may be meant as that
                heading_of_kind = titled
                of_group = [t for t in of_group if not is_unit(t.unit) and self._is_scored(t)]
            complete_names(heading_of_kind, of_group, self.context, lambda t: self._cell_of(t, down=True))

    def _cell_of(self, track: Track, down: bool) -> str:
        if down:
            return address(track.at, self.body.side("units") or 0)
        for line in self.body.headings:
            value = self.body.sheet.rows[line][track.at]
            if value.__class__ is str and clean(value) == track.unit:
                return address(line, track.at)
        return address(self.body.headings[0] if self.body.headings else 0, track.at)

    def _say_doubtful(self, track: Track, cell: str, match: Match, down: bool) -> None:
        label, cells = heading(track.unit), self.body.sheet.rows[track.at] if down else []
        is_scored = any(is_number(cells[c]) and not is_year(cells[c]) for c in self.body.columns if down)
        if match.unit is not None:
            self.context.say("unit_misspelt", cell, printed=track.unit, unit=match.unit.unit)
        elif (label.holds and not (label.holds == "units" and is_scored)) or label.quantity == "rank":
            track.reason = "heading"
        elif match.how == "pseudo" or is_pseudo(track.unit):
            track.reason = "pseudo_unit"
            self.pseudo.append((cell, track.unit))
        else:
            track.reason = "unit_unknown"
            if not down or is_scored:
                at = self.body.side("units") if down else track.at
                line = self.context.lines(columns={at or 0: ("tên tiêu chí", "")}).splitlines()[1:]
                self.context.say("unit_unknown", cell, printed=track.unit, year=self.year,
                                 line=" ".join(line))  # fmt: skip

    def say_pseudo(self) -> None:
        """Report the rows and columns that look like units and are none."""
        if self.pseudo:
            labels = ", ".join(dict.fromkeys(label for _, label in self.pseudo))
            self.context.say("pseudo_unit", self.pseudo[0][0], count=len(self.pseudo), printed=labels)

    def named(self, name: str, unit_type: str, province: str) -> Unit:
        """Return the unit that a sheet as a whole is about."""
        if unit_type in ("province", "ministry", "nation", "region"):
            match = self.roster.identify(name)
            if match.unit is not None:
                return match.unit
            unit_type = "department"  # an office of nobody's roster
        if province:
            compare_provinces(self.context, self.year, province, name)
        return local(name, unit_type, *self.inside(name, unit_type, province))


def _of_province(department: str) -> bool:
    """Tell whether a department can be no district's: *Sở Nội vụ*, *Thanh tra tỉnh*."""
    return department.startswith("Sở ") or department.endswith(" tỉnh")
