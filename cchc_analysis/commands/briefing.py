"""``cchc briefing``: the pack of one unit or many."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_analysis.commands.options import Lang, Root, need_workbooks, workers_of, year_of
from cchc_analysis.commands.output import COULD_NOT, progress, say, show
from cchc_analysis.errors import CchcError
from cchc_analysis.writing import saving

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.briefing.many import Outcome
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
        list[str] | None,
        typer.Option("--unit", "-u", metavar="TÊN", help="Đơn vị, hay nhóm như so/hoa-binh; có thể lặp lại."),
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Mọi tỉnh, thành phố.")] = False,
    listed: Annotated[
        Path | None,
        typer.Option("--units", metavar="TỆP", help="Danh sách đơn vị, mỗi dòng một tên (văn bản hoặc CSV)."),
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="VÙNG", help="Mọi tỉnh, thành phố của một vùng.")
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option(
            "--scope", metavar="NHÓM", help="Mọi đơn vị của một nhóm, ví dụ xa/dong-nai, và bộ chung của nhóm."
        ),
    ] = None,
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
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", metavar="SỐ", parser=workers_of,
            help="Số bộ tài liệu lập cùng lúc; mặc định là số lõi máy.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Lập lại cả bộ không có gì thay đổi, thay cả bộ khác ở đó.")
    ] = False,
) -> None:  # fmt: skip
    """Lập bộ tài liệu của một hay nhiều đơn vị.

    Biểu đồ PNG, so_lieu.xlsx, bao_cao.docx, trinh_bay.pptx, tin_bai.docx và index.html, vào
    exports/<đơn vị>/<năm> (tiếng Anh: <năm>-en). Bộ nào không có gì thay đổi thì giữ nguyên.
    Mã kết thúc 2 nếu có bộ không lập được.
    """
    from cchc_analysis.briefing import lists, manifest
    from cchc_analysis.briefing.dates import day_made
    from cchc_analysis.briefing.many import Order, data_of, write_packs
    from cchc_analysis.dataset import build
    from cchc_analysis.settings import settings

    chosen = settings()
    day = day_made(made) if made else None
    need_workbooks(root)
    with saving(root / "processed"):
        build(root, progress=progress)
    until = chosen.year if year is None else year or None
    known_by = manifest.figures_of(root)
    scores = data_of(root, known_by)
    wanted = [lists.Wanted(name, name) for name in unit or []]
    wanted += lists.provinces(scores, until) if everyone else []
    wanted += lists.of_file(listed) if listed else []
    wanted += lists.of_region(scores, region, until) if region else []
    wanted += lists.of_scope(scores, scope) if scope else []
    wanted = wanted or [lists.Wanted(chosen.unit, chosen.unit)]
    orders = [
        Order(
            one.unit, one.called, until, lang or chosen.lang, out, root, _targets(scores, one.unit, chosen),
            day, figures=known_by, force=force,
        )
        for one in dict.fromkeys(wanted)
    ]  # fmt: skip
    ticks, outcomes = iter(progress(orders)), []
    for outcome in write_packs(orders, workers=workers or os.cpu_count() or 1):
        next(ticks, None)
        if outcome.pack is not None:
            _tell(outcome.pack, briefly=len(orders) > 1)
        outcomes.append(outcome)
    next(ticks, None)
    _sum_up(outcomes, len(orders))


def _tell(pack: Pack, *, briefly: bool) -> None:
    """Show where a pack lies and how many files of each kind it has; of one alone what was left out as well."""
    kinds = Counter(path.suffix.lstrip(".").upper() for path in pack.files)
    kept = " (không có gì thay đổi, giữ nguyên)" if pack.up_to_date else ""
    show(f"{pack.folder}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) + kept)
    if briefly:
        return
    years = ", ".join(f"{index} {year}" for index, year in pack.years.items())
    say(f"  {pack.unit}: {years}; mở {pack.folder / 'index.html'}")
    if pack.up_to_date:
        say("  Số liệu, chương trình và tùy chọn không đổi; muốn lập lại hãy thêm --force")
    if pack.skipped:
        say(f"  Không có gì để vẽ: {', '.join(pack.skipped)}")
    if pack.silent:
        say(f"  {pack.silent} câu hỏi chưa trả lời được, lý do ghi trong index.html")


def _sum_up(outcomes: Sequence[Outcome], asked: int) -> None:
    """Say how many packs there are; end with the reason of each that there is not."""
    failed = [one for one in outcomes if one.pack is None]
    if asked == 1 and failed:
        raise CchcError(failed[0].why)
    if asked > 1:
        kept = sum(one.pack is not None and one.pack.up_to_date for one in outcomes)
        written = asked - kept - len(failed)
        say(f"Đã lập {written}, giữ nguyên {kept}, chưa lập được {len(failed)}/{asked} bộ tài liệu")
    for one in failed:
        say(f"- {one.order.called}: {one.why.splitlines()[0]}")
    if failed:
        raise typer.Exit(COULD_NOT)


def _targets(scores: pd.DataFrame, name: str, chosen: Settings) -> dict[str, dict[str, float]]:
    """Return the plan's targets, which are those of the unit of ``cchc.toml`` and nobody else's."""
    from cchc_analysis.briefing.subject import meant

    if not chosen.targets:
        return {}
    try:
        return chosen.targets if meant(scores, name) == meant(scores, chosen.unit) else {}
    except CchcError:
        return {}
