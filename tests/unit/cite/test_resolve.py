"""Resolution: exactly one target in exactly one version, or a reason."""

from __future__ import annotations

import pytest

from build_tools.model.citations import Reason
from tests.unit.cite.texts import articles, library, source_of

OLD = source_of(
    articles("甲。", "有下列情形：\n（一）乙；\n（二）丙。\n丁。", "原第三条。"),
    "中华人民共和国水法",
    publication_date="2002-08-29",
    effective_date="2002-10-01",
    status="已修改",
    id="water-1",
)
NEW = source_of(
    "（2002年8月29日通过　根据2016年7月2日《关于修改〈中华人民共和国水法〉的决定》修正）\n\n"
    + articles("甲。", "新第二条。", "有下列情形：\n（一）乙；\n（二）丙。\n丁。", "新第四条。"),
    "中华人民共和国水法",
    publication_date="2016-07-02",
    effective_date="2016-09-01",
    status="有效",
    id="water-2",
)


def citing(sentence: str, day: str = "2010-01-01", title: str = "某某取水办法", **fields: str) -> str:
    """Return a document that took effect on ``day`` and says ``sentence`` in its second article."""
    fields = {"publication_date": day, "effective_date": day, "status": "有效", **fields}
    return source_of(articles("甲。", sentence), title, **fields)


def links(sentence: str, **kwargs: str) -> list[tuple[str, str]]:
    """Return where the citations of a document lead in a library of two versions of the water law."""
    sources = {"old.md": OLD, "new.md": NEW, "citing.md": citing(sentence, **kwargs)}
    return library(sources, {"水资源法": "中华人民共和国水法"}).links("citing.md")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("依照水法第二条处理。", [("水法第二条", "shuifa/2002-08-29#art_2")]),
        (
            "依照《中华人民共和国水法》第二条第二款处理。",
            [("《中华人民共和国水法》第二条第二款", "shuifa/2002-08-29#art_2__para_2")],
        ),
        (
            "依照《水法》第二条第（二）项处理。",
            [("《水法》第二条第（二）项", "shuifa/2002-08-29#art_2__para_1__point_2")],
        ),
        ("依照水资源法第三条处理。", [("水资源法第三条", "shuifa/2002-08-29#art_3")]),
        ("依照《水法》处理。", [("《水法》", "shuifa/2002-08-29")]),
        ("依照水法第二条至第三条处理。", [("水法第二条至第三条", "shuifa/2002-08-29#art_2…art_3")]),
        ("依照水法第九条处理。", [("水法第九条", "no-such-article")]),
        ("依照水法第一条第五款处理。", [("水法第一条第五款", "no-such-paragraph")]),
        ("依照水法第二条第一款第九项处理。", [("水法第二条第一款第九项", "no-such-item")]),
        ("依照水法第三章处理。", [("水法第三章", "no-such-division")]),
        ("依照水法附件一处理。", [("水法附件一", "no-such-annex")]),
        ("依照防洪法第二条处理。", [("依照防洪法第二条", "law-not-in-library")]),
        ("依照香港水法第二条处理。", [("水法第二条", "foreign-law")]),
        ("依照香港特别行政区《水法》第二条处理。", [("《水法》第二条", "foreign-law")]),
    ],
)
def test_targets_and_reasons(sentence, expected):
    assert links(sentence) == expected


def test_the_version_is_the_one_in_force_when_the_citing_document_took_effect():
    assert links("依照水法第二条处理。", day="2010-01-01") == [("水法第二条", "shuifa/2002-08-29#art_2")]
    assert links("依照水法第二条处理。", day="2020-01-01") == [("水法第二条", "shuifa/2016-07-02#art_2")]


def test_a_version_that_did_not_exist_yet_is_never_meant():
    sources = {"new.md": NEW, "citing.md": citing("依照水法第二条、《水法》处理。", day="2010-01-01")}
    assert library(sources).links("citing.md") == [("水法第二条", "shuifa/"), ("《水法》", "shuifa/")]


