"""What stands before, behind and beside the articles: units without 条, fronts, annexes, tables (A4–A6)."""

from __future__ import annotations

import pytest

from build_tools.model.nodes import Image, Item, Role, Table, Text, units
from build_tools.parse.coverage import plain
from tests.unit.parse.reading import codes, divisions, labels, parse, shape, unit


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


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a\\*b", "a*b"),
        # A backslash before a backslash is text, and what follows is a mark again, or is not.
        ("a\\\\b", "a\\b"),
        ("a\\\\\\*b", "a\\*b"),
        ("a\\\\**b**", "a\\b"),
        ("\\<b>甲\\</b>", "<b>甲</b>"),
        ("\\![甲](乙.png)", "![甲](乙.png)"),
        ("\\**甲**乙", "**甲**乙"),
        ("a\\中", "a\\中"),
    ],
)
def test_an_escaped_character_is_text_and_begins_no_mark(source: str, text: str) -> None:
    assert plain(parse(f"- **第一条**　　{source}").body[0]) == f"第一条{text}"


def test_an_escaped_backslash_does_not_escape_the_bar_behind_it() -> None:
    law = parse("- **第一条**　　甲：\n\n| a\\\\| b\\| |\n| --- | --- |")
    table = unit(law, "第一条").children[0].children[1]  # type: ignore[union-attr]
    assert [plain(Text(cell)) for cell in table.rows[0]] == ["a\\", "b|"]
