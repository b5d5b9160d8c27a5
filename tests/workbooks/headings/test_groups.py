"""Groups of units down one table. All figures are invented (số liệu minh họa)."""

import pytest

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ, PHƯỜNG NĂM 2025, TỈNH ĐỒNG NAI"]
HEADS = ["TT", "Đơn vị", "Tổng điểm", "Xếp hạng"]


def said(reading):
    return sorted(reading.findings["rule"])


@pytest.mark.parametrize(
    "heads", [("NHÓM PHƯỜNG", "NHÓM XÃ"), ("CÁC PHƯỜNG", "CÁC XÃ"), ("Khối phường", "Khối xã")]
)
@pytest.mark.parametrize("codes", [("A", "B"), ("I", "II")])
def test_the_heading_of_a_group_tells_the_kind_of_its_names(read_rows, heads, codes):
    groups = [["Ví Dụ", 90, 1], ["Thử Nghiệm", 88, 2]], [["Minh Họa", 91, 1], ["Ví Dụ", 80, 2]]
    rows = [TITLE, HEADS]
    for code, head, group in zip(codes, heads, groups, strict=True):
        rows += [[code, head], *([i, *row] for i, row in enumerate(group, 1))]
    reading = read_rows(rows)
    assert reading.scores[["unit", "score"]].to_numpy().tolist() == [
        ["Phường Ví Dụ", 90], ["Phường Thử Nghiệm", 88], ["Xã Minh Họa", 91], ["Xã Ví Dụ", 80]]  # fmt: skip
    assert reading.scores["rank"].isna().all()
    assert (
        {"kind_of_heading", "rank_within"}
        <= set(said(reading))
        <= {"kind_of_heading", "rank_within", "pseudo_unit"}
    )


def test_ranks_among_all_are_kept(read_rows):
    rows = [
        ["A", "CÁC PHƯỜNG"],
        [1, "Phường Ví Dụ", 90, 2],
        ["B", "CÁC XÃ"],
        [1, "Xã Minh Họa", 91, 1],
        [2, "Xã Ví Dụ", 80, 3],
    ]
    reading = read_rows([TITLE, HEADS, *rows])
    assert reading.scores["rank"].tolist() == [2, 1, 3]
    assert said(reading) == []


def test_ranks_of_departments_and_of_communes_are_those_of_each(read_rows):
    rows = [
        ["I", "KHỐI SỞ, NGÀNH"],
        [1, "Sở Nội vụ", 90, 1],
        [2, "Sở Y tế", 80, 2],
        ["II", "KHỐI XÃ"],
        [1, "Xã Ví Dụ", 91, 1],
    ]
    reading = read_rows([["KẾT QUẢ CHỈ SỐ CCHC NĂM 2025, TỈNH ĐỒNG NAI"], HEADS, *rows])
    assert reading.scores["rank"].tolist() == [1, 2, 1]


def test_ranks_that_begin_anew_are_no_errors(read_rows):
    rows = [
        ["A", "CÁC PHƯỜNG"],
        [1, "Phường Ví Dụ", 90, 1],
        ["B", "CÁC XÃ"],
        [1, "Xã Minh Họa", 91, 1],
        [2, "Xã Ví Dụ", 80, 2],
    ]
    reading = read_rows([TITLE, HEADS, *rows])
    assert reading.scores["rank"].isna().all()
    assert said(reading) == ["rank_within"]