def test_the_first_text_of_a_law_may_be_cited_before_it_commences():
    """A document that commences with the law that it cites may be published a little earlier."""
    sources = {"old.md": OLD, "citing.md": citing("依照水法第二条处理。", day="2002-09-01")}
    assert library(sources).links("citing.md") == [("水法第二条", "shuifa/2002-08-29#art_2")]
    # Before an amended text commences the law has another, though the library may lack it.
    sources = {"new.md": NEW, "citing.md": citing("依照水法第二条处理。", day="2016-08-01")}
    assert library(sources).links("citing.md") == [("水法第二条", "shuifa/")]


def test_items_without_a_paragraph_are_those_of_the_only_one_that_has_them():
    text = "下列货物：\n（一）甲；\n（二）乙；\n（三）由本条第（一）项至第（二）项所列货物制成的。"
    made = library({"a.md": source_of(articles("甲。", text), "某某规定", publication_date="2016-07-02")})
    assert made.links("a.md")[-1][1].endswith("#art_2__para_1__point_1…art_2__para_1__point_2")


def test_a_cell_with_a_title_cites_that_document_and_not_what_its_title_names():
    title = "最高人民法院关于适用《中华人民共和国水法》第二条的解释（一）"
    rows = f"| 1 | {title} |\n| 2 | 最高人民法院关于如何理解水法第二条规定的答复 |\n"
    table = f"| 序号 | 名称 |\n| --- | --- |\n{rows}"
    sources = {
        "old.md": OLD,
        "reading.md": source_of(articles("甲。"), title, publication_date="2005-01-01"),
        "a.md": source_of(articles("甲。") + "\n\n" + table, "废止目录", publication_date="2020-01-01"),
    }
    (known, unknown) = library(sources).links("a.md")
    assert known[0] == title
    assert known[1].endswith("/2005-01-01")
    assert unknown == ("最高人民法院关于如何理解水法第二条规定的答复", "law-not-in-library")


def test_ordinances_of_hong_kong():
    sentence = "依据香港法例第13章《水法》、第16章《水法》和《水法》（香港法例第178章）作出的命令，"
    assert [to for _, to in links(sentence)] == ["foreign-law"] * 3


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("依照修正前的《水法》第三条处理。", "shuifa/2002-08-29#art_3"),
        ("依照原水法第三条处理。", "shuifa/2002-08-29#art_3"),
        ("依照2002年《水法》第三条处理。", "shuifa/2002-08-29#art_3"),
        ("依照《水法》（2016年修正）第四条处理。", "shuifa/2016-07-02#art_4"),
        ("依照1988年《水法》第三条处理。", "shuifa/"),
    ],
)
def test_words_that_name_a_version(sentence, expected):
    ((_, address),) = links(sentence, day="2016-09-01")
    assert address == expected


def test_an_amending_document_means_the_text_before_and_the_text_after():
    body = "一、将第三条改为第四条，修改为：“依照本法第二条处理。”"
    decision = source_of(
        body,
        "关于修改《中华人民共和国水法》的决定",
        group="修改、废止的决定",
        publication_date="2016-07-02",
        effective_date="2016-09-01",
    )
    sources = {"old.md": OLD, "new.md": NEW, "decision.md": decision}
    assert library(sources).links("decision.md") == [
        ("第三条", "shuifa/2002-08-29#art_3"),
        ("第四条", "shuifa/2016-07-02#art_4"),
        ("本法第二条", "shuifa/2016-07-02#art_2"),
    ]
    # Without the texts that were made, and from which it was made, only the law is known.
    other = decision.replace("2016-07-02", "2012-07-02").replace("2016-09-01", "2012-09-01")
    sources = {"new.md": NEW, "decision.md": other}
    assert [to for _, to in library(sources).links("decision.md")] == ["shuifa/", "shuifa/", "shuifa/"]


