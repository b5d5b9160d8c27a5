"""Scoring sheets as offices send them in: read exactly, and their faults found in their cells."""

from __future__ import annotations

import itertools
import math
import random
import unicodedata
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import datetime
from string import ascii_uppercase

import openpyxl
import pytest
from accounts import faults
from openpyxl.utils import get_column_letter
from scoring_sheets import NOTED, SWITCHES, Book, Layout, Node, Sheet, bind, draft, encode, make

SEEDS = 500
CHUNK = 25
#: Sheets whose account is judged too: another engine opens them for it.
ACCOUNTS = 60
#: Sheets with each fault.
BROKEN = 24
#: What an occurrence of a feature in 3 % of the sheets comes to.
ENOUGH = 0.03 * SEEDS


# -- one deliberate fault ----------------------------------------------------------------------------


def _free_stages(layout: Layout) -> list[str]:
    """Return the stages that can change alone: no final score is computed from them."""
    derived = "final" in layout.roles and layout.stages not in ("f", "sf")
    return [s for s in layout.roles if not derived or s == "self"]


def _leaf_scores(layout: Layout, root: Node, stages: list[str]) -> list[tuple[Node, str]]:
    """Return leaves that are no bonus with the stages in which they have points."""
    leaves = [n for n in root.leaves() if not n.bonus]
    return [(n, s) for n in leaves for s in stages if n.scores.get(s) is not None]


def _within(node: Node, stage: str) -> bool:
    return all(0 <= a.value(stage) <= a.most() for a in node.ancestors())


def _parent_not_sum(rng: random.Random, layout: Layout, root: Node) -> tuple[Node, str] | None:
    places = [
        (node, stage)
        for node in root.walk()
        for stage in _free_stages(layout)
        if node.children and not node.bonus and layout.prints(node)
        if node.level or layout.total != "none"
        if all(layout.prints(c) for c in node.children)
        if all(leaf.scores.get(stage) is not None for leaf in node.leaves())
    ]
    rng.shuffle(places)
    for node, stage in places:
        size = rng.choice([10, 25, 50, 100])
        for off in (size, -size):
            node.off[stage] = off
            if _within(node, stage) and 0 <= node.value(stage) <= node.most():
                return node, stage
        node.off[stage] = 0
    return None


def _score_above_max(rng: random.Random, layout: Layout, root: Node) -> tuple[Node, str] | None:
    places = _leaf_scores(layout, root, _free_stages(layout))
    rng.shuffle(places)
    for leaf, stage in places:
        before = leaf.scores[stage]
        leaf.scores[stage] = leaf.max + rng.choice([25, 50, 100])
        if _within(leaf, stage):
            return leaf, stage
        leaf.scores[stage] = before
    return None


def _max_not_sum(rng: random.Random, layout: Layout, root: Node) -> tuple[Node, str] | None:
    parents = [n for n in root.walk() if n.children and not n.bonus]
    node = rng.choice([n for n in parents if n.level or layout.total != "none"])
    node.off["max"] = rng.choice([45, 50, 100, 500])
    return node, "max"


