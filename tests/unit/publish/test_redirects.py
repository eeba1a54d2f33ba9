"""Declared moves: what each row means, and what can be wrong with it, with its place."""

from __future__ import annotations

import pytest

from build_tools.diagnostics import Severity
from build_tools.parse.tables import parse_table
from build_tools.publish.ledger import Ledger, versions_of
from build_tools.publish.permanence import Addresses
from build_tools.publish.redirects import Redirects, fitted, placed, read_redirects, unfit
from tests import factories as make

SITE = make.site(
    make.work(
        "guoqifa",
        make.version(make.law(body=[make.chapter(1, "总则", make.article(1, "一。", "二。"))]), "1990-06-28"),
        make.version(make.law(body=[make.article(1, "一。"), make.article(2, "二。")]), "2020-10-17"),
    ),
    make.work("guohuifa", make.version(make.law("国徽法", [make.article(1, "一。")]), "1991-03-02")),
)
NOW = "laws/guoqifa/2020-10-17/"


def read(text: str) -> Redirects:
    return fitted(parse_table(text, "redirects.yml"), SITE)


def pages(text: str) -> dict[str, str]:
    redirects = read(text)
    assert redirects.diagnostics == ()
    return redirects.pages(SITE)


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_no_row_no_redirect(text):
    assert read(text) == Redirects()


def test_a_version_that_moved():
    assert pages("laws/qizhang/2020-10-17/: laws/guoqifa/2020-10-17/") == {
        f"laws/qizhang/2020-10-17/{name}": f"{NOW}{name}"
        for name in ("1.html", "2.html", "full.html", "index.html")
    }


def test_a_law_that_moved_takes_its_versions_along():
    found = pages("laws/qizhang/: laws/guoqifa/")
    assert [page for page in found if page.count("/") == 2] == [
        "laws/qizhang/1.html",
        "laws/qizhang/2.html",
        "laws/qizhang/index.html",
    ]
    assert found["laws/qizhang/1.html"] == "laws/guoqifa/1.html"
    assert found["laws/qizhang/1990-06-28/c1.html"] == "laws/guoqifa/1990-06-28/c1.html"
    assert len(found) == 3 + 4 + 4


def test_the_row_that_says_more_holds():
    found = pages(
        "laws/qizhang/2020-10-17/2.html: laws/guoqifa/2020-10-17/1.html#art_1__para_1\n"
        "laws/qizhang/2020-10-17/: laws/guohuifa/1991-03-02/\n"
        "laws/qizhang/: laws/guoqifa/\n"
    )
    assert found["laws/qizhang/2020-10-17/1.html"] == "laws/guohuifa/1991-03-02/1.html"
    assert found["laws/qizhang/2020-10-17/2.html"] == f"{NOW}1.html#art_1__para_1"
    assert found["laws/qizhang/1990-06-28/1.html"] == "laws/guoqifa/1990-06-28/1.html"


def test_what_moved_later_is_led_on_for_those_who_come_by_an_older_name():
    found = pages(
        "laws/qizhang/: laws/guoqifa/\n"
        "laws/guoqifa/1983-01-01/: laws/guohuifa/1991-03-02/\n"
        "laws/guoqifa/9.html: laws/guoqifa/2.html\n"
        f"{NOW}3.html: {NOW}2.html\n"
        f"laws/qizhang/2021-01-01/: {NOW}\n"
    )
    assert found["laws/qizhang/1983-01-01/1.html"] == "laws/guohuifa/1991-03-02/1.html"
    assert found["laws/qizhang/9.html"] == "laws/guoqifa/2.html"
    assert found["laws/qizhang/2020-10-17/3.html"] == f"{NOW}2.html"
    assert found["laws/qizhang/2021-01-01/3.html"] == f"{NOW}2.html"
    assert not found.keys() & set(found.values())


def test_what_leads_on_is_what_the_ledger_promises():
    text = (
        "laws/qizhang/: laws/guoqifa/\nlaws/guoqifa/1983-01-01/: laws/guohuifa/1991-03-02/\n"
        f"laws/guoqifa/9.html: laws/guoqifa/2.html\n{NOW}3.html: {NOW}2.html\n"
    )
    addresses = Addresses(Ledger(versions_of(SITE), redirects=read(text).targets))
    folders = ["laws/qizhang/", *addresses.below("laws/qizhang/"), "laws/guoqifa/1983-01-01/"]
    promised = {folder + name for folder in folders for name in addresses.names(folder)}
    assert promised | {"laws/guoqifa/9.html", f"{NOW}3.html"} == set(pages(text))


