"""Bytes of a file in ``source/companions/`` → a companion and everything that is to be said about the file.

The form is in docs/contributing/companions.md: front matter, then headings that may end in a mark such as
``{#chp_1}``, points (``- …``) and paragraphs. Nothing else is markup: all other characters are text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import yaml

from build_tools.diagnostics import Diagnostic, Severity, worst
from build_tools.model.companions import Companion, Part, Piece
from build_tools.parse.frontmatter import ID, URL, day_of, split_front_matter
from build_tools.parse.loader import CONTROL, unreadable
from build_tools.parse.notes import Notes
from build_tools.parse.yamlnodes import Block, has_alias, is_null

ARTICLE_NUMBER: Final = re.compile(r"\[([1-9][0-9]{0,3})\]")
"""A number in square brackets, as companions cite by it."""

_TEXT: Final = ("law", "title", "language", "publisher", "url")
_NEEDED: Final = {
    "law": "the id of the law file that it speaks of",
    "language": "the language that it is written in (en, zh)",
    "publisher": "who published it",
}
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_HEADING: Final = re.compile(r"#{1,6}[ \t]+(?P<text>.*?)[ \t]*(?:\{#(?P<eid>[A-Za-z0-9_-]+)\}[ \t]*)?\Z")
_POINT: Final = re.compile(r"[-*][ \t]+")


@dataclass(frozen=True, slots=True)
class ParsedCompanion:
    """What a file gave: ``companion`` is None when an ERROR in ``diagnostics`` says why."""

    companion: Companion | None
    diagnostics: tuple[Diagnostic, ...]


def parse_companion(data: bytes, path: str) -> ParsedCompanion:
    """Parse a companion; never raises, whatever the bytes. ``path`` is the file as diagnostics should name it."""
    fault = unreadable(data, path)
    if fault is not None:
        return ParsedCompanion(None, (fault,))
    source = data.decode("utf-8")
    notes = Notes(path, source)
    control = CONTROL.search(source)
    if control:
        message = f"control character U+{ord(control[0]):04X}; delete it"
        notes.add(Severity.ERROR, "control-character", control.start(), control.end(), message)
    front = split_front_matter(source, notes) if not control else None
    if front is None:
        return ParsedCompanion(None, tuple(notes.found))
    fields = _fields(Block(front.text, front.start, notes))
    parts = tuple(_parts(source, front.body_start))
    if not any(part.pieces for part in parts):
        notes.add(
            Severity.ERROR,
            "companion-empty",
            front.body_start,
            len(source),
            "no text; write it, or delete the file",
        )
    found = tuple(sorted(notes.found))
    if fields is None or worst(found) is Severity.ERROR:
        return ParsedCompanion(None, found)
    digest = hashlib.sha256(data).hexdigest()
    return ParsedCompanion(Companion(path=path, digest=digest, parts=parts, **fields), found)


def _fields(block: Block) -> dict[str, Any] | None:
    """Return the checked front matter as the arguments of a companion, or None where it cannot be read."""
    root = block.compose()
    if root is None:
        return None
    alias = has_alias(root)
    if alias is not None:
        message = "YAML aliases (*name) are not followed; write the value out in both places"
        block.warn(alias, "front-matter-alias", message, Severity.ERROR)
        return None
    values: dict[str, Any] = {"title": "", "url": "", "date": None, "has_articles": False}
    for name, node in block.fields(root):
        if not is_null(node):
            _field(name, node, block, values)
    for name, what in _NEEDED.items():
        if name not in values:
            message = f"no {name}; add “{name}: …” to the front matter: {what}"
            block.warn(root, f"companion-{name}-missing", message, Severity.ERROR)
    return values


def _field(name: str, node: yaml.Node, block: Block, values: dict[str, Any]) -> None:
    """Check one field and keep its value."""
    if not isinstance(node, yaml.ScalarNode):
        block.warn(node, "field-type", f"“{name}” must be one text; the field is left out")
        return
    value = " ".join(node.value.split())
    if name == "date":
        values[name] = _day(value, node, block)
    elif name == "articles":
        if value not in ("true", "false"):
            block.warn(node, "companion-articles", "“articles” is true or false; it counts as false")
        values["has_articles"] = value == "true"
    elif name not in _TEXT:
        block.warn(node, "companion-field", f"a companion has no field “{name}”; it is left out")
    elif name == "law" and not ID.match(value):
        block.warn(node, "id-unsafe", "an id has letters, digits, - and _ only", Severity.ERROR)
        values[name] = ""
    elif name == "language" and not _LANGUAGE.match(value):
        message = "no language tag; write en for English, zh for Chinese"
        block.warn(node, "companion-language", message, Severity.ERROR)
        values[name] = ""
    elif name == "url" and not URL.match(value):
        block.warn(node, "url-unsafe", "not an http or https address; it is not published")
    else:
        values[name] = value


def _day(value: str, node: yaml.Node, block: Block) -> date | None:
    """Return the day of a date, or None with a warning; a time of day behind it does not count."""
    day = day_of(value)
    if day is None:
        message = f"“date”: there is no day {value} of the form YYYY-MM-DD; the field is left out"
        block.warn(node, "date-form", message)
    return day


def _parts(source: str, body_start: int) -> Iterator[Part]:
    """Yield the parts of the text behind the front matter."""
    line = source.count("\n", 0, body_start) + 1
    heading, eid, begun, lines = "", "", line, list[tuple[int, str]]()
    for number, text in enumerate(source[body_start:].split("\n"), line):
        match = _HEADING.match(text.strip())
        if match is None:
            lines.append((number, text.strip()))
            continue
        yield from _part(eid, heading, begun, lines)
        heading, eid, begun, lines = match["text"], match["eid"] or "", number, []
    yield from _part(eid, heading, begun, lines)


def _part(eid: str, heading: str, line: int, lines: Iterable[tuple[int, str]]) -> Iterator[Part]:
    """Yield a part, unless there is nothing in it."""
    pieces = tuple(_pieces(lines))
    if heading or pieces:
        yield Part(eid, heading, line, pieces)


def _pieces(lines: Iterable[tuple[int, str]]) -> Iterator[Piece]:
    """Yield paragraphs and points: a point begins a new one, a blank line ends one, other lines go on with it."""
    open_piece: Piece | None = None
    for number, text in lines:
        point = _POINT.match(text)
        if open_piece is not None and text and not point:
            open_piece = open_piece._replace(text=f"{open_piece.text} {text}")
            continue
        if open_piece is not None:
            yield open_piece
        words = text[point.end() :] if point else text
        open_piece = Piece(words, point is not None, number) if text else None
    if open_piece is not None:
        yield open_piece


def without_places(companion: Companion, lines: frozenset[int]) -> Companion:
    """Return a companion in which the parts whose headings stand on ``lines`` are about the law as a whole."""
    parts = tuple(part._replace(eid="") if part.line in lines else part for part in companion.parts)
    return replace(companion, parts=parts)
