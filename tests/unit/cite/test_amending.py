"""Amending documents: nothing in them means themselves; left of 改为 is old, right of it is new."""

from __future__ import annotations

import pytest

from build_tools.model.citations import Edition, Lead, Reason
from tests.unit.cite.texts import found_in, shown, source_of

TITLE = "关于修改《中华人民共和国慈善法》的决定"
MANY = "关于修改《中华人民共和国慈善法》等两部法律的决定"

CASES = [
    (
        TITLE,
        "二十、将第八十八条改为第九十五条，修改为：“违反本法第九十条、第九十一条规定的，处罚款。”",
        [
            ("第八十八条", "中华人民共和国慈善法", "第八十八条", "pre"),
            ("第九十五条", "中华人民共和国慈善法", "第九十五条", "post"),
            ("本法第九十条", "中华人民共和国慈善法", "第九十条", "post"),
            ("第九十一条", "中华人民共和国慈善法", "第九十一条", "post"),
        ],
    ),
    (
        TITLE,
        "四、将第四十四条改为第五十五条，将第二款至第四款中的“行政处分”修改为“处分”；将第三款中的“上级机关”修改为“有关机关”。",
        [
            ("第四十四条", "中华人民共和国慈善法", "第四十四条", "pre"),
            ("第五十五条", "中华人民共和国慈善法", "第五十五条", "post"),
            ("第二款至第四款", "中华人民共和国慈善法", "第四十四条 2-4", "pre"),
            ("第三款", "中华人民共和国慈善法", "第四十四条 3", "pre"),
        ],
    ),
    (
        TITLE,
        "七、将第十三条第一款中的“甲”，修改为“乙”。同时，将第二款中的“第七条”修改为“第六条”。",
        [
            ("第十三条第一款", "中华人民共和国慈善法", "第十三条 1", "pre"),
            ("第二款", "中华人民共和国慈善法", "第十三条 2", "pre"),
            ("第七条", "中华人民共和国慈善法", "第七条", "pre"),
            ("第六条", "中华人民共和国慈善法", "第六条", "post"),
        ],
    ),
    (
        TITLE,
        "九、第二十一条增加一款，作为第三款：“行业协会有前款情形的，适用本法第十九条。”",
        [
            ("第二十一条", "中华人民共和国慈善法", "第二十一条", "pre"),
            ("第三款", "中华人民共和国慈善法", "第二十一条 3", "post"),
            ("前款", "中华人民共和国慈善法", "第二十一条 2", "post"),
            ("本法第十九条", "中华人民共和国慈善法", "第十九条", "post"),
        ],
    ),
    (
        "中华人民共和国刑法修正案（十一）",
        "七、在刑法第一百四十二条后增加一条，作为第一百四十二条之一：“违反药品管理法规的，处三年以下有期徒刑。\n\n"
        "“有前款行为，同时又构成本法第一百四十二条规定之罪或者其他犯罪的，依照处罚较重的规定定罪处罚。”",
        [
            ("在刑法第一百四十二条", "在刑法", "第一百四十二条", "pre"),
            ("第一百四十二条之一", "在刑法", "第一百四十二条之一", "post"),
            ("前款", "在刑法", "第一百四十二条之一 1", "post"),
            ("本法第一百四十二条", "在刑法", "第一百四十二条", "post"),
        ],
    ),
    # the amended document changes from item to item
    (
        MANY,
        "一、将《中华人民共和国慈善法》第十条修改为：“甲。”\n\n删去第十二条。\n\n二、修改《中华人民共和国水法》\n\n1. 将第一条修改为：",
        [
            ("《中华人民共和国慈善法》第十条", "中华人民共和国慈善法", "第十条", "pre"),
            ("第十二条", "中华人民共和国慈善法", "第十二条", "pre"),
            ("《中华人民共和国水法》", "中华人民共和国水法", "", "pre"),
            ("第一条", "中华人民共和国水法", "第一条", "pre"),
        ],
    ),
    # the whole article is quoted, from its first 款 on
    (
        TITLE,
        "二、第一百六十六条增加一款，作为第二款，将该条修改为：“国有公司的工作人员，处三年以下有期徒刑：\n\n“（一）甲。\n\n"
        "“其他公司的工作人员有前款行为的，依照前款的规定处罚。”",
        [
            ("第一百六十六条", "中华人民共和国慈善法", "第一百六十六条", "pre"),
            ("第二款", "中华人民共和国慈善法", "第一百六十六条 2", "post"),
            ("前款", "中华人民共和国慈善法", "第一百六十六条 1", "post"),
            ("前款", "中华人民共和国慈善法", "第一百六十六条 1", "post"),
        ],
    ),
    # a new structure, described
    (
        TITLE,
        "八、第二章“慈善组织”分为两节：第一节“设立”，包括第七条至第九条；第二节“终止”，包括第十条。\n\n"
        "《中华人民共和国慈善法》根据本决定作相应修改，重新公布。",
        [
            ("第二章", "中华人民共和国慈善法", "第二章", "pre"),
            ("第一节", "中华人民共和国慈善法", "第二章第一节", "post"),
            ("第七条至第九条", "中华人民共和国慈善法", "第七条至第九条", "post"),
            ("第二节", "中华人民共和国慈善法", "第二章第二节", "post"),
            ("第十条", "中华人民共和国慈善法", "第十条", "post"),
            ("《中华人民共和国慈善法》", "中华人民共和国慈善法", "", "post"),
        ],
    ),
    # an entry of a list of what is amended
    (
        MANY,
        "（一）将下列法律中引用的“甲条例”修改为“甲法”\n\n66. 《中华人民共和国工会法》第五十一条",
        [("《中华人民共和国工会法》第五十一条", "中华人民共和国工会法", "第五十一条", "pre")],
    ),
    # an alias is followed, also where only numbers change
    (
        "关于修改《最高人民法院关于审理某某案件的解释》的决定",
        "决定对《最高人民法院关于审理某某案件的解释》（以下简称《解释》）作如下修改：\n\n"
        "一、将《解释》的条文顺序作相应调整：将“第八条”调整为“第七条”。",
        [
            ("《最高人民法院关于审理某某案件的解释》", "最高人民法院关于审理某某案件的解释", "", "pre"),
            ("《解释》", "最高人民法院关于审理某某案件的解释", "", "pre"),
            ("第八条", "最高人民法院关于审理某某案件的解释", "第八条", "pre"),
            ("第七条", "最高人民法院关于审理某某案件的解释", "第七条", "post"),
        ],
    ),
    # another law inside the quotation is that law, as it stands
    (
        TITLE,
        "一、将第三款中的“《中华人民共和国海关法》第八十二条的处罚规定”修改为“处罚”。",
        [("《中华人民共和国海关法》第八十二条", "中华人民共和国海关法", "第八十二条", "")],
    ),
]


