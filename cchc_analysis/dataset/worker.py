"""A worker: ``python -m cchc_analysis.dataset.worker`` reads the chunks that come in until there are none."""

from __future__ import annotations

import gc
from collections.abc import Callable

from cchc_analysis.processes import Tell, serve

#: What reading may take beyond what the package itself takes, where the system has such a limit.
_MEMORY = 2**30


def main() -> None:
    """Answer until standard input ends."""
    serve(_prepared)


def _prepared() -> Callable[..., bytes]:
    import pyarrow as pa

    import cchc_analysis.workbooks  # noqa: F401  (the reader itself, before memory is bound)
    from cchc_analysis.dataset.batches import Chunk, read_chunk

    def read(chunk: Chunk, tell: Tell) -> bytes:
        return read_chunk(chunk, tell)

    pa.set_cpu_count(1)
    _bound_memory()
    gc.freeze()
    return read


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
