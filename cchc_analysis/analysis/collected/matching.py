"""The criteria of two years' scoring sheets matched: by code, by name, as a file says.

A scoring sheet declares its own criteria, so two years are set side by side only after they are matched:
what was renumbered, renamed, re-weighted, added or dropped is a table that can be looked at and corrected.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from cchc_analysis.analysis.errors import error, listed, shown
from cchc_analysis.vietnamese import key

#: Names this alike mean the same, alone by that margin; a code that stayed needs less.
ALIKE, _CLEAR_MARGIN, _SAME_CODE = 88, 5, 60
_SAME_NAME = 97
#: What a sheet must have to be matched with another: in its ``attrs``, and as columns.
_OF_SHEET, _MATCHED = {"index", "unit", "year"}, {"code", "name", "level", "max_score"}

#: What a pair of criteria of two sheets is described by.
_PAIRED = ["code_before", "name_before", "max_before", "code", "name", "max_score", "level", "likeness",
           "change"]  # fmt: skip


class _Criterion(NamedTuple):
    """A criterion of a sheet, with its name as names are matched; blank for none."""

    code: str = ""
    name: str = ""
    max_score: float = float("nan")
    level: int = 0
    key: str = ""


def match(before: pd.DataFrame, after: pd.DataFrame, corrections: str | Path | None = None) -> pd.DataFrame:
    """Match the criteria of two years' sheets, by code and by name.

    Parameters
    ----------
    before, after : pandas.DataFrame
        Two results of :func:`sheet`.
    corrections : str or Path, optional
        A CSV with ``code_before, code``: pairs that go before what is found; one side blank says that the
        criterion has no counterpart.

    Returns
    -------
    pandas.DataFrame
        ``code_before, name_before, max_before, code, name, max_score, level, likeness`` (0 to 100),
        ``change``: ``same``, or what happened of ``renumbered``, ``renamed``, ``reweighted``, joined by
        ``+``; ``added``; ``dropped``; and ``corrected``, True where the file said so.
    """
    for argument, table in (("before", before), ("after", after)):
        is_sheet = (
            isinstance(table, pd.DataFrame) and set(table.attrs) >= _OF_SHEET and set(table) >= _MATCHED
        )
        if not is_sheet:
            raise error("not_a_sheet", argument=argument, value=shown(table))
    old, new = (_criteria(table) for table in (before, after))
    corrected = _corrections(corrections)
    pairs = {a: b for a, b in corrected if a in old and b in new}
    free_old = [old[code] for code in old if code not in {a for a, _ in corrected}]
    free_new = [new[code] for code in new if code not in {b for _, b in corrected}]
    pairs |= _pairs(free_old, free_new)
    matched = set(pairs.values())
    both = [*pairs.items(), *(("", b) for b in new if b not in matched),
            *((a, "") for a in old if a not in pairs)]  # fmt: skip
    nothing = _Criterion()
    rows = [
        _pair(old.get(a, nothing), new.get(b, nothing)) | {"corrected": (a, b) in corrected} for a, b in both
    ]
    order = {code: i for i, code in enumerate(new)}
    table = pd.DataFrame(rows, columns=[*_PAIRED, "corrected"]).sort_values(
        "code", key=lambda c: c.map(order).fillna(len(order)), kind="stable"
    )
    table.attrs = {"kind": "match", "year": after.attrs["year"], "previous": before.attrs["year"],
                   "unit": after.attrs["unit"], "index": after.attrs["index"]}  # fmt: skip
    return table.reset_index(drop=True)


def _corrections(path: str | Path | None) -> list[tuple[str, str]]:
    if path is None:
        return []
    if not isinstance(path, str | Path):
        raise error("bad_choice", argument="corrections", value=shown(path), near="…/corrections.csv")
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError):  # not there, not to be opened, no text, no table
        raise error("no_file", file=shown(path)) from None
    missing = {"code_before", "code"} - set(table.columns)
    if missing:
        raise error("no_column", file=Path(path).name, column=listed(sorted(missing)))
    return [(a.strip(), b.strip()) for a, b in zip(table["code_before"], table["code"], strict=True)]


def _criteria(table: pd.DataFrame) -> dict[str, _Criterion]:
    """Return the criteria below the total of a sheet, by code."""
    columns = (table[name].tolist() for name in ("code", "name", "max_score", "level"))
    return {
        code: _Criterion(code, str(name), float(most), int(level), key(name))
        for code, name, most, level in zip(*columns, strict=True) if level > 0
    }  # fmt: skip


def _pairs(old: list[_Criterion], new: list[_Criterion]) -> dict[str, str]:
    """Pair what has the same code and name, then the most alike names, then codes that stayed."""
    alike = {(was.code, now.code): float(fuzz.ratio(was.key, now.key)) for was in old for now in new
             if was.level == now.level}  # fmt: skip
    pairs: dict[str, str] = {}
    taken: set[str] = set()

    def take(wanted: list[tuple[str, str]]) -> None:
        for a, b in wanted:
            if a not in pairs and b not in taken:
                pairs[a] = b
                taken.add(b)

    take([p for p in alike if p[0] == p[1] and alike[p] >= ALIKE])
    ranked = sorted((p for p in alike if alike[p] >= ALIKE), key=lambda p: -alike[p])
    take([p for p in ranked if _is_alone(p, alike)])
    take([p for p in alike if p[0] == p[1] and alike[p] >= _SAME_CODE])
    return pairs


def _is_alone(pair: tuple[str, str], alike: dict[tuple[str, str], float]) -> bool:
    a, b = pair
    rivals = [v for (x, y), v in alike.items() if (x == a) != (y == b)]
    return alike[pair] - max(rivals, default=0) >= _CLEAR_MARGIN


def _pair(was: _Criterion, now: _Criterion) -> dict[str, object]:
    likeness = float("nan")
    if was.code and now.code:
        likeness = float(fuzz.ratio(was.key, now.key))
        changes = {
            "renumbered": was.code != now.code,
            "renamed": likeness < _SAME_NAME,
            "reweighted": not np.isclose(was.max_score, now.max_score, equal_nan=True),
        }
        change = "+".join(name for name, happened in changes.items() if happened) or "same"
    else:
        change = "added" if now.code else "dropped"
    return {
        "code_before": was.code, "name_before": was.name, "max_before": was.max_score, "code": now.code,
        "name": now.name, "max_score": now.max_score, "level": (now if now.code else was).level,
        "likeness": likeness, "change": change,
    }  # fmt: skip
