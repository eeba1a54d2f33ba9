r"""Nodes of a law → lines of an entry's text, so that a place in the text tells 款, 项 and 目.

==========  =====================================================================
begins      the line
==========  =====================================================================
``\n``      a 款; without any text where it begins with a 项
``\n\t``    a 项, with its label as printed
``\n\t\t``  a 目, at any depth
``\n␣``     a further line of the same, a row of a table, a line that is no 款
==========  =====================================================================

The first line of an entry lacks the ``\n``. Cells of a table are parted by ``␣|␣``; empty ones are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from build_tools.model.nodes import Block, Inline, Item, Paragraph, Run, Subitem, Table, Text, Unit
from build_tools.pages.text import clean

LONGEST: Final = 800
"""Prose is cut into pieces of at most so many characters, where its lines allow it."""

_PARAGRAPH = "\n"
_ITEM = "\n\t"
_SUBITEM = "\n\t\t"
_FURTHER = "\n "
_CELLS = " | "


class Line(NamedTuple):
    """A line of text."""

    eid: str
    """Of the 款 that it belongs to, or empty."""
    text: str
    """With what tells its kind in front."""


def shown(inlines: Iterable[Inline]) -> str:
    """Return the text of inlines as a page shows it, without blanks at both ends; of an image its alt text."""
    return clean("".join([one.text if isinstance(one, Run) else one.alt.text for one in inlines])).strip()


def lines(children: Iterable[object], prefix: str = _FURTHER) -> Iterator[Line]:
    """Yield the lines of 款, lines and tables in order; divisions and units are left out.

    ``prefix`` is that of a line which stands in no 款.
    """
    for child in children:
        if isinstance(child, Paragraph):
            yield from [Line(child.eid, line) for line in _paragraph(child)]
        elif isinstance(child, (Text, Table)):
            yield from [Line("", line) for line in _block(child, prefix)]


def prose(children: Iterable[object]) -> Iterator[Line]:
    """Yield the lines of text that has no 款, each as a paragraph of its own."""
    return lines(children, _PARAGRAPH)


def unit_text(unit: Unit) -> str:
    """Return the text of a unit, its own heading directly before its first line."""
    text = joined(lines(unit.children))
    if unit.heading is None:
        return text
    further = " " if text.startswith(" ") else ""
    return f"{further}{clean(unit.heading.text).strip()}{text.removeprefix(' ')}"


def joined(parts: Iterable[Line]) -> str:
    """Return lines as the text of an entry."""
    return "".join([line.text for line in parts])[1:]


def pieces(parts: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """Yield eId and text of the pieces of prose: whole 款, and parts of one that is too long for a piece."""
    piece: list[Line] = []
    size = 0
    for group in _groups(parts):
        length = sum([len(line.text) for line in group])
        for part in [group] if length <= LONGEST else [[line] for line in group]:
            length = sum([len(line.text) for line in part])
            if piece and size + length > LONGEST:
                yield piece[0].eid, joined(piece)
                piece, size = [], 0
            piece += part
            size += length
    if piece:
        yield piece[0].eid, joined(piece)


def _groups(parts: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each 款 together; others one by one."""
    group: list[Line] = []
    for line in parts:
        if group and not (line.eid and line.eid == group[0].eid):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    """Yield the lines of a 款."""
    begun = False
    for child in paragraph.children:
        if isinstance(child, Text) and not begun:
            yield _PARAGRAPH + shown(child.inlines)
        else:
            if not begun:
                yield _PARAGRAPH
            yield from _numbered(child, _ITEM) if isinstance(child, Item) else _block(child, _FURTHER)
        begun = True


def _numbered(node: Item | Subitem, prefix: str) -> Iterator[str]:
    """Yield the lines of a 项 or 目: its label with its first text, then what follows."""
    rest = node.children
    first = prefix + clean(node.label.text).strip()
    if rest and isinstance(rest[0], Text):
        first += shown(rest[0].inlines)
        rest = rest[1:]
    yield first
    for child in rest:
        yield from _numbered(child, _SUBITEM) if isinstance(child, Subitem) else _block(child, _FURTHER)


def _block(block: Block, prefix: str) -> Iterator[str]:
    """Yield a line, or the rows of a table."""
    if isinstance(block, Text):
        yield prefix + shown(block.inlines)
        return
    for row in block.rows:
        cells = _CELLS.join(filter(None, map(shown, row)))
        if cells:
            yield _FURTHER + cells
