"""A worker: ``python -m cchc_analysis.dataset.worker`` reads the chunks that come in, until there are no more.

Pickles go through its standard input and output: a chunk comes in; out go the place of each workbook as it is
begun, then the batch, or why there is none. Whatever a reader prints is kept out of that.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import Any, BinaryIO

#: What reading may take beyond what the package itself takes, where the system has such a limit.
_MEMORY = 2**30


def main() -> None:
    """Answer until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us stops us
    import pyarrow as pa

    from cchc_analysis.dataset.batches import read_chunk

    pa.set_cpu_count(1)
    _bound_memory()
    gc.freeze()
    _send(answers, "ready", None)
    while True:
        try:
            chunk = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            _send(answers, "batch", read_chunk(chunk, lambda place: _send(answers, "at", place)))
        except BrokenPipeError:
            return
        except BaseException as error:  # a panic of an engine is no Exception
            _send(answers, "failed", f"{type(error).__name__}: {error}"[:300])


def _send(answers: BinaryIO, word: str, value: Any) -> None:
    pickle.dump((word, value), answers)
    answers.flush()


def _bound_memory() -> None:
    """Limit the address space, so that a file that asks for gigabytes is refused and not the machine."""
    try:
        import resource

        with open("/proc/self/statm") as state:
            now = int(state.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (now + _MEMORY, most))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    main()
