"""``robots.txt``: everybody may read everything; where the site maps are.

A crawler asks for it at the root of a host only: a site that stands in a folder (``name.github.io/laws/``)
has its site maps told to search engines by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.pages.context import Context, Output
from build_tools.urls import ROBOTS


def robots_file(context: Context, maps: Iterable[str]) -> Iterator[Output]:
    """Yield the file.

    Args:
        context: the build; without a public address no site map can be named.
        maps: the addresses of the flat site maps. Not the index: Baidu refuses those, and the others lose
            nothing by reading the maps one by one.
    """
    lines = ["User-agent: *", "Allow: /"]
    if context.site_url:
        lines += ["", *(f"Sitemap: {context.site_url}{address}" for address in maps)]
    yield Output("site", ROBOTS, "\n".join([*lines, ""]).encode())
