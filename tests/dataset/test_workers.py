"""Reading in other processes: the same frame, and a workbook that kills its reader costs only itself."""

import shutil
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from cchc_analysis import dataset, processes
from cchc_analysis.dataset import workers

#: What happens to a reader in a worker, by the workbook's name: an engine's abort, its hang …
DEADLY = """
    import os, time
    from cchc_analysis.workbooks import book
    real = book.open_workbook

    def open_workbook(path, findings):
        if "abort" in path.name: os.abort()
        if "hang" in path.name: time.sleep(600)
        if "memory" in path.name: bytearray(8 * 2**30)
        if "panic" in path.name: raise BaseException("panicked at sector 7")
        return real(path, findings)

    book.open_workbook = open_workbook
"""


@pytest.fixture
def many(root, write):
    """The root, with a dozen years."""
    for year in range(2006, 2018):
        write(
            root / f"raw/pci/pci_{year}.xlsx", (year - 2006) / 10, ("Tiếp cận đất đai", "Chi phí thời gian")
        )
    return root


@pytest.fixture
def deadly(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/sitecustomize.py").write_text(textwrap.dedent(DEADLY))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))


@pytest.fixture
def rebuilt(many, outputs):
    """Return a function that builds from nothing and gives the outputs."""

    def build(**how):
        processed = many / "processed"
        if processed.exists():
            processed.rename(processed.with_name(f"before_{len(list(many.iterdir()))}"))
        assert len(dataset.build(many, **how).read) == 12
        return outputs(many)

    return build


def test_any_number_of_workers_gives_the_same(rebuilt):
    alone, seen = rebuilt(workers=1), []

    def progress(files):
        for file in files:
            seen.append(file.name)
            yield file

    assert rebuilt(workers=2, progress=progress) == alone and len(alone) == 13
    assert len(seen) == len(set(seen)) == 12


def test_no_worker_is_wrong_use(root):
    with pytest.raises(dataset.DatasetError, match="workers = 0"):
        dataset.build(root, workers=0)


def test_an_executor_of_the_users_reads(rebuilt):
    alone = rebuilt(workers=1)
    with ThreadPoolExecutor(2) as threads:
        assert rebuilt(executor=threads) == alone
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert rebuilt(executor=processes) == alone


def test_what_an_executor_fails_at_is_read_here(rebuilt):
    class Broken(ThreadPoolExecutor):
        def submit(self, function, *arguments):
            return super().submit(lambda: 1 / 0)

    with Broken(1) as broken:
        assert len(rebuilt(executor=broken, workers=1)) == 13


#: How a reader dies, and what its file's finding says of it; of a panic ``check`` tells below.
DEATHS = {"abort": "the process ended, code -6", "hang": "longer than 2 seconds", "memory": "MemoryError"}


def test_dead_workers_are_the_findings_of_their_files(many, deadly, monkeypatch):
    monkeypatch.setattr(workers, "LIMIT", 2.0)
    names = {death: f"pci_2009_{death}.xlsx" for death in DEATHS}
    for name in names.values():
        shutil.copy(many / "raw/pci/pci_2009.xlsx", many / "raw/pci" / name)
    built = dataset.build(many, workers=2)
    assert len(built.parts) == 12 and len(built.read) == 15
    died = built.findings.query("rule == 'reader_died'").set_index("file")
    assert sorted(died.index) == sorted(names.values()) and set(died["severity"]) == {"error"}
    for death, said in DEATHS.items():
        assert said in died.loc[names[death], "message_en"]
    assert died["message"].str.contains("lưu lại thành .xlsx").all()
    # A load leaves them alone, a build tries again.
    monkeypatch.setenv("PYTHONPATH", "")
    assert "reader_died" in set(dataset.findings(many)["rule"])
    again = dataset.build(many)
    assert again.read == sorted(names.values())
    assert set(again.findings["rule"]) == {"no_source", "score_twice"}


def test_what_fails_in_this_process_is_read_again_in_another(root, monkeypatch):
    from cchc_analysis.dataset import reading

    def failing(chunk):
        raise MemoryError

    monkeypatch.setattr(reading, "read_chunk", failing)
    assert len(dataset.build(root, workers=1).read) == 2
    assert len(dataset.load(root)) == 16


def test_a_pipe_hangs_nobody(root, monkeypatch):
    import os

    monkeypatch.setattr(workers, "LIMIT", 2.0)
    os.mkfifo(root / "raw/pci/pci_2018.xlsx")
    built = dataset.build(root)
    assert len(built.parts) == 2
    assert (built.findings["file"] == "pci_2018.xlsx").any()


def test_a_script_without_a_guard_may_load(many, tmp_path):
    script = tmp_path / "phan_tich.py"
    script.write_text(f"import cchc_analysis as cchc\nprint(len(cchc.load({str(many)!r})))\n")
    (tmp_path / "pandas.py").write_text("raise SystemExit('không phải pandas')")
    script.rename(tmp_path / "raw_script.py")
    done = subprocess.run(
        [sys.executable, "-P", tmp_path / "raw_script.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr, done.returncode) == ("96\n", "", 0)


def test_no_worker_at_all_is_said(many, monkeypatch):
    monkeypatch.setattr(processes.sys, "executable", "/khong/co/python")
    with pytest.raises(dataset.DatasetError, match="No reading process could be started"):
        dataset.build(many, workers=2)


def test_check_reads_in_workers_too(many, deadly, run):
    (many / "raw/pci/pci_2019_panic.xlsx").write_bytes(b"x")
    code, out, err = run("check", many / "raw", "--workers", 2)
    assert code == 2 and "1 tệp không đọc được" in err and "panicked at sector 7" in out
    assert err.startswith("13 tệp: 1 lỗi")
