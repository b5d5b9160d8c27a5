"""Reading in other processes, so that all cores read, and none of them takes the build along when it dies."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, as_completed
from dataclasses import replace
from pathlib import Path

from cchc_analysis.dataset.batches import Chunk, death, read_chunk
from cchc_analysis.processes import Died, Worker

#: Seconds for one workbook.
LIMIT = 10.0
_READER = "cchc_analysis.dataset.worker"

#: A chunk that is done with, and its batch.
Done = tuple[Chunk, bytes]


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
        self.workers: set[Worker] = set()

    def serve(self) -> None:
        """Let a worker read one chunk after the other, until nothing is left."""
        worker: Worker | None = None
        try:
            while (chunk := self._next()) is not None:
                worker = worker or self._started()
                try:
                    self._finish(chunk, worker.ask(chunk, LIMIT))
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

    def _started(self) -> Worker:
        worker = Worker(_READER)
        with self.changed:
            self.workers.add(worker)
            if not self.left:
                worker.kill()
        worker.wait_until_ready()
        return worker

    def _retire(self, worker: Worker) -> None:
        worker.kill()
        with self.changed:
            self.workers.discard(worker)
