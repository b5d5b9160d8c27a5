"""``cchc template``: a blank scoring sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.commands.options import LEVELS, Year, one_of
from cchc_analysis.commands.output import keep_source, say
from cchc_analysis.writing import SaveError


def template_command(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp XLSX sẽ ghi.")],
    index: Annotated[str, typer.Option("--index", "-i", metavar="TÊN", help="Chỉ số.")] = "PAR",
    level: Annotated[
        str,
        typer.Option(
            "--level",
            "-l",
            metavar="CẤP",
            parser=one_of("--level", LEVELS),
            help="commune (xã), department (sở), district (huyện), province (tỉnh).",
        ),
    ] = "commune",  # fmt: skip
    year: Year = None,
    unit: Annotated[str, typer.Option("--unit", "-u", metavar="TÊN", help="Tên đơn vị ghi trên bảng.")] = "",
    last: Annotated[
        Path | None, typer.Option("--from", metavar="TỆP", help="Lấy tiêu chí từ bảng chấm điểm năm trước.")
    ] = None,
) -> None:
    """Ghi một bảng chấm điểm trống.

    Công thức cộng sẵn, ô chỉ nhận điểm hợp lệ, in khổ A4 ngang.
    """
    from datetime import date

    from cchc_analysis.template import blank_sheet

    if output.suffix.lower() != ".xlsx":
        raise SaveError(
            f"{output}: tên tệp phải có đuôi .xlsx.\n{output}: the file's name must end in .xlsx."
        )
    keep_source(output, last)
    made = blank_sheet(output, index=index, level=level, year=year or date.today().year, unit=unit, last=last)
    say(f"Đã ghi {len(made.lines)} tiêu chí vào {output}")
    if made.note:
        say(made.note)
