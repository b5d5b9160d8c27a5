"""The command line: what it prints, where, and how it ends."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cchc_analysis import cli, scores
from cchc_analysis.briefing import BriefingError, packs
from cchc_analysis.escaping import plain


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


def test_read_shows_the_stages_of_a_scoring_sheet_beside_each_other(run, tmp_path):
    book = openpyxl.Workbook()
    for row in (["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024 (Số liệu minh họa)"],
                ["Đơn vị: Xã Minh Họa, tỉnh Thí Dụ"],
                ["Mã", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định"],
                ["1", "Chỉ đạo", 5, 4.5, 3], ["1.1", "Kế hoạch", 5, 4.5, 3]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "PAR 2024.xlsx")
    code, out, _ = run("read", tmp_path / "PAR 2024.xlsx")
    assert code == 0 and "· Xã Minh Họa" in " ".join(out.split())
    (line,) = [line for line in out.splitlines() if "Kế hoạch" in line]
    assert line.split() == ["1.1", "Kế", "hoạch", "5,00", "4,50", "3,00"]


def test_read_counts_the_numbers_that_were_taken_and_names_the_others(run, pci):
    rows = pd.read_excel(pci, engine="openpyxl").assign(**{"Số điện thoại": [1.0, 2.0, 3.0]})
    rows.insert(0, "STT", [1, 2, 3])
    rows.to_excel(pci, index=False)
    code, _, err = run("read", pci)
    assert code == 0
    assert err.splitlines()[0] == "Lấy 5 trong 11 số của tệp; còn lại: 3 số thứ tự hoặc mã, 3 bỏ qua"


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
    assert code == 1 and "99.0" not in out and "6.5" in out  # what is off its scale is no score
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
    assert (code, out) == (2, "") and "data/raw: chưa có bảng tính nào" in err.replace("\\", "/")
    assert "Tạo một thư mục làm việc bằng lệnh cchc init THƯ_MỤC" in err


def test_build_says_what_it_did(run, pci, tmp_path):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    code, _, err = run("build")
    assert code == 0 and "Đã đọc lại 1 tệp; 1 phần" in err
    assert "không phải đọc lại" in run("build")[2]


def test_build_ends_with_1_where_the_figures_hold_errors(run, pci, tmp_path):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    rows = pd.read_excel(pci, engine="openpyxl").assign(**{"Tính minh bạch": [6.5, 99.0, 5.5]})
    rows.to_excel(raw / "pci_2016.xlsx", index=False)
    for _ in range(2):  # what a build before this one found counts too
        code, _, err = run("build")
        assert code == 1 and "Dựng xong. Số liệu nguồn có 1 lỗi: xem `cchc check`" in err


def test_build_without_data_is_exit_2(run):
    code, _, err = run("build")
    assert code == 2 and "chưa có bảng tính nào" in err


def test_wrong_use_is_exit_2(run, pci):
    for words, said in (
        (("read",), "Thiếu tham số TỆP.\nMissing argument"),
        (("read", pci, "b.xlsx"), "Thừa tham số: b.xlsx. Tên có dấu cách thì đặt trong dấu ngoặc kép."),
        (("read", pci, "--year", "năm nay"), "--year: “năm nay” không phải là năm đánh giá; hãy ghi"),
        (("read", pci, "--year", "20244"), "--year: “20244” không phải là năm"),
        (("read", pci, "--yaer", "2016"), "Không có tùy chọn --yaer. Có phải --year?\nNo such option"),
        (("read", pci, "--year"), "Tùy chọn --year còn thiếu giá trị."),
        (("read", pci, "--format", "xml"), "--format: không có “xml”; có: table, csv, json."),
        (("build", "--workers", "0"), "--workers: “0” không hợp lệ; hãy ghi một số nguyên từ 1."),
        (("briefing", "--all=1"), "Tùy chọn --all không nhận giá trị."),
        (("briefing", "--lang", "fr"), "--lang: không có “fr”; có: vi, en.\n--lang: there is no “fr”"),
        (("template",), "Thiếu tùy chọn --output / -o."),
        (("nonsense",), "Không có lệnh “nonsense”. Các lệnh: init, read, check, build, briefing, template"),
        (("chek",), "Không có lệnh “chek”. Có phải “check”?"),
    ):
        code, out, err = run(*words)
        assert (code, out) == (2, "") and err.startswith(said), err


def test_no_command_at_all_shows_the_help(run):
    code, out, err = run()
    assert (code, out) == (2, "") and err.startswith("Cách dùng: ")


@pytest.mark.parametrize("command", ["", *cli._COMMANDS])
def test_help_is_vietnamese_to_its_frames(run, command):
    code, out, _ = run(*filter(None, [command]), "--help")
    assert code == 0 and out.startswith("Cách dùng: ") and "Tùy chọn:" in out and "In hướng dẫn này." in out
    english = [
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "OPTIONS",
        "required",
        "default",
        "Show",
        "<path>",
        "<str>",
        "...",
        "{",
    ]
    assert [
        word for word in english if word in out.replace("[ĐƯỜNG_DẪN]...", "").replace("ĐƯỜNG_DẪN...", "")
    ] == []


def test_briefing_says_who_can_be_meant_and_which_years_there_are(run, pci, tmp_path):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    code, _, err = run("briefing", "--unit", "Atlantis")
    assert code == 2 and "Không có đơn vị nào tên “Atlantis”" in err
    code, _, err = run("briefing", "--unit", "Bac Kann")
    assert code == 2 and "Không có đơn vị nào tên “Bac Kann”. Gần nhất: Bắc Kạn" in err
    code, _, err = run("briefing", "--unit", "bac kan", "--year", "1999")
    assert code == 2 and "Bắc Kạn không có số liệu năm 1999. Các năm có số liệu: PCI 2016." in err
    code, _, err = run("briefing", "--date", "5/3/2026")
    assert code == 2 and "--date: “5/3/2026” không phải ngày dạng năm-tháng-ngày" in err


@pytest.fixture
def packs_asked(monkeypatch):
    """Stand in for the writing of packs: keep who was asked for, refuse one."""
    asked = []

    def write(scores, unit, *, year, out, figures, force, **more):
        asked.append((unit, year))
        if unit == "An Giang":
            raise BriefingError("không có\nnone")
        files = [Path(name) for name in ("bieu_do/a.png", "bieu_do/b.png", "so_lieu.xlsx")]
        kept = bool(figures) and not force and unit == "Huế"
        return packs.Pack(out / "x" / "2016", files, unit, {"PCI": 2016}, ["05_c"], 1, kept)

    monkeypatch.setattr("cchc_analysis.briefing.packs.write_pack", write)
    monkeypatch.setattr("gc.collect", lambda: 0)  # no picture was drawn that would have to go
    return asked


def test_briefing_for_all_takes_the_provinces_of_a_year_and_tells_failures(run, pci, tmp_path, packs_asked):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    code, out, err = run("briefing", "--all", "--workers", "1")
    names = [unit for unit, _ in packs_asked]
    assert code == 2 and len(names) == 63 and names[0] == "An Giang" and "Bắc Kạn" in names
    assert err.endswith("Đã lập 62, giữ nguyên 0, chưa lập được 1/63 bộ tài liệu\n- An Giang: không có\n")
    assert len(out.splitlines()) == 62
    packs_asked.clear()
    assert run("briefing", "--all", "--year", "2025", "--workers", "1")[0] == 2
    names = [unit for unit, _ in packs_asked]
    assert len(names) == 34 and "Huế" in names and "Bắc Kạn" not in names


def test_briefing_takes_a_region_a_list_and_says_what_stayed(run, pci, tmp_path, packs_asked):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    assert run("briefing", "--region", "tay nguyen", "--workers", "1")[0] == 0
    assert [unit for unit, _ in packs_asked] == ["Đắk Lắk", "Đắk Nông", "Gia Lai", "Kon Tum", "Lâm Đồng"]
    (tmp_path / "ds.txt").write_text("Đơn vị\nHuế\n\nAn Giang\n", encoding="utf-8")
    code, out, err = run("briefing", "--units", "ds.txt", "--workers", "1")
    assert code == 2 and out.endswith("1 XLSX (không có gì thay đổi, giữ nguyên)\n")
    assert err.endswith(
        "Đã lập 0, giữ nguyên 1, chưa lập được 1/2 bộ tài liệu\n- ds.txt:4: An Giang: không có\n"
    )
    _, out, _ = run("briefing", "--units", "ds.txt", "--workers", "1", "--force")
    assert "giữ nguyên" not in out
    code, _, err = run("briefing", "--scope", "xa/khong-co")
    assert code == 2 and "Không có nhóm đơn vị “xa/khong-co” trong số liệu; có: tinh-63" in err


def test_the_files_of_a_pack_are_counted_and_its_years_told(run, pci, tmp_path, packs_asked):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    (tmp_path / "cchc.toml").write_text('unit = "Lào Cai"\nyear = 2016\n', encoding="utf-8")
    code, out, err = run("briefing")
    folder = Path("exports/x/2016")
    assert code == 0 and out == f"{folder}: 2 PNG, 1 XLSX\n"
    assert f"Lào Cai: PCI 2016; mở {folder / 'index.html'}\n" in err
    assert "Không có gì để vẽ: 05_c\n" in err and "1 câu hỏi chưa trả lời được" in err
    run("briefing", "--year", "latest")
    assert packs_asked == [("Lào Cai", 2016), ("Lào Cai", None)]


def test_lab_outside_a_project(run):
    code, _, err = run("lab")
    assert code == 2 and "notebooks/" in err


def test_lab_opens_the_overview_in_vietnamese_and_asks_nothing(run, tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/00_tong_quan.ipynb").touch()
    started = []
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/cua-toi")
    monkeypatch.setattr("cchc_analysis.commands.lab._run", lambda *given: started.append(given) or 0)
    assert run("lab", "--no-browser")[0] == 0
    ((words, env),) = started
    assert words[1:3] == ["-m", "jupyterlab"] and "--no-browser" in words
    assert {
        "--LabApp.default_url=/lab/tree/notebooks/00_tong_quan.ipynb",
        f"--ServerApp.root_dir={tmp_path}",
        "--LabApp.news_url=None",
    } < set(words)
    first, ours = env["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    defaults = json.loads((Path(ours) / "labconfig/default_setting_overrides.json").read_text("utf-8"))
    assert first == "/cua-toi"
    assert defaults["@jupyterlab/translation-extension:plugin"] == {"locale": "vi_VN"}
    assert defaults["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_lab_without_jupyterlab_says_what_to_install(run, tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr("cchc_analysis.commands.lab.find_spec", lambda name: None)
    code, _, err = run("lab")
    assert code == 2 and 'pip install "cchc-analysis[notebooks]"' in err


def test_the_laboratory_runs_to_its_end_whatever_is_pressed(monkeypatch):
    from cchc_analysis.commands.lab import _run

    assert _run([sys.executable, "-S", "-c", "raise SystemExit(3)"], dict(os.environ)) == 3
    left = [KeyboardInterrupt, KeyboardInterrupt]

    class Pressed(subprocess.Popen):
        def wait(self, timeout=None):
            if left:
                raise left.pop()
            return super().wait(timeout)

    monkeypatch.setattr("subprocess.Popen", Pressed)
    assert _run([sys.executable, "-S", "-c", ""], dict(os.environ)) == 0 and not left


def test_what_is_stopped_from_the_keyboard_says_so(run, pci, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("cchc_analysis.workbooks.read", stop)
    code, _, err = run("read", pci)
    assert code == 130 and "Đã dừng theo yêu cầu" in err and "Traceback" not in err


# -- output is no code -----------------------------------------------------------------------------

#: What a sheet may call its criteria.
HOSTILE = [
    '=HYPERLINK("http://127.0.0.1/";"Xem")',
    "+1+1",
    "@SUM(A1:A2)",
    "-2+3+cmd|' /C calc'!A0",
    "[/x]",
    "[red]đỏ[/red]",
    "$x^2$",
    "<script>alert(1)</script>",
    "_x001B_[2J",
    "../../x",
    "'=1",
    "#N/A",
]


@pytest.fixture
def hostile(tmp_path):
    """A sheet of a ward that does not exist, whose names mean something elsewhere (số liệu minh họa)."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường [/x] Minh Họa, tỉnh Đồng Nai"], [],
                ["TT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định"]):  # fmt: skip
        sheet.append(row)
    for number, text in enumerate(HOSTILE, 1):
        sheet.append([str(number), None, 2, 1.5])
        sheet.cell(sheet.max_row, 2).value = text
        sheet.cell(sheet.max_row, 2).data_type = "s"
    path = tmp_path / "CCHC [red] 2024.xlsx"
    book.save(path)
    return path


