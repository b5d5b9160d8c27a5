"""The form of a finding, and the rules that are declared for it in ``rules.csv``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from cchc_analysis.declarations import table
from cchc_analysis.escaping import on_one_line
from cchc_analysis.phrases import LANGUAGES, filled
from cchc_analysis.vietnamese import format_number

if TYPE_CHECKING:
    import pandas as pd

#: From what makes a number wrong to what is merely worth knowing.
SEVERITIES = ("error", "warning", "note")
#: What a finding goes on with that is made of other cells too, of which so many are named.
_ALSO = "{count} ô khác cũng vậy: {cells}.", "The same holds for {count} other cells: {cells}."
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule: its severity and the two sentences, with ``{places}`` for values."""

    rule: str
    severity: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is doubtful, in one place.

    Attributes
    ----------
    severity : {"error", "warning", "note"}
    rule : str
        Which of the declared rules.
    message, message_en : str
        What, what was expected, what to do.
    file, sheet, cell : str
        Where; empty where the file as a whole is meant.
    """

    severity: str
    rule: str
    message: str
    message_en: str
    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """``file › sheet › cell``."""
        return " › ".join(on_one_line(p) for p in (self.file, self.sheet.strip(), self.cell) if p)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@cache
def rules() -> dict[str, Rule]:
    """Return the declared rules by name."""
    return {row["rule"]: Rule(**row) for row in table("findings", "rules.csv")}


class Findings:
    """Findings as they are made, in order; the same finding is kept once."""

    def __init__(self, items: Iterable[Finding] = ()) -> None:
        self.items: list[Finding] = list(dict.fromkeys(items))

    def add(self, rule: str, *, file: str = "", sheet: str = "", cell: str = "", **values: object) -> Finding:
        """Add the finding that *rule* declares, its sentences filled with *values*, and return it.

        Numbers are written the Vietnamese way in the Vietnamese sentence; a value that is a (Vietnamese,
        English) pair is filled in by language. The value ``lines`` stands below both: lines to paste.
        """
        lines = str(values.pop("lines", ""))
        declared = rules()[rule]
        if values.get("code") == "total":
            values["code"] = "Tổng điểm", "the total"
        shown = {name: _in_both(value) for name, value in values.items()}
        vi, en = filled(declared.message, "vi", **shown), filled(declared.message_en, "en", **shown)
        finding = Finding(declared.severity, rule, _over(vi, lines), _over(en, lines), file, sheet, cell)
        if finding not in self.items:
            self.items.append(finding)
        return finding

    def explain(self, finding: Finding, vi: str, en: str, lines: str) -> Finding:
        """Put more words, and lines to paste, below the sentences of a finding, and return it so."""
        explained = replace(
            finding,
            message=_over(f"{finding.message}\n{vi}", lines),
            message_en=_over(f"{finding.message_en}\n{en}", lines),
        )
        place = self.items.index(finding)
        self.items[place : place + 1] = [] if explained in self.items else [explained]
        return explained

    def fold(self) -> None:
        """Say once what is said alike of three cells of a sheet or more, but for errors."""
        alike: dict[Finding, list[Finding]] = {}
        for item in self.items:
            is_alone = not item.cell or item.severity == "error"
            alike.setdefault(item if is_alone else replace(item, cell=""), []).append(item)
        folded = {group[0]: _with_cells(*group) for group in alike.values() if len(group) > 2}
        left = {item for group in alike.values() if len(group) > 2 for item in group[1:]}
        self.items = [folded.get(item, item) for item in self.items if item not in left]

    @property
    def worst(self) -> str | None:
        """The gravest severity there is, None where there is no finding."""
        return next((s for s in SEVERITIES if any(f.severity == s for f in self.items)), None)

    def ordered(self) -> list[Finding]:
        """Return the findings, the gravest first, else in the order of reading."""
        return sorted(self.items, key=lambda f: SEVERITIES.index(f.severity))

    def to_frame(self) -> pd.DataFrame:
        """Return the findings as a table, in their order.

        Returns
        -------
        pandas.DataFrame
            ``severity, rule, message, message_en, file, sheet, cell``.
        """
        import pandas as pd

        names, ordered = [f.name for f in fields(Finding)], self.ordered()
        columns = {n: pd.array(list(map(attrgetter(n), ordered)), "string") for n in names}
        return pd.DataFrame(columns, copy=False)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Findings:
        """Return the findings of a table that :meth:`to_frame` made."""
        return cls(Finding(*row) for row in frame.itertuples(index=False))

    def __len__(self) -> int:
        return len(self.items)


def _with_cells(first: Finding, *others: Finding) -> Finding:
    """Return a finding that names the cells of those that say the same."""
    cells = ", ".join(f.cell for f in others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
    more = {"message": _ALSO[0], "message_en": _ALSO[1]}
    sentences = {}
    for name, words in more.items():
        sentence, line, rest = getattr(first, name).partition("\n")
        sentences[name] = f"{sentence} {words.format(count=len(others), cells=cells)}{line}{rest}"
    return replace(first, **sentences)


def _over(sentence: str, lines: str) -> str:
    return f"{sentence}\n{lines}" if lines else sentence


def _in_both(value: object) -> tuple[object, ...]:
    pair = value if isinstance(value, tuple) else (value, value)
    return tuple(_shown(each, lang) for each, lang in zip(pair, LANGUAGES, strict=True))


def _shown(value: object, lang: str) -> object:
    """Return a number as its readers write it, and a text so that it cannot pass for a line of ours."""
    if isinstance(value, float):
        return format_number(value, _decimals(value), lang)
    return on_one_line(value) if isinstance(value, str) else value


def _decimals(value: float) -> int:
    """Enough digits to see a small number, no more than a reader takes in."""
    return 4 if abs(value) < 1 and abs(value - round(value, 2)) > 5e-5 else 2
