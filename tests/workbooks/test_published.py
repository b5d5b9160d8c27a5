"""Scales of published tables; the units are real, the numbers made up (số liệu minh họa)."""

import pytest

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
