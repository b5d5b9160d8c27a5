"""Which of the rows below criteria is the total: of several, and where none is called one; of a domain or all.

TT | Tiêu chí             | Tối đa | Tự chấm
1  | Chỉ đạo              | 60     | 55
2  | Thể chế              | 40     | 40
| Cộng (1-2)           | 100    | 95
3  | Điểm thưởng, phạt    |        | 2
| TỔNG ĐIỂM            |        | 97
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cchc_analysis.files.grid import Row
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.numbers import ROMANS, SAME
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.vietnamese import clean, key, parse_number
from cchc_analysis.workbooks.outline.codes import is_code
from cchc_analysis.workbooks.outline.outline import Node
from cchc_analysis.workbooks.outline.row_labels import sums_some

#: So many numbers come to a sum by no accident.
_ENOUGH = 3
_CHANGES = ("bonus", "deduction")
#: A domain in the title of a sheet, whose last line sums that, and not the index.
_PART = re.compile(
    r"(?:lĩnh vực|linh vuc|lv|phần|phan|nội dung|nhóm|mục|tiêu chí|chỉ số thành phần|tab)\s*"
    r"(?P<code>\d+|[IVX]+)\b[\s.:–-]*(?P<name>.*)", re.IGNORECASE
)  # fmt: skip


class Totals:
    """The rows of a sheet that are called totals.

    Parameters
    ----------
    labels : dict of int to str
        The text of every row, by its line, in printed order.
    called : list of int
        Those called totals.
    nodes : list of Node
        The criteria of the sheet.
    rows : sequence of Row
    columns : list of int
        Of points and maxima.

    Attributes
    ----------
    whole : int or None
        The total.
    of_blocks, of_some : list of int
        Those that sum the block above them; those that sum some criteria of the top.
    """

    def __init__(self, labels: dict[int, str], called: Sequence[int], nodes: Sequence[Node],
                 rows: Sequence[Row], columns: Sequence[int]) -> None:  # fmt: skip
        self.labels = labels
        self.rows, self.columns = rows, columns
        self.tops = [n for n in nodes if n.level == 1]
        codes = tuple(n.text or n.code for n in self.tops)
        some = [line for line in called if sums_some(labels[line], codes)]
        self.of_some = [line for line in some if not self._sums_all(line, 1)]  # a label may be another form's
        left = [line for line in called if line not in self.of_some]
        first, self.last = (nodes[0].line, max(n.line for n in nodes)) if nodes else (-1, -1)
        times = Counter(key(labels[line]) for line in left)
        again = [line for line in left if times[key(labels[line])] > 1 and line != left[-1]]
        again = again if again and again[0] < self.last else []
        above = [line for line in left if line < first]
        below = [line for line in left if line > self.last and line not in again]
        self.whole = next(iter([*above, *self._final(below), *left]), None)
        self.of_blocks = [line for line in again if line != self.whole and first < line]
        others = [line for line in left if first < line and line not in (self.whole, *self.of_blocks)]
        whole = self.whole
        self.of_some += [line for line in others if whole is not None and self._yields_to(line, whole)]

    def _yields_to(self, line: int, whole: int) -> bool:
        """Tell whether another total stands above the one that is taken, or says the same."""
        return line < whole or all(self.rows[line][c] == self.rows[whole][c] for c in self.columns)

    def _final(self, below: list[int]) -> list[int]:
        """Return the totals below all criteria, the one behind bonuses and penalties first."""
        changed = [line for line, label in self.labels.items() if heading(label).quantity in _CHANGES]
        behind = [line for line in below[1:] if any(below[0] < c < line for c in changed)]
        after = [line for line in below if says("after", key(self.labels[line]))]
        return [*(after if len(after) == 1 else behind[-1:]), *below]

    def by_sum(self, scores: Sequence[int]) -> int | None:
        """Return the row below all criteria that sums those at the top in every column of scores."""
        plain = [line for line, label in self.labels.items() if heading(label).quantity in ("", "score")]
        scored = [c for c in scores if any(_number(self.rows[top.line][c]) is not None for top in self.tops)]
        below = (line for line in plain if line > self.last and self._sums_all(line, _ENOUGH))
        return next((n for n in below if all(_number(self.rows[n][c]) is not None for c in scored)), None)

    def _sums_all(self, line: int, enough: int) -> bool:
        """Tell whether every number of a row sums at least so many of the criteria at the top."""
        printed = {c: n for c in self.columns if (n := _number(self.rows[line][c])) is not None}
        parts = {c: [n for top in self.tops if (n := _number(self.rows[top.line][c]))] for c in printed}
        return bool(printed) and all(len(parts[c]) >= enough and abs(sum(parts[c]) - n) <= SAME
                                     for c, n in printed.items())  # fmt: skip


def _number(value: object) -> float | None:
    return parse_number(value) if isinstance(value, str) else value if isinstance(value, float) else None


def sums_no_part(label: str, nodes: Sequence[Node]) -> bool:
    """Tell whether a sum is called by a code that no criterion of the sheet has: *Tổng A* over 1 and 2."""
    code = key(label).split()[-1]
    return is_code(code.upper()) and not {code, _plain(code)} & {
        c for n in nodes for c in (key(n.text), n.code)
    }


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
