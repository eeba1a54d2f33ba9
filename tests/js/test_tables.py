"""The tables that the scripts are tested against hold for the build as well."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from build_tools.model.site import Force, Timeline, Turn
from build_tools.pages.badges import timeline_data
from build_tools.urls import page_of
from build_tools.versions.force import at
from build_tools.versions.force import since as known_since

HERE = Path(__file__).parent
ADDRESSES = json.loads((HERE / "addresses.json").read_text("utf-8"))
TIMELINES = json.loads((HERE / "timelines.json").read_text("utf-8"))


def timeline_of(text: str) -> Timeline:
    turns = [turn.split("|") for turn in text.split(";")]
    return tuple(Turn(date.fromisoformat(day) if day else None, Force(force)) for day, force in turns)


@pytest.mark.parametrize(("eid", "page"), ADDRESSES)
def test_page_of_eid(eid, page):
    assert page_of(eid) == page


@pytest.mark.parametrize(("text", "day", "force", "since", "coming"), TIMELINES["force"])
def test_force_on_a_day(text, day, force, since, coming):
    timeline = timeline_of(text)
    assert timeline_data(timeline) == text
    assert at(timeline, date.fromisoformat(day)) == Force(force)
    assert str(known_since(timeline, date.fromisoformat(day)) or "") == since