def _names(run, path):
    _, out, _ = run("read", path, "--format", "json")
    rows = json.loads(out)
    return {r["code"]: (plain(r["name"]), r["score"], r["unit"]) for r in rows}


def test_names_are_shown_as_they_are_and_escapes_are_not_obeyed(run, hostile):
    code, out, err = run("read", hostile)
    assert code in (0, 1) and "Traceback" not in err
    assert "[/x]" in out and "[red]đỏ[/red]" in out and "\x1b" not in out + err
    assert run("check", hostile)[0] in (0, 1)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_has_no_formula_and_is_read_back(run, hostile, tmp_path, ending):
    made = tmp_path / f"ra.{ending}"
    assert "Đã ghi" in run("read", hostile, "-o", made)[2]
    if ending == "csv":
        cells = pd.read_csv(made, sep=";", dtype=str, keep_default_na=False).to_numpy().ravel().tolist()
    else:
        sheet = openpyxl.load_workbook(made).active
        found = [c for row in sheet.iter_rows() for c in row if c.value is not None]
        assert {c.data_type for c in found} <= {"s", "n", "b"}
        cells = [c.value for c in found if c.data_type == "s"]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert _names(run, made) == _names(run, hostile) != {}


def test_printed_csv_has_no_formula_either(run, hostile):
    _, out, _ = run("read", hostile, "--format", "csv")
    names = pd.read_csv(io.StringIO(out), keep_default_na=False)["name"].tolist()
    assert names[:3] == [f"'{name}" for name in HOSTILE[:3]]


