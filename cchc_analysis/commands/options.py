"""The options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.commands.wrong_use import UsageError

LANGUAGES = ("vi", "en")
FORMATS = ("table", "csv", "json")
LEVELS = ("province", "department", "district", "commune")
#: So far from this year lies no year assessed: the plan's, and the first that anybody measured.
_YEARS_AHEAD, _YEARS_BACK = 10, 40


def year_of(text: str | int) -> int:
    """Return the year that an option gives; refuse what is not one.

    Examples
    --------
    >>> year_of("2024")
    2024
    """
    from datetime import date

    word, now = str(text).strip(), date.today().year
    if word.isascii() and word.isdigit() and now - _YEARS_BACK <= int(word[:9]) <= now + _YEARS_AHEAD:
        return int(word)
    raise UsageError(
        f"--year: “{text}” không phải là năm đánh giá; hãy ghi bốn chữ số, ví dụ {now - 1}.\n"
        f"--year: “{text}” is not a year assessed; write four digits, such as {now - 1}."
    )


def workers_of(text: str | int) -> int:
    """Return a number of processes; refuse what is not a whole number of at least 1."""
    word = str(text).strip()
    if word.isascii() and word.isdigit() and int(word) >= 1:
        return int(word)
    raise UsageError(
        f"--workers: “{text}” không hợp lệ; hãy ghi một số nguyên từ 1.\n"
        f"--workers: “{text}” will not do; write a whole number from 1."
    )


def one_of(option: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    """Return a reader of an option that takes one of a few words, whatever their case.

    Examples
    --------
    >>> one_of("--lang", ("vi", "en"))("EN")
    'en'
    """

    def read(text: str) -> str:
        word = str(text).strip().lower()
        if word in choices:
            return word
        listed = ", ".join(choices)
        raise UsageError(
            f"{option}: không có “{text}”; có: {listed}.\n{option}: there is no “{text}”; there are: {listed}."
        )

    return read


def need_workbooks(root: Path) -> None:
    """Refuse a folder without ``raw/``, which is not a working folder, and say how to come by one."""
    raw = root / "raw"
    if not raw.is_dir():
        raise UsageError(
            f"{raw}: chưa có bảng tính nào, đây chưa phải thư mục làm việc. Tạo một thư mục làm việc bằng lệnh "
            f"cchc init THƯ_MỤC rồi vào đó, hoặc đặt tệp vào {raw / '<chỉ số>'}.\n"
            f"{raw}: there is no workbook, this is not a working folder. Make one with cchc init FOLDER and go "
            f"there, or put files into {raw / '<index>'}."
        )


Index = Annotated[str | None, typer.Option("--index", "-i", metavar="TÊN", help="Chỉ số: PAPI, PCI …")]
Year = Annotated[
    int | None, typer.Option("--year", "-y", metavar="NĂM", parser=year_of, help="Năm đánh giá.")
]
Root = Annotated[Path, typer.Option("--root", metavar="THƯ_MỤC", help="Thư mục dữ liệu (chứa raw/).")]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="SỐ", parser=workers_of, help="Số tiến trình đọc tệp; mặc định là số lõi máy."
    ),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="vi|en", parser=one_of("--lang", LANGUAGES), help="Ngôn ngữ kết quả."),
]
