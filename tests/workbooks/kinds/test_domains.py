"""Summaries of units by domain. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import ReadError

TITLE = ["TỔNG HỢP ĐIỂM THẨM ĐỊNH CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2025"]
OWN = ["Tổng điểm tối đa áp dụng", "Điểm tối đa tương ứng", "Tổng điểm tối đa (đã trừ nội dung không áp dụng)",
       "Điểm chuẩn của đơn vị", "Tổng số điểm tối đa"]  # fmt: skip


def summary(own, *, first=False):
    """Return a table in which one department lacks a domain, and so has a lower maximum."""
    tops, got = [30, 20], [27, 18]
    pairs = [[a, b] if first else [b, a] for a, b in zip(tops, got, strict=True)]
    heads = [own, "Tổng điểm đạt"] if first else ["Tổng điểm đạt", own]
    return [TITLE, ["TT", "Đơn vị", "Chỉ đạo", "Thể chế", *heads, "Chỉ số (%)"],
            [None, "Điểm tối đa", 20, 10], [1, "Sở Nội vụ", 18, 9, *pairs[0], 90],
            [2, "Sở Y tế", 18, "Không áp dụng", *pairs[1], 90]]  # fmt: skip


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("own", OWN)
def test_each_unit_has_its_own_maximum(read_rows, own, first):
    reading = read_rows(summary(own, first=first))
    total = reading.scores.query("code == 'total'")
    assert total["score"].tolist() == [27, 18]
    assert total["max_score"].tolist() == [30, 20]
    assert reading.findings.empty


def test_a_share_is_held_against_the_unit_s_own_maximum(read_rows):
    rows = summary(OWN[0])
    rows[-1][-1] = 60
    (told,) = read_rows(rows).findings.itertuples()
    assert (told.rule, told.cell) == ("index_not_ratio", "G5")


@pytest.mark.parametrize("mark", ["Không áp dụng", "KAD"])
def test_what_does_not_apply_lowers_the_one_maximum_that_is_printed_for_all(read_rows, mark):
    rows = [TITLE, ["TT", "Đơn vị", "Chỉ đạo", "Thể chế", "Tổng điểm"], [None, "Điểm tối đa", 20, 10, 30],
            [1, "Sở Nội vụ", 18, 9, 27], [2, "Sở Y tế", 18, mark, 18]]  # fmt: skip
    reading = read_rows(rows)
    assert reading.scores.query("code == 'total'")["max_score"].tolist() == [30, 20]
    assert reading.findings["rule"].tolist() == ["maximum_lowered"]


def of_another_set(title):
    heads = ["Công khai (30 điểm)", "Tiến độ (30 điểm)", "Mức độ hài lòng (40 điểm)", "Tổng điểm (100)"]
    return [[title], ["TT", "Đơn vị", *heads], [1, "Sở Nội vụ", 25, 25, 35, 85],
            [2, "Sở Y tế", 25, 30, 30, 85]]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("KẾT QUẢ BỘ CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP NĂM 2024 - TỈNH ĐỒNG NAI", "another_other"),
        ("KẾT QUẢ ĐÁNH GIÁ BỘ CHỈ SỐ 766 NĂM 2024 TỈNH ĐỒNG NAI", "another_other"),
        ("KẾT QUẢ ĐÁNH GIÁ CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024", "index_unknown"),
    ],
)
def test_a_domain_that_is_called_like_an_index_does_not_tell_it(read_rows, title, rule):
    with pytest.raises(ReadError) as error:
        read_rows(of_another_set(title))
    assert error.value.rule == rule


def test_asked_for_by_name_it_is_read_whole(read_rows):
    scores = read_rows(of_another_set("KẾT QUẢ ĐÁNH GIÁ CÁC SỞ TỈNH ĐỒNG NAI NĂM 2024"), index="PAR").scores
    assert scores["code"].tolist() == ["total", "1", "2", "3"] * 2
    assert scores["score"].tolist() == [85, 25, 25, 35, 85, 25, 30, 30]


SHARES = [["Chỉ đạo, điều hành", 77.1, 92.9], ["Cải cách thể chế", 91.8, 78.8], ["Chỉ số chung", 86.8, 85.7]]


def shares(title, across, *, rows=SHARES):
    units = ["Xã Minh Họa", "Xã Ví Dụ"]
    table = [["Lĩnh vực", *units], *rows]
    return [title, *(table if across else map(list, zip(*table, strict=True)))]


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize(
    "title",
    [
        ["CHỈ SỐ CCHC NĂM 2025 (%) CÁC XÃ TỈNH ĐỒNG NAI"],
        ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2025 (thẩm định, %)"],
        ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2025; ĐVT: %"],
    ],
)
def test_shares_that_only_the_title_tells_do_not_add_up_and_are_of_100(read_rows, title, across):
    reading = read_rows(shares(title, across))
    assert reading.findings.query("severity != 'note'").empty
    assert reading.scores["max_score"].unique().tolist() == [100]


@pytest.mark.parametrize("across", [False, True])
def test_points_below_such_a_title_are_points(read_rows, across):
    rows = [["Chỉ đạo, điều hành", 7, 9], ["Cải cách thể chế", 8, 6], ["Tổng điểm", 15, 15]]
    title = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2025 (%)"]
    wrong = [*rows[:2], ["Tổng điểm", 15, 14]]
    for table, rules in ((rows, []), (wrong, ["parent_not_sum"])):
        reading = read_rows(shares(title, across, rows=table))
        assert reading.findings.query("severity != 'note'")["rule"].tolist() == rules
        assert reading.scores.query("code != 'total'")["max_score"].isna().all()


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("label", ["Cộng (1+2)", "Cộng 2 lĩnh vực", "Cộng"])
def test_a_column_that_sums_some_criteria_stands_beside_the_total_of_all(read_rows, label, staged):
    heads = ["1. Chỉ đạo", "2. Thể chế", label, "3. Thủ tục", "Tổng điểm"]
    rows = [["Xã Minh Họa", 9, 8, 17, 16, 33], ["Xã Ví Dụ", 8, 8, 16, 15, 31]]
    if staged:
        pairs = [h for head in heads for h in (f"{head} - tự chấm", f"{head} - thẩm định")]
        rows = [[row[0], *(n for number in row[1:] for n in (number, number))] for row in rows]
        heads = pairs
    reading = read_rows([TITLE, ["Đơn vị", *heads], *rows])
    totals = reading.scores.query("code == 'total'")["score"].drop_duplicates().tolist()
    assert totals == [33, 31]
    assert reading.findings.empty
    assert set(reading.account.query("reason == 'subtotal'")["cells"]) == {2}
