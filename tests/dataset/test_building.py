"""data/raw read once, kept as Parquet, loaded as one frame."""

import os

import openpyxl
import pandas as pd
import pytest

import cchc_analysis as cchc
from cchc_analysis import dataset, scores
from cchc_analysis.units import valid_units


def test_load_builds_what_is_missing(root):
    frame = dataset.load(root)
    assert scores.validate(frame) is frame
    assert frame.groupby(["index", "year"]).size().to_dict() == {("PCI", 2016): 8, ("PCI", 2017): 8}
    row = frame[(frame["year"] == 2017) & (frame["unit"] == "Bắc Kạn") & (frame["code"] == "land")].iloc[0]
    assert (row["score"], row["file"], row["cell"]) == (pytest.approx(5.4), "pci_2017.xlsx", "B3")


def test_the_parts_are_plain_parquet_by_index_and_year(root):
    built = dataset.build(root)
    assert sorted(built.parts) == ["index=PCI/year=2016", "index=PCI/year=2017"]
    whole = pd.read_parquet(root / "processed", filters=[("index", "==", "PCI"), ("year", "==", 2016)])
    assert len(whole) == 8


def test_what_is_up_to_date_is_left_alone(root):
    assert dataset.build(root).read == ["pci_2016.xlsx", "pci_2017.xlsx"]
    assert dataset.build(root).read == []


def test_a_changed_figure_reaches_the_next_load(root, write):
    before = dataset.load(root)
    path = root / "raw/pci/pci_2017.xlsx"
    write(path, 0.4)
    os.utime(path, ns=(1, 1))  # even a file that looks older than what was built
    after = dataset.load(root)
    changed = after["score"] != before["score"]
    assert set(after[changed]["year"]) == {2017}
    assert after[changed]["score"].iloc[0] == pytest.approx(before[changed]["score"].iloc[0] + 0.1)


def test_a_file_that_is_gone_takes_its_year_along(root):
    dataset.build(root)
    (root / "raw/pci/pci_2017.xlsx").unlink()
    assert set(dataset.load(root)["year"]) == {2016}
    assert not (root / "processed/index=PCI/year=2017").exists()


def test_a_broken_file_costs_only_itself(root):
    (root / "raw/pci/pci_2018.xlsx").write_bytes(b"no workbook")
    assert set(dataset.load(root)["year"]) == {2016, 2017}
    found = dataset.findings(root)
    assert found[found["rule"] == "not_a_workbook"]["file"].tolist() == ["pci_2018.xlsx"]


def test_tables_as_text_and_as_pages_are_workbooks_too(root):
    for name in ("a.csv", "b.html", "c.HTM", "d.source.toml", "e.md"):
        (root / "raw/pci" / name).write_text("x", "utf-8")
    names = [p.name for p in dataset.raw_workbooks(root)]
    assert [n for n in names if not n.startswith("pci")] == ["a.csv", "b.html", "c.HTM"]


def test_office_lock_files_are_no_workbooks(root):
    (root / "raw/pci/~$pci_2017.xlsx").write_bytes(b"lock")
    assert [p.name for p in dataset.raw_workbooks(root)] == ["pci_2016.xlsx", "pci_2017.xlsx"]


def test_one_score_in_two_files_is_an_error_and_read_once(root, write):
    write(root / "raw/pci/pci_2016_ban_2.xlsx", 1.0)
    frame = dataset.load(root)
    assert not frame.duplicated(scores.KEY).any()
    (row,) = dataset.findings(root).query("rule == 'score_twice'").itertuples()
    assert "pci_2016.xlsx" in row.message and "pci_2016_ban_2.xlsx" in row.message
    assert row.severity == "error"


def test_a_year_that_repeats_the_one_before_is_an_error(tmp_path):
    names = ("Tiếp cận đất đai", "Tính minh bạch")
    for year in (2016, 2017):
        path = tmp_path / f"data/raw/pci/pci_{year}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        units = [u.unit for u in valid_units(2016).values()]
        units = list(dict.fromkeys(units))[:20]
        rows = [[u, 5 + i / 100, 6 + i / 100] for i, u in enumerate(units)]
        pd.DataFrame(rows, columns=["Tỉnh", *names]).to_excel(path, index=False)
    dataset.build(tmp_path / "data")
    found = dataset.findings(tmp_path / "data")
    assert "2017 trùng với năm 2016" in found[found["rule"] == "same_as_another_year"]["message"].iloc[0]


def test_a_missing_source_is_noted(root):
    (root / "raw/pci/pci_2016.source.toml").write_text('title = "x"', "utf-8")
    dataset.build(root)
    noted = dataset.findings(root).query("rule == 'no_source'")
    assert noted["file"].tolist() == ["pci_2017.xlsx"]


def test_no_data_is_said_with_the_place(tmp_path):
    with pytest.raises(dataset.DatasetError, match="chưa có bảng tính nào"):
        dataset.build(tmp_path / "data")


