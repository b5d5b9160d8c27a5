"""The form of a notebook: what it offers, what it writes, what it says of a wrong name."""

import tomllib

import pandas as pd
import pytest

from cchc_analysis.notebooks.form import LATEST, Form, widgets
from cchc_analysis.notebooks.known_units import as_written, labels
from cchc_analysis.notebooks.phrases import NotebookError
from cchc_analysis.settings import Settings
from cchc_analysis.units.local import local


def written(folder):
    return tomllib.loads((folder / "cchc.toml").read_text("utf-8"))


@pytest.fixture
def form(figures, tmp_path):
    made = Form(figures, tmp_path, Settings(), with_index=True)
    assert made.box is made.box
    return made


def test_every_unit_with_figures_can_be_searched_for(figures):
    offered = labels(figures)
    assert offered["Sở Nội vụ, Hòa Bình"] == "so/hoa-binh/so-noi-vu"
    assert offered["Sở Nội vụ, Tuyên Quang"] == "so/tuyen-quang/so-noi-vu"
    assert {"Bắc Kạn", "Cả nước", "Phường Minh Họa", "Xã Bản Mẫu"} <= set(offered)
    assert list(offered).index("An Giang") < list(offered).index("Đồng Nai") < list(offered).index("Yên Bái")


def test_departments_are_labelled_by_what_they_are_in(figures):
    row = figures[figures["unit_id"] == "so/hoa-binh/so-noi-vu"].iloc[:1]
    placed = [local("Phòng Nội vụ", "department", "Hòa Bình", "Huyện Một"),
              local("Vụ Pháp chế", "department", "Bộ Nội vụ")]  # fmt: skip
    rows = [row.assign(unit=u.unit, unit_id=u.unit_id, scope=u.scope) for u in placed]
    both = pd.concat([figures, *rows], ignore_index=True)
    offered = labels(both)
    for label, unit in zip(
        ("Phòng Nội vụ huyện Một, Hòa Bình", "Vụ Pháp chế, Bộ Nội vụ"), placed, strict=True
    ):
        assert offered[label] == unit.unit_id
        assert as_written(both, label)[0].unit_id == unit.unit_id


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Sở Nội vụ, Hòa Bình", "Sở Nội vụ, Hòa Bình"),
        ("cao bang", "cao bang"),
        ("Phường Minh Họa", "Phường Minh Họa"),
    ],
)
def test_what_is_written_means_the_unit_and_no_other(figures, typed, text):
    unit, spelling = as_written(figures, typed)
    assert spelling == text and as_written(figures, spelling)[0] == unit


def test_it_begins_with_what_is_set_and_writes_what_is_chosen(form, tmp_path):
    assert (form.unit.value, form.year.value, form.index.value, form.lang.value) == (
        "Bắc Kạn", LATEST, "PAPI", "vi")  # fmt: skip
    assert form.year.options == (("mới nhất", 0), ("2024", 2024), ("2023", 2023))
    form.unit.value = "Sở Nội vụ, Hòa Bình"
    assert form.index.options == ("PAR",) and form.year.options == (("mới nhất", 0), ("2024", 2024))
    form.year.value, form.lang.value = 2024, "en"
    form.button.click()
    assert written(tmp_path) == {
        "unit": "Sở Nội vụ, Hòa Bình", "year": 2024, "index": "PAR", "lang": "en"}  # fmt: skip
    assert "Run › Run All Cells" in form.says.value
    form.year.value = LATEST
    form.button.click()
    assert "year" not in written(tmp_path)


def test_a_wrong_name_is_one_line_and_nothing_is_written(form, tmp_path):
    form.unit.value = "Bắc Kann"
    for _ in range(2):
        assert "Không có đơn vị nào tên “Bắc Kann”. Gần nhất: Bắc Kạn" in form.says.value
        assert "\n" not in form.says.value
        form.button.click()
    assert not (tmp_path / "cchc.toml").exists()
    form.unit.value = "Sở Nội vụ"
    assert "Hãy chọn một: Sở Nội vụ, Hòa Bình" in form.says.value
    form.unit.value = "Cao Bằng"
    assert "Gõ vài chữ" in form.says.value


def test_without_ipywidgets_it_is_a_line_and_live_boxes_say_what_to_install(
    figures, tmp_path, cells, monkeypatch
):
    monkeypatch.setattr("cchc_analysis.notebooks.form.find_spec", lambda _: None)
    Form(figures, tmp_path, Settings("Hà Nội", 2023, "en"), with_index=False).show()
    assert cells == ["Shown: Hà Nội, year 2023 (from `cchc.toml`)."]
    with pytest.raises(NotebookError, match=r'ipywidgets: chạy pip install "cchc-analysis\[notebooks\]"'):
        widgets()


def test_a_stored_notebook_has_a_line_instead(form, cells):
    form.show()
    (bundle,) = cells
    assert (
        bundle["text/markdown"]
        == bundle["text/plain"]
        == "Đang xem: Bắc Kạn, năm mới nhất (theo `cchc.toml`)."
    )
    assert "application/vnd.jupyter.widget-view+json" in bundle
