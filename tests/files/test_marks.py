"""What calamine does not show: percentages, errors, what is hidden, formulas without a value."""

import io
import re
import zipfile

import pytest
import xlrd
from parts import WORKBOOK_2, compound, ods, record, renamed, repacked, with_sheet, without

from cchc_analysis.files.cells import is_percentage
from cchc_analysis.files.grid import open_workbook
from cchc_analysis.files.marks import looked_at
from cchc_analysis.files.marks_ods import ods_marks
from cchc_analysis.findings import Findings


def marks(path, sheet=0):
    return open_workbook(path, Findings()).sheets[sheet].marks


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", True),
        ("0.00%;[Red]-0.00%", True),
        ('#,##0.0" điểm "%', True),
        ("[<=1]0%;0.0", True),
        ("0.0", False),
        ('0.0"%"', False),
        (r"0.0\%", False),
        ("0_%", False),
        ('"% tối đa: "0', False),
    ],
)
def test_a_percentage_is_what_the_format_multiplies(code, shown):
    assert is_percentage(code) is shown


@pytest.fixture
def formatted(workbook):
    """Return a function that writes a sheet of two rows, with number formats by address."""

    def write(formats):
        def change(book):
            for place, code in formats.items():
                book["S"][place].number_format = code

        return workbook({"T": [["x", 0.5]], "S": [["Tỉnh", 81.5, 0.815], ["x", None, 1]]}, change=change)

    return write


@pytest.mark.parametrize("code", ["0%", "0.00%", "0.0%", '0.0 %;"-"'])
def test_numbers_shown_as_a_percentage(formatted, code):
    path = formatted({"A1": code, "C1": code, "B2": code, "C2": code})
    assert marks(path, 1).percent == {(0, 2), (1, 2)}
    assert marks(path, 0).percent == set()
    assert open_workbook(path, Findings()).sheets[1].rows[0][2] == 0.815


def test_other_formats_show_no_percentage(formatted):
    path = formatted({"B1": '0.0"%"', "C1": r"0.0\%", "C2": "0.00"})
    assert marks(path, 1).percent == set()


def test_one_of_many_percentages_is_found_as_one_of_few(formatted):
    path = formatted({"C1": "0%"})

    def many(name, content):
        if name == "xl/styles.xml":
            style = rb'<xf numFmtId="10" fontId="0" fillId="0" borderId="0"/>'
            content = re.sub(rb"</cellXfs>", style * 40 + rb"</cellXfs>", content)
        return name, content

    path.write_bytes(repacked(path.read_bytes(), many))
    assert marks(path, 1).percent == {(0, 2)}


def as_another_program_writes(xml):
    """Return a sheet with a prefix, without addresses, and with the type before the style."""
    xml = re.sub(rb' r="[A-Z]*\d+"', b"", xml)
    xml = re.sub(rb'( s="\d+")( t="\w+")', rb"\2\1", xml)
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml).replace(b" xmlns=", b" xmlns:x=")


def test_what_another_program_writes_in_its_own_way_is_seen_alike(formatted):
    path = formatted({"C1": "0%", "C2": "0%"})
    hide = [(rb'<row r="2"', rb'<row r="2" hidden="true"'), (rb"<c r=\"B2\"[^>]*/>", rb"")]
    path.write_bytes(
        with_sheet(path.read_bytes(), lambda xml: _replaced(xml, hide), "xl/worksheets/sheet2.xml")
    )
    plain = marks(path, 1)
    assert (plain.percent, plain.hidden_rows) == ({(0, 2), (1, 2)}, {1})
    data = with_sheet(path.read_bytes(), as_another_program_writes, "xl/worksheets/sheet2.xml")
    path.write_bytes(data)
    # Without its address, what stood in column C of the second row stands behind what is before it.
    assert (marks(path, 1).percent, marks(path, 1).hidden_rows) == ({(0, 2), (1, 1)}, {1})


def _replaced(xml, changes):
    for old, new in changes:
        xml = re.sub(old, new, xml)
    return xml


