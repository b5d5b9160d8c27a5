"""Scoring sheets as offices send them in, drawn at random, with what a reader must find in them.

``make(seed)`` gives a workbook and its expected scores; ``make_broken(rule, seed)`` gives one with a single
fault and the cell where it must be found. All units and figures are invented (số liệu minh họa).
Points are held in hundredths, as whole numbers, so that sums are exact.
"""

from __future__ import annotations

import itertools
import random
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

STAGES = ("self", "appraised", "appraised_2", "survey", "final")
# fmt: off
HEADINGS = {
    "code": ["TT", "STT", "Mã", "Mã TC", "Số TT"],
    "name": ["Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Tiêu chí, tiêu chí thành phần", "Nội dung",
             "Nội dung tiêu chí", "Tiêu chí", "Tên tiêu chí", "Chỉ số/Chỉ số thành phần"],
    "max": ["Điểm tối đa", "Điểm chuẩn", "Điểm số tối đa", "Thang điểm tối đa"],
    "self": ["Điểm tự đánh giá", "Điểm tự chấm", "Tự đánh giá", "Tự chấm", "Điểm số tự chấm", "Đơn vị tự chấm"],
    "appraised": ["Điểm thẩm định", "Thẩm định", "SNV đánh giá", "Điểm Sở Nội vụ thẩm định",
                  "Hội đồng thẩm định", "Điểm thẩm định lần 1"],
    "appraised_2": ["Điểm thẩm định lần 2"],
    "survey": ["Điểm ĐTXHH", "Điều tra XHH", "Điểm điều tra xã hội học"],
    "final": ["Điểm đạt được", "Điểm đạt", "Tổng điểm", "Điểm kết quả", "Điểm thẩm định sau khi trừ"],
    "index": ["Chỉ số", "Chỉ số (%)", "Tỷ lệ %"],
    "deduction": ["Điểm trừ", "Điểm bị trừ"],
    "class": ["Xếp loại"],
    "note": ["Ghi chú", "Giải trình"],
    "reason": ["Lý do", "Nhận xét của đơn vị thẩm định"],
    "office": ["Đơn vị chủ trì", "Cơ quan phụ trách", "Đơn vị theo dõi"],
    "evidence": ["TLKC", "Tài liệu kiểm chứng", "Các yêu cầu và tài liệu kiểm chứng"],
    "other": ["Số liệu kê khai", "Cách tính điểm", "Nguồn thu thập dữ liệu"],
}
GROUPS = [("Điểm đánh giá", {"survey": "Điều tra XHH", "self": "Tự đánh giá", "appraised": "SNV đánh giá"}),
          ("ĐIỂM", {"max": "Tối đa", "self": "Tự chấm", "appraised": "Thẩm định"})]
LEVEL_HEADINGS = ("Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần")
NOTED = ("note", "reason", "office", "evidence")
TEXTS = {
    "note": ["Chậm 05 ngày so với quy định", "Đã bổ sung số liệu", "Theo Báo cáo số 25/BC-UBND"],
    "reason": ["Chưa có văn bản kiểm chứng", "Trừ 0,5 điểm do chậm", "Thống nhất với điểm tự chấm", "Đạt 85%"],
    "office": ["Phòng Nội vụ", "Văn phòng HĐND và UBND", "Công chức Tư pháp - Hộ tịch"],
    "evidence": ["Kế hoạch số 01/KH-UBND ngày 10/01/2023", "Quyết định số 12/QĐ-UBND", "Biên bản, ảnh chụp"],
    "other": [15, 0.95, "18/20", "Tỷ lệ a/b x điểm tối đa", "Sở Nội vụ", "Có", "Tính điểm: đạt 1, không đạt 0"],
}
DOMAINS = ["Công tác chỉ đạo, điều hành cải cách hành chính", "Cải cách thể chế", "Cải cách thủ tục hành chính",
           "Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ", "Cải cách tài chính công",
           "Xây dựng và phát triển chính quyền số", "Tác động của cải cách hành chính đến người dân, tổ chức"]
#: Several begin like a total, a subtotal, a heading, a note, a signature or a score, and are none of these.
CRITERIA = ["Tổng số hồ sơ được giải quyết đúng hạn", "Cộng tác viên theo dõi CCHC tại thôn, tổ dân phố",
            "Tự đánh giá, chấm điểm chỉ số CCHC", "Ghi chú, lưu trữ hồ sơ công việc trên môi trường mạng",
            "Chủ tịch UBND đối thoại với người dân", "Không áp dụng thu phí ngoài quy định",
            "Điểm số khảo sát sự hài lòng của người dân", "100% văn bản đi được ký số",
            "Kiểm tra công tác CCHC", "Thẩm định, trình ban hành văn bản đúng hạn",
            "Kế hoạch CCHC năm 2021 được ban hành kịp thời", "Xếp loại tổ chức, cá nhân cuối năm",
            "Đơn vị sự nghiệp công lập tự chủ chi thường xuyên",
            "Thực hiện chế độ báo cáo định kỳ", "Công tác tuyên truyền cải cách hành chính",
            "Rà soát, hệ thống hóa văn bản quy phạm pháp luật", "Công khai thủ tục hành chính",
            "Sử dụng biên chế được giao", "Chấp hành kỷ luật, kỷ cương hành chính", "Giải ngân vốn đầu tư công",
            "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Mức độ hoàn thành nhiệm vụ theo kế hoạch",
            "Tiếp nhận, xử lý phản ánh, kiến nghị", "Đào tạo, bồi dưỡng cán bộ, công chức"]
