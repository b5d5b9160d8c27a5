"""Columns of one key: copies are taken once, contradictions not at all. Số liệu minh họa."""

from pathlib import Path

import numpy as np
import pytest

from cchc_analysis.findings import Findings
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.claims import settle
from cchc_analysis.workbooks.context import Asked, Context


class Claim:
    def __init__(self, at):
        self.track = Track(at, (heading("Điểm thẩm định"),))


@pytest.fixture
def settled():
    """Return a function that settles columns of numbers: places kept, their reasons, the findings."""

    def run(*columns):
        claims, findings = [Claim(at) for at in range(len(columns))], Findings()
        context = Context(Path("a.xlsx"), "S", [], Asked(), findings)
        vectors = [np.array(column, float) for column in columns]
        kept = settle(claims, vectors, context, lambda track: f"{'DEFG'[track.at]}4")
        reasons = [c.track.reason for c in claims]
        return (
            [c.track.at for c in kept],
            reasons,
            [(f.rule, f.severity, f.cell, f.message) for f in findings.items],
        )

    return run


NAN = float("nan")


def test_one_claim_is_taken(settled):
    assert settled([1, 2]) == ([0], [""], [])
    assert settled([NAN, NAN]) == ([0], [""], [])


def test_a_blank_column_claims_nothing(settled):
    assert settled([NAN, NAN], [1, 2]) == ([1], ["", ""], [])


@pytest.mark.parametrize("copy", [[1, 2], [1.004, 2], [NAN, 2]])
def test_a_copy_is_noted_and_taken_once(settled, copy):
    kept, reasons, findings = settled([1, 2], copy)
    assert (kept, reasons) == ([0], ["", "copy"])
    ((rule, severity, cell, message),) = findings
    assert (rule, severity, cell) == ("column_copied", "note", "E4") and "cột D4" in message


@pytest.mark.parametrize("other", [[1, 2.5], [1.01, 2], [3, 4]])
def test_of_two_that_differ_none_is_taken_and_both_are_named(settled, other):
    kept, reasons, findings = settled([1, 2], other)
    assert (kept, reasons) == ([], ["two_claims", "two_claims"])
    ((rule, severity, cell, message),) = findings
    assert (rule, severity, cell) == ("two_claims", "error", "D4")
    assert "“Điểm thẩm định”: D4, E4" in message


def test_two_that_have_no_row_in_common_differ(settled):
    assert settled([1, NAN], [NAN, 2])[0] == []


def test_of_three_one_that_differs_spoils_all(settled):
    kept, _, findings = settled([1, 2], [1, 2], [1, 3])
    assert kept == [] and "D4, E4, F4" in findings[0][3]
