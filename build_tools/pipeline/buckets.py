"""The buckets of the search index: posting lists kept between builds, changed, and written as shards.

A bucket is a function of its posting lists, and those of the entries with their ids. Between two builds ids
shift (a law was added) or stay (a text was edited); the lists are renumbered or touched accordingly, and
texts that did not change are not read again.

What is kept of a bucket lies in a file that is named after its content, so that a build that is killed
halfway leaves files too many and nothing wrong.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from build_tools import fsio
from build_tools.pipeline import codec
from build_tools.pipeline.indexstate import Kept
from build_tools.pipeline.render import Staged
from build_tools.pipeline.report import Tally
from build_tools.pipeline.tree import Stager, Target
from build_tools.search.names import Name
from build_tools.search.postings import encode
from build_tools.search.shards import BUCKETS, Bucket, Head, bucket_files, bucket_of, heads_of
from build_tools.urls import SEARCH

GROUPS: Final = 32
"""Buckets are handled in so many groups, each a task."""
_IN_GROUP: Final = BUCKETS // GROUPS
_HASH: Final = 32
_ORDINAL_BITS: Final = 24
"""A provisional posting is ``version << 24 | ordinal << 2 | level``: ids are known when all texts are read."""
_ORDINAL: Final = (1 << _ORDINAL_BITS) - 1


class DamagedError(Exception):
    """What is kept of a bucket is not what was written; it is gone now, and the next build makes it anew."""


class Section(NamedTuple):
    """Where the provisional postings of one group lie in a file that a worker wrote."""

    path: Path
    start: int
    size: int


class Edit(NamedTuple):
    """What changes in one posting list while all ids stay."""

    removed: frozenset[int]
    """Ids."""
    added: tuple[int, ...]
    """``id << 2 | level``."""


@dataclass(slots=True)
class Tables:
    """What stands in the shards of a bucket besides posting lists, by pair of characters."""

    words: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Content:
    """What is kept of a bucket in its file."""

    lists: dict[str, bytes] = field(default_factory=dict)
    """Term → ``id << 2 | level``, ascending, four bytes each."""
    encoded: dict[str, str] = field(default_factory=dict)
    """Term → its list as it stands in the site's files."""
    heads: dict[str, Head] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)


class Renumbering(NamedTuple):
    """How the ids of the last build become those of this one."""

    old: bytes
    """For every old id the new one, four signed bytes each; -1: the entry is gone."""
    starts: tuple[int, ...]
    """First id of every version."""


def tables_by_bucket(
    words: Mapping[str, str], names: Mapping[str, Sequence[Name]]
) -> defaultdict[int, Tables]:
    """Return words and names, given by pair, for each bucket that has any."""
    found: defaultdict[int, Tables] = defaultdict(Tables)
    of_char = {char: bucket_of(char) for char in {pair[0] for pair in (*words, *names)}}
    for pair, text in words.items():
        found[of_char[pair[0]]].words[pair] = text
    for pair, several in names.items():
        found[of_char[pair[0]]].names[pair] = tuple(several)
    return found


class BucketJob(NamedTuple):
    """Some buckets for one worker."""

    numbers: tuple[int, ...]
    old: Mapping[int, str]
    """Folder names of the buckets as they are kept, by number."""
    renumbering: Renumbering | None
    """None: ids stay."""
    sections: tuple[Section, ...]
    """Postings to be added, where ids are renumbered."""
    edits: Mapping[str, Edit]
    """By term: what changes where ids stay; where they are renumbered, what is added besides (titles)."""
    tables: Mapping[int, Tables] | None
    """By bucket; None: those that are kept."""
    slabs: tuple[int, ...]
    store: Path
    """The folder of kept buckets."""
    target: Target
    held: frozenset[str]
    """Folders that the site holds already."""


class BucketsDone(NamedTuple):
    """What became of the buckets of a job."""

    kept: dict[int, Kept]
    staged: Staged
    """The files that the site lacked, counted by folder."""


def provisional(version: int, ordinal: int) -> int:
    """Return the provisional posting, of level 0, of the entry ``ordinal`` of a version."""
    return version << _ORDINAL_BITS | ordinal << 2


def group_of(char: str) -> int:
    """Return the group of the bucket of a term's first character."""
    return bucket_of(char) // _IN_GROUP


def numbers_of(group: int) -> tuple[int, ...]:
    """Return the numbers of the buckets in a group."""
    return tuple(range(group * _IN_GROUP, (group + 1) * _IN_GROUP))


def write_sections(path: Path, lists: Mapping[str, Sequence[int]]) -> list[Section]:
    """Write provisional postings, by term, to a file; return where those of each group lie.

    Raises:
        fsio.WriteError: the disk refuses.
    """
    groups: list[dict[str, bytes]] = [{} for _ in range(GROUPS)]
    of_char: dict[str, int] = {}
    for term, postings in lists.items():
        group = of_char.get(term[0])
        if group is None:
            group = of_char[term[0]] = group_of(term[0])
        groups[group][term] = array("Q", postings).tobytes()
    packs = [codec.dumps(group) for group in groups]
    sections = []
    start = 0
    for pack in packs:
        sections.append(Section(path, start, len(pack)))
        start += len(pack)
    fsio.write_atomically(path, b"".join(packs))
    return sections


