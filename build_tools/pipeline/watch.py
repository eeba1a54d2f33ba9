"""What a build is made from, as the file system knows it: whether anything changed since last time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from build_tools.pipeline.settings import Settings
from build_tools.pipeline.sources import NoSourcesError, find_companions, find_sources
from build_tools.pipeline.tables import table_files

Snapshot = frozenset[tuple[object, ...]]


def snapshot(settings: Settings) -> Snapshot:
    """Return a value that changes when a law file, a companion, a table, a hand-written page, a template or a setting does."""
    root = settings.config_file.parent
    try:
        laws: Snapshot = frozenset(find_sources(settings.sources).files)
    except NoSourcesError:
        laws = frozenset()
    companions: Snapshot = frozenset(find_companions(settings.sources).files)
    laid = [settings.laws] if settings.laws is not None else []
    others = [*_below(root / "docs", laid), *_below(root / "overrides", []), settings.config_file]
    kept = (settings.registry, settings.redirects, *table_files(settings.sources[0]))
    return laws | companions | {(os.fspath(path), *_stamp(path)) for path in (*others, *kept)}


def _below(folder: Path, without: list[Path]) -> Iterator[Path]:
    """Yield the files below ``folder``, leaving out generated folders and staged ones (``.laws.…``)."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir():
            if path not in without and not path.name.startswith("."):
                yield from _below(path, without)
        else:
            yield path


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)
