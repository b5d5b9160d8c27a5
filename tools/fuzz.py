"""Read damaged and hostile mutants of workbooks: each ends in scores with their cells, or in one clear refusal.

    python tools/fuzz.py [--count 3000] [--seed 1] [--keep FOLDER]

Mutants are made of the workbooks of ``data/raw`` and ``CCHC_CORPUS`` (where present) and of generated scoring
sheets, and of these written as ODS, XLSB, CSV and pages: bytes of the file, XML of a part, records of an XLS or
its sectors, of an XLSB, lines, cells. A worker process reads them within 1 GiB and 10 s each; every score must
be what openpyxl, xlrd, or a reader of ``fuzz_forms.py`` finds in the cell that it names. The same seed gives
the same mutants. What fails is written to ``--keep``.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import math
import os
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME / "tools"))
CORPUS = Path(os.environ.get("CCHC_CORPUS", HOME.parent / "shared" / "workbooks"))
SECONDS, MEMORY = 10, 2**30
#: Seconds in which the other engine compares. Like those above they are the processor's: on a busy machine a
#: reading takes longer, and that is no hang. One that sleeps is waited for so many times as long.
COMPARE, PATIENCE = 15, 8
#: Larger files take long and show nothing more.
MOST_BYTES = 120_000
GENERATED = 40
NUMBERS = [b"0", b"-1", b"1", b"65535", b"999999999", b"4294967295", b"99999999999999999999", b"NaN", b"1e999",
           b"inf", b"", b"x", b"1.5", b"16384", b"1048577"]  # fmt: skip
REFERENCES = [
    b"A1",
    b"XFD1",
    b"XFD1048576",
    b"ZZZZ9",
    b"A0",
    b"1A",
    b"A",
    b"",
    b"B99999999",
    b"CV65536",
    b"AA300",
]
TYPES = [b"s", b"n", b"str", b"b", b"e", b"d", b"inlineStr", b"zz"]
VALUES = ["81,5", "1.234,5", "-", "x", "", "=1/0", "NaN", "1e400", "٣٤", "12–13", "85,32*", "Hà Nội",
          "x" * 40_000, "_x0000_", 1e308, -5, 0, 1e-300, True, 45000, 0.815]  # fmt: skip

#: What openpyxl does not show: a cell that is merged into another, a text in a cell that says it is a date.
UNSEEN = object()
Mutant = tuple[str, bytes]


# -- sources ---------------------------------------------------------------------------------------


@cache
def sources() -> dict[str, bytes]:
    """Return workbooks by their names, those that everybody has first."""
    sys.path.insert(0, str(HOME / "tests" / "workbooks"))
    import scoring_sheets

    found = {p.name: p for p in sorted((HOME / "data" / "raw").glob("*/*.xls*"))}
    if CORPUS.is_dir():
        found |= {p.name: p for p in sorted(CORPUS.glob("*/*.xls*"))}
    known = {n: d for n, p in found.items() if len(d := p.read_bytes()) <= MOST_BYTES}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(GENERATED):
            path = scoring_sheets.make(seed).save(Path(folder))
            dated = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")  # when it was written
            parts = {n: dated.sub(b"2024-01-01T00:00:00Z", c) for n, c in _parts(path.read_bytes()).items()}
            known[f"{seed}_{path.name}"] = _zipped(parts)
    return known | _in_other_forms(known)


def _in_other_forms(known: dict[str, bytes]) -> dict[str, bytes]:
    """Return each XLSX in one other form, all forms as often."""
    import fuzz_forms

    found: dict[str, bytes] = {}
    workbooks = [(n, d) for n, d in sorted(known.items()) if d.startswith(b"PK")]
    for number, (name, data) in enumerate(workbooks):
        form = fuzz_forms.FORMS[number % len(fuzz_forms.FORMS)]
        with contextlib.suppress(Exception):  # openpyxl cannot read all
            found[f"{Path(name).stem}.{form}"] = fuzz_forms.written(fuzz_forms.rows_of(data), form)
    return found


# -- mutations -------------------------------------------------------------------------------------


def of_bytes(rng: random.Random, data: bytes) -> bytes:
    """Change, take out, repeat or cut bytes anywhere."""
    changed = bytearray(data)
    for _ in range(rng.choice([1, 1, 3, 20])):
        at = rng.randrange(max(len(changed), 1))
        size = rng.choice([1, 2, 4, 64, 512, 5000])
        piece = bytes(changed[at : at + size])
        new = rng.choice([rng.randbytes(len(piece)), b"", piece * 2, bytes(len(piece)), b"\xff" * len(piece)])
        changed[at : at + size] = new
    return bytes(changed[: rng.randrange(len(changed))] if changed and rng.random() < 0.1 else changed)


def of_xml(rng: random.Random, data: bytes) -> bytes:
    """Change the XML of a part of a zip, which stays whole."""
    parts = _parts(data)
    names = [n for n in parts if n.endswith((".xml", ".rels")) and parts[n]]
    weights = [5 if "sheet" in n or "content" in n else 1 for n in names]
    for name in rng.choices(names, weights, k=rng.choice([1, 1, 2])):
        for _ in range(rng.choice([1, 1, 2, 10])):
            parts[name] = rng.choice(_OF_XML)(rng, parts[name])
    if rng.random() < 0.05:
        del parts[rng.choice(names)]
    return _zipped(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # whatever the time
    return result.getvalue()


def _one(rng: random.Random, pattern: bytes, xml: bytes) -> re.Match[bytes] | None:
    found = list(re.finditer(pattern, xml))
    return rng.choice(found) if found else None


def _replaced(rng: random.Random, pattern: bytes, xml: bytes, new: Callable[[bytes], bytes]) -> bytes:
    found = _one(rng, pattern, xml)
    return xml if found is None else xml[: found.start(1)] + new(found[1]) + xml[found.end(1) :]


_OF_XML: list[Callable[[random.Random, bytes], bytes]] = [
    lambda rng, x: _replaced(rng, rb'="(\d+)"', x, lambda old: rng.choice(NUMBERS)),
    lambda rng, x: _replaced(rng, rb' r="([A-Z]+\d+)"', x, lambda old: rng.choice(REFERENCES)),
    lambda rng, x: _replaced(rng, rb'("[A-Z]+\d+:[A-Z]+\d+")', x,
                             lambda old: b'"%b:%b"' % (rng.choice(REFERENCES), rng.choice(REFERENCES))),
    lambda rng, x: _replaced(rng, rb"<v>([^<]*)</v>", x, lambda old: rng.choice(NUMBERS)),
    lambda rng, x: _replaced(rng, rb' t="(\w+)"', x,
                             lambda old: rng.choice(TYPES)),
    lambda rng, x: _replaced(rng, rb"( \w+(?::\w+)?=\"[^\"]*\")", x, lambda old: rng.choice([b"", old * 2])),
    lambda rng, x: _replaced(rng, rb"(<[^>]*>)", x, lambda old: rng.choice([b"", old * 2, old[1:]])),
    lambda rng, x: _replaced(rng, rb"(<(row|c|si|mergeCell|col|sheet|xf)\b[^>]*>.*?</\2>)", x,
                             lambda old: rng.choice([b"", old * 2, old * 50])),
    lambda rng, x: _replaced(rng, rb">([^<]+)<", x,
                             lambda old: rng.choice([b"", old * 2, b"x" * 50_000, b"&bad;", b"&#0;", b"81,5"])),
    lambda rng, x: x[: rng.randrange(len(x))] if x else x,
]  # fmt: skip


def of_records(rng: random.Random, data: bytes) -> bytes:
    """Change the records of an XLS, or the sectors that hold them."""
    from cchc_analysis.files.compound import container, workbook_stream

    if rng.random() < 0.3:
        changed = bytearray(data)
        for _ in range(rng.choice([1, 2, 8])):
            at = rng.choice([rng.randrange(24, 512), 512 + rng.randrange(512)]) // 4 * 4
            struct.pack_into(
                "<I", changed, at, rng.choice([0, 1, 2, 0xFFFFFFFE, 0xFFFFFFFF, rng.randrange(2**32)])
            )
        return bytes(changed)
    records = list(_records(workbook_stream(data)))
    for _ in range(rng.choice([1, 1, 2, 10])):
        k = rng.randrange(len(records))
        kind, content = records[k]
        other = bytearray(content)
        if other:
            other[rng.randrange(len(other))] = rng.choice([0, 1, 255, rng.randrange(256)])
        records[k : k + 1] = rng.choice(
            [
                [(kind, bytes(other))],
                [(kind, bytes(other))],
                [(rng.choice(records)[0], content)],
                [(kind, content[: rng.randrange(len(content) + 1)])],
                [(kind, content)] * 2,
                [],
            ]
        )
    return container(b"".join(struct.pack("<HH", kind, len(c)) + c for kind, c in records))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def of_cells(rng: random.Random, data: bytes) -> bytes:
    """Change cells and how they look, as people do."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = rng.choice(book.worksheets)
    for _ in range(rng.choice([1, 2, 5])):
        row, column = rng.randint(1, sheet.max_row + 1), rng.randint(1, sheet.max_column + 1)
        cell = sheet.cell(row, column)
        what = rng.randrange(8)
        with contextlib.suppress(AttributeError):  # a cell that is merged into another takes no value
            if what <= 2:
                cell.value = rng.choice(VALUES)
            elif what == 3:
                cell.number_format = rng.choice(["0%", "0.00%", "@", "dd/mm/yyyy", '0.0"%"', "General"])
            elif what == 4:
                sheet.cell(
                    rng.choice([1, 5000, 1_048_576]), rng.choice([1, 300, 16_384]), rng.choice([" ", 5, "x"])
                )
                break  # moving rows before such a cell takes openpyxl hours
            elif what == 5:
                sheet.merge_cells(start_row=row, end_row=row + rng.randrange(3), start_column=column,
                                  end_column=column + rng.randrange(3))  # fmt: skip
            elif what == 6:
                (sheet.delete_rows if rng.random() < 0.5 else sheet.insert_rows)(row)
            else:
                sheet.row_dimensions[row].hidden = sheet.column_dimensions["C"].hidden = True
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def mutant(seed: int, number: int) -> Mutant:
    """Return the name and bytes of a mutant."""
    rng = random.Random(f"{seed}/{number}")
    name = rng.choice([*sources()])
    data = sources()[name]
    zipped = data.startswith(b"PK")
    kinds = [of_bytes, of_xml, of_xml, of_cells] if zipped else [of_bytes, of_records, of_records, of_records]
    kind = rng.choice(_of_form(name) or kinds)
    try:
        data = kind(rng, data)
    except Exception:  # openpyxl cannot read, or write, all that offices do
        data = of_bytes(rng, data)
    return f"{number:05}_{kind.__name__}_{name}", data


