"""The one place that writes: files, folders, renames, removals, and the lock on a build.

Everything that can fail because of the disk fails in here, and always as a :class:`WriteError` that names
the path. That is what makes the promise "a failed build changes nothing" testable: a test makes
``os.write`` fail in this module and looks at what is left.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_REPLACED: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_OPEN_FOLDERS: Final = 16
"""Folders that a :class:`FolderWriter` keeps open; the pages of one version go to four."""
_HAS_DIR_FD: Final = os.open in os.supports_dir_fd
_LOCK_PAUSE: Final = 0.05


class WriteError(Exception):
    """Something could not be written; the message names the path and says what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class LockedError(WriteError):
    """Another process holds the lock."""


@contextlib.contextmanager
def _explained(path: str | Path) -> Iterator[None]:
    """Turn an OSError into a WriteError that names ``path``."""
    try:
        yield
    except OSError as error:
        raise _explain(os.fspath(path), error) from error


def _explain(path: str, error: OSError) -> WriteError:
    reason = f"cannot be written: {error.strerror or error}; make room or change the rights, and run again"
    return WriteError(path, reason)


def _write_all(handle: int, data: bytes) -> None:
    """Write all of ``data``: a disk that fills up takes a part first and complains afterwards."""
    done = os.write(handle, data)
    while done < len(data):
        done += os.write(handle, data[done:])


class FolderWriter:
    """Writes many new files below one folder.

    Opening ``name`` relative to a folder that is open already costs a third of opening a full path,
    which matters for 300,000 small files. A file that exists already is an error: nothing that this class
    is used for may write the same page twice.
    """

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root)
        self._folders: dict[str, int] = {}

    def __enter__(self) -> FolderWriter:
        return self

    def __exit__(self, *_: object) -> None:
        for handle in self._folders.values():
            os.close(handle)
        self._folders.clear()

    def write(self, path: str, data: bytes) -> None:
        """Write a new file.

        Args:
            path: relative to the root, with ``/``; folders are made as needed.
            data: the content.

        Raises:
            WriteError: the disk refuses, or the file exists.
        """
        folder, _, name = path.rpartition("/")
        try:
            handle = self._open(folder, name)
            try:
                _write_all(handle, data)
            finally:
                os.close(handle)
        except OSError as error:
            raise _explain(f"{self._root}/{path}", error) from error

    def _open(self, folder: str, name: str) -> int:
        if not _HAS_DIR_FD:
            if folder not in self._folders:
                Path(self._root, folder).mkdir(parents=True, exist_ok=True)
                self._folders[folder] = os.open(os.devnull, os.O_RDONLY)
            return os.open(f"{self._root}/{folder}/{name}", _NEW, 0o666)
        parent = self._folders.get(folder)
        if parent is None:
            if len(self._folders) >= _OPEN_FOLDERS:
                os.close(self._folders.pop(next(iter(self._folders))))
            full = f"{self._root}/{folder}"
            os.makedirs(full, exist_ok=True)  # noqa: PTH103 - no Path in the hot loop
            parent = self._folders[folder] = os.open(full, os.O_RDONLY)
        return os.open(name, _NEW, 0o666, dir_fd=parent)


def make_folder(path: Path) -> None:
    """Create a folder and those above it; one that exists is fine.

    Raises:
        WriteError: the disk refuses, or a file stands in the way.
    """
    with _explained(path):
        path.mkdir(parents=True, exist_ok=True)


def write_atomically(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that a reader finds the old content or the new one, never a part.

    Args:
        path: the file; its folder is made if need be.
        data: the content.
        durable: wait until the disk has it.

    Raises:
        WriteError: the disk refuses; the old content stands, and nothing is left beside it.
    """
    # Always the same name, so that kills do not litter; whoever writes here holds the lock.
    aside = path.with_name(f"{path.name}.part")
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(aside, _REPLACED, 0o666)
            try:
                _write_all(handle, data)
                if durable:
                    os.fsync(handle)
            finally:
                os.close(handle)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; its folder is made if need be.

    Raises:
        WriteError: there is one already, which is left as it is, or the disk refuses and nothing is left.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, _NEW, 0o666)
        except FileExistsError:
            reason = "exists already and is left as it is; choose another name, or remove it first"
            raise WriteError(os.fspath(path), reason) from None
        try:
            _write_all(handle, data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file piece by piece; a reader finds the old content until the block ends, then the new one.

    Raises:
        WriteError: the disk refuses; the old content stands, and nothing is left beside it.
    """
    aside = path.with_name(f"{path.name}.part")
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("w+b") as file:
                yield file
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise


def move(source: Path, target: Path) -> None:
    """Rename a file; one at ``target`` is replaced, folders above it are made.

    Raises:
        WriteError: the disk refuses.
    """
    with _explained(target):
        try:
            source.replace(target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)


def move_folder(source: Path, target: Path) -> None:
    """Rename a folder; at ``target`` there may be an empty one.

    Raises:
        WriteError: the disk refuses, or ``target`` holds something.
    """
    with _explained(target):
        if target.is_dir():
            target.rmdir()
        source.rename(target)


def remove_file(path: Path) -> None:
    """Remove a file, and the folders above it that become empty; a missing one is fine.

    Raises:
        WriteError: the disk refuses.
    """
    with _explained(path):
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for folder in path.parents:
                folder.rmdir()


def remove_tree(path: Path) -> None:
    """Remove a folder with all that is in it; a missing one is fine.

    Raises:
        WriteError: the disk refuses.
    """
    with _explained(path):
        try:
            shutil.rmtree(path)
        except (FileNotFoundError, NotADirectoryError):
            if path.exists():
                raise


@contextlib.contextmanager
def lock(path: Path, *, patience: float = 2.0) -> Iterator[None]:
    """Hold the lock file ``path`` for as long as the block runs.

    The system gives the lock up when its holder dies, however it dies, so a stale lock cannot be.

    Args:
        path: the file; made if need be, and left in place.
        patience: seconds to wait for another holder; the workers of a killed build need a moment.

    Raises:
        LockedError: another process holds it.
        WriteError: the file cannot be made.
    """
    make_folder(path.parent)
    with _explained(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        deadline = time.monotonic() + patience
        while not _try_lock(handle):
            if time.monotonic() > deadline:
                raise LockedError(os.fspath(path), "another build is running here; wait for it, or stop it")
            time.sleep(_LOCK_PAUSE)
        yield
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    """Take the lock without waiting; tell whether that worked."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the latter on Windows
        return False
    return True
