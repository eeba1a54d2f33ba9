"""What is on a page, before it is Markdown or HTML.

A page is a tuple of blocks. :mod:`build_tools.pages.html` and :mod:`build_tools.pages.markdown` turn
the same blocks into the two forms, so that both have the same text, links and ids in the same order.
Addresses in here are those of the HTML pages, relative to the page; text is raw and escaped by the
renderers alone.

A :class:`Fragment` is a stretch that was rendered before, in both forms: the text of an article
stands on its own page, on those of its chapter and section, and in ``full.html``, and is rendered once.
"""

from __future__ import annotations

from typing import NamedTuple

TITLE = "title"
"""Id of the heading of a page that is about no eId; MkDocs would make one up."""


class Link(NamedTuple):
    """A link; ``rel`` is for HTML alone."""

    text: str
    href: str
    rel: str = ""


class Mark(NamedTuple):
    """A stretch of text in an inline element.

    ``b`` a label, ``strong`` bold in the source, ``i`` words of the site among those of the law,
    ``small`` an aside, ``time`` a day. Markdown shows ``strong``, and the others as plain text.
    """

    tag: str
    text: str


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


class Group(NamedTuple):
    """Blocks in an element: ``article`` has the law's own text, and nothing else but ``i``; others have none of it."""

    tag: str
    css: str
    blocks: tuple[Block, ...]


Block = Line | Head | Grid | Facts | Nav | Tree | Fragment | Group


class Page(NamedTuple):
    """A page of a law."""

    path: str
    """Address from the root of the site, with ``.html``."""
    title: str
    """Title without the name of the site."""
    subject: str
    """The eId that the page is about, or empty."""
    blocks: tuple[Block, ...]
