"""Content as HTML: lean on purpose, because a site has a hundred thousand pages.

Attributes are unquoted where HTML allows it. Every text goes through :func:`escape`; ids are eIds,
which the parser makes of ASCII letters, digits, ``_`` and ``-``, but are escaped like any value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from build_tools.pages.content import (
    Block,
    Break,
    Entry,
    Facts,
    Fold,
    Fragment,
    Grid,
    Group,
    Head,
    Inline,
    Inlines,
    Line,
    Link,
    Mark,
    Nav,
    Picture,
    Tree,
)
from build_tools.pages.text import ODD, clean

_SPECIAL = re.compile('[&<>"]')
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
# HTML Standard, "Unquoted attribute value syntax", less & (nothing shall read as a reference) and the
# characters that :func:`escape` replaces.
_BARE = re.compile(rf"""[^\s"'=<>`&{ODD}]+\Z""")


def escape(text: str) -> str:
    """Return ``text`` as HTML, safe in content and between double quotes."""
    text = clean(text)
    return text.translate(_ENTITIES) if _SPECIAL.search(text) else text


# The same few thousand addresses and ids stand on a hundred thousand pages.
@lru_cache(maxsize=1 << 15)
def value(text: str) -> str:
    """Return an attribute's value, in quotes only when it needs them."""
    return text if _BARE.match(text) else f'"{escape(text)}"'


def blocks(content: Iterable[Block]) -> str:
    """Return the blocks as HTML."""
    return "".join([block(each) for each in content])


def block(one: Block) -> str:
    """Return one block as HTML."""
    if isinstance(one, Line):
        return f"<p{_attributes(one.css, one.eid)}>{inlines(one.inlines)}</p>"
    if isinstance(one, Fragment):
        return one.html
    if isinstance(one, Head):
        tag = f"h{one.level}"
        return f"<{tag}{_attributes(one.css, one.eid)}>{inlines(one.inlines)}</{tag}>"
    if isinstance(one, Group):
        lang = f" lang={value(one.lang)}" if one.lang else ""
        return f"<{one.tag}{_attributes(one.css, '')}{lang}>{blocks(one.blocks)}</{one.tag}>"
    if isinstance(one, Nav):
        return f"{_nav(one.css, one.label)}{inlines(one.links)}</nav>"
    if isinstance(one, Tree):
        return f"{_nav(one.css, one.label)}{_entries(one.entries)}</nav>"
    if isinstance(one, Fold):
        summary = f"<summary>{block(one.head)}</summary>"
        return f"<details>{summary}{blocks(one.blocks)}</details>"
    return _facts(one) if isinstance(one, Facts) else _grid(one)


def inlines(content: Inlines) -> str:
    """Return inline content as HTML."""
    if len(content) == 1 and type(content[0]) is str:
        return escape(content[0])
    return "".join([_inline(each) for each in content])


def _inline(one: Inline) -> str:
    """Return one piece of inline content as HTML."""
    if isinstance(one, str):
        return escape(one)
    if isinstance(one, Link):
        return _link(one)
    if isinstance(one, Break):
        return "<br>"
    if isinstance(one, Mark):
        return f"<{one.tag}>{_inline(one.text)}</{one.tag}>"
    return picture(one)


def _link(one: Link) -> str:
    """Return a link as HTML."""
    css = f" class={value(one.css)}" if one.css else ""
    rel = f" rel={one.rel}" if one.rel else ""
    title = f" title={value(one.title)}" if one.title else ""
    return f"<a{css}{rel} href={value(one.href)}{title}>{escape(one.text)}</a>"


def picture(one: Picture) -> str:
    """Return an image as HTML."""
    return f'<img src={value(one.src)} alt="{escape(one.alt)}">'


def _attributes(css: str, eid: str) -> str:
    """Return class and id, each with a leading blank, or nothing; two classes need quotes."""
    name = (f' class="{css}"' if " " in css else f" class={css}") if css else ""
    return f"{name} id={value(eid)}" if eid else name


def _nav(css: str, label: str) -> str:
    """Return the start tag of a navigation."""
    return f"<nav class={css} aria-label={value(label)}>"


def _entries(entries: tuple[Entry, ...]) -> str:
    """Return a list with the lists in it."""
    items = [f"<li>{inlines(one.inlines)}{_entries(one.children)}" for one in entries]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _facts(facts: Facts) -> str:
    """Return metadata as a description list."""
    parts = ["<dl class=meta>"]
    for row in facts.rows:
        timeline = f" data-t={value(row.timeline)}" if row.timeline else ""
        hint = f" title={value(row.hint)}" if row.hint else ""
        parts.append(f"<div{_attributes(row.css, '')}{hint}{timeline}>")
        parts.append(f"<dt>{escape(row.term)}</dt><dd>{inlines(row.value)}</dd></div>")
    parts.append("</dl>")
    return "".join(parts)


def _grid(grid: Grid) -> str:
    """Return a table in a frame that can be scrolled, also with the keyboard."""
    parts = ["<div class=t tabindex=0><table>"]
    for number, row in enumerate(grid.rows):
        tag = "th" if grid.has_header and number == 0 else "td"
        parts.append("<tr>" + "".join([f"<{tag}>{inlines(cell)}</{tag}>" for cell in row]))
    parts.append("</table></div>")
    return "".join(parts)
