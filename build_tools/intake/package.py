"""The ``.docx`` as a zip: what is refused before anything is unpacked, and its parts within limits.

Nothing is ever written under a name from the archive, and only the parts that carry text, styles,
numbers, notes and images are unpacked: macros, fonts and settings are never read.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

from build_tools.intake.findings import Findings

LARGEST_FILE = 64 * 1024 * 1024
"""A ``.docx`` may have so many bytes; the largest of 150 official ones has 54 thousand."""
LARGEST_TOTAL = 256 * 1024 * 1024
"""So many bytes may it have unpacked, all parts together, as the archive states them."""
LARGEST_XML = 12 * 1024 * 1024
"""So many bytes may one XML part have; the largest official text has 350 thousand."""
LARGEST_IMAGE = 20 * 1024 * 1024
"""So many bytes may an image have, as in :mod:`build_tools.pipeline.images`."""

_MOST_PARTS = 4096
_LARGEST_DIRECTORY = 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_LOCATOR = b"PK\x06\x07"
_UNSAFE = re.compile(r"(?:\A|[/\\])\.\.(?:[/\\]|\Z)|\A[/\\]|\\|\A[A-Za-z]:|[\x00-\x1f]")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1

_NO_DOCX = (
    (
        b"\xd0\xcf\x11\xe0",
        "docx-legacy",
        "a legacy .doc (or a .docx under a password); open it in Word or LibreOffice and save it as .docx without"
        " a password, or run: soffice --headless --convert-to docx FILE.doc",
    ),
    (b"%PDF", "docx-not", "a PDF and no .docx; take the .docx (WPS 版本) from the National Database"),
    (b"{\\rtf", "docx-not", "an RTF file and no .docx; open it in Word or LibreOffice and save it as .docx"),
)


def read_file(path: Path, findings: Findings) -> bytes:
    """Return the bytes of a file, unless it is too large.

    Raises:
        RejectedError: it is too large, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise findings.reject("file-unreadable", f"cannot be read: {reason}") from error
    return data


class Package:
    """The parts of a ``.docx``."""

    def __init__(self, data: bytes, findings: Findings) -> None:
        """Open the archive.

        Raises:
            RejectedError: it is no zip, is damaged, too large, or has names that lead out of it.
        """
        self._findings = findings
        _check_form(data, findings)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as error:
            raise self._damaged(str(error)) from error
        self._check_parts()
        self._by_name = {info.filename.lstrip("/"): info for info in self._infos}

    def has(self, name: str) -> bool:
        """Tell whether there is a part ``name``."""
        return name in self._by_name

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._by_name)

    def size(self, name: str) -> int:
        """Return the size of a part as the archive states it; reading it never gives more."""
        return self._by_name[name].file_size

    def read(self, name: str, limit: int = LARGEST_XML) -> bytes:
        """Return a part, unpacked.

        Raises:
            RejectedError: it is not there, is damaged, encrypted, or larger than ``limit``.
        """
        info = self._by_name.get(name)
        if info is None:
            raise self._findings.reject(
                "docx-part-missing", f"the part {name} is missing; take the file again"
            )
        if info.flag_bits & _ENCRYPTED:
            raise self._findings.reject("docx-encrypted", "under a password; save it without one")
        if info.compress_type not in _METHODS:
            raise self._damaged(f"{name} is packed in a way that .docx does not know")
        if info.file_size > limit:
            raise self._too_large(f"the part {name}", info.file_size, limit)
        try:
            with self._zip.open(info) as part:
                data = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged(str(error)) from error
        if len(data) > limit:
            raise self._too_large(f"the part {name}", len(data), limit)
        return data

    def _check_parts(self) -> None:
        """Refuse an archive whose directory is not that of an honest ``.docx``."""
        if len(self._infos) > _MOST_PARTS:
            message = f"{len(self._infos):,} parts; a .docx may have {_MOST_PARTS:,}"
            raise self._findings.reject("docx-too-many-parts", message)
        seen: set[str] = set()
        for info in self._infos:
            name = info.orig_filename
            if _UNSAFE.search(name):
                message = (
                    f"the archive names a file {name[:80]!r} outside of itself; it is not an official .docx"
                )
                raise self._findings.reject("docx-unsafe-name", message)
            if name.lower() in seen:
                raise self._damaged(f"it holds {name[:80]!r} twice")
            seen.add(name.lower())
            if name.lower().endswith("vbaproject.bin"):
                message = "it carries macros; save it as .docx (without macros) and take that"
                raise self._findings.reject("docx-macros", message)
        total = sum(info.file_size for info in self._infos)
        if total > LARGEST_TOTAL:
            raise self._too_large("unpacked it", total, LARGEST_TOTAL)

    def _too_large(self, what: str, size: int, limit: int) -> Exception:
        message = f"{what} has {size:,} bytes or more, and may have {limit:,}; this is no law text"
        return self._findings.reject("docx-too-large", message)

    def _damaged(self, why: str) -> Exception:
        message = f"the file is damaged ({why or 'unreadable'}); take it from the official source again"
        return self._findings.reject("docx-damaged", message)


def _check_form(data: bytes, findings: Findings) -> None:
    """Refuse what is no zip, and a zip whose directory would be costly to read."""
    if len(data) > LARGEST_FILE:
        message = f"the file has more than {LARGEST_FILE:,} bytes; this is no law text"
        raise findings.reject("docx-too-large", message)
    for start, code, message in _NO_DOCX:
        if data.startswith(start):
            raise findings.reject(code, message)
    if not data.startswith(b"PK\x03\x04"):
        raise findings.reject("docx-not", "no .docx: it does not begin as a zip does; take it again")
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    if at < 0 or at + _END.size > len(data):
        message = "the file is damaged (its end is missing); take it from the official source again"
        raise findings.reject("docx-damaged", message)
    for begin in {at, len(data) - _END.size}:
        if data[begin : begin + 4] == b"PK\x05\x06":
            entries, size = _END.unpack_from(data, begin)[4:6]
            if (
                size > _LARGEST_DIRECTORY
                or entries > _MOST_PARTS
                or data[begin - 20 : begin - 16] == _LOCATOR
            ):
                message = (
                    f"the directory of the archive is too large ({entries:,} parts); this is no law text"
                )
                raise findings.reject("docx-too-many-parts", message)
