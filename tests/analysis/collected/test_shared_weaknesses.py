"""What many sheets have in common: means, losses, reasons, bias; by plain arithmetic on three communes."""

from __future__ import annotations

from statistics import mean, median, stdev

import pytest
from invented_sheets import MAXIMA, NAMES, SCOPE, THREE, appraised, frame, gap, sheet_rows, three

from cchc_analysis.analysis.collected.shared_weaknesses import common_weaknesses, self_bias, units_criteria
from cchc_analysis.statements import statement

WHERE = {"index": "PAR", "year": 2024, "scope": SCOPE}


def shares(code):
    return [100 * points[code][1] / MAXIMA[code] for points in THREE.values()]


def lost(code):
    return [MAXIMA[code] - points[code][1] for points in THREE.values()]


@pytest.mark.parametrize("index", ["PAR", "SIPAS", "DTI"])
def test_a_row_a_criterion(index):
    table = common_weaknesses(three(index), index=index, year=2024, scope=SCOPE)
    order = sorted(MAXIMA, key=lambda code: -sum(lost(code)))
    assert table["code"].tolist() == order
    everything = sum(sum(lost(code)) for code in MAXIMA)
    for code in MAXIMA:
        row = table.set_index("code").loc[code]
        assert row["mean_pct"] == pytest.approx(mean(shares(code)))
        assert row["median_pct"] == pytest.approx(median(shares(code)))
        assert row["sd_pct"] == pytest.approx(stdev(shares(code)))
        assert row["lowest_pct"] == pytest.approx(min(shares(code)))
        assert (row["n_units"], row["n_lost"]) == (3, sum(points > 0 for points in lost(code)))
        assert (row["points_lost"], row["max_score"]) == (sum(lost(code)), MAXIMA[code])
        assert row["share_of_loss"] == pytest.approx(sum(lost(code)) / everything)
        assert (row["name"], row["domain"]) == (
            NAMES[code],
            {"1": "Chỉ đạo, điều hành"}.get(code[0], "Thủ tục hành chính"),
        )
    assert table.attrs["n_units"] == 3


def test_reasons_are_counted_whatever_their_capitals():
    table = common_weaknesses(three(), **WHERE).set_index("code")
    assert table.loc["2.2", ["reasons", "n_with_reason", "n_reasons"]].tolist() == ["Quá hạn (3)", 3, 1]
    assert table.loc["1.2", "reasons"] == "Thiếu biên bản (1)"
    # B gave its reason where it lost a point; who lost nothing has none to give.
    assert table.loc["2.1", ["reasons", "n_with_reason"]].tolist() == ["chậm 5 ngày (1)", 1]


def test_offices_and_evidence_are_no_reasons():
    note = "Đơn vị chủ trì: Văn phòng · Chậm 5 ngày · Tài liệu: Kế hoạch số 1"
    points = THREE["Xã A"] | {"1.1": (4, 3, note)}
    table = common_weaknesses(frame(sheet_rows("Xã A", points)), **WHERE).set_index("code")
    assert table.loc["1.1", "reasons"] == "Chậm 5 ngày (1)"


def test_another_maximum_is_counted_and_not_averaged():
    rows = sheet_rows("Xã A", THREE["Xã A"]) + sheet_rows("Xã B", THREE["Xã B"])
    rows += sheet_rows("Xã C", THREE["Xã C"], maxima={"2.2": 10})
    table = common_weaknesses(frame(rows), **WHERE)
    row = table.set_index("code").loc["2.2"]
    assert row[["n_units", "n_other_max", "max_score", "points_lost"]].tolist() == [2, 1, 5, 2 + 1]
    assert row["mean_pct"] == pytest.approx((60 + 80) / 2)
    assert table.attrs["note_vi"] == "Không tính các đơn vị có điểm tối đa khác đa số ở: 2.2."


