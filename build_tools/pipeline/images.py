"""Images that laws show: found beside the source file, checked, and given an address in the site.

A law names its images by relative paths (``../images/<id>/image_01.jpg``). What lies outside the source
folders, or is no raster image, is treated as missing: the text is untrusted, and SVG can hold scripts.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from build_tools.diagnostics import Diagnostic, place
from build_tools.model.nodes import Image

_KINDS: Final = frozenset([".png", ".jpg", ".jpeg", ".gif", ".webp"])
_LARGEST: Final = 20 * 1024 * 1024


class ImageRef(NamedTuple):
    """An image as a law file names it."""

    target: str
    start: int
    end: int
    line: int
    column: int


class FoundImage(NamedTuple):
    """An image that is there."""

    target: str
    path: str
    stamp: tuple[int, int]
    """Size, and time of change in nanoseconds."""


def image_refs(images: Iterable[Image], source: str) -> tuple[ImageRef, ...]:
    """Return where the images of a law stand in its source."""
    return tuple(ImageRef(i.target, i.start, i.end, *place(source, i.start)) for i in images)


def find_images(
    refs: Sequence[ImageRef], law_path: str, shown: str, roots: Sequence[Path]
) -> tuple[tuple[FoundImage, ...], tuple[Diagnostic, ...]]:
    """Look for the images of one law.

    Args:
        refs: what the law names.
        law_path: where the law file lies.
        shown: how messages name it.
        roots: the source folders.

    Returns:
        The images that are there, each target once, and a warning for each that is not.
    """
    found: dict[str, FoundImage] = {}
    missing: list[Diagnostic] = []
    for ref in refs:
        image = found.get(ref.target) or _find(ref.target, law_path, roots)
        if image is not None:
            found[ref.target] = image
            continue
        message = f"image {ref.target!r} is missing (or unreadable, or no PNG, JPEG, GIF or WebP below the source folder); add it"
        missing.append(
            Diagnostic(shown, ref.line, ref.column, "image-missing", message, start=ref.start, end=ref.end)
        )
    return tuple(found.values()), tuple(missing)


def _find(target: str, law_path: str, roots: Sequence[Path]) -> FoundImage | None:
    try:
        path = Path(os.path.realpath(Path(law_path).parent / unquote(target)))
        status = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    inside = any(path.is_relative_to(os.path.realpath(root)) for root in roots)
    if not inside or path.suffix.lower() not in _KINDS or not path.is_file() or status.st_size > _LARGEST:
        return None
    if not os.access(path, os.R_OK):
        return None
    return FoundImage(target, str(path), (status.st_size, status.st_mtime_ns))


def image_name(data: bytes, path: str) -> str:
    """Return the name of an image in the site: by content, so that equal images share it."""
    return f"image-{hashlib.sha256(data).hexdigest()[:12]}{Path(path).suffix.lower()}"
