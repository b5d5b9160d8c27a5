"""What the headings of a body say together: facets that depend on the headings beside them."""

from __future__ import annotations

from dataclasses import replace

from cchc_analysis import frameworks
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import TEXT
from cchc_analysis.tables.numbers import numbers
from cchc_analysis.tables.tracks import Track, apply_name
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units import is_pseudo
from cchc_analysis.units.letterhead import whose
from cchc_analysis.vietnamese import clean, is_missing, key
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.criteria import named
from cchc_analysis.workbooks.headings.heading_codes import NUMBERED, code_and_name
from cchc_analysis.workbooks.headings.name_forms import short_form

#: Enough names of criteria that mention it.
_MENTIONED = 2
#: Quantities that belong to the scores beside them where their own headings name no other.
_BESIDE = ("rank", "group", "share", "maximum")


def forget_names(body: Body, rows: list[Track]) -> None:
    """Where not every name beside the body tells a year or an index, those that do are names and no more."""
    labelled = [t for t in rows if t.labels]
    if body.sides.get("stages"):
        return  # a column of labels tells years and stages, whatever the names
    if not body.sides.get("years") and any(t.year is None for t in labelled):
        for track in rows:
            track.year = None
    if body.sides.get("names") and not body.sides.get("indices") and any(not t.index for t in labelled):
        for track in rows:
            of_index = track.index if track.quantity == "rank" else ""  # *Hạng PCI* is none of ours
            track.index, track.part, track.shift = of_index, "", None


