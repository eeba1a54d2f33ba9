"""Posting lists, words and names → the files that scripts load for a query.

A character has a **bucket** (0 … 511) of its own, a folder that holds everything that begins with it; the
name of the folder holds a hash of its contents, so that an old directory never meets new lists. In the
bucket a term is in the **shard** that its second character says. A term whose list is long is **heavy**: its
list stands in files of its own, one for each slab of the ids.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from build_tools.search.blocks import swap
from build_tools.search.chunk import chunk, payload
from build_tools.search.digits import base36
from build_tools.search.names import Name
from build_tools.search.postings import Postings, encode

BUCKETS: Final = 512
HASH: Final = 6
"""Digits of the hash in the name of a bucket's folder."""
HEAVY: Final = 4_000
"""A list is heavy that is longer, in characters."""
BETWEEN: Final = "\x7f"
"""Stands between the lists of a shard: one byte that no list has, and nothing that a script must escape."""
HEAD: Final = 200
"""So many postings are in the list of a character."""
MANY_NAMES: Final = 3_000
"""Names of one pair that are longer together, in characters, have a file of their own."""

_SHARD: Final = 3_000
"""A shard has about so many characters."""
_SPREAD: Final = 2_654_435_761
"""2³² / φ, a prime: spreads neighbouring codes (Knuth, TAOCP 6.4)."""
_RARE: Final = 3
"""A word is left out when fewer entries have its first two characters."""


Head = tuple[int, str]
"""How many entries have a character, and the list of the first of them."""


class Bucket(NamedTuple):
    """A bucket, ready to be written."""

    folder: str
    """Its number in two digits of base 36, and :data:`HASH` of the hash of its contents."""
    shards: int
    """How many shards it has; none where nothing begins with its characters."""
    heavy: tuple[tuple[str, int], ...]
    """Its heavy terms, and in how many entries each is."""
    files: tuple[tuple[str, str], ...]
    """Path below ``search/`` and text of every file."""


def bucket_of(char: str) -> int:
    """Return the bucket of a character of the Basic Multilingual Plane."""
    return _spread(char) >> 23


def shard_of(second: str, shards: int) -> int:
    """Return which of the shards of a bucket has the terms with that second character; empty: the heads."""
    return (_spread(second) >> 8) % shards if second else 0


def _spread(char: str) -> int:
    return ord(char) * _SPREAD & 0xFFFFFFFF


def bucket_files(
    number: int,
    lists: Mapping[str, Postings],
    slabs: Sequence[int],
    words: Mapping[str, str],
    names: Mapping[str, Sequence[Name]],
    encoded: Mapping[str, str] | None = None,
    heads: Mapping[str, Head] | None = None,
) -> Bucket:
    """Return a bucket with its files.

    Args:
        number: of the bucket.
        lists: the list of every term whose first character is in the bucket.
        slabs: where each slab of the ids ends.
        words: pair → its words (:func:`build_tools.search.words.candidate_words`), for such pairs.
        names: pair → its names, for such pairs.
        encoded: what :func:`~build_tools.search.postings.encode` gives for some of the lists, where known.
        heads: what :func:`heads_of` gives for some of the characters, where known.
    """
    known = encoded or {}
    texts = {term: known.get(term) or encode(postings) for term, postings in lists.items()}
    heavy = sorted(term for term, text in texts.items() if len(text) > HEAVY)
    found = {pair: text for pair, text in words.items() if len(lists.get(pair, ())) >= _RARE}
    contents = _shards(heads_of(lists, heads or {}), texts, found, names)
    data = {str(n): payload(shard) for n, shard in enumerate(contents)}
    for term in heavy:
        for k, part in enumerate(_slab_texts(lists[term], slabs)):
            data[f"{_hex(term)}-{k}"] = payload(part)
    for pair, several in names.items():
        if _is_many(several):
            data[f"{_hex(pair)}-n"] = payload([list(name) for name in several])
    digest = _digest(data)
    folder = base36(number, 2) + digest
    return Bucket(
        folder,
        len(contents),
        tuple((term, len(lists[term])) for term in heavy),
        tuple((f"{folder}/{name}.js", chunk(f"{folder}/{name}", text)) for name, text in data.items()),
    )