@pytest.mark.parametrize(("title", "body", "expected"), CASES, ids=[one[1][:16] for one in CASES])
def test_amended(title, body, expected):
    found = [
        (words, one.name.text, shown(one.locator), one.edition.value)
        for words, one in found_in(source_of(body, title=title, group="修改、废止的决定"))
        if one.doubt is None
    ]
    assert found == expected


def test_the_label_of_a_quoted_article_is_no_citation():
    body = (
        "一、增加一条，作为第二十六条：\n\n“第二十六条 常务委员会听取专项工作报告。\n\n“依照前款规定报告。”"
    )
    found = found_in(source_of(body, title=TITLE))
    assert [(words, shown(one.locator)) for words, one in found] == [
        ("第二十六条", "第二十六条"),
        ("前款", "第二十六条 1"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "《中华人民共和国慈善法》根据本决定作相应修改，重新公布。",
        "根据本决定，《中华人民共和国慈善法》作相应修改后重新公布。",
    ],
)
def test_what_is_published_anew_is_the_new_text(sentence):
    ((_, one),) = found_in(source_of(f"一、{sentence}", title=TITLE))
    assert one.edition is Edition.NEW


def test_headings_of_quoted_text_are_no_citations():
    body = "三、增加一章，作为第七章：“第七章 公布”。\n\n四、增加一条，作为第八条：“第八条 甲。”"
    assert [words for words, _ in found_in(source_of(body, title=TITLE))] == ["第七章", "第八条"]


def test_after_articles_are_deleted_old_numbers_are_not_new_ones():
    quoted = "将第三条修改为：“甲。\n\n“依照前款规定处理。”"
    for deletion, doubts in (("删除第一条、第二条。\n\n", [Reason.AMENDMENT]), ("", [None])):
        found = found_in(source_of(f"一、{deletion}{quoted}", title=TITLE))
        assert [one.doubt for words, one in found if words == "前款"] == doubts


def test_a_quoted_paragraph_is_of_the_quoted_article_not_of_the_one_cited_before():
    body = "一、将第八条修改为：“甲。\n\n“依据本法第四条第二款和前款的规定处理。”"
    found = dict(found_in(source_of(body, title=TITLE)))
    assert shown(found["前款"].locator) == "第八条 1"


def test_new_text_may_come_without_quotation_marks():
    body = "一、增加一节，内容如下：\n\n国家监察委员会依照第三条行使职权。\n\n原第七节相应改为第八节。"
    found = [(words, one.edition.value, one.doubt) for words, one in found_in(source_of(body, title=TITLE))]
    assert found == [("第三条", "post", None), ("第七节", "pre", None), ("第八节", "post", None)]


def test_nothing_in_an_amending_document_means_itself_but_its_own_name():
    body = (
        "一、将第一条修改为：“依照本法第二条、前条和第三款处理。”\n\n"
        "二、根据本决定第一条处理，按照第五条办理，适用本章。"
    )
    found = found_in(source_of(body, title=TITLE))
    own = [words for words, one in found if one.name.lead is Lead.SELF and one.doubt is None]
    assert own == ["本决定第一条"]


def test_the_edition_of_ordinary_documents_is_the_usual_one():
    ((_, one),) = found_in(source_of("- **第一条**　　依照民法典第十条增加一名监护人，删除、合并有关信息。"))
    assert one.edition is Edition.USUAL
