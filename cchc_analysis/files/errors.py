"""The one error of reading, raised where not a single score can be had from a file."""

from __future__ import annotations

from typing import Any

from cchc_analysis.errors import CchcError
from cchc_analysis.findings import Findings


class ReadError(CchcError):
    """A workbook from which no score could be read.

    The message says what is wrong, where, and what to do: Vietnamese first, then English.

    Attributes
    ----------
    rule : str
        The finding rule that describes it (``not_a_workbook``, ``year_unknown`` …).
    findings : Findings
        All that was found on the way, the reason last.
    """

    def __init__(self, rule: str, findings: Findings, **values: Any) -> None:
        findings.add(rule, **values)
        self.rule = rule
        self.findings = findings
        last = findings.items[-1]
        super().__init__(f"{last.place}: {last.message}\n{last.place}: {last.message_en}")
