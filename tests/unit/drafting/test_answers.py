"""The front matter of a law that is to be typed is what the parser reads back."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.drafting.answers import Answers, complaints, front_matter, plain, plain_title
from build_tools.parse.frontmatter import read

HENAN = Answers(
    title="河南省社会治理条例",
    author="河南省人民代表大会常务委员会",
    group="地方性法规",
    publication_date=date(2025, 9, 30),
    effective_date=date(2025, 12, 1),
    status="有效",
    url="https://flk.npc.gov.cn/detail?id=ff80818199e72aa4019a0499b95062df",
    id="ff80818199e72aa4019a0499b95062df",
)


def test_front_matter_is_that_of_the_files_in_source():
    assert (
        front_matter(HENAN)
        == """\
---
id: ff80818199e72aa4019a0499b95062df
title: 河南省社会治理条例
LinkTitle: 河南省社会治理条例（2025）
author: 河南省人民代表大会常务委员会
date: '2025-09-30'
publication_date: '2025-09-30'
effective_date: '2025-12-01'
status: 有效
urls:
  - https://flk.npc.gov.cn/detail?id=ff80818199e72aa4019a0499b95062df
---
"""
    )


@pytest.mark.parametrize(
    "title",
    [
        "no",
        "2020",
        "关于“两高”: 若干规定",
        "# 规定",
        "- 规定",
        "'规定'",
        "规定（试行）",
        "null",
        "[规定]",
        "规定 #一",
    ],
)
def test_whatever_yaml_might_make_of_a_title(title):
    meta = read(front_matter(Answers(title=title, author=title)), "x.md").meta
    assert meta is not None
    assert (meta.title, meta.author) == (title, title)


@pytest.mark.parametrize(
    ("group", "line"),
    [("地方性法规", ""), ("自治条例和单行条例", "group: 自治条例和单行条例\n"), ("规章", "group: 规章\n")],
)
def test_the_kind_is_written_where_the_rest_does_not_tell_it(group, line):
    text = front_matter(
        Answers(title="延边朝鲜族自治州条例", author="延边朝鲜族自治州人民代表大会", group=group)
    )
    assert (
        text
        == f"---\ntitle: 延边朝鲜族自治州条例\nLinkTitle: 延边朝鲜族自治州条例\nauthor: 延边朝鲜族自治州人民代表大会\n{line}---\n"
    )


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        (Answers(), ""),
        (HENAN, ""),
        (Answers(id="../x"), "an id may have letters, digits, - and _ only"),
        (Answers(status="现行"), "unknown status; write one of 有效、"),
        (Answers(url="javascript:alert(1)"), "not an http or https address"),
        (
            Answers(publication_date=date(2025, 9, 30), effective_date=date(2015, 9, 30)),
            "commences on 2015-09-30, long before its publication on 2025-09-30",
        ),
    ],
)
def test_what_may_not_be_is_said_by_the_parser(answers, complaint):
    found = complaints(answers)
    assert len(found) == bool(complaint)
    assert complaint in "".join(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [(" 最高人民法院　 最高人民检察院\n", "最高人民法院 最高人民检察院"), ("\t\n", ""), ("学位法", "学位法")],
)
def test_answers_have_single_blanks(text, words):
    assert plain(text) == words


@pytest.mark.parametrize("text", ["学\0位法", "学\x1b[2J位法", "学\udcff位法", "学\u202e位法", "学" * 1001])
def test_what_no_answer_holds(text):
    with pytest.raises(ValueError, match="an answer may have"):
        plain(text)


@pytest.mark.parametrize(
    ("title", "complaint"),
    [
        ("", "a law has a title"),
        ("**学位法**", r"a title has no \*"),
        ("<b>学位法</b>", "a title has no <"),
        ("![](x.png)", r"a title has no !\["),
        ("学位法\\", "a title has no"),
    ],
)
def test_what_no_title_is(title, complaint):
    with pytest.raises(ValueError, match=complaint):
        plain_title(title)
