"""The cells of scoring sheets: the stages that a result is made of, a whole sheet, those of all units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from cchc_analysis.briefing.keys import Key
from cchc_analysis.scores import STAGES

#: The stages that are held against each other.
_BOTH = ("self", "appraised_2", "appraised")


class SheetCells:
    """Finds the figures of sheets in a Scores frame, by their positions.

    Parameters
    ----------
    rows : mapping
        Positions by index, year, unit, code and stage.
    scopes : sequence of str
        The scope of each position.
    """

    def __init__(self, rows: Mapping[tuple[Any, ...], int], scopes: list[str]) -> None:
        self._rows, self._scopes = rows, scopes
        #: What goes into the formulas over sheets.
        self.inputs: dict[str, Callable[[Key, pd.DataFrame], Iterable[int]]] = {
            "stages": lambda key, _: self.of_stages(key),
            "whole_sheet": lambda key, _: self._by_unit.get((key.index, key.year, key.unit_id), ()),
            "sheets": self._of_all_units,
            "self_appraised": lambda key, _: self.of_stages(replace(key, stages=_BOTH)),
            "self_appraised_all": self._of_leaves,
        }

    def of_stages(self, key: Key) -> list[int]:
        """Return the figures that a result is made of."""
        positions = (self._rows.get((key.index, key.year, key.unit_id, key.code, s), -1) for s in key.stages)
        return [at for at in positions if at >= 0]

    def of_any_stage(self, key: Key) -> int:
        """Return the figure of a criterion of whatever stage, -1 where the sheet has none."""
        return next(iter(self.of_stages(replace(key, stages=STAGES))), -1)

    def _of_all_units(self, key: Key, _: pd.DataFrame) -> list[int]:
        units = self._units.get((key.index, key.year, key.scope), ())
        return [at for unit_id in units for at in self.of_stages(replace(key, unit_id=unit_id))]

    def _of_leaves(self, key: Key, result: pd.DataFrame) -> list[int]:
        codes = result.loc[result["leaf"], "code"]
        return [at for code in codes for at in self.of_stages(replace(key, code=code, stages=_BOTH))]

    @cached_property
    def _by_unit(self) -> dict[tuple[Any, ...], list[int]]:
        """The self-scored and appraised points of each sheet."""
        positions: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for (index, year, unit_id, _, stage), at in self._rows.items():
            if stage in _BOTH:
                positions[index, year, unit_id].append(at)
        return positions

    @cached_property
    def _units(self) -> dict[tuple[Any, ...], dict[str, None]]:
        """The units of each scope, in the order of the frame."""
        units: dict[tuple[Any, ...], dict[str, None]] = defaultdict(dict)
        for (index, year, unit_id, _, _), at in self._rows.items():
            units[index, year, self._scopes[at]][unit_id] = None
        return units
