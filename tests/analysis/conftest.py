"""The published figures as a Scores frame, and as plain Python for independent arithmetic."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cchc_analysis import frameworks, scores, units

_FILES = {"PAPI": "papi_2011_2024.csv", "PCI": "pci_2005_2024.csv"}
#: In the PCI file, what is no criterion.
_CONTEXT = {"rank", "group", "region", "trad_human", "trad_infra", "trad_market"}

Published = dict[tuple[str, int, str, str], str]


@pytest.fixture(scope="session")
def published() -> Published:
    """Every published figure as its text, by (index, year, unit, code); blanks are left out."""
    here = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("CCHC_SHARED", here.parent / "shared")) / "figures"
    if not folder.is_dir():
        pytest.skip(f"the published figures are not in {folder}; set CCHC_SHARED")
    found = {}
    for index, name in _FILES.items():
        with (folder / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["value"] and not row["unit"].startswith("Trung vị"):
                    found[index, int(row["year"]), row["unit"], row["code"]] = row["value"]
    return found


@pytest.fixture(scope="session")
def figures(published: Published) -> pd.DataFrame:
    """The published figures as a Scores frame, as reading them gives it; blanks have no row."""
    ranked = {(i, y, u, "total") for i, y, u, code in published if code == "rank"}
    wanted = sorted({k for k in published if k[3] not in _CONTEXT} | ranked)
    return scores.validate(_frame([_published_row(published, *key) for key in wanted]))


def _published_row(
    published: Published, index: str, year: int, unit: str, code: str
) -> dict[str, object]:
    row = {"index": index, "year": year, "code": code}
    row |= {"score": float(published.get((index, year, unit, code), "nan"))}
    if code == "total":
        row["rank"] = float(published.get((index, year, unit, "rank"), "nan"))
        row["group"] = published.get((index, year, unit, "group"))
    found = units.identify(unit, year).unit
    assert found is not None
    row |= {"unit": found.unit, "unit_id": found.unit_id, "scope": units.scope_of(year)}
    return row


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Make a Scores frame; what a row does not say about its criterion is the framework's."""
    filled = []
    for row in rows:
        index, year, code = str(row["index"]), int(row["year"]), str(row["code"])
        framework = frameworks.framework(index, year)
        known = framework.criteria[code]
        declared = {
            "edition": framework.edition,
            "level": known.level,
            "name": known.name_vi,
            "min_score": known.min_score,
            "max_score": known.max_score,
            "unit_type": "province",
            "stage": "final",
            "estimated": False,
            "status": "missing" if pd.isna(row["score"]) else "scored",
        }
        filled.append(declared | row)
    columns = {c: [row.get(c) for row in filled] for c in scores.COLUMNS}
    columns["rank"] = [float("nan") if r is None else r for r in columns["rank"]]
    columns["level"] = [float("nan") if r is None else r for r in columns["level"]]
    for name in ("low", "high", "standard_error", "n"):
        columns.pop(name)
    return scores.from_columns(columns, len(filled))


@pytest.fixture
def made_up() -> Callable[..., pd.DataFrame]:
    """Make a small frame of units that do not exist: ``made_up({("A", 2021): 40.0, …})``.

    Keys are (unit, year) or (unit, year, code); a score of ``None`` was not published. Further
    keyword arguments are put into every row.
    """

    def make(values: dict[tuple, float | None], **more: object) -> pd.DataFrame:
        rows = []
        for (unit, year, *code), score in values.items():
            row = {"index": "PAPI", "year": year, "unit": unit, "code": (code or ["total"])[0]}
            row |= {"score": float("nan") if score is None else score, "scope": "thu/nghiem"}
            row |= {"unit_id": f"thu/{unit}", "note": "Số liệu minh họa"}
            rows.append(row | more)
        return _frame(rows)

    return make
