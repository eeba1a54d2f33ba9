"""Each oddity of real files (reference survey, A2–A6), as lines of real laws and what they must become."""

from __future__ import annotations

import pytest

from build_tools.model.law import Law
from build_tools.model.nodes import (
    Division,
    Image,
    Item,
    Paragraph,
    Role,
    Subitem,
    Table,
    Text,
    Unit,
    units,
)
from build_tools.parse.coverage import gaps, plain
from build_tools.parse.loader import parse_bytes


def parse(body: str, title: str = "某条例") -> Law:
    """Return the law of ``body``, which must not have lost a character."""
    result = parse_bytes(f"---\ntitle: {title}\n---\n\n{body}\n".encode(), "x.md")
    assert result.law is not None
    assert gaps(result.law, result.source) == ()
    return result.law


def labels(law: Law) -> list[str]:
    return [u.label.text for u in units(law.body)]


def divisions(nodes: object, depth: int = 0) -> list[tuple[int, str, str]]:
    """Return depth, eId and text of every division."""
    out = []
    for node in nodes:  # type: ignore[attr-defined]
        if isinstance(node, Division):
            label = node.label.text if node.label else ""
            out.append((depth, node.eid, label + "".join(r.text for r in node.title)))
            out += divisions(node.children, depth + 1)
    return out


def shape(node: object) -> object:
    """Return a unit's content as nested lists: text, or [label, …]."""
    if isinstance(node, Text):
        return node.plain
    if isinstance(node, Table):
        return "table"
    if isinstance(node, (Item, Subitem)):
        return [node.label.text, *(shape(c) for c in node.children)]
    if isinstance(node, (Unit, Paragraph)):
        return [shape(c) for c in node.children]
    raise TypeError(node)


def unit(law: Law, label: str) -> Unit:
    return next(u for u in units(law.body) if u.label.text == label)


def codes(law: Law) -> set[str]:
    return {d.code for d in law.diagnostics}


# --- divisions ------------------------------------------------------------------------------


def test_chapters_and_sections_restart_in_each_book() -> None:
    law = parse(
        "## 第一编　　总  则\n\n### 第一章　　任　务\n\n- **第一条**　　甲。\n\n## 第二编　　立案\n\n"
        "### 第一章　　立  案\n\n#### 第一节　　一般\n\n- **第二条**　　乙。\n\n## 附  则\n\n- **第三条**　　丙。",
        "刑事诉讼法",
    )
    assert divisions(law.body) == [
        (0, "book_1", "第一编总  则"),
        (1, "book_1__chp_1", "第一章任　务"),
        (0, "book_2", "第二编立案"),
        (1, "book_2__chp_1", "第一章立  案"),
        (2, "book_2__chp_1__sec_1", "第一节一般"),
        (0, "hcontainer_1", "附  则"),
    ]
    assert [u.eid for u in units(law.body)] == ["art_1", "art_2", "art_3"]


def test_parts_stand_between_book_and_chapter_and_levels_may_jump() -> None:
    law = parse(
        "## 第二编　　物  权\n\n### 第一分编　　通  则\n\n#### 第一章　　一般规定\n\n- **第一条**　　甲。\n\n"
        "## 第五编　　婚姻家庭\n\n#### 第一章　　一般规定\n\n- **第二条**　　乙。"
    )
    assert [d[:2] for d in divisions(law.body)] == [
        (0, "book_2"),
        (1, "book_2__part_1"),
        (2, "book_2__part_1__chp_1"),
        (0, "book_5"),
        (1, "book_5__chp_1"),
    ]


@pytest.mark.parametrize(
    "heading",
    ["## 第五章“上海文化”品牌建设", "### 第五节其他污染防治", "## 第四章　　保 安 员", "第一章　总则"],
)
def test_headings_as_they_are_printed(heading: str) -> None:
    law = parse(f"{heading}\n\n- **第一条**　　甲。")
    assert len(divisions(law.body)) == 1


def test_a_title_that_runs_on_in_the_next_line() -> None:
    law = parse(
        "## 第三章　　审议工作报告、地方性法规案和议案\n\n审查国民经济、社会发展计划和财政预算\n\n- **第一条**　　甲。"
    )
    assert divisions(law.body) == [
        (0, "chp_3", "第三章审议工作报告、地方性法规案和议案审查国民经济、社会发展计划和财政预算")
    ]