def test_notebooks_find_the_data_in_the_folder_above(root, monkeypatch):
    notebooks = root.parent / "notebooks"
    notebooks.mkdir()
    monkeypatch.chdir(notebooks)
    assert len(dataset.load("data")) == 16


# -- an index that the user declares -----------------------------------------------------------------

DDCI = """code,parent,level,name_vi,min_score,max_score,weight,valid_from
total,,0,Chỉ số năng lực cạnh tranh cấp huyện,0,100,,2023
1,total,1,Chi phí gia nhập thị trường,1,10,4,2023
2,total,1,Tính năng động của lãnh đạo huyện,1,10,6,2023
"""


@pytest.fixture
def own(tmp_path):
    """Return a data folder with a made-up index of the districts of an invented province."""
    (tmp_path / "data/frameworks").mkdir(parents=True)
    (tmp_path / "data/frameworks/ddci.csv").write_text(DDCI, "utf-8")
    (tmp_path / "data/raw/ddci").mkdir(parents=True)
    for year, more in ((2023, 0), (2024, 0.5)):
        book = openpyxl.Workbook()
        title = f"DDCI {year} của các huyện, thành phố tỉnh Minh Họa (Số liệu minh họa)"
        headings = ["TT", "Tên đơn vị", "Chi phí gia nhập thị trường",
                    "Tính năng động của lãnh đạo huyện", "Tổng điểm"]  # fmt: skip
        rows = [("UBND huyện An Bình", 6 + more, 7), ("UBND thành phố Minh Họa", 8, 6),
                ("Thị xã Đông Sơn", 5, 7)]  # fmt: skip
        listed = [[i, name, a, b, 4 * a + 6 * b] for i, (name, a, b) in enumerate(rows, 1)]
        for line in ([title], headings, *listed):
            book.active.append(line)
        book.save(tmp_path / f"data/raw/ddci/ddci_{year}.xlsx")
    return tmp_path / "data"


def test_an_index_that_the_user_declares_is_read_ranked_and_explained(own):
    frame = scores.validate(dataset.load(own))
    assert set(frame["scope"]) == {"huyen/minh-hoa"} and set(frame["index"]) == {"DDCI"}
    assert set(frame["note"]) == {"Số liệu minh họa"}
    table = cchc.ranks(frame, index="DDCI", year=2024)
    assert list(zip(table["unit"], table["score"], table["rank"], strict=True)) == [
        ("Huyện An Bình", 68, 1), ("Thành phố Minh Họa", 68, 1), ("Thị xã Đông Sơn", 62, 3),
    ]  # fmt: skip
    weak = cchc.weaknesses(frame, index="DDCI", unit="Thị xã Đông Sơn", year=2024)
    assert dict(zip(weak["code"], weak["points_lost"], strict=True)) == {"1": 20, "2": 18}
    assert weak["code"].iloc[0] == "1"
    trend = cchc.trend(frame, index="DDCI", unit="Huyện An Bình")
    assert trend["change"].tolist()[-1] == 2
    assert table.attrs["illustrative"]


def test_a_workbook_beside_the_declaration_reads_by_itself(own):
    reading = cchc.read(own / "raw/ddci/ddci_2024.xlsx")
    row = reading.scores.query("code == '1' and unit == 'Huyện An Bình'").iloc[0]
    assert (row["score"], row["min_score"], row["max_score"], row["cell"]) == (6.5, 1, 10, "C3")
    assert reading.findings.empty


def test_a_changed_declaration_is_read_anew(own):
    dataset.load(own)
    assert dataset.build(own).read == []
    (own / "frameworks/ddci.csv").write_text(DDCI.replace("1,10,4", "0,10,4"), "utf-8")
    frame = dataset.load(own)
    assert set(frame[frame["code"] == "1"]["min_score"]) == {0}


def test_a_wrong_declaration_says_file_and_row(own):
    (own / "frameworks/ddci.csv").write_text(DDCI.replace("1,10,4", "10,1,4"), "utf-8")
    with pytest.raises(dataset.DatasetError, match="ddci.csv › dòng 3: min_score 10.0 ≥ max_score 1.0"):
        dataset.build(own)
    with pytest.raises(cchc.ReadError, match="ddci.csv › row 3") as error:
        cchc.read(own / "raw/ddci/ddci_2024.xlsx")
    assert error.value.rule == "framework_wrong"


def test_one_year_of_two_provinces_stands_in_two_files(own):
    book = openpyxl.load_workbook(own / "raw/ddci/ddci_2024.xlsx")
    book.active["A1"] = "DDCI 2024 của các huyện, thành phố tỉnh Thí Dụ (Số liệu minh họa)"
    book.save(own / "raw/ddci/ddci_2024_thi_du.xlsx")
    frame = dataset.load(own)
    assert frame.query("year == 2024")["scope"].value_counts().to_dict() == {
        "huyen/minh-hoa": 9, "huyen/thi-du": 9,
    }  # fmt: skip
    assert "score_twice" not in set(dataset.findings(own)["rule"])
