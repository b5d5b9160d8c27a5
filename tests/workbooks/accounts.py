"""How an account is judged: every number of a sheet is taken, or named by range and reason.

What counts as a number is said here anew, and other engines open the workbooks: nothing is asked of what the
reader is made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlrd
from openpyxl.utils import get_column_letter

from cchc_analysis.workbooks import Reading

_DIGITS = r"[-+\u2212]?(?:\d{1,3}(?:[., ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
#: What reads as one number: be it with its unit or a star, over its maximum, behind its rank.
_TEXT = re.compile(rf"{_DIGITS} ?(?:%|điểm|đ)?\*?|{_DIGITS} ?/ ?{_DIGITS}|\d+ ?\({_DIGITS}\)", re.IGNORECASE)
#: Two ranks in one text, which is no number.
_TIE = re.compile(r"\d+[-–]\d+")

#: The sheet, the column and the value of a cell.
Cell = tuple[str, str, Any]


def counts(value: Any) -> bool:
    """Tell whether a cell counts as a number."""
    if isinstance(value, str):
        return _TEXT.fullmatch(" ".join(unicodedata.normalize("NFKC", value).split())) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def cells_of(path: Path) -> Iterator[Cell]:
    """Give every cell of a workbook, dates left out, as openpyxl and xlrd open it."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                yield from (
                    (sheet.title, get_column_letter(at), v) for at, v in enumerate(row, 1) if v is not None
                )
    else:
        for sheet in xlrd.open_workbook(path).sheets():
            for row in sheet.get_rows():
                for at, cell in enumerate(row):
                    if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
                        yield sheet.name, get_column_letter(at + 1), cell.value


def unexplained(reading: Reading) -> list[str]:
    """Return the lines of an account that are not taken and without a reason, or taken in no sense."""
    return [
        f"{line.sheet} {line.range}: {line.quantity} {line.reason}"
        for line in reading.account.itertuples()
        if (line.reason or not line.quantity if line.taken else line.reason in ("", "not_taken"))
    ]


def untaken_scores(reading: Reading) -> int:
    """Return how many more cells gave a score than the account tells."""
    account = reading.account
    if account["quantity"].eq("satisfied").any():  # there one share is made of several counts
        return 0
    scores = reading.scores[["sheet", "cell"]][reading.scores["score"].notna().to_numpy()]
    cells = set(zip(scores["sheet"], scores["cell"], strict=True))
    return len(cells) - _taken(reading, "score")


def faults(reading: Reading, path: Path) -> list[str]:
    """Return where the account is not what another engine finds, nor what was read."""
    named: Counter[tuple[str, str]] = Counter()
    for line in reading.account.itertuples():
        named[line.sheet, re.match("[A-Z]+", line.range)[0]] += line.cells
    cells = list(cells_of(path))
    numbers = Counter((sheet, at) for sheet, at, value in cells if counts(value))
    found = [f"{path.name}: {named[at]} named in {at}, {numbers[at]} numbers"
             for at in named | numbers if named[at] != numbers[at]]  # fmt: skip
    ties = sum(isinstance(v, str) and _TIE.fullmatch(v) is not None for _, _, v in cells)
    ranks = reading.scores["rank"].notna().sum() - _taken(reading, "rank")
    if untaken_scores(reading) or not 0 <= ranks <= ties:
        found.append(f"{path.name}: {untaken_scores(reading)} scores, {ranks} ranks more than taken")
    return found + unexplained(reading)


def _taken(reading: Reading, quantity: str) -> int:
    account = reading.account
    return int(account["cells"][(account["taken"] & (account["quantity"] == quantity)).to_numpy()].sum())
