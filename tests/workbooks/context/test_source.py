"""What the analyst says beside a workbook wins; a line that cannot be used is an error. Số liệu minh họa."""

import pytest

from cchc_analysis.files import source_path
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks import ReadError, read
from cchc_analysis.workbooks.context import source
from cchc_analysis.workbooks.context.source import DeclaredSheet, Source, lines_to_paste, source_of

ROWS = [
    ["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2023"],
    ["Đơn vị: Xã Minh Họa, tỉnh Minh Họa"],
    ["TT", "Tiêu chí", "Tối đa", "Cột 1", "Cột 2", "Cột 3"],
    ["1", "Chỉ đạo", 2, 1.5, 1, 7],
    ["1.1", "Kế hoạch", 2, 1.5, 1, 8],
]


@pytest.fixture
def declared(workbook):
    """Return a function that writes a workbook of one sheet and its source, and gives the path."""

    def write(text, rows=ROWS, sheet="Bảng 1"):
        path = workbook({sheet: rows}, "bang.xlsx")
        source_path(path).write_text(text, encoding="utf-8")
        return path

    return write


COLUMNS = """
[sheets."Bảng 1".columns]
D = "tự chấm"
E = "thẩm định"
F = "bỏ qua"
"""


def scores_of(reading, stage):
    part = reading.scores[reading.scores["stage"] == stage]
    return list(zip(part["code"], part["score"], part["cell"], strict=True))


def test_columns_are_what_they_are_declared_to_be(declared):
    reading = read(declared(COLUMNS))
    assert scores_of(reading, "self") == [("1", 1.5, "D4"), ("1.1", 1.5, "D5")]
    assert scores_of(reading, "appraised") == [("1", 1, "E4"), ("1.1", 1, "E5")]
    assert len(reading.scores) == 4
    assert not (reading.findings["severity"] != "note").any()
    (aside,) = reading.account.query("range == 'F4:F5'").itertuples()
    assert not aside.taken and aside.reason


def test_without_them_the_columns_are_asked_for(workbook):
    with pytest.raises(ReadError):
        read(workbook({"Bảng 1": ROWS}, "bang.xlsx"))


def test_columns_of_two_years(declared):
    reading = read(
        declared('[sheets."Bảng 1".columns]\nD = "thẩm định 2022"\nE = "thẩm định 2023"\nF = "bỏ qua"')
    )
    assert reading.scores.groupby("year")["score"].first().to_dict() == {2022: 1.5, 2023: 1}


def test_rows_of_headings(declared):
    rows = [*ROWS[:2], ["ghi", "chú", "của", "người", "nhập", "liệu"], ROWS[2], *ROWS[3:]]
    reading = read(declared('[sheets."Bảng 1"]\nheadings = "4"' + COLUMNS, rows))
    assert scores_of(reading, "self") == [("1", 1.5, "D5"), ("1.1", 1.5, "D6")]


def test_a_sheet_may_be_skipped(workbook):
    scored = [*ROWS[:2], [*ROWS[2][:3], "Điểm thẩm định"], *(row[:4] for row in ROWS[3:])]
    path = workbook({"Bảng 1": scored, "Nháp": scored}, "bang.xlsx")
    source_path(path).write_text('[sheets."Bảng 1"]\nskip = true', encoding="utf-8")
    assert set(read(path).scores["sheet"]) == {"Nháp"}


def test_index_year_and_unit_win_over_the_titles(declared):
    text = 'index = "DTI"\nyear = 2021\nunit = "Phường Ví Dụ, tỉnh Ví Dụ"\n'
    reading = read(declared(text + COLUMNS))
    frame = reading.scores
    assert set(frame["index"]) == {"DTI"} and set(frame["year"]) == {2021}
    assert set(frame["unit_id"]) == {"xa/vi-du/phuong-vis-duj"}
    assert {"year_conflict", "unit_conflict"} <= set(reading.findings["rule"])


def test_the_arguments_win_over_the_source(declared):
    path = declared('index = "DTI"\nyear = 2021\nunit = "Xã Một"\n' + COLUMNS)
    frame = read(path, index="PAR", year=2022, unit="Xã Hai").scores
    assert (frame["index"][0], frame["year"][0], frame["unit"][0]) == ("PAR", 2022, "Xã Hai")


