"""What stands in a bundle around the site: the file to open, what to know of it, and what is in it.

``start.html`` is the one file that a reader has to find; it leads to ``site/index.html``, with or without
script. ``README.txt`` says the same to those who look at files first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from build_tools.model.site import Site
from build_tools.pages import html
from build_tools.publish.archive import SUMS
from build_tools.urls import DOWNLOADS

START: Final = "start.html"
README: Final = "README.txt"
CONTENTS: Final = "bundle.json"
SITE: Final = "site/"
FORMAT: Final = 1
"""Version of the form of ``bundle.json``."""

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{max-width:32rem;margin:18vh auto 0;padding:0 1.2rem;"
    'font:1.05rem/1.9 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;'
    "color:#211f1b;background:#fbfaf6}"
    'h1{margin:0 0 .4rem;font:700 1.5rem/1.4 "Songti SC","Source Han Serif SC","Noto Serif CJK SC",'
    '"Microsoft YaHei",serif}a{color:#a8281d}'
    "@media(prefers-color-scheme:dark){body{color:#e2ddd2;background:#181715}a{color:#f09078}}"
)


class Wrapped(NamedTuple):
    """A bundle as its own files speak of it."""

    name: str
    title: str
    site_name: str
    public: str
    """Public address of the site, or empty."""
    day: date
    articles: bool
    """Whether every article has a page of its own."""

    @property
    def heading(self) -> str:
        """What the bundle is called with the site: 条文离线包：河南."""
        return f"{self.site_name}离线包：{self.title}"


def wrapping(wrapped: Wrapped, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files around the site, which has the laws of the bundle alone."""
    yield README, _readme(wrapped, site)
    yield CONTENTS, _contents(wrapped, site)
    yield START, _start(wrapped).encode()


def _start(wrapped: Wrapped) -> str:
    """Return the page that leads into the site."""
    heading = html.escape(wrapped.heading)
    home = f"{SITE}index.html"
    return (
        "<!doctype html><html lang=zh-Hans><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        f'<meta http-equiv=refresh content="0; url={home}"><title>{heading}</title><style>{_STYLE}</style></head>'
        f"<body><main><h1>{heading}</h1><p><a href={home}>打开</a>，不需要联网。"
        f"内容截至 <time>{wrapped.day.isoformat()}</time>。</p></main></body></html>\n"
    )


def _readme(wrapped: Wrapped, site: Site) -> bytes:
    """Return what to know. Windows shows it right in any editor: a mark says UTF-8, and lines end its way."""
    there = f"新的离线包见 {wrapped.public}{DOWNLOADS} ，" if wrapped.public else "有了新的离线包，"
    newer = f"{there}解压后替换整个文件夹。"
    lines = [
        wrapped.heading,
        "",
        f"先解压整个文件夹，再用浏览器打开 {START}。不需要联网，也不需要安装。",
        "在压缩包里直接打开、或者只取出一个文件，链接和检索不能用。",
        "",
        f"内容截至 {wrapped.day.isoformat()}，共 {len(site.works):,} 部法规。各页的效力状态以打开之日为准；",
        "这一天以后公布的法规和修改不在里面。",
        "只检索本包内的法规；带有“↗”标记的链接指向公共网站，需要联网。",
        "",
        f"本包不会自动更新。{newer}",
        "",
        f"{SUMS} 是各文件的 SHA-256，可以用 sha256sum -c {SUMS} 核对；{CONTENTS} 列出本包的法规。",
        "非官方文本，以公报为准。",
    ]
    return b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode()


def _contents(wrapped: Wrapped, site: Site) -> bytes:
    """Return what is in the bundle, as JSON."""
    laws = [
        {"key": work.key, "title": work.title, "versions": [version.segment for version in work.versions]}
        for work in site.works
    ]
    data = {
        "format": FORMAT,
        "name": wrapped.name,
        "title": wrapped.title,
        "day": wrapped.day.isoformat(),
        "site_url": wrapped.public,
        "start": START,
        "articles": wrapped.articles,
        "laws": laws,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