BONUSES = ["Có sáng kiến được công nhận cấp tỉnh", "Được tặng bằng khen về cải cách hành chính"]
PENALTIES = ["Chậm gửi báo cáo tự đánh giá", "Bị phê bình bằng văn bản"]
OPTIONS = ["Kịp thời: {} điểm", "Không kịp thời: {} điểm", "Không ban hành: {}", "- Đạt từ 80% trở lên",
           "- Đạt từ 50% đến dưới 80%: {}", "- Dưới 50%: {} điểm"]
TITLES = ["BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", "Bảng chấm điểm chỉ số cải cách hành chính",
          "BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", "Kết quả chấm điểm chỉ số CCHC"]
INSTRUCTIONS = ["HƯỚNG DẪN CHẤM ĐIỂM CHỈ SỐ CCHC", "1. Đơn vị tự chấm điểm vào cột Điểm tự chấm.",
                "2. Điểm không vượt quá Điểm tối đa của tiêu chí.", "3. Tiêu chí không có: ghi Không áp dụng."]
UNITS = {  # as written, with * where a reader must begin to keep what is written
    "commune": ["UBND *phường {}", "UBND *xã {}", "Ủy ban nhân dân *xã {}", "*Phường {}", "*Xã {}"],
    "department": ["*Sở {}", "*Văn phòng UBND tỉnh {}", "*Ban Quản lý dự án {}", "*Thanh tra tỉnh {}"],
    "district": ["UBND *huyện {}", "UBND *thành phố {}", "*Quận {}", "UBND *thị xã {}"],
}
# fmt: on
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_LETTERS = "abcdđeghiklm"
DEPTHS = ["", "one", "two", "three", "four"]
_NUMERIC = re.compile(r"\d+(\.\d+)*")


@cache
def _codes(encoding: str) -> dict[int, str]:
    """Return what stands for each letter; TCVN3 has no capitals with tones, so small ones stand for them."""
    text = files("cchc_analysis").joinpath("legacy.toml").read_text(encoding="utf-8")
    codes = {item[-1]: item[:-1] for item in tomllib.loads(text)[encoding]["letters"].split()}
    capitals = {k.upper(): c.upper() if encoding == "VNI" else c for k, c in codes.items()}
    return str.maketrans(capitals | codes)


def encode(text: str, encoding: str) -> str:
    """Return *text* as it is stored in an encoding."""
    if encoding in ("NFC", "NFD"):
        return unicodedata.normalize(encoding, text)
    return text.translate(_codes(encoding))


# fmt: off
#: What a sheet may have besides the choices of its layout, and in how many of a hundred sheets.
SWITCHES = {
    "ten": 38, "leaf domain": 20, "decree": 40, "dated": 30, "blank column": 8, "tall": 45, "merged": 60,
    "titles merged": 60, "deduction": 20, "class": 20, "note": 40, "reason": 25, "office": 25, "evidence": 25,
    "other": 30, "not applicable": 20, "total merged": 45, "wrapped": 25, "page headers": 20, "blank rows": 25,
    "subtotals": 15, "signed": 40, "footnotes": 30, "untidy names": 25, "upper domains": 30,
}
# fmt: on


def _one_of(**weights: int) -> Any:
    return field(metadata={"weights": weights})


