"""The parts of a text that stand around its articles, as blocks: front, preamble, annexes."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.law import Law
from build_tools.model.nodes import Annex, Preamble, Role, Text
from build_tools.pages.content import TITLE, Block, Head, Inlines, Mark
from build_tools.pages.guide import annex_label, preamble_name
from build_tools.pages.lawtext import LawText, plain_head
from build_tools.pages.text import squeeze


def front_blocks(text: LawText, law: Law, title: str) -> Iterator[Block]:
    """Yield what stands before the main body; the first lines of the title make the heading.

    A document that does not print its title gets ``title``, which is that of the front matter.
    """
    front = law.front
    start = next((at for at, each in enumerate(front) if _is_title(each)), None)
    if start is None:
        yield Head(1, TITLE, (Mark("i", title),))
        yield from text.loose(front)
        return
    end = start
    while end < len(front) and _is_title(front[end]):
        end += 1
    lines = [each for each in front[start:end] if isinstance(each, Text)]
    yield from text.loose(front[:start])
    yield Head(1, TITLE, text.joined(lines))
    yield from text.loose(front[end:])


def preamble_blocks(text: LawText, preamble: Preamble, level: int) -> Iterator[Block]:
    """Yield the preamble; one without a heading is called 引言 by the site."""
    name = preamble_name(preamble)
    yield Head(level, preamble.eid, (name if preamble.heading else Mark("i", name),))
    yield from text.loose(preamble.children)


def annex_blocks(text: LawText, annex: Annex, level: int) -> Iterator[Block]:
    """Yield an annex; its marker or else its title is the heading."""
    marker = squeeze("".join([run.text for run in annex.heading]))
    title = annex.title
    heading: Inlines = (marker,)
    if not marker:
        heading = text.joined(title) or (Mark("i", annex_label(annex)),)
        title = ()
    yield Head(level, annex.eid, heading)
    yield from text.loose(title)
    yield from text.deep(annex.children, level + 1, plain_head)


def _is_title(block: object) -> bool:
    """Tell whether a block is a line of the document's title."""
    return isinstance(block, Text) and block.role is Role.TITLE
