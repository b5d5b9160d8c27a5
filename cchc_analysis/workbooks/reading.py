"""From workbooks to scores and findings: the functions that the rest of the package calls."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.grid import Sheet, Workbook, address, open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.findings.checks import check
from cchc_analysis.frameworks import Framework, FrameworkError
from cchc_analysis.tables.bodies import find_bodies, texts_of
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.account import BodyAccount, SheetAccount, frame_of
from cchc_analysis.workbooks.block import Block
from cchc_analysis.workbooks.context import Asked, Context, asked_of
from cchc_analysis.workbooks.criteria import named
from cchc_analysis.workbooks.domains import Domains
from cchc_analysis.workbooks.emission import emit
from cchc_analysis.workbooks.joining import Joining, report_stages, years_of
from cchc_analysis.workbooks.kept import is_kept, kept_scores
from cchc_analysis.workbooks.placing import Placing
from cchc_analysis.workbooks.published import Published
from cchc_analysis.workbooks.refusals import no_score, no_table, not_scored, report_marks
from cchc_analysis.workbooks.scoring import Scoring
from cchc_analysis.workbooks.seen import explain
from cchc_analysis.workbooks.source import Source, source_of
from cchc_analysis.workbooks.subject import unit_of
from cchc_analysis.workbooks.unread import say_unknown
from cchc_analysis.workbooks.views import View, by_unit, views_of


@dataclass(eq=False)
class Reading:
    """What was understood of workbooks.

    Attributes
    ----------
    scores : pandas.DataFrame
        The Scores frame (:data:`cchc_analysis.scores.COLUMNS`).
    findings : pandas.DataFrame
        ``severity, rule, message, message_en, file, sheet, cell``, the gravest first.
    account : pandas.DataFrame
        ``file, sheet, range, cells, taken, quantity, reason``: every number of the sheets is taken, or named.
    """

    scores: pd.DataFrame
    findings: pd.DataFrame
    _accounts: list[SheetAccount] = field(default_factory=list, repr=False)

    @cached_property
    def account(self) -> pd.DataFrame:
        """The account of every number, made when it is first asked for."""
        return frame_of(self._accounts)


def read(
    path: str | Path, *, index: str | None = None, year: int | None = None, unit: str | None = None
) -> Reading:
    """Read a workbook of an index, whatever its layout.

    Parameters
    ----------
    path : str or Path
        A workbook (XLSX, XLS, XLSB, ODS by content), a CSV or a table of HTML.
    index : str, optional
        ``PAPI``, ``PCI`` …; else the source beside it, its titles, tabs, name or headings tell it.
    year : int, optional
        The year assessed; else the same tell it.
    unit : str, optional
        Keep only this unit's scores; of a sheet that names none, the unit that it is of.

    Returns
    -------
    Reading
        Scores with their cells, everything doubtful, and the account of every number.

    Raises
    ------
    ReadError
        Where not one score could be read; the message says what, where and what to do.

    Examples
    --------
    >>> reading = read("data/raw/papi/papi_2024.xlsx")
    >>> reading.scores[["unit", "code", "score", "cell"]].values.tolist()[0]
    ['Hà Nội', 'total', 43.774715, 'C3']
    """
    book = _Book(Path(path), Findings(), index, year, unit)
    blocks = book.read()
    return Reading(emit(blocks), book.findings.to_frame(), book.accounts)


def read_many(
    paths: Iterable[str | Path], *, index: str | None = None, year: int | None = None, unit: str | None = None
) -> Reading:
    """Read many workbooks into one frame; one that cannot be read is a finding, and the others go on.

    Parameters
    ----------
    paths : iterable of str or Path
    index, year, unit
        As for :func:`read`, for all of them.

    Returns
    -------
    Reading

    Examples
    --------
    >>> reading = read_many(["data/raw/papi/papi_2023.xlsx", "data/raw/papi/papi_2024.xlsx"])
    >>> reading.scores["year"].drop_duplicates().tolist()
    [2023, 2024]
    """
    blocks: list[Block] = []
    accounts: list[SheetAccount] = []
    findings = Findings()
    for path in paths:
        book = _Book(Path(path), Findings(), index, year, unit)
        with suppress(ReadError):  # its findings say why
            blocks += book.read()
        accounts += book.accounts
        findings.extend(book.findings)
    return Reading(emit(blocks), findings.to_frame(), accounts)


class _Book:
    """Reads one workbook."""

    def __init__(
        self, path: Path, findings: Findings, index: str | None, year: int | None, unit: str | None
    ) -> None:
        self.path = path
        self.findings = findings
        self.arguments = (index, year, unit)
        self.accounts: list[SheetAccount] = []
        self.failed: ReadError | None = None
        self.views: list[View] = []
        self.once: set[tuple[str, ...]] = set()

    def read(self) -> list[Block]:
        """Return the blocks of the workbook, joined and checked."""
        workbook = open_workbook(self.path, self.findings)
        self._declare(workbook)
        source = source_of(self.path, self.findings)
        self.asked = asked_of(source, *self.arguments, self.findings, workbook.file)
        report_marks(workbook, self.findings)
        if kept := [s for s in workbook.sheets if is_kept(s) and s.name not in source.sheets]:
            return self._kept(workbook, kept)
        bodies = self._bodies(workbook, source)
        if not bodies:
            raise no_table(workbook, self.asked, self.findings)
        by_year: dict[tuple[str, int], list[Block]] = {}
        for body, context, account in bodies:
            for block in self._blocks(body, context, account):
                by_year.setdefault((block.index, block.year), []).append(block)
        joined = [b for blocks in by_year.values() for b in self._joined(blocks)]
        if not any(len(b) for b in joined):
            raise self.failed or no_score(workbook, self.asked, self.views, self.findings)
        return joined

    def _declare(self, workbook: Workbook) -> None:
        """Learn the indices that the user declares beside the workbook's data folder."""
        try:
            frameworks.declare_beside(workbook.path)
        except FrameworkError as error:
            vi, _, en = str(error).partition("\n")
            raise ReadError("framework_wrong", self.findings, file=workbook.file, problem=vi,
                            problem_en=en or vi) from None  # fmt: skip

    def _kept(self, workbook: Workbook, sheets: list[Sheet]) -> list[Block]:
        """Return the scores of sheets that are Scores frames; the other sheets are reported."""
        blocks: list[Block] = []
        for sheet in workbook.sheets:
            if sheet not in sheets:
                self.accounts.append(SheetAccount(workbook.file, sheet, []))
                if sheet.rows:
                    self.findings.add("sheet_beside_kept", file=workbook.file, sheet=sheet.name)
                continue
            of_sheet, account = kept_scores(sheet, workbook.file, self.asked, self.findings)
            self.accounts.append(account)
            for block in of_sheet:
                if self.arguments[2]:
                    _keep_unit(block, self.arguments[2])
            blocks += of_sheet
        if not any(len(b) for b in blocks):
            raise ReadError("nothing_kept", self.findings, file=workbook.file, sheet=sheets[0].name)
        return blocks

    # -- bodies ----------------------------------------------------------------------------------------

    def _bodies(self, workbook: Workbook, source: Source) -> list[tuple[Body, Context, BodyAccount]]:
        """Return the bodies of all sheets, each with its context; texts of sheets without any are a cover."""
        self._check_source(workbook, source)
        found = {id(s): self._of_sheet(s, source) for s in workbook.sheets}
        if any(body.holds_numbers for bodies in found.values() for body in bodies):
            found = {s: [body for body in bodies if body.holds_numbers] for s, bodies in found.items()}
        cover = [t for s in workbook.sheets if s.rows and not found[id(s)] for t in _texts(s)]
        bodies = []
        for sheet in workbook.sheets:
            account = SheetAccount(workbook.file, sheet, [])
            self.accounts.append(account)
            for body in found[id(sheet)]:
                head = found[id(sheet)][0].titles
                context = Context(
                    self.path, sheet.name, body.titles, self.asked, self.findings, cover, head, once=self.once
                )
                account.bodies.append(BodyAccount(body, [], []))
                bodies.append((body, context, account.bodies[-1]))
        _inherit([context for _, context, _ in bodies])
        return bodies

    def _check_source(self, workbook: Workbook, source: Source) -> None:
        names = {s.name.strip(): s for s in workbook.sheets}
        for name, declared in source.sheets.items():
            sheet = names.get(name.strip())
            line = "" if sheet is None else declared.unmatched(sheet)
            if sheet is None or line:
                line = f'[sheets."{name}"] {line}'.strip()
                raise ReadError("source_unmatched", self.findings, file=workbook.file, line=line,
                                sheets=", ".join(names))  # fmt: skip

    def _of_sheet(self, sheet: Sheet, source: Source) -> list[Body]:
        declared = {n.strip(): d for n, d in source.sheets.items()}.get(sheet.name.strip())
        if declared is None:
            return find_bodies(sheet)
        if declared.skip:
            return []
        return find_bodies(sheet, declared.headings, {c: heading(w) for c, w in declared.columns.items()})

    # -- blocks ----------------------------------------------------------------------------------------

    def _blocks(self, body: Body, context: Context, account: BodyAccount) -> list[Block]:
        if context.another_index:
            account.reason = f"index {context.another_index}"
            return []
        try:
            views, account.rows, account.columns = views_of(body, context)
        except ReadError as error:
            self._fail(error, body, context)
            return []
        blocks = []
        for view in [part for whole in views for part in by_unit(whole)]:
            self.views.append(view)
            try:
                block = self._block(view, account)
            except ReadError as error:
                self._fail(error, body, context)
                continue
            if block is not None and len(block):
                blocks.append(block)
        say_unknown(account, context)
        if views and not blocks:
            _say_headless(body, context)
        return blocks

    def _fail(self, error: ReadError, body: Body, context: Context) -> None:
        explain(error, body, context)
        self.failed = self.failed or error

    def _block(self, view: View, account: BodyAccount) -> Block | None:
        context = view.context
        if not _holds_numbers(view) and not view.body.is_form:
            return None
        framework = self._framework(view)
        placing = Placing(view.index, view.year, view.body, context)
        of_many = _names_units(view)
        unit = _whose(view, placing)
        kind = "scoring" if view.listed is not None else _kind(view, framework, unit)
        if kind == "none":
            raise not_scored(view)
        if unit is None and not of_many:
            raise context.error("sheet_without_unit")
        reader: Scoring | Domains | Published
        if kind == "scoring":
            reader = Scoring(view, unit, placing)
        elif kind == "domains":
            reader = Domains(view, unit, placing)
        else:
            reader = Published(view, framework, unit, placing)
        block = reader.block()
        account.matrices.append(reader.matrix)
        placing.say_pseudo()
        if block is not None:
            account.blocks.append(block)
            if kind != "scoring" and (label := context.label()):
                block.note = dict.fromkeys(range(len(block)), label)
        if block is not None and of_many and self.arguments[2]:
            _keep_unit(block, self.arguments[2])
        return block

    def _framework(self, view: View) -> Framework:
        try:
            framework = frameworks.framework(view.index, view.year)
        except FrameworkError:
            first = frameworks.editions(view.index)[0].year
            raise view.context.error(
                "year_before_index", index=view.index, year=view.year, first=first
            ) from None
        if framework.assumed:
            self.findings.add("edition_assumed", file=self.path.name, index=view.index, year=view.year,
                              edition=framework.edition)  # fmt: skip
        return framework

    def _joined(self, blocks: list[Block]) -> list[Block]:
        """Join the blocks of one index and year, and check what is declared of them."""
        first = blocks[0]
        if first.told is not None and all(b.told is not None for b in blocks):
            self.findings.add(
                "year_conflict", file=first.file, sheet=first.sheet, year=first.year, told=first.told
            )
            for block in blocks:
                block.told = None
        joining = Joining(self.findings)
        joining.join(blocks)
        for block in blocks:
            if not any(block is kept for kept in joining.blocks):
                block.dropped = not any(block is useful for useful in joining.completing)
                block.leave_out(np.flatnonzero(~np.isnan(block.value)), "given_by_another_sheet")
        joining.zeros()
        for block in joining.blocks:
            report_stages(block, self.findings)
        published = [b for b in joining.blocks if b.framework is not None]
        for year in years_of(published):
            check(year, self.findings)
        joining.outside()
        return joining.blocks


