"""Counting what became of citations."""

from __future__ import annotations

import pytest

from build_tools.cite.census import Census, Outcome, count
from build_tools.cite.resolve import Resolved
from build_tools.model.citations import Citation, Lead, Locator, Name, Reason, Target

LAW = Target("xingfa", None, "")
ARTICLE = Target("xingfa", 0, "art_3")


def resolved(form: str, target: Target | None, reason: Reason | None = None) -> Resolved:
    citation = Citation(0, 1, Name(Lead.SELF), Locator(), form, "art_1")
    return Resolved(citation, 0, target, reason, citation.locator)


@pytest.fixture
def census() -> Census:
    return count(
        [
            resolved("10 bare article", ARTICLE),
            resolved("2 title", ARTICLE),
            resolved("2 title", LAW, Reason.NO_VERSION),
            resolved("2 title", None, Reason.NO_LAW),
            resolved("3 name", None, Reason.NO_LAW),
        ]
    )


def test_every_citation_is_counted_once(census):
    assert census.found == 5
    assert [census.of(outcome) for outcome in Outcome] == [2, 1, 2]


def test_the_numbers_as_json(census):
    assert census.as_json() == {
        "found": 5,
        "linked": 2,
        "law-only": 1,
        "text": 2,
        "reasons": {"law-not-in-library": {"text": 2}, "version-not-in-library": {"law-only": 1}},
        "forms": {
            "2 title": {"linked": 1, "law-only": 1, "text": 1},
            "3 name": {"text": 1},
            "10 bare article": {"linked": 1},
        },
    }
    assert list(census.as_json()["forms"]) == ["2 title", "3 name", "10 bare article"]


def test_the_numbers_for_people(census):
    assert list(census.lines()) == [
        "citations: 5 found, 2 linked, 1 to the law only, 2 text",
        "  law-not-in-library: 2 found, 2 text",
        "  version-not-in-library: 1 found, 1 to the law only",
        "by form:",
        "  2 title: 3 found, 1 linked, 1 to the law only, 1 text",
        "  3 name: 1 found, 1 text",
        "  10 bare article: 1 found, 1 linked",
    ]


def test_a_law_that_is_cited_as_a_whole_needs_no_version():
    assert count([resolved("18 title", LAW)]).as_json()["linked"] == 1


def test_nothing_found_is_not_worth_a_line():
    assert list(Census().lines()) == []
