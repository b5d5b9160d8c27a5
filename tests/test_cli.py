"""The command line: what it prints, where, and how it ends."""

import io
import json

import pandas as pd
import pytest

from cchc_analysis import scores


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def pci(tmp_path):
    """A made-up PCI workbook (số liệu minh họa)."""
    rows = [["Hà Nội", 5.5, 6.5], ["Bắc Kạn", 5.0, None], ["Cao Bằng", 4.5, 5.5]]
    path = tmp_path / "PCI 2016.xlsx"
    pd.DataFrame(rows, columns=["Tỉnh", "Tiếp cận đất đai", "Tính minh bạch"]).to_excel(path, index=False)
    return path


def test_read_csv_prints_the_frame_and_nothing_else(run, pci):
    code, out, err = run("read", pci, "--format", "csv")
    frame = pd.read_csv(io.StringIO(out))
    assert (code, list(frame.columns), len(frame)) == (0, list(scores.COLUMNS), 6)
    assert err == ""


def test_read_shows_what_it_saw_and_what_to_declare(run, tmp_path):
    rows = [["Hà Nội", 5.5], ["Bắc Kạn", 5.0], ["Cao Bằng", 4.5]]
    pd.DataFrame(rows, columns=["Tỉnh", "Điểm"]).to_excel(tmp_path / "PCI.xlsx", index=False)
    code, out, err = run("read", tmp_path / "PCI.xlsx")
    assert (code, out) == (2, "")
    assert "Tiêu đề đã thấy: A1 “Tỉnh”: đơn vị; B1 “Điểm”: điểm.\nCòn thiếu: năm." in err
    assert "Missing: the year.\n# PCI.source.toml" in err
    assert err.splitlines()[-1].startswith('year = "…"')


def test_what_read_wrote_is_read_back(run, pci, tmp_path):
    run("read", pci, "-o", tmp_path / "ra.csv")
    code, out, _ = run("read", tmp_path / "ra.csv", "--format", "csv")
    _, given, _ = run("read", pci, "--format", "csv")
    back, given = (pd.read_csv(io.StringIO(t)).drop(columns=["file", "sheet", "cell"]) for t in (out, given))
    assert code == 0
    pd.testing.assert_frame_equal(back, given)


def test_read_json(run, pci):
    code, out, _ = run("read", pci, "--format", "json", "--unit", "bac kan")
    rows = json.loads(out)
    assert [(r["code"], r["score"], r["cell"]) for r in rows] == [
        ("land", 5.0, "B3"),
        ("transparency", None, "C3"),
    ]


def test_read_table_says_what_was_understood(run, pci):
    code, out, _ = run("read", pci)
    assert code == 0
    assert "PCI 2016 · pci-2013 · 3 đơn vị · trang: Sheet1" in out
    assert "Tiếp cận đất đai" in out and "5,50" in out
    _, out, _ = run("read", pci, "--unit", "Bắc Kạn")
    assert "Sheet1 › B3" in out


def test_read_counts_the_numbers_that_were_taken_and_names_the_others(run, pci):
    rows = pd.read_excel(pci, engine="openpyxl").assign(**{"Số điện thoại": [1.0, 2.0, 3.0]})
    rows.to_excel(pci, index=False)
    code, _, err = run("read", pci)
    assert code == 0 and err.splitlines()[0] == "Lấy 5 trong 8 số của tệp; còn lại: other 3"


def test_check_takes_the_unit_of_sheets_that_name_none(run, tmp_path):
    rows = [["1", "Chỉ đạo", 5, 4.5], ["2", "Thể chế", 5, 4.0], ["3", "Thủ tục", 5, 3.0]]
    path = tmp_path / "PAR 2025.xlsx"
    pd.DataFrame(rows, columns=["TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"]).to_excel(path, index=False)
    assert run("check", path)[0] == 2
    assert run("check", path, "--unit", "Phường Minh Họa, tỉnh Cao Bằng")[0] == 0


