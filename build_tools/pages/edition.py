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
from build_tools.model.companions import Companion
from build_tools.model.law import Law
from build_tools.model.links import NO_LINKS, VersionLinks
from build_tools.model.nodes import Annex, Division, Preamble, Unit, units
from build_tools.model.site import Version
from build_tools.pages.badges import badges, source_footer, source_links, titled
from build_tools.pages.cited import Listing, basis_links, cited_listing, law_listings, short, whole
from build_tools.pages.companions import on_part, on_version
from build_tools.pages.content import (
    TITLE,
    Block,
    Fact,
    Facts,
    Fragment,
    Group,
    Head,
    Line,
    Link,
    Nav,
    Page,
    Tree,
)
from build_tools.pages.context import Context
from build_tools.pages.guide import (
    Guide,
    contents,
    eids_of,
    guide_of,
    is_overview,
    law_contents,
    neighbours,
    sibling,
    unit_range,
)
from build_tools.pages.lawtext import (
    LawText,
    division_head,
    division_name,
    linked_head,
    render,
    unit_title,
)
from build_tools.pages.metadata import Metadata, first_words, forms
from build_tools.pages.relations import HISTORY, Relations, history, notice, others
from build_tools.pages.textlinks import TextLinks
from build_tools.pages.wording import annex_blocks, front_blocks, preamble_blocks
from build_tools.urls import (
    CITED,
    FULL,
    FULL_MARKDOWN,
    HOME,
    INDEX,
    LAW_JSON,
    TO_ROOT,
    cited_page,
    kind_page,
    page_of,
    version_dir,
)

