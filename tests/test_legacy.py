"""TCVN3 and VNI: what is certain is decoded, what is not is told, what is neither is left alone."""

import csv
import tomllib
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cchc_analysis import units
from cchc_analysis.legacy import decode, decode_as, has_signs, only_encoding

#: Typed by hand from the fonts' charts, not from the declared tables; every code stands here.
TCVN3 = """
Hµ Hà|c¶ cả|x· xã|c¸c các|b¹n bạn|n¨m năm|b»ng bằng|th¼ng thẳng|s½n sẵn|B¾c Bắc|®Æt đặt|t©m tâm|cÇn cần
thÈm thẩm|mÉu mẫu|cÊp cấp|luËt luật|®i đi|mÌ mè|trÎ trẻ|sÏ sẽ|kÐm kém|hÑn hẹn|tªn tên|tiÒn tiền|®iÓm điểm
dÔ dễ|kÕ kế|hiÖu hiệu|b×nh bình|tØnh tỉnh|nghÜa nghĩa|chÝnh chính|vÞ vị|phßng phòng|hái hỏi|râ rõ|cã có
häc học|c«ng công|®ång đồng|tæng tổng|mçi mỗi|sè số|hé hộ|c¬ cơ|giê giờ|së sở|®ì đỡ|víi với|trî trợ
cïng cùng|cña của|còng cũng|tróng trúng|phôc phục|t\u00ad tư|tõng từng|xö xử|nh÷ng những|chøc chức|thùc thực
kú kỳ|tû tỷ|kü kỹ|lý lý|quþ quỵ|¡n Ăn|¢m Âm|£m Êm|¤ng Ông|¥n Ơn|¦u Ưu|§¬n Đơn
"""
VNI = """
vaø và|caû cả|xaõ xã|caùc các|baïn bạn|naêm năm|baèng bằng|thaúng thẳng|saün sẵn|baéc bắc|ñaët đặt|taâm tâm
caàn cần|thaåm thẩm|maãu mẫu|caáp cấp|luaät luật|ñi đi|meø mè|treû trẻ|seõ sẽ|keùm kém|heïn hẹn|teân tên
tieàn tiền|ñieåm điểm|deã dễ|keá kế|hieäu hiệu|bình bình|tænh tỉnh|nghóa nghĩa|chính chính|vò vị|phoøng phòng
hoûi hỏi|roõ rõ|coù có|hoïc học|coâng công|ñoàng đồng|toång tổng|moãi mỗi|soá số|hoäi hội|cô cơ|giôø giờ
sôû sở|ñôõ đỡ|vôùi với|trôï trợ|cuøng cùng|cuûa của|cuõng cũng|truùng trúng|phuïc phục|tö tư|töøng từng
xöû xử|nhöõng những|chöùc chức|thöïc thực|kyø kỳ|tyû tỷ|kyõ kỹ|lyù lý|quî quỵ
"""
#: Words that leave no doubt, to stand before those that alone could be Unicode: hé, sè, râ …
CERTAIN = {"TCVN3": ("Tæng ", "Tổng "), "VNI": ("Toång ", "Tổng ")}


def pairs(table):
    return [tuple(pair.split(" ")) for pair in table.strip().replace("\n", "|").split("|")]


def codes(encoding):
    """Return the declared codes by their letters."""
    text = files("cchc_analysis").joinpath("legacy.toml").read_text(encoding="utf-8")
    return {item[-1]: item[:-1] for item in tomllib.loads(text)[encoding]["letters"].split()}


def encoded(text, encoding):
    own = codes(encoding)
    if encoding == "VNI":
        own |= {letter.upper(): code.upper() for letter, code in own.items()}
    else:  # a capital with a tone is a small code in a capital font
        own = {letter.upper(): code for letter, code in own.items() if letter.islower()} | own
    return "".join(own.get(c, c) for c in unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("encoding", "typed", "meant"), [("TCVN3", *p) for p in pairs(TCVN3)] + [("VNI", *p) for p in pairs(VNI)]
)
def test_words_of_the_charts(encoding, typed, meant):
    before, after = CERTAIN[encoding]
    assert decode(before + typed) == (after + meant, encoding)


@pytest.mark.parametrize(("typed", "meant"), pairs(VNI))
def test_capitals_of_vni(typed, meant):
    assert decode(f"TOÅNG {typed.upper()}") == (f"TỔNG {meant.upper()}", "VNI")
    assert decode(f"Toång {typed.capitalize()}") == (f"Tổng {meant.capitalize()}", "VNI")


@pytest.mark.parametrize(("encoding", "table"), [("TCVN3", TCVN3), ("VNI", VNI)])
def test_the_words_of_the_charts_hold_every_code(encoding, table):
    assert len(pairs(table)) >= 40
    meant = {c for _, word in pairs(table) for c in word if not c.isascii()}
    assert meant == set(codes(encoding))
    assert all(any(code in typed for typed, _ in pairs(table)) for code in codes(encoding).values())


PROVINCES = sorted(u.unit for u in units.all_units() if u.scope == "tinh-63")
#: In VNI these look like other Unicode words: sôn, hoà.
DOUBTFUL_IN_VNI = {"Sơn La", "TP. Hồ Chí Minh"}


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
@pytest.mark.parametrize("name", PROVINCES)
def test_provinces_go_there_and_back(name, encoding):
    typed = encoded(name, encoding)
    if encoding == "VNI" and name in DOUBTFUL_IN_VNI:
        assert decode(typed) == (typed, "")
    else:
        assert decode(typed) == (name, encoding if typed != name else "")
        assert decode(name) == (name, "")


