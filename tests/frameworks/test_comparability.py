"""What may be compared: false trends are breaks, and nothing declared hides what the editions say."""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from importlib.resources import files
from statistics import median

import pytest

from cchc_analysis.frameworks import (
    KINDS,
    FrameworkError,
    Step,
    between,
    code_in,
    comparability,
    derived,
    editions,
    framework,
    rebuilt_below,
)

DECLARED = list(
    csv.DictReader(
        files("cchc_analysis.frameworks")
        .joinpath("data/comparability.csv")
        .read_text(encoding="utf-8-sig")
        .splitlines()
    )
)
#: Steps that leave something to compare.
COMPARABLE = ("same", "rescaled")


@pytest.mark.parametrize("code", ["5.1", "5.3", "5.4"])
def test_dimension_5_moved_its_scale_in_2021(code):
    step = comparability("PAPI", 2021, code)
    assert step.kind == "rescaled" and "2,5 lên 3,33" in step.reason_vi
    then, now = (framework("PAPI", year).criteria[code].max_score for year in (2020, 2021))
    assert (then, now) == (2.5, pytest.approx(10 / 3))


def test_a_parent_that_lost_a_part_is_redefined():
    assert comparability("PAPI", 2021, "5").kind == "redefined"
    assert comparability("PAPI", 2018, "2").kind == "redefined"
    # A change further down leaves the total partly comparable.
    assert comparability("PAPI", 2021, "total").kind == "partly"


@pytest.mark.parametrize(
    ("code", "year", "kind"),
    [
        ("total", 2019, "partly"),
        ("weighted", 2020, "partly"),  # the same parts, with other weights
        ("1", 2017, "partly"),
        ("6", 2020, "partly"),
        ("7", 2019, "redefined"),  # declared, and not only a part of it
        ("total", 2016, "redefined"),
        ("total", 2023, "same"),
        ("weighted", 2023, "same"),
    ],
)
def test_a_criterion_below_which_parts_were_redefined_is_partly_comparable(code, year, kind):
    step = comparability("PAPI", year, code)
    assert step.kind == kind
    if kind == "partly":
        parts = ", ".join(rebuilt_below("PAPI", code, year, year - 1))
        assert parts and parts in step.reason_vi and parts in step.reason_en


def test_a_publisher_may_say_that_what_was_rebuilt_below_may_be_compared(monkeypatch):
    said = Step("same", "báo cáo so sánh hai năm", "the report compares the two years", "a report")
    assert said.publisher_compares and not Step("same").publisher_compares
    known = {("PAPI", "total", 2020): said, ("PAPI", "6.2", 2020): Step("redefined", "a", "b", "c")}
    module = sys.modules["cchc_analysis.frameworks.comparability"]  # the package has a function of that name
    monkeypatch.setattr(module, "_declared", lambda: known)
    assert comparability.__wrapped__("PAPI", 2020, "total") == said


def test_code_2_1_is_another_concept_since_2018():
    assert comparability("PAPI", 2017, "2.1").kind == "same"
    assert comparability("PAPI", 2018, "2.1").kind == "new"
    concepts = [framework("PAPI", year).criteria["2.1"].concept for year in (2017, 2018)]
    assert concepts == ["poverty_lists", "access_to_information"]


@pytest.mark.parametrize(
    ("index", "year", "code"),
    [
        ("PAPI", 2016, "total"),
        ("PAPI", 2018, "total"),
        ("PCI", 2006, "total"),
        ("PCI", 2009, "total"),
        ("PCI", 2013, "total"),
        ("PCI", 2009, "land"),
        ("PCI", 2013, "land"),
        ("PCI", 2025, "total"),
    ],
)
def test_what_was_rebuilt_is_redefined_and_says_why(index, year, code):
    step = comparability(index, year, code)
    assert step.kind == "redefined" and step.reason_vi and step.reason_en and step.source


