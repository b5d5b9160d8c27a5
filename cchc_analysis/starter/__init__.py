"""A working folder from nothing: the shipped figures and notebooks, ``cchc.toml``, a scoring sheet to fill in.

The package of a wheel carries the figures and notebooks in ``shipped/``; in a checkout, which has no such
folder, they are taken from where they lie. There is never a second copy to keep in step.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_analysis.errors import CchcError
from cchc_analysis.settings import FILE, checked
from cchc_analysis.template import blank_sheet
from cchc_analysis.writing import saving

_PACKAGE = Path(__file__).resolve().parents[1]
_SHIPPED = _PACKAGE / "shipped"
_CHECKOUT = _PACKAGE.parent
#: JupyterLab reads the defaults of our own below this folder; what the user set stays above them.
JUPYTER = Path(__file__).resolve().parent / "jupyter"
#: What a system puts into a folder by itself: a folder with no more than these is empty to a user.
_OF_THE_SYSTEM = {".ds_store", "desktop.ini", "thumbs.db"}


class StartError(CchcError):
    """Raised where a working folder cannot be made; nothing that was there is touched."""


@dataclass(frozen=True, slots=True)
class Started:
    """What was put into a working folder.

    Attributes
    ----------
    folder : Path
    workbooks, notebooks : int
        How many.
    sheet : Path
        The blank scoring sheet.
    """

    folder: Path
    workbooks: int
    notebooks: int
    sheet: Path


def start(folder: str | Path, *, unit: str | None = None, year: int | None = None) -> Started:
    """Make a working folder.

    Parameters
    ----------
    folder : str or Path
        Made where it is absent; empty otherwise.
    unit : str, optional
        Whose briefing ``cchc.toml`` asks for; Bắc Kạn unless given.
    year : int, optional
        Of the scoring sheet; this year unless given.

    Raises
    ------
    StartError
        Where the folder is not empty, or the package lacks what it ships.
    SettingsError
        Where nobody is called so.
    SaveError
        Where nothing can be written; what was begun is taken away again.
    """
    folder = Path(folder)
    year = year or date.today().year
    sources = {"data/raw": shipped("raw"), "notebooks": shipped("notebooks")}
    settings = _settings(unit)
    with saving(folder):
        _refuse_what_is_there(folder)
        absent = _absent(folder)
        folder.mkdir(parents=True, exist_ok=True)
    sheet = folder / f"bang_cham_diem_{year}.xlsx"
    try:
        with saving(folder):
            for name, source in sources.items():
                _copy(source, folder / name)
            (folder / FILE).write_text(
                settings, encoding="utf-8", newline="\r\n" if os.name == "nt" else "\n"
            )
            blank_sheet(sheet, year=year)
    except BaseException:
        _take_away(folder, absent, sheet)
        raise
    workbooks = sum(1 for _ in _files(folder / "data/raw", ".xlsx"))
    notebooks = sum(1 for _ in _files(folder / "notebooks", ".ipynb"))
    return Started(folder, workbooks, notebooks, sheet)


def shipped(name: str) -> Path:
    """Return where the package keeps its ``raw`` or ``notebooks``; refuse an incomplete installation."""
    checkout = _CHECKOUT / {"raw": "data/raw", "notebooks": "notebooks"}[name]
    for place in (_SHIPPED / name, checkout):
        if place.is_dir():
            return place
    raise StartError(
        "Bản cài đặt thiếu số liệu và notebook đi kèm; hãy cài lại cchc_analysis.\n"
        "The installation lacks the figures and notebooks that come with it; install cchc_analysis again."
    )


def _settings(unit: str | None) -> str:
    text = Path(__file__).with_name(FILE).read_text(encoding="utf-8")
    if unit is None:
        return text
    quoted = unit.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace('unit = "Bắc Kạn"', f'unit = "{quoted}"')
    checked(text)  # a misspelt name is refused now, not with the first briefing
    return text


def _refuse_what_is_there(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StartError(
            f"{folder}: đã có một tệp mang tên này; hãy chọn tên thư mục khác.\n"
            f"{folder}: is a file; choose another name for the folder."
        )
    names = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    if FILE in names:
        raise StartError(
            f"{folder}: đã là thư mục làm việc (có {FILE}); không thay đổi gì. Vào thư mục rồi chạy: "
            f"cchc briefing.\n{folder}: is a working folder already (it has {FILE}); nothing was changed. Go "
            "there and run: cchc briefing."
        )
    if any(name.lower() not in _OF_THE_SYSTEM for name in names):
        listed = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        raise StartError(
            f"{folder}: thư mục không trống (có {listed}); không ghi gì vào đó. Hãy chọn tên thư mục mới.\n"
            f"{folder}: is not empty (it has {listed}); nothing was written. Choose the name of a new folder."
        )


def _absent(folder: Path) -> list[Path]:
    """Return the folders that have to be made, the deepest first."""
    made = [folder] if not folder.exists() else []
    return made + [parent for parent in folder.parents if made and not parent.exists()]


def _copy(source: Path, target: Path) -> None:
    for path in _files(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)  # the content alone: an installed package may be read-only


def _files(folder: Path, ending: str = "") -> Iterator[Path]:
    """Yield the files below a folder, without what programs leave there for themselves."""
    for path in sorted(folder.rglob(f"*{ending}")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "~$", "__")) for part in parts):
            yield path


def _take_away(folder: Path, absent: list[Path], sheet: Path) -> None:
    """Remove what was begun, and nothing else: the folder was empty before."""
    for name in ("data", "notebooks"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for file in (folder / FILE, sheet):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    for made in absent:
        with suppress(OSError):
            made.rmdir()
