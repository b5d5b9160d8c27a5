"""The user's own settings: ``cchc.toml`` in the working folder."""

from __future__ import annotations

import json
import re
import tomllib
from codecs import BOM_UTF8
from dataclasses import dataclass, field, fields
from importlib.resources import files
from pathlib import Path

from cchc_analysis.errors import CchcError
from cchc_analysis.units import AmbiguousUnit, UnknownUnit, resolve
from cchc_analysis.vietnamese import clean
from cchc_analysis.writing import write

FILE = "cchc.toml"
#: The folder of the notebooks in a working folder.
NOTEBOOKS = "notebooks"

#: A value of one line, and what may stand behind it.
_VALUE = r"""(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[^#"'\r\n]*?)"""
_REST_OF_LINE = r"(?=[ \t]*(?:#[^\r\n]*)?\r?$)"


class SettingsError(CchcError, ValueError):
    """Raised for a ``cchc.toml`` that cannot be used; the message says which line or word."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user set, or the defaults.

    Attributes
    ----------
    unit : str
        Whose briefing it is; Bắc Kạn unless set.
    year : int or None
        Year assessed; None takes the latest that is published.
    lang : {"vi", "en"}
    index : str or None
        The index that notebooks of any index look into; None takes PAPI.
    targets : dict
        The plan's targets by index, such as ``{"PAPI": {"rank": 20}}``.
    """

    unit: str = "Bắc Kạn"
    year: int | None = None
    lang: str = "vi"
    index: str | None = None
    targets: dict[str, dict[str, float]] = field(default_factory=dict)


def settings(folder: str | Path = ".") -> Settings:
    """Return the settings of a folder; the defaults where it has no ``cchc.toml``.

    Raises
    ------
    SettingsError
        Where the file is no TOML, holds an unknown word, or a value that cannot be.
    """
    path = Path(folder) / FILE
    return checked(_read(path)) if path.is_file() else Settings()


def choose(folder: str | Path = ".", **choices: str | int | None) -> Path:
    """Write choices into the ``cchc.toml`` of a folder; remarks, and whatever is not chosen, stay as they are.

    Parameters
    ----------
    folder : str or Path
        A folder without ``cchc.toml`` gets the commented one of a new working folder.
    **choices
        ``unit``, ``year``, ``lang``, ``index``; None puts one out of force, its line becoming a remark.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    SettingsError
        For a choice that cannot be, or a file that cannot be written so by a program; it stays as it was.
    SaveError
        Where the file cannot be written.
    """
    path = Path(folder) / FILE
    text = (
        _read(path) if path.is_file() else files("cchc_analysis").joinpath("starter", FILE).read_text("utf-8")
    )
    checked(text)
    wanted: dict[str, object] = tomllib.loads(text)
    for name, value in choices.items():
        wanted[name] = value
        text = _with_choice(text, name, value)
    checked(text)
    if tomllib.loads(text) != {name: value for name, value in wanted.items() if value is not None}:
        raise SettingsError(
            f"{FILE}: cách viết của tệp này không sửa tự động được; hãy mở tệp và sửa bằng Notepad.\n"
            f"{FILE}: is written in a way that no program can change safely; edit it by hand."
        )
    return write(path, text.encode("utf-8-sig" if _begins_with_a_mark(path) else "utf-8"))


def checked(text: str) -> Settings:
    """Return what the text of a ``cchc.toml`` sets; refuse what :func:`settings` does."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{FILE}: {_broken(text, error)}") from None
    known = [f.name for f in fields(Settings)]
    for name in given:
        if name not in known:
            raise SettingsError(
                f"{FILE}: không có mục “{name}”; có: {', '.join(known)}.\n"
                f"{FILE}: there is no “{name}”; there are: {', '.join(known)}."
            )
    return _checked(given)


def targets(unit: str) -> dict[str, dict[str, float]]:
    """Return a unit's targets of ``cchc.toml``, here or in the folder above: a notebook runs in its own.

    A plan is one unit's: nobody but the unit of ``cchc.toml`` has targets. By index, then ``rank``, ``score``
    or ``pct``, such as ``{"PAPI": {"rank": 20}}``; empty without a file. *unit* in any spelling.

    Raises
    ------
    SettingsError
        As :func:`settings`.
    """
    chosen = settings(working_folder())
    return chosen.targets if resolve(unit).unit == resolve(chosen.unit).unit else {}


def _read(path: Path) -> str:
    """Return the text of a file, its line ends as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(
            f"{FILE}: không phải UTF-8; trong Notepad chọn Save As, Encoding: UTF-8.\n"
            f"{FILE}: is not UTF-8; in Notepad choose Save As, Encoding: UTF-8."
        ) from None
    except OSError as error:
        raise SettingsError(f"{FILE}: không đọc được ({error}).\n{FILE}: cannot be read ({error}).") from None