def _names_units(view: View) -> bool:
    return any(t.unit for t in (*view.rows, *view.columns))


def _whose(view: View, placing: Placing) -> Unit | None:
    """Return the unit of a whole view; None where rows or columns name theirs, or nothing names one."""
    if view.listed is not None:
        return placing.place([view.listed], down=True)[0]
    return None if _names_units(view) else unit_of(view.context, view.year, placing)


def _holds_numbers(view: View) -> bool:
    rows = view.body.sheet.rows
    return any(is_number(rows[r.at][c.at]) for r in view.rows for c in view.columns)


def _kind(view: View, framework: Framework, unit: Unit | None) -> str:
    """Tell how a view is read: against the framework, or by criteria that the sheet declares."""
    declared = frameworks.indices()[view.index]
    only_declared = declared.provinces_only or frameworks.is_users(view.index)
    named_units = [t.unit for t in (*view.rows, *view.columns) if t.unit]
    local = sum(units.local_unit(u) is not None for u in named_units) * 2 > len(named_units)
    if any(t.unit for t in view.rows):
        criteria = any(h.rest for t in view.columns if t.is_score for h in t.labels)
        return "domains" if local and criteria and not only_declared else "published"
    if not view.body.sides.get("names") or only_declared:
        staged = view.body.sides.get("quantities") and any(t.stage for t in view.rows)
        is_local = unit is not None and unit.unit_type in ("department", "district", "commune")
        return "domains" if staged and is_local and not only_declared else "published"
    if any(t.quantity == "satisfied" for t in view.columns):
        return "scoring"
    known = sum(bool(named(t.labels, framework).code) for t in view.rows if t.labels)
    if named_units and not local:
        return "published" if known else "none"
    staged = any(t.stage not in ("", "final") or t.quantity == "maximum" for t in view.columns)
    pointed = any("điểm" in t.text.lower() and t.is_score for t in view.columns)
    if staged or view.context.stage() or pointed:
        return "scoring"
    if unit is not None and unit.unit_type in ("province", "ministry", "nation", "region"):
        return "published" if known else "none"
    by_name = sum(named(t.labels, framework).how not in ("", "code") for t in view.rows if t.labels)
    return "scoring" if by_name > 1 else "none"


