"""Where the versions of a law stand to each other, as a page says it.

Every superseded version says so on every page and offers the same article in the version in force.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.site import Force, Version, Work
from build_tools.pages.badges import force_word, turn_words, version_name
from build_tools.pages.content import Entry, Inline, Line, Link, Mark
from build_tools.pages.guide import eids_of
from build_tools.urls import INDEX, UNDATED, page_of

MOST_OTHERS = 8
"""How many other versions an article page links to; the version page lists all."""
NOTICE = "superseded"
"""Id of the note; a script replaces it by what is true on the day of reading."""
ALONE = {
    Force.AMENDED: "本文本已被修改，本站没有修改后的文本。",
    Force.REPEALED: "本文本已废止，仅供查阅。",
    Force.LAPSED: "本文本已失效，仅供查阅。",
}
"""What the note says where there is no other version to lead to; status.js has the same words."""
ENDED = {
    Force.AMENDED: "本版本已被修改",
    Force.REPEALED: "本版本已废止",
    Force.LAPSED: "本版本已失效",
}
"""What the note says of a version that has ended, before it leads to another; status.js has the same words."""
CURRENT = "现行文本"
"""What a text in force is called; where there is none, the one to read is 最新文本."""
DAY = len("2020-12-26")
"""A segment begins with its day; a number behind it tells texts of one date apart."""
HISTORY = "history"
"""Anchor of the list of versions on the version page."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What the pages of all versions of a work share."""

    work: Work
    eids: tuple[frozenset[str], ...]
    """For every version the eIds that have a page."""
    years: tuple[str, ...]
    """For every version the year in its segment."""


def relations_of(work: Work) -> Relations:
    """Return how the versions of a work stand to each other."""
    eids = tuple(eids_of(version) for version in work.versions) if len(work.versions) > 1 else (frozenset(),)
    return Relations(work, eids, tuple(version.segment.partition("-")[0] for version in work.versions))


def notice(relations: Relations, index: int, eid: str, name: str) -> tuple[Line, ...]:
    """Return the note on a page of a version that a reader must not take for the law of the day.

    ``eid`` and ``name`` are what the page is about; an empty ``eid`` is the version page. A text yet to
    commence is the one to read when nothing is in force; it says so, as does one that has ended with
    no other to follow.
    """
    work = relations.work
    if index == work.current:
        return _alone(work.versions[index])
    version, current = work.versions[index], work.versions[work.current]
    in_force = current.force is Force.IN_FORCE
    if version.force is Force.NOT_YET and not in_force:
        return _alone(version)
    words = _beside(version, current)
    there = CURRENT if in_force else "最新文本"
    if eid and eid not in relations.eids[work.current]:
        words += f"，{there}中没有{name}"
        link = Link(f"看{there}的目录", f"../{current.segment}/{INDEX}")
    else:
        page = page_of(eid) if eid else INDEX
        link = Link(f"看{there}的{name}" if eid else f"看{there}", f"../{current.segment}/{page}")
    return (Line("", NOTICE, (f"{words} · ", link)),)


def _alone(version: Version) -> tuple[Line, ...]:
    """Return the note on a text that is not in force and has no other to lead to."""
    coming = f"本文本尚未施行{_begins(version)}。"
    words = coming if version.force is Force.NOT_YET else ALONE.get(version.force)
    return (Line("", NOTICE, (words,)),) if words else ()


def _beside(version: Version, current: Version) -> str:
    """Return how a version stands to the one to read; of one that has not ended only what the days show.

    Two texts of one date are both in force, and a text without a status may be; which of them is right
    is not known. The days are those of the segments, so that a script can tell as well.
    """
    if version.force is Force.NOT_YET:
        return f"本版本尚未施行{_begins(version)}"
    if version.force in ENDED:
        return ENDED[version.force]
    own, other = version.segment[:DAY], current.segment[:DAY]
    if UNDATED in own + other or other < own:
        return "另有一个文本"
    return "同日另有一个文本" if own == other else "另有较新的文本"


def _begins(version: Version) -> str:
    """Return the day of commencement in words, so that the note is plain to read later, too."""
    turn = next((turn for turn in version.timeline if turn.force is not Force.NOT_YET), None)
    return turn_words(Force.NOT_YET, turn) if turn else ""


def others(relations: Relations, index: int, eid: str) -> tuple[Line, ...]:
    """Return the links to the same eId in other versions, newest first, at most :data:`MOST_OTHERS`."""
    if len(relations.work.versions) == 1:
        return ()
    have = [
        version
        for number, version in enumerate(relations.work.versions)
        if number != index and eid in relations.eids[number]
    ]
    if not have:
        return ()
    page = page_of(eid)
    inlines: list[Inline] = ["其他版本"]
    for version in have[: -MOST_OTHERS - 1 : -1]:
        inlines += [" ", Link(version_name(version), f"../{version.segment}/{page}")]
    if len(have) > MOST_OTHERS:
        inlines += [" ", Link("全部版本", f"{INDEX}#{HISTORY}")]
    return (Line("ov", "", tuple(inlines)),)


def history(work: Work, index: int) -> tuple[Entry, ...]:
    """Return the list of versions, newest first; the version at ``index`` is the one that the reader sees."""
    return tuple(
        Entry((_history_link(version, number == index), " ", Mark("small", force_word(version.force))))
        for number, version in reversed(tuple(enumerate(work.versions)))
    )


def _history_link(version: Version, is_here: bool) -> Inline:
    """Return the name of a version, with a link unless the reader is there."""
    name = version_name(version)
    return f"{name}（本版本）" if is_here else Link(name, f"../{version.segment}/{INDEX}")
