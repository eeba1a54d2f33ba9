"""The ledger as a text: the same promises, the same bytes; what is damaged is said to be."""

from __future__ import annotations

import pytest

from build_tools.publish.ledger import Ledger, LedgerError, dump, is_permanent, parse, read, versions_of
from tests import factories as make

LEDGER = Ledger(
    versions={
        "laws/xingfa/1997-03-14/": "c1 1 2:3",
        "laws/b/undated/": "index:2",
        "laws/leer/2020-01-01/": "",
    },
    pages=frozenset({"index.html", "kinds/falv.html", "feeds/all.xml", "ledger.txt"}),
    redirects={
        "laws/alt/": "laws/b/",
        "about-us.html": "about.html",
        "laws/b/undated/index.html#para_3": "laws/b/undated/index.html#para_2",
    },
)
TEXT = """\
tiaowen-ledger 1
about-us.html\t> about.html
feeds/all.xml
index.html
kinds/falv.html
laws/alt/\t> laws/b/
laws/b/undated/\tindex:2
laws/b/undated/index.html#para_3\t> laws/b/undated/index.html#para_2
laws/leer/2020-01-01/\t
laws/xingfa/1997-03-14/\tc1 1 2:3
ledger.txt
end 10
"""


def test_a_ledger_is_a_text_and_a_text_a_ledger():
    assert dump(LEDGER) == TEXT
    assert parse(TEXT, "ledger.txt") == LEDGER


def test_a_hand_written_page_may_have_any_name():
    ledger = Ledger(pages=frozenset({"说明/关于 我们（旧）.html", "C++.html"}))
    assert parse(dump(ledger), "x") == ledger


def test_a_ledger_without_anything():
    assert parse(dump(Ledger()), "x") == Ledger()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no ledger"),
        ("<!doctype html><title>404</title>", "is no ledger"),
        ("tiaowen-ledger\nend 0\n", "is no ledger"),
        (TEXT.replace("ledger 1", "ledger " + "9" * 5000), "has form 9+, and this Tiaowen knows form 1"),
        (TEXT.replace("ledger 1", "ledger 2"), "has form 2, and this Tiaowen knows form 1"),
        (TEXT[:100], "is cut off or damaged"),
        (TEXT[:-1], "is cut off or damaged"),
        (TEXT.replace("index.html\n", "", 1), "is cut off or damaged"),
        (TEXT.replace("kinds/falv.html", "../falv.html"), "x:5: is damaged"),
        (TEXT.replace("kinds/falv.html", "https://b.example/"), "x:5: is damaged"),
        (TEXT.replace("> laws/b/\n", "> /etc/\n"), "x:6: is damaged"),
        (TEXT.replace("kinds/falv.html", "kinds/falv.html\t1 2 3"), "x:5: is damaged"),
    ],
)
def test_what_is_no_ledger(text, words):
    with pytest.raises(LedgerError, match=words):
        parse(text, "x")


def test_a_ledger_is_read_from_a_site_or_a_file(tmp_path):
    (tmp_path / "ledger.txt").write_text(TEXT, "utf-8")
    assert read(tmp_path) == read(tmp_path / "ledger.txt") == LEDGER


def test_a_ledger_that_cannot_be_read(tmp_path):
    with pytest.raises(LedgerError, match=r"ledger\.txt: the ledger cannot be read: No such file"):
        read(tmp_path)
    (tmp_path / "ledger.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(LedgerError, match="not UTF-8"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("index.html", True),
        ("kinds/falv.html", True),
        ("kinds/falv-2.html", False),
        ("regions/henan-12.html", False),
        ("years/2020.html", True),
        ("contributing/names.html", True),
        ("404.html", False),
        ("assets/site.css", False),
        ("search/index/a.js", False),
        ("search.html", True),
        ("feeds/kinds/falv.json", True),
        ("calendar.ics", True),
        ("llms.txt", True),
        ("llms/falv.txt", True),
        ("addresses.tsv", True),
        ("sitemap-1.xml", False),
        ("laws/alt/1.html", False),
    ],
)
def test_what_is_permanent(path, kept):
    assert is_permanent(path) is kept


def test_the_versions_of_a_site():
    old = make.version(make.law(body=[make.article(1, "一。")]), "1990-06-28")
    new = make.version(
        make.law(body=[make.article(1, "一。"), make.article(2, "二。", "三。")]), "2020-10-17"
    )
    assert versions_of(make.site(make.work("guoqifa", old, new))) == {
        "laws/guoqifa/1990-06-28/": "1",
        "laws/guoqifa/2020-10-17/": "1 2:2",
    }
