"""The pack: every number leads back to its cell, every document is what it should be, the same each time."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from statistics import median

import docx
import openpyxl
import pandas as pd
import pptx
import pytest
from docx.shared import Mm
from filelock import FileLock

from cchc_analysis.briefing import BriefingError, contents, packs, pictures
from cchc_analysis.briefing.answering import answer
from cchc_analysis.briefing.dates import day_made
from cchc_analysis.briefing.derived import completed, computed
from cchc_analysis.briefing.figures import Table, tabulate, unit_of
from cchc_analysis.briefing.notice import as_document, as_markdown, notice
from cchc_analysis.briefing.page import write_page
from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.briefing.pictures import Picture
from cchc_analysis.briefing.places import joined
from cchc_analysis.briefing.tracing import Tracer
from cchc_analysis.briefing.workbook import sheet_name, write_workbook
from cchc_analysis.statements import index_name

from .conftest import RAW

WARD, DEPARTMENT, PROVINCE = "Phường Minh Họa", "so/hoa-binh/so-noi-vu", "Bắc Kạn"
COMMUNES, DEPARTMENTS = "xa/minh-hoa", "so/hoa-binh"
MINISTRY = "Bộ Ngoại giao"  # of which little was published
MADE = date(2026, 3, 5)
NUMBER = re.compile(r"(?<![\w.])[−-]?\d[\d.]*(?:,\d+)?")
#: The answers that have a chart, by number.
DRAWN = (1, 2, 3)
#: The smallest picture that there is.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def ward_pack(some_scores, tmp_path_factory):
    """The ward's pack, charts and all."""
    out = tmp_path_factory.mktemp("exports")
    return packs.write_pack(some_scores, WARD, out=out, root=RAW.parent, made=MADE, templates=out)


@pytest.fixture
def undrawn(monkeypatch, briefing_of):
    """Have a dot stand for each chart, and answer once: what is drawn and answered is tested elsewhere."""
    monkeypatch.setattr(
        packs, "answer", lambda _, unit, *, year, lang, targets: briefing_of(unit, year, lang)
    )

    def draw(one, unit_id, folder, lang, made, **_):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{one.name}.png"
        path.write_bytes(DOT)
        return Picture(path, one.sentence, 1, 1)

    monkeypatch.setattr(pictures, "draw", draw)


@pytest.fixture
def only(undrawn, monkeypatch):
    """Return a function that leaves all documents empty but those named: a test opens what it is about."""

    def keep(*writers):
        for module, writer in (
            ("workbook", "write_workbook"), ("report", "write_report"), ("slides", "write_slides"),
            ("notice", "as_document"),
        ):  # fmt: skip
            if writer not in writers:
                monkeypatch.setattr(f"cchc_analysis.briefing.{module}.{writer}", lambda *_: b"")

    return keep


@pytest.fixture(scope="module")
def told_of(briefing_of):
    """Return a function that gives a unit's briefing, its tables and its workbook as read again, once each."""

    @cache
    def of(unit):
        briefing = briefing_of(unit)
        say, tracer = Phrases("vi"), Tracer(briefing.scores, RAW.parent)
        tables = [(a, tabulate(a, unit_of(a, briefing), tracer, say)) for a in briefing.answers]
        content = write_workbook(briefing, tables, DRAWN, tracer, say, MADE)
        return briefing, tables, openpyxl.load_workbook(io.BytesIO(content))

    return of


@pytest.fixture(params=[PROVINCE, WARD, DEPARTMENT, COMMUNES, DEPARTMENTS])
def told(request, told_of):
    """A briefing, its tables, and its workbook, for tests that only read them."""
    return told_of(request.param)


# -- so_lieu.xlsx ----------------------------------------------------------------------------------


@cache
def source_sheet(file, sheet):
    (path,) = RAW.rglob(file)
    return openpyxl.load_workbook(path, data_only=True)[sheet]


def printed(place):
    return source_sheet(place.file, place.sheet)[place.cell].value


def _equal(value, number):
    return isinstance(value, int | float) and value == pytest.approx(number, abs=1e-9)


