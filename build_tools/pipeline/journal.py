"""Staged files → their places, so that a kill in between can be completed or undone.

The journal is one file. While a build stages it says ``staging``: whoever finds it so removes the staged
folders, and nothing has happened. When all is staged it says ``moving``, with everything that is left to
do: whoever finds it so does it, for every step may be done twice. That one rename is the moment at which
the new site becomes certain. (Against power cuts only the journal itself is flushed: the rest can be built
again from the source.)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools import fsio


@dataclass(frozen=True, slots=True)
class Change:
    """How one output folder gets its next state."""

    root: Path
    stage: Path
    whole: bool
    """There is no ``root`` yet: the staged folder becomes it. Otherwise ``moves`` and ``removals`` hold."""
    moves: tuple[str, ...]
    """Staged files, relative to both folders; the marker is the last."""
    removals: tuple[str, ...]
    manifest_file: Path
    manifest: str


class Journal:
    """The journal of the builds of one project; hold the lock while using it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def settle(self) -> str:
        """Complete or undo what a killed build left.

        Returns:
            ``completed``, ``undone``, or nothing when there was nothing to do.

        Raises:
            fsio.WriteError: the disk refuses, or the journal is damaged.
        """
        try:
            data = json.loads(self._path.read_bytes())
            if data["state"] == "moving":
                self._complete([_load_change(change) for change in data["changes"]])
                return "completed"
            self.undo([Path(stage) for stage in data["stages"]])
        except FileNotFoundError:
            return ""
        except (ValueError, KeyError, TypeError) as error:
            raise fsio.WriteError(str(self._path), "is damaged; remove it, and the output folders") from error
        return "undone"

    def begin(self, stages: Sequence[Path]) -> None:
        """Note which folders a build is going to stage in."""
        self._write({"state": "staging", "stages": [str(stage) for stage in stages]})

    def undo(self, stages: Sequence[Path]) -> None:
        """Remove what was staged."""
        for stage in stages:
            fsio.remove_tree(stage)
        self._path.unlink(missing_ok=True)

    def commit(self, changes: Sequence[Change]) -> None:
        """Put the staged files in their places; without changes, end.

        Raises:
            fsio.WriteError: the disk refuses. If that happened before the first step the caller undoes;
                later on the next build completes.
        """
        if changes:
            self._write({"state": "moving", "changes": [_dump_change(change) for change in changes]})
        self._complete(changes)

    @property
    def committed(self) -> bool:
        """Whether what was staged is certain to get into place, now or in the next build."""
        try:
            return bool(json.loads(self._path.read_bytes())["state"] == "moving")
        except (OSError, ValueError, KeyError):
            return False

    def _write(self, data: dict[str, Any]) -> None:
        fsio.write_atomically(self._path, json.dumps(data).encode(), durable=True)

    def _complete(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if not change.whole:
                _move_files(change)
            elif change.stage.is_dir():
                fsio.move_folder(change.stage, change.root)
            fsio.write_atomically(change.manifest_file, change.manifest.encode())
            fsio.remove_tree(change.stage)
        self._path.unlink(missing_ok=True)


def _move_files(change: Change) -> None:
    """Move the staged files that are still there, then remove what is no more."""
    for path in change.moves:
        staged = change.stage / path
        if staged.exists():
            fsio.move(staged, change.root / path)
    for path in change.removals:
        fsio.remove_file(change.root / path)


def _dump_change(change: Change) -> dict[str, Any]:
    return {
        "root": str(change.root),
        "stage": str(change.stage),
        "whole": change.whole,
        "moves": change.moves,
        "removals": change.removals,
        "manifest_file": str(change.manifest_file),
        "manifest": change.manifest,
    }


def _load_change(data: dict[str, Any]) -> Change:
    return Change(
        Path(data["root"]),
        Path(data["stage"]),
        bool(data["whole"]),
        tuple(data["moves"]),
        tuple(data["removals"]),
        Path(data["manifest_file"]),
        str(data["manifest"]),
    )
