"""Who cites a text: below it, on the version page, and in lists of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from build_tools.kinds import ADMINISTRATIVE, JUDICIAL, LOCAL, STATUTE
from build_tools.model.law import Law
from build_tools.model.links import Citing, VersionLinks
from build_tools.model.site import Force
from build_tools.pages.cited import MOST_DOCUMENTS, MOST_UNITS, OTHER_TEXT, UNFOLDED
from build_tools.pages.guide import eids_of
from build_tools.pages.law import render_work
from build_tools.pages.proof import text_of_page, texts_of_pages
from tests import factories as make
from tests.golden.same_content import main_content
from tests.golden.samples import flag_law, flag_work

FOLDER = "laws/guoqifa/2020-10-17/"
ARTICLE = "《最高人民法院关于适用国旗法的解释》"


def law() -> Law:
    return make.law(
        body=(
            make.chapter(1, "总　则", make.article(1, "国旗是五星红旗。"), make.article(2, "升挂国旗。")),
            make.chapter(2, "附则", make.article(3, "本法自公布之日起施行。")),
        ),
        preamble=make.preamble("为了维护国旗的尊严，制定本法。"),
        annexes=(make.annex(1, "附件一：", "国旗制法说明"),),
    )


def files(cited: Mapping[str, Sequence[Citing]], **more: tuple[Citing, ...]) -> dict[str, str]:
    """All files of the version by name: pages, and Markdown."""
    text = law()
    links = VersionLinks(cited={eid: tuple(each) for eid, each in cited.items()}, **more)
    work = make.work("guoqifa", make.version(text))
    return {
        output.path.removeprefix(FOLDER): output.data.decode()
        for output in render_work(work, [text], make.context(), [links])
        if output.path.startswith(FOLDER)
    }


def many(count: int) -> list[Citing]:
    return [make.citing(key=f"jieshi-{number}") for number in range(count)]


def section(page: str) -> str:
    """What is said below the heading 被引用."""
    return re.split(r"<h2 id=cited>", page)[1].partition("<nav class=pn")[0]


def test_who_cites_another_text_of_the_article_is_marked() -> None:
    plain, other = make.citing(3), make.citing(4, key="other")._replace(is_of_other_text=True)
    page = files({"art_1": [plain, other]})["1.html"]
    assert page.count(OTHER_TEXT) == 1
    assert page.index("第三条") < page.index("第四条") < page.index(OTHER_TEXT)


def test_an_article_shows_who_cites_it() -> None:
    page = files({"art_1": [make.citing(3)]})["1.html"]
    assert (
        "</dl><h2 id=cited>被引用 <small>1 处</small></h2><nav class=by aria-label=被引用>"
        f"<ul><li>司法解释<ul><li><a href=../../jieshi/2021-02-03/3.html>{ARTICLE}第三条</a></ul></ul></nav>"
        "<nav class=pn"
    ) in page


@pytest.mark.parametrize(
    ("eid", "page"),
    [
        ("art_1", "1.html"),
        ("chp_1", "c1.html"),
        ("preamble", "preamble.html"),
        ("annex_1", "annex-1.html"),
    ],
)
def test_every_kind_of_page_shows_its_own_and_no_other(eid: str, page: str) -> None:
    found = files({eid: [make.citing(3)]})
    assert {name for name, text in found.items() if "被引用" in text} == {
        page,
        page.replace(".html", ".md"),
    }


def test_without_citations_there_is_nothing() -> None:
    found = files({})
    assert not any("被引用" in text or "制定依据" in text for text in found.values())
    assert not any("cited" in name for name in found)


def test_kinds_come_in_their_order_and_what_has_ended_says_so() -> None:
    citings = [
        make.citing(1, key="fa", title="国徽法", kind=STATUTE),
        make.citing(1, kind=JUDICIAL),
        make.citing(2, kind=JUDICIAL),
        make.citing(4, key="jiu", title="旧解释", segment="1998-05-01", force=Force.REPEALED),
        make.citing(1, key="di", title="地方条例", kind=LOCAL, force=Force.NOT_YET),
    ]
    page = section(files({"art_1": citings})["1.html"])
    assert re.findall(r"<li>([^<]+)<ul>", page) == ["法律", "司法解释", "地方性法规"]
    assert (
        f"<li><a href=../../jieshi/2021-02-03/1.html>{ARTICLE}第一条</a>、"
        "<a href=../../jieshi/2021-02-03/2.html>第二条</a>"
        "<li><a href=../../jiu/1998-05-01/4.html>《旧解释》第四条</a> <small>1998-05-01 已废止</small></ul>"
    ) in page
    assert "《地方条例》第一条</a> <small>尚未施行</small>" in page


def test_the_own_articles_come_first_and_need_no_title() -> None:
    own = [
        make.citing(number, key="guoqifa", segment="2020-10-17", kind=STATUTE, force=Force.AMENDED)
        for number in (2, 3)
    ]
    former = make.citing(2, key="guoqifa", segment="2009-08-27", title="国旗法", kind=STATUTE)
    page = section(files({"art_1": [*own, former]})["1.html"])
    assert "<ul><li>本文件<ul><li><a href=2.html>第二条</a>、<a href=3.html>第三条</a></ul>" in page
    assert "<li>法律<ul><li><a href=../2009-08-27/2.html>《国旗法》第二条</a></ul>" in page


def test_marks_at_the_end_of_a_label_and_around_a_title_give_way() -> None:
    citing = make.citing(title="关于适用《国旗法》的决定")._replace(eid="item_4", label="四、")
    page = section(files({"art_1": [citing, citing._replace(eid="item_5", label="5．")]})["1.html"])
    assert (
        "i-4.html>《关于适用〈国旗法〉的决定》四</a>、<a href=../../jieshi/2021-02-03/i-5.html>5</a>" in page
    )


def test_a_short_list_is_open_and_a_longer_one_folded() -> None:
    assert "<details>" not in files({"art_1": many(UNFOLDED)})["1.html"]
    page = files({"art_1": many(UNFOLDED + 1)})["1.html"]
    assert "<details><summary><h2 id=cited>被引用 <small>6 处</small></h2></summary><nav class=by" in page
    assert "全部" not in page


def test_a_long_list_has_a_page_of_its_own() -> None:
    found = files({"art_1": many(MOST_UNITS)})
    assert "1-cited.html" not in found
    found = files({"art_1": many(1234)})
    assert section(found["1.html"]).count("<li><a") == MOST_UNITS
    assert "<p class=more><a href=1-cited.html>全部 1,234 处</a></p></details>" in found["1.html"]
    page = found["1-cited.html"]
    assert section(page).count("<li><a") == 1234
    assert "<ul><li>司法解释 <small>1,234</small><ul>" in page
    assert "<title>引用中华人民共和国国旗法第一条的文件 - 条文</title>" in page
    assert "<h1 id=title>引用中华人民共和国国旗法第一条的文件</h1>" in page
    assert "<a href=c1.html>第一章 总则</a><a href=1.html>第一条</a></nav>" in page
    assert "<article" not in page
    assert "data-at" not in page
    assert "# 引用中华人民共和国国旗法第一条的文件 {: #title }" in found["1-cited.md"]
    assert "[全部 1,234 处](1-cited.md)" in found["1.md"]


@pytest.mark.parametrize(
    ("eid", "page", "name"),
    [
        ("chp_1", "c1-cited.html", "第一章总则"),
        ("preamble", "preamble-cited.html", "引言"),
        ("annex_1", "annex-1-cited.html", "附件一"),
        ("", "cited.html", ""),
    ],
)
def test_the_lists_of_other_pages(eid: str, page: str, name: str) -> None:
    found = files({eid: many(MOST_UNITS + 1)})
    assert f"<h1 id=title>引用中华人民共和国国旗法{name}的文件</h1>" in found[page]
    assert {each for each in found if "cited" in each} == {page, page.replace(".html", ".md")}


def test_a_list_of_a_superseded_version_says_so() -> None:
    work, laws = flag_work()
    links = [VersionLinks(cited={"art_1": tuple(many(30))}), VersionLinks(), VersionLinks()]
    found = {output.path: output.data.decode() for output in render_work(work, laws, make.context(), links)}
    assert (
        "<p id=superseded>本版本已被修改 · <a href=../2009-08-27/index.html>看现行文本</a></p><h1 id=title>引用"
    ) in found["laws/guoqifa/1990-06-28/1-cited.html"]


def test_the_version_page_lists_interpretations_rules_and_citing_documents() -> None:
    read = (make.citing(key="jieshi-1", whole=True),)
    made = tuple(
        make.citing(key=f"banfa-{number}", title="国旗使用办法", kind=ADMINISTRATIVE, whole=True)
        for number in range(MOST_DOCUMENTS + 1)
    )
    old = make.citing(key="jieshi-2", whole=True, segment="undated", force=Force.LAPSED)
    found = files({"": [old]}, read=read, made=made)
    page = found["index.html"]
    heads = re.findall(r"<h2 id=(read|made|cited)>(\S+) <small>(.*?)</small>", page)
    assert heads == [
        ("read", "有关解释", "1 件"),
        ("made", "配套规定", "11 件"),
        ("cited", "被引用", "1 件"),
    ]
    assert f"<a href=../../jieshi-1/2021-02-03/index.html>{ARTICLE}</a> <small>2021-02-03</small>" in page
    assert f"{ARTICLE}</a> <small>未注明日期 失效</small>" in page
    assert page.count("《国旗使用办法》") == MOST_DOCUMENTS
    assert "<p class=more><a href=cited.html#made>全部 11 件</a></p>" in page
    assert "<details" not in page
    assert found["cited.html"].count("《国旗使用办法》") == len(made)
    assert heads == re.findall(r"<h2 id=(read|made|cited)>(\S+) <small>(.*?)</small>", found["cited.html"])


def test_short_lists_of_a_law_need_no_page() -> None:
    assert "cited.html" not in files({"": many(MOST_DOCUMENTS)}, made=tuple(many(MOST_DOCUMENTS)))


def test_a_document_leads_back_to_what_it_was_made_under() -> None:
    basis = (
        make.citing(9, key="lifafa", title="立法法", segment="2015-03-15", force=Force.AMENDED),
        Citing("guohuifa", "", "", "国徽法", "", "falv", Force.NONE),
    )
    found = files({}, basis=basis)
    assert (
        "<dt>制定依据</dt><dd><a href=../../lifafa/2015-03-15/9.html>《立法法》第九条</a> <small>已修改</small>、"
        "<a href=../../guohuifa/index.html>《国徽法》</a></dd>"
    ) in found["index.html"]
    assert "| 制定依据 | [《立法法》第九条](../../lifafa/2015-03-15/9.md) 已修改、" in found["index.md"]
    assert "制定依据" not in found["full.html"]


def test_who_cites_is_no_text_of_the_law() -> None:
    text = flag_law()
    work = make.work("k", make.version(text))
    every = {eid: tuple(many(25)) for eid in eids_of(work.versions[0])}
    links = VersionLinks(cited={"": tuple(many(25)), **every}, made=tuple(many(12)), read=tuple(many(2)))
    pages = {
        output.path.rpartition("/")[2]: output.data.decode()
        for output in render_work(work, [text], make.context(), [links])
        if output.root == "site" and output.path.startswith("laws/k/1990-06-28/")
    }
    for name, expected in texts_of_pages(text):
        assert text_of_page(pages[name]) == expected
    for name, page in pages.items():
        if name.endswith(".html"):
            ids = [value for kind, value in main_content(page) if kind == "id"]
            assert len(set(ids)) == len(ids), name


def test_hostile_titles_stay_text() -> None:
    citing = make.citing(title='<b>"&法', whole=False)._replace(label="<i>第一条")
    for text in files({"art_1": [citing], "": many(1)}, basis=(citing,)).values():
        assert '<b>"' not in text
        assert "<i>第" not in text
