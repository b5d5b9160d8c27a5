"""The pack of a unit: from its figures to the files that are handed over, one folder a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import pandas as pd
from filelock import FileLock

from cchc_analysis.briefing import manifest
from cchc_analysis.briefing.answering import answer, asked_about
from cchc_analysis.briefing.dates import day_made
from cchc_analysis.briefing.figures import Table, tabulate, unit_of
from cchc_analysis.briefing.phrases import TEMPLATES, Phrases, both, phrases
from cchc_analysis.briefing.pictures import CHARTS, draw_all, draw_more
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.briefing.subject import BriefingError, Subject
from cchc_analysis.briefing.tracing import Tracer
from cchc_analysis.writing import saving


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that lies in its folder.

    ``files`` are relative to it; ``skipped`` are charts that had nothing to draw; ``silent`` counts questions
    without an answer; ``up_to_date`` tells that it lay there before, else ``briefing`` is what it says.
    """

    folder: Path
    files: list[Path]
    unit: str
    years: dict[str, int]
    skipped: list[str]
    silent: int
    up_to_date: bool = False
    briefing: Briefing | None = field(default=None, repr=False)


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
    figures: str = "",
    force: bool = False,
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
    figures : str
        What *scores* and this program are known by. A whole pack that was made of the same, in the same way,
        is left as it is; unless given it is always written.
    force : bool
        Write it all the same, also in the place of another pack.

    Returns
    -------
    Pack

    Raises
    ------
    BriefingError
        Where there is no pack of this unit or year, with the reason; where its folder holds another pack;
        without python-docx or python-pptx.
    UnknownUnit
        For a name that is no unit's.
    """
    _need_office()
    whose, _ = asked_about(scores, unit, year)
    folder = whose.folder(year or whose.last_year, out, lang)
    stated = (made or day_made()) if made or os.environ.get("SOURCE_DATE_EPOCH") else None
    made_of = manifest.digest(
        figures, whose.unit_id, year, lang, dict(targets or {}), stated, manifest.hashes(templates)
    )
    with saving(folder), _locked(folder):
        if figures and not force and manifest.is_made_of(folder, made_of):
            return _as_it_lies(folder, whose)
        _refuse_another(folder, whose, year, force)
        briefing = answer(scores, unit, year=year, lang=lang, targets=targets)
        if not briefing.answers:
            facts = {"unit": whose.unit, "year": briefing.year}
            raise BriefingError("\n".join(both("errors", "nothing", **facts)))
        aside = folder.parent / f".{token_hex(8)}.tmp"
        try:
            (aside / CHARTS).mkdir(parents=True)
            say = phrases(lang, templates)
            skipped = _fill(aside, briefing, Path(root), say, made or day_made(), templates, made_of)
            files = manifest.put(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    silent = len(briefing.not_answered)
    return Pack(folder, files, whose.full_name, briefing.years_told(), skipped, silent, briefing=briefing)


def _refuse_another(folder: Path, whose: Subject, year: int | None, force: bool) -> None:
    """Refuse to write over the pack of another unit or choice of years, unless that is what is wanted."""
    known = manifest.read(folder)
    if force or not manifest.is_of_another(known, whose, year):
        return
    years = ", ".join(f"{index} {of_index}" for index, of_index in known.get("years", {}).items())
    facts = {"folder": folder, "unit": known.get("unit"), "unit_id": known["unit_id"], "years": years}
    raise BriefingError("\n".join(both("errors", "another", **facts)))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder of a unit and year: two runs at once write it one after the other."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{folder.name}.lock", mode=0o666):
        yield


def _as_it_lies(folder: Path, whose: Subject) -> Pack:
    """Return a pack that an earlier run wrote."""
    known = manifest.read(folder)
    files = sorted([*manifest.files_of(known), Path(manifest.NAME)])
    return Pack(folder, files, whose.full_name, known["years"], [], len(known["not_answered"]), True)


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
    folder: Path, briefing: Briefing, root: Path, say: Phrases, made: date, templates: Path, made_of: str
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
        large, skipped = draw_all(briefing, folder / CHARTS, made)
        shown = charts_shown(briefing.answers, list(large.large))
        pictures = draw_more(briefing, large, shown, Path(scratch), made)
        by_number = {a.number: table for a, table in tables}
        sections = notice(briefing, say)
        documents = {
            "so_lieu.xlsx": write_workbook(briefing, tables, pictures.large, tracer, say, made),
            "bao_cao.docx": write_report(
                briefing, pictures.report, by_number, say, made, templates / "bao_cao.docx"
            ),
            "trinh_bay.pptx": write_slides(briefing, pictures.slides, by_number, say, made),
            "tin_bai.md": as_markdown(sections).encode(),
            "tin_bai.docx": as_document(sections, made, say.lang),
            "index.html": write_page(briefing, by_number, pictures.large, say, made).encode(),
        }
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    listed = manifest.manifest_of(folder, briefing, tables, root, made, made_of)
    (folder / manifest.NAME).write_bytes(listed)
    return skipped


def _tables(briefing: Briefing, tracer: Tracer, say: Phrases) -> list[tuple[Answer, Table]]:
    return [(a, tabulate(a, unit_of(a, briefing), tracer, say)) for a in briefing.answers]
