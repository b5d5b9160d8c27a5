"""``data/raw`` → ``data/processed``: only what changed is read, and only its parts are written."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cchc_analysis import frameworks
from cchc_analysis.dataset import keys, outputs, years
from cchc_analysis.dataset.lock import ReadOnly, locked
from cchc_analysis.dataset.manifest import FINDINGS, Manifest, Part, part_of, path_of, place_of, read_manifest
from cchc_analysis.dataset.parquet import table_of
from cchc_analysis.dataset.parts import Member, made_of, write_aside
from cchc_analysis.dataset.raw import RawFile, Stamp, scan
from cchc_analysis.dataset.reading import Progress, Reader
from cchc_analysis.dataset.store import FOLDER, DamagedBatch, Store
from cchc_analysis.dataset.telling import DatasetError, say, some
from cchc_analysis.findings import Finding, Findings
from cchc_analysis.writing import cause


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the files it read anew, the parts there are, and the findings of the whole."""

    read: list[str]
    parts: list[str]
    findings: pd.DataFrame


def build(
    root: str | Path = "data",
    *,
    progress: Progress = iter,
    workers: int | None = None,
    executor: Executor | None = None,
) -> Built:
    """Bring ``data/processed`` up to date with ``data/raw``.

    A workbook is read again when its content, name or source, the index that its folder suggests, the
    package, or an index declared in ``frameworks/`` changed. Only one build runs in a folder at a time; it
    may be stopped at any moment, and the next one goes on from what was read.

    Parameters
    ----------
    root : str or Path
        The folder that holds ``raw/``.
    progress : callable
        Wraps the files as they are read, for a progress bar.
    workers : int, optional
        How many processes read; else as many as there are cores, and none where there is little to read.
    executor : concurrent.futures.Executor, optional
        Reads instead, on a cluster say (Dask's ``Client.get_executor()``) that sees the same folder.

    Returns
    -------
    Built
        The same, whatever reads.

    Raises
    ------
    DatasetError
        Where ``raw/`` is absent or holds no workbook, an index in ``frameworks/`` is declared wrongly, or
        ``processed/`` cannot be written.
    """
    if workers is not None and workers < 1:
        raise DatasetError(f"workers = {workers}: cần ít nhất 1.\nworkers = {workers}: at least 1 is needed.")
    root = Path(root)
    declared(root)
    try:
        with locked(root / "processed"):
            reader = Reader(str(root.absolute()), progress, workers, executor)
            return Build(root, root / "processed", reader).run(retry=True)
    except ReadOnly as error:
        raise DatasetError(
            f"{root / 'processed'}: không ghi được: {error.vi}.\n"
            f"{root / 'processed'}: cannot be written to: {error.en}."
        ) from None


def declared(root: Path) -> list[RawFile]:
    """Learn the indices that the user declares, and return the workbooks; refuse to go on without any."""
    try:
        frameworks.declare(root)
    except frameworks.FrameworkError as error:
        raise DatasetError(str(error)) from None
    files = scan(root)
    if not files:
        raw = root / "raw"
        raise DatasetError(
            f"{raw}: chưa có bảng tính nào. Đặt tệp vào {raw}/<chỉ số>/, ví dụ {raw}/papi/.\n"
            f"{raw}: there is no workbook. Put files into {raw}/<index>/, say {raw}/papi/."
        )
    return files


