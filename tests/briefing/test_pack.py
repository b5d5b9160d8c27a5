"""The pack: files where they belong, readable by Excel; messages that say what to do."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest

from cchc_analysis.briefing import BriefingError, brief, export
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


def test_a_folder_that_cannot_be_made_is_named(project, chart, notebook, papermill):
    (project / "exports").write_bytes(b"")
    with pytest.raises(SaveError, match="exports/bac-kan/2024: nơi cần một thư mục lại là một tệp"):
        export("Bắc Kạn", 2024, charts={"a": chart})
    notebook("1")
    with pytest.raises(SaveError, match="exports/bac-kan: nơi cần một thư mục lại là một tệp"):
        brief("Bắc Kạn")


# -- brief -----------------------------------------------------------------------------------------


@pytest.fixture
def notebook(project):
    """Return a function that writes a numbered notebook of one cell."""

    def make(source, name="01_thu.ipynb"):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        book.metadata["language_info"] = {"name": "python"}
        path = project / "notebooks" / name
        path.parent.mkdir(exist_ok=True)
        nbformat.write(book, path)
        return path

    return make


@pytest.fixture
def papermill(monkeypatch):
    """Stand in for papermill: keep what it was asked, write one file more than the notebook."""
    asked = []

    def execute(source, kept, parameters, **more):
        asked.append(SimpleNamespace(source=source, kept=kept, parameters=parameters, more=more))
        with open(kept, "w", encoding="utf-8") as file:
            file.write(f"run {len(asked)}")

    module = ModuleType("papermill")
    module.execute_notebook = execute
    module.PapermillExecutionError = type("PapermillExecutionError", (Exception,), {})
    monkeypatch.setitem(sys.modules, "papermill", module)
    return asked


def test_every_numbered_notebook_is_run_for_the_unit_and_kept(project, notebook, papermill):
    notebook("1", "05_hai.ipynb")
    notebook("1", "03_mot.ipynb")
    notebook("1", "nháp.ipynb")
    (project / "exports").mkdir()
    (project / "exports/old.png").write_bytes(b"old")
    written = brief("Bắc Kạn", year=2024, lang="en", root="data")
    kept = ["exports/bac-kan/03_mot.ipynb", "exports/bac-kan/05_hai.ipynb"]
    assert [path.as_posix() for path in written] == kept
    assert [call.source for call in papermill] == ["notebooks/03_mot.ipynb", "notebooks/05_hai.ipynb"]
    assert papermill[0].parameters == {
        "UNIT": "Bắc Kạn",
        "YEAR": 2024,
        "LANG": "en",
        "OUT": str(project / "exports"),
        "DATA": str(project / "data"),
    }
    assert papermill[0].more["cwd"] == "notebooks"


def test_a_second_briefing_tells_what_it_wrote_again(project, notebook, papermill):
    notebook("1")
    assert brief("Bắc Kạn") == brief("Bắc Kạn") != []


def test_without_notebooks_the_message_says_where_to_run():
    with pytest.raises(BriefingError) as error:
        brief("Bắc Kạn")
    vietnamese, english = str(error.value).split("\n")
    assert vietnamese == ("Không thấy notebook nào trong notebooks/: hãy chạy trong thư mục của dự án.")
    assert english == "There is no notebook in notebooks/: run this in the project's folder."


def test_without_the_notebook_extras_the_message_says_what_to_install(notebook, monkeypatch):
    notebook("1")
    monkeypatch.setitem(sys.modules, "papermill", None)
    with pytest.raises(BriefingError, match="Thiếu phần notebook: chạy pip install") as error:
        brief("Bắc Kạn")
    assert "The notebook extras are missing" in str(error.value)


def test_what_a_notebook_could_not_write_is_said_in_both_languages(notebook, papermill, monkeypatch):
    def execute(source, kept, *_, **__):
        Path(kept).write_bytes(b"half")
        error = sys.modules["papermill"].PapermillExecutionError()
        error.exec_count, error.evalue = 3, "a.png: ổ đĩa đầy.\na.png: the disk is full."
        raise error

    monkeypatch.setattr(sys.modules["papermill"], "execute_notebook", execute)
    notebook("1", "01_day.ipynb")
    with pytest.raises(BriefingError) as error:
        brief("Bắc Kạn")
    assert str(error.value) == (
        "01_day.ipynb dừng ở ô 3 (Bắc Kạn): a.png: ổ đĩa đầy.\n"
        "01_day.ipynb stopped at cell 3 (Bắc Kạn): a.png: the disk is full."
    )
    assert Path("exports/bac-kan/01_day.ipynb").read_bytes() == b"half"


def test_a_notebook_that_fails_names_itself_the_unit_and_the_reason(project, notebook):
    # The only test that starts a kernel.
    notebook('raise ValueError("thiếu số liệu")', "01_hong.ipynb")
    with pytest.raises(BriefingError) as error:
        brief("Bắc Kạn")
    vietnamese, english = str(error.value).split("\n")
    # papermill puts the parameters into a cell of their own before ours.
    assert vietnamese == "01_hong.ipynb dừng ở ô 2 (Bắc Kạn): thiếu số liệu"
    kept = project / "exports/bac-kan/01_hong.ipynb"
    assert english == f"01_hong.ipynb stopped at cell 2 (Bắc Kạn): see {kept}"
    assert "thiếu số liệu" in kept.read_text(encoding="utf-8")