def test_a_workbook_holds_numbers_as_numbers(run, pci, tmp_path):
    code, _, err = run("read", pci, "-o", tmp_path / "ra.XLSX")
    assert code == 0 and "Đã ghi 6 dòng" in err
    frame = pd.read_excel(tmp_path / "ra.XLSX", engine="openpyxl")
    assert list(frame.columns) == list(scores.COLUMNS)
    assert frame["score"].tolist()[:2] == [5.5, 5.0] and frame["year"].tolist() == [2016] * 6
    assert not frame["estimated"].any()


@pytest.mark.parametrize("name", ["ra.txt", "ra.xls", "ra", "ra.csv.gz"])
def test_another_ending_is_refused_before_anything_is_read(run, tmp_path, name):
    code, out, err = run("read", "khong-co.xlsx", "-o", name)
    assert (code, out) == (2, "") and not (tmp_path / name).exists()
    assert err == (f"{name}: tên tệp phải có đuôi .csv hoặc .xlsx.\n"
                   f"{name}: the file's name must end in .csv or .xlsx.\n")  # fmt: skip
    assert run("template", "-o", name)[0] == 2 and not (tmp_path / name).exists()


def test_the_workbook_that_is_read_is_not_written_over(run, pci):
    before = pci.read_bytes()
    code, _, err = run("read", pci, "-o", pci)
    assert code == 2 and "là chính tệp đang đọc" in err and pci.read_bytes() == before
    assert run("template", "--from", pci, "-o", pci)[0] == 2 and pci.read_bytes() == before


