"""A law → its passages: each line or table cell as one string, with the place where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from build_tools.model.law import Law
from build_tools.model.nodes import (
    Division,
    Inline,
    Item,
    Paragraph,
    Role,
    Run,
    Subitem,
    Table,
    Text,
    Unit,
    units,
)
from build_tools.parse.records import normal

_OWN = (Role.TITLE, Role.NUMBER, Role.SIGNATURE, Role.HEADING)
"""Lines that name the document itself, or nobody; nothing in them is a citation."""
_NOTED = (Role.NOTE, Role.ANNOUNCEMENT)


class Sort(StrEnum):
    """What kind of passage it is."""

    TEXT = "text"
    CELL = "cell"
    NOTE = "note"
    """题注 and announcement."""


class Place(NamedTuple):
    """Where a passage stands."""

    page: str = ""
    """eId of the unit, annex or preamble; empty before and behind the main text, and in documents of prose."""
    scope: str = ""
    """eId of the annex, or empty."""
    trail: tuple[Division, ...] = ()
    unit: Unit | None = None
    previous: tuple[Unit, ...] = ()
    """The units before this one in the same text, nearest first, at most nine."""
    paragraph: int = 0
    """Which 款 of the unit or preamble it is, from 1; 0 outside of one."""
    items: tuple[Item, ...] = ()
    """The 项 of that 款."""
    item: Item | None = None


class Passage(NamedTuple):
    """A line or a cell; :meth:`offset` leads back into the file."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    """(index in ``text``, offset in the file) of every run, in order."""
    place: Place
    sort: Sort = Sort.TEXT
    heading: str = ""
    """Of a cell: the text at the head of its column."""

    def offset(self, index: int) -> int:
        """Return the offset in the file of the character at ``index``."""
        first, start = self.pieces[bisect_right(self.pieces, (index, 1 << 60)) - 1]
        return start + index - first

    def end(self, index: int) -> int:
        """Return the offset in the file behind the character before ``index``."""
        return self.offset(index - 1) + 1


def passages(law: Law, wanted: re.Pattern[str] | None = None) -> list[Passage]:
    """Return the passages of a law in the order of its text; titles, numbers and signatures are left out.

    Args:
        law: the law.
        wanted: what a 款 must have in it, or it is left out: most have nothing to be looked for.
    """
    found: list[Passage] = []
    nowhere = Place()
    _blocks(law.front, nowhere, found)
    if law.preamble:
        _children(law.preamble.children, Place(page=law.preamble.eid), {}, wanted, found)
    _text(law.body, nowhere, wanted, found)
    _blocks(law.back, nowhere, found)
    for annex in law.annexes:
        _text(annex.children, Place(page=annex.eid, scope=annex.eid), wanted, found)
    return found


def label_of(node: Unit | Item | Division) -> str:
    """Return the label without blanks; a 项 that prints 一、 or 1. keeps it."""
    return normal(node.label.text) if node.label else ""


def _text(
    children: Sequence[object], place: Place, wanted: re.Pattern[str] | None, found: list[Passage]
) -> None:
    """Add the passages of a main text or annex."""
    order = tuple(units(tuple(children)))
    before = {id(unit): order[max(0, at - 9) : at][::-1] for at, unit in enumerate(order)}
    _children(children, place, before, wanted, found)


def _children(
    children: Iterable[object],
    place: Place,
    before: dict[int, tuple[Unit, ...]],
    wanted: re.Pattern[str] | None,
    found: list[Passage],
) -> None:
    count = 0
    for child in children:
        if isinstance(child, Paragraph):
            count += 1
            if wanted is None or _has(child.children, wanted):
                _paragraph(child, place, count, found)
        elif isinstance(child, Unit):
            page = place.scope or child.eid
            inside = Place(page, place.scope, place.trail, child, before.get(id(child), ()))
            _children(child.children, inside, before, wanted, found)
        elif isinstance(child, Division):
            inside = Place(place.page, place.scope, (*place.trail, child))
            _children(child.children, inside, before, wanted, found)
        elif isinstance(child, (Text, Table)):
            _blocks((child,), place, found)


def _has(children: Iterable[object], wanted: re.Pattern[str]) -> bool:
    """Tell whether ``wanted`` is found in any text below a node; a table always counts."""
    for child in children:
        if isinstance(child, Text):
            for one in child.inlines:
                if isinstance(one, Run) and wanted.search(one.text):
                    return True
        elif isinstance(child, Table) or (
            isinstance(child, (Item, Subitem)) and _has(child.children, wanted)
        ):
            return True
    return False


def _paragraph(paragraph: Paragraph, place: Place, count: int, found: list[Passage]) -> None:
    page, scope, trail, unit, previous = place[:5]
    items = tuple([c for c in paragraph.children if isinstance(c, Item)])
    inside = Place(page, scope, trail, unit, previous, count, items)
    for child in paragraph.children:
        if isinstance(child, Item):
            _item(child, Place(page, scope, trail, unit, previous, count, items, child), found)
        else:
            _blocks((child,), inside, found)


def _item(item: Item | Subitem, place: Place, found: list[Passage]) -> None:
    for child in item.children:
        if isinstance(child, Subitem):
            _item(child, place, found)
        else:
            _blocks((child,), place, found)


def _blocks(blocks: Iterable[object], place: Place, found: list[Passage]) -> None:
    for block in blocks:
        if isinstance(block, Text):
            if block.role not in _OWN:
                sort = Sort.NOTE if block.role in _NOTED else Sort.TEXT
                _passage(block.inlines, place, sort, "", found)
        elif isinstance(block, Table):
            _table(block, place, found)


def _table(table: Table, place: Place, found: list[Passage]) -> None:
    """Add the cells row by row; the first row heads the columns whether it is marked as a head or not."""
    heads: list[str] = []
    for row in table.rows:
        texts = [_plain(cell) for cell in row]
        if not heads and any(texts):
            heads = texts
        for column, cell in enumerate(row):
            _passage(cell, place, Sort.CELL, heads[column] if column < len(heads) else "", found)


def _plain(inlines: tuple[Inline, ...]) -> str:
    return "".join(one.text for one in inlines if isinstance(one, Run)).strip()


def _passage(
    inlines: tuple[Inline, ...], place: Place, sort: Sort, heading: str, found: list[Passage]
) -> None:
    """Add the passage that inlines make, if there is any text; an image parts words like a blank."""
    if len(inlines) == 1 and isinstance(inlines[0], Run):
        start, text, _ = inlines[0]
        if text:
            found.append(Passage(text, ((0, start),), place, sort, heading))
        return
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for one in inlines:
        text = one.text if isinstance(one, Run) else " "
        if text:
            pieces.append((length, one.start))
            parts.append(text)
            length += len(text)
    if length:
        found.append(Passage("".join(parts), tuple(pieces), place, sort, heading))
