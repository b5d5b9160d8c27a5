"""What ``cchc read … -o`` wrote is read back, also when Excel has saved it. Số liệu minh họa."""

import csv
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from cchc_analysis import scores
from cchc_analysis.briefing.tables import write_excel_csv, written_as
from cchc_analysis.workbooks import ReadError, read

ROWS = [
    ["BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"],
    ["Đơn vị: UBND xã Minh Họa, tỉnh Minh Họa"],
    ["TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú"],
    ["1", "Chỉ đạo, điều hành", 11, 9.125, 8],
    *([f"1.{n}", f"Nội dung {n}", 1, 0.875, 0.75 + n / 100, "Chậm; “05”\nngày"] for n in range(1, 11)),
    ["1.11", "Không có", 1, None, "KAD"],
    ["2", "Thể chế", 2, 1 / 3, 2],
    ["2.1", "Rà soát", 2, 1 / 3, None],
]  # fmt: skip
WHERE = ["file", "sheet", "cell"]
HERE = list(scores.COLUMNS).index("score")


@pytest.fixture
def own(workbook):
    """The scores of a commune with ten criteria below the first, a missing one and one that does not apply."""
    return read(workbook({"S": ROWS}, "bang.xlsx")).scores


@pytest.fixture
def kept(tmp_path):
    """Return a function that writes a frame out, changes its cells, and gives the path."""

    def write(frame, change=None, sep=";"):
        path = tmp_path / "ra.csv"
        write_excel_csv(frame, path)
        if change is not None:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file, delimiter=";"))
            head = rows[0]
            changed = [head, *(change(dict(zip(head, row, strict=True))) for row in rows[1:])]
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, delimiter=sep).writerows(
                    [r if r is head else [r[n] for n in head] for r in changed]
                )
        return path

    return write


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_names_that_look_like_formulas_come_back_as_they_were(own, tmp_path, ending):
    names = ["=1+1", "'=1", "- Kế hoạch", "@a", "+b", "'90", "-1,5", "#N/A", "''", 'x;"y"\nz']
    given = own.assign(name=pd.array((names * len(own))[: len(own)], own["name"].dtype))
    path = tmp_path / f"ra.{ending}"
    written_as(path)(given, path)
    assert_same(given, read(path).scores)


def assert_same(given, back):
    pd.testing.assert_frame_equal(given.drop(columns=WHERE), back.drop(columns=WHERE))
    scores.validate(back)


@pytest.mark.parametrize(
    "name",
    ["papi/papi_2024.xlsx", "papi/papi_2019.xlsx", "pci/pci_2023.xlsx", "par/par_2022.xlsx",
     "dti/dti_2022.xlsx", "sipas/sipas_2024.xlsx", "sipas/sipas_2023_phuong_minh_hoa_so_lieu_minh_hoa.xlsx"],
)  # fmt: skip
def test_published_figures_come_back_to_the_last_digit(request, kept, name):
    given = read(request.config.rootpath / "data" / "raw" / name).scores
    back = read(kept(given))
    assert_same(given, back.scores)
    assert back.findings.empty


def test_what_is_missing_or_does_not_apply_comes_back(kept, own):
    back = read(kept(own)).scores
    assert_same(own, back)
    assert back["status"].value_counts().to_dict() == {"scored": 25, "not_applicable": 2, "missing": 1}
    assert back["note"].dropna().unique().tolist() == ["Chậm; “05” ngày"]


def test_a_number_leads_to_its_cell_in_the_file_that_was_read(kept, own):
    path = kept(own)
    back = read(path).scores
    assert back["cell"].tolist() == [f"L{row}" for row in range(2, len(own) + 2)]
    assert set(back["file"]) == {"ra.csv"} and set(back["sheet"]) == {"ra"}
    written = pd.read_csv(path, sep=";")
    assert written["cell"].tolist() == own["cell"].tolist()  # and from there to where it was printed


def test_it_is_known_by_its_headings_in_any_order(kept, own, tmp_path):
    columns = [*reversed(scores.COLUMNS)]
    for name in ("low", "rank", *WHERE):
        columns.remove(name)
    path = tmp_path / "khác.csv"
    write_excel_csv(own[columns], path)
    assert_same(own, read(path).scores)


def test_estimates_stay_estimates(kept, own):
    given = own.assign(estimated=[True, *[False] * (len(own) - 1)])
    assert_same(given, read(kept(given)).scores)


def test_the_account_takes_the_numbers_and_names_the_rest(kept, own):
    account = read(kept(own)).account
    taken = account[account["taken"]].groupby("quantity")["cells"].sum().to_dict()
    assert taken["score"] == 25 and taken["maximum"] == 28
    assert set(account.loc[~account["taken"], "reason"]) == {"key"}


# -- as Excel saves it -----------------------------------------------------------------------------


