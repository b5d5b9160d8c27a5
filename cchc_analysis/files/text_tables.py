"""Tables as text: the CSV that Excel writes, parted by semicolons, commas or tabs.

Cells stay texts. What the file as a whole shows is which mark its decimals have.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import pairwise, zip_longest

from cchc_analysis.files.cells import Sheet, rectangle
from cchc_analysis.files.limits import check

#: The likeliest first: a comma also stands in numbers and sentences.
_SEPARATORS = "\t;,"
_DECLARED = re.compile(r"sep=(.)\r?\n")
_NUMBER = re.compile(r"[+-]?\d+(?:[., \xa0]\d+)*\s?%?")
_DECIMAL = re.compile(r"[+-]?(\d+(?:[., \xa0]\d{3})*)([.,])(\d+)\s?%?")
#: The two halves of a number that a comma between cells parts; the second is no year.
_WHOLE, _DECIMALS = re.compile(r"\s*[+-]?\d+"), re.compile(r"\d{1,3}\s?%?\s*")
#: A table has a column with a number in one of so many rows at least; sentences parted by commas have none.
_ROWS_A_NUMBER = 5


class BrokenTableError(Exception):
    """Raised for a table of which nobody can tell where its cells end, with the rule and the line of it."""

    def __init__(self, rule: str, line: int) -> None:
        super().__init__(rule, line)
        self.rule, self.line = rule, line


def csv_sheet(text: str, name: str) -> Sheet | None:
    r"""Return the table that a text is, None where it is none.

    Raises
    ------
    BrokenTableError
        Where a quote is not closed, or a comma parts cells and decimals: nobody can tell where a cell ends.

    Examples
    --------
    >>> sheet = csv_sheet("Tỉnh;Điểm\nHà Nội;81,5\n", "PCI 2024")
    >>> sheet.rows, sheet.decimal
    ([['Tỉnh', 'Điểm'], ['Hà Nội', '81,5']], ',')
    """
    check("cells", max(map(text.count, "\n\r")))
    separators = _SEPARATORS
    if declared := _DECLARED.match(text):  # for Excel alone, which does not show this line
        separators, text = declared[1], text[declared.end() :]
    separator = max(separators, key=lambda s: _evenness(_parsed(text, s)))
    if not _is_table(_parsed(text, separator)):
        return None
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = rectangle(printed := _titles_joined(list(lines)))
    except csv.Error:
        raise BrokenTableError("table_broken", lines.line_num) from None
    if separator == "," and (line := _parted_decimal(rows)):
        raise BrokenTableError("decimals_parted", line)
    if separator == "," and (line := _parted_heading(printed)):
        raise BrokenTableError("heading_parted", line)
    return Sheet(name, True, rows, typed=False, decimal=decimal_mark(rows, separator))


def decimal_mark(rows: list[list[str]], separator: str = "") -> str:
    """Return the decimal mark that the numbers show, empty where they show none or both.

    A comma shows itself: ``81,5``, ``0,833``, while ``1,234`` may be a thousand. A point may also part the
    numbers of a code (``1.1``), so that it shows something only where commas part the cells.

    Examples
    --------
    >>> decimal_mark([["1.1", "81,5"]]), decimal_mark([["81.5"]], ","), decimal_mark([["1,234"]])
    (',', '.', '')
    """
    marks = set()
    for column in zip_longest(*rows, fillvalue=""):
        shown = {mark for text in column if (mark := _shown_mark(text.strip()))}
        if len(shown) > 1:
            return ""
        marks |= shown
    if separator == ",":
        return marks.pop() if len(marks) == 1 else ""
    return "," if "," in marks else ""


def _titles_joined(rows: list[list[str]]) -> list[list[str]]:
    """Return rows with what stands above the headings in one cell, where what parts its words is no separator.

    A blank begins all its cells but the first, and none of those with numbers.

    Examples
    --------
    >>> _titles_joined([["Các sở", " ban", " xã"], ["TT", "Đơn vị", "Điểm"], ["1", "Sở Nội vụ", "80"]])[0]
    ['Các sở, ban, xã']
    """
    first = next((line for line, row in enumerate(rows) if any(map(is_number, row))), 0)
    if not first or any(text[:1].isspace() for text in rows[first]):
        return rows
    for line, row in enumerate(rows[: first - 1]):
        texts = row[: max((c for c, text in enumerate(row, 1) if text), default=0)]
        if len(texts) > 1 and all(text[:1].isspace() and text.strip() for text in texts[1:]):
            rows[line] = [",".join(texts)]
    return rows


def _parted_decimal(rows: list[list[str]]) -> int:
    """Return the first line, from 1, that a parted number makes longer than the headings; 0 without any.

    Examples
    --------
    >>> _parted_decimal([["Tỉnh", "Điểm", ""], ["Hà Nội", "81", "5"]])
    2
    >>> _parted_decimal([["Tỉnh", "Điểm", "Hạng"], ["Hà Nội", "81", "5"]])
    0
    """
    pairs = [any(_WHOLE.fullmatch(a) and _DECIMALS.fullmatch(b) for a, b in pairwise(row)) for row in rows]
    widths = [max((c for c, text in enumerate(row, 1) if text.strip()), default=0) for row in rows]
    headed = max((width for width, pair in zip(widths, pairs, strict=True) if not pair), default=max(widths))
    longer = (line for line, pair in enumerate(pairs, 1) if pair and widths[line - 1] > headed)
    return next(longer, 0)


def _parted_heading(rows: list[list[str]]) -> int:
    """Return the line, from 1, of headings that a comma in one of them makes longer than the rows; 0 without.

    Examples
    --------
    >>> _parted_heading([["Tỉnh", "Chỉ đạo", " điều hành", "Tổng"], ["Hà Nội", "9", "81"], ["Huế", "8", "80"]])
    1
    """
    numbered = [line for line, row in enumerate(rows) if any(map(is_number, row))]
    head = rows[numbered[0] - 1] if numbered and numbered[0] else []
    are_even = len({len(rows[line]) for line in numbered}) == 1
    return numbered[0] if are_even and "" not in head and len(head) > len(rows[numbered[0]]) else 0


def is_number(text: str) -> bool:
    """Tell whether a text as a whole looks like a number."""
    return _NUMBER.fullmatch(text.strip()) is not None


def _shown_mark(text: str) -> str:
    number = _DECIMAL.fullmatch(text)
    if number is None:
        return ""
    whole, mark, rest = number.groups()
    thousands = mark in whole or (len(rest) == 3 and len(whole) <= 3 and whole != "0")
    return "" if thousands else mark


def _parsed(text: str, separator: str) -> list[list[str]]:
    check("cells", text.count(separator))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _evenness(rows: list[list[str]]) -> int:
    """Return how many rows share the commonest number of cells above one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)


def _is_table(rows: list[list[str]]) -> bool:
    height = sum(any(row) for row in rows)
    columns = zip_longest(*(row for row in rows if len(row) > 1), fillvalue="")
    numbers = max((sum(map(is_number, column)) for column in columns), default=0)
    return _evenness(rows) > 1 and numbers > 0 and numbers * _ROWS_A_NUMBER >= height
