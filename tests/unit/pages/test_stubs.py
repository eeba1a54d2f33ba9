import pytest

from build_tools.pages import html, markdown
from build_tools.pages.stubs import index_html, index_page, stub_pages
from tests import factories as make
from tests.golden.samples import flag_work

SCRIPTS = "<script src=versions.js></script><script src=../../assets/js/lead.js></script>"


def body(text: str) -> str:
    return text.partition("</title>")[2]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "1.html",
            '<body data-in="0 1 2"><h1>第一条</h1><ul><li><a href=2009-08-27/1.html>2009-08-27</a>'
            "<li><a href=2026-03-01/1.html>2026-03-01</a><li><a href=1990-06-28/1.html>1990-06-28</a></ul>",
        ),
        (
            "1-1.html",
            '<body data-in="0"><h1>第一条之一</h1><p id=gone>现行版本（2009-08-27）中没有本条。'
            "<ul><li><a href=1990-06-28/1-1.html>1990-06-28</a></ul>",
        ),
        ("4.html", '<body data-in="1"><h1>第四条</h1><ul><li><a href=2009-08-27/4.html>2009-08-27</a></ul>'),
    ],
)
def test_stubs_offer_all_versions_that_have_the_article(page: str, expected: str) -> None:
    stubs = dict(stub_pages(flag_work()[0]))
    assert body(stubs[f"laws/guoqifa/{page}"]) == expected + SCRIPTS


def test_stubs_are_small() -> None:
    law = make.law("中华人民共和国刑法", body=(make.article(120, "文", further=1),))
    [(path, text)] = stub_pages(make.work("xingfa", make.version(law)))
    assert path == "laws/xingfa/120-1.html"
    assert len(text.encode()) <= 490  # with its head in a tar file it takes two blocks of 512


def test_stubs_are_not_listed_by_search_engines() -> None:
    for _, text in stub_pages(flag_work()[0]):
        assert "<meta name=robots content=noindex>" in text


def test_stubs_escape_titles() -> None:
    law = make.law("<script>alert(1)</script>", body=(make.article(1, "文"),))
    [(_, text)] = stub_pages(make.work("k", make.version(law)))
    assert "<script>alert" not in text


def test_the_index_of_a_law_leads_on_and_lists_all_versions() -> None:
    work = flag_work()[0]
    page = index_page(work)
    assert page.path == "laws/guoqifa/index.html"
    text = index_html(work, page)
    assert '<body data-in="0 1 2"><main>' in text
    assert text.endswith(f"</main>{SCRIPTS}")
    assert html.blocks(page.blocks) in text
    assert "- [2009-08-27](2009-08-27/index.md) 有效\n- [2026-03-01]" in markdown.page(page)
