"""Markdown is tested by rendering it as MkDocs does: what comes out must be the text that went in."""

from html.parser import HTMLParser

import markdown as python_markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.pages import html, markdown
from build_tools.pages.content import (
    Block,
    Entry,
    Fact,
    Facts,
    Fold,
    Grid,
    Head,
    Line,
    Link,
    Mark,
    Nav,
    Page,
    Tree,
)
from tests.golden.same_content import main_content
from tests.golden.samples import HOSTILE

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list"]
"""Those that MkDocs always loads, and attr_list."""


class Words(HTMLParser):
    """The text of a piece of HTML, exactly, and the tags in it."""

    def __init__(self, piece: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.feed(piece)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def rendered(text: str) -> str:
    return python_markdown.markdown(text, extensions=EXTENSIONS)


def same(*blocks: Block) -> None:
    ours = main_content(f"<main>{html.blocks(blocks)}</main>")
    page = rendered(markdown.blocks(blocks)).replace('.md"', '.html"')  # as MkDocs does
    theirs = main_content(f"<main>{page}</main>")
    assert theirs == ours


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Line("k", "art_2__para_1", ("适用本法。",)), "适用本法。\n{: #art_2__para_1 }\n\n"),
        (Line("x", "", (Mark("b", "（一）"), "窃取")), "（一）窃取\n\n"),
        (Line("k", "art_2__para_1", ()), '<a id="art_2__para_1"></a>\n\n'),
        (Line("m", "", (Mark("b", "1."), "省级")), "1\\.省级\n\n"),
        (Line("", "", ("甲", Mark("strong", "乙*"))), "甲<strong>乙\\*</strong>\n\n"),
        (
            Line("", "", (Link("刑法", "x.html", title='“"（2020）[1]*', css="o"), "处罚")),
            '[刑法](x.md "“&#34;（2020）&#91;1&#93;&#42;")处罚\n\n',
        ),
        (
            Line("", "", (Mark("b", Link("1.", "1.html")), Mark("strong", Link("甲", "2.html")))),
            "[1.](1.md)<strong>[甲](2.md)</strong>\n\n",
        ),
        (
            Fold(Head(2, "cited", ("被引用",)), (Line("more", "", ("全部",)),)),
            "## 被引用 {: #cited }\n\n全部\n\n",
        ),
        (Head(1, "art_264", ("第二百六十四条",)), "# 第二百六十四条 {: #art_264 }\n\n"),
        (
            Nav("pn", "", (Link("第一条", "1.html"), Link("第三条", "3.html"))),
            "[第一条](1.md) [第三条](3.md)\n\n",
        ),
        (
            Tree(
                "toc", "", (Entry((Link("第一章", "c1.html"),), (Entry((Link("第一节", "c1-s1.html"),)),)),)
            ),
            "- [第一章](c1.md)\n    - [第一节](c1-s1.md)\n\n",
        ),
        (
            Facts((Fact("状态", ("有效",)), Fact("文号", ("1号",)))),
            "| 状态 | 有效 |\n| --- | --- |\n| 文号 | 1号 |\n\n",
        ),
        (Grid(((("长",), ("高",)),), False), "| | | \n| --- | --- |\n| 长 | 高 |\n\n"),
        (Grid((), False), ""),
    ],
)
def test_blocks(block: Block, expected: str) -> None:
    assert markdown.block(block) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../2020-12-26/264.html#art_264__para_1", "../2020-12-26/264.md#art_264__para_1"),
        ("../../../index.html", "../../../index.md"),
        ("../../../about.html#in-force", "../../../about.md#in-force"),
        ("../../../kinds/falv.html", "../../../kinds/falv.html"),
        ("full.html", "full.html"),
        (
            "https://flk.npc.gov.cn/detail.html?a=1&b=(2)",
            "https://flk.npc.gov.cn/detail.html?a=1&amp;b=%282%29",
        ),
    ],
)
def test_links_lead_to_markdown_pages_where_there_are_any(href: str, expected: str) -> None:
    assert markdown.block(Line("", "", (Link("x", href),))) == f"[x]({expected})\n\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    link = Link(text, "1.html", title=f"题{text}目")
    same(Line("k", "art_1", (text,)), Line("", "", (text,)), Line("", "", ("前", text, "后")))
    same(Head(2, "x", (text,)), Line("", "p", (link, text)), Line("x", "q", (Mark("b", text), text)))
    same(Line("", "r", (text, link)), Line("", "", (Mark("strong", text),)), Facts((Fact("项", (text,)),)))
    same(Grid((((text,), ("b",)), (("c",), (text,))), True), Grid((((text,),), ((text,),)), False))
    same(
        Tree("", "", (Entry((link, " ", text), (Entry((text,)),)), Entry((text,)))), Nav("", "", (link, link))
    )


MARKUP = st.text("*_`[](){}<>&|~#+-.!=:;\\\"'/^$@%?1２9ax \t\n\u3000\xa0\u200b\x00\x02\x03文", max_size=30)


@given(st.one_of(MARKUP, st.text(max_size=30)))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    for line in (Line("", "art_1", (f"第{text}条",)), Line("", "", (text,))):
        shown = Words(rendered(markdown.block(line)))
        assert set(shown.tags) <= {"p"}
        assert shown.text.split() == Words(html.block(line)).text.split()


@given(MARKUP, MARKUP, MARKUP)
def test_any_text_is_the_same_in_both_forms(first: str, second: str, third: str) -> None:
    same(
        Line("k", "a", (first, Mark("strong", second), third)),
        Head(3, "b", (first, Link(second, "2.html"), third)),
        Grid((((first,), (second,)), ((third,), ("",))), True),
        Tree("", "", (Entry(("甲", first, Link(second, "3.html"))), Entry((f"第{third}",)))),
        Line("", "", (third,)),
        Line("", "", (Link(third, "4.html"), first, Mark("strong", Link(second, "5.html")), third)),
        Line("", "", (Link("甲", "6.html", title=f"甲{first}{second}乙"), third)),
    )


@given(st.text())
def test_the_title_is_valid_front_matter(title: str) -> None:
    text = markdown.page(Page("laws/x/1.html", title, "", ()))
    front = text.split("---\n")[1]
    assert isinstance(yaml.safe_load(front)["title"], str)
