"""An output folder: what is known about what it holds, and where its next state is staged.

Two folders are written: the site, and ``docs/laws``. Each carries a marker that says that a build of ours
wrote it and may replace it, and names the state it is in. The manifest of that state lies in the cache:
which works the folder holds and from what they were made, so that an unchanged work is not looked at
again. Marker and manifest belong together; when they do not, every page is rendered and compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from build_tools import fsio
from build_tools.urls import SEARCH, SEARCH_TEXTS

MARKER: Final = ".tiaowen"
Root = Literal["site", "docs"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds."""

    works: Mapping[str, str]
    """Key of each work → digest of everything its pages are made from."""
    common: tuple[str, ...]
    """Files that belong to no work and no part, sorted."""
    counts: Mapping[str, Any]
    """What :meth:`Tally.dump` gave for each work and part, and under the empty key for the common files."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Folder of each part of the search index → digest of everything that its files are made from."""

    @property
    def state(self) -> str:
        """The name of this state; equal inputs give an equal name."""
        text = json.dumps([sorted(self.works.items()), self.common, sorted(self.parts.items())])
        return hashlib.sha256(text.encode()).hexdigest()

    def dump(self) -> str:
        """Return the manifest as JSON text."""
        return json.dumps(
            {"works": self.works, "common": self.common, "counts": self.counts, "parts": self.parts}
        )


def _load_manifest(path: Path) -> Manifest | None:
    """Return the manifest, or None where it is missing or damaged."""
    try:
        data = json.loads(path.read_bytes())
        return Manifest(data["works"], tuple(data["common"]), data["counts"], data["parts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def marker_text(state: str) -> bytes:
    """Return the content of the marker of a folder in that state."""
    return f"Written by tiaowen, which may replace this folder. State: {state}\n".encode()


@dataclass(frozen=True, slots=True)
class Tree:
    """An output folder at the beginning of a build."""

    kind: Root
    root: Path
    stage: Path
    """Where the build puts files until all are there; next to ``root``, hence on the same disk."""
    ours: bool
    """Whether ``root`` is there, written by a build of ours."""
    manifest_file: Path
    manifest: Manifest | None
    """What ``root`` holds; None when that is not known, and everything must be compared."""

    @property
    def prefix(self) -> str:
        """What the paths of outputs start with and the paths in this folder do not."""
        return "laws/" if self.kind == "docs" else ""


def open_tree(kind: Root, root: Path, cache: Path) -> Tree:
    """Look at an output folder.

    Args:
        kind: ``site``, or ``docs`` for the generated ``docs/laws``.
        root: the folder.
        cache: where the manifests lie.
    """
    root, cache = root.resolve(), cache.resolve()
    name = hashlib.sha256(os.fspath(root).encode()).hexdigest()[:16]
    manifest_file = cache / "trees" / f"{name}.json"
    manifest = _load_manifest(manifest_file)
    if manifest is not None and not _is_in_state(root, manifest.state):
        manifest = None
    # MkDocs and git see docs/: the leading dot hides the staged Markdown pages from them.
    hidden = "." if kind == "docs" else ""
    stage = root.with_name(f"{hidden}{root.name}.{secrets.token_hex(4)}")
    return Tree(kind, root, stage, (root / MARKER).is_file(), manifest_file, manifest)


def _is_in_state(root: Path, state: str) -> bool:
    try:
        return (root / MARKER).read_bytes() == marker_text(state)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Target:
    """Where a worker puts outputs of one kind."""

    kind: Root
    prefix: str
    stage: Path
    existing: Path | None
    """The folder that the staged files will be moved into, and that most are in already; None when the
    staged folder replaces it as a whole."""


class Stager:
    """Puts outputs into a staging folder, unless the file in place is the same already."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._writer = fsio.FolderWriter(target.stage)
        self._existing = None if target.existing is None else os.fspath(target.existing)
        self.staged: list[str] = []
        """Paths that were written, relative to the folder; kept only where they must be moved one by one."""
        self.written = 0

    def __enter__(self) -> Stager:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.__exit__()

    def put(self, path: str, data: bytes) -> str:
        """Stage an output if need be, and return its path relative to the folder.

        Raises:
            fsio.WriteError: the disk refuses.
        """
        inside = path.removeprefix(self._target.prefix)
        if self._existing is not None:
            if _holds(f"{self._existing}/{inside}", data):
                return inside
            self.staged.append(inside)
        self._writer.write(inside, data)
        self.written += 1
        return inside


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - no Path in the hot loop
            return file.read() == data
    except OSError:
        return False


def files_below(root: Path, folder: str) -> Iterator[str]:
    """Yield the files in ``root/folder`` and below, relative to ``root``, with ``/``."""
    for parent, _, names in os.walk(root / folder):
        inside = Path(parent).relative_to(root).as_posix()
        yield from (f"{inside}/{name}" for name in names)


class Held(NamedTuple):
    """What a folder of ours holds."""

    works: set[str]
    """Keys."""
    parts: set[str]
    """Folders of the parts of the search index."""
    common: set[str]
    """The other files."""


def what_is_in(tree: Tree) -> Held:
    """Return what a folder of ours holds: as noted, else by looking."""
    if tree.manifest is not None:
        known = tree.manifest
        return Held(set(known.works), set(known.parts), set(known.common))
    home = "laws/".removeprefix(tree.prefix)
    held = Held(set(), set(), set())
    for parent, folders, names in os.walk(tree.root):
        inside = Path(parent).relative_to(tree.root).as_posix() + "/"
        inside = "" if inside == "./" else inside
        held.common.update(inside + name for name in names)
        if inside == home:
            held.works.update(folders)
            folders.clear()
        elif inside.startswith(SEARCH):
            # The folder of the texts holds one folder a version; every other one is a part itself.
            held.parts.update(inside + name for name in folders if inside + name + "/" != SEARCH_TEXTS)
            folders[:] = [name for name in folders if inside + name + "/" == SEARCH_TEXTS]
    return held
