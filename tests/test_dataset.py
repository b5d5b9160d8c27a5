"""data/raw read once, kept as Parquet, loaded as one frame."""

import os

import pandas as pd
import pytest

from cchc_analysis import dataset, scores
from cchc_analysis.units import valid_units

PROVINCES = ["Hà Nội", "Bắc Kạn", "Cao Bằng", "Quảng Nam"]


def write(path, offset=0.0, headings=("Tiếp cận đất đai", "Tính minh bạch")):
    """Write a small made-up PCI workbook (số liệu minh họa)."""
    rows = [[p, 5 + offset + i / 10, 6 + offset + i / 10] for i, p in enumerate(PROVINCES)]
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows, columns=["Tỉnh", *headings]).to_excel(
        path, index=False, sheet_name="Tổng hợp"
    )


@pytest.fixture
def root(tmp_path):
    write(tmp_path / "data/raw/pci/pci_2016.xlsx")
    write(tmp_path / "data/raw/pci/pci_2017.xlsx", 0.3)
    return tmp_path / "data"


def test_load_builds_what_is_missing(root):
    frame = dataset.load(root)
    assert scores.validate(frame) is frame
    assert frame.groupby(["index", "year"]).size().to_dict() == {("PCI", 2016): 8, ("PCI", 2017): 8}
    row = frame[
        (frame["year"] == 2017) & (frame["unit"] == "Bắc Kạn") & (frame["code"] == "land")
    ].iloc[0]
    assert (row["score"], row["file"], row["cell"]) == (pytest.approx(5.4), "pci_2017.xlsx", "B3")


def test_the_parts_are_plain_parquet_by_index_and_year(root):
    built = dataset.build(root)
    assert sorted(built.parts) == ["index=PCI/year=2016", "index=PCI/year=2017"]
    whole = pd.read_parquet(
        root / "processed", filters=[("index", "==", "PCI"), ("year", "==", 2016)]
    )
    assert len(whole) == 8


def test_what_is_up_to_date_is_left_alone(root):
    assert dataset.build(root).read == ["pci_2016.xlsx", "pci_2017.xlsx"]
    assert dataset.build(root).read == []


def test_a_changed_figure_reaches_the_next_load(root):
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


def test_office_lock_files_are_no_workbooks(root):
    (root / "raw/pci/~$pci_2017.xlsx").write_bytes(b"lock")
    assert [p.name for p in dataset.raw_workbooks(root)] == ["pci_2016.xlsx", "pci_2017.xlsx"]


def test_one_score_in_two_files_is_an_error_and_read_once(root):
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
    assert (
        "2017 trùng với năm 2016"
        in found[found["rule"] == "same_as_another_year"]["message"].iloc[0]
    )


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