# -- no output -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_where_nothing_can_be_written_one_message_names_the_path_and_the_cause(
    run, pci, tmp_path, monkeypatch, ending
):
    missing = tmp_path / f"không có/ra.{ending}"
    code, out, err = run("read", pci, "-o", missing)
    assert (code, out) == (2, "") and err.startswith(f"{missing}: không có thư mục này")
    (tmp_path / f"thư mục.{ending}").mkdir()
    code, out, err = run("read", pci, "-o", tmp_path / f"thư mục.{ending}")
    assert code == 2 and "đây là một thư mục" in err and len(err.splitlines()) == 2

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    kept = tmp_path / f"ra.{ending}"
    run("read", pci, "-o", kept)
    before = kept.read_bytes()
    monkeypatch.setattr("os.replace", full)
    code, out, err = run("read", pci, "-o", kept)
    assert code == 2 and err.startswith(f"{kept}: ổ đĩa đầy") and "the disk is full" in err
    assert kept.read_bytes() == before and not list(tmp_path.glob(".*"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_is_named(run, pci):
    code, out, err = run("read", pci, "-o", "/dev/full")
    assert (code, out) == (2, "") and err.startswith("/dev/full: ổ đĩa đầy")


def test_a_build_and_a_briefing_that_cannot_write_say_so(run, pci, tmp_path):
    raw = tmp_path / "data/raw/pci"
    raw.mkdir(parents=True)
    pci.rename(raw / "pci_2016.xlsx")
    (tmp_path / "data/processed").write_bytes(b"")
    for command in ("build", "briefing"):
        code, out, err = run(command)
        assert (code, out) == (2, "") and "processed" in err and "Traceback" not in err
    assert (tmp_path / "data/processed").read_bytes() == b""


# -- the process -----------------------------------------------------------------------------------


def _process(*words, **more):
    command = [sys.executable, "-m", "cchc_analysis.cli", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def test_help_loads_neither_pandas_nor_matplotlib_nor_rich():
    code = """
import sys
from cchc_analysis import cli
sys.argv = ["cchc", "--help"]
try:
    cli.main()
finally:
    heavy = {"pandas", "numpy", "matplotlib", "pyarrow", "openpyxl", "rich"} & set(sys.modules)
    print(sorted(heavy), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and done.stderr.strip() == "[]" and "briefing" in done.stdout


def test_reading_loads_no_charts():
    code = (
        "import sys, cchc_analysis.workbooks, cchc_analysis.briefing.tables\n"
        "print(sorted({'matplotlib', 'seaborn', 'docx', 'pptx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_an_old_console_is_shown_what_it_has():
    process = _process("--help", env=os.environ | {"PYTHONIOENCODING": "cp1258"})
    out, err = process.communicate()
    assert process.returncode == 0 and err == b"" and "?" in out.decode("cp1258")


@pytest.fixture
def run_on(monkeypatch):
    """Return a function that runs ``cchc`` on a console of an encoding and gives (exit code, bytes, bytes)."""

    def call(encoding, *words):
        streams = [
            io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors)
            for errors in ("strict", "backslashreplace")  # as Python opens them
        ]
        with monkeypatch.context() as patch:
            patch.setenv("PYTHONIOENCODING", encoding)
            patch.setattr(sys, "argv", ["cchc", *map(str, words)])
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            with pytest.raises(SystemExit) as stop:
                cli.main()
        for stream in streams:
            stream.flush()
        return stop.value.code or 0, *(stream.buffer.getvalue() for stream in streams)

    return call


@pytest.mark.parametrize(("encoding", "form"), [("cp437", "table"), ("cp1252", "csv")])
def test_a_table_on_an_old_console_has_marks_for_what_it_lacks(run_on, hostile, encoding, form):
    code, out, err = run_on(encoding, "read", hostile, "--format", form)
    assert code in (0, 1) and "?" in out.decode(encoding)
    assert (b"--format json" in err) == (form == "csv")


def test_json_loses_no_letter_on_an_old_console(run_on, hostile):
    _, out, _ = run_on("cp1252", "read", hostile, "-f", "json")
    assert json.loads(out)[0]["unit"].startswith("Phường")


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_reader_that_leaves_ends_it_quietly(hostile, form):
    with _process("read", hostile, "--format", form) as process:
        process.stdout.close()
        err = process.stderr.read().decode()
    assert process.returncode == 0 and err == ""
