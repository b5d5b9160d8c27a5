"""From codes as they were typed to a tree: which row is a criterion of which, and what its code is.

Codes come as ``I``, ``1``, ``1.1``, ``a)``, ``-``, as text, as numbers (``1.10`` typed as the number 1.1)
and as dates (``1.2`` turned into 1 February). A number or a date is read as the code that can stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from cchc_analysis.vietnamese import clean

_ROMAN = re.compile(r"(?=[IVXL])X{0,3}(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*")
_COMPOUND = re.compile(r"[A-ZĐ]{1,4}(?:\.\d+)+|[A-ZĐ]{2,4}[. ]?\d+(?:\.\d+)*|[A-Za-z]\d+(?:\.\d+)*"
                       r"|[IVX]+(?:\.[A-Za-z0-9]+)+|\d{1,3}(?:\.\d{1,3})*\.?[a-hđ]")  # fmt: skip
_LETTER = re.compile(r"[a-zđ]{1,2}")
_BLOCK = re.compile(r"[A-ZĐ]")
_DASH = re.compile(r"[-–—+•*]")
#: Levels below the index that the Scores frame knows.
DEEPEST = 4
#: So many codes may be left out before one that was typed as a number.
_LEFT_OUT = 4
_INNER = ("letter", "dash")


@dataclass(slots=True, eq=False)
class Node:
    """A row with a code.

    Attributes
    ----------
    line : int
        Row of the sheet, from 0.
    printed : object
        The code as it stands in the cell: text, number or date.
    code : str
        What it was read as, unique in the sheet: a code that is printed twice is ``4.1`` and ``4.1#2``.
    level : int
        From 1, the top of the tree.
    parent : Node or None
    recovered : bool
        True where a number or date was read as another code than it says.
    rank : int
        How deep its kind of code stands in the sheet: a block may leave a kind out.
    """

    line: int
    printed: Any
    style: str = ""
    text: str = ""
    code: str = ""
    level: int = 0
    parent: Node | None = None
    recovered: bool = False
    rank: int = 0
    again: bool = False


@dataclass(slots=True)
class _State:
    """Where in the tree the reading stands."""

    stack: list[Node] = field(default_factory=list)
    ranks: dict[str, int] = field(default_factory=dict)
    last: tuple[int, ...] = ()
    seen: set[str] = field(default_factory=set)
    anew: bool = True

    def may_follow(self, code: tuple[int, ...]) -> bool:
        """Tell whether a code may come next: a child, the next sibling, the next of an ancestor."""
        if code == (1,) or code == (*self.last, 1) or (self.anew and code == (1, 1)):
            return True
        depth = len(code) - 1
        return depth < len(self.last) and code == (*self.last[:depth], self.last[depth] + 1)


def is_code(value: Any) -> bool:
    """Tell whether a cell holds what may be a code."""
    return _style(value)[0] != ""


def outline(rows: list[tuple[int, Any]]) -> list[Node]:
    """Arrange coded rows into a tree.

    Parameters
    ----------
    rows : list of (int, object)
        Line and printed code, in the order of the sheet; each a code by :func:`is_code`.

    Examples
    --------
    >>> [n.code for n in outline([(0, 1.0), (1, 1.9), (2, 1.1), (3, "a)"), (4, "2")])]
    ['1', '1.9', '1.10', '1.10.a', '2']
    """
    return list(_outlined(tuple(rows)))


@lru_cache(maxsize=64)  # the sheets of all communes of a province are one form
def _outlined(rows: tuple[tuple[int, Any], ...]) -> list[Node]:
    state, nodes = _State(), []
    for line, printed in rows:
        node = Node(line, printed)
        node.style, node.text = _style(printed, state)
        if node.style == "number":
            _place_number(node, state)
        _hang(node, state)
        nodes.append(node)
    _name(nodes)
    return nodes


def by_levels(rows: list[tuple[int, int]]) -> list[Node]:
    """Arrange rows whose levels are known (columns, indentation, bold): codes are counted by position."""
    stack: list[tuple[int, Node]] = []
    counts: Counter[Node | None] = Counter()
    nodes = []
    for line, level in rows:
        while stack and stack[-1][0] >= level:
            stack.pop()
        parent = stack[-1][1] if stack else None
        counts[parent] += 1
        code = f"{parent.code}.{counts[parent]}" if parent else str(counts[parent])
        nodes.append(Node(line, None, code=code, level=min(len(stack) + 1, DEEPEST), parent=parent))
        stack.append((level, nodes[-1]))
    return nodes


def _style(value: Any, state: _State | None = None) -> tuple[str, str]:
    """Return what kind of code a cell holds, and the code as text; empty where it is none."""
    if isinstance(value, str):
        style, text = _style_of_text(value)
        if style == "roman" and state and _BLOCK.fullmatch(text) and _continues_blocks(text, state):
            style = "block"
        return style, text
    if isinstance(value, bool):
        return "", ""
    if isinstance(value, int | float):
        whole = float(value).is_integer()
        fits = 0 < value < 1000 and len(f"{value:.10g}") <= 7
        return ("number", f"{value:.10g}") if fits or (whole and 0 < value < 1000) else ("", "")
    if isinstance(value, date):
        return "number", ""
    return _style_of_text(str(value))


@lru_cache(maxsize=16384)
def _style_of_text(value: str) -> tuple[str, str]:
    text = clean(value).strip(" .:)(").replace(" ", "")
    if _NUMBER.fullmatch(text):
        return "number", text.replace(",", ".")
    if _DASH.fullmatch(clean(value)):
        return "dash", "-"
    styles = (("roman", _ROMAN), ("block", _BLOCK), ("letter", _LETTER), ("compound", _COMPOUND))
    for style, pattern in styles:
        if pattern.fullmatch(text):
            return style, text
    return "", ""


def _continues_blocks(text: str, state: _State) -> bool:
    """Tell whether ``C``, ``D`` … follow ``A``, ``B``: then they are letters and no Roman numbers."""
    last = next((n.text for n in reversed(state.stack) if n.style == "block"), "")
    return bool(last) and ord(text) - ord(last) == 1


def _place_number(node: Node, state: _State) -> None:
    """Decide which dotted code a number or a date stands for, by what may come next."""
    taken = node.text if node.printed.__class__ is str else _code_meant(node, state)
    node.recovered = taken != node.text
    node.text = taken
    state.last = _parts(taken)
    state.seen.add(taken)
    state.anew = False


def _code_meant(node: Node, state: _State) -> str:
    """Return the code that a number or a date is most likely to be."""
    candidates = list(codes_for(node.printed, node.text))
    taken = next((c for c in candidates if state.may_follow(_parts(c))), None)
    if taken is None:
        later = [c for c in candidates if c not in state.seen and _is_near(_parts(c), state.last)]
        taken = later[0] if later else candidates[0]
    return taken


def _is_near(code: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Tell whether a code comes after the last with a few left out at most: no leap from 1.2 to 1.20."""
    return code > last and (len(code) != len(last) or code[-1] - last[-1] < _LEFT_OUT)