def test_output_for_excel(run, pci, tmp_path):
    code, out, err = run("read", pci, "-o", tmp_path / "điểm.csv")
    written = (tmp_path / "điểm.csv").read_bytes()
    assert code == 0 and out == "" and "Đã ghi 6 dòng" in err
    assert written.startswith(b"\xef\xbb\xbfindex;edition;year")
    assert ";5,5;" in written.decode("utf-8-sig")


def test_findings_go_to_stderr_and_an_error_ends_with_1(run, pci):
    rows = pd.read_excel(pci, engine="openpyxl").assign(**{"Tính minh bạch": [6.5, 99.0, 5.5]})
    rows.to_excel(pci, index=False)
    code, out, err = run("read", pci, "--format", "csv")
    assert code == 1 and "99.0" in out
    assert "[LỖI] PCI 2016.xlsx › Sheet1 › C3: transparency của Bắc Kạn là 99,00" in err


@pytest.mark.parametrize("command", ["read", "check"])
def test_what_cannot_be_read_is_one_message_and_exit_2(run, tmp_path, command):
    bad = tmp_path / "PCI 2016.xlsx"
    bad.write_bytes(b"<html>")
    code, out, err = run(command, bad)
    assert code == 2
    assert "không phải bảng tính" in out + err
    assert "Traceback" not in out + err


def test_no_such_file(run):
    code, _, err = run("read", "khong-co.xlsx")
    assert code == 2
    assert err.startswith("khong-co.xlsx: Không tìm thấy tệp")


def test_check_prints_findings_only(run, pci):
    code, out, err = run("check", pci)
    assert code == 0 and out == ""
    assert "1 tệp: 0 lỗi, 0 cảnh báo, 0 ghi chú" in err


def test_check_without_data(run):
    code, out, err = run("check")
    assert code == 2 and "data/raw: Không tìm thấy tệp" in (out + err).replace("\\", "/")


def test_build_says_what_it_did(run, pci, tmp_path):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    code, _, err = run("build")
    assert code == 0 and "Đã đọc lại 1 tệp; 1 phần" in err
    assert "không phải đọc lại" in run("build")[2]


def test_build_without_data_is_exit_2(run):
    code, _, err = run("build")
    assert code == 2 and "chưa có bảng tính nào" in err


def test_wrong_use_is_exit_2(run, pci):
    assert run("read")[0] == 2
    assert run("read", pci, "--year", "năm nay")[0] == 2
    assert run("nonsense")[0] == 2


def test_briefing_outside_a_project_says_what_to_do(run, pci, tmp_path):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    code, _, err = run("briefing")
    assert code == 2 and "hãy chạy trong thư mục của dự án" in err
    code, _, err = run("briefing", "--unit", "Atlantis")
    assert code == 2 and "Không có đơn vị nào tên “Atlantis”" in err
    _, _, err = run("briefing", "--unit", "Bac Kann")
    assert "“Bac Kann” được hiểu là Bắc Kạn (“Bac Kann” is taken for Bắc Kạn)" in err
    assert "được hiểu là" not in run("briefing", "--unit", "bac kan")[2]


def test_briefing_for_all_takes_the_provinces_of_the_last_year_of_the_data(run, pci, tmp_path, monkeypatch):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    asked = []
    monkeypatch.setattr("cchc_analysis.briefing.brief", lambda unit, **_: asked.append(unit) or [])
    assert run("briefing", "--all")[0] == 0
    assert len(asked) == 63 and asked[0] == "An Giang" and "Bắc Kạn" in asked
    asked.clear()
    assert run("briefing", "--all", "--year", "2025")[0] == 0
    assert len(asked) == 34 and "Huế" in asked and "Bắc Kạn" not in asked


def test_lab_outside_a_project(run):
    code, _, err = run("lab")
    assert code == 2 and "notebooks/" in err