def test_numbered_lines_above_articles_are_divisions() -> None:
    law = parse(
        "一、管辖\n\n- **第一条**　　甲。\n\n  乙。\n\n  二、回避\n\n- **第二条**　　丙。\n\n"
        "## 二十三、　附则\n\n- **第三条**　　丁。",
        "民事诉讼法的解释",
    )
    assert [d[2] for d in divisions(law.body)] == ["一、管辖", "二、回避", "二十三、附则"]
    assert shape(unit(law, "第一条")) == [["甲。"], ["乙。"]]
    assert law.preamble is None


def test_sections_below_numbered_headings() -> None:
    law = parse(
        "一、关于总则部分的解释\n\n- **第一条**　　甲。\n\n  四、关于质押部分的解释\n\n  - （一）动产质押\n\n"
        "- **第二条**　　乙。\n\n  （二）权利质押\n\n- **第三条**　　丙。"
    )
    assert [(d[0], d[2]) for d in divisions(law.body)] == [
        (0, "一、关于总则部分的解释"),
        (0, "四、关于质押部分的解释"),
        (1, "（一）动产质押"),
        (1, "（二）权利质押"),
    ]


def test_items_of_a_law_are_no_headings() -> None:
    law = parse(
        "- **第七条**　　外国人具有下列条件之一的，可以经申请批准加入中国国籍：\n\n  一、中国人的近亲属；\n\n"
        "  二、定居在中国的；\n\n  三、有其它正当理由。\n\n- **第八条**　　乙。"
    )
    assert shape(unit(law, "第七条")) == [
        [
            "外国人具有下列条件之一的，可以经申请批准加入中国国籍：",
            ["一、", "中国人的近亲属；"],
            ["二、", "定居在中国的；"],
            ["三、", "有其它正当理由。"],
        ]
    ]


def test_a_lost_chapter_title_is_no_paragraph() -> None:
    law = parse(
        "## 第八章　　证照管理\n\n- **第二十五条**　　甲。\n\n  事业单位、科技性的社会团体\n\n"
        "  从事经营活动的登记管理\n\n- **第二十六条**　　乙。"
    )
    article = unit(law, "第二十五条")
    assert sum(isinstance(c, Paragraph) for c in article.children) == 1
    assert [c.role for c in article.children if isinstance(c, Text)] == [Role.HEADING, Role.HEADING]
    assert "heading-lost" in codes(law)


def test_a_list_of_names_is_no_lost_title() -> None:
    law = parse("- **第一条**　　下列城市适用本条例：\n\n  北京市\n\n  上海市\n\n- **第二条**　　乙。")
    assert "heading-lost" not in codes(law)


def test_supplementary_provisions_without_marks_are_a_division() -> None:
    law = parse("- **第一条**　　甲。\n\n  附则\n\n- **第二条**　　乙。")
    assert divisions(law.body) == [(0, "hcontainer_1", "附则")]


# --- articles -------------------------------------------------------------------------------


def test_articles_with_a_further_number() -> None:
    law = parse(
        "- **第一百二十条**　　甲。\n\n- **第一百二十条之一**　　乙。\n\n- **第一百二十一条**　　丙。"
    )
    assert [u.eid for u in units(law.body)] == ["art_120", "art_120-1", "art_121"]


def test_an_article_swallowed_by_a_heading() -> None:
    law = parse(
        "- **第五十二条**　　甲。\n\n## 第五章　　信息公开和公众参与第五十三条 公民、法人和其他组织依法享有权利。\n\n"
        "各级人民政府应当依法公开环境信息。\n\n- **第五十四条**　　乙。"
    )
    assert labels(law) == ["第五十二条", "第五十三条", "第五十四条"]
    assert shape(unit(law, "第五十三条")) == [
        ["公民、法人和其他组织依法享有权利。"],
        ["各级人民政府应当依法公开环境信息。"],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "  第四条人民陪审员确定后，人民法院应当告知。",
        "  必要时书面通知。 第四条人民陪审员确定后，人民法院应当告知。",
    ],
)
def test_a_glued_article(line: str) -> None:
    law = parse(f"- **第三条**　　甲。\n\n{line}\n\n- **第五条**　　乙。")
    assert labels(law) == ["第三条", "第四条", "第五条"]


def test_the_first_article_glued_to_the_preamble() -> None:
    law = parse("现就适用法律的若干问题解释如下：第一条 具有下列情形之一的，处罚。\n\n- **第二条**　　乙。")
    assert labels(law) == ["第一条", "第二条"]
    assert law.preamble is not None
    assert plain(law.preamble) == "现就适用法律的若干问题解释如下："


