import re
from dataclasses import replace
from datetime import date

import pytest

from build_tools.model.law import Meta
from build_tools.model.nodes import Role
from build_tools.model.site import Force, Site, Turn, Work
from build_tools.pages.boards import lists_of
from build_tools.pages.hubs import ROWS_PER_PAGE, YEARS_ON_HOME, render_hubs
from build_tools.pages.reach import Reach
from tests import factories as make
from tests.golden.samples import flag_work


def regulation() -> Work:
    meta = Meta(
        title="河南省社会治理条例",
        author="河南省人民代表大会常务委员会",
        publication_date=date(2025, 9, 30),
    )
    flip = (Turn(None, Force.NOT_YET), Turn(date(2026, 6, 1), Force.IN_FORCE))
    law = make.law(meta=meta, body=(make.article(1, "文"), make.article(2, "文")))
    return make.work("henan", make.version(law, force=Force.NOT_YET, timeline=flip))


def pages(site: Site) -> dict[str, str]:
    return {output.path: output.data.decode() for output in render_hubs(site, make.context())}


@pytest.fixture(scope="module")
def hubs() -> dict[str, str]:
    return pages(make.site(flag_work()[0], regulation()))


def rows(page: str) -> list[tuple[str, str]]:
    return re.findall(r"<li><a href=([^>]+)>([^<]+)</a>", page)


def test_the_pages(hubs: dict[str, str]) -> None:
    assert set(hubs) == {"index.html", *lists_of(make.site(flag_work()[0], regulation())).addresses}


def test_a_bundle_has_no_empty_lists() -> None:
    bundle = replace(make.context(), reach=Reach(frozenset({"henan"})))
    found = {output.path: output.data.decode() for output in render_hubs(make.site(regulation()), bundle)}
    assert set(found) == {
        *("index.html", "recent.html", "coming.html"),
        *("kinds/index.html", "kinds/difangxing-fagui.html"),
        *("regions/index.html", "regions/henan.html"),
        *("years/index.html", "years/2025.html"),
        *("status/index.html", "status/not-yet.html"),
    }
    assert not [name for name, text in found.items() if "feeds/" in text]


def test_an_empty_list_is_there_but_nothing_leads_to_it(hubs: dict[str, str]) -> None:
    assert "<p>目前没有。</p>" in hubs["kinds/xianfa.html"]
    assert "按类别 · 共 0 部法规。" in hubs["kinds/xianfa.html"]
    assert "xianfa.html" not in hubs["kinds/index.html"] + hubs["index.html"]


def test_lists_by_kind_and_region_lead_to_their_feeds(hubs: dict[str, str]) -> None:
    text = hubs["kinds/falv.html"]
    assert "<a href=../feeds/kinds/falv.xml>Atom</a> <a href=../feeds/kinds/falv.json>JSON Feed</a>" in text
    assert (
        '<link rel=alternate type=application/atom+xml title="法律 - 条文" href=../feeds/kinds/falv.xml>'
        '<link rel=alternate type=application/feed+json title="法律 - 条文" href=../feeds/kinds/falv.json>'
    ) in text
    assert "<a href=feeds/all.xml>Atom</a>" in hubs["recent.html"]
    assert "href=feeds/all.xml>" in hubs["index.html"]
    assert "feeds/" not in hubs["years/2025.html"] + hubs["coming.html"] + hubs["kinds/index.html"]


def test_without_an_address_there_are_no_feeds_to_lead_to() -> None:
    found = render_hubs(make.site(regulation()), make.context(site_url=""))
    assert not [output.path for output in found if b"feeds" in output.data]


def test_kinds_list_the_current_version_of_every_law(hubs: dict[str, str]) -> None:
    assert rows(hubs["kinds/falv.html"]) == [
        ("../laws/guoqifa/2009-08-27/index.html", "中华人民共和国国旗法（2009）")
    ]
    assert rows(hubs["regions/henan.html"]) == [("../laws/henan/2025-09-30/index.html", "河南省社会治理条例")]
    assert "<li><a href=falv.html>法律</a> <small>1</small>" in hubs["kinds/index.html"]
    assert "<title>法律 - 条文</title>" in hubs["kinds/falv.html"]
    assert "<link rel=canonical href=https://laws.example/kinds/falv.html>" in hubs["kinds/falv.html"]


