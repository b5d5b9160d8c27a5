"""The pack: files where they belong, readable by Excel; messages that say what to do."""

from __future__ import annotations

import errno

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from cchc_analysis.briefing.pack import export
from cchc_analysis.writing import SaveError

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """Work in an empty folder, so that nothing is written into the real one."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    plt.close("all")


@pytest.fixture
def chart():
    """A small chart."""
    return plt.figure(figsize=(2, 1)).add_subplot()


#: Số liệu minh họa.
TABLE = pd.DataFrame({"Đơn vị": ["Bắc Kạn", "A; B"], "Điểm": [44.1, None], "Hạng": ["22/61", "–"]})


# -- export ----------------------------------------------------------------------------------------


def test_export_writes_charts_and_tables_into_the_folder_of_unit_and_year(project, chart):
    written = export("Bắc Kạn", 2024, charts={"a": chart, "b": chart.figure}, tables={"điểm": TABLE})
    names = ["a.png", "b.png", "điểm.csv"]
    assert [path.as_posix() for path in written] == [f"exports/bac-kan/2024/{n}" for n in names]
    assert sorted(p.name for p in project.rglob("*") if p.is_file()) == sorted(names)
    first, second = (path.read_bytes() for path in written[:2])
    assert first.startswith(b"\x89PNG") and first == second


def test_tables_are_for_a_vietnamese_excel(chart):
    (path,) = export("Bà Rịa - Vũng Tàu", 2024, charts={}, tables={"t": TABLE})
    assert path.as_posix() == "exports/ba-ria-vung-tau/2024/t.csv"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    assert text == 'Đơn vị;Điểm;Hạng\nBắc Kạn;44,1;22/61\n"A; B";;–\n'


def test_a_table_with_named_rows_keeps_their_names():
    codes = pd.DataFrame({"Tiêu chí": ["Một"]}, index=pd.Index(["1.1"], name="Mã"))
    (path,) = export("Bắc Kạn", 2024, charts={}, tables={"lịch sử": codes})
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["Mã;Tiêu chí", "1.1;Một"]


def test_a_notebook_exports_beside_its_folder(project, monkeypatch, chart):
    (project / "notebooks").mkdir()
    monkeypatch.chdir(project / "notebooks")
    written = export("Bắc Kạn", 2024, charts={"a": chart})
    assert [path.as_posix() for path in written] == ["exports/bac-kan/2024/a.png"]
    assert (project / "exports/bac-kan/2024/a.png").is_file()


def test_an_absolute_folder_is_taken_as_it_is(tmp_path_factory, chart):
    out = tmp_path_factory.mktemp("elsewhere")
    assert export("Bắc Kạn", 2024, charts={"a": chart}, out=out) == [out / "bac-kan/2024/a.png"]


def test_names_are_no_paths(project, chart):
    long = "đ" * 300
    written = export(
        "../../x", 2024, charts={"../a": chart, "CON": chart}, tables={long: TABLE, "b/c": TABLE}
    )
    assert {p.parent.as_posix() for p in written} == {"exports/x/2024"}
    assert [p.name for p in written[:2]] == ["-a.png", "_CON.png"] and written[3].name == "b-c.csv"
    assert len(written[2].name.encode()) < 140 and written[2].name.startswith("đđđ")
    assert sorted(p.resolve() for p in written) == sorted(p for p in project.rglob("*") if p.is_file())
    assert export("###", 2024, charts={"a": chart})[0].as_posix() == "exports/_/2024/a.png"
    assert export("Aux", 2024, charts={"a": chart})[0].as_posix() == "exports/_aux/2024/a.png"


def test_what_was_written_before_the_disk_was_full_stays(project, chart, monkeypatch):
    export("Bắc Kạn", 2024, charts={"a": chart}, tables={"điểm": TABLE})
    before = (project / "exports/bac-kan/2024/điểm.csv").read_bytes()

    def full(path, *_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(SaveError) as error:
        patch.setattr("os.replace", full)
        export("Bắc Kạn", 2024, charts={}, tables={"điểm": TABLE.head(1)})
    path = project / "exports/bac-kan/2024/điểm.csv"
    assert str(error.value).startswith("exports/bac-kan/2024/điểm.csv: ổ đĩa đầy")
    assert path.read_bytes() == before and sorted(p.name for p in path.parent.iterdir()) == [
        "a.png",
        "điểm.csv",
    ]


def test_a_folder_that_cannot_be_made_is_named(project, chart):
    (project / "exports").write_bytes(b"")
    with pytest.raises(SaveError, match="exports/bac-kan/2024: nơi cần một thư mục lại là một tệp"):
        export("Bắc Kạn", 2024, charts={"a": chart})
