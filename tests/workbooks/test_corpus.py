"""Original publications read to exactly their true values."""

import csv
import gzip
import re
from collections import defaultdict
from functools import cache

import openpyxl
import pytest
from accounts import faults

from cchc_analysis import frameworks, units
from cchc_analysis.workbooks import read

FILES = ["papi/2019_PAPI_Provincial_indicators2019_VIE_ENG.xlsx", "papi/PAPI 2011-2016.xlsx",
         "papi/PAPI 2012 eng.xlsx", "papi/PAPI 2012 vie.xlsx", "papi/PAPI 2014 vie.xlsx",
         "papi/PAPI 2016 vie.xlsx", "papi/PAPI 2018 FULL vie.xlsx", "pci/PCI 2005.xls", "pci/PCI 2006.xls",
         "pci/PCI 2007.xls", "pci/PCI 2009.xls", "pci/PCI 2010.xls", "pci/PCI_2013.xlsx",
         "pci/PCI 2014.xlsx", "pci/PCI 2018.xlsx"]  # fmt: skip


@cache
def reading_of(path):
    return read(path)


def truth_of(corpus, file):
    stem = file.rpartition("/")[2].rpartition(".")[0]
    with (corpus / "truth" / f"{stem}.csv").open(encoding="utf-8") as rows:
        return {(int(r["year"]), r["unit"], r["code"]): r for r in csv.DictReader(rows)}


def number(text):
    return float(text) if text else None


@pytest.mark.parametrize("file", FILES)
def test_above_the_indicators_the_values_are_the_true_ones(corpus, file):
    frame = reading_of(corpus / file).scores
    frame = frame[(frame["level"] <= 2).fillna(False) & frame["score"].notna()]
    got = {(r.year, r.unit, r.code): r for r in frame.itertuples()}
    truth = truth_of(corpus, file)
    assert set(got) == set(truth)
    for key, row in truth.items():
        assert got[key].score == pytest.approx(float(row["value"]), abs=1e-6), key
        if number(row.get("rank")) is not None:
            assert got[key].rank == number(row["rank"]), key
        if number(row.get("low")) is not None:
            assert (got[key].low, got[key].high) == pytest.approx(
                (number(row["low"]), number(row["high"]))
            ), key


@pytest.mark.parametrize("file", FILES)
def test_numbers_are_taken_or_named(corpus, file):
    assert faults(reading_of(corpus / file), corpus / file) == []


@cache
def indicators(corpus):
    by_year = defaultdict(dict)
    with gzip.open(corpus / "truth" / "pci_indicators.csv.gz", "rt", encoding="utf-8") as rows:
        for r in csv.DictReader(rows):
            if r["value"]:
                place = (r["sheet"].strip(), int(r["value_col"]), units.canonical(r["province"]))
                by_year[int(r["year"])][place] = (float(r["value"]), r["header"])
    return by_year


def column(cell):
    number = 0
    for letter in re.match("[A-Z]+", cell)[0]:
        number = number * 26 + ord(letter) - 64
    return number


@pytest.mark.parametrize("file", [f for f in FILES if f.startswith("pci/")])
def test_indicators_of_pci_are_the_published_ones(corpus, file):
    frame = reading_of(corpus / file).scores
    year = int(frame["year"].iloc[0])
    printed = frame[frame["score"].notna() & (frame["level"] == 4)]
    got = {(r.sheet.strip(), column(r.cell), r.unit): r.score for r in printed.itertuples()}
    code = {(r.sheet.strip(), column(r.cell), r.unit): r.code for r in printed.itertuples()}
    truth = indicators(corpus)[year]
    for place in set(got) & set(truth):
        assert got[place] == pytest.approx(truth[place][0], rel=1e-9), place
    declared = frameworks.framework("PCI", year).criteria
    extra = {code[p] for p in set(got) - set(truth)}
    assert extra <= set(declared), "only a declared indicator may stand beyond the list of true values"
    sub_index = re.compile(r"chỉ số thành phần|Điểm Chỉ số|Sub-Index", re.IGNORECASE)
    left_out = {p for p in set(truth) - set(got) if not sub_index.search(truth[p][1])}
    assert {sheet for sheet, _, _ in left_out} <= {"Co so ha tang", "Cơ sở hạ tầng"}


def rules_of(reading):
    return set(reading.findings["rule"])


def test_what_the_publishers_did_is_reported(corpus):
    stale = reading_of(corpus / "papi/PAPI 2012 eng.xlsx").findings
    assert set(stale[stale["rule"] == "sheet_contradicts"]["sheet"]) == {
        f"Dimension {i}" for i in range(1, 7)
    }
    hidden = reading_of(corpus / "pci/PCI 2014.xlsx").findings
    assert list(hidden[hidden["rule"] == "sheet_of_another_year"]["sheet"]) == ["Summary"]
    assert "label_of_another_edition" in rules_of(reading_of(corpus / "papi/PAPI 2012 vie.xlsx"))
    assert "zero_is_missing" in rules_of(reading_of(corpus / "papi/PAPI 2011-2016.xlsx"))
    assert "interval_label" in rules_of(reading_of(corpus / FILES[0]))
    assert "rows_hidden" in rules_of(reading_of(corpus / "pci/PCI 2006.xls"))


def test_no_pseudo_unit_is_ever_a_unit(corpus):
    for file in FILES:
        frame = reading_of(corpus / file).scores
        assert set(frame["unit"]) <= {u.unit for u in units.all_units()}
        assert not frame.duplicated(["year", "unit_id", "code"]).any()


def test_reading_papi_of_several_years(corpus):
    frame = reading_of(corpus / "papi/PAPI 2011-2016.xlsx").scores
    assert sorted(set(frame["year"])) == [2011, 2012, 2013, 2014, 2015, 2016]
    missing = frame[(frame["year"] == 2014) & (frame["status"] == "missing")]
    assert set(missing["unit"]) == {"Bắc Giang", "Đồng Tháp"}


@pytest.mark.parametrize("cells", [("B1",), ("C1",), ("G1",), ("H1",), ("AC1",), ("D1", "E1")])
def test_a_misspelt_heading_is_told_with_what_waits_for_it(corpus, tmp_path, cells):
    """The sheets of the dimensions give the same numbers: nothing is lost, and nothing is silent."""
    path = corpus / "papi" / "PAPI 2012 vie.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    codes = {cell: re.match(r"[\d.]*\d", sheet[cell].value.strip())[0] for cell in cells}
    for cell in cells:
        sheet[cell].value = "".join(reversed(sheet[cell].value.strip()))
    book.save(tmp_path / path.name)
    reading = read(tmp_path / path.name)
    told = reading.findings[reading.findings["rule"] == "heading_waits"].set_index("cell")
    assert set(told.index) == set(cells) and set(told["sheet"]) == {sheet.title}
    for cell, code in codes.items():
        letters = cell.rstrip("1")
        name = frameworks.framework("PAPI", 2012).criteria[code].name_vi
        for text in (sheet[cell].value[:60], f"63 số ở {letters}2:{letters}64", f"thiếu {code} “{name}”"):
            assert text in told.loc[cell, "message"]
        assert f"wait for it; the table lacks {code}" in told.loc[cell, "message_en"]
    columns = ["unit", "code", "score"]
    was = reading_of(path).scores[columns].sort_values(columns, ignore_index=True)
    assert reading.scores[columns].sort_values(columns, ignore_index=True).equals(was)
