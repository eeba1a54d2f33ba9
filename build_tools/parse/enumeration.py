"""Lines of a unit → 款, 项, 目.

Which line is a new 款 and which goes on with a 项 is decided by the numbers: a paragraph between （三） and
（四） belongs to （三）, and one that no further number follows is a 款 of its own (信访条例 art. 21).
Otherwise every natural paragraph is a 款, except that a line broken in mid-sentence is joined to the next,
and that formulas belong to the 款 that announces them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.model.nodes import Block, Inline, Item, Paragraph, Role, Run, Subitem, Table, Text
from build_tools.parse.inline import inlines
from build_tools.parse.labels import STEMS, Label, Style, label_of


class Piece(NamedTuple):
    """A line, or part of one, on its way into the tree."""

    start: int
    text: str
    table: Table | None = None
    role: Role = Role.TEXT
    """HEADING sets the line apart from the 款 around it; the other roles are not numbered either."""


@dataclass(slots=True)
class _Entry:
    """An item or subitem that is still open."""

    style: Style
    number: int
    eid: str
    label: Run
    children: list[Block | _Entry] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A paragraph that is still open."""

    eid: str
    children: list[Block | _Entry] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)


def unique(taken: dict[str, int], name: str) -> str:
    """Return ``name``, or ``name_2`` and so on when it was given out before; ``taken`` remembers."""
    count = taken.get(name, 0) + 1
    taken[name] = count
    return name if count == 1 else f"{name}_{count}"


def block_of(piece: Piece) -> Block | None:
    """Return the block of a piece, or None when there is nothing to show in it."""
    if piece.table is not None:
        return piece.table
    content = inlines(piece.text, piece.start)
    return Text(content, piece.role) if content else None


def paragraphs(pieces: Sequence[Piece], prefix: str) -> tuple[Paragraph | Block, ...]:
    """Return the 款 that ``pieces`` hold; ``prefix`` is the eId of what they stand in (may be empty)."""
    return _Builder(_split_inline(pieces), prefix).build()


