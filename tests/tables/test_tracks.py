"""The facets that the rows and columns of a body give to their numbers. Số liệu minh họa."""

import pytest

from cchc_analysis.tables.bodies import find_bodies
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.row_tracks import rows_of
from cchc_analysis.tables.tracks import apply_name, columns_of, names_a_unit

NAMES = ["An Giang", "Bắc Kạn", "Cao Bằng"]


@pytest.fixture
def tracks(sheet_of):
    """Return a function that gives the rows and columns of the only body of a sheet."""

    def of(rows, *merged):
        (body,) = find_bodies(sheet_of(rows, *merged))
        return rows_of(body), columns_of(body)

    return of


def table(*heads):
    """Return a table of units under rows of headings; *heads* are the columns' own, outermost first."""
    levels = list(zip(*heads, strict=True))
    rows = [["TT", "Tỉnh", *levels[0]], *([None, None, *level] for level in levels[1:])]
    return [*rows, *([i, u, *[50.0] * len(heads)] for i, u in enumerate(NAMES, 1))]


def facets(track, *names):
    return tuple(getattr(track, name) for name in names)


def test_a_column_unites_what_its_headings_say(tracks):
    _, (own, rank) = tracks(table(("PAR INDEX 2023", "Điểm tự chấm"), ("PAR INDEX 2023", "Hạng")), "C1:D1")
    assert facets(own, "index", "year", "stage", "quantity", "at") == ("PAR", 2023, "self", "", 2)
    assert facets(rank, "index", "year", "stage", "quantity", "at") == ("PAR", 2023, "", "rank", 3)
    assert own.is_score and not rank.is_score and own.text == "PAR INDEX 2023 | Điểm tự chấm"


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        (("Năm 2022", "Điểm năm 2023"), {"year": 2023}),
        (("Tự chấm", "Điểm thẩm định"), {"stage": "appraised"}),
        (("Tăng, giảm", "Hạng"), {"quantity": "difference"}),
        (("Năm trước", "Điểm"), {"shift": -1, "quantity": "score"}),
        (("6 tháng đầu năm", "Tự chấm"), {"part": "6 tháng đầu năm", "stage": "self"}),
        (("Kết quả", "Tổng điểm (tối đa 100)"), {"total": True, "maximum": 100}),
        (("Kế hoạch (2 điểm)", "Tự chấm"), {"maximum": 2, "stage": "self"}),
        (("Kết quả", "Tỷ lệ (%)"), {"quantity": "share", "percent": True}),
        (("Hài lòng", "Tỷ lệ (%)"), {"quantity": "share_of_answers"}),
        (("Người dân", "Rất hài lòng"), {"quantity": "satisfied"}),
    ],
)
def test_of_two_headings_the_nearest_wins(tracks, stack, expected):
    _, (column, _) = tracks(table(stack, (stack[0], "Ghi chú")), "C1:D1")
    assert {name: getattr(column, name) for name in expected} == expected


def test_what_stands_in_the_name_of_a_criterion_is_no_facet(tracks):
    _, (law, survey) = tracks(table(("Luật 2013",), ("Khảo sát người dân",)))
    assert facets(law, "year", "stage", "quantity") == (None, "", "")
    assert facets(survey, "year", "stage", "quantity") == (None, "", "")


def test_unless_the_criterion_is_named_for_certain(tracks):
    _, (track, _) = tracks(table(("d1_2019",), ("Điểm",)))
    assert track.year is None
    apply_name(track, quantity=False, year=True)
    assert track.year == 2019
    apply_name(track, quantity=False, year=False)
    assert track.year == 2019  # as it was


def test_units_across_are_no_labels(tracks):
    rows = [["TT", "Tiêu chí", "Điểm tối đa", "Xã Một", None], [None, None, None, "Tự chấm", "Thẩm định"],
            ["1", "Kế hoạch", 2, 1, 1], ["2", "Kiểm tra", 2, 1, 1]]  # fmt: skip
    _, (most, own, judged) = tracks(rows, "D1:E1")
    assert facets(most, "unit", "quantity") == ("", "maximum")
    assert facets(own, "unit", "stage") == ("Xã Một", "self") and own.text == "Tự chấm"
    assert facets(judged, "unit", "stage") == ("Xã Một", "appraised")


def test_a_row_takes_its_unit_its_year_and_its_index_from_beside(tracks):
    rows, _ = tracks([["Năm", "Tỉnh", "Chỉ số", "Giá trị"], [2022, "An Giang", "PAR INDEX", 1.0],
                      [2023, "Bắc Kạn", "SIPAS", 2.0]])  # fmt: skip
    assert [facets(t, "unit", "year", "index") for t in rows] == [
        ("An Giang", 2022, "PAR"), ("Bắc Kạn", 2023, "SIPAS"),
    ]  # fmt: skip


def test_years_printed_once_go_on_below(tracks):
    rows, _ = tracks(
        [["Năm", "Tỉnh", "Điểm"], [2022, "An Giang", 1.0], [None, "Bắc Kạn", 2.0], [2023, "An Giang", 3.0]]
    )
    assert [t.year for t in rows] == [2022, 2022, 2023]


def test_stages_beside(tracks):
    rows, _ = tracks(
        [["Tỉnh", "Giai đoạn", "Điểm"], ["An Giang", "Tự chấm", 1.0], [None, "Thẩm định", 2.0]], "A2:A3"
    )
    assert [facets(t, "unit", "stage") for t in rows] == [("An Giang", "self"), ("An Giang", "appraised")]


def test_criteria_down_carry_code_name_and_scale(tracks):
    head, scale = ["TT", "Tiêu chí", "Thang điểm", "An Giang", "Bắc Kạn"], "0.25-2.5 điểm"
    rows, _ = tracks([head, [1.1, "Tri thức", scale, 1.0, 2.0], [1.2, "Cơ hội", scale, 1.0, 2.0]])
    assert [t.text for t in rows] == ["1.1: Tri thức", "1.2: Cơ hội"]
    assert [t.scale for t in rows] == [(0.25, 2.5)] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Hà Nội", True), ("Xã Một", True), ("Sở Y tế", True), ("Vùng Tây Nguyên", True), ("Trung vị", True),
     ("Tỉnh, thành phố", False), ("Điểm tự chấm", False), ("Kế hoạch", False), ("", False)],
)  # fmt: skip
def test_a_heading_that_names_a_unit_or_what_looks_like_one(text, expected):
    assert names_a_unit(heading(text)) is expected
