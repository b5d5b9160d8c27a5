"""A file is written whole or not at all, and the message names the path and the true cause."""

import errno
import os
from pathlib import Path

import pytest

from cchc_analysis.errors import CchcError
from cchc_analysis.writing import SaveError, saving, write


def fail(number):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    return refuse


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "x.csv"
    assert write(path, b"one") == path and write(str(path), b"two") == path
    assert path.read_bytes() == b"two" and os.listdir(tmp_path) == ["x.csv"]


@pytest.mark.parametrize("step", ["os.replace", "shutil.copymode"])
@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (errno.ENOSPC, "ổ đĩa đầy", "the disk is full"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc", "the disk is read-only"),
        (errno.EACCES, "nếu tệp đang mở, hãy đóng lại", "close it if it is open"),
        (errno.EIO, os.strerror(errno.EIO), os.strerror(errno.EIO)),
    ],
)
def test_what_fails_half_way_leaves_the_old_file(tmp_path, monkeypatch, step, number, vi, en):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(step, fail(number))
    with pytest.raises(SaveError) as error:
        write(path, b"new")
    first, second = str(error.value).split("\n")
    assert first.startswith(f"{path}: ") and vi in first
    assert second.startswith(f"{path}: ") and en in second
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["x.csv"]
    assert isinstance(error.value, OSError) and isinstance(error.value, CchcError)


def test_a_path_that_cannot_be_names_why(tmp_path):
    (tmp_path / "tệp").write_bytes(b"")
    for path, words in {
        tmp_path / "không/có/x.csv": "không có thư mục này",
        tmp_path / "tệp/x.csv": "lại là một tệp",
        tmp_path: "đây là một thư mục",
        tmp_path / ("x" * 300): "tên quá dài",
    }.items():
        with pytest.raises(SaveError, match=words) as error:
            write(path, b"x")
        assert str(error.value).startswith(f"{path}: ")
    assert os.listdir(tmp_path) == ["tệp"]


def test_a_folder_and_a_file_that_may_not_be_written_are_told_apart(tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda place, _: Path(place) != path)
    with pytest.raises(SaveError, match="không có quyền ghi; hãy chọn nơi khác"):
        write(path, b"new")
    monkeypatch.setattr(os, "access", lambda place, _: False)
    with pytest.raises(SaveError, match=f"không có quyền ghi vào thư mục {tmp_path}"):
        write(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links of POSIX")
def test_what_a_link_leads_to_is_written(tmp_path):
    (tmp_path / "to").mkdir()
    link = tmp_path / "x.csv"
    link.symlink_to(tmp_path / "to/y.csv")
    write(link, b"new")
    assert link.is_symlink() and (tmp_path / "to/y.csv").read_bytes() == b"new"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_device_is_written_and_stays_one():
    with pytest.raises(SaveError, match="/dev/full: ổ đĩa đầy"):
        write("/dev/full", b"x" * 100)
    assert not os.path.isfile("/dev/full")
    write(os.devnull, b"x")
    assert not os.path.isfile(os.devnull)


def test_what_the_system_names_is_named_before_the_place(tmp_path):
    with pytest.raises(SaveError, match="^nơi/x: ổ đĩa đầy"), saving(tmp_path):
        raise OSError(errno.ENOSPC, "full", "nơi/x")
    with pytest.raises(SaveError) as error, saving(tmp_path):
        raise OSError("của thư viện")
    assert str(error.value).startswith(f"{tmp_path}: của thư viện.\n")
