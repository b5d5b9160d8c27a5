"""The data that everything is drawn from: ``data/raw`` read once, kept as Parquet, loaded as one frame.

``data/raw/<index>/`` holds workbooks as published, each with its source beside it; ``data/processed/``
is what is built from them, a part an index and year, and is never edited by hand.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cchc_analysis import frameworks, scores
from cchc_analysis.errors import CchcError
from cchc_analysis.findings import Findings
from cchc_analysis.findings.across import check_years
from cchc_analysis.workbooks import ReadError, read

WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".html", ".htm")
#: Names that begin with an underscore are left alone by whatever reads a folder of Parquet.
_MANIFEST = "_manifest.json"
_FINDINGS = "_findings"
_PARTITION = ["index", "year"]


class DatasetError(CchcError):
    """Raised where there is nothing to build or load from; the message says where it looked."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the files it read anew, the parts it wrote, and the findings of the whole."""

    read: list[str]
    parts: list[str]
    findings: pd.DataFrame


def build(root: str | Path = "data", *, progress: Callable[[Iterable[Path]], Iterable[Path]] = iter) -> Built:
    """Bring ``data/processed`` up to date with ``data/raw``.

    An index is read again when one of its workbooks is new, changed or gone, or when the package itself
    or an index declared in ``frameworks/`` changed; what is up to date is left alone.

    Parameters
    ----------
    root : str or Path
        The folder that holds ``raw/``.
    progress : callable
        Wraps the files as they are read, for a progress bar.

    Returns
    -------
    Built

    Raises
    ------
    DatasetError
        Where ``raw/`` is absent or holds no workbook, or an index in ``frameworks/`` is declared wrongly.
    """
    try:
        frameworks.declare(Path(root))
    except frameworks.FrameworkError as error:
        raise DatasetError(str(error)) from None
    raw, processed = Path(root) / "raw", Path(root) / "processed"
    files = raw_workbooks(root)
    if not files:
        raise DatasetError(
            f"{raw}: chưa có bảng tính nào. Đặt tệp vào {raw}/<chỉ số>/, ví dụ {raw}/papi/.\n"
            f"{raw}: there is no workbook. Put files into {raw}/<index>/, say {raw}/papi/."
        )
    package = _fingerprint(frameworks.own_files(Path(root)))
    manifest = _manifest(processed, package)
    stale = _stale_folders(raw, files, manifest)
    readings = {f: _read(f, raw) for f in progress([f for f in files if f.parent.name in stale])}
    for name in stale:
        _write_folder(name, {f: r for f, r in readings.items() if f.parent.name == name}, processed, manifest)
    if stale:
        manifest["package"] = package
        processed.mkdir(parents=True, exist_ok=True)
        (processed / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    parts = [p for folder in manifest["folders"].values() for p in folder["parts"]]
    return Built([f.name for f in readings], parts, findings(root) if parts else pd.DataFrame())


def load(root: str | Path = "data") -> pd.DataFrame:
    """Return every score of the project, building first what is missing or out of date.

    Parameters
    ----------
    root : str or Path
        The folder that holds ``raw/`` and ``processed/``. A relative folder is looked for here and in
        the folders above, so that notebooks find it.

    Returns
    -------
    pandas.DataFrame
        The Scores frame (:data:`cchc_analysis.scores.COLUMNS`), by index and year.

    Raises
    ------
    DatasetError
        Where there is no data.
    """
    root = find(root)
    built = build(root)
    frames = [_read_part(root / "processed", part) for part in sorted(built.parts)]
    if not frames:
        raise DatasetError(
            f"{root}: không đọc được tệp nào; xem `cchc check`.\n"
            f"{root}: no file could be read; see `cchc check`."
        )
    return scores.validate(scores.concat(frames))


def findings(root: str | Path = "data") -> pd.DataFrame:
    """Return the findings of the last build, the gravest first."""
    parts = sorted((find(root) / "processed").glob(f"{_FINDINGS}/*.parquet"))
    frames = [pd.read_parquet(p) for p in parts]
    return pd.concat(frames, ignore_index=True) if frames else Findings().to_frame()


def find(root: str | Path) -> Path:
    """Return the data folder: *root* itself, or the one of that name in a folder above."""
    root = Path(root)
    if root.is_absolute() or (root / "raw").is_dir():
        return root
    for folder in Path.cwd().parents:
        if (folder / root / "raw").is_dir():
            return folder / root
    return root


def raw_workbooks(root: str | Path = "data") -> list[Path]:
    """Return the workbooks of ``raw/<index>/``; Office's lock files (``~$…``) are none."""
    raw = Path(root) / "raw"
    return sorted(
        p for p in raw.glob("*/*") if p.suffix.lower() in WORKBOOKS and not p.name.startswith(("~$", "."))
    )


# -- what is out of date ---------------------------------------------------------------------------


def _manifest(processed: Path, package: str) -> dict[str, Any]:
    try:
        manifest = json.loads((processed / _MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        manifest = {}
    return manifest if manifest.get("package") == package else {"folders": {}}


def _stale_folders(raw: Path, files: list[Path], manifest: dict[str, Any]) -> list[str]:
    now: dict[str, dict[str, list[int]]] = {}
    for file in files:
        state = file.stat()
        now.setdefault(file.parent.name, {})[file.name] = [state.st_size, state.st_mtime_ns]
    was = {name: folder["files"] for name, folder in manifest["folders"].items()}
    stale = [name for name in {**now, **was} if now.get(name) != was.get(name)]
    for name in stale:
        manifest["folders"].setdefault(name, {"parts": []})["files"] = now.get(name, {})
    return stale


def _fingerprint(own: list[Path]) -> str:
    """Return what identifies the reader: its code and declared data, and the indices of the user's *own*."""
    digest = hashlib.sha256(_package())
    for path in own:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _package() -> bytes:
    package = Path(__file__).parent
    sources = sorted(p for p in package.rglob("*") if p.suffix in (".py", ".csv", ".toml"))
    return b"".join(p.read_bytes() for p in sources)


# -- reading and writing ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    scores: pd.DataFrame
    findings: Findings


def _read(file: Path, raw: Path) -> _Read:
    found = Findings()
    if not file.with_name(f"{file.stem}.source.toml").is_file():
        found.add("no_source", file=file.name, expected=f"{file.stem}.source.toml")
    known = {name.upper(): name for name in frameworks.indices()}
    try:
        reading = read(file, index=known.get(file.parent.name.upper()))
    except ReadError as error:
        found.extend(error.findings)
        return _Read(scores.empty(), found)
    found.items.extend(Findings.from_frame(reading.findings).items)
    return _Read(reading.scores, found)


def _write_folder(name: str, readings: dict[Path, _Read], processed: Path, manifest: dict[str, Any]) -> None:
    found = Findings(f for r in readings.values() for f in r.findings.items)
    frame = _once(scores.concat([r.scores for r in readings.values() if len(r.scores)]), found)
    # Provinces keep their names when their number changes; two provinces' departments share theirs.
    together = frame["scope"].str.replace(r"^tinh-\d+$", "tinh", regex=True)
    for (index, _), part in frame.groupby([frame["index"], together]):
        check_years(part, str(index), found)
    folder = manifest["folders"][name]
    for part in folder["parts"]:
        shutil.rmtree(processed / part, ignore_errors=True)
    folder["parts"] = []
    for (index, year), part in frame.groupby(_PARTITION):
        place = f"index={index}/year={year}"
        (processed / place).mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_pandas(part.drop(columns=_PARTITION), preserve_index=False)
        pq.write_table(table, processed / place / "scores.parquet")
        folder["parts"].append(place)
    (processed / _FINDINGS).mkdir(parents=True, exist_ok=True)
    found.to_frame().to_parquet(processed / _FINDINGS / f"{name}.parquet")


def _once(frame: pd.DataFrame, found: Findings) -> pd.DataFrame:
    """Keep each score once: two files that hold the same one are an error that is said."""
    again = frame.duplicated(scores.KEY)
    twice = frame[again].merge(frame[~again], on=scores.KEY, suffixes=("", "_first"))
    for row in twice.drop_duplicates(["file", "file_first"]).itertuples():
        found.add("score_twice", file=row.file, sheet=row.sheet, cell=row.cell, index=row.index,
                  year=int(row.year), unit=row.unit, code=row.code, file1=row.file_first,
                  file2=row.file)  # fmt: skip
    return frame[~again].reset_index(drop=True)


def _read_part(processed: Path, part: str) -> pd.DataFrame:
    index, year = (piece.partition("=")[2] for piece in part.split("/"))
    table = pq.read_table(processed / part / "scores.parquet", partitioning=None)
    columns = {name: table.column(name).combine_chunks() for name in table.column_names}
    rows = table.num_rows
    numbers = {n: c.to_pandas().to_numpy() for n, c in columns.items() if scores.COLUMNS[n] != "string"}
    texts = {n: c.cast(pa.large_string()) for n, c in columns.items() if scores.COLUMNS[n] == "string"}
    texts["index"] = pa.array([index] * rows, pa.large_string())
    return scores.from_columns(texts | numbers | {"year": [int(year)] * rows}, rows)
