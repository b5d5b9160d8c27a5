"""Scoring sheets of communes that do not exist (số liệu minh họa), as a Scores frame; and their sums."""

from __future__ import annotations

from cchc_analysis import scores

SCOPE = "xa/minh-hoa"
DOMAINS = {"1": "Chỉ đạo, điều hành", "2": "Thủ tục hành chính"}
NAMES = {"1.1": "Ban hành kế hoạch", "1.2": "Kiểm tra cải cách hành chính", "2.1": "Công khai thủ tục",
         "2.2": "Giải quyết đúng hạn"}  # fmt: skip
MAXIMA = {"1.1": 4, "1.2": 6, "2.1": 5, "2.2": 5}
#: Self-scored and appraised points of each criterion, and the appraiser's reason.
THREE = {
    "Xã A": {"1.1": (4, 3, "Chậm 5 ngày"), "1.2": (6, 6, ""), "2.1": (5, 5, ""), "2.2": (5, 3, "Quá hạn")},
    "Xã B": {"1.1": (4, 4, ""), "1.2": (6, 5, ""), "2.1": (5, 4, "chậm 5 ngày"), "2.2": (4, 4, "quá hạn")},
    "Xã C": {"1.1": (3, 4, ""), "1.2": (5, 2, "Thiếu biên bản"), "2.1": (5, 5, ""), "2.2": (5, 1, "Quá hạn")},
}  # fmt: skip


def sheet_rows(unit, points, *, index="PAR", year=2024, stages=("self", "appraised"), names=None, maxima=None,
               codes=None, scope=SCOPE, total=True):  # fmt: skip
    """Return the rows of one unit's sheet; its domains and total are sums.

    *codes* renumbers criteria and domains; a score of ``None`` is missing, ``"KAD"`` does not apply.
    """
    names, maxima, codes = NAMES | (names or {}), MAXIMA | (maxima or {}), codes or {}
    rows = []

    def add(code, level, name, most, values, note=""):
        for stage, value in zip(stages, values, strict=True):
            status = "not_applicable" if value == "KAD" else "missing" if value is None else "scored"
            rows.append({
                "index": index, "edition": f"{index.lower()}-xa-{year}", "year": year, "unit": unit,
                "unit_id": f"{scope}/{unit[-1].lower()}", "unit_type": "commune", "scope": scope,
                "code": codes.get(code, code), "level": level, "name": name, "stage": stage,
                "score": value if status == "scored" else float("nan"), "status": status, "min_score": 0.0,
                "max_score": float(most), "file": f"{unit}.xlsx",
                "note": " · ".join(filter(None, [note, "Số liệu minh họa"])),
            })  # fmt: skip

    def added(prefix):
        parts = {c: p for c, p in points.items() if c.startswith(prefix)}
        most = sum(maxima[c] for c, p in parts.items() if p[0] != "KAD")
        given = [
            [v for p in parts.values() if isinstance(v := p[i], int | float)] for i in range(len(stages))
        ]
        return most, [sum(values) if values else None for values in given]

    if total:
        add("total", 0, "Tổng cộng", *added(""))
    for domain, name in DOMAINS.items():
        add(domain, 1, name, *added(f"{domain}."))
        for code, values in points.items():
            if code.startswith(f"{domain}."):
                add(code, 2, names[code], maxima[code], values[: len(stages)], (*values, "")[len(stages)])
    return rows


def frame(rows):
    """Make a Scores frame of rows."""
    columns = {name: [row.get(name) for row in rows] for name in scores.COLUMNS}
    columns["estimated"] = [False] * len(rows)
    return scores.validate(scores.from_columns(columns, len(rows)))


def three(index="PAR", **more):
    """Return the sheets of the three communes."""
    return frame([r for unit, points in THREE.items() for r in sheet_rows(unit, points, index=index, **more)])


def appraised(unit, prefix=""):
    """Return the appraised points of a unit in a domain, or in all."""
    return sum(judged for code, (_, judged, _) in THREE[unit].items() if code.startswith(prefix))


def gap(unit, prefix=""):
    """Return how far a unit scored itself above the appraisal in a domain, or in all."""
    return sum(own - judged for code, (own, judged, _) in THREE[unit].items() if code.startswith(prefix))
