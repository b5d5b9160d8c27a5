"""Packs of many: who is asked for, what goes wrong with one costs that one only."""

from __future__ import annotations

import re

import pytest

from cchc_analysis.briefing import BriefingError, lists, many
from cchc_analysis.briefing.many import Order, write_packs


def units(wanted):
    return [one.unit for one in wanted]


def test_a_list_is_a_name_a_line_in_text_or_csv(tmp_path):
    text = tmp_path / "ds.txt"
    text.write_text("\ufeffDanh sách đơn vị\n\nSở Nội vụ, tỉnh Hòa Bình\n bac kan \n", encoding="utf-8")
    wanted = lists.of_file(text)
    assert units(wanted) == ["Sở Nội vụ, tỉnh Hòa Bình", "bac kan"]
    assert [one.called for one in wanted] == ["ds.txt:3: Sở Nội vụ, tỉnh Hòa Bình", "ds.txt:4: bac kan"]
    table = tmp_path / "ds.csv"
    table.write_text('STT;Đơn vị;Ghi chú\n1;Hà Giang;x\n2;"Sở Nội vụ, tỉnh Hòa Bình";\n', encoding="utf-8")
    assert units(lists.of_file(table)) == ["Hà Giang", "Sở Nội vụ, tỉnh Hòa Bình"]
    table.write_text("Hà Giang,1\nBắc Kạn,2\n", encoding="utf-16")
    assert units(lists.of_file(table)) == ["Hà Giang", "Bắc Kạn"]


@pytest.mark.parametrize("content", [b"", b"\n\n", "Tên\n".encode(), b"\x00\xff\xfe\x81"])
def test_a_list_that_names_nobody_is_refused(tmp_path, content):
    (tmp_path / "ds.csv").write_bytes(content)
    with pytest.raises(BriefingError, match="ds.csv: không đọc được tên đơn vị nào"):
        lists.of_file(tmp_path / "ds.csv")


def test_a_region_in_any_spelling_has_its_provinces_of_the_year(some_scores):
    north = units(lists.of_region(some_scores, "vùng TRUNG DU và miền núi phía bắc"))
    assert len(north) == 14 and north[0] == "Bắc Giang"
    drawn_anew = units(lists.of_region(some_scores, "Trung du và miền núi phía Bắc", 2025))
    assert "Thái Nguyên" in drawn_anew and "Bắc Kạn" not in drawn_anew
    with pytest.raises(BriefingError, match="Không có vùng “Tây Bắc”; có: .*Tây Nguyên"):
        lists.of_region(some_scores, "Tây Bắc")


def test_a_scope_is_its_units_and_the_scope_itself_where_sheets_are_collected(some_scores):
    wanted = lists.of_scope(some_scores, "xa/minh-hoa")
    assert [one.called for one in wanted] == ["xa/minh-hoa", "Phường Minh Họa"]
    assert (
        len(lists.of_scope(some_scores, "bo"))
        == some_scores[some_scores["scope"] == "bo"]["unit_id"].nunique()
    )
    with pytest.raises(BriefingError, match="Không có nhóm đơn vị “xa/nao-do”"):
        lists.of_scope(some_scores, "xa/nao-do")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A folder with one small workbook."""
    import pandas as pd

    root = tmp_path_factory.mktemp("data")
    (root / "raw/pci").mkdir(parents=True)
    rows = {"Tỉnh": ["Hà Nội", "Bắc Kạn", "Cao Bằng"], "PCI": [60.5, 58.25, 55.0]}
    pd.DataFrame(rows).to_excel(root / "raw/pci/pci_2016.xlsx", index=False)
    return root


def is_defect(why):
    """Tell whether it is said that the program is at fault, and where."""
    vietnamese, english = why.split("\n")
    begins = vietnamese.startswith("Chương trình gặp lỗi khi lập bộ tài liệu này (")
    return begins and re.search(r"Error: .*; \w+\.py:\d+\)", vietnamese) and "cchc doctor" in english


def test_workers_give_what_one_process_gives_and_name_what_went_wrong(root, tmp_path):
    names = ("Bắc Kạn", "Atlantis", "Huế", None)
    orders = [Order(name, str(name), out=tmp_path, root=root, figures="x") for name in names]
    outcomes = {one.order.unit: one for one in write_packs(orders, workers=2)}
    assert set(outcomes) == set(names)
    assert outcomes["Bắc Kạn"].pack.folder == tmp_path / "bac-kan/2016"
    assert (tmp_path / "bac-kan/2016/bao_cao.docx").is_file()
    assert outcomes["Atlantis"].why.startswith("Không có đơn vị nào tên “Atlantis”")
    assert outcomes["Huế"].pack is None and "không có điểm hay thứ hạng nào" in outcomes["Huế"].why
    assert is_defect(outcomes[None].why)
    (again,) = write_packs(orders[:1])
    assert again.pack.up_to_date


def test_a_worker_that_dies_costs_its_pack_only(root, tmp_path, monkeypatch):
    monkeypatch.setattr(many, "LIMIT", 0.0)
    orders = [Order("Bắc Kạn", "a", out=tmp_path, root=root), Order("Hà Nội", "b", out=tmp_path, root=root)]
    assert [one.why for one in write_packs(orders, workers=2)] == ["quá 0 giây\nlonger than 0 seconds"] * 2


def test_a_defect_of_the_program_costs_one_pack_and_says_where_it_is(root, tmp_path):
    orders = [Order(name, out=tmp_path, root=root, figures="x") for name in (None, "Hà Nội")]
    outcomes = {one.order.unit: one for one in write_packs(orders)}
    assert outcomes["Hà Nội"].pack.folder == tmp_path / "ha-noi/2016"
    assert is_defect(outcomes[None].why)