def test_a_file_that_holds_its_own_amendment_is_not_linked_to_itself():
    body = articles("甲。", "乙。") + "\n\n" + "将第一条修改为：“丙。”"
    ((_, address),) = library({"a.md": source_of(body, "某某规定", publication_date="2016-07-02")}).links(
        "a.md"
    )
    assert address == "amendment-zone"


def gap(first: str, second: str) -> list[tuple[str, str]]:
    """Return links from 2014 to a law whose text between 2011 and 2020 is missing."""
    note = "（根据2011年2月25日《修正案（八）》、2020年12月26日《修正案（十一）》修正）\n\n"
    old = source_of(
        articles(first), "中华人民共和国刑法", publication_date="2009-08-27", status="已修改", id="1"
    )
    new = source_of(
        note + articles(second), "中华人民共和国刑法", publication_date="2020-12-26", status="有效", id="2"
    )
    sources = {"old.md": old, "new.md": new, "citing.md": citing("依照刑法第一条处理。", day="2014-01-01")}
    return library(sources).links("citing.md")


def test_a_missing_amendment_matters_only_where_the_article_reads_otherwise_behind_it():
    assert gap("盗窃的，处罚。", "盗窃的，处罚。") == [("刑法第一条", "xingfa/2009-08-27#art_1")]
    assert gap("盗窃的，处罚。", "盗窃公私财物的，处罚。") == [("刑法第一条", "xingfa/")]


CHARTER = source_of(
    articles("甲。", "乙。", "丙。"),
    "中华人民共和国宪法",
    publication_date="1982-12-04",
    status="有效",
    id="c",
)


def amendment(body: str, day: str = "2018-03-11") -> str:
    """Return an amendment of the constitution that is a document of its own."""
    return source_of(
        body, "中华人民共和国宪法修正案（2018年）", group="修正案", publication_date=day, effective_date=day
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # what an amendment does not name is as it was
        ("一、宪法第一条修改为：“新甲。”", "xianfa/1982-12-04#art_2"),
        ("一、宪法第二条修改为：“新乙。”", "xianfa/"),
        ("一、宪法第一条至第三条中的“甲”修改为“乙”。", "xianfa/"),
        # words are replaced throughout
        ("一、将《中华人民共和国宪法》中的“甲”修改为“乙”。", "xianfa/"),
        # a new article moves those behind it
        ("一、宪法第一条后增加一条，作为第二条：“新。”", "xianfa/"),
        ("一、增加一条，作为第三条：“新。”", "xianfa/1982-12-04#art_2"),
        ("一、增加一条，作为第一条之一：“新。”", "xianfa/1982-12-04#art_2"),
    ],
)
def test_amendments_in_documents_of_their_own(changes, expected):
    sources = {
        "a.md": CHARTER,
        "b.md": amendment(changes),
        "c.md": citing("依照宪法第二条、《宪法》处理。", day="2020-01-01"),
    }
    assert library(sources).links("c.md") == [("宪法第二条", expected), ("《宪法》", "xianfa/")]
    before = {**sources, "c.md": citing("依照宪法第二条、《宪法》处理。", day="2017-01-01")}
    assert library(before).links("c.md") == [
        ("宪法第二条", "xianfa/1982-12-04#art_2"),
        ("《宪法》", "xianfa/1982-12-04"),
    ]


def test_what_an_amendment_changes_is_still_there_for_itself():
    sources = {"a.md": CHARTER, "b.md": amendment("一、宪法第二条修改为：“新乙。”")}
    assert library(sources).links("b.md") == [("宪法第二条", "xianfa/1982-12-04#art_2")]


def test_a_document_without_a_date_means_no_version():
    source = source_of(articles("依照水法第二条处理。"), "某某取水办法")
    made = library({"old.md": OLD, "new.md": NEW, "c.md": source})
    assert made.links("c.md") == [("水法第二条", "shuifa/")]
    assert made.resolved("c.md")[0][1].reason is Reason.NO_DATE


