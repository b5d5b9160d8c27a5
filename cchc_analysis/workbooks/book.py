"""One workbook: its sheets to bodies, each with what surrounds it, and those to joined blocks of scores."""

from __future__ import annotations

from pathlib import Path

from cchc_analysis import frameworks
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.grid import Sheet, Workbook, address, open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.frameworks import FrameworkError
from cchc_analysis.tables.bodies import find_bodies, going_on
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import TEXT, Kinds, is_number
from cchc_analysis.tables.text_lines import texts_of
from cchc_analysis.workbooks.cells.account import BodyAccount, SheetAccount
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.cells.unread import say_merged, say_unknown
from cchc_analysis.workbooks.context.conflicts import asked_of
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.doubts import say_doubts, say_typed
from cchc_analysis.workbooks.context.source import Source, source_of
from cchc_analysis.workbooks.context.titles import only, worded_alike, year_of
from cchc_analysis.workbooks.headings.sections import parts_of, refuse_no_scores
from cchc_analysis.workbooks.headings.seen import explain
from cchc_analysis.workbooks.headings.views import View, by_criterion, by_stage, by_unit, views_of
from cchc_analysis.workbooks.kept import is_kept, kept_scores
from cchc_analysis.workbooks.kinds.choosing import block_of, keep_unit
from cchc_analysis.workbooks.refusals import no_score, no_table, report_marks
from cchc_analysis.workbooks.scores.checking import check_copies
from cchc_analysis.workbooks.scores.joining import joined


class Book:
    """Reads one workbook."""

    def __init__(self, path: Path, index: str | None, year: int | None, unit: str | None) -> None:
        self.path = path
        self.findings = Findings()
        self.arguments = (index, year, unit)
        self.accounts: list[SheetAccount] = []
        self.failed: ReadError | None = None
        self.views: list[View] = []
        self.once: set[tuple[str, ...]] = set()

    def tried(self) -> list[Block]:
        """Return the blocks; none of a workbook that cannot be read, of which the findings say why."""
        try:
            return self.read()
        except ReadError:
            return []

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
        kept_blocks = [b for blocks in by_year.values() for b in joined(blocks, self.findings)]
        if not any(len(b) for b in kept_blocks):
            raise self.failed or no_score(workbook, self.asked, self.views, self.findings)
        check_copies(kept_blocks, self.findings)
        return kept_blocks

    def _declare(self, workbook: Workbook) -> None:
        """Learn the indices that the user declares beside the workbook's data folder."""
        try:
            frameworks.declare_beside(workbook.path)
        except FrameworkError as error:
            vi, _, en = str(error).partition("\n")
            raise ReadError("framework_wrong", self.findings, file=workbook.file,
                            problem=(vi, en or vi)) from None  # fmt: skip

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
                    keep_unit(block, self.arguments[2])
            blocks += of_sheet
        if not any(len(b) for b in blocks):
            raise ReadError("nothing_kept", self.findings, file=workbook.file, sheet=sheets[0].name)
        return blocks

    # -- bodies ----------------------------------------------------------------------------------------

    def _bodies(self, workbook: Workbook, source: Source) -> list[tuple[Body, Context, BodyAccount]]:
        """Return the bodies of all sheets, each with its context; texts of sheets without any are a cover."""
        source.check(workbook, self.findings)
        by_sheet = [(sheet, _bodies_of(sheet, source)) for sheet in workbook.sheets]
        self._go_on(by_sheet, source)
        if any(body.holds_numbers for _, bodies in by_sheet for body in bodies):
            by_sheet = [(sheet, [b for b in bodies if b.holds_numbers]) for sheet, bodies in by_sheet]
            self._say_tables_left(by_sheet, source)
        cover = [text for sheet, of in by_sheet if not of for row in sheet.rows for text in texts_of(row)]
        bodies = []
        for sheet, of_sheet in by_sheet:
            account = SheetAccount(workbook.file, sheet, [])
            self.accounts.append(account)
            for table, body in ((whole, part) for whole in of_sheet for part in parts_of(whole)):
                outer = [*([*s.texts] for s in body.sections[1:]), *([table.titles] if body.sections else [])]
                context = Context(self.path, sheet.name, body.titles, self.asked, self.findings, cover, outer,
                                  of_sheet[0].titles, once=self.once)  # fmt: skip
                account.bodies.append(BodyAccount(body, [], []))
                bodies.append((body, context, account.bodies[-1]))
        _inherit([context for _, context, _ in bodies])
        return bodies

    def _go_on(self, by_sheet: list[tuple[Sheet, list[Body]]], source: Source) -> None:
        """Give a sheet without headings those of the sheet before, whose table it goes on with."""
        for place in range(1, len(by_sheet)):
            (other, before), (sheet, of_sheet) = by_sheet[place - 1 : place + 1]
            is_known = source.of(sheet) is not None or any(any(body.stacks.values()) for body in of_sheet)
            if before and not is_known and (going := going_on(sheet, before[-1])):
                by_sheet[place] = sheet, of_sheet = sheet, going
                self.findings.add("sheet_goes_on", file=self.path.name, sheet=sheet.name, other=other.name)
            if before and of_sheet:
                before[-1].goes_on = before[-1].steps_to(sheet.rows, of_sheet[0].lines)

    def _say_tables_left(self, by_sheet: list[tuple[Sheet, list[Body]]], source: Source) -> None:
        """Report lists of names with numbers in sheets of which nothing is read, as nothing heads them."""
        for sheet in (s for s, bodies in by_sheet if not bodies and source.of(s) is None):
            counts = [row.count("n") + row.count("N") for row in Kinds(sheet).rows if TEXT in row]
            listed = [n for n in counts if n > 1]
            if len(listed) > 1:
                place = {"file": self.path.name, "sheet": sheet.name}
                self.findings.add("table_without_headings", count=sum(listed), **place)

    # -- blocks ----------------------------------------------------------------------------------------

    def _blocks(self, body: Body, context: Context, account: BodyAccount) -> list[Block]:
        if context.another_index:
            account.reason = f"index {context.another_index}"
            return []
        try:
            refuse_no_scores(body, context)
            views, account.rows, account.columns = views_of(body, context)
        except ReadError as error:
            self._fail(error, body, context)
            return []
        blocks = []
        by_name = [listed for whole in views for one in by_criterion(whole) for listed in by_unit(one)]
        for view in [part for listed in by_name for part in by_stage(listed)]:
            self.views.append(view)
            try:
                block = block_of(view, account, self.arguments[2])
            except ReadError as error:
                self._fail(error, body, context)
                continue
            if block is not None and len(block):
                blocks.append(block)
                say_doubts(context, body, view.year, account.rows, account.columns)
        say_typed(context)
        say_unknown(account, context)
        say_merged(account, context)
        if views and not blocks:
            _say_headless(body, context)
        return blocks

    def _fail(self, error: ReadError, body: Body, context: Context) -> None:
        explain(error, body, context)
        self.failed = self.failed or error


