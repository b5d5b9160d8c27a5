"""What is built, as frames: the scores or some of them, the findings, the account."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa

from cchc_analysis import scores, units
from cchc_analysis.dataset.batches import TEXTS
from cchc_analysis.dataset.manifest import Part, read_manifest
from cchc_analysis.dataset.parquet import file_of, table_of
from cchc_analysis.dataset.raw import find
from cchc_analysis.dataset.state import State, reading, with_state
from cchc_analysis.dataset.store import FOLDER, Store
from cchc_analysis.dataset.telling import DatasetError, some
from cchc_analysis.findings import Findings

Words = str | Collection[str] | None

#: The columns of texts in a part.
_TEXTS = [name for name in TEXTS if name != "index"]


def load(
    root: str | Path = "data",
    *,
    index: Words = None,
    year: int | Collection[int] | None = None,
    unit: Words = None,
    scope: Words = None,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the scores of the project, building first what is missing or out of date.

    While another build is under way the last whole state is returned, and what is old in it is said; so it is
    where the folder cannot be written to.

    Parameters
    ----------
    root : str or Path
        The folder that holds ``raw/`` and ``processed/``. A relative folder is looked for here and in
        the folders above, so that notebooks find it.
    index, year, unit, scope : optional
        Keep only these: one, or several. Nothing else is kept in memory.
    columns : sequence of str, optional
        Only these columns.

    Returns
    -------
    pandas.DataFrame
        The Scores frame (:data:`cchc_analysis.scores.COLUMNS`), by index and year; the dtypes are always its
        own. Where nothing is as asked for, it has no row.

    Raises
    ------
    DatasetError
        Where there is no data, or no such column.

    Examples
    --------
    >>> hanoi = load(index="PAPI", year=[2023, 2024], unit="Hà Nội", columns=["year", "code", "score"])
    >>> hanoi.dtypes.astype(str).tolist()
    ['Int16', 'string', 'float64']
    """
    root = find(root)
    names = list(scores.COLUMNS) if columns is None else list(columns)
    if unknown := [name for name in names if name not in scores.COLUMNS]:
        raise DatasetError(
            f"Không có cột {some(unknown)}. Có: {', '.join(scores.COLUMNS)}.\n"
            f"There is no column {some(unknown)}. There are: {', '.join(scores.COLUMNS)}."
        )
    indices = {word.upper() for word in _listed(index) or ()}
    years = {year} if isinstance(year, int) else year
    rows = {"unit": _units(unit), "scope": _listed(scope)}

    def read(state: State) -> list[pd.DataFrame]:
        parts = state.parts()
        if not parts:
            raise DatasetError(
                f"{root}: không đọc được tệp nào; xem `cchc check`.\n"
                f"{root}: no file could be read; see `cchc check`."
            )
        asked = [p for p in parts if index is None or p[0].upper() in indices]
        asked = [p for p in asked if years is None or p[1] in years]
        return [_part(state, part, rows, names) for part in asked]

    frames = with_state(root, read)
    frame = frames[0] if len(frames) == 1 else scores.concat(frames or [scores.empty()[names]])
    return scores.validate(frame) if columns is None else frame


def findings(root: str | Path = "data") -> pd.DataFrame:
    """Return the findings of all that is in ``data/raw``, the gravest first; none before the first build."""
    root = find(root)
    manifest = read_manifest(root / "processed")
    if manifest is not None and not manifest.reader:
        return Findings().to_frame()

    def read(state: State) -> pd.DataFrame:
        path, stream = state.findings()
        with reading(path):
            return table_of(stream).to_pandas(use_threads=False)

    return with_state(root, read)


def account(root: str | Path = "data") -> pd.DataFrame:
    """Return the account of every number of the workbooks, as ``Reading.account`` gives it for one."""
    from cchc_analysis.workbooks.cells.account import COLUMNS  # scores are loaded without the reader

    def read(state: State) -> list[list[object]]:
        store = Store(state.processed / FOLDER)
        with reading(store.folder):
            return [row for _, key in state.manifest.files.values() for row in store[key].account]

    return pd.DataFrame(with_state(find(root), read), columns=list(COLUMNS))


def _listed(words: Words) -> set[str] | None:
    return None if words is None else {words} if isinstance(words, str) else set(words)


def _units(words: Words) -> set[str] | None:
    """Return the names of units as they stand in the frame; a misspelt one is not guessed."""
    names = _listed(words)
    if names is None:
        return None
    meant = [units.recognised(name) for name in names]
    return names | {match.unit.unit for match in meant if match.unit and match.how == "exact"}


def _part(state: State, part: Part, rows: dict[str, set[str] | None], names: list[str]) -> pd.DataFrame:
    path, stream = state.part(part)
    with reading(path):
        return _frame(stream, part, rows, names)


def _frame(stream: BinaryIO, part: Part, rows: dict[str, set[str] | None], names: list[str]) -> pd.DataFrame:
    """Return the wanted rows and columns of a part.

    The columns that rows are chosen by are read first, then only those groups of rows that have any; texts
    stay words of a dictionary until only the wanted rows are left. The file is not mapped into memory: Windows
    cannot replace one that is.
    """
    index, year = part
    stored = [name for name in names if name not in ("index", "year")]
    table = _chosen(stream, {name: words for name, words in rows.items() if words is not None}, stored)
    count = table.num_rows
    given = {
        n: c.cast(pa.large_string()).combine_chunks() if n in _TEXTS else c.combine_chunks().to_numpy(False)
        for n, c in ((name, table.column(name)) for name in stored)
    }
    given |= {"index": pa.array([index], pa.large_string()).take(pa.array(np.zeros(count, "int64")))}
    return scores.from_columns(given | {"year": np.full(count, year)}, count, names)


def _chosen(stream: BinaryIO, rows: dict[str, set[str]], names: list[str]) -> pa.Table:
    if not rows:
        return table_of(stream, names)
    file = file_of(stream, _TEXTS)
    chosen = np.ones(file.metadata.num_rows, bool)
    for name, words in rows.items():
        chosen &= np.concatenate(
            [_among(chunk, words) for chunk in file.read([name], use_threads=False)[name].chunks]
        )
    sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    by_group = np.split(chosen, np.cumsum(sizes)[:-1])
    groups = [group for group, flags in enumerate(by_group) if flags.any()]
    if not groups:
        return file.schema_arrow.empty_table().select(names)
    chosen = np.concatenate([by_group[group] for group in groups])
    return file.read_row_groups(groups, names, use_threads=False).filter(chosen)


def _among(chunk: pa.DictionaryArray, words: set[str]) -> np.ndarray:
    known = np.array([word in words for word in chunk.dictionary.to_pylist()] + [False])
    return known[chunk.indices.fill_null(len(known) - 1).to_numpy(zero_copy_only=False)]
