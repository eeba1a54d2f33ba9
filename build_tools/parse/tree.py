"""Tokens → divisions, units and what stands around them.

One container (the main body, or an annex) at a time. Divisions nest by what they are (编 › 分编 › 章 ›
节), not by the number of ``#``: the levels of real files jump.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.model.nodes import (
    Block,
    Division,
    DivisionKind,
    Paragraph,
    Preamble,
    PreambleKind,
    Role,
    Run,
    Text,
    Unit,
    UnitKind,
)
from build_tools.parse.articles import decide
from build_tools.parse.enumeration import Piece, block_of, paragraphs, unique
from build_tools.parse.headings import promote
from build_tools.parse.inline import inlines
from build_tools.parse.lines import BLANK, Line
from build_tools.parse.notes import Notes
from build_tools.parse.tokens import Kind, Token, squeeze, tokenize
from build_tools.parse.topunits import mark_units

RANK = {
    DivisionKind.BOOK: 0,
    DivisionKind.PART: 1,
    DivisionKind.CHAPTER: 2,
    DivisionKind.SECTION: 3,
}
"""How deep a division stands; an unnumbered heading takes the rank of its ``##`` neighbours."""

PREAMBLE_HEADINGS = {
    "序言": PreambleKind.XUYAN,
    "前言": PreambleKind.XUYAN,
    "总纲": PreambleKind.ZONGGANG,
}


@dataclass(frozen=True, slots=True)
class Tree:
    """What a container holds, in reading order."""

    preamble: Preamble | None
    children: tuple[Division | Unit | Paragraph | Block, ...]


@dataclass(slots=True)
class _Node:
    """A division or unit under construction."""

    token: Token
    eid: str
    rank: int
    pieces: list[Piece] = field(default_factory=list)
    children: list[_Node | Block] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)


def read_tokens(lines: Sequence[Line], notes: Notes, *, quoting: bool) -> list[Token]:
    """Return the tokens of ``lines`` with articles, top units and lost headings decided."""
    tokens = decide(tokenize(lines), notes, quoting=quoting)
    if any(t.kind is Kind.ARTICLE for t in tokens):
        tokens = [t.as_text() if t.kind is Kind.UNIT else t for t in tokens]
        return promote(tokens, notes)
    return mark_units(tokens)


def build(tokens: Sequence[Token], prefix: str) -> Tree:
    """Return the tree of ``tokens``; the ids in it begin with ``prefix`` (empty for the main body).

    Prose before the first division or unit becomes the preamble where there is one to come; a container
    without any unit is a sequence of 款.
    """
    first = next((i for i, t in enumerate(tokens) if t.kind is not Kind.TEXT), None)
    if first is None:
        return Tree(None, paragraphs([_piece(t) for t in tokens], prefix))
    tree = _Builder(prefix)
    lead = [_piece(t) for t in tokens[:first]]
    heading = None
    kind = PreambleKind.YINYAN
    rest = tokens[first:]
    if lead and squeeze(lead[0].text) in PREAMBLE_HEADINGS:
        kind = PREAMBLE_HEADINGS[squeeze(lead[0].text)]
        heading = Text(inlines(lead[0].text, lead[0].start), Role.HEADING)
        lead = lead[1:]
    named = PREAMBLE_HEADINGS.get(squeeze(rest[0].text)) if rest[0].kind is Kind.DIVISION else None
    if named and rest[0].label is None and not lead and not heading and not _governs_units(rest):
        stop = next((i for i, t in enumerate(rest) if i and t.kind is not Kind.TEXT), len(rest))
        heading, kind = Text(inlines(rest[0].text, rest[0].start), Role.HEADING), named
        lead, rest = [_piece(t) for t in rest[1:stop]], rest[stop:]
    preamble = None
    if lead or heading:
        eid = f"{prefix}__preamble" if prefix else "preamble"
        preamble = Preamble(eid, kind, heading, paragraphs(lead, eid))
    for token in rest:
        tree.add(token)
    return Tree(preamble, tree.freeze())


def _governs_units(tokens: Sequence[Token]) -> bool:
    """Return whether the first heading has units right below it (第一章 总纲 has, 序言 has not)."""
    for token in tokens[1:]:
        if token.kind in (Kind.ARTICLE, Kind.UNIT):
            return True
        if token.kind is Kind.DIVISION:
            return False
    return False


