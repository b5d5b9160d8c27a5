"""What the documents of a pack say: each source once, what remains to be done."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from cchc_analysis.briefing import contents
from cchc_analysis.briefing.answering import _Asked
from cchc_analysis.briefing.notice import notice
from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.statements import statement


def test_a_file_that_is_listed_among_several_is_not_named_again():
    named = ("Nguồn: a.xlsx, b.xlsx", "Nguồn: b.xlsx", "Nguồn: PAPI (CECODES, UNDP)", "Số liệu minh họa")
    briefing = SimpleNamespace(answers=[SimpleNamespace(source=source) for source in named])
    assert contents.sources(briefing) == ["Nguồn: a.xlsx, b.xlsx; PAPI (CECODES, UNDP).", "Số liệu minh họa."]


def test_indices_of_one_publisher_are_named_once():
    named = (
        "Nguồn: PAR INDEX, SIPAS (Bộ Nội vụ), theo báo chí; PCI (VCCI)",
        "Nguồn: SIPAS (Bộ Nội vụ), theo báo chí",
    )
    briefing = SimpleNamespace(answers=[SimpleNamespace(source=source) for source in named])
    assert contents.sources(briefing) == ["Nguồn: PAR INDEX, SIPAS (Bộ Nội vụ), theo báo chí; PCI (VCCI)."]


def test_what_was_named_as_weak_is_not_named_again():
    told = {  # the codes of PAPI, the worst first: a sentence names three
        "yeu_nhat": ["5.4", "5.1", "1.2", "2.2"], "diem_yeu": ["1.2", "5.1", "5.4", "7.1"],
        "diem_chua_dat": ["5.1", "5.4", "2.2"], "dong_gop": ["8.1"],
    }  # fmt: skip
    answers = [
        SimpleNamespace(
            question=SimpleNamespace(key=key, tells="" if key == "dong_gop" else "weak"),
            result=_behind(codes, "weakest" if key == "yeu_nhat" else "weaknesses"),
        )
        for key, codes in told.items()
    ]
    briefing = SimpleNamespace(of_part=lambda part: answers if part == "uu_tien" else [])
    assert [a.question.key for a in contents.remaining(briefing)] == ["yeu_nhat", "diem_chua_dat"]
    of_another = _behind(
        ["5.4", "5.1", "1.2"], "weaknesses", index="PCI"
    )  # the same codes mean something else
    answers[1].result = of_another
    assert [a.question.key for a in contents.remaining(briefing)] == ["yeu_nhat", "diem_yeu", "diem_chua_dat"]


def _behind(codes, kind, index="PAPI"):
    """Return a table of weaknesses, each a point less far below the median than the one before."""
    rows = pd.DataFrame({"code": codes, "gap_to_median": range(len(codes), 0, -1)})
    rows = rows.assign(pct=50.0 - rows["gap_to_median"], median_pct=50.0, points_lost=None)
    if kind == "weakest":
        rows["index"] = index
    rows.attrs = {"kind": kind, "index": index}
    return rows


@pytest.mark.parametrize("unit, said", [
    ("tinh-34/19", "Từ ngày 1/7/2025, Bắc Kạn, Thái Nguyên hợp nhất thành Thái Nguyên."),
    ("tinh-63/06", "Từ ngày 1/7/2025, Bắc Kạn, Thái Nguyên hợp nhất thành Thái Nguyên; số liệu này là của"),
    ("tinh-63/01", ""), ("so/hoa-binh/so-noi-vu", ""),
])  # fmt: skip
def test_a_pack_tells_what_a_province_was_merged_into(unit, said):
    told = contents.boundaries(unit, Phrases("vi"))
    assert told.startswith(said) and bool(told) == bool(said)


def test_a_context_of_before_a_merger_is_called_so(briefing_of):
    assert (
        "Bối cảnh: Từ ngày 1/7/2025, Hòa Bình, Phú Thọ, Vĩnh Phúc hợp nhất thành Phú Thọ; số liệu này là của"
        " Hòa Bình trước khi hợp nhất."
    ) in contents.doubts_told(briefing_of("so/hoa-binh"), Phrases("vi"))


def test_a_doubt_of_the_context_is_called_so(briefing_of):
    told = contents.doubts_told(briefing_of("so/hoa-binh/so-noi-vu"), Phrases("vi"))
    of_papi = [line for line in told if "PAPI" in line]
    assert of_papi and all(line.startswith("Bối cảnh: ") for line in of_papi)


def test_a_notice_tells_of_the_leading_index_first_and_of_the_context_last(briefing_of):
    told = dict(notice(briefing_of("Bắc Kạn"), Phrases("vi")))["Kết quả đạt được"][0]
    assert "PAPI năm 2024" in told.split(". ")[1]
    department = dict(notice(briefing_of("so/hoa-binh/so-noi-vu"), Phrases("vi")))["Kết quả đạt được"][0]
    assert department.index("dẫn đầu 19 sở") < department.index("Bối cảnh")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_notice_has_its_length_where_little_is_known(briefing_of, lang):
    sections = notice(briefing_of("xa/tuyen-quang", None, lang), Phrases(lang))
    assert (
        250 <= len(" ".join(text for heading, lines in sections for text in (heading, *lines)).split()) <= 400
    )


def test_parts_are_told_by_index_and_year_with_the_context_last(briefing_of):
    department = contents.paragraphs(briefing_of("so/hoa-binh/so-noi-vu"), "ket_qua", Phrases("vi"))
    assert [heading for heading, _, _ in department] == ["", "PAR INDEX 2024", ""]
    assert department[-1][2].startswith("Bối cảnh: các chỉ số của Hòa Bình")
    for heading, answers, _ in contents.paragraphs(briefing_of("Bắc Kạn"), "thay_doi", Phrases("vi")):
        assert all(heading.endswith(str(answer.year)) for answer in answers)


def test_what_remains_to_be_done_is_weak_points_and_no_strong_ones(briefing_of):
    keys = [answer.question.key for answer in contents.remaining(briefing_of("Phường Minh Họa"))]
    assert keys == ["diem_chua_dat"]
    of_province = [answer.question.key for answer in contents.remaining(briefing_of("Bắc Kạn"))]
    assert of_province[0] == "yeu_nhat" and "diem_yeu" in of_province and "diem_manh" not in of_province


def _said(*caveats, lang="vi"):
    """Return the doubts of answers of an index each, in the order given."""
    answers = [
        SimpleNamespace(
            index=i,
            caveats=(text,),
            result=SimpleNamespace(attrs={}),
            question=SimpleNamespace(context=False),
        )
        for i, text in caveats
    ]
    briefing = SimpleNamespace(answers=answers, subject=SimpleNamespace(kind="province"))
    return contents.doubts(briefing, Phrases(lang))


def test_a_doubt_is_told_once_in_its_longest_form():
    computed, among = (
        "Thứ hạng tính từ điểm công bố",
        "Thứ hạng tính từ điểm công bố, trong số các đơn vị có điểm",
    )
    assert _said(("PAPI", f"{computed}; không công bố: Vĩnh Phúc"), ("PAPI", among), ("PCI", computed)) == [
        "PAPI: Không công bố: Vĩnh Phúc.", f"PAPI: {among}.", f"PCI: {computed}.",
    ]  # fmt: skip


@pytest.mark.parametrize("lang, overview, clause", [
    ("vi", "Thứ hạng PAR INDEX, PAPI tính từ điểm công bố", "Thứ hạng tính từ điểm công bố"),
    ("en", "Ranks of PAR INDEX, PAPI are computed", "Ranks are computed"),
])  # fmt: skip
def test_what_an_overview_says_of_an_index_is_left_to_the_index(lang, overview, clause):
    assert _said(("", overview), ("PAR", clause), ("PAPI", clause), lang=lang) == [
        f"PAR INDEX: {clause}.", f"PAPI: {clause}.",
    ]  # fmt: skip
    # Of PAPI nothing else says it.
    assert _said(("", overview), ("PAR", clause), lang=lang)[0] == f"{overview}."


def test_a_city_s_name_ends_no_sentence():
    assert _said(("PAPI", "không công bố: TP. Hồ Chí Minh, Huế")) == [
        "PAPI: Không công bố: TP. Hồ Chí Minh, Huế."
    ]


def test_what_the_signs_of_a_chart_mean_is_no_doubt(briefing_of):
    briefing = briefing_of("Bắc Kạn")
    assert briefing.answers[0].signs.startswith("Chấm rỗng: số liệu cũ hơn năm 2024")
    said = " ".join(contents.doubts(briefing, Phrases("vi")))
    assert not any(sign in said for sign in ("×", "nét đứt", "hấm rỗng", "chỗ gián đoạn", "Lưu ý:"))


def _history(kind, comparability, reason, **columns):
    row = {"year": 2024, "score": 82.96, "comparability": comparability, "reason": reason} | columns
    result = pd.DataFrame([row])
    result.attrs["kind"] = kind
    return SimpleNamespace(index="SIPAS", result=result)


@pytest.mark.parametrize("trend, rank, said", [
    (("same", ""), ("new", "năm đầu"), []),  # the first year with a rank is not that of the score
    (("new", "năm đầu"), ("new", "năm đầu"), ["SIPAS năm 2024: năm đầu."]),
    (("new", "năm đầu"), ("redefined", "bộ tiêu chí mới"), ["SIPAS năm 2024: bộ tiêu chí mới."]),
    (("redefined", "bộ tiêu chí mới"), ("redefined", "63 tỉnh"), ["SIPAS năm 2024: bộ tiêu chí mới."]),
])  # fmt: skip
def test_what_cannot_be_compared_is_told_of_scores_before_ranks(trend, rank, said):
    ranks = _history("rank_history", *rank, printed_rank=40, rank=None)
    briefing = SimpleNamespace(answers=[_history("trend", *trend), ranks])
    assert contents.not_compared(briefing, Phrases("vi")) == said
    unranked = _history("rank_history", "redefined", "không công bố số liệu", printed_rank=None, rank=None)
    assert contents.not_compared(SimpleNamespace(answers=[unranked]), Phrases("vi")) == []


def test_a_year_is_named_once_with_what_changed_in_it(briefing_of):
    lines = contents.not_compared(briefing_of("Bắc Kạn"), Phrases("vi"))
    assert len({line.partition(":")[0] for line in lines}) == len(lines)


@pytest.mark.parametrize("unit, place, change", [
    ("Bắc Kạn", "xếp thứ 22/61 tỉnh", "PAPI năm 2024 của Bắc Kạn: trong 59 tỉnh, thành phố có cả hai năm, "),
    ("Bộ Ngoại giao", "xếp thứ 16", "PAR INDEX năm 2023 của Bộ Ngoại giao: năm đầu có thứ hạng trong bộ"),
])  # fmt: skip
def test_a_rank_is_told_once_and_then_how_it_moved(briefing_of, unit, place, change):
    said = {
        part: " ".join(text for _, _, text in contents.paragraphs(briefing_of(unit), part, Phrases("vi")))
        for part in ("ket_qua", "thay_doi")
    }
    assert place in said["ket_qua"] and place not in said["thay_doi"]
    assert f"Thứ hạng {change}" in said["thay_doi"] and "không chỉ số nào" not in said["ket_qua"]
    bands = [a.sentence for a in briefing_of(unit).answers if a.question.ask == "bands"]
    assert all("nhóm" in sentence and "xếp thứ" not in sentence for sentence in bands)
    # A history whose last rank is of another year has nothing that was told before.
    history = next(a.result for a in briefing_of(unit).answers if a.question.ask == "rank_history")
    assert "xếp thứ" in statement(history, rank_told=2001) and "xếp thứ" in statement(history)


def test_the_only_rank_that_there_is_is_told_by_the_overview(briefing_of):
    merged = {a.question.ask: a for a in briefing_of("so/hoa-binh/so-noi-vu").answers}
    assert merged["ranks"].is_told  # its score is known
    overview = SimpleNamespace(
        question=SimpleNamespace(ask="scorecard"), result=pd.DataFrame({"rank": [8, None]})
    )
    asked = _Asked(SimpleNamespace(whose=SimpleNamespace(unit_id="a")), "vi")
    ranked = pd.DataFrame({"unit_id": ["a", "b"], "score": [None, 71.0]})
    assert asked._is_only_rank([overview], ranked) and not asked._is_only_rank([], ranked)
    assert not asked._is_only_rank([overview], ranked.assign(score=70.0))
    overview.result = pd.DataFrame({"rank": [8, 3]})
    assert not asked._is_only_rank([overview], ranked)
