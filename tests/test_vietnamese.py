"""Text as offices type it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis.vietnamese import (
    clean,
    collation_key,
    format_number,
    is_missing,
    key,
    parse_number,
    typed,
    without_accents,
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Bắc\xa0Kạn ", "Bắc Kạn"),
        (unicodedata.normalize("NFD", "Thừa Thiên Huế"), "Thừa Thiên Huế"),
        ("\u00d0à Nẵng", "Đà Nẵng"),
        ("Gia nhập\n thị trường", "Gia nhập thị trường"),
        ("", ""),
    ],
)
def test_clean(typed, cleaned):
    assert clean(typed) == cleaned


@given(st.text(max_size=40))
def test_clean_is_idempotent(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("name", "matched"),
    [
        ("Thừa Thiên-Huế", "thua thien hue"),
        ("Đắk Lắk", "dak lak"),
        ("Land Access & Tenure", "land access tenure"),
        ("Huế–Đà Nẵng", "hue da nang"),
    ],
)
def test_key(name, matched):
    assert key(name) == matched


def test_key_ignores_how_the_accents_are_composed():
    name = "Trách nhiệm giải trình với người dân"
    assert key(unicodedata.normalize("NFD", name)) == key(name)


def test_without_accents():
    assert without_accents("Bà Rịa - Vũng Tàu") == "Ba Ria - Vung Tau"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("81,66%", 0.8166),
        ("−3,2", -3.2),
        ("０,５", 0.5),
        ("\xa01,249,258 ", 1249258.0),
        ("0,334", 0.334),
        ("KCDL", None),
        ("1 309,5", 1309.5),
        ("12 345 678", 12345678.0),
        ("85 ,5", 85.5),
        ("- 3,2", -3.2),
        ("7 9,75", None),
        ("1 2345", None),
        ("9/10", None),
        ("", None),
        ("1.234", None),
        ("12,345", None),
    ],
)
def test_parse_number(typed, number):
    assert parse_number(typed) == number


@pytest.mark.parametrize(
    ("written", "missing"),
    [("……", True), ("……/10", True), (".....", True), ("____ điểm", True), (".../100 điểm", True),
     ("…5", False), ("10/…", False), ("0", False)],
)  # fmt: skip
def test_a_line_left_open_is_missing(written, missing):
    assert is_missing(written) is missing


def test_an_ambiguous_number_is_decided_by_its_scale_or_not_at_all():
    assert parse_number("1.234", within=(0.25, 2.5)) == 1.234
    assert parse_number("1.234", within=(500, 5000)) == 1234
    assert parse_number("1.234", within=(0, 5000)) is None


@pytest.mark.parametrize(
    ("value", "options", "written"),
    [
        (1234.5, {}, "1.234,50"),
        (1234.5, {"lang": "en"}, "1,234.50"),
        (-0.5, {"decimals": 1}, "−0,5"),
        (0.5, {"sign": True}, "+0,50"),
        (0.0, {"sign": True}, "0,00"),
        (-0.001, {"decimals": 1}, "0,0"),
        (81.66, {"unit": "%"}, "81,66 %"),
        (None, {}, "–"),
        (float("nan"), {}, "–"),
    ],
)
def test_format_number(value, options, written):
    assert format_number(value, **options) == written


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_a_written_number_reads_back(value):
    written = format_number(value, 2)
    assert parse_number(written) == pytest.approx(value, abs=0.00501)


def test_collation_is_that_of_a_dictionary():
    names = ["Yên Bái", "Đồng Nai", "Đắk Lắk", "Điện Biên", "Bạc Liêu", "Bắc Kạn", "Bắc Giang", "An Giang"]
    assert sorted(names, key=collation_key) == [
        "An Giang", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Yên Bái",
    ]  # fmt: skip


def test_collation_puts_tones_after_letters():
    assert sorted(["mã", "ma", "mạ", "mà", "má", "mả"], key=collation_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ",
    ]  # fmt: skip


def test_every_name_is_typed_in_its_own_way():
    names = ["Đồng Tâm", "Đông Tâm", "Dong Tam", "Đồng Tám", "Ươm", "Uom", "Ưom", "Nghĩa Đô", "Nghĩa Đồ"]
    spelt = [typed(name) for name in names]
    assert len(set(spelt)) == len(names) and all(s.isascii() for s in spelt)
    assert typed("Hoà") == typed("Hòa") == "hoaf" and typed("ĐẮK LẮK") == "ddawks lawks"
