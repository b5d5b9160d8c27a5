"""One way in for every workbook."""

import io
import os
import zipfile

import pytest
from parts import compound, record

from cchc_analysis.files.grid import address, column_letters, open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks import ReadError, read


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(column, letters):
    assert column_letters(column) == letters
    assert address(36, column) == f"{letters}37"


def test_cells_keep_their_places(workbook):
    path = workbook({"S": [[None, None], [None, "x", 1.5]]})
    sheet = open_workbook(path, Findings()).sheets[0]
    assert sheet.rows[1][1:3] == ["x", 1.5]
    assert sheet.width == 3


def test_content_decides_the_format_not_the_name(workbook):
    path = workbook({"S": [["x"]]})
    renamed = path.rename(path.with_suffix(".xls"))
    assert open_workbook(renamed, Findings()).sheets[0].rows == [["x"]]


def test_hidden_sheets_rows_and_columns_are_seen(workbook):
    def hide(book):
        book["Ẩn"].sheet_state = "veryHidden"
        book["S"].row_dimensions[2].hidden = True
        book["S"].column_dimensions["C"].hidden = True

    path = workbook({"S": [["a", "b", "c"], ["d", "e", "f"]], "Ẩn": [["x"]]}, change=hide)
    first, second = open_workbook(path, Findings()).sheets
    assert (first.visible, second.visible) == (True, False)
    assert first.marks.hidden_rows == {1}
    assert first.marks.hidden_columns == {2}


def test_error_cells_and_formulas_without_a_value_are_told_from_blanks(workbook):
    path = workbook({"S": [["x", None, "=NOW()"]]})
    data = path.read_bytes()
    path.write_bytes(_with_cell(data, b"</row>", b'<c r="D1" t="e"><v>#REF!</v></c></row>'))
    marks = open_workbook(path, Findings()).sheets[0].marks
    assert marks.errors == {(0, 3): "#REF!"}
    assert marks.unvalued == {(0, 2)}


def test_a_whole_row_dimension_does_not_stop_the_reading(workbook):
    path = workbook({"S": [["Tỉnh", 1.5]]})
    data = path.read_bytes()
    path.write_bytes(_with_cell(data, b'<dimension ref="A1:B1"', b'<dimension ref="1:69"'))
    findings = Findings()
    assert open_workbook(path, findings).sheets[0].rows == [["Tỉnh", 1.5]]
    assert not findings.items


def test_old_encodings_are_decoded_in_their_cells_and_reported_once_a_sheet(workbook):
    path = workbook(
        {
            "TCVN3": [[None, "Tæng sè"], ["trung \u00ad¬ng", 1.5], ["Tæng sè", "Total"]],
            "VNI": [["ÑÔN VÒ", "Ñôn vò tính: trieäu ñoàng"]],
            "Unicode": [["Tổng số", "© VCCI", "Hoà", "\u00d0à Nẵng"]],
        }
    )
    findings = Findings()
    first, second, third = open_workbook(path, findings).sheets
    assert first.rows == [["", "Tổng số"], ["trung ương", 1.5], ["Tổng số", "Total"]]
    assert second.rows == [["ĐƠN VỊ", "Đơn vị tính: triệu đồng"]]
    assert third.rows == [["Tổng số", "© VCCI", "Hoà", "\u00d0à Nẵng"]]
    assert [(f.rule, f.severity, f.sheet, f.cell) for f in findings.items] == [
        ("legacy_encoding", "note", "TCVN3", "B1"),
        ("legacy_encoding", "note", "VNI", "A1"),
    ]
    message = findings.items[0].message
    assert all(part in message for part in ("3 ô", "TCVN3", "“Tæng sè” → “Tổng số”"))


