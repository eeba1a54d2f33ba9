"""``downloads.html``: the offline bundles that there are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from build_tools.model.bundles import Bundle, BundleSort
from build_tools.pages import html
from build_tools.pages.context import Context, Output
from build_tools.pages.hubs import hub_page
from build_tools.urls import DOWNLOADS

TITLE = "下载"

_SORTS = {
    BundleSort.SITE: "全部",
    BundleSort.KIND: "按类别",
    BundleSort.REGION: "按地区",
    BundleSort.CHOICE: "选编",
}
_LEDE = "每个离线包是一个 zip 文件：解压以后打开其中的 start.html，检索、直达、引用和各页之间的链接都能用，不需要联网。"
_NONE = (
    "<p>目前没有离线包。每个版本另有一个“单页全文”文件，在版本页的“全文”一行：可以单独保存、打印、发送，"
    "不依赖其他文件。整个网站复制到任何文件夹，也可以离线阅读。</p>"
)
_CHECKING = (
    "<h2>核对</h2><p>每行末尾是文件的 SHA-256，可以用 <code>sha256sum</code> 或者 "
    "<code>certutil -hashfile 文件 SHA256</code> 核对。</p>"
)
_MEGABYTE = 1_000_000
_DIGITS = 16
"""Of a SHA-256 as the page shows it; all are in the title and in the catalogue."""


def downloads_page(bundles: Iterable[Bundle], context: Context) -> Output:
    """Return the page that lists bundles, in the order in which they come; a bundle's says where that page is."""
    if not context.reach.is_all:
        there = context.reach.public_link(DOWNLOADS) or "本离线包没有注明公共网址。"
        return hub_page(
            DOWNLOADS, TITLE, "这是离线包。其他的包和新的内容在公共网站上。", f"<p>{there}</p>", context
        )
    groups = groupby(bundles, lambda bundle: bundle.sort)
    lists = "".join([_list(sort, tuple(group)) for sort, group in groups])
    return hub_page(DOWNLOADS, TITLE, _LEDE, lists + _CHECKING if lists else _NONE, context)


def _list(sort: BundleSort, bundles: tuple[Bundle, ...]) -> str:
    """Return the bundles of one sort as HTML."""
    rows = "".join([_row(bundle) for bundle in bundles])
    return f"<h2>{_SORTS[sort]}</h2><ul class=bundles>{rows}</ul>"


def _row(bundle: Bundle) -> str:
    """Return the line of a bundle as HTML."""
    title = bundle.title + ("（每条一页）" if bundle.articles else "")
    return (
        f"<li><a href={html.value(bundle.url)}>{html.escape(title)}</a> "
        f"<span>{_size(bundle.bytes)}</span> <span>{bundle.laws:,} 部</span> "
        f"<time>{bundle.day.isoformat()}</time> "
        f"<code title={html.value(bundle.sha256)}>{bundle.sha256[:_DIGITS]}…</code>"
    )


def _size(number: int) -> str:
    """Return a size in words: ``0.3 MB``, ``45 MB``; never nothing."""
    megabytes = number / _MEGABYTE
    return f"{megabytes:,.0f} MB" if megabytes >= 10 else f"{max(megabytes, 0.1):.1f} MB"