@dataclass
class Layout:
    """How one sheet is laid out: every field is drawn with the weights that it declares."""

    style: str = _one_of(a=14, b=14, c=12, d=11, e=10, f=10, g=10, h=10, i=9)
    depth: str = _one_of(two=25, three=50, four=25)
    encoding: str = _one_of(NFC=83, NFD=5, TCVN3=6, VNI=6)
    title: str = _one_of(none=10, short=40, long=50)
    year_in: str = _one_of(title=75, file=25)
    unit_in: str = _one_of(title=75, sheet=25)
    stages: str = _one_of(s=12, sa=18, saf=14, savf=18, saA=8, saAf=8, avf=9, sav=8, a=5, f=5, sf=5)
    group: str = _one_of(none=40, evaluation=35, points=25)
    alone: str = _one_of(top=60, bottom=40)  # in which row a single heading stands, if not merged
    number_row: str = _one_of(none=56, brackets=22, letters=22)
    headings: str = _one_of(printed=60, upper=20, broken=20)
    order: str = _one_of(usual=52, notes_between=15, code_after_name=15, any=18)
    index: str = _one_of(none=40, number=25, text=15, share=20)
    codes: str = _one_of(text=40, numbers=26, dates=18, comma=16)
    tail: str = _one_of(none=44, point=20, bracket=12, space=12, nbsp=12)
    figures: str = _one_of(numbers=50, comma=20, mixed=20, noise=10)
    odd_figures: str = _one_of(none=55, full_width=15, nbsp=15, over_max=15)
    missing: str = _one_of(none=30, blank=22, dash=12, x=12, dots=12, KCDL=12)
    parents: str = _one_of(all=60, top=20, none=20)
    total: str = _one_of(first=15, last=70, none=15)
    options: str = _one_of(none=50, plain=25, in_max=25)
    bonus: str = _one_of(none=76, bonus=8, penalty=8, both=8)
    indent: str = _one_of(spaces=50, alignment=50)  # style h
    criteria: str = _one_of(plain=50, bold_italic=50)  # style i
    on: set[str] = field(default_factory=set)

    @classmethod
    def draw(cls, rng: random.Random, **forced: str) -> Layout:
        """Draw every field that is not forced, and take back what another choice makes impossible."""
        weights = {f.name: f.metadata["weights"] for f in fields(cls) if f.metadata}
        drawn = {n: rng.choices([*w], [*w.values()])[0] for n, w in weights.items()} | forced
        self = cls(**drawn, on={s for s, percent in SWITCHES.items() if rng.random() * 100 < percent})
        low, high = {"d": (3, 4), "e": (3, 4), "f": (3, 4), "g": (2, 3), "i": (2, 2)}.get(self.style, (2, 4))
        self.depth = DEPTHS[min(max(self.deep, low), high)]
        self._settle()
        return self

    def _settle(self) -> None:
        deep, style = self.deep, self.style
        if self.title == "none":
            self.year_in, self.unit_in = "file", "sheet"
        if self.order == "code_after_name" and style in "ghi":
            self.order = "usual"
        grouped = {"evaluation": "vsa", "points": "msa"}.get(self.group, "")
        self._without(len({"m", *self.stages} & {*grouped}) < 2, "group")
        flat = self.group == "none"
        self._without(flat or "merged" in self.on, "alone")
        self._without(flat, "tall", "merged")
        self._without(style in "ghi", "codes", "tail", "ten", "leaf domain")
        self._without((style in "bc" and deep < 3) or (style == "d" and deep < 4), "ten")
        self._without(self.codes in ("numbers", "dates"), "tail")
        self._without(style != "h", "indent")
        self._without(style != "i", "criteria")
        self._without("f" not in self.stages, "index")
        self._without("a" not in self.stages, "deduction")
        self._without(self.total == "none", "class", "total merged")
        self._without(self.encoding == "TCVN3", "upper domains")
        self._without(self.title != "long", "dated")
        self._without(self.title == "none", "decree")

    def _without(self, impossible: bool, *names: str) -> None:
        for name in names if impossible else ():
            self.on.discard(name)
            if hasattr(self, name):
                setattr(self, name, "none")

    @property
    def deep(self) -> int:
        """How many levels the tree has."""
        return DEPTHS.index(self.depth)

    def features(self) -> set[str]:
        """Return what was drawn, for counting."""
        return {f"{f.name} {getattr(self, f.name)}" for f in fields(self) if f.metadata} | self.on

    @property
    def roles(self) -> list[str]:
        """The stages that have a column, in the order drawn."""
        return [dict(zip("saAvf", STAGES, strict=True))[s] for s in self.stages]

    def prints(self, node: Node) -> bool:
        """Tell whether the sheet prints the points of a node."""
        return not node.children or node.level <= {"all": 9, "top": 1, "none": 0}[self.parents]


@dataclass(eq=False)
class Node:
    """The total (level 0), a domain, a criterion or a sub-criterion."""

    name: str
    level: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    max: int = 0
    scores: dict[str, int | None] = field(default_factory=dict)
    bonus: bool = False
    applies: bool = True
    texts: dict[str, Any] = field(default_factory=dict)
    printed: str = ""
    code: str = ""
    off: Counter[str] = field(default_factory=Counter)  # a fault: what is added to what is right

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> list[Node]:
        return [n for n in self.walk() if not n.children]

    def ancestors(self) -> list[Node]:
        return [self.parent, *self.parent.ancestors()] if self.parent else []

    def add(self, name: str, **own: Any) -> Node:
        self.children.append(Node(name, self.level + 1, self, **own))
        return self.children[-1]

    def value(self, stage: str) -> int | None:
        """Return the points of a stage: of a parent, what its children have; None where nobody has any."""
        if not self.children:
            return self.scores.get(stage)
        given = [v for c in self.children if (v := c.value(stage)) is not None]
        return sum(given) + self.off[stage] if given else None

    def most(self, *, own: bool = False) -> int:
        """Return the maximum as printed, or the unit's own, without what does not apply to it."""
        if not self.children:
            return 0 if own and not self.applies else self.max
        return sum(c.most(own=own) for c in self.children) + self.off["max"]


def grow(rng: random.Random, layout: Layout) -> Node:
    """Return the tree of criteria, its codes and points; the first branch goes down to the full depth."""
    root = Node(rng.choice(["Tổng cộng", "TỔNG ĐIỂM", "Tổng số điểm"]))
    names = itertools.cycle(rng.sample(CRITERIA, len(CRITERIA)))
    count = rng.randint(2, 3) if layout.style == "d" else rng.randint(2, 7)
    for name in DOMAINS[:count]:
        _branch(rng, layout, root.add(name), names, root)
    if "leaf domain" in layout.on:
        root.add(DOMAINS[-1])
    if layout.bonus != "none":
        block = root.add("Điểm thưởng, điểm phạt", bonus=True)
        for kind, pool in (("bonus", BONUSES), ("penalty", PENALTIES)):
            for name in pool[: rng.randint(1, 2)] if layout.bonus in (kind, "both") else ():
                block.add(name, bonus=True)
    if "class" in layout.on:
        root.texts["class"] = rng.choice(["Xuất sắc", "Tốt", "Khá", "Trung bình"])
    for domain in root.children if "upper domains" in layout.on else ():
        domain.name = domain.name.upper()
    _number(layout, root)
    for leaf in root.leaves():
        _fill(rng, layout, leaf)
    if "not applicable" in layout.on:
        _exempt(rng, root)
    return root


