"""The pages at old addresses, and the ledger behind all other files."""

from __future__ import annotations

import pytest

from build_tools.pages.context import Output
from build_tools.parse.tables import parse_table
from build_tools.publish.keeping import redirect_page, redirect_pages, with_permanence
from build_tools.publish.ledger import parse
from build_tools.publish.redirects import Redirects, fitted
from tests import factories as make

SITE = make.site(make.work("guoqifa", make.version(make.law(body=[make.article(1, "一。")]), "2020-10-17")))


@pytest.mark.parametrize(
    ("old", "new", "script", "link"),
    [
        (
            "laws/a/2020-01-01/5.html",
            "laws/b/2021-01-01/5.html",
            '"../../b/2021-01-01/5.html"+location.search+location.hash',
            "../../b/2021-01-01/5.html",
        ),
        (
            "laws/a/2020-01-01/5.html",
            "laws/a/2020-01-01/6.html",
            '"6.html"+location.search+location.hash.replace(/^#art_5(?=__|$)/,"#art_6")',
            "6.html",
        ),
        (
            "laws/a/2020-01-01/5.html",
            "laws/a/2020-01-01/6.html#art_6__para_2",
            '"6.html"+location.search+"#art_6__para_2"',
            "6.html#art_6__para_2",
        ),
        (
            "laws/a/5.html",
            "about.html",
            '"../../about.html"+location.search+location.hash',
            "../../about.html",
        ),
        ("old.html", "index.html", '"index.html"+location.search+location.hash', "index.html"),
    ],
)
def test_a_page_that_leads_on(old, new, script, link):
    page = redirect_page(old, new, "https://laws.example/")
    assert f"<script>location.replace({script})</script>" in page
    assert f'<noscript><meta http-equiv=refresh content="0; url={link}"></noscript>' in page
    assert f"<a href={link}>" in page
    assert f"<link rel=canonical href=https://laws.example/{new.partition('#')[0]}>" in page


def test_without_a_public_address_there_is_no_canonical_one():
    assert "canonical" not in redirect_page("old.html", "index.html", "")


def outputs(text: str, files: dict[str, bytes], known: tuple[str, ...] = ()) -> dict[str, bytes]:
    redirects = fitted(parse_table(text, "redirects.yml"), SITE)
    assert redirects.diagnostics == ()
    made = [Output("site", path, data) for path, data in files.items()]
    stubs = redirect_pages(redirects.pages(SITE), "")
    found = list(with_permanence([*made, Output("docs", "laws/x.md", b"")], SITE, redirects, stubs, known))
    paths = [output.path for output in found]
    assert len(paths) == len(set(paths))
    return {output.path: output.data for output in found}


def test_the_ledger_has_all_that_is_permanent():
    found = outputs(
        "", {"index.html": b"", "404.html": b"", "feeds/all.xml": b""}, known=("about.html", "x.css")
    )
    ledger = parse(found["ledger.txt"].decode(), "x")
    assert ledger.pages == {"index.html", "about.html", "feeds/all.xml", "ledger.txt"}
    assert ledger.versions == {"laws/guoqifa/2020-10-17/": "1"}


def test_redirects_are_pages_copies_and_lines_of_the_ledger():
    found = outputs(
        "laws/qizhang/: laws/guoqifa/\nfeeds/old.xml: feeds/all.xml\nfeeds/older.xml: feeds/all.xml\n"
        "laws/guoqifa/2020-10-17/1.html#art_1__para_2: laws/guoqifa/2020-10-17/1.html#art_1__para_1\n",
        {"feeds/all.xml": b"<feed/>"},
    )
    assert found["feeds/old.xml"] == found["feeds/older.xml"] == b"<feed/>"
    assert b"../../../guoqifa/2020-10-17/1.html" not in found["laws/qizhang/2020-10-17/1.html"]
    assert b"../../guoqifa/2020-10-17/1.html" in found["laws/qizhang/2020-10-17/1.html"]
    assert parse(found["ledger.txt"].decode(), "x").redirects == {
        "laws/qizhang/": "laws/guoqifa/",
        "feeds/old.xml": "feeds/all.xml",
        "feeds/older.xml": "feeds/all.xml",
        "laws/guoqifa/2020-10-17/1.html#art_1__para_2": "laws/guoqifa/2020-10-17/1.html#art_1__para_1",
    }


@pytest.mark.parametrize("known", [(), ("kinds/falv.html",)])
def test_a_file_of_the_site_comes_before_a_redirect(known):
    files = {"index.html": b""} | ({} if known else {"kinds/falv.html": b"real"})
    found = outputs("kinds/falv.html: index.html", files, known)
    assert found.get("kinds/falv.html") == (None if known else b"real")
    ledger = parse(found["ledger.txt"].decode(), "x")
    assert "kinds/falv.html" in ledger.pages
    assert ledger.redirects == {}


def test_the_same_input_gives_the_same_bytes():
    assert list(with_permanence([], SITE, Redirects(), ())) == list(
        with_permanence([], SITE, Redirects(), ())
    )
