"""One form for every finding."""

import string

import pytest

from cchc_analysis.findings import SEVERITIES, Findings, rules


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.rule)
def test_every_rule_says_the_same_in_both_languages(rule):
    assert rule.severity in SEVERITIES
    assert placeholders(rule.message) == placeholders(rule.message_en)
    assert rule.message != rule.message_en


def test_numbers_are_written_for_their_readers():
    findings = Findings()
    findings.add("outside_scale", file="a.xlsx", sheet=" S ", cell="B2", code="total", unit="Bắc Kạn",
                 value=10.5, min=1.0, max=10.0, count=1, units="Bắc Kạn")  # fmt: skip
    (item,) = findings.items
    assert (
        item.message
        == "Tổng điểm của Bắc Kạn là 10,50, ngoài thang điểm 1,00–10,00 (1 đơn vị: Bắc Kạn); không lấy. Đề "
        "nghị sửa ô này."
    )
    assert item.message_en.startswith("the total of Bắc Kạn is 10.50, outside its scale 1.00–10.00")
    assert str(item).startswith("a.xlsx › S › B2: Tổng điểm")


def test_a_finding_is_kept_once_and_the_gravest_come_first():
    findings = Findings()
    findings.add("sheet_hidden", file="a.xlsx", sheet="S")
    findings.add("empty_file", file="b.xlsx")
    findings.add("sheet_hidden", file="a.xlsx", sheet="S")
    table = findings.to_frame()
    assert len(findings) == 2
    assert list(table["severity"]) == ["error", "note"]
    assert list(table.columns) == ["severity", "rule", "message", "message_en", "file", "sheet", "cell"]
    assert findings.worst == "error"
    assert Findings.from_frame(table).to_frame().equals(table)


def test_what_is_said_alike_of_many_cells_is_said_once():
    findings = Findings()
    for sheet, cells in (("S", ["B2", "B4", "C2", "C9"]), ("T", ["B2", "B4"])):
        for cell in cells:
            findings.add("rank_impossible", file="a.xlsx", sheet=sheet, cell=cell, printed=">30", most=63)
    findings.add("rank_impossible", file="a.xlsx", sheet="S", cell="D2", printed="0", most=63)
    findings.fold()
    assert [(f.sheet, f.cell) for f in findings.items] == [("S", "B2"), ("T", "B2"), ("T", "B4"), ("S", "D2")]
    folded, alone, *_ = findings.items
    assert folded.message == f"{alone.message} 3 ô khác cũng vậy: B4, C2, C9."
    assert folded.message_en == f"{alone.message_en} The same holds for 3 other cells: B4, C2, C9."


def test_of_very_many_cells_some_are_named_and_all_counted():
    findings = Findings()
    for line in range(2, 12):
        findings.add("answers_broken", file="a", sheet="S", cell=f"B{line}", printed="–")
    findings.fold()
    (item,) = findings.items
    assert item.message.endswith(" 9 ô khác cũng vậy: B3, B4, B5, B6, B7, ….")


def test_no_finding_is_an_empty_table():
    assert Findings().to_frame().empty
    assert Findings().worst is None


def test_a_name_cannot_pass_for_a_line_of_ours():
    findings = Findings()
    values = {"value": 10.5, "min": 1.0, "max": 10.0, "count": 1, "units": "Xã", "lines": "a = 1\nb = 2"}
    item = findings.add("outside_scale", file="a\n[LỖI] b.xlsx", sheet="S\x1b[2J", cell="B2", code="1",
                        unit="Xã\n[LỖI] c", **values)  # fmt: skip
    assert item.place == "a [LỖI] b.xlsx › S\ufffd[2J › B2"
    assert item.message.startswith("1 của Xã [LỖI] c là 10,50") and item.message.endswith("\na = 1\nb = 2")
