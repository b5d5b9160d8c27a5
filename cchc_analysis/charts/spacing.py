"""Moving labels apart: the places nearest to those wanted at which none covers another."""

from __future__ import annotations

from collections.abc import Sequence


def apart(wanted: Sequence[float], lengths: Sequence[float]) -> list[float]:
    """Return the places nearest to those *wanted*, in their order, at which intervals do not overlap.

    Examples
    --------
    >>> apart([1.0, 1.0, 9.0], [2.0, 2.0, 2.0])
    [0.0, 2.0, 9.0]
    """
    groups: list[tuple[float, list[int]]] = []
    for i in range(len(wanted)):
        groups.append((wanted[i], [i]))
        while len(groups) > 1 and _end(groups[-2], lengths) > _begin(groups[-1], lengths):
            (_, a), (_, b) = groups.pop(-2), groups.pop(-1)
            members = a + b
            offsets = _offsets(members, lengths)
            centre = sum(wanted[m] - o for m, o in zip(members, offsets, strict=True)) / len(members)
            groups.append((centre, members))
    place = [0.0] * len(wanted)
    for centre, members in groups:
        for member, offset in zip(members, _offsets(members, lengths), strict=True):
            place[member] = centre + offset
    return place


def within(places: Sequence[float], lengths: Sequence[float], low: float, high: float) -> list[float]:
    """Return intervals that do not overlap moved as little as needed to lie between *low* and *high*.

    Examples
    --------
    >>> within([0.0, 2.0, 9.0], [2.0, 2.0, 2.0], 0.0, 9.0)
    [1.0, 3.0, 8.0]
    """
    moved, edge = list(places), low
    for i, length in enumerate(lengths):
        moved[i] = max(moved[i], edge + length / 2)
        edge = moved[i] + length / 2
    edge = high
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], edge - lengths[i] / 2)
        edge = moved[i] - lengths[i] / 2
    return moved


def stacked(wanted: Sequence[float], lengths: Sequence[float], edges: Sequence[float]) -> list[float]:
    """Return intervals moved upwards, in their order, so that none begins below its edge or in another.

    Examples
    --------
    >>> stacked([1.0, 1.5, 9.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0])
    [2.0, 4.0, 9.0]
    """
    places, end = [], float("-inf")
    for place, length, edge in zip(wanted, lengths, edges, strict=True):
        places.append(max(place, edge + length / 2, end + length / 2))
        end = places[-1] + length / 2
    return places


def _offsets(members: list[int], lengths: Sequence[float]) -> list[float]:
    total = sum(lengths[m] for m in members)
    offsets, before = [], -total / 2
    for member in members:
        offsets.append(before + lengths[member] / 2)
        before += lengths[member]
    return offsets


def _end(group: tuple[float, list[int]], lengths: Sequence[float]) -> float:
    return group[0] + sum(lengths[m] for m in group[1]) / 2


def _begin(group: tuple[float, list[int]], lengths: Sequence[float]) -> float:
    return group[0] - sum(lengths[m] for m in group[1]) / 2
