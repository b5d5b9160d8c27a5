"""Under what a workbook's yield is kept: whatever it depends on, and nothing else."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from cchc_analysis import frameworks
from cchc_analysis.dataset.raw import RawFile
from cchc_analysis.files import source_path

#: They read too: another version may see other cells.
_ENGINES = ("lxml", "openpyxl", "python-calamine", "rapidfuzz", "xlrd")
_DECLARED = (".py", ".csv", ".toml")


def reader(root: Path) -> str:
    """Return what identifies the reader: its code, its declared data, its engines, the user's frameworks.

    And the last year that may have been assessed: numbers of a later one are plans.
    """
    digest = hashlib.sha256(_package())
    _put(digest, str(frameworks.latest_year()).encode())
    for path in frameworks.own_files(root):
        _put(digest, path.name.encode(errors="surrogateescape"))
        _put(digest, path.read_bytes())
    return digest.hexdigest()


@cache
def _package() -> bytes:
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(p for p in package.rglob("*") if p.suffix in _DECLARED):
        _put(digest, path.relative_to(package).as_posix().encode())
        _put(digest, path.read_bytes())
    for engine in _ENGINES:
        _put(digest, version(engine).encode())
    return digest.digest()


def key_of(file: RawFile, of_reader: str) -> str:
    """Return the key of a workbook: of its content, name and source, what its folder suggests, the reader.

    What is no file has no content that could be hashed: its kind and its time stand for it.
    """
    digest = hashlib.sha256()
    _put(digest, of_reader.encode())
    _put(digest, file.path.name.encode(errors="surrogateescape"))
    _put(digest, suggested(file.path.parent.name).encode(errors="surrogateescape"))
    try:
        content = _hashed(file.path) if file.is_regular else repr(file.stamp[:3]).encode()
    except OSError as error:  # the reader will say so
        content = repr((file.stamp, error.errno)).encode()
    _put(digest, content)
    source = source_path(file.path)
    _put(digest, _hashed(source) if source.is_file() else b"")
    return digest.hexdigest()


def suggested(folder: str) -> str:
    """Return the index that a folder suggests; the name of another folder may still tell the province."""
    known = {name.upper(): name for name in frameworks.indices()}
    return known.get(folder.upper(), f"/{folder}")


def _hashed(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _put(digest: hashlib._Hash, part: bytes) -> None:
    """Add a part with its length, so that no two sequences of parts are one."""
    digest.update(len(part).to_bytes(8, "big") + part)
