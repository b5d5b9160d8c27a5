"""The one error of reading, raised where not a single score can be had from a file."""

from __future__ import annotations

from typing import Any

from cchc_analysis.errors import CchcError
from cchc_analysis.findings import Finding, Findings


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
        self.rule = rule
        self.findings = findings
        self._finding = findings.add(rule, **values)
        super().__init__(_said(self._finding))

    def explain(self, vi: str, en: str, lines: str) -> None:
        """Say more, in both languages, and print lines to paste below."""
        self._finding = self.findings.explain(self._finding, vi, en, lines)
        self.args = (_said(self._finding, lines),)


def _said(finding: Finding, lines: str = "") -> str:
    """Return both sentences, and lines that stand below both once."""
    both = (finding.message, finding.message_en)
    sentences = [f"{finding.place}: {m.removesuffix(lines).rstrip()}" for m in both]
    return "\n".join([*sentences, *([lines] if lines else [])])
