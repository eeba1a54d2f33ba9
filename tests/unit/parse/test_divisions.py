"""Headings of real laws, and what they must become (reference survey, A2)."""

from __future__ import annotations

import pytest

from build_tools.model.nodes import Paragraph, Role, Text, units
from tests.unit.parse.reading import codes, divisions, parse, shape, unit


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
