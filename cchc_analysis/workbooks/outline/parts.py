"""One domain of an index a sheet: what its last line sums is the domain, not the index.

LĨNH VỰC 2: CẢI CÁCH THỂ CHẾ
TT  | Tiêu chí | Điểm tối đa | Tự chấm
2.1 | Rà soát  | 3           | 2,5
    | Cộng     | 3           | 2,5
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.numbers import ROMANS
from cchc_analysis.vietnamese import clean, key

_PART = re.compile(
    r"(?:lĩnh vực|linh vuc|lv|phần|phan|nội dung|nhóm|mục|tiêu chí|chỉ số thành phần|tab)\s*"
    r"(?P<code>\d+|[IVX]+)\b[\s.:–-]*(?P<name>.*)", re.IGNORECASE
)  # fmt: skip


def part_of(body: Body, codes: Iterable[str]) -> tuple[str, str]:
    """Return code and name of the domain that all criteria of a sheet are below; blank where it has more.

    The titles, or else the tab, must name it: a whole index may have but one domain.
    """
    codes = set(codes)
    firsts = {code.partition(".")[0] for code in codes}
    if len(firsts) != 1 or firsts & codes:
        return "", ""
    (code,) = firsts
    for text in (*reversed(body.titles), body.sheet.name):
        named = _PART.search(clean(text))
        if named and _plain(named["code"]) == _plain(code):
            return code, named["name"]
    return "", ""


def _plain(code: str) -> str:
    return str(ROMANS.get(key(code).upper(), code))
