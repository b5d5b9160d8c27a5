"""Dots that stand beside each other instead of on top of each other, in points."""

from __future__ import annotations

from collections.abc import Sequence


def swarm(places: Sequence[float], width: float) -> list[float]:
    """Return how far above or below the line each dot stands, so that dots of this *width* do not touch.

    Parameters
    ----------
    places : sequence of float
        Along the line, in points.
    width : float
        From dot to dot, in points.

    Examples
    --------
    >>> swarm([0.0, 10.0, 10.0], 5.0)
    [0.0, 0.0, 5.0]
    """
    stood: list[tuple[float, float]] = []
    off = [0.0] * len(places)
    for i in sorted(range(len(places)), key=lambda i: places[i]):
        x = places[i]
        near = [(a, b) for a, b in stood if x - a < width]
        wanted = [0.0]
        for a, b in near:
            step = max(width**2 - (x - a) ** 2, 0.0) ** 0.5
            wanted += [b + step, b - step]
        free = (y for y in sorted(wanted, key=lambda y: (abs(y), -y)) if _is_free(x, y, near, width))
        off[i] = next(free)
        stood.append((x, off[i]))
    return off


def _is_free(x: float, y: float, near: list[tuple[float, float]], width: float) -> bool:
    return all((x - a) ** 2 + (y - b) ** 2 >= width**2 * (1 - 1e-9) for a, b in near)
