"""Sheets in which every facet may stand anywhere, drawn at random, with what a reader must find in them.

Years, stages, indices, criteria and units stand down (several: a long table), across in any nesting, or in
tables below each other; what has one value stands in the title. Around them is what makes sheets hard:
numbering, headings of page two, per cent, hidden columns, other programmes, targets, parts of a year, ranks
with ties, subtotals, blank bands, halves and other tables beside. The truth (``facet_worlds``) is drawn first,
and the sheet is written from it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from facet_worlds import Key, World, world
from openpyxl.utils import get_column_letter

from cchc_analysis.workbooks import ReadError, Reading, read

# fmt: off
INDEX_WORDS = {"PAR": ["PAR INDEX", "Chỉ số CCHC", "Chỉ số cải cách hành chính"],
               "SIPAS": ["SIPAS", "Chỉ số SIPAS"], "PAPI": ["PAPI", "Chỉ số PAPI"],
               "DTI": ["DTI", "Chỉ số DTI"], "PCI": ["PCI", "Chỉ số PCI"]}
STAGE_WORDS = {"self": ["Tự chấm", "Điểm tự chấm", "Điểm tự đánh giá"],
               "appraised": ["Thẩm định", "Điểm thẩm định", "Sở Nội vụ thẩm định"],
               "final": ["Điểm đạt được", "Kết quả", "Điểm chính thức"]}
UNIT_HEADS = {"province": ["Tỉnh", "Tỉnh, thành phố", "Tỉnh/Thành phố", "Địa phương", "Tên tỉnh"],
              "commune": ["Đơn vị", "Xã, phường", "Tên đơn vị"],
              "department": ["Đơn vị", "Tên đơn vị", "Sở, ngành"]}
HEADS = {"number": "STT", "code": "TT", "name": "Tiêu chí", "maximum": "Điểm tối đa", "year": "Năm",
         "index": "Chỉ số", "stage": "Giai đoạn"}
OTHER_WORDS = {"rank": ["Hạng", "Xếp hạng", "Thứ hạng"], "score": ["Điểm", "Điểm số", "Giá trị"],
               "total": ["Tổng cộng", "Tổng điểm", "Tổng điểm (1+2)"], "mean": ["Trung bình", "Trung vị"],
               "half": ["6 tháng đầu năm", "quý III", "9 tháng"]}
WHOSE = {"province": "CÁC TỈNH", "commune": "CÁC XÃ, PHƯỜNG TỈNH ĐỒNG NAI",
         "department": "CÁC SỞ, NGÀNH TỈNH ĐỒNG NAI"}
PROGRAMMES = ["BẢNG CHẤM ĐIỂM XÃ ĐẠT CHUẨN NÔNG THÔN MỚI NĂM {}", "BẢNG CHẤM ĐIỂM THI ĐUA, KHEN THƯỞNG NĂM {}",
              "DỰ TOÁN CHI NGÂN SÁCH NĂM {}", "KẾT QUẢ ĐẠT CHUẨN TIẾP CẬN PHÁP LUẬT NĂM {}"]
TARGETS = ["GIAO CHỈ TIÊU {} NĂM {}", "MỤC TIÊU NÂNG {} NĂM {}"]
#: What a sheet may have besides its facets, and in how many of a hundred sheets.
HAZARDS = {
    "numbering": 25, "letters": 40, "page headers": 20, "blank band": 12, "merged": 60, "repeated groups": 15,
    "one row": 15, "numbered": 70, "ranks": 40, "ties": 40, "percent cells": 25, "percent texts": 25,
    "stars": 12, "comma texts": 20, "means": 20, "notes": 25, "moved": 15, "half year": 12,
    "half year hidden": 8, "total first": 20, "subtotals": 15, "row of maxima": 40, "footnotes": 30,
    "table beside": 10, "halves": 10,
}
# fmt: on
FACETS = ("index", "year", "unit", "stage", "code")

#: A column of numbers: the facets that its headings give, and whether it holds ranks.
Column = tuple[dict[str, Any], str]


@dataclass
class FacetSheet:
    """A sheet as it will be written, how it is asked for, and what must be read from it."""

    file: str = "bang.xlsx"
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    percent: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    asked: dict[str, Any] = field(default_factory=dict)
    truth: dict[Key, float] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)

    def put(self, row: int, column: int, value: Any) -> None:
        if value is not None:
            self.cells[row, column] = value

    def save(self, folder: Path) -> Path:
        """Write the workbook and return where."""
        book = openpyxl.Workbook()
        page = book.active
        for (row, column), value in self.cells.items():
            page.cell(row, column, value)
        for row, column in self.percent:
            page.cell(row, column).number_format = "0.00%"
        for area in self.merged:
            page.merge_cells(None, *area)
        for column in self.hidden:
            page.column_dimensions[get_column_letter(column)].hidden = True
        book.save(folder / self.file)
        return folder / self.file


@dataclass
class Layout:
    """Which facets stand down, across, and in tables below each other; the others have one value."""

    down: list[str]
    across: list[str]
    stacked: str = ""


def layout(rng: random.Random, own: World) -> Layout:
    """Draw where each facet of several values stands."""
    several = [f for f in FACETS if len(own.values(f)) > 1]
    first = rng.choice([f for f in several if f in ("unit", "code")] or ["unit"])
    if own.kind == "province":
        first = "unit" if rng.random() < 0.75 or not several else rng.choice(several)
    rest = [f for f in several if f != first]
    rng.shuffle(rest)
    if own.kind == "province" and rest and "code" not in several and rng.random() < 0.2:
        return Layout(rng.sample([first, *rest], len(rest) + 1), [])
    stacked = ""
    if len(rest) > 1 and rng.random() < 0.3:
        stacked = next((f for f in rest if f in ("year", "unit", "index")), "")
    across = [f for f in rest if f != stacked]
    if first != "code" and "code" in across and own.kind != "province":  # domains across, not their parts
        own.codes = [c for c in own.codes if "." not in c]
    return Layout([first], across, stacked)


class Writer:
    """Writes one sheet from the top down; ``row`` is the next free one."""

    def __init__(self, rng: random.Random, own: World, plan: Layout) -> None:
        self.rng, self.own, self.plan, self.row = rng, own, plan, 1
        self.sheet = FacetSheet()
        words = {**STAGE_WORDS, **INDEX_WORDS, **OTHER_WORDS, "unit": UNIT_HEADS[own.kind]}
        self.words = {what: rng.choice(among) for what, among in words.items()}
        self.year_form = rng.choice(["{}", "Năm {}", ""])
        self.on = {name for name, percent in HAZARDS.items() if rng.random() * 100 < percent}
        self._settle()
        self.before = self._sides()
        self.columns = self._columns()
        self.end = len(self.before) + len(self.columns) + 1

    def _settle(self) -> None:
        """Take back what the facets make impossible."""
        own, plan, provinces = self.own, self.plan, self.own.kind == "province"
        totals, units_down = own.codes == ["total"], "unit" in plan.down
        offices_criteria = plan.down == ["code"] and not provinces
        impossible = {
            ("ranks", "ties"): not (provinces and totals and units_down),
            ("percent cells", "percent texts"): not (provinces and own.indices == ["PAR"] and totals),
            ("row of maxima",): provinces or plan.stacked or "code" not in plan.across,
            ("means",): not provinces or plan.down != ["unit"],
            ("half year", "half year hidden", "subtotals"): not offices_criteria,
            ("page headers", "table beside"): bool(plan.stacked),
            ("halves",): plan.down != ["unit"] or bool(plan.stacked) or len(own.units) < 4,
            ("percent texts",): "percent cells" in self.on,
            ("half year hidden",): "half year" in self.on,
            ("blank band", "table beside"): "page headers" in self.on,
        }
        for names, is_so in impossible.items():
            self.on -= {*names} if is_so else set()
        if "halves" in self.on:
            self.on -= {"table beside", "means", "notes", "moved", "page headers", "blank band", "numbering",
                        "row of maxima"}  # fmt: skip
        self.sheet.features |= self.on | {own.kind, f"down {' > '.join(plan.down)}"}
        self.sheet.features |= {f"across {' > '.join(plan.across) or 'nothing'}", f"stacked {plan.stacked}"}

    def _sides(self) -> list[str]:
        """Return what the columns before the numbers hold."""
        if self.plan.down == ["code"]:
            return ["name"] if self.own.kind == "province" else ["code", "name", "maximum"]
        return [*(["number"] if "numbered" in self.on and "unit" in self.plan.down else []), *self.plan.down]

    def _columns(self) -> list[Column]:
        across = self.plan.across
        places = itertools.product(*(self.own.values(f) for f in across))
        quantities = ["", "rank"] if "ranks" in self.on else [""]
        return [(dict(zip(across, values, strict=True)), q) for values in places for q in quantities]

    # -- the whole -----------------------------------------------------------------------------------

    def write(self) -> FacetSheet:
        """Write the whole sheet."""
        own, stacked, sheet = self.own, self.plan.stacked, self.sheet
        self._titles()
        for value in own.values(stacked) if stacked else [None]:
            if stacked:
                self.row += self.rng.random() < 0.7
                sheet.put(self.row, 1, self._block_title(value))
                self.row += 1
            self._table({stacked: value} if stacked else {})
        if "footnotes" in self.on:
            sheet.put(self.row + 1, 1, "Ghi chú: Số liệu minh họa.")
            sheet.put(self.row + 2, 1, f"Minh Họa, ngày 20 tháng 01 năm {own.years[-1] + 1}")
        if len(own.indices) > 1:
            sheet.asked["index"] = self.rng.choice(own.indices)
            sheet.truth = {k: v for k, v in sheet.truth.items() if k[0] == sheet.asked["index"]}
        return sheet

    def _titles(self) -> None:
        own, rng = self.own, self.rng
        title = "BẢNG CHẤM ĐIỂM" if self.plan.down == ["code"] and own.kind != "province" else "KẾT QUẢ"
        if len(own.stages) == 1:  # no heading may say it
            title = {"self": "BẢNG TỰ CHẤM ĐIỂM", "appraised": "KẾT QUẢ THẨM ĐỊNH"}.get(own.stages[0], title)
        of = "CẢI CÁCH HÀNH CHÍNH" if own.indices == ["PAR"] else own.indices[0]
        title += f" CHỈ SỐ {of}" if len(own.indices) == 1 else " CÁC CHỈ SỐ"
        title += f" {WHOSE[own.kind]}" if len(own.units) > 1 else ""
        title += f" NĂM {own.years[0]}" if len(own.years) == 1 else ""
        if rng.random() < 0.4:
            title = title.capitalize().replace("đồng nai", "Đồng Nai")
        whose = f"Đơn vị: {own.units[0]}, tỉnh Đồng Nai" if len(own.units) == 1 else None
        for line in (title, whose, "(Số liệu minh họa)"):
            if line:
                self.sheet.put(self.row, 1, line)
                self.row += 1
        self.row += rng.random() < 0.5

    def _block_title(self, value: Any) -> str:
        facet, province = self.plan.stacked, self.own.kind == "province"
        if facet == "year":
            return self.rng.choice([f"Năm {value}", f"Kết quả năm {value}"])
        if facet == "unit":
            return f"Đơn vị: {value}" + ("" if province else ", tỉnh Đồng Nai")
        return f"Chỉ số {value}"

    # -- a table -------------------------------------------------------------------------------------

    def _table(self, fixed: dict[str, Any]) -> None:
        top, lines = self.row, self._lines()
        self._headings()
        height = self.row - top
        if "halves" in self.on:
            return self._halves(top, lines, fixed)
        if "row of maxima" in self.on:
            self._other_row("Điểm tối đa", lambda place: self.own.tops[place["code"]] / 100)
        for number, place in enumerate(lines, 1):
            if 1 < number == len(lines) // 2 + 1:
                self._interrupt()
            self._line(place, number, fixed)
            if "subtotals" in self.on:
                self._subtotal(place["code"], lines, fixed)
        if "means" in self.on:
            self._other_row(self.words["mean"], lambda place: 60.5)
        if "table beside" in self.on:
            self._beside(top + height - 1, self.end + len([*self._extra_heads()]) + 1)

    def _halves(self, top: int, lines: list[dict[str, Any]], fixed: dict[str, Any]) -> None:
        """Write the second half of the table beside the first, under headings of its own."""
        half, start = -(-len(lines) // 2), self.row
        for left, number, part in ((0, 1, lines[:half]), (self.end, half + 1, lines[half:])):
            if left:
                self.row = top
                self._headings(left)
            self.row = start
            for n, place in enumerate(part, number):
                self._line(place, n, fixed, left)
        self.row = start + half

    def _lines(self) -> list[dict[str, Any]]:
        """Return what each row of the table is of."""
        down = self.plan.down
        lines = [dict(zip(down, values, strict=True))
                 for values in itertools.product(*(self.own.values(f) for f in down))]  # fmt: skip
        return lines[-1:] + lines[:-1] if "total first" in self.on and down == ["code"] else lines

    def _interrupt(self) -> None:
        """Begin page two: headings again; or leave a blank row."""
        if "page headers" in self.on:
            self.row += self.rng.random() < 0.3
            self._headings()
        elif "blank band" in self.on:
            self.row += 1

    def _headings(self, left: int = 0) -> None:
        """Write the rows of headings: one for each facet across, or all in one."""
        levels = [*self.plan.across, *(["quantity"] if "ranks" in self.on else [])] or ["quantity"]
        texts = [[self._said(level, *column) for level in levels] for column in self.columns]
        if "one row" in self.on:
            texts = [[" ".join(str(t) for t in reversed(own))] if len(own) > 1 else own for own in texts]
        rows, first = len(texts[0]), left + len(self.before) + 1
        for column, holds in enumerate(self.before, left + 1):
            self.sheet.put(self.row, column, HEADS.get(holds) or self.words[holds])
            if rows > 1 and "merged" in self.on:
                self.sheet.merged.append((self.row, column, self.row + rows - 1, column))
        for depth in range(rows):
            self._heading_row(self.row + depth, first, [own[: depth + 1] for own in texts], depth < rows - 1)
        for column, text in self._extra_heads():
            self.sheet.put(self.row, column, text)
        self.row += rows
        if "numbering" in self.on:
            count = len(self.before) + len(self.columns)
            for column in range(1, count + 1):
                letters = "letters" in self.on and count > 4
                worded = "AB"[column - 1] if column < 3 else column - 2
                self.sheet.put(self.row, column, worded if letters else f"({column})")
            self.row += 1

    def _heading_row(self, row: int, first: int, paths: list[list[Any]], is_group: bool) -> None:
        at = first
        for path, same in itertools.groupby(paths):
            count = len([*same])
            for column in range(at, at + count):
                if column == at or not is_group or "repeated groups" in self.on:
                    self.sheet.put(row, column, path[-1])
            if is_group and count > 1 and "merged" in self.on and "repeated groups" not in self.on:
                self.sheet.merged.append((row, at, row, at + count - 1))
            at += count

    def _said(self, level: str, place: dict[str, Any], quantity: str) -> Any:
        """Return the words of a heading."""
        own = self.own
        if level == "quantity":
            only = own.stages[0] if not self.plan.across and len(own.stages) == 1 else "final"
            return self.words[quantity or ("score" if only == "final" else only)]
        value = place[level]
        if level == "year":
            return self.year_form.format(value) if self.year_form else value
        if level == "code":
            return "Tổng điểm" if value == "total" else f"{value}. {own.names[value]}"
        return value if level == "unit" else self.words[value]

    def _extra_heads(self) -> Iterator[tuple[int, str]]:
        at = itertools.count(self.end)
        for name, text in (("notes", "Ghi chú"), ("moved", "Tăng/giảm"), ("half year", ""),
                           ("half year hidden", "")):  # fmt: skip
            if name in self.on:
                column = next(at)
                if name == "half year hidden":
                    self.sheet.hidden.add(column)
                yield column, text or f"Tự chấm {self.words['half']}"

    # -- its rows ------------------------------------------------------------------------------------

    def _line(self, place: dict[str, Any], number: int, fixed: dict[str, Any], left: int = 0) -> None:
        """Write a row of the table, and note what is true of it."""
        for column, holds in enumerate(self.before, left + 1):
            self.sheet.put(self.row, column, self._of_side(holds, place, number))
        for at, (across, quantity) in enumerate(self.columns, left + len(self.before) + 1):
            one = {f: self.own.values(f)[-1] for f in FACETS}
            self._number(one | fixed | across | place, quantity, at)
        for column, text in self._extra_heads():
            content = {"Ghi chú": [None, "đã bổ sung"], "Tăng/giảm": [-1, 0.5, 2]}.get(text, [0.25])
            self.sheet.put(self.row, column, self.rng.choice(content))
        self.row += 1

    def _of_side(self, holds: str, place: dict[str, Any], number: int) -> Any:
        own, code = self.own, place.get("code", "total")
        if holds == "number":
            return number
        if holds == "unit":
            star = self.rng.choice(["*", " (1)"]) if "stars" in self.on and number == 2 else ""
            return place["unit"] + star
        if holds == "code":
            return None if code == "total" else code
        if holds == "maximum":
            return own.tops[code] / 100
        if holds == "name" and code == "total":
            return self.words["total"]
        if holds == "name":
            return f"Nội dung {code}: {own.names[code]}" if own.kind == "province" else own.names[code]
        return place["year"] if holds == "year" else self.words[place[holds]]

    def _number(self, key: dict[str, Any], quantity: str, column: int) -> None:
        own, sheet = self.own, self.sheet
        value = own.at(key, quantity)
        truth = tuple(key[f] for f in ("index", "year", "unit", "code"))
        sheet.truth[(*truth, quantity or key["stage"])] = value
        if quantity:
            ties = sum(own.at(key | {"unit": u}, "rank") == value for u in own.units)
            tied = "ties" in self.on and ties > 1
            sheet.put(self.row, column, f"{value:.0f}-{value + ties - 1:.0f}" if tied else value)
        elif "percent cells" in self.on:
            sheet.put(self.row, column, value / 100)
            sheet.percent.add((self.row, column))
        elif "percent texts" in self.on:
            sheet.put(self.row, column, f"{value:.2f}%".replace(".", ","))
        elif "comma texts" in self.on and self.rng.random() < 0.5:
            sheet.put(self.row, column, f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ","))
        else:
            sheet.put(self.row, column, value)

    def _other_row(self, name: str, value: Any) -> None:
        """Write a row that is no unit: of maxima, of means."""
        self.sheet.put(self.row, self.before.index("unit") + 1, name)
        for at, (place, quantity) in enumerate(self.columns, len(self.before) + 1):
            if not quantity:
                self.sheet.put(self.row, at, value(place))
        self.row += 1

    def _subtotal(self, code: str, lines: list[dict[str, Any]], fixed: dict[str, Any]) -> None:
        """Write ``Cộng lĩnh vực 1`` behind its last criterion, with the domain's own numbers."""
        domain = code.partition(".")[0]
        if (
            domain == "total"
            or code != [p["code"] for p in lines if p["code"].startswith(f"{domain}.")][-1:][0]
        ):
            return
        self.sheet.put(self.row, 2, f"Cộng lĩnh vực {domain}")
        self.sheet.put(self.row, 3, self.own.tops[domain] / 100)
        for at, (across, _) in enumerate(self.columns, len(self.before) + 1):
            one = {f: self.own.values(f)[-1] for f in FACETS} | fixed | across | {"code": domain}
            self.sheet.put(self.row, at, self.own.at(one))
        self.row += 1

    def _beside(self, top: int, left: int) -> None:
        """Write another small table beside: how many units are in each class."""
        for row, line in enumerate(
            [("Xếp loại", "Số lượng"), ("Tốt", 2), ("Khá", 3), ("Trung bình", 1)], top
        ):
            for column, value in enumerate(line, left + 1):
                self.sheet.put(row, column, value)