def test_a_text_that_looks_like_a_sign_is_none(workbook):
    path = workbook({"S": [['x t="e" hidden="1" s="1"', 1.5]]})
    found = marks(path)
    assert not (found.errors or found.hidden_rows or found.hidden_columns or found.percent)


def test_a_formula_that_gives_an_empty_text_is_not_without_a_value(workbook):
    path = workbook({"S": [["=A2", "=B2", "=C2"]]})
    text = [(rb'<c r="A1"[^>]*>(<f>.*?</f>)<v ?/?>(</v>)?', rb'<c r="A1" t="str">\1<v></v>')]
    path.write_bytes(with_sheet(path.read_bytes(), lambda xml: _replaced(xml, text)))
    assert marks(path).unvalued == {(0, 1), (0, 2)}


def test_marks_follow_the_relations_and_not_the_names(formatted):
    path = formatted({"C1": "0%"})
    sheets = {"xl/worksheets/sheet1.xml": "sheets/b.xml", "xl/worksheets/sheet2.xml": "sheets/a.xml"}
    path.write_bytes(renamed(path.read_bytes(), WORKBOOK_2 | sheets))
    assert [marks(path, k).percent for k in (0, 1)] == [set(), {(0, 2)}]


CELL = (
    '<table:table-cell office:value-type="{}" office:value="0.815"{}><text:p>81,5</text:p></table:table-cell>'
)
BLANKS = '<table:table-row table:number-rows-repeated="{}"><table:table-cell/></table:table-row>'


