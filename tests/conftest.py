"""What all tests share: the shared material, and Scores frames of published and of made-up figures.

Published figures are those of ``data/raw``, which ``test_raw_data.py`` compares with the lists they were
written from. Tests that need the shared material are skipped, saying so, where it is absent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pandas as pd
import pytest
from plain import Published

import cchc_analysis as cchc
from cchc_analysis import cli, frameworks, scores, units
from cchc_analysis.frameworks import catalog
from cchc_analysis.workbooks import read

# The small workbooks that reading is tested on, and the fixtures that write them.
pytest_plugins = ["small_workbooks"]

# No deadline: how long an example takes says what else the machine is doing.
hypothesis.settings.register_profile("cchc", deadline=None, derandomize=True)
hypothesis.settings.load_profile("cchc")

_RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
_BESIDE = Path(__file__).resolve().parents[2] / "shared"


def _folder(variable: str, default: Path) -> Path:
    folder = Path(os.environ.get(variable, default))
    if not folder.is_dir():
        pytest.skip(f"{variable} ({folder}) is absent")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published figures and frameworks (``CCHC_SHARED``)."""
    return _folder("CCHC_SHARED", _BESIDE)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The original workbooks with their true values (``CCHC_CORPUS``)."""
    return _folder("CCHC_CORPUS", _BESIDE / "workbooks")


@pytest.fixture(scope="session")
def raw() -> Callable[[str], pd.DataFrame]:
    """Read what ``data/raw`` holds of an index as a whole country published it; read once each."""

    @cache
    def read_all(index: str) -> pd.DataFrame:
        paths = sorted((_RAW / index.lower()).glob(f"{index.lower()}_[0-9][0-9][0-9][0-9].xlsx"))
        return scores.concat([read(path).scores for path in paths])

    return read_all


@pytest.fixture(scope="session")
def published(raw: Callable[[str], pd.DataFrame]) -> Published:
    """Every published figure of PAPI and PCI as its text, by (index, year, unit, code).

    A printed rank and class have codes of their own, ``rank`` and ``group``; blanks are left out.
    """
    found = Published()
    for index in ("PAPI", "PCI"):
        for row in raw(index).query("code != 'weighted'").itertuples():
            key = (index, int(row.year), row.unit)
            told = {row.code: row.score}
            if row.code == "total":
                told |= {"rank": row.rank, "group": row.group}
            found |= {(*key, code): str(value) for code, value in told.items() if pd.notna(value)}
    return found


@pytest.fixture(scope="session")
def figures(published: Published) -> pd.DataFrame:
    """The published figures as a Scores frame, as reading them gives it; blanks have no row."""
    ranked = {(i, y, u, "total") for i, y, u, code in published if code == "rank"}
    wanted = sorted({k for k in published if k[3] not in ("rank", "group")} | ranked)
    return scores.validate(_frame([_published_row(published, *key) for key in wanted]))


@pytest.fixture(scope="session")
def result(figures: pd.DataFrame) -> Callable[..., pd.DataFrame]:
    """Ask the analysis about the published figures: ``result("trend", index="PAPI", unit=…)``.

    The same question is answered once: what stands upon a result only reads it.
    """
    answers: dict[tuple, pd.DataFrame] = {}

    def ask(function: str, **question: object) -> pd.DataFrame:
        key = (function, *sorted(question.items()))
        if key not in answers:
            answers[key] = getattr(cchc, function)(figures, **question)
        return answers[key]

    return ask


def _published_row(published: Published, index: str, year: int, unit: str, code: str) -> dict[str, object]:
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
    return scores.from_columns(
        {name: [row.get(name) for row in filled] for name in scores.COLUMNS}, len(filled)
    )


@pytest.fixture(scope="session")
def frame_of() -> Callable[[list[dict[str, object]]], pd.DataFrame]:
    """Make a Scores frame of rows as dicts; the framework fills in what they do not say."""
    return _frame


@pytest.fixture(scope="session")
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


@pytest.fixture(autouse=True)
def own_indices_forgotten() -> Iterator[None]:
    """Forget after each test the indices that it declared as a user does."""
    before = dict(catalog._OWN)
    yield
    if before != catalog._OWN:
        catalog._OWN.clear()
        catalog._OWN.update(before)
        for forget in catalog._FORGET:
            forget()


@pytest.fixture
def run(monkeypatch, capsys) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs ``cchc`` and gives (exit code, stdout, stderr)."""

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["cchc", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return stop.value.code or 0, out, err

    return call


@pytest.fixture(scope="session")
def ward() -> pd.DataFrame:
    """The three scoring sheets of the ward that does not exist, as one frame (số liệu minh họa)."""
    names = (_RAW / "par" / f"par_{y}_phuong_minh_hoa_so_lieu_minh_hoa.xlsx" for y in (2022, 2023, 2024))
    return scores.concat([read(name).scores for name in names])