def suspect_jumps(shared):
    """Return (code, year, median before, median then) of the table in section 4 of the notes."""
    notes = (shared / "frameworks" / "NOTES.md").read_text(encoding="utf-8")
    section = notes.split("\n## 4. PAPI")[1].split("\n## 5.")[0]
    row = re.compile(r"^\| (\d\.\d) \| (\d{4}) \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE)
    return [(c, int(y), float(a), float(b)) for c, y, a, b in row.findall(section)]


def test_every_suspect_jump_of_the_notes_is_a_break(shared):
    jumps = suspect_jumps(shared)
    assert len(jumps) == 21
    found = {(code, year): comparability("PAPI", year, code).kind for code, year, _, _ in jumps}
    assert {kind for kind in found.values()} <= {"redefined", "new"}, found


def shares(published, year):
    """Return the units' median of each sub-dimension of a year, in per cent of its scale."""
    values = defaultdict(list)
    for (index, y, _, code), text in published.items():
        if (index, y) == ("PAPI", year) and "." in code:
            values[code].append(float(text))
    # The scale of one of n sub-dimensions goes from 1/n to 10/n.
    parts = {code: sum(c[0] == code[0] for c in values) for code in values}
    return {code: 100 * (median(v) - 1 / parts[code]) / (9 / parts[code]) for code, v in values.items()}


def test_a_dimension_whose_median_jumped_with_its_parts_is_a_break(published):
    jumps = {}
    for year in range(2012, 2025):
        now, before = (dimensions(published, y) for y in (year, year - 1))
        jumps |= {(c, year): 100 * (now[c] - before[c]) / 9 for c in now.keys() & before.keys()}
    large = {key for key, move in jumps.items() if abs(move) > 8}
    assert large == {("7", 2019), ("6", 2021)}
    # Dimension 8 lost 7.9 % in 2020, all but a little of it by 8.3, which was measured anew.
    assert jumps["8", 2020] == pytest.approx(-7.95, abs=0.01)
    for code, year in large | {("8", 2020)}:
        assert comparability("PAPI", year, code).kind == "redefined"


def test_no_jump_of_pci_is_declared(published):
    # They are found in the figures, by one rule for every index: see tests/test_jumps.py.
    for year in [*range(2007, 2009), *range(2010, 2013), *range(2014, 2022)]:
        now, before = (sub_indices(published, y) for y in (year, year - 1))
        for code in now.keys() & before.keys():
            assert comparability("PCI", year, code) == Step("same")


def sub_indices(published, year):
    """Return the provinces' median of each sub-index of a year, in points of 1 to 10."""
    known = [c.code for c in framework("PCI", year).criteria.values() if c.level == 1]
    values = defaultdict(list)
    for (index, y, _, code), text in published.items():
        if (index, y) == ("PCI", year) and code in known:
            values[code].append(float(text))
    return {code: median(v) for code, v in values.items()}


def dimensions(published, year):
    """Return the provinces' median of each dimension of a year, in points of 1 to 10."""
    values = defaultdict(list)
    for (index, y, _, code), text in published.items():
        if (index, y) == ("PAPI", year) and code in "12345678":
            values[code].append(float(text))
    return {code: median(v) for code, v in values.items()}


@pytest.mark.parametrize("year", range(2012, 2025))
def test_no_other_median_jumps(published, year):
    before, now = shares(published, year - 1), shares(published, year)
    compared = [c for c in now if comparability("PAPI", year, c).kind in COMPARABLE]
    # Where comparing is allowed, the median moves by no more than 8 % of the scale.
    jumps = {c: now[c] - before[code_in("PAPI", c, year - 1, of=year)] for c in compared}
    assert len(jumps) >= 10 and all(abs(move) <= 8 for move in jumps.values()), jumps


def test_the_suspect_jumps_of_the_notes_are_those_of_the_figures(published, shared):
    for code, year, old, new in suspect_jumps(shared):
        medians = shares(published, year - 1)[code], shares(published, year)[code]
        assert medians == pytest.approx((old, new), abs=0.051)


def test_what_is_not_declared_is_derived():
    assert comparability("PAPI", 2014, "1.1").kind == derived("PAPI", 2014, "1.1").kind == "same"
    assert comparability("PAPI", 2011, "total").reason_vi == "năm đầu của chỉ số"
    gone = comparability("PAPI", 2021, "5.2")
    assert (gone.kind, gone.reason_en) == ("dropped", "no longer in the edition")


@pytest.mark.parametrize(
    ("code", "year", "kind"),
    [
        ("5", 2021, "redefined"),  # lost 5.2
        ("8", 2019, "redefined"),  # gained 8.3
        ("total", 2018, "redefined"),  # gained 7 and 8
        ("total", 2019, "same"),  # 8.3 is further down
        ("5.1", 2021, "rescaled"),
        ("7", 2018, "new"),
    ],
)
def test_what_the_two_editions_alone_say(code, year, kind):
    assert derived("PAPI", year, code).kind == kind


def test_declared_rows_are_sound():
    keys = [(row["index"], row["code"], row["year"]) for row in DECLARED]
    assert len(set(keys)) == len(keys) > 80
    for row in DECLARED:
        assert (
            row["kind"] in set(KINDS) - {"partly"} and row["reason_vi"] and row["reason_en"] and row["source"]
        ), row


def test_a_step_for_every_criterion_is_one_of_two_editions_or_of_two_sets_of_provinces():
    for row in DECLARED:
        if row["code"] == "*":
            index, year = row["index"], int(row["year"])
            now, before = (framework(index, y).edition for y in (year, year - 1))
            # SIPAS of 2025 is among 34 provinces; DTI of 2024 was published on the indicators of 2025.
            assert now != before or (index, year) in (("SIPAS", 2025), ("DTI", 2024)), row


def test_every_edition_begins_with_a_declared_step():
    declared = {(row["index"], int(row["year"])) for row in DECLARED}
    for index in ("PAPI", "PCI", "SIPAS", "PAR", "DTI"):
        starts = [edition.year for edition in editions(index)][1:]
        # Of PCI's edition of 2022 only the weights are unknown; its trend says so.
        assert starts and {(index, y) for y in starts} - {("PCI", 2022)} <= declared


PAIRS = [
    pytest.param(row, id=f"{row['index']}-{row['code']}-{row['year']}")
    for row in DECLARED
    if row["code"] != "*"
]


@pytest.mark.parametrize("row", PAIRS)
def test_a_declared_step_hides_no_derived_break(row):
    index, code, year = row["index"], row["code"], int(row["year"])
    step = derived(index, year, code)
    assert step.kind != "dropped"  # a step is declared in the edition of its year
    if row["kind"] in COMPARABLE:
        assert step.kind in COMPARABLE
        then = framework(index, year - 1).criteria[code_in(index, code, year - 1, of=year)]
        now = framework(index, year).criteria[code]
        moved = (then.min_score, then.max_score) != (now.min_score, now.max_score)
        assert moved == (row["kind"] == "rescaled")
    # Only what had no forerunner is new, and all of that is.
    assert (row["kind"] == "new") == (step.kind == "new")


def test_every_row_of_the_editions_that_lost_its_forerunner_is_a_break():
    for index, years in (("PAPI", range(2012, 2025)), ("PCI", range(2006, 2026))):
        for year in years:
            before = {c.concept for c in framework(index, year - 1).criteria.values()}
            for criterion in framework(index, year).criteria.values():
                if criterion.concept not in before:
                    step = comparability(index, year, criterion.code)
                    assert step.kind in ("new", "redefined"), (index, year, criterion.code)


# -- over several years ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "year", "previous", "kind"),
    [
        ("5.1", 2024, 2021, "same"),
        ("5.1", 2024, 2019, "rescaled"),
        ("6.2", 2024, 2021, "same"),
        ("6.2", 2024, 2020, "redefined"),
        ("total", 2024, 2022, "same"),
        ("total", 2024, 2018, "partly"),
        ("total", 2024, 2017, "redefined"),
        ("2.1", 2024, 2017, "new"),
        ("2.2", 2018, 2017, "redefined"),
    ],
)
def test_the_worst_step_on_the_way_counts(code, year, previous, kind):
    assert between("PAPI", code, year, previous).kind == kind


