"""What is remembered of the search index between builds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from build_tools import fsio
from build_tools.pipeline import codec

_STATE: Final = "state"


class Row(NamedTuple):
    """What the index holds of a version."""

    path: str
    digest: str
    """Of the law file."""
    facts: str
    """Digest of what else its texts and entries are made from: titles, timeline, address."""
    layout: str
    entries: int
    """How many it has."""
    folded: str
    """Characters in it that folding changes into simplified ones."""

    @property
    def made_from(self) -> tuple[str, str, str]:
        """Equal for two rows: equal texts, equal entries."""
        return self[:3]


class Kept(NamedTuple):
    """A bucket as it was last made; its content lies in a file of the folder's name."""

    folder: str
    shards: int
    heavy: tuple[tuple[str, int], ...]
    """These three as in :class:`build_tools.search.shards.Bucket`."""
    firsts: str
    """The first characters of its terms."""
    size: int
    """Bytes of the file; 0: there is none, since nothing begins with the characters of the bucket."""


class State(NamedTuple):
    """The index after a build."""

    structure: str
    """Digest of everything but texts: which versions in which order, and all names."""
    addresses: tuple[tuple[str, str], ...]
    """Key and segment of every version, in static rank order."""
    rows: tuple[Row, ...]
    """One for each version, in that order."""
    works: int
    """How many title entries there are."""
    buckets: tuple[Kept, ...]


def read_state(home: Path, code: str) -> State | None:
    """Return the state, or None where it is missing, damaged, or of another state of the code.

    It counts as missing where a bucket is, or is not as long as it was; what is in a bucket is looked at by
    who reads it (:class:`build_tools.pipeline.buckets.DamagedError`).
    """
    try:
        data = (home / _STATE).read_bytes()
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            return None
        written_by, state = codec.loads(data[32:])
        if written_by != code:
            return None
        whole = all((home / kept.folder).stat().st_size == kept.size for kept in state.buckets if kept.size)
    except OSError:
        return None
    return state if whole else None


def write_state(home: Path, code: str, state: State) -> None:
    """Remember a state, whose buckets are kept already, and forget the buckets of others.

    Raises:
        fsio.WriteError: the disk refuses.
    """
    body = codec.dumps((code, state))
    fsio.write_atomically(home / _STATE, hashlib.sha256(body).digest() + body)
    _forget_others(home, {_STATE, *(kept.folder for kept in state.buckets)})


def _forget_others(home: Path, used: Iterable[str]) -> None:
    names = frozenset(used)
    for path in home.iterdir():
        if path.name not in names:
            fsio.remove_file(path)
