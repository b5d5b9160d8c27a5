"""``cchc build``: ``data/raw`` to ``data/processed``."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from cchc_analysis.commands.options import Root, Workers, need_workbooks
from cchc_analysis.commands.output import progress, say
from cchc_analysis.writing import saving


def build_command(root: Root = Path("data"), workers: Workers = None) -> None:
    """Dựng data/processed từ data/raw.

    Chỉ đọc lại tệp đã đổi. Mã kết thúc 1 nếu số liệu nguồn có lỗi; dữ liệu vẫn được dựng.
    """
    from cchc_analysis.commands.understood import exit_code
    from cchc_analysis.dataset import build

    need_workbooks(root)
    with saving(root / "processed"):
        built = build(root, progress=progress, workers=workers or os.cpu_count() or 1)
    done = f"Đã đọc lại {len(built.read)} tệp" if built.read else "Dữ liệu đã mới, không phải đọc lại"
    say(f"{done}; {len(built.parts)} phần (chỉ số × năm) trong {root / 'processed'}")
    errors = int((built.findings["severity"] == "error").sum())
    if errors:
        say(f"Dựng xong. Số liệu nguồn có {errors} lỗi: xem `cchc check`, mã kết thúc 1")
    raise typer.Exit(exit_code(built.findings))
