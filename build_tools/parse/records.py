"""A parsed law → what the library remembers of it: metadata and outline, without the text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from build_tools.dates import find_dates
from build_tools.model.law import Law
from build_tools.model.nodes import Annex, Division, Item, Paragraph, Role, Subitem, Table, Text, Unit
from build_tools.model.site import AnnexOutline, DivisionOutline, Record, UnitOutline
from build_tools.parse.eids import compact
from build_tools.parse.lines import BLANK

_CLAUSE = re.compile(r"[\s\u3000；。]+")
_COMMENCES = ("起施行", "起实施", "施行", "实施")
_CHANGED = re.compile(r"修[正订]")


def record_of(law: Law) -> Record:
    """Return the record of ``law``."""
    note = "\n".join(b.plain for b in law.front if isinstance(b, Text) and b.role is Role.NOTE)
    return Record(
        path=law.path,
        digest=law.digest,
        meta=law.meta,
        number=law.number,
        effective=law.effective,
        note_dates=tuple(found.day for found in find_dates(note)),
        amended=_amended(note),
        preamble=law.preamble.kind.value if law.preamble else "",
        preamble_paragraphs=sum(isinstance(c, Paragraph) for c in law.preamble.children)
        if law.preamble
        else 0,
        outline=outline(law.body),
        annexes=tuple(_annex(annex) for annex in law.annexes),
        diagnostics=law.diagnostics,
        eids=compact(law),
    )


def outline(children: Iterable[object]) -> tuple[DivisionOutline | UnitOutline, ...]:
    """Return divisions and units of ``children`` as navigation shows them; other nodes have no place in it."""
    return tuple(
        _division(c) if isinstance(c, Division) else _unit(c)
        for c in children
        if isinstance(c, (Division, Unit))
    )


def normal(text: str) -> str:
    """Return a heading without padding: ``总　　则`` → ``总则``; a blank between Latin words stays."""
    stripped = " ".join(part for part in text.strip(BLANK).split() if part.strip(BLANK))
    if stripped.isascii():
        return stripped
    return "".join(
        char
        for index, char in enumerate(stripped)
        if char != " " or (stripped[index - 1].isascii() and stripped[index + 1].isascii())
    )


def _division(division: Division) -> DivisionOutline:
    label = normal(division.label.text) if division.label else ""
    title = normal("".join(run.text for run in division.title))
    return DivisionOutline(division.eid, label, title, outline(division.children))


def _unit(unit: Unit) -> UnitOutline:
    shape: list[tuple[str, ...]] = []
    subitems = 0
    for child in unit.children:
        if isinstance(child, Paragraph):
            items = [item for item in child.children if isinstance(item, Item)]
            shape.append(tuple(_number(item.eid) for item in items))
            subitems += sum(_subitems(item.children) for item in items)
    return UnitOutline(unit.eid, normal(unit.label.text), tuple(shape), subitems, _digest(unit))


def _digest(unit: Unit) -> str:
    """Return a short digest of the text of a unit, label apart; 48 bits tell the texts of one law apart."""
    parts: list[str] = []
    _collect(unit.children, parts)
    text = "".join("".join(parts).split())
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _collect(children: Iterable[object], parts: list[str]) -> None:
    """Add the texts below a node, in order."""
    for child in children:
        if isinstance(child, Text):
            parts.append(child.plain)
        elif isinstance(child, Table):
            parts.extend(Text(cell).plain for row in child.rows for cell in row)
        elif isinstance(child, (Item, Subitem)):
            parts.append(child.label.text)
            _collect(child.children, parts)
        elif isinstance(child, Paragraph):
            _collect(child.children, parts)


def _amended(note: str) -> tuple[date, ...]:
    """Return the days on which a 题注 says the law was amended: 根据2012年8月31日…的决定修正."""
    days = []
    for clause in _CLAUSE.split(note):
        if _CHANGED.search(clause):
            days += [
                found.day for found in find_dates(clause) if not clause.startswith(_COMMENCES, found.end)
            ]
    return tuple(days)


def _number(eid: str) -> str:
    """Return the number in the last step of an eId: ``art_1__para_1__point_3`` → ``3``."""
    return eid.rpartition("__")[2].partition("_")[2]


def _subitems(children: Iterable[object]) -> int:
    """Return the number of 目 at any depth below an item."""
    return sum(1 + _subitems(c.children) for c in children if isinstance(c, Subitem))


def _annex(annex: Annex) -> AnnexOutline:
    label = normal("".join(run.text for run in annex.heading)).rstrip("：:")
    title = normal("".join(text.plain for text in annex.title))
    return AnnexOutline(annex.eid, label, title, outline(annex.children))
