"""What citations say of a version: the year of its wording, as its 题注 tells it."""

from datetime import date

import pytest

from build_tools.model.law import Law, Meta
from build_tools.model.nodes import Role
from build_tools.pages.copying import copy_facts, year_words
from tests import factories as make

SECOND = date(2020, 12, 26)


def law_with(note: str, published: date | None, title: str = "中华人民共和国刑法") -> Law:
    front = [make.text(title, role=Role.TITLE)]
    if note:
        front.append(make.text(note, role=Role.NOTE))
    return make.law(title, front=front, published=published)


def year_of(note: str, published: date | None, segment: str = "", *, alone: bool = True) -> str:
    law = law_with(note, published)
    version = make.version(law, segment)
    others = () if alone else (make.version(law_with("", SECOND)),)
    return year_words(make.work("k", version, *others), version, law)


@pytest.mark.parametrize(
    ("note", "published", "words"),
    [
        ("（2020年5月28日第十三届全国人民代表大会第三次会议通过）", date(2020, 5, 28), ""),
        (
            "（2001年4月28日第九届全国人民代表大会常务委员会第二十一次会议通过　根据2015年4月24日第十二届全国人民"
            "代表大会常务委员会第十四次会议《关于修改〈中华人民共和国电力法〉等六部法律的决定》修正）",
            date(2015, 4, 24),
            "2015年修正",
        ),
        (
            "（1999年6月28日通过　根据2012年10月26日《关于修改〈中华人民共和国预防未成年人犯罪法〉的决定》修正　"
            "2020年12月26日第十三届全国人民代表大会常务委员会第二十四次会议修订）",
            date(2020, 12, 26),
            "2020年修订",
        ),
        (
            "（1979年7月1日通过　1997年3月14日修订　根据1999年12月25日《中华人民共和国刑法修正案》、2020年12月26日第十三届"
            "全国人民代表大会常务委员会第二十四次会议通过的《中华人民共和国刑法修正案（十一）》修正）",
            date(2020, 12, 26),
            "2020年修正",
        ),
        ("（2009年1月24日中华人民共和国国务院令第549号公布）", date(2009, 1, 24), ""),
        # An amendment is a document here.
        ("（2004年3月14日第十届全国人民代表大会第二次会议通过宪法修正案）", date(2004, 3, 14), ""),
        # Adopted in autumn, published in winter.
        (
            "（2018年11月29日河南省第十三届人民代表大会常务委员会第七次会议批准修正）",
            date(2019, 1, 8),
            "2018年修正",
        ),
        # The 题注 was not brought up to date.
        (
            "（2003年8月8日通过　2017年11月23日《关于修改本市部分地方性法规的决定》第三次修正）",
            date(2021, 11, 25),
            "2021年",
        ),
        # The 题注 was, and the date of publication was not.
        (
            "（2005年8月1日通过　根据2018年11月29日《关于修改部分地方性法规的决定》修正）",
            date(2005, 10, 25),
            "2018年修正",
        ),
        ("（煤炭工业部、铁道部修订）", date(1965, 12, 6), ""),
    ],
)
def test_the_last_amendment_names_the_wording(note: str, published: date, words: str) -> None:
    assert year_of(note, published) == words


def test_a_wording_among_others_is_known_by_its_year() -> None:
    assert (
        year_of("（1979年7月1日第五届全国人民代表大会第二次会议通过）", date(1979, 7, 6), alone=False)
        == "1979年"
    )
    assert year_of("", None, "undated", alone=False) == ""


def test_facts_that_are_empty_are_left_out() -> None:
    law = law_with("", date(2020, 5, 28), "中华人民共和国民法典")
    version = make.version(law)
    assert copy_facts(make.work("minfadian", version), version, law) == {"title": "中华人民共和国民法典"}


def test_the_title_is_the_versions_own() -> None:
    meta = Meta(
        title="中华人民共和国宪法（1982年）", author="全国人民代表大会", publication_date=date(1982, 12, 4)
    )
    old = Meta(title="中华人民共和国食品卫生法（失效）", publication_date=date(1995, 10, 30))
    for given, work_title, title in (
        (meta, "中华人民共和国宪法", "中华人民共和国宪法"),
        (old, "中华人民共和国食品安全法", "中华人民共和国食品卫生法"),
    ):
        law = make.law(meta=given, number="中华人民共和国主席令第五十九号")
        version = make.version(law)
        work = make.work("k", version, make.version(make.law(work_title)))
        facts = copy_facts(work, version, law)
        assert facts["title"] == title
        assert facts["number"] == "中华人民共和国主席令第五十九号"
