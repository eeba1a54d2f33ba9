"""Which law files there are.

What cannot be read, and what looks like a law file and is left out, is said: silence would lose a law.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from build_tools.diagnostics import Diagnostic, Severity

COMPANIONS: Final = "companions"
"""The folder in a source folder in which companions lie, and no laws."""
_SUFFIX: Final = ".md"
_NEARLY: Final = (".md", ".markdown")
"""What the names of law files end in when they are misspelled (in any case)."""


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


class Sources(NamedTuple):
    """What a look into the source folders gives."""

    files: tuple[SourceFile, ...]
    """In order of their paths."""
    diagnostics: tuple[Diagnostic, ...]
    """What could not be looked at (``file-unreadable``), and what looks like a law file and was left out
    (``file-ignored``)."""


class _Found(NamedTuple):
    path: str
    status: os.stat_result


def find_sources(folders: Sequence[Path], option: str = "--source") -> Sources:
    """Look for the law files below ``folders``.

    Law files end in ``.md``. ``README.md`` and names that start with a dot are not laws, and neither are
    :data:`COMPANIONS`. A file that is reached twice counts once. Links to files are followed, links to folders are not.

    Args:
        folders: where to look.
        option: with what the user names these folders, for messages.

    Raises:
        NoSourcesError: a folder is missing, or there is no law file at all.
    """
    missing = [_why_no_folder(folder, option) for folder in folders if not folder.is_dir()]
    if missing:
        raise NoSourcesError("\n".join(missing))
    found: dict[tuple[int, int], SourceFile] = {}
    remarks: list[Diagnostic] = []
    for folder in folders:
        _collect(_walk(os.fspath(folder), {os.path.join(folder, COMPANIONS)}), found, remarks)  # noqa: PTH118
    diagnostics = tuple(sorted(set(remarks)))
    if not found:
        named = ", ".join(str(folder) for folder in folders)
        reasons = [f"{named}: no law file (*.md) in there; add one, or name another {option}"]
        raise NoSourcesError("\n".join([*reasons, *(remark.format() for remark in diagnostics)]))
    return Sources(tuple(sorted(found.values())), diagnostics)


def find_companions(folders: Sequence[Path]) -> Sources:
    """Look for the companions of the laws below ``folders``: as :func:`find_sources`, but there need not be any."""
    found: dict[tuple[int, int], SourceFile] = {}
    remarks: list[Diagnostic] = []
    for folder in folders:
        if (folder / COMPANIONS).is_dir():
            _collect(_walk(os.fspath(folder / COMPANIONS)), found, remarks)
    return Sources(tuple(sorted(found.values())), tuple(sorted(set(remarks))))


def _collect(
    items: Iterable[_Found | Diagnostic],
    found: dict[tuple[int, int], SourceFile],
    remarks: list[Diagnostic],
) -> None:
    """Sort what a walk gives into files, each once, and remarks."""
    for item in items:
        if isinstance(item, Diagnostic):
            remarks.append(item)
        else:
            place = (item.status.st_dev, item.status.st_ino)
            found.setdefault(place, _source_file(item.path, item.status))


def _why_no_folder(folder: Path, option: str) -> str:
    if folder.exists():
        return f"{folder}: is a file, not a folder; name the folder that it lies in with {option}"
    return f"{folder}: no such source folder; put the law files there, or name theirs with {option}"


def _walk(folder: str, without: Collection[str] = ()) -> Iterator[_Found | Diagnostic]:
    """Yield the law files below ``folder``, and a remark on whatever else deserves one; ``without`` are left out."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.path not in without:
                        yield from _walk(entry.path)
                else:
                    yield from _look_at(entry)
    except OSError as error:
        yield unreadable(printable(folder), error)


def _look_at(entry: os.DirEntry[str]) -> Iterator[_Found | Diagnostic]:
    """Yield an entry that is no folder as a law file, or what is to be said about it, or nothing."""
    named = entry.name.endswith(_SUFFIX)
    stem, suffix = os.path.splitext(entry.name.lower())  # noqa: PTH122 - no Path for 30,000 names
    if stem == "readme" or not (named or suffix in _NEARLY or entry.is_symlink()):
        return
    try:
        status = entry.stat()
    except FileNotFoundError:
        # Not a link: it went away since the folder was read, and that is no fault.
        if named and entry.is_symlink():
            yield _ignored(entry.path, "the link leads nowhere; mend it, or remove it")
        return
    except OSError as error:
        if named:
            yield unreadable(printable(entry.path), error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield _ignored(entry.path, "links to folders are not followed; name the folder with another --source")
    elif named and stat.S_ISREG(status.st_mode):
        yield _Found(entry.path, status)
    elif named:
        yield _ignored(entry.path, "is no ordinary file; replace it by one, or remove it")
    elif suffix in _NEARLY:
        yield _ignored(entry.path, "the names of law files end in .md; rename it")


def unreadable(shown: str, error: OSError) -> Diagnostic:
    """Return the error about a law file, or a folder of them, that cannot be read."""
    reason = error.strerror or type(error).__name__
    message = f"cannot be read: {reason}; mend its rights or the link, or move it out of the source folder"
    return Diagnostic(shown, 0, 0, "file-unreadable", message, Severity.ERROR)


def _ignored(path: str, reason: str) -> Diagnostic:
    return Diagnostic(printable(path), 0, 0, "file-ignored", f"is left out: {reason}")


def printable(path: str) -> str:
    """Return a path in the form in which messages show it: with ``/``, and bytes that are no text escaped."""
    return path.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()


def _source_file(path: str, status: os.stat_result) -> SourceFile:
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return SourceFile(printable(path), path, status.st_size, stamp)
