"""The command line: ``cchc read | check | build | briefing | template | lab``.

Exit codes: 0 done, 1 findings of severity *error*, 2 could not read or wrong use. Results go to standard
output, everything said about them to standard error.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from cchc_analysis.errors import CchcError
from cchc_analysis.escaping import on_one_line, plain
from cchc_analysis.writing import SaveError, save_error, saving

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.workbooks import Reading

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # half of the time of `cchc --help`, and frames that an old console cannot show
    help="Đọc, kiểm tra và vẽ các chỉ số cải cách hành chính (PAPI, PCI …).",
)

DONE, ERRORS, COULD_NOT = 0, 1, 2
_MARKS = {"error": "LỖI", "warning": "CẢNH BÁO", "note": "ghi chú"}
#: What an index is called in the title of its scoring sheet.
_TITLES = {"PAR": "CẢI CÁCH HÀNH CHÍNH", "DTI": "CHUYỂN ĐỔI SỐ"}
#: What the stages of a score are called.
_STAGES = {"self": "tự chấm", "appraised": "thẩm định", "appraised_2": "thẩm định 2", "survey": "ĐTXHH",
           "final": "kết quả"}  # fmt: skip
#: More findings than this are counted instead of listed, unless asked for.
_MOST_NOTES = 20


class Format(StrEnum):
    """How ``cchc read`` prints scores."""

    table = "table"
    csv = "csv"
    json = "json"


Index = Annotated[str | None, typer.Option("--index", "-i", help="Chỉ số: PAPI, PCI …")]
Year = Annotated[int | None, typer.Option("--year", "-y", help="Năm được chấm điểm.")]
Root = Annotated[Path, typer.Option("--root", help="Thư mục dữ liệu (chứa raw/).")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Số tiến trình đọc tệp; mặc định là số lõi máy.")
]


@app.command("read")
def read_command(
    file: Annotated[Path, typer.Argument(help="Tệp Excel cần đọc.")],
    index: Index = None,
    year: Year = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help="Chỉ in điểm của đơn vị này.")] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="Cách in.")] = Format.table,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Ghi .xlsx, hay .csv cho Excel (UTF-8 có BOM, dấu ;)."),
    ] = None,
) -> None:
    """Đọc một tệp và in những gì đã hiểu; điều nghi vấn in ra stderr."""
    from cchc_analysis.briefing.tables import harmless, written_as
    from cchc_analysis.workbooks import read

    write_table = written_as(output) if output is not None else None
    _keep_source(output, file)
    reading = read(file, index=index, year=year, unit=unit)
    if output is not None and write_table is not None:
        write_table(reading.scores, output)
        _say(f"Đã ghi {len(reading.scores)} dòng vào {output}")
    elif form is Format.csv:
        text = harmless(reading.scores).to_csv(index=False, lineterminator="\n")
        _print(text, end="")
        _say_lost(text)
    elif form is Format.json:
        _print(json.dumps(_records(reading.scores), ensure_ascii=not _is_unicode(sys.stdout), indent=1))
    else:
        _print_understood(reading, unit)
        _say(_account_line(reading.account))
    _print_findings(reading.findings)
    raise typer.Exit(_exit_code(reading.findings))


@app.command("check")
def check_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tệp hoặc thư mục; mặc định là data/raw.")
    ] = None,
    index: Index = None,
    year: Year = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help="Đơn vị được chấm điểm.")] = None,
    workers: Workers = None,
) -> None:
    """Chỉ in điều nghi vấn; mã thoát 1 nếu có lỗi, 2 nếu có tệp không đọc được."""
    from cchc_analysis.dataset import check
    from cchc_analysis.findings import Finding, Findings

    paths = paths or [Path("data/raw")]
    files = list(_workbooks_in(paths))
    if not files:
        _say("Không có tệp Excel nào ở: " + ", ".join(str(p) for p in paths))
        raise typer.Exit(COULD_NOT)
    entries = check(files, index=index, year=year, unit=unit, progress=_progress, workers=workers)
    unread = sum(not entry.rows for entry in entries)
    found = Findings(Finding(*row) for entry in entries for row in entry.findings)
    _print_findings(found.to_frame(), all_of_them=True, to=sys.stdout)
    counts = {s: sum(f.severity == s for f in found.items) for s in _MARKS}
    _say(
        f"{len(files)} tệp: {counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['note']} ghi chú"
        + (f"; {unread} tệp không đọc được" if unread else "")
    )
    raise typer.Exit(COULD_NOT if unread else ERRORS if counts["error"] else DONE)


@app.command("build")
def build_command(root: Root = Path("data"), workers: Workers = None) -> None:
    """Dựng data/processed từ data/raw; chỉ đọc lại những gì đã đổi."""
    from cchc_analysis.dataset import build

    with saving(root / "processed"):
        built = build(root, progress=_progress, workers=workers or os.cpu_count() or 1)
    errors = int((built.findings["severity"] == "error").sum()) if len(built.findings) else 0
    said = f"Đã đọc lại {len(built.read)} tệp" if built.read else "Dữ liệu đã mới, không phải đọc lại"
    _say(f"{said}; {len(built.parts)} phần (chỉ số × năm) trong {root / 'processed'}")
    if errors:
        _say(f"Có {errors} lỗi trong số liệu nguồn: xem `cchc check`")


@app.command("briefing")
def briefing_command(
    unit: Annotated[list[str] | None, typer.Option("--unit", "-u", help="Đơn vị; có thể lặp lại.")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Mọi tỉnh, thành phố.")] = False,
    year: Year = None,
    lang: Annotated[str | None, typer.Option("--lang", help="vi hoặc en.")] = None,
    out: Annotated[Path, typer.Option("--out", help="Thư mục nhận kết quả.")] = Path("exports"),
    root: Root = Path("data"),
) -> None:
    """Chạy các notebook cho một hay nhiều đơn vị, ghi biểu đồ PNG và bảng vào exports/."""
    from cchc_analysis.briefing import brief
    from cchc_analysis.dataset import build
    from cchc_analysis.settings import settings
    from cchc_analysis.units import resolve

    own = settings()
    with saving(root / "processed"):
        build(root, progress=_progress)
    asked = [resolve(name).unit for name in unit or [own.unit]] if not everyone else []
    names = asked or _every_province(root, year or own.year)
    written: list[Path] = []
    for name in _progress(names):
        with saving(out):
            made = brief(name, year=year or own.year, lang=lang or own.lang, out=out, root=root)
        written += made
        for path in made:
            _print(str(path))
    pictures = sum(p.suffix == ".png" for p in written)
    _say(f"{pictures} biểu đồ PNG và {len(written) - pictures} bảng, notebook trong {out}/")


def _every_province(root: Path, year: int | None) -> list[str]:
    """Return the provinces of a year; of the last in which the data have provinces, unless it is given."""
    from cchc_analysis.dataset import load
    from cchc_analysis.units import valid_units
    from cchc_analysis.vietnamese import collation_key

    scores = load(root)
    scored = scores.loc[(scores["unit_type"] == "province") & ~scores["estimated"], "year"]
    last = int(scored.max()) if year is None and len(scored) else year
    if last is None:
        _say("Dữ liệu không có tỉnh, thành phố nào (the data have no province)")
        raise typer.Exit(COULD_NOT)
    return sorted({u.unit for u in valid_units(last).values()}, key=collation_key)


@app.command("template")
def template_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Tệp XLSX sẽ ghi.")],
    index: Annotated[str, typer.Option("--index", "-i", help="Chỉ số.")] = "PAR",
    level: Annotated[
        str, typer.Option("--level", "-l", help="province, department, district, commune.")
    ] = "commune",
    year: Year = None,
    unit: Annotated[str, typer.Option("--unit", "-u", help="Tên đơn vị ghi trên bảng.")] = "",
    last: Annotated[
        Path | None, typer.Option("--from", help="Lấy tiêu chí từ bảng chấm điểm năm trước.")
    ] = None,
) -> None:
    """Ghi một bảng chấm điểm trống: công thức cộng sẵn, ô chỉ nhận điểm hợp lệ, in khổ A4 ngang."""
    from datetime import date

    from cchc_analysis.template import lines_of_edition, lines_of_sheet, write_template
    from cchc_analysis.workbooks import read

    if output.suffix.lower() != ".xlsx":
        raise SaveError(
            f"{output}: tên tệp phải có đuôi .xlsx.\n{output}: the file's name must end in .xlsx."
        )
    _keep_source(output, last)
    asked = year or date.today().year
    if last is not None:
        lines = lines_of_sheet(read(last, index=index).scores)
    else:
        lines = lines_of_edition(index.upper(), level, asked)
    title = f"BẢNG CHẤM ĐIỂM CHỈ SỐ {_TITLES.get(index.upper(), index.upper())} NĂM {asked}"
    write_template(lines, output, title=title, unit=unit)
    _say(f"Đã ghi {len(lines)} tiêu chí vào {output}")


@app.command("lab")
def lab_command() -> None:
    """Mở JupyterLab trên thư mục notebooks/."""
    import subprocess

    if not Path("notebooks").is_dir():
        _say("Không thấy thư mục notebooks/: hãy chạy lệnh này trong thư mục của dự án.")
        raise typer.Exit(COULD_NOT)
    raise typer.Exit(subprocess.call([sys.executable, "-m", "jupyterlab", "notebooks"]))


# -- printing --------------------------------------------------------------------------------------


def _print_understood(reading: Reading, unit: str | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 200, color_system=None)
    for said, rows in _understood(reading.scores, unit):
        # A text is shown as it is written: rich would take “[/x]” for its own mark-up.
        table = Table(title=Text(on_one_line(said)), title_justify="left", box=None, pad_edge=False)
        for place, name in enumerate(rows.columns):
            table.add_column(Text(on_one_line(str(name))), justify="left" if place < 2 else "right")
        for row in rows.itertuples(index=False):
            table.add_row(*(Text(on_one_line(str(v))) for v in row))
        with console.capture() as shown:
            console.print(table)
        _print(shown.get(), end="")


def _understood(scores: pd.DataFrame, unit: str | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield a title and a table for each edition and year; for each unit of a scoring sheet."""
    for (index, year, edition), part in scores.groupby(["index", "year", "edition"]):
        sheets = ", ".join(part["sheet"].str.strip().drop_duplicates())
        said = f"{index} {year} · {edition} · {part['unit'].nunique()} đơn vị · trang: {sheets}"
        if part["stage"].nunique() > 1:
            for name, own in part.groupby("unit", sort=False):
                yield f"{said} · {name}", _of_sheet(own)
        else:
            yield said, _of_unit(part) if unit else _of_criteria(part)


