"""Units whose names are typed in small letters, with a slip or a broken line; nobody above them is meant."""

import pytest

from cchc_analysis.units import whose
from cchc_analysis.units.slips import as_meant, is_broken, is_like_a_name

PLACES = [
    "Đơn vị: {}, tỉnh Cao Bằng",
    "UBND {} tỉnh Cao Bằng",
    "({}, tỉnh Cao Bằng)",
    "Của {} - tỉnh Cao Bằng",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("written", "name"),
    [("xã minh tân", "Xã Minh Tân"), ("xã Minh tân", "Xã Minh Tân"), ("x.Minh Tân", "Xã Minh Tân"),
     ("XA MINH TAN", "Xã Minh Tan"), ("Xả Minh Tân", "Xã Minh Tân"), ("PHƯỜNG. MINH TÂN", "Phường Minh Tân"),
     ("Phuờng Minh Tân", "Phường Minh Tân"), ("F. Minh Tân", "Phường Minh Tân"), ("Xã_Minh Tân", "Xã Minh Tân"),
     ("XãMinh Tân", "Xã Minh Tân"), ("tt minh tân", "Thị trấn Minh Tân"), ("Xã\nMinh Tân", "Xã Minh Tân"),
     ("XÃ MINH\nTÂN", "Xã Minh Tân"), ("xã ea h'leo", "Xã Ea H'leo"), ("\"Xã Minh Tân\"", "Xã Minh Tân")],
)  # fmt: skip
def test_a_name_typed_in_haste_is_the_commune(place, written, name):
    told = whose([place.format(written), "BẢNG CHẤM ĐIỂM CCHC NĂM 2024"], 2024)
    assert (told.name, told.unit_type, told.province) == (name, "commune", "Cao Bằng")


@pytest.mark.parametrize(
    "lines",
    [["Đơn vị: minh tân, tỉnh Cao Bằng"], ["UBND Minh Tân tỉnh Cao Bằng"], ["(Minh Tân, tỉnh Cao Bằng)"],
     ["UBND minh tân, huyện Hòa An, tỉnh Cao Bằng"], ["UBND TỈNH CAO BẰNG", "UBND minh tân"],
     ["UBND TỈNH CAO BẰNG", "Minh Tân"], ["UBND TỈNH CAO BẰNG", "sở minh tân"],
     ["UBND TỈNH CAO BẰNG", "BẢNG CHẤM ĐIỂM NĂM 2024", "Đơn vị: sở minh tân"],
     ["UBND TỈNH CAO BẰNG", "BẢNG CHẤM ĐIỂM NĂM 2024", "Đơn vị: minh tân"]],
)  # fmt: skip
def test_who_is_above_a_name_that_nobody_knows_is_not_the_unit(lines):
    told = whose(lines, 2024)
    assert (told.name, told.province) == ("", "Cao Bằng")


@pytest.mark.parametrize("measure", ["điểm", "điểm số", "%", "phần trăm", "số phiếu"])
def test_a_measure_is_nobody(measure):
    lines = ["UBND TỈNH CAO BẰNG", "BẢNG CHẤM ĐIỂM NĂM 2024", f"Đơn vị: {measure}"]
    assert whose(lines, 2024).name == "Cao Bằng"


@pytest.mark.parametrize(
    "text",
    ["xã hội, tỉnh Cao Bằng", "Kết quả của xã và phường", "của các xã, tỉnh Cao Bằng", "UBND xã phường tỉnh A",
     "Quan tâm chỉ đạo", "Xã đạt chuẩn nông thôn mới năm 2024", "UBND xã Minh Tân", "Xã tự chấm điểm"],
)  # fmt: skip
def test_other_words_stay_as_they_are(text):
    assert as_meant(text) == text


def test_a_line_is_broken_within_a_name_only():
    assert is_broken("UBND XÃ", "MINH TÂN")
    assert not is_broken("UBND XÃ MINH TÂN", "NĂM 2024")
    assert not is_broken("UBND XÃ", "BẢNG CHẤM ĐIỂM")


def test_what_is_like_a_name():
    assert [is_like_a_name(t) for t in ("Minh Tân", "minh tân", "Số liệu minh họa", "CCHC xã", "Điểm số")] == [
        True, True, False, False, False]  # fmt: skip
