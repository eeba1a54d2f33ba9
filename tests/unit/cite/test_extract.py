"""Citations in ordinary documents: the forms of the grammar on real sentences."""

from __future__ import annotations

import pytest

from build_tools.model.citations import Lead, Reason
from tests.unit.cite.texts import articles, found_in, shown, source_of

NAMED = [
    # form 1: the document itself
    ("违反本条例第十八条第二款规定的，责令改正。", [("本条例第十八条第二款", "self", "第十八条 2")]),
    (
        "有本条例第四条、第五条、第六条所列情形之一的，",
        [("本条例第四条", "self", "第四条"), ("第五条", "self", "第五条"), ("第六条", "self", "第六条")],
    ),
    ("依照本条例第十五、十六条的规定处罚。", [("本条例第十五、十六条", "self", "第十五条至第十六条")]),
    (
        "具有本条例第二条第三项至第五项规定的情形之一，",
        [("本条例第二条第三项至第五项", "self", "第二条 （三）（四）（五）")],
    ),
    # form 2: titles
    (
        "依照《中华人民共和国水法》第四十八条的规定，",
        [("《中华人民共和国水法》第四十八条", "title 中华人民共和国水法", "第四十八条")],
    ),
    (
        "根据《中华人民共和国行政复议法》（以下简称复议法）第十一条第（三）项、第（四）项的规定，",
        [
            (
                "《中华人民共和国行政复议法》（以下简称复议法）第十一条第（三）项、第（四）项",
                "title 中华人民共和国行政复议法",
                "第十一条 （三）（四）",
            )
        ],
    ),
    ("超过本条例第十三条（六）规定比例的佣金，", [("本条例第十三条（六）", "self", "第十三条 （六）")]),
    (
        "有本条例第十五条（三）、（四）所列情形的，",
        [("本条例第十五条（三）、（四）", "self", "第十五条 （三）（四）")],
    ),
    ("依照本条例第十五条（以下简称本条）处理。", [("本条例第十五条", "self", "第十五条")]),
    # form 3: names without 《》
    (
        "单位犯刑法第二百五十三条之一规定之罪的，",
        [("单位犯刑法第二百五十三条之一", "name 单位犯刑法", "第二百五十三条之一")],
    ),
    # form 4: lists, with 款 and 项 inheriting
    (
        "刑法第二百八十六条第三款和第二百八十六条之一第二项规定的“后果严重”，",
        [
            ("刑法第二百八十六条第三款", "name 刑法", "第二百八十六条 3"),
            ("第二百八十六条之一第二项", "name 刑法", "第二百八十六条之一 （二）"),
        ],
    ),
    (
        "依照药品管理法第一百一十七条第一款、本条例第七十二条的规定给予处罚：",
        [
            ("依照药品管理法第一百一十七条第一款", "name 依照药品管理法", "第一百一十七条 1"),
            ("本条例第七十二条", "self", "第七十二条"),
        ],
    ),
    # form 5: ranges
    (
        "《中华人民共和国民事诉讼法》第九十三条至第九十六条",
        [
            (
                "《中华人民共和国民事诉讼法》第九十三条至第九十六条",
                "title 中华人民共和国民事诉讼法",
                "第九十三条至第九十六条",
            )
        ],
    ),
    # of the last article of a range not all is meant; the first one is not cut by it
    (
        "依照本条例第九条至第十一条第二款、第十二条第一款至第三款第二项处理。",
        [
            ("本条例第九条至第十一条第二款", "self", "第九条至第十一条"),
            ("第十二条第一款至第三款第二项", "self", "第十二条 1-3"),
        ],
    ),
    # 条第三款前三项: the first three 项 of that 款
    (
        "民法典第一千零七十九条第三款前三项规定及军人有其他重大过错",
        [("民法典第一千零七十九条第三款前三项", "name 民法典", "第一千零七十九条 3 （一）（二）（三）")],
    ),
    # form 11: divisions
    ("适用本条例第三章至第五章的规定。", [("本条例第三章至第五章", "self", "第三章 至第五章")]),
    (
        "适用民法典第二编第六章和第七章的规定。",
        [
            ("适用民法典第二编第六章", "name 适用民法典", "第二编第六章"),
            ("第七章", "name 适用民法典", "第二编第七章"),
        ],
    ),
    (
        "依照刑法总则第四章第五节的规定减刑的，",
        [("依照刑法总则第四章第五节", "name 依照刑法", "第一编第四章第五节")],
    ),
    # form 14: 但书 belongs to its 款
    (
        "除有民法典第六百八十七条第二款但书规定的情形外，",
        [("除有民法典第六百八十七条第二款但书", "name 除有民法典", "第六百八十七条 2")],
    ),
    # form 18: a title alone; 总则 and 分则 alone are words
    (
        "依照《中华人民共和国水法》的有关规定执行。",
        [("《中华人民共和国水法》", "title 中华人民共和国水法", "")],
    ),
    ("适用合同法的规定，并可以参照其分则最相类似的规定。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMED, ids=[one[0][:14] for one in NAMED])
def test_named(sentence, expected):
    found = found_in(source_of(articles("本条例。", sentence)))
    assert [(words, _named(one.name), shown(one.locator)) for words, one in found] == expected


def _named(name):
    return "self" if name.lead is Lead.SELF else f"{name.lead.value} {name.text}"


@pytest.mark.parametrize(
    "sentence",
    [
        "第十二届全国人民代表大会常务委员会第十三次会议决定：",
        "经营者利用格式条款排除消费者权利的，",
        "开证行已对信用证项下票据善意地作出了承兑；",
        "委托处理一项或者数项事务，",
        "原告在第二审程序中提出请求的，",
        "国务院令第250号公布，各项工作应当同步。",
        "会议纪要作为附件一并报送，申请表的附表和附录一式两份。",
        "领取《农药登记证》后方可生产。",
        "条例、条约和条件，本章程与本节目。",
        "根据军官的基本条件和资本项下的成本节约，本条另有规定的除外。",
    ],
)
def test_false_friends(sentence):
    assert found_in(source_of(articles("本条例。", sentence))) == []


def test_articles_in_a_title_are_part_of_the_title():
    sentence = "依照《关于〈中华人民共和国刑法〉第一百五十八条、第一百五十九条的解释》处理。"
    ((words, one),) = found_in(source_of(articles(sentence)))
    assert words == "《关于〈中华人民共和国刑法〉第一百五十八条、第一百五十九条的解释》"
    assert one.locator.article == ""


def test_an_alias_holds_from_its_declaration_on():
    body = articles(
        "根据《中华人民共和国企业破产法（试行）》（以下简称企业破产法）的规定，制定本条例。",
        "依照企业破产法第九条的规定通知。",
        "依照《安排》第二条的规定。",
    )
    found = found_in(source_of(body))
    assert [(words, one.name.text) for words, one in found] == [
        ("《中华人民共和国企业破产法（试行）》", "中华人民共和国企业破产法（试行）"),
        ("企业破产法第九条", "中华人民共和国企业破产法（试行）"),
        ("《安排》第二条", "安排"),
    ]


def test_aliases_in_a_list_are_those_of_the_titles_in_order():
    body = articles(
        "为执行《关于惩治骗购外汇犯罪的决定》、《中华人民共和国刑法修正案（三）》"
        "（以下分别简称为《决定》、《修正案（三）》），现规定如下。",
        "依照《修正案（三）》第一条、《决定》第二条。",
    )
    names = [one.name.text for words, one in found_in(source_of(body)) if words.endswith("条")]
    assert names == ["中华人民共和国刑法修正案（三）", "关于惩治骗购外汇犯罪的决定"]


def test_that_convention_is_the_one_named_before():
    body = articles("适用《承认及执行外国仲裁裁决公约》审查时，应当依照该公约第五条第一款的规定。")
    (_, (words, one)) = found_in(source_of(body))
    assert words == "该公约第五条第一款"
    assert one.name.text == "承认及执行外国仲裁裁决公约"


RELATIVE = [
    # the unit's text (款 by line), the words, what they mean
    ("甲。\n违反前款规定的，", "前款", "第二条 1"),
    ("甲。\n乙。\n违反前两款规定的，", "前两款", "第二条 1-2"),
    ("甲。\n乙。\n违反本条前款规定的，", "本条前款", "第二条 2"),
    ("甲。\n依照上款规定确定类别。", "上款", "第二条 1"),
    ("依照前条规定发出收购要约，", "前条", "第一条"),
    ("有前条第（二）项所列情形之一，", "前条第（二）项", "第一条 （二）"),
    ("甲。\n乙。\n因本条第一款规定的违法行为，", "本条第一款", "第二条 1"),
    ("甲。\n乙。\n不服依照本条第一、二款规定作出的裁定，", "本条第一、二款", "第二条 1-2"),
    ("甲。\n会计人员有第一款所列行为的，", "第一款", "第二条 1"),
    ("有下列情形：\n（一）甲；\n（二）无前项规定情形的。", "前项", "第二条 1 （一）"),
    ("有下列情形：\n（一）甲；\n（二）乙；\n（三）无前两项规定情形的。", "前两项", "第二条 1 （一）（二）"),
    ("有下列情形：\n（一）甲；\n（二）乙。\n前款第一项规定的人员，", "前款第一项", "第二条 1 （一）"),
    ("有下列情形：\n（一）按照本项规定的标准；\n（二）乙。", "本项", "第二条 1 （一）"),
]


@pytest.mark.parametrize(("text", "words", "expected"), RELATIVE, ids=[one[1] for one in RELATIVE])
def test_relative(text, words, expected):
    found = dict(found_in(source_of(articles("本条例。", text))))
    assert shown(found[words].locator) == expected
    assert found[words].name.lead is Lead.SELF
    assert found[words].doubt is None


@pytest.mark.parametrize(
    "sentence", ["违反前款规定的，", "前项规定的人员，", "对第一类水污染物按照前五项征收环境保护税，"]
)
def test_relative_words_that_lead_nowhere_are_doubtful(sentence):
    ((_, one),) = found_in(source_of(articles("本条例。", sentence)))
    assert one.doubt is Reason.CONTEXT


def test_divisions_around_the_place():
    body = (
        "## 第一章　总则\n\n- **第一条**　　甲。\n\n## 第二章　监督\n\n### 第一节　一般规定\n\n"
        "- **第二条**　　参照本章有关规定。违反本节规定的，适用本章第一节的规定。"
    )
    found = found_in(source_of(body))
    assert [(words, shown(one.locator), one.eid) for words, one in found] == [
        ("本章", "第二章", "chp_2"),
        ("本节", "第二章第一节", "chp_2__sec_1"),
        ("本章第一节", "第二章第一节", "chp_2__sec_1"),
    ]


BARE = [
    # a bare article is the document itself, unless another document is named before it
    ("违反本条例第五条、第六条规定和第七条规定的，", "第七条", "第七条", None),
    ("依照刑法的规定追究刑事责任，按照第二条处理。", "第二条", "第二条", Reason.CONTEXT),
    # a cut article: 刑法第二百三十六第三款
    ("应当认定为刑法第二百三十六第三款规定的情形。", "第三款", "", Reason.CONTEXT),
    # 违反第二款 goes on with the article before
    ("违反本条例第三条第一款规定的，处罚款；违反第二款规定的，责令改正。", "第二款", "第三条 2", None),
    # 项 go on with the article of the sentence
    (
        "经营本条例第一条第一款第（一）项至第（三）项业务的，为五千万元；经营第（五）项至第（七）项业务之一的，为一亿元；",
        "第（五）项至第（七）项",
        "第一条 1 （五）（六）（七）",
        None,
    ),
]


@pytest.mark.parametrize(("sentence", "words", "expected", "doubt"), BARE, ids=[one[1] for one in BARE])
def test_bare(sentence, words, expected, doubt):
    found = dict(found_in(source_of(articles("本条例。", sentence))))
    assert found[words].doubt is doubt
    if doubt is None:
        assert shown(found[words].locator) == expected


def test_items_in_a_list_belong_to_the_article_that_its_first_words_name():
    text = "违反本条例第一条规定，按照下列规定予以处罚：\n（一）违反第一项规定的，处罚款；\n（二）违反第三项规定的，警告。"
    found = found_in(source_of(articles("甲。", text)))
    assert [shown(one.locator) for _, one in found] == ["第一条", "第一条 （一）", "第一条 （三）"]


def test_items_after_another_law_are_those_of_the_list_itself():
    text = (
        "具有下列情形之一的，应当认定为刑法第一百五十一条第一款规定的“情节严重”：\n（一）甲；\n"
        "（二）数量达到第一项规定的标准的；\n（三）达到第一款第一项规定标准的。"
    )
    _, item, both = found_in(source_of(articles("甲。", text)))
    assert (item[0], item[1].name.lead, shown(item[1].locator)) == ("第一项", Lead.SELF, "第二条 1 （一）")
    assert (both[0], both[1].name.lead, shown(both[1].locator)) == (
        "第一款第一项",
        Lead.SELF,
        "第二条 1 （一）",
    )


def test_this_article_in_a_penalty_list_is_not_the_penalty():
    text = "违反本条例第一条规定的，按照以下规定处罚：\n（一）违反本条第一款规定的，处罚款。"
    found = dict(found_in(source_of(articles("甲。", text))))
    assert found["本条第一款"].doubt is Reason.CONTEXT


def test_a_quotation_speaks_of_the_article_it_gives():
    text = "依照《香港基本法》第二十四条第二款前三项规定：“永久性居民为：（三）第（一）、（二）两项所列居民所生的子女”。"
    found = dict(found_in(source_of(articles(text))))
    inner = found["第（一）、（二）两项"]
    assert (inner.name.text, shown(inner.locator)) == ("香港基本法", "第二十四条 2 （一）（二）")


@pytest.mark.parametrize("sentence", ["合同附件载明“依照本条例第一条的规定”。", "来函称“按照前款规定办理”。"])
def test_other_quotations_never_speak_of_the_document_itself(sentence):
    ((_, one),) = found_in(source_of(articles("甲。", "乙。\n" + sentence)))
    assert one.doubt is Reason.QUOTED


def test_a_regulation_does_not_call_itself_a_law():
    ((_, one),) = found_in(source_of(articles("依照本法第三十四条的规定。"), title="关于批准某某方案的决定"))
    assert one.doubt is Reason.QUOTED


def test_a_document_without_articles_is_not_meant_by_article_numbers():
    body = "一、故意杀人罪（第232条）；\n\n二、依照本决定第一条处理。"
    plain, own = found_in(source_of(body, title="关于若干问题的决定"))
    assert plain[1].doubt is Reason.CONTEXT
    assert own[1].doubt is None
    (crimes, _) = found_in(source_of(body, title="关于执行《中华人民共和国刑法》确定罪名的规定"))
    assert crimes[1].name.text == "中华人民共和国刑法"


def test_a_column_of_article_numbers_means_the_law_at_its_head():
    body = "| 刑法条文 | 罪名 |\n| --- | --- |\n| 第375条第3款 | 盗窃武装部队专用标志罪 |\n"
    ((words, one),) = found_in(source_of(articles("甲。") + "\n\n" + body))
    assert (words, one.name.text, shown(one.locator)) == ("第375条第3款", "刑法", "第三百七十五条 3")


def test_what_a_document_was_made_under():
    body = articles(
        "为了加强管理，根据《中华人民共和国水法》，结合本省实际，制定本条例。",
        "依照《中华人民共和国水法》处理。",
    )
    assert [one.basis for _, one in found_in(source_of(body))] == [True, False]


def test_spans_lead_back_into_the_file_through_bold_text():
    source = source_of(articles("依照**《中华人民共和国水法》**第五条的规定。"))
    ((words, _),) = found_in(source)
    assert words == "《中华人民共和国水法》**第五条"