def _of_form(name: str) -> list[Callable[[random.Random, bytes], bytes]]:
    """Return how a file of another form is changed; nothing for XLSX and XLS."""
    import fuzz_forms

    return {
        ".ods": [of_bytes, of_xml, of_xml, of_xml],
        ".xlsb": [of_bytes, fuzz_forms.of_records, fuzz_forms.of_records, fuzz_forms.of_records],
        ".csv": [of_bytes, fuzz_forms.of_lines, fuzz_forms.of_lines],
        ".html": [of_bytes, of_page, of_page],
    }.get(Path(name).suffix, [])


def of_page(rng: random.Random, data: bytes) -> bytes:
    """Change the tags and texts of a page."""
    for _ in range(rng.choice([1, 1, 2, 10])):
        data = rng.choice(_OF_XML)(rng, data)
    return data


# -- the worker ------------------------------------------------------------------------------------


def work() -> None:
    """Read the files whose paths come in, one a line; answer twice for each: what was read, what differs."""
    with contextlib.suppress(ImportError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    answers, sys.stdout = sys.stdout, sys.stderr  # xlrd prints what it wonders about
    import cchc_analysis as cchc
    from cchc_analysis.workbooks import ReadError

    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        reading = None
        _stop_after(SECONDS)
        try:
            reading = cchc.read(path)
            answer = {"end": "scores", "count": len(reading.scores)}
        except ReadError as error:
            answer = {"end": f"refused: {error.rule}", "said": str(error)}
        except BaseException as error:
            answer = {"end": f"crash: {type(error).__name__}: {error}"[:300]}
        print(json.dumps(answer), file=answers, flush=True)
        _stop_after(COMPARE)
        try:
            wrong = differences(path, reading) if reading else []
            print(json.dumps({"wrong": wrong}), file=answers, flush=True)
        except BaseException as error:
            print(json.dumps({"unchecked": type(error).__name__}), file=answers, flush=True)
        _stop_after(0)


def _stop_after(seconds: int) -> None:
    """Have the system end this process after so many seconds of the processor, never after 0."""
    with contextlib.suppress(AttributeError):  # Windows knows no such timer
        signal.setitimer(signal.ITIMER_PROF, seconds)


def differences(path: Path, reading: object) -> list[str]:
    """Return the scores that are not what another engine finds in their cells."""
    cell_of = _other_engine(path)
    told = set(reading.findings.loc[reading.findings["severity"] != "note", "rule"])
    wrong = []
    for row in reading.scores.itertuples():
        if not isinstance(row.cell, str) or row.status == "derived" or math.isnan(row.score):
            continue
        cell = cell_of(row.sheet, row.cell)
        if cell is UNSEEN:
            continue
        values = tuple(cell) if isinstance(cell, list) else (cell,)
        highest = None if math.isnan(row.max_score) else row.max_score
        meant = _meant(values, highest, isinstance(row.rank, int))
        # So many of the answers: the share is made of several such cells.
        counted = bool(((meant >= 0) & (meant <= row.n)).any()) if row.n == row.n else False
        if not counted and not _close(meant, row.score, row.max_score):
            wrong.append(f"{row.sheet}!{row.cell}: {row.score!r}, there {cell!r} {sorted(told)}"[:200])
    return wrong


def _close(meant: np.ndarray, score: float, highest: float) -> bool:
    """Tell whether a number, a share of the scale or of the answers is the score."""
    return any(bool(np.isclose(score, meant * by, rtol=1e-9, atol=1e-9).any()) for by in (1, 100, highest))


@lru_cache(maxsize=256)
def _meant(values: tuple[object, ...], highest: float | None, ranked: bool) -> np.ndarray:
    """Return what cells may say: numbers, points out of a maximum. Asked once for all the cells of a page."""
    return np.array([number for value in values for number in _numbers(value, highest, ranked)], dtype=float)


def _numbers(value: object, highest: float | None, ranked: bool) -> Iterator[float]:
    if isinstance(value, str):
        pair = re.fullmatch(r"([^()]+)\(([^()]+)\)", value)
        if pair and ranked:  # a score and its rank in one cell
            yield from (n for half in pair.groups() for n in _numbers(half.strip(), highest, ranked))
        value = _number(value.partition("/")[0].rstrip("* "), highest)
    if isinstance(value, (int, float)):
        yield float(value)


def _number(text: str, highest: float | None) -> float | None:
    """Return the number that a text is; of one that may be two, the one that lies on the scale."""
    from cchc_analysis.vietnamese import parse_number

    number = parse_number(text, (0, highest)) if highest is not None else None
    if number is None:
        number = parse_number(text)
    if number is None and re.fullmatch(r"-?\d+[.,]\d+", text.strip()):  # the decimal mark of a text file
        number = float(text.strip().replace(",", "."))
    return number


def _other_engine(path: Path) -> Callable[[str, str], object]:
    data = path.read_bytes()
    if _of_form(path.name):
        return _other_reader(data, path.suffix[1:])
    if data.startswith(b"PK"):
        import openpyxl
        from openpyxl.cell.cell import MergedCell

        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)

        def value_of(sheet: str, cell: str) -> object:
            found = book[sheet][cell]
            if found.value is None and _written_in_place(data, cell):
                return UNSEEN
            return UNSEEN if isinstance(found, MergedCell) else found.value

        return value_of
    import xlrd
    from openpyxl.utils.cell import coordinate_to_tuple

    old = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())

    def value(sheet: str, cell: str) -> object:
        row, column = coordinate_to_tuple(cell)
        return old.sheet_by_name(sheet).cell_value(row - 1, column - 1)

    return value


