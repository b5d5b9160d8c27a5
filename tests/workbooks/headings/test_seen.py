"""What a refusal shows: headings, facets, what is missing, and lines that mend it. Số liệu minh họa."""

import csv
from importlib.resources import files

import pytest

from cchc_analysis.files import source_path
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.vocabulary import vocabulary
from cchc_analysis.workbooks import ReadError, read
from cchc_analysis.workbooks.headings.facet_words import facets_of

TITLE = "BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2023"
UNIT = "Đơn vị: Xã Minh Họa, tỉnh Minh Họa"
HEADINGS = ["TT", "Tiêu chí", "Tối đa", "Tự chấm", "Thẩm định"]
BODY = [["1", "Chỉ đạo", 3, 2, 1.5], ["1.1", "Kế hoạch", 1, 0.75, 0.5], ["1.2", "Kiểm tra", 2, 1.25, 1]]
SELF = [("1", 2, "self"), ("1.1", 0.75, "self"), ("1.2", 1.25, "self")]
JUDGED = [("1", 1.5, "appraised"), ("1.1", 0.5, "appraised"), ("1.2", 1, "appraised")]
PROVINCES = [["Hà Nội", 81.5, 1], ["Cao Bằng", 70.25, 2], ["Bắc Kạn", 60.5, 3]]
TOTALS = [("total", 81.5, "final"), ("total", 70.25, "final"), ("total", 60.5, "final")]


def sheet(*titles, headings=HEADINGS, body=BODY):
    return [*([t] for t in titles), headings, *body]


def refused(path, **asked):
    with pytest.raises(ReadError) as error:
        read(path, **asked)
    return error.value


def lines_of(message):
    """Return the lines to paste of a message."""
    return message[message.index("# bang.source.toml") :]


@pytest.fixture
def mended(workbook):
    """Return a function that reads rows, writes what the refusal prints into the source, and reads again."""

    def mend(rows, rule, *corrections):
        path = workbook({"Bảng 1": rows}, "bang.xlsx")
        error = refused(path)
        assert error.rule == rule
        lines = lines_of(str(error))
        (finding,) = (f for f in error.findings.items if f.rule == rule)
        assert finding.message.endswith(lines) and finding.message_en.endswith(lines)
        assert str(error).count(lines) == 1
        if "…" in lines:  # what is left unfilled is refused, and named
            source_path(path).write_text(lines, encoding="utf-8")
            unfilled = refused(path)
            assert unfilled.rule == "source_wrong" and "…" in str(unfilled)
        for printed, meant in corrections:
            assert printed in lines
            lines = lines.replace(printed, meant)
        source_path(path).write_text(lines, encoding="utf-8")
        reading = read(path)
        assert not (reading.findings["severity"] == "error").any()
        return reading.scores

    return mend


def told(scores):
    return sorted(
        zip(scores["code"], scores["score"], scores["stage"], strict=True), key=lambda s: (s[2], s[0])
    )


def both(*parts):
    return sorted((s for part in parts for s in part), key=lambda s: (s[2], s[0]))


# -- facets ----------------------------------------------------------------------------------------


def rows_of_facets():
    text = files("cchc_analysis.workbooks.headings").joinpath("facets.csv").read_text(encoding="utf-8")
    return [tuple(row.values()) for row in csv.DictReader(text.splitlines())]


@pytest.mark.parametrize(("facet", "value", "vi", "en"), rows_of_facets())
def test_the_words_of_a_facet_mean_just_that(facet, value, vi, en):
    said = getattr(heading(vi), facet)
    assert said is True if value == "" else str(said) == value
    assert facets_of(heading(vi), "vi").startswith(vi) or facet == "shift"
    assert en.isascii() and en


@pytest.mark.parametrize("facet", ["holds", "stage", "quantity", "shift"])
def test_every_value_of_the_vocabulary_has_words(facet):
    worded = {value for of, value, *_ in rows_of_facets() if of == facet}
    assert {value for value, *_ in vocabulary(facet)} <= worded


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("Điểm thẩm định năm 2023", "thẩm định 2023", "appraised 2023"),
        ("Hạng PCI", "xếp hạng PCI", "rank PCI"),
        ("Tổng điểm", "tổng điểm", "total"),
        ("Tỉnh, thành phố", "đơn vị", "units"),
        ("Phường Minh Họa", "đơn vị", "units"),
        ("Kế hoạch", "", ""),
        ("Cột 1", "", ""),
    ],
)
def test_a_heading_in_words(text, vi, en):
    assert (facets_of(heading(text), "vi"), facets_of(heading(text), "en")) == (vi, en)


