"""A sample of the mutants that ``make fuzz`` reads, the same at every run where nobody changed the sources."""

from functools import cache

import pytest

SAMPLE = 200


@pytest.fixture(scope="module", autouse=True)
def mutants_made_once(fuzz):
    fuzz.mutant = cache(fuzz.mutant)


def test_a_mutant_ends_in_scores_of_its_cells_or_in_one_refusal(fuzz):
    ends, wrong = fuzz.run(range(SAMPLE), seed=9)
    assert wrong == []
    assert ends["scores"] > SAMPLE // 4 and ends["scores compared"] > 20 * SAMPLE


def test_the_same_seed_gives_the_same_mutants(fuzz):
    made_anew = fuzz.mutant.__wrapped__
    assert [fuzz.mutant(9, k) for k in (0, 1)] == [made_anew(9, k) for k in (0, 1)]


def test_a_score_that_another_engine_does_not_find_is_told(fuzz, workbook, pci_table):
    from cchc_analysis.workbooks import read

    path = workbook({"S": pci_table})
    reading = read(path)
    assert fuzz.differences(path, reading) == []
    reading.scores.loc[3, "score"] += 0.01
    (wrong,) = fuzz.differences(path, reading)
    assert reading.scores.loc[3, "cell"] in wrong


def test_the_mutants_are_of_every_form(fuzz):
    names = [fuzz.mutant(9, k)[0] for k in range(SAMPLE)]
    for form in (".xlsx", ".ods", ".xlsb", ".csv", ".html"):
        assert sum(name.endswith(form) for name in names) > 10


@pytest.mark.parametrize("form", ["ods", "xlsb", "csv", "html"])
def test_a_workbook_in_another_form_has_the_same_scores(fuzz, form, workbook, pci_table, tmp_path):
    import fuzz_forms

    from cchc_analysis.workbooks import read

    path = workbook({"S": pci_table})
    other = path.with_suffix(f".{form}")
    other.write_bytes(fuzz_forms.written(fuzz_forms.rows_of(path.read_bytes()), form))
    reading, whole = read(other), read(path)
    assert fuzz.differences(other, reading) == []
    key = ["unit", "code", "score"]
    assert reading.scores[key].values.tolist() == whole.scores[key].values.tolist()
    reading.scores.loc[3, "score"] += 0.12345
    assert len(fuzz.differences(other, reading)) == 1
