"""What would declare an index that a title names and nobody has declared: the lines of its file.

code,parent,level,name_vi,min_score,max_score,weight,valid_from
total,,0,DDCI,,,,2024
1,total,1,Tính minh bạch,,,,2024
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.row_tracks import rows_of
from cchc_analysis.tables.tracks import Track, columns_of
from cchc_analysis.tables.vocabulary import vocabulary
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.source import BLANK
from cchc_analysis.workbooks.context.titles import without_citations
from cchc_analysis.workbooks.headings.heading_codes import code_and_name

_COLUMNS = ("code", "parent", "level", "name_vi", "min_score", "max_score", "weight", "valid_from")


def named_index(title: str, tracks: Iterable[Track] = ()) -> str:
    """Return the words by which a title names an index that is not declared, or its abbreviation in a heading.

    Examples
    --------
    >>> named_index("KẾT QUẢ CHỈ SỐ DDCI TỈNH ĐỒNG NAI NĂM 2024"), named_index("Chỉ số xanh năm 2023")
    ('ddci', 'chi so xanh')
    """
    patterns = [pattern for kind, _, pattern in vocabulary("programme") if kind == "index"]
    heads = (label.words for track in tracks for label in track.labels if " " not in label.words)
    matches = (pattern.fullmatch(words) for words in heads for pattern in patterns)
    titled = (pattern.search(without_citations(title)) for pattern in patterns)
    return next((match[0] for match in (*matches, *titled) if match), "")


def lines_of(body: Body, context: Context) -> str:
    """Return the rows of a declaration, the criteria as the headings of a table call them; scales are blank."""
    tracks = columns_of(body) if body.sides.get("units") else rows_of(body)
    name = named_index(context.programme()[1], tracks)
    labels = [t.labels[-1] for t in tracks if t.is_score and t.labels and not t.total]
    names = dict.fromkeys(code_and_name(h)[1] or h.text for h in labels if h.rest not in ("", name))
    dated = min((t.year for t in tracks if t.year), default=BLANK)
    year = context.year() or context.year_of_file() or dated
    rows = [["total", "", 0, name.upper() if " " not in name else name.capitalize()]]
    rows += [[code, "total", 1, text] for code, text in enumerate(names, 1)]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(
        [_COLUMNS, *([*row, "", "", "", year] for row in rows)]
    )
    return written.getvalue().rstrip()
