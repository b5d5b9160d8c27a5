"""A whole state of ``data/processed`` to read from, brought up to date first where that can be."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from cchc_analysis.dataset import keys, outputs
from cchc_analysis.dataset.building import Build, declared
from cchc_analysis.dataset.lock import Busy, ReadOnly, locked
from cchc_analysis.dataset.manifest import FINDINGS, Manifest, Part, part_of, path_of, read_manifest
from cchc_analysis.dataset.telling import say, some

T = TypeVar("T")
#: How often outputs that change, or prove to be damaged, while they are read are looked at again.
_ATTEMPTS = 4


class _Torn(Exception):
    """Raised where an output is not that of the manifest any more."""


class _Damaged(Exception):
    """Raised with the path of an output that cannot be read."""


@dataclass(slots=True)
class State:
    """Outputs of one build, open, by path: what takes their names meanwhile is not seen."""

    processed: Path
    manifest: Manifest
    streams: dict[Path, BinaryIO]

    def parts(self) -> list[Part]:
        """Return the parts, by index and year."""
        return sorted(part_of(record) for record in self.manifest.parts)

    def part(self, part: Part) -> tuple[Path, BinaryIO]:
        """Return where a part lies, and its content."""
        path = path_of(self.processed, part)
        return path, self.streams[path]

    def findings(self) -> tuple[Path, BinaryIO]:
        """Return where the findings lie, and their content."""
        path = self.processed / FINDINGS
        return path, self.streams[path]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Read an output; whatever garbage in it provokes means that it is damaged, and is to be made again."""
    try:
        yield
    except Exception:
        raise _Damaged(path) from None


def with_state(root: Path, use: Callable[[State], T]) -> T:
    """Return what *use* makes of the state of a folder, built first where it is out of date.

    What proves to be damaged is made again. Where another build is under way, or nothing can be written, the
    last whole state is taken and what is old in it is said; where there is none, the other build is waited
    for, or one is made in a temporary folder.
    """
    with ExitStack() as held:
        harmed: list[Path] = []
        for _ in range(_ATTEMPTS):
            processed, manifest = _brought_up(root, harmed, held)
            with ExitStack() as opened:
                try:
                    return use(_opened(processed, manifest, opened))
                except _Torn:
                    harmed = []
                except _Damaged as damaged:
                    harmed = [damaged.args[0]]
        raise OSError(f"{root / 'processed'}: {some([str(path) for path in harmed])}")


def _opened(processed: Path, manifest: Manifest, opened: ExitStack) -> State:
    sealed = {path_of(processed, part_of(record)): record for record in manifest.parts}
    sealed[processed / FINDINGS] = manifest.findings
    streams: dict[Path, BinaryIO] = {}
    for path, seal in sealed.items():
        try:
            streams[path] = opened.enter_context(path.open("rb"))
        except OSError:
            raise _Torn(path) from None
        if not outputs.is_sealed_stream(streams[path], seal):
            raise _Torn(path)
    return State(processed, manifest, streams)


def _brought_up(root: Path, harmed: list[Path], held: ExitStack) -> tuple[Path, Manifest]:
    """Return a folder that holds a whole state, and its manifest."""
    processed = root / "processed"
    files, reader = declared(root), keys.reader(root)
    manifest = read_manifest(processed)
    whole = bool(manifest and manifest.reader and not harmed and not manifest.harmed(processed))
    old = manifest.differs(files, reader) if manifest else []
    if whole and manifest and not old:
        return processed, manifest
    try:
        with locked(processed, wait=not whole):
            Build(root, processed).run(harmed=harmed)
    except (Busy, ReadOnly) as why:
        if not whole or manifest is None:
            processed = Path(held.enter_context(tempfile.TemporaryDirectory()))
            say(f"{root}: không ghi được; dựng tạm ở nơi khác, lần sau phải đọc lại.",
                f"{root}: cannot be written to; built for this once elsewhere.")  # fmt: skip
            Build(root, processed).run()
        else:
            _say_old(root, old, isinstance(why, Busy))
            return processed, manifest
    return processed, read_manifest(processed) or Manifest()


def _say_old(root: Path, old: list[str], busy: bool) -> None:
    vi = "đang được dựng lại" if busy else "không ghi được vào data/processed"
    en = "is being built" if busy else "data/processed cannot be written to"
    say(
        f"{root}: {vi}; dùng dữ liệu của lần dựng trước, chưa kể thay đổi ở: {some(old)}",
        f"{root}: {en}; the data are those of the build before, without the changes of: {some(old)}",
    )
