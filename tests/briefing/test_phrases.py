"""The words and letterhead of an office: what cannot be used is refused with its file and name."""

from __future__ import annotations

import pytest

from cchc_analysis.briefing.office import document
from cchc_analysis.briefing.phrases import TemplateError, phrases


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[report\n", "words.toml: không đọc được"),
        ('[report]\nbody = { vi = "UBND PHƯỜNG" }\n'.encode("utf-16"), "words.toml: không đọc được"),
        ('[baocao]\ntua = { vi = "x" }\n', "không có lời văn nào tên \\[baocao\\] tua"),
        ('body = "x"\n', "không có lời văn nào tên \\[body\\] body"),
        ('[report]\nbody = "UBND PHƯỜNG"\n', 'body phải có dạng tên = { vi = "…" }'),
        ('[report]\nopening = { vi = "Của {don_vi}" }\n', "chỉ dùng được: {unit}, {years}"),
        ('[report]\nopening = { vi = "Của {unit" }\n', "opening có dấu ngoặc nhọn không dùng được"),
        ('[report]\nbody = { vi = "Của {}" }\n', "chỉ dùng được: –"),
    ],
)
def test_words_of_the_office_that_cannot_be_used_are_refused_by_name(tmp_path, text, said):
    (tmp_path / "words.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TemplateError, match=said):
        phrases("vi", tmp_path)


def test_words_of_the_office_may_leave_out_what_is_filled_in(tmp_path):
    (tmp_path / "words.toml").write_text('[report]\nopening = { vi = "Về {unit}." }\n', "utf-8")
    assert phrases("vi", tmp_path)("report", "opening", unit="Bắc Kạn", years="") == "Về Bắc Kạn."


def test_a_letterhead_that_is_no_document_is_refused(tmp_path):
    (tmp_path / "bao_cao.docx").write_text("x")
    with pytest.raises(TemplateError, match="bao_cao.docx: không đọc được"):
        document(tmp_path / "bao_cao.docx")
