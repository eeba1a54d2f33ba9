"""Links in the text of a law: the words of the citation are the link, and the text stays what it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.law import Law
from build_tools.model.links import TextLink, VersionLinks
from build_tools.model.nodes import Run, Text
from build_tools.model.site import Force
from build_tools.pages import html
from build_tools.pages.content import Group, Line, Link, standing_alone
from build_tools.pages.law import render_work
from build_tools.pages.lawtext import LawText
from build_tools.pages.proof import text_of_page
from build_tools.pages.textlinks import TextLinks, status_title
from tests import factories as make
from tests.golden.samples import HOSTILE
from tests.unit.pages.test_markdown import same

URL = "https://laws.example/"
FLAG = "guoqifa", "2020-10-17"
CRIMINAL = "中华人民共和国刑法"


def flag(*units: object, **more: object) -> Law:
    return make.law("中华人民共和国国旗法", units, **more)  # type: ignore[arg-type]


def shown(law: Law, *links: TextLink, site_url: str = URL) -> tuple[str, str]:
    """The main body with its links, as on the pages and as in full.html."""
    text = LawText(links=TextLinks(law, links, *FLAG, site_url))
    content = (Group("article", "", tuple(text.loose(getattr(law.body[0], "children", law.body)))),)
    return html.blocks(content), html.blocks(standing_alone(content))


def hrefs(law: Law, *links: TextLink, site_url: str = URL) -> list[str]:
    """The address of the first link, on the pages and in full.html."""
    return [re.findall(r"<a[^>]* href=([^ >]+)", page)[0] for page in shown(law, *links, site_url=site_url)]


def files(law: Law, *links: TextLink) -> dict[str, str]:
    """The pages of the version with these links."""
    work = make.work(FLAG[0], make.version(law))
    folder = "laws/guoqifa/2020-10-17/"
    return {
        page.path.removeprefix(folder): page.data.decode()
        for page in render_work(work, [law], make.context(), [VersionLinks(links)])
        if page.root == "site" and page.path.startswith(folder)
    }


# 国旗法第十五条第三款
HALF_MAST = make.article(15, "举行国家公祭仪式。", "依照本条第一款第三项、第四项和第二款的规定下半旗。")
# 刑法第二百八十七条
FRAUD = make.article(287, "利用计算机实施金融诈骗的，依照刑法第二百六十六条的规定定罪处罚。")


def test_the_citation_is_the_link_and_says_what_it_leads_to() -> None:
    law = flag(FRAUD)
    words = "刑法第二百六十六条"
    link = make.text_link(law, words, "xingfa", "2020-12-26", "art_266", title=CRIMINAL, force=Force.IN_FORCE)
    assert shown(law, link)[0] == (
        "<article><p class=k id=art_287__para_1>利用计算机实施金融诈骗的，依照"
        "<a href=../../xingfa/2020-12-26/266.html title=中华人民共和国刑法（2020-12-26）有效>刑法第二百六十六条</a>"
        "的规定定罪处罚。</p></article>"
    )


def test_a_text_that_cites_itself_says_no_title_and_has_no_mark() -> None:
    law = flag(HALF_MAST)
    link = make.text_link(law, "本条第一款第三项", *FLAG, "art_15__para_1__point_3", force=Force.AMENDED)
    assert "依照<a href=#art_15__para_1__point_3>本条第一款第三项</a>、第四项" in shown(law, link)[0]


@pytest.mark.parametrize(
    ("target", "page", "full"),
    [
        # the page's own anchors, wherever the unit is shown
        ((*FLAG, "art_15__para_1"), "#art_15__para_1", "#art_15__para_1"),
        ((*FLAG, "art_15"), "#art_15", "#art_15"),
        ((*FLAG, "art_14"), "14.html", "#art_14"),
        ((*FLAG, "art_14__para_2"), "14.html#art_14__para_2", "#art_14__para_2"),
        ((*FLAG, "chp_2__sec_1"), "c2-s1.html", "#chp_2__sec_1"),
        ((*FLAG, "annex_1__art_3"), "annex-1.html#annex_1__art_3", "#annex_1__art_3"),
        ((*FLAG, ""), "index.html", "#title"),
        (
            ("guoqifa", "2009-08-27", "art_15"),
            "../2009-08-27/15.html",
            f"{URL}laws/guoqifa/2009-08-27/15.html",
        ),
        (("guoqifa", "", ""), "../index.html", f"{URL}laws/guoqifa/index.html"),
        (
            ("xingfa", "2020-12-26", "art_266__para_1"),
            "../../xingfa/2020-12-26/266.html#art_266__para_1",
            f"{URL}laws/xingfa/2020-12-26/266.html#art_266__para_1",
        ),
        (
            ("xingfa", "2020-12-26", ""),
            "../../xingfa/2020-12-26/index.html",
            f"{URL}laws/xingfa/2020-12-26/index.html",
        ),
        (("xingfa", "", ""), "../../xingfa/index.html", f"{URL}laws/xingfa/index.html"),
        (
            ("pifu", "1996-11-22", "para_3"),
            "../../pifu/1996-11-22/index.html#para_3",
            f"{URL}laws/pifu/1996-11-22/index.html#para_3",
        ),
    ],
)
def test_where_a_link_leads(target: tuple[str, str, str], page: str, full: str) -> None:
    law = flag(HALF_MAST)
    link = make.text_link(law, "本条第一款", *target)
    assert hrefs(law, link) == [page, full]


def test_without_a_public_address_full_html_leads_to_its_neighbours() -> None:
    law = flag(HALF_MAST)
    link = make.text_link(law, "本条第一款", "xingfa", "2020-12-26", "art_266")
    assert hrefs(law, link, site_url="") == ["../../xingfa/2020-12-26/266.html"] * 2


@pytest.mark.parametrize(
    ("words", "own", "other"),
    [
        ("序言甲", "preamble", "art_1"),
        ("本章甲", "chp_1", "chp_2"),
        ("本条甲", "art_1", "chp_1"),
        ("本章乙", "chp_1", "art_1"),
        ("本节甲", "chp_1__sec_1", "chp_1"),
        ("本条乙", "art_2", "art_1"),
        ("附件甲", "annex_1", "art_1"),
        ("附件条", "annex_1__art_1", "art_1"),
        ("表甲", "annex_2", "annex_1"),
    ],
)
def test_a_link_stays_on_the_page_of_what_it_stands_in(words: str, own: str, other: str) -> None:
    annexed = make.article(1, "附件条。", within="annex_1")
    law = flag(
        make.chapter(
            1,
            "总则",
            make.text("本章甲"),
            make.article(1, "本条甲"),
            make.text("本章乙"),
            make.division(
                "chp_1__sec_1", "第一节", "升挂", make.text("本节甲"), make.article(2, make.table(["本条乙"]))
            ),
        ),
        make.chapter(2, "附则"),
        preamble=make.preamble("序言甲", heading="序言"),
        back=(make.text("落款"),),
        annexes=(
            make.annex(1, "附件一", make.division("annex_1__chp_1", "第一章", "甲", annexed), "附件甲"),
            make.annex(2, "", make.table(["表甲"])),
        ),
    )
    for eid, stays in ((own, True), (other, False)):
        anchored = f"<a href=#{eid}>{words}</a>"
        found = files(law, make.text_link(law, words, *FLAG, eid))
        assert anchored in found.pop("full.html")
        assert any(anchored in page for page in found.values()) is stays


def test_what_stands_before_and_behind_the_text_is_on_the_version_page() -> None:
    law = make.law(
        "批复",
        (make.paragraph("para_1", "你院请示收悉。"), make.paragraph("para_2", "如前款所述。")),
        front=(make.text("批复"), make.text("本文甲")),
        back=(make.text("本文乙"),),
    )
    for words in ("前款", "本文甲", "本文乙"):
        found = files(law, make.text_link(law, words, *FLAG, "para_1"))
        for name in ("index.html", "full.html"):
            assert f"<a href=#para_1>{words}</a>" in found[name]


@pytest.mark.parametrize(
    ("force", "css", "word"),
    [
        (Force.IN_FORCE, "", "有效"),
        (Force.NOT_YET, "", "尚未施行"),
        (Force.AMENDED, " class=o", "已修改"),
        (Force.REPEALED, " class=r", "已废止"),
        (Force.LAPSED, " class=v", "失效"),
        (Force.UNKNOWN, "", "状态未知"),
        (Force.NONE, "", "状态未标注"),
    ],
)
def test_a_text_that_has_ended_is_marked(force: Force, css: str, word: str) -> None:
    law = flag(FRAUD)
    link = make.text_link(
        law, "刑法第二百六十六条", "xingfa", "1997-03-14", "art_266", title=CRIMINAL, force=force
    )
    assert (
        f"<a{css} href=../../xingfa/1997-03-14/266.html title={CRIMINAL}（1997-03-14）{word}>刑法"
        in (shown(law, link)[0])
    )


def test_the_title_says_when_the_text_is_not_there() -> None:
    assert status_title(CRIMINAL, "", Force.NONE) == "中华人民共和国刑法（引用时的文本本站未收录）"
    assert status_title("批 复", "undated-2", Force.IN_FORCE) == "批复（未注明日期-2）有效"


def test_a_link_may_begin_in_one_piece_and_end_in_another() -> None:
    law = flag(
        make.article(1, make.text("依照", make.run("刑法", strong=True), "第二百", "六十六条", "处罚。")),
    )
    whole = make.text_link(law, "刑法第二百六十六条", "xingfa", "2020-12-26", "art_266")
    tag = "<a href=../../xingfa/2020-12-26/266.html>"
    assert shown(law, whole)[0] == (
        f"<article><p>依照<strong>{tag}刑法</a></strong>{tag}第二百</a>{tag}六十六条</a>处罚。</p></article>"
    )
    part = make.text_link(law, "法第二", "xingfa", "2020-12-26", "art_266")
    assert (
        f"<strong>刑</strong><strong>{tag}法</a></strong>{tag}第二</a>百六十六条处罚。" in shown(law, part)[0]
    )


def test_labels_cells_and_titles_can_hold_links_and_linked_headings_cannot() -> None:
    law = flag(
        make.article(
            1,
            make.paragraph(
                "art_1__para_1",
                make.item("art_1__para_1__point_1", "（一）", "甲"),
                make.table(["见第二条"], header=False),
            ),
        ),
        make.article(2, "乙"),
    )
    links = tuple(make.text_link(law, words, *FLAG, "art_2") for words in ("第一条", "（一）", "第二条"))
    assert "<b><a href=2.html>（一）</a></b>甲" in shown(law, *links)[0]
    assert "<td>见<a href=2.html>第二条</a></td>" in shown(law, *links)[0]
    chapter = make.law(body=(make.chapter(1, "总则", *law.body),), front=[make.text("关于《国旗法》的决定")])
    link = make.text_link(chapter, "国旗法", title="国旗法", key="x")
    label = make.text_link(chapter, "第一条", *FLAG, "art_2")
    pages = files(chapter, link, label)
    assert "<a href=1.html>第一条</a></h2>" in pages["c1.html"]
    assert "title=国旗法（2020-10-17）状态未标注>国旗法</a>》的决定</p>" in pages["index.html"]


TITLES = st.sampled_from(HOSTILE) | st.text(max_size=20)


@given(TITLES)
def test_a_hostile_title_is_only_ever_a_title(title: str) -> None:
    link = Link("刑法", "../../xingfa/2020-12-26/266.html", "", status_title(title, "2020-12-26", Force.NONE))
    same(Line("k", "art_1__para_1", ("依照", link, "处罚")), Line("", "", (link,)))


RUNS = st.lists(
    st.tuples(st.text("第一条款刑法1-#[]*_ 　.<&", max_size=6), st.booleans()), min_size=1, max_size=6
)
CUTS = st.lists(st.integers(0, 40), max_size=12)


def texts_of(found: list[tuple[str, bool]]) -> Text:
    """The runs as a line, each behind some characters of markup."""
    made, start = [], 0
    for words, strong in found:
        start += 2
        made.append(Run(start, words, strong))
        start += len(words)
    return Text(tuple(made))


def tags(page: str) -> list[str]:
    return re.findall(r"<a [^>]*>(.*?)</a>", page)


@given(RUNS, CUTS)
def test_links_leave_the_text_as_it_is(found: list[tuple[str, bool]], cuts: list[int]) -> None:
    text, law = texts_of(found), make.law()
    spans = list(zip(*[iter(sorted(cuts))] * 2, strict=False))
    links = tuple(TextLink(*span, "k", "", "") for span in spans)
    plain, linked = (LawText(links=TextLinks(law, each, *FLAG, URL)).loose((text,)) for each in ((), links))
    before, after = html.blocks(plain), html.blocks(linked)
    assert text_of_page(f"<article>{before}</article>") == text_of_page(f"<article>{after}</article>")
    pieces = [
        html.escape(run.text[max(start - run.start, 0) : max(end - run.start, 0)])
        for start, end in spans
        for run in text.inlines
    ]
    assert tags(after) == [piece for piece in pieces if piece]


@given(RUNS, CUTS)
def test_links_are_the_same_in_markdown(found: list[tuple[str, bool]], cuts: list[int]) -> None:
    spans = zip(*[iter(sorted(cuts))] * 2, strict=False)
    links = tuple(
        TextLink(*span, "k", "2020-01-01", "art_1", title="<法>", force=Force.REPEALED) for span in spans
    )
    text = LawText(links=TextLinks(make.law(), links, *FLAG, URL))
    same(*text.loose((texts_of(found),)))


@given(RUNS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_not_even_wrong_links_change_the_text(
    found: list[tuple[str, bool]], spans: list[tuple[int, int]]
) -> None:
    text, law = texts_of(found), make.law()
    links = tuple(TextLink(*span, "k", "", "") for span in spans)
    plain, linked = (
        html.blocks(LawText(links=TextLinks(law, each, *FLAG, URL)).loose((text,))) for each in ((), links)
    )
    assert text_of_page(f"<article>{plain}</article>") == text_of_page(f"<article>{linked}</article>")
