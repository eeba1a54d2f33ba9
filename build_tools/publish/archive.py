"""Files → a zip with the same bytes whenever and wherever it is made, written piece by piece.

A member has the date 1980-01-01, the first that a zip can say, the rights of a plain file, and Unix as the
system that made it. Members come in the order in which they are given. The compressor decides the bytes, too:
zlib at its default level, in the release that the Python that runs was made with.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from build_tools import fsio

SUMS: Final = "SHA256SUMS"
"""The member that has the SHA-256 of all others, in the form that ``sha256sum -c`` reads; the last one."""

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3
_PIECE: Final = 1 << 16
_IN_MEMORY: Final = 1 << 20
"""The sums of more files than this many bytes hold wait on disk."""


class Packed(NamedTuple):
    """A zip that was written."""

    files: int
    bytes: int
    sha256: str


def pack(target: Path, folder: str, members: Iterable[tuple[str, Path | bytes]]) -> Packed:
    """Write a zip of one folder, with the sums of all files in it.

    Args:
        target: the zip; one that is there is replaced when the new one is complete.
        folder: name of the folder in the zip.
        members: path within it, in ASCII, and the file or its content.

    Raises:
        fsio.WriteError: the zip cannot be written, or a member not be read.
        ValueError: a path is not ASCII, so that some systems would unpack it under another name.
    """
    count = 0
    with (
        fsio.replacing(target) as file,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as sums,
        zipfile.ZipFile(file, "w") as archive,
    ):
        for path, content in members:
            digest = _add(archive, f"{folder}/{path}", content)
            sums.write(f"{digest}  {path}\n".encode("ascii"))
            count += 1
        sums.seek(0)
        _copy(archive, f"{folder}/{SUMS}", sums)
    with target.open("rb") as done:
        digest = hashlib.file_digest(done, "sha256").hexdigest()
    return Packed(count + 1, target.stat().st_size, digest)


def _add(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> str:
    """Add a member; return the SHA-256 of its content in hex."""
    if not name.isascii():
        raise ValueError(f"{name!r} is not ASCII")
    if isinstance(content, bytes):
        return _copy(archive, name, BytesIO(content))
    with content.open("rb") as source:
        return _copy(archive, name, source)


def _copy(
    archive: zipfile.ZipFile, name: str, source: BinaryIO | tempfile.SpooledTemporaryFile[bytes]
) -> str:
    """Add what can be read as a member, piece by piece; return its SHA-256 in hex."""
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system = _UNIX
    info.external_attr = _MODE
    info.compress_type = zipfile.ZIP_DEFLATED
    digest = hashlib.sha256()
    with archive.open(info, "w") as member:
        while piece := source.read(_PIECE):
            digest.update(piece)
            member.write(piece)
    return digest.hexdigest()
