"""What ``cchc read`` and ``cchc check`` print: the scores that were understood, and the findings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from cchc_analysis.commands.output import DONE, ERRORS, say, show
from cchc_analysis.declarations import declaration
from cchc_analysis.escaping import on_one_line

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.workbooks import Reading

MARKS = {"error": "LỖI", "warning": "CẢNH BÁO", "note": "ghi chú"}
#: What the stages of a score are called.
_STAGES = {"self": "tự đánh giá", "appraised": "thẩm định", "appraised_2": "thẩm định 2",
           "survey": "điều tra XHH", "final": "kết quả"}  # fmt: skip
#: More findings than this are counted instead of listed, unless asked for.
_MOST_NOTES = 20


def print_understood(reading: Reading, unit: str | None) -> None:
    """Print a table for each index, year and edition of a reading; for each unit of a scoring sheet."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 200, color_system=None)
    for title, rows in _understood(reading.scores, unit):
        # A text is shown as it is written: rich would take “[/x]” for its own mark-up.
        table = Table(title=Text(on_one_line(title)), title_justify="left", box=None, pad_edge=False)
        for place, name in enumerate(rows.columns):
            table.add_column(Text(on_one_line(str(name))), justify="left" if place < 2 else "right")
        for row in rows.itertuples(index=False):
            table.add_row(*(Text(on_one_line(str(v))) for v in row))
        with console.capture() as shown:
            console.print(table)
        show(shown.get(), end="")


def _understood(scores: pd.DataFrame, unit: str | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield a title and a table for each edition and year; for each unit of a scoring sheet."""
    for (index, year, edition), part in scores.groupby(["index", "year", "edition"]):
        sheets = ", ".join(part["sheet"].str.strip().drop_duplicates())
        title = f"{index} {year} · {edition} · {part['unit'].nunique()} đơn vị · trang: {sheets}"
        if part["stage"].nunique() > 1:
            for name, sheet in part.groupby("unit", sort=False):
                yield f"{title} · {name}", _of_sheet(sheet)
        else:
            yield title, _of_unit(part) if unit else _of_criteria(part)


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


def print_findings(findings: pd.DataFrame, *, all_of_them: bool = False, to: TextIO | None = None) -> None:
    """Print findings, a line each; notes that are more than a screen holds are counted."""
    shown = findings if all_of_them else findings[findings["severity"] != "note"]
    notes = findings[findings["severity"] == "note"]
    shown = shown if all_of_them else _joined(shown, notes.head(max(0, _MOST_NOTES - len(shown))))
    lines = []
    for row in shown.itertuples(index=False):
        place = " › ".join(on_one_line(p.strip()) for p in (row.file, row.sheet, row.cell) if p)
        lines.append(f"[{MARKS[row.severity]}] {place}: {row.message}")
    if len(shown) < len(findings):
        lines.append(f"… và {len(findings) - len(shown)} ghi chú nữa: xem `cchc check`")
    for line in lines:
        show(line) if to is sys.stdout else say(line)


def _joined(*frames: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(frames)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as JSON has them."""
    return json.loads(frame.to_json(orient="records", force_ascii=False))


def account_line(account: pd.DataFrame) -> str:
    """Return how many numbers of a workbook were taken, and the commonest reasons of the others."""
    cells = account.groupby("taken")["cells"].sum()
    taken, left = int(cells.get(True, 0)), int(cells.get(False, 0))
    reasons = account[~account["taken"]].groupby("reason")["cells"].sum().sort_values(ascending=False)
    listed = ", ".join(f"{count} {_reason(str(reason))}" for reason, count in reasons.head(4).items())
    return f"Lấy {taken} trong {taken + left} số của tệp" + (f"; còn lại: {listed}" if listed else "")


def _reason(reason: str) -> str:
    """Return in words why numbers were left out."""
    from cchc_analysis.workbooks.headings.facet_words import words_of

    if reason.startswith("index "):
        return f"thuộc {reason.removeprefix('index ')}"
    of_quantities = {value: word for (facet, value), word in words_of("vi").items() if facet == "quantity"}
    return (of_quantities | declaration("commands", "reasons.toml")).get(reason, reason)


def exit_code(findings: pd.DataFrame) -> int:
    """Return the exit code of a command that found this."""
    return ERRORS if (findings["severity"] == "error").any() else DONE
