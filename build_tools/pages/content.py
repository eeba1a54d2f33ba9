"""What is on a page, before it is Markdown or HTML.

A page is a tuple of blocks. :mod:`build_tools.pages.html` and :mod:`build_tools.pages.markdown` turn
the same blocks into the two forms, so that both have the same text, links and ids in the same order.
Addresses in here are those of the HTML pages, relative to the page; text is raw and escaped by the
renderers alone.

A :class:`Fragment` is a stretch that was rendered before, in both forms: the text of an article
stands on its own page, on those of its chapter and section, and in ``full.html``, and is rendered once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import NamedTuple, TypeVar

TITLE = "title"
"""Id of the heading of a page that is about no eId; MkDocs would make one up."""

_T = TypeVar("_T")


class Link(NamedTuple):
    """A link; ``rel`` and ``css``, its class, are for HTML alone."""

    text: str
    href: str
    rel: str = ""
    title: str = ""
    css: str = ""
    alone: str = ""
    """The address in ``full.html``, where it is another one."""


class Mark(NamedTuple):
    """A stretch of text in an inline element.

    ``b`` a label, ``strong`` bold in the source, ``i`` words of the site among those of the law,
    ``small`` an aside, ``time`` a day. Markdown shows ``strong``, and the others as plain text.
    """

    tag: str
    text: str | Link


class Picture(NamedTuple):
    """An image that the site has at ``src``, relative to the page."""

    alt: str
    src: str


class Break(NamedTuple):
    """A line break inside a heading: official titles are set on several lines."""


Inline = str | Break | Link | Mark | Picture
Inlines = tuple[Inline, ...]


class Line(NamedTuple):
    """A paragraph. ``css`` is its class (``k`` 款, ``x`` 项, ``m`` 目 …), ``eid`` its id or empty."""

    css: str
    eid: str
    inlines: Inlines


class Head(NamedTuple):
    """A heading of ``level`` 1 to 6."""

    level: int
    eid: str
    inlines: Inlines
    css: str = ""


class Grid(NamedTuple):
    """A table; all rows have the same number of cells."""

    rows: tuple[tuple[Inlines, ...], ...]
    has_header: bool


class Fact(NamedTuple):
    """A line of metadata: ``hint`` says what the term means, ``css`` and ``timeline`` are the badge's."""

    term: str
    value: Inlines
    hint: str = ""
    css: str = ""
    timeline: str = ""


class Facts(NamedTuple):
    """Metadata; in Markdown a table of two columns."""

    rows: tuple[Fact, ...]


class Nav(NamedTuple):
    """A few links under an invisible ``label``."""

    css: str
    label: str
    links: tuple[Link, ...]


class Entry(NamedTuple):
    """An entry of a :class:`Tree`."""

    inlines: Inlines
    children: tuple[Entry, ...] = ()


class Tree(NamedTuple):
    """Nested lists of links under an invisible ``label``: contents, history."""

    css: str
    label: str
    entries: tuple[Entry, ...]


class Fragment(NamedTuple):
    """A stretch that was rendered before."""

    html: str
    markdown: str
    alone: str = ""
    """The HTML in ``full.html``, where it is another one."""
    alone_markdown: str = ""
    """The Markdown in ``full.md``, where it is another one."""


class Fold(NamedTuple):
    """Blocks that show when the reader opens their heading; in Markdown they always do."""

    head: Head
    blocks: tuple[Block, ...]


class Group(NamedTuple):
    """Blocks in an element: ``article`` has the law's own text, and nothing else but ``i``; others have none of it."""

    tag: str
    css: str
    blocks: tuple[Block, ...]
    lang: str = ""
    """The language of what is in it, where it is not that of the page."""


Block = Line | Head | Grid | Facts | Nav | Tree | Fragment | Fold | Group


class Page(NamedTuple):
    """A page of a law."""

    path: str
    """Address from the root of the site, with ``.html``."""
    title: str
    """Title without the name of the site."""
    subject: str | None
    """The eId that the page is about; empty for a version or law, None for a list that has none of its text."""
    blocks: tuple[Block, ...]
    head: str = ""
    """What the page carries for programs: elements in the ``<head>`` of its HTML."""


def standing_alone(content: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with the addresses that links have in ``full.html``; the same tuple where none differs."""
    return relinked(content, _link_alone, _fragment_alone)


def relinked(
    content: tuple[Block, ...],
    link: Callable[[Link], Link | str],
    fragment: Callable[[Fragment], Fragment] | None = None,
) -> tuple[Block, ...]:
    """Return blocks with other links; the same tuple where none differs.

    Args:
        content: the blocks.
        link: what becomes of a link: the same one, another, or text. In a :class:`Nav` only links remain.
        fragment: what becomes of a stretch that was rendered before; without it, nothing.
    """

    def inline(one: Inline) -> Inline:
        if isinstance(one, Link):
            return link(one)
        if isinstance(one, Mark) and isinstance(one.text, Link):
            text = link(one.text)
            return one if text is one.text else Mark(one.tag, text)
        return one

    def inlines(several: Inlines) -> Inlines:
        return _each(several, inline)

    def fact(one: Fact) -> Fact:
        value = inlines(one.value)
        return one if value is one.value else one._replace(value=value)

    def entry(one: Entry) -> Entry:
        parts, children = inlines(one.inlines), _each(one.children, entry)
        return one if parts is one.inlines and children is one.children else Entry(parts, children)

    def block(one: Block) -> Block:
        if isinstance(one, (Line, Head)):
            parts = inlines(one.inlines)
            return one if parts is one.inlines else one._replace(inlines=parts)
        if isinstance(one, Fragment):
            return fragment(one) if fragment else one
        if isinstance(one, (Group, Fold)):
            blocks = _each(one.blocks, block)
            return one if blocks is one.blocks else one._replace(blocks=blocks)
        if isinstance(one, Tree):
            entries = _each(one.entries, entry)
            return one if entries is one.entries else one._replace(entries=entries)
        if isinstance(one, Nav):
            links = tuple([new for new in map(link, one.links) if isinstance(new, Link)])
            return one if links == one.links else one._replace(links=links)
        if isinstance(one, Facts):
            facts = _each(one.rows, fact)
            return one if facts is one.rows else Facts(facts)
        rows = _each(one.rows, lambda row: _each(row, inlines))
        return one if rows is one.rows else one._replace(rows=rows)

    return _each(content, block)


def _link_alone(one: Link) -> Link:
    """Return a link with the address of ``full.html``; the same one where it is no other."""
    return one._replace(href=one.alone) if one.alone else one


def _fragment_alone(one: Fragment) -> Fragment:
    """Return a stretch as ``full.html`` and ``full.md`` have it; the same one where it is no other."""
    return Fragment(one.alone, one.alone_markdown) if one.alone else one


def _each(whole: tuple[_T, ...], change: Callable[[_T], _T]) -> tuple[_T, ...]:
    """Return the changed parts; the same tuple where every part is the same."""
    changed = tuple([change(part) for part in whole])
    return whole if all(map(operator.is_, whole, changed)) else changed
