"""What commands print: results to standard output, everything said about them to standard error."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from cchc_analysis.escaping import plain
from cchc_analysis.writing import SaveError, save_error

#: Exit codes: done, findings of severity *error*, could not read or wrong use.
DONE, ERRORS, COULD_NOT = 0, 1, 2


def show(text: str, *, end: str = "\n") -> None:
    """Write to standard output; where its reader has gone (``| head``) there is nothing left to do."""
    try:
        sys.stdout.write(plain(text) + end)
        sys.stdout.flush()
    except OSError as error:
        hush(sys.stdout)
        if error.errno in (errno.EPIPE, errno.EINVAL):  # the latter is what Windows calls it
            raise SystemExit(DONE) from None
        raise save_error(error, "stdout") from None


def say(text: str) -> None:
    """Write to standard error; where that is impossible nobody can be told."""
    try:
        print(plain(text), file=sys.stderr, flush=True)
    except OSError:
        hush(sys.stderr)


def say_lost(text: str) -> None:
    """Say that an encoding has not all letters of a table, which would else be lost in silence."""
    encoding = sys.stdout.encoding or "utf-8"
    if not is_unicode(sys.stdout) and text.encode(encoding, "ignore").decode(encoding) != text:
        say(
            f"{encoding} không có đủ chữ, chữ thiếu in thành “?”: hãy dùng -o hoặc --format json\n"
            f"{encoding} lacks letters, they are printed as “?”: use -o or --format json"
        )


def is_unicode(stream: TextIO) -> bool:
    """Tell whether a stream can show every letter."""
    return (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")


def prepare(stream: TextIO) -> None:
    """Write UTF-8 unless the user says otherwise, and a mark for what an old console cannot show."""
    if hasattr(stream, "reconfigure"):
        encoding = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
        stream.reconfigure(encoding=None if encoding else "utf-8", errors="replace")


def hush(stream: TextIO) -> None:
    """Let a stream that fails end in nothing, so that Python does not complain of it on its way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def progress(items: Iterable[Any]) -> Iterable[Any]:
    """Show a progress bar on a terminal and none in a pipe."""
    items = list(items)
    if len(items) < 2 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    # Results that go into a file must get there, and not above the bar.
    bar = Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
    )
    return _tracked(bar, items)


def _tracked(bar: Any, items: list[Any]) -> Iterator[Any]:
    with bar:
        yield from bar.track(items)


def keep_source(output: Path | None, source: Path | None) -> None:
    """Refuse to write over the workbook that is read."""
    both = [path for path in (output, source) if path is not None and path.is_file()]
    if len(both) == 2 and both[0].samefile(both[1]):
        raise SaveError(
            f"{output}: là chính tệp đang đọc; hãy đặt tên khác.\n"
            f"{output}: is the very file that is read; choose another name."
        )
