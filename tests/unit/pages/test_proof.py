import pytest

from build_tools.pages.proof import text_of_law, text_of_page, texts_of_pages
from tests import factories as make
from tests.golden.samples import flag_law


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<main><nav>首页</nav><article><p>第一条 文字</p></article><dl>状态</dl></main>", "第一条文字"),
        ("<article><i>〔图：</i>国徽<i>〕</i></article>", "国徽"),
        ('<article><img src=x alt="国&amp;徽">后</article>', "国&徽后"),
        ("<article>甲</article>间<article>乙 &lt;丙></article>", "甲乙<丙>"),
        ("<p>没有正文</p>", ""),
    ],
)
def test_only_the_laws_own_text_counts(page: str, expected: str) -> None:
    assert text_of_page(page) == expected


def test_the_text_of_a_law_is_in_reading_order() -> None:
    text = text_of_law(flag_law())
    parts = [
        "主席令",
        "国旗法",
        "主席令第28号",
        "序言",
        "为了维护",
        "第一编总则",
        "本编适用",
        "第一节升挂",
        "第一条【每日升挂】",
    ]
    parts += [
        "（一）北京天安门",
        "前项所列",
        "1．中央机关",
        "（1）省级",
        "长高288192",
        "法律责任",
        "国务院1990年",
        "附件一：",
        "国旗图案。",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_pages_that_are_no_division_hold_every_text_once() -> None:
    law = make.law(
        body=(make.text("散"), make.chapter(1, "总则", make.text("引"), make.article(1, "甲"))),
        preamble=make.preamble("序"),
        back=(make.text("尾"),),
        annexes=(make.annex(1, "附件", "乙"),),
    )
    pages = dict(texts_of_pages(law))
    assert pages == {
        "index.html": "中华人民共和国国旗法散尾",
        "preamble.html": "序",
        "c1.html": "第一章总则引第一条甲",
        "1.html": "第一条甲",
        "annex-1.html": "附件乙",
    }
