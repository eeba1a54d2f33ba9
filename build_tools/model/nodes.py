"""The tree of a law: 编 分编 章 节 › 条 › 款 › 项 › 目, and the blocks they are made of.

All text is held in :class:`Run` objects, each an exact slice of the source file, so that
``source[run.start:run.end] == run.text`` for every run. Reading order of the tree is source
order. Nothing here computes: the parser builds, everybody else reads.

Ids are Akoma Ntoso eIds (AKN-NC v1.0): ``book`` 编, ``part`` 分编, ``chp`` 章, ``sec`` 节,
``hcontainer`` an unnumbered or 一、-numbered heading, ``art`` 条, ``item`` a top unit of a
document without 条, ``para`` 款, ``point`` 项, ``indent`` 目, ``annex`` 附件, ``preamble``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of source text: ``text`` stands at code-point offset ``start`` of the file."""

    start: int
    text: str
    strong: bool = False
    """Set in bold in the source (``**…**``)."""

    @property
    def end(self) -> int:
        """Offset just behind the last character."""
        return self.start + len(self.text)


class Image(NamedTuple):
    """An image in the text: ``![alt](target)`` at ``start`` … ``end`` of the file."""

    start: int
    end: int
    alt: Run
    target: str
    """The path as written; it has not been checked, and is never used as it is."""


Inline = Run | Image


class Role(StrEnum):
    """What a block of text is, where it is not simply a paragraph of the law."""

    TEXT = "text"
    TITLE = "title"
    """The title of the document, or of an annex, as the body prints it (often over several lines)."""
    NOTE = "note"
    """题注: who adopted the text, and when."""
    NUMBER = "number"
    """文号, e.g. 法释〔2020〕22号."""
    ANNOUNCEMENT = "announcement"
    """A line of the 公告 page that stands before the real text."""
    ADDRESSEE = "addressee"
    """To whom a reply or notice is sent: 各省、自治区、直辖市高级人民法院："""
    HEADING = "heading"
    """A line that reads as a heading but is none in the source (a lost chapter title)."""
    SIGNATURE = "signature"
    """Who signed, and the date line."""


@dataclass(frozen=True, slots=True)
class Text:
    """One source line, or the part of it that belongs together."""

    inlines: tuple[Inline, ...]
    role: Role = Role.TEXT

    @property
    def plain(self) -> str:
        """The characters that a reader sees, without markup."""
        return "".join(i.text if isinstance(i, Run) else i.alt.text for i in self.inlines)

    @property
    def start(self) -> int:
        """Offset of the first character (0 for an empty text)."""
        return self.inlines[0].start if self.inlines else 0

    @property
    def end(self) -> int:
        """Offset behind the last character (0 for an empty text)."""
        return self.inlines[-1].end if self.inlines else 0


@dataclass(frozen=True, slots=True)
class Table:
    """A Markdown table: rows of cells, each cell a tuple of inlines (possibly empty)."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    has_header: bool
    """The first row is a header (a ``---`` row stood below it)."""


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Subitem:
    """目, and what is below it. ``children`` holds its text, further lines and deeper 目."""

    eid: str
    label: Run
    """As printed: ``1．`` ``（1）``."""
    children: tuple[Block | Subitem, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """项. A paragraph between two 项 belongs to the first of them and is one of its children."""

    eid: str
    label: Run
    """As printed: ``（一）``, or ``一、`` inside an article."""
    children: tuple[Block | Subitem, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """款: a text and the 项 that follow it (or 项 alone). Tables stay with the 款 before them."""

    eid: str
    children: tuple[Block | Item, ...]


class UnitKind(StrEnum):
    """The two kinds of addressable unit."""

    ARTICLE = "article"
    """条."""
    ITEM = "item"
    """A top unit 一、 or 1. of a document without 条."""


@dataclass(frozen=True, slots=True)
class Unit:
    """条, or the top unit of a document without 条: what has a page of its own.

    ``children`` holds 款; a :class:`Text` directly below is a line that is no 款, such as a
    lost chapter title (role HEADING).
    """

    eid: str
    kind: UnitKind
    label: Run
    """As printed: ``第一百二十条之一``, ``一、``, ``3.``."""
    heading: Run | None
    """The unit's own heading where it has one (``【…】``), else None."""
    children: tuple[Paragraph | Block, ...]


class DivisionKind(StrEnum):
    """Kinds of division; the value is the eId component."""

    BOOK = "book"
    PART = "part"
    CHAPTER = "chp"
    SECTION = "sec"
    HEADING = "hcontainer"
    """An unnumbered heading (附则, 总则) or a 一、管辖 heading above articles."""


@dataclass(frozen=True, slots=True)
class Division:
    """编, 分编, 章, 节 or an unnumbered heading, with what stands under it."""

    eid: str
    kind: DivisionKind
    label: Run | None
    """``第三章``, ``二十三、``; None where the heading has no number."""
    title: tuple[Run, ...]
    """The title as printed, padding included (``总  则``); empty where it is missing."""
    children: tuple[Division | Unit | Block, ...]


class PreambleKind(StrEnum):
    """What kind of preamble a document has."""

    XUYAN = "序言"
    ZONGGANG = "总纲"
    YINYAN = "引言"
    """Prose before the first unit, without a heading."""


@dataclass(frozen=True, slots=True)
class Preamble:
    """序言, 总纲 or 引言: prose before the first unit. Paragraphs are ``preamble__para_N``."""

    eid: str
    kind: PreambleKind
    heading: Text | None
    children: tuple[Paragraph | Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: ``eid`` is ``annex_N``; the ids inside start with it (``annex_1__art_3``).

    ``heading`` is the marker line as printed (``附件一：``), empty where a second instrument
    starts without one; ``title`` holds the lines of the annex's own title.
    """

    eid: str
    heading: tuple[Run, ...]
    title: tuple[Text, ...]
    children: tuple[Division | Unit | Paragraph | Block, ...]


Node = Division | Unit | Paragraph | Item | Subitem | Text | Table | Annex | Preamble


def units(nodes: tuple[object, ...]) -> Iterator[Unit]:
    """Yield the units among ``nodes`` and below their divisions, in document order."""
    for node in nodes:
        if isinstance(node, Unit):
            yield node
        elif isinstance(node, Division):
            yield from units(node.children)