@pytest.mark.parametrize(
    ("page", "lede"),
    [
        ("kinds/index.html", "每部法规列一个文本：现行的，否则即将施行的，或者最后的。"),
        ("kinds/falv.html", "按类别 · 共 1 部法规。每部法规列一个文本：现行的，否则即将施行的，或者最后的。"),
        (
            "regions/henan.html",
            "按地区 · 共 1 部法规。地方性法规等，按省级行政区。每部法规列一个文本：现行的，否则即将施行的，或者最后的。",
        ),
        ("years/2009.html", "按年份 · 共 1 个文本。每个文本列在它公布的那一年。"),
        (
            "status/not-yet.html",
            f"按状态 · 共 2 个文本。按 {make.AS_OF} 的效力状态编排；每行的状态以您阅读之日为准。",
        ),
    ],
)
def test_a_list_says_what_it_counts(hubs: dict[str, str], page: str, lede: str) -> None:
    assert f"<p class=lede>{lede}</p>" in hubs[page]


def test_a_text_without_a_day_of_publication_has_the_year_of_its_note() -> None:
    note = make.text("（1998年6月26日最高人民法院审判委员会第995次会议通过）", role=Role.NOTE)
    law = make.law("最高人民法院关于某问题的批复", front=(note,), published=None)
    found = pages(make.site(make.work("pifu", make.version(law, "1998-06-26"))))
    assert rows(found["years/1998.html"]) == [
        ("../laws/pifu/1998-06-26/index.html", "最高人民法院关于某问题的批复")
    ]


def test_a_text_that_is_overtaken_before_it_commences_is_not_coming() -> None:
    never = (Turn(None, Force.NOT_YET), Turn(date(2030, 1, 1), Force.AMENDED))
    version = make.version(make.law(), force=Force.NOT_YET, timeline=never)
    assert rows(pages(make.site(make.work("k", version)))["coming.html"]) == []


def test_home_has_the_latest_years_and_leads_to_the_others() -> None:
    works = [
        make.work(f"fa-{year}", make.version(make.law(published=date(year, 1, 1))))
        for year in range(2000, 2020)
    ]
    home = pages(make.site(*works))["index.html"]
    assert "2019 年" in home
    assert "2008 年" in home
    assert "2007 年" not in home
    assert "<li><a href=years/index.html>更早的年份…</a></ul>" in home
    assert "更早的年份" not in pages(make.site(*works[:YEARS_ON_HOME]))["index.html"]


def test_years_and_statuses_list_every_version(hubs: dict[str, str]) -> None:
    assert rows(hubs["years/1990.html"]) == [
        ("../laws/guoqifa/1990-06-28/index.html", "中华人民共和国国旗法（1990）")
    ]
    assert [href for href, _ in rows(hubs["years/index.html"])] == [
        "2026.html",
        "2025.html",
        "2009.html",
        "1990.html",
    ]
    assert len(rows(hubs["status/not-yet.html"])) == 2
    assert make.AS_OF.isoformat() in hubs["status/index.html"]


def test_recent_is_by_publication_and_coming_by_commencement(hubs: dict[str, str]) -> None:
    assert [href for href, _ in rows(hubs["recent.html"])] == [
        "laws/guoqifa/2026-03-01/index.html",
        "laws/henan/2025-09-30/index.html",
        "laws/guoqifa/2009-08-27/index.html",
        "laws/guoqifa/1990-06-28/index.html",
    ]
    assert [href for href, _ in rows(hubs["coming.html"])] == [
        "laws/henan/2025-09-30/index.html",
        "laws/guoqifa/2026-03-01/index.html",
    ]
    assert (
        '<span class="st is-not-yet" data-t=|尚未施行;2026-06-01|有效>尚未施行</span> <time>2026-06-01</time>'
        in hubs["coming.html"]
    )


def test_home_has_counts_and_lists(hubs: dict[str, str]) -> None:
    assert "2 部法规、5 个条目" in hubs["index.html"]
    assert "<ul class=facets><li><a href=kinds/falv.html>法律</a>" in hubs["index.html"]
    assert "<a href=laws/henan/2025-09-30/index.html>" in hubs["index.html"]


def test_long_lists_are_paged() -> None:
    works = [
        make.work(f"fa-{number}", make.version(make.law(f"中华人民共和国第{number}号法")))
        for number in range(ROWS_PER_PAGE + 1)
    ]
    found = pages(make.site(*works))
    first, second = found["kinds/falv.html"], found["kinds/falv-2.html"]
    assert len(rows(first)) == ROWS_PER_PAGE
    assert len(rows(second)) == 1
    pager = "<nav class=pager aria-label=分页><a href=falv.html aria-current=page>1</a> <a href=falv-2.html>2</a></nav>"
    assert pager in first
    assert "<h1>法律（第 2 页）</h1>" in second


def test_an_empty_site_has_its_pages_too() -> None:
    found = pages(make.site())
    assert "目前没有" in found["coming.html"]
    assert "0 部法规、0 个条目" in found["index.html"]


def test_titles_are_escaped() -> None:
    found = pages(make.site(make.work("k", make.version(make.law("<script>alert(1)</script>法")))))
    assert not [name for name, text in found.items() if "<script>alert" in text]