@pytest.mark.parametrize(
    ("code", "year", "previous", "codes"),
    [
        ("total", 2020, 2019, ["6.2", "8.3"]),
        ("total", 2021, 2020, ["3.2", "5", "6.2", "6.4"]),  # 5 lost a part: none below it says so
        ("total", 2024, 2021, ["1.1"]),
        ("total", 2024, 2023, []),
        ("1", 2022, 2021, ["1.1"]),
        ("1.1", 2022, 2021, []),
    ],
)
def test_what_was_rebuilt_below_a_criterion(code, year, previous, codes):
    assert rebuilt_below("PAPI", code, year, previous) == codes


# -- codes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "year", "of", "then"),
    [
        ("2.2", 2015, None, "2.1"),
        ("2.2", 2020, None, "2.2"),
        ("2.1", 2015, None, None),
        ("2.1", 2020, 2015, "2.2"),
        ("5.2", 2020, 2019, "5.2"),
        ("5.2", 2024, 2019, None),
        ("total", 2011, None, "total"),
        ("total", 2010, None, None),
    ],
)
def test_a_concept_keeps_its_line_under_other_codes(code, year, of, then):
    assert code_in("PAPI", code, year, of=of) == then


def test_a_code_of_another_edition_names_those_there_are():
    with pytest.raises(FrameworkError, match="papi-2021 không có tiêu chí “5.2”. Có: total") as error:
        code_in("PAPI", "5.2", 2015)
    assert "papi-2021 has no criterion “5.2”. There are: total" in str(error.value)