def _branch(rng: random.Random, layout: Layout, node: Node, names: Iterator[str], root: Node) -> None:
    numbers = node.level - {"b": 1, "c": 1, "d": 2}.get(layout.style, 0)  # in the code of this node
    first = len(root.children) == 1 and all(len(n.children) == 1 for n in node.ancestors())
    size = len([*root.walk()])
    count = rng.randint(2 if first else 1, 4 if size < 42 else 2)
    if "ten" in layout.on and first and numbers == 1:
        count = rng.randint(10, 12)
    elif layout.style == "e" and node.level + 1 == layout.deep and first:
        count = rng.randint(2, 7)  # a, b, c, d, đ, e, g
    for place in range(count):
        child = node.add(next(names))
        must = (first and place == 0) or (layout.style == "d" and child.level == 2)
        has_room = len([*root.walk()]) < 38 and rng.random() < 0.4
        if child.level < layout.deep and (must or has_room):
            _branch(rng, layout, child, names, root)


def _number(layout: Layout, root: Node) -> None:
    running = itertools.count(1)
    for node in root.walk():
        for place, child in enumerate(node.children, 1):
            child.printed = _printed(layout, child, place)
        if layout.style == "c" and node.level == 1:
            for child in node.children:
                child.printed = str(next(running))
    numeric = Counter(n.printed for n in root.walk() if _NUMERIC.fullmatch(n.printed))
    restarts = layout.style in "bcd" and max(numeric.values(), default=0) > 1
    for node in root.walk():
        for place, child in enumerate(node.children, 1):
            child.code = _code(layout, child, place, restarts)
    root.code = "total"


def _printed(layout: Layout, node: Node, place: int) -> str:
    """Return the code of a node as the office would print it, before it is typed carelessly."""
    style, level = layout.style, node.level
    if style in "ghi":
        return ""
    if style in "bc" and level == 1 or style == "d" and level == 2 and not node.bonus:
        return _ROMAN[place - 1]
    if style == "d" and level == 1:
        return "ABCDE"[place - 1]
    if style in "ef" and level == layout.deep and level > 2:
        return _LETTERS[place - 1] + ")" if style == "e" else "-"
    above = node.parent.printed if node.parent else ""
    return f"{above}.{place}" if _NUMERIC.fullmatch(above) else str(place)


def _code(layout: Layout, node: Node, place: int, restarts: bool) -> str:
    """Return the code that a reader must give."""
    above = "" if node.level == 1 else node.parent.code + "."
    if layout.style in "ghi":
        return f"{above}{place}"
    if node.printed == "-":
        return f"{above}-{place}"
    if node.printed.endswith(")"):
        return above + node.printed[:-1]
    if not restarts or node.level == 1:
        return node.printed
    block = next(a for a in node.ancestors() if not _NUMERIC.fullmatch(a.printed))
    return f"{block.code}.{node.printed}"


def _fill(rng: random.Random, layout: Layout, leaf: Node) -> None:
    """Give a leaf its maximum, its points and the texts beside them."""
    leaf.max = rng.choice([25, 50, 75, 100, 100, 150, 200, 250, 300])
    sign = -1 if leaf.name in PENALTIES else 1
    stages, share = layout.roles, rng.choice([0, 0.5, 1, 1, rng.random()])
    surveyed = "survey" in stages and not leaf.bonus and rng.random() < 0.3
    for stage in stages:
        if stage == "survey" and surveyed:
            leaf.scores[stage] = round(leaf.max * rng.random())
        elif stage != "survey" and not surveyed and _is_given(rng, layout):
            share = share if stage == "self" else share * rng.choice([1, 1, 1, 1, 0.85, 0.5])
            leaf.scores[stage] = sign * 5 * round(leaf.max * share / 5)
    leaf.max *= sign
    _conclude(rng, layout, leaf)
    if layout.style in "ghi" and all(leaf.scores.get(s) is None for s in stages):
        leaf.scores[stages[0]] = 0  # without a code, a row without any score would be an option
        _conclude(rng, layout, leaf)
    for role in NOTED + ("other",):
        if role in layout.on and rng.random() < 0.5:
            leaf.texts[role] = rng.choice(TEXTS[role])


def _is_given(rng: random.Random, layout: Layout) -> bool:
    return layout.missing == "none" or rng.random() > 0.12