# -- what is shown ---------------------------------------------------------------------------------


def test_headings_cells_facets_and_what_is_missing(workbook):
    rows = sheet("BẢNG ĐIỂM", headings=["TT", "Tiêu chí", "Tối đa", "Tự chấm", "Cột 5"])
    said = str(refused(workbook({"Bảng 1": rows}, "bang.xlsx"))).splitlines()
    assert said[1] == (
        "Tiêu đề đã thấy: A2 “TT”: mã; B2 “Tiêu chí”: tên tiêu chí; C2 “Tối đa”: điểm tối đa; "
        "D2 “Tự chấm”: tự chấm; E2 “Cột 5”: chưa rõ."
    )
    assert said[2] == "Còn thiếu: chỉ số; năm; đơn vị."
    assert said[4] == (
        "Headings seen: A2 “TT”: codes; B2 “Tiêu chí”: names of criteria; C2 “Tối đa”: maximum; "
        "D2 “Tự chấm”: self-scored; E2 “Cột 5”: unknown."
    )
    assert said[5] == "Missing: the index; the year; the unit."


def test_rows_of_headings_that_were_not_found_are_guessed(workbook):
    head = [["Tỉnh", "Cột chính", None], [None, "Tham gia của người dân ở cấp cơ sở", "Hạng"]]
    path = workbook({"S": [["PAPI"], *head, *PROVINCES]}, "bang.xlsx")
    said = str(refused(path))
    assert (
        "A2 “Tỉnh”: đơn vị; B2 “Cột chính”: chưa rõ; B3 “Tham gia của người dân ở cấp cơ sở”: tiêu chí 1; "
        "C3 “Hạng”: xếp hạng.\nCòn thiếu: năm."
    ) in said
    lines = lines_of(said)
    assert lines.splitlines()[1:] == [
        'year = "…"  # năm được chấm điểm / the year assessed', '[sheets."S"]', 'headings = "2:3"'
    ]  # fmt: skip


def test_a_sheet_with_many_headings_shows_the_first(workbook):
    headings = ["Tỉnh", *(f"Cột {n}" for n in range(40))]
    rows = [["Các tỉnh"], headings, *([name, *range(40)] for name, *_ in PROVINCES)]
    said = str(refused(workbook({"S": rows}, "bang.xlsx")))
    assert "T2 “Cột 18”: chưa rõ; … (41)." in said


def test_what_cannot_be_declared_prints_no_lines(workbook):
    error = refused(workbook({"S": sheet("Bảng giao chỉ tiêu chỉ số CCHC năm 2023", UNIT)}, "bang.xlsx"))
    assert error.rule == "another_target" and "source.toml" not in str(error)


# -- pasted ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "rule", "corrections"),
    [
        (sheet("BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC", UNIT), "year_unknown", [('year = "…"', "year = 2023")]),
        (sheet("CHỈ SỐ CCHC 2022 2023", UNIT), "year_unknown", [('year = "…"  # 2022? 2023?', "year = 2023")]),
        (sheet("BẢNG ĐIỂM NĂM 2023", UNIT), "index_unknown", [('index = "…"', 'index = "PAR"')]),
        (sheet(TITLE), "sheet_without_unit", [('"…"', '"Xã Minh Họa, tỉnh Minh Họa"')]),
        (
            sheet(TITLE, "Đơn vị: Xã Minh Họa", "Đơn vị: Xã Ví Dụ"),
            "sheet_without_unit",
            [('unit = "…"  # Xã Minh Họa? Xã Ví Dụ?', 'unit = "Xã Minh Họa, tỉnh Minh Họa"')],
        ),
        (
            sheet("BẢNG ĐIỂM"),
            "index_unknown",
            [('index = "…"', 'index = "PAR"'), ('year = "…"', "year = 2023"), ('t = "…"', 't = "Xã Minh Họa"')],
        ),
        (
            sheet(TITLE, UNIT, headings=["TT", "Tiêu chí", "Tối đa", "Cột 1", "Cột 2"]),
            "no_stage_column",
            [('D = "…"', 'D = "tự chấm"'), ('E = "…"', 'E = "thẩm định"')],
        ),
        (
            sheet(TITLE, UNIT, headings=["Nhãn", "Việc", "Mức", "Cột 1", "Cột 2"]),
            "no_table",
            [('C = "…"', 'C = "điểm tối đa"'), ('D = "…"', 'D = "tự chấm"'), ('E = "…"', 'E = "thẩm định"')],
        ),
        (
            sheet(TITLE, UNIT, headings=["TT", "Tiêu chí", "Tối đa", "Thẩm định", "Thẩm định"]),
            "nothing_left",
            [('D = "thẩm định …"', 'D = "tự chấm"'), ('E = "thẩm định …"', 'E = "thẩm định"')],
        ),
        (
            sheet("Thi đua khối xã năm 2023", UNIT),
            "another_other",
            [('index = "…"', 'index = "PAR"')],
        ),
    ],
)  # fmt: skip
def test_a_refused_scoring_sheet_reads_with_the_lines_that_it_prints(mended, rows, rule, corrections):
    scores = mended(rows, rule, *corrections)
    assert told(scores) == both(SELF, JUDGED)
    assert set(zip(scores["index"], scores["year"], scores["unit"], strict=True)) == {
        ("PAR", 2023, "Xã Minh Họa")
    }
    assert scores.drop_duplicates("code")["max_score"].tolist() == [3, 1, 2]


