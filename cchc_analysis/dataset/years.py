"""The rules over years, asked again only of those years that changed, or whose year before did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from cchc_analysis.dataset.parquet import table_of
from cchc_analysis.dataset.parts import made_of
from cchc_analysis.findings import Findings
from cchc_analysis.findings.across import among, check_years

_COLUMNS = ["unit", "scope", "code", "level", "stage", "score", "min_score", "max_score", "status",
            "file", "sheet", "cell"]  # fmt: skip


def years_before(record: dict[str, Any], records: list[dict[str, Any]]) -> dict[int, set[str]]:
    """Return the years that a part is compared with: of each of its groups of units, the last before it."""
    earlier = sorted(
        (r for r in records if r["index"] == record["index"] and r["year"] < record["year"]),
        key=lambda r: r["year"], reverse=True,
    )  # fmt: skip
    years: dict[int, set[str]] = {}
    left = set(record["among"])
    for other in earlier:
        shared = left & set(other["among"])
        if shared:
            years[other["year"]] = shared
            left -= shared
    return years


def compared_with(before: dict[int, set[str]], record: dict[str, Any], records: list[dict[str, Any]]) -> str:
    """Return in short what the comparison of a part with the years before depends on."""
    of_years = {r["year"]: r["made_of"] for r in records if r["index"] == record["index"]}
    return made_of([(str(year), of_years[year]) for year in [record["year"], *sorted(before)]])


def check_part(now: Path, before: dict[Path, tuple[int, set[str]]], index: str, year: int) -> Findings:
    """Return the findings of the part that lies at *now* against the years before it.

    *before* tells where those lie, and which groups of units are compared with each.
    """
    findings = Findings()
    frames = [_read(now, year, set().union(*(groups for _, groups in before.values())))]
    frames += [_read(path, earlier, groups) for path, (earlier, groups) in before.items()]
    check_years(pd.concat(frames, ignore_index=True), index, findings)
    return findings


def _read(path: Path, year: int, groups: set[str]) -> pd.DataFrame:
    with path.open("rb") as stream:
        table = table_of(stream, _COLUMNS)
    frame = table.to_pandas(use_threads=False).assign(year=year)
    frame["level"] = frame["level"].astype("Int8")
    return frame[among(frame["scope"]).isin(groups)]
