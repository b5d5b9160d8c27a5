"""What a formula says, as a tree that can be reckoned: the grammar and functions of scoring sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from math import isfinite
from typing import Any, Protocol

from cchc_analysis.files.cells import Place, column_number

#: The longest formula of Excel, in letters, and the most cells of one area.
_LONGEST, _MOST_CELLS = 8192, 2_000_000
_TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+\.?\d*(?:E[+-]?\d+)?|\.\d+)|(?P<text>"(?:[^"]|"")*")'
    r"|(?:_xlfn\.)?(?P<name>[A-Z]+(?:\.EQ)?(?=\())|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7}(?![\w(.!]))|(?P<sign><=|>=|<>|[-+*/=<>(),:;%]))"
)
_CELL = re.compile(r"\$?([A-Z]+)\$?(\d+)")
#: How strongly a sign binds what stands on both sides.
_BINDS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_MINUS_BINDS = 4

Value = float | str | bool
Tree = Callable[["Cells"], Any]


class Cells(Protocol):
    """Where a formula looks its cells up."""

    def cell(self, place: Place) -> Any:
        """Return a number, a text, None for a blank."""


class Unknown(Exception):
    """Raised for a formula that is not calculated here."""


def parsed(formula: str) -> Tree:
    """Return what a formula says.

    Raises
    ------
    Unknown
        Where it says anything that is not known here.
    """
    if len(formula) > _LONGEST:
        raise Unknown
    tokens: list[tuple[str, str]] = []
    place, text = 0, formula.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise Unknown
        tokens.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    parser = _Parser(tokens)
    tree = parser.expression(0)
    parser.end()
    return tree


class _Parser:
    """Reads a formula from left to right; what binds more strongly is reckoned first."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._at = tokens, 0

    def expression(self, least: int) -> Tree:
        """Read as far as signs bind more strongly than *least*."""
        left = self._operand()
        while self._next[0] == "sign" and _BINDS.get(self._next[1], 0) > least:
            sign = self._take()[1]
            left = partial(_reckoned, sign, left, self.expression(_BINDS[sign]))
        return left

    def end(self) -> None:
        """Refuse what stands behind a whole formula."""
        if self._next[0]:
            raise Unknown

    def _operand(self) -> Tree:
        kind, word = self._take()
        operand: Tree
        if kind == "number":
            operand = partial(_constant, float(word))
        elif kind == "text":
            operand = partial(_constant, word[1:-1].replace('""', '"'))
        elif kind == "name":
            operand = self._function(word)
        elif kind == "cell":
            operand = self._area(word)
        elif word == "(":
            operand = self.expression(0)
            self._expect(")")
        elif word in ("-", "+"):
            inner = self.expression(_MINUS_BINDS)
            return partial(_reckoned, word, partial(_constant, 0.0), inner)
        else:
            raise Unknown
        while self._next == ("sign", "%"):
            self._take()
            operand = partial(_reckoned, "/", operand, partial(_constant, 100.0))
        return operand

    def _function(self, name: str) -> Tree:
        if name not in _FUNCTIONS:
            raise Unknown
        self._expect("(")
        arguments = [self.expression(0)]
        while self._next[1] in (",", ";"):
            self._take()
            arguments.append(self.expression(0))
        self._expect(")")
        return partial(_FUNCTIONS[name], arguments)

    def _area(self, word: str) -> Tree:
        first = last = _place(word)
        if self._next == ("sign", ":"):
            self._take()
            kind, word = self._take()
            if kind != "cell":
                raise Unknown
            last = _place(word)
        return partial(_cells, first, last)

    @property
    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _take(self) -> tuple[str, str]:
        token = self._next
        self._at += 1
        return token

    def _expect(self, sign: str) -> None:
        if self._take() != ("sign", sign):
            raise Unknown


def _place(word: str) -> Place:
    match = _CELL.fullmatch(word)
    if match is None or int(match[2]) < 1:
        raise Unknown
    return int(match[2]) - 1, column_number(match[1])


