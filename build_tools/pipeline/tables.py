"""The hand-kept tables of names: the package's, and what the source folder adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from build_tools.cite.tables import AliasTables, read_aliases
from build_tools.diagnostics import Diagnostic
from build_tools.model.site import Site
from build_tools.versions.renamed import FamilyTables, Renamed, read_families

ALIASES_FILE: Final = "aliases.yml"
FAMILIES_FILE: Final = "families.yml"


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables as they were read."""

    aliases: AliasTables
    families: FamilyTables

    @property
    def renamed(self) -> Renamed:
        """Which titles are names of one law."""
        return self.families.renamed

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files, whatever the library has."""
        return (*self.aliases.diagnostics, *self.families.diagnostics)

    def names(self, site: Site) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
        """Return what short and earlier names mean in a library, and what in the tables does not fit it.

        See :meth:`build_tools.cite.tables.AliasTables.names`.
        """
        names, found = self.aliases.names(site, self.renamed.former)
        titles = [version.record.meta.title for work in site.works for version in work.versions]
        return names, (*found, *self.families.check(titles))


def table_files(source: Path) -> tuple[Path, Path]:
    """Return where the tables of a library lie whose (first) folder is ``source``."""
    return source / ALIASES_FILE, source / FAMILIES_FILE


def read_tables(source: Path) -> Tables:
    """Read the package's tables, and those of the (first) source folder; a missing file adds nothing."""
    aliases, families = table_files(source)
    return Tables(read_aliases(aliases), read_families(families))
