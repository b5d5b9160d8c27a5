"""Many units' sheets: ranks, domains, who has not sent, what is not one criterion; by plain arithmetic."""

from __future__ import annotations

import pytest
from invented_sheets import MAXIMA, SCOPE, THREE, appraised, frame, gap, sheet_rows, three
from plain import column, rank
from scoring_sheets import make

import cchc_analysis as cchc
from cchc_analysis import scores as contract
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.asked.lines import declared_editions
from cchc_analysis.analysis.collected.many_sheets import units_table
from cchc_analysis.analysis.collected.shared_weaknesses import common_weaknesses, self_bias
from cchc_analysis.analysis.collected.sheets import sheet

WHERE = {"index": "PAR", "year": 2024, "scope": SCOPE}
WHOLE = sum(MAXIMA.values())


def by_unit(table):
    return table.set_index("unit")


@pytest.mark.parametrize("index", ["PAR", "SIPAS", "DTI"])
def test_a_row_a_unit_with_total_share_rank_and_domains(index):
    table = units_table(three(index), index=index, year=2024, scope=SCOPE)
    totals = {unit: appraised(unit) for unit in THREE}
    assert table["unit"].tolist() == sorted(THREE, key=lambda unit: -totals[unit]) == ["Xã A", "Xã B", "Xã C"]
    for unit, total in totals.items():
        row = by_unit(table).loc[unit]
        assert (row["total"], row["max_score"]) == (total, WHOLE)
        assert row["pct"] == pytest.approx(100 * total / WHOLE)
        assert row["rank"] == 1 + sum(other > total for other in totals.values())
        assert [row["1"], row["2"]] == [appraised(unit, "1."), appraised(unit, "2.")]
        assert row["self_minus_appraised"] == gap(unit)
    assert table.attrs["domains"] == {"1": "Chỉ đạo, điều hành", "2": "Thủ tục hành chính"}
    assert table.attrs["domain_max"] == {"1": 10, "2": 10}
    assert (table["n_units"] == 3).all() and table["band"].isna().all() and table["sent"].all()
    assert (table.attrs["index"], table.attrs["illustrative"], table.attrs["files"]) == (index, True, 3)


def test_equal_units_share_the_better_rank():
    points = {"Xã A": THREE["Xã A"], "Xã D": THREE["Xã A"], "Xã C": THREE["Xã C"]}
    table = units_table(frame([r for u, p in points.items() for r in sheet_rows(u, p)]), **WHERE)
    assert dict(zip(table["unit"], table["rank"], strict=True)) == {"Xã A": 1, "Xã D": 1, "Xã C": 3}


