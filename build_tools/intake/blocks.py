"""What a ``.docx`` holds, as data: paragraphs and tables in reading order, images, and nothing of law."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Face(Enum):
    """How a stretch of text is set, as far as it means something."""

    PLAIN = "plain"
    RAISED = "sup"
    LOWERED = "sub"
    IMAGE = "image"
    """No text: an image stands here, and the text of the span is its target."""


class Span(NamedTuple):
    """A stretch of text set in one way."""

    text: str
    face: Face = Face.PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its lines (it has several where it holds line breaks), and what shows its rank.

    ``style`` is the name of its style, ``align`` is ``center``, ``right`` or empty, ``new_page`` says that a
    page begins with it.
    """

    number: int
    """Number of the paragraph in the file, from 1."""
    lines: tuple[tuple[Span, ...], ...]
    style: str = ""
    align: str = ""
    new_page: bool = False

    @property
    def text(self) -> str:
        """The text without images, the lines joined by blanks."""
        return " ".join(plain(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, all of the same width, each cell the spans of its paragraphs."""

    number: int
    """Number of its first paragraph."""
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Picture:
    """An image to be saved: the path relative to the source file, by which the text names it, and its bytes."""

    target: str
    data: bytes


def plain(spans: tuple[Span, ...]) -> str:
    """Return the text of ``spans`` without images."""
    return "".join(span.text for span in spans if span.face is not Face.IMAGE)


def cut(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Return ``spans`` without the first ``count`` characters of text; images stay."""
    out = []
    for span in spans:
        if count and span.face is not Face.IMAGE:
            taken = min(count, len(span.text))
            count -= taken
            span = span._replace(text=span.text[taken:])
        if span.text:
            out.append(span)
    return tuple(out)
