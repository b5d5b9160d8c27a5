"""Between which ranks a unit may be: by sampling error, by the choice of weights, each under its own name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked, unit_among
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.values import number, sequence, whole, word
from cchc_analysis.analysis.errors import error, listed, words
from cchc_analysis.analysis.ranking.range_bases import MAKERS, Question
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.analysis.ranking.sensitivity import MOST_DRAWS, percent
from cchc_analysis.analysis.thresholds import threshold

#: What a range may stand upon.
BASES = ("errors", "assumed_errors", "weights", "printed_weights")
#: The least and the greatest share of the draws that is a range.
_LEVELS = (0.01, 0.9999)


def rank_range(
    scores: pd.DataFrame, *, index: str, year: int, level: float = 0.95,
    basis: str | Sequence[str] | None = None, unit: str | None = None, scope: str | None = None,
    draws: int = 10_000, seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Return between which ranks each unit may be, for every basis on which that can be said.

    Parameters
    ----------
    scores, index, year, scope
        As in :func:`cchc_analysis.ranks`.
    level : float
        The share of the draws that a range holds, the middle ones; between 0 and 1.
    basis : str or sequence of str, optional
        Of ``errors`` (published standard errors of the total), ``assumed_errors`` (those of the nearest year
        that has them, on the same scale: an indication), ``weights`` (each domain's weight moved by up to
        ±25 %, as in ``sensitivity``), ``printed_weights`` (the publisher's weighted total beside its sum).
        All that there are unless given; ``assumed_errors`` only where none were published.
    unit : str, optional
        Name or id of the one unit to return; all unless given.
    draws, seed : int
        How many draws of numpy's default generator, and where it begins: the same seed gives the same
        result.

    Returns
    -------
    pandas.DataFrame
        One row a basis and unit, the bases below each other: ``unit, unit_id, rank, low, high`` (the better
        and the worse end), ``basis, basis_name, basis_name_en``, ``n_units`` of the basis. Of two printed
        totals ``low`` and ``high`` are the two ranks. ``attrs``: ``bases, missing, unasked, level, draws, seed,
        note_vi, note_en``: what each basis assumes, and which there is none of.

    Raises
    ------
    AnalysisError
        As ``ranks``; for a level, a basis or a number of draws that cannot be, a unit that was not
        published, a year in which fewer than half of the units were, or one without any basis.

    Notes
    -----
    Errors are drawn as normal and independent between units, around the published scores: what the sampling
    does to ranks, not what a biased question does. No basis holds for another: a range by weights says
    nothing of how sure the scores are.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = rank_range(load(), index="PAPI", year=2019, unit="Bắc Kạn")
    >>> table["basis"].tolist()
    ['errors', 'weights', 'printed_weights']
    """
    index, year, scope = checked(scores, index=index, year=year, scope=scope)
    if unit is not None:
        _, unit = checked(scores, index=index, unit=unit)
    # The ends themselves would be every rank, or one.
    level = number(level, "level", *_LEVELS, near="0.9, 0.95, 0.99")
    draws, seed = whole(draws, "draws", 1, MOST_DRAWS), whole(seed, "seed", 0)
    asked_for = BASES if basis is None else sequence(basis, "basis", listed(BASES))
    wanted = list(dict.fromkeys(word(item, "basis", BASES) for item in asked_for))
    asked = (index, year, scope, level, tuple(wanted), basis is None, draws, seed)
    of_all = kept(scores, ("rank range", *asked), lambda: _made(scores, *asked), shared=True)
    return of_all.copy(deep=False) if unit is None else _of_unit(scores, of_all, unit)


def _made(
    scores: pd.DataFrame, index: str, year: int, scope: str | None, level: float, wanted: Sequence[str],
    any_basis: bool, draws: int, seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Return the ranges of all units."""
    everyone = ranks(scores, index=index, year=year, scope=scope)
    attrs, everyone = everyone.attrs, everyone[everyone["score"].notna()].reset_index(drop=True)
    everyone.attrs = attrs
    if attrs["partial"]:
        raise error("few_published", index=index, year=year, n=attrs["n_units"], size=attrs["n_scope"])
    asked = Question(scores, everyone, level, draws, seed)
    parts = {name: part for name in wanted if (part := MAKERS[name](asked)) is not None}
    if any_basis and "errors" in parts:
        parts.pop("assumed_errors", None)
    if not parts or (not any_basis and len(parts) < len(wanted)):
        absent = [words("bases", w, **_facts(asked)) for w in wanted if w not in parts]
        named = tuple(listed(name[at] for name in absent) for at in range(2))
        raise error("no_basis", index=index, year=year, bases=named)
    result = pd.concat([_named(part, name, asked) for name, part in parts.items()], ignore_index=True)
    result.attrs = (
        attrs | _assumed(parts, wanted, asked) | {"kind": "rank_range", "level": level, "seed": seed}
    )
    return result


def _facts(asked: Question) -> dict[str, object]:
    share, spread = percent(asked.level), percent(threshold("rank_range", "spread"))
    draws = (f"{asked.draws:,}".replace(",", "."), f"{asked.draws:,}")
    return {"share": share, "spread": spread, "draws": draws, "year": asked.year,
            "known": asked.known_year or "–"}  # fmt: skip


def _named(part: pd.DataFrame, word: str, asked: Question) -> pd.DataFrame:
    """Put the name of its basis into every row."""
    name, name_en = words("bases", word, **_facts(asked))
    return part.assign(basis=word, basis_name=name, basis_name_en=name_en, n_units=len(part))


def _assumed(parts: dict[str, pd.DataFrame], wanted: Sequence[str], asked: Question) -> dict[str, object]:
    """Return the bases, those that there are none of, and what each assumes."""
    facts = _facts(asked)
    absent = [word for word in ("errors", "weights") if word in wanted and word not in parts]
    missing = [word for word in absent if word == "weights" or "assumed_errors" not in parts]
    unasked = [word for word in ("errors", "weights") if not any(w.endswith(word) for w in wanted)]
    notes = []
    for at in range(2):
        texts = [
            f"{words('bases', w, **facts)[at]}: {words('notes', f'range_{w}', **facts)[at]}" for w in parts
        ]
        lines = [f"{text[:1].upper()}{text[1:]}." for text in texts]
        if missing:
            names = "; ".join(words("bases", word, **facts)[at] for word in missing)
            lines.append(words("notes", "range_missing", names=names)[at])
        notes.append(" ".join(lines))
    return {"bases": list(parts), "missing": missing, "unasked": unasked, "draws": asked.draws,
            "note_vi": notes[0], "note_en": notes[1]}  # fmt: skip


def _of_unit(scores: pd.DataFrame, of_all: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the ranges of one unit of them all."""
    index, year, scope = (of_all.attrs[name] for name in ("index", "year", "scope"))
    rows = peers.rows_of(scores, index)
    name = unit
    if unit not in set(of_all["unit_id"]) | set(of_all["unit"]):
        name = unit_among(rows[rows["scope"] == scope], unit, index)
    chosen = of_all[(of_all["unit"] == name) | (of_all["unit_id"] == name)].reset_index(drop=True)
    if chosen.empty:
        raise error("not_ranked", index=index, year=year, unit=name)
    chosen.attrs = of_all.attrs | {"unit": chosen["unit"].iloc[0], "unit_id": chosen["unit_id"].iloc[0]}
    return chosen
