"""``manifest.json``: the files of a pack with their hashes, the workbooks behind it, what it was made of."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from cchc_analysis.briefing.figures import Table
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.briefing.subject import Subject

NAME = "manifest.json"


def figures_of(root: str | Path) -> str:
    """Return what the figures of a folder and the program are known by: nothing of them changed, same text.

    Examples
    --------
    >>> len(figures_of("data"))
    64
    """
    from cchc_analysis.dataset.manifest import read_manifest
    from cchc_analysis.dataset.raw import find

    made = read_manifest(find(root) / "processed")
    if made is None or not made.reader:
        return ""
    return digest(made.reader, sorted((place, key) for place, (_, key) in made.files.items()))


def digest(*parts: Any) -> str:
    """Return a hash of whatever decides a pack."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a folder: of what the office put into ``templates/``."""
    return {path.name: _sha256(path) for path in sorted(folder.glob("*")) if path.is_file()}


def read(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder, empty where there is none that can be read."""
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return dict(manifest)
    except (OSError, ValueError, TypeError):
        return {}


def files_of(manifest: dict[str, Any]) -> set[Path]:
    """Return the files that a manifest lists, none of them outside its folder."""
    try:
        listed = [Path(one["path"]) for one in manifest.get("files", [])]
    except (KeyError, TypeError):
        return set()
    return {path for path in listed if ".." not in path.parts and not path.is_absolute()}


def is_made_of(folder: Path, made_of: str) -> bool:
    """Tell whether a whole pack made of the same lies in a folder."""
    manifest = read(folder)
    files = files_of(manifest)
    return bool(files) and manifest.get("made_of") == made_of and all((folder / f).is_file() for f in files)


def is_of_another(manifest: dict[str, Any], subject: Subject, asked_year: int | None) -> bool:
    """Tell whether a manifest is of another pack than the one asked for, which must not take its place unasked.

    Provinces of one name and different times share a folder; so do the pack of a year and that of the latest
    year of each index, which are the same only where they tell of the same years.
    """
    if "unit_id" not in manifest:
        return False
    same_choice = manifest.get("asked_year", asked_year) == asked_year
    same_years = manifest.get("years") == subject.years_told(asked_year)
    return manifest["unit_id"] != subject.unit_id or not (same_choice or same_years)


def manifest_of(
    folder: Path,
    briefing: Briefing,
    tables: Sequence[tuple[Answer, Table]],
    root: Path,
    made: date,
    made_of: str,
) -> bytes:
    """Return the manifest of a pack: every file with its hash, the workbooks behind its figures with theirs."""
    behind = {a.name: _workbooks(table) for a, table in tables}
    every = sorted({name for names in behind.values() for name in names})
    paths = {name: next(iter(sorted((root / "raw").rglob(name))), None) for name in every}
    files = [
        {"path": path.relative_to(folder).as_posix(), "sha256": _sha256(path),
         "figures_from": behind.get(path.stem, every)}
        for path in sorted(folder.rglob("*")) if path.is_file()
    ]  # fmt: skip
    subject = briefing.subject
    return (json.dumps({
        "unit": subject.full_name, "unit_id": subject.unit_id, "kind": subject.kind, "year": briefing.year,
        "asked_year": briefing.asked_year,
        "years": briefing.years_told(), "lang": briefing.lang, "made": made.isoformat(), "made_of": made_of,
        "files": files,
        "workbooks": [{"file": n, "sha256": _sha256(path) if path else None} for n, path in paths.items()],
        "not_answered": [
            {"question": s.key, "index": s.index, "why": s.why[0 if briefing.lang == "vi" else 1]}
            for s in briefing.not_answered
        ],
    }, ensure_ascii=False, indent=1) + "\n").encode()  # fmt: skip


def put(aside: Path, folder: Path) -> list[Path]:
    """Put a finished pack where it belongs; what an earlier run wrote goes, what others put there stays."""
    files = sorted(path.relative_to(aside) for path in aside.rglob("*") if path.is_file())
    for stale in files_of(read(folder)) - set(files):
        with suppress(FileNotFoundError):
            (folder / stale).unlink()
    for path in [*(f for f in files if f.name != NAME), Path(NAME)]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(aside / path, folder / path)
    return files


def _workbooks(table: Table) -> list[str]:
    """Return the files that the numbers of a table came from."""
    return sorted({p.file for _, n in table.numbers() if n.trace is not None for p in n.trace.places})


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
