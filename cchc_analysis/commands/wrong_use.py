"""The help and the refusals of the command line in Vietnamese: typer's words around ours are English.

All of that is here. typer asks for names of its own: where a newer one asks for others, its English shows, and
nothing breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cchc_analysis.errors import CchcError

#: What every wrong use is that typer finds; it has no public name there.
TYPER_USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]

_HEADINGS = {"Usage": "Cách dùng", "Arguments": "Tham số", "Options": "Tùy chọn", "Commands": "Lệnh"}
_USAGE = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH …"}
_REMARKS = (
    (re.compile(r"(?<=[\[ ])default: "), "mặc định: "),
    (re.compile(r"(?<=[\[ ])required(?=\])"), "bắt buộc"),
    (re.compile(r"^Show this message and exit\.$"), "In hướng dẫn này."),
)
#: The type that typer puts behind the name of an argument.
_TYPE = re.compile(r"(?<=\S) <[\w\[\] ]+>$")


class UsageError(CchcError):
    """Raised where a command is used wrongly; the message says what there is to choose from."""


_Formatter: Any = typer.Context.formatter_class


class _Frames(_Formatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, vietnamese in _USAGE.items():
            args = args.replace(english, vietnamese)
        args = re.sub(r"\{(.*?)\}", r"\1", args)
        super().write_usage(prog, args, f"{_HEADINGS['Usage']}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *more: Any, **named: Any) -> None:
        translated = [(_TYPE.sub("", name), _remarks(text)) for name, text in rows]
        super().write_dl(translated, *more, **named)


def _remarks(text: str) -> str:
    for english, vietnamese in _REMARKS:
        text = english.sub(vietnamese, text)
    return text


class _Context(typer.Context):
    formatter_class = _Frames


class Command(TyperCommand):
    """A command whose help is Vietnamese."""

    context_class = _Context


class Commands(TyperGroup):
    """All commands; an unknown one is answered with those that there are."""

    context_class = _Context

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is meant; refuse a name that none has."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            listed = ", ".join(self.commands)
            near = next(iter(get_close_matches(name, self.commands)), None)
            vi, en = (f" Có phải “{near}”?", f" Did you mean “{near}”?") if near else ("", "")
            raise UsageError(
                f"Không có lệnh “{name}”.{vi} Các lệnh: {listed}.\n"
                f"There is no command “{name}”.{en} There are: {listed}."
            )
        return super().resolve_command(ctx, args)


def explain(error: Any) -> str:
    """Return what is said of a wrong use that typer found: Vietnamese, English, where the help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.message).rstrip("\n")
    vi, en = _explanation(error)
    path = error.ctx.command_path if error.ctx else "cchc"
    return f"{vi}\n{en}\nXem hướng dẫn: {path} --help"


def _explanation(error: Any) -> tuple[str, str]:
    english = error.format_message()
    kind, option = type(error).__name__, getattr(error, "option_name", "")
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or ()))
        return f"Không có tùy chọn {option}." + (f" Có phải {near}?" if near else ""), english
    if kind == "BadOptionUsage":
        lacks = "requires" in english
        return f"Tùy chọn {option} " + ("còn thiếu giá trị." if lacks else "không nhận giá trị."), english
    if kind == "MissingParameter":
        return f"Thiếu {_name_of(error.param)}.", english
    if kind == "BadParameter":
        return f"Giá trị của {_name_of(error.param)} không hợp lệ.", english
    extra = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)\.?", english)
    if extra:
        vi = f"Thừa tham số: {extra[1]}. Tên có dấu cách thì đặt trong dấu ngoặc kép."
        return vi, f"{english}. Put a name with spaces into quotes."
    return "Lệnh chưa đúng.", english


def _name_of(param: Any) -> str:
    if param is None:
        return "một tham số"
    if param.param_type_name == "option":
        return f"tùy chọn {' / '.join(param.opts)}"
    return f"tham số {param.metavar or param.name}"
