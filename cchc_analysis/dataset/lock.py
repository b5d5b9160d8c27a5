"""One build at a time in one folder, whoever starts it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cchc_analysis.dataset.telling import say
from cchc_analysis.writing import cause

_NAME = "_lock"
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


class Busy(Exception):
    """Raised where a build is under way and nobody wants to wait for it."""


class ReadOnly(Exception):
    """Raised where nothing can be written into the folder: why, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = vi, en
        super().__init__(en)


@contextmanager
def locked(processed: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of a folder; the system lets go of it when the process ends, however it ends.

    Raises
    ------
    Busy
        Where another build is under way, and *wait* is false.
    ReadOnly
        Where the folder cannot be written to.
    """
    try:
        processed.mkdir(parents=True, exist_ok=True)
        lock = FileLock(processed / _NAME, mode=0o666)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not wait:
                raise Busy from None
            say(f"{processed}: một lần dựng khác đang chạy; đang chờ …",
                f"{processed}: another build is under way; waiting for it …")  # fmt: skip
            lock.acquire()
    except OSError as error:
        if error.errno in _READ_ONLY and not isinstance(error, Timeout):
            raise ReadOnly(*cause(error, error.filename or processed)) from None
        raise
    try:
        yield
    finally:
        lock.release()