def _begins_with_a_mark(path: Path) -> bool:
    """Tell whether a file begins with the mark by which Notepad knows UTF-8."""
    return path.is_file() and path.read_bytes().startswith(BOM_UTF8)


def _with_choice(text: str, name: str, value: str | int | None) -> str:
    """Return the text with one setting changed: where it stands, else where a remark has it, else in front."""
    first_table = re.search(r"(?m)^[ \t]*\[", text)
    head, tables = (text[: first_table.start()], text[first_table.start() :]) if first_table else (text, "")
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\\", r"\\")
    in_force = rf"(?m)^[ \t]*{name}[ \t]*=[ \t]*{_VALUE}{_REST_OF_LINE}"
    if re.search(in_force, head):
        return re.sub(in_force, line if value is not None else r"# \g<0>", head, count=1) + tables
    if value is None:
        return text
    head, changed = re.subn(rf"(?m)^#[ \t]*{name}[ \t]*=[^\r\n]*", line, head, count=1)
    return head + tables if changed else f"{name} = {json.dumps(value, ensure_ascii=False)}\n{text}"


def working_folder() -> Path:
    """Return the folder whose ``cchc.toml`` holds here: this one, or of a notebook the one above.

    Without any ``cchc.toml`` it is the one above the notebooks, else this one.
    """
    here = Path.cwd()
    without = here.parent if here.name == NOTEBOOKS else here
    return next((folder for folder in (here, here.parent) if (folder / FILE).is_file()), without)


def _broken(text: str, error: tomllib.TOMLDecodeError) -> str:
    """Return what is said of a text that is no TOML: the line, and what is nearly always wrong with it."""
    place = re.search(r"at line (\d+)", str(error))
    number = int(place[1]) if place else len(text.splitlines())
    lines = text.splitlines()
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return (
        f"không đọc được dòng {number} ({line}). Chữ phải đặt trong dấu ngoặc kép thẳng, ví dụ "
        f'unit = "Bắc Kạn".\n{FILE}: line {number} cannot be read ({error}). Put words into straight quotes.'
    )


def _checked(given: dict[str, object]) -> Settings:
    if given.get("lang", "vi") not in ("vi", "en"):
        raise SettingsError(f'{FILE}: lang phải là "vi" hoặc "en".\n{FILE}: lang must be "vi" or "en".')
    if isinstance(given.get("year"), bool) or not isinstance(given.get("year", 0), int):
        raise SettingsError(f"{FILE}: year phải là số, bốn chữ số.\n{FILE}: year must be a number.")
    _check_targets(given.get("targets", {}))
    if not isinstance(given.get("index", ""), str):
        raise SettingsError(
            f'{FILE}: index phải là tên một chỉ số, ví dụ "PAPI".\n'
            f'{FILE}: index must be the name of an index, such as "PAPI".'
        )
    if "unit" in given:
        try:
            given = given | {"unit": _unit(str(given["unit"]))}
        except (UnknownUnit, AmbiguousUnit) as error:
            vi, _, en = str(error).partition("\n")
            raise SettingsError(f"{FILE}: {vi}\n{FILE}: {en}") from None
    return Settings(**given)  # type: ignore[arg-type]


def _unit(written: str) -> str:
    """Return a province by its name; another unit as it is written, with what tells it from namesakes."""
    unit = resolve(written)
    return unit.unit if unit.unit_type == "province" else clean(written)


def _check_targets(given: object) -> None:
    """Refuse targets that are no numbers by index and measure."""
    fits = isinstance(given, dict) and all(
        isinstance(target, dict)
        and all(isinstance(v, int | float) and not isinstance(v, bool) for v in target.values())
        for target in given.values()
    )
    if not fits:
        raise SettingsError(
            f"{FILE}: targets phải có dạng [targets.PAPI] rồi rank = 20.\n"
            f"{FILE}: targets must be written [targets.PAPI] and then rank = 20."
        )