def codes_for(printed: Any, text: str = "") -> Iterator[str]:
    """Yield the codes that a typed code may stand for: 1.1 may be ``1.10``, 1 October ``1.10`` or ``10.1``."""
    text = text or _style(printed)[1]
    if isinstance(printed, date):
        day, month, year = printed.day, printed.month, printed.year % 100
        yield from (f"{day}.{month}", f"{month}.{day}", f"{day}.{month}.{year}", f"{month}.{day}.{year}")
        return
    yield text
    if not isinstance(printed, str) and "." in text:
        yield from (text + "0", text + "00")


@lru_cache(maxsize=16384)
def _parts(code: str) -> tuple[int, ...]:
    return tuple(int(p) for p in code.split("."))


def _hang(node: Node, state: _State) -> None:
    """Find the node's level and parent, and make it the last of its branch."""
    depth = len(node.text.split(".")) if node.style in ("number", "compound") else 0
    kind = f"{node.style}{depth or ''}"
    rank = None if node.style in _INNER else state.ranks.get(kind)
    if rank is None:
        rank = next((n.rank for n in state.stack if _kind(n) == kind), None)
    if rank is None and depth:
        shallower = [n for n in state.stack if n.style == node.style and _depth(n) < depth]
        deeper = [n.rank for n in state.stack if n.style == node.style and _depth(n) > depth]
        rank = shallower[-1].rank + 1 if shallower else min(deeper, default=None)
    if rank is None:
        rank = state.stack[-1].rank + 1 if state.stack else 1
    while state.stack and state.stack[-1].rank >= rank:
        state.stack.pop()
    node.parent = state.stack[-1] if state.stack else None
    node.rank = rank
    node.level = node.parent.level + 1 if node.parent else 1
    state.ranks.setdefault(kind, rank)
    state.stack.append(node)
    if node.style in ("roman", "block"):
        # Numbers below may begin anew, or go on from where they stood.
        state.seen, state.anew = set(), True


def _depth(node: Node) -> int:
    return len(node.text.split("."))


def _kind(node: Node) -> str:
    return f"{node.style}{_depth(node) if node.style in ('number', 'compound') else ''}"


def _name(nodes: list[Node]) -> None:
    """Give every node its code, under its block's where the same code stands under several blocks."""
    blocks: list[Node | None] = [None] * len(nodes)
    qualified = False
    if any(node.style in ("roman", "block") for node in nodes):
        blocks = [_block(node) for node in nodes]
        pairs = zip(nodes, blocks, strict=True)
        places = {(node.text, block) for node, block in pairs if node.style not in _INNER}
        qualified = len(places) > len({text for text, _ in places})
    counts: Counter[Node | None] = Counter()
    used: Counter[tuple[Node | None, str]] = Counter()
    for node, block in zip(nodes, blocks, strict=True):
        node.level = min(node.level, DEEPEST)
        above = node.parent.code + "." if node.parent else ""
        if node.style == "dash":
            counts[node.parent] += 1
            node.code = f"{above}-{counts[node.parent]}"
        elif node.style == "letter":
            node.code = above + node.text
        else:
            node.code = f"{block.code}.{node.text}" if qualified and block else node.text
        used[node.parent, node.code] += 1
        times = used[node.parent, node.code]
        node.again = times > 1
        if node.again:  # nothing is lost: the second 4.1 is 4.1#2
            node.code = f"{node.code}#{times}"


def _block(node: Node) -> Node | None:
    """Return the Roman or lettered block that a node stands in."""
    above = node.parent
    while above is not None and above.style not in ("roman", "block"):
        above = above.parent
    return above
