"""Groups of units down one table, each below a row that says what they are, maybe ranked each for itself.

TT | Đơn vị      | Tổng điểm | Xếp hạng
A  | NHÓM PHƯỜNG |           |
1  | Ví Dụ       | 90        | 1
B  | NHÓM XÃ     |           |
1  | Minh Họa    | 91        | 1
"""

from __future__ import annotations

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.kinds import NUMBERS
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import is_pseudo, is_unit, local_unit
from cchc_analysis.units.headed import kinds_headed


def groups_of(body: Body, rows: list[Track]) -> list[tuple[str, list[Track]]]:
    """Return the heading and the rows of each group, the first without a heading where rows stand above it."""
    groups: list[tuple[str, list[Track]]] = [("", [])]
    kinds = body.kinds.rows
    for track in rows:
        heading = "" if any(kinds[track.at][c] in NUMBERS for c in body.columns) else _heading(body, track.at)
        if heading:
            groups.append((heading, []))
        else:
            groups[-1][1].append(track)
    return [group for group in groups if group[1]]


def _heading(body: Body, line: int) -> str:
    """Return the text of a row that says what the units below it are; blank where none does."""
    texts = [str(body.sheet.rows[line][c]) for c in body.kinds.texts[line]]
    heads = (text for text in texts[::-1] if kinds_headed(text) or is_pseudo(text))
    return next(heads, "") if len(texts) < 3 else ""


def groups_alike(body: Body, rows: list[Track]) -> list[list[Track]]:
    """Return the rows of groups that hold units of one kind, ranked together: wards and communes are."""
    groups = groups_of(body, rows)
    kinds = [{_kind(t.unit, heading) for t in tracks if t.unit} for heading, tracks in groups]
    return [tracks for _, tracks in groups] if any(kinds[0] & others for others in kinds[1:]) else []


def _kind(name: str, heading: str) -> str:
    if is_unit(name) and not kinds_headed(heading):
        return "province"
    called = next(iter(kinds_headed(heading)), "")
    local = local_unit(name) or local_unit(f"{called} {name}")
    return local[1] if local else ""
