"""The check of a built site: texts, links, anchors and data scripts, each broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.check import check_styles, check_text, page_folders, resolve_links, scan_links
from build_tools.pages.law import render_work
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from tests import factories
from tests.projects import law_text, write_laws

VERSION = "laws/xingfa/1997-03-14"


@pytest.fixture
def law():
    return parse_bytes(law_text("中华人民共和国刑法", id="a", date="1997-03-14").encode(), "xingfa.md").law


@pytest.fixture
def pages(tmp_path: Path, law) -> Path:
    """The folder of a rendered version."""
    version = factories.version(record_of(law), "1997-03-14")
    work = factories.work("xingfa", version)
    for output in render_work(work, [law], factories.context()):
        if output.root == "site":
            path = tmp_path / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
    return tmp_path / VERSION


def codes(pages: Path, law) -> list[tuple[str, str]]:
    return [(found.path, found.code) for found in check_text(pages, "x/", law)]


def test_rendered_pages_have_the_text_of_the_law(pages, law):
    assert codes(pages, law) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("1.html", "。</p>", "</p>"),
        ("1.html", "条例", "规定"),
        ("2.html", "领导。", "领导。<p>多一句。</p>"),
        ("c1.html", "总则", "总纲"),
        ("full.html", "领导。", "领导"),
        ("index.html", "刑法", "民法"),
    ],
)
def test_a_page_with_another_text_is_found(pages, law, name, old, new):
    page = (pages / name).read_text("utf-8")
    start = page.index("<article")
    assert old in page[start:]
    (pages / name).write_text(page[:start] + page[start:].replace(old, new, 1), encoding="utf-8")
    assert codes(pages, law) == [(f"x/{name}", "page-text")]


def test_a_missing_page_is_found(pages, law):
    (pages / "2.html").unlink()
    (pages / "full.html").write_bytes(b"\xff")
    assert codes(pages, law) == [("x/full.html", "page-missing"), ("x/2.html", "page-missing")]


SITE = {
    "index.html": '<!doctype html><h1 id=top>首页</h1><a href="laws/xingfa/1997-03-14/1.html#art_1__para_2">一</a>',
    "404.html": "<a href=/zh/index.html>首页</a><a href=/zh/>首页</a>",
    "about.html": "<link rel=canonical href=https://laws.example/about.html><a href='./'>x</a><a href=#>y</a>",
    "assets/site.css": "",
    f"{VERSION}/1.html": '<p id=art_1__para_2>href=nowhere.html<a href=2.html>2</a><a href="../../../">h</a>',
    f"{VERSION}/2.html": '<p id="art_2"><a href="#art_2">2</a><a href=1.html#art_1__para_2>1</a>'
    "<script src=toc.js></script><link rel=stylesheet href=../../../assets/site.css>",
    f"{VERSION}/index.html": "<a href=mailto:a@b.example>m</a><img src=data:,x><link rel=alternate href=https://b.example/x><a href=//cdn.example/x>z</a>",
    f"{VERSION}/toc.js": '(self.tw=self.tw||[]).push(["toc",[["chp_1","第一章","总则",[["art_2","第二条"]]]]]);\n',
    f"{VERSION}/c1.html": "<p id=chp_1>",
    "laws/xingfa/versions.js": '(self.tw=self.tw||[]).push(["versions",{"v":[["1997-03-14","|有效",""]]}])',
}


def findings(root: Path, *, together: bool) -> set[tuple[str, str, str]]:
    folders = [folder for folder, _ in page_folders(root)]
    groups = [folders] if together else [[folder] for folder in folders]
    parts = [scan_links(root, group, "https://laws.example/zh/") for group in groups]
    broken = [found for part in parts for found in part.broken]
    broken += resolve_links(root, [part.outside for part in parts])
    return {(found.path, found.code, found.message) for found in broken}


@pytest.mark.parametrize("together", [True, False])
def test_a_whole_site_has_no_broken_link(tmp_path, together):
    write_laws(tmp_path, SITE)
    assert findings(tmp_path, together=together) == set()


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("page", "text", "code", "words"),
    [
        ("about.html", "<a href=gone.html>x</a>", "link-broken", "links to gone.html, which is not there"),
        ("about.html", "<a href='kinds/'>x</a>", "link-broken", "links to kinds/index.html"),
        ("about.html", "<a href=../up.html>x</a>", "link-broken", "links to ../up.html"),
        ("about.html", "<a href=downloads/x.txt>x</a>", "link-broken", "links to downloads/x.txt"),
        ("about.html", "<a href=index.html#bottom>x</a>", "link-broken", "links to index.html#bottom"),
        ("about.html", "<a title='a>b' href=#nope>x</a>", "link-broken", "links to about.html#nope"),
        ("about.html", "<script src=assets/gone.js></script>", "link-broken", "links to assets/gone.js"),
        ("about.html", f"<a href={VERSION}/1.html#art_9>x</a>", "link-broken", "1.html#art_9"),
        ("about.html", "<a href=a%26b.html&amp;c>x</a>", "link-broken", "links to a&b.html&c"),
        ("about.html", "<a href='http://[x'>x</a>", "link-malformed", "is no address"),
        ("about.html", "<p id=a><p id=a>", "id-repeated", "id 'a' stands twice"),
        ("about.html", "<a href=https://laws.example/zh/gone.html>x</a>", "link-broken", "gone.html"),
        ("404.html", "<a href=/index.html>x</a>", "link-broken", "links to /index.html"),
        (f"{VERSION}/toc.js", '(x).push(["toc",[["art_7","第七条"]]])', "link-broken", "7.html"),
        (
            f"{VERSION}/toc.js",
            '(x).push(["law",{}]);\n(x).push(["toc",[["art_7","第七条"]]]);\n',
            "link-broken",
            "7.html",
        ),
        (f"{VERSION}/toc.js", "alert(1)", "data-malformed", "no data script"),
        (
            f"{VERSION}/toc.js",
            '(x).push(["moved",{"art_1__para_9":"1.html#art_9"}])',
            "link-broken",
            "1.html#art_9",
        ),
        (
            "laws/xingfa/versions.js",
            '(x).push(["versions",{"v":[["2020-01-01"]]}])',
            "link-broken",
            "2020-01-01",
        ),
    ],
)
def test_what_is_broken_is_found_once(tmp_path, together, page, text, code, words):
    write_laws(tmp_path, {**SITE, page: text})
    ((where, found, message),) = findings(tmp_path, together=together)
    assert (where, found) == (page, code)
    assert words in message


FOREIGN = "https://cdn.example/x"


@pytest.mark.parametrize(
    "text",
    [
        f"<script src={FOREIGN}></script>",
        f"<script async src='{FOREIGN}'></script>",
        f'<img alt="" src="{FOREIGN}">',
        "<img src=//cdn.example/x>",
        "<img src=HTTPS://cdn.example/x>",
        f'<img srcset="a.png 1x, {FOREIGN} 2x">',
        f"<iframe src={FOREIGN}></iframe>",
        f"<source src={FOREIGN}>",
        f"<video poster={FOREIGN}></video>",
        f"<object data={FOREIGN}></object>",
        f"<link rel=stylesheet href={FOREIGN}>",
        f'<link rel="shortcut icon" href={FOREIGN}>',
        f"<link rel=modulepreload href={FOREIGN}>",
        f"<link href={FOREIGN} rel=dns-prefetch>",
        f'<p style="background:url({FOREIGN})">',
        f"<style>p{{background:url('{FOREIGN}')}}</style>",
        f"<style>@import '{FOREIGN}';</style>",
    ],
)
def test_nothing_is_loaded_from_another_host(tmp_path, text):
    write_laws(tmp_path, {**SITE, "about.html": text})
    ((page, code, message),) = {
        (found.path, found.code, found.message)
        for found in scan_links(tmp_path, [""], "https://laws.example/zh/").broken
        if found.code != "link-broken"
    }
    assert (page, code) == ("about.html", "host-foreign")
    assert "cdn.example/x" in message


@pytest.mark.parametrize(
    "text",
    [
        f"<a href={FOREIGN}>x</a>",
        f"<link rel=canonical href={FOREIGN}>",
        f"<link rel=alternate href={FOREIGN}>",
        f"<link rel=search href={FOREIGN}>",
        f"<meta property=og:url content={FOREIGN}>",
        f"<p title='src={FOREIGN}'>",
        f'<img alt="x src={FOREIGN}" xml:base="x src={FOREIGN}">',
        f"<p>src={FOREIGN} url({FOREIGN})</p>",
        "<svg xmlns=http://www.w3.org/2000/svg></svg>",
        "<script src=https://laws.example/zh/assets/site.css></script>",
        "<style>p{background:url(data:image/svg+xml,%3Csvg)}</style>",
    ],
)
def test_links_to_other_hosts_are_fine(tmp_path, text):
    write_laws(tmp_path, {**SITE, "about.html": text})
    assert scan_links(tmp_path, [""], "https://laws.example/zh/").broken == ()


def test_a_public_address_may_have_a_chinese_folder(tmp_path):
    public = "https://laws.example/%E6%B3%95/"
    links = f"<a href={public}about.html>x</a><a href=/%E6%B3%95/>y</a>"
    write_laws(tmp_path, {"index.html": "", "about.html": "", "404.html": links})
    assert scan_links(tmp_path, [""], public).broken == ()


def test_bundles_are_put_there_by_whoever_publishes(tmp_path):
    write_laws(tmp_path, {**SITE, "about.html": "<a href=downloads/henan.zip>x</a>"})
    assert findings(tmp_path, together=True) == set()


def test_style_sheets_load_nothing_from_another_host(tmp_path):
    fine = "@import 'text.css'; p{background:url(data:,x) /* https://b.example/ */}"
    write_laws(tmp_path, {"assets/a.css": fine, "assets/css/b.css": f'@import "{FOREIGN}";\np{{}}'})
    assert [(found.path, found.code) for found in check_styles(tmp_path)] == [
        ("assets/css/b.css", "host-foreign")
    ]
