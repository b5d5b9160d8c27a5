"""Who scored, in a row each. All figures are invented (số liệu minh họa)."""

import pytest

WARD = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"]]
COMMUNES = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"]]


def stages(reading, by):
    return {
        name: dict(zip(rows["stage"], rows["score"], strict=True))
        for name, rows in reading.scores.groupby(by)
    }


@pytest.mark.parametrize(("lower", "higher"), [("Xã", "Sở"), ("Phường", "Tỉnh"), ("Đơn vị", "Huyện")])
@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("head", ["Bên chấm", "Nơi chấm", None])
def test_two_scorers_of_each_criterion_are_its_stages(read_rows, lower, higher, again, head):
    second = (lambda *name: name) if again else (lambda *_: (None, None, None))
    rows = [["1", "Chỉ đạo", 10, lower, 8], [*second("1", "Chỉ đạo", 10), higher, 7],
            ["2", "Thể chế", 10, lower, 6], [*second("2", "Thể chế", 10), higher, 5]]  # fmt: skip
    reading = read_rows([*WARD, ["TT", "Tiêu chí", "Điểm tối đa", head, "Điểm"], *rows])
    assert stages(reading, "code") == {"1": {"self": 8, "appraised": 7}, "2": {"self": 6, "appraised": 5}}
    assert set(reading.scores["max_score"]) == {10} and reading.findings.empty


def test_two_scorers_of_each_unit_are_its_stages(read_rows):
    rows = [["Xã Một", "Xã", 80], [None, "Sở", 78], ["Xã Hai", "Xã", 84], [None, "Sở", 83]]
    reading = read_rows([*COMMUNES, ["Đơn vị", "Ai chấm", "Điểm"], *rows])
    assert stages(reading, "unit") == {
        "Xã Một": {"self": 80, "appraised": 78}, "Xã Hai": {"self": 84, "appraised": 83}}  # fmt: skip


def test_levels_that_take_turns_beside_units_of_their_own_are_no_stages(read_rows):
    rows = [["Xã Một", "Xã", 80], ["Sở Y tế", "Sở", 78], ["Xã Hai", "Xã", 84], ["Sở Tư pháp", "Sở", 83]]
    reading = read_rows([*COMMUNES, ["Đơn vị", "Cấp", "Điểm"], *rows])
    assert set(reading.scores["stage"]) == {"final"} and len(reading.scores) == 4
