"""What a hostile or damaged file asks for is looked at first: each ends in its scores, or in one clear message.

Names are real, the numbers are made up (số liệu minh họa).
"""

from __future__ import annotations

import io
import os
import struct
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from parts import compound, ods, record, repacked, with_shared_strings, with_sheet, xlsb

from cchc_analysis.files import limits
from cchc_analysis.files.compound import DamagedContainerError, workbook_stream
from cchc_analysis.files.grid import address, open_workbook
from cchc_analysis.files.limits import TooLargeError, far_cells
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks import ReadError, read

PROVINCES = ["Hà Nội", "Hà Giang", "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai"]
POINTS = [40.0, 41.0, 42.0, 43.0, 44.0, 45.0]
SHEET = "xl/worksheets/sheet1.xml"
DATA_END = b"</sheetData>"
BINARY = {"S": [["Tỉnh", "Tổng điểm PAPI"], *map(list, zip(PROVINCES, POINTS, strict=True))]}


def table(**cells) -> bytes:
    """Return a table of PAPI with further cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Tỉnh", "Tổng điểm PAPI"])
    for row in zip(PROVINCES, POINTS, strict=True):
        sheet.append(row)
    for at, value in cells.items():
        sheet[at] = value
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def changed(old: bytes, new: bytes) -> bytes:
    return with_sheet(table(), lambda xml: xml.replace(old, new, 1))


def inflating(part: str, before: bytes, filling: bytes) -> bytes:
    """Return a table of which a part inflates to 256 MiB of a filling."""
    packed = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(table()))
    with source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in source.namelist():
            head, tag, tail = source.read(name).partition(before if name == part else b"no such tag")
            with new.open(name, "w", force_zip64=True) as out:
                out.write(head)
                for _ in range(16 if tag else 0):
                    out.write(filling * 2**24)
                out.write(tag + tail)
    return packed.getvalue()


def old_container(following: int, body: int) -> bytes:
    """Return an old container of one table of sectors, whose directory is followed by a sector."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 24, 62, 3, 65534, 9, 6)
    struct.pack_into("<2I", header, 44, 1, 1)
    struct.pack_into("<4I", header, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + struct.pack("<128I", 0xFFFFFFFD, following, *[0xFFFFFFFF] * 126) + bytes(body)


def repeated() -> bytes:
    cell = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{cell.format('', p)}</table:table-row>" for p in PROVINCES)
    wide = cell.format(' table:number-columns-repeated="10"', "x")
    return ods(f'{rows}<table:table-row table:number-rows-repeated="1048565">{wide}</table:table-row>')


def stray_ods(row: int, column: int) -> bytes:
    """Return a table with one more cell that stands after so many blank rows and columns."""
    cell = '<table:table-cell office:value-type="{}"><text:p>{{0}}</text:p></table:table-cell>'
    text, value = cell.format("string"), cell.format('float" office:value="{0}')
    lines = [("Tỉnh", "Tổng điểm"), *((name, 40 + k) for k, name in enumerate(PROVINCES))]
    cells = [text.format(a) + (value if k else text).format(b) for k, (a, b) in enumerate(lines)]
    rows = "".join(f"<table:table-row>{cell}</table:table-row>" for cell in cells)
    blank = f'<table:table-row table:number-rows-repeated="{row}"><table:table-cell/></table:table-row>'
    before = f'<table:table-cell table:number-columns-repeated="{column}"/>'
    return ods(f"{rows}{blank}<table:table-row>{before}{text.format('x')}</table:table-row>", rows)


def texts() -> bytes:
    """Return a scoring sheet whose texts are formulas, mark-up, paths and very long to other programs."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường ../../x, tỉnh Đồng Nai"], [],
                ["TT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định"]):  # fmt: skip
        sheet.append(row)
    hostile = ['=HYPERLINK("http://127.0.0.1/";"Xem")', "+1+1", "@SUM(A1:A2)", "-2+3+cmd|' /C calc'!A0", "[/x]",
               "[red]đỏ[/red]", "$x^2$", "<script>alert(1)</script>", "_x001B_[2J", "../../x", "Một\nHai",
               "x" * 30000]  # fmt: skip
    for number, text in enumerate(hostile, 1):
        sheet.append([str(number), None, 1, 1])
        sheet.cell(sheet.max_row, 2).value = text
        sheet.cell(sheet.max_row, 2).data_type = "s"
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


STRAY = {at: table(**{at: " "}) for at in ("XFD3000", "XFD20000", "CV1048576", "XFD1048576")}
ROW = b'<row r="100000000"><c r="B100000000"><v>1</v></c></row>'
MERGED = b'<mergeCells count="1"><mergeCell ref="XFD1:A1"/></mergeCells>'
#: Files by name: what they hold, how reading ends, and what is found (rule, cell).
HOSTILE = {
    **{f"far_{at}_papi_2023.xlsx": (data, "scores", ("cells_far_away", at)) for at, data in STRAY.items()},
    "row_papi_2023.xlsx": (changed(DATA_END, ROW + DATA_END), "scores", ("cells_far_away", "B100000000")),
    "reference_papi_2023.xlsx": (changed(b'r="B3"', b'r="ZZZZ99"'), "scores", ("cells_far_away", "ZZZZ99")),
    "merged_papi_2023.xlsx": (changed(DATA_END, DATA_END + MERGED), "scores", None),
    "nan_papi_2023.xlsx": (changed(b"<v>41</v>", b"<v>NaN</v>"), "scores", ("error_cell", "B3")),
    "infinite_papi_2023.xlsx": (changed(b"<v>41</v>", b"<v>1e999</v>"), "scores", ("error_cell", "B3")),
    "good_papi_2023.xlsx": (table(), "scores", None),
    "bomb_blanks_papi_2023.xlsx": (lambda: inflating(SHEET, DATA_END, b" "), "too_large", None),
    "bomb_text_papi_2023.xlsx": (lambda: inflating(SHEET, b"</t>", b"x"), "too_large", None),
    "repeated_papi_2023.ods": (repeated(), "too_large", None),
    "far_papi_2023.ods": (
        stray_ods(1_000_000, 16_000),
        "scores",
        ("cells_far_away", address(1_000_007, 16_000)),
    ),
    "far_papi_2023.xlsb": (xlsb(BINARY, XFD1048576="x"), "scores", ("cells_far_away", "XFD1048576")),
    "loop.xls": (old_container(1, 1024), "not_a_workbook", None),
    "cut.xls": (old_container(0xFFFFFFFE, 276), "not_a_workbook", None),
    "texts_par_2024.xlsx": (texts(), "scores", None),
    "empty.xlsx": (b"", "empty_file", None),
}


@pytest.fixture(scope="module")
def worker(fuzz):
    worker = fuzz.Worker()
    yield worker
    worker.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_scores_or_in_one_message(tmp_path, worker, name):
    data, end, found = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data() if callable(data) else data)
    first, second, _ = worker.ask(path)
    assert first["end"] == (end if end == "scores" else f"refused: {end}")
    if end == "scores":
        assert second.get("wrong", []) == []  # openpyxl cannot open some
        assert first["count"] == (12 if name.startswith("texts") else 6)
        frame = read(path).findings
        assert found is None or found in set(zip(frame["rule"], frame["cell"], strict=True))
    else:
        vietnamese, english = first["said"].split("\n")
        assert vietnamese.startswith(f"{name}: ") and english.startswith(f"{name}: ")


def make_links(folder: Path) -> dict[str, str]:
    """Make what has the name of a workbook and is no file; return by which rule each is refused."""
    (folder / "folder.xlsx").mkdir()
    (folder / "loop.xlsx").symlink_to("loop.xlsx")
    (folder / "gone.xlsx").symlink_to("nowhere.xlsx")
    (folder / "device.xlsx").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.xlsx")
    return {"folder.xlsx": "is_folder", "loop.xlsx": "cannot_open", "gone.xlsx": "no_file",
            "device.xlsx": "cannot_open", "pipe.xlsx": "cannot_open", "a" * 300 + ".xlsx": "cannot_open",
            "papi_\udcff_2023.xlsx": "name_not_text"}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices among its files")
def test_only_files_are_read(tmp_path):
    for name, rule in make_links(tmp_path).items():
        with pytest.raises(ReadError) as error:
            read(tmp_path / name)
        assert error.value.rule == rule
        assert str(error.value).count("\n") == 1
        assert str(error.value).encode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices among its files")
def test_a_folder_of_such_is_checked_to_its_end(tmp_path, run):
    make_links(tmp_path)
    (tmp_path / "good_papi_2023.xlsx").write_bytes(table())
    code, out, err = run("check", tmp_path, "--workers", 1)
    assert code == 2
    assert "6 tệp: 5 lỗi, 0 cảnh báo" in err and "5 tệp không đọc được" in err
    assert "Traceback" not in out + err
    assert run("check", "a" * 300 + ".xlsx")[0] == run("read", "a" * 300 + ".xlsx")[0] == 2


# -- one bound each ----------------------------------------------------------------------------------


@pytest.fixture
def bounded(monkeypatch):
    """Return a function that sets limits lower."""

    def lower(**most: int) -> None:
        declared = limits.limits()
        lowered = {n: limits.Limit(most.get(n, old.most), old.vi, old.en) for n, old in declared.items()}
        monkeypatch.setattr(limits, "limits", lambda: lowered)

    return lower


def refused(tmp_path, data: bytes, name: str = "papi_2023.xlsx") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as error:
        open_workbook(path, Findings())
    return str(error.value)


def test_every_limit_is_declared_with_its_words():
    assert all(limit.most > 0 and limit.vi and limit.en for limit in limits.limits().values())


def test_cells_behind_a_gap_are_far_only_where_there_is_no_room_for_them():
    near = [(r, c) for r in range(10) for c in range(3)]
    rows, columns = zip(*near, (5000, 0), strict=True)
    assert far_cells(rows, columns) == []
    rows, columns = zip(*near, (5000, 9000), strict=True)
    assert far_cells(rows, columns) == [30]
    many = [(5000 + k, 9000) for k in range(101)]
    with pytest.raises(TooLargeError):
        far_cells(*zip(*near, *many, strict=True))


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"unpacked_bytes": 2000}, "dung lượng sau khi giải nén (byte) quá 2000"),
        ({"part_bytes": 300}, "dung lượng sau khi giải nén của một trang tính (byte) quá 300"),
        ({"parts": 3}, "số tệp con trong tệp nén quá 3"),
        ({"all_cells": 13}, "tổng số ô của các trang tính quá 13"),
        ({"cells": 13, "gap": 100}, "số ô của một trang tính quá 13"),
        ({"text_length": 2}, "số ký tự của một ô quá 2"),
        ({"text_bytes": 20}, "tổng dung lượng văn bản của một trang tính (byte) quá 20"),
    ],
)
def test_more_than_a_limit_is_refused_by_its_name(tmp_path, bounded, limit, words):
    bounded(**limit)
    data = with_shared_strings(table(A1000="x" * 20) if "cells" in limit else table())
    assert words in refused(tmp_path, data)


def test_a_sheet_that_is_too_large_is_left_out_and_the_others_are_read(workbook, bounded):
    path = workbook({"S": [["a", 1]], "L": [["x", 1]] * 1200})
    bounded(cells=1000)
    findings = Findings()
    assert [s.name for s in open_workbook(path, findings).sheets] == ["S"]
    (finding,) = findings.items
    assert (finding.rule, finding.severity, finding.sheet) == ("sheet_too_large", "error", "L")
    assert "số ô của một trang tính quá 1000" in finding.message


def test_a_part_that_inflates_to_more_than_it_declares_is_damaged(tmp_path):
    data = bytearray(repacked(table(), lambda name, content: (name, content)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    at = data.rfind(SHEET.encode()) - 46  # its entry in the directory
    assert struct.unpack_from("<I", data, at + 24) == (size,)
    struct.pack_into("<I", data, at + 24, size - 1)
    assert "bị hỏng" in refused(tmp_path, bytes(data))


def test_a_text_file_has_a_bound_too(tmp_path, bounded):
    bounded(text_file_bytes=20)
    data = "Tỉnh;PCI 2023\nHà Nội;67,1\n".encode()
    assert "dung lượng tệp văn bản (byte) quá 20" in refused(tmp_path, data, "pci_2023.csv")


# -- XLS ---------------------------------------------------------------------------------------------

BOF, END = record(0x809, "<HH12x", 0x600, 5), record(0x0A, "<")


def biff(*cells: bytes) -> bytes:
    """Return an XLS of one sheet."""
    sheet = record(0x85, "<IBB2sB1s", len(BOF) + 14 + 4, 0, 0, b"\1\0", 0, b"S")
    return compound(BOF + sheet + END + record(0x809, "<HH12x", 0x600, 16) + b"".join(cells) + END)


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, "<3Hd", row, column, 0, value)


def test_the_other_sheets_of_a_file_with_a_stray_cell_are_read_whole(tmp_path):
    two = xlsb(BINARY | {"S2": [["x", 1]]}, XFD99999="y")
    for name, data in {"b.ods": stray_ods(1_000_000, 16_000), "b.xlsb": two}.items():
        path = tmp_path / name
        path.write_bytes(data)
        findings = Findings()
        first, second = open_workbook(path, findings).sheets
        assert [row[0] for row in first.rows] == ["Tỉnh", *PROVINCES]
        assert second.rows in (first.rows, [["x", 1.0]])
        assert [f.rule for f in findings.items if f.severity != "note"] == ["cells_far_away"]


def test_a_table_that_goes_on_far_down_is_no_stray(tmp_path):
    cell = '<table:table-cell{} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    line = f'<table:table-row table:number-rows-repeated="{{}}">{cell}</table:table-row>'
    wide = ' table:number-columns-repeated="16000"'
    assert "vượt giới hạn" in refused(tmp_path, ods(line.format(900, wide)), "b.ods")
    assert "vượt giới hạn" in refused(
        tmp_path, ods(line.format(1_000_000, "") + line.format(1, wide)), "b.ods"
    )


@pytest.mark.parametrize("style", ["ce1", "Default", "x" * 200])
def test_the_styled_empty_rest_of_a_sheet_costs_nothing(tmp_path, style):
    """LibreOffice writes every sheet so that came from another program, down to its last row and column."""
    cell = '<table:table-cell office:value-type="string"><text:p>Hà Giang</text:p></table:table-cell>'
    rest = f'<table:table-cell table:style-name="{style}" table:number-columns-repeated="16384"/>'
    below = f'<table:table-row table:number-rows-repeated="1048500">{rest}</table:table-row>'
    path = tmp_path / "b.ods"
    path.write_bytes(ods(f"<table:table-row>{cell}</table:table-row>{below}"))
    (sheet,) = open_workbook(path, Findings()).sheets
    assert sheet.rows == [["Hà Giang"]]
    value = rest.replace("/>", ' office:value-type="string" office:string-value="x"/>')
    assert "vượt giới hạn" in refused(tmp_path, ods(below.replace(rest, value)), "c.ods")


def test_an_old_sheet_is_read_without_what_stands_far_away(tmp_path):
    text = record(0x06, "<3HB5xHHII", 65000, 65000, 0, 0, 0xFFFF, 0, 0, 0) + record(
        0x207, "<HB1s", 1, 0, b"x"
    )
    path = tmp_path / "papi_2023.xls"
    path.write_bytes(biff(number(0, 0, 1), number(1, 1, 2), text, number(2, 1, 3)))
    findings = Findings()
    (sheet,) = open_workbook(path, findings).sheets
    assert sheet.rows == [[1.0, ""], ["", 2.0], ["", 3.0]]
    assert [(f.rule, f.cell) for f in findings.items] == [("cells_far_away", "CRDA65001")]


def test_the_size_that_an_old_sheet_declares_is_not_believed(tmp_path):
    path = tmp_path / "papi_2023.xls"
    path.write_bytes(biff(record(0x200, "<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFFF, 0), number(0, 0, 1)))
    assert open_workbook(path, Findings()).sheets[0].rows == [[1.0]]


def test_an_old_sheet_whose_records_are_too_short_is_damaged(tmp_path):
    assert "bị hỏng" in refused(tmp_path, biff(record(0x203, "<3H", 0, 0, 0)), "papi_2023.xls")


@pytest.mark.parametrize("sector", [0, 1, 77, 0xFFFFFFFF])
def test_a_chain_that_leads_back_or_out_of_the_file_is_damaged(sector):
    data = bytearray(compound(b""))
    struct.pack_into("<I", data, 512 + 4 * 5, sector)
    with pytest.raises(DamagedContainerError):
        workbook_stream(bytes(data))
