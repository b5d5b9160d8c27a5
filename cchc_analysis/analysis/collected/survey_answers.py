"""How the answers of a survey fall from very dissatisfied to very satisfied, question by question."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.collected import sheets
from cchc_analysis.analysis.errors import no_year

#: The grades in the order in which ``answers`` of a Scores frame holds them.
GRADES = ("very_dissatisfied", "dissatisfied", "neutral", "satisfied", "very_satisfied")


def survey_answers(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> pd.DataFrame:
    """Return the shares of each grade of answer by question, most dissatisfied first.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index, unit : str
        ``SIPAS``; a name or a unit_id.
    year : int

    Returns
    -------
    pandas.DataFrame
        One row a question: ``code, name``; the % of all answers ``very_dissatisfied, dissatisfied, neutral,
        satisfied, very_satisfied``, missing where the sheet has no such grade; ``unhappy, happy`` (the sums of
        two each) and ``n`` (missing where shares were printed, not counts). In ``attrs`` what a sheet has.

    Raises
    ------
    AnalysisError
        For an unknown unit, or a year without answers by grade of it.

    Examples
    --------
    >>> import cchc_analysis as cchc
    >>> answers = cchc.survey_answers(cchc.load(), index="SIPAS", unit="Phường Minh Họa", year=2024)
    >>> answers[["name", "unhappy", "neutral", "happy"]].round(1).values.tolist()[0]
    ['Trả kết quả đúng hẹn', 16.1, 26.8, 57.1]
    """
    index, unit, year = checked(scores, index=index, unit=unit, year=year)
    of_unit = sheets.rows_of_unit(scores, index, unit)
    rows = of_unit[of_unit["answers"].notna()]
    if year not in (years := set(rows["year"])):
        raise no_year(index, year, unit, years)
    rows = rows[rows["year"] == year].reset_index(drop=True)
    counts = rows["answers"].str.split(" ", expand=True).set_axis(list(GRADES), axis=1)
    counts = counts.apply(lambda grade: pd.to_numeric(grade.mask(grade == "–"))).astype("float64")
    shares = counts.mul(100 / counts.sum(axis=1), axis=0)
    table = pd.concat([rows[["code", "name"]], shares], axis=1).assign(
        unhappy=shares[list(GRADES[:2])].sum(axis=1), happy=shares[list(GRADES[3:])].sum(axis=1), n=rows["n"]
    )
    table = table.sort_values(["unhappy", "happy"], ascending=[False, True], kind="stable", ignore_index=True)
    about = sheets.about_sheet(of_unit[of_unit["year"] == year], index, year)
    table.attrs = about | {"kind": "survey_answers"}
    return table
