import pytest

from build_tools.pages import html
from build_tools.pages.content import (
    Block,
    Break,
    Entry,
    Fact,
    Facts,
    Fold,
    Fragment,
    Grid,
    Group,
    Head,
    Line,
    Link,
    Mark,
    Nav,
    Picture,
    Tree,
    standing_alone,
)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Line("k", "art_2__para_1", ("适用本法。",)), "<p class=k id=art_2__para_1>适用本法。</p>"),
        (Line("x c", "", ("前项规定",)), '<p class="x c">前项规定</p>'),
        (Line("", "", ("a < b & c",)), "<p>a &lt; b &amp; c</p>"),
        (
            Line("x", "p", (Mark("b", "（一）"), "窃取", Mark("strong", "公私"), "财物")),
            "<p class=x id=p><b>（一）</b>窃取<strong>公私</strong>财物</p>",
        ),
        (Head(1, "art_264", ("第二百六十四条",)), "<h1 id=art_264>第二百六十四条</h1>"),
        (
            Head(2, "art_1", (Link("第一条", "1.html"),), "u"),
            "<h2 class=u id=art_1><a href=1.html>第一条</a></h2>",
        ),
        (Head(1, "", ("国旗法", Break(), "（修正）")), "<h1>国旗法<br>（修正）</h1>"),
        (
            Grid(((("长",), ("高",)), (("288",), ("",))), True),
            "<div class=t tabindex=0><table><tr><th>长</th><th>高</th><tr><td>288</td><td></td></table></div>",
        ),
        (
            Nav("pn", "前后页", (Link("第一条", "1.html", "prev"),)),
            "<nav class=pn aria-label=前后页><a rel=prev href=1.html>第一条</a></nav>",
        ),
        (
            Tree("toc", "目录", (Entry((Link("第一章", "c1.html"),), (Entry(("第一节",)),)),)),
            "<nav class=toc aria-label=目录><ul><li><a href=c1.html>第一章</a><ul><li>第一节</ul></ul></nav>",
        ),
        (
            Facts((Fact("状态", ("有效",), "说明", "st is-in-force", "|有效"), Fact("文号", ("1号",)))),
            '<dl class=meta><div class="st is-in-force" title=说明 data-t=|有效><dt>状态</dt><dd>有效</dd></div>'
            "<div><dt>文号</dt><dd>1号</dd></div></dl>",
        ),
        (
            Line(
                "",
                "",
                (Link("刑法", "x.html", title="刑法（2020-12-26）有效"), Link("旧法", "y.html", css="o")),
            ),
            "<p><a href=x.html title=刑法（2020-12-26）有效>刑法</a><a class=o href=y.html>旧法</a></p>",
        ),
        (Line("", "", (Mark("b", Link("甲", "1.html")),)), "<p><b><a href=1.html>甲</a></b></p>"),
        (
            Fold(Head(2, "cited", ("被引用",)), (Line("more", "", ("全部",)),)),
            "<details><summary><h2 id=cited>被引用</h2></summary><p class=more>全部</p></details>",
        ),
        (Group("footer", "src", (Fragment("<p>源</p>", "源"),)), "<footer class=src><p>源</p></footer>"),
        (Line("", "", (Picture('图"', "../../a b.png"),)), '<p><img src="../../a b.png" alt="图&quot;"></p>'),
    ],
)
def test_blocks(block: Block, expected: str) -> None:
    assert html.block(block) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("264.html#art_264", "264.html#art_264"),
        ("|尚未施行;2025-12-01|有效", "|尚未施行;2025-12-01|有效"),
        ("", '""'),
        ("a b", '"a b"'),
        ("a=b", '"a=b"'),
        ('x"onclick=alert(1)', '"x&quot;onclick=alert(1)"'),
        ("x>y&amp;`'", '"x&gt;y&amp;amp;`\'"'),
        ("x\ny\x00", '"x y\ufffd"'),
    ],
)
def test_attribute_values_have_quotes_only_where_they_need_them(given: str, expected: str) -> None:
    assert html.value(given) == expected


def test_full_html_has_addresses_of_its_own_and_what_is_the_same_stays_the_same_object() -> None:
    link, other = Link("第二条", "2.html", alone="#art_2"), Link("第三条", "#art_3")
    same = (Line("", "", ("甲", other)), Fragment("<p>乙", ""), Grid((((other,), ("丙",)),), False))
    assert standing_alone(same) is same
    differing = (
        Line("", "", ("甲", link)),
        Head(1, "", (Mark("strong", link),)),
        Grid((((other,), (link,)),), False),
        Group("article", "", (Fragment("<p>乙", "", "<p>丙"), same[0])),
    )
    assert html.blocks(standing_alone(differing)) == html.blocks(
        (
            Line("", "", ("甲", Link("第二条", "#art_2"))),
            Head(1, "", (Mark("strong", Link("第二条", "#art_2")),)),
            Grid((((other,), (Link("第二条", "#art_2"),)),), False),
            Group("article", "", (Fragment("<p>丙", ""), same[0])),
        )
    )
