"""Files as other collections set them, and old numberings."""

from __future__ import annotations

import pytest

from build_tools.model.nodes import Role, Text, units
from tests.unit.parse.reading import codes, divisions, labels, parse, shape, unit


def test_contents_without_a_rule_end_where_the_text_begins() -> None:
    law = parse(
        "目　录\n\n第一章　总则\n\n第二章　分则\n\n第一章　总则\n\n- **第一条**　　甲。\n\n第二章　分则\n\n- **第二条**　　乙。"
    )
    assert [d[1] for d in divisions(law.body)] == ["chp_1", "chp_2"]
    assert [t.plain for t in law.contents] == ["目　录", "第一章　总则", "第二章　分则"]


def test_a_plain_law_that_misses_an_article_goes_on() -> None:
    law = parse("第一条 甲。\n\n第二条 乙。\n\n第四条 丁。\n\n第五条 戊。\n\n第六条 己。")
    assert labels(law) == ["第一条", "第二条", "第四条", "第五条", "第六条"]
    assert "article-gap" in codes(law)


def test_a_plain_law_with_a_citation_at_the_end_says_what_it_did() -> None:
    law = parse("第一条 甲。\n\n第二条 乙。\n\n第九条另有约定。")
    assert labels(law) == ["第一条", "第二条"]
    assert "article-unread" in codes(law)


def test_a_plain_law_in_an_annex() -> None:
    law = parse(
        "一、甲。\n\n### 附件：\n\n测试法\n\n第一章　总则\n\n第一条　甲。\n\n第二条　乙。",
        "关于修改测试法的决定",
    )
    assert [u.eid for u in units(law.annexes[0].children)] == ["annex_1__art_1", "annex_1__art_2"]


def test_a_numbered_marker_above_a_first_article() -> None:
    law = parse(
        "### 附件1\n\n办法一\n\n- **第一条**　　甲。\n\n附件2\n\n办法二\n\n- **第一条**　　乙。",
        "关于印发两个办法的通知",
    )
    assert [t.plain for a in law.annexes for t in a.title] == ["办法一", "办法二"]


@pytest.mark.parametrize(
    "body",
    [
        "### 第一条　甲\n\n乙。\n\n### 第二条　丙",
        "**第一章　总则**\n\n**第一条** 甲。\n\n**第二条** 乙。",
        "- **第一条【立法目的】** 甲。\n\n- **第二条【适用范围】** 乙。",
        "**第１条** 甲。\n\n**第２条** 乙。",
    ],
)
def test_articles_as_other_collections_set_them(body: str) -> None:
    law = parse(body)
    assert [u.eid for u in units(law.body)] == ["art_1", "art_2"]


def test_a_heading_of_the_article_inside_the_bold() -> None:
    law = parse("- **第一条【立法目的】** 甲。")
    heading = unit(law, "第一条").heading
    assert heading is not None
    assert heading.text == "【立法目的】"


def test_a_picture_is_no_paragraph() -> None:
    law = parse(
        "- **第一条**　　甲：\n\n  ![](../images/a.png)\n\n  乙款。\n\n  ![](../images/b.png)\n\n  丙款。"
    )
    assert [c.eid for c in unit(law, "第一条").children] == [  # type: ignore[union-attr]
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_3",
    ]


def test_an_order_over_two_lines_is_no_title() -> None:
    law = parse("（中华人民共和国主席令\n\n第四十五号）\n\n某条例\n\n- **第一条**　　甲。")
    assert [t.plain for t in law.front if isinstance(t, Text) and t.role is Role.TITLE] == ["某条例"]


def test_a_preamble_heading_without_marks() -> None:
    law = parse("序言\n\n中国是世界上历史最悠久的国家之一。\n\n第一章　总纲\n\n- **第一条**　　甲。", "宪法")
    assert law.preamble is not None
    assert law.preamble.kind.value == "序言"


@pytest.mark.parametrize("label", ["第200000条", "第" + "一" * 300 + "条", "第" + "9" * 5000 + "条"])
def test_a_number_that_no_law_has_is_text(label: str) -> None:
    law = parse(f"- **第一条**　　甲。\n\n- **{label}**　　乙。\n\n- **第二条**　　丙。")
    assert labels(law) == ["第一条", "第二条"]


def test_natural_paragraphs_behind_a_colon_are_paragraphs() -> None:
    law = parse(
        "- **第八条**　　教师资格按照下列规定认定：\n\n  幼儿园由县级部门认定。\n\n  高等学校依照国家规定。"
    )
    assert len(unit(law, "第八条").children) == 3


def test_formulas_belong_to_the_paragraph_that_announces_them() -> None:
    law = parse(
        "- **第五条**　　应纳税额计算公式：\n\n  应纳税额=当期销项税额－当期进项税额\n\n  销项税额＝销售额×税率\n\n  当期不足抵扣的，结转下期。"
    )
    assert [len(c.children) for c in unit(law, "第五条").children] == [3, 1]  # type: ignore[union-attr]


def test_items_numbered_by_stems() -> None:
    law = parse(
        "- **第九条**　　征集与保管方法如下：\n\n  甲、企业须按月计算。\n\n  乙、在头两个月内，全数存入。\n\n- **第十条**　　甲、乙双方协商。"
    )
    assert [c.label.text for c in unit(law, "第九条").children[0].children[1:]] == ["甲、", "乙、"]  # type: ignore[union-attr]
    assert shape(unit(law, "第十条")) == [["甲、乙双方协商。"]]


def test_a_first_unit_with_a_misprinted_number() -> None:
    law = parse(
        "为了加强领导，规定如下：\n\n1. 爱卫会的性质和任务\n\n甲。\n\n二、爱卫会的组织\n\n1. 乙。\n\n2. 丙。\n\n三、丁",
        "若干规定",
    )
    assert labels(law) == ["1.", "二、", "三、"]


def test_a_law_without_marks_is_noted_once() -> None:
    law = parse("\n\n".join(f"第{n}条 甲。" for n in "一二三四五"))
    assert [d.code for d in law.diagnostics] == ["article-unmarked"]
