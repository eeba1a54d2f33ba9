"""Lists of laws: by kind, region, year and status; recent; coming into force; and those of the home page.

A row leads to the version whose status and day it shows. The badge carries the timeline, so a list that
was built yesterday shows what is true today; only its order is that of the day of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from build_tools.kinds import ALL as ALL_KINDS
from build_tools.kinds import REGIONS as ALL_REGIONS
from build_tools.kinds import kind_of, region_of
from build_tools.model.site import DivisionOutline, Force, Site, UnitOutline, Version, Work
from build_tools.pages import html
from build_tools.pages.badges import OVER, STATUS_SLUGS, force_word, timeline_data, titled
from build_tools.pages.context import Context, Output
from build_tools.pages.full import canonical_link
from build_tools.pages.shell import ShellKind
from build_tools.urls import (
    COMING,
    HOME,
    INDEX,
    KINDS,
    RECENT,
    REGIONS,
    STATUSES,
    YEARS,
    kind_page,
    region_page,
    relative,
    status_page,
    version_dir,
    year_page,
)
from build_tools.versions.force import published

ROWS_PER_PAGE = 500
MOST_RECENT = 200
"""Rows of the list of recent texts."""
ON_HOME = 10
"""Rows of each list on the home page."""
YEARS_ON_HOME = 12
"""Years on the home page, latest first; the list by year has all."""
ONE_EACH = "每部法规列一个文本：现行的，否则即将施行的，或者最后的。"
"""What the lists of laws hold; which text that is, is decided on the day of the build."""


class Row(NamedTuple):
    """A line of a list: a version of a law, and the day that the list is about."""

    title: str
    address: str
    version: Version
    day: date | None


class Facet(NamedTuple):
    """A list and what it is called: 行政法规, 河南, 2025 年."""

    name: str
    address: str
    rows: tuple[Row, ...]


class Board(NamedTuple):
    """All lists of one sort, and the page that lists them."""

    title: str
    lede: str
    address: str
    facets: tuple[Facet, ...]
    measure: str
    """What a row is: 部法规 (a law, by one of its texts) or 个文本."""


def render_hubs(site: Site, context: Context) -> Iterator[Output]:
    """Yield the pages that list laws, and the home page."""
    every = tuple(_row(work, version) for work in site.works for version in work.versions)
    current = tuple(_row(work, work.versions[work.current]) for work in site.works)
    boards = (_kinds(current), _regions(current), _years(every), _statuses(every, site.as_of))
    recent = Facet("新近公布", RECENT, _newest(every)[:MOST_RECENT])
    coming = Facet("即将施行", COMING, _coming(every, site.as_of))
    for board in boards:
        yield _board_page(board, context)
        for facet in board.facets:
            yield from _facet_pages(facet, board, context)
    for facet, lede in (
        (recent, "按公布日期排列。"),
        (coming, "已经公布，还没有到施行日期；按施行日期排列。"),
    ):
        yield _hub(facet.address, facet.name, lede, _rows(facet.rows, facet.address), context)
    yield _home(site, boards, recent, coming, context)


def _kinds(rows: tuple[Row, ...]) -> Board:
    """Return the lists by kind, in the order of the National Database of Laws and Regulations."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(kind_of(row.version.record.meta).slug, []).append(row)
    facets = [
        Facet(kind.name, kind_page(kind.slug), _newest(groups[kind.slug]))
        for kind in ALL_KINDS
        if kind.slug in groups
    ]
    return Board("按类别", ONE_EACH, KINDS, tuple(facets), "部法规")


def _regions(rows: tuple[Row, ...]) -> Board:
    """Return the lists by region, in the order of GB/T 2260."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        region = region_of(row.version.record.meta)
        if region:
            groups.setdefault(region.slug, []).append(row)
    facets = [
        Facet(region.name, region_page(region.slug), _newest(groups[region.slug]))
        for region in ALL_REGIONS
        if region.slug in groups
    ]
    return Board("按地区", f"地方性法规等，按省级行政区。{ONE_EACH}", REGIONS, tuple(facets), "部法规")


def _years(rows: tuple[Row, ...]) -> Board:
    """Return the lists by year of publication, latest first."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        if row.day:
            groups.setdefault(row.day.year, []).append(row)
    facets = [
        Facet(f"{year} 年", year_page(year), _newest(groups[year])) for year in sorted(groups, reverse=True)
    ]
    return Board("按年份", "每个文本列在它公布的那一年。", YEARS, tuple(facets), "个文本")


