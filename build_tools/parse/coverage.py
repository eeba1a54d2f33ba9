"""The proof that nothing was lost: the spans of the model tile the body of the source.

Independent of the parser: it takes the finished law and the source, and asks of every character that is
no blank whether it stands in the model exactly once, in order, or is one of the Markdown marks named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.diagnostics import Diagnostic, Severity, place
from build_tools.model.law import Law
from build_tools.model.nodes import (
    Annex,
    Division,
    Image,
    Inline,
    Item,
    Paragraph,
    Preamble,
    Run,
    Subitem,
    Table,
    Text,
    Unit,
)
from build_tools.numerals import NUMERAL
from build_tools.parse.inline import TAG
from build_tools.parse.labels import UNNUMBERED
from build_tools.parse.lines import BLANK
from build_tools.parse.tokens import squeeze

_B = f"[{re.escape(BLANK)}]"
MARKS: dict[str, str] = {
    "blank": _B,
    "bold": r"\*\*",
    "escape": r"\\",
    "image": r"!\[|\]\([^()\s<>\"']+(?:\s+\"[^\"\n]*\")?\)",
    "tag": TAG,
    "cell": r"\|",
}
"""Marks inside a line that carry no text, by name."""

LINE_MARKS: dict[str, str] = {
    "heading": rf"#{{1,6}}(?={_B})",
    "bullet": rf"[-*+](?={_B})",
    "quote": r">",
    "rule": rf"(?:-{{3,}}|\*{{3,}}|_{{3,}})(?={_B}*(?:[\r\n]|\Z))",
    "separator": rf"\|(?:{_B}*:?-{{2,}}:?{_B}*\|)+(?={_B}*(?:[\r\n]|\Z))",
}
"""Marks at the beginning of a line, by name."""

_INSIDE = re.compile(rf"(?:{'|'.join(MARKS.values())})*\Z", re.IGNORECASE)
_LINE = re.compile(
    rf"{_B}*(?:{'|'.join(LINE_MARKS.values())})?(?:{'|'.join(MARKS.values())})*\Z", re.IGNORECASE
)
_NEWLINE = re.compile(r"[\r\n]+")


def runs(law: Law) -> Iterator[Inline]:
    """Yield every run and image of the text in reading order (the 目录 is not part of it)."""
    for node in _reading_order(law):
        yield from _inlines(node)


def _reading_order(law: Law) -> Iterator[object]:
    yield from law.front
    if law.preamble:
        yield law.preamble
    yield from law.body
    yield from law.back
    yield from law.annexes


def _inlines(node: object) -> Iterator[Inline]:
    """Yield the inlines of a node in order. The tree is at most a dozen levels deep."""
    match node:
        case Text(inlines=inlines):
            yield from inlines
        case Table(rows=rows):
            for row in rows:
                for cell in row:
                    yield from cell
        case Paragraph(children=children):
            yield from _all(children)
        case Item(label=label, children=children) | Subitem(label=label, children=children):
            yield label
            yield from _all(children)
        case Unit(label=label, heading=heading, children=children):
            yield label
            if heading:
                yield heading
            yield from _all(children)
        case Division(label=label, title=title, children=children):
            if label:
                yield label
            yield from title
            yield from _all(children)
        case Preamble(heading=text, children=children):
            if text:
                yield from text.inlines
            yield from _all(children)
        case Annex(heading=marker, title=lines, children=children):
            yield from marker
            yield from _all(lines)
            yield from _all(children)


def _all(nodes: Iterable[object]) -> Iterator[Inline]:
    for node in nodes:
        yield from _inlines(node)


def gaps(law: Law, source: str) -> tuple[Diagnostic, ...]:
    """Return one ERROR for each stretch of the body that the model lost, moved, changed or holds twice."""
    out: list[Diagnostic] = []
    text = list(runs(law))
    for before, after in zip(text, text[1:], strict=False):
        if after.start < before.end:
            out.append(_error(law, source, "text-order", after.start, after.end, "out of order, or twice"))
    dropped = [inline for entry in law.contents for inline in entry.inlines]
    out += _unwitnessed(law, source, text)
    at = law.body_start
    for inline in sorted([*text, *dropped], key=lambda i: i.start):
        if isinstance(inline, Run) and source[inline.start : inline.end] != inline.text:
            out.append(
                _error(law, source, "text-changed", inline.start, inline.end, "differs from the source")
            )
        if inline.start > at and not _is_marks(source, at, inline.start):
            out.append(_error(law, source, "text-lost", at, inline.start, "not in the model"))
        at = max(at, inline.end)
    if not _is_marks(source, at, len(source)):
        out.append(_error(law, source, "text-lost", at, len(source), "not in the model"))
    return tuple(out)


_HEADING_WORD = re.compile(rf"附|目\s*[录次]|第\s*{NUMERAL}\s*(?:分编|[编章节])|[一二三四五六七八九十]+、")


def _unwitnessed(law: Law, source: str, text: Iterable[Inline]) -> Iterator[Diagnostic]:
    """Yield an ERROR for each line set aside as 目录 that is no entry of one and stands nowhere in the text.

    An entry 第九章　法律责任 without its heading in the text is a lost heading, which
    :mod:`build_tools.parse.contents` reports; a sentence that went the same way would be lost. A 目录 may
    be worded a little differently, so most of a line's pairs of characters must occur.
    """
    if not law.contents:
        return
    whole = squeeze("".join(i.text for i in text if isinstance(i, Run)))
    for entry in law.contents:
        words = squeeze(entry.plain)
        if _HEADING_WORD.match(words) or words in UNNUMBERED:
            continue
        pairs = [words[i : i + 2] for i in range(len(words) - 1)]
        if words and words not in whole and 2 * sum(pair in whole for pair in pairs) <= len(pairs):
            yield _error(
                law, source, "text-lost", entry.start, entry.end, "set aside as 目录, and not in the text"
            )


def _is_marks(source: str, begin: int, end: int) -> bool:
    """Return whether ``source[begin:end]`` holds only blanks and marks, each where such a mark may stand."""
    gap = source[begin:end]
    if not gap.strip(BLANK):
        return True
    first, *lines = _NEWLINE.split(gap)
    if begin == 0 or source[begin - 1] in "\r\n":
        lines.insert(0, first)
    elif not _INSIDE.match(first):
        return False
    return all(_LINE.match(line) for line in lines)


def _error(law: Law, source: str, code: str, start: int, end: int, what: str) -> Diagnostic:
    line, column = place(source, start)
    shown = source[start:end].strip()[:60]
    message = f"{shown!r} is {what}; this is a fault of Tiaowen: please report it with the file"
    return Diagnostic(law.path, line, column, code, message, Severity.ERROR, start, end)


def plain(node: object) -> str:
    """Return the characters of any node in reading order, markup aside (nothing for None)."""
    return "".join(i.text if isinstance(i, Run) else i.alt.text for i in _inlines(node))


def images(law: Law) -> Iterator[Image]:
    """Yield the images of a law in reading order."""
    return (inline for inline in runs(law) if isinstance(inline, Image))