def facet_sheet(seed: int) -> FacetSheet:
    """Return the sheet of a seed; one in twelve must not yield a score."""
    rng = random.Random(f"facets {seed}")
    barred = rng.random() < 0.08
    own = world(rng)
    sheet = Writer(rng, own, layout(rng, own)).write()
    return _barred(rng, own, sheet) if barred else sheet


def _barred(rng: random.Random, own: World, sheet: FacetSheet) -> FacetSheet:
    """Title a sheet as another programme's, as targets, or as a part of a year: it must not yield a score."""
    year, index = own.years[-1], own.indices[0]
    name = "CHỈ SỐ CCHC" if index == "PAR" else f"CHỈ SỐ {index}"
    kind = rng.choice(["another programme", "targets", "a part of a year"])
    half = rng.choice(OTHER_WORDS["half"]).upper()
    sheet.cells[1, 1] = {
        "another programme": rng.choice(PROGRAMMES).format(year),
        "targets": rng.choice(TARGETS).format(name, year),
        "a part of a year": f"KẾT QUẢ {name} {half} NĂM {year}",
    }[kind]
    sheet.asked, sheet.truth, sheet.features = {}, {}, {kind}
    return sheet


# -- how a reading is judged -------------------------------------------------------------------------


def judged(sheet: FacetSheet, path: Path) -> tuple[str, list[str]]:
    """Read a sheet; return ``right``, ``right and told``, ``refused`` or ``silent``, and what differs."""
    try:
        return compared(sheet, read(path, **sheet.asked))
    except ReadError as error:
        return ("refused" if sheet.truth else "right"), [f"{error.rule}: {error}"]