def test_a_name_does_not_mean_a_law_that_came_later():
    note = "（1991年4月9日通过）\n\n"
    law = source_of(
        note + articles("甲。"), "中华人民共和国民事诉讼法", publication_date="2012-08-31", id="n"
    )
    sources = {"a.md": law, "c.md": citing("依照民事诉讼法第一条处理。", day="1985-01-01")}
    assert library(sources).links("c.md") == [("民事诉讼法第一条", "law-not-in-library")]


def test_the_document_itself_means_its_own_version():
    body = "依照本法第二条第一款第（二）项、前条处理。"
    sources = {"old.md": OLD, "new.md": NEW.replace("新第四条。", body)}
    assert library(sources).links("new.md")[-2:] == [
        ("本法第二条第一款第（二）项", "no-such-item"),
        ("前条", "shuifa/2016-07-02#art_3"),
    ]


def test_an_older_text_of_the_same_title_is_not_this_one():
    sentence = "本办法自公布之日起施行。1997年3月8日国务院发布的《某某取水办法》同时废止。"
    assert links(sentence) == [("《某某取水办法》", "version-not-in-library")]


REPEALS = [
    "2019年发布的《某某取水办法》（国令〔2009〕5号）同时废止。",
    "《某某取水办法》同时废止。",
    "2009年3月8日国务院发布的《某某取水办法》同时废止。",
    "《某某取水办法》（国令〔2009〕5号）的有关规定不再适用。",
]


@pytest.mark.parametrize("sentence", REPEALS)
def test_the_own_title_may_mean_the_text_before(sentence):
    before = source_of(
        "**国令〔2009〕5号**\n\n" + articles("甲。"), "某某取水办法", publication_date="2009-03-08", id="b"
    )
    sources = {"b.md": before, "c.md": citing(sentence, day="2019-01-01", id="c")}
    ((_, address),) = library(sources).links("c.md")
    assert address.endswith("/2009-03-08")


def test_a_number_behind_a_title_tells_the_version():
    texts = [("2010-03-03", "法释〔2010〕5号", "a"), ("2020-12-29", "法释〔2020〕17号", "b")]
    title = "最高人民法院关于审理某某纠纷案件的解释"
    sources = {
        f"{name}.md": source_of(f"**{number}**\n\n" + articles("甲。"), title, publication_date=day, id=name)
        for day, number, name in texts
    }
    sources["c.md"] = citing(f"依照《{title}》（法释[2010]5号）处理。", day="2022-01-01")
    ((_, address),) = library(sources).links("c.md")
    assert address.endswith("/2010-03-03")


def test_a_text_that_was_not_brought_up_to_date_is_not_the_one_in_force():
    """The file of 刑法 of 2009 lacks the amendments before it, which the notes of the text of 2020 list."""
    old = source_of(
        "（1997年3月14日修订　根据2009年8月27日《决定》修正）\n\n" + articles("甲。", "乙。"),
        "中华人民共和国刑法",
        publication_date="2009-08-27",
        id="1",
    )
    new = source_of(
        "（1997年3月14日修订　根据2006年6月29日《修正案（六）》、2009年8月27日《决定》修正　2020年12月26日修正）\n\n"
        + articles("甲。", "乙。"),
        "中华人民共和国刑法",
        publication_date="2020-12-26",
        id="2",
    )
    six = source_of(
        "一、将刑法第一条修改为：“新甲。”\n\n二、在刑法第二条后增加一条，作为第二条之一：“丙。”",
        "中华人民共和国刑法修正案（六）",
        group="修正案",
        publication_date="2006-06-29",
    )
    new = new.replace("**第二条**　　乙。", "**第二条**　　乙。\n\n- **第二条之一**　　丙。").replace(
        "　　甲。", "　　新甲。"
    )
    sources = {
        "old.md": old,
        "new.md": new,
        "six.md": six,
        "c.md": citing("依照刑法第一条、第二条之一处理。", day="2010-01-01"),
    }
    assert [to for _, to in library(sources).links("c.md")] == ["xingfa/", "xingfa/"]


