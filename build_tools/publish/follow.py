"""``follow.html``: the feeds and the calendar to subscribe to, and the files for programs."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.site import Site
from build_tools.pages import html
from build_tools.pages.boards import EVERY_FEED, Board, lists_of
from build_tools.pages.context import Context, Output
from build_tools.pages.hubs import feed_alternates, feed_links, has_feeds, hub_page
from build_tools.urls import (
    BOOK_JSON,
    BOOK_TSV,
    CALENDAR,
    FOLLOW,
    LEDGER,
    LLMS,
    SITEMAPS_LIST,
    feed,
)

TITLE = "订阅"
_LEDE = "新公布、修改和废止的法规，以及将要施行的日期，可以用阅读器和日历订阅，不必常来查看。"
_HOW = (
    "把下面的一个地址复制到订阅阅读器的“添加订阅”里，有新的文本时阅读器会列出来。"
    "前一个是 Atom，后一个是 JSON Feed，内容相同；只看一类、一地的，用下面各行的链接。"
)
_CALENDAR = (
    "在手机或者电脑的日历里选择“添加订阅日历”（“通过网址添加”），填入下面的地址，"
    "各文本的施行日期就作为全天日程出现，更正的日期随之更正。"
)
_NO_FEEDS = "本站没有设置公开地址，因此没有订阅源和日历。"
_FILES = (
    (BOOK_JSON, "名称、简称、曾用名、文号 → 地址"),
    (BOOK_TSV, "名称等 → 地址，表格"),
    (LEDGER, "全部永久地址和锚点"),
)
_PUBLIC_FILES = (
    (LLMS, "每部法规一个 Markdown 文件，目录"),
    (SITEMAPS_LIST, "各个站点地图的地址"),
)
"""What only a site with a public address has."""


def follow_page(site: Site, context: Context) -> Iterator[Output]:
    """Yield the page; in a bundle it says where it is on the public site."""
    if not context.reach.is_all:
        there = context.reach.public_link(FOLLOW) or "本离线包没有注明公共网址。"
        words = "这是离线包。订阅源和日历在公共网站上。"
        yield hub_page(FOLLOW, TITLE, words, f"<p>{there}</p>", context)
        return
    if not has_feeds(context):
        yield hub_page(FOLLOW, TITLE, _NO_FEEDS, f"<div class=follow>{_files(_FILES)}</div>", context)
        return
    lists = lists_of(site)
    content = (
        f"<div class=follow><section><h2>新法和修改</h2><p>{_HOW}</p>{_all(context)}</section>"
        f"<section><h2>施行日期</h2><p>{_CALENDAR}</p>{_address(CALENDAR, context)}</section>"
        f"{_feeds(lists.kinds)}{_feeds(lists.regions)}{_files((*_FILES, *_PUBLIC_FILES))}</div>"
    )
    head = feed_alternates(EVERY_FEED, lists.recent.name, FOLLOW, context)
    yield hub_page(FOLLOW, TITLE, _LEDE, content, context, head=head)


def _all(context: Context) -> str:
    """Return the feed of all laws with its address in words: there are readers that take no link."""
    return f"{_address(feed(EVERY_FEED, 'xml'), context)}{_address(feed(EVERY_FEED, 'json'), context)}"


def _address(path: str, context: Context) -> str:
    """Return a link that shows its address."""
    return f"<p class=address><a href={html.value(path)}>{html.escape(context.site_url + path)}</a></p>"


def _feeds(board: Board) -> str:
    """Return the feeds of the lists that hold something."""
    rows = "".join(
        f"<li><a href={html.value(facet.address)}>{html.escape(facet.name)}</a>"
        f" <span>{feed_links(facet.feed, FOLLOW)}</span>"
        for facet in board.facets
        if facet.rows
    )
    return f"<section><h2>{board.title}</h2><ul class=subscribe>{rows}</ul></section>" if rows else ""


def _files(files: tuple[tuple[str, str], ...]) -> str:
    """Return the list of the files for programs."""
    rows = "".join(f"<li><a href={html.value(path)}>{path}</a> <span>{words}</span>" for path, words in files)
    return f"<section><h2>供程序使用</h2><ul class=subscribe>{rows}</ul></section>"
