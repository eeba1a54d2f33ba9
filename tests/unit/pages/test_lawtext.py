"""Nodes of the model become lines with the classes and ids that the style sheet and the links rely on."""

import pytest

from build_tools.model.nodes import Role
from build_tools.pages import html
from build_tools.pages.content import Head
from build_tools.pages.lawtext import LawText, division_name, linked_head, plain_head, unit_title
from tests import factories as make


def shown(*children: object) -> str:
    return html.blocks(LawText().loose(children))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (
            make.paragraph("art_2__para_1", "　　本条例未作规定的，适用有关法律。 "),
            "<p class=k id=art_2__para_1>本条例未作规定的，适用有关法律。</p>",
        ),
        # 刑法第二百六十三条
        (
            make.paragraph("p", "处十年以上有期徒刑：", make.item("p__point_1", "（一）", "入户抢劫的；")),
            "<p class=k id=p>处十年以上有期徒刑：</p><p class=x id=p__point_1><b>（一）</b>入户抢劫的；</p>",
        ),
        # 信访条例第二十一条: a paragraph between two 项 belongs to the first
        (
            make.paragraph(
                "p", make.item("p__point_1", "（一）", "应当告知信访人；", "对已经受理的，不予受理；")
            ),
            "<p class=k id=p></p><p class=x id=p__point_1><b>（一）</b>应当告知信访人；</p>"
            '<p class="x c">对已经受理的，不予受理；</p>',
        ),
        (
            make.paragraph(
                "p",
                "如下：",
                make.item(
                    "p__point_1",
                    "（一）",
                    make.subitem("i1", "1．", "财产案件", make.subitem("i2", "（1）", "不超过一万元的")),
                ),
            ),
            "<p class=k id=p>如下：</p><p class=x id=p__point_1><b>（一）</b></p>"
            '<p class=m id=i1><b>1．</b>财产案件</p><p class="m m2" id=i2><b>（1）</b>不超过一万元的</p>',
        ),
        (
            make.paragraph("p", make.table(["税目", "税率"], ["乘用车"])),
            "<p class=k id=p></p><div class=t tabindex=0><table><tr><th>税目</th><th>税率</th>"
            "<tr><td>乘用车</td><td></td></table></div>",
        ),
        (make.text("第三章　法律责任", role=Role.HEADING), "<p class=h>第三章　法律责任</p>"),
        (make.text("（1990年6月28日通过）", role=Role.NOTE), "<p class=note>（1990年6月28日通过）</p>"),
        (make.text("法释〔2020〕22号", role=Role.NUMBER), "<p class=num>法释〔2020〕22号</p>"),
        (make.text("各高级人民法院：", role=Role.ADDRESSEE), "<p class=addr>各高级人民法院：</p>"),
        (make.text("最高人民法院公告", role=Role.ANNOUNCEMENT), "<p class=ann>最高人民法院公告</p>"),
        (make.text("2020年12月29日", role=Role.SIGNATURE), "<p class=sig>2020年12月29日</p>"),
        (make.text("甲", make.run("乙", strong=True), "丙"), "<p>甲<strong>乙</strong>丙</p>"),
    ],
)
def test_nodes(node: object, expected: str) -> None:
    assert shown(node) == expected


def test_a_missing_image_is_a_note_and_its_path_is_never_used() -> None:
    line = make.text("见", make.image("../../etc/passwd", "国徽图案"), "。")
    assert shown(line) == "<p>见<i>〔图：</i>国徽图案<i>（原文件缺图）〕</i>。</p>"


def test_an_image_that_the_site_has_is_shown() -> None:
    line = make.text(make.image("../images/a/g.jpg", "国徽"))
    text = LawText("d1", {("d1", "../images/a/g.jpg"): "assets/images/0a1b.jpg"})
    assert html.blocks(text.loose((line,))) == '<p><img src=../../../assets/images/0a1b.jpg alt="国徽"></p>'


def test_a_title_on_several_lines_is_one_heading() -> None:
    lines = [
        make.text(make.run("最高人民法院", strong=True)),
        make.text("关于适用民法典的解释", make.image("x.png")),
    ]
    assert html.inlines(LawText().joined(lines)) == (
        "最高人民法院<br>关于适用民法典的解释<i>〔图：</i><i>（原文件缺图）〕</i>"
    )


def test_a_unit_is_rendered_once() -> None:
    text, unit = LawText(), make.article(1, "中华人民共和国国旗是五星红旗。")
    assert text.unit(unit) is text.unit(unit)
    assert text.unit(unit).markdown == "中华人民共和国国旗是五星红旗。\n{: #art_1__para_1 }\n\n"


def test_headings_go_down_with_the_divisions_and_stop_at_six() -> None:
    tree: object = make.article(1, "文")
    for depth in range(6, 0, -1):
        tree = make.division(f"chp_{depth}", f"第{depth}章", "", tree)  # type: ignore[arg-type]
    levels = [block.level for block in LawText().deep((tree,), 2, plain_head) if isinstance(block, Head)]
    assert levels == [2, 3, 4, 5, 6, 6, 6]


def test_names() -> None:
    assert division_name(make.chapter(1, "总　　则")) == "第一章 总则"
    assert division_name(make.division("hcontainer_1", "", "附  则")) == "附则"
    assert division_name(make.division("chp_2", "第二章", "")) == "第二章"
    assert (
        unit_title(make.article(120, further=1, heading="【帮助恐怖活动罪】"))
        == "第一百二十条之一 【帮助恐怖活动罪】"
    )
    assert html.block(linked_head(make.article(120, further=1), 3)) == (
        "<h3 class=u id=art_120-1><a href=120-1.html>第一百二十条之一</a></h3>"
    )
