"""Kill builds, and see what is left: at each write, and at random moments.

    python tests/dataset/killing.py [--moments 60] [--before]

Every kill must leave each output as it was before or as a clean build makes it, and the next build must end in
what a clean build makes, byte for byte. The processes are forked from one that uses no engine itself.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow.dataset  # noqa: F401 (what every build imports, once for all children)

from cchc_analysis import dataset
from cchc_analysis.workbooks import read

PROVINCES = ["Hà Nội", "Bắc Kạn", "Cao Bằng", "Quảng Nam"]


def write(path: Path, offset: float = 0.0) -> None:
    """Write a small made-up PCI workbook (số liệu minh họa)."""
    book = openpyxl.Workbook()
    book.active.append(["Tỉnh", "Tiếp cận đất đai", "Tính minh bạch"])
    for i, province in enumerate(PROVINCES):
        book.active.append([province, 5 + offset + i / 10, 6 + offset + i / 10])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def in_a_child(action: Callable[[], object], kill_after: float | None = None) -> int:
    """Run something in a process of its own and return how it ended."""
    child = os.fork()
    if not child:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            action()
        except BaseException:
            traceback.print_exc(file=sys.stdout)
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def outputs(root: Path) -> dict[str, bytes]:
    """Return the outputs that others read, by where they lie."""
    processed = root / "processed"
    paths = [*processed.glob("index=*/year=*/*.parquet"), *processed.glob("_findings.parquet")]
    return {str(path.relative_to(processed)): path.read_bytes() for path in paths}


def killed_at(root: Path, nth: int, done: bool) -> None:
    """Build, and die at the nth renaming or removal: before it, or when it is done."""
    left = [nth]

    def dying(real: Callable[..., None]) -> Callable[..., None]:
        def act(*arguments: object, **more: object) -> None:
            left[0] -= 1
            if left[0] == 0 and not done:
                os.kill(os.getpid(), signal.SIGKILL)
            real(*arguments, **more)
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        return act

    os.replace, os.unlink = dying(os.replace), dying(os.unlink)  # type: ignore[assignment]
    dataset.build(root)


class Scene:
    """A folder whose workbooks changed since it was built: one is new, one changed, one moved, one gone."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "data"
        self.before, self.clean = folder / "before", folder / "clean"
        raw = self.root / "raw"
        for year in (2013, 2014, 2015, 2016):
            write(raw / f"pci/pci_{year}.xlsx", year / 1000)
        read(raw / "pci/pci_2016.xlsx")  # what reading learns once, the children know
        gc.freeze()  # and look through none of it for garbage
        assert in_a_child(lambda: dataset.build(self.root)) == 0
        shutil.copytree(self.root / "processed", self.before)
        self.old = outputs(self.root)
        write(raw / "pci/pci_2017.xlsx", 0.3)
        write(raw / "pci/pci_2016.xlsx", 0.1)
        (raw / "khac").mkdir()
        (raw / "pci/pci_2015.xlsx").rename(raw / "khac/pci_2015.xlsx")
        (raw / "pci/pci_2014.xlsx").unlink()
        shutil.rmtree(self.root / "processed")
        start = time.monotonic()
        assert in_a_child(lambda: dataset.build(self.root)) == 0
        self.seconds = time.monotonic() - start
        self.new = outputs(self.root)

    def killed(self, kill: Callable[[], int], from_nothing: bool) -> bool:
        """Kill one build and check what it leaves, and the next; return whether it was killed."""
        shutil.rmtree(self.root / "processed")
        if not from_nothing:
            shutil.copytree(self.before, self.root / "processed")
        ended = kill()
        assert ended in (0, -signal.SIGKILL), ended
        old = {} if from_nothing else self.old
        left = outputs(self.root)
        for place, content in left.items():
            assert content in (old.get(place), self.new.get(place)), f"{place} is neither old nor new"
        lost = (old.keys() & self.new.keys()) - left.keys()
        assert not lost, f"{lost} are neither old nor new"
        assert in_a_child(lambda: dataset.build(self.root)) == 0
        assert outputs(self.root) == self.new
        aside = [p for p in (self.root / "processed").rglob("*") if p.name.endswith(".aside")]
        assert not aside, aside
        return ended != 0

    def at_each_write(self, from_nothing: bool, sides: tuple[bool, ...]) -> int:
        """Kill builds at each write, before it or when it is done; return how many were killed."""
        nth = 0
        while True:
            nth += 1
            for done in sides:
                kill = lambda n=nth, d=done: in_a_child(lambda: killed_at(self.root, n, d))  # noqa: E731
                if not self.killed(kill, from_nothing):
                    return len(sides) * (nth - 1)

    def at_random(self, moments: int, seed: int) -> int:
        """Kill builds at random moments; return how many were killed."""
        chance = random.Random(seed)
        return sum(
            self.killed(
                lambda: in_a_child(lambda: dataset.build(self.root), chance.uniform(0, self.seconds)),
                from_nothing=bool(chance.getrandbits(1)),
            )
            for _ in range(moments)
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moments", type=int, default=60)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument(
        "--before", action="store_true", help="kill before each write, not when it is done too"
    )
    asked = parser.parse_args()
    sides = (False,) if asked.before else (False, True)
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        writes = [scene.at_each_write(from_nothing, sides) for from_nothing in (False, True)]
        print(f"killed at {writes[0]} + {writes[1]} writes,", end=" ")
        print(f"and {scene.at_random(asked.moments, asked.seed)} times of {asked.moments} at random")
    return 0


if __name__ == "__main__":
    sys.exit(main())
