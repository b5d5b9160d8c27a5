"""``cchc briefing``: the charts and tables of one unit or many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cchc_analysis.commands.options import Lang, Root, Year, need_workbooks
from cchc_analysis.commands.output import COULD_NOT, progress, say, show
from cchc_analysis.writing import saving


def briefing_command(
    unit: Annotated[
        list[str] | None, typer.Option("--unit", "-u", metavar="TÊN", help="Đơn vị; có thể lặp lại.")
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Mọi tỉnh, thành phố.")] = False,
    year: Year = None,
    lang: Lang = None,
    out: Annotated[Path, typer.Option("--out", metavar="THƯ_MỤC", help="Thư mục nhận kết quả.")] = Path(
        "exports"
    ),
    root: Root = Path("data"),
) -> None:
    """Lập bộ tài liệu của một hay nhiều đơn vị.

    Chạy các notebook, ghi biểu đồ PNG và bảng vào exports/.
    """
    from cchc_analysis.briefing import brief
    from cchc_analysis.dataset import build
    from cchc_analysis.settings import settings
    from cchc_analysis.units import resolve

    chosen = settings()
    need_workbooks(root)
    with saving(root / "processed"):
        build(root, progress=progress)
    asked = [resolve(name).unit for name in unit or [chosen.unit]] if not everyone else []
    names = asked or _every_province(root, year or chosen.year)
    written: list[Path] = []
    for name in progress(names):
        with saving(out):
            made = brief(name, year=year or chosen.year, lang=lang or chosen.lang, out=out, root=root)
        written += made
        show(_folders(made))
    pictures = sum(p.suffix == ".png" for p in written)
    say(f"{pictures} biểu đồ PNG và {len(written) - pictures} bảng, notebook trong {out}/")


def _folders(written: list[Path]) -> str:
    """Return the folders that files were written to, with how many of each kind, a line each."""
    counts: dict[Path, Counter[str]] = {}
    for path in written:
        counts.setdefault(path.parent, Counter())[path.suffix.lstrip(".").upper()] += 1
    return "\n".join(
        f"{folder}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        for folder, kinds in sorted(counts.items())
    )


def _every_province(root: Path, year: int | None) -> list[str]:
    """Return the provinces of a year; of the last in which the data have provinces, unless it is given."""
    from cchc_analysis.dataset import load
    from cchc_analysis.units import valid_units
    from cchc_analysis.vietnamese import collation_key

    scores = load(root)
    scored = scores.loc[(scores["unit_type"] == "province") & ~scores["estimated"], "year"]
    last = int(scored.max()) if year is None and len(scored) else year
    if last is None:
        say("Dữ liệu không có tỉnh, thành phố nào (the data have no province)")
        raise typer.Exit(COULD_NOT)
    return sorted({u.unit for u in valid_units(last).values()}, key=collation_key)