def _cells(first: Place, last: Place, sheet: Cells) -> list[Any]:
    (top, bottom), (left, right) = (sorted(ends) for ends in zip(first, last, strict=True))
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        raise Unknown
    return [sheet.cell((r, c)) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _constant(value: Value, sheet: Cells) -> Value:
    return value


def _reckoned(sign: str, left: Tree, right: Tree, sheet: Cells) -> Value:
    a, b = single(left(sheet)), single(right(sheet))
    if sign in ("=", "<>"):
        return _alike(a, b) == (sign == "=")
    x, y = _number(a), _number(b)
    if sign in ("<", ">", "<=", ">="):
        return {"<": x < y, ">": x > y, "<=": x <= y, ">=": x >= y}[sign]
    return x + y if sign == "+" else x - y if sign == "-" else x * y if sign == "*" else x / y


def _alike(a: Any, b: Any) -> bool:
    """Tell whether two values are one to Excel: a blank is both nothing written and zero."""
    if a is None or b is None:
        other = b if a is None else a
        return other is None or other in ("", 0.0)
    if isinstance(a, str) and isinstance(b, str):
        return a.casefold() == b.casefold()
    return type(a) is type(b) and a == b


def single(value: Any) -> Any:
    """Return a value that is one, be it that of an area of one cell, and finite.

    Raises
    ------
    Unknown
        Where it is a larger area, or no number to a spreadsheet.
    """
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list) or (isinstance(value, float) and not isfinite(value)):
        raise Unknown
    return value


def _number(value: Any) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unknown
    return float(value)


def _numbers(arguments: list[Tree], sheet: Cells) -> Iterator[float]:
    """Yield the numbers among arguments; texts and blanks of cells do not count, texts by themselves may."""
    for argument in arguments:
        value = argument(sheet)
        if isinstance(value, str | bool):  # ``SUM(80,"5")`` is 85, ``SUM(80,"x")`` an error
            raise Unknown
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, int | float) and not isinstance(item, bool):
                yield float(item)


def _if(arguments: list[Tree], sheet: Cells) -> Any:
    if len(arguments) != 3:
        raise Unknown
    chosen = single(arguments[0](sheet))
    holds = chosen if isinstance(chosen, bool) else _number(chosen) != 0
    return arguments[1 if holds else 2](sheet)


def _round(arguments: list[Tree], sheet: Cells) -> float:
    number, places = (_number(single(argument(sheet))) for argument in arguments[:2])
    if len(arguments) != 2 or abs(places) > 15:
        raise Unknown
    return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))


def _rank(arguments: list[Tree], sheet: Cells) -> float:
    """Return the place of a number among others, from the highest unless the last argument says otherwise."""
    if len(arguments) not in (2, 3):
        raise Unknown
    number, numbers = _number(single(arguments[0](sheet))), list(_numbers(arguments[1:2], sheet))
    upwards = len(arguments) == 3 and _number(single(arguments[2](sheet))) != 0
    if number not in numbers:
        raise Unknown
    return 1.0 + sum(n < number if upwards else n > number for n in numbers)


def _count(arguments: list[Tree], sheet: Cells) -> float:
    return float(sum(1 for _ in _numbers(arguments, sheet)))


def _of_some(reckoned: Callable[[list[float]], float], arguments: list[Tree], sheet: Cells) -> float:
    """Reckon with numbers; Excel's zero where there are none would be a score nobody gave."""
    numbers = list(_numbers(arguments, sheet))
    if not numbers:
        raise Unknown
    return reckoned(numbers)


_FUNCTIONS: dict[str, Callable[[list[Tree], Cells], Any]] = {
    "SUM": partial(_of_some, sum),
    "COUNT": _count,
    "AVERAGE": partial(_of_some, lambda numbers: sum(numbers) / len(numbers)),
    "MIN": partial(_of_some, min),
    "MAX": partial(_of_some, max),
    "ROUND": _round,
    "IF": _if,
    "RANK": _rank,
    "RANK.EQ": _rank,
}
