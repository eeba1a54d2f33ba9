import json
import re
from dataclasses import replace
from datetime import date

import pytest

from build_tools.model.site import Force, Turn
from build_tools.pages.edition import Edition
from build_tools.pages.full import full_html
from build_tools.pages.proof import text_of_law, text_of_page
from build_tools.pages.relations import relations_of
from tests import factories as make
from tests.golden.links import everywhere
from tests.golden.samples import flag_work


def full(index: int = 0, site_url: str = "https://laws.example/", script: str = "") -> str:
    work, laws = flag_work()
    context = make.context(site_url=site_url)
    context = replace(context, shells=replace(context.shells, full_js=script))
    return full_html(Edition(relations_of(work), index, laws[index], context), context)


def test_nothing_is_loaded_and_every_link_stays_in_the_file_or_leaves_the_site() -> None:
    text = full()
    assert "<style>body{color:#000}</style>" in text
    assert not re.search(r"<(?:script|link rel=(?!canonical)|img|iframe)", text)
    hrefs = re.findall(r"<a[^>]* href=\"?([^ >\"]+)", text)
    assert hrefs
    assert all(href.startswith(("#", "https://")) for href in hrefs)
    for href in hrefs:
        assert not href.startswith("#") or f"id={href[1:]}>" in text


def test_with_links_everywhere_they_still_do() -> None:
    work, laws = flag_work()
    links = everywhere([(work, laws)])[work.key][0]
    edition = Edition(relations_of(work), 0, laws[0], make.context(), links)
    text = full_html(edition, make.context())
    hrefs = re.findall(r"<a[^>]* href=\"?([^ >\"]+)", text.partition("</nav>")[2])
    assert len(hrefs) > 30
    for href in hrefs:
        assert href.startswith("https://") or f"id={href.removeprefix('#')}>" in text, href
    assert not [href for href in hrefs if href.startswith("https://laws.example/laws/guoqifa/1990-06-28/")]


def test_it_names_its_permanent_address() -> None:
    address = "https://laws.example/laws/guoqifa/1990-06-28/index.html"
    assert f"<dt>永久地址</dt><dd><a href={address}>{address}</a></dd>" in full()
    assert "<dd><a href=index.html>laws/guoqifa/1990-06-28/index.html</a></dd>" in full(site_url="")


def test_it_says_how_it_stands_and_leads_to_the_law_itself() -> None:
    law = "https://laws.example/laws/guoqifa/index.html"
    assert f"<p id=superseded>本版本已被修改 · <a href={law}>看现行文本</a></p>" in full()
    assert "<p id=superseded>本版本已被修改 · <a href=../index.html>看现行文本</a></p>" in full(site_url="")
    assert "<div class=now></div>" in full(1)
    assert "本版本尚未施行（2026-10-01 起施行） · " in full(2)


def test_the_note_is_not_text_of_the_law() -> None:
    for index, law in enumerate(flag_work()[1]):
        assert text_of_page(full(index, script="run()")) == text_of_law(law)


@pytest.mark.parametrize(
    ("index", "turns"),
    [
        (
            1,
            [
                [
                    "2026-10-01",
                    "amended",
                    "已修改（2026-10-01 起）",
                    "<p id=superseded>本版本已被修改 · <a href=https://laws.example/laws/guoqifa/index.html>看现行文本</a></p>",
                ]
            ],
        ),
        (2, [["2026-10-01", "in-force", "有效", ""]]),
    ],
)
def test_a_file_that_will_not_stay_true_knows_what_will_be(index: int, turns: list[list[str]]) -> None:
    script = re.search(r"<script>var turns=(.*);run\(\)</script>", full(index, script="run()"))
    assert script
    assert json.loads(script[1]) == turns
    assert "<" not in script[1]


def test_a_file_that_stays_true_has_no_script() -> None:
    assert "<script" not in full(0, script="run()")


@pytest.mark.parametrize(
    ("force", "note"),
    [
        (Force.AMENDED, "<p id=superseded>本文本已被修改，本站没有修改后的文本。</p>"),
        (Force.REPEALED, "<p id=superseded>本文本已废止，仅供查阅。</p>"),
    ],
)
def test_the_only_text_of_a_law_has_nowhere_to_lead_to(force: Force, note: str) -> None:
    law = make.law(body=(make.article(1, "文"),))
    ends = (Turn(None, Force.IN_FORCE), Turn(date(2030, 1, 1), force))
    relations = relations_of(make.work("k", make.version(law, timeline=ends)))
    context = make.context()
    context = replace(context, shells=replace(context.shells, full_js="run()"))
    script = full_html(Edition(relations, 0, law, context), context).partition("<script>")[2]
    assert json.loads(script.partition("=")[2].partition(";run")[0])[0][3] == note


def test_it_has_metadata_and_headings_in_order() -> None:
    text = full()
    assert "<title>中华人民共和国国旗法（1990） - 条文</title>" in text
    assert "<dt>状态</dt><dd>已修改（2009-08-27 起）</dd>" in text
    assert re.findall(r"<h(\d)[^>]*>([^<]+)", text) == [
        ("1", "中华人民共和国"),
        ("2", "序言"),
        ("2", "第一编 总则"),
        ("3", "第一章 一般规定"),
        ("4", "第一节 升挂"),
        ("5", "第一条 【每日升挂】"),
        ("5", "第一条之一"),
        ("4", "第二节 尺度"),
        ("5", "第二条"),
        ("2", "第二编 附则"),
        ("3", "第三条"),
        ("2", "附件一："),
        ("3", "第一章 附章"),
        ("4", "第一条"),
    ]


@pytest.mark.parametrize(
    ("new", "site_url", "address"),
    [
        ("laws/guoqifa/1990-06-28/2.html#art_2__para_1", "https://laws.example/", "#art_2__para_1"),
        ("laws/guoqifa/1990-06-28/2.html", "https://laws.example/", "#art_2"),
        ("laws/guoqifa/1990-06-28/index.html", "https://laws.example/", "#"),
        (
            "laws/guohuifa/1991-03-02/1.html#art_1",
            "https://laws.example/",
            "https://laws.example/laws/guohuifa/1991-03-02/1.html#art_1",
        ),
        ("laws/guohuifa/1991-03-02/1.html", "", "../../guohuifa/1991-03-02/1.html"),
    ],
)
def test_it_knows_where_its_anchors_have_moved(new: str, site_url: str, address: str) -> None:
    work, laws = flag_work()
    first = replace(work.versions[0], moved=(("art_2__para_9", new),))
    work = replace(work, versions=(first, *work.versions[1:]))
    context = make.context(site_url=site_url)
    context = replace(context, shells=replace(context.shells, full_js="run()"))
    text = full_html(Edition(relations_of(work), 0, laws[0], context), context)
    assert f'<script>var turns=[],moved={{"art_2__para_9":"{address}"}};run()</script>' in text
