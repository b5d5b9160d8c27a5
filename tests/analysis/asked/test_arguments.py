"""What is asked wrongly: every public function of the analysis refuses it in two languages, none by accident.

Functions and their arguments are looked up, so that those that are added later are asked as well: give
``GOOD`` what they need, and ``FITS`` what of ``WRONG`` is no mistake there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cchc_analysis as cchc
from cchc_analysis import scores
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.values import code_text, index_name, number, whole, word
from cchc_analysis.workbooks import read

SIPAS = Path(__file__).resolve().parents[3] / "data" / "raw" / "sipas"
FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(cchc, name)
    for name, module in cchc._HOME.items() if module.startswith("cchc_analysis.analysis.")
}  # fmt: skip

#: Right answers to what functions ask for; a function that asks for something else has its own.
GOOD: dict[str, Any] = {
    "index": "PAPI", "unit": "Bắc Kạn", "year": 2024, "other": "Hà Nội", "units": ["Bắc Kạn"], "rank": 10,
    "targets": {}, "code": "total",
}  # fmt: skip
WARD = {"index": "PAR", "unit": "Phường Minh Họa", "year": 2024}
SHEETS = {"index": "PAR", "year": 2024, "scope": "xa/minh-hoa"}
GOOD_OF: dict[str, dict[str, Any]] = {
    "units_table": SHEETS,
    "units_criteria": SHEETS,
    "common_weaknesses": SHEETS,
    "self_bias": SHEETS,
    "sheet": WARD,
    "side_by_side": WARD,
    "survey": WARD | {"index": "SIPAS"},
    "survey_answers": WARD | {"index": "SIPAS"},
    "progress": {"targets": {"PAPI": {"rank": 20}}},
    "two_proportions": {"share": 0.8, "n": 200, "other": 0.7, "other_n": 200},
}

#: What nobody means: 42 values, for every argument of every function.
WRONG: dict[str, Any] = {
    "none": None, "true": True, "false": False, "numpy_true": np.bool_(True), "nan": float("nan"),
    "inf": float("inf"), "minus_inf": -np.inf, "numpy_nan": np.float32("nan"), "na": pd.NA, "nat": pd.NaT,
    "minus_one": -1, "zero": 0, "huge": 10**400, "minus_huge": np.int64(-(2**62)), "before_all": 1999,
    "half": 2024.5, "fraction": Fraction(1, 3), "decimal": Decimal("NaN"), "complex": 2024j,
    "no_text": "", "blank": " \n", "half_text": "2024.5", "words": "hai nghìn", "nan_text": "nan",
    "misspelt": "Bắc Kann", "no_unit": "Atlantis", "no_id": "tinh-63/99", "braces": "{index}",
    "lines": "a\nb\nc", "long": "x" * 5000, "bytes": b"PAPI", "list": [], "list_of_none": [None],
    "list_of_lists": [["Hà Nội"]],
    "dict": {}, "dict_of_wrong": {"PAPI": 1}, "set": set(), "array": np.array([1.5, np.nan]),
    "array_0d": np.array(np.nan), "series": pd.Series([1.5]), "frame": pd.DataFrame(), "object": object(),
    "function": len, "date": date(2024, 1, 1),
}  # fmt: skip

_WHOLE = {"before_all"}
#: What of these is no mistake for an argument, in every function or in one.
FITS: dict[str, set[str]] = {
    "level": {"zero"}, "seed": {"zero", "before_all", "huge"}, "spread": {"zero", "fraction"}, "draws": _WHOLE,
    "n": {"before_all", "huge"}, "until": _WHOLE, "against": {"list", "set"}, "targets": {"dict"},
    "corrections": {"dict"},
    "share": {"zero", "fraction"}, "other_n": {"before_all", "half"},
    "two_proportions.n": {"before_all", "half"}, "two_proportions.other": {"zero", "fraction"},
    # A range may hold any share of the draws.
    "rank_range.level": {"fraction"},
    # "Nothing up to 1999" is an answer, index by index.
    "scorecard.year": _WHOLE, "weakest.year": _WHOLE,
}  # fmt: skip


@pytest.fixture(scope="module")
def house(figures, ward) -> pd.DataFrame:
    """Published figures of recent years, and what a ward that does not exist was asked and scored."""
    surveyed = [read(path).scores for path in sorted(SIPAS.glob("*minh_hoa*.xlsx"))]
    return scores.concat([figures[figures["year"] >= 2019], ward, *surveyed])


def question(name: str, house: pd.DataFrame) -> dict[str, Any]:
    """Return the arguments that a function needs, all of them right."""
    if name == "match":
        after, before = (cchc.sheet(house, **WARD | {"year": year}) for year in (2024, 2023))
        return {"before": before, "after": after}
    good = GOOD | GOOD_OF.get(name, {}) | {"scores": house}
    wanted = inspect.signature(FUNCTIONS[name]).parameters.values()
    return {p.name: good[p.name] for p in wanted if p.default is p.empty}


ARGUMENTS = [
    (name, p.name)
    for name, function in FUNCTIONS.items()
    for p in inspect.signature(function).parameters.values()
    if "bool" not in str(p.annotation)
]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_asked_rightly_is_answered(name, house):
    assert FUNCTIONS[name](**question(name, house)) is not None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_what_is_asked_wrongly_is_refused_in_two_languages(name, argument, house):
    asked, function = question(name, house), FUNCTIONS[name]
    optional = "None" in str(inspect.signature(function).parameters[argument].annotation)
    fits = (
        FITS.get(argument, set()) | FITS.get(f"{name}.{argument}", set()) | ({"none"} if optional else set())
    )
    failed = {}
    for what, value in WRONG.items():
        if what in fits:
            continue
        try:
            answer = function(**asked | {argument: value})
        except AnalysisError as error:
            lines = str(error).split("\n")
            if len(lines) != 2 or not all(lines) or len(str(error)) > 1000 or lines[0] == lines[1]:
                failed[what] = str(error)
        except Exception as error:
            failed[what] = repr(error)
        else:
            failed[what] = f"answered: {answer!r:.80}"
    assert not failed


def test_there_are_forty_wrong_arguments():
    assert len(WRONG) >= 40


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("trend", {"index": "DTI"}),
        ("trend", {"code": "6,2"}),
        ("trend", {"against": ["median", 5]}),
        ("compare", {"year": "2024", "previous": 1999}),
        ("weaknesses", {"peers": ["Hà Nội", None]}),
        ("weaknesses", {"peers": {"Hà Nội": 1}}),
        ("published", {"units": ["Hà Nội", 5]}),
        ("side_by_side", {"years": [2023, 1999]}),
        ("side_by_side", {"years": [2023, None]}),
        ("side_by_side", {"level": 9}),
        ("side_by_side", {"corrections": {2024: 5}}),
        ("side_by_side", {"corrections": {2024: "not/there.csv"}}),
        ("side_by_side", {"corrections": {"x": "not/there.csv"}}),
        ("match", {"corrections": "not/there.csv"}),
        ("match", {"corrections": Path(__file__).parent}),
        ("what_if", {"targets": {"6.2": True}}),
        ("what_if", {"targets": {"6.2": float("inf")}}),
        ("what_if", {"targets": {"6.2": "1.5"}}),
        ("what_if", {"targets": {None: 1.5}}),
        ("what_if", {"targets": {("6", "2"): 1.5}}),
        ("scorecard", {"targets": {5: {"rank": 1}}}),
        ("scorecard", {"targets": {"PAPI": {"rank": float("nan")}}}),
        ("scorecard", {"targets": {"PAPI": {"rank": np.inf}}}),
        ("scorecard", {"targets": {"PAPI": {5: 1}}}),
        ("cheapest_path", {"rank": 64}),
        ("sensitivity", {"draws": 10**9}),
        ("sensitivity", {"spread": 1.01}),
        ("two_proportions", {"share": 1.01}),
        ("two_proportions", {"share": -0.01}),
        ("difference", {"other": "Bắc Kạn"}),
        ("weaknesses", {"n": 0}),
        ("strengths", {"by": "rank"}),
        ("ranks", {"peers": ["Hà Nội", 5]}),
        ("ranks", {"peers": "region"}),
        ("rank_range", {"level": 1}),
        ("rank_range", {"basis": ["errors", "luck"]}),
        ("bands", {"previous": 2024}),
        ("gap_to_above", {"other": "Bắc Kạn"}),
        ("gap_to_above", {"level": 0}),
        ("index_correlation", {"indices": ["PAPI"]}),
        ("index_correlation", {"indices": ["papi", "PAPI"]}),
        ("index_correlation", {"indices": ["PAPI", 5]}),
        ("units_table", {"roster": "Xã Minh Họa"}),
        ("units_table", {"roster": ["Xã Minh Họa", ""]}),
        ("drill", {"code": "6,2"}),
        ("weakest", {"n": None}),
    ],
)  # fmt: skip
def test_what_is_wrong_within_an_argument_is_refused_too(name, more, house):
    with pytest.raises(AnalysisError) as error:
        FUNCTIONS[name](**question(name, house) | more)
    assert str(error.value).count("\n") == 1


def test_a_refusal_says_what_there_is(house):
    for asked, said in (
        ({"year": 1999}, "PAPI không có số liệu năm 1999; có 2019–2024."),
        ({"index": "DTI"}, "Không có số liệu của chỉ số DTI; có: PAPI, PAR, PCI, SIPAS."),
        ({"code": True}, 'code = “True” không hợp lệ. Có thể dùng: "total", "1", "1.1" ….'),
    ):
        with pytest.raises(AnalysisError) as error:
            cchc.ranks(house, **{"index": "PAPI", "year": 2024} | asked)
        assert str(error.value).split("\n")[0] == said
    with pytest.raises(
        AnalysisError, match="Bảng điểm thiếu cột: unit, cell\\.\n.*lacks columns: unit, cell"
    ):
        cchc.ranks(house.drop(columns=["unit", "cell"]), index="PAPI", year=2024)
    with pytest.raises(AnalysisError, match="không có dòng nào.\n.*no rows"):
        cchc.ranks(scores.empty(), index="PAPI", year=2024)
    with pytest.raises(AnalysisError, match="không phải dict.\n.*not dict"):
        cchc.ranks({}, index="PAPI", year=2024)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({"index": "papi"}, ("PAPI",)),
        ({"index": " Par-Index "}, ("PAR",)),
        ({"index": "PAR INDEX"}, ("PAR",)),
        ({"index": "Chỉ số hài lòng"}, ("SIPAS",)),
        ({"index": "chỉ số cải cách hành chính"}, ("PAR",)),
        ({"index": "Provincial Competitiveness Index"}, ("PCI",)),
        ({"index": np.str_("pci"), "year": "2024"}, ("PCI", 2024)),
        ({"index": "PAPI", "year": 2024.0}, ("PAPI", 2024)),
        ({"index": "PAPI", "year": np.int16(2024)}, ("PAPI", 2024)),
        ({"index": "PAPI", "year": " 2024.0 "}, ("PAPI", 2024)),
        ({"index": "PAPI", "code": 6.2}, ("PAPI", "6.2")),
        ({"index": "PAPI", "code": np.float32(6.2)}, ("PAPI", "6.2")),
        ({"index": "PAPI", "code": np.int64(6)}, ("PAPI", "6")),
        ({"index": "PCI", "code": "LEGAL"}, ("PCI", "legal")),
        ({"index": "PAPI", "unit": "tỉnh BẮC KẠN"}, ("PAPI", "Bắc Kạn")),
        ({"index": "PAPI", "unit": "hoà bình"}, ("PAPI", "Hòa Bình")),
        ({"index": "PAPI", "unit": "TP.HCM"}, ("PAPI", "TP. Hồ Chí Minh")),
        ({"index": "PAPI", "unit": "Tinh-63/06"}, ("PAPI", "tinh-63/06")),
        # Cao Bằng is the same place with the boundaries of 2025.
        ({"index": "PAPI", "unit": "tinh-34/04"}, ("PAPI", "tinh-63/04")),
        ({"index": "PAR", "unit": "phuong minh hoa"}, ("PAR", "Phường Minh Họa")),
        ({"index": "PAR", "unit": "UBND phường Minh Hoạ"}, ("PAR", "Phường Minh Họa")),
        ({"index": "PAPI", "years": 2023}, ("PAPI", [2023])),
        ({"index": "PAPI", "years": pd.Series([2024, 2023])}, ("PAPI", [2023, 2024])),
        ({"units": ("ha noi", "Cả nước")}, (["Hà Nội", "Cả nước"],)),
        ({"scope": "TINH-63", "level": "1"}, ("tinh-63", 1)),
    ],
)  # fmt: skip
def test_what_is_asked_in_another_spelling_is_understood(asked, meant, house):
    answer = checked(house, **asked)
    assert answer == meant and [type(a) for a in answer] == [type(m) for m in meant]


def test_an_answer_does_not_depend_on_the_spelling(house):
    plain = cchc.trend(house, index="PAPI", unit="Bắc Kạn", code="6.2")
    for index, unit, code in (("papi", "BAC KAN", 6.2), ("Papi ", "tinh-63/06", np.float64(6.2))):
        other = cchc.trend(house, index=index, unit=unit, code=code)
        pd.testing.assert_frame_equal(plain, other)
        assert plain.attrs == other.attrs


def test_a_number_that_may_be_two_codes_must_be_written_as_text():
    with pytest.raises(AnalysisError, match='code = 1.1 .*"1.1" / "1.10"\\.\n.*as text: "1.1" / "1.10"'):
        code_text(1.10, ["1", "1.1", "1.10"])
    assert code_text("1.10", ["1.1", "1.10"]) == "1.10" and code_text(1.10, ["1.10"]) == "1.10"
    assert code_text(1, ["1", "10"]) == "1"


def test_two_departments_of_one_name_are_a_question_and_the_province_answers_it(made_up):
    rows = made_up({("Sở Nội vụ", 2024): 80.0})
    two = scores.concat([
        rows.assign(unit_id=f"so/{p}/so-noi-vu", scope=f"so/{p}").astype(rows.dtypes)
        for p in ("thu", "hoa-binh")
    ])  # fmt: skip
    with pytest.raises(AnalysisError, match="so/thu/so-noi-vu.*so/hoa-binh/so-noi-vu"):
        cchc.trend(two, index="PAPI", unit="Sở Nội vụ")
    with pytest.raises(AnalysisError, match="so/thu/so-noi-vu.*so/hoa-binh/so-noi-vu"):
        cchc.trend(two, index="PAPI", unit="SỞ NỘI VỤ")
    found = cchc.trend(two, index="PAPI", unit="Sở Nội vụ tỉnh Hòa Bình")
    assert found.attrs["unit_id"] == "so/hoa-binh/so-noi-vu"


def test_words_and_numbers_are_themselves():
    assert (word("ALL", "peers", ["all"]), number(Fraction(1, 4), "spread", 0, 1)) == ("all", 0.25)
    assert (whole(np.float64(3), "n", 1), whole("007", "n", 1), index_name("Chỉ số PAPI")) == (3, 7, "PAPI")