def _of_sheet(part: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    from cchc_analysis.vietnamese import format_number

    stages = [s for s in _STAGES if (part["stage"] == s).any()]
    scores = part.pivot(index="code", columns="stage", values="score")
    listed = part.drop_duplicates("code")
    rows = [
        [code, str(name)[:60], format_number(most), *(format_number(scores.at[code, s]) for s in stages)]
        for code, name, most in zip(listed["code"], listed["name"], listed["max_score"], strict=True)
    ]
    return pd.DataFrame(
        rows, columns=["mã", "tiêu chí", "tối đa", *(_STAGES[s] for s in stages)], dtype=object
    )


def _of_criteria(part: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    from cchc_analysis.vietnamese import format_number

    above = part[part["level"].isin([0, 1, 2])]
    rows = [
        [code, str(p["name"].iloc[0])[:48], p["score"].count(), *(
            format_number(v) for v in (p["score"].min(), p["score"].median(), p["score"].max()))]
        for code, p in above.groupby("code", sort=False)
    ]  # fmt: skip
    indicators = part[part["level"] == 4]
    if len(indicators):
        rows.append(
            ["…", f"{indicators['code'].nunique()} chỉ tiêu", indicators["score"].count(), "", "", ""]
        )
    return pd.DataFrame(
        rows, columns=["mã", "tiêu chí", "có số", "nhỏ nhất", "trung vị", "lớn nhất"], dtype=object
    )


def _of_unit(part: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    from cchc_analysis.vietnamese import format_number

    rows = [
        [r.code, str(r.name)[:60], format_number(r.score, 4), f"{r.sheet.strip()} › {r.cell}"]
        for r in part.rename(columns={"name": "_name"}).assign(name=part["name"]).itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["mã", "tiêu chí", "điểm", "ô"], dtype=object)


def _print_findings(findings: pd.DataFrame, *, all_of_them: bool = False, to: TextIO | None = None) -> None:
    shown = findings if all_of_them else findings[findings["severity"] != "note"]
    notes = findings[findings["severity"] == "note"]
    shown = shown if all_of_them else _joined(shown, notes.head(max(0, _MOST_NOTES - len(shown))))
    lines = []
    for row in shown.itertuples(index=False):
        place = " › ".join(on_one_line(p.strip()) for p in (row.file, row.sheet, row.cell) if p)
        lines.append(f"[{_MARKS[row.severity]}] {place}: {row.message}")
    if len(shown) < len(findings):
        lines.append(f"… và {len(findings) - len(shown)} ghi chú nữa: xem `cchc check`")
    for line in lines:
        _print(line) if to is sys.stdout else _say(line)


def _joined(*frames: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(frames)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return json.loads(frame.to_json(orient="records", force_ascii=False))


def _account_line(account: pd.DataFrame) -> str:
    """Return how many numbers of a workbook were taken, and the commonest reasons of the others."""
    cells = account.groupby("taken")["cells"].sum()
    taken, left = int(cells.get(True, 0)), int(cells.get(False, 0))
    reasons = account[~account["taken"]].groupby("reason")["cells"].sum().sort_values(ascending=False)
    listed = ", ".join(f"{reason} {count}" for reason, count in reasons.head(4).items())
    return f"Lấy {taken} trong {taken + left} số của tệp" + (f"; còn lại: {listed}" if listed else "")


def _exit_code(findings: pd.DataFrame) -> int:
    return ERRORS if (findings["severity"] == "error").any() else DONE


def _workbooks_in(paths: Iterable[Path]) -> Iterator[Path]:
    from cchc_analysis.dataset import WORKBOOKS

    for path in paths:
        if os.path.isdir(path):  # unlike a path's own question, false for a name that is too long
            found = (p for p in path.rglob("*") if p.suffix.lower() in WORKBOOKS)
            yield from sorted(p for p in found if not p.name.startswith("~$"))
        else:
            yield path


def _progress(items: Iterable[Any]) -> Iterable[Any]:
    """Show a progress bar on a terminal and none in a pipe."""
    items = list(items)
    if len(items) < 2 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description="", console=Console(stderr=True), transient=True)


def _keep_source(output: Path | None, source: Path | None) -> None:
    """Refuse to write over the workbook that is read."""
    both = [path for path in (output, source) if path is not None and path.is_file()]
    if len(both) == 2 and both[0].samefile(both[1]):
        raise SaveError(
            f"{output}: là chính tệp đang đọc; hãy đặt tên khác.\n"
            f"{output}: is the very file that is read; choose another name."
        )


def _is_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")


def _say_lost(text: str) -> None:
    """Say that an encoding has not all letters of a table, which would else be lost in silence."""
    encoding = sys.stdout.encoding or "utf-8"
    if not _is_unicode(sys.stdout) and text.encode(encoding, "ignore").decode(encoding) != text:
        _say(
            f"{encoding} không có đủ chữ, chữ thiếu in thành “?”: hãy dùng -o hoặc --format json\n"
            f"{encoding} lacks letters, they are printed as “?”: use -o or --format json"
        )


def _print(text: str, *, end: str = "\n") -> None:
    """Write to standard output; where its reader has gone (``| head``) there is nothing left to do."""
    try:
        sys.stdout.write(plain(text) + end)
        sys.stdout.flush()
    except OSError as error:
        _hush(sys.stdout)
        if error.errno in (errno.EPIPE, errno.EINVAL):  # the latter is what Windows calls it
            raise SystemExit(DONE) from None
        raise save_error(error, "stdout") from None


def _say(text: str) -> None:
    """Write to standard error; where that is impossible nobody can be told."""
    try:
        print(plain(text), file=sys.stderr, flush=True)
    except OSError:
        _hush(sys.stderr)


def _hush(stream: TextIO) -> None:
    """Let a stream that fails end in nothing, so that Python does not complain of it on its way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _prepare(stream: TextIO) -> None:
    """Write UTF-8 unless the user says otherwise, and a mark for what an old console cannot show."""
    if hasattr(stream, "reconfigure"):
        own = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
        stream.reconfigure(encoding=None if own else "utf-8", errors="replace")


def main() -> None:
    """Run the command line; what a user did wrong becomes one clear message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        _prepare(stream)
    try:
        app()
    except CchcError as error:
        _say(str(error))
        raise SystemExit(COULD_NOT) from None
    except OSError as error:
        _hush(sys.stdout)
        _say(str(save_error(error, error.filename or "stdout")))
        raise SystemExit(COULD_NOT) from None


if __name__ == "__main__":
    main()