def _other_reader(data: bytes, form: str) -> Callable[[str, str], object]:
    """Return what a reader of our own finds in a cell; of several readings all."""
    import fuzz_forms
    from openpyxl.utils.cell import coordinate_to_tuple

    read = fuzz_forms.reader_of(data, form)

    def values_of(sheet: str, cell: str) -> object:
        row, column = coordinate_to_tuple(cell)
        return read(sheet, row - 1, column - 1)

    return values_of


def _written_in_place(data: bytes, cell: str) -> bool:
    """Tell whether a cell holds its text itself."""
    place = re.compile(rb'<c r="%b"[^>]*><is>' % cell.encode())
    return any(place.search(xml) for part, xml in _parts(data).items() if part.startswith("xl/worksheets/"))


# -- the run ---------------------------------------------------------------------------------------


class Worker:
    """A process that reads; started anew where it dies or takes too long."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, path: Path) -> tuple[dict, dict, float]:
        """Return what reading a file ends in, what then differs, and the seconds that reading took."""
        if self._process is None:
            command = [sys.executable, str(Path(__file__).resolve()), "--work"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                             stderr=subprocess.DEVNULL, bufsize=0)  # fmt: skip
            self._send(HOME / "none.xlsx")  # imports and declared data are loaded
            self._answer(SECONDS)
            self._answer(COMPARE)
        started = time.perf_counter()
        self._send(path)
        first = self._answer(SECONDS)
        spent = time.perf_counter() - started
        second = self._answer(COMPARE) if self._process else {}
        return first, second, spent

    def _send(self, path: Path) -> None:
        self._process.stdin.write(f"{path}\n".encode())

    def close(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _answer(self, seconds: float) -> dict:
        out = self._process.stdout
        ready, _, _ = select.select([out], [], [], PATIENCE * seconds)
        line = out.readline() if ready else b""
        if line:
            return json.loads(line)
        stopped = not ready or self._process.wait() == -signal.SIGPROF
        self.close()
        return {"end": f"hang: more than {seconds} s" if stopped else "crash: the process died"}


def run(numbers: range, seed: int, keep: Path | None = None) -> tuple[Counter[str], list[str]]:
    """Read mutants; return how they ended and what is wrong."""
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    worker = Worker()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            name, data = mutant(seed, number)
            path = Path(folder) / name
            path.write_bytes(data)
            first, second, spent = worker.ask(path)
            ends[first["end"]] += 1
            ends["not compared"] += "unchecked" in second or "end" in second
            ends["scores compared"] += first.get("count", 0) if "wrong" in second else 0
            faults = [] if first["end"].startswith(("scores", "refused")) else [first["end"]]
            if first["end"].startswith("refused") and first["said"].count("\n") < 1:
                faults.append(f"one language only: {first['said']}")
            faults += second.get("wrong", [])
            if faults:
                wrong.append(f"{name} ({spent:.1f} s): " + "; ".join(faults[:3]))
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / name).write_bytes(data)
            path.unlink()
    worker.close()
    return ends, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work()
        return 0
    ends, wrong = run(range(asked.first, asked.first + asked.count), asked.seed, asked.keep)
    for end, count in sorted(ends.items(), key=lambda item: -item[1]):
        print(f"{count:6} {end}")
    print(*wrong, f"{len(wrong)} of {asked.count} mutants are read wrong", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
