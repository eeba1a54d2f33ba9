"""A library with its citations resolved, for tests on real law files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from build_tools.cite.resolve import Resolved, Resolver
from build_tools.citing import Answers
from build_tools.model.citations import Citation
from build_tools.model.site import Site, Version, Work

AS_OF = date(2026, 4, 1)


@dataclass(slots=True)
class Cited:
    """A library and what became of its citations."""

    site: Site
    resolver: Resolver
    citations: Mapping[str, Sequence[Citation]]
    """What was found in each file, by ``Record.path``."""
    resolved: dict[str, tuple[Resolved, ...]] = field(init=False)
    """What became of it."""

    def __post_init__(self) -> None:
        self.resolved = {
            version.record.path: self.resolver.document(work, version, self.citations[version.record.path])
            for work, version in self.documents()
        }

    def documents(self) -> Iterator[tuple[Work, Version]]:
        """Yield every document with its work."""
        return ((work, version) for work in self.site.works for version in work.versions)

    def answers(self, path: Path) -> list[dict[str, object]]:
        """Return what ``tiaowen citations`` prints for a file."""
        metas = {version.record.path: version.record.meta for _, version in self.documents()}
        record = next(version.record for _, version in self.documents() if Path(version.record.path) == path)
        resolved = self.resolved[record.path]
        return list(
            Answers(self.site, metas).of_document(str(path), source_of(record.path), record, resolved)
        )

    def works(self) -> dict[str, Work]:
        """Return the works by key."""
        return {work.key: work for work in self.site.works}


@cache
def source_of(path: str) -> str:
    """Return the text of a file, with its line ends as they are."""
    return Path(path).read_bytes().decode("utf-8")
