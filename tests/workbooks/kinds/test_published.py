"""Scales of published tables; the units are real, the numbers made up (số liệu minh họa)."""

import pytest

from cchc_analysis import frameworks

UNITS = ["Hà Nội", "Bắc Kạn", "Cao Bằng"]


def table(title, *columns):
    heads = [head for head, *_ in columns]
    return [[title], ["Tỉnh", *heads], *([u, *(c[i] for c in columns)] for i, u in enumerate(UNITS, 1))]


@pytest.mark.parametrize("places", [(0, 1), (1, 0)])
def test_of_points_of_1000_and_values_of_1_those_of_the_framework_s_scale_are_taken(read_rows, places):
    columns = [("Giá trị DTI", 0.81, 0.71, 0.61), ("Điểm DTI (tối đa 1000)", 810, 710, 610)]
    reading = read_rows(table("Kết quả DTI năm 2022 của các tỉnh", *(columns[i] for i in places)))
    assert reading.scores["score"].tolist() == [0.81, 0.71, 0.61]
    (left,) = reading.account[~reading.account["taken"]].itertuples()
    assert (left.cells, left.reason) == (3, "other_scale")


@pytest.mark.parametrize("values", [(810, 710, 610), (0.81, 0.71, 0.61)])
def test_a_column_off_the_scale_of_its_criterion_is_not_taken(read_rows, values):
    columns = [("Cải cách thể chế", 7, 6, 5), ("PAR INDEX", *values)]
    reading = read_rows(table("Kết quả PAR INDEX năm 2023 của các tỉnh", *columns))
    told = reading.findings.set_index("rule").loc["column_off_scale"]
    assert (told["severity"], told["cell"]) == ("error", "C2")
    assert set(reading.scores["code"]) == {"2"}


@pytest.mark.parametrize("head", ["Đơn vị", "Đơn vị tính", "ĐVT"])
@pytest.mark.parametrize("are_named", [True, False])
def test_ranks_below_indices_are_theirs_and_units_of_measure_are_nobody(read_rows, head, are_named):
    points, ranks = {"PAR": (81, 82), "SIPAS": (83, 84), "PAPI": (41, 42)}, {"PAR": (9, 8), "SIPAS": (7, 6)}
    rows = [
        ["CÁC CHỈ SỐ PAR, SIPAS, PAPI TỈNH CAO BẰNG 2022-2023"],
        ["TT", "Chỉ số", head, "Năm 2022", "Năm 2023"],
    ]
    for place, index in enumerate(points, 1):
        rows.append([place, index, "điểm" if index == "PAPI" else "%", *points[index]])
        if index in ranks:
            rows.append([None, f"Xếp hạng {index}" if are_named else "Xếp hạng", "hạng", *ranks[index]])
    reading = read_rows(rows)
    assert reading.findings.empty and set(reading.scores["unit"]) == {"Cao Bằng"}
    by_index = reading.scores.sort_values("year").groupby("index")
    assert by_index["score"].apply(tuple).to_dict() == points
    assert by_index["rank"].apply(lambda rank: tuple(rank.dropna())).to_dict() == ranks | {"PAPI": ()}


@pytest.mark.parametrize(
    "heads", [["PAR INDEX", "SIPAS"], ["SIPAS", "PAR INDEX"], ["PAR INDEX", "SIPAS", "Hạng"]]
)
def test_an_index_beside_that_of_the_title_is_read_as_itself(read_rows, heads):
    rows = [
        ["PAR INDEX 2023 của các tỉnh"],
        ["Tỉnh", *heads],
        *([u, *([81, 82, 1][: len(heads)])] for u in UNITS),
    ]
    reading = read_rows(rows)
    names = ["PAR" if head == "PAR INDEX" else head for head in heads[:2]]
    assert reading.scores.groupby("index")["score"].first().to_dict() == dict(
        zip(names, (81, 82), strict=True)
    )
    down = [["PAR INDEX của tỉnh Cao Bằng"], ["Chỉ số", "Năm 2022", "Năm 2023"], ["PAR INDEX", 81, 82],
            ["PCI", 61, 62]]  # fmt: skip
    scores = read_rows(down).scores
    assert scores.groupby("index")["score"].apply(list).to_dict() == {"PAR": [81, 82], "PCI": [61, 62]}


def test_an_index_that_is_a_part_of_a_total_is_none(read_rows):
    rows = [["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["Xã", "Điểm thẩm định", "SIPAS", "Tổng điểm"],
            ["Xã Một", 70, 8.5, 78.5], ["Xã Hai", 71, 8.6, 79.6]]  # fmt: skip
    reading = read_rows(rows)
    assert set(reading.scores["index"]) == {"PAR"}
    assert "another_index_beside" in set(reading.findings["rule"])


@pytest.mark.parametrize("factor", [1, 8])
def test_domains_in_per_cent_are_told_where_no_scale_is_declared(read_rows, factor):
    domains = [c.name_vi for c in frameworks.framework("PAR", 2023).children("total")]
    rows = [[unit, *[factor * points] * 8, 85] for unit, points in (("Hà Nội", 11), ("Cao Bằng", 10.5))]
    reading = read_rows([["PAR INDEX 2023"], ["Tỉnh", *domains, "PAR INDEX"], *rows])
    doubtful = reading.findings.query("rule == 'parts_in_percent'")
    assert doubtful["cell"].tolist() == ([] if factor == 1 else ["J3"])
    assert factor == 1 or "cộng lại là 704,00, vượt 100,00" in doubtful["message"].item()