def _bodies_of(sheet: Sheet, source: Source) -> list[Body]:
    declared = source.of(sheet)
    if declared is None:
        return find_bodies(sheet)
    if declared.skip:
        return []
    return find_bodies(sheet, declared.headings, {c: (heading(w),) for c, w in declared.columns.items()})


def _inherit(contexts: list[Context]) -> None:
    """Let a body without index, year or unit take those that all others of the workbook tell.

    What a row of text within a table tells is but of the rows below it.
    """
    wholes = [c for c in contexts if not c.outer] or contexts
    indices = {c.indices() for c in wholes} - {()}
    years, of_wholes = ({y for c in of if (y := c.year()) is not None} for of in (contexts, wholes))
    titles = ["" if year_of([c.sheet]) else worded_alike(c.titles) for c in contexts]
    for context, title in zip(contexts, titles, strict=True):
        alike = [c.year() for c, other in zip(contexts, titles, strict=True) if title and other == title]
        context.inherited_index = only(indices) or ()
        context.inherited_year = only(of_wholes)
        context.of_one_year = len(years) < 2 or alike.count(context.year_of_file()) * 2 > len(alike)
    named = [c.titled_indices() for c in contexts]
    for context, titled in zip(contexts, named, strict=True):
        asked = context.asked.index
        if titled and asked not in titled and any(asked in other for other in named):
            context.another_index = ", ".join(sorted(titled))
    provinces = {p for c in contexts if (p := c.titled_province())}
    lines = {t for c in wholes if (t := c.unit_line())}
    for context in contexts:
        context.inherited_unit = only(lines) or ""
        context.of_one_unit = len(lines) < 2
        context.inherited_province = only(provinces) or ""
        context.of_one_province = len(provinces) < 2


def _say_headless(body: Body, context: Context) -> None:
    """Report a table of units of which nothing was read since nothing stands over its columns."""
    rows = body.sheet.rows
    cells = [(r, c) for c in body.columns for r in body.lines if is_number(rows[r][c])]
    at = body.side("units")
    if at is not None and len(cells) > 1 and not any(body.stacks[c] for _, c in cells):
        context.say("table_without_headings", address(*cells[0]), count=len(cells))
