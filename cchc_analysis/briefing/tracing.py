"""From a number of a result back to the cells that it came from.

A printed figure leads to its file, sheet and cell; a computed one to its formula in words and the cells
that went in. Which is which is declared (``figures.toml``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

import cchc_analysis as cchc
from cchc_analysis import units
from cchc_analysis.briefing.keys import Key, key_of
from cchc_analysis.briefing.phrases import Phrases, declared
from cchc_analysis.briefing.places import Place, joined, row_of
from cchc_analysis.briefing.rank_cells import RankCells
from cchc_analysis.briefing.sheet_cells import SheetCells


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a number comes from: the cells, and the formula in words where it is not printed in one of them."""

    places: tuple[Place, ...] = ()
    formula: str = ""

    def in_words(self, say: Phrases) -> str:
        """Return it in words: ``papi_2024.xlsx › Sheet › F3``; a formula names the cells that went in."""
        cells = joined(self.places)
        if not self.formula:
            return cells or say("workbook", "no_cell")
        return f"{self.formula}, {say('workbook', 'and_cells', cells=cells)}" if cells else self.formula


class Tracer:
    """Finds the cells of the figures of a Scores frame.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    root : str or Path
        Where the workbooks lie, in ``raw/``: ranks have no cell in the frame and are looked up there.
    """

    def __init__(self, scores: pd.DataFrame, root: str | Path = "data") -> None:
        self._scores = scores
        self._ranks = RankCells(Path(root) / "raw")
        self._rows: dict[tuple[Any, ...], int] = {}
        self._peers: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        self._of_peers: dict[tuple[Any, ...], tuple[Place, ...]] = {}
        self._of_scores: dict[int, list[Place]] = {}
        self._regions = {u.unit_id: u.region for u in units.all_units()}
        names = ("index", "year", "unit_id", "scope", "code", "stage")
        columns = [scores[name].tolist() for name in names]
        scored, estimated = scores["score"].notna().tolist(), scores["estimated"].tolist()
        for at, (index, year, unit_id, scope, code, stage) in enumerate(zip(*columns, strict=True)):
            self._rows[index, year, unit_id, code, stage] = at
            if scored[at] and stage == "final" and not estimated[at]:
                self._peers[index, year, scope, code].append(at)
        self._sheets = SheetCells(self._rows, columns[3])

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        names = (
            "file", "sheet", "cell", "score", "unit", "unit_id", "rank", "index", "note", "estimated", "scope",
        )  # fmt: skip
        return {name: self._scores[name].tolist() for name in names}

    def figures_at(self, places: set[Place]) -> pd.DataFrame:
        """Return the rows of the frame whose score stands in one of some cells, with the cell of their rank."""
        c = self._columns
        chosen = [
            at for at, (file, sheet, cell) in enumerate(zip(c["file"], c["sheet"], c["cell"], strict=True))
            if Place(file, sheet, cell) in places
        ]  # fmt: skip
        ranks = [place[0].cell if (place := self._rank_place(at)) else "" for at in chosen]
        return self._scores.iloc[chosen].assign(rank_cell=ranks)

    # -- single figures --------------------------------------------------------------------------------

    def _at(self, key: Key, *, year: int | None = None, code: str | None = None, unit_id: str = "") -> int:
        """Return the position of a figure, -1 for none; a province may have had another id before."""
        year, code = key.year if year is None else year, key.code if code is None else code
        wanted = unit_id or key.unit_id
        for one in (wanted, *sorted(units.same_place(wanted) - {wanted}, reverse=True)):
            at = self._rows.get((key.index, year, one, code, key.stages[0]))
            if at is not None:
                return at
        return -1

    def _places(self, positions: Iterable[int]) -> tuple[Place, ...]:
        places = (place for at in positions if at >= 0 for place in self._places_at(at))
        return tuple(dict.fromkeys(places))

    def _places_at(self, at: int) -> list[Place]:
        """Return the cells of one figure, which the formulas of many others name as well."""
        if at not in self._of_scores:
            c = self._columns
            files, sheets = str(c["file"][at]).split(" + "), str(c["sheet"][at]).split(" + ")
            self._of_scores[at] = [
                Place(files[min(n, len(files) - 1)], sheets[min(n, len(sheets) - 1)], cell)
                for n, cell in enumerate(str(c["cell"][at]).split(" + "))
            ]
        return self._of_scores[at]

    def _rank_place(self, at: int) -> tuple[Place, ...]:
        if at < 0 or pd.isna(self._columns["rank"][at]):
            return ()
        c = self._columns
        cell = self._ranks.find(
            c["index"][at], c["file"][at], c["sheet"][at], c["cell"][at], int(c["rank"][at])
        )
        return (Place(str(c["file"][at]), str(c["sheet"][at]), cell),)

    # -- what goes into a formula ----------------------------------------------------------------------

    def _inputs(self, name: str, key: Key, result: pd.DataFrame) -> tuple[Place, ...]:
        # What everybody's figures gave is the same for every row of a table.
        kept = (name, key.index, key.year, key.scope, key.code, key.previous)
        if name in ("peers", "ranks", "totals", "peers_two_years") and kept in self._of_peers:
            return self._of_peers[kept]
        position, before = self._at(key), self._at(key, year=key.previous, code=key.previous_code)
        peers = self._peers.get((key.index, key.year, key.scope, key.code), [])
        peers_before = self._peers.get((key.index, key.previous, key.scope, key.previous_code), [])
        positions: dict[str, list[int]] = {
            "": [], "own": [position], "own_before": [before], "own_two_years": [before, position],
            "peers": peers, "peers_two_years": [*peers_before, *peers], "ranks": peers, "totals": peers,
        }  # fmt: skip
        if name in positions:
            places = self._of_peers[kept] = self._places(positions[name])
            return places
        rows = {"own_row": [position], "own_row_before": [before], "own_rows": [before, position]}
        if name in rows:
            return tuple(row_of(place) for place in self._places(rows[name]))
        if name in self._sheets.inputs:
            return self._places(self._sheets.inputs[name](key, result))
        if name == "best":
            return self._places([self._best(key)])
        if name == "own_and_best":
            return self._places([position, self._best(key)])
        if name == "own_and_other":
            return self._places([position, self._at(key, unit_id=key.other)])
        if name == "region":
            region = self._regions.get(key.unit_id)
            ids = self._columns["unit_id"]
            return self._places(at for at in peers if self._regions.get(ids[at]) == region)
        assert name == "ranks_two_years", name
        return (*self._rank_place(before), *self._rank_place(position)) or self._places(
            [*peers_before, *peers]
        )

    def _best(self, key: Key) -> int:
        peers = self._peers.get((key.index, key.year, key.scope, key.code), [])
        named = [at for at in peers if self._columns["unit"][at] == key.best_unit]
        return named[0] if named else max(peers, key=lambda at: self._columns["score"][at], default=-1)

    # -- a number of a result --------------------------------------------------------------------------

    def key(self, row: Mapping[str, Any], result: pd.DataFrame) -> Key:
        """Return which figure a row of a result is about, for :meth:`trace`."""
        key = key_of(row, result)
        position = self._at(key)
        if position >= 0:
            return replace(key, scope=self._columns["scope"][position])
        # A year without the unit's own row has its peers all the same: the provinces of that time.
        of_then = units.scope_of(key.year) if key.scope.startswith("tinh-") else key.scope
        return replace(key, scope=of_then)

    def trace(
        self, source: str, key: Key, row: Mapping[str, Any], column: str, result: pd.DataFrame, say: Phrases
    ) -> Trace:
        """Return where a number of a row of a result comes from.

        Parameters
        ----------
        source : str
            What ``figures.toml`` declares of its column.
        key : Key
            Which figure the row is about.
        row : mapping
            The row, with what its result says of all rows where it says nothing itself.
        column : str
            The column.
        result : pandas.DataFrame
        say : Phrases
        """
        position = self._at(key)
        printed: dict[str, Callable[[], Trace]] = {
            "score": lambda: self._printed(position),
            "beside": lambda: self._beside(key),
            "beside_before": lambda: self._beside(_before(key)),
            "stage": lambda: Trace(self._places(self._sheets.of_stages(replace(key, stages=(column,))))),
            "stages": lambda: Trace(self._places(self._sheets.of_stages(key))),
            "previous": lambda: self._printed(self._at(_before(key))),
            "other": lambda: self._printed(self._at(key, unit_id=key.other)),
            "best": lambda: self._printed(self._best(key)),
            "later": lambda: self._later(key, row),
            "declared": lambda: Trace((), say("workbook", "declared")),
        }
        if source in printed:
            return printed[source]()
        if source == "printed_rank" or (source == "rank" and self._rank_place(position)):
            return Trace(self._rank_place(position))
        name = "rank" if source == "computed_rank" else source
        peers = self._peers.get((key.index, key.year, key.scope, key.code), [])
        if source == "count" and row.get(column) != len(peers):  # a printed rank is among all, scored or not
            name = "scope"
        formula = declared("figures.toml")["formulas"][name]
        return Trace(self._inputs(formula["inputs"], key, result), formula[say.lang])

    def _beside(self, key: Key) -> Trace:
        """Return the row of a figure, of whatever stage: what is printed beside it."""
        at = self._at(key)
        return self._printed(at if at >= 0 else self._sheets.of_any_stage(key), row_only=True)

    def _later(self, key: Key, row: Mapping[str, Any]) -> Trace:
        return Trace(self._rank_place(self._rows.get((key.index, *_later(row), "total", "final"), -1)))

    def _printed(self, at: int, *, row_only: bool = False) -> Trace:
        """Return the cell of a printed figure; how an estimate was made of the cells of its parts."""
        places = self._places([at])
        if at >= 0 and self._columns["estimated"][at]:
            return Trace(places, str(self._columns["note"][at]))
        return Trace(tuple(row_of(place) for place in places) if row_only else places)


def _before(key: Key) -> Key:
    """Return the figure of the year before, under the code that it had then."""
    return replace(key, year=key.previous, code=key.previous_code)


def _later(row: Mapping[str, Any]) -> tuple[int, str]:
    """Return year and id of the unit after a merger, whose rank a scorecard tells beside."""
    after = cchc.successor(str(row["unit_id"]))
    return int(row["later_year"]), after.unit_id
