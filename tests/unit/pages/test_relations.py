from datetime import date

import pytest

from build_tools.model.site import Force, Turn, Work
from build_tools.pages import html
from build_tools.pages.content import Tree
from build_tools.pages.relations import MOST_OTHERS, history, notice, others, relations_of
from tests import factories as make
from tests.golden.samples import flag_work


@pytest.mark.parametrize(
    ("index", "eid", "name", "expected"),
    [
        (
            0,
            "art_1",
            "第一条",
            "<p id=superseded>本版本已被修改 · <a href=../2009-08-27/1.html>看现行文本的第一条</a></p>",
        ),
        (
            0,
            "art_1-1",
            "第一条之一",
            "<p id=superseded>本版本已被修改，现行文本中没有第一条之一 · "
            "<a href=../2009-08-27/index.html>看现行文本的目录</a></p>",
        ),
        (
            0,
            "",
            "国旗法",
            "<p id=superseded>本版本已被修改 · <a href=../2009-08-27/index.html>看现行文本</a></p>",
        ),
        (1, "art_1", "第一条", ""),
        (
            2,
            "art_1",
            "第一条",
            "<p id=superseded>本版本尚未施行（2026-10-01 起施行） · <a href=../2009-08-27/1.html>看现行文本的第一条</a></p>",
        ),
    ],
)
def test_a_version_that_is_not_the_current_one_says_so(
    index: int, eid: str, name: str, expected: str
) -> None:
    relations = relations_of(flag_work()[0])
    assert html.blocks(notice(relations, index, eid, name)) == expected


def test_a_first_version_yet_to_commence_says_from_when_and_offers_nothing_else() -> None:
    law = make.law(body=(make.article(1, "文"),))
    coming = (Turn(None, Force.NOT_YET), Turn(date(2030, 1, 1), Force.IN_FORCE))
    versions = [make.version(law, f"202{n}-01-01", Force.NOT_YET, coming) for n in (8, 9)]
    relations = relations_of(make.work("k", *versions, current=0))
    for index in (0, 1):
        note = html.blocks(notice(relations, index, "art_1", "第一条"))
        assert note == "<p id=superseded>本文本尚未施行（2030-01-01 起施行）。</p>"


@pytest.mark.parametrize(
    ("force", "words"),
    [
        (Force.REPEALED, "本文本已废止，仅供查阅。"),
        (Force.LAPSED, "本文本已失效，仅供查阅。"),
        (Force.AMENDED, "本文本已被修改，本站没有修改后的文本。"),
        (Force.IN_FORCE, ""),
        (Force.UNKNOWN, ""),
    ],
)
def test_a_text_that_has_ended_says_so_on_every_page(force: Force, words: str) -> None:
    law = make.law(body=(make.article(1, "文"),))
    relations = relations_of(make.work("k", make.version(law, "1995-06-30", force, (Turn(None, force),))))
    shown = html.blocks(notice(relations, 0, "art_1", "第一条"))
    assert shown == (f"<p id=superseded>{words}</p>" if words else "")


def test_the_same_article_in_other_versions() -> None:
    relations = relations_of(flag_work()[0])
    assert html.blocks(others(relations, 1, "art_2")) == (
        "<p class=ov>其他版本 <a href=../1990-06-28/2.html>1990-06-28</a></p>"
    )
    assert others(relations, 1, "art_4") == ()


def test_links_to_other_versions_are_bounded() -> None:
    law = make.law(body=(make.article(1, "文"),))
    versions = [make.version(law, f"{year}-01-01") for year in range(2000, 2020)]
    shown = html.blocks(others(relations_of(make.work("k", *versions)), 19, "art_1"))
    assert shown.count("<a ") == MOST_OTHERS + 1
    assert "2018-01-01" in shown
    assert "<a href=index.html#history>全部版本</a>" in shown


def test_the_history_lists_all_versions_newest_first() -> None:
    work: Work = flag_work()[0]
    assert html.block(Tree("hist", "历史版本", history(work, 1))) == (
        "<nav class=hist aria-label=历史版本><ul>"
        "<li><a href=../2026-03-01/index.html>2026-03-01</a> <small>尚未施行</small>"
        "<li>2009-08-27（本版本） <small>有效</small>"
        "<li><a href=../1990-06-28/index.html>1990-06-28</a> <small>已修改</small></ul></nav>"
    )