def compared(sheet: FacetSheet, reading: Reading) -> tuple[str, list[str]]:
    """Return how a sheet was read, as :func:`judged` does.

    A number that is not true is never excused; one that is not read is, by a warning or an error.
    """
    got: dict[Key, float] = {}
    for row in reading.scores.rename(columns={"index": "of"}).itertuples():
        for stage, value in ((row.stage, row.score), ("rank", row.rank)):
            if not pd.isna(value):
                got[row.of, int(row.year), row.unit, row.code, stage] = float(value)
    wrong = [f"{k}: {v:g} read, {sheet.truth.get(k)} is true" for k, v in got.items()
             if k not in sheet.truth or abs(sheet.truth[k] - v) > 1e-6]  # fmt: skip
    lacking = [f"{k}: {v:g} is not read" for k, v in sheet.truth.items() if k not in got]
    told = sorted(set(reading.findings.loc[reading.findings["severity"] != "note", "rule"]))
    said = [f"told: {told}"] if told else []
    if wrong or (lacking and not told):
        return "silent", wrong + lacking + said
    if lacking:
        return "refused", lacking + said
    return ("right and told" if told else "right"), said


def as_text(sheet: FacetSheet) -> str:
    """Return a sheet for a reader of the test's output."""
    lines = [f"asked {sheet.asked}; merged {sheet.merged}; {sorted(sheet.features)}"]
    for row, cells in itertools.groupby(sorted(sheet.cells), key=lambda place: place[0]):
        texts = (f"{get_column_letter(c)}: {sheet.cells[r, c]!r}" for r, c in cells)
        lines.append(f"{row:3} " + " | ".join(texts))
    return "\n".join(lines)
