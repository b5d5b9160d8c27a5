"""Sheets with every facet anywhere and the hazards of real ones: no number is wrong or lost in silence."""

from __future__ import annotations

from collections import Counter

import openpyxl
import pytest
from accounts import faults
from facet_sheets import HAZARDS, as_text, compared, facet_sheet, judged

from cchc_analysis.workbooks import ReadError, read

#: As many as the tests can take; ``make generator`` reads 2,000.
FEW = 60
#: What must be wholly right of them, be it with something told.
RIGHT = 55


def test_no_number_is_wrong_or_lost_in_silence(tmp_path):
    verdicts = Counter()
    for seed in range(FEW):
        sheet = facet_sheet(seed)
        path = sheet.save(tmp_path)
        try:
            reading = read(path, **sheet.asked)
        except ReadError:
            verdicts["refused" if sheet.truth else "right"] += 1
            continue
        verdict, found = compared(sheet, reading)
        verdicts[verdict] += 1
        assert faults(reading, path) == [], f"seed {seed}"
        if verdict == "silent":
            pytest.fail("\n".join([f"seed {seed}:", as_text(sheet), *found[:12]]), pytrace=False)
    assert verdicts["right"] + verdicts["right and told"] >= RIGHT, verdicts


def test_a_wrong_a_lost_and_an_excused_number_are_told_apart(tmp_path):
    sheet = next(
        s for s in map(facet_sheet, range(FEW)) if judged(s, s.save(tmp_path))[0] == "right" and s.truth
    )
    key = next(iter(sheet.truth))
    path = sheet.save(tmp_path)
    for change, said in (({key: -1.0}, "-1.0 is true"), ({(*key[:3], "99", key[4]): 1.0}, "is not read")):
        before = dict(sheet.truth)
        sheet.truth |= change
        verdict, found = judged(sheet, path)
        assert verdict == "silent" and said in found[0]
        sheet.truth = before


def test_what_must_yield_no_score_is_refused_by_name(tmp_path):
    barred = [s for s in map(facet_sheet, range(200)) if not s.truth]
    assert {f for s in barred for f in s.features} == {"another programme", "targets", "a part of a year"}
    rules = {judged(s, s.save(tmp_path))[1][0].partition(":")[0] for s in barred}
    assert rules <= {"another_other", "another_target", "part_of_year_only"}


def test_every_hazard_and_every_place_of_a_facet_occurs():
    features = Counter(f for seed in range(2000) for f in facet_sheet(seed).features)
    places = [f"{where} {facet}" for where, facets in (
        ("down", ("unit", "code", "year", "index")), ("across", ("unit", "code", "year", "index", "stage")),
        ("stacked", ("unit", "year", "index")),
    ) for facet in facets]  # fmt: skip
    nested = [f"across {a} > {b}" for a, b in (("year", "stage"), ("stage", "unit"), ("code", "stage"))]
    assert {f: features[f] for f in [*HAZARDS, *places, *nested] if features[f] < 5} == {}
    assert any(f.count(">") == 2 for f in features if f.startswith(("across", "down")))


def test_the_same_seed_gives_the_same_sheet_and_it_opens_as_written(tmp_path):
    assert as_text(facet_sheet(7)) == as_text(facet_sheet(7))
    sheet = facet_sheet(7)
    page = openpyxl.load_workbook(sheet.save(tmp_path)).active
    assert all(page.cell(*place).value == value for place, value in sheet.cells.items())
