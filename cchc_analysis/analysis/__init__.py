"""Answers from a Scores frame: trends, ranks, weaknesses, scenarios. DataFrame in, DataFrame out.

Every result is one plain table whose ``attrs`` tell what it answers: ``kind, index, unit,
unit_id, code, name, name_en, year, scope, illustrative``, where they apply. Nothing here reads a
file or draws.

A comparison takes published figures of one scope, year and stage. A difference between years is a
``change`` only where scale and content stayed the same; otherwise the reason stands in words.
"""

from cchc_analysis.analysis.errors import AnalysisError

__all__ = ["AnalysisError"]
