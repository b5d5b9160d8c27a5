"""What a workbook yields is kept under all that it depends on, and under nothing else."""

import os
import shutil

import pandas as pd
import pytest

from cchc_analysis import dataset, scores
from cchc_analysis.dataset.store import Store


def kept(root):
    return Store(root / "processed/_store")


def test_a_folder_that_is_renamed_loses_nothing(root):
    before = dataset.load(root)
    (root / "raw/pci").rename(root / "raw/PCI")
    built = dataset.build(root)
    assert built.read == [] and built.parts == ["index=PCI/year=2016", "index=PCI/year=2017"]
    pd.testing.assert_frame_equal(dataset.load(root), before)


@pytest.mark.parametrize("folder", ["khac", "papi", "Chỉ số của tỉnh"])
def test_a_file_in_another_folder_is_what_it_says_it_is(root, folder):
    before = dataset.load(root)
    (root / "raw" / folder).mkdir()
    (root / "raw/pci/pci_2017.xlsx").rename(root / "raw" / folder / "pci_2017.xlsx")
    pd.testing.assert_frame_equal(dataset.load(root), before)


def test_a_folder_suggests_the_index_of_a_file_that_does_not_say_it(root, write):
    write(root / "raw/pci/bang_2018.xlsx", 0.5)
    assert set(dataset.load(root)["year"]) == {2016, 2017, 2018}
    (root / "raw/khac").mkdir()
    (root / "raw/pci/bang_2018.xlsx").rename(root / "raw/khac/bang_2018.xlsx")
    assert set(dataset.load(root)["year"]) == {2016, 2017}
    found = dataset.findings(root)
    assert (found[found["file"] == "bang_2018.xlsx"]["severity"] == "error").any()


@pytest.mark.parametrize("copy", ["pci_2016.xlsx", "pci_2016_ban_sao.xlsx"])
def test_the_same_scores_in_two_folders_are_a_finding_that_names_both(root, copy):
    before = dataset.load(root)
    for folder in ("PCI", "khac"):
        (root / "raw" / folder).mkdir()
    shutil.copy(root / "raw/pci/pci_2016.xlsx", root / "raw/khac" / copy)
    shutil.copy(root / "raw/pci/pci_2016.xlsx", root / "raw/PCI" / copy)
    after = dataset.load(root)
    assert not after.duplicated(scores.KEY).any() and len(after) == len(before)
    found = dataset.findings(root).query("rule == 'score_twice'")
    assert len(found) == 2 and set(found["severity"]) == {"error"}
    places = {f"{folder}/{copy}" for folder in ("khac", "PCI")} | {"pci/pci_2016.xlsx"}
    assert all(sum(place in message for place in places) == 2 for message in found["message"])
    shutil.rmtree(root / "raw/khac")
    shutil.rmtree(root / "raw/PCI")
    assert "score_twice" not in set(dataset.findings(root)["rule"])
    pd.testing.assert_frame_equal(dataset.load(root), before)


def test_one_changed_file_is_read_alone_and_no_other_part_is_touched(root, write):
    dataset.build(root)
    part = root / "processed/index=PCI/year=2016/scores.parquet"
    before = part.stat()
    write(root / "raw/pci/pci_2017.xlsx", 0.4)
    assert dataset.build(root).read == ["pci_2017.xlsx"]
    assert (part.stat().st_mtime_ns, part.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_new_time_is_no_new_content(root, monkeypatch):
    dataset.build(root)
    os.utime(root / "raw/pci/pci_2017.xlsx")
    assert dataset.build(root).read == []
    monkeypatch.setattr(dataset.keys, "key_of", None)  # nothing is hashed where nothing changed
    assert dataset.build(root).read == []


def test_a_change_that_keeps_size_and_time_is_seen(root):
    path = root / "raw/pci/bang.csv"
    path.write_text("PCI 2018\nTỉnh;Tiếp cận đất đai\nHà Nội;5,1\nBắc Kạn;5,2\nCao Bằng;5,3\n", "utf-8")
    assert 5.1 in dataset.load(root)["score"].tolist()
    state = path.stat()
    path.write_text(path.read_text("utf-8").replace("5,1", "7,1"), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert 7.1 in dataset.load(root)["score"].tolist()


def test_a_new_source_is_read(root):
    dataset.build(root)
    (root / "raw/pci/pci_2017.source.toml").write_text("year = 2018", "utf-8")
    assert dataset.build(root).read == ["pci_2017.xlsx"]
    assert set(dataset.load(root)["year"]) == {2016, 2018}


def test_what_no_file_yields_any_more_is_dropped(root, write):
    dataset.build(root)
    assert len(kept(root).place) == 2
    write(root / "raw/pci/pci_2017.xlsx", 0.4)
    dataset.build(root)
    assert len(kept(root).place) == 2
    (root / "raw/pci/pci_2017.xlsx").unlink()
    dataset.build(root)
    assert len(kept(root).place) == 1
    assert sum(len(entries) for entries in kept(root).batches.values()) == 1


def test_many_small_batches_become_one(root, write):
    for year in range(2018, 2030):
        write(root / f"raw/pci/pci_{year}.xlsx", (year - 2010) / 10)
        dataset.build(root)
    assert len(kept(root).place) == 14 and len(kept(root).batches) <= 9
    clean = dataset.load(root)
    shutil.rmtree(root / "processed")
    dataset.build(root, workers=1)
    pd.testing.assert_frame_equal(dataset.load(root), clean)


def test_the_store_is_no_part(root):
    dataset.build(root)
    parts = sorted(p.parts[-3] for p in (root / "processed").glob("index=*/year=*/*.parquet"))
    assert parts == ["index=PCI", "index=PCI"]
    assert len(pd.read_parquet(root / "processed")) == 16


def test_the_account_of_all_is_kept(root):
    dataset.build(root)
    account = dataset.account(root)
    assert account.groupby("file")["cells"].sum().to_dict() == {"pci_2016.xlsx": 8, "pci_2017.xlsx": 8}
    assert account["taken"].all()


def test_a_file_that_changes_while_it_is_read_is_read_again(root, write, monkeypatch):
    from cchc_analysis.dataset import reading

    real, left = reading.read_chunk, [2]

    def changing(chunk):
        batch = real(chunk)
        if left[0]:
            left[0] -= 1
            write(root / "raw/pci/pci_2017.xlsx", 0.4)
        return batch

    monkeypatch.setattr(reading, "read_chunk", changing)
    frame = dataset.load(root)
    row = frame[(frame["year"] == 2017) & (frame["unit"] == "Hà Nội") & (frame["code"] == "land")]
    assert row["score"].tolist() == [5.4]
    assert dataset.build(root).read == []
