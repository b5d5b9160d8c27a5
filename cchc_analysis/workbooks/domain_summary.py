"""*Summary by domain*: units down, domains across, each with what was appraised, surveyed, reached.

TT | Đơn vị     | Chỉ số CCHC 2019              | 1. Chỉ đạo, điều hành         | …
|            | Thẩm định | ĐTXHH | Tổng điểm | Thẩm định | ĐTXHH | Tổng điểm |
| Điểm tối đa|           |       | 100       |           |       | 20,5      |
1  | Phòng Nội vụ …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_analysis.units import is_pseudo
from cchc_analysis.vietnamese import clean, key, parse_number
from cchc_analysis.workbooks.grid import address
from cchc_analysis.workbooks.layouts.scoring_sheet import NAMES, STAGES, ScoringSheet, heading_kind
from cchc_analysis.workbooks.outline import Node
from cchc_analysis.workbooks.scoring import Entry, Value

_CODE = re.compile(r"((?:\d+|[IVX]+)(?:\.\d+)*)[.):]?\s+(.*)")
#: Code, name and level of a domain, and its columns by stage.
_Domain = tuple[tuple[str, str, int], dict[str, int]]
_WHOLE = re.compile(r"^(chi so|tong|ket qua)\b")


def summaries(found: ScoringSheet) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each unit of a summary with its domains, the index itself first."""
    domains = _domains(found)
    at = next(found.columns[kind][0] for kind in NAMES if found.columns.get(kind))
    rows = found.sheet.rows
    most: dict[int, Value] = {}
    for line in range(found.last + 1, len(rows)):
        name = clean(rows[line][at]) if isinstance(rows[line][at], str) else ""
        values = {c: _value(found, line, c) for c in found.groups}
        if not name or not any(v.status == "scored" for v in values.values()):
            continue
        if heading_kind(name) == "max":
            most = values
        elif not is_pseudo(name):
            yield name, [_entry(domain, columns, values, most) for domain, columns in domains]


def _domains(found: ScoringSheet) -> list[_Domain]:
    """Return code, name and level of each domain with its columns by stage, the whole index first."""
    grouped: dict[str, dict[str, int]] = {}
    for kind in (*STAGES, "index_pct"):
        for at in found.columns.get(kind, []):
            if at in found.groups:
                grouped.setdefault(found.groups[at], {}).setdefault(kind, at)
    listed: list[_Domain] = []
    total: list[_Domain] = []
    for label in sorted(grouped, key=lambda g: min(grouped[g].values())):
        printed = _CODE.fullmatch(label)
        if printed is None and _WHOLE.search(key(label)) and not total:
            total.append((("total", label, 0), grouped[label]))
            continue
        code, name = (printed[1], printed[2]) if printed else (str(len(listed) + 1), label)
        listed.append(((code, name, 1), grouped[label]))
    return total + listed


def _value(found: ScoringSheet, line: int, at: int) -> Value:
    value = found.sheet.rows[line][at]
    number = value if isinstance(value, float) else parse_number(str(value), (0, 100))
    status = "missing" if number is None else "scored"
    return Value(float("nan") if number is None else number, status, address(line, at))


def _entry(
    domain: tuple[str, str, int], columns: dict[str, int], values: dict[int, Value], most: dict[int, Value]
) -> Entry:
    code, name, level = domain
    nothing = Value(float("nan"), "missing", "")
    maxima = {kind: most.get(at, nothing) for kind, at in columns.items()}
    scored = [maxima[k] for k in ("final", *STAGES) if k in maxima and maxima[k].status == "scored"]
    maximum = scored[0] if scored else nothing
    pct = values.get(columns.get("index_pct", -1))
    stages = {s: values[columns[s]] for s in STAGES if s in columns}
    own = {s: maxima[s].number for s in stages if maxima[s].status == "scored"}
    return Entry(Node(-1, None, code=code, level=level), name, "", maximum, stages, pct, "", "", maxima=own)