def _statuses(rows: tuple[Row, ...], as_of: date) -> Board:
    """Return the lists by status on the day of the build."""
    groups: dict[Force, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.version.force, []).append(row)
    facets = [
        Facet(force_word(force), status_page(slug), _newest(groups[force]))
        for force, slug in STATUS_SLUGS.items()
        if force in groups
    ]
    lede = f"按 {as_of.isoformat()} 的效力状态编排；每行的状态以您阅读之日为准。"
    return Board("按状态", lede, STATUSES, tuple(facets), "个文本")


def _coming(rows: tuple[Row, ...], as_of: date) -> tuple[Row, ...]:
    """Return the texts that are yet to commence, the next first, with the day of commencement.

    One that is overtaken before it commences never does.
    """
    waiting = []
    for row in rows:
        turn = next((turn for turn in row.version.timeline if turn.day and turn.day > as_of), None)
        if row.version.force is Force.NOT_YET and turn and turn.force not in OVER:
            waiting.append(row._replace(day=turn.day))
    return tuple(sorted(waiting, key=lambda row: (row.day or date.max, row.address)))


def _newest(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with the latest day first; those without a day come last."""
    by_address = sorted(rows, key=lambda row: row.address)
    return tuple(sorted(by_address, key=lambda row: row.day or date.min, reverse=True))


def _row(work: Work, version: Version) -> Row:
    """Return the line for a version, with the day of its publication."""
    title = work.title
    if len(work.versions) > 1:
        title = titled(title, version, tuple(each.segment.partition("-")[0] for each in work.versions))
    address = version_dir(work.key, version.segment) + INDEX
    return Row(title, address, version, published(version.record))


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
    """Return the names of lists as a list in HTML, with the number of rows; ``more`` is a last item."""
    items = [
        f"<li><a href={html.value(relative(page, facet.address))}>{html.escape(facet.name)}</a>"
        f" <small>{len(facet.rows):,}</small>"
        for facet in facets
    ]
    return f"<ul class=facets>{''.join(items)}{more}</ul>" if items else ""


def _board_page(board: Board, context: Context) -> Output:
    """Return the page that lists the lists of one sort."""
    return _hub(board.address, board.title, board.lede, _facets(board.facets, board.address), context)


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
        yield _hub(address, title, lede, _rows(rows, address) + _pager(addresses, number), context, up)


def _pager(addresses: list[str], at: int) -> str:
    """Return links to the pages of a list that has several."""
    if len(addresses) == 1:
        return ""
    links = [
        f"<a href={relative(addresses[at], address)}{' aria-current=page' if number == at else ''}>{number + 1}</a>"
        for number, address in enumerate(addresses)
    ]
    return f"<nav class=pager aria-label=分页>{' '.join(links)}</nav>"


def _hub(address: str, title: str, lede: str, content: str, context: Context, up: str = "") -> Output:
    """Return a page that lists something; ``up`` is a link to the page above, in HTML."""
    shell = context.shells[ShellKind.HUB if "/" in address else ShellKind.HUB0]
    home = f"<a href={relative(address, HOME)}>首页</a>"
    main = (
        f"<nav class=crumb aria-label=位置>{home}{up}</nav>"
        f"<h1>{html.escape(title)}</h1><p class=lede>{html.escape(lede)}</p>{content or '<p>目前没有。</p>'}"
    )
    page = shell.stamp(
        {
            "title": html.escape(f"{title} - {context.site_name}"),
            "description": html.escape(lede),
            "canonical": canonical_link(context.site_url, address),
            "head": "",
            "data": "",
            "main": main,
            "extra_scripts": "",
        }
    )
    return Output("site", address, page.encode())


def _home(site: Site, boards: tuple[Board, ...], recent: Facet, coming: Facet, context: Context) -> Output:
    """Return the home page: its words are hand-written, its lists come from here."""
    kinds, regions, years, _ = boards
    hidden = len(years.facets) > YEARS_ON_HOME
    earlier = f"<li><a href={years.address}>更早的年份…</a>" if hidden else ""
    units = sum(_count(work.versions[work.current].record.outline) for work in site.works)
    page = context.shells[ShellKind.HOME].stamp(
        {
            "canonical": canonical_link(context.site_url, HOME),
            "head": "",
            "extra_scripts": "",
            "counts": f"{len(site.works):,} 部法规、{units:,} 个条目",
            "recent": _rows(recent.rows[:ON_HOME], HOME),
            "coming": _rows(coming.rows[:ON_HOME], HOME),
            "kinds": _facets(kinds.facets, HOME),
            "regions": _facets(regions.facets, HOME),
            "years": _facets(years.facets[:YEARS_ON_HOME], HOME, earlier),
        }
    )
    return Output("site", HOME, page.encode())


def _count(outline: Iterable[DivisionOutline | UnitOutline]) -> int:
    """Return the number of units in an outline."""
    return sum(1 if isinstance(node, UnitOutline) else _count(node.children) for node in outline)
