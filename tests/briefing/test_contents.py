"""What the documents of a pack say: each source once, what remains to be done."""

from __future__ import annotations

from types import SimpleNamespace

from cchc_analysis.briefing import contents


def test_a_file_that_is_listed_among_several_is_not_named_again():
    named = ("Nguồn: a.xlsx, b.xlsx", "Nguồn: b.xlsx", "Nguồn: PAPI (CECODES, UNDP)", "Số liệu minh họa")
    briefing = SimpleNamespace(answers=[SimpleNamespace(source=source) for source in named])
    assert contents.sources(briefing) == ["Nguồn: a.xlsx, b.xlsx; PAPI (CECODES, UNDP).", "Số liệu minh họa."]


def test_what_remains_to_be_done_is_weak_points_and_no_strong_ones(briefing_of):
    keys = [answer.question.key for answer in contents.remaining(briefing_of("Phường Minh Họa"))]
    assert keys == ["diem_chua_dat"]
    of_province = [answer.question.key for answer in contents.remaining(briefing_of("Bắc Kạn"))]
    assert of_province[0] == "yeu_nhat" and "diem_yeu" in of_province and "diem_manh" not in of_province
