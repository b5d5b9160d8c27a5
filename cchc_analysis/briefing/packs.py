"""The pack of a unit: from its figures to the files that are handed over, one folder a run."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import pandas as pd

from cchc_analysis.briefing.answering import Answer, Briefing, answer
from cchc_analysis.briefing.contents import Pictures
from cchc_analysis.briefing.figures import Table, tabulate, unit_of
from cchc_analysis.briefing.phrases import TEMPLATES, Phrases, both, phrases
from cchc_analysis.briefing.pictures import draw
from cchc_analysis.briefing.subject import BriefingError
from cchc_analysis.briefing.tracing import Tracer
from cchc_analysis.writing import saving

MANIFEST = "manifest.json"
_CHARTS = "bieu_do"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written: its folder, its files relative to it, charts that had nothing to draw."""

    folder: Path
    files: list[Path]
    briefing: Briefing
    skipped: list[str]


def day_made(given: str | None = None) -> date:
    """Return the day that a pack says it was made on: as given, that of ``SOURCE_DATE_EPOCH``, today.

    Raises
    ------
    BriefingError
        For a day or a moment that is none.

    Examples
    --------
    >>> day_made("2026-01-31")
    datetime.date(2026, 1, 31)
    """
    if given is not None:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            with suppress(ValueError):
                return date.fromisoformat(given)
        raise BriefingError("\n".join(both("errors", "bad_date", date=given)))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return date.today()
    if not epoch.isascii() or not epoch.isdigit() or int(epoch) > 253_402_300_799:  # the end of the year 9999
        raise BriefingError("\n".join(both("errors", "bad_epoch", date=epoch)))
    return datetime.fromtimestamp(int(epoch), UTC).date()


