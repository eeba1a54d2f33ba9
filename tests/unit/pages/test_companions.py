"""Companions on pages: where they stand, that they are marked, and that they are never among the text of the law."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from build_tools.model.companions import Companion, Part, Piece
from build_tools.model.site import Force
from build_tools.pages.companions import MARK, byline
from build_tools.pages.law import render_work
from build_tools.pages.proof import text_of_law, text_of_page, texts_of_pages
from build_tools.pages.reach import Reach
from tests import factories as make

LAW = make.law(
    "河南省社会治理条例",
    (
        make.chapter(
            1, "总则", make.article(1, "为了完善社会治理体系，制定本条例。"), make.article(2, "适用本条例。")
        ),
        make.chapter(2, "附则", make.article(3, "本条例自2025年12月1日起施行。")),
    ),
)
SUMMARY = Companion(
    path="c.md",
    digest="d",
    law="a1",
    title="Summary <b>",
    language="en",
    publisher="He Nan Ri Bao",
    date=date(2025, 10, 16),
    url="https://news.example/1?a=1&b=2",
    has_articles=False,
    parts=(
        Part("", "Core Points", 1, (Piece("The regulations aim high [3][49]", True, 2),)),
        Part("", "Chapter Summaries", 3, ()),
        Part(
            "chp_1", "Chapter 1: General Principles", 4, (Piece("Local governments <must> act [2]", True, 5),)
        ),
        Part("art_3", "Article 3", 6, (Piece("It commences soon.", False, 7),)),
    ),
)


def pages(
    *companions: Companion, force: Force = Force.IN_FORCE, reach: Reach | None = None
) -> dict[str, str]:
    """The files of the version: name → text."""
    version = replace(make.version(LAW), force=force)
    context = replace(make.context(), law_json=True)
    context = replace(context, reach=reach) if reach else context
    outputs = render_work(make.work("k", version), [LAW], context, (), [companions])
    return {
        out.path.rpartition("/")[2]: out.data.decode()
        for out in outputs
        if out.root == "site" and out.path.count("/") > 2
    }


def boxes(page: str) -> list[str]:
    """What is marked as not official."""
    return re.findall(r"<div class=sum>.*?</div></div>", page)


def test_each_place_has_what_is_said_of_it():
    found = {name: boxes(text) for name, text in pages(SUMMARY).items() if name.endswith(".html")}
    assert {name for name, each in found.items() if each} == {"index.html", "c1.html", "3.html"}
    assert "Local governments &lt;must&gt; act [2]" in found["c1.html"][0]
    assert "It commences soon." in found["3.html"][0]
    assert "Core Points" not in found["c1.html"][0] + found["3.html"][0]
    assert "Core Points" in found["index.html"][0]


@pytest.mark.parametrize(("name", "eid"), [("index.html", "companion_1"), ("c1.html", "chp_1__companion_1")])
def test_it_says_who_and_when_and_that_it_is_not_official(name, eid):
    page = pages(SUMMARY)[name]
    assert f"<h2 id={eid}>{MARK}</h2>" in page
    assert "He Nan Ri Bao · 2025-10-16 · 英文" in page
    assert 'href="https://news.example/1?a=1&amp;b=2"' in page
    assert "<div lang=en>" in page


def test_ids_are_unique_and_those_of_sections_stand_on_the_version_page_too():
    for text in pages(SUMMARY, SUMMARY).values():
        ids = re.findall(r" id=([^ >]+)", text)
        assert len(ids) == len(set(ids))
    assert "id=chp_1__companion_2" in pages(SUMMARY, SUMMARY)["index.html"]


def test_the_text_of_the_law_is_what_it_was():
    plain, beside = pages(), pages(SUMMARY)
    expected = dict(texts_of_pages(LAW))
    assert {name: text_of_page(beside[name]) for name in expected} == expected
    assert text_of_page(beside["full.html"]) == text_of_law(LAW)
    for name in ("full.html", "full.md", "toc.js", "1.html", "2.html", "c2.html"):
        assert beside[name] == plain[name]


def test_law_json_has_it_in_a_field_of_its_own():
    plain, beside = (json.loads(found["law.json"]) for found in (pages(), pages(SUMMARY)))
    (said,) = beside.pop("companions")
    assert plain.pop("companions") == []
    assert plain == beside
    assert (said["official"], said["publisher"], said["date"]) == (False, "He Nan Ri Bao", "2025-10-16")
    assert [part["about"] for part in said["parts"]] == [None, None, "chp_1", "art_3"]


def test_bracketed_numbers_are_links_only_where_they_are_declared_to_be_articles():
    assert "[2]</a>" not in "".join(pages(SUMMARY).values())
    declared = pages(replace(SUMMARY, has_articles=True))
    assert "<a href=2.html>[2]</a>" in declared["c1.html"]
    assert "<a href=3.html>[3]</a>[49]" in declared["index.html"]  # the law has no article 49


@pytest.mark.parametrize(
    ("force", "words"),
    [
        (Force.IN_FORCE, "针对 2020-10-17 的文本"),
        (Force.AMENDED, "<b>针对 2020-10-17 的文本，该文本已被修改</b>"),
        (Force.REPEALED, "该文本已废止"),
        (Force.LAPSED, "该文本已失效"),
    ],
)
def test_one_of_a_superseded_version_says_so(force, words):
    found = pages(SUMMARY, force=force)
    assert words in found["index.html"]
    assert words in found["c1.html"]
    assert "该文本" in words or "该文本" not in found["c1.html"]


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("en-US", date(2025, 10, 16), "x · 2025-10-16 · 英文"),
        ("zh", None, "x · 中文"),
        ("eo", None, "x · eo"),
    ],
)
def test_bylines(language, day, expected):
    assert byline(replace(SUMMARY, publisher="x", language=language, date=day)) == expected


def test_the_title_of_the_law_is_not_said_again():
    assert "Summary &lt;b&gt;" in pages(SUMMARY)["index.html"]
    assert "class=ti" not in pages(replace(SUMMARY, title="河南省社会治理条例"))["index.html"]


def test_parts_about_places_are_folded_under_the_heading_before_them():
    page = pages(SUMMARY)["index.html"]
    assert "<summary><h3>Chapter Summaries</h3></summary>" in page
    alone = replace(SUMMARY, parts=SUMMARY.parts[2:])
    assert "<summary><h3>分章、分条的摘要</h3></summary>" in pages(alone)["index.html"]


def test_a_bundle_without_pages_of_articles_has_all_of_it_on_the_version_page():
    found = pages(SUMMARY, reach=Reach(frozenset(["k"]), whole=True))
    assert "Local governments" in found["index.html"]
    assert "href=full.html#chp_1" in found["index.html"]
    assert "Local governments" not in found["full.html"]