def test_thirty_numbers_at_random_lead_back_to_their_cells(told):
    _, tables, book = told
    every = [(a, h, n) for a, table in tables for h, n in table.numbers() if n.trace and n.trace.places]
    for one, heading, number in random.Random(30).sample(every, min(30, len(every))):
        sheet = book[sheet_name(one)]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        cells = joined(number.trace.places)
        holding = [row for row in rows if any(_equal(value, number.value) for value in row)]
        assert any(cells in str(value) for row in holding for value in row), (one.name, heading)
        places = number.trace.places
        if not number.trace.formula and ":" not in places[0].cell:
            assert float(printed(places[0])) == pytest.approx(number.value, abs=1e-9), (one.name, heading)
        if (
            number.trace.formula.startswith("trung vị điểm của các đơn vị được công bố")
            and "%" not in heading
        ):
            assert median(float(printed(p)) for p in places) == pytest.approx(number.value), (
                one.name,
                heading,
            )


def test_every_number_of_a_sentence_stands_in_its_sheet(told):
    _, tables, book = told
    for one, _ in tables:
        values = [cell.value for row in book[sheet_name(one)].iter_rows(min_row=3) for cell in row]
        numbers = [abs(v) for v in values if isinstance(v, int | float)]
        texts = " ".join(v for v in values if isinstance(v, str))
        for text in NUMBER.findall(one.sentence):
            value = abs(float(text.replace(".", "").replace(",", ".").replace("−", "-")))
            decimals = len(text.partition(",")[2])
            there = any(abs(n - value) <= 0.5 * 10**-decimals + 1e-9 for n in numbers)
            assert there or text in texts, (one.name, text, one.sentence)


def test_a_number_of_units_is_counted_from_as_many_cells(told_of):
    for unit in (PROVINCE, DEPARTMENT, "Quảng Ninh"):
        _, tables, _ = told_of(unit)
        numbers = [n for _, table in tables for _, n in table.numbers() if n.trace]
        counted = [n for n in numbers if n.trace.formula == "số đơn vị được công bố"]
        assert counted and all(len(n.trace.places) == n.value for n in counted)
        whole = [n.value for n in numbers if n.trace.formula == "số đơn vị thuộc diện xếp hạng"]
        assert unit != "Quảng Ninh" or 63 in whole  # DTI 2022: a rank of each, a score of ten


def test_only_charts_that_were_drawn_are_named(told):
    _, tables, book = told
    named = [
        row[3].value for row in book["Giải thích"].iter_rows() if row[0].value in range(1, len(tables) + 1)
    ]
    assert [name.startswith("bieu_do/") for name in named] == [a.number in DRAWN for a, _ in tables]


def test_the_interval_of_the_year_before_is_traced_to_that_year(told_of):
    _, tables, _ = told_of(WARD)
    (table,) = [table for a, table in tables if a.question.key == "hai_long"]
    traced = {h: {p.file[6:10] for p in n.trace.places} for h, n in table.numbers() if n.trace}
    assert {heading: traced[heading] for heading in ("Đến", "Năm trước", "Năm trước, đến", "Thay đổi")} == {
        "Đến": {"2024"}, "Năm trước": {"2023"}, "Năm trước, đến": {"2023"}, "Thay đổi": {"2023", "2024"},
    }  # fmt: skip


def test_what_a_chart_of_domains_writes_beside_them_stands_in_its_table(told_of):
    _, tables, _ = told_of(PROVINCE)
    (table,) = [table for a, table in tables if a.question.key == "linh_vuc"]
    at = {name: table.names.index(name) for name in ("score", "previous_score", "moved")}
    for row in table.rows:
        now, before, moved = (row[at[name]].value for name in at)
        assert moved == pytest.approx(round(now, 2) - round(before, 2))
    assert {heading for heading, _ in table.formulas} <= {*table.headings, *(what for what, _ in table.facts)}


def test_how_many_pairs_the_usual_change_is_made_of_stands_beside_it(told_of):
    briefing, tables, _ = told_of(PROVINCE)
    facts = {
        what: number for one, table in tables if one.question.ask == "trend" for what, number in table.facts
    }
    assert any("cặp" in " ".join(one.caveats) for one in briefing.answers)
    number = facts["Số cặp năm liền nhau đã dùng để tính dao động thông thường"]
    assert number.value > 0 and number.trace.formula.startswith("dao động thông thường")


def test_no_number_is_without_a_source_and_no_text_is_a_formula(told):
    _, tables, book = told
    for one, table in tables:
        for heading, number in table.numbers():
            assert number.plain or (number.trace and (number.trace.places or number.trace.formula)), (
                one.name,
                heading,
            )
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" and not str(cell.value or "").startswith(("=", "+", "@"))


