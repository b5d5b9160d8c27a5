"""How anything comes into ``data/processed``, and how it goes: whole, by renaming, and nothing beside it."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from cchc_analysis.writing import written_aside

_ASIDE = ".aside"
#: Seconds for which a file may be held open by a reader where the system then refuses to replace it.
_PATIENCE = 5.0


def aside(path: Path) -> Path:
    """Return where a file is written before it takes its name: beside it, unseen by ``*.parquet``."""
    return path.with_name(f".{path.name}{_ASIDE}")


def put(path: Path, content: bytes) -> None:
    """Write a file whole: it is the old one or the new one at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_aside(aside(path)):
        aside(path).write_bytes(content)
        reveal(path)


def reveal(path: Path) -> None:
    """Give a file that was written aside its name."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    _patiently(lambda: os.replace(aside(path), path))


def remove(path: Path) -> None:
    """Remove a file of ours."""
    _patiently(lambda: path.unlink(missing_ok=True))


def _patiently(action: Callable[[], None]) -> None:
    """Try again for a while: Windows neither replaces nor removes a file that somebody reads."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return action()
        except PermissionError:
            if os.name != "nt" or time.monotonic() > until:
                raise
            time.sleep(0.05)


def seal(path: Path) -> dict[str, Any]:
    """Return what tells later that a file is still the one that was written."""
    state = path.stat()
    return {
        "size": state.st_size,
        "mtime": state.st_mtime_ns,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def is_sealed(path: Path, sealed: dict[str, Any]) -> bool:
    """Tell whether a file is the one that was written; size and time save looking into it."""
    try:
        with path.open("rb") as stream:
            return is_sealed_stream(stream, sealed)
    except OSError:
        return False


def is_sealed_stream(stream: BinaryIO, sealed: dict[str, Any]) -> bool:
    """Tell the same of an open file, whatever has taken its name since."""
    state = os.fstat(stream.fileno())
    if state.st_size != sealed.get("size"):
        return False
    if state.st_mtime_ns == sealed.get("mtime"):
        return True
    digest = hashlib.sha256(stream.read()).hexdigest()
    stream.seek(0)
    return digest == sealed.get("sha256")


def part_files(processed: Path) -> list[Path]:
    """Return the parts that lie in the folder."""
    return sorted(processed.glob("index=*/year=*/scores.parquet"))


def tidy(processed: Path) -> None:
    """Make the folder one that can be built into: what a stopped build left aside goes, and so do links.

    A folder of ours that is a link leads out of ``data/processed``, where nothing may be written or removed:
    the link goes, and what it leads to stays.
    """
    processed.mkdir(parents=True, exist_ok=True)
    for pattern in ("_store", "index=*", "index=*/year=*"):
        for folder in processed.glob(pattern):
            if folder.is_symlink() or not folder.is_dir():
                folder.unlink()
    for pattern in (f".*{_ASIDE}", f"_store/.*{_ASIDE}", f"index=*/year=*/.*{_ASIDE}"):
        for left in processed.glob(pattern):
            left.unlink()


def drop_parts(processed: Path, but: Collection[Path]) -> None:
    """Remove the parts that nothing in ``raw/`` gives any more, and their folders where they are empty.

    What is removed is what lies here and is named as a part is; no list of a former build is believed.
    """
    for path in part_files(processed):
        if path not in but:
            remove(path)
    for folder in [*processed.glob("index=*/year=*"), *processed.glob("index=*")]:
        with suppress(OSError):
            folder.rmdir()