def whole(row):
    """Write numbers, booleans and codes as an English Excel shows them."""
    points = {n: row[n].replace(",", ".").removesuffix(".0") for n in ("score", "min_score", "max_score")}
    return row | points | {"estimated": row["estimated"].upper(), "code": row["code"].removesuffix("0")}


def as_dates(row):
    """Write codes as an Excel shows them that takes them for days and months."""
    major, _, minor = row["code"].partition(".")
    dated = 1 <= int(minor or 0) <= 12
    return row | {"code": f"{int(major):02d}/{int(minor):02d}/2026" if dated else row["code"]}


@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_a_code_that_became_a_number_is_told_by_those_before_it(kept, own, sep):
    back = read(kept(own, whole, sep))
    assert_same(own, back.scores)
    recovered = back.findings[back.findings["rule"] == "code_recovered"]
    assert set(recovered["severity"]) == {"warning"} and len(recovered) == 2  # one a stage
    assert "“1.1”" in recovered["message"].iloc[0] and "1.10" in recovered["message"].iloc[0]
    assert recovered["cell"].str.match(r"H\d+$").all()


@pytest.mark.parametrize("written", [as_dates, lambda r: r | {"code": f"{r['code'].replace('.', '-Thg')}"}])
def test_a_code_that_became_a_date_is_told_by_those_before_it(kept, own, written):
    back = read(kept(own, written))
    assert_same(own, back.scores)
    assert "code_recovered" in set(back.findings["rule"])


def test_a_workbook_that_holds_the_frame(own, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(list(scores.COLUMNS))
    for row in own.astype(object).where(own.notna(), None).itertuples(index=False):
        cells = list(row)
        code = row.code
        cells[7] = datetime(2026, 3, 1) if code == "1.3" else float(code)
        book.active.append(cells)
    book.save(path := tmp_path / "ra.xlsx")
    back = read(path)
    assert_same(own, back.scores)
    assert back.scores["cell"][0] == "L2"


def test_the_edition_tells_a_code_that_nothing_stands_before(request, kept):
    given = read(request.config.rootpath / "data/raw/papi/papi_2024.xlsx").scores
    given = given[given["code"].isin(["5.2", "total"])].reset_index(drop=True)
    assert_same(
        given, read(kept(given, lambda r: r | {"code": r["code"].replace("5.2", "05/02/2026")})).scores
    )


def test_a_code_that_nothing_tells_is_reported_and_left_out(kept, own):
    def broken(row):
        return row | {"code": "1.3" if row["code"] == "1.7" else row["code"]}

    back = read(kept(own, broken))
    assert set(back.findings["rule"]) == {"criterion_twice"}
    assert back.findings["cell"].str.startswith("H").all()
    assert not set(back.scores["code"]) & {"1.3", "1.7"} and len(back.scores) == len(own) - 4
    assert "criterion_twice" in set(back.account["reason"])


# -- what was changed by hand ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("score", "tốt"),
        ("score", "1.234,5"),
        ("year", "2023,5"),
        ("stage", "cuối"),
        ("unit_type", ""),
        ("code", ""),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_others_are_read(kept, own, column, text):
    rows = iter(range(len(own)))
    back = read(kept(own, lambda r: r | {column: text} if next(rows) == 4 else r))
    (found,) = back.findings.itertuples()
    assert (found.rule, found.severity) == ("kept_row_wrong", "error")
    assert found.cell[1:] == "6" and column in found.message and f"“{text}”" in found.message
    assert len(back.scores) == len(own) - 1


def test_a_score_that_was_deleted_is_missing(kept, own):
    back = read(kept(own, lambda r: r | {"score": ""} if r["code"] == "2" else r)).scores
    assert set(back.loc[back["code"] == "2", "status"]) == {"missing"}


def test_what_is_asked_for_is_kept(request, kept):
    given = read(request.config.rootpath / "data/raw/papi/papi_2024.xlsx").scores
    path = kept(given)
    assert set(read(path, unit="Cao Bằng").scores["unit"]) == {"Cao Bằng"}
    assert len(read(path, index="PAPI", year=2024).scores) == len(given)
    with pytest.raises(ReadError, match="--year") as error:
        read(path, year=2023)
    assert error.value.rule == "nothing_kept"


def test_a_sheet_beside_it_is_reported(own, tmp_path):
    with pd.ExcelWriter(tmp_path / "ra.xlsx") as book:
        own.to_excel(book, sheet_name="Điểm", index=False)
        pd.DataFrame({"Tỉnh": ["Minh Họa"], "Điểm": [81.5]}).to_excel(book, sheet_name="Khác", index=False)
    back = read(tmp_path / "ra.xlsx")
    assert_same(own, back.scores)
    (found,) = back.findings.itertuples()
    assert (found.rule, found.sheet) == ("sheet_beside_kept", "Khác")
