import pytest

from build_tools.model.nodes import Division
from build_tools.pages import html
from build_tools.pages.content import Tree
from build_tools.pages.guide import eids_of, guide_of, is_overview, law_contents
from tests import factories as make
from tests.golden.samples import flag_law


def test_previous_and_next_lead_through_preamble_articles_and_annexes() -> None:
    assert [(stop.page, stop.name) for stop in guide_of(flag_law()).stops] == [
        ("preamble.html", "序言"),
        ("1.html", "第一条"),
        ("1-1.html", "第一条之一"),
        ("2.html", "第二条"),
        ("3.html", "第三条"),
        ("annex-1.html", "附件一"),
    ]


def test_trails_name_every_division_above() -> None:
    trails = guide_of(flag_law()).trails
    assert [link.text for link in trails["art_1"]] == ["第一编 总则", "第一章 一般规定", "第一节 升挂"]
    assert [link.href for link in trails["art_1"]] == ["b1.html", "b1-c1.html", "b1-c1-s1.html"]
    assert trails["book_2"] == ()


def test_contents_have_ranges() -> None:
    assert html.block(Tree("toc", "目录", law_contents(flag_law()))) == (
        "<nav class=toc aria-label=目录><ul><li><a href=preamble.html>序言</a>"
        "<li><a href=b1.html>第一编 总则</a> <small>第一条—第二条</small>"
        "<ul><li><a href=b1-c1.html>第一章 一般规定</a> <small>第一条—第二条</small>"
        "<ul><li><a href=b1-c1-s1.html>第一节 升挂</a> <small>第一条—第一条之一</small>"
        "<li><a href=b1-c1-s2.html>第二节 尺度</a> <small>第二条</small></ul></ul>"
        "<li><a href=b2.html>第二编 附则</a> <small>第三条</small>"
        "<li><a href=annex-1.html>附件一 国旗制法</a></ul></nav>"
    )


def test_contents_of_a_law_without_divisions_are_its_articles() -> None:
    law = make.law(body=(make.article(1, "甲", heading="【目的】"), make.article(2, "乙")))
    tree = html.block(Tree("toc", "目录", law_contents(law, in_page=True)))
    assert "<li><a href=#art_1>第一条 【目的】</a><li><a href=#art_2>第二条</a>" in tree


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        (make.division("book_1", "第一编", "总则", make.division("book_1__chp_1", "第一章", "")), True),
        (make.division("book_4", "第四编", "特别程序", make.article(1, "文")), False),
        (make.chapter(1, "总则", make.division("chp_1__sec_1", "第一节", "")), False),
        (make.division("hcontainer_1", "", "总则", make.chapter(1, "")), True),
        (make.chapter(1, "总则", make.article(1, "文")), False),
    ],
)
def test_only_what_holds_chapters_is_an_overview(division: Division, expected: bool) -> None:
    assert is_overview(division) is expected


def test_eids_of_a_version_are_those_with_a_page() -> None:
    assert eids_of(make.version(flag_law())) == {
        *("preamble", "annex_1", "art_1", "art_1-1", "art_2", "art_3"),
        *("book_1", "book_1__chp_1", "book_1__chp_1__sec_1", "book_1__chp_1__sec_2", "book_2"),
    }
