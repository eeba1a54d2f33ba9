"""The site as data: works, their versions, and when each is in force. No text in here.

A :class:`Record` is what is remembered of every parsed file while the whole library is in
memory; the text tree itself stays in the parse cache and is read by the worker that renders it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from build_tools.diagnostics import Diagnostic
from build_tools.model.law import Dated, Meta


class Force(StrEnum):
    """Whether a version is in force; the value is the word on the badge."""

    NOT_YET = "尚未施行"
    IN_FORCE = "有效"
    AMENDED = "已修改"
    REPEALED = "已废止"
    LAPSED = "失效"
    """The title says （失效）."""
    UNKNOWN = "未知"
    """The source says 未知: amending decisions and the like."""
    NONE = ""
    """The source says nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``day`` on (None: from the beginning) the version is ``force``."""

    day: date | None
    force: Force


Timeline = tuple[Turn, ...]
"""Turns in order of day; the last turn whose day is not after today holds. Never empty, and
the first turn has no day, so that there is an answer for every day."""


@dataclass(frozen=True, slots=True)
class UnitOutline:
    """A unit as navigation knows it."""

    eid: str
    label: str
    shape: tuple[tuple[str, ...], ...]
    """For every 款 the numbers of its 项, as the eId has them: ``(("1", "2"), ())`` is two 款, two 项 in the first."""
    subitems: int
    digest: str = ""
    """Of its text without blanks: equal digests, equal words."""

    @property
    def paragraphs(self) -> int:
        """How many 款 it has."""
        return len(self.shape)

    @property
    def items(self) -> int:
        """How many 项 it has in all."""
        return sum(map(len, self.shape))


@dataclass(frozen=True, slots=True)
class DivisionOutline:
    """A division as navigation knows it; ``title`` without padding (总则)."""

    eid: str
    label: str
    title: str
    children: tuple[DivisionOutline | UnitOutline, ...]


@dataclass(frozen=True, slots=True)
class AnnexOutline:
    """An annex as navigation knows it."""

    eid: str
    label: str
    title: str
    children: tuple[DivisionOutline | UnitOutline, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A parsed file without its text."""

    path: str
    digest: str
    meta: Meta
    number: str
    effective: Dated
    note_dates: tuple[date, ...]
    """The dates of the 题注, in order of appearance."""
    amended: tuple[date, ...]
    """Those of them on which the law was amended (修正, 修订)."""
    preamble: str
    """序言, 总纲, 引言 or empty."""
    preamble_paragraphs: int
    """How many 款 (自然段) the preamble has."""
    outline: tuple[DivisionOutline | UnitOutline, ...]
    annexes: tuple[AnnexOutline, ...]
    diagnostics: tuple[Diagnostic, ...]
    eids: str = ""
    """All anchors of the text, as :mod:`build_tools.parse.eids` writes them."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a work: ``laws/<key>/<segment>/``."""

    record: Record
    segment: str
    effective: Dated
    timeline: Timeline
    force: Force
    """What the timeline says on the day the site was built for (``--as-of``)."""
    moved: tuple[tuple[str, str], ...] = ()
    """Anchors that it had, sorted, and the address within the site to which each has moved."""


@dataclass(frozen=True, slots=True)
class Work:
    """A law with all its versions, oldest first."""

    key: str
    title: str
    """Without blanks and （失效）."""
    versions: tuple[Version, ...]
    current: int
    """Index of the version in force on the day of the build, else of the next to commence, else of the last."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that pages are a function of, apart from the text trees."""

    works: tuple[Work, ...]
    """Sorted by key."""
    as_of: date
    site_url: str
    """Public address with a closing slash, or empty."""
    diagnostics: tuple[Diagnostic, ...]
