"""The Markdown pages of a build as plain text: what the engines are given, and what their results are judged by."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from typing import NamedTuple

INDEXED = r"(?:\d|i-|annex-|preamble|index)"
"""How the name of a page begins that holds text of its own; pages of divisions repeat their articles."""

_FACTS = "\n| 状态 | "
"""Where the text ends and what is said about it begins; a page without has no text (``cited.md``)."""
_ARTICLE = re.compile(r"\d|i-")
_TEXT_PAGE = re.compile(INDEXED)
_LINK = re.compile(r'\]\([^ )]*(?: "(?:[^"\\]|\\.)*")?\)|(?<!\\)\[')
_ATTRIBUTES = re.compile(r'\s*\{: [^}]*\}|<a id="[^"]*"></a>')
_ESCAPE = re.compile(r"\\(.)")
_RULE = re.compile(r"^\|[ |-]*$", re.MULTILINE)


class Page(NamedTuple):
    """A page of a version, without what surrounds its text."""

    address: str
    """From the root of the site, without extension: ``laws/xingfa/2020-12-26/264``."""
    markdown: str
    """Heading and text, as the page has them, but no links."""
    text: str
    """The same without markup and blanks, lines kept; of a division only what stands above its first article."""
    article: bool
    indexed: bool
    """Whether a search for articles should find it; not so a page of a division, whose text is elsewhere, too."""


def read_pages(laws: Path) -> dict[str, Page]:
    """Return all pages that have text, by address, in order; ``laws`` is the folder ``docs/laws`` of a build."""
    pages = {}
    for parent, _, names in os.walk(laws):
        for name in names:
            if name.endswith(".md") and (page := _page(laws, Path(parent, name))):
                pages[page.address] = page
    return dict(sorted(pages.items()))


def address_of(found: str) -> str:
    """Return the address of a page as :class:`Page` has it, from one that an engine printed."""
    path = found.partition("#")[0].removeprefix("/").removesuffix(".html")
    return path + "index" if path.endswith("/") or not path else path


def _page(laws: Path, path: Path) -> Page | None:
    """Return what is on a page, or None where there is no text."""
    head, found, _ = path.read_text("utf-8").partition(_FACTS)
    if not found:
        return None
    markdown = "# " + _LINK.sub("", head.partition("\n# ")[2]).rstrip() + "\n"
    indexed = _TEXT_PAGE.match(path.name) is not None
    return Page(
        address=f"laws/{path.relative_to(laws).with_suffix('').as_posix()}",
        markdown=markdown,
        text=_plain(markdown if indexed else markdown.partition("\n## ")[0]),
        article=_ARTICLE.match(path.name) is not None,
        indexed=indexed,
    )


def _plain(markdown: str) -> str:
    """Return the text of what :class:`Page` calls Markdown."""
    bare = _RULE.sub("", _ATTRIBUTES.sub("", markdown)).replace("|", " ").lstrip("# ")
    lines = ("".join(line.split()) for line in html.unescape(_ESCAPE.sub(r"\1", bare)).split("\n"))
    return "\n".join(filter(None, lines))