def test_other_stages_and_what_is_missing_are_left_out_and_counted():
    rows = sheet_rows("Xã A", THREE["Xã A"] | {"1.1": (4, None, "")})
    rows += sheet_rows("Xã B", THREE["Xã B"] | {"1.1": ("KAD", "KAD")})
    rows += sheet_rows("Xã C", {c: (own,) for c, (own, _, _) in THREE["Xã C"].items()}, stages=("self",))
    table = common_weaknesses(frame(rows), **WHERE)
    row = table.set_index("code").loc["1.1"]
    counts = ["n_units", "n_missing", "n_not_applicable", "n_other_stages", "n_absent"]
    assert row[counts].tolist() == [0, 1, 1, 1, 0] and row[["mean_pct", "sd_pct"]].isna().all()
    assert table.set_index("code").loc["2.2", ["n_units", "points_lost"]].tolist() == [2, 2 + 1]
    assert table.attrs["not_compared"] == ["Xã C"]


def test_without_a_maximum_nothing_is_said_to_be_reached(raw):
    """PAR INDEX 2023: the press gives points of domains whose maxima were not published."""
    table = common_weaknesses(raw("PAR"), index="PAR", year=2023, scope="tinh-63")
    assert (table["n_units"] == 0).all() and table["n_no_max"].sum() > 0
    assert statement(table) == (
        "Chỉ số CCHC (PAR INDEX) năm 2023: chưa có tiêu chí nào so sánh được giữa các đơn vị"
    )


def test_the_grid_has_every_unit_with_every_criterion():
    rows = sheet_rows("Xã A", THREE["Xã A"]) + sheet_rows("Xã B", THREE["Xã B"])
    rows += sheet_rows("Xã C", {c: p for c, p in THREE["Xã C"].items() if c != "2.2"})
    table = units_criteria(frame(rows), **WHERE)
    assert len(table) == 3 * 4
    row = table.set_index(["unit", "code"])
    assert row.loc[("Xã C", "2.2"), "status"] == "absent"
    assert row.loc[("Xã A", "2.2"), ["score", "pct", "points_lost", "status"]].tolist() == [
        3,
        60,
        2,
        "scored",
    ]
    assert row["compared"].sum() == 11


def test_bias_by_unit_and_domain():
    table = self_bias(three(), **WHERE)
    for unit in THREE:
        rows = table[table["unit"] == unit].set_index("code")
        assert rows.index.tolist() == ["total", "1", "2"]
        for code, prefix, most in (("total", "", 20), ("1", "1.", 10), ("2", "2.", 10)):
            row = rows.loc[code]
            assert (row["self_minus_appraised"], row["max_score"]) == (gap(unit, prefix), most)
            assert row["bias_pct"] == pytest.approx(100 * gap(unit, prefix) / most)
            assert row["appraised_pct"] == pytest.approx(100 * appraised(unit, prefix) / most)
            pairs = [p for c, p in THREE[unit].items() if c.startswith(prefix)]
            assert row["n_criteria"] == len(pairs)
            assert row["n_above"] == sum(own > judged for own, judged, _ in pairs)
            assert row["n_below"] == sum(own < judged for own, judged, _ in pairs)
    order = sorted(THREE, key=lambda unit: -gap(unit))
    assert list(dict.fromkeys(table["unit"])) == order == ["Xã C", "Xã A", "Xã B"]
    assert table.attrs["mean_bias_pct"] == pytest.approx(mean(100 * gap(unit) / 20 for unit in THREE))


def test_who_has_no_appraisal_is_said_to_have_no_bias():
    rows = sheet_rows("Xã A", THREE["Xã A"])
    rows += sheet_rows("Xã B", {c: (own,) for c, (own, _, _) in THREE["Xã B"].items()}, stages=("self",))
    table = self_bias(frame(rows), **WHERE)
    assert set(table["unit"]) == {"Xã A"} and table.attrs["not_compared"] == ["Xã B"]
    assert table.attrs["note_vi"] == "Không có đủ điểm tự đánh giá và điểm thẩm định: 1 đơn vị (Xã B)."


def test_the_second_appraisal_is_what_counts():
    points = {"1.1": (4, 2, 3), "2.1": (5, 5, 5)}
    rows = sheet_rows("Xã A", points, stages=("self", "appraised", "appraised_2"))
    table = self_bias(frame(rows), **WHERE)
    assert table["self_minus_appraised"].tolist() == [1, 1, 0]
