"""The lines of a bench: what was measured, what is allowed, and on what machine, without saying whose it is."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

LIBRARIES = ("pandas", "numpy", "pyarrow", "python-calamine", "openpyxl", "lxml", "xlrd")


@dataclass(frozen=True, slots=True)
class Result:
    """Something measured, beside the most that it may be; *unit* ``×`` for a ratio, empty for a count."""

    what: str
    value: float
    most: float
    unit: str = "×"
    said: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is within what is allowed."""
        return self.value <= self.most

    @property
    def of_most(self) -> str:
        """What it is of the most that is allowed: 0.40 is well within."""
        return f"{self.value / self.most:.2f}" if self.most else ("0.00" if self.holds else "over")


def table(results: Iterable[Result]) -> str:
    """Return a table in Markdown.

    Examples
    --------
    >>> print(table([Result("cold / calamine", 4.2, 5.0), Result("files read", 1, 0, "")]))
    | what | measured | at most | of that |
    |---|---:|---:|---:|
    | cold / calamine | 4.20 × | 5 × | 0.84 |
    | files read | 1 | 0 | **over** |
    """
    lines = ["| what | measured | at most | of that |", "|---|---:|---:|---:|"]
    for result in results:
        what = f"{result.what} ({result.said})" if result.said else result.what
        share = result.of_most if result.holds else f"**{result.of_most}**"
        whole = result.unit in ("", "MiB")
        value = f"{result.value:.0f}" if whole else f"{result.value:.2f}"
        measured, most = (f"{n} {result.unit}".strip() for n in (value, f"{result.most:g}"))
        lines.append(f"| {what} | {measured} | {most} | {share} |")
    return "\n".join(lines)


def machine() -> str:
    """Return cores, memory and versions: what a time depends on, and no name or path."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0
    memory = "unknown memory"
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB of memory"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    system = f"{platform.system()} {platform.machine()}"
    return f"{cores} cores, {memory}, {system}, Python {platform.python_version()}; {libraries}."