def test_pages_of_every_sort():
    assert pages(
        f"{NOW}3.html: {NOW}2.html\nlaws/guoqifa/9.html: laws/guoqifa/2.html\nyears/1901.html: years/index.html\n"
        "关于 我们（旧）.html: about.html\n"
    ) == {
        "关于 我们（旧）.html": "about.html",
        f"{NOW}3.html": f"{NOW}2.html",
        "laws/guoqifa/9.html": "laws/guoqifa/2.html",
        "years/1901.html": "years/index.html",
    }


def test_anchors_that_moved_are_known_to_their_version():
    redirects = read(
        f"{NOW}1.html#art_1__para_2: {NOW}2.html#art_2__para_1\n{NOW}1.html#art_1__para_3: {NOW}1.html\n"
    )
    assert redirects.diagnostics == ()
    assert redirects.pages(SITE) == {}
    old, new = next(work for work in placed(SITE, redirects).works if work.key == "guoqifa").versions
    assert old.moved == ()
    assert new.moved == (("art_1__para_2", f"{NOW}2.html#art_2__para_1"), ("art_1__para_3", f"{NOW}1.html"))


def test_without_such_anchors_the_site_is_as_it_was():
    assert placed(SITE, read("laws/qizhang/: laws/guoqifa/")) is SITE


FREE = "laws/qizhang/2020-10-17/"


@pytest.mark.parametrize(
    ("text", "code", "column", "words"),
    [
        ("https://b.example/: index.html", "form", 1, "“https://b.example/” is no address within the site"),
        ("a.html: https://b.example/", "form", 9, "no address within the site"),
        ("a.html: //b.example/x.html", "form", 9, "no address within the site"),
        ("a.html: javascript:alert(1)", "form", 9, "no address within the site"),
        ("a.html: ../b.html", "form", 9, "no address within the site"),
        ("a.html: /b.html", "form", 9, "no address within the site"),
        ("a.html: laws/../b.html", "form", 9, "no address within the site"),
        ("a.html: b.html?x", "form", 9, "no address within the site"),
        ("a.html: b.html#<script>", "form", 9, "no address within the site"),
        ("a.html: 'b.html\"onload=x'", "form", 9, "no address within the site"),
        ("laws/qizhang: laws/guoqifa", "form", 1, "no address within the site"),
        ("laws/con/: laws/guoqifa/", "form", 1, "no address within the site"),
        ("laws/a/1990/: laws/guoqifa/2020-10-17/", "form", 1, "no address within the site"),
        ("assets/a.html: index.html", "form", 1, "no address within the site"),
        ("ledger.txt: llms.txt", "form", 1, "no address within the site"),
        ("404.html: index.html", "form", 1, "no address within the site"),
        ("kinds/falv-2.html: index.html", "form", 1, "no address within the site"),
        ("a.html/b.html: index.html", "form", 1, "no address within the site"),
        ("laws/a.html: index.html", "form", 1, "no address within the site"),
        ("laws/A/1.html: index.html", "form", 1, "no address within the site"),
        ("laws/a/1990/1.html: index.html", "form", 1, "no address within the site"),
        (f"{NOW}a/1.html: index.html", "form", 1, "no address within the site"),
        (f"{NOW}1-cited.html: {NOW}1.html", "form", 1, "no address within the site"),
        (f"laws/guoqifa/cited.html: {NOW}1.html", "form", 1, "no address within the site"),
        ("laws/qizhang/: laws/guoqifa/2020-10-17/", "form", 16, "is a law, and must lead to one"),
        ("laws/qizhang/: laws/guoqifa/index.html", "form", 16, "is a law, and must lead to one"),
        (f"{FREE}: laws/guoqifa/", "form", 27, "is a version, and must lead to one"),
        (f"{FREE}1.html: {NOW}", "form", 33, "is a page, and must lead to one"),
        ("feeds/kinds/x.xml: feeds/all.json", "form", 20, "is a file, and must lead to one"),
        ("a.html: [b.html, c.html]", "form", 1, "leads to one address"),
        ("a.html:", "form", 1, "leads to one address"),
        ("laws/guoqifa/: laws/guohuifa/", "taken", 1, "laws/guoqifa/ is there"),
        (f"{NOW}: laws/guohuifa/1991-03-02/", "taken", 1, f"{NOW} is there"),
        (f"{NOW}2.html: {NOW}1.html", "taken", 1, f"{NOW}2.html is there"),
        (f"{NOW}full.html: {NOW}1.html", "taken", 1, f"{NOW}full.html is there"),
        ("laws/guoqifa/2.html: laws/guoqifa/1.html", "taken", 1, "laws/guoqifa/2.html is there"),
        (f"{NOW}1.html#art_1__para_1: {NOW}2.html", "taken", 1, "art_1__para_1 is there"),
        (f"{NOW}9.html#art_9: {NOW}2.html", "anchor", 1, f"{NOW}9.html is no page of a version"),
        ("about.html#art_1: index.html", "anchor", 1, "about.html is no page of a version"),
        ("laws/guoqifa/1.html#art_1__para_2: index.html", "anchor", 1, "is no page of a version"),
        (
            f"{NOW}1.html#art_2__para_2: {NOW}2.html",
            "anchor",
            1,
            "“art_2__para_2” belongs to 2.html; name that page",
        ),
        (f"{NOW}1.html#contents: {NOW}2.html", "anchor", 1, "“contents” is no place in a law"),
        (f"{FREE}: laws/guohuifa/2020-10-17/", "target", 27, "laws/guohuifa/2020-10-17/ is not there"),
        ("laws/qizhang/: laws/qihuifa/", "target", 16, "laws/qihuifa/ is not there"),
        (f"{FREE}1.html: {NOW}9.html", "target", 33, f"{NOW}9.html is not there"),
        (f"{FREE}1.html: {NOW}1.html#art_1__para_9", "target", 33, "#art_1__para_9 is not there"),
        ("a.html: a.html", "chain", 9, "a.html has moved itself"),
        ("b.html: c.html\na.html: b.html", "chain", 9, "b.html has moved itself"),
        ("b.html: c.html\na.html: b.html#x", "chain", 9, "b.html#x has moved itself"),
        ("laws/b/: laws/guoqifa/\na.html: laws/b/1.html", "chain", 9, "laws/b/1.html has moved itself"),
    ],
)
def test_rows_that_are_wrong(text, code, column, words):
    redirects = read(text)
    (fault,) = redirects.diagnostics
    assert (fault.path, fault.line, fault.column) == ("redirects.yml", text.count("\n") + 1, column)
    assert (fault.code, fault.severity) == (f"redirect-{code}", Severity.ERROR)
    assert words in fault.message
    assert len(redirects.rows) == text.count("\n")