class _Builder:
    """Reads pieces in order and keeps the open paragraph and the open 项 › 目 on a stack."""

    def __init__(self, pieces: Sequence[Piece], prefix: str) -> None:
        self.pieces = pieces
        self.prefix = f"{prefix}__" if prefix else ""
        self.labels = _labels(pieces)
        self.following = _following(self.labels)
        self.out: list[_Open | Block] = []
        self.current: _Open | None = None
        self.stack: list[_Entry] = []
        self.count = 0

    def build(self) -> tuple[Paragraph | Block, ...]:
        """Return the paragraphs, frozen."""
        for index, piece in enumerate(self.pieces):
            label = self.labels[index]
            if piece.role is not Role.TEXT:
                self._set_apart(piece)
            elif piece.table is not None:
                self._place().append(piece.table)
            elif label is not None:
                self._labelled(piece, label)
            else:
                self._plain(index, piece)
        return tuple(_freeze_paragraph(p) if isinstance(p, _Open) else p for p in self.out)

    def _set_apart(self, piece: Piece) -> None:
        block = block_of(piece)
        if block is not None:
            self.current = None
            self.stack.clear()
            self.out.append(block)

    def _place(self) -> list[Block | _Entry]:
        """Return the children of the deepest thing that is open; opens a paragraph if there is none."""
        if self.stack:
            return self.stack[-1].children
        return self._paragraph().children

    def _paragraph(self) -> _Open:
        if self.current is None:
            self.count += 1
            self.current = _Open(f"{self.prefix}para_{self.count}")
            self.out.append(self.current)
        return self.current

    def _labelled(self, piece: Piece, label: Label) -> None:
        """Put an item or subitem at the level where its number goes on, else one level deeper."""
        level = self._level(label)
        del self.stack[level:]
        parent = self.stack[-1] if self.stack else self._paragraph()
        kind = "point" if level == 0 else "indent"
        eid = f"{parent.eid}__{unique(parent.taken, f'{kind}_{label.number}')}"
        entry = _Entry(label.style, label.number, eid, Run(piece.start, piece.text[: label.length]))
        content = inlines(piece.text[label.length :], piece.start + label.length)
        if content:
            entry.children.append(Text(content))
        parent.children.append(entry)
        self.stack.append(entry)

    def _level(self, label: Label) -> int:
        """Return the depth at which ``label`` belongs (0: 项)."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].style is label.style:
                return depth
        if self.stack and label.number > 1 and self.stack[-1].number + 1 == label.number:
            # `1. … 2. … （三）…`: a converter turned the first items into an ordered list.
            return len(self.stack) - 1
        return len(self.stack)

    def _plain(self, index: int, piece: Piece) -> None:
        content = inlines(piece.text, piece.start)
        if not content:
            return
        if not any(isinstance(inline, Run) for inline in content):
            # A picture is no 款: it stays with what it stands behind, as a table does.
            self._place().append(Text(content))
            return
        owner = self._owner(index)
        if owner is not None:
            if not _goes_on(self.stack[-1].children):
                del self.stack[owner + 1 :]
            _append(self.stack[-1].children, content)
            return
        last = self._last_text()
        goes_on = last is not None and (_is_formula(last, piece.text) or _is_broken(last, piece.text))
        if self.stack or not goes_on:
            self.stack.clear()
            self.current = None
        _append(self._paragraph().children, content)

    def _last_text(self) -> str | None:
        """Return the text that the open paragraph ends in, or None when it ends in something else."""
        last = self.current.children[-1] if self.current and self.current.children else None
        return last.plain if isinstance(last, Text) and last.plain else None

    def _owner(self, index: int) -> int | None:
        """Return the depth of the entry that a plain line goes on with: the one whose count goes on later.

        A higher number will do (（四）, a line that lost its （五）, （六）): a new list would begin at 1.
        """
        best: tuple[int, int] | None = None
        for depth, entry in enumerate(self.stack):
            at = self.following[entry.style][index]
            label = self.labels[at] if at >= 0 else None
            if label and label.number > entry.number and (best is None or at < best[0]):
                best = (at, depth)
        return best[1] if best else None


_TIGHT = re.compile(r"([0-9]{1,2})\.(?=[0-9]{2,})")
"""``1.300总吨至500总吨的船舶``: 目 1, when a 目 2 follows; ``1.5倍`` is a number."""


def _labels(pieces: Sequence[Piece]) -> list[Label | None]:
    """Return the label of each piece; one that opens a list in mid-count is text (``二、三级保护…``)."""
    found = [label_of(p.text) if p.table is None and p.role is Role.TEXT else None for p in pieces]
    last: dict[Style, int] = {}
    before = 0
    for index, label in enumerate(found):
        if label is None:
            tight = _TIGHT.match(pieces[index].text)
            if tight and _is_followed(found, index, int(tight[1])):
                label = found[index] = Label(Style.ARABIC, int(tight[1]), tight.end())
            stem = _STEM.match(pieces[index].text)
            if stem and _is_next_stem(pieces, index, last.get(Style.STEM, 0)):
                label = found[index] = Label(Style.STEM, STEMS.index(stem[1]) + 1, stem.end())
        if label is None:
            continue
        loose = label.style in (Style.CHINESE, Style.ARABIC)
        if loose and label.number != 1 and label.style not in last and label.number != before + 1:
            found[index] = None
            continue
        last[label.style] = before = label.number
    return found


_STEM = re.compile(rf"([{STEMS}])、")
"""``甲、企业行政方面或资方，须按照上月份工资总额计算`` (劳动保险条例); ``甲、乙双方`` is none."""


def _is_next_stem(pieces: Sequence[Piece], index: int, before: int) -> bool:
    """Return whether 甲、 乙、 丙、 … count on here: from the one before, or to a 乙、 that comes."""
    number = STEMS.index(pieces[index].text[0]) + 1
    if number > 1:
        return number == before + 1
    return any(p.text.startswith("乙、") for p in pieces[index + 1 : index + 30])


def _is_followed(labels: Sequence[Label | None], index: int, number: int) -> bool:
    """Return whether ``number + 1`` in Arabic style comes up, or ``number - 1`` came right before."""
    following = next((lb for lb in labels[index + 1 : index + 5] if lb and lb.style is Style.ARABIC), None)
    return following is not None and following.number == number + 1


def _is_formula(line: str, following: str) -> bool:
    """Return whether ``following`` is a formula that ``line`` announces or goes on with.

    ``应纳税额计算公式：`` / ``应纳税额=当期销项税额－当期进项税额``
    """
    if "。" in following or not any(c in "=＝" for c in following):
        return False
    return line[-1] in "：:" or any(c in "=＝" for c in line)


def _append(children: list[Block | _Entry], content: tuple[Inline, ...]) -> None:
    """Append a line, or join it to the one before when that was broken in mid-sentence."""
    last = children[-1] if children else None
    text = Text(content)
    if isinstance(last, Text) and _is_broken(last.plain, text.plain):
        children[-1] = Text(last.inlines + content)
    else:
        children.append(text)


def _goes_on(children: Sequence[Block | _Entry]) -> bool:
    """Return whether an entry is not at its end: ``2.超过500总吨的船舶，应当增加下列数额：`` (海商法)."""
    last = children[-1] if children else None
    return isinstance(last, Text) and last.plain[-1:] in {"：", "；"}


_SHORTEST_BROKEN = 15


def _is_broken(line: str, following: str) -> bool:
    """Return whether ``line`` breaks off in mid-sentence and ``following`` ends it.

    ``…按照有关规定负责本辖区内的绿`` / ``化工作。`` is one sentence; a formula, a name in a list or a heading
    is a line of its own.
    """
    return (
        len(line) >= _SHORTEST_BROKEN
        and "\u4e00" <= line[-1] <= "\u9fff"
        and following[-1] in "。；：”，"
        and following[0] not in "“（《"
        and not any(c in "=＝" for c in line + following)
    )


def _following(labels: Sequence[Label | None]) -> dict[Style, list[int]]:
    """Return, for each style and index, the index of the next label of that style (-1: none)."""
    out: dict[Style, list[int]] = {}
    for style in {label.style for label in labels if label}:
        row = [-1] * len(labels)
        upcoming = -1
        for index in range(len(labels) - 1, -1, -1):
            row[index] = upcoming
            label = labels[index]
            if label and label.style is style:
                upcoming = index
        out[style] = row
    return out


def _freeze_paragraph(paragraph: _Open) -> Paragraph:
    return Paragraph(
        paragraph.eid,
        tuple(_freeze_item(c) if isinstance(c, _Entry) else c for c in paragraph.children),
    )


def _freeze_item(entry: _Entry) -> Item:
    return Item(entry.eid, entry.label, _freeze_children(entry))


def _freeze_children(entry: _Entry) -> tuple[Block | Subitem, ...]:
    return tuple(
        Subitem(c.eid, c.label, _freeze_children(c)) if isinstance(c, _Entry) else c for c in entry.children
    )


def _split_inline(pieces: Sequence[Piece]) -> list[Piece]:
    """Return ``pieces`` with items that share a line set apart: ``（四）…；（五）…`` are two."""
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        label = label_of(piece.text) if piece.table is None and piece.role is Role.TEXT else None
        if label is None or label.style is not Style.CHINESE_PAREN:
            out.append(piece)
            continue
        upcoming = next((label_of(p.text) for p in pieces[index + 1 : index + 2]), None)
        if upcoming and upcoming.style is label.style and upcoming.number <= label.number + 1:
            out.append(piece)
        else:
            out.extend(_parts(piece, label))
    return out


def _parts(piece: Piece, label: Label) -> list[Piece]:
    """Return the items of one line, cut before each （k+1） that follows a ；, 。 or blank."""
    cuts = [0]
    number = label.number
    begin = label.length
    while (at := _next_label(piece.text, begin, number + 1)) >= 0:
        cuts.append(at)
        number += 1
        begin = at + 1
    cuts.append(len(piece.text))
    return [Piece(piece.start + a, piece.text[a:b]) for a, b in zip(cuts, cuts[1:], strict=False)]


def _next_label(text: str, begin: int, number: int) -> int:
    """Return where （number） begins an item in ``text`` behind ``begin``, or -1."""
    at = text.find("（", begin)
    while at >= 0:
        if text[at - 1] in "；。":
            label = label_of(text[at:])
            if label and label.style is Style.CHINESE_PAREN and label.number == number:
                return at
        at = text.find("（", at + 1)
    return -1
