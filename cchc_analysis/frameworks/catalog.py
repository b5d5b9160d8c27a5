"""The declared indices and editions, loaded and checked: the package's own, then the user's.

A user declares an index by a file beside ``raw/``: ``data/frameworks/ddci.csv`` declares ``DDCI``. A file named
after an index of the package (``pci.csv``) declares its editions from the file's first year on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from os import getcwd
from os.path import dirname, isdir, join
from pathlib import Path
from typing import Any, TypeVar

from rapidfuzz import process

from cchc_analysis.declarations import declaration, table
from cchc_analysis.frameworks.declaration import LAST, Row, load
from cchc_analysis.frameworks.model import Criterion, Framework, FrameworkError, Index, Term
from cchc_analysis.vietnamese import key

#: What users declare: by index, the rows and the bytes that they were read from.
_OWN: dict[str, tuple[list[Row], bytes]] = {}
_FORGET: list[Callable[[], None]] = []
_F = TypeVar("_F", bound=Callable[..., Any])


def remembered(function: _F) -> _F:
    """Cache a function of the declarations; all is forgotten when a user's declaration changes."""
    cached = cache(function)
    _FORGET.append(cached.cache_clear)
    return cached  # type: ignore[return-value]


@remembered
def indices() -> dict[str, Index]:
    """Return the declared indices by their short names."""
    known = {name: _index(name, facts) for name, facts in _package().items()}
    return known | {name: _own_index(name, rows, known.get(name)) for name, (rows, _) in _OWN.items()}


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of the declared abbreviations, as they are compared, and what each stands for."""
    rows = table("frameworks", "data/abbreviations.csv")
    long = {key(row["short"]): key(row["long"]) for row in rows}
    shorts = sorted(long, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(shorts)})\b"), long


def written_out(words: str) -> str:
    """Return words, as they are compared, with the declared abbreviations written out.

    Examples
    --------
    >>> written_out("cc tcbm"), written_out("cai cach the che")
    ('cai cach to chuc bo may', 'cai cach the che')
    """
    pattern, long = _abbreviations()
    return pattern.sub(lambda short: long[short[0]], words)


def _package() -> dict[str, Any]:
    return declaration("frameworks", "data/indices.toml")


def latest_year() -> int:
    """Return the last year that may be assessed: this one; the last declared where a clock is behind."""
    return max(date.today().year, *(int(facts["last_year"]) for facts in _package().values()))


def is_users(index: str) -> bool:
    """Tell whether an index is declared by the user, and not by the package."""
    return index in _OWN and index not in _package()


def has_indicators(index: str) -> bool:
    """Tell whether an index publishes indicators below its criteria: those whose respondents rate provinces."""
    return indices()[index].provinces_only


def own_files(root: Path) -> list[Path]:
    """Return the files in which the user of a data folder declares indices."""
    return sorted((root / "frameworks").glob("*.csv"))


def declare(root: Path) -> None:
    """Learn the indices and editions that the user of a data folder declares; what is unchanged stays."""
    for source in own_files(root):
        name, content = source.stem.upper(), source.read_bytes()
        if name in _OWN and _OWN[name][1] == content:
            continue
        _OWN[name] = (load(source), content)
        for forget in _FORGET:
            forget()


def declare_beside(path: Path) -> None:
    """Learn the indices declared for a workbook: in its own data folder, else in the nearest ``data/``."""
    above, near = _up(dirname(join(getcwd(), path))), (join(folder, "data") for folder in _up(getcwd()))
    root = next((p for p in above if isdir(join(p, "frameworks")) and isdir(join(p, "raw"))), None)
    root = root or next((p for p in near if isdir(join(p, "frameworks"))), None)
    if root is not None:
        declare(Path(root))


def _up(folder: str) -> Iterator[str]:
    """Yield a folder and those above it: as texts, since every workbook that is read asks for them."""
    while True:
        yield folder
        if dirname(folder) == folder:
            return
        folder = dirname(folder)


def _own_index(name: str, rows: list[Row], package: Index | None) -> Index:
    """Return what is taken for granted of a user's index: sums of parts, printed to two decimals.

    Of an index of the package only the last declared year changes.
    """
    last_year = max(stop for _, _, stop in rows)
    if package is not None:
        return replace(package, last_year=last_year)
    total = next(c for c, _, _ in rows if c.level == 0)
    return Index(
        index=name, name_vi=total.name_vi, name_en=total.name_en or total.name_vi, publisher="",
        source_vi=f"Nguồn: {name}", source_en=f"Source: {name}", rule="sum", decimals=2,
        tokens=(key(name),), tolerance={0: 0.06}, last_year=last_year,
    )  # fmt: skip


def _index(name: str, facts: dict[str, object]) -> Index:
    tolerance = {int(year): float(value) for year, value in dict(facts["tolerance"]).items()}  # type: ignore[call-overload]
    tokens = tuple(key(str(token)) for token in facts["tokens"])  # type: ignore[attr-defined]
    terms = {int(level): Term(**words) for level, words in dict(facts["terms"]).items()}  # type: ignore[call-overload]
    read = {"tolerance": tolerance, "tokens": tokens, "terms": terms}
    return Index(index=name, **facts | read)  # type: ignore[arg-type]


def tolerance(index: str, year: int) -> float:
    """Return how far a printed sum may be from its printed parts in *year*."""
    declared = indices()[_known(index)].tolerance
    return declared[max((y for y in declared if y <= year), default=min(declared))]


def framework(index: str, year: int) -> Framework:
    """Return an index as it stood in a year, as it scores provinces.

    Parameters
    ----------
    index : str
        ``PAPI``, ``PCI`` …
    year : int
        The year assessed. A later year than the last edition gets that edition, marked ``assumed``.

    Raises
    ------
    FrameworkError
        For an index that is not declared, or a year before its first edition; the message names what there is.

    Examples
    --------
    >>> framework("PAPI", 2024).edition
    'papi-2021'
    >>> framework("PAPI", 2015).criteria["2.1"].name_vi
    'Danh sách hộ nghèo'
    """
    return _framework(_known(index), int(year))


def _known(index: str) -> str:
    if index in indices():
        return index
    near = process.extractOne(index.upper(), list(indices()))
    known = ", ".join(indices())
    raise FrameworkError(
        f"Chưa khai báo chỉ số “{index}”. Có: {known}. Gần nhất: {near[0]}.\n"
        f"Index “{index}” is not declared. There are: {known}. Nearest: {near[0]}."
    )


@remembered
def _framework(index: str, year: int) -> Framework:
    rows = _rows(index)
    first, last = min(r[1] for r in rows), max(r[1] for r in rows)
    if year < first:
        raise FrameworkError(
            f"{index} bắt đầu từ năm {first}; không có năm {year}.\n"
            f"{index} began in {first}; there is no {year}."
        )
    assumed = year > indices()[index].last_year
    taken = year if any(r[1] <= year <= r[2] for r in rows) else last
    criteria = {c.code: c for c, start, stop in rows if start <= taken <= stop}
    edition = next(iter(criteria.values())).edition
    return Framework(index, edition, year, criteria, _aliases(index, taken, criteria), assumed)


def _aliases(index: str, year: int, criteria: Mapping[str, Criterion]) -> dict[str, str]:
    """Return the codes by name: those of the edition, then those of others for the same declared concept."""
    codes: dict[str, str] = {}
    code_of = {c.concept: c.code for c in criteria.values()}
    ranked = sorted(criteria.values(), key=lambda c: (c.level is None, c.level or 0))
    others = (c for c, _, _ in _rows(index) if c.concept in code_of and c.concept != c.code)
    for c in (*ranked, *others):
        for name in (c.name_vi, c.name_en):
            if name:
                codes.setdefault(key(name), code_of[c.concept])
    index_itself = [{"alias": index, "code": "total", "valid_from": "", "valid_to": ""}]
    usual = [*index_itself, *_declared_aliases()["*"]] if is_users(index) else []
    for row in [*usual, *_declared_aliases().get(index, ())]:
        if row["code"] in criteria and int(row["valid_from"] or 0) <= year <= int(row["valid_to"] or LAST):
            codes[key(row["alias"])] = row["code"]
    return codes


@cache
def _declared_aliases() -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in table("frameworks", "data/aliases.csv"):
        rows.setdefault(row["index"], []).append(row)
    return rows


@remembered
def editions(index: str) -> list[Framework]:
    """Return an index as it stood in the first year of each edition, the oldest first."""
    starts: dict[str, int] = {}
    for criterion, start, _ in _rows(_known(index)):
        starts[criterion.edition] = min(start, starts.get(criterion.edition, LAST))
    return [_framework(index, year) for year in sorted(starts.values())]


def _rows(index: str) -> list[Row]:
    """Return the rows of the package until the user's own begin."""
    users = _OWN[index][0] if index in _OWN else []
    first = min((start for _, start, _ in users), default=LAST + 1)
    package = _packaged(index) if index in _package() else []
    return [*((c, start, min(stop, first - 1)) for c, start, stop in package if start < first), *users]


@cache
def _packaged(index: str) -> list[Row]:
    return load(files("cchc_analysis.frameworks").joinpath(f"data/criteria_{index.lower()}.csv"))
