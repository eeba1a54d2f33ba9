"""Companions as data: documents of others that speak of a law, such as a summary in a newspaper. Never official.

A companion is in **parts**, each about one place of the law (a chapter, an article) or about the law as a whole,
and a part is in **pieces**: paragraphs and points of a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Piece(NamedTuple):
    """A paragraph, or a point of a list."""

    text: str
    is_point: bool
    line: int
    """Of the file, from 1."""


class Part(NamedTuple):
    """What stands below one heading."""

    eid: str
    """The place that it speaks of: that of a page (``chp_1``, ``art_13``); empty: the law as a whole."""
    heading: str
    """As written, without the mark that names the place; empty for what stands before every heading."""
    line: int
    """Of the heading in the file, from 1."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """A companion of one version of a law."""

    path: str
    """The file as the user named it."""
    digest: str
    """SHA-256 of the file's bytes, in hex."""
    law: str
    """The ``id`` of the law file that it speaks of."""
    title: str
    language: str
    """As HTML has it (BCP 47): ``en``, ``zh``."""
    publisher: str
    date: date | None
    url: str
    """Where it was published: an http(s) address, or empty."""
    has_articles: bool
    """Whether its author says that numbers in square brackets are numbers of articles of the law."""
    parts: tuple[Part, ...]