def forget_offices(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Take ``Đơn vị`` beside criteria of the unit that the titles name for the office in charge of each.

    Were they scored themselves, the codes of the criteria would come again.
    """
    sides = body.sides
    beside = all(sides.get(holds) for holds in ("units", "codes", "names"))
    if not beside or not whose(context.lines_above).name:
        return
    codes = list(map(clean, map(str, body.cells(sides["codes"][0]))))
    offices = {t.unit for t in rows if t.unit}
    has_maxima = any(t.quantity == "maximum" for t in columns)
    if has_maxima and len(offices) > 1 and len(set(codes)) == len(codes) >= len(offices):
        for track in rows:
            track.unit = ""
        context.say(
            "offices_in_charge", body.heading_cell(sides["units"][0]), printed="; ".join(sorted(offices))[:80]
        )


def forget_phrases(columns: list[Track], context: Context) -> None:
    """Take ``Chuyển đổi số`` among domains of the one index that the titles name for a domain of it.

    So is what bears a code among others that do: ``7. Chỉ số hài lòng (SIPAS)``.
    Where they name none, it is a domain among others that a total sums, and tells nothing of the index.
    """
    titled, scores = context.indices(), [t for t in columns if t.is_score]
    if len(titled) > 1 or sum(any(h.rest for h in t.labels) for t in scores) < _MENTIONED:
        return
    if not (titled or any(t.total and not t.index for t in scores)):
        return
    others = [(t, [h for h in t.labels if not set(titled).issuperset(h.indices)]) for t in columns]
    others = [(track, foreign) for track, foreign in others if foreign]
    coded = [t for t in columns if t.labels and code_and_name(t.labels[-1])[1]] if others else []
    declared = frameworks.indices().values() if others else ()
    phrases = {token for index in declared for token in index.tokens if " " in token}
    for track, foreign in others:
        is_domain = track in coded and len(coded) > _MENTIONED
        called = [h for h in foreign if h.words in phrases or (is_domain and h is track.labels[-1])]
        names = {h: replace(h, indices=(), plain=False, left=h.words, rest=h.words) for h in called}
        if names:
            track.index = ""
            track.labels = tuple(names.get(h, h) for h in track.labels)


def take_name_of_block(body: Body, columns: list[Track], index: str) -> None:
    """Take the heading over one of several tables side by side for the criterion of its columns."""
    scores = [t for t in columns if t.labels and (t.is_score or t.quantity == "rank")]
    if not (index and body.beside and body.titles) or any(h.rest for t in scores for h in t.labels):
        return
    label = heading(body.titles[-1])
    if named((label,), frameworks.editions(index)[-1]).code not in ("", "total"):
        for track in scores:
            track.labels = (label, *track.labels)


def apply_names(body: Body, columns: list[Track], index: str) -> None:
    """Let years and stages in headings count where the rest is known to be a criterion's name."""
    criteria_down = body.sides.get("names") and body.side("units") is None
    editions = frameworks.editions(index) if index else []
    has_indicators = bool(index) and frameworks.indices()[index].provinces_only
    known: list[tuple[Track, bool]] = []
    others = [t for t in columns if t.quantity == "other"]
    costs = [t for t in others if any(named(t.labels, e).how == "name" for e in editions)]
    for track in columns:
        levels = [e.criteria[code].level for e in reversed(editions) if (code := named(track.labels, e).code)]
        numbered = any(NUMBERED.search(h.rest) for h in track.labels)
        as_text = bool(criteria_down) or not (has_indicators or levels)
        if as_text or levels[:1] in ([0], [1], [2]) or numbered:
            known.append((track, as_text))
    # A year in one name among many (``Luật 2005``) dates nothing, unless the name stands there without it too.
    dated = all(any(h.years for h in t.labels) for t, _ in known if t.is_score)
    undated = {h.rest for t, _ in known if t.is_score for h in t.labels if h.rest and not h.years}
    for track, as_text in known:
        again = any(h.years and h.rest in undated for h in track.labels)
        apply_name(track, quantity=as_text, year=dated or again or bool(criteria_down))
    for track in costs:
        track.quantity = ""  # ``Thời gian`` is a cost of the PCI, and no date


def forget_results(body: Body, columns: list[Track], index: str) -> None:
    """Take *Kết quả* among the factors of a survey for the factor of which it is the short name.

    It is one where another column is of the whole, where it stands between others in their order, or where a
    number is no mean of those beside it; else it may as well be the whole, and is not taken.
    """
    framework = frameworks.editions(index)[-1] if index else None
    scores = [t for t in columns if t.is_taken and not t.unit]
    if framework is None or len(scores) <= _MENTIONED:
        return
    order = list(framework.criteria)
    codes = [named(t.labels, framework).code for t in scores]
    others = {code for code in codes if code in order[1:]}
    if len(others) >= _MENTIONED:
        _name_persons(columns, others, framework)
    is_whole = any(h.total or h.indices for t in scores for h in t.labels)
    for place, track in enumerate(scores):
        label = track.labels[-1]
        code = short_form(label.words, framework) if label.plain and label.stage == "final" else ""
        if code not in order[1:] or code in others or len(others) < _MENTIONED:
            continue
        beside = [codes[place - 1] if place else "", code, codes[place + 1] if place + 1 < len(codes) else ""]
        is_between = all(c in others | {code} for c in beside) and sorted(beside, key=order.index) == beside
        factors = [t for t, other in zip(scores, codes, strict=True) if other in others]
        if is_whole or is_between or _is_no_mean(body, track, factors):
            track.labels, track.stage = (*track.labels[:-1], heading(framework.criteria[code].name_vi)), ""
        else:
            track.reason = "heading_unknown"


def _name_persons(columns: list[Track], others: set[str], framework: Framework) -> None:
    """Take *Cán bộ, công chức* alone among factors for the factor of that name, and no group of those asked."""
    persons = [t for t in columns if t.quantity == "respondents" and t.labels]
    code = framework.aliases.get(persons[0].labels[-1].words, "") if len(persons) == 1 else ""
    if code and code not in others:
        name = heading(framework.criteria[code].name_vi)
        persons[0].labels, persons[0].quantity = (*persons[0].labels[:-1], name), ""


def _is_no_mean(body: Body, track: Track, others: list[Track]) -> bool:
    """Tell whether a number of a column lies above, or below, all those of others in its row."""
    rows = [
        numbers([body.sheet.rows[line][t.at] for t in (track, *others)], None).values for line in body.lines
    ]
    return any(value < min(beside) or value > max(beside) for value, *beside in rows)


def take_remarks(body: Body, columns: list[Track]) -> None:
    """Take a column of nothing but texts behind the units, whose heading nobody understands, for notes."""
    units = body.side("units")
    for track in columns if units is not None and not body.sides.get("names") else ():
        is_known = track.unit or any(h.is_known for h in track.labels)
        may_be = track.at > (units or 0) and track.is_score and not is_known
        if may_be and {*body.kinds.column(track.at, body.lines)} == {TEXT}:
            is_blank = all(map(is_missing, set(body.cells(track.at))))
            track.quantity = track.quantity if is_blank else "note"


def forget_grades(columns: list[Track]) -> None:
    """Take *Trung bình* where no column is of the satisfied for a mean: of units, or of nobody knows what.

    *Tốt* alone, without *Rất tốt*, grades officials or offices as well.
    """
    satisfied = [t.labels[-1].words for t in columns if t.quantity == "satisfied"]
    is_survey = any(words != "tot" for words in satisfied)
    grades = [t for t in columns if t.quantity in ("satisfied", "unsatisfied")]
    for track in grades if not is_survey else ():
        name = track.labels[-1].text
        if is_pseudo(name) and any(t.unit for t in columns):
            track.unit, track.labels, track.quantity = name, (), ""
        else:
            track.quantity, track.reason = "unsatisfied", "heading_unknown"  # which tells no index


def take_bonuses(columns: list[Track]) -> None:
    """Take ``Cộng`` beside ``Trừ`` for points that are added, and of two totals the one behind both."""
    if any(t.quantity == "deduction" for t in columns):
        for track in columns:
            if track.labels and track.labels[-1].words == "cong":
                track.quantity, track.total = "bonus", False
    added = [t.at for t in columns if t.quantity in ("bonus", "deduction")]
    whole = [t for t in columns if added and t.is_score and not t.unit and t.stage in ("", "final")
             and all(h.plain for h in t.labels)]  # fmt: skip
    after = [t for t in whole if says("after", key(t.text))]
    after = after or [t for t in whole if t.total and t.at > added[-1]]
    for track in whole if len(after) == 1 else ():
        if track is not after[0] and (track.index, track.year) == (after[0].index, after[0].year):
            track.quantity = "earlier"


def join_to_scores(columns: list[Track]) -> None:
    """Give ranks, classes and what nothing heads the index, year or criterion of the score before them."""
    scores = [t for t in columns if t.is_taken]
    keyed = {(t.index, t.year) for t in scores}
    if len(keyed) < 2:
        return
    several = sum(t.quantity == "maximum" for t in columns) > 1
    for track in columns:
        belongs = track.quantity in _BESIDE or not (track.labels or track.unit)
        if not belongs or track.reason or (track.quantity == "maximum" and not several):
            continue
        left = [t for t in scores if t.at < track.at]
        if not left:
            continue  # a rank before its unit is of the whole table
        nearest = left[-1]
        track.index = track.index or nearest.index
        if track.year is None and track.shift is None:
            track.year, track.shift = nearest.year, nearest.shift


def take_stage_of_title(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Let a title say the stage of columns that only say *result*: *Điểm đạt*, *Tổng điểm*.

    Not where another stage stands beside them, or they say more: *Điểm chính thức*, *sau khi trừ*. Of several
    stages in a title nobody knows which *Điểm*, *Tổng điểm* is of: that is reported.
    """
    down = rows if body.sides.get("stages") or body.sides.get("quantities") else []  # else names of criteria
    of_title = context.stages()
    if any(t.stage not in ("", "final") for t in (*columns, *down)) or not of_title:
        return
    vague = [t for t in columns if all(says("result", h.words) for h in t.labels if h.stage)]
    scores = [t for t in vague if t.is_score and not t.reason and (t.total or not t.stage)]
    if len(of_title) == 1:
        for track in vague:
            track.stage = ""
    elif scores:
        cell, printed = body.heading_cell(scores[0].at), next(iter(of_title.values()))
        context.say("title_of_stages", cell, printed=printed[:150], heading=scores[0].text[:60])