def test_every_figure_that_was_read_is_listed_with_its_cell(told):
    briefing, _, book = told
    rows = list(book["Nguồn số liệu"].iter_rows(min_row=2, values_only=True))
    assert len(rows) > 10
    for row in random.Random(1).sample(rows, 10):
        score, rank, file, sheet, cell, rank_cell = (*row[6:8], *row[8:11], row[11])
        if score is not None:
            assert float(source_sheet(file, sheet)[cell].value) == pytest.approx(score)
        if rank is not None and ":" not in rank_cell:
            assert int(source_sheet(file, sheet)[rank_cell].value) == rank


def test_a_criterion_named_like_a_formula_stays_a_text(some_scores):
    evil = '=HYPERLINK("http://example.org")'
    named = some_scores["name"].where(~some_scores["code"].eq("1.1"), evil)
    briefing = answer(some_scores.assign(name=named), WARD)
    say, tracer = Phrases("vi"), Tracer(briefing.scores, RAW.parent)
    tables = [(a, tabulate(a, briefing.subject.unit_id, tracer, say)) for a in briefing.answers]
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(briefing, tables, DRAWN, tracer, say, MADE)))
    texts = [c.value for sheet in book for row in sheet.iter_rows() for c in row if evil in str(c.value)]
    assert texts and all(text.startswith("'=") or not text.startswith("=") for text in texts)
    assert all(c.data_type != "f" for sheet in book for row in sheet.iter_rows() for c in row)


# -- the files -------------------------------------------------------------------------------------


