"""One build at a time; a reader beside it, or where nothing can be written, has the last whole state."""

import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from cchc_analysis import dataset
from cchc_analysis.dataset import lock, state


@contextmanager
def a_build_under_way(root):
    """Hold the lock as another process does, one that need not know the package."""
    code = (
        "import sys; from filelock import FileLock\n"
        f"with FileLock({str(root / 'processed' / lock._NAME)!r}): print('held', flush=True); sys.stdin.read()"
    )
    (root / "processed").mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        yield other
        other.communicate()


def test_a_reader_takes_the_last_whole_state_and_says_what_is_old(root, write, capsys):
    before = dataset.load(root)
    write(root / "raw/pci/pci_2017.xlsx", 0.4)
    write(root / "raw/pci/pci_2018.xlsx", 0.5)
    with a_build_under_way(root):
        assert dataset.load(root).equals(before)
    said = capsys.readouterr().err
    assert "đang được dựng lại" in said and "is being built" in said
    assert "pci/pci_2017.xlsx, pci/pci_2018.xlsx" in said
    assert set(dataset.load(root)["year"]) == {2016, 2017, 2018}


def test_a_reader_of_what_is_up_to_date_does_not_care(root, capsys):
    before = dataset.load(root)
    with a_build_under_way(root):
        assert dataset.load(root).equals(before)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("act", [dataset.build, dataset.load])
def test_who_has_nothing_to_read_waits_and_says_so(root, capsys, act):
    with a_build_under_way(root) as other:
        done = []
        waiting = threading.Thread(target=lambda: done.append(act(root)))
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive() and not done
        other.communicate()
        waiting.join()
    assert len(done) == 1
    said = capsys.readouterr().err
    assert "đang chờ" in said and "waiting for it" in said


def test_the_lock_of_a_process_that_was_killed_is_free(root):
    with a_build_under_way(root) as other:
        other.kill()
        other.wait()
        assert len(dataset.build(root).parts) == 2


def test_several_loads_from_nothing_agree(root):
    frames = []
    threads = [threading.Thread(target=lambda: frames.append(dataset.load(root))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(frames) == 4 and all(frame.equals(frames[0]) for frame in frames)


@pytest.fixture
def read_only(monkeypatch):
    """Let nothing be written beside ``raw/``, for whomever the tests run."""

    def refused(path, *, wait=True):
        raise lock.ReadOnly("ổ đĩa chỉ cho đọc", "the disk is read-only")

    monkeypatch.setattr(state, "locked", refused)
    monkeypatch.setattr(dataset.building, "locked", refused)


def test_a_folder_that_cannot_be_written_to_is_loaded_from(root, write, capsys, request):
    before = dataset.load(root)
    request.getfixturevalue("read_only")
    assert dataset.load(root).equals(before) and capsys.readouterr().err == ""
    write(root / "raw/pci/pci_2017.xlsx", 0.4)
    assert dataset.load(root).equals(before)
    said = capsys.readouterr().err
    assert "không ghi được" in said and "cannot be written to" in said and "pci/pci_2017.xlsx" in said
    with pytest.raises(dataset.DatasetError, match="không ghi được: ổ đĩa chỉ cho đọc"):
        dataset.build(root)


def test_where_nothing_was_built_and_nothing_can_be_it_is_built_elsewhere(root, capsys, read_only):
    assert len(dataset.load(root)) == 16
    assert not (root / "processed").exists()
    assert "elsewhere" in capsys.readouterr().err


def test_a_full_disk_is_said_and_what_was_read_stays(root, monkeypatch, outputs):
    from cchc_analysis.dataset import building

    def full(*arguments):
        raise OSError(28, "No space left on device", "scores.parquet")

    with monkeypatch.context() as patch:
        patch.setattr(building, "write_aside", full)
        with pytest.raises(dataset.DatasetError, match="scores.parquet: ổ đĩa đầy") as error:
            dataset.build(root)
    assert "the disk is full" in str(error.value) and "No space" not in str(error.value)
    assert dataset.build(root).read == [] and len(outputs(root)) == 3
