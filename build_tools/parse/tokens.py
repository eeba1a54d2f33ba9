"""Lines → tokens: division headings, article labels, tables, and plain text.

A token says what a line looks like by itself; whether an article label counts is decided in
:mod:`build_tools.parse.articles`, which sees the whole sequence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from build_tools.model.nodes import DivisionKind, Role, Run, Table
from build_tools.numerals import label_number, to_int
from build_tools.parse.inline import cells, is_separator
from build_tools.parse.labels import (
    ARTICLE,
    CONTINUES,
    DIVISION,
    DIVISION_WORDS,
    ENDS_SENTENCE,
    UNNUMBERED,
    label_of,
)
from build_tools.parse.lines import BLANK, Line, Mark


class Kind(Enum):
    """What a token is."""

    DIVISION = "division"
    ARTICLE = "article"
    """A line set as an article: ``- **第一条**　　…``."""
    MAYBE = "maybe"
    """A plain line that begins with 第…条: an article that lost its marks, or a citation."""
    UNIT = "unit"
    """A top unit of a document without 条."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Token:
    """One line, or part of one; ``text`` is what stands behind the label, ``start`` its offset."""

    kind: Kind
    start: int
    text: str
    label: Run | None = None
    number: int = 0
    further: int = 0
    """N of 之N."""
    heading: Run | None = None
    """【…】 of an article or a top unit."""
    division: DivisionKind | None = None
    level: int = 0
    """Number of ``#`` of a heading line, else 0."""
    table: Table | None = None
    role: Role = Role.TEXT
    indented: bool = False
    more: Run | None = None
    """A division's title goes on in the next line."""
    line: tuple[int, str] | None = None
    """Offset and content of the whole line, where it has a label; None: ``start`` and ``text`` are it."""

    def as_text(self) -> Token:
        """Return the token as plain text, for a label that turned out to be none."""
        start, text = self.line or (self.start, self.text)
        return Token(Kind.TEXT, start, text, indented=self.indented)


def squeeze(text: str) -> str:
    """Return ``text`` without any blanks: ``总　　则`` → ``总则``."""
    return "".join(text.split()).translate(_INVISIBLE) if not text.isalnum() else text


_INVISIBLE = {ord(c): None for c in BLANK}


def tokenize(lines: Sequence[Line]) -> list[Token]:
    """Return the tokens of ``lines``; rules (``---``) give none."""
    out: list[Token] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.mark is Mark.ROW:
            stop = index
            while stop < len(lines) and lines[stop].mark is Mark.ROW:
                stop += 1
            out.append(_table(lines[index:stop]))
            index = stop
            continue
        if line.mark is Mark.HEADING:
            out.extend(_heading(line))
        elif line.mark is not Mark.RULE:
            out.append(_token(line))
        index += 1
    return out


def _table(rows: Sequence[Line]) -> Token:
    """Return the token of a table; an empty header row is no header."""
    separated = len(rows) > 1 and is_separator(rows[1].text)
    body = [cells(r.text, r.start) for i, r in enumerate(rows) if not (separated and i == 1)]
    has_header = separated and any(body[0])
    if separated and not has_header:
        del body[0]
    return Token(Kind.TEXT, rows[0].start, "", table=Table(tuple(body), has_header))


_BOLD_ARTICLE = re.compile(rf"\*\*\s*(?P<label>{ARTICLE.pattern})\s*(?P<heading>【[^】*]{{1,40}}】)?\s*\*\*")
_BOLD_UNIT = re.compile(r"\*\*(?P<label>[0-9０-９]{1,3}[.．、])\s*(?P<heading>【[^】]*】)?\*\*")
_BOLD_NUMBER = re.compile(r"\*\*(?P<number>[一二三四五六七八九十]+)\*\*、[^。；，：]{1,30}\Z")
_HEADED_ARTICLE = re.compile(r"[\s\u3000]*(?P<heading>【[^】]{1,40}】)")


def _token(line: Line) -> Token:
    """Return the token of a line that is neither heading nor table row."""
    text = line.text
    if text.startswith("**"):
        match = _BOLD_ARTICLE.match(text)
        if match:
            return _article(line, match, Kind.ARTICLE)
        match = _BOLD_UNIT.match(text)
        if match:
            return _bold_unit(line, match)
        division = _bold_division(line)
        if division is not None:
            return division
        match = _BOLD_NUMBER.match(text)
        if match:
            # `**一**、执行机构及其职责`: the number is set in bold, so the heading is kept in one piece.
            return replace(_unnumbered(line, None, text, line.start), number=to_int(match["number"]))
    elif text.startswith("第"):
        match = ARTICLE.match(text)
        if match:
            return _article(line, match, Kind.MAYBE)
        division = _plain_division(line)
        if division is not None:
            return division
    return Token(Kind.TEXT, line.start, text, indented=line.indented)