def test_the_level_tells_what_kind_of_unit_it_is(declared):
    rows = [ROWS[0], *ROWS[2:]]
    frame = read(declared('unit = "Minh Họa, tỉnh Minh Họa"\nlevel = "commune"\n' + COLUMNS, rows)).scores
    assert set(frame["unit_type"]) == {"commune"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("index = ", ""),
        ("year = [1]", ""),
        ('[sheets."Bảng 1"]\nheadings = "bốn"', 'headings = "bốn"'),
        ('[sheets."Bảng 1"]\ntieu_de = "4"', "tieu_de"),
        ('[sheets."Bảng 1".columns]\n"cột D" = "tự chấm"', 'cột D = "tự chấm"'),
        ('[sheets."Bảng 1".columns]\nD = ""', 'D = ""'),
        ('[sheets."Bảng 1".columns]\n"E:D" = "tự chấm"', 'E:D = "tự chấm"'),
        ('[sheets."Bảng 1".columns]\n"D:E" = "tự chấm"\nE = "thẩm định"', 'E = "thẩm định"'),
        ('[sheets."Bảng 1".columns]\nD = "thẩm định …"', 'D = "thẩm định …"'),
        ('[sheets."Bảng 1"]\nheadings = "4:3"', 'headings = "4:3"'),
        ('[sheets."Bảng 1"]\nskip = "false"', 'skip = "false"'),
        ('unit = "…"', 'unit = "…"'),
        ('year = "…"', 'year = "…"'),
        ("year = 23", 'year = "23"'),
        ("yaer = 2023", "yaer = …"),
        ('[sheet."Bảng 1"]\nskip = true', "sheet = …"),
    ],
)
def test_a_line_that_cannot_be_used_is_an_error(declared, text, said):
    with pytest.raises(ReadError) as error:
        read(declared(text))
    assert error.value.rule == "source_wrong"
    assert "bang.source.toml" in str(error.value) and said in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        '[sheets."Bảng 2"]\nskip = true',
        '[sheets."Bảng 1".columns]\nZ = "tự chấm"',
        '[sheets."Bảng 1".columns]\nG = "tự chấm"',
        '[sheets."Bảng 1"]\nheadings = "90"',
        '[sheets."Bảng 1"]\nheadings = "6"',
    ],
)
def test_a_line_that_matches_nothing_is_an_error(declared, text):
    rows = [*ROWS, [], ["2", "Thể chế", 2, 1, 1, 1, None, "cột G trống"]]
    with pytest.raises(ReadError) as error:
        read(declared(text, rows))
    assert error.value.rule == "source_unmatched"
    last = text.splitlines()[-1].split(" =")[0]
    assert last == "skip" or last in str(error.value)
    sheet = text.partition('"')[2].partition('"')[0]
    assert f'[sheets."{sheet}"]' in str(error.value) and "Bảng 1" in str(error.value)


def test_what_describes_the_source_is_no_line_for_the_reader(declared):
    described = 'title = "Bảng điểm"\npublisher = "UBND xã"\nurl = "https://example.org"\nlanguage = "vi"'
    assert len(read(declared(described + COLUMNS)).scores) == 4


@pytest.mark.parametrize(
    "words", ["năm trước", "thẩm định lần 2", "mã", "tên tiêu chí", "6 tháng", "bỏ qua", "PAPI", "tổng điểm"]
)
def test_words_of_the_vocabulary_are_taken(declared, words):
    path = declared(f'[sheets."Bảng 1".columns]\nD = "{words}"')
    assert source_of(path, Findings()).sheets["Bảng 1"].columns == {3: words}


def test_the_example_of_the_room_is_one(workbook):
    example = source.__doc__[source.__doc__.index("title =") : source.__doc__.index("A reader that lacks")]
    path = workbook({"Bảng 1": ROWS, "Phụ lục": ROWS}, "bang.xlsx")
    source_path(path).write_text(example, encoding="utf-8")
    declared = source_of(path, Findings())
    assert (declared.index, declared.year, declared.level) == ("PAR", 2024, "commune")
    assert declared.sheets["Bảng 1"].headings == (3, 4) and declared.sheets["Phụ lục"].skip
    words = list(declared.sheets["Bảng 1"].columns.values())
    assert words == ["mã", "tên tiêu chí", "tự đánh giá 2024", "thẩm định 2024", *["bỏ qua"] * 3]


def test_lines_to_paste_are_read_back(workbook):
    path = workbook({'S "1"': ROWS}, "bang.xlsx")
    whole = {"index": ("PAR", ""), "year": (2023, "2022?\n2023?"), "unit": ("Xã “Một”", "")}
    columns = {0: ("mã", ""), 27: ("bỏ qua", "“Ghi\nchú”")}
    source_path(path).write_text(lines_to_paste(path, whole, 'S "1"', (2, 3), columns), encoding="utf-8")
    assert source_of(path, Findings()) == Source(
        "PAR", 2023, "Xã “Một”", "", {'S "1"': DeclaredSheet((2, 3), {0: "mã", 27: "bỏ qua"})}
    )


def test_an_index_that_nobody_declares_is_an_error(declared):
    with pytest.raises(ReadError) as error:
        read(declared('index = "XYZ"'))
    assert error.value.rule == "index_undeclared"


def test_what_a_source_declares(declared):
    text = '[sheets."Bảng 1"]\nheadings = "3:4"\n[sheets."Bảng 1".columns]\n"D:F" = "tự chấm"'
    source = source_of(declared(text), Findings())
    assert source.sheets == {"Bảng 1": DeclaredSheet((2, 3), dict.fromkeys((3, 4, 5), "tự chấm"))}


def test_no_source_declares_nothing(workbook):
    source = source_of(workbook({"S": ROWS}), Findings())
    assert (source.index, source.year, source.unit, source.sheets) == ("", None, "", {})
