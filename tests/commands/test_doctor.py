"""What an analyst sends when asking for help."""

from pathlib import Path

import pandas as pd
import pytest

from cchc_analysis.commands import doctor
from cchc_analysis.commands.doctor import shortened


@pytest.fixture(autouse=True)
def working_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path.parent)
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    rows = [["Hà Nội", 5.5], ["Bắc Kạn", 5.0], ["Cao Bằng", 4.5]]
    table = pd.DataFrame(rows, columns=["Tỉnh", "Tiếp cận đất đai"])
    table.to_excel(raw / "pci_2016.xlsx", index=False)
    return tmp_path


def test_a_folder_in_order(run, working_folder):
    run("build")
    (working_folder / "cchc.toml").write_text('unit = "ha noi"\n[targets.PAPI]\nrank = 20\n', "utf-8")
    code, out, err = run("doctor")
    assert code == 0 and err == "Không thấy lỗi nào.\n" and "[LỖI]" not in out
    for line in (
        f"[được] {Path('data/raw')}: 1 bảng tính (pci 1)",
        "[lưu ý] 1 bảng tính không có tệp nguồn bên cạnh: pci_2016.xlsx",
        f"[được] {Path('data/processed')}: 1 phần",
        "[được] đơn vị Hà Nội, năm mới nhất, ngôn ngữ vi, mục tiêu: PAPI",
        "[được] DejaVu Sans (",
        "[lưu ý] 0 notebook: không phải thư mục làm việc?",
    ):
        assert line in out
    assert "chưa dựng lại" not in out


def test_the_users_own_folder_is_not_named(run, working_folder):
    out = run("doctor")[1]
    assert f"[được] ~/{working_folder.name}: ghi được" in out.replace("\\", "/")
    assert str(working_folder.parent) not in out
    assert shortened(f"{working_folder.parent}/x\n[LỖI] giả") == "~/x [LỖI] giả"


def test_what_is_wrong_ends_with_1_and_hides_nothing_else(run, working_folder, monkeypatch):
    (working_folder / "cchc.toml").write_text("unit = “Hà Nội”\n", "utf-8")

    def fails():
        raise RuntimeError("lạ")

    monkeypatch.setattr(doctor, "_fonts", fails)
    code, out, err = run("doctor")
    assert code == 1 and err == "Có lỗi cần sửa: xem các dòng [LỖI].\n"
    assert "[LỖI] cchc.toml: không đọc được dòng 1 (unit = “Hà Nội”)" in out
    assert "[LỖI] không kiểm tra được: RuntimeError: lạ" in out
    assert f"[được] {Path('data/processed')}: 0 phần" in out and "1 thay đổi chưa dựng lại" in out


def test_a_folder_that_cannot_be_written(run, monkeypatch):
    monkeypatch.setattr(doctor, "_can_write", lambda folder: folder.name != "data")
    code, out, _ = run("doctor")
    assert code == 1 and "data: không có quyền ghi" in out


def test_no_data_at_all(run, tmp_path, monkeypatch):
    empty = tmp_path / "trống"
    empty.mkdir()
    monkeypatch.chdir(empty)
    code, out, _ = run("doctor")
    assert code == 1 and "[LỖI]" in out.partition("Số liệu")[2]
