"""Finding one's way in a version: its pages in order, what stands above each, and what it contains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from build_tools.model.law import Law
from build_tools.model.nodes import Annex, Division, DivisionKind, Preamble, Unit, units
from build_tools.model.site import DivisionOutline, UnitOutline, Version
from build_tools.pages.content import Entry, Link, Mark, Nav
from build_tools.pages.lawtext import division_name, unit_name, unit_title
from build_tools.pages.text import squeeze
from build_tools.urls import page_of


class Stop(NamedTuple):
    """A page that previous and next lead to: preamble, unit or annex."""

    eid: str
    page: str
    name: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The pages of one version."""

    stops: tuple[Stop, ...]
    """Preamble, units and annexes, in reading order."""
    divisions: tuple[Division, ...]
    """All divisions of the main body, each before those in it."""
    trails: dict[str, tuple[Link, ...]]
    """Units and divisions → the divisions that they stand in, from the outermost."""


def guide_of(law: Law) -> Guide:
    """Return the guide to a law."""
    trails: dict[str, tuple[Link, ...]] = {}
    divisions: list[Division] = []
    _walk(law.body, (), trails, divisions)
    stops = []
    if law.preamble:
        stops.append(Stop(law.preamble.eid, page_of(law.preamble.eid), preamble_name(law.preamble)))
    stops += [Stop(unit.eid, page_of(unit.eid), unit_name(unit)) for unit in units(law.body)]
    stops += [Stop(annex.eid, page_of(annex.eid), annex_label(annex)) for annex in law.annexes]
    return Guide(tuple(stops), tuple(divisions), trails)


def _walk(
    children: tuple[object, ...],
    trail: tuple[Link, ...],
    trails: dict[str, tuple[Link, ...]],
    divisions: list[Division],
) -> None:
    """Note the trail of every unit and division below a node."""
    for child in children:
        if isinstance(child, Unit):
            trails[child.eid] = trail
        elif isinstance(child, Division):
            trails[child.eid] = trail
            divisions.append(child)
            below = (*trail, Link(division_name(child) or "（无标题）", page_of(child.eid)))
            _walk(child.children, below, trails, divisions)


def preamble_name(preamble: Preamble) -> str:
    """Return the heading of a preamble (``序言``), or what it is when it has none (``引言``)."""
    return (squeeze(preamble.heading.plain) if preamble.heading else "") or preamble.kind.value


def annex_label(annex: Annex) -> str:
    """Return the short name of an annex: ``附件一``; one without a marker is called by its number."""
    marker = squeeze("".join([run.text for run in annex.heading])).rstrip("：:")
    return marker or f"附件{annex.eid.partition('_')[2]}"


def annex_name(annex: Annex) -> str:
    """Return the name of an annex with its title: ``附件一 香港特别行政区行政长官的产生办法``."""
    title = squeeze("".join([text.plain for text in annex.title]))
    return f"{annex_label(annex)} {title}".strip()


def sibling(guide: Guide, number: int, step: int) -> Stop | None:
    """Return the nearest division of the same kind before (``step`` -1) or behind (1) division ``number``."""
    divisions = guide.divisions
    at = number + step
    while 0 <= at < len(divisions):
        if divisions[at].kind is divisions[number].kind:
            return Stop(divisions[at].eid, page_of(divisions[at].eid), division_name(divisions[at]))
        at += step
    return None


def neighbours(before: Stop | None, behind: Stop | None) -> tuple[Nav, ...]:
    """Return the links to the page before and the page behind, if there are any."""
    links = []
    if before:
        links.append(Link(before.name, before.page, "prev"))
    if behind:
        links.append(Link(behind.name, behind.page, "next"))
    return (Nav("pn", "前后页", tuple(links)),) if links else ()


def is_overview(division: Division) -> bool:
    """Tell whether a division's page lists what is in it instead of holding the text.

    编 and 分编 with divisions in them do, and whatever holds chapters; 章 and 节 hold their articles.
    """
    inner = [child.kind for child in division.children if isinstance(child, Division)]
    return bool(inner) and (
        division.kind in (DivisionKind.BOOK, DivisionKind.PART) or DivisionKind.CHAPTER in inner
    )


def contents(children: tuple[object, ...], *, in_page: bool = False) -> tuple[Entry, ...]:
    """Return the table of contents of what stands below a node.

    A division comes with the range of its articles (第十四条—第二十五条), units only where they stand
    beside divisions or alone. ``in_page`` links to ids on the same page instead of to pages.
    """
    entries = []
    for child in children:
        if isinstance(child, Division):
            link = Link(division_name(child) or "（无标题）", _address(child.eid, in_page))
            inner = tuple(each for each in child.children if isinstance(each, Division))
            span = unit_range(child)
            inlines = (link, " ", Mark("small", span)) if span else (link,)
            entries.append(Entry(inlines, contents(inner, in_page=in_page)))
        elif isinstance(child, Unit):
            entries.append(Entry((Link(unit_title(child), _address(child.eid, in_page)),)))
    return tuple(entries)


def law_contents(law: Law, *, in_page: bool = False) -> tuple[Entry, ...]:
    """Return the table of contents of a law, with preamble and annexes."""
    entries = list(contents(law.body, in_page=in_page))
    if law.preamble:
        first = Link(preamble_name(law.preamble), _address(law.preamble.eid, in_page))
        entries.insert(0, Entry((first,)))
    entries += [Entry((Link(annex_name(annex), _address(annex.eid, in_page)),)) for annex in law.annexes]
    return tuple(entries)


def unit_range(division: Division) -> str:
    """Return the labels of the first and last unit in a division: ``第十四条—第二十五条``."""
    names = [unit_name(unit) for unit in units(division.children)]
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{names[0]}—{names[-1]}"


def eids_of(version: Version) -> frozenset[str]:
    """Return the eIds that have a page of their own in a version."""
    found = {annex.eid for annex in version.record.annexes}
    if version.record.preamble:
        found.add("preamble")
    pending: list[DivisionOutline | UnitOutline] = list(version.record.outline)
    while pending:
        node = pending.pop()
        found.add(node.eid)
        if isinstance(node, DivisionOutline):
            pending.extend(node.children)
    return frozenset(found)


def _address(eid: str, in_page: bool) -> str:
    """Return the link to an eId."""
    return f"#{eid}" if in_page else page_of(eid)
