import pytest

from build_tools.pages import html
from build_tools.pages.content import (
    Block,
    Break,
    Entry,
    Fact,
    Facts,
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
