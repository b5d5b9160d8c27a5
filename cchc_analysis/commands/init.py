"""``cchc init``: a working folder from nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.commands.output import say, show


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục mới, hoặc thư mục trống.")],
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", metavar="TÊN", help="Đơn vị lập báo cáo, ghi vào cchc.toml.")
    ] = None,
) -> None:
    """Tạo một thư mục làm việc mới, đủ để chạy.

    Gồm số liệu đã công bố, notebook, cchc.toml và một bảng chấm điểm trống.
    """
    from cchc_analysis.starter import start

    made = start(folder, unit=unit)
    edit = "xem cchc.toml: năm, mục tiêu" if unit else "mở cchc.toml, ghi tên đơn vị của bạn"
    show(str(made.folder))
    say(
        f"Đã tạo thư mục làm việc “{made.folder}”:\n"
        f"  data/raw        {made.workbooks} bảng tính số liệu, mỗi tệp kèm nguồn\n"
        f"  notebooks       {made.notebooks} notebook\n"
        f"  cchc.toml       đơn vị, năm, ngôn ngữ, mục tiêu của bạn\n"
        f"  {made.sheet.name}  bảng chấm điểm trống; điền xong chép vào data/raw/par\n"
        f"Bước tiếp theo:\n"
        f"  1. {', '.join(filter(None, [_go_to(made.folder), edit]))}\n"
        f'  2. chép bảng chấm điểm của đơn vị vào data/raw/par, rồi cchc check "data/raw/par/<tên tệp>"\n'
        f"  3. cchc briefing    (lập báo cáo, trình bày, biểu đồ, bảng số liệu trong exports)\n"
        f"  4. cchc lab         (mở JupyterLab)"
    )


def _go_to(folder: Path) -> str:
    """Return how to go to a folder; nothing where we are there."""
    if folder.resolve() == Path.cwd():
        return ""
    command = "cd /d" if os.name == "nt" else "cd"
    return f'{command} "{folder}"'
