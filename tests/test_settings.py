"""The user's own cchc.toml."""

import pytest

from cchc_analysis.settings import Settings, SettingsError, choose, settings, targets, working_folder


def test_defaults_without_a_file(tmp_path):
    assert settings(tmp_path) == Settings("Bắc Kạn", None, "vi", None, {})


def test_what_the_user_set(tmp_path):
    text = 'unit = "ha noi"\nyear = 2023\nlang = "en"\n[targets.PAPI]\nrank = 20\n'
    (tmp_path / "cchc.toml").write_text(text, "utf-8-sig")
    assert settings(tmp_path) == Settings("Hà Nội", 2023, "en", None, {"PAPI": {"rank": 20}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit = ", r"không đọc được dòng 1 \(unit =\)\. Chữ phải đặt trong dấu ngoặc kép thẳng"),
        ('lang = "vi"\nunit = “Hà Nội”', r"không đọc được dòng 2 \(unit = “Hà Nội”\)"),
        ("year = true", "year phải là số"),
        ('units = "Bắc Kạn"', "không có mục “units”; có: unit, year, lang, index, targets"),
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


WRITTEN = """# Của tôi.
unit = "Bắc Kạn"  # tỉnh
# year = 2024
lang = 'vi'

[targets.PAPI]
rank = 20
""".replace("\n", "\r\n")


def chosen_in(tmp_path, text, **choices):
    (tmp_path / "cchc.toml").write_bytes(text.encode("utf-8"))
    return choose(tmp_path, **choices).read_bytes().decode("utf-8")


def test_a_choice_is_written_where_it_stands_and_all_else_stays(tmp_path):
    made = chosen_in(tmp_path, WRITTEN, unit="Cao Bằng", year=2023, lang="en")
    expected = WRITTEN.replace("Bắc Kạn", "Cao Bằng").replace("# year = 2024", "year = 2023")
    assert made == expected.replace("'vi'", '"en"')
    assert settings(tmp_path) == Settings("Cao Bằng", 2023, "en", None, {"PAPI": {"rank": 20}})
    assert chosen_in(tmp_path, made, year=None).replace("# year = 2023", "# year = 2024") == made.replace(
        "year = 2023", "# year = 2024"
    )


def test_a_choice_that_stands_nowhere_goes_before_the_tables(tmp_path):
    assert chosen_in(tmp_path, WRITTEN, index="PCI") == f'index = "PCI"\n{WRITTEN}'


def test_a_folder_without_settings_gets_the_commented_ones(tmp_path):
    choose(tmp_path, unit="Hà Nội", index="PCI", year=2020)
    text = (tmp_path / "cchc.toml").read_text("utf-8")
    assert (
        text.startswith("# Thiết lập của bạn.") and '\nindex = "PCI"\n' in text and "\nyear = 2020\n" in text
    )
    assert settings(tmp_path) == Settings("Hà Nội", 2020, "vi", "PCI")


@pytest.mark.parametrize(
    ("text", "choices", "said"),
    [
        (WRITTEN, {"unit": "Atlantis"}, "Không có đơn vị nào tên “Atlantis”"),
        (WRITTEN, {"lang": "fr"}, "lang phải là"),
        ('"unit" = "Bắc Kạn"\n', {"unit": "Hà Nội"}, "không đọc được dòng|không sửa tự động được"),
        ('unit = """Bắc Kạn"""\n', {"unit": "Hà Nội"}, "không đọc được dòng|không sửa tự động được"),
        ("unit = ", {"unit": "Hà Nội"}, "không đọc được dòng 1"),
    ],
)
def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path, text, choices, said):
    with pytest.raises(SettingsError, match=said):
        chosen_in(tmp_path, text, **choices)
    assert (tmp_path / "cchc.toml").read_bytes().decode("utf-8") == text


def test_the_mark_of_notepad_stays(tmp_path):
    (tmp_path / "cchc.toml").write_bytes(WRITTEN.encode("utf-8-sig"))
    assert choose(tmp_path, unit="Hà Nội").read_bytes() == WRITTEN.replace("Bắc Kạn", "Hà Nội").encode(
        "utf-8-sig"
    )


def test_the_working_folder_is_above_the_notebooks(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert working_folder() == tmp_path
    (tmp_path / "notebooks/cchc.toml").touch()
    assert working_folder() == tmp_path / "notebooks"