def do_buckets(job: BucketJob) -> BucketsDone:
    """Bring the buckets of a job up to date, keep them, and stage the files that the site lacks.

    Raises:
        fsio.WriteError: the disk refuses.
        DamagedError: a kept bucket cannot be used.
    """
    added = _added(job)
    done = BucketsDone({}, Staged())
    with Stager(job.target) as stager:
        for number in job.numbers:
            content = _kept_content(job, number)
            is_changed = _change(number, content, added.get(number, {}), job)
            bucket = _bucket(number, content, job.slabs)
            if is_changed or number not in job.old:
                size = _keep(content, job.store / bucket.folder)
                done.kept[number] = Kept(bucket.folder, bucket.shards, bucket.heavy, _firsts(content), size)
            folder = SEARCH + bucket.folder
            if folder not in job.held:
                done.staged.counts[folder] = _put(bucket, stager)
        done.staged.moves, done.staged.written = stager.staged, stager.written
    return done


def _keep(content: _Content, path: Path) -> int:
    """Keep what a bucket holds, and return how large that is: nothing for an empty one."""
    if not content.lists and not content.tables.names:
        return 0
    body = codec.dumps(content)
    packed = hashlib.sha256(body).digest() + body
    fsio.write_atomically(path, packed)
    return len(packed)


def _load(path: Path) -> _Content:
    """Read what :func:`_keep` wrote."""
    data = path.read_bytes()
    if hashlib.sha256(data[_HASH:]).digest() != data[:_HASH]:
        fsio.remove_file(path)
        raise DamagedError(f"{path}: was damaged and is removed; run again")
    content: _Content = codec.loads(data[_HASH:])
    return content


def _put(bucket: Bucket, stager: Stager) -> dict[str, Any]:
    tally = Tally()
    for name, text in bucket.files:
        data = text.encode()
        tally.add("site", SEARCH + name, len(data))
        stager.put(SEARCH + name, data)
    return tally.dump()


def _kept_content(job: BucketJob, number: int) -> _Content:
    """Return what is kept of a bucket, with the words and names of this build."""
    folder = job.old.get(number)
    path = job.store / (folder or "-")
    content = _load(path) if path.is_file() else _Content()
    if job.tables is not None:
        content.tables = job.tables.get(number, Tables())
    return content


def _added(job: BucketJob) -> dict[int, dict[str, list[int]]]:
    """Return the postings that come new, with their final ids, by bucket and term."""
    added: dict[int, dict[str, list[int]]] = {number: {} for number in job.numbers}
    starts = job.renumbering.starts if job.renumbering else ()
    for section in job.sections:
        with section.path.open("rb") as file:
            file.seek(section.start)
            lists: dict[str, bytes] = codec.loads(file.read(section.size))
        for term, packed in lists.items():
            postings = added[bucket_of(term[0])].setdefault(term, [])
            postings += [(starts[x >> _ORDINAL_BITS] << 2) + (x & _ORDINAL) for x in _longs(packed)]
    return added


def _change(number: int, content: _Content, added: Mapping[str, Iterable[int]], job: BucketJob) -> bool:
    """Bring the lists of a bucket up to date and tell whether that changed any.

    What was made of changed lists is dropped.
    """
    if job.renumbering is not None:
        content.encoded, content.heads = {}, {}
        content.lists = dict(_renumbered(content.lists, added, job.renumbering))
    edits = {term: edit for term, edit in job.edits.items() if bucket_of(term[0]) == number}
    for term, edit in edits.items():
        old = _ints(content.lists.pop(term, b""))
        new = sorted([x for x in old if x >> 2 not in edit.removed] + list(edit.added))
        content.encoded.pop(term, None)
        content.heads.pop(term[0], None)
        if new:
            content.lists[term] = array("I", new).tobytes()
    return bool(edits) or job.renumbering is not None


def _renumbered(
    lists: Mapping[str, bytes], added: Mapping[str, Iterable[int]], renumbering: Renumbering
) -> Iterator[tuple[str, bytes]]:
    old = array("i")
    old.frombytes(renumbering.old)
    for term in {*lists, *added}:
        there = _ints(lists.get(term, b""))
        new = [(old[x >> 2] << 2) + (x & 3) for x in there if old[x >> 2] >= 0]
        new += added.get(term, ())
        if new:
            new.sort()
            yield term, array("I", new).tobytes()


def _bucket(number: int, content: _Content, slabs: Sequence[int]) -> Bucket:
    """Return the files of a bucket; what had to be encoded for them is kept from now on."""
    lists = {term: _ints(packed) for term, packed in content.lists.items()}
    for term, postings in lists.items():
        if term not in content.encoded:
            content.encoded[term] = encode(postings)
    content.heads = heads_of(lists, content.heads)
    return bucket_files(
        number, lists, slabs, content.tables.words, content.tables.names, content.encoded, content.heads
    )


def _firsts(content: _Content) -> str:
    return "".join(sorted({term[0] for term in content.lists}))


def _ints(packed: bytes) -> array[int]:
    values = array("I")
    values.frombytes(packed)
    return values


def _longs(packed: bytes) -> array[int]:
    values = array("Q")
    values.frombytes(packed)
    return values
