"""Word by python-docx: page, type and paragraphs of an official document (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from cchc_analysis.briefing.contents import bound
from cchc_analysis.briefing.packages import dated
from cchc_analysis.briefing.phrases import TemplateError

#: Page and type of Appendix I: A4; margins of 20 mm above and below, 30 left, 20 right; body of 13 points.
PAGE = {"page_width": Mm(210), "page_height": Mm(297)}
MARGINS = {"top_margin": Mm(20), "bottom_margin": Mm(20), "left_margin": Mm(30), "right_margin": Mm(20)}
TYPEFACE = "Times New Roman"
TITLE, BODY, HEAD, SMALL = Pt(14), Pt(13), Pt(12), Pt(11)
INDENT = Cm(1.0)
_RULE = Pt(4)  # the height of the line that a rule stands on
#: Columns up to so many centimetres hold numbers.
_NUMBERS = 3.0
CENTRE, LEFT, RIGHT, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip


def document(template: Path | None = None) -> Any:
    """Return a document with the page and type of an official one, or the office's own as it is set up.

    Raises
    ------
    TemplateError
        For a file of the office that is no document of Word.
    """
    if template is not None and template.is_file():
        try:
            return Document(str(template))
        except (OpcError, BadZipFile, KeyError, ValueError) as error:
            raise TemplateError(template, "bad_template", why=type(error).__name__) from None
    made = Document()
    section = made.sections[0]
    for name, value in (PAGE | MARGINS).items():
        setattr(section, name, value)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = TYPEFACE, BODY
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), TYPEFACE)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    _number_pages(section)
    return made


def _number_pages(section: Any) -> None:
    """Write the number of each page above in the middle, but for the first."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def write(
    holder: Any, text: str, *, align: Any = JUSTIFIED, bold: bool = False, italic: bool = False,
    size: Any = None, indent: bool = False, before: float = 0, after: float = 6, keep: bool = False,
) -> Any:  # fmt: skip
    """Add a paragraph to a document or a cell of a table."""
    paragraph = holder.add_paragraph()
    run = paragraph.add_run(bound(text))
    run.bold, run.italic = bold, italic
    if size is not None:
        run.font.size = size
    form = paragraph.paragraph_format
    form.alignment, form.space_before, form.space_after = align, Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.keep_with_next = keep
    if indent:
        form.first_line_indent = INDENT
    return paragraph


def heading(holder: Any, text: str, level: int) -> Any:
    """Add the heading of a part (I, 1), in bold, one that navigation and screen readers know."""
    paragraph = write(holder, text, bold=True, before=6, keep=True, indent=level > 1, align=LEFT)
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(outline)
    return paragraph


def rule_below(holder: Any, side: float) -> None:
    """Draw the thin rule below what was written last, shorter than the column by *side* centimetres a side.

    It is a paragraph of its own: the words above keep the width of the column.
    """
    paragraph = write(holder, "", before=2, after=0, size=_RULE)  # clear of the letters that reach down
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Cm(side)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _RULE
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def columns(made: Any, widths: tuple[float, ...]) -> list[Any]:
    """Add a row of cells without borders, widths in centimetres; return the cells, emptied."""
    table = made.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _widen(table, widths)
    _kept_whole(table.rows[0], repeated=False)
    return list(table.rows[0].cells)


def _widen(table: Any, widths: Sequence[float]) -> None:
    """Set the widths of columns: Word goes by those of the cells, LibreOffice by those of the columns."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def figures_table(
    made: Any, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """Add a table with a border: texts at the left, numbers at the right; its headings on every page."""
    table = made.add_table(rows=1 + len(rows), cols=len(headings))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _widen(table, widths)
    for at, row in enumerate((headings, *rows)):
        for cell, text, width in zip(table.rows[at].cells, row, widths, strict=True):
            align = CENTRE if at == 0 else LEFT if width > _NUMBERS else RIGHT
            write(cell, text, align=align, bold=at == 0, size=SMALL, after=0)
            first_paragraph(cell)
        _kept_whole(table.rows[at], repeated=at == 0)
    write(made, "", after=4, size=_RULE)


def _kept_whole(row: Any, *, repeated: bool) -> None:
    """Keep a row on one page; repeat that of the headings on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def picture(made: Any, path: Path, alt: str, width: float, height: float | None = None) -> None:
    """Add a picture in the middle of the page, in centimetres, with its alt text."""
    paragraph = made.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.keep_with_next = True
    limits = {"height": Cm(height)} if height else {"width": Cm(width)}
    shape = paragraph.add_run().add_picture(str(path), **limits)
    described(shape._inline.docPr, alt, path.name)


def described(properties: Any, alt: str, name: str) -> None:
    """Give a picture its alt text."""
    properties.set("descr", alt)
    properties.set("title", name)


def first_paragraph(cell: Any) -> None:
    """Take away the empty paragraph that a cell begins with, once there is another."""
    empty = cell.paragraphs[0]._p
    if len(cell.paragraphs) > 1 and not cell.paragraphs[0].text:
        empty.getparent().remove(empty)


def finished(made: Any, title: str, day: date, lang: str) -> bytes:
    """Return the bytes of a document: titled, dated, the same for the same contents."""
    properties = made.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.comments, properties.language = "", lang
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1
    out = io.BytesIO()
    made.save(out)
    return dated(out.getvalue(), day)
