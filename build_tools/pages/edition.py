"""The pages of one version of a law, as content.

Where each text stands, so that all pages but ``full.html`` together hold every text of the law once
(division pages repeat their articles besides):

* version page: what stands before and after the main body (公告, title, 题注, 文号, addressee,
  signatures), and lines of the main body outside every division and unit; the whole main body when
  the document has no unit at all;
* preamble, unit and annex pages: what they are called after, all of it;
* division pages: the division's heading and the lines directly below it.

What is cited more often than its page can show has a list of its own, without any text of the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.kinds import kind_of
from build_tools.model.law import Law
from build_tools.model.links import NO_LINKS, VersionLinks
from build_tools.model.nodes import Annex, Division, Preamble, Role, Text, Unit, units
from build_tools.model.site import Version
from build_tools.pages.badges import badges, source_footer, source_links, titled
from build_tools.pages.cited import Listing, basis_links, cited_listing, law_listings, short, whole
from build_tools.pages.content import (
    TITLE,
    Block,
    Fact,
    Facts,
    Fragment,
    Group,
    Head,
    Inlines,
    Line,
    Link,
    Mark,
    Nav,
    Page,
    Tree,
)
from build_tools.pages.context import Context
from build_tools.pages.guide import (
    Guide,
    Stop,
    annex_label,
    contents,
    guide_of,
    is_overview,
    law_contents,
    preamble_name,
)
from build_tools.pages.lawtext import (
    LawText,
    division_head,
    division_name,
    linked_head,
    plain_head,
    render,
    unit_title,
)
from build_tools.pages.relations import HISTORY, Relations, history, notice, others
from build_tools.pages.text import squeeze
from build_tools.pages.textlinks import TextLinks
from build_tools.urls import CITED, FULL, HOME, INDEX, TO_ROOT, cited_page, kind_page, page_of, version_dir


class Edition:
    """One version of a work with its text: makes the content of its pages.

    What all its pages share is rendered when the object is made.
    """

    def __init__(
        self,
        relations: Relations,
        index: int,
        law: Law,
        context: Context,
        links: VersionLinks = NO_LINKS,
    ) -> None:
        """Prepare version ``index`` of the work, whose text is ``law`` and has these ``links``."""
        self.work = relations.work
        self.version: Version = self.work.versions[index]
        self.law = law
        self.guide: Guide = guide_of(law)
        self.folder = version_dir(self.work.key, self.version.segment)
        self.name = titled(self.work.title, self.version, relations.years)
        self.links = links
        self.text = LawText(law.digest, context.images, self._text_links(context.site_url))
        self.badges = badges(self.version, context.as_of)
        self._relations = relations
        self._index = index
        self._meta = render((Facts(self.badges),))
        self.footer = render((source_footer(law.meta),))
        self._trails: dict[tuple[Link, ...], Fragment] = {}
        self._crumbs = (Link("首页", TO_ROOT + HOME), Link(self.work.title, INDEX))

    def _text_links(self, site_url: str) -> TextLinks | None:
        """Return the links in the text, if it has any."""
        if not self.links.out:
            return None
        return TextLinks(self.law, self.links.out, self.work.key, self.version.segment, site_url)

    def pages(self) -> Iterator[Page]:
        """Yield the pages of the version: version page, divisions, preamble, units, annexes, lists."""
        yield self._version_page()
        for number, division in enumerate(self.guide.divisions):
            yield self._division_page(number, division)
        law = self.law
        subjects = (*((law.preamble,) if law.preamble else ()), *units(law.body), *law.annexes)
        for number, subject in enumerate(subjects):
            yield self._stop_page(number, subject)
        yield from self._lists()

    def notice(self) -> tuple[Line, ...]:
        """Return the note on the version as a whole, where it is not the law of the day."""
        return notice(self._relations, self._index, "", self.work.title)

    def front(self) -> Iterator[Block]:
        """Yield what stands before the main body; the first lines of the title make the heading.

        A document that does not print its title gets it from the front matter.
        """
        front = self.law.front
        start = next((at for at, each in enumerate(front) if _is_title(each)), None)
        if start is None:
            yield Head(1, TITLE, (Mark("i", self.work.title),))
            yield from self.text.loose(front)
            return
        end = start
        while end < len(front) and _is_title(front[end]):
            end += 1
        title = [each for each in front[start:end] if isinstance(each, Text)]
        yield from self.text.loose(front[:start])
        yield Head(1, TITLE, self.text.joined(title))
        yield from self.text.loose(front[end:])

    def preamble_blocks(self, preamble: Preamble, level: int) -> Iterator[Block]:
        """Yield the preamble; one without a heading is called 引言 by the site."""
        name = preamble_name(preamble)
        yield Head(level, preamble.eid, (name if preamble.heading else Mark("i", name),))
        yield from self.text.loose(preamble.children)

    def annex_blocks(self, annex: Annex, level: int) -> Iterator[Block]:
        """Yield an annex; its marker or else its title is the heading."""
        marker = squeeze("".join([run.text for run in annex.heading]))
        title = annex.title
        heading: Inlines = (marker,)
        if not marker:
            heading = self.text.joined(title) or (Mark("i", annex_label(annex)),)
            title = ()
        yield Head(level, annex.eid, heading)
        yield from self.text.loose(title)
        yield from self.text.deep(annex.children, level + 1, plain_head)

    def _version_page(self) -> Page:
        """Return the version page: metadata, contents, history, and the text that has no other page.

        The contents stand where the units would; a document without units is shown in one piece.
        """
        law = self.law
        front = tuple(self.front())
        kind = kind_of(law.meta)
        toc = law_contents(law)
        has_units = next(units(law.body), None) is not None
        body: tuple[object, ...] = law.body
        if has_units:
            body = tuple(child for child in law.body if not isinstance(child, (Division, Unit)))
        rest = (*self.text.deep(body, 2, linked_head), *self.text.loose(law.back))
        blocks: list[Block] = [
            Nav("crumb", "位置", (self._crumbs[0], Link(kind.name, TO_ROOT + kind_page(kind.slug)))),
            *self.notice(),
            Group("article", "", front if has_units else front + rest),
            Facts((*self.badges, *self._papers())),
        ]
        if toc:
            blocks += [Head(2, "contents", ("目录",)), Tree("toc", "目录", toc)]
        if rest and has_units:
            blocks.append(Group("article", "", rest))
        if len(self.work.versions) > 1:
            past = history(self.work, self._index)
            blocks += [Head(2, HISTORY, ("历史版本",)), Tree("hist", "历史版本", past)]
        for listing in self._law_listings():
            blocks += short(listing, self.folder, f"{CITED}#{listing.eid}")
        blocks += [*_neighbours(None, next(iter(self.guide.stops), None)), self.footer]
        return Page(self.folder + INDEX, self.name, "", tuple(blocks))

    def _papers(self) -> Iterator[Fact]:
        """Yield the lines that the metadata has on the version page alone."""
        meta = self.law.meta
        yield Fact("来源", source_links(meta))
        if meta.file:
            yield Fact("文件名", (meta.file,))
        if self.links.basis:
            yield Fact("制定依据", basis_links(self.links.basis, self.folder))
        yield Fact("全文", (Link("单页全文（可打印、保存）", FULL),))

    def _division_page(self, number: int, division: Division) -> Page:
        """Return the page of a division: its text, or its contents where it only holds divisions."""
        children: tuple[object, ...] = division.children
        extra: tuple[Block, ...] = ()
        if is_overview(division):
            children = tuple(child for child in children if not isinstance(child, Division))
            inner = tuple(child for child in division.children if isinstance(child, Division))
            extra = (Tree("toc", "目录", contents(inner)),)
        head = division_head(division, 1)._replace(css="")
        content = (head, *self.text.deep(children, 2, linked_head))
        around = _neighbours(self._sibling(number, -1), self._sibling(number, 1))
        return self._page(
            division.eid, division_name(division), (Group("article", "", content), *extra), around
        )

    def _sibling(self, number: int, step: int) -> Stop | None:
        """Return the nearest division of the same kind before (-1) or behind (1) a division."""
        divisions = self.guide.divisions
        at = number + step
        while 0 <= at < len(divisions):
            if divisions[at].kind is divisions[number].kind:
                name = division_name(divisions[at])
                return Stop(divisions[at].eid, page_of(divisions[at].eid), name)
            at += step
        return None

    def _stop_page(self, number: int, subject: Preamble | Unit | Annex) -> Page:
        """Return the page of a preamble, unit or annex."""
        stops = self.guide.stops
        if isinstance(subject, Unit):
            head = Head(1, subject.eid, (unit_title(subject),))
            content: tuple[Block, ...] = (head, self.text.unit(subject))
        elif isinstance(subject, Preamble):
            content = tuple(self.preamble_blocks(subject, 1))
        else:
            content = tuple(self.annex_blocks(subject, 1))
        around = _neighbours(
            stops[number - 1] if number else None, stops[number + 1] if number + 1 < len(stops) else None
        )
        stop = stops[number]
        return self._page(stop.eid, stop.name, (Group("article", "", content),), around)

    def _crumb(self, trail: tuple[Link, ...]) -> Fragment:
        """Return where a page stands; the articles of a chapter share it."""
        found = self._trails.get(trail)
        if found is None:
            found = self._trails[trail] = render((Nav("crumb", "位置", self._crumbs + trail),))
        return found

    def _page(self, eid: str, name: str, content: tuple[Block, ...], around: tuple[Nav, ...]) -> Page:
        """Return a page below the version page: ``content`` between what every such page has."""
        blocks = (
            self._crumb(self.guide.trails.get(eid, ())),
            *notice(self._relations, self._index, eid, name),
            *content,
            self._meta,
            *self._cited(eid),
            *others(self._relations, self._index, eid),
            *around,
            self.footer,
        )
        return Page(self.folder + page_of(eid), f"{name} - {self.name}", eid, blocks)

    def _cited(self, eid: str) -> tuple[Block, ...]:
        """Return who cites what stands on a page."""
        citings = self.links.cited.get(eid)
        return short(cited_listing(citings), self.folder, cited_page(eid)) if citings else ()

    def _law_listings(self) -> tuple[Listing, ...]:
        """Return the lists of the law as a whole."""
        return law_listings(self.links.read, self.links.made, self.links.cited.get("", ()))

    def _lists(self) -> Iterator[Page]:
        """Yield the whole lists of what is cited more often than its page shows."""
        listings = self._law_listings()
        if any(listing.is_cut for listing in listings):
            blocks = [block for listing in listings for block in whole(listing, self.folder)]
            yield self._list_page("", "", (), tuple(blocks))
        cut = {eid for eid, citings in self.links.cited.items() if cited_listing(citings).is_cut}
        named = [(stop.eid, stop.name) for stop in self.guide.stops if stop.eid in cut]
        named += [(each.eid, division_name(each)) for each in self.guide.divisions if each.eid in cut]
        for eid, name in named:
            trail = (*self.guide.trails.get(eid, ()), Link(name or "（无标题）", page_of(eid)))
            content = whole(cited_listing(self.links.cited[eid]), self.folder)
            yield self._list_page(eid, name, trail, content)

    def _list_page(self, eid: str, name: str, trail: tuple[Link, ...], content: tuple[Block, ...]) -> Page:
        """Return the page of who cites ``name``, or without it the law."""
        title = f"引用{self.work.title}{name.replace(' ', '')}的文件"
        blocks = (
            self._crumb(trail),
            *self.notice(),
            Head(1, TITLE, (title,)),
            *content,
            self.footer,
        )
        return Page(self.folder + cited_page(eid), title, None, blocks)


def _neighbours(before: Stop | None, behind: Stop | None) -> tuple[Nav, ...]:
    """Return the links to the page before and the page behind, if there are any."""
    links = []
    if before:
        links.append(Link(before.name, before.page, "prev"))
    if behind:
        links.append(Link(behind.name, behind.page, "next"))
    return (Nav("pn", "前后页", tuple(links)),) if links else ()


def _is_title(block: object) -> bool:
    """Tell whether a block is a line of the document's title."""
    return isinstance(block, Text) and block.role is Role.TITLE