def test_what_is_half_legacy_is_left_and_reported(workbook):
    rows = [["Sở Ngoại vụ", "Sôû keá hoaïch & Ñầu tư"], ["Sôû Noäi vuï", "quản lyù"]]
    findings = Findings()
    (sheet,) = open_workbook(workbook({"S": rows}), findings).sheets
    assert sheet.rows == [[rows[0][0], rows[0][1]], ["Sở Nội vụ", "quản lyù"]]
    told = {f.rule: (f.severity, f.cell, f.message) for f in findings.items}
    assert told["encoding_unknown"][:2] == ("warning", "B1")
    assert "2 ô" in told["encoding_unknown"][2] and "“Sôû keá hoaïch" in told["encoding_unknown"][2]
    assert told["legacy_encoding"][1] == "A2"


def test_a_sheet_that_is_legacy_throughout_takes_its_doubtful_cells_along(workbook):
    rows = [["Bé", "tØnh", "n¨m"], ["Tæng sè", "©", "×"], ["Sè TT", "Café", 1.0]]
    findings = Findings()
    (sheet,) = open_workbook(workbook({"S": rows}), findings).sheets
    assert sheet.rows == [["Bộ", "tỉnh", "năm"], ["Tổng số", "©", "×"], ["Số TT", "Café", 1.0]]
    (told,) = findings.items
    assert told.message.startswith("5 ô")


#: The headings of a table of PCI 2016, and its provinces, typed in an ABC font.
ABC_HEADINGS = ["TØnh", "Gia nhËp thÞ tr\u00adêng", "TiÕp cËn ®Êt ®ai", "TÝnh minh b¹ch",
                "Chi phÝ thêi gian", "Chi phÝ kh«ng chÝnh thøc", "C¹nh tranh b×nh ®¼ng", "TÝnh n¨ng ®éng",
                "Hç trî doanh nghiÖp", "§µo t¹o lao ®éng", "ThiÕt chÕ ph¸p lý", "PCI 2016"]  # fmt: skip
ABC_PROVINCES = ["Hµ Néi", "B¾c K¹n", "Cao B»ng", "Qu¶ng Nam", "Qu¶ng Ninh", "TP. Hå ChÝ Minh"]


def test_a_table_typed_in_an_abc_font_gives_the_scores_of_the_same_in_unicode(workbook, pci_table):
    typed = [ABC_HEADINGS] + [
        [name, *row[1:]] for name, row in zip(ABC_PROVINCES, pci_table[1:], strict=True)
    ]
    legacy = read(workbook({"Tæng hîp": typed}))
    plain = read(workbook({"Tæng hîp": pci_table}))
    assert legacy.scores.equals(plain.scores)
    assert "legacy_encoding" in set(legacy.findings["rule"])
    assert "legacy_encoding" not in set(plain.findings["rule"])


def _with_cell(data: bytes, old: bytes, new: bytes) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
    return changed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _ole(stream):
    return OLE + stream.encode("utf-16-le") + b"\0" * 100


def _zip(*names):
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return result.getvalue()


#: An XLS that begins as all do, and then with the record of a password.
LOCKED_XLS = compound(record(0x809, "<HH12x", 0x600, 5) + record(0x2F, "<H52x", 1) + record(0x0A, "<"))
XML_2003 = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell>'
    "<Data>1</Data></Cell></Row></Table></Worksheet></Workbook>"
)
ARCHIVE = "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table><tr><td>1</td></tr></table>"


