"""From codes as they were typed to a tree: which row is a criterion of which, and what its code is.

Codes come as ``I``, ``1``, ``1.1``, ``a)``, ``-``, as text, as numbers (``1.10`` typed as the number 1.1)
and as dates (``1.2`` turned into 1 February). A number or a date is read as the code that can stand there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cchc_analysis.workbooks.outline.codes import codes_for, parts_of, style_of

#: Levels below the index that the Scores frame knows.
DEEPEST = 4
#: So many codes may be left out before one that was typed as a number.
_LEFT_OUT = 4
_INNER, _BLOCKS, _DOTTED = ("letter", "dash"), ("roman", "block"), ("number", "compound")


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
        node.style, node.text = style_of(printed)
        if node.style == "roman" and _continues_blocks(node.text, state):
            node.style = "block"
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


def _continues_blocks(text: str, state: _State) -> bool:
    """Tell whether ``C``, ``D`` … follow ``A``, ``B``: then they are letters and no Roman numbers."""
    last = next((n.text for n in reversed(state.stack) if n.style == "block"), "")
    return bool(last) and len(text) == 1 and ord(text) - ord(last) == 1


def _place_number(node: Node, state: _State) -> None:
    """Decide which dotted code a number or a date stands for, by what may come next."""
    taken = node.text if node.printed.__class__ is str else _code_meant(node, state)
    node.recovered = taken != node.text
    node.text = taken
    state.last = parts_of(taken)
    state.seen.add(taken)
    state.anew = False


def _code_meant(node: Node, state: _State) -> str:
    """Return the code that a number or a date is most likely to be."""
    candidates = list(codes_for(node.printed, node.text))
    taken = next((c for c in candidates if state.may_follow(parts_of(c))), None)
    if taken is None:
        later = [c for c in candidates if c not in state.seen and _is_near(parts_of(c), state.last)]
        taken = later[0] if later else candidates[0]
    return taken


def _is_near(code: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Tell whether a code comes after the last with a few left out at most: no leap from 1.2 to 1.20."""
    return code > last and (len(code) != len(last) or code[-1] - last[-1] < _LEFT_OUT)


def _hang(node: Node, state: _State) -> None:
    """Find the node's level and parent, and make it the last of its branch."""
    kind, depth = _kind(node), _depth(node) if node.style in _DOTTED else 0
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
    if node.style in _BLOCKS:
        # Numbers below may begin anew, or go on from where they stood.
        state.seen, state.anew = set(), True


def _depth(node: Node) -> int:
    return len(node.text.split("."))


def _kind(node: Node) -> str:
    return f"{node.style}{_depth(node) if node.style in _DOTTED else ''}"


def _name(nodes: list[Node]) -> None:
    """Give every node its code, under its block's where the same code stands under several blocks."""
    blocks: list[Node | None] = [None] * len(nodes)
    qualified = False
    if any(node.style in _BLOCKS for node in nodes):
        blocks = [_block(node) for node in nodes]
        pairs = zip(nodes, blocks, strict=True)
        places = {(node.text, block) for node, block in pairs if node.style not in _INNER}
        qualified = len(places) > len({text for text, _ in places})
    counts: Counter[Node | None] = Counter()
    used: Counter[str] = Counter()
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
        used[node.code] += 1
        if (times := used[node.code]) > 1:  # nothing is lost: the second 4.1 is 4.1#2
            node.code = f"{node.code}#{times}"


def _block(node: Node) -> Node | None:
    """Return the Roman or lettered block that a node stands in."""
    above = node.parent
    while above is not None and above.style not in _BLOCKS:
        above = above.parent
    return above
