"""The declared editions: what each year had, and messages that say what there is."""

from __future__ import annotations

import csv

import pytest

from cchc_analysis import frameworks
from cchc_analysis.frameworks import FrameworkError, editions, framework, load, tolerance

# -- editions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("index", "counts"),
    [
        # First year, dimensions, sub-dimensions: frameworks/NOTES.md, section 4.
        ("PAPI", [(2011, 6, 22), (2016, 6, 22), (2018, 8, 28), (2019, 8, 29), (2021, 8, 28)]),
        # Section 6: nine sub-indices, ten, nine, ten, and nine again in PCI 2.0.
        ("PCI", [(2005, 9, 0), (2006, 10, 0), (2009, 9, 0), (2013, 10, 0), (2022, 10, 0), (2025, 9, 0)]),
    ],
)
def test_editions_in_order(index, counts):
    found = [
        (e.year, *(sum(c.level == level for c in e.criteria.values()) for level in (1, 2)))
        for e in editions(index)
    ]
    assert found == counts
    assert [e.edition for e in editions(index)] == [f"{index.lower()}-{y}" for y, _, _ in counts]


@pytest.mark.parametrize(
    ("year", "edition"), [(2015, "papi-2011"), (2017, "papi-2016"), (2018, "papi-2018"), (2020, "papi-2019")]
)
def test_a_year_has_its_own_edition(year, edition):
    found = framework("PAPI", year)
    assert (found.edition, found.year, found.assumed) == (edition, year, False)


def test_a_year_after_the_last_edition_borrows_it_and_says_so():
    last = frameworks.indices()["PAPI"].last_year
    assert not framework("PAPI", last).assumed
    later = framework("PAPI", last + 1)
    assert later.assumed and later.edition == framework("PAPI", last).edition


