"""Bytes of a source file → a frozen law and everything that is to be said about the file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from build_tools.diagnostics import Diagnostic, Severity, place
from build_tools.model.law import Law, Meta
from build_tools.model.nodes import Block, Role, Text, units
from build_tools.parse.annexes import build_annex
from build_tools.parse.back import split_back
from build_tools.parse.contents import compare
from build_tools.parse.coverage import plain
from build_tools.parse.docnumber import find_number
from build_tools.parse.effective import effective
from build_tools.parse.enumeration import Piece, block_of
from build_tools.parse.front import read as read_front
from build_tools.parse.frontmatter import read as read_front_matter
from build_tools.parse.inline import inlines
from build_tools.parse.lines import Line, Mark, split_lines
from build_tools.parse.notes import Notes
from build_tools.parse.placeholders import note_placeholders
from build_tools.parse.tokens import Token, squeeze
from build_tools.parse.tree import Tree, build, read_tokens
from build_tools.parse.zones import split

LARGEST = 4 * 1024 * 1024
"""A source file may have so many bytes; the largest real one has half a million."""

LONGEST = 100_000
"""A source file may have so many lines; a real one has at most 5,500. Bounds the memory of a hostile one."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that no text has."""


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What a file gave: ``law`` is None when an ERROR in ``diagnostics`` says why."""

    law: Law | None
    source: str
    """The file's text; empty when it could not be decoded."""
    diagnostics: tuple[Diagnostic, ...]


def parse_bytes(data: bytes, path: str) -> ParseResult:
    """Parse a source file; never raises, whatever the bytes.

    ``path`` is the file as diagnostics should name it. A byte order mark is taken off with a note; what
    is not UTF-8, is empty, holds control characters, or is larger than :data:`LARGEST` or longer than
    :data:`LONGEST` gives no law.
    """
    fault = unreadable(data, path)
    if fault is not None:
        return ParseResult(None, "", (fault,))
    source = data.decode("utf-8")
    notes = Notes(path, source)
    control = CONTROL.search(source)
    if control:
        notes.add(
            Severity.ERROR,
            "control-character",
            control.start(),
            control.end(),
            f"control character U+{ord(control[0]):04X}; the file is damaged: take it from the official source again",
        )
        return ParseResult(None, source, tuple(notes.found))
    head = read_front_matter(source, path)
    if head.meta is None:
        return ParseResult(None, source, head.diagnostics)
    if source.startswith("\ufeff"):
        notes.add(
            Severity.INFO, "byte-order-mark", 0, 1, "byte order mark; save the file as UTF-8 without it"
        )
    digest = hashlib.sha256(data).hexdigest()
    note_placeholders(source, head.body_start, notes)
    law = _law(source, path, digest, head.meta, head.body_start, notes)
    found = (*head.diagnostics, *sorted(notes.found))
    return ParseResult(replace(law, diagnostics=found), source, found)


def unreadable(data: bytes, path: str) -> Diagnostic | None:
    """Return the ERROR for bytes that are no text, or None."""
    if len(data) > LARGEST:
        message = f"{len(data):,} bytes; a source file may have {LARGEST:,}: split it by instrument"
        return Diagnostic(path, 0, 0, "file-too-large", message, Severity.ERROR)
    count = max(data.count(b"\n"), data.count(b"\r"))
    if count > LONGEST:
        message = f"{count:,} lines; a source file may have {LONGEST:,}: split it by instrument"
        return Diagnostic(path, 0, 0, "file-too-long", message, Severity.ERROR)
    if not data.strip():
        return Diagnostic(path, 0, 0, "file-empty", "the file is empty; fill it or delete it", Severity.ERROR)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        line, column = place(good, len(good))
        message = f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        return Diagnostic(path, line, column, "not-utf-8", message, Severity.ERROR, len(good), len(good))
    return None


def _law(source: str, path: str, digest: str, meta: Meta, body_start: int, notes: Notes) -> Law:
    """Return the law of a readable file."""
    zones = split(split_lines(source, body_start), squeeze(meta.title))
    front = read_front(zones.main, meta.title, notes)
    tokens, behind = split_back(read_tokens(front.rest, notes, quoting=False))
    tree = build(tokens, "")
    before = (*_texts(zones.announcement, Role.ANNOUNCEMENT), *front.blocks)
    back = tuple(_back(behind))
    annexes = tuple(build_annex(a, n, notes) for n, a in enumerate(zones.annexes, 1))
    contents = tuple(_texts(zones.contents, Role.TEXT))
    compare(contents, tree.children, notes)
    note = "\n".join(
        b.plain for b in before if isinstance(b, Text) and b.role in (Role.NOTE, Role.ANNOUNCEMENT)
    )
    return Law(
        path=path,
        digest=digest,
        meta=meta,
        body_start=body_start,
        number=_number(before),
        effective=effective(meta, note, _closing(tree, back)),
        front=before,
        contents=contents,
        preamble=tree.preamble,
        body=tree.children,
        back=back,
        annexes=annexes,
        diagnostics=(),
    )


def _texts(lines: Iterable[Line], role: Role) -> Iterable[Text]:
    for line in lines:
        content = inlines(line.text, line.start) if line.mark is not Mark.RULE else ()
        if content:
            yield Text(content, role)


def _back(tokens: Iterable[Token]) -> Iterable[Block]:
    for token in tokens:
        block = block_of(Piece(token.start, token.text, token.table, token.role))
        if block is not None:
            yield block


def _number(front: Iterable[Block]) -> str:
    """Return the 文号: a line of its own first, else the one in the 题注, else that of the 公告 page."""
    texts = [b for b in front if isinstance(b, Text)]
    candidates = ["".join(t.plain for t in texts if t.role is role) for role in (Role.NUMBER, Role.NOTE)]
    candidates += [t.plain for t in texts if t.role is Role.ANNOUNCEMENT]
    for plain_text in candidates:
        span = find_number(plain_text) if plain_text else None
        if span:
            return plain_text[span[0] : span[1]]
    return ""


def _closing(tree: Tree, back: Iterable[Block]) -> str:
    """Return the text of the last article, or of the end of a document without articles."""
    last = next(reversed(list(units(tree.children))), None)
    ends: list[object] = [last] if last else list(tree.children[-3:]) or [tree.preamble]
    text = [plain(node) for node in ends]
    return "\n".join([*text, *(b.plain for b in back if isinstance(b, Text) and b.role is Role.TEXT)])