def _self_above_appraised(rng: random.Random, layout: Layout, root: Node) -> tuple[Node, str] | None:
    places = Counter(n for n, _ in _leaf_scores(layout, root, ["self", "appraised"]))
    leaves = [n for n in places if places[n] == 2]
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    leaf.scores = {"self": leaf.max, "appraised": leaf.max // 2}
    if "final" in layout.roles:
        leaf.scores["final"] = leaf.max // 2
    return leaf, "self"


def _index_not_ratio(rng: random.Random, layout: Layout, root: Node) -> tuple[Node, str] | None:
    places = [n for n in root.walk() if n.value("final") is not None and layout.prints(n)]
    places = [n for n in places if not n.bonus and (n.level or layout.total != "none")]
    if not places:
        return None
    node = rng.choice(places)
    node.off["index"] = rng.choice([-150, -20, 20, 100, 900])
    return node, "index"


def _criterion_twice(rng: random.Random, layout: Layout, root: Node) -> tuple[Node, str] | None:
    pairs = [
        (one, two)
        for node in root.walk()
        for one, two in itertools.pairwise(node.children)
        if node.level and not one.children and not two.children and one.printed != "-"
    ]
    if not pairs:
        return None
    one, two = rng.choice(pairs)
    two.printed = one.printed
    return two, "code"


def _not_a_number(rng: random.Random, layout: Layout, root: Node) -> tuple[Node, str] | None:
    places = _leaf_scores(layout, root, layout.roles)
    if not places:
        return None
    leaf, stage = rng.choice(places)
    leaf.scores[stage] = None
    leaf.texts[stage] = "abc"
    return leaf, stage


#: How to break a draft, and what must be drawn for it: a list is drawn from.
FAULTS = {
    "parent_not_sum": (_parent_not_sum, {"parents": ["all", "top"], "missing": ["none"]}),
    "score_above_max": (_score_above_max, {}),
    "max_not_sum": (_max_not_sum, {}),
    "self_above_appraised": (_self_above_appraised, {"stages": ["sa", "saf", "savf", "sav"]}),
    "index_not_ratio": (
        _index_not_ratio,
        {"stages": ["saf", "savf", "f", "sf"], "index": ["number", "text", "share"]},
    ),
    "criterion_twice": (
        _criterion_twice,
        {"style": [*"abcde"], "depth": ["three", "four"], "codes": ["text", "comma"]},
    ),
    "not_a_number": (_not_a_number, {}),
}


def make_broken(rule: str, seed: int) -> tuple[Book, str]:
    """Return a workbook with one fault, and the cell where *rule* must be reported."""
    rng = random.Random(f"{rule} {seed}")
    fault, forced = FAULTS[rule]
    while True:
        layout, root = draft(rng, **{n: rng.choice(c) for n, c in forced.items()})
        if not all(leaf.applies for leaf in root.leaves()):
            continue
        place = fault(rng, layout, root)
        if place:
            book = bind(rng, [(layout, root)])
            return book, book.scored[0].at[place]


# -- what is compared, and how a failure is told -----------------------------------------------------


def as_text(book: Book) -> str:
    """Return a workbook for a reader of the test's output."""
    return f"{book.file}\n" + "\n".join(_sheet_as_text(sheet) for sheet in book.sheets)


def _sheet_as_text(sheet: Sheet) -> str:
    lines = [f"--- {sheet.name}; {sheet.unit}; merged {sheet.merged}"]
    for row, cells in itertools.groupby(sorted(sheet.cells), key=lambda place: place[0]):
        texts = (f"{get_column_letter(c)}: {sheet.cells[r, c]!r}" for r, c in cells)
        lines.append(f"{row:4} " + " | ".join(texts))
    return "\n".join(lines)


def _key(row) -> tuple[str, str, str]:
    return row["sheet"], row["code"], row["stage"]


def _missing(value) -> bool:
    return value is None or value != value or str(value) == "<NA>"


def _equal(expected, actual) -> bool:
    if expected is None or _missing(actual):
        return expected is None and _missing(actual)
    if isinstance(expected, float):
        return math.isclose(expected, actual, abs_tol=1e-9)
    return expected == actual


def differences(book: Book, scores) -> list[str]:
    """Return where the scores that were read are not those expected."""
    wanted = {_key(row): row for sheet in book.scored for row in sheet.expected}
    got: dict[tuple[str, str, str], dict] = {}
    found = []
    for row in scores.astype(object).to_dict("records"):
        if _key(row) in got:
            found.append(f"{_key(row)} was read twice")
        got[_key(row)] = row
    found += [f"{key} was not read ({wanted[key]['cell']})" for key in wanted if key not in got]
    found += [f"{key} is not on the sheet ({got[key]['cell']})" for key in got if key not in wanted]
    for key in wanted.keys() & got.keys():
        found += [f"{key} {text}" for text in _row_differences(wanted[key], got[key])]
    return sorted(found)


def _row_differences(wanted: dict, got: dict) -> list[str]:
    unsettled = {"name"} if wanted["level"] == 0 else set()
    unsettled |= {"max_score"} if wanted["status"] == "not_applicable" else set()
    unsettled |= {"group"} if wanted["level"] else set()
    if (wanted["max_score"] or 0) < 0 and got["max_score"] == 0:
        unsettled |= {"max_score"}  # a scale from a penalty up to nothing: 0 is its upper end
    found = [
        f"{column}: {wanted[column]!r} expected, {got[column]!r} read"
        for column in wanted.keys() - {"note"} - unsettled
        if not _equal(wanted[column], got[column])
    ]
    lacking = [t for t in wanted["note"] if _missing(got["note"]) or t not in got["note"]]
    return found + [f"note: {text!r} is not in {got['note']!r}" for text in lacking]


def report_differences(book: Book, reading) -> list[str]:
    """Return where the findings of an intact workbook are not those expected."""
    table = reading.findings
    found = [
        f"{f.rule} at {f.sheet} {f.cell}: {f.message}"
        for f in table.itertuples()
        if f.severity == "error" or f.rule in FAULTS.keys() - {"self_above_appraised"}
    ]
    recovered = table[table["rule"] == "code_recovered"]
    got = set(zip(recovered["sheet"], recovered["cell"], strict=True))
    wanted = {(sheet.name, cell) for sheet in book.scored for cell in sheet.recovered}
    if got != wanted:
        found.append(f"code_recovered: lacking {wanted - got}, unexpected {got - wanted}")
    return found


def told(failures: dict[object, tuple[Book, list[str]]]) -> str:
    """Return the first failure in full, the others in a line each."""
    seed, (book, found) = next(iter(failures.items()))
    lines = [f"seed {seed}:", as_text(book), *found[:12], f"({len(found)} differences)"]
    lines += [f"seed {seed}: {found[0][:160]}" for seed, (_, found) in [*failures.items()][1:]]
    return "\n".join(lines)


def judged(book: Book, path) -> tuple[str, list[str]]:
    """Read a workbook without a fault; return the verdict as ``facet_sheets.judged`` does, and what differs."""
    from cchc_analysis.workbooks import ReadError

    try:
        reading = _read(path)
    except ReadError as error:
        return "refused", [f"{error.rule}: {error}"]
    found = differences(book, reading.scores)
    told = reading.findings["severity"] != "note"
    if found:
        lacking = all("was not read" in text for text in found)
        return ("refused" if lacking and told.any() else "silent"), found
    return ("right and told" if told.any() else "right"), []


def _read(path):
    from cchc_analysis.workbooks import read

    return read(path)


# -- the tests ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_sheets_are_read_exactly(books, first, tmp_path):
    failures = {}
    for seed, book in enumerate(books[first : first + CHUNK], first):
        try:
            path = book.save(tmp_path)
            reading = _read(path)
            found = differences(book, reading.scores) + report_differences(book, reading)
            found += faults(reading, path) if seed < ACCOUNTS else []
        except Exception as error:
            found = [f"{type(error).__name__}: {error}"]
        if found:
            failures[seed] = book, found
    if failures:
        pytest.fail(told(failures), pytrace=False)


@pytest.mark.parametrize("rule", FAULTS)
def test_faults_are_found_in_their_cells(rule, tmp_path):
    failures = {}
    for seed in range(BROKEN):
        book, cell = make_broken(rule, seed)
        try:
            found = _fault_differences(rule, cell, _read(book.save(tmp_path)).findings)
        except Exception as error:
            found = [f"{type(error).__name__}: {error}"]
        if found:
            failures[f"{rule} {seed}"] = book, found
    if failures:
        pytest.fail(told(failures), pytrace=False)


def _fault_differences(rule: str, cell: str, table) -> list[str]:
    here = (table["rule"] == rule) & (table["cell"] == cell)
    found = [] if here.any() else [f"{rule} expected at {cell}"]
    if rule == "self_above_appraised":
        found += [f"severity {s}" for s in table[here]["severity"] if s != "note"]
    others = table[(table["severity"] == "error") & ~here]
    return found + [f"{f.rule} at {f.cell}: {f.message}" for f in others.itertuples()]


# -- the generator itself ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def books() -> list[Book]:
    """The workbooks of all seeds, which no test changes."""
    return [make(seed) for seed in range(SEEDS)]


def test_every_feature_occurs_often_enough(books):
    counts = Counter(feature for book in books for feature in book.features)
    wanted = {f"{f.name} {v}" for f in fields(Layout) if f.metadata for v in f.metadata["weights"]}
    wanted |= {*SWITCHES, "code recovered from a number", "code recovered from a date"}
    wanted |= {f"header rows {n}" for n in (1, 2, 3, 4)} | {f"sheets {n}" for n in (1, 2, 3)}
    wanted |= {f"unit {kind}" for kind in ("commune", "department", "district")}
    wanted |= {"a name in two rows", "status missing", "status not_applicable", "Trang trắng", "Hướng dẫn"}
    assert {f: counts[f] for f in wanted if counts[f] < ENOUGH} == {}


def test_the_same_seed_gives_the_same_workbook():
    assert as_text(make(7)) == as_text(make(7))
    assert as_text(make_broken("max_not_sum", 7)[0]) == as_text(make_broken("max_not_sum", 7)[0])


def test_expectations_are_consistent(books):
    for book in books:
        for sheet in book.scored:
            rows = {_key(row): row for row in sheet.expected}
            assert len(rows) == len(sheet.expected)
            assert len({row["cell"] for row in sheet.expected}) == len(rows)
            assert 5 <= len({row["code"] for row in sheet.expected if row["level"]}) <= 60
            _assert_sums(sheet)


def _assert_sums(sheet: Sheet) -> None:
    root = next(node for node, _ in sheet.at).ancestors()
    root = root[-1] if root else next(node for node, _ in sheet.at)
    for node in root.walk():
        assert node.most() == sum(leaf.max for leaf in node.leaves())
        for stage in sheet.layout.roles:
            given = [v for n in node.leaves() if (v := n.scores.get(stage)) is not None]
            assert node.value(stage) == (sum(given) if given else None)
            if not node.children and given:
                assert 0 <= abs(given[0]) <= abs(node.max) and given[0] * node.max >= 0
        assert set(node.texts) <= {*NOTED, "other", "class"}


def test_expectations_stand_on_the_sheet(books):
    for sheet in (sheet for book in books for sheet in book.scored):
        cells = {f"{get_column_letter(c)}{r}": v for (r, c), v in sheet.cells.items()}
        codes = {node.code: cells.get(cell) for (node, role), cell in sheet.at.items() if role == "code"}
        printed_rows = _printed_rows(sheet)
        for row in sheet.expected:
            printed = cells.get(row["cell"])
            assert _plain_number(printed) == pytest.approx(row["score"])
            assert (row["status"] == "not_applicable") == (
                printed == encode("Không áp dụng", sheet.layout.encoding)
            )
            if row["level"] and (code := codes.get(row["code"])) is not None:
                assert _is_code(row["code"], code)
            if row["level"] and "wrapped" not in sheet.layout.on:
                # A domain without points of its own has those of its subtotal, ``Cộng lĩnh vực 1``.
                names = (row["name"], f"Cộng lĩnh vực {row['code']}", f"Cộng mục {row['code']}")
                printed = printed_rows[row["cell"].lstrip(ascii_uppercase)]
                assert any(encode(name, sheet.layout.encoding) in printed for name in names)


def _plain_number(printed: object) -> float | None:
    text = unicodedata.normalize("NFKC", str(printed)).partition("/")[0]
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _is_code(code: str, printed: object) -> bool:
    if isinstance(printed, datetime):
        own = f"{printed.day}.{printed.month}"
        return code.endswith((own, f"{own}.{printed.year - 2000}"))
    if isinstance(printed, float | int):
        return code.endswith((f"{printed:g}", f"{printed:g}0"))
    text = unicodedata.normalize("NFC", printed).strip().rstrip(".)").replace(",", ".")
    return ".-" in code if text in "-–" else code.endswith(text) or not text.isascii()


def _printed_rows(sheet: Sheet) -> dict[str, str]:
    """Return the words of each row, by its number as text."""
    rows: dict[str, list[str]] = defaultdict(list)
    for (row, _), value in sheet.cells.items():
        if isinstance(value, str):
            rows[str(row)].append(value)
    return {row: " ".join(" | ".join(texts).split()) for row, texts in rows.items()}


def test_workbooks_open_as_written(books, tmp_path):
    for book in books[::10]:
        opened = openpyxl.load_workbook(book.save(tmp_path))
        assert opened.sheetnames == [sheet.name for sheet in book.sheets]
        for sheet in book.sheets:
            page = opened[sheet.name]
            for (row, column), value in sheet.cells.items():
                written = page.cell(row, column).value
                assert written == value or math.isclose(written, value)
            names = [row["name"] for row in sheet.expected if row["name"]]
            assert all(unicodedata.is_normalized("NFC", name) for name in names)