def _article(line: Line, match: re.Match[str], kind: Kind) -> Token:
    """Return an article token, or text when the numeral is none (第百条)."""
    group = "label" if kind is Kind.ARTICLE else 0
    label = Run(line.start + match.start(group), match.group(group))
    numbers = label_number(label.text)
    if numbers is None:
        return Token(Kind.TEXT, line.start, line.text, indented=line.indented)
    number, further = numbers
    rest = line.text[match.end() :]
    start = line.start + match.end()
    heading = None
    if kind is Kind.ARTICLE and match["heading"]:
        # `**第一条【立法目的】**`: the heading stands inside the bold.
        heading = Run(line.start + match.start("heading"), match["heading"])
    found = _HEADED_ARTICLE.match(rest) if heading is None else None
    if found and kind is Kind.ARTICLE:
        heading = Run(start + found.start("heading"), found["heading"])
        start += found.end()
        rest = rest[found.end() :]
    whole = (line.start, line.text)
    return Token(kind, start, rest, label, number, further, heading, indented=line.indented, line=whole)


def _bold_unit(line: Line, match: re.Match[str]) -> Token:
    """``- **3. 【…】**…``: a numbered unit with a heading of its own."""
    label = Run(line.start + match.start("label"), match["label"])
    heading = Run(line.start + match.start("heading"), match["heading"]) if match["heading"] else None
    number = to_int(match["label"][:-1])
    rest = line.text[match.end() :]
    whole = (line.start, line.text)
    return Token(Kind.UNIT, line.start + match.end(), rest, label, number, heading=heading, line=whole)


_PLAIN_TITLE = re.compile(r"[\s\u3000]+\S.{0,40}\Z")


def _plain_division(line: Line) -> Token | None:
    """``第一章　总则`` without ``##``: a division when it has a blank, a short title and no sentence."""
    match = DIVISION.match(line.text)
    if not match or not _PLAIN_TITLE.match(match["title"]):
        return None
    if any(c in ENDS_SENTENCE for c in match["title"]):
        return None
    return _division(line, match)


def _bold_division(line: Line) -> Token | None:
    """``**第一章　总则**`` without ``##``."""
    if not line.text.endswith("**") or not line.text.startswith("**第"):
        return None
    return _plain_division(line._replace(start=line.start + 2, text=line.text[2:-2].rstrip(BLANK)))


def _division(line: Line, match: re.Match[str]) -> Token | None:
    """Return the division token of 第N章…, or None when the numeral is none."""
    label = Run(line.start, line.text[: match.start("title")])
    numbers = label_number(label.text)
    if numbers is None:
        return None
    kind = DIVISION_WORDS[match["word"]]
    title = match["title"]
    return Token(
        Kind.DIVISION,
        line.start + match.start("title") + len(title) - len(title.lstrip(BLANK)),
        title.strip(BLANK),
        label,
        numbers[0],
        division=kind,
        level=line.level,
        line=(line.start, line.text),
    )


def _heading(line: Line) -> list[Token]:
    """Return the tokens of a ``##`` line: a division, with the article that it swallowed behind it."""
    match = DIVISION.match(line.text)
    division = _division(line, match) if match else None
    if division is not None:
        return _swallowed(division, line)
    article = ARTICLE.match(line.text)
    if article and not CONTINUES.match(line.text, article.end()):
        # `### 第一条　目的`: other collections set articles as headings.
        found = _article(line, article, Kind.MAYBE)
        return [replace(found, kind=Kind.ARTICLE) if found.kind is Kind.MAYBE else found]
    text = squeeze(line.text)
    if text in UNNUMBERED:
        return [_unnumbered(line, None, line.text, line.start)]
    label = label_of(line.text)
    if label is not None and not line.text.startswith(("（", "(")):
        rest = line.text[label.length :]
        body = rest.lstrip(BLANK)
        run = Run(line.start, line.text[: label.length])
        start = line.start + label.length + len(rest) - len(body)
        return [replace(_unnumbered(line, run, body, start), number=label.number)]
    role = Role.TEXT if line.text[-1] in ENDS_SENTENCE else Role.HEADING
    return [Token(Kind.TEXT, line.start, line.text, level=line.level, role=role)]


def _unnumbered(line: Line, label: Run | None, title: str, start: int) -> Token:
    kind = DivisionKind.HEADING
    whole = (line.start, line.text)
    return Token(Kind.DIVISION, start, title, label, division=kind, level=line.level, line=whole)


def _swallowed(division: Token, line: Line) -> list[Token]:
    """``## 第五章　　信息公开和公众参与第五十三条 公民…``: the heading, then the article."""
    match = next((m for m in ARTICLE.finditer(division.text) if m.start() > 0), None)
    if match is None or division.text[match.end() : match.end() + 1] not in {" ", "\u3000", "\xa0"}:
        return [division]
    found = _article(Line(division.start, division.text, Mark.PLAIN, 0, False), match, Kind.MAYBE)
    if found.kind is not Kind.MAYBE:
        return [division]
    title = division.text[: match.start()].rstrip(BLANK)
    swallowed = (division.start + match.start(), division.text[match.start() :])
    return [
        replace(division, text=title, line=None),
        replace(found, kind=Kind.ARTICLE, level=line.level, line=swallowed),
    ]
