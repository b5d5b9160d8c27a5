"""What lies in ``data/raw``: the workbooks, and what tells without opening them that they are unchanged."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cchc_analysis.files import source_path

WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".html", ".htm")

#: Kind, size and times of a workbook, then of the source beside it; zeros where there is none.
Stamp = list[int]
_NONE = [0, 0, 0, 0]


@dataclass(frozen=True, slots=True)
class RawFile:
    """A workbook of ``raw/``.

    Attributes
    ----------
    place : str
        Where it lies below ``raw/``, as ``papi/papi_2024.xlsx``.
    path : Path
    stamp : list of int
        Two equal stamps are one content; it saves the hashing and nothing else.
    """

    place: str
    path: Path
    stamp: Stamp

    @property
    def is_regular(self) -> bool:
        """Tell whether it is a file whose content can be hashed: no folder, pipe, device or broken link."""
        return stat.S_ISREG(self.stamp[0])

    @property
    def may_hang(self) -> bool:
        """Tell whether opening it may wait for ever: a pipe, a socket, a device."""
        return self.stamp[0] not in (0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK)

    def unchanged(self) -> bool:
        """Tell whether the workbook and its source are still what they were when they were listed."""
        return self.stamp == stamp_of(self.path)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.stamp[1]


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
    return [file.path for file in scan(root)]


def scan(root: str | Path) -> list[RawFile]:
    """Return the workbooks with their stamps, by folder and name; none is opened."""
    raw = Path(root) / "raw"
    if not raw.is_dir():
        return []
    folders = sorted(entry.name for entry in os.scandir(raw) if entry.is_dir())
    return [file for folder in folders for file in _of_folder(raw / folder)]


def _of_folder(folder: Path) -> list[RawFile]:
    names = {entry.name for entry in os.scandir(folder)}
    files = []
    for name in sorted(names):
        if name.startswith(("~$", ".")) or os.path.splitext(name)[1].lower() not in WORKBOOKS:
            continue
        path = folder / name
        source = source_path(path)
        beside = _stamp(source) if source.name in names else _NONE
        files.append(RawFile(f"{folder.name}/{name}", path, _stamp(path) + beside))
    return files


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a workbook and its source."""
    return _stamp(path) + _stamp(source_path(path))


def _stamp(path: Path) -> Stamp:
    """Return kind, size and times; of a link that leads nowhere or around, its own.

    The time of the last change of the inode is looked at too: a program may set that of the content back.
    """
    try:
        state = os.stat(path)
    except OSError:
        try:
            state = os.lstat(path)
        except OSError:
            return _NONE
    return [stat.S_IFMT(state.st_mode), state.st_size, state.st_mtime_ns, state.st_ctime_ns]