@pytest.mark.parametrize(
    ("rows", "rule", "corrections"),
    [
        ([["PCI các tỉnh"], ["Tỉnh", "Điểm", "Hạng"], *PROVINCES], "year_unknown", [('"…"', "2023")]),
        ([["Năm 2023"], ["Tỉnh", "Điểm", "Hạng"], *PROVINCES], "index_unknown", [('"…"', '"PCI"')]),
    ],
)
def test_a_refused_table_of_provinces_reads_with_the_lines_that_it_prints(mended, rows, rule, corrections):
    scores = mended(rows, rule, *corrections)
    assert told(scores) == TOTALS
    assert (
        scores["rank"].tolist() == [1, 2, 3]
        and set(scores["year"]) == {2023}
        and set(scores["index"]) == {"PCI"}
    )


def test_columns_of_a_table_of_provinces_that_are_no_criteria(mended):
    rows = [["PCI 2016"], ["Tỉnh", "Cột 1", "Cột 2"], *PROVINCES]
    known = [('B = "…"', 'B = "Tiếp cận đất đai"'), ('C = "…"', 'C = "Tính minh bạch"')]
    rows[2:] = [[name, 5 + rank / 4, rank] for name, _, rank in PROVINCES]
    assert told(mended(rows, "no_score", *known)) == [
        *(("land", 5 + rank / 4, "final") for *_, rank in PROVINCES),
        *(("transparency", rank, "final") for *_, rank in PROVINCES),
    ]


def test_two_columns_of_one_province(mended):
    rows = [["PAPI 2022 tỉnh Cao Bằng"], ["TT", "Nội dung", "Điểm", "Điểm"]]
    rows += [["1", "Tham gia của người dân ở cấp cơ sở", 5, 4], ["5", "Thủ tục hành chính công", 6, 7]]
    scores = mended(rows, "no_score", ('C = "điểm …"', 'C = "điểm"'), ('D = "điểm …"', 'D = "bỏ qua"'))
    assert told(scores) == [("1", 5, "final"), ("5", 6, "final")]


def test_one_sheet_that_is_not_understood_among_others(workbook):
    unknown = sheet(TITLE, UNIT, headings=["TT", "Tiêu chí", "Tối đa", "Cột 1", "Cột 2"])
    reading = read(workbook({"Bảng 1": sheet(TITLE, UNIT), "Bảng 2": unknown}, "bang.xlsx"))
    assert told(reading.scores) == both(SELF, JUDGED)
    said = "\n".join(reading.findings["message"])
    assert said.count('[sheets."Bảng 2".columns]') == 1 and '[sheets."Bảng 1"' not in said
    assert 'D = "…"  # “Cột 1”: ' in said and 'E = "…"  # “Cột 2”: ' in said


def test_one_column_of_scores_is_guessed(mended):
    rows = sheet(TITLE, UNIT, headings=["TT", "Tiêu chí", "Tối đa", "Cột 1"], body=[r[:4] for r in BODY])
    assert told(mended(rows, "no_stage_column")) == [(c, s, "final") for c, s, _ in SELF]


def test_a_misspelt_heading_is_guessed(mended):
    rows = sheet(TITLE, UNIT, headings=["TT", "Tiêu chí", "Tối đa", "Tựchấm"], body=[r[:4] for r in BODY])
    assert told(mended(rows, "no_stage_column")) == SELF


