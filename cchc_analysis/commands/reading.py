"""``cchc read`` and ``cchc check``: what the program understood of a workbook, and what is doubtful."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.commands.options import FORMATS, Index, Workers, Year, need_workbooks, one_of
from cchc_analysis.commands.output import (
    COULD_NOT,
    DONE,
    ERRORS,
    is_unicode,
    keep_source,
    progress,
    say,
    say_lost,
    show,
)


def read_command(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Excel cần đọc.")],
    index: Index = None,
    year: Year = None,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", metavar="TÊN", help="Chỉ in điểm của đơn vị này.")
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="|".join(FORMATS), parser=one_of("--format", FORMATS), help="Cách in."
        ),
    ] = "table",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="TỆP", help="Ghi .xlsx, hay .csv cho Excel (UTF-8 có BOM, dấu ;)."
        ),
    ] = None,
) -> None:
    """Đọc một tệp và in những gì đã hiểu.

    Cảnh báo in ra stderr.
    """
    from cchc_analysis.briefing.tables import harmless, written_as
    from cchc_analysis.commands import understood
    from cchc_analysis.workbooks import read

    write_table = written_as(output) if output is not None else None
    keep_source(output, file)
    reading = read(file, index=index, year=year, unit=unit)
    if output is not None and write_table is not None:
        write_table(reading.scores, output)
        say(f"Đã ghi {len(reading.scores)} dòng vào {output}")
    elif form == "csv":
        text = harmless(reading.scores).to_csv(index=False, lineterminator="\n")
        show(text, end="")
        say_lost(text)
    elif form == "json":
        rows = understood.records(reading.scores)
        show(json.dumps(rows, ensure_ascii=not is_unicode(sys.stdout), indent=1))
    else:
        understood.print_understood(reading, unit)
        say(understood.account_line(reading.account))
    understood.print_findings(reading.findings)
    raise typer.Exit(understood.exit_code(reading.findings))


def check_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="ĐƯỜNG_DẪN", help="Tệp hoặc thư mục; mặc định là data/raw.")
    ] = None,
    index: Index = None,
    year: Year = None,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", metavar="TÊN", help="Đơn vị được chấm điểm.")
    ] = None,
    workers: Workers = None,
) -> None:
    """Chỉ in cảnh báo của tệp hay thư mục.

    Mã kết thúc 1 nếu có lỗi, 2 nếu có tệp không đọc được.
    """
    from cchc_analysis.commands import understood
    from cchc_analysis.dataset import check
    from cchc_analysis.findings import Finding, Findings

    if not paths:
        need_workbooks(Path("data"))
        paths = [Path("data/raw")]
    files = list(_workbooks_in(paths))
    if not files:
        say("Không có tệp Excel nào ở: " + ", ".join(str(p) for p in paths))
        raise typer.Exit(COULD_NOT)
    entries = check(files, index=index, year=year, unit=unit, progress=progress, workers=workers)
    unread = sum(not entry.rows for entry in entries)
    findings = Findings(Finding(*row) for entry in entries for row in entry.findings)
    understood.print_findings(findings.to_frame(), all_of_them=True, to=sys.stdout)
    counts = {s: sum(f.severity == s for f in findings.items) for s in understood.MARKS}
    say(
        f"{len(files)} tệp: {counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['note']} ghi chú"
        + (f"; {unread} tệp không đọc được" if unread else "")
    )
    raise typer.Exit(COULD_NOT if unread else ERRORS if counts["error"] else DONE)


def _workbooks_in(paths: Iterable[Path]) -> Iterator[Path]:
    from cchc_analysis.dataset import WORKBOOKS

    for path in paths:
        if os.path.isdir(path):  # unlike a path's own question, false for a name that is too long
            within = (p for p in path.rglob("*") if p.suffix.lower() in WORKBOOKS)
            yield from sorted(p for p in within if not p.name.startswith("~$"))
        else:
            yield path
