"""Some of the scores: only they are read, and their dtypes are those of the contract."""

from pathlib import Path

import openpyxl
import pytest

from cchc_analysis import dataset, scores


@pytest.fixture(scope="module")
def nation(tmp_path_factory, write):
    """A root of three years and two indices (số liệu minh họa)."""
    root = tmp_path_factory.mktemp("nation") / "data"
    for year in (2015, 2016, 2017):
        write(root / f"raw/pci/pci_{year}.xlsx", (year - 2015) / 3)
    path = root / "raw/par/par_2024_xa_minh_hoa.xlsx"
    path.parent.mkdir()
    rows = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024 (Số liệu minh họa)"], ["Đơn vị: Xã Minh Họa, tỉnh Thí Dụ"],
            ["Mã", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định"], ["1", "Chỉ đạo", 5, 4, 3],
            ["1.1", "Kế hoạch", 5, 4, 3]]  # fmt: skip
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    dataset.build(root)
    return root


WHOLE = [
    {},
    {"index": "PCI"},
    {"index": ["pci", "PAR"], "year": [2016, 2024]},
    {"year": 2016, "unit": "Bắc Kạn"},
    {"unit": ["bac kan", "Xã Minh Họa"]},
    {"index": "PAR", "scope": "xa/thi-du"},
    {"scope": "khong-co"},
    {"year": 1999},
]


@pytest.mark.parametrize("asked", WHOLE)
def test_a_selection_is_that_of_the_whole(nation, asked):
    whole, some = dataset.load(nation), dataset.load(nation, **asked)

    def among(name, words):
        words = [words] if isinstance(words, str | int) else words
        words = [{"pci": "PCI", "bac kan": "Bắc Kạn"}.get(word, word) for word in words]
        return whole[name].isin(words)

    wanted = whole["score"].notna() | True
    for name, words in asked.items():
        wanted &= among(name, words)
    assert some.equals(whole[wanted].reset_index(drop=True))
    assert {name: str(dtype) for name, dtype in some.dtypes.items()} == scores.COLUMNS


def test_columns_are_those_asked_for_in_that_order(nation):
    frame = dataset.load(nation, index="PCI", unit="Hà Nội", columns=["score", "year", "index", "rank"])
    assert [str(dtype) for dtype in frame.dtypes] == ["float64", "Int16", "string", "Int16"]
    assert list(frame.columns) == ["score", "year", "index", "rank"] and len(frame) == 6
    empty = dataset.load(nation, year=1999, columns=["code", "estimated"])
    assert [str(dtype) for dtype in empty.dtypes] == ["string", "bool"] and empty.empty


def test_an_unknown_column_is_refused(nation):
    with pytest.raises(dataset.DatasetError, match="Không có cột diem. Có: index, edition"):
        dataset.load(nation, columns=["diem"])


def test_a_misspelt_unit_is_not_guessed(nation):
    assert dataset.load(nation, unit="Bac Kann").empty


def test_no_workbook_is_opened_for_what_is_built(nation, monkeypatch):
    from cchc_analysis.dataset import reading

    monkeypatch.setattr(reading, "read_chunk", None)
    assert len(dataset.load(nation, scope="xa/thi-du")) == 4


def test_who_loads_what_is_built_imports_no_reader():
    modules = Path(dataset.__file__).parent.glob("*.py")
    lines = [line for module in modules for line in module.read_text("utf-8").splitlines()]
    assert [line for line in lines if line.startswith("from cchc_analysis.workbooks")] == []
