"""Site maps: all pages that search engines shall know, in flat files, with an index and a plain list of them.

Limits: 50,000 addresses and 50 MB a file (sitemaps.org, protocol 0.9), 10 MB for Baidu, which has refused
indexes since July 2020. Hence ``sitemap-1.xml`` and so on, to be submitted one by one, beside ``sitemap.xml``.
There is no ``lastmod``: a page changes with the texts that cite it and with the day, and a day that is
not believed once is not believed again.

Listed are the home page, the lists that hold something, and of every version all pages that hold its text; of a superseded
version only its own page, so that the law in force ranks first (the others ask not to be listed:
:func:`build_tools.pages.metadata.is_superseded`). Not listed: stubs, lists of citing texts, whole texts (they
say nothing that their parts do not say).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from build_tools.model.site import DivisionOutline, Site, UnitOutline, Version
from build_tools.pages.boards import lists_of
from build_tools.pages.context import Context, Output
from build_tools.pages.html import escape
from build_tools.pages.metadata import is_superseded
from build_tools.publish.robots import robots_file
from build_tools.urls import (
    ABOUT,
    COMING,
    DOWNLOADS,
    FOLLOW,
    HOME,
    INDEX,
    RECENT,
    SITEMAP,
    SITEMAPS_LIST,
    page_of,
    sitemap,
    version_dir,
)

MOST: Final = 40_000
"""Addresses in a file."""
MOST_BYTES: Final = 9_500_000
"""Bytes in a file, without its frame."""

_SLICE: Final = 500
"""Addresses that stay together."""
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BEGIN: Final = f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n'.encode()
_END: Final = b"</urlset>\n"


def sitemap_files(site: Site, context: Context) -> Iterator[Output]:
    """Yield the site maps, their index, the list of them, and ``robots.txt``; that alone without a public address."""
    maps: list[str] = []
    if not context.site_url:
        yield from robots_file(context, maps)
        return
    for number, data in enumerate(_packed(_stretches(site, context.site_url)), start=1):
        maps.append(sitemap(number))
        yield Output("site", maps[-1], _BEGIN + data + _END)
    places = [context.site_url + address for address in maps]
    rows = "".join(f"<sitemap><loc>{escape(place)}</loc></sitemap>\n" for place in places)
    index = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'
    yield Output("site", SITEMAP, index.encode())
    yield Output("site", SITEMAPS_LIST, "".join(f"{place}\n" for place in places).encode())
    yield from robots_file(context, maps)


def pages_of(version: Version) -> list[str]:
    """Return the file names of the pages that hold the text of a version, in reading order, its own first."""
    record = version.record
    names = [INDEX]
    if record.preamble:
        names.append(page_of("preamble"))
    _add_pages(record.outline, names)
    names += [page_of(annex.eid) for annex in record.annexes]
    return names


def _add_pages(outline: Iterable[DivisionOutline | UnitOutline], names: list[str]) -> None:
    """Add the pages of what an outline holds; a quarter of a second is all there is for 200,000."""
    for node in outline:
        names.append(page_of(node.eid))
        if isinstance(node, DivisionOutline):
            _add_pages(node.children, names)


def _stretches(site: Site, site_url: str) -> Iterator[tuple[int, bytes]]:
    """Yield numbers of addresses and their elements, a few hundred at a time."""
    top = escape(site_url)
    boards = lists_of(site).boards
    lists = [facet.address for board in boards for facet in board.facets if facet.rows]
    hubs = [*(board.address for board in boards), *lists, RECENT, COMING]
    yield from _elements(top, [HOME, *hubs, ABOUT, FOLLOW, DOWNLOADS])
    for work in site.works:
        for index, version in enumerate(work.versions):
            names = [INDEX] if is_superseded(work, index) else pages_of(version)
            yield from _elements(top + version_dir(work.key, version.segment), names)


def _elements(folder: str, names: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """Yield the elements for files of a folder."""
    before, behind = f"<url><loc>{folder}", "</loc></url>\n"
    for start in range(0, len(names), _SLICE):
        part = names[start : start + _SLICE]
        yield len(part), (before + (behind + before).join(part) + behind).encode()


def _packed(stretches: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """Yield what stands in each file; each takes as much as it may."""
    held: list[bytes] = []
    addresses = size = 0
    for count, data in stretches:
        if held and (addresses + count > MOST or size + len(data) > MOST_BYTES):
            yield b"".join(held)
            held, addresses, size = [], 0, 0
        held.append(data)
        addresses += count
        size += len(data)
    if held:
        yield b"".join(held)
