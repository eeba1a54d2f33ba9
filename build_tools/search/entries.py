"""What search finds in one version of a law: its articles, top units, divisions, preamble, annexes, prose; companions.

An **entry** is one of these with its text. Together the entries hold all text of a law but its title; behind them
come those of its companions, which are no text of the law and are never taken for it.
Their order is fixed (docs/contributing/search-format.md), since scripts tell from the place of an entry
in which block of text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Final, NamedTuple

from build_tools.model.companions import Companion
from build_tools.model.law import Law
from build_tools.model.nodes import Annex, Division, Role, Text, Unit, UnitKind, units
from build_tools.pages.companions import anchor
from build_tools.pages.guide import annex_label, annex_name, preamble_name
from build_tools.pages.lawtext import division_name, unit_name
from build_tools.pages.text import clean, squeeze
from build_tools.parse.coverage import plain
from build_tools.search.lines import Line, lines, pieces, prose, shown, unit_text
from build_tools.slugs import normal_title

PER_BLOCK: Final = 10
"""So many entries, or numbers of units, share a block of text."""
ASIDE: Final = "k-"
"""The names of blocks with companions begin so."""
UNOFFICIAL: Final = "非官方摘要"
"""The label of what a companion says; scripts show it as its kind, too."""
ABOVE: Final = " › "
"""Between the titles of a path."""

_NUMBER = re.compile(r"[0-9]+")
_LETTERS = {UnitKind.ARTICLE: "a", UnitKind.ITEM: "i"}


class Entry(NamedTuple):
    """Something that search finds."""

    block: str
    """Name of its block of text: ``h0``, ``a33``, ``i0``, ``x1-h0``, ``x1-a2``."""
    eid: str
    """Empty for the version as a whole. Long prose is several entries, each with the eId that it begins in."""
    label: str
    """As printed, without padding: 第二百六十四条, 第三章, 附件一; empty for the version and for prose."""
    path: str
    """The titles of the divisions above: 第二编 物权 › 第五章 国家所有权和集体所有权、私人所有权."""
    text: str
    """Its lines, as :mod:`build_tools.search.lines` has them."""
    head: str
    """Its own title, with which ``text`` begins, or empty."""
    leads: bool = False
    """Whether it is the first unit under its path: what a chapter begins with, it is mostly about."""


def entries(law: Law, title: str = "", companions: Sequence[Companion] = ()) -> tuple[Entry, ...]:
    """Return the entries of a law in the order of their ids.

    ``title`` is that of the work, which has an entry of its own: a title printed in the text is left out
    where it is the same, or that of the front matter. ``companions`` are those of the version.
    """
    has_units = next(units(law.body), None) is not None
    front = _front(law, {_bare_title(title), _bare_title(law.meta.title)})
    first = list(
        _prose(Entry("", "", "", "", "", ""), prose((*front, *(law.body if has_units else ()), *law.back)))
    )
    first = first or [Entry("", "", "", "", "", "")]
    if not has_units:
        first += _prose(Entry("", "", "", "", "", ""), lines(law.body))
    first += _divisions(law.body, "")
    if law.preamble:
        blank = Entry("", law.preamble.eid, preamble_name(law.preamble), "", "", "")
        first += _prose(blank, lines(law.preamble.children))
    found = [*_in_sequence("h", first), *_units(law.body, "", "")]
    for annex in law.annexes:
        found += _annex(annex)
    found += _in_sequence(f"{ASIDE}h", _companions(companions, law))
    return tuple(found)


def _companions(companions: Sequence[Companion], law: Law) -> Iterator[Entry]:
    """Yield the parts of companions, each with the heading above it, and with the place of the law as its path."""
    paths = dict(_paths(law.body, "")) if companions else {}
    for number, companion in enumerate(companions, 1):
        for part in companion.parts:
            if part.pieces:
                text = [
                    Line("", "\n" + words)
                    for words in (part.heading, *(p.text for p in part.pieces))
                    if words
                ]
                eid = anchor(part.eid, number)
                yield from _prose(Entry("", eid, UNOFFICIAL, paths.get(part.eid, ""), "", part.heading), text)


def _paths(children: Iterable[object], path: str) -> Iterator[tuple[str, str]]:
    """Yield the eIds of divisions and units, with what a reader is told of where they are."""
    for child in children:
        if isinstance(child, Division):
            below = _below(path, child)
            yield child.eid, below
            yield from _paths(child.children, below)
        elif isinstance(child, Unit):
            yield child.eid, ABOVE.join(filter(None, (path, unit_name(child))))


def _front(law: Law, known: set[str]) -> Iterator[object]:
    """Yield what stands before the text, without titles that are known; often there are two."""
    for is_title, group in groupby(law.front, _is_title):
        lines = list(group)
        if not (is_title and _bare_title("".join(map(plain, lines))) in known):
            yield from lines


def _is_title(block: object) -> bool:
    """Tell whether a block is a line of the document's title."""
    return isinstance(block, Text) and block.role is Role.TITLE


