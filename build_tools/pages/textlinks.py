"""The links in the text of a law: which stretches of it are links, and where they lead.

A link stays on the page when its target is what the page is about (``#art_264__para_2``); then the same
address serves on the page of the article, on that of its chapter and in ``full.html``. Other links have
two addresses: relative ones on the pages, and in ``full.html`` ``#…`` within the text and the public
address outside of it, since a file that was saved or mailed has no neighbours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from build_tools.model.law import Law
from build_tools.model.links import TextLink
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
)
from build_tools.model.site import Force
from build_tools.pages.badges import force_word, segment_name
from build_tools.pages.content import TITLE, Link
from build_tools.pages.text import squeeze
from build_tools.urls import INDEX, href, place, relative, subject_of, version_dir

OLD = {Force.AMENDED: "o", Force.REPEALED: "r", Force.LAPSED: "v"}
"""Classes of links to texts that are no longer in force: old, repealed, void; the style sheet marks them."""
NO_TEXT = "引用时的文本本站未收录"
"""Said in the title of a link where the library lacks the version that is meant."""


class TextLinks:
    """The links in one law's text, found by their offsets in the file."""

    def __init__(self, law: Law, links: tuple[TextLink, ...], key: str, segment: str, site_url: str) -> None:
        """Prepare the ``links`` of ``law``, which is version ``segment`` of the work ``key``."""
        self._starts = [link.start for link in links]
        self._ends = [link.end for link in links]
        self._links: list[Link] = []
        if not links:
            return
        stretches = _stretches(law)
        offsets = [offset for offset, _ in stretches]
        page = version_dir(key, segment) + INDEX
        for link in links:
            if (link.key, link.segment) == (key, segment):
                here = stretches[bisect_right(offsets, link.start) - 1][1]
                self._links.append(_inside(link, here))
            else:
                self._links.append(_outside(link, page, site_url))

    def touch(self, start: int, end: int) -> bool:
        """Tell whether any link stands in a stretch of the file."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def split(self, run: Run) -> Iterator[str | Link]:
        """Yield the text of a run in pieces, those in links as links; joined they are the text."""
        done, start, text, _ = 0, *run
        for at in range(bisect_right(self._ends, start), len(self._links)):
            if self._starts[at] >= run.end:
                break
            first, last = max(self._starts[at] - start, done), min(self._ends[at] - start, len(text))
            if first < last:
                if done < first:
                    yield text[done:first]
                yield self._links[at]._replace(text=text[first:last])
                done = last
        if done < len(text):
            yield text[done:]


def status_title(title: str, segment: str, force: Force) -> str:
    """Return law, version and status in words: ``中华人民共和国刑法（2020-12-26）有效``."""
    title = squeeze(title)
    if not segment:
        return f"{title}（{NO_TEXT}）"
    word = force_word(force)
    if force in (Force.NONE, Force.UNKNOWN):
        word = f"状态{word}"
    return f"{title}（{segment_name(segment)}）{word}"


def _inside(link: TextLink, here: str | None) -> Link:
    """Return a link within the version; ``here`` is what the page is about on which it stands."""
    if not link.eid:
        return Link("", INDEX, alone=f"#{TITLE}")
    anchor = f"#{link.eid}"
    address = anchor if subject_of(link.eid) == here else href(link.eid)
    return Link("", address, alone=anchor if address != anchor else "")


def _outside(link: TextLink, page: str, site_url: str) -> Link:
    """Return a link from a page, or any other of its version, to another version or law."""
    address = place(link.key, link.segment, link.eid)
    title = status_title(link.title, link.segment, link.force) if link.title else ""
    alone = site_url + address if site_url else ""
    return Link("", relative(page, address), "", title, OLD.get(link.force, ""), alone)


def _stretches(law: Law) -> list[tuple[int, str | None]]:
    """Return where in the file the texts of pages begin, in order, with the eId that each page is about."""
    found: list[tuple[int, str | None]] = [(0, None)]
    if law.preamble:
        found.append((_start(law.preamble), law.preamble.eid))
    found += _below(law.body, None)
    found += [(_start(block), None) for block in law.back[:1]]
    found += [(_start(annex), annex.eid) for annex in law.annexes]
    return [stretch for stretch in found if stretch[0] >= 0]


def _below(children: tuple[object, ...], here: str | None) -> Iterator[tuple[int, str | None]]:
    """Yield the stretches of what stands below a node that has the page ``here``."""
    for child in children:
        if isinstance(child, Division):
            yield _start(child), child.eid
            yield from _below(child.children, child.eid)
        elif isinstance(child, Unit):
            yield child.label.start, child.eid
        else:
            yield _start(child), here


def _start(node: object) -> int:
    """Return the offset of the first text in a node, or -1 where it has none."""
    if isinstance(node, (Run, Image)):
        return node.start
    return next((start for start in map(_start, _parts(node)) if start >= 0), -1)


def _parts(node: object) -> Iterator[object]:
    """Yield what a node is made of, in the order of the file; absent parts are None, which have none."""
    if isinstance(node, Text):
        yield from node.inlines
    elif isinstance(node, Table):
        yield from (inline for row in node.rows for cell in row for inline in cell)
    elif isinstance(node, (Division, Unit, Item, Subitem)):
        yield node.label
        yield from node.title if isinstance(node, Division) else ()
        yield from node.children
    elif isinstance(node, Annex):
        yield from (*node.heading, *node.title, *node.children)
    elif isinstance(node, Preamble):
        yield from (node.heading, *node.children)
    elif isinstance(node, Paragraph):
        yield from node.children
