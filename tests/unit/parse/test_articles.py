"""Article lines of real laws, and 款 项 目 inside them (A3, A4)."""

from __future__ import annotations

import pytest

from build_tools.model.nodes import units
from build_tools.parse.coverage import plain
from tests.unit.parse.reading import codes, labels, parse, shape, unit


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
