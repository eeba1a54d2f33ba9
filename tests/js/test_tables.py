"""The tables that the scripts are tested against hold for the build as well."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from build_tools.model.site import Force, Timeline, Turn, Version
from build_tools.numerals import to_chinese
from build_tools.pages.badges import status_words, timeline_data
from build_tools.pages.content import Inlines, Link
from build_tools.pages.relations import notice, relations_of
from build_tools.urls import INDEX, href, page_of
from build_tools.versions.force import at
from build_tools.versions.force import since as known_since
from tests import factories as make

HERE = Path(__file__).parent
ADDRESSES = json.loads((HERE / "addresses.json").read_text("utf-8"))
TIMELINES = json.loads((HERE / "timelines.json").read_text("utf-8"))
CITATIONS = json.loads((HERE / "citations.json").read_text("utf-8"))


def timeline_of(text: str) -> Timeline:
    turns = [turn.split("|") for turn in text.split(";")]
    return tuple(Turn(date.fromisoformat(day) if day else None, Force(force)) for day, force in turns)


def version_of(segment: str, text: str, day: date) -> Version:
    timeline = timeline_of(text)
    return make.version(make.law(), segment, at(timeline, day), timeline)


def plain(inlines: Inlines) -> str:
    return "".join(each.text if isinstance(each, Link) else str(each) for each in inlines)


@pytest.mark.parametrize(("eid", "page"), ADDRESSES)
def test_page_of_eid(eid, page):
    assert page_of(eid) == page


@pytest.mark.parametrize(("eid", "address"), CITATIONS["addresses"])
def test_address_of_eid(eid, address):
    assert (href(eid) if eid else INDEX) == address


@pytest.mark.parametrize(("number", "words"), CITATIONS["numbers"])
def test_numbers(number, words):
    assert to_chinese(number) == words


@pytest.mark.parametrize(("text", "day", "force", "since", "coming", "then"), TIMELINES["force"])
def test_force_on_a_day(text, day, force, since, coming, then):
    timeline = timeline_of(text)
    assert timeline_data(timeline) == text
    assert at(timeline, date.fromisoformat(day)) == Force(force)
    assert str(known_since(timeline, date.fromisoformat(day)) or "") == since
    follows = next((turn for turn in timeline if turn.day and turn.day > date.fromisoformat(day)), None)
    assert (str(follows.day) if follows else "") == coming
    assert (follows.force.value if follows else "") == then


@pytest.mark.parametrize(("text", "day", "words"), TIMELINES["words"])
def test_words_of_the_badge(text, day, words):
    on = date.fromisoformat(day)
    assert plain(status_words(version_of("2020-01-01", text, on), on)) == words


@pytest.mark.parametrize(
    ("versions", "day", "leader", "notes"),
    [pytest.param(*row, id=what) for what, *row in TIMELINES["notes"]],
)
def test_note_on_a_version(versions, day, leader, notes):
    found = [version_of(segment, text, date.fromisoformat(day)) for segment, text in versions]
    relations = relations_of(make.work("k", *found, current=leader))
    said = [notice(relations, index, "", "") for index in range(len(found))]
    assert ["".join(plain(line.inlines) for line in lines) for lines in said] == notes
