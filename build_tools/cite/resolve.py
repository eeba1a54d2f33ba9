"""A citation, its place and the library → exactly one target, or a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.model.citations import Citation, Locator, Reason, Target
from build_tools.model.site import Site, Version, Work


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of a citation."""

    citation: Citation
    start: int
    """Where the citation begins: with the name, now that it is known where the name begins."""
    target: Target | None
    """None: it stays text."""
    reason: Reason | None
    """Why there is no target, or why the target has no version; None when all is found."""
    locator: Locator
    """What is cited, in the target's own labels."""
    unit: str = ""
    """The label of the cited top unit (一、, 14.) where the target has no 条; ``locator.article`` has it, too."""


class Resolver:
    """Resolves the citations of all documents of a site."""

    def __init__(self, site: Site, aliases: Mapping[str, str]) -> None:
        """Learn the names of all works.

        Args:
            site: the library.
            aliases: short name → title of the work, from the hand-kept tables.
        """
        self.site = site
        self._aliases = aliases

    def document(self, work: Work, version: Version, citations: Sequence[Citation]) -> tuple[Resolved, ...]:
        """Resolve all citations of one document, in order."""
        del work, version, citations
        return ()
