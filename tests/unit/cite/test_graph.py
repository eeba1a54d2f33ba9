"""Links of a library, both ways."""

from __future__ import annotations

import pytest

from build_tools.cite.graph import Linkage, link_all
from build_tools.model.site import Force
from tests.unit.cite.texts import Library, articles, library, source_of

WATER = source_of(
    articles("甲。", "乙。\n违反前款的，", "依照本法第一条至第二条处理。", "丁。"),
    "中华人民共和国水法",
    publication_date="2002-08-29",
    status="有效",
    group="法律",
)
RULES = source_of(
    articles("根据《中华人民共和国水法》，制定本办法。", "依照水法第二条、第一条至第三条处理。"),
    "某省取水办法",
    publication_date="2010-01-01",
    status="有效",
    group="地方性法规",
)
READING = source_of(
    articles(
        "为正确适用《中华人民共和国水法》，根据《中华人民共和国水法》，作如下规定。", "水法第二条是指。"
    ),
    "最高人民法院关于审理水事案件的解释",
    publication_date="2012-01-01",
    status="有效",
    group="司法解释",
)
REPEALED = source_of(
    articles("依照水法第二条处理。"),
    "旧办法",
    publication_date="2011-01-01",
    status="已废止",
    group="行政法规",
)
IMPLEMENTING = source_of(
    articles("结合本省实际，制定本办法。"),
    "某省实施《中华人民共和国水法》办法",
    publication_date="2009-01-01",
    status="有效",
    group="地方性法规",
)


@pytest.fixture(scope="module")
def made() -> Library:
    return library({"w.md": WATER, "r.md": RULES, "j.md": READING, "x.md": REPEALED, "i.md": IMPLEMENTING})


@pytest.fixture(scope="module")
def linkage(made: Library) -> Linkage:
    return link_all(made.resolver, made.citations)


def test_a_range_has_a_link_at_either_end(linkage):
    links = linkage.links["mousheng-qushui-banfa"][0].out
    words = [(RULES[one.start : one.end], one.eid) for one in links]
    assert words == [
        ("《中华人民共和国水法》", ""),
        ("水法第二条", "art_2"),
        ("第一条", "art_1"),
        ("第三条", "art_3"),
    ]


def test_every_item_of_a_list_has_a_link_of_its_own():
    listed = source_of(
        articles(
            "有下列情形：\n（一）甲；\n（二）乙；\n（三）丙；\n（四）丁。",
            "依照第一条第（一）项、第（三）至（四）项。",
        ),
        "某某规定",
    )
    made = library({"a.md": listed})
    (links,) = link_all(made.resolver, made.citations).links["moumou-guiding"]
    assert [(listed[one.start : one.end], one.eid[-7:]) for one in links.out] == [
        ("第一条第（一）项", "point_1"),
        ("第（三）", "point_3"),
        ("（四）项", "point_4"),
    ]


def test_links_say_law_version_and_force_but_not_of_the_own_law(linkage):
    (water,) = linkage.links["shuifa"]
    assert [(one.title, one.segment, one.eid) for one in water.out] == [
        ("", "2002-08-29", "art_2__para_1"),
        ("", "2002-08-29", "art_1"),
        ("", "2002-08-29", "art_2"),
    ]
    named = linkage.links["mousheng-qushui-banfa"][0].out[1]
    assert (named.title, named.segment, named.force) == ("中华人民共和国水法", "2002-08-29", Force.IN_FORCE)


def test_every_article_of_a_range_is_cited(linkage):
    cited = linkage.links["shuifa"][0].cited
    by = {eid: [(one.key, one.label) for one in who] for eid, who in cited.items() if eid}
    assert by["art_1"] == [("shuifa", "第三条"), ("mousheng-qushui-banfa", "第二条")]
    assert by["art_3"] == [("mousheng-qushui-banfa", "第二条")]
    assert "art_4" not in by


def test_who_cites_comes_in_force_first_then_by_kind_and_never_the_article_itself(linkage):
    who = linkage.links["shuifa"][0].cited["art_2"]
    assert [(one.title, one.force) for one in who] == [
        ("中华人民共和国水法", Force.IN_FORCE),
        ("最高人民法院关于审理水事案件的解释", Force.IN_FORCE),
        ("某省取水办法", Force.IN_FORCE),
        ("旧办法", Force.REPEALED),
    ]
    assert {one.eid for one in who} == {"art_1", "art_2", "art_3"}


def test_the_law_as_a_whole_is_cited_by_documents_each_once(linkage):
    whole = linkage.links["shuifa"][0].cited[""]
    assert sorted(one.title for one in whole) == [
        "旧办法",
        "最高人民法院关于审理水事案件的解释",
        "某省取水办法",
    ]
    assert {one.eid for one in whole} == {""}


def test_what_was_made_under_a_law_and_what_interprets_it(linkage):
    (water,) = linkage.links["shuifa"]
    assert [one.title for one in water.made] == ["某省取水办法", "某省实施《中华人民共和国水法》办法"]
    assert [one.title for one in water.read] == ["最高人民法院关于审理水事案件的解释"]
    for key in ("mousheng-qushui-banfa", "mousheng-shishi-shuifa-banfa"):
        assert [one.title for one in linkage.links[key][0].basis] == ["中华人民共和国水法"]


def test_the_census_counts_every_citation_once(linkage, made):
    assert linkage.census.found == sum(map(len, made.citations.values()))


def crimes(first: str, day: str, note: str, **fields: str) -> str:
    """Return a text of the criminal law."""
    return source_of(note + articles(first, "乙。"), "中华人民共和国刑法", publication_date=day, **fields)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        # the wording has changed, the number has not
        ("一、将刑法第一条修改为：“新甲。”", True),
        ("一、在刑法第一条后增加一条，作为第一条之一：“新。”", True),
        # the number may mean another article
        ("一、增加一条，作为第一条：“新。”", False),
    ],
)
def test_readers_of_a_later_text_learn_who_cites_the_same_article(change, shown):
    amendment = source_of(
        change,
        "中华人民共和国刑法修正案（八）",
        group="修正案",
        publication_date="2011-02-25",
        effective_date="2011-05-01",
    )
    sources = {
        "old.md": crimes("甲。", "2009-08-27", "（1997年3月14日修订）\n\n", status="已修改", id="1"),
        "new.md": crimes(
            "新甲。",
            "2020-12-26",
            "（1997年3月14日修订　根据2011年2月25日《修正案（八）》修正）\n\n",
            status="有效",
            id="2",
        ),
        "amendment.md": amendment,
        "citing.md": source_of(
            articles("依照刑法第一条处理。"),
            "某某解释",
            publication_date="2010-04-02",
            effective_date="2010-04-04",
        ),
    }
    made = library(sources)
    old, new = link_all(made.resolver, made.citations).links["xingfa"]
    readings = [one.is_of_other_text for one in new.cited.get("art_1", ()) if one.title == "某某解释"]
    assert readings == ([True] if shown else [])
    assert [one.is_of_other_text for one in old.cited["art_1"] if one.title == "某某解释"] == [False]
