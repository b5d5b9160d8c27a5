"""``cchc briefing``: the pack of one unit or many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_analysis.commands.options import Lang, Root, need_workbooks, year_of
from cchc_analysis.commands.output import COULD_NOT, progress, say, show
from cchc_analysis.errors import CchcError
from cchc_analysis.writing import saving

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.briefing.packs import Pack
    from cchc_analysis.settings import Settings

#: The word for the latest year of each index, whatever `cchc.toml` says.
_LATEST = ("latest", "moi-nhat", "mới nhất")
_EVERY_INDEX = 0


def year_or_latest(text: str | int) -> int:
    """Return the year that ``--year`` gives, 0 for the latest of each index.

    Examples
    --------
    >>> year_or_latest("2024"), year_or_latest("latest")
    (2024, 0)
    """
    return _EVERY_INDEX if str(text).strip().lower() in _LATEST else year_of(text)


def briefing_command(
    unit: Annotated[
        list[str] | None, typer.Option("--unit", "-u", metavar="TÊN", help="Đơn vị; có thể lặp lại.")
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Mọi tỉnh, thành phố.")] = False,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", "-y", metavar="NĂM", parser=year_or_latest,
            help="Năm đánh giá; latest: năm mới nhất của từng chỉ số.",
        ),
    ] = None,
    lang: Lang = None,
    out: Annotated[Path, typer.Option("--out", metavar="THƯ_MỤC", help="Thư mục nhận kết quả.")] = Path(
        "exports"
    ),
    made: Annotated[
        str | None, typer.Option("--date", metavar="NGÀY", help="Ngày ghi trên tài liệu, dạng năm-tháng-ngày.")
    ] = None,
    root: Root = Path("data"),
) -> None:  # fmt: skip
    """Lập bộ tài liệu của một hay nhiều đơn vị.

    Biểu đồ PNG, so_lieu.xlsx, bao_cao.docx, trinh_bay.pptx, tin_bai.docx và index.html, vào exports/.
    """
    from cchc_analysis.briefing import packs
    from cchc_analysis.dataset import build, load
    from cchc_analysis.settings import settings

    chosen = settings()
    day = packs.day_made(made)
    need_workbooks(root)
    with saving(root / "processed"):
        build(root, progress=progress)
    told = chosen.year if year is None else year or None
    scores = load(root)
    names = _every_province(scores, told) if everyone else unit or [chosen.unit]
    failed: list[tuple[str, CchcError]] = []
    for name in progress(names):
        targets = _targets(scores, name, chosen)
        try:
            with saving(out):
                pack = packs.write_pack(
                    scores, name, year=told, lang=lang or chosen.lang, out=out, root=root, targets=targets,
                    made=day,
                )  # fmt: skip
        except CchcError as why:
            if len(names) == 1:
                raise
            failed.append((name, why))
            continue
        _tell(pack)
    if failed:
        say(f"Chưa lập được {len(failed)}/{len(names)} bộ tài liệu:")
        for name, reason in failed:
            say(f"- {name}: {str(reason).splitlines()[0]}")
        raise typer.Exit(COULD_NOT)


def _tell(pack: Pack) -> None:
    """Show where a pack lies, how many files of each kind it has, and what was left out for which reason."""
    kinds = Counter(path.suffix.lstrip(".").upper() for path in pack.files)
    show(f"{pack.folder}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    years = ", ".join(f"{index} {year}" for index, year in pack.briefing.years_told().items())
    say(f"  {pack.briefing.subject.full_name}: {years}; mở {pack.folder / 'index.html'}")
    if pack.skipped:
        say(f"  Không có gì để vẽ: {', '.join(pack.skipped)}")
    if pack.briefing.not_answered:
        say(f"  {len(pack.briefing.not_answered)} câu hỏi chưa trả lời được, lý do ghi trong index.html")


def _targets(scores: pd.DataFrame, name: str, chosen: Settings) -> dict[str, dict[str, float]]:
    """Return the plan's targets, which are those of the unit of ``cchc.toml`` and nobody else's."""
    from cchc_analysis.briefing.subject import meant

    if not chosen.targets:
        return {}
    try:
        return chosen.targets if meant(scores, name) == meant(scores, chosen.unit) else {}
    except CchcError:
        return {}


def _every_province(scores: pd.DataFrame, year: int | None) -> list[str]:
    """Return the provinces of a year; of the last in which the data have provinces, unless it is given."""
    from cchc_analysis.units import valid_units
    from cchc_analysis.vietnamese import collation_key

    scored = scores.loc[(scores["unit_type"] == "province") & ~scores["estimated"], "year"]
    last = int(scored.max()) if year is None and len(scored) else year
    if last is None:
        say("Dữ liệu không có tỉnh, thành phố nào (the data have no province)")
        raise typer.Exit(COULD_NOT)
    return sorted({u.unit for u in valid_units(last).values()}, key=collation_key)