def write_pack(
    scores: pd.DataFrame,
    unit: str,
    *,
    year: int | None = None,
    lang: str = "vi",
    out: str | Path = "exports",
    root: str | Path = "data",
    targets: Mapping[str, Mapping[str, float]] | None = None,
    made: date | None = None,
    templates: Path = TEMPLATES,
) -> Pack:
    """Write the pack of a unit: charts, workbook, report, slides, notice, page, manifest.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    unit : str
        Its name in any spelling, or its id.
    year : int, optional
        The year that is told; of each index the latest unless given, which every document says.
    lang : {"vi", "en"}
    out, root : str or Path
        Where packs go and where the data are.
    targets : mapping, optional
        The plan's targets by index.
    made : date, optional
        The day that the documents say they were made on; :func:`day_made` unless given.
    templates : Path
        Where the office keeps its own phrases (``words.toml``) and letterhead (``bao_cao.docx``).

    Returns
    -------
    Pack

    Raises
    ------
    BriefingError
        Where there is no pack of this unit or year, with the reason; without python-docx or python-pptx.
    UnknownUnit
        For a name that is no unit's.
    """
    _need_office()
    made = made or day_made()
    say = phrases(lang, templates)
    briefing = answer(scores, unit, year=year, lang=lang, targets=targets)
    if not briefing.answers:
        facts = {"unit": briefing.subject.unit, "year": briefing.year}
        raise BriefingError("\n".join(both("errors", "nothing", **facts)))
    folder = briefing.subject.folder(briefing.year, out)
    with saving(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = folder.parent / f".{token_hex(8)}.tmp"
        try:
            (aside / _CHARTS).mkdir(parents=True)
            skipped = _fill(aside, briefing, Path(root), say, made, templates)
            files = _put(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return Pack(folder, files, briefing, skipped)


def brief(
    unit: str,
    *,
    year: int | None = None,
    lang: str = "vi",
    out: str | Path = "exports",
    root: str | Path = "data",
    made: str | None = None,
) -> list[Path]:
    """Write the pack of a unit from the data of a folder.

    Parameters
    ----------
    unit : str
        Its name in any spelling, or its id.
    year : int, optional
        The year that is told; of each index the latest unless given.
    lang : {"vi", "en"}
    out, root : str or Path
        Where packs go and where the data are.
    made : str, optional
        The day that the documents say they were made on, ``2026-01-31``.

    Returns
    -------
    list of Path
        Every file written.

    Raises
    ------
    BriefingError
        As :func:`write_pack`.
    UnknownUnit
        For a name that is no unit's.
    """
    from cchc_analysis.dataset import load

    pack = write_pack(load(root), unit, year=year, lang=lang, out=out, root=root, made=day_made(made))
    return [pack.folder / path for path in pack.files]


def _need_office() -> None:
    try:
        import docx  # noqa: F401
        import pptx  # noqa: F401
    except ImportError:
        raise BriefingError("\n".join(both("errors", "no_office"))) from None


def _fill(
    folder: Path, briefing: Briefing, root: Path, say: Phrases, made: date, templates: Path
) -> list[str]:
    """Write every file of a pack into a folder; return the charts that had nothing to draw."""
    from cchc_analysis.briefing.notice import as_document, as_markdown, notice
    from cchc_analysis.briefing.page import write_page
    from cchc_analysis.briefing.report import write_report
    from cchc_analysis.briefing.slides import charts_shown, write_slides
    from cchc_analysis.briefing.workbook import write_workbook

    tracer = Tracer(briefing.scores, root)
    tables = _tables(briefing, tracer, say)
    with TemporaryDirectory() as scratch:
        large, skipped = _draw_all(briefing, folder / _CHARTS, made)
        shown = charts_shown(briefing.answers, list(large.large))
        pictures = _draw_more(briefing, large, shown, Path(scratch), made)
        by_number = {a.number: table for a, table in tables}
        sections = notice(briefing, say)
        documents = {
            "so_lieu.xlsx": write_workbook(briefing, tables, tracer, say, made),
            "bao_cao.docx": write_report(briefing, pictures.report, say, made, templates / "bao_cao.docx"),
            "trinh_bay.pptx": write_slides(briefing, shown, pictures.slides, say, made),
            "tin_bai.md": as_markdown(sections).encode(),
            "tin_bai.docx": as_document(sections, made, say.lang),
            "index.html": write_page(briefing, by_number, pictures.large, say, made).encode(),
        }
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    (folder / MANIFEST).write_bytes(_manifest(folder, briefing, tables, root, made))
    return skipped


def _tables(briefing: Briefing, tracer: Tracer, say: Phrases) -> list[tuple[Answer, Table]]:
    return [(a, tabulate(a, unit_of(a, briefing), tracer, say)) for a in briefing.answers]


def _draw_all(briefing: Briefing, folder: Path, made: date) -> tuple[Pictures, list[str]]:
    """Draw every chart with its words."""
    large, skipped = {}, []
    for one in briefing.answers:
        if one.question.chart:
            picture = draw(one, briefing.subject.unit_id, folder, briefing.lang, made)
            if picture is None:
                skipped.append(one.name)
            else:
                large[one.number] = picture
    return Pictures(large, {}, {}), skipped


def _draw_more(
    briefing: Briefing, drawn: Pictures, shown: list[Answer], scratch: Path, made: date
) -> Pictures:
    """Draw those of the report and the slides again, at the size that they have there, without their words."""
    for one in briefing.answers:
        if one.number in drawn.large and one.stands_in("report"):
            picture = draw(
                one, briefing.subject.unit_id, scratch / "a4", briefing.lang, made, size="a4", words=False
            )
            if picture is not None:
                drawn.report[one.number] = picture
        if one in shown:
            picture = draw(
                one,
                briefing.subject.unit_id,
                scratch / "slide",
                briefing.lang,
                made,
                size="slide",
                words=False,
            )
            if picture is not None:
                drawn.slides[one.number] = picture
    return drawn


def _put(aside: Path, folder: Path) -> list[Path]:
    """Put a finished pack where it belongs; what an earlier run wrote goes, what others put there stays."""
    files = sorted(path.relative_to(aside) for path in aside.rglob("*") if path.is_file())
    for stale in _written_before(folder) - set(files):
        with suppress(FileNotFoundError):
            (folder / stale).unlink()
    (folder / _CHARTS).mkdir(parents=True, exist_ok=True)
    for path in [*(f for f in files if f.name != MANIFEST), Path(MANIFEST)]:
        os.replace(aside / path, folder / path)
    return files


def _written_before(folder: Path) -> set[Path]:
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {Path(one["path"]) for one in listed if ".." not in Path(one["path"]).parts}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _manifest(
    folder: Path, briefing: Briefing, tables: list[tuple[Answer, Table]], root: Path, made: date
) -> bytes:
    """Return the manifest: every file with its hash, the workbooks behind its figures with theirs."""
    behind = {a.name: _workbooks(table) for a, table in tables}
    every = sorted({name for names in behind.values() for name in names})
    found = {name: next(iter(sorted((root / "raw").rglob(name))), None) for name in every}
    files = [
        {"path": path.relative_to(folder).as_posix(), "sha256": _sha256(path),
         "figures_from": behind.get(path.stem, every)}
        for path in sorted(folder.rglob("*")) if path.is_file()
    ]  # fmt: skip
    subject = briefing.subject
    return (json.dumps({
        "unit": subject.full_name, "unit_id": subject.unit_id, "kind": subject.kind, "year": briefing.year,
        "years": briefing.years_told(), "lang": briefing.lang, "made": made.isoformat(), "files": files,
        "workbooks": [{"file": n, "sha256": _sha256(path) if path else None} for n, path in found.items()],
        "not_answered": [
            {"question": s.key, "index": s.index, "why": s.why[0 if briefing.lang == "vi" else 1]}
            for s in briefing.not_answered
        ],
    }, ensure_ascii=False, indent=1) + "\n").encode()  # fmt: skip


def _workbooks(table: Table) -> list[str]:
    """Return the files that the numbers of a table came from."""
    return sorted({p.file for _, n in table.numbers() if n.trace is not None for p in n.trace.places})


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
