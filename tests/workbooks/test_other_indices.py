"""Columns of another index beside those of one. All figures are invented (số liệu minh họa)."""

import pytest

SIX = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
PAR, OTHER = [81, 82, 83, 84, 85, 86], [92, 93, 91, 89, 88, 90]
UP, DOWN, OF_OTHER = [1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1], [2, 1, 3, 5, 6, 4]


def table(**columns):
    heads = [head.replace("_", " ").strip() for head in columns]
    rows = zip(SIX, *columns.values(), strict=True)
    return [["Kết quả PAR INDEX năm 2023 của các tỉnh"], ["Tỉnh", *heads], *map(list, rows)]


def said(reading):
    found = reading.findings
    return found.loc[found["severity"] != "note", ["rule", "cell"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("columns", "ranks", "other", "scored"),
    [
        ({"PAR_INDEX": PAR, "Hạng_SIPAS": OF_OTHER}, [], "SIPAS", []),
        ({"PAR_INDEX": PAR, "Xếp_hạng": DOWN, "Xếp_hạng_PCI": OF_OTHER}, DOWN, "PCI", []),
        ({"PAR_INDEX": PAR, "SIPAS": OTHER, "Xếp_hạng": OF_OTHER}, [], "SIPAS", OTHER),
        ({"PAR_INDEX": PAR, "Xếp_hạng": DOWN, "SIPAS": OTHER, "Xếp_hạng_": OF_OTHER}, DOWN, "SIPAS", OTHER),
        ({"PAR_INDEX": PAR, "Chỉ_số_hài_lòng_của_người_dân": OTHER, "Hạng": OF_OTHER}, [], "SIPAS", OTHER),
    ],
)
def test_scores_and_ranks_of_another_index_are_of_that_index(read_rows, columns, ranks, other, scored):
    reading = read_rows(table(**columns))
    of = {index: rows for index, rows in reading.scores.groupby("index")}
    assert sorted(of) == sorted(["PAR", other])
    assert of["PAR"]["score"].tolist() == PAR
    assert of["PAR"]["rank"].dropna().tolist() == ranks
    assert of[other]["score"].dropna().tolist() == scored
    assert of[other]["rank"].tolist() == OF_OTHER
    assert said(reading) == []


def test_the_other_index_is_read_when_asked_for(read_rows):
    reading = read_rows(table(PAR_INDEX=PAR, SIPAS=OTHER, Xếp_hạng=OF_OTHER), index="SIPAS")
    assert reading.scores[["index", "score", "rank"]].to_numpy().T.tolist() == [
        ["SIPAS"] * 6,
        OTHER,
        OF_OTHER,
    ]
    assert said(reading) == []


@pytest.mark.parametrize(("ranks", "taken"), [(OF_OTHER, []), (DOWN, DOWN)])
def test_a_rank_behind_a_score_that_nobody_knows(read_rows, ranks, taken):
    reading = read_rows(table(PAR_INDEX=PAR, Chỉ_số_hài_lòng=OTHER, Xếp_hạng=ranks))
    assert reading.scores["rank"].dropna().tolist() == taken
    assert said(reading) == [["heading_unknown", "C2"]]


def test_a_coded_domain_may_be_called_like_another_index(read_rows):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"],
            ["Đơn vị", "1. Chỉ đạo", "2. Thể chế", "3. Chỉ số hài lòng (SIPAS)", "Tổng điểm"],
            ["Xã Một", 8, 10, 7, 25], ["Xã Hai", 9, 12, 8, 29]]  # fmt: skip
    reading = read_rows(rows)
    assert reading.scores["code"].tolist() == ["total", "1", "2", "3"] * 2
    assert reading.scores["score"].tolist() == [25, 8, 10, 7, 29, 9, 12, 8]
    assert said(reading) == []


def test_ranks_of_other_indices_down(read_rows):
    names = ["Cải cách thể chế", "Tổng điểm", "Hạng PCI", "Xếp hạng"]
    numbers = [[8, 9, 7], [81, 82, 83], [1, 2, 3], [3, 2, 1]]
    rows = [["Kết quả PAR INDEX năm 2023 của các tỉnh"], ["Tiêu chí", "An Giang", "Hà Nội", "Lào Cai"]]
    scores = read_rows([*rows, *([name, *n] for name, n in zip(names, numbers, strict=True))]).scores
    ranks = scores.dropna(subset="rank").groupby("index")["rank"].apply(list).to_dict()
    assert ranks == {"PAR": [3, 2, 1], "PCI": [1, 2, 3]}


def test_ranks_of_indices_in_a_long_table(read_rows):
    rows = [["PAR INDEX", 81], ["Hạng PAR INDEX", 5], ["SIPAS", 82], ["Hạng SIPAS", 7]]
    heads = ["Năm", "Tỉnh", "Chỉ số", "Giá trị"]
    scores = read_rows([heads, *([2023, "An Giang", *row] for row in rows)]).scores
    assert scores[["index", "score", "rank"]].to_numpy().tolist() == [["PAR", 81, 5], ["SIPAS", 82, 7]]


def test_indices_down_have_the_ranks_beside_their_points(read_rows):
    rows = [["CÁC CHỈ SỐ CỦA TỈNH BẮC KẠN NĂM 2022 (số liệu minh họa)"], ["TT", "Chỉ số", "Điểm", "Hạng"],
            [1, "PAR INDEX", 80.5, 20], [2, "SIPAS", 79, 33], [3, "PAPI", 41.5, 12]]  # fmt: skip
    scores = read_rows(rows).scores.set_index("index")
    assert scores["rank"].to_dict() == {"PAR": 20, "SIPAS": 33, "PAPI": 12}
    assert scores["score"].to_dict() == {"PAR": 80.5, "SIPAS": 79, "PAPI": 41.5}
