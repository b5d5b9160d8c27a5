"""A working folder from nothing: what is in it, what is refused, what a failure leaves."""

import errno
import tomllib
from pathlib import Path

import pytest

from cchc_analysis import starter
from cchc_analysis.settings import Settings, SettingsError, settings
from cchc_analysis.starter import StartError, start
from cchc_analysis.workbooks import read
from cchc_analysis.writing import SaveError

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def small(monkeypatch, tmp_path):
    """Ship two workbooks and a notebook instead of all, so that a test takes no time."""
    shipped = tmp_path / "cài đặt"
    for name in ("raw/pci/pci_2016.xlsx", "raw/pci/pci_2016.source.toml", "raw/par/par_2024.xlsx",
                 "raw/README.md", "raw/pci/~$pci_2016.xlsx", "notebooks/00_tong_quan.ipynb",
                 "notebooks/.ipynb_checkpoints/00_tong_quan.ipynb"):  # fmt: skip
        (shipped / name).parent.mkdir(parents=True, exist_ok=True)
        (shipped / name).write_text(name, "utf-8")
    monkeypatch.setattr(starter, "_SHIPPED", shipped)
    return shipped


def listed(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_folder_with_spaces_and_marks_below_another_that_is_not_there(small, tmp_path):
    made = start(tmp_path / "Ổ mạng/Thư mục của tôi", year=2025)
    assert listed(made.folder) == [
        "bang_cham_diem_2025.xlsx",
        "cchc.toml",
        "data/raw/README.md",
        "data/raw/par/par_2024.xlsx",
        "data/raw/pci/pci_2016.source.toml",
        "data/raw/pci/pci_2016.xlsx",
        "notebooks/00_tong_quan.ipynb",
    ]
    assert (made.workbooks, made.notebooks) == (2, 1)
    assert (made.folder / "data/raw/par/par_2024.xlsx").read_text("utf-8") == "raw/par/par_2024.xlsx"
    assert settings(made.folder) == Settings()
    reading = read(made.sheet, unit="Phường Minh Họa, tỉnh Cao Bằng")
    assert set(reading.scores["year"]) == {2025} and len(reading.scores["code"].unique()) == 7 + 1


def test_the_checkout_ships_what_it_works_with():
    assert starter.shipped("raw") == PROJECT / "data/raw"
    assert starter.shipped("notebooks") == PROJECT / "notebooks"


def test_the_unit_is_written_as_it_was_given_and_checked_first(small, tmp_path):
    made = start(tmp_path / "a", unit="cao bang")
    assert tomllib.loads((made.folder / "cchc.toml").read_text("utf-8"))["unit"] == "cao bang"
    assert settings(made.folder).unit == "Cao Bằng"
    for name in ("Atlantis", 'Atlantis"\nlang = "en'):
        with pytest.raises(SettingsError):
            start(tmp_path / "b", unit=name)
        assert not (tmp_path / "b").exists()


def test_every_remark_of_the_settings_can_be_put_in_force(small, tmp_path):
    path = start(tmp_path / "a").folder / "cchc.toml"
    lines = path.read_text("utf-8").splitlines()
    ready = [line.removeprefix("# ") if line.startswith(("# [", "# rank = ", "# pct = ", "# year = ")) else line
             for line in lines]  # fmt: skip
    path.write_text("\n".join(ready), "utf-8")
    assert settings(path.parent) == Settings(
        "Bắc Kạn", 2024, "vi", None, {"PAPI": {"rank": 20}, "PAR": {"pct": 88}}
    )


def test_a_folder_that_holds_something_is_left_as_it_is(small, tmp_path):
    folder = tmp_path / "của tôi"
    folder.mkdir()
    (folder / "báo cáo.docx").write_text("x", "utf-8")
    with pytest.raises(StartError, match=r"thư mục không trống \(có báo cáo.docx\); không ghi gì vào đó"):
        start(folder)
    assert listed(folder) == ["báo cáo.docx"]
    with pytest.raises(StartError, match="đã có một tệp mang tên này"):
        start(folder / "báo cáo.docx")


def test_what_the_system_puts_there_is_nothing(small, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/desktop.ini").touch()
    assert start(tmp_path / "a").workbooks == 2


def test_twice_changes_nothing(small, tmp_path):
    made = start(tmp_path / "a")
    (made.folder / "cchc.toml").write_text('unit = "Hà Nội"\n', "utf-8")
    with pytest.raises(StartError, match="đã là thư mục làm việc"):
        start(made.folder)
    assert settings(made.folder).unit == "Hà Nội"


def test_a_failure_leaves_nothing_behind(small, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "x/a/bang_cham_diem.xlsx"))

    monkeypatch.setattr(starter, "blank_sheet", full)
    (tmp_path / "trống").mkdir()
    for folder in (tmp_path / "x/a", tmp_path / "trống"):
        with pytest.raises(SaveError, match="ổ đĩa đầy"):
            start(folder)
    assert not (tmp_path / "x").exists() and listed(tmp_path / "trống") == []
    assert list((tmp_path / "trống").iterdir()) == []


def test_an_installation_that_lacks_them_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(starter, "_SHIPPED", tmp_path / "không có")
    monkeypatch.setattr(starter, "_CHECKOUT", tmp_path)
    with pytest.raises(StartError, match="Bản cài đặt thiếu"):
        start(tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_the_command_says_what_comes_next(small, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("init", "Thư mục của tôi")
    assert (code, out) == (0, "Thư mục của tôi\n")
    assert (
        "2 bảng tính số liệu" in err and '"Thư mục của tôi", mở cchc.toml' in err and "cchc briefing" in err
    )
    code, out, err = run("init", "Thư mục của tôi")
    assert (code, out) == (2, "") and "đã là thư mục làm việc" in err
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path / "b")
    code, out, err = run("init", ".")
    assert code == 0 and "  1. mở cchc.toml" in err
