"""What the site has for programs and followers besides its pages, put together."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.pages.context import Context, Output
from build_tools.pipeline.link import Linked


def published_files(linked: Linked, context: Context) -> Iterator[Output]:
    """Yield the files of the site that belong to no law and no part of the search index.

    In a bundle there are none: what they say is true of the public site.
    """
    yield from ()
