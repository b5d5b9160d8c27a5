"""Reading in other processes, so that all cores read, and none of them takes the build along when it dies.

A script without ``if __name__ == "__main__"`` may call ``load()``, which builds. Processes that begin by
running that script again (``spawn``) would build in turn; so a worker is a module of ours, started by its name.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, as_completed
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from cchc_analysis.dataset.batches import Chunk, death, read_chunk

#: Seconds for one workbook.
LIMIT = 10.0
#: Seconds for a worker to begin.
_BEGIN = 120.0

#: A chunk that is done with, and its batch.
Done = tuple[Chunk, bytes]


class Died(Exception):
    """Raised where a worker gives no batch: at which workbook, and why, in both languages."""

    def __init__(self, at: int, vi: str, en: str) -> None:
        self.at, self.vi, self.en = at, vi, en
        super().__init__(en)


class NoWorker(Exception):
    """Raised where not even an idle worker can be started here."""


def read_by_workers(chunks: list[Chunk], count: int) -> Iterator[Done]:
    """Read chunks in *count* processes and yield each as it is done.

    A worker that dies or takes too long is replaced. The workbook that it was at is read again alone, and
    only if it fails alone as well it is its finding; the others of its chunk are read again without it.
    """
    crew = _Crew(chunks)
    threads = [threading.Thread(target=crew.serve, daemon=True) for _ in range(min(count, len(chunks)))]
    for thread in threads:
        thread.start()
    try:
        while (done := crew.done.get()) is not None:
            if isinstance(done, BaseException):
                raise done
            yield done
    finally:
        crew.stop()
        for thread in threads:
            thread.join()


def read_by_executor(chunks: list[Chunk], executor: Executor, count: int) -> Iterator[Done]:
    """Read chunks with an executor of the user's; what comes to nothing there is read again alone, here."""
    waiting = {executor.submit(read_chunk, chunk): chunk for chunk in chunks}
    failed = []
    for future in as_completed(waiting):
        try:
            done = waiting[future], future.result()
        except Exception:  # whatever became of its process or machine
            failed += waiting[future].alone()
        else:
            yield done
    if failed:
        yield from read_by_workers(failed, count)


class _Crew:
    """The chunks to read, and the threads that each look after a worker."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self.chunks = deque(chunks)
        self.left = sum(len(chunk.files) for chunk in chunks)
        self.changed = threading.Condition()
        self.done: queue.Queue[Done | BaseException | None] = queue.Queue()
        self.workers: set[_Worker] = set()

    def serve(self) -> None:
        """Let a worker read one chunk after the other, until nothing is left."""
        worker: _Worker | None = None
        try:
            while (chunk := self._next()) is not None:
                worker = worker or self._started()
                try:
                    self._finish(chunk, worker.read(chunk))
                except Died as died:
                    self._retire(worker)
                    worker = None
                    self._again(chunk, died)
        except BaseException as error:
            self.done.put(error)
        finally:
            if worker is not None:
                self._retire(worker)

    def stop(self) -> None:
        """Give up what is not done, and end the workers."""
        with self.changed:
            self.left = 0
            self.changed.notify_all()
            for worker in self.workers:
                worker.kill()

    def _next(self) -> Chunk | None:
        with self.changed:
            while self.left and not self.chunks:
                self.changed.wait()
            return self.chunks.popleft() if self.left else None

    def _finish(self, chunk: Chunk, batch: bytes) -> None:
        self.done.put((chunk, batch))
        with self.changed:
            self.left -= len(chunk.files)
            if self.left <= 0:
                self.done.put(None)
                self.changed.notify_all()

    def _again(self, chunk: Chunk, died: Died) -> None:
        """Give a workbook up that failed alone; else part it from the others of its chunk."""
        if len(chunk.files) == 1:
            name, key = chunk.files[0]
            self._finish(chunk, death(key, Path(name).name, died.vi, died.en))
            return
        suspect = chunk.files[died.at]
        others = tuple(file for file in chunk.files if file is not suspect)
        with self.changed:
            self.chunks.extendleft(replace(chunk, files=files) for files in (others, (suspect,)))
            self.changed.notify_all()

    def _started(self) -> _Worker:
        worker = _Worker()
        with self.changed:
            self.workers.add(worker)
            if not self.left:
                worker.kill()
        worker.wait_until_ready()
        return worker

    def _retire(self, worker: _Worker) -> None:
        worker.kill()
        with self.changed:
            self.workers.discard(worker)


class _Worker:
    """A process that reads, and the answers it gives."""

    def __init__(self) -> None:
        package = str(Path(__file__).parents[2])
        path = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
        # One thread each: there is a worker for every core. -P: what lies in the working folder is no module.
        environment = os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "cchc_analysis.dataset.worker"], env=environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, TypeError, ValueError) as error:
            raise NoWorker(str(error)) from None
        self.answers: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def wait_until_ready(self) -> None:
        """Wait until the package is there."""
        try:
            self._answer(0, _BEGIN)
        except Died as died:
            raise NoWorker(died.en) from None

    def read(self, chunk: Chunk) -> bytes:
        """Return the batch of a chunk.

        Raises
        ------
        Died
            Where a workbook takes too long, or the reader fails or dies over it.
        """
        at = 0
        try:
            pickle.dump(chunk, self.process.stdin)  # type: ignore[arg-type]
            self.process.stdin.flush()  # type: ignore[union-attr]
        except OSError:
            raise Died(at, "tiến trình đọc đã dừng", "the reading process had ended") from None
        while True:
            word, value = self._answer(at, LIMIT)
            if word == "batch":
                return value
            if word == "failed":
                raise Died(at, value, value)
            at = value

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        self.listener.join()
        with suppress(OSError):
            self.process.stdin.close()  # type: ignore[union-attr]

    def _answer(self, at: int, seconds: float) -> tuple[str, Any]:
        try:
            answer = self.answers.get(timeout=seconds)
        except queue.Empty:
            raise Died(at, f"quá {seconds:.0f} giây", f"longer than {seconds:.0f} seconds") from None
        if answer[0] == "end":
            code = self.process.wait()
            raise Died(at, f"tiến trình đọc bị dừng, mã {code}", f"the reading process ended, code {code}")
        return answer

    def _listen(self) -> None:
        with self.process.stdout as answers:  # type: ignore[union-attr]
            try:
                while True:
                    self.answers.put(pickle.load(answers))
            except Exception:  # its end, or half an answer
                self.answers.put(("end", None))
