"""``downloads.html``: the offline bundles that there are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from build_tools.model.bundles import Bundle, BundleSort
from build_tools.pages import html
from build_tools.pages.context import Context, Output
from build_tools.pages.hubs import hub_page
from build_tools.urls import DOWNLOADS, FOLLOW

TITLE = "下载"

_SORTS = {
    BundleSort.SITE: "全部",
    BundleSort.KIND: "按类别",
    BundleSort.REGION: "按地区",
    BundleSort.CHOICE: "选编",
}
_LEDE = (
    "离线包是一个 zip 文件，装着一批法规的全部版本：解压后打开其中的 start.html，就可以像在本站一样阅读、检索和引用，"
    "不需要联网，也不需要安装。怎样更新和核对，见本页末尾。"
)
_NONE = "目前没有离线包。"
_INSTEAD = (
    "<p>每个版本都有一个“单页全文”文件，在版本页的“全文”一行：可以单独保存、打印、发送，不依赖其他文件。"
    "整个网站复制到任何文件夹，也可以离线阅读。</p>"
)
_USE = (
    "<h2>怎样使用</h2><p>下载后先解压整个文件夹，再用浏览器打开其中的 start.html；解压后的文件夹可以复制到 U 盘。"
    "每部法规的各个版本都有目录、历史版本和全文；注明“每条一页”的，另有各章、各条的页面和各条的“被引用”，文件多得多。"
    "指向包外法规的链接带有“↗”标记，需要联网。</p>"
)
_RENEWAL = (
    "<h2>怎样更新</h2><p>离线包不会自动更新。行末是内容截至的日期，此后公布的法规和修改不在包内；"
    "在此之前公布的，效力状态以打开之日为准。有了日期更近的离线包，下载解压后替换整个文件夹。"
    f"新法和修改可以<a href={FOLLOW}>订阅</a>。</p>"
)
_SUMS = (
    "<h2>核对</h2><p>核对 SHA-256，可以知道下载的文件是否完整。"
    "Windows 用 <code>certutil -hashfile 文件名 SHA256</code> 算出来对照；"
    "其他系统把需要的几行存成文本文件，用 <code>sha256sum -c</code> 或者 <code>shasum -a 256 -c</code> 核对。</p>"
)
_MEGABYTE = 1_000_000


def downloads_page(bundles: Iterable[Bundle], context: Context) -> Output:
    """Return the page that lists bundles, in the order in which they come; a bundle's says where that page is."""
    if not context.reach.is_all:
        there = context.reach.public_link(DOWNLOADS) or "本离线包没有注明公共网址。"
        words = (
            f"这是离线包，内容截至 {context.as_of.isoformat()}。新的和其他的离线包在公共网站上，"
            "下载解压后替换现在的整个文件夹。"
        )
        return hub_page(DOWNLOADS, TITLE, words, f"<p>{there}</p>", context)
    listed = tuple(bundles)
    if not listed:
        return hub_page(DOWNLOADS, TITLE, _NONE, _INSTEAD, context)
    groups = groupby(listed, lambda bundle: bundle.sort)
    lists = "".join([_list(sort, tuple(group)) for sort, group in groups])
    return hub_page(DOWNLOADS, TITLE, _LEDE, lists + _USE + _RENEWAL + _sums(listed), context)


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
        f"<time>{bundle.day.isoformat()}</time>"
    )


def _sums(bundles: tuple[Bundle, ...]) -> str:
    """Return the SHA-256 of every file, as ``sha256sum -c`` reads it."""
    lines = "\n".join([f"{bundle.sha256}  {html.escape(bundle.file)}" for bundle in bundles])
    return f"{_SUMS}<details class=sums><summary>各文件的 SHA-256</summary><pre>{lines}</pre></details>"


def _size(number: int) -> str:
    """Return a size in words: ``0.3 MB``, ``45 MB``; never nothing."""
    megabytes = number / _MEGABYTE
    return f"{megabytes:,.0f} MB" if megabytes >= 10 else f"{max(megabytes, 0.1):.1f} MB"
