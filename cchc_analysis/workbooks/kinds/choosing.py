"""Which reader a view is for: a declared framework's, that of a scoring sheet, that of a summary by domain."""

from __future__ import annotations

import numpy as np

from cchc_analysis import frameworks, units
from cchc_analysis.frameworks import Framework, FrameworkError
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.kinds import TEXT, has_number
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units import Unit
from cchc_analysis.units.local import SCOPES
from cchc_analysis.workbooks.cells.account import BodyAccount
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.cells.bonuses import leave_penalties_out
from cchc_analysis.workbooks.cells.sums import blank_sums
from cchc_analysis.workbooks.headings.about import points_of_answers
from cchc_analysis.workbooks.headings.criteria import named
from cchc_analysis.workbooks.headings.placing import Placing
from cchc_analysis.workbooks.headings.subject import unit_of
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.kinds.domains import Domains
from cchc_analysis.workbooks.kinds.published import Published
from cchc_analysis.workbooks.kinds.reader import Reader
from cchc_analysis.workbooks.kinds.scoring import Scoring, Survey
from cchc_analysis.workbooks.refusals import not_scored


def block_of(view: View, account: BodyAccount, wanted: str | None) -> Block | None:
    """Return the scores of a view by the reader that fits it; None where it holds none.

    Parameters
    ----------
    view : View
    account : BodyAccount
        Takes what was read.
    wanted : str or None
        The unit whose scores alone are kept of those of several.

    Raises
    ------
    ReadError
        Where nothing tells whose the sheet is, or that it is one of scores.
    """
    context = view.context
    if not _holds_numbers(view) and not view.body.is_form:
        return None
    framework = _framework_of(view)
    placing = Placing(view.index, view.year, view.body, context)
    of_many = bool(view.named_units)
    unit = _whose(view, placing)
    kind = _kind(view, framework, unit)
    if kind is None:
        raise not_scored(view)
    if (at := _of_persons(view.body)) is not None:
        printed = view.body.stacks[at][-1].text[:60]
        raise context.error("rows_of_persons", view.body.heading_cell(at), printed=printed)
    if unit is None and not of_many:
        raise context.error("sheet_without_unit")
    reader = kind(view, unit, placing)
    block = reader.block()
    account.matrices.append(reader.matrix)
    placing.say_pseudo()
    if block is not None:
        blank_sums(block, context)
        leave_penalties_out(block, context)
        account.blocks.append(block)
        if label := context.label():
            noted = {row: f"{note} · {label}" for row, note in block.note.items()}
            block.note = dict.fromkeys(range(len(block)), label) | noted
        if of_many and wanted:
            keep_unit(block, wanted)
    return block


def _framework_of(view: View) -> Framework:
    try:
        framework = frameworks.framework(view.index, view.year)
    except FrameworkError:
        first = frameworks.editions(view.index)[0].year
        raise view.context.error("year_before_index", index=view.index, year=view.year, first=first) from None
    if framework.assumed:
        view.context.findings.add(  # of the file: once for all its sheets
            "edition_assumed", file=view.context.path.name, index=view.index, year=view.year,
            edition=framework.edition,
        )  # fmt: skip
    return framework


def _whose(view: View, placing: Placing) -> Unit | None:
    """Return the unit of a whole view; None where rows or columns name theirs, or nothing names one."""
    if view.listed is not None:
        return placing.place([view.listed], down=True)[0]
    # The nation's mean beside the figures of one unit does not make it a table of units.
    is_of_one = all(map(units.is_pseudo, view.named_units))
    return unit_of(view.context, view.year, placing) if is_of_one else None


def _holds_numbers(view: View) -> bool:
    kinds, columns = view.body.kinds.rows, [c.at for c in view.columns]
    return any(has_number([kinds[r.at][c] for c in columns]) for r in view.rows)


def _of_persons(body: Body) -> int | None:
    """Return the column that says of which person each row is, where no other names units or criteria."""
    columns = () if body.sides.get("units") else body.sides.get("names") or body.columns
    last = ((c, h) for c in columns for h in body.stacks[c][-1:])
    of_persons = (c for c, h in last if h.quantity == "respondents" or says("persons", h.words))
    return next((c for c in of_persons if TEXT in body.kinds.column(c, body.lines)), None)


def _kind(view: View, framework: Framework, unit: Unit | None) -> type[Reader] | None:
    """Tell how a view is read: against the framework, or by criteria that the sheet declares; None: not."""
    answers = [t for t in view.columns if t.quantity == "satisfied"]
    is_survey = any(not t.reason for t in answers) and not points_of_answers(view.columns)
    own = Survey if is_survey else Scoring
    if view.listed is not None:
        return own
    declared = frameworks.indices()[view.index]
    only_declared = declared.provinces_only or frameworks.is_users(view.index)
    named_units = [name for name in view.named_units if not units.is_pseudo(name)]
    are_local = [units.local_unit(name) is not None for name in named_units]
    local = not only_declared and sum(are_local) * 2 > len(named_units)
    if any(t.unit for t in view.rows):
        criteria = any(h.rest for t in view.columns if t.is_score for h in t.labels)
        return Domains if local and criteria else Published
    if not view.body.sides.get("names") or only_declared:
        staged = view.body.sides.get("quantities") and any(t.stage for t in view.rows)
        is_local = unit is not None and unit.unit_type in SCOPES
        return Domains if staged and is_local and not only_declared else Published
    if answers:
        return own
    of_others = bool(named_units) and not local
    staged = any(t.stage not in ("", "final") or t.quantity == "maximum" for t in view.columns)
    pointed = any("điểm" in t.text.lower() and t.is_score for t in view.columns)
    if not of_others and (staged or view.context.stage() or pointed):
        return Scoring
    known = [name for t in view.rows if t.labels and (name := named(t.labels, framework)).code]
    if of_others or (unit is not None and unit.unit_type in ("province", "ministry", "nation", "region")):
        return Published if known else None
    return Scoring if sum(name.how != "code" for name in known) > 1 else None


def keep_unit(block: Block, unit: str) -> None:
    """Keep the rows of one unit, given by id or by any spelling of its name; none where it is not there."""
    try:
        named = units.resolve(unit, block.units)
    except units.UnknownUnit:
        named = units.resolve(unit)  # a unit all the same, or an error that names the nearest of all
    wanted = [i for i, u in enumerate(block.units) if u.unit_id == named.unit_id]
    block.take(np.flatnonzero(np.isin(block.unit, wanted)), "another_unit")
