"""The order in which search knows the versions, and the numbers of all entries.

The order is the ranking that needs no query: in force first, then by kind, newest first. Entries are
numbered in it, so that the head of a posting list holds the best of what it names. The titles of works
come first; then the entries of every version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from build_tools import kinds
from build_tools.model.site import Force, Site, Version, Work
from build_tools.versions.force import published

FORCES: Final = (
    Force.IN_FORCE,
    Force.NOT_YET,
    Force.UNKNOWN,
    Force.NONE,
    Force.AMENDED,
    Force.REPEALED,
    Force.LAPSED,
)
"""What the digit of a version's force in the directory means."""
SLAB: Final = 8192
"""So many entries are in the first slab; every further one has twice as many as the one before."""

_CLASSES: Final = {
    Force.IN_FORCE: 0,
    Force.NOT_YET: 1,
    Force.UNKNOWN: 2,
    Force.NONE: 2,
    Force.AMENDED: 3,
    Force.REPEALED: 4,
    Force.LAPSED: 4,
}
_KINDS: Final = {
    kinds.CONSTITUTION: 0,
    kinds.STATUTE: 1,
    kinds.LEGAL_INTERPRETATION: 2,
    kinds.ADMINISTRATIVE: 3,
    kinds.SUPERVISORY: 3,
    kinds.JUDICIAL: 4,
    kinds.DECISION: 5,
    kinds.AMENDMENT: 5,
    kinds.AMENDING_DECISION: 5,
    kinds.LOCAL: 6,
    kinds.AUTONOMOUS: 6,
    kinds.RULE: 6,
    kinds.OTHER: 7,
}

_FINE: Final = 2
"""The rank of a kind up to which levels are told finely."""


class Ranked(NamedTuple):
    """A version in its place."""

    work: Work
    version: Version

    @property
    def address(self) -> tuple[str, str]:
        """Key and segment."""
        return self.work.key, self.version.segment


@dataclass(frozen=True, slots=True)
class Ranking:
    """All versions in order; the place of a version in it is its **index**."""

    versions: tuple[Ranked, ...]
    works: tuple[int, ...]
    """The indexes of the works' current versions, ascending: the title of a work has its place here as id."""
    index: Mapping[tuple[str, str], int]
    """Key and segment → index."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The numbers of the entries."""

    starts: tuple[int, ...]
    """For each version the id of its first entry; the first one is the number of works."""
    total: int
    slabs: tuple[int, ...]
    """Where each slab of the ids ends; the last one is ``total``."""


def is_fine(version: Version) -> bool:
    """Tell whether levels are told finely in a version: the constitution, statutes and their interpretations, in force."""
    return version.force is Force.IN_FORCE and _KINDS[kinds.kind_of(version.record.meta)] <= _FINE


def rank(site: Site) -> Ranking:
    """Return the versions of a site in the order in which search knows them."""
    versions = sorted((Ranked(work, version) for work in site.works for version in work.versions), key=_place)
    index = {ranked.address: at for at, ranked in enumerate(versions)}
    current = [index[work.key, work.versions[work.current].segment] for work in site.works]
    return Ranking(tuple(versions), tuple(sorted(current)), index)


def _place(ranked: Ranked) -> tuple[int, int, int, str, str]:
    """Return what decides the place of a version."""
    record = ranked.version.record
    day = published(record)
    return (
        _CLASSES[ranked.version.force],
        _KINDS[kinds.kind_of(record.meta)],
        -day.toordinal() if day else 0,
        ranked.work.key,
        ranked.version.segment,
    )


def number(ranking: Ranking, counts: Sequence[int]) -> Ids:
    """Number the entries; ``counts`` says how many each version has, in the order of the ranking."""
    *starts, total = accumulate(counts, initial=len(ranking.works))
    slabs = [total]
    border = SLAB
    inner = []
    for start in starts[1:]:
        if start >= border:
            inner.append(start)
            while border <= start:
                border = 2 * border + SLAB
    return Ids(tuple(starts), total, (*inner, *slabs))
