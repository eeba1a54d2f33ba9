"""Blocks of text: ten entries in a file, for showing what was found, and for previews of citations.

The texts are **swapped**: a fixed table trades the commonest characters of Chinese law, of three bytes each,
for characters of one or two bytes. Swapping twice gives the text back, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from build_tools.kinds import ALL, kind_of
from build_tools.model.site import Version, Work
from build_tools.numerals import to_chinese
from build_tools.pages.badges import titled
from build_tools.search.chunk import chunk, payload
from build_tools.search.digits import base36
from build_tools.search.entries import PER_BLOCK, Entry
from build_tools.search.ranking import FORCES

TABLE: Final = Path(__file__).parent / "data" / "swap.txt"
"""The characters that are traded, commonest first, on one line."""
SHORT: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'()*+/:;<=>?@^`{|}~"
"""What the first ones are traded for; the others for U+0080, U+0081 …"""

_ARTICLE: Final = re.compile(r"art_([1-9][0-9]{0,4})\Z")


def _pairs(common: str) -> dict[int, str]:
    """Return the table for :meth:`str.translate`."""
    short = SHORT + "".join(chr(0x80 + n) for n in range(len(common) - len(SHORT)))
    pairs = list(zip(common, short, strict=True))
    return {ord(a): b for a, b in pairs} | {ord(b): a for a, b in pairs}


_SWAP: Final = _pairs(TABLE.read_text("utf-8").strip("\n"))


def swap(text: str) -> str:
    """Return ``text`` with the characters of the table traded; ``swap(swap(text)) == text``."""
    return text.translate(_SWAP)


def block_files(
    work: Work, version: Version, sid: str, entries: Iterable[Entry]
) -> Iterator[tuple[str, str]]:
    """Yield path below ``search/`` and text of the blocks of a version.

    ``sid`` is the name of its folder (:func:`build_tools.search.sid.sids`), ``entries`` are all its entries in order.
    """
    head = _head(work, version)
    for block, group in groupby(entries, lambda entry: entry.block):
        name = f"text/{sid}/{block}"
        yield f"{name}.js", chunk(name, payload([head, *_items(block, group)]))


def _head(work: Work, version: Version) -> list[str]:
    """Return what each block says of its version: key, segment, title, timeline and kind, the last two in digits."""
    years = tuple(each.segment.partition("-")[0] for each in work.versions)
    title = titled(work.title, version, years) if len(years) > 1 else work.title
    turns = [f"{turn.day or ''}{FORCES.index(turn.force)}" for turn in version.timeline]
    kind = base36(ALL.index(kind_of(version.record.meta)), 1)
    return [work.key, version.segment, swap(title), ",".join(turns), kind]


def _items(block: str, group: Iterable[Entry]) -> Iterator[object]:
    """Yield the entries of a block.

    An article that has the next number is its text alone; a number in between is that of the next one. Any
    other entry has eId, label and text. A path, alone in a list, comes before the entries that have it, and is
    followed by 0 where the first of them is a unit, but not the first one under it.
    """
    path = ""
    following = first_number(block)
    for entry in group:
        if entry.path != path:
            # A block begins anew with the path; where an earlier one began it, or a section stands
            # between, that is said.
            continues = bool(entry.path) and not entry.leads and _is_unit(entry)
            path = entry.path
            yield [swap(path), 0] if continues else [swap(path)]
        match = _ARTICLE.match(entry.eid)
        number = int(match[1]) if match else 0
        if not number or entry.label != f"第{to_chinese(number)}条":
            yield [entry.eid, swap(entry.label), swap(entry.text)]
            continue
        if number != following:
            yield number
        yield swap(entry.text)
        following = number + 1


def _is_unit(entry: Entry) -> bool:
    """Tell whether an entry is an article or a top unit, of the text or of an annex."""
    return entry.eid.rpartition("__")[2].startswith(("art_", "item_"))


def first_number(block: str) -> int:
    """Return the number of the first article that a block usually has: 1 for ``a0``, 30 for ``a3``, 0 for others."""
    return max(1, int(block[1:]) * PER_BLOCK) if block[1:].isdigit() and block[0] == "a" else 0
