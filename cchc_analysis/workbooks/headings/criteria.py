"""Headings meet a framework: which criterion each names, by its printed code, its name or a form of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_analysis import frameworks
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.headings import Heading, heading
from cchc_analysis.tables.other_words import otherwise
from cchc_analysis.tables.printed import printed_code, scale_of
from cchc_analysis.tables.vocabulary import vocabulary, weighing
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.headings.heading_codes import NUMBERED
from cchc_analysis.workbooks.headings.name_forms import FEWEST, heads, in_part, most_alike, short_form

#: What may stand before a printed code besides words for criteria.
_BEFORE = ("", "diem", "chi so")
#: A part of a domain in data that a program wrote: ``SC11``, ``sd 1.1``.
_OF_DOMAIN = vocabulary("part_of_domain")[0][2]
_SUB_INDEX = vocabulary("sub_index")[0][2]
#: Shorter words behind a code tell nothing.
_TELLING = 4
#: With more words behind it a name is an indicator's.
_ADDED = 3
#: What stands between the names of a criterion in two languages.
_BETWEEN = re.compile(r"\s*[/|(]\s*|\s[-–]\s")
#: ``II. Công khai``, ``A. Chính sách``: a number of the sheet's own, and as it stands in the words.
_NUMBERED, _NUMBER = re.compile(r"(?:[IVX]+|[A-H])\s*[.):/-]\s*\S"), re.compile(r"^(?:[ivx]+|[a-h]) ")


@dataclass(frozen=True, slots=True)
class Named:
    """The criterion that a series is of.

    Attributes
    ----------
    code : str
        Empty where no heading names one.
    how : str
        ``code``, ``name``, ``part`` (a shorter or longer form), ``short`` (of two words) or ``alike``.
    label : str
        The heading that told it.
    is_sub_index : bool
        True for a domain's own series in its sheet (``Điểm chỉ số thành phần``).
    number : int
        The number of a sub-index (``Sub-Index 6``), 0 where none is printed.
    """

    code: str = ""
    how: str = ""
    label: str = ""
    is_sub_index: bool = False
    number: int = 0


NOBODY = Named()


def named(labels: tuple[Heading, ...], framework: Framework) -> Named:
    """Return the criterion that a stack of headings names, the innermost that says something first.

    *Tổng điểm* under the name of a criterion is that criterion's.
    """
    unnamed = NOBODY
    for label in reversed(labels):
        name = _named(label.text, framework)
        if name.code and not (name.code == "total" and label.total and not label.indices):
            return name
        if (name.code and not unnamed.code) or (name.is_sub_index and name.number >= unnamed.number):
            unnamed = name
    return unnamed


def codes_by_name(labels: Sequence[Heading], framework: Framework) -> list[str]:
    """Return the codes that a framework gives to names that a sheet numbers nowhere; none where one is unknown.

    Examples
    --------
    >>> par = frameworks.framework("PAR", 2022)
    >>> codes_by_name([heading("Chỉ đạo, điều hành"), heading("Cải cách TTHC")], par)
    ['1', '3']
    >>> codes_by_name([heading("Chỉ đạo, điều hành"), heading("Văn hóa công sở")], par)
    []
    """
    codes = [named((label,), framework).code for label in labels]
    return codes if all(map(str.isdigit, codes)) and len(set(codes)) == len(codes) else []


@frameworks.remembered
def _named(text: str, framework: Framework) -> Named:
    label, names = heading(text), heads(framework)
    left = _NUMBER.sub("", label.left) if _NUMBERED.match(text) else label.left
    left = frameworks.written_out(left)
    for words in dict.fromkeys((label.words, label.left, frameworks.written_out(label.words), left)):
        if words in names:
            return Named(names[words], "name", text)
    if label.total and not label.rest and (not label.indices or framework.index in label.indices):
        return whole(label, framework)
    if (code := _bare_code(label.words)) in framework.criteria:
        return Named(code, "code", text)
    if sub_index := _SUB_INDEX.match(label.words):
        code = names.get(sub_index[2], "")
        return Named(code, "name" if code else "", text, not code or True, int(sub_index[1] or 0))
    years = rf"[\s_(]*(?:năm\s*)?(?:{'|'.join(map(str, label.years))})\)?"
    before, code, _ = printed_code(re.sub(years, "", text) if label.years else text)
    if code in framework.criteria and (before in _BEFORE or NUMBERED.fullmatch(f"{before} 1")):
        return Named(code, "code", text)
    if (code := _bare_code(label.rest)) in framework.criteria:
        return Named(code, "code", text)
    if code := _code_and_name(frameworks.written_out(label.words), framework):
        return Named(code, "code", text)
    return NOBODY if label.plain or not left else _form_of(text, left, framework)


@frameworks.remembered
def words_beside(text: str, index: str) -> str | None:
    """Return the words of a heading beside the name of its criterion; None where it names none of an index.

    Examples
    --------
    >>> words_beside("Cải cách thể chế (mục tiêu)", "PAR"), words_beside("Văn hóa công sở", "PAR")
    ('muc tieu', None)
    """
    editions = frameworks.editions(index) if index else []
    left = [beside for f in editions if (beside := _beside(heading(text), f)) is not None]
    return min(left, key=len, default=None)


def _beside(label: Heading, framework: Framework) -> str | None:
    """Return the words of a heading that are none of the name of its criterion in one edition."""
    name = named((label,), framework)
    if name.how not in ("name", "part", "short", "alike") or (name.code == "total" and label.plain):
        return None
    words = _NUMBER.sub("", label.words) if _NUMBERED.match(label.text) else label.words
    coded = _SUB_INDEX.match(words)
    words = frameworks.written_out(coded[2] if coded else NUMBERED.sub("", words)).strip()
    names = [n for n, code in heads(framework).items() if code == name.code]
    whole = max((n for n in names if f" {n} " in f" {words} "), key=len, default="")
    left = f" {words} ".replace(f" {whole} ", " ", 1).split()
    if not otherwise(" ".join(left)) or any(map(otherwise, names)):  # *mục tiêu* has no word of *mức độ*
        left = [word for word in left if not any(word in n.split() for n in names)]
    has_indicators = frameworks.has_indicators(framework.index) and name.how != "name"
    return None if has_indicators and len(left) > _ADDED else " ".join(left) if name.how != "alike" else ""


def _form_of(text: str, words: str, framework: Framework) -> Named:
    """Return the criterion of which a heading is a form; *words* are those of it that may be a name."""
    names = heads(framework)
    if code := _in_two_languages(text, framework):
        return Named(code, "name", text)
    if code := in_part(words, names, framework):
        return Named(code, "short" if len(words.split()) == FEWEST else "part", text)
    code = most_alike(words, names)
    return Named(code, "alike", text) if code else NOBODY


def whole(label: Heading, framework: Framework) -> Named:
    """Return the whole index that a heading names; of a weighing that the framework declares, its own code."""
    weighed = weighing(label.words)
    if weighed in framework.criteria:
        return Named(weighed, "name", label.text)
    # One that only other editions have is no total of this one.
    declared = any(weighed in f.criteria for f in frameworks.editions(framework.index))
    return NOBODY if declared else Named("total", "name", label.text)


def _bare_code(words: str) -> str:
    """Return the code that is all that words say, be it in two languages: ``noi dung 1 dimension 1``.

    Examples
    --------
    >>> _bare_code("d1"), _bare_code("noi dung 1 dimension 1"), _bare_code("noi dung 1 tham gia")
    ('1', '1', '')
    >>> _bare_code("sc11"), _bare_code("sd 1 1")
    ('1.1', '1.1')
    """
    if parts := _OF_DOMAIN.match(words):
        return ".".join(parts.groups())
    codes = set(NUMBERED.findall(words))
    left = NUMBERED.sub("", words).strip()
    return codes.pop().replace(" ", ".") if len(codes) == 1 and not left else ""


def _code_and_name(words: str, framework: Framework) -> str:
    """Return the code that words begin with where those behind it are of that criterion: ``d4 corruption``."""
    begins = NUMBERED.match(words)
    code = begins[1].replace(" ", ".") if begins else ""
    rest = words[begins.end() :].strip() if begins else ""
    if len(rest) < _TELLING or code not in framework.criteria:
        return ""
    names = [name for name, named_code in heads(framework).items() if named_code == code]
    names.append(key(framework.criteria[code].concept.replace("_", " ")))
    is_its = any(f" {rest} " in f" {name} " for name in names) or short_form(rest, framework) == code
    return code if is_its else ""


def _in_two_languages(text: str, framework: Framework) -> str:
    """Return the criterion that both halves of a text, or both its lines, name: ``Đất đai / Land``."""
    parted = [half.strip(" )") for half in _BETWEEN.split(text)]
    pairs = [parted] if len(parted) == 2 and all(parted) else _lines(text.split())
    for pair in pairs:
        codes = {short_form(frameworks.written_out(key(half)), framework) for half in pair}
        if len(codes) == 1 and codes != {""}:
            return codes.pop()
    return ""


def _lines(words: list[str]) -> list[list[str]]:
    """Return the lines that words may have been, English below Vietnamese: ``Minh bạch Transparency``.

    Examples
    --------
    >>> _lines("Đất đai Land access".split())
    [['Đất đai', 'Land access'], ['Đất đai Land', 'access']]
    """
    marked = max((at for at, word in enumerate(words, 1) if not word.isascii()), default=len(words))
    return [[" ".join(words[:at]), " ".join(words[at:])] for at in range(marked, len(words))]


def printed_name(labels: tuple[Heading, ...], name: Named) -> str:
    """Return a criterion's name as printed, without its code: Vietnamese before English, long before short."""
    texts = [name.label] if name.label else [h.text for h in labels if scale_of(h.text) is None]
    if not texts:
        return ""
    label = max(texts, key=lambda t: (not t.isascii(), len(t)))
    return (printed_code(label)[2] or label) if name.how == "code" else label


@frameworks.remembered
def misnamed(text: str, code: str, framework: Framework) -> str:
    """Return what the printed name means, where it belongs to another criterion than the printed code.

    Publishers print the labels of a later edition over older columns: ``2.1 Tiếp cận thông tin`` over
    poverty lists. The code says which column it is; the name is then of another criterion.
    """
    words = key(printed_code(clean(text))[2])
    if not words:
        return ""
    concept, editions = framework.criteria[code].concept, frameworks.editions(framework.index)
    meant = [f.criteria[f.aliases[words]] for f in editions if words in f.aliases]
    return "" if any(c.concept == concept for c in meant) or not meant else meant[0].name_vi