def _hex(pair: str) -> str:
    """Return the name of the files of a pair: the codes of both characters."""
    return "".join([f"{ord(char):04x}" for char in pair])


def _digest(data: Mapping[str, str]) -> str:
    """Return :data:`HASH` digits of base 36 of the hash of files, given by name."""
    digest = hashlib.sha256()
    for name, text in data.items():
        digest.update(f"{name}\0{text}\0".encode())
    return base36(int.from_bytes(digest.digest(), "big") % 36**HASH, HASH)


def _is_many(names: Sequence[Name]) -> bool:
    """Tell whether the names of a pair have a file of their own."""
    return sum([len(name.form) for name in names]) > MANY_NAMES


def _slab_texts(postings: Postings, slabs: Sequence[int]) -> Iterator[str]:
    """Yield the text of a list for each slab, empty ones included."""
    start = begin = 0
    for end in slabs:
        stop = bisect_left(postings, end << 2, begin)
        yield encode(postings[begin:stop], start)
        start, begin = end, stop


def heads_of(lists: Mapping[str, Postings], known: Mapping[str, Head]) -> dict[str, Head]:
    """Return the head of every first character of the terms in ``lists``; ``known`` ones are not made again."""
    several: dict[str, list[Postings]] = defaultdict(list)
    for term, postings in lists.items():
        several[term[0]].append(postings)
    return {char: known.get(char) or _head(found) for char, found in several.items()}


def _head(lists: Sequence[Postings]) -> Head:
    """Return how many entries have a character, and the first of them, from the lists that begin with it."""
    first = sorted({posting >> 2 for postings in lists for posting in postings[:HEAD]})[:HEAD]
    levels = dict.fromkeys(first, 0)
    end = first[-1] + 1 << 2
    for postings in lists:
        for posting in postings[: bisect_left(postings, end)]:
            if posting & 3 > levels[posting >> 2]:
                levels[posting >> 2] = posting & 3
    entries = {posting >> 2 for postings in lists for posting in postings}
    return len(entries), encode(array("I", [entry << 2 | level for entry, level in levels.items()]))


def _shards(
    heads: Mapping[str, Head],
    texts: Mapping[str, str],
    words: Mapping[str, str],
    names: Mapping[str, Sequence[Name]],
) -> list[list[list[object]]]:
    """Return the contents of the shards of a bucket."""
    pairs = sorted({*texts, *words, *names})
    light = {pair: text if len(text := texts.get(pair, "")) <= HEAVY else "" for pair in pairs}
    size = sum([len(text) + 1 + len(words.get(pair, "")) for pair, text in light.items()])
    count = min(90, max(1, round(size / _SHARD))) if pairs else 0
    shards: list[dict[str, list[str]]] = [defaultdict(list) for _ in range(count)]
    for pair in pairs:
        shards[shard_of(pair[1], count)][pair[0]].append(pair)
    for char in heads:
        shards[0].setdefault(char, [])
    return [
        [
            _row(char, shard[char], light, heads[char] if n == 0 and char in heads else "", words, names)
            for char in sorted(shard)
        ]
        for n, shard in enumerate(shards)
    ]


def _row(
    char: str,
    pairs: Sequence[str],
    light: Mapping[str, str],
    head: object,
    words: Mapping[str, str],
    names: Mapping[str, Sequence[Name]],
) -> list[object]:
    """Return what a shard has of the pairs that begin with a character, without empty members at the end."""
    named: list[object] = []
    for pair in pairs:
        several = names.get(pair, ())
        named += [[pair]] if _is_many(several) else [list(name) for name in several]
    row: list[object] = [
        char,
        swap("".join([pair[1] for pair in pairs])),
        BETWEEN.join([light[pair] for pair in pairs]),
        head,
        "".join([words.get(pair, "") for pair in pairs]),
        named,
    ]
    while len(row) > 3 and not row[-1]:
        row.pop()
    return row
