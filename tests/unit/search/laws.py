"""Laws and sites for the tests of search: real sentences, small trees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from build_tools.model.law import Law, Meta
from build_tools.model.nodes import Role
from build_tools.model.site import Force, Site, Turn
from build_tools.search.entries import Entry, entries
from tests import factories as make

THEFT = (
    "盗窃公私财物，数额较大的，或者多次盗窃、入户盗窃、携带凶器盗窃、扒窃的，处三年以下有期徒刑、拘役或者管制，并处或者单处罚金；"
    "数额巨大或者有其他严重情节的，处三年以上十年以下有期徒刑，并处罚金。"
)
DIVORCE = "夫妻一方要求离婚的，可以由有关组织进行调解或者直接向人民法院提起离婚诉讼。"
Texts = Mapping[tuple[str, str], Law]


def penal_law(published: date = date(2020, 12, 26), theft: str = THEFT) -> Law:
    """A law with chapters, notes and items."""
    points = make.paragraph(
        "art_3__para_1",
        "有下列情形之一的，从重处罚：",
        make.item("art_3__para_1__point_1", "（一）", "累犯；"),
        make.item("art_3__para_1__point_2", "（二）", "教唆不满十八周岁的人犯罪的。"),
    )
    return make.law(
        meta=Meta(title="中华人民共和国刑法", publication_date=published, author="全国人民代表大会"),
        front=(
            make.text("中华人民共和国", role=Role.TITLE),
            make.text("刑 法", role=Role.TITLE),
            make.text("（1979年7月1日第五届全国人民代表大会第二次会议通过）", role=Role.NOTE),
        ),
        body=(
            make.chapter(1, "总　　则", make.article(1, "为了惩罚犯罪，保护人民，制定本法。")),
            make.chapter(
                2,
                "侵犯财产罪",
                make.article(2, theft, "携带凶器抢夺的，依照本法定罪。"),
                make.article(3, points),
            ),
        ),
        number="中华人民共和国主席令第六十六号",
    )


def reply() -> Law:
    """A document without any unit."""
    return make.law(
        meta=Meta(
            title="最高人民法院关于定期宣判的批复", publication_date=date(1981, 8, 4), author="最高人民法院"
        ),
        front=(
            make.text("最高人民法院关于定期宣判的批复", role=Role.TITLE),
            make.text("〔81〕法研字第23号", role=Role.NUMBER),
            make.text("山东省高级人民法院：", role=Role.ADDRESSEE),
        ),
        body=(
            make.paragraph("para_1", "你院请示报告收悉。"),
            make.paragraph("para_2", "人民陪审员因故不能参加宣判时，可以由审判员开庭宣判。"),
        ),
        back=(make.text("1981年8月4日", role=Role.SIGNATURE),),
        number="〔81〕法研字第23号",
    )


def library() -> tuple[Site, dict[tuple[str, str], tuple[Entry, ...]]]:
    """A site of three works, one of them in two versions, and the entries of every version."""
    civil = make.law(
        meta=Meta(title="中华人民共和国民法典", publication_date=date(2020, 5, 28)),
        body=(
            make.division("book_5", "第五编", "婚姻家庭", *(make.article(n, DIVORCE) for n in range(1, 31))),
        ),
    )
    old, new, answer = (
        penal_law(date(1997, 3, 14), "盗窃公私财物的，处三年以下有期徒刑。"),
        penal_law(),
        reply(),
    )
    day = date(2021, 3, 1)
    amended = make.version(
        old, force=Force.IN_FORCE, timeline=(Turn(None, Force.IN_FORCE), Turn(day, Force.AMENDED))
    )
    coming = make.version(
        new, force=Force.NOT_YET, timeline=(Turn(None, Force.NOT_YET), Turn(day, Force.IN_FORCE))
    )
    site = make.site(
        make.work("xingfa", amended, coming, current=0),
        make.work("minfadian", make.version(civil)),
        make.work("dingqi-xuanpan", make.version(answer, force=Force.NONE)),
        as_of=date(2021, 1, 1),
    )
    laws = {"1997-03-14": old, "2020-12-26": new, "2020-05-28": civil, "1981-08-04": answer}
    found = {
        (work.key, version.segment): entries(laws[version.segment], work.title)
        for work in site.works
        for version in work.versions
    }
    return site, found
