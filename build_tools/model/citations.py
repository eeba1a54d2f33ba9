"""Citations as data: what the text says (:class:`Citation`), and what it leads to (:class:`Target`)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Lead(StrEnum):
    """How a citation says which document it speaks of."""

    SELF = "self"
    """本法, 本条例, or nothing where only the document itself can be meant."""
    TITLE = "title"
    """《…》."""
    NAME = "name"
    """A name without 《》: 刑法第二百六十四条."""
    THAT = "that"
    """该法, 该公约: the document named before."""


class Edition(StrEnum):
    """Which version of the cited document is meant, where the text or the place says so."""

    USUAL = ""
    """The one in force when the citing version took effect."""
    OLD = "pre"
    """Before the amendment: 修正前, or what an amending sentence changes."""
    NEW = "post"
    """After the amendment."""


class Reason(StrEnum):
    """Why a citation is no link to what it names; the value is what ``tiaowen citations`` prints."""

    NO_LAW = "law-not-in-library"
    NO_VERSION = "version-not-in-library"
    """The law is in the library; its text of that day is not. The link leads to the law."""
    NO_DATE = "citing-date-unknown"
    """When the citing document took effect is unknown, and so which version it means. The link leads to the law."""
    ITSELF = "names-itself"
    """The document's own title."""
    NO_ARTICLE = "no-such-article"
    NO_PARAGRAPH = "no-such-paragraph"
    NO_ITEM = "no-such-item"
    NO_DIVISION = "no-such-division"
    NO_ANNEX = "no-such-annex"
    AMENDMENT = "amendment-zone"
    """Which document is amended here is not certain."""
    QUOTED = "quoted"
    """Words of another document that is not certain."""
    ALIAS = "ambiguous-alias"
    """The name stands for several documents."""
    CONTEXT = "ambiguous-context"
    """Which document or article is meant is not certain from the sentence."""
    FOREIGN = "foreign-law"
    """Law of another country or of Hong Kong, Macao or Taiwan."""


class Name(NamedTuple):
    """The document that a citation speaks of, as the text names it."""

    lead: Lead
    text: str = ""
    """The title inside 《》, the words up to the end of a bare name, or the whole 本法."""
    start: int = -1
    """Offset of ``text`` in the file (of 《 for a title); -1 where nothing is printed."""
    before: str = ""
    """What stands right before a title: an issuing body (最高人民法院), a year, 修正前."""
    hint: str = ""
    """What stands in brackets behind a title: （2018年修正）, （法释〔2020〕22号）."""
    alias: bool = False
    """The text has an alias of its own (以下简称) for this document; ``start`` is that of the alias."""


class Locator(NamedTuple):
    """What is named inside the document. Labels are normal: 第三十一条, （三）; empty and None where not named."""

    book: str = ""
    part: str = ""
    chapter: str = ""
    section: str = ""
    to_chapter: str = ""
    to_section: str = ""
    article: str = ""
    to_article: str = ""
    paragraph: int | None = None
    to_paragraph: int | None = None
    items: tuple[str, ...] = ()
    annex: str = ""
    preamble: bool = False


class Citation(NamedTuple):
    """A citation as found in the text; nothing of the library is known here."""

    start: int
    end: int
    """Offsets in the file. A bare name in front begins where the library knows one: see ``Name.start``."""
    name: Name
    locator: Locator
    form: str
    """Number and name of the form in the grammar of citations, for the census."""
    place: str
    """eId of the unit, annex or preamble in which it stands; empty before and behind the main text."""
    scope: str = ""
    """eId of the annex in which 本章程 and bare article numbers mean the annex itself; else empty."""
    edition: Edition = Edition.USUAL
    split: int = -1
    """Offset where the second half of a range begins, else -1."""
    marks: tuple[tuple[int, int, int], ...] = ()
    """Of a list of 项: start, end and number of each that is printed; empty for a single one."""
    basis: bool = False
    """The document says that it was made under this one: 根据《…》，制定本办法."""
    repeals: bool = False
    """The document named as a whole is repealed here (…同时废止)."""
    eid: str = ""
    """The eId in the same document, where the place decides it (前款, 本章); else empty."""
    to_eid: str = ""
    moves: str = ""
    """Where amending words give articles a new number, the lowest that moves (将第九条改为第十条, 删去第九条: 第九条)."""
    doubt: Reason | None = None
    """Why it must not become a link, where the text alone says so."""


class Target(NamedTuple):
    """What a citation leads to."""

    key: str
    """Of the work."""
    version: int | None
    """Index of the version; None where the library lacks the text that is meant: the link leads to the law."""
    eid: str = ""
    """Empty: the document as a whole."""
    to_eid: str = ""
    """The other end of a range, or empty."""
