"""Pages that list laws: by kind, region, year and status; recent; coming into force; and the home page.

A row leads to the version whose status and day it shows. The badge carries the timeline, so a list that
was built yesterday shows what is true today; only its order is that of the day of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.kinds import kind_of
from build_tools.model.site import DivisionOutline, Site, UnitOutline
from build_tools.pages import html
from build_tools.pages.badges import STATUS_SLUGS, force_word, timeline_data
from build_tools.pages.boards import EVERY_FEED, Board, Facet, Lists, Row, lists_of
from build_tools.pages.context import Context, Output
from build_tools.pages.full import canonical_link
from build_tools.pages.shell import ShellKind
from build_tools.urls import FOLLOW, HOME, YEARS, feed, kind_page, relative

ROWS_PER_PAGE = 500
ON_HOME = 10
"""Rows of each list on the home page."""
YEARS_ON_HOME = 12
"""Years on the home page, latest first; the list by year has all."""
NOTHING = "<p>目前没有。</p>"
"""What stands where a list is empty."""
FORMS = {"xml": ("Atom", "application/atom+xml"), "json": ("JSON Feed", "application/feed+json")}
"""The forms of a feed (:func:`build_tools.urls.feed`): what they are called, and their media types."""


def render_hubs(site: Site, context: Context) -> Iterator[Output]:
    """Yield the pages that list laws, and the home page; in a bundle without the lists that are empty."""
    lists = lists_of(site)
    # The pages of an older version name its own kind, which may be that of no law today.
    named = {kind_page(kind_of(version.record.meta).slug) for work in site.works for version in work.versions}
    for board in lists.boards:
        yield _board_page(board, context)
        for facet in board.facets:
            if facet.rows or context.reach.is_all or facet.address in named:
                yield from _facet_pages(facet, board, context)
    yield _list_page(lists.recent, "按公布日期排列。", context)
    yield _list_page(lists.coming, "已经公布，还没有到施行日期；按施行日期排列。", context)
    yield _home(site, lists, context)


def has_feeds(context: Context) -> bool:
    """Tell whether the site has feeds: only a site with a public address has, and no bundle."""
    return bool(context.site_url) and context.reach.is_all


def feed_links(name: str, page: str) -> str:
    """Return the links from ``page`` to the feed of that name in all its forms, in HTML."""
    return " ".join(
        f"<a href={html.value(relative(page, feed(name, form)))}>{words}</a>"
        for form, (words, _) in FORMS.items()
    )


def feed_alternates(name: str, title: str, page: str, context: Context) -> str:
    """Return the elements by which ``page`` tells programs of a feed; none where the site has no feeds.

    Args:
        name: of the feed.
        title: what it is about.
        page: the address of the page.
        context: the build.
    """
    if not has_feeds(context):
        return ""
    words = html.escape(f"{title} - {context.site_name}")
    return "".join(
        f'<link rel=alternate type={media} title="{words}" href={html.value(relative(page, feed(name, form)))}>'
        for form, (_, media) in FORMS.items()
    )


def _rows(rows: Iterable[Row], page: str) -> str:
    """Return rows as a list in HTML."""
    items = []
    for row in rows:
        slug = STATUS_SLUGS[row.version.force]
        badge = (
            f'<span class="st is-{slug}" data-t={html.value(timeline_data(row.version.timeline))}>'
            f"{force_word(row.version.force)}</span>"
        )
        day = f" <time>{row.day.isoformat()}</time>" if row.day else ""
        link = f"<a href={html.value(relative(page, row.address))}>{html.escape(row.title)}</a>"
        items.append(f"<li>{link} {badge}{day}")
    return f"<ul class=laws>{''.join(items)}</ul>" if items else ""


def _facets(facets: Iterable[Facet], page: str, more: str = "") -> str:
    """Return the names of lists that hold something as a list in HTML, with the number of rows.

    ``more`` is a last item.
    """
    items = [
        f"<li><a href={html.value(relative(page, facet.address))}>{html.escape(facet.name)}</a>"
        f" <small>{len(facet.rows):,}</small>"
        for facet in facets
        if facet.rows
    ]
    return f"<ul class=facets>{''.join(items)}{more}</ul>" if items else ""


def _board_page(board: Board, context: Context) -> Output:
    """Return the page that lists the lists of one sort."""
    content = _facets(board.facets, board.address) or NOTHING
    return hub_page(board.address, board.title, board.lede, content, context)


def _list_page(facet: Facet, lede: str, context: Context) -> Output:
    """Return a list that stands on one page and on no board."""
    return _facet_page(facet, facet.address, facet.name, lede, _rows(facet.rows, facet.address), context)


def _facet_pages(facet: Facet, board: Board, context: Context) -> Iterator[Output]:
    """Yield a list, on as many pages as it needs."""
    count = max(1, -(-len(facet.rows) // ROWS_PER_PAGE))
    addresses = [facet.address] + [
        f"{facet.address.removesuffix('.html')}-{number}.html" for number in range(2, count + 1)
    ]
    up = f"<a href={relative(facet.address, board.address)}>{board.title}</a>"
    for number, address in enumerate(addresses):
        rows = facet.rows[number * ROWS_PER_PAGE : (number + 1) * ROWS_PER_PAGE]
        title = facet.name if number == 0 else f"{facet.name}（第 {number + 1} 页）"
        lede = f"{board.title} · 共 {len(facet.rows):,} {board.measure}。{board.lede}"
        content = _rows(rows, address) + _pager(addresses, number)
        yield _facet_page(facet, address, title, lede, content, context, up)


def _facet_page(
    facet: Facet, address: str, title: str, lede: str, content: str, context: Context, up: str = ""
) -> Output:
    """Return a page of a list, with the links to the feed that follows it."""
    follow = ""
    if facet.feed and has_feeds(context):
        links = feed_links(facet.feed, address)
        how = f"<a href={relative(address, FOLLOW)}>怎样订阅</a>"
        follow = f"<p class=feeds>订阅更新 {links} {how}</p>"
    head = feed_alternates(facet.feed, facet.name, address, context) if follow else ""
    return hub_page(address, title, lede, follow + (content or NOTHING), context, up=up, head=head)


def _pager(addresses: list[str], at: int) -> str:
    """Return links to the pages of a list that has several."""
    if len(addresses) == 1:
        return ""
    links = [
        f"<a href={relative(addresses[at], address)}{' aria-current=page' if number == at else ''}>{number + 1}</a>"
        for number, address in enumerate(addresses)
    ]
    return f"<nav class=pager aria-label=分页>{' '.join(links)}</nav>"


def hub_page(
    address: str, title: str, lede: str, content: str, context: Context, *, up: str = "", head: str = ""
) -> Output:
    """Return a page that is no law's, at the top of the site or one folder deep.

    Args:
        address: of the page.
        title: its heading.
        lede: a sentence below it, which is the description of the page, too.
        content: the rest, in HTML.
        context: the build.
        up: a link to the page above, in HTML.
        head: further elements for the head, in HTML.
    """
    shell = context.shells[ShellKind.HUB if "/" in address else ShellKind.HUB0]
    home = f"<a href={relative(address, HOME)}>首页</a>"
    main = (
        f"<nav class=crumb aria-label=位置>{home}{up}</nav>"
        f"<h1>{html.escape(title)}</h1><p class=lede>{html.escape(lede)}</p>{content}"
    )
    page = shell.stamp(
        {
            "title": html.escape(f"{title} - {context.site_name}"),
            "description": html.escape(lede),
            "canonical": canonical_link(context.site_url, address),
            "head": head,
            "data": "",
            "main": main,
            "extra_scripts": "",
        }
    )
    return Output("site", address, page.encode())


def _home(site: Site, lists: Lists, context: Context) -> Output:
    """Return the home page: its words are hand-written, its lists come from here."""
    years = [facet for facet in lists.years.facets if facet.rows]
    earlier = f"<li><a href={YEARS}>更早的年份…</a>" if len(years) > YEARS_ON_HOME else ""
    units = sum(_count(work.versions[work.current].record.outline) for work in site.works)
    page = context.shells[ShellKind.HOME].stamp(
        {
            "canonical": canonical_link(context.site_url, HOME),
            "head": feed_alternates(EVERY_FEED, lists.recent.name, HOME, context),
            "extra_scripts": "",
            "note": context.reach.note(context.as_of),
            "counts": f"{len(site.works):,} 部法规、{units:,} 个条目",
            "recent": _rows(lists.recent.rows[:ON_HOME], HOME),
            "coming": _rows(lists.coming.rows[:ON_HOME], HOME),
            "kinds": _facets(lists.kinds.facets, HOME),
            "regions": _facets(lists.regions.facets, HOME),
            "years": _facets(years[:YEARS_ON_HOME], HOME, earlier),
        }
    )
    return Output("site", HOME, page.encode())


def _count(outline: Iterable[DivisionOutline | UnitOutline]) -> int:
    """Return the number of units in an outline."""
    return sum(1 if isinstance(node, UnitOutline) else _count(node.children) for node in outline)