def test_ods_says_it_in_the_cell(tmp_path):
    twice = CELL.format("percentage", ' table:number-columns-repeated="2"')
    error = ('<table:table-cell office:value-type="string" calcext:value-type="error">'
             "<text:p>#DIV/0!</text:p></table:table-cell>")  # fmt: skip
    rows = (
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        + BLANKS.format(2)
        + '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        + f"<table:table-cell/>{twice}{CELL.format('float', '')}{error}</table:table-row>"
        + BLANKS.format(1_048_572)
    )
    wide = CELL.format("float", ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    merged = f"<table:table-row>{wide}{CELL.format('percentage', '')}</table:table-row>"
    path = tmp_path / "a.ods"
    path.write_bytes(ods(rows, merged))
    first, second = open_workbook(path, Findings()).sheets
    assert first.rows[2][:4] == ["", 0.815, 0.815, 0.815]
    assert first.marks.percent == {(2, 1), (2, 2), (3, 1), (3, 2)}
    assert first.marks.errors == {(2, 4): "#DIV/0!", (3, 4): "#DIV/0!"}
    assert (first.marks.hidden_rows, first.marks.hidden_columns) == ({2, 3}, {1, 2})
    assert (second.merged, second.marks.percent) == ([((0, 0), (0, 1))], {(0, 2)})


def test_a_mark_that_a_file_repeats_without_end_is_kept_within_bounds(tmp_path):
    cell = CELL.format("percentage", ' table:number-columns-repeated="99999999"')
    row = f'<table:table-row table:number-rows-repeated="99999999">{cell}</table:table-row>'
    content = zipfile.ZipFile(io.BytesIO(ods(row))).read("content.xml")
    (found,) = ods_marks(content).values()
    assert 16384 <= len(found.percent) <= 100_000


FORMATS = [(164, "0.0%"), (165, '0.0"%"'), (166, "0.00")]


def biff(version, cells):
    """Return an XLS with the styles 0: General, 1: 9, 2: 164 (%), 3: 165 (a literal %), 4: a named 10."""
    start = record(0x809, "<HH12x", version, 5)
    for number, code in FORMATS:
        text = code.encode("latin-1")
        lengths = length_of(version, len(text))
        start += record(0x41E, f"<H{len(lengths)}s{len(text)}s", number, lengths, text)
    for number, flags in ((0, 1), (9, 1), (164, 1), (165, 1), (10, 5)):
        start += record(0xE0, "<3H14x", 0, number, flags)
    sheet = record(0x85, "<IBB2sB1s", 0, 0, 0, b"\1\0", 0, b"S")
    at = len(start) + len(sheet) + 4
    sheet = record(0x85, "<IBB2sB1s", at, 0, 0, b"\1\0", 0, b"S")
    end = record(0x0A, "<")
    return compound(start + sheet + end + record(0x809, "<HH12x", version, 16) + cells + end)


def length_of(version, length):
    return bytes([length, 0, 0]) if version == 0x600 else bytes([length])


@pytest.mark.parametrize("version", [0x600, 0x500])
def test_xls_says_it_in_the_style_of_the_cell(version):
    number, formula = (0x203, "<3Hd"), (0x06, "<3Hd8x")
    cells = b"".join(
        [
            record(*number, 0, 0, 1, 0.815),
            record(*number, 0, 1, 0, 0.815),
            record(0x27E, "<3HI", 1, 2, 2, 0),
            record(0x27E, "<3HI", 1, 3, 3, 0),
            record(0xBD, "<HHHIHIHIH", 2, 4, 1, 0, 0, 0, 2, 0, 6),
            record(*formula, 3, 0, 2, 0.5),
            record(0x06, "<3H2s4s2s8x", 3, 1, 2, b"\0\0", b"", b"\xff\xff"),  # its result is a text
            record(0xFD, "<3HI", 4, 0, 1, 0),  # a text
        ]
    )
    _, found = looked_at(biff(version, cells), "a.xls", Findings())
    assert found[0].percent == {(0, 0), (1, 2), (2, 4), (2, 6), (3, 0)}


@pytest.mark.parametrize(
    ("value", "unvalued"), [(b"\3" + bytes(5) + b"\xff\xff", {(0, 0), (1, 0)}), (bytes(8), set())]
)
def test_formulas_of_xls_have_no_value_where_all_are_blank(value, unvalued):
    blank = record(0x06, "<3H2s4s2s8x", 0, 0, 0, b"\3\0", b"", b"\xff\xff")
    _, found = looked_at(biff(0x600, blank + record(0x06, "<3H8s8x", 1, 0, 0, value)), "a.xls", Findings())
    assert found[0].unvalued == unvalued


def test_what_an_old_workbook_shows_as_a_percentage_is_what_another_engine_says(corpus):
    path = corpus / "pci" / "PCI 2007.xls"
    book = xlrd.open_workbook(path, formatting_info=True)
    for sheet in open_workbook(path, Findings()).sheets:
        other = book.sheet_by_name(sheet.name)
        expected = set()
        for r in range(other.nrows):
            for c in range(other.row_len(r)):
                style = book.xf_list[other.cell_xf_index(r, c)]
                if other.cell_type(r, c) == xlrd.XL_CELL_NUMBER:
                    code = book.format_map[style.format_key].format_str
                    expected |= {(r, c)} if "%" in code else set()
        assert sheet.marks.percent == expected


def test_what_cannot_be_looked_at_is_reported(workbook):
    xlsb = {"xl/workbook.xml": "xl/workbook.bin", "xl/_rels/workbook.xml.rels": "xl/_rels/workbook.bin.rels"}
    data = renamed(workbook({"S": [["x"]]}).read_bytes(), xlsb)
    findings = Findings()
    assert looked_at(without(data, "xl/worksheets/sheet1.xml"), "a.xlsx", findings)[1] == {}
    assert [(f.rule, f.file) for f in findings.items] == [("no_second_look", "a.xlsx")]


def test_a_number_that_a_dynamic_formula_gives_is_seen(formatted):
    path = formatted({"C1": "0%"})
    more = [(rb'(<c r="C1" s="\d+")[^>]*>', rb'\1 cm="1">')]
    path.write_bytes(
        with_sheet(path.read_bytes(), lambda xml: _replaced(xml, more), "xl/worksheets/sheet2.xml")
    )
    assert marks(path, 1).percent == {(0, 2)}
