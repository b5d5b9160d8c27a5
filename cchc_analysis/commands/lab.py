"""``cchc lab``: JupyterLab on the notebooks."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.commands.output import COULD_NOT, say

_FOLDER = Path("notebooks")
_OVERVIEW = "00_*.ipynb"


def lab_command(
    quiet: Annotated[
        bool, typer.Option("--no-browser", help="Không mở trình duyệt, chỉ in địa chỉ.")
    ] = False,
) -> None:
    """Mở JupyterLab bằng tiếng Việt, ở notebook tổng quan."""
    if not _FOLDER.is_dir():
        say(
            "Không thấy thư mục notebooks/: hãy chạy lệnh này trong thư mục làm việc (tạo bằng cchc init).\n"
            "There is no notebooks/ here: run this in a working folder (cchc init makes one)."
        )
        raise typer.Exit(COULD_NOT)
    if find_spec("jupyterlab") is None:
        say(
            'Chưa cài JupyterLab: chạy pip install "cchc-analysis[notebooks]".\n'
            'JupyterLab is not installed: run pip install "cchc-analysis[notebooks]".'
        )
        raise typer.Exit(COULD_NOT)
    say("Đang mở JupyterLab … Đóng cửa sổ này, hoặc nhấn Ctrl+C, để dừng.")
    raise typer.Exit(_run(lab_arguments(browser=not quiet), lab_environment()))


def _run(words: list[str], environment: dict[str, str]) -> int:
    """Run a program to its end, to which Ctrl+C is a matter of its own."""
    import subprocess

    with subprocess.Popen(words, env=environment) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def lab_arguments(*, browser: bool = True) -> list[str]:
    """Return what starts JupyterLab on the overview, asking nothing and fetching no news."""
    first = next(iter(sorted(_FOLDER.glob(_OVERVIEW))), None)
    place = f"/lab/tree/{first.as_posix()}" if first else f"/lab/tree/{_FOLDER.as_posix()}"
    words = [
        sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={Path.cwd()}",
        f"--LabApp.default_url={place}", "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--Application.log_level=ERROR", "--ServerApp.answer_yes=True",
    ]  # fmt: skip
    return words if browser else [*words, "--no-browser"]


def lab_environment() -> dict[str, str]:
    """Return the environment in which our defaults, Vietnamese among them, stand below the user's settings."""
    from cchc_analysis.starter import JUPYTER

    before = os.environ.get("JUPYTER_CONFIG_PATH")
    return os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [before, str(JUPYTER)]))}
