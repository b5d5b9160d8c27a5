"""What is said on the way, and the one error: Vietnamese first, then English."""

from __future__ import annotations

import sys

from cchc_analysis.errors import CchcError


class DatasetError(CchcError):
    """Raised where there is nothing to build or load from; the message says where it looked."""


def say(vi: str, en: str) -> None:
    """Tell the user, on standard error, so that nothing is mixed into what a program prints."""
    print(f"{vi}\n{en}", file=sys.stderr, flush=True)


def some(names: list[str], most: int = 5) -> str:
    """Return the first names of a list, and how many more there are."""
    more = f" … (+{len(names) - most})" if len(names) > most else ""
    return ", ".join(names[:most]) + more
