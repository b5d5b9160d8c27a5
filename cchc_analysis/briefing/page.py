"""``index.html``: the whole pack on one page, in reading order, that opens by a double click."""

from __future__ import annotations

from datetime import date
from html import escape

from cchc_analysis.briefing import contents
from cchc_analysis.briefing.dates import written_date
from cchc_analysis.briefing.figures import Number, Table, shown
from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.briefing.pictures import Picture
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.briefing.workbook import sheet_name, title_of

_STYLE = """
body { font: 17px/1.5 system-ui, "Segoe UI", "Noto Sans", Arial, sans-serif; color: #222; max-width: 62rem;
       margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.25; } h1 { border-top: 5px solid #0B5394; padding-top: .6rem; }
h2 { margin-top: 2.4rem; } h3 { margin-bottom: .2rem; }
figure { margin: 1rem 0 2rem; } img { width: 100%; height: auto; border: 1px solid #E9ECEF; }
figcaption, .muted { color: #5A626B; font-size: .85rem; }
table { border-collapse: collapse; font-size: .82rem; } th, td { padding: .2rem .6rem; text-align: left;
       border-bottom: 1px solid #E9ECEF; vertical-align: top; } td.n { text-align: right; white-space: nowrap;
       font-variant-numeric: tabular-nums; }
.table { overflow-x: auto; } summary { cursor: pointer; }
@media print { details { display: none; } }
"""
#: Files of a pack that the page leads to.
FILES = ("bao_cao.docx", "trinh_bay.pptx", "tin_bai.docx", "so_lieu.xlsx")
_MOST_ROWS = 70


def write_page(
    briefing: Briefing, tables: dict[int, Table], pictures: dict[int, Picture], say: Phrases, made: date
) -> str:
    """Return the page of a pack.

    Parameters
    ----------
    briefing : Briefing
    tables : dict of int to Table
        The numbers behind each answer, by its number.
    pictures : dict of int to Picture
        The charts with their words.
    say : Phrases
    made : date
    """
    title = title_of(briefing, say)
    day = say("general", "made", date=written_date(made, say.lang))
    links = " · ".join(f'<a href="{name}">{name}</a>' for name in FILES)
    body = [f"<h1>{escape(title)}</h1>", f"<p>{escape(contents.years_told(briefing, say))}</p>",
            f'<p class="muted">{escape(day)} · {links}</p>']  # fmt: skip
    for part in contents.PARTS:
        answers = briefing.of_part(part)
        lines = contents.not_compared(briefing, say) if part == "thay_doi" else []
        lines = contents.doubts(briefing, say) if part == "nghi_van" else lines
        if answers or lines:
            body.append(f"<h2>{escape(say('parts', part))}</h2>")
        for answer in answers:
            body.extend(_answer(answer, briefing, tables[answer.number], pictures.get(answer.number), say))
        body.append(_list(lines))
    silent = list(contents.silences(briefing, say.lang))
    if silent:
        body += [f"<h2>{escape(say('general', 'not_told'))}</h2>", _list(silent)]
    body += [f"<h2>{escape(say('notice', 'file'))}</h2>", _list(contents.sources(briefing))]
    return (
        f'<!DOCTYPE html>\n<html lang="{say.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n" + "\n".join(filter(None, body)) + "\n</body>\n</html>\n"
    )


def _answer(
    answer: Answer, briefing: Briefing, table: Table, picture: Picture | None, say: Phrases
) -> list[str]:
    lines = [f"<p>{escape(contents.sentence_of(answer, briefing, say))}</p>"]
    if picture is not None:
        lines.append(
            f'<figure><img src="bieu_do/{escape(picture.path.name)}" alt="{escape(picture.alt)}" '
            f'width="{picture.width}" height="{picture.height}" loading="lazy"></figure>'
        )
    head = "".join(f"<th>{escape(heading)}</th>" for heading in table.headings)
    rows = "".join(f"<tr>{''.join(_cell(v, say.lang) for v in row)}</tr>" for row in table.rows[:_MOST_ROWS])
    summary = f"{say('workbook', 'sheet')} “{sheet_name(answer)}”"
    lines.append(f'<details><summary class="muted">{escape(summary)}</summary><div class="table"><table>'
                 f"<tr>{head}</tr>{rows}</table></div></details>")  # fmt: skip
    return lines


def _cell(value: str | Number | None, lang: str) -> str:
    kind = ' class="n"' if isinstance(value, Number) else ""
    return f"<td{kind}>{escape(shown(value, lang))}</td>"


def _list(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""
