"""Which law files there are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


class NoSourcesError(Exception):
    """There is nothing to build from; the message says what to do."""


class SourceFile(NamedTuple):
    """A law file as the file system knows it."""

    shown: str
    """The path as the user knows it, for messages; always printable."""
    path: str
    size: int
    stamp: tuple[int, int, int]
    """Times of change (content, inode) in nanoseconds, and the inode: equal stamp and size, equal content."""


def find_sources(folders: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Return the law files below ``folders``, in order of their paths.

    Law files end in ``.md``. ``README.md`` and names that start with a dot are not laws. A file that is
    reached twice counts once.

    Raises:
        NoSourcesError: a folder is missing, or there is no law file at all.
    """
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        raise NoSourcesError(
            f"{', '.join(missing)}: no such source folder; put the law files there, or name theirs with --source"
        )
    found: dict[tuple[int, int], SourceFile] = {}
    for folder in folders:
        for entry in _walk(os.fspath(folder)):
            status = entry.stat()
            found.setdefault((status.st_dev, status.st_ino), _source_file(entry.path, status))
    if not found:
        named = ", ".join(str(folder) for folder in folders)
        raise NoSourcesError(f"{named}: no law file (*.md) in there; add one, or name another --source")
    return tuple(sorted(found.values()))


def _walk(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield the law files below ``folder``; links to folders are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path)
            elif entry.name.endswith(".md") and entry.name.lower() != "readme.md" and entry.is_file():
                yield entry


def _source_file(path: str, status: os.stat_result) -> SourceFile:
    shown = path.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()
    return SourceFile(shown, path, status.st_size, (status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