def _conclude(rng: random.Random, layout: Layout, leaf: Node) -> None:
    """Settle the deduction, and the final score where it follows from others."""
    stages, scores = layout.roles, leaf.scores
    last = next((s for s in ("appraised_2", "appraised") if s in stages), "")
    points = scores.get(last) or 0
    if "deduction" in layout.on and points >= 10 and rng.random() < 0.4:
        scores["deduction"] = 5 * rng.randint(1, points // 5)
    given = [scores[s] for s in (last, "survey") if scores.get(s) is not None]
    if "final" in stages and (last or "survey" in stages):
        scores["final"] = sum(given) - scores.get("deduction", 0) if given else None


def _exempt(rng: random.Random, root: Node) -> None:
    """Take one to three leaves as not applicable, leaving each parent something that applies."""
    leaves = [n for n in root.leaves() if not n.bonus]
    for leaf in rng.sample(leaves, min(rng.randint(1, 3), len(leaves))):
        others = [n for n in leaf.parent.leaves() if n is not leaf and n.applies]
        if any(n.value(s) is not None for n in others for s in STAGES):
            leaf.applies, leaf.scores = False, {}


class Column(NamedTuple):
    """A column: what it holds, its headings from the outermost inwards, of which level its names are."""

    role: str
    path: tuple[str, ...]
    level: int = 0


def draw_columns(rng: random.Random, layout: Layout) -> list[Column]:
    """Return the columns of a sheet in the order in which they stand."""

    def blocks(*roles: str) -> list[list[Column]]:
        return [[Column(role, (rng.choice(HEADINGS[role]),))] for role in roles]

    group, inside = {"evaluation": GROUPS[0], "points": GROUPS[1]}.get(layout.group, ("", {}))
    above = ("Kết quả chấm điểm", group) if "tall" in layout.on else (group,)
    together = [Column(r, (*above, h)) for r, h in inside.items() if r in ("max", *layout.roles)]
    rng.shuffle(together)
    points = blocks(*(r for r in ("max", *layout.roles) if r not in inside))
    points += [together] if together else []
    points.sort(key=lambda block: [*HEADINGS].index(block[0].role))
    extras = blocks(*(r for r in ("other", *NOTED, "deduction", "class") if r in layout.on))
    extras += blocks("index") if layout.index != "none" else []
    start = blocks(*(["name"] if layout.style in "ghi" else ["code", "name"]))
    if layout.style == "g":
        start = [[Column("name", (h,), i) for i, h in enumerate(LEVEL_HEADINGS[: layout.deep], 1)]]
    if layout.order == "code_after_name":
        start.reverse()
    if layout.order in ("notes_between", "any"):
        points, extras = rng.sample(points + extras, len(points + extras)), []
    found = start + points + extras
    if layout.order == "any":
        rng.shuffle(found)
    return [column for block in found for column in block]


@dataclass(eq=False)
class Sheet:
    """A sheet as it will be written, what it is about, and what must be read from it."""

    name: str
    layout: Layout | None = None  # None: a sheet without scores
    year: int = 0
    written: str = ""
    unit: str = ""
    unit_type: str = ""
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    looks: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    expected: list[dict[str, Any]] = field(default_factory=list)
    recovered: set[str] = field(default_factory=set)
    at: dict[tuple[Node, str], str] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)

    def put(self, row: int, column: int, value: Any, **look: Any) -> str:
        """Write a value, unless there is none, and return the address of its cell."""
        if value not in (None, ""):
            encoding = self.layout.encoding if self.layout else "NFC"
            self.cells[row, column] = encode(value, encoding) if isinstance(value, str) else value
        if look:
            self.looks[row, column] = look
        return f"{get_column_letter(column)}{row}"

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))

    def expect(self, node: Node, stage: str, cell: str) -> None:
        value = node.value(stage) if self.layout.prints(node) else None
        status = "not_applicable" if not node.applies else "missing" if value is None else "scored"
        self.features.add(f"status {status}")
        last = max(self.layout.roles, key=("survey", "self", "appraised", "appraised_2", "final").index)
        self.expected.append({
            "sheet": self.name, "code": node.code, "stage": stage, "index": "PAR", "year": self.year,
            "unit": self.unit, "unit_type": self.unit_type, "level": node.level,
            "name": node.name if node.level else None,  # how a total is to be named is not agreed
            "score": None if value is None else value / 100, "status": status,
            "max_score": max(0, node.most(own=True) / 100) if node.applies else None,
            "group": node.texts.get("class") if stage == last else None, "cell": cell,
            "note": [t for r, t in node.texts.items() if r in NOTED],
        })  # fmt: skip


