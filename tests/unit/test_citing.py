"""What ``tiaowen citations`` says of a citation."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.cite.resolve import Resolved
from build_tools.citing import Answers
from build_tools.model.citations import Citation, Lead, Locator, Name, Reason, Target
from build_tools.model.law import Meta
from tests import factories as make

BODY = [make.chapter(1, "总则", make.article(3, "依照刑法第三条。"))]
ANNEX = make.annex(1, "附件", make.article(1, "本章程。", within="annex_1"))
OLD = make.law(
    "中华人民共和国刑法", BODY, meta=Meta("中华人民共和国刑法（1979年）", id="x79"), published=None
)
NEW = make.law(
    "中华人民共和国刑法", BODY, meta=Meta("中华人民共和国刑法", id="x20", date=make.AS_OF), annexes=[ANNEX]
)
WORK = make.work("xingfa", make.version(OLD, "1979-07-06"), make.version(NEW, "2020-12-26"))
SOURCE = "依照刑法第三条。"


def answer(
    target: Target | None,
    reason: Reason | None = None,
    locator: Locator = Locator(article="第三条"),  # noqa: B008 - immutable
    *,
    place: str = "art_3",
    unit: str = "",
) -> dict[str, Any]:
    """What is said of 刑法第三条 in ``SOURCE``."""
    citation = Citation(4, 7, Name(Lead.NAME, "依照刑法", 0), locator, "3 name", place)
    metas = {version.record.path: version.record.meta for version in WORK.versions}
    resolved = Resolved(citation, 2, target, reason, locator, unit)
    (found,) = Answers(make.site(WORK), metas).of_document(
        "a.md", SOURCE, WORK.versions[1].record, [resolved]
    )
    return dict(found)


def test_a_citation_that_leads_to_an_article():
    assert answer(Target("xingfa", 1, "art_3")) == {
        "path": "a.md",
        "start": 2,
        "end": 7,
        "text": "刑法第三条",
        "article": "第三条",
        "target": {
            "id": "x20",
            "title": "中华人民共和国刑法",
            "date": "2026-04-01",
            "book": None,
            "part": None,
            "chapter": None,
            "section": None,
            "article": "第三条",
            "to_article": None,
            "paragraph": None,
            "to_paragraph": None,
            "items": [],
            "annex": None,
            "unit": None,
        },
        "url": "laws/xingfa/2020-12-26/3.html",
        "reason": None,
    }


def test_what_is_cited_inside_an_article():
    found = answer(
        Target("xingfa", 1, "art_3__para_2__point_1"),
        locator=Locator(article="第三条", paragraph=2, items=("（一）", "（二）")),
    )
    assert (found["target"]["paragraph"], found["target"]["items"]) == (2, ["（一）", "（二）"])
    assert found["url"] == "laws/xingfa/2020-12-26/3.html#art_3__para_2__point_1"


def test_a_citation_of_an_item_says_so():
    assert (
        answer(Target("xingfa", 1, "item_2"), locator=Locator(article="二、"), unit="二、")["target"]["unit"]
        == "二、"
    )


def test_a_citation_that_leads_nowhere():
    found = answer(None, Reason.NO_LAW)
    assert (found["target"], found["url"], found["reason"]) == (None, None, "law-not-in-library")
    assert found["text"] == "刑法第三条"


def test_a_version_that_the_library_lacks_has_no_id_and_no_day():
    found = answer(Target("xingfa", None, ""), Reason.NO_VERSION)
    target = found["target"]
    assert (target["id"], target["title"], target["date"]) == (None, "中华人民共和国刑法", None)
    assert (found["url"], found["reason"]) == ("laws/xingfa/", "version-not-in-library")


def test_a_version_is_named_as_its_file_names_it():
    found = answer(Target("xingfa", 0, ""), locator=Locator())
    assert (found["target"]["title"], found["target"]["id"]) == ("中华人民共和国刑法（1979年）", "x79")
    assert (found["target"]["date"], found["url"]) == (None, "laws/xingfa/1979-07-06/")


@pytest.mark.parametrize(
    ("place", "label"),
    [("art_3", "第三条"), ("annex_1__art_1", "第一条"), ("annex_1", None), ("preamble", None), ("", None)],
)
def test_the_article_in_which_a_citation_stands(place, label):
    assert answer(None, Reason.NO_LAW, place=place)["article"] == label
