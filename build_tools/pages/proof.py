"""What the text of a page must be, said twice: from the model, and from the finished HTML.

``check`` compares the two. The walk over the model in here shares no code with the rendering of pages,
but for the rule which divisions show their articles, and none with :mod:`build_tools.parse.coverage`,
which proves the step before. The reader of HTML knows only that a law's own text stands in
``<article>``, and that ``<i>`` in there marks words of the site. Blanks do not
count: texts are compared by :func:`build_tools.pages.text.solid`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from build_tools.model.law import Law
from build_tools.model.nodes import (
    Annex,
    Division,
    Image,
    Item,
    Paragraph,
    Preamble,
    Run,
    Subitem,
    Table,
    Text,
    Unit,
    units,
)
from build_tools.pages.guide import is_overview
from build_tools.pages.text import solid
from build_tools.urls import INDEX, page_of


def text_of_law(law: Law) -> str:
    """Return the text of a law without blanks, in reading order: what ``full.html`` must show."""
    preamble = (law.preamble,) if law.preamble else ()
    return _solid((*law.front, *preamble, *law.body, *law.back, *law.annexes))


def texts_of_pages(law: Law) -> Iterator[tuple[str, str]]:
    """Yield the file name of every page of a version (but ``full.html``) and the text it must show."""
    body: tuple[object, ...] = law.body
    if any(True for _ in units(law.body)):
        body = tuple(child for child in law.body if not isinstance(child, (Division, Unit)))
    yield INDEX, _solid((*law.front, *body, *law.back))
    if law.preamble:
        yield page_of(law.preamble.eid), _solid((law.preamble,))
    yield from _below(law.body)
    for annex in law.annexes:
        yield page_of(annex.eid), _solid((annex,))


def text_of_page(page: str) -> str:
    """Return the law's own text in a finished page, without blanks."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return solid("".join(reader.found))


def _below(children: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Yield page and text of every division and unit."""
    for child in children:
        if isinstance(child, Unit):
            yield page_of(child.eid), _solid((child,))
        elif isinstance(child, Division):
            inner = child.children
            if is_overview(child):
                inner = tuple(each for each in inner if not isinstance(each, Division))
            yield page_of(child.eid), _solid((child.label, *child.title, *inner))
            yield from _below(child.children)


def _solid(nodes: Iterable[object]) -> str:
    """Return the text of nodes without blanks."""
    return solid("".join(_texts(nodes)))


def _texts(nodes: Iterable[object]) -> Iterator[str]:
    """Yield every text of the nodes in reading order."""
    for node in nodes:
        if isinstance(node, Run):
            yield node.text
        elif isinstance(node, Image):
            yield node.alt.text
        elif isinstance(node, Text):
            yield from _texts(node.inlines)
        elif isinstance(node, Table):
            for row in node.rows:
                for cell in row:
                    yield from _texts(cell)
        elif isinstance(node, Annex):
            yield from _texts((*node.heading, *node.title, *node.children))
        elif isinstance(node, (Division, Unit, Item, Subitem, Paragraph, Preamble)):
            yield from _texts((*_headings(node), *node.children))


def _headings(node: Division | Unit | Item | Subitem | Paragraph | Preamble) -> tuple[object, ...]:
    """Return what stands before the children of a node; absent parts are None."""
    if isinstance(node, Division):
        return (node.label, *node.title)
    if isinstance(node, Unit):
        return (node.label, node.heading)
    if isinstance(node, Preamble):
        return (node.heading,)
    return () if isinstance(node, Paragraph) else (node.label,)


class _Reader(HTMLParser):
    """Collects the text in ``<article>`` elements, leaving out ``<i>``."""

    def __init__(self) -> None:
        """Start with nothing found."""
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._articles = 0
        self._asides = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the law's text begins, and take the words that stand for an image."""
        if tag == "article":
            self._articles += 1
        elif tag == "i":
            self._asides += 1
        elif tag == "img" and self._articles:
            self.found.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        """Note where the law's text ends."""
        if tag == "article":
            self._articles -= 1
        elif tag == "i":
            self._asides -= 1

    def handle_data(self, data: str) -> None:
        """Take text in an article."""
        if self._articles and not self._asides:
            self.found.append(data)
