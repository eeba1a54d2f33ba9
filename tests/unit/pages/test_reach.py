"""Reach: where links lead in a bundle."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from datetime import date

import pytest

from build_tools.model.links import VersionLinks
from build_tools.pages.content import Entry, Fact, Facts, Fold, Grid, Group, Head, Line, Link, Mark, Nav, Tree
from build_tools.pages.law import render_work
from build_tools.pages.proof import text_of_law, text_of_page
from build_tools.pages.reach import EVERYTHING, Reach
from tests import factories as make
from tests.golden.links import everywhere
from tests.golden.samples import flag_work

HERE = "laws/guoqifa/2020-10-17/"
WHOLE = Reach(frozenset(["guoqifa", "xingfa"]), whole=True, title="选编", public="https://laws.example/")
PAGES = replace(WHOLE, whole=False)
LONELY = replace(WHOLE, public="")


@pytest.mark.parametrize(
    ("href", "whole", "pages"),
    [
        ("#art_3__para_2", "#art_3__para_2", "#art_3__para_2"),
        ("3.html", "full.html#art_3", "3.html"),
        ("3.html#art_3__para_2", "full.html#art_3__para_2", "3.html#art_3__para_2"),
        ("b1-c2.html", "full.html#book_1__chp_2", "b1-c2.html"),
        ("annex-1.html#annex_1__art_3", "full.html#annex_1__art_3", "annex-1.html#annex_1__art_3"),
        ("preamble.html", "full.html#preamble", "preamble.html"),
        ("index.html", "index.html", "index.html"),
        ("index.html#history", "index.html#history", "index.html#history"),
        ("full.html", "full.html", "full.html"),
        ("law.json", "law.json", "law.json"),
        ("cited.html#made", "cited.html#made", "cited.html#made"),
        ("../2009-08-27/index.html", "../2009-08-27/index.html", "../2009-08-27/index.html"),
        ("../2009-08-27/3.html", "../2009-08-27/full.html#art_3", "../2009-08-27/3.html"),
        ("../index.html", "../index.html", "../index.html"),
        ("../../xingfa/2020-12-26/264.html", "../../xingfa/2020-12-26/full.html#art_264", "../../xingfa/2020-12-26/264.html"),
        ("../../xingfa/index.html", "../../xingfa/index.html", "../../xingfa/index.html"),
        ("../../../kinds/falv.html", "../../../kinds/falv.html", "../../../kinds/falv.html"),
        ("../../../about.html#repealed", "../../../about.html#repealed", "../../../about.html#repealed"),
        ("https://flk.npc.gov.cn/detail?id=1", "https://flk.npc.gov.cn/detail?id=1", "https://flk.npc.gov.cn/detail?id=1"),
    ],
)  # fmt: skip
def test_what_is_within_reach_is_linked_where_it_stands(href, whole, pages):
    link = Link("第三条", href, title="国旗法")
    for reach, expected in ((WHOLE, whole), (PAGES, pages), (LONELY, whole), (EVERYTHING, href)):
        assert reach.link(link, HERE + "index.html") == link._replace(href=expected)


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../../minfadian/2020-05-28/1079.html", "laws/minfadian/2020-05-28/1079.html"),
        ("../../minfadian/2020-05-28/1079.html#art_1079__para_3", "laws/minfadian/2020-05-28/1079.html#art_1079__para_3"),
        ("../../minfadian/index.html", "laws/minfadian/index.html"),
    ],
)  # fmt: skip
def test_what_is_beyond_is_linked_in_public_and_marked(href, address):
    for reach in (WHOLE, PAGES):
        found = reach.link(
            Link("民法典", href, title="中华人民共和国民法典（2020-05-28）有效", css="o"), HERE + "index.html"
        )
        assert found == Link(
            "民法典",
            f"https://laws.example/{address}",
            title="中华人民共和国民法典（2020-05-28）有效（需联网）",
            css="o beyond",
        )
    assert LONELY.link(Link("民法典", href), HERE + "index.html") == "民法典"


def test_long_lists_and_other_forms_of_the_text_are_beyond_a_bundle_without_articles():
    for name in ("264-cited.html", "full.md"):
        found = WHOLE.link(Link("全部", name), HERE + "index.html")
        assert found == Link("全部", f"https://laws.example/{HERE}{name}", title="需联网", css="beyond")
        assert PAGES.link(Link("全部", "264-cited.html"), HERE + "index.html").href == "264-cited.html"


def test_every_kind_of_block_is_mapped():
    there = Link("民法典", "../../minfadian/index.html")
    content = (
        Line("k", "", ("依照", there)),
        Head(2, "", (Mark("i", there),)),
        Grid((((there,), ("甲",)),), has_header=False),
        Facts((Fact("制定依据", (there,)),)),
        Tree("by", "被引用", (Entry(("法律",), (Entry((there,)),)),)),
        Fold(Head(2, "cited", ("被引用",)), (Line("", "", (there,)),)),
        Group("article", "", (Line("k", "", (there,)),)),
    )
    for block, mapped in zip(content, LONELY.blocks(content, HERE + "index.html"), strict=True):
        assert "href=" not in repr(mapped), block
        assert "民法典" in repr(mapped)
    nav = Nav("pn", "前后页", (there, Link("第一条", "1.html")))
    (mapped,) = LONELY.blocks((nav,), HERE + "index.html")
    assert mapped.links == (Link("第一条", "full.html#art_1"),)


def test_on_the_site_nothing_is_touched():
    content = (Line("k", "", (Link("民法典", "../../minfadian/index.html"),)),)
    assert EVERYTHING.blocks(content, HERE + "index.html") is content


def test_the_home_page_of_a_bundle_says_which_it_is_and_of_which_day():
    day = date(2025, 11, 20)
    assert EVERYTHING.note(day) == ""
    assert (
        replace(LONELY, title="<河南>").note(day)
        == "<p class=bundle>离线包：<b>&lt;河南&gt;</b>，内容截至 <time>2025-11-20</time>。只检索本包内的法规。</p>"
    )
    newer = "新的见 <a class=beyond href=https://laws.example/downloads.html title=需联网>laws.example/downloads.html</a>。"
    assert newer in WHOLE.note(day)


# --- whole works ---


def _files(reach: Reach, links: tuple[VersionLinks, ...] = ()) -> dict[str, str]:
    work, laws = flag_work()
    context = replace(make.context(), reach=reach)
    return {
        out.path: out.data.decode() for out in render_work(work, laws, context, links) if out.root == "site"
    }


def _linked(reach: Reach) -> dict[str, str]:
    return _files(reach, everywhere([flag_work()])["guoqifa"])


def test_a_bundle_without_articles_has_few_files():
    names = set(_files(replace(WHOLE, keys=frozenset(["guoqifa"]))))
    work = flag_work()[0]
    each = ("index.html", "full.html", "toc.js")
    wanted = {f"laws/guoqifa/{version.segment}/{name}" for version in work.versions for name in each}
    assert names == {"laws/guoqifa/index.html", "laws/guoqifa/versions.js"} | wanted


@pytest.mark.parametrize("reach", [WHOLE, PAGES, LONELY, replace(LONELY, whole=False)])
def test_every_link_leads_to_a_file_and_an_id_of_the_bundle_or_out_of_it(reach):
    files = _linked(replace(reach, keys=frozenset(["guoqifa"])))
    count = 0
    for page, text in files.items():
        for href in re.findall(r"<a[^>]* href=\"?([^ >\"]+)", text):
            path, _, fragment = href.partition("#")
            if href.startswith(("../../../", "../../index", "https://")):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            assert target in files, (page, href)
            assert not fragment or re.search(rf"id={re.escape(fragment)}[ >]", files[target]), (page, href)
            count += 1
    assert count > 100


def test_the_whole_text_is_on_the_page_with_links_and_without():
    work, laws = flag_work()
    for files in (_files(WHOLE), _linked(WHOLE), _linked(LONELY)):
        for version, law in zip(work.versions, laws, strict=True):
            page = files[f"laws/guoqifa/{version.segment}/full.html"]
            assert "".join(
                map(text_of_page, re.findall(r"<article\b.*</article>", page, re.DOTALL))
            ) == text_of_law(law)


def test_the_whole_text_stands_in_the_shell_of_the_law():
    files = _files(WHOLE)
    for version in flag_work()[0].versions:
        page = files[f"laws/guoqifa/{version.segment}/full.html"]
        assert "<style>" not in page
        assert "<div data-at=" in page
        assert " data-t=" in page
