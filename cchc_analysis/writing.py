"""Writing a file whole or not at all, and saying what keeps it from being written."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from cchc_analysis.errors import CchcError

_FULL = ("ổ đĩa đầy; hãy giải phóng chỗ trống hoặc chọn ổ đĩa khác",
         "the disk is full; free some space or choose another disk")  # fmt: skip
_NO_FOLDER = ("không có thư mục này; hãy tạo trước hoặc chọn thư mục khác",
              "there is no such folder; make it first or choose another")  # fmt: skip
_A_FILE = ("nơi cần một thư mục lại là một tệp; hãy chọn thư mục khác",
           "a file stands where a folder is needed; choose another folder")  # fmt: skip
_NO_RIGHT = "không có quyền ghi; hãy chọn nơi khác", "may not be written; choose another place"
#: What is said of a cause, in both languages; a system lacks some.
_CAUSES = {
    getattr(errno, name): said
    for name, said in {
        "ENOSPC": _FULL,
        "EDQUOT": _FULL,
        "EROFS": ("ổ đĩa chỉ cho đọc; hãy chọn thư mục khác", "the disk is read-only; choose another folder"),
        "ENOENT": _NO_FOLDER,
        "ENOTDIR": _A_FILE,
        "EEXIST": _A_FILE,
        "EISDIR": ("đây là một thư mục; hãy cho tên tệp", "this is a folder; give the name of a file"),
        "ENAMETOOLONG": ("tên quá dài; hãy đặt tên ngắn hơn", "the name is too long; choose a shorter one"),
        "ELOOP": ("liên kết trỏ vòng quanh; hãy chọn nơi khác", "a link in circles; choose another place"),
    }.items()
    if hasattr(errno, name)
}  # fmt: skip


class SaveError(CchcError, OSError):
    """Raised where something cannot be written; the message says which file, why, and what to do."""


def write(path: str | Path, content: bytes) -> Path:
    """Write a file aside and rename it, so that there is the old file or the new, and never half of one.

    Raises
    ------
    SaveError
        Where it cannot be written: a full disk, a folder that is missing or read-only, a file open elsewhere.
    """
    path = Path(path)
    try:
        _write(path, content)
    except OSError as error:
        raise save_error(error, path) from None
    return path


@contextmanager
def saving(place: str | Path) -> Iterator[None]:
    """Raise a :class:`SaveError` for what the system refuses inside; *place* is named where it names none."""
    try:
        yield
    except SaveError:
        raise
    except OSError as error:
        raise save_error(error, error.filename or place) from None


def save_error(error: OSError, path: str | Path) -> SaveError:
    """Return what is said of an error of the system: the path, the cause, what to do."""
    vi, en = cause(error, path)
    return SaveError(f"{path}: {vi}.\n{path}: {en}.")


def _write(path: Path, content: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to put aside or to rename
        path.write_bytes(content)
        return
    path = Path(os.path.realpath(path))  # what a link leads to is written, the link stays
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    aside = path.with_name(f".{token_hex(8)}.tmp")
    with written_aside(aside):
        with aside.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, aside)
        os.replace(aside, path)


@contextmanager
def written_aside(aside: Path) -> Iterator[None]:
    """Leave nothing of a file that is written before it takes its name, where that fails inside."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


def cause(error: OSError, path: str | Path) -> tuple[str, str]:
    """Return why the system refuses to write, and what to do, in both languages."""
    path = Path(os.fsdecode(path))
    if isinstance(error, PermissionError):
        return _forbidden(path)
    if error.errno == errno.ENOENT and path.parent.is_dir():
        return "không có tệp này", "there is no such file"
    vi = en = error.strerror or str(error)
    return _CAUSES.get(error.errno or 0, (vi, en))


def _forbidden(path: Path) -> tuple[str, str]:
    """Tell a folder or a file that may not be written from a file that another program holds."""
    with suppress(OSError):
        if not os.access(path.parent, os.W_OK) and path.parent.is_dir():
            return (f"không có quyền ghi vào thư mục {path.parent}; hãy chọn thư mục khác",
                    f"the folder {path.parent} may not be written; choose another")  # fmt: skip
        if path.exists() and not os.access(path, os.W_OK):
            return _NO_RIGHT
    return ("không ghi được; nếu tệp đang mở, hãy đóng lại, hoặc chọn thư mục khác",
            "cannot be written; close it if it is open, or choose another folder")  # fmt: skip
