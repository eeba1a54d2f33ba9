"""What happened to the law: texts that were published, changed what was there, or ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from build_tools.kinds import Kind, Region, kind_of, region_of
from build_tools.model.site import Force, Site, Version, Work
from build_tools.pages.badges import UNKNOWN_DAY, dated, status_words
from build_tools.pages.boards import Row, row_of
from build_tools.pages.content import Inlines, Link, Mark
from build_tools.pages.text import squeeze
from build_tools.versions.force import since


class What(Enum):
    """What happened; the value is the word for it and the name in an id, which never changes."""

    NEW = ("新公布", "published")
    CHANGED = ("修改", "published")
    REPEALED = ("废止", "repealed")
    LAPSED = ("失效", "lapsed")

    @property
    def word(self) -> str:
        """The word for readers."""
        return self.value[0]

    @property
    def name_in_id(self) -> str:
        """The name in ids: the same for new and changed, which later findings may tell apart anew."""
        return self.value[1]


class Event(NamedTuple):
    """Something that happened on a known day."""

    day: date
    what: What
    row: Row
    """The text that it happened to, with its title and address."""
    kind: Kind
    region: Region | None

    @property
    def title(self) -> str:
        """What happened, in a line."""
        return f"{self.what.word}：{squeeze(self.row.title)}"

    @property
    def place(self) -> str:
        """What an id is made of: the permanent address of the text, and what happened."""
        return f"{self.row.address}#{self.what.name_in_id}"


_ENDS = {Force.REPEALED: What.REPEALED, Force.LAPSED: What.LAPSED}


def events_of(site: Site) -> tuple[Event, ...]:
    """Return what has happened until the day of the build, the latest first.

    A text is published on its day of publication. It **changes** the law if an earlier text of the
    law is there, or if its own 题注 tells of amendments; else it is new. A repeal or a lapse counts
    only where the day is known (:func:`build_tools.versions.force.since`).
    """
    found = [event for work in site.works for event in _events(work, site.as_of)]
    found.sort(key=lambda event: event.place)
    return tuple(sorted(found, key=lambda event: event.day, reverse=True))


def _events(work: Work, as_of: date) -> Iterator[Event]:
    """Yield what happened to the texts of a work."""
    for index, version in enumerate(work.versions):
        row, meta = row_of(work, version), version.record.meta
        kind, region = kind_of(meta), region_of(meta)
        if row.day and row.day <= as_of:
            what = What.CHANGED if index or version.record.amended else What.NEW
            yield Event(row.day, what, row, kind, region)
        ended = since(version.timeline, as_of)
        if version.force in _ENDS and ended:
            yield Event(ended, _ENDS[version.force], row, kind, region)


def facts(version: Version, as_of: date) -> str:
    """Return what is to be known of a text in a line: issuing body, number, days, status with its days."""
    record = version.record
    parts = [
        squeeze(record.meta.author),
        squeeze(record.number),
        f"公布日期：{record.meta.publication_date or UNKNOWN_DAY}",
        f"施行日期：{plain(dated(version.effective))}",
        f"状态：{status(version, as_of)}",
    ]
    return "；".join(part for part in parts if part)


def status(version: Version, as_of: date) -> str:
    """Return the status in words that are true to read later: ``尚未施行（2025-12-01 起施行）``."""
    return plain(status_words(version, as_of))


def plain(inlines: Inlines) -> str:
    """Return inline content as text."""
    words = (each.text if isinstance(each, Link | Mark) else each for each in inlines)
    return "".join(word for word in words if isinstance(word, str))
