"""Parsed laws on disk, by content and by the code that parsed them.

An entry is found under the digest of the file's bytes, its name, and every source file of this package:
whoever changes the parser starts afresh. An entry that is damaged counts as absent.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from build_tools import fsio
from build_tools.diagnostics import Diagnostic
from build_tools.model.citations import Citation
from build_tools.model.law import Law
from build_tools.model.site import Record
from build_tools.pipeline import codec
from build_tools.pipeline.images import ImageRef

_HASH: Final = 32


@dataclass(frozen=True, slots=True)
class Parsed:
    """What is remembered of a file; ``record`` is None when it cannot be published."""

    shown: str
    digest: str
    size: int
    record: Record | None
    diagnostics: tuple[Diagnostic, ...]
    images: tuple[ImageRef, ...] = ()
    """The images that the file names; whether they are there is looked up in every build."""
    citations: tuple[Citation, ...] = ()
    """What the text cites, in its order; whether the library has it is looked up in every build."""


def code_fingerprint() -> str:
    """Return a digest of this package's code, with its tables, and of the Python that runs it."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    for path in sorted(path for kind in ("py", "yml", "txt") for path in package.rglob(f"*.{kind}")):
        digest.update(str(path.relative_to(package)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class ParseCache:
    """The folder of entries that one state of the code wrote."""

    root: Path
    code: str
    """:func:`code_fingerprint`."""

    def store(self, parsed: Parsed, law: Law | None) -> None:
        """Keep a parsed file.

        Raises:
            fsio.WriteError: the disk refuses.
            RecursionError: the law is nested too deeply.
        """
        head, tail = codec.dumps(parsed), codec.dumps(law)
        body = len(head).to_bytes(8, "big") + head + tail
        fsio.write_atomically(self._path(parsed.shown, parsed.digest), hashlib.sha256(body).digest() + body)

    def parsed(self, shown: str, digest: str) -> Parsed | None:
        """Return what is remembered of the file of that name and content, or None."""
        head = self._read(shown, digest)
        return head and codec.loads(head[0])

    def law(self, shown: str, digest: str) -> Law | None:
        """Return the text tree of the file of that name and content, or None."""
        parts = self._read(shown, digest)
        return parts and codec.loads(parts[1])

    def remove_others(self) -> None:
        """Remove the entries that other states of the code wrote.

        Raises:
            fsio.WriteError: the disk refuses.
        """
        if self.root.is_dir():
            for folder in self.root.iterdir():
                if folder.name != self.code[:16]:
                    fsio.remove_tree(folder)

    def _path(self, shown: str, digest: str) -> Path:
        key = hashlib.sha256(f"{self.code}\0{shown}\0{digest}".encode()).hexdigest()
        return self.root / self.code[:16] / key[:2] / key[2:]

    def _read(self, shown: str, digest: str) -> tuple[bytes, bytes] | None:
        """Return the two parts of an entry, or None where it is absent or damaged."""
        try:
            data = self._path(shown, digest).read_bytes()
        except OSError:
            return None
        body = data[_HASH:]
        if hashlib.sha256(body).digest() != data[:_HASH]:
            return None
        length = int.from_bytes(body[:8], "big")
        return body[8 : 8 + length], body[8 + length :]
