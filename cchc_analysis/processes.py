"""Other processes that work for this one: all cores at work, and none takes the others along when it dies.

A script without ``if __name__ == "__main__"`` may call what works in others. Processes that begin by running
that script again (``spawn``) would do so in turn; so one is a module of ours, started by its name, which calls
:func:`serve`. Pickles go through its standard input and output: a task comes in; out go the place of each part
as it is begun, where the task has parts, then what came of it, or why nothing did.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

#: Seconds for a process to begin.
_BEGIN = 120.0

#: Tells at which part of a task the process is.
Tell = Callable[[int], None]


class Died(Exception):
    """Raised where nothing came of a task: at which part of it, and why, in both languages."""

    def __init__(self, at: int, vi: str, en: str) -> None:
        self.at, self.vi, self.en = at, vi, en
        super().__init__(en)


class NoWorker(Exception):
    """Raised where not even an idle process can be started here."""


class Worker:
    """A process that runs a *module*, which calls :func:`serve`, and the answers it gives.

    Raises
    ------
    NoWorker
        Where it cannot be started.
    """

    def __init__(self, module: str) -> None:
        package = str(Path(__file__).parents[1])
        path = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
        # One thread each: there is a worker for every core. -P: what lies in the working folder is no module.
        environment = os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", module], env=environment,
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

    def ask(self, task: Any, seconds: float) -> Any:
        """Return what comes of a task, each part of which may take so long.

        Raises
        ------
        Died
            Where it takes longer, or the process fails or dies over it.
        """
        at = 0
        try:
            pickle.dump(task, self.process.stdin)  # type: ignore[arg-type]
            self.process.stdin.flush()  # type: ignore[union-attr]
        except OSError:
            raise Died(at, "tiến trình đã dừng", "the process had ended") from None
        while True:
            word, value = self._answer(at, seconds)
            if word == "done":
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
            raise Died(at, f"tiến trình bị dừng, mã {code}", f"the process ended, code {code}")
        return answer

    def _listen(self) -> None:
        with self.process.stdout as answers:  # type: ignore[union-attr]
            try:
                while True:
                    self.answers.put(pickle.load(answers))
            except Exception:  # its end, or half an answer
                self.answers.put(("end", None))


def serve(prepare: Callable[[], Callable[[Any, Tell], Any]]) -> None:
    """Answer tasks until standard input ends; whatever is printed meanwhile is kept out of the answers.

    *prepare* loads what is needed and returns what works on a task.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us stops us
    work = prepare()
    _send(answers, "ready", None)
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            _send(answers, "done", work(task, lambda place: _send(answers, "at", place)))
        except BrokenPipeError:
            return
        except BaseException as error:  # a panic of an engine is no Exception
            _send(answers, "failed", f"{type(error).__name__}: {error}"[:300])


def _send(answers: BinaryIO, word: str, value: Any) -> None:
    pickle.dump((word, value), answers)
    answers.flush()
