"""Which version of a work is meant: what the words around its name say of it, and what was in force on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from build_tools.model.citations import Edition, Lead, Name
from build_tools.model.site import Force, Version
from build_tools.urls import UNDATED

_OLD_WORD: Final = re.compile(r"(?:(?:修正|修订|修改)之?前的?|原|旧)\Z")
_NEW_WORD: Final = re.compile(r"(?:(?:修正|修订|修改)之?后的?|(?:\A|[照据和与及的对按])新)\Z")
_YEAR_WORD: Final = re.compile(r"((?:19|20)\d\d)年?(?:通过|公布|颁布|发布|制定|修[正订]|施行)?(?:的)?\Z")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_DAY: Final = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_OF_DAY: Final = re.compile(r"日[^日]*(?:施行|实施|公布|颁布|发布|通过|修正|修订|修改)的\Z")
_ENDED: Final = (Force.AMENDED, Force.REPEALED)
_NEAR: Final = timedelta(days=100)
"""A text is published within so many days of the decision that amends it."""


@dataclass(frozen=True, slots=True)
class Document:
    """The citing document."""

    work: int
    version: int
    day: date | None
    """When it took effect."""
    published: date | None


class Said(NamedTuple):
    """What the text says of the version that it means."""

    edition: Edition
    year: int
    """Of the version; 0 where none is named."""
    day: date | None
    """On which the document was made, published or commenced."""
    by_day: bool
    """The day tells which version is meant: 2024年7月1日起施行的《公司法》."""
    by_words: bool
    """``edition`` is said in so many words: 修订前的《公司法》."""

    def fits(self, version: Version) -> bool:
        """Tell whether a version is of the day or the year."""
        if self.by_day:
            record = version.record
            own = (record.meta.date, record.meta.publication_date, record.effective.day, day_of(version))
            return self.day in (*own, *(record.amended or record.note_dates)[-1:])
        return version.segment.startswith(str(self.year))


def words_around(name: Name, left: str) -> Said:
    """Return what the words around a name say of the version."""
    before = left if name.lead is Lead.NAME else name.before
    edition = Edition.OLD if _OLD_WORD.search(before) else Edition.USUAL
    if _NEW_WORD.search(before):
        edition = Edition.NEW
    # Of 《…》（1992年通过 2010年修正） the last year is that of the text.
    year = _YEAR_WORD.search(before) or max(_YEAR.finditer(name.hint), key=re.Match.start, default=None)
    day = None
    if exact := _DAY.search(before):
        try:
            day = date(int(exact[1]), int(exact[2]), int(exact[3]))
        except ValueError:
            day = None
    by_day = day is not None and _OF_DAY.search(before) is not None
    return Said(edition, int(year[1]) if year else 0, day, by_day, by_words=edition is not Edition.USUAL)


def commencement(version: Version) -> date | None:
    """Return the day on which a version commenced."""
    for turn in version.timeline:
        if turn.day and turn.force is not Force.NOT_YET:
            return turn.day
    return None


def _end(version: Version) -> date | None:
    """Return the day on which a version that was in force ended."""
    running = False
    for turn in version.timeline:
        if turn.force in _ENDED and running:
            return turn.day
        running = running or turn.force not in (Force.NOT_YET, *_ENDED)
    return None


def day_of(version: Version) -> date | None:
    """Return the day of publication, which is in the version's segment."""
    return _day_in(version.segment)


@lru_cache(maxsize=1 << 13)
def _day_in(segment: str) -> date | None:
    return None if segment.startswith(UNDATED) else date.fromisoformat(segment[:10])


def in_force(versions: Sequence[Version], day: date, exclude: int | None = None) -> int | None:
    """Return the version in force on ``day``; else the first text of a law that was published by then.

    A document may commence a little before the new law that it cites; before an amended text the law had another.
    """
    waiting = None
    for number, version in enumerate(versions):
        start, end, published = commencement(version), _end(version), day_of(version)
        if number == exclude or published is None or published > day:
            continue
        if start is not None and start <= day and (end is None or day < end):
            return number
        if (start is None or start > day) and number == 0 and not version.record.amended:
            waiting = number
    return waiting


def last_published(versions: Sequence[Version], day: date | None) -> int | None:
    """Return the last version published up to ``day``, whether it has commenced or not."""
    return max((n for n, v in enumerate(versions) if day and (day_of(v) or date.max) <= day), default=None)


def made_on(versions: Sequence[Version], citing: Document) -> int | None:
    """Return the version that an amending document made.

    It was published on the day on which the document was published or took effect, or its note names that day last.
    """
    for number, version in enumerate(versions):
        published = day_of(version)
        if published is not None and published in (citing.published, citing.day):
            return number
    for number, version in enumerate(versions):
        if citing.published in version.record.amended and version.record.amended[-1:] == (citing.published,):
            return number
    return None


def all_days_of(version: Version) -> tuple[date | None, ...]:
    """Return the days that a text bears: of its adoption and amendments, of publication, of commencement."""
    record = version.record
    return (
        *record.note_dates,
        record.meta.date,
        record.meta.publication_date,
        record.effective.day,
        day_of(version),
    )


def is_left_out(day: date, versions: Sequence[Version], number: int) -> bool:
    """Tell whether a text was not brought up to date with an amendment before it.

    The file of 刑法 of 2009 is the text of 1997 with one amendment; the notes of the text of 2020 list seven more.
    """
    noted = versions[number].record.amended
    later = [each for version in versions[number + 1 :] for each in version.record.amended]
    return bool(noted) and noted[0] < day and day not in noted and day in later


def is_here(amended: date, versions: Iterable[Version]) -> bool:
    """Tell whether one of the versions is the text that an amendment of that day made."""
    days = [day_of(version) for version in versions]
    return any(day is not None and amended - timedelta(days=1) <= day <= amended + _NEAR for day in days)
