"""Whatever is damaged in data/processed is made again from data/raw, and that is said."""

import json
import shutil

import pytest

from cchc_analysis import dataset

PART, FINDINGS, MANIFEST = "index=PCI/year=2016/scores.parquet", "_findings.parquet", "_manifest.json"


def flipped(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def to_folder(path):
    path.unlink()
    (path / "x").mkdir(parents=True)


HARM = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"\x00garbage" * 50),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "flipped": flipped,
    "folder": to_folder,
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("output", [PART, FINDINGS, MANIFEST])
def test_an_output_is_made_again(root, outputs, capsys, harm, output):
    frame, found, clean = dataset.load(root), dataset.findings(root), outputs(root)
    capsys.readouterr()
    HARM[harm](root / "processed" / output)
    assert dataset.load(root).equals(frame)
    said = capsys.readouterr().err
    assert "từ data/raw" in said and "from data/raw" in said
    assert dataset.findings(root).equals(found) and outputs(root) == clean
    dataset.build(root)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("output", [PART, FINDINGS])
def test_damage_that_keeps_size_and_time_is_met_when_it_is_read(root, outputs, capsys, output):
    import os

    frame, found, clean = dataset.load(root), dataset.findings(root), outputs(root)
    path = root / "processed" / output
    state = path.stat()
    path.write_bytes(b"PAR1" + bytes(state.st_size - 8) + b"PAR1")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert dataset.load(root).equals(frame) and dataset.findings(root).equals(found)
    assert path.name in capsys.readouterr().err and outputs(root) == clean


@pytest.mark.parametrize("harm", [h for h in HARM if h != "folder"])
def test_a_batch_of_the_store_is_read_again(root, write, outputs, capsys, harm):
    dataset.build(root)
    (batch,) = (root / "processed/_store").glob("*.parquet")
    HARM[harm](batch)
    write(root / "raw/pci/pci_2017_them.xlsx", 0.9)  # the part of 2017 is derived anew
    capsys.readouterr()
    read = dataset.build(root).read
    assert read == ["pci_2016.xlsx", "pci_2017.xlsx", "pci_2017_them.xlsx"]
    assert harm == "missing" or "from data/raw" in capsys.readouterr().err
    after = outputs(root)
    shutil.rmtree(root / "processed")
    dataset.build(root)
    assert outputs(root) == after


def test_a_manifest_is_not_believed(root, tmp_path):
    frame = dataset.load(root)
    precious = tmp_path / "year=2020"
    precious.mkdir()
    (precious / "scores.parquet").write_text("not ours")
    path = root / "processed/_manifest.json"
    was = json.loads(path.read_text())
    for parts in (["../..", "../../year=2020", str(precious)], None, 3, {"a": 1}):
        path.write_text(json.dumps(was | {"body": was["body"] | {"parts": parts, "files": parts}}))
        assert dataset.load(root).equals(frame)
    path.write_text(
        json.dumps({"package": "x", "folders": {"pci": {"files": {}, "parts": ["../../year=2020"]}}})
    )
    assert dataset.load(root).equals(frame)
    assert (precious / "scores.parquet").read_text() == "not ours"


def test_what_a_link_leads_to_stays(root, tmp_path):
    frame = dataset.load(root)
    for name, folder in (("index=PCI", "index=PCI"), ("_store", "_store"), ("index=XX", "")):
        outside = tmp_path / "ngoai" / name
        ours = root / "processed" / name
        if folder:
            shutil.move(ours, outside)
        else:
            (outside / "year=2020").mkdir(parents=True)
            (outside / "year=2020/scores.parquet").write_text("not ours")
        ours.symlink_to(outside)
    before = sorted(p for p in (tmp_path / "ngoai").rglob("*"))
    (root / "raw/pci/pci_2017.xlsx").unlink()
    assert set(dataset.load(root)["year"]) == {2016}
    assert sorted(p for p in (tmp_path / "ngoai").rglob("*")) == before
    assert len(frame) == 16


def test_a_part_too_many_goes_and_what_is_not_ours_stays(root):
    dataset.build(root)
    processed = root / "processed"
    shutil.copytree(processed / "index=PCI/year=2016", processed / "index=PCI/year=1999")
    (processed / "ghi chú.txt").write_text("của người dùng")
    dataset.build(root)
    assert not (processed / "index=PCI/year=1999").exists()
    assert (processed / "ghi chú.txt").read_text() == "của người dùng"


def test_a_copied_folder_is_as_good(root, tmp_path, capsys):
    frame = dataset.load(root)
    shutil.copytree(root, tmp_path / "ban_sao/data", copy_function=shutil.copyfile)
    capsys.readouterr()
    assert dataset.build(tmp_path / "ban_sao/data").read == []
    assert dataset.load(tmp_path / "ban_sao/data").equals(frame)
    assert capsys.readouterr().err == ""
