"""The user's own cchc.toml."""

import pytest

from cchc_analysis.settings import Settings, SettingsError, settings, targets


def test_defaults_without_a_file(tmp_path):
    assert settings(tmp_path) == Settings("Bắc Kạn", None, "vi", {})


def test_what_the_user_set(tmp_path):
    text = 'unit = "ha noi"\nyear = 2023\nlang = "en"\n[targets.PAPI]\nrank = 20\n'
    (tmp_path / "cchc.toml").write_text(text, "utf-8-sig")
    assert settings(tmp_path) == Settings("Hà Nội", 2023, "en", {"PAPI": {"rank": 20}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit = ", r"không đọc được dòng 1 \(unit =\)\. Chữ phải đặt trong dấu ngoặc kép thẳng"),
        ('lang = "vi"\nunit = “Hà Nội”', r"không đọc được dòng 2 \(unit = “Hà Nội”\)"),
        ("year = true", "year phải là số"),
        ('units = "Bắc Kạn"', "không có mục “units”; có: unit, year, lang, targets"),
        ('lang = "fr"', 'lang phải là "vi" hoặc "en"'),
        ('year = "hai nghìn"', "year phải là số"),
        ('unit = "Atlantis"', "Không có đơn vị nào tên"),
        ('unit = "Bắc Kann"', r"“Bắc Kann”. Gần nhất: Bắc Kạn.*\ncchc.toml: No unit"),
        ("[targets]\nPAPI = 20", r"targets phải có dạng \[targets.PAPI\]"),
        ('[targets.PAPI]\nrank = "hai mươi"', r"targets phải có dạng \[targets.PAPI\]"),
    ],
)
def test_what_cannot_be_is_said(tmp_path, text, said):
    (tmp_path / "cchc.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said) as error:
        settings(tmp_path)
    assert str(error.value).startswith("cchc.toml: ")


def test_targets_are_found_from_the_notebooks(tmp_path, monkeypatch):
    (tmp_path / "cchc.toml").write_text("[targets.PAPI]\nrank = 20\n", "utf-8")
    (tmp_path / "notebooks").mkdir()
    for folder in (tmp_path, tmp_path / "notebooks"):
        monkeypatch.chdir(folder)
        assert targets("Bắc Kạn") == targets("tỉnh BẮC KẠN") == {"PAPI": {"rank": 20}}
        assert targets("Hà Nội") == {}  # the plan is another unit's


def test_no_file_has_no_targets(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert targets("Bắc Kạn") == {}


def test_another_encoding_is_named(tmp_path):
    (tmp_path / "cchc.toml").write_bytes('unit = "Bắc Kạn"'.encode("utf-16"))
    with pytest.raises(SettingsError, match="không phải UTF-8; trong Notepad chọn Save As, Encoding: UTF-8"):
        settings(tmp_path)