@pytest.mark.parametrize(
    ("typed", "read", "encoding"),
    [
        ("Tæng sè", "Tổng số", "TCVN3"),
        ("ÑÔN VÒ", "ĐƠN VỊ", "VNI"),
        ("trung \u00ad¬ng", "trung ương", "TCVN3"),
        ("Bé Tµi chÝnh\nMinistry of finance", "Bộ Tài chính\nMinistry of finance", "TCVN3"),
        ("Q§-UBND", "QĐ-UBND", "TCVN3"),
        ("CTMT caân ñoái vaøo NSÑP", "CTMT cân đối vào NSĐP", "VNI"),
        ("AÙp duïng", "Áp dụng", "VNI"),
        ("« nhiÔm m«i tr\u00adêng, 25 µm ®Õn 1/2 ½", "ô nhiễm môi trường, 25 µm đến 1/2 ½", "TCVN3"),
        ("TæNG Sè", "TỔNG SỐ", "TCVN3"),
        ("§¨k L¨k", "Đăk Lăk", "TCVN3"),
    ],
)
def test_what_is_certain(typed, read, encoding):
    assert decode(typed) == (read, encoding)
    assert decode(read) == (read, "")


@pytest.mark.parametrize(
    "text",
    [
        "Sôû keá hoaïch & Ñầu tư",  # half Unicode
        "quản lyù",
        "Huyeäân Phöôùc Long",  # misspelt
        "UBND huyeän VLôïi",
        "`Tæng sè` và `ÑÔN VÒ`",  # both
    ],
)
def test_what_is_not_certain_is_told_and_left(text):
    assert decode(text) == (text, "?")


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "Total score", "naïve café, résumé", "São Tomé", "El Niño", "Zürich", "Citroën", "Hanoï",
        "© VCCI", "§ 5", "«Đổi mới»", "« Hà Nam »", "± 1,96", "3 × 4", "m×n", "5÷10", "25 µm", "µg/m³",
        "N·m", "KH¹", "Hà Nam¹", "1.000 ®", "1.000 ñ", "1½", "¥100", "£m", "administra\u00adtion",
        "\u00d0à Nẵng", "Q\u00d0-UBND", "\u00d0o", "NHóm", "HÀnh chính", "UBNDtỉnh", "Krông Ana", "Xoóc",
        "hoà giải", "Thanh Hoá", "khoẻ", "quý", "Uỷ ban", "oà", "Quí", "gì", "giếng", "ngoằn ngoèo", "huýt",
    ],
)  # fmt: skip
def test_what_is_neither_is_left_alone(text):
    for form in (text, unicodedata.normalize("NFD", text)):
        assert decode(form) == (form, "")


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (["Tæng sè", "tØnh", "n¨m", "Bé"], "TCVN3"),
        (["Toång", "tænh", "naêm", "Toát"], "VNI"),
        (["Tæng sè", "tØnh", "Bé"], ""),  # too few
        (["Tæng sè", "tØnh", "n¨m", "Tổng"], ""),  # half Unicode
        (["Tæng sè", "tØnh", "n¨m", unicodedata.normalize("NFD", "Lâm")], ""),
        (["Tæng sè", "tØnh", "n¨m", "Toång"], ""),  # both
        (["Hà Nam", "Bình"], ""),
    ],
)
def test_the_encoding_of_a_whole_sheet(texts, encoding):
    assert only_encoding(texts) == encoding


@pytest.mark.parametrize(
    ("typed", "encoding", "read"),
    [
        ("Bé", "TCVN3", "Bộ"),
        ("Sè TT", "TCVN3", "Số TT"),
        ("®)", "TCVN3", "đ)"),
        ("Sôn La", "VNI", "Sơn La"),
        ("TP. Hoà Chí Minh", "VNI", "TP. Hồ Chí Minh"),
        ("UBND huyeän VLôïi", "VNI", "UBND huyện VLợi"),
        *[
            (text, encoding, text)
            for text in ("Café", "© VCCI", "×", "·", "m×n", "«Report»", "5 ÷ 10", "Tổng", "25 µm")
            for encoding in ("TCVN3", "VNI")
        ],
    ],
)
def test_what_is_doubtful_alone_is_read_as_its_sheet_is(typed, encoding, read):
    assert decode_as(typed, encoding) == read


def names():
    folder = files("cchc_analysis") / "frameworks" / "data"
    found = set(PROVINCES)
    for file in folder.iterdir():
        if file.name.endswith(".csv"):
            rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
            found |= {field for row in rows for field in row}
    return sorted(found)


def test_no_declared_name_is_changed():
    assert len(names()) > 500
    for name in names():
        for cased in (name, name.upper(), name.lower(), name.title()):
            for form in ("NFC", "NFD"):
                text = unicodedata.normalize(form, cased)
                assert decode(text) == (text, "")


WORDS = sorted({word for name in names() for word in name.split()} | {*"©§«»±×÷½·–"})


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["NFC", "NFD"]))
def test_no_mixture_of_names_and_symbols_is_changed(words, form):
    text = unicodedata.normalize(form, " ".join(words))
    assert decode(text) == (text, "")


@given(st.text(st.characters(max_codepoint=0x1EFF), max_size=30))
def test_nothing_breaks_it_and_only_signs_lead_to_a_verdict(text):
    read, encoding = decode(text)
    assert encoding in {"", "?", "TCVN3", "VNI"}
    assert read == text or encoding in {"TCVN3", "VNI"}
    assert has_signs(text) or not encoding


def test_no_text_of_the_publications_is_changed(corpus):
    for path in [*(corpus / "papi").glob("*.xls*"), *(corpus / "pci").glob("*.xls*")]:
        book = CalamineWorkbook.from_path(path)
        if path.name == "PCI 2014.xlsx":  # calamine alone cannot read all of it
            continue
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            for text in {v for row in rows for v in row if isinstance(v, str)}:
                assert decode(text) == (text, ""), path.name
