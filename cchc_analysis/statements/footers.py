"""Where a result is from, and what must be known of it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis.statements.caveats import caveats
from cchc_analysis.statements.phrases import enumerated, say
from cchc_analysis.statements.shown import meant_unit
from cchc_analysis.units.boundaries import mergers


def footer(result: pd.DataFrame, lang: str = "vi", made: date | None = None) -> str:
    """Return source and caveats: what is missing, estimated, not comparable, or made up; and the date."""
    notes = "; ".join(caveats(result, lang))
    parts = [_source(result, lang), _begun(notes), _note(result, lang)]
    if made is not None:
        written = f"{made.day}/{made.month}/{made.year}" if lang == "vi" else f"{made.day} {made:%B %Y}"
        parts.append(say("marks", "made", lang, date=written))
    return " ".join(f"{part}." for part in parts if part)


def footer_parts(result: pd.DataFrame, lang: str = "vi") -> tuple[str, str, tuple[str, ...]]:
    """Return the parts of a footer: the source, what the signs of its chart mean, what must be known.

    The last in sentences without their stops: of the first the clauses are parted by semicolons.
    """
    signs, known = ("; ".join(caveats(result, lang, signs=chosen)) for chosen in (True, False))
    note = _note(result, lang).removeprefix(say("marks", "mind_note", lang))
    return _source(result, lang), _begun(signs), tuple(filter(None, map(_begun, (known, *note.split(". ")))))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _note(result: pd.DataFrame, lang: str) -> str:
    return str(result.attrs.get(f"note_{lang}") or "").rstrip(".")


def merged_note(result: pd.DataFrame, unit: str, lang: str) -> str:
    """Return that a unit came out of a merger, where only those before it are in a result; else nothing."""
    meant = meant_unit(result, unit)
    merger = mergers().get(meant.unit_id)
    if merger is None or len(merger.parts) < 2 or meant.unit_id in set(result["unit_id"]):
        return ""
    called = {known.unit_id: known.unit for known in units.all_units()}
    parts = [called[part] for part in merger.parts]
    on = merger.on
    written = f"{on.day}/{on.month}/{on.year}" if lang == "vi" else f"{on.day} {on:%B %Y}"
    return say("marks", "merged", lang, unit=meant.unit, parts=enumerated(parts), date=written)


def _source(result: pd.DataFrame, lang: str) -> str:
    """Return the source of a result: that figures are made up, its files, or the publishers of its indices."""
    if result.attrs.get("illustrative"):
        return say("marks", "illustrative", lang)
    if "files" in result.attrs:
        return say("marks", "sheets_source", lang, n=result.attrs["files"])
    if "file" in result.attrs:
        return say("marks", "sheet_source", lang, file=result.attrs["file"])
    return _publishers(result, lang)


def _publishers(result: pd.DataFrame, lang: str) -> str:
    """Return who publishes a result's index; of all of them where it sets several side by side."""
    known = [str(result.attrs["index"])] if "index" in result.attrs else list(result.attrs.get("indices", []))
    if not known and "index" in result:
        published = result["score"].notna() | result["rank"].notna()
        known = list(result.loc[published, "index"].unique())
    declared = [frameworks.indices()[index] for index in known if index in frameworks.indices()]
    if not declared:
        return ", ".join(known)
    texts = [index.source_en if lang == "en" else index.source_vi for index in declared]
    begun = texts[0].partition(": ")[0]
    # Indices of one source stand together: "PAR INDEX, SIPAS (Bộ Nội vụ), theo báo chí".
    by_source: dict[str, list[str]] = {}
    for text in texts:
        name, bracket, source = text.partition(": ")[2].partition(" (")
        by_source.setdefault(bracket + source, []).append(name)
    return f"{begun}: " + "; ".join(", ".join(names) + source for source, names in by_source.items())