class Writer:
    """Writes one sheet from the top down; ``row`` is the next free one."""

    def __init__(self, rng: random.Random, sheet: Sheet) -> None:
        self.rng, self.sheet, self.layout, self.on = rng, sheet, sheet.layout, sheet.layout.on
        self.columns = draw_columns(rng, self.layout)
        self.first = 2 if "blank column" in self.on else 1
        self.last = self.first + len(self.columns) - 1
        self.row = 1

    def write(self, root: Node) -> None:
        """Write the whole sheet."""
        nodes = list(root.walk())[1:]
        breaks = set(self.rng.sample(nodes[1:], 2)) if "page headers" in self.on else set()
        self._titles()
        self._header()
        if self.layout.total == "first":
            self._node(root)
        for node in nodes:
            if node in breaks:
                self._header()
            self.row += "blank rows" in self.on and self.rng.random() < 0.15
            self._node(node)
            domain = next(n for n in (node, *node.ancestors()) if n.level == 1)
            if "subtotals" in self.on and node is [*domain.walk()][-1]:
                self._subtotal(domain)
        if self.layout.total == "last":
            self._node(root)
        self._below()

    def _line(self, **by_column: Any) -> None:
        """Write texts at ``first``, ``middle``, ``last`` and go on to the next row."""
        middle = (self.first + self.last + 1) // 2
        at = {"first": self.first, "middle": middle, "last": self.last}
        for place, text in by_column.items():
            self.sheet.put(self.row, at[place], text)
        self.row += 1

    def _at(self, role: str, level: int = 1) -> int:
        """Return the column of a role; of names, that of the level."""
        pairs = enumerate(self.columns, self.first)
        return next(at for at, c in pairs if c.role == role and c.level in (0, level))

    # -- above and below the table -------------------------------------------------------------------

    def _titles(self) -> None:
        layout, rng, sheet = self.layout, self.rng, self.sheet
        if layout.title == "none":
            return
        if layout.title == "long":
            self._line(first="UBND TỈNH MINH HỌA", middle="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            office = "SỞ NỘI VỤ" if layout.unit_in == "title" else ""
            self._line(first=office, middle="Độc lập - Tự do - Hạnh phúc")
        if "dated" in self.on:
            self._line(middle=f"Minh Họa, ngày 05 tháng 01 năm {sheet.year + 1}")
        title = rng.choice(TITLES)
        if layout.roles == [
            "final"
        ]:  # a title of self-scores would say the stage of a lone column of results
            title = title.replace("TỰ CHẤM", "CHẤM")
        word = " NĂM" if title.isupper() else " năm"
        year = f"{word} {sheet.year}" if layout.year_in == "title" else ""
        label = rng.choice(["Đơn vị: ", "Đơn vị : ", "ĐƠN VỊ: ", "Tên đơn vị: "])
        under = [label + sheet.written] if layout.unit_in == "title" else []
        if "decree" in self.on:
            date = f"ngày 15/01/{sheet.year + 1}"
            under.append(f"(Kèm theo Quyết định số 12/QĐ-UBND {date} của UBND tỉnh)")
        for line in [title + year, *rng.sample(under, len(under))]:
            if "titles merged" in self.on:
                sheet.merge(self.row, self.first, self.row, self.last)
            self._line(first=line)
        self.row += rng.random() < 0.5

    def _header(self) -> None:
        """Write all rows of headings: a group's over its first column, merged or not."""
        sheet, merged = self.sheet, "merged" in self.on
        height = max(len(c.path) for c in self.columns)
        bottom = self.row + height - 1
        for at, column in enumerate(self.columns, self.first):
            *groups, heading = range(len(column.path))
            low = bottom if not groups and self.layout.alone == "bottom" else self.row + heading
            sheet.put(low, at, self._heading(column.path[heading]))
            if merged:
                sheet.merge(low, at, bottom, at)
            for depth in groups:
                under = [c.path[: depth + 1] == column.path[: depth + 1] for c in self.columns]
                if at - self.first == under.index(True):
                    sheet.put(self.row + depth, at, self._heading(column.path[depth]))
                    if merged:
                        sheet.merge(self.row + depth, at, self.row + depth, at + sum(under) - 1)
        self.row += height
        if self.layout.number_row != "none":
            self._column_numbers()
        sheet.features.add(f"header rows {height + (self.layout.number_row != 'none')}")

    def _heading(self, text: str) -> str:
        if self.layout.headings == "upper":
            return text.upper()
        return text.replace(" ", "\n", 1) if self.layout.headings == "broken" else text

    def _column_numbers(self) -> None:
        count = len(self.columns)
        numbers: list[Any] = [f"({i})" for i in range(1, count + 1)]
        if self.layout.number_row == "letters":
            numbers = ["A", "B", *range(1, count - 1)]
            numbers[-1] = f"{count - 2}={count - 4}+{count - 3}" if count > 4 else numbers[-1]
        for at, number in enumerate(numbers, self.first):
            self.sheet.put(self.row, at, number)
        self.row += 1

    def _below(self) -> None:
        if "footnotes" in self.on:
            self._line(first="Ghi chú: Số liệu minh họa; KCDL là không có dữ liệu.")
            self._line(first="- Điểm tự chấm do đơn vị nhập.")
        if "signed" in self.on:
            self.row += 1
            place = self.rng.choice(["middle", "last"]) if self.last > self.first + 1 else "last"
            self._line(**{place: f"Minh Họa, ngày 20 tháng 01 năm {self.sheet.year + 1}"})
            self._line(**{"first": "NGƯỜI LẬP BIỂU", place: "CHỦ TỊCH"})
            self.row += 1
            self._line(**{"first": "Nguyễn Văn Minh", place: "Trần Thị Họa"})

    # -- the rows of the table -----------------------------------------------------------------------

    def _node(self, node: Node) -> None:
        sheet = self.sheet
        for at, column in enumerate(self.columns, self.first):
            if column.role == "name":
                continue
            value = self._content(node, column.role)
            cell = sheet.at[node, column.role] = sheet.put(self.row, at, value)
            if column.role in STAGES:
                sheet.expect(node, column.role, cell)
            elif column.role == "index" and self.layout.index == "share":
                sheet.looks[self.row, at] = {"number_format": "0.00%"}
            elif column.role == "code" and (kind := self._recovered_from(node, value)):
                sheet.recovered.add(cell)
                sheet.features.add(f"code recovered from {kind}")
        if node.level:
            self._name(node)
        else:
            self._label(node.name)
        self.row += 1
        if not node.children and not node.bonus and self.rng.random() < 0.5:
            self._options(node)

    def _subtotal(self, domain: Node) -> None:
        word = "mục" if self.layout.style in "bcd" else "lĩnh vực"
        self._label(f"Cộng {word} {domain.printed or domain.code}")
        for role in ("max", *self.layout.roles):
            value = domain.most() if role == "max" else domain.value(role)
            cell = self.sheet.put(self.row, self._at(role), None if value is None else self._figure(value))
            if role != "max" and value is not None and not self.layout.prints(domain):
                self._expect_of_subtotal(domain, role, cell)
        self.row += 1

    def _expect_of_subtotal(self, domain: Node, role: str, cell: str) -> None:
        """A domain that prints no points has those of its subtotal, in its cell."""
        self.sheet.at[domain, role] = cell
        for row in self.sheet.expected:
            if (row["code"], row["stage"]) == (domain.code, role):
                row |= {"score": domain.value(role) / 100, "status": "scored", "cell": cell}

    def _content(self, node: Node, role: str) -> Any:
        if role in STAGES:
            return self._score(node, role)
        if role == "code":
            return self._typed(node) if node.printed else None
        if role == "max":
            return self._figure(node.most())
        if role == "index":
            return self._index(node)
        if role == "deduction":
            own = node.value(role) if self.layout.prints(node) else None
            return None if own is None else self._figure(own)
        return node.texts.get(role)

    def _score(self, node: Node, stage: str) -> Any:
        if not node.applies:
            return "Không áp dụng"
        value = node.value(stage)
        if value is not None and self.layout.prints(node):
            return self._figure(value, node.most())
        if node.children or self.rng.random() < 0.4:
            return node.texts.get(stage)
        dash = {"dash": "-", "dots": "…", "blank": None, "none": None}
        return node.texts.get(stage, dash.get(self.layout.missing, self.layout.missing))

    def _figure(self, hundredths: int, most: int = 0) -> Any:
        """Return a number as somebody typed it; a score perhaps over its maximum."""
        rng, layout, value = self.rng, self.layout, hundredths / 100
        odd = layout.odd_figures if rng.random() < 0.25 else "none"
        text = rng.choice([f"{value:g}", f"{value:.2f}"]).replace(".", ",")
        if odd == "over_max" and most > 0 <= value:
            return f"{text}/{most / 100:g}".replace(".", ",")
        if odd in ("full_width", "nbsp"):
            return text.translate(_FULL_WIDTH) if odd == "full_width" else f"\xa0{text}\xa0 "
        if layout.figures == "comma" or (layout.figures == "mixed" and rng.random() < 0.5):
            return text
        return value * (1 + 4e-16) if layout.figures == "noise" else value

    def _index(self, node: Node) -> Any:
        """Return the final score as % of the unit's own maximum; a bonus block has none."""
        final, most = node.value("final"), node.most(own=True)
        if final is None or node.bonus or most <= 0 or not self.layout.prints(node):
            return None
        percent = round(100 * final / most, 2) + node.off["index"] / 100
        if self.layout.index == "text":
            return f"{percent:.2f}".replace(".", ",")
        return round(percent / 100, 6) if self.layout.index == "share" else percent

    def _typed(self, node: Node) -> Any:
        """Return a code as it stands in its cell after careless typing."""
        layout, code = self.layout, node.printed
        numbers = code.split(".") if _NUMERIC.fullmatch(code) else []
        if layout.codes == "numbers" and 0 < len(numbers) < 3:
            return float(code) if len(numbers) == 2 else int(code)
        if layout.codes == "dates" and len(numbers) in (2, 3) and self.rng.random() < 0.7:
            day, month, *year = map(int, numbers)
            if month <= 12:
                return datetime(2000 + year[0] if year else self.sheet.year + 1, month, day)
        if layout.codes == "comma" and len(numbers) == 2:
            code = code.replace(".", ",")
        if code == "-":
            return {"point": "–", "nbsp": "-\xa0", "space": "- "}.get(layout.tail, "-")
        bracket = ")" if code.endswith(")") or (layout.tail == "bracket" and code.isdigit()) else ""
        if layout.tail == "point":
            return code.rstrip(")") + "."
        return code.rstrip(")") + bracket + {"nbsp": "\xa0", "space": " "}.get(layout.tail, "")

    @staticmethod
    def _recovered_from(node: Node, value: Any) -> str:
        """Tell from what a code must be recovered; empty where it can be read as it is."""
        if isinstance(value, datetime):
            return "a date"
        return "a number" if isinstance(value, float) and f"{value:g}" != node.printed else ""

    def _name(self, node: Node) -> None:
        """Write a name, the end of it perhaps in the next row."""
        rng = self.rng
        words = node.name.split(" ")
        cuts = [i for i in range(4, len(words)) if words[i][0].islower() and rng.random() < 0.1]
        if "wrapped" not in self.on or not cuts:
            return self._put_name(node.name, node.level)
        self._put_name(" ".join(words[: cuts[0]]), node.level)
        self.row += 1
        self._put_name(" ".join(words[cuts[0] :]), node.level)
        self.sheet.features.add("a name in two rows")

    def _put_name(self, text: str, level: int) -> None:
        look: dict[str, Any] = {}
        if "untidy names" in self.on and self.rng.random() < 0.4:
            gap, end = self.rng.choice(["  ", "\xa0", "\n"]), self.rng.choice(["", " "])
            text = text.replace(" ", gap, 1) + end
        if self.layout.indent == "spaces":
            text = "   " * (level - 1) + text
        elif self.layout.indent == "alignment":
            look = {"indent": level - 1}
        if self.layout.style == "i":
            slanted = self.layout.criteria == "bold_italic" and level == 2
            look = {"bold": level == 1 or slanted, "italic": slanted}
        self.sheet.put(self.row, self._at("name", level), text, **look)

    def _label(self, text: str) -> None:
        """Write the name of a total or subtotal, perhaps across the columns of codes and names."""
        start = [at for at, c in enumerate(self.columns, self.first) if c.role in ("code", "name")]
        across = "total merged" in self.on and start[-1] - start[0] < len(start)
        self.sheet.put(self.row, start[0] if across else self._at("name"), text, bold=True)
        if across:
            self.sheet.merge(self.row, start[0], self.row, start[-1])

    def _options(self, leaf: Node) -> None:
        """Write the options of a leaf: rows without a code, perhaps with points under the maximum."""
        deepest = max(c.level for c in self.columns) or leaf.level + 1
        for option in self.rng.sample(OPTIONS, 3) if self.layout.options != "none" else ():
            points = self.rng.choice([0, leaf.max // 2, leaf.max]) / 100
            text = option.format(f"{points:g}".replace(".", ","))
            self._put_name(text, min(leaf.level + 1, deepest))
            if self.layout.options == "in_max":
                self.sheet.put(self.row, self._at("max"), points)
            self.row += 1


@dataclass
class Book:
    """A workbook: its file's name and its sheets in order."""

    file: str
    sheets: list[Sheet]

    @property
    def features(self) -> set[str]:
        """Everything that occurs in it, for counting."""
        return {f for s in self.sheets for f in s.features} | {f"sheets {len(self.scored)}"}

    @property
    def scored(self) -> list[Sheet]:
        return [s for s in self.sheets if s.layout]

    def save(self, folder: Path) -> Path:
        """Write the workbook and return where."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for sheet in self.sheets:
            page = book.create_sheet(sheet.name)
            for (row, column), value in sheet.cells.items():
                page.cell(row, column, value)
            for (row, column), look in sheet.looks.items():
                _dress(page.cell(row, column), **look)
            for top, left, bottom, right in sheet.merged:
                page.merge_cells(None, top, left, bottom, right)
            page.sheet_state = "hidden" if sheet.name == "Hướng dẫn" else "visible"
        book.active = len(self.sheets) - 1
        book.save(folder / self.file)
        return folder / self.file


def _dress(cell: Any, **look: Any) -> None:
    """Give a cell its look: number_format, indent, bold, italic."""
    if "number_format" in look:
        cell.number_format = look["number_format"]
    elif "indent" in look:
        cell.alignment = Alignment(indent=look["indent"])
    else:
        cell.font = Font(**look)


def draft(rng: random.Random, **forced: str) -> tuple[Layout, Node]:
    """Draw a sheet that is not written yet: its layout and its tree of criteria."""
    layout = Layout.draw(rng, **forced)
    return layout, grow(rng, layout)


def bind(rng: random.Random, drafts: list[tuple[Layout, Node]]) -> Book:
    """Write drafts of sheets, each about another unit, all about one year."""
    year = rng.randint(2015, 2025)
    told = f" {year}" if any(layout.year_in == "file" for layout, _ in drafts) else ""
    book = Book(rng.choice(["cham diem{}.xlsx", "CCHC{} chinh thuc.xlsx"]).format(told), [])
    _precede(rng, book)
    before = {sheet.name for sheet in book.sheets}
    for number, (layout, root) in enumerate(drafts, 1):
        own = rng.choice(["Minh Họa", "Ví Dụ", "Thí Dụ"])
        own += f" {number}" if len(drafts) > 1 or rng.random() < 0.3 else ""
        unit_type = rng.choice(["commune", "commune", "department", "district"])
        if year == 2025 and unit_type == "district":
            unit_type = "commune"
        office, kept = rng.choice(UNITS[unit_type]).format(own).split("*")
        name = rng.choice(["Sheet{}", "Biểu {}"]).format(number)
        name = office + kept if layout.unit_in == "sheet" else name
        unit = kept[0].upper() + kept[1:]
        sheet = Sheet(name, layout, year, office + kept, unit, unit_type)
        sheet.features |= layout.features() | {f"unit {unit_type}"} | before
        Writer(rng, sheet).write(root)
        book.sheets.append(sheet)
    return book


def _precede(rng: random.Random, book: Book) -> None:
    """Put an empty sheet or a hidden one with instructions before the scores."""
    before = rng.choices(["", "Trang trắng", "Hướng dẫn"], [76, 12, 12])[0]
    if before:
        book.sheets.append(Sheet(before))
    for row, line in enumerate(INSTRUCTIONS if before == "Hướng dẫn" else [], 1):
        book.sheets[0].put(row, 1, line)


def make(seed: int) -> Book:
    """Return the workbook of a seed: one to three sheets without a fault."""
    rng = random.Random(seed)
    return bind(rng, [draft(rng) for _ in range(rng.choices([1, 2, 3], [80, 12, 8])[0])])
