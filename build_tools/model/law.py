"""A law file as data: metadata, text tree and what the parser had to say about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from build_tools.diagnostics import Diagnostic
from build_tools.model.nodes import Annex, Block, Division, Paragraph, Preamble, Text, Unit


class Certainty(StrEnum):
    """How a date is known."""

    KNOWN = "known"
    """Stated in the front matter."""
    INFERRED = "inferred"
    """Read from 自…起施行 in the 题注 or the last article."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and how it is known; ``day`` is None exactly when ``certainty`` is UNKNOWN."""

    day: datetime.date | None
    certainty: Certainty


Place = tuple[str, int, int, int, int]
"""Name of a front matter field, and line, column, start and end of its value, as in a Diagnostic."""


@dataclass(frozen=True, slots=True)
class Meta:
    """Front matter, checked. Every field but ``title`` may be absent (empty string, None, ())."""

    title: str
    id: str = ""
    link_title: str = ""
    file: str = ""
    """Name of the official .docx."""
    author: str = ""
    """Issuing body."""
    date: datetime.date | None = None
    publication_date: datetime.date | None = None
    effective_date: datetime.date | None = None
    status: str = ""
    """As in the file: 有效, 已修改, 已废止, 尚未生效, 生效, 未知, or empty."""
    group: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    """http(s) addresses only; others are dropped with a diagnostic."""
    slug: str = ""
    """The law key wished for by the maintainer; checked to be ``[a-z0-9-]``."""
    extra: tuple[tuple[str, str], ...] = ()
    """Unknown keys, kept: name and the value as JSON."""
    places: tuple[Place, ...] = field(default=(), compare=False)
    """Where the fields stand that findings about several files are about (title, id, status, dates …)."""


@dataclass(frozen=True, slots=True)
class Law:
    """One source file, parsed.

    Reading order is ``front``, ``preamble``, ``body``, ``back``, ``annexes``, and that is the
    order of the file. ``contents`` (the 目录) is kept apart: it is dropped from the text flow.
    """

    path: str
    """The file as the user named it."""
    digest: str
    """SHA-256 of the file's bytes, in hex."""
    meta: Meta
    body_start: int
    """Code-point offset where the body begins, behind the front matter."""
    number: str
    """文号 as printed (法释〔2020〕22号), or empty."""
    effective: Dated
    """Commencement: the front matter's, else inferred from the text."""
    front: tuple[Block, ...]
    contents: tuple[Text, ...]
    preamble: Preamble | None
    body: tuple[Division | Unit | Paragraph | Block, ...]
    """Paragraphs stand here directly only in documents without any unit."""
    back: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    diagnostics: tuple[Diagnostic, ...]