def test_a_pack_is_one_folder_with_a_manifest_of_every_file(ward_pack):
    names = {path.as_posix() for path in ward_pack.files}
    charts = {name for name in names if name.startswith("bieu_do/")}
    assert names - charts == {
        "bao_cao.docx", "index.html", "manifest.json", "so_lieu.xlsx", "tin_bai.docx", "tin_bai.md",
        "trinh_bay.pptx",
    }  # fmt: skip
    assert charts == {f"bieu_do/{a.name}.png" for a in ward_pack.briefing.answers}
    manifest = json.loads((ward_pack.folder / "manifest.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in manifest["files"]} == names - {"manifest.json"}
    for one in manifest["files"]:
        assert hashlib.sha256((ward_pack.folder / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    for one in manifest["workbooks"]:
        (path,) = RAW.rglob(one["file"])
        assert hashlib.sha256(path.read_bytes()).hexdigest() == one["sha256"]
    assert manifest["years"] == {"PAR": 2024, "SIPAS": 2024} and manifest["made"] == "2026-03-05"


def test_the_report_has_the_page_and_heading_of_an_official_document(ward_pack):
    report = docx.Document(str(ward_pack.folder / "bao_cao.docx"))
    section = report.sections[0]
    assert section.page_width == pytest.approx(Mm(210), abs=Mm(0.1))
    assert section.page_height == pytest.approx(Mm(297), abs=Mm(0.1))
    assert Mm(20) <= section.top_margin <= Mm(25) and Mm(20) <= section.bottom_margin <= Mm(25)
    assert Mm(30) <= section.left_margin <= Mm(35) and Mm(15) <= section.right_margin <= Mm(20.1)
    normal = report.styles["Normal"]
    assert normal.font.name == "Times New Roman" and 13 <= normal.font.size.pt <= 14
    left, right = report.tables[0].rows[0].cells
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "[Địa danh], ngày 05 tháng 3 năm 2026",
    ]  # fmt: skip
    assert "Số:" in left.paragraphs[-1].text
    texts = [p.text for p in report.paragraphs]
    assert texts[0] == "BÁO CÁO" and "Kết quả các chỉ số cải cách hành chính năm 2024" in texts[1]
    assert [t for t in texts if re.match(r"[IV]+\. ", t)] == [
        "I. KẾT QUẢ", "II. ĐIỂM MẠNH, ĐIỂM YẾU", "III. NHỮNG ĐIỂM CẦN THẬN TRỌNG",
    ]  # fmt: skip
    captions = [t for t in texts if t.startswith("Hình ")]
    signs = "Chấm rỗng: tiêu chí thay đổi tên hoặc điểm tối đa, không so sánh với năm trước"
    assert captions[0] == f"Hình 1. Kết quả chấm điểm PAR INDEX qua các năm. {signs}. Số liệu minh họa."
    alts = [shape._inline.docPr.get("descr") for shape in report.inline_shapes]
    assert len(alts) == 4 and all(alts)
    assert all(shape.width <= Mm(160) for shape in report.inline_shapes)
    made_up = [at for at, text in enumerate(texts) if "Số liệu minh họa, đơn vị không có thật." in text]
    assert len(made_up) == 1 and made_up[0] < texts.index("I. KẾT QUẢ")


def test_the_slides_have_native_titles_notes_and_alt_texts(ward_pack):
    show = pptx.Presentation(str(ward_pack.folder / "trinh_bay.pptx"))
    assert 6 <= len(show.slides) <= 12 and show.slide_width / show.slide_height == pytest.approx(
        16 / 9, abs=0.001
    )
    titles = [slide.shapes.title.text for slide in show.slides]
    assert any("thiếu 3,00 trên 8 điểm" in title for title in titles)
    assert "Việc cần làm trước" not in titles  # one finding, which the slide of its chart has told
    pictures = 0
    for slide in show.slides:
        assert slide.shapes.title.text and slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= show.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= show.slide_height
            if shape.shape_type == 13:
                pictures += 1
                assert shape._element.nvPicPr.cNvPr.get("descr")
    assert pictures == 4


def test_the_page_is_one_file_without_scripts(ward_pack):
    page = (ward_pack.folder / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page and "http" not in page and page.startswith("<!DOCTYPE html>")
    images = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert len(images) == 4 and all((ward_pack.folder / src).is_file() and alt for src, alt in images)
    for name in ("bao_cao.docx", "trinh_bay.pptx", "tin_bai.docx", "so_lieu.xlsx"):
        assert f'href="{name}"' in page
    assert "PAR INDEX 2024, SIPAS 2024" in page


@pytest.mark.parametrize("unit", [PROVINCE, WARD, DEPARTMENT, COMMUNES, MINISTRY, "Kon Tum"])
def test_the_notice_to_the_public_has_250_to_400_words(briefing_of, unit):
    sections = notice(briefing_of(unit), Phrases("vi"))
    text = as_markdown(sections)
    assert 250 <= len([word for word in text.split() if word.strip("#")]) <= 400
    document = docx.Document(io.BytesIO(as_document(sections, MADE, "vi")))
    assert " ".join(p.text for p in document.paragraphs).split() == text.replace("#", "").split()


def test_the_same_figures_give_the_same_bytes(some_scores, undrawn, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772668800")
    assert day_made() == MADE
    made = [
        packs.write_pack(some_scores, DEPARTMENT, out=tmp_path / name, root=RAW.parent, templates=tmp_path)
        for name in ("a", "b")
    ]
    for path in made[0].files:
        first, second = ((pack.folder / path).read_bytes() for pack in made)
        assert first == second, path


def test_english_is_english_throughout(some_scores, only, tmp_path):
    only("write_report")
    pack = packs.write_pack(
        some_scores, WARD, out=tmp_path, root=RAW.parent, made=MADE, lang="en", templates=tmp_path
    )
    page = (pack.folder / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page and "Causes for doubt" in page and "Kết quả" not in page
    report = docx.Document(str(pack.folder / "bao_cao.docx"))
    assert report.paragraphs[0].text == "REPORT"


def test_each_language_has_its_folder(some_scores, only, tmp_path):
    only()
    options = {"out": tmp_path, "root": RAW.parent, "made": MADE, "templates": tmp_path}
    packs.write_pack(some_scores, DEPARTMENT, **options)
    english = packs.write_pack(some_scores, DEPARTMENT, lang="en", **options)
    folders = sorted(path.name for path in english.folder.parent.iterdir() if path.is_dir())
    assert folders == ["2024", "2024-en"] and english.folder.name == "2024-en"
    pages = [(english.folder.parent / name / "index.html").read_text("utf-8") for name in folders]
    assert ['<html lang="vi">' in pages[0], '<html lang="en">' in pages[1]] == [True, True]


def test_a_report_goes_into_the_leading_index_and_its_parts_keep_one_order(briefing_of):
    briefing, say = briefing_of(PROVINCE), Phrases("vi")
    told = {
        part: [heading for heading, _, _ in contents.paragraphs(briefing, part, say)]
        for part in contents.PARTS
    }
    order = ["", *(f"{index_name(i, 'vi')} {y}" for i, y in briefing.years_told().items())]
    assert all(headings == [h for h in order if h in headings] for headings in told.values())
    assert told["nghi_van"] == ["PAPI 2024"]  # the ranges of other indices are on the page
    assert {a.index for a in briefing.of_part("nghi_van") if not a.is_told} == {"PCI"}
    assert contents.years_told(briefing, say).startswith("Năm của số liệu: PAR INDEX 2023, ")


def test_a_report_of_many_charts_leaves_out_those_that_another_one_says(briefing_of):
    for unit, keys in ((PROVINCE, 5), (DEPARTMENT, 4)):
        answers = briefing_of(unit).answers
        drawn = pictures.Pictures({a.number: None for a in answers if a.question.chart}, {}, {})
        chosen = [a.question.key for a in pictures.charts_in_report(answers, drawn)]
        assert len(chosen) == keys and ("cac_don_vi" in chosen) == (unit == DEPARTMENT), chosen


def test_a_table_has_as_many_slides_as_it_needs_and_no_deck_is_short(some_scores, only, tmp_path):
    only("write_slides")
    for unit in (DEPARTMENTS, "huyen/hoa-binh"):
        pack = packs.write_pack(
            some_scores, unit, out=tmp_path, root=RAW.parent, made=MADE, templates=tmp_path
        )
        show = pptx.Presentation(str(pack.folder / "trinh_bay.pptx"))
        assert 6 <= len(show.slides) <= 12
        titles = [slide.shapes.title.text for slide in show.slides]
        frames = [s.text_frame for slide in list(show.slides)[1:] for s in slide.shapes if s.has_text_frame]
        words = [
            p.text for frame in frames for p in frame.paragraphs if len(p.text) > 60 and p.text not in titles
        ]
        assert len(words) == len(set(words))  # nothing is told twice
        tables = [s.table for slide in show.slides for s in slide.shapes if s.has_table]
        if unit == DEPARTMENTS:  # 19 units, 13 on a slide
            assert [len(table.rows) - 1 for table in tables] == [13, 6]
        else:
            assert len(tables) == 1 and "Những câu hỏi chưa trả lời được" in titles


def test_a_deck_of_which_little_is_known_says_how_to_read_it_and_what_is_measured(
    some_scores, only, tmp_path
):
    only("write_slides")
    made = packs.write_pack(
        some_scores, "tinh-34/68", out=tmp_path, root=RAW.parent, made=MADE, templates=tmp_path
    )
    show = pptx.Presentation(str(made.folder / "trinh_bay.pptx"))
    titles = [slide.shapes.title.text for slide in show.slides]
    assert len(titles) >= 6 and "Các chỉ số đo điều gì" in titles
    words = [s.text_frame.text for slide in show.slides for s in slide.shapes if s.has_text_frame]
    assert any(text.startswith("PAPI hỏi trực tiếp người dân") for text in words)


def test_the_gap_to_the_median_is_that_of_the_printed_figures():
    table = pd.DataFrame(
        {"year": [2024], "previous": [2023], "score": [42.515], "median": [50.945], "change": [None]}
    )
    table.attrs |= {"kind": "trend", "index": "PCI"}
    (gap,) = completed(table, "")["gap_score"]
    assert gap == pytest.approx(round(42.515, 2) - round(50.945, 2), abs=1e-9)


def test_a_change_in_a_table_and_on_the_overview_is_that_of_the_printed_figures(briefing_of):
    # 40,595992 and 41,004460 print as 40,60 and 41,00: 0,40 apart, and 0,41 before they are rounded.
    of_papi = {a.question.ask: a for a in briefing_of("Quảng Nam").answers if a.index in ("", "PAPI")}
    assert "tăng 0,40 điểm" in of_papi["trend"].sentence and "tăng 0,40 điểm" in of_papi["compare"].sentence
    card = completed(of_papi["scorecard"].result, "").set_index("index")
    assert card.loc["PAPI", "change"] == pytest.approx(0.40, abs=1e-9)
    assert completed(of_papi["trend"].result, "")["change"].iloc[-1] == pytest.approx(0.40, abs=1e-9)
    facts = computed("compare", of_papi["compare"].result, "")
    assert facts["total_change"] == pytest.approx(0.40, abs=1e-9)


def test_a_new_run_takes_away_what_the_last_one_wrote_and_nothing_else(some_scores, only, tmp_path):
    only()
    options = {"out": tmp_path, "root": RAW.parent, "made": MADE, "templates": tmp_path}
    folder = packs.write_pack(some_scores, WARD, **options).folder
    (folder / "ghi_chu.txt").write_text("của tôi", encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"].append({"path": "bieu_do/99_cu.png"})
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "bieu_do/99_cu.png").write_bytes(DOT)
    packs.write_pack(some_scores, WARD, **options)
    assert not (folder / "bieu_do/99_cu.png").exists() and (folder / "ghi_chu.txt").exists()
    assert not list(folder.parent.glob(".*.tmp"))


def test_the_same_pack_is_left_as_it_lies_until_something_changes(some_scores, only, tmp_path):
    only()
    options = {"out": tmp_path, "root": RAW.parent, "templates": tmp_path / "templates", "figures": "abc"}
    first = packs.write_pack(some_scores, DEPARTMENT, **options)
    report = first.folder / "bao_cao.docx"
    report.write_bytes(b"edited by hand")
    again = packs.write_pack(some_scores, DEPARTMENT, **options)
    assert (first.up_to_date, again.up_to_date) == (False, True) and report.read_bytes() == b"edited by hand"
    assert (again.folder, again.files, again.years) == (first.folder, first.files, first.years)
    (tmp_path / "templates").mkdir()
    for change in ({"figures": "abd"}, {"lang": "en"}, {"year": 2024}, {"made": MADE}, {"force": True}):
        assert not packs.write_pack(some_scores, DEPARTMENT, **options | change).up_to_date, change
    assert packs.write_pack(some_scores, DEPARTMENT, **options).up_to_date  # as the last one was made
    (tmp_path / "templates/words.toml").write_text("", encoding="utf-8")
    assert not packs.write_pack(some_scores, DEPARTMENT, **options).up_to_date
    report.unlink()
    assert not packs.write_pack(some_scores, DEPARTMENT, **options).up_to_date


def test_a_pack_of_other_years_or_of_another_unit_is_not_written_over_unasked(some_scores, only, tmp_path):
    only()
    options = {"out": tmp_path, "root": RAW.parent, "templates": tmp_path / "templates", "figures": "abc"}
    latest = packs.write_pack(some_scores, PROVINCE, **options)
    assert latest.years == {"PAR": 2023, "PAPI": 2024, "DTI": 2022, "PCI": 2008}
    with pytest.raises(BriefingError) as refused:
        packs.write_pack(some_scores, PROVINCE, year=2024, **options | {"figures": "abd"})
    assert str(refused.value).startswith(
        f"{latest.folder}: đang có một bộ tài liệu khác (Bắc Kạn, mã tinh-63/06: PAR 2023, PAPI 2024, DTI "
        "2022, PCI 2008) nên không ghi đè. Thêm --force"
    )
    assert packs.write_pack(some_scores, PROVINCE, **options).up_to_date
    of_2024 = packs.write_pack(some_scores, PROVINCE, year=2024, force=True, **options)
    assert (of_2024.folder, of_2024.years) == (latest.folder, {"PAPI": 2024})
    with pytest.raises(BriefingError, match="đang có một bộ tài liệu khác"):
        packs.write_pack(some_scores, PROVINCE, **options)
    manifest = latest.folder / "manifest.json"
    of_another = json.loads(manifest.read_text(encoding="utf-8")) | {"unit_id": "tinh-34/06"}
    manifest.write_text(json.dumps(of_another), encoding="utf-8")
    with pytest.raises(BriefingError, match="mã tinh-34/06"):
        packs.write_pack(some_scores, PROVINCE, year=2024, **options | {"figures": "abd"})


def test_the_folder_of_a_unit_is_written_by_one_run_at_a_time(some_scores, only, tmp_path):
    only()
    folder = tmp_path / "so-noi-vu-hoa-binh/2024"
    folder.parent.mkdir()
    options = {"out": tmp_path, "root": RAW.parent, "templates": tmp_path}
    with ThreadPoolExecutor(1) as other:
        with FileLock(folder.parent / ".2024.lock"):
            run = other.submit(packs.write_pack, some_scores, DEPARTMENT, **options)
            with pytest.raises(TimeoutError):
                run.result(timeout=0.5)
            assert not folder.exists()
        assert run.result().folder == folder
    assert (folder / "manifest.json").is_file()


def test_the_pack_of_a_scope_tells_ranks_weaknesses_and_what_changed(
    briefing_of, some_scores, only, tmp_path
):
    only("write_report")
    briefing = briefing_of(COMMUNES)
    told = {a.question.key: a.sentence for a in briefing.answers}
    assert briefing.subject.unit == "các xã, phường, đặc khu của Minh Hoa"
    assert "mới có một đơn vị được xếp hạng, Phường Minh Họa (82,5 %)" in told["xep_hang_chung"]
    assert told["bo_tieu_chi"].endswith("24 tiêu chí giữ nguyên, 3 đổi điểm tối đa, 1 mới")
    assert (
        "SIPAS năm 2024: phiếu khảo sát của từng đơn vị không có điểm chung"
        in briefing.not_answered[0].why[0]
    )
    pack = packs.write_pack(some_scores, DEPARTMENTS, out=tmp_path, root=RAW.parent, templates=tmp_path)
    report = docx.Document(str(pack.folder / "bao_cao.docx"))
    rows = [[cell.text for cell in row.cells] for row in report.tables[1].rows]
    assert rows[:2] == [
        ["Đơn vị", "Điểm đạt được", "Chỉ số (%)", "Hạng"],
        ["Sở Nội vụ", "93,82", "93,8", "1"],
    ]
    assert len(rows) == 20
    english = briefing_of(DEPARTMENTS, lang="en")
    assert english.subject.unit == "departments of Hòa Bình"


def test_the_pack_of_a_scope_has_its_province_as_context_and_says_what_is_missing_where_it_belongs(
    briefing_of,
):
    briefing, say = briefing_of(DEPARTMENTS), Phrases("vi")
    assert briefing.subject.full_name == "các sở, ban, ngành của Hòa Bình"
    (context,) = [a for a in briefing.answers if a.question.context]
    assert context.about == "Hòa Bình" and context.stands_in("report")
    parts = {reason.partition(": ")[2]: part for reason, part in contents.silences(briefing, "vi").items()}
    assert parts == {
        "chưa đơn vị nào có bảng điểm theo tiêu chí của cả năm này và một năm trước nên chưa nêu được tiêu chí"
        " nào thay đổi.": "thay_doi",
        "chưa có tiêu chí nào so sánh được giữa các đơn vị.": "manh_yeu",
        "chưa đơn vị nào có cả điểm tự đánh giá và điểm thẩm định.": "nghi_van",
    }
    page = write_page(briefing, {a.number: Table([], [], []) for a in briefing.answers}, {}, say, MADE)
    headings = re.findall("<h2>(.*)</h2>", page)
    assert headings == [
        "Kết quả", "Những điểm cần thận trọng", "Những câu hỏi chưa trả lời được", "Nguồn số liệu",
    ]  # fmt: skip


def test_an_office_has_its_own_words_and_letterhead(some_scores, only, tmp_path):
    only("write_report")
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "words.toml").write_text(
        '[parts]\nket_qua = { vi = "Kết quả đạt được" }\n', encoding="utf-8"
    )
    letterhead = docx.Document()
    letterhead.add_paragraph("UBND PHƯỜNG MINH HỌA")
    letterhead.save(str(templates / "bao_cao.docx"))
    pack = packs.write_pack(some_scores, WARD, out=tmp_path, root=RAW.parent, made=MADE, templates=templates)
    texts = [p.text for p in docx.Document(str(pack.folder / "bao_cao.docx")).paragraphs]
    assert texts[0] == "UBND PHƯỜNG MINH HỌA" and "I. KẾT QUẢ ĐẠT ĐƯỢC" in texts
    assert not any("CỘNG HÒA" in text for text in texts)


def test_a_day_that_is_none_is_refused(monkeypatch):
    assert day_made("2026-01-31") == date(2026, 1, 31)
    with pytest.raises(BriefingError, match="--date: “2026-02-30”"):
        day_made("2026-02-30")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hôm nay")
    with pytest.raises(BriefingError, match="SOURCE_DATE_EPOCH: “hôm nay”"):
        day_made()


def test_without_the_office_packages_the_message_says_what_to_install(some_scores, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(BriefingError, match=r"pip install .*\[briefing\]"):
        packs.write_pack(some_scores, WARD, out=tmp_path)
