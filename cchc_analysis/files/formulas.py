"""The formulas that no program has calculated yet: sums and the like are calculated, all others are left.

A sheet filled in by a program has formulas without values until a spreadsheet opens it. What scoring sheets
calculate with is known here, as Excel reckons it: ``SUM``, ``COUNT``, ``AVERAGE``, ``MIN``, ``MAX``, ``ROUND``,
``IF``, the four operations and comparisons, over cells of the same sheet. Anything else, whatever depends on
it, and the zero that Excel makes of nothing but blanks, stays without a value and is reported as that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from math import isfinite
from typing import Any

from cchc_analysis.files.cells import Marks, Place, Row
from cchc_analysis.files.limits import most

#: So many cells may be looked at for all formulas of a sheet, so deep may they stand upon one another.
_MOST_LOOKS, _DEEPEST = 2_000_000, 100
_LONGEST = 8192
_TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+\.?\d*(?:E[+-]?\d+)?|\.\d+)|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<name>[A-Z]+(?=\())|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7}(?![\w(.!]))|(?P<sign><=|>=|<>|[-+*/=<>(),:;%]))"
)
_CELL = re.compile(r"\$?([A-Z]+)\$?(\d+)")
#: How strongly a sign binds what stands on both sides.
_BINDS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_MINUS_BINDS = 4

Value = float | str | bool
Tree = Callable[["_Sheet"], Any]


class _Unknown(Exception):
    """Raised for a formula that is not calculated here."""


def calculate(marks: Marks, rows: list[Row]) -> None:
    """Put into a sheet the values of its uncalculated formulas, as far as they are known here.

    What was calculated moves from ``marks.unvalued`` to ``marks.calculated``.
    """
    if not marks.formulas:
        return
    height = max(len(rows), 1 + max(r for r, _ in marks.formulas))
    width = max(len(rows[0]) if rows else 0, 1 + max(c for _, c in marks.formulas))
    if height * width > most("cells"):
        return
    sheet = _Sheet(marks, rows)
    values = {place: value for place in sorted(marks.formulas) if (value := sheet.value(place)) is not None}
    if not values:
        return
    for row in rows:
        row.extend([""] * (width - len(row)))
    rows.extend([""] * width for _ in range(height - len(rows)))
    for (r, c), value in values.items():
        rows[r][c] = value
    marks.unvalued -= values.keys()
    marks.calculated.update(values)


class _Sheet:
    """The cells of a sheet, those that are calculated among them."""

    def __init__(self, marks: Marks, rows: list[Row]) -> None:
        self._marks, self._rows = marks, rows
        self._known: dict[Place, Value | None] = {}
        self._looks = self._depth = 0

    def value(self, place: Place) -> Value | None:
        """Return the value of a formula; None where it is not known, or is that of a blank."""
        if place not in self._known:
            self._known[place] = None  # until it is: one that stands upon itself has no value
            try:
                result = _single(_parsed(self._marks.formulas[place])(self))
            except (_Unknown, RecursionError, ZeroDivisionError, OverflowError):
                return None
            self._known[place] = result
        return self._known[place]

    def cell(self, place: Place) -> Any:
        """Return what a cell holds: a number, a text, None where it is blank."""
        self._looks += 1
        if self._looks > _MOST_LOOKS or self._depth > _DEEPEST or place in self._marks.errors:
            raise _Unknown
        if place in self._marks.formulas:
            self._depth += 1
            value = self.value(place)
            self._depth -= 1
            if value is None:
                raise _Unknown
            return value
        if place in self._marks.unvalued:
            raise _Unknown
        r, c = place
        value = self._rows[r][c] if r < len(self._rows) and c < len(self._rows[r]) else ""
        if isinstance(value, date):  # a number to Excel, by a calendar that the grid does not tell
            raise _Unknown
        return None if value == "" else value


def _parsed(formula: str) -> Tree:
    if len(formula) > _LONGEST:
        raise _Unknown
    tokens: list[tuple[str, str]] = []
    place, text = 0, formula.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise _Unknown
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
        left = self._operand()
        while self._next[0] == "sign" and _BINDS.get(self._next[1], 0) > least:
            sign = self._take()[1]
            left = partial(_reckoned, sign, left, self.expression(_BINDS[sign]))
        return left

    def end(self) -> None:
        if self._next[0]:
            raise _Unknown

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
            raise _Unknown
        while self._next == ("sign", "%"):
            self._take()
            operand = partial(_reckoned, "/", operand, partial(_constant, 100.0))
        return operand

    def _function(self, name: str) -> Tree:
        if name not in _FUNCTIONS:
            raise _Unknown
        self._expect("(")
        arguments = [self.expression(0)]
        while self._next[1] in (",", ";"):
            self._take()
            arguments.append(self.expression(0))
        self._expect(")")
        return partial(_FUNCTIONS[name], arguments)

    def _area(self, word: str) -> Tree:
        first = _place(word)
        if self._next != ("sign", ":"):
            return lambda sheet: sheet.cell(first)
        self._take()
        kind, word = self._take()
        if kind != "cell":
            raise _Unknown
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
            raise _Unknown


def _place(word: str) -> Place:
    match = _CELL.fullmatch(word)
    if match is None or int(match[2]) < 1:
        raise _Unknown
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _cells(first: Place, last: Place, sheet: _Sheet) -> list[Any]:
    (top, bottom), (left, right) = (sorted(ends) for ends in zip(first, last, strict=True))
    if (bottom - top + 1) * (right - left + 1) > _MOST_LOOKS:
        raise _Unknown
    return [sheet.cell((r, c)) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _constant(value: Value, sheet: _Sheet) -> Value:
    return value


def _reckoned(sign: str, left: Tree, right: Tree, sheet: _Sheet) -> Value:
    a, b = _single(left(sheet)), _single(right(sheet))
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


def _single(value: Any) -> Any:
    if isinstance(value, list) or (isinstance(value, float) and not isfinite(value)):
        raise _Unknown
    return value


def _number(value: Any) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Unknown
    return float(value)


def _numbers(arguments: list[Tree], sheet: _Sheet) -> Iterator[float]:
    """Yield the numbers among arguments; texts and blanks of cells do not count."""
    for argument in arguments:
        value = argument(sheet)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, int | float) and not isinstance(item, bool):
                yield float(item)


def _if(arguments: list[Tree], sheet: _Sheet) -> Any:
    if len(arguments) != 3:
        raise _Unknown
    chosen = _single(arguments[0](sheet))
    holds = chosen if isinstance(chosen, bool) else _number(chosen) != 0
    return arguments[1 if holds else 2](sheet)


def _round(arguments: list[Tree], sheet: _Sheet) -> float:
    number, places = (_number(_single(argument(sheet))) for argument in arguments[:2])
    if len(arguments) != 2 or abs(places) > 15:
        raise _Unknown
    return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))


def _some(arguments: list[Tree], sheet: _Sheet) -> list[float]:
    """Return the numbers among arguments; Excel's zero where there are none would be a score nobody gave."""
    numbers = list(_numbers(arguments, sheet))
    if not numbers:
        raise _Unknown
    return numbers


def _sum(arguments: list[Tree], sheet: _Sheet) -> float:
    return sum(_some(arguments, sheet))


def _count(arguments: list[Tree], sheet: _Sheet) -> float:
    return float(sum(1 for _ in _numbers(arguments, sheet)))


def _average(arguments: list[Tree], sheet: _Sheet) -> float:
    numbers = _some(arguments, sheet)
    return sum(numbers) / len(numbers)


def _least(arguments: list[Tree], sheet: _Sheet) -> float:
    return min(_some(arguments, sheet))


def _greatest(arguments: list[Tree], sheet: _Sheet) -> float:
    return max(_some(arguments, sheet))


_FUNCTIONS: dict[str, Callable[[list[Tree], _Sheet], Any]] = {
    "SUM": _sum,
    "COUNT": _count,
    "AVERAGE": _average,
    "MIN": _least,
    "MAX": _greatest,
    "ROUND": _round,
    "IF": _if,
}
