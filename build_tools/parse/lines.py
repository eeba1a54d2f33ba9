"""Source text → lines: what Markdown marks a line carries, and where its content stands.

This knows Markdown, and nothing of law. A line keeps the offsets of its content, so that everything
built from it can prove where it came from.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
"""Characters that take no room and are counted as blank: zero-width spaces and joiners, byte order mark."""

BLANK = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + INVISIBLE
"""Every character that is counted as blank, for ``str.strip``."""


class Mark(Enum):
    """The Markdown mark that a line begins with."""

    PLAIN = "plain"
    HEADING = "heading"
    """``##`` and one to six of them."""
    BULLET = "bullet"
    """``- ``, ``* `` or ``+ ``."""
    QUOTE = "quote"
    """``> ``."""
    RULE = "rule"
    """``---`` alone on the line."""
    ROW = "row"
    """A line of a table: ``| … |``."""


class Line(NamedTuple):
    """A line that is not blank. ``start`` is the offset of ``text`` in the file."""

    start: int
    text: str
    """The content, without the mark and without blanks at both ends."""
    mark: Mark
    level: int
    """Number of ``#`` of a heading, else 0."""
    indented: bool

    @property
    def end(self) -> int:
        """Offset behind the content."""
        return self.start + len(self.text)


_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r"(#{1,6})[ \t\u3000\xa0]+(?=\S)")
_BULLET = re.compile(r"[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r">[ \t]*")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})\Z")
_ROW = re.compile(r"\|.*\|\Z")
_STARTS = frozenset("#-*+>_|")


def split_lines(source: str, start: int) -> tuple[Line, ...]:
    """Return the lines of ``source`` from offset ``start`` on that are not blank."""
    lines = []
    for match in _LINE.finditer(source, start):
        raw = match.group()
        text = raw.strip(BLANK)
        if text:
            lead = len(raw) - len(raw.lstrip(BLANK))
            lines.append(_line(text, match.start() + lead, lead > 0))
    return tuple(lines)


def _line(text: str, start: int, indented: bool) -> Line:
    """Return the line with ``text``, its mark taken off."""
    if text[0] not in _STARTS:
        return Line(start, text, Mark.PLAIN, 0, indented)
    if _RULE.match(text):
        return Line(start, text, Mark.RULE, 0, indented)
    if _ROW.match(text) and len(text) > 1:
        return Line(start, text, Mark.ROW, 0, indented)
    for pattern, mark in ((_HEADING, Mark.HEADING), (_BULLET, Mark.BULLET), (_QUOTE, Mark.QUOTE)):
        found = pattern.match(text)
        if found:
            level = len(found.group(1)) if mark is Mark.HEADING else 0
            rest = text[found.end() :].lstrip(BLANK)
            return Line(start + len(text) - len(rest), rest, mark, level, indented)
    return Line(start, text, Mark.PLAIN, 0, indented)
