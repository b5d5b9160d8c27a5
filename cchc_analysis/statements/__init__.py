"""What a result says: titles, subtitles and footers, computed, never typed."""

from cchc_analysis.phrases import index_name
from cchc_analysis.statements.collected import MOST_CRITERIA, MOST_UNITS
from cchc_analysis.statements.footers import footer, footer_parts, merged_note
from cchc_analysis.statements.phrases import amount, amount_of_row, say, term
from cchc_analysis.statements.sentences import statement
from cchc_analysis.statements.shown import (
    FULL_COLOUR,
    decimals,
    decimals_of,
    on_pct,
    rows_of_unit,
    shown_change,
    shown_rank,
    unit_name,
    weakest_named,
    worst_first,
)
from cchc_analysis.statements.subtitles import subtitle

__all__ = [
    "FULL_COLOUR",
    "MOST_CRITERIA",
    "MOST_UNITS",
    "amount",
    "amount_of_row",
    "decimals",
    "decimals_of",
    "footer",
    "footer_parts",
    "index_name",
    "merged_note",
    "on_pct",
    "rows_of_unit",
    "say",
    "shown_change",
    "shown_rank",
    "statement",
    "subtitle",
    "term",
    "unit_name",
    "weakest_named",
    "worst_first",
]
