"""Packs of many units, side by side on the cores; what went wrong with one costs that one only."""

from __future__ import annotations

import gc
import queue
import threading
import traceback
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from cchc_analysis.briefing import packs
from cchc_analysis.briefing.phrases import TEMPLATES, both
from cchc_analysis.errors import CchcError
from cchc_analysis.processes import Died, NoWorker, Worker

#: Seconds for one pack.
LIMIT = 600.0
_WRITER = "cchc_analysis.briefing.worker"


@dataclass(frozen=True, slots=True)
class Order:
    """A pack that is asked for, as :func:`cchc_analysis.briefing.packs.write_pack` takes it.

    ``called`` is what it is called where nothing comes of it; ``root`` holds the data.
    """

    unit: str
    called: str = ""
    year: int | None = None
    lang: str = "vi"
    out: Path = Path("exports")
    root: Path = Path("data")
    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    made: date | None = None
    templates: Path = TEMPLATES
    figures: str = ""
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order: the pack, or in both languages why there is none."""

    order: Order
    pack: packs.Pack | None
    why: str = ""


def write_packs(orders: Sequence[Order], *, workers: int = 1) -> Iterator[Outcome]:
    r"""Write the packs that are asked for, and yield what came of each as it is done.

    Parameters
    ----------
    orders : sequence of Order
    workers : int
        In so many processes; in this one, in the order given, where it is 1.

    Yields
    ------
    Outcome

    Examples
    --------
    >>> [outcome.why.partition("\n")[2] for outcome in write_packs([Order("Atlantis")])]
    ['No unit is named “Atlantis”. Nearest: Thanh tra tỉnh, Gia Lai, Bộ Giao thông vận tải.']
    """
    count = min(workers, len(orders))
    yield from map(written, orders) if count < 2 else _Crew(orders, count).outcomes()


def written(order: Order) -> Outcome:
    """Write one pack in this process."""
    o = order
    try:
        pack = packs.write_pack(
            data_of(o.root, o.figures), o.unit, year=o.year, lang=o.lang, out=o.out, root=o.root,
            targets=o.targets, made=o.made, templates=o.templates, figures=o.figures,
            force=o.force,
        )  # fmt: skip
    except CchcError as error:
        return Outcome(order, None, str(error))
    except OSError:  # a full disk is nobody's defect, and the next pack would meet it too
        raise
    except Exception as defect:
        return Outcome(order, None, _defect_in_words(defect))
    finally:
        gc.collect()  # figures refer to themselves: their pictures, 16 MB each, would stay
    return Outcome(order, replace(pack, briefing=None))


def _defect_in_words(defect: Exception) -> str:
    """Return what a defect of the program was, and where: what whoever mends it must know."""
    place = traceback.extract_tb(defect.__traceback__)[-1]
    error = f"{type(defect).__name__}: {defect}; {Path(place.filename).name}:{place.lineno}"
    return "\n".join(both("errors", "defect", error=error))


@lru_cache(maxsize=1)
def data_of(root: Path, figures: str) -> pd.DataFrame:
    """Return the figures of a folder, read once as long as what they are known by stays."""
    del figures
    from cchc_analysis.dataset import load

    return load(root)


class _Crew:
    """The packs to write, and the threads that each look after a worker."""

    def __init__(self, orders: Sequence[Order], count: int) -> None:
        self.waiting = deque(orders)
        self.left = len(orders)
        self.done: queue.Queue[Outcome | BaseException] = queue.Queue()
        self.workers: set[Worker] = set()
        self.threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what came of each; whoever is still at work when nobody asks on is stopped."""
        for thread in self.threads:
            thread.start()
        try:
            for _ in range(self.left):
                outcome = self.done.get()
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome
        finally:
            self.waiting.clear()
            for worker in list(self.workers):
                worker.kill()
            for thread in self.threads:
                thread.join()

    def _serve(self) -> None:
        """Let a worker write one pack after the other, another where it dies."""
        worker: Worker | None = None
        try:
            while self.waiting:
                try:
                    order = self.waiting.popleft()
                except IndexError:  # another thread was faster
                    break
                try:
                    worker = worker or self._started()
                    self.done.put(worker.ask(order, LIMIT))
                except (Died, NoWorker) as error:
                    vi, en = (error.vi, error.en) if isinstance(error, Died) else (str(error), str(error))
                    self.done.put(Outcome(order, None, f"{vi}\n{en}"))
                    self._retire(worker)
                    worker = None
        except BaseException as error:
            self.done.put(error)
        finally:
            self._retire(worker)

    def _started(self) -> Worker:
        worker = Worker(_WRITER)
        self.workers.add(worker)
        worker.wait_until_ready()
        return worker

    def _retire(self, worker: Worker | None) -> None:
        if worker is not None:
            worker.kill()
            self.workers.discard(worker)
