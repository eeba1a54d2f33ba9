"""Reach: what the reader of a page has at hand, the whole site or the laws of a bundle.

Pages make their links as if they stood on the public site. In a bundle every link is then **mapped** by its
address, before it becomes HTML: what a bundle has on ``full.html`` alone is linked there, and what lies
**beyond** the bundle by its public address, marked as such, or is plain text where there is no public address.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import date

from build_tools.pages import html
from build_tools.pages.content import Block, Link, relinked
from build_tools.urls import CITED, DOWNLOADS, FULL, INDEX, LAW_JSON, eid_of, relative

BEYOND = "beyond"
"""Class of a link that leads out of a bundle; the style sheets mark it."""
ONLINE = "需联网"
"""Said in the title of such a link."""

_LAW_PAGE = re.compile(r"laws/([^/]+)/(?:([^/]+)/)?([^/]*)\Z")
_IN_BUNDLE = frozenset([INDEX, FULL, CITED, LAW_JSON])
"""What a bundle without pages of articles has in the folder of a version."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which laws stand beside a page, and where their texts are."""

    keys: frozenset[str] | None = None
    """Keys of the laws of a bundle; None: all laws of the site."""
    whole: bool = False
    """Texts stand on ``full.html`` alone, not on pages of articles and divisions."""
    title: str = ""
    """What the bundle is called: 河南; empty for the public site."""
    public: str = ""
    """Public address of the site with a closing slash, or empty."""

    @property
    def is_all(self) -> bool:
        """Whether this is the public site."""
        return self.keys is None

    def has(self, key: str) -> bool:
        """Tell whether the law of that key is within reach."""
        return self.keys is None or key in self.keys

    def blocks(self, content: tuple[Block, ...], page: str) -> tuple[Block, ...]:
        """Return the content of a page with its links mapped.

        Args:
            content: blocks whose links are those of the public site, relative to ``page``.
            page: address of the page from the root of the site.
        """
        return content if self.is_all else relinked(content, lambda link: self.link(link, page))

    def link(self, link: Link, page: str) -> Link | str:
        """Return the link that leads where ``link`` does on the public site, or its text if nothing does."""
        path, mark, fragment = link.href.partition("#")
        if self.is_all or not path or ":" in path:
            return link
        address = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        place = _LAW_PAGE.match(address)
        if place is None:
            return link
        key, segment, name = place.groups()
        if not self.has(key):
            return self._beyond(link, address + mark + fragment)
        if not self.whole or (segment and name in _IN_BUNDLE) or (not segment and name == INDEX):
            return link
        eid = eid_of(name)
        if eid is None or not segment:
            return self._beyond(link, address + mark + fragment)
        there = f"{posixpath.dirname(address)}/{FULL}#{fragment or eid}"
        return link._replace(href=relative(page, there))

    def public_link(self, address: str) -> str:
        """Return a link to an address of the public site as HTML, marked; empty without a public address."""
        if not self.public:
            return ""
        there = self.public + address
        words = there.partition("://")[2].rstrip("/")
        return f"<a class={BEYOND} href={html.value(there)} title={ONLINE}>{html.escape(words)}</a>"

    def note(self, day: date) -> str:
        """Return what the home page of a bundle says besides, as HTML: which it is, of which day, what it leaves out."""
        if self.is_all:
            return ""
        words = f"离线包：<b>{html.escape(self.title)}</b>，内容截至 <time>{day.isoformat()}</time>。只检索本包内的法规。"
        if link := self.public_link(DOWNLOADS):
            words += f"带有“↗”标记的链接指向公共网站，需要联网。离线包不会自动更新，新的见 {link}。"
        return f"<p class=bundle>{words}</p>"

    def _beyond(self, link: Link, address: str) -> Link | str:
        """Return a link to the public address, marked; without a public address its text."""
        if not self.public:
            return link.text
        title = f"{link.title}（{ONLINE}）" if link.title else ONLINE
        return link._replace(href=self.public + address, css=f"{link.css} {BEYOND}".strip(), title=title)


EVERYTHING = Reach()
"""The public site."""
