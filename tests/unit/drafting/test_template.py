"""The template is a source file: the parser reads what was asked for, and says what is still to be typed."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.diagnostics import Severity
from build_tools.drafting.answers import Answers
from build_tools.drafting.template import place_of, template
from build_tools.model.nodes import Role, Text, units
from build_tools.parse.coverage import gaps
from build_tools.parse.loader import parse_bytes
from build_tools.parse.placeholders import LEFT, PLACEHOLDER
from tests.unit.parse.reading import divisions

HENAN = Answers(title="河南省社会治理条例", author="河南省人民代表大会常务委员会", group="地方性法规")


def parsed(answers: Answers, filled: str = PLACEHOLDER):
    text = template(answers).replace(PLACEHOLDER, filled)
    result = parse_bytes(text.encode(), "x.md")
    assert result.law is not None
    assert gaps(result.law, result.source) == ()
    return result


@pytest.mark.parametrize(
    ("chapters", "articles", "labels"),
    [
        (0, (1,), ["第一条"]),
        (0, (3,), ["第一条", "第二条", "第三条"]),
        (1, (2,), ["第一条", "第二条"]),
        (3, (2, 1, 1), ["第一条", "第二条", "第三条", "第四条"]),
        (2, (10, 101), ["第一条", "第一百一十一条"]),
    ],
)
def test_the_parser_reads_what_was_asked_for(chapters, articles, labels):
    law = parsed(Answers(title="某条例", chapters=chapters, articles=articles)).law
    assert [depth for depth, _, _ in divisions(law.body)] == [0] * chapters
    found = [unit.label.text for unit in units(law.body)]
    assert len(found) == sum(articles)
    assert [label for label in labels if label not in found] == []
    assert [unit.label.text for unit in units(law.body) if not unit.children] == []


def test_each_gap_is_a_warning_and_there_is_no_other():
    result = parsed(Answers(title="某条例", chapters=2, articles=(2, 1)))
    assert {(one.code, one.severity) for one in result.diagnostics} == {(LEFT, Severity.WARNING)}
    assert len(result.diagnostics) == 1 + 2 + 3


def test_a_template_that_is_filled_has_no_findings():
    result = parsed(Answers(title="某条例", chapters=2, articles=(2, 1)), "正文。")
    assert result.diagnostics == ()
    assert divisions(result.law.body) == [(0, "chp_1", "第一章正文。"), (0, "chp_2", "第二章正文。")]


def test_title_and_note_are_what_they_are():
    law = parsed(HENAN, "2025年9月29日通过").law
    roles = {block.role: block.plain for block in law.front if isinstance(block, Text)}
    assert roles == {Role.TITLE: "河南省社会治理条例", Role.NOTE: "（2025年9月29日通过）"}


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        (HENAN, "local/henan/henansheng-shehui-zhili-tiaoli.undated.md"),
        (
            Answers(title="中华人民共和国学位法", publication_date=date(2024, 4, 26)),
            "national/falv/xueweifa.2024-04-26.md",
        ),
        (
            Answers(title="国库券条例", author="国务院", group="行政法规"),
            "national/xingzheng-fagui/guokuquan-tiaoli.undated.md",
        ),
        (Answers(title="某条例", group="地方性法规"), "local/mou-tiaoli.undated.md"),
        (Answers(title="../../etc/passwd"), "qita/etc-passwd.undated.md"),
    ],
)
def test_where_the_file_belongs(answers, place):
    assert place_of(answers).as_posix() == place
