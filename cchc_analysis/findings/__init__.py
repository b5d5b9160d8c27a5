"""Everything doubtful, in one form: what is wrong, where, what was expected, what to do."""

from cchc_analysis.findings.form import SEVERITIES, Finding, Findings, rules

__all__ = ["SEVERITIES", "Finding", "Findings", "rules"]