def test_bands_are_quarters_where_there_are_enough_units():
    letters = "ABCDEFGH"
    rows = [
        row
        for place, letter in enumerate(letters)
        for row in sheet_rows(f"Xã {letter}", {"1.1": (4, 4 - place * 0.5, ""), "2.1": (5, 5, "")})
    ]
    table = by_unit(units_table(frame(rows), **WHERE))
    assert table["band_rank"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert table["band_en"].iloc[[0, 7]].tolist() == ["highest quarter", "lowest quarter"]


def test_bands_of_published_units_are_those_of_their_publisher(figures):
    table = cchc.units_table(figures, index="PAPI", year=2024, scope="tinh-63").set_index("unit_id")
    published = cchc.bands(figures, index="PAPI", year=2024).set_index("unit_id")
    assert table["band"].dropna().to_dict() == published["band"].dropna().to_dict()
    assert table["band"].notna().sum() == 61 and table.loc["tinh-63/06", "band"] == "Trung bình cao"


def test_who_has_not_sent_stands_last_with_nothing():
    roster = ["UBND xã A", "Xã B", f"{SCOPE}/c", "Xã Khuyết"]
    made = three()
    made["unit_id"] = made["unit_id"].str.replace("/a", "/xa-a").str.replace("/b", "/xa-b")
    table = units_table(made, **WHERE, roster=roster)
    last = table.iloc[-1]
    assert (last["unit"], last["sent"], last["compared"]) == ("Xã Khuyết", False, False)
    assert table.iloc[-1][["total", "rank", "1", "n_missing", "stages"]].isna().all()
    assert table.attrs["not_sent"] == ["Xã Khuyết"] and table.attrs["not_on_roster"] == []
    assert (table.attrs["n_sent"], table.attrs["n_roster"]) == (3, 4)
    assert table.attrs["note_vi"] == "Chưa gửi: 1/4 đơn vị (Xã Khuyết)."
    assert table.attrs["note_en"] == "Not sent (1 of 4): Xã Khuyết."


def test_who_is_not_on_the_list_is_named():
    table = units_table(three(), **WHERE, roster=[f"{SCOPE}/a", f"{SCOPE}/b"])
    assert table.attrs["not_on_roster"] == ["Xã C"] and table.attrs["not_sent"] == []


def test_without_a_list_those_who_sent_in_other_years_are_missed():
    before = sheet_rows("Xã D", THREE["Xã A"], year=2023)
    table = units_table(contract.concat([three(), frame(before)]), **WHERE)
    assert table.attrs["not_sent"] == ["Xã D"]
    assert table.attrs["note_vi"].endswith("không phải danh sách chính thức.")
    # Communes were drawn anew in July 2025: those of before are not expected after.
    later = [r for unit, points in THREE.items() for r in sheet_rows(unit, points, year=2025)]
    both = contract.concat([frame(later), frame(before)])
    assert units_table(both, **WHERE | {"year": 2025}).attrs["not_sent"] == []


def test_stages_are_never_mixed():
    rows = [r for unit in ("Xã A", "Xã B") for r in sheet_rows(unit, THREE[unit])]
    rows += sheet_rows(
        "Xã C", {code: (own,) for code, (own, _, _) in THREE["Xã C"].items()}, stages=("self",)
    )
    table = by_unit(units_table(frame(rows), **WHERE))
    apart = table.loc["Xã C"]
    assert (apart["total"], apart["compared"]) == (3 + 5 + 5 + 5, False)
    assert (apart["stages"], table.loc["Xã A", "stages"]) == ("tự đánh giá", "thẩm định")
    # Its self-score is the second best, and is not ranked.
    assert table["rank"].tolist()[:2] == [1, 1] and apart[["rank", "self_minus_appraised"]].isna().all()
    assert (table["n_units"] == 2).all()
    assert table.attrs["not_compared"] == ["Xã C"] and table.attrs["stages"] == ("appraised",)
    assert table.attrs["note_vi"].startswith(
        "Không so sánh chung vì kết quả không phải thẩm định: 1 đơn vị (Xã C)."
    )


def test_what_does_not_apply_lowers_the_maximum_and_ranks_are_on_the_share():
    points = THREE["Xã B"] | {"2.1": ("KAD", "KAD")}
    rows = sheet_rows("Xã A", THREE["Xã A"]) + sheet_rows("Xã B", points) + sheet_rows("Xã C", THREE["Xã C"])
    table = by_unit(units_table(frame(rows), **WHERE))
    got = appraised("Xã B") - 4
    assert table.loc["Xã B", ["total", "max_score"]].tolist() == [got, WHOLE - 5]
    assert table.loc["Xã B", "pct"] == pytest.approx(100 * got / 15) and 100 * got / 15 > 85
    assert table["rank"].to_dict() == {"Xã B": 1, "Xã A": 2, "Xã C": 3}
    assert table.loc["Xã B", ["n_missing", "n_other_max", "n_absent"]].tolist() == [0, 0, 0]


def test_missing_points_are_counted_and_make_no_total():
    points = THREE["Xã A"] | {"2.2": (5, None, "")}
    rows = sheet_rows("Xã A", points, total=False) + sheet_rows("Xã B", THREE["Xã B"], total=False)
    table = by_unit(units_table(frame(rows), **WHERE))
    assert table.loc["Xã A", "n_missing"] == 1
    assert table.loc["Xã A", ["total", "rank", "total_from"]].isna().all()
    assert table.loc["Xã B", ["total", "max_score", "rank"]].tolist() == [appraised("Xã B"), WHOLE, 1]
    assert table.loc["Xã B", "total_from"] == "summed"


def test_sheets_that_differ_say_so():
    rows = sheet_rows("Xã A", THREE["Xã A"]) + sheet_rows("Xã B", THREE["Xã B"])
    dropped = {c: p for c, p in THREE["Xã C"].items() if c != "2.2"}
    rows += sheet_rows("Xã C", dropped, maxima={"1.1": 5})
    table = by_unit(units_table(frame(rows), **WHERE))
    assert table.loc["Xã C", ["n_absent", "n_extra", "n_other_max"]].tolist() == [1, 0, 1]
    assert table.loc["Xã A", ["n_absent", "n_extra", "n_other_max"]].tolist() == [0, 0, 0]
    assert "khác đa số về tiêu chí hoặc điểm tối đa: 1 đơn vị (Xã C)" in table.attrs["note_vi"]


def test_renumbered_domains_are_one_and_other_names_are_others():
    rows = sheet_rows("Xã A", THREE["Xã A"]) + sheet_rows("Xã B", THREE["Xã B"])
    rows += sheet_rows("Xã C", THREE["Xã C"], codes={"1": "I", "2": "II"}, names={"2.2": "Số hóa hồ sơ"})
    table = by_unit(units_table(frame(rows), **WHERE))
    assert table.loc["Xã C", ["1", "2"]].tolist() == [appraised("Xã C", "1."), appraised("Xã C", "2.")]
    assert "I" not in table and list(table.attrs["domains"]) == ["1", "2"]
    # 2.2 of C measures something else: it has one more than most, and lacks one of theirs.
    assert table.loc["Xã C", ["n_absent", "n_extra"]].tolist() == [1, 1]


def test_sheets_of_an_unknown_province_are_named():
    lost = frame(sheet_rows("Xã E", THREE["Xã A"], scope="xa/chua-ro"))
    table = units_table(contract.concat([three(), lost]), **WHERE)
    assert table.attrs["province_unknown"] == ["Xã E"] and "Xã E" not in set(table["unit"])
    assert "Chưa rõ thuộc tỉnh nào nên không có trong bảng này: 1 đơn vị (Xã E)." in table.attrs["note_vi"]


def test_a_sheet_without_points_was_not_sent():
    empty = {code: (None, None, "") for code in MAXIMA}
    table = units_table(contract.concat([three(), frame(sheet_rows("Xã D", empty))]), **WHERE)
    assert table.attrs["not_sent"] == ["Xã D"] and table.attrs["not_compared"] == []
    with pytest.raises(AnalysisError, match="không có số liệu năm 2024"):
        units_table(frame(sheet_rows("Xã D", empty)), **WHERE)


def test_what_a_publisher_printed_is_its_own_table_and_nobody_sent_it(raw, published):
    table = units_table(raw("PAPI"), index="PAPI", year=2024, scope="tinh-63").set_index("unit")
    scores = column(published, "PAPI", 2024, "total")
    best = max(scores, key=scores.get)
    # PAPI's total is on 8 to 80: eight dimensions of 1 to 10.
    assert table.loc[best, "pct"] == pytest.approx(100 * (scores[best] - 8) / 72)
    assert table.loc["Bắc Kạn", "rank"] == rank(scores, "Bắc Kạn")
    assert table.loc["Bắc Kạn", "6"] == float(published["PAPI", 2024, "Bắc Kạn", "6"])
    assert table.attrs["published"] and table.attrs["not_sent"] == ["Tiền Giang", "Vĩnh Phúc"]
    assert table.attrs["note_vi"] == "Không công bố điểm: 2/63 đơn vị (Tiền Giang, Vĩnh Phúc)."


def test_how_many_units_a_province_has_is_not_known_from_what_was_printed_of_some():
    printed = three().assign(edition=sorted(declared_editions("PAR"))[0])
    note = units_table(printed, **WHERE).attrs["note_vi"]
    assert note == "Chỉ gồm 3 đơn vị có trong số liệu đã đọc; không rõ nhóm này có tất cả bao nhiêu đơn vị."
    assert units_table(three(), **WHERE).attrs["note_vi"].startswith("Danh sách đơn vị lấy từ mọi bảng điểm")


def scoring_sheet(unit, province, lost):
    """Return the rows of a workbook: a commune's sheet, on which the appraisal takes *lost* points off 1.1."""
    return [
        ["BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2024"],
        ["(Số liệu minh họa)"],
        [f"Đơn vị: UBND {unit}{province}"],
        [],
        ["TT", "Lĩnh vực/Tiêu chí", "Điểm tối đa", "Điểm tự đánh giá", "Điểm thẩm định", "Ghi chú"],
        ["I", "Công tác chỉ đạo, điều hành", 10, 9, 8 - lost, None],
        ["1.1", "Ban hành kế hoạch CCHC", 5, 5, 5 - lost, f"Chậm {lost} ngày" if lost else None],
        ["1.2", "Kiểm tra CCHC", 5, 4, 3, None],
        ["II", "Cải cách thủ tục hành chính", 10, 10, 9, None],
        ["2.1", "Công khai thủ tục hành chính", 4, 4, 4, None],
        ["2.2", "Giải quyết hồ sơ đúng hạn", 6, 6, 5, "Quá hạn"],
        [None, "Tổng cộng", 20, 19, 17 - lost, None],
    ]


def test_from_a_folder_of_workbooks_to_the_table(workbook):
    """Communes of one province are one scope; one whose sheet names no province is told apart, aloud."""
    provinces = [", tỉnh Đồng Nai", ", tỉnh Đồng Nai", ", tỉnh Đồng Nai", ""]
    paths = [
        workbook({"CCHC": scoring_sheet(f"xã Minh Họa {n}", province, n - 1)}, f"xa_minh_hoa_{n}.xlsx")
        for n, province in enumerate(provinces, 1)
    ]
    reading = cchc.read_many(paths)
    assert set(reading.scores["scope"]) == {"xa/dong-nai", "xa/chua-ro"}
    asked = {"index": "PAR", "year": 2024, "scope": "xa/dong-nai"}
    roster = [f"Xã Minh Họa {n}" for n in (1, 2, 3, 5)]
    table = units_table(reading.scores, **asked, roster=roster)
    assert table[["unit", "total", "rank"]].values.tolist()[:3] == [
        ["Xã Minh Họa 1", 17, 1], ["Xã Minh Họa 2", 16, 2], ["Xã Minh Họa 3", 15, 3],
    ]  # fmt: skip
    assert table["self_minus_appraised"].tolist()[:3] == [2, 3, 4]
    assert table.attrs["not_sent"] == ["Xã Minh Họa 5"]
    assert table.attrs["province_unknown"] == ["Xã Minh Họa 4"] and table.attrs["illustrative"]
    weak = common_weaknesses(reading.scores, **asked).set_index("code")
    assert weak.loc["1.1", ["n_lost", "points_lost"]].tolist() == [2, 0 + 1 + 2]
    assert weak.loc["2.2", "reasons"] == "Quá hạn (3)"
    biased = self_bias(reading.scores, **asked)
    assert biased["unit"].iloc[0] == "Xã Minh Họa 3" and biased["bias_pct"].iloc[0] == 100 * 4 / 20


@pytest.mark.parametrize("seed", [3, 11, 20, 33, 52])
def test_every_sheet_of_the_generator_is_what_it_is_alone(tmp_path, seed):
    """Sheets of three and four levels, with and without totals, in several layouts (số liệu minh họa)."""
    made = cchc.read(make(seed).save(tmp_path), index="PAR").scores
    for scope, year in made[["scope", "year"]].drop_duplicates().itertuples(index=False):
        table = units_table(made, index="PAR", year=int(year), scope=scope)
        for row in table.itertuples():
            alone = sheet(made, index="PAR", unit=row.unit_id, year=int(year))
            leaves = alone[alone["leaf"]]
            total = alone.loc[alone["code"] == "total", "result"].dropna()
            assert len(total) == 0 or row.total == pytest.approx(total.iloc[0])
            gap = leaves["self_minus_appraised"].sum(min_count=1)
            assert row.self_minus_appraised == pytest.approx(gap, nan_ok=True)
            assert row.n_missing == ((leaves["status"] == "scored") & leaves["result"].isna()).sum()


BAD = [
    ({"scope": "xa/noi-khac"}, "scope = “xa/noi-khac” không hợp lệ. Có thể dùng: xa/minh-hoa."),
    ({"year": 2020}, "PAR INDEX không có số liệu năm 2020; có 2024."),
    ({"roster": "Xã A"}, "roster = “Xã A” không hợp lệ."),
    ({"roster": 7}, "roster = “7” không hợp lệ."),
]


@pytest.mark.parametrize(("wrong", "message"), BAD)
def test_bad_arguments_name_what_there_is(wrong, message):
    with pytest.raises(AnalysisError) as error:
        units_table(three(), **WHERE | wrong)
    assert str(error.value).startswith(message) and "\n" in str(error.value)


def test_two_rows_of_one_key_are_refused():
    with pytest.raises(AnalysisError, match="trùng khóa"):
        units_table(contract.concat([three(), three()]), **WHERE)