def declared(shared, name, year):
    """Return the rows above the indicators that the shared frameworks give for a year."""
    with (shared / "frameworks" / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    here = [r for r in rows if int(r["valid_from"][:4]) <= year <= int(r["valid_to"][:4] or 9999)]
    top = 2 if name == "papi.csv" else 1
    return {r["code"]: r for r in here if int(r["depth"]) <= top}


@pytest.mark.parametrize("year", range(2011, 2025))
def test_papi_is_as_published_in_every_year(shared, year):
    expected = {
        code: (r["parent"], float(r["scale_min"]), float(r["scale_max"]))
        for code, r in declared(shared, "papi.csv", year).items()
    }
    found = {
        c.code: (c.parent, pytest.approx(c.min_score, abs=1e-4), pytest.approx(c.max_score, abs=1e-4))
        for c in framework("PAPI", year).criteria.values()
        if c.level in (0, 1, 2) and c.code != "weighted"
    }
    assert len(expected) >= 29 and found == expected


@pytest.mark.parametrize("year", range(2005, 2022))
def test_pci_has_the_published_weights_in_every_year(shared, year):
    expected = {
        code: float(r["weight"]) for code, r in declared(shared, "pci.csv", year).items() if r["depth"] == "1"
    }
    found = {
        c.code: pytest.approx(c.weight, abs=1e-6)
        for c in framework("PCI", year).criteria.values()
        if c.level == 1
    }
    assert found == expected
    # A hundred points at most, from sub-indices of ten.
    assert sum(expected.values()) == pytest.approx(10, abs=0.01)


def test_weights_that_were_not_published_are_unknown():
    weights = [c.weight for c in framework("PCI", 2022).criteria.values() if c.level == 1]
    assert len(weights) == 10 and all(weight != weight for weight in weights)


def test_names_and_aliases_lead_to_codes_of_the_year():
    for year, code in ((2017, "2.1"), (2018, "2.2")):
        assert framework("PAPI", year).aliases["danh sach ho ngheo"] == code
    criterion = framework("PAPI", 2024).criteria["2.1"]
    assert criterion.name("en") == criterion.name_en != criterion.name() == "Tiếp cận thông tin"
    assert framework("PCI", 2025).criteria["land"].name("en") == "Tiếp cận đất đai"


def test_a_concept_is_called_in_an_edition_as_in_the_others_too():
    staff, feedback = "cong chuc truc tiep giai quyet cong viec", "tiep nhan xu ly phan anh kien nghi"
    assert [framework("SIPAS", year).aliases[staff] for year in (2020, 2023)] == ["3", "B.3"]
    assert [framework("SIPAS", year).aliases[feedback] for year in (2020, 2023)] == ["5", "B.5"]
    # What was measured in one edition only, and totals of other names, are none of another's.
    assert "phat trien kinh te" not in framework("SIPAS", 2020).aliases
    assert "chi so nang luc canh tranh cap tinh pci 2 0" not in framework("PCI", 2020).aliases


def test_parts_and_leaves():
    found = framework("PAPI", 2024)
    assert [c.code for c in found.children("5")] == ["5.1", "5.3", "5.4"]
    assert [c.code for c in found.children("total")] == list("12345678")
    assert {c.level for c in found.leaves()} == {2} and len(found.leaves()) == 28
    assert found.to_frame()["code"].tolist() == list(found.criteria)


# -- messages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("function", [editions, lambda i: framework(i, 2020), lambda i: tolerance(i, 2020)])
def test_an_unknown_index_names_those_there_are_and_the_nearest(function):
    with pytest.raises(FrameworkError, match=r"“pap”\. Có: PAR, SIPAS, PAPI.*Gần nhất: PAPI\.") as error:
        function("pap")
    assert "Index “pap” is not declared. There are: PAR, SIPAS, PAPI" in str(error.value)


@pytest.mark.parametrize(("index", "year", "first"), [("PAPI", 2010, 2011), ("PCI", 2004, 2005)])
def test_a_year_before_the_index_names_the_first(index, year, first):
    with pytest.raises(FrameworkError, match=f"{index} bắt đầu từ năm {first}; không có năm {year}") as error:
        framework(index, year)
    assert f"{index} began in {first}; there is no {year}." in str(error.value)


@pytest.mark.parametrize(
    ("index", "year", "value"),
    [
        ("PAPI", 2011, 0.001),
        ("PAPI", 2024, 0.001),
        # PCI totals were printed to two decimals in 2005 and again since 2020.
        ("PCI", 2005, 0.0051),
        ("PCI", 2006, 0.0002),
        ("PCI", 2019, 0.0002),
        ("PCI", 2020, 0.0051),
        ("PCI", 2024, 0.0051),
    ],
)
def test_tolerance_by_year(index, year, value):
    assert tolerance(index, year) == value


# -- loading ---------------------------------------------------------------------------------------

HEADER = (
    "index,edition,code,parent,level,name_vi,name_en,min_score,max_score,weight,concept,"
    "valid_from,valid_to,status,source"
)
TOTAL = "THU,thu-2020,total,,0,Tổng,Total,0,10,,total,2020,,sourced,nobody"
PART = "THU,thu-2020,{code},{parent},{level},Một,One,{low},{high},1,one,{start},{stop},sourced,nobody"


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file of a total and one part, changed as it is told."""

    def make(header=HEADER, **changed):
        usual = {"code": "1", "parent": "total", "level": 1, "low": 0, "high": 5}
        usual |= {"start": 2020, "stop": ""}
        path = tmp_path / "criteria_thu.csv"
        lines = [header, TOTAL, PART.format(**usual | changed)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return make


def test_load_reads_rows_with_the_years_they_hold_for(write):
    (total, *_), (part, start, stop) = load(write(stop=2023))
    assert (total.code, total.level, total.weight == total.weight) == ("total", 0, False)
    assert (part.code, part.parent, part.min_score, part.max_score, part.weight) == ("1", "total", 0, 5, 1)
    assert (start, stop, part.has_scale) == (2020, 2023, True)


def test_load_reads_what_excel_writes(write):
    path = write()
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert [c.code for c, _, _ in load(path)] == ["total", "1"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"level": 7}, "level = 7"),
        ({"level": "một"}, "một"),
        ({"high": "năm"}, "năm"),
        ({"start": "x"}, "x"),
        ({"low": 5, "high": 5}, "min_score 5.0 ≥ max_score 5.0"),
        ({"parent": "2"}, "“2”"),
        # The parent is declared for later years only.
        ({"start": 2019}, r"1 \(2019\)"),
        ({"code": "total", "parent": "", "level": 0}, "total.*hai lần"),
        ({"header": HEADER.replace(",level,", ",cấp,")}, "level"),
    ],
)
def test_load_names_file_and_row_of_what_is_wrong(write, changed, said):
    row = 2 if "header" in changed else 3
    with pytest.raises(FrameworkError, match=rf"^criteria_thu\.csv › dòng {row}: .*{said}"):
        load(write(**changed))


def test_the_same_code_in_years_apart_is_no_repetition(write):
    path = write(stop=2021)
    again = PART.format(code="1", parent="total", level=1, low=0, high=4, start=2022, stop="")
    path.write_text(path.read_text(encoding="utf-8") + "\n" + again, encoding="utf-8")
    assert [(c.max_score, start) for c, start, _ in load(path)] == [(10, 2020), (5, 2020), (4, 2022)]
