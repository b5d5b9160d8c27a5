"""What a double click starts on Windows: read as ``cmd`` reads it, and run as far as another system can."""

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "windows"
BATCHES = sorted(FOLDER.glob("*.bat"))


@pytest.fixture
def cai_dat():
    spec = importlib.util.spec_from_file_location("cai_dat", FOLDER / "cai_dat.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("batch", BATCHES, ids=lambda path: path.name)
def test_cmd_reads_it_line_by_line(batch):
    raw = batch.read_bytes()
    lines = raw.decode("ascii").split("\r\n")  # cmd finds labels by their place: no other letters, no bare \n
    assert "\n" not in "".join(lines) and lines[0] == "@echo off" and lines[-1] == ""
    assert "setlocal DisableDelayedExpansion" in lines  # a “!” in the path of the folder stays one
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert labels == set(re.findall(r"goto (\w+)", "\n".join(lines)))
    assert not re.search(r"[A-Za-z]:\\(?!\\)", "\n".join(lines))  # no place on one machine
    for line in lines:
        code = line.partition("rem ")[0]
        if not code.lstrip().startswith("echo"):
            assert "(" not in code or code.count('"') >= 2  # no block, which a “)” in a path would end
        for place in re.finditer(r"%~dp0", code):
            assert code[: place.start()].count('"') % 2 == 1  # between quotes: spaces and “&” in the path
    for name in re.findall(r'(?:type|exist|-3|python) "(windows\\[^"]+)"', "\n".join(lines)):
        assert (FOLDER.parent / name.replace("\\", "/")).is_file()


def test_texts_that_are_typed_have_their_marks():
    texts = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.txt")}
    assert "Không tìm thấy Python" in texts["khong_co_python.txt"] and "cchc doctor" in texts["co_loi.txt"]


def test_git_gives_windows_its_line_ends():
    done = subprocess.run(
        ["git", "check-attr", "eol", "--", *(path.name for path in (*BATCHES, FOLDER / "co_loi.txt"))],
        cwd=FOLDER, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("not a checkout")
    assert [line.rpartition(": ")[2] for line in done.stdout.splitlines()] == ["crlf"] * 3


def test_what_keeps_it_from_beginning(cai_dat, tmp_path):
    assert "Python 3.9.13 đã cũ, cần từ 3.11" in cai_dat.refusal((3, 9, 13))
    assert "bản 64 bit" in cai_dat.refusal((3, 12, 0), bits=2**31 - 1)
    assert "giải nén đầy đủ" in cai_dat.refusal((3, 12, 0), folder=str(tmp_path))
    deep = tmp_path / ("Thư mục của tôi " * 6).strip()
    deep.mkdir()
    (deep / "requirements.lock").touch()
    assert "Đường dẫn quá dài" in cai_dat.refusal((3, 12, 0), folder=str(deep), long_paths=False)
    assert cai_dat.refusal((3, 12, 0), folder=str(deep), long_paths=True) == ""


def test_it_makes_the_environment_and_says_what_comes_next(cai_dat, tmp_path, monkeypatch, capsys):
    asked = []
    folder = tmp_path / "Thư mục của tôi"
    folder.mkdir()
    (folder / "requirements.lock").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cai_dat, "FOLDER", str(folder))
    monkeypatch.setattr(cai_dat, "refusal", lambda: "")
    monkeypatch.setattr(cai_dat.venv, "create", lambda place, with_pip: asked.append((place, with_pip)))
    monkeypatch.setattr(cai_dat.subprocess, "check_call", lambda words: asked.append(words[5:]))
    assert cai_dat.main() == 0 and Path.cwd() == folder
    assert asked == [
        (".venv", True),
        ["--disable-pip-version-check", "--no-deps", "--require-hashes", "-r", "requirements.lock"],
        ["--disable-pip-version-check", "--no-deps", "--no-build-isolation", "-e", "."],
    ]
    assert capsys.readouterr().out.endswith("Đã cài xong. Bước tiếp theo: bấm đúp tệp mo_jupyter.bat.\n")


def test_what_goes_wrong_is_said_and_can_be_tried_again(cai_dat, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cai_dat, "FOLDER", str(tmp_path))
    monkeypatch.setattr(cai_dat, "refusal", lambda: "")
    monkeypatch.setattr(cai_dat.venv, "create", lambda *_, **__: None)

    def fail(words):
        raise subprocess.CalledProcessError(1, words)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cai_dat.subprocess, "check_call", fail)
    assert cai_dat.main() == 2
    said = capsys.readouterr().out
    assert "Cài đặt chưa xong" in said and "Kiểm tra rồi chạy lại tệp này" in said and "Traceback" not in said