def test_a_law_whose_articles_have_no_marks() -> None:
    law = parse(
        "为正确审理纠纷案件，制定本解释。\n\n第一条依法登记取得所有权的人，应当认定为业主。\n\n基于买卖的，可以认定。\n\n"
        "第二条下列房屋，应当认定：\n\n（一）具有构造上的独立性；\n\n（二）具有利用上的独立性。\n\n第三条除规定的以外，也应当认定。"
    )
    assert labels(law) == ["第一条", "第二条", "第三条"]
    assert shape(unit(law, "第二条")) == [
        ["下列房屋，应当认定：", ["（一）", "具有构造上的独立性；"], ["（二）", "具有利用上的独立性。"]]
    ]


def test_an_article_line_that_is_a_citation() -> None:
    law = parse(
        "- **第四十五条**　　甲。\n\n- **第四十六条**　　普通高等学校设军事训练机构。\n\n"
        "- **第四十五条**　　第二款规定的培养预备役军官的短期集中训练，由军事部门组织实施。\n\n- **第四十七条**　　乙。"
    )
    assert labels(law) == ["第四十五条", "第四十六条", "第四十七条"]
    assert len(unit(law, "第四十六条").children) == 2
    assert "article-false" in codes(law)


def test_a_wrapped_line_that_begins_with_a_citation() -> None:
    law = parse(
        "- **第五十一条**　　甲。\n\n  第五十二条以及本规定第十四条之规定，认定合同的效力。\n\n- **第五十二条**　　乙。"
    )
    assert labels(law) == ["第五十一条", "第五十二条"]


def test_new_articles_that_an_amendment_quotes() -> None:
    law = parse(
        "- **第五十二条**　　宪法第三章中增加一节，作为第七节“监察委员会”；增加五条，分别作为第一百二十三条至第一百二十四条。内容如下：\n\n"
        "  第七节　监察委员会\n\n- **第一百二十三条**　　监察委员会是监察机关。\n\n- **第一百二十四条**　　设立监察委员会。",
        "宪法修正案",
    )
    assert labels(law) == ["第五十二条"]
    assert "监察委员会是监察机关。" in plain(law.body[0])


def test_a_number_that_repeats_gets_an_id_of_its_own() -> None:
    law = parse(
        "- **第一条**　　甲。\n\n- **第二条**　　乙。\n\n- **第二条**　　丙。\n\n- **第三条**　　丁。"
    )
    assert [u.eid for u in units(law.body)] == ["art_1", "art_2", "art_2_2", "art_3"]


def test_a_missing_number_is_said() -> None:
    law = parse("- **第一条**　　甲。\n\n- **第四条**　　乙。")
    assert "article-gap" in codes(law)


# --- 款 项 目 ---------------------------------------------------------------------------------


def test_a_paragraph_between_two_items_belongs_to_the_first() -> None:
    law = parse(
        "- **第二十一条**　　处理信访事项，应当依照下列规定办理：\n\n  - （一）甲。\n\n  - （三）乙：\n\n  对情况重大的，应当报告。\n\n"
        "  - （四）丙。\n\n  前款第（一）项规定的情形，适用本条。"
    )
    assert shape(unit(law, "第二十一条")) == [
        [
            "处理信访事项，应当依照下列规定办理：",
            ["（一）", "甲。"],
            ["（三）", "乙：", "对情况重大的，应当报告。"],
            ["（四）", "丙。"],
        ],
        ["前款第（一）项规定的情形，适用本条。"],
    ]


def test_subitems_and_lines_that_belong_to_them() -> None:
    law = parse(
        "- **第二百一十条**　　赔偿限额如下：\n\n  - （一）关于人身伤亡的赔偿请求\n\n  1.300总吨至500总吨的船舶；\n\n"
        "  2.超过500总吨的船舶，应当增加下列数额：\n\n  501总吨至3000总吨的部分；\n\n  - （二）关于非人身伤亡的赔偿请求。"
    )
    assert shape(unit(law, "第二百一十条")) == [
        [
            "赔偿限额如下：",
            [
                "（一）",
                "关于人身伤亡的赔偿请求",
                ["1.", "300总吨至500总吨的船舶；"],
                ["2.", "超过500总吨的船舶，应当增加下列数额：", "501总吨至3000总吨的部分；"],
            ],
            ["（二）", "关于非人身伤亡的赔偿请求。"],
        ]
    ]


