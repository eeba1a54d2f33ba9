"""The text tree of a law as blocks: which paragraph, class and id every line of it becomes.

======  ==========================================================================
class   what
======  ==========================================================================
k       款
x       项; ``x c`` a further line of the same 项
m       目; ``m2``, ``m3`` … deeper; ``m c`` a further line
h       a line that reads as a heading and is none in the source
u, d    heading of a unit (条), of a division (章)
tt      a line of a title that is not the page's heading
note    题注 · num 文号 · addr addressee · ann 公告 · sig signature and date
======  ==========================================================================

Of the links in a text ``o`` ``r`` ``v`` lead to one that is no longer in force (:data:`textlinks.OLD`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.model.nodes import (
    Division,
    Image,
    Item,
    Paragraph,
    Role,
    Run,
    Subitem,
    Table,
    Text,
    Unit,
)
from build_tools.model.nodes import Inline as SourceInline
from build_tools.pages import html, markdown
from build_tools.pages.content import (
    Block,
    Break,
    Fragment,
    Grid,
    Head,
    Inline,
    Inlines,
    Line,
    Link,
    Mark,
    Picture,
    standing_alone,
)
from build_tools.pages.text import squeeze
from build_tools.pages.textlinks import TextLinks
from build_tools.urls import TO_ROOT, page_of

DEEPEST_HEADING = 6

_CLASSES = {
    Role.TEXT: "",
    Role.TITLE: "tt",
    Role.NOTE: "note",
    Role.NUMBER: "num",
    Role.ANNOUNCEMENT: "ann",
    Role.ADDRESSEE: "addr",
    Role.HEADING: "h",
    Role.SIGNATURE: "sig",
}

HeadOf = Callable[[Unit, int], Head]
"""The heading of a unit at a level, with or without a link to its own page."""


def render(content: Iterable[Block]) -> Fragment:
    """Render blocks once, in both forms."""
    fixed = tuple(content)
    return Fragment(html.blocks(fixed), markdown.blocks(fixed))


def unit_name(unit: Unit) -> str:
    """Return the label of a unit as links show it: ``第一百二十条之一``, ``一、``."""
    return squeeze(unit.label.text)


def unit_title(unit: Unit) -> str:
    """Return the label of a unit and its own heading, if it has one."""
    name = unit_name(unit)
    return name if unit.heading is None else f"{name} {squeeze(unit.heading.text)}"


def division_name(division: Division) -> str:
    """Return number and title of a division without padding: ``第一章 总则``."""
    label = squeeze(division.label.text) if division.label else ""
    title = squeeze("".join([run.text for run in division.title]))
    return f"{label} {title}".strip()


def division_head(division: Division, level: int) -> Head:
    """Return the heading of a division; one that has neither number nor title says so."""
    name = division_name(division)
    return Head(level, division.eid, (name or Mark("i", "（无标题）"),), "d")


def plain_head(unit: Unit, level: int) -> Head:
    """Return the heading of a unit among others, without a link."""
    return Head(level, unit.eid, (unit_title(unit),), "u")


def linked_head(unit: Unit, level: int) -> Head:
    """Return the heading of a unit among others, with a link to its own page."""
    return Head(level, unit.eid, (Link(unit_title(unit), page_of(unit.eid)),), "u")


@dataclass(slots=True)
class LawText:
    """The text of one law; every unit is rendered once and remembered.

    Units are told apart by identity, not by eId, so that not even a wrong eId could show a wrong text.
    ``digest`` is the law's, ``images`` the context's; ``links`` is None where the text has no links. In a
    bundle ``within_reach`` maps the links in what is rendered.
    """

    digest: str = ""
    images: Mapping[tuple[str, str], str] = field(default_factory=dict)
    links: TextLinks | None = None
    within_reach: Callable[[tuple[Block, ...]], tuple[Block, ...]] | None = None
    _units: dict[int, Fragment] = field(default_factory=dict)

    def unit(self, unit: Unit) -> Fragment:
        """Return what stands below the heading of a unit."""
        found = self._units.get(id(unit))
        if found is None:
            content = tuple(self.loose(unit.children))
            if self.within_reach:
                content = self.within_reach(content)
            found = render(content)
            if "<a " in found.html:  # nearly all have no links, and are not looked through for them
                apart = standing_alone(content)
                if apart is not content:
                    found = found._replace(alone=html.blocks(apart), alone_markdown=markdown.blocks(apart))
            self._units[id(unit)] = found
        return found

    def loose(self, children: Iterable[object]) -> Iterator[Block]:
        """Yield 款, lines and tables, in order; divisions and units are left out."""
        for child in children:
            if isinstance(child, Paragraph):
                yield from self._paragraph(child)
            elif isinstance(child, Text):
                yield self._text(child, _CLASSES[child.role])
            elif isinstance(child, Table):
                yield self._table(child)

    def deep(self, children: Iterable[object], level: int, head: HeadOf) -> Iterator[Block]:
        """Yield everything below a node in order, with headings from ``level`` on."""
        level = min(level, DEEPEST_HEADING)
        for child in children:
            if isinstance(child, Division):
                yield division_head(child, level)
                yield from self.deep(child.children, level + 1, head)
            elif isinstance(child, Unit):
                yield head(child, level)
                yield self.unit(child)
            else:
                yield from self.loose((child,))

    def joined(self, texts: Iterable[Text]) -> Inlines:
        """Return the lines of a title as one heading, with line breaks."""
        parts: list[Inline] = []
        for text in texts:
            if parts:
                parts.append(Break())
            # Titles are bold in most sources; as a heading they are so anyway.
            parts.extend(
                one.text if isinstance(one, Mark) and one.tag == "strong" else one
                for one in self._inlines(text.inlines)
            )
        return tuple(parts)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        """Yield a 款: its first line bears the id, also when there is no text before the first 项."""
        pending = paragraph.eid
        for child in paragraph.children:
            if isinstance(child, Text) and (pending or child.role is Role.TEXT):
                yield Line(_CLASSES[child.role] or "k", pending, self._inlines(child.inlines))
                pending = ""
                continue
            if pending:
                yield Line("k", pending, ())
                pending = ""
            if isinstance(child, Item):
                yield from self._numbered(child, "x", 1)
            else:
                yield from self.loose((child,))

    def _numbered(self, node: Item | Subitem, css: str, depth: int) -> Iterator[Block]:
        """Yield 项 or 目: the label and the first text on one line, further lines of class ``c``."""
        children = node.children
        first = self._label(node.label)
        if children and isinstance(children[0], Text):
            first += self._inlines(children[0].inlines)
            children = children[1:]
        yield Line(css, node.eid, first)
        for child in children:
            if isinstance(child, Subitem):
                yield from self._numbered(child, "m" if depth == 1 else f"m m{depth}", depth + 1)
            elif isinstance(child, Text):
                yield Line(f"{css} c", "", self._inlines(child.inlines))
            else:
                yield self._table(child)

    def _text(self, text: Text, css: str) -> Line:
        """Return one line that bears no id."""
        return Line(css, "", self._inlines(text.inlines))

    def _table(self, table: Table) -> Grid:
        """Return a table, its rows filled up to one width."""
        width = max((len(row) for row in table.rows), default=0)
        rows = tuple(
            tuple(self._inlines(cell) for cell in row) + (("",),) * (width - len(row)) for row in table.rows
        )
        return Grid(rows, table.has_header)

    def _label(self, label: Run) -> Inlines:
        """Return the label of 项 or 目."""
        if self.links and self.links.touch(label.start, label.end):
            return tuple(Mark("b", piece) for piece in self.links.split(label))
        return (Mark("b", label.text.strip()),)

    def _inlines(self, source: tuple[SourceInline, ...]) -> Inlines:
        """Return source inlines as page content, without blanks at both ends."""
        links = self.links
        if links and not (source and links.touch(source[0].start, source[-1].end)):
            links = None
        if len(source) == 1 and not links and type(source[0]) is Run and not source[0].strong:
            return (source[0].text.strip(),)
        parts: list[Inline] = []
        for one in source:
            if isinstance(one, Image):
                parts.extend(self._image(one))
            elif links:
                pieces = links.split(one)
                parts.extend([Mark("strong", piece) for piece in pieces] if one.strong else pieces)
            else:
                parts.append(Mark("strong", one.text) if one.strong else one.text)
        if parts and isinstance(parts[0], str):
            parts[0] = parts[0].lstrip()
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        return tuple(parts)

    def _image(self, image: Image) -> Iterator[Inline]:
        """Yield the image, or a note that it is missing; its target is only ever looked up."""
        address = self.images.get((self.digest, image.target))
        if address is not None:
            yield Picture(image.alt.text, f"{TO_ROOT}{address}")
            return
        yield Mark("i", "〔图：")
        yield image.alt.text
        yield Mark("i", "（原文件缺图）〕")