def test_a_document_may_amend_another_law_in_passing():
    decision = source_of(
        "一、骗购外汇的，处罚。\n\n三、将水法第二条修改为：“新。”",
        "关于惩治骗购外汇的决定",
        publication_date="2010-01-01",
        effective_date="2010-01-01",
    )
    sources = {
        "old.md": OLD,
        "d.md": decision,
        "c.md": citing("依照水法第二条、水法第三条处理。", day="2012-01-01"),
    }
    made = library(sources)
    assert made.links("d.md") == [("水法第二条", "shuifa/2002-08-29#art_2")]
    assert [to for _, to in made.links("c.md")] == ["shuifa/", "shuifa/2002-08-29#art_3"]


def test_the_own_title_is_no_link():
    assert links("《某某取水办法》自公布之日起施行。") == [("《某某取水办法》", "names-itself")]


def test_the_same_title_twice_is_told_apart_by_its_day_or_not_at_all():
    decision = "国务院关于修改部分行政法规的决定"
    sources = {
        "a.md": source_of("一、甲。", decision, publication_date="2016-02-06", id="a"),
        "b.md": source_of("一、乙。", decision, publication_date="2019-03-24", id="b"),
        "c.md": citing(f"根据2019年3月24日《{decision}》修订。", day="2020-01-01"),
        "d.md": citing(f"根据《{decision}》修订。", day="2020-01-01", title="另一办法"),
    }
    made = library(sources)
    ((_, address),) = made.links("c.md")
    assert address.endswith("/2019-03-24")
    assert made.links("d.md") == [(f"《{decision}》", "ambiguous-alias")]


def test_a_top_unit_is_cited_like_an_article():
    amendment = source_of(
        "一、甲。\n\n二、乙。\n\n“丙。”",
        "中华人民共和国刑法修正案（三）",
        group="修正案",
        publication_date="2001-12-29",
    )
    sources = {
        "a.md": amendment,
        "c.md": citing("依照《刑法修正案（三）》第2条、刑法修正案（三）第一条处理。"),
    }
    made = library(sources)
    assert [to.partition("#")[2] for _, to in made.links("c.md")] == ["item_2", "item_1"]
    assert [(one.locator.article, one.unit) for _, one in made.resolved("c.md")] == [
        ("二、", "二、"),
        ("一、", "一、"),
    ]


def test_an_issuing_body_before_the_title_belongs_to_it():
    title = "最高人民法院关于确定民事侵权精神损害赔偿责任若干问题的解释"
    sources = {
        "a.md": source_of(articles("甲。"), title, publication_date="2001-03-08", status="有效"),
        "c.md": citing("依据最高人民法院《关于确定民事侵权精神损害赔偿责任若干问题的解释》第一条的规定。"),
    }
    ((words, address),) = library(sources).links("c.md")
    assert words == "《关于确定民事侵权精神损害赔偿责任若干问题的解释》第一条"
    assert address.endswith("/2001-03-08#art_1")


def test_annexes_by_their_titles():
    body = articles("税目和税额依照本法所附《环境保护税税目税额表》和所附《别的表》执行。")
    source = source_of(
        body + "\n\n附表一：\n\n**环境保护税税目税额表**\n\n| 税目 | 税额 |\n| --- | --- |\n| 甲 | 1元 |\n",
        "中华人民共和国环境保护税法",
    )
    (known, other) = library({"a.md": source}).links("a.md")
    assert known[0] == "《环境保护税税目税额表》"
    assert known[1].endswith("#annex_1")
    assert other == ("《别的表》", "no-such-annex")


def test_annexes_and_preambles():
    charter = source_of(
        "# 序　言\n\n甲。\n\n乙。\n\n# 第一章　总纲\n\n- **第一条**　　丙。",
        "中华人民共和国宪法",
        publication_date="1982-12-04",
    )
    sources = {"a.md": charter, "c.md": citing("依照宪法序言第二自然段、宪法第一章处理。")}
    assert [to.partition("#")[2] for _, to in library(sources).links("c.md")] == ["preamble__para_2", "chp_1"]