def test_items_that_became_an_ordered_list() -> None:
    law = parse("- **第九条**　　下列案件：\n\n  1. 甲；\n\n  2. 乙；\n\n  - （三）丙。")
    assert [c.label.text for c in unit(law, "第九条").children[0].children[1:]] == ["1.", "2.", "（三）"]  # type: ignore[union-attr]


def test_items_that_share_a_line() -> None:
    law = parse("- **第九条**　　下列行为：\n\n  - （四）甲；（五）乙。\n\n  - （六）丙。")
    (paragraph,) = unit(law, "第九条").children
    assert [c.eid for c in paragraph.children[1:]] == [  # type: ignore[union-attr]
        "art_9__para_1__point_4",
        "art_9__para_1__point_5",
        "art_9__para_1__point_6",
    ]


def test_an_article_that_begins_with_two_and_three_is_no_list() -> None:
    law = parse(
        "- **第十四条**　　二、三级保护野生药材物种属于国家计划管理的品种，由中国药材公司统一经营管理。"
    )
    assert shape(unit(law, "第十四条")) == [
        ["二、三级保护野生药材物种属于国家计划管理的品种，由中国药材公司统一经营管理。"]
    ]


def test_a_line_broken_in_mid_sentence_is_one_paragraph() -> None:
    law = parse(
        "- **第四条**　　甲。\n\n  乡镇人民政府、街道办事处按照有关规定负责本辖区内的绿\n\n  化工作。\n\n- **第五条**　　乙。"
    )
    assert shape(unit(law, "第四条")) == [
        ["甲。"],
        ["乡镇人民政府、街道办事处按照有关规定负责本辖区内的绿化工作。"],
    ]


def test_a_deleted_article() -> None:
    law = parse("- **第一百九十九条**　　（删去）\n\n- **第二百条**　　甲。")
    assert shape(unit(law, "第一百九十九条")) == [["（删去）"]]


# --- documents without articles -------------------------------------------------------------


def test_top_units_of_a_decision() -> None:
    law = parse(
        "国务院决定：\n\n一、对21部行政法规的部分条款予以修改。（附件1）\n\n二、对4部行政法规予以废止。（附件2）\n\n"
        "本决定自2025年1月20日起施行。",
        "国务院关于修改和废止部分行政法规的决定",
    )
    assert [(u.eid, u.label.text) for u in units(law.body)] == [("item_1", "一、"), ("item_2", "二、")]
    assert law.preamble is not None
    assert law.preamble.kind.value == "引言"
    assert [plain(b) for b in law.back] == ["本决定自2025年1月20日起施行。"]


def test_a_first_unit_glued_to_the_preamble() -> None:
    law = parse(
        "会议决定：一、代表的名额不超过3000人。\n\n二、代表的名额由常务委员会分配。\n\n三、丙。",
        "关于名额的决定",
    )
    assert labels(law) == ["一、", "二、", "三、"]
    assert law.preamble is not None
    assert plain(law.preamble) == "会议决定："


def test_arabic_numbers_that_count_across_headings_are_the_units() -> None:
    law = parse(
        "为了正确适用法律，作如下规定：\n\n**一**、执行机构及其职责\n\n1. 人民法院设立执行机构。\n\n2. 执行机构负责执行：\n\n"
        "（1）判决；\n\n（2）裁定。\n\n二、执行管辖\n\n3. 在审理中作出的裁定，由审判庭执行。\n\n4. 由执行庭执行。"
    )
    assert labels(law) == ["1.", "2.", "3.", "4."]
    assert [d[2] for d in divisions(law.body)] == ["一、执行机构及其职责", "二、执行管辖"]


def test_quoted_items_of_an_amendment_are_text() -> None:
    law = parse(
        "一、将第三条修改为：\n\n“第三条 有下列情形之一的：\n\n“（一）甲；\n\n“（二）乙。”\n\n二、第六十二条修改为：“丙。”",
        "关于修改某法的决定",
    )
    assert labels(law) == ["一、", "二、"]
    assert not [c for p in unit(law, "一、").children for c in p.children if isinstance(c, Item)]  # type: ignore[union-attr]


def test_a_document_without_units_is_paragraphs() -> None:
    law = parse("甲乙丙丁戊己庚。\n\n现予公告。", "关于第九十三条的解释")
    assert [c.eid for c in law.body] == ["para_1", "para_2"]  # type: ignore[union-attr]
    assert law.preamble is None


