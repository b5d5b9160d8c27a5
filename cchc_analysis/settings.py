"""The user's own settings: ``cchc.toml`` in the working folder."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

from cchc_analysis.errors import CchcError
from cchc_analysis.units import AmbiguousUnit, UnknownUnit, resolve
from cchc_analysis.vietnamese import clean

FILE = "cchc.toml"


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
    targets : dict
        The plan's targets by index, such as ``{"PAPI": {"rank": 20}}``.
    """

    unit: str = "Bắc Kạn"
    year: int | None = None
    lang: str = "vi"
    targets: dict[str, dict[str, float]] = field(default_factory=dict)


def settings(folder: str | Path = ".") -> Settings:
    """Return the settings of a folder; the defaults where it has no ``cchc.toml``.

    Raises
    ------
    SettingsError
        Where the file is no TOML, holds an unknown word, or a value that cannot be.
    """
    path = Path(folder) / FILE
    if not path.is_file():
        return Settings()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(
            f"{FILE}: không phải UTF-8; trong Notepad chọn Save As, Encoding: UTF-8.\n"
            f"{FILE}: is not UTF-8; in Notepad choose Save As, Encoding: UTF-8."
        ) from None
    except OSError as error:
        raise SettingsError(f"{FILE}: không đọc được ({error}).\n{FILE}: cannot be read ({error}).") from None
    return checked(text)


def checked(text: str) -> Settings:
    """Return what the text of a ``cchc.toml`` sets.

    Raises
    ------
    SettingsError
        As :func:`settings`.
    """
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
    here = Path.cwd()
    own = settings(next((f for f in (here, here.parent) if (f / FILE).is_file()), here))
    return own.targets if resolve(unit).unit == resolve(own.unit).unit else {}


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
    if "unit" in given:
        try:
            given = given | {"unit": _unit(str(given["unit"]))}
        except (UnknownUnit, AmbiguousUnit) as error:
            vi, _, en = str(error).partition("\n")
            raise SettingsError(f"{FILE}: {vi}\n{FILE}: {en}") from None
    return Settings(**given)  # type: ignore[arg-type]


def _unit(written: str) -> str:
    """Return a province by its name; another unit as it is written, with what tells it from namesakes."""
    found = resolve(written)
    return found.unit if found.unit_type == "province" else clean(written)


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
