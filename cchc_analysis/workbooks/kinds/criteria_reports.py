"""What is doubtful of the criteria that a sheet declares in its rows: their codes, and which is the whole."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_analysis.files.grid import address
from cchc_analysis.workbooks.headings.partial import titled
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.outline.sheet_criteria import Criteria


def report_criteria(criteria: Criteria, named: Sequence[str], view: View) -> None:
    """Report a sheet of a part, a total known by its numbers, and codes that are not printed so.

    Parameters
    ----------
    criteria : Criteria
    named : sequence of str
        The codes that names gave to those at the top.
    view : View
    """
    context, names = view.context, view.body.sides["names"][0]
    domains = {n.code for n in criteria.nodes if "." not in n.code}
    if (len(domains) > 1 or "total" in domains) and (title := titled("part", view.body.titles)):
        context.say("sheet_of_a_part", title=title[:150])
    if criteria.by_sum:
        context.say("total_by_sum", address(criteria.lines[0], names), printed=criteria.names[0][:60])
    for node in criteria.nodes:
        if node.recovered:
            printed = f"{node.printed:g}" if isinstance(node.printed, float) else str(node.printed)[:10]
            cell = address(node.line, criteria.code_at)
            context.say("code_recovered", cell, printed=printed, code=node.code)
    if criteria.generated:
        first = address(criteria.lines[criteria.has_total], names)
        if named:
            context.say("codes_by_name", first, codes=", ".join(named), index=view.index)
        if count := len(criteria.nodes) - criteria.has_total - len(named):
            context.say("codes_generated", first, count=count)
