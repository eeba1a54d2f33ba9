"""What the site has for programs and followers besides its pages, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.model.bundles import Bundle
from build_tools.pages.context import Context, Output
from build_tools.pages.downloads import downloads_page
from build_tools.pages.lawjson import schema_files
from build_tools.pipeline.link import Linked
from build_tools.publish.book import book_files
from build_tools.publish.calendar import calendar_file
from build_tools.publish.feeds import feed_files
from build_tools.publish.follow import follow_page
from build_tools.publish.keeping import redirect_pages, with_permanence
from build_tools.publish.llms import llms_files
from build_tools.publish.sitemaps import sitemap_files


def published_files(linked: Linked, context: Context, bundles: Iterable[Bundle] = ()) -> Iterator[Output]:
    """Yield the files of the site that belong to no law and no part of the search index.

    ``bundles`` are those that ``downloads.html`` lists.

    A bundle has no feeds, maps and books, which are true of the public site, but the pages that tell of them.
    """
    site = linked.site
    yield downloads_page(bundles, context)
    yield from follow_page(site, context)
    yield from schema_files(context)
    if not context.reach.is_all:
        return
    yield from sitemap_files(site, context)
    yield from feed_files(site, context)
    yield from calendar_file(site, context)
    yield from llms_files(site, context)
    yield from book_files(site, context, linked.names, linked.alias_rows)


def permanent_files(
    outputs: Iterable[Output], known: Iterable[str], linked: Linked, context: Context
) -> Iterator[Output]:
    """Yield ``outputs`` and what keeps old addresses alive: pages that lead on, and the ledger.

    Args:
        outputs: all files of the site that belong to no law.
        known: such files that are in the site already.
        linked: the laws.
        context: what is the same for every page.

    A bundle promises no addresses.
    """
    if not context.reach.is_all:
        return iter(outputs)
    stubs = redirect_pages(linked.stubs, context.site_url)
    return with_permanence(outputs, linked.site, linked.redirects, stubs, known)