FORM_NAMES = {FULL: "单页全文（可打印、保存）", FULL_MARKDOWN: "Markdown", LAW_JSON: "JSON"}
"""What the version page calls the files with the whole text."""


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
        companions: tuple[Companion, ...] = (),
    ) -> None:
        """Prepare version ``index`` of the work, whose text is ``law`` and has these ``links`` and ``companions``."""
        self.work = relations.work
        self.version: Version = self.work.versions[index]
        self.law = law
        self.guide: Guide = guide_of(law)
        self.folder = version_dir(self.work.key, self.version.segment)
        self.name = titled(self.work.title, self.version, relations.years)
        self.links = links
        self.companions = companions
        self._places = eids_of(self.version) if companions else frozenset[str]()
        self.reach = context.reach
        self.text = LawText(
            law.digest,
            context.images,
            self._text_links(context.site_url),
            None if self.reach.is_all else self._within_reach,
        )
        self.badges = badges(self.version, context.as_of)
        self._relations = relations
        self._index = index
        self._forms = forms(context)
        self._metadata = Metadata(self.work, index, law, context, links.basis)
        self.robots = self._metadata.robots
        self._meta = render((Facts(self.badges),))
        self.footer = render((source_footer(law.meta),))
        self._trails: dict[tuple[Link, ...], Fragment] = {}
        self._crumbs = (Link("首页", TO_ROOT + HOME), Link(self.work.title, INDEX))

    def _text_links(self, site_url: str) -> TextLinks | None:
        """Return the links in the text, if it has any."""
        if not self.links.out:
            return None
        return TextLinks(self.law, self.links.out, self.work.key, self.version.segment, site_url)

    def _within_reach(self, content: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return what stands below a unit with its links mapped; ``#…`` serves on any page with the text."""
        return self.reach.blocks(content, self.folder + (FULL if self.reach.whole else INDEX))

    def pages(self) -> Iterator[Page]:
        """Yield the pages of the version, as far as the reach has them; their links are mapped."""
        pages = self._short_pages() if self.reach.whole else self._all_pages()
        for page in pages:
            yield page._replace(blocks=self.reach.blocks(page.blocks, page.path))

    def _short_pages(self) -> Iterator[Page]:
        """Yield the pages beside the whole text: the version page, and who cites the law."""
        yield self._version_page()
        yield from self._law_list()

    def _all_pages(self) -> Iterator[Page]:
        """Yield all pages: version page, divisions, preamble, units, annexes, lists."""
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

    def front(self) -> tuple[Block, ...]:
        """Return what stands before the main body; the first lines of the title make the heading."""
        return tuple(front_blocks(self.text, self.law, self.work.title))

    def _version_page(self) -> Page:
        """Return the version page: metadata, contents, history, and the text that has no other page.

        The contents stand where the units would; a document without units is shown in one piece.
        """
        law = self.law
        front = self.front()
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
        blocks += on_version(self.companions, self.version, self._places)
        if len(self.work.versions) > 1:
            past = history(self.work, self._index)
            blocks += [Head(2, HISTORY, ("历史版本",)), Tree("hist", "历史版本", past)]
        for listing in self._law_listings():
            blocks += short(listing, self.folder, f"{CITED}#{listing.eid}")
        blocks += [*neighbours(None, next(iter(self.guide.stops), None)), self.footer]
        return Page(self.folder + INDEX, self.name, "", tuple(blocks), self._metadata.of_version())

    def _papers(self) -> Iterator[Fact]:
        """Yield the lines that the metadata has on the version page alone."""
        meta = self.law.meta
        yield Fact("来源", source_links(meta))
        if meta.file:
            yield Fact("文件名", (meta.file,))
        if self.links.basis:
            yield Fact("制定依据", basis_links(self.links.basis, self.folder))
        files = [Link(FORM_NAMES[name], name) for name in self._forms]
        yield Fact("全文", tuple(part for file in files for part in (" · ", file))[1:])

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
        around = neighbours(sibling(self.guide, number, -1), sibling(self.guide, number, 1))
        name = division_name(division)
        about = f"{name}（{unit_range(division)}）".removesuffix("（）")
        return self._page(division.eid, name, about, (Group("article", "", content), *extra), around)

    def _stop_page(self, number: int, subject: Preamble | Unit | Annex) -> Page:
        """Return the page of a preamble, unit or annex."""
        stops = self.guide.stops
        if isinstance(subject, Unit):
            head = Head(1, subject.eid, (unit_title(subject),))
            content: tuple[Block, ...] = (head, self.text.unit(subject))
        elif isinstance(subject, Preamble):
            content = tuple(preamble_blocks(self.text, subject, 1))
        else:
            content = tuple(annex_blocks(self.text, subject, 1))
        around = neighbours(
            stops[number - 1] if number else None, stops[number + 1] if number + 1 < len(stops) else None
        )
        stop = stops[number]
        about = first_words(stop.name, subject.children)
        return self._page(stop.eid, stop.name, about, (Group("article", "", content),), around)

    def _crumb(self, trail: tuple[Link, ...]) -> Fragment:
        """Return where a page stands; the articles of a chapter share it."""
        found = self._trails.get(trail)
        if found is None:
            found = self._trails[trail] = render((Nav("crumb", "位置", self._crumbs + trail),))
        return found

    def _page(
        self, eid: str, name: str, about: str, content: tuple[Block, ...], around: tuple[Nav, ...]
    ) -> Page:
        """Return a page below the version page: ``content`` between what every such page has.

        ``about`` is the description for previews and search engines.
        """
        blocks = (
            self._crumb(self.guide.trails.get(eid, ())),
            *notice(self._relations, self._index, eid, name),
            *content,
            self._meta,
            *on_part(self.companions, self.version, eid, self._places),
            *self._cited(eid),
            *others(self._relations, self._index, eid),
            *around,
            self.footer,
        )
        head = self._metadata.of_part(eid, name, about)
        return Page(self.folder + page_of(eid), f"{name} - {self.name}", eid, blocks, head)

    def _cited(self, eid: str) -> tuple[Block, ...]:
        """Return who cites what stands on a page."""
        citings = self.links.cited.get(eid)
        return short(cited_listing(citings), self.folder, cited_page(eid)) if citings else ()

    def _law_listings(self) -> tuple[Listing, ...]:
        """Return the lists of the law as a whole."""
        return law_listings(self.links.read, self.links.made, self.links.cited.get("", ()))

    def _law_list(self) -> Iterator[Page]:
        """Yield the whole lists of the law, if its version page does not show all of them."""
        listings = self._law_listings()
        if any(listing.is_cut for listing in listings):
            blocks = [block for listing in listings for block in whole(listing, self.folder)]
            yield self._list_page("", "", (), tuple(blocks))

    def _lists(self) -> Iterator[Page]:
        """Yield the whole lists of what is cited more often than its page shows."""
        yield from self._law_list()
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
        return Page(self.folder + cited_page(eid), title, None, blocks, self.robots)
