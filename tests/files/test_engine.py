"""A workbook whose parts have unusual names opens; what is damaged is called damaged, never empty."""

import datetime
import io
import struct
import zipfile

import pytest
from parts import WORKBOOK_2, compound, renamed, repacked, with_shared_strings, with_sheet, without
from xlrd.compdoc import CompDoc

from cchc_analysis.files.compound import container, workbook_stream
from cchc_analysis.files.formats import OLE
from cchc_analysis.files.grid import open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks import ReadError

ROWS = [["Tỉnh", "Điểm", None, "Ngày"], ["Hà Nội", 81.5, True, datetime.datetime(2024, 5, 1)], ["x", 3]]
READ = [["Tỉnh", "Điểm", "", "Ngày"], ["Hà Nội", 81.5, True, "date"], ["x", 3.0, "", ""]]
NAMES = [
    WORKBOOK_2,
    {"xl/sharedStrings.xml": "strings/s.xml"},
    {"xl/sharedStrings.xml": "xl/sharedStrings2.xml"},
    WORKBOOK_2 | {"xl/worksheets/sheet1.xml": "a/one.xml", "xl/styles.xml": "a/s.xml"},
    {
        "xl/workbook.xml": "office/book.xml",
        "xl/_rels/workbook.xml.rels": "office/_rels/book.xml.rels",
        "xl/worksheets/sheet1.xml": "office/1.xml",
        "xl/worksheets/sheet2.xml": "office/2.xml",
        "xl/styles.xml": "office/styles.xml",
        "xl/sharedStrings.xml": "office/texts.xml",
    },
]


def change(book):
    book["S"].merge_cells("C3:D4")
    book["Ẩn"].sheet_state = "hidden"
    book["S"].row_dimensions[2].hidden = True
    book["S"]["B2"].number_format = "0%"
    book.create_chartsheet("Biểu đồ", 1)


@pytest.fixture
def path(workbook):
    """A workbook of two sheets, one of them hidden, and a sheet that is a chart between them."""
    path = workbook({"S": ROWS, "Ẩn": [["a", 1]]}, change=change)
    path.write_bytes(with_shared_strings(path.read_bytes()))
    return path


def dated(rows):
    return [["date" if isinstance(v, datetime.date) else v for v in row] for row in rows]


@pytest.mark.parametrize("names", [{}, *NAMES])
def test_parts_may_have_any_names(path, names):
    path.write_bytes(renamed(path.read_bytes(), names))
    findings = Findings()
    first, second = open_workbook(path, findings).sheets
    assert dated(first.rows)[:3] == READ
    assert [type(v) for v in first.rows[2]] == [str, float, str, str]
    assert first.merged == [((2, 2), (3, 3))]
    assert (first.marks.hidden_rows, first.marks.percent) == ({1}, {(1, 1)})
    assert (second.name, second.visible, second.rows) == ("Ẩn", False, [["a", 1.0]])
    assert not findings.items


def test_errors_are_seen_under_other_names_too(workbook):
    path = workbook({"S": [["x", 1]]})
    data = with_sheet(
        path.read_bytes(), lambda x: x.replace(b"</row>", b'<c r="C1" t="e"><v>#N/A</v></c></row>')
    )
    path.write_bytes(renamed(data, WORKBOOK_2))
    (sheet,) = open_workbook(path, Findings()).sheets
    assert sheet.rows == [["x", 1.0, ""]]
    assert sheet.marks.errors == {(0, 2): "#N/A"}


DAMAGES = {
    "cut in a tag": lambda xml: xml[: len(xml) // 2],
    "cut behind a row": lambda xml: xml[: xml.index(b'<row r="2"')],
    "nothing in it": lambda xml: b"",
    "not XML": lambda xml: b"\x00\x01 garbage",
    "a text that is absent": lambda xml: xml.replace(b"<v>0</v>", b"<v>999</v>"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("names", [{}, WORKBOOK_2], ids=["usual", "other names"])
def test_a_damaged_sheet_is_called_damaged_and_the_others_are_read(path, damage, names):
    path.write_bytes(renamed(with_sheet(path.read_bytes(), damage), names))
    findings = Findings()
    (sheet,) = open_workbook(path, findings).sheets
    assert sheet.rows == [["a", 1.0]]
    (finding,) = [f for f in findings.items if f.rule == "sheet_unreadable"]
    assert (finding.severity, finding.sheet) == ("error", "S")
    assert "bị hỏng" in finding.message and "không phải trang trống" in finding.message
    assert "damaged" in finding.message_en


def test_a_sheet_whose_part_is_lost_is_damaged(path):
    path.write_bytes(without(path.read_bytes(), "xl/worksheets/sheet2.xml"))
    findings = Findings()
    assert [s.name for s in open_workbook(path, findings).sheets] == ["S"]
    assert [(f.rule, f.sheet) for f in findings.items if f.severity == "error"] == [
        ("sheet_unreadable", "Ẩn")
    ]


def test_a_changed_byte_is_damage_too(path):
    stored = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    data = stored.getvalue()
    assert data.count(b"<v>81.5</v>") == 1
    path.write_bytes(data.replace(b"<v>81.5</v>", b"<v>91.5</v>"))
    findings = Findings()
    assert [s.name for s in open_workbook(path, findings).sheets] == ["Ẩn"]
    assert "sheet_unreadable" in {f.rule for f in findings.items}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) * 4 // 5],
        lambda data: without(data, "xl/sharedStrings.xml"),
        lambda data: repacked(data, lambda n, c: (n, c[: len(c) // 2] if "sharedStrings" in n else c)),
        lambda data: repacked(data, lambda n, c: (n, b"" if n == "xl/workbook.xml" else c)),
        lambda data: with_sheet(
            with_sheet(data, lambda x: x[:90]), lambda x: x[:90], "xl/worksheets/sheet2.xml"
        ),
    ],
    ids=["cut short", "texts lost", "texts cut", "no list of sheets", "every sheet"],
)
def test_a_workbook_of_which_nothing_can_be_read_is_damaged(path, damage):
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ReadError, match="bị hỏng hoặc tải chưa đủ") as error:
        open_workbook(path, Findings())
    assert error.value.rule == "workbook_damaged"


def test_a_workbook_without_a_cell_is_empty_and_not_damaged(workbook):
    findings = Findings()
    (sheet,) = open_workbook(workbook({"S": []}), findings).sheets
    assert sheet.rows == [] and not findings.items


@pytest.mark.parametrize("sector", [1, 4, 9])
def test_a_chain_of_sectors_that_comes_back_does_not_run_for_ever(tmp_path, sector):
    data = compound(b"")
    assert workbook_stream(data) == bytes(4096)
    links = 512 + 4 * sector
    broken = data[:links] + struct.pack("<I", min(sector, 2)) + data[links + 4 :]
    path = tmp_path / "PCI 2016.xls"
    path.write_bytes(broken)
    with pytest.raises(ReadError, match="bị hỏng") as error:
        open_workbook(path, Findings())
    assert error.value.rule == "workbook_damaged"


def test_the_records_of_an_old_workbook_are_those_that_another_engine_takes_out(corpus):
    old = [data for path in corpus.glob("*/*.xls") if (data := path.read_bytes()).startswith(OLE)]
    assert len(old) >= 8
    for data in old:
        other = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
        stream = workbook_stream(data)
        assert stream == (other.get_named_stream("Workbook") or other.get_named_stream("Book"))
        assert workbook_stream(container(stream)).startswith(stream)
