"""Which columns of a survey's sheet hold answers: of several groups of respondents those of all together."""

from __future__ import annotations

from cchc_analysis.tables.tracks import Track
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.headings.views import View

OPTIONS = ("satisfied", "unsatisfied")
#: How the group of all respondents together is headed.
_WHOLE_GROUP = ("chung", "tổng", "tổng cộng", "tổng số", "chung cả xã")


def columns_of_answers(view: View) -> list[int]:
    """Return the columns of answers: of several groups of respondents those of all together."""
    columns = view.columns
    _set_shares_aside(view)
    places = [i for i, t in enumerate(columns) if t.quantity in OPTIONS and not t.reason]
    groups: dict[str, list[int]] = {}
    for i in places:
        groups.setdefault(_group(columns[i]), []).append(i)
    complete = {g: p for g, p in groups.items() if any(columns[i].quantity == "satisfied" for i in p)}
    _name_printed(view)
    if len(complete) < 2:
        return places
    whole = next((g for g in complete if clean(g).lower() in _WHOLE_GROUP), None)
    if whole is None:
        whole = next(iter(complete))
        view.context.say("groups_of_respondents", printed="; ".join(complete)[:120], taken=whole)
    for group, members in complete.items():
        for i in members if group != whole else ():
            columns[i].reason = "group_of_respondents"
    for track in columns:  # what is printed beside the answers of a group is that group's
        if track.quantity in ("n", "share") and outer(track) in complete.keys() - {whole}:
            track.reason = "group_of_respondents"
    return complete[whole]


def _name_printed(view: View) -> None:
    """Take *Cộng* beside the answers for their number, and a share of the satisfied for what it is."""
    for track in view.columns:
        label = track.labels[-1] if track.labels else None
        if label is None or track.reason or not track.is_score or not (label.plain or label.holds):
            continue
        if track.percent or "hai long" in label.words:
            track.quantity = "share"
        elif track.total:
            track.quantity = "n"


def _set_shares_aside(view: View) -> None:
    """Keep shares of the answers apart from the answers: *Hài lòng* and, beside it, *% hài lòng*."""
    options = [t for t in view.columns if t.quantity in OPTIONS and not t.reason]
    shares = [t for t in options if t.percent]
    if len(shares) == len(options):
        return
    for track in shares:
        is_whole = len(shares) == 1 and track.quantity == "satisfied"
        track.quantity = "share" if is_whole else "share_of_answers"


def _group(track: Track) -> str:
    outer = [h.text for h in track.labels if h.quantity not in OPTIONS]
    return outer[-1] if outer else ""


def outer(track: Track) -> str:
    """Return the heading that stands over that of a column of its own kind."""
    return track.labels[-2].text if len(track.labels) > 1 else ""