@pytest.mark.parametrize(
    ("content", "rule", "message"),
    [
        (b"", "empty_file", "Tệp rỗng"),
        (b"\0\0\0", "empty_file", "Tệp rỗng"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "not_a_workbook", "trang web"),
        (b"%PDF-1.7", "not_a_workbook", "mà là tệp PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_workbook", "mà là tệp ảnh"),
        (b"\xff\xd8\xff\xe0", "not_a_workbook", "mà là tệp ảnh"),
        (b"{\\rtf1 1;2", "not_a_workbook", "mà là văn bản RTF"),
        (b"PK\x03\x04 broken", "not_a_workbook", "tệp bị cắt ngắn"),
        (b"PK\x03\x04 xl/worksheets/sheet1.xml", "workbook_damaged", "bị hỏng hoặc tải chưa đủ"),
        (_zip("a.txt"), "not_a_workbook", "tệp nén ZIP"),
        (_zip("[Content_Types].xml", "word/document.xml"), "not_a_workbook", "văn bản Word"),
        (_ole("EncryptedPackage"), "locked", "khóa bằng mật khẩu"),
        (LOCKED_XLS, "locked", "khóa bằng mật khẩu"),
        (_ole("WordDocument"), "not_a_workbook", "văn bản Word"),
        (_ole("Workbook"), "workbook_damaged", "bị hỏng"),
        (OLE[:8], "not_a_workbook", "không phải bảng tính"),
        (b"\x01\x02\x03\x04", "not_a_workbook", "không phải bảng tính"),
        (XML_2003.encode(), "excel_2003_xml", r"XML của Excel 2003.*Save As › Excel Workbook"),
        (XML_2003.encode("utf-16"), "excel_2003_xml", "XML của Excel 2003"),
        (ARCHIVE.encode(), "web_archive", r"MHTML.*Save As › Excel Workbook"),
    ],
)
def test_what_is_no_workbook_gets_one_clear_message(tmp_path, content, rule, message):
    path = tmp_path / "PCI 2016.xls"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=message) as error:
        open_workbook(path, Findings())
    assert error.value.rule == rule
    assert str(error.value).startswith("PCI 2016.xls: ")
    assert [f.rule for f in error.value.findings.items] == [rule]


def test_no_file_and_a_folder(tmp_path):
    with pytest.raises(ReadError, match="Không tìm thấy tệp"):
        open_workbook(tmp_path / "không có.xlsx", Findings())
    with pytest.raises(ReadError, match="Đây là thư mục"):
        open_workbook(tmp_path, Findings())
    (tmp_path / "x.xlsx").mkdir()
    with pytest.raises(ReadError, match="Đây là thư mục"):
        open_workbook(tmp_path / "x.xlsx", Findings())


def test_a_name_that_no_file_can_have(tmp_path, workbook):
    with pytest.raises(ReadError, match="Không tìm thấy tệp"):
        open_workbook(tmp_path / "a\0b.xlsx", Findings())
    with pytest.raises(ReadError, match="Không tìm thấy tệp"):
        open_workbook(workbook({"S": [["x"]]}) / "b.xlsx", Findings())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "a.xlsx").symlink_to("b.xlsx")
    (tmp_path / "b.xlsx").symlink_to("a.xlsx")
    for path in (tmp_path / "pipe.xlsx", tmp_path / "a.xlsx", "/dev/zero"):
        with pytest.raises(ReadError, match="Không mở được tệp") as error:
            open_workbook(path, Findings())
        assert error.value.rule == "cannot_open"
    (tmp_path / "lost.xlsx").symlink_to("nowhere.xlsx")
    with pytest.raises(ReadError, match="Không tìm thấy tệp"):
        open_workbook(tmp_path / "lost.xlsx", Findings())


def test_a_file_that_may_not_be_read(workbook, monkeypatch):
    def refuse(self):
        raise PermissionError(self)

    path = workbook({"S": [["x"]]})
    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(ReadError, match="kiểm tra quyền đọc"):
        open_workbook(path, Findings())


def test_cells_of_workbooks_are_typed_and_need_no_decimal_mark(workbook):
    (sheet,) = open_workbook(workbook({"S": [["x", 1.5]]}), Findings()).sheets
    assert (sheet.typed, sheet.decimal) == (True, "")


def test_hidden_rows_of_old_workbooks_are_seen(corpus):
    book = open_workbook(corpus / "pci" / "PCI 2006.xls", Findings())
    hidden = {s.name: s.marks.hidden_rows for s in book.sheets if s.marks.hidden_rows}
    assert hidden == {"PCI Tóm tắt": {0}, "CP gia nhập thị trường": {0}}
