"""The criteria that a blank scoring sheet is made of: those of a declared frame, or of last year's sheet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.declarations import table


@dataclass(slots=True)
class Line:
    """A criterion of a blank sheet; ``most`` is None where its points are not known."""

    code: str
    level: int
    name: str
    most: float | None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The criteria of a blank sheet, and where they come from: ``source`` is in Vietnamese, or empty."""

    lines: list[Line]
    source: str = ""

    @property
    def note(self) -> str:
        """What is to be filled in because nobody published it; empty where nothing is."""
        parents = {a.code for a, b in pairwise(self.lines) if b.level > a.level}
        open_lines = [x for x in self.lines if x.most is None and x.code not in parents]
        if not open_lines:
            return ""
        which = ", ".join(x.code for x in open_lines[:12]) + (" …" if len(open_lines) > 12 else "")
        return f"Điểm tối đa của {which} không có trong nguồn công bố: điền theo quyết định của cấp trên."


def frame_of_edition(index: str, unit_type: str, year: int) -> Frame:
    """Return the criteria that are declared for a kind of unit; points that nobody published stay blank.

    Raises
    ------
    FrameworkError
        Where none is declared; the message names the kinds of unit that have one.
    """
    rows = table("frameworks", "data/scoring_frames.csv")
    of_index = [r for r in rows if r["index"] == index]
    chosen = [r for r in of_index if r["unit_type"] == unit_type]
    if not chosen and (unit_type == "province" or index not in frameworks.indices()):
        framework = frameworks.framework(index, year)
        criteria = [c for c in framework.criteria.values() if c.level in (1, 2, 3)]
        return Frame([Line(c.code, c.level or 0, c.name_vi, _points(c.max_score)) for c in criteria])
    if not chosen:
        known = ", ".join(sorted({r["unit_type"] for r in of_index} | {"province"}))
        raise frameworks.FrameworkError(
            f"Chưa khai báo khung chấm điểm {index} cho “{unit_type}”; có: {known}. Có thể dùng bảng năm "
            f"trước: --from TỆP.\nNo frame of {index} is declared for “{unit_type}”; there are: {known}. Last "
            "year's sheet can be used: --from FILE."
        )
    latest = [r for r in chosen if r["edition"] == chosen[-1]["edition"]]
    lines = [
        Line(r["code"], int(r["level"]), r["name_vi"], float(r["max_score"]) if r["max_score"] else None)
        for r in latest
    ]
    return Frame(lines, latest[0]["source"])


def lines_of_sheet(scores: pd.DataFrame) -> list[Line]:
    """Return the criteria of a scoring sheet that was read, in its order."""
    table = scores[scores["level"] > 0].drop_duplicates("code")
    return [
        Line(str(r.code), int(r.level), str(r.title), _points(r.max_score) or _points(r.min_score) or None)
        for r in table.rename(columns={"name": "title"}).itertuples()
    ]


def _points(score: float) -> float | None:
    return None if pd.isna(score) else float(score)