def test_all_faults_are_said_at_once_and_the_other_rows_hold():
    redirects = read("a.html: /x\nlaws/qizhang/: laws/guoqifa/\nlaws/guoqifa/: laws/qizhang/\n")
    assert [(one.line, one.code) for one in redirects.diagnostics] == [
        (1, "redirect-form"),
        (3, "redirect-taken"),
    ]
    assert redirects.targets == {"laws/qizhang/": "laws/guoqifa/"}


@pytest.mark.parametrize("text", ["a: b: c", "- a\n- b", "a.html: &x b.html\nb.html: *x\n", "a.html: {x: y}"])
def test_what_is_no_table(text):
    redirects = read(text)
    assert redirects.rows == ()
    assert redirects.diagnostics


def test_a_file_that_is_missing_or_unreadable(tmp_path):
    assert read_redirects(tmp_path / "redirects.yml", SITE) == Redirects()
    (tmp_path / "redirects.yml").write_bytes(b"\xff")
    (fault,) = read_redirects(tmp_path / "redirects.yml", SITE).diagnostics
    assert fault.severity is Severity.ERROR


def test_what_only_the_built_site_knows():
    built = Ledger(pages=frozenset({"index.html", "kinds/falv.html", "feeds/all.xml"}))
    redirects = read(
        "kinds/falv.html: index.html\n"
        "kinds/old.html: kinds/new.html\n"
        "kinds/older.html: index.html#top\n"
        "feeds/kinds/old.xml: feeds/all.xml\n"
        "about-us.html: laws/guoqifa/index.html\n"
    )
    assert redirects.diagnostics == ()
    assert sorted((one.line, one.code, one.message.split(";")[0]) for one in unfit(redirects, built)) == [
        (1, "redirect-taken", "kinds/falv.html is there, so it cannot lead elsewhere"),
        (2, "redirect-target", "kinds/new.html is not there"),
    ]
