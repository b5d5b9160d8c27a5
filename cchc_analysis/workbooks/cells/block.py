"""The scores that one body gives of one index and year: flat arrays, no frame yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import isnan
from typing import NamedTuple

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.numbers import MISSING
from cchc_analysis.units import Unit

#: Stages as in the Scores frame, by their number in a block.
STAGES = ("self", "appraised", "appraised_2", "survey", "final")
STAGE = {name: number for number, name in enumerate(STAGES)}
#: The most that a share can be.
PER_CENT = 100.0
#: Columns of the frame that are numbers beside the score.
BESIDE = ("low", "high", "standard_error", "n", "rank")
#: Those that are texts.
TEXTS_BESIDE = ("answers", "group", "note")


class Criterion(NamedTuple):
    """A criterion as a sheet prints it: code, level, name, and the ends of its scale."""

    code: str
    level: int | None
    name: str
    min_score: float = float("nan")
    max_score: float = float("nan")


def scale_of(criterion: Criterion | frameworks.Criterion) -> tuple[float, float] | None:
    """Return the ends of the scale of a criterion, None where it has none."""
    low, high = criterion.min_score, criterion.max_score
    return None if isnan(low) or isnan(high) else (low, high)


@dataclass(slots=True, eq=False)
class Block:
    """Scores by unit, criterion and stage, each with its cell.

    Attributes
    ----------
    index, year, edition : str, int, str
    framework : Framework or None
        None where the sheet declares its own criteria.
    file, sheet : str
    visible : bool
    printed_year : int or None
        The year that the sheet prints where another was taken.
    units, criteria : list
    unit, criterion, stage : array of int
        Places in ``units``, ``criteria``, :data:`STAGES`.
    value, low_end, high_end : array of float
        The score, and the ends of its scale.
    status : array of int
    line, at : array of int
        Row and column, from 0.
    beside : dict of str to array of float
        What stands beside the scores, by :data:`BESIDE`.
    answers, group, note : dict of int to str
        Counted answers, class and note of a row of the block, by :data:`TEXTS_BESIDE`.
    changes : dict of (int, int) to float
        Bonuses less penalties beside the criteria, by unit and stage; −1 where they are of no stage.
    left_out : list of (lines, columns, reason)
        The cells that were read and not kept.
    dropped : bool
        Whether nothing of it was kept, not even what stands beside its scores.
    parents : list of int
        The place of the criterion above each, −1 for those at the top; none where codes tell it.
    unfinished : set of int
        The places of criteria of which some parts stand in another block.
    """

    index: str
    year: int
    edition: str
    framework: Framework | None
    file: str
    sheet: str
    visible: bool
    printed_year: int | None
    units: list[Unit]
    criteria: list[Criterion]
    unit: Vector
    criterion: Vector
    stage: Vector
    value: Vector
    low_end: Vector
    high_end: Vector
    status: Vector
    line: Vector
    at: Vector
    beside: dict[str, Vector] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)
    group: dict[int, str] = field(default_factory=dict)
    note: dict[int, str] = field(default_factory=dict)
    changes: dict[tuple[int, int], float] = field(default_factory=dict)
    left_out: list[tuple[Vector, Vector, str]] = field(default_factory=list)
    dropped: bool = False
    parents: Sequence[int] = ()
    unfinished: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.value)

    @property
    def tops(self) -> Vector:
        """The most of each score; of a penalty the least."""
        return self.low_end + self.high_end

    def set_tops(self, tops: Vector) -> None:
        """Put the most that each score can be, or of a penalty the least, as the end of a scale from 0."""
        self.low_end, self.high_end = np.minimum(0.0, tops), np.maximum(0.0, tops)

    def children(self) -> Sequence[Sequence[int]]:
        """Return the places of the criteria right below each (the top ones: the total) that is whole here."""
        codes = tuple([c.code for c in self.criteria])
        return _children(codes, tuple(self.parents), frozenset(self.unfinished))

    def are_totals(self) -> Vector:
        """Tell which rows are of the whole."""
        return np.array([c.code == "total" for c in self.criteria])[self.criterion]

    def cell(self, row: int) -> str:
        """Return the address of the number of a row."""
        return address(int(self.line[row]), int(self.at[row]))

    def change(self, unit: int, stage: int) -> float:
        """Return the bonuses less the penalties that a total of a unit may have in it."""
        return self.changes.get((unit, stage), 0.0) + self.changes.get((unit, -1), 0.0)

    def put(self, name: str, row: int, value: float) -> None:
        """Put a number beside a score, by the name of its column of the frame."""
        if name not in self.beside:
            self.beside[name] = np.full(len(self), np.nan)
        self.beside[name][row] = value

    def leave_out(self, rows: Vector, reason: str) -> None:
        """Note for the account why cells that were read are not kept."""
        self.left_out.append((self.line[rows], self.at[rows], reason))

    def blank(self, rows: Vector, reason: str) -> None:
        """Take the numbers of some rows for missing, and note why for the account."""
        self.leave_out(rows, reason)
        self.value[rows], self.status[rows] = np.nan, MISSING

    def take(self, kept: Vector, reason: str) -> None:
        """Keep some rows, by their places; the others are left out for a *reason*."""
        if len(kept) == len(self):
            return
        others = np.ones(len(self), bool)
        others[kept] = False
        self.leave_out(np.flatnonzero(others), reason)
        for name in ("unit", "criterion", "stage", "value", "low_end", "high_end", "status", "line", "at"):
            setattr(self, name, getattr(self, name)[kept])
        self.beside = {name: vector[kept] for name, vector in self.beside.items()}
        texts = [name for name in TEXTS_BESIDE if getattr(self, name)]
        new = {old: place for place, old in enumerate(kept.tolist())} if texts else {}
        for name in texts:
            setattr(self, name, {new[r]: t for r, t in getattr(self, name).items() if r in new})


@lru_cache(maxsize=256)  # the sheets of all communes list the same criteria
def _children(
    codes: tuple[str, ...], parents: tuple[int, ...], unfinished: frozenset[int]
) -> tuple[tuple[int, ...], ...]:
    place = {code: i for i, code in enumerate(codes)}
    total = place.get("total", -1)
    below: list[list[int]] = [[] for _ in codes]
    for i, parent in enumerate(parents or [place.get(code.rpartition(".")[0], -1) for code in codes]):
        parent = total if parent < 0 else parent
        if parent >= 0 and i != total and parent not in unfinished:
            below[parent].append(i)
    return tuple(map(tuple, below))