def _inherit(contexts: list[Context]) -> None:
    """Let a body without index, year or unit take those that all others of the workbook tell."""
    indices = {c.indices() for c in contexts} - {()}
    years = {y for c in contexts if (y := c.year()) is not None}
    for context in contexts:
        context.inherited_index = next(iter(indices)) if len(indices) == 1 else ()
        context.inherited_year = next(iter(years)) if len(years) == 1 else None
        context.of_one_year = len(years) < 2
    named = [c.titled_indices() for c in contexts]
    for context, own in zip(contexts, named, strict=True):
        asked = context.asked.index
        if own and asked not in own and any(asked in other for other in named):
            context.another_index = ", ".join(sorted(own))
    provinces = {p for c in contexts if (p := c.titled_province())}
    titled = {t for c in contexts if (t := c.unit_line())}
    for context in contexts:
        context.inherited_unit = next(iter(titled)) if len(titled) == 1 else ""
        context.of_one_unit = len(titled) < 2
        context.inherited_province = next(iter(provinces)) if len(provinces) == 1 else ""
        context.of_one_province = len(provinces) < 2


def _texts(sheet: Sheet) -> list[str]:
    return [text for row in sheet.rows for text in texts_of(row)]


def _say_headless(body: Body, context: Context) -> None:
    """Report a table of units of which nothing was read since nothing stands over its columns."""
    rows = body.sheet.rows
    cells = [(r, c) for c in body.columns for r in body.lines if is_number(rows[r][c])]
    at = body.side("units")
    if at is not None and len(cells) > 1 and not any(body.stacks[c] for _, c in cells):
        context.say("table_without_headings", address(*cells[0]), count=len(cells))


def _keep_unit(block: Block, unit: str) -> None:
    """Keep the rows of one unit, given by id or by any spelling of its name; none where it is not there."""
    try:
        named = units.resolve(unit, block.units)
    except units.UnknownUnit:
        named = units.resolve(unit)  # a unit all the same, or an error that names the nearest of all
    wanted = [i for i, u in enumerate(block.units) if u.unit_id == named.unit_id]
    block.take(np.flatnonzero(np.isin(block.unit, wanted)), "another_unit")


__all__ = ["Asked", "Reading", "read", "read_many"]