def _piece(token: Token) -> Piece:
    return Piece(token.start, token.text, token.table, token.role)


class _Builder:
    """Takes tokens in order; a stack holds the open divisions."""

    def __init__(self, prefix: str) -> None:
        self.lead = f"{prefix}__" if prefix else ""
        self.top: list[_Node | Block] = []
        self.stack: list[_Node] = []
        self.unit: _Node | None = None
        self.taken: dict[str, int] = {}
        self.levels: dict[int, int] = {}

    def add(self, token: Token) -> None:
        """Put the next token into its place."""
        if token.kind is Kind.DIVISION:
            self._division(token)
        elif token.kind in (Kind.ARTICLE, Kind.UNIT):
            self._unit(token)
        elif self.unit is not None:
            self.unit.pieces.append(_piece(token))
        else:
            block = block_of(_piece(token))
            if block is not None:
                self._siblings().append(block)

    def freeze(self) -> tuple[Division | Unit | Block, ...]:
        """Return what was built."""
        return tuple(_freeze(c) for c in self.top)

    def _siblings(self) -> list[_Node | Block]:
        return self.stack[-1].children if self.stack else self.top

    def _rank(self, token: Token) -> int:
        """Return the rank of a division; an unnumbered one ranks as its ``##`` level did before, else highest.

        ``（一）动产质押`` stands below ``四、关于质押部分的解释``.
        """
        assert token.division is not None
        if token.division in RANK:
            rank = RANK[token.division]
            self.levels.setdefault(token.level, rank)
            return rank
        if token.label is not None and token.label.text.startswith("（"):
            return RANK[DivisionKind.SECTION]
        known = self.levels.get(token.level) if token.level else None
        if known is not None:
            return known
        return min(self.levels.values(), default=RANK[DivisionKind.CHAPTER])

    def _division(self, token: Token) -> None:
        rank = self._rank(token)
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
        assert token.division is not None
        parent = self.stack[-1] if self.stack else None
        taken = parent.taken if parent else self.taken
        lead = f"{parent.eid}__" if parent else self.lead
        if token.division is DivisionKind.HEADING:
            taken["hcontainer"] = taken.get("hcontainer", 0) + 1
            name = f"hcontainer_{taken['hcontainer']}"
        else:
            name = unique(taken, f"{token.division.value}_{token.number}")
        node = _Node(token, lead + name, rank)
        self._siblings().append(node)
        self.stack.append(node)
        self.unit = None

    def _unit(self, token: Token) -> None:
        if token.kind is Kind.ARTICLE:
            name = f"art_{token.number}" + (f"-{token.further}" if token.further else "")
        else:
            name = f"item_{token.number}"
        self.unit = _Node(token, self.lead + unique(self.taken, name), 9)
        if token.text.strip(BLANK):
            self.unit.pieces.append(_lead_piece(token))
        self._siblings().append(self.unit)


def _lead_piece(token: Token) -> Piece:
    """Return the text behind a label, without the blanks before it."""
    text = token.text.lstrip(BLANK)
    return Piece(token.start + len(token.text) - len(text), text)


def _freeze(node: _Node | Block) -> Division | Unit | Block:
    """Return the frozen node; divisions nest four deep at most, so recursion is bounded."""
    if not isinstance(node, _Node):
        return node
    token = node.token
    if token.kind is Kind.DIVISION:
        assert token.division is not None
        title, rest = _title(token)
        children = tuple(_freeze(c) for c in node.children)
        return Division(node.eid, token.division, token.label, title, (*rest, *children))
    assert token.label is not None
    kind = UnitKind.ARTICLE if token.kind is Kind.ARTICLE else UnitKind.ITEM
    return Unit(node.eid, kind, token.label, token.heading, paragraphs(node.pieces, node.eid))


def _title(token: Token) -> tuple[tuple[Run, ...], tuple[Text, ...]]:
    """Return the runs of a division's title; from an image on it is a line below the heading."""
    content = inlines(token.text, token.start)
    count = next((i for i, inline in enumerate(content) if not isinstance(inline, Run)), len(content))
    title = tuple(i for i in content[:count] if isinstance(i, Run))
    rest = (Text(content[count:], Role.HEADING),) if content[count:] else ()
    return title + ((token.more,) if token.more and not rest else ()), rest