def test_a_column_of_units_that_names_criteria(mended):
    rows = [["PAR INDEX 2023"], ["Đơn vị", "Điểm"], ["Kế hoạch", 1.5], ["Kiểm tra", 2]]
    error_lines = [('A = "tên tiêu chí"', 'A = "tên tiêu chí"\nB = "tự chấm"')]
    path_rows = [rows[0], [UNIT], *rows[1:]]
    scores = mended(path_rows, "only_unknown_units", *error_lines)
    assert told(scores) == [("1", 1.5, "self"), ("2", 2, "self")]


# -- findings that refuse no sheet ------------------------------------------------------------------


def finding(reading, rule):
    (row,) = reading.findings[reading.findings["rule"] == rule].itertuples()
    return row


def test_a_column_that_nothing_explains_names_its_line(workbook):
    headings = ["TT", "Tiêu chí", "Tối đa", "Tự chấm", "Cột 5"]
    path = workbook({"Bảng 1": sheet(TITLE, UNIT, headings=headings)}, "bang.xlsx")
    lines = lines_of(finding(read(path), "heading_unknown").message)
    assert 'E = "…"  # “Cột 5”: ' in lines
    source_path(path).write_text(lines.replace("…", "thẩm định"), encoding="utf-8")
    assert told(read(path).scores) == both(SELF, JUDGED)


def test_columns_of_a_table_of_units_that_nothing_explains_name_their_lines(workbook):
    rows = [["Kết quả PAR INDEX năm 2023 của các tỉnh"], ["Tỉnh", "PAR INDEX", "Abc", "Xyz"],
            ["Hà Nội", 81, 71, 61], ["Bắc Kạn", 82, 72, 62], ["Cao Bằng", 83, 73, 63]]  # fmt: skip
    path = workbook({"Bảng 1": rows}, "bang.xlsx")
    unknown = finding(read(path), "heading_unknown")
    assert unknown.cell == "C2" and "“Abc; Xyz”" in unknown.message  # once for both
    lines = lines_of(unknown.message)
    assert 'C = "…"  # “Abc”: tên tiêu chí' in lines and 'D = "…"  # “Xyz”: ' in lines
    source_path(path).write_text(lines.replace("…", "bỏ qua"), encoding="utf-8")
    assert "heading_unknown" not in set(read(path).findings["rule"])


def test_two_columns_of_one_score_name_their_lines(workbook):
    headings = [*HEADINGS[:4], "Thẩm định", "Thẩm định"]
    rows = sheet(TITLE, UNIT, headings=headings, body=[[*r, r[4] / 2] for r in BODY])
    path = workbook({"Bảng 1": rows}, "bang.xlsx")
    lines = lines_of(finding(read(path), "two_claims").message)
    assert 'E = "thẩm định …"' in lines and 'F = "thẩm định …"' in lines
    lines = lines.replace('E = "thẩm định …"', 'E = "thẩm định"').replace(
        '"thẩm định …"', '"thẩm định lần 2"'
    )
    source_path(path).write_text(lines, encoding="utf-8")
    again = [(c, s / 2, "appraised_2") for c, s, _ in JUDGED]
    assert told(read(path).scores) == both(SELF, JUDGED, again)


def test_units_that_contradict_and_units_unknown_name_the_line(workbook):
    rows = sheet(TITLE, "Đơn vị: Xã Minh Họa", "Đơn vị: Xã Ví Dụ")
    error = refused(workbook({"Bảng 1": rows}, "bang.xlsx"))
    (said,) = (f.message for f in error.findings.items if f.rule == "units_contradict")
    assert 'unit = "…"  # Xã Minh Họa? Xã Ví Dụ?' in said
    rows = [["PCI 2023"], ["Tỉnh", "Điểm"], ["Hà Nội", 81.5], ["Atlantis", 70], ["Cao Bằng", 60]]
    reading = read(workbook({"S": rows}, "bang.xlsx"))
    assert '[sheets."S".columns] A = "tên tiêu chí"' in finding(reading, "unit_unknown").message


def test_headings_are_declared_only_where_the_sheet_has_one_table(workbook):
    headings = ["TT", "Tiêu chí", "Tối đa", "Cột 1", "Cột 2"]
    rows = [*sheet(TITLE, UNIT, headings=headings), [], ["Năm 2022"], headings, *BODY]
    said = str(refused(workbook({"Bảng 1": rows}, "bang.xlsx")))
    assert 'D = "…"' in said and "headings =" not in said