class Build:
    """One build from the ``raw/`` below a *root* into a folder *processed*, under the lock of that."""

    def __init__(self, root: Path, processed: Path, reader: Reader | None = None) -> None:
        self.root, self.processed = root, processed
        self.reader = reader or Reader(str(root.absolute()))
        self.written: set[Path] = set()

    def run(self, *, retry: bool = False, harmed: Collection[Path] = ()) -> Built:
        """Build what is out of date, missing or damaged, the outputs that were found *harmed* among them.

        *retry* tries workbooks again that the reader did not survive before.
        """
        files = declared(self.root)
        reader = keys.reader(self.root)
        old = read_manifest(self.processed)
        if old is None:
            say(
                f"{self.processed}: bản kê bị hỏng hoặc mất; dựng lại từ data/raw.",
                f"{self.processed}: the manifest is damaged or missing; built again from data/raw.",
            )
            old = Manifest()
        harmed = [*harmed, *(old.harmed(self.processed) if old.reader else [])]
        again = [f.place for f in files if f.place in old.died] if retry else []
        if not (again or harmed or old.differs(files, reader)):
            return self._built([], old)
        try:
            return self._anew(files, reader, old, harmed, set(again))
        except OSError as error:
            name = error.filename or self.processed
            vi, en = cause(error, name)
            raise DatasetError(
                f"{name}: {vi}. Những gì đã đọc xong được giữ lại.\n"
                f"{name}: {en}. What was read so far is kept."
            ) from None

    def _anew(
        self, files: list[RawFile], reader: str, old: Manifest, harmed: list[Path], again: set[str]
    ) -> Built:
        _say_harm(harmed)
        outputs.tidy(self.processed)
        store = Store(self.processed / FOLDER)
        now = Manifest(reader, _keyed(files, reader, old))
        read: set[str] = set()
        while True:
            read |= self.reader.complete(now, store, {f.place: f for f in files}, again - read)
            try:
                self._derive(now, old, store, set(harmed))
            except DamagedBatch:  # what it held is read again
                continue
            break
        self._reveal(now, store)
        return self._built([place.rpartition("/")[2] for place in sorted(read)], now)

    def _built(self, read: list[str], now: Manifest) -> Built:
        with (self.processed / FINDINGS).open("rb") as stream:
            findings = table_of(stream).to_pandas(use_threads=False)
        return Built(read, sorted(place_of(part_of(p)) for p in now.parts), findings)

    def _derive(self, now: Manifest, old: Manifest, store: Store, harmed: set[Path]) -> None:
        """Write aside each part that its workbooks make another one, and the findings; fill the manifest."""
        self.written.clear()
        now.parts.clear()
        for part, members in _parts(now, store).items():
            path, was = path_of(self.processed, part), old.of_part(part)
            if was and was["made_of"] == made_of(members) and path not in harmed:
                now.parts.append(dict(was))
                continue
            groups, findings = write_aside(path, part, members, store)
            self.written.add(path)
            now.parts.append({"index": part[0], "year": part[1], "made_of": made_of(members), "among": groups,
                              "twice": _rows(findings), **outputs.seal(outputs.aside(path))})  # fmt: skip
        for record in now.parts:
            self._compare(record, now, old)
        self._write_findings(now, store)

    def _compare(self, record: dict[str, Any], now: Manifest, old: Manifest) -> None:
        """Put the findings of a part against the years before it into its record."""
        before = years.years_before(record, now.parts)
        depends = years.compared_with(before, record, now.parts)
        was = old.of_part(part_of(record))
        if old.reader == now.reader and was.get("compared_with") == depends:
            record |= {"compared_with": depends, "years": was["years"]}
            return
        index, year = part_of(record)
        earlier = {self._lies((index, y)): (y, groups) for y, groups in before.items()}
        findings = (
            years.check_part(self._lies((index, year)), earlier, index, year) if earlier else Findings()
        )
        record |= {"compared_with": depends, "years": _rows(findings)}

    def _lies(self, part: Part) -> Path:
        path = path_of(self.processed, part)
        return outputs.aside(path) if path in self.written else path

    def _write_findings(self, now: Manifest, store: Store) -> None:
        rows = [row for _, key in now.files.values() for row in store[key].findings]
        rows += [row for p in now.parts for row in (*p["twice"], *p["years"])]
        table = pa.Table.from_pandas(Findings(Finding(*row) for row in rows).to_frame(), preserve_index=False)
        path = self.processed / FINDINGS
        pq.write_table(table, outputs.aside(path), write_page_checksum=True)
        now.findings = outputs.seal(outputs.aside(path))

    def _reveal(self, now: Manifest, store: Store) -> None:
        """Let everything take its name at once, drop what is left, and write the manifest last."""
        for path in sorted(self.written):
            outputs.reveal(path)
        outputs.reveal(self.processed / FINDINGS)
        outputs.drop_parts(self.processed, {path_of(self.processed, part_of(p)) for p in now.parts})
        store.keep_only({key for _, key in now.files.values()})
        now.write(self.processed)


def _keyed(files: list[RawFile], reader: str, old: Manifest) -> dict[str, tuple[Stamp, str]]:
    """Return the stamp and key of each workbook; what is unchanged is not opened."""
    known = old.files if old.reader == reader else {}
    keyed = {}
    for file in files:
        stamp, key = known.get(file.place, ([], ""))
        keyed[file.place] = (file.stamp, key if stamp == file.stamp else keys.key_of(file, reader))
    return keyed


def _parts(now: Manifest, store: Store) -> dict[Part, list[Member]]:
    """Return the workbooks of each part, those of one scope together, so that a reader can skip the others."""
    members: dict[Part, list[tuple[str, str, str]]] = {}
    for place, (_, key) in now.files.items():
        for index, year, scope in store[key].parts:
            members.setdefault((index, year), []).append((scope, place, key))
    return {part: [(place, key) for _, place, key in sorted(members[part])] for part in sorted(members)}


def _rows(found: Findings) -> list[list[str]]:
    return found.to_frame().to_numpy().tolist()


def _say_harm(harmed: list[Path]) -> None:
    if harmed:
        names = some(["/".join(path.parts[-3:]) for path in harmed])
        say(f"Hỏng, mất hoặc dở dang, được dựng lại từ data/raw: {names}",
            f"Damaged, missing or unfinished, made again from data/raw: {names}")  # fmt: skip