def _bare_title(title: str) -> str:
    """Return what titles of the same words share: blanks, brackets and 、 are often others in the text."""
    return "".join(filter(str.isalnum, normal_title(title)))


def _prose(blank: Entry, text: Iterable[Line]) -> Iterator[Entry]:
    """Yield prose in pieces: entries like ``blank``, with the eId in which each begins where it has one."""
    for eid, piece in pieces(text):
        yield blank._replace(eid=eid or blank.eid, text=piece)


def _divisions(children: Iterable[object], path: str) -> Iterator[Entry]:
    """Yield the divisions below a node with the lines directly in each, outer ones first."""
    for child in children:
        if isinstance(child, Division):
            label = squeeze(child.label.text) if child.label else ""
            title = squeeze("".join([run.text for run in child.title]))
            own = [Line("", "\n" + title)] if title else []
            blank = Entry("", child.eid, label, path, "", title)
            yield from list(_prose(blank, chain(own, prose(child.children)))) or [blank]
            yield from _divisions(child.children, _below(path, child))


def _below(path: str, division: Division) -> str:
    """Return the path of what stands in a division."""
    return ABOVE.join(filter(None, (path, division_name(division))))


def _units(children: Iterable[object], path: str, within: str) -> list[Entry]:
    """Return the units below a node by block, in document order in each; ``within`` begins the names of blocks."""
    found = list(_each_unit(children, path, within))
    return sorted(found, key=lambda entry: _order(entry.block))


def _order(block: str) -> tuple[str, int]:
    """Return where a block of units stands among those of its kind and place: ``x1-a12`` → ``x1-a``, 12."""
    digits = block[block.rfind("-") + 2 :]
    return block[: -len(digits)], int(digits)


def _each_unit(children: Iterable[object], path: str, within: str) -> Iterator[Entry]:
    """Yield the units below a node in document order."""
    leads = bool(path)
    for child in children:
        if isinstance(child, Unit):
            number = _NUMBER.search(child.eid.rpartition("__")[2])
            block = f"{within}{_LETTERS[child.kind]}{int(number[0]) // PER_BLOCK if number else 0}"
            heading = clean(child.heading.text).strip() if child.heading else ""
            yield Entry(block, child.eid, unit_name(child), path, unit_text(child), heading, leads)
            leads = False
        elif isinstance(child, Division):
            yield from _each_unit(child.children, _below(path, child), within)


def _annex(annex: Annex) -> Iterator[Entry]:
    """Yield an annex: its own prose with its title, its divisions, its units."""
    within = f"x{annex.eid.partition('_')[2]}-"
    title = squeeze("".join([text.plain for text in annex.title]))
    own = [Line("", "\n" + shown(text.inlines)) for text in annex.title]
    blank = Entry("", annex.eid, annex_label(annex), "", "", title)
    text = list(_prose(blank, chain(own, lines(annex.children)))) or [blank]
    path = annex_name(annex)
    yield from _in_sequence(f"{within}h", [*text, *_divisions(annex.children, path)])
    yield from _units(annex.children, path, within)


def _in_sequence(prefix: str, found: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries with their blocks, :data:`PER_BLOCK` in each."""
    for number, entry in enumerate(found):
        yield entry._replace(block=f"{prefix}{number // PER_BLOCK}")