# --- before and after the text --------------------------------------------------------------


def test_announcement_title_number_and_note() -> None:
    law = parse(
        "中华人民共和国最高人民法院\n\n公 告\n\n《最高人民法院关于审理船舶碰撞纠纷案件若干问题的规定》已于2008年4月28日通过。\n\n"
        "2008年5月19日\n\n---\n\n最高人民法院\n\n关于审理船舶碰撞纠纷案件若干问题的规定\n\n**法释〔2008〕7号**\n\n"
        "> （2008年4月28日最高人民法院审判委员会第1446次会议通过\n> 自2008年5月23日起施行）\n\n为正确审理船舶碰撞纠纷案件，制定本规定。\n\n"
        "- **第一条**　　甲。",
        "最高人民法院关于审理船舶碰撞纠纷案件若干问题的规定",
    )
    roles = [b.role for b in law.front if isinstance(b, Text)]
    assert roles == [Role.ANNOUNCEMENT] * 4 + [Role.TITLE] * 2 + [Role.NUMBER] + [Role.NOTE] * 2
    assert law.number == "法释〔2008〕7号"
    assert law.effective.day is not None
    assert law.effective.day.isoformat() == "2008-05-23"
    assert law.preamble is not None


def test_addressee_and_signature_of_a_reply() -> None:
    law = parse(
        "> 1996年7月4日　法复〔1996〕9号\n\n北京市高级人民法院：\n\n你院请示收悉。经研究，答复如下：\n\n一、甲。\n\n二、乙。\n\n此复。\n\n"
        "最高人民法院\n\n1996年7月4日",
        "关于合同履行地问题的批复",
    )
    assert [b.role for b in law.front if isinstance(b, Text)] == [Role.NOTE, Role.ADDRESSEE]
    assert law.number == "法复〔1996〕9号"
    assert [(plain(b), b.role) for b in law.back if isinstance(b, Text)] == [
        ("此复。", Role.TEXT),
        ("最高人民法院", Role.SIGNATURE),
        ("1996年7月4日", Role.SIGNATURE),
    ]


def test_a_preamble_with_a_heading() -> None:
    law = parse(
        "## 序  言\n\n中国是世界上历史最悠久的国家之一。\n\n工人阶级…。\n\n## 第一章　　总  纲\n\n- **第一条**　　甲。",
        "宪法",
    )
    assert law.preamble is not None
    assert law.preamble.kind.value == "序言"
    assert [c.eid for c in law.preamble.children] == ["preamble__para_1", "preamble__para_2"]  # type: ignore[union-attr]
    assert [d[1] for d in divisions(law.body)] == ["chp_1"]


def test_contents_are_set_aside_and_prose_in_them_is_kept() -> None:
    law = parse(
        "## 目　录\n\n- 一、管　辖\n\n- 二、附　则\n\n- 2012年8月31日，常务委员会通过了决定。结合实际，制定本解释。\n\n---\n\n一、管辖\n\n"
        "- **第一条**　　甲。\n\n## 二、　附则\n\n- **第二条**　　乙。"
    )
    assert [t.plain for t in law.contents] == ["目　录", "一、管　辖", "二、附　则"]
    assert law.preamble is not None
    assert plain(law.preamble).startswith("2012年8月31日")


def test_an_article_in_the_contents_is_an_article() -> None:
    law = parse(
        "## 目　录\n\n- 第一章　总则\n\n- 第一条　　甲。\n\n---\n\n- **第二条**　　乙。\n\n- **第三条**　　丙。"
    )
    assert labels(law) == ["第一条", "第二条", "第三条"]


def test_contents_set_as_headings() -> None:
    law = parse(
        "## 第一章　　总 则\n\n## 第二章　　附 则\n\n## 第一章　　总 则\n\n- **第一条**　　甲。\n\n## 第二章　　附 则\n\n- **第二条**　　乙。"
    )
    assert len(divisions(law.body)) == 2
    assert len(law.contents) == 2


def test_contents_that_differ_are_said() -> None:
    law = parse(
        "## 目　录\n\n- 第一章　总则\n\n- 第二章　监督第三章　附则\n\n---\n\n## 第一章　　总则\n\n- **第一条**　　甲。\n\n"
        "## 第二章　　监督\n\n- **第二条**　　乙。\n\n## 第三章　　附则\n\n- **第三条**　　丙。"
    )
    assert "contents-differ" in codes(law)


