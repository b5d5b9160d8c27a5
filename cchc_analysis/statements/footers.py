"""Where a result is from, and what must be known of it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.statements.caveats import caveats
from cchc_analysis.statements.phrases import say


def footer(result: pd.DataFrame, lang: str = "vi", made: date | None = None) -> str:
    """Return source and caveats: what is missing, estimated, not comparable, or made up; and the date."""
    source = _source(result, lang)
    if "file" in result.attrs:
        source = say("marks", "sheet_source", lang, file=result.attrs["file"])
    if "files" in result.attrs:
        source = say("marks", "sheets_source", lang, n=result.attrs["files"])
    if result.attrs.get("illustrative"):
        source = say("marks", "illustrative", lang)
    notes = "; ".join(caveats(result, lang))
    note = str(result.attrs.get(f"note_{lang}") or "").rstrip(".")
    parts = [source, notes[:1].upper() + notes[1:], note]
    if made is not None:
        written = f"{made.day}/{made.month}/{made.year}" if lang == "vi" else f"{made.day} {made:%B %Y}"
        parts.append(say("marks", "made", lang, date=written))
    return " ".join(f"{part}." for part in parts if part)


def _source(result: pd.DataFrame, lang: str) -> str:
    """Return the source of a result's index; of all of them where it sets several side by side."""
    known = [str(result.attrs["index"])] if "index" in result.attrs else list(result.attrs.get("indices", []))
    if not known and "index" in result:
        published = result["score"].notna() | result["rank"].notna()
        known = list(result.loc[published, "index"].unique())
    declared = [frameworks.indices()[index] for index in known if index in frameworks.indices()]
    if not declared:
        return ", ".join(known)
    first, *others = [index.source_en if lang == "en" else index.source_vi for index in declared]
    return "; ".join([first, *(text.partition(": ")[2] for text in others)])
