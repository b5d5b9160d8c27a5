"""Analysis of Vietnam's administrative-reform indices, from workbook to briefing chart.

>>> import cchc_analysis as cchc
>>> reading = cchc.read("data/raw/papi/papi_2024.xlsx")
>>> scores = cchc.load()
>>> print(cchc.statement(cchc.rank_history(scores, index="PCI", unit="Bắc Kạn")))
Bắc Kạn xếp thứ 48/63 về PCI năm 2021, tăng 11 bậc so với năm 2020

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.1.0"

#: The module of each public name, as the stub beside this file declares them.
_HOME = {
    words[3]: words[1]
    for line in Path(__file__).with_name("__init__.pyi").read_text(encoding="utf-8").splitlines()
    if (words := line.split())[:1] == ["from"]
}

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