# --- annexes, tables, images ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("marker", "heading"),
    [
        ("---\n\n### 附件一：\n\n", "附件一："),
        ("---\n\n### 附：\n\n", "附："),
        ("  附\n\n", "附"),
        ("  附表一：\n\n", "附表一："),
        ("附件\n\n", "附件"),
    ],
)
def test_markers_of_annexes(marker: str, heading: str) -> None:
    law = parse(
        f"- **第一条**　　甲。\n\n- **第二条**　　乙。\n\n{marker}税目税额表\n\n| 税目 | 税额 |\n| --- | --- |\n| 乘用车 | 60元 |"
    )
    (annex,) = law.annexes
    assert "".join(r.text for r in annex.heading) == heading
    assert [t.plain for t in annex.title] == ["税目税额表"]
    assert len(unit(law, "第二条").children) == 1


@pytest.mark.parametrize(
    "line",
    [
        "附带民事诉讼的当事人可以上诉。",
        "附加刑也可以独立适用。",
        "附条件不起诉的考验期为六个月以上一年以下。",
    ],
)
def test_paragraphs_that_begin_like_annexes(line: str) -> None:
    law = parse(f"- **第一条**　　甲。\n\n  {line}")
    assert law.annexes == ()
    assert len(unit(law, "第一条").children) == 2


def test_a_list_of_annexes_is_none() -> None:
    law = parse(
        "一、甲。（附件1）\n\n二、乙。\n\n---\n\n### 附件：1.国务院决定修改的行政法规\n\n2. 国务院决定废止的行政法规\n\n附件1\n\n"
        "国务院决定修改的行政法规\n\n一、丙。\n\n二、丁。\n\n附件2\n\n国务院决定废止的行政法规\n\n一、戊。",
        "国务院关于修改和废止部分行政法规的决定",
    )
    assert [len(list(units(a.children))) for a in law.annexes] == [2, 1]
    assert [u.eid for u in units(law.annexes[0].children)] == ["annex_1__item_1", "annex_1__item_2"]
    assert [plain(b) for b in law.back] == ["附件：1.国务院决定修改的行政法规", "2. 国务院决定废止的行政法规"]
    assert shape(unit(law, "二、")) == [["乙。"]]


def test_articles_of_an_annex_begin_again() -> None:
    law = parse(
        "- **第一条**　　甲。\n\n---\n\n### 附件：示范文本\n\n## 第一章　　总则\n\n- **第一条**　　乙。"
    )
    assert [u.eid for u in units(law.annexes[0].children)] == ["annex_1__art_1"]
    assert divisions(law.annexes[0].children)[0][1] == "annex_1__chp_1"


def test_a_second_instrument_without_a_marker() -> None:
    law = parse(
        "## 第一章　　总则\n\n- **第一条**　　甲。\n\n- **第二条**　　乙。\n\n  考试暂行办法\n\n## 第一章　　总则\n\n- **第一条**　　丙。\n\n"
        "- **第二条**　　丁。"
    )
    assert labels(law) == ["第一条", "第二条"]
    (annex,) = law.annexes
    assert annex.heading == ()
    assert [t.plain for t in annex.title] == ["考试暂行办法"]
    assert "second-instrument" in codes(law)


def test_tables_with_and_without_a_header() -> None:
    law = parse("- **第一条**　　税率如下：\n\n|  |  |\n| --- | --- |\n| 级数 | 税率\\|（%） |\n| 1 | 3 |")
    table = unit(law, "第一条").children[0].children[1]  # type: ignore[union-attr]
    assert isinstance(table, Table)
    assert not table.has_header
    assert [
        ["".join(r.text for r in cell if not isinstance(r, Image)) for cell in row] for row in table.rows
    ] == [
        ["级数", "税率|（%）"],
        ["1", "3"],
    ]


def test_an_image_in_mid_line() -> None:
    law = parse("- **第一条**　　注册标记包括![注](../images/a/image_01.png)和®。")
    inlines = unit(law, "第一条").children[0].children[0].inlines  # type: ignore[union-attr]
    assert [type(i).__name__ for i in inlines] == ["Run", "Image", "Run"]


def test_presentational_tags_are_marks_and_others_text() -> None:
    law = parse('- **第一条**　　甲<span class="two-lines">乙</span>丙<b onclick="x()">丁\\*')
    assert plain(law.body[0]) == '第一条甲乙丙<b onclick="x()">丁*'


# --- other collections ----------------------------------------------------------------------


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
