"""How the entries of a version lie in its blocks, in one short string.

Components are parted by blanks, in the order of the ids:

* ``h7``: seven entries in sequence, ten in each of ``h0``, ``h1`` …; so every prefix that ends in ``h``;
* ``a57``: units numbered 1 to 57, each once and in this order: unit N is in block N // 10;
* ``i=7,-2,3``: other units: seven entries in ``i0``, none in the two blocks that follow, three in ``i3``.

Prefixes in an annex begin with its name: ``x1-h2 x1-a10``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from build_tools.search.entries import PER_BLOCK, Entry

_BLOCK = re.compile(r"(.*?)([0-9]+)\Z")
_PLAIN = re.compile(r"(?:.*__)?(?:art|item)_([0-9]+)\Z")


def layout_of(entries: Iterable[Entry]) -> str:
    """Return the layout of the entries of a version."""
    groups = [
        (prefix, list(group)) for prefix, group in groupby(entries, lambda entry: _split(entry.block)[0])
    ]
    return " ".join([prefix + _amount(prefix, group) for prefix, group in groups])


def block_sizes(layout: str) -> list[tuple[str, int]]:
    """Return the blocks of a layout in order, and how many entries each has; for tests, and to read one."""
    found: list[tuple[str, int]] = []
    for component in layout.split():
        prefix, mark, sizes = component.partition("=")
        if mark:
            found += _read_sizes(prefix, sizes)
            continue
        prefix, count = _split(component)
        # Numbered units begin with 1, so that their first block lacks one.
        first = 0 if prefix.endswith("h") else 1
        for k in range((count + first - 1) // PER_BLOCK + 1):
            low, high = max(k * PER_BLOCK, first), min((k + 1) * PER_BLOCK, count + first)
            found.append((f"{prefix}{k}", high - low))
    return found


def _read_sizes(prefix: str, sizes: str) -> Iterator[tuple[str, int]]:
    """Yield the blocks of a component that gives the size of each."""
    block = 0
    for size in map(int, sizes.split(",")):
        if size > 0:
            yield f"{prefix}{block}", size
        block += max(1, -size)


def _split(block: str) -> tuple[str, int]:
    """Return prefix and number: ``x1-a12`` → ``x1-a``, 12."""
    match = _BLOCK.match(block)
    if match is None:
        raise ValueError(f"no block of text: {block!r}")
    return match[1], int(match[2])


def _amount(prefix: str, group: Sequence[Entry]) -> str:
    """Return how many entries a component has, and if need be in which block."""
    if prefix.endswith("h") or _is_plain(group):
        return str(len(group))
    sizes: list[int] = []
    expected = 0
    for block, entries in groupby(group, lambda entry: _split(entry.block)[1]):
        if block > expected:
            sizes.append(expected - block)
        sizes.append(len(list(entries)))
        expected = block + 1
    return "=" + ",".join(map(str, sizes))


def _is_plain(group: Iterable[Entry]) -> bool:
    """Tell whether units are numbered from 1 on without a gap."""
    for number, entry in enumerate(group, start=1):
        match = _PLAIN.match(entry.eid)
        if match is None or int(match[1]) != number:
            return False
    return True
