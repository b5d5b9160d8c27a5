"""Who is asked about decides what is said; the year is the year."""

from __future__ import annotations

import pandas as pd
import pytest

from cchc_analysis.briefing import BriefingError
from cchc_analysis.briefing.answering import answer
from cchc_analysis.briefing.asking import last_year
from cchc_analysis.briefing.questions import questions
from cchc_analysis.briefing.subject import subject
from cchc_analysis.phrases import filled
from cchc_analysis.units import UnknownUnit


def asked(briefing):
    return [(a.index, a.question.ask) for a in briefing.answers]


def test_a_ward_is_told_of_by_its_own_sheets_and_survey(briefing_of):
    briefing = briefing_of("Phường Minh Họa")
    assert briefing.subject.kind == "commune" and briefing.year == 2024
    assert asked(briefing) == [
        ("PAR", "side_by_side"), ("SIPAS", "survey"), ("PAR", "weaknesses"), ("PAR", "sheet"),
    ]  # fmt: skip
    assert {a.about for a in briefing.answers} == {"Phường Minh Họa"}


def test_a_department_stands_among_those_of_its_province_which_is_context(briefing_of):
    briefing = briefing_of("so/hoa-binh/so-noi-vu")
    places = [a for a in briefing.answers if a.question.ask == "ranks"]
    assert [sorted(a.result["unit_id"].str.rsplit("/", n=1).str[0].unique()) for a in places] == [
        ["so/hoa-binh"]
    ]
    (context,) = [a for a in briefing.answers if a.question.context]
    assert context.about == "Hòa Bình" and context.sentence.startswith("Hòa Bình ")
    assert briefing.subject.folder(2024, "exports").as_posix() == "exports/so-noi-vu-hoa-binh/2024"


def test_a_department_is_told_from_its_province_s_files_and_not_from_the_ministry_s(briefing_of):
    sources = {a.source for a in briefing_of("so/hoa-binh/so-noi-vu").answers if not a.question.context}
    assert sources == {"Nguồn: par_2024_hoa_binh.xlsx"}


def test_a_name_of_several_units_is_a_question_with_its_choices(some_scores):
    with pytest.raises(BriefingError, match="“Sở Nội vụ” của nơi nào.*Hòa Bình.*Tuyên Quang"):
        answer(some_scores, "Sở Nội vụ")
    assert subject(some_scores, "Sở Nội vụ, tỉnh Hòa Bình").unit_id == "so/hoa-binh/so-noi-vu"


def test_who_is_nobody_or_has_no_figures_is_said(some_scores):
    with pytest.raises(UnknownUnit, match="Gần nhất: Bắc Kạn"):
        answer(some_scores, "Bac Kann")
    nobody = some_scores[some_scores["unit"] != "Hà Tây"]
    with pytest.raises(BriefingError, match="Hà Tây: bộ số liệu không có điểm hay thứ hạng nào"):
        answer(nobody, "Hà Tây")


def test_an_abolished_province_has_the_years_that_it_had(briefing_of, some_scores):
    briefing = briefing_of("Hà Tây")
    assert briefing.years_told() == {"PCI": 2008}
    with pytest.raises(BriefingError, match="Hà Tây không có số liệu năm 2024. Các năm có số liệu: PCI 2008"):
        answer(some_scores, "Hà Tây", year=2024)


def test_a_merged_province_is_estimated_and_not_ranked(briefing_of):
    briefing = briefing_of("tinh-34/19")
    assert briefing.subject.kind == "merged"
    assert asked(briefing) == [("PAPI", "trend")]
    assert "ước tính" in briefing.answers[0].sentence


def test_criteria_are_not_compared_with_the_median_of_a_few_leaders(briefing_of):
    briefing = briefing_of("Quảng Ninh")
    assert not [a.name for a in briefing.answers if a.index == "DTI" and a.question.of == "criteria"]
    why = "DTI năm 2022: chỉ công bố điểm theo tiêu chí của một số ít đơn vị"
    assert any(silent.why[0].startswith(why) for silent in briefing.not_answered)


def test_no_figure_is_of_a_later_year_than_that_asked_for(briefing_of):
    briefing = briefing_of("Bắc Kạn", 2023)
    assert briefing.years_told() == {"PAR": 2023, "PAPI": 2023}
    for one in briefing.answers:
        assert one.year == 2023
        if "year" in one.result:
            assert one.result["year"].dropna().max() <= 2023
    assert ("DTI không có số liệu năm 2023 của đơn vị; có: 2022.") in [
        n.why[0] for n in briefing.not_answered
    ]


def test_of_each_index_the_latest_year_is_told_unless_one_is_asked_for(briefing_of):
    briefing = briefing_of("Bắc Kạn")
    assert briefing.years_told() == {"PAR": 2023, "PAPI": 2024, "DTI": 2022, "PCI": 2008}
    lead = {a.index for a in briefing.answers if a.lead}
    assert lead == {"PAPI"}


def test_every_answer_is_about_the_unit(briefing_of):
    for unit in ("Bắc Kạn", "Hà Tây", "Phường Minh Họa"):
        for one in briefing_of(unit).answers:
            assert one.about == unit and unit in one.sentence


def test_every_chart_of_a_report_has_a_caption_in_both_languages():
    in_reports = [question for question in questions() if question.report]
    assert len(in_reports) > 5
    for question in in_reports:
        for lang in ("vi", "en"):
            caption = filled(question.caption[lang], lang, index="PAR", year=2024)
            assert caption and "{" not in caption, question.key


def test_what_is_told_of_all_years_is_of_the_last_with_a_figure():
    line = pd.DataFrame({"year": [2022, 2023, 2024], "score": [80.0, 81.0, None], "rank": [None, 5, 4]})
    line["printed_rank"] = pd.NA
    for kind, year in (("trend", 2023), ("rank_history", 2024), ("bands", None)):
        line.attrs["kind"] = kind
        assert last_year(line) == year
