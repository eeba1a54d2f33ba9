"""``calendar.ics``: the days on which texts commence, as all-day events (iCalendar, RFC 5545).

Who subscribes sees what will be in force when, and what has been since the year before last new year.
An event keeps its UID, which is made of the address of the text, so that a corrected day moves it. There is
no clock: an event is stamped with the day on which the text was published. Hence no ``METHOD``, either: with one,
programs take an event of an unchanged stamp for the one they have (RFC 5546, 2.1.5), and ask for its organizer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from build_tools.kinds import kind_of
from build_tools.model.site import Site
from build_tools.pages.boards import Row, commences, row_of
from build_tools.pages.context import Context, Output
from build_tools.pages.text import clean, squeeze
from build_tools.publish.events import facts
from build_tools.urls import CALENDAR

_LINE: Final = 75
"""Octets in a line (RFC 5545, 3.1)."""
_SPECIAL: Final = re.compile(r"[\\;,]")
_PRODUCT: Final = "-//Tiaowen//Commencement//ZH"
# The days are those of Beijing. It also is the component that a calendar must have at least.
_ZONE: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19910915T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class Start(NamedTuple):
    """A text and the day on which it commences."""

    day: date
    uid: str
    row: Row


def calendar_file(site: Site, context: Context) -> Iterator[Output]:
    """Yield the calendar; nothing without a public address, which its events lead to."""
    if not context.site_url:
        return
    name = _text(f"施行日期 - {context.site_name}")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "X-WR-TIMEZONE:Asia/Shanghai",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        *_ZONE,
    ]
    for start in starts_of(site, context):
        lines += _event(start, context)
    lines.append("END:VCALENDAR")
    yield Output("site", CALENDAR, "".join(map(folded, lines)).encode())


def starts_of(site: Site, context: Context) -> tuple[Start, ...]:
    """Return the texts whose day of commencement is known and not before the last year, by day.

    A text whose day of commencement nobody knows counts as in force from its publication; that is no day
    for a calendar.
    """
    first = date(max(site.as_of.year - 1, date.min.year), 1, 1)
    host = urlsplit(context.site_url).hostname or "localhost"
    found = []
    for work in site.works:
        for version in work.versions:
            day = commences(version)
            if day and day >= first and version.effective.day:
                found.append(Start(day, f"{work.key}/{version.segment}@{host}", row_of(work, version)))
    return tuple(sorted(found, key=lambda start: (start.day, start.uid)))


def _event(start: Start, context: Context) -> list[str]:
    """Return the lines of an event."""
    version = start.row.version
    address = context.site_url + start.row.address
    stamp = start.row.day or start.day
    about = f"{facts(version, context.as_of)}\n{address}"
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(start.uid)}",
        f"DTSTAMP:{_basic(stamp)}T000000Z",
        f"DTSTART;VALUE=DATE:{_basic(start.day)}",
        f"SUMMARY:{_text(f'施行：{squeeze(start.row.title)}')}",
        f"DESCRIPTION:{_text(about)}",
        f"CATEGORIES:{_text(kind_of(version.record.meta).name)}",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _basic(day: date) -> str:
    """Return a day as iCalendar writes it: ``20251201``."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(words: str) -> str:
    """Return words as a value of type TEXT: line ends, and what separates values, are escaped."""
    return "\\n".join(_SPECIAL.sub(r"\\\g<0>", clean(line)) for line in words.split("\n"))


def folded(line: str) -> str:
    """Return a line with its end, cut where it is longer than 75 octets, never inside a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            pieces.append(piece)
            # What follows begins with a blank, which counts.
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
